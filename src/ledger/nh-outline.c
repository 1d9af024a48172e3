/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-outline.h"

#include <string.h>

#include "nh-board.h"
#include "nh-history-undo.h"
#include "nh-i18n.h"
#include "nh-ledger-async.h"
#include "nh-query.h"
#include "nh-store.h"
#include "nh-setting.h"

void
nh_outline_free (NhOutline *outline)
{
  if (outline == NULL)
    return;
  g_free (outline->counts);
  g_clear_pointer (&outline->years, g_array_unref);
  g_clear_pointer (&outline->received, g_array_unref);
  g_clear_pointer (&outline->accepted, g_array_unref);
  g_clear_object (&outline->season);
  g_free (outline->saved_at);
  g_free (outline);
}

gboolean
nh_unit_years_have (GArray *unit_years, gint64 unit, int year)
{
  for (guint i = 0; i < unit_years->len; i++)
    if (g_array_index (unit_years, NhUnitYear, i).unit == unit &&
        g_array_index (unit_years, NhUnitYear, i).year == year)
      return TRUE;
  return FALSE;
}

/* (transfer full) */
static gint64 *
count_types (NhConnection *connection, NhLedger *ledger, const NhAsyncArgs *args, gboolean problems, GError **error)
{
  const NhRecordType *const *types = nh_record_types ();
  g_autofree gint64 *counts = NULL;
  guint n = 0;

  while (types[n] != NULL)
    n++;
  counts = g_new0 (gint64, n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NhQuery) query = nh_query_new (types[i]);

      query->unit = args->id;
      query->year = (int) args->number;
      if (problems)
        {
          query->filter = nh_filter_new (types[i]);
          query->filter->problems = TRUE;
        }
      if (!nh_query_sums (connection, ledger, query, &counts[i], NULL, NULL, error))
        return NULL;
    }
  return g_steal_pointer (&counts);
}

#define HANDED_IN \
  "SELECT state FROM submission WHERE side = 'sent' AND unit = ?1 AND year = ?2 ORDER BY id DESC LIMIT 1"

static gboolean
is_handed_in (NhConnection *connection, gint64 unit, int year)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (connection, NULL, HANDED_IN, "li", unit, year);

  return nh_connection_step (connection, statement, "", NULL) == SQLITE_ROW &&
         nh_handed_in_stands (nh_statement_get_text (statement, 0));
}

/* How the year stands in the hand-in (exchange/): the lock is that of nh_store_check_open(). */
static gboolean
read_hand_in (NhConnection *connection, NhOutline *outline, gint64 unit, int year, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (
      connection, error,
      "SELECT unit, year, side = 'sent', state = 'accepted', MAX (change) FROM submission WHERE (side = 'received' AND"
      " change IS NOT NULL AND state <> 'undone') OR (side = 'sent' AND state = 'accepted' AND unit = ?2 AND year = ?1)"
      " GROUP BY side, unit, year", /* with MAX() SQLite gives the other columns of the same row: the version that
                                       counts */
      "il", year, unit);
  int code;

  outline->deadline = nh_board_get_deadline (connection, year);
  outline->handed_in = is_handed_in (connection, unit, year);
  outline->received = g_array_new (FALSE, FALSE, sizeof (NhUnitYear));
  outline->accepted = g_array_new (FALSE, FALSE, sizeof (NhUnitYear));
  while ((code = nh_connection_step (connection, statement, _ ("read the hand-ins"), error)) == SQLITE_ROW)
    {
      NhUnitYear of = { sqlite3_column_int64 (statement, 0), sqlite3_column_int (statement, 1) };

      if (sqlite3_column_int (statement, 2))
        {
          outline->locked = TRUE;
          continue;
        }
      g_array_append_val (outline->received, of);
      if (sqlite3_column_int (statement, 3))
        g_array_append_val (outline->accepted, of);
    }
  return code == SQLITE_DONE;
}

static NhOutline *
read_outline (NhConnection *connection, NhLedger *ledger, const NhAsyncArgs *args, GError **error)
{
  g_autoptr (NhOutline) outline = g_new0 (NhOutline, 1);
  g_autoptr (GError) reason = NULL;
  g_autofree char *final_only = NULL;

  outline->counts = count_types (connection, ledger, args, FALSE, error);
  if (outline->counts == NULL)
    return NULL;
  outline->years = nh_year_list (connection, ledger, error);
  if (outline->years == NULL)
    return NULL;
  outline->season = nh_store_get_season (connection, ledger, args->id, (int) args->number, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  if (!read_hand_in (connection, outline, args->id, (int) args->number, error))
    return NULL;
  outline->saved_at = nh_history_newest_time (connection);
  if (outline->saved_at == NULL)
    outline->saved_at = g_strdup ("");
  final_only = nh_setting_get (connection, "figures.final");
  outline->final_only = strcmp (final_only, "yes") == 0;
  outline->can_undo = !nh_ledger_is_read_only (ledger) && nh_history_can_undo (connection);
  outline->can_redo = !nh_ledger_is_read_only (ledger) && nh_history_can_redo (connection);
  return g_steal_pointer (&outline);
}

NH_DEFINE_ASYNC (nh_outline, NhOutline *, nh_outline_free, NH_ON_READER, (NhLedger * ledger, gint64 unit, int year),
                 (.id = unit, .number = (guint) year), read_outline (connection, ledger, args, error))

NH_DEFINE_ASYNC (nh_outline_problems, gint64 *, g_free, NH_ON_REPORTER, (NhLedger * ledger, gint64 unit, int year),
                 (.id = unit, .number = (guint) year), count_types (connection, ledger, args, TRUE, error))

/* (transfer full) */
static GPtrArray *
count_units (NhConnection *connection, NhLedger *ledger, const NhAsyncArgs *args, GCancellable *cancellable,
             GError **error)
{
  GArray *units = args->data;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < units->len; i++)
    {
      const NhAsyncArgs one = { .id = g_array_index (units, gint64, i), .number = args->number };
      gint64 *counts = g_cancellable_set_error_if_cancelled (cancellable, error)
                           ? NULL
                           : count_types (connection, ledger, &one, TRUE, error);

      if (counts == NULL)
        return NULL;
      g_ptr_array_add (all, counts);
    }
  return g_steal_pointer (&all);
}

NH_DEFINE_ASYNC (nh_outline_problems_of, GPtrArray *, g_ptr_array_unref, NH_ON_REPORTER,
                 (NhLedger * ledger, GArray *units, int year),
                 (.number = (guint) year, NH_OWNED (units, g_array_unref)),
                 count_units (connection, ledger, args, cancellable, error))
