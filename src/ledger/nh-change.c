/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-change.h"

#include <string.h>

#include "nh-board.h"
#include "nh-history-undo.h"
#include "nh-i18n.h"
#include "nh-ledger-async.h"
#include "nh-query-sql.h"
#include "nh-store.h"
#include "nh-text.h"

static void
changed_field_free (gpointer data)
{
  NhChangedField *field = data;

  g_free (field->title);
  g_free (field->before);
  g_free (field->after);
  g_free (field);
}

static void
changed_record_free (gpointer data)
{
  NhChangedRecord *record = data;

  g_free (record->action);
  g_free (record->name);
  g_ptr_array_unref (record->fields);
  g_free (record);
}

void
nh_change_free (NhChange *change)
{
  if (change == NULL)
    return;

  g_free (change->at);
  g_free (change->by);
  g_free (change->why);
  g_free (change->text);
  g_ptr_array_unref (change->records);
  g_free (change);
}

static void
change_query_free (gpointer data)
{
  NhChangeQuery *query = data;

  g_free (query->search);
  g_free (query);
}

/* --- Which --- */

/* Names of users that match the search. */
static gboolean
add_people (NhConnection *connection, NhSql *sql, const char *search, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_prepare (connection, "SELECT DISTINCT by FROM change", error);
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("read the history"), error)) == SQLITE_ROW)
    {
      const char *by = nh_statement_get_text (statement, 0);

      if (!nh_text_matches (by, search))
        continue;
      g_string_append (sql->sql, " OR by = ?");
      nh_sql_add_text (sql, g_strdup (by));
    }
  return code == SQLITE_DONE;
}

static gboolean
add_search (NhConnection *connection, NhSql *sql, const char *search, GError **error)
{
  g_string_append (sql->sql, " AND (0");
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    {
      g_string_append_printf (
          sql->sql, " OR id IN (SELECT change FROM history WHERE type = '%s' AND record IN (SELECT id FROM %s WHERE 1",
          (*type)->name, (*type)->name);
      nh_query_add_search (sql, search, 0);
      g_string_append (sql->sql, "))");
    }
  if (!add_people (connection, sql, search, error))
    return FALSE;
  g_string_append_c (sql->sql, ')');
  return TRUE;
}

static void
add_day (NhSql *sql, const char *condition, NhDate day)
{
  if (day == NH_DATE_NONE)
    return;
  g_string_append (sql->sql, condition);
  nh_sql_add_text (sql, nh_time_of_day (day));
}

static void
add_type (NhSql *sql, const NhChangeQuery *query)
{
  if (query->type == NULL)
    return;
  if (query->record == 0)
    g_string_append (sql->sql, " AND EXISTS (SELECT 1 FROM history WHERE history.change = done.id AND type = ?)");
  else
    g_string_append (sql->sql, " AND id IN (SELECT change FROM history WHERE type = ? AND record = ?)");
  nh_sql_add_text (sql, g_strdup (query->type->name));
  if (query->record != 0)
    nh_sql_add_number (sql, query->record);
}

GArray *
nh_change_ids (NhConnection *connection, const NhChangeQuery *query, GError **error)
{
  g_autoptr (NhSql) sql = nh_sql_new (
      "SELECT id FROM change AS done WHERE EXISTS (SELECT 1 FROM history WHERE history.change = done.id)");

  add_type (sql, query);
  add_day (sql, " AND at >= ?", query->from);
  add_day (sql, " AND at < ?", query->to != NH_DATE_NONE ? nh_date_add_days (query->to, 1) : NH_DATE_NONE);
  if (query->search != NULL && !add_search (connection, sql, query->search, error))
    return NULL;
  g_string_append (sql->sql, " ORDER BY id DESC");
  return nh_connection_read_ids (connection, nh_sql_prepare (sql, connection, error), _ ("read the history"), error);
}

/* --- Fields --- */

typedef struct
{
  NhConnection *connection;
  NhLedger *ledger;
  NhCatalog *catalog;
} Reader;

/* The reasons for accepted warnings, without rule names. */
static char *
format_waived (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) reasons = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *reason = strstr (lines[i], ": ");

      if (*lines[i] != '\0')
        g_string_append_printf (reasons, "%s%s", reasons->len > 0 ? "; " : "", reason != NULL ? reason + 2 : lines[i]);
    }
  return g_string_free (g_steal_pointer (&reasons), FALSE);
}

