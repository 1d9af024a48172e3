/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole window: opening, pages, seasons, units, layouts, names for who cannot see, letters for who has no mouse. */
#include "app-fixture.h"
#include "nh-dialog.h"
#include "nh-field-editor.h"
#include "nh-filter-bar.h"
#include "nh-point.h"

#include <glib/gstdio.h>
#include <string.h>

#include "ledger-fixture.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-letterhead-dialog.h"
#include "nh-overview-page.h"
#include "nh-preferences.h"
#include "nh-record-view.h"
#include "nh-setting.h"
#include "nh-settings.h"
#include "nh-sidebar.h"
#include "nh-open-error-page.h"
#include "nh-unit-chooser.h"
#include "nh-welcome.h"

#define CAM_XUYEN "18673"

static void
begin_sample (AppDesk *desk)
{
  g_autofree char *path = app_sample ();

  app_desk_begin (desk, path);
  if (nh_session_get_year (desk->session) != 2022)
    g_signal_emit_by_name (app_find_type (desk->window, NH_TYPE_SIDEBAR), "view-requested",
                           nh_session_get_unit (desk->session), 2022);
  app_desk_wait_rows (desk, 1407);
}

static GtkWidget *
new_window (void)
{
  GtkWidget *window = nh_window_new (app_get ());

  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
close_window (GtkWidget *window)
{
  gpointer gone = window;

  g_object_add_weak_pointer (G_OBJECT (window), &gone);
  gtk_window_close (GTK_WINDOW (window));
  app_wait (gone == NULL);
}

/* Open to others again: its lock is gone. */
static void
assert_free (const char *path)
{
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);

  app_wait (!g_file_test (lock, G_FILE_TEST_EXISTS));
  fixture_close (fixture_open (path, NH_OPEN_DEFAULT));
}

static gboolean
can (GtkWidget *window, const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (window), action);
}

/* --- opening --- */

