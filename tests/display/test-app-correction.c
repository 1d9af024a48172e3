/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a unit is asked to correct, and what is changed at the province in its place. */
#include <glib/gstdio.h>
#include <string.h>

#include "app-two.h"
#include "nh-gift.h"
#include "nh-notice.h"
#include "nh-overview-page.h"
#include "nh-point.h"
#include "nh-reception-page.h"
#include "nh-reception.h"
#include "nh-remark.h"
#include "nh-sample-packages.h"
#include "nh-store.h"

static const NhUnit *
unit_in (NhLedger *ledger)
{
  return nh_catalog_find_unit (nh_ledger_get_catalog (ledger), "18682", 20260819);
}

static gpointer
ask (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *uuid = nh_connection_get_text (connection, "SELECT uuid FROM point ORDER BY id LIMIT 1");

  g_assert_true (nh_remark_add (connection, ledger, uuid, "attendance", "305", "Danh sách ghi 305", error));
  return NULL;
}

static gpointer
accept (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_assert_true (nh_reception_set_state (connection, ledger, unit_in (ledger)->id, 2026, "accepted", NULL, error));
  return NULL;
}

static gpointer
give_back (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_assert_true (nh_reception_set_state (connection, ledger, unit_in (ledger)->id, 2026, "returned", "Sai", error));
  return NULL;
}

static gpointer
change (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhRecord) point = nh_store_get (connection, ledger, &nh_point_type, 1, error);
  g_autoptr (NhRecord) draft = nh_record_edit (point), saved = NULL;

  nh_record_set_canonical (draft, "attendance", "400", NULL);
  saved = nh_store_save (connection, ledger, draft, NULL, error);
  g_assert_nonnull (saved);
  return NULL;
}

/* Nothing but a reason that was given for a warning. */
static gpointer
waive (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhRecord) point = nh_store_get (connection, ledger, &nh_point_type, 1, error);
  g_autoptr (NhRecord) draft = nh_record_edit (point), saved = NULL;

  nh_record_set_canonical (draft, "attendance", "350", NULL);
  nh_record_set_canonical (draft, "@waived", "point.window: Mưa", NULL);
  saved = nh_store_save (connection, ledger, draft, NULL, error);
  g_assert_nonnull (saved);
  return NULL;
}

static gboolean
has_focus (GtkWidget *widget, GtkWidget *window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* A unit that is to correct something is not accepted with all others unless somebody says so. */
static void
test_accept_asked (void)
{
  g_auto (Two) two = { 0 }, second = { 0 };
  AppDesk desk;
  GtkWidget *page;

  two_make_received (&two);
  two_make_second (&second, &two);
  two_call (two.province, ask, NULL);
  app_desk_begin (&desk, two.province);
  app_desk_show (&desk, "reception");
  page = app_find_type (desk.window, NH_TYPE_RECEPTION_PAGE);
  app_wait (two_has_tile (page, 2, "2"));
  app_wait (two_has_label (app_find (page, "units"), "version 1; 1 correction asked for"));
  app_click (app_find (page, "accept_all"));
  app_wait (app_desk_find_dialog (&desk) != NULL);
  g_assert_true (two_has_label (app_desk_find_dialog (&desk), "1 correction asked for"));
  app_click (app_find_button (app_desk_find_dialog (&desk), "_Accept 1 unit"));
  app_wait (two_has_tile (page, 6, "1"));
  g_assert_true (two_has_tile (page, 2, "1"));
  app_desk_end (&desk);
}

static GtkWidget *
find_todo (AppDesk *desk, GtkWidget **page)
{
  app_desk_show (desk, "overview");
  *page = app_find_type (desk->window, NH_TYPE_OVERVIEW_PAGE);
  return app_find (*page, "todo.list");
}

/* Who owes a correction, or the next version, is among the tasks. */
static void
test_tasks (void)
{
  g_auto (Two) two = { 0 };
  GtkWidget *page, *list;
  AppDesk desk;

  two_make_received (&two);
  two_call (two.province, ask, NULL);
  two_call (two.province, accept, NULL);
  app_desk_begin (&desk, two.province);
  list = find_todo (&desk, &page);
  app_wait (two_has_label (list, "1 unit has not made the corrections asked for"));
  g_assert_true (two_has_label (list, "Xã Yên Hòa"));
  g_assert_false (two_has_label (list, "what was returned"));
  app_desk_end (&desk);
  two_call (two.province, give_back, NULL);
  app_desk_begin (&desk, two.province);
  list = find_todo (&desk, &page);
  app_wait (two_has_label (list, "1 unit is to hand in again what was returned"));
  g_assert_false (two_has_label (list, "corrections asked for"));
  app_desk_end (&desk);
}

/* (nullable) */
static GtkWidget *
find_link (GtkWidget *page)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  app_collect (page, GTK_TYPE_BUTTON, buttons);
  for (guint i = 0; i < buttons->len; i++)
    {
      const char *label = gtk_button_get_label (buttons->pdata[i]);

      if (label != NULL && g_str_has_prefix (label, "Festival point: "))
        return buttons->pdata[i];
    }
  return NULL;
}

