/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "ledger-fixture.h"
#include "nh-error.h"
#include "nh-history-undo.h"
#include "nh-point.h"
#include "nh-season.h"
#include "nh-store.h"
#include "nh-total.h"

#define N_OPERATIONS 400
/* The hash of the newest change. */
#define HEAD "SELECT coalesce ((SELECT hash FROM change ORDER BY id DESC LIMIT 1), '')"

static const NhRecordType *
random_type (GRand *rand)
{
  const NhRecordType *const *types = nh_record_types ();
  int n = 0;

  while (types[n] != NULL)
    n++;
  return types[g_rand_int_range (rand, 0, n)];
}

static void
run (gconstpointer body)
{
  fixture_run ("history.ngayhoi", (FixtureBody) body);
}

static void
exec (NhConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;

  nh_connection_exec (connection, sql, "test", &error);
  g_assert_no_error (error);
}

static gint64
save_point (NhConnection *connection, NhLedger *ledger, const char *place)
{
  g_autoptr (NhRecord) draft = nh_record_new (&nh_point_type, nh_ledger_get_unit (ledger), 2026);
  g_autoptr (NhRecord) saved = NULL;
  g_autoptr (GError) error = NULL;

  nh_record_set_text (draft, NH_POINT_PLACE, place);
  saved = nh_store_save (connection, ledger, draft, NULL, &error);
  g_assert_no_error (error);
  return nh_record_get_info (saved)->id;
}

static void
change_point (NhConnection *connection, NhLedger *ledger, gint64 id, const char *field, const char *canonical)
{
  g_autoptr (NhRecord) record = nh_store_get (connection, ledger, &nh_point_type, id, NULL);
  g_autoptr (NhRecord) draft = nh_record_edit (record);
  g_autoptr (NhRecord) saved = NULL;
  g_autoptr (GError) error = NULL;

  nh_record_set_canonical (draft, field, canonical, &error);
  g_assert_no_error (error);
  saved = nh_store_save (connection, ledger, draft, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_undone (NhConnection *connection, NhLedger *ledger, const char *sentence)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *said = nh_history_undo (connection, ledger, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (said, ==, sentence);
}

static void
assert_redone (NhConnection *connection, NhLedger *ledger, const char *sentence)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *said = nh_history_redo (connection, ledger, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (said, ==, sentence);
}

static void
assert_can (NhConnection *connection, gboolean undo, gboolean redo)
{
  g_assert_cmpint (nh_history_can_undo (connection), ==, undo);
  g_assert_cmpint (nh_history_can_redo (connection), ==, redo);
}

static void
assert_sound (NhConnection *connection)
{
  g_autoptr (GError) error = NULL;

  nh_history_verify (connection, &error);
  g_assert_no_error (error);
}

/* ── Random work
 * ─────────────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* All that is in the tables of records, but for versions and moments: one text. @known: of each table, ids up to it;
 * others only where they are not in the recycle bin. */
static char *
dump_table (NhConnection *connection, const NhRecordType *type, gint64 known)
{
  g_autoptr (GString) sql = g_string_new (
      "SELECT group_concat (line, char (10)) FROM (SELECT json_array (id, uuid, unit, year, deleted, marks, waived,"
      " search, search_marked");

  for (guint i = 0; i < type->n_fields; i++)
    {
      if (type->fields[i].kind == NH_KIND_AMOUNTS)
        g_string_append_printf (
            sql,
            ", (SELECT group_concat (source || amount || '@' || position) FROM (SELECT * FROM funding WHERE type = '%s'"
            " AND record = %s.id ORDER BY position))",
            type->name, type->name);
      else
        g_string_append_printf (sql, ", %s", type->fields[i].name);
      if (type->fields[i].flags & NH_FIELD_SORTED)
        g_string_append_printf (sql, ", hex (%s_key)", type->fields[i].name);
    }
  g_string_append_printf (sql, ") AS line FROM %s WHERE deleted = 0 OR id <= %" G_GINT64_FORMAT " ORDER BY id)",
                          type->name, known);
  return nh_connection_get_text (connection, sql->str);
}

static gint64
newest_id (NhConnection *connection, const NhRecordType *type)
{
  g_autofree char *sql = g_strdup_printf ("SELECT max (id) FROM %s", type->name);

  return nh_connection_get_int (connection, sql, 0);
}

static char *
dump (NhConnection *connection, GArray *known)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; nh_record_types ()[i] != NULL; i++)
    {
      const NhRecordType *type = nh_record_types ()[i];
      g_autofree char *table = dump_table (connection, type, g_array_index (known, gint64, i));

      g_string_append_printf (text, "%s\n%s\n", type->name, table != NULL ? table : "");
    }
  return g_string_free (text, FALSE);
}

