/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-backup.h"

#include <errno.h>
#include <string.h>
#include <glib/gstdio.h>

#include "nh-error.h"
#include "nh-file.h"
#include "nh-history.h"
#include "nh-i18n.h"
#include "nh-lock.h"
#include "nh-migrate-format.h"
#include "nh-platform.h"
#include "nh-schema-check.h"
#include "nh-store-sizes.h"

#define DAYS_KEPT 10
#define MONTHS_KEPT 12
#define DATE_LENGTH 10                     /* 2026-08-20 */
#define STAMP_LENGTH (DATE_LENGTH + 1 + 9) /* 2026-08-20-143205123 */

/* --- Names --- */

static char *
ledger_stem (const char *ledger_path)
{
  char *name = g_path_get_basename (ledger_path);

  if (g_str_has_suffix (name, NH_LEDGER_SUFFIX))
    name[strlen (name) - strlen (NH_LEDGER_SUFFIX)] = '\0';
  return name;
}

char *
nh_backup_get_folder (const char *ledger_path)
{
  g_autofree char *folder = NULL, *stem = NULL, *name = NULL;

  g_return_val_if_fail (ledger_path != NULL, NULL);

  folder = g_path_get_dirname (ledger_path);
  stem = ledger_stem (ledger_path);
  name = g_strconcat (stem, ".backup", NULL);
  return g_build_filename (folder, name, NULL);
}

/* The time stamp in the file name of a backup; NULL if there is none. */
static const char *
find_stamp (const char *path)
{
  gsize length = strlen (path), tail = STAMP_LENGTH + strlen (NH_LEDGER_SUFFIX);
  const char *stamp;

  if (length <= tail || !g_str_has_suffix (path, NH_LEDGER_SUFFIX))
    return NULL;
  stamp = path + length - tail;
  for (int i = 0; i < STAMP_LENGTH; i++)
    if (i == 4 || i == 7 || i == DATE_LENGTH ? stamp[i] != '-' : !g_ascii_isdigit (stamp[i]))
      return NULL;
  return stamp[-1] == '-' ? stamp : NULL;
}

NhDate
nh_backup_get_day (const char *path)
{
  const char *stamp = find_stamp (path);
  g_autofree char *day = stamp != NULL ? g_strndup (stamp, DATE_LENGTH) : NULL;

  return day != NULL ? nh_date_from_iso (day) : NH_DATE_NONE;
}

/* An unused name: date and local time in milliseconds. */
static char *
make_name (const char *ledger_path)
{
  g_autofree char *folder = nh_backup_get_folder (ledger_path);
  g_autofree char *stem = ledger_stem (ledger_path);
  g_autofree char *day = nh_date_to_iso (nh_date_today ());
  gint64 now = g_get_real_time () / 1000;
  gint64 clock = (now + nh_platform_utc_offset (now / 1000) * 1000) % (24 * 60 * 60 * 1000);

  for (;; clock++)
    {
      int seconds = (int) (clock / 1000);
      g_autofree char *name = g_strdup_printf ("%s-%s-%02d%02d%02d%03d%s", stem, day, seconds / 3600, seconds / 60 % 60,
                                               seconds % 60, (int) (clock % 1000), NH_LEDGER_SUFFIX);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const char *const *first = a, *const *second = b;

  return strcmp (find_stamp (*second), find_stamp (*first));
}

GPtrArray *
nh_backup_list (const char *ledger_path)
{
  GPtrArray *backups = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = nh_backup_get_folder (ledger_path);
  g_autofree char *stem = ledger_stem (ledger_path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      const char *stamp = find_stamp (name);

      if (stamp != NULL && (gsize) (stamp - name) == strlen (stem) + 1 && g_str_has_prefix (name, stem))
        g_ptr_array_add (backups, g_build_filename (folder, name, NULL));
    }
  g_ptr_array_sort (backups, compare_newest_first);
  return backups;
}

/* TRUE if the first @length characters of the stamp (day or month) are not in @seen yet; adds them, up to @limit. */
static gboolean
is_first_of (GHashTable *seen, const char *stamp, gsize length, guint limit)
{
  return g_hash_table_size (seen) < limit && g_hash_table_add (seen, g_strndup (stamp, length));
}

static void
prune (const char *ledger_path, const char *just_made)
{
  g_autoptr (GPtrArray) backups = nh_backup_list (ledger_path);
  g_autoptr (GHashTable) days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) months = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  NhDate today = nh_date_today ();

  for (guint i = 0; i < backups->len; i++)
    {
      const char *path = backups->pdata[i];
      const char *stamp = find_stamp (path);
      gboolean of_day = is_first_of (days, stamp, strlen ("2026-08-20"), DAYS_KEPT);
      gboolean of_month = is_first_of (months, stamp, strlen ("2026-08"), MONTHS_KEPT);

      if (!of_day && !of_month && nh_backup_get_day (path) != today && strcmp (path, just_made) != 0)
        g_remove (path);
    }
}

