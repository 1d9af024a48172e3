/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-sheet.h"

/* Sheets with made-up figures, the same each time, shared by the tests of the writers. */

#define SAMPLE_SIGNER "Trung tá Nguyễn Thị Hường"
#define SAMPLE_LONG_TEXT                                                                                                                                 \
  "Tổ chức tọa đàm, thi tìm hiểu pháp luật, văn nghệ quần chúng và giao lưu thể thao giữa các thôn; tuyên dương mười " \
  "hai tập thể, "                                                                                                                                    \
  "cá nhân có thành tích xuất sắc trong phong trào Toàn dân bảo vệ an ninh Tổ quốc; phát động ký giao ước thi đua."

typedef struct
{
  int column;
  gboolean money;
  int modulo;
} SampleColumn;

static inline const char *
sample_unit_name (guint n)
{
  static const char *const names[] = {
    "Phường Thành Sen", "Phường Trần Phú", "Phường Hà Huy Tập", "Phường Bắc Hồng Lĩnh", "Phường Nam Hồng Lĩnh",
    "Phường Sông Trí",  "Xã Hương Sơn",    "Xã Sơn Hồng",       "Xã Đức Thọ",           "Xã Nghi Xuân",
    "Xã Can Lộc",       "Xã Cẩm Xuyên",    "Xã Kỳ Anh",
  };

  return names[n % G_N_ELEMENTS (names)];
}

/* A figure that depends on its place only; many are 0. */
static inline gint64
sample_figure (guint row, guint column, int modulo)
{
  guint x = (row + 1) * 2654435761u ^ (column + 7) * 40503u;

  x ^= x >> 15;
  x *= 2246822519u;
  x ^= x >> 13;
  return x % 3 == 0 ? 0 : (gint64) (x % (guint) modulo);
}

static inline void
sample_frame (NhSheet *sheet, const char *title, gboolean commune)
{
  nh_sheet_set_properties (sheet, &(NhSheetProperties){ .title = title,
                                                        .unit = commune ? "Xã Cẩm Xuyên" : "Tỉnh Hà Tĩnh",
                                                        .year = 2026,
                                                        .created = "2026-08-25T07:32:05.123Z" });
  nh_sheet_set_letterhead (
      sheet, &(NhLetterhead){ .superior = "CÔNG AN TỈNH HÀ TĨNH",
                              .issuer = commune ? "CÔNG AN XÃ CẨM XUYÊN" : "PHÒNG XÂY DỰNG PHONG TRÀO BẢO VỆ ANTQ",
                              .symbol = commune ? "BC-CAX" : NULL,
                              .place = commune ? "Cẩm Xuyên" : "Hà Tĩnh",
                              .year = 2026 });
  nh_sheet_set_signature (
      sheet, &(NhSignature){ .recipients = commune ? "- Công an tỉnh (PV05);\n- Lưu: VT."
                                                   : "Bộ Công an (V05);\nLãnh đạo Công an tỉnh;\nLưu: VT, PV05.",
                             .with_preparer = !commune,
                             .authority = commune ? "KT. TRƯỞNG CÔNG AN XÃ\nPHÓ TRƯỞNG CÔNG AN XÃ"
                                                  : "KT. TRƯỞNG PHÒNG\nPHÓ TRƯỞNG PHÒNG",
                             .signer = SAMPLE_SIGNER });
}

static inline void
sample_add_pair (NhTable *table, int parent, const char *title)
{
  int heading = nh_table_add_heading (table, parent, title);

  nh_table_add_column (table, heading, "TT", NH_COLUMN_INTEGER);
  nh_table_add_column (table, heading, "CN", NH_COLUMN_INTEGER);
}

/* The headings of the province's main sheet: 2 + 24 columns on three levels; @more forms of commendation make it wider.
 */
