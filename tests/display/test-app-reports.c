/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports in the window: the page, its preview, what is remembered, and what goes out as a file or to the printer. */
#include "app-fixture.h"
#include "nh-report-parts-dialog.h"
#include "nh-sentences-dialog.h"

#include <string.h>

#include "ledger-fixture.h"
#include "nh-dialog.h"
#include "nh-export.h"
#include "nh-notice.h"
#include "nh-letterhead-dialog.h"
#include "nh-page-view.h"
#include "nh-preview.h"
#include "nh-print.h"
#include "nh-report-choice.h"
#include "nh-setting.h"
#include "nh-settings.h"
#include "nh-sidebar.h"

#define CAM_XUYEN "18673"

static void
want_view (AppDesk *desk, gint64 unit, int year)
{
  g_signal_emit_by_name (app_find_type (desk->window, NH_TYPE_SIDEBAR), "view-requested", unit, year);
}

static void
begin_sample (AppDesk *desk)
{
  g_autofree char *path = app_sample ();

  app_desk_begin (desk, path);
  if (nh_session_get_year (desk->session) != 2022)
    want_view (desk, nh_session_get_unit (desk->session), 2022);
  app_desk_wait_rows (desk, 1407);
}

/* --- files --- */

static void
assert_file (const char *path, const char *magic)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length, >, 1000);
  g_assert_cmpint (memcmp (contents, magic, strlen (magic)), ==, 0);
}

/* What a report is asked for. */
typedef struct
{
  const NhReport *report;
  NhReportRequest request;
} Question;

static gpointer
build_sheet (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;

  return nh_report_build (question->report, connection, ledger, &question->request, error);
}

static NhSheet *
make_sheet (AppDesk *desk, const NhReport *report)
{
  Question question = { report,
                        { .unit = nh_session_get_unit (desk->session), .year = nh_session_get_year (desk->session) } };
  g_autoptr (GError) error = NULL;
  NhSheet *sheet = nh_ledger_call (desk->ledger, NH_ON_REPORTER, build_sheet, &question, NULL, &error);

  g_assert_no_error (error);
  return sheet;
}

/* The next dialog begins where something was written. */
static void export(AppDesk *desk, const char *report, const char *path)
{
  g_autoptr (NhSheet) sheet = make_sheet (desk, nh_report_find (report));
  g_autofree char *folder = g_path_get_dirname (path);

  nh_export_write (desk->window, desk->ledger, sheet, path);
  g_assert_cmpstr (nh_export_get_folder (), ==,
                   g_file_test (folder, G_FILE_TEST_IS_DIR) ? folder : nh_dialog_documents ());
}

static void
test_export (void)
{
  static const struct
  {
    const char *ending, *magic;
  } formats[] = { { ".xlsx", "PK\003\004" }, { ".pdf", "%PDF-" } };
  AppDesk desk;
  guint n;
  const NhReport *reports = nh_reports (&n);

  begin_sample (&desk);
  g_assert_cmpuint (n, >, 0);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < G_N_ELEMENTS (formats); k++)
      {
        g_autofree char *name = g_strconcat (reports[i].name, formats[k].ending, NULL);
        g_autofree char *path = app_path (name);
        g_autofree char *expected = g_strconcat ("Written: ", path, NULL);

        if (reports[i].text && k == 0)
          continue;
        export(&desk, reports[i].name, path);
        g_assert_cmpstr (app_notice (desk.window), ==, "Writing the report…");
        app_wait (!g_str_equal (app_notice (desk.window), "Writing the report…"));
        g_assert_cmpstr (app_notice (desk.window), ==, expected);
        g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (app_notice_button (desk.window))), ==, "_Open");
        assert_file (path, formats[k].magic);
      }
  app_desk_end (&desk);
}

static void
test_export_fails (void)
{
  g_autofree char *there = app_path ("x");
  g_autofree char *nowhere = g_build_filename (there, "no folder", "sheet.xlsx", NULL);
  g_autofree char *late = app_path ("late.pdf");
  AppDesk desk;

  begin_sample (&desk);
  export(&desk, "summary", nowhere);
  app_wait (app_notice_has_style (desk.window, "error"));
  g_assert_null (app_notice_button (desk.window));
  export(&desk, "summary", late); /* and the window is closed in the middle */
  app_desk_end (&desk);
}

/* Holds the thread for reports until it is cancelled. */
static gpointer
hold_reports (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  while (!g_cancellable_is_cancelled (cancellable))
    g_usleep (1000);
  return NULL;
}

static void
on_let_go (GObject *source, GAsyncResult *result, gpointer user_data)
{
  nh_ledger_run_finish (NH_LEDGER (source), result, NULL);
  (*(guint *) user_data)++;
}

