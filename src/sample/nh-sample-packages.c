/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The packages are made from the records of a ledger that is thrown away, in which all communes stand side by side. */

#include "nh-sample-packages.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "nh-commendation.h"
#include "nh-error.h"
#include "nh-figure-text.h"
#include "nh-file.h"
#include "nh-gift.h"
#include "nh-i18n.h"
#include "nh-invitation.h"
#include "nh-keys.h"
#include "nh-package.h"
#include "nh-partner.h"
#include "nh-point.h"
#include "nh-sample-private.h"
#include "nh-store.h"
#include "nh-uuid.h"

#define SEED "ha-tinh-2025"
#define SOURCE "Số liệu minh họa"
#define DEADLINE 20250825
#define NUMBERS_A_UNIT 100 /* of uuids */
#define LEDGERS 900000     /* numbers of the ledgers' uuids */
#define PROVINCE 1000      /* of keys, behind those of the communes */
#define OTHER_PROVINCE 1001

/* Which commune is what, in the order of the units. */
enum
{
  NIL = 7,
  SENT_AGAIN = 13,
  FIRST_OF_EVENT = 20,
  SECOND_OF_EVENT = 21,
  DAMAGED = 33,
  EVERY_LATE = 12 /* every so many communes */
};

typedef struct
{
  NhConnection *connection;
  NhLedger *ledger;
  const char *folder;
  const NhKeys *province;
  const NhUnit *unit;
  guint n; /* of the commune */
  guint n_records;
  guint64 dice;
} Maker;

/* Nobody's secret: the sample has none. (transfer full) */
static NhKeys *
make_keys (guint n)
{
  g_autofree char *name = g_strdup_printf (SEED " %u", n);
  guint8 seed[NH_KEY_LENGTH];

  crypto_generichash (seed, sizeof seed, (const guint8 *) name, strlen (name), NULL, 0);
  return nh_keys_new (seed);
}

/* (transfer container) */
static GPtrArray *
list_communes (NhLedger *ledger)
{
  return nh_catalog_get_below (nh_ledger_get_catalog (ledger), nh_ledger_get_unit (ledger), NH_LEVEL_COMMUNE,
                               nh_catalog_season_day (NH_SAMPLE_PACKAGES_YEAR));
}

/* --- The sample ledger --- */

static gboolean
keep_keys (NhConnection *connection, GPtrArray *communes, GError **error)
{
  for (guint i = 0; i < communes->len; i++)
    {
      g_autoptr (NhKeys) keys = make_keys (i);

      if (!nh_partner_set (connection, ((const NhUnit *) communes->pdata[i])->id, nh_keys_get_public (keys), "code",
                           error))
        return FALSE;
    }
  return TRUE;
}

gboolean
nh_sample_packages_invite (NhConnection *connection, NhLedger *ledger, GError **error)
{
  g_autoptr (GPtrArray) communes = list_communes (ledger);
  g_autofree char *name = g_strdup_printf (SEED " %u", PROVINCE);
  g_autoptr (GBytes) invitation = NULL;
  guint8 seed[NH_KEY_LENGTH];

  crypto_generichash (seed, sizeof seed, (const guint8 *) name, strlen (name), NULL, 0);
  if (!nh_keys_set_seed (connection, seed, error))
    return FALSE;
  invitation = nh_invitation_make (connection, ledger, NH_SAMPLE_PACKAGES_YEAR, DEADLINE, error);
  return invitation != NULL && nh_connection_begin (connection, _ ("make the sample season"), error) &&
         nh_connection_finish (connection, keep_keys (connection, communes, error), _ ("make the sample season"),
                               error);
}

/* --- Records --- */

static NhRecord *
draft_new (Maker *self, const NhRecordType *type)
{
  NhRecord *draft = nh_record_new (type, self->unit->id, NH_SAMPLE_PACKAGES_YEAR);
  g_autofree char *uuid = nh_uuid_for (SEED, self->n * NUMBERS_A_UNIT + self->n_records++);

  nh_record_set_uuid (draft, uuid);
  return draft;
}

