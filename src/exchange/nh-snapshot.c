/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-snapshot.h"

#include <string.h>

#include "nh-error.h"
#include "nh-figure-text.h"
#include "nh-history.h"
#include "nh-i18n.h"
#include "nh-season.h"
#include "nh-store.h"
#include "nh-submission.h"
#include "nh-total.h"
#include "nh-verdict.h"

/* A row of the ledger that a uuid means. */
typedef struct
{
  gint64 id;
  gboolean held;    /* it is there: else it is inserted */
  gboolean deleted; /* in the bin */
  gboolean wanted;  /* in the content */
  gboolean queued;  /* what is written is written in the order of the queue */
} Row;

/* One type's part of the unit-year. */
typedef struct
{
  const NhRecordType *type;
  GHashTable *rows; /* owned: uuid (owned) → Row (owned) */
  gint64 next;      /* the id of the next new one */
  char *find;       /* owned: the SQL of find_elsewhere() */
} Shelf;

typedef struct
{
  NhConnection *connection;
  NhLedger *ledger;
  gint64 unit;
  int year;
  gint64 change;
  GPtrArray *shelves; /* of Shelf, owned */
  GPtrArray *writes;  /* of Write, owned */
  gboolean early;     /* a record is written before one that it refers to */
  NhSnapshotResult *result;
} Snapshot;

typedef struct
{
  NhRecord *before; /* owned, nullable */
  NhRecord *draft;  /* owned */
} Write;

void
nh_difference_free (NhDifference *self)
{
  g_clear_object (&self->before);
  g_clear_object (&self->after);
  g_free (self);
}

void
nh_snapshot_result_clear (NhSnapshotResult *self)
{
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  g_clear_pointer (&self->returned, g_hash_table_unref);
}

static void
shelf_free (gpointer data)
{
  Shelf *shelf = data;

  g_hash_table_unref (shelf->rows);
  g_free (shelf->find);
  g_free (shelf);
}

static void
write_free (gpointer data)
{
  Write *write = data;

  g_clear_object (&write->before);
  g_object_unref (write->draft);
  g_free (write);
}

static Shelf *
find_shelf (const Snapshot *self, const NhRecordType *type)
{
  for (guint i = 0; i < self->shelves->len; i++)
    if (((Shelf *) self->shelves->pdata[i])->type == type)
      return self->shelves->pdata[i];
  g_error ("There is no shelf for %s", type->name);
}

static void
note (Snapshot *self, NhRecord *before, NhRecord *after)
{
  NhDifference *difference;

  self->result->added += before == NULL;
  self->result->deleted += after == NULL;
  self->result->changed += before != NULL && after != NULL;
  if (self->result->differences == NULL)
    return;
  difference = g_new0 (NhDifference, 1);
  difference->before = before != NULL ? g_object_ref (before) : NULL;
  difference->after = after != NULL ? nh_record_seal (after) : NULL;
  g_ptr_array_add (self->result->differences, difference);
}

/* --- What is there --- */

static Row *
add_row (Shelf *shelf, const char *uuid, gint64 id, gboolean held, gboolean deleted)
{
  Row *row = g_new0 (Row, 1);

  *row = (Row){ .id = id, .held = held, .deleted = deleted };
  g_hash_table_insert (shelf->rows, g_strdup (uuid), row);
  return row;
}

static gboolean
read_shelf (Snapshot *self, const NhRecordType *type, GError **error)
{
  Shelf *shelf = g_new0 (Shelf, 1);
  g_autofree char *newest = g_strdup_printf ("SELECT max (id) FROM %s", type->name);
  g_autofree char *sql = g_strdup_printf ("SELECT id, uuid, deleted FROM %s WHERE unit = ?1 AND year = ?2", type->name);
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (self->connection, error, sql, "li", self->unit, self->year);
  int code;

  shelf->type = type;
  shelf->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  shelf->find = g_strdup_printf ("SELECT id, unit = ?2 AND deleted, unit FROM %s WHERE uuid = ?1", type->name);
  shelf->next = nh_connection_get_int (self->connection, newest, 0) + 1;
  g_ptr_array_add (self->shelves, shelf);
  while ((code = nh_connection_step (self->connection, statement, _ ("read the records"), error)) == SQLITE_ROW)
    add_row (shelf, nh_statement_get_text (statement, 1), sqlite3_column_int64 (statement, 0), TRUE,
             sqlite3_column_int (statement, 2) != 0);
  return code == SQLITE_DONE;
}

