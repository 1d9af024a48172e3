/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counted things by name, as a sentence lists them: "20 suất cho hộ nghèo, 12 suất cho học sinh". */

#include "nh-report-private.h"

#include <string.h>

#include "nh-money.h"
#include "nh-number.h"
#include "nh-text.h"

static void
tally_free (gpointer data)
{
  g_free (((NhReportTally *) data)->title);
  g_free (data);
}

GPtrArray *
nh_report_tallies_new (void)
{
  return g_ptr_array_new_with_free_func (tally_free);
}

static NhReportTally *
find_tally (GPtrArray *tallies, const char *title, int position)
{
  NhReportTally *tally;

  for (guint i = 0; i < tallies->len; i++)
    {
      tally = g_ptr_array_index (tallies, i);
      if (nh_text_collate (tally->title, title) == 0)
        return tally;
    }
  tally = g_new0 (NhReportTally, 1);
  tally->title = g_strdup (title);
  tally->position = position;
  g_ptr_array_add (tallies, tally);
  return tally;
}

void
nh_report_tally_add (GPtrArray *tallies, const char *title, int position, const NhValue *quantity)
{
  NhReportTally *tally = find_tally (tallies, title, position);

  tally->number = nh_number_add (tally->number, nh_value_is_set (quantity) ? quantity->number : 0);
  tally->unknown |= quantity->state == NH_VALUE_UNKNOWN;
}

void
nh_report_tally_add_record (GPtrArray *tallies, const char *title, int position, const NhRecord *record, guint field)
{
  nh_report_tally_add (tallies, title, position, nh_record_get (record, field));
  find_tally (tallies, title, position)->qualifiers |= nh_report_qualifier (record, field);
}

static int
compare_tallies (gconstpointer a, gconstpointer b)
{
  const NhReportTally *left = *(const NhReportTally *const *) a, *right = *(const NhReportTally *const *) b;

  if (left->position != right->position)
    return left->position < right->position ? -1 : 1;
  if (left->number != right->number)
    return left->number > right->number ? -1 : 1;
  return nh_text_collate (left->title, right->title);
}

void
nh_report_tallies_sort (GPtrArray *tallies)
{
  g_ptr_array_sort (tallies, compare_tallies);
}

const NhReportTally *
nh_report_tallies_get_only (GPtrArray *tallies)
{
  const NhReportTally *only = NULL;

  for (guint i = 0; i < tallies->len; i++)
    {
      const NhReportTally *tally = g_ptr_array_index (tallies, i);

      if (tally->number == 0 && !tally->unknown)
        continue;
      if (only != NULL)
        return NULL;
      only = tally;
    }
  return only;
}

char *
nh_report_tallies_text (GPtrArray *tallies, const char *measure, guint most)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  nh_report_tallies_sort (tallies);
  for (guint i = 0; i < tallies->len; i++)
    {
      const NhReportTally *tally = g_ptr_array_index (tallies, i);
      const char *word = nh_qualifier_of_sum (tally->qualifiers, tally->unknown);
      g_autofree char *number = nh_number_format_admin (tally->number);

      if (word == NULL)
        word = tally->unknown ? "ít nhất" : "";
      if ((tally->number == 0 && !tally->unknown) || n++ >= most)
        continue;
      g_string_append (text, text->len > 0 ? ", " : "");
      if (tally->number == 0)
        g_string_append_printf (text, "chưa rõ số %s%s", *measure != '\0' ? measure : "lượng ", tally->title);
      else
        g_string_append_printf (text, "%s%s%s %s%s", word, *word != '\0' ? " " : "", number, measure, tally->title);
    }
  if (n > most)
    g_string_append (text, ", …");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* "ngân sách 5 triệu đồng"; of a source without an amount its name. (transfer full) */
static char *
source_text (NhReportContext *context, const char *code, gint64 amount)
{
  g_autofree char *title = nh_report_in_sentence (nh_catalog_get_code_title (context->catalog, "funding_source", code));
  g_autofree char *money = amount > 0 ? nh_money_format_short (amount) : NULL;

  return money != NULL ? g_strdup_printf ("%s %s", title, money) : g_steal_pointer (&title);
}

char *
nh_report_funding_text (NhReportContext *context, GPtrArray *records, guint field, gint64 whole)
{
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) sources = nh_report_codes (context, "funding_source");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (GArray) amounts = nh_amounts_parse (nh_record_get_text (records->pdata[i], field));

      for (guint a = 0; a < amounts->len; a++)
        {
          const NhAmount *amount = &g_array_index (amounts, NhAmount, a);
          gint64 *sum = g_hash_table_lookup (sums, amount->code);

          if (sum == NULL)
            g_hash_table_insert (sums, g_strdup (amount->code), sum = g_new0 (gint64, 1));
          /* One that is without an amount leaves the sum open: then only the name is said. */
          *sum = *sum < 0 || amount->amount == 0 ? -1 : nh_number_add (*sum, amount->amount);
        }
    }
  for (guint i = 0; i < sources->len; i++)
    {
      const char *code = ((const NhCode *) sources->pdata[i])->code;
      const gint64 *sum = g_hash_table_lookup (sums, code);
      g_autofree char *said = sum != NULL ? source_text (context, code, *sum != whole ? *sum : 0) : NULL;

      if (said != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", said);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
nh_report_in_sentence (const char *title)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *blank = strchr (title, ' ');

  if (*title == '\0' || g_unichar_isupper (g_utf8_get_char (g_utf8_next_char (title))) ||
      (blank != NULL && g_unichar_isupper (g_utf8_get_char (blank + 1))))
    return g_strdup (title);
  g_string_append_unichar (text, g_unichar_tolower (g_utf8_get_char (title)));
  g_string_append (text, g_utf8_next_char (title));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
