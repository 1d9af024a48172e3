/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-shortcuts.h"

#include "nh-i18n.h"
#include "nh-widget-util.h"

/* Key caps and their meaning. A row without a key begins a group. */
static const struct
{
  const char *key, *text;
} keys[] = {
  { NULL, NC_ ("keys", "Form") },
  { "Enter", NC_ ("keys", "Next field; saves after the last") },
  { "Tab", NC_ ("keys", "Next field") },
  { "Shift+Tab", NC_ ("keys", "Field before") },
  { "Ctrl+S", NC_ ("keys", "Save") },
  { "Ctrl+Enter", NC_ ("keys", "Save and begin the next") },
  { "Ctrl+N", NC_ ("keys", "New") },
  { "Ctrl+Shift+N", NC_ ("keys", "Add several at once") },
  { "Ctrl+D", NC_ ("keys", "Copy of the last one") },
  { "F4", NC_ ("keys", "Open the choices of the field") },
  { "F5", NC_ ("keys", "Value of the record before") },
  { "F8", NC_ ("keys", "Next problem") },
  { "Esc", NC_ ("keys", "Restore the field, then the record") },
  { "Alt+1 … 9", NC_ ("keys", "Open or fold a section") },
  { NULL, NC_ ("keys", "List") },
  { "Ctrl+F", NC_ ("keys", "Search") },
  { "Ctrl+Shift+F", NC_ ("keys", "Filter") },
  { "Alt+S", NC_ ("keys", "In the columns of a list: sort by this one") },
  { "F9", NC_ ("keys", "Fold the form, or show it") },
  { "Delete", NC_ ("keys", "Delete what is selected") },
  { "Ctrl+A", NC_ ("keys", "Select all") },
  { "Ctrl+C", NC_ ("keys", "Copy the selected rows") },
  { "F2", NC_ ("keys", "Change a field of all selected") },
  { "Ctrl+H", NC_ ("keys", "Who changed this record") },
  { "Ctrl+Z", NC_ ("keys", "Take back") },
  { "Ctrl+Y", NC_ ("keys", "Do it again") },
  { NULL, NC_ ("keys", "Window") },
  { "Ctrl+Page Down", NC_ ("keys", "Next page") },
  { "Ctrl+Page Up", NC_ ("keys", "Page before") },
  { "Ctrl+U", NC_ ("keys", "Another unit") },
  { "Ctrl+Shift+Y", NC_ ("keys", "Another season") },
  { "Ctrl+R", NC_ ("keys", "Reports") },
  { "Ctrl+Shift+R", NC_ ("keys", "Hand-in of the year: reception, or handing in") },
  { "Ctrl+Shift+O", NC_ ("keys", "Receive a folder of files of units") },
  { "Ctrl+Shift+S", NC_ ("keys", "Save the replies to all units") },
  { "Ctrl+P", NC_ ("keys", "Print the list, or the report") },
  { "Ctrl+E", NC_ ("keys", "The list, or the report, in Excel") },
  { "Ctrl+Shift+P", NC_ ("keys", "The report as PDF") },
  { "Ctrl+I", NC_ ("keys", "Bring in from Excel") },
  { "Ctrl+C", NC_ ("keys", "On the page of reports: copy the report whole") },
  { "F6", NC_ ("keys", "From the choices of a report to its pages, and back") },
  { "Ctrl++ / Ctrl+-", NC_ ("keys", "Pages of a report larger, smaller") },
  { "F3 / Shift+F3", NC_ ("keys", "Next match in a report, match before") },
  { "Ctrl+O", NC_ ("keys", "Open a ledger") },
  { "Ctrl+,", NC_ ("keys", "Preferences") },
  { "F10", NC_ ("keys", "Menu") },
  { "F1", NC_ ("keys", "Help on this page") },
  { "Ctrl+Q", NC_ ("keys", "Close") },
};

static void
add_group (GtkBox *box, GtkWidget **grid, const char *title)
{
  *grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (*grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (*grid), 14);
  gtk_box_append (box,
                  nh_box_new (GTK_ORIENTATION_VERTICAL, 8, nh_label_new (title, "nh-question", FALSE), *grid, NULL));
}

static void
add_key (GtkGrid *grid, int row, const char *key, const char *text)
{
  GtkWidget *cap = nh_label_new (key, "nh-key", FALSE);

  gtk_label_set_ellipsize (GTK_LABEL (cap), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_halign (cap, GTK_ALIGN_START);
  gtk_grid_attach (grid, cap, 0, row, 1, 1);
  gtk_grid_attach (grid, nh_label_new (text, NULL, TRUE), 1, row, 1, 1);
}

GtkWidget *
nh_shortcuts_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *grid = NULL;
  int row = 0;

  gtk_widget_add_css_class (box, "nh-shortcuts");
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].key == NULL)
      add_group (GTK_BOX (box), &grid, g_dpgettext2 (NULL, "keys", keys[i].text));
    else
      add_key (GTK_GRID (grid), row++, keys[i].key, g_dpgettext2 (NULL, "keys", keys[i].text));
  return box;
}
