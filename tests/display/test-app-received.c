/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was handed in: received at the province, accepted or returned at the commune. */
#include <string.h>

#include "app-two.h"
#include "measure.h"
#include "nh-hand-in-page.h"
#include "nh-history-page.h"
#include "nh-hand-in.h"
#include "nh-lock-strip.h"
#include "nh-notice.h"
#include "nh-overview-page.h"
#include "nh-point.h"
#include "nh-reception-page.h"
#include "nh-reception.h"
#include "nh-remark.h"
#include "nh-reply.h"
#include "nh-settings.h"

static void
open_first (AppDesk *desk)
{
  app_desk_wait_rows (desk, 1);
  gtk_selection_model_select_item (app_desk_get_rows (desk), 0, TRUE);
  app_wait (nh_form_pane_get_id (desk->pane) != 0);
}

/* The first change of what a unit handed in is asked about: to ask the unit, to change it here, or not. */
static void
test_guard (void)
{
  g_auto (Two) two = { 0 };
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  AppDesk desk;
  GtkWidget *dialog;

  two_make_received (&two);
  app_desk_begin (&desk, two.province);
  app_wait (nh_session_get_outline (desk.session) != NULL);
  open_first (&desk);
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "300");
  app_desk_act (&desk, "save");
  app_wait (app_get_dialog () != NULL);
  g_assert_true (two_has_label (app_get_dialog (), "has handed these figures in"));
  app_answer (2);
  app_settle ();
  g_assert_true (nh_form_pane_is_dirty (desk.pane));
  app_desk_act (&desk, "save");
  app_answer (0);
  app_wait (two_find_entry () != NULL);
  dialog = GTK_WIDGET (gtk_widget_get_root (two_find_entry ()));
  app_collect (dialog, GTK_TYPE_ENTRY, entries);
  g_assert_cmpstr (gtk_editable_get_text (entries->pdata[0]), ==, "300");
  g_assert_true (two_has_label (dialog, "Now: 350"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  app_desk_assert_text (&desk, NH_POINT_ATTENDANCE, "300"); /* it was not proposed yet */
  app_desk_act (&desk, "save");
  app_answer (0);
  app_wait (two_find_entry () != NULL);
  g_ptr_array_set_size (entries, 0);
  app_collect (GTK_WIDGET (gtk_widget_get_root (two_find_entry ())), GTK_TYPE_ENTRY, entries);
  gtk_editable_set_text (entries->pdata[1], "Danh sách ghi 300");
  g_signal_emit_by_name (entries->pdata[1], "activate");
  app_wait (!nh_form_pane_is_dirty (desk.pane));
  app_wait (two_find_entry () == NULL);
  app_settle ();
  app_desk_assert_text (&desk, NH_POINT_ATTENDANCE, "350"); /* the unit changes it */
  app_desk_act (&desk, "undo");
  app_wait (strstr (app_notice (desk.window), "Undone: asked Xã Yên Hòa to correct") != NULL);
  app_desk_assert_text (&desk, NH_POINT_ATTENDANCE, "350");
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "310");
  app_desk_act (&desk, "save");
  app_answer (1);
  app_desk_wait_saved (&desk, 1);
  /* Once. */
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "320");
  app_desk_act (&desk, "save");
  app_desk_wait_saved (&desk, 2);
  g_assert_null (app_get_dialog ());
  app_desk_end (&desk);
}

static void
on_left (gboolean may, gpointer left)
{
  *(int *) left = may ? 1 : 0;
}

/* What was asked for is done after the question: leaving the form, and beginning the next record. */
static void
test_guard_goes_on (void)
{
  g_auto (Two) two = { 0 }, second = { 0 };
  AppDesk desk;
  int left = -1;
  gint64 id;

  two_make_received (&two);
  two_make_second (&second, &two);
  app_desk_begin (&desk, two.province);
  app_wait (nh_session_get_outline (desk.session) != NULL);
  app_desk_wait_rows (&desk, 2);
  gtk_selection_model_select_item (app_desk_get_rows (&desk), 0, TRUE);
  app_wait ((id = nh_form_pane_get_id (desk.pane)) != 0);
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "300");
  nh_form_pane_leave (desk.pane, on_left, &left);
  app_answer (0);
  app_wait (app_get_dialog () != NULL && two_has_label (app_get_dialog (), "has handed these figures in"));
  g_assert_cmpint (left, ==, -1);
  app_answer (1);
  app_wait (left >= 0);
  g_assert_cmpint (left, ==, 1);
  app_desk_wait_saved (&desk, 1);
  gtk_selection_model_select_item (app_desk_get_rows (&desk), 1, TRUE);
  app_wait (nh_form_pane_get_id (desk.pane) != id);
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "310");
  app_desk_act (&desk, "save-next");
  app_answer (1);
  app_desk_wait_saved (&desk, 2);
  g_assert_cmpint (nh_form_pane_get_id (desk.pane), ==, 0);
  app_desk_end (&desk);
}

