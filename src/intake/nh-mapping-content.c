/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What columns are by their content. */

#include "nh-mapping-private.h"

#include <string.h>

#include "nh-cell-choice.h"
#include "nh-column.h"
#include "nh-match.h"
#include "nh-number.h"
#include "nh-row-words.h"
#include "nh-text.h"
#include "nh-unit-finder.h"

#define SAMPLE_ROWS 200
#define UNITS_SHARE 0.6 /* of the cells of a column of units */
#define LEAST_UNITS_SHARE 0.3
#define LEAST_MONEY 1000 /* đồng */

static gboolean
is_commune (NhCatalog *catalog, gint64 unit)
{
  const NhUnit *found = nh_catalog_get_unit (catalog, unit);

  return found != NULL && found->level == NH_LEVEL_COMMUNE;
}

/* The share of cells of a column that are units; @communes: of the season's communes. */
static double
share_of_units (const NhMapping *self, NhGrid *grid, NhCatalog *catalog, int year, guint column, gboolean communes)
{
  g_autoptr (NhUnitFinder) finder = nh_unit_finder_new (catalog, 0, nh_catalog_season_day (year));
  guint n = 0, n_units = 0;

  for (guint row = self->first_row; row < MIN (nh_grid_get_n_rows (grid), self->first_row + SAMPLE_ROWS); row++)
    {
      const NhGridCell *cell = nh_grid_get (grid, row, column);
      g_autofree char *text = nh_grid_dup_text (grid, cell);
      g_autoptr (NhMatchQuery) query = nh_match_query_new (text);
      g_autoptr (GPtrArray) found = NULL;
      g_autofree char *reason = NULL;
      gboolean doubtful = FALSE;
      gint64 unit;

      if (*text == '\0')
        continue;
      n++;
      unit = nh_unit_finder_find (finder, text, NULL, &reason, &doubtful);
      if (unit != 0 && !doubtful && (!communes || is_commune (catalog, unit)))
        {
          n_units++;
          continue;
        }
      if (communes)
        continue;
      found = nh_catalog_search_units (catalog, text, NH_DATE_NONE, 1);
      n_units += found->len > 0 && nh_match_is_exact (((const NhUnit *) found->pdata[0])->match, query);
    }
  return n > 0 ? (double) n_units / n : 0;
}

/* "Huyện" over communes, where no other column is the unit: it is likely. */
static void
find_by_district (NhMapping *self, NhGrid *grid, NhCatalog *catalog, int year)
{
  int district = nh_mapping_find (self, NH_MAP_DISTRICT);

  if (district < 0 || nh_mapping_find (self, NH_MAP_UNIT) >= 0 || nh_mapping_find (self, NH_MAP_CODE) >= 0 ||
      share_of_units (self, grid, catalog, year, (guint) district, TRUE) < UNITS_SHARE)
    return;
  self->columns[district].field = NH_MAP_UNIT;
  self->columns[district].likely = TRUE;
}

/* "Đơn vị" of a commended person is the workplace, unless units stand there; and of a list of villages it is none,
 * where few of them are units. */
void
nh_mapping_find_units (NhMapping *self, NhGrid *grid, NhCatalog *catalog, int year)
{
  int mapped = nh_mapping_find (self, NH_MAP_UNIT);

  if (mapped >= 0 && share_of_units (self, grid, catalog, year, (guint) mapped, FALSE) < LEAST_UNITS_SHARE)
    self->columns[mapped].field = NH_MAP_NONE;
  for (guint i = 0; i < self->n_columns && nh_mapping_find (self, NH_MAP_UNIT) < 0; i++)
    {
      g_autofree char *folded = nh_heading_fold (self->columns[i].heading);

      if (self->columns[i].field >= 0 && nh_mapping_find_other (folded) == NH_MAP_UNIT &&
          share_of_units (self, grid, catalog, year, i, FALSE) >= UNITS_SHARE)
        {
          self->columns[i].field = NH_MAP_UNIT;
          self->columns[i].likely = FALSE;
        }
    }
  find_by_district (self, grid, catalog, year);
}

/* Nobody counts millions, and money is more than a thousand. */
static gboolean
is_likely_kind (NhKind kind, const char *text)
{
  gint64 number;

  if ((kind != NH_KIND_INTEGER && kind != NH_KIND_MONEY) || !nh_number_parse (text, &number, NULL))
    return TRUE;
  return kind == NH_KIND_INTEGER ? number < LEAST_MONEY * 1000 : number >= LEAST_MONEY;
}

static double
fit (const NhMapping *self, NhGrid *grid, NhCatalog *catalog, int year, guint column, guint field)
{
  NhParseContext context = { catalog, nh_catalog_season_day (year), nh_date_new (year, 8, 1) };
  double sum = 0;
  guint n = 0;

  for (guint row = self->first_row; row < MIN (nh_grid_get_n_rows (grid), self->first_row + SAMPLE_ROWS); row++)
    {
      g_autofree char *text = nh_grid_dup_text (grid, nh_grid_get (grid, row, column));

      if (*text == '\0')
        continue;
      if (is_likely_kind (self->type->fields[field].kind, text))
        sum += nh_field_judge (&self->type->fields[field], text, &context);
      n++;
    }
  return n > 0 ? sum / n : 0;
}

