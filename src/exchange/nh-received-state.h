/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-receive.h"
#include "nh-remark.h"
#include "nh-snapshot.h"
#include "nh-submission.h"

/* What a province holds of one unit's year: its versions, what was said of the last one, and whose key it is. */
typedef struct
{
  const NhUnit *unit;   /* borrowed from the catalog */
  GPtrArray *versions;  /* of NhSubmission, in order */
  char *code;           /* check code of the key that is kept; "": none */
  char *nil;            /* of the last version: why there was no festival; "" */
  GPtrArray *answers;   /* of NhRemark: what the last version answers to the remarks on the one before */
  char *why;            /* why the last version was handed in again; "" */
  GPtrArray *figures;   /* of NhFigureChange: what the last version says otherwise than the one before */
  GPtrArray *said;      /* of NhFigureChange: what the last version claims, with "" before */
  GPtrArray *changed;   /* of NhDifference: as the unit handed it in (NULL: added here; with another unit: moved from
                           there), and as it is here now, maybe in the bin or of another unit */
  GPtrArray *elsewhere; /* of char*, "Lễ phát động: Xã A": records that count at that unit instead */
  GPtrArray *remarks;   /* of NhRemark: on the last version */
  GPtrArray *records;   /* of NhRecord, of the unit's year: what can be remarked on */
} NhReceivedState;

/* The last version; NULL: none. Borrowed. */
const NhSubmission *nh_received_state_get_last (const NhReceivedState *self);
/* The record of a remark; NULL: it is not there. Borrowed. */
NhRecord *nh_received_state_find_record (const NhReceivedState *self, const char *uuid);
void nh_received_state_free (NhReceivedState *self);
NH_DECLARE_ASYNC (nh_received_state_read, NhReceivedState *, NhLedger *ledger, gint64 unit, int year);

/* The year as a whole. */
typedef struct
{
  GPtrArray *rows; /* of NhBoardRow (nh-board.h) */
  gboolean invited;
  NhDate deadline; /* NH_DATE_NONE: none */
  char *code;      /* check code of the own keys, for the dispatch; "": nobody was invited yet */
} NhReceptionBoard;

void nh_reception_board_free (NhReceptionBoard *self);
NH_DECLARE_ASYNC (nh_reception_board_read, NhReceptionBoard *, NhLedger *ledger, int year);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhReceptionBoard, nh_reception_board_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhReceivedState, nh_received_state_free)