static void
select_both (AppDesk *desk)
{
  app_desk_wait_rows (desk, 2);
  gtk_selection_model_select_all (app_desk_get_rows (desk));
  app_settle ();
}

/* What was received in a year says nothing of another one. */
static void
test_guard_of_year (void)
{
  g_auto (Two) two = { 0 };
  const NhUnit *unit;
  AppDesk desk;

  two_make_received (&two);
  app_desk_begin (&desk, two.province);
  unit = nh_catalog_find_unit (nh_session_get_catalog (desk.session), "18682", 20260819);
  app_wait (nh_session_guards (desk.session, unit->id, 2026));
  nh_session_set_view (desk.session, nh_ledger_get_unit (desk.ledger), 2025);
  g_assert_false (nh_session_guards (desk.session, unit->id, 2025));
  g_assert_true (nh_session_guards (desk.session, unit->id, 2026)); /* rows of that year may come from elsewhere */
  app_desk_end (&desk);
}

/* The same before selected rows are deleted or changed, with nothing in the form: one question for all their units. */
static void
test_guard_rows (void)
{
  g_auto (Two) two = { 0 }, second = { 0 };
  AppDesk desk;

  two_make_received (&two);
  two_make_second (&second, &two);
  app_desk_begin (&desk, two.province);
  app_wait (nh_session_get_outline (desk.session) != NULL);
  select_both (&desk);
  app_desk_act (&desk, "delete");
  app_wait (app_get_dialog () != NULL);
  g_assert_true (two_has_label (app_get_dialog (), "2 units have handed these figures in"));
  app_answer (1);
  app_settle ();
  g_assert_cmpuint (app_desk_count_rows (&desk), ==, 2);
  gtk_widget_activate_action (GTK_WIDGET (desk.page), "page.change-rows", NULL);
  app_wait (app_get_dialog () != NULL);
  g_assert_true (two_has_label (app_get_dialog (), "2 units have handed these figures in"));
  app_answer (1);
  app_desk_act (&desk, "delete");
  app_answer (0);
  app_desk_wait_rows (&desk, 0);
  app_desk_end (&desk);
}

static gpointer
accept_at_commune (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_assert_true (nh_connection_exec (connection, "UPDATE submission SET state = 'accepted'", "test", error));
  return NULL;
}

static gboolean
shows_lock (AppDesk *desk)
{
  GtkWidget *button = two_find_button (desk->window, "S_upplement…");

  return button != NULL && gtk_widget_get_mapped (button);
}

static gboolean
has_focus (GtkWidget *widget, GtkWidget *window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL && gtk_widget_get_mapped (focus) && gtk_widget_is_ancestor (focus, widget);
}

/* Each key that would change a record says why it does not. */
static void
assert_says_locked (AppDesk *desk)
{
  static const char *const actions[] = { "new", "add-several", "copy", "save", "save-next", "delete", "change-rows" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      nh_notice_hide (nh_notice_of (desk->window));
      app_desk_act (desk, actions[i]);
      g_test_message ("%s", actions[i]);
      g_assert_nonnull (strstr (app_notice (desk->window), "The year 2026 is locked"));
      g_assert_null (app_get_dialog ());
    }
}

static void
tell_pale (const char *fault, gpointer data)
{
  g_test_message ("%s", fault);
  g_test_fail ();
}

static gboolean
shows_form (AppDesk *desk)
{
  return gtk_widget_get_mapped (GTK_WIDGET (desk->pane));
}

