/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of the current cell, under the table. */
#include "nh-intake-window-private.h"

#include <string.h>

#include "nh-i18n.h"
#include "nh-widget-util.h"

#define LINES 3

static void
on_fonts (NhIntakeWindow *self)
{
  guint row;
  const NhIntakeRow *judged;
  int column;
  g_autofree char *name = NULL, *word = NULL;

  if (self->showing || !nh_intake_table_get_current (self->table, &row, &judged, &column) || column < 0)
    return;
  name = nh_grid_column_name ((guint) column);
  word = g_strconcat (name, "=", nh_mapping_get_name (self->trial->type, self->trial->mapping->columns[column].field),
                      gtk_check_button_get_active (GTK_CHECK_BUTTON (self->fonts)) ? NULL : ":unicode", NULL);
  nh_intake_window_add_word (self, word);
}

GtkWidget *
nh_intake_detail_new (NhIntakeWindow *self)
{
  GtkWidget *box;

  self->place = GTK_LABEL (nh_label_new (NULL, "nh-question", FALSE));
  gtk_widget_set_hexpand (GTK_WIDGET (self->place), TRUE);
  self->fonts = gtk_check_button_new_with_mnemonic (_ ("Convert the old _font of this column"));
  gtk_widget_set_tooltip_text (self->fonts, _ ("Texts in TCVN3 (.VnTime) or VNI become Unicode. Turn it off where they "
                                               "were converted wrongly."));
  g_signal_connect_object (self->fonts, "toggled", G_CALLBACK (on_fonts), self, G_CONNECT_SWAPPED);
  self->said = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, "wrap", TRUE,
                                        "xalign", 0.0, "yalign", 0.0, "lines", LINES, "ellipsize", PANGO_ELLIPSIZE_END,
                                        NULL));
  box = nh_box_new (GTK_ORIENTATION_VERTICAL, 2,
                    nh_box_new (GTK_ORIENTATION_HORIZONTAL, 12, GTK_WIDGET (self->place), self->fonts, NULL),
                    GTK_WIDGET (self->said), NULL);
  gtk_widget_add_css_class (box, "nh-intake-detail");
  return box;
}

static void
append_note (GString *text, const char *about, const char *note)
{
  g_string_append_printf (text, "%s%s%s", text->len > 0 ? "\n" : "", about, note);
}

/* What the file has, where that is not what is shown. */
static void
append_original (GString *text, const NhIntakeTrial *trial, guint row, guint column)
{
  const NhGridCell *cell = nh_grid_get (trial->grid, row, column);
  g_autofree char *raw = NULL, *read = NULL, *both = NULL;

  if (!nh_grid_is_converted (trial->grid, cell) || trial->mapping->columns[column].unicode)
    return;
  raw = nh_grid_dup_unconverted (trial->grid, cell);
  read = nh_grid_dup_text (trial->grid, cell);
  both = g_strdup_printf (_ ("In the file, in an old font: “%s”. Converted: “%s”."), raw, read);
  append_note (text, "", both);
}

static void
append_notes (GString *text, const NhIntakeTrial *trial, const NhIntakeRow *row, int column)
{
  gboolean converted = text->len > 0;

  for (guint i = 0; i < row->notes->len; i++)
    {
      const NhRowNote *note = row->notes->pdata[i];

      if (note->column == column && !(converted && !note->refused && !note->doubtful))
        append_note (text, "", note->text);
    }
  for (guint i = 0; i < row->notes->len; i++)
    {
      const NhRowNote *note = row->notes->pdata[i];
      g_autofree char *about = NULL;

      if (note->column == column || (!note->refused && !note->doubtful))
        continue;
      about = note->column < 0
                  ? g_strdup (_ ("The row: "))
                  : g_strdup_printf ("%s: ", nh_mapping_get_title (trial->mapping, (guint) note->column) != NULL
                                                 ? nh_mapping_get_title (trial->mapping, (guint) note->column)
                                                 : trial->mapping->columns[note->column].heading);
      append_note (text, about, note->text);
    }
}

static const char *
describe_verdict (const NhIntakeRow *row)
{
  return row == NULL                       ? _ ("Choose over the columns which field each of them is.")
         : row->verdict == NH_ROW_HELD     ? _ ("The ledger has this record already: it does not come in again.")
         : row->verdict == NH_ROW_LEFT_OUT ? _ ("No record: a heading, a total or the name of a group.")
         : nh_intake_row_has_problem (row) ? _ ("Look at what is marked in the row.")
                                           : _ ("Read as it stands there.");
}

static void
show_fonts (NhIntakeWindow *self, int column)
{
  const NhMapColumn *mapped = column >= 0 ? &self->trial->mapping->columns[column] : NULL;

  gtk_widget_set_visible (self->fonts, mapped != NULL && (mapped->unicode || self->trial->converted[column]) &&
                                           mapped->field != NH_MAP_NONE);
  self->showing = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->fonts), mapped != NULL && !mapped->unicode);
  self->showing = FALSE;
}

void
nh_intake_detail_show (NhIntakeWindow *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *place = NULL, *name = NULL;
  const NhIntakeRow *judged;
  const char *title;
  guint row;
  int column;

  if (self->trial == NULL || !nh_intake_table_get_current (self->table, &row, &judged, &column))
    {
      gtk_label_set_text (self->place, "");
      gtk_label_set_text (self->said, "");
      gtk_widget_set_visible (self->fonts, FALSE);
      return;
    }
  name = column >= 0 ? nh_grid_column_name ((guint) column) : g_strdup ("");
  title = column >= 0 ? nh_mapping_get_title (self->trial->mapping, (guint) column) : _ ("the whole row");
  place = g_strdup_printf ("%s%u – %s", name, nh_grid_get_number (self->trial->grid, row),
                           title != NULL ? title : _ ("not taken"));
  if (column >= 0)
    append_original (text, self->trial, row, (guint) column);
  if (judged != NULL)
    append_notes (text, self->trial, judged, column);
  gtk_label_set_text (self->place, place);
  gtk_label_set_text (self->said, text->len > 0 ? text->str : describe_verdict (judged));
  show_fonts (self, column);
}