static char *
format_field (const Reader *reader, const NhField *field, const char *text)
{
  g_auto (NhValue) value = NH_VALUE_INIT;
  const NhRecordType *type;
  g_autoptr (NhRecord) other = NULL;

  if (field == NULL || !nh_kind_from_canonical (field, text, &value, NULL))
    return g_strdup (text);
  type = field->kind == NH_KIND_REFERENCE ? nh_record_type_find (field->codebook) : NULL;
  if (type != NULL)
    other = nh_store_get (reader->connection, reader->ledger, type, g_ascii_strtoll (text, NULL, 10), NULL);
  if (other != NULL)
    return nh_record_get_title (other, reader->catalog);
  return nh_kind_format (field, &value, reader->catalog);
}

/* As the board says it; "" before it was received. */
static char *
format_state (const char *state)
{
  static const NhBoardState known[] = { NH_BOARD_RECEIVED, NH_BOARD_ACCEPTED, NH_BOARD_RETURNED };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (state, nh_board_state_get_name (known[i])))
      return g_strdup (nh_board_state_get_title (known[i]));
  return g_strdup (g_str_equal (state, "undone") ? "" : state);
}

/* @key as in the history: a field's name, "@unit", "@year", "@waived" or "@state". */
static char *
format_value (const Reader *reader, const char *key, const NhField *field, const char *text)
{
  const NhUnit *unit;

  if (text == NULL || *text == '\0')
    return g_strdup ("");
  if (g_str_equal (key, "@waived"))
    return format_waived (text);
  if (g_str_equal (key, "@state"))
    return format_state (text);
  if (!g_str_equal (key, "@unit"))
    return format_field (reader, field, text);
  unit = nh_catalog_get_unit (reader->catalog, g_ascii_strtoll (text, NULL, 10));
  return g_strdup (unit != NULL ? unit->title : text);
}

static const char *
get_title (const char *key, const NhField *field)
{
  if (field != NULL)
    return _ (field->title);
  if (g_str_equal (key, "@unit"))
    return _ ("Unit");
  if (g_str_equal (key, "@year"))
    return _ ("Season");
  if (g_str_equal (key, "@waived"))
    return _ ("Reasons given for warnings");
  if (g_str_equal (key, "@state"))
    return _ ("State of the hand-in");
  if (g_str_equal (key, "@day"))
    return _ ("Received on");
  return g_str_equal (key, "@reason") ? _ ("Reason") : key;
}

/* For new records only entered fields are shown; unit and season are shown beside the name. */
static gboolean
is_shown (const NhField *field, const char *key, const char *before, const char *after, gboolean insert)
{
  if (field != NULL && (field->flags & NH_FIELD_HIDDEN) && field->kind != NH_KIND_REFERENCE)
    return FALSE;
  if (g_str_equal (key, "@content")) /* a hash */
    return FALSE;
  if (insert && (g_str_equal (key, "@unit") || g_str_equal (key, "@year")))
    return FALSE;
  return g_strcmp0 (before, after) != 0;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  return (*(NhChangedField *const *) a)->place - (*(NhChangedField *const *) b)->place;
}

#define FIELDS_SQL                                                                                             \
  "SELECT new.key, coalesce (old.value, ''), coalesce (new.value, '') FROM json_each (nullif (?2, '')) AS new" \
  " LEFT JOIN json_each (nullif (?1, '')) AS old ON old.key = new.key"

static gboolean
read_fields (const Reader *reader, NhChangedRecord *record, const NhHistoryEntry *entry, GError **error)
{
  g_autoptr (sqlite3_stmt)
      statement = nh_connection_query (reader->connection, error, FIELDS_SQL, "ss", entry->before, entry->after);
  int code;

  while ((code = nh_connection_step (reader->connection, statement, _ ("read the history"), error)) == SQLITE_ROW)
    {
      const char *key = nh_statement_get_text (statement, 0);
      const char *old = nh_statement_get_text (statement, 1);
      const char *new = nh_statement_get_text (statement, 2);
      int index = record->type != NULL ? nh_record_type_field (record->type, key) : -1;
      const NhField *field = index >= 0 ? &record->type->fields[index] : NULL;
      NhChangedField *changed;

      if (!is_shown (field, key, old, new, g_str_equal (record->action, "insert")))
        continue;
      changed = g_new0 (NhChangedField, 1);
      changed->title = g_strdup (get_title (key, field));
      changed->before = format_value (reader, key, field, old);
      changed->after = format_value (reader, key, field, new);
      changed->place = index >= 0 ? index : G_MAXINT;
      g_ptr_array_add (record->fields, changed);
    }
  g_ptr_array_sort (record->fields, compare_places);
  return code == SQLITE_DONE;
}