/* A year that is locked says so over list and form, and can be opened from there. */
static void
test_locked (void)
{
  g_auto (Two) two = { .held = TRUE };
  g_autofree char *unit_code = NULL;
  AppDesk desk;

  two_make (&two);
  unit_code = two_call (two.commune, two_join_and_hand_in, &two);
  two_call (two.commune, accept_at_commune, NULL);
  nh_settings_set_size (1366, 768, FALSE); /* list and form side by side */
  app_desk_begin (&desk, two.commune);
  app_wait (shows_lock (&desk));
  app_wait (!shows_form (&desk)); /* nothing can be filled in */
  g_assert_true (has_focus (GTK_WIDGET (desk.page), desk.window));
  app_desk_wait_rows (&desk, 1);
  app_desk_act (&desk, "fold-form"); /* the form of a record, not an empty one that nobody can fill in */
  app_wait (nh_form_pane_get_id (desk.pane) != 0);
  app_wait (shows_form (&desk));
  app_settle ();
  app_wait_drawn (desk.window);
  app_wait (measure_contrast (desk.window, tell_pale, NULL) > 0);
  g_assert_false (two_shows (GTK_WIDGET (desk.pane), "Enter several…"));
  g_assert_false (gtk_widget_get_sensitive (app_find (GTK_WIDGET (desk.page), "change")));
  g_assert_false (nh_form_focus_field (desk.form, NH_POINT_ATTENDANCE));
  g_assert_false (gtk_widget_get_visible (app_find (GTK_WIDGET (desk.pane), "buttons")));
  g_assert_false (gtk_widget_get_mapped (app_find (GTK_WIDGET (desk.page), "add")));
  assert_says_locked (&desk);
  /* An empty list does not tell how to begin, and a form without a list has the keyboard. */
  app_desk_show (&desk, "activity");
  app_wait (two_has_label (GTK_WIDGET (desk.page), "No activities for 2026 yet"));
  g_assert_false (two_has_label (GTK_WIDGET (desk.page), "begins the first one in the form"));
  app_wait (!shows_form (&desk));
  app_desk_act (&desk, "fold-form");
  app_wait_drawn (desk.window);
  g_assert_false (shows_form (&desk));
  app_desk_show (&desk, "season");
  nh_workplace_focus_page (desk.place);
  app_wait (nh_form_pane_get_id (desk.pane) != 0);
  g_assert_true (has_focus (app_find (GTK_WIDGET (desk.pane), "history"), desk.window));
  app_desk_show (&desk, "point");
  nh_session_set_view (desk.session, nh_ledger_get_unit (desk.ledger), 2025);
  g_assert_false (nh_session_is_locked (desk.session, &nh_point_type));
  app_wait (!shows_lock (&desk));
  nh_session_set_view (desk.session, nh_ledger_get_unit (desk.ledger), 2026);
  app_wait (shows_lock (&desk));
  gtk_widget_grab_focus (two_find_button (desk.window, "S_upplement…"));
  app_click (two_find_button (desk.window, "S_upplement…"));
  app_wait (two_find_entry () != NULL);
  gtk_editable_set_text (GTK_EDITABLE (two_find_entry ()), "Thiếu một điểm");
  g_signal_emit_by_name (two_find_entry (), "activate");
  app_wait (!shows_lock (&desk));
  g_assert_true (has_focus (GTK_WIDGET (desk.page), desk.window));
  app_wait (gtk_widget_get_visible (app_find (GTK_WIDGET (desk.pane), "buttons")));
  g_assert_true (two_shows (GTK_WIDGET (desk.pane), "Enter several…"));
  open_first (&desk);
  g_assert_true (nh_form_focus_field (desk.form, NH_POINT_ATTENDANCE));
  app_wait (gtk_widget_get_sensitive (app_find (GTK_WIDGET (desk.page), "change")));
  app_desk_end (&desk);
}

/* Opened again from the page of the hand-in, the focus goes on to what is to be done there. */
static void
test_reopen (void)
{
  g_auto (Two) two = { .held = TRUE };
  g_autofree char *unit_code = NULL;
  AppDesk desk;
  GtkWidget *page, *reopen;

  two_make (&two);
  unit_code = two_call (two.commune, two_join_and_hand_in, &two);
  two_call (two.commune, accept_at_commune, NULL);
  app_desk_begin (&desk, two.commune);
  app_desk_show (&desk, "hand-in");
  page = app_find_type (desk.window, NH_TYPE_HAND_IN_PAGE);
  reopen = app_find (page, "reopen");
  app_wait (gtk_widget_get_mapped (reopen));
  gtk_widget_grab_focus (reopen);
  app_click (reopen);
  app_wait (two_find_entry () != NULL);
  gtk_editable_set_text (GTK_EDITABLE (two_find_entry ()), "Thiếu một điểm");
  g_signal_emit_by_name (two_find_entry (), "activate");
  app_wait (two_shows (page, "Give _up the supplement"));
  g_assert_true (has_focus (page, desk.window));
  g_assert_false (has_focus (reopen, desk.window)); /* the next Enter gives nothing up */
  /* Given up, all is as before. */
  app_click (reopen);
  app_wait (two_shows (page, "S_upplement…"));
  g_assert_true (two_has_label (page, "The year is locked here."));
  app_click (reopen);
  app_wait (two_find_entry () != NULL);
  gtk_editable_set_text (GTK_EDITABLE (two_find_entry ()), "Thiếu hai điểm");
  g_signal_emit_by_name (two_find_entry (), "activate");
  app_wait (two_shows (page, "Give _up the supplement"));
  /* The reason is not asked for twice, and is the one of this time. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (app_find (page, "reason"))), ==, "Thiếu hai điểm");
  /* With something to hand in, the page goes to it as soon as it knows of that. */
  app_desk_show (&desk, "point");
  open_first (&desk);
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "400");
  app_desk_act (&desk, "save");
  app_desk_wait_saved (&desk, 1);
  app_desk_show (&desk, "hand-in");
  nh_workplace_focus_page (desk.place);
  app_wait (has_focus (app_find (page, "reason"), desk.window));
  g_assert_false (gtk_widget_get_visible (reopen)); /* there is something to hand in */
  app_desk_end (&desk);
}