/* --- Verifying --- */

static gboolean
check_integrity (NhConnection *connection, GError **error)
{
  const char *action = _ ("verify the ledger");
  g_autoptr (sqlite3_stmt) statement = nh_connection_prepare (connection, "PRAGMA integrity_check(1)", error);
  g_autofree char *table = NULL;

  if (nh_connection_step (connection, statement, action, error) != SQLITE_ROW)
    return FALSE;
  if (!g_str_equal (nh_statement_get_text (statement, 0), "ok"))
    {
      g_debug ("SQLite: %s", nh_statement_get_text (statement, 0));
      nh_connection_set_error (connection, SQLITE_CORRUPT, action, error);
      return FALSE;
    }
  table = nh_connection_get_text (connection, "PRAGMA foreign_key_check");
  if (table != NULL)
    {
      nh_error_set (error, NH_ERROR_CORRUPT, action, _ ("a row of the table “%s” points to nothing."), table);
      return FALSE;
    }
  return TRUE;
}

/* Everything except the hash chain: the records are valid even if the chain is broken. */
static gboolean
check_ledger (NhConnection *connection, GError **error)
{
  int version = nh_migrate_version (connection, _ ("verify the ledger"), error);

  if (version < 0)
    return FALSE;
  if (version < 1)
    {
      nh_error_set (error, NH_ERROR_NOT_A_LEDGER, _ ("verify the ledger"), _ ("“%s” is not a whole ledger."),
                    nh_connection_get_path (connection));
      return FALSE;
    }
  if (version > nh_migrate_newest ())
    {
      nh_error_set (
          error, NH_ERROR_NEWER, _ ("verify the ledger"),
          _ ("it was written by a newer version of the program, one that knows format %d; this one knows format %d."),
          version, nh_migrate_newest ());
      return FALSE;
    }
  return check_integrity (connection, error);
}

/* A file of an older format has other columns; it is read after its upgrade only. */
static gboolean
check_records (NhConnection *connection, GError **error)
{
  return nh_migrate_version (connection, _ ("verify the ledger"), NULL) < nh_migrate_newest () ||
         nh_store_sizes_verify (connection, error);
}

gboolean
nh_backup_verify (const char *path, GError **error)
{
  g_autoptr (NhConnection) connection = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  connection = nh_connection_open_read_only (path, nh_schema_check, error);
  return connection != NULL && check_ledger (connection, error) && check_records (connection, error) &&
         nh_history_verify (connection, error);
}

/* Number of rows of every table, as text: "change=12 codebook=160 …". */
static char *
count_rows (NhConnection *connection, GError **error)
{
  g_autoptr (GString) counts = g_string_new (NULL);
  g_autoptr (sqlite3_stmt)
      tables = nh_connection_prepare (connection,
                                      "SELECT name, format ('SELECT count(*) FROM \"%w\"', name) FROM sqlite_schema"
                                      " WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
                                      error);
  int code;

  while ((code = nh_connection_step (connection, tables, _ ("make the backup"), error)) == SQLITE_ROW)
    g_string_append_printf (counts, "%s=%" G_GINT64_FORMAT " ", nh_statement_get_text (tables, 0),
                            nh_connection_get_int (connection, nh_statement_get_text (tables, 1), -1));
  return code == SQLITE_DONE ? g_string_free (g_steal_pointer (&counts), FALSE) : NULL;
}

