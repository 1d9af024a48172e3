/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-missing-units.h"

#include "nh-dialog.h"
#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-point.h"
#include "nh-widget-util.h"

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, GtkWidget *parent)
{
  g_autoptr (GtkWidget) kept = g_object_ref (parent);
  gint64 unit = *(gint64 *) g_object_get_data (G_OBJECT (row), "unit");

  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (list))));
  gtk_widget_activate_action (parent, "workplace.show-records", "(xs)", unit, nh_point_type.name);
}

static void
on_copy (GtkButton *button)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)),
                          g_object_get_data (G_OBJECT (button), "names"));
  gtk_button_set_label (button, _ ("Copied"));
}

/* "Xã Cẩm Nhượng, Huyện Cẩm Xuyên" */
static char *
name_text (const NhFigureRow *row)
{
  gboolean within = row->group != NULL && row->group->unit != row->unit;

  return within ? g_strdup_printf ("%s, %s", row->unit->title, row->group->unit->title) : g_strdup (row->unit->title);
}

static void
add_unit (GtkWidget *list, GString *names, const NhFigureRow *unit)
{
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *name = name_text (unit);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), nh_label_new (name, NULL, FALSE));
  nh_widget_set_name (row, name);
  g_object_set_data_full (G_OBJECT (row), "unit", g_memdup2 (&unit->unit->id, sizeof unit->unit->id), g_free);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  g_string_append_printf (names, "%s\n", name);
}

void
nh_missing_units_show (GtkWidget *parent, NhFigures *figures)
{
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *count = NULL, *title = NULL;
  gboolean final_only;
  GtkWidget *box, *hint;
  GtkWidget *list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, NULL);
  GtkWidget *copy = g_object_new (GTK_TYPE_BUTTON, "label", _ ("_Copy the names"), "use-underline", TRUE, "halign",
                                  GTK_ALIGN_START, NULL);

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (figures != NULL);
  missing = nh_ranking_missing (figures);
  count = nh_number_format (missing->len);
  final_only = nh_figures_is_final_only (figures);
  title = g_strdup_printf (final_only
                               ? ngettext ("%s unit is not accepted yet", "%s units are not accepted yet", missing->len)
                               : ngettext ("%s unit has not reported", "%s units have not reported", missing->len),
                           count);
  hint = nh_label_new (final_only ? _ ("Their hand-ins are missing or not accepted, and do not count here. A click "
                                       "shows the unit's records.")
                                  : _ ("No record and no total of this season. A click shows the unit's records."),
                       "dim-label", TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (hint), 48);
  gtk_widget_add_css_class (list, "nh-missing-list");
  nh_widget_set_name (list, title);
  for (guint i = 0; i < missing->len; i++)
    add_unit (list, names, g_ptr_array_index (missing, i));
  g_object_set_data_full (G_OBJECT (copy), "names", g_strdup (names->str), g_free);
  g_signal_connect (copy, "clicked", G_CALLBACK (on_copy), NULL);
  box = nh_box_new (GTK_ORIENTATION_VERTICAL, 10, hint, copy, list, NULL);
  gtk_widget_add_css_class (box, "nh-missing");
  g_signal_connect_object (list, "row-activated", G_CALLBACK (on_row_activated), parent, 0);
  gtk_window_present (GTK_WINDOW (nh_dialog_window (parent, title, box)));
}
