/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-kind-private.h"

#include <string.h>
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-money.h"
#include "nh-number.h"
#include "nh-text.h"

/* Characters. One line holds the names of a hundred persons, several lines ten pages. */
#define MAX_LINE 2000
#define MAX_LINES 20000

/* Folded words for "none" and "not known yet". Both languages are always accepted. */
static const char *const nil_words[] = { "-",     "–",    "—",  "khong", "khong co", "ko",
                                         "ko co", "k co", "kc", "none",  "nil",      NULL };
static const char *const unknown_words[] = { "?",       "chua co",   "chua co so lieu",
                                             "chua ro", "chua biet", "chua bao cao",
                                             "unknown", "not known", "not known yet",
                                             NULL };
static const char *const unknown_date_words[] = {
  "?",       "chua xac dinh", "chua xd",       "chua co",       "chua ro", "chua biet",
  "unknown", "not fixed",     "not fixed yet", "not known yet", NULL
};

gboolean
nh_kind_refuse_canonical (const char *text, GError **error)
{
  g_set_error (error, NH_ERROR, NH_ERROR_INVALID, _ ("“%s” is not in the form in which the program keeps it."), text);
  return FALSE;
}

gboolean
nh_kind_read_digits (const char *text, gint64 *number)
{
  return g_ascii_isdigit (*text) && g_ascii_string_to_signed (text, 10, 0, NH_NUMBER_MAX, number, NULL);
}

/* --- Texts --- */

static gboolean
text_parse (const NhField *field, const char *text, const NhParseContext *context, NhValue *value, GError **error)
{
  g_autofree char *clean = field->kind == NH_KIND_LINES ? nh_text_clean_lines (text) : nh_text_clean (text);

  nh_value_set_text (value, clean);
  return TRUE;
}

static char *
text_format (const NhField *field, const NhValue *value, NhCatalog *catalog)
{
  return g_strdup (value->text);
}

static gboolean
text_from_canonical (const NhField *field, const char *text, NhValue *value, GError **error)
{
  return text_parse (field, text, NULL, value, error);
}

/* --- Numbers --- */

static gboolean
number_parse (const NhField *field, const char *text, const NhParseContext *context, NhValue *value, GError **error)
{
  gint64 number;

  if (!(field->kind == NH_KIND_MONEY ? nh_money_parse : nh_number_parse) (text, &number, error))
    return FALSE;
  nh_value_set_number (value, number);
  return TRUE;
}

static char *
number_format (const NhField *field, const NhValue *value, NhCatalog *catalog)
{
  if (field->flags & NH_FIELD_YEAR)
    return g_strdup_printf ("%" G_GINT64_FORMAT, value->number);
  return nh_number_format (value->number);
}

static char *
money_format (const NhField *field, const NhValue *value, NhCatalog *catalog)
{
  g_autofree char *number = nh_number_format (value->number);

  return g_strconcat (number, " đ", NULL);
}

/* Numbers, money, yes/no (0 or 1) and references (an id, never 0). */
static gboolean
number_from_canonical (const NhField *field, const char *text, NhValue *value, GError **error)
{
  gint64 number;
  gboolean good = nh_kind_read_digits (text, &number);

  if (field->kind == NH_KIND_YES_NO)
    good = good && number <= 1 && text[1] == '\0';
  if (!good || (field->kind == NH_KIND_REFERENCE && number == 0))
    return nh_kind_refuse_canonical (text, error);
  nh_value_set_number (value, number);
  return TRUE;
}

/* --- Dates --- */

static gboolean
date_parse (const NhField *field, const char *text, const NhParseContext *context, NhValue *value, GError **error)
{
  NhDate hint = NH_DATE_NONE;
  NhDate date;

  if (context != NULL)
    hint = context->date_hint != NH_DATE_NONE ? context->date_hint : context->on;
  if (!nh_date_parse (text, hint, &date, error))
    return FALSE;
  nh_value_set_number (value, date);
  return TRUE;
}

static char *
date_format (const NhField *field, const NhValue *value, NhCatalog *catalog)
{
  return nh_date_format ((NhDate) value->number);
}

static gboolean
date_from_canonical (const NhField *field, const char *text, NhValue *value, GError **error)
{
  NhDate date = nh_date_from_iso (text);

  if (date == NH_DATE_NONE)
    return nh_kind_refuse_canonical (text, error);
  nh_value_set_number (value, date);
  return TRUE;
}

/* --- Yes/no and references --- */

