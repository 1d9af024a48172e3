/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-help-window.h"

#include "nh-help.h"
#include "nh-i18n.h"
#include "nh-kind.h"
#include "nh-print.h"
#include "nh-shortcuts.h"
#include "nh-template.h"
#include "nh-widget-util.h"

#define KEYS "keys"

struct _NhHelpWindow
{
  GtkWindow parent_instance;

  /* template */
  GtkListBox *topics;
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
};

G_DEFINE_FINAL_TYPE (NhHelpWindow, nh_help_window, GTK_TYPE_WINDOW)

/* `…` becomes bold. (transfer full) */
static char *
make_markup (const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, "`", -1);
  GString *markup = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (parts[i], -1);

      g_string_append_printf (markup, i % 2 == 1 ? "<b>%s</b>" : "%s", escaped);
    }
  return g_string_free (markup, FALSE);
}

static GtkWidget *
add_label (GtkGrid *grid, int column, int row, int width, const char *text)
{
  g_autofree char *markup = make_markup (text);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "use-markup", TRUE, "label", markup, "wrap", TRUE, "xalign", 0.0,
                                   "yalign", 0.0, "max-width-chars", 80, "selectable", width > 1, NULL);

  gtk_grid_attach (grid, label, column, row, width, 1);
  return label;
}

/* A step has its number in a column of its own. */
static void
add_line (GtkGrid *grid, int row, const char *line)
{
  gsize step = nh_help_get_step (line);
  g_autofree char *number = g_strndup (line, step);

  if (step == 0)
    {
      add_label (grid, 0, row, 2, line);
      return;
    }
  add_label (grid, 0, row, 1, g_strchomp (number));
  gtk_widget_set_hexpand (add_label (grid, 1, row, 1, line + step), TRUE);
}

static GtkWidget *
make_page (const char *title, GtkWidget *content)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "wrap", TRUE, NULL);

  gtk_widget_add_css_class (page, "nh-help-page");
  gtk_widget_add_css_class (heading, "nh-title");
  gtk_box_append (GTK_BOX (page), heading);
  gtk_box_append (GTK_BOX (page), content);
  return page;
}

static GtkWidget *
make_topic (const NhHelpTopic *topic)
{
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "row-spacing", 10, "column-spacing", 8, NULL);

  for (int i = 0; topic->lines[i] != NULL; i++)
    add_line (GTK_GRID (grid), i, topic->lines[i]);
  return make_page (topic->title, grid);
}

static void
add_page (NhHelpWindow *self, const char *name, const char *title, GtkWidget *page)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "wrap", TRUE, NULL);

  gtk_stack_add_named (self->stack, page, name);
  gtk_list_box_append (self->topics, label);
  gtk_widget_set_name (gtk_widget_get_parent (label), name);
  nh_widget_set_name (gtk_widget_get_parent (label), title);
}

static void
on_topic (NhHelpWindow *self, GtkListBoxRow *row)
{
  if (row == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, gtk_widget_get_name (GTK_WIDGET (row)));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

static void
on_print (NhHelpWindow *self)
{
  g_autoptr (NhSheet) guide = nh_help_make_sheet ();
  g_autoptr (NhPages) pages = nh_pages_new (guide, NULL);

  nh_print_run (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))), pages, 0, _ ("User's guide"));
}

static void
select_topic (NhHelpWindow *self, const char *name)
{
  GtkListBoxRow *row, *found = gtk_list_box_get_row_at_index (self->topics, 0);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->topics, i)) != NULL; i++)
    if (name != NULL && nh_many_has (gtk_widget_get_name (GTK_WIDGET (row)), name))
      found = row;
  gtk_list_box_select_row (self->topics, found);
  gtk_widget_grab_focus (GTK_WIDGET (found));
}

static void
nh_help_window_class_init (NhHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-help-window.ui");
  NH_BIND_CHILDREN (widget_class, NhHelpWindow, topics, stack, scrolled);
  NH_BIND_CALLBACKS (widget_class, on_topic, on_print);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
nh_help_window_init (NhHelpWindow *self)
{
  GPtrArray *topics = nh_help_get_topics ();

  gtk_widget_init_template (GTK_WIDGET (self));
  nh_widget_set_one_stop (GTK_WIDGET (self->topics));
  for (guint i = 0; i < topics->len; i++)
    {
      const NhHelpTopic *topic = topics->pdata[i];

      add_page (self, topic->names, topic->title, make_topic (topic));
    }
  add_page (self, KEYS, _ ("Keys"), make_page (_ ("Keys"), nh_shortcuts_new ()));
}

/* (nullable) */
static NhHelpWindow *
find_open (GtkWindow *parent)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (NH_IS_HELP_WINDOW (link->data) && gtk_window_get_transient_for (link->data) == parent)
      return link->data;
  return NULL;
}

void
nh_help_window_show (GtkWindow *parent, const char *topic)
{
  NhHelpWindow *self = find_open (parent);

  if (self == NULL)
    self = g_object_new (NH_TYPE_HELP_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
  select_topic (self, topic);
  gtk_window_present (GTK_WINDOW (self));
}

void
nh_help_window_close (GtkWindow *parent)
{
  NhHelpWindow *self = find_open (parent);

  if (self != NULL)
    gtk_window_destroy (GTK_WINDOW (self));
}
