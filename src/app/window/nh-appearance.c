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
  if (nh_settings_get_high_contrast ())
    return dark ? "Default-hc-dark" : "Default-hc";
  /* A system theme may ignore the dark preference, so “Light” and “Dark” need the Default theme. */
  return nh_settings_get_colours () == NH_COLOURS_SYSTEM ? usual.theme : "Default";
}

/* Set only what differs: GTK reloads the theme even for the same name, which takes half of the start-up time. */

static void
set_dpi (GtkSettings *toolkit, int dpi)
{
  int before;

  g_object_get (toolkit, "gtk-xft-dpi", &before, NULL);
  if (before != dpi)
    g_object_set (toolkit, "gtk-xft-dpi", dpi, NULL);
}

static void
set_theme (GtkSettings *toolkit, const char *theme)
{
  g_autofree char *before = NULL;

  g_object_get (toolkit, "gtk-theme-name", &before, NULL);
  if (g_strcmp0 (before, theme) != 0)
    g_object_set (toolkit, "gtk-theme-name", theme, NULL);
}

static void
set_dark (GtkSettings *toolkit, gboolean dark)
{
  gboolean before;

  g_object_get (toolkit, "gtk-application-prefer-dark-theme", &before, NULL);
  if (before != dark)
    g_object_set (toolkit, "gtk-application-prefer-dark-theme", dark, NULL);
}

void
nh_appearance_apply (void)
{
  GtkSettings *toolkit = gtk_settings_get_default ();
  NhColours colours = nh_settings_get_colours ();
  gboolean dark;

  learn_usual (toolkit);
  dark = colours == NH_COLOURS_SYSTEM ? is_system_dark () : colours == NH_COLOURS_DARK;
  set_dpi (toolkit, (int) ((gint64) usual.dpi * nh_settings_get_text_size () / 100));
  set_theme (toolkit, choose_theme (dark));
  set_dark (toolkit, dark && !nh_settings_get_high_contrast ());
}
