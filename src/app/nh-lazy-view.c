/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-lazy-view.h"

#define CELL_PADDING 14   /* both sides, as in style.css */

struct _NhLazyView
{
  GtkWidget parent_instance;

  NhLazyList *list;             /* owned */
  GtkStack *stack;
  GtkColumnView *column_view;
  GtkImage *empty_icon;
  GtkLabel *empty_title, *empty_hint;
};

enum { ACTIVATED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhLazyView, nh_lazy_view, GTK_TYPE_WIDGET)

/* --- cells ---------------------------------------------------------------------------------------------------------------- */

typedef struct
{
  NhLazyText text;
  gpointer owner;   /* borrowed */
} Column;

static void
fill_cell (NhRow *row, GtkListItem *item)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  const Column *column = g_object_get_data (G_OBJECT (cell), "column");
  gconstpointer value = nh_row_get_value (row);
  g_autofree char *text = value != NULL ? column->text (column->owner, value) : g_strdup ("…");

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
  gtk_widget_set_tooltip_text (cell, value != NULL ? text : NULL);
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (cell), 1);
  g_object_set_data (G_OBJECT (cell), "column", g_object_get_data (G_OBJECT (factory), "column"));
  gtk_list_item_set_child (item, cell);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  NhRow *row = gtk_list_item_get_item (item);

  g_signal_connect (row, "changed", G_CALLBACK (fill_cell), item);   /* until on_unbind() */
  fill_cell (row, item);
  nh_row_want (row);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), fill_cell, item);
}

static int
text_width (NhLazyView *self, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

GtkColumnViewColumn *
nh_lazy_view_add_column (NhLazyView *self, const char *title, int chars, NhLazyText text, gpointer owner)
{
  static const char sample[] = "0123456789";
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;
  Column *data = g_new0 (Column, 1);

  g_return_val_if_fail (NH_IS_LAZY_VIEW (self), NULL);
  data->text = text;
  data->owner = owner;
  g_object_set_data_full (G_OBJECT (factory), "column", data, g_free);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  if (chars > 0)
    gtk_column_view_column_set_fixed_width (column, chars * text_width (self, sample) / 10 + CELL_PADDING);
  else
    gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (self->column_view, column);
  return column;
}

/* --- what happens --------------------------------------------------------------------------------------------------------- */

static void
on_activate (NhLazyView *self, guint position)
{
  g_signal_emit (self, signals[ACTIVATED], 0, nh_lazy_list_get_key (self->list, position));
}

static void
show_rows (NhLazyView *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
}

static void
on_settled (NhLazyView *self)
{
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0 ? "list" : "empty");
}

/* --- the widget ----------------------------------------------------------------------------------------------------------- */

static GtkWidget *
make_empty (NhLazyView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->empty_icon = GTK_IMAGE (gtk_image_new ());
  gtk_image_set_pixel_size (self->empty_icon, 48);
  gtk_widget_add_css_class (GTK_WIDGET (self->empty_icon), "dim-label");
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->empty_icon), 6);
  self->empty_title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->empty_title, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->empty_title), "nh-empty-title");
  self->empty_hint = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->empty_hint, TRUE);
  gtk_label_set_justify (self->empty_hint, GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (self->empty_hint, 46);
  gtk_widget_add_css_class (GTK_WIDGET (self->empty_hint), "dim-label");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->empty_icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->empty_title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->empty_hint));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  return box;
}

static void
nh_lazy_view_dispose (GObject *object)
{
  NhLazyView *self = NH_LAZY_VIEW (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (nh_lazy_view_parent_class)->dispose (object);
}

static void
nh_lazy_view_class_init (NhLazyViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_lazy_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "recordview");
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
nh_lazy_view_init (NhLazyView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  self->column_view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->column_view), "nh-list");
  gtk_column_view_set_show_row_separators (self->column_view, TRUE);
  gtk_column_view_set_reorderable (self->column_view, FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->column_view));
  gtk_stack_add_named (self->stack, gtk_label_new (NULL), "none");
  gtk_stack_add_named (self->stack, scrolled, "list");
  gtk_stack_add_named (self->stack, make_empty (self), "empty");
}

GtkWidget *
nh_lazy_view_new (NhLazyList *list, GtkSelectionModel *selection, const char *title)
{
  NhLazyView *self = g_object_new (NH_TYPE_LAZY_VIEW, NULL);

  self->list = g_object_ref (list);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->column_view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_column_view_set_model (self->column_view, selection);
  g_signal_connect_object (self->column_view, "activate", G_CALLBACK (on_activate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (show_rows), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "settled", G_CALLBACK (on_settled), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
nh_lazy_view_set_empty (NhLazyView *self, const char *icon, const char *title, const char *hint)
{
  g_return_if_fail (NH_IS_LAZY_VIEW (self));
  gtk_image_set_from_icon_name (self->empty_icon, icon);
  gtk_label_set_text (self->empty_title, title);
  gtk_label_set_text (self->empty_hint, hint);
}

void
nh_lazy_view_focus (NhLazyView *self)
{
  g_return_if_fail (NH_IS_LAZY_VIEW (self));
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
