/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-figures.h"

#include "nh-error.h"
#include "nh-figure-source.h"
#include "nh-figures-read.h"
#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-season.h"
#include "nh-store.h"
#include "nh-unit-merger.h"

struct _NhFigures
{
  int year;
  gboolean final_only, has_packages;
  guint n_changed;               /* of accepted packages, where only those count */
  NhDate window_from, window_to; /* of the season; 19/8 when it has none */
  NhCatalog *catalog;            /* owned: rows borrow its units */
  NhFigureRow *total;
  GPtrArray *rows;   /* of NhFigureRow, as on the sheet */
  GPtrArray *groups; /* of NhFigureRow: districts' subtotals */
};

/* Input of the rows. */
typedef struct
{
  NhFigures *figures;
  GHashTable *units;   /* of NhUnitTally */
  GHashTable *sources; /* of NhFigureSource */
  guint n_indicators;
  guint points; /* index of "points", from which units.held derives */
} Builder;

static void
figure_row_free (gpointer data)
{
  NhFigureRow *row = data;

  g_free (row->figures);
  g_free (row);
}

static NhFigureRow *
figure_row_new (Builder *builder, const NhUnit *unit, const NhFigureRow *group)
{
  NhFigureRow *row = g_new0 (NhFigureRow, 1);

  row->unit = unit;
  row->group = group;
  row->figures = g_new0 (NhFigure, builder->n_indicators);
  return row;
}

static NhFigure
choose (const NhUnitTally *tally, guint indicator, const NhFigure *derived)
{
  return tally != NULL ? nh_figure_choose (derived, &tally->of[indicator].total) : *derived;
}

/* A commune with a point counts as one unit that held the festival. */
static NhFigure
held_from_points (const NhFigure *points)
{
  NhFigure held = { .from = points->from, .state = points->state, .implied = points->implied };

  if (points->state == NH_VALUE_SET)
    held.value = points->value > 0 ? 1 : 0;
  return held;
}

/* @tally: nullable. */
static void
fill_from_records (NhFigure *figures, const NhUnitTally *tally)
{
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  for (guint i = 0; tally != NULL && i < n; i++)
    if (indicators[i].type != NULL)
      figures[i] = nh_figure_from_records (&tally->of[i].records, indicators[i].field == NULL);
}

/* It has said that there was nothing. */
static gboolean
is_nil (Builder *builder, const NhUnit *unit)
{
  const NhFigureSource *source = g_hash_table_lookup (builder->sources, &unit->id);

  return source != NULL && source->nil && (source->final || !builder->figures->final_only);
}

/* Where an office's total says that there are more points than records, what these records say is not all. */
static void
leave_open (Builder *builder, NhFigureRow *row)
{
  static const char *const counts[] = { "points", "points.residential", "points.commune", "points.organisation" };
  const NhIndicator *indicators = nh_indicators (&builder->n_indicators);
  gint64 n_more = 0;

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    n_more = MAX (n_more, nh_figure_count_more (nh_figures_get (row, counts[i])));
  for (guint i = 0; i < builder->n_indicators; i++)
    if (i != builder->points && (indicators[i].type == &nh_point_type ||
                                 (indicators[i].addition == NH_ADD_COUNT_UNITS && row->unit->level < NH_LEVEL_COMMUNE)))
      nh_figure_leave_open (&row->figures[i], n_more);
}

/* A unit without units below. */
static NhFigureRow *
leaf_new (Builder *builder, const NhUnit *unit, const NhFigureRow *group)
{
  NhFigureRow *row = figure_row_new (builder, unit, group);
  const NhUnitTally *tally = g_hash_table_lookup (builder->units, &unit->id);
  const NhIndicator *indicators = nh_indicators (&builder->n_indicators);

  fill_from_records (row->figures, tally);
  row->reported = (tally != NULL && (tally->settled || tally->has_total)) || is_nil (builder, unit);
  row->figures[builder->points] = choose (tally, builder->points, &row->figures[builder->points]);
  if (row->figures[builder->points].state == NH_VALUE_BLANK && is_nil (builder, unit))
    row->figures[builder->points].state = NH_VALUE_NIL;
  for (guint i = 0; i < builder->n_indicators; i++)
    {
      if (indicators[i].addition == NH_ADD_COUNT_UNITS && unit->level == NH_LEVEL_COMMUNE)
        row->figures[i] = held_from_points (&row->figures[builder->points]);
      if (i != builder->points)
        row->figures[i] = choose (tally, i, &row->figures[i]);
    }
  leave_open (builder, row);
  return row;
}

