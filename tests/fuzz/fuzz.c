/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <unistd.h>

#include "nh-indicator.h"

#define MEMORY "/dev/shm"

/* The shares of NGAY_HOI_MUTATIONS_ALL: a round of a ledger takes a hundred times as long as one of a list. */
static const FuzzSubject subjects[] = {
  { "ledger-bytes", 40, 2, fuzz_ledger_set_up, fuzz_ledger_bytes },
  { "ledger-pages", 60, 3, fuzz_ledger_set_up, fuzz_ledger_pages },
  { "ledger-rows", 40, 1, fuzz_ledger_set_up, fuzz_ledger_rows },
  { "ledger-schema", 60, 6, fuzz_ledger_set_up, fuzz_ledger_schema },
  { "units", 400, 100, fuzz_lists_set_up, fuzz_lists_units },
  { "codebook", 400, 100, fuzz_lists_set_up, fuzz_lists_codebook },
  { "csv", 400, 200, fuzz_texts_set_up, fuzz_texts_csv },
  { "clipboard", 400, 20, fuzz_texts_set_up, fuzz_texts_clipboard },
  { "draft", 400, 228, fuzz_texts_set_up, fuzz_texts_draft },
  { "settings", 100, 5, fuzz_texts_set_up, fuzz_texts_settings },
  { "typed", 400, 50, fuzz_texts_set_up, fuzz_texts_typed },
  { "package", 300, 40, fuzz_exchange_set_up, fuzz_exchange_package },
  { "package-file", 300, 100, fuzz_exchange_set_up, fuzz_exchange_file },
  { "workbook-parts", 300, 60, fuzz_tables_set_up, fuzz_tables_parts },
  { "workbook-bytes", 300, 10, fuzz_tables_set_up, fuzz_tables_bytes },
  { "tables", 200, 15, fuzz_tables_set_up, fuzz_tables_text },
  { "reply", 300, 60, fuzz_exchange_set_up, fuzz_exchange_reply },
};

static void
run (gconstpointer subject)
{
  rounds_run (subject);
}

int
main (int argc, char *argv[])
{
  /* Files that live for a few milliseconds are better not on a disk. */
  if (access (MEMORY, W_OK) == 0)
    g_setenv ("TMPDIR", MEMORY, FALSE);
  g_test_init (&argc, &argv, NULL);
  nh_indicators_init ();
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      g_autofree char *path = g_strconcat ("/fuzz/", subjects[i].name, NULL);

      g_test_add_data_func (path, &subjects[i], run);
    }
  return g_test_run ();
}
