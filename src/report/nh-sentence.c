/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-sentence.h"

#include <string.h>

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-text.h"

#define MOST_DEEP 4 /* brackets within brackets */

static const NhSentence sentences[] = {
  { "opening",
    N_ ("Opening"),
    "Thực hiện Quyết định số 521/QĐ-TTg ngày 13/6/2005 của Thủ tướng Chính phủ về “Ngày hội toàn dân bảo vệ an ninh "
    "Tổ quốc”[ và Kế hoạch số {kế hoạch}], Công an {nơi báo cáo} báo cáo[ {tóm tắt}] kết quả tổ chức Ngày hội năm "
    "{năm}[ tại {địa bàn}] như sau:",
    { "kế hoạch", "nơi báo cáo", "tóm tắt", "năm", "địa bàn" } },
  { "points",
    N_ ("Points"),
    "{thời gian}[ có {nơi tổ chức} tổ chức Ngày hội[ với {điểm}]| tổ chức {điểm}][ ({loại điểm})][; trong đó có "
    "{điểm có lãnh đạo} cùng dự][, với sự tham dự của {lãnh đạo}].",
    { "thời gian", "nơi tổ chức", "điểm", "loại điểm", "điểm có lãnh đạo", "lãnh đạo" } },
  { "leaders", N_ ("Leaders by name"), "Dự Ngày hội có {lãnh đạo}.", { "lãnh đạo" } },
  { "organisers", N_ ("Organisers"), "Phối hợp tổ chức: {đơn vị}.", { "đơn vị" } },
  { "model_points", N_ ("Model points"), "Có {điểm chỉ đạo}.", { "điểm chỉ đạo" } },
  { "attendance", N_ ("Attendance"), "Ngày hội đã thu hút {người tham gia}.", { "người tham gia" } },
  { "size", N_ ("Size of the places"), "Quy mô nơi tổ chức: {quy mô}.", { "quy mô" } },
  { "ceremony", N_ ("Ceremony"), "Phần lễ có {nội dung}.", { "nội dung" } },
  { "festivities", N_ ("Festivities"), "Phần hội có {hoạt động}.", { "hoạt động" } },
  { "documents", N_ ("Pacts, models, weapons"), "Tại Ngày hội đã {kết quả}.", { "kết quả" } },
  { "not_held", N_ ("Points not held"), "[{ngoài ra} ]{điểm}.", { "điểm", "ngoài ra" } },
  { "cost", N_ ("Cost"), "Kinh phí tổ chức Ngày hội: {kinh phí}.", { "kinh phí" } },
  { "activities", N_ ("Activities of the festival"), "Dịp Ngày hội đã {hoạt động}.", { "hoạt động" } },
  { "results", N_ ("Results of the year"), "Trong {thời gian} đã {kết quả}.", { "thời gian", "kết quả" } },
  { "gifts", N_ ("Gifts"), "Đã thăm hỏi, tặng {quà}[ {người nhận}].", { "quà", "người nhận" } },
  { "givers", N_ ("Givers"), "Quà do {người tặng} trao tặng.", { "người tặng" } },
  { "some_givers", N_ ("Givers of a part"), "Trong đó có quà do {người tặng} trao tặng.", { "người tặng" } },
  { "awards", N_ ("Commendations"), "Về khen thưởng, {khen thưởng}.", { "khen thưởng" } },
  { "other_awards", N_ ("Commendations of no known form"), "Ngoài ra có {khen thưởng}.", { "khen thưởng" } },
  { "presenters", N_ ("Who presented them"), "Trao khen thưởng: {người trao}.", { "người trao" } },
  { "comparison", N_ ("Comparison"), "So với {kỳ trước}: {so sánh}.", { "kỳ trước", "so sánh" } },
  { "closing",
    N_ ("Closing of the whole report"),
    "Trên đây là kết quả tổ chức “Ngày hội Toàn dân bảo vệ an ninh Tổ quốc” năm {năm}, Công an {nơi báo cáo} báo "
    "cáo./.",
    { "năm", "nơi báo cáo" } },
};

const NhSentence *
nh_sentences (guint *n_sentences)
{
  *n_sentences = G_N_ELEMENTS (sentences);
  return sentences;
}

const NhSentence *
nh_sentence_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_str_equal (sentences[i].name, name))
      return &sentences[i];
  return NULL;
}

char *
nh_sentence_setting (const NhSentence *sentence)
{
  return g_strconcat ("sentence.", sentence->name, NULL);
}

/* --- What an office writes --- */

char *
nh_sentence_clean (const NhSentence *sentence, const char *text)
{
  g_autofree char *clean = g_strstrip (nh_text_clean_lines (text));

  return g_strdup (g_str_equal (clean, sentence->text) ? "" : clean);
}

