/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-settings.h"

#include "nh-file.h"

#define GROUP "settings"
#define MAX_RECENT 10
#define MAX_PLACES 50
#define MIN_WIDTH 640
#define MIN_HEIGHT 400

/* Values are GVariants in text form; a default also gives the type. */
static const struct
{
  const char *name, *fallback;
} keys[NH_SETTINGS_N_KEYS] = {
  [NH_SETTINGS_LANGUAGE] = { "language", "'vi'" },           [NH_SETTINGS_TEXT_SIZE] = { "text-size", "100" },
  [NH_SETTINGS_COLOURS] = { "colours", "'system'" },         [NH_SETTINGS_HIGH_CONTRAST] = { "high-contrast", "false" },
  [NH_SETTINGS_ACCELERATION] = { "acceleration", "false" },  [NH_SETTINGS_RECENT] = { "recent-ledgers", "@as []" },
  [NH_SETTINGS_WARNED_PLACES] = { "told-places", "@as []" }, [NH_SETTINGS_WIDTH] = { "window-width", "1280" },
  [NH_SETTINGS_HEIGHT] = { "window-height", "720" },         [NH_SETTINGS_MAXIMIZED] = { "window-maximized", "false" },
  [NH_SETTINGS_FOLDED] = { "folded-sections", "@a{ss} {}" }, [NH_SETTINGS_COLUMNS] = { "list-columns", "@a{ss} {}" },
  [NH_SETTINGS_BACKUP_PLACE] = { "backup-place", "''" },     [NH_SETTINGS_BACKUP_SEEN] = { "backup-seen", "''" },
  [NH_SETTINGS_FORM] = { "form-widths", "@a{ss} {}" },       [NH_SETTINGS_PERSON] = { "person", "''" },
  [NH_SETTINGS_HINT_READ] = { "hint-read", "false" },        [NH_SETTINGS_EXPORT_FOLDER] = { "export-folder", "''" },
  [NH_SETTINGS_FOLDERS] = { "folders", "@a{ss} {}" },
};

static GKeyFile *file;                       /* owned; NULL: not loaded yet. Keys of a newer version stay in it */
static GVariant *values[NH_SETTINGS_N_KEYS]; /* owned */
static GThreadPool *writer;                  /* owned (nullable): nothing was written since the last flush */

/* --- The file --- */

static char *
get_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "ngay-hoi", "settings.ini", NULL);
}

/* Anything unreadable counts as the default. */
static void
load (void)
{
  g_autofree char *path = get_path ();
  g_autofree char *folder = g_path_get_dirname (path);

  nh_file_remove_leftovers (folder);
  file = g_key_file_new ();
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR)) /* a pipe would wait for ever */
    g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  for (guint i = 0; i < NH_SETTINGS_N_KEYS; i++)
    {
      g_autoptr (GVariant) fallback = g_variant_parse (NULL, keys[i].fallback, NULL, NULL, NULL);
      g_autofree char *text = g_key_file_get_value (file, GROUP, keys[i].name, NULL);

      values[i] = text != NULL ? g_variant_parse (g_variant_get_type (fallback), text, NULL, NULL, NULL) : NULL;
      if (values[i] == NULL)
        values[i] = g_steal_pointer (&fallback);
    }
}

static GVariant *
get (NhSettingsKey key)
{
  if (file == NULL)
    load ();
  return values[key];
}

/* A write that fails is tried again with the next change. */
static void
write_in_thread (gpointer data, gpointer user_data)
{
  g_autofree char *text = data;
  g_autofree char *path = get_path ();
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);
  nh_file_replace_contents (path, text, -1, NH_FILE_PRIVATE, NULL);
}

/* @value: floating. */
static void
set (NhSettingsKey key, GVariant *value)
{
  g_autoptr (GVariant) after = g_variant_ref_sink (value);
  g_autofree char *text = g_variant_print (after, FALSE);

  if (g_variant_equal (get (key), after) && g_key_file_has_key (file, GROUP, keys[key].name, NULL))
    return;
  g_variant_unref (values[key]);
  values[key] = g_steal_pointer (&after);
  g_key_file_set_value (file, GROUP, keys[key].name, text);
  if (writer == NULL)
    writer = g_thread_pool_new (write_in_thread, NULL, 1, FALSE, NULL); /* one thread keeps the order */
  g_thread_pool_push (writer, g_key_file_to_data (file, NULL, NULL), NULL);
}

void
nh_settings_flush (void)
{
  if (writer != NULL)
    g_thread_pool_free (g_steal_pointer (&writer), FALSE, TRUE);
}

/* --- Appearance --- */

NhLanguage
nh_settings_get_language (void)
{
  const char *language = g_getenv ("NGAY_HOI_LANGUAGE");

  if (language == NULL || *language == '\0')
    language = g_variant_get_string (get (NH_SETTINGS_LANGUAGE), NULL);
  return g_str_equal (language, "en") ? NH_LANGUAGE_ENGLISH : NH_LANGUAGE_VIETNAMESE;
}

void
nh_settings_set_language (NhLanguage language)
{
  set (NH_SETTINGS_LANGUAGE, g_variant_new_string (language == NH_LANGUAGE_ENGLISH ? "en" : "vi"));
}

int
nh_settings_get_text_size (void)
{
  return CLAMP (g_variant_get_int32 (get (NH_SETTINGS_TEXT_SIZE)), NH_TEXT_SIZE_MIN, NH_TEXT_SIZE_MAX);
}

