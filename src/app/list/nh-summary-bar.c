/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-summary-bar.h"

#include "nh-figure-rule.h"
#include "nh-i18n.h"
#include "nh-kind.h"
#include "nh-number.h"
#include "nh-widget-util.h"

#define COUNTING_MS 250

struct _NhSummaryBar
{
  NhLedger *ledger; /* owned */
  const NhRecordType *type;
  GtkLabel *label;      /* borrowed */
  GArray *fields;       /* owned (nullable) */
  NhSums *sums;         /* owned (nullable): shown */
  gboolean counting;    /* the sums are outdated */
  guint timeout;        /* until "Counting…" is shown */
  GCancellable *asking; /* owned (nullable) */
};

static char *
format_dong (gint64 dong)
{
  g_autofree char *number = nh_number_format (dong);

  return g_strconcat (number, " đ", NULL);
}

char *
nh_summary_sum_text (const NhField *field, const NhSum *sum)
{
  g_auto (NhValue) value = NH_VALUE_INIT;
  g_autofree char *number = NULL;
  const char *word = nh_qualifier_of_sum (sum->qualifiers, sum->unknown);

  if (sum->number == NH_NO_SUM)
    return NULL;
  nh_value_set_number (&value, sum->number);
  if (sum->number == 0 && sum->unknown)
    nh_value_set_state (&value, NH_VALUE_UNKNOWN); /* "at least 0" says nothing */
  number = field->kind == NH_KIND_AMOUNTS ? format_dong (sum->number) : nh_kind_format (field, &value, NULL);
  if (sum->number == 0 || (word == NULL && !sum->unknown))
    return g_steal_pointer (&number);
  return g_strdup_printf ("%s %s", word != NULL ? word : "≥", number);
}

static void
append_sum (GString *text, const NhField *field, const NhSum *sum)
{
  g_autofree char *number = nh_summary_sum_text (field, sum);

  if (number != NULL)
    g_string_append_printf (text, " · %s: %s", _ (field->sum_title != NULL ? field->sum_title : field->title), number);
}

char *
nh_summary_describe (const NhRecordType *type, const NhSums *sums, GArray *fields)
{
  GString *text = g_string_new (NULL);
  g_autofree char *count = nh_number_format (sums->count);

  g_string_append (text, g_dngettext (GETTEXT_PACKAGE, type->counted[0], type->counted[1], (gulong) sums->count));
  g_string_replace (text, "%s", count, 1);
  if (sums->uncounted > 0)
    {
      g_autofree char *uncounted = nh_number_format (sums->uncounted);

      g_string_append_printf (text, _ (", %s not counted"), uncounted);
    }
  for (guint i = 0; i < (fields != NULL ? fields->len : type->n_fields); i++)
    {
      int field = fields != NULL ? g_array_index (fields, int, i) : (int) i;
      gboolean shown = fields != NULL || (~type->fields[i].flags & (NH_FIELD_SUMMED | NH_FIELD_LISTED)) == 0;

      if (field >= 0 && shown)
        append_sum (text, &type->fields[field], &sums->sums[field]);
    }
  return g_string_free (text, FALSE);
}

static void
show (NhSummaryBar *self)
{
  g_autofree char *text = NULL;

  if (self->counting && self->timeout == 0)
    text = g_strdup (_ ("Counting…"));
  else if (self->sums != NULL)
    text = nh_summary_describe (self->type, self->sums, self->fields);
  gtk_label_set_text (self->label, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), text);
}

static void
on_timeout (NhSummaryBar *self)
{
  self->timeout = 0;
  show (self);
}

static void
stop_counting (NhSummaryBar *self)
{
  nh_cancel (&self->asking);
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->counting = FALSE;
  show (self);
}

/* @bar may have been freed if the query was cancelled. */
static void
on_sums (GObject *source, GAsyncResult *result, gpointer bar)
{
  NhSummaryBar *self = bar;
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
  nh_cancel (&self->asking);
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
  nh_cancel (&self->asking);
  if (!self->counting)
    self->timeout = g_timeout_add_once (COUNTING_MS, (GSourceOnceFunc) on_timeout, self);
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
  nh_cancel_and_renew (&self->asking);
  nh_query_sums_async (self->ledger, query, self->asking, on_sums, self);
}

void
nh_summary_bar_let_rows_first (NhSummaryBar *self)
{
  nh_cancel (&self->asking);
}

void
nh_summary_bar_stop (NhSummaryBar *self)
{
  g_clear_pointer (&self->sums, nh_sums_free);
  stop_counting (self);
}
