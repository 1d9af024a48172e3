/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-query-sql.h"

#include "nh-text.h"

/* Bounds the cost of searching for a pasted page. */
#define MAX_TERMS 16

NhQuery *
nh_query_new (const NhRecordType *type)
{
  NhQuery *self = g_new0 (NhQuery, 1);

  self->type = type;
  self->sort = -1;
  return self;
}

NhQuery *
nh_query_copy (const NhQuery *self)
{
  NhQuery *copy = g_memdup2 (self, sizeof *self);

  copy->search = g_strdup (self->search);
  copy->filter = nh_filter_copy (self->filter);
  copy->only = self->only != NULL ? g_array_ref (self->only) : NULL;
  return copy;
}

void
nh_query_free (NhQuery *self)
{
  if (self == NULL)
    return;

  g_free (self->search);
  nh_filter_free (self->filter);
  g_clear_pointer (&self->only, g_array_unref);
  g_free (self);
}

char **
nh_query_split_words (const char *search, gboolean marked)
{
  g_autofree char *clean = nh_text_clean (search);
  g_auto (GStrv) typed = g_strsplit (clean, " ", MAX_TERMS);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; typed[i] != NULL; i++)
    {
      g_autofree char *word = marked ? nh_text_fold_marked (typed[i]) : nh_text_fold (typed[i]);

      if (*word != '\0' && (!marked || nh_text_has_marks (typed[i])))
        g_strv_builder_add (words, word);
    }
  return g_strv_builder_end (words);
}

/* The whole name, as "duc tho" or "xã Đức Thọ": a part of it is rather a name in the records. */
#define NAMED                                                                                                \
  " FROM unit WHERE id <> ? AND nh_matches (kind || ' ' || name, ?) AND length (?) >= length (name) AND NOT" \
  " nh_matches (kind, ?)"

/* The unit above those that a search may name: records of one office are not all searched by its own name. */
static gint64
unit_above (const NhQuery *query)
{
  return query->own ? 0 : query->unit;
}

gboolean
nh_query_names_unit (NhConnection *connection, const NhQuery *query)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (query->search == NULL || unit_above (query) == 0)
    return FALSE;
  statement = nh_connection_query (connection, NULL, "SELECT 1" NAMED, "lsss", unit_above (query), query->search,
                                   query->search, query->search);
  return nh_connection_step (connection, statement, "", NULL) == SQLITE_ROW;
}

void
nh_query_add_search (NhSql *self, const char *search, gint64 above)
{
  g_string_append (self->sql, " AND ((1");
  for (int marked = FALSE; marked <= TRUE; marked++)
    {
      g_auto (GStrv) words = nh_query_split_words (search, marked);

      for (guint i = 0; words[i] != NULL; i++)
        {
          g_string_append_printf (self->sql, " AND instr (%s, ?) > 0", marked ? "search_marked" : "search");
          nh_sql_add_text (self, g_strdup (words[i]));
        }
    }
  g_string_append_c (self->sql, ')');
  if (above != 0)
    {
      g_string_append (self->sql, " OR unit IN (SELECT id" NAMED ")");
      nh_sql_add_number (self, above);
      for (guint i = 0; i < 3; i++)
        nh_sql_add_text (self, g_strdup (search));
    }
  g_string_append_c (self->sql, ')');
}

void
nh_query_add_season (NhSql *self, const NhQuery *query, gboolean free)
{
  if (query->year != 0)
    {
      g_string_append (self->sql, free ? " AND +year = ?" : " AND year = ?");
      nh_sql_add_number (self, query->year);
    }
  if (query->unit != 0)
    {
      g_string_append_printf (
          self->sql,
          query->own
              ? " AND %sunit = ?"
              : " AND %sunit IN (WITH RECURSIVE below (id) AS (SELECT ? UNION SELECT unit.id FROM unit JOIN below"
                " ON unit.parent = below.id) SELECT id FROM below)",
          free ? "+" : "");
      nh_sql_add_number (self, query->unit);
    }
}

void
nh_query_add_where (NhSql *self, const NhQuery *query, NhSeasonBy by)
{
  g_string_append_printf (self->sql, " FROM %s%s WHERE deleted = ?", query->type->name,
                          by == NH_SEASON_BY_SCAN ? " NOT INDEXED" : "");
  nh_sql_add_number (self, query->deleted);
  if (by != NH_SEASON_BY_ROWID)
    nh_query_add_season (self, query, by == NH_SEASON_BY_ORDER);
  else
    {
      g_string_append_printf (self->sql, " AND id IN (SELECT id FROM %s WHERE 1", query->type->name);
      nh_query_add_season (self, query, FALSE);
      g_string_append (self->sql, ")");
    }
  if (query->only != NULL)
    nh_sql_add_ids (self, query->only);
  if (query->search != NULL)
    nh_query_add_search (self, query->search, unit_above (query));
  if (query->filter != NULL)
    nh_filter_add_sql (query->filter, self);
}
