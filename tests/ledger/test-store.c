/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "ledger-fixture.h"
#include "nh-assessment.h"
#include "nh-body.h"
#include "nh-draft.h"
#include "nh-error.h"
#include "nh-history.h"
#include "nh-history-undo.h"
#include "nh-point.h"
#include "nh-season.h"
#include "nh-store-again.h"
#include "nh-store.h"
#include "nh-total.h"

static void
run (gconstpointer body)
{
  fixture_run ("store.ngayhoi", (FixtureBody) body);
}

static NhRecord *
save (NhConnection *connection, NhLedger *ledger, NhRecord *draft)
{
  g_autoptr (GError) error = NULL;
  NhRecord *saved = nh_store_save (connection, ledger, draft, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (saved);
  return saved;
}

static NhRecord *
get (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, gint64 id)
{
  g_autoptr (GError) error = NULL;
  NhRecord *record = nh_store_get (connection, ledger, type, id, &error);

  g_assert_no_error (error);
  return record;
}

static NhRecord *
new_point (NhLedger *ledger, gint64 unit, int year, const char *place)
{
  NhRecord *draft = nh_record_new (&nh_point_type, unit != 0 ? unit : nh_ledger_get_unit (ledger), year);

  nh_record_set_text (draft, NH_POINT_PLACE, place);
  return draft;
}

static NhRecord *
save_point (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, const char *place)
{
  g_autoptr (NhRecord) draft = new_point (ledger, unit, year, place);

  return save (connection, ledger, draft);
}

static gint64
count (NhConnection *connection, const char *table)
{
  g_autofree char *sql = g_strconcat ("SELECT count (*) FROM ", table, NULL);

  return nh_connection_get_int (connection, sql, -1);
}

/* ── The tables and the field tables
 * ─────────────────────────────────────────────────────────────────────────────────────────── */

static const char *const head[] = { "id",    "uuid",   "unit",   "year",          "version",    "deleted",
                                    "marks", "waived", "search", "search_marked", "changed_at", NULL };
#define N_HEAD (G_N_ELEMENTS (head) - 1)

/* Column → declared type, of a table; the order of its columns in @names. */
static GHashTable *
read_columns (NhConnection *connection, const char *table, GPtrArray *names)
{
  GHashTable *columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *sql = g_strdup_printf ("SELECT name, type, hidden FROM pragma_table_xinfo ('%s') ORDER BY cid",
                                          table);
  sqlite3_stmt *statement = nh_connection_prepare (connection, sql, NULL);

  g_assert_nonnull (statement);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      g_ptr_array_add (names, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
      g_hash_table_insert (columns, g_strdup (names->pdata[names->len - 1]),
                           g_strdup ((const char *) sqlite3_column_text (statement, 1)));
      g_assert_cmpint (sqlite3_column_int (statement, 2), ==, 0);
    }
  nh_statement_done (statement);
  return columns;
}

static const char *
expected_type (const NhField *field)
{
  static const char *const types[] = {
    [NH_STORAGE_TEXT] = "TEXT",
    [NH_STORAGE_INTEGER] = "INTEGER",
    [NH_STORAGE_DATE] = "TEXT",
    [NH_STORAGE_FUNDING] = NULL,
  };

  return types[nh_kind_get_storage (field->kind)];
}

static void
check_columns (NhConnection *connection, const NhRecordType *type)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) columns = read_columns (connection, type->name, names);
  guint n_expected = N_HEAD;

  for (guint i = 0; i < N_HEAD; i++)
    g_assert_cmpstr (names->pdata[i], ==, head[i]);
  for (guint i = 0; i < type->n_fields; i++)
    {
      const NhField *field = &type->fields[i];
      g_autofree char *key = g_strconcat (field->name, "_key", NULL);

      g_test_message ("%s.%s", type->name, field->name);
      g_assert_false (g_strv_contains (head, field->name));
      g_assert_cmpstr (g_hash_table_lookup (columns, field->name), ==, expected_type (field));
      g_assert_cmpstr (g_hash_table_lookup (columns, key), ==, field->flags & NH_FIELD_SORTED ? "BLOB" : NULL);
      n_expected += (expected_type (field) != NULL) + ((field->flags & NH_FIELD_SORTED) != 0);
    }
  /* All were found, so an equal number leaves no column without a field. */
  g_assert_cmpuint (names->len, ==, n_expected);
  g_assert_cmpuint (g_hash_table_size (columns), ==, n_expected);
}

static void
test_columns (NhConnection *connection, NhLedger *ledger)
{
  g_autofree char *loose = nh_connection_get_text (
      connection, "SELECT group_concat (name) FROM pragma_table_list"
                  " WHERE schema = 'main' AND name NOT GLOB 'sqlite_*' AND NOT strict");

  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    check_columns (connection, *type);
  g_assert_cmpstr (loose, ==, NULL);
}

/* ── Round trip
 * ──────────────────────────────────────────────────────────────────────────────────────────────────────────────── */

#define MANY_MARKS "Nghiễng ngoẵng Đường Quốc Oai – “Thôn 1”, 100%_\\'\";,:|{}"
#define NFD_IN                               \
  "Tho\xcc\x82n Ho\xcc\x80"                  \
  "a Bi\xcc\x80nh \xc4\x90u\xcc\x9b\xcc\x81" \
  "c"
#define NFC_OUT "Thôn Hòa Bình Đức"

typedef enum
{
  FILL_MOST,
  FILL_LEAST,
  FILL_NFD,
  FILL_NIL,
  FILL_UNKNOWN,
  FILL_BLANK,
  N_FILLS
} Fill;

static char *
all_codes (NhLedger *ledger, const char *list, const char *separator, const char *after)
{
  g_autoptr (GPtrArray) codes = nh_catalog_get_codes (nh_ledger_get_catalog (ledger), list, NH_DATE_NONE);
  GString *text = g_string_new (NULL);

  g_assert_cmpuint (codes->len, >, 1);
  for (guint i = 0; i < codes->len; i++)
    g_string_append_printf (text, "%s%s%s", i > 0 ? separator : "", ((NhCode *) codes->pdata[i])->code, after);
  return g_string_free (text, FALSE);
}

