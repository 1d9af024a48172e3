/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-page-picture.h"

typedef struct
{
  NhPages *pages;   /* owned */
  guint page;
  int width, height;
} Picture;

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  nh_pages_unref (picture->pages);
  g_free (picture);
}

static void
destroy_surface (gpointer data)
{
  cairo_surface_destroy (data);
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
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) picture->height, destroy_surface, surface);
  g_task_return_pointer (task, gdk_memory_texture_new (picture->width, picture->height, GDK_MEMORY_DEFAULT, bytes, stride), g_object_unref);
}

void
nh_page_picture_draw_async (NhPages *pages, guint page, int width, int height, GObject *source, GCancellable *cancellable,
                            GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, NULL);
  Picture *picture = g_new0 (Picture, 1);

  picture->pages = nh_pages_ref (pages);
  picture->page = page;
  picture->width = width;
  picture->height = height;
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, picture, picture_free);
  g_task_run_in_thread (task, draw_picture);
}

GdkTexture *
nh_page_picture_draw_finish (GAsyncResult *result, guint *page)
{
  const Picture *picture = g_task_get_task_data (G_TASK (result));

  *page = picture->page;
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
