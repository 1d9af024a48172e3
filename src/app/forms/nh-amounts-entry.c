/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-amounts-entry.h"

#include "nh-choice-entry.h"
#include "nh-i18n.h"
#include "nh-input.h"
#include "nh-money.h"
#include "nh-number.h"
#include "nh-widget-util.h"

typedef struct
{
  GtkWidget *box, *source, *amount;
} Row;

struct _NhAmountsEntry
{
  GtkBox parent;

  NhCatalog *catalog; /* owned */
  char *list;
  NhDate on;
  char *title;
  GArray *rows; /* of Row */
  gboolean loading;

  GtkWidget *box; /* of the rows */
  GtkWidget *total;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhAmountsEntry, nh_amounts_entry, GTK_TYPE_BOX)

static const char *
cell_text (GtkWidget *cell)
{
  return NH_IS_CHOICE_ENTRY (cell) ? nh_choice_entry_get_text (NH_CHOICE_ENTRY (cell))
                                   : gtk_editable_get_text (GTK_EDITABLE (cell));
}

static gboolean
row_is_free (const Row *row)
{
  return cell_text (row->source)[0] == '\0' && cell_text (row->amount)[0] == '\0';
}

static void
update_total (NhAmountsEntry *self)
{
  gint64 sum = 0;
  guint filled = 0;
  g_autofree char *number = NULL, *text = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      gint64 dong;

      if (!nh_money_parse (cell_text (g_array_index (self->rows, Row, i).amount), &dong, NULL))
        continue;
      sum += dong;
      filled++;
    }
  number = nh_number_format (sum);
  text = g_strdup_printf (_ ("Total: %s đ"), number);
  gtk_label_set_text (GTK_LABEL (self->total), text);
  gtk_widget_set_visible (self->total, filled > 1);
}

static void append_row (NhAmountsEntry *self, const char *source, const char *amount);

static void
on_changed (NhAmountsEntry *self)
{
  if (self->loading)
    return;
  if (!row_is_free (&g_array_index (self->rows, Row, self->rows->len - 1)))
    append_row (self, "", "");
  update_total (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
name_cells (NhAmountsEntry *self, const Row *row, guint index)
{
  g_autofree char *source = g_strdup_printf (_ ("%s: source %u"), self->title, index);
  g_autofree char *amount = g_strdup_printf (_ ("%s: amount %u, in đồng"), self->title, index);

  nh_widget_set_name (nh_choice_entry_get_entry (NH_CHOICE_ENTRY (row->source)), source);
  nh_widget_set_name (row->amount, amount);
}

static void
append_row (NhAmountsEntry *self, const char *source, const char *amount)
{
  Row row = { gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), nh_choice_entry_new (), gtk_entry_new () };
  GtkEntry *choice = GTK_ENTRY (nh_choice_entry_get_entry (NH_CHOICE_ENTRY (row.source)));

  if (self->catalog != NULL)
    nh_choice_entry_set_codes (NH_CHOICE_ENTRY (row.source), self->catalog, self->list, self->on);
  nh_choice_entry_set_text (NH_CHOICE_ENTRY (row.source), source);
  gtk_entry_set_placeholder_text (choice, _ ("Source"));
  gtk_widget_set_hexpand (row.source, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (row.amount), amount);
  gtk_editable_set_width_chars (GTK_EDITABLE (row.amount), 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (row.amount), 14);
  gtk_editable_set_enable_undo (GTK_EDITABLE (row.amount), FALSE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (row.amount), _ ("Amount (đồng)"));

  g_signal_connect_swapped (row.source, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (row.amount, "changed", G_CALLBACK (on_changed), self);
  gtk_box_append (GTK_BOX (row.box), row.source);
  gtk_box_append (GTK_BOX (row.box), row.amount);
  gtk_box_append (GTK_BOX (self->box), row.box);
  g_array_append_val (self->rows, row);
  name_cells (self, &row, self->rows->len);
}

static gboolean
nh_amounts_entry_grab_focus (GtkWidget *widget)
{
  NhAmountsEntry *self = NH_AMOUNTS_ENTRY (widget);

  return gtk_widget_grab_focus (g_array_index (self->rows, Row, 0).source);
}

static void
nh_amounts_entry_finalize (GObject *object)
{
  NhAmountsEntry *self = NH_AMOUNTS_ENTRY (object);

  g_array_unref (self->rows);
  g_clear_object (&self->catalog);
  g_free (self->list);
  g_free (self->title);
  G_OBJECT_CLASS (nh_amounts_entry_parent_class)->finalize (object);
}

static void
nh_amounts_entry_class_init (NhAmountsEntryClass *class)
{
  GObjectClass *object = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  object->finalize = nh_amounts_entry_finalize;
  widget->grab_focus = nh_amounts_entry_grab_focus;
  signals[CHANGED] = NH_SIGNAL ("changed", NH_TYPE_AMOUNTS_ENTRY, 0);
  gtk_widget_class_set_css_name (widget, "amounts");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
nh_amounts_entry_init (NhAmountsEntry *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->title = g_strdup ("");
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self), self->box);
  self->total = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->total), 1);
  gtk_widget_add_css_class (self->total, "echo");
  gtk_box_append (GTK_BOX (self), self->total);
  append_row (self, "", "");
  update_total (self);
}

