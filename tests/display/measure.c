/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure.h"

#include "app-fixture.h"

#include <math.h>
#include <string.h>

#include "nh-field-editor.h"

#define LEAST_CONTRAST 4.5
/* Drawn larger, so that stems of letters are wider than a pixel and have their full colour. */
#define SCALE 3

/* Of what scrolls, so many lines of text are in view. */
#define LEAST_LINES 2

typedef struct
{
  MeasureTell tell;
  gpointer data;
} Measure;

/* --- Layout --- */

static void
complain (const Measure *told, const char *what, GtkWidget *widget, const char *text)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));
  GtkWidget *parent = gtk_widget_get_parent (widget);
  g_autofree char *fault = g_strdup_printf ("%s %s in %s %s “%s”", G_OBJECT_TYPE_NAME (widget), id != NULL ? id : "",
                                            parent != NULL ? G_OBJECT_TYPE_NAME (parent) : "", what,
                                            text != NULL ? text : "");

  told->tell (fault, told->data);
}

/* A date, a number or a sum of money: all its digits count. */
static gboolean
is_figure (const char *text)
{
  return strpbrk (text, "0123456789") != NULL && strspn (text, "0123456789./:–- đ%") == strlen (text);
}

static gboolean
is_cut (GtkWidget *widget, const char *text)
{
  g_autoptr (PangoLayout) layout = NULL;
  int width;

  if (GTK_IS_LABEL (widget))
    return pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget)));
  layout = gtk_widget_create_pango_layout (widget, text);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width > gtk_widget_get_width (widget);
}

static void
check_text (GtkWidget *widget, const Measure *told)
{
  const char *text = GTK_IS_LABEL (widget)         ? gtk_label_get_text (GTK_LABEL (widget))
                     : GTK_IS_INSCRIPTION (widget) ? gtk_inscription_get_text (GTK_INSCRIPTION (widget))
                                                   : NULL;

  if (text == NULL || *text == '\0' || gtk_widget_get_width (widget) == 0)
    return;
  if ((is_figure (text) || gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON) != NULL) && is_cut (widget, text))
    complain (told, "cuts", widget, text);
}

/* A title that is cut, an entry that shows two letters of what is typed, or a name of which the beginning alone is
 * seen. */
static void
check_room (GtkWidget *widget, const Measure *told)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "0000000000");
  int digits;

  pango_layout_get_pixel_size (layout, &digits, NULL);
  if (GTK_IS_SEARCH_ENTRY (widget) && gtk_widget_get_width (widget) < digits + 40)
    complain (told, "is too narrow", widget, NULL);
  if (!GTK_IS_LABEL (widget) || gtk_widget_get_width (widget) == 0 || !is_cut (widget, NULL))
    return;
  if (gtk_widget_has_css_class (widget, "title"))
    complain (told, "cuts", widget, gtk_label_get_text (GTK_LABEL (widget)));
  else if (gtk_widget_get_width (widget) < digits * 6 / 10)
    complain (told, "shows too little of", widget, gtk_label_get_text (GTK_LABEL (widget)));
}

/* What @widget has to be within, so that it is seen or can be scrolled to: the window, or all that scrolls where it
 * stands. NULL: a list, which places its rows itself. */
static GtkWidget *
find_room (GtkWidget *widget, GtkWidget *window)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (gtk_widget_get_parent (widget), GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *child = scrolled != NULL ? gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scrolled)) : NULL;

  if (scrolled == NULL || !gtk_widget_is_ancestor (scrolled, window))
    return window;
  return child != NULL && GTK_IS_VIEWPORT (child) ? gtk_viewport_get_child (GTK_VIEWPORT (child)) : NULL;
}

static void
check_place (GtkWidget *widget, GtkWidget *window, const Measure *told)
{
  GtkWidget *room = widget != window ? find_room (widget, window) : NULL;
  graphene_rect_t bounds;

  if (room == NULL || widget == room || !gtk_widget_is_ancestor (widget, room))
    return;
  if (!gtk_widget_compute_bounds (widget, room, &bounds) || bounds.size.width < 1 || bounds.size.height < 1)
    return;
  if (bounds.origin.x < -1 || bounds.origin.y < -1 ||
      bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (room) + 1 ||
      bounds.origin.y + bounds.size.height > (float) gtk_widget_get_height (room) + 1)
    complain (told, room == window ? "is outside of the window" : "is outside of what scrolls", widget,
              GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL);
}

