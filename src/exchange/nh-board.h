/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

/* Who has handed in, at the province. On a worker's thread. */

typedef enum
{
  NH_BOARD_MISSING,  /* chưa nộp */
  NH_BOARD_RECEIVED, /* đã nhận */
  NH_BOARD_ACCEPTED, /* đã chốt */
  NH_BOARD_RETURNED, /* trả lại */
  NH_BOARD_NIL,      /* không tổ chức: a signed nil, received or accepted */
  NH_N_BOARD_STATES
} NhBoardState;

typedef struct
{
  const NhUnit *unit; /* borrowed from the catalog */
  NhBoardState state; /* of the last version */
  gboolean late;      /* the first version came after the deadline, or is still missing after it */
  int version;        /* the last one; 0: none */
  int counted;        /* the one whose records count; 0: none */
  NhDate day;         /* the last one was received on */
  char *reason;       /* of the state, or of the nil; "" */
} NhBoardRow;

const char *nh_board_state_get_name (NhBoardState state);  /* "missing": for scripts */
const char *nh_board_state_get_title (NhBoardState state); /* translated */
/* A row for each commune of the season, in the order of the units: of NhBoardRow. (transfer full) */
GPtrArray *nh_board_read (NhConnection *connection, NhLedger *ledger, int year, GError **error);
