/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-settings.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gio.h>
#include <gio/gsettingsbackend.h>

#include "nh-config.h"
#include "nh-platform.h"

#define RECENT_KEPT 10
#define TOLD_KEPT 50
#define SMALLEST_WIDTH 640
#define SMALLEST_HEIGHT 400

typedef enum
{
  LANGUAGE, TEXT_SIZE, COLOURS, HIGH_CONTRAST, ACCELERATION, RECENT, TOLD, WIDTH, HEIGHT, MAXIMIZED, FOLDED, COLUMNS, N_KEYS
} Key;

/* The schema has the same defaults; these hold where it cannot be found. */
static const NhSettingKey keys[N_KEYS + 1] = {
  [LANGUAGE] = { "language", "'vi'" },
  [TEXT_SIZE] = { "text-size", "100" },
  [COLOURS] = { "colours", "'system'" },
  [HIGH_CONTRAST] = { "high-contrast", "false" },
  [ACCELERATION] = { "acceleration", "false" },
  [RECENT] = { "recent-ledgers", "@as []" },
  [TOLD] = { "told-places", "@as []" },
  [WIDTH] = { "window-width", "1280" },
  [HEIGHT] = { "window-height", "720" },
  [MAXIMIZED] = { "window-maximized", "false" },
  [FOLDED] = { "folded-sections", "@a{ss} {}" },
  [COLUMNS] = { "list-columns", "@a{ss} {}" },
};

static GVariant *values[N_KEYS];   /* owned; NULL: not loaded yet */
static GSettings *settings;        /* owned (nullable): there is no schema */
static GThreadPool *writer;        /* nullable: nothing was written since the last flush */

const NhSettingKey *
nh_settings_keys (void)
{
  return keys;
}

/* --- where they are kept -------------------------------------------------------------------------------------------------- */

/* One of an older release, without all our keys, would end the program at the first that is missing. */
static GSettingsSchema *
look_up (GSettingsSchemaSource *source)
{
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, NH_APPLICATION_ID, TRUE) : NULL;

  for (guint i = 0; schema != NULL && i < N_KEYS; i++)
    if (!g_settings_schema_has_key (schema, keys[i].name))
      return NULL;
  return g_steal_pointer (&schema);
}

static GSettingsSchema *
look_up_in (const char *folder)
{
  g_autoptr (GSettingsSchemaSource) source = g_settings_schema_source_new_from_directory (folder, NULL, TRUE, NULL);

  return look_up (source);
}

/* Installed in the system, beside the program, under the prefix, or not installed at all. */
static GSettingsSchema *
find_schema (void)
{
  g_autofree char *program = nh_platform_program_folder ();
  g_autofree char *share = program != NULL ? g_build_filename (program, "..", "share", "glib-2.0", "schemas", NULL) : NULL;
  const char *const folders[] = { program, share, NH_SCHEMA_DIR, NH_BUILD_SCHEMA_DIR };
  GSettingsSchema *schema = look_up (g_settings_schema_source_get_default ());

  for (guint i = 0; schema == NULL && i < G_N_ELEMENTS (folders); i++)
    if (folders[i] != NULL)
      schema = look_up_in (folders[i]);
  return schema;
}

/* A computer without any settings service would forget them all: there they are a file of ours. */
static GSettingsBackend *
find_backend (void)
{
  g_autoptr (GSettingsBackend) usual = g_settings_backend_get_default ();
  g_autofree char *path = NULL;

  if (g_getenv ("GSETTINGS_BACKEND") != NULL || !g_str_equal (G_OBJECT_TYPE_NAME (usual), "GMemorySettingsBackend"))
    return g_steal_pointer (&usual);
  path = g_build_filename (g_get_user_config_dir (), "ngay-hoi", "settings.ini", NULL);
  return g_keyfile_settings_backend_new (path, "/vn/ngayhoi/SoNgayHoi/", "settings");
}

static void
load (void)
{
  g_autoptr (GSettingsSchema) schema = find_schema ();
  g_autoptr (GSettingsBackend) backend = schema != NULL ? find_backend () : NULL;

  if (schema != NULL)
    settings = g_settings_new_full (schema, backend, NULL);
  else
    g_message ("The schema of the settings is missing: they hold until the program ends.");
  for (guint i = 0; i < N_KEYS; i++)
    values[i] = settings != NULL ? g_settings_get_value (settings, keys[i].name)
                                 : g_variant_parse (NULL, keys[i].fallback, NULL, NULL, NULL);
}

static GVariant *
get (Key key)
{
  if (values[key] == NULL)
    load ();
  return values[key];
}

/* --- writing -------------------------------------------------------------------------------------------------------------- */

typedef struct { Key key; GVariant *value; } Change;

static void
write_in_thread (gpointer data, gpointer user_data)
{
  Change *change = data;

  /* What cannot be written is not worth an error: it is asked again. */
  g_settings_set_value (settings, keys[change->key].name, change->value);
  g_variant_unref (change->value);
  g_free (change);
}

/* Takes a floating @value over. */
static void
set (Key key, GVariant *value)
{
  Change *change;

  g_variant_ref_sink (value);
  if (g_variant_equal (get (key), value))
    {
      g_variant_unref (value);
      return;
    }
  g_variant_unref (values[key]);
  values[key] = value;
  if (settings == NULL)
    return;
  change = g_new (Change, 1);
  change->key = key;
  change->value = g_variant_ref (value);
  if (writer == NULL)
    writer = g_thread_pool_new (write_in_thread, NULL, 1, FALSE, NULL);   /* one thread: in the order they were made */
  g_thread_pool_push (writer, change, NULL);
}

