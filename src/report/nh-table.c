/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-sheet-private.h"

#include <string.h>

#include "nh-figure-rule.h"
#include "nh-number.h"
#include "nh-text.h"

#define MILLION G_GINT64_CONSTANT (1000000)
#define MAX_LEVELS 6
#define LEAST "≥"

NhTable *
nh_table_new (void)
{
  NhTable *self = g_new0 (NhTable, 1);

  self->texts = g_string_chunk_new (4096);
  self->headings = g_array_new (FALSE, TRUE, sizeof (NhHeading));
  self->columns = g_array_new (FALSE, TRUE, sizeof (NhColumn));
  self->rows = g_array_new (FALSE, TRUE, sizeof (NhRow));
  self->n_lead = 2;

  return self;
}

void
nh_table_free (NhTable *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    g_free (nh_table_row (self, i)->cells);
  g_array_unref (self->rows);
  g_array_unref (self->columns);
  g_array_unref (self->headings);
  g_string_chunk_free (self->texts);
  g_free (self);
}

/* Cleans and stores @text. */
static const char *
store (NhTable *self, const char *text)
{
  g_autofree char *clean = nh_sheet_clip (nh_text_clean_lines (text));

  return g_string_chunk_insert (self->texts, clean);
}

int
nh_table_add_heading (NhTable *self, int parent, const char *title)
{
  NhHeading heading = { parent, store (self, title) };

  g_assert (parent >= NH_TABLE_TOP && parent < (int) self->headings->len);

  g_array_append_val (self->headings, heading);
  return (int) self->headings->len - 1;
}

int
nh_table_add_column (NhTable *self, int parent, const char *title, NhColumnKind kind)
{
  NhColumn column = { parent, store (self, title), kind, 1 };

  g_assert (parent >= NH_TABLE_TOP && parent < (int) self->headings->len);
  g_assert (self->rows->len == 0); /* rows have as many cells as there were columns */

  g_array_append_val (self->columns, column);
  return (int) self->columns->len - 1;
}

void
nh_table_set_n_lead (NhTable *self, guint n_columns)
{
  self->n_lead = n_columns;
}

int
nh_table_add_row (NhTable *self, NhRowKind kind, int above)
{
  NhRow row = { kind, above, NULL };

  g_assert (above >= NH_TABLE_TOP && above < (int) self->rows->len);

  row.cells = g_new0 (NhCell, self->columns->len);
  g_array_append_val (self->rows, row);
  return (int) self->rows->len - 1;
}

static NhCell *
cell_at (NhTable *self, int row, int column)
{
  g_assert (row >= 0 && row < (int) self->rows->len);
  g_assert (column >= 0 && column < (int) self->columns->len);

  return nh_table_cell (self, row, column);
}

/* Clears the cell. */
static NhCell *
renew_cell (NhTable *self, int row, int column, NhCellKind kind)
{
  NhCell *cell = cell_at (self, row, column);

  *cell = (NhCell){ .kind = kind };
  return cell;
}

void
nh_table_set_text (NhTable *self, int row, int column, const char *text)
{
  NhCell *cell = renew_cell (self, row, column, NH_CELL_EMPTY);

  if (text == NULL || *text == '\0')
    return;

  cell->kind = NH_CELL_TEXT;
  cell->text = store (self, text);
}

/* The decimals that @dong needs in triệu đồng, at least one. */
static int
count_decimals (gint64 dong)
{
  gint64 rest = ABS (dong % MILLION);
  int n = 6;

  while (n > 1 && rest % 10 == 0)
    {
      rest /= 10;
      n--;
    }
  return n;
}

void
nh_table_set_number (NhTable *self, int row, int column, gint64 value)
{
  NhCell *cell = renew_cell (self, row, column, NH_CELL_NUMBER);
  NhColumn *its_column = nh_table_column (self, column);

  cell->value = value;
  its_column->decimals = MAX (its_column->decimals, count_decimals (value));
}

void
nh_table_set_sum (NhTable *self, int row, int column, gint64 value)
{
  nh_table_set_number (self, row, column, value);
  nh_table_cell (self, row, column)->flags |= NH_CELL_SUM;
}

void
nh_table_set_open (NhTable *self, int row, int column, gboolean unknown)
{
  NhCell *cell = cell_at (self, row, column);

  if (cell->kind == NH_CELL_NUMBER && cell->value > 0)
    cell->text = LEAST;
  else if (unknown)
    nh_table_set_text (self, row, column, "…");
  cell->flags |= NH_CELL_OPEN;
}

