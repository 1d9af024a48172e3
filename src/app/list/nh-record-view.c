/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-record-view.h"

#include <math.h>

#include "nh-count.h"
#include "nh-i18n.h"
#include "nh-settings.h"
#include "nh-widget-util.h"

#define UNIT_CHARS 17
#define IDENTITY_CHARS 15 /* at least; that column expands */
#define SOME_TEXT "Tổ dân phố số 3, liên thôn Đông Hà"
#define SOME_DIGITS "0123456789"
#define SOME_DAYS "09–13/08/2026"
#define REMEMBER_MS 400 /* after the last step of a drag */

struct _NhRecordView
{
  NhKeyView parent_instance;

  NhSession *session; /* owned */
  const NhRecordType *type;
  NhKeyColumn *cells;         /* owned: of the unit, then of each field */
  GtkColumnViewColumn **made; /* owned: the same, once shown (nullable) */
  GtkColumnView *table;       /* borrowed (nullable) */
  GArray *columns;            /* owned: NhColumn, in their order */
  gboolean units_shown;
  gboolean arranging; /* the columns are being set by the program */
  guint order_idle, remember_timeout;
};

G_DEFINE_FINAL_TYPE (NhRecordView, nh_record_view, NH_TYPE_KEY_VIEW)

/* --- Sorting --- */

/* GtkColumnView asks the sorter of the primary column first. Main thread only. */
static int primary = -1;

static int
note_field (gconstpointer a, gconstpointer b, gpointer field)
{
  if (primary < 0)
    primary = GPOINTER_TO_INT (field);
  return -1;
}

GtkSorter *
nh_column_sorter_new (int field)
{
  return GTK_SORTER (gtk_custom_sorter_new (note_field, GINT_TO_POINTER (field), NULL));
}

int
nh_column_sorter_ask (GtkSorter *sorter, gboolean *descending)
{
  g_autoptr (GObject) one = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) other = g_object_new (G_TYPE_OBJECT, NULL);

  g_return_val_if_fail (GTK_IS_SORTER (sorter), -1);
  primary = -1;
  *descending = gtk_sorter_compare (sorter, one, other) == GTK_ORDERING_LARGER;
  return primary;
}

/* --- Cells --- */

/* "P. Nam Hồng Lĩnh": the part that differs has the room. (transfer full) */
static char *
short_title (const NhUnit *unit)
{
  if (g_str_equal (unit->kind, "phường"))
    return g_strconcat ("P. ", unit->name, NULL);
  if (g_str_equal (unit->kind, "thị trấn"))
    return g_strconcat ("TT. ", unit->name, NULL);
  return g_strdup (unit->title);
}

static char *
unit_text (NhRecordView *self, const NhRecord *record)
{
  const NhUnit *unit = nh_catalog_get_unit (nh_session_get_catalog (self->session), nh_record_get_info (record)->unit);

  return unit != NULL ? short_title (unit) : g_strdup ("");
}

static char *
cell_text (gpointer owner, gpointer value, const NhKeyColumn *column)
{
  NhRecordView *self = NH_RECORD_VIEW (owner);
  int partner = column->field == NH_COLUMN_UNIT ? -1 : nh_record_type_last_day (self->type, (guint) column->field);
  gboolean beside = partner >= 0 && nh_columns_find (self->columns, partner)->shown;
  char *text;

  if (column->field == NH_COLUMN_UNIT)
    return unit_text (self, value);
  /* Where the last day has no column, the first day shows both. */
  text = nh_record_format_span (value, (guint) column->field, beside);
  if (text != NULL)
    return text;
  text = nh_column_format (value, column->field, nh_session_get_catalog (self->session));
  return text != NULL ? g_strdelimit (text, "\n", ' ') : NULL; /* a row is one line */
}

static gboolean
is_uncounted (gpointer owner, gpointer value)
{
  NhRecordView *self = NH_RECORD_VIEW (owner);

  return nh_record_is_duplicate (value) || !nh_record_state_counts (value, nh_session_get_catalog (self->session));
}

