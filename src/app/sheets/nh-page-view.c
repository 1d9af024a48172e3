/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-page-view.h"

#include <math.h>

#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-page-pictures.h"
#include "nh-template.h"
#include "nh-widget-util.h"

#define PIXELS_PER_POINT (96.0 / 72.0) /* at 100 % */
#define SMALLEST_ZOOM 0.1
#define READABLE_ZOOM 0.7
#define LARGEST_ZOOM 4.0
#define MARGIN 14
#define GAP 14
#define NUMBER_HEIGHT 20 /* of the page number under a thumbnail */
#define LINE_STEP 48.0
#define PAGE_STEP 0.9 /* of the height in view */
#define ALL_PAGES 1000000

struct _NhPageView
{
  GtkWidget parent_instance;

  GtkAdjustment *adjustments[2];  /* owned: by GtkOrientation */
  NhPages *pages;                 /* owned (nullable) */
  double page_width, page_height; /* points */
  guint n_pages;
  NhPagePictures *pictures; /* owned */
  gboolean thumbnails;
  NhFitMode fit;
  double zoom;
  guint page;       /* the current one */
  double top_page;  /* scroll position: pages above the upper edge, with a fraction … */
  double left_part; /* … and the part of the width left of the left edge */
  gboolean placing; /* the adjustments are being set here */
  GArray *hits;     /* owned (nullable): of NhPageHit */
  guint match;
  guint telling; /* source that emits "zoom-changed" */
};

enum
{
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY
};
G_DEFINE_FINAL_TYPE_WITH_CODE (NhPageView, nh_page_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static const double zooms[] = { 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0 };

/* --- Geometry in pixels --- */

static int
width_of (NhPageView *self)
{
  return MAX ((int) round (self->page_width * self->zoom * PIXELS_PER_POINT), 1);
}

static int
height_of (NhPageView *self)
{
  return MAX ((int) round (self->page_height * self->zoom * PIXELS_PER_POINT), 1);
}

/* From the top of a page to that of the next. */
static int
step_of (NhPageView *self)
{
  return height_of (self) + (self->thumbnails ? GAP + NUMBER_HEIGHT : GAP);
}

static int
content_width (NhPageView *self)
{
  return self->n_pages > 0 ? width_of (self) + 2 * MARGIN : 0;
}

static double
value_of (NhPageView *self, GtkOrientation orientation)
{
  return gtk_adjustment_get_value (self->adjustments[orientation]);
}

/* The upper edge of a page within the content. */
static int
top_of (NhPageView *self, guint page)
{
  return MARGIN + (int) page * step_of (self);
}

static int
left_of (NhPageView *self)
{
  return MAX (gtk_widget_get_width (GTK_WIDGET (self)), content_width (self)) / 2 - width_of (self) / 2;
}

/* The page at that height of the content. */
static guint
page_at (NhPageView *self, double y)
{
  return (guint) CLAMP ((y - MARGIN) / step_of (self), 0, (double) self->n_pages - 1);
}

static void
notify_page (NhPageView *self)
{
  g_autofree char *number = nh_number_format (self->page + 1);
  g_autofree char *count = nh_number_format (self->n_pages);
  g_autofree char *label = g_strdup_printf (_ ("Page %s of %s"), number, count);
  g_autofree char *text = self->pages != NULL && !self->thumbnails ? nh_pages_get_text (self->pages, self->page)
                                                                   : g_strdup ("");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->n_pages > 0 ? label : _ ("Pages"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static void
set_page (NhPageView *self, guint page)
{
  if (page == self->page)
    return;
  self->page = page;
  notify_page (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "page-changed");
}

/* --- Drawing --- */

static void
snapshot_hits (NhPageView *self, GtkSnapshot *snapshot, guint page, int left, int top)
{
  static const GdkRGBA usual = { 1, 0.86, 0.1, 0.4 };
  static const GdkRGBA current = { 1, 0.5, 0, 0.55 };
  double scale = self->zoom * PIXELS_PER_POINT;

  for (guint i = 0; self->hits != NULL && i < self->hits->len; i++)
    {
      const NhPageHit *hit = &g_array_index (self->hits, NhPageHit, i);

      if (hit->page == page)
        gtk_snapshot_append_color (snapshot, hit->match == self->match ? &current : &usual,
                                   &GRAPHENE_RECT_INIT ((float) (left + hit->x * scale), (float) (top + hit->y * scale),
                                                        (float) (hit->width * scale), (float) (hit->height * scale)));
    }
}

/* The number under a thumbnail. */
static void
snapshot_number (NhPageView *self, GtkSnapshot *snapshot, guint page, int left, int bottom)
{
  g_autofree char *number = nh_number_format (page + 1);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), number);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_snapshot_render_layout (snapshot, gtk_widget_get_style_context (GTK_WIDGET (self)),
                              left + (width_of (self) - width) / 2, bottom + 2, layout);
}

static void
snapshot_page (NhPageView *self, GtkSnapshot *snapshot, guint page, int left, int top)
{
  static const GdkRGBA white = { 1, 1, 1, 1 };
  static const GdkRGBA edge = { 0, 0, 0, 0.25 };
  static const GdkRGBA chosen = { 0.21, 0.52, 0.89, 1 };
  const GdkRGBA *frame = self->thumbnails && page == self->page ? &chosen : &edge;
  float line = frame == &chosen ? 3 : 1;
  GdkTexture *texture = nh_page_pictures_get (self->pictures, page);
  graphene_rect_t paper = GRAPHENE_RECT_INIT (left, top, width_of (self), height_of (self));
  GskRoundedRect border;

  gtk_snapshot_append_color (snapshot, &white, &paper);
  if (texture != NULL)
    gtk_snapshot_append_texture (snapshot, texture, &paper);
  snapshot_hits (self, snapshot, page, left, top);
  graphene_rect_inset (&paper, -line, -line);
  gsk_rounded_rect_init_from_rect (&border, &paper, 0);
  gtk_snapshot_append_border (snapshot, &border, (float[4]){ line, line, line, line },
                              (GdkRGBA[4]){ *frame, *frame, *frame, *frame });
  if (self->thumbnails)
    snapshot_number (self, snapshot, page, left, top + height_of (self));
}

static void
nh_page_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NhPageView *self = NH_PAGE_VIEW (widget);
  int left = left_of (self) - (int) value_of (self, GTK_ORIENTATION_HORIZONTAL);
  int above = (int) value_of (self, GTK_ORIENTATION_VERTICAL);
  int scale = gtk_widget_get_scale_factor (widget);
  guint first, last;

  if (self->n_pages == 0)
    return;
  first = page_at (self, above);
  last = page_at (self, above + gtk_widget_get_height (widget));
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget)));
  for (guint page = first; page <= last; page++)
    snapshot_page (self, snapshot, page, left, top_of (self, page) - above);
  gtk_snapshot_pop (snapshot);
  nh_page_pictures_request (self->pictures, self->pages, first, last, width_of (self) * scale,
                            height_of (self) * scale);
}

