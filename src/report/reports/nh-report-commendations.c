/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tổng hợp khen thưởng: form by deciding level × tập thể, cá nhân, hộ; lumped ones in columns of their own. */

#include "nh-report-private.h"

#include <string.h>

#include "nh-commendation.h"
#include "nh-text.h"

#define OTHER_FORMS "~other" /* of totals-only figures */
#define NO_FORM "~all"

#define N_RECIPIENTS 5
#define LUMPED 3 /* the first that is left out where nobody has it */
#define UNSORTED 4

static const struct
{
  const char *code, *title, *indicator;
} recipients[N_RECIPIENTS] = {
  { "tap_the", "Tập thể", "collective" }, { "ca_nhan", "Cá nhân", "individual" },
  { "ho", "Hộ gia đình", "household" },   { "tt_cn", "Tập thể, cá nhân (số gộp)", "mixed" },
  { "khong_ro", "Không rõ", "unsorted" }, /* and any other */
};

static const struct
{
  const char *code, *title;
} levels[] = {
  { "central", "Cấp Trung ương" }, { "province", "Cấp tỉnh" },           { "district", "Cấp huyện" },
  { "commune", "Cấp xã" },         { "other", "Cơ quan, tổ chức khác" }, { NULL, "Chưa rõ cấp quyết định" },
};

/* Numbers of a line, in the order of the columns. */
enum
{
  CELL_ALL,
  CELL_RECIPIENT, /* one for each of recipients */
  CELL_BONUS = CELL_RECIPIENT + N_RECIPIENTS,
  N_CELLS
};

char *
nh_report_award_words (NhReportContext *context, const NhRecord *record, guint field)
{
  const NhUnit *unit = record != NULL ? nh_catalog_get_unit (context->catalog, nh_record_get_info (record)->unit)
                                      : context->unit;
  g_autofree char *text = nh_record_format (record, field, context->catalog);

  return nh_catalog_in_words_of (context->catalog, unit, text);
}

static guint
level_of (const NhCode *authority)
{
  g_autofree char *level = authority != NULL ? nh_code_get_attribute (authority, "level") : NULL;
  guint i = 0;

  while (i + 2 < G_N_ELEMENTS (levels) && g_strcmp0 (level, levels[i].code) != 0)
    i++;
  return authority != NULL ? i : i + 1;
}

/* A form, and who decided it where the form does not say. */
static NhReportLine *
line_of (NhReportContext *context, GHashTable *lines, const char *form, const char *authority)
{
  const NhCode *code = nh_catalog_get_code (context->catalog, "award_form", form, NH_DATE_NONE);
  g_autofree char *by = code != NULL ? nh_code_get_attribute (code, "by") : NULL;
  const NhCode *decider = nh_catalog_get_code (context->catalog, "authority", by != NULL ? by : authority,
                                               NH_DATE_NONE);
  g_autofree char *title = NULL, *own = NULL, *key = NULL, *group = NULL;
  guint level = level_of (decider);
  NhReportLine *line;

  if (code == NULL)
    title = g_strdup (g_str_equal (form, OTHER_FORMS) ? "Hình thức khác" : "Chưa rõ hình thức");
  else if (by == NULL && decider != NULL && strstr (code->title, decider->title) == NULL)
    title = g_strdup_printf ("%s của %s", code->title, decider->title);
  own = nh_catalog_in_words_of (context->catalog, context->unit, title != NULL ? title : code->title);
  key = g_strdup_printf ("%u %010d %010d %s\n%s %s", level, code != NULL ? code->position : G_MAXINT,
                         decider != NULL ? decider->position : 0, own, form, decider != NULL ? decider->code : "");
  line = nh_report_line (lines, key, N_CELLS);
  group = nh_catalog_in_words_of (context->catalog, context->unit, levels[level].title);
  line->group = g_intern_string (group);
  if (line->title == NULL)
    line->title = g_steal_pointer (&own);
  return line;
}

/* Which of recipients. */
static guint
recipient_of (const NhRecord *record)
{
  guint k = 0;

  while (k < UNSORTED && !nh_record_has_code (record, NH_COMMENDATION_RECIPIENT_KIND, recipients[k].code))
    k++;
  return k;
}

/* "commendations.ministry.collective", or where it is counted among the unsorted; NULL: there is no such column. */
static const NhIndicator *
find_indicator (const char *column, guint recipient)
{
  g_autofree char *one = g_strdup_printf ("commendations.%s.%s", column, recipients[recipient].indicator);
  g_autofree char *lump = g_strdup_printf ("commendations.%s.unsorted", column);
  g_autofree char *whole = g_strdup_printf ("commendations.%s", column);
  gboolean of_medal = g_str_equal (column, "medal") && g_str_equal (recipients[recipient].code, "ca_nhan");
  const NhIndicator *indicator = of_medal ? NULL : nh_indicator_find (one);

  if (indicator == NULL && !of_medal)
    indicator = nh_indicator_find (lump);
  return indicator != NULL ? indicator : nh_indicator_find (whole);
}