/* The lists go on while a report is made, and it can be called off. */
static void
test_export_cancelled (void)
{
  g_autoptr (GCancellable) hold = g_cancellable_new ();
  g_autoptr (NhSheet) sheet = NULL;
  g_autofree char *path = app_path ("cancelled.xlsx");
  guint let_go = 0;
  AppDesk desk;

  begin_sample (&desk);
  sheet = make_sheet (&desk, nh_report_find ("summary"));
  nh_ledger_run (desk.ledger, NH_ON_REPORTER, hold_reports, NULL, NULL, NULL, hold, on_let_go, &let_go);
  nh_export_write (desk.window, desk.ledger, sheet, path);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (app_notice_button (desk.window))), ==, "_Cancel");
  want_view (&desk, nh_session_get_unit (desk.session), 2021);
  app_desk_wait_rows (&desk, 0);
  g_assert_cmpstr (app_notice (desk.window), ==, "Writing the report…");
  app_click (app_notice_button (desk.window));
  g_cancellable_cancel (hold);
  app_wait (g_str_equal (app_notice (desk.window), "Cancelled: nothing was written."));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  app_wait (let_go == 1);
  app_desk_end (&desk);
}

/* --- the page --- */

static NhReportPage *
page_of (AppDesk *desk)
{
  NhReportPage *page = nh_workplace_get_report_page (desk->place);

  g_assert_nonnull (page);
  return page;
}

/* By the way a clerk without a mouse goes. */
static NhReportPage *
open_reports (AppDesk *desk)
{
  app_desk_act (desk, "reports");
  app_wait (nh_report_page_get_sheet (page_of (desk)) != NULL);
  return page_of (desk);
}