GtkWidget *
nh_amounts_entry_new (void)
{
  return g_object_new (NH_TYPE_AMOUNTS_ENTRY, NULL);
}

void
nh_amounts_entry_set_codes (NhAmountsEntry *self, NhCatalog *catalog, const char *list, NhDate on)
{
  g_return_if_fail (NH_IS_AMOUNTS_ENTRY (self));
  g_return_if_fail (NH_IS_CATALOG (catalog));

  g_set_object (&self->catalog, catalog);
  g_free (self->list);
  self->list = g_strdup (list);
  self->on = on;
  for (guint i = 0; i < self->rows->len; i++)
    nh_choice_entry_set_codes (NH_CHOICE_ENTRY (g_array_index (self->rows, Row, i).source), catalog, list, on);
}

void
nh_amounts_entry_set_title (NhAmountsEntry *self, const char *title)
{
  g_return_if_fail (NH_IS_AMOUNTS_ENTRY (self));

  g_free (self->title);
  self->title = g_strdup (title);
  for (guint i = 0; i < self->rows->len; i++)
    name_cells (self, &g_array_index (self->rows, Row, i), i + 1);
}

static void
set_cells (NhAmountsEntry *self, guint index, const char *source, const char *amount)
{
  const Row *row;

  while (self->rows->len <= index)
    append_row (self, "", "");
  row = &g_array_index (self->rows, Row, index);
  nh_choice_entry_set_text (NH_CHOICE_ENTRY (row->source), source);
  if (g_strcmp0 (cell_text (row->amount), amount) != 0)
    gtk_editable_set_text (GTK_EDITABLE (row->amount), amount);
}

/* Reuses the rows, since one of them may have the focus. */
void
nh_amounts_entry_set_text (NhAmountsEntry *self, const char *text)
{
  g_auto (GStrv) parts = NULL;
  guint n = 0;

  g_return_if_fail (NH_IS_AMOUNTS_ENTRY (self));

  self->loading = TRUE;
  parts = g_strsplit (text, ";", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *colon = strrchr (parts[i], ':');

      if (colon != NULL)
        *colon = '\0';
      g_strstrip (parts[i]);
      if (parts[i][0] != '\0' || (colon != NULL && g_strstrip (colon + 1)[0] != '\0'))
        set_cells (self, n++, parts[i], colon == NULL ? "" : g_strstrip (colon + 1));
    }
  set_cells (self, n, "", "");
  for (guint i = self->rows->len; i > n + 1; i--)
    {
      gtk_box_remove (GTK_BOX (self->box), g_array_index (self->rows, Row, i - 1).box);
      g_array_remove_index (self->rows, i - 1);
    }
  self->loading = FALSE;
  update_total (self);
}

char *
nh_amounts_entry_get_text (NhAmountsEntry *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (NH_IS_AMOUNTS_ENTRY (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      if (!row_is_free (row))
        g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "; " : "", cell_text (row->source),
                                cell_text (row->amount));
    }
  return g_string_free (text, FALSE);
}

guint
nh_amounts_entry_get_n_rows (NhAmountsEntry *self)
{
  g_return_val_if_fail (NH_IS_AMOUNTS_ENTRY (self), 0);

  return self->rows->len;
}

GtkWidget *
nh_amounts_entry_get_cell (NhAmountsEntry *self, guint row, guint column)
{
  g_return_val_if_fail (NH_IS_AMOUNTS_ENTRY (self) && row < self->rows->len && column < 2, NULL);

  return column == 0 ? g_array_index (self->rows, Row, row).source : g_array_index (self->rows, Row, row).amount;
}

/* Index of the focused cell, two a row; -1: none. */
static int
focus_cell (NhAmountsEntry *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *box = g_array_index (self->rows, Row, i).box;

      if (gtk_widget_get_focus_child (self->box) == box)
        return 2 * i + (gtk_widget_get_focus_child (box) == g_array_index (self->rows, Row, i).amount);
    }
  return -1;
}

gboolean
nh_amounts_entry_step (NhAmountsEntry *self, int delta)
{
  int at, to;

  g_return_val_if_fail (NH_IS_AMOUNTS_ENTRY (self), FALSE);

  at = focus_cell (self);
  to = at + delta;
  if (at < 0 || to < 0 || to >= 2 * (int) self->rows->len)
    return FALSE;
  if (delta > 0 && at % 2 == 0 && row_is_free (&g_array_index (self->rows, Row, at / 2)))
    {
      /* A composition may not be in the cell yet. */
      nh_input_commit (GTK_WIDGET (self));
      if (row_is_free (&g_array_index (self->rows, Row, at / 2)))
        return FALSE;
    }
  return gtk_widget_grab_focus (nh_amounts_entry_get_cell (self, to / 2, to % 2));
}

GtkWidget *
nh_amounts_entry_get_focus_choice (NhAmountsEntry *self)
{
  int at;

  g_return_val_if_fail (NH_IS_AMOUNTS_ENTRY (self), NULL);

  at = focus_cell (self);
  return at < 0 || at % 2 == 1 ? NULL : nh_amounts_entry_get_cell (self, at / 2, 0);
}
