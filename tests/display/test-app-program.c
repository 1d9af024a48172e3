/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program around the window: settings, preferences, looks, files. */
#include <gio/gio.h>
#include <string.h>

#include "app-fixture.h"
#include "nh-config.h"
#include "nh-help-window.h"
#include "nh-i18n.h"
#include "nh-kind.h"
#include "nh-platform.h"
#include "nh-preferences.h"
#include "nh-recent.h"
#include "nh-export.h"
#include "nh-settings.h"
#include "nh-welcome.h"
#include "nh-backup.h"

/* --- settings --- */

static GKeyFile *
read_file (void)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "ngay-hoi", "settings.ini", NULL);
  g_autoptr (GError) error = NULL;
  GKeyFile *file = g_key_file_new ();

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  return file;
}

static void
assert_kept (const char *key, const char *text)
{
  g_autoptr (GKeyFile) file = read_file ();
  g_autofree char *kept = g_key_file_get_value (file, "settings", key, NULL);

  g_assert_cmpstr (kept, ==, text);
}

static void
test_kept (void)
{
  g_autofree char *columns = NULL, *other = NULL;

  g_assert_null (nh_settings_get_of_type (NH_SETTINGS_COLUMNS, "point"));
  nh_settings_set_of_type (NH_SETTINGS_COLUMNS, "point", "place,date_from");
  nh_settings_set_of_type (NH_SETTINGS_COLUMNS, "total", "title");
  nh_settings_set_of_type (NH_SETTINGS_COLUMNS, "total", NULL);
  nh_settings_set_text_size (1000);
  g_assert_cmpint (nh_settings_get_text_size (), ==, NH_TEXT_SIZE_MAX);
  nh_settings_set_colours (NH_COLOURS_DARK);
  nh_settings_flush ();
  columns = nh_settings_get_of_type (NH_SETTINGS_COLUMNS, "point");
  g_assert_cmpstr (columns, ==, "place,date_from");
  other = nh_settings_get_of_type (NH_SETTINGS_COLUMNS, "total");
  g_assert_null (other);

  assert_kept ("list-columns", "{'point': 'place,date_from'}");
  assert_kept ("text-size", "200");
  assert_kept ("colours", "'dark'");
  nh_settings_set_of_type (NH_SETTINGS_COLUMNS, "point", NULL);
  nh_settings_set_text_size (100);
  nh_settings_set_colours (NH_COLOURS_SYSTEM);
  nh_settings_flush ();
  assert_kept ("text-size", "100");
}

/* As a program leaves it that is killed while it writes the settings. */
static char *
leftover_path (void)
{
  g_autofree char *host = nh_platform_host_name ();
  g_autofree char *name = g_strdup_printf (".ngay-hoi-%08x-999999999-1234abcd.tmp", g_str_hash (host));

  return g_build_filename (g_getenv ("XDG_CONFIG_HOME"), "ngay-hoi", name, NULL);
}

