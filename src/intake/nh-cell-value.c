/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-cell-value.h"

#include <math.h>
#include <string.h>

#include "nh-cell-choice.h"
#include "nh-i18n.h"
#include "nh-match.h"
#include "nh-number.h"
#include "nh-qualifier.h"
#include "nh-text-legacy.h"
#include "nh-text.h"

#define FIRST_SERIAL 36526 /* 2000-01-01 */
#define LEAST_ALIKE 0.6    /* of the words of two titles */
#define ALIKE_AHEAD 0.1    /* of the next one */
#define LAST_SERIAL 73051  /* 2100 */
#define LONGEST_DITTO 16   /* bytes */
#define LEAST_MONEY 1000   /* đồng; nobody counts less in đồng */
#define MOST_MONEY 5e11    /* đồng; no list of a festival has more in one row */

void
nh_cell_value_clear (NhCellValue *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->whole, g_free);
}

/* Takes @text and @reason. The worst verdict stays, with its reason. */
static void
conclude (NhCellValue *self, NhCellVerdict verdict, char *text, char *reason)
{
  if (text != NULL)
    {
      g_free (self->text);
      self->text = text;
    }
  if (verdict > self->verdict || (self->reason == NULL && reason != NULL))
    {
      g_free (self->reason);
      self->reason = reason;
    }
  else
    g_free (reason);
  self->verdict = MAX (self->verdict, verdict);
}

void
nh_cell_value_add (NhCellValue *self, const NhCellValue *other)
{
  conclude (self, other->verdict, g_strdup (other->text), g_strdup (other->reason));
}

static void
refuse (NhCellValue *self, const char *reason)
{
  conclude (self, NH_CELL_REFUSED, g_strdup (""), g_strdup (reason));
}

/* --- Numbers --- */

static gboolean
is_whole (double number)
{
  return fabs (number - round (number)) < 1e-6 && fabs (number) < 1e15;
}

static void
type_count (NhCellValue *self, double number, const char *shown)
{
  if (number < 0)
    refuse (self, _ ("A number below zero cannot be counted here."));
  else if (!is_whole (number))
    conclude (self, NH_CELL_REFUSED, g_strdup (""),
              g_strdup_printf (
                  _ ("“%s” is no whole number. In Excel a comma or a dot may have been taken for decimals."), shown));
  else if (number != round (number)) /* 12.0000000001 */
    conclude (self, NH_CELL_READ, g_strdup_printf ("%.0f", number), NULL);
}

/* (transfer full) */
static char *
describe_guess (const char *shown, const char *words, gint64 scale)
{
  if (scale == 1)
    return g_strdup_printf (_ ("“%s” was read as %s đồng, and nothing says whether it counts đồng, thousands or "
                               "millions. Choose it over the column."),
                            shown, words);
  return g_strdup_printf (_ ("“%s” was read as %s đồng. Whether it counts đồng, thousands or millions does "
                             "not follow from the heading, but from how large the figures are."),
                          shown, words);
}

/* đồng of a figure, times what one is worth. @about: the word before it, "gần"; "". */
static void
type_money (NhCellValue *self, double number, gint64 scale, gboolean guessed, const char *about, const char *shown)
{
  double dong = number * (double) scale;
  const char *blank = *about != '\0' ? " " : "";
  g_autofree char *formatted = NULL, *words = NULL;

  if (scale > 1 && dong > MOST_MONEY) /* the heading says millions, the figures are đồng */
    {
      dong = number;
      guessed = TRUE;
    }
  if (dong == 0) /* in any unit */
    {
      guessed = FALSE;
      scale = 1;
    }
  if (number < 0 || !is_whole (dong))
    {
      conclude (self, NH_CELL_REFUSED, g_strdup (""), g_strdup_printf (_ ("“%s” is no amount in whole đồng."), shown));
      return;
    }
  formatted = nh_number_format (llround (dong));
  words = g_strconcat (about, blank, formatted, NULL);
  conclude (self,
            guessed      ? NH_CELL_DOUBTFUL
            : scale != 1 ? NH_CELL_CORRECTED
                         : NH_CELL_READ,
            g_strdup_printf ("%s%s%" G_GINT64_FORMAT, about, blank, (gint64) llround (dong)),
            guessed ? describe_guess (shown, words, scale)
            : scale != 1
                ? g_strdup_printf (_ ("“%s” was read as %s đồng, because of the unit in the heading."), shown, words)
                : NULL);
}

