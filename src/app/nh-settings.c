/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-settings.h"

#include <gio/gio.h>

#define GROUP "app"
#define DEFAULT_WIDTH 1280
#define DEFAULT_HEIGHT 720

static char *
settings_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "ngay-hoi", "settings.ini", NULL);
}

static GKeyFile *
load (void)
{
  GKeyFile *file = g_key_file_new ();
  g_autofree char *path = settings_path ();

  /* A missing or broken file is an empty one. */
  g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  return file;
}

static void
store (GKeyFile *file)
{
  g_autofree char *path = settings_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (!g_key_file_save_to_file (file, path, &error))
    g_message ("Settings are not kept: %s", error->message);
}

NhLanguage
nh_settings_get_language (void)
{
  const char *wanted = g_getenv ("NGAY_HOI_LANGUAGE");
  g_autofree char *kept = NULL;

  if (wanted == NULL || *wanted == '\0')
    {
      g_autoptr (GKeyFile) file = load ();
      kept = g_key_file_get_string (file, GROUP, "language", NULL);
      wanted = kept;
    }
  return g_strcmp0 (wanted, "en") == 0 ? NH_LANGUAGE_ENGLISH : NH_LANGUAGE_VIETNAMESE;
}

void
nh_settings_set_language (NhLanguage language)
{
  g_autoptr (GKeyFile) file = load ();

  g_key_file_set_string (file, GROUP, "language", language == NH_LANGUAGE_ENGLISH ? "en" : "vi");
  store (file);
}

char *
nh_settings_get_recent (void)
{
  g_autoptr (GKeyFile) file = load ();

  return g_key_file_get_string (file, GROUP, "recent", NULL);
}

void
nh_settings_set_recent (const char *path)
{
  g_autoptr (GKeyFile) file = load ();

  if (path != NULL)
    g_key_file_set_string (file, GROUP, "recent", path);
  else
    g_key_file_remove_key (file, GROUP, "recent", NULL);
  store (file);
}

void
nh_settings_get_size (int *width, int *height, gboolean *maximized)
{
  g_autoptr (GKeyFile) file = load ();
  int w = g_key_file_get_integer (file, GROUP, "width", NULL);
  int h = g_key_file_get_integer (file, GROUP, "height", NULL);

  *width = w >= 640 ? w : DEFAULT_WIDTH;
  *height = h >= 400 ? h : DEFAULT_HEIGHT;
  *maximized = g_key_file_get_boolean (file, GROUP, "maximized", NULL);
}

void
nh_settings_set_size (int width, int height, gboolean maximized)
{
  g_autoptr (GKeyFile) file = load ();

  if (!maximized)
    {
      g_key_file_set_integer (file, GROUP, "width", width);
      g_key_file_set_integer (file, GROUP, "height", height);
    }
  g_key_file_set_boolean (file, GROUP, "maximized", maximized);
  store (file);
}

char *
nh_settings_get_folded (const char *type)
{
  g_autoptr (GKeyFile) file = load ();

  return g_key_file_get_string (file, "folded", type, NULL);
}

void
nh_settings_set_folded (const char *type, const char *folded)
{
  g_autoptr (GKeyFile) file = load ();

  g_key_file_set_string (file, "folded", type, folded);
  store (file);
}
