/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every scene in the windows and sizes of text that offices use, in both languages and all colours: measured, and with
 * NGAY_HOI_PICTURES=FOLDER written to that folder, too (pictures.sh). */
#include "app-measure.h"
#include "app-scenes.h"

#include <string.h>

#include "nh-appearance.h"
#include "nh-i18n.h"
#include "nh-settings.h"

static const struct
{
  const char *name;
  NhColours colours;
  gboolean high_contrast;
} looks[] = {
  { "light", NH_COLOURS_LIGHT, FALSE },
  { "dark", NH_COLOURS_DARK, FALSE },
  { "contrast", NH_COLOURS_LIGHT, TRUE },
  { "contrast-dark", NH_COLOURS_DARK, TRUE },
};

/* A way to look at all scenes. */
typedef struct
{
  int width, height, text;
  NhLanguage language;
  guint looks; /* a bit for each */
} View;

#define ALL_LOOKS ((1u << G_N_ELEMENTS (looks)) - 1)

/* Few that hold each size, each look and both languages, since all of them take half an hour. Vietnamese words are the
 * longer ones. */
static const View some_views[] = {
  { 1366, 768, 100, NH_LANGUAGE_VIETNAMESE, 1 << 0 }, { 1366, 768, 150, NH_LANGUAGE_VIETNAMESE, 1 << 1 },
  { 1366, 768, 200, NH_LANGUAGE_VIETNAMESE, 1 << 2 }, { 1024, 600, 100, NH_LANGUAGE_VIETNAMESE, 1 << 3 },
  { 1024, 600, 150, NH_LANGUAGE_VIETNAMESE, 1 << 0 }, { 1024, 600, 200, NH_LANGUAGE_VIETNAMESE, 1 << 1 },
  { 1366, 768, 100, NH_LANGUAGE_ENGLISH, 1 << 1 },
};

static const char *
get_language_code (const View *view)
{
  return view->language == NH_LANGUAGE_ENGLISH ? "en" : "vi";
}

static void
apply_look (guint look)
{
  nh_settings_set_colours (looks[look].colours);
  nh_settings_set_boolean (NH_SETTINGS_HIGH_CONTRAST, looks[look].high_contrast);
  nh_appearance_apply ();
}

static void
take_picture (GtkWidget *window, const char *where)
{
  const char *folder = g_getenv ("NGAY_HOI_PICTURES");
  g_autofree char *name = g_strconcat (where, ".png", NULL);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path != NULL)
    app_save_picture (window, path);
}

static void
look_at (AppDesk *desk, const Scene *scene, const View *view)
{
  for (guint look = 0; look < G_N_ELEMENTS (looks); look++)
    {
      GtkWidget *window;
      g_autofree char *where = g_strdup_printf ("%s-%s-%d-%dx%d-%s", scene->name, get_language_code (view), view->text,
                                                view->width, view->height, looks[look].name);

      if ((view->looks & 1u << look) == 0)
        continue;
      apply_look (look);
      window = scene_get_window (desk);
      app_wait_drawn (window);
      app_measure_layout (window, view->width, view->height, where);
      app_measure_contrast (window, view->text, where);
      take_picture (window, where);
    }
}

static void
begin (AppDesk *desk, SceneLedger kind)
{
  g_autofree char *path = kind == SCENE_WELCOME ? NULL : scene_ledger (kind);

  if (path != NULL)
    {
      app_desk_begin (desk, path);
      return;
    }
  memset (desk, 0, sizeof *desk);
  desk->window = nh_window_new (app_get ());
  nh_window_begin (NH_WINDOW (desk->window));
  gtk_window_present (GTK_WINDOW (desk->window));
}

static void
end (AppDesk *desk)
{
  if (desk->place != NULL)
    app_desk_end (desk);
  else
    gtk_window_destroy (GTK_WINDOW (desk->window));
  app_settle ();
}

static gboolean
is_wanted (const Scene *scene)
{
  const char *only = g_getenv ("NGAY_HOI_SCENE");

  return only == NULL || strstr (scene->name, only) != NULL;
}

static void
test_view (gconstpointer data)
{
  const View *view = data;
  NhLanguage language = nh_i18n_get_language ();

  nh_i18n_init (view->language);
  nh_settings_set_text_size (view->text);
  nh_settings_set_size (view->width, view->height, FALSE);
  for (guint kind = 0; kind < SCENE_N_LEDGERS; kind++)
    {
      AppDesk desk;

      begin (&desk, kind);
      for (guint i = 0; i < n_scenes; i++)
        if (scenes[i].ledger == kind && is_wanted (&scenes[i]))
          {
            scenes[i].show (&desk, scenes[i].page);
            look_at (&desk, &scenes[i], view);
            scene_clear (&desk);
          }
      end (&desk);
    }
  nh_settings_set_text_size (100);
  nh_settings_set_colours (NH_COLOURS_SYSTEM);
  nh_settings_set_boolean (NH_SETTINGS_HIGH_CONTRAST, FALSE);
  nh_appearance_apply ();
  nh_i18n_init (language);
}

static void
add_view (const View *view)
{
  g_autofree char *path = g_strdup_printf ("/scenes/%dx%d/%s-%d", view->width, view->height, get_language_code (view),
                                           view->text);

  g_test_add_data_func_full (path, g_memdup2 (view, sizeof *view), test_view, g_free);
}

static void
add_all_views (void)
{
  static const int sizes[][2] = { { 1366, 768 }, { 1024, 600 } };

  for (guint size = 0; size < G_N_ELEMENTS (sizes); size++)
    for (int text = 100; text <= 200; text += 50)
      for (guint language = NH_LANGUAGE_VIETNAMESE; language <= NH_LANGUAGE_ENGLISH; language++)
        {
          View view = { sizes[size][0], sizes[size][1], text, language, ALL_LOOKS };

          add_view (&view);
        }
}

void
app_add_scene_tests (void)
{
  if (g_getenv ("NGAY_HOI_PICTURES") != NULL)
    add_all_views ();
  else
    for (guint i = 0; i < G_N_ELEMENTS (some_views); i++)
      add_view (&some_views[i]);
}
