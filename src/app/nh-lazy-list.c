/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-lazy-list.h"

#define FETCH_ROWS 100

struct _NhLazyRow
{
  GObject parent_instance;

  NhLazyList *list;        /* borrowed (nullable) */
  gint64 key;
  gpointer value;          /* owned (nullable) */
  GDestroyNotify free_value;
  gboolean stale;          /* its value was overtaken, and is shown until it is read anew */
};

struct _NhLazyList
{
  GObject parent_instance;

  const NhLazySource *source;
  gpointer owner;                /* borrowed (nullable) */
  GArray *keys;                  /* owned: of gint64 */
  GHashTable *rows;              /* owned: key → NhLazyRow, borrowed: those alive */
  GArray *wanted;                /* owned: keys to read, the newest last */
  guint fetch_idle;
  gboolean fetching;
  GCancellable *asking;          /* owned (nullable): for keys */
};

enum { CHANGED, N_ROW_SIGNALS };
static guint row_signals[N_ROW_SIGNALS];
enum { SETTLED, FAILED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);
static void want (NhLazyList *self, gint64 key);
static void queue_fetch (NhLazyList *self);

G_DEFINE_FINAL_TYPE (NhLazyRow, nh_lazy_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (NhLazyList, nh_lazy_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* --- a row ---------------------------------------------------------------------------------------------------------------- */

static void
clear_value (NhLazyRow *self)
{
  if (self->value != NULL)
    self->free_value (self->value);
  self->value = NULL;
}

static void
nh_lazy_row_dispose (GObject *object)
{
  NhLazyRow *self = NH_LAZY_ROW (object);

  if (self->list != NULL)
    g_hash_table_remove (self->list->rows, &self->key);
  self->list = NULL;
  clear_value (self);
  G_OBJECT_CLASS (nh_lazy_row_parent_class)->dispose (object);
}

static void
nh_lazy_row_class_init (NhLazyRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_lazy_row_dispose;
  row_signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nh_lazy_row_init (NhLazyRow *self)
{
}

gint64
nh_lazy_row_get_key (NhLazyRow *self)
{
  g_return_val_if_fail (NH_IS_LAZY_ROW (self), 0);
  return self->key;
}

gconstpointer
nh_lazy_row_get_value (NhLazyRow *self)
{
  g_return_val_if_fail (NH_IS_LAZY_ROW (self), NULL);
  return self->value;
}

void
nh_lazy_row_want (NhLazyRow *self)
{
  g_return_if_fail (NH_IS_LAZY_ROW (self));
  if (self->list != NULL && (self->value == NULL || self->stale))
    want (self->list, self->key);
}

/* --- reading rows --------------------------------------------------------------------------------------------------------- */

/* A question under way. */
typedef struct
{
  NhLazyList *list;           /* owned */
  GCancellable *cancellable;  /* owned (nullable) */
  GArray *keys;               /* owned (nullable) */
} Asked;

static Asked *
asked_new (NhLazyList *self)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->list = g_object_ref (self);
  return asked;
}

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->list);
  g_clear_object (&asked->cancellable);
  g_clear_pointer (&asked->keys, g_array_unref);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
tell_failure (NhLazyList *self, const GError *error)
{
  if (error != NULL && self->owner != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
on_rows (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  NhLazyList *self = asked->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) values = nh_ledger_run_finish (NH_LEDGER (source), result, &error);

  self->fetching = FALSE;
  tell_failure (self, error);
  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      NhLazyRow *row = g_hash_table_lookup (self->rows, &g_array_index (asked->keys, gint64, i));

      if (row == NULL || values->pdata[i] == NULL)
        continue;
      clear_value (row);
      row->value = g_steal_pointer (&values->pdata[i]);
      row->stale = FALSE;
      g_signal_emit (row, row_signals[CHANGED], 0);
    }
  queue_fetch (self);
}

static gboolean
fetch_now (gpointer user_data)
{
  NhLazyList *self = user_data;
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  Asked *asked;

  self->fetch_idle = 0;
  while (self->wanted->len > 0 && keys->len < FETCH_ROWS)
    {
      gint64 key = g_array_index (self->wanted, gint64, self->wanted->len - 1);
      NhLazyRow *row = g_hash_table_lookup (self->rows, &key);

      g_array_set_size (self->wanted, self->wanted->len - 1);
      if (row != NULL && (row->value == NULL || row->stale))
        g_array_append_val (keys, key);
    }
  if (keys->len == 0)
    return G_SOURCE_REMOVE;
  self->fetching = TRUE;
  asked = asked_new (self);
  asked->keys = g_array_ref (keys);
  self->source->ask_rows (self->owner, g_array_copy (keys), on_rows, asked);
  return G_SOURCE_REMOVE;
}

/* After the frame that asks for many rows, so that they are read together. */
static void
queue_fetch (NhLazyList *self)
{
  if (self->fetch_idle == 0 && !self->fetching && self->wanted->len > 0 && self->owner != NULL)
    self->fetch_idle = g_idle_add (fetch_now, self);
}

static void
want (NhLazyList *self, gint64 key)
{
  g_array_append_val (self->wanted, key);
  queue_fetch (self);
}

/* --- reading keys --------------------------------------------------------------------------------------------------------- */

/* Announces only the middle that differs, and never as a change that contains rows to walk through. */
static void
take_keys (NhLazyList *self, GArray *keys)
{
  g_autoptr (GArray) old = self->keys;
  guint shorter = MIN (old->len, keys->len);
  guint head = 0, tail = 0, removed, added;

  while (head < shorter && g_array_index (old, gint64, head) == g_array_index (keys, gint64, head))
    head++;
  while (tail < shorter - head
         && g_array_index (old, gint64, old->len - 1 - tail) == g_array_index (keys, gint64, keys->len - 1 - tail))
    tail++;
  removed = old->len - head - tail;
  added = keys->len - head - tail;
  self->keys = keys;
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, removed, added);
}

