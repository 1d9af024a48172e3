/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was handed in: received at the province, accepted or returned at the commune. */
#include <string.h>

#include "app-two.h"
#include "nh-hand-in-page.h"
#include "nh-point.h"
#include "nh-reception-page.h"
#include "nh-reply.h"

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
  g_assert_false (nh_form_pane_is_dirty (desk.pane));
  dialog = GTK_WIDGET (gtk_widget_get_root (two_find_entry ()));
  app_collect (dialog, GTK_TYPE_ENTRY, entries);
  g_assert_cmpstr (gtk_editable_get_text (entries->pdata[0]), ==, "300");
  g_assert_true (two_has_label (dialog, "Now: 350"));
  gtk_window_destroy (GTK_WINDOW (dialog));
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
  app_desk_begin (&desk, two.commune);
  app_wait (shows_lock (&desk));
  g_assert_false (app_desk_can (&desk, "new"));
  nh_session_set_view (desk.session, nh_ledger_get_unit (desk.ledger), 2025);
  g_assert_false (nh_session_is_locked (desk.session));
  app_wait (!shows_lock (&desk));
  nh_session_set_view (desk.session, nh_ledger_get_unit (desk.ledger), 2026);
  app_wait (shows_lock (&desk));
  app_click (two_find_button (desk.window, "S_upplement…"));
  app_wait (two_find_entry () != NULL);
  gtk_editable_set_text (GTK_EDITABLE (two_find_entry ()), "Thiếu một điểm");
  g_signal_emit_by_name (two_find_entry (), "activate");
  app_wait (!shows_lock (&desk) && app_desk_can (&desk, "new"));
  app_desk_end (&desk);
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

static GtkWidget *
find_dialog (AppDesk *desk)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (GTK_WINDOW (window)) == GTK_WINDOW (desk->window))
        return window;
    }
  return NULL;
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
  app_wait (find_dialog (&desk) != NULL);
  g_assert_cmpuint (count_chosen (find_dialog (&desk)), ==, 2);
  app_click (app_find_button (find_dialog (&desk), "_Accept 2 units"));
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

void
app_add_received_tests (void)
{
  g_test_add_func ("/exchange/guard", test_guard);
  g_test_add_func ("/exchange/locked", test_locked);
  g_test_add_func ("/exchange/differs", test_differs);
  g_test_add_func ("/exchange/accept-all", test_accept_all);
}
