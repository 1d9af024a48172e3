/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-sql-functions.h"

#include "nh-id-set.h"
#include "nh-platform.h"
#include "nh-text.h"

#define FLAGS (SQLITE_UTF8 | SQLITE_DETERMINISTIC)

static void
call_matches (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);
  const char *words = (const char *) sqlite3_value_text (values[1]);

  sqlite3_result_int (context, text != NULL && words != NULL && nh_text_matches (text, words));
}

static gsize
count_characters (const char *text, const char *end)
{
  gsize n = 0;

  for (; text < end; text++)
    n += ((guchar) *text & 0xc0) != 0x80;
  return n;
}

/* SQLite's instr() compares at each character. A search calls it once per record. */
static void
call_instr (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);
  const char *wanted = (const char *) sqlite3_value_text (values[1]);
  gsize length, n_wanted;
  const char *at;

  if (text == NULL || wanted == NULL)
    return;
  length = (gsize) sqlite3_value_bytes (values[0]);
  n_wanted = (gsize) sqlite3_value_bytes (values[1]);
  at = nh_platform_find_bytes (text, length, wanted, n_wanted);
  sqlite3_result_int64 (context, at != NULL ? (sqlite3_int64) count_characters (text, at) + 1 : 0);
}

void
nh_sql_functions_register (sqlite3 *db)
{
  sqlite3_create_function_v2 (db, "instr", 2, FLAGS | SQLITE_INNOCUOUS, NULL, call_instr, NULL, NULL, NULL);
  sqlite3_create_function_v2 (db, "nh_matches", 2, FLAGS | SQLITE_DIRECTONLY, NULL, call_matches, NULL, NULL, NULL);
  nh_id_set_register (db);
}