static gboolean
shows (NhReportPage *page, const char *text)
{
  NhPages *pages = nh_preview_get_pages (NH_PREVIEW (app_find_type (GTK_WIDGET (page), NH_TYPE_PREVIEW)));

  if (pages == NULL || nh_report_page_get_sheet (page) == NULL)
    return FALSE;
  for (guint i = 0; i < nh_pages_get_n_pages (pages); i++)
    {
      g_autofree char *whole = nh_pages_get_text (pages, i);

      if (strstr (whole, text) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
type (NhReportPage *page, const char *id, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (app_find (GTK_WIDGET (page), id)), text);
}

static void
test_page (void)
{
  AppDesk desk;
  NhReportPage *page;
  guint n;
  const NhReport *reports = nh_reports (&n);

  begin_sample (&desk);
  page = open_reports (&desk);
  g_assert_null (nh_workplace_get_page (desk.place));
  g_assert_false (app_desk_can (&desk, "save"));
  g_assert_true (app_desk_can (&desk, "search"));
  g_assert_true (shows (page, "1.407"));
  for (guint i = 0; i < n; i++)
    {
      nh_report_page_choose (page, &reports[i], 0);
      app_wait (nh_report_page_get_sheet (page) != NULL);
      g_assert_true (gtk_widget_get_visible (app_find (GTK_WIDGET (page), "excel"))); /* each keeps its place */
      g_assert_cmpint (gtk_widget_get_sensitive (app_find (GTK_WIDGET (page), "excel")), ==, !reports[i].text);
      g_assert_true (gtk_widget_get_visible (app_find (GTK_WIDGET (page), "text")));
      g_assert_cmpint (gtk_widget_get_sensitive (app_find (GTK_WIDGET (page), "text")), ==, reports[i].text);
    }
  /* Another season in the window is another one here. */
  nh_report_page_choose (page, nh_report_find ("summary"), 0);
  want_view (&desk, nh_session_get_unit (desk.session), 2021);
  app_wait (shows (page, "NĂM 2021"));
  want_view (&desk, nh_session_get_unit (desk.session), 2022);
  app_wait (shows (page, "NĂM 2022"));
  /* What Excel does not have is said. */
  g_action_group_activate_action (G_ACTION_GROUP (desk.window), "report", g_variant_new_string ("paragraph"));
  app_wait (shows (page, "suất quà"));
  app_desk_act (&desk, "excel");
  g_assert_true (app_notice_has_style (desk.window, "warning"));
  app_desk_end (&desk);
}

/* What takes long can be stopped, and is made again when it is wanted. */
static void
test_stopped (void)
{
  g_autoptr (GCancellable) hold = g_cancellable_new ();
  guint let_go = 0;
  AppDesk desk;
  NhReportPage *page;
  GtkWidget *preview;

  begin_sample (&desk);
  page = open_reports (&desk);
  preview = GTK_WIDGET (nh_report_page_get_preview (page));
  app_wait (nh_report_page_get_sheet (page) != NULL);
  nh_ledger_run (desk.ledger, NH_ON_REPORTER, hold_reports, NULL, NULL, NULL, hold, on_let_go, &let_go);
  nh_report_page_choose (page, nh_report_find ("points"), 0);
  g_assert_false (gtk_widget_get_visible (app_find (preview, "stop"))); /* it may be ready at once */
  app_wait (gtk_widget_get_visible (app_find (preview, "stop")));
  app_click (app_find (preview, "stop"));
  g_cancellable_cancel (hold);
  app_wait (g_str_has_prefix (app_label (preview, "problem"), "Stopped."));
  g_assert_null (nh_report_page_get_sheet (page));
  g_assert_false (gtk_widget_get_visible (app_find (preview, "stop")));
  g_assert_false (gtk_widget_has_css_class (app_find (preview, "problem"), "nh-error")); /* nothing is wrong */
  app_wait (let_go == 1);
  g_assert_true (gtk_widget_activate_action (preview, "report.copy", NULL));
  app_wait (nh_report_page_get_sheet (page) != NULL);
  app_wait (app_notice_has_style (desk.window, "done"));
  app_desk_end (&desk);
}

static void
test_choices (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  GtkWidget *as_of;
  AppDesk desk;
  NhReportPage *page;

  app_desk_begin (&desk, path);
  g_free (fixture_save_point (desk.ledger, "Thôn Một"));
  g_action_group_activate_action (G_ACTION_GROUP (desk.window), "report", g_variant_new_string ("paragraph"));
  page = page_of (&desk);
  app_wait (shows (page, "Số:        /BC-CAX"));
  g_assert_true (shows (page, "CÔNG AN XÃ CẨM XUYÊN"));
  type (page, "number", "15");
  type (page, "date", "5/8");
  app_wait (shows (page, "Số: 15/BC-CAX"));
  g_assert_true (shows (page, "Cẩm Xuyên, ngày 05 tháng 8 năm 2026"));
  /* A day that is none is marked, and the sheet stays. */
  as_of = app_find (GTK_WIDGET (page), "as_of");
  type (page, "as_of", "31/2");
  app_wait (gtk_widget_has_css_class (as_of, "error"));
  gtk_test_accessible_assert_state (as_of, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  type (page, "as_of", "25/8");
  app_wait (shows (page, "25/8/2026") || shows (page, "25/08/2026"));
  g_assert_false (gtk_widget_has_css_class (as_of, "error"));
  app_desk_end (&desk);
}

/* Another season, unit or report is read from its first page; the same one with another choice stays where it was. */
static void
test_starts_anew (void)
{
  AppDesk desk;
  NhReportPage *page;
  NhPreview *preview;
  NhPageView *view;

  begin_sample (&desk);
  g_action_group_activate_action (G_ACTION_GROUP (desk.window), "report", g_variant_new_string ("points"));
  page = page_of (&desk);
  app_wait (nh_report_page_get_sheet (page) != NULL);
  preview = NH_PREVIEW (app_find_type (GTK_WIDGET (page), NH_TYPE_PREVIEW));
  view = NH_PAGE_VIEW (app_find (GTK_WIDGET (preview), "view"));
  app_settle ();
  nh_page_view_show_page (view, 2);
  app_settle ();
  type (page, "preparer", "Nguyễn Thị Hường");
  app_wait (shows (page, "Nguyễn Thị Hường"));
  g_assert_cmpuint (nh_preview_get_page (preview), ==, 2);
  want_view (&desk, nh_catalog_find_unit (nh_session_get_catalog (desk.session), "446", 20220819)->id, 2022);
  app_wait (shows (page, "HUYỆN CẨM XUYÊN"));
  app_settle ();
  g_assert_cmpuint (nh_preview_get_page (preview), ==, 0);
  app_desk_end (&desk);
}

/* A record that is saved meanwhile is in the sheet when one comes back to it. */
static void
test_follows_records (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  AppDesk desk;
  NhReportPage *page;

  app_desk_begin (&desk, path);
  g_free (fixture_save_point (desk.ledger, "Thôn Một"));
  g_action_group_activate_action (G_ACTION_GROUP (desk.window), "report", g_variant_new_string ("points"));
  page = page_of (&desk);
  app_wait (shows (page, "Thôn Một"));
  g_free (fixture_save_point (desk.ledger, "Thôn Hai"));
  app_wait (shows (page, "Thôn Hai"));
  app_desk_show (&desk, "point");
  g_free (fixture_save_point (desk.ledger, "Thôn Ba"));
  app_desk_wait_rows (&desk, 3);
  g_assert_false (shows (page, "Thôn Ba"));
  app_desk_act (&desk, "reports");
  app_wait (shows (page, "Thôn Ba"));
  app_desk_end (&desk);
}

/* The preview of a long list is a part of it, and says so; what is copied is the whole. */
static void
test_long_list (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  AppDesk desk;
  NhReportPage *page;
  NhSheet *sheet;

  app_desk_begin (&desk, path);
  g_free (fixture_save_point (desk.ledger, "Thôn Một"));
  app_desk_wait_rows (&desk, 1);
  app_desk_spoil (&desk, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20010)"
                         " INSERT INTO point (uuid, unit, year, version, deleted, marks, waived, search, search_marked,"
                         " changed_at, place, place_kind, status) SELECT 'test-' || i, unit, year, 1, 0, '', waived,"
                         " search, search_marked, changed_at, place, place_kind, 'held' FROM n, point WHERE id = 1");
  app_desk_act (&desk, "reports");
  page = page_of (&desk);
  nh_report_page_choose (page, nh_report_find ("points"), 0);
  app_wait ((sheet = nh_report_page_get_sheet (page)) != NULL && nh_table_get_n_rows (nh_sheet_get_table (sheet)) > 1);
  g_assert_cmpuint (nh_table_get_n_rows (nh_sheet_get_table (sheet)), ==, 20001);
  g_assert_true (shows (page, "XEM TRƯỚC MỘT PHẦN"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (nh_report_page_get_preview (page)), "report.copy", NULL));
  app_wait (app_notice_has_style (desk.window, "done"));
  sheet = nh_report_page_get_sheet (page);
  g_assert_cmpuint (nh_table_get_n_rows (nh_sheet_get_table (sheet)), ==, 20012);
  app_desk_end (&desk);
}

/* A saved record as a filled form, until another report is chosen. */
static void
test_record_form (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  AppDesk desk;
  NhReportPage *page;

  app_desk_begin (&desk, path);
  g_free (fixture_save_point (desk.ledger, "Thôn Một"));
  app_desk_wait_rows (&desk, 1);
  g_assert_false (app_desk_can (&desk, "record-form"));
  gtk_selection_model_select_item (app_desk_get_rows (&desk), 0, TRUE);
  app_wait (app_desk_can (&desk, "record-form"));
  app_desk_act (&desk, "record-form");
  page = page_of (&desk);
  app_wait (shows (page, "Thôn Một"));
  nh_report_page_choose (page, nh_report_find ("summary"), 0);
  app_wait (shows (page, "TỔNG HỢP"));
  nh_report_page_choose (page, nh_report_find ("form-point"), 0);
  app_wait (nh_report_page_get_sheet (page) != NULL);
  g_assert_false (shows (page, "Thôn Một"));
  app_desk_end (&desk);
}

/* --- what is remembered --- */

static gpointer
read_setting (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_setting_get (connection, data);
}

/* Asked of the writer: what was to be remembered before is so by now. */
static char *
remembered (AppDesk *desk, const char *name)
{
  return nh_ledger_call (desk->ledger, NH_ON_WRITER, read_setting, (gpointer) name, NULL, NULL);
}

#define assert_remembered(desk, name, expected)       \
  G_STMT_START                                        \
  {                                                   \
    g_autofree char *text_ = remembered (desk, name); \
    g_assert_cmpstr (text_, ==, expected);            \
  }                                                   \
  G_STMT_END

static NhLetterheadDialog *
open_office (NhReportPage *page)
{
  GListModel *windows = gtk_window_get_toplevels ();

  app_click (app_find (GTK_WIDGET (page), "letterhead"));
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (NH_IS_LETTERHEAD_DIALOG (window))
        return NH_LETTERHEAD_DIALOG (window);
    }
  g_assert_not_reached ();
}

/* The entries of the signers' rows: rank, name, rank, name. */
static void
type_signer (NhLetterheadDialog *office, guint row, const char *rank, const char *name)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  app_collect (app_find (GTK_WIDGET (office), "signers"), GTK_TYPE_ENTRY, entries);
  g_assert_cmpuint (entries->len, >, row * 2 + 1);
  gtk_editable_set_text (g_ptr_array_index (entries, row * 2), rank);
  gtk_editable_set_text (g_ptr_array_index (entries, row * 2 + 1), name);
}

