/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "nh-catalog-data.h"
#include "nh-catalog-store.h"
#include "nh-csv.h"
#include "nh-error.h"
#include "nh-migrate.h"
#include "nh-text.h"

#define HEAD "code,name,kind,parent_code,valid_from,valid_to,from_basis,to_basis,note\n"
#define MAPPING_HEAD "old_code,old_name,new_code,new_name,part,area,population,effective,basis,note\n"

/* A file's tables without a ledger round them. */
static NhConnection *
open_empty (void)
{
  g_autoptr (GError) error = NULL;
  guint n_migrations;
  const NhMigration *migrations = nh_migrations (&n_migrations);
  NhConnection *connection = nh_connection_open (":memory:", NH_CONNECTION_CREATE, &error);

  g_assert_no_error (error);
  nh_connection_begin (connection, "make the tables", &error);
  nh_migrate_create (connection, migrations, n_migrations, &error);
  g_assert_no_error (error);
  nh_connection_commit (connection, "make the tables", &error);
  g_assert_no_error (error);
  return connection;
}

static NhConnection *
open_filled (void)
{
  NhConnection *connection = open_empty ();
  g_autoptr (GError) error = NULL;

  nh_connection_begin (connection, "fill", &error);
  nh_catalog_store_data (connection, NULL, &error);
  g_assert_no_error (error);
  nh_connection_commit (connection, "fill", &error);
  g_assert_no_error (error);
  return connection;
}

static NhCatalog *
load (NhConnection *connection)
{
  g_autoptr (GError) error = NULL;
  NhCatalog *catalog = nh_catalog_load (connection, &error);

  g_assert_no_error (error);
  return catalog;
}

static NhCatalog *
from_data (void)
{
  g_autoptr (GError) error = NULL;
  NhCatalog *catalog = nh_catalog_from_data (NULL, &error);

  g_assert_no_error (error);
  return catalog;
}

static gint64
province (NhCatalog *catalog)
{
  return nh_catalog_find_unit (catalog, "42", nh_date_new (2026, 8, 19))->id;
}

static void
test_counts (void)
{
  static const struct
  {
    NhDate on;
    guint n_districts, n_communes;
  } cases[] = {
    { 20220801, 13, 216 }, { 20241231, 13, 216 }, { 20250101, 12, 209 }, { 20250301, 12, 209 },
    { 20250630, 12, 209 }, { 20250701, 0, 69 },   { 20250819, 0, 69 },   { 20260819, 0, 69 },
  };
  g_autoptr (NhCatalog) catalog = from_data ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray)
          districts = nh_catalog_get_below (catalog, province (catalog), NH_LEVEL_DISTRICT, cases[i].on);
      g_autoptr (GPtrArray)
          communes = nh_catalog_get_below (catalog, province (catalog), NH_LEVEL_COMMUNE, cases[i].on);
      guint n = 0;

      g_test_message ("on %d", cases[i].on);
      g_assert_cmpuint (districts->len, ==, cases[i].n_districts);
      g_assert_cmpuint (communes->len, ==, cases[i].n_communes);
      for (guint j = 0; j < districts->len; j++)
        {
          g_autoptr (GPtrArray) below = nh_catalog_get_below (catalog, ((NhUnit *) districts->pdata[j])->id,
                                                              NH_LEVEL_COMMUNE, cases[i].on);

          n += below->len;
        }
      g_assert_cmpuint (n, ==, districts->len > 0 ? communes->len : 0);
    }
}

/* A parent is there for the whole of its children's time. */
static void
test_parents (void)
{
  g_autoptr (NhCatalog) catalog = from_data ();
  g_autoptr (GPtrArray) units = nh_catalog_search_units (catalog, "", NH_DATE_NONE, 0);

  for (guint i = 0; i < units->len; i++)
    {
      const NhUnit *unit = units->pdata[i];
      const NhUnit *parent = nh_catalog_get_unit (catalog, unit->parent);

      if (unit->level == NH_LEVEL_PROVINCE)
        {
          g_assert_null (parent);
          continue;
        }
      g_assert_nonnull (parent);
      g_assert_cmpint (parent->level, <, unit->level);
      g_assert_cmpint (parent->from, <=, unit->from);
      g_assert_true (parent->to == NH_DATE_NONE || (unit->to != NH_DATE_NONE && unit->to <= parent->to));
      g_assert_true (nh_catalog_unit_is_within (catalog, unit->id, province (catalog)));
    }
}

