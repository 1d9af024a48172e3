/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-draft-keeper.h"

#include "nh-draft.h"

#define DELAY_MS 2000 /* timeouts in seconds are rounded, by up to three quarters of one */

struct _NhDraftKeeper
{
  GObject parent_instance;

  NhLedger *ledger;     /* owned */
  GThreadPool *mirrors; /* owned: one thread, in order */
  NhDraftTyped typed;
  gpointer data;
  char *batch;        /* owned (nullable) */
  GPtrArray *touched; /* owned: of NhRecord, not written yet */
  guint timeout;
};

/* A draft to write or, without @json, to remove. Shared by two threads: a g_atomic_rc_box(). */
typedef struct
{
  NhRecord *sealed; /* owned */
  char *ledger;     /* owned: its uuid */
  char *json;       /* owned (nullable) */
} Copy;

G_DEFINE_FINAL_TYPE (NhDraftKeeper, nh_draft_keeper, G_TYPE_OBJECT)

static void
copy_clear (gpointer data)
{
  Copy *copy = data;

  g_object_unref (copy->sealed);
  g_free (copy->ledger);
  g_free (copy->json);
}

static void
copy_release (gpointer copy)
{
  g_atomic_rc_box_release_full (copy, copy_clear);
}

static void
mirror (gpointer data, gpointer user_data)
{
  const Copy *copy = data;
  const NhRecordInfo *info = nh_record_get_info (copy->sealed);
  const char *type = nh_record_get_record_type (copy->sealed)->name;
  g_autoptr (GError) error = NULL;

  if (copy->json == NULL)
    nh_draft_unmirror (copy->ledger, info->uuid);
  else if (!nh_draft_mirror (copy->ledger, type, info->uuid, info->id, info->version, info->unit, info->year,
                             copy->json, &error))
    g_message ("Draft not mirrored: %s", error->message);
  copy_release (data);
}

static gpointer
write_in_ledger (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Copy *copy = data;
  const NhRecordInfo *info = nh_record_get_info (copy->sealed);
  const char *type = nh_record_get_record_type (copy->sealed)->name;

  if (copy->json == NULL)
    return GINT_TO_POINTER (nh_draft_discard (connection, type, info->uuid, error));
  return GINT_TO_POINTER (
      nh_draft_keep (connection, type, info->uuid, info->id, info->version, info->unit, info->year, copy->json, error));
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* Not shown: the mirror has the draft too, and the same error is shown when the record is saved. */
  nh_ledger_run_finish (NH_LEDGER (source), result, &error);
  if (error != NULL)
    g_message ("Draft not written into the ledger: %s", error->message);
}

/* @json: (transfer full) (nullable) */
static void
write_copy (NhDraftKeeper *self, NhRecord *draft, char *json)
{
  Copy *copy = g_atomic_rc_box_new0 (Copy);

  copy->sealed = nh_record_seal (draft);
  copy->ledger = g_strdup (nh_ledger_get_uuid (self->ledger));
  copy->json = json;
  if (self->mirrors != NULL)
    g_thread_pool_push (self->mirrors, g_atomic_rc_box_acquire (copy), NULL);
  if (nh_ledger_is_read_only (self->ledger))
    copy_release (copy);
  else
    nh_ledger_run (self->ledger, NH_ON_WRITER, write_in_ledger, copy, copy_release, NULL, NULL, on_written, NULL);
}

static gboolean
on_timeout (gpointer user_data)
{
  NhDraftKeeper *self = user_data;

  self->timeout = 0;
  nh_draft_keeper_flush (self);
  return G_SOURCE_REMOVE;
}

static void
nh_draft_keeper_dispose (GObject *object)
{
  NhDraftKeeper *self = NH_DRAFT_KEEPER (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  nh_draft_keeper_finish (self);
  g_clear_pointer (&self->touched, g_ptr_array_unref);
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->batch, g_free);
  G_OBJECT_CLASS (nh_draft_keeper_parent_class)->dispose (object);
}

static void
nh_draft_keeper_class_init (NhDraftKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_draft_keeper_dispose;
}

static void
nh_draft_keeper_init (NhDraftKeeper *self)
{
  self->mirrors = g_thread_pool_new_full (mirror, NULL, copy_release, 1, FALSE, NULL);
  self->touched = g_ptr_array_new_with_free_func (g_object_unref);
}

NhDraftKeeper *
nh_draft_keeper_new (NhLedger *ledger, const char *batch, NhDraftTyped typed, gpointer data)
{
  NhDraftKeeper *self = g_object_new (NH_TYPE_DRAFT_KEEPER, NULL);

  g_return_val_if_fail (NH_IS_LEDGER (ledger), self);
  self->ledger = g_object_ref (ledger);
  self->batch = g_strdup (batch);
  self->typed = typed;
  self->data = data;
  return self;
}

/* The form may have made a new draft of the same record since. */
static void
drop_touched (NhDraftKeeper *self, NhRecord *draft)
{
  for (guint i = self->touched->len; i-- > 0;)
    if (g_str_equal (nh_record_get_info (g_ptr_array_index (self->touched, i))->uuid, nh_record_get_info (draft)->uuid))
      g_ptr_array_remove_index (self->touched, i);
}

void
nh_draft_keeper_touch (NhDraftKeeper *self, NhRecord *draft)
{
  g_return_if_fail (NH_IS_DRAFT_KEEPER (self));
  g_object_ref (draft);
  drop_touched (self, draft);
  g_ptr_array_add (self->touched, draft);
  if (self->timeout == 0)
    self->timeout = g_timeout_add (DELAY_MS, on_timeout, self);
}

void
nh_draft_keeper_flush (NhDraftKeeper *self)
{
  g_return_if_fail (NH_IS_DRAFT_KEEPER (self));
  g_clear_handle_id (&self->timeout, g_source_remove);
  for (guint i = 0; i < self->touched->len; i++)
    {
      NhRecord *draft = g_ptr_array_index (self->touched, i);
      g_autoptr (GHashTable) typed = self->typed != NULL ? self->typed (draft, self->data) : NULL;

      write_copy (self, draft, nh_draft_to_json (draft, typed, self->batch));
    }
  g_ptr_array_set_size (self->touched, 0);
}

void
nh_draft_keeper_forget (NhDraftKeeper *self, NhRecord *draft)
{
  g_return_if_fail (NH_IS_DRAFT_KEEPER (self));
  drop_touched (self, draft);
  write_copy (self, draft, NULL);
}

void
nh_draft_keeper_finish (NhDraftKeeper *self)
{
  g_return_if_fail (NH_IS_DRAFT_KEEPER (self));
  if (self->mirrors != NULL)
    g_thread_pool_free (g_steal_pointer (&self->mirrors), FALSE, TRUE);
}