static GArray *
newest_ids (NhConnection *connection)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    {
      gint64 id = newest_id (connection, *type);

      g_array_append_val (ids, id);
    }
  return ids;
}

static char *
random_text (GRand *rand, NhLedger *ledger, const NhField *field)
{
  static const char *const numbers[] = { "", "0", "none", "unknown", "185", "999999999999999" };
  static const char *const dates[] = { "", "unknown", "2026-08-19", "2026-07-29" };
  static const char *const texts[] = { "", "Thôn 1", "Thôn Hòa Bình", "“Đ\\\"ường”; a=b,c:d", "Ứng Hoà" };
  static const char *const amounts[] = { "", "ngan_sach:5", "khac:999999999999999", "ngan_sach:1,xa_hoi_hoa:2,khac:0" };

  switch (field->kind)
    {
    case NH_KIND_INTEGER:
    case NH_KIND_MONEY:
      return g_strdup (numbers[g_rand_int_range (rand, 0, G_N_ELEMENTS (numbers))]);
    case NH_KIND_DATE:
      return g_strdup (dates[g_rand_int_range (rand, 0, G_N_ELEMENTS (dates))]);
    case NH_KIND_AMOUNTS:
      return g_strdup (amounts[g_rand_int_range (rand, 0, G_N_ELEMENTS (amounts))]);
    case NH_KIND_REFERENCE:
      return g_strdup (
          strcmp (field->codebook, "point") == 0 && g_rand_boolean (rand) ? "1" : ""); /* the first record is a point */
    case NH_KIND_CHOICE:
    case NH_KIND_MANY:
      {
        g_autoptr (GPtrArray)
            codes = nh_catalog_get_codes (nh_ledger_get_catalog (ledger), field->codebook, NH_DATE_NONE);

        if (codes->len == 0)
          return g_strdup (g_rand_boolean (rand) ? "attendance" : "cost");
        return g_strdup (((const NhCode *) codes->pdata[g_rand_int_range (rand, 0, (int) codes->len)])->code);
      }
    default:
      return g_strdup (texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))]);
    }
}

static void
change_at_random (GRand *rand, NhLedger *ledger, NhRecord *draft)
{
  const NhRecordType *type = nh_record_get_record_type (draft);
  int n = g_rand_int_range (rand, 1, 5);

  for (int i = 0; i < n; i++)
    {
      const NhField *field = &type->fields[g_rand_int_range (rand, 0, (int) type->n_fields)];
      g_autofree char *text = random_text (rand, ledger, field);
      g_autoptr (GError) error = NULL;

      nh_record_set_canonical (draft, field->name, text, &error);
      g_assert_no_error (error);
    }
  if (g_rand_int_range (rand, 0, 5) == 0)
    nh_record_waive (draft, "crowd", g_rand_boolean (rand) ? "đã hỏi lại" : "");
  if (g_rand_int_range (rand, 0, 5) == 0)
    nh_record_edit_info (draft)->year = g_rand_int_range (rand, 2024, 2027);
}

/* A new draft, or one of a record that is there. */
static NhRecord *
random_draft (GRand *rand, NhConnection *connection, NhLedger *ledger)
{
  const NhRecordType *type = random_type (rand);
  gint64 newest = newest_id (connection, type);
  NhRecord *draft;

  if (newest == 0 || g_rand_int_range (rand, 0, 3) == 0)
    {
      draft = nh_record_new (type, nh_ledger_get_unit (ledger), g_rand_int_range (rand, 2024, 2027));
      if (type == &nh_total_type)
        nh_record_set_text (draft, NH_TOTAL_INDICATOR, g_rand_boolean (rand) ? "attendance" : "cost");
    }
  else
    {
      g_autoptr (NhRecord)
          record = nh_store_get (connection, ledger, type, g_rand_int_range (rand, 1, (int) newest + 1), NULL);

      draft = nh_record_edit (record);
    }
  change_at_random (rand, ledger, draft);
  return draft;
}