/* The row of a unit's own records beside those of the units below; NULL when there are none. */
static NhFigureRow *
own_new (Builder *builder, const NhUnit *unit, const NhFigureRow *group)
{
  const NhUnitTally *tally = g_hash_table_lookup (builder->units, &unit->id);
  NhFigureRow *row;

  if (tally == NULL || !tally->settled)
    return NULL;
  row = figure_row_new (builder, unit, group);
  row->own = row->reported = TRUE;
  fill_from_records (row->figures, tally);
  return row;
}

/* Fills the row of a unit with units below: the sum of @children (NhFigureRow) and of its own row, or its total. */
static void
fill_from_children (Builder *builder, NhFigureRow *row, GPtrArray *children, const NhFigureRow *own)
{
  const NhUnitTally *tally = g_hash_table_lookup (builder->units, &row->unit->id);

  row->reported = own != NULL || (tally != NULL && tally->has_total);
  for (guint c = 0; c < children->len; c++)
    row->reported |= ((const NhFigureRow *) g_ptr_array_index (children, c))->reported;
  for (guint i = 0; i < builder->n_indicators; i++)
    {
      NhFigure sum = { 0 };

      for (guint c = 0; c < children->len; c++)
        nh_figure_add (&sum, &((const NhFigureRow *) g_ptr_array_index (children, c))->figures[i]);
      if (own != NULL && sum.state == NH_VALUE_BLANK)
        {
          NhFigure children_only = sum;

          sum = own->figures[i];
          sum.wanted += children_only.wanted;
          sum.missing += children_only.missing;
        }
      else if (own != NULL)
        nh_figure_add (&sum, &own->figures[i]);
      row->figures[i] = choose (tally, i, &sum);
    }
  leave_open (builder, row);
}

/* Adds the rows of a unit with units @below it and gives its own row, subtotal or total. */
static NhFigureRow *
branch_new (Builder *builder, const NhUnit *unit, GPtrArray *below, gboolean is_group)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new ();
  NhFigures *figures = builder->figures;
  NhFigureRow *row = figure_row_new (builder, unit, NULL);
  const NhFigureRow *group = is_group ? row : NULL;
  NhFigureRow *own = own_new (builder, unit, group);
  NhDate day = nh_catalog_season_day (figures->year);

  if (own != NULL)
    g_ptr_array_add (figures->rows, own);
  for (guint i = 0; i < below->len; i++)
    {
      const NhUnit *child = g_ptr_array_index (below, i);
      g_autoptr (GPtrArray) communes = NULL;
      NhFigureRow *child_row;

      if (child->level == NH_LEVEL_DISTRICT)
        communes = nh_catalog_get_below (figures->catalog, child->id, NH_LEVEL_COMMUNE, day);
      if (communes != NULL && communes->len > 0)
        {
          child_row = branch_new (builder, child, communes, TRUE);
          g_ptr_array_add (figures->groups, child_row);
        }
      else
        {
          child_row = leaf_new (builder, child, group);
          g_ptr_array_add (figures->rows, child_row);
        }
      g_ptr_array_add (children, child_row);
    }
  fill_from_children (builder, row, children, own);
  return row;
}

/* Units one step below @unit on the season's day: districts, then communes that are in none. */
static GPtrArray *
units_below (NhCatalog *catalog, const NhUnit *unit, NhDate day)
{
  g_autoptr (GPtrArray) communes = NULL;
  GPtrArray *below;

  if (unit->level >= NH_LEVEL_COMMUNE)
    return g_ptr_array_new ();
  communes = nh_catalog_get_below (catalog, unit->id, NH_LEVEL_COMMUNE, day);
  if (unit->level == NH_LEVEL_DISTRICT)
    return g_steal_pointer (&communes);
  below = nh_catalog_get_below (catalog, unit->id, NH_LEVEL_DISTRICT, day);
  for (guint i = 0; i < communes->len; i++)
    {
      NhUnit *commune = g_ptr_array_index (communes, i);

      if (commune->parent == unit->id)
        g_ptr_array_add (below, commune);
    }
  return below;
}

