/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row of choices over the table: what it is, where it stands, and what is the same in all rows. */
#include "nh-intake-window-private.h"

#include <string.h>

#include "nh-a11y-labels.h"
#include "nh-i18n.h"
#include "nh-unit-chooser.h"
#include "nh-widget-util.h"
#include "nh-wrap-layout.h"

#define TYPE_CHARS 15
#define SHEET_CHARS 16
#define MAX_CONSTANTS_HEIGHT 380

/* --- What is chosen --- */

/* Types that a table can have. */
static const NhRecordType *
type_at (guint position)
{
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    if (!nh_record_type_is_single (*type) && position-- == 0)
      return *type;
  return NULL;
}

static void
forget_words (NhIntakeWindow *self)
{
  g_clear_pointer (&self->wish.words, g_ptr_array_unref);
}

static void
on_type (NhIntakeWindow *self)
{
  const NhRecordType *type = type_at (gtk_drop_down_get_selected (self->type));

  if (self->showing || type == NULL)
    return;
  self->wish.type = type;
  forget_words (self);
  nh_intake_window_try (self);
}

static void
on_sheet (NhIntakeWindow *self)
{
  guint selected = gtk_drop_down_get_selected (self->sheet);

  if (self->showing || self->trial == NULL || selected >= self->trial->numbers->len)
    return;
  self->wish.sheet = (int) g_array_index (self->trial->numbers, guint, selected);
  forget_words (self);
  nh_intake_window_try (self);
}

/* (transfer full) */
static char *
dup_headings (const NhIntakeTrial *trial)
{
  const NhMapping *mapping = trial->mapping;
  guint first, last;

  if (mapping->n_headings == 0)
    return g_strdup ("0");
  first = nh_grid_get_number (trial->grid, mapping->first_heading);
  last = nh_grid_get_number (trial->grid, mapping->first_heading + mapping->n_headings - 1);
  return first == last ? g_strdup_printf ("%u", first) : g_strdup_printf ("%u-%u", first, last);
}

static void
on_headings (NhIntakeWindow *self)
{
  g_autofree char *was = self->trial != NULL ? dup_headings (self->trial) : g_strdup ("");
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->headings)));
  g_autofree char *word = NULL;

  g_strdelimit (typed, " ", '-');
  nh_widget_set_invalid (self->headings, strspn (typed, "0123456789-") != strlen (typed) || *typed == '\0');
  if (self->showing || g_str_equal (typed, was) || gtk_widget_has_css_class (GTK_WIDGET (self->headings), "error"))
    return;
  forget_words (self); /* other headings, other columns */
  word = g_strconcat ("heads=", typed, NULL);
  nh_intake_window_add_word (self, word);
}

static void
on_year (NhIntakeWindow *self)
{
  gint64 year;
  gboolean right = g_ascii_string_to_signed (gtk_editable_get_text (self->year), 10, NH_SEASON_FIRST, NH_SEASON_LAST,
                                             &year, NULL);

  nh_widget_set_invalid (self->year, !right);
  if (self->showing || !right || year == self->wish.year)
    return;
  self->wish.year = (int) year;
  nh_intake_window_try (self);
}

static void
on_unit (NhIntakeWindow *self, gint64 unit)
{
  gtk_menu_button_popdown (self->unit);
  self->wish.unit = unit;
  nh_intake_window_try (self);
}

static void
on_unit_cleared (NhIntakeWindow *self)
{
  on_unit (self, 0);
}

/* --- The same in all rows --- */

static void
on_constant (GtkWidget *entry, NhIntakeWindow *self)
{
  const char *name = g_object_get_data (G_OBJECT (entry), "field");
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (entry));
  int field = self->trial != NULL ? nh_record_type_field (self->trial->type, name) : -1;
  const char *was = field >= 0 ? self->trial->mapping->constants[field] : NULL;
  g_autofree char *word = g_strconcat (name, "=", typed, NULL);

  if (self->showing || field < 0 || g_str_equal (was != NULL ? was : "", typed))
    return;
  nh_intake_window_add_word (self, word);
}

static void
watch_entry (gpointer entry, GCallback left, gpointer data)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "leave", left, entry, G_CONNECT_SWAPPED);
  g_object_set_data (G_OBJECT (entry), "window", data);
  gtk_widget_add_controller (entry, focus);
}

static void
on_constant_left (GtkWidget *entry)
{
  on_constant (entry, g_object_get_data (G_OBJECT (entry), "window"));
}