/* @before and @after as in the history. */
static void
add_changed (const Reader *reader, NhChangedRecord *record, const char *title, const NhField *field, const char *before,
             const char *after)
{
  NhChangedField *changed;

  if (g_str_equal (before, after))
    return;
  changed = g_new0 (NhChangedField, 1);
  changed->title = g_strdup (title);
  changed->before = *before != '\0' ? format_field (reader, field, before) : g_strdup ("");
  changed->after = *after != '\0' ? format_field (reader, field, after) : g_strdup ("");
  changed->place = (int) record->fields->len;
  g_ptr_array_add (record->fields, changed);
}

#define REQUEST_SQL                                                                                     \
  "SELECT json_extract (new, '$.@type'), json_extract (new, '$.@field'), json_extract (old, '$.@new')," \
  " json_extract (new, '$.@old'), json_extract (new, '$.@new'), json_extract (old, '$.@why'),"          \
  " json_extract (new, '$.@why') FROM (SELECT nullif (?1, '') AS old, nullif (?2, '') AS new)"          \
  " WHERE json_extract (new, '$.@type') IS NOT NULL"

/* What a unit is asked to change, and why; taken back, it is asked for nothing. @done: the entry is of a request. */
static gboolean
read_request (const Reader *reader, NhChangedRecord *record, const NhHistoryEntry *entry, gboolean *done,
              GError **error)
{
  g_autoptr (sqlite3_stmt)
      statement = nh_connection_query (reader->connection, error, REQUEST_SQL, "ss", entry->before, entry->after);
  int code = nh_connection_step (reader->connection, statement, _ ("read the history"), error);
  const NhRecordType *type;
  gboolean asks;
  int field;

  *done = code == SQLITE_ROW;
  if (!*done)
    return code == SQLITE_DONE;
  type = nh_record_type_find (nh_statement_get_text (statement, 0));
  field = type != NULL ? nh_record_type_field (type, nh_statement_get_text (statement, 1)) : -1;
  asks = *nh_statement_get_text (statement, 6) != '\0';
  if (field >= 0)
    add_changed (reader, record, _ (type->fields[field].title), &type->fields[field],
                 nh_statement_get_text (statement, asks ? 3 : 2), nh_statement_get_text (statement, 4));
  add_changed (reader, record, _ ("Reason"), NULL, nh_statement_get_text (statement, 5),
               nh_statement_get_text (statement, 6));
  return TRUE;
}

/* --- Records and changes --- */

/* Of a hand-in: its unit and year. */
static void
read_submission (const Reader *reader, NhChangedRecord *record)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (
      reader->connection, NULL, "SELECT unit, year FROM submission WHERE id = ?1", "l", record->id);
  const NhUnit *unit = NULL;

  if (nh_connection_step (reader->connection, statement, _ ("read the history"), NULL) == SQLITE_ROW)
    {
      record->unit = sqlite3_column_int64 (statement, 0);
      record->year = sqlite3_column_int (statement, 1);
      unit = nh_catalog_get_unit (reader->catalog, record->unit);
    }
  record->name = g_strdup (unit != NULL ? unit->title : "");
}

/* The current state of the record; its name may have changed since. */
static void
read_now (const Reader *reader, NhChangedRecord *record)
{
  g_autoptr (NhRecord) now = record->type != NULL
                                 ? nh_store_get (reader->connection, reader->ledger, record->type, record->id, NULL)
                                 : NULL;

  record->name = now != NULL ? nh_record_get_title (now, reader->catalog) : g_strdup ("");
  if (now == NULL)
    return;
  record->unit = nh_record_get_info (now)->unit;
  record->year = nh_record_get_info (now)->year;
  record->deleted = nh_record_get_info (now)->deleted;
}

static gboolean
read_record (const Reader *reader, NhChange *change, const NhHistoryEntry *entry, GError **error)
{
  NhChangedRecord *record = g_new0 (NhChangedRecord, 1);
  gboolean request = FALSE;

  g_ptr_array_add (change->records, record);
  record->type = nh_record_type_find (entry->type);
  record->id = entry->record;
  record->action = g_strdup (entry->record_action);
  record->fields = g_ptr_array_new_with_free_func (changed_field_free);
  if (g_str_equal (entry->type, NH_HISTORY_SUBMISSION))
    read_submission (reader, record);
  else
    read_now (reader, record);
  if (g_str_equal (entry->type, NH_HISTORY_SUBMISSION) && !read_request (reader, record, entry, &request, error))
    return FALSE;
  return request || read_fields (reader, record, entry, error);
}

static gboolean
read_records (const Reader *reader, NhChange *change, guint n_records, const NhRecordType *type, gint64 record,
              GError **error)
{
  g_autoptr (GPtrArray) entries = nh_history_list (reader->connection, change->id, type, record, n_records, error);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    if (!read_record (reader, change, entries->pdata[i], error))
      return FALSE;
  return entries != NULL;
}

