/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "nh-catalog.h"
#include "nh-csv.h"

/* A small catalog for tests: a province before and after 1/7/2025, and the codebooks as shipped. */
enum
{
  TEST_PROVINCE = 1,   /* tỉnh Hà Tĩnh, always */
  TEST_CITY,           /* thành phố Hà Tĩnh, to 30/6/2025 */
  TEST_DISTRICT,       /* huyện Cẩm Xuyên, to 30/6/2025 */
  TEST_OLD_DAI_NAI,    /* phường Đại Nài, to 30/6/2025: split */
  TEST_OLD_CAM_NHUONG, /* xã Cẩm Nhượng, to 30/6/2025 */
  TEST_OLD_THIEN_CAM,  /* thị trấn Thiên Cầm, to 30/6/2025: code 18676 */
  TEST_THANH_SEN,      /* phường, from 1/7/2025 */
  TEST_HA_HUY_TAP,     /* phường, from 1/7/2025 */
  TEST_THIEN_CAM,      /* xã, from 1/7/2025: code 18676 too */
};

static inline void
test_catalog_add_units (NhCatalogBuilder *builder)
{
  static const struct
  {
    gint64 id;
    const char *code, *name, *kind;
    NhLevel level;
    gint64 parent;
    NhDate from, to;
  } units[] = {
    { TEST_PROVINCE, "42", "Hà Tĩnh", "tỉnh", NH_LEVEL_PROVINCE, 0, 20200101, NH_DATE_NONE },
    { TEST_CITY, "436", "Hà Tĩnh", "thành phố", NH_LEVEL_DISTRICT, TEST_PROVINCE, 20200101, 20250630 },
    { TEST_DISTRICT, "446", "Cẩm Xuyên", "huyện", NH_LEVEL_DISTRICT, TEST_PROVINCE, 20200101, 20250630 },
    { TEST_OLD_DAI_NAI, "18082", "Đại Nài", "phường", NH_LEVEL_COMMUNE, TEST_CITY, 20200101, 20250630 },
    { TEST_OLD_CAM_NHUONG, "18709", "Cẩm Nhượng", "xã", NH_LEVEL_COMMUNE, TEST_DISTRICT, 20200101, 20250630 },
    { TEST_OLD_THIEN_CAM, "18676", "Thiên Cầm", "thị trấn", NH_LEVEL_COMMUNE, TEST_DISTRICT, 20200101, 20250630 },
    { TEST_THANH_SEN, "18073", "Thành Sen", "phường", NH_LEVEL_COMMUNE, TEST_PROVINCE, 20250701, NH_DATE_NONE },
    { TEST_HA_HUY_TAP, "18652", "Hà Huy Tập", "phường", NH_LEVEL_COMMUNE, TEST_PROVINCE, 20250701, NH_DATE_NONE },
    { TEST_THIEN_CAM, "18676", "Thiên Cầm", "xã", NH_LEVEL_COMMUNE, TEST_PROVINCE, 20250701, NH_DATE_NONE },
  };
  static const NhSuccession successions[] = {
    { TEST_OLD_DAI_NAI, TEST_THANH_SEN, TRUE, 20250701, NULL },
    { TEST_OLD_DAI_NAI, TEST_HA_HUY_TAP, TRUE, 20250701, NULL },
    { TEST_OLD_CAM_NHUONG, TEST_THIEN_CAM, FALSE, 20250701, NULL },
    { TEST_OLD_THIEN_CAM, TEST_THIEN_CAM, FALSE, 20250701, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      NhUnit unit = { .id = units[i].id,
                      .code = (char *) units[i].code,
                      .name = (char *) units[i].name,
                      .kind = (char *) units[i].kind,
                      .level = units[i].level,
                      .parent = units[i].parent,
                      .from = units[i].from,
                      .to = units[i].to,
                      .position = (int) i };

      nh_catalog_builder_add_unit (builder, &unit);
    }
  for (guint i = 0; i < G_N_ELEMENTS (successions); i++)
    nh_catalog_builder_add_succession (builder, &successions[i]);
}

/* Reads data/codebooks/LIST.csv. */
static inline NhCsv *
test_catalog_read_list (const char *list)
{
  g_autofree char *name = g_strconcat (list, ".csv", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("NGAY_HOI_SOURCE"), "data", "codebooks", name, NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  NhCsv *csv;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  csv = nh_csv_parse (data, length, &error);
  g_assert_no_error (error);
  return csv;
}

static int
test_catalog_compare_lists (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names of all codebooks: the files of data/codebooks. (transfer full) */
static inline GStrv
test_catalog_dup_lists (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("NGAY_HOI_SOURCE"), "data", "codebooks", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) lists = g_ptr_array_new ();
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".csv"))
      g_ptr_array_add (lists, g_strndup (name, strlen (name) - strlen (".csv")));
  g_assert_cmpuint (lists->len, >, 10);
  g_ptr_array_sort (lists, test_catalog_compare_lists);
  g_ptr_array_add (lists, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&lists), FALSE);
}

static inline void
test_catalog_add_codes (NhCatalogBuilder *builder)
{
  g_auto (GStrv) lists = test_catalog_dup_lists ();

  for (guint l = 0; lists[l] != NULL; l++)
    {
      g_autoptr (NhCsv) csv = test_catalog_read_list (lists[l]);

      for (guint row = 0; row < nh_csv_get_n_rows (csv); row++)
        {
          NhCode code = {
            .list = lists[l],
            .code = (char *) nh_csv_get (csv, row, nh_csv_find_column (csv, "code")),
            .title = (char *) nh_csv_get (csv, row, nh_csv_find_column (csv, "title")),
            .abbreviation = (char *) nh_csv_get (csv, row, nh_csv_find_column (csv, "abbreviation")),
            .from = nh_date_from_iso (nh_csv_get (csv, row, nh_csv_find_column (csv, "valid_from"))),
            .to = nh_date_from_iso (nh_csv_get (csv, row, nh_csv_find_column (csv, "valid_to"))),
            .position = (int) row + 1,
            .attributes = (char *) nh_csv_get (csv, row, nh_csv_find_column (csv, "attributes")),
          };

          nh_catalog_builder_add_code (builder, &code);
        }
    }
}

static inline NhCatalog *
test_catalog_new (void)
{
  NhCatalogBuilder *builder = nh_catalog_builder_new ();

  test_catalog_add_units (builder);
  test_catalog_add_codes (builder);
  return nh_catalog_builder_end (builder);
}