/* What a figure of the column is worth. */
static gint64
get_scale (const NhMapColumn *column, double number, gboolean *guessed)
{
  *guessed = column->scale == 0 && (column->guessed != 0 || (number > 0 && number < LEAST_MONEY));
  return column->scale != 0 ? column->scale : MAX (column->guessed, 1);
}

/* A day that was typed as a number: "46253" is one, "8.8" may be. */
static void
type_serial (NhCellValue *self, double number, const char *shown)
{
  NhDate day;
  g_autofree char *text = NULL;

  if (number < FIRST_SERIAL || number > LAST_SERIAL)
    {
      if (is_whole (number) && number >= 1 && number <= 31) /* the day of the month */
        conclude (self, NH_CELL_DOUBTFUL, g_strdup_printf ("%.0f", number),
                  g_strdup_printf (_ ("“%s” was read as a day of the month."), shown));
      else
        conclude (self, NH_CELL_REFUSED, g_strdup (""),
                  g_strdup_printf (_ ("“%s” is a number, not a date. Type it like 8/8/2026."), shown));
      return;
    }
  day = nh_date_add_days (nh_date_new (2000, 1, 1), (int) floor (number) - FIRST_SERIAL);
  text = nh_date_format (day);
  conclude (self, NH_CELL_CORRECTED, nh_date_to_iso (day), g_strdup_printf (_ ("“%s” was read as %s."), shown, text));
}

static void
type_number (NhCellValue *self, const NhGridCell *cell, const NhField *field, const NhMapColumn *column,
             const char *shown)
{
  gboolean guessed;
  gint64 scale = get_scale (column, cell->number, &guessed);

  if (field->kind == NH_KIND_INTEGER)
    type_count (self, cell->number, shown);
  else if (field->kind == NH_KIND_MONEY)
    /* A figure that Excel only shows in millions is whole đồng already. */
    type_money (self, cell->number, cell->flags != 0 && !column->ordered ? 1 : scale, cell->flags == 0 && guessed, "",
                shown);
  else if (field->kind == NH_KIND_DATE)
    type_serial (self, cell->number, shown);
}

/* --- Texts --- */

static gboolean
is_ditto (const char *text)
{
  static const char *const words[] = { "\"",   "''",     "〃",  "”",        "“",    "nt", "n.t",
                                       "-nt-", "- nt -", "n/t", "nhu tren", "\"\"", NULL };
  g_autofree char *folded = strlen (text) <= LONGEST_DITTO ? nh_text_fold (text) : NULL;

  return folded != NULL && (g_strv_contains (words, folded) || g_strv_contains (words, text));
}

/* Figures without a unit, of which the column says what they are worth, or nothing does: "35", "gần 35", "300/suất".
 * Any other word leaves them as they are, for what cannot be read as money to be refused. */
static void
scale_text (NhCellValue *self, const NhMapColumn *column, const NhRecord *draft, guint field)
{
  gboolean guessed;
  gint64 scale, whole = 0;
  const char *code = NULL, *rest = nh_record_skip_qualifier (draft, field, self->text, &code);
  g_autofree char *shown = g_strdup (self->text);
  g_autofree char *about = g_strchomp (g_strndup (self->text, (gsize) (rest - self->text)));
  g_autofree char *number = g_strstrip (g_strndup (rest, strcspn (rest, "/")));
  char *text, *reason;
  gboolean parsed;

  if (*number == '\0' || strspn (number, "0123456789., ") != strlen (number))
    return;
  parsed = nh_number_parse (number, &whole, NULL);
  scale = get_scale (column, (double) whole, &guessed);
  if (scale == 1 && !guessed)
    return;
  if (parsed)
    {
      type_money (self, (double) whole, scale, guessed, about, shown);
      return;
    }
  if (scale == 1)
    {
      conclude (self, NH_CELL_REFUSED, g_strdup (""),
                g_strdup_printf (_ ("“%s” is no amount in whole đồng. Choose over the column whether it counts "
                                    "thousands or millions."),
                                 shown));
      return;
    }
  text = g_strconcat (about, *about != '\0' ? " " : "", number, scale == 1000 ? " nghìn" : " triệu", NULL);
  reason = guessed ? describe_guess (shown, text, scale)
                   : g_strdup_printf (_ ("“%s” was read in the unit of the heading."), shown);
  conclude (self, guessed ? NH_CELL_DOUBTFUL : NH_CELL_CORRECTED, text, reason);
}

