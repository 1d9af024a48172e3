/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-record-view.h"

#include <math.h>

#include "nh-column-sorter.h"
#include "nh-count.h"
#include "nh-i18n.h"
#include "nh-settings.h"

#define UNIT_CHARS 15
#define IDENTITY_CHARS 15    /* at least; that column takes of what room is left */
#define CELL_PADDING 14      /* both sides, as in style.css, and a little */
#define SOME_TEXT "Tổ dân phố số 3, liên thôn Đông Hà"
#define SOME_DIGITS "0123456789"
#define SOME_DAYS "09–13/08/2026"
#define REMEMBER_MS 400      /* after the last step of a drag */

struct _NhRecordView
{
  GtkWidget parent_instance;

  NhSession *session;              /* owned */
  const NhRecordType *type;
  NhRecordList *list;              /* owned */
  GtkStack *stack;                 /* child: "list" or "empty" */
  GtkScrolledWindow *scrolled;
  GtkColumnView *column_view;
  GArray *columns;                 /* owned: NhColumn, in their order */
  GHashTable *made;                /* owned: field → GtkColumnViewColumn, owned; also those taken off */
  gboolean units_shown;
  gboolean arranging;              /* the columns are set by us */
  guint learn_idle, remember_timeout;
  GtkImage *empty_icon;
  GtkLabel *empty_title, *empty_hint;
  GtkWidget *empty_all;
  GtkWidget *menu;                 /* nullable: of the rows */

  gint64 anchor;                   /* record at the top before a reload; 0: none */
  guint anchor_tick;
  int anchor_frames;
};

enum { ACTIVATED, COLUMNS_CHANGED, SORT_CHANGED, SHOW_ALL, N_SIGNALS };
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
  char *text;

  if (field != NH_COLUMN_UNIT)
    {
      int partner = nh_record_type_last_day (self->type, (guint) field);
      NhDate from = partner >= 0 ? nh_record_get_date (record, (guint) field) : NH_DATE_NONE;
      NhDate to = partner >= 0 ? nh_record_get_date (record, (guint) partner) : NH_DATE_NONE;

      /* Where the last day has no column of its own, the first one tells both. */
      if (from != NH_DATE_NONE && to > from && !nh_columns_find (self->columns, partner)->shown)
        return nh_date_format_range (from, to);
      text = nh_record_format (record, (guint) field, catalog);
      return text != NULL ? g_strdelimit (text, "\n", ' ') : NULL;   /* a row is one line */
    }
  unit = nh_catalog_get_unit (catalog, nh_record_get_info (record)->unit);
  return g_strdup (unit != NULL ? unit->title : "");
}

static void
fill_cell (NhRow *row, GtkListItem *item)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  NhRecordView *self = g_object_get_data (G_OBJECT (cell), "view");
  int field = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (cell), "field"));
  NhRecord *record = nh_row_get_value (row);
  g_autofree char *text = record != NULL ? cell_text (self, record, field) : g_strdup ("…");

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
  if (record != NULL && (nh_record_is_duplicate (record) || !nh_record_state_counts (record, nh_session_get_catalog (self->session))))
    gtk_widget_add_css_class (cell, "nh-uncounted");
  else
    gtk_widget_remove_css_class (cell, "nh-uncounted");
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
  if (field != NH_COLUMN_UNIT && nh_kind_is_numeric (self->type->fields[field].kind))
    {
      gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), 1);
      gtk_widget_add_css_class (cell, "numeric");
    }
  g_object_set_data (G_OBJECT (cell), "item", item);
  g_object_set_data (G_OBJECT (cell), "view", self);
  g_object_set_data (G_OBJECT (cell), "field", GINT_TO_POINTER (field));
  gtk_list_item_set_child (item, cell);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, NhRecordView *self)
{
  NhRow *row = gtk_list_item_get_item (item);

  g_signal_connect (row, "changed", G_CALLBACK (fill_cell), item);   /* until on_unbind() */
  fill_cell (row, item);
  nh_row_want (row);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, NhRecordView *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), fill_cell, item);
}

/* --- columns -------------------------------------------------------------------------------------------------------------- */

