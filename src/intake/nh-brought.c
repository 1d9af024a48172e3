/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-brought.h"

#include <string.h>

#include "nh-i18n.h"
#include "nh-store.h"
#include "nh-text.h"

typedef struct
{
  NhRecord *record; /* owned */
  gboolean touched; /* changed in another way since */
  gboolean used;    /* a row has it, or takes its place */
} Brought;

struct _NhBrought
{
  GArray *all; /* of Brought */
};

static void
brought_clear (gpointer data)
{
  g_object_unref (((Brought *) data)->record);
}

void
nh_brought_free (NhBrought *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->all);
  g_free (self);
}

/* By id: whether a change of another reason touched the record. Undoing changes it back, and does not count. Of those
 * in the recycle bin only what such a change put there: what the form left out itself may come again. */
#define OTHER "oc.why <> ?2 AND oc.action NOT IN ('undo', 'redo')"
#define BROUGHT                                                                                                    \
  "SELECT p.id, EXISTS (SELECT 1 FROM history o JOIN change oc ON oc.id = o.change WHERE o.type = ?1 AND"          \
  " o.record = p.id AND " OTHER ") FROM change c JOIN history h ON h.change = c.id AND h.type = ?1 AND h.action"   \
  " = 'insert' JOIN %s p ON p.id = h.record WHERE c.action = 'import' AND c.why = ?2 AND (p.deleted = 0 OR EXISTS" \
  " (SELECT 1 FROM change oc WHERE oc.id = (SELECT max (change) FROM history WHERE type = ?1 AND record = p.id)"   \
  " AND " OTHER ")) ORDER BY p.id"

static gboolean
read_ids (NhConnection *connection, const NhRecordType *type, const char *why, GArray *ids, GArray *touched,
          GError **error)
{
  g_autofree char *sql = g_strdup_printf (BROUGHT, type->name);
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (connection, error, sql, "ss", type->name, why);
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("read the history"), error)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);
      gboolean other = sqlite3_column_int (statement, 1);

      g_array_append_val (ids, id);
      g_array_append_val (touched, other);
    }
  return code == SQLITE_DONE;
}

gboolean
nh_brought_ask_others (NhConnection *connection, const char *why, const NhRecord *record, gboolean *others,
                       GError **error)
{
  gint64 id = nh_record_get_info (record)->id;
  g_autoptr (GArray) children = nh_store_find_children (connection, nh_record_get_record_type (record), &id, 1, error);

  *others = FALSE;
  for (guint i = 0; children != NULL && i < children->len && !*others; i++)
    {
      const NhRecordRef *child = &g_array_index (children, NhRecordRef, i);
      g_autoptr (sqlite3_stmt) statement = nh_connection_query (
          connection, error,
          "SELECT c.why <> ?3 FROM history h JOIN change c ON c.id = h.change WHERE h.type = ?1 AND"
          " h.record = ?2 AND h.action = 'insert'",
          "sis", child->type->name, child->id, why);
      int code = nh_connection_step (connection, statement, _ ("read the history"), error);

      if (code != SQLITE_ROW && code != SQLITE_DONE)
        return FALSE;
      *others = code == SQLITE_DONE || sqlite3_column_int (statement, 0);
    }
  return children != NULL;
}

gboolean
nh_brought_ask_when (NhConnection *connection, const char *why, gint64 *when, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (
      connection, error,
      "SELECT max (c.at) FROM change c WHERE c.action = 'import' AND c.why = ?1 AND NOT EXISTS (SELECT 1 FROM change u"
      " WHERE u.undoes = c.id AND NOT EXISTS (SELECT 1 FROM change r WHERE r.undoes = u.id))",
      "s", why);
  int code = nh_connection_step (connection, statement, _ ("read the history"), error);
  const char *at = code == SQLITE_ROW ? nh_statement_get_text (statement, 0) : "";
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (at, NULL);

  *when = time != NULL ? g_date_time_to_unix (time) : 0;
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

NhBrought *
nh_brought_read (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, const char *why, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (gboolean));
  g_autoptr (GPtrArray) records = NULL;
  NhBrought *self;

  if (!read_ids (connection, type, why, ids, touched, error))
    return NULL;
  records = nh_store_fetch (connection, ledger, type, (const gint64 *) ids->data, ids->len, error);
  if (records == NULL)
    return NULL;
  self = g_new0 (NhBrought, 1);
  self->all = g_array_new (FALSE, FALSE, sizeof (Brought));
  g_array_set_clear_func (self->all, brought_clear);
  for (guint i = 0; i < records->len; i++)
    if (records->pdata[i] != NULL)
      g_array_append_vals (
          self->all, &(Brought){ g_object_ref (records->pdata[i]), g_array_index (touched, gboolean, i), FALSE }, 1);
  return self;
}

void
nh_brought_keep (NhBrought *self, gint64 id)
{
  for (guint i = 0; i < self->all->len; i++)
    if (nh_record_get_info (g_array_index (self->all, Brought, i).record)->id == id)
      g_array_index (self->all, Brought, i).used = TRUE;
}

static gboolean
is_same (const NhRecord *a, const NhRecord *b, int field)
{
  const NhField *described = &nh_record_get_record_type (a)->fields[field];
  g_autofree char *one = nh_kind_to_canonical (described, nh_record_get (a, (guint) field));
  g_autofree char *other = nh_kind_to_canonical (described, nh_record_get (b, (guint) field));

  return described->kind == NH_KIND_TEXT || described->kind == NH_KIND_NAME ? nh_text_same (one, other)
                                                                            : strcmp (one, other) == 0;
}

NhRecord *
nh_brought_take (NhBrought *self, const NhRecord *row, gboolean only, gboolean *touched)
{
  int identity = nh_record_type_identity (nh_record_get_record_type (row));
  Brought *best = NULL;
  guint least = G_MAXUINT, n = 0;

  for (guint i = 0; i < self->all->len && identity >= 0; i++)
    {
      Brought *one = &g_array_index (self->all, Brought, i);
      g_autoptr (GArray) diff = NULL;

      if (one->used || !is_same (one->record, row, identity))
        continue;
      n++;
      diff = nh_record_diff (one->record, row);
      if (diff->len >= least)
        continue;
      least = diff->len;
      best = one;
    }
  if (best == NULL || (only && n > 1))
    return NULL;
  best->used = TRUE;
  *touched = best->touched;
  return best->record;
}

NhRecord *
nh_brought_next_left (NhBrought *self, guint *i, gboolean *touched)
{
  for (; *i < self->all->len; ++*i)
    {
      const Brought *one = &g_array_index (self->all, Brought, *i);

      if (one->used || nh_record_get_info (one->record)->deleted)
        continue;
      *touched = one->touched;
      return one->record;
    }
  return NULL;
}
