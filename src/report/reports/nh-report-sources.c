/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the numbers of a sheet came from. */

#include "nh-report-private.h"

#include "nh-total.h"

#define MOST_SOURCES 12 /* of totals */

/* The kinds of sources in the order of the notes; a unit may be in several. */
static const struct
{
  const char *title;
  gboolean packages;
} kinds[] = {
  { "bản nộp đã chốt", TRUE },
  { "bản nộp chưa chốt", TRUE },
  { "nhập trực tiếp vào sổ này", FALSE },
  { "nhập vào sổ này từ bảng tính", FALSE },
  { "số liệu tổng nhập vào sổ này", FALSE },
};

static gboolean
is_of_kind (const NhFigureSource *source, guint kind)
{
  const gboolean is[] = { source->version > 0 && source->final, source->version > 0 && !source->final,
                          source->typed > 0, source->imported > 0, source->totals > 0 };

  return is[kind];
}

guint
nh_report_count_final (NhReportContext *context, guint *n_units, guint *n_nil)
{
  g_autoptr (GPtrArray) units = nh_figure_source_units (context->catalog, context->unit, context->request->year);
  guint n_final = 0;

  *n_units = *n_nil = 0;
  for (guint i = 0; i < units->len; i++)
    {
      const NhUnit *unit = g_ptr_array_index (units, i);
      const NhFigureSource *source;

      if (unit->level != NH_LEVEL_COMMUNE)
        continue;
      *n_units += 1;
      if (!nh_figure_sources_is_final (context->sources, context->ledger, unit->id))
        continue;
      source = g_hash_table_lookup (context->sources, &unit->id);
      n_final++;
      *n_nil += source != NULL && source->nil;
    }
  return n_final;
}

char *
nh_report_office (NhReportContext *context)
{
  return g_strdup_printf ("Công an %s", context->issuer->kind);
}

char *
nh_report_nil_text (guint n_nil)
{
  return n_nil > 0 ? g_strdup_printf (", trong đó %02u đơn vị không tổ chức", n_nil) : g_strdup ("");
}

char *
nh_report_nil_of_all_text (NhReportContext *context)
{
  g_autoptr (GPtrArray) units = nh_figure_source_units (context->catalog, context->unit, context->request->year);
  guint n_nil = 0;

  for (guint i = 0; i < units->len; i++)
    {
      const NhUnit *unit = g_ptr_array_index (units, i);
      const NhFigureSource *source = g_hash_table_lookup (context->sources, &unit->id);

      n_nil += unit->level == NH_LEVEL_COMMUNE && source != NULL && source->nil;
    }
  return nh_report_nil_text (n_nil);
}

/* "Xã Thiên Cầm (bản 2, 21/8/2026; không tổ chức; đã sửa 03 phiếu tại Công an tỉnh)" */
static void
append_unit (NhReportContext *context, const NhUnit *unit, const NhFigureSource *source, gboolean package,
             GString *text)
{
  g_autofree char *day = nh_date_format (source->day);

  g_string_append (text,
                   unit == context->unit && unit->level < NH_LEVEL_COMMUNE ? nh_figure_own_title (unit) : unit->title);
  if (!package)
    return;
  g_string_append_printf (text, " (bản %d, %s%s", source->version, day, source->nil ? "; không tổ chức" : "");
  if (source->changed > 0)
    {
      g_autofree char *here = nh_report_office (context);

      g_string_append_printf (text, "; đã sửa %02u phiếu tại %s", source->changed, here);
    }
  g_string_append_c (text, ')');
}

/* "Nguồn số liệu – bản nộp đã chốt (45 đơn vị): …" */
static void
note_kind (NhReportContext *context, GPtrArray *units, guint kind)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < units->len; i++)
    {
      const NhUnit *unit = g_ptr_array_index (units, i);
      const NhFigureSource *source = g_hash_table_lookup (context->sources, &unit->id);

      if (source == NULL || !is_of_kind (source, kind) ||
          (context->final_only && !nh_figure_sources_is_final (context->sources, context->ledger, unit->id)))
        continue;
      g_string_append (names, n++ > 0 ? ", " : "");
      append_unit (context, unit, source, kinds[kind].packages, names);
    }
  if (n > 0)
    {
      g_autofree char *note = g_strdup_printf ("Nguồn số liệu – %s (%02u đơn vị): %s.", kinds[kind].title, n,
                                               names->str);

      nh_sheet_add_note (context->sheet, note);
    }
}

