/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-catalog.h"

static char *
describe_units (GPtrArray *units)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < units->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", ((const NhUnit *) g_ptr_array_index (units, i))->title);
  return g_string_free (text, FALSE);
}

static char *
describe_codes (GPtrArray *codes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < codes->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", ((const NhCode *) g_ptr_array_index (codes, i))->code);
  return g_string_free (text, FALSE);
}

static void
test_lookup (void)
{
  g_autoptr (NhCatalog) catalog = test_catalog_new ();
  g_autoptr (GPtrArray) all = nh_catalog_search_units (catalog, "", NH_DATE_NONE, 0);
  const NhUnit *unit = nh_catalog_get_unit (catalog, TEST_OLD_CAM_NHUONG);

  g_assert_cmpstr (unit->title, ==, "Xã Cẩm Nhượng");
  g_assert_cmpstr (unit->fold, ==, "xa cam nhuong");
  g_assert_cmpint (unit->level, ==, NH_LEVEL_COMMUNE);
  g_assert_null (nh_catalog_get_unit (catalog, 999));
  g_assert_null (nh_catalog_get_unit (catalog, 0));

  /* One code, two units: the day decides. */
  g_assert_cmpint (nh_catalog_find_unit (catalog, "18676", 20250630)->id, ==, TEST_OLD_THIEN_CAM);
  g_assert_cmpint (nh_catalog_find_unit (catalog, "18676", 20250701)->id, ==, TEST_THIEN_CAM);
  g_assert_cmpint (nh_catalog_find_unit (catalog, "18676", NH_DATE_NONE)->id, ==, TEST_THIEN_CAM);
  g_assert_null (nh_catalog_find_unit (catalog, "18709", 20250701));
  g_assert_null (nh_catalog_find_unit (catalog, "0", 20250701));
  g_assert_cmpuint (all->len, ==, 9);
}

static void
test_validity (void)
{
  g_autoptr (NhCatalog) catalog = test_catalog_new ();

  g_assert_true (nh_catalog_unit_valid (catalog, TEST_OLD_DAI_NAI, 20250630));
  g_assert_false (nh_catalog_unit_valid (catalog, TEST_OLD_DAI_NAI, 20250701));
  g_assert_false (nh_catalog_unit_valid (catalog, TEST_THANH_SEN, 20250630));
  g_assert_true (nh_catalog_unit_valid (catalog, TEST_THANH_SEN, 20990101));
  g_assert_false (nh_catalog_unit_valid (catalog, 999, 20250630));
  /* Before the floor of the lists. */
  g_assert_true (nh_catalog_unit_valid (catalog, TEST_OLD_DAI_NAI, 20100819));
  g_assert_false (nh_catalog_unit_valid (catalog, TEST_THANH_SEN, 20100819));
  g_assert_cmpint (nh_catalog_season_day (2026), ==, 20260819);
}

static void
test_hierarchy (void)
{
  g_autoptr (NhCatalog) catalog = test_catalog_new ();
  static const struct
  {
    gint64 unit;
    NhLevel level;
    NhDate on;
    const char *titles;
  } cases[] = {
    { TEST_PROVINCE, NH_LEVEL_DISTRICT, 20220819, "Thành phố Hà Tĩnh|Huyện Cẩm Xuyên" },
    { TEST_PROVINCE, NH_LEVEL_COMMUNE, 20220819, "Phường Đại Nài|Xã Cẩm Nhượng|Thị trấn Thiên Cầm" },
    { TEST_PROVINCE, NH_LEVEL_COMMUNE, 20100819, "Phường Đại Nài|Xã Cẩm Nhượng|Thị trấn Thiên Cầm" },
    { TEST_DISTRICT, NH_LEVEL_COMMUNE, 20220819, "Xã Cẩm Nhượng|Thị trấn Thiên Cầm" },
    { TEST_PROVINCE, NH_LEVEL_COMMUNE, 20250819, "Phường Thành Sen|Phường Hà Huy Tập|Xã Thiên Cầm" },
    { TEST_PROVINCE, NH_LEVEL_DISTRICT, 20250819, "" },
    { TEST_THANH_SEN, NH_LEVEL_COMMUNE, 20250819, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) units = nh_catalog_get_below (catalog, cases[i].unit, cases[i].level, cases[i].on);
      g_autofree char *titles = describe_units (units);

      g_assert_cmpstr (titles, ==, cases[i].titles);
    }
  g_assert_true (nh_catalog_unit_is_within (catalog, TEST_OLD_CAM_NHUONG, TEST_PROVINCE));
  g_assert_true (nh_catalog_unit_is_within (catalog, TEST_OLD_CAM_NHUONG, TEST_DISTRICT));
  g_assert_true (nh_catalog_unit_is_within (catalog, TEST_PROVINCE, TEST_PROVINCE));
  g_assert_false (nh_catalog_unit_is_within (catalog, TEST_OLD_CAM_NHUONG, TEST_CITY));
  g_assert_false (nh_catalog_unit_is_within (catalog, TEST_PROVINCE, TEST_DISTRICT));
}

