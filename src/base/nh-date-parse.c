/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-date.h"

#include <string.h>

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-text.h"

#define SEASON_MONTH 8
#define DIGITS "0123456789"
#define SPAN '~' /* replaces "đến" and the dashes that can only mean a range */

/* The typed parts of a date; 0: missing. */
typedef struct
{
  int day;
  int month;
  int year;
} Parts;

typedef struct
{
  const char *word;
  const char *instead;
} Replacement;

/* A word comes before its own prefix. */
static const Replacement words[] = {
  { "tu ngay", " " }, { "ngay", " " }, { "mung", " " }, { "mong", " " },
  { "thang", "/" },   { "nam", "/" },  { "tu", " " },
};
static const Replacement span_words[] = {
  { "den het", "~" }, { "den", "~" }, { "toi", "~" }, { "–", "~" }, { "—", "~" },
  { "->", "~" },      { "→", "~" },   { "‐", "-" },   { "‑", "-" }, { "−", "-" },
};

/* The day whose month and year complete a partial date. */
static NhDate
usual_hint (NhDate hint)
{
  return nh_date_is_valid (hint) ? hint : (NhDate) (nh_date_year (nh_date_today ()) * 10000 + SEASON_MONTH * 100 + 1);
}

/* The examples use the year of @hint. */
static gboolean
refuse (GError **error, const char *text, NhDate hint)
{
  g_autofree char *clean = nh_text_clean (text);
  int year = nh_date_year (usual_hint (hint));

  if (clean[0] == '\0')
    g_set_error (error, NH_ERROR, NH_ERROR_INVALID, _ ("Type a date, like 8, 8/8, 8/8/%d or 0808%02d."), year,
                 year % 100);
  else
    g_set_error (error, NH_ERROR, NH_ERROR_INVALID, _ ("“%s” is not a date. Type it like 8, 8/8, 8/8/%d or 0808%02d."),
                 clean, year, year % 100);
  return FALSE;
}

static char *
replace_all (char *text, const Replacement *replacements, gsize n)
{
  GString *out = g_string_new (text);

  for (gsize i = 0; i < n; i++)
    g_string_replace (out, replacements[i].word, replacements[i].instead, 0);
  g_free (text);
  return g_string_free (out, FALSE);
}

static gsize
count (const char *text, const char *signs)
{
  gsize n = 0;

  for (; (text = strpbrk (text, signs)) != NULL; text++)
    n++;
  return n;
}

/* "ngày 8 tháng 8 năm 2026" → "8/8/2026": drops words and blanks; a blank between two numbers becomes a separator. */
static char *
tidy (const char *text)
{
  g_autofree char *clean = nh_text_clean (text);
  char *folded = nh_text_fold (clean);
  gsize n = 0;

  folded = replace_all (folded, span_words, G_N_ELEMENTS (span_words));
  folded = replace_all (folded, words, G_N_ELEMENTS (words));
  for (gsize i = 0; folded[i] != '\0'; i++)
    {
      gboolean in_number = n > 0 && g_ascii_isdigit (folded[n - 1]);

      if (folded[i] != ' ')
        folded[n++] = folded[i];
      else if (in_number && g_ascii_isdigit (folded[i + 1 + strspn (folded + i + 1, " ")]))
        folded[n++] = '/';
    }
  folded[n] = '\0';
  /* "8–8–26": a word processor made dashes of hyphens. */
  if (count (folded, "~") == 2 && count (folded, "/-.") == 0)
    g_strdelimit (folded, "~", '-');
  return folded;
}

/* Spreadsheets append midnight to a date. */
static void
cut_midnight (char *text)
{
  static const char *const endings[] = { "t00:00:00.000z", "t00:00:00z", "t00:00:00", "/00:00:00",
                                         "/0:00:00",       "/00:00",     "/0:00" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (text, endings[i]))
      {
        text[strlen (text) - strlen (endings[i])] = '\0';
        return;
      }
}

static int
number_of (const char *digits, gsize n)
{
  int value = 0;

  for (gsize i = 0; i < n; i++)
    value = value * 10 + (digits[i] - '0');
  return value;
}

static gboolean
set_year (Parts *parts, const char *digits, gsize n)
{
  parts->year = number_of (digits, n);
  if (n == 2)
    parts->year += 2000;
  return n == 2 || (n == 4 && parts->year >= 1900 && parts->year <= 2199);
}

/* "8", "0808", "080826", "08082026"; "20260808" only where the month of that reading is impossible. */
static gboolean
read_plain (const char *text, gsize n, Parts *parts)
{
  if (n != 1 && n != 2 && n != 4 && n != 6 && n != 8)
    return FALSE;
  parts->day = number_of (text, MIN (n, 2));
  if (n >= 4)
    parts->month = number_of (text + 2, 2);
  if (n == 8 && parts->month > 12 &&
      nh_date_new (number_of (text, 4), number_of (text + 4, 2), number_of (text + 6, 2)) != NH_DATE_NONE)
    {
      *parts = (Parts){ number_of (text + 6, 2), number_of (text + 4, 2), number_of (text, 4) };
      return TRUE;
    }
  return n < 6 || set_year (parts, text + 4, n - 4);
}

static gboolean
is_number (const char *text)
{
  gsize length = strspn (text, DIGITS);

  return length > 0 && length <= 8 && text[length] == '\0';
}

