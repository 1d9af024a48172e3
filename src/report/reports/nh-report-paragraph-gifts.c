/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sentences of the paragraph on gifts: what was given to whom, what it is worth, and who gave it. */

#include "nh-report-private.h"

#include <string.h>

#include "nh-gift.h"
#include "nh-number.h"

#define MOST_GIVERS 8
#define OTHER "khac"   /* the code of "Khác" */
#define SET "suat_qua" /* the code of "Suất quà" */

/* What records say about gifts; "" where they say nothing. Of units whose totals-only figure stands instead, nothing.
 */
typedef struct
{
  GHashTable *whom; /* indicator → tallies: "cho hộ nghèo"; of other gifts "máy lọc nước cho học sinh" */
  char *givers;     /* "MTTQ xã, UBND xã" */
  gboolean all_givers;    /* they gave all of them */
  char *funding;          /* "ngân sách 5 triệu đồng, MTTQ" */
  char *known_value;      /* of how many the value is known; NULL: of all, or of none */
  const NhCode *set_kind; /* of all suất, where it is not the usual one: "Học bổng"; NULL: they are not of one */
} Words;

static const NhFigure *
figure_of (NhReportContext *context, const char *indicator)
{
  return nh_figures_get (nh_figures_get_total (context->figures), indicator);
}

