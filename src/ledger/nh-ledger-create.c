/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-ledger.h"

#include <string.h>

#include "nh-backup.h"
#include "nh-config.h"
#include "nh-catalog-store.h"
#include "nh-error.h"
#include "nh-file.h"
#include "nh-i18n.h"
#include "nh-migrate.h"
#include "nh-platform.h"
#include "nh-setting.h"
#include "nh-uuid.h"

/* Bytes of a file name. Backups and what is put aside have 45 more, and file systems take 255. */
#define MAX_NAME 200
#define CREATED_BY "ngay-hoi " NH_VERSION

static gint64
find_owner (NhConnection *connection, const NhLedgerSpec *spec, GError **error)
{
  g_autoptr (NhCatalog) catalog = NULL;
  g_autofree char *on = NULL;
  const NhUnit *unit;

  if (spec->typed_unit != NULL)
    return nh_catalog_add_unit (connection, spec->typed_unit, error);

  catalog = nh_catalog_load (connection, error);
  if (catalog == NULL)
    return 0;
  unit = nh_catalog_find_unit (catalog, spec->unit_code, spec->unit_on);
  if (unit != NULL)
    return unit->id;
  on = nh_date_format (spec->unit_on);
  nh_error_set (error, NH_ERROR_NOT_FOUND, _ ("create the ledger"), _ ("there is no unit with the code “%s” on %s."),
                spec->unit_code, on);
  return 0;
}

static gboolean
insert_ledger (NhConnection *connection, const NhLedgerSpec *spec, gint64 unit, GError **error)
{
  g_autofree char *uuid = nh_uuid_new ();
  g_autofree char *now = nh_time_now_iso ();

  return nh_connection_run (connection, _ ("create the ledger"), error,
                            "INSERT INTO ledger (id, uuid, unit, role, created_at, created_by, sample)"
                            " VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6)",
                            "slsssi", uuid, unit, spec->role == NH_ROLE_PROVINCE ? "province" : "commune", now,
                            CREATED_BY, spec->sample);
}

static gboolean
fill (NhConnection *connection, const NhLedgerSpec *spec, GError **error)
{
  guint n_migrations;
  const NhMigration *migrations = nh_migrations (&n_migrations);
  g_autofree char *marks = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                                            NH_LEDGER_APPLICATION_ID, nh_migrate_newest ());
  gint64 unit;

  if (!nh_migrate_create (connection, migrations, n_migrations, error) ||
      !nh_catalog_store_data (connection, spec->more_units, error))
    return FALSE;
  unit = find_owner (connection, spec, error);
  return unit != 0 && insert_ledger (connection, spec, unit, error) &&
         (spec->year == 0 || nh_year_set (connection, spec->year, error)) &&
         nh_setting_set (connection, "letterhead.superior", spec->superior, error) &&
         nh_setting_set (connection, "preparer.name", spec->preparer, error) &&
         nh_connection_exec (connection, marks, _ ("create the ledger"), error);
}

gboolean
nh_ledger_write_new (const char *temporary, gpointer data, GError **error)
{
  const NhLedgerSpec *spec = data;
  g_autoptr (NhConnection) connection = NULL;

  if (!nh_file_create (temporary, NH_FILE_PRIVATE, error))
    return FALSE;
  connection = nh_connection_open (temporary, NH_CONNECTION_CREATE, error);
  if (connection == NULL || !nh_connection_begin (connection, _ ("create the ledger"), error) ||
      !nh_connection_finish (connection, fill (connection, spec, error), _ ("create the ledger"), error))
    return FALSE;
  g_clear_pointer (&connection, nh_connection_close);
  return nh_backup_verify (temporary, error);
}

gboolean
nh_ledger_check_new (const char *path, GError **error)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  name = g_path_get_basename (path);
  if (strlen (name) > MAX_NAME)
    {
      nh_error_set (error, NH_ERROR_INVALID, _ ("create the ledger"),
                    _ ("its name is too long: those of its backups, which are longer, could not be made. Choose a "
                       "shorter one."));
      return FALSE;
    }
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return nh_backup_check_name (path, _ ("create the ledger"), error);
  nh_error_set (error, NH_ERROR_EXISTS, _ ("create the ledger"),
                _ ("there is already a file “%s”. Choose another name, or open that one."), path);
  return FALSE;
}

gboolean
nh_ledger_create (const char *path, const NhLedgerSpec *spec, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (spec != NULL, FALSE);
  g_return_val_if_fail (spec->unit_code != NULL || spec->typed_unit != NULL, FALSE);

  return nh_ledger_check_new (path, error) && nh_file_replace (path, nh_ledger_write_new, (gpointer) spec, error);
}
