/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-kind-private.h"

#include <string.h>
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-money.h"
#include "nh-number.h"
#include "nh-text.h"

/* Words that say "none" and "not known yet", folded; both languages are read whatever the program speaks. */
static const char *const nil_words[] = {
  "-", "–", "—", "khong", "khong co", "ko", "ko co", "k co", "kc", "none", "nil", NULL
};
static const char *const unknown_words[] = {
  "?", "chua co", "chua co so lieu", "chua ro", "chua biet", "chua bao cao", "unknown", "not known", "not known yet", NULL
};
static const char *const unknown_date_words[] = {
  "?", "chua xac dinh", "chua xd", "chua co", "chua ro", "chua biet", "unknown", "not fixed", "not fixed yet", "not known yet", NULL
};

static char *
nil_title (void)
{
  return g_strdup (_("none"));
}

static char *
unknown_title (NhKind kind)
{
  return g_strdup (kind == NH_KIND_DATE ? _("not fixed yet") : _("not known yet"));
}

gboolean
nh_kind_refuse_canonical (const char *text, GError **error)
{
  g_set_error (error, NH_ERROR, NH_ERROR_INVALID, _("“%s” is not in the form in which the program keeps it."), text);
  return FALSE;
}

gboolean
nh_kind_read_digits (const char *text, gint64 *number)
{
  gint64 result = 0;

  if (*text == '\0')
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isdigit (*p))
        return FALSE;
      result = result * 10 + (*p - '0');
      if (result > NH_NUMBER_MAX)
        return FALSE;
    }
  *number = result;
  return TRUE;
}

/* --- texts ------------------------------------------------------------------------------------------------------------- */

static gboolean
text_parse (const NhField *field, const char *text, const NhParseContext *context, NhValue *value, GError **error)
{
  g_autofree char *clean = nh_text_clean (text);

  nh_value_set_text (value, clean);
  return TRUE;
}

static gboolean
lines_parse (const NhField *field, const char *text, const NhParseContext *context, NhValue *value, GError **error)
{
  g_autofree char *clean = nh_text_clean_lines (text);

  nh_value_set_text (value, clean);
  return TRUE;
}

static char *
text_format (const NhField *field, const NhValue *value, NhCatalog *catalog)
{
  return g_strdup (value->text);
}

static char *
text_to_canonical (const NhValue *value)
{
  return g_strdup (value->text);
}

static gboolean
text_from_canonical (const char *text, NhValue *value, GError **error)
{
  return text_parse (NULL, text, NULL, value, error);
}

static gboolean
lines_from_canonical (const char *text, NhValue *value, GError **error)
{
  return lines_parse (NULL, text, NULL, value, error);
}

/* --- numbers ----------------------------------------------------------------------------------------------------------- */

static gboolean
integer_parse (const NhField *field, const char *text, const NhParseContext *context, NhValue *value, GError **error)
{
  gint64 number;

  if (!nh_number_parse (text, &number, error))
    return FALSE;
  nh_value_set_number (value, number);
  return TRUE;
}

static gboolean
money_parse (const NhField *field, const char *text, const NhParseContext *context, NhValue *value, GError **error)
{
  gint64 dong;

  if (!nh_money_parse (text, &dong, error))
    return FALSE;
  nh_value_set_number (value, dong);
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

static char *
number_to_canonical (const NhValue *value)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, value->number);
}

static gboolean
number_from_canonical (const char *text, NhValue *value, GError **error)
{
  gint64 number;

  if (!nh_kind_read_digits (text, &number))
    return nh_kind_refuse_canonical (text, error);
  nh_value_set_number (value, number);
  return TRUE;
}

/* --- dates ------------------------------------------------------------------------------------------------------------- */

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

static char *
date_to_canonical (const NhValue *value)
{
  return nh_date_to_iso ((NhDate) value->number);
}

static gboolean
date_from_canonical (const char *text, NhValue *value, GError **error)
{
  NhDate date = nh_date_from_iso (text);

  if (date == NH_DATE_NONE)
    return nh_kind_refuse_canonical (text, error);
  nh_value_set_number (value, date);
  return TRUE;
}

/* --- yes/no and references --------------------------------------------------------------------------------------------- */

static gboolean
yes_no_parse (const NhField *field, const char *text, const NhParseContext *context, NhValue *value, GError **error)
{
  static const char *const yes[] = { "co", "c", "x", "1", "yes", "y", "true", "dung", NULL };
  static const char *const no[] = { "khong", "ko", "k", "0", "no", "n", "false", "sai", "-", NULL };
  g_autofree char *clean = nh_text_clean (text);
  g_autofree char *fold = nh_text_fold (clean);
  g_autofree char *yes_title = nh_text_fold (_("Yes"));
  g_autofree char *no_title = nh_text_fold (_("No"));

  if (g_strv_contains (yes, fold) || strcmp (fold, yes_title) == 0)
    nh_value_set_number (value, 1);
  else if (g_strv_contains (no, fold) || strcmp (fold, no_title) == 0)
    nh_value_set_number (value, 0);
  else
    {
      g_set_error (error, NH_ERROR, NH_ERROR_INVALID, _("“%s” is neither yes nor no. Type “có” or “không”."), clean);
      return FALSE;
    }
  return TRUE;
}

