/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tuyên truyền, hoạt động: a row for each kind that has a number, those of the festival apart from results of the year;
 * and the same as a sentence. */

#include "nh-report-private.h"

#include <string.h>

#include "nh-activity.h"
#include "nh-number.h"

#define OF_YEAR "nam"
#define NAMES 7 /* the column of names */

/* Two parts of one list of kinds. @group is the beginning of the indicators' codes. */
static const struct
{
  const char *group, *title;
} parts[] = {
  { "activities", "Dịp Ngày hội" },
  { "results", "Kết quả trong năm" },
};

/* The figure of a kind; NULL: it has none of its own, as kinds that the office added. */
static const NhFigure *
find_figure (const NhFigureRow *row, const char *group, const char *kind, const char *end)
{
  g_autofree char *code = g_strconcat (group, ".", kind, end, NULL);

  return nh_indicator_find (code) != NULL ? nh_figures_get (row, code) : NULL;
}

static const char *
note_of (NhReportContext *context, const char *group, const char *kind, const char *end)
{
  g_autofree char *code = g_strconcat (group, ".", kind, end, NULL);

  return nh_indicator_find (code) != NULL ? nh_report_total_note (context, code) : "";
}

static gboolean
is_said (const NhFigure *figure)
{
  return figure != NULL && figure->state != NH_VALUE_BLANK && !figure->implied;
}

/* How many there are in all, from the register, where no record says it; 0: none. */
static guint
count_all (NhReportContext *context, const NhCode *kind, const NhFigure *number, const NhFigure *of)
{
  g_autofree char *kinds = nh_code_get_attribute (kind, "register");
  guint n = kinds != NULL && number != NULL && nh_report_has_figure (number) && !is_said (of)
                ? nh_report_count_register (context, kinds)
                : 0;

  return n > 0 && number->value <= n ? n : 0;
}

/* --- Names --- */

static gboolean
is_long (gpointer code, gpointer tallies, gpointer data)
{
  return ((GPtrArray *) tallies)->len > NH_REPORT_MOST;
}

/* The codes of the activity kinds' records with names: group and kind → tallies. Above a commune they may be too many
 * for a cell or a sentence: none, then. NULL and @error. */
static GHashTable *
read_names (NhReportContext *context, GError **error)
{
  gboolean few = context->unit->level >= NH_LEVEL_COMMUNE;
  g_autoptr (GPtrArray) records = nh_report_records (context, &nh_activity_type, error);
  GHashTable *names;

  if (records == NULL)
    return NULL;
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < records->len; i++)
    {
      const NhRecord *record = g_ptr_array_index (records, i);
      const char *name = nh_record_get_text (record, NH_ACTIVITY_NAME);
      gboolean of_year = nh_record_has_code (record, NH_ACTIVITY_PERIOD, OF_YEAR);
      g_autofree char *code = g_strconcat (parts[of_year ? 1 : 0].group, ".",
                                           nh_record_get_text (record, NH_ACTIVITY_KIND), NULL);
      GPtrArray *tallies = g_hash_table_lookup (names, code);

      if (*name == '\0' || (nh_indicator_find (code) != NULL &&
                            !nh_report_counts_records (context->figures, code, nh_record_get_info (record)->unit)))
        continue;
      if (tallies == NULL)
        {
          tallies = nh_report_tallies_new ();
          g_hash_table_insert (names, g_strdup (code), tallies);
        }
      if (few || tallies->len <= NH_REPORT_MOST)
        nh_report_tally_add_record (tallies, name, 0, record, NH_ACTIVITY_NUMBER);
    }
  if (!few)
    g_hash_table_foreach_remove (names, is_long, NULL);
  return names;
}

/* "thi đấu cờ tướng" of "Thi đấu cờ tướng", behind a number in a sentence. One word ("Zalo"), or one of two capitals,
 * may be a name. */
static void
begin_small (NhReportTally *tally)
{
  g_autofree char *title = g_steal_pointer (&tally->title);

  tally->title = strchr (title, ' ') == NULL ? g_strdup (title) : nh_report_in_sentence (title);
}

/* "Hội nghị khu dân cư; Hội nghị cơ quan" where there is one of each, else "12 súng kíp, 02 lựu đạn"; "".
 * @most: in a sentence; G_MAXUINT: on the sheet. (transfer full) */
