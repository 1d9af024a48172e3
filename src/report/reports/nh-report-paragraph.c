/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Báo cáo tóm tắt: sentences made from the figures, only for what there is; the same in the parts of the whole report.
 */

#include "nh-report-private.h"

#include <string.h>

#include "nh-number.h"
#include "nh-point.h"
#include "nh-season.h"
#include "nh-store.h"
#include "nh-text.h"

typedef struct
{
  NhReportContext *context;
  NhFigures *figures;
  const NhFigureRow *total;
  NhRecord *season;  /* nullable */
  GPtrArray *points; /* owned: the records that count, of a commune or where there is one */
  NhPointNames names;
} Paragraph;

static const NhFigure *
figure_of (Paragraph *self, const char *indicator)
{
  return nh_figures_get (self->total, indicator);
}

static void add (GString *list, const char *separator, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
add (GString *list, const char *separator, const char *format, ...)
{
  va_list args;

  if (list->len > 0)
    g_string_append (list, separator);
  va_start (args, format);
  g_string_append_vprintf (list, format, args);
  va_end (args);
}

/* A text of ours as the unit says it: "lãnh đạo thành phố", "phường". (transfer full) */
static char *
own_words (Paragraph *self, const char *text)
{
  return nh_catalog_in_words_of (self->context->catalog, self->context->unit, text);
}

/* Adds "BEFORE 84.000 MEASURE" where there is something to say. */
static void
add_count (Paragraph *self, GString *list, const char *separator, const char *before, const char *indicator,
           const char *measure)
{
  g_autofree char *text = nh_report_noted_text (self->context, indicator, measure);

  if (text != NULL)
    add (list, separator, "%s%s", before, text);
}

char *
nh_report_day_text (NhDate day, gboolean with_year)
{
  g_autofree char *year = with_year ? g_strdup_printf ("/%d", nh_date_year (day)) : g_strdup ("");

  return g_strdup_printf (nh_date_month (day) < 3 ? "ngày %02d/%02d%s" : "ngày %02d/%d%s", nh_date_day (day),
                          nh_date_month (day), year);
}

static const char *
season_text (Paragraph *self, guint field)
{
  return self->season != NULL ? nh_record_get_text (self->season, field) : "";
}

static NhDate
season_day (Paragraph *self, guint field)
{
  return self->season != NULL ? nh_record_get_date (self->season, field) : NH_DATE_NONE;
}

/* "123/KH-UBND ngày 01/7/2022 của UBND tỉnh" */
static char *
plan_text (Paragraph *self)
{
  const char *number = season_text (self, NH_SEASON_PLAN_NUMBER);
  const char *issuer = season_text (self, NH_SEASON_PLAN_ISSUER);
  g_autofree char *day = NULL;

  if (*number == '\0')
    return g_strdup ("");
  if (season_day (self, NH_SEASON_PLAN_DATE) != NH_DATE_NONE)
    day = nh_report_day_text (season_day (self, NH_SEASON_PLAN_DATE), TRUE);
  return g_strdup_printf ("%s%s%s%s%s", number, day != NULL ? " " : "", day != NULL ? day : "",
                          *issuer != '\0' ? " của " : "", issuer);
}

static void
write_opening (Paragraph *self, GString *sentences)
{
  NhReportContext *context = self->context;
  g_autofree char *plan = plan_text (self);
  g_autofree char *issuer = nh_report_unit_in_text (context->issuer);
  g_autofree char *unit = nh_report_unit_in_text (context->unit);
  g_autofree char *year = g_strdup_printf ("%d", context->request->year);

  nh_report_add_sentence (context, sentences, "opening", "kế hoạch", plan, "nơi báo cáo", issuer, "tóm tắt",
                          context->report->whole ? "" : "tóm tắt", "năm", year, "địa bàn",
                          context->unit != context->issuer ? unit : "", NULL);
}

/* "xã, phường, thị trấn": kinds of the communes among the rows. */
static char *
commune_kinds (Paragraph *self)
{
  static const char *const kinds[] = { "xã", "phường", "thị trấn", "đặc khu" };
  g_autoptr (GString) text = g_string_new (NULL);
  GPtrArray *rows = nh_figures_get_rows (self->figures);

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < rows->len; i++)
      {
        const NhFigureRow *row = g_ptr_array_index (rows, i);

        if (row->unit->level != NH_LEVEL_COMMUNE || !g_str_equal (row->unit->kind, kinds[k]))
          continue;
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", kinds[k]);
        break;
      }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup ("đơn vị cấp xã");
}

