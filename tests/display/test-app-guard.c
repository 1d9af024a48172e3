/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every way to put records beside those that a unit handed in is asked about first. */
#include "app-two.h"
#include "nh-again-dialog.h"
#include "nh-board.h"
#include "nh-batch-private.h"
#include "nh-bin-page.h"
#include "nh-forms-window.h"
#include "nh-intake-window.h"
#include "nh-point.h"
#include "nh-reception-page.h"
#include "nh-store.h"
#include "nh-workbook-form.h"

static const char list[] = "Unit\tPlace\tKind of place\tDate\n"
                           "Xã Yên Hòa\tXuân Hạ\tThôn\t12/8/2026\n";

static const NhUnit *
unit_of (AppDesk *desk)
{
  return nh_catalog_find_unit (nh_session_get_catalog (desk->session), "18682", 20260819);
}

static void
begin (Two *two, AppDesk *desk)
{
  two_make_received (two);
  app_desk_begin (desk, two->province);
  app_wait (nh_session_guards (desk->session, unit_of (desk)->id, 2026));
  app_desk_wait_rows (desk, 1);
}

static void
answer (int button)
{
  app_wait (app_get_dialog () != NULL);
  g_assert_true (two_has_label (app_get_dialog (), "Xã Yên Hòa has handed these figures in"));
  app_answer (button);
  app_settle ();
}

/* Rows that were copied go through the same window. */
static void
test_batch (void)
{
  g_auto (Two) two = { 0 };
  AppDesk desk;
  NhRecord *common;
  GtkWidget *batch;

  begin (&two, &desk);
  common = nh_record_new (&nh_point_type, unit_of (&desk)->id, 2026);
  nh_record_set_text (common, NH_POINT_PLACE_KIND, "thon");
  nh_record_set_number (common, NH_POINT_DATE_FROM, 20260812);
  nh_batch_show_pasted (GTK_WIDGET (desk.page), desk.session, common, "Xuân Hạ\n");
  app_wait ((batch = app_find_window (NH_TYPE_BATCH)) != NULL);
  app_click (app_find_button (batch, "_Save all"));
  answer (1);
  g_assert_cmpuint (app_desk_count_rows (&desk), ==, 1);
  app_click (app_find_button (batch, "_Save all"));
  answer (0);
  app_desk_wait_rows (&desk, 2);
  app_desk_end (&desk);
}

static void
test_intake (void)
{
  g_auto (Two) two = { 0 };
  AppDesk desk;
  g_autoptr (NhIntakeSource) source = nh_intake_source_new_text (list);
  GtkWidget *window;

  begin (&two, &desk);
  nh_intake_window_show (GTK_WIDGET (desk.page), desk.session, &nh_point_type, source);
  app_wait ((window = app_find_window (NH_TYPE_INTAKE_WINDOW)) != NULL);
  app_wait (two_find_button (window, "_Bring in 1 row") != NULL);
  app_click (two_find_button (window, "_Bring in 1 row"));
  answer (1);
  g_assert_cmpuint (app_desk_count_rows (&desk), ==, 1);
  app_click (two_find_button (window, "_Bring in 1 row"));
  answer (0);
  app_desk_wait_rows (&desk, 2);
  app_desk_end (&desk);
}

/* A festival of last year that is brought into this one, of a unit that is looked at. */
static gpointer
add_last_year (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const NhUnit *unit = nh_catalog_find_unit (nh_ledger_get_catalog (ledger), "18682", 20260819);
  g_autoptr (NhRecord) draft = nh_record_new (&nh_point_type, unit->id, 2025), saved = NULL;

  nh_record_set_text (draft, NH_POINT_PLACE, "Thôn Trung Đông");
  nh_record_set_text (draft, NH_POINT_PLACE_KIND, "thon");
  nh_record_set_number (draft, NH_POINT_DATE_FROM, 20250810);
  saved = nh_store_save (connection, ledger, draft, NULL, error);
  g_assert_nonnull (saved);
  return NULL;
}

static GtkWidget *
find_again (AppDesk *desk)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (two_find_button (window, "_Take over 1") != NULL)
        return window;
    }
  return NULL;
}

