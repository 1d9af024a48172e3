/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The contrast of every text on every page, as drawn: light, dark and high contrast. WCAG 2.1, 1.4.3: at least 4.5 : 1.
 */
#include "app-fixture.h"

#include <math.h>

#include "nh-appearance.h"
#include "nh-settings.h"

#define LEAST_CONTRAST 4.5
/* Drawn larger, so that stems of letters are wider than a pixel and have their full colour. */
#define SCALE 3

static const char *const pages[] = { "overview", "point",   "gift",    "commendation", "total",
                                     "season",   "reports", "reception", "history", "bin" };

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

/* A picture of a window. */
typedef struct
{
  guint32 *pixels; /* owned: 0xAARRGGBB */
  int width, height;
} Picture;

/* NULL while the layout is not done. */
static GskRenderNode *
draw (GdkPaintable *paintable, GtkWidget *window)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gtk_snapshot_scale (snapshot, SCALE, SCALE);
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), gtk_widget_get_width (window),
                          gtk_widget_get_height (window));
  return gtk_snapshot_free_to_node (snapshot);
}

static void
picture_draw (Picture *picture, GtkWidget *window)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  int width = gtk_widget_get_width (window);
  int height = gtk_widget_get_height (window);

  app_wait ((node = draw (paintable, window)) != NULL);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width * SCALE, (float) height * SCALE));
  picture->width = gdk_texture_get_width (texture);
  picture->height = gdk_texture_get_height (texture);
  picture->pixels = g_new (guint32, (gsize) picture->width * picture->height);
  gdk_texture_download (texture, (guchar *) picture->pixels, (gsize) picture->width * sizeof (guint32));
}

static double
get_luminance (guint32 pixel)
{
  static const double shares[] = { 0.0722, 0.7152, 0.2126 }; /* blue, green, red */
  double sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      double part = ((pixel >> (8 * i)) & 0xff) / 255.0;

      sum += shares[i] * (part <= 0.03928 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4));
    }
  return sum;
}

static double
get_contrast (guint32 a, guint32 b)
{
  double lighter = MAX (get_luminance (a), get_luminance (b));
  double darker = MIN (get_luminance (a), get_luminance (b));

  return (lighter + 0.05) / (darker + 0.05);
}

/* The commonest colour is the background; the text is what differs most from it. */
static double
measure (const Picture *picture, const GdkRectangle *area)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key, value;
  guint32 background = 0;
  guint most = 0;
  double contrast = 1;

  for (int y = area->y; y < area->y + area->height; y++)
    for (int x = area->x; x < area->x + area->width; x++)
      {
        gpointer pixel = GUINT_TO_POINTER (picture->pixels[(gsize) y * picture->width + x]);

        g_hash_table_replace (counts, pixel,
                              GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, pixel)) + 1));
      }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (GPOINTER_TO_UINT (value) > most)
      {
        most = GPOINTER_TO_UINT (value);
        background = GPOINTER_TO_UINT (key);
      }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    contrast = MAX (contrast, get_contrast (GPOINTER_TO_UINT (key), background));
  return contrast;
}

/* The text that @widget draws by itself; NULL: none. */
static const char *
get_text (GtkWidget *widget)
{
  const char *text = NULL;

  if (GTK_IS_LABEL (widget))
    text = gtk_label_get_text (GTK_LABEL (widget));
  else if (GTK_IS_INSCRIPTION (widget))
    text = gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  else if (GTK_IS_TEXT (widget))
    text = gtk_editable_get_text (GTK_EDITABLE (widget));
  return text != NULL && *text != '\0' ? text : NULL;
}

/* Its place in the picture, without what scrolling hides. FALSE: nothing of it is seen. */
static gboolean
get_area (GtkWidget *widget, GtkWidget *window, const Picture *picture, GdkRectangle *area)
{
  graphene_rect_t bounds, clip;

  if (!gtk_widget_compute_bounds (widget, window, &bounds))
    return FALSE;
  for (GtkWidget *above = widget; above != NULL; above = gtk_widget_get_parent (above))
    if (gtk_widget_get_overflow (above) == GTK_OVERFLOW_HIDDEN || above == window)
      if (!gtk_widget_compute_bounds (above, window, &clip) || !graphene_rect_intersection (&bounds, &clip, &bounds))
        return FALSE;
  graphene_rect_scale (&bounds, SCALE, SCALE, &bounds);
  area->x = (int) ceilf (bounds.origin.x);
  area->y = (int) ceilf (bounds.origin.y);
  area->width = MIN ((int) (bounds.origin.x + bounds.size.width), picture->width) - area->x;
  area->height = MIN ((int) (bounds.origin.y + bounds.size.height), picture->height) - area->y;
  return area->x >= 0 && area->y >= 0 && area->width > 4 * SCALE && area->height > 8 * SCALE;
}

/* WCAG leaves out what cannot be used now. */
static guint
check (GtkWidget *widget, GtkWidget *window, const Picture *picture, const char *where)
{
  const char *text = get_text (widget);
  GdkRectangle area;
  guint n = 0;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_sensitive (widget) || gtk_widget_get_opacity (widget) < 1)
    return 0;
  if (text != NULL && get_area (widget, window, picture, &area))
    {
      double contrast = measure (picture, &area);

      n++;
      if (contrast < LEAST_CONTRAST)
        {
          g_test_message ("%s: “%s” has a contrast of %.1f", where, text, contrast);
          g_test_fail ();
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child))
      n += check (child, window, picture, where);
  return n;
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
      Picture picture;

      wait_page (&desk, pages[page]);
      picture_draw (&picture, desk.window);
      g_assert_cmpuint (check (desk.window, desk.window, &picture, where), >, 10);
      g_free (picture.pixels);
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
