/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-intake-table.h"

#include <string.h>

#include "nh-i18n.h"
#include "nh-intake-head.h"
#include "nh-intake-line.h"
#include "nh-intake-rows.h"
#include "nh-widget-util.h"

#define COLUMN "nh-column" /* of a head: number of the column + COLUMN_BASE */
#define COLUMN_BASE 3
#define NUMBER NH_INTAKE_NUMBER
#define VERDICT NH_INTAKE_VERDICT
#define SAMPLE_ROWS 60
#define LEAST_CHARS 13
#define MOST_CHARS 30
#define CELL_PADDING 16
#define ARROW_WIDTH 56 /* of a drop-down, with its padding and that of the head */
#define MONEY_CHARS 13

struct _NhIntakeTable
{
  GtkWidget parent_instance;

  NhIntakeTrial *trial; /* owned, nullable */
  NhIntakeRows *rows;   /* owned, nullable */
  gboolean problems;
  GtkSingleSelection *selection; /* owned */
  GPtrArray *lines;              /* of NhIntakeLine, those that are bound; borrowed */
  NhIntakeColumns shown;
  int current; /* column; VERDICT at first */

  GtkWidget *box;
  GtkBox *heads;
  GtkColumnView *view;
  GtkColumnViewColumn *column;          /* borrowed: one has the whole row */
  GtkAdjustment *across, *across_heads; /* borrowed */
};

G_DEFINE_FINAL_TYPE (NhIntakeTable, nh_intake_table, GTK_TYPE_WIDGET)

static int
column_of (gpointer object)
{
  return GPOINTER_TO_INT (g_object_get_data (object, COLUMN)) - COLUMN_BASE;
}

/* --- The current cell --- */

static void
mark_current (NhIntakeTable *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  for (guint i = 0; i < self->lines->len; i++)
    {
      GtkListItem *item = g_object_get_data (self->lines->pdata[i], "item");

      nh_intake_line_set_current (self->lines->pdata[i],
                                  gtk_list_item_get_position (item) == selected ? self->current : NUMBER);
    }
}

static guint
index_of_current (NhIntakeTable *self)
{
  for (guint i = 1; i < self->shown.columns->len; i++)
    if (g_array_index (self->shown.columns, int, i) == self->current)
      return i;
  return 1; /* the verdict */
}

static void
reveal_current (NhIntakeTable *self)
{
  guint at = index_of_current (self);
  double start, end, value = gtk_adjustment_get_value (self->across);
  double page = gtk_adjustment_get_page_size (self->across);

  if (self->shown.ends->len == 0)
    return;
  start = at > 2 ? g_array_index (self->shown.ends, int, at - 1) : 0;
  end = g_array_index (self->shown.ends, int, at);
  if (start < value || end - start > page)
    gtk_adjustment_set_value (self->across, start);
  else if (end > value + page)
    gtk_adjustment_set_value (self->across, end - page);
}

static void
moved (NhIntakeTable *self)
{
  mark_current (self);
  g_signal_emit_by_name (self, "moved");
}

static void
set_current (NhIntakeTable *self, int column)
{
  self->current = column;
  reveal_current (self);
  moved (self);
}

/* GtkColumnView cannot scroll to a row before GTK 4.12. */
static void
select_row (NhIntakeTable *self, guint position)
{
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (self->view));

  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
}

gboolean
nh_intake_table_get_current (NhIntakeTable *self, guint *row, const NhIntakeRow **judged, int *column)
{
  NhIntakeItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item == NULL)
    return FALSE;
  *row = nh_intake_item_get_row (item);
  *judged = nh_intake_item_get (item);
  *column = MAX (self->current, VERDICT);
  return TRUE;
}

/* Goes to a cell to look at in the selected row, from the column at @first on. FALSE: there is none. */
static gboolean
go_to_cell (NhIntakeTable *self, guint first)
{
  NhIntakeItem *item = gtk_single_selection_get_selected_item (self->selection);

  for (guint i = first; i < self->shown.columns->len; i++)
    {
      int column = g_array_index (self->shown.columns, int, i);
      const NhRowNote *note = column >= 0 ? nh_intake_item_find_note (item, column) : NULL;

      if (note == NULL || !(note->refused || note->doubtful))
        continue;
      set_current (self, column);
      return TRUE;
    }
  return FALSE;
}

