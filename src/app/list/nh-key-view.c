/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-key-view.h"

#include <math.h>

#include "nh-i18n.h"
#include "nh-input.h"
#include "nh-notice.h"
#include "nh-template.h"
#include "nh-widget-util.h"

#define LEAST_CHARS 16 /* of a column that takes what room there is: else the table scrolls */
#define SOME_DIGITS "0123456789"
#define COMPOSED_MS 150 /* as GtkSearchEntry waits after a key */

typedef struct
{
  NhKeyList *list;        /* owned */
  gpointer owner;         /* borrowed */
  GMenuModel *menu_model; /* nullable */
  GtkWidget *menu;        /* nullable: until it is asked for */
  gint64 anchor;          /* key at the top before a reload; 0: none */
  guint anchor_tick;
  int anchor_frames;
  int digits_width;  /* of SOME_DIGITS in the present text size; 0: not known yet */
  gboolean stale;    /* the list is to be read when it is visible */
  GtkWidget *search; /* owned (nullable): the entry that filters the list */
  guint composed_timeout;

  /* template */
  GtkStack *stack; /* child: "none", "list" or "empty" */
  GtkScrolledWindow *scrolled;
  GtkColumnView *table;
  GtkImage *empty_icon;
  GtkLabel *empty_title, *empty_hint;
  GtkWidget *empty_all;
} NhKeyViewPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (NhKeyView, nh_key_view, GTK_TYPE_WIDGET)

static NhKeyViewPrivate *
get (NhKeyView *self)
{
  return nh_key_view_get_instance_private (self);
}

/* --- Cells --- */

static void
fill_cell (NhRow *row, GtkWidget *cell)
{
  const NhKeyColumn *column = g_object_get_data (G_OBJECT (cell), "column");
  NhKeyView *self = g_object_get_data (G_OBJECT (cell), "view");
  gpointer value = nh_row_get_value (row);
  g_autofree char *text = value != NULL ? column->text (get (self)->owner, value, column) : g_strdup ("…");

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
  nh_widget_set_css_class (cell, "nh-uncounted",
                           value != NULL && column->uncounted != NULL && column->uncounted (get (self)->owner, value));
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, NhKeyView *self)
{
  const NhKeyColumn *column = g_object_get_data (G_OBJECT (factory), "column");
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (cell), 1);
  if (column->numeric)
    {
      gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), 1);
      gtk_widget_add_css_class (cell, "numeric");
    }
  g_object_set_data (G_OBJECT (cell), "item", item);
  g_object_set_data (G_OBJECT (cell), "view", self);
  g_object_set_data (G_OBJECT (cell), "column", (gpointer) column);
  gtk_list_item_set_child (item, cell);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item)
{
  NhRow *row = gtk_list_item_get_item (item);
  GtkWidget *cell = gtk_list_item_get_child (item);

  g_signal_connect (row, "changed", G_CALLBACK (fill_cell), cell); /* until on_unbind() */
  fill_cell (row, cell);
  nh_row_request (row);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), fill_cell, gtk_list_item_get_child (item));
}

/* The cell at a point, or the first of the row there. (nullable) */
static GtkWidget *
cell_at (NhKeyView *self, double x, double y)
{
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  for (; at != NULL && at != GTK_WIDGET (self); at = gtk_widget_get_parent (at))
    for (GtkWidget *cell = at; cell != NULL; cell = gtk_widget_get_first_child (cell))
      if (g_object_get_data (G_OBJECT (cell), "item") != NULL)
        return cell;
  return NULL;
}

int
nh_key_view_text_width (NhKeyView *self, const char *text, gboolean heading)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) bold = pango_attr_list_new ();
  int width;

  pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (heading)
    pango_layout_set_attributes (layout, bold);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

double
nh_key_view_char_width (NhKeyView *self, const char *sample)
{
  return (double) nh_key_view_text_width (self, sample, FALSE) / (double) g_utf8_strlen (sample, -1);
}

/* The whole text of a cell that is too narrow for it; if has-tooltip is set. */
static gboolean
nh_key_view_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  GtkWidget *cell = keyboard ? NULL : cell_at (NH_KEY_VIEW (widget), x, y);
  const char *text = cell != NULL ? gtk_inscription_get_text (GTK_INSCRIPTION (cell)) : NULL;

  if (text == NULL || nh_key_view_text_width (NH_KEY_VIEW (widget), text, FALSE) <= gtk_widget_get_width (cell))
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* --- Columns --- */

GtkColumnViewColumn *
nh_key_view_make_column (NhKeyView *self, const NhKeyColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *made;

  g_return_val_if_fail (NH_IS_KEY_VIEW (self), NULL);
  g_object_set_data (G_OBJECT (factory), "column", (gpointer) column);
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  made = gtk_column_view_column_new (_ (column->title), factory);
  gtk_column_view_column_set_resizable (made, TRUE);
  return made;
}

