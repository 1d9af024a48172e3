/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-bin.h"

#include "nh-history.h"
#include "nh-i18n.h"
#include "nh-ledger-async.h"
#include "nh-store-private.h"

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

/* The change that deleted the record; undoing its creation counts as a deletion. */
#define DELETED_BY "SELECT max (change) FROM history WHERE type = ?1 AND record = ?2 AND action = 'delete'"

typedef struct
{
  gint64 key;
  gint64 change;
} Found;

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *found_a = a;
  const Found *found_b = b;

  if (found_a->change != found_b->change)
    return found_a->change < found_b->change ? 1 : -1;
  return found_a->key < found_b->key ? -1 : found_a->key > found_b->key;
}

static gboolean
find_of_type (NhConnection *connection, NhLedger *ledger, const NhQuery *wanted, const NhRecordType *type,
              GArray *found, GError **error)
{
  g_autoptr (NhQuery) query = nh_query_copy (wanted);
  g_autoptr (GArray) ids = NULL;

  query->type = type;
  query->deleted = TRUE;
  ids = nh_query_ids (connection, ledger, query, 0, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      NhRecordRef ref = { type, g_array_index (ids, gint64, i) };
      g_autoptr (sqlite3_stmt)
          statement = nh_connection_query (connection, error, DELETED_BY, "sl", type->name, ref.id);
      Found one = { .key = nh_bin_key (&ref) };

      if (nh_connection_step (connection, statement, _ ("read the recycle bin"), error) != SQLITE_ROW)
        return FALSE;
      one.change = sqlite3_column_int64 (statement, 0);
      g_array_append_val (found, one);
    }
  return ids != NULL;
}

GArray *
nh_bin_list (NhConnection *connection, NhLedger *ledger, const NhQuery *query, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  GArray *keys;

  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    {
      if ((query->type == NULL || query->type == *type) &&
          !find_of_type (connection, ledger, query, *type, found, error))
        return NULL;
    }
  g_array_sort (found, compare_found);
  keys = g_array_sized_new (FALSE, FALSE, sizeof (gint64), found->len);
  for (guint i = 0; i < found->len; i++)
    g_array_append_val (keys, g_array_index (found, Found, i).key);
  return keys;
}

static gboolean
read_who (NhConnection *connection, NhDeleted *deleted, GError **error)
{
  g_autoptr (sqlite3_stmt)
      statement = nh_connection_query (connection, error, "SELECT at, by FROM change WHERE id = (" DELETED_BY ")", "sl",
                                       deleted->ref.type->name, deleted->ref.id);
  int code = nh_connection_step (connection, statement, _ ("read the recycle bin"), error);

  deleted->at = g_strdup (nh_statement_get_text (statement, 0));
  deleted->by = g_strdup (nh_statement_get_text (statement, 1));
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

GPtrArray *
nh_bin_fetch (NhConnection *connection, NhLedger *ledger, const gint64 *keys, guint n_keys, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_full (n_keys, (GDestroyNotify) nh_deleted_free);

  for (guint i = 0; i < n_keys; i++)
    {
      NhRecordRef ref = nh_bin_ref (keys[i]);
      g_autoptr (NhRecord) record = NULL;
      NhDeleted *deleted = NULL;

      if (!nh_store_read (connection, ref.type, ref.id, &record, error))
        return NULL;
      if (record != NULL && nh_record_get_info (record)->deleted)
        {
          deleted = g_new0 (NhDeleted, 1);
          deleted->ref = ref;
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

gint64
nh_bin_restore (NhConnection *connection, NhLedger *ledger, const gint64 *keys, guint n_keys, GError **error)
{
  g_autofree NhRecordRef *refs = g_new0 (NhRecordRef, n_keys);
  gint64 before = nh_history_newest (connection);
  gint64 change;

  for (guint i = 0; i < n_keys; i++)
    refs[i] = nh_bin_ref (keys[i]);
  if (!nh_store_set_all_deleted (connection, ledger, refs, n_keys, FALSE, NULL, error))
    return 0;
  change = nh_history_newest (connection);
  return change != before ? change : 0;
}

NH_DEFINE_ASYNC (nh_bin_list, GArray *, g_array_unref, NH_ON_READER, (NhLedger * ledger, NhQuery *query),
                 (NH_OWNED (query, nh_query_free)), nh_bin_list (connection, ledger, args->data, error))

NH_DEFINE_ASYNC (nh_bin_fetch, GPtrArray *, g_ptr_array_unref, NH_ON_READER, (NhLedger * ledger, GArray *keys),
                 (.ids = keys), nh_bin_fetch (connection, ledger, nh_async_args_get_ids (args), args->ids->len, error))

NH_DEFINE_ASYNC (nh_bin_restore, gint64, NULL, NH_ON_WRITER, (NhLedger * ledger, GArray *keys), (.ids = keys),
                 nh_bin_restore (connection, ledger, nh_async_args_get_ids (args), args->ids->len, error))
