/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-mapping-private.h"

#include <string.h>

#include "nh-column.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-row-words.h"
#include "nh-text.h"

#define ROWS_LOOKED_AT 40
#define COLUMNS_MAX 200
#define WORTH_NAMED 4 /* of a column whose heading is a name of the field */
#define WORTH_LIKELY 2
#define LEAST_ON_SIDE 3     /* headings */
#define FIGURES_LOOKED_AT 3 /* rows */
#define NAMES_LOOKED_AT 20

/* Folded; as in nh-column.h. */
static const struct
{
  int field;
  const char *title; /* N_() */
  const char *names;
} others[] = {
  { NH_MAP_UNIT, N_ ("Unit"),
    "|don vi|xa|xa phuong|phuong xa|xa phuong thi tran|dia phuong|ten xa|ten don vi|don vi hanh chinh|cong an xa|"
    "cong an xa phuong|ten xa phuong|unit|" },
  { NH_MAP_CODE, N_ ("Unit code"), "|ma don vi|ma xa|ma don vi hanh chinh|ma xa phuong|unit code|" },
  { NH_MAP_DISTRICT, N_ ("District"), "|huyen|huyen thi xa thanh pho|huyen thi|quan huyen|don vi cap huyen|" },
  { NH_MAP_YEAR, N_ ("Year"), "|nam|year|" },
  { NH_MAP_MONTH, N_ ("Month"), "|thang|month|" },
  { NH_MAP_UUID, N_ ("Number of the record"), "|ma ban ghi|uuid|number of the record|" },
  { NH_MAP_WAIVED, N_ ("Passed warnings"), "|canh bao da bo qua|waived|passed warnings|" },
};

void
nh_mapping_free (NhMapping *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_columns; i++)
    {
      g_free (self->columns[i].heading);
      g_free (self->columns[i].choice);
    }
  for (guint i = 0; i < self->type->n_fields; i++)
    g_free (self->constants[i]);
  g_free (self->columns);
  g_free (self->constants);
  g_free (self->unit_code);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->other_names, g_hash_table_unref);
  g_clear_pointer (&self->named, g_hash_table_unref);
  g_free (self);
}

/* --- Headings --- */

/* The names of the fields of a type, to look headings up. */
typedef struct
{
  const NhRecordType *type;
  GHashTable *fields; /* folded name → field + 1, owned */
  NhGrid *grid;
  GHashTable *folds; /* heading → folded, owned */
  int season;        /* a heading of another year is not about it */
  GRegex *year;      /* borrowed */
} Names;

static void
names_init (Names *self, const NhRecordType *type, NhGrid *grid, int season)
{
  self->type = type;
  self->season = season;
  self->year = nh_text_get_pattern ("[ (/]*(?:năm|nam|NĂM|NAM|Năm)? *\\b(20[0-9][0-9])\\b\\)?");
  self->grid = grid;
  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->folds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint pass = 0; pass < 2; pass++) /* what a field is called here, before what others may call it */
    for (guint i = 0; i < type->n_fields; i++)
      {
        const char *const *names = nh_field_list_names (&type->fields[i]);

        for (guint n = 0; names[n] != NULL && !(type->fields[i].flags & NH_FIELD_HIDDEN) && (pass > 0 || n == 0); n++)
          if (!g_hash_table_contains (self->fields, names[n]))
            g_hash_table_insert (self->fields, g_strdup (names[n]), GUINT_TO_POINTER (i + 1));
      }
}

static void
names_clear (Names *self)
{
  g_hash_table_unref (self->fields);
  g_hash_table_unref (self->folds);
}

static const char *
fold (Names *self, const char *heading)
{
  const char *folded = g_hash_table_lookup (self->folds, heading);

  if (folded == NULL)
    {
      char *made = nh_heading_fold (heading);

      g_hash_table_insert (self->folds, g_strdup (heading), made);
      folded = made;
    }
  return folded;
}

int
nh_mapping_find_other (const char *folded)
{
  g_auto (GStrv) words = g_strsplit (folded, " /", -1); /* "xã/phường" is "xã, phường" */
  g_autofree char *plain = g_strjoinv ("", words);
  g_autofree char *wanted = g_strconcat ("|", plain, "|", NULL);

  for (guint i = 0; *folded != '\0' && i < G_N_ELEMENTS (others); i++)
    if (strstr (others[i].names, wanted) != NULL)
      return others[i].field;
  return NH_MAP_NONE;
}