const NhKeyColumn *
nh_key_view_get_column (GtkColumnViewColumn *column)
{
  return g_object_get_data (G_OBJECT (gtk_column_view_column_get_factory (column)), "column");
}

static void
set_width (NhKeyView *self, GtkColumnViewColumn *made)
{
  int chars = nh_key_view_get_column (made)->chars;
  int least = chars > 0 ? chars : LEAST_CHARS;

  gtk_column_view_column_set_fixed_width (made, (int) (least * nh_key_view_char_width (self, SOME_DIGITS)) +
                                                    NH_KEY_VIEW_PADDING);
  gtk_column_view_column_set_expand (made, chars == 0);
}

static void
append_column (NhKeyView *self, const NhKeyColumn *column)
{
  g_autoptr (GtkColumnViewColumn) made = nh_key_view_make_column (self, column);

  set_width (self, made);
  gtk_column_view_append_column (get (self)->table, made);
}

static void
set_widths (NhKeyView *self)
{
  GListModel *columns = gtk_column_view_get_columns (get (self)->table);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      set_width (self, column);
    }
}

static gboolean
tell_text_size (gpointer view)
{
  if (get (NH_KEY_VIEW (view))->list != NULL) /* it was not closed meanwhile */
    g_signal_emit_by_name (view, "text-size-changed");
  return G_SOURCE_REMOVE;
}

/* The text size is known for certain when the view is drawn; columns may not change within. */
static void
nh_key_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NhKeyViewPrivate *priv = get (NH_KEY_VIEW (widget));
  int width;

  GTK_WIDGET_CLASS (nh_key_view_parent_class)->snapshot (widget, snapshot);
  width = nh_key_view_text_width (NH_KEY_VIEW (widget), SOME_DIGITS, FALSE);
  if (width != priv->digits_width && priv->digits_width != 0)
    g_idle_add_full (G_PRIORITY_DEFAULT, tell_text_size, g_object_ref (widget), g_object_unref);
  priv->digits_width = width;
}

/* --- The list --- */

static void
on_activate (NhKeyView *self, guint position)
{
  g_signal_emit_by_name (self, "activated", nh_key_list_get_key (get (self)->list, position));
}

static void
on_show_all (NhKeyView *self)
{
  g_signal_emit_by_name (self, "show-all");
}

static guint
count_rows (NhKeyView *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get (self)->list));
}

/* The hint replaces the table only when all is read: a list may be empty for a moment, but keeps the focus. */
static void
on_items_changed (NhKeyView *self)
{
  get (self)->anchor_frames = 0;
  if (count_rows (self) > 0)
    gtk_stack_set_visible_child_name (get (self)->stack, "list");
}

void
nh_key_view_ask (NhKeyView *self)
{
  NhKeyViewPrivate *priv = get (self);

  g_return_if_fail (NH_IS_KEY_VIEW (self));
  priv->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (priv->stale)
    return;
  nh_key_list_invalidate (priv->list, NULL);
  nh_key_list_ask (priv->list);
}

static void
nh_key_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (nh_key_view_parent_class)->map (widget);
  if (get (NH_KEY_VIEW (widget))->stale)
    nh_key_view_ask (NH_KEY_VIEW (widget));
}

static double
row_height (NhKeyView *self)
{
  guint n = count_rows (self);

  return n > 0 ? gtk_adjustment_get_upper (gtk_scrolled_window_get_vadjustment (get (self)->scrolled)) / n : 0;
}

/* GtkColumnView cannot scroll to a row before GTK 4.12. */
static void
scroll_to_position (NhKeyView *self, guint position)
{
  gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (get (self)->table)), "list.scroll-to-item", "u",
                              position);
}

static void
on_reloading (NhKeyView *self)
{
  NhKeyViewPrivate *priv = get (self);
  double height = row_height (self);
  double value = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (priv->scrolled));

  if (height <= 0 || value <= 0)
    return;
  if (priv->anchor == 0)
    priv->anchor = nh_key_list_get_key (priv->list, (guint) (value / height));
  /* Not by the adjustment: GTK would look for rows that it may not have laid out. */
  scroll_to_position (self, 0);
}

/* Two frames after the last change, because GTK cannot scroll to rows that it has not laid out. */
static gboolean
restore_anchor (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  NhKeyViewPrivate *priv = get (NH_KEY_VIEW (widget));
  guint position;

  if (priv->anchor_frames++ < 2)
    return G_SOURCE_CONTINUE;
  priv->anchor_tick = 0;
  if (nh_key_list_find (priv->list, priv->anchor, &position))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (priv->scrolled),
                              position * row_height (NH_KEY_VIEW (widget)));
  priv->anchor = 0;
  return G_SOURCE_REMOVE;
}

