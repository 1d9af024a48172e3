/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-unit-chooser.h"

#include "nh-i18n.h"
#include "nh-input.h"
#include "nh-template.h"
#include "nh-text.h"
#include "nh-widget-util.h"

#define MOST_ROWS 60
#define MOST_STEPS 8 /* from a former unit to what it is today */

struct _NhUnitChooser
{
  GtkWidget parent_instance;

  NhCatalog *catalog; /* owned (nullable) */
  gint64 within;
  NhDate on;
  char *text; /* owned (nullable): text of the last search */

  /* template */
  GtkWidget *box, *entry;
  GtkScrolledWindow *scrolled;
  GtkListBox *rows;
};

G_DEFINE_FINAL_TYPE (NhUnitChooser, nh_unit_chooser, GTK_TYPE_WIDGET)

char *
nh_unit_full_title (NhCatalog *catalog, const NhUnit *unit)
{
  GString *title = g_string_new (unit->title);

  for (const NhUnit *up = nh_catalog_get_unit (catalog, unit->parent); up != NULL && up->level > NH_LEVEL_COUNTRY;
       up = nh_catalog_get_unit (catalog, up->parent))
    g_string_append_printf (title, ", %s %s", up->kind, up->name);
  return g_string_free (title, FALSE);
}

char *
nh_unit_police_title (const NhUnit *unit)
{
  g_autofree char *name = g_strdup_printf ("%s %s", unit->kind, unit->name);

  return g_strdup_printf (_ ("Police of %s"), name);
}

static gint64
row_unit (GtkListBoxRow *row)
{
  gint64 *id = row != NULL ? g_object_get_data (G_OBJECT (row), "unit") : NULL;

  return id != NULL ? *id : 0;
}

/* @note: (nullable) (transfer full): what became of the unit whose name was typed. */
static void
add_row (NhUnitChooser *self, const NhUnit *unit, char *note)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 8, gtk_label_new (unit->title), NULL);
  const NhUnit *parent = nh_catalog_get_unit (self->catalog, unit->parent);
  const char *more = note != NULL ? note : parent != NULL && parent->level > NH_LEVEL_COUNTRY ? parent->title : NULL;
  GtkWidget *label = more != NULL ? nh_label_new (more, "dim-label", FALSE) : NULL;

  if (label != NULL)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  nh_widget_set_name (row, unit->title);
  g_object_set_data_full (G_OBJECT (row), "note", note, g_free);
  g_object_set_data_full (G_OBJECT (row), "unit", g_memdup2 (&unit->id, sizeof unit->id), g_free);
  gtk_list_box_append (self->rows, row);
}

/* Without input, the unit and all below it. */
static void
add_all_within (NhUnitChooser *self)
{
  const NhUnit *top = nh_catalog_get_unit (self->catalog, self->within);
  g_autoptr (GPtrArray) below = NULL;

  if (top == NULL)
    return;
  add_row (self, top, NULL);
  if (top->level >= NH_LEVEL_COMMUNE)
    return;
  below = nh_catalog_get_below (self->catalog, self->within, NH_LEVEL_COMMUNE, self->on);
  for (guint i = 0; i < below->len; i++)
    add_row (self, g_ptr_array_index (below, i), NULL);
}

/* --- Former units --- */

static gboolean
is_offered (NhUnitChooser *self, gint64 unit)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    if (row_unit (row) == unit)
      return TRUE;
  return FALSE;
}

/* Offers what @unit, a step on the way of @former, has become. */
static void
add_successors (NhUnitChooser *self, const NhUnit *former, gint64 unit, gboolean part, int steps)
{
  g_autoptr (GPtrArray) next = nh_catalog_get_successions (self->catalog, unit, FALSE);

  for (guint i = 0; i < next->len; i++)
    {
      const NhSuccession *step = g_ptr_array_index (next, i);
      const NhUnit *to = nh_catalog_get_unit (self->catalog, step->to);

      if (to == NULL || is_offered (self, to->id))
        continue;
      if (!nh_catalog_unit_valid (self->catalog, to->id, self->on))
        {
          if (steps > 0)
            add_successors (self, former, to->id, part || step->part, steps - 1);
          continue;
        }
      add_row (self, to,
               part || step->part ? g_strdup_printf (_ ("Part of %s %s is now in %s %s"), former->kind, former->name,
                                                     to->kind, to->name)
                                  : g_strdup_printf (_ ("%s is now in %s %s"), former->title, to->kind, to->name));
    }
}

/* A clerk may type the name that the unit had before it was merged. */
static void
add_former (NhUnitChooser *self, const char *query)
{
  g_autoptr (GPtrArray) units = nh_catalog_search_units (self->catalog, query, NH_DATE_NONE, MOST_ROWS);

  for (guint i = 0; i < units->len; i++)
    {
      const NhUnit *unit = g_ptr_array_index (units, i);

      if (unit->level == NH_LEVEL_COMMUNE && !nh_catalog_unit_valid (self->catalog, unit->id, self->on))
        add_successors (self, unit, unit->id, FALSE, MOST_STEPS);
    }
}

/* --- Search --- */