/* What was changed here of an accepted version is named at the unit, with a way to it, and in the overview. */
static void
test_changed (void)
{
  g_auto (Two) two = { 0 };
  GtkWidget *page;
  AppDesk desk;

  two_make_received (&two);
  two_call (two.province, accept, NULL);
  two_call (two.province, change, NULL);
  app_desk_begin (&desk, two.province);
  app_desk_show (&desk, "overview");
  page = app_find_type (desk.window, NH_TYPE_OVERVIEW_PAGE);
  app_wait (gtk_widget_get_mapped (app_find (page, "final_only")));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (app_find (page, "final_only")), TRUE);
  app_wait (two_has_label (page, "Only what is accepted: 1 of 69 units. 1 record was changed here"));
  app_desk_show (&desk, "reception");
  page = app_find_type (desk.window, NH_TYPE_RECEPTION_PAGE);
  app_wait (two_has_tile (page, 6, "1"));
  two_type (page, "search", "yen hoa");
  app_wait (two_has_label (page, "Attendance: 350 → 400"));
  nh_ledger_call (desk.ledger, NH_ON_WRITER, waive, NULL, NULL, NULL);
  app_wait (two_has_label (page, "Reasons given for warnings"));
  g_signal_emit_by_name (find_link (page), "clicked");
  app_wait (g_str_equal (nh_workplace_get_page_name (desk.place), "point"));
  app_desk_show (&desk, "point");
  app_wait (nh_form_pane_get_id (desk.pane) == 1);
  app_desk_end (&desk);
}

static gpointer
add_gift (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhRecord) gift = nh_record_new (&nh_gift_type, unit_in (ledger)->id, 2026), saved = NULL;

  nh_record_set_canonical (gift, "category", "ho_ngheo", NULL);
  nh_record_set_canonical (gift, "kind", "suat_qua", NULL);
  nh_record_set_canonical (gift, "quantity", "10", NULL);
  nh_record_set_canonical (gift, "unit_value", "500000", NULL);
  nh_record_complete (gift, nh_ledger_get_catalog (ledger));
  saved = nh_store_save (connection, ledger, gift, NULL, error);
  g_assert_nonnull (saved);
  return NULL;
}

