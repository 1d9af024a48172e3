/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of nh-connection.h that turns SQLite's result codes into errors. */

#include "nh-connection-private.h"

#include <glib/gstdio.h>

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-platform.h"

gboolean
nh_connection_has_moved (NhConnection *self)
{
  int moved = 0;

  if (self->db != NULL && sqlite3_file_control (self->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved)
    return TRUE;
  return !g_file_test (self->path, G_FILE_TEST_EXISTS);
}

void
nh_connection_set_vanished (NhConnection *self, const char *action, GError **error)
{
  if (g_file_test (self->path, G_FILE_TEST_EXISTS))
    nh_error_set (error, NH_ERROR_VANISHED, action,
                  _ ("“%s” was replaced by another program while it was open. Nothing was written into the new file; "
                     "close the ledger and open it again."),
                  self->path);
  else
    nh_error_set (error, NH_ERROR_VANISHED, action,
                  _ ("“%s” is no longer there: it was moved or deleted, or its drive was pulled out. Bring it back and "
                     "open the ledger again."),
                  self->path);
}

/* The last error of the system for the ledger file or its -wal; 0 if unknown. */
static int
get_errno (NhConnection *self, int which)
{
  sqlite3_file *file = NULL;
  int last = 0;

  sqlite3_file_control (self->db, "main", which, &file);
  /* A journal in memory has no such control. */
  if (file != NULL && file->pMethods != NULL && file->pMethods->xFileControl != NULL)
    file->pMethods->xFileControl (file, SQLITE_FCNTL_LAST_ERRNO, &last);
  return last;
}

/* Quotas and size limits are reported as write errors. The -shm, which reading needs, too, fails to grow for no other
 * reason. */
static gboolean
is_disk_full (NhConnection *self, int code)
{
  if ((code & 0xff) == SQLITE_FULL || code == SQLITE_IOERR_SHMSIZE)
    return TRUE;
  if (code == SQLITE_IOERR_WRITE && self->db != NULL)
    {
      int last[] = { get_errno (self, SQLITE_FCNTL_JOURNAL_POINTER), get_errno (self, SQLITE_FCNTL_FILE_POINTER) };

      for (gsize i = 0; i < G_N_ELEMENTS (last); i++)
        if (nh_platform_is_full (last[i]))
          return TRUE;
    }
  return FALSE;
}

/* SQLite tells a failed read as damage. */
static gboolean
is_read_error (NhConnection *self)
{
  return self->db != NULL && (nh_platform_is_unreadable (get_errno (self, SQLITE_FCNTL_JOURNAL_POINTER)) ||
                              nh_platform_is_unreadable (get_errno (self, SQLITE_FCNTL_FILE_POINTER)));
}

static void
set_io_error (NhConnection *self, int code, const char *action, GError **error)
{
  if (is_disk_full (self, code) && self->mode != NH_CONNECTION_WRITE)
    /* A backup that fails does not keep the change from being written. */
    nh_error_set (error, NH_ERROR_FULL, action,
                  _ ("the disk is full. What was saved is safe; free some space and try again."));
  else if (is_disk_full (self, code))
    nh_error_set (error, NH_ERROR_FULL, action,
                  _ ("the disk is full. This change was not written; everything saved before is safe. Free "
                     "some space and try again."));
  else if (self->mode != NH_CONNECTION_CREATE && nh_connection_has_moved (self))
    nh_connection_set_vanished (self, action, error);
  else if ((code & 0xff) == SQLITE_CANTOPEN && g_access (self->path, R_OK) != 0)
    nh_error_set (error, NH_ERROR_READ_ONLY, action,
                  _ ("you have no right to read “%s”. Nothing was changed; ask its owner, or who looks after this "
                     "computer, for the right."),
                  self->path);
  else if ((code & 0xff) == SQLITE_CANTOPEN)
    nh_error_set (error, self->mode == NH_CONNECTION_WRITE ? NH_ERROR_READ_ONLY : NH_ERROR_IO, action,
                  _ ("“%s” or a file beside it cannot be opened. Nothing was changed; check that you may write into "
                     "its folder."),
                  self->path);
  else if (code == SQLITE_IOERR_FSYNC && self->begun_file != NULL)
    /* The whole change was written, but the drive did not confirm it. */
    nh_error_set (
        error, NH_ERROR_IO, action,
        _ ("the drive did not confirm the change (error %d). It may be there when the ledger is opened again; "
           "everything saved before is safe. Check the drive, and look before you enter it anew."),
        code);
  else
    nh_error_set (error, NH_ERROR_IO, action,
                  _ ("the drive does not answer as it should (error %d). Everything saved before is safe; check the "
                     "drive and try again."),
                  code);
}

static void
set_other_error (NhConnection *self, int code, const char *action, GError **error)
{
  switch (code & 0xff)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      nh_error_set (error, NH_ERROR_CORRUPT, action,
                    _ ("“%s” is damaged. Restore a backup; the damaged file is kept as it is."), self->path);
      break;
    case SQLITE_TOOBIG:
      nh_error_set (error, NH_ERROR_CORRUPT, action,
                    _ ("a text in “%s” is longer than any that this program writes. Nothing was changed; restore a "
                       "backup."),
                    self->path);
      break;
    case SQLITE_RANGE:
      nh_error_set (error, NH_ERROR_CORRUPT, action,
                    _ ("a number in “%s” is larger than any that this program writes. Nothing was changed; restore a "
                       "backup."),
                    self->path);
      break;
    case SQLITE_NOMEM:
      nh_error_set (error, NH_ERROR_FAILED, action,
                    _ ("there is not enough memory. Nothing was changed; close other programs and try again."));
      break;
    case SQLITE_CONSTRAINT:
      g_debug ("SQLite: %s", sqlite3_errmsg (self->db));
      nh_error_set (error, NH_ERROR_CONSTRAINT, action,
                    _ ("the ledger does not allow these values (error %d). Nothing was changed."), code);
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      if (nh_platform_is_network (self->path)) /* where locks are not offered, SQLite says the same */
        nh_error_set (error, NH_ERROR_BUSY, action,
                      _ ("another program keeps “%s” busy, or its network folder does not offer locks. Nothing was "
                         "changed; wait a moment and try again, or work on a copy on a disk of this computer."),
                      self->path);
      else
        nh_error_set (error, NH_ERROR_BUSY, action,
                      _ ("another program keeps “%s” busy. Nothing was changed; wait a moment and try again."),
                      self->path);
      break;
    default:
      g_debug ("SQLite: %s", self->db ? sqlite3_errmsg (self->db) : sqlite3_errstr (code));
      nh_error_set (error, NH_ERROR_FAILED, action,
                    _ ("the database refused it (error %d). Nothing was changed. Please report it."), code);
      break;
    }
}