/* "Kết quả năm 2026" is "Kết quả" in that season. FALSE: it is of another year. @heading: (inout) (transfer full) */
static gboolean
take_year (const Names *self, char **heading)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *year = NULL;
  char *bare;

  if (!g_regex_match (self->year, *heading, 0, &match))
    return TRUE;
  year = g_match_info_fetch (match, 1);
  if (g_match_info_next (match, NULL)) /* "2025-2026" */
    return TRUE;
  if (atoi (year) != self->season)
    return FALSE;
  bare = g_regex_replace_literal (self->year, *heading, -1, 0, "", 0, NULL);
  g_free (*heading);
  *heading = bare;
  return TRUE;
}

/* The field that a heading names; @likely: it has a name of it among other words. */
static int
find_field (Names *self, const char *heading, gboolean *likely)
{
  const char *folded = fold (self, heading);
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->fields, folded));
  int other = nh_mapping_find_other (folded);
  gsize best = 0;

  *likely = FALSE;
  if (found > 0)
    return (int) found - 1;
  if (other != NH_MAP_NONE || *folded == '\0' || nh_heading_counts_lines (heading))
    return other;
  for (guint i = 0; i < self->type->n_fields; i++)
    {
      gsize n = self->type->fields[i].flags & NH_FIELD_HIDDEN ? 0 : nh_field_find_name (&self->type->fields[i], folded);

      if (n <= best)
        continue;
      best = n;
      other = (int) i;
      *likely = TRUE;
    }
  return other;
}

/* A text, or a year: other numbers are figures. */
static gboolean
is_level (const NhGridCell *cell)
{
  return cell != NULL && (cell->kind == NH_GRID_TEXT || (cell->kind == NH_GRID_NUMBER && cell->number >= 2000 &&
                                                         cell->number <= 2099 && cell->number == (int) cell->number));
}

/* The texts over a column: the levels of its heading, each once. (transfer full) */
static GPtrArray *
list_levels (NhGrid *grid, guint first, guint n, guint column)
{
  GPtrArray *levels = g_ptr_array_new_with_free_func (g_free);

  for (guint row = first; row < first + n; row++)
    {
      const NhGridCell *cell = nh_grid_get (grid, row, column);
      g_autofree char *text = is_level (cell) ? nh_grid_dup_text (grid, cell) : NULL;

      if (text == NULL || *text == '\0' || (levels->len > 0 && strcmp (levels->pdata[levels->len - 1], text) == 0))
        continue;
      g_ptr_array_add (levels, g_steal_pointer (&text));
    }
  return levels;
}

/* From the level @from on. (transfer full) */
static char *
join_levels (GPtrArray *levels, guint from, const char *separator)
{
  GString *text = g_string_new (NULL);

  for (guint i = from; i < levels->len; i++)
    g_string_append_printf (text, "%s%s", i > from ? separator : "", (char *) levels->pdata[i]);
  return g_string_free (text, FALSE);
}

/* "Năm sinh" over "Nam" and "Nữ": whose year of birth it is. */
static gboolean
is_of_gender (Names *names, int field, const char *level)
{
  const char *folded = fold (names, level);

  return names->type->fields[field].kind == NH_KIND_INTEGER && nh_record_type_field (names->type, "gender") >= 0 &&
         (strcmp (folded, "nam") == 0 || strcmp (folded, "nu") == 0);
}

/* "Lãnh đạo dự" over "Tỉnh", "Huyện", "Xã"; "Đối tượng" over "Tập thể", "Cá nhân": a column for each choice. */
static gboolean
map_choice (Names *names, GPtrArray *levels, NhMapColumn *mapped)
{
  gboolean likely, other;
  int field = levels->len == 2 ? find_field (names, levels->pdata[0], &likely) : NH_MAP_NONE;
  NhKind kind = field >= 0 ? names->type->fields[field].kind : NH_KIND_TEXT;

  if (field < 0 || likely ||
      (kind != NH_KIND_MANY && kind != NH_KIND_CHOICE && !is_of_gender (names, field, levels->pdata[1])))
    return FALSE;
  if (kind == NH_KIND_CHOICE && find_field (names, levels->pdata[1], &other) != NH_MAP_NONE && !other)
    return FALSE;
  mapped->field = field;
  mapped->choice = g_strdup (levels->pdata[1]);
  return TRUE;
}

