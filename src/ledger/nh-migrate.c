/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-migrate.h"

#include "nh-backup.h"
#include "nh-error.h"
#include "nh-i18n.h"

static gboolean
check_references (NhConnection *connection, const char *action, GError **error)
{
  g_autofree char *table = nh_connection_get_text (connection, "PRAGMA foreign_key_check");

  if (table == NULL)
    return TRUE;
  nh_error_set (error, NH_ERROR_CORRUPT, action, _ ("a row of the table “%s” points to nothing."), table);
  return FALSE;
}

static gboolean
run_steps (NhConnection *connection, const NhMigration *migrations, guint n_migrations, const char *action,
           GError **error)
{
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %d", migrations[n_migrations - 1].version);
  int version = nh_migrate_version (connection, action, error);

  for (guint i = 0; i < n_migrations && version >= 0; i++)
    if (migrations[i].version > version && !nh_migrate_step (connection, &migrations[i], action, error))
      return FALSE;
  return version >= 0 && check_references (connection, action, error) &&
         nh_connection_exec (connection, set_version, action, error);
}

/* In one transaction: the ledger is in the old format or in the newest. */
static gboolean
migrate_all (NhConnection *connection, const NhMigration *migrations, guint n_migrations, GError **error)
{
  const char *action = _ ("bring the ledger to the new format");

  return nh_connection_begin (connection, action, error) &&
         nh_connection_finish (connection, run_steps (connection, migrations, n_migrations, action, error), action,
                               error);
}

gboolean
nh_migrate (NhConnection *connection, const NhMigration *migrations, guint n_migrations, GError **error)
{
  const char *action = _ ("bring the ledger to the new format");
  g_autofree char *backup = NULL;
  gboolean done;
  int version;

  g_return_val_if_fail (n_migrations > 0, FALSE);
  g_return_val_if_fail (!nh_connection_in_transaction (connection), FALSE);

  version = nh_migrate_version (connection, _ ("open the ledger"), error);
  if (version < 0 || version >= migrations[n_migrations - 1].version)
    return version >= 0;

  backup = nh_backup_make (connection, NULL, error);
  if (backup == NULL)
    {
      nh_error_prefix (error, action);
      return FALSE;
    }
  /* Recreating a table must not delete rows that refer to it; references are checked at the end. The pragma has no
   * effect inside a transaction. */
  if (!nh_connection_exec (connection, "PRAGMA foreign_keys = OFF", action, error))
    return FALSE;
  done = migrate_all (connection, migrations, n_migrations, error);
  return nh_connection_exec (connection, "PRAGMA foreign_keys = ON", action, done ? error : NULL) && done;
}

gboolean
nh_migrate_copy (NhConnection *connection, const NhMigration *migrations, guint n_migrations, GError **error)
{
  const char *action = _ ("open the ledger");
  int version = nh_migrate_version (connection, action, error);

  g_return_val_if_fail (n_migrations > 0, FALSE);

  if (version < 0)
    return FALSE;
  if (version < 1 || version >= migrations[n_migrations - 1].version)
    return TRUE;
  return nh_connection_use_copy (connection, action, error) &&
         nh_connection_exec (connection, "PRAGMA foreign_keys = OFF", action, error) &&
         migrate_all (connection, migrations, n_migrations, error) &&
         nh_connection_exec (connection, "PRAGMA query_only = ON", action, error);
}
