/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rounds.h"

G_BEGIN_DECLS

/* The readers that are tried, a file each. */
void fuzz_ledger_set_up (const char *folder);
void fuzz_ledger_bytes (const char *folder, GRand *rand);
void fuzz_ledger_pages (const char *folder, GRand *rand);
void fuzz_ledger_rows (const char *folder, GRand *rand);
void fuzz_ledger_schema (const char *folder, GRand *rand);
void fuzz_lists_set_up (const char *folder);
void fuzz_lists_units (const char *folder, GRand *rand);
void fuzz_lists_codebook (const char *folder, GRand *rand);
void fuzz_tables_set_up (const char *folder);
void fuzz_tables_parts (const char *folder, GRand *rand);
void fuzz_tables_bytes (const char *folder, GRand *rand);
void fuzz_tables_text (const char *folder, GRand *rand);
void fuzz_texts_set_up (const char *folder);
void fuzz_texts_csv (const char *folder, GRand *rand);
void fuzz_texts_draft (const char *folder, GRand *rand);
void fuzz_texts_clipboard (const char *folder, GRand *rand);
void fuzz_texts_settings (const char *folder, GRand *rand);
void fuzz_texts_typed (const char *folder, GRand *rand);
void fuzz_exchange_set_up (const char *folder);
void fuzz_exchange_package (const char *folder, GRand *rand);
void fuzz_exchange_file (const char *folder, GRand *rand);
void fuzz_exchange_reply (const char *folder, GRand *rand);

G_END_DECLS
