/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-record-list.h"

#include "nh-ledger-async.h"
#include "nh-store.h"

#define FIRST_PATIENCE_MS 300 /* a search for something rare must not keep other reads waiting */

/* The result of a query. */
typedef struct
{
  GArray *ids;      /* owned: of gint64 */
  GtkBitset *set;   /* owned: the same */
  gboolean partial; /* there may be more */
} Listed;

static void
listed_free (Listed *listed)
{
  g_clear_pointer (&listed->ids, g_array_unref);
  g_clear_pointer (&listed->set, gtk_bitset_unref);
  g_free (listed);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listed, listed_free)

static Listed *
find (NhConnection *connection, NhLedger *ledger, const NhAsyncArgs *args, GError **error)
{
  GArray *ids = args->number > 0 ? nh_query_ids (connection, ledger, args->data, args->number, error)
                                 : nh_query_ids_from (connection, ledger, args->data, args->ids, error);
  Listed *listed;

  if (ids == NULL)
    return NULL;
  listed = g_new0 (Listed, 1);
  listed->ids = ids;
  listed->set = nh_key_list_make_set (ids);
  listed->partial = args->number > 0 && ids->len >= args->number;
  return listed;
}

static void find_async (NhLedger *ledger, NhQuery *query, guint limit, GArray *first, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data);
static Listed *find_finish (NhLedger *ledger, GAsyncResult *result, GError **error);
NH_DEFINE_ASYNC (find, Listed *, listed_free, NH_ON_LISTER,
                 (NhLedger * ledger, NhQuery *query, guint limit, GArray *first),
                 (.ids = first, .number = limit, NH_OWNED (query, nh_query_free)),
                 find (connection, ledger, args, error))

typedef struct
{
  NhLedger *ledger; /* owned */
  const NhRecordType *type;
  NhQuery *query; /* owned (nullable) */
} Owner;

static void
owner_free (Owner *self)
{
  g_object_unref (self->ledger);
  g_clear_pointer (&self->query, nh_query_free);
  g_free (self);
}

static void
ask_keys (gpointer owner, guint limit, GArray *first, GCancellable *cancellable, GAsyncReadyCallback callback,
          gpointer data)
{
  Owner *self = owner;
  /* Rules take longer than everything else: they are run once over each record. */
  gboolean has_rules = self->query->filter != NULL && self->query->filter->problems;

  find_async (self->ledger, nh_query_copy (self->query), has_rules ? limit : 0, first, cancellable, callback, data);
}

static GArray *
finish_keys (NhLedger *ledger, GAsyncResult *result, gboolean *partial, GtkBitset **set, GError **error)
{
  g_autoptr (Listed) listed = find_finish (ledger, result, error);

  if (listed == NULL)
    return NULL;
  *partial = listed->partial;
  *set = g_steal_pointer (&listed->set);
  return g_steal_pointer (&listed->ids);
}

static guint
ask_first (gpointer owner, guint limit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  Owner *self = owner;

  nh_query_first_async (self->ledger, nh_query_copy (self->query), limit, cancellable, callback, data);
  return self->query->search != NULL || self->query->filter != NULL ? FIRST_PATIENCE_MS : 0;
}

static void
ask_rows (gpointer owner, GArray *ids, GAsyncReadyCallback callback, gpointer data)
{
  Owner *self = owner;

  nh_store_fetch_async (self->ledger, self->type, ids, NULL, callback, data);
}

static void
on_ledger_changed (NhKeyList *list, const char *type, GArray *ids)
{
  Owner *self = nh_key_list_get_owner (list);
  gboolean anything = type == NULL || *type == '\0';

  if (self == NULL || self->query == NULL || (!anything && !g_str_equal (type, self->type->name)))
    return;
  nh_key_list_invalidate (list, anything || ids == NULL || ids->len == 0 ? NULL : ids);
  nh_key_list_refresh (list);
}

/* The titles of choices may have changed. */
static void
on_catalog_changed (NhKeyList *list)
{
  nh_key_list_invalidate (list, NULL);
}

NhKeyList *
nh_record_list_new (NhLedger *ledger, const NhRecordType *type)
{
  static const NhKeySource source = { ask_keys, finish_keys,    ask_first,
                                      ask_rows, g_object_unref, (GDestroyNotify) owner_free };
  Owner *self;
  NhKeyList *list;

  g_return_val_if_fail (NH_IS_LEDGER (ledger), NULL);
  g_return_val_if_fail (type != NULL, NULL);

  self = g_new0 (Owner, 1);
  self->ledger = g_object_ref (ledger);
  self->type = type;
  list = nh_key_list_new (&source, self);
  g_signal_connect_object (ledger, "changed", G_CALLBACK (on_ledger_changed), list, G_CONNECT_SWAPPED);
  g_signal_connect_object (ledger, "catalog-changed", G_CALLBACK (on_catalog_changed), list, G_CONNECT_SWAPPED);
  return list;
}

void
nh_record_list_set_query (NhKeyList *self, NhQuery *query)
{
  Owner *owner = nh_key_list_get_owner (self);

  g_return_if_fail (owner != NULL);
  g_return_if_fail (query != NULL && query->type == owner->type);

  g_clear_pointer (&owner->query, nh_query_free);
  owner->query = query;
  nh_key_list_ask (self);
}

const NhQuery *
nh_record_list_get_query (NhKeyList *self)
{
  Owner *owner = nh_key_list_get_owner (self);

  return owner != NULL ? owner->query : NULL;
}
