/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-amounts-entry.h"

#include "nh-choice-entry.h"
#include "nh-i18n.h"
#include "nh-input.h"
#include "nh-money.h"
#include "nh-number.h"
#include "nh-widget-util.h"

struct _NhAmountsEntry
{
  GtkBox parent;

  const NhField *field; /* NULL: nothing is offered yet */
  NhCatalog *catalog;   /* owned, nullable */
  NhDate on;
  gboolean loading;

  GtkWidget *rows; /* box of boxes, each with source and amount */
  GtkWidget *total;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (NhAmountsEntry, nh_amounts_entry, GTK_TYPE_BOX)

static NhChoiceEntry *
source_of (GtkWidget *row)
{
  return NH_CHOICE_ENTRY (gtk_widget_get_first_child (row));
}

static GtkEditable *
amount_of (GtkWidget *row)
{
  return GTK_EDITABLE (gtk_widget_get_last_child (row));
}

static gboolean
row_is_free (GtkWidget *row)
{
  return *nh_choice_entry_get_text (source_of (row)) == '\0' && *gtk_editable_get_text (amount_of (row)) == '\0';
}

static void
update_total (NhAmountsEntry *self)
{
  gint64 sum = 0;
  guint filled = 0;
  g_autofree char *number = NULL, *text = NULL;

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      gint64 dong;

      if (!nh_money_parse (gtk_editable_get_text (amount_of (row)), &dong, NULL))
        continue;
      sum += dong;
      filled++;
    }
  number = nh_number_format (sum);
  text = g_strdup_printf (_ ("Total: %s đ"), number);
  gtk_label_set_text (GTK_LABEL (self->total), text);
  gtk_widget_set_visible (self->total, filled > 1);
}

static GtkWidget *append_row (NhAmountsEntry *self);

static void
on_changed (NhAmountsEntry *self)
{
  if (self->loading)
    return;
  if (!row_is_free (gtk_widget_get_last_child (self->rows)))
    append_row (self);
  update_total (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
offer_in_row (NhAmountsEntry *self, GtkWidget *row)
{
  g_autofree char *source = NULL, *amount = NULL;
  guint index = 0;

  if (self->field == NULL)
    return;
  nh_choice_entry_set_codes (source_of (row), self->catalog, self->field->codebook, self->on);
  for (GtkWidget *before = row; before != NULL; before = gtk_widget_get_prev_sibling (before))
    index++;
  source = g_strdup_printf (_ ("%s: source %u"), _ (self->field->title), index);
  amount = g_strdup_printf (_ ("%s: amount %u, in đồng"), _ (self->field->title), index);
  nh_widget_set_name (nh_choice_entry_get_entry (source_of (row)), source);
  nh_widget_set_name (amount_of (row), amount);
}

static GtkWidget *
append_row (NhAmountsEntry *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *source = nh_choice_entry_new ();
  GtkWidget *amount = g_object_new (GTK_TYPE_ENTRY, "width-chars", 8, "max-width-chars", 14, "enable-undo", FALSE,
                                    "placeholder-text", _ ("Amount (đồng)"), NULL);

  gtk_entry_set_placeholder_text (GTK_ENTRY (nh_choice_entry_get_entry (NH_CHOICE_ENTRY (source))), _ ("Source"));
  gtk_widget_set_hexpand (source, TRUE);
  g_signal_connect_swapped (source, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (amount, "changed", G_CALLBACK (on_changed), self);
  gtk_box_append (GTK_BOX (row), source);
  gtk_box_append (GTK_BOX (row), amount);
  gtk_box_append (GTK_BOX (self->rows), row);
  offer_in_row (self, row);
  return row;
}

static gboolean
nh_amounts_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (source_of (gtk_widget_get_first_child (NH_AMOUNTS_ENTRY (widget)->rows))));
}

static void
nh_amounts_entry_finalize (GObject *object)
{
  g_clear_object (&NH_AMOUNTS_ENTRY (object)->catalog);
  G_OBJECT_CLASS (nh_amounts_entry_parent_class)->finalize (object);
}

static void
nh_amounts_entry_class_init (NhAmountsEntryClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = nh_amounts_entry_finalize;
  widget->grab_focus = nh_amounts_entry_grab_focus;
  changed_signal = NH_SIGNAL ("changed", NH_TYPE_AMOUNTS_ENTRY, 0);
  gtk_widget_class_set_css_name (widget, "amounts");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
nh_amounts_entry_init (NhAmountsEntry *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self), self->rows);
  self->total = g_object_new (GTK_TYPE_LABEL, "xalign", 1.0, NULL);
  gtk_widget_add_css_class (self->total, "echo");
  gtk_box_append (GTK_BOX (self), self->total);
  append_row (self);
  update_total (self);
}

