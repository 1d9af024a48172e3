/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-store-private.h"

#include <string.h>

#include "nh-error.h"
#include "nh-history.h"
#include "nh-i18n.h"
#include "nh-ledger-async.h"
#include "nh-number.h"
#include "nh-store-kind.h"
#include "nh-store-sizes.h"
#include "nh-text.h"

/* Columns before the fields, in every SELECT. */
enum
{
  COLUMN_ID,
  COLUMN_UUID,
  COLUMN_UNIT,
  COLUMN_YEAR,
  COLUMN_VERSION,
  COLUMN_DELETED,
  COLUMN_WAIVED,
  COLUMN_MARKS,
  N_HEAD_COLUMNS
};

/* SQL of a type, created once and never freed. */
typedef struct
{
  char *by_id;
  char *by_uuid;
  char *insert;
} StoreSql;

static gboolean
in_funding (const NhField *field)
{
  return nh_kind_get_storage (field->kind) == NH_STORAGE_FUNDING;
}

/* The id and name of the referenced record, so that lists need no second query. */
static void
append_reference (GString *sql, const NhRecordType *type, const NhField *field)
{
  const NhRecordType *other = nh_record_type_find (field->codebook);
  g_autofree char *name = nh_store_name_sql (other, "r");

  g_string_append_printf (sql, ", %s.%s || ' ' || COALESCE ((SELECT %s FROM %s r WHERE r.id = %s.%s), '')", type->name,
                          field->name, name, other->name, type->name, field->name);
}

static char *
make_select (const NhRecordType *type, const char *where)
{
  GString *sql = g_string_new ("SELECT id, uuid, unit, year, version, deleted, waived, marks");

  for (guint i = 0; i < type->n_fields; i++)
    {
      if (in_funding (&type->fields[i]))
        g_string_append_printf (
            sql,
            ", (SELECT group_concat (source || ':' || amount, ',') FROM (SELECT source, amount FROM funding"
            " WHERE type = '%s' AND record = %s.id ORDER BY position))",
            type->name, type->name);
      else if (type->fields[i].kind == NH_KIND_REFERENCE)
        append_reference (sql, type, &type->fields[i]);
      else
        g_string_append_printf (sql, ", %s", type->fields[i].name);
    }
  g_string_append_printf (sql, " FROM %s WHERE %s", type->name, where);
  return g_string_free (sql, FALSE);
}

static GArray *
all_fields (const NhRecordType *type)
{
  GArray *fields = g_array_sized_new (FALSE, FALSE, sizeof (guint), type->n_fields);

  for (guint i = 0; i < type->n_fields; i++)
    g_array_append_val (fields, i);
  return fields;
}

/* The @i-th field of a difference, if it has a column. */
static const NhField *
get_column (const NhRecordType *type, GArray *diff, guint i)
{
  guint n = g_array_index (diff, guint, i);

  return n < type->n_fields && !in_funding (&type->fields[n]) ? &type->fields[n] : NULL;
}

/* write_row() binds the parameters in this order. */
static char *
make_write (const NhRecordType *type, GArray *diff, gboolean insert)
{
  g_autoptr (GString)
      columns = g_string_new ("unit, year, version, deleted, marks, waived, search, search_marked, changed_at");
  g_autoptr (GString) values = g_string_new ("?, ?, ?, ?, ?, ?, ?, ?, ?");

  for (guint i = 0; i < diff->len; i++)
    {
      const NhField *field = get_column (type, diff, i);
      gboolean sorted = field != NULL && (field->flags & NH_FIELD_SORTED) != 0;

      if (field != NULL)
        g_string_append_printf (columns, ", %s", field->name);
      if (sorted)
        g_string_append_printf (columns, ", %s_key", field->name);
      g_string_append (values, sorted ? ", ?, ?" : field != NULL ? ", ?" : "");
    }
  return insert ? g_strdup_printf ("INSERT INTO %s (%s, uuid, id) VALUES (%s, ?, ?)", type->name, columns->str,
                                   values->str)
                : g_strdup_printf ("UPDATE %s SET (%s) = (%s) WHERE id = ? AND version = ?", type->name, columns->str,
                                   values->str);
}

static const StoreSql *
get_sql (const NhRecordType *type)
{
  static GMutex mutex;
  static GHashTable *cache;
  StoreSql *sql;

  g_mutex_lock (&mutex);
  if (cache == NULL)
    cache = g_hash_table_new (NULL, NULL);
  sql = g_hash_table_lookup (cache, type);
  if (sql == NULL)
    {
      g_autoptr (GArray) all = all_fields (type);

      sql = g_new0 (StoreSql, 1);
      sql->by_id = make_select (type, "id = ?1");
      sql->by_uuid = make_select (type, "uuid = ?1");
      sql->insert = make_write (type, all, TRUE);
      g_hash_table_insert (cache, (gpointer) type, sql);
    }
  g_mutex_unlock (&mutex);
  return sql;
}

