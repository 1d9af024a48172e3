/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-connection.h"
#include "nh-verdict.h"

/* Rows of the tables submission and content. On a worker's thread, in the caller's transaction. */

typedef enum
{
  NH_SIDE_SENT,
  NH_SIDE_RECEIVED
} NhSide;

typedef struct
{
  gint64 id;
  NhSide side;
  gint64 unit;
  int year;
  NhVersion version; /* its texts are owned */
  char *manifest;
  char *content; /* hash */
  char *day;     /* ISO */
  char *state;   /* "sent", "received", "accepted", "returned", "reopened", "undone" */
  char *reason;
  gint64 change; /* 0: its records are not in the tables */
} NhSubmission;

void nh_submission_free (NhSubmission *self);
/* Those of a unit (0: all) and year in the order in which they came, but undone ones. (transfer full) */
GPtrArray *nh_submission_list (NhConnection *connection, NhSide side, gint64 unit, int year, GError **error);
/* NULL without an error: there is none. (transfer full) (nullable) */
NhSubmission *nh_submission_get (NhConnection *connection, gint64 id, GError **error);
/* What its manifest says; "" when it does not. (transfer full) */
char *nh_submission_dup_said (const NhSubmission *self, const char *key);
/* Inserts the row, or, where the same manifest was taken before and undone, puts it in its place. Sets the id. @file:
 * the sealed file; nullable. */
gboolean nh_submission_put (NhConnection *connection, NhSubmission *self, GBytes *file, GError **error);
gboolean nh_submission_set_state (NhConnection *connection, gint64 id, const char *state, const char *reason,
                                  GError **error);
/* 0: its records are not in the tables (any more). */
gboolean nh_submission_set_change (NhConnection *connection, gint64 id, gint64 change, GError **error);
/* The sealed file as it was sent. (transfer full) */
GBytes *nh_submission_get_file (NhConnection *connection, gint64 id, GError **error);
/* The last one whose records are in the tables; NULL: none. Borrowed from @submissions. */
const NhSubmission *nh_submission_find_counted (GPtrArray *submissions);

/* Keeps a content under its hash, which is returned. (transfer full) */
char *nh_content_keep (NhConnection *connection, GBytes *text, GError **error);
/* The same of one that came packed: @hash is that of the text that nh_envelope_unpack() gives. */
gboolean nh_content_keep_packed (NhConnection *connection, const char *hash, GBytes *packed, GError **error);
/* (transfer full) */
GBytes *nh_content_fetch (NhConnection *connection, const char *hash, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhSubmission, nh_submission_free)
