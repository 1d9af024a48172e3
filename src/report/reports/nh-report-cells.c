/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures and points as text of cells and sentences; rows that add up records. */

#include "nh-report-private.h"

#include <string.h>

#include "nh-money.h"
#include "nh-number.h"
#include "nh-point.h"
#include "nh-total.h"

void
nh_report_set_figure (NhTable *table, int row, int column, const NhFigure *figure, gboolean sum)
{
  switch (figure->state)
    {
    case NH_VALUE_SET:
      if (sum && figure->from != NH_FROM_TOTAL)
        nh_table_set_sum (table, row, column, figure->value);
      else
        nh_table_set_number (table, row, column, figure->value);
      if (figure->value > 0 && (figure->missing > 0 || figure->unknown > 0))
        nh_table_set_open (table, row, column, TRUE);
      if (figure->qualifier != NULL)
        nh_table_set_qualifier (table, row, column, figure->qualifier);
      nh_table_add_qualifiers (table, row, column, figure->qualifiers);
      if (figure->from == NH_FROM_TOTAL)
        nh_table_mark_from_total (table, row, column);
      break;
    case NH_VALUE_NIL:
      nh_table_set_number (table, row, column, 0);
      break;
    case NH_VALUE_UNKNOWN:
      nh_table_set_open (table, row, column, TRUE);
      break;
    case NH_VALUE_BLANK:
    default:
      nh_table_set_not_reported (table, row, column);
    }
}

int
nh_report_add_row (NhTable *table, NhRowKind kind, int above, const char *index, const char *title)
{
  int row = nh_table_add_row (table, kind, above);

  nh_table_set_text (table, row, 0, index);
  nh_table_set_text (table, row, 1, title);
  return row;
}

void
nh_report_set_dates (NhTable *table, int row, int column, const NhRecord *point)
{
  NhDate from = nh_record_get_date (point, NH_POINT_DATE_FROM);
  NhDate to = MAX (nh_record_get_date (point, NH_POINT_DATE_TO), nh_record_get_date (point, NH_POINT_SECOND_FROM));
  g_autofree char *days = nh_point_format_days (point);

  if (from == NH_DATE_NONE)
    nh_table_set_text (table, row, column,
                       nh_record_get (point, NH_POINT_DATE_FROM)->state == NH_VALUE_UNKNOWN ? "chưa xác định" : "");
  else if (to != NH_DATE_NONE && to != from)
    nh_table_set_text (table, row, column, days);
  else
    nh_table_set_date (table, row, column, from);
}

gboolean
nh_report_has_figure (const NhFigure *figure)
{
  return figure->state == NH_VALUE_SET && figure->value > 0;
}

char *
nh_report_figure_text (const NhFigure *figure)
{
  gboolean published = figure->beside && !figure->conflict && figure->other_qualifier != NULL;
  const char *qualifier = published ? figure->other_qualifier : figure->qualifier;
  g_autofree char *number = nh_number_format_admin (published ? figure->other : figure->value);

  if (nh_report_is_unfinished (figure))
    qualifier = "ít nhất";
  return qualifier != NULL ? g_strdup_printf ("%s %s", qualifier, number) : g_steal_pointer (&number);
}

gboolean
nh_report_is_unfinished (const NhFigure *figure)
{
  return nh_figure_is_least (figure) && !(figure->beside && !figure->conflict && figure->other_qualifier != NULL);
}

char *
nh_report_count_text (NhReportContext *context, const char *indicator, const char *measure)
{
  const NhFigure *figure = nh_figures_get (nh_figures_get_total (context->figures), indicator);
  g_autofree char *counted = nh_catalog_in_words_of (
      context->catalog, context->unit, measure != NULL ? measure : nh_indicator_find (indicator)->measure);
  g_autofree char *number = NULL;

  if (!nh_figures_has_indicator (context->figures, indicator))
    return NULL;
  if (figure->state == NH_VALUE_UNKNOWN)
    return g_strdup_printf ("%s (chưa rõ số lượng)", counted);
  if (!nh_report_has_figure (figure))
    return NULL;
  number = nh_report_figure_text (figure);
  return g_strdup_printf ("%s %s", number, counted);
}