/* --- Reading --- */

static NhRecord *
read_row (const NhRecordType *type, sqlite3_stmt *statement)
{
  NhValue *values = g_new0 (NhValue, type->n_fields);
  NhRecordInfo info = {
    .id = sqlite3_column_int64 (statement, COLUMN_ID),
    .uuid = g_strdup (nh_statement_get_text (statement, COLUMN_UUID)),
    .unit = sqlite3_column_int64 (statement, COLUMN_UNIT),
    .year = sqlite3_column_int (statement, COLUMN_YEAR),
    .version = sqlite3_column_int (statement, COLUMN_VERSION),
    .deleted = sqlite3_column_int (statement, COLUMN_DELETED) != 0,
    .waived = g_strdup ((const char *) sqlite3_column_text (statement, COLUMN_WAIVED)),
  };

  for (guint i = 0; i < type->n_fields; i++)
    nh_store_kind_read (type->fields[i].kind, statement, N_HEAD_COLUMNS + (int) i, &values[i]);
  nh_store_marks_apply ((const char *) sqlite3_column_text (statement, COLUMN_MARKS), type->fields, type->n_fields,
                        values);
  return nh_record_new_taken (type, &info, values);
}

/* Steps a bound statement. FALSE on an error; NULL in @record when there is no row. */
static gboolean
read_one (NhConnection *connection, const NhRecordType *type, sqlite3_stmt *statement, NhRecord **record,
          GError **error)
{
  int code = nh_connection_step (connection, statement, _ ("read the record"), error);

  gboolean sound = code == SQLITE_DONE ||
                   (code == SQLITE_ROW && nh_store_sizes_check (connection, type, statement, N_HEAD_COLUMNS, error));

  *record = sound && code == SQLITE_ROW ? read_row (type, statement) : NULL;
  nh_statement_done (statement);
  return sound;
}

gboolean
nh_store_read (NhConnection *connection, const NhRecordType *type, gint64 id, NhRecord **record, GError **error)
{
  sqlite3_stmt *statement = nh_connection_query (connection, error, get_sql (type)->by_id, "l", id);

  *record = NULL;
  if (statement == NULL)
    return FALSE;
  return read_one (connection, type, statement, record, error);
}

static NhRecord *
missing (NhRecord *record, GError **error)
{
  if (record == NULL)
    nh_error_set (error, NH_ERROR_NOT_FOUND, _ ("read the record"), _ ("it is not in the ledger."));
  return record;
}

NhRecord *
nh_store_get (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, gint64 id, GError **error)
{
  NhRecord *record;

  return nh_store_read (connection, type, id, &record, error) ? missing (record, error) : NULL;
}

NhRecord *
nh_store_find (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, const char *uuid, GError **error)
{
  sqlite3_stmt *statement = nh_connection_query (connection, error, get_sql (type)->by_uuid, "s", uuid);
  NhRecord *record;

  if (statement == NULL)
    return NULL;
  return read_one (connection, type, statement, &record, error) ? missing (record, error) : NULL;
}

GHashTable *
nh_store_list_uuids (NhConnection *connection, const NhRecordType *type, GError **error)
{
  g_autoptr (GHashTable) uuids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *sql = g_strdup_printf ("SELECT uuid FROM %s", type->name);
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (connection, error, sql, "");
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("read the record"), error)) == SQLITE_ROW)
    g_hash_table_add (uuids, g_strdup (nh_statement_get_text (statement, 0)));
  return code == SQLITE_DONE ? g_steal_pointer (&uuids) : NULL;
}

void
nh_store_unref (gpointer record)
{
  if (record != NULL)
    g_object_unref (record);
}

GPtrArray *
nh_store_fetch (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, const gint64 *ids, guint n_ids,
                GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_full (n_ids, nh_store_unref);

  for (guint i = 0; i < n_ids; i++)
    {
      NhRecord *record;

      if (!nh_store_read (connection, type, ids[i], &record, error))
        return NULL;
      g_ptr_array_add (records, record);
    }
  return g_steal_pointer (&records);
}

/* --- Writing a row --- */

/* Binds parameters in order; keeps the first error. */
typedef struct
{
  sqlite3_stmt *statement;
  int n_bound;
  int code;
} Binder;

static void
note_bound (Binder *binder, int code)
{
  if (binder->code == SQLITE_OK)
    binder->code = code;
}

static void
bind_text (Binder *binder, const char *text)
{
  note_bound (binder, sqlite3_bind_text (binder->statement, ++binder->n_bound, text, -1, SQLITE_TRANSIENT));
}

