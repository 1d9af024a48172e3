/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The contrast of every text on every page, as drawn: light, dark and high contrast. WCAG 2.1, 1.4.3: at least 4.5 : 1.
 */
#include "app-fixture.h"

#include "measure.h"
#include "nh-appearance.h"
#include "nh-settings.h"

static const char *const pages[] = { "overview", "point",   "gift",    "commendation", "total",
                                     "season",   "reports", "history", "bin" };

static const struct
{
  const char *name;
  NhColours colours;
  gboolean high_contrast;
} appearances[] = {
  { "light", NH_COLOURS_LIGHT, FALSE },
  { "dark", NH_COLOURS_DARK, FALSE },
  { "high contrast", NH_COLOURS_LIGHT, TRUE },
  { "high contrast, dark", NH_COLOURS_DARK, TRUE },
};

static void
tell (const char *fault, gpointer where)
{
  g_test_message ("%s: %s", (const char *) where, fault);
  g_test_fail ();
}

static void
wait_page (AppDesk *desk, const char *page)
{
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 5;

  nh_workplace_show_page (desk->place, page);
  while (g_get_monotonic_time () < end)
    app_turn ();
}

static void
test_contrast (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *path = app_sample ();
  AppDesk desk;

  app_desk_begin (&desk, path);
  nh_settings_set_colours (appearances[i].colours);
  nh_settings_set_boolean (NH_SETTINGS_HIGH_CONTRAST, appearances[i].high_contrast);
  nh_appearance_apply ();
  for (guint page = 0; page < G_N_ELEMENTS (pages); page++)
    {
      g_autofree char *where = g_strdup_printf ("%s, %s", pages[page], appearances[i].name);
      guint n;

      wait_page (&desk, pages[page]);
      app_wait ((n = measure_contrast (desk.window, tell, where)) > 0);
      g_assert_cmpuint (n, >, 10);
    }
  nh_settings_set_colours (NH_COLOURS_SYSTEM);
  nh_settings_set_boolean (NH_SETTINGS_HIGH_CONTRAST, FALSE);
  nh_appearance_apply ();
  app_desk_end (&desk);
}

void
app_add_contrast_tests (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (appearances); i++)
    {
      g_autofree char *path = g_strdup_printf ("/contrast/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_contrast);
    }
}