static void
test_office (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  GtkWidget *signer;
  AppDesk desk;
  NhReportPage *page;
  NhLetterheadDialog *office;

  app_desk_begin (&desk, path);
  g_action_group_activate_action (G_ACTION_GROUP (desk.window), "report", g_variant_new_string ("paragraph"));
  page = page_of (&desk);
  app_wait (shows (page, "TRƯỞNG CÔNG AN XÃ"));
  office = open_office (page);
  g_assert_cmpstr (gtk_entry_get_placeholder_text (GTK_ENTRY (app_find (GTK_WIDGET (office), "body"))), ==,
                   "CÔNG AN XÃ CẨM XUYÊN");
  type_signer (office, 0, "Trung tá", "Nguyễn Văn An");
  app_click (app_find_button (GTK_WIDGET (office), "Add a si_gner"));
  type_signer (office, 1, "Thiếu tá", "Lê Thị Bình");
  gtk_editable_set_text (GTK_EDITABLE (app_find (GTK_WIDGET (office), "place")), "Cẩm Xuyên mới");
  app_click (app_find (GTK_WIDGET (office), "save"));
  app_wait (shows (page, "Trung tá Nguyễn Văn An"));
  g_assert_true (shows (page, "Cẩm Xuyên mới, ngày"));
  g_assert_false (shows (page, "KT. TRƯỞNG"));
  assert_remembered (&desk, "signers", "head\tTrung tá\tNguyễn Văn An\ndeputy\tThiếu tá\tLê Thị Bình");
  /* The deputy signs today, and the next report too. */
  signer = app_find (GTK_WIDGET (page), "signer");
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (signer)), ==, 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (signer), 1);
  app_wait (shows (page, "KT. TRƯỞNG CÔNG AN XÃ"));
  g_assert_true (shows (page, "PHÓ TRƯỞNG CÔNG AN XÃ"));
  g_assert_true (shows (page, "Thiếu tá Lê Thị Bình"));
  assert_remembered (&desk, "signer.name", "Lê Thị Bình");
  app_desk_end (&desk);

  app_desk_begin (&desk, path);
  page = open_reports (&desk);
  g_assert_true (shows (page, "Thiếu tá Lê Thị Bình"));
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (app_find (GTK_WIDGET (page), "signer"))), ==, 1);
  app_desk_end (&desk);
}

