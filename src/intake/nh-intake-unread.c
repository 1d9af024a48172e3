/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Columns that are not read, although their headings are choices. */

#include "nh-intake-private.h"

#include <string.h>

#include "nh-cell-choice.h"
#include "nh-i18n.h"
#include "nh-text.h"

static gboolean
is_choice (NhReading *self, const char *text)
{
  const NhRecordType *type = self->mapping->type;
  g_autofree char *wanted = nh_text_fold (text);
  gboolean likely;

  for (guint i = 0; i < type->n_fields && *wanted != '\0'; i++)
    {
      NhParseContext context = { self->catalog, nh_catalog_season_day (self->year), NH_DATE_NONE };
      const NhCode *code = type->fields[i].kind == NH_KIND_CHOICE && type->fields[i].codebook != NULL
                               ? nh_cell_find_choice (&type->fields[i], text, &context, &likely)
                               : NULL;
      g_autofree char *title = code != NULL ? nh_text_fold (code->title) : NULL;

      if (title != NULL && strcmp (title, wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

void
nh_reading_find_unread (NhReading *self)
{
  const NhMapping *mapping = self->mapping;

  self->unread = g_new0 (gboolean, mapping->n_columns + 1);
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      g_auto (GStrv) levels = g_strsplit (mapping->columns[i].heading, " / ", -1);

      for (guint n = 0; mapping->columns[i].field == NH_MAP_NONE && levels[n] != NULL && !self->unread[i]; n++)
        self->unread[i] = is_choice (self, levels[n]);
    }
}

void
nh_reading_note_unread (NhReading *self, NhIntakeRow *row)
{
  for (guint i = 0; i < self->mapping->n_columns; i++)
    {
      g_autofree char *text = self->unread[i] ? nh_reading_dup_cell (self, row->row, i) : NULL;

      if (text != NULL && !nh_cell_is_no_mark (text))
        nh_reading_add_note (row, (int) i, TRUE, FALSE,
                             g_strdup_printf (_ ("“%s” under “%s” is not read: give it a row of its own."), text,
                                              self->mapping->columns[i].heading));
    }
}