static void
test_open (void)
{
  static const char *const enabled[] = { "new",    "copy",          "save",      "save-next",     "search",
                                         "escape", "copy-previous", "excel",     "print",         "report",
                                         "units",  "years",         "next-page", "previous-page", "backups",
                                         "open",   "begin",         "about",     "language" };
  static const char *const disabled[] = { "delete", "undo", "redo", "record-form" };
  g_autofree char *path = app_ledger (CAM_XUYEN);
  g_auto (GStrv) recent = NULL;
  AppDesk desk;

  app_desk_begin (&desk, path);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (desk.window)), ==, "Festival Ledger — Sổ thử.ngayhoi");
  g_assert_cmpstr (nh_window_get_path (NH_WINDOW (desk.window)), ==, path);
  for (guint i = 0; i < G_N_ELEMENTS (enabled); i++)
    {
      g_test_message ("%s", enabled[i]);
      g_assert_true (app_desk_can (&desk, enabled[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (disabled); i++)
    g_assert_false (app_desk_can (&desk, disabled[i]));
  g_assert_true (gtk_widget_get_mapped (app_find (desk.window, "undo")));
  recent = nh_settings_get_recent ();
  g_assert_cmpstr (recent[0], ==, path);
  g_assert_cmpint (nh_session_get_year (desk.session), ==, 2026);
  app_desk_end (&desk);
  assert_free (path);
}

static gpointer
read_superior (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_setting_get (connection, "letterhead.superior");
}

static void
test_begin (void)
{
  static const char *const disabled[] = { "new",           "copy",   "save",  "save-next", "search",        "escape",
                                          "copy-previous", "delete", "undo",  "redo",      "excel",         "print",
                                          "report",        "units",  "years", "next-page", "previous-page", "backups" };
  GtkWidget *window = new_window ();
  GtkWidget *welcome;
  g_autofree char *superior = NULL;
  g_autofree char *path = NULL;
  AppDesk desk;

  nh_window_begin (NH_WINDOW (window));
  welcome = app_find_type (window, NH_TYPE_WELCOME);
  app_wait (gtk_widget_get_mapped (welcome));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Festival Ledger");
  g_assert_null (nh_window_get_path (NH_WINDOW (window)));
  g_assert_false (gtk_widget_get_mapped (app_find (window, "undo")));
  for (guint i = 0; i < G_N_ELEMENTS (disabled); i++)
    {
      g_test_message ("%s", disabled[i]);
      g_assert_false (can (window, disabled[i]));
    }
  g_assert_true (can (window, "open"));
  app_click (app_find (welcome, "not_listed"));
  gtk_editable_set_text (GTK_EDITABLE (app_find (welcome, "name")), "Bình Minh");
  gtk_editable_set_text (GTK_EDITABLE (app_find (welcome, "parent_name")), "tỉnh Nơi Khác");
  app_click (app_find (welcome, "create"));
  app_desk_adopt (&desk, window);
  path = g_strdup (nh_ledger_get_path (desk.ledger));
  superior = nh_ledger_call (desk.ledger, NH_ON_WRITER, read_superior, NULL, NULL, NULL);
  g_assert_cmpstr (superior, ==, "CÔNG AN TỈNH NƠI KHÁC");
  app_desk_end (&desk);
  assert_free (path);
  g_assert_cmpint (remove (path), ==, 0);
}

static void
test_error_page (void)
{
  g_autofree char *path = app_path ("không có.ngayhoi");
  g_autofree char *made = app_ledger (CAM_XUYEN);
  GtkWidget *window = new_window ();
  GtkWidget *page;
  AppDesk desk;

  nh_window_open (NH_WINDOW (window), path);
  app_wait ((page = app_find_type (window, NH_TYPE_OPEN_ERROR_PAGE)) != NULL && gtk_widget_get_mapped (page));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Festival Ledger — không có.ngayhoi");
  g_assert_false (can (window, "new"));
  g_assert_false (gtk_widget_get_mapped (app_find (window, "undo")));
  fixture_copy (made, path); /* the stick is back */
  app_click (app_find (page, "retry"));
  app_desk_adopt (&desk, window);
  g_assert_true (app_desk_can (&desk, "new"));
  app_desk_end (&desk);
}

/* A break in the history is reported as an error, by itself; the ledger is open and can be worked in. */
static void
test_broken_history (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  g_autofree char *uuid = NULL;
  NhLedger *ledger = fixture_open (path, NH_OPEN_DEFAULT);
  AppDesk desk;

  uuid = fixture_save_point (ledger, "Thôn 1");
  fixture_close (ledger);
  fixture_sql (path, "UPDATE history SET after = replace (after, '185', '999')");
  app_desk_begin (&desk, path);
  app_wait (app_notice_has_style (desk.window, "error"));
  g_assert_nonnull (strstr (app_notice (desk.window), "verify the history"));
  g_assert_true (app_desk_can (&desk, "new"));
  app_desk_end (&desk);
}

static void
test_backups (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  GtkWidget *page;
  GtkWidget *window;
  AppDesk desk;

  app_desk_begin (&desk, path);
  g_free (fixture_save_point (desk.ledger, "Thôn Một"));
  g_free (fixture_save_point (desk.ledger, "Thôn Hai"));
  app_desk_wait_rows (&desk, 2);
  app_desk_act (&desk, "backups");
  window = desk.window;
  app_wait ((page = app_find_type (window, NH_TYPE_OPEN_ERROR_PAGE)) != NULL && gtk_widget_get_mapped (page));
  assert_free (path);
  app_click (app_find (page, "retry"));
  app_desk_adopt (&desk, window);
  app_desk_wait_rows (&desk, 2);
  app_desk_act (&desk, "backups");
  app_wait ((page = app_find_type (window, NH_TYPE_OPEN_ERROR_PAGE)) != NULL && gtk_widget_get_mapped (page));
  assert_free (path);
  fixture_write (wal, "changes of another copy", -1);
  app_click (app_find (page, "restore"));
  app_answer (0); /* it is asked once */
  app_desk_adopt (&desk, window);
  app_desk_wait_rows (&desk, 1);
  app_wait (strstr (app_notice (window), ".left-behind-wal") != NULL);
  app_desk_end (&desk);
}

/* One ledger after another in the same window; the newest wish counts. */
static void
test_reopen (void)
{
  g_autofree char *first = app_ledger (CAM_XUYEN);
  g_autofree char *second = app_ledger (CAM_XUYEN);
  GtkWidget *window;
  AppDesk desk;

  app_desk_begin (&desk, first);
  window = desk.window;
  nh_window_open (NH_WINDOW (window), second);
  app_desk_adopt (&desk, window);
  g_assert_cmpstr (nh_ledger_get_path (desk.ledger), ==, second);
  assert_free (first);
  for (guint pause = 0; pause < 6; pause++)
    {
      nh_window_open (NH_WINDOW (window), first);
      for (guint turn = 0; turn < pause; turn++)
        app_turn ();
      nh_window_open (NH_WINDOW (window), second);
      app_desk_adopt (&desk, window);
      g_assert_cmpstr (nh_ledger_get_path (desk.ledger), ==, second);
      assert_free (first);
    }
  nh_window_open (NH_WINDOW (window), nh_window_get_path (NH_WINDOW (window)));
  app_desk_adopt (&desk, window);
  g_assert_cmpstr (nh_ledger_get_path (desk.ledger), ==, second);
  app_desk_end (&desk);
  assert_free (second);
}

/* Closed at any moment of opening. */
static void
test_close_early (void)
{
  g_autofree char *path = app_sample ();

  for (guint pause = 0; pause < 60; pause += 3)
    {
      GtkWidget *window = new_window ();

      nh_window_open (NH_WINDOW (window), path);
      for (guint turn = 0; turn < pause; turn++)
        app_turn ();
      close_window (window);
      assert_free (path);
    }
}

/* --- pages, seasons, units --- */

static void
test_pages (void)
{
  static const char *const of_records[] = { "new", "copy", "save", "save-next", "escape", "copy-previous", "delete" };
  const NhRecordType *const *types = nh_record_types ();
  AppDesk desk;
  guint n = 0;

  begin_sample (&desk);
  for (guint i = 0; types[i] != NULL; i++)
    {
      app_desk_show (&desk, types[i]->name);
      g_assert_true (nh_record_page_get_record_type (desk.page) == types[i]);
      g_assert_true (app_desk_can (&desk, "new"));
      n++;
    }
  app_desk_show (&desk, types[n - 1]->name);
  app_desk_act (&desk, "next-page");
  g_assert_nonnull (nh_workplace_get_report_page (desk.place));
  app_desk_act (&desk, "next-page"); /* that of what was changed */
  g_assert_null (nh_workplace_get_page (desk.place));
  for (guint i = 0; i < G_N_ELEMENTS (of_records); i++)
    g_assert_false (app_desk_can (&desk, of_records[i]));
  g_assert_true (app_desk_can (&desk, "report"));
  app_desk_act (&desk, "previous-page");
  app_desk_act (&desk, "previous-page");
  g_assert_true (nh_record_page_get_record_type (nh_workplace_get_page (desk.place)) == types[n - 1]);
  app_desk_show (&desk, "point");
  app_desk_end (&desk);
}

static gboolean
has_label (GtkWidget *root, const char *text)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  app_collect (root, GTK_TYPE_LABEL, labels);
  for (guint i = 0; i < labels->len; i++)
    if (g_str_equal (gtk_label_get_text (g_ptr_array_index (labels, i)), text))
      return TRUE;
  return FALSE;
}

static void
test_overview (void)
{
  AppDesk desk;
  GtkWidget *overview;

  begin_sample (&desk);
  app_desk_show (&desk, "overview");
  overview = app_find_type (desk.window, NH_TYPE_OVERVIEW_PAGE);
  app_wait (has_label (overview, "1.407"));
  g_assert_true (has_label (overview, "15"));
  g_assert_true (has_label (overview, "209"));
  g_assert_true (has_label (overview, "Festival 2022"));
  app_desk_end (&desk);
}

static void
want_year (AppDesk *desk, const char *year)
{
  GtkWidget *entry = app_find (desk->window, "other_year");

  app_wait (!gtk_widget_get_mapped (entry));
  app_desk_act (desk, "years");
  app_wait (gtk_widget_get_mapped (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), year);
  g_signal_emit_by_name (entry, "activate");
}

static void
test_year (void)
{
  g_autofree char *path = app_sample ();
  AppDesk desk;

  app_desk_begin (&desk, path);
  want_year (&desk, "2022");
  app_desk_wait_rows (&desk, 1407);
  want_year (&desk, "2021");
  app_desk_wait_rows (&desk, 0);
  app_wait (gtk_widget_get_mapped (app_find_type (GTK_WIDGET (desk.page), NH_TYPE_RECORD_VIEW)));
  app_wait (has_label (GTK_WIDGET (desk.page), "No festival points for 2021 yet"));
  g_assert_cmpint (nh_session_get_year (desk.session), ==, 2021);
  app_desk_end (&desk);

  /* By the button beside it, too; the work goes on in the page. */
  app_desk_begin (&desk, path);
  app_desk_act (&desk, "years");
  app_wait (gtk_widget_get_mapped (app_find (desk.window, "other_year")));
  gtk_editable_set_text (GTK_EDITABLE (app_find (desk.window, "other_year")), "2021");
  app_click (app_find (desk.window, "open_year"));
  app_wait (nh_session_get_year (desk.session) == 2021);
  app_wait (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (desk.window)), GTK_WIDGET (desk.page)));
  app_desk_end (&desk);

  app_desk_begin (&desk, path); /* remembered */
  g_assert_cmpint (nh_session_get_year (desk.session), ==, 2021);
  app_desk_type (&desk, 0, "Thôn Một");
  want_year (&desk, "2022");
  app_answer (2);
  app_wait (app_get_dialog () == NULL);
  app_settle ();
  g_assert_cmpint (nh_session_get_year (desk.session), ==, 2021);
  app_desk_assert_text (&desk, 0, "Thôn Một");
  want_year (&desk, "2022");
  app_answer (1);
  app_desk_wait_rows (&desk, 1407);
  app_desk_assert_text (&desk, 0, "");
  app_desk_end (&desk);
}

