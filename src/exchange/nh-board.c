/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-board.h"

#include <string.h>

#include "nh-i18n.h"
#include "nh-invitation.h"
#include "nh-submission.h"

static const struct
{
  const char *name, *title;
} states[NH_N_BOARD_STATES] = {
  [NH_BOARD_MISSING] = { "missing", N_ ("Not handed in") },
  [NH_BOARD_RECEIVED] = { "received", N_ ("Received") },
  [NH_BOARD_ACCEPTED] = { "accepted", N_ ("Accepted") },
  [NH_BOARD_RETURNED] = { "returned", N_ ("Returned") },
  [NH_BOARD_NIL] = { "nil", N_ ("Not held") },
};

const char *
nh_board_state_get_name (NhBoardState state)
{
  return states[state].name;
}

const char *
nh_board_state_get_title (NhBoardState state)
{
  return _ (states[state].title);
}

static void
row_free (gpointer data)
{
  NhBoardRow *row = data;

  g_free (row->reason);
  g_free (row);
}

static NhBoardState
state_of (const NhSubmission *last, const char *nil)
{
  if (strcmp (last->state, "returned") == 0)
    return NH_BOARD_RETURNED;
  if (*nil != '\0')
    return NH_BOARD_NIL;
  return strcmp (last->state, "accepted") == 0 ? NH_BOARD_ACCEPTED : NH_BOARD_RECEIVED;
}

/* @submissions: of all units, in the order in which they came. */
static NhBoardRow *
make_row (const NhUnit *unit, GPtrArray *submissions, NhDate deadline)
{
  NhBoardRow *row = g_new0 (NhBoardRow, 1);
  const NhSubmission *last = NULL, *counted = NULL;
  NhDate first = NH_DATE_NONE;

  for (guint i = 0; i < submissions->len; i++)
    {
      const NhSubmission *one = submissions->pdata[i];

      if (one->unit != unit->id)
        continue;
      if (last == NULL)
        first = nh_date_from_iso (one->day);
      last = one;
      if (one->change != 0 && (counted == NULL || one->change > counted->change))
        counted = one;
    }
  row->unit = unit;
  row->late = deadline != NH_DATE_NONE && (first != NH_DATE_NONE ? first : nh_date_today ()) > deadline;
  row->reason = last != NULL ? nh_submission_dup_said (last, "nil") : g_strdup ("");
  if (last == NULL)
    return row;
  row->state = state_of (last, row->reason);
  row->version = last->version.version;
  row->counted = counted != NULL ? counted->version.version : 0;
  row->day = nh_date_from_iso (last->day);
  if (row->state != NH_BOARD_NIL)
    {
      g_free (row->reason);
      row->reason = g_strdup (last->reason);
    }
  return row;
}

GPtrArray *
nh_board_read (NhConnection *connection, NhLedger *ledger, int year, GError **error)
{
  g_autoptr (GPtrArray) submissions = nh_submission_list (connection, NH_SIDE_RECEIVED, 0, year, error);
  g_autoptr (GPtrArray) units = NULL;
  NhDate deadline = nh_invitation_get_deadline (connection, year);
  GPtrArray *rows;

  if (submissions == NULL)
    return NULL;
  units = nh_catalog_get_below (nh_ledger_get_catalog (ledger), nh_ledger_get_unit (ledger), NH_LEVEL_COMMUNE,
                                nh_catalog_season_day (year));
  rows = g_ptr_array_new_with_free_func (row_free);
  for (guint i = 0; i < units->len; i++)
    g_ptr_array_add (rows, make_row (units->pdata[i], submissions, deadline));
  return rows;
}