/* The indicator a commendation counts in. */
static const NhIndicator *
indicator_of (NhReportContext *context, const NhRecord *record, guint recipient)
{
  const NhCode *form = nh_record_get_entry (record, NH_COMMENDATION_FORM, context->catalog);
  g_autofree char *column = form != NULL ? nh_code_get_attribute (form, "column") : NULL;
  const NhIndicator *indicator = column != NULL ? find_indicator (column, recipient) : NULL;

  return indicator != NULL ? indicator : find_indicator ("other", recipient);
}

static void
take_record (NhReportContext *context, GHashTable *lines, const NhRecord *record)
{
  guint recipient = recipient_of (record);
  const NhIndicator *indicator = indicator_of (context, record, recipient);
  NhReportLine *line;

  if (!nh_report_counts_records (context->figures, indicator->code, nh_record_get_info (record)->unit))
    return;
  line = line_of (context, lines, nh_record_get_text (record, NH_COMMENDATION_FORM),
                  nh_record_get_text (record, NH_COMMENDATION_AUTHORITY));
  if (nh_record_get (record, NH_COMMENDATION_BONUS)->state != NH_VALUE_BLANK)
    nh_report_add_value (&line->cells[CELL_BONUS], record, NH_COMMENDATION_BONUS);
  nh_report_add_value (&line->cells[CELL_ALL], record, NH_COMMENDATION_QUANTITY);
  nh_report_add_value (&line->cells[CELL_RECIPIENT + recipient], record, NH_COMMENDATION_QUANTITY);
}

/* The form of a column that has only one. */
static const char *
form_of_column (NhReportContext *context, const char *column)
{
  g_autoptr (GPtrArray) forms = nh_catalog_get_codes (context->catalog, "award_form", NH_DATE_NONE);
  const char *found = NULL;

  for (guint i = 0; i < forms->len; i++)
    {
      const NhCode *form = g_ptr_array_index (forms, i);
      g_autofree char *its = nh_code_get_attribute (form, "column");

      if (g_strcmp0 (its, column) != 0 || g_strcmp0 (found, form->code) == 0)
        continue;
      if (found != NULL)
        return OTHER_FORMS;
      found = form->code;
    }
  if (found == NULL)
    return g_str_equal (column, "all") ? NO_FORM : OTHER_FORMS;
  return found;
}

static void
take_total (NhReportContext *context, GHashTable *lines, const char *indicator, const char *form, guint recipient)
{
  g_autoptr (GPtrArray) rows = nh_report_rows_from_total (context->figures, indicator);

  for (guint i = 0; i < rows->len; i++)
    {
      const NhFigure *figure = nh_figures_get (g_ptr_array_index (rows, i), indicator);
      NhReportLine *line;

      if (figure->state != NH_VALUE_SET && figure->state != NH_VALUE_UNKNOWN)
        continue;
      line = line_of (context, lines, form, "");
      nh_report_add_total (&line->cells[CELL_ALL], figure);
      nh_report_add_total (&line->cells[CELL_RECIPIENT + recipient], figure);
    }
}

/* "commendations.ministry.collective" → the form, and which column. */
static void
take_totals (NhReportContext *context, GHashTable *lines)
{
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) words = g_strsplit (indicators[i].code, ".", 3);
      const char *form;

      if (!g_str_equal (words[0], "commendations"))
        continue;
      form = form_of_column (context, words[1]);
      if (words[2] == NULL) /* the medal is for persons */
        take_total (context, lines, indicators[i].code, form, g_str_equal (words[1], "medal") ? 1 : UNSORTED);
      for (guint k = 0; words[2] != NULL && k < N_RECIPIENTS; k++)
        if (g_str_equal (words[2], recipients[k].indicator))
          take_total (context, lines, indicators[i].code, form, k);
    }
}

gboolean
nh_report_fill_commendations (NhReportContext *context, GError **error)
{
  g_autoptr (GPtrArray) records = nh_report_records (context, &nh_commendation_type, error);
  g_autoptr (GHashTable) lines = nh_report_lines_new ();
  NhTable *table = context->table;
  int parts;

  for (guint i = 0; records != NULL && i < records->len; i++)
    take_record (context, lines, g_ptr_array_index (records, i));
  take_totals (context, lines);
  nh_table_add_column (table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  nh_table_add_column (table, NH_TABLE_TOP, "Cấp quyết định, hình thức khen thưởng", NH_COLUMN_TEXT);
  nh_table_add_column (table, NH_TABLE_TOP, "Tổng số", NH_COLUMN_INTEGER);
  parts = nh_table_add_heading (table, NH_TABLE_TOP, "Trong đó");
  for (guint k = 0; k < N_RECIPIENTS; k++)
    nh_table_add_column (table, parts, recipients[k].title, NH_COLUMN_INTEGER);
  nh_table_add_column (table, NH_TABLE_TOP, "Tiền thưởng (tr.đ)", NH_COLUMN_MONEY);
  nh_report_add_lines (table, lines, CELL_RECIPIENT + LUMPED, TRUE);
  return records != NULL;
}
