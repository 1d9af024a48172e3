/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-appearance.h"

#include <gtk/gtk.h>

#include "nh-settings.h"

#define USUAL_DPI (96 * 1024) /* gtk-xft-dpi counts in 1024ths */
#define DESKTOP "org.gnome.desktop.interface"
#define DESKTOP_COLOURS "color-scheme"

/* The system's values, read before ours are applied. */
static struct
{
  gboolean known, dark;
  int dpi;
  char *theme;        /* owned */
  GSettings *desktop; /* owned (nullable): where the desktop has a dark preference */
} usual;

static GSettings *
find_desktop (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, DESKTOP, TRUE) : NULL;
  GSettings *desktop;

  if (schema == NULL || !g_settings_schema_has_key (schema, DESKTOP_COLOURS))
    return NULL;
  desktop = g_settings_new_full (schema, NULL, NULL);
  g_signal_connect (desktop, "changed::" DESKTOP_COLOURS, G_CALLBACK (nh_appearance_apply), NULL);
  return desktop;
}

static void
learn_usual (GtkSettings *toolkit)
{
  if (usual.known)
    return;
  usual.known = TRUE;
  g_object_get (toolkit, "gtk-xft-dpi", &usual.dpi, "gtk-theme-name", &usual.theme, "gtk-application-prefer-dark-theme",
                &usual.dark, NULL);
  if (usual.dpi <= 0)
    usual.dpi = USUAL_DPI;
  usual.desktop = find_desktop ();
}

static gboolean
is_system_dark (void)
{
  g_autofree char *scheme = usual.desktop != NULL ? g_settings_get_string (usual.desktop, DESKTOP_COLOURS) : NULL;

  return usual.dark || g_strcmp0 (scheme, "prefer-dark") == 0;
}

/* The high-contrast theme has no dark variant; the dark one is a separate theme. */
static const char *
choose_theme (gboolean dark)
{
  if (nh_settings_get_boolean (NH_SETTINGS_HIGH_CONTRAST))
    return dark ? "Default-hc-dark" : "Default-hc";
  /* A system theme may ignore the dark preference, so “Light” and “Dark” need the Default theme. */
  return nh_settings_get_colours () == NH_COLOURS_SYSTEM ? usual.theme : "Default";
}

void
nh_appearance_apply (void)
{
  GtkSettings *toolkit = gtk_settings_get_default ();
  NhColours colours = nh_settings_get_colours ();
  int dpi, dpi_before;
  gboolean dark, dark_before;
  const char *theme;
  g_autofree char *theme_before = NULL;

  g_object_set (toolkit, "gtk-dialogs-use-header", TRUE, NULL); /* as the windows of our own */
  learn_usual (toolkit);
  g_object_get (toolkit, "gtk-xft-dpi", &dpi_before, "gtk-theme-name", &theme_before,
                "gtk-application-prefer-dark-theme", &dark_before, NULL);
  dpi = (int) ((gint64) usual.dpi * nh_settings_get_text_size () / 100);
  dark = colours == NH_COLOURS_SYSTEM ? is_system_dark () : colours == NH_COLOURS_DARK;
  theme = choose_theme (dark);
  dark = dark && !nh_settings_get_boolean (NH_SETTINGS_HIGH_CONTRAST);
  /* Only what differs: GTK reloads the theme even for the same name, which takes half of the start-up time. */
  if (dpi != dpi_before)
    g_object_set (toolkit, "gtk-xft-dpi", dpi, NULL);
  if (g_strcmp0 (theme, theme_before) != 0)
    g_object_set (toolkit, "gtk-theme-name", theme, NULL);
  if (dark != dark_before)
    g_object_set (toolkit, "gtk-application-prefer-dark-theme", dark, NULL);
}
