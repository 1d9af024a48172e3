/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-ranking.h"

#include <string.h>

#include "nh-figure-rule.h"
#include "nh-ledger-async.h"
#include "nh-point.h"
#include "nh-query.h"
#include "nh-setting.h"
#include "nh-store.h"
#include "nh-text.h"
#include "nh-unit-merger.h"

static void
ranked_free (gpointer data)
{
  NhRanked *ranked = data;

  if (ranked == NULL)
    return;
  g_free (ranked->name);
  g_free (ranked->split);
  g_free (ranked->figures);
  g_free (ranked->before);
  g_free (ranked);
}

static NhRanked *
ranked_new (const char *name, const NhFigure *figures)
{
  NhRanked *ranked = g_new0 (NhRanked, 1);
  guint n;

  nh_indicators (&n);
  ranked->name = g_strdup (name);
  ranked->figures = g_memdup2 (figures, n * sizeof *figures);
  ranked->before = g_new0 (NhFigure, n);
  return ranked;
}

/* --- units --- */

/* Rows of last year by unit; rows of own records separately. */
typedef struct
{
  GHashTable *units;
  GHashTable *own;
} Before;

static void
index_rows (NhFigures *figures, Before *before)
{
  GPtrArray *rows = nh_figures_get_rows (figures);

  before->units = g_hash_table_new (g_int64_hash, g_int64_equal);
  before->own = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < rows->len; i++)
    {
      NhFigureRow *row = g_ptr_array_index (rows, i);

      g_hash_table_insert (row->own ? before->own : before->units, (gpointer) &row->unit->id, row);
    }
}

static void
add_row (NhRanked *ranked, const NhFigureRow *row)
{
  guint n;

  nh_indicators (&n);
  for (guint i = 0; i < n; i++)
    nh_figure_add (&ranked->before[i], &row->figures[i]);
}

static void
copy_row (NhRanked *ranked, const NhFigureRow *row)
{
  guint n;

  nh_indicators (&n);
  memcpy (ranked->before, row->figures, n * sizeof *row->figures);
}

/* Adds the units that became the unit of @ranked. */
static void
add_origins (NhRanked *ranked, const Before *before, NhCatalog *catalog, int year, int year_before)
{
  g_autoptr (GPtrArray) origins = nh_unit_origins (catalog, ranked->unit->id, nh_catalog_season_day (year),
                                                   nh_catalog_season_day (year_before), &ranked->split);

  for (guint i = 0; i < origins->len && ranked->split == NULL; i++)
    {
      const NhFigureRow *row = g_hash_table_lookup (before->units, &((const NhUnit *) origins->pdata[i])->id);

      ranked->before_reported = (i == 0 || ranked->before_reported) && row != NULL && row->reported;
      if (row != NULL && origins->len == 1)
        copy_row (ranked, row); /* no sum: it is as it was said */
      else if (row != NULL)
        add_row (ranked, row);
    }
}

GPtrArray *
nh_ranking_of_units (NhFigures *figures, NhFigures *last_year, NhCatalog *catalog)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (ranked_free);
  GPtrArray *rows;
  Before before;

  g_return_val_if_fail (figures != NULL && last_year != NULL, all);
  rows = nh_figures_get_rows (figures);
  index_rows (last_year, &before);
  for (guint i = 0; i < rows->len; i++)
    {
      const NhFigureRow *row = g_ptr_array_index (rows, i);
      NhRanked *ranked = ranked_new (nh_figure_row_get_title (row), row->figures);

      ranked->unit = row->unit;
      ranked->group = row->group != NULL && row->group->unit != row->unit ? row->group->unit : NULL;
      ranked->reported = row->reported;
      if (!row->own)
        add_origins (ranked, &before, catalog, nh_figures_get_year (figures), nh_figures_get_year (last_year));
      else if (g_hash_table_contains (before.own, &row->unit->id))
        {
          copy_row (ranked, g_hash_table_lookup (before.own, &row->unit->id));
          ranked->before_reported = TRUE;
        }
      g_ptr_array_add (all, ranked);
    }
  g_hash_table_unref (before.units);
  g_hash_table_unref (before.own);
  return all;
}

/* A district as a whole. */
static NhRanked *
district_new (const NhFigureRow *district, const Before *before)
{
  NhRanked *ranked = ranked_new (district->unit->title, district->figures);
  const NhFigureRow *same = g_hash_table_lookup (before->units, &district->unit->id);
  guint n;

  nh_indicators (&n);
  ranked->unit = district->unit;
  if (same != NULL)
    memcpy (ranked->before, same->group->figures, n * sizeof *same->figures);
  return ranked;
}