static void
add_found (NhUnitChooser *self, const char *query)
{
  g_autoptr (GPtrArray) units = nh_catalog_search_units (self->catalog, query, self->on, MOST_ROWS);

  for (guint i = 0; i < units->len; i++)
    {
      const NhUnit *unit = g_ptr_array_index (units, i);

      if (unit->level == NH_LEVEL_DISTRICT && self->within == 0)
        continue; /* districts are abolished: none has a ledger of its own */
      if (self->within == 0 || nh_catalog_unit_is_within (self->catalog, unit->id, self->within))
        add_row (self, unit, NULL);
    }
  if (self->within == 0)
    add_former (self, query);
}

static void
search (NhUnitChooser *self)
{
  g_autofree char *text = nh_input_peek (GTK_EDITABLE (self->entry));
  g_autofree char *query = nh_text_clean (text);
  GtkListBoxRow *first;

  g_free (self->text);
  self->text = g_steal_pointer (&text);
  nh_widget_clear (self->rows);
  if (self->catalog != NULL && *query == '\0' && self->within != 0)
    add_all_within (self);
  else if (self->catalog != NULL && *query != '\0')
    add_found (self, query);
  first = gtk_list_box_get_row_at_index (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->scrolled), first != NULL);
  gtk_list_box_select_row (self->rows, first);
  g_signal_emit_by_name (self, "selected", row_unit (first));
}

/* Committing a composition does not change the shown text: the selected row stays. */
static void
on_typed (NhUnitChooser *self)
{
  g_autofree char *text = nh_input_peek (GTK_EDITABLE (self->entry));

  if (g_strcmp0 (text, self->text) != 0)
    search (self);
}

static void
choose (NhUnitChooser *self)
{
  gint64 unit = nh_unit_chooser_get_selected (self);

  if (unit != 0)
    g_signal_emit_by_name (self, "chosen", unit);
  else
    g_signal_emit_by_name (self, "missed");
}

static void
on_row_activated (NhUnitChooser *self, GtkListBoxRow *row)
{
  gtk_list_box_select_row (self->rows, row);
  choose (self);
}

static void
on_row_selected (NhUnitChooser *self, GtkListBoxRow *row)
{
  if (row != NULL)
    g_signal_emit_by_name (self, "selected", row_unit (row));
}

static gboolean
on_key (NhUnitChooser *self, guint keyval)
{
  return nh_list_box_step (self->rows, keyval);
}

static gboolean
nh_unit_chooser_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (NH_UNIT_CHOOSER (widget)->entry);
}

static void
nh_unit_chooser_dispose (GObject *object)
{
  NhUnitChooser *self = NH_UNIT_CHOOSER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_UNIT_CHOOSER);
  g_clear_object (&self->catalog);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (nh_unit_chooser_parent_class)->dispose (object);
}

static void
nh_unit_chooser_class_init (NhUnitChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_unit_chooser_dispose;
  widget_class->grab_focus = nh_unit_chooser_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-unit-chooser.ui");
  NH_BIND_CHILDREN (widget_class, NhUnitChooser, box, entry, scrolled, rows);
  NH_BIND_CALLBACKS (widget_class, on_key, on_typed, choose, on_row_activated, on_row_selected);
  NH_SIGNAL ("selected", G_TYPE_FROM_CLASS (klass), 1, G_TYPE_INT64);
  NH_SIGNAL ("chosen", G_TYPE_FROM_CLASS (klass), 1, G_TYPE_INT64);
  NH_SIGNAL ("missed", G_TYPE_FROM_CLASS (klass), 0);
}

static void
nh_unit_chooser_init (NhUnitChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)), "preedit-changed",
                           G_CALLBACK (on_typed), self, G_CONNECT_SWAPPED);
}

void
nh_unit_chooser_set_catalog (NhUnitChooser *self, NhCatalog *catalog, gint64 within, NhDate on)
{
  g_return_if_fail (NH_IS_UNIT_CHOOSER (self));
  g_set_object (&self->catalog, catalog);
  self->within = within;
  self->on = on;
  search (self);
}

gint64
nh_unit_chooser_get_selected (NhUnitChooser *self)
{
  g_return_val_if_fail (NH_IS_UNIT_CHOOSER (self), 0);
  return row_unit (gtk_list_box_get_selected_row (self->rows));
}

const char *
nh_unit_chooser_get_note (NhUnitChooser *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (NH_IS_UNIT_CHOOSER (self), NULL);
  row = gtk_list_box_get_selected_row (self->rows);
  return row != NULL ? g_object_get_data (G_OBJECT (row), "note") : NULL;
}

const char *
nh_unit_chooser_get_text (NhUnitChooser *self)
{
  g_return_val_if_fail (NH_IS_UNIT_CHOOSER (self), "");
  return self->text != NULL ? self->text : "";
}

void
nh_unit_chooser_clear (NhUnitChooser *self)
{
  g_return_if_fail (NH_IS_UNIT_CHOOSER (self));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  search (self);
}

void
nh_unit_chooser_begin (NhUnitChooser *self, NhSession *session, int year)
{
  g_return_if_fail (NH_IS_UNIT_CHOOSER (self));
  nh_unit_chooser_set_catalog (self, nh_session_get_catalog (session),
                               nh_ledger_get_unit (nh_session_get_ledger (session)), nh_catalog_season_day (year));
  nh_unit_chooser_clear (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}