static NhRecord *
make_point (Maker *self, const char *place, const char *kind, int day, int attendance)
{
  NhRecord *point = draft_new (self, &nh_point_type);

  nh_record_set_text (point, NH_POINT_PLACE, place);
  nh_record_set_text (point, NH_POINT_PLACE_KIND, kind);
  nh_record_set_text (point, NH_POINT_STATUS, "held");
  nh_record_set_number (point, NH_POINT_DATE_FROM, nh_date_new (NH_SAMPLE_PACKAGES_YEAR, 8, day));
  nh_record_set_number (point, NH_POINT_ATTENDANCE, attendance);
  nh_record_set_text (point, NH_POINT_LEADERS, "commune");
  nh_record_set_number (point, NH_POINT_PACTS, attendance % 3);
  nh_record_set_number (point, NH_POINT_MODELS, 0);
  nh_record_set_text (point, NH_POINT_SOURCE, SOURCE);
  return point;
}

static NhRecord *
make_village (Maker *self, int number)
{
  gboolean urban = !g_str_equal (self->unit->kind, "xã");
  /* With the commune's name: "Thôn 3" on one day in two communes would look like one event. */
  g_autofree char *place = g_strdup_printf ("%s %d %s", urban ? "Tổ dân phố" : "Thôn", number, self->unit->name);
  NhRecord *point = make_point (self, place, urban ? "to_dan_pho" : "thon", nh_sample_roll_between (&self->dice, 5, 19),
                                nh_sample_roll_between (&self->dice, 90, 320));

  nh_record_set_number (point, NH_POINT_AREAS, 1);
  return point;
}

static NhRecord *
make_gift (Maker *self)
{
  NhRecord *gift = draft_new (self, &nh_gift_type);
  int sets = nh_sample_roll_between (&self->dice, 5, 30);

  nh_record_set_text (gift, NH_GIFT_CATEGORY, "ho_ngheo");
  nh_record_set_text (gift, NH_GIFT_KIND, "suat_qua");
  nh_record_set_number (gift, NH_GIFT_QUANTITY, sets);
  nh_record_set_number (gift, NH_GIFT_UNIT_VALUE, 500000);
  nh_record_set_number (gift, NH_GIFT_VALUE, 500000 * (gint64) sets);
  nh_record_set_number (gift, NH_GIFT_DATE, nh_date_new (NH_SAMPLE_PACKAGES_YEAR, 8, 18));
  nh_record_set_text (gift, NH_GIFT_GIVER, "Ủy ban MTTQ xã, phường");
  nh_record_set_text (gift, NH_GIFT_SOURCE, SOURCE);
  return gift;
}

static NhRecord *
make_award (Maker *self)
{
  static const char *const names[] = { "Nguyễn Văn Ân", "Trần Thị Bình", "Lê Đình Cường", "Phan Thị Duyên",
                                       "Hồ Sỹ Đạt" };
  NhRecord *award = draft_new (self, &nh_commendation_type);
  g_autofree char *decision = g_strdup_printf ("%u/QĐ-UBND", 300 + 7 * self->n);

  nh_record_set_text (award, NH_COMMENDATION_FORM, "giay_khen_xa");
  nh_record_set_text (award, NH_COMMENDATION_AUTHORITY, "ct_ubnd_xa");
  nh_record_set_text (award, NH_COMMENDATION_DECISION_NUMBER, decision);
  nh_record_set_number (award, NH_COMMENDATION_DECISION_DATE, nh_date_new (NH_SAMPLE_PACKAGES_YEAR, 8, 5));
  nh_record_set_text (award, NH_COMMENDATION_RECIPIENT_KIND, "ca_nhan");
  nh_record_set_text (award, NH_COMMENDATION_RECIPIENT, names[self->n % G_N_ELEMENTS (names)]);
  nh_record_set_number (award, NH_COMMENDATION_QUANTITY, 1);
  nh_record_set_text (award, NH_COMMENDATION_STATE, "presented");
  nh_record_set_text (award, NH_COMMENDATION_SOURCE, SOURCE);
  return award;
}

