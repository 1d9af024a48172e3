/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The records of a list, and totals-only figures in their place. */

#include "nh-report-private.h"

#include "nh-body.h"
#include "nh-number.h"
#include "nh-point.h"
#include "nh-query.h"
#include "nh-store.h"

#define FETCH 500

static int
compare_units (gconstpointer a, gconstpointer b, gpointer catalog)
{
  gint64 left = nh_record_get_info (*(NhRecord *const *) a)->unit;
  gint64 right = nh_record_get_info (*(NhRecord *const *) b)->unit;
  const NhUnit *first = left != right ? nh_catalog_get_unit (catalog, left) : NULL;
  const NhUnit *second = left != right ? nh_catalog_get_unit (catalog, right) : NULL;
  int position = first != NULL ? first->position : G_MAXINT;
  int other = second != NULL ? second->position : G_MAXINT;

  if (position != other)
    return position < other ? -1 : 1;
  return (left > right) - (left < right);
}

static gboolean
counts_unit (NhReportContext *context, gint64 unit)
{
  return !context->final_only || nh_figure_sources_is_final (context->sources, context->ledger, unit);
}

/* @filter: nullable. @counting: only those that count. @most: 0: all. */
static GPtrArray *
read_records (NhReportContext *context, const NhRecordType *type, NhFilter *filter, gboolean counting, guint most,
              GError **error)
{
  g_autoptr (NhQuery) query = nh_query_new (type);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  query->year = context->request->year;
  query->unit = context->request->unit;
  query->filter = nh_filter_copy (filter);
  ids = nh_query_ids (context->connection, context->ledger, query, most > 0 ? most + 1 : 0, error);
  if (ids == NULL)
    return NULL;
  if (most > 0 && ids->len > most)
    {
      context->part = TRUE;
      g_array_set_size (ids, most);
    }
  for (guint first = 0; first < ids->len; first += FETCH)
    {
      g_autoptr (GPtrArray)
          fetched = nh_store_fetch (context->connection, context->ledger, type, &g_array_index (ids, gint64, first),
                                    MIN (FETCH, ids->len - first), error);

      if (fetched == NULL)
        return NULL;
      for (guint i = 0; i < fetched->len; i++)
        if (fetched->pdata[i] != NULL && counts_unit (context, nh_record_get_info (fetched->pdata[i])->unit) &&
            (!counting || nh_record_counts (fetched->pdata[i], context->catalog, context->request->as_of)))
          g_ptr_array_add (records, g_object_ref (fetched->pdata[i]));
    }
  g_ptr_array_sort_with_data (records, compare_units, context->catalog); /* stable */
  return g_steal_pointer (&records);
}

GPtrArray *
nh_report_records (NhReportContext *context, const NhRecordType *type, GError **error)
{
  return read_records (context, type, NULL, TRUE, 0, error);
}

GPtrArray *
nh_report_list_records (NhReportContext *context, const NhRecordType *type, GError **error)
{
  return read_records (context, type, NULL, TRUE, context->request->most, error);
}

GPtrArray *
nh_report_points_having (NhReportContext *context, guint field, GError **error)
{
  g_autoptr (NhFilter) filter = nh_filter_new (&nh_point_type);

  if (!nh_filter_set (filter, field, "!", error))
    return NULL;
  return read_records (context, &nh_point_type, filter, TRUE, 0, error);
}

GPtrArray *
nh_report_points_not_held (NhReportContext *context, const char *status, guint most, GError **error)
{
  g_autoptr (NhFilter) filter = nh_filter_new (&nh_point_type);
  GPtrArray *points;

  if (!nh_filter_set (filter, NH_POINT_STATUS, status, error))
    return NULL;
  points = read_records (context, &nh_point_type, filter, FALSE, most, error);
  for (guint i = points != NULL ? points->len : 0; i-- > 0;)
    if (nh_record_is_duplicate (points->pdata[i]))
      g_ptr_array_remove_index (points, i);
  return points;
}

GPtrArray *
nh_report_records_of_year (NhReportContext *context, const NhRecordType *type, GError **error)
{
  NhReportRequest request = *context->request;
  NhReportContext whole = *context;

  request.as_of = NH_DATE_NONE;
  whole.request = &request;
  return nh_report_records (&whole, type, error);
}