static void
test_unit (void)
{
  AppDesk desk;
  GtkWidget *rows;
  GListModel *columns;
  guint n_columns;

  begin_sample (&desk);
  columns = gtk_column_view_get_columns (
      GTK_COLUMN_VIEW (app_find_type (GTK_WIDGET (desk.page), GTK_TYPE_COLUMN_VIEW)));
  n_columns = g_list_model_get_n_items (columns);
  app_desk_act (&desk, "units");
  app_wait (gtk_widget_get_mapped (app_find (desk.window, "unit_popover")));
  gtk_editable_set_text (GTK_EDITABLE (app_find_type (app_find (desk.window, "unit_popover"), GTK_TYPE_SEARCH_ENTRY)),
                         "cam nhuong");
  rows = app_find_type (app_find (desk.window, "unit_popover"), GTK_TYPE_LIST_BOX);
  g_signal_emit_by_name (rows, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (rows), 0));
  app_wait (app_desk_count_rows (&desk) < 1407);
  g_assert_cmpuint (app_desk_count_rows (&desk), >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (columns), ==, n_columns - 1); /* of one unit only */
  g_assert_cmpstr (app_label (desk.window, "unit_label"), ==, "Police of xã Cẩm Nhượng");
  app_desk_end (&desk);
}

/* --- searching and sorting --- */

static const char *
sums_of (AppDesk *desk)
{
  return app_label (GTK_WIDGET (desk->page), "summary_label");
}

