/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of the hand-in, and files that are dropped on the window or opened by a double click. */
#include <glib/gstdio.h>
#include <string.h>

#include "app-fixture.h"
#include "app-two.h"
#include "nh-board-row.h"
#include "nh-file.h"
#include "nh-hand-in.h"
#include "nh-hand-in-page.h"
#include "nh-i18n.h"
#include "nh-invitation.h"
#include "nh-partner.h"
#include "nh-point.h"
#include "nh-reception-page.h"
#include "nh-reception-preview.h"
#include "nh-reply.h"
#include "nh-sample-packages.h"
#include "nh-season.h"
#include "nh-settings.h"
#include "nh-store.h"

#define WRONG "1111 1111 1111 1111 1111"

static gboolean
has_keyboard (GtkWidget *window, GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

/* The invitation comes from outside, and its code is compared. */
static void
test_join (void)
{
  g_auto (Two) two = { 0 };
  AppDesk desk;
  GtkWidget *page;

  two_make (&two);
  app_desk_begin (&desk, two.commune);
  two_open_file (&desk, two.invitation);
  page = app_find_type (desk.window, NH_TYPE_HAND_IN_PAGE);
  g_assert_nonnull (page);
  app_wait (gtk_widget_get_mapped (app_find (page, "join_button")));
  g_assert_true (two_has_label (page, "Type the check code of the dispatch below"));
  two_type (page, "code", WRONG);
  app_click (app_find (page, "join_button"));
  app_wait (gtk_widget_get_visible (app_find (page, "join_problem")));
  g_assert_true (gtk_widget_has_css_class (app_find (page, "code"), "error"));
  /* Chosen a second time, the file leaves what was typed. */
  gtk_widget_grab_focus (app_find (page, "slip"));
  two_open_file (&desk, two.invitation);
  app_wait (has_keyboard (desk.window, app_find (page, "code")));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (app_find (page, "code"))), ==, WRONG);
  g_assert_false (gtk_widget_get_visible (app_find (page, "join_problem")));
  g_assert_false (gtk_widget_has_css_class (app_find (page, "code"), "error"));
  app_click (app_find (page, "join_button"));
  app_wait (gtk_widget_get_visible (app_find (page, "join_problem")));
  two_type (page, "code", two.code);
  g_assert_false (gtk_widget_get_visible (app_find (page, "join_problem")));
  two_type (page, "slip", "AAAA BBBB CCCC DDDE");
  app_click (app_find (page, "join_button"));
  g_assert_true (gtk_widget_get_visible (app_find (page, "join_problem")));
  g_assert_true (gtk_widget_has_css_class (app_find (page, "slip"), "error"));
  g_assert_false (gtk_widget_has_css_class (app_find (page, "code"), "error"));
  two_type (page, "slip", "");
  app_click (app_find (page, "join_button"));
  app_wait (g_str_equal (two_stage (page), "work"));
  app_wait (!gtk_widget_get_visible (app_find (page, "todo.checking")));
  /* Nothing was entered: it may be said that the festival was not held, but not without a reason. */
  g_assert_true (gtk_widget_get_visible (app_find (page, "nil")));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (app_find (page, "nil")), TRUE);
  app_click (app_find (page, "make"));
  g_assert_true (gtk_widget_get_visible (app_find (page, "problem")));
  /* Once joined, the same file needs no code. */
  two_open_file (&desk, two.invitation);
  app_wait (g_str_equal (app_notice (desk.window), "The invitation for 2026 is kept."));
  app_settle ();
  app_wait (g_str_equal (two_stage (page), "work"));
  /* A package is not for it. */
  two_open_file (&desk, two.package);
  g_assert_true (app_notice_has_style (desk.window, "warning"));
  app_desk_end (&desk);
}

/* Files that come before the ledger is open wait for it. */
static void
test_early (void)
{
  g_auto (Two) two = { 0 };
  GtkWidget *window;
  AppDesk desk;
  const char *paths[] = { NULL, NULL };

  two_make (&two);
  paths[0] = two.invitation;
  g_assert_true (nh_window_takes (two.invitation));
  g_assert_false (nh_window_takes (two.commune));
  window = nh_window_new (app_get ());
  gtk_window_present (GTK_WINDOW (window));
  nh_window_open (NH_WINDOW (window), two.commune);
  nh_window_open_files (NH_WINDOW (window), paths);
  app_wait (app_find_type (window, NH_TYPE_HAND_IN_PAGE) != NULL);
  app_wait (gtk_widget_get_mapped (app_find (app_find_type (window, NH_TYPE_HAND_IN_PAGE), "join_button")));
  app_desk_adopt (&desk, window);
  app_desk_end (&desk);
}

