/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts, spoilt: CSV, the mirror of a draft, and what is typed into a field. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>
#include <glib/gstdio.h>

#include "ledger-fixture.h"
#include "mutate.h"
#include "nh-column.h"
#include "nh-csv.h"
#include "nh-draft.h"
#include "nh-error.h"
#include "nh-money.h"
#include "nh-number.h"
#include "nh-point.h"
#include "nh-report.h"
#include "nh-setting.h"
#include "nh-sheet-writer.h"
#include "nh-text.h"

#define SOME_REPORTS 4 /* a round builds each fourth */

static NhLedger *ledger;
static NhCatalog *catalog;

static void
close_ledger (void)
{
  nh_ledger_close (ledger);
  g_clear_object (&catalog);
  g_clear_object (&ledger);
}

void
fuzz_texts_set_up (const char *folder)
{
  g_autofree char *path = NULL;

  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  path = fixture_create (folder, "a.ngayhoi");
  ledger = fixture_open (path, NH_OPEN_DEFAULT);
  catalog = g_object_ref (nh_ledger_get_catalog (ledger));
  atexit (close_ledger);
}

/* CSV */

static void
read_back (NhCsv *csv)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (NhCsv) again = NULL;
  g_autoptr (GError) error = NULL;

  for (guint column = 0; column < nh_csv_get_n_columns (csv); column++)
    {
      g_string_append (out, column > 0 ? "," : "");
      nh_csv_append_cell (out, nh_csv_get_title (csv, column), ',');
    }
  for (guint row = 0; row < nh_csv_get_n_rows (csv); row++)
    for (guint column = 0; column < nh_csv_get_n_columns (csv); column++)
      {
        g_assert_true (g_utf8_validate (nh_csv_get (csv, row, (int) column), -1, NULL));
        g_string_append (out, column > 0 ? "," : "\n");
        nh_csv_append_cell (out, nh_csv_get (csv, row, (int) column), ',');
      }
  again = nh_csv_parse (out->str, out->len, &error);
  rounds_refused (&error);
}

void
fuzz_texts_csv (const char *folder, GRand *rand)
{
  static const char sound[] =
      "Thôn;Ngày;\"Số người\"\r\nThôn 1;19/08/2026;1.407\r\n\"Thôn \"\"2\"\"\n(mới)\";9-13/8;không có\r\n;;\r\n";
  g_autoptr (GString) text = g_string_new (sound);
  g_autoptr (NhCsv) csv = NULL;
  g_autoptr (GError) error = NULL;

  mutate_text (text, rand);
  csv = nh_csv_parse (text->str, text->len, &error);
  g_assert_true ((csv != NULL) == (error == NULL));
  rounds_refused (&error);
  if (csv != NULL)
    read_back (csv);
}

/* The mirror of a draft */

static gpointer
list_drafts (NhConnection *connection, NhLedger *unused, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) drafts = nh_draft_list (connection, ledger, error);

  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    {
      const NhDraft *draft = drafts->pdata[i];
      g_autofree char *json = nh_draft_to_json (draft->record, draft->typed, draft->batch);
      g_autofree char *title = nh_record_get_title (draft->record, catalog);

      g_assert_true (g_utf8_validate (json, -1, NULL));
    }
  return NULL;
}

static gpointer
keep_draft (NhConnection *connection, NhLedger *unused, gpointer text, GCancellable *cancellable, GError **error)
{
  nh_draft_keep (connection, "point", "0198c2f0-0000-7000-8000-000000000001", 0, 0, 5, 2026, text, error);
  return NULL;
}

