/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding and sorting of Vietnamese names. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

#include "bench-data.h"
#include "nh-text.h"

typedef struct
{
  GPtrArray *names;
  guint64 sum; /* so that nothing is left out as useless */
} Texts;

static void
fold_by_glib (gpointer data)
{
  Texts *self = data;

  for (guint i = 0; i < self->names->len; i++)
    {
      g_autofree char *apart = g_utf8_normalize (self->names->pdata[i], -1, G_NORMALIZE_NFD);
      g_autofree char *folded = g_utf8_casefold (apart, -1);

      self->sum += (guchar) folded[0];
    }
}

static void
fold (gpointer data)
{
  Texts *self = data;

  for (guint i = 0; i < self->names->len; i++)
    {
      g_autofree char *folded = nh_text_fold (self->names->pdata[i]);

      self->sum += (guchar) folded[0];
    }
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
sort_bytes (gpointer data)
{
  Texts *self = data;
  g_autofree gpointer *names = g_memdup2 (self->names->pdata, sizeof (gpointer) * self->names->len);

  qsort (names, self->names->len, sizeof *names, compare_texts);
}

/* Keys one behind the other, as the lists have them; the first bytes stand with the row, so that most rows need no look
 * at the rest. */
typedef struct
{
  guint64 first;
  guint32 rest, length; /* in the keys */
} Row;

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer keys)
{
  const Row *row_a = a, *row_b = b;
  const guint8 *bytes = keys;
  int order;

  if (row_a->first != row_b->first)
    return row_a->first < row_b->first ? -1 : 1;
  order = memcmp (bytes + row_a->rest, bytes + row_b->rest, MIN (row_a->length, row_b->length));
  return order != 0 ? order : (row_a->length > row_b->length) - (row_a->length < row_b->length);
}

static void
sort_keys (gpointer data)
{
  Texts *self = data;
  g_autofree Row *rows = g_new (Row, self->names->len);
  g_autoptr (GString) keys = g_string_new (NULL);

  for (guint i = 0; i < self->names->len; i++)
    {
      gsize from = keys->len;
      guint64 first = 0;
      gsize n;

      nh_text_add_sort_key (keys, self->names->pdata[i]);
      n = MIN (keys->len - from, sizeof first);
      memcpy (&first, keys->str + from, n);
      rows[i] = (Row){ GUINT64_FROM_BE (first), (guint32) (from + n), (guint32) (keys->len - from - n) };
    }
  qsort_r (rows, self->names->len, sizeof *rows, compare_rows, keys->str);
}

void
bench_texts (Bench *self)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1000);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  Texts texts = { names, 0 };
  BenchPair pair = { fold, fold_by_glib, NULL, &texts, BENCH_CPU };

  for (guint i = 0; i < self->rows; i++)
    g_ptr_array_add (names, bench_place (rand));
  bench_row (self, "17", "folding names (how many times faster)", "g_utf8_normalize, g_utf8_casefold",
             bench_compare (self, &pair), 8, TRUE);
  pair = (BenchPair){ sort_bytes, sort_keys, NULL, &texts, BENCH_CPU };
  bench_row (self, "18", "sort keys made and sorted", "qsort by strcmp", bench_compare (self, &pair), 1.5, FALSE);
}