static void
test_again (void)
{
  g_auto (Two) two = { 0 };
  AppDesk desk;

  two_make_received (&two);
  two_call (two.province, add_last_year, NULL);
  app_desk_begin (&desk, two.province);
  nh_session_set_view (desk.session, unit_of (&desk)->id, 2026);
  app_wait (nh_session_guards (desk.session, unit_of (&desk)->id, 2026));
  for (int button = 1; button >= 0; button--)
    {
      nh_again_dialog_show (GTK_WIDGET (desk.page), desk.session, &nh_point_type);
      app_wait (find_again (&desk) != NULL);
      app_click (two_find_button (find_again (&desk), "_Take over 1"));
      answer (button);
      app_desk_wait_rows (&desk, button == 1 ? 1 : 2);
    }
  app_desk_end (&desk);
}

static void
on_trial (GObject *source, GAsyncResult *result, gpointer trial)
{
  *(NhIntakeTrial **) trial = nh_intake_trial_make_finish (NH_LEDGER (source), result, NULL);
}

static const char row[] = "Place\tKind of place\tResidential areas covered\tStatus\tDate\n"
                          "Xuân Hạ\tThôn\t1\tĐã tổ chức\t12/8/2026\n";

/* A form with a row in it: one that was sent back, as nobody said its unit. */
static void
write_form (AppDesk *desk, const char *path)
{
  const NhIntakeWish wish = { .type = &nh_point_type, .sheet = -1, .year = 2026 };
  g_autoptr (NhIntakeSource) source = nh_intake_source_new_text (row);
  g_autoptr (GPtrArray) refused = g_ptr_array_new ();
  g_autoptr (NhIntakeTrial) trial = NULL;

  nh_intake_trial_make_async (desk->ledger, source, &wish, NULL, on_trial, &trial);
  app_wait (trial != NULL);
  g_assert_cmpuint (trial->intake->counts[NH_ROW_REFUSED], ==, 1);
  g_ptr_array_add (refused, trial->intake);
  g_assert_true (nh_workbook_form_write (desk->ledger, unit_of (desk), 2026, refused, path, NULL));
}

static void
test_forms (void)
{
  g_auto (Two) two = { 0 };
  g_autofree char *path = app_path ("phiếu.xlsx");
  const char *const paths[] = { path, NULL };
  AppDesk desk;

  begin (&two, &desk);
  write_form (&desk, path);
  for (int button = 1; button >= 0; button--)
    {
      nh_forms_window_show (GTK_WIDGET (desk.page), desk.session, paths);
      app_wait (two_has_label (app_find_window (NH_TYPE_FORMS_WINDOW), "1 workbook form: 1 new rows can come in"));
      app_click (app_find_button (app_find_window (NH_TYPE_FORMS_WINDOW), "_Take in"));
      answer (button);
      app_wait (two_has_label (app_find_window (NH_TYPE_FORMS_WINDOW),
                               button == 1 ? "Nothing is saved yet." : "1 workbook form is read: 1 new rows"));
      gtk_window_close (GTK_WINDOW (app_find_window (NH_TYPE_FORMS_WINDOW)));
      app_wait (app_find_window (NH_TYPE_FORMS_WINDOW) == NULL);
      app_desk_wait_rows (&desk, button == 1 ? 1 : 2);
    }
  app_desk_end (&desk);
}

/* What the unit left out of its next version is in the recycle bin. */
static void
test_bin (void)
{
  g_auto (Two) two = { 0 };
  AppDesk desk;
  GtkSelectionModel *rows;
  GtkWidget *page;

  begin (&two, &desk);
  gtk_selection_model_select_item (app_desk_get_rows (&desk), 0, TRUE);
  app_wait (nh_form_pane_get_id (desk.pane) != 0);
  app_desk_act (&desk, "delete");
  answer (1);
  app_desk_wait_rows (&desk, 0);
  app_desk_end (&desk);
  app_desk_begin (&desk, two.province); /* the next day */
  app_wait (nh_session_guards (desk.session, unit_of (&desk)->id, 2026));
  app_desk_show (&desk, "bin");
  page = app_find_type (desk.window, NH_TYPE_BIN_PAGE);
  rows = gtk_column_view_get_model (GTK_COLUMN_VIEW (app_find_type (page, GTK_TYPE_COLUMN_VIEW)));
  app_wait (g_list_model_get_n_items (G_LIST_MODEL (rows)) == 1);
  gtk_selection_model_select_item (rows, 0, TRUE);
  app_click (app_find (page, "restore"));
  answer (1);
  app_click (app_find (page, "restore"));
  answer (0);
  app_desk_show (&desk, "point");
  app_desk_wait_rows (&desk, 1);
  app_desk_end (&desk);
}

