/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mutate.h"

#include <string.h>
#include <sqlite3.h>

#define HUGE_CELL 70000

static guint
pick (GRand *rand, gsize n)
{
  return n > 0 ? (guint) g_rand_int_range (rand, 0, (gint32) n) : 0;
}

/* Texts */

static void
insert_huge (GString *text, gsize at, GRand *rand)
{
  static const char filling[] = "a\",;\n9\xff";
  g_autofree char *huge = g_malloc (HUGE_CELL);

  memset (huge, filling[pick (rand, sizeof filling)], HUGE_CELL);
  g_string_insert_len (text, (gssize) at, huge, HUGE_CELL);
}

static void
insert_piece (GString *text, gsize at, GRand *rand)
{
  static const char *const pieces[] = {
    ",",
    ";",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\"",
    "\"\"",
    "\"\n",
    "'",
    "=1+1",
    "{",
    "}",
    "[",
    "]",
    ":",
    "\\",
    "\\u0000",
    "\\ud800",
    "null",
    "true",
    "0",
    "-1",
    "00",
    "9223372036854775807",
    "99999999999999999999",
    "1e308",
    "1.000",
    "1,5",
    "%s",
    "%n",
    "31/2",
    "2026-02-29",
    "9999-99-99",
    "2025-07-01",
    "0000-00-00",
    "tỉnh",
    "xã",
    "huyện",
    "42",
    "436",
    "18073",
    "part",
    "whole",
    "place_kind",
    "thon",
    "none",
    "unknown",
    "sep=;",
    "\xff",
    "\xc3",
    "\xed\xa0\x80",
    "\xf4\x90\x80\x80",
    "\xef\xbb\xbf",
    "\xff\xfe",
    "\xfe\xff",
    "\xe2\x80\x8b",
    "a\xcc\x81\xcc\xa3\xcc\x86",
    "Đ",
    "ẫ",
    "12,5 triệu",
    "tỷ",
    "ngày 8 tháng 8",
    "9-13/8",
  };

  if (pick (rand, 40) == 0)
    g_string_insert_len (text, (gssize) at, "", 1);
  else
    g_string_insert (text, (gssize) at, pieces[pick (rand, G_N_ELEMENTS (pieces))]);
}

static void
mutate_text_once (GString *text, GRand *rand)
{
  gsize at = pick (rand, text->len + 1);
  gsize wanted = pick (rand, 1 << pick (rand, 9));
  gsize length = MIN (wanted, text->len - at);

  switch (pick (rand, 8))
    {
    case 0:
      g_string_erase (text, (gssize) at, (gssize) length);
      break;
    case 1:
      if (at < text->len)
        text->str[at] = (char) pick (rand, 256);
      break;
    case 2:
      {
        g_autofree char *copy = g_memdup2 (text->str + at, length);

        g_string_insert_len (text, (gssize) pick (rand, text->len + 1), copy, (gssize) length);
      }
      break;
    case 3:
      if (pick (rand, 16) == 0)
        g_string_truncate (text, at);
      break;
    case 4:
      if (pick (rand, 16) == 0)
        insert_huge (text, at, rand);
      break;
    default:
      insert_piece (text, at, rand);
      break;
    }
}

void
mutate_text (GString *text, GRand *rand)
{
  for (guint n = 1 + pick (rand, 6); n > 0; n--)
    mutate_text_once (text, rand);
}

/* Bytes */

static void
swap_blocks (GByteArray *bytes, gsize size, GRand *rand)
{
  gsize n = bytes->len / size;
  g_autofree guint8 *kept = NULL;
  guint8 *a, *b;

  if (n < 2)
    return;
  a = bytes->data + pick (rand, n) * size;
  b = bytes->data + pick (rand, n) * size;
  kept = g_memdup2 (a, size);
  memmove (a, b, size);
  memcpy (b, kept, size);
}

void
mutate_bytes (GByteArray *bytes, GRand *rand)
{
  gsize at, to, length, wanted;

  if (bytes->len == 0)
    return;
  at = pick (rand, bytes->len);
  to = pick (rand, bytes->len);
  wanted = (gsize) 1 << pick (rand, 13);
  length = MIN (wanted, bytes->len - MAX (at, to));
  switch (pick (rand, 5))
    {
    case 0:
      for (guint n = 1 + pick (rand, 8); n > 0; n--)
        bytes->data[pick (rand, bytes->len)] ^= (guint8) (1 << pick (rand, 8));
      break;
    case 1:
      g_byte_array_set_size (bytes, (guint) at);
      break;
    case 2:
      swap_blocks (bytes, (gsize) 1 << (6 + pick (rand, 8)), rand);
      break;
    case 3:
      memmove (bytes->data + to, bytes->data + at, length);
      break;
    default:
      memset (bytes->data + at, pick (rand, 2) ? 0 : 0xff, length);
      break;
    }
}