/* Is a level of it about another year: "Năm 2025" over "Số người dự"? */
static gboolean
is_of_another_year (const Names *names, GPtrArray *levels)
{
  gboolean other = FALSE;

  for (guint i = 0; i < levels->len && !other; i++)
    {
      g_autofree char *level = g_strdup (levels->pdata[i]);

      other = !take_year (names, &level);
    }
  return other;
}

/* The lowest level says most; where it names nothing, with those above it. */
static void
map_column (Names *names, guint first, guint n, guint column, NhMapColumn *mapped)
{
  g_autoptr (GPtrArray) levels = list_levels (names->grid, first, n, column);
  gboolean likely;

  *mapped = (NhMapColumn){ .heading = join_levels (levels, 0, " / "), .field = NH_MAP_NONE };
  if (is_of_another_year (names, levels) || map_choice (names, levels, mapped))
    return;
  for (guint i = levels->len; i-- > 0;)
    {
      g_autofree char *heading = join_levels (levels, i, " ");
      int field = take_year (names, &heading) ? find_field (names, heading, &likely) : NH_MAP_NONE;

      if (field < NH_MAP_NONE && levels->len > 1) /* "Xã" under another word is no unit */
        continue;
      if (field == NH_MAP_NONE || (mapped->field != NH_MAP_NONE && likely))
        continue;
      if (mapped->field != NH_MAP_NONE && !mapped->likely)
        continue;
      mapped->field = field;
      mapped->likely = likely;
    }
}

/* "Họ và tên" over two columns: "Nguyễn Văn" and "An". Below, the second one has one or two words a cell. */
static gboolean
is_end_of_name (NhGrid *grid, guint first, guint n_levels, guint column, const NhMapColumn *columns)
{
  guint last = first + n_levels - 1, n = 0;
  g_autofree char *folded = nh_heading_fold (columns[column].heading);

  if (columns[column - 1].field != columns[column].field || strstr (folded, "ten") == NULL ||
      nh_grid_get_span (grid, first, column - 1) != 2 || !nh_grid_is_covered (grid, last, column))
    return FALSE;
  for (guint row = last + 1; row < MIN (last + 1 + NAMES_LOOKED_AT, nh_grid_get_n_rows (grid)); row++)
    {
      const NhGridCell *cell = nh_grid_get (grid, row, column);
      g_autofree char *text = nh_grid_dup_text (grid, cell);

      if (cell == NULL || nh_grid_is_covered (grid, row, column))
        continue;
      if (!nh_text_is_like (text, "^\\p{L}+( \\p{L}+)?$"))
        return FALSE;
      n++;
    }
  return n > 0;
}

/* Two columns cannot be one field, but for a name in two: the one that is named has it, or the first. */
static void
settle (NhGrid *grid, guint first, guint n_levels, NhMapColumn *columns, guint n)
{
  for (guint i = 1; i < n; i++)
    columns[i].joined = columns[i].field >= 0 && is_end_of_name (grid, first, n_levels, i, columns);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < n && columns[i].field != NH_MAP_NONE; k++)
      if (k != i && !columns[i].joined && !columns[k].joined && columns[k].field == columns[i].field &&
          (columns[i].choice == NULL || columns[k].choice == NULL) &&
          (columns[i].likely > columns[k].likely ||
           (columns[i].likely == columns[k].likely && nh_mapping_comes_first (columns, k, i))))
        columns[i].field = NH_MAP_NONE;
}

static void
clear_columns (NhMapColumn *columns, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_free (columns[i].heading);
      g_free (columns[i].choice);
    }
  g_free (columns);
}