static void
test_remembered (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  GtkTextBuffer *recipients;
  AppDesk desk;
  NhReportPage *page;

  app_desk_begin (&desk, path);
  page = open_reports (&desk);
  assert_remembered (&desk, "recipients", ""); /* what follows from the unit is shown, not kept */
  recipients = gtk_text_view_get_buffer (GTK_TEXT_VIEW (app_find (GTK_WIDGET (page), "recipients")));
  gtk_text_buffer_set_text (recipients, "Đảng ủy xã;\nLưu: VT.", -1);
  app_wait (shows (page, "- Đảng ủy xã;"));
  assert_remembered (&desk, "recipients", "Đảng ủy xã;\nLưu: VT.");
  g_assert_true (shows (page, "NGƯỜI LẬP BIỂU"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (app_find (GTK_WIDGET (page), "with_preparer")), FALSE);
  app_wait (nh_report_page_get_sheet (page) != NULL && !shows (page, "NGƯỜI LẬP BIỂU"));
  assert_remembered (&desk, "preparer.none", "yes");
  type (page, "number", "7");
  app_wait (nh_report_page_get_sheet (page) != NULL);
  assert_remembered (&desk, "document.number", "");
  app_desk_end (&desk);
}

/* --- the preview --- */

static NhPages *
make_pages (void)
{
  g_autoptr (NhSheet) sheet = nh_sheet_new ("thử");

  for (guint i = 1; i <= 60; i++)
    {
      g_autofree char *text = g_strdup_printf (
          "Đoạn thứ %u nói về công tác bảo vệ an ninh Tổ quốc tại cơ sở, với đủ lời để dài hơn một dòng.", i);

      nh_sheet_add_paragraph (sheet, text);
    }
  return nh_pages_new (sheet, NULL);
}

static void
zoom (GtkWidget *preview, const char *wanted)
{
  g_assert_true (gtk_widget_activate_action (preview, "preview.zoom", "s", wanted));
}

static guint
count_rows (GtkWidget *rows)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (rows), (int) n) != NULL)
    n++;
  return n;
}

/* The list of all reports is searched by parts of words, and chosen from by the arrows and Enter. */
static void
test_choice (void)
{
  AppDesk desk;
  NhReportPage *page;
  GtkWidget *kind, *button, *entry, *rows, *header;
  guint all;

  begin_sample (&desk);
  page = open_reports (&desk);
  kind = app_find (GTK_WIDGET (page), "kind");
  button = app_find (kind, "button");
  entry = app_find (kind, "entry");
  rows = app_find (kind, "rows");
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  app_wait (gtk_widget_get_mapped (entry));
  nh_reports (&all);
  g_assert_cmpuint (count_rows (rows), ==, all);
  g_assert_cmpint (gtk_list_box_row_get_index (gtk_list_box_get_selected_row (GTK_LIST_BOX (rows))), ==, 0);
  header = gtk_list_box_row_get_header (gtk_list_box_get_row_at_index (GTK_LIST_BOX (rows), 0));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (header)), ==, "Tables");
  g_assert_null (gtk_list_box_row_get_header (gtk_list_box_get_row_at_index (GTK_LIST_BOX (rows), 1)));
  gtk_editable_set_text (GTK_EDITABLE (entry), "of gift");
  g_assert_cmpuint (count_rows (rows), ==, 3);
  g_assert_true (app_press (entry, GDK_KEY_Down));
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (nh_report_choice_get (NH_REPORT_CHOICE (kind)) == nh_report_find ("gift-list"));
  g_assert_cmpstr (app_label (kind, "label"), ==, "List of gifts");
  app_wait (!gtk_widget_get_mapped (entry));
  app_wait (nh_report_page_get_sheet (page) != NULL);
  /* Of a text that is nowhere, Enter chooses nothing. */
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  app_wait (gtk_widget_get_mapped (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "xyz");
  g_assert_cmpuint (count_rows (rows), ==, 0);
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (nh_report_choice_get (NH_REPORT_CHOICE (kind)) == nh_report_find ("gift-list"));
  app_desk_end (&desk);
}

