/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-application.h"

#include "nh-access.h"
#include "nh-app-resource.h"
#include "nh-config.h"
#include "nh-i18n.h"
#include "nh-input.h"
#include "nh-looks.h"
#include "nh-settings.h"
#include "nh-window.h"

struct _NhApplication
{
  GtkApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (NhApplication, nh_application, GTK_TYPE_APPLICATION)

static const struct { const char *action; const char *keys[3]; } accelerators[] = {
  { "win.new", { "<Control>n" } },
  { "win.add-several", { "<Control><Shift>n" } },
  { "win.copy", { "<Control>d" } },
  { "win.save", { "<Control>s" } },
  { "win.save-next", { "<Control>Return", "<Control>KP_Enter" } },
  { "win.search", { "<Control>f" } },
  { "win.filter", { "<Control><Shift>f" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z" } },
  { "win.copy-previous", { "F5" } },
  { "win.record-history", { "<Control>h" } },
  { "win.excel", { "<Control>e" } },
  { "win.print", { "<Control>p" } },
  { "win.open", { "<Control>o" } },
  { "win.keys", { "F1" } },
  { "win.preferences", { "<Control>comma" } },
  { "win.units", { "<Control>u" } },
  { "win.years", { "<Control>y" } },
  { "win.next-page", { "<Control>Page_Down" } },
  { "win.previous-page", { "<Control>Page_Up" } },
  { "window.close", { "<Control>w", "<Control>q" } },
};

static void
nh_application_startup (GApplication *application)
{
  g_autoptr (GtkCssProvider) css = NULL;

  G_APPLICATION_CLASS (nh_application_parent_class)->startup (application);
  nh_access_name_buttons ();
  nh_input_init ();
  g_resources_register (nh_app_get_resource ());
  nh_looks_apply ();
  css = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (css, "/vn/ngayhoi/app/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()), "/vn/ngayhoi/app/icons");
  gtk_window_set_default_icon_name (NH_APPLICATION_ID);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accelerators[i].action, accelerators[i].keys);
}

static void
nh_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_auto (GStrv) recent = NULL;

  if (window == NULL)
    {
      window = GTK_WINDOW (nh_window_new (GTK_APPLICATION (application)));
      recent = nh_settings_get_recent ();
      if (recent[0] != NULL)
        nh_window_open (NH_WINDOW (window), recent[0]);   /* one that is gone is told of, with its backups */
      else
        nh_window_begin (NH_WINDOW (window));
    }
  gtk_window_present (window);
}

/* The window of the ledger, or one that shows none yet. */
static NhWindow *
find_window (GtkApplication *application, const char *path)
{
  NhWindow *window = nh_window_find (application, path);

  if (window == NULL)
    window = nh_window_find (application, NULL);
  return window != NULL ? window : NH_WINDOW (nh_window_new (application));
}

static void
nh_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);
      NhWindow *window;

      if (path == NULL)
        continue;
      window = find_window (GTK_APPLICATION (application), path);
      if (window != nh_window_find (GTK_APPLICATION (application), path))
        nh_window_open (window, path);
      gtk_window_present (GTK_WINDOW (window));
    }
}

static void
nh_application_class_init (NhApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = nh_application_startup;
  application_class->activate = nh_application_activate;
  application_class->open = nh_application_open;
}

static void
nh_application_init (NhApplication *self)
{
}

GtkApplication *
nh_application_new (void)
{
  return g_object_new (NH_TYPE_APPLICATION, "application-id", NH_APPLICATION_ID, "flags", G_APPLICATION_HANDLES_OPEN, NULL);
}
