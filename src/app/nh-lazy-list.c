/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-lazy-list.h"

struct _NhLazyList
{
  GObject parent_instance;

  const NhLazySource *source;
  gpointer owner;                /* borrowed (nullable) */
  GArray *keys;                  /* owned: of gint64 */
  NhRows *rows;                  /* owned */
  GCancellable *asking;          /* owned (nullable): for keys */
};

enum { SETTLED, FAILED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NhLazyList, nh_lazy_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* --- reading keys --------------------------------------------------------------------------------------------------------- */

/* A question under way. */
typedef struct
{
  NhLazyList *list;              /* owned */
  GCancellable *cancellable;     /* owned */
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->cancellable);
  g_object_unref (asked->list);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

/* Announces only the middle that differs. */
static void
take_keys (NhLazyList *self, GArray *keys)
{
  guint head, removed, added;

  nh_keys_compare (self->keys, keys, &head, &removed, &added);
  g_array_unref (self->keys);
  self->keys = keys;
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, removed, added);
}

static void
on_failed (NhLazyList *self, const char *message)
{
  g_signal_emit (self, signals[FAILED], 0, message);
}

static void
on_keys (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  NhLazyList *self = asked->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) keys = nh_ledger_run_finish (NH_LEDGER (source), result, &error);

  if (asked->cancellable != self->asking)
    return;   /* another question was asked since */
  g_clear_object (&self->asking);
  if (keys != NULL)
    {
      take_keys (self, g_steal_pointer (&keys));
      g_signal_emit (self, signals[SETTLED], 0);
    }
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    on_failed (self, error->message);
}

static void
stop_asking (NhLazyList *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

void
nh_lazy_list_refresh (NhLazyList *self)
{
  Asked *asked;

  g_return_if_fail (NH_IS_LAZY_LIST (self));
  if (self->owner == NULL)
    return;
  stop_asking (self);
  self->asking = g_cancellable_new ();
  nh_rows_overtake_all (self->rows);
  asked = g_new0 (Asked, 1);
  asked->list = g_object_ref (self);
  asked->cancellable = g_object_ref (self->asking);
  self->source->ask_keys (self->owner, self->asking, on_keys, asked);
}

/* --- the list model ------------------------------------------------------------------------------------------------------- */

static GType
list_get_item_type (GListModel *model)
{
  return NH_TYPE_ROW;
}

static guint
list_get_n_items (GListModel *model)
{
  return NH_LAZY_LIST (model)->keys->len;
}

static gpointer
list_get_item (GListModel *model, guint position)
{
  NhLazyList *self = NH_LAZY_LIST (model);

  return position < self->keys->len ? nh_rows_get (self->rows, g_array_index (self->keys, gint64, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = list_get_item_type;
  iface->get_n_items = list_get_n_items;
  iface->get_item = list_get_item;
}

/* --- the object ----------------------------------------------------------------------------------------------------------- */

void
nh_lazy_list_stop (NhLazyList *self)
{
  g_return_if_fail (NH_IS_LAZY_LIST (self));
  self->owner = NULL;
  stop_asking (self);
  nh_rows_stop (self->rows);
}

static void
nh_lazy_list_finalize (GObject *object)
{
  NhLazyList *self = NH_LAZY_LIST (object);

  nh_lazy_list_stop (self);
  g_object_unref (self->rows);
  g_array_unref (self->keys);
  G_OBJECT_CLASS (nh_lazy_list_parent_class)->finalize (object);
}

static void
nh_lazy_list_class_init (NhLazyListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nh_lazy_list_finalize;
  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
nh_lazy_list_init (NhLazyList *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
}

NhLazyList *
nh_lazy_list_new (const NhLazySource *source, gpointer owner)
{
  NhLazyList *self = g_object_new (NH_TYPE_LAZY_LIST, NULL);

  self->source = source;
  self->owner = owner;
  self->rows = nh_rows_new (source->ask_rows, source->free_value, owner);
  g_signal_connect_object (self->rows, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  return self;
}

gint64
nh_lazy_list_get_key (NhLazyList *self, guint position)
{
  g_return_val_if_fail (NH_IS_LAZY_LIST (self), 0);
  return position < self->keys->len ? g_array_index (self->keys, gint64, position) : 0;
}

gboolean
nh_lazy_list_find (NhLazyList *self, gint64 key, guint *position)
{
  g_return_val_if_fail (NH_IS_LAZY_LIST (self), FALSE);
  for (*position = 0; *position < self->keys->len; (*position)++)
    if (g_array_index (self->keys, gint64, *position) == key)
      return TRUE;
  return FALSE;
}