/* Pages of SQLite */

static void
put_number (GByteArray *bytes, gsize at, guint width, GRand *rand)
{
  static const guint32 telling[] = { 0,    1,     2,     3,     4,     5,          7,          8,
                                     13,   127,   128,   255,   256,   512,        1023,       1024,
                                     4096, 32767, 32768, 65535, 65536, 0x7fffffff, 0x80000000, 0xffffffff };
  guint32 number = pick (rand, 4) == 0 ? g_rand_int (rand) : telling[pick (rand, G_N_ELEMENTS (telling))];

  for (guint i = 0; i < width && at + i < bytes->len; i++)
    bytes->data[at + i] = (guint8) (number >> (8 * (width - 1 - i)));
}

static void
mutate_header (GByteArray *bytes, GRand *rand)
{
  static const struct
  {
    guint8 at, width;
  } fields[] = {
    { 16, 2 }, { 18, 1 }, { 19, 1 }, { 20, 1 }, { 21, 1 }, { 22, 1 }, { 23, 1 },
    { 24, 4 }, { 28, 4 }, { 32, 4 }, { 36, 4 }, { 40, 4 }, { 44, 4 }, { 48, 4 },
    { 52, 4 }, { 56, 4 }, { 60, 4 }, { 64, 4 }, { 68, 4 }, { 92, 4 }, { 96, 4 },
  };
  guint field = pick (rand, G_N_ELEMENTS (fields));

  put_number (bytes, fields[field].at, fields[field].width, rand);
}

/* The texts of a file: digits, letters and brackets of JSON, days and names. */
static void
mutate_stored_text (GByteArray *bytes, GRand *rand)
{
  static const guint8 wrong[] = { 0, '"', '{', '}', ',', '-', '9', 0xff, 0xc3, 0x80, 'x' };
  gsize at = pick (rand, bytes->len);

  for (guint tries = 0; tries < 2000 && !g_ascii_isprint ((char) bytes->data[at]); tries++)
    at = pick (rand, bytes->len);
  for (guint n = 1 + pick (rand, 12); n > 0 && at < bytes->len; n--, at++)
    bytes->data[at] = wrong[pick (rand, sizeof wrong)];
}

static void
mutate_page (GByteArray *bytes, gsize page, guint page_size, GRand *rand)
{
  static const guint8 fields[][2] = { { 0, 1 }, { 1, 2 }, { 3, 2 }, { 5, 2 }, { 7, 1 }, { 8, 4 } };
  gsize head = page == 0 ? 100 : page;
  guint field;

  switch (pick (rand, 4))
    {
    case 0:
      field = pick (rand, G_N_ELEMENTS (fields));
      put_number (bytes, head + fields[field][0], fields[field][1], rand);
      break;
    case 1:
      put_number (bytes, head + 8 + 2 * (gsize) pick (rand, 40), 2, rand);
      break;
    case 2:
      put_number (bytes, page + pick (rand, page_size), 1 + pick (rand, 4), rand);
      break;
    default:
      for (gsize at = page + pick (rand, page_size), end = at + 9; at < end && at < bytes->len; at++)
        bytes->data[at] = 0xff;
      break;
    }
}

void
mutate_pages (GByteArray *bytes, guint page_size, GRand *rand)
{
  for (guint n = 1 + pick (rand, 4); n > 0 && bytes->len >= 2 * page_size; n--)
    switch (pick (rand, 8))
      {
      case 0:
        mutate_header (bytes, rand);
        break;
      case 1:
        swap_blocks (bytes, page_size, rand);
        break;
      case 2:
      case 3:
        mutate_stored_text (bytes, rand);
        break;
      default:
        mutate_page (bytes, (gsize) pick (rand, bytes->len / page_size) * page_size, page_size, rand);
        break;
      }
}

/* Rows and schema */

static char *
ask (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  char *text = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step (statement) == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return text;
}

static char *
pick_name (sqlite3 *db, const char *from, GRand *rand)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT name FROM %s LIMIT 1 OFFSET (%u %% (SELECT max (1, count (*)) FROM %s))", from, pick (rand, 1000), from);

  return ask (db, sql);
}