/* How well these rows are the headings. @columns: (out) (transfer full) */
static guint
try_headings (Names *names, guint first, guint n_levels, guint n, NhMapColumn **columns)
{
  guint worth = 0;

  *columns = g_new0 (NhMapColumn, n);
  for (guint i = 0; i < n; i++)
    map_column (names, first, n_levels, i, &(*columns)[i]);
  settle (names->grid, first, n_levels, *columns, n);
  for (guint i = 0; i < n; i++)
    if ((*columns)[i].field != NH_MAP_NONE && !(*columns)[i].joined)
      worth += (*columns)[i].likely ? WORTH_LIKELY : WORTH_NAMED;
  return worth;
}

/* Rows of a title stretch over the table: no level of a heading. */
static gboolean
is_title (NhGrid *grid, guint row, guint n)
{
  const NhGridCell *only = NULL;
  guint n_texts = 0;

  for (guint i = 0; i < n; i++)
    {
      const NhGridCell *cell = nh_grid_get (grid, row, i);

      n_texts += cell != NULL && cell != only;
      only = cell != NULL ? cell : only;
    }
  return n_texts <= 1;
}

/* Can the row be a lower level of the heading? A record has numbers; a line of its own, as "I. Quyết định số …", stands
 * alone, and nothing reaches down beside it. */
static gboolean
is_lower_level (NhGrid *grid, guint row, guint n)
{
  guint n_own = 0, n_from_above = 0;

  for (guint i = 0; i < n; i++)
    {
      const NhGridCell *cell = nh_grid_get (grid, row, i);
      g_autofree char *text = NULL;

      if (cell == NULL)
        continue;
      if (nh_grid_is_covered (grid, row, i))
        {
          n_from_above += cell == nh_grid_get (grid, row - 1, i);
          continue;
        }
      text = nh_grid_dup_text (grid, cell);
      if (!is_level (cell) || nh_text_is_like (text, "^(?!20[0-9]{2}$)[0-9]+$"))
        return FALSE;
      n_own += !nh_row_is_line_number (text);
    }
  return n_own >= 2 || (n_own == 1 && n_from_above > 0);
}

/* "(1) (2) (3)", "A B 1 2": the numbers of columns under the headings. */
static gboolean
is_numbering (NhGrid *grid, guint row, guint n)
{
  guint n_short = 0, n_cells = 0;
  gint64 last = 0;
  gboolean rising = TRUE;

  for (guint i = 0; i < n; i++)
    {
      const NhGridCell *cell = nh_grid_get (grid, row, i);
      g_autofree char *text = nh_grid_dup_text (grid, cell);
      const char *digits = text + strspn (text, "( ");
      gint64 number = g_ascii_strtoll (digits, NULL, 10);

      if (cell == NULL)
        continue;
      n_cells++;
      n_short += strlen (text) <= 4;
      if (number > 0)
        {
          rising = rising && number == last + 1;
          last = number;
        }
    }
  return n_cells >= 2 && n_short == n_cells && rising && last >= 2 && last + 3 >= n_cells;
}

static void
take_headings (NhMapping *self, NhGrid *grid, guint first, guint n_levels)
{
  self->first_heading = first;
  self->n_headings = n_levels;
  self->first_row = first + n_levels;
  if (n_levels > 0 && self->first_row < nh_grid_get_n_rows (grid) &&
      is_numbering (grid, self->first_row, self->n_columns))
    self->first_row++;
  while (n_levels > 0 && nh_mapping_is_of_measures (self, grid, self->first_row))
    nh_mapping_take_measures (self, grid, self->first_row++);
}

/* Does the row belong to the headings above it: are all its own cells texts, each under a heading that stretches over
 * several columns? */
static gboolean
is_sub_heading (NhGrid *grid, guint first, guint n_levels, guint n)
{
  guint row = first + n_levels, n_own = 0;

  for (guint i = 0; row < nh_grid_get_n_rows (grid) && i < n; i++)
    {
      const NhGridCell *cell = nh_grid_get (grid, row, i);
      guint over = i;

      if (cell == NULL || nh_grid_is_covered (grid, row, i))
        continue;
      while (over > 0 && nh_grid_get_span (grid, row - 1, over) == 1 && nh_grid_is_covered (grid, row - 1, over))
        over--;
      if (!is_level (cell) || nh_grid_get_span (grid, row - 1, over) < 2)
        return FALSE;
      n_own++;
    }
  return n_own >= 2;
}