/* Last year's districts: by id, one of the rows in each. */
static void
index_districts (NhFigures *figures, Before *before)
{
  GPtrArray *rows = nh_figures_get_rows (figures);

  before->units = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < rows->len; i++)
    {
      NhFigureRow *row = g_ptr_array_index (rows, i);

      if (row->group != NULL)
        g_hash_table_insert (before->units, (gpointer) &row->group->unit->id, row);
    }
}

GPtrArray *
nh_ranking_of_districts (NhFigures *figures, NhFigures *last_year, NhCatalog *catalog)
{
  g_autoptr (GPtrArray) units = nh_ranking_of_units (figures, last_year, catalog);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (ranked_free);
  GPtrArray *rows = nh_figures_get_rows (figures);
  NhRanked *district = NULL;
  Before before;
  guint n = 0;

  index_districts (last_year, &before);
  for (guint i = 0; i < rows->len; i++)
    {
      const NhFigureRow *row = g_ptr_array_index (rows, i);

      if (row->group == NULL)
        {
          g_ptr_array_add (all, g_steal_pointer (&g_ptr_array_index (units, i)));
          continue;
        }
      if (district == NULL || district->unit != row->group->unit)
        {
          district = district_new (row->group, &before);
          g_ptr_array_add (all, district);
          n++;
        }
      district->reported = district->reported || row->reported;
    }
  g_hash_table_unref (before.units);
  return n > 1 ? g_steal_pointer (&all) : NULL;
}

GPtrArray *
nh_ranking_missing (NhFigures *figures)
{
  GPtrArray *missing = g_ptr_array_new ();
  GPtrArray *rows;

  g_return_val_if_fail (figures != NULL, missing);
  rows = nh_figures_get_rows (figures);
  for (guint i = 0; i < rows->len; i++)
    {
      NhFigureRow *row = g_ptr_array_index (rows, i);

      if (!row->own && !row->reported)
        g_ptr_array_add (missing, row);
    }
  return missing;
}

/* --- points --- */

static gint64
count_points (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error)
{
  g_autoptr (NhQuery) query = nh_query_new (&nh_point_type);
  gint64 count = 0;

  query->unit = unit;
  query->year = year;
  return nh_query_sums (connection, ledger, query, &count, NULL, NULL, error) ? count : -1;
}

/* Figures by place, as a clerk would find the same place again. (nullable): an error */
static GHashTable *
read_before (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error)
{
  g_autoptr (GHashTable) points = nh_figures_compute_points (connection, ledger, unit, year, NH_DATE_NONE, error);
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer id, figures;

  if (points == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, points);
  while (g_hash_table_iter_next (&iter, &id, &figures))
    {
      g_autoptr (NhRecord) record = NULL;
      g_autofree char *place = NULL;

      if (*(gint64 *) id == 0) /* gifts and commendations of no point */
        continue;
      record = nh_store_get (connection, ledger, &nh_point_type, *(gint64 *) id, error);
      if (record == NULL)
        return NULL;
      place = nh_text_fold_marked (nh_record_get_text (record, NH_POINT_PLACE));
      if (g_hash_table_contains (places, place))
        {
          g_hash_table_replace (places, g_steal_pointer (&place), NULL); /* ambiguous: two points at one place */
          continue;
        }
      g_hash_table_iter_steal (&iter);
      g_hash_table_replace (places, g_steal_pointer (&place), figures);
      g_free (id);
    }
  return g_steal_pointer (&places);
}

/* Indicators that count points would compare 1 with 1. */
static void
keep_summed (NhFigure *figures)
{
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  for (guint i = 0; i < n; i++)
    if (indicators[i].type != &nh_point_type || indicators[i].field == NULL)
      figures[i] = (NhFigure){ 0 };
}

static NhRanked *
point_new (NhRecord *record, const NhFigure *figures, GHashTable *places, NhCatalog *catalog)
{
  g_autofree char *name = nh_record_get_title (record, catalog);
  g_autofree char *place = nh_text_fold_marked (nh_record_get_text (record, NH_POINT_PLACE));
  const NhFigure *before = g_hash_table_lookup (places, place);
  NhRanked *ranked = ranked_new (name, figures);
  guint n;

  nh_indicators (&n);
  ranked->unit = nh_catalog_get_unit (catalog, nh_record_get_info (record)->unit);
  ranked->record = nh_record_get_info (record)->id;
  ranked->reported = TRUE;
  if (before != NULL)
    memcpy (ranked->before, before, n * sizeof *before);
  keep_summed (ranked->figures);
  keep_summed (ranked->before);
  return ranked;
}

