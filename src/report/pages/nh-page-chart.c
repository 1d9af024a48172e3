/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Charts on a page: boxes, lines and numbers in black and grey, so that a copier shows them whole. */

#include "nh-page-chart.h"

#include <math.h>

#define TITLE_SIZE 12.0
#define TITLE_GAP 6.0
#define NAME_SIZE 10.0
#define CHART_GAP 16.0
#define BAR_GAP 5.0         /* between bars, and beside a text */
#define MOST_NAME_PART 0.45 /* of the width */
#define LEAST_BAR 1.5
#define PLOT_HEIGHT 120.0 /* of columns and lines */
#define COLUMN_PART 0.7   /* of the room of a column … */
#define MOST_ROOM 60.0    /* … which two days do not draw across the page */
#define LEAST_SIZE 6.0
#define DOT 4.0

typedef struct
{
  NhFlow *flow;
  const NhChart *chart;
  double left, width; /* of the page's text */
  gint64 most;        /* the greatest value */
  double widest;      /* of the numbers, in text of size 1 */
} Plot;

static const NhChartItem *
item_at (const Plot *plot, guint i)
{
  return &g_array_index (plot->chart->items, NhChartItem, i);
}

static double
text_width (const Plot *plot, const char *text, double size)
{
  return nh_typeset_unit_width (plot->flow->out->typeset, text, FALSE) * size;
}

/* The length of a value's bar when that of the greatest is @length. */
static double
scale (const Plot *plot, gint64 value, double length)
{
  return plot->most > 0 && value > 0 ? MAX (LEAST_BAR, length * ((double) value / (double) plot->most)) : 0;
}

static void
place_bar (NhFlow *flow, double x, double y, double width, double height)
{
  nh_flow_add_shape (flow, NH_ITEM_SHADE, x, y, width, height);
  nh_flow_add_shape (flow, NH_ITEM_BOX, x, y, width, height);
}

/* --- Bars of names, one under the other --- */

static double
measure_names (const Plot *plot)
{
  double widest = 0;

  for (guint i = 0; i < plot->chart->items->len; i++)
    widest = MAX (widest, text_width (plot, item_at (plot, i)->name, NAME_SIZE) + 1);
  return MIN (widest, plot->width * MOST_NAME_PART);
}

/* Returns the y below it. @draw FALSE: only measures. */
static double
do_bar (const Plot *plot, guint i, double names, double y, gboolean draw)
{
  const NhChartItem *item = item_at (plot, i);
  NhTextStyle name = { .size = NAME_SIZE, .align = PANGO_ALIGN_RIGHT, .width = names };
  NhTextStyle number = { .size = NAME_SIZE };
  g_autofree char *value = nh_chart_item_text (item);
  double room = plot->width - names - 2 * BAR_GAP - plot->widest * NAME_SIZE - 1;
  double length = scale (plot, item->value, room), height, x = plot->left + names + BAR_GAP;

  nh_typeset_measure (plot->flow->out->typeset, item->name, &name, NULL, &height, NULL);
  if (draw && y + height > plot->flow->bottom) /* of names in several lines */
    {
      nh_flow_new_page (plot->flow);
      y = plot->flow->y;
    }
  number.width = plot->left + plot->width - x - length - BAR_GAP;
  if (draw)
    {
      nh_flow_add_text (plot->flow, plot->left, y, item->name, &name);
      place_bar (plot->flow, x, y + 1, length, height - 2);
      nh_flow_add_text (plot->flow, x + length + BAR_GAP, y, value, &number);
    }
  return y + height + BAR_GAP;
}

static double
do_bars (const Plot *plot, double y, gboolean draw)
{
  double names = measure_names (plot);

  for (guint i = 0; i < plot->chart->items->len; i++)
    y = do_bar (plot, i, names, y, draw);
  return y;
}

/* --- Columns of days and a line over years, side by side --- */

/* The font in which the texts of the items stand beside each other. */
static double
label_size (const Plot *plot, double room)
{
  double widest = MAX (plot->widest, 1);

  for (guint i = 0; i < plot->chart->items->len; i++)
    widest = MAX (widest, text_width (plot, item_at (plot, i)->name, 1));
  return CLAMP ((room - 1) / widest, LEAST_SIZE, NAME_SIZE);
}

