/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-application.h"

#include "nh-a11y-labels.h"
#include "nh-app-resource.h"
#include "nh-config.h"
#include "nh-input.h"
#include "nh-appearance.h"
#include "nh-platform.h"
#include "nh-settings.h"
#include "nh-window.h"

static const struct
{
  const char *action;
  const char *keys[3];
} accelerators[] = {
  { "win.new", { "<Control>n" } },
  { "win.add-several", { "<Control><Shift>n" } },
  { "win.copy", { "<Control>d" } },
  { "win.save", { "<Control>s" } },
  { "win.save-next", { "<Control>Return", "<Control>KP_Enter" } },
  { "win.search", { "<Control>f" } },
  { "win.filter", { "<Control><Shift>f" } },
  { "win.fold-form", { "F9" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z", "<Control>y" } },
  { "win.copy-previous", { "F5" } },
  { "win.record-history", { "<Control>h" } },
  { "win.excel", { "<Control>e" } },
  { "win.from-excel", { "<Control>i" } },
  { "win.pdf", { "<Control><Shift>p" } },
  { "win.print", { "<Control>p" } },
  { "win.reports", { "<Control>r" } },
  { "win.hand-in", { "<Control><Shift>r" } },
  { "win.receive-folder", { "<Control><Shift>o" } },
  { "win.save-replies", { "<Control><Shift>s" } },
  { "win.open", { "<Control>o" } },
  { "win.help", { "F1" } },
  { "win.keys", { "<Control>F1", "<Control>question" } },
  { "win.preferences", { "<Control>comma" } },
  { "win.units", { "<Control>u" } },
  { "win.years", { "<Control><Shift>y" } },
  { "win.next-page", { "<Control>Page_Down" } },
  { "win.previous-page", { "<Control>Page_Up" } },
  { "window.close", { "<Control>w", "<Control>q" } },
};

/* The session ends, or somebody ends the program: nothing is asked, and what was typed is kept. A second signal ends it
 * at once. */
static gboolean
on_ended (gpointer unused)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    g_object_ref (link->data);
  for (GList *link = windows; link != NULL; link = link->next)
    if (!NH_IS_WINDOW (link->data))
      gtk_window_destroy (link->data);
  for (GList *link = windows; link != NULL; link = link->next)
    {
      if (NH_IS_WINDOW (link->data))
        nh_window_end (link->data);
      g_object_unref (link->data);
    }
  return G_SOURCE_REMOVE;
}

static void
on_startup (GtkApplication *application)
{
  g_autoptr (GtkCssProvider) css = NULL;

  nh_platform_watch_end (on_ended);
  nh_a11y_name_buttons ();
  nh_input_init ();
  g_resources_register (nh_app_get_resource ());
  nh_appearance_apply ();
  nh_platform_set_user_name (nh_settings_get_text (NH_SETTINGS_PERSON));
  css = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (css, "/vn/ngayhoi/app/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/vn/ngayhoi/app/icons");
  gtk_window_set_default_icon_name (NH_APPLICATION_ID);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (application, accelerators[i].action, accelerators[i].keys);
}

static void
on_activate (GtkApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (application);
  g_auto (GStrv) recent = NULL;

  if (window == NULL)
    {
      window = GTK_WINDOW (nh_window_new (application));
      recent = nh_settings_get_recent ();
      if (recent[0] != NULL)
        nh_window_open (NH_WINDOW (window), recent[0]); /* if it is missing, the window offers its backups */
      else
        nh_window_begin (NH_WINDOW (window));
    }
  gtk_window_present (window);
}

static void
open_ledger (GtkApplication *application, const char *path)
{
  NhWindow *window = nh_window_find (application, path);

  if (window == NULL)
    {
      window = nh_window_find (application, NULL);
      if (window == NULL)
        window = NH_WINDOW (nh_window_new (application));
      nh_window_open (window, path);
    }
  gtk_window_present (GTK_WINDOW (window));
}

/* Ledgers have a window each; all other files are for the ledger that is in use. */
static void
on_open (GtkApplication *application, GFile **files, int n_files)
{
  g_autoptr (GStrvBuilder) others = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (path != NULL && nh_window_takes (path))
        g_strv_builder_add (others, path);
      else if (path != NULL)
        open_ledger (application, path);
    }
  paths = g_strv_builder_end (others);
  if (paths[0] == NULL)
    return;
  on_activate (application);
  nh_window_open_files (NH_WINDOW (gtk_application_get_active_window (application)), (const char *const *) paths);
}

GtkApplication *
nh_application_new (void)
{
  GtkApplication *application = gtk_application_new (NH_APPLICATION_ID, G_APPLICATION_HANDLES_OPEN);

  g_signal_connect (application, "startup", G_CALLBACK (on_startup), NULL);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  g_signal_connect (application, "open", G_CALLBACK (on_open), NULL);
  return application;
}