static void
test_codes_by_date (void)
{
  g_autoptr (NhCatalog) catalog = from_data ();
  g_autoptr (GPtrArray) today = nh_catalog_get_below (catalog, province (catalog), NH_LEVEL_COMMUNE, 20250819);
  guint n_names = 0, n_units = 0;

  for (guint i = 0; i < today->len; i++)
    {
      const NhUnit *unit = today->pdata[i];
      const NhUnit *before = nh_catalog_find_unit (catalog, unit->code, 20220801);
      const NhUnit *in_march = nh_catalog_find_unit (catalog, unit->code, 20250301);

      n_names += before != NULL && !nh_text_same (unit->name, before->name);
      n_units += in_march != NULL && !nh_text_same (unit->title, in_march->title);
    }
  g_assert_cmpuint (n_names, ==, 48);
  g_assert_cmpuint (n_units, ==, 57);
  g_assert_cmpstr (nh_catalog_find_unit (catalog, "18073", 20220801)->title, ==, "Phường Nam Hà");
  g_assert_cmpstr (nh_catalog_find_unit (catalog, "18073", 20250819)->title, ==, "Phường Thành Sen");
  g_assert_cmpstr (nh_catalog_find_unit (catalog, "18673", 20240819)->title, ==, "Thị trấn Cẩm Xuyên");
  g_assert_cmpstr (nh_catalog_find_unit (catalog, "18673", 20260819)->title, ==, "Xã Cẩm Xuyên");
  g_assert_null (nh_catalog_find_unit (catalog, "436", 20250819));
}

static void
test_order (void)
{
  g_autoptr (NhCatalog) catalog = from_data ();
  g_autoptr (GPtrArray) today = nh_catalog_get_below (catalog, province (catalog), NH_LEVEL_COMMUNE, 20250819);
  g_autoptr (GPtrArray) before = nh_catalog_get_below (catalog, province (catalog), NH_LEVEL_COMMUNE, 20220819);

  for (guint i = 0; i < today->len; i++)
    {
      const NhUnit *unit = today->pdata[i];

      g_assert_cmpstr (unit->kind, ==, i < 9 ? "phường" : "xã");
      if (i != 0 && i != 9)
        g_assert_cmpstr (((NhUnit *) today->pdata[i - 1])->code, <, unit->code);
    }
  for (guint i = 1; i < before->len; i++)
    {
      const NhUnit *a = before->pdata[i - 1];
      const NhUnit *b = before->pdata[i];
      int order = strcmp (nh_catalog_get_unit (catalog, a->parent)->code,
                          nh_catalog_get_unit (catalog, b->parent)->code);

      g_assert_true (order < 0 || (order == 0 && strcmp (a->code, b->code) < 0));
    }
}

/* All units of today that @unit went to, step by step. */
static void
follow (NhCatalog *catalog, gint64 unit, GHashTable *ends)
{
  g_autoptr (GPtrArray) steps = nh_catalog_get_successions (catalog, unit, FALSE);

  if (steps->len == 0)
    g_hash_table_add (ends, (gpointer) nh_catalog_get_unit (catalog, unit));
  for (guint i = 0; i < steps->len; i++)
    follow (catalog, ((NhSuccession *) steps->pdata[i])->to, ends);
}

/* The published mapping from 216 to 69 is the two steps one after the other. */
static void
test_composed (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("NGAY_HOI_SOURCE"), "data", "units",
                                            "hatinh_mapping_2020_to_2025.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (NhCatalog) catalog = from_data ();
  g_autoptr (GPtrArray) before = nh_catalog_get_below (catalog, province (catalog), NH_LEVEL_COMMUNE, 20220819);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhCsv) csv = NULL;
  gsize length;
  guint n_whole = 0, n_pairs = 0;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  csv = nh_csv_parse (text, length, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < nh_csv_get_n_rows (csv); i++)
    g_hash_table_add (pairs, g_strdup_printf ("%s>%s %s", nh_csv_get (csv, i, nh_csv_find_column (csv, "old_code")),
                                              nh_csv_get (csv, i, nh_csv_find_column (csv, "new_code")),
                                              nh_csv_get (csv, i, nh_csv_find_column (csv, "part"))));

  for (guint i = 0; i < before->len; i++)
    {
      g_autoptr (GHashTable) ends = g_hash_table_new (NULL, NULL);
      GHashTableIter iter;
      gpointer end;

      follow (catalog, ((NhUnit *) before->pdata[i])->id, ends);
      n_whole += g_hash_table_size (ends) == 1;
      g_hash_table_iter_init (&iter, ends);
      while (g_hash_table_iter_next (&iter, &end, NULL))
        {
          g_autofree char *pair = g_strdup_printf ("%s>%s %s", ((NhUnit *) before->pdata[i])->code,
                                                   ((NhUnit *) end)->code,
                                                   g_hash_table_size (ends) == 1 ? "whole" : "part");

          g_test_message ("%s", pair);
          g_assert_true (g_hash_table_contains (pairs, pair));
          g_assert_true (nh_catalog_unit_valid (catalog, ((NhUnit *) end)->id, 20250819));
          n_pairs++;
        }
    }
  g_assert_cmpuint (n_whole, ==, 214);
  g_assert_cmpuint (n_pairs, ==, nh_csv_get_n_rows (csv));
}