static void
on_settled (NhKeyView *self)
{
  NhKeyViewPrivate *priv = get (self);

  gtk_stack_set_visible_child_name (priv->stack, count_rows (self) > 0 ? "list" : "empty");
  if (priv->anchor == 0 || priv->anchor_tick != 0)
    return;
  priv->anchor_frames = 0;
  priv->anchor_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), restore_anchor, NULL, NULL);
}

void
nh_key_view_scroll_to (NhKeyView *self, gint64 key)
{
  guint position;

  g_return_if_fail (NH_IS_KEY_VIEW (self));
  get (self)->anchor = 0;
  if (nh_key_list_find (get (self)->list, key, &position))
    scroll_to_position (self, position);
}

/* --- Search --- */

static void
focus_first (NhKeyView *self)
{
  GtkWidget *rows = gtk_widget_get_last_child (GTK_WIDGET (get (self)->table));

  get (self)->anchor = 0;
  scroll_to_position (self, 0); /* the first child is now that of the first row */
  if (gtk_widget_get_first_child (rows) == NULL || !gtk_widget_grab_focus (gtk_widget_get_first_child (rows)))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static gboolean
on_down (GtkWidget *search, GVariant *arguments, gpointer view)
{
  GtkSelectionModel *rows = gtk_column_view_get_model (get (NH_KEY_VIEW (view))->table);

  focus_first (view);
  /* As each further press does, or the first row would be passed over. */
  if (g_list_model_get_n_items (G_LIST_MODEL (rows)) > 0)
    gtk_selection_model_select_item (rows, 0, TRUE);
  return TRUE;
}

static void
on_stop_search (NhKeyView *self, GtkSearchEntry *search)
{
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
on_composed (gpointer view)
{
  NhKeyViewPrivate *priv = get (NH_KEY_VIEW (view));

  priv->composed_timeout = 0;
  g_signal_emit_by_name (priv->search, "search-changed");
}

/* GtkSearchEntry does not tell of the syllable that an input method still composes. */
static void
on_preedit_changed (NhKeyView *self)
{
  NhKeyViewPrivate *priv = get (self);

  g_clear_handle_id (&priv->composed_timeout, g_source_remove);
  priv->composed_timeout = g_timeout_add_once (COMPOSED_MS, on_composed, self);
}

void
nh_key_view_follow_search (NhKeyView *self, GtkSearchEntry *search)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_return_if_fail (NH_IS_KEY_VIEW (self));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Down|KP_Down"),
                                                          gtk_callback_action_new (on_down, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (search), keys);
  g_set_object (&get (self)->search, GTK_WIDGET (search));
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (search)), "preedit-changed",
                           G_CALLBACK (on_preedit_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "activate", G_CALLBACK (focus_first), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "stop-search", G_CALLBACK (on_stop_search), self, G_CONNECT_SWAPPED);
}

/* --- Clicks --- */

/* Both the cell and its row handle the click in GTK 4.8, so that a row that Ctrl adds would be taken out again. */
static void
on_ctrl_click (NhKeyView *self, int n, double x, double y, GtkGesture *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *cell = (state & GDK_CONTROL_MASK) != 0 ? cell_at (self, x, y) : NULL;
  GtkListItem *item = cell != NULL ? g_object_get_data (G_OBJECT (cell), "item") : NULL;

  if (item == NULL)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (get (self)->table)), "list.select-item", "(ubb)",
                              gtk_list_item_get_position (item), TRUE, (state & GDK_SHIFT_MASK) != 0);
  gtk_widget_grab_focus (gtk_widget_get_parent (gtk_widget_get_parent (cell)));
}

/* --- The context menu --- */