static gboolean
yes_no_parse (const NhField *field, const char *text, const NhParseContext *context, NhValue *value, GError **error)
{
  static const char *const yes[] = { "co", "c", "x", "1", "yes", "y", "true", "dung", NULL };
  static const char *const no[] = { "khong", "ko", "k", "0", "no", "n", "false", "sai", "-", NULL };
  g_autofree char *clean = nh_text_clean (text);
  g_autofree char *fold = nh_text_fold (clean);
  g_autofree char *yes_title = nh_text_fold (_ ("Yes"));
  g_autofree char *no_title = nh_text_fold (_ ("No"));

  if (g_strv_contains (yes, fold) || strcmp (fold, yes_title) == 0)
    nh_value_set_number (value, 1);
  else if (g_strv_contains (no, fold) || strcmp (fold, no_title) == 0)
    nh_value_set_number (value, 0);
  else
    {
      g_set_error (error, NH_ERROR, NH_ERROR_INVALID, _ ("“%s” is neither yes nor no. Type “có” or “không”."), clean);
      return FALSE;
    }
  return TRUE;
}

static char *
yes_no_format (const NhField *field, const NhValue *value, NhCatalog *catalog)
{
  return g_strdup (value->number != 0 ? _ ("Yes") : _ ("No"));
}

static gboolean
reference_parse (const NhField *field, const char *text, const NhParseContext *context, NhValue *value, GError **error)
{
  g_auto (NhValue) chosen = NH_VALUE_INIT;
  gint64 id = 0;

  /* The catalog lists the records as codes: see nh_catalog_with_codes(). */
  if (*text == '#' && nh_kind_read_digits (text + 1, &id) && id > 0) /* as a record that is not in the list is shown */
    {
      nh_value_set_number (value, id);
      return TRUE;
    }
  if (!nh_choice_parse (field, text, context, &chosen, error))
    return FALSE;
  if (!nh_kind_read_digits (chosen.text, &id) || id == 0)
    return nh_kind_refuse_canonical (chosen.text, error);
  nh_value_set_number (value, id);
  if (context != NULL && context->catalog != NULL)
    value->text = g_strdup (nh_catalog_get_code_title (context->catalog, field->codebook, chosen.text));
  return TRUE;
}

static char *
reference_format (const NhField *field, const NhValue *value, NhCatalog *catalog)
{
  g_autofree char *code = NULL;
  const NhCode *entry;

  if (value->text != NULL && *value->text != '\0')
    return g_strdup (value->text);
  code = g_strdup_printf ("%" G_GINT64_FORMAT, value->number);
  entry = catalog != NULL ? nh_catalog_get_code (catalog, field->codebook, code, NH_DATE_NONE) : NULL;
  return entry != NULL ? g_strdup (entry->title) : g_strconcat ("#", code, NULL);
}

/* --- The table --- */

/* clang-format off */
const NhKindRow nh_kind_rows[NH_N_KINDS] = {
  /*                       name         storage              width numeric nil  unknown */
  [NH_KIND_TEXT]      = { "text",      NH_STORAGE_TEXT,     24, FALSE, FALSE, FALSE,
                          text_parse, text_format, NULL, text_from_canonical },
  [NH_KIND_LINES]     = { "lines",     NH_STORAGE_TEXT,     24, FALSE, FALSE, FALSE,
                          text_parse, text_format, NULL, text_from_canonical },
  [NH_KIND_NAME]      = { "name",      NH_STORAGE_TEXT,     24, FALSE, FALSE, FALSE,
                          text_parse, text_format, NULL, text_from_canonical },
  [NH_KIND_INTEGER]   = { "integer",   NH_STORAGE_INTEGER,  8,  TRUE,  TRUE,  TRUE,
                          number_parse, number_format, NULL, number_from_canonical },
  [NH_KIND_MONEY]     = { "money",     NH_STORAGE_INTEGER,  14, TRUE,  TRUE,  TRUE,
                          number_parse, money_format, number_format, number_from_canonical },
  [NH_KIND_DATE]      = { "date",      NH_STORAGE_DATE,     11, FALSE, FALSE, TRUE,
                          date_parse, date_format, NULL, date_from_canonical },
  [NH_KIND_CHOICE]    = { "choice",    NH_STORAGE_TEXT,     12, FALSE, FALSE, FALSE,
                          nh_choice_parse, nh_many_format, NULL, nh_choice_from_canonical },
  [NH_KIND_MANY]      = { "many",      NH_STORAGE_TEXT,     20, FALSE, FALSE, FALSE,
                          nh_many_parse, nh_many_format, NULL, nh_many_from_canonical },
  [NH_KIND_YES_NO]    = { "yes-no",    NH_STORAGE_INTEGER,  6,  FALSE, FALSE, FALSE,
                          yes_no_parse, yes_no_format, NULL, number_from_canonical },
  [NH_KIND_AMOUNTS]   = { "amounts",   NH_STORAGE_FUNDING,  24, FALSE, FALSE, FALSE,
                          nh_amounts_parse_text, nh_amounts_format, nh_amounts_edit_text,
                          nh_amounts_from_canonical },
  [NH_KIND_REFERENCE] = { "reference", NH_STORAGE_INTEGER,  18, FALSE, FALSE, FALSE,
                          reference_parse, reference_format, NULL, number_from_canonical },
};
/* clang-format on */

