/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-report-choice.h"

#include "nh-a11y-labels.h"
#include "nh-i18n.h"
#include "nh-widget-util.h"

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *group = nh_label_new ("", "nh-group", FALSE);
  GtkWidget *title = nh_label_new ("", NULL, FALSE);

  gtk_list_item_set_child (item, nh_box_new (GTK_ORIENTATION_VERTICAL, 2, group, title, NULL));
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *group = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkLabel *title = GTK_LABEL (gtk_widget_get_next_sibling (group));
  guint i = gtk_list_item_get_position (item), n;
  const NhReport *report = &nh_reports (&n)[i];
  gboolean first = i == 0 || !g_str_equal (report->group, report[-1].group);

  nh_label_show (GTK_LABEL (group), first ? g_dpgettext2 (GETTEXT_PACKAGE, "reports", report->group) : NULL);
  gtk_label_set_text (title, _ (report->title));
}

void
nh_report_choice_fill (GtkDropDown *self, gboolean of_commune)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  guint n;
  const NhReport *reports = nh_reports (&n);

  nh_a11y_name_drop_down (self, _ ("_Report"));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  gtk_drop_down_set_list_factory (self, factory);
  for (guint i = 0; i < n && !(of_commune && reports[i].of_units); i++)
    gtk_string_list_append (titles, _ (reports[i].title));
  gtk_drop_down_set_model (self, G_LIST_MODEL (titles));
}

const NhReport *
nh_report_choice_get (GtkDropDown *self)
{
  guint n;
  const NhReport *reports = nh_reports (&n);

  return &reports[MIN (gtk_drop_down_get_selected (self), n - 1)];
}
