/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-remark.h"
#include "nh-submission.h"

/* How the hand-in of a year stands at a commune: whom it goes to, what was sent, what the province said. */
typedef struct
{
  const NhUnit *unit;     /* the owner; borrowed from the catalog */
  gboolean in_season;     /* it is a unit of that season */
  char *former;           /* else which units it was then; NULL: not known */
  const NhUnit *province; /* whose keys are kept; NULL: the ledger has not joined any; borrowed */
  char *code;             /* check code of the own keys; "" while there are none */
  gboolean invited;       /* for this year */
  NhDate deadline;        /* NH_DATE_NONE: none */
  GPtrArray *sent;        /* of NhSubmission, in order */
  char *file;             /* path to which the last version was written; NULL: not known */
  char **figures;         /* of the last version, in the order of nh_indicators(); NULL: none was sent */
  char *nil;              /* of the last version; "" */
  gboolean edited;        /* the records are not those of the last version; TRUE where there is none */
  gboolean changed;       /* the same, or remarks on it were answered: there is something to hand in */
  guint n_records;        /* of the year, but its season */
  char *differs;          /* what the reply counts otherwise, a line each: "TITLE: OURS / THEIRS"; "" */
  GPtrArray *remarks;     /* of NhRemark: on the last version */
  GPtrArray *before;      /* of char *, one a remark: its field as the last version has it, canonical, where it is
                             another by now; else NULL */
  GPtrArray *records;     /* of NhRecord, one a remark: NULL where it is not in the ledger */
} NhHandInState;

/* The last version that was sent; NULL: none. Borrowed. */
const NhSubmission *nh_hand_in_state_get_last (const NhHandInState *self);
gboolean nh_hand_in_state_is_locked (const NhHandInState *self); /* accepted by the province */
void nh_hand_in_state_free (NhHandInState *self);
/* On a worker's thread. (transfer full) */
NhHandInState *nh_hand_in_state_read (NhConnection *connection, NhLedger *ledger, int year, GError **error);
NH_DECLARE_ASYNC (nh_hand_in_state_read, NhHandInState *, NhLedger *ledger, int year);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhHandInState, nh_hand_in_state_free)
