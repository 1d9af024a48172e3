/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-count-sql.h"

#include <string.h>

#include "nh-count.h"
#include "nh-qualifier.h"

/* Codes have no quotes unless a file was damaged. (transfer full) */
static char *
quote (const char *code)
{
  g_auto (GStrv) parts = g_strsplit (code, "'", -1);
  g_autofree char *inner = g_strjoinv ("''", parts);

  return g_strdup_printf ("'%s'", inner);
}

/* " AND p.state IN ('decided','presented')" */
static void
append_states (GString *sql, const NhRecordType *type, const char *alias, GPtrArray *counted, GPtrArray *answers)
{
  if (counted == NULL)
    return;
  g_string_append_printf (sql, " AND %s%s IN (", alias, type->fields[type->counting->state].name);
  if (answers != NULL)
    g_ptr_array_extend_and_steal (counted, answers);
  for (guint i = 0; i < counted->len; i++)
    {
      g_autofree char *quoted = quote (g_ptr_array_index (counted, i));

      g_string_append_printf (sql, "%s%s", i > 0 ? "," : "", quoted);
    }
  g_string_append_c (sql, ')');
}

char *
nh_count_sql (const NhRecordType *type, NhCatalog *catalog, const char *alias, gboolean with_answers)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GPtrArray) counted = NULL;

  if (type->counting == NULL)
    return g_strdup ("1");
  counted = nh_record_type_states (type, catalog, "counted");
  if (type->counting->duplicate >= 0)
    g_string_append_printf (sql, "%s%s IS NULL", alias, type->fields[type->counting->duplicate].name);
  else
    g_string_append_c (sql, '1');
  append_states (sql, type, alias, counted, with_answers ? nh_record_type_states (type, catalog, "answer") : NULL);
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

char *
nh_count_sql_summed (const NhRecordType *type, const NhField *field, NhCatalog *catalog)
{
  const NhField *choice;
  g_autoptr (GPtrArray) entries = NULL;
  GString *sql;

  if (field->sum_of == NULL)
    return g_strdup ("1");
  choice = &type->fields[type->counting->choice];
  entries = nh_catalog_get_codes (catalog, choice->codebook, NH_DATE_NONE);
  sql = g_string_new (NULL);
  g_string_printf (sql, "%s IN (''", choice->name);
  for (guint i = 0; i < entries->len; i++)
    {
      const NhCode *entry = entries->pdata[i];
      g_autofree char *quoted = quote (entry->code);

      if (nh_field_sums (field, entry))
        g_string_append_printf (sql, ", %s", quoted);
    }
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

char *
nh_count_sql_qualifier (const char *column)
{
  guint n;
  const NhQualifierWord *words = nh_qualifier_words (&n);
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "CASE %s_qualifier", column);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (sql, " WHEN '%s' THEN %d", words[i].code, words[i].kind);
  g_string_append (sql, " END");
  return g_string_free (sql, FALSE);
}

/* Where a code has several entries: each only on its days, so that one row is joined. A code with one entry has it on
 * all days. */
static void
append_days (GString *sql, const NhCode *entry, gboolean first, const NhCode *next, const char *day)
{
  g_autofree char *from = nh_date_to_iso (entry->from);
  g_autofree char *until = next != NULL ? nh_date_to_iso (next->from) : g_strdup ("9999");
  g_autofree char *quoted = quote (entry->code);

  g_string_append_printf (sql, " AND NOT (c.code = %s AND c.valid_from = '%s' AND (%s >= '%s'", quoted, from, day,
                          until);
  if (!first)
    g_string_append_printf (sql, " OR %s < '%s'", day, from);
  g_string_append (sql, "))");
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const NhCode *left = *(const NhCode *const *) a, *right = *(const NhCode *const *) b;
  int order = strcmp (left->code, right->code);

  return order != 0 ? order : (left->from > right->from) - (left->from < right->from);
}

char *
nh_count_sql_join (const NhRecordType *type, NhCatalog *catalog, const char *season_day)
{
  const NhField *choice;
  g_autofree char *day = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  GString *sql;

  if (type->counting->choice < 0)
    return g_strdup ("");
  choice = &type->fields[type->counting->choice];
  day = g_strdup_printf ("COALESCE (p.%s, %s)", type->fields[type->date_field].name, season_day);
  entries = nh_catalog_get_codes (catalog, choice->codebook, NH_DATE_NONE);
  g_ptr_array_sort (entries, compare_entries);
  sql = g_string_new (NULL);
  g_string_printf (sql, " LEFT JOIN codebook c ON c.list = '%s' AND c.code = p.%s", choice->codebook, choice->name);
  for (guint i = 0; i < entries->len; i++)
    {
      const NhCode *entry = entries->pdata[i];
      const NhCode *before = i > 0 ? entries->pdata[i - 1] : NULL;
      const NhCode *next = i + 1 < entries->len ? entries->pdata[i + 1] : NULL;

      if (next != NULL && !g_str_equal (next->code, entry->code))
        next = NULL;
      if (before != NULL && !g_str_equal (before->code, entry->code))
        before = NULL;
      if (before != NULL || next != NULL)
        append_days (sql, entry, before == NULL, next, day);
    }
  return g_string_free (sql, FALSE);
}