static inline void
sample_summary_columns (NhTable *table, guint more)
{
  int group;

  nh_table_add_column (table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  nh_table_add_column (table, NH_TABLE_TOP, "Đơn vị", NH_COLUMN_TEXT);
  group = nh_table_add_heading (table, NH_TABLE_TOP, "Điểm ngày hội");
  nh_table_add_column (table, group, "Tổng số", NH_COLUMN_INTEGER);
  nh_table_add_column (table, group, "Khu dân cư", NH_COLUMN_INTEGER);
  nh_table_add_column (table, group, "Xã, phường", NH_COLUMN_INTEGER);
  nh_table_add_column (table, group, "CQ, DN, trường", NH_COLUMN_INTEGER);
  group = nh_table_add_heading (table, NH_TABLE_TOP, "Có lãnh đạo dự");
  nh_table_add_column (table, group, "TW", NH_COLUMN_INTEGER);
  nh_table_add_column (table, group, "Tỉnh", NH_COLUMN_INTEGER);
  nh_table_add_column (table, group, "Xã", NH_COLUMN_INTEGER);
  nh_table_add_column (table, NH_TABLE_TOP, "Điểm chỉ đạo", NH_COLUMN_INTEGER);
  nh_table_add_column (table, NH_TABLE_TOP, "Lượt người dự", NH_COLUMN_INTEGER);
  nh_table_add_column (table, NH_TABLE_TOP, "Giao ước thi đua", NH_COLUMN_INTEGER);
  nh_table_add_column (table, NH_TABLE_TOP, "Mô hình ra mắt", NH_COLUMN_INTEGER);
  group = nh_table_add_heading (table, NH_TABLE_TOP, "Quà tặng");
  nh_table_add_column (table, group, "Số suất", NH_COLUMN_INTEGER);
  nh_table_add_column (table, group, "Trị giá (tr.đ)", NH_COLUMN_MONEY);
  group = nh_table_add_heading (table, NH_TABLE_TOP, "Khen thưởng");
  nh_table_add_column (table, group, "Kỷ niệm chương", NH_COLUMN_INTEGER);
  sample_add_pair (table, group, "BK Bộ Công an");
  sample_add_pair (table, group, "BK UBND tỉnh");
  sample_add_pair (table, group, "GK GĐ Công an tỉnh");
  sample_add_pair (table, group, "GK UBND xã");
  sample_add_pair (table, group, "Khác");
  for (guint i = 0; i < more; i++)
    {
      g_autofree char *title = g_strdup_printf ("Hình thức khen %u", i + 1);

      group = i % 4 == 0 ? nh_table_add_heading (table, NH_TABLE_TOP, "Khen thưởng theo thẩm quyền riêng") : group;
      sample_add_pair (table, group, title);
    }
}

#define SAMPLE_COLUMN_ATTENDANCE 10
#define SAMPLE_COLUMN_VALUE 14

static inline gint64
sample_summary_figure (guint unit, int column)
{
  if (unit % 10 == 4 && column == SAMPLE_COLUMN_ATTENDANCE)
    return 2500 + 10 * (gint64) unit;
  if (column == SAMPLE_COLUMN_VALUE)
    return sample_figure (unit, (guint) column, 400) * 100000;
  return sample_figure (unit, (guint) column, column == SAMPLE_COLUMN_ATTENDANCE ? 3200 : 30);
}

static inline void
sample_unit_row (NhTable *table, guint unit, int above, gint64 *sums)
{
  int row = nh_table_add_row (table, NH_ROW_DATA, above);
  int n_columns = (int) nh_table_get_n_columns (table);

  nh_table_set_number (table, row, 0, unit + 1);
  nh_table_set_text (table, row, 1, sample_unit_name (unit));
  for (int column = 2; column < n_columns; column++)
    {
      if (unit % 23 == 20)
        {
          nh_table_set_not_reported (table, row, column);
          continue;
        }
      nh_table_set_number (table, row, column, sample_summary_figure (unit, column));
      sums[column] += sample_summary_figure (unit, column);
      if (unit % 10 == 4 && column == SAMPLE_COLUMN_ATTENDANCE)
        {
          nh_table_mark_from_total (table, row, column);
          nh_table_set_qualifier (table, row, column, "trên");
        }
    }
}

static inline void
sample_sum_row (NhTable *table, int row, const char *title, const gint64 *sums)
{
  nh_table_set_text (table, row, 1, title);
  for (int column = 2; column < (int) nh_table_get_n_columns (table); column++)
    nh_table_set_sum (table, row, column, sums[column]);
}

/* The main sheet of a province. @n_groups > 0: with districts. */
static inline NhSheet *
sample_summary (guint n_units, guint n_groups, guint more, NhPaper largest)
{
  NhSheet *sheet = nh_sheet_new ("Tổng hợp");
  NhTable *table;
  gint64 total[128] = { 0 };
  int first;

  sample_frame (sheet, "Tổng hợp kết quả Ngày hội", FALSE);
  nh_sheet_set_page (sheet, NH_LANDSCAPE, largest);
  nh_sheet_add_title (sheet, "TỔNG HỢP KẾT QUẢ TỔ CHỨC NGÀY HỘI TOÀN DÂN BẢO VỆ AN NINH TỔ QUỐC NĂM 2026");
  nh_sheet_set_cut_off (sheet, 20260825, 66, 69, "");
  table = nh_sheet_add_table (sheet);
  sample_summary_columns (table, more);

  first = nh_table_add_row (table, NH_ROW_TOTAL, NH_TABLE_TOP);
  for (guint group = 0; group < MAX (n_groups, 1); group++)
    {
      guint from = n_units * group / MAX (n_groups, 1);
      guint end = n_units * (group + 1) / MAX (n_groups, 1);
      gint64 part[128] = { 0 };
      g_autofree char *name = g_strdup_printf ("Huyện thứ %u", group + 1);
      int above = n_groups > 0 ? nh_table_add_row (table, NH_ROW_GROUP, first) : first;

      for (guint unit = from; unit < end; unit++)
        sample_unit_row (table, unit, above, part);
      if (n_groups > 0)
        sample_sum_row (table, above, name, part);
      for (guint column = 0; column < nh_table_get_n_columns (table); column++)
        total[column] += part[column];
    }
  sample_sum_row (table, first, "TỔNG CỘNG", total);
  return sheet;
}

/* A commune's list of points: dates, texts that wrap, marks. */
static inline NhSheet *
sample_points (guint n_points)
{
  NhSheet *sheet = nh_sheet_new ("Danh sách điểm");
  NhTable *table;
  int total;
  gint64 people = 0;

  sample_frame (sheet, "Danh sách điểm tổ chức Ngày hội", TRUE);
  nh_sheet_set_page (sheet, NH_LANDSCAPE, NH_PAPER_A4);
  nh_sheet_add_title (sheet, "DANH SÁCH ĐIỂM TỔ CHỨC NGÀY HỘI TOÀN DÂN BẢO VỆ AN NINH TỔ QUỐC");
  nh_sheet_add_title (sheet, "Năm 2026");
  nh_sheet_set_cut_off (sheet, 20260825, 0, 0, "");
  table = nh_sheet_add_table (sheet);
  nh_table_add_column (table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  nh_table_add_column (table, NH_TABLE_TOP, "Tên điểm", NH_COLUMN_TEXT);
  nh_table_add_column (table, NH_TABLE_TOP, "Ngày tổ chức", NH_COLUMN_DATE);
  nh_table_add_column (table, NH_TABLE_TOP, "Cấp lãnh đạo dự", NH_COLUMN_MARK);
  nh_table_add_column (table, NH_TABLE_TOP, "Lượt người dự", NH_COLUMN_INTEGER);
  nh_table_add_column (table, NH_TABLE_TOP, "Nội dung chính", NH_COLUMN_TEXT);

  total = nh_table_add_row (table, NH_ROW_TOTAL, NH_TABLE_TOP);
  nh_table_set_text (table, total, 1, "TỔNG CỘNG");
  for (guint i = 0; i < n_points; i++)
    {
      int row = nh_table_add_row (table, NH_ROW_DATA, total);
      g_autofree char *name = g_strdup_printf ("Khu dân cư thôn Đông Thượng %u", i + 1);

      nh_table_set_number (table, row, 0, i + 1);
      nh_table_set_text (table, row, 1, name);
      nh_table_set_date (table, row, 2, nh_date_new (2026, 8, 1 + (int) (i % 28)));
      nh_table_set_text (table, row, 3, i % 3 == 0 ? "Tỉnh" : "Xã");
      nh_table_set_number (table, row, 4, 100 + sample_figure (i, 4, 900));
      nh_table_set_text (table, row, 5, i % 4 == 1 ? SAMPLE_LONG_TEXT : "Chào cờ, diễn văn; thảo luận");
      people += 100 + sample_figure (i, 4, 900);
    }
  nh_table_set_sum (table, total, 4, people);
  return sheet;
}

/* The paragraph of a province, long enough for @n_paragraphs. */
static inline NhSheet *
sample_text (guint n_paragraphs)
{
  NhSheet *sheet = nh_sheet_new ("Báo cáo");

  sample_frame (sheet, "Báo cáo tóm tắt", TRUE);
  nh_sheet_add_title (sheet, "BÁO CÁO");
  nh_sheet_add_title (sheet, "Kết quả tổ chức Ngày hội Toàn dân bảo vệ an ninh Tổ quốc");
  nh_sheet_add_title (sheet, "Năm 2026");
  nh_sheet_add_section (sheet, "1. Kết quả");
  for (guint i = 0; i < n_paragraphs; i++)
    nh_sheet_add_paragraph (
        sheet, "Toàn tỉnh đã tổ chức Ngày hội Toàn dân bảo vệ an ninh Tổ quốc tại 1.407 điểm (xã, phường, thôn, tổ dân "
               "phố), trong đó có 15 điểm "
               "có lãnh đạo tỉnh dự, 209 điểm có lãnh đạo huyện dự, với trên 84.000 lượt người tham gia; trao tặng 412 "
               "suất quà cho gia đình chính "
               "sách và các tập thể, cá nhân có thành tích xuất sắc trong phong trào, trị giá 206,5 triệu đồng.");
  return sheet;
}
