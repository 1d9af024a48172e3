/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-sql.h"

#include "nh-id-set.h"

/* Up to here ids are looked up one by one. */
#define FEW_IDS 20000

/* A text, a set, or else a number. */
typedef struct
{
  char *text;   /* owned (nullable) */
  NhIdSet *set; /* owned (nullable) */
  gint64 number;
} Value;

static void
value_clear (gpointer data)
{
  Value *value = data;

  g_free (value->text);
  nh_id_set_unref (value->set);
}

NhSql *
nh_sql_new (const char *begin, ...)
{
  NhSql *self = g_new (NhSql, 1);
  va_list args;

  self->sql = g_string_new (NULL);
  va_start (args, begin);
  g_string_append_vprintf (self->sql, begin, args);
  va_end (args);
  self->values = g_array_new (FALSE, FALSE, sizeof (Value));
  g_array_set_clear_func (self->values, value_clear);
  return self;
}

void
nh_sql_free (NhSql *self)
{
  g_string_free (self->sql, TRUE);
  g_array_unref (self->values);
  g_free (self);
}

static void
add (NhSql *self, Value value)
{
  g_array_append_val (self->values, value);
}

void
nh_sql_add_text (NhSql *self, char *text)
{
  add (self, (Value){ .text = text });
}

void
nh_sql_add_number (NhSql *self, gint64 number)
{
  add (self, (Value){ .number = number });
}

/* A few ids are looked up; many become a set that each record read is tested against. */
void
nh_sql_add_ids (NhSql *self, GArray *ids)
{
  NhIdSet *set = ids->len > FEW_IDS ? nh_id_set_new (ids) : NULL;
  GString *list;

  if (set != NULL)
    {
      g_string_append (self->sql, " AND nh_is_among (id, ?)");
      add (self, (Value){ .set = set });
      return;
    }
  list = g_string_new ("[");
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (list, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", g_array_index (ids, gint64, i));
  g_string_append (list, "]");
  g_string_append (self->sql, " AND id IN (SELECT value FROM json_each (?))");
  nh_sql_add_text (self, g_string_free (list, FALSE));
}

static void
bind (sqlite3_stmt *statement, int parameter, const Value *value)
{
  if (value->text != NULL)
    sqlite3_bind_text (statement, parameter, value->text, -1, SQLITE_TRANSIENT);
  else if (value->set != NULL)
    nh_id_set_bind (value->set, statement, parameter);
  else
    sqlite3_bind_int64 (statement, parameter, value->number);
}

sqlite3_stmt *
nh_sql_prepare (const NhSql *self, NhConnection *connection, GError **error)
{
  sqlite3_stmt *statement = nh_connection_prepare (connection, self->sql->str, error);

  for (guint i = 0; statement != NULL && i < self->values->len; i++)
    bind (statement, (int) i + 1, &g_array_index (self->values, Value, i));
  return statement;
}