static gboolean
is_over (GtkWidget *notice, GtkWidget *card)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (card));
  graphene_rect_t above, below;

  return gtk_widget_compute_bounds (notice, window, &above) && gtk_widget_compute_bounds (card, window, &below) &&
         graphene_rect_intersection (&above, &below, NULL);
}

/* What cannot be written is not offered. */
static void
test_locked_read_only (void)
{
  g_auto (Two) two = { .held = TRUE };
  g_autofree char *unit_code = NULL;
  g_autoptr (NhSession) session = NULL;
  g_autoptr (GError) error = NULL;
  NhLedger *ledger;
  GtkWidget *strip, *window;

  two_make (&two);
  unit_code = two_call (two.commune, two_join_and_hand_in, &two);
  two_call (two.commune, accept_at_commune, NULL);
  ledger = nh_ledger_open (two.commune, NH_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  session = nh_session_new (ledger, 2026);
  nh_session_read_outline (session);
  app_wait (nh_session_is_locked (session, &nh_point_type));
  strip = nh_lock_strip_new (session);
  nh_lock_strip_set_type (strip, &nh_point_type);
  window = app_show (strip);
  g_assert_false (two_shows (strip, "S_upplement…"));
  gtk_window_destroy (GTK_WINDOW (window));
  nh_session_close (session);
  nh_ledger_close (ledger);
}

static gpointer
count_otherwise (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const NhUnit *unit = nh_catalog_find_unit (nh_ledger_get_catalog (ledger), "18682", 20260819);
  g_autoptr (GBytes) reply = NULL;

  nh_connection_exec (connection, "UPDATE point SET attendance = 1300", "test", error);
  reply = nh_reply_make (connection, ledger, unit->id, 2026, error);
  two_write_bytes (data, reply);
  return NULL;
}

/* What the province counts otherwise stays on the page of the commune. */
static void
test_differs (void)
{
  g_auto (Two) two = { 0 };
  g_autofree char *reply = app_path ("phiếu.ngayhoi-phieu");
  AppDesk desk;
  GtkWidget *page;

  two_make_received (&two);
  two_call (two.province, count_otherwise, reply);
  app_desk_begin (&desk, two.commune);
  two_open_file (&desk, reply);
  page = app_find_type (desk.window, NH_TYPE_HAND_IN_PAGE);
  app_wait (strstr (app_notice (desk.window), "350 / 1.300") != NULL);
  app_wait (two_has_label (app_find (page, "stage"), "350 / 1.300"));
  app_desk_end (&desk);
  app_desk_begin (&desk, two.commune); /* the next day */
  app_desk_show (&desk, "hand-in");
  page = app_find_type (desk.window, NH_TYPE_HAND_IN_PAGE);
  app_wait (two_has_label (page, "350 / 1.300"));
  app_desk_end (&desk);
}

static guint
count_chosen (GtkWidget *dialog)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  app_collect (dialog, GTK_TYPE_CHECK_BUTTON, buttons);
  return buttons->len;
}

/* All that was received is accepted as one change, which one undo takes back. */
static void
test_accept_all (void)
{
  g_auto (Two) two = { 0 }, second = { 0 };
  AppDesk desk;
  GtkWidget *page;

  two_make_received (&two);
  two_make_second (&second, &two);
  app_desk_begin (&desk, two.province);
  app_desk_show (&desk, "reception");
  page = app_find_type (desk.window, NH_TYPE_RECEPTION_PAGE);
  app_wait (two_has_tile (page, 2, "2"));
  app_click (app_find (page, "accept_all"));
  app_wait (app_desk_find_dialog (&desk) != NULL);
  g_assert_cmpuint (count_chosen (app_desk_find_dialog (&desk)), ==, 2);
  app_click (app_find_button (app_desk_find_dialog (&desk), "_Accept 2 units"));
  app_wait (two_has_tile (page, 6, "2"));
  app_wait (!gtk_widget_get_visible (app_find (page, "accept_all")));
  app_wait (strstr (app_notice (desk.window), "2 units are accepted") != NULL);
  app_wait (app_desk_can (&desk, "undo"));
  app_desk_act (&desk, "undo");
  app_wait (two_has_tile (page, 2, "2"));
  g_assert_true (two_has_tile (page, 6, "0"));
  app_wait (strstr (app_notice (desk.window), "accepted the hand-ins of 2 units") != NULL);
  app_desk_end (&desk);
}