/* What is counted as final is what stands here: where that is no longer what was accepted, the sheet says so. */
static void
note_changed (NhReportContext *context, GPtrArray *units)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *here = nh_report_office (context);
  g_autofree char *start = g_strdup_printf ("Đã sửa tại %s sau khi nhận, khác bản nộp đã chốt: ", here);

  for (guint i = 0; i < units->len; i++)
    {
      const NhUnit *unit = g_ptr_array_index (units, i);
      const NhFigureSource *source = g_hash_table_lookup (context->sources, &unit->id);

      if (source != NULL && source->final && source->changed > 0)
        g_string_append_printf (names, "%s%s (%02u phiếu)", names->len > 0 ? ", " : "", unit->title, source->changed);
    }
  if (names->len == 0)
    return;
  g_string_prepend (names, start);
  g_string_append_c (names, '.');
  nh_sheet_add_note (context->sheet, names->str);
}

gboolean
nh_report_note_sources (NhReportContext *context, GError **error)
{
  g_autoptr (GPtrArray) units = NULL;
  int year = context->request->year;

  if (!context->with_sources && !context->final_only)
    return TRUE;
  if (context->with_sources && !nh_figure_sources_add_records (context->connection, context->sources, year, error))
    return FALSE;
  units = nh_figure_source_units (context->catalog, context->unit, year);
  if (!context->with_sources)
    {
      note_changed (context, units);
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    note_kind (context, units, i);
  return TRUE;
}

/* Of the totals that stand in the figures: "Báo cáo số 12" → titles of the figures. (transfer full) */
static GPtrArray *
list_totals (NhReportContext *context, GPtrArray *totals)
{
  g_autoptr (GHashTable) of_source = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *texts = g_ptr_array_new ();

  for (guint i = 0; i < totals->len; i++)
    {
      NhRecord *total = g_ptr_array_index (totals, i);
      const char *source = nh_record_get_text (total, NH_TOTAL_SOURCE);
      const NhIndicator *indicator = nh_indicator_find (nh_record_get_text (total, NH_TOTAL_INDICATOR));
      GString *text = g_hash_table_lookup (of_source, source);

      if (*source == '\0' || indicator == NULL ||
          !nh_report_has_total (context->figures, indicator->code, nh_record_get_info (total)->unit,
                                context->table != NULL))
        continue;
      if (text == NULL)
        {
          text = g_string_new (source);
          g_hash_table_insert (of_source, (gpointer) source, text);
          g_ptr_array_add (texts, text);
          g_string_append (text, ": ");
        }
      else
        g_string_append (text, ", ");
      g_string_append (text, nh_indicator_get_title (indicator, context->catalog));
    }
  return texts;
}

gboolean
nh_report_note_totals (NhReportContext *context, GError **error)
{
  g_autoptr (GPtrArray) totals = NULL, texts = NULL;
  g_autoptr (GString) note = g_string_new ("Nguồn số liệu tổng – ");

  if (!context->report->coverage || context->figures == NULL || (context->table == NULL && !context->with_sources))
    return TRUE;
  totals = nh_report_records_of_year (context, &nh_total_type, error);
  if (totals == NULL)
    return FALSE;
  texts = list_totals (context, totals);
  for (guint i = 0; i < texts->len; i++)
    {
      GString *text = g_ptr_array_index (texts, i);

      if (i < MOST_SOURCES)
        g_string_append_printf (note, "%s%s", i > 0 ? "; " : "", text->str);
      g_string_free (text, TRUE);
    }
  if (texts->len > MOST_SOURCES)
    g_string_append_printf (note, "; và %02u nguồn khác", texts->len - MOST_SOURCES);
  g_string_append_c (note, '.');
  if (texts->len > 0)
    nh_sheet_add_note (context->sheet, note->str);
  return TRUE;
}
