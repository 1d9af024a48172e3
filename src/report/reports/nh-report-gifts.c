/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tổng hợp quà tặng: to whom × where the money came from, suất and value; above a commune each kind of recipient by
 * unit. The value of a gift with several sources is split by source; its suất cannot be, and are listed under "Nhiều
 * nguồn". */

#include "nh-report-private.h"

#include <string.h>

#include "nh-gift.h"
#include "nh-i18n.h"

#define SETS "gifts.sets"
#define VALUE "gifts.value"
#define NO_CATEGORY "~" /* of totals-only figures; sorts after all codes */

typedef struct
{
  gint64 number;
  gboolean given, from_total;
} Cell;

/* Gifts of one unit to one kind of recipients. */
typedef struct
{
  int position; /* of the category */
  const char *title;
  const NhUnit *unit;
  Cell *sets, *values; /* by slot */
} Line;

typedef struct
{
  NhReportContext *context;
  NhFigures *figures;
  NhTable *table;
  GPtrArray *sources; /* of const NhCode* */
  guint n_slots;      /* all, each source, several, not known */
  GHashTable *by_key; /* "category unit" → Line */
  GPtrArray *lines;
  int *columns; /* of the table: suất of each slot, then values; -1: left out */
} Gifts;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->sets);
  g_free (line->values);
  g_free (line);
}

static void
gifts_clear (Gifts *self)
{
  g_clear_pointer (&self->figures, nh_figures_free);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->by_key, g_hash_table_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->columns, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Gifts, gifts_clear)

static gboolean
by_unit (Gifts *self)
{
  return self->context->unit->level < NH_LEVEL_COMMUNE;
}

static Line *
line_of (Gifts *self, const char *category, const NhUnit *unit)
{
  const NhCode *code = nh_catalog_get_code (self->context->catalog, "recipient_category", category, NH_DATE_NONE);
  char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT, category, unit->id);
  Line *line = g_hash_table_lookup (self->by_key, key);

  if (line != NULL)
    {
      g_free (key);
      return line;
    }
  line = g_new0 (Line, 1);
  line->position = code != NULL ? code->position : G_MAXINT;
  line->title = code != NULL ? code->title : "Chưa phân loại đối tượng";
  line->unit = unit;
  line->sets = g_new0 (Cell, self->n_slots);
  line->values = g_new0 (Cell, self->n_slots);
  g_hash_table_insert (self->by_key, key, line);
  g_ptr_array_add (self->lines, line);
  return line;
}

static void
cell_add (Cell *cell, gint64 number)
{
  cell->number += number;
  cell->given = TRUE;
}

static guint
several_slot (Gifts *self)
{
  return self->sources->len + 1;
}

static guint
unknown_slot (Gifts *self)
{
  return self->sources->len + 2;
}

static guint
source_slot (Gifts *self, const char *code)
{
  for (guint i = 0; i < self->sources->len; i++)
    if (g_str_equal (((const NhCode *) g_ptr_array_index (self->sources, i))->code, code))
      return i + 1;
  return unknown_slot (self);
}

static void
take_sets (Gifts *self, Line *line, const NhRecord *gift, GArray *amounts)
{
  const NhValue *quantity = nh_record_get (gift, NH_GIFT_QUANTITY);
  guint slot = amounts->len == 1  ? source_slot (self, g_array_index (amounts, NhAmount, 0).code)
               : amounts->len > 1 ? several_slot (self)
                                  : unknown_slot (self);

  if (!nh_value_is_set (quantity) || !nh_record_entry_is (gift, NH_GIFT_KIND, self->context->catalog, "suat", "1") ||
      !nh_report_counts_records (self->figures, SETS, line->unit->id))
    return;
  cell_add (&line->sets[0], quantity->number);
  cell_add (&line->sets[slot], quantity->number);
}

static void
take_value (Gifts *self, Line *line, const NhRecord *gift, GArray *amounts)
{
  const NhValue *value = nh_record_get (gift, NH_GIFT_VALUE);
  gint64 rest = value->number;

  /* Funding without a value is not counted; the checks say so. */
  if (!nh_value_is_set (value) || !nh_report_counts_records (self->figures, VALUE, line->unit->id))
    return;
  cell_add (&line->values[0], value->number);
  for (guint i = 0; i < amounts->len; i++)
    {
      const NhAmount *amount = &g_array_index (amounts, NhAmount, i);

      cell_add (&line->values[source_slot (self, amount->code)], amount->amount);
      rest -= amount->amount;
    }
  if (rest > 0)
    cell_add (&line->values[unknown_slot (self)], rest);
}