/* All but tables and the preview scrolls up and down only. The grid of many records is a table. */
static void
check_scrolling (GtkWidget *widget, const Measure *told)
{
  g_autoptr (PangoLayout) layout = NULL;
  GtkAdjustment *adjustment;
  GtkWidget *child;
  int line;

  if (!GTK_IS_SCROLLED_WINDOW (widget))
    return;
  layout = gtk_widget_create_pango_layout (widget, "0");
  pango_layout_get_pixel_size (layout, NULL, &line);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget));
  if (!GTK_IS_TEXT_VIEW (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (widget))) &&
      gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment) + 1 &&
      gtk_adjustment_get_page_size (adjustment) < LEAST_LINES * line)
    complain (told, "scrolls in too little room", widget, NULL);
  child = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (widget));
  if (child == NULL) /* not filled yet */
    return;
  if (GTK_IS_VIEWPORT (child))
    child = gtk_viewport_get_child (GTK_VIEWPORT (child));
  if (GTK_IS_COLUMN_VIEW (child) || gtk_widget_has_css_class (child, "nh-batch") ||
      gtk_widget_has_css_class (child, "nh-intake-heads") || g_str_equal (G_OBJECT_TYPE_NAME (child), "NhPageView"))
    return;
  adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (widget));
  if (gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment) + 1)
    complain (told, "scrolls sideways", widget, NULL);
}

static guint
check_below (GtkWidget *widget, GtkWidget *window, const Measure *told)
{
  guint n = 1;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  check_text (widget, told);
  check_room (widget, told);
  check_place (widget, window, told);
  check_scrolling (widget, told);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child))
      n += check_below (child, window, told);
  return n;
}

/* The window, and the popovers that are open over it. (transfer full) */
static GPtrArray *
find_natives (GtkWidget *widget, GPtrArray *found)
{
  if (found == NULL)
    found = g_ptr_array_new ();
  if (!gtk_widget_get_mapped (widget))
    return found;
  if (GTK_IS_NATIVE (widget))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_natives (child, found);
  return found;
}

static guint
check_layout (GtkWidget *window, const Measure *told)
{
  g_autoptr (GPtrArray) natives = find_natives (window, NULL);
  guint n = 0;

  for (guint i = 0; i < natives->len; i++)
    n += check_below (g_ptr_array_index (natives, i), g_ptr_array_index (natives, i), told);
  return n;
}

static void
count_fault (const char *fault, gpointer n)
{
  app_count (n);
}

/* What was read meanwhile may not be laid out yet: a fault is one that stays. */
guint
measure_layout (GtkWidget *window, MeasureTell tell, gpointer data)
{
  guint faults = 0;

  check_layout (window, &(Measure){ count_fault, &faults });
  if (faults > 0)
    app_wait_drawn (window);
  return check_layout (window, &(Measure){ tell, data });
}

/* --- Contrast --- */

/* A picture of a window. */
typedef struct
{
  guint32 *pixels; /* owned: 0xAARRGGBB */
  int width, height;
  float scale; /* pixels of it for one of the window */
} Picture;

/* Large text needs to be drawn less large. */
static float
get_scale (void)
{
  int dpi;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return SCALE * (96 * 1024.0f) / (float) MAX (dpi, 96 * 1024);
}

/* NULL while the layout is not done. */
static GskRenderNode *
draw (GdkPaintable *paintable, GtkWidget *window, float scale)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gtk_snapshot_scale (snapshot, scale, scale);
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), gtk_widget_get_width (window),
                          gtk_widget_get_height (window));
  return gtk_snapshot_free_to_node (snapshot);
}