static void
test_search (void)
{
  AppDesk desk;
  GtkWidget *search;
  NhFilterBar *bar;
  g_autoptr (NhFilter) filter = NULL;
  g_autofree char *all = NULL;
  g_autofree char *expected = NULL;
  guint n;

  begin_sample (&desk);
  app_wait (g_str_has_prefix (sums_of (&desk), "1.407 festival points"));
  all = g_strdup (sums_of (&desk));
  g_assert_nonnull (strstr (all, "Attendance: 84.213"));
  search = app_find (GTK_WIDGET (desk.page), "search");
  app_desk_act (&desk, "search");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (desk.window)), search));
  gtk_editable_set_text (GTK_EDITABLE (search), "xom");
  app_wait (app_desk_count_rows (&desk) < 1407);
  n = app_desk_count_rows (&desk);
  expected = g_strdup_printf ("%u festival point", n);
  app_wait (g_str_has_prefix (sums_of (&desk), expected));
  gtk_editable_set_text (GTK_EDITABLE (search), "khong dau ca");
  app_wait (has_label (GTK_WIDGET (desk.page), "Nothing found for “khong dau ca”"));
  g_signal_emit_by_name (search, "stop-search");
  app_desk_wait_rows (&desk, 1407);
  app_wait (g_str_equal (sums_of (&desk), all));

  bar = NH_FILTER_BAR (app_find_type (GTK_WIDGET (desk.page), NH_TYPE_FILTER_BAR));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (bar)));
  filter = nh_filter_new (&nh_point_type);
  nh_filter_set (filter, NH_POINT_PLACE_KIND, "thon", NULL);
  nh_filter_set (filter, NH_POINT_ATTENDANCE, "60..", NULL);
  nh_filter_bar_set_filter (bar, filter);
  app_wait (app_desk_count_rows (&desk) < 1407 &&
            app_desk_count_rows (&desk) > 0); /* on its way the list may stand empty */
  n = app_desk_count_rows (&desk);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (bar)));
  app_click (gtk_widget_get_first_child (GTK_WIDGET (bar))); /* one condition less, more records */
  app_wait (app_desk_count_rows (&desk) > n);
  nh_filter_set (filter, NH_POINT_ATTENDANCE, "999999..", NULL);
  nh_filter_bar_set_filter (bar, filter);
  app_wait (has_label (GTK_WIDGET (desk.page), "Nothing found"));
  app_click (app_find_button (GTK_WIDGET (desk.page), "Show all"));
  app_desk_wait_rows (&desk, 1407);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (bar)));
  app_desk_end (&desk);
}

static void
on_clipboard (GObject *source, GAsyncResult *result, gpointer text)
{
  *(char **) text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

/* Three rows: copied with their headings, then one field set in all of them, and taken back at once. */
static void
test_several (void)
{
  AppDesk desk;
  GtkSelectionModel *rows;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GListModel *windows;
  GtkWidget *dialog = NULL;
  GtkWidget *value;

  begin_sample (&desk);
  rows = app_desk_get_rows (&desk);
  gtk_selection_model_select_range (rows, 0, 3, TRUE);
  app_settle ();
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk.page), "page.copy-rows", NULL));
  app_wait (g_str_has_prefix (app_notice (desk.window), "3 rows"));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (desk.window), NULL, on_clipboard, &text);
  app_wait (text != NULL);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_true (g_str_has_prefix (lines[0], "Unit\tDate\tPlace"));
  g_assert_nonnull (strstr (lines[1], "\t05/08/2022\t"));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk.page), "page.change-rows", NULL));
  windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_strcmp0 (gtk_window_get_title (window), "Change 3 records") == 0)
        dialog = GTK_WIDGET (window);
    }
  g_assert_nonnull (dialog);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (app_find_type (dialog, GTK_TYPE_DROP_DOWN)), NH_POINT_ATTENDANCE - 1);
  value = app_find_type (dialog, NH_TYPE_FIELD_EDITOR);
  g_assert_cmpuint (nh_field_editor_get_index (NH_FIELD_EDITOR (value)), ==, NH_POINT_ATTENDANCE);
  nh_field_editor_type (NH_FIELD_EDITOR (value), "nhiều");
  app_click (app_find_button (dialog, "Change _all"));
  nh_field_editor_type (NH_FIELD_EDITOR (value), "1.000");
  app_click (app_find_button (dialog, "Change _all"));
  app_wait (g_str_has_prefix (app_notice (desk.window), "3 records changed"));
  app_wait (strstr (sums_of (&desk), "Attendance: 84.213") == NULL);
  g_assert_nonnull (app_notice_button (desk.window)); /* the way back is offered there */
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (app_notice_button (desk.window))), ==, "_Undo");
  app_wait (app_desk_can (&desk, "undo")); /* the outline is read on another thread than the sums */
  app_click (app_notice_button (desk.window));
  app_wait (strstr (sums_of (&desk), "Attendance: 84.213") != NULL);
  app_desk_end (&desk);
}

/* The second place for backups gets each backup while it is there, and is missed after a week. */
static void
test_backup_place (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  g_autofree char *place = app_path ("thẻ nhớ");
  g_autofree char *folder = g_build_filename (place, "Sổ thử.backup", NULL);
  AppDesk desk;

  nh_settings_set_text (NH_SETTINGS_BACKUP_PLACE, place);
  nh_settings_set_text (NH_SETTINGS_BACKUP_SEEN, "2026-08-14");
  app_desk_begin (&desk, path);
  g_free (fixture_save_point (desk.ledger, "Thôn Một"));
  app_desk_wait_rows (&desk, 1);
  app_settle ();
  g_assert_cmpstr (app_notice (desk.window), ==, ""); /* six days are no reason to worry */
  app_desk_end (&desk);

  nh_settings_set_text (NH_SETTINGS_BACKUP_SEEN, "2026-08-13");
  app_desk_begin (&desk, path);
  app_wait (strstr (app_notice (desk.window), "has not been there for 7 days") != NULL);
  app_desk_end (&desk);

  g_assert_cmpint (g_mkdir (place, 0700), ==, 0);
  app_desk_begin (&desk, path);
  app_wait (g_file_test (folder, G_FILE_TEST_IS_DIR));
  app_wait (g_str_equal (nh_settings_get_text (NH_SETTINGS_BACKUP_SEEN), "2026-08-20"));
  app_desk_end (&desk);
  nh_settings_set_text (NH_SETTINGS_BACKUP_PLACE, "");
  nh_settings_set_text (NH_SETTINGS_BACKUP_SEEN, "");
}

