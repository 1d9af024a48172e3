/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing is cut: every page and dialog in small windows and with large text. Dates, numbers and buttons are whole, and
 * no widget is outside its window. */
#include "app-fixture.h"

#include <string.h>

#include "nh-appearance.h"
#include "nh-child-records.h"
#include "nh-i18n.h"
#include "nh-page-view.h"
#include "nh-point.h"
#include "nh-settings.h"

static const char *const pages[] = { "overview", "point",   "gift",    "commendation", "total",
                                     "season",   "reports", "reception", "history", "bin" };
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
complain (const char *where, const char *what, GtkWidget *widget, const char *text)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));
  GtkWidget *parent = gtk_widget_get_parent (widget);

  g_test_message ("%s: %s %s in %s %s “%s”", where, G_OBJECT_TYPE_NAME (widget), id != NULL ? id : "",
                  parent != NULL ? G_OBJECT_TYPE_NAME (parent) : "", what, text != NULL ? text : "");
  g_test_fail ();
}

/* A date, a number or a sum of money: all its digits count. */
static gboolean
is_figure (const char *text)
{
  return strpbrk (text, "0123456789") != NULL && strspn (text, "0123456789./:–- đ%") == strlen (text);
}

static gboolean
is_cut (GtkWidget *widget, const char *text)
{
  g_autoptr (PangoLayout) layout = NULL;
  int width;

  if (GTK_IS_LABEL (widget))
    return pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget)));
  layout = gtk_widget_create_pango_layout (widget, text);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width > gtk_widget_get_width (widget);
}

static void
check_text (GtkWidget *widget, const char *where)
{
  const char *text = GTK_IS_LABEL (widget)         ? gtk_label_get_text (GTK_LABEL (widget))
                     : GTK_IS_INSCRIPTION (widget) ? gtk_inscription_get_text (GTK_INSCRIPTION (widget))
                                                   : NULL;

  if (text == NULL || *text == '\0' || gtk_widget_get_width (widget) == 0)
    return;
  if ((is_figure (text) || gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON) != NULL) && is_cut (widget, text))
    complain (where, "cuts", widget, text);
}

/* What scrolls may be anywhere in its scrolled window. */
static void
check_place (GtkWidget *widget, GtkWidget *window, const char *where)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  graphene_rect_t bounds;

  if (widget == window || (parent != NULL && gtk_widget_get_ancestor (parent, GTK_TYPE_SCROLLED_WINDOW) != NULL))
    return;
  if (!gtk_widget_compute_bounds (widget, window, &bounds) || bounds.size.width < 1 || bounds.size.height < 1)
    return;
  if (bounds.origin.x < -1 || bounds.origin.y < -1 ||
      bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (window) + 1 ||
      bounds.origin.y + bounds.size.height > (float) gtk_widget_get_height (window) + 1)
    complain (where, "is outside of the window", widget,
              GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL);
}

/* All but tables and the preview scrolls up and down only. */
static void
check_scrolling (GtkWidget *widget, const char *where)
{
  GtkAdjustment *adjustment;
  GtkWidget *child;

  if (!GTK_IS_SCROLLED_WINDOW (widget))
    return;
  child = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (widget));
  if (GTK_IS_COLUMN_VIEW (child) || NH_IS_PAGE_VIEW (child))
    return;
  adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (widget));
  if (gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment) + 1)
    complain (where, "scrolls sideways", widget, NULL);
}

static guint
check_below (GtkWidget *widget, GtkWidget *window, const char *where)
{
  guint n = 1;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  check_text (widget, where);
  check_place (widget, window, where);
  check_scrolling (widget, where);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child))
      n += check_below (child, window, where);
  return n;
}

static void
check_window (GtkWidget *window, int width, int height, const char *where)
{
  if (gtk_widget_get_width (window) > width || gtk_widget_get_height (window) > height)
    {
      g_test_message ("%s: needs %d × %d", where, gtk_widget_get_width (window), gtk_widget_get_height (window));
      g_test_fail ();
    }
  g_assert_cmpuint (check_below (window, window, where), >, 10);
}

/* Some frames, also on a busy machine: what depends on the size of the text follows when it was drawn. */
static void
wait_drawn (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 4;
  gint64 frame = gdk_frame_clock_get_frame_counter (clock) + 6;

  while (g_get_monotonic_time () < end || gdk_frame_clock_get_frame_counter (clock) < frame)
    {
      gtk_widget_queue_draw (window);
      app_turn ();
    }
}

static void
check_dialog (AppDesk *desk, const char *action, int width, int height, const char *size)
{
  g_autofree char *where = g_strdup_printf ("%s, %s", action, size);
  g_autoptr (GList) before = gtk_window_list_toplevels ();
  g_autoptr (GList) after = NULL;
  guint n = 0;

  app_desk_act (desk, action);
  wait_drawn (desk->window);
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

static void
check_pages (AppDesk *desk, int width, int height, const char *size)
{
  for (guint page = 0; page < G_N_ELEMENTS (pages); page++)
    {
      g_autofree char *where = g_strdup_printf ("%s, %s", pages[page], size);

      nh_workplace_show_page (desk->place, pages[page]);
      wait_drawn (desk->window);
      check_window (desk->window, width, height, where);
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
      wait_drawn (desk.window);
      scrolled = app_find (GTK_WIDGET (desk.form), "scrolled");
      g_assert_true (gtk_widget_compute_bounds (gtk_window_get_focus (GTK_WINDOW (desk.window)), scrolled, &box));
      if (box.origin.y + box.size.height > (float) gtk_widget_get_height (scrolled) - 40)
        break; /* the lowest that is in view */
    }
  app_desk_act (&desk, "save");
  app_desk_wait_saved (&desk, 1);
  wait_drawn (desk.window);
  g_assert_true (gtk_widget_get_mapped (app_find_type (desk.window, NH_TYPE_CHILD_RECORDS)));
  g_assert_true (gtk_widget_compute_bounds (gtk_window_get_focus (GTK_WINDOW (desk.window)), scrolled, &box));
  g_assert_cmpfloat (box.origin.y, >=, -1);
  g_assert_cmpfloat (box.origin.y + box.size.height, <=, (float) gtk_widget_get_height (scrolled) + 1);
  app_desk_end (&desk);
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
  for (guint dialog = 0; dialog < G_N_ELEMENTS (dialogs); dialog++)
    check_dialog (&desk, dialogs[dialog], sizes[i].width, sizes[i].height, size);
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