/* What stands elsewhere may have been moved there here, and another have come in its place. */
static gboolean
refuse_foreign (Snapshot *self, const Shelf *shelf, gint64 id, gint64 unit, GError **error)
{
  NhCatalog *catalog = nh_ledger_get_catalog (self->ledger);
  g_autoptr (NhRecord) held = nh_store_get (self->connection, self->ledger, shelf->type, id, error);
  const NhUnit *of = nh_catalog_get_unit (catalog, unit);
  g_autofree char *title = held != NULL ? nh_record_get_title (held, catalog) : NULL;

  return held != NULL &&
         nh_verdict_refuse (error, NH_VERDICT_FOREIGN,
                            _ ("Its record “%s” stands in the ledger for another unit or year (%s, %d). If this office "
                               "moved it there, move it back, then receive the file again. Nothing of the file was "
                               "taken over."),
                            title, of != NULL ? of->title : "?", nh_record_get_info (held)->year);
}

/* The row of a uuid that is not of this unit-year. One of the unit's own that moved here from another year must have
 * left that one. FALSE with @error: of another. *@row NULL: there is none. */
static gboolean
find_elsewhere (Snapshot *self, Shelf *shelf, const char *uuid, Row **row, GError **error)
{
  g_autoptr (sqlite3_stmt)
      statement = nh_connection_query (self->connection, error, shelf->find, "sl", uuid, self->unit);
  int code = nh_connection_step (self->connection, statement, _ ("read the records"), error);

  *row = NULL;
  if (code != SQLITE_ROW)
    return code == SQLITE_DONE;
  if (sqlite3_column_int (statement, 1) == 0)
    return refuse_foreign (self, shelf, sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 2),
                           error);
  *row = add_row (shelf, uuid, sqlite3_column_int64 (statement, 0), TRUE, TRUE);
  return TRUE;
}

static gboolean
want_row (Snapshot *self, const NhContentRecord *record, GError **error)
{
  Shelf *shelf = find_shelf (self, nh_record_get_record_type (record->record));
  const char *uuid = nh_record_get_info (record->record)->uuid;
  Row *row = g_hash_table_lookup (shelf->rows, uuid);

  if (row == NULL && !find_elsewhere (self, shelf, uuid, &row, error))
    return FALSE;
  if (row == NULL)
    row = add_row (shelf, uuid, shelf->next++, FALSE, FALSE);
  row->wanted = TRUE;
  return TRUE;
}

/* A record that others refer to, but that the unit deleted before it was ever handed in: an empty row in the bin. */
static Row *
add_stub (Snapshot *self, Shelf *shelf, const char *uuid, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO %s (id, uuid, unit, year, version, deleted, changed_at) VALUES (?1, ?2, ?3, ?4, 1, 1, ?5)",
      shelf->type->name);
  g_autofree char *now = nh_time_now_iso ();
  gint64 id = shelf->next++;

  if (!nh_connection_run (self->connection, _ ("write the records"), error, sql, "lslis", id, uuid, self->unit,
                          self->year, now))
    return NULL;
  return add_row (shelf, uuid, id, TRUE, TRUE);
}

/* --- Drafts --- */

/* TRUE: the reference that is held was set by this office, to a record of another unit or year. */
static gboolean
is_own_mark (Snapshot *self, const NhField *field, gint64 id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM %s WHERE id = ?1 AND (unit <> ?2 OR year <> ?3)",
                                          field->codebook);
  g_autoptr (sqlite3_stmt)
      statement = nh_connection_query (self->connection, NULL, sql, "lli", id, self->unit, self->year);

  return nh_connection_step (self->connection, statement, _ ("read the records"), NULL) == SQLITE_ROW;
}

static gboolean
set_reference (Snapshot *self, NhRecord *before, NhRecord *draft, guint field, const char *uuid, GError **error)
{
  const NhField *table = &nh_record_get_record_type (draft)->fields[field];
  Shelf *shelf = find_shelf (self, nh_record_type_find (table->codebook));
  gint64 held = before != NULL ? nh_record_get_number (before, field, 0) : 0;
  Row *row;

  if (uuid == NULL)
    {
      if (held != 0 && is_own_mark (self, table, held))
        nh_record_set_number (draft, field, held);
      return TRUE;
    }
  row = g_hash_table_lookup (shelf->rows, uuid);
  if (row == NULL && !find_elsewhere (self, shelf, uuid, &row, error))
    return FALSE;
  if (row == NULL)
    row = add_stub (self, shelf, uuid, error);
  if (row == NULL)
    return FALSE;
  self->early |= !row->held && !row->queued;
  nh_record_set_number (draft, field, row->id);
  return TRUE;
}