void
nh_intake_table_go_to_problem (NhIntakeTable *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (self->rows == NULL || selected == GTK_INVALID_LIST_POSITION || go_to_cell (self, index_of_current (self) + 1))
    return;
  select_row (self, nh_intake_rows_find_problem (self->rows, selected));
  if (!go_to_cell (self, 0))
    set_current (self, VERDICT);
}

static GtkWidget *
find_head (NhIntakeTable *self, int column)
{
  for (GtkWidget *head = gtk_widget_get_first_child (GTK_WIDGET (self->heads)); head != NULL;
       head = gtk_widget_get_next_sibling (head))
    if (column_of (head) == column)
      return head;
  return NULL;
}

static gboolean
on_key (NhIntakeTable *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean plain = (state & gtk_accelerator_get_default_mod_mask ()) == 0;
  guint at = index_of_current (self);

  if (!plain || self->shown.columns->len == 0)
    return FALSE;
  if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left)
    set_current (self, g_array_index (self->shown.columns, int, MAX (at, 2) - 1));
  else if (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right)
    set_current (self, g_array_index (self->shown.columns, int, MIN (at + 1, self->shown.columns->len - 1)));
  else if (keyval == GDK_KEY_F4 && self->current >= 0)
    nh_intake_head_open (find_head (self, self->current));
  else
    return FALSE;
  return TRUE;
}

/* Before the list takes it. */
static void
on_pressed (NhIntakeTable *self, int n, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);
  GtkWidget *line = picked != NULL ? gtk_widget_get_ancestor (picked, NH_TYPE_INTAKE_LINE) : NULL;
  double at, above;

  if (line == NULL || !gtk_widget_translate_coordinates (GTK_WIDGET (self->view), line, x, y, &at, &above))
    return;
  gtk_single_selection_set_selected (self->selection,
                                     gtk_list_item_get_position (g_object_get_data (G_OBJECT (line), "item")));
  set_current (self, MAX (nh_intake_line_find_column (NH_INTAKE_LINE (line), at), VERDICT));
}

/* --- Rows --- */

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, NhIntakeTable *self)
{
  GtkWidget *line = nh_intake_line_new (&self->shown);

  g_object_set_data (G_OBJECT (line), "item", item);
  gtk_list_item_set_child (item, line);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, NhIntakeTable *self)
{
  NhIntakeLine *line = NH_INTAKE_LINE (gtk_list_item_get_child (item));
  guint selected = gtk_single_selection_get_selected (self->selection);

  g_ptr_array_add (self->lines, line);
  nh_intake_line_set_item (line, gtk_list_item_get_item (item));
  nh_intake_line_set_current (line, gtk_list_item_get_position (item) == selected ? self->current : NUMBER);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, NhIntakeTable *self)
{
  g_ptr_array_remove_fast (self->lines, gtk_list_item_get_child (item));
  nh_intake_line_set_item (NH_INTAKE_LINE (gtk_list_item_get_child (item)), NULL);
}

/* --- Columns --- */

static int
measure_chars (NhIntakeTable *self, int chars)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0000000000");
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width * chars / 10 + CELL_PADDING;
}

/* What the drop-downs over it need. */
static int
measure_head (NhIntakeTable *self, int column)
{
  const NhMapping *mapping = self->trial->mapping;
  const char *title = nh_mapping_get_title (mapping, (guint) column);
  g_autoptr (PangoLayout)
      layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), title != NULL ? title : _ ("(not taken)"));
  int field = mapping->columns[column].field, width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  if (field >= 0 && mapping->type->fields[field].kind == NH_KIND_MONEY)
    width = MAX (width, measure_chars (self, MONEY_CHARS));
  return width + ARROW_WIDTH;
}

static int
find_width (NhIntakeTable *self, int column)
{
  const NhIntakeTrial *trial = self->trial;
  glong longest = LEAST_CHARS;

  if (column == NUMBER || column == VERDICT)
    return measure_chars (self, column == NUMBER ? 5 : LEAST_CHARS + 2);
  for (guint row = trial->mapping->first_row;
       row < MIN (nh_grid_get_n_rows (trial->grid), trial->mapping->first_row + SAMPLE_ROWS); row++)
    {
      g_autofree char *text = nh_grid_dup_text (trial->grid, nh_grid_get (trial->grid, row, (guint) column));

      longest = MAX (longest, g_utf8_strlen (text, -1) + 2);
    }
  return MAX (measure_chars (self, (int) MIN (longest, MOST_CHARS)), measure_head (self, column));
}

