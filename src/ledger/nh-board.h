/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

/* Who has handed in, at the province, and what was handed in last: the state of the hand-in (exchange/) as far as
 * reports show it. On a worker's thread. */

typedef enum
{
  NH_BOARD_MISSING,  /* chưa nộp */
  NH_BOARD_RECEIVED, /* đã nhận */
  NH_BOARD_ACCEPTED, /* đã chốt */
  NH_BOARD_RETURNED, /* trả lại */
  NH_BOARD_NIL,      /* không tổ chức: a signed nil, received or accepted */
  NH_N_BOARD_STATES
} NhBoardState;

/* A file that came, but was not taken. */
typedef enum
{
  NH_BOARD_LEFT_NONE,
  NH_BOARD_LEFT_BROKEN,   /* it cannot be opened, or is not as the program makes it */
  NH_BOARD_LEFT_KEY,      /* its key is to be confirmed */
  NH_BOARD_LEFT_DECISION, /* it does not follow what was received */
  NH_BOARD_N_LEFT
} NhBoardLeft;

typedef struct
{
  const NhUnit *unit; /* borrowed from the catalog */
  NhBoardState state; /* of the last version */
  gboolean late;      /* the first version came after the deadline, or is still missing after it */
  int version;        /* the last one; 0: none */
  int counted;        /* the one whose records count; 0: none */
  gboolean open;      /* the last version is neither accepted nor returned */
  NhDate day;         /* the last one was received on */
  char *reason;       /* of the state, or of the nil; "" */
  gboolean form;      /* no package, but records by a workbook form (intake/nh-form-reader.h): it counts as received */
  NhBoardLeft left;   /* since the last version */
  NhDate left_day;
  guint asked;   /* requests to correct a record of the last version: the next one answers them */
  guint changed; /* records that are not here as they were received; set by nh_figure_sources_mark_board() */
} NhBoardRow;

/* Begins the reason of a change that brings in the records of a workbook form. */
#define NH_BOARD_FORM_WHY "Phiếu Excel "

const char *nh_board_state_get_name (NhBoardState state);  /* "missing": for scripts */
const char *nh_board_state_get_title (NhBoardState state); /* translated */
/* "Không tổ chức (đã chốt)": a nil that is accepted stays a nil, and counts as final. */
gboolean nh_board_row_is_final_nil (const NhBoardRow *row);
/* A row for each commune of the season, in the order of the units: of NhBoardRow. (transfer full) */
GPtrArray *nh_board_read (NhConnection *connection, NhLedger *ledger, int year, GError **error);
NH_DECLARE_ASYNC (nh_board_read, GPtrArray *, NhLedger *ledger, int year);
/* Remembers it with the day of today, in the setting "hand-in.left.YEAR.UNIT"; NH_BOARD_LEFT_NONE forgets it. */
gboolean nh_board_keep_left (NhConnection *connection, gint64 unit, int year, NhBoardLeft left, GError **error);
/* The day by which the invitation wants the year; NH_DATE_NONE: none. */
NhDate nh_board_get_deadline (NhConnection *connection, int year);

/* The last version of a unit's year, as its manifest says: at a commune the one it sent, at a province the one it
 * received. */
typedef struct
{
  int version;
  NhDate day;      /* sent or received on */
  char *code;      /* owned: nh_version_code() */
  GArray *members; /* owned: of NhJsonMember; nullable */
} NhHandedIn;

/* NULL without an error: none. (transfer full) (nullable) */
NhHandedIn *nh_handed_in_read (NhConnection *connection, gint64 unit, int year, GError **error);
void nh_handed_in_free (NhHandedIn *self);
/* A member of the manifest (exchange/nh-package.h); "" when it is not there. Borrowed. */
const char *nh_handed_in_get (const NhHandedIn *self, const char *key);
/* Of the state of a version that was sent: what was returned is to be handed in again; what was accepted stays so while
 * a supplement is under way. */
gboolean nh_handed_in_stands (const char *state);
/* "4F21 77A0 09BC 3D5E": the first 16 digits of the manifest's hash, by which paper and file are compared. (transfer
 * full) */
char *nh_version_code (const char *hash);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhHandedIn, nh_handed_in_free)