static void
add_constant (NhIntakeWindow *self, GtkGrid *grid, guint field, int at)
{
  const NhField *described = &self->trial->type->fields[field];
  const char *value = self->trial->mapping->constants[field];
  GtkWidget *label = nh_label_new (_ (described->title), NULL, FALSE), *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), value != NULL ? value : "");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 26);
  g_object_set_data (G_OBJECT (entry), "field", (gpointer) described->name);
  nh_widget_set_name (entry, _ (described->title));
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_constant), self, 0);
  watch_entry (entry, G_CALLBACK (on_constant_left), self);
  gtk_grid_attach (grid, label, 0, at, 1, 1);
  gtk_grid_attach (grid, entry, 1, at, 1, 1);
}

/* Made when it is opened: the fields that no column is. */
static void
fill_constants (NhIntakeWindow *self)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  int n = 0;

  gtk_grid_set_row_spacing (grid, 6);
  gtk_grid_set_column_spacing (grid, 10);
  for (guint i = 0; self->trial != NULL && i < self->trial->type->n_fields; i++)
    if (!(self->trial->type->fields[i].flags & (NH_FIELD_HIDDEN | NH_FIELD_IDENTITY)) &&
        self->trial->type->fields[i].kind != NH_KIND_REFERENCE && nh_mapping_find (self->trial->mapping, (int) i) < 0)
      add_constant (self, grid, i, n++);
  gtk_widget_add_css_class (GTK_WIDGET (grid), "nh-filter");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->constants), GTK_WIDGET (grid));
}

static void
make_constants (NhIntakeWindow *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *help = nh_label_new (
      _ ("What the file does not say, such as the decision. Rows that say it themselves keep "
         "theirs only if a column is chosen for it."),
      "dim-label", TRUE);

  gtk_label_set_max_width_chars (GTK_LABEL (help), 48);
  self->constants = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "propagate-natural-height", TRUE, "propagate-natural-width",
                                  TRUE, "hscrollbar-policy", GTK_POLICY_NEVER, "max-content-height",
                                  MAX_CONSTANTS_HEIGHT, NULL);
  gtk_popover_set_child (GTK_POPOVER (popover), nh_box_new (GTK_ORIENTATION_VERTICAL, 8, help, self->constants, NULL));
  gtk_menu_button_set_popover (self->same, popover);
  g_signal_connect_object (popover, "show", G_CALLBACK (fill_constants), self, G_CONNECT_SWAPPED);
}

/* --- The row --- */

/* A label over its control. */
static GtkWidget *
add (NhIntakeWindow *self, const char *title, gpointer control)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (title);
  GtkWidget *box = nh_box_new (GTK_ORIENTATION_VERTICAL, 2, label, control, NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), control);
  gtk_widget_add_css_class (label, "nh-choice");
  gtk_widget_set_parent (box, self->choices);
  return box;
}

static GtkEditable *
make_entry (NhIntakeWindow *self, int chars, GCallback changed)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), chars);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), chars);
  g_signal_connect_object (entry, "activate", changed, self, G_CONNECT_SWAPPED);
  return GTK_EDITABLE (entry);
}

static void
on_headings_left (GtkWidget *entry)
{
  on_headings (g_object_get_data (G_OBJECT (entry), "window"));
}

static void
on_year_left (GtkWidget *entry)
{
  on_year (g_object_get_data (G_OBJECT (entry), "window"));
}

static void
begin_unit (NhIntakeWindow *self, GtkWidget *popover)
{
  GtkWidget *chooser = g_object_get_data (G_OBJECT (popover), "chooser");

  nh_unit_chooser_begin (NH_UNIT_CHOOSER (chooser), self->session, self->wish.year);
}