/* "2025", "Năm 2026" below what the columns are. */
static gboolean
is_of_years (const Names *names, guint row, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = nh_grid_dup_text (names->grid, nh_grid_get (names->grid, row, i));

      if (*text != '\0' && !nh_grid_is_covered (names->grid, row, i) && !g_regex_match (names->year, text, 0, NULL))
        return FALSE;
    }
  return TRUE;
}

/* Have the rows below it only figures where it has texts, as below headings? */
static gboolean
is_over_figures (NhGrid *grid, guint row, guint n)
{
  guint n_figures = 0;

  for (guint i = 0; i < n; i++)
    for (guint below = row + 1; below < MIN (row + 1 + FIGURES_LOOKED_AT, nh_grid_get_n_rows (grid)); below++)
      {
        g_autofree char *text = nh_grid_is_covered (grid, row, i) || nh_grid_get (grid, row, i) == NULL
                                    ? g_strdup ("")
                                    : nh_grid_dup_text (grid, nh_grid_get (grid, below, i));

        if (strspn (text, "0123456789., -–") != strlen (text))
          return FALSE;
        n_figures += *text != '\0';
      }
  return n_figures > 0;
}

void
nh_mapping_place_headings (NhMapping *self, NhGrid *grid, guint first, guint n_levels)
{
  Names names;
  NhMapColumn *columns;

  names_init (&names, self->type, grid, self->season);
  try_headings (&names, first, n_levels, self->n_columns, &columns);
  names_clear (&names);
  clear_columns (self->columns, self->n_columns);
  self->columns = columns;
  take_headings (self, grid, first, n_levels);
}

static void
guess_headings (NhMapping *self, Names *names)
{
  guint n = self->n_columns, best = 0;

  for (guint row = 0; row < MIN (nh_grid_get_n_rows (names->grid), ROWS_LOOKED_AT); row++)
    for (guint levels = 1; levels <= NH_MAPPING_LEVELS && row + levels <= nh_grid_get_n_rows (names->grid); levels++)
      {
        NhMapColumn *columns;
        guint worth;

        if (levels > 1 ? !is_lower_level (names->grid, row + levels - 1, n) : n > 1 && is_title (names->grid, row, n))
          break;
        worth = try_headings (names, row, levels, n, &columns);
        if (worth <= best)
          {
            clear_columns (columns, n);
            continue;
          }
        best = worth;
        clear_columns (self->columns, n);
        self->columns = columns;
        take_headings (self, names->grid, row, levels);
      }
  while (best > 0 && self->n_headings < NH_MAPPING_LEVELS &&
         is_sub_heading (names->grid, self->first_heading, self->n_headings, n))
    {
      NhMapColumn *columns;
      guint worth = try_headings (names, self->first_heading, self->n_headings + 1, n, &columns);
      guint row = self->first_heading + self->n_headings;
      gboolean below = is_of_years (names, row, n) || is_over_figures (names->grid, row, n);

      /* "Nam" and "Tổng" make "Số người dự" only likely. A record may have texts in all its cells. */
      if (below ? worth + WORTH_NAMED - WORTH_LIKELY < best : worth <= best)
        {
          clear_columns (columns, n);
          break;
        }
      best = worth;
      clear_columns (self->columns, n);
      self->columns = columns;
      take_headings (self, names->grid, self->first_heading, self->n_headings + 1);
    }
  /* One name may be a coincidence. */
  if (best < 2 * WORTH_LIKELY || (best < 2 * WORTH_NAMED && n > 3))
    {
      clear_columns (self->columns, n);
      self->columns = g_new0 (NhMapColumn, n);
      for (guint i = 0; i < n; i++)
        self->columns[i] = (NhMapColumn){ .heading = g_strdup (""), .field = NH_MAP_NONE };
      take_headings (self, names->grid, 0, 0);
    }
}

/* --- On its side --- */