/* A second place on the disk of the ledger is taken, but it is told that one broken disk takes both. */
static void
test_backup_place_same_disk (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  g_autofree char *beside = g_path_get_dirname (path);
  GtkWidget *preferences = g_object_new (NH_TYPE_PREFERENCES, NULL);
  GtkWidget *window = app_show (preferences);

  nh_preferences_set_ledger (NH_PREFERENCES (preferences), path);
  g_assert_null (strstr (app_label (preferences, "place_hint"), "on the disk of the ledger"));
  nh_settings_set_text (NH_SETTINGS_BACKUP_PLACE, beside);
  nh_preferences_set_ledger (NH_PREFERENCES (preferences), path);
  g_assert_nonnull (strstr (app_label (preferences, "place_hint"), "on the disk of the ledger"));
  nh_settings_set_text (NH_SETTINGS_BACKUP_PLACE, "/proc"); /* another file system, on every machine */
  nh_preferences_set_ledger (NH_PREFERENCES (preferences), path);
  g_assert_null (strstr (app_label (preferences, "place_hint"), "on the disk of the ledger"));
  nh_settings_set_text (NH_SETTINGS_BACKUP_PLACE, "");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Deleted ones are looked at in their list, and go back from there. */
static void
test_restore (void)
{
  AppDesk desk;
  NhFilterBar *bar;
  NhFilter *filter = nh_filter_new (&nh_point_type);

  begin_sample (&desk);
  gtk_selection_model_select_range (app_desk_get_rows (&desk), 0, 3, TRUE);
  app_settle ();
  app_desk_act (&desk, "delete");
  app_answer (1); /* gifts and commendations handed over there are kept */
  app_desk_wait_rows (&desk, 1404);
  g_assert_false (gtk_widget_get_mapped (app_find (GTK_WIDGET (desk.page), "restore")));
  bar = NH_FILTER_BAR (app_find_type (GTK_WIDGET (desk.page), NH_TYPE_FILTER_BAR));
  filter->deleted = TRUE;
  nh_filter_bar_set_filter (bar, filter);
  nh_filter_free (filter);
  app_desk_wait_rows (&desk, 3);
  gtk_selection_model_select_range (app_desk_get_rows (&desk), 0, 2, TRUE);
  app_settle ();
  g_assert_true (gtk_widget_get_mapped (app_find (GTK_WIDGET (desk.page), "restore")));
  g_assert_false (gtk_widget_get_mapped (app_find (GTK_WIDGET (desk.page), "change")));
  app_click (app_find (GTK_WIDGET (desk.page), "restore"));
  app_desk_wait_rows (&desk, 1);
  nh_filter_bar_set_filter (bar, NULL);
  app_desk_wait_rows (&desk, 1406);
  app_desk_end (&desk);
}

/* The key for searching, on the pages of no records too. */
static void
test_search_others (void)
{
  static const char *const pages[] = { "history", "bin" };
  AppDesk desk;

  begin_sample (&desk);
  nh_workplace_show_page (desk.place, "overview");
  app_settle ();
  g_assert_false (app_desk_can (&desk, "search"));
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GtkWidget *page;

      nh_workplace_show_page (desk.place, pages[i]);
      app_wait (nh_workplace_get_searched (desk.place) != NULL && app_desk_can (&desk, "search"));
      page = nh_workplace_get_searched (desk.place);
      app_desk_act (&desk, "search");
      g_assert_true (
          gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (desk.window)), app_find (page, "search")));
    }
  app_desk_end (&desk);
}

static void
on_child (GtkStack *stack, GParamSpec *pspec, guint *empty)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (stack), "list") != 0)
    (*empty)++;
}

/* All rows change their places, and the list stays on the screen with the focus in it. */
static void
test_sort (void)
{
  AppDesk desk;
  GtkColumnView *view;
  GListModel *columns;
  GtkStack *stack;
  guint empty = 0;

  begin_sample (&desk);
  view = GTK_COLUMN_VIEW (app_find_type (GTK_WIDGET (desk.page), GTK_TYPE_COLUMN_VIEW));
  stack = GTK_STACK (app_find_type (app_find_type (GTK_WIDGET (desk.page), NH_TYPE_RECORD_VIEW), GTK_TYPE_STACK));
  app_wait (g_str_equal (gtk_stack_get_visible_child_name (stack), "list"));
  g_signal_connect (stack, "notify::visible-child-name", G_CALLBACK (on_child), &empty);
  columns = gtk_column_view_get_columns (view);
  for (guint i = 1; i < g_list_model_get_n_items (columns); i++)
    for (int direction = 0; direction < 2; direction++)
      {
        g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
        g_autoptr (NhRow) before = g_list_model_get_item (G_LIST_MODEL (app_desk_get_rows (&desk)), 0);

        gtk_column_view_sort_by_column (view, column, direction == 0 ? GTK_SORT_ASCENDING : GTK_SORT_DESCENDING);
        for (guint turn = 0; turn < 30; turn++)
          app_turn ();
        app_desk_wait_rows (&desk, 1407);
      }
  g_assert_cmpuint (empty, ==, 0);
  g_signal_handlers_disconnect_by_func (stack, on_child, &empty);
  app_desk_end (&desk);
}

/* --- layout --- */

