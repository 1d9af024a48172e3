/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-record-view.h"

#include <math.h>

#include "nh-column-sorter.h"
#include "nh-i18n.h"

#define UNIT_COLUMN -1       /* instead of a field's index */
#define UNIT_CHARS 15
#define CELL_PADDING 18      /* both sides, as in style.css, and the arrow of the sorted column */

struct _NhRecordView
{
  GtkWidget parent_instance;

  NhSession *session;              /* owned */
  const NhRecordType *type;
  NhRecordList *list;              /* owned */
  GtkStack *stack;                 /* child: "list" or "empty" */
  GtkScrolledWindow *scrolled;
  GtkColumnView *column_view;
  GtkColumnViewColumn *units;      /* owned (nullable) */
  gboolean units_shown;
  GtkImage *empty_icon;
  GtkLabel *empty_title, *empty_hint;
  GtkWidget *empty_all;

  gint64 anchor;                   /* record at the top before a reload; 0: none */
  guint anchor_tick;
  int anchor_frames;
};

enum { ACTIVATED, SORT_CHANGED, SHOW_ALL, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhRecordView, nh_record_view, GTK_TYPE_WIDGET)

/* --- cells ---------------------------------------------------------------------------------------------------------------- */

static int
factory_field (gpointer factory)
{
  return GPOINTER_TO_INT (g_object_get_data (factory, "field"));
}

static char *
cell_text (NhRecordView *self, NhRecord *record, int field)
{
  NhCatalog *catalog = nh_session_get_catalog (self->session);
  const NhUnit *unit;

  if (field != UNIT_COLUMN)
    {
      int partner = nh_record_type_last_day (self->type, (guint) field);
      NhDate from = partner >= 0 ? nh_record_get_date (record, (guint) field) : NH_DATE_NONE;
      NhDate to = partner >= 0 ? nh_record_get_date (record, (guint) partner) : NH_DATE_NONE;

      /* Where the last day has no column of its own, the first one tells both. */
      if (from != NH_DATE_NONE && to > from && !(self->type->fields[partner].flags & NH_FIELD_LISTED))
        return nh_date_format_range (from, to);
      return nh_record_format (record, (guint) field, catalog);
    }
  unit = nh_catalog_get_unit (catalog, nh_record_get_info (record)->unit);
  return g_strdup (unit != NULL ? unit->title : "");
}

static void
fill_cell (NhRecordRow *row, GtkListItem *item)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  NhRecordView *self = g_object_get_data (G_OBJECT (cell), "view");
  int field = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (cell), "field"));
  NhRecord *record = nh_record_row_get_record (row);
  g_autofree char *text = record != NULL ? cell_text (self, record, field) : g_strdup ("…");

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, NhRecordView *self)
{
  int field = factory_field (factory);
  GtkWidget *cell = gtk_inscription_new (NULL);

  /* What tells one record from the other often stands at the end of its name. */
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), field == nh_record_type_identity (self->type)
                                                               ? GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE
                                                               : GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (cell), 1);
  if (field != UNIT_COLUMN && nh_kind_is_numeric (self->type->fields[field].kind))
    {
      gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), 1);
      gtk_widget_add_css_class (cell, "numeric");
    }
  g_object_set_data (G_OBJECT (cell), "view", self);
  g_object_set_data (G_OBJECT (cell), "field", GINT_TO_POINTER (field));
  gtk_list_item_set_child (item, cell);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, NhRecordView *self)
{
  NhRecordRow *row = gtk_list_item_get_item (item);

  g_signal_connect (row, "changed", G_CALLBACK (fill_cell), item);   /* until on_unbind() */
  fill_cell (row, item);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, NhRecordView *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), fill_cell, item);
}

/* --- columns -------------------------------------------------------------------------------------------------------------- */

/* Of a letter as clerks write them; digits are wider. */
static double
char_width (NhRecordView *self, gboolean digits)
{
  const char *sample = digits ? "0123456789" : "Tổ dân phố số 3, liên thôn Đông Hà";
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), sample);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return (double) width / (double) g_utf8_strlen (sample, -1);
}

static int
title_width (NhRecordView *self, const char *title)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), title);
  g_autoptr (PangoAttrList) bold = pango_attr_list_new ();
  int width;

  pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, bold);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static GtkColumnViewColumn *
make_column (NhRecordView *self, const char *title, int field, int chars)
{
  gboolean digits = field != UNIT_COLUMN
                    && (nh_kind_is_numeric (self->type->fields[field].kind) || self->type->fields[field].kind == NH_KIND_DATE);
  int width = (int) ceil (chars * char_width (self, digits));
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_object_set_data (G_OBJECT (factory), "field", GINT_TO_POINTER (field));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, 0);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_fixed_width (column, MAX (width, title_width (self, title)) + CELL_PADDING);
  return column;
}

