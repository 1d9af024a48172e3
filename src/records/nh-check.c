/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-check.h"

#include <string.h>

#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-text.h"

void
nh_problem_free (NhProblem *problem)
{
  if (problem == NULL)
    return;
  g_free (problem->rule);
  g_free (problem->text);
  g_free (problem->reason);
  g_free (problem);
}

const char *
nh_severity_get_name (NhSeverity severity)
{
  static const char *const names[] = {
    [NH_SEVERITY_NOTE] = NC_ ("severity", "note"),
    [NH_SEVERITY_WARN] = NC_ ("severity", "warn"),
    [NH_SEVERITY_BLOCK] = NC_ ("severity", "block"),
  };

  return names[severity];
}

void
nh_check_add (NhCheck *check, const NhRecord *record, int field, NhSeverity severity, const char *rule,
              const char *format, ...)
{
  const NhRecordType *type = nh_record_get_record_type (record);
  NhProblem *problem;
  va_list args;

  g_return_if_fail (rule != NULL && strpbrk (rule, ": \n") == NULL);

  problem = g_new0 (NhProblem, 1);
  problem->field = field;
  problem->severity = severity;
  if (*rule == '.')
    problem->rule = g_strconcat (type->name, ".", type->fields[field].name, rule, NULL);
  else
    problem->rule = g_strconcat (type->name, ".", rule, NULL);
  va_start (args, format);
  problem->text = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (check->problems, problem);
}

static const char *
keep_text (NhCheck *check, char *text)
{
  check->texts = g_slist_prepend (check->texts, text);
  return text;
}

const char *
nh_check_number_text (NhCheck *check, gint64 number)
{
  return keep_text (check, nh_number_format (number));
}

const char *
nh_check_day_text (NhCheck *check, NhDate day)
{
  return keep_text (check, nh_date_format (day));
}

const char *
nh_check_days_text (NhCheck *check, NhDate from, NhDate to)
{
  return keep_text (check, nh_date_format_range (from, to));
}

gboolean
nh_problems_block (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    if (((NhProblem *) g_ptr_array_index (problems, i))->severity == NH_SEVERITY_BLOCK)
      return TRUE;
  return FALSE;
}

gboolean
nh_problems_warn (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const NhProblem *problem = g_ptr_array_index (problems, i);

      if (problem->severity == NH_SEVERITY_WARN && problem->reason == NULL)
        return TRUE;
    }
  return FALSE;
}

/* --- Passed warnings --- */

/* The text behind "rule: " in a line; NULL: the line is of another rule. */
static const char *
match_waiver (const char *line, const char *rule)
{
  gsize length = strlen (rule);

  if (strncmp (line, rule, length) != 0 || line[length] != ':')
    return NULL;
  return line[length + 1] == ' ' ? line + length + 2 : line + length + 1;
}

void
nh_record_waive (NhRecord *draft, const char *rule, const char *reason)
{
  g_auto (GStrv) lines = NULL;
  g_autofree char *clean = nh_text_clean (reason);
  GString *waived;

  g_return_if_fail (NH_IS_RECORD (draft) && nh_record_is_draft (draft));
  g_return_if_fail (rule != NULL && *rule != '\0' && strpbrk (rule, ": \n") == NULL);

  lines = g_strsplit (nh_record_get_info (draft)->waived, "\n", -1);
  waived = g_string_new (NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && match_waiver (lines[i], rule) == NULL)
      g_string_append_printf (waived, "%s%s", waived->len > 0 ? "\n" : "", lines[i]);
  if (*clean != '\0')
    g_string_append_printf (waived, "%s%s: %s", waived->len > 0 ? "\n" : "", rule, clean);
  nh_record_set_canonical (draft, "@waived", waived->str, NULL);
  g_string_free (waived, TRUE);
}

char *
nh_record_get_waiver (const NhRecord *record, const char *rule)
{
  g_auto (GStrv) lines = NULL;

  lines = g_strsplit (nh_record_get_info (record)->waived, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *reason = match_waiver (lines[i], rule);

      if (reason != NULL && *reason != '\0')
        return g_strdup (reason);
    }
  return NULL;
}