static const char *
pick_value (GRand *rand)
{
  static const char *const values[] = {
    "NULL",
    "0",
    "1",
    "2",
    "-1",
    "9223372036854775807",
    "-9223372036854775807 - 1",
    "9999999999999999",
    "''",
    "'x'",
    "'2026-02-31'",
    "'9999-99-99'",
    "'2026-08-19'",
    "'0001-01-01'",
    "'{'",
    "'{}'",
    "'[1,2'",
    "'{\"place\":1}'",
    "'{\"place\":\"Thôn 9\"}'",
    "'\"'",
    "'thon'",
    "'none'",
    "'unknown'",
    "'point'",
    "'insert'",
    "'undo'",
    "'delete'",
    "'../../x'",
    "printf ('%.*c', 70000, 'x')",
    "printf ('%.*c', 600000, 'x')",
    "CAST (x'ff80c3' AS TEXT)",
    "CAST (x'6100620a' AS TEXT)",
    "x'00ff'",
    "1e300",
    "'a,b,a'",
    "'ngan_sach:-5'",
    "'ngan_sach:99999999999999999999'",
    "20260819",
    "5",
    "7",
    "12",
  };

  return values[pick (rand, G_N_ELEMENTS (values))];
}

static char *
pick_table (sqlite3 *db, GRand *rand)
{
  return pick_name (db, "(SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*')", rand);
}

static char *
pick_column (sqlite3 *db, const char *table, GRand *rand)
{
  g_autofree char *columns = g_strdup_printf ("(SELECT name FROM pragma_table_info ('%s'))", table);

  return pick_name (db, columns, rand);
}

static char *
spoil_rows (sqlite3 *db, GRand *rand)
{
  static const char *const telling[] = {
    "PRAGMA user_version = 0",
    "PRAGMA user_version = 1",
    "PRAGMA user_version = 99",
    "PRAGMA user_version = -1",
    "UPDATE unit SET parent = id",
    "UPDATE unit SET parent = (SELECT max (id) FROM unit)",
    "UPDATE change SET undoes = id",
    "DELETE FROM ledger",
    "UPDATE ledger SET unit = 99999",
    "UPDATE unit_successor SET to_unit = from_unit",
    "INSERT INTO draft SELECT 'point', uuid, id, version, unit, year, '{\"place\":\"x\",\"~cost\":\"?\"}', '' FROM "
    "point",
  };
  g_autofree char *table = pick_table (db, rand);
  g_autofree char *column = table != NULL ? pick_column (db, table, rand) : NULL;
  guint kind = pick (rand, 16);

  if (column == NULL || kind == 0)
    return g_strdup (telling[pick (rand, G_N_ELEMENTS (telling))]);
  if (kind == 1)
    return g_strdup_printf ("DELETE FROM \"%s\"", table);
  if (kind == 2)
    return g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = %s", table, column, pick_value (rand));
  if (kind == 3)
    return g_strdup_printf ("DELETE FROM \"%s\" WHERE \"%s\" IS (SELECT \"%s\" FROM \"%s\" LIMIT 1 OFFSET %u)", table,
                            column, column, table, pick (rand, 12));
  return g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = %s WHERE \"%s\" IS (SELECT \"%s\" FROM \"%s\" LIMIT 1 OFFSET %u)",
                          table, column, pick_value (rand), column, column, table, pick (rand, 12));
}