void
nh_settings_flush (void)
{
  if (writer == NULL)
    return;
  g_thread_pool_free (g_steal_pointer (&writer), FALSE, TRUE);
  g_settings_sync ();
}

/* --- looks ---------------------------------------------------------------------------------------------------------------- */

NhLanguage
nh_settings_get_language (void)
{
  const char *wanted = g_getenv ("NGAY_HOI_LANGUAGE");

  if (wanted == NULL || *wanted == '\0')
    wanted = g_variant_get_string (get (LANGUAGE), NULL);
  return g_str_equal (wanted, "en") ? NH_LANGUAGE_ENGLISH : NH_LANGUAGE_VIETNAMESE;
}

void
nh_settings_set_language (NhLanguage language)
{
  set (LANGUAGE, g_variant_new_string (language == NH_LANGUAGE_ENGLISH ? "en" : "vi"));
}

int
nh_settings_get_text_size (void)
{
  return CLAMP (g_variant_get_int32 (get (TEXT_SIZE)), NH_TEXT_SIZE_MIN, NH_TEXT_SIZE_MAX);
}

void
nh_settings_set_text_size (int percent)
{
  set (TEXT_SIZE, g_variant_new_int32 (CLAMP (percent, NH_TEXT_SIZE_MIN, NH_TEXT_SIZE_MAX)));
}

static const char *const colours_names[] = { [NH_COLOURS_SYSTEM] = "system", [NH_COLOURS_LIGHT] = "light", [NH_COLOURS_DARK] = "dark" };

NhColours
nh_settings_get_colours (void)
{
  const char *name = g_variant_get_string (get (COLOURS), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (colours_names); i++)
    if (g_str_equal (colours_names[i], name))
      return (NhColours) i;
  return NH_COLOURS_SYSTEM;
}

void
nh_settings_set_colours (NhColours colours)
{
  g_return_if_fail ((guint) colours < G_N_ELEMENTS (colours_names));
  set (COLOURS, g_variant_new_string (colours_names[colours]));
}

gboolean
nh_settings_get_high_contrast (void)
{
  return g_variant_get_boolean (get (HIGH_CONTRAST));
}

void
nh_settings_set_high_contrast (gboolean high)
{
  set (HIGH_CONTRAST, g_variant_new_boolean (high));
}

gboolean
nh_settings_get_acceleration (void)
{
  return g_variant_get_boolean (get (ACCELERATION));
}

void
nh_settings_set_acceleration (gboolean accelerated)
{
  set (ACCELERATION, g_variant_new_boolean (accelerated));
}

/* --- ledgers -------------------------------------------------------------------------------------------------------------- */

/* The list of @key without @path, and with it in front when @front. At most @kept. */
static void
move (Key key, const char *path, gboolean front, guint kept)
{
  g_autofree const char **before = g_variant_get_strv (get (key), NULL);
  g_autoptr (GPtrArray) after = g_ptr_array_new ();

  if (front)
    g_ptr_array_add (after, (gpointer) path);
  for (guint i = 0; before[i] != NULL && after->len < kept; i++)
    if (!g_str_equal (before[i], path))
      g_ptr_array_add (after, (gpointer) before[i]);
  set (key, g_variant_new_strv ((const char *const *) after->pdata, (gssize) after->len));
}

char **
nh_settings_get_recent (void)
{
  return g_variant_dup_strv (get (RECENT), NULL);
}

/* A path that is not UTF-8 cannot be kept: it can still be opened by hand. */
void
nh_settings_add_recent (const char *path)
{
  g_return_if_fail (path != NULL);
  if (g_utf8_validate (path, -1, NULL))
    move (RECENT, path, TRUE, RECENT_KEPT);
}

void
nh_settings_remove_recent (const char *path)
{
  g_return_if_fail (path != NULL);
  move (RECENT, path, FALSE, RECENT_KEPT);
}

gboolean
nh_settings_tell_place (const char *path)
{
  g_autofree const char **told = g_variant_get_strv (get (TOLD), NULL);

  g_return_val_if_fail (path != NULL, FALSE);
  if (g_strv_contains ((const char *const *) told, path))
    return FALSE;
  if (g_utf8_validate (path, -1, NULL))
    move (TOLD, path, TRUE, TOLD_KEPT);
  return TRUE;
}

/* --- the window ----------------------------------------------------------------------------------------------------------- */

void
nh_settings_get_size (int *width, int *height, gboolean *maximized)
{
  *width = MAX (g_variant_get_int32 (get (WIDTH)), SMALLEST_WIDTH);
  *height = MAX (g_variant_get_int32 (get (HEIGHT)), SMALLEST_HEIGHT);
  *maximized = g_variant_get_boolean (get (MAXIMIZED));
}

void
nh_settings_set_size (int width, int height, gboolean maximized)
{
  if (!maximized)
    {
      set (WIDTH, g_variant_new_int32 (width));
      set (HEIGHT, g_variant_new_int32 (height));
    }
  set (MAXIMIZED, g_variant_new_boolean (maximized));
}

/* --- by record type ------------------------------------------------------------------------------------------------------- */

static char *
get_of_type (Key key, const char *type)
{
  char *text;

  return g_variant_lookup (get (key), type, "s", &text) ? text : NULL;
}

/* @text NULL takes the type out. */
static void
set_of_type (Key key, const char *type, const char *text)
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

char *
nh_settings_get_folded (const char *type)
{
  return get_of_type (FOLDED, type);
}

void
nh_settings_set_folded (const char *type, const char *folded)
{
  set_of_type (FOLDED, type, folded);
}

char *
nh_settings_get_columns (const char *type)
{
  return get_of_type (COLUMNS, type);
}

void
nh_settings_set_columns (const char *type, const char *columns)
{
  set_of_type (COLUMNS, type, columns);
}
