/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-schema-check.h"

#include <stdlib.h>
#include <string.h>

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-migrate-format.h"

/* An index that SQLite makes for UNIQUE or PRIMARY KEY has no text. */
#define LIST_OBJECTS                                                                                      \
  "SELECT type, name, coalesce (sql, '') FROM sqlite_schema WHERE sql IS NULL OR sql NOT IN ("            \
  "'CREATE TABLE sqlite_stat1(tbl,idx,stat)', 'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)', " \
  "'CREATE TABLE sqlite_sequence(name,seq)') ORDER BY type, name"

/* For a newer format, whose schema is not known here. The column `type` of a damaged file may lie; its text is what
 * SQLite reads. */
#define FIND_ACTIVE                                                                             \
  "SELECT s.name FROM sqlite_schema s WHERE (sql IS NOT NULL AND sql NOT GLOB 'CREATE TABLE *'" \
  " AND sql NOT GLOB 'CREATE INDEX *' AND sql NOT GLOB 'CREATE UNIQUE INDEX *')"                \
  " OR EXISTS (SELECT 1 FROM pragma_table_xinfo (s.name) WHERE hidden <> 0)"                    \
  " OR EXISTS (SELECT 1 FROM pragma_index_xinfo (s.name) WHERE cid = -2) LIMIT 1"

typedef struct
{
  char *type;
  char *name;
  char *sql; /* by normalize() */
} Object;

static void
object_free (gpointer data)
{
  Object *object = data;

  g_free (object->type);
  g_free (object->name);
  g_free (object->sql);
  g_free (object);
}

/* Skips blanks and comments. */
static const char *
skip_blanks (const char *at)
{
  const char *before;

  do
    {
      before = at;
      at += strspn (at, " \t\r\n");
      if (g_str_has_prefix (at, "--"))
        at += strcspn (at, "\n");
      else if (g_str_has_prefix (at, "/*"))
        at = strstr (at + 2, "*/") != NULL ? strstr (at + 2, "*/") + 2 : at + strlen (at);
    }
  while (at != before);
  return at;
}

/* One blank for each run of blanks and comments outside of quotes: these differ with the line ends of a checkout, or
 * when the comment of a column is mended. */
static char *
normalize (const char *sql)
{
  GString *text = g_string_new (NULL);

  while (*sql != '\0')
    {
      const char *next = skip_blanks (sql);

      if (next != sql)
        g_string_append_c (text, ' ');
      else if (*sql == '\'' || *sql == '"' || *sql == '`')
        {
          next = strchr (sql + 1, *sql);
          next = next != NULL ? next + 1 : sql + strlen (sql);
          g_string_append_len (text, sql, next - sql);
        }
      else
        {
          next += MAX (strcspn (sql, " \t\r\n-/'\"`"), 1);
          g_string_append_len (text, sql, next - sql);
        }
      sql = next;
    }
  return g_string_free (text, FALSE);
}

static Object *
read_object (sqlite3_stmt *statement)
{
  Object *object = g_new (Object, 1);

  object->type = g_strdup (nh_statement_get_text (statement, 0));
  object->name = g_strdup (nh_statement_get_text (statement, 1));
  object->sql = normalize (nh_statement_get_text (statement, 2));
  return object;
}

/* Of Object, by type and name. NULL with @error. */
static GPtrArray *
list_objects (NhConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (object_free);
  g_autoptr (sqlite3_stmt) statement = nh_connection_prepare (connection, LIST_OBJECTS, error);
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("open the ledger"), error)) == SQLITE_ROW)
    g_ptr_array_add (objects, read_object (statement));
  return code == SQLITE_DONE ? g_steal_pointer (&objects) : NULL;
}

static GPtrArray *
make_objects (guint version, GError **error)
{
  guint n_migrations;
  const NhMigration *migrations = nh_migrations (&n_migrations);
  g_autoptr (NhConnection) memory = nh_connection_open (":memory:", NH_CONNECTION_CREATE, error);

  g_assert (version <= n_migrations);
  if (memory == NULL || !nh_connection_begin (memory, _ ("open the ledger"), error) ||
      !nh_connection_finish (memory, nh_migrate_create (memory, migrations, version, error), _ ("open the ledger"),
                             error))
    return NULL;
  return list_objects (memory, error);
}