/* Of a letter among such ones. */
static double
char_width (NhRecordView *self, const char *sample)
{
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

static gboolean
is_number (NhRecordView *self, int field)
{
  return field != NH_COLUMN_UNIT && nh_kind_is_numeric (self->type->fields[field].kind);
}

static const char *
column_heading (NhRecordView *self, int field)
{
  const char *heading = field == NH_COLUMN_UNIT ? NULL : self->type->fields[field].heading;

  return heading != NULL ? _(heading) : nh_column_get_title (self->type, field);
}

/* As designed: what the field usually holds, and its heading in full. */
static int
designed_width (NhRecordView *self, int field)
{
  gboolean date = field != NH_COLUMN_UNIT && self->type->fields[field].kind == NH_KIND_DATE;
  const char *sample = date ? SOME_DAYS : is_number (self, field) ? SOME_DIGITS : SOME_TEXT;
  int chars = field == NH_COLUMN_UNIT ? UNIT_CHARS : nh_field_get_width (&self->type->fields[field]);
  int width;

  if (field == nh_record_type_identity (self->type))
    chars = MIN (chars, IDENTITY_CHARS);
  width = (int) ceil (chars * char_width (self, sample));
  return MAX (width, title_width (self, column_heading (self, field))) + CELL_PADDING;
}

static gboolean
takes_room (NhRecordView *self, int field)
{
  return field != NH_COLUMN_UNIT
         && (field == nh_record_type_identity (self->type) || (self->type->fields[field].flags & NH_FIELD_WIDE) != 0);
}

/* A width of one's own holds: only as designed, the column that tells one record from the other takes what room is left. */
static void
set_width (NhRecordView *self, GtkColumnViewColumn *column, const NhColumn *wanted)
{
  int width = wanted->width > 0 ? (int) lround (wanted->width * char_width (self, SOME_TEXT) / 10) : designed_width (self, wanted->field);

  gtk_column_view_column_set_expand (column, wanted->width == 0 && takes_room (self, wanted->field));
  gtk_column_view_column_set_fixed_width (column, width);
}

static GMenuModel *
make_header_menu (int field)
{
  GMenu *menu = g_menu_new ();
  g_autofree char *hide = g_strdup_printf ("view.hide-column(%d)", field);

  g_menu_append (menu, _("_Hide this column"), hide);
  g_menu_append (menu, _("_Columns…"), "page.columns");
  return G_MENU_MODEL (menu);
}

static void on_width (NhRecordView *self, GParamSpec *pspec, GtkColumnViewColumn *column);

static GtkColumnViewColumn *
make_column (NhRecordView *self, int field)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = nh_column_sorter_new (field == NH_COLUMN_UNIT ? (int) self->type->n_fields : field);   /* as in NhQuery */
  g_autoptr (GMenuModel) menu = make_header_menu (field);
  GtkColumnViewColumn *column;

  g_object_set_data (G_OBJECT (factory), "field", GINT_TO_POINTER (field));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, 0);
  column = gtk_column_view_column_new (column_heading (self, field), factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_header_menu (column, menu);
  g_signal_connect_object (column, "notify::fixed-width", G_CALLBACK (on_width), self, G_CONNECT_SWAPPED);
  return column;
}

/* Made when it is first shown. */
static GtkColumnViewColumn *
column_of (NhRecordView *self, int field)
{
  GtkColumnViewColumn *column = g_hash_table_lookup (self->made, GINT_TO_POINTER (field));

  if (column == NULL)
    {
      column = make_column (self, field);
      g_hash_table_insert (self->made, GINT_TO_POINTER (field), column);
    }
  return column;
}

static int
field_at (GListModel *columns, guint position)
{
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, position);

  return factory_field (gtk_column_view_column_get_factory (column));
}

/* Heads of numbers stand over the numbers. GTK has no property for it: the head's label is found by walking. */
static void
align_heads (NhRecordView *self)
{
  GtkWidget *head = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (self->column_view)));
  GListModel *columns = gtk_column_view_get_columns (self->column_view);

  for (guint i = 0; head != NULL && i < g_list_model_get_n_items (columns); i++, head = gtk_widget_get_next_sibling (head))
    {
      GtkWidget *box = gtk_widget_get_first_child (head);

      if (is_number (self, field_at (columns, i)) && GTK_IS_BOX (box))
        gtk_widget_set_halign (box, GTK_ALIGN_END);
    }
}

/* The unit's has no use in a list of one unit, unless it is the only one. */
static gboolean
is_wanted (NhRecordView *self, int field)
{
  const NhColumn *column = nh_columns_find (self->columns, field);

  return column != NULL && column->shown
         && (field != NH_COLUMN_UNIT || self->units_shown || nh_columns_count (self->columns) == 1);
}