/* The canonical text that a field of a kind is given; NULL: its texts as they are. */
static char *
fill_set (NhLedger *ledger, const NhField *field, Fill fill, gint64 point)
{
  gboolean most = fill == FILL_MOST;

  switch (field->kind)
    {
    case NH_KIND_TEXT:
    case NH_KIND_NAME:
      return g_strdup (most ? MANY_MARKS : fill == FILL_LEAST ? "1" : NFC_OUT);
    case NH_KIND_LINES:
      return g_strdup (most ? MANY_MARKS "\n\n" MANY_MARKS : fill == FILL_LEAST ? "." : NFC_OUT "\n" NFC_OUT);
    case NH_KIND_INTEGER:
    case NH_KIND_MONEY:
      return g_strdup (most ? "999999999999999" : "0");
    case NH_KIND_DATE:
      return g_strdup (most ? "2199-12-31" : fill == FILL_LEAST ? "1900-01-01" : "2024-02-29");
    case NH_KIND_CHOICE:
      {
        g_autofree char *codes = g_str_equal (field->codebook, "indicator")
                                     ? g_strdup ("attendance,cost")
                                     : all_codes (ledger, field->codebook, ",", "");
        g_auto (GStrv) each = g_strsplit (codes, ",", -1);

        return g_strdup (each[most ? g_strv_length (each) - 1 : 0]);
      }
    case NH_KIND_MANY:
      {
        g_autofree char *codes = all_codes (ledger, field->codebook, ",", "");

        if (!most)
          *strchr (codes, ',') = '\0';
        return g_steal_pointer (&codes);
      }
    case NH_KIND_YES_NO:
      return g_strdup (most ? "yes" : "no");
    case NH_KIND_AMOUNTS:
      {
        g_autofree char *amounts = all_codes (ledger, field->codebook, ",", ":999999999999999");

        if (!most)
          {
            *strchr (amounts, ':') = '\0';
            return g_strconcat (amounts, ":0", NULL);
          }
        return g_steal_pointer (&amounts);
      }
    case NH_KIND_REFERENCE:
      return g_strdup_printf ("%" G_GINT64_FORMAT, point);
    default:
      g_assert_not_reached ();
    }
}

static char *
fill_text (NhLedger *ledger, const NhField *field, Fill fill, gint64 point)
{
  if (fill == FILL_BLANK)
    return g_strdup ("");
  if (fill == FILL_NIL)
    return g_strdup (nh_kind_may_be_nil (field->kind) ? "none" : "");
  if (fill == FILL_UNKNOWN)
    return g_strdup (nh_kind_may_be_unknown (field->kind) ? "unknown" : "");
  return fill_set (ledger, field, fill, point);
}

static void
set_fill (NhRecord *draft, guint n, const NhField *field, Fill fill, const char *expected)
{
  g_autoptr (GError) error = NULL;

  if (fill == FILL_NFD && (field->kind == NH_KIND_TEXT || field->kind == NH_KIND_NAME))
    nh_record_set_text (draft, n, "\t " NFD_IN "\xc2\xa0 ");
  else if (fill == FILL_NFD && field->kind == NH_KIND_LINES)
    nh_record_set_text (draft, n, "\n" NFD_IN "\r\n" NFD_IN "\n\n");
  else
    nh_record_set_canonical (draft, field->name, expected, &error);
  g_assert_no_error (error);
}

/* As the table has it, not as the program reads it. */
static void
check_column (NhConnection *connection, const NhRecordType *type, gint64 id, const NhField *field, Fill fill,
              const char *expected)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s WHERE id = %" G_GINT64_FORMAT, field->name, type->name,
                                          id);
  g_autofree char *stored = NULL;

  if (field->kind == NH_KIND_AMOUNTS)
    return;
  stored = nh_connection_get_text (connection, sql);
  if (fill == FILL_NIL || fill == FILL_UNKNOWN || fill == FILL_BLANK)
    g_assert_cmpstr (stored, ==, NULL);
  else if (field->kind != NH_KIND_YES_NO)
    g_assert_cmpstr (stored, ==, expected);
}

static void
round_trip (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, Fill fill, gint64 point)
{
  static const guint last_days[] = { NH_POINT_DATE_TO, NH_POINT_SECOND_TO };
  g_autoptr (NhRecord) draft = nh_record_new (type, nh_ledger_get_unit (ledger), 2100 + (int) fill);
  g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NhRecord) saved = NULL;
  g_autoptr (NhRecord) read = NULL;
  g_autoptr (NhRecord) found = NULL;
  gint64 id;

  for (guint i = 0; i < type->n_fields; i++)
    {
      g_ptr_array_add (expected, fill_text (ledger, &type->fields[i], fill, point));
      set_fill (draft, i, &type->fields[i], fill, expected->pdata[i]);
    }
  /* One day has no second end; the rule of the type is not what is tested here. */
  for (guint i = 0; type == &nh_point_type && fill < FILL_NIL && i < G_N_ELEMENTS (last_days); i++)
    {
      nh_record_set_canonical (draft, type->fields[last_days[i]].name, "2025-01-01", NULL);
      g_free (expected->pdata[last_days[i]]);
      expected->pdata[last_days[i]] = g_strdup ("2025-01-01");
    }
  nh_record_waive (draft, "window", "Theo công văn 1;2=3\tđã duyệt");

  saved = save (connection, ledger, draft);
  id = nh_record_get_info (saved)->id;
  read = get (connection, ledger, type, id);
  found = nh_store_find (connection, ledger, type, nh_record_get_info (draft)->uuid, NULL);
  g_assert_true (nh_record_equal (saved, read));
  g_assert_true (nh_record_equal (saved, found));
  g_assert_cmpint (nh_record_get_info (read)->version, ==, 1);
  g_assert_cmpint (nh_record_get_info (read)->unit, ==, nh_ledger_get_unit (ledger));
  g_assert_cmpint (nh_record_get_info (read)->year, ==, 2100 + (int) fill);
  g_assert_cmpstr (nh_record_get_info (read)->uuid, ==, nh_record_get_info (draft)->uuid);
  g_assert_cmpstr (nh_record_get_info (read)->waived, ==, nh_record_get_info (draft)->waived);
  g_assert_false (nh_record_get_info (read)->deleted);
  for (guint i = 0; i < type->n_fields; i++)
    {
      g_autofree char *canonical = nh_kind_to_canonical (&type->fields[i], nh_record_get (read, i));

      g_test_message ("%s.%s, fill %d", type->name, type->fields[i].name, fill);
      g_assert_cmpstr (canonical, ==, expected->pdata[i]);
      check_column (connection, type, id, &type->fields[i], fill, expected->pdata[i]);
    }
}

static void
test_round_trip (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (NhRecord) point = save_point (connection, ledger, 0, 2026, "Thôn 1");

  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    {
      for (Fill fill = 0; fill < N_FILLS; fill++)
        round_trip (connection, ledger, *type, fill, nh_record_get_info (point)->id);
    }
}