static GtkListBoxRow *
unit_row (GtkWidget *page, const NhUnit *unit)
{
  GtkListBox *units = GTK_LIST_BOX (app_find (page, "units"));
  GtkListBoxRow *found;

  for (int i = 0; (found = gtk_list_box_get_row_at_index (units, i)) != NULL; i++)
    if (((const NhBoardRow *) g_object_get_data (G_OBJECT (found), "row"))->unit == unit)
      return found;
  return NULL;
}

/* Who accepts one unit after another goes on at the next: the accepted one does not move away with the selection. */
static void
test_keeps_places (void)
{
  g_auto (Two) two = { 0 }, second = { 0 };
  const NhUnit *unit;
  GtkWidget *page;
  AppDesk desk;
  int place;

  two_make_received (&two);
  two_make_second (&second, &two); /* it stands before the other one */
  app_desk_begin (&desk, two.province);
  unit = nh_catalog_find_unit (nh_session_get_catalog (desk.session), "18673", 20260819);
  app_desk_show (&desk, "reception");
  page = app_find_type (desk.window, NH_TYPE_RECEPTION_PAGE);
  app_wait (two_has_tile (page, 2, "2") && unit_row (page, unit) != NULL);
  place = gtk_list_box_row_get_index (unit_row (page, unit));
  g_assert_cmpint (gtk_list_box_row_get_index (unit_row (page, unit_of (&desk))), ==, place + 1);
  gtk_list_box_select_row (GTK_LIST_BOX (app_find (page, "units")), unit_row (page, unit));
  app_wait (two_shows (page, "_Accept"));
  app_click (app_find_button (page, "_Accept"));
  app_wait (two_has_tile (page, 6, "1"));
  g_assert_cmpint (gtk_list_box_row_get_index (unit_row (page, unit)), ==, place);
  g_assert_true (gtk_list_box_row_is_selected (unit_row (page, unit)));
  app_desk_show (&desk, "overview");
  app_desk_show (&desk, "reception");
  g_signal_emit_by_name (desk.session, "outline-changed");
  app_wait (gtk_list_box_row_get_index (unit_row (page, unit)) == place + 1); /* what is to be done comes first again */
  app_desk_end (&desk);
}

/* The records of a unit that has handed in are looked at: the first one is shown, with a strip that says whose they
 * are, and what is changed here is seen in the table of units. */
static void
test_looked_at (void)
{
  g_auto (Two) two = { 0 };
  GtkWidget *page, *focus;
  AppDesk desk;

  begin (&two, &desk);
  g_assert_cmpint (nh_form_pane_get_id (desk.pane), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (desk.page), "workplace.show-records", "(xs)", unit_of (&desk)->id, "point");
  app_wait (nh_form_pane_get_id (desk.pane) != 0);
  focus = gtk_window_get_focus (GTK_WINDOW (desk.window));
  g_assert_true (gtk_widget_is_ancestor (focus, app_find (GTK_WIDGET (desk.page), "view_box")));
  app_wait (two_has_label (desk.window, "Xã Yên Hòa has handed these figures in. Ask it"));
  nh_session_end_guard (desk.session, unit_of (&desk)->id, 2026);
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "310");
  app_desk_act (&desk, "save");
  app_desk_wait_saved (&desk, 1);
  app_desk_act (&desk, "hand-in");
  page = app_find_type (desk.window, NH_TYPE_RECEPTION_PAGE);
  app_wait (unit_row (page, unit_of (&desk)) != NULL &&
            two_has_label (GTK_WIDGET (unit_row (page, unit_of (&desk))), "version 1, changed here"));
  app_desk_act (&desk, "print");
  g_assert_cmpstr (nh_workplace_get_page_name (desk.place), ==, "reports");
  app_wait (two_has_label (desk.window, "Progress of the hand-in"));
  app_desk_end (&desk);
}

void
app_add_guard_tests (void)
{
  g_test_add_func ("/exchange/keeps-places", test_keeps_places);
  g_test_add_func ("/exchange/looked-at", test_looked_at);
  g_test_add_func ("/exchange/guard-batch", test_batch);
  g_test_add_func ("/exchange/guard-intake", test_intake);
  g_test_add_func ("/exchange/guard-again", test_again);
  g_test_add_func ("/exchange/guard-forms", test_forms);
  g_test_add_func ("/exchange/guard-bin", test_bin);
}