/* "": the rows are being read. */
static const char *
said_of (GtkWidget *page, guint index)
{
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (app_find (page, "units")), (int) index));

  if (row == NULL)
    return "";
  return gtk_label_get_text (GTK_LABEL (
      gtk_widget_get_prev_sibling (gtk_widget_get_last_child (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row))))));
}

static void
look_and_go_back (AppDesk *desk, GtkWidget **page, const char *path)
{
  two_open_file (desk, path);
  *page = app_find_type (desk->window, NH_TYPE_RECEPTION_PAGE);
  app_wait (two_shows (*page, "_Back to the board") || two_shows (*page, "Do _not receive"));
  app_click (two_shows (*page, "_Back to the board") ? app_find_button (*page, "_Back to the board")
                                                     : app_find_button (*page, "Do _not receive"));
  app_wait (g_str_equal (two_stage (*page), "board"));
}

/* What came but was not taken is said of the unit: a damaged file by its name, and one whose key nobody confirmed. */
static void
test_left (void)
{
  g_auto (Two) two = { 0 };
  g_autofree char *unit_code = NULL, *damaged = app_path ("18682 Xã Yên Hòa 2026-1.ngayhoi-nop");
  GtkWidget *page;
  AppDesk desk;

  two_make (&two);
  unit_code = two_call (two.commune, two_join_and_hand_in, &two);
  g_assert_true (g_file_set_contents (damaged, "vn.ngayhoi.nop 1 damaged", -1, NULL));
  app_desk_begin (&desk, two.province);
  look_and_go_back (&desk, &page, damaged);
  two_type (page, "search", "yen hoa");
  app_wait (g_str_equal (said_of (page, 0), "a file cannot be opened"));
  app_wait (two_has_label (page, "ask the unit to send it again"));
  look_and_go_back (&desk, &page, two.package);
  app_wait (g_str_equal (said_of (page, 0), "a file waits for its code"));
  two_open_file (&desk, two.package);
  app_wait (two_shows (page, "_Confirm the code…"));
  app_click (app_find_button (page, "_Confirm the code…"));
  app_wait (two_find_entry () != NULL);
  gtk_editable_set_text (GTK_EDITABLE (two_find_entry ()), unit_code);
  g_signal_emit_by_name (two_find_entry (), "activate");
  app_wait (two_shows (page, "_Back to the board"));
  app_click (app_find_button (page, "_Back to the board"));
  app_wait (g_str_equal (two_stage (page), "board") && g_str_equal (said_of (page, 0), "version 1"));
  app_desk_end (&desk);
}

static guint
count_labels (GtkWidget *root, const char *text)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  guint n = 0;

  app_collect (root, GTK_TYPE_LABEL, labels);
  for (guint i = 0; i < labels->len; i++)
    n += g_str_equal (gtk_label_get_text (labels->pdata[i]), text);
  return n;
}

/* What a person decides on is named before: the file, its unit, year and version, and what it says. */
static void
test_named (void)
{
  g_auto (Two) two = { .held = TRUE };
  g_autofree char *unit_code = NULL;
  GtkWidget *page, *dialog;
  AppDesk desk;

  two_make (&two);
  unit_code = two_call (two.commune, two_join_and_hand_in, &two);
  app_desk_begin (&desk, two.province);
  two_open_file (&desk, two.package);
  page = app_find_type (desk.window, NH_TYPE_RECEPTION_PAGE);
  app_wait (two_shows (page, "_Confirm the code…"));
  app_click (app_find_button (page, "_Confirm the code…"));
  app_wait (two_find_entry () != NULL);
  dialog = GTK_WIDGET (gtk_widget_get_root (two_find_entry ()));
  g_assert_true (two_has_label (dialog, "says: Xã Yên Hòa, 2026, version 1."));
  g_assert_true (two_has_label (dialog, ": 350"));
  app_wait_drawn (dialog);
  gtk_editable_set_text (GTK_EDITABLE (two_find_entry ()), unit_code);
  g_signal_emit_by_name (two_find_entry (), "activate");
  app_wait (two_shows (page, "_Back to the board"));
  app_click (app_find_button (page, "_Back to the board"));
  app_wait (g_str_equal (two_stage (page), "board"));
  two_type (page, "search", "yen hoa");
  app_wait (two_shows (page, "Re_turn…"));
  app_click (app_find_button (page, "Re_turn…"));
  app_wait (two_find_entry () != NULL);
  g_assert_cmpuint (
      count_labels (GTK_WIDGET (gtk_widget_get_root (two_find_entry ())), "Return version 1 of Xã Yên Hòa, 2026"), ==,
      1); /* not in the title bar, too, where it may be cut */
  app_desk_end (&desk);
}

