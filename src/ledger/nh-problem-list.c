/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-problem-list.h"

#include "nh-store.h"

/* A problem of today's rules that saving would tell of again. */
static gboolean
has_problem (NhConnection *connection, NhLedger *ledger, NhChecker *checker, const NhRecordType *type, gint64 id, gboolean *has, GError **error)
{
  g_autoptr (NhRecord) record = nh_store_get (connection, ledger, type, id, error);
  g_autoptr (GPtrArray) problems = record != NULL ? nh_checker_check (checker, record, error) : NULL;

  if (problems == NULL)
    return FALSE;
  *has = nh_problems_block (problems) || nh_problems_warn (problems);
  return TRUE;
}

GArray *
nh_problem_list_ids (NhConnection *connection, NhLedger *ledger, const NhQuery *query, guint limit, GError **error)
{
  g_autoptr (NhQuery) all = nh_query_copy (query);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (NhChecker) checker = nh_checker_new (connection, ledger);
  g_autoptr (GArray) ids = NULL;

  all->filter->problems = FALSE;
  ids = nh_query_ids (connection, ledger, all, 0, error);
  for (guint i = 0; ids != NULL && i < ids->len && (limit == 0 || found->len < limit); i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      gboolean has = FALSE;

      if (!has_problem (connection, ledger, checker, query->type, id, &has, error))
        return NULL;
      if (has)
        g_array_append_val (found, id);
    }
  return ids != NULL ? g_steal_pointer (&found) : NULL;
}
