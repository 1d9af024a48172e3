/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-unit-field.h"

#include "nh-choice-entry.h"
#include "nh-i18n.h"
#include "nh-input.h"
#include "nh-unit-finder.h"
#include "nh-widget-util.h"

#define LIST "unit" /* the units, as a list of choices */
#define GAP 2       /* below the label, as in a field of the form */

struct _NhUnitField
{
  GtkWidget parent_instance;

  GtkWidget *label;
  NhChoiceEntry *choice;
  GtkWidget *told;      /* which unit a text was taken for, or that it is none */
  NhUnitFinder *finder; /* owned (nullable): within the same unit and year as the list */
  NhCatalog *units;     /* owned (nullable): with the list */
  NhCatalog *source;    /* owned (nullable): what the list was made of, with … */
  gint64 within;        /* … this unit and year */
  int year;
  gint64 unit; /* shown */
};

G_DEFINE_FINAL_TYPE (NhUnitField, nh_unit_field, GTK_TYPE_WIDGET)

/* --- The list --- */

static void
add_code (GArray *codes, const NhUnit *unit)
{
  NhCode code = { .list = (char *) LIST,
                  .code = g_strdup_printf ("%" G_GINT64_FORMAT, unit->id),
                  .title = unit->title,
                  .abbreviation = unit->code,
                  .from = NH_DATE_NONE,
                  .to = NH_DATE_NONE,
                  .position = (int) codes->len,
                  .attributes = (char *) "" };

  g_array_append_val (codes, code);
}

static void
clear_code (gpointer code)
{
  g_free (((NhCode *) code)->code);
}

static void
list_units (NhUnitField *self, NhCatalog *catalog, gint64 within, int year)
{
  g_autoptr (GArray) codes = g_array_new (FALSE, FALSE, sizeof (NhCode));
  g_autoptr (GPtrArray) below = NULL;
  const NhUnit *top = nh_catalog_get_unit (catalog, within);

  if (self->source == catalog && self->within == within && self->year == year)
    return;
  g_set_object (&self->source, catalog);
  self->within = within;
  self->year = year;
  g_array_set_clear_func (codes, clear_code);
  if (top != NULL)
    add_code (codes, top);
  below = nh_catalog_get_below (catalog, within, NH_LEVEL_COMMUNE, nh_catalog_season_day (year));
  for (guint i = 0; i < below->len; i++)
    add_code (codes, g_ptr_array_index (below, i));
  g_clear_object (&self->units);
  g_clear_pointer (&self->finder, nh_unit_finder_free);
  self->finder = nh_unit_finder_new (catalog, within, nh_catalog_season_day (year));
  self->units = nh_catalog_with_codes (catalog, (const NhCode *) (gpointer) codes->data, codes->len);
  nh_choice_entry_set_codes (self->choice, self->units, LIST, NH_DATE_NONE);
}

/* --- Choosing --- */

static void
show_unit (NhUnitField *self)
{
  const NhUnit *unit = self->units != NULL ? nh_catalog_get_unit (self->units, self->unit) : NULL;

  nh_choice_entry_set_text (self->choice, unit != NULL ? unit->title : "");
}

static void
tell (NhUnitField *self, const char *text, gboolean error)
{
  gtk_label_set_text (GTK_LABEL (self->told), text);
  gtk_widget_set_visible (self->told, *text != '\0');
  nh_widget_set_css_class (self->told, "error", error);
}

static void
choose (NhUnitField *self, gint64 unit)
{
  if (unit == self->unit)
    return;
  self->unit = unit;
  g_signal_emit_by_name (self, "chosen", unit);
}

/* The only unit of the list that the text can mean. 0: there is none. */
static gint64
find_unit (NhUnitField *self, const char *text)
{
  g_autoptr (GPtrArray) found = nh_catalog_search_codes (self->units, LIST, text, NH_DATE_NONE, TRUE);

  return found->len == 1 ? g_ascii_strtoll (((const NhCode *) g_ptr_array_index (found, 0))->code, NULL, 10) : 0;
}

static char *
peek_text (NhUnitField *self)
{
  char *text = nh_input_peek (GTK_EDITABLE (nh_choice_entry_get_entry (self->choice)));

  return self->units == NULL ? (g_free (text), g_strdup ("")) : g_strstrip (text);
}

