/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-export.h"

#include "nh-dialog.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-sheet-writer.h"

typedef struct
{
  GtkWidget *widget;         /* owned */
  NhLedger *ledger;          /* owned */
  NhSheet *sheet;            /* owned */
  char *path;                /* owned (nullable) */
  GCancellable *cancellable; /* owned (nullable): cancelled by the button of the notice */
  gboolean written;          /* even if it was cancelled later */
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_object_unref (export->widget);
  g_object_unref (export->ledger);
  nh_sheet_unref (export->sheet);
  g_clear_object (&export->cancellable);
  g_free (export->path);
  g_free (export);
}

static gpointer
write_sheet (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Export *export = data;

  export->written = nh_sheet_write (export->sheet, export->path, cancellable, error);
  return NULL;
}

static void
open_file (gpointer data)
{
  Export *export = data;
  g_autofree char *uri = g_filename_to_uri (export->path, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (export->widget)), uri, GDK_CURRENT_TIME);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Export *export = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (_ ("Written: %s"), export->path);

  nh_ledger_run_finish (NH_LEDGER (source), result, &error);
  if (export->written)
    {
      nh_notice_offer (nh_notice_of (export->widget), NH_NOTICE_DONE, text, _ ("_Open"), G_CALLBACK (open_file), export,
                       export_free);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    nh_notify_error (export->widget, error->message);
  else if (g_cancellable_is_cancelled (export->cancellable)) /* not by closing the ledger */
    nh_notify (export->widget, NH_NOTICE_DONE, _ ("Cancelled: nothing was written."));
  export_free (export);
}

static Export *
export_new (GtkWidget *widget, NhLedger *ledger, NhSheet *sheet)
{
  Export *export = g_new0 (Export, 1);

  export->widget = g_object_ref (widget);
  export->ledger = g_object_ref (ledger);
  export->sheet = nh_sheet_ref (sheet);
  return export;
}

void
nh_export_write (GtkWidget *widget, NhLedger *ledger, NhSheet *sheet, const char *path)
{
  Export *export = export_new (widget, ledger, sheet);

  export->path = g_strdup (path);
  export->cancellable = g_cancellable_new ();
  nh_notice_offer (nh_notice_of (widget), NH_NOTICE_BUSY, _ ("Writing the report…"), _ ("_Cancel"),
                   G_CALLBACK (g_cancellable_cancel), g_object_ref (export->cancellable), g_object_unref);
  nh_ledger_run (ledger, NH_ON_REPORTER, write_sheet, export, NULL, NULL, export->cancellable, on_written, export);
}

static void
on_path (const char *path, gpointer data)
{
  const Export *asked = data;

  nh_export_write (asked->widget, asked->ledger, asked->sheet, path);
}

void
nh_export_ask (GtkWidget *widget, NhLedger *ledger, NhSheet *sheet, const char *title, const char *name)
{
  g_autofree char *folder = g_path_get_dirname (nh_ledger_get_path (ledger));

  nh_dialog_save_file (widget, title, folder, name, on_path, export_new (widget, ledger, sheet), export_free);
}