/* The file is read once: by another process. */
static void
start_with (const char *text)
{
  g_autofree char *home = g_dir_make_tmp ("settings-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (home, "ngay-hoi", NULL);
  g_autofree char *path = g_build_filename (folder, "settings.ini", NULL);
  g_autofree char *before = g_strdup (g_getenv ("XDG_CONFIG_HOME")), *leftover = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  leftover = leftover_path ();
  g_assert_true (g_file_set_contents (leftover, "x", 1, NULL));
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_setenv ("XDG_CONFIG_HOME", before, TRUE);
  g_test_trap_assert_passed ();
}

static void
test_read (void)
{
  g_auto (GStrv) recent = NULL;
  g_autofree char *columns = NULL, *leftover = NULL;
  int width, height;
  gboolean maximized;

  if (!g_test_subprocess ())
    {
      start_with ("[settings]\ntext-size=150\ncolours='nonsense'\nlanguage=7\nwindow-width=wide\nnewer='x'\n"
                  "recent-ledgers=['/sổ/a.ngayhoi', '/sổ/b.ngayhoi']\nlist-columns={'point': 'place'}\n");
      return;
    }
  g_assert_cmpint (nh_settings_get_text_size (), ==, 150);
  leftover = leftover_path ();
  g_assert_false (g_file_test (leftover, G_FILE_TEST_EXISTS));
  g_assert_cmpint (nh_settings_get_colours (), ==, NH_COLOURS_SYSTEM);
  g_assert_cmpint (nh_settings_get_language (), ==, NH_LANGUAGE_VIETNAMESE);
  recent = nh_settings_get_recent ();
  g_assert_cmpuint (g_strv_length (recent), ==, 2);
  g_assert_cmpstr (recent[0], ==, "/sổ/a.ngayhoi");
  columns = nh_settings_get_of_type (NH_SETTINGS_COLUMNS, "point");
  g_assert_cmpstr (columns, ==, "place");
  nh_settings_get_size (&width, &height, &maximized);
  g_assert_cmpint (width, ==, 1280);
  g_assert_cmpint (height, ==, 720);
  g_assert_false (maximized);
  g_assert_true (nh_settings_has_size ()); /* no first start */
  nh_settings_set_text_size (120);
  nh_settings_flush ();
  assert_kept ("text-size", "120");
  assert_kept ("newer", "'x'"); /* of a newer version of the program */
}

static void
test_recent (void)
{
  g_auto (GStrv) recent = NULL;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *path = g_strdup_printf ("/sổ/%u.ngayhoi", i);
      nh_settings_add_recent (path);
    }
  nh_settings_add_recent ("/sổ/5.ngayhoi");
  nh_settings_remove_recent ("/sổ/10.ngayhoi");
  recent = nh_settings_get_recent ();
  g_assert_cmpuint (g_strv_length (recent), ==, 9);
  g_assert_cmpstr (recent[0], ==, "/sổ/5.ngayhoi");
  g_assert_cmpstr (recent[1], ==, "/sổ/11.ngayhoi");
  g_assert_cmpstr (recent[2], ==, "/sổ/9.ngayhoi");
  g_assert_true (nh_settings_warn_once_of_place ("/chung/a.ngayhoi"));
  g_assert_false (nh_settings_warn_once_of_place ("/chung/a.ngayhoi"));
  for (guint i = 0; recent[i] != NULL; i++)
    nh_settings_remove_recent (recent[i]);
}

/* --- preferences --- */

static int
get_dpi (void)
{
  int dpi;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return dpi;
}

static gboolean
is_dark (void)
{
  gboolean dark;

  g_object_get (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", &dark, NULL);
  return dark;
}

static void
test_preferences (void)
{
  GtkWidget *preferences = g_object_new (NH_TYPE_PREFERENCES, NULL);
  GtkWidget *window = app_show (preferences);
  GtkDropDown *colours = GTK_DROP_DOWN (app_find (preferences, "colours"));
  GtkSwitch *contrast = GTK_SWITCH (app_find (preferences, "contrast"));
  int usual = get_dpi ();
  g_autofree char *theme = NULL, *dark_theme = NULL, *after = NULL;
  guint wanted = 0;

  gtk_range_set_value (GTK_RANGE (app_find (preferences, "text_size")), 200);
  g_assert_cmpint (get_dpi (), ==, 2 * usual);
  gtk_range_set_value (GTK_RANGE (app_find (preferences, "text_size")), 93); /* as dragged: the nearest step */
  g_assert_cmpint (nh_settings_get_text_size (), ==, 90);
  g_assert_cmpint (get_dpi (), ==, usual * 90 / 100);
  gtk_range_set_value (GTK_RANGE (app_find (preferences, "text_size")), 100);
  g_assert_cmpint (get_dpi (), ==, usual);

  g_assert_false (is_dark ());
  gtk_drop_down_set_selected (colours, NH_COLOURS_DARK);
  g_assert_true (is_dark ());
  gtk_drop_down_set_selected (colours, NH_COLOURS_SYSTEM);
  g_assert_false (is_dark ());

  gtk_switch_set_active (contrast, TRUE);
  g_object_get (gtk_settings_get_default (), "gtk-theme-name", &theme, NULL);
  g_assert_cmpstr (theme, ==, "Default-hc");
  gtk_drop_down_set_selected (colours, NH_COLOURS_DARK);
  g_object_get (gtk_settings_get_default (), "gtk-theme-name", &dark_theme, NULL);
  g_assert_cmpstr (dark_theme, ==, "Default-hc-dark");
  g_assert_false (is_dark ()); /* GTK would fall back to the usual dark */
  gtk_drop_down_set_selected (colours, NH_COLOURS_SYSTEM);
  gtk_switch_set_active (contrast, FALSE);
  g_object_get (gtk_settings_get_default (), "gtk-theme-name", &after, NULL);
  g_assert_cmpstr (after, !=, theme);

  g_assert_false (gtk_widget_get_visible (app_find (preferences, "restart")));
  gtk_switch_set_active (GTK_SWITCH (app_find (preferences, "acceleration")), TRUE);
  g_assert_true (nh_settings_get_boolean (NH_SETTINGS_ACCELERATION));
  g_assert_true (gtk_widget_get_visible (app_find (preferences, "restart")));
  nh_settings_set_boolean (NH_SETTINGS_ACCELERATION, FALSE);

  g_signal_connect_swapped (preferences, "language-requested", G_CALLBACK (app_count), &wanted);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (app_find (preferences, "language")), NH_LANGUAGE_VIETNAMESE);
  g_assert_cmpuint (wanted, ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The topmost window that is modal. */
static GtkWidget *
get_modal (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i-- > 0;)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_modal (GTK_WINDOW (window)))
        return window;
    }
  return NULL;
}