/* Names that do not fit beside each other: every second, every third … (1: all). */
static guint
name_step (const Plot *plot, double room, double size)
{
  double widest = 0;

  for (guint i = 0; i < plot->chart->items->len; i++)
    widest = MAX (widest, text_width (plot, item_at (plot, i)->name, size) + 2);
  return (guint) ceil (MAX (widest / room, 1));
}

static void
place_item (const Plot *plot, guint i, double room, double size, double foot, gboolean named)
{
  const NhChartItem *item = item_at (plot, i);
  NhTextStyle style = { .size = size, .align = PANGO_ALIGN_CENTER, .width = MAX (room, 5 * size) };
  double height = scale (plot, item->value, PLOT_HEIGHT), middle = plot->left + (i + 0.5) * room, line;
  g_autofree char *value = nh_chart_item_text (item);

  nh_typeset_measure (plot->flow->out->typeset, value, &style, NULL, &line, NULL);
  if (plot->chart->kind == NH_CHART_LINE)
    {
      nh_flow_add_shape (plot->flow, NH_ITEM_SHADE, middle - DOT / 2, foot - height - DOT / 2, DOT, DOT);
      nh_flow_add_shape (plot->flow, NH_ITEM_BOX, middle - DOT / 2, foot - height - DOT / 2, DOT, DOT);
    }
  else
    place_bar (plot->flow, middle - room * COLUMN_PART / 2, foot - height, room * COLUMN_PART, height);
  nh_flow_add_text (plot->flow, middle - style.width / 2, foot - height - line - DOT / 2, value, &style);
  if (named)
    nh_flow_add_text (plot->flow, middle - style.width / 2, foot + 2, item->name, &style);
}

static double
do_columns (const Plot *plot, double y, gboolean draw)
{
  guint n = plot->chart->items->len;
  double room = MIN (plot->width / n, plot->chart->kind == NH_CHART_LINE ? G_MAXDOUBLE : MOST_ROOM);
  double size = label_size (plot, room), line = size * 1.5;
  double foot = y + line + PLOT_HEIGHT;
  guint step = name_step (plot, room, size);

  if (!draw)
    return foot + line + 2;
  if (plot->chart->kind == NH_CHART_LINE)
    for (guint i = 0; i + 1 < n; i++)
      {
        double from = scale (plot, item_at (plot, i)->value, PLOT_HEIGHT);
        double to = scale (plot, item_at (plot, i + 1)->value, PLOT_HEIGHT);

        nh_flow_add_shape (plot->flow, NH_ITEM_LINE, plot->left + (i + 0.5) * room, foot - from, room, from - to);
      }
  for (guint i = 0; i < n; i++)
    place_item (plot, i, room, size, foot, i % step == 0);
  nh_flow_add_shape (plot->flow, NH_ITEM_LINE, plot->left, foot, plot->width, 0);
  return foot + line + 2;
}

/* --- A chart --- */

static double
do_chart (const Plot *plot, double y, gboolean draw)
{
  NhTextStyle style = { .size = TITLE_SIZE, .bold = TRUE, .width = plot->width };
  double height;

  nh_typeset_measure (plot->flow->out->typeset, plot->chart->title, &style, NULL, &height, NULL);
  if (draw)
    nh_flow_add_text (plot->flow, plot->left, y, plot->chart->title, &style);
  y += height + TITLE_GAP;
  return plot->chart->kind == NH_CHART_BARS ? do_bars (plot, y, draw) : do_columns (plot, y, draw);
}

void
nh_flow_place_chart (NhFlow *flow, const NhChart *chart)
{
  Plot plot = { flow, chart, flow->out->fit->left, flow->out->fit->width };

  for (guint k = 0; k < chart->items->len; k++)
    {
      g_autofree char *value = nh_chart_item_text (item_at (&plot, k));

      plot.most = MAX (plot.most, item_at (&plot, k)->value);
      plot.widest = MAX (plot.widest, text_width (&plot, value, 1));
    }
  if (do_chart (&plot, flow->y, FALSE) > flow->bottom && !nh_flow_is_fresh (flow))
    nh_flow_new_page (flow);
  flow->y = do_chart (&plot, flow->y, TRUE) + CHART_GAP;
}
