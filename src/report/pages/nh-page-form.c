/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Entries of a form on a page: dotted lines with the filled-in text above them, and tick boxes. */

#include "nh-page-block.h"

#include <math.h>
#include <string.h>

#define TEXT_RISE 3.0 /* of a text above the bottom of its line */
#define DOTS_DROP 2.0 /* of the dots below the text, so that they do not cross it */
#define LABEL_GAP 4.0
#define LEAST_ROOM 70.0 /* for handwriting beside a label */
#define BOX 9.5
#define BOX_GAP 4.0
#define TICK_GAP 14.0 /* between two choices */
#define LEAST_TICK_GAP 5.0
#define MOST_TICK_COLUMNS 4
#define MOST_LONG 6 /* one choice in six may be wider than its column; with two columns half of them */

/* Position and size of an entry. */
typedef struct
{
  NhFlow *flow;
  const NhEntry *entry;
  double x, width;
  double label_width;
  guint n_lines;
  guint n_columns; /* of ticks under the label, a long one covers several; 0: beside it */
} Place;

static double
text_width (NhFlow *flow, const char *text, double size)
{
  return nh_typeset_unit_width (flow->out->typeset, text, FALSE) * size;
}

static gboolean
is_filled (const NhEntry *entry)
{
  return entry->value != NULL && *entry->value != '\0';
}

static double
tick_width (NhFlow *flow, const NhTick *tick)
{
  return BOX + BOX_GAP + text_width (flow, tick->title, NH_ENTRY_SIZE) + TICK_GAP;
}

static double
ticks_width (NhFlow *flow, const NhEntry *entry)
{
  double all = 0;

  for (guint i = 0; i < entry->n_ticks; i++)
    all += tick_width (flow, &entry->ticks[i]);
  return all;
}

/* The number of columns that a choice and a @gap behind it cover. */
static guint
tick_span (NhFlow *flow, const NhTick *tick, double column, guint n_columns, double gap)
{
  return CLAMP ((guint) ceil ((tick_width (flow, tick) - TICK_GAP + gap) / column), 1, n_columns);
}

/* The line under the label and the column of choice @index. With @index n_ticks: the first line after all of them. */
static guint
find_tick (const Place *place, guint index, guint *column)
{
  double width = (place->width - NH_ENTRY_INDENT) / place->n_columns;
  guint line = 1, at = 0;

  for (guint i = 0; i <= index; i++)
    {
      guint span = i < place->entry->n_ticks
                       ? tick_span (place->flow, &place->entry->ticks[i], width, place->n_columns, 0)
                       : 0;

      if (at + span > place->n_columns || (span == 0 && at > 0))
        {
          line++;
          at = 0;
        }
      if (span > 0 && at + span < place->n_columns)
        span = tick_span (place->flow, &place->entry->ticks[i], width, place->n_columns, LEAST_TICK_GAP);
      *column = at;
      at += span;
    }
  return line;
}

/* The largest number of columns that most choices fit in. */
static guint
count_columns (const Place *place)
{
  for (guint n = MOST_TICK_COLUMNS; n > 1; n--)
    {
      guint n_long = 0;

      for (guint i = 0; i < place->entry->n_ticks; i++)
        n_long += tick_span (place->flow, &place->entry->ticks[i], (place->width - NH_ENTRY_INDENT) / n, n, 0) > 1;
      if (n_long * (n == 2 ? 2 : MOST_LONG) <= place->entry->n_ticks)
        return n;
    }
  return 1;
}

static NhTextStyle
value_style (const Place *place)
{
  return (NhTextStyle){ .size = NH_ENTRY_SIZE, .width = place->width, .indent = place->label_width };
}

