/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-record-list.h"

#include <string.h>

#include "nh-ledger-async.h"
#include "nh-store.h"

#define FIRST_IDS 500       /* read by themselves, so that the first screen does not wait for the last million */
#define FIRST_SCREEN 50     /* of a list that was empty: a view would make two hundred rows of widgets, whatever can be seen */
#define FIRST_PATIENCE_MS 300   /* what takes longer, for something that hardly any record has, is not in the way of other reads */
#define SMALL_CHANGE 64     /* rows that may be announced as replaced in one go */
#define RECYCLED 250        /* of a large change, as many as a view has widgets for: replaced, so that these are used again */

struct _NhRecordList
{
  GObject parent_instance;

  NhLedger *ledger;             /* owned (nullable) */
  const NhRecordType *type;
  NhQuery *query;               /* owned (nullable) */
  GArray *ids;                  /* owned: gint64, in order */
  NhRows *rows;                 /* owned */
  GtkBitset *set;               /* owned (nullable): of the ids */
  GCancellable *cancellable;    /* owned: of the ids that are being read (nullable) */
  GCancellable *first;          /* owned: of the first of them (nullable) */
  guint first_timeout;
  gboolean first_shown;         /* the first screen, which is to be painted before the rest comes */
  gboolean again;               /* ids are to be read once more */
};

/* A question under way. */
typedef struct
{
  NhRecordList *list;           /* owned */
  GCancellable *cancellable;    /* owned: the question it belongs to */
} Asked;

enum { RELOADING, SETTLED, FAILED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);
static void ask_ids (NhRecordList *self, guint limit, GArray *first);

G_DEFINE_FINAL_TYPE_WITH_CODE (NhRecordList, nh_record_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->cancellable);
  g_object_unref (asked->list);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

/* What a query finds. */
typedef struct
{
  GArray *ids;        /* of gint64, in order */
  gboolean whole;     /* there are no more */
  GtkBitset *set;     /* of the ids */
} Listed;

static void
listed_free (Listed *listed)
{
  g_clear_pointer (&listed->ids, g_array_unref);
  g_clear_pointer (&listed->set, gtk_bitset_unref);
  g_free (listed);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listed, listed_free)

/* As far as 32 bits reach: a ledger numbers its records from 1. */
static GtkBitset *
make_set (GArray *ids)
{
  GtkBitset *set = gtk_bitset_new_empty ();

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (id > 0 && id <= G_MAXUINT)
        gtk_bitset_add (set, (guint) id);
    }
  return set;
}

static Listed *
list (NhConnection *connection, NhLedger *ledger, const NhAsyncArgs *args, GError **error)
{
  GArray *ids = args->number > 0 ? nh_query_ids (connection, ledger, args->data, args->number, error)
                                 : nh_query_ids_from (connection, ledger, args->data, args->ids, error);
  Listed *listed;

  if (ids == NULL)
    return NULL;
  listed = g_new0 (Listed, 1);
  listed->ids = ids;
  listed->whole = args->number == 0 || ids->len < args->number;
  listed->set = make_set (ids);
  return listed;
}

static void list_async (NhLedger *ledger, NhQuery *query, guint limit, GArray *first, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data);
static Listed *list_finish (NhLedger *ledger, GAsyncResult *result, GError **error);
NH_DEFINE_ASYNC (list, Listed *, listed_free, NH_ON_LISTER,
                 (NhLedger *ledger, NhQuery *query, guint limit, GArray *first),
                 (.ids = first, .number = limit, NH_OWNED (query, nh_query_free)),
                 list (connection, ledger, args, error))

/* --- the list model ------------------------------------------------------------------------------------------------------- */

static GType
list_get_item_type (GListModel *model)
{
  return NH_TYPE_ROW;
}

static guint
list_get_n_items (GListModel *model)
{
  return NH_RECORD_LIST (model)->ids->len;
}

