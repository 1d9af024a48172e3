/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

/* The content of the open form or of a row of the batch window. Saved every two seconds in the table `draft` and as a
 * file in the user's data folder (<user data>/ngay-hoi/drafts/<ledger uuid>/<record uuid>.json), so that it survives
 * the loss of the ledger's drive. */
#define NH_DRAFT_FOCUS "@focus" /* in the table of typed texts: the name of the field that was being typed */

typedef struct _NhDraft
{
  NhRecord *record; /* the parsed fields */
  gint64 base_id;   /* the record it edits; 0: a new one */
  int base_version;
  GHashTable *typed; /* field name → text that cannot be parsed; nullable */
  int focus;         /* field that was being typed; -1: not known */
  char *batch;       /* uuid of its batch; NULL: none */
  GPtrArray *rows;   /* of NhDraft: the other rows of the batch, in order; nullable */
  char *saved_at;    /* latest time of the batch */
} NhDraft;

void nh_draft_free (NhDraft *draft);
/* JSON of a draft, its unreadable texts (name → text, nullable; NH_DRAFT_FOCUS too) and its batch (nullable), made on
 * the GTK thread. (transfer full) */
char *nh_draft_to_json (NhRecord *record, GHashTable *typed, const char *batch);
/* On the writer's thread; not a change (no history). */
gboolean nh_draft_keep (NhConnection *connection, const char *type, const char *uuid, gint64 record, int version,
                        gint64 unit, int year, const char *json, GError **error);
gboolean nh_draft_discard (NhConnection *connection, const char *type, const char *uuid, GError **error);
/* The mirror, on any thread; no SQLite. */
gboolean nh_draft_mirror (const char *ledger_uuid, const char *type, const char *uuid, gint64 record, int version,
                          gint64 unit, int year, const char *json, GError **error);
void nh_draft_unmirror (const char *ledger_uuid, const char *uuid);
/* All drafts of the ledger and the mirror, the newer of two copies, newest first; a batch is one draft. Of NhDraft.
 * (transfer full) */
GPtrArray *nh_draft_list (NhConnection *connection, NhLedger *ledger, GError **error);

NH_DECLARE_ASYNC (nh_draft_list, GPtrArray *, NhLedger *ledger);
