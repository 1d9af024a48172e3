/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every page, popover and dialog is measured in the windows and sizes of text that offices use; each of them, each look
 * and both languages are there once. With NGAY_HOI_PICTURES=FOLDER all combinations are, and each is kept as a picture:
 * FOLDER/SCENE-LANGUAGE-LOOK-WIDTHxHEIGHT-TEXT.png. */
#include "app-scenes.h"

#include <string.h>

#include "measure.h"
#include "nh-appearance.h"
#include "nh-form-pane.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-settings.h"

#define PICTURES "NGAY_HOI_PICTURES"

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

/* A way to look at all scenes. Vietnamese words are the longer ones. */
typedef struct
{
  int width, height, text;
  NhLanguage language;
  guint look;
} View;

static const View usual_views[] = {
  { 1366, 768, 100, NH_LANGUAGE_VIETNAMESE, 0 }, { 1366, 768, 150, NH_LANGUAGE_VIETNAMESE, 1 },
  { 1366, 768, 200, NH_LANGUAGE_VIETNAMESE, 2 }, { 1024, 600, 100, NH_LANGUAGE_VIETNAMESE, 3 },
  { 1024, 600, 150, NH_LANGUAGE_VIETNAMESE, 0 }, { 1024, 600, 200, NH_LANGUAGE_VIETNAMESE, 1 },
  { 1366, 768, 100, NH_LANGUAGE_ENGLISH, 1 },
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
tell (const char *fault, gpointer where)
{
  g_test_message ("%s: %s", (const char *) where, fault);
  g_test_fail ();
}

/* The notice tells of the form beside it, whose fields and hints are to be read. */
static void
check_notice (GtkWidget *window, char *where)
{
  GtkWidget *notice = GTK_WIDGET (nh_notice_of (window)), *form = app_find_type (window, NH_TYPE_FORM_PANE);
  graphene_rect_t bounds, other;

  if (notice == NULL || *app_notice (window) == '\0' || form == NULL || !gtk_widget_get_mapped (form))
    return;
  if (gtk_widget_compute_bounds (notice, window, &bounds) && gtk_widget_compute_bounds (form, window, &other) &&
      graphene_rect_intersection (&bounds, &other, NULL))
    tell ("the notice is over the form", where);
}

static void
measure (GtkWidget *window, const View *view, char *where)
{
  if (gtk_widget_get_width (window) > view->width || gtk_widget_get_height (window) > view->height)
    {
      g_autofree char *size = g_strdup_printf ("the window needs %d × %d", gtk_widget_get_width (window),
                                               gtk_widget_get_height (window));

      tell (size, where);
    }
  g_assert_cmpuint (measure_layout (window, tell, where), >, 10);
  check_notice (window, where);
  app_wait (measure_contrast (window, tell, where) > 0);
}

static void
keep_picture (GtkWidget *window, const Scene *scene, const View *view)
{
  const char *folder = g_getenv (PICTURES);
  g_autofree char *name = g_strdup_printf ("%s-%s-%s-%dx%d-%d.png", scene->name, get_language_code (view),
                                           looks[view->look].name, view->width, view->height, view->text);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path != NULL)
    measure_save_picture (window, path);
}

static void
look_at (AppDesk *desk, const Scene *scene, const View *view)
{
  g_autofree char *where = g_strdup_printf ("%s, %s, %s, %d × %d at %d %%", scene->name, get_language_code (view),
                                            looks[view->look].name, view->width, view->height, view->text);
  GtkWidget *window = scene_get_window (desk);

  app_wait_drawn (window);
  measure (window, view, where);
  keep_picture (window, scene, view);
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

static void
test_view (gconstpointer data)
{
  const View *view = data;
  NhLanguage language = nh_i18n_get_language ();

  nh_i18n_init (view->language);
  nh_settings_set_text_size (view->text);
  apply_look (view->look);
  nh_settings_set_size (view->width, view->height, FALSE);
  for (guint kind = 0; kind < SCENE_N_LEDGERS; kind++)
    {
      AppDesk desk;

      begin (&desk, kind);
      for (guint i = 0; i < n_scenes; i++)
        if (scenes[i].ledger == kind)
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
  g_autofree char *path = g_strdup_printf ("/scenes/%dx%d/%s-%d-%s", view->width, view->height,
                                           get_language_code (view), view->text, looks[view->look].name);

  g_test_add_data_func (path, view, test_view);
}

/* All combinations: the sizes, the texts, the languages, the looks. */
static void
add_all_views (void)
{
  static const int sizes[][2] = { { 1366, 768 }, { 1024, 600 } }, texts[] = { 100, 150, 200 };
  static View all[G_N_ELEMENTS (sizes) * G_N_ELEMENTS (texts) * 2 * G_N_ELEMENTS (looks)];

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      guint rest = i / G_N_ELEMENTS (looks);

      all[i].look = i % G_N_ELEMENTS (looks);
      all[i].language = rest % 2 == 0 ? NH_LANGUAGE_VIETNAMESE : NH_LANGUAGE_ENGLISH;
      all[i].text = texts[rest / 2 % G_N_ELEMENTS (texts)];
      all[i].width = sizes[rest / 2 / G_N_ELEMENTS (texts)][0];
      all[i].height = sizes[rest / 2 / G_N_ELEMENTS (texts)][1];
      add_view (&all[i]);
    }
}

void
app_add_scene_tests (void)
{
  if (g_getenv (PICTURES) != NULL)
    {
      add_all_views ();
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (usual_views); i++)
    add_view (&usual_views[i]);
}
