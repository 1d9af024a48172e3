/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

G_BEGIN_DECLS

/* The open form, or a row of the window for many at once, kept every two seconds in the ledger's table `draft` and mirrored in the user's data folder
 * (<user data>/ngay-hoi/drafts/<ledger uuid>/<record uuid>.json), so that a vanished stick loses none. */
typedef struct _NhDraft
{
  NhRecord   *record;     /* a draft with what could be read */
  gint64      base_id;    /* the record it edits; 0: a new one */
  int         base_version;
  GHashTable *typed;      /* field name → text that is typed but cannot be read yet; nullable */
  char       *batch;      /* uuid of what it was entered together with; NULL: it stands alone */
  GPtrArray  *rows;       /* of NhDraft: those after it in its batch, in order; nullable */
  char       *saved_at;   /* the newest of them */
} NhDraft;

void       nh_draft_free            (NhDraft *draft);
/* JSON of a draft, its unreadable texts (name → text, nullable) and its batch (nullable), made on the GTK thread. (transfer full) */
char      *nh_draft_to_json         (NhRecord *record, GHashTable *typed, const char *batch);
/* On the writer's thread; not a change (no history). */
gboolean   nh_draft_keep            (NhConnection *connection, const char *type, const char *uuid, gint64 record, int version, gint64 unit, int year,
                                     const char *json, GError **error);
gboolean   nh_draft_discard         (NhConnection *connection, const char *type, const char *uuid, GError **error);
/* The mirror, on any thread; no SQLite. */
gboolean   nh_draft_mirror          (const char *ledger_uuid, const char *type, const char *uuid, gint64 record, int version, gint64 unit, int year,
                                     const char *json, GError **error);
void       nh_draft_unmirror        (const char *ledger_uuid, const char *uuid);
/* All kept drafts, from the ledger and the mirror, the newer of two; newest first, a batch being one: of NhDraft. (transfer full) */
GPtrArray *nh_draft_list            (NhConnection *connection, NhLedger *ledger, GError **error);

NH_DECLARE_ASYNC (nh_draft_list, GPtrArray *, NhLedger *ledger);

G_END_DECLS