static char *
join_givers (GPtrArray *givers)
{
  g_autoptr (GString) text = g_string_new (NULL);

  nh_report_tallies_sort (givers);
  for (guint i = 0; i < MIN (givers->len, MOST_GIVERS); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            ((const NhReportTally *) g_ptr_array_index (givers, i))->title);
  if (givers->len > MOST_GIVERS)
    g_string_append_printf (text, " và %02u đơn vị, cá nhân khác", givers->len - MOST_GIVERS);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const NhCode *
code_of (NhReportContext *context, const NhRecord *record, guint field)
{
  return nh_catalog_get_code (context->catalog, nh_record_get_record_type (record)->fields[field].codebook,
                              nh_record_get_text (record, field), NH_DATE_NONE);
}

static void
clear_words (Words *words)
{
  g_clear_pointer (&words->whom, g_hash_table_unref);
  g_free (words->givers);
  g_free (words->funding);
  g_free (words->known_value);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, clear_words)

/* Does the number of the record stand in @indicator? */
static gboolean
counts (NhReportContext *context, const NhRecord *gift, const char *indicator)
{
  return nh_report_counts_records (context->figures, indicator, nh_record_get_info (gift)->unit);
}

/* (nullable) */
static const NhCode *
find_set_kind (NhReportContext *context, GPtrArray *gifts)
{
  const NhCode *found = NULL;
  gint64 sum = 0;

  for (guint i = 0; i < gifts->len; i++)
    {
      const NhRecord *gift = g_ptr_array_index (gifts, i);
      const NhCode *kind = code_of (context, gift, NH_GIFT_KIND);
      const char *indicator = nh_report_gift_indicator (context, gift);

      if (!g_str_equal (indicator, "gifts.sets") || !counts (context, gift, indicator))
        continue;
      if (kind == NULL || g_str_equal (kind->code, SET) || (found != NULL && found != kind))
        return NULL;
      found = kind;
      sum = nh_number_add (sum, nh_record_get_number (gift, NH_GIFT_QUANTITY, 0));
    }
  return sum == figure_of (context, "gifts.sets")->value ? found : NULL;
}

/* "cho hộ nghèo", of a kind without a figure of its own "máy lọc nước cho hộ nghèo", of one of several kinds of suất
 * "học bổng cho học sinh". (transfer full) */
static char *
whom_title (NhReportContext *context, const Words *words, const NhRecord *gift, const char *indicator,
            const NhCode *category)
{
  const NhCode *kind = code_of (context, gift, NH_GIFT_KIND);
  const char *usual = g_str_equal (indicator, "gifts.other")  ? OTHER
                      : g_str_equal (indicator, "gifts.sets") ? SET
                                                              : NULL;
  gboolean named = usual != NULL && kind != NULL && !g_str_equal (kind->code, usual) && kind != words->set_kind;
  g_autofree char *what = named ? nh_report_in_sentence (kind->title) : NULL;
  g_autofree char *whom = category == NULL                      ? g_strdup ("")
                          : g_str_equal (category->code, OTHER) ? g_strdup ("đối tượng khác")
                                                                : nh_report_in_sentence (category->title);

  return g_strconcat (named ? what : "", named && *whom != '\0' ? " " : "", *whom != '\0' ? "cho " : "", whom, NULL);
}

/* (transfer none) */
static GPtrArray *
tallies_of (GHashTable *whom, const char *indicator)
{
  GPtrArray *tallies = g_hash_table_lookup (whom, indicator);

  if (tallies == NULL)
    {
      tallies = nh_report_tallies_new ();
      g_hash_table_insert (whom, (gpointer) indicator, tallies);
    }
  return tallies;
}

/* Nobody says who gave what a total stands for. */
static gboolean
has_total (NhReportContext *context)
{
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  for (guint i = 0; i < n; i++)
    {
      const NhFigure *figure = figure_of (context, indicators[i].code);

      if (g_str_has_prefix (indicators[i].code, "gifts.") && !g_str_equal (indicators[i].code, "gifts.value") &&
          (figure->partly_total || figure->from == NH_FROM_TOTAL))
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_words (NhReportContext *context, Words *words, GError **error)
{
  g_autoptr (GPtrArray) gifts = nh_report_records (context, &nh_gift_type, error);
  g_autoptr (GPtrArray) givers = nh_report_tallies_new ();
  g_autoptr (GPtrArray) valued = g_ptr_array_new ();

  if (gifts == NULL)
    return FALSE;
  words->whom = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  words->all_givers = !has_total (context);
  words->set_kind = find_set_kind (context, gifts);
  for (guint i = 0; i < gifts->len; i++)
    {
      NhRecord *gift = g_ptr_array_index (gifts, i);
      const char *indicator = nh_report_gift_indicator (context, gift);
      const NhCode *category = code_of (context, gift, NH_GIFT_CATEGORY);
      const char *giver = nh_record_get_text (gift, NH_GIFT_GIVER);
      g_autofree char *whom = whom_title (context, words, gift, indicator, category);

      if (nh_value_is_set (nh_record_get (gift, NH_GIFT_VALUE)) && counts (context, gift, "gifts.value"))
        g_ptr_array_add (valued, gift);
      if (!counts (context, gift, indicator))
        continue;
      words->all_givers &= *giver != '\0';
      if (*giver != '\0')
        nh_report_tally_add_record (givers, giver, 0, gift, NH_GIFT_QUANTITY);
      if (*whom != '\0')
        nh_report_tally_add_record (tallies_of (words->whom, indicator), whom,
                                    category != NULL ? category->position : 0, gift, NH_GIFT_QUANTITY);
    }
  words->givers = join_givers (givers);
  words->known_value = nh_report_known_value_text (context, gifts);
  words->funding = figure_of (context, "gifts.value")->from != NH_FROM_TOTAL
                       ? nh_report_funding_text (context, valued, NH_GIFT_FUNDING,
                                                 figure_of (context, "gifts.value")->value)
                       : g_strdup ("");
  return TRUE;
}

/* " cho hộ nghèo", where all are; else " (20 suất cho hộ nghèo, …)", as other gifts always, which have names. @measure:
 * "suất ", or "". (transfer full) */
static char *
whom_text (NhReportContext *context, const Words *words, const char *indicator, const char *measure)
{
  GPtrArray *tallies = g_hash_table_lookup (words->whom, indicator);
  g_autofree char *list = tallies != NULL ? nh_report_tallies_text (tallies, measure, NH_REPORT_MOST) : g_strdup ("");
  const NhReportTally *only = tallies != NULL ? nh_report_tallies_get_only (tallies) : NULL;

  if (*list == '\0')
    return g_strdup ("");
  if (only != NULL && only->number == figure_of (context, indicator)->value && g_str_has_prefix (only->title, "cho "))
    return g_strdup_printf (" %s", only->title);
  return g_strdup_printf (" (%s)", list);
}

/* "02 xe đạp cho học sinh" */
static void
add_gifts (NhReportContext *context, const Words *words, GString *list, const char *indicator, const char *title,
           const char *measure)
{
  g_autofree char *whom = whom_text (context, words, indicator, measure);
  /* For whom suất are ends the sentence. */
  gboolean ends = g_str_equal (indicator, "gifts.sets") && *nh_report_total_note (context, indicator) == ' ';
  g_autofree char *number = ends ? nh_report_count_text (context, indicator, title)
                                 : nh_report_noted_text (context, indicator, title);

  if (number != NULL)
    g_string_append_printf (list, "%s%s%s", list->len > 0 ? ", " : "", number, whom);
}

/* "37 suất quà (20 suất cho hộ nghèo, …), trị giá 16 triệu đồng, 02 xe đạp" */
static void
write_sentences (NhReportContext *context, const Words *words, GString *sentences)
{
  static const char *const pieces[][2] = {
    { "gifts.houses", "nhà Đại đoàn kết, nhà tình nghĩa" },
    { "gifts.bicycles", "xe đạp" },
    { "gifts.wheelchairs", "xe lăn" },
    { "gifts.insurance", "thẻ bảo hiểm y tế" },
    { "gifts.savings", "sổ tiết kiệm" },
    { "gifts.cash", "phần quà bằng tiền mặt" },
    { "gifts.other", "phần quà khác" },
  };
  g_autoptr (GString) list = g_string_new (NULL);
  const char *recipients = nh_report_total_note (context, "gifts.sets");
  const NhFigure *value = figure_of (context, "gifts.value");
  /* A total of suất has gifts in it whose value no record says. */
  gboolean open = value->from != NH_FROM_TOTAL && nh_figure_count_more (figure_of (context, "gifts.sets")) > 0;
  g_autofree char *money = nh_report_money_text (value, open);
  g_autofree char *kind = nh_report_in_sentence (words->set_kind != NULL ? words->set_kind->title : "quà");
  g_autofree char *sets = g_strconcat ("suất ", kind, NULL);

  add_gifts (context, words, list, "gifts.sets", sets, "suất ");
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    add_gifts (context, words, list, pieces[i][0], pieces[i][1], "");
  if (money != NULL)
    g_string_append_printf (list, "%strị giá %s%s", list->len > 0 ? ", " : "quà ", money,
                            nh_report_total_note (context, "gifts.value"));
  if (money != NULL && value->from != NH_FROM_TOTAL && words->known_value != NULL)
    g_string_append_printf (list, " (mới biết của %s)", words->known_value);
  if (*words->funding != '\0')
    g_string_append_printf (list, "%stừ nguồn %s", list->len > 0 ? ", " : "quà ", words->funding);
  if (list->len > 0)
    nh_report_add_sentence (context, sentences, "gifts", "quà", list->str, "người nhận",
                            *recipients == ' ' ? recipients + 1 : "", NULL);
  if (*words->givers != '\0')
    nh_report_add_sentence (context, sentences, words->all_givers ? "givers" : "some_givers", "người tặng",
                            words->givers, NULL);
}

gboolean
nh_report_add_gifts (NhReportContext *context, GString *sentences, GError **error)
{
  g_auto (Words) words = { 0 };

  if (!read_words (context, &words, error))
    return FALSE;
  write_sentences (context, &words, sentences);
  return TRUE;
}
