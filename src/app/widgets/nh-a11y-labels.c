/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-a11y-labels.h"

#include "nh-widget-util.h"

#define TITLE "nh-a11y-labels-title"

/* --- Buttons --- */

/* Without the property, the name comes from the label inside, which is right. */
static void
name_button (GtkButton *button)
{
  if (gtk_button_get_label (button) != NULL && gtk_button_get_use_underline (button))
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

static gboolean
on_map (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GObject *widget = g_value_get_object (values);

  if (!GTK_IS_BUTTON (widget) || g_object_get_data (widget, TITLE) != NULL)
    return TRUE;
  g_object_set_data (widget, TITLE, widget);
  g_signal_connect (widget, "notify::label", G_CALLBACK (name_button), NULL);
  name_button (GTK_BUTTON (widget));
  return TRUE;
}

void
nh_a11y_name_buttons (void)
{
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, on_map, NULL, NULL);
}

/* --- Drop-downs --- */

static void
name (GtkDropDown *drop_down)
{
  const char *title = g_object_get_data (G_OBJECT (drop_down), TITLE);
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (drop_down));
  gpointer chosen = gtk_drop_down_get_selected_item (drop_down);
  g_autofree char *text = GTK_IS_STRING_OBJECT (chosen)
                              ? g_strdup_printf ("%s: %s", title, gtk_string_object_get_string (chosen))
                              : g_strdup (title);

  if (button != NULL)
    nh_widget_set_name (button, text);
}

/* GTK selects the row of a drop-down's list that comes to lie under the pointer, also when the arrow keys scroll the
 * list and the mouse rests. While keys are used the list therefore has no pointer: until the mouse is moved again. */
static gboolean
on_list_event (GtkEventControllerLegacy *events, GdkEvent *event, gpointer data)
{
  GtkWidget *popover = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (events));
  GtkWidget *list = gtk_popover_get_child (GTK_POPOVER (popover));
  static double x, y; /* where the pointer rests: there is one */
  GdkEventType type = gdk_event_get_event_type (event);
  double new_x, new_y;

  if (type == GDK_KEY_PRESS)
    gtk_widget_set_can_target (list, FALSE);
  else if (gdk_event_get_position (event, &new_x, &new_y) && (type != GDK_MOTION_NOTIFY || new_x != x || new_y != y))
    {
      x = new_x;
      y = new_y;
      gtk_widget_set_can_target (list, TRUE);
    }
  return FALSE;
}

static void
let_keys_lead (GtkDropDown *drop_down)
{
  GtkWidget *popover = gtk_widget_get_last_child (GTK_WIDGET (drop_down));
  GtkEventController *events = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (on_list_event), NULL);
  gtk_widget_add_controller (popover, events);
}

void
nh_a11y_name_drop_down (GtkDropDown *drop_down, const char *title)
{
  g_auto (GStrv) parts = g_strsplit (title, "_", 2);
  char *plain = g_strjoinv ("", parts);

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));
  if (g_object_get_data (G_OBJECT (drop_down), TITLE) == NULL)
    {
      g_signal_connect (drop_down, "notify::selected", G_CALLBACK (name), NULL);
      g_signal_connect (drop_down, "notify::model", G_CALLBACK (name), NULL);
      let_keys_lead (drop_down);
    }
  g_object_set_data_full (G_OBJECT (drop_down), TITLE, plain, g_free);
  nh_widget_set_name (drop_down, plain);
  name (drop_down);
}