/* Every state of a value may follow every other. */
static void
test_states (NhConnection *connection, NhLedger *ledger)
{
  static const char *const states[] = { "", "0", "none", "unknown", "999999999999999" };
  g_autoptr (NhRecord) record = save_point (connection, ledger, 0, 2026, "Thôn 1");

  for (guint i = 0; i < G_N_ELEMENTS (states) * G_N_ELEMENTS (states); i++)
    {
      g_autoptr (NhRecord) draft = nh_record_edit (record);
      g_autofree char *attendance = NULL;
      g_autofree char *weapons = NULL;
      const char *first = states[i % G_N_ELEMENTS (states)];
      const char *second = states[i / G_N_ELEMENTS (states)];

      nh_record_set_canonical (draft, "attendance", first, NULL);
      nh_record_set_canonical (draft, "weapons", second, NULL);
      nh_record_set_canonical (draft, "funding",
                               i % 2   ? "ngan_sach:5,khac:7"
                               : i % 3 ? "khac:999999999999999"
                                       : "",
                               NULL);
      g_object_unref (save (connection, ledger, draft));
      g_object_unref (record);
      record = get (connection, ledger, &nh_point_type, nh_record_get_info (draft)->id);
      attendance = nh_kind_to_canonical (&nh_point_type.fields[NH_POINT_ATTENDANCE],
                                         nh_record_get (record, NH_POINT_ATTENDANCE));
      weapons = nh_kind_to_canonical (&nh_point_type.fields[NH_POINT_WEAPONS],
                                      nh_record_get (record, NH_POINT_WEAPONS));
      g_assert_cmpstr (attendance, ==, first);
      g_assert_cmpstr (weapons, ==, second);
      g_assert_cmpstr (nh_record_get_text (record, NH_POINT_FUNDING), ==,
                       i % 2   ? "ngan_sach:5,khac:7"
                       : i % 3 ? "khac:999999999999999"
                               : "");
    }
}

/* ── Saving
 * ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
 */

static void
test_conflict (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (NhRecord) record = save_point (connection, ledger, 0, 2026, "Thôn 1");
  g_autoptr (NhRecord) mine = nh_record_edit (record);
  g_autoptr (NhRecord) theirs = nh_record_edit (record);
  g_autoptr (NhRecord) kept = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n_changes;

  nh_record_set_text (theirs, NH_POINT_NOTE, "trước");
  g_object_unref (save (connection, ledger, theirs));
  n_changes = count (connection, "change");
  nh_record_set_text (mine, NH_POINT_PLACE, "Thôn 2");
  g_assert_null (nh_store_save (connection, ledger, mine, NULL, &error));
  fixture_assert_error (error, NH_ERROR_CONFLICT);
  g_clear_error (&error);

  kept = get (connection, ledger, &nh_point_type, nh_record_get_info (record)->id);
  g_assert_cmpstr (nh_record_get_text (kept, NH_POINT_PLACE), ==, "Thôn 1");
  g_assert_cmpint (nh_record_get_info (kept)->version, ==, 2);
  g_assert_cmpint (count (connection, "change"), ==, n_changes);
  g_assert_false (nh_connection_in_transaction (connection));

  nh_record_edit_info (mine)->id = 4711;
  g_assert_null (nh_store_save (connection, ledger, mine, NULL, &error));
  fixture_assert_error (error, NH_ERROR_NOT_FOUND);
}