/* A day of birth, for the year: "15/3/1980". */
static void
take_year (NhCellValue *self)
{
  g_autofree char *shown = g_strdup (self->text);
  const char *year = strlen (shown) > 4 ? shown + strlen (shown) - 4 : shown;

  if (nh_text_is_like (shown, "^[0-9]{1,2}[/.-][0-9]{1,2}[/.-](19|20)[0-9]{2}$"))
    conclude (self, NH_CELL_CORRECTED, g_strdup (year), g_strdup_printf (_ ("“%s” was read as “%s”."), shown, year));
}

static void
type_text (NhCellValue *self, NhGrid *grid, const NhGridCell *cell, const NhMapColumn *column, const NhRecord *draft,
           guint field, const NhParseContext *context)
{
  const NhField *described = &nh_record_get_record_type (draft)->fields[field];
  NhEncoding encoding = column->unicode ? NH_ENCODING_UNICODE
                                        : nh_text_guess_encoding (cell->text, nh_grid_get_font (grid, cell));

  if (encoding != NH_ENCODING_UNICODE)
    {
      g_autofree char *raw = nh_text_clean (cell->text);

      conclude (self, NH_CELL_CORRECTED, NULL,
                g_strdup_printf (_ ("“%s” (%s) was read as “%s”."), raw,
                                 encoding == NH_ENCODING_TCVN3 ? "TCVN3" : "VNI", self->text));
    }
  if (described->flags & NH_FIELD_YEAR)
    take_year (self);
  else if (described->kind == NH_KIND_MONEY)
    scale_text (self, column, draft, field);
}

void
nh_cell_value_read (NhCellValue *self, NhGrid *grid, const NhGridCell *cell, const NhMapColumn *column,
                    const char *above, const NhRecord *draft, guint field, const NhParseContext *context)
{
  const NhField *described = &nh_record_get_record_type (draft)->fields[field];

  *self = (NhCellValue){ NH_CELL_READ,
                         column->unicode ? nh_grid_dup_unconverted (grid, cell) : nh_grid_dup_text (grid, cell), NULL,
                         NULL };
  if (cell == NULL)
    return;
  switch (cell->kind)
    {
    case NH_GRID_ERROR:
      conclude (self, NH_CELL_REFUSED, g_strdup (""),
                g_strdup_printf (_ ("Excel shows the error %s here."), cell->text));
      break;
    case NH_GRID_FORMULA:
      refuse (self, _ ("The result of the formula is not in the file. Open it in Excel, save it, and take it again."));
      break;
    case NH_GRID_DATE:
      if (described->kind == NH_KIND_DATE)
        conclude (self, NH_CELL_READ, nh_date_to_iso ((NhDate) cell->number), NULL);
      else if (described->flags & NH_FIELD_YEAR)
        take_year (self);
      else if (nh_kind_is_numeric (described->kind))
        conclude (self, NH_CELL_REFUSED, g_strdup (""),
                  g_strdup_printf (_ ("A date, %s, stands where a number belongs."), self->text));
      break;
    case NH_GRID_NUMBER:
      {
        g_autofree char *shown = g_strdup (self->text);

        type_number (self, cell, described, column, shown);
        break;
      }
    case NH_GRID_TEXT:
      type_text (self, grid, cell, column, draft, field, context);
      if (above != NULL && is_ditto (self->text))
        conclude (self, NH_CELL_CORRECTED, g_strdup (above), g_strdup_printf (_ ("As in the row above: “%s”."), above));
      break;
    default:
      break;
    }
}

/* --- Into the record --- */