static gpointer
list_get_item (GListModel *model, guint position)
{
  NhRecordList *self = NH_RECORD_LIST (model);

  return position < self->ids->len ? nh_rows_get (self->rows, g_array_index (self->ids, gint64, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = list_get_item_type;
  iface->get_n_items = list_get_n_items;
  iface->get_item = list_get_item;
}

/* --- reading ids ---------------------------------------------------------------------------------------------------------- */

/* First without the middle, then with the new one: never a change that contains many rows to walk through. This does all but the last
 * step, the rest of the new middle. */
static void
replace_first (NhRecordList *self, GArray *ids, guint head, guint n, guint removed)
{
  if (removed > n)
    {
      g_array_remove_range (self->ids, head + n, removed - n);
      g_list_model_items_changed (G_LIST_MODEL (self), head + n, removed - n, 0);
    }
  memcpy (&g_array_index (self->ids, gint64, head), &g_array_index (ids, gint64, head), n * sizeof (gint64));
  g_list_model_items_changed (G_LIST_MODEL (self), head, n, n);
}

void
nh_record_list_take_ids (NhRecordList *self, GArray *ids)
{
  guint head, removed, added;

  g_return_if_fail (NH_IS_RECORD_LIST (self));
  g_return_if_fail (ids != NULL);

  nh_keys_compare (self->ids, ids, &head, &removed, &added);
  if (removed > 0 && added > 0 && MAX (removed, added) > SMALL_CHANGE)
    {
      g_signal_emit (self, signals[RELOADING], 0);
      g_clear_pointer (&self->set, gtk_bitset_unref);
      replace_first (self, ids, head, MIN (MIN (removed, added), RECYCLED), removed);
      head += MIN (MIN (removed, added), RECYCLED);
      added -= MIN (MIN (removed, added), RECYCLED);
      removed = 0;
    }
  g_array_unref (self->ids);
  self->ids = ids;
  g_clear_pointer (&self->set, gtk_bitset_unref);
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, removed, added);
}

static void
stop_first (NhRecordList *self)
{
  g_clear_handle_id (&self->first_timeout, g_source_remove);
  if (self->first != NULL)
    g_cancellable_cancel (self->first);
  g_clear_object (&self->first);
}

static gboolean
first_takes_long (gpointer user_data)
{
  NhRecordList *self = user_data;

  self->first_timeout = 0;
  stop_first (self);
  return G_SOURCE_REMOVE;
}

/* An error is told of by the question for all. */
static void
on_first (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  NhRecordList *self = asked->list;
  g_autoptr (GArray) ids = nh_query_first_finish (NH_LEDGER (source), result, NULL);

  if (asked->cancellable != self->first)
    return;   /* another question was asked since, or all are there */
  g_clear_handle_id (&self->first_timeout, g_source_remove);
  g_clear_object (&self->first);
  if (ids == NULL)
    return;
  self->first_shown = self->ids->len == 0 && ids->len > 0;
  nh_record_list_take_ids (self, g_steal_pointer (&ids));
}

static void
take_listed (NhRecordList *self, Listed *listed)
{
  stop_first (self);
  nh_record_list_take_ids (self, g_steal_pointer (&listed->ids));
  g_clear_pointer (&self->set, gtk_bitset_unref);
  self->set = g_steal_pointer (&listed->set);
}

static void on_ids (GObject *source, GAsyncResult *result, gpointer user_data);

static gboolean
take_later (gpointer result)
{
  g_autoptr (GObject) source = g_async_result_get_source_object (result);

  on_ids (source, result, g_async_result_get_user_data (result));
  return G_SOURCE_REMOVE;
}

static void
on_ids (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  NhRecordList *self = asked->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (Listed) listed = NULL;
  gboolean again = self->again, more;

  if (asked->cancellable != self->cancellable)
    return;   /* another question was asked since */
  if (self->first_shown)
    {
      self->first_shown = FALSE;
      (void) g_steal_pointer (&asked);   /* it is needed then */
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, take_later, g_object_ref (result), g_object_unref);
      return;
    }
  listed = list_finish (NH_LEDGER (source), result, &error);
  more = listed != NULL && !listed->whole;
  if (!more)
    g_clear_object (&self->cancellable);   /* else it is not settled yet */
  self->again = FALSE;
  if (listed != NULL)
    take_listed (self, listed);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error->message);
  if (again)   /* the ledger changed meanwhile */
    ask_ids (self, 0, NULL);
  else if (more)
    ask_ids (self, 0, nh_record_list_copy_ids (self));
  else if (listed != NULL)
    g_signal_emit (self, signals[SETTLED], 0);
}

