/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-sample.h"

#include "nh-backup.h"
#include "nh-file.h"
#include "nh-indicator.h"
#include "nh-query.h"
#include "nh-sample-private.h"
#include "nh-season.h"
#include "nh-setting.h"
#include "nh-store.h"
#include "nh-total.h"
#include "nh-uuid.h"

#define SEED "ha-tinh-2022"
#define PUBLISHED "Cổng thông tin điện tử Công an tỉnh Hà Tĩnh, ngày 23/11/2022"

/* Note at the foot of every sheet. */
#define NOTE                                                                                \
  "Số liệu chi tiết là minh họa; chỉ các số sau của toàn tỉnh là số đã công bố (" PUBLISHED \
  "): 1.407 điểm, 15 điểm có lãnh đạo "                                          \
  "tỉnh, 209 điểm có lãnh đạo huyện, trên 84.000 lượt người, 412 suất quà."

/* Numbers of the uuids after those of the points. */
enum
{
  SEASON = 100000,
  ATTENDANCE
};

/* splitmix64: the same numbers on every machine and with every GLib. */
guint64
nh_sample_roll (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

int
nh_sample_roll_between (guint64 *state, int low, int high)
{
  return low + (int) (nh_sample_roll (state) % (guint64) (high - low + 1));
}

NhRecord *
nh_sample_draft_new (const NhRecordType *type, gint64 unit, guint n)
{
  NhRecord *draft = nh_record_new (type, unit, NH_SAMPLE_YEAR);
  g_autofree char *uuid = nh_uuid_for (SEED, n);

  nh_record_set_uuid (draft, uuid);
  return draft;
}

static NhRecord *
make_season (gint64 province)
{
  NhRecord *season = nh_sample_draft_new (&nh_season_type, province, SEASON);

  nh_record_set_number (season, NH_SEASON_WINDOW_FROM, nh_date_new (NH_SAMPLE_YEAR, 8, 1));
  nh_record_set_number (season, NH_SEASON_WINDOW_TO, nh_date_new (NH_SAMPLE_YEAR, 8, 20));
  nh_record_set_text (season, NH_SEASON_THEME, "Hướng về cơ sở");
  nh_record_set_text (season, NH_SEASON_NOTE,
                      "Ngày hội theo Quyết định số 521/QĐ-TTg ngày 13/6/2005 của Thủ tướng Chính phủ");
  return season;
}

static NhRecord *
make_total (gint64 province, guint n, const char *indicator, gint64 value)
{
  NhRecord *total = nh_sample_draft_new (&nh_total_type, province, n);

  nh_record_set_text (total, NH_TOTAL_INDICATOR, indicator);
  nh_record_set_number (total, NH_TOTAL_VALUE, value);
  nh_record_set_text (total, NH_TOTAL_SOURCE, PUBLISHED);
  return total;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

/* As they were saved, by their ids, one commune after the other. (transfer full) */
static GPtrArray *
read_points (NhConnection *connection, NhLedger *ledger, GError **error)
{
  g_autoptr (NhQuery) query = nh_query_new (&nh_point_type);
  g_autoptr (GArray) ids = nh_query_ids (connection, ledger, query, 0, error);

  if (ids == NULL)
    return NULL;
  g_array_sort (ids, compare_ids);
  return nh_store_fetch (connection, ledger, &nh_point_type, (const gint64 *) (gpointer) ids->data, ids->len, error);
}

static gpointer
fill (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  NhCatalog *catalog = nh_ledger_get_catalog (ledger);
  gint64 province = nh_ledger_get_unit (ledger);
  NhRecord *attendance = make_total (province, ATTENDANCE, "attendance", 84000);
  g_autofree char *note = g_strdup_printf ("sample.note.%d", NH_SAMPLE_YEAR);

  nh_record_set_text (attendance, NH_TOTAL_QUALIFIER, "tren");
  g_ptr_array_add (drafts, make_season (province));
  g_ptr_array_add (drafts, attendance);
  nh_sample_add_points (catalog, province, points);
  if (!nh_store_save_many (connection, ledger, points, "sample", NULL, error))
    return NULL;
  saved = read_points (connection, ledger, error);
  if (saved == NULL)
    return NULL;
  nh_sample_add_gifts (saved, drafts);
  nh_sample_add_commendations (catalog, saved, drafts);
  if (!nh_store_save_many (connection, ledger, drafts, "sample", NULL, error) ||
      !nh_sample_packages_invite (connection, ledger, error) || !nh_year_set (connection, NH_SAMPLE_YEAR, error) ||
      !nh_setting_set (connection, note, NOTE, error))
    return NULL;
  nh_ledger_note_change (ledger, NULL, 0);
  return GINT_TO_POINTER (TRUE);
}

/* An NhFileWrite. */
static gboolean
write_sample (const char *temporary, gpointer data, GError **error)
{
  NhLedgerSpec spec = {
    .unit_code = "42", .unit_on = nh_catalog_season_day (NH_SAMPLE_YEAR), .role = NH_ROLE_PROVINCE, .sample = TRUE
  };
  g_autofree char *journal = NULL;
  g_autoptr (NhLedger) ledger = NULL;
  gboolean filled;

  if (!nh_ledger_write_new (temporary, &spec, error))
    return FALSE;
  ledger = nh_ledger_open (temporary, NH_OPEN_NO_BACKUP, error);
  if (ledger == NULL)
    return FALSE;
  filled = nh_ledger_call (ledger, NH_ON_WRITER, fill, NULL, NULL, error) != NULL;
  nh_ledger_close (ledger);
  /* A -wal that could not be written back would stay under the temporary name. */
  journal = nh_connection_find_journal (temporary);
  return filled && journal == NULL && nh_backup_verify (temporary, error);
}

gboolean
nh_sample_make (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  return nh_ledger_check_new (path, error) && nh_file_replace (path, write_sample, NULL, error);
}
