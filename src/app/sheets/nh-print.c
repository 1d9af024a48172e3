/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-print.h"

#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-platform.h"

/* Printer, copies and duplex of the last print. Not saved: printers change. */
static GtkPrintSettings *chosen;

/* A page that a thread draws. */
typedef struct
{
  NhPages *pages; /* owned */
  guint page;
  GtkPrintContext *context; /* owned */
} Drawing;

static void
drawing_free (Drawing *drawing)
{
  nh_pages_unref (drawing->pages);
  g_object_unref (drawing->context);
  g_free (drawing);
}

static void
record_page (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Drawing *drawing = data;
  cairo_rectangle_t extents = { 0 };
  cairo_surface_t *surface;
  cairo_t *cr;

  nh_pages_get_size (drawing->pages, &extents.width, &extents.height);
  surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
  cr = cairo_create (surface);
  nh_pages_draw (drawing->pages, drawing->page, cr);
  cairo_destroy (cr);
  g_task_return_pointer (task, surface, (GDestroyNotify) cairo_surface_destroy);
}

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Drawing *drawing = g_task_get_task_data (G_TASK (result));
  cairo_surface_t *surface = g_task_propagate_pointer (G_TASK (result), NULL);
  cairo_t *cr = gtk_print_context_get_cairo_context (drawing->context);
  double width = gtk_print_context_get_width (drawing->context),
         height = gtk_print_context_get_height (drawing->context);
  double page_width, page_height, scale;

  nh_pages_get_size (drawing->pages, &page_width, &page_height);
  scale = MIN (MIN (width / page_width, height / page_height), 1);
  cairo_save (cr);
  cairo_translate (cr, (width - page_width * scale) / 2, (height - page_height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
  gtk_print_operation_draw_page_finish (GTK_PRINT_OPERATION (source));
}

static void
on_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page, NhPages *pages)
{
  g_autoptr (GTask) task = g_task_new (operation, NULL, on_recorded, NULL);
  Drawing *drawing = g_new0 (Drawing, 1);

  drawing->pages = nh_pages_ref (pages);
  drawing->page = (guint) page;
  drawing->context = g_object_ref (context);
  gtk_print_operation_set_defer_drawing (operation);
  g_task_set_task_data (task, drawing, (GDestroyNotify) drawing_free);
  g_task_run_in_thread (task, record_page);
}

GtkPrintOperation *
nh_print_operation_new (NhPages *pages, const char *title)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  NhOrientation orientation;
  NhPaper paper = nh_pages_get_paper (pages, &orientation);
  GtkPaperSize *size = gtk_paper_size_new (paper == NH_PAPER_A3 ? GTK_PAPER_NAME_A3 : GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (setup, size);
  gtk_page_setup_set_orientation (setup, orientation == NH_LANDSCAPE ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                                     : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_n_pages (operation, (int) nh_pages_get_n_pages (pages));
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE); /* the pages have margins of their own */
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (on_draw_page), nh_pages_ref (pages),
                         (GClosureNotify) (void *) nh_pages_unref, 0);
  gtk_paper_size_free (size);
  return operation;
}

static void
on_done (GtkPrintOperation *operation, GtkPrintOperationResult result, GtkWidget *widget)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    g_set_object (&chosen, gtk_print_operation_get_print_settings (operation));
  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  g_debug ("printing: %s", error != NULL ? error->message : "");
  nh_notify_error (widget, _ ("The report was not printed. Check the printer, or write a PDF and print that."));
}

/* Hides the preview button of the print dialog, which would start another program. */
static void
hide_preview (GtkWidget *parent)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      GtkWidget *button;

      if (!g_str_equal (G_OBJECT_TYPE_NAME (window), "GtkPrintUnixDialog") ||
          GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (window))) != parent)
        continue;
      button = gtk_dialog_get_widget_for_response (GTK_DIALOG (window), GTK_RESPONSE_APPLY);
      if (button != NULL)
        gtk_widget_set_visible (button, FALSE);
    }
}

void
nh_print_run (GtkWidget *widget, NhPages *pages, guint current, const char *title)
{
  g_autoptr (GtkPrintOperation) operation = NULL;
  GtkRoot *root = gtk_widget_get_root (widget);

  if (!nh_platform_can_print ())
    {
      nh_notify_error (widget, _ ("This computer has no printer that is its default. Choose one in the settings of the "
                                  "system, or write a PDF and print that elsewhere."));
      return;
    }
  operation = nh_print_operation_new (pages, title);
  if (chosen != NULL)
    {
      g_autoptr (GtkPrintSettings) settings = gtk_print_settings_copy (chosen);

      /* These follow from the sheet. */
      gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_ORIENTATION);
      gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_PAPER_FORMAT);
      gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_PRINT_PAGES);
      gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_PAGE_RANGES);
      gtk_print_operation_set_print_settings (operation, settings);
    }
  gtk_print_operation_set_current_page (operation, (int) current);
  g_signal_connect_object (operation, "done", G_CALLBACK (on_done), widget, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL);
  hide_preview (GTK_WIDGET (root));
}