static gboolean
save_records (Maker *self, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  int n_villages = nh_sample_roll_between (&self->dice, 2, 7);

  for (int i = 1; i <= n_villages; i++)
    g_ptr_array_add (drafts, make_village (self, i));
  if (self->n == FIRST_OF_EVENT || self->n == SECOND_OF_EVENT)
    g_ptr_array_add (drafts, make_point (self, "Trường THPT Nguyễn Du", "truong", 16, 450));
  g_ptr_array_add (drafts, make_gift (self));
  g_ptr_array_add (drafts, make_award (self));
  return nh_store_save_many (self->connection, self->ledger, drafts, "sample", NULL, error);
}

/* --- Packages --- */

/* (transfer full) */
static char *
when_made (const Maker *self, int version)
{
  int day = self->n % EVERY_LATE == EVERY_LATE - 1 ? 27 : 20 + (int) (self->n % 6);

  return g_strdup_printf ("%d-08-%02dT08:%02u:00.000Z", NH_SAMPLE_PACKAGES_YEAR, version == 2 ? 29 : day, self->n % 60);
}

static gboolean
write_file (const Maker *self, const char *name, GBytes *file, gsize length, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  return nh_file_replace_contents (path, g_bytes_get_data (file, NULL), (gssize) length, NH_FILE_DOCUMENT, error);
}

/* The hash of its manifest; NULL with @error. @to: whom it is sealed to. (transfer full) */
static char *
make_package (Maker *self, const char *name, int version, const char *previous, const NhKeys *to, GError **error)
{
  g_autoptr (NhContent)
      content = nh_content_load (self->connection, self->ledger, self->unit->id, NH_SAMPLE_PACKAGES_YEAR, error);
  g_autoptr (GBytes) text = content != NULL ? nh_content_write (content) : NULL, file = NULL;
  g_auto (GStrv) figures = nh_figure_texts (self->connection, self->ledger, self->unit->id, NH_SAMPLE_PACKAGES_YEAR,
                                            content != NULL ? error : NULL);
  g_autoptr (NhKeys) keys = make_keys (self->n);
  g_autofree char *ledger = nh_uuid_for (SEED, LEDGERS + self->n), *at = when_made (self, version), *manifest = NULL;
  NhPackageFacts facts = {
    .to = nh_keys_get_public (to),
    .unit = self->unit,
    .year = NH_SAMPLE_PACKAGES_YEAR,
    .version = { version, NULL, previous, ledger },
    .reason = version > 1 ? "Công an tỉnh trả lại: còn thiếu một điểm" : NULL,
    .nil = self->n == NIL ? "Mưa lũ, địa phương tập trung khắc phục hậu quả" : NULL,
    .figures = figures,
    .made_at = at,
    .made_by = "Số liệu minh họa",
  };

  if (text == NULL || figures == NULL)
    return NULL;
  manifest = nh_package_make_manifest (self->connection, keys, &facts, content, text);
  file = nh_envelope_make_sample (NH_ENVELOPE_PACKAGE, manifest, text, keys, nh_keys_get_public (to), error);
  if (file == NULL ||
      !write_file (self, name, file, g_bytes_get_size (file) * (self->n == DAMAGED ? 6 : 10) / 10, error))
    return NULL;
  return nh_envelope_hash (manifest, strlen (manifest));
}

/* As the page "Nộp báo cáo" names it. (transfer full) */
static char *
name_file (const Maker *self, int version)
{
  return g_strdup_printf ("%s %s %d-%d" NH_ENVELOPE_PACKAGE_SUFFIX, self->unit->code, self->unit->title,
                          NH_SAMPLE_PACKAGES_YEAR, version);
}

static gboolean
send_again (Maker *self, const char *first, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *name = name_file (self, 2), *hash = NULL;

  g_ptr_array_add (drafts, make_village (self, 9));
  if (!nh_store_save_many (self->connection, self->ledger, drafts, "sample", NULL, error))
    return FALSE;
  hash = make_package (self, name, 2, first, self->province, error);
  return hash != NULL;
}

