/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What goes with the hand-in on paper: the sheet that a commune signs, with all figures and the code of the version;
 * the province's list of who has handed in, and the list of those to be reminded. */

#include "nh-report-private.h"

#include <string.h>

#include "nh-board.h"
#include "nh-figure-source.h"
#include "nh-i18n.h"

/* --- The hand-in sheet of one unit --- */

/* The figure as the version that was handed in says it: "1407", "trên 84000", "≥ 9", "none", "unknown"
 * (nh-figure-text.h). */
static void
set_said (NhTable *table, int row, const char *text)
{
  const char *blank = strrchr (text, ' ');
  const char *number = blank != NULL ? blank + 1 : text;
  g_autofree char *qualifier = blank != NULL ? g_strndup (text, (gsize) (blank - text)) : NULL;

  if (strcmp (text, "unknown") == 0)
    nh_table_set_text (table, row, 3, "…");
  else
    nh_table_set_number (table, row, 3, strcmp (text, "none") == 0 ? 0 : g_ascii_strtoll (number, NULL, 10));
  if (g_strcmp0 (qualifier, "≥") == 0)
    nh_table_set_open (table, row, 3, TRUE);
  else if (qualifier != NULL)
    nh_table_set_qualifier (table, row, 3, qualifier);
}

static gboolean
has_figure (const NhFigure *figure)
{
  return figure->state != NH_VALUE_BLANK && !(figure->implied && figure->value == 0);
}

/* @version NULL: the figures as they stand. */
static void
add_figures (NhReportContext *context, const NhHandedIn *version)
{
  guint n, index = 0;
  const NhIndicator *indicators = nh_indicators (&n);

  for (guint i = 0; i < n; i++)
    {
      const NhFigure *figure = nh_figures_get (nh_figures_get_total (context->figures), indicators[i].code);
      g_autofree char *key = g_strconcat ("figure.", indicators[i].code, NULL);
      const char *said = version != NULL ? nh_handed_in_get (version, key) : NULL;
      g_autofree char *number = NULL;
      int row;

      if (said != NULL ? *said == '\0' || g_str_equal (said, "0") : !has_figure (figure))
        continue;
      number = g_strdup_printf ("%u", ++index);
      row = nh_report_add_row (context->table, NH_ROW_DATA, NH_TABLE_TOP, number, indicators[i].title);
      nh_table_set_text (context->table, row, 2, indicators[i].measure);
      if (said != NULL)
        set_said (context->table, row, said);
      else
        nh_report_set_figure (context->table, row, 3, figure, FALSE);
    }
}

static void
add_note (NhReportContext *context, const char *title, const char *text)
{
  g_autofree char *note = g_strdup_printf ("%s: %s", title, text);

  if (*text != '\0')
    nh_sheet_add_note (context->sheet, note);
}

static void
add_version (NhReportContext *context, const NhHandedIn *version)
{
  gboolean received = context->unit != context->issuer;
  g_autofree char *day = nh_date_format (version->day);
  g_autofree char *subtitle = g_strdup_printf ("(Bản %d, %s ngày %s; mã bản nộp: %s)", version->version,
                                               received ? "nhận" : "lập", day, version->code);

  nh_sheet_set_subtitle (context->sheet, subtitle);
  add_note (context, "Lý do nộp lại", nh_handed_in_get (version, "reason"));
  add_note (context, "Không tổ chức Ngày hội", nh_handed_in_get (version, "nil"));
  nh_sheet_add_note (context->sheet, "Mã bản nộp là mã của tệp nộp kèm theo: bên nhận đối chiếu mã này và số liệu trên "
                                     "phiếu với tệp.");
}