static void
bind_int (Binder *binder, gint64 number)
{
  note_bound (binder, sqlite3_bind_int64 (binder->statement, ++binder->n_bound, number));
}

static void
bind_sort_key (Binder *binder, const NhField *field, const NhValue *value)
{
  g_autoptr (GBytes) key = NULL;
  gsize length;
  const void *data;

  binder->n_bound++;
  if (!nh_value_is_set (value) || value->text == NULL)
    return;

  key = field->kind == NH_KIND_NAME ? nh_text_name_key (value->text) : nh_text_sort_key (value->text);
  data = g_bytes_get_data (key, &length);
  note_bound (binder, sqlite3_bind_blob64 (binder->statement, binder->n_bound, data, length, SQLITE_TRANSIENT));
}

static void
bind_field (Binder *binder, const NhField *field, const NhValue *value)
{
  note_bound (binder, nh_store_kind_bind (field->kind, binder->statement, ++binder->n_bound, value));
  if (field->flags & NH_FIELD_SORTED)
    bind_sort_key (binder, field, value);
}

/* Binds marks, waived, search, search_marked, changed_at, which are derived from the record. */
static void
bind_derived (Binder *binder, NhLedger *ledger, NhRecord *record)
{
  const NhRecordType *type = nh_record_get_record_type (record);
  NhCatalog *catalog = nh_ledger_get_catalog (ledger);
  g_autoptr (GString) marks = g_string_new (NULL);
  g_autofree char *search = nh_record_search_text (record, catalog);
  g_autofree char *search_marked = nh_record_search_marked (record, catalog);
  g_autofree char *now = nh_time_now_iso ();
  const char *waived = nh_record_get_info (record)->waived;

  for (guint i = 0; i < type->n_fields; i++)
    nh_store_marks_append (marks, &type->fields[i], nh_record_get (record, i));

  bind_text (binder, marks->str);
  bind_text (binder, waived != NULL ? waived : "");
  bind_text (binder, search);
  bind_text (binder, search_marked);
  bind_text (binder, now);
}

/* Runs a write. A duplicate season or total gets its own message. */
static gboolean
run_write (NhConnection *connection, Binder *binder, GError **error)
{
  int code = binder->code == SQLITE_OK ? sqlite3_step (binder->statement) : binder->code;

  if (code == SQLITE_CONSTRAINT_UNIQUE)
    nh_error_set (error, NH_ERROR_EXISTS, _ ("save the record"),
                  _ ("the ledger already has one like it for this unit and year; change that one."));
  else if (code != SQLITE_DONE)
    nh_connection_set_error (connection, code, _ ("save the record"), error);
  nh_statement_done (binder->statement);
  return code == SQLITE_DONE;
}

void
nh_store_make_blank (NhRecord *draft)
{
  const NhRecordType *type = nh_record_get_record_type (draft);
  const NhValue blank = NH_VALUE_INIT;

  for (guint i = 0; i < type->n_fields; i++)
    nh_record_set (draft, i, &blank);
  nh_record_set_canonical (draft, "@waived", "", NULL);
}

gboolean
nh_store_set_conflict (GError **error)
{
  nh_error_set (error, NH_ERROR_CONFLICT, _ ("save the record"),
                _ ("it was changed by someone else since it was opened; what you typed is kept, open the record again "
                   "to compare."));
  return FALSE;
}

/* @record has the new version already. */
static gboolean
write_row (NhConnection *connection, NhLedger *ledger, NhRecord *record, GArray *diff, gboolean insert, GError **error)
{
  const NhRecordType *type = nh_record_get_record_type (record);
  NhRecordInfo *info = nh_record_edit_info (record);
  g_autofree char *update = insert ? NULL : make_write (type, diff, FALSE);
  Binder binder = { nh_connection_prepare (connection, insert ? get_sql (type)->insert : update, error), 0, SQLITE_OK };

  if (binder.statement == NULL)
    return FALSE;

  bind_int (&binder, info->unit);
  bind_int (&binder, info->year);
  bind_int (&binder, info->version);
  bind_int (&binder, info->deleted);
  bind_derived (&binder, ledger, record);
  for (guint i = 0; i < diff->len; i++)
    {
      const NhField *field = get_column (type, diff, i);

      if (field != NULL)
        bind_field (&binder, field, nh_record_get (record, g_array_index (diff, guint, i)));
    }
  if (insert)
    bind_text (&binder, info->uuid);
  if (info->id != 0) /* NULL gives the next one */
    bind_int (&binder, info->id);
  if (!insert)
    bind_int (&binder, info->version - 1);
  if (!run_write (connection, &binder, error))
    return FALSE;
  if (insert)
    info->id = sqlite3_last_insert_rowid (nh_connection_get_db (connection));
  return insert || sqlite3_changes (nh_connection_get_db (connection)) == 1 || nh_store_set_conflict (error);
}