/* --- The kind of editor --- */

static GtkWidget *
make (void)
{
  return g_object_new (NH_TYPE_AMOUNTS_ENTRY, NULL);
}

static void
offer (GtkWidget *control, const NhField *field, const NhValue *value, NhCatalog *catalog, NhDate on)
{
  NhAmountsEntry *self = NH_AMOUNTS_ENTRY (control);

  self->field = field;
  g_set_object (&self->catalog, catalog);
  self->on = on;
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    offer_in_row (self, row);
}

static void
fill_row (GtkWidget *row, const char *source, const char *amount)
{
  nh_choice_entry_set_text (source_of (row), source);
  if (g_strcmp0 (gtk_editable_get_text (amount_of (row)), amount) != 0)
    gtk_editable_set_text (amount_of (row), amount);
}

/* Reuses the rows, since one of them may have the focus. */
static void
put (GtkWidget *control, const char *text)
{
  NhAmountsEntry *self = NH_AMOUNTS_ENTRY (control);
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);
  GtkWidget *row = gtk_widget_get_first_child (self->rows);
  GtkWidget *rest;

  self->loading = TRUE;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *colon = strrchr (parts[i], ':');
      const char *amount = colon != NULL ? g_strstrip (colon + 1) : "";

      if (colon != NULL)
        *colon = '\0';
      if (*g_strstrip (parts[i]) == '\0' && *amount == '\0')
        continue;
      fill_row (row, parts[i], amount);
      row = gtk_widget_get_next_sibling (row) != NULL ? gtk_widget_get_next_sibling (row) : append_row (self);
    }
  fill_row (row, "", "");
  while ((rest = gtk_widget_get_next_sibling (row)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), rest);
  self->loading = FALSE;
  update_total (self);
}

static char *
read_text (GtkWidget *control)
{
  GString *text = g_string_new (NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (NH_AMOUNTS_ENTRY (control)->rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (!row_is_free (row))
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "; " : "", nh_choice_entry_get_text (source_of (row)),
                              gtk_editable_get_text (amount_of (row)));
  return g_string_free (text, FALSE);
}

static gboolean
step (GtkWidget *control, int delta)
{
  NhAmountsEntry *self = NH_AMOUNTS_ENTRY (control);
  GtkWidget *row = gtk_widget_get_focus_child (self->rows);
  gboolean in_source = row != NULL && gtk_widget_get_focus_child (row) == GTK_WIDGET (source_of (row));

  if (row == NULL)
    return FALSE;
  if (in_source && delta > 0)
    {
      nh_input_commit (control); /* a composition may not be in the cell yet */
      return !row_is_free (row) && gtk_widget_grab_focus (GTK_WIDGET (amount_of (row)));
    }
  if (!in_source && delta < 0)
    return gtk_widget_grab_focus (GTK_WIDGET (source_of (row)));
  row = delta > 0 ? gtk_widget_get_next_sibling (row) : gtk_widget_get_prev_sibling (row);
  return row != NULL && gtk_widget_grab_focus (delta > 0 ? GTK_WIDGET (source_of (row)) : GTK_WIDGET (amount_of (row)));
}

const NhEditorKind nh_amounts_kind = { .make = make, .read = read_text, .put = put, .offer = offer, .step = step };

GtkWidget *
nh_amounts_entry_get_focus_choice (NhAmountsEntry *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (self->rows);
  GtkWidget *cell = row != NULL ? gtk_widget_get_focus_child (row) : NULL;

  return NH_IS_CHOICE_ENTRY (cell) ? cell : NULL;
}