/* "cho hộ nghèo" follows the number, ", gồm …" stands behind a comma. NULL: it is about something else, as a note for
 * the office itself may be: only what the hint of the field names goes into a report. */
static const char *
comma_before (const char *note)
{
  static const char *const followers[] = { "cho ", "với ", "trên tổng số " };
  static const char *const parts[] = { "gồm ", "trong đó " };

  for (guint i = 0; i < G_N_ELEMENTS (followers); i++)
    if (g_str_has_prefix (note, followers[i]))
      return " ";
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_has_prefix (note, parts[i]))
      return ", ";
  return NULL;
}

static GHashTable *
read_notes (NhReportContext *context)
{
  GHashTable *notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) totals = nh_report_records (context, &nh_total_type, NULL);

  for (guint i = 0; totals != NULL && i < totals->len; i++)
    {
      const NhRecord *total = totals->pdata[i];
      const char *text = nh_record_get_text (total, NH_TOTAL_NOTE);
      g_autofree char *note = g_strndup (text, strcspn (text, "\n"));
      const char *comma = comma_before (note);

      if (nh_record_get_info (total)->unit != context->request->unit || comma == NULL)
        continue;
      if (g_str_has_suffix (note, "."))
        note[strlen (note) - 1] = '\0';
      g_hash_table_insert (notes, g_strdup (nh_record_get_text (total, NH_TOTAL_INDICATOR)),
                           g_strconcat (comma, note, NULL));
    }
  return notes;
}

const char *
nh_report_total_note (NhReportContext *context, const char *indicator)
{
  const char *note;

  if (nh_figures_get (nh_figures_get_total (context->figures), indicator)->from != NH_FROM_TOTAL)
    return "";
  if (context->notes == NULL)
    context->notes = read_notes (context);
  note = g_hash_table_lookup (context->notes, indicator);
  return note != NULL ? note : "";
}

char *
nh_report_noted_text (NhReportContext *context, const char *indicator, const char *measure)
{
  g_autofree char *text = nh_report_count_text (context, indicator, measure);

  return text != NULL ? g_strconcat (text, nh_report_total_note (context, indicator), NULL) : NULL;
}

char *
nh_report_money_text (const NhFigure *figure, gboolean open)
{
  g_autofree char *money = nh_report_has_figure (figure) ? nh_money_format_short (figure->value) : NULL;
  const char *word = nh_qualifier_of_sum (figure->qualifiers, open || figure->missing > 0 || figure->unknown > 0);

  if (word == NULL && (open || nh_report_is_unfinished (figure)))
    word = "ít nhất";
  return money != NULL && word != NULL ? g_strdup_printf ("%s %s", word, money) : g_steal_pointer (&money);
}

char *
nh_report_roman (guint n)
{
  static const char *const ones[] = { "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX" };
  static const char *const tens[] = { "", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC" };

  return n < 100 ? g_strconcat (tens[n / 10], ones[n % 10], NULL) : g_strdup_printf ("%u", n);
}

/* --- Lines --- */

static void
line_free (gpointer data)
{
  g_free (((NhReportLine *) data)->title);
  g_free (((NhReportLine *) data)->key);
  g_free (data);
}

GHashTable *
nh_report_lines_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, line_free);
}

NhReportLine *
nh_report_line (GHashTable *lines, const char *key, guint n_cells)
{
  NhReportLine *line = g_hash_table_lookup (lines, key);

  if (line != NULL)
    return line;
  line = g_malloc0 (sizeof *line + n_cells * sizeof *line->cells);
  line->key = g_strdup (key);
  g_hash_table_insert (lines, line->key, line);
  return line;
}

void
nh_report_add_number (NhReportCell *cell, gint64 number)
{
  cell->number = nh_number_add (cell->number, number);
  cell->given = TRUE;
}

