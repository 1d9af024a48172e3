/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Search in pages: each text that is set on them is folded letter by letter, so that a place in the folded text is one in the text. */

#include "nh-page-private.h"

#include <string.h>

#include "nh-text.h"

/* A search on its way. */
typedef struct
{
  NhTypeset  *typeset;
  GHashTable *unfit;     /* of texts of the pages in which it does not stand: headings and words come again and again, each kept once */
  char       *query;     /* clean */
  char       *folded;
  GArray     *hits;
  guint       n_matches;
  guint       torn;      /* the match that goes on on the next page */
} Search;

/* The folded text, and for each of its bytes where in the text it comes from; one more for the end. */
static char *
fold (const char *text,
      GArray     *sources)
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

static void
add_hit (Search       *search,
         guint         match,
         guint         page,
         double        x,
         double        y,
         double        width,
         double        height)
{
  NhPageHit hit = { match, page, x, y, width, height };

  g_array_append_val (search->hits, hit);
}

/* The part of a match on each line of the item that is on this page. One that began on the page before is that match still. */
static void
add_lines (Search       *search,
           const NhItem *item,
           guint         page,
           int           start,
           int           end)
{
  PangoLayoutIter *iter = pango_layout_get_iter (nh_typeset_layout (search->typeset, item->text, &item->style));
  guint last = item->n_lines > 0 ? item->first_line + item->n_lines : G_MAXUINT;
  guint match = search->n_matches;
  double above = 0;
  guint n = 0;

  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      int from = MAX (start, pango_layout_line_get_start_index (line));
      int to = MIN (end, pango_layout_line_get_start_index (line) + pango_layout_line_get_length (line));
      PangoRectangle logical;
      int top, foot, left, right;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      pango_layout_iter_get_line_yrange (iter, &top, &foot);
      if (n == item->first_line)
        above = top;
      if (n < item->first_line && from < to)
        match = search->torn;
      if (n >= item->first_line && n < last && from < to)
        {
          pango_layout_line_index_to_x (line, from, FALSE, &left);
          pango_layout_line_index_to_x (line, to, FALSE, &right);
          add_hit (search, match, page, item->x + (logical.x + left) / (double) PANGO_SCALE, item->y + (top - above) / PANGO_SCALE,
                   (right - left) / (double) PANGO_SCALE, (foot - top) / (double) PANGO_SCALE);
          search->n_matches = MAX (search->n_matches, match + 1);
          search->torn = match;
        }
      n++;
    }
  while (pango_layout_iter_next_line (iter));

  pango_layout_iter_free (iter);
}

static void
find_in_item (Search       *search,
              const NhItem *item,
              guint         page)
{
  g_autoptr (GArray) sources = NULL;
  g_autofree char *folded = NULL;
  gsize length = strlen (search->folded);

  if (g_hash_table_contains (search->unfit, item->text))
    return;
  sources = g_array_new (FALSE, FALSE, sizeof (guint));
  folded = fold (item->text, sources);
  if (strstr (folded, search->folded) == NULL)
    g_hash_table_add (search->unfit, (gpointer) item->text);
  for (const char *at = strstr (folded, search->folded); at != NULL; at = strstr (at + length, search->folded))
    {
      guint start = g_array_index (sources, guint, at - folded);
      guint end = g_array_index (sources, guint, at - folded + (gssize) length);
      g_autofree char *found = g_strndup (item->text + start, end - start);

      if (nh_text_matches (found, search->query))
        add_lines (search, item, page, (int) start, (int) end);
    }
}

GArray *
nh_pages_find (NhPages      *self,
               const char   *query,
               GCancellable *cancellable)
{
  GPtrArray *pages = nh_pages_get_layout (self)->pages;
  Search search = { .query = nh_text_clean (query) };

  search.hits = g_array_new (FALSE, FALSE, sizeof (NhPageHit));
  search.folded = nh_text_fold (search.query);
  search.typeset = nh_typeset_new ();
  search.unfit = g_hash_table_new (NULL, NULL);
  for (guint page = 0; *search.folded != '\0' && page < pages->len && !g_cancellable_is_cancelled (cancellable); page++)
    {
      GArray *items = pages->pdata[page];

      for (guint i = 0; i < items->len; i++)
        if (g_array_index (items, NhItem, i).kind == NH_ITEM_TEXT)
          find_in_item (&search, &g_array_index (items, NhItem, i), page);
    }
  g_hash_table_unref (search.unfit);
  nh_typeset_free (search.typeset);
  g_free (search.folded);
  g_free (search.query);
  return search.hits;
}

char *
nh_pages_get_text (NhPages *self,
                   guint    page)
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