/* One that is chosen where ledgers are opened is read, too; the open ledger stays. */
static void
test_chosen (void)
{
  g_auto (Two) two = { 0 };
  AppDesk desk;

  two_make (&two);
  app_desk_begin (&desk, two.commune);
  gtk_widget_activate_action (desk.window, "win.open-path", "s", two.invitation);
  app_wait (app_find_type (desk.window, NH_TYPE_HAND_IN_PAGE) != NULL);
  app_wait (gtk_widget_get_mapped (app_find (app_find_type (desk.window, NH_TYPE_HAND_IN_PAGE), "join_button")));
  g_assert_true (app_find_type (desk.window, NH_TYPE_WORKPLACE) == GTK_WIDGET (desk.place));
  app_desk_end (&desk);
}

/* Another day of receipt, which is not in the future and has a reason. */
static void
change_day (GtkWidget *page)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  GtkWidget *dialog;

  app_click (app_find_button (page, "Day of recei_pt…"));
  app_wait (two_find_entry () != NULL);
  dialog = GTK_WIDGET (gtk_widget_get_root (two_find_entry ()));
  app_collect (dialog, GTK_TYPE_ENTRY, entries);
  g_assert_cmpuint (entries->len, ==, 2);
  gtk_editable_set_text (entries->pdata[1], "On a stick");
  gtk_editable_set_text (entries->pdata[0], "21/8/2026");
  g_signal_emit_by_name (entries->pdata[0], "activate");
  g_assert_true (two_has_label (dialog, "still to come"));
  gtk_editable_set_text (entries->pdata[0], "19/8/2026");
  g_signal_emit_by_name (entries->pdata[0], "activate");
  app_wait (two_has_label (page, "received on 19/08/2026"));
}

/* What a file needs of a person is typed. */
static void
answer (GtkWidget *preview, const char *button, const char *text)
{
  app_click (app_find_button (preview, button));
  app_wait (two_find_entry () != NULL);
  gtk_editable_set_text (GTK_EDITABLE (two_find_entry ()), text);
  g_signal_emit_by_name (two_find_entry (), "activate");
  app_wait (!two_shows (preview, button));
}

/* Of a second version whose first never came both the key and the branch are for a person: one after the other. */
static void
test_confirm_and_take (void)
{
  g_auto (Two) two = { .twice = TRUE };
  g_autofree char *unit_code = NULL;
  AppDesk desk;
  GtkWidget *page, *preview;

  two_make (&two);
  g_free (two.package);
  two.package = app_path ("n\xf4p.ngayhoi-nop"); /* as some programs unpack it: no UTF-8 */
  unit_code = two_call (two.commune, two_join_and_hand_in, &two);
  app_desk_begin (&desk, two.province);
  two_open_file (&desk, two.package);
  page = app_find_type (desk.window, NH_TYPE_RECEPTION_PAGE);
  preview = app_find_type (page, NH_TYPE_RECEPTION_PREVIEW);
  app_wait (two_shows (preview, "_Confirm the code…"));
  answer (preview, "_Confirm the code…", unit_code);
  app_wait (two_shows (preview, "_Take it all the same…"));
  answer (preview, "_Take it all the same…", "Bản 1 bị thất lạc");
  app_click (app_find_button (preview, "_Back to the board"));
  app_wait (g_str_equal (two_stage (page), "board") && two_has_tile (page, 4, "1"));
  app_desk_end (&desk);
}