void
fuzz_texts_draft (const char *folder, GRand *rand)
{
  static const char sound[] =
      "{\"type\":\"point\",\"uuid\":\"0198c2f0-0000-7000-8000-000000000001\",\"saved_at\":\"2026-08-20T01:30:00.000Z\","
      "\"record\":0,\"version\":0,"
      "\"unit\":5,\"year\":2026,\"texts\":{\"place\":\"Thôn "
      "1\",\"attendance\":\"185\",\"date_from\":\"2026-08-09\",\"leaders\":\"province,commune\","
      "\"funding\":\"ngan_sach:5000000,khac:1\",\"~cost\":\"12 triệu rưỡi\"}}\n";
  g_autofree char *place = g_build_filename (folder, "ngay-hoi", "drafts", nh_ledger_get_uuid (ledger), NULL);
  g_autofree char *file = g_build_filename (place, "0198c2f0-0000-7000-8000-000000000001.json", NULL);
  g_autoptr (GString) text = g_string_new (sound);
  g_autoptr (GError) error = NULL;

  mutate_text (text, rand);
  g_assert_cmpint (g_mkdir_with_parents (place, 0700), ==, 0);
  fixture_write (file, text->str, (gssize) text->len);
  if (g_rand_int_range (rand, 0, 4) == 0)
    nh_ledger_call (ledger, NH_ON_WRITER, keep_draft,
                    strstr (text->str, "{\"place") != NULL ? strstr (text->str, "{\"place") : text->str, NULL, &error);
  rounds_refused (&error);
  nh_ledger_call (ledger, NH_ON_READER, list_drafts, NULL, NULL, &error);
  rounds_refused (&error);
  g_remove (file);
}

/* What is typed */

static void
type_into_field (const NhField *field, const char *text)
{
  NhParseContext context = { catalog, 20260819, 20260801 };
  NhValue value = NH_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (nh_kind_parse (field, text, &context, &value, &error))
    {
      g_autofree char *canonical = nh_kind_to_canonical (field, &value);
      g_autofree char *shown = nh_kind_format (field, &value, catalog);
      NhValue again = NH_VALUE_INIT;

      g_assert_true (g_utf8_validate (shown, -1, NULL));
      g_assert_true (nh_kind_from_canonical (field, canonical, &again, &error));
      nh_value_clear (&again);
    }
  rounds_refused (&error);
  nh_value_clear (&value);
}

static void
type_into_fields (const NhRecordType *type, const char *text)
{
  for (guint field = 0; field < type->n_fields; field++)
    type_into_field (&type->fields[field], text);
}

void
fuzz_texts_typed (const char *folder, GRand *rand)
{
  static const char *const sound[] = { "1.407",
                                       "12,5 triệu đồng",
                                       "1 tỷ 200 triệu",
                                       "9-13/8/2026",
                                       "ngày 8 tháng 8 năm 2026",
                                       "29/7-3/8",
                                       "không có",
                                       "Tổ dân phố",
                                       "Ngân sách: 5 triệu; XHH: 200k",
                                       "province,commune",
                                       "Thôn 12, xã Đức Thọ" };
  g_autoptr (GString) text = g_string_new (sound[g_rand_int_range (rand, 0, G_N_ELEMENTS (sound))]);
  g_autoptr (GError) error = NULL;
  g_autofree char *fold = NULL;
  NhDate from = NH_DATE_NONE, to = NH_DATE_NONE;
  gint64 number = 0;

  mutate_text (text, rand);
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    type_into_fields (*type, text->str);
  fold = nh_text_fold (text->str);
  g_assert_true (g_utf8_validate (fold, -1, NULL));
  g_bytes_unref (nh_text_name_key (text->str));
  if (nh_date_parse_range (text->str, 20260801, &from, &to, &error))
    g_assert_true (nh_date_is_valid (from) && nh_date_is_valid (to));
  rounds_refused (&error);
  if (nh_number_parse (text->str, &number, &error) ||
      (g_clear_error (&error), nh_money_parse (text->str, &number, &error)))
    g_free (nh_money_words (number));
  rounds_refused (&error);
}