static void
on_keys (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  NhLazyList *self = asked->list;
  g_autoptr (GError) error = NULL;
  GArray *keys = nh_ledger_run_finish (NH_LEDGER (source), result, &error);

  if (asked->cancellable != self->asking)
    {
      g_clear_pointer (&keys, g_array_unref);
      return;   /* another question was asked since */
    }
  g_clear_object (&self->asking);
  tell_failure (self, error);
  if (keys == NULL)
    return;
  take_keys (self, keys);
  g_signal_emit (self, signals[SETTLED], 0);
}

static void
overtake_rows (NhLazyList *self)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      NH_LAZY_ROW (row)->stale = TRUE;
      if (NH_LAZY_ROW (row)->value != NULL)
        want (self, NH_LAZY_ROW (row)->key);
    }
}

void
nh_lazy_list_refresh (NhLazyList *self)
{
  Asked *asked;

  g_return_if_fail (NH_IS_LAZY_LIST (self));
  if (self->owner == NULL)
    return;
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  overtake_rows (self);
  asked = asked_new (self);
  asked->cancellable = g_object_ref (self->asking);
  self->source->ask_keys (self->owner, self->asking, on_keys, asked);
}

/* --- the list model ------------------------------------------------------------------------------------------------------- */

static GType
list_get_item_type (GListModel *model)
{
  return NH_TYPE_LAZY_ROW;
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
  NhLazyRow *row;
  gint64 key;

  if (position >= self->keys->len)
    return NULL;
  key = g_array_index (self->keys, gint64, position);
  row = g_hash_table_lookup (self->rows, &key);
  if (row != NULL)
    return g_object_ref (row);
  row = g_object_new (NH_TYPE_LAZY_ROW, NULL);
  row->list = self;
  row->key = key;
  row->free_value = self->source->free_value;
  g_hash_table_insert (self->rows, &row->key, row);
  return row;
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
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_handle_id (&self->fetch_idle, g_source_remove);
}

static void
nh_lazy_list_dispose (GObject *object)
{
  NhLazyList *self = NH_LAZY_LIST (object);
  GHashTableIter iter;
  gpointer row;

  nh_lazy_list_stop (self);
  if (self->rows != NULL)
    {
      g_hash_table_iter_init (&iter, self->rows);
      while (g_hash_table_iter_next (&iter, NULL, &row))
        NH_LAZY_ROW (row)->list = NULL;
    }
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->keys, g_array_unref);
  g_clear_pointer (&self->wanted, g_array_unref);
  G_OBJECT_CLASS (nh_lazy_list_parent_class)->dispose (object);
}

static void
nh_lazy_list_class_init (NhLazyListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_lazy_list_dispose;
  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
nh_lazy_list_init (NhLazyList *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = g_hash_table_new (g_int64_hash, g_int64_equal);
}

NhLazyList *
nh_lazy_list_new (const NhLazySource *source, gpointer owner)
{
  NhLazyList *self = g_object_new (NH_TYPE_LAZY_LIST, NULL);

  self->source = source;
  self->owner = owner;
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
