/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-page-pictures.h"

#include "nh-widget-util.h"

#include <math.h>

#define MOST_PIXELS (16.0 * 1000 * 1000) /* of one picture: a larger one is made smaller and scaled up */
#define KEPT_BESIDE 1                    /* pages before and after those in view whose pictures are kept */

typedef struct
{
  GdkTexture *texture; /* owned (nullable) */
  gboolean stale;      /* of earlier pages */
} Slot;

struct _NhPagePictures
{
  GtkWidget *widget;     /* borrowed */
  GArray *slots;         /* of Slot, one a page */
  GCancellable *drawing; /* owned (nullable): of the picture being made */
};

/* One picture, while a thread makes it. */
typedef struct
{
  NhPages *pages; /* owned */
  guint page;
  int width, height;
} Picture;

static void
picture_free (Picture *picture)
{
  nh_pages_unref (picture->pages);
  g_free (picture);
}

static void
draw_picture (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Picture *picture = data;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, picture->width, picture->height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;
  double width, height;
  gsize stride;

  nh_pages_get_size (picture->pages, &width, &height);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, picture->width / width, picture->height / height);
  if (!g_cancellable_is_cancelled (cancellable))
    nh_pages_draw (picture->pages, picture->page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  stride = (gsize) cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) picture->height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  g_task_return_pointer (task,
                         gdk_memory_texture_new (picture->width, picture->height, GDK_MEMORY_DEFAULT, bytes, stride),
                         g_object_unref);
}

static void
on_drawn (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NhPagePictures *self = user_data; /* freed when the task was cancelled */
  const Picture *picture = g_task_get_task_data (G_TASK (result));
  gboolean cancelled = g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result)));
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);
  Slot *slot;

  if (cancelled)
    return;
  g_clear_object (&self->drawing);
  slot = &g_array_index (self->slots, Slot, picture->page);
  g_set_object (&slot->texture, texture);
  slot->stale = FALSE;
  gtk_widget_queue_draw (self->widget);
}

static void
draw (NhPagePictures *self, NhPages *pages, guint page, int width, int height)
{
  g_autoptr (GTask) task = NULL;
  Picture *picture = g_new0 (Picture, 1);

  picture->pages = nh_pages_ref (pages);
  picture->page = page;
  picture->width = width;
  picture->height = height;
  self->drawing = g_cancellable_new ();
  task = g_task_new (self->widget, self->drawing, on_drawn, self);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, picture, (GDestroyNotify) picture_free);
  g_task_run_in_thread (task, draw_picture);
}

GdkTexture *
nh_page_pictures_get (NhPagePictures *self, guint page)
{
  return g_array_index (self->slots, Slot, page).texture;
}

gboolean
nh_page_pictures_is_ready (NhPagePictures *self, guint page)
{
  const Slot *slot = &g_array_index (self->slots, Slot, page);

  return slot->texture != NULL && !slot->stale;
}

static gboolean
is_drawn (NhPagePictures *self, guint page, int width)
{
  return nh_page_pictures_is_ready (self, page) && gdk_texture_get_width (nh_page_pictures_get (self, page)) == width;
}

void
nh_page_pictures_request (NhPagePictures *self, NhPages *pages, guint first, guint last, int width, int height)
{
  guint from = first > KEPT_BESIDE ? first - KEPT_BESIDE : 0;
  guint to = MIN (last + KEPT_BESIDE, self->slots->len - 1);
  guint missing = self->slots->len;
  double scale = MIN (sqrt (MOST_PIXELS / ((double) width * height)), 1);

  width = MAX ((int) round (width * scale), 1);
  height = MAX ((int) round (height * scale), 1);
  for (guint page = 0; page < self->slots->len; page++)
    if (page < from || page > to)
      g_clear_object (&g_array_index (self->slots, Slot, page).texture);
    else if (!is_drawn (self, page, width) && (missing == self->slots->len || (missing < first && page <= last)))
      missing = page; /* those in view before their neighbours */
  if (missing < self->slots->len && self->drawing == NULL)
    draw (self, pages, missing, width, height);
}

void
nh_page_pictures_reset (NhPagePictures *self, guint n_pages, gboolean keep)
{
  nh_cancel (&self->drawing);
  if (!keep)
    g_array_set_size (self->slots, 0);
  g_array_set_size (self->slots, n_pages);
  for (guint i = 0; i < self->slots->len; i++)
    g_array_index (self->slots, Slot, i).stale = TRUE;
}

static void
slot_clear (gpointer data)
{
  g_clear_object (&((Slot *) data)->texture);
}

NhPagePictures *
nh_page_pictures_new (GtkWidget *widget)
{
  NhPagePictures *self = g_new0 (NhPagePictures, 1);

  self->widget = widget;
  self->slots = g_array_new (FALSE, TRUE, sizeof (Slot));
  g_array_set_clear_func (self->slots, slot_clear);
  return self;
}

void
nh_page_pictures_free (NhPagePictures *self)
{
  nh_cancel (&self->drawing);
  g_array_unref (self->slots);
  g_free (self);
}