static gpointer
return_with (NhConnection *connection, NhLedger *ledger, const char *proposal, const char *path, GError **error)
{
  const NhUnit *unit = nh_catalog_find_unit (nh_ledger_get_catalog (ledger), "18682", 20260819);
  g_autofree char *uuid = nh_connection_get_text (connection, "SELECT uuid FROM point");
  g_autoptr (GBytes) reply = NULL;

  g_assert_true (nh_remark_add (connection, ledger, uuid, "attendance", proposal, "Danh sách ghi 305", error));
  g_assert_true (nh_reception_set_state (connection, ledger, unit->id, 2026, "returned", "Sai số người", error));
  reply = nh_reply_make (connection, ledger, unit->id, 2026, error);
  two_write_bytes (path, reply);
  return NULL;
}

static gpointer
ask_of_point (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return return_with (connection, ledger, NULL, data, error);
}

/* Why something was returned is told once, above or among what was changed. */
static void
test_history (void)
{
  g_auto (Two) two = { 0 };
  g_autofree char *reply = app_path ("phiếu.ngayhoi-phieu");
  GtkWidget *page;
  AppDesk desk;

  two_make_received (&two);
  two_call (two.province, ask_of_point, reply);
  app_desk_begin (&desk, two.province);
  app_desk_show (&desk, "history");
  page = app_find_type (desk.window, NH_TYPE_HISTORY_PAGE);
  app_wait (count_labels (page, "Sai số người") > 0);
  g_assert_cmpuint (count_labels (page, "Sai số người"), ==, 1);
  app_desk_end (&desk);
}

static void
on_handed_in (GObject *ledger, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhHandIn) made = nh_hand_in_finish (NH_LEDGER (ledger), result, &error);

  g_assert_no_error (error);
  g_assert_cmpint (made->version, ==, 2);
}

/* A request opens its record at the field, with the reason beside it; once the field is another, it says so. */
static void
test_asked (void)
{
  g_auto (Two) two = { 0 };
  g_autofree char *reply = app_path ("phiếu.ngayhoi-phieu"), *again = app_path ("bản 2.ngayhoi-nop");
  const NhHandInRequest request = { .year = 2026, .reason = "Đã sửa" };
  AppDesk desk;
  GtkWidget *page, *form;
  GtkListBoxRow *row;

  two_make_received (&two);
  two_call (two.province, ask_of_point, reply);
  app_desk_begin (&desk, two.commune);
  two_open_file (&desk, reply);
  page = app_find_type (desk.window, NH_TYPE_HAND_IN_PAGE);
  app_wait (gtk_widget_get_mapped (app_find (page, "remarks")));
  app_settle ();
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (app_find (page, "remarks")), 0);
  g_assert_nonnull (row);
  g_signal_emit_by_name (row, "activate");
  app_wait (nh_form_pane_get_id (desk.pane) != 0);
  app_wait (nh_form_get_focus_field (desk.form) == NH_POINT_ATTENDANCE);
  app_wait (two_has_label (GTK_WIDGET (desk.form), "The province asks: Danh sách ghi 305"));
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "305");
  app_desk_act (&desk, "save");
  app_desk_wait_saved (&desk, 1);
  form = GTK_WIDGET (desk.form);
  app_desk_show (&desk, "hand-in");
  nh_workplace_focus_page (desk.place); /* at once, as by the keys */
  app_wait (two_has_label (app_find (page, "remarks"), "Changed: 350 → 305"));
  /* Nothing that was asked is open any more: the reason of the correction comes next. */
  app_wait (has_focus (app_find (page, "reason"), desk.window));
  /* Handed in, it is asked no more in the form, either, which shows the record all the time. */
  app_wait (two_has_label (form, "The province asks: Danh sách ghi 305"));
  nh_hand_in_async (desk.ledger, &request, again, NULL, on_handed_in, NULL);
  app_wait (!two_has_label (form, "The province asks: Danh sách ghi 305"));
  app_desk_end (&desk);
}

static gpointer
propose (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return return_with (connection, ledger, "305", data, error);
}