/* What is pasted: rows of cells, with headings or without. */
void
fuzz_texts_clipboard (const char *folder, GRand *rand)
{
  static const char *const sound[] = {
    "TT\tNơi tổ chức\tNgày\tSố người\n1\tThôn 1\t9/8/2026\t185\n2\tThôn 2\t10-12/8\tkhông có\n",
    "Thôn 1\t9/8\t185\r\nThôn 2\t\t1.407\r\n\r\n",
    "Nguyễn Văn An\tBằng khen\t5 triệu\nTrần Thị B\tGiấy khen\t?\n",
  };
  g_autoptr (GString) text = g_string_new (sound[g_rand_int_range (rand, 0, G_N_ELEMENTS (sound))]);
  g_auto (GStrv) lines = NULL;

  mutate_text (text, rand);
  lines = g_strsplit (text->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL && i < 3; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", 64);

      for (guint k = 0; cells[k] != NULL && k < 4; k++)
        {
          for (guint field = 0; i == 0 && field < nh_point_type.n_fields; field++) /* a line of headings? */
            nh_field_is_called (&nh_point_type.fields[field], cells[k]);
          type_into_fields (&nh_point_type, g_strstrip (cells[k]));
        }
    }
}

/* Settings: texts of the letterhead, from the file into each sheet. */

static gpointer
set_setting (NhConnection *connection, NhLedger *unused, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const names[] = { "letterhead.superior",
                                       "letterhead.body",
                                       "place",
                                       "signer.authority",
                                       "signer.deputy",
                                       "signer.rank",
                                       "signer.name",
                                       "signers",
                                       "preparer.name",
                                       "preparer.none",
                                       "recipients",
                                       "document.symbol",
                                       "note.unreported",
                                       "year",
                                       "document.number",
                                       "document.date" };
  char **parts = data;

  for (guint i = 0; parts[i] != NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) reason = NULL;

      nh_setting_set (connection, names[i], parts[i], &reason);
      rounds_refused (&reason);
    }
  return NULL;
}

static gpointer
build_reports (NhConnection *connection, NhLedger *unused, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *path = data;
  NhReportRequest request = { nh_ledger_get_unit (ledger), 2026, NH_DATE_NONE };
  guint n_reports;
  const NhReport *reports = nh_reports (&n_reports);

  for (guint i = 0; i < n_reports; i += SOME_REPORTS)
    {
      g_autoptr (GError) reason = NULL;
      g_autoptr (NhSheet) sheet = nh_report_build (&reports[i], connection, ledger, &request, &reason);

      if (sheet != NULL && i == 0)
        nh_sheet_write (sheet, path, NULL, &reason);
      rounds_refused (&reason);
    }
  return NULL;
}

void
fuzz_texts_settings (const char *folder, GRand *rand)
{
  static const char *const endings[] = { "sheet.xlsx", "sheet.pdf", "sheet.csv", "sheet.txt" };
  g_autofree char *path = g_build_filename (folder, endings[g_rand_int_range (rand, 0, G_N_ELEMENTS (endings))], NULL);
  g_autoptr (GString)
      text = g_string_new ("CÔNG AN TỈNH HÀ TĨNH|CÔNG AN PHƯỜNG THÀNH SEN|Thành Sen|TRƯỞNG CÔNG AN|yes|Trung tá|Nguyễn "
                           "Văn An|head\tTrung tá\tAn\ndeputy\tThiếu tá\tBình|Lê C|yes|- Bộ Công an;\n- Lưu: "
                           "VT.|BC-CAP|yes|2026|15|2026-08-20");
  g_autoptr (GError) error = NULL;
  g_autofree char *valid = NULL;
  g_auto (GStrv) parts = NULL;

  mutate_text (text, rand);
  /* Typed texts are UTF-8. */
  valid = g_utf8_make_valid (text->str, (gssize) text->len);
  parts = g_strsplit (valid, "|", -1);
  nh_ledger_call (ledger, NH_ON_WRITER, set_setting, parts, NULL, &error);
  rounds_refused (&error);
  nh_ledger_call (ledger, NH_ON_READER, build_reports, path, NULL, &error);
  rounds_refused (&error);
  g_remove (path);
}
