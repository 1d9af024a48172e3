/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-summary-bar.h"

#include "nh-i18n.h"
#include "nh-sums.h"

#define COUNTING_MS 250

struct _NhSummaryBar
{
  NhLedger *ledger; /* owned */
  const NhRecordType *type;
  GtkLabel *label;      /* borrowed */
  GArray *fields;       /* owned (nullable) */
  NhSums *sums;         /* owned (nullable): shown */
  gboolean counting;    /* the sums are of other records by now */
  guint timeout;        /* until "Counting…" is shown */
  GCancellable *asking; /* owned (nullable) */
};

static void
show (NhSummaryBar *self)
{
  g_autofree char *text = NULL;

  if (self->counting && self->timeout == 0)
    text = g_strdup (_ ("Counting…"));
  else if (self->sums != NULL)
    text = nh_sums_describe (self->type, self->sums, self->fields);
  gtk_label_set_text (self->label, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), text);
}

static gboolean
on_timeout (gpointer user_data)
{
  NhSummaryBar *self = user_data;

  self->timeout = 0;
  show (self);
  return G_SOURCE_REMOVE;
}

static void
cancel (NhSummaryBar *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
stop_counting (NhSummaryBar *self)
{
  cancel (self);
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->counting = FALSE;
  show (self);
}

/* The foot may be gone if the question was cancelled. */
static void
on_sums (GObject *source, GAsyncResult *result, gpointer foot)
{
  NhSummaryBar *self = foot;
  g_autoptr (NhSums) sums = nh_query_sums_finish (NH_LEDGER (source), result, NULL);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  g_clear_pointer (&self->sums, nh_sums_free);
  self->sums = g_steal_pointer (&sums);
  stop_counting (self);
}

NhSummaryBar *
nh_summary_bar_new (NhLedger *ledger, const NhRecordType *type, GtkLabel *label)
{
  NhSummaryBar *self = g_new0 (NhSummaryBar, 1);

  self->ledger = g_object_ref (ledger);
  self->type = type;
  self->label = label;
  return self;
}

void
nh_summary_bar_free (NhSummaryBar *self)
{
  cancel (self);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->fields, g_array_unref);
  nh_sums_free (self->sums);
  g_object_unref (self->ledger);
  g_free (self);
}

void
nh_summary_bar_set_fields (NhSummaryBar *self, GArray *fields)
{
  g_clear_pointer (&self->fields, g_array_unref);
  self->fields = fields;
  show (self);
}

void
nh_summary_bar_wait (NhSummaryBar *self)
{
  cancel (self);
  if (!self->counting)
    self->timeout = g_timeout_add (COUNTING_MS, on_timeout, self);
  self->counting = TRUE;
}

gboolean
nh_summary_bar_is_waiting (NhSummaryBar *self)
{
  return self->counting && self->asking == NULL;
}

void
nh_summary_bar_ask (NhSummaryBar *self, NhQuery *query)
{
  cancel (self);
  self->asking = g_cancellable_new ();
  nh_query_sums_async (self->ledger, query, self->asking, on_sums, self);
}

void
nh_summary_bar_let_rows_first (NhSummaryBar *self)
{
  cancel (self);
}

void
nh_summary_bar_stop (NhSummaryBar *self)
{
  g_clear_pointer (&self->sums, nh_sums_free);
  stop_counting (self);
}
