/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of the history and of the recycle bin, and who changed a record. */
#include "app-fixture.h"

#include "nh-bin-page.h"
#include "nh-history-page.h"
#include "nh-notice.h"
#include "nh-point.h"

#define CAM_XUYEN "18673"

static void
save_point (AppDesk *desk, const char *place, guint n)
{
  app_desk_act (desk, "new");
  app_wait (nh_form_pane_get_id (desk->pane) == 0);
  app_desk_type (desk, NH_POINT_PLACE, place);
  app_desk_type (desk, NH_POINT_PLACE_KIND, "Thôn");
  app_desk_type (desk, NH_POINT_DATE_FROM, "8/8");
  app_desk_act (desk, "save");
  app_desk_wait_saved (desk, n);
}

static GtkSelectionModel *
rows_of (GtkWidget *page)
{
  return gtk_column_view_get_model (GTK_COLUMN_VIEW (app_find_type (page, GTK_TYPE_COLUMN_VIEW)));
}

static guint
count_rows (GtkWidget *page)
{
  return g_list_model_get_n_items (G_LIST_MODEL (rows_of (page)));
}

/* Some label or cell below @root says exactly this. */
static gboolean
says (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text))
    return TRUE;
  if (GTK_IS_INSCRIPTION (root) && g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (root)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static GtkWidget *
show (AppDesk *desk, const char *name, GType type)
{
  GtkWidget *page;

  app_desk_show (desk, name);
  page = app_find_type (desk->window, type);
  app_wait (gtk_widget_get_mapped (page));
  return page;
}

static void
test_history (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  GtkWidget *page;
  AppDesk desk;

  app_desk_begin (&desk, path);
  save_point (&desk, "Thôn 1", 1);
  save_point (&desk, "Thôn 2", 2);
  page = show (&desk, "history", NH_TYPE_HISTORY_PAGE);
  app_wait (count_rows (page) == 2);
  app_wait (says (page, "Added “Thôn 1”"));
  app_wait (says (page, "Added “Thôn 2”"));
  g_assert_cmpstr (app_label (page, "count"), ==, "2 changes");

  /* The older one is chosen, shown in full and taken back. */
  gtk_selection_model_select_item (rows_of (page), 1, TRUE);
  app_wait (says (app_find (page, "details"), "Added “Thôn 1”"));
  g_assert_true (says (app_find (page, "details"), "Place"));
  app_click (app_find (page, "undo_change"));
  app_wait (g_str_equal (app_notice (desk.window), "Undone: added “Thôn 1”"));
  app_wait (count_rows (page) == 3);
  app_wait (says (page, "Added “Thôn 1” (taken back)"));

  gtk_editable_set_text (GTK_EDITABLE (app_find (page, "search")), "thon 2");
  app_wait (count_rows (page) == 1);
  gtk_editable_set_text (GTK_EDITABLE (app_find (page, "search")), "");
  app_wait (count_rows (page) == 3);
  gtk_editable_set_text (GTK_EDITABLE (app_find (page, "day")), "1/1/2020");
  app_wait (count_rows (page) == 0);
  app_wait (says (page, "Nothing found"));
  gtk_editable_set_text (GTK_EDITABLE (app_find (page, "day")), "x");
  gtk_test_accessible_assert_state (app_find (page, "day"), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  app_wait (count_rows (page) == 3);
  app_desk_end (&desk);
}

static void
test_open (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  gint64 first;
  GtkWidget *page;
  AppDesk desk;

  app_desk_begin (&desk, path);
  save_point (&desk, "Thôn 1", 1);
  first = desk.saved_id;
  save_point (&desk, "Thôn 2", 2);
  nh_session_set_view (desk.session, nh_session_get_unit (desk.session), 2025);
  page = show (&desk, "history", NH_TYPE_HISTORY_PAGE);
  app_wait (count_rows (page) == 2);
  gtk_selection_model_select_item (rows_of (page), 1, TRUE);
  app_wait (says (app_find (page, "details"), "Added “Thôn 1”"));
  g_signal_emit_by_name (app_find_type (page, GTK_TYPE_COLUMN_VIEW), "activate", 1);
  app_wait (nh_workplace_get_page (desk.place) == desk.page || nh_workplace_get_page (desk.place) != NULL);
  app_desk_show (&desk, "point");
  app_wait (nh_form_pane_get_id (desk.pane) == first);
  g_assert_cmpint (nh_session_get_year (desk.session), ==, 2026);
  app_desk_end (&desk);
}

static void
test_bin (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  GtkWidget *page;
  AppDesk desk;

  app_desk_begin (&desk, path);
  save_point (&desk, "Thôn 1", 1);
  save_point (&desk, "Thôn 2", 2);
  app_desk_wait_rows (&desk, 2);
  gtk_selection_model_select_all (app_desk_get_rows (&desk));
  app_desk_act (&desk, "delete");
  app_desk_wait_rows (&desk, 0);

  page = show (&desk, "bin", NH_TYPE_BIN_PAGE);
  app_wait (count_rows (page) == 2);
  app_wait (says (page, "Thôn 1"));
  app_wait (!gtk_widget_get_sensitive (app_find (page, "restore")));
  gtk_selection_model_select_item (rows_of (page), 0, TRUE);
  app_click (app_find (page, "restore"));
  app_wait (count_rows (page) == 1);
  app_wait (g_str_has_suffix (app_notice (desk.window), " restored."));
  app_click (app_notice_button (desk.window));
  app_wait (count_rows (page) == 2);
  app_desk_act (&desk, "redo");
  app_wait (count_rows (page) == 1);
  gtk_selection_model_select_all (rows_of (page));
  app_click (app_find (page, "restore"));
  app_wait (count_rows (page) == 0);
  app_wait (says (page, "The recycle bin is empty"));
  app_desk_show (&desk, "point");
  app_desk_wait_rows (&desk, 2);

  /* The notice takes back what it tells of, though something else was saved since. */
  save_point (&desk, "Thôn 3", 3);
  app_desk_wait_rows (&desk, 3);
  app_click (app_notice_button (desk.window));
  app_wait (g_str_has_prefix (app_notice (desk.window), "Undone: restored “"));
  app_desk_wait_rows (&desk, 2);
  app_desk_end (&desk);
}

static void
test_who (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  GtkWidget *history, *popover;
  AppDesk desk;

  app_desk_begin (&desk, path);
  save_point (&desk, "Thôn 1", 1);
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "1840");
  app_desk_act (&desk, "save");
  app_desk_wait_saved (&desk, 2);
  app_desk_act (&desk, "record-history");
  history = app_find (desk.window, "history_scrolled");
  app_wait (gtk_widget_get_mapped (history));
  app_wait (says (history, "Changed “Thôn 1”"));
  g_assert_true (says (history, "1.840"));
  g_assert_true (says (history, "Added “Thôn 1”"));
  popover = gtk_widget_get_ancestor (history, GTK_TYPE_POPOVER);
  gtk_popover_popdown (GTK_POPOVER (popover));
  app_wait (!gtk_widget_get_mapped (popover));
  app_settle (); /* what GTK still has to do about its surface */
  app_desk_end (&desk);
}

void
app_add_history_tests (void)
{
  g_test_add_func ("/app/history/list", test_history);
  g_test_add_func ("/app/history/open", test_open);
  g_test_add_func ("/app/history/bin", test_bin);
  g_test_add_func ("/app/history/who", test_who);
}
