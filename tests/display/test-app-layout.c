/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What moves while the window is open: nothing is cut, and the field in focus stays in sight. All pages and dialogs in
 * all sizes are in test-app-scenes.c. */
#include "app-measure.h"

#include "app-fixture.h"

#include "nh-appearance.h"
#include "nh-child-records.h"
#include "nh-i18n.h"
#include "nh-point.h"
#include "nh-settings.h"

static const char *const pages[] = { "overview", "point",   "gift",    "commendation", "total",
                                     "season",   "reports", "history", "bin" };

static void
check_pages (AppDesk *desk, int width, int height, const char *size)
{
  for (guint page = 0; page < G_N_ELEMENTS (pages); page++)
    {
      g_autofree char *where = g_strdup_printf ("%s, %s", pages[page], size);

      nh_workplace_show_page (desk->place, pages[page]);
      app_wait_drawn (desk->window);
      app_measure_layout (desk->window, width, height, where);
    }
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

void
app_add_layout_tests (void)
{
  g_test_add_func ("/layout/changed", test_changed);
  g_test_add_func ("/layout/focus-stays", test_focus_stays);
}
