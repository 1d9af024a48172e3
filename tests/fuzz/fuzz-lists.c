/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists in CSV, spoilt: units with their mapping, and codebooks. */
#include "fuzz.h"

#include "ledger-fixture.h"
#include "mutate.h"
#include "nh-catalog-data.h"
#include "nh-catalog-store.h"

static char *path;

static const char units[] =
    "code,name,kind,parent_code,valid_from,valid_to,from_basis,to_basis,note\n"
    "40,Nghệ An,tỉnh,,2020-01-01,,,,\n"
    "428,Hưng Nguyên,huyện,40,2020-01-01,2025-06-30,,NQ 1678/NQ-UBTVQH15,\"bỏ cấp huyện, \"\"7/2025\"\"\"\n"
    "18001,Hưng Trung,xã,428,2020-01-01,2025-06-30,,NQ 1678,\n"
    "18004,Hưng Yên,xã,428,2020-01-01,2025-06-30,,NQ 1678,\n"
    "18007,Yên Trung,xã,40,2025-07-01,,NQ 1678,,\n";

static const char mapping[] = "old_code,old_name,new_code,new_name,part,area,population,effective,basis,note\n"
                              "18001,Xã Hưng Trung,18007,Xã Yên Trung,whole,whole,whole,2025-07-01,NQ 1678,\n"
                              "18004,Xã Hưng Yên,18007,Xã Yên Trung,part,part,part,2025-07-01,NQ 1678,một phần\n";

static const char codebook[] = "code,title,abbreviation,valid_from,valid_to,attributes,note\n"
                               "thon,Thôn,,,,column=residential,\n"
                               "to_dan_pho,Tổ dân phố,TDP,,,column=residential;several=1,\"\"\n"
                               "huyen,\"Huyện, thị xã\",H,,2025-06-30,,bỏ\n"
                               "huyen,Khu vực,KV,2025-07-01,,,\n";

void
fuzz_lists_set_up (const char *folder)
{
  path = fixture_create (folder, "a.ngayhoi");
}

static void
resolve (const GString *list, const GString *steps)
{
  g_autoptr (NhUnitList) read = nh_unit_list_new ();
  g_autoptr (GError) error = NULL;

  if (nh_unit_list_read (read, list->str, list->len, &error) && nh_unit_list_resolve (read, &error) &&
      nh_unit_list_read_mapping (read, steps->str, steps->len, &error))
    nh_unit_list_find (read, "18007", 20260819);
  rounds_refused (&error);
}

/* Into a ledger, which must be sound afterwards. */
static void
import (const GString *list, const GString *steps)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhConnection) connection = nh_connection_open (path, NH_CONNECTION_WRITE, &error);
  g_autoptr (NhCatalog) catalog = NULL;
  guint n_units = 0;

  g_assert_no_error (error);
  if (nh_catalog_import_units (connection, list->str, list->len, steps->str, steps->len, &n_units, &error))
    {
      catalog = nh_catalog_load (connection, &error);
      g_assert_no_error (error);
      g_assert_nonnull (nh_catalog_find_unit (catalog, "18073", 20250819));
      nh_connection_exec (
          connection,
          "DELETE FROM unit_successor WHERE from_unit > 400 OR to_unit > 400; DELETE FROM unit WHERE id > 400", "tidy",
          NULL);
    }
  rounds_refused (&error);
  g_assert_false (nh_connection_in_transaction (connection));
}

void
fuzz_lists_units (const char *folder, GRand *rand)
{
  g_autoptr (GString) list = g_string_new (units);
  g_autoptr (GString) steps = g_string_new (mapping);
  g_autoptr (GBytes) more = NULL;
  g_autoptr (NhCatalog) catalog = NULL;
  g_autoptr (GError) error = NULL;

  if (g_rand_boolean (rand))
    mutate_text (steps, rand);
  if (steps->len == sizeof mapping - 1 || g_rand_boolean (rand))
    mutate_text (list, rand);
  resolve (list, steps);
  if (g_rand_int_range (rand, 0, 8) == 0)
    import (list, steps);
  if (g_rand_int_range (rand, 0, 32) != 0)
    return;
  more = g_bytes_new (list->str, list->len);
  catalog = nh_catalog_from_data (more, &error);
  g_assert_true ((catalog != NULL) == (error == NULL));
  rounds_refused (&error);
}

static void
search (NhCatalog *catalog, const char *query)
{
  g_autoptr (GPtrArray) found = nh_catalog_search_codes (catalog, "place_kind", query, 20260819, FALSE);
  g_autoptr (GPtrArray) fitting = nh_catalog_search_codes (catalog, "place_kind", query, NH_DATE_NONE, TRUE);
  g_autoptr (GPtrArray) all = nh_catalog_get_codes (catalog, "place_kind", NH_DATE_NONE);

  g_assert_cmpuint (found->len, <=, all->len);
  g_assert_cmpuint (fitting->len, <=, all->len);
}

void
fuzz_lists_codebook (const char *folder, GRand *rand)
{
  g_autoptr (GString) text = g_string_new (codebook);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (nh_catalog_data_code_free);
  g_autoptr (GPtrArray) valid = NULL;
  g_autoptr (NhCatalog) catalog = NULL;
  g_autoptr (GError) error = NULL;
  NhCatalogBuilder *builder;

  mutate_text (text, rand);
  if (!nh_catalog_data_read_codes (codes, "place_kind", text->str, text->len, &error))
    {
      g_assert_nonnull (error);
      rounds_refused (&error);
      return;
    }
  builder = nh_catalog_builder_new ();
  for (guint i = 0; i < codes->len; i++)
    nh_catalog_builder_add_code (builder, codes->pdata[i]);
  catalog = nh_catalog_builder_end (builder);
  valid = nh_catalog_get_codes (catalog, "place_kind", 20240819);
  for (guint i = 0; i < valid->len; i++)
    {
      const NhCode *code = valid->pdata[i];
      g_autofree char *column = nh_code_get_attribute (code, "column");

      g_assert_true (g_utf8_validate (code->title, -1, NULL));
      g_assert_nonnull (nh_catalog_get_code (catalog, "place_kind", code->code, NH_DATE_NONE));
      search (catalog, code->title);
    }
  search (catalog, "to dan");
}
