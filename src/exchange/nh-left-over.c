/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-left-over.h"

#include <string.h>

#include "nh-board.h"
#include "nh-i18n.h"
#include "nh-setting.h"

/* Whose file it is, as far as is known. */
typedef struct
{
  const NhUnit *unit; /* NULL: not known */
  int year, version;
} Origin;

/* "18673 Xã Cẩm Xuyên 2026-1.ngayhoi-nop" */
static Origin
read_name (NhCatalog *catalog, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  const char *blank = strchr (name, ' '), *last = strrchr (name, ' ');
  g_autofree char *code = blank != NULL ? g_strndup (name, (gsize) (blank - name)) : NULL;
  Origin origin = { 0 };
  char *end;

  if (last == NULL || last == blank)
    return origin;
  origin.year = (int) g_ascii_strtoull (last + 1, &end, 10);
  origin.version = *end == '-' ? (int) g_ascii_strtoull (end + 1, NULL, 10) : 0;
  if (origin.year > 0 && origin.year < 10000)
    origin.unit = nh_catalog_find_unit (catalog, code, nh_catalog_season_day (origin.year));
  return origin;
}

static Origin
find_origin (NhLedger *ledger, const NhReception *reception)
{
  NhCatalog *catalog = nh_ledger_get_catalog (ledger);
  Origin origin = { reception->unit, reception->year, reception->version };

  if (reception->version == 0)
    origin = read_name (catalog, reception->path);
  if (origin.unit != NULL && (origin.unit->level != NH_LEVEL_COMMUNE ||
                              !nh_catalog_unit_is_within (catalog, origin.unit->id, nh_ledger_get_unit (ledger))))
    origin.unit = NULL;
  return origin;
}

static NhBoardLeft
get_left (NhVerdict verdict)
{
  if (nh_verdict_wants_code (verdict))
    return NH_BOARD_LEFT_KEY;
  switch (verdict)
    {
    case NH_VERDICT_FORK:
      return NH_BOARD_LEFT_DECISION;
    case NH_VERDICT_BAD_SIGNATURE:
    case NH_VERDICT_TOO_LARGE:
    case NH_VERDICT_DAMAGED:
    case NH_VERDICT_NEWER:
    case NH_VERDICT_NOT_CANONICAL:
    case NH_VERDICT_FOREIGN:
    case NH_VERDICT_NOT_OURS:
    case NH_VERDICT_OTHER_RECEIVER:
    case NH_VERDICT_UNREADABLE:
      return NH_BOARD_LEFT_BROKEN;
    default:
      return NH_BOARD_LEFT_NONE;
    }
}

/* The last version that is held; 0: none. */
static int
get_held (NhConnection *connection, const Origin *origin)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT MAX (version) FROM submission WHERE side = 'received' AND state <> 'undone' AND unit = %" G_GINT64_FORMAT
      " AND year = %d",
      origin->unit->id, origin->year);

  return (int) nh_connection_get_int (connection, sql, 0);
}

static gboolean
keep_one (NhConnection *connection, NhLedger *ledger, const NhReception *reception, gboolean trial, GError **error)
{
  const Origin origin = find_origin (ledger, reception);
  NhBoardLeft left = reception->taken ? NH_BOARD_LEFT_NONE : get_left (reception->verdict);

  if (origin.unit == NULL)
    return TRUE;
  if (reception->taken && !trial)
    return nh_board_keep_left (connection, origin.unit->id, origin.year, NH_BOARD_LEFT_NONE, error);
  return left == NH_BOARD_LEFT_NONE || (origin.version != 0 && origin.version <= get_held (connection, &origin)) ||
         nh_board_keep_left (connection, origin.unit->id, origin.year, left, error);
}

static gboolean
keep_all (NhConnection *connection, NhLedger *ledger, GPtrArray *receptions, gboolean trial, GError **error)
{
  for (guint i = 0; i < receptions->len; i++)
    if (!keep_one (connection, ledger, receptions->pdata[i], trial, error))
      return FALSE;
  return TRUE;
}

gboolean
nh_left_over_keep (NhConnection *connection, NhLedger *ledger, GPtrArray *receptions, gboolean trial, GError **error)
{
  const char *action = _ ("keep what was left over");

  return nh_connection_begin (connection, action, error) &&
         nh_connection_finish (connection, keep_all (connection, ledger, receptions, trial, error), action, error);
}
