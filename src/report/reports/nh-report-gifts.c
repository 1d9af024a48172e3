/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tổng hợp quà tặng: to whom × where the money came from, suất and value; above a commune each kind of recipient by
 * unit. Gifts that are no suất are counted by kind. The value of a gift with several sources is split by source; its
 * suất cannot be, and are listed under "Nhiều nguồn". */

#include "nh-report-private.h"

#include <string.h>

#include "nh-gift.h"
#include "nh-number.h"

#define SETS "gifts.sets"
#define VALUE "gifts.value"
/* Kinds that do not count as suất; the last is all others. */
static const struct
{
  const char *code, *title, *indicator;
} kinds[] = {
  { "nha", "Nhà", "gifts.houses" },
  { "xe_dap", "Xe đạp", "gifts.bicycles" },
  { "xe_lan", "Xe lăn", "gifts.wheelchairs" },
  { "the_bhyt", "Thẻ BHYT", "gifts.insurance" },
  { "so_tiet_kiem", "Sổ tiết kiệm", "gifts.savings" },
  { "tien_mat", "Tiền mặt (phần)", "gifts.cash" },
  { NULL, "Quà khác", "gifts.other" },
};
#define N_KINDS G_N_ELEMENTS (kinds)

#define NO_CATEGORY "~" /* of totals-only figures; sorts after all codes */

typedef struct
{
  NhReportContext *context;
  GPtrArray *sources; /* of const NhCode* */
  guint n_slots;      /* all, each source, several, not known */
  GHashTable *lines;  /* with two cells of each slot, sets and value, and behind those of the first one a kind */
} Gifts;

#define SETS_CELL(slot) ((slot) == 0 ? 0 : N_KINDS + 2 * (slot))
#define VALUE_CELL(slot) (SETS_CELL (slot) + 1)
#define KIND_CELL(kind) (2 + (kind))