static gboolean
make_of_commune (Maker *self, GError **error)
{
  g_autofree char *name = name_file (self, 1), *hash = NULL;

  if (self->n != NIL && !save_records (self, error))
    return FALSE;
  hash = make_package (self, name, 1, "", self->province, error);
  return hash != NULL && (self->n != SENT_AGAIN || send_again (self, hash, error));
}

/* As if it were of a commune of the neighbours, who have sent it to the wrong address. */
static gboolean
make_foreign (Maker *self, GError **error)
{
  g_autoptr (NhKeys) other = make_keys (OTHER_PROVINCE);
  g_autofree char *hash = make_package (self, "17329 Xã Diễn Châu 2025-1" NH_ENVELOPE_PACKAGE_SUFFIX, 1, "", other,
                                        error);

  return hash != NULL;
}

static gpointer
make_all (NhConnection *connection, NhLedger *ledger, gpointer folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) communes = list_communes (ledger);
  g_autoptr (NhKeys) province = make_keys (PROVINCE);
  Maker self = { connection, ledger, folder, province, .dice = NH_SAMPLE_PACKAGES_YEAR };

  for (self.n = 0; self.n < communes->len; self.n++)
    {
      self.unit = communes->pdata[self.n];
      self.n_records = 0;
      if (!make_of_commune (&self, error))
        return NULL;
    }
  self.n = 0;
  self.unit = communes->pdata[0];
  return GINT_TO_POINTER (make_foreign (&self, error));
}

static gboolean
make_in_scratch (const char *scratch, const char *folder, GError **error)
{
  NhLedgerSpec spec = { .unit_code = "42",
                        .unit_on = nh_catalog_season_day (NH_SAMPLE_PACKAGES_YEAR),
                        .role = NH_ROLE_PROVINCE,
                        .sample = TRUE };
  g_autofree char *path = g_build_filename (scratch, "sample.ngayhoi", NULL);
  g_autoptr (NhLedger) ledger = NULL;
  gboolean made;

  if (!nh_ledger_create (path, &spec, error))
    return FALSE;
  ledger = nh_ledger_open (path, NH_OPEN_NO_BACKUP, error);
  made = ledger != NULL && nh_ledger_call (ledger, NH_ON_WRITER, make_all, (gpointer) folder, NULL, error) != NULL;
  if (ledger != NULL)
    nh_ledger_close (ledger);
  g_unlink (path);
  return made;
}

char *
nh_sample_packages_folder (const char *ledger_path)
{
  g_autofree char *stem = g_str_has_suffix (ledger_path, ".ngayhoi")
                              ? g_strndup (ledger_path, strlen (ledger_path) - strlen (".ngayhoi"))
                              : g_strdup (ledger_path);

  return g_strdup_printf ("%s - tệp nộp %d", stem, NH_SAMPLE_PACKAGES_YEAR);
}

char *
nh_sample_packages_find (NhLedger *ledger)
{
  g_autofree char *folder = nh_ledger_is_sample (ledger) ? nh_sample_packages_folder (nh_ledger_get_path (ledger))
                                                         : NULL;

  return folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR) ? g_steal_pointer (&folder) : NULL;
}

gboolean
nh_sample_packages_make (const char *ledger_path, GError **error)
{
  g_autofree char *folder = nh_sample_packages_folder (ledger_path);
  g_autofree char *scratch = g_dir_make_tmp ("ngay-hoi-XXXXXX", NULL);
  gboolean made;

  if (scratch == NULL || g_mkdir_with_parents (folder, 0755) != 0)
    {
      nh_error_set (error, NH_ERROR_IO, _ ("make the sample season"), _ ("the folder %s cannot be made."), folder);
      if (scratch != NULL)
        g_rmdir (scratch);
      return FALSE;
    }
  made = make_in_scratch (scratch, folder, error);
  g_rmdir (scratch);
  return made;
}
