/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-bin.h"

#include "nh-history.h"
#include "nh-i18n.h"
#include "nh-ledger-async.h"
#include "nh-query.h"

void
nh_deleted_free (NhDeleted *deleted)
{
  if (deleted == NULL)
    return;

  g_free (deleted->name);
  g_free (deleted->at);
  g_free (deleted->by);
  g_free (deleted);
}

static void
free_deleted (gpointer data)
{
  nh_deleted_free (data);
}

void
nh_bin_query_clear (NhBinQuery *query)
{
  g_clear_pointer (&query->search, g_free);
}

/* The change that deleted the record; undoing its creation counts as a deletion. */
#define DELETED_BY "SELECT max (change) FROM history WHERE type = ?1 AND record = ?2 AND action = 'delete'"

typedef struct
{
  NhRecordRef ref;
  gint64 change;
} Found;

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *found_a = a;
  const Found *found_b = b;

  if (found_a->change != found_b->change)
    return found_a->change < found_b->change ? 1 : -1;
  return found_a->ref.id < found_b->ref.id ? -1 : found_a->ref.id > found_b->ref.id;
}

static gboolean
find_change (NhConnection *connection, const NhRecordRef *ref, gint64 *change, GError **error)
{
  sqlite3_stmt *statement = nh_connection_query (connection, error, DELETED_BY, "sl", ref->type->name, ref->id);
  int code;

  if (statement == NULL)
    return FALSE;
  code = nh_connection_step (connection, statement, _ ("read the recycle bin"), error);
  *change = code == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;
  nh_statement_done (statement);
  return code == SQLITE_ROW;
}

static gboolean
find_of_type (NhConnection *connection, NhLedger *ledger, const NhBinQuery *wanted, const NhRecordType *type,
              GArray *found, GError **error)
{
  g_autoptr (NhQuery) query = nh_query_new (type);
  g_autoptr (GArray) ids = NULL;

  query->deleted = TRUE;
  query->unit = wanted->unit;
  query->year = wanted->year;
  query->search = g_strdup (wanted->search);
  ids = nh_query_ids (connection, ledger, query, 0, error);
  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      Found one = { { type, g_array_index (ids, gint64, i) }, 0 };

      if (!find_change (connection, &one.ref, &one.change, error))
        return FALSE;
      g_array_append_val (found, one);
    }
  return TRUE;
}

GArray *
nh_bin_list (NhConnection *connection, NhLedger *ledger, const NhBinQuery *query, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  GArray *refs;

  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    {
      if ((query->type == NULL || query->type == *type) &&
          !find_of_type (connection, ledger, query, *type, found, error))
        return NULL;
    }
  g_array_sort (found, compare_found);
  refs = g_array_sized_new (FALSE, FALSE, sizeof (NhRecordRef), found->len);
  for (guint i = 0; i < found->len; i++)
    g_array_append_val (refs, g_array_index (found, Found, i).ref);
  return refs;
}