static void
make_unit (NhIntakeWindow *self)
{
  GtkWidget *popover = gtk_popover_new (), *chooser = g_object_new (NH_TYPE_UNIT_CHOOSER, NULL);
  GtkWidget *clear = gtk_button_new_with_mnemonic (_ ("As the rows _say"));

  g_signal_connect_object (chooser, "chosen", G_CALLBACK (on_unit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clear, "clicked", G_CALLBACK (on_unit_cleared), self, G_CONNECT_SWAPPED);
  g_object_set_data (G_OBJECT (popover), "chooser", chooser);
  gtk_popover_set_child (GTK_POPOVER (popover), nh_box_new (GTK_ORIENTATION_VERTICAL, 8, chooser, clear, NULL));
  g_signal_connect_object (popover, "show", G_CALLBACK (begin_unit), self, G_CONNECT_SWAPPED);
  self->unit = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_popover (self->unit, popover);
  self->unit_box = add (self, _ ("_Unit of all rows"), self->unit);
  gtk_widget_set_visible (self->unit_box, nh_session_has_below (self->session));
}

static GtkDropDown *
make_type (NhIntakeWindow *self)
{
  GtkStringList *titles = gtk_string_list_new (NULL);
  GtkWidget *made = gtk_drop_down_new (G_LIST_MODEL (titles), NULL);

  const NhRecordType *type;

  for (guint i = 0; (type = type_at (i)) != NULL; i++)
    gtk_string_list_append (titles, _ (type->plural));
  g_signal_connect_object (made, "notify::selected", G_CALLBACK (on_type), self, G_CONNECT_SWAPPED);
  nh_a11y_name_drop_down (GTK_DROP_DOWN (made), _ ("Records"));
  return GTK_DROP_DOWN (made);
}

GtkWidget *
nh_intake_choices_new (NhIntakeWindow *self)
{
  self->choices = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->choices, nh_wrap_layout_new (6, 12));
  self->type = make_type (self);
  add (self, _ ("_Records"), self->type);
  self->sheet = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  g_signal_connect_object (self->sheet, "notify::selected", G_CALLBACK (on_sheet), self, G_CONNECT_SWAPPED);
  nh_a11y_name_drop_down (self->sheet, _ ("Sheet"));
  add (self, _ ("_Sheet"), self->sheet);
  self->headings = make_entry (self, 6, G_CALLBACK (on_headings));
  watch_entry (self->headings, G_CALLBACK (on_headings_left), self);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->headings),
                               _ ("The rows of the sheet in which the headings stand, like 7-9; 0: there are none"));
  add (self, _ ("_Heading rows"), self->headings);
  make_unit (self);
  self->year = make_entry (self, 5, G_CALLBACK (on_year));
  watch_entry (self->year, G_CALLBACK (on_year_left), self);
  add (self, _ ("_Year"), self->year);
  self->same = GTK_MENU_BUTTON (gtk_menu_button_new ());
  make_constants (self);
  add (self, _ ("S_ame in all rows"), self->same);
  gtk_widget_add_css_class (self->choices, "nh-intake-choices");
  return self->choices;
}

static void
commit_constant (NhIntakeWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *entry = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_ENTRY) : NULL;

  if (entry != NULL && g_object_get_data (G_OBJECT (entry), "field") != NULL)
    on_constant (entry, self);
}

gboolean
nh_intake_choices_commit (NhIntakeWindow *self)
{
  GtkEditable *const entries[] = { self->headings, self->year };

  on_headings (self);
  on_year (self);
  commit_constant (self);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (gtk_widget_has_css_class (GTK_WIDGET (entries[i]), "error"))
      {
        gtk_widget_grab_focus (GTK_WIDGET (entries[i]));
        return FALSE;
      }
  return TRUE;
}

static void
show_sheets (NhIntakeWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *const *) self->trial->sheets);
  guint chosen = 0;

  for (guint i = 0; i < self->trial->numbers->len; i++)
    if (g_array_index (self->trial->numbers, guint, i) == self->trial->mapping->sheet)
      chosen = i;
  if (gtk_drop_down_get_model (self->sheet) == NULL)
    gtk_drop_down_set_model (self->sheet, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->sheet, chosen);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->sheet)), self->trial->numbers->len > 1);
}

static void
show_same (NhIntakeWindow *self)
{
  guint n = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->trial->type->n_fields; i++)
    n += self->trial->mapping->constants[i] != NULL && *self->trial->mapping->constants[i] != '\0';
  text = g_strdup_printf (ngettext ("%u value", "%u values", n), n);
  gtk_menu_button_set_label (self->same, n > 0 ? text : _ ("Nothing"));
}

void
nh_intake_choices_show (NhIntakeWindow *self)
{
  const NhUnit *unit = nh_catalog_get_unit (nh_session_get_catalog (self->session), self->wish.unit);
  g_autofree char *headings = dup_headings (self->trial);
  g_autofree char *year = g_strdup_printf ("%d", self->wish.year);
  guint position = 0;

  self->showing = TRUE;
  while (type_at (position) != NULL && type_at (position) != self->trial->type)
    position++;
  gtk_drop_down_set_selected (self->type, position);
  show_sheets (self);
  gtk_editable_set_text (self->headings, headings);
  gtk_editable_set_text (self->year, year);
  nh_widget_set_invalid (self->headings, FALSE);
  nh_widget_set_invalid (self->year, FALSE);
  gtk_menu_button_set_label (self->unit, unit != NULL ? unit->title : _ ("As the rows say"));
  show_same (self);
  self->showing = FALSE;
}
