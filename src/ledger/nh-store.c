/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-store-private.h"

#include <string.h>

#include "nh-error.h"
#include "nh-history.h"
#include "nh-i18n.h"
#include "nh-ledger-async.h"
#include "nh-store-kind.h"
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

/* Parameters in order: the head, then each field and its sort key; insert_row() binds the same. */
static char *
make_insert (const NhRecordType *type)
{
  GString *sql = g_string_new (NULL);
  guint n_parameters = 9;

  g_string_printf (sql, "INSERT INTO %s (uuid, unit, year, version, marks, waived, search, search_marked, changed_at",
                   type->name);
  for (guint i = 0; i < type->n_fields; i++)
    {
      const NhField *field = &type->fields[i];

      if (in_funding (field))
        continue;
      g_string_append_printf (sql, ", %s", field->name);
      n_parameters++;
      if (field->flags & NH_FIELD_SORTED)
        {
          g_string_append_printf (sql, ", %s_key", field->name);
          n_parameters++;
        }
    }
  g_string_append (sql, ") VALUES (?");
  for (guint i = 1; i < n_parameters; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
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
      sql = g_new0 (StoreSql, 1);
      sql->by_id = make_select (type, "id = ?1");
      sql->by_uuid = make_select (type, "uuid = ?1");
      sql->insert = make_insert (type);
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

  *record = code == SQLITE_ROW ? read_row (type, statement) : NULL;
  nh_statement_done (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
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

static void
unref_nullable (gpointer record)
{
  if (record != NULL)
    g_object_unref (record);
}

GPtrArray *
nh_store_fetch (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, const gint64 *ids, guint n_ids,
                GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_full (n_ids, unref_nullable);

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
bind_text (Binder *binder, const char *text)
{
  int code = sqlite3_bind_text (binder->statement, ++binder->n_bound, text, -1, SQLITE_TRANSIENT);

  if (binder->code == SQLITE_OK)
    binder->code = code;
}

static void
bind_int (Binder *binder, gint64 number)
{
  int code = sqlite3_bind_int64 (binder->statement, ++binder->n_bound, number);

  if (binder->code == SQLITE_OK)
    binder->code = code;
}

static void
bind_field (Binder *binder, const NhField *field, const NhValue *value)
{
  int code = nh_store_kind_bind (field->kind, binder->statement, ++binder->n_bound, value);

  if (binder->code == SQLITE_OK)
    binder->code = code;
}

static void
bind_sort_key (Binder *binder, const NhField *field, const NhValue *value)
{
  g_autoptr (GBytes) key = NULL;
  gsize length;
  const void *data;
  int code;

  binder->n_bound++;
  if (!nh_value_is_set (value) || value->text == NULL)
    return;

  key = field->kind == NH_KIND_NAME ? nh_text_name_key (value->text) : nh_text_sort_key (value->text);
  data = g_bytes_get_data (key, &length);
  code = sqlite3_bind_blob64 (binder->statement, binder->n_bound, data, length, SQLITE_TRANSIENT);
  if (binder->code == SQLITE_OK)
    binder->code = code;
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
  const char *action = _ ("save the record");
  g_autoptr (GError) reason = NULL;
  int code = binder->code;
  gboolean twice;

  if (code != SQLITE_OK)
    nh_connection_set_error (connection, code, action, &reason);
  else
    code = nh_connection_step (connection, binder->statement, action, &reason);
  twice = code != SQLITE_DONE &&
          sqlite3_extended_errcode (nh_connection_get_db (connection)) == SQLITE_CONSTRAINT_UNIQUE;
  nh_statement_done (binder->statement);

  if (code == SQLITE_DONE)
    return TRUE;
  if (twice)
    nh_error_set (error, NH_ERROR_EXISTS, action,
                  _ ("the ledger already has one like it for this unit and year; change that one."));
  else
    g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
insert_row (NhConnection *connection, NhLedger *ledger, NhRecord *record, GError **error)
{
  const NhRecordType *type = nh_record_get_record_type (record);
  NhRecordInfo *info = nh_record_edit_info (record);
  Binder binder = { nh_connection_prepare (connection, get_sql (type)->insert, error), 0, SQLITE_OK };

  if (binder.statement == NULL)
    return FALSE;

  bind_text (&binder, info->uuid);
  bind_int (&binder, info->unit);
  bind_int (&binder, info->year);
  bind_int (&binder, info->version);
  bind_derived (&binder, ledger, record);
  for (guint i = 0; i < type->n_fields; i++)
    {
      const NhField *field = &type->fields[i];

      if (in_funding (field))
        continue;
      bind_field (&binder, field, nh_record_get (record, i));
      if (field->flags & NH_FIELD_SORTED)
        bind_sort_key (&binder, field, nh_record_get (record, i));
    }
  if (!run_write (connection, &binder, error))
    return FALSE;
  info->id = sqlite3_last_insert_rowid (nh_connection_get_db (connection));
  return TRUE;
}

static char *
make_update (const NhRecordType *type, GArray *diff)
{
  GString *sql = g_string_new (NULL);

  g_string_printf (sql,
                   "UPDATE %s SET unit = ?, year = ?, version = ?, deleted = ?, marks = ?, waived = ?, search = ?, "
                   "search_marked = ?,"
                   " changed_at = ?",
                   type->name);
  for (guint i = 0; i < diff->len; i++)
    {
      guint n = g_array_index (diff, guint, i);

      if (n >= type->n_fields || in_funding (&type->fields[n]))
        continue;
      g_string_append_printf (sql, ", %s = ?", type->fields[n].name);
      if (type->fields[n].flags & NH_FIELD_SORTED)
        g_string_append_printf (sql, ", %s_key = ?", type->fields[n].name);
    }
  g_string_append (sql, " WHERE id = ? AND version = ?");
  return g_string_free (sql, FALSE);
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
update_row (NhConnection *connection, NhLedger *ledger, NhRecord *record, GArray *diff, GError **error)
{
  const NhRecordType *type = nh_record_get_record_type (record);
  const NhRecordInfo *info = nh_record_get_info (record);
  g_autofree char *sql = make_update (type, diff);
  Binder binder = { nh_connection_prepare (connection, sql, error), 0, SQLITE_OK };

  if (binder.statement == NULL)
    return FALSE;

  bind_int (&binder, info->unit);
  bind_int (&binder, info->year);
  bind_int (&binder, info->version);
  bind_int (&binder, info->deleted);
  bind_derived (&binder, ledger, record);
  for (guint i = 0; i < diff->len; i++)
    {
      guint n = g_array_index (diff, guint, i);

      if (n >= type->n_fields || in_funding (&type->fields[n]))
        continue;
      bind_field (&binder, &type->fields[n], nh_record_get (record, n));
      if (type->fields[n].flags & NH_FIELD_SORTED)
        bind_sort_key (&binder, &type->fields[n], nh_record_get (record, n));
    }
  bind_int (&binder, info->id);
  bind_int (&binder, info->version - 1);
  if (!run_write (connection, &binder, error))
    return FALSE;
  return sqlite3_changes (nh_connection_get_db (connection)) == 1 || nh_store_set_conflict (error);
}

/* --- Funding --- */

static gboolean
insert_amount (NhConnection *connection, const NhRecordType *type, gint64 id, const NhAmount *amount, guint position,
               GError **error)
{
  Binder binder = { nh_connection_prepare (
                        connection,
                        "INSERT INTO funding (type, record, source, amount, position) VALUES (?, ?, ?, ?, ?)", error),
                    0, SQLITE_OK };

  if (binder.statement == NULL)
    return FALSE;
  bind_text (&binder, type->name);
  bind_int (&binder, id);
  bind_text (&binder, amount->code);
  bind_int (&binder, amount->amount);
  bind_int (&binder, position);
  return run_write (connection, &binder, error);
}

static gboolean
delete_amounts (NhConnection *connection, const NhRecordType *type, gint64 id, GError **error)
{
  Binder binder = { nh_connection_prepare (connection, "DELETE FROM funding WHERE type = ? AND record = ?", error), 0,
                    SQLITE_OK };

  if (binder.statement == NULL)
    return FALSE;
  bind_text (&binder, type->name);
  bind_int (&binder, id);
  return run_write (connection, &binder, error);
}

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
      if (!delete_amounts (connection, type, id, error))
        return FALSE;
      amounts = nh_amounts_parse (nh_record_get_text (record, n));
      for (guint j = 0; j < amounts->len; j++)
        {
          if (!insert_amount (connection, type, id, &g_array_index (amounts, NhAmount, j), j, error))
            return FALSE;
        }
    }
  return TRUE;
}

static GArray *
all_fields (const NhRecordType *type)
{
  GArray *fields = g_array_sized_new (FALSE, FALSE, sizeof (guint), type->n_fields);

  for (guint i = 0; i < type->n_fields; i++)
    g_array_append_val (fields, i);
  return fields;
}

/* --- A record as a whole --- */

gboolean
nh_store_put (NhConnection *connection, NhLedger *ledger, gint64 change, NhRecord *before, NhRecord *draft,
              const char *action, GError **error)
{
  NhRecordInfo *info = nh_record_edit_info (draft);
  g_autoptr (GArray) diff = before != NULL ? nh_record_diff (before, draft)
                                           : all_fields (nh_record_get_record_type (draft));

  info->version++;
  if (before != NULL ? !update_row (connection, ledger, draft, diff, error)
                     : !insert_row (connection, ledger, draft, error))
    return FALSE;
  return write_amounts (connection, draft, diff, error) &&
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

  loaded->record = nh_store_get (connection, ledger, type, id, &reason);
  if (g_error_matches (reason, NH_ERROR, NH_ERROR_NOT_FOUND))
    return NULL;
  if (loaded->record != NULL)
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
