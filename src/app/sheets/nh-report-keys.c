/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-report-keys.h"

#include "nh-widget-util.h"

gboolean
nh_report_keys_handle (GtkWidget *first, GtkWidget *preview, guint keyval, GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (first));

  state &= gtk_accelerator_get_default_mod_mask ();
  if (keyval == GDK_KEY_F6 && state == 0)
    return gtk_widget_grab_focus (focus != NULL && gtk_widget_is_ancestor (focus, preview) ? first : preview);
  if (gdk_keyval_to_lower (keyval) != GDK_KEY_c || state != GDK_CONTROL_MASK || focus == NULL ||
      nh_widget_has_selected_text (focus))
    return FALSE;
  gtk_widget_activate_action (preview, "report.copy", NULL);
  return TRUE;
}
