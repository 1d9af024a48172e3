/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How fast the program is, as ratios to a floor that is measured in the same run: floor and subject alternate, and a
 * row of the table says the median of their ratios, the least of them, and how many there were. Numbers of the rows are
 * those of the list of targets. */

typedef struct
{
  guint rows; /* records, strings … of the large cases */
  guint rounds;
  gboolean tiny;  /* only to see that it works */
  gboolean check; /* a missed limit is a failure */
  char *only;     /* the part that is measured; NULL: all */
  char *folder;   /* for files; removed at the end */
  guint n_missed;
} Bench;

typedef enum
{
  BENCH_CPU,
  BENCH_WALL
} BenchClock;

/* One round of a floor or a subject; what should not be measured is done in @prepare. */
typedef void (*BenchFunc) (gpointer data);

typedef struct
{
  BenchFunc floor, subject;
  BenchFunc prepare; /* before each of them; nullable */
  gpointer data;
  BenchClock clock;
} BenchPair;

gboolean bench_init (Bench *self, int *argc, char ***argv); /* FALSE: wrong use, told */
int bench_end (Bench *self);                                /* exit status */
double bench_now (BenchClock clock);                        /* seconds */
/* Seconds of subject ÷ seconds of floor, a ratio a round: GArray of double. (transfer full) */
GArray *bench_compare (Bench *self, const BenchPair *pair);
/* Prints a row; takes @ratios over. @limit is the most, or with @at_least the least that the median may be. */
void bench_row (Bench *self, const char *number, const char *title, const char *floor, GArray *ratios, double limit,
                gboolean at_least);
/* A row for what is not measured: @why. */
void bench_absent (Bench *self, const char *number, const char *title, const char *why);
double bench_quantile (GArray *numbers, double q); /* sorts them */

/* A part of a zip file, unpacked. (transfer full) */
GByteArray *bench_unpack (const char *path, const char *part);

/* The cases. */
void bench_texts (Bench *self);
void bench_export (Bench *self);
void bench_intake (Bench *self);
void bench_ledger (Bench *self);
void bench_insert (Bench *self, const char *filled); /* of bench_ledger(); @filled: a ledger with points */
void bench_exchange (Bench *self);

G_END_DECLS
