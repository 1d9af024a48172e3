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

/* Where in @ids those of @first end; 0: they do not stand there any more. */
static guint
find_end (GArray *ids, GArray *first)
{
  for (guint i = 0; first != NULL && first->len > 0 && i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == g_array_index (first, gint64, first->len - 1))
      return i + 1;
  return 0;
}

GArray *
nh_problem_list_ids (NhConnection *connection, NhLedger *ledger, const NhQuery *query, guint limit, GArray *first, GError **error)
{
  g_autoptr (NhQuery) all = nh_query_copy (query);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (NhChecker) checker = nh_checker_new (connection, ledger);
  g_autoptr (GArray) ids = NULL;
  guint begin;

  all->filter->problems = FALSE;
  ids = nh_query_ids (connection, ledger, all, 0, error);
  begin = ids != NULL ? find_end (ids, first) : 0;
  if (begin > 0)
    g_array_append_vals (found, first->data, first->len);
  for (guint i = begin; ids != NULL && i < ids->len && (limit == 0 || found->len < limit); i++)
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
