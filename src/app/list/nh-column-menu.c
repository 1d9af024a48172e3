/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-column-menu.h"

#include "nh-i18n.h"
#include "nh-input.h"
#include "nh-template.h"
#include "nh-widget-util.h"

struct _NhColumnMenu
{
  GtkPopover parent_instance;

  NhRecordView *view; /* borrowed */
  const NhRecordType *type;
  GtkBox *rows; /* one per field, in the order of the columns */
  GtkWidget *reset;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (NhColumnMenu, nh_column_menu, GTK_TYPE_POPOVER)

/* Widgets of a row, as object data. */
#define CHECK "check"
#define SORT "sort"
#define UP "up"
#define DOWN "down"

static GtkWidget *
part (GtkWidget *row, const char *name)
{
  return g_object_get_data (G_OBJECT (row), name);
}

static int
row_field (GtkWidget *row)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "field"));
}

static GtkWidget *
find_row (NhColumnMenu *self, int field)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  while (row != NULL && row_field (row) != field)
    row = gtk_widget_get_next_sibling (row);
  return row;
}

static guint
position_of (GArray *columns, int field)
{
  return (guint) (nh_columns_find (columns, field) - (NhColumn *) (gpointer) columns->data);
}

static gboolean
can_move (GArray *columns, int field, int step)
{
  g_autoptr (GArray) tried = g_array_copy (columns);
  guint position = position_of (tried, field);

  return nh_columns_move (tried, position, step) != position;
}

/* --- Display --- */

/* Its words tell how the list is sorted by this column now. */
static void
fill_sort (NhColumnMenu *self, GtkWidget *button, int field)
{
  gboolean descending = FALSE;
  gboolean sorted = nh_record_view_get_sort (self->view, &descending) == field;
  g_autofree char *words = g_strdup_printf (!sorted      ? _ ("Sort the list by “%s” (Alt+S)")
                                            : descending ? _ ("Sorted by “%s”, downwards; press for the usual order")
                                                         : _ ("Sorted by “%s”, upwards; press to turn it round"),
                                            nh_column_get_title (self->type, field));

  gtk_button_set_label (GTK_BUTTON (button), !sorted ? _ ("Sort") : descending ? _ ("Sort ↓") : _ ("Sort ↑"));
  gtk_widget_set_tooltip_text (button, words);
  nh_widget_set_name (button, words);
}

static void
fill_row (NhColumnMenu *self, GtkWidget *row, GArray *columns)
{
  const NhColumn *column = nh_columns_find (columns, row_field (row));

  gtk_widget_set_visible (row, nh_record_view_offers (self->view, column->field));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (part (row, CHECK)), column->shown);
  gtk_widget_set_sensitive (part (row, CHECK), !column->shown || nh_columns_count (columns) > 1);
  gtk_widget_set_visible (part (row, SORT), column->shown);
  fill_sort (self, part (row, SORT), column->field);
  gtk_widget_set_visible (part (row, UP), column->shown);
  gtk_widget_set_visible (part (row, DOWN), column->shown);
  gtk_widget_set_sensitive (part (row, UP), can_move (columns, column->field, -1));
  gtk_widget_set_sensitive (part (row, DOWN), can_move (columns, column->field, 1));
}

static void
fill (NhColumnMenu *self)
{
  GArray *columns = nh_record_view_get_columns (self->view);
  g_autofree char *changed = nh_columns_to_text (self->type, columns);
  GtkWidget *before = NULL;

  self->filling = TRUE;
  for (guint i = 0; i < columns->len; i++)
    {
      GtkWidget *row = find_row (self, g_array_index (columns, NhColumn, i).field);

      gtk_box_reorder_child_after (self->rows, row, before);
      fill_row (self, row, columns);
      before = row;
    }
  gtk_widget_set_sensitive (self->reset, changed != NULL);
  self->filling = FALSE;
}

/* --- Changes --- */

static void
on_toggled (NhColumnMenu *self, GtkWidget *check)
{
  GArray *columns;

  if (self->filling)
    return;
  columns = g_array_copy (nh_record_view_get_columns (self->view));
  nh_columns_find (columns, row_field (gtk_widget_get_parent (check)))->shown = gtk_check_button_get_active (
      GTK_CHECK_BUTTON (check));
  nh_record_view_set_columns (self->view, columns);
}