/* A commune that began after the season: the units of the season that became it. (transfer container): of const
 * NhUnit*; empty: it was there, or they cannot be told. */
static GPtrArray *
origins_of (NhCatalog *catalog, const NhUnit *unit, NhDate day)
{
  g_autofree char *split = NULL;
  g_autoptr (GPtrArray) origins = NULL;

  if (unit->level != NH_LEVEL_COMMUNE || nh_catalog_unit_valid (catalog, unit->id, day) || unit->from < day)
    return g_ptr_array_new ();
  origins = nh_unit_origins (catalog, unit->id, unit->from, day, &split);
  if (split != NULL)
    g_ptr_array_set_size (origins, 0);
  return g_steal_pointer (&origins);
}

/* Its row: the sum of these. */
static NhFigureRow *
merged_new (Builder *builder, const NhUnit *unit, GPtrArray *origins)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func (figure_row_free);
  NhFigureRow *row = figure_row_new (builder, unit, NULL), *own = own_new (builder, unit, NULL);

  for (guint i = 0; i < origins->len; i++)
    g_ptr_array_add (children, leaf_new (builder, g_ptr_array_index (origins, i), NULL));
  fill_from_children (builder, row, children, own);
  g_clear_pointer (&own, figure_row_free);
  return row;
}

gboolean
nh_figures_read_window (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, NhDate *from, NhDate *to,
                        GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (NhRecord) season = nh_store_get_season (connection, ledger, unit, year, &local_error);

  *from = season != NULL ? nh_record_get_date (season, NH_SEASON_WINDOW_FROM) : NH_DATE_NONE;
  *to = season != NULL ? nh_record_get_date (season, NH_SEASON_WINDOW_TO) : NH_DATE_NONE;
  if (*from == NH_DATE_NONE || *to == NH_DATE_NONE)
    *from = *to = nh_catalog_season_day (year);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static NhFigures *
figures_new (NhCatalog *catalog, int year)
{
  NhFigures *self = g_new0 (NhFigures, 1);

  self->year = year;
  self->catalog = g_object_ref (catalog);
  self->rows = g_ptr_array_new_with_free_func (figure_row_free);
  self->groups = g_ptr_array_new_with_free_func (figure_row_free);
  return self;
}

static void
skip_total (Builder *builder, gint64 unit, guint indicator)
{
  NhUnitTally *tally = unit != 0 ? g_hash_table_lookup (builder->units, &unit) : NULL;

  if (tally != NULL)
    tally->of[indicator].total.state = NH_VALUE_BLANK;
}

/* Leaves only what is final; the totals of a unit above them speak of the others, too. */
static void
keep_final (Builder *builder, NhLedger *ledger, gint64 top, gboolean has_below)
{
  NhUnitTally *tally = has_below ? g_hash_table_lookup (builder->units, &top) : NULL;
  GHashTableIter iter;
  gpointer unit;

  g_hash_table_iter_init (&iter, builder->units);
  while (g_hash_table_iter_next (&iter, &unit, NULL))
    if (!nh_figure_sources_is_final (builder->sources, ledger, *(gint64 *) unit))
      g_hash_table_iter_remove (&iter);
  for (guint i = 0; tally != NULL && top == nh_ledger_get_unit (ledger) && i < builder->n_indicators; i++)
    skip_total (builder, top, i);
}

/* What is counted is what stands here, not what the unit handed in. */
static gboolean
count_changed (NhConnection *connection, Builder *builder, const NhUnit *top, int year, GError **error)
{
  if (!nh_figure_sources_add_changed (connection, builder->sources, 0, year, error))
    return FALSE;
  builder->figures->n_changed = nh_figure_sources_count_changed (builder->sources, builder->figures->catalog, top,
                                                                 year);
  return TRUE;
}

/* @skip_unit, @skip_indicator: a total that is left out. */
static NhFigures *
compute (NhConnection *connection, NhLedger *ledger, const NhFiguresQuestion *asked, gboolean final_only,
         gint64 skip_unit, guint skip_indicator, GError **error)
{
  NhCatalog *catalog = nh_ledger_get_catalog (ledger);
  const NhUnit *top = nh_catalog_get_unit (catalog, asked->unit);
  g_autoptr (NhFigures) self = NULL;
  g_autoptr (GPtrArray) below = NULL, origins = NULL;
  g_autoptr (GHashTable) units = NULL, sources = NULL;
  Builder builder = { .points = nh_indicator_index ("points") };
  NhFiguresQuestion question = *asked;

  if (top == NULL)
    {
      nh_error_set (error, NH_ERROR_NOT_FOUND, _ ("compute the figures"), _ ("the ledger has no such unit."));
      return NULL;
    }
  self = figures_new (catalog, asked->year);
  self->final_only = final_only;
  below = units_below (catalog, top, nh_catalog_season_day (asked->year));
  origins = origins_of (catalog, top, nh_catalog_season_day (asked->year));
  if (below->len + origins->len > 0)
    question.unit = 0;
  units = nh_figures_read (connection, catalog, &question, error);
  if (units != NULL)
    sources = question.unit != 0 ? nh_figure_sources_read_of (connection, question.unit, asked->year, error)
                                 : nh_figure_sources_read (connection, asked->year, error);
  if (sources == NULL || !nh_figure_sources_any (connection, asked->year, &self->has_packages, error) ||
      !nh_figures_read_window (connection, ledger, asked->unit, asked->year, &self->window_from, &self->window_to,
                               error))
    return NULL;
  nh_indicators (&builder.n_indicators);
  builder.figures = self;
  builder.units = units;
  builder.sources = sources;
  if (final_only && !count_changed (connection, &builder, top, asked->year, error))
    return NULL;
  if (final_only)
    keep_final (&builder, ledger, asked->unit, below->len > 0);
  skip_total (&builder, skip_unit, skip_indicator);
  if (below->len > 0)
    self->total = branch_new (&builder, top, below, FALSE);
  else
    self->total = origins->len > 0 ? merged_new (&builder, top, origins) : leaf_new (&builder, top, NULL);
  return g_steal_pointer (&self);
}

NhFigures *
nh_figures_compute_without (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, NhDate as_of,
                            gint64 skip_unit, guint skip_indicator, GError **error)
{
  const NhFiguresQuestion question = { .unit = unit, .year = year, .as_of = as_of };

  return compute (connection, ledger, &question, FALSE, skip_unit, skip_indicator, error);
}

NhFigures *
nh_figures_compute_where (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, NhDate as_of,
                          gboolean final_only, GError **error)
{
  const NhFiguresQuestion question = { .unit = unit, .year = year, .as_of = as_of };

  g_return_val_if_fail (connection != NULL, NULL);
  g_return_val_if_fail (NH_IS_LEDGER (ledger), NULL);
  return compute (connection, ledger, &question, final_only, 0, 0, error);
}

NhFigures *
nh_figures_compute (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, NhDate as_of, GError **error)
{
  return nh_figures_compute_where (connection, ledger, unit, year, as_of, FALSE, error);
}

void
nh_figures_free (NhFigures *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->total, figure_row_free);
  g_clear_object (&self->catalog);
  g_free (self);
}