static void
on_typed (NhUnitField *self)
{
  g_autofree char *text = peek_text (self);
  gint64 unit = *text != '\0' ? find_unit (self, text) : 0;

  tell (self, "", FALSE);
  if (unit != 0)
    choose (self, unit);
}

/* A name of before a merger, or one that is only likely: the unit is chosen, and which it is, is told. Of a text that
 * is no unit, too: the record's unit is shown again. */
static void
find_otherwise (NhUnitField *self, const char *text)
{
  g_autofree char *reason = NULL, *kept = NULL; /* why it was found so, or not */
  gboolean doubtful;
  gint64 unit = nh_unit_finder_find (self->finder, text, NULL, &reason, &doubtful);

  if (unit != 0)
    {
      choose (self, unit);
      tell (self, reason != NULL ? reason : "", FALSE);
      return;
    }
  kept = g_strdup_printf (_ ("%s The unit is still %s."), reason, nh_catalog_get_unit (self->units, self->unit)->title);
  tell (self, kept, TRUE);
}

static void
read_text (NhUnitField *self)
{
  g_autofree char *text = peek_text (self);
  const NhUnit *shown = self->units != NULL ? nh_catalog_get_unit (self->units, self->unit) : NULL;
  gint64 unit;

  if (*text == '\0' || shown == NULL || g_str_equal (text, shown->title))
    return;
  unit = find_unit (self, text);
  if (unit != 0)
    choose (self, unit);
  else
    find_otherwise (self, text);
}

static void
on_leave (NhUnitField *self)
{
  if (nh_input_is_busy ())
    return;
  read_text (self);
  show_unit (self);
}

/* Enter takes what is marked in the list, and goes on. */
static gboolean
on_key (NhUnitField *self, guint keyval, guint keycode, GdkModifierType state)
{
  guint key = nh_input_key (keyval);
  gboolean used = nh_choice_entry_handle_key (self->choice, keyval, state);

  if (used || key != GDK_KEY_Return || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return used;
  read_text (self);
  g_signal_emit_by_name (self, "entered");
  return TRUE;
}

/* --- The widget --- */

static gboolean
nh_unit_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (NH_UNIT_FIELD (widget)->choice));
}

static void
nh_unit_field_dispose (GObject *object)
{
  NhUnitField *self = NH_UNIT_FIELD (object);

  nh_widget_unparent_children (self);
  g_clear_pointer (&self->finder, nh_unit_finder_free);
  g_clear_object (&self->units);
  g_clear_object (&self->source);
  G_OBJECT_CLASS (nh_unit_field_parent_class)->dispose (object);
}

static void
nh_unit_field_class_init (NhUnitFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_unit_field_dispose;
  widget_class->grab_focus = nh_unit_field_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "fieldeditor");
  NH_SIGNAL ("chosen", G_TYPE_FROM_CLASS (klass), 1, G_TYPE_INT64);
  NH_SIGNAL ("entered", G_TYPE_FROM_CLASS (klass), 0);
}

static void
nh_unit_field_init (NhUnitField *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *entry;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "nh-unit-field");
  self->choice = NH_CHOICE_ENTRY (nh_choice_entry_new ());
  gtk_widget_set_margin_top (GTK_WIDGET (self->choice), GAP);
  entry = nh_choice_entry_get_entry (self->choice);
  self->label = g_object_new (GTK_TYPE_LABEL, "label", _ ("Unit"), "xalign", 0.0, "mnemonic-widget", entry, NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->choice), GTK_WIDGET (self));
  self->told = nh_label_new ("", "told", TRUE);
  gtk_widget_set_visible (self->told, FALSE);
  gtk_widget_set_parent (self->told, GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->label, NULL, -1);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self->choice), focus);
  g_signal_connect_swapped (self->choice, "changed", G_CALLBACK (on_typed), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
nh_unit_field_new (void)
{
  return g_object_new (NH_TYPE_UNIT_FIELD, NULL);
}

void
nh_unit_field_show (NhUnitField *self, NhSession *session, gint64 unit)
{
  g_return_if_fail (NH_IS_UNIT_FIELD (self));

  list_units (self, nh_session_get_catalog (session), nh_session_get_unit (session), nh_session_get_year (session));
  tell (self, "", FALSE);
  if (unit == self->unit && *nh_choice_entry_get_text (self->choice) != '\0')
    return;
  self->unit = unit;
  show_unit (self);
}
