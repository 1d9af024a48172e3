/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-migrate-format.h"

#include "nh-data-resource.h"
#include "nh-i18n.h"

#define SQL_FOLDER "/vn/ngayhoi/data/sql"

/* Migration steps in C, by the format they lead to. */
static gboolean (*const steps[]) (NhConnection *connection, GError **error) = { NULL };

/* The SQL files in the resource define the formats: 0001.sql is format 1, 0002.sql format 2 … */
static GArray *
list_files (void)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (NhMigration));
  g_auto (GStrv)
      names = g_resource_enumerate_children (nh_data_get_resource (), SQL_FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  guint n_names = names != NULL ? g_strv_length (names) : 0;

  for (guint i = 0; i < n_names; i++)
    {
      NhMigration migration = { .version = (int) i + 1, .resource = g_strdup_printf (SQL_FOLDER "/%04u.sql", i + 1) };

      if (i + 1 < G_N_ELEMENTS (steps))
        migration.step = steps[i + 1];
      g_array_append_val (list, migration);
    }
  return list;
}

const NhMigration *
nh_migrations (guint *n_migrations)
{
  static GArray *list;

  if (g_once_init_enter (&list))
    g_once_init_leave (&list, list_files ());
  *n_migrations = list->len;
  return (const NhMigration *) (gpointer) list->data;
}

int
nh_migrate_newest (void)
{
  guint n_migrations;
  const NhMigration *migrations = nh_migrations (&n_migrations);

  g_assert (n_migrations > 0);
  return migrations[n_migrations - 1].version;
}

int
nh_migrate_version (NhConnection *connection, const char *action, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_prepare (connection, "PRAGMA user_version", error);

  return nh_connection_step (connection, statement, action, error) == SQLITE_ROW ? sqlite3_column_int (statement, 0)
                                                                                 : -1;
}

gboolean
nh_migrate_step (NhConnection *connection, const NhMigration *migration, const char *action, GError **error)
{
  /* Referencing the resource keeps the linker from dropping it. */
  GResource *resource = nh_data_get_resource ();

  if (migration->resource != NULL)
    {
      g_autoptr (GBytes)
          sql = g_resource_lookup_data (resource, migration->resource, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      if (sql == NULL)
        sql = g_resources_lookup_data (migration->resource, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
      if (sql == NULL || !nh_connection_exec (connection, g_bytes_get_data (sql, NULL), action, error))
        return FALSE;
    }
  return migration->step == NULL || migration->step (connection, error);
}

gboolean
nh_migrate_create (NhConnection *connection, const NhMigration *migrations, guint n_migrations, GError **error)
{
  g_return_val_if_fail (nh_connection_in_transaction (connection), FALSE);

  for (guint i = 0; i < n_migrations; i++)
    if (!nh_migrate_step (connection, &migrations[i], _ ("create the ledger"), error))
      return FALSE;
  return TRUE;
}
