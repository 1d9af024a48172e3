/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-key-list.h"

#include "nh-widget-util.h"

#include <string.h>

#define FIRST_KEYS 500  /* read separately, so that the first screen does not wait for a million */
#define FIRST_SCREEN 50 /* of a list that was empty: a view creates widgets for 200 rows, however few are visible */
#define SMALL_CHANGE 64 /* rows that may be announced as replaced at once */
#define RECYCLED 250    /* rows of a large change announced as replaced: a view reuses its widgets for them */

struct _NhKeyList
{
  GObject parent_instance;

  const NhKeySource *source;
  gpointer owner;             /* owned if the source can free it (nullable) */
  GArray *keys;               /* owned: gint64, in order */
  GtkBitset *set;             /* owned (nullable): of the keys */
  NhRowCache *rows;           /* owned */
  GCancellable *asking;       /* owned (nullable): the question for all keys */
  GCancellable *asking_first; /* owned (nullable): the question for the first of them */
  guint first_timeout;
  gboolean first_shown; /* paint the first screen before taking the rest */
  gboolean again;       /* the data changed while keys were read */
};

static void ask_keys (NhKeyList *self, guint limit, GArray *first);

static GType
list_get_item_type (GListModel *model)
{
  return NH_TYPE_ROW;
}

static guint
list_get_n_items (GListModel *model)
{
  return NH_KEY_LIST (model)->keys->len;
}

static gpointer
list_get_item (GListModel *model, guint position)
{
  NhKeyList *self = NH_KEY_LIST (model);

  return position < self->keys->len ? nh_row_cache_get (self->rows, g_array_index (self->keys, gint64, position))
                                    : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = list_get_item_type;
  iface->get_n_items = list_get_n_items;
  iface->get_item = list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (NhKeyList, nh_key_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Where two lists of keys differ: @removed of @before from @head on are @added of @after. */
static void
compare_keys (GArray *before, GArray *after, guint *head, guint *removed, guint *added)
{
  const gint64 *a = (const gint64 *) (gpointer) before->data;
  const gint64 *b = (const gint64 *) (gpointer) after->data;
  guint shorter = MIN (before->len, after->len);
  guint tail = 0;

  *head = 0;
  while (*head < shorter && a[*head] == b[*head])
    (*head)++;
  while (tail < shorter - *head && a[before->len - 1 - tail] == b[after->len - 1 - tail])
    tail++;
  *removed = before->len - *head - tail;
  *added = after->len - *head - tail;
}

/* Replaces the first @n of the @removed rows at @head and removes the others. The caller inserts the rest of the new
 * rows. */
static void
replace_first (NhKeyList *self, GArray *keys, guint head, guint n, guint removed)
{
  if (removed > n)
    {
      g_array_remove_range (self->keys, head + n, removed - n);
      g_list_model_items_changed (G_LIST_MODEL (self), head + n, removed - n, 0);
    }
  memcpy (&g_array_index (self->keys, gint64, head), &g_array_index (keys, gint64, head), n * sizeof (gint64));
  g_list_model_items_changed (G_LIST_MODEL (self), head, n, n);
}

void
nh_key_list_take_keys (NhKeyList *self, GArray *keys)
{
  guint head, removed, added;

  g_return_if_fail (NH_IS_KEY_LIST (self));
  g_return_if_fail (keys != NULL);

  compare_keys (self->keys, keys, &head, &removed, &added);
  if (removed > 0 && added > 0 && MAX (removed, added) > SMALL_CHANGE)
    {
      guint n = MIN (MIN (removed, added), RECYCLED);

      g_signal_emit_by_name (self, "reloading");
      g_clear_pointer (&self->set, gtk_bitset_unref);
      replace_first (self, keys, head, n, removed);
      head += n;
      added -= n;
      removed = 0;
    }
  g_array_unref (self->keys);
  self->keys = keys;
  g_clear_pointer (&self->set, gtk_bitset_unref);
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, removed, added);
}

static void
stop_first (NhKeyList *self)
{
  g_clear_handle_id (&self->first_timeout, g_source_remove);
  nh_cancel (&self->asking_first);
}

static void
on_first_timeout (NhKeyList *self)
{
  self->first_timeout = 0;
  stop_first (self);
}

static gboolean
is_answer (GAsyncResult *result, GCancellable *question)
{
  return question != NULL && g_task_get_cancellable (G_TASK (result)) == question;
}

/* Errors are reported by the question for all keys. */
static void
on_first (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (NhKeyList) self = data;
  g_autoptr (GArray) keys = nh_ledger_run_finish (NH_LEDGER (object), result, NULL);

  if (!is_answer (result, self->asking_first))
    return;
  g_clear_handle_id (&self->first_timeout, g_source_remove);
  g_clear_object (&self->asking_first);
  if (keys == NULL)
    return;
  self->first_shown = self->keys->len == 0 && keys->len > 0;
  nh_key_list_take_keys (self, g_steal_pointer (&keys));
}

static void on_keys (GObject *object, GAsyncResult *result, gpointer data);

static gboolean
take_later (gpointer result)
{
  g_autoptr (GObject) object = g_async_result_get_source_object (result);

  on_keys (object, result, g_async_result_get_user_data (result));
  return G_SOURCE_REMOVE;
}

static void
on_keys (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (NhKeyList) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GtkBitset) set = NULL;
  gboolean again = self->again, partial = FALSE, found;

  if (!is_answer (result, self->asking))
    return;
  if (self->first_shown)
    {
      self->first_shown = FALSE;
      g_object_ref (self); /* for take_later() */
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, take_later, g_object_ref (result), g_object_unref);
      return;
    }
  keys = self->source->finish_keys != NULL
             ? self->source->finish_keys (NH_LEDGER (object), result, &partial, &set, &error)
             : nh_ledger_run_finish (NH_LEDGER (object), result, &error);
  found = keys != NULL;
  if (!partial)
    g_clear_object (&self->asking);
  self->again = FALSE;
  if (found)
    {
      stop_first (self);
      nh_key_list_take_keys (self, g_steal_pointer (&keys));
      g_clear_pointer (&self->set, gtk_bitset_unref);
      self->set = g_steal_pointer (&set);
    }
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit_by_name (self, "failed", error->message);
  if (again)
    ask_keys (self, 0, NULL);
  else if (partial)
    ask_keys (self, 0, g_array_copy (self->keys));
  else if (found)
    g_signal_emit_by_name (self, "settled");
}