/* Others may refer to it. */
static void
save_first_point (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (NhRecord) draft = nh_record_new (&nh_point_type, nh_ledger_get_unit (ledger), 2026);
  g_autoptr (NhRecord) saved = NULL;
  GError *error = NULL;

  nh_record_set_text (draft, NH_POINT_PLACE, "Thôn đầu");
  saved = nh_store_save (connection, ledger, draft, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (nh_record_get_info (saved)->id, ==, 1);
}

static void
save_some (GRand *rand, NhConnection *connection, NhLedger *ledger, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  int n = g_rand_int_range (rand, 2, 9);

  for (int i = 0; i < n; i++)
    {
      NhRecord *draft = random_draft (rand, connection, ledger);

      if (g_hash_table_add (seen, g_strdup (nh_record_get_info (draft)->uuid)))
        g_ptr_array_add (drafts, draft);
      else
        g_object_unref (draft);
    }
  nh_store_save_many (connection, ledger, drafts, "import", "tệp.xlsx", error);
}

static void
bin_some (GRand *rand, NhConnection *connection, NhLedger *ledger, gboolean restore, GError **error)
{
  const NhRecordType *type = random_type (rand);
  gint64 newest = newest_id (connection, type);
  gint64 ids[3];
  guint n = (guint) g_rand_int_range (rand, 1, 4);

  if (newest == 0)
    return;
  for (guint i = 0; i < n; i++)
    ids[i] = 1 + (g_rand_int_range (rand, 0, (int) newest) + (gint64) i) % newest;
  nh_store_set_deleted (connection, ledger, type, ids, n, !restore, NULL, error);
}

/* Refused is only what may be there once. */
static void
operate (GRand *rand, NhConnection *connection, NhLedger *ledger, gboolean with_undo, guint *n_refused)
{
  g_autoptr (GError) error = NULL;

  switch (g_rand_int_range (rand, 0, with_undo ? 12 : 9))
    {
    case 0:
      bin_some (rand, connection, ledger, FALSE, &error);
      break;
    case 1:
      bin_some (rand, connection, ledger, TRUE, &error);
      break;
    case 2:
      save_some (rand, connection, ledger, &error);
      break;
    case 9:
    case 10:
      if (nh_history_can_undo (connection))
        g_free (nh_history_undo (connection, ledger, &error));
      g_assert_no_error (error);
      break;
    case 11:
      if (nh_history_can_redo (connection))
        g_free (nh_history_redo (connection, ledger, &error));
      g_assert_no_error (error);
      break;
    default:
      {
        g_autoptr (NhRecord) draft = random_draft (rand, connection, ledger);
        g_autoptr (NhRecord) saved = nh_store_save (connection, ledger, draft, NULL, &error);

        break;
      }
    }
  if (error == NULL)
    return;
  g_assert_error (error, NH_ERROR, NH_ERROR_EXISTS);
  (*n_refused)++;
}

static guint
undo_all (NhConnection *connection, NhLedger *ledger)
{
  guint n = 0;

  for (; nh_history_can_undo (connection); n++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *said = nh_history_undo (connection, ledger, &error);

      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (said, "Undone: "));
    }
  return n;
}

static guint
redo_all (NhConnection *connection, NhLedger *ledger)
{
  guint n = 0;

  for (; nh_history_can_redo (connection); n++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *said = nh_history_redo (connection, ledger, &error);

      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (said, "Redone: "));
    }
  return n;
}

static void
set_from_json (NhConnection *connection, NhRecord *draft, const char *json)
{
  sqlite3_stmt *statement = nh_connection_prepare (connection, "SELECT key, value FROM json_each (?1)", NULL);

  g_assert_nonnull (statement);
  sqlite3_bind_text (statement, 1, json, -1, SQLITE_TRANSIENT);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      g_autoptr (GError) error = NULL;

      nh_record_set_canonical (draft, (const char *) sqlite3_column_text (statement, 0),
                               (const char *) sqlite3_column_text (statement, 1), &error);
      g_assert_no_error (error);
    }
  nh_statement_done (statement);
}

/* What its history says of a record, from the first line to the last, is the record; and backwards each line begins
 * where the one before ended. */