/* A proposal names its value at the field. Until the next version is made a refusal of it can be taken back. */
static void
test_take_back (void)
{
  g_auto (Two) two = { 0 };
  g_autofree char *reply = app_path ("phiếu.ngayhoi-phieu");
  AppDesk desk;
  GtkWidget *page, *remarks;

  two_make_received (&two);
  two_call (two.province, propose, reply);
  app_desk_begin (&desk, two.commune);
  two_open_file (&desk, reply);
  page = app_find_type (desk.window, NH_TYPE_HAND_IN_PAGE);
  remarks = app_find (page, "remarks");
  app_wait (two_shows (remarks, "_Do not apply…"));
  app_click (two_find_button (remarks, "_Do not apply…"));
  app_wait (two_find_entry () != NULL);
  gtk_editable_set_text (GTK_EDITABLE (two_find_entry ()), "Đã đếm lại");
  g_signal_emit_by_name (two_find_entry (), "activate");
  app_wait (two_has_label (remarks, "Not applied: Đã đếm lại"));
  app_wait (strstr (app_notice (desk.window), "The next version tells the province why") != NULL);
  app_wait_drawn (desk.window);
  g_assert_false (is_over (app_find (GTK_WIDGET (nh_notice_of (desk.window)), "bar"), app_find (page, "hand_in_card")));
  g_assert_false (two_shows (remarks, "_Apply"));
  app_click (two_find_button (remarks, "Answer _anew"));
  app_wait (two_shows (remarks, "_Apply"));
  g_assert_false (two_has_label (remarks, "Not applied"));
  g_signal_emit_by_name (gtk_list_box_get_row_at_index (GTK_LIST_BOX (remarks), 0), "activate");
  app_wait (two_has_label (GTK_WIDGET (desk.form), "The province proposes 305: Danh sách ghi 305"));
  app_desk_end (&desk);
}

static gpointer
change_point (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_assert_true (nh_connection_exec (connection, "UPDATE point SET attendance = 400", "test", error));
  return NULL;
}

/* Once a file is made the page waits for the reply. What is changed after an accepted version is said to be so. */
static void
test_after (void)
{
  g_auto (Two) two = { .held = TRUE };
  g_autofree char *unit_code = NULL;
  AppDesk desk;
  GtkWidget *page;

  two_make (&two);
  unit_code = two_call (two.commune, two_join_and_hand_in, &two);
  app_desk_begin (&desk, two.commune);
  app_desk_show (&desk, "hand-in");
  page = app_find_type (desk.window, NH_TYPE_HAND_IN_PAGE);
  app_wait (two_has_label (page, "by 25/08/2026 (handed in)") && two_has_label (page, "2. Figures handed in"));
  gtk_widget_grab_focus (page);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (desk.window)) == app_find (page, "read_reply"));
  app_desk_end (&desk);
  two_call (two.commune, accept_at_commune, NULL);
  app_desk_begin (&desk, two.commune);
  app_desk_show (&desk, "hand-in");
  page = app_find_type (desk.window, NH_TYPE_HAND_IN_PAGE);
  app_wait (two_has_label (page, "by 25/08/2026 (accepted)") && two_has_label (page, "The year is locked here."));
  app_desk_end (&desk);
  two_call (two.commune, change_point, NULL);
  app_desk_begin (&desk, two.commune);
  app_desk_show (&desk, "hand-in");
  page = app_find_type (desk.window, NH_TYPE_HAND_IN_PAGE);
  app_wait (two_has_label (page, "Records were changed here after version 1"));
  g_assert_true (two_has_label (page, "2. Figures of the ledger"));
  app_desk_end (&desk);
}

static gpointer
hand_in_again (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const NhHandInRequest request = { .year = 2026 };
  g_autoptr (NhHandIn) made = nh_hand_in (connection, ledger, &request, data, error);

  g_assert_true (made != NULL && made->unchanged);
  return NULL;
}

/* The page says on which day the file was made, and where it is. */
static void
test_file (void)
{
  g_auto (Two) two = { .held = TRUE };
  g_autofree char *unit_code = NULL, *path = app_path ("18682 nộp lần 1.ngayhoi-nop");
  AppDesk desk;
  GtkWidget *page;

  two_make (&two);
  unit_code = two_call (two.commune, two_join_and_hand_in, &two);
  app_desk_begin (&desk, two.commune);
  app_desk_show (&desk, "hand-in");
  page = app_find_type (desk.window, NH_TYPE_HAND_IN_PAGE);
  app_wait (two_has_label (page, "Made on 20/08/2026"));
  g_assert_false (gtk_widget_get_visible (app_find (page, "open_folder")));
  app_desk_end (&desk);
  two_call (two.commune, hand_in_again, path);
  app_desk_begin (&desk, two.commune);
  app_desk_show (&desk, "hand-in");
  page = app_find_type (desk.window, NH_TYPE_HAND_IN_PAGE);
  app_wait (two_has_label (page, path));
  g_assert_true (gtk_widget_get_visible (app_find (page, "open_folder")));
  app_desk_end (&desk);
}