/* --- Scrolling and zoom --- */

/* Remembers the scroll position so that another zoom keeps it. */
static void
remember_place (NhPageView *self)
{
  self->top_page = value_of (self, GTK_ORIENTATION_VERTICAL) / step_of (self);
  self->left_part = value_of (self, GTK_ORIENTATION_HORIZONTAL) / MAX (content_width (self), 1);
}

static void
on_scrolled (NhPageView *self)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self));

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->placing || self->n_pages == 0)
    return;
  remember_place (self);
  if (!self->thumbnails)
    set_page (self, page_at (self, value_of (self, GTK_ORIENTATION_VERTICAL) + height * 0.4));
}

static void
on_notify_zoom (NhPageView *self)
{
  self->telling = 0;
  g_signal_emit_by_name (self, "zoom-changed");
}

/* In an idle: the zoom may change during size allocation, when no widget may be changed. */
static void
notify_zoom (NhPageView *self)
{
  if (self->telling == 0)
    self->telling = g_idle_add_once ((GSourceOnceFunc) on_notify_zoom, self);
}

/* Computes the zoom that fits and sets the adjustments for it in one step: the page must not jump while the window is
 * resized. */
static void
place (NhPageView *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  double before = self->zoom;
  gboolean any = width > 0 && self->n_pages > 0;

  if (any && self->fit != NH_FIT_NONE)
    self->zoom = (width - 2 * MARGIN) / (self->page_width * PIXELS_PER_POINT);
  if (any && self->fit == NH_FIT_READABLE && !self->thumbnails)
    self->zoom = MAX (self->zoom, READABLE_ZOOM);
  if (any && self->fit == NH_FIT_PAGE)
    self->zoom = MIN (self->zoom, (height - 2 * MARGIN) / (self->page_height * PIXELS_PER_POINT));
  self->zoom = CLAMP (self->zoom, self->thumbnails ? 0.01 : SMALLEST_ZOOM, LARGEST_ZOOM);
  self->placing = TRUE;
  for (GtkOrientation i = GTK_ORIENTATION_HORIZONTAL; i <= GTK_ORIENTATION_VERTICAL; i++)
    {
      double room = i == GTK_ORIENTATION_HORIZONTAL ? width : height;
      double size = i == GTK_ORIENTATION_HORIZONTAL ? content_width (self)
                                                    : top_of (self, self->n_pages) + MARGIN - GAP;
      double value = i == GTK_ORIENTATION_HORIZONTAL ? self->left_part * size : self->top_page * step_of (self);

      gtk_adjustment_configure (self->adjustments[i], any ? CLAMP (value, 0, MAX (size - room, 0)) : 0, 0,
                                any ? MAX (size, room) : room, LINE_STEP, room * PAGE_STEP, room);
    }
  self->placing = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (before != self->zoom)
    notify_zoom (self);
}