static char *
names_text (GHashTable *names, const char *group, const char *kind, guint most)
{
  g_autofree char *code = g_strconcat (group, ".", kind, NULL);
  GPtrArray *tallies = g_hash_table_lookup (names, code);
  gboolean one_of_each = TRUE;
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  for (guint i = 0; tallies != NULL && i < tallies->len; i++)
    {
      const NhReportTally *tally = g_ptr_array_index (tallies, i);

      one_of_each = one_of_each && tally->number == 1 && !tally->unknown && tally->qualifiers == 0;
      g_ptr_array_add (titles, tally->title);
    }
  if (titles->len == 0)
    return g_strdup ("");
  for (guint i = 0; most != G_MAXUINT && !one_of_each && i < tallies->len; i++)
    begin_small (tallies->pdata[i]);
  if (!one_of_each)
    return nh_report_tallies_text (tallies, "", most);
  g_ptr_array_add (titles, NULL);
  return g_strjoinv ("; ", (char **) titles->pdata);
}

/* --- The sheet --- */

static void
set_cell (NhTable *table, int row, int column, const NhFigure *figure)
{
  if (is_said (figure))
    nh_report_set_figure (table, row, column, figure, FALSE);
}

static void
add_kind (NhReportContext *context, GHashTable *names, int above, guint index, const char *group, const NhCode *kind)
{
  const NhFigureRow *total = nh_figures_get_total (context->figures);
  g_autofree char *number = g_strdup_printf ("%u", index);
  g_autofree char *measure = nh_code_get_attribute (kind, "measure");
  g_autofree char *people = nh_code_get_attribute (kind, "people");
  const NhFigure *of = find_figure (total, group, kind->code, ".of");
  guint n_all = count_all (context, kind, find_figure (total, group, kind->code, ""), of);
  g_autofree char *said = names_text (names, group, kind->code, G_MAXUINT);
  int row = nh_report_add_row (context->table, NH_ROW_DATA, above, number, kind->title);

  nh_table_set_text (context->table, row, 2, measure);
  set_cell (context->table, row, 3, find_figure (total, group, kind->code, ""));
  set_cell (context->table, row, 4, find_figure (total, group, kind->code, ".people"));
  nh_table_set_text (context->table, row, 5, people);
  set_cell (context->table, row, 6, of);
  if (n_all > 0)
    nh_table_set_number (context->table, row, 6, n_all);
  nh_table_set_text (context->table, row, NAMES, said);
}

static gboolean
has_any (const NhFigureRow *total, const char *group, const NhCode *kind)
{
  return is_said (find_figure (total, group, kind->code, "")) ||
         is_said (find_figure (total, group, kind->code, ".people")) ||
         is_said (find_figure (total, group, kind->code, ".of"));
}

static void
add_part (NhReportContext *context, GHashTable *names, const char *group, const char *title, guint *n_parts)
{
  g_autoptr (GPtrArray) kinds = nh_report_codes (context, "activity_kind");
  guint n = 0;
  int above = NH_TABLE_TOP;

  for (guint i = 0; i < kinds->len; i++)
    if (has_any (nh_figures_get_total (context->figures), group, kinds->pdata[i]))
      {
        if (n == 0)
          {
            g_autofree char *index = nh_report_roman (++*n_parts);

            above = nh_report_add_row (context->table, NH_ROW_GROUP, NH_TABLE_TOP, index, title);
          }
        add_kind (context, names, above, ++n, group, kinds->pdata[i]);
      }
}

gboolean
nh_report_fill_activities (NhReportContext *context, GError **error)
{
  g_autofree char *span = nh_report_activity_span (context, error);
  g_autoptr (GHashTable) names = span != NULL ? read_names (context, error) : NULL;
  guint n_parts = 0;

  if (names == NULL)
    return FALSE;
  nh_table_add_column (context->table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  nh_table_add_column (context->table, NH_TABLE_TOP, "Nội dung", NH_COLUMN_TEXT);
  nh_table_add_column (context->table, NH_TABLE_TOP, "Đơn vị tính", NH_COLUMN_TEXT);
  nh_table_add_column (context->table, NH_TABLE_TOP, "Số lượng", NH_COLUMN_INTEGER);
  nh_table_add_column (context->table, NH_TABLE_TOP, "Số người", NH_COLUMN_INTEGER);
  nh_table_add_column (context->table, NH_TABLE_TOP, "Là", NH_COLUMN_TEXT);
  nh_table_add_column (context->table, NH_TABLE_TOP, "Trên tổng số", NH_COLUMN_INTEGER);
  nh_table_add_column (context->table, NH_TABLE_TOP, "Tên, nội dung cụ thể", NH_COLUMN_TEXT);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *title = i == 0 ? g_strdup (parts[i].title) : g_strdup_printf ("%s (%s)", parts[i].title, span);

      add_part (context, names, parts[i].group, title, &n_parts);
    }
  if (!nh_table_has_values (context->table, NAMES))
    nh_table_drop_column (context->table, NAMES);
  if (n_parts == 0)
    nh_sheet_add_note (context->sheet, "Chưa có số liệu.");
  return TRUE;
}

/* --- In sentences --- */

