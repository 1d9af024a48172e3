/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Search in pages. Texts are folded letter by letter, so that a position in the folded text maps to one in the text. */

#include "nh-page-layout.h"
#include "nh-page-writer.h"

#include <string.h>

#include "nh-text.h"

typedef struct
{
  NhTypeset *typeset;
  GHashTable
      *found;  /* text → Found: items share texts, because headings are repeated and a long text is on many pages */
  char *query; /* clean */
  char *folded;
  GArray *hits;
  guint n_matches;
} Search;

/* A range of bytes; @end is exclusive. */
typedef struct
{
  int start, end;
} Place;

typedef struct
{
  GArray *places; /* of Place, in ascending order */
  guint match;    /* the current match, which may continue on the next line or page */
} Found;

static void
found_free (Found *self)
{
  g_array_unref (self->places);
  g_free (self);
}

/* The folded text. @sources: for each of its bytes and the final zero the position in @text. */
static char *
fold (const char *text, GArray *sources)
{
  GString *folded = g_string_new (NULL);
  guint start = 0;

  for (const char *at = text; *at != '\0';)
    {
      const char *next = g_utf8_next_char (at);
      g_autofree char *letter = g_strndup (at, (gsize) (next - at));
      g_autofree char *plain = nh_text_fold (letter);

      start = (guint) (at - text);
      for (const char *byte = plain; *byte != '\0'; byte++)
        g_array_append_val (sources, start);
      g_string_append (folded, plain);
      at = next;
    }
  start = (guint) strlen (text);
  g_array_append_val (sources, start);
  return g_string_free (folded, FALSE);
}

/* Adds the places on one line of the item, looking from place @first on. Returns the place to begin with on the next
 * line. */
static guint
add_line (Search *search, Found *found, const NhItem *item, guint page, PangoLayoutIter *iter, double above,
          guint first)
{
  PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
  int start = pango_layout_line_get_start_index (line), end = start + pango_layout_line_get_length (line);
  PangoRectangle logical;
  int top, foot, left, right;

  while (first < found->places->len && g_array_index (found->places, Place, first).end <= start)
    first++;
  for (guint i = first; i < found->places->len && g_array_index (found->places, Place, i).start < end; i++)
    {
      const Place *place = &g_array_index (found->places, Place, i);
      NhPageHit hit;

      /* A place that begins on a line above belongs to the same match. */
      if (place->start >= start)
        found->match = search->n_matches++;
      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      pango_layout_iter_get_line_yrange (iter, &top, &foot);
      pango_layout_line_index_to_x (line, MAX (place->start, start), FALSE, &left);
      pango_layout_line_index_to_x (line, MIN (place->end, end), FALSE, &right);
      hit = (NhPageHit){ found->match,
                         page,
                         item->x + (logical.x + left) / (double) PANGO_SCALE,
                         item->y + (top - above) / PANGO_SCALE,
                         (right - left) / (double) PANGO_SCALE,
                         (foot - top) / (double) PANGO_SCALE };
      g_array_append_val (search->hits, hit);
    }
  return first;
}

/* Adds the places on those lines of the item that are on this page. */
static void
add_lines (Search *search, Found *found, const NhItem *item, guint page)
{
  PangoLayoutIter *iter = pango_layout_get_iter (nh_typeset_layout (search->typeset, item->text, &item->style));
  guint last = item->n_lines > 0 ? item->first_line + item->n_lines : G_MAXUINT;
  guint first = 0, n = 0;
  int above = 0;

  do
    {
      if (n == item->first_line)
        pango_layout_iter_get_line_yrange (iter, &above, NULL);
      if (n >= item->first_line)
        first = add_line (search, found, item, page, iter, above, first);
      n++;
    }
  while (n < last && pango_layout_iter_next_line (iter));

  pango_layout_iter_free (iter);
}

static Found *
find_in_text (Search *search, const char *text)
{
  g_autoptr (GArray) sources = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *folded = fold (text, sources);
  gsize length = strlen (search->folded);
  Found *found = g_new0 (Found, 1);

  found->places = g_array_new (FALSE, FALSE, sizeof (Place));
  for (const char *at = strstr (folded, search->folded); at != NULL; at = strstr (at + length, search->folded))
    {
      guint start = g_array_index (sources, guint, at - folded);
      guint end = g_array_index (sources, guint, at - folded + (gssize) length);
      g_autofree char *words = g_strndup (text + start, end - start);
      Place place = { (int) start, (int) end };

      if (nh_text_matches (words, search->query))
        g_array_append_val (found->places, place);
    }
  return found;
}

static void
find_in_item (Search *search, const NhItem *item, guint page)
{
  Found *found = g_hash_table_lookup (search->found, item->text);

  if (found == NULL)
    {
      found = find_in_text (search, item->text);
      g_hash_table_insert (search->found, (gpointer) item->text, found);
    }
  if (found->places->len > 0)
    add_lines (search, found, item, page);
}

GArray *
nh_pages_find (NhPages *self, const char *query, GCancellable *cancellable)
{
  GPtrArray *pages = nh_pages_get_layout (self)->pages;
  Search search = { .query = nh_text_clean (query) };

  search.hits = g_array_new (FALSE, FALSE, sizeof (NhPageHit));
  search.folded = nh_text_fold (search.query);
  search.typeset = nh_typeset_new ();
  search.found = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) found_free);
  for (guint page = 0; *search.folded != '\0' && page < pages->len && !g_cancellable_is_cancelled (cancellable); page++)
    {
      GArray *items = pages->pdata[page];

      for (guint i = 0; i < items->len; i++)
        if (g_array_index (items, NhItem, i).kind == NH_ITEM_TEXT)
          find_in_item (&search, &g_array_index (items, NhItem, i), page);
    }
  g_hash_table_unref (search.found);
  nh_typeset_free (search.typeset);
  g_free (search.folded);
  g_free (search.query);
  return search.hits;
}

char *
nh_pages_get_text (NhPages *self, guint page)
{
  GPtrArray *pages = nh_pages_get_layout (self)->pages;
  GString *text = g_string_new (NULL);
  GArray *items;

  g_return_val_if_fail (page < pages->len, g_string_free (text, FALSE));

  items = pages->pdata[page];
  for (guint i = 0; i < items->len; i++)
    if (g_array_index (items, NhItem, i).kind == NH_ITEM_TEXT)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", g_array_index (items, NhItem, i).text);
  return g_string_free (text, FALSE);
}
