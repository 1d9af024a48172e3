/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-save-queue.h"

#include "nh-figures.h"
#include "nh-store.h"
#include "nh-widget-util.h"

typedef struct
{
  NhSavesDone then;
  gpointer data;
} Waiter;

struct _NhSaveQueue
{
  GObject parent_instance;

  NhLedger *ledger; /* owned */
  GQueue saves;     /* of NhSave; the head is being saved */
  gboolean running;
  GArray *waiters; /* of Waiter */
};

enum
{
  DONE,
  IDLE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhSaveQueue, nh_save_queue, G_TYPE_OBJECT)

static const char *
uuid_of (NhRecord *record)
{
  return nh_record_get_info (record)->uuid;
}

static void
save_free (NhSave *save)
{
  g_object_unref (save->sealed);
  g_object_unref (save->origin);
  g_clear_object (&save->saved);
  g_clear_pointer (&save->problems, g_ptr_array_unref);
  g_clear_error (&save->error);
  g_free (save);
}

/* A waiter may wait again. */
static void
release_waiters (NhSaveQueue *self, gboolean done)
{
  g_autoptr (GArray) waiters = g_steal_pointer (&self->waiters);

  self->waiters = g_array_new (FALSE, FALSE, sizeof (Waiter));
  for (guint i = 0; i < waiters->len; i++)
    {
      const Waiter *waiter = &g_array_index (waiters, Waiter, i);

      waiter->then (done, waiter->data);
    }
}

/* Rebases a later save of the same record on the result of @save. FALSE: there is none. */
static gboolean
rebase_next (NhSaveQueue *self, const NhSave *save)
{
  NhRecord *base = save->saved != NULL ? save->saved : save->sealed;
  NhRecord *origin = save->saved != NULL ? save->saved : save->origin;

  for (GList *link = self->saves.head; link != NULL; link = link->next)
    {
      NhSave *next = link->data;
      g_autoptr (NhRecord) draft = NULL;

      if (!g_str_equal (uuid_of (next->sealed), uuid_of (base)))
        continue;
      draft = nh_record_edit (next->sealed);
      nh_record_edit_info (draft)->id = nh_record_get_info (base)->id;
      nh_record_edit_info (draft)->version = nh_record_get_info (base)->version;
      g_object_unref (next->sealed);
      next->sealed = nh_record_seal (draft);
      g_set_object (&next->origin, origin);
      return TRUE;
    }
  return FALSE;
}

static void run_next (NhSaveQueue *self);

/* The head has its result. */
static void
end (NhSaveQueue *self)
{
  NhSave *save = g_queue_pop_head (&self->saves);
  gboolean continued = rebase_next (self, save);

  self->running = FALSE;
  if (save->saved != NULL || !continued)
    g_signal_emit (self, signals[DONE], 0, save);
  save_free (save);
  run_next (self);
  if (!nh_save_queue_is_idle (self))
    return;
  release_waiters (self, TRUE);
  g_signal_emit (self, signals[IDLE], 0);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhSaveQueue) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) saved = nh_store_save_finish (NH_LEDGER (source), result, &error);
  NhSave *save = g_queue_peek_head (&self->saves);

  if (save == NULL)
    return; /* cancelled */
  save->saved = g_steal_pointer (&saved);
  save->error = g_steal_pointer (&error);
  end (self);
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhSaveQueue) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = nh_figures_check_all_finish (NH_LEDGER (source), result, &error);
  NhSave *save = g_queue_peek_head (&self->saves);

  if (save == NULL)
    return;
  save->problems = g_steal_pointer (&problems);
  save->error = g_steal_pointer (&error);
  if (save->problems == NULL || nh_problems_block (save->problems))
    end (self);
  else
    nh_store_save_async (self->ledger, save->sealed, NULL, on_saved, g_object_ref (self));
}

static void
run_next (NhSaveQueue *self)
{
  const NhSave *save = g_queue_peek_head (&self->saves);

  if (save == NULL || self->running)
    return;
  self->running = TRUE;
  nh_figures_check_all_async (self->ledger, save->sealed, NULL, on_checked, g_object_ref (self));
}

static void
nh_save_queue_finalize (GObject *object)
{
  NhSaveQueue *self = NH_SAVE_QUEUE (object);

  nh_save_queue_cancel (self);
  g_array_unref (self->waiters);
  g_object_unref (self->ledger);
  G_OBJECT_CLASS (nh_save_queue_parent_class)->finalize (object);
}

static void
nh_save_queue_class_init (NhSaveQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nh_save_queue_finalize;
  signals[DONE] = NH_SIGNAL ("done", NH_TYPE_SAVE_QUEUE, 1, G_TYPE_POINTER);
  signals[IDLE] = NH_SIGNAL ("idle", NH_TYPE_SAVE_QUEUE, 0);
}

static void
nh_save_queue_init (NhSaveQueue *self)
{
  self->waiters = g_array_new (FALSE, FALSE, sizeof (Waiter));
}

NhSaveQueue *
nh_save_queue_new (NhLedger *ledger)
{
  NhSaveQueue *self = g_object_new (NH_TYPE_SAVE_QUEUE, NULL);

  g_return_val_if_fail (NH_IS_LEDGER (ledger), self);
  self->ledger = g_object_ref (ledger);
  return self;
}

void
nh_save_queue_push (NhSaveQueue *self, NhRecord *sealed, NhRecord *origin)
{
  NhSave *save;

  g_return_if_fail (NH_IS_SAVE_QUEUE (self));
  save = g_new0 (NhSave, 1);
  save->sealed = g_object_ref (sealed);
  save->origin = g_object_ref (origin);
  g_queue_push_tail (&self->saves, save);
  run_next (self);
}

NhRecord *
nh_save_queue_find (NhSaveQueue *self, const char *uuid)
{
  g_return_val_if_fail (NH_IS_SAVE_QUEUE (self), NULL);
  for (GList *link = self->saves.tail; link != NULL; link = link->prev)
    if (g_str_equal (uuid_of (((NhSave *) link->data)->sealed), uuid))
      return ((NhSave *) link->data)->sealed;
  return NULL;
}

gboolean
nh_save_queue_is_idle (NhSaveQueue *self)
{
  g_return_val_if_fail (NH_IS_SAVE_QUEUE (self), TRUE);
  return self->saves.length == 0;
}

void
nh_save_queue_wait (NhSaveQueue *self, NhSavesDone then, gpointer data)
{
  Waiter waiter = { then, data };

  g_return_if_fail (NH_IS_SAVE_QUEUE (self));
  if (nh_save_queue_is_idle (self))
    then (TRUE, data);
  else
    g_array_append_val (self->waiters, waiter);
}

void
nh_save_queue_cancel (NhSaveQueue *self)
{
  NhSave *save;

  g_return_if_fail (NH_IS_SAVE_QUEUE (self));
  while ((save = g_queue_pop_head (&self->saves)) != NULL)
    save_free (save);
  release_waiters (self, FALSE);
}