/* Heads of numbers stand over the numbers. GTK has no property for it: the head's label is found by walking. */
static void
align_heads (NhRecordView *self)
{
  GtkWidget *head = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (self->column_view)));
  GListModel *columns = gtk_column_view_get_columns (self->column_view);

  for (guint i = 0; head != NULL && i < g_list_model_get_n_items (columns); i++, head = gtk_widget_get_next_sibling (head))
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      int field = factory_field (gtk_column_view_column_get_factory (column));
      GtkWidget *box = gtk_widget_get_first_child (head);

      if (field == UNIT_COLUMN || !nh_kind_is_numeric (self->type->fields[field].kind) || !GTK_IS_BOX (box))
        continue;
      gtk_widget_set_halign (box, GTK_ALIGN_END);
    }
}

static void
add_column (NhRecordView *self, guint index)
{
  const NhField *field = &self->type->fields[index];
  const char *heading = field->heading != NULL ? field->heading : field->title;
  g_autoptr (GtkColumnViewColumn) column = make_column (self, _(heading), (int) index, field->width);
  g_autoptr (GtkSorter) sorter = nh_column_sorter_new ((int) index);

  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_expand (column, (int) index == nh_record_type_identity (self->type));
  gtk_column_view_append_column (self->column_view, column);
}

/* What the list is sorted by stands first. */
static void
build_columns (NhRecordView *self)
{
  g_auto (GStrv) sorted = g_strsplit (self->type->sort, ",", -1);

  self->units = make_column (self, _("Unit"), UNIT_COLUMN, UNIT_CHARS);
  gtk_column_view_append_column (self->column_view, self->units);
  for (guint i = 0; sorted[i] != NULL; i++)
    {
      int field = nh_record_type_field (self->type, sorted[i]);

      if (field >= 0 && (self->type->fields[field].flags & NH_FIELD_LISTED))
        add_column (self, (guint) field);
    }
  for (guint i = 0; i < self->type->n_fields; i++)
    if ((self->type->fields[i].flags & (NH_FIELD_LISTED | NH_FIELD_HIDDEN)) == NH_FIELD_LISTED
        && !g_strv_contains ((const char *const *) sorted, self->type->fields[i].name))
      add_column (self, i);
}

/* --- what happens --------------------------------------------------------------------------------------------------------- */

static void
on_activate (NhRecordView *self, guint position)
{
  g_signal_emit (self, signals[ACTIVATED], 0, nh_record_list_get_id (self->list, position));
}

static void
on_sorter_changed (NhRecordView *self, GtkSorterChange change, GtkSorter *sorter)
{
  gboolean descending;
  int field = nh_column_sorter_ask (sorter, &descending);

  g_signal_emit (self, signals[SORT_CHANGED], 0, field, field >= 0 && descending);
}

/* Empty only when all is read: in between, a list that is read anew may stand without any row for a moment, and taking it off the
 * screen would take the focus out of it. */
static void
show_rows (NhRecordView *self)
{
  if (nh_record_list_get_length (self->list) > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
}

/* --- keeping the place over a reload -------------------------------------------------------------------------------------- */

static double
row_height (NhRecordView *self)
{
  guint n = nh_record_list_get_length (self->list);

  return n > 0 ? gtk_adjustment_get_upper (gtk_scrolled_window_get_vadjustment (self->scrolled)) / n : 0;
}

static void
on_reloading (NhRecordView *self)
{
  double height = row_height (self);
  double value = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scrolled));

  if (self->anchor == 0 && height > 0 && value > 0)
    self->anchor = nh_record_list_get_id (self->list, (guint) (value / height));
}

/* Two frames later, when the rows have their places again. */
static gboolean
restore_anchor (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  NhRecordView *self = NH_RECORD_VIEW (widget);
  guint position;

  if (self->anchor_frames++ < 2)
    return G_SOURCE_CONTINUE;
  self->anchor_tick = 0;
  if (nh_record_list_find (self->list, self->anchor, &position))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), position * row_height (self));
  self->anchor = 0;
  return G_SOURCE_REMOVE;
}

static void
on_settled (NhRecordView *self)
{
  gtk_stack_set_visible_child_name (self->stack, nh_record_list_get_length (self->list) > 0 ? "list" : "empty");
  if (self->anchor == 0 || self->anchor_tick != 0)
    return;
  self->anchor_frames = 0;
  self->anchor_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), restore_anchor, NULL, NULL);
}

/* --- the widget ----------------------------------------------------------------------------------------------------------- */

static void
on_show_all (NhRecordView *self)
{
  g_signal_emit (self, signals[SHOW_ALL], 0);
}

