/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The codebooks as shipped: each reads, and no code stands for two things on one day. */
#include <string.h>
#include "test-catalog.h"

static const char *
cell (NhCsv *csv, guint row, const char *column)
{
  return nh_csv_get (csv, row, nh_csv_find_column (csv, column));
}

static NhDate
first_day (NhCsv *csv, guint row)
{
  NhDate date = nh_date_from_iso (cell (csv, row, "valid_from"));

  return date != NH_DATE_NONE ? date : 19000101;
}

static NhDate
last_day (NhCsv *csv, guint row)
{
  NhDate date = nh_date_from_iso (cell (csv, row, "valid_to"));

  return date != NH_DATE_NONE ? date : 21991231;
}

static void
check_row (NhCsv *csv, guint row)
{
  static const char *const dates[] = { "valid_from", "valid_to" };
  const char *code = cell (csv, row, "code");

  g_assert_cmpstr (code, !=, "");
  for (const char *p = code; *p != '\0'; p++)
    g_assert_true (g_ascii_islower (*p) || g_ascii_isdigit (*p) || *p == '_');
  g_assert_cmpstr (cell (csv, row, "title"), !=, "");
  g_assert_null (strchr (cell (csv, row, "title"), ';')); /* separates choices as they are typed */
  g_assert_null (strchr (cell (csv, row, "title"), ':'));
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    if (*cell (csv, row, dates[i]) != '\0')
      g_assert_cmpint (nh_date_from_iso (cell (csv, row, dates[i])), !=, NH_DATE_NONE);
  g_assert_cmpint (first_day (csv, row), <=, last_day (csv, row));
  for (guint other = 0; other < row; other++)
    {
      gboolean overlap = first_day (csv, row) <= last_day (csv, other) && first_day (csv, other) <= last_day (csv, row);

      g_assert_false (overlap && strcmp (code, cell (csv, other, "code")) == 0);
      g_assert_false (overlap && strcmp (cell (csv, row, "title"), cell (csv, other, "title")) == 0);
    }
}

static void
test_files (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("NGAY_HOI_SOURCE"), "resources", "nh-data.gresource.xml", NULL);
  g_auto (GStrv) lists = test_catalog_dup_lists ();
  g_autofree char *resource = NULL;

  g_assert_true (g_file_get_contents (path, &resource, NULL, NULL));
  for (guint l = 0; lists[l] != NULL; l++)
    {
      g_autofree char *file = g_strdup_printf ("<file>codebooks/%s.csv</file>", lists[l]);
      g_autoptr (NhCsv) csv = test_catalog_read_list (lists[l]);

      g_test_message ("%s", lists[l]);
      g_assert_nonnull (strstr (resource, file));
      g_assert_cmpuint (nh_csv_get_n_rows (csv), >, 1);
      for (guint row = 0; row < nh_csv_get_n_rows (csv); row++)
        check_row (csv, row);
    }
}

/* Codes that the program and existing files use may end, but must not disappear. */
static void
test_codes (void)
{
  static const struct
  {
    const char *list, *codes;
  } lists[] = {
    { "place_kind", "thon xom ban to_dan_pho khu_pho khu_dan_cu lien_thon xa phuong co_quan doanh_nghiep truong "
                    "luc_luong_vu_trang khac" },
    { "level", "central province district commune" },
    { "point_status", "planned held postponed cancelled" },
    { "qualifier", "tren gan hon khoang it_nhat" },
    { "keep", "records total" },
    { "ceremony", "chao_co dien_van thao_luan khen_thuong tang_qua ky_giao_uoc" },
    { "festivity", "van_hoa van_nghe the_thao tim_hieu_phap_luat toa_dam lang_nghe kham_benh nhan_dao tham_hoi" },
    { "funding_source", "ngan_sach xa_hoi_hoa mttq quy_vi_nguoi_ngheo bcd_138 khu_dan_cu doan_cap_tren khac" },
  };
  g_autoptr (NhCatalog) catalog = test_catalog_new ();

  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    {
      g_auto (GStrv) codes = g_strsplit (lists[l].codes, " ", -1);

      for (guint i = 0; codes[i] != NULL; i++)
        {
          g_test_message ("%s %s", lists[l].list, codes[i]);
          g_assert_nonnull (nh_catalog_get_code (catalog, lists[l].list, codes[i], NH_DATE_NONE));
        }
    }
  g_assert_nonnull (nh_catalog_get_code (catalog, "level", "district", 20250630));
  g_assert_null (nh_catalog_get_code (catalog, "level", "district", 20250701));
  g_assert_nonnull (nh_catalog_get_code (catalog, "place_kind", "thi_tran", 20250630));
  g_assert_null (nh_catalog_get_code (catalog, "place_kind", "thi_tran", 20250701));
}

/* Every kind of place has a column of the summary. */
static void
test_columns (void)
{
  static const char *const columns[] = { "residential", "commune", "organisation", NULL };
  g_autoptr (NhCatalog) catalog = test_catalog_new ();
  g_autoptr (GPtrArray) kinds = nh_catalog_get_codes (catalog, "place_kind", NH_DATE_NONE);

  for (guint i = 0; i < kinds->len; i++)
    {
      g_autofree char *column = nh_code_get_attribute (g_ptr_array_index (kinds, i), "column");

      g_assert_nonnull (column);
      g_assert_true (g_strv_contains (columns, column));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codebooks/files", test_files);
  g_test_add_func ("/codebooks/codes", test_codes);
  g_test_add_func ("/codebooks/columns", test_columns);
  return g_test_run ();
}