static void
open_menu (NhKeyView *self, double x, double y)
{
  NhKeyViewPrivate *priv = get (self);
  GdkRectangle place = { (int) x, (int) y, 1, 1 };

  if (priv->menu == NULL)
    {
      priv->menu = gtk_popover_menu_new_from_model (priv->menu_model);
      gtk_popover_set_has_arrow (GTK_POPOVER (priv->menu), FALSE);
      gtk_widget_set_halign (priv->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (priv->menu, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (priv->menu), &place);
  gtk_popover_popup (GTK_POPOVER (priv->menu));
}

/* Select the clicked row, so that the menu applies to it. */
static void
on_right_click (NhKeyView *self, int n, double x, double y, GtkGesture *gesture)
{
  GtkSelectionModel *rows = gtk_column_view_get_model (get (self)->table);
  GtkWidget *cell = cell_at (self, x, y);
  guint position;

  if (cell == NULL || get (self)->menu_model == NULL)
    return;
  position = gtk_list_item_get_position (g_object_get_data (G_OBJECT (cell), "item"));
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (!gtk_selection_model_is_selected (rows, position))
    gtk_selection_model_select_item (rows, position, TRUE);
  open_menu (self, x, y);
}

static gboolean
on_menu_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  NhKeyView *self = NH_KEY_VIEW (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  double x, y;

  if (get (self)->menu_model == NULL || focus == NULL ||
      !gtk_widget_is_ancestor (focus, GTK_WIDGET (get (self)->table)))
    return FALSE;
  gtk_widget_translate_coordinates (focus, widget, 24, gtk_widget_get_height (focus), &x, &y);
  open_menu (self, x, y);
  return TRUE;
}

void
nh_key_view_set_menu (NhKeyView *self, GMenuModel *menu)
{
  g_return_if_fail (NH_IS_KEY_VIEW (self) && get (self)->menu_model == NULL);
  get (self)->menu_model = g_object_ref (menu);
}

/* --- The widget --- */

static void
nh_key_view_dispose (GObject *object)
{
  NhKeyView *self = NH_KEY_VIEW (object);
  NhKeyViewPrivate *priv = get (self);

  if (priv->anchor_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), priv->anchor_tick);
  priv->anchor_tick = 0;
  g_clear_handle_id (&priv->composed_timeout, g_source_remove);
  g_clear_object (&priv->search);
  g_clear_pointer (&priv->menu, gtk_widget_unparent);
  g_clear_object (&priv->menu_model);
  /* gtk_widget_dispose_template() refuses objects of derived types. */
  if (gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL)
    gtk_widget_unparent (GTK_WIDGET (priv->stack));
  g_clear_object (&priv->list);
  G_OBJECT_CLASS (nh_key_view_parent_class)->dispose (object);
}

static void
nh_key_view_class_init (NhKeyViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_key_view_dispose;
  widget_class->map = nh_key_view_map;
  widget_class->snapshot = nh_key_view_snapshot;
  widget_class->query_tooltip = nh_key_view_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "recordview");
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-key-view.ui");
  NH_BIND_PRIVATE (widget_class, NhKeyView, stack, scrolled, table, empty_icon, empty_title, empty_hint, empty_all);
  NH_BIND_CALLBACKS (widget_class, on_activate, on_show_all, on_right_click, on_ctrl_click);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, on_menu_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key, NULL);
  NH_SIGNAL ("activated", type, 1, G_TYPE_INT64);
  NH_SIGNAL ("show-all", type, 0);
  NH_SIGNAL ("text-size-changed", type, 0);
}

static void
nh_key_view_init (NhKeyView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
nh_key_view_set_list (NhKeyView *self, NhKeyList *list, GtkSelectionModel *selection, const char *title, gpointer owner)
{
  NhKeyViewPrivate *priv = get (self);

  priv->list = g_object_ref (list);
  priv->owner = owner;
  nh_widget_set_name (priv->table, title);
  gtk_column_view_set_model (priv->table, selection);
  /* Several rows by the mouse alone. */
  gtk_column_view_set_enable_rubberband (priv->table, !GTK_IS_SINGLE_SELECTION (selection));
  g_signal_connect_object (list, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "reloading", G_CALLBACK (on_reloading), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "settled", G_CALLBACK (on_settled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "failed", G_CALLBACK (nh_notify_error), self, G_CONNECT_SWAPPED);
}

GtkWidget *
nh_key_view_new (NhKeyList *list, GtkSelectionModel *selection, const char *title, const NhKeyColumn *columns, guint n,
                 gpointer owner)
{
  NhKeyView *self = g_object_new (NH_TYPE_KEY_VIEW, NULL);

  gtk_column_view_set_reorderable (get (self)->table, FALSE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  for (guint i = 0; i < n; i++)
    append_column (self, &columns[i]);
  g_signal_connect (self, "text-size-changed", G_CALLBACK (set_widths), NULL);
  nh_key_view_set_list (self, list, selection, title, owner);
  return GTK_WIDGET (self);
}

GtkColumnView *
nh_key_view_get_table (NhKeyView *self)
{
  g_return_val_if_fail (NH_IS_KEY_VIEW (self), NULL);
  return get (self)->table;
}

void
nh_key_view_set_empty (NhKeyView *self, const char *icon, const char *title, const char *hint, gboolean all)
{
  NhKeyViewPrivate *priv = get (self);

  g_return_if_fail (NH_IS_KEY_VIEW (self));
  gtk_image_set_from_icon_name (priv->empty_icon, icon);
  gtk_label_set_text (priv->empty_title, title);
  gtk_label_set_text (priv->empty_hint, hint);
  gtk_widget_set_visible (priv->empty_all, all);
}
