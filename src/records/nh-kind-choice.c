/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-kind-private.h"

#include <string.h>
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-money.h"
#include "nh-number.h"
#include "nh-text.h"

#define NAMED_AT_MOST 6 /* choices named in one message */

/* Codes have none of the separators of canonical texts. */
static gboolean
is_code (const char *text)
{
  if (*text == '\0')
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p) || strchr (",:;=", *p) != NULL)
      return FALSE;
  return TRUE;
}

/* The titles of @codes for a message; of records with what tells equal names apart. (transfer full) */
static char *
name_codes (const NhField *field, GPtrArray *codes)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < MIN (codes->len, NAMED_AT_MOST); i++)
    {
      const NhCode *code = g_ptr_array_index (codes, i);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", code->title);
      if (field->kind == NH_KIND_REFERENCE && *code->abbreviation != '\0')
        g_string_append_printf (names, " (%s)", code->abbreviation);
    }
  if (codes->len > NAMED_AT_MOST)
    g_string_append_printf (names, _ (" and %u more"), codes->len - NAMED_AT_MOST);
  return g_string_free (names, FALSE);
}

static gboolean
same_code (GPtrArray *codes)
{
  const NhCode *first = g_ptr_array_index (codes, 0);

  for (guint i = 1; i < codes->len; i++)
    if (strcmp (first->code, ((const NhCode *) g_ptr_array_index (codes, i))->code) != 0)
      return FALSE;
  return TRUE;
}

/* What the program wrote itself needs no search. (nullable) */
static const NhCode *
find_title (const NhField *field, const char *text, const NhParseContext *context)
{
  g_autoptr (GPtrArray) codes = NULL;
  const NhCode *found = NULL;

  if (context == NULL || context->catalog == NULL)
    return NULL;
  codes = nh_catalog_get_codes (context->catalog, field->codebook, context->on);
  for (guint i = 0; i < codes->len; i++)
    {
      const NhCode *code = codes->pdata[i];

      if (strcmp (code->title, text) != 0)
        continue;
      if (found != NULL)
        return NULL;
      found = code;
    }
  return found;
}

/* By what offices call it, as names= of the codebook says. (nullable) */
static const NhCode *
find_other_name (GPtrArray *codes, const char *text)
{
  g_autofree char *folded = nh_text_fold (text);

  for (guint i = 0; i < codes->len; i++)
    if (nh_code_find_name (codes->pdata[i], folded, TRUE) == strlen (folded))
      return codes->pdata[i];
  return NULL;
}

/* The code that @text means, if it is unambiguous. (transfer full) */
static char *
find_code (const NhField *field, const char *text, const NhParseContext *context, GError **error)
{
  g_autofree char *clean = nh_text_clean (text);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *names = NULL;
  const NhCode *titled;

  if (context == NULL || context->catalog == NULL)
    {
      if (is_code (clean))
        return g_steal_pointer (&clean);
      g_set_error (error, NH_ERROR, NH_ERROR_INVALID, _ ("“%s” is not a code of the list."), clean);
      return NULL;
    }

  titled = find_title (field, clean, context);
  if (titled != NULL)
    return g_strdup (titled->code);
  found = nh_catalog_search_codes (context->catalog, field->codebook, clean, context->on, TRUE);
  if (found->len == 0)
    {
      g_ptr_array_unref (found);
      found = nh_catalog_search_codes (context->catalog, field->codebook, clean, NH_DATE_NONE, TRUE);
    }
  if (found->len > 0 && same_code (found))
    return g_strdup (((const NhCode *) g_ptr_array_index (found, 0))->code);

  all = nh_catalog_get_codes (context->catalog, field->codebook, context->on);
  titled = found->len == 0 ? find_other_name (all, clean) : NULL;
  if (titled != NULL)
    return g_strdup (titled->code);
  names = name_codes (field, found->len > 0 ? found : all);
  if (found->len > 0)
    g_set_error (error, NH_ERROR, NH_ERROR_INVALID, _ ("“%s” fits several: %s. Type more of the one that is meant."),
                 clean, names);
  else if (all->len == 0) /* records that can be chosen are a list, too */
    g_set_error (error, NH_ERROR, NH_ERROR_INVALID,
                 _ ("“%s” is not there: nothing to choose from was entered for this unit and year."), clean);
  else
    g_set_error (error, NH_ERROR, NH_ERROR_INVALID, _ ("“%s” is not in the list: %s."), clean, names);
  return NULL;
}

