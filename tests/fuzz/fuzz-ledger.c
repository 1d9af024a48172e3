/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ledger file, spoilt: everything the program reads of it, then everything it does with it. */
#include "fuzz.h"

#include <glib/gstdio.h>

#include "ledger-fixture.h"
#include "mutate.h"
#include "nh-backup.h"
#include "nh-catalog-store.h"
#include "nh-draft.h"
#include "nh-error.h"
#include "nh-history-undo.h"
#include "nh-point.h"
#include "nh-query.h"
#include "nh-report.h"
#include "nh-setting.h"
#include "nh-sheet-writer.h"
#include "nh-store.h"
#include "nh-text-writer.h"

#define PAGE_SIZE 1024
#define MAX_RECORDS 12
#define SOME_REPORTS 4 /* a round builds each fourth */

static GPtrArray *ledgers; /* of GBytes: sound files to begin with */

/* Few units, small pages, so that a round is quick and most damage hits something. */
static const char shrink[] =
    "PRAGMA foreign_keys = OFF;"
    "DELETE FROM unit_successor WHERE from_unit IN (SELECT id FROM unit WHERE id NOT IN (SELECT unit FROM point) AND "
    "parent IS NOT NULL AND id % 31);"
    "DELETE FROM unit WHERE id % 31 AND parent IS NOT NULL AND id NOT IN (SELECT unit FROM point UNION SELECT unit "
    "FROM total UNION SELECT unit FROM season"
    " UNION SELECT unit FROM ledger UNION SELECT parent FROM unit WHERE parent IS NOT NULL);"
    "DELETE FROM unit_successor WHERE from_unit NOT IN (SELECT id FROM unit) OR to_unit NOT IN (SELECT id FROM unit);"
    "PRAGMA page_size = 1024; VACUUM;";

static void
add_ledger (const char *folder, const char *dump)
{
  g_autofree char *path = g_build_filename (folder, "sound.ngayhoi", NULL);
  g_autofree char *sql = NULL, *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (dump, &sql, NULL, &error);
  g_assert_no_error (error);
  fixture_sql (path, sql);
  fixture_sql (path, shrink);
  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  g_ptr_array_add (ledgers, g_bytes_new (contents, length));
  g_assert_cmpint (g_remove (path), ==, 0);
}

