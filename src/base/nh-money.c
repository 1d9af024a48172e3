/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-money.h"

#include <string.h>

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-text.h"

#define THOUSAND G_GINT64_CONSTANT (1000)
#define MILLION G_GINT64_CONSTANT (1000000)
#define MAX_DIGITS 15
#define BILLION G_GINT64_CONSTANT (1000000000)

/* Folded: "đ" is "d". */
static const struct
{
  const char *word;
  gint64 scale;
} units[] = {
  { "d", 1 },
  { "dong", 1 },
  { "vnd", 1 },
  { "vn dong", 1 },
  { "k", THOUSAND },
  { "nghin", THOUSAND },
  { "ngan", THOUSAND },
  { "tr", MILLION },
  { "trieu", MILLION },
  { "ty", BILLION },
  { "ti", BILLION },
  { "nghin ty", THOUSAND *BILLION },
  { "ngan ty", THOUSAND *BILLION },
  { "nghin ti", THOUSAND *BILLION },
  { "ngan ti", THOUSAND *BILLION },
};

/* "12,5 triệu" */
typedef struct
{
  char *number;
  gint64 scale;  /* 0: unknown unit */
  gboolean bare; /* no unit */
} Part;

static gboolean
refuse (GError **error, const char *text, const char *hint)
{
  /* Translators: first what was typed, then why it is no amount and what to type. */
  g_set_error (error, NH_ERROR, NH_ERROR_INVALID, _ ("“%s” is not an amount of money: %s"), text, hint);
  return FALSE;
}

static gint64
scale_of (const char *unit, gsize length)
{
  g_autofree char *word = g_strndup (unit, length);

  g_strstrip (word);
  if (word[0] == '\0')
    return 1;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (word, units[i].word) == 0)
      return units[i].scale;
  return 0;
}

/* Ignores đồng behind another unit: "triệu đồng", "k đ". */
static gint64
scale_with_dong (const char *unit, gsize length)
{
  static const char *const endings[] = { " dong", " vnd", " d" };
  gint64 scale = scale_of (unit, length);

  for (gsize i = 0; i < G_N_ELEMENTS (endings) && scale == 0; i++)
    {
      gsize tail = strlen (endings[i]);

      if (length > tail && strncmp (unit + length - tail, endings[i], tail) == 0)
        scale = scale_of (unit, length - tail);
    }
  return scale;
}

/* Reads a number and its unit, and returns where the next part begins. */
static const char *
take_part (const char *at, Part *part)
{
  gsize number = strspn (at, "0123456789., ");
  gsize unit = strcspn (at + number, "0123456789");

  part->number = g_strstrip (g_strndup (at, number));
  while (unit > 0 && at[number + unit - 1] == ' ')
    unit--;
  part->scale = scale_with_dong (at + number, unit);
  part->bare = unit == 0;
  at += number + unit;
  return at + strspn (at, " ");
}

/* "12,5" × 1.000.000. "1,200 tỷ" is ambiguous (1.2 or 1200) and refused. */
static gboolean
read_decimal (const char *text, const Part *part, gint64 *dong, GError **error)
{
  const char *comma = strchr (part->number, ',');
  g_autofree char *whole = g_strndup (part->number, (gsize) (comma - part->number));
  gsize n = strspn (comma + 1, "0123456789");
  gint64 scale = part->scale;
  gint64 sum = 0;
  gint64 value;

  if (n == 0 || comma[1 + n] != '\0')
    return refuse (error, text, _ ("type it like 12,5 triệu or 350.000."));
  if (scale == 1)
    return refuse (error, text, _ ("there is nothing smaller than a đồng. For thousands type a dot, like 350.000."));
  if (n >= 3 && comma[n] == '0')
    return refuse (error, text, _ ("the comma marks decimals, the dot thousands. Type it like 1,2 tỷ or 1.200 tỷ."));
  if (!nh_number_parse (whole, &value, NULL))
    return refuse (error, text, _ ("type it like 12,5 triệu or 350.000."));
  if (value > NH_NUMBER_MAX / scale)
    return refuse (error, text, _ ("it is too big."));

  for (gsize i = 1; i <= n; i++)
    {
      if (scale % 10 != 0)
        return refuse (error, text, _ ("there is nothing smaller than a đồng."));
      scale /= 10;
      sum += (comma[i] - '0') * scale;
    }
  *dong = value * part->scale + sum;
  return TRUE;
}

