/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-snapshot.h"
#include "nh-submission.h"

/* The state of a received version, and taking a change of it back. On the writer's thread. */

/* "accepted" or "returned": the last version of a unit's year. One that waited is put in the place of the counted one.
 * NH_ERROR_NOT_FOUND: none was received. A return needs a reason (NH_ERROR_INVALID). A change of its own. */
gboolean nh_reception_set_state (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, const char *state,
                                 const char *reason, GError **error);
NH_DECLARE_ASYNC (nh_reception_set_state, gboolean, NhLedger *ledger, gint64 unit, int year, const char *state,
                  const char *reason);
/* A version that somebody has looked at. */
typedef struct
{
  gint64 unit;
  int version;
} NhSeenVersion;

/* Accepts each of @versions (of NhSeenVersion) that is the last one of its unit, counts, and is neither accepted nor
 * returned: one change, so that one undo takes all back. Others are left as they are. Gives the number of the accepted
 * ones; 0 with @error, or without one: none. */
guint nh_reception_accept (NhConnection *connection, NhLedger *ledger, GArray *versions, int year, GError **error);
NH_DECLARE_ASYNC (nh_reception_accept, guint, NhLedger *ledger, GArray *versions, int year); /* takes @versions */
/* The day on which the first version was received, by which a unit is late or not: it may have come on a stick while
 * the computer was off. A reason is needed (NH_ERROR_INVALID). A change of its own. */
gboolean nh_reception_set_day (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, NhDate day,
                               const char *reason, GError **error);
NH_DECLARE_ASYNC (nh_reception_set_day, gboolean, NhLedger *ledger, gint64 unit, int year, NhDate day,
                  const char *reason);
/* Makes undo and redo of such changes work. Once at start. */
void nh_reception_init (void);

/* The history row of a change of state from that of @submission to @state. @content_before NULL: no records were
 * written. */
gboolean nh_reception_add_history (NhConnection *connection, gint64 change, const NhSubmission *submission,
                                   const char *action, const char *state, const char *reason,
                                   const char *content_before, const char *content_after, GError **error);