void
nh_connection_set_error (NhConnection *self, int code, const char *action, GError **error)
{
  assert_owner (self);

  if ((code & 0xff) == SQLITE_BUSY && nh_connection_is_cancelled (self))
    code = SQLITE_INTERRUPT;
  if ((code & 0xff) == SQLITE_CORRUPT && is_read_error (self))
    code = SQLITE_IOERR_READ;
  if (code == SQLITE_ERROR && self->db != NULL && g_str_equal (sqlite3_errmsg (self->db), "integer overflow"))
    code = SQLITE_RANGE;
  switch (code & 0xff)
    {
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
      break;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      set_io_error (self, code, action, error);
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      if (code == SQLITE_READONLY_DBMOVED)
        nh_connection_set_vanished (self, action, error);
      else if (code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY)
        nh_error_set (
            error, NH_ERROR_READ_ONLY, action,
            _ ("the last change to “%s” was interrupted (a power cut, or the program was ended) and has to be "
               "taken back first, but the file or its folder is write-protected. Copy it together with the "
               "file “%s-journal” into a folder of your own and open it there."),
            self->path, self->path);
      else
        nh_error_set (error, NH_ERROR_READ_ONLY, action,
                      _ ("“%s” or its folder is write-protected. Take the protection off, or save a copy in a folder "
                         "of your own."),
                      self->path);
      break;
    default:
      set_other_error (self, code, action, error);
      break;
    }
}