/* Of numbers that are "trên", the sum is so, too; that says more than "≥". */
static void
carry_qualifiers (NhTable *self, int column)
{
  for (guint row = self->rows->len; row-- > 0;)
    {
      NhCell *cell = nh_table_cell (self, row, column);
      int above = nh_table_row (self, row)->above;
      const char *word = nh_qualifier_of_sum (cell->qualifiers, cell->flags & NH_CELL_OPEN);

      if (word != NULL && cell->kind == NH_CELL_NUMBER)
        cell->text = word;
      if (above != NH_TABLE_TOP)
        nh_table_add_qualifiers (self, above, column, cell->qualifiers);
    }
}

void
nh_table_add_up (NhTable *self, int column, gboolean always)
{
  for (guint row = self->rows->len; row-- > 0;)
    {
      int above = nh_table_row (self, row)->above;

      if (always && nh_table_row (self, row)->kind != NH_ROW_DATA)
        nh_table_set_sum (self, (int) row, column, nh_table_get_number (self, (int) row, column));
      if (above != NH_TABLE_TOP && nh_table_cell (self, row, column)->kind == NH_CELL_NUMBER)
        nh_table_set_sum (
            self, above, column,
            nh_number_add (nh_table_get_number (self, above, column), nh_table_cell (self, row, column)->value));
    }
  for (guint row = self->rows->len; row-- > 0;)
    if (nh_table_row (self, row)->above != NH_TABLE_TOP && nh_table_cell (self, row, column)->flags & NH_CELL_OPEN)
      nh_table_set_open (self, nh_table_row (self, row)->above, column,
                         nh_table_cell (self, row, column)->kind == NH_CELL_TEXT);
  carry_qualifiers (self, column);
}

void
nh_table_drop_column (NhTable *self, int column)
{
  guint n_behind = self->columns->len - (guint) column - 1;

  for (guint row = 0; row < self->rows->len; row++)
    memmove (nh_table_cell (self, row, column), nh_table_cell (self, row, column) + 1, n_behind * sizeof (NhCell));
  g_array_remove_index (self->columns, (guint) column);
}

void
nh_table_set_date (NhTable *self, int row, int column, NhDate date)
{
  NhCell *cell = renew_cell (self, row, column, NH_CELL_EMPTY);

  if (!nh_date_is_valid (date))
    return;

  cell->kind = NH_CELL_DATE;
  cell->value = date;
}

void
nh_table_set_not_reported (NhTable *self, int row, int column)
{
  renew_cell (self, row, column, NH_CELL_NOT_REPORTED);
}

static NhCell *
get_number_cell (NhTable *self, int row, int column)
{
  NhCell *cell = cell_at (self, row, column);

  return cell->kind == NH_CELL_NUMBER ? cell : NULL;
}

void
nh_table_mark_from_total (NhTable *self, int row, int column)
{
  NhCell *cell = get_number_cell (self, row, column);

  g_return_if_fail (cell != NULL);

  cell->flags |= NH_CELL_FROM_TOTAL;
}

void
nh_table_set_qualifier (NhTable *self, int row, int column, const char *qualifier)
{
  NhCell *cell = get_number_cell (self, row, column);

  g_return_if_fail (cell != NULL);

  cell->text = qualifier != NULL && *qualifier != '\0' ? store (self, qualifier) : NULL;
}

void
nh_table_add_qualifiers (NhTable *self, int row, int column, guint qualifiers)
{
  cell_at (self, row, column)->qualifiers |= qualifiers;
}

guint
nh_table_get_n_rows (NhTable *self)
{
  return self->rows->len;
}

guint
nh_table_get_n_columns (NhTable *self)
{
  return self->columns->len;
}

NhRowKind
nh_table_get_row_kind (NhTable *self, int row)
{
  return nh_table_row (self, row)->kind;
}

NhCellKind
nh_table_get_cell_kind (NhTable *self, int row, int column)
{
  return nh_table_cell (self, row, column)->kind;
}

gint64
nh_table_get_number (NhTable *self, int row, int column)
{
  NhCell *cell = get_number_cell (self, row, column);

  return cell != NULL ? cell->value : 0;
}