/* --- Funding --- */

static gboolean
write_amounts (NhConnection *connection, NhRecord *record, GArray *diff, GError **error)
{
  const NhRecordType *type = nh_record_get_record_type (record);
  gint64 id = nh_record_get_info (record)->id;

  for (guint i = 0; i < diff->len; i++)
    {
      guint n = g_array_index (diff, guint, i);
      g_autoptr (GArray) amounts = NULL;

      if (n >= type->n_fields || !in_funding (&type->fields[n]))
        continue;
      if (!nh_connection_run (connection, _ ("save the record"), error,
                              "DELETE FROM funding WHERE type = ?1 AND record = ?2", "sl", type->name, id))
        return FALSE;
      amounts = nh_amounts_parse (nh_record_get_text (record, n));
      for (guint j = 0; j < amounts->len; j++)
        {
          const NhAmount *amount = &g_array_index (amounts, NhAmount, j);

          if (!nh_connection_run (
                  connection, _ ("save the record"), error,
                  "INSERT INTO funding (type, record, source, amount, position) VALUES (?1, ?2, ?3, ?4, ?5)", "slsli",
                  type->name, id, amount->code, amount->amount, (int) j))
            return FALSE;
        }
    }
  return TRUE;
}

/* --- A record as a whole --- */

gboolean
nh_store_write (NhConnection *connection, NhLedger *ledger, NhRecord *before, NhRecord *draft, GError **error)
{
  NhRecordInfo *info = nh_record_edit_info (draft);
  g_autoptr (GArray) diff = before != NULL ? nh_record_diff (before, draft)
                                           : all_fields (nh_record_get_record_type (draft));

  info->version++;
  return write_row (connection, ledger, draft, diff, before == NULL, error) &&
         write_amounts (connection, draft, diff, error);
}

gboolean
nh_store_check_open (NhConnection *connection, NhLedger *ledger, const NhRecord *record, const char *sentence,
                     GError **error)
{
  const NhRecordInfo *info = nh_record_get_info (record);
  const NhUnit *unit = nh_catalog_get_unit (nh_ledger_get_catalog (ledger), info->unit);
  g_autoptr (sqlite3_stmt) statement = NULL;
  int code;

  if (nh_record_get_record_type (record)->beside)
    return TRUE;
  statement = nh_connection_query (
      connection, error,
      "SELECT 1 FROM submission WHERE unit = ?1 AND year = ?2 AND side = 'sent' AND state = 'accepted'", "li",
      info->unit, info->year);
  code = nh_connection_step (connection, statement, sentence, error);
  if (code == SQLITE_ROW)
    nh_error_set (
        error, NH_ERROR_CONSTRAINT, sentence,
        _ ("the province has accepted the year %d of %s, so it is locked. Nothing was changed. To hand in more, "
           "open it with “Supplement” and give a reason."),
        info->year, unit != NULL ? unit->title : "?");
  return code == SQLITE_DONE;
}

gboolean
nh_store_put (NhConnection *connection, NhLedger *ledger, gint64 change, NhRecord *before, NhRecord *draft,
              const char *action, GError **error)
{
  return (before == NULL || nh_store_check_open (connection, ledger, before, _ ("save the record"), error)) &&
         nh_store_check_open (connection, ledger, draft, _ ("save the record"), error) &&
         nh_store_write (connection, ledger, before, draft, error) &&
         nh_history_add (connection, change, before, draft, action, error);
}

void
nh_loaded_free (NhLoaded *loaded)
{
  if (loaded == NULL)
    return;
  g_clear_object (&loaded->record);
  g_clear_object (&loaded->last_year);
  g_free (loaded);
}

static NhLoaded *
load (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, gint64 id, GError **error)
{
  g_autoptr (NhLoaded) loaded = g_new0 (NhLoaded, 1);
  g_autoptr (GError) reason = NULL;

  if (!nh_store_read (connection, type, id, &loaded->record, error) || loaded->record == NULL)
    return NULL;
  loaded->last_year = nh_store_get_last_year (connection, ledger, loaded->record, &reason);
  if (reason == NULL)
    return g_steal_pointer (&loaded);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

NH_DEFINE_ASYNC (nh_store_load, NhLoaded *, nh_loaded_free, NH_ON_READER,
                 (NhLedger * ledger, const NhRecordType *type, gint64 id), (.type = type, .id = id),
                 load (connection, ledger, args->type, args->id, error))

NH_DEFINE_ASYNC (nh_store_fetch, GPtrArray *, g_ptr_array_unref, NH_ON_READER,
                 (NhLedger * ledger, const NhRecordType *type, GArray *ids), (.type = type, .ids = ids),
                 nh_store_fetch (connection, ledger, args->type, nh_async_args_get_ids (args), args->ids->len, error))