/* Not by hiding columns: GTK 4.8 leaves the room of a hidden column of fixed width. */
static void
show_columns (NhRecordView *self)
{
  GListModel *shown = gtk_column_view_get_columns (self->column_view);
  guint at = 0;

  self->arranging = TRUE;
  for (guint i = g_list_model_get_n_items (shown); i-- > 0;)
    if (!is_wanted (self, field_at (shown, i)))
      gtk_column_view_remove_column (self->column_view, column_of (self, field_at (shown, i)));
  for (guint i = 0; i < self->columns->len; i++)
    {
      const NhColumn *wanted = &g_array_index (self->columns, NhColumn, i);

      if (!is_wanted (self, wanted->field))
        continue;
      set_width (self, column_of (self, wanted->field), wanted);
      if (at >= g_list_model_get_n_items (shown) || field_at (shown, at) != wanted->field)
        gtk_column_view_insert_column (self->column_view, at, column_of (self, wanted->field));
      at++;
    }
  self->arranging = FALSE;
  align_heads (self);
}

/* --- columns as the clerk wants them -------------------------------------------------------------------------------------- */

static gboolean
remember (gpointer data)
{
  NhRecordView *self = data;
  g_autofree char *text = nh_columns_to_text (self->type, self->columns);

  g_clear_handle_id (&self->remember_timeout, g_source_remove);
  nh_settings_set_columns (self->type->name, text);
  return G_SOURCE_REMOVE;
}

/* A head was drawn to another size. */
static void
on_width (NhRecordView *self, GParamSpec *pspec, GtkColumnViewColumn *column)
{
  NhColumn *wanted = nh_columns_find (self->columns, factory_field (gtk_column_view_column_get_factory (column)));
  int width = gtk_column_view_column_get_fixed_width (column);

  if (self->arranging || wanted == NULL || width <= 0)
    return;
  wanted->width = MAX ((int) lround (width * 10 / char_width (self, SOME_TEXT)), 1);
  gtk_column_view_column_set_expand (column, FALSE);
  g_clear_handle_id (&self->remember_timeout, g_source_remove);
  self->remember_timeout = g_timeout_add (REMEMBER_MS, remember, self);
}

static gboolean
learn_order (gpointer data)
{
  NhRecordView *self = data;
  g_autoptr (GArray) fields = nh_record_view_get_fields (self);

  self->learn_idle = 0;
  nh_columns_arrange (self->columns, fields);
  align_heads (self);
  remember (self);
  g_signal_emit (self, signals[COLUMNS_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* A head was drawn to another place: GTK takes the column out and puts it in again. */
static void
on_order (NhRecordView *self)
{
  if (!self->arranging && self->learn_idle == 0)
    self->learn_idle = g_idle_add (learn_order, self);
}

static void
hide_column (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NhRecordView *self = NH_RECORD_VIEW (widget);
  g_autoptr (GArray) columns = g_array_copy (self->columns);
  NhColumn *column = nh_columns_find (columns, g_variant_get_int32 (parameter));

  if (column == NULL || nh_columns_count (columns) < 2)
    return;
  column->shown = FALSE;
  nh_record_view_set_columns (self, g_steal_pointer (&columns));
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
  self->anchor_frames = 0;
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

  if (height <= 0 || value <= 0)
    return;
  if (self->anchor == 0)
    self->anchor = nh_record_list_get_id (self->list, (guint) (value / height));
  /* Until it is found again among the new rows. Not by the adjustment: GTK looks then for rows that it may not have laid out. */
  gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->column_view)), "list.scroll-to-item", "u", 0);
}

/* Two frames after the last change, when the rows have their places again: GTK cannot scroll to what it has not laid out. */
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
  GtkWidget *child = GTK_WIDGET (self->stack);

  if (self->remember_timeout != 0)
    remember (self);
  g_clear_handle_id (&self->learn_idle, g_source_remove);
  self->arranging = TRUE;
  if (self->anchor_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->anchor_tick);
  self->anchor_tick = 0;
  /* The columns go one by one, and each tells that the order is another one now. */
  if (child != NULL)
    g_signal_handlers_disconnect_by_func (gtk_column_view_get_sorter (self->column_view), on_sorter_changed, self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&child, gtk_widget_unparent);
  self->stack = NULL;
  g_clear_pointer (&self->made, g_hash_table_unref);
  g_clear_object (&self->list);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_record_view_parent_class)->dispose (object);
}

static void
nh_record_view_finalize (GObject *object)
{
  g_array_unref (NH_RECORD_VIEW (object)->columns);
  G_OBJECT_CLASS (nh_record_view_parent_class)->finalize (object);
}

static void
nh_record_view_class_init (NhRecordViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_record_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = nh_record_view_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "recordview");
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_install_action (widget_class, "view.hide-column", "i", hide_column);
  signals[COLUMNS_CHANGED] = g_signal_new ("columns-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 0);
  signals[SHOW_ALL] = g_signal_new ("show-all", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  signals[SORT_CHANGED] = g_signal_new ("sort-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_BOOLEAN);
}

static void
nh_record_view_init (NhRecordView *self)
{
  self->made = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  self->column_view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->column_view), "nh-list");
  gtk_column_view_set_show_row_separators (self->column_view, TRUE);
  gtk_scrolled_window_set_child (self->scrolled, GTK_WIDGET (self->column_view));
  gtk_stack_add_named (self->stack, gtk_label_new (NULL), "none");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->scrolled), "list");
  gtk_stack_add_named (self->stack, make_empty (self), "empty");
}