/* From the first to the last day of the results of the year; NONE where no record says. */
static gboolean
read_span (NhReportContext *context, NhDate *from, NhDate *to, GError **error)
{
  g_autoptr (GPtrArray) records = nh_report_records (context, &nh_activity_type, error);

  *from = *to = NH_DATE_NONE;
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const NhRecord *record = records->pdata[i];
      NhDate first = nh_record_get_date (record, NH_ACTIVITY_DATE_FROM);
      NhDate last = MAX (first, nh_record_get_date (record, NH_ACTIVITY_DATE_TO));

      if (!nh_record_has_code (record, NH_ACTIVITY_PERIOD, OF_YEAR) || first == NH_DATE_NONE)
        continue;
      *from = *from == NH_DATE_NONE ? first : MIN (*from, first);
      *to = MAX (*to, last);
    }
  return records != NULL;
}

/* "7 tháng đầu năm 2026", "từ 16/11/2025 đến 31/7/2026", "năm 2026". (transfer full); NULL and @error. */
char *
nh_report_activity_span (NhReportContext *context, GError **error)
{
  int year = context->request->year;
  NhDate from, to;
  g_autofree char *first = NULL, *last = NULL;

  if (!read_span (context, &from, &to, error))
    return NULL;
  if (from == NH_DATE_NONE || to == NH_DATE_NONE || to == nh_date_new (year, 12, 31))
    return g_strdup_printf ("năm %d", year);
  if (from == nh_date_new (year, 1, 1) && nh_date_year (to) == year &&
      nh_date_day (to) == g_date_get_days_in_month ((GDateMonth) nh_date_month (to), (GDateYear) year))
    return g_strdup_printf ("%d tháng đầu năm %d", nh_date_month (to), year);
  first = nh_report_day_text (from, nh_date_year (from) != nh_date_year (to));
  last = nh_report_day_text (to, TRUE);
  return from == to ? g_strdup_printf ("thời gian đến %s", last)
                    : g_strdup_printf ("thời gian từ %s đến %s", first, last);
}

/* "tổ chức 31 buổi tuyên truyền với trên 2.600 lượt người" */
static void
append_kind (NhReportContext *context, GHashTable *names, GString *text, const char *group, const NhCode *kind)
{
  const NhFigureRow *total = nh_figures_get_total (context->figures);
  const NhFigure *figure = find_figure (total, group, kind->code, "");
  const NhFigure *people = find_figure (total, group, kind->code, ".people");
  const NhFigure *of = find_figure (total, group, kind->code, ".of");
  g_autofree char *say = nh_code_get_attribute (kind, "say");
  g_autofree char *whom = nh_code_get_attribute (kind, "people");
  g_auto (GStrv) words = g_strsplit (say != NULL ? say : "", "|", 2);
  g_autofree char *number = figure != NULL ? nh_report_figure_text (figure) : NULL;
  g_autofree char *persons = people != NULL ? nh_report_figure_text (people) : NULL;
  guint n_all = count_all (context, kind, figure, of);
  g_autofree char *all = n_all > 0 ? nh_number_format_admin (n_all) : of != NULL ? nh_report_figure_text (of) : NULL;
  g_autofree char *said = names_text (names, group, kind->code, NH_REPORT_MOST);
  gboolean with_all = n_all > 0 || (of != NULL && nh_report_has_figure (of));

  gsize length = text->len;

  if (g_strv_length (words) < 2 || figure == NULL)
    return;
  if (nh_report_has_figure (figure))
    g_string_append_printf (text, "%s%s %s%s%s %s%s", text->len > 0 ? "; " : "", words[0], number, with_all ? "/" : "",
                            with_all ? all : "", words[1], note_of (context, group, kind->code, ""));
  else if (figure->state == NH_VALUE_UNKNOWN)
    g_string_append_printf (text, "%s%s %s (chưa có số liệu)", text->len > 0 ? "; " : "", words[0], words[1]);
  if (people != NULL && nh_report_has_figure (people))
    g_string_append_printf (text, "%s%s %s%s",
                            nh_report_has_figure (figure) ? " với "
                            : text->len > 0               ? "; "
                                                          : "",
                            persons, whom != NULL ? whom : "người", note_of (context, group, kind->code, ".people"));
  if (*said != '\0' && text->len > length)
    g_string_append_printf (text, " (%s)", said);
}

char *
nh_report_activities_text (NhReportContext *context, gboolean of_year, GError **error)
{
  g_autoptr (GHashTable) names = read_names (context, error);
  g_autoptr (GPtrArray) kinds = nh_report_codes (context, "activity_kind");
  g_autoptr (GString) text = g_string_new (NULL);

  if (names == NULL)
    return NULL;
  for (guint i = 0; i < kinds->len; i++)
    append_kind (context, names, text, parts[of_year ? 1 : 0].group, kinds->pdata[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