static gboolean
take_records (Gifts *self, GError **error)
{
  g_autoptr (GPtrArray) gifts = nh_report_records (self->context, &nh_gift_type, error);

  for (guint i = 0; gifts != NULL && i < gifts->len; i++)
    {
      const NhRecord *gift = g_ptr_array_index (gifts, i);
      const NhUnit *unit = nh_catalog_get_unit (self->context->catalog, nh_record_get_info (gift)->unit);
      g_autoptr (GArray) amounts = nh_amounts_parse (nh_record_get_text (gift, NH_GIFT_FUNDING));
      Line *line = line_of (self, nh_record_get_text (gift, NH_GIFT_CATEGORY),
                            unit != NULL ? unit : self->context->unit);

      take_sets (self, line, gift, amounts);
      take_value (self, line, gift, amounts);
    }
  return gifts != NULL;
}

static void
take_totals (Gifts *self)
{
  static const char *const indicators[] = { SETS, VALUE };

  for (guint i = 0; i < G_N_ELEMENTS (indicators); i++)
    {
      g_autoptr (GPtrArray) rows = nh_report_rows_from_total (self->figures, indicators[i]);

      for (guint r = 0; r < rows->len; r++)
        {
          const NhFigureRow *row = g_ptr_array_index (rows, r);
          const NhFigure *figure = nh_figures_get (row, indicators[i]);
          Line *line = line_of (self, NO_CATEGORY, row->unit);
          Cell *cells = i == 0 ? line->sets : line->values;

          if (figure->state != NH_VALUE_SET)
            continue;
          cell_add (&cells[0], figure->value);
          cell_add (&cells[unknown_slot (self)], figure->value);
          cells[0].from_total = cells[unknown_slot (self)].from_total = TRUE;
        }
    }
}

/* Lines of gifts with neither suất nor a value have nothing to show. */
static void
drop_empty_lines (Gifts *self)
{
  for (guint i = self->lines->len; i-- > 0;)
    {
      const Line *line = g_ptr_array_index (self->lines, i);

      if (!line->sets[0].given && !line->values[0].given)
        g_ptr_array_remove_index (self->lines, i);
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const Line *left = *(const Line *const *) a, *right = *(const Line *const *) b;

  if (left->position != right->position)
    return left->position < right->position ? -1 : 1;
  if (left->unit->position != right->unit->position)
    return left->unit->position < right->unit->position ? -1 : 1;
  return (left->unit->id > right->unit->id) - (left->unit->id < right->unit->id);
}

static gboolean
any_given (Gifts *self, guint slot, gboolean values)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = g_ptr_array_index (self->lines, i);

      if ((values ? line->values : line->sets)[slot].given)
        return TRUE;
    }
  return FALSE;
}

static const char *
slot_title (Gifts *self, guint slot)
{
  if (slot == 0)
    return "Tổng cộng";
  if (slot == several_slot (self))
    return "Nhiều nguồn";
  if (slot == unknown_slot (self))
    return "Chưa rõ nguồn";
  return ((const NhCode *) g_ptr_array_index (self->sources, slot - 1))->title;
}