static void
on_word (const char *word, gpointer self)
{
  g_signal_emit_by_name (self, "word", word);
}

static int
last_end (NhIntakeTable *self)
{
  return g_array_index (self->shown.ends, int, self->shown.ends->len - 1);
}

static void
add_column (NhIntakeTable *self, int column)
{
  GtkWidget *head;

  if (column >= 0)
    head = nh_intake_head_new (self->trial->type, (guint) column, on_word, self);
  else
    {
      head = nh_label_new (column == NUMBER ? C_ ("sheet", "Row") : _ ("Verdict"), "nh-small", FALSE);
      gtk_widget_set_valign (head, GTK_ALIGN_START);
      gtk_widget_add_css_class (head, "nh-intake-head");
      nh_intake_head_narrow (head);
    }
  gtk_widget_set_hexpand (head, FALSE);
  g_object_set_data (G_OBJECT (head), COLUMN, GINT_TO_POINTER (column + COLUMN_BASE));
  gtk_box_append (self->heads, head);
}

/* (transfer full) */
static GArray *
find_columns (const NhIntakeTrial *trial)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (int));

  g_array_append_vals (columns, &(int){ NUMBER }, 1);
  g_array_append_vals (columns, &(int){ VERDICT }, 1);
  for (int i = 0; i < (int) trial->mapping->n_columns; i++)
    if (trial->used[i])
      g_array_append_val (columns, i);
  return columns;
}

/* Heads take long to make, so they stay as long as the columns are the same. @before: of what type they are. */
static void
show_columns (NhIntakeTable *self, const NhRecordType *before)
{
  g_autoptr (GArray) columns = find_columns (self->trial);
  GtkWidget *head;
  int end = 0;

  if (before != self->trial->type || columns->len != self->shown.columns->len ||
      memcmp (columns->data, self->shown.columns->data, columns->len * sizeof (int)) != 0)
    {
      nh_widget_clear (self->heads);
      for (guint i = 0; i < columns->len; i++)
        add_column (self, g_array_index (columns, int, i));
    }
  g_array_set_size (self->shown.columns, 0);
  g_array_set_size (self->shown.ends, 0);
  head = gtk_widget_get_first_child (GTK_WIDGET (self->heads));
  for (guint i = 0; i < columns->len; i++, head = gtk_widget_get_next_sibling (head))
    {
      int column = g_array_index (columns, int, i), width = find_width (self, column);

      if (column >= 0)
        nh_intake_head_show (head, self->trial, width);
      else
        gtk_widget_set_size_request (head, width, -1);
      end += width;
      g_array_append_val (self->shown.columns, column);
      g_array_append_val (self->shown.ends, end);
    }
}

/* --- The trial --- */

static void
set_rows (NhIntakeTable *self, guint row)
{
  g_autoptr (NhIntakeRows) rows = nh_intake_rows_new (self->trial, self->problems);

  g_set_object (&self->rows, rows);
  gtk_single_selection_set_model (self->selection, NULL); /* else it looks for the selected row among all */
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (rows));
  if (g_list_model_get_n_items (G_LIST_MODEL (rows)) > 0)
    select_row (self, nh_intake_rows_find (rows, row));
}

void
nh_intake_table_set_trial (NhIntakeTable *self, NhIntakeTrial *trial)
{
  double across = gtk_adjustment_get_value (self->across);
  const NhRecordType *before = self->trial != NULL ? self->trial->type : NULL;
  gboolean same = self->trial == trial;
  const NhIntakeRow *judged;
  guint row = 0;
  int column;

  nh_intake_table_get_current (self, &row, &judged, &column);
  nh_intake_trial_ref (trial);
  g_clear_pointer (&self->trial, nh_intake_trial_unref);
  self->trial = trial;
  if (!same)
    {
      gtk_single_selection_set_model (self->selection, NULL);
      g_clear_object (&self->rows);
    }
  show_columns (self, before);
  if (self->current >= (int) trial->mapping->n_columns || !trial->used[MAX (self->current, 0)])
    self->current = VERDICT;
  if (!same)
    {
      gtk_column_view_column_set_fixed_width (self->column, last_end (self));
      set_rows (self, row);
      gtk_adjustment_set_value (self->across, across);
    }
  moved (self);
}

