/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-receive.h"
#include "nh-submission.h"

G_BEGIN_DECLS

/* Private to receiving: changes of the state of a submission, with or without its records. */

/* Puts the records of a kept content in place. @differences of @result as in nh_snapshot_put(). */
gboolean nh_reception_put_content (NhConnection *connection, NhLedger *ledger, const NhSubmission *submission,
                                   const char *content, gint64 change, NhSnapshotResult *result, GError **error);
/* The history row of a change of state. @content_before NULL: no records were written. */
gboolean nh_reception_add_history (NhConnection *connection, gint64 change, const NhSubmission *submission,
                                   const char *action, const char *state, const char *reason,
                                   const char *content_before, const char *content_after, GError **error);

G_END_DECLS
