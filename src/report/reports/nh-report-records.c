/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The records of a list, and totals-only figures in their place. */

#include "nh-report-private.h"

#include "nh-query.h"
#include "nh-store.h"

#define FETCH 500

/* A record with its sort key: the position of its unit. */
typedef struct
{
  NhRecord *record;
  int position;
  gint64 unit;
  guint index;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *left = a, *right = b;

  if (left->position != right->position)
    return left->position < right->position ? -1 : 1;
  if (left->unit != right->unit)
    return left->unit < right->unit ? -1 : 1;
  return (left->index > right->index) - (left->index < right->index);
}

static void
take_counted (NhReportContext *context, GPtrArray *fetched, GArray *places)
{
  for (guint i = 0; i < fetched->len; i++)
    {
      NhRecord *record = g_ptr_array_index (fetched, i);
      const NhUnit *unit;
      Place place = { .index = places->len };

      if (record == NULL || !nh_record_counts (record, context->catalog, context->request->as_of))
        continue;
      place.unit = nh_record_get_info (record)->unit;
      unit = nh_catalog_get_unit (context->catalog, place.unit);
      place.record = g_object_ref (record);
      place.position = unit != NULL ? unit->position : G_MAXINT;
      g_array_append_val (places, place);
    }
}

GPtrArray *
nh_report_records (NhReportContext *context, const NhRecordType *type, GError **error)
{
  g_autoptr (NhQuery) query = nh_query_new (type);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  GPtrArray *records;
  gboolean complete = TRUE;

  query->year = context->request->year;
  query->unit = context->request->unit;
  ids = nh_query_ids (context->connection, context->ledger, query, 0, error);
  if (ids == NULL)
    return NULL;
  for (guint i = 0; complete && i < ids->len; i += FETCH)
    {
      g_autoptr (GPtrArray)
          fetched = nh_store_fetch (context->connection, context->ledger, type, &g_array_index (ids, gint64, i),
                                    MIN (FETCH, ids->len - i), error);

      complete = fetched != NULL;
      if (complete)
        take_counted (context, fetched, places);
    }
  g_array_sort (places, compare_places);
  records = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < places->len; i++)
    g_ptr_array_add (records, g_array_index (places, Place, i).record);
  if (!complete)
    g_clear_pointer (&records, g_ptr_array_unref);
  return records;
}

GPtrArray *
nh_report_codes (NhReportContext *context, const char *list)
{
  GPtrArray *codes = nh_catalog_get_codes (context->catalog, list, NH_DATE_NONE);

  for (guint i = codes->len; i-- > 0;)
    {
      const NhCode *code = g_ptr_array_index (codes, i);

      if (nh_catalog_get_code (context->catalog, list, code->code, NH_DATE_NONE) != code)
        g_ptr_array_remove_index (codes, i);
    }
  return codes;
}

char *
nh_report_reference_name (NhReportContext *context, const NhField *field, gint64 id)
{
  const NhRecordType *type = nh_record_type_find (field->codebook);
  g_autoptr (NhRecord) record = type != NULL ? nh_store_get (context->connection, context->ledger, type, id, NULL)
                                             : NULL;

  return record != NULL ? nh_record_get_name (record, context->catalog) : g_strdup ("");
}

char *
nh_report_unit_heading (NhReportContext *context, gint64 id)
{
  const NhUnit *unit = nh_catalog_get_unit (context->catalog, id);
  const NhUnit *parent = unit != NULL ? nh_catalog_get_unit (context->catalog, unit->parent) : NULL;
  g_autofree char *district = parent != NULL && parent->level == NH_LEVEL_DISTRICT && parent != context->unit
                                  ? nh_report_unit_in_text (parent)
                                  : NULL;

  if (unit != NULL && unit == context->unit && unit->level < NH_LEVEL_COMMUNE)
    return g_strdup (unit->level == NH_LEVEL_DISTRICT ? "Cấp huyện" : "Cấp tỉnh");
  return g_strdup_printf ("%s%s%s", unit != NULL ? unit->title : "", district != NULL ? ", " : "",
                          district != NULL ? district : "");
}

/* --- totals-only figures beside records --- */

static gboolean
is_total (const NhFigureRow *row, const char *indicator)
{
  return row != NULL && nh_figures_get (row, indicator)->from == NH_FROM_TOTAL;
}

GPtrArray *
nh_report_rows_from_total (NhFigures *figures, const char *indicator)
{
  GPtrArray *rows = nh_figures_get_rows (figures);
  GPtrArray *found = g_ptr_array_new ();
  const NhFigureRow *group = NULL;

  if (is_total (nh_figures_get_total (figures), indicator))
    {
      g_ptr_array_add (found, (gpointer) nh_figures_get_total (figures));
      return found;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const NhFigureRow *row = g_ptr_array_index (rows, i);

      if (is_total (row->group, indicator))
        {
          if (row->group != group)
            g_ptr_array_add (found, (gpointer) row->group);
        }
      else if (is_total (row, indicator))
        g_ptr_array_add (found, (gpointer) row);
      group = row->group;
    }
  return found;
}

gboolean
nh_report_counts_records (NhFigures *figures, const char *indicator, gint64 unit)
{
  GPtrArray *rows = nh_figures_get_rows (figures);

  if (is_total (nh_figures_get_total (figures), indicator))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const NhFigureRow *row = g_ptr_array_index (rows, i);

      if (row->unit->id == unit)
        return !is_total (row, indicator) && !is_total (row->group, indicator);
    }
  return TRUE;
}