static void
test_unchanged (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (NhRecord) record = save_point (connection, ledger, 0, 2026, "Thôn 1");
  g_autoptr (NhRecord) draft = nh_record_edit (record);
  g_autoptr (NhRecord) saved = NULL;
  g_autoptr (GPtrArray) many = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  gint64 n_changes = count (connection, "change");
  int n_rows = sqlite3_total_changes (nh_connection_get_db (connection));

  nh_record_set_text (draft, NH_POINT_PLACE, " Tho\xcc\x82n  1 ");
  saved = save (connection, ledger, draft);
  g_ptr_array_add (many, draft);
  g_assert_true (nh_store_save_many (connection, ledger, many, "import", NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (nh_record_get_info (saved)->version, ==, 1);
  g_assert_cmpint (count (connection, "change"), ==, n_changes);
  g_assert_cmpint (sqlite3_total_changes (nh_connection_get_db (connection)), ==, n_rows);
}

static void
keep_draft (NhConnection *connection, NhRecord *draft)
{
  const NhRecordInfo *info = nh_record_get_info (draft);
  g_autofree char *json = nh_draft_to_json (draft, NULL, NULL);
  g_autoptr (GError) error = NULL;

  nh_draft_keep (connection, "point", info->uuid, info->id, info->version, info->unit, info->year, json, &error);
  g_assert_no_error (error);
}

static void
test_discards_draft (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (NhRecord) draft = new_point (ledger, 0, 2026, "Thôn 1");
  g_autoptr (NhRecord) other = new_point (ledger, 0, 2026, "Thôn 2");
  g_autoptr (NhRecord) saved = NULL;
  g_autoptr (NhRecord) again = NULL;

  keep_draft (connection, draft);
  keep_draft (connection, other);
  saved = save (connection, ledger, draft);
  g_assert_cmpint (count (connection, "draft"), ==, 1);

  again = nh_record_edit (saved);
  keep_draft (connection, again);
  g_object_unref (save (connection, ledger, again)); /* unchanged: the kept one goes as well */
  g_assert_cmpint (count (connection, "draft"), ==, 1);
}

static NhRecord *
new_total (NhLedger *ledger, int year, const char *indicator, gint64 value)
{
  NhRecord *draft = nh_record_new (&nh_total_type, nh_ledger_get_unit (ledger), year);

  nh_record_set_text (draft, NH_TOTAL_INDICATOR, indicator);
  nh_record_set_number (draft, NH_TOTAL_VALUE, value);
  return draft;
}

static void
test_many (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 5000; i++)
    {
      g_autofree char *place = g_strdup_printf ("Thôn %d", i + 1);
      NhRecord *draft = new_point (ledger, 0, 2026, place);

      nh_record_set_number (draft, NH_POINT_ATTENDANCE, i);
      nh_record_set_text (draft, NH_POINT_FUNDING, "ngan_sach:1,khac:2");
      g_ptr_array_add (drafts, draft);
    }
  g_assert_true (nh_store_save_many (connection, ledger, drafts, "import", "tệp.xlsx", &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (connection, "change"), ==, 1);
  g_assert_cmpint (count (connection, "history"), ==, 5000);
  g_assert_cmpint (count (connection, "funding"), ==, 10000);
  g_assert_cmpint (nh_connection_get_int (connection, "SELECT sum (attendance) FROM point WHERE version = 1", 0), ==,
                   4999 * 2500);
  g_assert_true (nh_history_verify (connection, &error));
  g_assert_no_error (error);

  g_free (nh_history_undo (connection, ledger, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (connection, "point WHERE deleted = 0"), ==, 0);
}

/* One that is refused refuses all; a figure may be there only once. */
static void
test_many_refused (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (NhRecord) first = new_total (ledger, 2026, "attendance", 1);
  g_autoptr (GError) error = NULL;

  g_object_unref (save (connection, ledger, first));
  g_ptr_array_add (drafts, new_point (ledger, 0, 2026, "Thôn 1"));
  g_ptr_array_add (drafts, new_total (ledger, 2026, "cost", 2));
  g_ptr_array_add (drafts, new_total (ledger, 2026, "attendance", 3));
  g_assert_false (nh_store_save_many (connection, ledger, drafts, "import", NULL, &error));
  fixture_assert_error (error, NH_ERROR_EXISTS);
  g_assert_cmpint (count (connection, "point"), ==, 0);
  g_assert_cmpint (count (connection, "total"), ==, 1);
  g_assert_cmpint (count (connection, "change"), ==, 1);
  for (guint i = 0; i < drafts->len; i++)
    {
      g_assert_cmpint (nh_record_get_info (drafts->pdata[i])->id, ==, 0); /* may be saved again as they are */
      g_assert_cmpint (nh_record_get_info (drafts->pdata[i])->version, ==, 0);
    }
}

static void
test_recycle_bin (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (NhRecord) a = new_total (ledger, 2026, "attendance", 1);
  g_autoptr (NhRecord) b = new_total (ledger, 2026, "attendance", 2);
  g_autoptr (NhRecord) saved = save (connection, ledger, a);
  g_autoptr (NhRecord) binned = NULL;
  g_autoptr (GError) error = NULL;
  gint64 ids[] = { nh_record_get_info (saved)->id, 4711 };

  g_assert_false (nh_store_set_deleted (connection, ledger, &nh_total_type, ids, 2, TRUE, NULL, &error));
  fixture_assert_error (error, NH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (count (connection, "total WHERE deleted = 0"), ==, 1);

  g_assert_true (nh_store_set_deleted (connection, ledger, &nh_total_type, ids, 1, TRUE, "nhầm", &error));
  g_assert_no_error (error);
  g_assert_true (nh_store_set_deleted (connection, ledger, &nh_total_type, ids, 1, TRUE, NULL,
                                       &error)); /* nothing to do: no change */
  g_assert_cmpint (count (connection, "change"), ==, 2);
  binned = get (connection, ledger, &nh_total_type, ids[0]);
  g_assert_true (nh_record_get_info (binned)->deleted);
  g_assert_true (nh_record_equal (saved, binned));
  g_assert_cmpint (nh_record_get_info (binned)->version, ==, 2);

  g_object_unref (save (connection, ledger, b)); /* in its place */
  g_assert_false (nh_store_set_deleted (connection, ledger, &nh_total_type, ids, 1, FALSE, NULL, &error));
  fixture_assert_error (error, NH_ERROR_EXISTS);
  g_clear_error (&error);
  g_free (nh_history_undo (connection, ledger, &error));
  g_assert_no_error (error);
  g_assert_true (nh_store_set_deleted (connection, ledger, &nh_total_type, ids, 1, FALSE, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (nh_connection_get_int (connection, "SELECT value FROM total WHERE deleted = 0", -1), ==, 1);
}

/* A gift and a commendation of each of two points, another gift of none: gone with one point or kept without it, as one
 * change that undo takes back. */
static void
test_children (NhConnection *connection, NhLedger *ledger)
{
  static const NhRecordType *const types[] = { &nh_gift_type, &nh_commendation_type };
  static const char *const of_first = "point = 1 AND deleted = 0", *const gone = "point = 1 AND deleted = 1";
  g_autoptr (GError) error = NULL;
  gint64 first = 1;

  for (gint64 point = 0; point < 3; point++)
    for (guint i = 0; i < G_N_ELEMENTS (types); i++)
      {
        g_autoptr (NhRecord) draft = nh_record_new (types[i], nh_ledger_get_unit (ledger), 2026);

        if (i == 0 && point > 0)
          g_object_unref (save_point (connection, ledger, 0, 2026, point == 1 ? "Thôn 1" : "Thôn 2"));
        if (point > 0)
          nh_record_set_number (draft, (guint) nh_record_type_child_field (types[i], &nh_point_type), point);
        g_object_unref (save (connection, ledger, draft));
      }
  for (guint with = 0; with < 2; with++)
    {
      g_autoptr (GArray) found = nh_store_find_children (connection, &nh_point_type, &first, 1, &error);
      g_autofree char *undone = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (found->len, ==, 2);
      g_assert_cmpint (nh_store_delete_parents (connection, ledger, &nh_point_type, &first, 1, with, &error), ==,
                       nh_history_newest (connection));
      g_assert_no_error (error);
      g_assert_cmpint (count (connection, "point WHERE deleted = 1"), ==, 1);
      for (guint i = 0; i < G_N_ELEMENTS (types); i++)
        {
          g_autofree char *left = g_strdup_printf ("%s WHERE %s", types[i]->name, of_first);
          g_autofree char *binned = g_strdup_printf ("%s WHERE %s", types[i]->name, gone);
          g_autofree char *kept = g_strdup_printf ("%s WHERE point IS NULL AND deleted = 0", types[i]->name);

          g_assert_cmpint (count (connection, left), ==, 0);
          g_assert_cmpint (count (connection, binned), ==, with);
          g_assert_cmpint (count (connection, kept), ==, with ? 1 : 2);
        }
      undone = nh_history_undo (connection, ledger, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (undone, ==, with ? "Undone: deleted 3 records" : "Undone: deleted “Thôn 1”");
      g_assert_cmpint (count (connection, "point WHERE deleted = 0"), ==, 2);
      g_assert_cmpint (count (connection, "gift WHERE point IS NOT NULL AND deleted = 0"), ==, 2);
      g_assert_cmpint (count (connection, "commendation WHERE point IS NOT NULL AND deleted = 0"), ==, 2);
    }
}

/* A point that was entered for a wrong unit takes its gifts and commendations along, as one change that undo takes
 * back. */
static void
test_move (NhConnection *connection, NhLedger *ledger)
{
  static const NhRecordType *const types[] = { &nh_gift_type, &nh_commendation_type };
  gint64 unit = nh_ledger_get_unit (ledger), other = unit + 1;
  g_autofree char *here = g_strdup_printf ("unit = %" G_GINT64_FORMAT, unit);
  g_autofree char *there = g_strdup_printf ("unit = %" G_GINT64_FORMAT, other);
  g_autofree char *gifts_there = g_strconcat ("gift WHERE ", there, NULL);
  g_autofree char *awards_there = g_strconcat ("commendation WHERE ", there, NULL);
  g_autofree char *gifts_here = g_strconcat ("gift WHERE ", here, NULL);
  g_autofree char *awards_here = g_strconcat ("commendation WHERE ", here, NULL);
  g_autoptr (NhRecord) point = save_point (connection, ledger, 0, 2026, "Thôn 1");
  g_autoptr (NhRecord) moved = NULL, saved = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *undone = NULL;

  for (guint i = 0; i < 2 * G_N_ELEMENTS (types); i++)
    {
      const NhRecordType *type = types[i % 2];
      g_autoptr (NhRecord) draft = nh_record_new (type, unit, 2026);

      if (i < 2) /* the others belong to no point */
        nh_record_set_number (draft, (guint) nh_record_type_child_field (type, &nh_point_type),
                              nh_record_get_info (point)->id);
      g_object_unref (save (connection, ledger, draft));
    }
  moved = nh_record_edit (point);
  nh_record_edit_info (moved)->unit = other;
  saved = save (connection, ledger, moved);
  g_assert_cmpint (nh_record_get_info (saved)->unit, ==, other);
  g_assert_cmpint (count (connection, gifts_there), ==, 1);
  g_assert_cmpint (count (connection, awards_there), ==, 1);
  g_assert_cmpint (count (connection, gifts_here), ==, 1);
  undone = nh_history_undo (connection, ledger, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (connection, gifts_here), ==, 2);
  g_assert_cmpint (count (connection, awards_here), ==, 2);
}

/* What is in the recycle bin moves with the point that it belongs to: restored, it counts where that counts. */
static void
test_move_deleted (NhConnection *connection, NhLedger *ledger)
{
  gint64 other = nh_ledger_get_unit (ledger) + 1, id;
  g_autofree char *gifts_there = g_strdup_printf ("gift WHERE unit = %" G_GINT64_FORMAT, other);
  g_autoptr (NhRecord) point = save_point (connection, ledger, 0, 2026, "Thôn 1");
  g_autoptr (NhRecord) draft = nh_record_new (&nh_gift_type, nh_ledger_get_unit (ledger), 2026);
  g_autoptr (NhRecord) gift = NULL, moved = NULL, saved = NULL;
  g_autoptr (GError) error = NULL;

  nh_record_set_number (draft, (guint) nh_record_type_child_field (&nh_gift_type, &nh_point_type),
                        nh_record_get_info (point)->id);
  gift = save (connection, ledger, draft);
  id = nh_record_get_info (gift)->id;
  g_assert_true (nh_store_set_deleted (connection, ledger, &nh_gift_type, &id, 1, TRUE, NULL, &error));
  moved = nh_record_edit (point);
  nh_record_edit_info (moved)->unit = other;
  saved = save (connection, ledger, moved);
  g_assert_cmpint (count (connection, gifts_there), ==, 1);
  g_assert_true (nh_store_set_deleted (connection, ledger, &nh_gift_type, &id, 1, FALSE, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (connection, "gift WHERE deleted = 0"), ==, 1);
}

static void
on_changed (NhLedger *ledger, const char *type, GArray *ids, gpointer told)
{
  g_hash_table_add (told, g_strdup (type));
}

static gpointer
save_children (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhRecord) point = save_point (connection, ledger, 0, 2026, "Thôn 1");
  g_autoptr (NhRecord) draft = nh_record_new (&nh_gift_type, nh_ledger_get_unit (ledger), 2026);

  nh_record_set_number (draft, (guint) nh_record_type_child_field (&nh_gift_type, &nh_point_type),
                        nh_record_get_info (point)->id);
  g_object_unref (save (connection, ledger, draft));
  return NULL;
}

static gpointer
replace_point (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new ();
  const NhRecordRef gone = { &nh_point_type, 1 };

  g_assert_true (nh_store_replace (connection, ledger, drafts, &gone, 1, "import", NULL, error));
  g_assert_cmpint (count (connection, "gift WHERE point IS NULL AND deleted = 0"), ==, 1);
  return NULL;
}

/* Who shows gifts is told, too, when their point goes. */
static void
test_replace_tells (void)
{
  char *folder = fixture_folder ();
  g_autofree char *path = fixture_create (folder, "store.ngayhoi");
  NhLedger *ledger = fixture_open (path, NH_OPEN_DEFAULT);
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;

  g_signal_connect (ledger, "changed", G_CALLBACK (on_changed), told);
  nh_ledger_call (ledger, NH_ON_WRITER, save_children, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_hash_table_contains (told, "gift"));
  g_hash_table_remove_all (told);
  nh_ledger_call (ledger, NH_ON_WRITER, replace_point, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_hash_table_contains (told, "point"));
  g_assert_true (g_hash_table_contains (told, "gift"));
  fixture_close (ledger);
  fixture_remove (folder);
}

/* What the ledger could not tell is no reason of a record. */
static void
test_again_fails (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (NhRecord) point = save_point (connection, ledger, 0, 2025, "Thôn 1");
  g_autoptr (GPtrArray) found = NULL, nothing = NULL;
  g_autoptr (GError) error = NULL;

  found = nh_store_find_again (connection, ledger, &nh_point_type, nh_ledger_get_unit (ledger), 2026, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_true (nh_connection_exec (connection, "ALTER TABLE submission RENAME TO gone", "test", &error));
  nothing = nh_store_find_again (connection, ledger, &nh_point_type, nh_ledger_get_unit (ledger), 2026, &error);
  g_assert_null (nothing);
  g_assert_nonnull (error);
}

/* The assessments of a residential area are parts of it: none is left without it, whatever was asked for. */
static void
test_parts (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  gint64 id = 1;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (NhRecord) body = nh_record_new (&nh_body_type, nh_ledger_get_unit (ledger), 2026);
      g_autoptr (NhRecord) assessment = nh_record_new (&nh_assessment_type, nh_ledger_get_unit (ledger), 2026);

      nh_record_set_text (body, NH_BODY_NAME, i == 0 ? "Thôn 1" : "Thôn 2");
      nh_record_set_text (body, NH_BODY_KIND, "khu_dan_cu");
      g_object_unref (save (connection, ledger, body));
      nh_record_set_text (assessment, NH_ASSESSMENT_CRITERION, "kdc_1");
      nh_record_set_text (assessment, NH_ASSESSMENT_RESULT, "dat");
      nh_record_set_number (assessment, NH_ASSESSMENT_BODY, i + 1);
      g_object_unref (save (connection, ledger, assessment));
    }
  for (guint with = 0; with < 2; with++)
    {
      g_autofree char *undone = NULL;

      g_assert_cmpint (nh_store_delete_parents (connection, ledger, &nh_body_type, &id, 1, with, &error), !=, 0);
      g_assert_no_error (error);
      g_assert_cmpint (count (connection, "assessment WHERE body IS NULL"), ==, 0);
      g_assert_cmpint (count (connection, "assessment WHERE body = 1 AND deleted = 1"), ==, 1);
      g_assert_cmpint (count (connection, "assessment WHERE body = 2 AND deleted = 0"), ==, 1);
      undone = nh_history_undo (connection, ledger, &error);
      g_assert_no_error (error);
      g_assert_cmpint (count (connection, "body WHERE deleted = 0"), ==, 2);
      g_assert_cmpint (count (connection, "assessment WHERE body IS NOT NULL AND deleted = 0"), ==, 2);
    }
}

static void
test_fetch (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (NhRecord) a = save_point (connection, ledger, 0, 2026, "Thôn 1");
  g_autoptr (NhRecord) b = save_point (connection, ledger, 0, 2026, "Thôn 2");
  gint64 ids[] = { nh_record_get_info (b)->id, 4711, nh_record_get_info (a)->id };
  g_autoptr (GPtrArray) records = nh_store_fetch (connection, ledger, &nh_point_type, ids, 3, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (records->len, ==, 3);
  g_assert_true (nh_record_equal (records->pdata[0], b));
  g_assert_null (records->pdata[1]);
  g_assert_true (nh_record_equal (records->pdata[2], a));
  g_assert_null (nh_store_find (connection, ledger, &nh_point_type, "không có", &error));
  fixture_assert_error (error, NH_ERROR_NOT_FOUND);
}

/* ── Seasons, last year, checks
 * ──────────────────────────────────────────────────────────────────────────────────────────────── */

static gint64
unit_on (NhLedger *ledger, const char *code, NhDate on)
{
  return nh_catalog_find_unit (nh_ledger_get_catalog (ledger), code, on)->id;
}

static void
assert_season (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, const char *theme)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) season = nh_store_get_season (connection, ledger, unit, year, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (season != NULL ? nh_record_get_text (season, NH_SEASON_THEME) : NULL, ==, theme);
}

static void
test_season (NhConnection *connection, NhLedger *ledger)
{
  gint64 other = unit_on (ledger, "18100", 20260819);
  g_autoptr (NhRecord) own = nh_record_new (&nh_season_type, nh_ledger_get_unit (ledger), 2026);
  g_autoptr (NhRecord) others = nh_record_new (&nh_season_type, other, 2026);

  nh_record_set_text (own, NH_SEASON_THEME, "của chủ");
  nh_record_set_text (others, NH_SEASON_THEME, "của phường khác");
  assert_season (connection, ledger, other, 2026, NULL);
  g_object_unref (save (connection, ledger, own));
  assert_season (connection, ledger, other, 2026, "của chủ");
  g_object_unref (save (connection, ledger, others));
  assert_season (connection, ledger, other, 2026, "của phường khác");
  assert_season (connection, ledger, 0, 2026, "của chủ");
  assert_season (connection, ledger, other, 2025, NULL);
}

static void
assert_last_year (NhConnection *connection, NhLedger *ledger, int year, const char *place, const char *note)
{
  g_autoptr (NhRecord) draft = new_point (ledger, 0, year, place);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) before = nh_store_get_last_year (connection, ledger, draft, &error);

  g_test_message ("%s in %d", place, year);
  g_assert_no_error (error);
  g_assert_cmpstr (before != NULL ? nh_record_get_text (before, NH_POINT_NOTE) : NULL, ==, note);
}

/* Thành Sen was made of Nam Hà and of Bắc Hà, itself of the old Bắc Hà and Nguyễn Du, whole; and of a part of Đại Nài.
 */
static void
test_last_year (NhConnection *connection, NhLedger *ledger)
{
  const struct
  {
    const char *code;
    NhDate on;
    int year;
    const char *place, *note;
  } before[] = {
    { "18073", 20240819, 2024, "Tổ dân phố 1", "Nam Hà" },
    { "18076", 20240819, 2024, "Khối phố Hoà Bình", "Bắc Hà cũ" },
    { "18076", 20240819, 2024, "Tổ dân phố 5", "Bắc Hà cũ" },
    { "18077", 20240819, 2024, "Tổ dân phố 5", "Nguyễn Du" },
    { "18082", 20240819, 2024, "Tổ dân phố 9", "Đại Nài" },
    { "18070", 20240819, 2024, "Tổ dân phố 6", "Trần Phú cũ" },
    { "18073", 20250819, 2025, "Tổ dân phố 5", "năm ngoái" },
    { "18100", 20250819, 2025, "Tổ dân phố 7", "phường khác" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    {
      g_autoptr (NhRecord)
          draft = new_point (ledger, unit_on (ledger, before[i].code, before[i].on), before[i].year, before[i].place);

      nh_record_set_text (draft, NH_POINT_NOTE, before[i].note);
      g_object_unref (save (connection, ledger, draft));
    }
  assert_last_year (connection, ledger, 2026, "tổ  dân phố 5", "năm ngoái");
  assert_last_year (connection, ledger, 2026, "Tổ dân phố 1", NULL); /* two years before */
  assert_last_year (connection, ledger, 2026, "Tổ dân phố 7", NULL); /* of another unit */
  assert_last_year (connection, ledger, 2025, "TỔ DÂN PHỐ 1", "Nam Hà");
  assert_last_year (connection, ledger, 2025, "khối phố Hòa Bình",
                    "Bắc Hà cũ"); /* two steps, the other tone placement */
  assert_last_year (connection, ledger, 2025, "Khối phố Hóa Bình", NULL);
  assert_last_year (connection, ledger, 2025, "Tổ dân phố 5", NULL);          /* two had one: not guessed */
  assert_last_year (connection, ledger, 2025, "Tổ dân phố 9", NULL);          /* a part only */
  assert_last_year (connection, ledger, 2025, "Tổ dân phố 6", "Trần Phú cũ"); /* divided, and together again */
  assert_last_year (connection, ledger, 2025, "Tổ dân phố", NULL);
  assert_last_year (connection, ledger, 2025, "", NULL);
}

static gboolean
has_rule (GPtrArray *problems, const char *rule)
{
  for (guint i = 0; i < problems->len; i++)
    {
      if (g_str_equal (((NhProblem *) problems->pdata[i])->rule, rule))
        return TRUE;
    }
  return FALSE;
}

/* The rules find like records through the ledger, in either tone placement, and not the record itself: of one record,
 * and of many. */
static void
test_check (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (NhChecker) checker = nh_checker_new (connection, ledger);
  g_autoptr (NhRecord) first = save_point (connection, ledger, 0, 2026, "Thôn Hoà Bình");
  g_autoptr (NhRecord) same = new_point (ledger, 0, 2026, "thôn Hòa  Bình");
  g_autoptr (NhRecord) other = new_point (ledger, 0, 2026, "Thôn Hóa Bình");
  g_autoptr (NhRecord) later = new_point (ledger, 0, 2025, "Thôn Hoà Bình");
  NhRecord *const records[] = { first, same, other, later, same };

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autoptr (GPtrArray) once = nh_store_check (connection, ledger, records[i], NULL);
      g_autoptr (GPtrArray) many = nh_checker_check (checker, records[i], NULL);

      g_assert_cmpint (has_rule (once, "point.duplicate"), ==, records[i] == same);
      g_assert_cmpint (has_rule (many, "point.duplicate"), ==, records[i] == same);
    }
}

/* The deadline of the season and that of the invitation are told apart in words. */
static void
test_check_deadline (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (NhRecord) season = nh_record_new (&nh_season_type, nh_ledger_get_unit (ledger), 2026);
  g_autoptr (GPtrArray) alone = NULL, other = NULL, same = NULL;

  nh_record_set_number (season, NH_SEASON_DEADLINE, 20260820);
  alone = nh_store_check (connection, ledger, season, NULL);
  g_assert_false (has_rule (alone, "season.invited"));
  g_assert_true (nh_connection_run (connection, "invite", NULL,
                                    "INSERT INTO invitation (year, at, deadline, body) VALUES (2026, '', '2026-08-25', "
                                    "'')",
                                    ""));
  other = nh_store_check (connection, ledger, season, NULL);
  g_assert_true (has_rule (other, "season.invited"));
  nh_record_set_number (season, NH_SEASON_DEADLINE, 20260825);
  same = nh_store_check (connection, ledger, season, NULL);
  g_assert_false (has_rule (same, "season.invited"));
}

/* ── One field of many
 * ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

#define N_MANY 300

static GArray *
save_many_points (NhConnection *connection, NhLedger *ledger)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < N_MANY; i++)
    {
      g_autofree char *place = g_strdup_printf ("Thôn %u", i);
      g_autoptr (NhRecord) draft = new_point (ledger, 0, 2026, place);
      g_autoptr (NhRecord) saved = NULL;

      nh_record_set_canonical (draft, "place_kind", "thon", NULL);
      saved = save (connection, ledger, draft);
      g_array_append_val (ids, nh_record_get_info (saved)->id);
    }
  return ids;
}

static void
assert_sources (NhConnection *connection, const char *source, gint64 expected)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM point WHERE coalesce (source, '') = '%s'", source);

  g_assert_cmpint (nh_connection_get_int (connection, sql, -1), ==, expected);
}

/* One change, a history row each, one undo; what has the value already is left alone. */
static void
test_set_many (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (GArray) ids = save_many_points (connection, ledger);
  const gint64 *all = (const gint64 *) (gpointer) ids->data;
  g_auto (NhValue) value = NH_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *undone = NULL;
  gint64 before = nh_connection_get_int (connection, "SELECT count (*) FROM change", -1);
  NhSetMany set;
  gint done = 0;

  nh_value_set_text (&value, "BC 12");
  g_assert_true (nh_store_set_many (connection, ledger, &nh_point_type, all, 1, NH_POINT_SOURCE, &value, NULL, NULL,
                                    &set, NULL, &error));
  g_assert_cmpuint (set.changed, ==, 1);
  g_assert_true (nh_store_set_many (connection, ledger, &nh_point_type, all, ids->len, NH_POINT_SOURCE, &value, NULL,
                                    &done, &set, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (done, ==, N_MANY);
  g_assert_cmpuint (set.warned, ==, 0);
  g_assert_cmpuint (set.changed, ==, N_MANY - 1);
  assert_sources (connection, "BC 12", N_MANY);
  g_assert_cmpint (nh_connection_get_int (connection, "SELECT count (*) FROM change", -1), ==, before + 2);
  g_assert_cmpint (nh_connection_get_int (
                       connection, "SELECT count (*) FROM history WHERE change = (SELECT max (id) FROM change)", -1),
                   ==, N_MANY - 1);
  g_assert_true (nh_history_verify (connection, &error));
  undone = nh_history_undo (connection, ledger, &error);
  g_assert_no_error (error);
  assert_sources (connection, "BC 12", 1);
  g_assert_true (nh_store_set_many (connection, ledger, &nh_point_type, all, 1, NH_POINT_SOURCE, &value, NULL, NULL,
                                    &set, NULL, &error));
  g_assert_cmpuint (set.changed, ==, 0);
}

/* "hơn 250" made 300 is not "hơn 300"; a word goes in with its number. */
static void
test_set_many_inexact (NhConnection *connection, NhLedger *ledger)
{
  static const char *const words = "SELECT count (*) FROM point WHERE attendance = 300 AND attendance_qualifier ";
  g_autoptr (GArray) ids = save_many_points (connection, ledger);
  const gint64 *all = (const gint64 *) (gpointer) ids->data;
  g_autofree char *exact = g_strconcat (words, "IS NULL", NULL), *about = g_strconcat (words, "= 'gan'", NULL);
  g_auto (NhValue) value = NH_VALUE_INIT;
  g_auto (NhValue) word = NH_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  NhSetMany set;

  nh_value_set_number (&value, 300);
  nh_value_set_text (&word, "gan");
  g_assert_true (nh_store_set_many (connection, ledger, &nh_point_type, all, ids->len, NH_POINT_ATTENDANCE, &value,
                                    &word, NULL, &set, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (nh_connection_get_int (connection, about, -1), ==, N_MANY);
  g_assert_true (nh_store_set_many (connection, ledger, &nh_point_type, all, ids->len, NH_POINT_ATTENDANCE, &value,
                                    NULL, NULL, &set, NULL, &error));
  g_assert_cmpuint (set.changed, ==, N_MANY);
  g_assert_cmpint (nh_connection_get_int (connection, exact, -1), ==, N_MANY);
}

/* A warning stops nothing, and is counted where it is new. */
static void
test_set_many_warned (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (GArray) ids = save_many_points (connection, ledger);
  const gint64 *all = (const gint64 *) (gpointer) ids->data;
  g_auto (NhValue) value = NH_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  NhSetMany set;

  nh_value_set_number (&value, 2000000); /* people at one point */
  g_assert_true (nh_store_set_many (connection, ledger, &nh_point_type, all, 2, NH_POINT_ATTENDANCE, &value, NULL, NULL,
                                    &set, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (set.changed, ==, 2);
  g_assert_cmpuint (set.warned, ==, 2);
  nh_value_set_number (&value, 3000000); /* as wrong as before */
  g_assert_true (nh_store_set_many (connection, ledger, &nh_point_type, all, 3, NH_POINT_ATTENDANCE, &value, NULL, NULL,
                                    &set, NULL, &error));
  g_assert_cmpuint (set.changed, ==, 3);
  g_assert_cmpuint (set.warned, ==, 1);
}

static void
test_set_many_refused (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (GArray) ids = save_many_points (connection, ledger);
  const gint64 *all = (const gint64 *) (gpointer) ids->data;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_auto (NhValue) value = NH_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  gint64 before = nh_connection_get_int (connection, "SELECT count (*) FROM change", -1);
  gint64 missing;
  NhSetMany set;

  g_assert_false (nh_store_set_many (connection, ledger, &nh_point_type, all, ids->len, NH_POINT_PLACE_KIND, &value,
                                     NULL, NULL, &set, NULL, &error));
  g_assert_error (error, NH_ERROR, NH_ERROR_INVALID); /* a place needs its kind */
  g_clear_error (&error);
  nh_value_set_text (&value, "BC 12");
  g_cancellable_cancel (cancelled);
  g_assert_false (nh_store_set_many (connection, ledger, &nh_point_type, all, ids->len, NH_POINT_SOURCE, &value, NULL,
                                     NULL, &set, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  missing = 999999;
  g_array_append_val (ids, missing);
  all = (const gint64 *) (gpointer) ids->data;
  g_assert_false (nh_store_set_many (connection, ledger, &nh_point_type, all, ids->len, NH_POINT_SOURCE, &value, NULL,
                                     NULL, &set, NULL, &error));
  g_assert_error (error, NH_ERROR, NH_ERROR_NOT_FOUND);
  assert_sources (connection, "", N_MANY);
  g_assert_cmpint (nh_connection_get_int (connection, "SELECT count (*) FROM change", -1), ==, before);
}

/* A year that the province has accepted cannot be written, by no way; the year before can. */
static void
test_accepted (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (NhRecord) point = save_point (connection, ledger, 0, 2026, "Thôn 1");
  g_autoptr (NhRecord) draft = nh_record_edit (point), other = NULL, moved = NULL, saved = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = nh_record_get_info (point)->id;

  g_assert_true (nh_connection_exec (
      connection,
      "INSERT INTO content VALUES ('x', x'');"
      "INSERT INTO submission (side, unit, year, version, hash, previous, ledger, manifest, content, day, state)"
      " SELECT 'sent', unit, 2026, 1, 'h', '', '', '', 'x', '2026-08-20', 'accepted' FROM ledger",
      "test", NULL));
  nh_record_set_text (draft, NH_POINT_PLACE, "Thôn 2");
  g_assert_null (nh_store_save (connection, ledger, draft, NULL, &error));
  fixture_assert_error (error, NH_ERROR_CONSTRAINT);
  g_assert_nonnull (strstr (error->message, "2026"));
  g_clear_error (&error);
  g_assert_false (nh_store_set_deleted (connection, ledger, &nh_point_type, &id, 1, TRUE, NULL, &error));
  fixture_assert_error (error, NH_ERROR_CONSTRAINT);
  g_clear_error (&error);
  other = save_point (connection, ledger, 0, 2025, "Thôn 3");
  moved = nh_record_edit (other);
  nh_record_edit_info (moved)->year = 2026;
  g_assert_null (nh_store_save (connection, ledger, moved, NULL, &error));
  fixture_assert_error (error, NH_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_true (nh_connection_exec (connection, "UPDATE submission SET side = 'received'", "test", NULL));
  saved = nh_store_save (connection, ledger, draft, NULL, &error);
  g_assert_no_error (error);
}

/* @letter: four bytes. */
static void
fill (NhRecord *draft, const char *letter)
{
  const NhRecordType *type = nh_record_get_record_type (draft);

  for (guint i = 0; i < type->n_fields; i++)
    {
      guint length = nh_field_get_max_length (&type->fields[i]);
      g_autoptr (GString) text = g_string_new (NULL);

      if (nh_kind_get_storage (type->fields[i].kind) != NH_STORAGE_TEXT || type->fields[i].codebook != NULL)
        continue;
      while (text->len < 4 * length)
        g_string_append (text, letter);
      nh_record_set_text (draft, i, text->str);
    }
}

/* The longest record that can be typed is below the limit of a row, as is its history. */
static void
test_longest (NhConnection *connection, NhLedger *ledger)
{
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    {
      g_autoptr (NhRecord) draft = nh_record_new (*type, nh_ledger_get_unit (ledger), 2026), saved = NULL;
      g_autoptr (NhRecord) changed = NULL, again = NULL, read = NULL;

      fill (draft, "\U0001F600");
      saved = save (connection, ledger, draft);
      changed = nh_record_edit (saved);
      fill (changed, "\U0001F601");
      again = save (connection, ledger, changed);
      read = get (connection, ledger, *type, nh_record_get_info (again)->id);
      g_assert_true (nh_record_equal (read, changed));
    }
}

static void
test_too_long (NhConnection *connection, NhLedger *ledger)
{
  static const char *const longer[] = {
    "UPDATE point SET place = printf ('%.*c', 8001, 'x')",
    "UPDATE point SET note = printf ('%.*c', 80001, 'x')",
  };

  for (guint i = 0; i < G_N_ELEMENTS (longer); i++)
    {
      g_autoptr (NhRecord) point = save_point (connection, ledger, 0, 2026, "Thôn 1");
      g_autoptr (GError) error = NULL;

      g_assert_true (nh_connection_exec (connection, longer[i], "test", NULL));
      g_assert_null (nh_store_get (connection, ledger, &nh_point_type, nh_record_get_info (point)->id, &error));
      fixture_assert_error (error, NH_ERROR_CORRUPT);
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    FixtureBody body;
  } tests[] = {
    { "/store/columns", test_columns },
    { "/store/round-trip", test_round_trip },
    { "/store/states", test_states },
    { "/store/conflict", test_conflict },
    { "/store/unchanged", test_unchanged },
    { "/store/discards-draft", test_discards_draft },
    { "/store/many", test_many },
    { "/store/many-refused", test_many_refused },
    { "/store/set-many", test_set_many },
    { "/store/set-many-inexact", test_set_many_inexact },
    { "/store/set-many-warned", test_set_many_warned },
    { "/store/set-many-refused", test_set_many_refused },
    { "/store/recycle-bin", test_recycle_bin },
    { "/store/children", test_children },
    { "/store/move", test_move },
    { "/store/move-deleted", test_move_deleted },
    { "/store/again-fails", test_again_fails },
    { "/store/parts", test_parts },
    { "/store/fetch", test_fetch },
    { "/store/season", test_season },
    { "/store/last-year", test_last_year },
    { "/store/check", test_check },
    { "/store/check-deadline", test_check_deadline },
    { "/store/accepted", test_accepted },
    { "/store/longest", test_longest },
    { "/store/too-long", test_too_long },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_data_func (tests[i].path, (gconstpointer) tests[i].body, run);
  g_test_add_func ("/store/replace-tells", test_replace_tells);
  return g_test_run ();
}