static void
open_sized (AppDesk *desk, const char *path, int width)
{
  nh_settings_set_size (width, 700, FALSE);
  app_desk_begin (desk, path);
  app_wait (gtk_widget_get_width (GTK_WIDGET (desk->page)) > 0);
}

static void
test_wide (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  GtkWidget *pane, *back;
  graphene_rect_t list, form;
  AppDesk desk;

  open_sized (&desk, path, 1280);
  pane = app_find (GTK_WIDGET (desk.page), "pane_box");
  back = app_find (GTK_WIDGET (desk.page), "hide_form");
  app_wait (gtk_widget_get_mapped (pane) && gtk_widget_get_width (pane) > 0);
  g_assert_false (gtk_widget_get_visible (back));
  g_assert_true (gtk_widget_compute_bounds (app_find (GTK_WIDGET (desk.page), "left"), GTK_WIDGET (desk.page), &list));
  g_assert_true (gtk_widget_compute_bounds (pane, GTK_WIDGET (desk.page), &form));
  g_assert_cmpfloat (list.origin.x + list.size.width, <=, form.origin.x + 0.5f); /* beside each other */
  g_assert_cmpfloat (form.origin.x + form.size.width, <=, (float) gtk_widget_get_width (GTK_WIDGET (desk.page)) + 0.5f);
  g_assert_cmpint (nh_form_get_focus_field (desk.form), ==, 0); /* ready to type */
  app_desk_act (&desk, "escape");
  app_settle ();
  g_assert_true (gtk_widget_get_mapped (pane));
  app_desk_end (&desk);
}

static void
test_narrow (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  GtkWidget *pane, *back;
  graphene_rect_t list, form;
  int width;
  AppDesk desk;

  open_sized (&desk, path, 900);
  pane = app_find (GTK_WIDGET (desk.page), "pane_box");
  back = app_find (GTK_WIDGET (desk.page), "hide_form");
  app_settle ();
  width = gtk_widget_get_width (GTK_WIDGET (desk.page));
  g_assert_cmpint (gtk_widget_get_width (desk.window), <=, 900);
  g_assert_false (gtk_widget_get_mapped (pane));
  g_assert_true (gtk_widget_compute_bounds (app_find (GTK_WIDGET (desk.page), "left"), GTK_WIDGET (desk.page), &list));
  g_assert_cmpfloat (list.size.width, ==, (float) width);

  app_desk_act (&desk, "new");
  app_wait (gtk_widget_get_mapped (pane));
  g_assert_true (gtk_widget_get_visible (back));
  app_wait (gtk_widget_get_width (pane) > 0);
  g_assert_true (gtk_widget_compute_bounds (pane, GTK_WIDGET (desk.page), &form));
  g_assert_cmpfloat (form.origin.x, >, 0); /* over the list, which is still seen */
  g_assert_cmpfloat (form.origin.x + form.size.width, ==, (float) width);
  app_desk_type (&desk, 0, "Thôn Một");
  app_desk_act (&desk, "escape"); /* what was typed goes first */
  app_settle ();
  g_assert_true (gtk_widget_get_mapped (pane));
  while (nh_form_pane_is_dirty (desk.pane))
    app_desk_act (&desk, "escape");
  app_desk_act (&desk, "escape");
  app_wait (!gtk_widget_get_mapped (pane));
  app_desk_act (&desk, "new");
  app_wait (gtk_widget_get_mapped (pane));
  app_click (back);
  app_wait (!gtk_widget_get_mapped (pane));
  app_desk_end (&desk);
  nh_settings_set_size (1280, 720, FALSE);
}

/* --- names and letters --- */

static gboolean
has_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child))
      return TRUE;
  return FALSE;
}

static gboolean
is_named (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY) ||
         ((GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) ||
           GTK_IS_LIST_BOX_ROW (widget)) &&
          has_text (widget));
}

/* Controls as wholes: what they are made of has no name of its own. */
static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) ||
         GTK_IS_SWITCH (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_SPIN_BUTTON (widget) || GTK_IS_ENTRY (widget) ||
         GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget) ||
         GTK_IS_LIST_BOX (widget) || GTK_IS_COLUMN_VIEW (widget);
}

static guint
check_names (GtkWidget *widget)
{
  gboolean control = is_control (widget);
  guint n = control ? 1 : 0;

  if (!gtk_widget_get_visible (widget))
    return 0;
  if (control && !is_named (widget))
    g_error ("a %s has no name: %s", G_OBJECT_TYPE_NAME (widget),
             gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)));
  if (control && !GTK_IS_LIST_BOX (widget) && !GTK_IS_MENU_BUTTON (widget))
    return n;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_MENU_BUTTON (widget) || GTK_IS_POPOVER (child))
      n += check_names (child);
  return n;
}

static gboolean
has_letter (GtkLabel *label)
{
  guint keyval = gtk_label_get_mnemonic_keyval (label);

  return keyval != 0 && keyval != GDK_KEY_VoidSymbol;
}

