/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-export.h"

#include "nh-backup.h"
#include "nh-dialog.h"
#include "nh-html-writer.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-settings.h"
#include "nh-picture-writer.h"
#include "nh-sheet-writer.h"
#include "nh-text-writer.h"
#include "nh-widget-util.h"

typedef struct
{
  GtkWidget *widget; /* owned */
  NhLedger *ledger;  /* owned */
  NhSheet *sheet;    /* owned; NULL: a copy of the ledger */
  NhCopyExportPurpose purpose;
  char *path;                /* owned (nullable) */
  GCancellable *cancellable; /* owned: cancelled by the button of the notice */
  gboolean written;          /* even if it was cancelled later */
} Export;

/* @sheet, @path: nullable. */
static Export *
export_new (GtkWidget *widget, NhLedger *ledger, NhSheet *sheet, NhCopyExportPurpose purpose, const char *path)
{
  Export *export = g_new0 (Export, 1);

  export->widget = g_object_ref (widget);
  export->ledger = g_object_ref (ledger);
  export->sheet = sheet != NULL ? nh_sheet_ref (sheet) : NULL;
  export->purpose = purpose;
  export->path = g_strdup (path);
  export->cancellable = g_cancellable_new ();
  return export;
}

static void
export_free (Export *export)
{
  g_object_unref (export->widget);
  g_object_unref (export->ledger);
  g_clear_pointer (&export->sheet, nh_sheet_unref);
  g_object_unref (export->cancellable);
  g_free (export->path);
  g_free (export);
}

static gpointer
write_file (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Export *export = data;
  g_autofree char *copy = NULL;

  if (export->sheet != NULL)
    export->written = nh_sheet_write (export->sheet, export->path, cancellable, error);
  else
    {
      copy = export->purpose == NH_COPY_EXPORT_AWAY ? nh_backup_make_copy (connection, export->path, error)
                                                    : nh_backup_make (connection, export->path, error);
      export->written = copy != NULL;
    }
  return NULL;
}

/* The sheet, or the folder of the copy. */
static void
open_written (const Export *export)
{
  g_autofree char *folder = g_path_get_dirname (export->path);

  nh_dialog_show_place (export->widget, export->sheet != NULL ? export->path : folder);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Export *export = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  nh_ledger_run_finish (NH_LEDGER (source), result, &error);
  if (export->written && (export->sheet != NULL || export->purpose == NH_COPY_EXPORT_AWAY))
    {
      text = g_strdup_printf (export->sheet != NULL ? _ ("Written: %s") : _ ("Copied and checked: %s"), export->path);
      nh_notice_offer (nh_notice_of (export->widget), NH_NOTICE_DONE, text,
                       export->sheet != NULL ? _ ("_Open") : _ ("Open the _folder"), G_CALLBACK (open_written), export,
                       (GDestroyNotify) export_free);
      return;
    }
  if (export->written)
    gtk_widget_activate_action (export->widget, "win.open-path", "s", export->path);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    nh_notify_error (export->widget, error->message);
  else if (g_cancellable_is_cancelled (export->cancellable)) /* not by closing the ledger */
    nh_notify (export->widget, NH_NOTICE_DONE, _ ("Cancelled: nothing was written."));
  export_free (export);
}

/* Takes @export over. */
static void
run (Export *export)
{
  nh_ledger_run (export->ledger, NH_ON_REPORTER, write_file, export, NULL, NULL, export->cancellable, on_written,
                 export);
}

/* The next dialog begins there. */
static void
remember_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  nh_settings_set_text (NH_SETTINGS_EXPORT_FOLDER, folder);
}

void
nh_export_write (GtkWidget *widget, NhLedger *ledger, NhSheet *sheet, const char *path)
{
  remember_folder (path);
  Export *export = export_new (widget, ledger, sheet, NH_COPY_EXPORT_AWAY, path);

  nh_notice_offer (nh_notice_of (widget), NH_NOTICE_BUSY, _ ("Writing the report…"), _ ("_Cancel"),
                   G_CALLBACK (g_cancellable_cancel), g_object_ref (export->cancellable), g_object_unref);
  run (export);
}

void
nh_copy_export_write (GtkWidget *widget, NhLedger *ledger, NhCopyExportPurpose purpose, const char *path)
{
  remember_folder (path);
  nh_notify (widget, NH_NOTICE_BUSY, _ ("Copying the ledger…"));
  run (export_new (widget, ledger, NULL, purpose, path));
}

const char *
nh_export_get_folder (void)
{
  const char *last = nh_settings_get_text (NH_SETTINGS_EXPORT_FOLDER);

  return *last != '\0' && g_file_test (last, G_FILE_TEST_IS_DIR) ? last : nh_dialog_documents ();
}

static void
on_path (const char *path, gpointer data)
{
  const Export *export = data;

  if (export->sheet != NULL)
    nh_export_write (export->widget, export->ledger, export->sheet, path);
  else
    nh_copy_export_write (export->widget, export->ledger, export->purpose, path);
}

void
nh_export_ask (GtkWidget *widget, NhLedger *ledger, NhSheet *sheet, const char *title, const char *name)
{
  nh_dialog_save_file (widget, title, nh_export_get_folder (), name, on_path,
                       export_new (widget, ledger, sheet, NH_COPY_EXPORT_AWAY, NULL), (GDestroyNotify) export_free);
}

void
nh_export_copy (GtkWidget *widget, NhSheet *sheet, NhPages *pages)
{
  gboolean charts = nh_sheet_get_n_charts (sheet) > 0 && nh_sheet_get_n_parts (sheet) == 0;
  g_autofree char *html = nh_html_writer_to_html (sheet);
  g_autofree char *text = nh_text_writer_to_text (sheet);
  g_autoptr (GBytes) png = charts ? nh_pages_to_png (pages, NULL, NULL) : NULL;

  nh_clipboard_put (widget, html, text, png);
}

void
nh_copy_export_ask (GtkWidget *widget, NhLedger *ledger, NhCopyExportPurpose purpose)
{
  g_autofree char *name = nh_copy_export_name (ledger);

  nh_dialog_save_file (widget, purpose == NH_COPY_EXPORT_AWAY ? _ ("Send a copy") : _ ("Work on a copy"),
                       nh_export_get_folder (), name, on_path, export_new (widget, ledger, NULL, purpose, NULL),
                       (GDestroyNotify) export_free);
}

char *
nh_copy_export_name (NhLedger *ledger)
{
  const NhUnit *unit = nh_catalog_get_unit (nh_ledger_get_catalog (ledger), nh_ledger_get_unit (ledger));
  g_autofree char *day = nh_date_to_iso (nh_date_today ());
  char *name = g_strdup_printf ("%s %s" NH_LEDGER_SUFFIX, unit != NULL ? unit->title : _ ("Ledger"), day);

  return g_strdelimit (name, "/\\:*?\"<>|", '-');
}