static const char *
title_of (const NhField *field, const char *code, NhCatalog *catalog)
{
  return catalog != NULL ? nh_catalog_get_code_title (catalog, field->codebook, code) : code;
}

/* --- Order --- */

/* A codebook, for sorting codes or amounts. */
typedef struct
{
  const NhField *field;
  NhCatalog *catalog;
} Order;

static int
position_of (const Order *order, const char *code)
{
  const NhCode *entry = nh_catalog_get_code (order->catalog, order->field->codebook, code, NH_DATE_NONE);

  return entry != NULL ? entry->position : G_MAXINT;
}

/* @a, @b: pointers to a code, or to an amount, which begins with one. Unknown codes come last, as they were typed. */
static int
compare_positions (gconstpointer a, gconstpointer b, gpointer order)
{
  int left = position_of (order, *(char *const *) a), right = position_of (order, *(char *const *) b);

  if (left == right && left != G_MAXINT)
    return strcmp (*(char *const *) a, *(char *const *) b);
  return (left > right) - (left < right);
}

/* --- One choice --- */

gboolean
nh_choice_parse (const NhField *field, const char *text, const NhParseContext *context, NhValue *value, GError **error)
{
  g_autofree char *code = find_code (field, text, context, error);

  if (code == NULL)
    return FALSE;
  nh_value_set_text (value, code);
  return TRUE;
}

gboolean
nh_choice_from_canonical (const NhField *field, const char *text, NhValue *value, GError **error)
{
  if (!is_code (text))
    return nh_kind_refuse_canonical (text, error);
  nh_value_set_text (value, text);
  return TRUE;
}

/* --- Several choices --- */

/* Takes @code, unless it is there already. */
static void
add_code (GPtrArray *codes, char *code)
{
  if (g_ptr_array_find_with_equal_func (codes, code, g_str_equal, NULL))
    g_free (code);
  else
    g_ptr_array_add (codes, code);
}

/* Takes titles between commas, if each is the whole title of a choice. */
static gboolean
take_titles (const NhField *field, char **titles, const NhParseContext *context, GPtrArray *codes)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; titles[i] != NULL; i++)
    {
      const NhCode *code = find_title (field, g_strstrip (titles[i]), context);

      if (code == NULL)
        return FALSE;
      g_ptr_array_add (found, (gpointer) code);
    }
  for (guint i = 0; i < found->len; i++)
    add_code (codes, g_strdup (((const NhCode *) found->pdata[i])->code));
  return TRUE;
}

/* Reads one part between semicolons, first as a whole, since a title may contain a comma. */
static gboolean
read_part (const NhField *field, const char *part, const NhParseContext *context, GPtrArray *codes, GError **error)
{
  gboolean has_comma = strchr (part, ',') != NULL;
  g_auto (GStrv) pieces = has_comma ? g_strsplit (part, ",", -1) : NULL;
  char *code;

  if (has_comma && find_title (field, part, context) == NULL && take_titles (field, pieces, context, codes))
    return TRUE;
  code = find_code (field, part, context, has_comma ? NULL : error);
  if (code != NULL)
    add_code (codes, code);
  if (code != NULL || !has_comma)
    return code != NULL;
  for (guint i = 0; pieces[i] != NULL; i++)
    if (*g_strstrip (pieces[i]) != '\0' && !read_part (field, pieces[i], context, codes, error))
      return FALSE;
  return TRUE;
}