static gboolean
compare_with (const char *path, NhConnection *source, GError **error)
{
  g_autoptr (NhConnection) copy = nh_connection_open (path, NH_CONNECTION_READ, error);
  g_autofree char *expected = NULL, *found = NULL;

  if (copy == NULL || !check_ledger (copy, error))
    return FALSE;
  expected = count_rows (source, error);
  found = expected != NULL ? count_rows (copy, error) : NULL;
  if (found == NULL)
    return FALSE;
  if (strcmp (expected, found) != 0)
    {
      nh_error_set (error, NH_ERROR_IO, _ ("make the backup"),
                    _ ("the copy differs from the ledger (%s instead of %s)."), found, expected);
      return FALSE;
    }
  return TRUE;
}

/* --- Making --- */

static void
set_copy_error (NhConnection *source, NhConnection *copy, int code, GError **error)
{
  if ((code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB)
    nh_connection_set_error (source, code, _ ("make the backup"), error);
  else
    nh_connection_set_error (copy, code, _ ("make the backup"), error);
}

static gboolean
copy_pages (NhConnection *source, NhConnection *copy, GError **error)
{
  int code = nh_connection_copy_pages (nh_connection_get_db (source), nh_connection_get_db (copy));

  if (code != SQLITE_DONE)
    {
      set_copy_error (source, copy, code, error);
      return FALSE;
    }
  /* The copy is a single file without -wal. */
  return nh_connection_exec (copy, "PRAGMA journal_mode = DELETE", _ ("make the backup"), error);
}

/* NhFileWrite. The copy is verified before it gets its name. */
static gboolean
write_copy (const char *temporary, gpointer data, GError **error)
{
  NhConnection *source = data;
  NhConnection *copy;
  gboolean copied;

  if (!nh_file_create (temporary, NH_FILE_PRIVATE, error))
    return FALSE;
  copy = nh_connection_open (temporary, NH_CONNECTION_CREATE, error);
  if (copy == NULL)
    return FALSE;
  copied = copy_pages (source, copy, error);
  nh_connection_close (copy);
  return copied && compare_with (temporary, source, error);
}

/* NhFileWrite. Takes out what only this office may have; VACUUM leaves nothing of it in free pages either. */
static gboolean
write_without_keys (const char *temporary, gpointer data, GError **error)
{
  static const char *const statements[] = { "PRAGMA secure_delete = ON", "DELETE FROM secret", "DELETE FROM slip",
                                            "VACUUM" };
  g_autoptr (NhConnection) copy = NULL;

  if (!write_copy (temporary, data, error))
    return FALSE;
  copy = nh_connection_open (temporary, NH_CONNECTION_CREATE, error);
  for (guint i = 0; copy != NULL && i < G_N_ELEMENTS (statements); i++)
    if (!nh_connection_exec (copy, statements[i], _ ("make the copy"), error))
      return FALSE;
  return copy != NULL;
}

static gboolean
make_folder (const char *ledger_path, GError **error)
{
  g_autofree char *folder = nh_backup_get_folder (ledger_path);

  /* Do not create parent folders: if they are missing, so is the ledger (a stick was pulled out). */
  if (g_mkdir (folder, 0700) == 0 || (errno == EEXIST && g_file_test (folder, G_FILE_TEST_IS_DIR)))
    return TRUE;
  g_set_error_literal (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno), g_strerror (errno));
  nh_error_prefix (error, _ ("make the backup"));
  return FALSE;
}

gboolean
nh_backup_check_name (const char *path, const char *action, GError **error)
{
  g_autofree char *real_path = NULL, *journal = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  real_path = nh_platform_real_path (path);
  journal = nh_connection_find_journal (real_path);
  if (journal == NULL)
    return TRUE;
  nh_error_set (error, NH_ERROR_EXISTS, action,
                _ ("the last changes of another ledger of that name are still there, in “%s”. Choose another name."),
                journal);
  return FALSE;
}