/* Letters seen together: those of what is visible, whether folded or not. @seen: letter → label. */
static guint
check_mnemonics (GtkWidget *widget, GHashTable *seen)
{
  guint n = 0;

  if (!gtk_widget_get_visible (widget) || GTK_IS_POPOVER (widget))
    return 0;
  if (GTK_IS_LABEL (widget) && has_letter (GTK_LABEL (widget)))
    {
      guint keyval = gdk_keyval_to_lower (gtk_label_get_mnemonic_keyval (GTK_LABEL (widget)));
      gpointer letter = GUINT_TO_POINTER (keyval);
      const char *text = gtk_label_get_text (GTK_LABEL (widget));

      if (g_hash_table_contains (seen, letter))
        g_error ("Alt+%s is both “%s” and “%s”", gdk_keyval_name (keyval),
                 (const char *) g_hash_table_lookup (seen, letter), text);
      g_assert_cmpuint (keyval, <, 128); /* on every keyboard */
      g_hash_table_insert (seen, letter, (gpointer) text);
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_STACK (widget) || gtk_stack_get_visible_child (GTK_STACK (widget)) == child)
      n += check_mnemonics (child, seen);
  return n;
}

static void
check_page (GtkWidget *window, guint n_controls, guint n_letters)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  app_settle ();
  g_assert_cmpuint (check_names (window), >=, n_controls);
  g_assert_cmpuint (check_mnemonics (window, seen), >=, n_letters);
}

static void
unfold_all (GtkWidget *form)
{
  nh_form_set_folded (NH_FORM (form), "");
}

/* The dialog of letterhead and signers. (nullable) */
static GtkWidget *
find_letterhead (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (NH_IS_LETTERHEAD_DIALOG (window))
        return window;
    }
  return NULL;
}

/* After the menu, the focus is where it was. */
static void
test_focus_after_menu (void)
{
  g_autofree char *path = app_ledger ("18673");
  AppDesk desk;
  GtkMenuButton *menu;
  GtkWidget *before;

  app_desk_begin (&desk, path);
  menu = GTK_MENU_BUTTON (app_find (desk.window, "menu"));
  nh_form_focus_field (desk.form, NH_POINT_PLACE_KIND);
  before = gtk_window_get_focus (GTK_WINDOW (desk.window));
  gtk_widget_grab_focus (GTK_WIDGET (menu));
  gtk_menu_button_popup (menu);
  app_wait (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (menu))));
  gtk_menu_button_popdown (menu);
  app_wait (gtk_window_get_focus (GTK_WINDOW (desk.window)) == before);
  app_desk_end (&desk);
}

static void
test_reachable (gconstpointer data)
{
  NhLanguage language = (NhLanguage) GPOINTER_TO_INT (data);
  const NhRecordType *const *types = nh_record_types ();
  g_autofree char *missing = app_path ("không có.ngayhoi");
  GtkWidget *window;
  AppDesk desk;

  nh_i18n_init (language);
  begin_sample (&desk);
  for (guint i = 0; types[i] != NULL; i++)
    {
      app_desk_show (&desk, types[i]->name);
      check_page (desk.window, 12, 6);
      unfold_all (GTK_WIDGET (desk.form));
      check_page (desk.window, 12, 6);
    }
  app_desk_show (&desk, "overview");
  check_page (desk.window, 6, 0);
  app_desk_act (&desk, "reports");
  check_page (desk.window, 20, 14);
  g_action_group_activate_action (G_ACTION_GROUP (desk.window), "report", g_variant_new_string ("paragraph"));
  app_desk_act (&desk, "search");
  check_page (desk.window, 23, 14);
  app_wait (gtk_widget_get_sensitive (app_find (desk.window, "letterhead")));
  app_click (app_find (desk.window, "letterhead"));
  app_wait ((window = find_letterhead ()) != NULL);
  check_page (window, 10, 8);
  gtk_window_destroy (GTK_WINDOW (window));
  app_desk_show (&desk, "point");
  app_desk_end (&desk);

  window = new_window ();
  nh_window_begin (NH_WINDOW (window));
  app_wait (gtk_widget_get_mapped (app_find_type (window, NH_TYPE_WELCOME)));
  app_wait_units (window);
  gtk_editable_set_text (GTK_EDITABLE (app_find_type (window, GTK_TYPE_SEARCH_ENTRY)), "cam xuyen");
  check_page (window, 7, 4);
  app_click (app_find (window, "not_listed"));
  gtk_editable_set_text (GTK_EDITABLE (app_find (window, "name")), "Bình Minh");
  check_page (window, 8, 7);
  nh_window_open (NH_WINDOW (window), missing);
  app_wait (app_find_type (window, NH_TYPE_OPEN_ERROR_PAGE) != NULL &&
            gtk_widget_get_mapped (app_find_type (window, NH_TYPE_OPEN_ERROR_PAGE)));
  check_page (window, 3, 3);
  close_window (window);
  nh_i18n_init (NH_LANGUAGE_ENGLISH);
}

/* --- the other language --- */

/* The window has opened its ledger anew. */
static void
adopt_again (AppDesk *desk)
{
  GtkWidget *window = desk->window;

  app_wait (app_find_type (window, NH_TYPE_WORKPLACE) != NULL);
  app_desk_adopt (desk, window);
}

/* The page of preferences that is open. (nullable) */
static GtkWidget *
find_preferences (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      GtkWidget *found = app_find_type (window, NH_TYPE_PREFERENCES);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Both windows change, each stays the window it was, and what was open for reading only stays so. */
static void
test_language (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN), *other_path = app_ledger (CAM_XUYEN);
  AppDesk desk, other;

  app_desk_begin (&desk, path);
  app_desk_begin (&other, other_path);
  app_desk_act (&desk, "language");
  adopt_again (&desk);
  adopt_again (&other);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (desk.window)), ==, "Sổ Ngày hội — Sổ thử.ngayhoi");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (other.window)), ==, "Sổ Ngày hội — Sổ thử.ngayhoi");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (app_find (other.window, "undo")), ==, "Hoàn tác (Ctrl+Z)");
  g_assert_cmpstr (app_label (desk.window, "unit_label"), ==, "Công an xã Cẩm Xuyên");
  g_assert_cmpint (nh_i18n_get_language (), ==, NH_LANGUAGE_VIETNAMESE);
  g_assert_cmpint (nh_settings_get_language (), ==, NH_LANGUAGE_VIETNAMESE);
  app_desk_end (&other);

  app_desk_act (&desk, "language");
  adopt_again (&desk);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (desk.window)), ==, "Festival Ledger — Sổ thử.ngayhoi");
  g_assert_cmpint (nh_settings_get_language (), ==, NH_LANGUAGE_ENGLISH);
  app_desk_end (&desk);
  assert_free (path);
}