/* Adds what has to be written of the record, if anything. */
static gboolean
compare_record (Snapshot *self, const NhContentRecord *record, GError **error)
{
  const NhRecordType *type = nh_record_get_record_type (record->record);
  Row *row = g_hash_table_lookup (find_shelf (self, type)->rows, nh_record_get_info (record->record)->uuid);
  g_autoptr (NhRecord) before = row->held ? nh_store_get (self->connection, self->ledger, type, row->id, error) : NULL;
  g_autoptr (NhRecord) draft = nh_record_edit (record->record);
  NhRecordInfo *info = nh_record_edit_info (draft);
  gboolean equal, returned;
  Write *write;

  if (row->held && before == NULL)
    return FALSE;
  info->id = row->id;
  info->version = before != NULL ? nh_record_get_info (before)->version : 0;
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].kind == NH_KIND_REFERENCE &&
        !set_reference (self, before, draft, i, nh_content_record_get_uuid (record, i), error))
      return FALSE;
  row->queued = TRUE;
  equal = before != NULL && !row->deleted && nh_record_equal (before, draft);
  returned = self->result->returned != NULL &&
             g_hash_table_contains (self->result->returned, nh_record_get_info (draft)->uuid);
  if (!equal || returned)
    note (self, row->deleted || returned ? NULL : before, draft);
  if (equal)
    return TRUE;
  write = g_new0 (Write, 1);
  write->before = g_steal_pointer (&before);
  write->draft = g_steal_pointer (&draft);
  g_ptr_array_add (self->writes, write);
  return TRUE;
}

/* --- Writing --- */

static gboolean
lapse (Snapshot *self, const NhRecordType *type, gint64 id, GError **error)
{
  g_autoptr (NhRecord) before = nh_store_get (self->connection, self->ledger, type, id, error);
  g_autoptr (NhRecord) draft = before != NULL ? nh_record_edit (before) : NULL;
  g_auto (NhValue) blank = NH_VALUE_INIT;

  if (draft == NULL)
    return FALSE;
  self->result->lapsed++;
  if (self->change == 0)
    return TRUE;
  nh_record_set (draft, (guint) type->counting->duplicate, &blank);
  return nh_store_put (self->connection, self->ledger, self->change, before, draft, "update", error);
}

/* Records of other units that were not counted because of this one count again. */
static gboolean
lapse_marks (Snapshot *self, const NhRecordType *type, gint64 id, GError **error)
{
  g_autoptr (GArray) ids = NULL;
  g_autofree char *sql = NULL;

  if (type->counting == NULL || type->counting->duplicate < 0)
    return TRUE;
  sql = g_strdup_printf ("SELECT id FROM %s WHERE %s = ?1 AND deleted = 0 AND (unit <> ?2 OR year <> ?3)", type->name,
                         type->fields[type->counting->duplicate].name);
  ids = nh_connection_read_ids (self->connection,
                                nh_connection_query (self->connection, error, sql, "lli", id, self->unit, self->year),
                                _ ("read the records"), error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!lapse (self, type, g_array_index (ids, gint64, i), error))
      return FALSE;
  return ids != NULL;
}

static gboolean
delete_row (Snapshot *self, const NhRecordType *type, gint64 id, GError **error)
{
  g_autoptr (NhRecord) before = nh_store_get (self->connection, self->ledger, type, id, error);
  g_autofree char *now = nh_time_now_iso ();
  g_autofree char *sql = g_strdup_printf (
      "UPDATE %s SET deleted = 1, version = version + 1, changed_at = ?2 WHERE id = ?1", type->name);

  if (before == NULL || !nh_connection_run (self->connection, _ ("write the records"), error, sql, "ls", id, now))
    return FALSE;
  note (self, before, NULL);
  return lapse_marks (self, type, id, error);
}

static gboolean
delete_unwanted (Snapshot *self, Shelf *shelf, GError **error)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, shelf->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Row *row = value;

      if (row->held && !row->deleted && !row->wanted && !delete_row (self, shelf->type, row->id, error))
        return FALSE;
    }
  return TRUE;
}