static void
ask_keys (NhKeyList *self, guint limit, GArray *first)
{
  nh_cancel_and_renew (&self->asking);
  self->source->ask_keys (self->owner, limit, first, self->asking, on_keys, g_object_ref (self));
}

/* On another worker than all keys. */
static void
ask_first (NhKeyList *self)
{
  guint patience;

  if (self->source->ask_first == NULL)
    return;
  self->asking_first = g_cancellable_new ();
  patience = self->source->ask_first (self->owner, self->keys->len == 0 ? FIRST_SCREEN : FIRST_KEYS, self->asking_first,
                                      on_first, g_object_ref (self));
  if (patience > 0)
    self->first_timeout = g_timeout_add_once (patience, (GSourceOnceFunc) on_first_timeout, self);
}

void
nh_key_list_ask (NhKeyList *self)
{
  g_return_if_fail (NH_IS_KEY_LIST (self));
  if (self->owner == NULL)
    return;
  self->again = FALSE;
  self->first_shown = FALSE;
  nh_cancel (&self->asking);
  stop_first (self);
  ask_first (self);
  ask_keys (self, FIRST_KEYS, NULL);
}

void
nh_key_list_refresh (NhKeyList *self)
{
  g_return_if_fail (NH_IS_KEY_LIST (self));

  /* One question at a time: many saves in a row ask once more at their end. */
  if (self->asking != NULL)
    self->again = TRUE;
  else if (self->owner != NULL)
    ask_keys (self, 0, NULL);
}

