/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-list-foot.h"

#include "nh-i18n.h"
#include "nh-sums.h"

#define COUNTING_MS 250

struct _NhListFoot
{
  NhLedger *ledger;              /* owned */
  const NhRecordType *type;
  GtkLabel *label;               /* borrowed */
  GArray *fields;                /* owned (nullable) */
  NhSums *sums;                  /* owned (nullable): shown */
  gboolean counting;             /* the sums are out of date */
  guint timeout;                 /* until "Counting…" is shown */
  GCancellable *asking;          /* owned (nullable) */
};

/* A pending query. The foot may be freed once the cancellable is cancelled. */
typedef struct
{
  NhListFoot *foot;
  GCancellable *cancellable;     /* owned */
} Asked;

static void
show (NhListFoot *self)
{
  g_autofree char *text = NULL;

  if (self->counting && self->timeout == 0)
    text = g_strdup (_("Counting…"));
  else if (self->sums != NULL)
    text = nh_sums_describe (self->type, self->sums, self->fields);
  gtk_label_set_text (self->label, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), text);
}

static gboolean
takes_long (gpointer user_data)
{
  NhListFoot *self = user_data;

  self->timeout = 0;
  show (self);
  return G_SOURCE_REMOVE;
}

static void
give_up (NhListFoot *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
stop_counting (NhListFoot *self)
{
  give_up (self);
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->counting = FALSE;
  show (self);
}

static void
on_sums (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asked *asked = user_data;
  g_autoptr (GCancellable) cancellable = asked->cancellable;
  NhListFoot *self = asked->foot;
  g_autoptr (NhSums) sums = nh_query_sums_finish (NH_LEDGER (source), result, NULL);

  g_free (asked);
  if (g_cancellable_is_cancelled (cancellable))
    return;
  g_clear_pointer (&self->sums, nh_sums_free);
  self->sums = g_steal_pointer (&sums);
  stop_counting (self);
}

NhListFoot *
nh_list_foot_new (NhLedger *ledger, const NhRecordType *type, GtkLabel *label)
{
  NhListFoot *self = g_new0 (NhListFoot, 1);

  self->ledger = g_object_ref (ledger);
  self->type = type;
  self->label = label;
  return self;
}

void
nh_list_foot_free (NhListFoot *self)
{
  give_up (self);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->fields, g_array_unref);
  nh_sums_free (self->sums);
  g_object_unref (self->ledger);
  g_free (self);
}

void
nh_list_foot_set_fields (NhListFoot *self, GArray *fields)
{
  g_clear_pointer (&self->fields, g_array_unref);
  self->fields = fields;
  show (self);
}

void
nh_list_foot_wait (NhListFoot *self)
{
  give_up (self);
  if (!self->counting)
    self->timeout = g_timeout_add (COUNTING_MS, takes_long, self);
  self->counting = TRUE;
}

gboolean
nh_list_foot_is_waiting (NhListFoot *self)
{
  return self->counting && self->asking == NULL;
}

void
nh_list_foot_ask (NhListFoot *self, NhQuery *query)
{
  Asked *asked = g_new0 (Asked, 1);

  give_up (self);
  self->asking = g_cancellable_new ();
  asked->foot = self;
  asked->cancellable = g_object_ref (self->asking);
  nh_query_sums_async (self->ledger, query, self->asking, on_sums, asked);
}

void
nh_list_foot_let_rows_first (NhListFoot *self)
{
  give_up (self);
}

void
nh_list_foot_stop (NhListFoot *self)
{
  g_clear_pointer (&self->sums, nh_sums_free);
  stop_counting (self);
}
