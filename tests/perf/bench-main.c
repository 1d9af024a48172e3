/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <stdlib.h>

#include "bench.h"
#include "nh-i18n.h"
#include "nh-indicator.h"

static const struct
{
  const char *name;
  void (*run) (Bench *bench);
} parts[] = {
  { "export", bench_export },     { "intake", bench_intake }, { "ledger", bench_ledger },
  { "exchange", bench_exchange }, { "texts", bench_texts },
};

int
main (int argc, char *argv[])
{
  Bench bench = { 0 };

  nh_i18n_init (NH_LANGUAGE_VIETNAMESE);
  nh_indicators_init ();
  if (!bench_init (&bench, &argc, &argv))
    return 2;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (bench.only == NULL || g_str_equal (bench.only, parts[i].name))
      parts[i].run (&bench);
  return bench_end (&bench);
}