GtkWidget *
nh_record_view_new (NhSession *session, const NhRecordType *type, NhRecordList *list, NhRowSelection *selection)
{
  NhRecordView *self = g_object_new (NH_TYPE_RECORD_VIEW, NULL);
  g_autofree char *remembered = nh_settings_get_columns (type->name);

  self->session = g_object_ref (session);
  self->type = type;
  self->list = g_object_ref (list);
  self->columns = nh_columns_new (type, remembered);
  self->units_shown = TRUE;
  show_columns (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->column_view), GTK_ACCESSIBLE_PROPERTY_LABEL, _(type->plural), -1);
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (self->column_view, "activate", G_CALLBACK (on_activate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed", G_CALLBACK (on_sorter_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_columns (self->column_view), "items-changed", G_CALLBACK (on_order), self,
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
      int field = field_at (columns, i);

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
  show_columns (self);
}

GArray *
nh_record_view_get_columns (NhRecordView *self)
{
  g_return_val_if_fail (NH_IS_RECORD_VIEW (self), NULL);
  return self->columns;
}

void
nh_record_view_set_columns (NhRecordView *self, GArray *columns)
{
  g_return_if_fail (NH_IS_RECORD_VIEW (self));
  g_return_if_fail (columns != NULL && nh_columns_count (columns) > 0);

  g_array_unref (self->columns);
  self->columns = columns;
  show_columns (self);
  remember (self);
  g_signal_emit (self, signals[COLUMNS_CHANGED], 0);
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

/* --- the menu of a row ---------------------------------------------------------------------------------------------------- */

static void
open_menu (NhRecordView *self, double x, double y)
{
  GdkRectangle place = { (int) x, (int) y, 1, 1 };

  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* The row under the pointer; GTK_INVALID_LIST_POSITION: none. A cell's inscription knows it, whatever of the row was hit. */
static guint
row_under (NhRecordView *self, double x, double y)
{
  for (GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT); at != NULL && at != GTK_WIDGET (self); at = gtk_widget_get_parent (at))
    for (GtkWidget *cell = at; cell != NULL; cell = gtk_widget_get_first_child (cell))
      {
        GtkListItem *item = g_object_get_data (G_OBJECT (cell), "item");

        if (item != NULL)
          return gtk_list_item_get_position (item);
      }
  return GTK_INVALID_LIST_POSITION;
}

/* A row that is not selected becomes the only one, so that the menu is about what was clicked. */
static void
on_right_click (NhRecordView *self, int n, double x, double y, GtkGesture *gesture)
{
  GtkSelectionModel *rows = gtk_column_view_get_model (self->column_view);
  guint position = row_under (self, x, y);

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (!gtk_selection_model_is_selected (rows, position))
    gtk_selection_model_select_item (rows, position, TRUE);
  open_menu (self, x, y);
}

static gboolean
on_menu_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  NhRecordView *self = NH_RECORD_VIEW (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  double x, y;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->column_view)))
    return FALSE;
  gtk_widget_translate_coordinates (focus, widget, 24, gtk_widget_get_height (focus), &x, &y);
  open_menu (self, x, y);
  return TRUE;
}

void
nh_record_view_set_menu (NhRecordView *self, GMenuModel *menu)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_return_if_fail (NH_IS_RECORD_VIEW (self) && self->menu == NULL);
  self->menu = gtk_popover_menu_new_from_model (menu);
  g_object_unref (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_right_click), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_alternative_trigger_new (gtk_keyval_trigger_new (GDK_KEY_Menu, 0), gtk_keyval_trigger_new (GDK_KEY_F10, GDK_SHIFT_MASK)),
                                                          gtk_callback_action_new (on_menu_key, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
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

void
nh_record_view_focus_first (NhRecordView *self)
{
  GtkWidget *rows;

  g_return_if_fail (NH_IS_RECORD_VIEW (self));
  rows = gtk_widget_get_last_child (GTK_WIDGET (self->column_view));
  self->anchor = 0;
  /* After this the first of its widgets is that of the first row. */
  gtk_widget_activate_action (rows, "list.scroll-to-item", "u", 0);
  if (gtk_widget_get_first_child (rows) == NULL || !gtk_widget_grab_focus (gtk_widget_get_first_child (rows)))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