gboolean
nh_table_has_values (NhTable *self, int column)
{
  for (guint row = 0; row < self->rows->len; row++)
    {
      const NhCell *cell = nh_table_cell (self, row, column);

      if (cell->kind == NH_CELL_NUMBER || cell->kind == NH_CELL_TEXT)
        return TRUE;
    }
  return FALSE;
}

/* Lists the headings over a column, the outermost first. Returns their number. */
static guint
list_ancestors (NhTable *self, guint column, int ancestors[MAX_LEVELS])
{
  int parent = nh_table_column (self, column)->parent;
  guint n = 0;

  for (int id = parent; id != NH_TABLE_TOP; id = nh_table_heading (self, id)->parent)
    n++;
  g_assert (n <= MAX_LEVELS);
  for (guint i = n; i > 0; parent = nh_table_heading (self, parent)->parent)
    ancestors[--i] = parent;
  return n;
}

char *
nh_table_get_full_title (NhTable *self, int column)
{
  int ancestors[MAX_LEVELS];
  guint n = list_ancestors (self, column, ancestors);
  g_autoptr (GString) title = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (title, "%s / ", nh_table_heading (self, ancestors[i])->title);
  g_string_append (title, nh_table_column (self, column)->title);
  g_string_replace (title, "\n", " ", 0);

  return g_string_free (g_steal_pointer (&title), FALSE);
}

guint
nh_table_n_shared (NhTable *self, guint left, guint right)
{
  int a[MAX_LEVELS], b[MAX_LEVELS];
  guint n = MIN (list_ancestors (self, left, a), list_ancestors (self, right, b));
  guint shared = 0;

  while (shared < n && a[shared] == b[shared])
    shared++;
  return shared;
}

static guint
column_at (const guint *shown, guint position)
{
  return shown != NULL ? shown[position] : position;
}

GArray *
nh_table_list_heads (NhTable *self, const guint *shown, guint n_shown, guint *n_levels)
{
  GArray *heads = g_array_new (FALSE, FALSE, sizeof (NhHead));
  int before[MAX_LEVELS];
  guint n_before = 0;

  *n_levels = 1;
  for (guint i = 0; i < n_shown; i++)
    *n_levels = MAX (*n_levels, list_ancestors (self, column_at (shown, i), before) + 1);

  for (guint i = 0; i < n_shown; i++)
    {
      int ancestors[MAX_LEVELS];
      guint n = list_ancestors (self, column_at (shown, i), ancestors);
      NhHead leaf = { nh_table_column (self, column_at (shown, i))->title, i, i, n, *n_levels - 1 };
      gboolean same = TRUE;

      for (guint level = 0; level < n; level++)
        {
          NhHead head = { nh_table_heading (self, ancestors[level])->title, i, i, level, level };

          same = same && level < n_before && before[level] == ancestors[level];
          if (!same)
            {
              g_array_append_val (heads, head);
              continue;
            }
          for (guint j = heads->len; j-- > 0;)
            if (g_array_index (heads, NhHead, j).top_level == level)
              {
                g_array_index (heads, NhHead, j).last = i;
                break;
              }
        }
      g_array_append_val (heads, leaf);
      memcpy (before, ancestors, sizeof before);
      n_before = n;
    }

  return heads;
}

guint
nh_table_count_span (NhTable *self, guint row, const guint *shown, guint n_shown, guint position)
{
  guint column = column_at (shown, position);
  guint n = 1;

  if (nh_table_row (self, row)->kind == NH_ROW_DATA || nh_table_column (self, column)->kind != NH_COLUMN_TEXT ||
      nh_table_cell (self, row, column)->kind != NH_CELL_TEXT)
    return 1;

  while (position + n < n_shown && nh_table_cell (self, row, column_at (shown, position + n))->kind == NH_CELL_EMPTY)
    n++;
  return n;
}

char *
nh_table_number_column (NhTable *self, guint column)
{
  if (column < self->n_lead)
    return g_strdup_printf ("%c", 'A' + (char) (column % 26));
  return g_strdup_printf ("%u", column - self->n_lead + 1);
}

gboolean
nh_table_has_cell (NhTable *self, NhCellKind kind, NhCellFlags flags)
{
  for (guint i = 0; i < self->rows->len; i++)
    for (guint j = 0; j < self->columns->len; j++)
      {
        NhCell *cell = nh_table_cell (self, i, j);

        if (cell->kind == kind && (cell->flags & flags) == flags)
          return TRUE;
      }
  return FALSE;
}