void
nh_report_add_total (NhReportCell *cell, const NhFigure *total)
{
  if (total->state == NH_VALUE_UNKNOWN)
    {
      cell->unknown = cell->open = TRUE;
      return;
    }
  nh_report_add_number (cell, total->value);
  cell->from_total = TRUE;
  cell->qualifiers |= total->qualifiers;
}

guint
nh_report_qualifier (const NhRecord *record, guint field)
{
  int qualifier = nh_record_type_qualifier (nh_record_get_record_type (record), field);

  return qualifier >= 0 ? nh_qualifier_from_code (nh_record_get_text (record, (guint) qualifier)) : 0;
}

void
nh_report_add_value (NhReportCell *cell, const NhRecord *record, guint field)
{
  const NhValue *value = nh_record_get (record, field);

  cell->qualifiers |= nh_report_qualifier (record, field);
  if (nh_value_is_set (value))
    nh_report_add_number (cell, value->number);
  cell->unknown |= value->state == NH_VALUE_UNKNOWN;
  cell->open |= value->state == NH_VALUE_UNKNOWN || value->state == NH_VALUE_BLANK;
}

char *
nh_report_cell_text (const NhReportCell *cell)
{
  const char *word = nh_qualifier_of_sum (cell->qualifiers, cell->unknown);
  g_autofree char *number = nh_number_format_admin (cell->number);

  return word != NULL ? g_strdup_printf ("%s %s", word, number) : g_steal_pointer (&number);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static void
add_line (NhTable *table, int above, guint index, const NhReportLine *line, gboolean zero)
{
  g_autofree char *number = g_strdup_printf ("%u", index);
  int row = nh_report_add_row (table, NH_ROW_DATA, above, number, line->title);

  for (guint column = 2; column < nh_table_get_n_columns (table); column++)
    {
      const NhReportCell *cell = &line->cells[column - 2];

      if (cell->given || zero)
        nh_table_set_number (table, row, (int) column, cell->number);
      if (cell->open)
        nh_table_set_open (table, row, (int) column, cell->unknown);
      nh_table_add_qualifiers (table, row, (int) column, cell->qualifiers);
      if (cell->given && nh_qualifier_of_sum (cell->qualifiers, cell->open) != NULL)
        nh_table_set_qualifier (table, row, (int) column, nh_qualifier_of_sum (cell->qualifiers, cell->open));
      if (cell->from_total)
        nh_table_mark_from_total (table, row, (int) column);
    }
}

static gboolean
any_number (GList *keys, GHashTable *lines, guint cell, gboolean zero)
{
  for (; keys != NULL; keys = keys->next)
    {
      const NhReportLine *line = g_hash_table_lookup (lines, keys->data);

      if (line->cells[cell].unknown || (zero ? line->cells[cell].number > 0 : line->cells[cell].given))
        return TRUE;
    }
  return FALSE;
}

void
nh_report_add_lines (NhTable *table, GHashTable *lines, guint n_kept, gboolean zero)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (lines), compare_keys);
  int total = nh_report_add_row (table, NH_ROW_TOTAL, NH_TABLE_TOP, "", "TỔNG CỘNG"), above = total;
  const char *group = NULL;
  guint n_groups = 0, n = 0;

  for (GList *at = keys; at != NULL; at = at->next)
    {
      const NhReportLine *line = g_hash_table_lookup (lines, at->data);

      if (g_strcmp0 (line->group, group) != 0)
        {
          g_autofree char *index = nh_report_roman (++n_groups);

          group = line->group;
          above = nh_report_add_row (table, NH_ROW_GROUP, total, index, group);
          n = 0;
        }
      add_line (table, above, ++n, line, zero);
    }
  for (guint column = nh_table_get_n_columns (table); column-- > 2;)
    if (column - 2 < n_kept || any_number (keys, lines, column - 2, zero))
      nh_table_add_up (table, (int) column, zero);
    else
      nh_table_drop_column (table, (int) column);
}