/* Each opens by its action, says what it is, and goes by Escape. */
static void
test_dialogs (void)
{
  static const struct
  {
    const char *action, *title;
  } dialogs[] = { { "preferences", "Preferences" }, { "about", NULL } };
  g_autofree char *path = app_ledger ("18682");
  AppDesk desk;

  app_desk_begin (&desk, path);
  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      GtkWidget *dialog;

      app_desk_act (&desk, dialogs[i].action);
      app_wait ((dialog = get_modal ()) != NULL && gtk_widget_get_mapped (dialog));
      if (dialogs[i].title != NULL)
        g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, dialogs[i].title);
      else
        g_assert_cmpstr (gtk_about_dialog_get_program_name (GTK_ABOUT_DIALOG (dialog)), ==, "Festival Ledger");
      g_assert_true (gtk_widget_activate_action (dialog, "window.close", NULL));
      app_wait (get_modal () == NULL || !gtk_widget_get_visible (get_modal ()));
    }
  app_desk_end (&desk);
}

static NhHelpWindow *
get_help (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  NhHelpWindow *help = NULL;

  for (GList *link = windows; link != NULL; link = link->next)
    if (NH_IS_HELP_WINDOW (link->data))
      {
        g_assert_null (help); /* one only */
        help = link->data;
      }
  return help;
}

static const char *
get_topic (void)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (app_find (GTK_WIDGET (get_help ()), "stack")));
}

/* The guide opens at the page that one is on, stays beside the window, and each page has its topic. */
static void
test_help (void)
{
  static const char *const pages[] = { "point",   "gift",    "commendation", "total", "season",
                                       "reports", "hand-in", "history",      "bin" };
  g_autofree char *path = app_ledger ("18682");
  AppDesk desk;

  app_desk_begin (&desk, path);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      nh_workplace_show_page (desk.place, pages[i]);
      app_desk_act (&desk, "help");
      app_wait (get_help () != NULL && gtk_widget_get_mapped (GTK_WIDGET (get_help ())));
      g_assert_true (nh_many_has (get_topic (), pages[i]));
    }
  app_desk_act (&desk, "keys");
  g_assert_cmpstr (get_topic (), ==, "keys");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_help ()), "window.close", NULL));
  app_wait (get_help () == NULL);
  app_desk_act (&desk, "help");
  app_wait (get_help () != NULL);
  app_desk_end (&desk);
  app_wait (get_help () == NULL); /* it goes with its window */
}

/* --- files --- */

/* While the ledger is open, what is saved goes along; the copy is one sound file of its own. */
static void
test_send (void)
{
  g_autofree char *path = app_ledger ("18673");
  g_autofree char *copy = app_path ("bản sao.ngayhoi");
  g_autofree char *said = g_strdup_printf ("Copied and checked: %s", copy);
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  AppDesk desk;

  app_desk_begin (&desk, path);
  name = nh_copy_export_name (desk.ledger);
  g_assert_cmpstr (name, ==, "Xã Cẩm Xuyên 2026-08-20.ngayhoi");
  g_assert_true (app_desk_can (&desk, "send-copy"));
  nh_copy_export_write (desk.window, desk.ledger, NH_COPY_EXPORT_AWAY, copy);
  app_wait (g_str_equal (app_notice (desk.window), said));
  g_assert_nonnull (app_notice_button (desk.window));
  g_assert_true (nh_backup_verify (copy, &error));
  g_assert_no_error (error);
  nh_copy_export_write (desk.window, desk.ledger, NH_COPY_EXPORT_AWAY, path); /* never over the ledger itself */
  app_wait (app_notice_has_style (desk.window, "error"));

  nh_copy_export_write (desk.window, desk.ledger, NH_COPY_EXPORT_TO_WORK, copy);
  app_wait (g_strcmp0 (nh_window_get_path (NH_WINDOW (desk.window)), copy) == 0);
  app_wait (app_find_type (desk.window, NH_TYPE_WORKPLACE) != NULL);
  app_desk_adopt (&desk, desk.window);
  g_assert_cmpstr (nh_ledger_get_path (desk.ledger), ==, copy);
  app_desk_end (&desk);
}