/* The only part of a text that matches a literal; NULL: none, or several. (transfer full) */
static char *
find_only (const char *text, const char *pattern)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *found = NULL;

  if (!g_regex_match (nh_text_get_pattern (pattern), text, 0, &match))
    return NULL;
  found = g_match_info_fetch (match, 0);
  return g_match_info_next (match, NULL) ? NULL : g_steal_pointer (&found);
}

/* "5,6/8", "ngày 5 và 6/8": "5-6/8"; "": they are no days one after the other. (transfer full) (nullable) */
static char *
find_two_days (const char *text)
{
  GRegex *regex = nh_text_get_pattern ("(?<![0-9hg:/.-])([0-9]{1,2})\\s*(?:,|và|&|\\+)\\s*(?:ngày\\s*)?"
                                       "([0-9]{1,2})([/.-][0-9]{1,2}(?:[/.-][0-9]{2,4})?)(?![0-9/])");
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *first = NULL, *second = NULL, *rest = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return NULL;
  first = g_match_info_fetch (match, 1);
  second = g_match_info_fetch (match, 2);
  rest = g_match_info_fetch (match, 3);
  return atoi (second) == atoi (first) + 1 ? g_strconcat (first, "-", second, rest, NULL) : g_strdup ("");
}

/* "buổi tối 5-9/8/2026": "5-9/8/2026". NULL: none, or several, as in "5-9/7 và 15". "7h30, 8/8" are a time and a day.
 * (transfer full) (nullable) */
static char *
find_days (const char *text)
{
  if (nh_text_is_like (text, "(?<![0-9hg:])[0-9]{1,2} *(?:và|[,;&+]) *(?:ngày *)?[0-9]{1,2}(?! *[0-9hg:])"))
    return NULL;
  return find_only (text, "(?<![0-9/.-])(?:[0-9]{1,2}(?:[/.][0-9]{1,2}(?:[/.][0-9]{2,4})?)? *(?:[-–]|đến(?: ngày)?) *)?"
                          "[0-9]{1,2}[/.-][0-9]{1,2}(?:[/.-](?:[0-9]{4}|[0-9]{2}))?(?![0-9/])");
}

/* "tháng 8", "T8/2026": no day yet. */
static gboolean
is_month (const char *text)
{
  g_autofree char *folded = nh_text_fold (text);

  return nh_text_is_like (folded, "^(trong )?(thang|t\\.?) ?[0-9]{1,2}([/.-][0-9]{4}| nam [0-9]{4})?$") ||
         nh_text_is_like (folded, "^[0-9]{1,2}[/-](19|20)[0-9]{2}$");
}

/* "7tr5", "7 triệu 500": "7500000". (transfer full) (nullable) */
static char *
find_millions (const char *text)
{
  g_autofree char *folded = nh_text_fold (text);
  GRegex *regex = nh_text_get_pattern ("^([0-9]{1,4}) ?(?:tr|trieu) ?([0-9]{1,3})( ?(?:d|dong|k|nghin|ngan))?$");
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *whole = NULL, *part = NULL;
  gint64 dong;

  if (!g_regex_match (regex, folded, 0, &match))
    return NULL;
  whole = g_match_info_fetch (match, 1);
  part = g_match_info_fetch (match, 2);
  dong = g_ascii_strtoll (part, NULL, 10);
  for (gsize i = strlen (part); i < 6; i++)
    dong *= 10;
  return g_strdup_printf ("%" G_GINT64_FORMAT, g_ascii_strtoll (whole, NULL, 10) * 1000000 + dong);
}

/* "1.500.000,00 đ": "1.500.000 đ"; "500.000,-": "500.000". Two noughts after a comma are no thousands. (transfer full)
 * (nullable) */
static char *
drop_decimals (const char *text)
{
  GRegex *regex = nh_text_get_pattern (
      "(?i)^([0-9]+|[0-9]{1,3}(?:\\.[0-9]{3})+)(?:,00?(?= ?(?:đ|đồng|vnđ|vnd)?$)|[,.] ?[-–]+$)");

  return g_regex_match (regex, text, 0, NULL) ? g_regex_replace (regex, text, -1, 0, "\\1", 0, NULL) : NULL;
}