gboolean
nh_report_fill_hand_in (NhReportContext *context, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (NhHandedIn)
      version = nh_handed_in_read (context->connection, context->request->unit, context->request->year, &problem);
  NhTable *table = context->table;

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  nh_sheet_set_page (context->sheet, NH_PORTRAIT, NH_PAPER_A4);
  nh_table_add_column (table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  nh_table_add_column (table, NH_TABLE_TOP, "Chỉ tiêu", NH_COLUMN_TEXT);
  nh_table_add_column (table, NH_TABLE_TOP, "Đơn vị tính", NH_COLUMN_MARK);
  nh_table_add_column (table, NH_TABLE_TOP, "Số liệu", NH_COLUMN_INTEGER);
  add_figures (context, version);
  if (version != NULL)
    add_version (context, version);
  else
    nh_sheet_set_subtitle (context->sheet, "(Chưa tạo tệp nộp: số liệu hiện có trong sổ)");
  return TRUE;
}

/* --- The lists of the province --- */

static const char *
state_text (const NhBoardRow *row)
{
  static const char *const texts[NH_N_BOARD_STATES] = { [NH_BOARD_MISSING] = "Chưa nộp",
                                                        [NH_BOARD_RECEIVED] = "Đã nhận",
                                                        [NH_BOARD_ACCEPTED] = "Đã chốt",
                                                        [NH_BOARD_RETURNED] = "Trả lại",
                                                        [NH_BOARD_NIL] = "Không tổ chức" };

  return nh_board_row_is_final_nil (row) ? "Không tổ chức (đã chốt)" : texts[row->state];
}

static void
add_remark (GString *remark, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (remark, "%s%s", remark->len > 0 ? ". " : "", text);
}

/* Records that the unit is to correct, and those that are no longer as it handed them in. What is accepted is locked at
 * the unit, which answers with a supplement. */
static void
add_open (NhReportContext *context, GString *remark, const NhBoardRow *row)
{
  gboolean locked = row->state == NH_BOARD_ACCEPTED || nh_board_row_is_final_nil (row);
  g_autofree char *asked = g_strdup_printf ("Đã yêu cầu sửa %02u chỗ, chờ %s", row->asked,
                                            locked ? "nộp bổ sung" : "bản nộp mới");
  g_autofree char *here = nh_report_office (context);
  g_autofree char *changed = g_strdup_printf ("Đã sửa %02u phiếu tại %s sau khi nhận", row->changed, here);

  add_remark (remark, row->asked > 0 ? asked : NULL);
  add_remark (remark, row->changed > 0 ? changed : NULL);
}

/* "Trễ hạn. Sai số điểm": what stands in the last column. (transfer full) */
static char *
remark_text (NhReportContext *context, const NhBoardRow *row)
{
  static const char *const left[NH_BOARD_N_LEFT] = { NULL, "Tệp gửi ngày %s không mở được, cần gửi lại",
                                                     "Tệp gửi ngày %s chờ xác nhận mã qua điện thoại",
                                                     "Tệp gửi ngày %s không nối tiếp bản đã nhận, chờ làm rõ" };
  GString *remark = g_string_new (row->late ? "Trễ hạn" : NULL);
  g_autofree char *day = nh_date_format (row->left_day);
  g_autoptr (GString) file = g_string_new (left[row->left]);

  g_string_replace (file, "%s", day, 1);
  add_remark (remark, row->reason);
  add_remark (remark, file->str);
  add_open (context, remark, row);
  return g_string_free (remark, FALSE);
}

static void
add_unit (NhReportContext *context, const NhBoardRow *row, guint index)
{
  g_autofree char *number = g_strdup_printf ("%u", index);
  g_autofree char *version = row->version != 0 ? g_strdup_printf ("%d", row->version) : g_strdup ("");
  g_autofree char *remark = remark_text (context, row);
  int line = nh_report_add_row (context->table, NH_ROW_DATA, NH_TABLE_TOP, number, row->unit->title);

  nh_table_set_text (context->table, line, 2, state_text (row));
  nh_table_set_text (context->table, line, 3, version);
  if (row->day != NH_DATE_NONE)
    nh_table_set_date (context->table, line, 4, row->day);
  nh_table_set_text (context->table, line, 5, remark);
}

static void
add_list_columns (NhTable *table)
{
  nh_table_add_column (table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  nh_table_add_column (table, NH_TABLE_TOP, "Đơn vị", NH_COLUMN_TEXT);
  nh_table_add_column (table, NH_TABLE_TOP, "Tình trạng", NH_COLUMN_MARK);
  nh_table_add_column (table, NH_TABLE_TOP, "Bản", NH_COLUMN_MARK);
  nh_table_add_column (table, NH_TABLE_TOP, "Ngày nhận", NH_COLUMN_DATE);
  nh_table_add_column (table, NH_TABLE_TOP, "Ghi chú", NH_COLUMN_TEXT);
}

/* "Phải nộp 69; chưa nộp 11; đã nhận 40 …; không tổ chức 2 (đã chốt 1) …" */
static void
add_counts (NhReportContext *context, GPtrArray *board)
{
  guint counts[NH_N_BOARD_STATES] = { 0 }, n_late = 0, n_final = 0;
  g_autofree char *final = NULL, *note = NULL;

  for (guint i = 0; i < board->len; i++)
    {
      const NhBoardRow *row = board->pdata[i];

      counts[row->state]++;
      n_late += row->late;
      n_final += nh_board_row_is_final_nil (row);
    }
  final = n_final > 0 ? g_strdup_printf (" (đã chốt %u)", n_final) : g_strdup ("");
  note = g_strdup_printf (
      "Phải nộp %u đơn vị: chưa nộp %u, đã nhận %u, đã chốt %u, trả lại %u, không tổ chức %u%s; trễ hạn %u.",
      board->len, counts[NH_BOARD_MISSING], counts[NH_BOARD_RECEIVED], counts[NH_BOARD_ACCEPTED],
      counts[NH_BOARD_RETURNED], counts[NH_BOARD_NIL], final, n_late);
  nh_sheet_add_note (context->sheet, note);
}

static gboolean
is_wanted (const NhBoardRow *row, gboolean reminder)
{
  return !reminder || row->state == NH_BOARD_MISSING || row->state == NH_BOARD_RETURNED || row->asked > 0;
}

static gboolean
fill_board (NhReportContext *context, gboolean reminder, GError **error)
{
  int year = context->request->year;
  g_autoptr (GPtrArray) board = nh_board_read (context->connection, context->ledger, year, error);
  NhDate deadline = nh_board_get_deadline (context->connection, year);
  g_autofree char *day = deadline != NH_DATE_NONE ? nh_date_format (deadline) : NULL;
  g_autofree char *today = nh_date_format (nh_date_today ());
  g_autofree char *subtitle = day != NULL ? g_strdup_printf ("(Đến ngày %s; hạn nộp: ngày %s)", today, day)
                                          : g_strdup_printf ("(Đến ngày %s)", today);
  guint n = 0;

  if (board == NULL || !nh_figure_sources_mark_board (context->connection, board, year, error))
    return FALSE;
  nh_sheet_set_page (context->sheet, NH_PORTRAIT, NH_PAPER_A4);
  add_list_columns (context->table);
  for (guint i = 0; i < board->len; i++)
    if (is_wanted (board->pdata[i], reminder))
      add_unit (context, board->pdata[i], ++n);
  nh_sheet_set_subtitle (context->sheet, subtitle);
  if (reminder && n == 0)
    nh_sheet_add_note (context->sheet, "Tất cả các đơn vị đã nộp; không có đơn vị nào bị trả lại hoặc còn phải sửa.");
  else
    add_counts (context, board);
  return TRUE;
}

gboolean
nh_report_fill_progress (NhReportContext *context, GError **error)
{
  return fill_board (context, FALSE, error);
}

gboolean
nh_report_fill_reminder (NhReportContext *context, GError **error)
{
  return fill_board (context, TRUE, error);
}

/* --- Enrolment slips --- */

/* "7K3M 9QX2 …": as it is typed. (transfer full) */
static char *
show_slip (const char *code)
{
  GString *shown = g_string_new (NULL);

  for (guint i = 0; code[i] != '\0'; i++)
    g_string_append_printf (shown, "%s%c", i > 0 && i % 4 == 0 ? " " : "", code[i]);
  return g_string_free (shown, FALSE);
}

gboolean
nh_report_fill_slips (NhReportContext *context, GError **error)
{
  NhTable *table = context->table;
  const NhSignature signature = { .authority = "NGƯỜI LẬP PHIẾU" }; /* secrets of units go to nobody else */
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (context->connection, error,
                                                            "SELECT unit, code FROM slip WHERE used_at IS NULL"
                                                            " ORDER BY unit",
                                                            "");
  guint index = 0;
  int code;

  nh_sheet_set_page (context->sheet, NH_PORTRAIT, NH_PAPER_A4);
  nh_table_add_column (table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  nh_table_add_column (table, NH_TABLE_TOP, "Đơn vị", NH_COLUMN_TEXT);
  nh_sheet_set_signature (context->sheet, &signature);
  nh_table_add_column (table, NH_TABLE_TOP, "Mã (dùng một lần)", NH_COLUMN_MARK);
  while ((code = nh_connection_step (context->connection, statement, _ ("read the enrolment slips"), error)) ==
         SQLITE_ROW)
    {
      const NhUnit *unit = nh_catalog_get_unit (context->catalog, sqlite3_column_int64 (statement, 0));
      g_autofree char *shown = show_slip (nh_statement_get_text (statement, 1));
      g_autofree char *number = g_strdup_printf ("%u", ++index);
      g_autofree char *strip = g_strdup_printf ("Phiếu cấp mã nộp báo cáo Ngày hội %d – %s", context->request->year,
                                                unit != NULL ? unit->title : ""); /* of itself, once it is cut off */
      int row = nh_report_add_row (table, NH_ROW_DATA, NH_TABLE_TOP, number, strip);

      nh_table_set_text (table, row, 2, shown);
    }
  nh_sheet_add_note (context->sheet,
                     "Cắt rời từng dòng, giao kín cho đúng đơn vị. Đơn vị gõ mã này một lần khi tham gia "
                     "nộp báo cáo; mã đã dùng thì không còn trong danh sách.");
  return code == SQLITE_DONE;
}
