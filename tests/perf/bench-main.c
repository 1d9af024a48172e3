/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <stdlib.h>

#include "bench.h"
#include "nh-i18n.h"
#include "nh-indicator.h"

int
main (int argc, char *argv[])
{
  Bench bench = { 0 };

  nh_i18n_init (NH_LANGUAGE_VIETNAMESE);
  nh_indicators_init ();
  if (!bench_init (&bench, &argc, &argv))
    return 2;
  bench_export (&bench);
  bench_intake (&bench);
  bench_ledger (&bench);
  bench_texts (&bench);
  return bench_end (&bench);
}