static void
place_init (Place *place, NhFlow *flow, const NhEntry *entry, double x, double width)
{
  guint n_value_lines = 0, column;

  *place = (Place){
    .flow = flow, .entry = entry, .x = x, .width = width, .n_lines = CLAMP (entry->n_lines, 1, flow->out->most_lines)
  };
  if (entry->inset)
    {
      place->x += NH_ENTRY_INDENT;
      place->width -= NH_ENTRY_INDENT;
    }
  place->label_width = text_width (flow, entry->label, NH_ENTRY_SIZE) + text_width (flow, ":", NH_ENTRY_SIZE) +
                       LABEL_GAP;
  if (entry->n_ticks > 0)
    {
      if (place->label_width + LABEL_GAP + ticks_width (flow, entry) - TICK_GAP <= place->width)
        return;
      place->n_columns = count_columns (place);
      place->n_lines = find_tick (place, entry->n_ticks, &column);
      return;
    }
  if (is_filled (entry))
    {
      NhTextStyle style = value_style (place);

      nh_typeset_measure (flow->out->typeset, entry->value, &style, NULL, NULL, &n_value_lines);
      place->n_lines = MAX (place->n_lines, n_value_lines);
    }
}

/* Whether the entry fits on half a line. */
static gboolean
fits_half (NhFlow *flow, const NhEntry *entry, double width)
{
  Place place;
  double room;

  if (!entry->half)
    return FALSE;
  place_init (&place, flow, entry, 0, width);
  if (entry->n_ticks > 0)
    return place.n_columns == 0;
  room = place.width - place.label_width;
  return place.n_lines == 1 &&
         room >= MAX (LEAST_ROOM, entry->pattern != NULL ? text_width (flow, entry->pattern, NH_ENTRY_SIZE) : 0);
}

static double
line_height (NhFlow *flow)
{
  return nh_typeset_line_height (flow->out->typeset) * NH_ENTRY_SIZE;
}

/* The top of a text of one line that is placed just above the bottom of line @n. */
static double
line_top (NhFlow *flow, double y, guint n)
{
  return y + (n + 1) * flow->out->pitch - TEXT_RISE - line_height (flow);
}

static void
place_text (NhFlow *flow, double x, double y, guint n, const char *text)
{
  NhTextStyle style = { .size = NH_ENTRY_SIZE };

  nh_flow_add_text (flow, x, line_top (flow, y, n), text, &style);
}

static void
place_dots (NhFlow *flow, double x, double end, double y, guint n)
{
  double dot = text_width (flow, "..........", NH_ENTRY_SIZE) / 10;
  gsize n_dots = end > x ? (gsize) ((end - x) / dot) : 0;
  NhTextStyle style = { .size = NH_ENTRY_SIZE };
  g_autofree char *dots = g_strnfill (n_dots, '.');

  if (n_dots > 0)
    nh_flow_add_text (flow, end - (double) n_dots * dot, line_top (flow, y, n) + DOTS_DROP, dots, &style);
}

static void
place_tick (NhFlow *flow, double x, double y, guint n, const NhTick *tick)
{
  double top = line_top (flow, y, n) + (line_height (flow) - BOX) / 2 + 0.5;

  nh_flow_add_shape (flow, NH_ITEM_BOX, x, top, BOX, BOX);
  if (tick->ticked)
    {
      nh_flow_add_shape (flow, NH_ITEM_LINE, x + 1.5, top + 1.5, BOX - 3, BOX - 3);
      nh_flow_add_shape (flow, NH_ITEM_LINE, x + 1.5, top + BOX - 1.5, BOX - 3, 3 - BOX);
    }
  place_text (flow, x + BOX + BOX_GAP, y, n, tick->title);
}

static void
place_ticks (const Place *place, double y)
{
  const NhEntry *entry = place->entry;
  double x = place->x + place->label_width + LABEL_GAP;
  double column = place->n_columns > 0 ? (place->width - NH_ENTRY_INDENT) / place->n_columns : 0;

  for (guint i = 0; i < entry->n_ticks; i++)
    {
      if (place->n_columns > 0)
        {
          guint at, line = find_tick (place, i, &at);

          place_tick (place->flow, place->x + NH_ENTRY_INDENT + at * column, y, line, &entry->ticks[i]);
          continue;
        }
      place_tick (place->flow, x, y, 0, &entry->ticks[i]);
      x += tick_width (place->flow, &entry->ticks[i]);
    }
}