void
nh_intake_table_show_problems (NhIntakeTable *self, gboolean only)
{
  const NhIntakeRow *judged;
  guint row = 0;
  int column;

  self->problems = only;
  if (self->trial == NULL)
    return;
  nh_intake_table_get_current (self, &row, &judged, &column);
  set_rows (self, row);
  moved (self);
}

void
nh_intake_table_focus (NhIntakeTable *self)
{
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (self->view));

  if (gtk_widget_get_first_child (list) == NULL || !gtk_widget_grab_focus (gtk_widget_get_first_child (list)))
    gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

/* --- The widget --- */

/* The heads stay above their columns. */
static void
on_scrolled (GtkAdjustment *from, GtkAdjustment *to)
{
  gtk_adjustment_set_value (to, gtk_adjustment_get_value (from));
}

static void
nh_intake_table_dispose (GObject *object)
{
  NhIntakeTable *self = NH_INTAKE_TABLE (object);

  if (self->box != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->selection, self);
      gtk_single_selection_set_model (self->selection, NULL);
    }
  nh_widget_unparent_children (self);
  self->box = NULL;
  g_clear_object (&self->rows);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->trial, nh_intake_trial_unref);
  G_OBJECT_CLASS (nh_intake_table_parent_class)->dispose (object);
}

static void
nh_intake_table_finalize (GObject *object)
{
  NhIntakeTable *self = NH_INTAKE_TABLE (object);

  g_ptr_array_unref (self->lines);
  g_array_unref (self->shown.columns);
  g_array_unref (self->shown.ends);
  G_OBJECT_CLASS (nh_intake_table_parent_class)->finalize (object);
}

static void
nh_intake_table_class_init (NhIntakeTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_intake_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = nh_intake_table_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  NH_SIGNAL ("word", G_TYPE_FROM_CLASS (klass), 1, G_TYPE_STRING);
  NH_SIGNAL ("moved", G_TYPE_FROM_CLASS (klass), 0);
}

static void
add_keys (NhIntakeTable *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

/* One for the whole row. */
static void
add_view_column (NhIntakeTable *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, 0);
  self->column = gtk_column_view_column_new (NULL, factory);
  gtk_column_view_column_set_expand (self->column, TRUE); /* the lines between the rows reach over the whole width */
  gtk_column_view_append_column (self->view, self->column);
  g_object_unref (self->column);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
}

static void
nh_intake_table_init (NhIntakeTable *self)
{
  GtkWidget *top = gtk_scrolled_window_new (), *rows = gtk_scrolled_window_new ();

  self->lines = g_ptr_array_new ();
  self->shown.columns = g_array_new (FALSE, FALSE, sizeof (int));
  self->shown.ends = g_array_new (FALSE, FALSE, sizeof (int));
  self->current = VERDICT;
  self->heads = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->heads), "nh-intake-heads");
  self->selection = gtk_single_selection_new (NULL);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection))));
  gtk_widget_set_visible (gtk_widget_get_first_child (GTK_WIDGET (self->view)), FALSE); /* its own heads */
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "nh-list");
  nh_widget_set_name (self->view, _ ("Rows of the file"));
  g_object_set (top, "hscrollbar-policy", GTK_POLICY_EXTERNAL, "vscrollbar-policy", GTK_POLICY_NEVER, "child",
                self->heads, "focusable", FALSE, NULL);
  g_object_set (rows, "vexpand", TRUE, "child", self->view, "focusable", FALSE, NULL);
  self->across_heads = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (top));
  self->across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (rows));
  g_signal_connect_object (self->across, "value-changed", G_CALLBACK (on_scrolled), self->across_heads, 0);
  g_signal_connect_object (self->across_heads, "value-changed", G_CALLBACK (on_scrolled), self->across, 0);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (moved), self, G_CONNECT_SWAPPED);
  add_view_column (self);
  add_keys (self);
  self->box = nh_box_new (GTK_ORIENTATION_VERTICAL, 0, top, rows, NULL);
  gtk_widget_add_css_class (self->box, "nh-intake-table");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
nh_intake_table_new (void)
{
  return g_object_new (NH_TYPE_INTAKE_TABLE, NULL);
}
