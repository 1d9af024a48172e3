/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-row-cache.h"

#include "nh-widget-util.h"

#define FETCH_ROWS 100
#define RETRY_S 2
#define RETRY_MAX_S 60
#define KEPT_ROWS 1000

struct _NhRow
{
  GObject parent_instance;

  NhRowCache *rows; /* borrowed (nullable) */
  gint64 key;
  gpointer value; /* owned (nullable) */
  GDestroyNotify free_value;
  gboolean looked_at; /* requested at least once */
  gboolean requested; /* its key is in `requested_keys` */
  gboolean stale;     /* the value is outdated */
  gboolean kept;
  GList link; /* in `used` while it is kept */
};

struct _NhRowCache
{
  GObject parent_instance;

  NhRowCacheAsk ask;
  GDestroyNotify free_value;
  gpointer owner;    /* borrowed (nullable) */
  GHashTable *alive; /* owned: key → NhRow, borrowed */
  GQueue used;       /* of NhRow, owned: rows with a value, least recently used first */
  GArray *requested; /* owned: keys to read, the newest request last */
  guint fetch_idle;
  guint retry_timeout; /* retries a failed read */
  guint retry_delay;   /* seconds until the next retry; 0: the last read succeeded */
  GArray *pending;     /* owned (nullable): keys being read */
  gboolean outdated;   /* values changed while they were read: the answer is dropped */
};

static guint row_changed; /* signal */

static void queue_fetch (NhRowCache *self);

G_DEFINE_FINAL_TYPE (NhRow, nh_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (NhRowCache, nh_row_cache, G_TYPE_OBJECT)

/* --- A row --- */

static void
set_value (NhRow *self, gpointer value)
{
  if (self->value != NULL)
    self->free_value (self->value);
  self->value = value;
  self->stale = FALSE;
}

static void
nh_row_dispose (GObject *object)
{
  NhRow *self = NH_ROW (object);

  if (self->rows != NULL)
    g_hash_table_remove (self->rows->alive, &self->key);
  self->rows = NULL;
  set_value (self, NULL);
  G_OBJECT_CLASS (nh_row_parent_class)->dispose (object);
}

static void
nh_row_class_init (NhRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_row_dispose;
  row_changed = NH_SIGNAL ("changed", G_TYPE_FROM_CLASS (klass), 0);
}

static void
nh_row_init (NhRow *self)
{
  self->link.data = self;
}

gint64
nh_row_get_key (NhRow *self)
{
  g_return_val_if_fail (NH_IS_ROW (self), 0);
  return self->key;
}

gpointer
nh_row_get_value (NhRow *self)
{
  g_return_val_if_fail (NH_IS_ROW (self), NULL);
  return self->value;
}

gboolean
nh_row_is_stale (NhRow *self)
{
  g_return_val_if_fail (NH_IS_ROW (self), FALSE);
  return self->value == NULL || self->stale;
}

/* --- Recently used rows --- */

/* May finalize the row. */
static void
unkeep (NhRowCache *self, NhRow *row)
{
  if (!row->kept)
    return;
  row->kept = FALSE;
  g_queue_unlink (&self->used, &row->link);
  g_object_unref (row);
}

static void
keep (NhRowCache *self, NhRow *row)
{
  if (row->kept)
    g_queue_unlink (&self->used, &row->link);
  else
    g_object_ref (row);
  row->kept = TRUE;
  g_queue_push_tail_link (&self->used, &row->link);
  if (self->used.length > KEPT_ROWS)
    unkeep (self, self->used.head->data);
}

static void
unkeep_all (NhRowCache *self)
{
  while (self->used.head != NULL)
    unkeep (self, self->used.head->data);
}

/* --- Reading --- */

/* The keys to read next: the newest requests whose rows still exist. (transfer full) */
static GArray *
take_requested (NhRowCache *self)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (self->requested->len > 0 && keys->len < FETCH_ROWS)
    {
      gint64 key = g_array_index (self->requested, gint64, self->requested->len - 1);
      NhRow *row = g_hash_table_lookup (self->alive, &key);

      g_array_set_size (self->requested, self->requested->len - 1);
      if (row == NULL)
        continue;
      row->requested = FALSE;
      if (nh_row_is_stale (row))
        g_array_append_val (keys, key);
    }
  return keys;
}

/* Called once per cell of a row. */
static void
add_requested (NhRow *row)
{
  if (!row->requested)
    g_array_append_val (row->rows->requested, row->key);
  row->requested = TRUE;
}

static void
add_all_requested (NhRowCache *self, GArray *keys)
{
  for (guint i = 0; i < keys->len; i++)
    {
      NhRow *row = g_hash_table_lookup (self->alive, &g_array_index (keys, gint64, i));

      if (row != NULL)
        add_requested (row);
    }
}

static void
take_values (NhRowCache *self, GArray *keys, GPtrArray *values)
{
  for (guint i = 0; i < keys->len && i < values->len; i++)
    {
      NhRow *row = g_hash_table_lookup (self->alive, &g_array_index (keys, gint64, i));

      if (row == NULL || values->pdata[i] == NULL)
        continue;
      set_value (row, g_steal_pointer (&values->pdata[i]));
      keep (self, row);
      g_signal_emit (row, row_changed, 0);
    }
}

static void
retry (NhRowCache *self)
{
  self->retry_timeout = 0;
  queue_fetch (self);
}