int
nh_figures_get_year (NhFigures *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->year;
}

gboolean
nh_figures_is_final_only (NhFigures *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->final_only;
}

guint
nh_figures_count_changed (NhFigures *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_changed;
}

gboolean
nh_figures_has_packages (NhFigures *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->has_packages;
}

const NhFigureRow *
nh_figures_get_total (NhFigures *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->total;
}

GPtrArray *
nh_figures_get_rows (NhFigures *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->rows;
}

const NhFigure *
nh_figures_get (const NhFigureRow *row, const char *code)
{
  g_return_val_if_fail (row != NULL, NULL);
  return &row->figures[nh_indicator_index (code)];
}

guint
nh_figures_count_reported (NhFigures *self, guint *n_units)
{
  guint n_reported = 0, n = 0;

  g_return_val_if_fail (self != NULL, 0);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const NhFigureRow *row = g_ptr_array_index (self->rows, i);

      n += !row->own;
      n_reported += !row->own && row->reported;
    }
  if (self->rows->len == 0)
    {
      n = 1;
      n_reported = self->total->reported;
    }
  if (n_units != NULL)
    *n_units = n;
  return n_reported;
}

static gboolean
is_of_all (NhFigures *self, const NhFigure *total)
{
  guint n_units, n_reported = nh_figures_count_reported (self, &n_units);

  return total->from != NH_FROM_SUM || n_reported == n_units;
}