void
nh_settings_set_text_size (int percent)
{
  set (NH_SETTINGS_TEXT_SIZE, g_variant_new_int32 (CLAMP (percent, NH_TEXT_SIZE_MIN, NH_TEXT_SIZE_MAX)));
}

static const char *const colours_names[] = {
  [NH_COLOURS_SYSTEM] = "system",
  [NH_COLOURS_LIGHT] = "light",
  [NH_COLOURS_DARK] = "dark",
};

NhColours
nh_settings_get_colours (void)
{
  const char *name = g_variant_get_string (get (NH_SETTINGS_COLOURS), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (colours_names); i++)
    if (g_str_equal (colours_names[i], name))
      return (NhColours) i;
  return NH_COLOURS_SYSTEM;
}

void
nh_settings_set_colours (NhColours colours)
{
  g_return_if_fail ((guint) colours < G_N_ELEMENTS (colours_names));
  set (NH_SETTINGS_COLOURS, g_variant_new_string (colours_names[colours]));
}

const char *
nh_settings_get_text (NhSettingsKey key)
{
  return g_variant_get_string (get (key), NULL);
}

void
nh_settings_set_text (NhSettingsKey key, const char *text)
{
  set (key, g_variant_new_string (text));
}

gboolean
nh_settings_get_boolean (NhSettingsKey key)
{
  return g_variant_get_boolean (get (key));
}

void
nh_settings_set_boolean (NhSettingsKey key, gboolean value)
{
  set (key, g_variant_new_boolean (value));
}

/* --- Ledgers --- */

/* Removes @path from the list of @key, or moves it to the front. At most @max paths stay. */
static void
move (NhSettingsKey key, const char *path, gboolean front, guint max)
{
  g_autofree const char **before = g_variant_get_strv (get (key), NULL);
  g_autoptr (GPtrArray) after = g_ptr_array_new ();

  if (front)
    g_ptr_array_add (after, (gpointer) path);
  for (guint i = 0; before[i] != NULL && after->len < max; i++)
    if (!g_str_equal (before[i], path))
      g_ptr_array_add (after, (gpointer) before[i]);
  set (key, g_variant_new_strv ((const char *const *) after->pdata, (gssize) after->len));
}

char **
nh_settings_get_recent (void)
{
  return g_variant_dup_strv (get (NH_SETTINGS_RECENT), NULL);
}

/* The file is UTF-8: any other path is not remembered. */
void
nh_settings_add_recent (const char *path)
{
  g_return_if_fail (path != NULL);
  if (g_utf8_validate (path, -1, NULL))
    move (NH_SETTINGS_RECENT, path, TRUE, MAX_RECENT);
}

void
nh_settings_remove_recent (const char *path)
{
  g_return_if_fail (path != NULL);
  move (NH_SETTINGS_RECENT, path, FALSE, MAX_RECENT);
}

gboolean
nh_settings_warn_once_of_place (const char *path)
{
  g_autofree const char **warned = g_variant_get_strv (get (NH_SETTINGS_WARNED_PLACES), NULL);

  g_return_val_if_fail (path != NULL, FALSE);
  if (g_strv_contains ((const char *const *) warned, path))
    return FALSE;
  if (g_utf8_validate (path, -1, NULL))
    move (NH_SETTINGS_WARNED_PLACES, path, TRUE, MAX_PLACES);
  return TRUE;
}

/* --- Window --- */

void
nh_settings_get_size (int *width, int *height, gboolean *maximized)
{
  *width = MAX (g_variant_get_int32 (get (NH_SETTINGS_WIDTH)), MIN_WIDTH);
  *height = MAX (g_variant_get_int32 (get (NH_SETTINGS_HEIGHT)), MIN_HEIGHT);
  *maximized = g_variant_get_boolean (get (NH_SETTINGS_MAXIMIZED));
}

gboolean
nh_settings_has_size (void)
{
  get (NH_SETTINGS_MAXIMIZED);
  return g_key_file_has_key (file, GROUP, keys[NH_SETTINGS_MAXIMIZED].name, NULL) ||
         g_key_file_has_key (file, GROUP, keys[NH_SETTINGS_WIDTH].name, NULL);
}

void
nh_settings_set_size (int width, int height, gboolean maximized)
{
  if (!maximized)
    {
      set (NH_SETTINGS_WIDTH, g_variant_new_int32 (width));
      set (NH_SETTINGS_HEIGHT, g_variant_new_int32 (height));
    }
  set (NH_SETTINGS_MAXIMIZED, g_variant_new_boolean (maximized));
}

/* --- By record type --- */

char *
nh_settings_get_of_type (NhSettingsKey key, const char *type)
{
  char *text;

  return g_variant_lookup (get (key), type, "s", &text) ? text : NULL;
}

void
nh_settings_set_of_type (NhSettingsKey key, const char *type, const char *text)
{
  GVariantBuilder after;
  GVariantIter before;
  const char *name, *value;

  g_return_if_fail (type != NULL);
  g_variant_builder_init (&after, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&before, get (key));
  while (g_variant_iter_next (&before, "{&s&s}", &name, &value))
    if (!g_str_equal (name, type))
      g_variant_builder_add (&after, "{ss}", name, value);
  if (text != NULL)
    g_variant_builder_add (&after, "{ss}", type, text);
  set (key, g_variant_builder_end (&after));
}