static NhReportLine *
line_of (Gifts *self, const char *category, const NhUnit *unit)
{
  const NhCode *code = nh_catalog_get_code (self->context->catalog, "recipient_category", category, NH_DATE_NONE);
  const char *title = code != NULL ? code->title : "Chưa phân loại đối tượng";
  gboolean by_unit = self->context->unit->level < NH_LEVEL_COMMUNE;
  g_autofree char *key = g_strdup_printf ("%010d %010d %020" G_GINT64_FORMAT " %s",
                                          code != NULL ? code->position : G_MAXINT, unit->position, unit->id, category);
  NhReportLine *line = nh_report_line (self->lines, key, N_KINDS + 2 * self->n_slots);

  if (line->title != NULL)
    return line;
  line->group = by_unit ? title : NULL;
  line->title = by_unit ? nh_report_unit_heading (self->context, unit->id) : g_strdup (title);
  return line;
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

/* Where its money came from, when it was one source. */
static guint
slot_of (Gifts *self, GArray *amounts)
{
  if (amounts->len == 1)
    return source_slot (self, g_array_index (amounts, NhAmount, 0).code);
  return amounts->len > 1 ? several_slot (self) : unknown_slot (self);
}

/* Which of kinds[]; N_KINDS: it counts as suất. */
static guint
kind_of (NhReportContext *context, const NhRecord *gift)
{
  guint kind = 0;

  if (nh_record_entry_is (gift, NH_GIFT_KIND, context->catalog, "suat", "1"))
    return N_KINDS;
  while (kind + 1 < N_KINDS && !nh_record_has_code (gift, NH_GIFT_KIND, kinds[kind].code))
    kind++;
  return kind;
}

const char *
nh_report_gift_indicator (NhReportContext *context, const NhRecord *gift)
{
  guint kind = kind_of (context, gift);

  return kind == N_KINDS ? SETS : kinds[kind].indicator;
}

static void
take_quantity (Gifts *self, const NhRecord *gift, const NhUnit *unit, GArray *amounts)
{
  guint kind = kind_of (self->context, gift);
  gboolean suat = kind == N_KINDS;
  NhReportLine *line;

  if (!nh_report_counts_records (self->context->figures, nh_report_gift_indicator (self->context, gift), unit->id))
    return;
  line = line_of (self, nh_record_get_text (gift, NH_GIFT_CATEGORY), unit);
  if (!suat)
    {
      nh_report_add_value (&line->cells[KIND_CELL (kind)], gift, NH_GIFT_QUANTITY);
      return;
    }
  nh_report_add_value (&line->cells[SETS_CELL (0)], gift, NH_GIFT_QUANTITY);
  nh_report_add_value (&line->cells[SETS_CELL (slot_of (self, amounts))], gift, NH_GIFT_QUANTITY);
}

static void
take_value (Gifts *self, const NhRecord *gift, const NhUnit *unit, GArray *amounts)
{
  const NhValue *value = nh_record_get (gift, NH_GIFT_VALUE);
  guint qualifier = nh_report_qualifier (gift, NH_GIFT_VALUE);
  gint64 rest = value->number;
  NhReportLine *line;

  if (!nh_report_counts_records (self->context->figures, VALUE, unit->id))
    return;
  line = line_of (self, nh_record_get_text (gift, NH_GIFT_CATEGORY), unit);
  nh_report_add_value (&line->cells[VALUE_CELL (0)], gift, NH_GIFT_VALUE);
  /* Funding without a value is not counted; the checks say so. */
  if (!nh_value_is_set (value))
    {
      nh_report_add_value (&line->cells[VALUE_CELL (slot_of (self, amounts))], gift, NH_GIFT_VALUE);
      return;
    }
  for (guint i = 0; i < amounts->len; i++)
    {
      const NhAmount *amount = &g_array_index (amounts, NhAmount, i);
      NhReportCell *cell = &line->cells[VALUE_CELL (source_slot (self, amount->code))];
      gboolean all = amounts->len == 1 && amount->amount == 0; /* it gave all */
      gint64 number = all ? value->number : amount->amount;

      nh_report_add_number (cell, number);
      cell->qualifiers |= all ? qualifier : 0;
      rest -= number;
    }
  if (rest <= 0)
    return;
  nh_report_add_number (&line->cells[VALUE_CELL (unknown_slot (self))], rest);
  line->cells[VALUE_CELL (unknown_slot (self))].qualifiers |= qualifier;
}

static void
take_totals (Gifts *self, const char *indicator, guint cell)
{
  g_autoptr (GPtrArray) rows = nh_report_rows_from_total (self->context->figures, indicator);

  for (guint i = 0; i < rows->len; i++)
    {
      const NhFigureRow *row = g_ptr_array_index (rows, i);
      const NhFigure *figure = nh_figures_get (row, indicator);
      NhReportLine *line;

      if (figure->state != NH_VALUE_SET && figure->state != NH_VALUE_UNKNOWN)
        continue;
      line = line_of (self, NO_CATEGORY, row->unit);
      nh_report_add_total (&line->cells[cell], figure);
      if (figure->state == NH_VALUE_SET && (cell == SETS_CELL (0) || cell == VALUE_CELL (0)))
        nh_report_add_total (&line->cells[cell + SETS_CELL (unknown_slot (self))], figure);
    }
}

/* Where no source is known at all, what is not known would only repeat the total. */
static void
forget_unknown (Gifts *self)
{
  GHashTableIter iter;
  gpointer line;

  g_hash_table_iter_init (&iter, self->lines);
  while (g_hash_table_iter_next (&iter, NULL, &line))
    for (guint slot = 1; slot < unknown_slot (self); slot++)
      {
        const NhReportCell *cells = &((NhReportLine *) line)->cells[SETS_CELL (slot)];

        if (cells[0].given || cells[0].unknown || cells[1].given || cells[1].unknown)
          return;
      }
  g_hash_table_iter_init (&iter, self->lines);
  while (g_hash_table_iter_next (&iter, NULL, &line))
    memset (&((NhReportLine *) line)->cells[SETS_CELL (unknown_slot (self))], 0, 2 * sizeof (NhReportCell));
}

static void
add_slot (Gifts *self, const char *title)
{
  NhTable *table = self->context->table;
  int top = nh_table_add_heading (table, NH_TABLE_TOP, title);

  nh_table_add_column (table, top, "Số suất", NH_COLUMN_INTEGER);
  nh_table_add_column (table, top, "Trị giá (tr.đ)", NH_COLUMN_MONEY);
}

static void
add_columns (Gifts *self)
{
  NhReportContext *context = self->context;
  int pieces;

  nh_table_add_column (context->table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  nh_table_add_column (context->table, NH_TABLE_TOP,
                       context->unit->level < NH_LEVEL_COMMUNE ? "Đối tượng được tặng, đơn vị" : "Đối tượng được tặng",
                       NH_COLUMN_TEXT);
  add_slot (self, "Tổng cộng");
  pieces = nh_table_add_heading (context->table, NH_TABLE_TOP, "Hiện vật, tiền mặt");
  for (guint i = 0; i < N_KINDS; i++)
    nh_table_add_column (context->table, pieces, kinds[i].title, NH_COLUMN_INTEGER);
  for (guint i = 0; i < self->sources->len; i++)
    add_slot (self, ((const NhCode *) g_ptr_array_index (self->sources, i))->title);
  add_slot (self, "Nhiều nguồn");
  add_slot (self, "Chưa rõ nguồn");
}

char *
nh_report_known_value_text (NhReportContext *context, GPtrArray *gifts)
{
  NhReportCell all = { 0 }, valued = { 0 };
  g_autofree char *number = NULL, *whole = NULL;

  for (guint i = 0; i < gifts->len; i++)
    {
      const NhRecord *gift = g_ptr_array_index (gifts, i);
      NhValueState value = nh_record_get (gift, NH_GIFT_VALUE)->state;

      nh_report_add_value (&all, gift, NH_GIFT_QUANTITY);
      if (value == NH_VALUE_SET || value == NH_VALUE_NIL)
        nh_report_add_value (&valued, gift, NH_GIFT_QUANTITY);
    }
  if (valued.number == 0 || (!all.unknown && valued.number == all.number))
    return NULL;
  /* "khoảng 70/80": the word once. */
  if (valued.qualifiers != 0 && !all.unknown)
    {
      valued.qualifiers = all.qualifiers;
      all.qualifiers = 0;
    }
  number = nh_report_cell_text (&valued);
  whole = nh_report_cell_text (&all);
  return all.unknown ? g_strdup_printf ("%s phần quà", number) : g_strdup_printf ("%s/%s phần quà", number, whole);
}

/* "Ngoài số suất – Nhà: 2; Xe đạp: ≥ 5." */
static void
note_pieces (NhReportContext *context, GPtrArray *gifts)
{
  NhReportCell cells[N_KINDS + 1] = { 0 };
  g_autoptr (GString) note = g_string_new (NULL);

  for (guint i = 0; i < gifts->len; i++)
    nh_report_add_value (&cells[kind_of (context, gifts->pdata[i])], gifts->pdata[i], NH_GIFT_QUANTITY);
  for (guint k = 0; k < N_KINDS; k++)
    {
      const char *word = nh_qualifier_of_sum (cells[k].qualifiers, cells[k].unknown);
      g_autofree char *number = nh_number_format (cells[k].number);

      if (cells[k].number > 0 || cells[k].unknown)
        g_string_append_printf (note, "%s%s: %s%s%s", note->len > 0 ? "; " : "Ngoài số suất – ", kinds[k].title,
                                word != NULL                              ? word
                                : cells[k].unknown && cells[k].number > 0 ? "≥"
                                                                          : "",
                                word != NULL || (cells[k].unknown && cells[k].number > 0) ? " " : "",
                                cells[k].number > 0 ? number : "…");
    }
  if (note->len == 0)
    return;
  g_string_append_c (note, '.');
  nh_sheet_add_note (context->sheet, note->str);
}

gboolean
nh_report_note_gifts (NhReportContext *context, GError **error)
{
  g_autoptr (GPtrArray) gifts = nh_report_records (context, &nh_gift_type, error);

  if (gifts != NULL)
    note_pieces (context, gifts);
  return gifts != NULL && nh_report_note_value (context, error);
}

gboolean
nh_report_note_value (NhReportContext *context, GError **error)
{
  g_autoptr (GPtrArray) gifts = nh_report_records (context, &nh_gift_type, error);
  g_autofree char *known = gifts != NULL ? nh_report_known_value_text (context, gifts) : NULL;
  g_autofree char *note = known != NULL ? g_strdup_printf ("Trị giá quà: mới biết của %s.", known) : NULL;

  if (note != NULL)
    nh_sheet_add_note (context->sheet, note);
  return gifts != NULL;
}

gboolean
nh_report_fill_gifts (NhReportContext *context, GError **error)
{
  g_autoptr (GPtrArray) gifts = nh_report_records (context, &nh_gift_type, error);
  g_autoptr (GPtrArray) sources = nh_report_codes (context, "funding_source");
  g_autoptr (GHashTable) lines = nh_report_lines_new ();
  Gifts self = { context, sources, sources->len + 3, lines };

  for (guint i = 0; gifts != NULL && i < gifts->len; i++)
    {
      const NhRecord *gift = g_ptr_array_index (gifts, i);
      const NhUnit *unit = nh_catalog_get_unit (context->catalog, nh_record_get_info (gift)->unit);
      g_autoptr (GArray) amounts = nh_amounts_parse (nh_record_get_text (gift, NH_GIFT_FUNDING));

      take_quantity (&self, gift, unit != NULL ? unit : context->unit, amounts);
      take_value (&self, gift, unit != NULL ? unit : context->unit, amounts);
    }
  take_totals (&self, SETS, SETS_CELL (0));
  take_totals (&self, VALUE, VALUE_CELL (0));
  for (guint i = 0; i < N_KINDS; i++)
    take_totals (&self, kinds[i].indicator, KIND_CELL (i));
  forget_unknown (&self);
  add_columns (&self);
  nh_report_add_lines (context->table, lines, 2, FALSE);
  return gifts != NULL && nh_report_note_value (context, error);
}
