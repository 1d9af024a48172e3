/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-count-sql.h"

#include "nh-count.h"

/* " AND p.state IN ('decided','presented')". Codes have no quotes unless a file was damaged. */
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
      g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (counted, i), "'", -1);
      g_autofree char *quoted = g_strjoinv ("''", parts);

      g_string_append_printf (sql, "%s'%s'", i > 0 ? "," : "", quoted);
    }
  g_string_append_c (sql, ')');
}

static char *
make_condition (const NhRecordType *type, NhCatalog *catalog, const char *alias, gboolean with_answers)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GPtrArray) counted = NULL;

  if (type->counting == NULL)
    return g_strdup ("1");
  counted = nh_record_type_states (type, catalog, "counted");
  g_string_append_printf (sql, "%s%s IS NULL", alias, type->fields[type->counting->duplicate].name);
  append_states (sql, type, alias, counted, with_answers ? nh_record_type_states (type, catalog, "answer") : NULL);
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

char *
nh_count_sql (const NhRecordType *type, NhCatalog *catalog, const char *alias)
{
  return make_condition (type, catalog, alias, FALSE);
}

char *
nh_count_sql_answers (const NhRecordType *type, NhCatalog *catalog, const char *alias)
{
  return make_condition (type, catalog, alias, TRUE);
}

char *
nh_count_sql_entries (const NhRecordType *type, const char *name)
{
  return g_strdup_printf ("%s (code, since, until, attributes) AS MATERIALIZED ("
                          "SELECT code, CASE row_number () OVER dated WHEN 1 THEN '' ELSE valid_from END,"
                          " lead (valid_from, 1, '9999') OVER dated, attributes"
                          " FROM codebook WHERE list = '%s' WINDOW dated AS (PARTITION BY code ORDER BY valid_from))",
                          name, type->fields[type->counting->choice].codebook);
}

char *
nh_count_sql_join (const NhRecordType *type, const char *name, const char *alias, const char *season_day)
{
  const char *choice = type->fields[type->counting->choice].name;
  const char *date = type->fields[type->date_field].name;

  return g_strdup_printf ("%s.code = %s%s AND %s.since <= COALESCE (%s%s, %s) AND COALESCE (%s%s, %s) < %s.until",
                          name, alias, choice, name, alias, date, season_day, alias, date, season_day, name);
}
