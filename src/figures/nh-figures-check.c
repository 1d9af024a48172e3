/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-figures.h"

#include "nh-i18n.h"
#include "nh-ledger-async.h"
#include "nh-number.h"
#include "nh-store.h"
#include "nh-total.h"

/* @below: the sum is one of units below, not of records. */
static void
say_both (const NhRecord *total, const NhTotalTally *tally, const NhFigure *derived, gboolean below,
          GPtrArray *problems)
{
  const NhCheckContext context = { 0 };
  NhCheck check = { .context = &context, .problems = problems };
  g_autofree char *value = nh_number_format (tally->value);
  g_autofree char *sum = nh_number_format (derived->value);

  if (nh_total_agrees (tally, derived->value))
    nh_check_add (&check, total, NH_TOTAL_VALUE, NH_SEVERITY_NOTE, "beside",
                  below ? _ ("The units below give %s, which agrees with this total of %s. It is counted once.")
                        : _ ("The records give %s, which agrees with this total of %s. It is counted once."),
                  sum, value);
  else
    nh_check_add (&check, total, NH_TOTAL_VALUE, NH_SEVERITY_WARN, "conflict",
                  below ? _ ("The units below give %s, this total says %s. Only one of the two counts: please choose "
                             "which one to keep.")
                        : _ ("The records give %s, this total says %s. Only one of the two counts: please choose which "
                             "one to keep."),
                  sum, value);
}

gboolean
nh_figures_check (NhConnection *connection, NhLedger *ledger, const NhRecord *record, GPtrArray *problems,
                  GError **error)
{
  const NhRecordInfo *info;
  const NhIndicator *indicator;
  g_autoptr (NhFigures) figures = NULL;
  const NhFigure *derived;
  NhTotalTally tally = { 0 };

  g_return_val_if_fail (connection != NULL, FALSE);
  g_return_val_if_fail (record != NULL && problems != NULL, FALSE);
  if (nh_record_get_record_type (record) != &nh_total_type)
    return TRUE;
  info = nh_record_get_info (record);
  indicator = nh_indicator_find (nh_record_get_text (record, NH_TOTAL_INDICATOR));
  tally.state = nh_record_get (record, NH_TOTAL_VALUE)->state;
  if (indicator == NULL || info->unit == 0 || (tally.state != NH_VALUE_SET && tally.state != NH_VALUE_NIL))
    return TRUE;
  tally.value = nh_record_get_number (record, NH_TOTAL_VALUE, 0);
  tally.qualifier = nh_qualifier_from_code (nh_record_get_text (record, NH_TOTAL_QUALIFIER));
  figures = nh_figures_compute_without (connection, ledger, info->unit, info->year, NH_DATE_NONE, info->unit,
                                        nh_indicator_index (indicator->code), error);
  if (figures == NULL)
    return FALSE;
  derived = nh_figures_get (nh_figures_get_total (figures), indicator->code);
  if ((derived->state == NH_VALUE_SET && !derived->implied) || derived->state == NH_VALUE_NIL)
    say_both (record, &tally, derived,
              derived->from == NH_FROM_SUM && nh_figures_get_total (figures)->unit->level < NH_LEVEL_COMMUNE, problems);
  return TRUE;
}

GPtrArray *
nh_figures_check_all (NhConnection *connection, NhLedger *ledger, const NhRecord *record, GError **error)
{
  g_autoptr (GPtrArray) problems = nh_store_check (connection, ledger, record, error);

  if (problems == NULL || !nh_figures_check (connection, ledger, record, problems, error) ||
      !nh_store_check_asked (connection, ledger, record, problems, error))
    return NULL;
  return g_steal_pointer (&problems);
}

NH_DEFINE_ASYNC (nh_figures_check_all, GPtrArray *, g_ptr_array_unref, NH_ON_READER,
                 (NhLedger * ledger, NhRecord *sealed), (NH_OWNED (g_object_ref (sealed), g_object_unref)),
                 nh_figures_check_all (connection, ledger, args->data, error))