static void
add_columns (Gifts *self)
{
  self->columns = g_new0 (int, 2 * self->n_slots);
  nh_table_add_column (self->table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  nh_table_add_column (self->table, NH_TABLE_TOP,
                       by_unit (self) ? "Đối tượng được tặng, đơn vị" : "Đối tượng được tặng", NH_COLUMN_TEXT);
  for (guint slot = 0; slot < self->n_slots; slot++)
    {
      gboolean sets = slot == 0 || any_given (self, slot, FALSE), values = slot == 0 || any_given (self, slot, TRUE);
      int top = sets || values ? nh_table_add_heading (self->table, NH_TABLE_TOP, slot_title (self, slot))
                               : NH_TABLE_TOP;

      self->columns[2 * slot] = sets ? nh_table_add_column (self->table, top, "Số suất", NH_COLUMN_INTEGER) : -1;
      self->columns[2 * slot + 1] = values ? nh_table_add_column (self->table, top, "Trị giá (tr.đ)", NH_COLUMN_MONEY)
                                           : -1;
    }
}

static void
set_cell (Gifts *self, int row, int column, const Cell *cell)
{
  if (column < 0 || !cell->given)
    return;
  nh_table_set_number (self->table, row, column, cell->number);
  if (cell->from_total)
    nh_table_mark_from_total (self->table, row, column);
}

/* Sums of @n lines from @first. */
static void
set_sums (Gifts *self, int row, guint first, guint n)
{
  for (guint column = 0; column < 2 * self->n_slots; column++)
    {
      gint64 sum = 0;
      gboolean any = FALSE;

      for (guint i = first; i < first + n; i++)
        {
          const Line *line = g_ptr_array_index (self->lines, i);
          const Cell *cell = &(column % 2 == 0 ? line->sets : line->values)[column / 2];

          any |= cell->given;
          sum += cell->number;
        }
      if (self->columns[column] >= 0 && any)
        nh_table_set_sum (self->table, row, self->columns[column], sum);
    }
}

static void
add_line (Gifts *self, int above, guint index, const char *title, const Line *line)
{
  g_autofree char *number = g_strdup_printf ("%u", index);
  int row = nh_report_add_row (self->table, NH_ROW_DATA, above, number, title);

  for (guint slot = 0; slot < self->n_slots; slot++)
    {
      set_cell (self, row, self->columns[2 * slot], &line->sets[slot]);
      set_cell (self, row, self->columns[2 * slot + 1], &line->values[slot]);
    }
}

static void
add_rows (Gifts *self)
{
  int total = nh_report_add_row (self->table, NH_ROW_TOTAL, NH_TABLE_TOP, "", "TỔNG CỘNG");
  guint n, n_categories = 0;

  for (guint first = 0; first < self->lines->len; first += n)
    {
      const Line *line = g_ptr_array_index (self->lines, first);
      g_autofree char *index = nh_report_roman (++n_categories);
      int group;

      for (n = 1; first + n < self->lines->len &&
                  ((Line *) g_ptr_array_index (self->lines, first + n))->position == line->position;
           n++)
        ;
      if (!by_unit (self))
        {
          add_line (self, total, n_categories, line->title, line);
          continue;
        }
      group = nh_report_add_row (self->table, NH_ROW_GROUP, total, index, line->title);
      for (guint i = 0; i < n; i++)
        {
          const Line *part = g_ptr_array_index (self->lines, first + i);
          g_autofree char *heading = nh_report_unit_heading (self->context, part->unit->id);

          add_line (self, group, i + 1, heading, part);
        }
      set_sums (self, group, first, n);
    }
  set_sums (self, total, 0, self->lines->len);
}

NhSheet *
nh_report_build_gifts (NhConnection *connection, NhLedger *ledger, const NhReportRequest *request, GError **error)
{
  g_auto (NhReportContext) context = { 0 };
  g_autofree char *year = g_strdup_printf ("NGÀY HỘI TOÀN DÂN BẢO VỆ AN NINH TỔ QUỐC NĂM %d", request->year);
  const char *titles[] = { "TỔNG HỢP QUÀ TẶNG", year, NULL };
  g_autoptr (NhSheet) sheet = NULL;
  g_auto (Gifts) self = { .context = &context };

  if (!nh_report_context_init (&context, connection, ledger, request, error))
    return NULL;
  self.figures = nh_figures_compute (connection, ledger, request->unit, request->year, request->as_of, error);
  if (self.figures == NULL)
    return NULL;
  self.sources = nh_report_codes (&context, "funding_source");
  self.n_slots = self.sources->len + 3;
  self.by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.lines = g_ptr_array_new_with_free_func (line_free);
  if (!take_records (&self, error))
    return NULL;
  take_totals (&self);
  drop_empty_lines (&self);
  g_ptr_array_sort (self.lines, compare_lines);
  sheet = nh_report_sheet_new (&context, "Tổng hợp quà tặng", titles, FALSE);
  nh_sheet_set_page (sheet, NH_LANDSCAPE, NH_PAPER_A3);
  self.table = nh_sheet_add_table (sheet);
  add_columns (&self);
  add_rows (&self);
  nh_report_sheet_finish (&context, sheet, NULL);
  return g_steal_pointer (&sheet);
}
