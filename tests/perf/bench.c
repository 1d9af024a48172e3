/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "ledger-fixture.h"

#define NUMBER_WIDTH 5
#define TITLE_WIDTH 48
#define FLOOR_WIDTH 36

static const char usage[] = "Measures the program against floors of the same run.\n"
                            "  --quick   10,000 records     --big    1,000,000 records     (else 100,000)\n"
                            "  --check   exit status 1 when a limit is missed\n"
                            "  --only P  export, intake, ledger, exchange or texts\n"
                            "  --rounds N   (else 7)\n"
                            "  --tiny    a few records and one round, only to see that it works\n";

/* In columns of characters, not of bytes. */
static void
print_padded (const char *text, int width)
{
  printf ("%s%*s", text, MAX (1, width - (int) g_utf8_strlen (text, -1)), "");
}

static void
print_words (const char *number, const char *title, const char *floor)
{
  print_padded (number, NUMBER_WIDTH);
  print_padded (title, TITLE_WIDTH);
  print_padded (floor, FLOOR_WIDTH);
}

gboolean
bench_init (Bench *self, int *argc, char ***argv)
{
  gboolean quick = FALSE, big = FALSE;
  int rounds = 7;
  const GOptionEntry entries[] = {
    { "quick", 0, 0, G_OPTION_ARG_NONE, &quick, NULL, NULL },
    { "big", 0, 0, G_OPTION_ARG_NONE, &big, NULL, NULL },
    { "check", 0, 0, G_OPTION_ARG_NONE, &self->check, NULL, NULL },
    { "rounds", 0, 0, G_OPTION_ARG_INT, &rounds, NULL, NULL },
    { "only", 0, 0, G_OPTION_ARG_STRING, &self->only, NULL, NULL },
    { "tiny", 0, 0, G_OPTION_ARG_NONE, &self->tiny, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_summary (context, usage);
  if (!g_option_context_parse (context, argc, argv, NULL) || *argc > 1)
    {
      fputs (usage, stderr);
      return FALSE;
    }
  self->rows = self->tiny ? 200 : quick ? 10000 : big ? 1000000 : 100000;
  self->rounds = self->tiny ? 1 : (guint) MAX (rounds, 1);
  self->folder = fixture_folder ();
  printf ("%u records, %u rounds\n", self->rows, self->rounds);
  print_words ("row", "case", "floor");
  printf ("%8s %8s %4s  %s\n", "median", "least", "n", "target");
  return TRUE;
}

int
bench_end (Bench *self)
{
  fixture_remove (g_steal_pointer (&self->folder));
  g_free (self->only);
  if (self->n_missed > 0)
    printf ("%u fall short\n", self->n_missed);
  return self->check && self->n_missed > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

double
bench_now (BenchClock clock)
{
  struct timespec time;

  clock_gettime (clock == BENCH_CPU ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static double
seconds_of (const BenchPair *pair, BenchFunc func)
{
  double start;

  if (pair->prepare != NULL)
    pair->prepare (pair->data);
  start = bench_now (pair->clock);
  func (pair->data);
  return MAX (bench_now (pair->clock) - start, 1e-9);
}

GArray *
bench_compare (Bench *self, const BenchPair *pair)
{
  GArray *ratios = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < self->rounds; i++)
    {
      double floor = seconds_of (pair, pair->floor), ratio = seconds_of (pair, pair->subject) / floor;

      g_array_append_val (ratios, ratio);
    }
  return ratios;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

double
bench_quantile (GArray *numbers, double q)
{
  g_array_sort (numbers, compare_numbers);
  return g_array_index (numbers, double, (guint) (q * (numbers->len - 1) + 0.5));
}

void
bench_row (Bench *self, const char *number, const char *title, const char *floor, GArray *ratios, double limit,
           gboolean at_least)
{
  double median = bench_quantile (ratios, 0.5);
  gboolean kept = at_least ? median >= limit : median <= limit;

  self->n_missed += kept ? 0 : 1;
  print_words (number, title, floor);
  printf ("%8.2f %8.2f %4u  %s %g %s\n", median, bench_quantile (ratios, 0), ratios->len, at_least ? "≥" : "≤", limit,
          kept ? "ok" : "FALLS SHORT");
  fflush (stdout);
  g_array_unref (ratios);
}

void
bench_absent (Bench *self, const char *number, const char *title, const char *why)
{
  print_words (number, title, "");
  puts (why);
}
