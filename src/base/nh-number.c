/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-number.h"

#include <math.h>
#include <string.h>

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-text.h"

#define BILLION G_GINT64_CONSTANT (1000000000)

static const char *const digit_words[] = { "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín" };

static gboolean
refuse (GError **error, const char *text, const char *hint)
{
  /* Translators: first what was typed, then why it is no number and what to type. */
  g_set_error (error, NH_ERROR, NH_ERROR_INVALID, _ ("“%s” is not a whole number: %s"), text, hint);
  return FALSE;
}

static gboolean
has_only (const char *text, const char *allowed)
{
  return text[strspn (text, allowed)] == '\0';
}

/* "1.407.000" with @separator between groups of three; the first group may not start with 0. */
static gboolean
is_grouped (const char *text, char separator)
{
  gsize first = strspn (text, "0123456789");

  if (first < 1 || first > 3 || text[0] == '0' || text[first] == '\0')
    return FALSE;
  for (text += first; *text != '\0'; text += 4)
    if (*text != separator || strspn (text + 1, "0123456789") != 3)
      return FALSE;
  return TRUE;
}

static gboolean
read_digits (const char *text, const char *digits, gint64 *value, GError **error)
{
  gint64 sum = 0;

  for (; *digits != '\0'; digits++)
    {
      if (!g_ascii_isdigit (*digits))
        continue;
      sum = sum * 10 + (*digits - '0');
      if (sum > NH_NUMBER_MAX)
        return refuse (error, text, _ ("it is too big; 999.999.999.999.999 is the most."));
    }
  *value = sum;
  return TRUE;
}

static gboolean
refuse_comma (GError **error, const char *text)
{
  g_autofree char *dots = g_strdelimit (g_strdup (text), ",", '.');
  g_autofree char *hint = NULL;

  if (!is_grouped (text, ','))
    return refuse (error, text, _ ("only whole numbers fit here, without a comma."));
  /* Translators: %s is a number with dots, like 1.407. */
  hint = g_strdup_printf (_ ("the comma marks decimals. If you mean thousands, type %s."), dots);
  return refuse (error, text, hint);
}

gboolean
nh_number_parse (const char *text, gint64 *value, GError **error)
{
  g_autofree char *clean = nh_text_clean (text);

  if (clean[0] == '\0')
    {
      g_set_error_literal (error, NH_ERROR, NH_ERROR_INVALID, _ ("Type a number, like 1.407."));
      return FALSE;
    }
  if (has_only (clean, "0123456789") || is_grouped (clean, '.') || is_grouped (clean, ' '))
    return read_digits (clean, clean, value, error);

  if ((clean[0] == '-' || g_str_has_prefix (clean, "−")) && strpbrk (clean, "0123456789") != NULL)
    return refuse (error, clean, _ ("it cannot be negative."));
  if (!has_only (clean, "0123456789., "))
    return refuse (error, clean, _ ("type digits only, like 1407 or 1.407."));
  if (strchr (clean, ',') != NULL)
    return refuse_comma (error, clean);
  return refuse (error, clean, _ ("three digits stand behind each dot or blank, as in 1.407; without them type 1407."));
}

gint64
nh_number_add (gint64 a, gint64 b)
{
  if (b > 0 && a > G_MAXINT64 - b)
    return G_MAXINT64;
  return b < 0 && a < G_MININT64 - b ? G_MININT64 : a + b;
}

char *
nh_number_format (gint64 value)
{
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;
  char buffer[40];
  char *at = buffer + sizeof buffer - 1;
  int n = 0;

  *at = '\0';
  do
    {
      if (n > 0 && n % 3 == 0)
        *--at = '.';
      *--at = (char) ('0' + rest % 10);
      rest /= 10;
      n++;
    }
  while (rest > 0);
  if (value < 0)
    *--at = '-';
  return g_strdup (at);
}

char *
nh_number_format_admin (gint64 value)
{
  if (value >= 1 && value <= 9)
    return g_strdup_printf ("0%d", (int) value);
  return nh_number_format (value);
}

char *
nh_number_format_scaled (gint64 value, gint64 scale)
{
  g_autofree char *whole = nh_number_format (value / scale);
  char fraction[24];

  /* The 1 of @scale before the decimals keeps their leading zeros. */
  g_snprintf (fraction, sizeof fraction, "%" G_GINT64_FORMAT, scale + value % scale);
  for (gsize n = strlen (fraction); n > 1 && fraction[n - 1] == '0'; n--)
    fraction[n - 1] = '\0';
  return g_strconcat (whole, fraction[1] != '\0' ? "," : "", fraction + 1, NULL);
}

char *
nh_number_format_decimal (double value, int decimals)
{
  g_autofree char *text = NULL;
  gint64 scale = 1;
  gint64 scaled;

  if (!isfinite (value) || fabs (value) > 9e15)
    return g_strdup ("");
  /* A double has no more digits beyond 2^53. */
  for (int i = 0; i < MIN (decimals, 9) && fabs (value) * (double) scale * 10 < 9e15; i++)
    scale *= 10;
  scaled = llround (fabs (value) * (double) scale);
  text = nh_number_format_scaled (scaled, scale);
  return g_strconcat (value < 0 && scaled > 0 ? "-" : "", text, NULL);
}

/* @group: up to 999. @padded: there are words before it, so "không trăm" is written too. */
static void
append_group (GString *out, int group, gboolean padded)
{
  int hundreds = group / 100;
  int tens = group / 10 % 10;
  int ones = group % 10;

  if (hundreds > 0 || padded)
    g_string_append_printf (out, " %s trăm", digit_words[hundreds]);
  if (tens == 1)
    g_string_append (out, " mười");
  else if (tens > 1)
    g_string_append_printf (out, " %s mươi", digit_words[tens]);
  else if (ones > 0 && (hundreds > 0 || padded))
    g_string_append (out, " linh");

  if (ones == 1 && tens > 1)
    g_string_append (out, " mốt");
  else if (ones == 5 && tens > 0)
    g_string_append (out, " lăm");
  else if (ones > 0)
    g_string_append_printf (out, " %s", digit_words[ones]);
}

static void
append_words (GString *out, gint64 value, gboolean padded)
{
  static const struct
  {
    int scale;
    const char *unit;
  } groups[] = { { 1000000, " triệu" }, { 1000, " nghìn" }, { 1, "" } };

  if (value >= BILLION)
    {
      append_words (out, value / BILLION, FALSE);
      g_string_append (out, " tỷ");
      padded = TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      int group = (int) (value % BILLION / groups[i].scale % 1000);

      if (group == 0)
        continue;
      append_group (out, group, padded);
      g_string_append (out, groups[i].unit);
      padded = TRUE;
    }
}

char *
nh_number_words (gint64 value)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (value == 0)
    return g_strdup (digit_words[0]);
  if (value < 0)
    g_string_append (out, " âm");
  append_words (out, value < 0 ? -MAX (value, -NH_NUMBER_MAX) : value, FALSE);
  return g_strdup (out->str + 1);
}