/* @out may be new, or an older copy of this ledger; never another ledger or database, nor a damaged one. */
static gboolean
check_target (NhConnection *connection, const char *out, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (NhConnection) there = NULL;
  g_autofree char *ours = NULL, *theirs = NULL;

  if (nh_platform_is_same_file (out, nh_connection_get_path (connection)))
    {
      nh_error_set (error, NH_ERROR_INVALID, _ ("make the backup"),
                    _ ("“%s” is the ledger itself; choose another name."), out);
      return FALSE;
    }
  if (!nh_backup_check_name (out, _ ("make the backup"), error))
    return FALSE;
  there = nh_connection_open (out, NH_CONNECTION_IMMUTABLE, &problem);
  if (g_error_matches (problem, NH_ERROR, NH_ERROR_NOT_FOUND) ||
      (g_error_matches (problem, NH_ERROR, NH_ERROR_NOT_A_LEDGER) && !nh_file_is_database (out)))
    return TRUE; /* nh_file_replace() knows what to do */
  ours = nh_connection_get_text (connection, "SELECT uuid FROM ledger");
  theirs = there != NULL ? nh_connection_get_text (there, "SELECT uuid FROM ledger") : NULL;
  if (theirs != NULL && g_strcmp0 (ours, theirs) == 0)
    return TRUE;
  nh_error_set (error, NH_ERROR_EXISTS, _ ("make the backup"),
                _ ("“%s” is another ledger or database, or a damaged one. It was not touched; choose another name."),
                out);
  return FALSE;
}

/* Moves the files of these endings that are there from @from to @to. */
static gboolean
move_parts (const char *const *endings, const char *from, const char *to)
{
  for (; *endings != NULL; endings++)
    {
      g_autofree char *old_path = g_strconcat (from, *endings, NULL);
      g_autofree char *new_path = g_strconcat (to, *endings, NULL);
      g_autoptr (GError) error = NULL;

      if (!nh_platform_rename_over (old_path, new_path, &error) &&
          !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return FALSE;
    }
  return TRUE;
}

/* Both or none. Both folders are synced: after a power cut the -wal must not be back beside a ledger that says it has
 * one. */
static gboolean
move_wal (const char *ledger_path, const char *aside)
{
  static const char *const endings[] = { "-shm", "-wal", NULL };

  if (!move_parts (endings, ledger_path, aside))
    {
      move_parts (endings, aside, ledger_path);
      return FALSE;
    }
  nh_platform_sync_folder (aside);
  nh_platform_sync_folder (ledger_path);
  return TRUE;
}

gboolean
nh_backup_put_wal_aside (const char *ledger_path, char **said, GError **error)
{
  g_autofree char *foreign = NULL, *name = NULL, *aside = NULL;

  g_return_val_if_fail (said != NULL && *said == NULL, FALSE);

  if (!nh_connection_check_file (ledger_path, &foreign, error))
    return FALSE;
  if (foreign == NULL)
    return TRUE;
  name = make_name (ledger_path);
  aside = g_strconcat (name, ".left-behind", NULL);
  if (!make_folder (ledger_path, NULL) || !move_wal (ledger_path, aside))
    {
      nh_error_set (error, NH_ERROR_EXISTS, _ ("open the ledger"),
                    _ ("“%s” holds changes of another copy of it and cannot be put aside. Nothing was changed. Move it "
                       "to another folder and try again."),
                    foreign);
      return FALSE;
    }
  *said = g_strdup_printf (_ ("Beside “%s” lay the last changes of another copy of it, from before it was replaced by "
                              "this one. They were not taken in, as they do not belong to it; they are kept in "
                              "“%s-wal”."),
                           ledger_path, aside);
  return TRUE;
}

static char *
make (NhConnection *connection, const char *out, NhFileWrite write, GError **error)
{
  const char *ledger_path = nh_connection_get_path (connection);
  g_autofree char *path = NULL;

  g_return_val_if_fail (
      !nh_connection_in_transaction (connection) || nh_connection_get_mode (connection) != NH_CONNECTION_WRITE, NULL);

  if (out != NULL ? !check_target (connection, out, error) : !make_folder (ledger_path, error))
    return NULL;
  path = out != NULL ? g_strdup (out) : make_name (ledger_path);
  if (!nh_file_replace (path, write, connection, error))
    return NULL;
  nh_platform_make_private (path);
  if (out == NULL)
    prune (ledger_path, path);
  return g_steal_pointer (&path);
}

char *
nh_backup_make (NhConnection *connection, const char *out, GError **error)
{
  return make (connection, out, write_copy, error);
}

char *
nh_backup_make_copy (NhConnection *connection, const char *out, GError **error)
{
  g_return_val_if_fail (out != NULL, NULL);

  return make (connection, out, write_without_keys, error);
}

char *
nh_backup_daily (NhConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) backups = nh_backup_list (nh_connection_get_path (connection));

  /* Not only the newest: the clock may have been wrong once. */
  for (guint i = 0; i < backups->len; i++)
    if (nh_backup_get_day (backups->pdata[i]) == nh_date_today ())
      return NULL;
  return nh_backup_make (connection, NULL, error);
}