static GtkWidget *
make_empty (NhRecordView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->empty_icon = GTK_IMAGE (gtk_image_new ());
  gtk_image_set_pixel_size (self->empty_icon, 48);
  gtk_widget_add_css_class (GTK_WIDGET (self->empty_icon), "dim-label");
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->empty_icon), 6);
  self->empty_title = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->empty_title), "nh-empty-title");
  self->empty_hint = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->empty_hint), "dim-label");
  gtk_label_set_wrap (self->empty_hint, TRUE);
  gtk_label_set_wrap (self->empty_title, TRUE);
  gtk_label_set_justify (self->empty_hint, GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (self->empty_hint, 46);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->empty_icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->empty_title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->empty_hint));
  self->empty_all = gtk_button_new_with_label (_("Show all"));
  gtk_widget_set_halign (self->empty_all, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (self->empty_all, 6);
  g_signal_connect_object (self->empty_all, "clicked", G_CALLBACK (on_show_all), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->empty_all);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  return box;
}

static void
nh_record_view_dispose (GObject *object)
{
  NhRecordView *self = NH_RECORD_VIEW (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (self->anchor_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->anchor_tick);
  self->anchor_tick = 0;
  /* The columns go one by one, and each tells that the order is another one now. */
  if (child != NULL)
    g_signal_handlers_disconnect_by_func (gtk_column_view_get_sorter (self->column_view), on_sorter_changed, self);
  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_object (&self->units);
  g_clear_object (&self->list);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_record_view_parent_class)->dispose (object);
}

static void
nh_record_view_class_init (NhRecordViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_record_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "recordview");
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SHOW_ALL] = g_signal_new ("show-all", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  signals[SORT_CHANGED] = g_signal_new ("sort-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_BOOLEAN);
}

static void
nh_record_view_init (NhRecordView *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  self->column_view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->column_view), "nh-list");
  gtk_column_view_set_show_row_separators (self->column_view, TRUE);
  gtk_column_view_set_reorderable (self->column_view, FALSE);
  gtk_scrolled_window_set_child (self->scrolled, GTK_WIDGET (self->column_view));
  gtk_stack_add_named (self->stack, gtk_label_new (NULL), "none");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->scrolled), "list");
  gtk_stack_add_named (self->stack, make_empty (self), "empty");
}

GtkWidget *
nh_record_view_new (NhSession *session, const NhRecordType *type, NhRecordList *list, NhRowSelection *selection)
{
  NhRecordView *self = g_object_new (NH_TYPE_RECORD_VIEW, NULL);

  self->session = g_object_ref (session);
  self->type = type;
  self->list = g_object_ref (list);
  build_columns (self);
  self->units_shown = TRUE;
  align_heads (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->column_view), GTK_ACCESSIBLE_PROPERTY_LABEL, _(type->plural), -1);
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (self->column_view, "activate", G_CALLBACK (on_activate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed", G_CALLBACK (on_sorter_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (show_rows), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "reloading", G_CALLBACK (on_reloading), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "settled", G_CALLBACK (on_settled), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

GArray *
nh_record_view_get_fields (NhRecordView *self)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (int));
  GListModel *columns;

  g_return_val_if_fail (NH_IS_RECORD_VIEW (self), fields);
  columns = gtk_column_view_get_columns (self->column_view);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      int field = factory_field (gtk_column_view_column_get_factory (column));

      g_array_append_val (fields, field);
    }
  return fields;
}

void
nh_record_view_show_units (NhRecordView *self, gboolean show)
{
  g_return_if_fail (NH_IS_RECORD_VIEW (self));
  if (show == self->units_shown)
    return;
  self->units_shown = show;
  /* Not by hiding it: GTK 4.8 leaves the room of a hidden column of fixed width. */
  if (show)
    gtk_column_view_insert_column (self->column_view, 0, self->units);
  else
    gtk_column_view_remove_column (self->column_view, self->units);
}

void
nh_record_view_set_empty (NhRecordView *self, const char *icon, const char *title, const char *hint, gboolean all)
{
  g_return_if_fail (NH_IS_RECORD_VIEW (self));
  gtk_image_set_from_icon_name (self->empty_icon, icon);
  gtk_label_set_text (self->empty_title, title);
  gtk_label_set_text (self->empty_hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->empty_hint), hint != NULL);
  gtk_widget_set_visible (self->empty_all, all);
}

void
nh_record_view_scroll_to (NhRecordView *self, gint64 id)
{
  guint position;

  g_return_if_fail (NH_IS_RECORD_VIEW (self));
  self->anchor = 0;
  if (nh_record_list_find (self->list, id, &position))
    gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->column_view)), "list.scroll-to-item", "u", position);
}
