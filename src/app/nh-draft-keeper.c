/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-draft-keeper.h"

#include "nh-draft.h"

/* Not in seconds: those are rounded, by up to three quarters of one. */
#define DELAY_MS 2000

struct _NhDraftKeeper
{
  GObject parent_instance;

  NhLedger *ledger;         /* owned */
  GThreadPool *mirrors;     /* owned: one thread, in order */
  NhDraftTyped typed;
  gpointer data;
  char *batch;              /* owned (nullable) */
  NhRecord *draft;          /* owned (nullable): touched and not kept yet */
  guint timeout;
};

/* What is to be written, or to go (json NULL). */
typedef struct
{
  char *ledger, *uuid, *json;   /* owned */
  const NhRecordType *type;
  gint64 record, unit;
  int version, year;
} Copy;

G_DEFINE_FINAL_TYPE (NhDraftKeeper, nh_draft_keeper, G_TYPE_OBJECT)

static Copy *
copy_new (NhDraftKeeper *self, const NhRecordType *type, const char *uuid)
{
  Copy *copy = g_new0 (Copy, 1);

  copy->ledger = g_strdup (nh_ledger_get_uuid (self->ledger));
  copy->uuid = g_strdup (uuid);
  copy->type = type;
  return copy;
}

static Copy *
copy_dup (const Copy *copy)
{
  Copy *other = g_new (Copy, 1);

  *other = *copy;
  other->ledger = g_strdup (copy->ledger);
  other->uuid = g_strdup (copy->uuid);
  other->json = g_strdup (copy->json);
  return other;
}

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_free (copy->ledger);
  g_free (copy->uuid);
  g_free (copy->json);
  g_free (copy);
}

static void
mirror (gpointer data, gpointer user_data)
{
  Copy *copy = data;
  g_autoptr (GError) error = NULL;

  if (copy->json == NULL)
    nh_draft_unmirror (copy->ledger, copy->uuid);
  else if (!nh_draft_mirror (copy->ledger, copy->type->name, copy->uuid, copy->record, copy->version, copy->unit, copy->year,
                             copy->json, &error))
    g_message ("A draft is not mirrored: %s", error->message);
  copy_free (copy);
}

static gpointer
keep_in_ledger (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Copy *copy = data;

  if (copy->json == NULL)
    return GINT_TO_POINTER (nh_draft_discard (connection, copy->type->name, copy->uuid, error));
  return GINT_TO_POINTER (nh_draft_keep (connection, copy->type->name, copy->uuid, copy->record, copy->version, copy->unit,
                                         copy->year, copy->json, error));
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* The mirror has it too: a full disk or a pulled stick is told of when the clerk saves. */
  nh_ledger_run_finish (NH_LEDGER (source), result, &error);
  if (error != NULL)
    g_message ("A draft is not kept in the ledger: %s", error->message);
}

/* Takes @copy over. */
static void
write_copy (NhDraftKeeper *self, Copy *copy)
{
  if (self->mirrors != NULL)
    g_thread_pool_push (self->mirrors, copy_dup (copy), NULL);
  if (nh_ledger_is_read_only (self->ledger))
    copy_free (copy);
  else
    nh_ledger_run (self->ledger, NH_ON_WRITER, keep_in_ledger, copy, copy_free, NULL, NULL, on_kept, NULL);
}

static void
keep (NhDraftKeeper *self, NhRecord *record, GHashTable *typed)
{
  const NhRecordInfo *info = nh_record_get_info (record);
  Copy *copy = copy_new (self, nh_record_get_record_type (record), info->uuid);

  copy->json = nh_draft_to_json (record, typed, self->batch);
  copy->record = info->id;
  copy->version = info->version;
  copy->unit = info->unit;
  copy->year = info->year;
  write_copy (self, copy);
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
  g_clear_object (&self->draft);
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
  self->mirrors = g_thread_pool_new_full (mirror, NULL, copy_free, 1, FALSE, NULL);
}

NhDraftKeeper *
nh_draft_keeper_new (NhLedger *ledger, NhDraftTyped typed, gpointer data)
{
  NhDraftKeeper *self = g_object_new (NH_TYPE_DRAFT_KEEPER, NULL);

  g_return_val_if_fail (NH_IS_LEDGER (ledger), self);
  self->ledger = g_object_ref (ledger);
  self->typed = typed;
  self->data = data;
  return self;
}

void
nh_draft_keeper_set_batch (NhDraftKeeper *self, const char *batch)
{
  g_return_if_fail (NH_IS_DRAFT_KEEPER (self));
  g_free (self->batch);
  self->batch = g_strdup (batch);
}

void
nh_draft_keeper_touch (NhDraftKeeper *self, NhRecord *draft)
{
  g_return_if_fail (NH_IS_DRAFT_KEEPER (self));
  g_set_object (&self->draft, draft);
  if (self->timeout == 0)
    self->timeout = g_timeout_add (DELAY_MS, on_timeout, self);
}

void
nh_draft_keeper_flush (NhDraftKeeper *self)
{
  g_autoptr (NhRecord) draft = NULL;
  g_autoptr (GHashTable) typed = NULL;

  g_return_if_fail (NH_IS_DRAFT_KEEPER (self));
  g_clear_handle_id (&self->timeout, g_source_remove);
  draft = g_steal_pointer (&self->draft);
  if (draft == NULL)
    return;
  typed = self->typed != NULL ? self->typed (self->data) : NULL;
  keep (self, draft, typed);
}

void
nh_draft_keeper_forget (NhDraftKeeper *self, const NhRecordType *type, const char *uuid)
{
  g_return_if_fail (NH_IS_DRAFT_KEEPER (self));
  if (self->draft != NULL && g_str_equal (nh_record_get_info (self->draft)->uuid, uuid))
    {
      g_clear_handle_id (&self->timeout, g_source_remove);
      g_clear_object (&self->draft);
    }
  write_copy (self, copy_new (self, type, uuid));
}

void
nh_draft_keeper_keep (NhDraftKeeper *self, NhRecord *sealed)
{
  g_return_if_fail (NH_IS_DRAFT_KEEPER (self));
  keep (self, sealed, NULL);
}

void
nh_draft_keeper_finish (NhDraftKeeper *self)
{
  g_return_if_fail (NH_IS_DRAFT_KEEPER (self));
  if (self->mirrors != NULL)
    g_thread_pool_free (g_steal_pointer (&self->mirrors), FALSE, TRUE);
}