gboolean
nh_table_is_sum (NhTable *self, guint row, guint column)
{
  NhCell *cell = nh_table_cell (self, row, column);
  gint64 sum = 0;
  gboolean any = FALSE;

  if (cell->kind != NH_CELL_NUMBER || !(cell->flags & NH_CELL_SUM))
    return FALSE;

  for (guint i = row + 1; i < self->rows->len; i++)
    {
      NhCell *part = nh_table_cell (self, i, column);

      if (nh_table_row (self, i)->above != (int) row)
        continue;
      any = TRUE;
      if (part->kind == NH_CELL_NUMBER)
        sum = nh_number_add (sum, part->value);
    }
  return any && sum == cell->value;
}

gboolean
nh_column_is_number (const NhColumn *column)
{
  return column->kind == NH_COLUMN_INTEGER || column->kind == NH_COLUMN_MONEY || column->kind == NH_COLUMN_PERCENT;
}

double
nh_column_number (const NhColumn *column, const NhCell *cell)
{
  return column->kind == NH_COLUMN_PERCENT ? (double) cell->value / 1000 : (double) cell->value;
}

char *
nh_table_format_million (gint64 dong, int decimals, gboolean plain)
{
  guint64 size = dong < 0 ? -(guint64) dong : (guint64) dong;
  g_autofree char *whole = plain ? g_strdup_printf ("%" G_GUINT64_FORMAT, size / MILLION)
                                 : nh_number_format ((gint64) (size / MILLION));
  char digits[] = "000000";
  guint rest = (guint) (size % MILLION);

  for (char *at = digits + sizeof digits - 2; rest > 0; at--, rest /= 10)
    *at = (char) ('0' + rest % 10);
  digits[decimals] = '\0';
  return g_strconcat (dong < 0 ? "-" : "", whole, plain ? "." : ",", digits, NULL);
}

char *
nh_table_format_cell (NhTable *self, int row, int column)
{
  NhCell *cell = nh_table_cell (self, row, column);
  NhColumn *its_column = nh_table_column (self, column);
  g_autofree char *number = NULL;

  if (cell->kind == NH_CELL_TEXT)
    return g_strdup (cell->text);
  if (cell->kind == NH_CELL_DATE)
    return nh_date_format ((NhDate) cell->value);
  if (cell->kind != NH_CELL_NUMBER)
    return g_strdup ("");

  if (its_column->kind == NH_COLUMN_INDEX)
    return g_strdup_printf ("%" G_GINT64_FORMAT, cell->value);
  if (cell->value == 0)
    number = g_strdup ("–");
  else if (its_column->kind == NH_COLUMN_MONEY)
    number = nh_table_format_million (cell->value, its_column->decimals, FALSE);
  else if (its_column->kind == NH_COLUMN_PERCENT)
    number = nh_number_format_decimal ((double) cell->value / 10, 1);
  else
    number = nh_number_format (cell->value);

  if (cell->text == NULL && !(cell->flags & NH_CELL_FROM_TOTAL))
    return g_steal_pointer (&number);
  return g_strconcat (cell->text != NULL ? cell->text : "", cell->text != NULL ? " " : "", number,
                      cell->flags & NH_CELL_FROM_TOTAL ? "*" : NULL, NULL);
}

char *
nh_column_make_format (const NhColumn *column, const NhCell *cell)
{
  g_autoptr (GString) digits = g_string_new ("#,##0");
  g_autofree char *before = NULL;
  const char *after = cell->flags & NH_CELL_FROM_TOTAL ? "\"*\"" : "";

  if (column->kind == NH_COLUMN_INDEX)
    return g_strdup ("0");
  if (column->kind == NH_COLUMN_MONEY)
    g_string_append_printf (digits, ".%.*s,,", column->decimals, "000000");
  if (column->kind == NH_COLUMN_PERCENT)
    g_string_assign (digits, "0.0%");

  before = cell->text != NULL ? g_strdup_printf ("\"%s \"", cell->text) : g_strdup ("");
  if (cell->text != NULL)
    g_strdelimit (before + 1, "\"\\;", ' ');
  if (cell->text != NULL)
    before[strlen (before) - 1] = '"';
  return g_strdup_printf ("%s%s%s;%s-%s%s;%s\"–\"%s", before, digits->str, after, before, digits->str, after, before,
                          after);
}
