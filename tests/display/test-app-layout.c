/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing is cut: every page and dialog in small windows and with large text. Dates, numbers and buttons are whole, and
 * no widget is outside its window. */
#include "app-fixture.h"

#include "nh-appearance.h"
#include "nh-child-records.h"
#include "nh-key-view.h"
#include "measure.h"
#include "nh-i18n.h"
#include "nh-point.h"
#include "nh-settings.h"
#include "nh-sidebar.h"

#include <string.h>

static const char *const pages[] = { "overview", "point",   "gift",      "commendation", "total",
                                     "season",   "reports", "reception", "history",      "bin" };
static const char *const dialogs[] = { "preferences", "help", "keys" };

/* The windows of PCs in offices. */
static const struct
{
  int width, height, text;
} sizes[] = {
  { 1366, 768, 100 }, { 1366, 768, 150 }, { 1366, 768, 200 },
  { 1024, 600, 100 }, { 1024, 600, 150 }, { 1024, 600, 200 },
};

static void
tell (const char *fault, gpointer where)
{
  g_test_message ("%s: %s", (const char *) where, fault);
  g_test_fail ();
}

static void
check_window (GtkWidget *window, int width, int height, const char *where)
{
  if (gtk_widget_get_width (window) > width || gtk_widget_get_height (window) > height)
    {
      g_test_message ("%s: needs %d × %d", where, gtk_widget_get_width (window), gtk_widget_get_height (window));
      g_test_fail ();
    }
  g_assert_cmpuint (measure_layout (window, tell, (gpointer) where), >, 10);
}

static void
check_dialog (AppDesk *desk, const char *action, int width, int height, const char *size)
{
  g_autofree char *where = g_strdup_printf ("%s, %s", action, size);
  g_autoptr (GList) before = gtk_window_list_toplevels ();
  g_autoptr (GList) after = NULL;
  guint n = 0;

  app_desk_act (desk, action);
  app_wait_drawn (desk->window);
  after = gtk_window_list_toplevels ();
  for (GList *at = after; at != NULL; at = at->next)
    if (g_list_find (before, at->data) == NULL && gtk_widget_get_mapped (at->data))
      {
        n++;
        check_window (at->data, width, height, where);
        gtk_window_destroy (at->data);
      }
  g_assert_cmpuint (n, ==, 1);
}

/* It stays where it is and as wide as it is. */
static void
check_sidebar (AppDesk *desk, int *width, const char *where)
{
  GtkWidget *sidebar = app_find_type (desk->window, NH_TYPE_SIDEBAR);

  if (*width > 0 && gtk_widget_get_width (sidebar) != *width)
    tell ("the sidebar is not as wide as before", (gpointer) where);
  *width = gtk_widget_get_width (sidebar);
}

static void
check_pages (AppDesk *desk, int width, int height, const char *size)
{
  int sidebar = 0;

  for (guint page = 0; page < G_N_ELEMENTS (pages); page++)
    {
      g_autofree char *where = g_strdup_printf ("%s, %s", pages[page], size);

      nh_workplace_show_page (desk->place, pages[page]);
      app_wait_drawn (desk->window);
      check_window (desk->window, width, height, where);
      check_sidebar (desk, &sidebar, where);
    }
  nh_session_set_view (desk->session, nh_session_get_unit (desk->session), 2021);
  app_wait_drawn (desk->window);
  check_sidebar (desk, &sidebar, "another season");
  nh_session_set_view (desk->session, nh_session_get_unit (desk->session), 2022);
}

/* A column that takes what room there is still shows some words. */
static void
check_columns (AppDesk *desk, const char *page, const char *type, const char *where)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  GtkWidget *view;

  nh_workplace_show_page (desk->place, page);
  app_wait_drawn (desk->window);
  view = app_find_type (app_find_type (desk->window, g_type_from_name (type)), NH_TYPE_KEY_VIEW);
  app_collect (view, GTK_TYPE_INSCRIPTION, cells);
  g_assert_cmpuint (cells->len, >, 0);
  for (guint i = 0; i < cells->len; i++)
    {
      const NhKeyColumn *column = g_object_get_data (cells->pdata[i], "column");

      if (column->chars == 0 &&
          gtk_widget_get_width (cells->pdata[i]) < 12 * nh_key_view_char_width (NH_KEY_VIEW (view), "0123456789"))
        tell (column->title, (gpointer) where);
    }
}

/* However much belongs to a point, and is told under it, its buttons can be reached. */
static void
check_point (AppDesk *desk, const char *where)
{
  app_desk_show (desk, "point");
  app_wait (app_desk_count_rows (desk) > 0);
  nh_record_page_open (desk->page, 1);
  app_wait (nh_form_pane_get_id (desk->pane) == 1);
  nh_record_page_show_form (desk->page);
  app_wait (strpbrk (app_label (app_find_type (desk->window, NH_TYPE_CHILD_RECORDS), "text"), "123456789") != NULL);
  app_wait_drawn (desk->window);
  g_assert_cmpuint (measure_layout (desk->window, tell, (gpointer) where), >, 10);
}