static NhKeyColumn *
make_cells (const NhRecordType *type)
{
  NhKeyColumn *cells = g_new0 (NhKeyColumn, type->n_fields + 1);

  cells[0] = (NhKeyColumn){ N_ ("Unit"), UNIT_CHARS, cell_text, NH_COLUMN_UNIT, FALSE, FALSE, is_uncounted };
  for (guint i = 0; i < type->n_fields; i++)
    {
      const NhField *field = &type->fields[i];

      cells[i + 1] = (NhKeyColumn){ field->heading != NULL ? field->heading : field->title,
                                    nh_field_get_width (field),
                                    cell_text,
                                    (int) i,
                                    nh_kind_is_numeric (field->kind),
                                    (int) i == nh_record_type_identity (type),
                                    is_uncounted };
    }
  return cells;
}

/* --- Columns --- */

/* The usual content of the field, and its heading in full. */
static int
designed_width (NhRecordView *self, int field)
{
  const NhKeyColumn *cell = &self->cells[field + 1];
  gboolean date = field != NH_COLUMN_UNIT && self->type->fields[field].kind == NH_KIND_DATE;
  const char *sample = date ? SOME_DAYS : cell->numeric ? SOME_DIGITS : SOME_TEXT;
  int chars = cell->named ? MIN (cell->chars, IDENTITY_CHARS) : cell->chars;
  int width = (int) ceil (chars * nh_key_view_char_width (NH_KEY_VIEW (self), sample));

  return MAX (width, nh_key_view_text_width (NH_KEY_VIEW (self), _ (cell->title), TRUE)) + NH_KEY_VIEW_PADDING;
}

static gboolean
expands (NhRecordView *self, int field)
{
  return field != NH_COLUMN_UNIT &&
         (self->cells[field + 1].named || (self->type->fields[field].flags & NH_FIELD_WIDE) != 0);
}

/* A column with a width of its own does not expand. */
static void
set_width (NhRecordView *self, GtkColumnViewColumn *column, const NhColumn *chosen)
{
  int width = chosen->width > 0
                  ? (int) lround (chosen->width * nh_key_view_char_width (NH_KEY_VIEW (self), SOME_TEXT) / 10)
                  : designed_width (self, chosen->field);

  gtk_column_view_column_set_expand (column, chosen->width == 0 && expands (self, chosen->field));
  gtk_column_view_column_set_fixed_width (column, width);
}

static GMenuModel *
make_header_menu (int field)
{
  GMenu *menu = g_menu_new ();
  g_autofree char *hide = g_strdup_printf ("view.hide-column(%d)", field);

  g_menu_append (menu, _ ("_Hide this column"), hide);
  g_menu_append (menu, _ ("_Columns…"), "page.columns");
  return G_MENU_MODEL (menu);
}

static void
remember (NhRecordView *self)
{
  g_autofree char *text = nh_columns_to_text (self->type, self->columns);

  g_clear_handle_id (&self->remember_timeout, g_source_remove);
  nh_settings_set_of_type (NH_SETTINGS_COLUMNS, self->type->name, text);
}

static void
on_drag_ended (NhRecordView *self)
{
  self->remember_timeout = 0;
  remember (self);
}

/* A heading was dragged to another width. */
static void
on_width (NhRecordView *self, GParamSpec *pspec, GtkColumnViewColumn *column)
{
  NhColumn *chosen = nh_columns_find (self->columns, nh_key_view_get_column (column)->field);
  int width = gtk_column_view_column_get_fixed_width (column);

  if (self->arranging || chosen == NULL || width <= 0)
    return;
  chosen->width = MAX ((int) lround (width * 10 / nh_key_view_char_width (NH_KEY_VIEW (self), SOME_TEXT)), 1);
  gtk_column_view_column_set_expand (column, FALSE);
  g_clear_handle_id (&self->remember_timeout, g_source_remove);
  self->remember_timeout = g_timeout_add_once (REMEMBER_MS, (GSourceOnceFunc) on_drag_ended, self);
}