/* Units whose register has nothing of the kind: how many there are of all is not known. */
static gboolean
have_register (NhReportContext *context, GHashTable *units)
{
  g_autoptr (GPtrArray) below = NULL;

  if (context->unit->level == NH_LEVEL_COMMUNE)
    return g_hash_table_size (units) > 0;
  below = nh_catalog_get_below (context->catalog, context->unit->id, NH_LEVEL_COMMUNE,
                                nh_catalog_season_day (context->request->year));
  for (guint i = 0; i < below->len; i++)
    if (!g_hash_table_contains (units, &((const NhUnit *) below->pdata[i])->id))
      return FALSE;
  return below->len > 0;
}

guint
nh_report_count_register (NhReportContext *context, const char *kinds)
{
  g_autoptr (GPtrArray) bodies = nh_report_records_of_year (context, &nh_body_type, NULL);
  g_autoptr (GHashTable) units = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_auto (GStrv) wanted = g_strsplit (kinds, "|", -1);
  guint n = 0;

  for (guint i = 0; bodies != NULL && i < bodies->len; i++)
    if (g_strv_contains ((const char *const *) wanted, nh_record_get_text (bodies->pdata[i], NH_BODY_KIND)))
      {
        g_hash_table_add (units, (gpointer) &nh_record_get_info (bodies->pdata[i])->unit);
        n++;
      }
  return have_register (context, units) ? n : 0;
}

/* Records that would count if they had a date; 0 also on an error: it is met again where the records are read. */
static gint64
count_undated_of (NhReportContext *context, const NhRecordType *type, gint64 unit, gboolean own)
{
  g_autoptr (NhQuery) query = nh_query_new (type);
  gint64 count = 0, uncounted = 0;

  query->year = context->request->year;
  query->unit = unit;
  query->own = own;
  query->filter = nh_filter_new (type);
  if (!nh_filter_set (query->filter, (guint) type->date_field, "missing", NULL) ||
      !nh_query_sums (context->connection, context->ledger, query, &count, &uncounted, NULL, NULL))
    return 0;
  return count - uncounted;
}

static gint64
count_undated (NhReportContext *context, const NhRecordType *type)
{
  g_autoptr (GPtrArray) units = NULL;
  gint64 count = 0;

  if (!context->final_only)
    return count_undated_of (context, type, context->request->unit, FALSE);
  units = nh_figure_source_units (context->catalog, context->unit, context->request->year);
  for (guint i = 0; i < units->len; i++)
    {
      const NhUnit *unit = g_ptr_array_index (units, i);

      if (counts_unit (context, unit->id))
        count += count_undated_of (context, type, unit->id, TRUE);
    }
  return count;
}

char *
nh_report_undated_text (NhReportContext *context)
{
  static const struct
  {
    const NhRecordType *type;
    const char *measure;
  } counted[] = {
    { &nh_point_type, "điểm ngày hội" },
    { &nh_gift_type, "lần tặng quà" },
    { &nh_commendation_type, "khen thưởng" },
    { &nh_activity_type, "hoạt động" },
  };
  const NhRecordType *only = context->report->records;
  g_autoptr (GString) list = g_string_new (NULL);
  NhDate as_of = context->request->as_of;

  if (as_of == NH_DATE_NONE || as_of >= nh_catalog_season_day (context->request->year))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    {
      gint64 count = only == NULL || only == counted[i].type ? count_undated (context, counted[i].type) : 0;
      g_autofree char *number = nh_number_format_admin (count);

      if (count > 0)
        g_string_append_printf (list, "%s%s %s", list->len > 0 ? ", " : "", number, counted[i].measure);
    }
  return list->len > 0 ? g_strdup_printf ("Chưa tính %s chưa rõ ngày.", list->str) : NULL;
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
    return g_strdup (nh_figure_own_title (unit));
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
nh_report_has_total (NhFigures *figures, const char *indicator, gint64 unit, gboolean in_rows)
{
  const NhFigureRow *whole = nh_figures_get_total (figures);
  GPtrArray *rows = nh_figures_get_rows (figures);

  if (whole->unit->id == unit || (!in_rows && is_total (whole, indicator)))
    return whole->unit->id == unit && is_total (whole, indicator);
  for (guint i = 0; i < rows->len; i++)
    {
      const NhFigureRow *row = g_ptr_array_index (rows, i);

      if (row->group != NULL && row->group->unit->id == unit)
        return is_total (row->group, indicator);
      if (row->unit->id == unit)
        return is_total (row, indicator) && (in_rows || !is_total (row->group, indicator));
    }
  return FALSE;
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