static void
place_value (const Place *place, double y)
{
  NhTextStyle style = value_style (place);
  guint n_value_lines;

  nh_typeset_measure (place->flow->out->typeset, place->entry->value, &style, NULL, NULL, &n_value_lines);
  for (guint i = 0; i < n_value_lines; i++)
    {
      NhItem *item = nh_flow_add_text (place->flow, place->x, line_top (place->flow, y, i), place->entry->value,
                                       &style);

      item->first_line = i;
      item->n_lines = 1;
    }
}

static void
place_entry (const Place *place, double y)
{
  const NhEntry *entry = place->entry;
  NhFlow *flow = place->flow;
  g_autofree char *label = g_strconcat (entry->label, ":", NULL);

  place_text (flow, place->x, y, 0, label);
  if (entry->n_ticks > 0)
    {
      place_ticks (place, y);
      return;
    }
  if (entry->n_lines == 0 && !is_filled (entry))
    return;
  if (entry->pattern != NULL && !is_filled (entry))
    {
      place_text (flow, place->x + place->label_width, y, 0, entry->pattern);
      return;
    }
  for (guint i = 0; i < place->n_lines; i++)
    place_dots (flow, place->x + (i == 0 ? place->label_width : 0), place->x + place->width, y, i);
  if (is_filled (entry))
    place_value (place, y);
}

static const NhEntry *
entry_at (NhSheet *sheet, guint index)
{
  NhBlock *block = index < sheet->blocks->len ? &g_array_index (sheet->blocks, NhBlock, index) : NULL;

  return block != NULL && block->kind == NH_BLOCK_ENTRY ? block->entry : NULL;
}

gboolean
nh_flow_is_paired (NhFlow *flow, NhSheet *sheet, guint index)
{
  const NhEntry *entry = entry_at (sheet, index), *other = entry_at (sheet, index + 1);
  double half = (flow->out->fit->width - NH_ENTRY_HALF_GAP) / 2;

  return entry != NULL && other != NULL && entry->inset == other->inset && fits_half (flow, entry, half) &&
         fits_half (flow, other, half);
}

guint
nh_flow_count_tick_columns (NhFlow *flow, const NhEntry *entry)
{
  Place place;

  place_init (&place, flow, entry, 0, flow->out->fit->width);
  return place.n_columns;
}

guint
nh_flow_find_tick (NhFlow *flow, const NhEntry *entry, guint index, guint *column)
{
  Place place;

  place_init (&place, flow, entry, 0, flow->out->fit->width);
  return find_tick (&place, index, column);
}

guint
nh_flow_place_entries (NhFlow *flow, NhSheet *sheet, guint first)
{
  NhFit *fit = flow->out->fit;
  double half = (fit->width - NH_ENTRY_HALF_GAP) / 2;
  guint index = first;

  for (const NhEntry *entry = entry_at (sheet, index); entry != NULL; entry = entry_at (sheet, index))
    {
      const NhEntry *other = entry_at (sheet, index + 1);
      gboolean paired = nh_flow_is_paired (flow, sheet, index);
      Place left, right;
      double height;

      place_init (&left, flow, entry, fit->left, paired ? half : fit->width);
      height = left.n_lines * flow->out->pitch;
      if (flow->y + height > flow->bottom && !nh_flow_is_fresh (flow))
        nh_flow_new_page (flow);
      place_entry (&left, flow->y);
      if (paired)
        {
          place_init (&right, flow, other, fit->left + half + NH_ENTRY_HALF_GAP, half);
          place_entry (&right, flow->y);
        }
      flow->y += height;
      index += paired ? 2 : 1;
    }
  flow->y += flow->out->pitch / 3;
  return index;
}
