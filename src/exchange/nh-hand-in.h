/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

/* Handing in, at the commune. On the writer's thread. */

/* Name of the setting that keeps, for a year, the version that was written last, a blank, and the URI of its file. */
#define NH_HAND_IN_FILE "hand-in.file.%d"

typedef struct
{
  gint64 unit; /* 0: the owner of the ledger */
  int year;
  const char *reason; /* of a correction: needed from version 2 on; nullable */
  const char *nil;    /* why there was no festival; NULL: there was */
} NhHandInRequest;

typedef struct
{
  int version;
  gboolean unchanged; /* equal to the last version: this is the file of that one again */
  char *hash;         /* owned: of the manifest */
  GBytes *file;       /* owned: to be written */
} NhHandIn;

/* Makes the next version, writes its file to @path (nullable), remembers it, and gives it. NH_ERROR_INVALID: the ledger
 * has not joined, the unit is not one of that season, a reason is missing, the year is accepted already, there are no
 * records, or they stand against "nil". Nothing is remembered when it fails, nor when the file cannot be written; where
 * only its name could not be given to it, the version stays, and the next call gives its file again. */
NhHandIn *nh_hand_in (NhConnection *connection, NhLedger *ledger, const NhHandInRequest *request, const char *path,
                      GError **error);
void nh_hand_in_free (NhHandIn *self);
/* @request is copied. */
NH_DECLARE_ASYNC (nh_hand_in, NhHandIn *, NhLedger *ledger, const NhHandInRequest *request, const char *path);

/* "Nộp bổ sung": opens an accepted year again. NH_ERROR_INVALID: without a reason, or it is not accepted. */
gboolean nh_hand_in_reopen (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, const char *reason,
                            GError **error);
NH_DECLARE_ASYNC (nh_hand_in_reopen, gboolean, NhLedger *ledger, gint64 unit, int year, const char *reason);
/* Takes that back: the year is accepted and locked again; the reason that stood there before is not kept.
 * NH_ERROR_INVALID: it was not opened again, or records are no longer as they were handed in. */
gboolean nh_hand_in_close (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error);
NH_DECLARE_ASYNC (nh_hand_in_close, gboolean, NhLedger *ledger, gint64 unit, int year);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhHandIn, nh_hand_in_free)