static void
move (NhColumnMenu *self, GtkWidget *row, int step)
{
  GArray *columns = g_array_copy (nh_record_view_get_columns (self->view));
  GtkWidget *button = part (row, step < 0 ? UP : DOWN);
  gboolean held = gtk_widget_has_focus (button);

  nh_columns_move (columns, position_of (columns, row_field (row)), step);
  nh_record_view_set_columns (self->view, columns);
  if (held && !gtk_widget_is_sensitive (button)) /* it cannot move further */
    gtk_widget_grab_focus (part (row, CHECK));
}

static void
on_arrow (NhColumnMenu *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_parent (button);

  move (self, row, button == part (row, UP) ? -1 : 1);
}

static void
on_sort (NhColumnMenu *self, GtkWidget *button)
{
  nh_record_view_sort_next (self->view, row_field (gtk_widget_get_parent (button)));
}

/* Arrows go to the next row; with Alt they move the column, and Alt+S sorts by it. */
static gboolean
on_key (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state, NhColumnMenu *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys));
  int step = keyval == GDK_KEY_Up ? -1 : keyval == GDK_KEY_Down ? 1 : 0;
  GtkWidget *beside = row;

  state &= gtk_accelerator_get_default_mod_mask ();
  if (state == GDK_ALT_MASK && nh_input_key (gdk_keyval_to_lower (keyval)) == GDK_KEY_s)
    {
      nh_record_view_sort_next (self->view, row_field (row));
      return TRUE;
    }
  do
    beside = step < 0 ? gtk_widget_get_prev_sibling (beside) : gtk_widget_get_next_sibling (beside);
  while (beside != NULL && !gtk_widget_get_visible (beside));
  if (step == 0 || (state != 0 && state != GDK_ALT_MASK))
    return FALSE;
  if (state == GDK_ALT_MASK && gtk_check_button_get_active (GTK_CHECK_BUTTON (part (row, CHECK))))
    move (self, row, step);
  else if (state == 0 && beside != NULL)
    gtk_widget_grab_focus (part (beside, CHECK));
  return TRUE;
}

static void
on_reset (NhColumnMenu *self)
{
  nh_record_view_set_columns (self->view, nh_columns_new (self->type, NULL));
  gtk_widget_child_focus (GTK_WIDGET (self->rows), GTK_DIR_TAB_FORWARD);
}

/* --- The widget --- */

static void
add_arrow (NhColumnMenu *self, GtkWidget *row, const char *name, const char *icon, const char *spoken)
{
  GtkWidget *button = nh_icon_button_new (icon, spoken);

  g_signal_connect_object (button, "clicked", G_CALLBACK (on_arrow), self, G_CONNECT_SWAPPED);
  g_object_set_data (G_OBJECT (row), name, button);
  gtk_box_append (GTK_BOX (row), button);
}

static void
add_sort (NhColumnMenu *self, GtkWidget *row)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_sort), self, G_CONNECT_SWAPPED);
  g_object_set_data (G_OBJECT (row), SORT, button);
  gtk_box_append (GTK_BOX (row), button);
}

static void
add_row (NhColumnMenu *self, int field)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();
  const char *title = nh_column_get_title (self->type, field);
  GtkWidget *check = gtk_check_button_new_with_label (title);
  g_autofree char *up = g_strdup_printf (_ ("Move “%s” forward (Alt+Up)"), title);
  g_autofree char *down = g_strdup_printf (_ ("Move “%s” back (Alt+Down)"), title);

  g_object_set_data (G_OBJECT (row), "field", GINT_TO_POINTER (field));
  g_object_set_data (G_OBJECT (row), CHECK, check);
  gtk_widget_set_hexpand (check, TRUE);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), check);
  add_sort (self, row);
  add_arrow (self, row, UP, "go-up-symbolic", up);
  add_arrow (self, row, DOWN, "go-down-symbolic", down);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
  gtk_widget_add_controller (row, keys);
  gtk_box_append (self->rows, row);
}

static void
nh_column_menu_class_init (NhColumnMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-column-menu.ui");
  NH_BIND_CHILDREN (widget_class, NhColumnMenu, rows, reset);
  NH_BIND_CALLBACKS (widget_class, on_reset);
}

static void
nh_column_menu_init (NhColumnMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
nh_column_menu_new (NhRecordView *view, const NhRecordType *type)
{
  NhColumnMenu *self = g_object_new (NH_TYPE_COLUMN_MENU, NULL);
  GArray *columns = nh_record_view_get_columns (view);

  self->view = view;
  self->type = type;
  for (guint i = 0; i < columns->len; i++)
    add_row (self, g_array_index (columns, NhColumn, i).field);
  fill (self);
  g_signal_connect (self, "map", G_CALLBACK (fill), NULL); /* the season may be another one */
  g_signal_connect_object (view, "columns-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "sort-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