/* What a new ledger gets is what the catalog without one has, id for id. */
static void
test_tables_equal_data (void)
{
  g_autoptr (NhConnection) connection = open_filled ();
  g_autoptr (NhCatalog) catalog = load (connection);
  g_autoptr (NhCatalog) data = from_data ();
  g_autoptr (GPtrArray) units = nh_catalog_search_units (data, "", NH_DATE_NONE, 0);
  g_autoptr (GPtrArray) all_stored = nh_catalog_search_units (catalog, "", NH_DATE_NONE, 0);
  static const char *const lists[] = { "place_kind", "level",    "point_status", "qualifier",
                                       "keep",       "ceremony", "festivity",    "funding_source" };

  g_assert_cmpuint (all_stored->len, ==, units->len);
  for (guint i = 0; i < units->len; i++)
    {
      const NhUnit *unit = units->pdata[i];
      const NhUnit *stored = all_stored->pdata[i];
      g_autoptr (GPtrArray) steps = nh_catalog_get_successions (data, unit->id, FALSE);
      g_autoptr (GPtrArray) stored_steps = nh_catalog_get_successions (catalog, unit->id, FALSE);

      g_assert_cmpint (unit->id, ==, stored->id);
      g_assert_cmpstr (unit->code, ==, stored->code);
      g_assert_cmpstr (unit->title, ==, stored->title);
      g_assert_cmpint (unit->parent, ==, stored->parent);
      g_assert_cmpint (unit->level, ==, stored->level);
      g_assert_cmpint (unit->from, ==, stored->from);
      g_assert_cmpint (unit->to, ==, stored->to);
      g_assert_cmpint (unit->position, ==, stored->position);
      g_assert_cmpuint (steps->len, ==, stored_steps->len);
    }
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GPtrArray) codes = nh_catalog_get_codes (data, lists[i], NH_DATE_NONE);
      g_autoptr (GPtrArray) stored = nh_catalog_get_codes (catalog, lists[i], NH_DATE_NONE);

      g_assert_cmpuint (codes->len, >, 0);
      g_assert_cmpuint (codes->len, ==, stored->len);
      for (guint j = 0; j < codes->len; j++)
        {
          g_assert_cmpstr (((NhCode *) codes->pdata[j])->code, ==, ((NhCode *) stored->pdata[j])->code);
          g_assert_cmpstr (((NhCode *) codes->pdata[j])->attributes, ==, ((NhCode *) stored->pdata[j])->attributes);
          g_assert_cmpint (((NhCode *) codes->pdata[j])->to, ==, ((NhCode *) stored->pdata[j])->to);
        }
    }
  g_assert_null (nh_catalog_get_code (catalog, "level", "district", 20250819));
  g_assert_nonnull (nh_catalog_get_code (catalog, "level", "district", 20240819));
}

