/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

/* Private to the ledger. Registers on @db the SQL functions that our statements call:
 *   instr (text, wanted)        SQLite's own, but faster
 *   nh_matches (text, words)    all words occur in the text, as nh_text_matches()
 *   nh_is_among (id, set)       see nh-id-set.h */
void nh_sql_functions_register (sqlite3 *db);