/* Up to three numbers with / - . between them. */
static gboolean
read_parts (const char *text, Parts *parts)
{
  g_auto (GStrv) numbers = g_strsplit_set (text, "/-.", 4);
  guint n = g_strv_length (numbers);
  gsize lengths[3];

  *parts = (Parts){ 0 };
  if (n == 0 || n > 3)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (!is_number (numbers[i]))
        return FALSE;
      lengths[i] = strlen (numbers[i]);
    }
  if (n == 1)
    return read_plain (text, lengths[0], parts);
  if (n == 3 && lengths[0] == 4) /* ISO */
    {
      g_auto (GStrv) turned = g_steal_pointer (&numbers);

      numbers = g_strdupv ((char *[]){ turned[2], turned[1], turned[0], NULL });
      lengths[0] = lengths[2];
      lengths[2] = 4;
    }
  if (lengths[0] > 2 || lengths[1] > 2)
    return FALSE;
  parts->day = number_of (numbers[0], lengths[0]);
  parts->month = number_of (numbers[1], lengths[1]);
  /* A typed month 0 is wrong, not missing. */
  if (parts->month == 0)
    parts->month = -1;
  return n == 2 || set_year (parts, numbers[2], lengths[2]);
}

static void
fill_in (Parts *parts, NhDate hint)
{
  hint = usual_hint (hint);
  if (parts->month == 0)
    parts->month = nh_date_month (hint);
  if (parts->year == 0)
    parts->year = nh_date_year (hint);
}

static gboolean
to_date (const Parts *parts, NhDate *date, GError **error)
{
  NhDate found = nh_date_new (parts->year, parts->month, parts->day);
  int days;

  if (found != NH_DATE_NONE)
    {
      *date = found;
      return TRUE;
    }
  days = nh_date_days_in_month (parts->year, parts->month);
  if (days == 0)
    g_set_error (error, NH_ERROR, NH_ERROR_INVALID, _ ("There is no month %d: a year has 12 months."),
                 MAX (parts->month, 0));
  else
    g_set_error (error, NH_ERROR, NH_ERROR_INVALID, _ ("There is no day %d/%d: month %d of %d has %d days."),
                 parts->day, parts->month, parts->month, parts->year, days);
  return FALSE;
}

static gboolean
read_date (const char *text, const char *tidied, NhDate hint, NhDate *date, GError **error)
{
  Parts parts;

  if (!read_parts (tidied, &parts))
    return refuse (error, text, hint);
  fill_in (&parts, hint);
  return to_date (&parts, date, error);
}

gboolean
nh_date_parse (const char *text, NhDate hint, NhDate *date, GError **error)
{
  g_autofree char *tidied = tidy (text);

  cut_midnight (tidied);
  return read_date (text, tidied, hint, date, error);
}

/* The separator of the two ends; NULL: a single day. A hyphen separates the ends if it is the only one and there are
 * other separators ("9-13/8"), both sides are whole dates ("080826-100826"), or "9-13" is not a day and month. */
static char *
find_middle (char *tidied)
{
  char *middle = strchr (tidied, SPAN);
  char *hyphen = strchr (tidied, '-');
  Parts parts;

  if (middle != NULL)
    return middle;
  if (hyphen == NULL)
    return NULL;
  if (count (tidied, "-") == 1 && (count (tidied, "/.") > 0 || !read_parts (tidied, &parts) || parts.month > 12))
    return hyphen;
  /* "9-8-2026-13-8-2026" */
  if (count (tidied, "-") == 5 && count (tidied, "/.") == 0)
    return strchr (strchr (hyphen + 1, '-') + 1, '-');
  return NULL;
}

static gboolean
read_span (const char *text, const char *left, const char *right, NhDate hint, NhDate *from, NhDate *to, GError **error)
{
  Parts first;
  Parts last;
  NhDate begin = NH_DATE_NONE;
  NhDate end = NH_DATE_NONE;
  gboolean year_is_free;

  if (!read_parts (left, &first) || !read_parts (right, &last))
    return refuse (error, text, hint);
  /* "9/8 đến 13": the end takes its month and year from the start. */
  if (last.month == 0)
    last.month = first.month;
  if (last.year == 0)
    last.year = first.year;
  fill_in (&last, hint);
  if (!to_date (&last, &end, error))
    return FALSE;

  year_is_free = first.year == 0 && first.month > 0;
  fill_in (&first, end);
  /* "29/12–3/1/2026" begins in 2025. */
  if (year_is_free && first.month > last.month)
    first.year--;
  if (!to_date (&first, &begin, error))
    return FALSE;
  if (begin > end)
    {
      g_set_error (error, NH_ERROR, NH_ERROR_INVALID, _ ("“%s” ends before it begins."), text);
      return FALSE;
    }
  *from = begin;
  *to = end;
  return TRUE;
}

gboolean
nh_date_parse_range (const char *text, NhDate hint, NhDate *from, NhDate *to, GError **error)
{
  g_autofree char *tidied = tidy (text);
  char *middle;

  cut_midnight (tidied);
  middle = find_middle (tidied);
  if (middle != NULL)
    {
      *middle = '\0';
      return read_span (text, tidied, middle + 1, hint, from, to, error);
    }
  if (!read_date (text, tidied, hint, from, error))
    return FALSE;
  *to = *from;
  return TRUE;
}
