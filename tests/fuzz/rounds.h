/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a reader is tried with: @set_up once, @round again and again, each with a seed of its own, in a process of its
 * own; a crash, an assertion, a leak, a round that takes too long or too much memory is told with its seed.
 * Environment: NGAY_HOI_MUTATIONS (rounds a subject), NGAY_HOI_MUTATIONS_ALL (rounds of all subjects together, by their
 * shares), NGAY_HOI_SEED (the first seed; with NGAY_HOI_MUTATIONS=1 one round again). */
typedef struct
{
  const char *name;
  guint rounds; /* in the suite */
  guint share;  /* of NGAY_HOI_MUTATIONS_ALL, in thousandths */
  void (*set_up) (const char *folder);
  void (*round) (const char *folder, GRand *rand);
} FuzzSubject;

void rounds_run (const FuzzSubject *subject);
/* A refusal is one of ours, with words; it is freed. NULL is well, too. */
void rounds_refused (GError **error);

G_END_DECLS