gboolean
nh_backup_bring (const char *ledger_path, const char *place, GError **error)
{
  g_autofree char *ledger_name = g_path_get_basename (ledger_path);
  g_autofree char *there = g_build_filename (place, ledger_name, NULL); /* as if the ledger were there */
  g_autofree char *folder = nh_backup_get_folder (there);
  g_autoptr (GPtrArray) backups = nh_backup_list (ledger_path);
  g_autofree char *name = backups->len > 0 ? g_path_get_basename (backups->pdata[0]) : NULL;
  g_autofree char *target = name != NULL ? g_build_filename (folder, name, NULL) : NULL;
  g_autofree char *made = NULL;
  g_autoptr (NhConnection) newest = NULL;

  if (!g_file_test (place, G_FILE_TEST_IS_DIR))
    {
      nh_error_set (error, NH_ERROR_VANISHED, _ ("copy the backup to the second place"), _ ("“%s” is not there."),
                    place);
      return FALSE;
    }
  if (target == NULL || g_file_test (target, G_FILE_TEST_EXISTS))
    return TRUE;
  newest = nh_connection_open (backups->pdata[0], NH_CONNECTION_IMMUTABLE, error);
  if (newest == NULL || !make_folder (there, error))
    return FALSE;
  made = nh_backup_make (newest, target, error);
  if (made == NULL)
    return FALSE;
  prune (there, made);
  return TRUE;
}

/* --- Restoring --- */

typedef struct
{
  NhConnection *source;
  const char *ledger_path;
  char *aside; /* owned: target path for a damaged ledger; NULL: the ledger was backed up */
} Restore;

static const char *const journal_only[] = { "-journal", NULL };
static const char *const main_only[] = { "", NULL };

static gboolean
copy_aside (const char *ledger_path, const char *aside)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (ledger_path, FALSE, NULL);

  return file != NULL && nh_file_replace_contents (aside, g_mapped_file_get_contents (file),
                                                   (gssize) g_mapped_file_get_length (file), NH_FILE_PRIVATE, NULL);
}

/* Puts a damaged ledger and its -journal at @aside. The ledger stays in its place too, so that its name never is
 * without a file; only where it cannot be copied (a bad sector, a full disk) it is moved. */
static gboolean
put_aside (const char *ledger_path, const char *aside, GError **error)
{
  if (!move_parts (journal_only, ledger_path, aside) ||
      (!copy_aside (ledger_path, aside) && !move_parts (main_only, ledger_path, aside)))
    {
      nh_error_set (error, NH_ERROR_IO, _ ("restore the backup"),
                    _ ("the damaged ledger cannot be put aside. It is kept; check the drive and try again."));
      return FALSE;
    }
  nh_platform_sync_folder (aside);
  nh_platform_sync_folder (ledger_path);
  return TRUE;
}

static void
take_back (const char *ledger_path, const char *aside)
{
  if (g_file_test (ledger_path, G_FILE_TEST_EXISTS))
    g_remove (aside);
  else
    move_parts (main_only, aside, ledger_path);
  move_parts (journal_only, aside, ledger_path);
}

static gboolean
check_identity (NhConnection *ledger, NhConnection *source, GError **error)
{
  g_autofree char *ours = nh_connection_get_text (ledger, "SELECT uuid FROM ledger");
  g_autofree char *theirs = nh_connection_get_text (source, "SELECT uuid FROM ledger");

  if (theirs != NULL && (ours == NULL || strcmp (ours, theirs) == 0))
    return TRUE;
  nh_error_set (error, NH_ERROR_INVALID, _ ("restore the backup"), _ ("“%s” is a backup of another ledger."),
                nh_connection_get_path (source));
  return FALSE;
}

static gboolean
is_beyond_reading (const GError *error)
{
  return g_error_matches (error, NH_ERROR, NH_ERROR_CORRUPT) ||
         g_error_matches (error, NH_ERROR, NH_ERROR_NOT_A_LEDGER) || g_error_matches (error, NH_ERROR, NH_ERROR_NEWER);
}