/* A file of each format that was released. */
void
fuzz_ledger_set_up (const char *folder)
{
  g_autofree char *fixtures = g_build_filename (g_getenv ("NGAY_HOI_SOURCE"), "tests", "fixtures", NULL);
  g_autofree char *name = g_build_filename (folder, "round", NULL);
  g_autoptr (GDir) dir = g_dir_open (fixtures, 0, NULL);
  const char *file;

  g_assert_nonnull (dir);
  g_assert_cmpint (g_mkdir (name, 0700), ==, 0);
  ledgers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  while ((file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *dump = g_build_filename (fixtures, file, NULL);

      if (g_str_has_suffix (file, ".ngayhoi.sql"))
        add_ledger (folder, dump);
    }
  g_assert_cmpuint (ledgers->len, >, 0);
}

/* What is read */

static void
look_at_record (NhConnection *connection, NhLedger *ledger, NhRecord *record)
{
  const NhRecordType *type = nh_record_get_record_type (record);
  NhCatalog *catalog = nh_ledger_get_catalog (ledger);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = nh_store_check (connection, ledger, record, &error);
  g_autoptr (NhRecord) before = NULL, draft = nh_record_edit (record);
  g_autofree char *title = nh_record_get_title (record, catalog);
  g_autofree char *json = nh_record_to_json (record, NULL);
  g_autofree char *search = nh_record_search_marked (record, catalog);

  rounds_refused (&error);
  if (problems != NULL && !nh_figures_check (connection, ledger, record, problems, &error))
    rounds_refused (&error);
  before = nh_store_get_last_year (connection, ledger, record, &error);
  rounds_refused (&error);
  for (guint field = 0; field < type->n_fields; field++)
    {
      g_autofree char *text = nh_record_format (record, field, catalog);
      NhParseContext context = { catalog, 20260819, 20260801 };

      nh_record_parse (draft, field, text, &context, &error);
      rounds_refused (&error);
    }
}

static GArray *
look_for_records (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, GRand *rand)
{
  static const char *const searches[] = { NULL, "thon", "Thôn 1", "%", "_", "'", "a b c", "\xc4\x91" };
  g_autoptr (NhQuery) query = nh_query_new (type);
  g_autoptr (GError) error = NULL;
  g_autofree NhSum *sums = g_new (NhSum, type->n_fields);
  GArray *ids;
  gint64 count;

  query->year = g_rand_boolean (rand) ? 0 : 2026;
  query->unit = g_rand_boolean (rand) ? 0 : nh_ledger_get_unit (ledger);
  query->search = g_strdup (searches[g_rand_int_range (rand, 0, G_N_ELEMENTS (searches))]);
  query->sort = g_rand_int_range (rand, -1, (int) type->n_fields + 1);
  query->descending = g_rand_boolean (rand);
  query->deleted = g_rand_int_range (rand, 0, 4) == 0;
  nh_query_sums (connection, ledger, query, &count, NULL, sums, &error);
  rounds_refused (&error);
  ids = nh_query_ids (connection, ledger, query, 0, &error);
  g_assert_true ((ids != NULL) == (error == NULL));
  rounds_refused (&error);
  return ids;
}

static void
look_at_type (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, GRand *rand)
{
  g_autoptr (GArray) ids = look_for_records (connection, ledger, type, rand);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  if (ids == NULL)
    return;
  records = nh_store_fetch (connection, ledger, type, (const gint64 *) (gpointer) ids->data,
                            MIN (ids->len, MAX_RECORDS), &error);
  rounds_refused (&error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    if (records->pdata[i] != NULL)
      look_at_record (connection, ledger, records->pdata[i]);
}

static void
write_sheet (NhSheet *sheet, const char *folder, GRand *rand)
{
  static const char *const endings[] = { "sheet.xlsx", "sheet.pdf", "sheet.csv", "sheet.txt" };
  g_autofree char *path = g_build_filename (folder, endings[g_rand_int_range (rand, 0, G_N_ELEMENTS (endings))], NULL);
  g_autofree char *text = nh_text_writer_to_text (sheet);
  g_autoptr (GError) error = NULL;

  if (g_rand_int_range (rand, 0, 8) == 0 && !nh_sheet_write (sheet, path, NULL, &error))
    rounds_refused (&error);
  g_remove (path);
}

static void
look_at_figures (NhConnection *connection, NhLedger *ledger, const char *folder, GRand *rand)
{
  g_autoptr (GPtrArray) units = nh_catalog_search_units (nh_ledger_get_catalog (ledger), "", NH_DATE_NONE, 0);
  const NhUnit *unit = units->len > 0 ? units->pdata[g_rand_int_range (rand, 0, (int) units->len)] : NULL;
  NhReportRequest request = {
    g_rand_boolean (rand) || unit == NULL ? nh_ledger_get_unit (ledger) : unit->id,
    g_rand_boolean (rand) ? 2026 : 2024,
    g_rand_boolean (rand) ? NH_DATE_NONE : 20260815,
  };
  guint n_reports;
  const NhReport *reports = nh_reports (&n_reports);

  for (guint i = g_rand_int_range (rand, 0, SOME_REPORTS); i < n_reports; i += SOME_REPORTS)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NhSheet) sheet = nh_report_build (&reports[i], connection, ledger, &request, &error);

      g_assert_true ((sheet != NULL) == (error == NULL));
      rounds_refused (&error);
      if (sheet != NULL)
        write_sheet (sheet, folder, rand);
    }
}

typedef struct
{
  const char *folder;
  GRand *rand;
} Round;

static gpointer
look (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **unused)
{
  const Round *round = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) history = NULL, drafts = NULL;
  g_autoptr (GHashTable) settings = NULL;
  g_autoptr (GPtrArray) found = nh_catalog_search_units (nh_ledger_get_catalog (ledger), "x cam", 20260819, 0);

  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    look_at_type (connection, ledger, *type, round->rand);
  look_at_figures (connection, ledger, round->folder, round->rand);
  history = nh_history_list (connection, 0, NULL, 0, 20, &error);
  rounds_refused (&error);
  nh_history_verify (connection, &error);
  rounds_refused (&error);
  drafts = nh_draft_list (connection, ledger, &error);
  rounds_refused (&error);
  settings = nh_setting_all (connection, &error);
  rounds_refused (&error);
  return NULL;
}

/* What is done with it */

static NhRecord *
first_record (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (NhQuery) query = nh_query_new (&nh_point_type);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = nh_query_ids (connection, ledger, query, 1, &error);
  NhRecord *record = NULL;

  rounds_refused (&error);
  if (ids != NULL && ids->len > 0)
    record = nh_store_get (connection, ledger, &nh_point_type, g_array_index (ids, gint64, 0), &error);
  rounds_refused (&error);
  return record;
}