static void
replay (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = nh_history_list (connection, 0, type, id, 0, &error);
  g_autoptr (NhRecord) record = nh_store_get (connection, ledger, type, id, &error);
  g_autoptr (NhRecord) draft = nh_record_new (type, 0, 0);
  g_auto (NhValue) blank = NH_VALUE_INIT;
  gboolean deleted = FALSE;

  g_assert_no_error (error);
  for (guint i = 0; i < type->n_fields; i++)
    nh_record_set (draft, i, &blank);
  g_assert_cmpuint (entries->len, ==, nh_record_get_info (record)->version);
  for (guint i = entries->len; i > 0; i--)
    {
      const NhHistoryEntry *entry = entries->pdata[i - 1];
      g_autoptr (NhRecord) before = nh_record_edit (draft);

      g_assert_cmpint (g_str_equal (entry->record_action, "insert"), ==, i == entries->len);
      set_from_json (connection, before, entry->before);
      g_assert_true (nh_record_equal (before, draft));
      set_from_json (connection, draft, entry->after);
      if (g_str_equal (entry->record_action, "delete") || g_str_equal (entry->record_action, "restore"))
        deleted = g_str_equal (entry->record_action, "delete");
    }
  g_assert_true (nh_record_equal (draft, record));
  g_assert_cmpint (nh_record_get_info (record)->deleted, ==, deleted);
}

static void
replay_all (NhConnection *connection, NhLedger *ledger)
{
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    {
      for (gint64 id = newest_id (connection, *type); id > 0; id--)
        replay (connection, ledger, *type, id);
    }
}

/* @with_undo: the clerk undoes and redoes in between. */
static void
random_work (NhConnection *connection, NhLedger *ledger, guint32 seed, gboolean with_undo)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GArray) at_begin = NULL;
  g_autoptr (GArray) at_end = NULL;
  g_autofree char *begin = NULL;
  g_autofree char *end = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  guint n_refused = 0, n_undone;

  save_first_point (connection, ledger);
  for (guint i = 0; i < 20; i++)
    operate (rand, connection, ledger, FALSE, &n_refused);
  /* What was done so far is out of reach of undo. */
  exec (connection, "DELETE FROM history; DELETE FROM change");
  at_begin = newest_ids (connection);
  begin = dump (connection, at_begin);

  for (guint i = 0; i < N_OPERATIONS; i++)
    operate (rand, connection, ledger, with_undo, &n_refused);
  save_point (connection, ledger, "Cuối"); /* ends what could be redone */
  at_end = newest_ids (connection);
  end = dump (connection, at_end);
  assert_sound (connection);
  g_test_message ("%u operations, %u refused", N_OPERATIONS, n_refused);
  g_assert_cmpuint (n_refused, <, N_OPERATIONS / 2);

  n_undone = undo_all (connection, ledger);
  undone = dump (connection, at_begin);
  g_assert_cmpstr (undone, ==, begin);
  g_assert_cmpuint (n_undone, >, N_OPERATIONS / 5);
  assert_can (connection, FALSE, TRUE);

  g_assert_cmpuint (redo_all (connection, ledger), ==, n_undone);
  redone = dump (connection, at_end);
  g_assert_cmpstr (redone, ==, end);
  assert_can (connection, TRUE, FALSE);
  assert_sound (connection);
}

static void
test_random (NhConnection *connection, NhLedger *ledger)
{
  random_work (connection, ledger, 19081945, FALSE);
}

static void
test_random_with_undo (NhConnection *connection, NhLedger *ledger)
{
  random_work (connection, ledger, 20260819, TRUE);
}

static void
test_replay (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint n_refused = 0;

  save_first_point (connection, ledger);
  for (guint i = 0; i < N_OPERATIONS; i++)
    operate (rand, connection, ledger, TRUE, &n_refused);
  replay_all (connection, ledger);
  undo_all (connection, ledger);
  replay_all (connection, ledger);
  redo_all (connection, ledger);
  replay_all (connection, ledger);
}

/* ── One by one
 * ──────────────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_sentences (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  assert_can (connection, FALSE, FALSE);
  g_assert_null (nh_history_undo (connection, ledger, &error));
  fixture_assert_error (error, NH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (nh_history_redo (connection, ledger, &error));
  fixture_assert_error (error, NH_ERROR_NOT_FOUND);
  g_clear_error (&error);

  id = save_point (connection, ledger, "Thôn 3");
  change_point (connection, ledger, id, "attendance", "185");
  g_assert_true (nh_store_set_deleted (connection, ledger, &nh_point_type, &id, 1, TRUE, NULL, &error));
  assert_can (connection, TRUE, FALSE);
  assert_undone (connection, ledger, "Undone: deleted “Thôn 3”");
  assert_undone (connection, ledger, "Undone: changed “Thôn 3”");
  assert_undone (connection, ledger, "Undone: added “Thôn 3”");
  assert_can (connection, FALSE, TRUE);
  assert_redone (connection, ledger, "Redone: added “Thôn 3”");
  assert_redone (connection, ledger, "Redone: changed “Thôn 3”");
  assert_undone (connection, ledger, "Undone: changed “Thôn 3”");
  assert_redone (connection, ledger, "Redone: changed “Thôn 3”");
  assert_redone (connection, ledger, "Redone: deleted “Thôn 3”");
  assert_undone (connection, ledger, "Undone: deleted “Thôn 3”");

  save_point (connection, ledger, "Thôn 4"); /* something new: nothing to redo any more */
  assert_can (connection, TRUE, FALSE);
  assert_undone (connection, ledger, "Undone: added “Thôn 4”");
  assert_undone (connection, ledger, "Undone: changed “Thôn 3”");
}