/* A dialog whose work is not done yet outlives the window. */
static void
test_close_under_dialog (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  GtkWidget *dialog;
  AppDesk desk;

  app_desk_begin (&desk, path);
  dialog = g_object_ref (nh_dialog_window (desk.window, "Working", gtk_label_new ("…")));
  gtk_window_present (GTK_WINDOW (dialog));
  app_wait (gtk_widget_get_mapped (dialog));
  app_desk_end (&desk);
  g_assert_false (gtk_widget_get_mapped (dialog));
  g_assert_null (gtk_window_get_transient_for (GTK_WINDOW (dialog)));
  g_object_unref (dialog);
}

/* GTK keeps what was hidden with the focus until the next frame; the ledger does not hang on it. */
static void
test_close_after_hiding (void)
{
  GtkWidget *view;
  AppDesk desk;

  begin_sample (&desk);
  view = app_find_type (GTK_WIDGET (desk.page), NH_TYPE_RECORD_VIEW);
  g_assert_true (gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD));
  gtk_widget_set_visible (view, FALSE);
  app_desk_end (&desk);
}

/* The other language is the same place: page, season, what is carried over, and the dialog it was chosen in. */
static void
test_language_stays (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  AppDesk desk;
  GtkWidget *dialog;

  app_desk_begin (&desk, path);
  nh_session_set_view (desk.session, nh_session_get_unit (desk.session), 2025);
  app_desk_type (&desk, NH_POINT_PLACE, "Thôn Một");
  app_desk_type (&desk, NH_POINT_PLACE_KIND, "Thôn");
  app_desk_type (&desk, NH_POINT_DATE_FROM, "9/8");
  app_desk_act (&desk, "save-next");
  app_desk_wait_saved (&desk, 1);
  app_desk_show (&desk, "gift");
  app_desk_act (&desk, "preferences");
  dialog = find_preferences ();
  gtk_drop_down_set_selected (GTK_DROP_DOWN (app_find (dialog, "language")), NH_LANGUAGE_VIETNAMESE);
  app_wait (app_find_type (desk.window, NH_TYPE_WORKPLACE) != GTK_WIDGET (desk.place));
  app_wait (app_find_type (desk.window, NH_TYPE_WORKPLACE) != NULL);
  desk.place = NH_WORKPLACE (app_find_type (desk.window, NH_TYPE_WORKPLACE));
  g_assert_cmpstr (nh_workplace_get_page_name (desk.place), ==, "gift");
  g_assert_cmpint (nh_session_get_year (nh_workplace_get_session (desk.place)), ==, 2025);
  app_wait (find_preferences () != NULL);
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (find_preferences ())));
  nh_workplace_show_page (desk.place, "point");
  app_desk_adopt (&desk, desk.window);
  app_desk_assert_text (&desk, NH_POINT_DATE_FROM, "09/08/2025");
  app_desk_act (&desk, "language");
  adopt_again (&desk);
  app_desk_end (&desk);
}

void
app_add_window_tests (void)
{
  g_test_add_func ("/window/open", test_open);
  g_test_add_func ("/window/begin", test_begin);
  g_test_add_func ("/window/error-page", test_error_page);
  g_test_add_func ("/window/broken-history", test_broken_history);
  g_test_add_func ("/window/backups", test_backups);
  g_test_add_func ("/window/reopen", test_reopen);
  g_test_add_func ("/window/close-early", test_close_early);
  g_test_add_func ("/window/pages", test_pages);
  g_test_add_func ("/window/overview", test_overview);
  g_test_add_func ("/window/year", test_year);
  g_test_add_func ("/window/unit", test_unit);
  g_test_add_func ("/window/search", test_search);
  g_test_add_func ("/window/several", test_several);
  g_test_add_func ("/window/restore", test_restore);
  g_test_add_func ("/window/backup-place", test_backup_place);
  g_test_add_func ("/window/backup-place-same-disk", test_backup_place_same_disk);
  g_test_add_func ("/window/search-others", test_search_others);
  g_test_add_func ("/window/sort", test_sort);
  g_test_add_func ("/window/wide", test_wide);
  g_test_add_func ("/window/narrow", test_narrow);
  g_test_add_func ("/window/focus-after-menu", test_focus_after_menu);
  g_test_add_data_func ("/window/reachable/vi", GINT_TO_POINTER (NH_LANGUAGE_VIETNAMESE), test_reachable);
  g_test_add_data_func ("/window/reachable/en", GINT_TO_POINTER (NH_LANGUAGE_ENGLISH), test_reachable);
  g_test_add_func ("/window/close-under-dialog", test_close_under_dialog);
  g_test_add_func ("/window/close-after-hiding", test_close_after_hiding);
  g_test_add_func ("/window/language", test_language);
  g_test_add_func ("/window/language-stays", test_language_stays);
}