/* A file whose key nobody has confirmed waits; with the digits it is received; accepting is taken back. */
static void
test_receive (void)
{
  g_auto (Two) two = { 0 };
  g_autofree char *unit_code = NULL;
  AppDesk desk;
  GtkWidget *page, *preview, *dialog;

  two_make (&two);
  unit_code = two_call (two.commune, two_join_and_hand_in, &two);
  app_desk_begin (&desk, two.province);
  two_open_file (&desk, two.package);
  page = app_find_type (desk.window, NH_TYPE_RECEPTION_PAGE);
  preview = app_find_type (page, NH_TYPE_RECEPTION_PREVIEW);
  app_wait (two_shows (preview, "_Confirm the code…"));
  g_assert_cmpstr (two_stage (page), ==, "preview");
  g_assert_false (two_has_label (preview, unit_code)); /* it is heard, not read off the screen */
  app_click (app_find_button (preview, "_Confirm the code…"));
  app_wait (two_find_entry () != NULL);
  gtk_editable_set_text (GTK_EDITABLE (two_find_entry ()), WRONG);
  g_signal_emit_by_name (two_find_entry (), "activate");
  /* The dialog stays, with what was typed, and says what is wrong. */
  dialog = GTK_WIDGET (gtk_widget_get_root (two_find_entry ()));
  app_wait (two_has_label (dialog, "not the code of the file"));
  g_assert_false (two_has_label (dialog, unit_code));
  g_assert_true (gtk_widget_has_css_class (two_find_entry (), "error"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (two_find_entry ())), ==, WRONG);
  gtk_editable_set_text (GTK_EDITABLE (two_find_entry ()), "1111 1111 1111 1111");
  g_signal_emit_by_name (two_find_entry (), "activate");
  g_assert_true (two_has_label (dialog, "Only 16 of the 20 digits"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  answer (preview, "_Confirm the code…", unit_code);
  app_click (app_find_button (preview, "_Back to the board"));
  app_wait (g_str_equal (two_stage (page), "board") && two_has_tile (page, 4, "1"));
  g_assert_true (two_has_tile (page, 1, "68"));
  /* Only that one is listed. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_widget_get_prev_sibling (gtk_widget_get_prev_sibling (
                                    gtk_widget_get_last_child (app_find (page, "tiles"))))),
                                TRUE);
  g_assert_null (gtk_list_box_get_row_at_index (GTK_LIST_BOX (app_find (page, "units")), 1));
  app_wait (two_shows (page, "_Accept"));
  change_day (page);
  app_wait (two_shows (page, "_Accept"));
  app_click (app_find_button (page, "_Accept"));
  app_wait (two_find_button (page, "_Accept") != NULL && !two_shows (page, "_Accept"));
  app_wait (app_desk_can (&desk, "undo"));
  app_desk_act (&desk, "undo");
  app_wait (two_shows (page, "_Accept"));
  app_desk_end (&desk);
}

static void
choose_tile (GtkWidget *page, guint index)
{
  GtkWidget *tile = gtk_widget_get_first_child (app_find (page, "tiles"));

  for (guint i = 0; i < index; i++)
    tile = gtk_widget_get_next_sibling (tile);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tile), TRUE);
}

static const char *
selected_unit (GtkWidget *page)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (app_find (page, "units")));

  return row != NULL ? ((const NhBoardRow *) g_object_get_data (G_OBJECT (row), "row"))->unit->code : "";
}

/* A file that comes into the folder while a person looks at the others is not received with them. */
static void
test_only_what_was_seen (void)
{
  g_auto (Two) two = { 0 };
  g_autofree char *unit_code = NULL, *folder = NULL, *late = NULL;
  g_autofree NhPublicKeys *keys = NULL;
  AppDesk desk;
  GtkWidget *page, *preview, *list;

  two_make (&two);
  unit_code = two_call (two.commune, two_join_and_hand_in, &two);
  keys = two_call (two.commune, two_get_keys, NULL);
  two_call (two.province, two_keep_key, keys);
  folder = g_path_get_dirname (two.package);
  late = g_build_filename (folder, "đến sau.ngayhoi-nop", NULL);
  app_desk_begin (&desk, two.province);
  nh_session_set_view (desk.session, nh_ledger_get_unit (desk.ledger), 2024); /* what is received is of 2026 */
  two_open_file (&desk, folder);
  page = app_find_type (desk.window, NH_TYPE_RECEPTION_PAGE);
  preview = app_find_type (page, NH_TYPE_RECEPTION_PREVIEW);
  app_wait (two_shows (preview, "Rec_eive 1 file"));
  g_assert_true (g_file_set_contents (late, "vn.ngayhoi.nop 1", -1, NULL));
  app_click (app_find_button (preview, "Rec_eive 1 file"));
  app_wait (two_shows (preview, "_Back to the board"));
  list = app_find_type (preview, GTK_TYPE_LIST_BOX);
  g_assert_nonnull (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  g_assert_null (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1));
  /* What was read stays there when another page is shown meanwhile, and the keys still work on it. */
  nh_workplace_show_page (desk.place, "reports");
  app_wait (!gtk_widget_get_mapped (page));
  nh_workplace_show_page (desk.place, "reception");
  app_wait (gtk_widget_get_mapped (page));
  app_wait (gtk_window_get_focus (GTK_WINDOW (desk.window)) == app_find_button (preview, "_Back to the board"));
  g_assert_true (gtk_widget_activate_action (preview, "preview.leave", NULL));
  app_wait (g_str_equal (two_stage (page), "board") && two_has_tile (page, 4, "1"));
  g_assert_cmpint (nh_session_get_year (desk.session), ==, 2026);
  /* The unit that is shown stays the one that is shown. */
  choose_tile (page, 4);
  g_assert_cmpstr (selected_unit (page), ==, "18682");
  choose_tile (page, 0);
  g_assert_cmpstr (selected_unit (page), ==, "18682");
  g_assert_false (two_has_label (page, "No unit is here"));
  two_type (page, "search", "không có xã này");
  app_wait (two_has_label (page, "No unit is here"));
  app_desk_end (&desk);
}

/* Two files of one unit exclude each other: the one that was shown to be taken is taken, and the other is not. */
static gpointer
hand_in_rival (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const NhHandInRequest request = { .year = 2026, .nil = "Bão số 4" };
  g_autofree char *folder = g_path_get_dirname (((Two *) data)->package);
  g_autofree char *path = g_build_filename (folder, "sau.ngayhoi-nop", NULL);
  g_autoptr (NhHandIn) made = NULL;

  /* As on a computer that went on from an old backup. */
  nh_connection_exec (connection, "DELETE FROM submission", "test", error);
  made = nh_hand_in (connection, ledger, &request, path, error);
  g_assert_true (made != NULL && made->version == 1);
  return NULL;
}

static gpointer
get_manifest (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_connection_get_text (connection, "SELECT group_concat (manifest) FROM submission");
}

static void
test_rivals (void)
{
  g_auto (Two) two = { 0 };
  g_autofree char *unit_code = NULL, *folder = NULL, *manifest = NULL;
  g_autofree NhPublicKeys *keys = NULL;
  AppDesk desk;
  GtkWidget *page, *preview;

  two_make (&two);
  unit_code = two_call (two.commune, two_join_and_hand_in, &two);
  two_call (two.commune, hand_in_rival, &two);
  keys = two_call (two.commune, two_get_keys, NULL);
  two_call (two.province, two_keep_key, keys);
  folder = g_path_get_dirname (two.package);
  app_desk_begin (&desk, two.province);
  two_open_file (&desk, folder);
  page = app_find_type (desk.window, NH_TYPE_RECEPTION_PAGE);
  preview = app_find_type (page, NH_TYPE_RECEPTION_PREVIEW);
  app_wait (two_shows (preview, "Rec_eive 1 file"));
  app_click (app_find_button (preview, "Rec_eive 1 file"));
  app_wait (two_shows (preview, "_Back to the board"));
  g_assert_true (two_shows (preview, "_Take it all the same…"));
  app_desk_end (&desk);
  manifest = two_call (two.province, get_manifest, NULL);
  g_assert_nonnull (strstr (manifest, "Bão số 3"));
  g_assert_null (strstr (manifest, "Bão số 4"));
}

/* What is left of a run that was stopped is not told as received. */
static void
test_stopped (void)
{
  g_auto (Two) two = { 0 };
  g_autofree char *unit_code = NULL;
  g_autofree NhPublicKeys *keys = NULL;
  AppDesk desk;
  GtkWidget *page, *preview, *list;

  two_make (&two);
  unit_code = two_call (two.commune, two_join_and_hand_in, &two);
  keys = two_call (two.commune, two_get_keys, NULL);
  two_call (two.province, two_keep_key, keys);
  app_desk_begin (&desk, two.province);
  two_open_file (&desk, two.package);
  page = app_find_type (desk.window, NH_TYPE_RECEPTION_PAGE);
  preview = app_find_type (page, NH_TYPE_RECEPTION_PREVIEW);
  app_wait (two_shows (preview, "Rec_eive 1 file"));
  list = app_find_type (preview, GTK_TYPE_LIST_BOX);
  app_click (app_find_button (preview, "Rec_eive 1 file"));
  app_click (app_find_button (preview, "S_top"));
  app_wait (two_shows (preview, "_Back to the board"));
  if (two_has_label (preview, "Stopped after")) /* else it was done before */
    g_assert_null (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  app_desk_end (&desk);
}

/* The sample's packages are of another year: a form that is not saved asks before it goes. */
static void
test_sample_asks (void)
{
  g_autofree char *path = app_sample (), *folder = nh_sample_packages_folder (path);
  AppDesk desk;
  GtkWidget *page;
  int year;

  g_mkdir (folder, 0700);
  app_desk_begin (&desk, path);
  year = nh_session_get_year (desk.session);
  g_assert_cmpint (year, !=, NH_SAMPLE_PACKAGES_YEAR);
  app_desk_type (&desk, NH_POINT_PLACE, "Thôn chưa lưu");
  app_desk_show (&desk, "reception");
  page = app_find_type (desk.window, NH_TYPE_RECEPTION_PAGE);
  app_wait (gtk_widget_get_visible (app_find (page, "sample")));
  gtk_widget_activate_action (page, "reception.sample", NULL);
  g_assert_cmpint (nh_session_get_year (desk.session), ==, year);
  app_answer (2);
  app_settle ();
  app_desk_show (&desk, "point");
  app_desk_assert_text (&desk, NH_POINT_PLACE, "Thôn chưa lưu");
  app_desk_show (&desk, "reception");
  gtk_widget_activate_action (page, "reception.sample", NULL);
  app_answer (1);
  app_wait (nh_session_get_year (desk.session) == NH_SAMPLE_PACKAGES_YEAR);
  g_assert_cmpstr (nh_workplace_get_page_name (desk.place), ==, "reception");
  app_desk_end (&desk);
}

static gpointer
save_season (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhRecord) season = nh_record_new (&nh_season_type, nh_ledger_get_unit (ledger), 2026);

  nh_record_set_number (season, NH_SEASON_DEADLINE, 20260820);
  return nh_store_save (connection, ledger, season, NULL, error);
}

/* Where the season says another day than the invitation, the dialog tells it, until both are the same. */
static void
test_deadlines (void)
{
  g_auto (Two) two = { 0 };
  GtkWidget *page, *dialog;
  AppDesk desk;

  two_make (&two);
  g_object_unref (two_call (two.province, save_season, NULL));
  app_desk_begin (&desk, two.province);
  nh_workplace_show_page (desk.place, "reception");
  page = app_find_type (desk.window, NH_TYPE_RECEPTION_PAGE);
  app_wait (g_strcmp0 (two_stage (page), "board") == 0 && two_has_tile (page, 0, "69"));
  app_wait (nh_session_get_season (desk.session) != NULL);
  gtk_widget_activate_action (page, "reception.invite", NULL);
  app_wait (two_find_entry () != NULL);
  dialog = GTK_WIDGET (gtk_widget_get_root (two_find_entry ()));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (two_find_entry ())), ==, "25/08/2026");
  g_assert_true (two_has_label (dialog, "The page “Season” says 20/08/2026."));
  gtk_editable_set_text (GTK_EDITABLE (two_find_entry ()), "20/8/2026");
  g_assert_false (two_has_label (dialog, "The page “Season” says"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  app_desk_end (&desk);
}

/* In the smallest window each tile says what it counts, and the title and the units are whole. */
static void
test_small_window (void)
{
  static const char *const parts[] = { "title", "tiles", "units" };
  g_auto (Two) two = { 0 };
  NhLanguage language = nh_i18n_get_language ();
  AppDesk desk;
  GtkWidget *page;

  two_make (&two);
  nh_i18n_init (NH_LANGUAGE_VIETNAMESE);
  nh_settings_set_size (1024, 600, FALSE);
  app_desk_begin (&desk, two.province);
  nh_workplace_show_page (desk.place, "reception");
  page = app_find_type (desk.window, NH_TYPE_RECEPTION_PAGE);
  app_wait (g_strcmp0 (two_stage (page), "board") == 0 && two_has_tile (page, 0, "69"));
  app_wait_drawn (desk.window);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GPtrArray) labels = g_ptr_array_new ();

      app_collect (app_find (page, parts[i]), GTK_TYPE_LABEL, labels);
      if (i == 0)
        g_ptr_array_add (labels, app_find (page, parts[i]));
      g_assert_cmpuint (labels->len, >, i);
      for (guint j = 0; j < labels->len; j++)
        {
          g_test_message ("%s", gtk_label_get_text (labels->pdata[j]));
          g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (labels->pdata[j])));
        }
    }
  nh_settings_set_size (1366, 768, TRUE);
  nh_i18n_init (language);
  app_desk_end (&desk);
}

void
app_add_exchange_tests (void)
{
  g_test_add_func ("/exchange/join", test_join);
  g_test_add_func ("/exchange/early", test_early);
  g_test_add_func ("/exchange/chosen", test_chosen);
  g_test_add_func ("/exchange/receive", test_receive);
  g_test_add_func ("/exchange/confirm-and-take", test_confirm_and_take);
  g_test_add_func ("/exchange/only-what-was-seen", test_only_what_was_seen);
  g_test_add_func ("/exchange/rivals", test_rivals);
  g_test_add_func ("/exchange/stopped", test_stopped);
  g_test_add_func ("/exchange/sample-asks", test_sample_asks);
  g_test_add_func ("/exchange/deadlines", test_deadlines);
  g_test_add_func ("/exchange/small-window", test_small_window);
  app_add_received_tests ();
}