/* "500.000đ (Năm trăm nghìn đồng)": "500.000đ". (transfer full) (nullable) */
static char *
drop_words (const char *text)
{
  const char *bracket = strchr (text, '(');

  return bracket != NULL && nh_text_is_like (bracket, "^\\([^0-9()]*\\)$")
             ? g_strchomp (g_strndup (text, (gsize) (bracket - text)))
             : NULL;
}

/* The number or day in a text that has other words, too: "185 người", "sáng 8/8/2026". (transfer full) (nullable) */
static char *
find_value (const NhField *field, const char *text)
{
  g_autofree char *found = NULL;

  if (field->kind == NH_KIND_INTEGER)
    {
      found = find_only (text, "[0-9][0-9.,]*([ \xc2\xa0][0-9]{3})*");
      if (found != NULL && strchr (".,", found[strlen (found) - 1]) != NULL)
        found[strlen (found) - 1] = '\0';
    }
  else if (field->kind == NH_KIND_DATE && (found = find_two_days (text)) == NULL)
    found = find_days (text);
  else if (field->kind == NH_KIND_MONEY &&
           ((found = find_millions (text)) != NULL || (found = drop_decimals (text)) != NULL ||
            (found = drop_words (text)) != NULL))
    return g_steal_pointer (&found);
  else if (field->kind == NH_KIND_MONEY && strchr (text, '/') != NULL)
    found = g_strndup (text, strcspn (text, "/")); /* "300.000 đ/suất" */
  return g_steal_pointer (&found);
}

/* "khoảng 200 người", with what says that it is about so many, where the record can hold that. */
static gboolean
set_number (NhRecord *draft, guint field, const char *text, const char *number, const NhParseContext *context)
{
  const NhQualifierWord *about = nh_qualifier_find (text);
  g_autofree char *both = about != NULL ? g_strdup_printf ("%s %s", about->title, number) : NULL;

  return (both != NULL && nh_record_parse (draft, field, both, context, NULL)) ||
         nh_record_parse (draft, field, number, context, NULL);
}

/* A choice that was only likely: by a part of its title. */
static void
check_guess (NhCellValue *self, const NhRecord *draft, guint field, NhCatalog *catalog)
{
  const NhField *described = &nh_record_get_record_type (draft)->fields[field];
  g_autofree char *title = nh_record_format (draft, field, catalog);
  g_autofree char *wanted = nh_text_fold (title);
  g_autofree char *folded = nh_text_fold (self->text);
  g_autofree char *code = nh_kind_to_canonical (described, nh_record_get (draft, field));
  const NhCode *entry = described->codebook != NULL && described->kind == NH_KIND_CHOICE
                            ? nh_catalog_get_code (catalog, described->codebook, code, NH_DATE_NONE)
                            : NULL;
  g_autofree char *abbreviation = nh_text_fold (entry != NULL ? entry->abbreviation : "");

  g_strdelimit (wanted, ";", ',');
  g_strdelimit (folded, ";", ',');
  if (strcmp (wanted, folded) == 0 || strcmp (code, self->text) == 0 || strcmp (abbreviation, folded) == 0)
    return;
  conclude (self, NH_CELL_DOUBTFUL, NULL, g_strdup_printf (_ ("“%s” was taken for “%s”."), self->text, title));
}

/* How many words two titles have in common, of all that they have: 0 … 1. */
static double
compare_words (const char *a, const char *b)
{
  g_auto (GStrv) one = g_strsplit (a, " ", -1);
  g_auto (GStrv) other = g_strsplit (b, " ", -1);
  guint n_one = g_strv_length (one), n_other = g_strv_length (other), n_both = 0;

  for (guint i = 0; i < n_one; i++)
    n_both += g_strv_contains ((const char *const *) other, one[i]);
  return n_both > 0 ? (double) n_both / (n_one + n_other - MIN (n_both, n_other)) : 0;
}