static void
delete_gift (AppDesk *desk)
{
  app_desk_show (desk, "gift");
  app_wait (app_desk_count_rows (desk) > 0);
  gtk_selection_model_select_item (app_desk_get_rows (desk), 0, TRUE);
  app_wait (app_desk_can (desk, "delete"));
  app_desk_act (desk, "delete");
  app_wait (*app_notice (desk->window) != '\0');
}

/* The text size is changed while the window is open. */
static void
test_changed (void)
{
  g_autofree char *path = app_sample ();
  NhLanguage language = nh_i18n_get_language ();
  AppDesk desk;

  nh_i18n_init (NH_LANGUAGE_VIETNAMESE);
  nh_settings_set_size (1366, 768, FALSE);
  app_desk_begin (&desk, path);
  check_pages (&desk, 1366, 768, "before");
  nh_settings_set_text_size (150);
  nh_appearance_apply ();
  check_pages (&desk, 1366, 768, "changed to 150 %");
  nh_settings_set_text_size (100);
  nh_appearance_apply ();
  nh_i18n_init (language);
  app_desk_end (&desk);
}

/* The strip of gifts that appears under a saved point does not cover the field being filled in. */
static void
test_focus_stays (void)
{
  g_autofree char *path = app_ledger ("18673");
  graphene_rect_t box;
  GtkWidget *scrolled = NULL;
  AppDesk desk;

  nh_settings_set_size (1366, 600, FALSE);
  app_desk_begin (&desk, path);
  app_desk_type (&desk, NH_POINT_PLACE, "Thôn Một");
  app_desk_type (&desk, NH_POINT_PLACE_KIND, "Thôn");
  for (guint field = 0; field < nh_point_type.n_fields; field++)
    {
      nh_form_focus_field (desk.form, field);
      app_wait_drawn (desk.window);
      scrolled = app_find (GTK_WIDGET (desk.form), "scrolled");
      g_assert_true (gtk_widget_compute_bounds (gtk_window_get_focus (GTK_WINDOW (desk.window)), scrolled, &box));
      if (box.origin.y + box.size.height > (float) gtk_widget_get_height (scrolled) - 40)
        break; /* the lowest that is in view */
    }
  app_desk_act (&desk, "save");
  app_desk_wait_saved (&desk, 1);
  app_wait_drawn (desk.window);
  g_assert_true (gtk_widget_get_mapped (app_find_type (desk.window, NH_TYPE_CHILD_RECORDS)));
  g_assert_true (gtk_widget_compute_bounds (gtk_window_get_focus (GTK_WINDOW (desk.window)), scrolled, &box));
  g_assert_cmpfloat (box.origin.y, >=, -1);
  g_assert_cmpfloat (box.origin.y + box.size.height, <=, (float) gtk_widget_get_height (scrolled) + 1);
  app_desk_end (&desk);
}

/* With letters of the usual size all settings are seen at once. */
static void
check_settings (AppDesk *desk)
{
  GtkWidget *window, *scrolled;
  GtkAdjustment *rows;

  app_desk_act (desk, "preferences");
  app_wait (app_desk_find_dialog (desk) != NULL);
  window = app_desk_find_dialog (desk);
  app_wait_drawn (window);
  scrolled = app_find_type (window, GTK_TYPE_SCROLLED_WINDOW);
  rows = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  g_assert_cmpfloat (gtk_adjustment_get_upper (rows), <=, gtk_adjustment_get_page_size (rows));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_layout (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *path = app_sample ();
  g_autofree char *size = g_strdup_printf ("%d × %d at %d %%", sizes[i].width, sizes[i].height, sizes[i].text);
  NhLanguage language = nh_i18n_get_language ();
  AppDesk desk;

  nh_i18n_init (NH_LANGUAGE_VIETNAMESE); /* its words are the longer ones */
  nh_settings_set_text_size (sizes[i].text);
  nh_appearance_apply ();
  nh_settings_set_size (sizes[i].width, sizes[i].height, FALSE);
  app_desk_begin (&desk, path);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (app_find (desk.window, "undo")), ==, "Hoàn tác (Ctrl+Z)");
  check_pages (&desk, sizes[i].width, sizes[i].height, size);
  check_point (&desk, size);
  check_columns (&desk, "history", "NhHistoryPage", size);
  delete_gift (&desk);
  check_columns (&desk, "bin", "NhBinPage", size);
  for (guint dialog = 0; dialog < G_N_ELEMENTS (dialogs); dialog++)
    check_dialog (&desk, dialogs[dialog], sizes[i].width, sizes[i].height, size);
  if (sizes[i].text == 100)
    check_settings (&desk);
  nh_settings_set_text_size (100);
  nh_appearance_apply ();
  nh_i18n_init (language);
  app_desk_end (&desk);
}

void
app_add_layout_tests (void)
{
  g_test_add_func ("/layout/changed", test_changed);
  g_test_add_func ("/layout/focus-stays", test_focus_stays);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/layout/%dx%d-%d", sizes[i].width, sizes[i].height, sizes[i].text);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_layout);
    }
}
