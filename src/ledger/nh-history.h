/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-connection.h"
#include "nh-record.h"

/* Changes, chained by hashes. On a worker's thread. */

typedef struct
{
  gint64 change;
  char *at, *by, *action, *why;
  char *type;
  gint64 record;
  char *record_action;
  char *before, *after; /* JSON of canonical texts */
} NhHistoryEntry;

/* For the store, inside a transaction: begin returns the id of the change, add writes a row per record, end sets the
 * hash. */
gint64 nh_history_begin (NhConnection *connection, const char *action, const char *why, gint64 undoes, GError **error);
gboolean nh_history_add (NhConnection *connection, gint64 change, const NhRecord *before /* nullable */,
                         const NhRecord *after, const char *action, GError **error);
/* The same for a hand-in, which writes many records at once: @type NH_HISTORY_SUBMISSION, @record the row of the table
 * submission, @before and @after JSON objects of texts: "@state", "@reason" and, where records were written, the hash
 * of all of the unit-year in "@content". Of a request to correct a record, or of taking it back: "@type", "@uuid",
 * "@field" and, where there is one, "@why", "@old" and "@new". */
#define NH_HISTORY_SUBMISSION "submission"
#define NH_HISTORY_ASK "ask"
#define NH_HISTORY_WITHDRAW "withdraw"
gboolean nh_history_add_submission (NhConnection *connection, gint64 change, gint64 submission, const char *action,
                                    int version, const char *before, const char *after, GError **error);
gboolean nh_history_end (NhConnection *connection, gint64 change, GError **error);

/* Newest first, of NhHistoryEntry. @change 0: of all changes; @type NULL: of all records. @limit 0: all. (transfer
 * full)
 */
GPtrArray *nh_history_list (NhConnection *connection, gint64 change, const NhRecordType *type, gint64 record,
                            guint limit, GError **error);
/* Verifies the hash chain. NH_ERROR_CORRUPT names the first broken change. */
gboolean nh_history_verify (NhConnection *connection, GError **error);
/* The same in steps of @limit changes. Start with { 0 }. */
typedef struct
{
  gint64 change;
  char *hash;
  gboolean done;
} NhHistoryWalk;
gboolean nh_history_verify_some (NhConnection *connection, NhHistoryWalk *walk, guint limit, GError **error);
void nh_history_walk_clear (NhHistoryWalk *walk);
gint64 nh_history_newest (NhConnection *connection); /* id of the newest change; 0: there is none */
/* When the newest change was made, ISO; NULL: there is none. (transfer full) (nullable) */
char *nh_history_newest_time (NhConnection *connection);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NhHistoryWalk, nh_history_walk_clear)