/* Without headings: each column where its content fits best, in the order of the fields. */
void
nh_mapping_guess_by_content (NhMapping *self, NhGrid *grid, NhCatalog *catalog, int year)
{
  guint next = 0;

  for (guint i = 0; i < self->n_columns; i++)
    {
      double best = 0;

      for (guint field = 0; field < self->type->n_fields; field++)
        {
          gboolean usual = self->type->fields[field].flags & NH_FIELD_LISTED ||
                           self->type->fields[field].kind == NH_KIND_MONEY;
          double suits = usual ? fit (self, grid, catalog, year, i, field) : 0;
          double worth = suits - 0.05 * ABS ((double) field - next);

          if (suits < NH_COLUMN_FITS || worth <= best || nh_mapping_find (self, (int) field) >= 0)
            continue;
          best = worth;
          self->columns[i].field = (int) field;
          self->columns[i].likely = TRUE;
        }
      next = self->columns[i].field >= 0 ? (guint) self->columns[i].field + 1 : next;
    }
}

/* Are there texts in most of its rows, which are no numbers of lines? */
static gboolean
has_names (const NhMapping *self, NhGrid *grid, guint column)
{
  guint last = MIN (nh_grid_get_n_rows (grid), self->first_row + SAMPLE_ROWS), n = 0;

  for (guint row = self->first_row; row < last; row++)
    {
      const NhGridCell *cell = nh_grid_get (grid, row, column);
      g_autofree char *text = nh_grid_dup_text (grid, cell);

      n += cell != NULL && cell->kind == NH_GRID_TEXT && !nh_row_is_line_number (text);
    }
  return n * 2 > last - self->first_row;
}

/* The only column without a heading that has names; -1. */
static int
find_unheaded (const NhMapping *self, NhGrid *grid)
{
  int found = -1;

  for (guint i = 0; i < self->n_columns; i++)
    if (*self->columns[i].heading == '\0' && has_names (self, grid, i))
      {
        if (found >= 0)
          return -1;
        found = (int) i;
      }
  return found;
}

void
nh_mapping_find_name_column (NhMapping *self, NhGrid *grid)
{
  static const char *const names[] = { "ten", "ten goi", "ho ten", NULL };
  int identity = nh_record_type_identity (self->type), unheaded;

  for (guint i = 0; i < self->n_columns && identity >= 0 && nh_mapping_find (self, identity) < 0; i++)
    {
      g_autofree char *folded = nh_heading_fold (self->columns[i].heading);

      if (self->columns[i].field != NH_MAP_NONE || !g_strv_contains (names, folded))
        continue;
      self->columns[i].field = identity;
      self->columns[i].likely = TRUE;
    }
  unheaded = identity >= 0 && self->type->fields[identity].kind != NH_KIND_CHOICE &&
                     nh_mapping_find (self, identity) < 0
                 ? find_unheaded (self, grid)
                 : -1;
  if (unheaded < 0)
    return;
  self->columns[unheaded].field = identity;
  self->columns[unheaded].likely = TRUE;
}

static gboolean
is_sum (const NhMapColumn *column)
{
  const char *slash = g_strrstr (column->heading, " / ");
  g_autofree char *last = slash != NULL ? nh_heading_fold (slash + 3) : NULL;

  return last != NULL && nh_text_is_like (last, "^(tong|tong so|tong cong|cong)$"); /* not what is carried forward */
}

gboolean
nh_mapping_comes_first (const NhMapColumn *columns, guint a, guint b)
{
  return is_sum (&columns[a]) != is_sum (&columns[b]) ? is_sum (&columns[a]) : a < b;
}

/* --- Sources of money --- */

static int
find_amounts (const NhRecordType *type)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].kind == NH_KIND_AMOUNTS)
      return (int) i;
  return -1;
}

/* "Trong đó", "Nguồn kinh phí", "Số tiền": what stands over sources of money. */
static gboolean
is_over_sources (const char *folded)
{
  static const char *const words[] = { "nguon", "kinh phi", "tien", "tri gia", "trong do", NULL };

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Is the lowest level of a heading a source? @above: (out) (transfer full) the levels above it. @sure: (out) it
 * is no other thing. */
static gboolean
is_source (const NhMapping *self, NhCatalog *catalog, const NhMapColumn *column, int amounts, char **above,
           gboolean *sure)
{
  const char *slash = g_strrstr (column->heading, " / ");
  NhParseContext context = { catalog, nh_catalog_season_day (self->season), NH_DATE_NONE };
  gboolean likely = FALSE, named;
  const NhCode *code;
  g_autofree char *folded = NULL;

  *above = g_strndup (column->heading, slash != NULL ? (gsize) (slash - column->heading) : 0);
  folded = nh_heading_fold (*above);
  named = *folded == '\0' || g_hash_table_contains (self->names, folded); /* as "Số suất", by its sources */
  code = column->field == NH_MAP_NONE || (column->likely && column->field == amounts)
             ? nh_cell_find_choice (&self->type->fields[amounts], slash != NULL ? slash + 3 : "", &context, &likely)
             : NULL;
  *sure = code != NULL && !likely && strcmp (code->code, "khac") != 0;
  return code != NULL && (named ? strstr (folded, "nguon") != NULL : is_over_sources (folded));
}

/* "Khác", and what is only likely to be a source, is one beside a column that is one for sure. */
void
nh_mapping_find_sources (NhMapping *self, NhCatalog *catalog)
{
  int amounts = find_amounts (self->type);
  g_autoptr (GHashTable) heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint pass = 0; pass < 2 && amounts >= 0; pass++)
    for (guint i = 0; i < self->n_columns; i++)
      {
        NhMapColumn *column = &self->columns[i];
        g_autofree char *above = NULL;
        gboolean sure;

        if (!is_source (self, catalog, column, amounts, &above, &sure))
          continue;
        if (pass == 0 && sure)
          g_hash_table_add (heads, g_steal_pointer (&above));
        else if (pass == 1 && g_hash_table_contains (heads, above))
          {
            column->field = amounts;
            column->likely = FALSE;
            column->choice = g_strdup (g_strrstr (column->heading, " / ") + 3);
          }
      }
}