static gboolean
picture_draw (Picture *picture, GtkWidget *window)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  float width, height;

  picture->scale = get_scale ();
  width = (float) gtk_widget_get_width (window) * picture->scale;
  height = (float) gtk_widget_get_height (window) * picture->scale;
  node = draw (paintable, window, picture->scale);
  if (node == NULL)
    return FALSE;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  picture->width = gdk_texture_get_width (texture);
  picture->height = gdk_texture_get_height (texture);
  picture->pixels = g_new (guint32, (gsize) picture->width * picture->height);
  gdk_texture_download (texture, (guchar *) picture->pixels, (gsize) picture->width * sizeof (guint32));
  return TRUE;
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
  float width, height;

  if (!gtk_widget_compute_bounds (widget, window, &bounds))
    return FALSE;
  width = bounds.size.width;
  height = bounds.size.height;
  for (GtkWidget *above = widget; above != NULL; above = gtk_widget_get_parent (above))
    if (gtk_widget_get_overflow (above) == GTK_OVERFLOW_HIDDEN || above == window)
      if (!gtk_widget_compute_bounds (above, window, &clip) || !graphene_rect_intersection (&bounds, &clip, &bounds))
        return FALSE;
  if (bounds.size.height < height * 0.8f ||
      bounds.size.width < width * 0.8f) /* of letters cut through, nothing can be said */
    return FALSE;
  graphene_rect_scale (&bounds, picture->scale, picture->scale, &bounds);
  area->x = (int) ceilf (bounds.origin.x);
  area->y = (int) ceilf (bounds.origin.y);
  area->width = MIN ((int) (bounds.origin.x + bounds.size.width), picture->width) - area->x;
  area->height = MIN ((int) (bounds.origin.y + bounds.size.height), picture->height) - area->y;
  return area->x >= 0 && area->y >= 0 && (float) area->width > 4 * picture->scale &&
         (float) area->height > 8 * picture->scale;
}

/* Whether a part of another widget is over it, as the form is over the list in a narrow window. */
static gboolean
is_covered (GtkWidget *widget, GtkWidget *native, const Picture *picture, const GdkRectangle *area)
{
  static const float shares[] = { 0.02f, 0.5f, 0.98f };
  float y = ((float) area->y + (float) area->height / 2) / picture->scale;

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      float x = ((float) area->x + (float) area->width * shares[i]) / picture->scale;
      GtkWidget *picked = gtk_widget_pick (native, x, y, GTK_PICK_INSENSITIVE | GTK_PICK_NON_TARGETABLE);

      if (picked == NULL ||
          (picked != widget && !gtk_widget_is_ancestor (picked, widget) && !gtk_widget_is_ancestor (widget, picked)))
        return TRUE;
    }
  return FALSE;
}

/* WCAG leaves out what cannot be used now; fields are then still read. */
static guint
check_contrast (GtkWidget *widget, GtkWidget *window, const Picture *picture, const Measure *told)
{
  const char *text = get_text (widget);
  GdkRectangle area;
  guint n = 0;

  if (!gtk_widget_get_mapped (widget) || gtk_widget_get_opacity (widget) < 1 ||
      (!gtk_widget_get_sensitive (widget) && !NH_IS_FIELD_EDITOR (widget)))
    return 0;
  if (text != NULL && get_area (widget, window, picture, &area) && !is_covered (widget, window, picture, &area))
    {
      double contrast = measure (picture, &area);

      n++;
      if (contrast < LEAST_CONTRAST)
        {
          g_autofree char *fault = g_strdup_printf ("“%s” has a contrast of %.1f", text, contrast);

          told->tell (fault, told->data);
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child))
      n += check_contrast (child, window, picture, told);
  return n;
}

guint
measure_contrast (GtkWidget *window, MeasureTell tell, gpointer data)
{
  g_autoptr (GPtrArray) natives = find_natives (window, NULL);
  guint n = 0;

  for (guint i = 0; i < natives->len; i++)
    {
      GtkWidget *native = g_ptr_array_index (natives, i);
      Picture picture;

      if (!picture_draw (&picture, native))
        return 0;
      n += check_contrast (native, native, &picture, &(Measure){ tell, data });
      g_free (picture.pixels);
    }
  return n;
}

/* --- Pictures to be looked at --- */

/* Where the surface of @native begins in the window below all popovers, in pixels of the window. */
static void
find_place (GtkWidget *native, double *x, double *y)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (native));

  gtk_native_get_surface_transform (GTK_NATIVE (native), x, y);
  for (; GDK_IS_POPUP (surface); surface = gdk_popup_get_parent (GDK_POPUP (surface)))
    {
      *x += gdk_popup_get_position_x (GDK_POPUP (surface));
      *y += gdk_popup_get_position_y (GDK_POPUP (surface));
    }
}

static void
add_native (GtkSnapshot *snapshot, GtkWidget *native)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (native);
  double x, y;

  find_place (native, &x, &y);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), gtk_widget_get_width (native),
                          gtk_widget_get_height (native));
  gtk_snapshot_restore (snapshot);
}

void
measure_save_picture (GtkWidget *window, const char *path)
{
  g_autoptr (GPtrArray) natives = find_natives (window, NULL);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  for (guint i = 0; i < natives->len; i++)
    add_native (snapshot, g_ptr_array_index (natives, i));
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}
