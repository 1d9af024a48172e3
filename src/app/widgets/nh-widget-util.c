/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-widget-util.h"

#include <string.h>

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
nh_label_set_wrap_over (GtkLabel *label, guint n_chars)
{
  gtk_label_set_wrap (label, g_utf8_strlen (gtk_label_get_text (label), -1) > (glong) n_chars);
}

void
nh_widget_set_css_class (gpointer widget, const char *css_class, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (GTK_WIDGET (widget), css_class);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (widget), css_class);
}

/* All below it: GTK leaves gaps in the chain from the top. */
void
nh_widget_forget_focus (GtkWidget *widget)
{
  if (gtk_widget_get_focus_child (widget) != NULL)
    gtk_widget_set_focus_child (widget, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    nh_widget_forget_focus (child);
}

gboolean
nh_widget_has_selected_text (GtkWidget *widget)
{
  if (GTK_IS_EDITABLE (widget))
    return gtk_editable_get_selection_bounds (GTK_EDITABLE (widget), NULL, NULL);
  return GTK_IS_TEXT_VIEW (widget) &&
         gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)));
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

void
nh_widget_clear (gpointer container)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (container))) != NULL)
    if (GTK_IS_LIST_BOX (container))
      gtk_list_box_remove (container, child);
    else
      gtk_box_remove (container, child);
}

GtkWidget *
nh_box_new (GtkOrientation orientation, int spacing, ...)
{
  GtkWidget *box = gtk_box_new (orientation, spacing);
  GtkWidget *child;
  va_list children;

  va_start (children, spacing);
  while ((child = va_arg (children, GtkWidget *)) != NULL)
    gtk_box_append (GTK_BOX (box), child);
  va_end (children);
  return box;
}

GtkWidget *
nh_label_new (const char *text, const char *css_class, gboolean wrap)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", wrap, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, "ellipsize", wrap ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END,
                                   NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

void
nh_label_show (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

GtkWidget *
nh_icon_button_new (const char *icon, const char *title)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "icon-name", icon, "has-frame", FALSE, "tooltip-text", title,
                                    NULL);

  nh_widget_set_name (button, title);
  return button;
}

void
nh_spinner_show (gpointer spinner, gboolean show)
{
  gtk_widget_set_visible (spinner, show);
  gtk_spinner_set_spinning (spinner, show);
}

void
nh_list_box_reveal (GtkListBox *list, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = gtk_list_box_get_adjustment (list);
  graphene_rect_t bounds;

  if (adjustment != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

void
nh_menu_button_set_wide (GtkLabel *label)
{
  gtk_widget_set_halign (gtk_widget_get_parent (GTK_WIDGET (label)), GTK_ALIGN_FILL);
}

gboolean
nh_list_box_step (GtkListBox *list, guint keyval)
{
  int step = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down ? 1
             : keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up   ? -1
                                                                 : 0;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (list);

  if (step == 0 || row == NULL)
    return GDK_EVENT_PROPAGATE;
  row = gtk_list_box_get_row_at_index (list, gtk_list_box_row_get_index (row) + step);
  if (row != NULL)
    {
      gtk_list_box_select_row (list, row);
      nh_list_box_reveal (list, row);
    }
  return GDK_EVENT_STOP;
}

/* Tab would go from row to row; while the list takes no focus, it goes on behind it. */
static gboolean
on_list_key (GtkWidget *list, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean back = keyval == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0;

  if ((keyval != GDK_KEY_Tab && keyval != GDK_KEY_KP_Tab && keyval != GDK_KEY_ISO_Left_Tab) ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  gtk_widget_set_can_focus (list, FALSE);
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_native (list)), back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
  gtk_widget_set_can_focus (list, TRUE);
  return TRUE;
}

void
nh_widget_set_one_stop (GtkWidget *list)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_list_key), list);
  gtk_widget_add_controller (list, keys);
}

void
nh_clipboard_put (GtkWidget *widget, const char *html, const char *text, GBytes *png)
{
  g_autoptr (GBytes) rich = g_bytes_new (html, strlen (html));
  g_autoptr (GBytes) plain = g_bytes_new (text, strlen (text));
  GdkContentProvider *providers[] = {
    gdk_content_provider_new_for_bytes ("text/html", rich),
    gdk_content_provider_new_for_bytes ("text/plain;charset=utf-8", plain),
    png != NULL ? gdk_content_provider_new_for_bytes ("image/png", png) : NULL,
  };
  g_autoptr (GdkContentProvider) all = gdk_content_provider_new_union (providers, png != NULL ? 3 : 2);

  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), all);
}
