/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-report-keys.h"

#include "nh-widget-util.h"

#define PREVIEW "nh-preview"

static void
write_as (GtkWidget *page, const char *action, GVariant *parameter)
{
  gtk_widget_activate_action (page, "report.export", "s", g_str_equal (action, "report.excel") ? ".xlsx" : ".txt");
}

void
nh_report_keys_install (GtkWidgetClass *page_class)
{
  gtk_widget_class_install_action (page_class, "report.excel", NULL, write_as);
  gtk_widget_class_install_action (page_class, "report.plain", NULL, write_as);
}

static gboolean
on_key (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state, GtkWidget *first)
{
  GtkWidget *page = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys));
  GtkWidget *preview = g_object_get_data (G_OBJECT (keys), PREVIEW);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (page));

  state &= gtk_accelerator_get_default_mod_mask ();
  if (keyval == GDK_KEY_F6 && state == 0)
    return gtk_widget_grab_focus (focus != NULL && gtk_widget_is_ancestor (focus, preview) ? first : preview);
  if (gdk_keyval_to_lower (keyval) != GDK_KEY_c || state != GDK_CONTROL_MASK || focus == NULL ||
      nh_widget_has_selected_text (focus))
    return FALSE;
  gtk_widget_activate_action (page, "report.copy", NULL);
  return TRUE;
}

void
nh_report_keys_add (GtkWidget *page, GtkWidget *first, GtkWidget *preview)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_object_set_data (G_OBJECT (keys), PREVIEW, preview);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), first, 0);
  gtk_widget_add_controller (page, keys);
}
