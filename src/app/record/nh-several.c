/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-several.h"

#include <string.h>

#include "nh-summary-bar.h"
#include "nh-template.h"
#include "nh-widget-util.h"

struct _NhSeveral
{
  GtkWidget parent_instance;

  const NhRecordType *type;
  GCancellable *adding; /* owned, nullable: of the sums */

  /* template */
  GtkLabel *title, *sums;
  GtkWidget *content, *change, *restore, *remove;
};

G_DEFINE_FINAL_TYPE (NhSeveral, nh_several, GTK_TYPE_WIDGET)

/* "3 festival points" is the title, each sum a line below. */
static void
show_sums (NhSeveral *self, const NhSums *sums)
{
  g_autofree char *text = nh_summary_describe (self->type, sums, NULL);
  g_auto (GStrv) parts = g_strsplit (text, " · ", -1);
  g_autofree char *lines = g_strjoinv ("\n", parts + 1);

  gtk_label_set_text (self->title, parts[0]);
  nh_label_show (self->sums, *lines != '\0' ? lines : NULL);
}

static void
on_sums (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhSeveral) self = user_data;
  g_autoptr (NhSums) sums = nh_query_sums_finish (NH_LEDGER (source), result, NULL);

  if (sums != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    show_sums (self, sums);
}

void
nh_several_show (NhSeveral *self, NhLedger *ledger, NhQuery *query)
{
  g_return_if_fail (NH_IS_SEVERAL (self));
  self->type = query->type;
  gtk_widget_set_visible (self->restore, query->deleted);
  gtk_widget_set_visible (self->change, !query->deleted);
  gtk_widget_set_visible (self->remove, !query->deleted);
  nh_query_sums_async (ledger, query, nh_cancel_and_renew (&self->adding), on_sums, g_object_ref (self));
}

static void
nh_several_dispose (GObject *object)
{
  NhSeveral *self = NH_SEVERAL (object);

  nh_cancel (&self->adding);
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_SEVERAL);
  G_OBJECT_CLASS (nh_several_parent_class)->dispose (object);
}

static void
nh_several_class_init (NhSeveralClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_several_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-several.ui");
  NH_BIND_CHILDREN (widget_class, NhSeveral, content, title, sums, change, restore, remove);
}

static void
nh_several_init (NhSeveral *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