/* Copied by its key from anywhere on the page; F6 goes to the pages and back; Tab reaches what stands above them. */
static void
test_keys (void)
{
  AppDesk desk;
  NhReportPage *page;
  GtkWidget *kind, *preview, *number, *bar;
  gboolean reached = FALSE;

  begin_sample (&desk);
  page = open_reports (&desk);
  kind = app_find (GTK_WIDGET (page), "kind");
  preview = GTK_WIDGET (nh_report_page_get_preview (page));
  number = app_find (GTK_WIDGET (page), "number");
  bar = app_find (preview, "bar");
  gtk_widget_grab_focus (kind);
  for (guint i = 0; i < 60 && !reached; i++)
    {
      gtk_widget_child_focus (desk.window, GTK_DIR_TAB_FORWARD);
      reached = gtk_widget_get_focus_child (bar) != NULL;
    }
  g_assert_true (reached);
  gtk_widget_grab_focus (kind);
  g_assert_true (app_press (GTK_WIDGET (page), GDK_KEY_F6));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (desk.window)), preview));
  g_assert_true (app_press (GTK_WIDGET (page), GDK_KEY_F6));
  g_assert_false (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (desk.window)), preview));
  gtk_editable_set_text (GTK_EDITABLE (number), "12");
  gtk_widget_grab_focus (number);
  gtk_editable_select_region (GTK_EDITABLE (number), 0, -1);
  g_assert_false (app_press_with (GTK_WIDGET (page), GDK_KEY_c, GDK_CONTROL_MASK));
  gtk_editable_select_region (GTK_EDITABLE (number), 0, 0);
  g_assert_true (app_press_with (GTK_WIDGET (page), GDK_KEY_c, GDK_CONTROL_MASK));
  app_wait (g_str_has_prefix (app_notice (desk.window), "The report is copied"));
  nh_report_page_choose (page, nh_report_find ("paragraph"), 0);
  g_assert_true (app_press_with (GTK_WIDGET (page), GDK_KEY_c, GDK_CONTROL_MASK));
  app_wait (g_str_has_prefix (app_notice (desk.window), "The text is copied"));
  app_desk_end (&desk);
}

/* Beside the choices, what is left of the window is the sheet's. */
static void
test_width (void)
{
  AppDesk desk;
  GtkWidget *preview;

  nh_settings_set_size (1366, 768, FALSE);
  begin_sample (&desk);
  app_desk_show (&desk, "reports");
  preview = app_find_type (desk.window, NH_TYPE_PREVIEW);
  app_wait_drawn (desk.window);
  g_assert_cmpint (gtk_widget_get_width (app_find (desk.window, "choices")), <, 400);
  g_assert_cmpint (gtk_widget_get_width (preview), >, 700);
  app_desk_end (&desk);
}