gboolean
nh_many_parse (const NhField *field, const char *text, const NhParseContext *context, NhValue *value, GError **error)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  Order order = { field, context != NULL ? context->catalog : NULL };
  g_auto (GStrv) parts = g_strsplit_set (text, ";\n", -1);
  g_autofree char *joined = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0' && !read_part (field, parts[i], context, codes, error))
      return FALSE;
  if (order.catalog != NULL)
    g_ptr_array_sort_with_data (codes, compare_positions, &order);
  g_ptr_array_add (codes, NULL);
  joined = g_strjoinv (",", (char **) codes->pdata);
  nh_value_set_text (value, joined);
  return TRUE;
}

char *
nh_many_format (const NhField *field, const NhValue *value, NhCatalog *catalog)
{
  g_auto (GStrv) codes = g_strsplit (value->text, ",", -1);
  const char *separator = ", ";
  GString *text = g_string_new (NULL);

  for (guint i = 0; codes[i] != NULL; i++)
    if (strchr (title_of (field, codes[i], catalog), ',') != NULL)
      separator = "; ";
  for (guint i = 0; codes[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? separator : "", title_of (field, codes[i], catalog));
  return g_string_free (text, FALSE);
}

gboolean
nh_many_from_canonical (const NhField *field, const char *text, NhValue *value, GError **error)
{
  g_auto (GStrv) codes = g_strsplit (text, ",", -1);

  for (guint i = 0; codes[i] != NULL; i++)
    {
      if (!is_code (codes[i]))
        return nh_kind_refuse_canonical (text, error);
      for (guint j = 0; j < i; j++)
        if (strcmp (codes[i], codes[j]) == 0)
          return nh_kind_refuse_canonical (text, error);
    }
  nh_value_set_text (value, text);
  return TRUE;
}

gboolean
nh_many_has (const char *canonical, const char *code)
{
  gsize length;

  length = strlen (code);
  for (const char *p = canonical; p != NULL && length > 0; p = strchr (p, ','))
    {
      if (*p == ',')
        p++;
      if (strncmp (p, code, length) == 0 && (p[length] == '\0' || p[length] == ','))
        return TRUE;
    }
  return FALSE;
}

/* --- Amounts --- */

static void
amount_clear (gpointer data)
{
  g_free (((NhAmount *) data)->code);
}

static GArray *
amounts_new (void)
{
  GArray *amounts = g_array_new (FALSE, TRUE, sizeof (NhAmount));

  g_array_set_clear_func (amounts, amount_clear);
  return amounts;
}

/* Reads "code:amount,…". An invalid part is skipped, or makes it FALSE if @strict. */
static gboolean
read_amounts (const char *canonical, gboolean strict, GArray *amounts)
{
  g_auto (GStrv) parts = g_strsplit (canonical, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *colon = strchr (parts[i], ':');
      NhAmount amount = { NULL, 0 };
      gboolean good = colon != NULL && nh_kind_read_digits (colon + 1, &amount.amount);

      if (good)
        *colon = '\0';
      good = good && is_code (parts[i]);
      for (guint j = 0; good && j < amounts->len; j++)
        good = strcmp (g_array_index (amounts, NhAmount, j).code, parts[i]) != 0;
      if (!good && strict)
        return FALSE;
      if (!good)
        continue;
      amount.code = g_strdup (parts[i]);
      g_array_append_val (amounts, amount);
    }
  return TRUE;
}

GArray *
nh_amounts_parse (const char *canonical)
{
  GArray *amounts = amounts_new ();

  if (canonical != NULL && *canonical != '\0')
    read_amounts (canonical, FALSE, amounts);
  return amounts;
}

char *
nh_amounts_to_text (GArray *amounts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < amounts->len; i++)
    {
      const NhAmount *amount = &g_array_index (amounts, NhAmount, i);

      g_string_append_printf (text, "%s%s:%" G_GINT64_FORMAT, i > 0 ? "," : "", amount->code, amount->amount);
    }
  return g_string_free (text, FALSE);
}

