/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The refused rows of a table as a workbook. */

#include "nh-flat-writer.h"
#include "nh-i18n.h"
#include "nh-intake.h"

#define WIDTH 16
#define REASON_WIDTH 60

typedef struct
{
  NhIntake *intake;
  NhCatalog *catalog;
  gboolean with_unit; /* a column for what lines of their own said */
  guint n_common;     /* such columns of fields, after that */
} Refused;

/* The column behind those of the table. */
static guint
get_end (const Refused *self)
{
  return self->intake->mapping->n_columns + (self->with_unit ? 1 : 0);
}

static guint
get_n_headings (const NhIntake *intake)
{
  return MAX (intake->mapping->n_headings, 1);
}

/* Each level over each of its columns, as merged cells do not say it. */
static void
add_headings (NhFlatWriter *writer, const Refused *self)
{
  const NhMapping *mapping = self->intake->mapping;
  guint last = get_n_headings (self->intake) - 1;

  for (guint i = 0; i < mapping->n_columns; i++)
    nh_flat_set_width (writer, i, WIDTH);
  nh_flat_set_width (writer, get_end (self) + self->n_common, REASON_WIDTH);
  for (guint level = 0; level <= last; level++)
    for (guint i = 0; i < mapping->n_columns; i++)
      {
        const char *title = nh_mapping_get_title (mapping, i);
        g_autofree char *text = mapping->n_headings > 0
                                    ? nh_grid_dup_text (
                                          self->intake->grid,
                                          nh_grid_get (self->intake->grid, mapping->first_heading + level, i))
                                    : g_strdup (title != NULL ? title : "");

        nh_flat_add_text (writer, level, i, text, NH_FLAT_HEADING);
      }
  if (self->with_unit)
    nh_flat_add_text (writer, last, mapping->n_columns, _ ("Unit"), NH_FLAT_HEADING);
  for (guint i = 0, at = get_end (self); i < mapping->type->n_fields; i++)
    if (self->intake->common[i])
      nh_flat_add_text (writer, last, at++, _ (mapping->type->fields[i].title), NH_FLAT_HEADING);
  nh_flat_add_text (writer, last, get_end (self) + self->n_common, _ ("Why it was not taken"), NH_FLAT_HEADING);
}

static gboolean
is_noted (const NhIntakeRow *row, guint column)
{
  for (guint i = 0; i < row->notes->len; i++)
    {
      const NhRowNote *note = row->notes->pdata[i];

      if (note->refused && note->column == (int) column)
        return TRUE;
    }
  return FALSE;
}

static void
add_cell (NhFlatWriter *writer, const Refused *self, guint at, const NhIntakeRow *row, guint column)
{
  const NhGridCell *cell = nh_grid_get (self->intake->grid, row->row, column);
  NhFlatLook look = is_noted (row, column) ? NH_FLAT_MARKED : NH_FLAT_PLAIN;
  g_autofree char *text = NULL;

  if (cell == NULL)
    return;
  if (cell->kind == NH_GRID_NUMBER)
    nh_flat_add_number (writer, at, column, cell->number, look);
  else if (cell->kind == NH_GRID_DATE)
    nh_flat_add_date (writer, at, column, (NhDate) cell->number, look);
  else
    {
      text = cell->kind == NH_GRID_ERROR ? g_strdup (cell->text) : nh_grid_dup_text (self->intake->grid, cell);
      nh_flat_add_text (writer, at, column, text, look);
    }
}

/* "Dòng 12 – Ngày: …" (transfer full) */
static char *
join_reasons (const Refused *self, const NhIntakeRow *row)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < row->notes->len; i++)
    {
      const NhRowNote *note = row->notes->pdata[i];
      const char *title = note->column >= 0 ? nh_mapping_get_title (self->intake->mapping, (guint) note->column) : NULL;

      if (note->refused)
        g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? "\n" : "", title != NULL ? title : "",
                                title != NULL ? ": " : "", note->text);
    }
  return g_string_free (text, FALSE);
}

static gboolean
fill (NhFlatWriter *writer, gpointer data, GError **error)
{
  const Refused *self = data;
  const NhMapping *mapping = self->intake->mapping;
  guint at = get_n_headings (self->intake);

  add_headings (writer, self);
  for (guint i = 0; i < self->intake->rows->len; i++)
    {
      const NhIntakeRow *row = self->intake->rows->pdata[i];
      const NhUnit *unit = nh_catalog_get_unit (self->catalog, row->unit);
      g_autofree char *reasons = NULL;

      if (row->verdict != NH_ROW_REFUSED)
        continue;
      for (guint column = 0; column < mapping->n_columns; column++)
        add_cell (writer, self, at, row, column);
      if (self->with_unit && unit != NULL)
        nh_flat_add_text (writer, at, mapping->n_columns, unit->title, NH_FLAT_PLAIN);
      for (guint f = 0, to = get_end (self); f < mapping->type->n_fields; f++)
        if (self->intake->common[f])
          {
            g_autofree char *text = nh_record_format (row->record, f, self->catalog);

            nh_flat_add_text (writer, at, to++, text, NH_FLAT_PLAIN);
          }
      reasons = join_reasons (self, row);
      nh_flat_add_text (writer, at++, get_end (self) + self->n_common, reasons, NH_FLAT_PLAIN);
    }
  return TRUE;
}

gboolean
nh_intake_write_refused (NhIntake *self, NhCatalog *catalog, const char *path, GError **error)
{
  Refused refused = { self, catalog, FALSE, 0 };

  for (guint i = 0; i < self->mapping->type->n_fields; i++)
    refused.n_common += self->common[i];

  for (guint i = 0; i < self->rows->len; i++)
    refused.with_unit = refused.with_unit || ((const NhIntakeRow *) self->rows->pdata[i])->unit != 0;
  return nh_flat_write (path, _ ("Not taken"), get_n_headings (self), fill, &refused, error);
}