/* Only in a damaged file: a walk to the province must end. */
static void
test_circle (void)
{
  NhCatalogBuilder *builder = nh_catalog_builder_new ();
  g_autoptr (NhCatalog) catalog = NULL;
  g_autoptr (GPtrArray) below = NULL;
  const gint64 parents[] = { 0, 3, 4, 2, 5 }; /* of the units 1 … 5 */

  for (guint i = 0; i < G_N_ELEMENTS (parents); i++)
    {
      NhUnit unit = {
        .id = i + 1, .code = (char *) "x", .name = (char *) "X", .kind = (char *) "xã", .parent = parents[i]
      };

      nh_catalog_builder_add_unit (builder, &unit);
    }
  catalog = nh_catalog_builder_end (builder);
  for (gint64 id = 1; id <= (gint64) G_N_ELEMENTS (parents); id++)
    {
      guint n_steps = 0;

      for (const NhUnit *unit = nh_catalog_get_unit (catalog, id); unit != NULL;
           unit = nh_catalog_get_unit (catalog, unit->parent))
        g_assert_cmpuint (n_steps++, <, G_N_ELEMENTS (parents));
      g_assert_false (nh_catalog_unit_is_within (catalog, id, 1) && id != 1);
    }
  below = nh_catalog_get_below (catalog, 5, NH_LEVEL_COMMUNE, NH_DATE_NONE);
  g_assert_cmpuint (below->len, ==, 0);
}