void
nh_key_list_invalidate (NhKeyList *self, GArray *keys)
{
  g_return_if_fail (NH_IS_KEY_LIST (self));
  if (keys == NULL)
    nh_row_cache_invalidate_all (self->rows);
  else
    for (guint i = 0; i < keys->len; i++)
      nh_row_cache_invalidate (self->rows, g_array_index (keys, gint64, i));
}

void
nh_key_list_stop (NhKeyList *self)
{
  g_return_if_fail (NH_IS_KEY_LIST (self));
  stop_first (self);
  nh_cancel (&self->asking);
  nh_row_cache_stop (self->rows);
  if (self->owner != NULL && self->source->free_owner != NULL)
    self->source->free_owner (self->owner);
  self->owner = NULL;
}

static void
nh_key_list_dispose (GObject *object)
{
  nh_key_list_stop (NH_KEY_LIST (object));
  G_OBJECT_CLASS (nh_key_list_parent_class)->dispose (object);
}

static void
nh_key_list_finalize (GObject *object)
{
  NhKeyList *self = NH_KEY_LIST (object);

  g_object_unref (self->rows);
  g_array_unref (self->keys);
  g_clear_pointer (&self->set, gtk_bitset_unref);
  G_OBJECT_CLASS (nh_key_list_parent_class)->finalize (object);
}

static void
nh_key_list_class_init (NhKeyListClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_key_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = nh_key_list_finalize;
  NH_SIGNAL ("reloading", type, 0);
  NH_SIGNAL ("settled", type, 0);
  NH_SIGNAL ("failed", type, 1, G_TYPE_STRING);
}

static void
nh_key_list_init (NhKeyList *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static void
on_rows_failed (NhKeyList *self, const char *message)
{
  g_signal_emit_by_name (self, "failed", message);
}

NhKeyList *
nh_key_list_new (const NhKeySource *source, gpointer owner)
{
  NhKeyList *self = g_object_new (NH_TYPE_KEY_LIST, NULL);

  self->source = source;
  self->owner = owner;
  self->rows = nh_row_cache_new (source->ask_rows, source->free_value, owner);
  g_signal_connect_object (self->rows, "failed", G_CALLBACK (on_rows_failed), self, G_CONNECT_SWAPPED);
  return self;
}

gpointer
nh_key_list_get_owner (NhKeyList *self)
{
  g_return_val_if_fail (NH_IS_KEY_LIST (self), NULL);
  return self->owner;
}

gboolean
nh_key_list_is_settled (NhKeyList *self)
{
  g_return_val_if_fail (NH_IS_KEY_LIST (self), TRUE);
  return self->asking == NULL;
}

GArray *
nh_key_list_get_keys (NhKeyList *self)
{
  g_return_val_if_fail (NH_IS_KEY_LIST (self), NULL);
  return self->keys;
}

gint64
nh_key_list_get_key (NhKeyList *self, guint position)
{
  g_return_val_if_fail (NH_IS_KEY_LIST (self), 0);
  return position < self->keys->len ? g_array_index (self->keys, gint64, position) : 0;
}

gboolean
nh_key_list_find (NhKeyList *self, gint64 key, guint *position)
{
  const gint64 *keys;

  g_return_val_if_fail (NH_IS_KEY_LIST (self), FALSE);
  keys = (const gint64 *) (gpointer) self->keys->data;
  for (guint i = 0; i < self->keys->len; i++)
    if (keys[i] == key)
      {
        if (position != NULL)
          *position = i;
        return TRUE;
      }
  return FALSE;
}

GtkBitset *
nh_key_list_get_set (NhKeyList *self)
{
  g_return_val_if_fail (NH_IS_KEY_LIST (self), NULL);
  if (self->set == NULL) /* of a first answer; a whole one brings its set */
    self->set = nh_key_list_make_set (self->keys);
  return self->set;
}

GtkBitset *
nh_key_list_make_set (GArray *keys)
{
  GtkBitset *set = gtk_bitset_new_empty ();

  for (guint i = 0; i < keys->len; i++)
    {
      gint64 key = g_array_index (keys, gint64, i);

      if (key > 0 && key <= G_MAXUINT)
        gtk_bitset_add (set, (guint) key);
    }
  return set;
}
