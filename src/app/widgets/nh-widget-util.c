/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-widget-util.h"

void
nh_cancel (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

GCancellable *
nh_cancel_and_renew (GCancellable **cancellable)
{
  nh_cancel (cancellable);
  return *cancellable = g_cancellable_new ();
}

void
nh_widget_set_name (gpointer widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
nh_widget_set_css_class (gpointer widget, const char *css_class, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (GTK_WIDGET (widget), css_class);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (widget), css_class);
}

void
nh_widget_set_invalid (gpointer widget, gboolean invalid)
{
  nh_widget_set_css_class (widget, "error", invalid);
  if (invalid)
    gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE,
                                 -1);
  else
    gtk_accessible_reset_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_INVALID);
}

void
nh_widget_unparent_children (gpointer widget)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (widget))) != NULL)
    gtk_widget_unparent (child);
}