/* The objects of a ledger of format @version, made once and kept. NULL with @error. */
static GPtrArray *
get_objects (guint version, GError **error)
{
  static GMutex mutex;
  static GHashTable *known; /* version → GPtrArray */
  GPtrArray *objects;

  g_mutex_lock (&mutex);
  if (known == NULL)
    known = g_hash_table_new (NULL, NULL);
  objects = g_hash_table_lookup (known, GUINT_TO_POINTER (version));
  if (objects == NULL)
    {
      objects = make_objects (version, error);
      if (objects != NULL)
        g_hash_table_insert (known, GUINT_TO_POINTER (version), objects);
    }
  g_mutex_unlock (&mutex);
  return objects;
}

static gboolean
refuse (NhConnection *connection, const char *name, const char *what, GError **error)
{
  nh_error_set (
      error, NH_ERROR_NOT_A_LEDGER, _ ("open the ledger"),
      /* Translators: the second is a table or index, the third "is missing", "was changed" or "is foreign". */
      _ ("“%s” was damaged or altered by another program: its part “%s” %s. Nothing was changed; restore a "
         "backup."),
      nh_connection_get_path (connection), name, what);
  return FALSE;
}

/* Below 0: @a comes first, or alone. */
static int
compare_objects (const Object *a, const Object *b)
{
  int order;

  if (a == NULL || b == NULL)
    return a == NULL ? 1 : -1;
  order = strcmp (a->type, b->type);
  return order != 0 ? order : strcmp (a->name, b->name);
}

static gboolean
compare (NhConnection *connection, GPtrArray *ours, GPtrArray *theirs, GError **error)
{
  for (guint i = 0; i < MAX (ours->len, theirs->len); i++)
    {
      const Object *a = i < ours->len ? ours->pdata[i] : NULL;
      const Object *b = i < theirs->len ? theirs->pdata[i] : NULL;
      int order = compare_objects (a, b);

      if (order < 0)
        return refuse (connection, a->name, _ ("is missing"), error);
      if (order > 0)
        return refuse (connection, b->name, _ ("is foreign"), error);
      if (strcmp (a->sql, b->sql) != 0)
        return refuse (connection, b->name, _ ("was changed"), error);
    }
  return TRUE;
}

/* The first cell of @sql in @text (nullable; "" for NULL); NULL when there is no row. */
static gboolean
ask (NhConnection *connection, const char *sql, char **text, GError **error)
{
  sqlite3_stmt *statement = nh_connection_prepare (connection, sql, error);
  int code;

  *text = NULL;
  if (statement == NULL)
    return FALSE;
  code = nh_connection_step (connection, statement, _ ("open the ledger"), error);
  if (code == SQLITE_ROW)
    *text = g_strdup (nh_statement_get_text (statement, 0));
  nh_statement_done (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

static gboolean
check_newer (NhConnection *connection, int version, GError **error)
{
  g_autofree char *active = NULL;

  if (nh_connection_get_mode (connection) != NH_CONNECTION_WRITE)
    return ask (connection, FIND_ACTIVE, &active, error) &&
           (active == NULL || refuse (connection, active, _ ("is foreign"), error));
  nh_error_set (
      error, NH_ERROR_NEWER, _ ("open the ledger"),
      _ ("“%s” was written by a newer version of the program, one that knows format %d; this one knows format %d. "
         "Install the newer version, or open the file for reading only."),
      nh_connection_get_path (connection), version, nh_migrate_newest ());
  return FALSE;
}

static gboolean
check_known (NhConnection *connection, int version, GError **error)
{
  GPtrArray *ours = get_objects ((guint) version, error);
  g_autoptr (GPtrArray) theirs = ours != NULL ? list_objects (connection, error) : NULL;

  return theirs != NULL && compare (connection, ours, theirs, error);
}

gboolean
nh_schema_check (NhConnection *connection, GError **error)
{
  g_autofree char *text = NULL;
  int version;

  if (!ask (connection, "PRAGMA user_version", &text, error))
    return FALSE;
  version = text != NULL ? atoi (text) : 0;
  if (version > nh_migrate_newest ())
    return check_newer (connection, version, error);
  if (version >= 1)
    return check_known (connection, version, error);
  nh_error_set (error, NH_ERROR_NOT_A_LEDGER, _ ("open the ledger"), _ ("“%s” is not a whole ledger."),
                nh_connection_get_path (connection));
  return FALSE;
}
