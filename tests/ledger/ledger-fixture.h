/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

G_BEGIN_DECLS

/* What the tests of a ledger file share. Every function asserts that it worked. */

char *fixture_folder (void);        /* a new empty one (transfer full) */
void fixture_remove (char *folder); /* with all in it; frees the name */
char *fixture_create (const char *folder,
                      const char *name); /* a ledger of phường Thành Sen: its path (transfer full) */
NhLedger *fixture_open (const char *path, NhOpenFlags flags);
/* Closes and finalizes: nothing may hold it any more. */
void fixture_close (NhLedger *ledger);
/* A point of 2026, saved: its uuid (transfer full). */
char *fixture_save_point (NhLedger *ledger, const char *place);
gint64 fixture_count_points (NhLedger *ledger);
/* As fixture_save_point(), but gives NULL and @error when it cannot. */
char *fixture_try_save (NhLedger *ledger, const char *place, GError **error);
/* Runs @body as one job of the writer of a new ledger, so that it has the connection in hand. */
typedef void (*FixtureBody) (NhConnection *connection, NhLedger *ledger);
void fixture_run (const char *name, FixtureBody body);
/* SQL on the file behind the program's back. */
void fixture_sql (const char *path, const char *sql);
char *fixture_sql_text (const char *path, const char *sql); /* (transfer full) */
/* TRUE, and the test is skipped, on Windows, where a file that is open cannot be removed, renamed or replaced. */
gboolean fixture_open_files_stay (void);
void fixture_write (const char *path, const char *contents, gssize length);
/* Overwrites @length bytes at @offset. */
void fixture_damage (const char *path, goffset offset, gsize length);
void fixture_copy (const char *from, const char *to);
gboolean fixture_exists (const char *path, const char *suffix);
guint fixture_count_files (const char *folder);
/* A file system of its own of @size ("300k") on a new folder in @folder: its path; NULL when this machine does not let
 * us. */
char *fixture_mount (const char *folder, const char *size);
gboolean fixture_remount (const char *mount, const char *options);
void fixture_unmount (const char *mount);
/* A damaged sector is told, never passed over: the message belongs to what a clerk reads. */
#define fixture_assert_error(error, code_)                             \
  G_STMT_START                                                         \
  {                                                                    \
    g_assert_error ((error), NH_ERROR, (int) (code_));                 \
    g_assert_true (g_str_has_prefix ((error)->message, "Could not ")); \
  }                                                                    \
  G_STMT_END

G_END_DECLS
