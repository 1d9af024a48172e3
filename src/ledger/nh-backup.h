/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-connection.h"
#include "nh-date.h"

/* Backups: made with the backup API under a temporary name, reopened, integrity_check and counts compared, then moved
 * into place. Kept in a folder "NAME.backup" beside the ledger, as "NAME-2026-08-20-143205123.ngayhoi": all of today,
 * the newest of each of 10 days and of 12 months; older ones go only when a new one has been verified, and that one
 * never goes. */

/* (transfer full): path of the backup. @out NULL: into the folder, named by day and time. On any worker's thread.
 * @error: NH_ERROR_EXISTS when @out is a ledger, but not an older copy of this one. */
char *nh_backup_make (NhConnection *connection, const char *out, GError **error);
/* A copy for others, made and verified in the same way: without the keys of the ledger and its enrolment slips. */
char *nh_backup_make_copy (NhConnection *connection, const char *out, GError **error);
/* Whether a new file may have the name @path: NH_ERROR_EXISTS when changes of another ledger of that name are still
 * beside it, which would go into the new one. */
gboolean nh_backup_check_name (const char *path, const char *action, GError **error);
/* Before a ledger, locked, is opened for writing: moves a -wal beside it that is not its own (see
 * nh_connection_check_file()) into the backup folder. @said (out) (transfer full): NULL, or what was moved and where
 * to. Errors also of that check. */
gboolean nh_backup_put_wal_aside (const char *ledger_path, char **said, GError **error);
/* For the first change of a day; NULL without @error if there is a backup of today. */
char *nh_backup_daily (NhConnection *connection, GError **error);
/* Brings the newest backup of a ledger to a second place, such as a stick: into a folder "NAME.backup" in the folder
 * @place, verified and kept by the same rules. TRUE also when it is there already, or when there is no backup yet.
 * @error: NH_ERROR_VANISHED when @place is not there. It may take long: not on the main thread. */
gboolean nh_backup_bring (const char *ledger_path, const char *place, GError **error);
char *nh_backup_get_folder (const char *ledger_path); /* (transfer full) */
GPtrArray *nh_backup_list (const char *ledger_path);  /* paths, newest first (transfer full) */
/* The day of a backup by its name; NH_DATE_NONE when it has none. */
NhDate nh_backup_get_day (const char *path);
/* Replaces the ledger by a backup after backing up the ledger. A damaged ledger is put into the backup folder instead.
 * The ledger must be closed (LOCKED). A backup of another ledger is NH_ERROR_INVALID. A broken hash chain does not
 * prevent it. @said (out) (optional) (transfer full): as for nh_backup_put_wal_aside(), which this does, too; @error
 * tells it when the restoring fails afterwards. */
gboolean nh_backup_restore (const char *ledger_path, const char *from, char **said, GError **error);
/* Checks a file: application id, schema, integrity_check, foreign keys, records that can be read, hash chain. FALSE
 * with the first problem. */
gboolean nh_backup_verify (const char *path, GError **error);
