/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-record-row.h"

struct _NhRecordRow
{
  GObject parent_instance;

  gint64 id;
  NhRecord *record;      /* owned (nullable) */
  gboolean stale;
  NhRecordRowGone gone;  /* told when the last reference goes */
  gpointer owner;        /* borrowed (nullable) */
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhRecordRow, nh_record_row, G_TYPE_OBJECT)

static void
nh_record_row_dispose (GObject *object)
{
  NhRecordRow *self = NH_RECORD_ROW (object);

  if (self->owner != NULL)
    self->gone (self->owner, self->id);
  self->owner = NULL;
  g_clear_object (&self->record);
  G_OBJECT_CLASS (nh_record_row_parent_class)->dispose (object);
}

static void
nh_record_row_class_init (NhRecordRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_record_row_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
nh_record_row_init (NhRecordRow *self)
{
}

NhRecordRow *
nh_record_row_new (gint64 id, NhRecordRowGone gone, gpointer owner)
{
  NhRecordRow *self = g_object_new (NH_TYPE_RECORD_ROW, NULL);

  self->id = id;
  self->gone = gone;
  self->owner = owner;
  return self;
}

gint64
nh_record_row_get_id (NhRecordRow *self)
{
  g_return_val_if_fail (NH_IS_RECORD_ROW (self), 0);
  return self->id;
}

NhRecord *
nh_record_row_get_record (NhRecordRow *self)
{
  g_return_val_if_fail (NH_IS_RECORD_ROW (self), NULL);
  return self->record;
}

void
nh_record_row_take (NhRecordRow *self, NhRecord *record)
{
  g_return_if_fail (NH_IS_RECORD_ROW (self));
  g_set_object (&self->record, record);
  self->stale = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
nh_record_row_set_stale (NhRecordRow *self)
{
  g_return_if_fail (NH_IS_RECORD_ROW (self));
  self->stale = TRUE;
}

gboolean
nh_record_row_is_wanting (NhRecordRow *self)
{
  g_return_val_if_fail (NH_IS_RECORD_ROW (self), FALSE);
  return self->record == NULL || self->stale;
}

void
nh_record_row_orphan (NhRecordRow *self)
{
  g_return_if_fail (NH_IS_RECORD_ROW (self));
  self->owner = NULL;
}