static gboolean
read_part (const char *text, const Part *part, gint64 *dong, GError **error)
{
  gint64 value;

  if (part->scale == 0)
    return refuse (error, text, _ ("the unit is not known. Type it like 350.000, 350 nghìn, 12,5 triệu or 1,2 tỷ."));
  if (strchr (part->number, ',') != NULL)
    return read_decimal (text, part, dong, error);
  if (strspn (part->number, "0123456789") > MAX_DIGITS)
    return refuse (error, text, _ ("it is too big."));
  if (!nh_number_parse (part->number, &value, NULL))
    return refuse (error, text,
                   _ ("decimals stand behind a comma, a dot only before three digits: 350.000, 12,5 triệu, 1,2 tỷ."));
  if (value > NH_NUMBER_MAX / part->scale)
    return refuse (error, text, _ ("it is too big."));
  *dong = value * part->scale;
  return TRUE;
}

static gboolean
has_unit (const char *folded)
{
  return folded[strspn (folded, "0123456789., ")] != '\0';
}

/* "1 tỷ 200 triệu": each part must be smaller than the unit before it. "1tr2" is ambiguous and refused. */
static gboolean
read_parts (const char *text, const char *folded, gint64 *dong, GError **error)
{
  gint64 sum = 0;
  gint64 last = G_MAXINT64;

  while (*folded != '\0')
    {
      g_autofree char *number = NULL;
      Part part;
      gint64 value = 0;

      folded = take_part (folded, &part);
      number = part.number;
      if (!read_part (text, &part, &value, error))
        return FALSE;
      if (value >= last || part.bare)
        return refuse (error, text, _ ("type it like 350.000, 350 nghìn, 12,5 triệu or 1,2 tỷ."));
      sum += value;
      last = part.scale;
    }
  if (sum > NH_NUMBER_MAX)
    return refuse (error, text, _ ("it is too big."));
  *dong = sum;
  return TRUE;
}

gboolean
nh_money_parse (const char *text, gint64 *dong, GError **error)
{
  g_autofree char *clean = nh_text_clean (text);
  g_autofree char *folded = nh_text_fold (clean);

  if (folded[0] == '\0')
    {
      g_set_error_literal (error, NH_ERROR, NH_ERROR_INVALID, _ ("Type an amount, like 350.000 or 12,5 triệu."));
      return FALSE;
    }
  if (!has_unit (folded))
    return nh_number_parse (clean, dong, error);
  if (folded[0] == '-')
    return refuse (error, clean, _ ("it cannot be negative."));
  if (!g_ascii_isdigit (folded[0]))
    return refuse (error, clean, _ ("type it like 350.000, 350 nghìn, 12,5 triệu or 1,2 tỷ."));
  return read_parts (clean, folded, dong, error);
}

char *
nh_money_format_short (gint64 dong)
{
  static const struct
  {
    gint64 scale;
    const char *unit;
  } scales[] = { { BILLION, " tỷ đồng" }, { MILLION, " triệu đồng" }, { THOUSAND, " nghìn đồng" } };
  g_autofree char *number = NULL;

  if (dong < 0 && dong > G_MININT64)
    {
      g_autofree char *positive = nh_money_format_short (-dong);

      return g_strconcat ("-", positive, NULL);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      /* Up to three decimals; none of thousands. */
      gint64 smallest = MAX (scales[i].scale / THOUSAND, THOUSAND);

      if (dong < scales[i].scale || dong % smallest != 0 || (i == 2 && dong >= MILLION))
        continue;
      number = nh_number_format_scaled (dong, scales[i].scale);
      return g_strconcat (number, scales[i].unit, NULL);
    }
  number = nh_number_format (dong);
  return g_strconcat (number, " đồng", NULL);
}

char *
nh_money_words (gint64 dong)
{
  g_autofree char *number = nh_number_words (dong);
  g_autofree char *words = g_strconcat (number, " đồng", NULL);

  return nh_text_capitalize (words);
}
