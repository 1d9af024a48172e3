/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sentences of the paragraph on commendations: each form in its own words, the highest first. */

#include "nh-report-private.h"

#include <string.h>

#include "nh-commendation.h"
#include "nh-number.h"

#define GIVE "trao tặng "
#define DECIDE "quyết định tặng " /* where not all of it was presented */

/* What is known of a form: a recipient's kind each. */
static const struct
{
  const char *code, *measure;
} kinds[] = {
  { ".collective", "tập thể" },
  { ".individual", "cá nhân" },
  { ".household", "hộ gia đình" },
  { ".mixed", "tập thể, cá nhân" },
};

static const struct
{
  const char *column, *title;
  const char *verb;   /* where it begins the sentence; NULL: "trao tặng " */
  const char *to;     /* between the title and the recipients; NULL: " cho " */
  const char *lumped; /* after a number whose recipients are not known; NULL: the title */
} awards[] = {
  { "order", "Huân chương" },
  { "honour", "Huy chương" },
  { "flag_government", "Cờ thi đua của Chính phủ" },
  { "prime_minister", "Bằng khen của Thủ tướng Chính phủ" },
  { "medal", "Kỷ niệm chương “Bảo vệ an ninh Tổ quốc”" },
  { "flag_ministry", "Cờ thi đua của Bộ Công an" },
  { "ministry", "Bằng khen của Bộ trưởng Bộ Công an" },
  { "flag_province", "Cờ thi đua của UBND tỉnh" },
  { "province", "Bằng khen của Chủ tịch UBND tỉnh" },
  { "police", "Giấy khen của Giám đốc Công an tỉnh" },
  { "district", "Giấy khen của Chủ tịch UBND huyện" },
  { "district_police", "Giấy khen của Trưởng Công an huyện" },
  { "commune", "Giấy khen của Chủ tịch UBND xã, phường" },
  { "letter", "Thư khen", "gửi " },
  { "praise", "biểu dương", "", " ", "lượt biểu dương" },
  { "other", "khen thưởng hình thức khác", "", NULL, "lượt khen thưởng hình thức khác" },
  { "all", "khen thưởng", "", " " },
};

/* What is commended by one form: "03 tập thể, 01 cá nhân". (transfer full) */
static char *
whom_text (NhReportContext *context, const char *column)
{
  g_autoptr (GString) whom = g_string_new (NULL);

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autofree char *code = g_strconcat ("commendations.", column, kinds[k].code, NULL);
      g_autofree char *text = nh_indicator_find (code) != NULL ? nh_report_count_text (context, code, kinds[k].measure)
                                                               : NULL;

      if (text != NULL)
        g_string_append_printf (whom, "%s%s", whom->len > 0 ? ", " : "", text);
    }
  if (g_str_equal (column, "medal"))
    {
      g_autofree char *text = nh_report_count_text (context, "commendations.medal", "cá nhân");

      g_string_append (whom, text != NULL ? text : "");
    }
  return g_string_free (g_steal_pointer (&whom), FALSE);
}

/* Adds an item; the first one brings the verb. */
static void
add_item (GString *list, const char **verb, const char *its_verb, const char *item)
{
  if (list->len == 0)
    *verb = its_verb;
  g_string_append_printf (list, "%s%s", list->len > 0 ? "; " : "", item);
}

static void
add_award (NhReportContext *context, guint a, GString *list, const char **verb)
{
  const char *its_verb = awards[a].verb != NULL ? awards[a].verb : GIVE;
  g_autofree char *title = nh_catalog_in_words_of (context->catalog, context->unit, awards[a].title);
  g_autofree char *whom = whom_text (context, awards[a].column);
  g_autofree char *code = g_strconcat ("commendations.", awards[a].column, ".unsorted", NULL);
  g_autofree char *lumped = nh_indicator_find (code) == NULL
                                ? NULL
                                : nh_report_count_text (context, code,
                                                        awards[a].lumped != NULL ? awards[a].lumped : title);
  const char *why = list->len > 0 && g_str_equal (awards[a].column, "all") ? " (chưa rõ hình thức)" : "";
  g_autofree char *item = g_strconcat (title, awards[a].to != NULL ? awards[a].to : " cho ", whom, why, NULL);

  if (*whom != '\0')
    add_item (list, verb, its_verb, item);
  if (lumped != NULL)
    add_item (list, verb, awards[a].lumped != NULL ? "có " : its_verb, lumped);
}

/* "07 tập thể, 08 cá nhân": of all forms; NULL: a number is not exact or not sorted. (transfer full) */
static char *
sum_text (NhReportContext *context)
{
  const NhFigureRow *total = nh_figures_get_total (context->figures);
  g_autoptr (GString) list = g_string_new (NULL);
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      gint64 sum = k == 1 ? nh_figures_get (total, "commendations.medal")->value : 0;
      g_autofree char *number = NULL;

      for (guint i = 0; i < n; i++)
        {
          const NhFigure *figure = &total->figures[i];

          if (!g_str_equal (indicators[i].group, "commendations"))
            continue;
          if (figure->qualifier != NULL || figure->unknown > 0)
            return NULL;
          if (figure->value > 0 && g_str_has_suffix (indicators[i].code, ".unsorted"))
            return NULL;
          if (g_str_has_suffix (indicators[i].code, kinds[k].code) && nh_report_has_figure (figure))
            sum = nh_number_add (sum, figure->value);
        }
      number = nh_number_format_admin (sum);
      if (sum > 0)
        g_string_append_printf (list, "%s%s %s", list->len > 0 ? ", " : "", number, kinds[k].measure);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static gboolean
is_presented (GPtrArray *records)
{
  gboolean all = TRUE;

  for (guint i = 0; i < records->len; i++)
    all &= nh_record_has_code (records->pdata[i], NH_COMMENDATION_STATE, "presented");
  return all;
}

gboolean
nh_report_add_awards (NhReportContext *context, GString *sentences, GError **error)
{
  g_autoptr (GPtrArray) records = nh_report_records (context, &nh_commendation_type, error);
  g_autoptr (GString) list = g_string_new (NULL);
  const char *verb = GIVE;
  g_autofree char *sum = NULL, *text = NULL, *lump = NULL;

  if (records == NULL)
    return FALSE;
  for (guint a = 0; a < G_N_ELEMENTS (awards); a++)
    add_award (context, a, list, &verb);
  sum = strchr (list->str, ';') != NULL ? sum_text (context) : NULL;
  lump = nh_report_count_text (context, "commendations.all", "lượt khen thưởng các hình thức");
  if (list->len > 0 && sum != NULL)
    text = g_strdup_printf ("đã khen thưởng %s, gồm: %s", sum, list->str);
  else if (list->len > 0)
    text = g_strconcat (g_str_equal (verb, "có ") ? "" : "đã ",
                        g_str_equal (verb, GIVE) && !is_presented (records) ? DECIDE : verb, list->str, NULL);
  else if (lump != NULL)
    text = g_strconcat ("có ", lump, NULL);
  if (text != NULL)
    nh_report_add_sentence (context, sentences, "awards", "khen thưởng", text, NULL);
  if (list->len > 0 && lump != NULL)
    nh_report_add_sentence (context, sentences, "other_awards", "khen thưởng", lump, NULL);
  return TRUE;
}