static char *
spoil_schema (sqlite3 *db, GRand *rand)
{
  static const char *const telling[] = {
    "PRAGMA encoding = 'UTF-16'",
    "UPDATE sqlite_schema SET sql = replace (sql, ') STRICT', ')')",
    "UPDATE sqlite_schema SET sql = replace (sql, 'TEXT', 'INTEGER')",
    "UPDATE sqlite_schema SET sql = replace (sql, 'CHECK', 'CHECK (1) CHECK')",
    "UPDATE sqlite_schema SET sql = replace (sql, '(', '(/*' || char (0) || '*/')",
    "UPDATE sqlite_schema SET sql = 'CREATE TABLE' WHERE name = 'point'",
    "UPDATE sqlite_schema SET sql = x'ff00' WHERE name = 'point'",
    "UPDATE sqlite_schema SET sql = sql || printf ('%.*c', 600000, ' ')",
    "UPDATE sqlite_schema SET sql = NULL, rootpage = 0 WHERE type = 'index'",
    "DELETE FROM sqlite_schema WHERE name GLOB 'sqlite_autoindex*'",
    "DELETE FROM sqlite_schema",
    "CREATE TRIGGER harm AFTER UPDATE ON point BEGIN DELETE FROM change; END",
    "CREATE TRIGGER loop AFTER INSERT ON history BEGIN UPDATE point SET year = 1; END",
    "ALTER TABLE total RENAME TO total2; CREATE VIEW total AS SELECT * FROM total2",
    "CREATE VIEW deep AS WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT * FROM n",
    "CREATE VIRTUAL TABLE found USING fts5 (place); INSERT INTO found VALUES ('x')",
    "CREATE TABLE more (x); CREATE INDEX more_x ON more (x)",
    "CREATE INDEX long ON point (printf ('%.*c', 1000000, place))",
    "ALTER TABLE point ADD COLUMN more TEXT AS (printf ('%.*c', 1000000, place))",
    "ANALYZE; UPDATE sqlite_stat1 SET stat = 'x' || stat",
    "ANALYZE; UPDATE sqlite_schema SET sql = 'CREATE TABLE sqlite_stat1(tbl,idx)' WHERE name = 'sqlite_stat1'",
    "PRAGMA user_version = 99; CREATE TABLE more (x, y AS (x))",
  };
  g_autofree char *object = pick_name (db, "sqlite_schema", rand), *other = pick_name (db, "sqlite_schema", rand);
  g_autofree char *table = pick_table (db, rand);
  g_autofree char *column = table != NULL ? pick_column (db, table, rand) : NULL;
  guint kind = pick (rand, 10);

  if (column == NULL || kind < 4)
    return g_strdup (telling[pick (rand, G_N_ELEMENTS (telling))]);
  if (kind == 4)
    return g_strdup_printf ("DROP TABLE \"%s\"", table);
  if (kind == 5)
    return g_strdup_printf ("ALTER TABLE \"%s\" RENAME COLUMN \"%s\" TO \"x%s\"", table, column, column);
  if (kind == 6)
    return g_strdup_printf ("UPDATE sqlite_schema SET name = '%s' WHERE name = '%s'", other, object);
  if (kind == 7)
    return g_strdup_printf ("DELETE FROM sqlite_schema WHERE name = '%s'", object);
  /* The texts stay: only the places of the tables are wrong. */
  if (kind == 8)
    return g_strdup_printf ("UPDATE sqlite_schema SET rootpage = %u WHERE name = '%s'", pick (rand, 60), object);
  return g_strdup_printf (
      "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = '%s') WHERE name = '%s'",
      other, object);
}

static sqlite3 *
open_bytes (GByteArray *bytes)
{
  static const char rules_off[] = "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF;"
                                  "PRAGMA journal_mode = OFF; PRAGMA writable_schema = ON";
  sqlite3_int64 length = bytes->len;
  unsigned char *copy = sqlite3_malloc64 (bytes->len);
  sqlite3 *db = NULL;

  memcpy (copy, bytes->data, bytes->len);
  sqlite3_open (":memory:", &db);
  sqlite3_deserialize (db, "main", copy, length, length,
                       SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
  sqlite3_exec (db, rules_off, NULL, NULL, NULL);
  return db;
}

static void
close_bytes (sqlite3 *db, GByteArray *bytes)
{
  sqlite3_int64 length = 0;
  unsigned char *copy = sqlite3_serialize (db, "main", &length, 0);

  if (copy != NULL)
    {
      g_byte_array_set_size (bytes, 0);
      g_byte_array_append (bytes, copy, (guint) length);
    }
  sqlite3_free (copy);
  sqlite3_close (db);
}

static void
spoil (GByteArray *bytes, const char *before, char *(*make_sql) (sqlite3 *db, GRand *rand), const char *after,
       GRand *rand)
{
  sqlite3 *db = open_bytes (bytes);

  if (before != NULL)
    {
      sqlite3_exec (db, before, NULL, NULL, NULL);
      close_bytes (db, bytes); /* the schema is read anew */
      db = open_bytes (bytes);
    }
  for (guint n = 1 + pick (rand, 3); n > 0; n--)
    {
      g_autofree char *sql = make_sql (db, rand);

      sqlite3_exec (db, sql, NULL, NULL, NULL);
    }
  if (after != NULL)
    sqlite3_exec (db, after, NULL, NULL, NULL);
  close_bytes (db, bytes);
}

/* What is not allowed to be NULL is marked by a comment, while that is allowed. */
void
mutate_rows (GByteArray *bytes, GRand *rand)
{
  spoil (bytes, "UPDATE sqlite_schema SET sql = replace (sql, ' NOT NULL', '/* NOT NULL*/') WHERE type = 'table'",
         spoil_rows, "UPDATE sqlite_schema SET sql = replace (sql, '/* NOT NULL*/', ' NOT NULL')", rand);
}

void
mutate_schema (GByteArray *bytes, GRand *rand)
{
  spoil (bytes, NULL, spoil_schema, NULL, rand);
}