static gboolean
read_who (NhConnection *connection, NhDeleted *deleted, GError **error)
{
  sqlite3_stmt *statement = nh_connection_query (connection, error,
                                                 "SELECT at, by FROM change WHERE id = (" DELETED_BY ")", "sl",
                                                 deleted->ref.type->name, deleted->ref.id);
  int code;

  if (statement == NULL)
    return FALSE;
  code = nh_connection_step (connection, statement, _ ("read the recycle bin"), error);
  deleted->at = g_strdup (code == SQLITE_ROW ? nh_statement_get_text (statement, 0) : "");
  deleted->by = g_strdup (code == SQLITE_ROW ? nh_statement_get_text (statement, 1) : "");
  nh_statement_done (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

GPtrArray *
nh_bin_fetch (NhConnection *connection, NhLedger *ledger, const NhRecordRef *refs, guint n_refs, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_full (n_refs, free_deleted);

  for (guint i = 0; i < n_refs; i++)
    {
      g_autoptr (GPtrArray) records = nh_store_fetch (connection, ledger, refs[i].type, &refs[i].id, 1, error);
      NhRecord *record = records != NULL ? records->pdata[0] : NULL;
      NhDeleted *deleted = NULL;

      if (records == NULL)
        return NULL;
      if (record != NULL && nh_record_get_info (record)->deleted)
        {
          deleted = g_new0 (NhDeleted, 1);
          deleted->ref = refs[i];
          deleted->name = nh_record_get_title (record, nh_ledger_get_catalog (ledger));
          deleted->unit = nh_record_get_info (record)->unit;
          deleted->year = nh_record_get_info (record)->year;
        }
      g_ptr_array_add (all, deleted);
      if (deleted != NULL && !read_who (connection, deleted, error))
        return NULL;
    }
  return g_steal_pointer (&all);
}

/* Keys: the id above the index of the type, so that they fit into 32 bits as long as the id has 28. */
#define TYPE_BITS 4

gint64
nh_bin_key (const NhRecordRef *ref)
{
  const NhRecordType *const *types = nh_record_types ();
  gint64 index = 0;

  while (types[index] != ref->type && types[index] != NULL)
    index++;
  return ref->id << TYPE_BITS | index;
}

NhRecordRef
nh_bin_ref (gint64 key)
{
  return (NhRecordRef){ nh_record_types ()[key & ((1 << TYPE_BITS) - 1)], key >> TYPE_BITS };
}

static void
bin_query_free (NhBinQuery *query)
{
  nh_bin_query_clear (query);
  g_free (query);
}

static GArray *
list_keys (NhConnection *connection, NhLedger *ledger, const NhBinQuery *query, GError **error)
{
  g_autoptr (GArray) refs = nh_bin_list (connection, ledger, query, error);
  GArray *keys;

  if (refs == NULL)
    return NULL;
  keys = g_array_sized_new (FALSE, FALSE, sizeof (gint64), refs->len);
  for (guint i = 0; i < refs->len; i++)
    {
      gint64 key = nh_bin_key (&g_array_index (refs, NhRecordRef, i));

      g_array_append_val (keys, key);
    }
  return keys;
}

static NhRecordRef *
make_refs (const NhAsyncArgs *args)
{
  NhRecordRef *refs = g_new0 (NhRecordRef, args->ids->len);

  for (guint i = 0; i < args->ids->len; i++)
    refs[i] = nh_bin_ref (nh_async_args_get_ids (args)[i]);
  return refs;
}

static GPtrArray *
fetch_keys (NhConnection *connection, NhLedger *ledger, const NhAsyncArgs *args, GError **error)
{
  g_autofree NhRecordRef *refs = make_refs (args);

  return nh_bin_fetch (connection, ledger, refs, args->ids->len, error);
}

static gint64
restore_keys (NhConnection *connection, NhLedger *ledger, const NhAsyncArgs *args, GError **error)
{
  g_autofree NhRecordRef *refs = make_refs (args);
  gint64 before = nh_history_newest (connection);
  gint64 change;

  if (!nh_store_restore_all (connection, ledger, refs, args->ids->len, NULL, error))
    return 0;
  change = nh_history_newest (connection);
  return change != before ? change : 0;
}

NH_DEFINE_ASYNC (nh_bin_list, GArray *, g_array_unref, NH_ON_READER, (NhLedger * ledger, const NhBinQuery *query),
                 (NH_OWNED (g_memdup2 (query, sizeof *query), bin_query_free)),
                 list_keys (connection, ledger, args->data, error))

NH_DEFINE_ASYNC (nh_bin_fetch, GPtrArray *, g_ptr_array_unref, NH_ON_READER, (NhLedger * ledger, GArray *keys),
                 (.ids = keys), fetch_keys (connection, ledger, args, error))

NH_DEFINE_ASYNC (nh_bin_restore, gint64, NULL, NH_ON_WRITER, (NhLedger * ledger, GArray *keys), (.ids = keys),
                 restore_keys (connection, ledger, args, error))
