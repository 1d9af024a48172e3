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
  guint64    sum;     /* so that nothing is left out as useless */
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
compare_texts (gconstpointer a,
               gconstpointer b)
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

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  return g_bytes_compare (*(const GBytes *const *) a, *(const GBytes *const *) b);
}

static void
sort_keys (gpointer data)
{
  Texts *self = data;
  g_autofree GBytes **keys = g_new (GBytes *, self->names->len);

  for (guint i = 0; i < self->names->len; i++)
    keys[i] = nh_text_sort_key (self->names->pdata[i]);
  qsort (keys, self->names->len, sizeof *keys, compare_keys);
  for (guint i = 0; i < self->names->len; i++)
    g_bytes_unref (keys[i]);
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
  bench_row (self, "17", "folding names (how many times faster)", "g_utf8_normalize, g_utf8_casefold", bench_compare (self, &pair), 8, TRUE);
  pair = (BenchPair) { sort_bytes, sort_keys, NULL, &texts, BENCH_CPU };
  bench_row (self, "18", "sort keys made and sorted", "qsort by strcmp", bench_compare (self, &pair), 1.5, FALSE);
}