/* The question, the strip and the request know that the unit is accepted, and which field was typed in. */
static void
test_ask_of_form (void)
{
  g_auto (Two) two = { 0 };
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  AppDesk desk;
  GtkWidget *dialog;

  two_make_received (&two);
  two_call (two.province, add_gift, NULL);
  two_call (two.province, accept, NULL);
  app_desk_begin (&desk, two.province);
  app_wait (nh_session_get_outline (desk.session) != NULL);
  app_desk_show (&desk, "gift");
  app_desk_wait_rows (&desk, 1);
  gtk_selection_model_select_item (app_desk_get_rows (&desk), 0, TRUE);
  app_wait (nh_form_pane_get_id (desk.pane) != 0);
  app_desk_type (&desk, NH_GIFT_QUANTITY, "12");
  app_desk_type (&desk, NH_GIFT_VALUE, ""); /* it follows */
  app_desk_act (&desk, "save");
  app_wait (app_get_dialog () != NULL);
  g_assert_true (two_has_label (app_get_dialog (), "Xã Yên Hòa has handed these figures in, and they are accepted."));
  g_assert_true (two_has_label (app_get_dialog (), "you are not asked again for this unit"));
  app_answer (0);
  app_wait (two_find_entry () != NULL);
  dialog = GTK_WIDGET (gtk_widget_get_root (two_find_entry ()));
  app_collect (dialog, GTK_TYPE_ENTRY, entries);
  g_assert_cmpstr (gtk_editable_get_text (entries->pdata[0]), ==, "12");
  g_assert_true (two_has_label (dialog, "Now: 10"));
  gtk_editable_set_text (entries->pdata[1], "Danh sách ghi 12");
  g_signal_emit_by_name (entries->pdata[1], "activate");
  app_wait (!nh_form_pane_is_dirty (desk.pane));
  app_wait (two_find_entry () == NULL);
  app_wait (strstr (app_notice (desk.window), "Ctrl+Z takes the request back") != NULL);
  app_settle ();
  g_assert_false (nh_form_pane_is_dirty (desk.pane));
  app_desk_assert_text (&desk, NH_GIFT_QUANTITY, "10");
  nh_session_set_view (desk.session, unit_in (desk.ledger)->id, 2026);
  app_wait (two_has_label (desk.window, "has handed these figures in, and they are accepted: its reply says so"));
  app_desk_end (&desk);
}

static gpointer
read_asked (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_connection_get_text (connection, "SELECT group_concat (line, ', ') FROM (SELECT field || ' ' || new AS line"
                                             " FROM remark ORDER BY field)");
}

/* Of several values that were typed each is asked for, and nothing of them is left in the form. */
static void
test_ask_for_several (void)
{
  g_auto (Two) two = { 0 };
  AppDesk desk;
  GtkWidget *dialog;
  char *asked;

  two_make_received (&two);
  app_desk_begin (&desk, two.province);
  app_wait (nh_session_guards (desk.session, unit_in (desk.ledger)->id, 2026));
  app_desk_show (&desk, "point");
  app_desk_wait_rows (&desk, 1);
  gtk_selection_model_select_item (app_desk_get_rows (&desk), 0, TRUE);
  app_wait (nh_form_pane_get_id (desk.pane) != 0);
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "khoảng 312");
  app_desk_type (&desk, NH_POINT_PLACE, "Thôn Trung Đông");
  app_desk_type (&desk, NH_POINT_DATE_FROM, "");
  app_desk_act (&desk, "save");
  app_wait (app_get_dialog () != NULL);
  app_answer (0);
  app_wait (two_find_entry () != NULL);
  dialog = GTK_WIDGET (gtk_widget_get_root (two_find_entry ()));
  g_assert_true (two_has_label (dialog, "→ –"));
  g_assert_true (two_has_label (dialog, "Attendance: 350 → 312"));
  g_assert_true (two_has_label (dialog, "→ Thôn Trung Đông"));
  gtk_editable_set_text (GTK_EDITABLE (two_find_entry ()), "Danh sách ghi khác");
  g_signal_emit_by_name (two_find_entry (), "activate");
  app_wait (!nh_form_pane_is_dirty (desk.pane));
  app_wait (strstr (app_notice (desk.window), "Ctrl+Z brings back what was typed") != NULL);
  asked = nh_ledger_call (desk.ledger, NH_ON_WRITER, read_asked, NULL, NULL, NULL);
  g_assert_cmpstr (asked, ==, "attendance 312, attendance_qualifier khoang, date_from , place Thôn Trung Đông");
  g_free (asked);
  app_desk_end (&desk);
}