static void
test_preview (void)
{
  g_autoptr (GCancellable) making = g_cancellable_new ();
  g_autoptr (NhPages) pages = make_pages ();
  GtkWidget *preview = g_object_new (NH_TYPE_PREVIEW, NULL);
  GtkWidget *window = app_show (preview);
  NhPageView *view = NH_PAGE_VIEW (app_find_type (app_find (preview, "scrolled"), NH_TYPE_PAGE_VIEW));
  guint n = nh_pages_get_n_pages (pages);
  double wide;

  g_assert_cmpuint (n, >=, 3);
  nh_preview_set_busy (NH_PREVIEW (preview), making);
  nh_preview_set_pages (NH_PREVIEW (preview), pages);
  app_wait (gtk_widget_get_mapped (GTK_WIDGET (view)));
  gtk_test_accessible_assert_role (view, GTK_ACCESSIBLE_ROLE_DOCUMENT);
  gtk_window_set_default_size (GTK_WINDOW (window), 300, 640);
  app_wait (gtk_widget_get_width (window) < 500);
  app_wait_drawn (window);
  g_assert_cmpfloat (nh_page_view_get_zoom (view), >=, 0.7); /* can be read, though wider than the window */
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 640);
  app_wait (nh_page_view_get_zoom (view) > 1); /* as wide as the window */
  wide = nh_page_view_get_zoom (view);
  zoom (preview, "page");
  g_assert_cmpfloat (nh_page_view_get_zoom (view), <, wide);
  zoom (preview, "100");
  g_assert_cmpfloat (nh_page_view_get_zoom (view), ==, 1);
  zoom (preview, "in");
  g_assert_cmpfloat_with_epsilon (nh_page_view_get_zoom (view), 1.1, 0.001);
  zoom (preview, "out");
  zoom (preview, "out");
  g_assert_cmpfloat_with_epsilon (nh_page_view_get_zoom (view), 0.9, 0.001);
  for (guint i = 0; i < 30; i++)
    zoom (preview, "in");
  g_assert_cmpfloat (nh_page_view_get_zoom (view), ==, 4);
  zoom (preview, "width");
  g_assert_cmpfloat_with_epsilon (nh_page_view_get_zoom (view), wide, 0.05);
  /* A page by its number. */
  gtk_editable_set_text (GTK_EDITABLE (app_find (preview, "page")), "3");
  g_signal_emit_by_name (app_find (preview, "page"), "activate");
  g_assert_cmpuint (nh_page_view_get_page (view), ==, 2);
  gtk_editable_set_text (GTK_EDITABLE (app_find (preview, "page")), "999");
  g_signal_emit_by_name (app_find (preview, "page"), "activate");
  g_assert_cmpuint (nh_page_view_get_page (view), ==, n - 1);
  app_press (GTK_WIDGET (view), GDK_KEY_Home);
  g_assert_cmpuint (nh_page_view_get_page (view), ==, 0);
  for (guint i = 0; i < 40 && nh_page_view_get_page (view) == 0; i++)
    app_press (GTK_WIDGET (view), GDK_KEY_Page_Down);
  g_assert_cmpuint (nh_page_view_get_page (view), ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (app_find (preview, "page"))), ==, "2");
  nh_preview_set_problem (NH_PREVIEW (preview), "There is nothing to show.", TRUE);
  g_assert_cmpuint (nh_page_view_get_n_pages (view), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static const char *
found (GtkWidget *preview)
{
  return app_label (preview, "found");
}

static void
test_search (void)
{
  g_autoptr (NhPages) pages = make_pages ();
  GtkWidget *preview = g_object_new (NH_TYPE_PREVIEW, NULL);
  GtkWidget *window = app_show (preview);
  NhPageView *view = NH_PAGE_VIEW (app_find_type (app_find (preview, "scrolled"), NH_TYPE_PAGE_VIEW));
  GtkEditable *query = GTK_EDITABLE (app_find (preview, "query"));

  nh_preview_set_pages (NH_PREVIEW (preview), pages);
  nh_preview_search (NH_PREVIEW (preview));
  gtk_editable_set_text (query, "doan thu");
  app_wait (g_str_equal (found (preview), "1 of 60"));
  g_signal_emit_by_name (query, "activate");
  g_assert_cmpstr (found (preview), ==, "2 of 60");
  gtk_editable_set_text (query, "Đoạn thứ 60");
  app_wait (g_str_equal (found (preview), "1 of 1"));
  g_assert_cmpuint (nh_page_view_get_page (view), ==, nh_pages_get_n_pages (pages) - 1);
  g_signal_emit_by_name (query, "activate");
  g_assert_cmpstr (found (preview), ==, "1 of 1");
  gtk_editable_set_text (query, "đoán thứ");
  app_wait (g_str_equal (found (preview), "Not found"));
  g_assert_true (nh_preview_end_search (NH_PREVIEW (preview)));
  g_assert_false (nh_preview_end_search (NH_PREVIEW (preview)));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_thumbnails (void)
{
  g_autoptr (NhPages) pages = make_pages ();
  GtkWidget *preview = g_object_new (NH_TYPE_PREVIEW, NULL);
  GtkWidget *window = app_show (preview);
  NhPageView *view = NH_PAGE_VIEW (app_find_type (app_find (preview, "scrolled"), NH_TYPE_PAGE_VIEW));
  GtkWidget *small = app_find_type (app_find (preview, "thumbnails_scrolled"), NH_TYPE_PAGE_VIEW);

  nh_preview_set_pages (NH_PREVIEW (preview), pages);
  g_assert_false (gtk_widget_get_mapped (small));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (app_find_type (app_find (preview, "bar"), GTK_TYPE_TOGGLE_BUTTON)),
                                TRUE);
  app_wait (gtk_widget_get_mapped (small));
  g_assert_true (app_press (small, GDK_KEY_Down));
  g_assert_cmpuint (nh_page_view_get_page (view), ==, 1);
  g_assert_true (app_press (small, GDK_KEY_End));
  g_assert_cmpuint (nh_page_view_get_page (view), ==, nh_pages_get_n_pages (pages) - 1);
  nh_page_view_show_page (view, 0);
  g_assert_cmpuint (nh_page_view_get_page (NH_PAGE_VIEW (small)), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- the printer --- */

/* Into a file, by the way that pages go to a printer. */
static void
test_print (void)
{
  g_autoptr (NhPages) pages = make_pages ();
  g_autoptr (GtkPrintOperation) operation = nh_print_operation_new (pages, "Báo cáo thử");
  g_autofree char *path = app_path ("printed.pdf");
  g_autofree char *pdftotext = g_find_program_in_path ("pdftotext");
  const char *const argv[] = { "pdftotext", "-layout", path, "-", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint done = 0, n_breaks = 0;

  g_signal_connect_swapped (operation, "done", G_CALLBACK (app_count), &done);
  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
  g_assert_no_error (error);
  app_wait (done == 1);
  assert_file (path, "%PDF-");
  if (pdftotext == NULL)
    {
      g_test_skip ("pdftotext is not here");
      return;
    }
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "Đoạn thứ 1 nói về công tác"));
  g_assert_nonnull (strstr (text, "Đoạn thứ 60 nói về công tác"));
  for (const char *at = text; (at = strchr (at, '\f')) != NULL; at++)
    n_breaks++;
  g_assert_cmpuint (n_breaks, ==, nh_pages_get_n_pages (pages));
}

/* What was typed into the parts of the whole report is not lost by closing. */
static void
test_parts_are_kept (void)
{
  g_autofree char *path = app_ledger ("18673");
  g_autoptr (GHashTable) settings = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *dialog, *view;
  AppDesk desk;

  app_desk_begin (&desk, path);
  dialog = nh_report_parts_dialog_new (GTK_WINDOW (desk.window), desk.ledger, settings,
                                       nh_ledger_get_unit (desk.ledger), 2026);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  view = app_find_type (dialog, GTK_TYPE_TEXT_VIEW);
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "Đảng ủy xã chỉ đạo", -1);
  gtk_window_close (GTK_WINDOW (dialog));
  app_answer (2);
  app_settle ();
  g_assert_nonnull (dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  app_answer (1);
  app_wait (dialog == NULL);
  app_desk_end (&desk);
}

/* A sentence in other words is seen at once, refused where it cannot be used, and stands in the report. */
static void
test_sentences (void)
{
  g_autofree char *path = app_ledger ("18673");
  g_autoptr (GHashTable) settings = g_hash_table_new (g_str_hash, g_str_equal);
  NhReportRequest request = { .year = 2026 };
  GtkWidget *dialog, *view;
  GtkLabel *preview, *problem, *left_out;
  GtkListBox *list;
  AppDesk desk;

  app_desk_begin (&desk, path);
  request.unit = nh_ledger_get_unit (desk.ledger);
  dialog = nh_sentences_dialog_new (GTK_WINDOW (desk.window), desk.ledger, settings, nh_report_find ("paragraph"),
                                    &request);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  view = app_find (dialog, "view");
  list = GTK_LIST_BOX (app_find (dialog, "list"));
  preview = GTK_LABEL (app_find (dialog, "preview"));
  problem = GTK_LABEL (app_find (dialog, "problem"));
  left_out = GTK_LABEL (app_find (dialog, "left_out"));
  app_wait (strstr (gtk_label_get_text (preview), "năm 2026") != NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)),
                            "Công an {nơi báo cáo} báo cáo {nam}:", -1);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (problem)));
  g_assert_cmpstr (gtk_label_get_text (preview), ==, "");
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 3));
  app_click (app_find (dialog, "save"));
  app_settle ();
  g_assert_nonnull (dialog);
  g_assert_true (gtk_list_box_get_selected_row (list) == gtk_list_box_get_row_at_index (list, 0));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)),
                            "Công an {nơi báo cáo} báo cáo {năm}:", -1);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (problem)));
  g_assert_nonnull (strstr (gtk_label_get_text (left_out), "{kế hoạch}"));
  g_assert_true (g_str_has_suffix (gtk_label_get_text (preview), " báo cáo 2026:"));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), " ", -1); /* the standard one is used */
  g_assert_true (g_str_has_suffix (gtk_label_get_text (preview), " như sau:"));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)),
                            "Công an {nơi báo cáo} báo cáo {năm}:", -1);
  gtk_window_close (GTK_WINDOW (dialog));
  app_answer (0);
  app_wait (dialog == NULL);
  g_action_group_activate_action (G_ACTION_GROUP (desk.window), "report", g_variant_new_string ("paragraph"));
  app_wait (shows (NH_REPORT_PAGE (app_find_type (desk.window, NH_TYPE_REPORT_PAGE)), " báo cáo 2026:"));
  app_desk_end (&desk);
}