gint64
nh_amounts_total (const char *canonical)
{
  g_autoptr (GArray) amounts = nh_amounts_parse (canonical);
  gint64 total = 0;

  for (guint i = 0; i < amounts->len; i++)
    total += g_array_index (amounts, NhAmount, i).amount;
  return total;
}

/* Takes the amount. A source given twice is refused. */
static gboolean
add_amount (const NhField *field, GArray *amounts, NhAmount *amount, NhCatalog *catalog, GError **error)
{
  for (guint i = 0; i < amounts->len; i++)
    if (strcmp (g_array_index (amounts, NhAmount, i).code, amount->code) == 0)
      {
        g_set_error (error, NH_ERROR, NH_ERROR_INVALID, _ ("“%s” is there twice. Put its amounts together."),
                     title_of (field, amount->code, catalog));
        amount_clear (amount);
        return FALSE;
      }
  g_array_append_val (amounts, *amount);
  return TRUE;
}

/* "ngân sách: 5 triệu" or "ngan_sach=5000000". */
static gboolean
read_amount (const NhField *field, const char *part, const NhParseContext *context, NhAmount *amount, GError **error)
{
  const char *separator = strrchr (part, ':');
  g_autofree char *source = NULL;

  if (separator == NULL)
    separator = strrchr (part, '=');
  if (separator == NULL)
    amount->code = find_code (field, part, context, NULL); /* how much is not known */
  if (amount->code != NULL)
    return TRUE;
  if (separator == NULL)
    {
      g_set_error (
          error, NH_ERROR, NH_ERROR_INVALID,
          _ ("“%s” does not say both source and amount. Type them like “Ngân sách: 5.000.000; MTTQ: 2 triệu”."), part);
      return FALSE;
    }
  if (!nh_money_parse (separator + 1, &amount->amount, error))
    return FALSE;
  source = g_strndup (part, separator - part);
  amount->code = find_code (field, source, context, error);
  return amount->code != NULL;
}

gboolean
nh_amounts_parse_text (const NhField *field, const char *text, const NhParseContext *context, NhValue *value,
                       GError **error)
{
  g_autoptr (GArray) amounts = amounts_new ();
  Order order = { field, context != NULL ? context->catalog : NULL };
  g_auto (GStrv) parts = g_strsplit_set (text, ";\n", -1);
  g_autofree char *canonical = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      NhAmount amount = { NULL, 0 };

      if (*g_strstrip (parts[i]) == '\0')
        continue;
      if (!read_amount (field, parts[i], context, &amount, error) ||
          !add_amount (field, amounts, &amount, order.catalog, error))
        return FALSE;
    }
  if (order.catalog != NULL)
    g_array_sort_with_data (amounts, compare_positions, &order);
  canonical = nh_amounts_to_text (amounts);
  nh_value_set_text (value, canonical);
  return TRUE;
}

static char *
format_amounts (const NhField *field, const NhValue *value, NhCatalog *catalog, const char *suffix)
{
  g_autoptr (GArray) amounts = nh_amounts_parse (value->text);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < amounts->len; i++)
    {
      const NhAmount *amount = &g_array_index (amounts, NhAmount, i);
      g_autofree char *number = nh_number_format (amount->amount);

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", title_of (field, amount->code, catalog));
      if (amount->amount > 0)
        g_string_append_printf (text, ": %s%s", number, suffix);
    }
  return g_string_free (text, FALSE);
}

char *
nh_amounts_format (const NhField *field, const NhValue *value, NhCatalog *catalog)
{
  return format_amounts (field, value, catalog, " đ");
}

char *
nh_amounts_edit_text (const NhField *field, const NhValue *value, NhCatalog *catalog)
{
  return format_amounts (field, value, catalog, "");
}

gboolean
nh_amounts_from_canonical (const NhField *field, const char *text, NhValue *value, GError **error)
{
  g_autoptr (GArray) amounts = amounts_new ();

  if (!read_amounts (text, TRUE, amounts))
    return nh_kind_refuse_canonical (text, error);
  nh_value_set_text (value, text);
  return TRUE;
}