/* The name between the braces at @text; *@end: behind them. NULL: there is no closing one. (transfer full) */
static char *
value_at (const char *text, const char **end)
{
  const char *close = text + strcspn (text + 1, "{}[]|") + 1;

  if (*close != '}')
    return NULL;
  *end = close + 1;
  return g_strndup (text + 1, (gsize) (close - text) - 1);
}

/* "{kế hoạch}, {năm}". (transfer full) */
static char *
list_values (const NhSentence *sentence)
{
  g_autofree char *names = g_strjoinv ("}, {", (char **) sentence->values);

  return g_strdup_printf ("{%s}", names);
}

static gboolean
check_value (const NhSentence *sentence, const char *at, const char **end, GError **error)
{
  g_autofree char *name = value_at (at, end);
  g_autofree char *known = list_values (sentence);

  if (name != NULL && g_strv_contains (sentence->values, name))
    return TRUE;
  if (name == NULL)
    nh_error_set (error, NH_ERROR_INVALID, _ ("use the sentence"), _ ("a “{” has no “}” after its name."));
  else
    nh_error_set (error, NH_ERROR_INVALID, _ ("use the sentence"),
                  _ ("it has no value “{%s}”. What can stand there: %s."), name, known);
  return FALSE;
}

static gboolean
check_pairs (const NhSentence *sentence, const char *text, GError **error)
{
  const char *at = text;
  gboolean paired = TRUE;
  int depth = 0;

  while (paired && *at != '\0')
    {
      if (*at == '{')
        {
          if (!check_value (sentence, at, &at, error))
            return FALSE;
          continue;
        }
      depth += *at == '[' ? 1 : *at == ']' ? -1 : 0;
      paired = depth >= 0 && depth <= MOST_DEEP && *at != '}' && (*at != '|' || depth > 0);
      at++;
    }
  if (paired && depth == 0)
    return TRUE;
  nh_error_set (error, NH_ERROR_INVALID, _ ("use the sentence"),
                _ ("“[” and “]”, “{” and “}” must come in pairs, and “|” stands only between “[” and “]”."));
  return FALSE;
}

gboolean
nh_sentence_check (const NhSentence *sentence, const char *text, GError **error)
{
  g_autofree char *most = nh_number_format (NH_SENTENCE_MOST);

  if (g_utf8_strlen (text, -1) <= NH_SENTENCE_MOST)
    return check_pairs (sentence, text, error);
  nh_error_set (error, NH_ERROR_INVALID, _ ("use the sentence"), _ ("it has more than %s letters."), most);
  return FALSE;
}

char *
nh_sentence_left_out (const NhSentence *sentence, const char *text)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; sentence->values[i] != NULL; i++)
    {
      g_autofree char *value = g_strdup_printf ("{%s}", sentence->values[i]);

      if (strstr (text, value) == NULL)
        g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", value);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* --- Filling in --- */

static void fill (const char **at, gboolean inside, GHashTable *values, GString *filled, gboolean *whole);

/* From behind a "[" to behind its "]": the first part without an empty value. */
static void
fill_choice (const char **at, GHashTable *values, GString *filled)
{
  gboolean done = FALSE;
  char last;

  do
    {
      g_autoptr (GString) part = g_string_new (NULL);
      gboolean whole = TRUE;

      fill (at, TRUE, values, part, &whole);
      if (whole && !done)
        g_string_append (filled, part->str);
      done |= whole;
      last = **at;
      *at += last != '\0';
    }
  while (last == '|');
}

/* *@whole: FALSE where a value that stands here is empty; one in brackets within is none of it. */
static void
fill (const char **at, gboolean inside, GHashTable *values, GString *filled, gboolean *whole)
{
  while (**at != '\0' && !(inside && (**at == ']' || **at == '|')))
    {
      g_autofree char *name = **at == '{' ? value_at (*at, at) : NULL;
      const char *value = name != NULL ? g_hash_table_lookup (values, name) : NULL;

      if (name != NULL)
        {
          g_string_append (filled, value != NULL ? value : "");
          *whole &= value != NULL && *value != '\0';
        }
      else if (**at == '[')
        {
          ++*at;
          fill_choice (at, values, filled);
        }
      else
        g_string_append_c (filled, *(*at)++);
    }
}

char *
nh_sentence_fill (const char *text, GHashTable *values)
{
  g_autoptr (GString) filled = g_string_new (NULL);
  gboolean whole = TRUE;

  fill (&text, FALSE, values, filled, &whole);
  return nh_text_capitalize (filled->str);
}