/* A network share may be reachable again later. */
static void
retry_later (NhRowCache *self)
{
  self->retry_delay = self->retry_delay == 0 ? RETRY_S : MIN (self->retry_delay * 2, RETRY_MAX_S);
  if (self->retry_timeout == 0)
    self->retry_timeout = g_timeout_add_once (self->retry_delay * 1000, (GSourceOnceFunc) retry, self);
}

static void
on_values (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhRowCache) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) values = nh_ledger_run_finish (NH_LEDGER (source), result, &error);
  g_autoptr (GArray) keys = g_steal_pointer (&self->pending);

  if (self->owner == NULL)
    return;
  if (values != NULL && !self->outdated)
    take_values (self, keys, values);
  else
    add_all_requested (self, keys);
  if (values != NULL)
    {
      self->retry_delay = 0;
      queue_fetch (self);
      return;
    }
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit_by_name (self, "failed", error->message);
  retry_later (self);
}

static void
fetch_now (NhRowCache *self)
{
  g_autoptr (GArray) keys = take_requested (self);

  self->fetch_idle = 0;
  if (keys->len == 0)
    return;
  self->pending = g_array_copy (keys);
  self->outdated = FALSE;
  self->ask (self->owner, g_steal_pointer (&keys), on_values, g_object_ref (self));
}

/* In an idle handler, so that all rows of a frame are read together. */
static void
queue_fetch (NhRowCache *self)
{
  if (self->fetch_idle == 0 && self->pending == NULL && self->requested->len > 0 && self->owner != NULL)
    self->fetch_idle = g_idle_add_once ((GSourceOnceFunc) fetch_now, self);
}

static void
want (NhRow *row)
{
  add_requested (row);
  queue_fetch (row->rows);
}

void
nh_row_request (NhRow *self)
{
  g_return_if_fail (NH_IS_ROW (self));
  self->looked_at = TRUE;
  if (self->rows != NULL && nh_row_is_stale (self))
    want (self);
}

/* --- Public --- */

static void
nh_row_cache_dispose (GObject *object)
{
  NhRowCache *self = NH_ROW_CACHE (object);
  GHashTableIter iter;
  gpointer row;

  nh_row_cache_stop (self);
  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    NH_ROW (row)->rows = NULL;
  g_hash_table_remove_all (self->alive);
  G_OBJECT_CLASS (nh_row_cache_parent_class)->dispose (object);
}

static void
nh_row_cache_finalize (GObject *object)
{
  NhRowCache *self = NH_ROW_CACHE (object);

  g_hash_table_unref (self->alive);
  g_array_unref (self->requested);
  G_OBJECT_CLASS (nh_row_cache_parent_class)->finalize (object);
}

static void
nh_row_cache_class_init (NhRowCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_row_cache_dispose;
  G_OBJECT_CLASS (klass)->finalize = nh_row_cache_finalize;
  NH_SIGNAL ("failed", G_TYPE_FROM_CLASS (klass), 1, G_TYPE_STRING);
}

static void
nh_row_cache_init (NhRowCache *self)
{
  self->alive = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->requested = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_queue_init (&self->used);
}

NhRowCache *
nh_row_cache_new (NhRowCacheAsk ask, GDestroyNotify free_value, gpointer owner)
{
  NhRowCache *self = g_object_new (NH_TYPE_ROW_CACHE, NULL);

  self->ask = ask;
  self->free_value = free_value;
  self->owner = owner;
  return self;
}

NhRow *
nh_row_cache_get (NhRowCache *self, gint64 key)
{
  NhRow *row;

  g_return_val_if_fail (NH_IS_ROW_CACHE (self), NULL);
  row = g_hash_table_lookup (self->alive, &key);
  if (row != NULL)
    {
      if (row->kept)
        keep (self, row); /* moves it to the end */
      return g_object_ref (row);
    }
  row = g_object_new (NH_TYPE_ROW, NULL);
  row->rows = self;
  row->key = key;
  row->free_value = self->free_value;
  g_hash_table_insert (self->alive, &row->key, row);
  return row;
}

void
nh_row_cache_invalidate (NhRowCache *self, gint64 key)
{
  NhRow *row;

  g_return_if_fail (NH_IS_ROW_CACHE (self));
  self->outdated = TRUE;
  row = g_hash_table_lookup (self->alive, &key);
  if (row == NULL)
    return;
  row->stale = TRUE;
  unkeep (self, row);
  row = g_hash_table_lookup (self->alive, &key); /* it may have been deleted */
  if (row != NULL && row->looked_at)
    want (row);
}

void
nh_row_cache_invalidate_all (NhRowCache *self)
{
  GHashTableIter iter;
  gpointer row;

  g_return_if_fail (NH_IS_ROW_CACHE (self));
  self->outdated = TRUE;
  unkeep_all (self);
  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      NH_ROW (row)->stale = TRUE;
      if (NH_ROW (row)->looked_at)
        want (row);
    }
}

void
nh_row_cache_stop (NhRowCache *self)
{
  g_return_if_fail (NH_IS_ROW_CACHE (self));
  self->owner = NULL;
  unkeep_all (self);
  g_clear_handle_id (&self->fetch_idle, g_source_remove);
  g_clear_handle_id (&self->retry_timeout, g_source_remove);
}