/* The reply that accepts a version does not take the place of one that returned it. */
static void
test_reply_names (void)
{
  const NhUnit unit = { .code = (char *) "18682", .title = (char *) "Xã Yên Hòa" };
  NhBoardRow row = { .unit = &unit, .version = 2, .state = NH_BOARD_RECEIVED, .open = TRUE };
  g_autofree char *received = nh_reply_name (&row, 2026), *returned = NULL, *accepted = NULL;

  row.open = FALSE;
  row.state = NH_BOARD_RETURNED;
  returned = nh_reply_name (&row, 2026);
  row.state = NH_BOARD_ACCEPTED;
  accepted = nh_reply_name (&row, 2026);
  g_assert_cmpstr (received, ==, "18682 Xã Yên Hòa 2026-2.ngayhoi-phieu");
  g_assert_cmpstr (returned, ==, "18682 Xã Yên Hòa 2026-2 trả lại.ngayhoi-phieu");
  g_assert_cmpstr (accepted, ==, "18682 Xã Yên Hòa 2026-2 đã chốt.ngayhoi-phieu");
}

/* The invitation says the deadline: the overview does not ask for another. */
static void
test_one_deadline (void)
{
  g_auto (Two) two = { 0 };
  AppDesk desk;
  GtkWidget *page;

  two_make (&two);
  app_desk_begin (&desk, two.province);
  app_desk_show (&desk, "overview");
  page = app_find_type (desk.window, NH_TYPE_OVERVIEW_PAGE);
  app_wait (two_has_label (page, "Reports are due by 25/08/2026"));
  g_assert_false (gtk_widget_get_visible (app_find (page, "todo.set_deadline")));
  app_desk_end (&desk);
}

static GtkWidget *
find_shown_button (GtkWidget *root, const char *label)
{
  return root != NULL ? two_find_button (root, label) : NULL;
}

/* Of two records that look like one both are shown; they may be two things, which is remembered, and taken back. */
static void
test_apart (void)
{
  g_auto (Two) two = { 0 }, second = { 0 };
  AppDesk desk;
  GtkWidget *page;

  two_make_received (&two);
  two_make_second (&second, &two);
  app_desk_begin (&desk, two.province);
  app_desk_show (&desk, "reception");
  page = app_find_type (desk.window, NH_TYPE_RECEPTION_PAGE);
  app_wait (gtk_widget_get_visible (app_find (page, "twice")));
  app_click (app_find (page, "twice"));
  app_wait (find_shown_button (app_desk_find_dialog (&desk), "They are _two things") != NULL);
  g_assert_true (two_has_label (app_desk_find_dialog (&desk), "10/08/2026"));
  g_assert_true (two_has_label (app_desk_find_dialog (&desk), "350"));
  app_click (find_shown_button (app_desk_find_dialog (&desk), "They are _two things"));
  app_wait (app_desk_find_dialog (&desk) == NULL);
  app_wait (!gtk_widget_get_visible (app_find (page, "twice")));
  app_click (app_notice_button (desk.window));
  app_wait (gtk_widget_get_visible (app_find (page, "twice")));
  app_click (app_find (page, "twice"));
  app_wait (find_shown_button (app_desk_find_dialog (&desk), "_Open") != NULL);
  app_click (find_shown_button (app_desk_find_dialog (&desk), "_Open"));
  app_wait (nh_workplace_get_page (desk.place) != NULL);
  app_wait (nh_form_pane_get_id (nh_record_page_get_pane (nh_workplace_get_page (desk.place))) != 0);
  g_assert_null (app_desk_find_dialog (&desk));
  app_desk_end (&desk);
}

void
app_add_received_tests (void)
{
  app_add_correction_tests ();
  app_add_guard_tests ();
  g_test_add_func ("/exchange/guard", test_guard);
  g_test_add_func ("/exchange/guard-goes-on", test_guard_goes_on);
  g_test_add_func ("/exchange/guard-of-year", test_guard_of_year);
  g_test_add_func ("/exchange/guard-rows", test_guard_rows);
  g_test_add_func ("/exchange/locked", test_locked);
  g_test_add_func ("/exchange/reopen", test_reopen);
  g_test_add_func ("/exchange/locked-read-only", test_locked_read_only);
  g_test_add_func ("/exchange/differs", test_differs);
  g_test_add_func ("/exchange/accept-all", test_accept_all);
  g_test_add_func ("/exchange/apart", test_apart);
  g_test_add_func ("/exchange/left", test_left);
  g_test_add_func ("/exchange/named", test_named);
  g_test_add_func ("/exchange/asked", test_asked);
  g_test_add_func ("/exchange/history", test_history);
  g_test_add_func ("/exchange/take-back", test_take_back);
  g_test_add_func ("/exchange/after", test_after);
  g_test_add_func ("/exchange/file", test_file);
  g_test_add_func ("/exchange/reply-names", test_reply_names);
  g_test_add_func ("/exchange/one-deadline", test_one_deadline);
}