/* "- Trong đó: số lượt người tham gia" is "số lượt người dự". (transfer full) */
static char *
fold_alike (const char *text)
{
  g_autofree char *folded = nh_text_fold (text);
  g_autoptr (GString) words = g_string_new (folded);

  g_string_replace (words, "trong do:", "", 0);
  g_string_replace (words, "tr.do:", "", 0);
  g_string_replace (words, "tham gia", "du", 0);
  g_string_replace (words, "tham du", "du", 0);
  g_strdelimit (words->str, "-–:,;+*", ' ');
  while (g_string_replace (words, "  ", " ", 0) > 0)
    ;
  g_strstrip (words->str);
  return g_strdup (words->str);
}

/* The choice whose title is most like the text, by far; NULL: none. */
static const NhCode *
find_alike (const NhField *field, const char *text, const NhParseContext *context)
{
  g_autoptr (GPtrArray) codes = nh_catalog_get_codes (context->catalog, field->codebook, context->on);
  g_autofree char *wanted = fold_alike (text);
  const NhCode *found = NULL;
  double best = 0, second = 0;

  for (guint i = 0; i < codes->len; i++)
    {
      g_autofree char *title = fold_alike (((const NhCode *) codes->pdata[i])->title);
      double alike = compare_words (wanted, title);

      second = MAX (second, MIN (best, alike));
      if (alike <= best)
        continue;
      best = alike;
      found = codes->pdata[i];
    }
  return best >= LEAST_ALIKE && best - second >= ALIKE_AHEAD ? found : NULL;
}

/* A choice by one of its names; its title needs no word. */
static void
set_named (NhCellValue *self, NhRecord *draft, guint field, const NhCode *code)
{
  g_autoptr (NhMatchQuery) query = nh_match_query_new (self->text);

  nh_record_set_text (draft, field, code->code);
  if (!nh_match_is_exact (code->match, query))
    conclude (self, NH_CELL_CORRECTED, NULL, g_strdup_printf (_ ("“%s” was read as “%s”."), self->text, code->title));
}

void
nh_cell_value_set (NhCellValue *self, NhRecord *draft, guint field, const NhParseContext *context)
{
  const NhField *described = &nh_record_get_record_type (draft)->fields[field];
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  const NhCode *alike = NULL;
  gboolean likely = TRUE;

  if (self->verdict == NH_CELL_REFUSED)
    return;
  if ((described->kind == NH_KIND_CHOICE || described->kind == NH_KIND_MANY) && *self->text != '1' &&
      g_utf8_strlen (self->text, -1) == 1 && nh_cell_is_mark (self->text))
    {
      g_autofree char *reason = g_strdup_printf (_ ("“%s” is only a mark: write there which choice it is."),
                                                 self->text);

      refuse (self, reason);
      return;
    }
  if (described->kind == NH_KIND_CHOICE && described->codebook != NULL)
    alike = nh_cell_find_named (described, self->text, context, &likely);
  if (described->kind == NH_KIND_DATE && is_month (self->text) && nh_record_parse (draft, field, "?", context, NULL))
    {
      conclude (self, NH_CELL_DOUBTFUL, NULL,
                g_strdup_printf (_ ("“%s” names no day: the day is left open."), self->text));
      return;
    }
  if (alike != NULL && !likely)
    {
      set_named (self, draft, field, alike);
      return;
    }
  if (nh_record_parse (draft, field, self->text, context, &error))
    {
      if (*self->text != '\0' && (described->kind == NH_KIND_CHOICE || described->kind == NH_KIND_MANY))
        check_guess (self, draft, field, context->catalog);
      return;
    }
  if (described->kind == NH_KIND_CHOICE && described->codebook != NULL)
    {
      const NhCode *other = find_alike (described, self->text, context);

      alike = other != NULL ? other : alike;
    }
  if (alike != NULL)
    found = g_strdup (alike->code);
  else
    found = find_value (described, self->text);
  if (found != NULL &&
      (described->kind == NH_KIND_INTEGER ? set_number (draft, field, self->text, found, context)
                                          : *found != '\0' && nh_record_parse (draft, field, found, context, NULL)))
    conclude (self, alike != NULL || nh_qualifier_find (self->text) != NULL ? NH_CELL_DOUBTFUL : NH_CELL_CORRECTED,
              NULL, g_strdup_printf (_ ("“%s” was read as “%s”."), self->text, alike != NULL ? alike->title : found));
  else
    refuse (self, error->message);
}