static void
save (NhConnection *connection, NhLedger *ledger, NhRecord *draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) saved = NULL;

  nh_record_set_text (draft, NH_POINT_PLACE, "Thôn Đoài");
  nh_record_set_number (draft, NH_POINT_ATTENDANCE, 185);
  saved = nh_store_save (connection, ledger, draft, NULL, &error);
  g_assert_true ((saved != NULL) == (error == NULL));
  rounds_refused (&error);
}

static void
undo_and_redo (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_free (nh_history_undo (connection, ledger, &error));
      rounds_refused (&error);
    }
  g_free (nh_history_redo (connection, ledger, &error));
  rounds_refused (&error);
}

static gpointer
act (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **unused)
{
  g_autoptr (NhRecord) record = first_record (connection, ledger);
  g_autoptr (NhRecord) fresh = nh_record_new (&nh_point_type, nh_ledger_get_unit (ledger), 2026);
  g_autoptr (GError) error = NULL;

  save (connection, ledger, fresh);
  if (record != NULL)
    {
      g_autoptr (NhRecord) draft = nh_record_edit (record);
      gint64 id = nh_record_get_info (record)->id;

      save (connection, ledger, draft);
      nh_store_set_deleted (connection, ledger, &nh_point_type, &id, 1, TRUE, NULL, &error);
      rounds_refused (&error);
      nh_store_set_deleted (connection, ledger, &nh_point_type, &id, 1, FALSE, NULL, &error);
      rounds_refused (&error);
    }
  undo_and_redo (connection, ledger);
  nh_setting_set (connection, "place", "Thành Sen", &error);
  rounds_refused (&error);
  g_assert_false (nh_connection_in_transaction (connection));
  return NULL;
}

/* Rounds */

static void
try_open (const char *path, NhOpenFlags flags, Round *round)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhLedger) ledger = nh_ledger_open (path, flags, &error);

  g_assert_true ((ledger != NULL) == (error == NULL));
  rounds_refused (&error);
  if (ledger == NULL)
    return;
  nh_ledger_call (ledger, NH_ON_READER, look, round, NULL, &error);
  rounds_refused (&error);
  if (!nh_ledger_is_read_only (ledger))
    nh_ledger_call (ledger, NH_ON_WRITER, act, round, NULL, &error);
  rounds_refused (&error);
  nh_ledger_close (ledger);
}

static void
check_and_restore (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) backups = nh_backup_list (path);

  nh_backup_verify (path, &error);
  rounds_refused (&error);
  if (backups->len > 0)
    nh_backup_restore (path, backups->pdata[0], NULL, &error);
  rounds_refused (&error);
}

static void
clear_folder (const char *folder)
{
  fixture_remove (g_strdup (folder));
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
}

static void
run_round (const char *folder, GByteArray *bytes, GRand *rand)
{
  g_autofree char *place = g_build_filename (folder, "round", NULL);
  g_autofree char *path = g_build_filename (place, "Sổ.ngayhoi", NULL);
  Round round = { place, rand };

  fixture_write (path, (const char *) bytes->data, (gssize) bytes->len);
  try_open (path, NH_OPEN_READ_ONLY, &round);
  try_open (path, NH_OPEN_DEFAULT, &round);
  if (g_rand_int_range (rand, 0, 6) == 0)
    check_and_restore (path);
  clear_folder (place);
}

static GByteArray *
pick_ledger (GRand *rand)
{
  GBytes *sound = ledgers->pdata[g_rand_int_range (rand, 0, (int) ledgers->len)];
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, g_bytes_get_data (sound, NULL), (guint) g_bytes_get_size (sound));
  return bytes;
}

void
fuzz_ledger_bytes (const char *folder, GRand *rand)
{
  g_autoptr (GByteArray) bytes = pick_ledger (rand);

  mutate_bytes (bytes, rand);
  run_round (folder, bytes, rand);
}

void
fuzz_ledger_pages (const char *folder, GRand *rand)
{
  g_autoptr (GByteArray) bytes = pick_ledger (rand);

  mutate_pages (bytes, PAGE_SIZE, rand);
  run_round (folder, bytes, rand);
}

void
fuzz_ledger_rows (const char *folder, GRand *rand)
{
  g_autoptr (GByteArray) bytes = pick_ledger (rand);

  mutate_rows (bytes, rand);
  run_round (folder, bytes, rand);
}

void
fuzz_ledger_schema (const char *folder, GRand *rand)
{
  g_autoptr (GByteArray) bytes = pick_ledger (rand);

  mutate_schema (bytes, rand);
  if (g_rand_boolean (rand))
    mutate_rows (bytes, rand);
  run_round (folder, bytes, rand);
}