static Asked *
asked_for_ids (NhRecordList *self, GCancellable *cancellable)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->list = g_object_ref (self);
  asked->cancellable = g_object_ref (cancellable);
  return asked;
}

static void
stop_ids (NhRecordList *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* At most @limit ids (0: all). @first: those of an answer that was not whole, when all are asked for (nullable). Takes @first over. */
static void
ask_ids (NhRecordList *self, guint limit, GArray *first)
{
  if (self->ledger == NULL || self->query == NULL)
    return;
  stop_ids (self);
  self->cancellable = g_cancellable_new ();
  list_async (self->ledger, nh_query_copy (self->query), limit, first, self->cancellable, on_ids,
              asked_for_ids (self, self->cancellable));
}

/* Whether rules are run over the records, which takes longer than all else: once over each. */
static gboolean
asks_rules (NhRecordList *self)
{
  return self->query->filter != NULL && self->query->filter->problems;
}

/* Beside all of them, which another thread reads. */
static void
ask_first_ids (NhRecordList *self)
{
  if (self->ledger == NULL)
    return;
  self->first = g_cancellable_new ();
  if (self->query->search != NULL || self->query->filter != NULL)   /* there may be few among many that are searched */
    self->first_timeout = g_timeout_add (FIRST_PATIENCE_MS, first_takes_long, self);
  nh_query_first_async (self->ledger, nh_query_copy (self->query), self->ids->len == 0 ? FIRST_SCREEN : FIRST_IDS, self->first, on_first,
                    asked_for_ids (self, self->first));
}

/* --- changes in the ledger ------------------------------------------------------------------------------------------------ */

static void
on_ledger_changed (NhRecordList *self, const char *type, GArray *ids)
{
  gboolean anything = type == NULL || *type == '\0';

  if (!anything && g_strcmp0 (type, self->type->name) != 0)
    return;
  if (anything || ids == NULL || ids->len == 0)
    nh_rows_overtake_all (self->rows);
  else
    for (guint i = 0; i < ids->len; i++)
      nh_rows_overtake (self->rows, g_array_index (ids, gint64, i));
  nh_record_list_refresh (self);
}

static void
on_catalog_changed (NhRecordList *self)
{
  nh_rows_overtake_all (self->rows);   /* the titles of choices may be others now */
}

/* --- the object ----------------------------------------------------------------------------------------------------------- */

static void
nh_record_list_dispose (GObject *object)
{
  NhRecordList *self = NH_RECORD_LIST (object);

  stop_first (self);
  stop_ids (self);
  nh_rows_stop (self->rows);
  g_clear_object (&self->ledger);
  G_OBJECT_CLASS (nh_record_list_parent_class)->dispose (object);
}

static void
nh_record_list_finalize (GObject *object)
{
  NhRecordList *self = NH_RECORD_LIST (object);

  g_object_unref (self->rows);
  g_array_unref (self->ids);
  g_clear_pointer (&self->query, nh_query_free);
  g_clear_pointer (&self->set, gtk_bitset_unref);
  G_OBJECT_CLASS (nh_record_list_parent_class)->finalize (object);
}

static void
nh_record_list_class_init (NhRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nh_record_list_dispose;
  object_class->finalize = nh_record_list_finalize;
  signals[RELOADING] = g_signal_new ("reloading", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ask_records (gpointer owner, GArray *ids, GAsyncReadyCallback callback, gpointer data)
{
  NhRecordList *self = owner;

  nh_store_fetch_async (self->ledger, self->type, ids, NULL, callback, data);
}

static void
on_rows_failed (NhRecordList *self, const char *message)
{
  g_signal_emit (self, signals[FAILED], 0, message);
}

static void
nh_record_list_init (NhRecordList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = nh_rows_new (ask_records, g_object_unref, self);
  g_signal_connect_object (self->rows, "failed", G_CALLBACK (on_rows_failed), self, G_CONNECT_SWAPPED);
}

NhRecordList *
nh_record_list_new (NhLedger *ledger, const NhRecordType *type)
{
  NhRecordList *self = g_object_new (NH_TYPE_RECORD_LIST, NULL);

  g_return_val_if_fail (type != NULL, self);
  self->type = type;
  if (ledger == NULL)
    nh_rows_stop (self->rows);
  else
    {
      self->ledger = g_object_ref (ledger);
      g_signal_connect_object (ledger, "changed", G_CALLBACK (on_ledger_changed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (ledger, "catalog-changed", G_CALLBACK (on_catalog_changed), self, G_CONNECT_SWAPPED);
    }
  return self;
}

void
nh_record_list_set_query (NhRecordList *self, NhQuery *query)
{
  g_return_if_fail (NH_IS_RECORD_LIST (self));
  g_return_if_fail (query != NULL && query->type == self->type);

  g_clear_pointer (&self->query, nh_query_free);
  self->query = query;
  self->again = FALSE;
  self->first_shown = FALSE;
  stop_ids (self);
  stop_first (self);
  if (!asks_rules (self))
    ask_first_ids (self);
  ask_ids (self, asks_rules (self) ? FIRST_IDS : 0, NULL);
}

const NhQuery *
nh_record_list_get_query (NhRecordList *self)
{
  g_return_val_if_fail (NH_IS_RECORD_LIST (self), NULL);
  return self->query;
}

void
nh_record_list_refresh (NhRecordList *self)
{
  g_return_if_fail (NH_IS_RECORD_LIST (self));

  /* One question at a time: a run of saves asks once more at its end, not once each. */
  if (self->cancellable != NULL)
    self->again = TRUE;
  else
    ask_ids (self, 0, NULL);
}

gboolean
nh_record_list_is_settled (NhRecordList *self)
{
  g_return_val_if_fail (NH_IS_RECORD_LIST (self), TRUE);
  return self->cancellable == NULL;
}

guint
nh_record_list_get_length (NhRecordList *self)
{
  g_return_val_if_fail (NH_IS_RECORD_LIST (self), 0);
  return self->ids->len;
}

gint64
nh_record_list_get_id (NhRecordList *self, guint position)
{
  g_return_val_if_fail (NH_IS_RECORD_LIST (self), 0);
  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : 0;
}

GtkBitset *
nh_record_list_get_set (NhRecordList *self)
{
  g_return_val_if_fail (NH_IS_RECORD_LIST (self), NULL);
  if (self->set == NULL)   /* of the first few: all of them come with theirs */
    self->set = make_set (self->ids);
  return self->set;
}

GArray *
nh_record_list_copy_ids (NhRecordList *self)
{
  g_return_val_if_fail (NH_IS_RECORD_LIST (self), NULL);
  return g_array_copy (self->ids);
}

gboolean
nh_record_list_find (NhRecordList *self, gint64 id, guint *position)
{
  const gint64 *ids;

  g_return_val_if_fail (NH_IS_RECORD_LIST (self), FALSE);
  ids = (const gint64 *) (gpointer) self->ids->data;
  for (guint i = 0; i < self->ids->len; i++)
    if (ids[i] == id)
      {
        if (position != NULL)
          *position = i;
        return TRUE;
      }
  return FALSE;
}