/* A season or total is unique, so that one may stand in the way of another until both are written. */
static gboolean
step_aside (Snapshot *self, const Write *write, GError **error)
{
  const NhRecordType *type = nh_record_get_record_type (write->draft);
  g_autofree char *sql = NULL;

  if (write->before == NULL || (type != &nh_season_type && type != &nh_total_type))
    return TRUE;
  sql = g_strdup_printf ("UPDATE %s SET deleted = 1 WHERE id = ?1", type->name);
  return nh_connection_run (self->connection, _ ("write the records"), error, sql, "l",
                            nh_record_get_info (write->before)->id);
}

static gboolean
write_all (Snapshot *self, GError **error)
{
  /* SQLite prepares all its statements anew after this pragma, which takes longer than to write the records. */
  if (self->early &&
      !nh_connection_exec (self->connection, "PRAGMA defer_foreign_keys = ON", _ ("write the records"), error))
    return FALSE;
  for (guint i = 0; i < self->shelves->len; i++)
    if (!delete_unwanted (self, self->shelves->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < self->writes->len; i++)
    if (!step_aside (self, self->writes->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < self->writes->len; i++)
    {
      Write *write = self->writes->pdata[i];

      if (!nh_store_write (self->connection, self->ledger, write->before, write->draft, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put (Snapshot *self, const NhContent *content, GError **error)
{
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    if (!(*type)->beside && !read_shelf (self, *type, error))
      return FALSE;
  for (guint i = 0; i < content->records->len; i++)
    if (!want_row (self, content->records->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < content->records->len; i++)
    if (!compare_record (self, content->records->pdata[i], error))
      return FALSE;
  return write_all (self, error);
}

gboolean
nh_snapshot_put (NhConnection *connection, NhLedger *ledger, const NhContent *content, gint64 unit, int year,
                 gint64 change, NhSnapshotResult *result, GError **error)
{
  Snapshot self = { connection, ledger, unit, year, change };
  gboolean done;

  self.result = result;
  self.shelves = g_ptr_array_new_with_free_func (shelf_free);
  self.writes = g_ptr_array_new_with_free_func (write_free);
  if (result->differences != NULL)
    g_ptr_array_set_free_func (result->differences, (GDestroyNotify) nh_difference_free);
  done = put (&self, content, error);
  g_ptr_array_unref (self.shelves);
  g_ptr_array_unref (self.writes);
  return done;
}

/* --- What this office moved away --- */

/* With the unit and year that each had before. What packages brought is passed over: it can be all of the history. */
#define MOVED_AWAY                                                                                                     \
  "SELECT DISTINCT p.id, p.uuid FROM change c CROSS JOIN history h ON h.change = c.id AND h.type = '@type'"            \
  " AND h.action = 'update' JOIN @type p ON p.id = h.record WHERE c.id > ?3 AND c.action NOT IN ('receive', 'import')" \
  " AND (h.before LIKE '%\"@unit\"%' OR h.before LIKE '%\"@year\"%')"                                                  \
  " AND COALESCE (CAST (json_extract (h.before, '$.@unit') AS INTEGER), p.unit) = ?1"                                  \
  " AND COALESCE (CAST (json_extract (h.before, '$.@year') AS INTEGER), p.year) = ?2"                                  \
  " AND (p.unit <> ?1 OR p.year <> ?2)"

static gboolean
has_record (const NhContent *content, const NhRecordType *type, const char *uuid)
{
  for (guint i = 0; i < content->records->len; i++)
    {
      NhRecord *record = ((const NhContentRecord *) content->records->pdata[i])->record;

      if (nh_record_get_record_type (record) == type && strcmp (nh_record_get_info (record)->uuid, uuid) == 0)
        return TRUE;
    }
  return FALSE;
}

/* *@change 0: it begins. One in whose place another stands now is left where it is: the content is refused then. */
static gboolean
return_record (const Snapshot *self, const NhRecordRef *ref, gint64 *change, GError **error)
{
  g_autoptr (NhRecord) before = nh_store_get (self->connection, self->ledger, ref->type, ref->id, error);
  g_autoptr (NhRecord) draft = before != NULL ? nh_record_edit (before) : NULL;
  g_autoptr (GError) problem = NULL;

  if (draft == NULL)
    return FALSE;
  if (*change == 0)
    *change = nh_history_begin (self->connection, "update", NULL, 0, error);
  if (*change == 0)
    return FALSE;
  nh_record_edit_info (draft)->unit = self->unit;
  nh_record_edit_info (draft)->year = self->year;
  if (nh_store_put (self->connection, self->ledger, *change, before, draft, "update", &problem))
    {
      g_hash_table_add (self->result->returned, g_strdup (nh_record_get_info (before)->uuid));
      return TRUE;
    }
  if (g_error_matches (problem, NH_ERROR, NH_ERROR_EXISTS))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* (transfer full) */
static GArray *
list_moved_away (const Snapshot *self, const NhContent *content, gint64 since, GError **error)
{
  g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (NhRecordRef));

  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    {
      g_autoptr (GString) sql = g_string_new (MOVED_AWAY);
      g_autoptr (sqlite3_stmt) statement = NULL;
      int code;

      if ((*type)->beside)
        continue;
      g_string_replace (sql, "@type", (*type)->name, 0);
      statement = nh_connection_query (self->connection, error, sql->str, "lil", self->unit, self->year, since);
      while ((code = nh_connection_step (self->connection, statement, _ ("read the records"), error)) == SQLITE_ROW)
        {
          const NhRecordRef ref = { *type, sqlite3_column_int64 (statement, 0) };

          if (has_record (content, *type, nh_statement_get_text (statement, 1)))
            g_array_append_val (refs, ref);
        }
      if (code != SQLITE_DONE)
        return NULL;
    }
  return g_steal_pointer (&refs);
}

gboolean
nh_snapshot_return (NhConnection *connection, NhLedger *ledger, const NhContent *content, gint64 unit, int year,
                    gint64 since, NhSnapshotResult *result, GError **error)
{
  const Snapshot self = { connection, ledger, unit, year, .result = result };
  g_autoptr (GArray) refs = list_moved_away (&self, content, since, error);
  gint64 change = 0;

  if (refs == NULL)
    return FALSE;
  g_clear_pointer (&result->returned, g_hash_table_unref);
  result->returned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < refs->len; i++)
    if (!return_record (&self, &g_array_index (refs, NhRecordRef, i), &change, error))
      return FALSE;
  return change == 0 || nh_history_end (connection, change, error);
}

/* --- Figures --- */

/* A mark of this office, taken away while the figures are computed. */
typedef struct
{
  const NhRecordType *type;
  gint64 id, other;
} Mark;

static gboolean
find_marks_of_type (NhConnection *connection, const NhRecordType *type, gint64 unit, int year, GArray *marks,
                    GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT m.id, o.id FROM %s AS m JOIN %s AS o ON o.id = m.%s WHERE m.unit = ?1 AND"
      " m.year = ?2 AND (o.unit <> ?1 OR o.year <> ?2)",
      type->name, type->name, type->fields[type->counting->duplicate].name);
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (connection, error, sql, "li", unit, year);
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("compute the figures"), error)) == SQLITE_ROW)
    {
      Mark mark = { type, sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1) };

      g_array_append_val (marks, mark);
    }
  return code == SQLITE_DONE;
}

/* @marks: of Mark. */
static gboolean
find_marks (NhConnection *connection, gint64 unit, int year, GArray *marks, GError **error)
{
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    if ((*type)->counting != NULL && (*type)->counting->duplicate >= 0 &&
        !find_marks_of_type (connection, *type, unit, year, marks, error))
      return FALSE;
  return TRUE;
}

static gboolean
set_marks (NhConnection *connection, GArray *marks, gboolean back, GError **error)
{
  for (guint i = 0; i < marks->len; i++)
    {
      const Mark *mark = &g_array_index (marks, Mark, i);
      g_autofree char *sql = g_strdup_printf ("UPDATE %s SET %s = ?2 WHERE id = ?1", mark->type->name,
                                              mark->type->fields[mark->type->counting->duplicate].name);

      if (!nh_connection_run (connection, _ ("compute the figures"), error, sql, "lr", mark->id,
                              back ? mark->other : (gint64) 0))
        return FALSE;
    }
  return TRUE;
}

GStrv
nh_snapshot_figures (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error)
{
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  g_auto (GStrv) figures = NULL;

  if (!find_marks (connection, unit, year, marks, error) || !set_marks (connection, marks, FALSE, error))
    return NULL;
  figures = nh_figure_texts (connection, ledger, unit, year, error);
  return figures != NULL && set_marks (connection, marks, TRUE, error) ? g_steal_pointer (&figures) : NULL;
}

char *
nh_snapshot_keep (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error)
{
  g_autoptr (NhContent) content = nh_content_load (connection, ledger, unit, year, error);
  g_autoptr (GBytes) text = content != NULL ? nh_content_write (content) : NULL;

  return text != NULL ? nh_content_keep (connection, text, error) : NULL;
}
