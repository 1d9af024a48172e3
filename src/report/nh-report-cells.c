/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures and points as they stand in cells and sentences. */

#include "nh-report-private.h"

#include <string.h>

#include "nh-number.h"
#include "nh-point.h"
#include "nh-query.h"
#include "nh-store.h"

#define FETCH 500

void
nh_report_set_figure (NhTable *table, int row, int column, const NhFigure *figure, gboolean sum)
{
  switch (figure->state)
    {
    case NH_VALUE_SET:
      if (sum && figure->from != NH_FROM_TOTAL)
        nh_table_set_sum (table, row, column, figure->value);
      else
        nh_table_set_number (table, row, column, figure->value);
      if (figure->qualifier != NULL)
        nh_table_set_qualifier (table, row, column, figure->qualifier);
      if (figure->from == NH_FROM_TOTAL)
        nh_table_mark_from_total (table, row, column);
      break;
    case NH_VALUE_NIL:
      nh_table_set_number (table, row, column, 0);
      break;
    case NH_VALUE_UNKNOWN:
      nh_table_set_text (table, row, column, "…");
      break;
    case NH_VALUE_BLANK:
    default:
      nh_table_set_not_reported (table, row, column);
    }
}

void
nh_report_set_value (NhTable *table, int row, int column, const NhValue *value)
{
  NhFigure figure = { .from = NH_FROM_RECORDS, .state = value->state, .value = value->number };

  nh_report_set_figure (table, row, column, &figure, FALSE);
}

gboolean
nh_report_has_figure (const NhFigure *figure)
{
  return figure->state == NH_VALUE_SET && figure->value > 0;
}

char *
nh_report_figure_text (const NhFigure *figure)
{
  gboolean published = figure->beside && !figure->conflict && figure->other_qualifier != NULL;
  const char *qualifier = published ? figure->other_qualifier : figure->qualifier;
  g_autofree char *number = nh_number_format_admin (published ? figure->other : figure->value);

  return qualifier != NULL ? g_strdup_printf ("%s %s", qualifier, number) : g_steal_pointer (&number);
}

char *
nh_report_point_dates (const NhRecord *point)
{
  NhDate from = nh_record_get_date (point, NH_POINT_DATE_FROM);
  NhDate to = nh_record_get_date (point, NH_POINT_DATE_TO);

  if (from == NH_DATE_NONE)
    return g_strdup (nh_record_get (point, NH_POINT_DATE_FROM)->state == NH_VALUE_UNKNOWN ? "chưa xác định" : "");
  return to != NH_DATE_NONE && to != from ? nh_date_format_range (from, to) : nh_date_format (from);
}

char *
nh_report_roman (guint n)
{
  static const char *const ones[] = { "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX" };
  static const char *const tens[] = { "", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC" };

  return n < 100 ? g_strconcat (tens[n / 10], ones[n % 10], NULL) : g_strdup_printf ("%u", n);
}

char *
nh_report_reference_name (NhReportContext *context, const NhField *field, gint64 id)
{
  const NhRecordType *type = nh_record_type_find (field->codebook);
  g_autoptr (NhRecord) record = type != NULL ? nh_store_get (context->connection, context->ledger, type, id, NULL) : NULL;

  return record != NULL ? nh_record_get_name (record, context->catalog) : g_strdup ("");
}

static gboolean
is_counted (const NhRecord *point, NhDate as_of)
{
  NhDate from = nh_record_get_date (point, NH_POINT_DATE_FROM);

  if (!nh_record_has_code (point, NH_POINT_STATUS, "held") || nh_record_get (point, NH_POINT_DUPLICATE_OF)->state == NH_VALUE_SET)
    return FALSE;
  return as_of == NH_DATE_NONE || from == NH_DATE_NONE || from <= as_of;
}

/* One point and where it stands, so that the sort is by units without asking the catalog again. */
typedef struct
{
  NhRecord *point;
  int       position;
  gint64    unit;
  guint     index;
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
      NhRecord *point = g_ptr_array_index (fetched, i);
      const NhUnit *unit;
      Place place = { .index = places->len };

      if (point == NULL || !is_counted (point, context->request->as_of))
        continue;
      place.unit = nh_record_get_info (point)->unit;
      unit = nh_catalog_get_unit (context->catalog, place.unit);
      place.point = g_object_ref (point);
      place.position = unit != NULL ? unit->position : G_MAXINT;
      g_array_append_val (places, place);
    }
}

GPtrArray *
nh_report_points (NhReportContext *context, GError **error)
{
  g_autoptr (NhQuery) query = nh_query_new (&nh_point_type);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  GPtrArray *points;
  gboolean complete = TRUE;

  query->year = context->request->year;
  query->unit = context->request->unit;
  ids = nh_query_ids (context->connection, context->ledger, query, 0, error);
  if (ids == NULL)
    return NULL;
  for (guint i = 0; complete && i < ids->len; i += FETCH)
    {
      g_autoptr (GPtrArray) fetched = nh_store_fetch (context->connection, context->ledger, &nh_point_type,
                                                      &g_array_index (ids, gint64, i), MIN (FETCH, ids->len - i), error);

      complete = fetched != NULL;
      if (complete)
        take_counted (context, fetched, places);
    }
  g_array_sort (places, compare_places);
  points = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < places->len; i++)
    g_ptr_array_add (points, g_array_index (places, Place, i).point);
  if (!complete)
    g_clear_pointer (&points, g_ptr_array_unref);
  return points;
}
