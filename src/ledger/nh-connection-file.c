/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What nh-connection.c checks before SQLite reads the file. SQLite would initialize an empty one, and play a -wal into
 * any. Uses SQLite's own file handle: closing another one would drop the POSIX locks of all connections of this
 * process. */

#include "nh-connection-private.h"

#include <string.h>
#include <glib/gstdio.h>

#include "nh-error.h"
#include "nh-file.h"
#include "nh-i18n.h"
#include "nh-platform.h"

#define HEADER_LENGTH 100
#define HEADER_APPLICATION_ID 68
#define HEADER_WRITE_VERSION 18
#define WRITE_VERSION_WITHOUT_WAL 1

/* A -wal and a lock belong to a name: under two names, two programs would write one file. */
static gboolean
check_one_name (const char *path, GError **error)
{
  if (!nh_platform_has_second_name (path))
    return TRUE;
  nh_error_set (error, NH_ERROR_READ_ONLY, _ ("open the ledger"),
                _ ("“%s” has a second name (a hard link), and what is changed under two names gets lost. Open it for "
                   "reading only, or copy it to a folder of your own and work on the copy."),
                path);
  return FALSE;
}

gboolean
nh_connection_check_path (const char *path, NhConnectionMode mode, GError **error)
{
  g_autofree char *special = NULL;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      nh_error_set (error, NH_ERROR_NOT_A_LEDGER, _ ("open the ledger"), _ ("“%s” is a folder, not a ledger."), path);
      return FALSE;
    }
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      nh_error_set (error, NH_ERROR_NOT_FOUND, _ ("open the ledger"), _ ("there is no file “%s”."), path);
      return FALSE;
    }
  special = nh_file_find_special (path);
  if (special != NULL)
    nh_error_set (error, NH_ERROR_NOT_A_LEDGER, _ ("open the ledger"),
                  _ ("“%s” is not a file but a pipe, a device or a folder."), special);
  return special == NULL && (mode != NH_CONNECTION_WRITE || check_one_name (path, error));
}

/* @length: of the file. A shorter one leaves @header as it is. */
static int
read_header (NhConnection *self, guint8 *header, sqlite3_int64 *length)
{
  sqlite3_file *file = NULL;
  int code;

  sqlite3_file_control (self->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  code = file->pMethods->xFileSize (file, length);
  if (code == SQLITE_OK && *length >= HEADER_LENGTH)
    code = file->pMethods->xRead (file, header, HEADER_LENGTH, 0);
  return code;
}

gboolean
nh_connection_check_header (NhConnection *self, GError **error)
{
  guint8 header[HEADER_LENGTH] = { 0 };
  sqlite3_int64 length = 0;
  guint32 application_id;
  int code = read_header (self, header, &length);

  if (code != SQLITE_OK)
    {
      nh_connection_set_error (self, code, _ ("open the ledger"), error);
      return FALSE;
    }
  if (length == 0)
    {
      nh_error_set (error, NH_ERROR_NOT_A_LEDGER, _ ("open the ledger"), _ ("the file “%s” is empty."), self->path);
      return FALSE;
    }
  if (memcmp (header, "SQLite format 3", 16) != 0)
    {
      nh_error_set (error, NH_ERROR_NOT_A_LEDGER, _ ("open the ledger"),
                    _ ("“%s” is another kind of file, or its beginning is damaged."), self->path);
      return FALSE;
    }
  memcpy (&application_id, header + HEADER_APPLICATION_ID, sizeof application_id);
  if (GUINT32_FROM_BE (application_id) != NH_LEDGER_APPLICATION_ID)
    {
      nh_error_set (error, NH_ERROR_NOT_A_LEDGER, _ ("open the ledger"), _ ("“%s” is a database of another program."),
                    self->path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
is_without_wal (NhConnection *self)
{
  guint8 header[HEADER_LENGTH] = { 0 };
  sqlite3_int64 length = 0;

  return read_header (self, header, &length) == SQLITE_OK && header[HEADER_WRITE_VERSION] == WRITE_VERSION_WITHOUT_WAL;
}

char *
nh_connection_find_foreign_wal (NhConnection *self)
{
  const char *path = sqlite3_filename_wal (sqlite3_db_filename (self->db, "main"));
  GStatBuf info;

  return is_without_wal (self) && g_stat (path, &info) == 0 && info.st_size > 0 && is_without_wal (self)
             ? g_strdup (path)
             : NULL;
}

gboolean
nh_connection_check_wal (NhConnection *self, GError **error)
{
  g_autofree char *wal = nh_connection_find_foreign_wal (self);

  if (wal == NULL)
    return TRUE;
  nh_error_set (error, NH_ERROR_EXISTS, _ ("open the ledger"),
                _ ("beside “%s” lies “%s” with changes that do not belong to it: this file was copied over the ledger "
                   "in which they were made. Nothing was changed. Open it for writing, which puts those changes aside, "
                   "or move that file to another folder."),
                self->path, wal);
  return FALSE;
}