static void
scroll_to (NhPageView *self, GtkOrientation orientation, double value)
{
  self->placing = TRUE;
  gtk_adjustment_set_value (self->adjustments[orientation], value);
  self->placing = FALSE;
  remember_place (self);
}

/* Scrolls a thumbnail into view, a page to the top. */
static void
bring_page (NhPageView *self, guint page)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double value = value_of (self, GTK_ORIENTATION_VERTICAL);
  double top = top_of (self, page) - MARGIN;
  double bottom = top_of (self, page) + height_of (self) + NUMBER_HEIGHT;

  if (!self->thumbnails || top < value)
    scroll_to (self, GTK_ORIENTATION_VERTICAL, top);
  else if (bottom > value + height)
    scroll_to (self, GTK_ORIENTATION_VERTICAL, bottom - height);
}

/* --- Keys and pointer --- */

static const struct
{
  guint key;
  GtkOrientation orientation;
  int lines, pages;
} moves[] = {
  { GDK_KEY_Up, GTK_ORIENTATION_VERTICAL, -1, 0 },         { GDK_KEY_Down, GTK_ORIENTATION_VERTICAL, 1, 0 },
  { GDK_KEY_Left, GTK_ORIENTATION_HORIZONTAL, -1, 0 },     { GDK_KEY_Right, GTK_ORIENTATION_HORIZONTAL, 1, 0 },
  { GDK_KEY_Page_Up, GTK_ORIENTATION_VERTICAL, 0, -1 },    { GDK_KEY_Page_Down, GTK_ORIENTATION_VERTICAL, 0, 1 },
  { GDK_KEY_space, GTK_ORIENTATION_VERTICAL, 0, 1 },       { GDK_KEY_Home, GTK_ORIENTATION_VERTICAL, 0, -ALL_PAGES },
  { GDK_KEY_End, GTK_ORIENTATION_VERTICAL, 0, ALL_PAGES },
};

static void
choose (NhPageView *self, guint page)
{
  nh_page_view_show_page (self, page);
  g_signal_emit_by_name (self, "page-chosen", self->page);
}

/* Home, End and every key among thumbnails go to a page; the others scroll. */
static void
move (NhPageView *self, GtkOrientation orientation, int lines, int pages)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  guint page;

  if (self->n_pages == 0)
    return;
  page = (guint) CLAMP ((int) self->page + lines + pages, 0, (int) self->n_pages - 1);
  if (self->thumbnails)
    choose (self, page);
  else if (ABS (pages) == ALL_PAGES)
    nh_page_view_show_page (self, page);
  else
    gtk_adjustment_set_value (self->adjustments[orientation],
                              value_of (self, orientation) + lines * LINE_STEP + pages * height * PAGE_STEP);
}

static gboolean
on_key (NhPageView *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  if (keyval >= GDK_KEY_KP_Home && keyval <= GDK_KEY_KP_End)
    keyval -= GDK_KEY_KP_Home - GDK_KEY_Home;
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      gboolean back = keyval == GDK_KEY_space && (state & GDK_SHIFT_MASK);

      if (moves[i].key != keyval)
        continue;
      if (self->thumbnails && (keyval == GDK_KEY_space || moves[i].orientation == GTK_ORIENTATION_HORIZONTAL))
        return GDK_EVENT_PROPAGATE;
      move (self, moves[i].orientation, moves[i].lines, back ? -moves[i].pages : moves[i].pages);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
on_pressed (NhPageView *self, int n_press, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->thumbnails && self->n_pages > 0)
    choose (self, page_at (self, y + value_of (self, GTK_ORIENTATION_VERTICAL)));
}