/* Printing is what most come for: its button is as wide as a half of the foot. */
static void
test_outputs (void)
{
  GtkWidget *print, *outputs;
  AppDesk desk;

  begin_sample (&desk);
  g_action_group_activate_action (G_ACTION_GROUP (desk.window), "report", g_variant_new_string ("summary"));
  app_wait_drawn (desk.window);
  print = app_find (GTK_WIDGET (page_of (&desk)), "print");
  outputs = app_find (GTK_WIDGET (page_of (&desk)), "outputs");
  g_assert_cmpint (gtk_widget_get_width (print), >, gtk_widget_get_width (outputs) * 2 / 5);
  app_desk_end (&desk);
}

void
app_add_report_tests (void)
{
  g_test_add_func ("/reports/sentences", test_sentences);
  g_test_add_func ("/reports/parts-are-kept", test_parts_are_kept);
  g_test_add_func ("/reports/outputs", test_outputs);
  g_test_add_func ("/reports/export", test_export);
  g_test_add_func ("/reports/export-fails", test_export_fails);
  g_test_add_func ("/reports/export-cancelled", test_export_cancelled);
  g_test_add_func ("/reports/stopped", test_stopped);
  g_test_add_func ("/reports/page", test_page);
  g_test_add_func ("/reports/choices", test_choices);
  g_test_add_func ("/reports/follows-records", test_follows_records);
  g_test_add_func ("/reports/long-list", test_long_list);
  g_test_add_func ("/reports/record-form", test_record_form);
  g_test_add_func ("/reports/office", test_office);
  g_test_add_func ("/reports/remembered", test_remembered);
  g_test_add_func ("/reports/width", test_width);
  g_test_add_func ("/reports/preview", test_preview);
  g_test_add_func ("/reports/choice", test_choice);
  g_test_add_func ("/reports/keys", test_keys);
  g_test_add_func ("/reports/starts-anew", test_starts_anew);
  g_test_add_func ("/reports/search", test_search);
  g_test_add_func ("/reports/thumbnails", test_thumbnails);
  g_test_add_func ("/reports/print", test_print);
}
