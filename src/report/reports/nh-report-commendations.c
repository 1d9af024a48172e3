/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tổng hợp khen thưởng: form by deciding level × tập thể, cá nhân, hộ; unsorted ones in the column "Không rõ". */

#include "nh-report-private.h"

#include <string.h>

#include "nh-commendation.h"
#include "nh-i18n.h"
#include "nh-text.h"

#define OTHER_FORMS "~other" /* of totals-only figures */
#define NO_FORM "~all"

typedef enum
{
  KIND_COLLECTIVE,
  KIND_INDIVIDUAL,
  KIND_HOUSEHOLD,
  KIND_UNKNOWN,
  N_KINDS
} Kind;

static const struct
{
  const char *code, *title, *indicator;
} kinds[N_KINDS] = {
  { "tap_the", "Tập thể", "collective" },
  { "ca_nhan", "Cá nhân", "individual" },
  { "ho", "Hộ gia đình", "household" },
  { "khong_ro", "Không rõ", NULL },
};

static const struct
{
  const char *code, *title;
} levels[] = {
  { "central", "Cấp Trung ương" }, { "province", "Cấp tỉnh" },           { "district", "Cấp huyện" },
  { "commune", "Cấp xã" },         { "other", "Cơ quan, tổ chức khác" },
};

typedef struct
{
  guint level;
  int position; /* of the form, then of the authority */
  int second;
  char *title;
  gint64 numbers[N_KINDS];
  gboolean from_total[N_KINDS];
  gint64 bonus;
} Line;

typedef struct
{
  NhReportContext *context;
  NhFigures *figures;
  NhTable *table;
  GHashTable *by_key;
  GPtrArray *lines;
  int all, bonus, columns[N_KINDS]; /* of the table; -1: left out */
} Awards;

static void
line_free (gpointer data)
{
  g_free (((Line *) data)->title);
  g_free (data);
}

