/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"
#include "nh-submission.h"

/* What the province says of single records of a version, and what the commune answers. On a worker's thread. */

typedef struct
{
  gint64 id;
  const NhRecordType *type;
  char *uuid;
  char *field;     /* name; "": the record as a whole */
  char *old, *new; /* canonical texts of a proposal; NULL: none */
  char *why;
  char *answer;     /* "", "taken", "declined" */
  char *answer_why; /* "" */
} NhRemark;

void nh_remark_free (NhRemark *self);
/* So many answers a package says at most; more are not read. */
#define NH_REMARK_ANSWERS_MOST 100

/* The member "answers" of a package (nh-package.h): of NhRemark without proposals. (transfer full) */
GPtrArray *nh_remark_read_answers (const char *text);
/* "Not applied: …", translated; NULL: not answered. (transfer full) (nullable) */
char *nh_remark_describe_answer (const NhRemark *self);
/* In the order in which they were made: of NhRemark. (transfer full) */
GPtrArray *nh_remark_list (NhConnection *connection, gint64 submission, GError **error);
/* Inserts it, or replaces the one on the same field; its answer stays while it proposes the same. */
gboolean nh_remark_put (NhConnection *connection, gint64 submission, const NhRemark *self, GError **error);

/* At the province: on the last version received from the record's unit. @field NULL: the whole record. @proposal: the
 * canonical text of a value for it; NULL: none. NH_ERROR_NOT_FOUND, NH_ERROR_INVALID. A change of its own. */
gboolean nh_remark_add (NhConnection *connection, NhLedger *ledger, const char *uuid, const char *field,
                        const char *proposal, const char *why, GError **error);

/* Within an undo: puts what the history row of such a change says was before in the place of what it says came after.
 * NH_ERROR_CONFLICT: something else stands there. */
gboolean nh_remark_revert (NhConnection *connection, gint64 change, const NhSubmission *of, const char *before,
                           const char *after, const char *action, GError **error);

/* What is typed for a field in the form in which it is kept. NH_ERROR_INVALID. (transfer full) */
char *nh_remark_read_typed (const NhRecord *record, const char *name, const char *typed, NhCatalog *catalog,
                            GError **error);
/* @words: uuid, why, and for each remark "field=value" as it is typed, "field=" to empty it, "field" where no value is
 * proposed, or "" for the whole record. All of them are noted, each as a change of its own, or none. */
NH_DECLARE_ASYNC (nh_remark_add, gboolean, NhLedger *ledger, const char *const *words);
/* Takes one back that was not sent yet, or is no longer meant: the next reply is without it. A change of its own. */
gboolean nh_remark_remove (NhConnection *connection, NhLedger *ledger, gint64 id, GError **error);
NH_DECLARE_ASYNC (nh_remark_remove, gboolean, NhLedger *ledger, gint64 id);

/* At the commune: what was said of the last version that was sent. (transfer full) */
GPtrArray *nh_remark_list_open (NhConnection *connection, gint64 unit, int year, GError **error);
/* Sets the proposals on @uuid (NULL: all) as one change, where the value is still the one that the province saw;
 * the others are counted in @n_skipped. Gives the number that were set; -1 with @error. */
int nh_remark_take (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, const char *uuid,
                    guint *n_skipped, GError **error);
/* Gives the number of those that were skipped. */
NH_DECLARE_ASYNC (nh_remark_take, guint, NhLedger *ledger, gint64 unit, int year, const char *uuid);
/* Declines them. NH_ERROR_INVALID without a reason. */
gboolean nh_remark_decline (NhConnection *connection, gint64 unit, int year, const char *uuid, const char *reason,
                            GError **error);
NH_DECLARE_ASYNC (nh_remark_decline, gboolean, NhLedger *ledger, gint64 unit, int year, const char *uuid,
                  const char *reason);
/* What was declined waits for an answer again. */
NH_DECLARE_ASYNC (nh_remark_take_back, gboolean, NhLedger *ledger, gint64 unit, int year, const char *uuid);
/* FALSE: it was taken, but the record has another value again, by undo or by hand. */
gboolean nh_remark_is_in_force (NhConnection *connection, NhLedger *ledger, const NhRemark *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhRemark, nh_remark_free)