#define CHANGE_SQL                                                                                  \
  "SELECT at, by, why, action, coalesce (undoes, 0), " NH_CHANGE_UNDONE ", " NH_CHANGE_CAN_UNDO "," \
  " (SELECT count (*) FROM history WHERE history.change = done.id),"                                \
  " (SELECT undoes FROM change AS undo WHERE undo.id = done.undoes)"                                \
  " FROM change AS done WHERE id = ?1"

/* "Added “Thôn 3”"; for undo and redo it names the original change. */
static char *
make_text (const Reader *reader, const char *action, gint64 change, GError **error)
{
  g_autofree char *what = nh_history_describe (reader->connection, reader->ledger, change, error);

  if (what == NULL)
    return NULL;
  if (g_str_equal (action, "undo"))
    return g_strdup_printf (_ ("Undone: %s"), what);
  if (g_str_equal (action, "redo"))
    return g_strdup_printf (_ ("Redone: %s"), what);
  return nh_text_capitalize (what);
}

/* Reads the change without its records. *@change NULL: not found. */
static gboolean
read_change (const Reader *reader, gint64 id, NhChange **change, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (reader->connection, error, CHANGE_SQL, "l", id);
  g_autoptr (NhChange) read = NULL;
  const char *action;
  gint64 spoken = id;
  int code = nh_connection_step (reader->connection, statement, _ ("read the history"), error);

  *change = NULL;
  if (code != SQLITE_ROW)
    return code == SQLITE_DONE;
  read = g_new0 (NhChange, 1);
  read->id = id;
  read->at = g_strdup (nh_statement_get_text (statement, 0));
  read->by = g_strdup (nh_statement_get_text (statement, 1));
  read->why = g_strdup (nh_statement_get_text (statement, 2));
  action = nh_statement_get_text (statement, 3);
  read->is_undo = g_str_equal (action, "undo");
  if (read->is_undo)
    spoken = sqlite3_column_int64 (statement, 4);
  else if (g_str_equal (action, "redo"))
    spoken = sqlite3_column_int64 (statement, 8);
  read->undone = sqlite3_column_int (statement, 5) != 0;
  read->can_undo = sqlite3_column_int (statement, 6) != 0;
  read->n_records = (guint) sqlite3_column_int64 (statement, 7);
  read->records = g_ptr_array_new_with_free_func (changed_record_free);
  read->text = make_text (reader, action, spoken, error);
  if (read->text == NULL)
    return FALSE;
  *change = g_steal_pointer (&read);
  return TRUE;
}

GPtrArray *
nh_change_fetch (NhConnection *connection, NhLedger *ledger, const gint64 *ids, guint n_ids, guint n_records,
                 const NhRecordType *type, gint64 record, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_full (n_ids, (GDestroyNotify) nh_change_free);
  Reader reader = { connection, ledger, nh_ledger_get_catalog (ledger) };

  for (guint i = 0; i < n_ids; i++)
    {
      NhChange *change;

      if (!read_change (&reader, ids[i], &change, error))
        return NULL;
      g_ptr_array_add (changes, change);
      if (change != NULL && !read_records (&reader, change, n_records, type, record, error))
        return NULL;
    }
  return g_steal_pointer (&changes);
}

static GPtrArray *
changes_of_record (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, gint64 id, guint limit,
                   GError **error)
{
  const NhChangeQuery query = { .type = type, .record = id };
  g_autoptr (GArray) ids = nh_change_ids (connection, &query, error);

  if (ids == NULL)
    return NULL;
  return nh_change_fetch (connection, ledger, (const gint64 *) (gpointer) ids->data, MIN (ids->len, limit), 1, type, id,
                          error);
}

NH_DEFINE_ASYNC (nh_change_ids, GArray *, g_array_unref, NH_ON_READER, (NhLedger * ledger, const NhChangeQuery *query),
                 (NH_OWNED (g_memdup2 (query, sizeof *query), change_query_free)),
                 nh_change_ids (connection, args->data, error))

NH_DEFINE_ASYNC (nh_change_fetch, GPtrArray *, g_ptr_array_unref, NH_ON_READER,
                 (NhLedger * ledger, GArray *ids, guint n_records), (.ids = ids, .number = n_records),
                 nh_change_fetch (connection, ledger, nh_async_args_get_ids (args), args->ids->len, args->number, NULL,
                                  0, error))

NH_DEFINE_ASYNC (nh_change_of_record, GPtrArray *, g_ptr_array_unref, NH_ON_READER,
                 (NhLedger * ledger, const NhRecordType *type, gint64 id, guint limit),
                 (.type = type, .id = id, .number = limit),
                 changes_of_record (connection, ledger, args->type, args->id, args->number, error))