static void
test_successions (void)
{
  g_autoptr (NhCatalog) catalog = test_catalog_new ();
  g_autoptr (GPtrArray) forwards = nh_catalog_get_successions (catalog, TEST_OLD_DAI_NAI, FALSE);
  g_autoptr (GPtrArray) backwards = nh_catalog_get_successions (catalog, TEST_THIEN_CAM, TRUE);
  g_autoptr (GPtrArray) none = nh_catalog_get_successions (catalog, TEST_PROVINCE, TRUE);

  g_assert_cmpuint (forwards->len, ==, 2);
  g_assert_true (((const NhSuccession *) g_ptr_array_index (forwards, 0))->part);
  g_assert_cmpuint (backwards->len, ==, 2);
  g_assert_false (((const NhSuccession *) g_ptr_array_index (backwards, 0))->part);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_search_units (void)
{
  g_autoptr (NhCatalog) catalog = test_catalog_new ();
  static const struct
  {
    const char *query;
    NhDate on;
    guint limit;
    const char *titles;
  } cases[] = {
    { "cam nhuong", 20220819, 0, "Xã Cẩm Nhượng" },
    { "Cẩm Nhượng", 20220819, 0, "Xã Cẩm Nhượng" },
    { "x cam nh", 20220819, 0, "Xã Cẩm Nhượng" },
    { "nhuong", 20220819, 0, "Xã Cẩm Nhượng" },
    { "cấm", 20220819, 0, "" },
    { "cam", 20220819, 0, "Huyện Cẩm Xuyên|Xã Cẩm Nhượng|Thị trấn Thiên Cầm" },
    { "cam", 20220819, 2, "Huyện Cẩm Xuyên|Xã Cẩm Nhượng" },
    { "ha tinh", 20220819, 0, "Tỉnh Hà Tĩnh|Thành phố Hà Tĩnh" },
    { "tp ha tinh", 20220819, 0, "Thành phố Hà Tĩnh" },
    { "Công an tỉnh Hà Tĩnh", 20220819, 0, "Tỉnh Hà Tĩnh" },
    { "Công an xã Thiên Cầm", 20250819, 0, "Xã Thiên Cầm" },
    { "CA tinh ha tinh", 20220819, 0, "Tỉnh Hà Tĩnh|Thành phố Hà Tĩnh" },
    { "UBND xã thien cam", 20250819, 0, "Xã Thiên Cầm" },
    { "TP. Hà Tĩnh", 20220819, 0, "Thành phố Hà Tĩnh" },
    { "tt thien", 20220819, 0, "Thị trấn Thiên Cầm" },
    { "p dai", 20220819, 0, "Phường Đại Nài" },
    { "thien cam", 20250819, 0, "Xã Thiên Cầm" },
    { "18676", 20250819, 0, "Xã Thiên Cầm" },
    { "186", 20250819, 0, "Phường Hà Huy Tập|Xã Thiên Cầm" },
    { "thien cam", NH_DATE_NONE, 0, "Thị trấn Thiên Cầm|Xã Thiên Cầm" },
    { "cẩm nhuong", 20250819, 0, "" },
    { "hòa", 20250819, 0, "" },
    { "", 20250819, 2, "Tỉnh Hà Tĩnh|Phường Thành Sen" },
    { " , ", 20250819, 0, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) units = nh_catalog_search_units (catalog, cases[i].query, cases[i].on, cases[i].limit);
      g_autofree char *titles = describe_units (units);

      g_test_message ("search for “%s”", cases[i].query);
      g_assert_cmpstr (titles, ==, cases[i].titles);
    }
}

static void
test_codes (void)
{
  g_autoptr (NhCatalog) catalog = test_catalog_new ();
  g_autoptr (GPtrArray) before = nh_catalog_get_codes (catalog, "level", 20250630);
  g_autoptr (GPtrArray) after = nh_catalog_get_codes (catalog, "level", 20250701);
  g_autoptr (GPtrArray) none = nh_catalog_get_codes (catalog, "no_list", NH_DATE_NONE);
  g_autofree char *before_text = describe_codes (before);
  g_autofree char *after_text = describe_codes (after);
  g_autofree char *column = NULL;
  g_autofree char *missing = NULL;

  g_assert_cmpstr (before_text, ==, "central|province|district|commune");
  g_assert_cmpstr (after_text, ==, "central|province|commune");
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_nonnull (nh_catalog_get_code (catalog, "level", "district", 20250630));
  g_assert_null (nh_catalog_get_code (catalog, "level", "district", 20250701));
  g_assert_nonnull (nh_catalog_get_code (catalog, "level", "district", NH_DATE_NONE));
  g_assert_nonnull (nh_catalog_get_code_between (catalog, "level", "district", 20250615, 20250819));
  g_assert_null (nh_catalog_get_code_between (catalog, "level", "district", 20250701, 20250819));
  g_assert_null (nh_catalog_get_code (catalog, "level", "nowhere", NH_DATE_NONE));
  g_assert_cmpstr (nh_catalog_get_code_title (catalog, "level", "district"), ==, "Huyện");
  g_assert_cmpstr (nh_catalog_get_code_title (catalog, "level", "x"), ==, "x");
  column = nh_code_get_attribute (nh_catalog_get_code (catalog, "place_kind", "lien_thon", NH_DATE_NONE), "several");
  missing = nh_code_get_attribute (nh_catalog_get_code (catalog, "place_kind", "thon", NH_DATE_NONE), "several");
  g_assert_cmpstr (column, ==, "1");
  g_assert_null (missing);
}

/* Versions of a code in time; provided lists; the file's own entry wins over a provided one. */
static void
test_dated_and_provided (void)
{
  static const NhCode provided[] = {
    { .list = (char *) "test_list", .code = (char *) "a", .title = (char *) "Program", .position = 1 },
    { .list = (char *) "test_list", .code = (char *) "b", .title = (char *) "Chỉ của chương trình", .position = 2 },
  };
  static const NhCode own[] = {
    { .list = (char *) "test_list", .code = (char *) "a", .title = (char *) "File", .position = 1 },
    { .list = (char *) "dated", .code = (char *) "c", .title = (char *) "Mới", .from = 20250701, .position = 1 },
    { .list = (char *) "dated", .code = (char *) "c", .title = (char *) "Cũ", .to = 20250630, .position = 2 },
  };
  NhCatalogBuilder *builder = nh_catalog_builder_new ();
  g_autoptr (NhCatalog) catalog = NULL;

  nh_catalog_provide (provided, G_N_ELEMENTS (provided));
  nh_catalog_provide (provided, G_N_ELEMENTS (provided));
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    nh_catalog_builder_add_code (builder, &own[i]);
  catalog = nh_catalog_builder_end (builder);
  g_assert_cmpstr (nh_catalog_get_code_title (catalog, "test_list", "a"), ==, "File");
  g_assert_cmpstr (nh_catalog_get_code_title (catalog, "test_list", "b"), ==, "Chỉ của chương trình");
  g_assert_cmpstr (nh_catalog_get_code (catalog, "dated", "c", 20250630)->title, ==, "Cũ");
  g_assert_cmpstr (nh_catalog_get_code (catalog, "dated", "c", 20250701)->title, ==, "Mới");
  g_assert_cmpstr (nh_catalog_get_code (catalog, "dated", "c", NH_DATE_NONE)->title, ==, "Mới");
  {
    g_autoptr (GPtrArray) all = nh_catalog_get_codes (catalog, "test_list", NH_DATE_NONE);

    g_assert_cmpuint (all->len, ==, 2);
  }
}

static void
test_search_codes (void)
{
  g_autoptr (NhCatalog) catalog = test_catalog_new ();
  static const struct
  {
    const char *list, *query, *all, *best;
    guint n_exact;
  } cases[] = {
    { "place_kind", "thon", "thon|lien_thon", "thon", 1 },
    { "place_kind", "Thôn", "thon|lien_thon", "thon", 1 },
    { "place_kind", "tdp", "to_dan_pho", "to_dan_pho", 1 },
    { "place_kind", "to dan", "to_dan_pho", "to_dan_pho" },
    { "place_kind", "khu", "khu_pho|khu_dan_cu|dac_khu", "khu_pho|khu_dan_cu" },
    { "place_kind", "khu d", "khu_dan_cu|dac_khu", "khu_dan_cu" },
    { "place_kind", "cum", "lien_thon", "lien_thon" },
    { "place_kind", "pho", "to_dan_pho|khu_pho", "to_dan_pho|khu_pho" },
    { "place_kind", "giáo dục", "truong", "truong" },
    { "place_kind", "giao dúc", "", "" },
    { "funding_source", "xa hoi hoa", "xa_hoi_hoa", "xa_hoi_hoa" },
    { "funding_source", "138", "bcd_138", "bcd_138" },
    { "funding_source", "bcđ", "bcd_138", "bcd_138" },
    { "funding_source", "nguoi ngheo", "quy_vi_nguoi_ngheo", "quy_vi_nguoi_ngheo" },
    { "level", "bo", "central", "central" },
    { "level", "", "central|province|commune", "central|province|commune", 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) all = nh_catalog_search_codes (catalog, cases[i].list, cases[i].query, 20260819, FALSE);
      g_autoptr (GPtrArray) best = nh_catalog_search_codes (catalog, cases[i].list, cases[i].query, 20260819, TRUE);
      g_autofree char *all_text = describe_codes (all);
      g_autofree char *best_text = describe_codes (best);
      g_autoptr (NhMatchQuery) query = nh_match_query_new (cases[i].query);
      guint n_exact = 0;

      g_test_message ("search for “%s”", cases[i].query);
      g_assert_cmpstr (all_text, ==, cases[i].all);
      g_assert_cmpstr (best_text, ==, cases[i].best);
      for (guint k = 0; k < all->len; k++)
        n_exact += nh_match_is_exact (((const NhCode *) all->pdata[k])->match, query);
      g_assert_cmpuint (n_exact, ==, cases[i].n_exact);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog/lookup", test_lookup);
  g_test_add_func ("/catalog/validity", test_validity);
  g_test_add_func ("/catalog/hierarchy", test_hierarchy);
  g_test_add_func ("/catalog/circle", test_circle);
  g_test_add_func ("/catalog/successions", test_successions);
  g_test_add_func ("/catalog/search-units", test_search_units);
  g_test_add_func ("/catalog/codes", test_codes);
  g_test_add_func ("/catalog/dated-and-provided", test_dated_and_provided);
  g_test_add_func ("/catalog/search-codes", test_search_codes);
  return g_test_run ();
}