/* Made when it is first shown. */
static GtkColumnViewColumn *
column_of (NhRecordView *self, int field)
{
  GtkColumnViewColumn **made = &self->made[field + 1];
  g_autoptr (GtkSorter) sorter = NULL;
  g_autoptr (GMenuModel) menu = NULL;

  if (*made != NULL)
    return *made;
  sorter = nh_column_sorter_new (field == NH_COLUMN_UNIT ? (int) self->type->n_fields : field); /* as in NhQuery */
  menu = make_header_menu (field);
  *made = nh_key_view_make_column (NH_KEY_VIEW (self), &self->cells[field + 1]);
  gtk_column_view_column_set_sorter (*made, sorter);
  gtk_column_view_column_set_header_menu (*made, menu);
  g_signal_connect_object (*made, "notify::fixed-width", G_CALLBACK (on_width), self, G_CONNECT_SWAPPED);
  return *made;
}

static int
field_at (GListModel *columns, guint position)
{
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, position);

  return nh_key_view_get_column (column)->field;
}

/* Whether the column under that heading has numbers. */
static gboolean
is_numeric (NhRecordView *self, GtkWidget *heading)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);
  GtkWidget *label = gtk_widget_get_first_child (heading);

  for (guint i = 0; GTK_IS_LABEL (label) && i < g_list_model_get_n_items (columns); i++)
    {
      const NhKeyColumn *cell = &self->cells[field_at (columns, i) + 1];

      if (g_str_equal (gtk_label_get_text (GTK_LABEL (label)), _ (cell->title)))
        return cell->numeric;
    }
  return FALSE;
}

/* Headings of numbers are right-aligned like the numbers. GTK has no property for it, and does not keep its widgets in
 * the order of the columns. */
static void
align_headings (NhRecordView *self)
{
  for (GtkWidget *head = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (self->table)));
       head != NULL; head = gtk_widget_get_next_sibling (head))
    {
      GtkWidget *box = gtk_widget_get_first_child (head);

      if (GTK_IS_BOX (box))
        gtk_widget_set_halign (box, is_numeric (self, box) ? GTK_ALIGN_END : GTK_ALIGN_FILL);
    }
}

/* The column of units is useless in a list of one unit, unless it is the only column. */
static gboolean
is_chosen (NhRecordView *self, int field)
{
  const NhColumn *column = nh_columns_find (self->columns, field);

  return column != NULL && column->shown &&
         (field != NH_COLUMN_UNIT || self->units_shown || nh_columns_count (self->columns) == 1);
}

/* Columns are removed, not hidden: a hidden column of fixed width keeps its space in GTK 4.8. */
static void
show_columns (NhRecordView *self)
{
  GListModel *shown = gtk_column_view_get_columns (self->table);
  guint at = 0;

  self->arranging = TRUE;
  for (guint i = g_list_model_get_n_items (shown); i-- > 0;)
    if (!is_chosen (self, field_at (shown, i)))
      gtk_column_view_remove_column (self->table, column_of (self, field_at (shown, i)));
  for (guint i = 0; i < self->columns->len; i++)
    {
      const NhColumn *chosen = &g_array_index (self->columns, NhColumn, i);

      if (!is_chosen (self, chosen->field))
        continue;
      set_width (self, column_of (self, chosen->field), chosen);
      if (at >= g_list_model_get_n_items (shown) || field_at (shown, at) != chosen->field)
        gtk_column_view_insert_column (self->table, at, column_of (self, chosen->field));
      at++;
    }
  self->arranging = FALSE;
  align_headings (self);
}

/* --- Changes by the user --- */

static void
take_order (NhRecordView *self)
{
  g_autoptr (GArray) fields = nh_record_view_get_fields (self);

  self->order_idle = 0;
  nh_columns_arrange (self->columns, fields);
  align_headings (self);
  remember (self);
  g_signal_emit_by_name (self, "columns-changed");
}