/* The text shown for a state without a value. */
static const char *
state_title (const NhField *field, NhValueState state)
{
  if (state == NH_VALUE_NIL)
    return _ ("none");
  if (state == NH_VALUE_UNKNOWN)
    return field->kind == NH_KIND_DATE ? _ ("not fixed yet") : _ ("not known yet");
  return "";
}

/* Is @text one of @words, or the title of @state? No such word begins with a digit. */
static gboolean
is_word (const char *text, const char *const *words, const NhField *field, NhValueState state)
{
  g_autofree char *clean = NULL, *fold = NULL, *title = NULL;

  if (g_ascii_isdigit (*text))
    return FALSE;
  clean = nh_text_clean (text);
  fold = nh_text_fold (clean);
  title = nh_text_fold (state_title (field, state));
  return g_strv_contains (words, fold) || strcmp (fold, title) == 0;
}

static gboolean
check_length (const NhField *field, const char *text, GError **error)
{
  guint max = nh_field_get_max_length (field);

  if (g_utf8_strlen (text, -1) <= (glong) max)
    return TRUE;
  g_set_error (error, NH_ERROR, NH_ERROR_INVALID,
               _ ("The text is longer than the %u characters that fit here. Please shorten it."), max);
  return FALSE;
}

gboolean
nh_kind_parse (const NhField *field, const char *text, const NhParseContext *context, NhValue *value, GError **error)
{
  const NhKindRow *row = &nh_kind_rows[field->kind];
  const char *const *unknown = field->kind == NH_KIND_DATE ? unknown_date_words : unknown_words;
  g_auto (NhValue) read = NH_VALUE_INIT;
  g_autofree char *clean = nh_text_clean_lines (text);

  if (!check_length (field, clean, error))
    return FALSE;
  if (row->may_be_nil && is_word (clean, nil_words, field, NH_VALUE_NIL))
    nh_value_set_state (&read, NH_VALUE_NIL);
  else if (row->may_be_unknown && is_word (clean, unknown, field, NH_VALUE_UNKNOWN))
    nh_value_set_state (&read, NH_VALUE_UNKNOWN);
  else if (*clean != '\0' && !row->parse (field, clean, context, &read, error))
    return FALSE;

  nh_value_copy (&read, value);
  return TRUE;
}

char *
nh_kind_format (const NhField *field, const NhValue *value, NhCatalog *catalog)
{
  if (!nh_value_is_set (value))
    return g_strdup (state_title (field, value->state));
  return nh_kind_rows[field->kind].format (field, value, catalog);
}

char *
nh_kind_edit_text (const NhField *field, const NhValue *value, NhCatalog *catalog)
{
  if (!nh_value_is_set (value) || nh_kind_rows[field->kind].edit_text == NULL)
    return nh_kind_format (field, value, catalog);
  return nh_kind_rows[field->kind].edit_text (field, value, catalog);
}

char *
nh_kind_to_canonical (const NhField *field, const NhValue *value)
{
  static const char *const states[] = {
    [NH_VALUE_BLANK] = "", [NH_VALUE_NIL] = "none", [NH_VALUE_UNKNOWN] = "unknown"
  };

  if (!nh_value_is_set (value))
    return g_strdup (states[value->state]);
  if (nh_kind_rows[field->kind].storage == NH_STORAGE_DATE)
    return nh_date_to_iso ((NhDate) value->number);
  if (nh_kind_rows[field->kind].storage == NH_STORAGE_INTEGER)
    return g_strdup_printf ("%" G_GINT64_FORMAT, value->number);
  return g_strdup (value->text);
}

gboolean
nh_kind_from_canonical (const NhField *field, const char *text, NhValue *value, GError **error)
{
  const NhKindRow *row = &nh_kind_rows[field->kind];
  g_auto (NhValue) read = NH_VALUE_INIT;

  if (row->may_be_nil && strcmp (text, "none") == 0)
    nh_value_set_state (&read, NH_VALUE_NIL);
  else if (row->may_be_unknown && strcmp (text, "unknown") == 0)
    nh_value_set_state (&read, NH_VALUE_UNKNOWN);
  else if (*text != '\0' && !row->from_canonical (field, text, &read, error))
    return FALSE;

  nh_value_copy (&read, value);
  return TRUE;
}

guint
nh_field_get_max_length (const NhField *field)
{
  return field->kind == NH_KIND_LINES ? MAX_LINES : MAX_LINE;
}

int
nh_field_get_width (const NhField *field)
{
  return field->width > 0 ? field->width : nh_kind_rows[field->kind].width;
}