/* Ctrl and the wheel zoom. */
static gboolean
on_wheel (NhPageView *self, double dx, double dy, GtkEventController *controller)
{
  if (self->thumbnails || dy == 0 || !(gtk_event_controller_get_current_event_state (controller) & GDK_CONTROL_MASK))
    return GDK_EVENT_PROPAGATE;
  nh_page_view_step_zoom (self, dy < 0 ? 1 : -1);
  return GDK_EVENT_STOP;
}

/* --- The widget --- */

static void
nh_page_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  place (NH_PAGE_VIEW (widget));
}

static void
nh_page_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = NH_PAGE_VIEW (widget)->thumbnails ? 96 : 120;
}

static void
set_adjustment (NhPageView *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_func (self->adjustments[orientation], on_scrolled, self);
  g_clear_object (&self->adjustments[orientation]);
  self->adjustments[orientation] = g_object_ref_sink (adjustment != NULL ? adjustment
                                                                         : gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  g_signal_connect_object (self->adjustments[orientation], "value-changed", G_CALLBACK (on_scrolled), self,
                           G_CONNECT_SWAPPED);
}

static void
nh_page_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NhPageView *self = NH_PAGE_VIEW (object);

  if (id != PROP_HADJUSTMENT && id != PROP_VADJUSTMENT)
    return;
  set_adjustment (self, (GtkOrientation) (id - PROP_HADJUSTMENT), g_value_get_object (value));
  place (self);
}

static void
nh_page_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_HADJUSTMENT || id == PROP_VADJUSTMENT)
    g_value_set_object (value, NH_PAGE_VIEW (object)->adjustments[id - PROP_HADJUSTMENT]);
  else
    g_value_set_enum (value, GTK_SCROLL_MINIMUM);
}

static void
nh_page_view_dispose (GObject *object)
{
  NhPageView *self = NH_PAGE_VIEW (object);

  g_clear_handle_id (&self->telling, g_source_remove);
  self->n_pages = 0;
  nh_page_pictures_reset (self->pictures, 0, FALSE);
  g_clear_pointer (&self->pages, nh_pages_unref);
  g_clear_pointer (&self->hits, g_array_unref);
  G_OBJECT_CLASS (nh_page_view_parent_class)->dispose (object);
}

static void
nh_page_view_finalize (GObject *object)
{
  NhPageView *self = NH_PAGE_VIEW (object);

  nh_page_pictures_free (self->pictures);
  g_object_unref (self->adjustments[0]);
  g_object_unref (self->adjustments[1]);
  G_OBJECT_CLASS (nh_page_view_parent_class)->finalize (object);
}

static void
nh_page_view_class_init (NhPageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = nh_page_view_set_property;
  object_class->get_property = nh_page_view_get_property;
  object_class->dispose = nh_page_view_dispose;
  object_class->finalize = nh_page_view_finalize;
  widget_class->snapshot = nh_page_view_snapshot;
  widget_class->size_allocate = nh_page_view_size_allocate;
  widget_class->measure = nh_page_view_measure;
  gtk_widget_class_set_css_name (widget_class, "pages");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-page-view.ui");
  NH_BIND_CALLBACKS (widget_class, on_key, on_wheel, on_pressed);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  NH_SIGNAL ("page-changed", G_TYPE_FROM_CLASS (klass), 0);
  NH_SIGNAL ("zoom-changed", G_TYPE_FROM_CLASS (klass), 0);
  NH_SIGNAL ("page-chosen", G_TYPE_FROM_CLASS (klass), 1, G_TYPE_UINT);
}

static void
nh_page_view_init (NhPageView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->pictures = nh_page_pictures_new (GTK_WIDGET (self));
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  self->zoom = 1;
  self->fit = NH_FIT_READABLE;
  self->match = G_MAXUINT;
  notify_page (self);
}

void
nh_page_view_set_thumbnails (NhPageView *self)
{
  g_return_if_fail (NH_IS_PAGE_VIEW (self));
  self->thumbnails = TRUE;
}