static gpointer
make_final_nil (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_assert_true (nh_connection_exec (connection,
                                     "UPDATE submission SET manifest = json_set (manifest, '$.nil', 'Bão'),"
                                     " state = 'accepted'",
                                     "test", error));
  return NULL;
}

/* The boxes add up with the reports: of the units without a festival it is said how many are accepted. */
static void
test_final_nil (void)
{
  g_auto (Two) two = { 0 };
  GtkWidget *page;
  AppDesk desk;

  two_make_received (&two);
  two_call (two.province, make_final_nil, NULL);
  app_desk_begin (&desk, two.province);
  app_desk_show (&desk, "reception");
  page = app_find_type (desk.window, NH_TYPE_RECEPTION_PAGE);
  app_wait (two_has_tile (page, 4, "1"));
  g_assert_true (two_has_label (app_find (page, "tiles"), "Not held (1 accepted)"));
  app_desk_end (&desk);
}

static gpointer
make_doubtful (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_assert_true (nh_connection_exec (connection,
                                     "UPDATE point SET attendance = 100000 WHERE unit = (SELECT unit FROM submission"
                                     " WHERE side = 'received' ORDER BY id LIMIT 1)",
                                     "test", error));
  return NULL;
}

/* What is doubtful is told where the version is accepted, and of its unit alone. */
static void
test_doubtful (void)
{
  g_auto (Two) two = { 0 }, second = { 0 };
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();
  GtkWidget *page;
  AppDesk desk;
  int before, after;

  two_make_received (&two);
  two_make_second (&second, &two);
  two_call (two.province, make_doubtful, NULL);
  app_desk_begin (&desk, two.province);
  app_desk_show (&desk, "reception");
  page = app_find_type (desk.window, NH_TYPE_RECEPTION_PAGE);
  app_wait (two_has_tile (page, 2, "2"));
  two_type (page, "search", "yen hoa");
  app_wait (two_has_label (page, "1 record to look at again"));
  app_click (app_find (page, "accept_all"));
  app_wait (app_desk_find_dialog (&desk) != NULL);
  app_wait_drawn (app_desk_find_dialog (&desk));
  gtk_widget_measure (app_desk_find_dialog (&desk), GTK_ORIENTATION_HORIZONTAL, -1, &before, NULL, NULL, NULL);
  app_wait (two_has_label (app_desk_find_dialog (&desk), "1 record to look at again"));
  gtk_widget_measure (app_desk_find_dialog (&desk), GTK_ORIENTATION_HORIZONTAL, -1, &after, NULL, NULL, NULL);
  g_assert_cmpint (after, ==, before); /* else the buttons are outside it */
  app_collect (app_desk_find_dialog (&desk), GTK_TYPE_CHECK_BUTTON, buttons);
  g_assert_cmpuint (buttons->len, ==, 2);
  for (guint i = 0; i < buttons->len; i++)
    g_assert_cmpint (two_has_label (buttons->pdata[i], "to look at again"), ==,
                     two_has_label (buttons->pdata[i], "Xã Yên Hòa"));
  gtk_window_destroy (GTK_WINDOW (app_desk_find_dialog (&desk)));
  app_desk_end (&desk);
}

