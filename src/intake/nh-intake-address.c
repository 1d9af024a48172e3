/* SPDX-License-Identifier: GPL-3.0-or-later */

/* "Ông Nguyễn Văn An": a form of address before a name. */

#include "nh-intake-private.h"

#include <string.h>

#include "nh-i18n.h"
#include "nh-text.h"

/* The form of address that @name begins with, and the name after it, which has two words. */
static const NhCode *
find_address (NhReading *self, guint field, const char *name, const char **rest)
{
  gsize length = strcspn (name, " .:");
  g_autofree char *first = g_strndup (name, length);
  g_autoptr (GPtrArray) codes = NULL;

  *rest = name + length + strspn (name + length, " .:");
  if (strchr (*rest, ' ') == NULL || !g_unichar_isalpha (g_utf8_get_char (*rest)))
    return NULL;
  codes = nh_catalog_get_codes (self->catalog, self->mapping->type->fields[field].codebook,
                                nh_catalog_season_day (self->year));
  for (guint i = 0; i < codes->len; i++)
    {
      const NhCode *address = codes->pdata[i];

      if (nh_text_same (first, address->title) || nh_text_same (first, address->abbreviation))
        return address;
    }
  return NULL;
}

/* "Ông (bà)" over the column. */
static gboolean
heads_address (const char *heading, const NhCode *address)
{
  g_autofree char *folded = nh_text_fold (heading), *title = nh_text_fold (address->title);
  g_autofree char *words = g_strdup_printf (" %s ", g_strdelimit (folded, "()/,.-", ' '));
  g_autofree char *word = g_strdup_printf (" %s ", title);

  return strstr (words, word) != NULL;
}

/* How usual they are in a column of names. */
enum
{
  UNKNOWN,
  RARE,
  SEVERAL, /* two names or more */
  USUAL    /* more than half */
};

static int
count_addresses (NhReading *self, guint column, guint field)
{
  g_autofree char *found = NULL;
  gboolean several = FALSE;
  guint n_names = 0, n = 0;

  for (guint i = self->mapping->first_row; i < nh_grid_get_n_rows (self->grid); i++)
    {
      g_autofree char *name = nh_reading_dup_cell (self, i, column);
      const char *rest;

      n_names += *name != '\0';
      if (find_address (self, field, name, &rest) == NULL)
        continue;
      n++;
      several = several || (found != NULL && !nh_text_same (found, rest));
      if (found == NULL)
        found = g_strdup (rest);
    }
  return !several ? RARE : n * 2 > n_names ? USUAL : SEVERAL;
}

/* "Ông Ích Khiêm" is a name, unless the column or another row speaks for a form of address. Before three words it is
 * one. @sure: (out) FALSE: it is to be looked at, as "Bà Huyện Thanh Quan" is where few names have one. */
static gboolean
is_addressed (NhReading *self, guint column, guint field, const NhCode *address, const char *rest, gboolean *sure)
{
  gboolean is_long = strchr (strchr (rest, ' ') + 1, ' ') != NULL;

  *sure = TRUE;
  if (heads_address (self->mapping->columns[column].heading, address))
    return TRUE;
  if (self->addressed == UNKNOWN)
    self->addressed = count_addresses (self, column, field);
  *sure = is_long && self->addressed == USUAL;
  return is_long || self->addressed >= SEVERAL;
}

void
nh_reading_split_address (NhReading *self, NhIntakeRow *row)
{
  const NhRecordType *type = self->mapping->type;
  int field = nh_record_type_field (type, "honorific"), identity = nh_record_type_identity (type);
  int column = identity >= 0 ? nh_mapping_find (self->mapping, identity) : -1;
  const char *code = NULL, *name = column >= 0 ? nh_record_get_text (row->record, (guint) identity) : "", *rest;
  int condition = field >= 0 ? nh_record_type_condition (type, (guint) field, &code) : -1;
  const NhCode *address;
  gboolean sure;
  g_autofree char *own = NULL;

  if (condition < 0 || !nh_reading_is_free (self, field) || nh_mapping_find (self->mapping, NH_MAP_UUID) >= 0 ||
      !nh_record_has_code (row->record, (guint) condition, code) ||
      (address = find_address (self, (guint) field, name, &rest)) == NULL)
    return;
  if (!is_addressed (self, (guint) column, (guint) field, address, rest, &sure))
    {
      nh_reading_add_note (
          row, column, TRUE, FALSE,
          g_strdup_printf (_ ("“%s” stays whole: “%s” may be a form of address or a part of the name."), name,
                           address->title));
      return;
    }
  own = g_strdup (rest);
  nh_reading_add_note (row, column, !sure, FALSE, g_strdup_printf (_ ("“%s” was read as “%s”."), name, own));
  nh_record_set_text (row->record, (guint) field, address->code);
  nh_record_set_text (row->record, (guint) identity, own);
}