/* "216/216 xã, phường, thị trấn" */
static char *
units_text (Paragraph *self)
{
  const NhFigure *held = figure_of (self, "units.held");
  GPtrArray *rows = nh_figures_get_rows (self->figures);
  g_autofree char *kinds = commune_kinds (self);
  g_autofree char *number = nh_report_figure_text (held);
  g_autofree char *plain = nh_number_format (held->value); /* "1/1", not "01/1" */
  guint n_communes = 0;

  if (!nh_report_has_figure (held) || self->context->unit->level >= NH_LEVEL_COMMUNE)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      const NhFigureRow *row = g_ptr_array_index (rows, i);

      n_communes += !row->own && row->unit->level == NH_LEVEL_COMMUNE;
    }
  /* Those that have no row are not known to be of these kinds. */
  if (n_communes < held->value)
    return g_strdup_printf ("%s đơn vị cấp xã%s", number, nh_report_total_note (self->context, "units.held"));
  if (held->qualifier != NULL)
    return g_strdup_printf ("%s %s", number, kinds);
  return g_strdup_printf ("%s/%u %s", plain, n_communes, kinds);
}

/* "với chủ đề “…”, từ ngày 01/8 đến ngày 20/8/2022, toàn tỉnh"; a plan says the days, else the points. */
static char *
when_and_where (Paragraph *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  NhDate from = season_day (self, NH_SEASON_WINDOW_FROM), to = season_day (self, NH_SEASON_WINDOW_TO);
  const char *theme = season_text (self, NH_SEASON_THEME);
  /* Without a plan; of one point they follow its place. Of a province they would only be those of the season. */
  gboolean held = self->context->unit->level >= NH_LEVEL_COMMUNE && self->points->len > 1 &&
                  figure_of (self, "points")->from != NH_FROM_TOTAL;
  g_autofree char *days = held ? nh_report_days_text (self->points, self->context->request->as_of) : g_strdup ("");

  if (*theme != '\0')
    g_string_append_printf (text, "với chủ đề “%s”, ", theme);
  if (from != NH_DATE_NONE && to != NH_DATE_NONE)
    {
      g_autofree char *first = nh_report_day_text (from, nh_date_year (from) != nh_date_year (to));
      g_autofree char *last = nh_report_day_text (to, TRUE);

      g_string_append_printf (text, "từ %s đến %s, ", first, last);
    }
  else if (*days != '\0')
    g_string_append_printf (text, "%s, ", days);
  g_string_append_printf (text, "toàn %s", self->context->unit->kind);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_one_point (Paragraph *self)
{
  const NhFigure *points = figure_of (self, "points");

  return points->state == NH_VALUE_SET && points->value == 1 && points->qualifier == NULL;
}

/* The record of the only point; NULL: there is none, or a total says so. */
static const NhRecord *
the_point (Paragraph *self)
{
  return figure_of (self, "points")->from != NH_FROM_TOTAL && self->points->len == 1 ? self->points->pdata[0] : NULL;
}

/* The levels whose leaders attend: code, indicator, title, the field with their names. */
static const struct
{
  const char *code, *indicator, *title;
  NhPointField names;
} levels[] = {
  { "central", "leaders.central", "lãnh đạo Trung ương", NH_POINT_CENTRAL_NAMES },
  { "province", "leaders.province", "lãnh đạo tỉnh", NH_POINT_PROVINCE_NAMES },
  { "district", "leaders.district", "lãnh đạo huyện", NH_POINT_DISTRICT_NAMES },
  { "commune", "leaders.commune", "lãnh đạo xã", NH_POINT_COMMUNE_NAMES },
};

/* Of one point: "đồng chí Nguyễn Văn An, Phó Chủ tịch UBND tỉnh; lãnh đạo xã". @point: nullable */
static char *
attended_text (Paragraph *self, const NhRecord *point)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      const char *names = point != NULL ? nh_record_get_text (point, levels[i].names) : "";
      g_autofree char *title = own_words (self, levels[i].title);
      g_autofree char *fold = nh_text_fold (names);
      gboolean addressed = g_str_has_prefix (fold, "dong chi") || g_str_has_prefix (fold, "cac dong chi") ||
                           g_str_has_prefix (fold, "đ/c") || g_str_has_prefix (fold, "ong ") ||
                           g_str_has_prefix (fold, "ba ");

      if (nh_report_has_figure (figure_of (self, levels[i].indicator)))
        add (list, "; ", "%s%s",
             *names == '\0' || addressed   ? ""
             : strchr (names, ';') != NULL ? "các đồng chí "
                                           : "đồng chí ",
             *names != '\0' ? names : title);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* "15 điểm có lãnh đạo tỉnh, 209 điểm có lãnh đạo huyện". The levels overlap, so they are not added. */
static char *
leaders_text (Paragraph *self)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_autofree char *counted = g_strconcat ("điểm có ", levels[i].title, NULL);

      add_count (self, list, ", ", "", levels[i].indicator, counted);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* "1.347 điểm ở khu dân cư; 60 điểm ở xã, phường" */
static char *
kinds_text (Paragraph *self)
{
  g_autoptr (GString) list = g_string_new (NULL);

  add_count (self, list, "; ", "", "points.residential", "điểm ở khu dân cư");
  add_count (self, list, "; ", "", "points.commune", "điểm ở xã, phường");
  add_count (self, list, "; ", "", "points.organisation", "điểm ở cơ quan, doanh nghiệp, nhà trường");
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* Are there more points of all kinds than points? Totals beside records may say so. */
static gboolean
has_more_of_kinds (Paragraph *self)
{
  gint64 n = figure_of (self, "points.residential")->value;

  n = nh_number_add (n, figure_of (self, "points.commune")->value);
  n = nh_number_add (n, figure_of (self, "points.organisation")->value);
  return n > figure_of (self, "points")->value;
}

/* A sentence with one value, where there is something to say. @text: nullable */
static void
add_sentence (Paragraph *self, GString *sentences, const char *name, const char *text)
{
  const NhSentence *sentence = nh_sentence_find (name);

  if (text != NULL && *text != '\0')
    nh_report_add_sentence (self->context, sentences, name, sentence->values[0], text, NULL);
}

/* "09/09 khu dân cư" where the register says of how many. */
static void
add_areas (Paragraph *self, GString *subjects)
{
  const NhFigure *figure = figure_of (self, "areas");
  guint n = nh_report_has_figure (figure) && figure->qualifier == NULL && !nh_report_is_unfinished (figure)
                ? nh_report_count_register (self->context, "khu_dan_cu")
                : 0;
  g_autofree char *number = nh_number_format_admin (figure->value);
  g_autofree char *all = nh_number_format_admin (n);

  if (n > 0 && figure->value <= n)
    add (subjects, " và ", "%s/%s khu dân cư", number, all);
  else
    add_count (self, subjects, " và ", "", "areas", "khu dân cư");
}

/* The first sentence: how many points, where, with whom. */
static void
write_points (Paragraph *self, GString *sentences)
{
  g_autofree char *begin = when_and_where (self);
  g_autofree char *number = nh_report_noted_text (self->context, "points", "điểm ngày hội");
  g_autofree char *points = number != NULL ? g_strconcat (number, self->names.place, NULL) : NULL;
  g_autofree char *kinds = kinds_text (self);
  g_autofree char *with_leaders = is_one_point (self) ? NULL : leaders_text (self);
  g_autofree char *leaders = is_one_point (self) ? attended_text (self, the_point (self)) : NULL;
  g_autofree char *units = units_text (self);
  g_autoptr (GString) subjects = g_string_new (units);
  gboolean more = has_more_of_kinds (self);

  /* A report may say the kinds and not their sum, or a total of a kind more than there are records. One kind alone is
   * all of them. */
  if (*kinds != '\0' && (points == NULL || (more && figure_of (self, "points")->from != NH_FROM_TOTAL)))
    {
      g_free (points);
      points = g_steal_pointer (&kinds);
    }
  else if (more || strchr (kinds, ';') == NULL)
    g_clear_pointer (&kinds, g_free);
  add_areas (self, subjects);
  if (points != NULL || subjects->len > 0)
    nh_report_add_sentence (self->context, sentences, "points", "thời gian", begin, "nơi tổ chức", subjects->str,
                            "điểm", points, "loại điểm", kinds, "điểm có lãnh đạo", with_leaders, "lãnh đạo", leaders,
                            NULL);
  add_sentence (self, sentences, "leaders", self->names.leaders);
  add_sentence (self, sentences, "organisers", self->names.organisers);
}

/* "84.000 lượt người tham gia", "792 lượt người tham gia ở 5/6 điểm". With totals beside records, of how many is not
 * known; nor is it of "khoảng 130 điểm". */
static void
write_attendance (Paragraph *self, GString *sentences)
{
  const NhFigure *figure = figure_of (self, "attendance");
  g_autofree char *number = nh_number_format_admin (figure->value), *text = NULL;
  const char *word = nh_qualifier_of_sum (figure->qualifiers, FALSE); /* of those points that say it */
  gboolean published = figure->beside && !figure->conflict && figure->other_qualifier != NULL;
  gboolean partly = figure->missing + figure->unknown > 0 && !figure->partly_total && !published &&
                    figure->from != NH_FROM_TOTAL && figure->wanted > figure->missing &&
                    figure_of (self, "points")->qualifier == NULL;

  if (figure->state == NH_VALUE_UNKNOWN)
    add (sentences, " ", "Chưa rõ số lượt người tham gia.");
  else if (!partly)
    text = nh_report_noted_text (self->context, "attendance", "lượt người tham gia");
  else if (nh_report_has_figure (figure))
    text = g_strdup_printf ("%s%s%s lượt người tham gia ở %u/%u điểm", word != NULL ? word : "",
                            word != NULL ? " " : "", number, figure->wanted - figure->missing, figure->wanted);
  add_sentence (self, sentences, "attendance", text);
}

/* " của tỉnh", " (01 của tỉnh, 02 của huyện)": the levels that chose the model points. "": a total does not say.
 * (transfer full) */
static char *
model_levels_text (Paragraph *self)
{
  const NhValue one = { .state = NH_VALUE_SET, .number = 1 };
  g_autoptr (GPtrArray) points = nh_report_points_having (self->context, NH_POINT_MODEL_LEVEL, NULL);
  g_autoptr (GPtrArray) tallies = nh_report_tallies_new ();
  const NhReportTally *only;
  g_autofree char *list = NULL;

  if (points == NULL || points->len != (guint) figure_of (self, "model_points")->value)
    return g_strdup ("");
  for (guint i = 0; i < points->len; i++)
    for (guint l = 0; l < G_N_ELEMENTS (levels); l++)
      {
        g_autofree char *of = g_strconcat ("của", levels[l].title + strlen ("lãnh đạo"), NULL);
        g_autofree char *own = nh_catalog_in_words_of (self->context->catalog, self->context->unit, of);

        if (nh_record_has_code (points->pdata[i], NH_POINT_MODEL_LEVEL, levels[l].code))
          nh_report_tally_add (tallies, own, (int) l, &one);
      }
  only = nh_report_tallies_get_only (tallies);
  if (only != NULL)
    return g_strconcat (" ", only->title, NULL);
  list = nh_report_tallies_text (tallies, "", NH_REPORT_MOST);
  return *list != '\0' ? g_strdup_printf (" (%s)", list) : g_strdup ("");
}

static void
write_scale (Paragraph *self, GString *sentences)
{
  g_autoptr (GString) size = g_string_new (NULL);
  g_autofree char *number = nh_report_noted_text (self->context, "model_points", "điểm chỉ đạo");
  g_autofree char *whose = number != NULL ? model_levels_text (self) : NULL;
  g_autofree char *models = number != NULL ? g_strconcat (number, whose, NULL) : NULL;

  add_sentence (self, sentences, "model_points", models);
  write_attendance (self, sentences);
  add_count (self, size, ", ", "", "households", NULL);
  add_count (self, size, ", ", "", "people", NULL);
  add_count (self, size, ", ", "", "groups", NULL);
  add_sentence (self, sentences, "size", size->str);
}

/* "02 mô hình (Camera an ninh; Tổ tự quản)", also where only the names are known. */
static void
add_named (Paragraph *self, GString *list, const char *separator, const char *before, const char *indicator,
           const char *measure, const char *names)
{
  gsize length = list->len;

  add_count (self, list, separator, before, indicator, measure);
  if (names == NULL || *names == '\0')
    return;
  if (list->len == length)
    add (list, separator, "%s%s", before, measure);
  g_string_append_printf (list, " (%s)", names);
}

static void
write_documents (Paragraph *self, GString *sentences)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (GString) documents = g_string_new (NULL);

  add_named (self, documents, ", ", "", "pacts", "giao ước thi đua", self->names.pacts);
  add_named (self, documents, ", ", "", "pledges", "bản cam kết", self->names.pledges);
  add_named (self, documents, ", ", "", "rules", "quy chế phối hợp, kế hoạch liên tịch", self->names.rules);
  if (documents->len > 0)
    add (list, "; ", "ký kết %s", documents->str);
  add_named (self, list, "; ", "ra mắt ", "models", "mô hình", self->names.models);
  add_named (self, list, "; ", "vận động Nhân dân giao nộp ", "weapons", "vũ khí, vật liệu nổ, công cụ hỗ trợ",
             self->names.weapons);
  add_count (self, list, "; ", "có ", "hand_ins", "lượt giao nộp vũ khí, vật liệu nổ, công cụ hỗ trợ");
  add_sentence (self, sentences, "documents", list->str);
}

/* Results of the year are said to be of the year, never of the festival. */
static gboolean
write_activities (Paragraph *self, GString *sentences, GError **error)
{
  g_autofree char *done = nh_report_activities_text (self->context, FALSE, error);
  g_autofree char *results = done != NULL ? nh_report_activities_text (self->context, TRUE, error) : NULL;
  g_autofree char *span = results != NULL ? nh_report_activity_span (self->context, error) : NULL;

  if (span == NULL)
    return FALSE;
  add_sentence (self, sentences, "activities", done);
  if (*results != '\0')
    nh_report_add_sentence (self->context, sentences, "results", "thời gian", span, "kết quả", results, NULL);
  return TRUE;
}

/* The points whose cost is part of the sum. (transfer container): of NhRecord* of @points */
static GPtrArray *
keep_costs (Paragraph *self, GPtrArray *points)
{
  GPtrArray *kept = g_ptr_array_new ();

  for (guint i = 0; i < points->len; i++)
    if (nh_value_is_set (nh_record_get (points->pdata[i], NH_POINT_COST)) &&
        nh_report_counts_records (self->context->figures, "cost", nh_record_get_info (points->pdata[i])->unit))
      g_ptr_array_add (kept, points->pdata[i]);
  return kept;
}

/* "18,5 triệu đồng, từ nguồn ngân sách 5 triệu đồng, khu dân cư 13,5 triệu đồng" */
static gboolean
write_cost (Paragraph *self, GString *sentences, GError **error)
{
  const NhFigure *figure = figure_of (self, "cost");
  g_autoptr (GPtrArray) points = nh_report_points_having (self->context, NH_POINT_FUNDING, error);
  g_autoptr (GPtrArray) kept = points != NULL ? keep_costs (self, points) : NULL;
  g_autofree char *money = nh_report_money_text (figure, FALSE);
  g_autofree char *sources = NULL, *text = NULL;

  if (kept == NULL)
    return FALSE;
  sources = figure->from != NH_FROM_TOTAL
                ? nh_report_funding_text (self->context, kept, NH_POINT_FUNDING, figure->value)
                : g_strdup ("");
  if (money != NULL)
    text = g_strconcat (money, nh_report_total_note (self->context, "cost"), *sources != '\0' ? ", từ nguồn " : "",
                        sources, NULL);
  else if (*sources != '\0')
    text = g_strconcat ("từ nguồn ", sources, NULL);
  add_sentence (self, sentences, "cost", text);
  return TRUE;
}

static void
write_cut_off (Paragraph *self, GString *sentences)
{
  NhDate as_of = self->context->request->as_of;
  guint n_units, n_nil, n_reported = nh_figures_count_reported (self->figures, &n_units);
  g_autofree char *day = as_of != NH_DATE_NONE ? nh_report_day_text (as_of, TRUE) : NULL;
  g_autofree char *nil = NULL, *nil_of_all = nh_report_nil_of_all_text (self->context);
  g_autofree char *undated = nh_report_undated_text (self->context);
  gboolean partly = nh_figures_get_rows (self->figures)->len > 0 && n_reported < n_units && n_reported > 0;

  if (self->context->final_only)
    {
      n_reported = nh_report_count_final (self->context, &n_units, &n_nil);
      nil = nh_report_nil_text (n_nil);
      add (sentences, " ", "Chỉ tính số liệu đã chốt của %u/%u đơn vị%s%s%s.", n_reported, n_units, nil,
           day != NULL ? ", đến " : "", day != NULL ? day : "");
    }
  else if (day != NULL && partly)
    add (sentences, " ", "Số liệu tính đến %s; %u/%u đơn vị đã báo cáo%s.", day, n_reported, n_units, nil_of_all);
  else if (day != NULL)
    add (sentences, " ", "Số liệu tính đến %s.", day);
  else if (partly)
    add (sentences, " ", "Đã có %u/%u đơn vị báo cáo%s.", n_reported, n_units, nil_of_all);
  if (undated != NULL)
    add (sentences, " ", "%s", undated);
}

/* Adds the sentences as a paragraph and clears them. */
static void
end_paragraph (NhSheet *sheet, GString *sentences)
{
  nh_sheet_add_paragraph (sheet, sentences->str);
  g_string_truncate (sentences, 0);
}

/* "hoạt động văn nghệ", "các hoạt động: văn nghệ, thể thao"; "" (transfer full) */
static char *
festivities_text (Paragraph *self, GError **error)
{
  g_autofree char *parts = nh_report_parts_text (self->context, NH_POINT_FESTIVITIES, error);

  if (parts == NULL || *parts == '\0')
    return g_steal_pointer (&parts);
  return g_strconcat (strstr (parts, ", ") != NULL ? "các hoạt động: " : "hoạt động ", parts, NULL);
}

static gboolean
read_points (Paragraph *self, GError **error)
{
  gboolean many = self->context->unit->level < NH_LEVEL_COMMUNE && !is_one_point (self);

  self->points = many ? g_ptr_array_new () : nh_report_records (self->context, &nh_point_type, error);
  return self->points != NULL;
}

/* What was held, with how many, and what else was done. */
static gboolean
write_results (Paragraph *self, NhSheet *sheet, GString *sentences, GError **error)
{
  g_autofree char *ceremony = nh_report_parts_text (self->context, NH_POINT_CEREMONY, error);
  g_autofree char *festivities = ceremony != NULL ? festivities_text (self, error) : NULL;

  if (festivities == NULL || !read_points (self, error))
    return FALSE;
  nh_report_describe_names (self->context, self->points, &self->names);
  write_points (self, sentences);
  write_scale (self, sentences);
  add_sentence (self, sentences, "ceremony", ceremony);
  add_sentence (self, sentences, "festivities", festivities);
  write_documents (self, sentences);
  if (!write_cost (self, sentences, error))
    return FALSE;
  end_paragraph (sheet, sentences);
  if (!write_activities (self, sentences, error))
    return FALSE;
  end_paragraph (sheet, sentences);
  return TRUE;
}

/* Points that were put off, called off or are still to come. */
static gboolean
write_not_held (Paragraph *self, NhSheet *sheet, GString *sentences, GError **error)
{
  g_autofree char *points = nh_report_not_held_text (self->context, error);

  if (points == NULL)
    return FALSE;
  if (*points != '\0')
    nh_report_add_sentence (self->context, sentences, "not_held", "điểm", points, "ngoài ra",
                            nh_report_has_figure (figure_of (self, "points")) ? "ngoài ra" : "", NULL);
  end_paragraph (sheet, sentences);
  return TRUE;
}

static gboolean
write_rewards (Paragraph *self, NhSheet *sheet, GString *sentences, GError **error)
{
  g_autoptr (GPtrArray) awards = NULL;
  g_autofree char *presenters = NULL;

  if (!nh_report_add_gifts (self->context, sentences, error))
    return FALSE;
  awards = nh_report_records (self->context, &nh_commendation_type, error);
  if (awards == NULL)
    return FALSE;
  if (self->context->report->whole)
    end_paragraph (sheet, sentences);
  nh_report_add_awards (self->context, awards, sentences);
  presenters = nh_report_presenters_text (self->context, awards);
  add_sentence (self, sentences, "presenters", presenters);
  end_paragraph (sheet, sentences);
  return TRUE;
}

/* Says so where nothing was written after @n paragraphs. */
static void
fill_empty (NhSheet *sheet, guint n)
{
  if (nh_sheet_get_n_paragraphs (sheet) == n)
    nh_sheet_add_paragraph (sheet, "Chưa có số liệu.");
}

static gboolean
write_comparison (Paragraph *self, NhSheet *sheet, GString *sentences, GError **error)
{
  /* Of those whose figures are final alone, some units do not compare with all of last year. */
  if (!self->context->final_only && !nh_report_add_comparison (self->context, sentences, error))
    return FALSE;
  write_cut_off (self, sentences);
  end_paragraph (sheet, sentences);
  return TRUE;
}

static gboolean
write_short (Paragraph *self, NhSheet *sheet, GError **error)
{
  g_autoptr (GString) sentences = g_string_new (NULL);

  if (!write_results (self, sheet, sentences, error) || !write_not_held (self, sheet, sentences, error) ||
      !write_rewards (self, sheet, sentences, error))
    return FALSE;
  fill_empty (sheet, 1);
  return write_comparison (self, sheet, sentences, error);
}

static gboolean
write_whole (Paragraph *self, NhSheet *sheet, GError **error)
{
  NhReportContext *context = self->context;
  g_autoptr (GString) sentences = g_string_new (NULL);
  g_autofree char *issuer = nh_report_unit_in_text (context->issuer);
  g_autofree char *year = g_strdup_printf ("%d", context->request->year);
  guint n;

  nh_report_add_part (context, "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO", "leading");
  nh_sheet_add_section (sheet, "II. KẾT QUẢ TỔ CHỨC NGÀY HỘI");
  n = nh_sheet_get_n_paragraphs (sheet);
  if (!write_results (self, sheet, sentences, error) || !write_not_held (self, sheet, sentences, error))
    return FALSE;
  fill_empty (sheet, n);
  if (!write_comparison (self, sheet, sentences, error))
    return FALSE;
  nh_sheet_add_section (sheet, "III. CÔNG TÁC KHEN THƯỞNG, TẶNG QUÀ");
  n = nh_sheet_get_n_paragraphs (sheet);
  if (!write_rewards (self, sheet, sentences, error))
    return FALSE;
  fill_empty (sheet, n);
  nh_report_add_part (context, "IV. NHẬN XÉT, ĐÁNH GIÁ", "remarks");
  nh_report_add_part (context, "V. KIẾN NGHỊ, ĐỀ XUẤT", "proposals");
  nh_report_add_sentence (context, sentences, "closing", "năm", year, "nơi báo cáo", issuer, NULL);
  end_paragraph (sheet, sentences);
  return TRUE;
}

static gboolean
write_body (Paragraph *self, NhSheet *sheet, GError **error)
{
  g_autoptr (GString) sentences = g_string_new (NULL);

  write_opening (self, sentences);
  end_paragraph (sheet, sentences);
  return self->context->report->whole ? write_whole (self, sheet, error) : write_short (self, sheet, error);
}

gboolean
nh_report_fill_paragraph (NhReportContext *context, GError **error)
{
  g_autoptr (NhRecord) season = NULL;
  GError *local_error = NULL;
  Paragraph self = { context, context->figures, nh_figures_get_total (context->figures) };
  gboolean done;

  season = nh_store_get_season (context->connection, context->ledger, context->request->unit, context->request->year,
                                &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  self.season = season;
  done = write_body (&self, context->sheet, error);
  g_clear_pointer (&self.points, g_ptr_array_unref);
  nh_point_names_clear (&self.names);
  return done;
}