/* Ctrl+F begins a new search, and what cannot be done anything with is no stop of the Tab key. */
static void
test_search_anew (void)
{
  g_auto (Two) two = { 0 };
  GtkWidget *page, *search;
  AppDesk desk;
  int start = 0, end = 0;

  two_make_received (&two);
  app_desk_begin (&desk, two.province);
  app_desk_show (&desk, "reception");
  page = app_find_type (desk.window, NH_TYPE_RECEPTION_PAGE);
  app_wait (two_has_tile (page, 2, "1"));
  search = app_find (page, "search");
  two_type (page, "search", "tran phu");
  app_desk_act (&desk, "search");
  g_assert_true (has_focus (search, desk.window));
  g_assert_true (gtk_editable_get_selection_bounds (GTK_EDITABLE (search), &start, &end));
  g_assert_cmpint (end - start, ==, 8);
  g_assert_false (gtk_widget_get_focusable (app_find (page, "subtitle")));
  app_desk_end (&desk);
}

/* What takes many keys else has its own: the replies to all units, and the report as PDF. */
static void
test_keys (void)
{
  static const char *const keys[][2] = { { "win.save-replies", "<Shift><Control>s" },
                                         { "win.pdf", "<Shift><Control>p" } };
  g_auto (Two) two = { 0 };
  AppDesk desk;

  two_make_received (&two);
  app_desk_begin (&desk, two.province);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_auto (GStrv) accels = gtk_application_get_accels_for_action (app_get (), keys[i][0]);

      g_assert_cmpstr (accels[0], ==, keys[i][1]);
    }
  g_assert_true (app_desk_can (&desk, "save-replies"));
  app_desk_act (&desk, "pdf");
  g_assert_cmpstr (nh_workplace_get_page_name (desk.place), ==, "reports");
  app_desk_end (&desk);
}

/* The sample begins with something to do: its folder of packages, until it is received. */
static void
test_sample_task (void)
{
  g_autofree char *path = app_sample (), *folder = nh_sample_packages_folder (path);
  GtkWidget *page, *list;
  const NhUnit *commune;
  AppDesk desk;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  app_desk_begin (&desk, path);
  list = find_todo (&desk, &page);
  app_wait (two_has_label (list, "Files of 69 communes for 2025 wait to be received"));
  /* They are a task of the office to which they come, not of a unit that is looked at. */
  commune = nh_catalog_find_unit (nh_ledger_get_catalog (desk.ledger), "18676", 20220819);
  app_settle ();
  nh_session_set_view (desk.session, commune->id, 2022);
  app_wait (!two_has_label (list, "wait to be received"));
  app_settle ();
  g_assert_false (two_has_label (list, "wait to be received"));
  nh_session_set_view (desk.session, nh_ledger_get_unit (desk.ledger), 2022);
  app_wait (two_has_label (list, "Files of 69 communes for 2025 wait to be received"));
  gtk_widget_activate_action (page, "overview.receive-sample", NULL);
  app_wait (g_str_equal (nh_workplace_get_page_name (desk.place), "reception"));
  g_assert_cmpint (nh_session_get_year (desk.session), ==, NH_SAMPLE_PACKAGES_YEAR);
  page = app_find_type (desk.window, NH_TYPE_RECEPTION_PAGE);
  app_wait (gtk_widget_get_visible (app_find (page, "sample")));
  app_wait (has_focus (app_find (page, "sample"), desk.window));
  /* The overview of that very year says so, too. */
  app_wait (two_has_label (find_todo (&desk, &page), "Files of 69 communes for 2025 wait to be received"));
  app_desk_end (&desk);
}

void
app_add_correction_tests (void)
{
  g_test_add_func ("/exchange/final-nil", test_final_nil);
  g_test_add_func ("/exchange/doubtful", test_doubtful);
  g_test_add_func ("/exchange/search-anew", test_search_anew);
  g_test_add_func ("/exchange/keys", test_keys);
  g_test_add_func ("/exchange/sample-task", test_sample_task);
  g_test_add_func ("/exchange/accept-asked", test_accept_asked);
  g_test_add_func ("/exchange/tasks", test_tasks);
  g_test_add_func ("/exchange/changed", test_changed);
  g_test_add_func ("/exchange/ask-of-form", test_ask_of_form);
  g_test_add_func ("/exchange/ask-for-several", test_ask_for_several);
}