static char *
yes_no_format (const NhField *field, const NhValue *value, NhCatalog *catalog)
{
  return g_strdup (value->number != 0 ? _("Yes") : _("No"));
}

static gboolean
yes_no_from_canonical (const char *text, NhValue *value, GError **error)
{
  if (strcmp (text, "0") != 0 && strcmp (text, "1") != 0)
    return nh_kind_refuse_canonical (text, error);
  nh_value_set_number (value, *text == '1');
  return TRUE;
}

static gboolean
reference_parse (const NhField *field, const char *text, const NhParseContext *context, NhValue *value, GError **error)
{
  g_auto (NhValue) chosen = NH_VALUE_INIT;
  gint64 id = 0;

  /* What is offered are the records that a catalog has as a list of codes (nh_catalog_with_codes()). */
  if (*text == '#' && nh_kind_read_digits (text + 1, &id) && id > 0)   /* as one that is not offered is shown */
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

static gboolean
reference_from_canonical (const char *text, NhValue *value, GError **error)
{
  gint64 id;

  if (!nh_kind_read_digits (text, &id) || id == 0)
    return nh_kind_refuse_canonical (text, error);
  nh_value_set_number (value, id);
  return TRUE;
}

/* --- the table --------------------------------------------------------------------------------------------------------- */

static const NhKindRow rows[NH_N_KINDS] = {
  /*                       name         storage              width numeric nil    unknown */
  [NH_KIND_TEXT]      = { "text",      NH_STORAGE_TEXT,     24,   FALSE, FALSE, FALSE,
                          text_parse, text_format, text_format, text_to_canonical, text_from_canonical },
  [NH_KIND_LINES]     = { "lines",     NH_STORAGE_TEXT,     24,   FALSE, FALSE, FALSE,
                          lines_parse, text_format, text_format, text_to_canonical, lines_from_canonical },
  [NH_KIND_NAME]      = { "name",      NH_STORAGE_TEXT,     24,   FALSE, FALSE, FALSE,
                          text_parse, text_format, text_format, text_to_canonical, text_from_canonical },
  [NH_KIND_INTEGER]   = { "integer",   NH_STORAGE_INTEGER,  8,    TRUE,  TRUE,  TRUE,
                          integer_parse, number_format, number_format, number_to_canonical, number_from_canonical },
  [NH_KIND_MONEY]     = { "money",     NH_STORAGE_INTEGER,  14,   TRUE,  TRUE,  TRUE,
                          money_parse, money_format, number_format, number_to_canonical, number_from_canonical },
  [NH_KIND_DATE]      = { "date",      NH_STORAGE_DATE,     11,   FALSE, FALSE, TRUE,
                          date_parse, date_format, date_format, date_to_canonical, date_from_canonical },
  [NH_KIND_CHOICE]    = { "choice",    NH_STORAGE_TEXT,     12,   FALSE, FALSE, FALSE,
                          nh_choice_parse, nh_choice_format, nh_choice_format, text_to_canonical, nh_choice_from_canonical },
  [NH_KIND_MANY]      = { "many",      NH_STORAGE_TEXT,     20,   FALSE, FALSE, FALSE,
                          nh_many_parse, nh_many_format, nh_many_format, text_to_canonical, nh_many_from_canonical },
  [NH_KIND_YES_NO]    = { "yes-no",    NH_STORAGE_INTEGER,  6,    FALSE, FALSE, FALSE,
                          yes_no_parse, yes_no_format, yes_no_format, number_to_canonical, yes_no_from_canonical },
  [NH_KIND_AMOUNTS]   = { "amounts",   NH_STORAGE_FUNDING,  24,   FALSE, FALSE, FALSE,
                          nh_amounts_parse_text, nh_amounts_format, nh_amounts_edit_text, text_to_canonical, nh_amounts_from_canonical },
  [NH_KIND_REFERENCE] = { "reference", NH_STORAGE_INTEGER,  18,   FALSE, FALSE, FALSE,
                          reference_parse, reference_format, reference_format, number_to_canonical, reference_from_canonical },
};

/* TRUE when @text is one of @words or what the program itself shows (@title, taken over). */
static gboolean
is_word (const char *text, const char *const *words, char *title)
{
  g_autofree char *own = title;
  g_autofree char *clean = nh_text_clean (text);
  g_autofree char *fold = nh_text_fold (clean);
  g_autofree char *own_fold = nh_text_fold (own);

  return g_strv_contains (words, fold) || strcmp (fold, own_fold) == 0;
}

gboolean
nh_kind_parse (const NhField *field, const char *text, const NhParseContext *context, NhValue *value, GError **error)
{
  const NhKindRow *row;
  g_auto (NhValue) read = NH_VALUE_INIT;
  g_autofree char *clean = NULL;

  g_return_val_if_fail (field != NULL && field->kind < NH_N_KINDS, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  row = &rows[field->kind];
  clean = nh_text_clean_lines (text);
  if (*clean == '\0')
    nh_value_clear (&read);
  else if (row->may_be_nil && is_word (clean, nil_words, nil_title ()))
    nh_value_set_state (&read, NH_VALUE_NIL);
  else if (row->may_be_unknown
           && is_word (clean, field->kind == NH_KIND_DATE ? unknown_date_words : unknown_words, unknown_title (field->kind)))
    nh_value_set_state (&read, NH_VALUE_UNKNOWN);
  else if (!row->parse (field, clean, context, &read, error))
    return FALSE;

  nh_value_copy (&read, value);
  return TRUE;
}

static char *
format_with (const NhField *field, const NhValue *value, NhCatalog *catalog,
             char *(*format) (const NhField *, const NhValue *, NhCatalog *))
{
  switch (value->state)
    {
    case NH_VALUE_SET:
      return format (field, value, catalog);
    case NH_VALUE_NIL:
      return nil_title ();
    case NH_VALUE_UNKNOWN:
      return unknown_title (field->kind);
    case NH_VALUE_BLANK:
    default:
      return g_strdup ("");
    }
}

char *
nh_kind_format (const NhField *field, const NhValue *value, NhCatalog *catalog)
{
  g_return_val_if_fail (field != NULL && field->kind < NH_N_KINDS, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  return format_with (field, value, catalog, rows[field->kind].format);
}

char *
nh_kind_edit_text (const NhField *field, const NhValue *value, NhCatalog *catalog)
{
  g_return_val_if_fail (field != NULL && field->kind < NH_N_KINDS, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  return format_with (field, value, catalog, rows[field->kind].edit_text);
}

char *
nh_kind_to_canonical (const NhField *field, const NhValue *value)
{
  g_return_val_if_fail (field != NULL && field->kind < NH_N_KINDS, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  switch (value->state)
    {
    case NH_VALUE_SET:
      return rows[field->kind].to_canonical (value);
    case NH_VALUE_NIL:
      return g_strdup ("none");
    case NH_VALUE_UNKNOWN:
      return g_strdup ("unknown");
    case NH_VALUE_BLANK:
    default:
      return g_strdup ("");
    }
}

gboolean
nh_kind_from_canonical (const NhField *field, const char *text, NhValue *value, GError **error)
{
  const NhKindRow *row;
  g_auto (NhValue) read = NH_VALUE_INIT;

  g_return_val_if_fail (field != NULL && field->kind < NH_N_KINDS, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  row = &rows[field->kind];
  if (*text == '\0')
    nh_value_clear (&read);
  else if (row->may_be_nil && strcmp (text, "none") == 0)
    nh_value_set_state (&read, NH_VALUE_NIL);
  else if (row->may_be_unknown && strcmp (text, "unknown") == 0)
    nh_value_set_state (&read, NH_VALUE_UNKNOWN);
  else if (!row->from_canonical (text, &read, error))
    return FALSE;

  nh_value_copy (&read, value);
  return TRUE;
}

NhStorage
nh_kind_get_storage (NhKind kind)
{
  g_return_val_if_fail (kind < NH_N_KINDS, NH_STORAGE_TEXT);

  return rows[kind].storage;
}

const char *
nh_kind_get_name (NhKind kind)
{
  g_return_val_if_fail (kind < NH_N_KINDS, NULL);

  return rows[kind].name;
}

gboolean
nh_kind_is_numeric (NhKind kind)
{
  g_return_val_if_fail (kind < NH_N_KINDS, FALSE);

  return rows[kind].numeric;
}

gboolean
nh_kind_may_be_nil (NhKind kind)
{
  g_return_val_if_fail (kind < NH_N_KINDS, FALSE);

  return rows[kind].may_be_nil;
}

gboolean
nh_kind_may_be_unknown (NhKind kind)
{
  g_return_val_if_fail (kind < NH_N_KINDS, FALSE);

  return rows[kind].may_be_unknown;
}

int
nh_field_get_width (const NhField *field)
{
  return field->width > 0 ? field->width : rows[field->kind].width;
}

gboolean
nh_field_is_called (const NhField *field, const char *heading)
{
  g_auto (GStrv) aliases = g_strsplit (field->aliases != NULL ? field->aliases : "", "|", -1);
  gboolean called = nh_text_same (heading, _(field->title)) ||
                    (field->heading != NULL && nh_text_same (heading, _(field->heading)));

  for (guint i = 0; !called && aliases[i] != NULL; i++)
    called = nh_text_same (heading, aliases[i]);
  return called;
}