static void
test_update_codebooks (void)
{
  g_autoptr (NhConnection) connection = open_filled ();
  g_autoptr (NhCatalog) catalog = NULL;
  g_autoptr (GError) error = NULL;
  guint64 commits = nh_connection_get_commits (connection);

  g_assert_true (nh_catalog_update_codebooks (connection, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (nh_connection_get_commits (connection), ==, commits); /* nothing to do: nothing written */

  nh_connection_exec (
      connection,
      "DELETE FROM codebook WHERE code = 'to_dan_pho';"
      "UPDATE codebook SET valid_to = NULL WHERE code = 'district';"
      "UPDATE codebook SET title = 'Của cơ quan', custom = 1 WHERE code = 'khu_pho';"
      "INSERT INTO codebook (list, code, title, position, custom) VALUES ('place_kind', 'phum', 'Buôn', 99, 1);",
      "test", &error);
  g_assert_no_error (error);
  g_assert_true (nh_catalog_update_codebooks (connection, &error));
  g_assert_no_error (error);

  catalog = load (connection);
  g_assert_cmpstr (nh_catalog_get_code_title (catalog, "place_kind", "to_dan_pho"), ==, "Tổ dân phố");
  g_assert_cmpint (nh_catalog_get_code (catalog, "level", "district", NH_DATE_NONE)->to, ==, 20250630);
  g_assert_cmpstr (nh_catalog_get_code_title (catalog, "place_kind", "khu_pho"), ==, "Của cơ quan");
  g_assert_cmpstr (nh_catalog_get_code_title (catalog, "place_kind", "phum"), ==, "Buôn");
}

/* Another province, with a district that changes, in two lists one behind the other. */
static const char other_province[] = HEAD "40,Nghệ An,tỉnh,,2020-01-01,,,,\n"
                                          "412,Vinh,thành phố,40,2020-01-01,2024-11-30,,,\n"
                                          "412,Vinh,thành phố,40,2024-12-01,2025-06-30,NQ 1243,,\n"
                                          "16663,Đông Vĩnh,phường,412,2020-01-01,2025-06-30,,,\n"
                                          "16708,Nghi Ân,xã,412,2020-01-01,2025-06-30,,,\n" HEAD
                                          "16690,Vinh Phú,Phường,40,2025-07-01,,NQ 1678,,\n"
                                          "16681,Con Cuông,xã,40,2025-07-01,,NQ 1678,,\n";

static const char other_mapping[] = MAPPING_HEAD
    "16663,Phường Đông Vĩnh,16690,Phường Vinh Phú,part,all,part,2025-07-01,NQ 1678,\n"
    "16663,Phường Đông Vĩnh,16681,,part,none,part,2025-07-01,NQ 1678,\n"
    "16708,Nghi Ân,16690,Vinh Phú,whole,all,all,2025-07-01,NQ 1678,\n";

static gboolean
import (NhConnection *connection, const char *units, const char *mapping, guint *n_units, GError **error)
{
  return nh_catalog_import_units (connection, units, strlen (units), mapping, mapping != NULL ? strlen (mapping) : 0,
                                  n_units, error);
}

#define COUNT_OVERLAPS                                                                                                \
  "SELECT count (*) FROM codebook AS a JOIN codebook AS b ON a.list = b.list AND a.code = b.code AND a.valid_from < " \
  "b.valid_from"                                                                                                      \
  " AND b.valid_from <= coalesce (a.valid_to, '9')"
#define DUMP_CODES                                                                                                     \
  "SELECT group_concat (printf ('%s|%s|%s|%s|%s|%s|%s|%s|%s', list, code, title, abbreviation, valid_from, valid_to, " \
  "position,"                                                                                                          \
  " attributes, custom), x'0a') FROM (SELECT * FROM codebook ORDER BY list, code, valid_from)"

/* What a newer program corrects arrives, whatever part of an entry it is. */
static void
test_corrected_codebooks (void)
{
  static const char *const older[] = {
    "UPDATE codebook SET title = '1 đ', attributes = 'amount=1' WHERE code = 'luong_co_so' AND valid_from = "
    "'2026-07-01'",
    "UPDATE codebook SET valid_from = '2025-08-15', valid_to = NULL WHERE code = 'luong_co_so' AND valid_from = "
    "'2025-07-01'",
    "UPDATE codebook SET valid_to = '2031-01-01', position = 77, abbreviation = 'x' WHERE code = 'thon'",
    "INSERT INTO codebook (list, code, title, valid_from, position) VALUES ('place_kind', 'thon', 'Thôn cũ', "
    "'2020-01-01', 1)",
    "DELETE FROM codebook WHERE list = 'place_kind'",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (older); i++)
    {
      g_autoptr (NhConnection) connection = open_filled ();
      g_autofree char *shipped = nh_connection_get_text (connection, DUMP_CODES);
      g_autofree char *updated = NULL;
      g_autoptr (GError) error = NULL;

      nh_connection_exec (connection, older[i], "test", &error);
      g_assert_no_error (error);
      g_assert_true (nh_catalog_update_codebooks (connection, &error));
      g_assert_no_error (error);
      updated = nh_connection_get_text (connection, DUMP_CODES);
      g_assert_cmpstr (updated, ==, shipped);
      g_assert_cmpint (nh_connection_get_int (connection, COUNT_OVERLAPS, -1), ==, 0);
    }
}

/* The office's own codes stay, and nothing overlaps them or each other. */
static void
test_overlapping_codebooks (void)
{
  g_autoptr (NhConnection) connection = open_filled ();
  g_autofree char *own = NULL;
  g_autofree char *retired = NULL;
  g_autoptr (GError) error = NULL;
  guint64 commits;

  nh_connection_exec (
      connection,
      "INSERT INTO codebook (list, code, title, valid_from, valid_to, position, custom) VALUES"
      " ('place_kind', 'phum', 'Buôn', '', NULL, 1, 1), ('place_kind', 'phum', 'Buôn làng', '2026-01-01', NULL, 1, 1),"
      " ('place_kind', 'thon', 'Thôn, bản', '2026-03-01', '2026-03-31', 1, 1),"
      " ('place_kind', 'old', 'Cũ', '2020-01-01', NULL, 1, 0), ('place_kind', 'old', 'Cũ hơn', '2021-02-01', NULL, 1, "
      "0);",
      "test", &error);
  g_assert_no_error (error);
  g_assert_cmpint (nh_connection_get_int (connection, COUNT_OVERLAPS, -1), >, 0);
  g_assert_true (nh_catalog_update_codebooks (connection, &error));
  g_assert_no_error (error);

  g_assert_cmpint (nh_connection_get_int (connection, COUNT_OVERLAPS, -1), ==, 0);
  own = nh_connection_get_text (
      connection, "SELECT group_concat (title || ' ' || valid_from || ' ' || coalesce (valid_to, ''), ';')"
                  " FROM (SELECT * FROM codebook WHERE code IN ('phum', 'thon') ORDER BY code, valid_from)");
  g_assert_cmpstr (own, ==, "Buôn  2025-12-31;Buôn làng 2026-01-01 ;Thôn  2026-02-28;Thôn, bản 2026-03-01 2026-03-31");
  retired = nh_connection_get_text (connection,
                                    "SELECT group_concat (coalesce (valid_to, ''), ';')"
                                    " FROM (SELECT * FROM codebook WHERE code = 'old' ORDER BY valid_from)");
  g_assert_cmpstr (retired, ==, "2021-01-31;");

  commits = nh_connection_get_commits (connection);
  g_assert_true (nh_catalog_update_codebooks (connection, &error));
  g_assert_cmpuint (nh_connection_get_commits (connection), ==, commits);
}

static void
test_import (void)
{
  g_autoptr (NhConnection) connection = open_filled ();
  g_autoptr (NhCatalog) catalog = NULL;
  g_autoptr (GPtrArray) below = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GError) error = NULL;
  const NhUnit *unit;
  guint n;

  g_assert_true (import (connection, other_province, other_mapping, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 9); /* seven, and two that had two districts one after the other */

  catalog = load (connection);
  below = nh_catalog_get_below (catalog, nh_catalog_find_unit (catalog, "40", 20260819)->id, NH_LEVEL_COMMUNE,
                                20260819);
  g_assert_cmpuint (below->len, ==, 2);
  g_assert_cmpstr (((NhUnit *) below->pdata[0])->title, ==, "Phường Vinh Phú");

  unit = nh_catalog_find_unit (catalog, "16663", 20240819);
  g_assert_cmpint (unit->to, ==, 20241130);
  steps = nh_catalog_get_successions (catalog, unit->id, FALSE);
  g_assert_cmpuint (steps->len, ==, 1);
  g_assert_false (((NhSuccession *) steps->pdata[0])->part);
  g_assert_cmpint (((NhSuccession *) steps->pdata[0])->to, ==, nh_catalog_find_unit (catalog, "16663", 20250101)->id);

  /* Hà Tĩnh is what it was. */
  g_assert_cmpstr (nh_catalog_find_unit (catalog, "18073", 20250819)->title, ==, "Phường Thành Sen");
  g_assert_cmpint (nh_connection_get_int (connection, "SELECT count (*) FROM unit WHERE position IS NULL", -1), ==, 0);
  g_assert_cmpint (nh_connection_get_int (connection, "SELECT count (DISTINCT position) - count (*) FROM unit", -1), ==,
                   0);

  /* The same list again changes nothing. */
  g_assert_true (import (connection, other_province, other_mapping, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpint (
      nh_connection_get_int (
          connection,
          "SELECT count (*) FROM unit_successor WHERE from_unit IN (SELECT id FROM unit WHERE code = '16663')", -1),
      ==, 3);
}

/* A later list may end a unit and go on with its heirs. */
static void
test_import_continues (void)
{
  g_autoptr (NhConnection) connection = open_filled ();
  g_autoptr (NhCatalog) catalog = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_true (import (
      connection,
      HEAD "18844,Kỳ Thượng,xã,42,2025-07-01,2027-12-31,,NQ 9,\n18838,Kỳ Lạc,xã,42,2025-07-01,2027-12-31,,NQ 9,\n"
           "18838,Kỳ Lạc,phường,42,2028-01-01,,NQ 9,,\n",
      MAPPING_HEAD "18844,Xã Kỳ Thượng,18838,Phường Kỳ Lạc,whole,all,all,2028-01-01,,\n"
                   "18838,Xã Kỳ Lạc,18838,Phường Kỳ Lạc,whole,all,all,2028-01-01,,\n",
      &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
  catalog = load (connection);
  g_assert_null (nh_catalog_find_unit (catalog, "18844", 20280819));
  g_assert_cmpstr (nh_catalog_find_unit (catalog, "18838", 20270819)->title, ==, "Xã Kỳ Lạc");
  g_assert_cmpstr (nh_catalog_find_unit (catalog, "18838", 20280819)->title, ==, "Phường Kỳ Lạc");
}

static void
test_import_refusals (void)
{
  static const struct
  {
    const char *units, *mapping, *message;
  } cases[] = {
    { "a,b\n1,2\n", NULL, "line 1" },
    { HEAD "1,A,tỉnh,,2020-01-01,,,,\n2,B,xã,9,2020-01-01,,,,\n", NULL, "line 3" }, /* no such parent */
    { HEAD "1,A,tỉnh,,2020-01-01,,,,\n2,B,xã,1,2020-13-01,,,,\n", NULL, "2020-13-01" },
    { HEAD "1,A,tỉnh,,2020-01-01,,,,\n2,B,xã,1,2021-01-01,2020-01-01,,,\n", NULL, "line 3" },
    { HEAD "1,A,tỉnh,,2020-01-01,,,,\n2,B,làng,1,2020-01-01,,,,\n", NULL, "làng" },
    { HEAD "1,A,tỉnh,,2020-01-01,,,,\n2,,xã,1,2020-01-01,,,,\n", NULL, "line 3" },
    { HEAD "1,A,tỉnh,,2020-01-01,,,,\n2 3,B,xã,1,2020-01-01,,,,\n", NULL, "2 3" },
    { HEAD "1,A,tỉnh,,2020-01-01,,,,\n2,B,xã,,2020-01-01,,,,\n", NULL, "line 3" },
    { HEAD "1,A,tỉnh,,2020-01-01,,,,\n2,B,xã,1,2020-01-01,,,,\n2,C,xã,1,2021-01-01,,,,\n", NULL,
      "line 4" }, /* two at once */
    { HEAD "1,A,tỉnh,,2020-01-01,,,,\n2,B,xã,1,2020-01-01,,,,\n2,B,xã,1,2020-01-01,,,,\n", NULL, "line 4" },
    { HEAD "2,B,xã,3,2020-01-01,,,,\n3,C,xã,2,2020-01-01,,,,\n", NULL, "line 2" }, /* a ring */
    { HEAD "42,Hà Nội,tỉnh,,2020-01-01,,,,\n", NULL, "Hà Tĩnh" },
    { HEAD "18073,Khác,xã,42,2025-09-01,,,,\n", NULL, "18073" }, /* named by our list at that time */
    { HEAD "1,A,tỉnh,,2020-01-01,2020-12-31,,,\n1,A,tỉnh,,2021-01-01,,,,\n",
      MAPPING_HEAD "1,A,7,B,whole,all,all,2021-01-01,,\n", "line 2" },
    { HEAD "1,A,tỉnh,,2020-01-01,2020-12-31,,,\n1,A,tỉnh,,2021-01-01,,,,\n",
      MAPPING_HEAD "1,X,1,A,whole,all,all,2021-01-01,,\n", "line 2" },
    { HEAD "1,A,tỉnh,,2020-01-01,2020-12-31,,,\n1,A,tỉnh,,2021-01-01,,,,\n",
      MAPPING_HEAD "1,A,1,A,whole,part,all,2021-01-01,,\n", "line 2" },
    { HEAD "1,A,tỉnh,,2020-01-01,2020-12-31,,,\n1,A,tỉnh,,2021-01-01,,,,\n",
      MAPPING_HEAD "1,A,1,A,half,all,all,2021-01-01,,\n", "half" },
    { HEAD "1,A,tỉnh,,2020-01-01,2020-12-31,,,\n1,A,tỉnh,,2021-01-01,,,,\n5,B,tỉnh,,2021-01-01,,,,\n",
      MAPPING_HEAD "1,A,1,A,whole,all,all,2021-01-01,,\n1,A,5,B,part,part,part,2021-01-01,,\n", "line 3" },
  };
  g_autoptr (NhConnection) connection = open_filled ();
  gint64 n_before = nh_connection_get_int (connection, "SELECT count (*) FROM unit", 0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      guint n = 7;

      g_test_message ("case %u", i);
      g_assert_false (import (connection, cases[i].units, cases[i].mapping, &n, &error));
      g_assert_error (error, NH_ERROR, NH_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].message));
      g_assert_cmpuint (n, ==, 0);
      g_assert_false (nh_connection_in_transaction (connection));
      g_assert_cmpint (nh_connection_get_int (connection, "SELECT count (*) FROM unit", 0), ==, n_before);
    }
}

static void
test_typed_in (void)
{
  g_autoptr (NhConnection) connection = open_filled ();
  g_autoptr (NhCatalog) catalog = NULL;
  g_autoptr (GError) error = NULL;
  NhUnit parent = { .name = (char *) "  Quảng   Nam ", .kind = (char *) "Tỉnh" };
  NhUnit child = { .code = (char *) "20695", .name = (char *) "Quế Lộc", .kind = (char *) "xã" };
  NhUnit second = { .name = (char *) "Quế Sơn", .kind = (char *) "xã" };
  NhUnit nameless = { .kind = (char *) "xã" };
  const NhUnit *unit;

  parent.id = nh_catalog_add_unit (connection, &parent, &error);
  g_assert_no_error (error);
  child.parent = second.parent = parent.id;
  child.id = nh_catalog_add_unit (connection, &child, &error);
  g_assert_no_error (error);
  second.id = nh_catalog_add_unit (connection, &second, &error);
  g_assert_no_error (error);

  catalog = load (connection);
  unit = nh_catalog_get_unit (catalog, parent.id);
  g_assert_cmpstr (unit->title, ==, "Tỉnh Quảng Nam");
  g_assert_cmpstr (unit->code, ==, "T001");
  g_assert_cmpint (unit->level, ==, NH_LEVEL_PROVINCE);
  g_assert_true (unit->typed_in);
  unit = nh_catalog_find_unit (catalog, "20695", 20230819);
  g_assert_cmpint (unit->id, ==, child.id);
  g_assert_cmpint (unit->parent, ==, parent.id);
  g_assert_cmpint (unit->level, ==, NH_LEVEL_COMMUNE);
  g_assert_cmpstr (nh_catalog_get_unit (catalog, second.id)->code, ==, "T002");
  /* A unit typed in does not move the first day of the list. */
  g_assert_nonnull (nh_catalog_find_unit (catalog, "42", 20150819));

  g_assert_cmpint (nh_catalog_add_unit (connection, &child, &error), ==, 0);
  g_assert_error (error, NH_ERROR, NH_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_cmpint (nh_catalog_add_unit (connection, &nameless, &error), ==, 0);
  g_assert_error (error, NH_ERROR, NH_ERROR_INVALID);
  g_clear_error (&error);
  for (int part = 0; part < 3; part++)
    {
      g_autofree char *text = g_strnfill (201, 'x');
      NhUnit longer = { .code = part == 0 ? text : NULL,
                        .name = part == 1 ? text : (char *) "Quế Sơn",
                        .kind = part == 2 ? text : (char *) "xã" };

      g_assert_cmpint (nh_catalog_add_unit (connection, &longer, &error), ==, 0);
      g_assert_error (error, NH_ERROR, NH_ERROR_INVALID);
      g_clear_error (&error);
    }
  second.parent = 999999;
  g_assert_cmpint (nh_catalog_add_unit (connection, &second, &error), ==, 0);
  g_assert_error (error, NH_ERROR, NH_ERROR_NOT_FOUND);
}

/* Lists spoilt at random (NGAY_HOI_MUTATIONS=100000 for a thorough run): each is either refused with a message or
 * leaves sound tables. */
static void
mutate (GString *text, GRand *rand)
{
  static const char *const pieces[] = { ",",    "\n", "\"",   "42",    "436",        "2025-07-01", "tỉnh", "xã",
                                        "\xff", "",   "part", "18073", "9999-99-99", ";",          "'" };
  guint n = (guint) g_rand_int_range (rand, 1, 6);

  for (guint i = 0; i < n && text->len > 2; i++)
    {
      gssize at = g_rand_int_range (rand, 0, (int) text->len);
      gssize wanted = g_rand_int_range (rand, 0, 40);
      gssize length = MIN (wanted, (gssize) text->len - at);

      switch (g_rand_int_range (rand, 0, 4))
        {
        case 0:
          g_string_erase (text, at, length);
          break;
        case 1:
          g_string_insert (text, at, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
          break;
        case 2:
          text->str[at] = (char) g_rand_int_range (rand, 1, 256);
          break;
        default:
          {
            g_autofree char *copy = g_strndup (text->str + at, (gsize) length);

            g_string_insert (text, g_rand_int_range (rand, 0, (int) text->len), copy);
          }
          break;
        }
    }
}

static void
test_hostile (void)
{
  g_autoptr (NhConnection) connection = open_filled ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (19082026);
  const char *rounds = g_getenv ("NGAY_HOI_MUTATIONS");
  guint n_rounds = rounds != NULL ? (guint) g_ascii_strtoull (rounds, NULL, 10) : 2000;
  guint n_taken = 0;

  for (guint i = 0; i < n_rounds; i++)
    {
      g_autoptr (GString) units = g_string_new (other_province);
      g_autoptr (GString) mapping = g_string_new (other_mapping);
      g_autoptr (GError) error = NULL;

      mutate (units, rand);
      if (g_rand_boolean (rand))
        mutate (mapping, rand);
      if (nh_catalog_import_units (connection, units->str, units->len, mapping->str, mapping->len, NULL, &error))
        {
          g_autoptr (NhCatalog) catalog = load (connection);

          g_assert_no_error (error);
          g_assert_cmpstr (nh_catalog_find_unit (catalog, "18073", 20250819)->title, ==, "Phường Thành Sen");
          g_assert_cmpint (nh_connection_get_int (connection, "SELECT count (*) FROM pragma_foreign_key_check", -1), <=,
                           0);
          nh_connection_exec (connection,
                              "DELETE FROM unit_successor WHERE from_unit > 1000 OR to_unit > 1000;"
                              "DELETE FROM unit WHERE id > 380",
                              "test", NULL);
          n_taken++;
        }
      else
        {
          g_assert_nonnull (error);
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
        }
      g_assert_false (nh_connection_in_transaction (connection));
    }
  g_test_message ("%u of %u were taken", n_taken, n_rounds);
}

/* A choice of the office counts as the shipped one that it is likened to, in no list twice, and stays when the shipped
 * ones are brought up to date. */
static void
test_own_choice (void)
{
  g_autoptr (NhConnection) connection = open_filled ();
  g_autoptr (NhCatalog) before = load (connection);
  g_autoptr (NhCatalog) after = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *code = nh_catalog_add_code (connection, before, "place_kind", "  Vạn đò ", "lien_thon", &error);
  g_autofree char *again = NULL, *column = NULL, *names = NULL, *as = NULL;
  const NhCode *found;

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (code, NH_CODE_OWN));
  g_assert_true (nh_catalog_update_codebooks (connection, &error));
  after = load (connection);
  found = nh_catalog_get_code (after, "place_kind", code, NH_DATE_NONE);
  g_assert_nonnull (found);
  g_assert_cmpstr (found->title, ==, "Vạn đò");
  column = nh_code_get_attribute (found, "column");
  names = nh_code_get_attribute (found, "names");
  as = nh_code_get_attribute (found, "as");
  g_assert_cmpstr (column, ==, "residential");
  g_assert_null (names); /* “liên thôn” still makes the other one likely */
  g_assert_cmpstr (as, ==, "lien_thon");

  again = nh_catalog_add_code (connection, after, "place_kind", "Vạn đò", "thon", &error);
  g_assert_null (again);
  g_assert_error (error, NH_ERROR, NH_ERROR_EXISTS);
  g_clear_error (&error);
  again = nh_catalog_add_code (connection, after, "place_kind", "Bến chài", "nowhere", &error);
  g_assert_null (again);
  g_assert_error (error, NH_ERROR, NH_ERROR_INVALID);
}

static const char *
first_award (NhConnection *connection, const char *owner, const char *typed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO ledger (id, uuid, unit, role, created_at, created_by) VALUES (1, 'x', (SELECT id FROM unit WHERE"
      " code = '%s' AND valid_to IS NULL), 'commune', '', '') ON CONFLICT DO UPDATE SET unit = excluded.unit",
      owner);
  g_autoptr (NhCatalog) catalog = NULL, form = NULL;
  g_autoptr (GPtrArray) found = NULL;

  nh_connection_exec (connection, sql, "say whose the ledger is", &error);
  g_assert_no_error (error);
  catalog = load (connection);
  form = nh_catalog_with_codes (catalog, NULL, 0); /* as a form has it, with names of other records */
  found = nh_catalog_search_codes (form, "award_form", typed, nh_date_new (2026, 8, 19), FALSE);
  g_assert_cmpuint (found->len, >, 0);
  return g_intern_string (((const NhCode *) found->pdata[0])->code);
}

/* A commune that types "giay khen" means its own; what matches better is before it. */
static void
test_own_award (void)
{
  g_autoptr (NhConnection) connection = open_filled ();

  g_assert_cmpstr (first_award (connection, "18673", "giay khen"), ==, "giay_khen_xa");
  g_assert_cmpstr (first_award (connection, "18673", "giay khen cua giam doc"), ==, "giay_khen_ca_tinh");
  g_assert_cmpstr (first_award (connection, "18673", "bang khen"), ==, "bang_khen_thu_tuong");
  g_assert_cmpstr (first_award (connection, "42", "giay khen"), ==, "giay_khen_ca_tinh");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/catalog-store/counts", test_counts);
  g_test_add_func ("/catalog-store/parents", test_parents);
  g_test_add_func ("/catalog-store/codes-by-date", test_codes_by_date);
  g_test_add_func ("/catalog-store/order", test_order);
  g_test_add_func ("/catalog-store/composed", test_composed);
  g_test_add_func ("/catalog-store/tables-equal-data", test_tables_equal_data);
  g_test_add_func ("/catalog-store/update-codebooks", test_update_codebooks);
  g_test_add_func ("/catalog-store/corrected-codebooks", test_corrected_codebooks);
  g_test_add_func ("/catalog-store/overlapping-codebooks", test_overlapping_codebooks);
  g_test_add_func ("/catalog-store/import", test_import);
  g_test_add_func ("/catalog-store/import-continues", test_import_continues);
  g_test_add_func ("/catalog-store/import-refusals", test_import_refusals);
  g_test_add_func ("/catalog-store/typed-in", test_typed_in);
  g_test_add_func ("/catalog-store/hostile", test_hostile);
  g_test_add_func ("/catalog-store/own-choice", test_own_choice);
  g_test_add_func ("/catalog-store/own-award", test_own_award);

  return g_test_run ();
}