/* A heading was dragged to another place: GTK removes the column and inserts it again. */
static void
on_order (NhRecordView *self)
{
  if (!self->arranging && self->order_idle == 0)
    self->order_idle = g_idle_add_once ((GSourceOnceFunc) take_order, self);
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

static void
on_sorter_changed (NhRecordView *self, GtkSorterChange change, GtkSorter *sorter)
{
  gboolean descending;
  int field = nh_column_sorter_ask (sorter, &descending);

  g_signal_emit_by_name (self, "sort-changed", field, field >= 0 && descending);
}

/* --- The widget --- */

static void
nh_record_view_dispose (GObject *object)
{
  NhRecordView *self = NH_RECORD_VIEW (object);

  if (self->remember_timeout != 0)
    remember (self);
  g_clear_handle_id (&self->order_idle, g_source_remove);
  self->arranging = TRUE;
  /* The columns are removed one by one, and each changes the order. */
  if (self->table != NULL)
    g_signal_handlers_disconnect_by_func (gtk_column_view_get_sorter (self->table), on_sorter_changed, self);
  self->table = NULL;
  G_OBJECT_CLASS (nh_record_view_parent_class)->dispose (object);
}

static void
nh_record_view_finalize (GObject *object)
{
  NhRecordView *self = NH_RECORD_VIEW (object);

  for (guint i = 0; i <= self->type->n_fields; i++)
    g_clear_object (&self->made[i]);
  g_free (self->made);
  g_free (self->cells);
  g_array_unref (self->columns);
  g_object_unref (self->session);
  G_OBJECT_CLASS (nh_record_view_parent_class)->finalize (object);
}

static void
nh_record_view_class_init (NhRecordViewClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_record_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = nh_record_view_finalize;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "view.hide-column", "i", hide_column);
  NH_SIGNAL ("columns-changed", type, 0);
  NH_SIGNAL ("sort-changed", type, 2, G_TYPE_INT, G_TYPE_BOOLEAN);
}

static void
nh_record_view_init (NhRecordView *self)
{
}

GtkWidget *
nh_record_view_new (NhSession *session, const NhRecordType *type, NhKeyList *list, NhRowSelection *selection)
{
  NhRecordView *self = g_object_new (NH_TYPE_RECORD_VIEW, NULL);
  g_autofree char *remembered = nh_settings_get_of_type (NH_SETTINGS_COLUMNS, type->name);

  self->session = g_object_ref (session);
  self->type = type;
  self->table = nh_key_view_get_table (NH_KEY_VIEW (self));
  self->cells = make_cells (type);
  self->made = g_new0 (GtkColumnViewColumn *, type->n_fields + 1);
  self->columns = nh_columns_new (type, remembered);
  self->units_shown = TRUE;
  show_columns (self);
  nh_key_view_set_list (NH_KEY_VIEW (self), list, GTK_SELECTION_MODEL (selection), _ (type->plural), self);
  g_signal_connect_object (gtk_column_view_get_sorter (self->table), "changed", G_CALLBACK (on_sorter_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "text-size-changed", G_CALLBACK (show_columns), NULL);
  g_signal_connect_object (gtk_column_view_get_columns (self->table), "items-changed", G_CALLBACK (on_order), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

GArray *
nh_record_view_get_fields (NhRecordView *self)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (int));
  GListModel *columns;

  g_return_val_if_fail (NH_IS_RECORD_VIEW (self), fields);
  columns = gtk_column_view_get_columns (self->table);
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
  g_signal_emit_by_name (self, "columns-changed");
}

gboolean
nh_record_view_offers (NhRecordView *self, int field)
{
  g_return_val_if_fail (NH_IS_RECORD_VIEW (self), FALSE);
  if (field == NH_COLUMN_UNIT)
    return self->units_shown || is_chosen (self, field);
  return is_chosen (self, field) ||
         nh_record_type_offers (self->type, (guint) field, nh_session_get_catalog (self->session),
                                nh_session_get_year (self->session));
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
  g_signal_emit_by_name (self, "columns-changed");
}

int
nh_record_view_get_sort (NhRecordView *self, gboolean *descending)
{
  int field;

  g_return_val_if_fail (NH_IS_RECORD_VIEW (self) && descending != NULL, NH_RECORD_VIEW_UNSORTED);
  field = nh_column_sorter_ask (gtk_column_view_get_sorter (self->table), descending);
  if (field < 0)
    return NH_RECORD_VIEW_UNSORTED;
  return field == (int) self->type->n_fields ? NH_COLUMN_UNIT : field;
}

void
nh_record_view_sort_next (NhRecordView *self, int field)
{
  gboolean descending = FALSE;
  gboolean same;

  g_return_if_fail (NH_IS_RECORD_VIEW (self));
  if (!is_chosen (self, field))
    return;
  same = nh_record_view_get_sort (self, &descending) == field;
  gtk_column_view_sort_by_column (self->table, same && descending ? NULL : column_of (self, field),
                                  same ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}