/* Do the headings stand below each other? */
static gboolean
is_on_side (Names *names, guint n_columns)
{
  for (guint column = 0; column < MIN (n_columns, 2); column++)
    {
      guint n = 0;

      for (guint row = 0; row < MIN (nh_grid_get_n_rows (names->grid), ROWS_LOOKED_AT); row++)
        {
          const NhGridCell *cell = nh_grid_get (names->grid, row, column);
          g_autofree char *text = cell != NULL && cell->kind == NH_GRID_TEXT ? nh_grid_dup_text (names->grid, cell)
                                                                             : NULL;
          gboolean likely;

          n += text != NULL && find_field (names, text, &likely) >= 0;
        }
      if (n >= LEAST_ON_SIDE)
        return TRUE;
    }
  return FALSE;
}

/* --- All of it --- */

NhMapping *
nh_mapping_guess (const NhRecordType *type, NhGrid *grid, NhCatalog *catalog, int year)
{
  NhMapping *self = g_new0 (NhMapping, 1);
  Names names;

  self->type = type;
  self->n_columns = MIN (nh_grid_get_n_columns (grid), COLUMNS_MAX);
  self->columns = g_new0 (NhMapColumn, self->n_columns);
  self->constants = g_new0 (char *, type->n_fields);
  for (guint i = 0; i < self->n_columns; i++)
    {
      self->columns[i].heading = g_strdup ("");
      self->columns[i].field = NH_MAP_NONE;
    }
  self->season = year;
  names_init (&names, type, grid, year);
  guess_headings (self, &names);
  self->names = g_hash_table_ref (names.fields);
  self->on_side = self->n_headings == 0 && self->n_columns > 2 && is_on_side (&names, self->n_columns);
  self->other_names = nh_mapping_list_other_names (type);
  self->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  names_clear (&names);
  if (self->n_headings > 0)
    {
      nh_mapping_find_name_column (self, grid);
      nh_mapping_find_units (self, grid, catalog, year);
      nh_mapping_find_sources (self, catalog);
    }
  else
    nh_mapping_guess_by_content (self, grid, catalog, year);
  nh_mapping_find_scales (self, grid);
  return self;
}

/* Fields that must be there count more. */
guint
nh_mapping_get_worth (const NhMapping *self)
{
  guint n = 0;

  for (guint i = 0; i < self->n_columns && self->n_headings > 0; i++)
    {
      int field = self->columns[i].field;

      if (self->columns[i].joined)
        continue;
      n += field != NH_MAP_NONE;
      if (field >= 0 && self->type->fields[field].flags & (NH_FIELD_REQUIRED | NH_FIELD_IDENTITY))
        n += 3;
    }
  return n;
}

NhMapping *
nh_mapping_guess_sheet (const NhRecordType *type, NhBook *book, NhCatalog *catalog, int year, NhGrid **grid,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (NhMapping) best = NULL;
  g_autoptr (NhGrid) chosen = NULL;

  for (guint i = 0; i < nh_book_get_n_sheets (book); i++)
    {
      g_autoptr (NhGrid) one = NULL;
      g_autoptr (NhMapping) mapping = NULL;

      if (nh_book_is_sheet_hidden (book, i))
        continue;
      one = nh_book_read (book, i, cancellable, error);
      if (one == NULL)
        return NULL;
      if (nh_grid_get_n_rows (one) == 0)
        continue;
      mapping = nh_mapping_guess (type, one, catalog, year);
      mapping->sheet = i;
      if (best != NULL && nh_mapping_get_worth (mapping) <= nh_mapping_get_worth (best))
        continue;
      g_clear_pointer (&best, nh_mapping_free);
      g_clear_pointer (&chosen, nh_grid_unref);
      best = g_steal_pointer (&mapping);
      chosen = g_steal_pointer (&one);
    }
  if (best == NULL)
    {
      g_set_error_literal (error, NH_ERROR, NH_ERROR_INVALID, _ ("There is nothing in the sheets of this file."));
      return NULL;
    }
  *grid = g_steal_pointer (&chosen);
  return g_steal_pointer (&best);
}

int
nh_mapping_find (const NhMapping *self, int field)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].field == field)
      return (int) i;
  return -1;
}

const char *
nh_mapping_get_field_title (const NhRecordType *type, int field)
{
  if (field >= 0)
    return _ (type->fields[field].title);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i].field == field)
      return _ (others[i].title);
  return NULL;
}

const char *
nh_mapping_get_title (const NhMapping *self, guint column)
{
  return nh_mapping_get_field_title (self->type, self->columns[column].field);
}
