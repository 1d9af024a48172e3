/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-gap.h"

#include "nh-catalog.h"
#include "nh-commendation.h"
#include "nh-count.h"
#include "nh-gift.h"
#include "nh-ledger-async.h"
#include "nh-point.h"
#include "nh-query.h"

/* @field must be filled in where @only has a code with that attribute; @attribute NULL: everywhere. */
static const struct
{
  const NhRecordType *type;
  guint field;
  guint only; /* a choice */
  const char *attribute, *value;
} needed[] = {
  { &nh_point_type, NH_POINT_AREAS, NH_POINT_PLACE_KIND, "several", "1" },
  { &nh_point_type, NH_POINT_DATE_FROM, 0, NULL, NULL },
  { &nh_point_type, NH_POINT_ATTENDANCE, 0, NULL, NULL },
  { &nh_gift_type, NH_GIFT_VALUE, 0, NULL, NULL },
  { &nh_gift_type, NH_GIFT_DATE, 0, NULL, NULL },
  { &nh_commendation_type, NH_COMMENDATION_DECISION_DATE, 0, NULL, NULL },
};

static void
gap_free (gpointer data)
{
  NhGap *gap = data;

  g_strfreev (gap->words);
  g_free (gap);
}

/* Of the records that count. (transfer full) */
static char **
words_of (guint i, NhCatalog *catalog)
{
  const NhRecordType *type = needed[i].type;
  int state = type->counting->state;
  GPtrArray *words = g_ptr_array_new ();

  g_ptr_array_add (words, g_strconcat (type->fields[needed[i].field].name, "=missing", NULL));
  if (needed[i].attribute != NULL)
    g_ptr_array_add (
        words, nh_filter_codes_word (catalog, &type->fields[needed[i].only], needed[i].attribute, needed[i].value));
  if (state >= 0)
    g_ptr_array_add (words, nh_filter_codes_word (catalog, &type->fields[state], "counted", "1"));
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (words, FALSE);
}

/* NULL and @error. */
static NhGap *
gap_new (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, guint i, GError **error)
{
  NhGap *gap = g_new0 (NhGap, 1);
  g_autoptr (NhQuery) query = nh_query_new (needed[i].type);
  gboolean good = TRUE;

  gap->type = needed[i].type;
  gap->field = needed[i].field;
  gap->words = words_of (i, nh_ledger_get_catalog (ledger));
  query->unit = unit;
  query->year = year;
  query->filter = nh_filter_new (gap->type);
  for (guint w = 0; good && gap->words[w] != NULL; w++)
    good = nh_filter_set_word (query->filter, gap->words[w], error);
  if (good && nh_query_sums (connection, ledger, query, &gap->count, NULL, NULL, error))
    return gap;
  gap_free (gap);
  return NULL;
}

GPtrArray *
nh_gap_find (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error)
{
  g_autoptr (GPtrArray) gaps = g_ptr_array_new_with_free_func (gap_free);

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      NhGap *gap = gap_new (connection, ledger, unit, year, i, error);

      if (gap == NULL)
        return NULL;
      if (gap->count > 0)
        g_ptr_array_add (gaps, gap);
      else
        gap_free (gap);
    }
  return g_steal_pointer (&gaps);
}

NH_DEFINE_ASYNC (nh_gap_list, GPtrArray *, g_ptr_array_unref, NH_ON_REPORTER,
                 (NhLedger * ledger, gint64 unit, int year), (.id = unit, .number = (guint) year),
                 nh_gap_find (connection, ledger, args->id, (int) args->number, error))