/* A folder of a sync program is told of once, and by what such programs leave in it. */
static void
test_place (void)
{
  g_autofree char *path = app_ledger ("18673");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *marker = g_build_filename (folder, ".stfolder", NULL);
  AppDesk desk;

  g_assert_true (g_file_set_contents (marker, "", 0, NULL));
  app_desk_begin (&desk, path);
  app_wait (strstr (app_notice (desk.window), "synchronized folder") != NULL);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (app_notice_button (desk.window))), ==, "_Work on a copy");
  app_desk_end (&desk);
  app_desk_begin (&desk, path);
  g_assert_cmpstr (app_notice (desk.window), ==, "");
  app_desk_end (&desk);
}

static void
test_same_file (void)
{
  g_autofree char *path = app_ledger ("18673");
  g_autofree char *alias = app_path ("khác.ngayhoi");
  g_autoptr (GFile) link = g_file_new_for_path (alias);
  AppDesk desk;

  if (!g_file_make_symbolic_link (link, path, NULL, NULL))
    {
      g_test_skip ("no links here");
      return;
    }
  app_desk_begin (&desk, path);
  g_assert_true (nh_window_find (app_get (), alias) == NH_WINDOW (desk.window));
  g_assert_null (nh_window_find (app_get (), NULL));
  app_desk_end (&desk);
}

/* The welcome page lists them, and those that are gone can be taken off. */
static void
test_welcome_recent (void)
{
  g_autofree char *path = app_ledger ("18673"), *gone = app_path ("mất.ngayhoi");
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();
  g_auto (GStrv) recent = nh_settings_get_recent ();
  GtkWidget *welcome, *window, *box;

  for (guint i = 0; recent[i] != NULL; i++)
    nh_settings_remove_recent (recent[i]);
  nh_settings_add_recent (gone);
  nh_settings_add_recent (path);
  welcome = g_object_new (NH_TYPE_WELCOME, NULL);
  window = app_show (welcome);
  box = app_find (welcome, "recent_box");
  app_wait (gtk_widget_get_mapped (box));
  app_collect (box, GTK_TYPE_BUTTON, buttons);
  g_assert_cmpuint (buttons->len, ==, 3); /* two ledgers, and one to take off */
  g_assert_true (g_str_has_prefix (gtk_button_get_label (buttons->pdata[0]), "Sổ thử.ngayhoi — "));
  g_assert_true (g_str_has_suffix (gtk_button_get_label (buttons->pdata[1]), "(not found)"));
  app_click (buttons->pdata[2]);
  g_clear_pointer (&recent, g_strfreev);
  recent = nh_settings_get_recent ();
  g_assert_cmpuint (g_strv_length (recent), ==, 1);
  g_assert_cmpstr (recent[0], ==, path);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The messages of GTK that app_init() passes over, in any test. */
static void
test_closed_tooltip (void)
{
  g_log ("Gdk", G_LOG_LEVEL_CRITICAL, "gdk_surface_get_device_position: assertion 'GDK_IS_SURFACE (surface)' failed");
  g_log ("Gtk", G_LOG_LEVEL_CRITICAL, "_gtk_widget_find_at_coords: assertion 'GDK_IS_SURFACE (surface)' failed");
}

/* Any other ends the test, whichever way it comes. */
static void
test_warnings (void)
{
  if (g_test_subprocess ())
    {
      g_log_structured ("Gtk", G_LOG_LEVEL_WARNING, "MESSAGE", "Broken");
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stdout ("*Bail out! Gtk: Broken*");
}

static void
test_criticals (void)
{
  if (g_test_subprocess ())
    {
      gtk_window_get_focus (NULL);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stdout ("*Bail out! Gtk: gtk_window_get_focus*");
}

void
app_add_program_tests (void)
{
  g_test_add_func ("/messages/closed-tooltip", test_closed_tooltip);
  g_test_add_func ("/messages/warnings", test_warnings);
  g_test_add_func ("/messages/criticals", test_criticals);
  g_test_add_func ("/files/send", test_send);
  g_test_add_func ("/files/place", test_place);
  g_test_add_func ("/files/same", test_same_file);
  g_test_add_func ("/files/welcome", test_welcome_recent);
  g_test_add_func ("/preferences/live", test_preferences);
  g_test_add_func ("/preferences/dialogs", test_dialogs);
  g_test_add_func ("/preferences/help", test_help);
  g_test_add_func ("/settings/read", test_read);
  g_test_add_func ("/settings/kept", test_kept);
  g_test_add_func ("/settings/recent", test_recent);
}