gboolean
nh_figures_may_compare (NhFigures *now, NhFigures *before, const char *indicator)
{
  const NhFigure *one, *other;

  g_return_val_if_fail (now != NULL && before != NULL, FALSE);
  one = nh_figures_get (now->total, indicator);
  other = nh_figures_get (before->total, indicator);
  return nh_figure_may_compare (one, other) && is_of_all (now, one) && is_of_all (before, other);
}

/* Something counts in it, if only a number that is not known. */
static gboolean
is_counted (const NhFigure *figure)
{
  return figure->value > 0 || figure->unknown > 0;
}

gboolean
nh_figures_has_indicator (NhFigures *self, const char *code)
{
  const NhIndicator *indicator = nh_indicator_find (code);
  NhDate day;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (indicator != NULL, FALSE);
  day = nh_catalog_season_day (self->year);
  return nh_indicator_exists (indicator, self->window_from, self->window_to) ||
         nh_indicator_exists (indicator, day, day) || is_counted (nh_figures_get (self->total, code));
}

GHashTable *
nh_figures_compute_points (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, NhDate as_of,
                           GError **error)
{
  const NhFiguresQuestion question = { .unit = unit, .year = year, .as_of = as_of, .by_record = TRUE };
  g_autoptr (GHashTable) tally = NULL;
  GHashTable *points;
  GHashTableIter iter;
  gpointer id, value;
  guint n_indicators;

  g_return_val_if_fail (connection != NULL, NULL);
  g_return_val_if_fail (unit != 0, NULL);
  tally = nh_figures_read (connection, nh_ledger_get_catalog (ledger), &question, error);
  if (tally == NULL)
    return NULL;
  points = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  nh_indicators (&n_indicators);
  g_hash_table_iter_init (&iter, tally);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      NhFigure *figures = g_new0 (NhFigure, n_indicators);

      fill_from_records (figures, value);
      g_hash_table_insert (points, g_memdup2 (id, sizeof (gint64)), figures);
    }
  return points;
}

const char *
nh_figure_own_title (const NhUnit *unit)
{
  if (g_str_equal (unit->kind, "thành phố"))
    return "Cấp thành phố";
  if (unit->level != NH_LEVEL_DISTRICT)
    return "Cấp tỉnh";
  if (g_str_equal (unit->kind, "quận"))
    return "Cấp quận";
  return g_str_equal (unit->kind, "thị xã") ? "Cấp thị xã" : "Cấp huyện";
}

const char *
nh_figure_row_get_title (const NhFigureRow *row)
{
  return row->own ? nh_figure_own_title (row->unit) : row->unit->title;
}

char *
nh_figure_format (const NhFigure *figure)
{
  g_autofree char *number = NULL;

  g_return_val_if_fail (figure != NULL, NULL);
  if (figure->state == NH_VALUE_NIL)
    return g_strdup (_ ("none"));
  if (figure->state == NH_VALUE_UNKNOWN)
    return g_strdup (_ ("not known yet"));
  if (figure->state != NH_VALUE_SET)
    return g_strdup ("");
  number = nh_number_format (figure->value);
  if (nh_figure_is_least (figure))
    return g_strdup_printf ("≥ %s", number);
  return figure->qualifier != NULL ? g_strdup_printf ("%s %s", figure->qualifier, number) : g_steal_pointer (&number);
}
