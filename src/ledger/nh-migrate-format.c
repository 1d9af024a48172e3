/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-migrate-format.h"

#include "nh-data-resource.h"
#include "nh-error.h"
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
nh_migrate_version (NhConnection *connection)
{
  return (int) nh_connection_get_int (connection, "PRAGMA user_version", 0);
}

static gboolean
check_format (NhConnection *connection, GError **error)
{
  int version = nh_migrate_version (connection);

  if (version <= nh_migrate_newest ())
    return TRUE;
  nh_error_set (
      error, NH_ERROR_NEWER, _ ("open the ledger"),
      _ ("“%s” was written by a newer version of the program, one that knows format %d; this one knows format %d. "
         "Install the newer version, or open the file for reading only."),
      nh_connection_get_path (connection), version, nh_migrate_newest ());
  return FALSE;
}

NhConnection *
nh_migrate_open (const char *path, NhConnectionMode mode, GError **error)
{
  return nh_connection_open_checked (path, mode, mode == NH_CONNECTION_WRITE ? check_format : NULL, error);
}