void
nh_page_view_set_pages (NhPageView *self, NhPages *pages)
{
  double width = 0, height = 0;
  guint n = pages != NULL ? nh_pages_get_n_pages (pages) : 0;

  g_return_if_fail (NH_IS_PAGE_VIEW (self));
  if (pages != NULL)
    nh_pages_get_size (pages, &width, &height);
  nh_page_pictures_reset (self->pictures, n, width == self->page_width && height == self->page_height);
  self->n_pages = n;
  self->page_width = width;
  self->page_height = height;
  if (pages != NULL)
    nh_pages_ref (pages);
  g_clear_pointer (&self->pages, nh_pages_unref);
  self->pages = pages;
  g_clear_pointer (&self->hits, g_array_unref);
  self->match = G_MAXUINT;
  self->page = MIN (self->page, MAX (n, 1) - 1);
  place (self);
  notify_page (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "page-changed");
}

guint
nh_page_view_get_n_pages (NhPageView *self)
{
  g_return_val_if_fail (NH_IS_PAGE_VIEW (self), 0);
  return self->n_pages;
}

gboolean
nh_page_view_is_drawn (NhPageView *self)
{
  g_return_val_if_fail (NH_IS_PAGE_VIEW (self), FALSE);
  return nh_page_pictures_is_ready (self->pictures, self->page);
}

guint
nh_page_view_get_page (NhPageView *self)
{
  g_return_val_if_fail (NH_IS_PAGE_VIEW (self), 0);
  return self->page;
}

void
nh_page_view_show_page (NhPageView *self, guint page)
{
  g_return_if_fail (NH_IS_PAGE_VIEW (self));
  if (page >= self->n_pages)
    return;
  bring_page (self, page);
  set_page (self, page);
}

void
nh_page_view_set_zoom (NhPageView *self, double zoom)
{
  g_return_if_fail (NH_IS_PAGE_VIEW (self));
  self->fit = NH_FIT_NONE;
  self->zoom = CLAMP (zoom, SMALLEST_ZOOM, LARGEST_ZOOM);
  place (self);
  notify_zoom (self);
}

double
nh_page_view_get_zoom (NhPageView *self)
{
  g_return_val_if_fail (NH_IS_PAGE_VIEW (self), 1);
  return self->zoom;
}

void
nh_page_view_step_zoom (NhPageView *self, int step)
{
  double next = self->zoom;

  g_return_if_fail (NH_IS_PAGE_VIEW (self));
  for (guint i = 0; step > 0 && i < G_N_ELEMENTS (zooms) && next <= self->zoom + 0.005; i++)
    next = MAX (zooms[i], self->zoom);
  for (guint i = G_N_ELEMENTS (zooms); step < 0 && i-- > 0 && next >= self->zoom - 0.005;)
    next = MIN (zooms[i], self->zoom);
  nh_page_view_set_zoom (self, next);
}

void
nh_page_view_set_fit (NhPageView *self, NhFitMode fit)
{
  g_return_if_fail (NH_IS_PAGE_VIEW (self));
  self->fit = fit;
  place (self);
  if (fit == NH_FIT_PAGE)
    nh_page_view_show_page (self, self->page);
  notify_zoom (self);
}

void
nh_page_view_set_hits (NhPageView *self, GArray *hits)
{
  g_return_if_fail (NH_IS_PAGE_VIEW (self));
  g_clear_pointer (&self->hits, g_array_unref);
  self->hits = hits;
  self->match = G_MAXUINT;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
nh_page_view_show_match (NhPageView *self, guint match)
{
  double scale = self->zoom * PIXELS_PER_POINT;
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));

  g_return_if_fail (NH_IS_PAGE_VIEW (self));
  self->match = match;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  for (guint i = 0; self->hits != NULL && i < self->hits->len; i++)
    {
      const NhPageHit *hit = &g_array_index (self->hits, NhPageHit, i);
      double x = left_of (self) + hit->x * scale, y = top_of (self, hit->page) + hit->y * scale;
      double down = value_of (self, GTK_ORIENTATION_VERTICAL), across = value_of (self, GTK_ORIENTATION_HORIZONTAL);

      if (hit->match != match)
        continue;
      if (y < down || y + hit->height * scale > down + height)
        scroll_to (self, GTK_ORIENTATION_VERTICAL, y - height / 3);
      if (x < across || x + hit->width * scale > across + width)
        scroll_to (self, GTK_ORIENTATION_HORIZONTAL, x - width / 3);
      set_page (self, hit->page);
      return;
    }
}