/* Backs up the ledger. If it is too damaged, or lost but for its -wal, sets @aside instead. Removes the -wal of a valid
 * ledger. In the place of the restored file any -wal would corrupt it. */
static gboolean
save_what_is_there (Restore *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *backup = NULL, *journal = NULL;
  gboolean lost;
  NhConnection *ledger = nh_connection_open_checked (self->ledger_path, NH_CONNECTION_WRITE, nh_schema_check,
                                                     &local_error);
  /* One whose schema was refused may still say which ledger it is. */
  g_autoptr (NhConnection) refused = ledger == NULL ? nh_connection_open (self->ledger_path, NH_CONNECTION_READ, NULL)
                                                    : NULL;
  gboolean same = (ledger == NULL || check_identity (ledger, self->source, error)) &&
                  (refused == NULL || check_identity (refused, self->source, error));

  if (ledger != NULL && same)
    {
      backup = nh_backup_make (ledger, NULL, &local_error);
      if (backup != NULL)
        nh_connection_exec (ledger, "PRAGMA journal_mode = DELETE", _ ("restore the backup"), &local_error);
    }
  nh_connection_close (ledger);
  if (!same)
    return FALSE;
  lost = g_error_matches (local_error, NH_ERROR, NH_ERROR_NOT_FOUND);
  journal = lost ? nh_connection_find_journal (self->ledger_path) : NULL;
  if (local_error == NULL || (lost && journal == NULL))
    return TRUE;
  if (lost || is_beyond_reading (local_error))
    {
      g_autofree char *name = make_name (self->ledger_path);

      self->aside = g_strconcat (name, ".damaged", NULL);
      return make_folder (self->ledger_path, error);
    }
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* NhFileWrite. The old ledger is put aside only after the restored copy is complete and synced. */
static gboolean
write_restored (const char *temporary, gpointer data, GError **error)
{
  Restore *self = data;

  return write_copy (temporary, self->source, error) &&
         (self->aside == NULL ||
          (nh_platform_sync_file (temporary, error) && put_aside (self->ledger_path, self->aside, error)));
}

static gboolean
replace_ledger (Restore *self, GError **error)
{
  if (!check_ledger (self->source, error) || !save_what_is_there (self, error))
    return FALSE;
  if (nh_file_replace (self->ledger_path, write_restored, self, error))
    {
      nh_platform_make_private (self->ledger_path);
      if (self->aside != NULL) /* not before, as it belongs to what was there; where this fails, opening does it */
        move_wal (self->ledger_path, self->aside);
      return TRUE;
    }
  if (self->aside != NULL)
    take_back (self->ledger_path, self->aside);
  return FALSE;
}

static gboolean
restore_locked (const char *ledger_path, const char *from, GError **error)
{
  g_autoptr (NhConnection) source = nh_connection_open_read_only (from, nh_schema_check, error);
  Restore restore = { .source = source, .ledger_path = ledger_path };
  gboolean done = source != NULL && replace_ledger (&restore, error);

  g_free (restore.aside);
  return done;
}

gboolean
nh_backup_restore (const char *ledger_path, const char *from, char **said, GError **error)
{
  g_autoptr (NhLock) lock = NULL;
  g_autofree char *real_path = nh_platform_real_path (ledger_path);
  g_autofree char *special = NULL, *told = NULL;
  gboolean done;

  if (nh_platform_is_same_file (from, real_path))
    {
      nh_error_set (error, NH_ERROR_INVALID, _ ("restore the backup"),
                    _ ("“%s” is the ledger itself; choose one of its backups."), from);
      return FALSE;
    }
  special = nh_file_find_special (real_path);
  if (special != NULL)
    {
      nh_error_set (error, NH_ERROR_INVALID, _ ("restore the backup"),
                    _ ("“%s” is not a file but a pipe, a device or a folder."), special);
      return FALSE;
    }
  lock = nh_lock_take (real_path, FALSE, error);
  if (lock == NULL ||
      (nh_connection_check_file (real_path, NULL, NULL) && !nh_backup_put_wal_aside (real_path, &told, error)))
    return FALSE;
  done = restore_locked (real_path, from, error);
  if (!done)
    nh_error_append (error, told);
  else if (said != NULL)
    *said = g_steal_pointer (&told);
  return done;
}