static void
awards_clear (Awards *self)
{
  g_clear_pointer (&self->figures, nh_figures_free);
  g_clear_pointer (&self->by_key, g_hash_table_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Awards, awards_clear)

char *
nh_report_award_words (NhReportContext *context, const NhRecord *record, guint field)
{
  const NhUnit *unit = record != NULL ? nh_catalog_get_unit (context->catalog, nh_record_get_info (record)->unit)
                                      : context->unit;
  g_autofree char *text = nh_record_format (record, field, context->catalog);

  return nh_report_own_unit_words (unit, text);
}

char *
nh_report_own_unit_words (const NhUnit *unit, const char *text)
{
  g_autoptr (GString) words = g_string_new (text);

  if (unit != NULL && unit->level >= NH_LEVEL_COMMUNE)
    g_string_replace (words, "xã, phường", unit->kind, 0);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

char *
nh_report_own_level (NhReportContext *context, const NhUnit *unit, const char *text)
{
  g_autoptr (GString) words = g_string_new (text);
  g_autofree char *kind = NULL;

  if (unit == NULL || unit->level < NH_LEVEL_COMMUNE)
    return g_strdup (text);
  kind = nh_text_capitalize (unit->kind);
  g_string_replace (words, nh_catalog_get_code_title (context->catalog, "level", "commune"), kind, 0);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static guint
level_of (Awards *self, const char *authority)
{
  const NhCode *code = nh_catalog_get_code (self->context->catalog, "authority", authority, NH_DATE_NONE);
  g_autofree char *level = code != NULL ? nh_code_get_attribute (code, "level") : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (g_strcmp0 (level, levels[i].code) == 0)
      return i;
  return G_N_ELEMENTS (levels) - 1;
}

/* A form, and who decided it where the form does not say. */
static Line *
line_of (Awards *self, const char *form, const char *authority)
{
  NhCatalog *catalog = self->context->catalog;
  const NhCode *code = nh_catalog_get_code (catalog, "award_form", form, NH_DATE_NONE);
  g_autofree char *by = code != NULL ? nh_code_get_attribute (code, "by") : NULL;
  const NhCode *decider = nh_catalog_get_code (catalog, "authority", by != NULL ? by : authority, NH_DATE_NONE);
  g_autofree char *title = NULL;
  char *key = g_strdup_printf ("%s %s", form, decider != NULL ? decider->code : "");
  Line *line = g_hash_table_lookup (self->by_key, key);

  if (line != NULL)
    {
      g_free (key);
      return line;
    }
  line = g_new0 (Line, 1);
  line->level = decider != NULL ? level_of (self, decider->code) : G_N_ELEMENTS (levels) - 1;
  line->position = code != NULL ? code->position : G_MAXINT;
  line->second = decider != NULL ? decider->position : 0;
  if (code == NULL)
    title = g_strdup (g_str_equal (form, OTHER_FORMS) ? "Hình thức khác" : "Chưa phân loại hình thức");
  else if (by == NULL && decider != NULL && strstr (code->title, decider->title) == NULL)
    title = g_strdup_printf ("%s của %s", code->title, decider->title);
  line->title = nh_report_own_unit_words (self->context->unit, title != NULL ? title : code->title);
  g_hash_table_insert (self->by_key, key, line);
  g_ptr_array_add (self->lines, line);
  return line;
}

/* The indicator a commendation counts in. (transfer full) */
static char *
indicator_of (Awards *self, const NhRecord *record)
{
  const NhCode *form = nh_record_get_entry (record, NH_COMMENDATION_FORM, self->context->catalog);
  g_autofree char *column = form != NULL ? nh_code_get_attribute (form, "column") : NULL;

  if (nh_record_has_code (record, NH_COMMENDATION_RECIPIENT_KIND, kinds[KIND_UNKNOWN].code))
    return g_strdup ("commendations.all");
  if (g_strcmp0 (column, "medal") == 0)
    return g_strdup ("commendations.medal");
  for (guint k = 0; k < KIND_UNKNOWN; k++)
    if (nh_record_has_code (record, NH_COMMENDATION_RECIPIENT_KIND, kinds[k].code))
      return g_strdup_printf ("commendations.%s.%s", column != NULL ? column : "other", kinds[k].indicator);
  return g_strdup ("commendations.all");
}

static gboolean
take_records (Awards *self, GError **error)
{
  g_autoptr (GPtrArray) records = nh_report_records (self->context, &nh_commendation_type, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const NhRecord *record = g_ptr_array_index (records, i);
      g_autofree char *indicator = indicator_of (self, record);
      Line *line;

      if (nh_indicator_find (indicator) != NULL &&
          !nh_report_counts_records (self->figures, indicator, nh_record_get_info (record)->unit))
        continue;
      line = line_of (self, nh_record_get_text (record, NH_COMMENDATION_FORM),
                      nh_record_get_text (record, NH_COMMENDATION_AUTHORITY));
      line->bonus += nh_record_get_number (record, NH_COMMENDATION_BONUS, 0);
      for (guint k = 0; k < N_KINDS; k++)
        if (nh_record_has_code (record, NH_COMMENDATION_RECIPIENT_KIND, kinds[k].code))
          line->numbers[k] += nh_record_get_number (record, NH_COMMENDATION_QUANTITY, 0);
    }
  return records != NULL;
}

/* The form of a column that has only one. */
static const char *
form_of_column (Awards *self, const char *column)
{
  g_autoptr (GPtrArray) forms = nh_catalog_get_codes (self->context->catalog, "award_form", NH_DATE_NONE);
  const char *found = NULL;
  guint n = 0;

  for (guint i = 0; i < forms->len; i++)
    {
      const NhCode *form = g_ptr_array_index (forms, i);
      g_autofree char *its = nh_code_get_attribute (form, "column");

      if (g_strcmp0 (its, column) == 0 && g_strcmp0 (found, form->code) != 0)
        {
          found = form->code;
          n++;
        }
    }
  return n == 1 ? found : OTHER_FORMS;
}

static void
take_total (Awards *self, const char *indicator, const char *form, Kind kind)
{
  g_autoptr (GPtrArray) rows = nh_report_rows_from_total (self->figures, indicator);

  for (guint i = 0; i < rows->len; i++)
    {
      const NhFigure *figure = nh_figures_get (g_ptr_array_index (rows, i), indicator);
      Line *line;

      if (figure->state != NH_VALUE_SET)
        continue;
      line = line_of (self, form, "");
      line->numbers[kind] += figure->value;
      line->from_total[kind] = TRUE;
    }
}

/* "commendations.ministry.collective" → the form, and which column. */
static void
take_totals (Awards *self)
{
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) words = g_strsplit (indicators[i].code, ".", 3);

      if (!g_str_equal (words[0], "commendations"))
        continue;
      if (g_str_equal (words[1], "all"))
        take_total (self, indicators[i].code, NO_FORM, KIND_UNKNOWN);
      else if (words[2] == NULL)
        take_total (self, indicators[i].code, form_of_column (self, words[1]), KIND_INDIVIDUAL);
      for (guint k = 0; words[1] != NULL && words[2] != NULL && k < KIND_UNKNOWN; k++)
        if (g_str_equal (words[2], kinds[k].indicator))
          take_total (self, indicators[i].code, form_of_column (self, words[1]), k);
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const Line *left = *(const Line *const *) a, *right = *(const Line *const *) b;

  if (left->level != right->level)
    return left->level < right->level ? -1 : 1;
  if (left->position != right->position)
    return left->position < right->position ? -1 : 1;
  if (left->second != right->second)
    return left->second < right->second ? -1 : 1;
  return strcmp (left->title, right->title);
}

static gboolean
any_number (Awards *self, guint kind)
{
  for (guint i = 0; i < self->lines->len; i++)
    if (((Line *) g_ptr_array_index (self->lines, i))->numbers[kind] > 0)
      return TRUE;
  return FALSE;
}

static gboolean
any_bonus (Awards *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    if (((Line *) g_ptr_array_index (self->lines, i))->bonus > 0)
      return TRUE;
  return FALSE;
}

static void
add_columns (Awards *self)
{
  int parts;

  nh_table_add_column (self->table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  nh_table_add_column (self->table, NH_TABLE_TOP, "Cấp quyết định, hình thức khen thưởng", NH_COLUMN_TEXT);
  self->all = nh_table_add_column (self->table, NH_TABLE_TOP, "Tổng số", NH_COLUMN_INTEGER);
  parts = nh_table_add_heading (self->table, NH_TABLE_TOP, "Trong đó");
  for (guint k = 0; k < N_KINDS; k++)
    self->columns[k] = k != KIND_UNKNOWN || any_number (self, k)
                           ? nh_table_add_column (self->table, parts, kinds[k].title, NH_COLUMN_INTEGER)
                           : -1;
  self->bonus = any_bonus (self)
                    ? nh_table_add_column (self->table, NH_TABLE_TOP, "Tiền thưởng (tr.đ)", NH_COLUMN_MONEY)
                    : -1;
}

static void
add_line (Awards *self, int above, guint index, const Line *line)
{
  g_autofree char *number = g_strdup_printf ("%u", index);
  int row = nh_report_add_row (self->table, NH_ROW_DATA, above, number, line->title);
  gboolean any_total = FALSE;
  gint64 all = 0;

  for (guint k = 0; k < N_KINDS; k++)
    {
      all += line->numbers[k];
      any_total |= line->from_total[k];
      if (self->columns[k] < 0)
        continue;
      nh_table_set_number (self->table, row, self->columns[k], line->numbers[k]);
      if (line->from_total[k])
        nh_table_mark_from_total (self->table, row, self->columns[k]);
    }
  nh_table_set_number (self->table, row, self->all, all);
  if (any_total)
    nh_table_mark_from_total (self->table, row, self->all);
  if (self->bonus >= 0)
    nh_table_set_number (self->table, row, self->bonus, line->bonus);
}

static void
set_sums (Awards *self, int row, guint first, guint n)
{
  gint64 sums[N_KINDS] = { 0 }, all = 0, bonus = 0;

  for (guint i = first; i < first + n; i++)
    {
      const Line *line = g_ptr_array_index (self->lines, i);

      bonus += line->bonus;
      for (guint k = 0; k < N_KINDS; k++)
        {
          sums[k] += line->numbers[k];
          all += line->numbers[k];
        }
    }
  nh_table_set_sum (self->table, row, self->all, all);
  for (guint k = 0; k < N_KINDS; k++)
    if (self->columns[k] >= 0)
      nh_table_set_sum (self->table, row, self->columns[k], sums[k]);
  if (self->bonus >= 0)
    nh_table_set_sum (self->table, row, self->bonus, bonus);
}

static void
add_rows (Awards *self)
{
  int total = nh_report_add_row (self->table, NH_ROW_TOTAL, NH_TABLE_TOP, "", "TỔNG CỘNG");
  guint n, n_levels = 0;

  for (guint first = 0; first < self->lines->len; first += n)
    {
      guint level = ((Line *) g_ptr_array_index (self->lines, first))->level;
      g_autofree char *index = nh_report_roman (++n_levels);
      int group = nh_report_add_row (self->table, NH_ROW_GROUP, total, index, levels[level].title);

      for (n = 0; first + n < self->lines->len && ((Line *) g_ptr_array_index (self->lines, first + n))->level == level;
           n++)
        add_line (self, group, n + 1, g_ptr_array_index (self->lines, first + n));
      set_sums (self, group, first, n);
    }
  set_sums (self, total, 0, self->lines->len);
}

NhSheet *
nh_report_build_commendations (NhConnection *connection, NhLedger *ledger, const NhReportRequest *request,
                               GError **error)
{
  g_auto (NhReportContext) context = { 0 };
  g_autofree char *year = g_strdup_printf ("NGÀY HỘI TOÀN DÂN BẢO VỆ AN NINH TỔ QUỐC NĂM %d", request->year);
  const char *titles[] = { "TỔNG HỢP KHEN THƯỞNG", year, NULL };
  g_autoptr (NhSheet) sheet = NULL;
  g_auto (Awards) self = { .context = &context };

  if (!nh_report_context_init (&context, connection, ledger, request, error))
    return NULL;
  self.figures = nh_figures_compute (connection, ledger, request->unit, request->year, request->as_of, error);
  if (self.figures == NULL)
    return NULL;
  self.by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.lines = g_ptr_array_new_with_free_func (line_free);
  if (!take_records (&self, error))
    return NULL;
  take_totals (&self);
  g_ptr_array_sort (self.lines, compare_lines);
  sheet = nh_report_sheet_new (&context, "Tổng hợp khen thưởng", titles, FALSE);
  nh_sheet_set_page (sheet, NH_LANDSCAPE, NH_PAPER_A4);
  self.table = nh_sheet_add_table (sheet);
  add_columns (&self);
  add_rows (&self);
  nh_report_sheet_finish (&context, sheet, NULL);
  return g_steal_pointer (&sheet);
}