GPtrArray *
nh_ranking_of_points (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, guint most, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (ranked_free);
  g_autoptr (NhQuery) query = nh_query_new (&nh_point_type);
  g_autoptr (GHashTable) points = NULL, places = NULL;
  g_autoptr (GArray) ids = NULL;

  for (int y = year - 1; y <= year; y++)
    {
      gint64 count = count_points (connection, ledger, unit, y, error);

      if (count < 0 || count > most)
        return count < 0 ? NULL : g_steal_pointer (&all);
    }
  points = nh_figures_compute_points (connection, ledger, unit, year, NH_DATE_NONE, error);
  places = points != NULL ? read_before (connection, ledger, unit, year - 1, error) : NULL;
  query->unit = unit;
  query->year = year;
  ids = places != NULL ? nh_query_ids (connection, ledger, query, 0, error) : NULL;
  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      const NhFigure *figures = g_hash_table_lookup (points, &id);
      g_autoptr (NhRecord) record = NULL;

      if (figures == NULL)
        continue;
      record = nh_store_get (connection, ledger, &nh_point_type, id, error);
      if (record == NULL)
        return NULL;
      g_ptr_array_add (all, point_new (record, figures, places, nh_ledger_get_catalog (ledger)));
    }
  return g_steal_pointer (&all);
}

/* --- by one indicator --- */

static int
compare_ranked (gconstpointer one, gconstpointer other, gpointer indicator)
{
  static const int weights[] = { [NH_VALUE_SET] = 3, [NH_VALUE_NIL] = 2, [NH_VALUE_UNKNOWN] = 1, [NH_VALUE_BLANK] = 0 };
  const NhFigure *first = &(*(NhRanked *const *) one)->figures[GPOINTER_TO_UINT (indicator)];
  const NhFigure *second = &(*(NhRanked *const *) other)->figures[GPOINTER_TO_UINT (indicator)];

  if (first->state != second->state)
    return weights[second->state] - weights[first->state];
  return (first->value < second->value) - (first->value > second->value);
}

GPtrArray *
nh_ranking_sort (GPtrArray *ranked, const char *code)
{
  GPtrArray *sorted = g_ptr_array_new ();

  g_return_val_if_fail (ranked != NULL, sorted);
  g_ptr_array_extend (sorted, ranked, NULL, NULL);
  g_ptr_array_sort_with_data (sorted, compare_ranked, GUINT_TO_POINTER (nh_indicator_index (code))); /* stable */
  return sorted;
}

void
nh_overview_free (NhOverview *overview)
{
  if (overview == NULL)
    return;
  g_clear_pointer (&overview->ranked, g_ptr_array_unref);
  g_clear_pointer (&overview->districts, g_ptr_array_unref);
  g_clear_pointer (&overview->figures, nh_figures_free);
  g_clear_pointer (&overview->last_year, nh_figures_free);
  g_free (overview);
}

/* A choice of the office that adds up the figures of others. */
static gboolean
is_final_only (NhConnection *connection, NhLedger *ledger)
{
  const NhUnit *owner = nh_catalog_get_unit (nh_ledger_get_catalog (ledger), nh_ledger_get_unit (ledger));
  g_autofree char *text = nh_setting_get (connection, "figures.final");

  return owner != NULL && owner->level < NH_LEVEL_COMMUNE && strcmp (text, "yes") == 0;
}

static NhOverview *
read_overview (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error)
{
  g_autoptr (NhOverview) overview = g_new0 (NhOverview, 1);

  overview->figures = nh_figures_compute_where (connection, ledger, unit, year, NH_DATE_NONE,
                                                is_final_only (connection, ledger), error);
  if (overview->figures == NULL)
    return NULL;
  overview->last_year = nh_figures_compute (connection, ledger, unit, year - 1, NH_DATE_NONE, error);
  if (overview->last_year == NULL)
    return NULL;
  overview->ranked = nh_figures_get_rows (overview->figures)->len > 0
                         ? nh_ranking_of_units (overview->figures, overview->last_year, nh_ledger_get_catalog (ledger))
                         : nh_ranking_of_points (connection, ledger, unit, year, NH_OVERVIEW_POINTS, error);
  overview->districts = nh_ranking_of_districts (overview->figures, overview->last_year,
                                                 nh_ledger_get_catalog (ledger));
  return overview->ranked != NULL ? g_steal_pointer (&overview) : NULL;
}

NH_DEFINE_ASYNC (nh_overview, NhOverview *, nh_overview_free, NH_ON_READER, (NhLedger * ledger, gint64 unit, int year),
                 (.id = unit, .number = (guint) year),
                 read_overview (connection, ledger, args->id, (int) args->number, error))