/* Two records whose order matters: the one that made room comes back last. */
static void
test_makes_room (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 2; i++)
    {
      NhRecord *draft = nh_record_new (&nh_total_type, nh_ledger_get_unit (ledger), 2024 + i);
      NhRecord *saved;

      nh_record_set_text (draft, NH_TOTAL_INDICATOR, "attendance");
      saved = nh_store_save (connection, ledger, draft, NULL, &error);
      g_assert_no_error (error);
      g_object_unref (draft);
      draft = nh_record_edit (saved);
      g_object_unref (saved);
      nh_record_edit_info (draft)->year = 2023 + i; /* 2024 → 2023, then 2025 → 2024 */
      g_ptr_array_add (drafts, draft);
    }
  g_assert_true (nh_store_save_many (connection, ledger, drafts, "update", NULL, &error));
  g_assert_no_error (error);
  assert_undone (connection, ledger, "Undone: changed 2 records");
  g_assert_cmpint (nh_connection_get_int (connection, "SELECT sum (year * id) FROM total", 0), ==, 2024 + 2 * 2025);
  assert_redone (connection, ledger, "Redone: changed 2 records");
  g_assert_cmpint (nh_connection_get_int (connection, "SELECT sum (year * id) FROM total", 0), ==, 2023 + 2 * 2024);
}

