/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-programme-results.h"

#include "nh-assessment.h"
#include "nh-judgement.h"
#include "nh-ledger-async.h"
#include "nh-query.h"
#include "nh-store.h"

/* Of the unit alone. (transfer full) */
static GPtrArray *
read_records (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, gint64 unit, int year,
              GError **error)
{
  g_autoptr (NhQuery) query = nh_query_new (type);
  g_autoptr (GArray) ids = NULL;
  GPtrArray *records;

  query->unit = unit;
  query->year = year;
  query->own = TRUE;
  ids = nh_query_ids (connection, ledger, query, 0, error);
  records = ids != NULL ? nh_store_fetch (connection, ledger, type, (const gint64 *) ids->data, ids->len, error) : NULL;
  for (guint i = records != NULL ? records->len : 0; i-- > 0;)
    if (records->pdata[i] == NULL)
      g_ptr_array_remove_index (records, i);
  return records;
}

static void
append (GString *text, const NhJudgement *judgement)
{
  g_string_append_printf (text, "%s%s: %s%s.", text->len > 0 ? "\n" : "", judgement->programme->title,
                          judgement->recognition != NULL ? "Được công nhận. " : "", judgement->reason);
}

char *
nh_programme_results (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error)
{
  NhCatalog *catalog = nh_ledger_get_catalog (ledger);
  const NhUnit *of = nh_catalog_get_unit (catalog, unit);
  g_autoptr (GPtrArray) programmes = nh_programmes (catalog, year);
  g_autoptr (GPtrArray) bodies = NULL, all = NULL, own = g_ptr_array_new ();
  GString *text;

  if (of == NULL || of->level != NH_LEVEL_COMMUNE)
    return g_strdup ("");
  bodies = read_records (connection, ledger, &nh_body_type, unit, year, error);
  all = bodies != NULL ? read_records (connection, ledger, &nh_assessment_type, unit, year, error) : NULL;
  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    if (nh_record_get_number (all->pdata[i], NH_ASSESSMENT_BODY, 0) == 0)
      g_ptr_array_add (own, all->pdata[i]);
  text = g_string_new (NULL);
  for (guint i = 0; i < programmes->len; i++)
    {
      const NhCode *programme = programmes->pdata[i];
      g_autofree char *body = nh_code_get_attribute (programme, "body");
      g_autoptr (NhJudgement) judgement = NULL;

      if (body != NULL || !nh_programme_is_for (programme, of))
        continue;
      judgement = nh_judgement_new (programme, catalog, year, own, bodies);
      append (text, judgement);
    }
  return g_string_free (text, FALSE);
}

NH_DEFINE_ASYNC (nh_programme_results, char *, g_free, NH_ON_READER, (NhLedger * ledger, gint64 unit, int year),
                 (.id = unit, .number = (guint) year),
                 nh_programme_results (connection, ledger, args->id, (int) args->number, error))
