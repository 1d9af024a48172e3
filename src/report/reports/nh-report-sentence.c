/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sentences in the words of the office, or in ours. */

#include "nh-report-private.h"

/* The office's text, unless the ledger was altered so that it cannot be used. */
static const char *
text_of (NhReportContext *context, const NhSentence *sentence)
{
  g_autofree char *setting = nh_sentence_setting (sentence);
  const char *own = nh_report_setting (context, setting);

  return *own != '\0' && nh_sentence_check (sentence, own, NULL) ? own : sentence->text;
}

void
nh_report_add_sentence (NhReportContext *context, GString *sentences, const char *name, ...)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  const NhSentence *sentence = nh_sentence_find (name);
  g_autofree char *filled = NULL;
  const char *value;
  va_list args;

  g_return_if_fail (sentence != NULL);
  va_start (args, name);
  while ((value = va_arg (args, const char *)) != NULL)
    {
      const char *text = va_arg (args, const char *);

      g_warn_if_fail (g_strv_contains (sentence->values, value));
      g_hash_table_insert (values, (gpointer) value, g_strdup (text));
    }
  va_end (args);

  filled = nh_sentence_fill (text_of (context, sentence), values);
  g_string_append_printf (sentences, "%s%s", sentences->len > 0 ? " " : "", filled);
  if (context->said != NULL)
    g_hash_table_insert (context->said, (gpointer) sentence->name, g_steal_pointer (&values));
}