/* What another program did to a record is not undone over. */
static void
test_conflict (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  gint64 id = save_point (connection, ledger, "Thôn 3");
  gint64 n_changes;

  change_point (connection, ledger, id, "attendance", "185");
  n_changes = nh_connection_get_int (connection, "SELECT count (*) FROM change", -1);

  exec (connection, "UPDATE point SET attendance = 186");
  g_assert_null (nh_history_undo (connection, ledger, &error));
  fixture_assert_error (error, NH_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (nh_connection_in_transaction (connection));
  g_assert_cmpint (nh_connection_get_int (connection, "SELECT count (*) FROM change", -1), ==, n_changes);
  g_assert_cmpint (nh_connection_get_int (connection, "SELECT attendance FROM point", -1), ==, 186);

  exec (connection, "UPDATE point SET attendance = 185, note = 'khác'"); /* another field is no obstacle … */
  assert_undone (connection, ledger, "Undone: changed “Thôn 3”");
  g_assert_cmpint (nh_connection_get_int (connection, "SELECT count (*) FROM point WHERE attendance IS NULL", -1), ==,
                   1);
  g_assert_null (nh_history_undo (connection, ledger, &error)); /* … but to the record as a whole, when it was added */
  fixture_assert_error (error, NH_ERROR_CONFLICT);
}

/* ── The chain
 * ───────────────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_lost_history (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (NhRecord) draft = nh_record_new (&nh_point_type, nh_ledger_get_unit (ledger), 2026);
  g_autoptr (NhRecord) saved = NULL;
  g_autoptr (GError) error = NULL;

  saved = nh_store_save (connection, ledger, draft, NULL, &error);
  g_assert_no_error (error);
  g_free (nh_history_undo (connection, ledger, &error));
  g_assert_no_error (error);
  nh_connection_exec (connection, "DELETE FROM history", "test", &error);
  g_assert_no_error (error);
  g_assert_null (nh_history_redo (connection, ledger, &error));
  g_assert_error (error, NH_ERROR, NH_ERROR_CORRUPT);
  g_assert_false (nh_connection_in_transaction (connection));
}

static void
test_chain (NhConnection *connection, NhLedger *ledger)
{
  static const char *const tampered[] = {
    "UPDATE change SET by = 'ai đó' WHERE id = 2",
    "UPDATE change SET at = '2020-01-01T00:00:00.000Z' WHERE id = 1",
    "UPDATE change SET why = 'x' WHERE id = 3",
    "UPDATE change SET action = 'insert' WHERE id = 2",
    "UPDATE change SET undoes = 1 WHERE id = 3",
    "UPDATE change SET hash = (SELECT hash FROM change WHERE id = 1) WHERE id = 2",
    "UPDATE change SET hash = '' WHERE id = 3",
    "UPDATE history SET after = replace (after, '185', '186') WHERE change = 2",
    "UPDATE history SET before = '{}' WHERE change = 2",
    "UPDATE history SET version = 9 WHERE change = 2",
    "UPDATE history SET action = 'delete' WHERE change = 2",
    "UPDATE history SET record = 99 WHERE change = 2",
    "UPDATE history SET type = 'total' WHERE change = 3",
    "UPDATE history SET change = 3 WHERE change = 2",
    "DELETE FROM history WHERE change = 3",
    "DELETE FROM history WHERE change = 1; DELETE FROM change WHERE id = 1",
    "DELETE FROM history WHERE change = 2; DELETE FROM change WHERE id = 2",
    "INSERT INTO history SELECT 1, type, 77, action, version, before, after FROM history WHERE change = 1",
    "INSERT INTO change (id, at, by, action, hash) SELECT 4, at, by, action, hash FROM change WHERE id = 3",
  };
  g_autofree char *empty = nh_connection_get_text (connection, HEAD);
  g_autofree char *head = NULL;
  gint64 id;

  g_assert_cmpstr (empty, ==, "");
  assert_sound (connection);
  id = save_point (connection, ledger, "Thôn 3");
  change_point (connection, ledger, id, "attendance", "185");
  save_point (connection, ledger, "Thôn 4");
  head = nh_connection_get_text (connection, HEAD);
  g_assert_cmpuint (strlen (head), ==, 64);
  assert_sound (connection);

  for (guint i = 0; i < G_N_ELEMENTS (tampered); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", tampered[i]);
      nh_connection_begin (connection, "test", &error);
      g_assert_no_error (error);
      exec (connection, tampered[i]);
      g_assert_cmpint (sqlite3_changes (nh_connection_get_db (connection)), >, 0);
      g_assert_false (nh_history_verify (connection, &error));
      fixture_assert_error (error, NH_ERROR_CORRUPT);
      nh_connection_rollback (connection);
      assert_sound (connection);
    }
}

static void
test_list (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) of_one = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) newest = NULL;
  const NhHistoryEntry *entry;
  gint64 id = save_point (connection, ledger, "Thôn 3");

  change_point (connection, ledger, id, "attendance", "none");
  save_point (connection, ledger, "Thôn 4");
  g_assert_true (nh_store_set_deleted (connection, ledger, &nh_point_type, &id, 1, TRUE, "nhập nhầm", &error));

  of_one = nh_history_list (connection, 0, &nh_point_type, id, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (of_one->len, ==, 3);
  entry = of_one->pdata[0];
  g_assert_cmpstr (entry->record_action, ==, "delete");
  g_assert_cmpstr (entry->why, ==, "nhập nhầm");
  g_assert_cmpstr (entry->before, ==, "{}");
  entry = of_one->pdata[1];
  g_assert_cmpstr (entry->action, ==, "update");
  g_assert_cmpstr (entry->before, ==, "{\"attendance\":\"\"}");
  g_assert_cmpstr (entry->after, ==, "{\"attendance\":\"none\"}");
  g_assert_cmpint (strlen (entry->at), ==, strlen ("2026-08-19T07:32:05.123Z"));
  g_assert_cmpstr (entry->by, !=, "");

  all = nh_history_list (connection, 0, NULL, 0, 0, &error);
  newest = nh_history_list (connection, 0, NULL, 0, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 4);
  g_assert_cmpuint (newest->len, ==, 2);
  g_assert_cmpint (((NhHistoryEntry *) newest->pdata[0])->change, ==, 4);
  g_assert_cmpint (((NhHistoryEntry *) newest->pdata[1])->change, ==, 3);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    FixtureBody body;
  } tests[] = {
    { "/history/random", test_random },
    { "/history/random-with-undo", test_random_with_undo },
    { "/history/replay", test_replay },
    { "/history/sentences", test_sentences },
    { "/history/makes-room", test_makes_room },
    { "/history/conflict", test_conflict },
    { "/history/chain", test_chain },
    { "/history/lost", test_lost_history },
    { "/history/list", test_list },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_data_func (tests[i].path, (gconstpointer) tests[i].body, run);
  return g_test_run ();
}
