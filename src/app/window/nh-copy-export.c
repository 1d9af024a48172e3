/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-copy-export.h"

#include "nh-backup.h"
#include "nh-dialog.h"
#include "nh-i18n.h"
#include "nh-notice.h"

typedef struct
{
  GtkWidget *widget; /* owned */
  NhLedger *ledger;  /* owned */
  NhCopyExportPurpose purpose;
  char *path; /* owned; NULL: not chosen yet */
} CopyExport;

static CopyExport *
copy_export_new (GtkWidget *widget, NhLedger *ledger, NhCopyExportPurpose purpose, const char *path)
{
  CopyExport *export = g_new0 (CopyExport, 1);

  export->widget = g_object_ref (widget);
  export->ledger = g_object_ref (ledger);
  export->purpose = purpose;
  export->path = g_strdup (path);
  return export;
}

static void
copy_export_free (gpointer data)
{
  CopyExport *export = data;

  g_object_unref (export->widget);
  g_object_unref (export->ledger);
  g_free (export->path);
  g_free (export);
}

static gpointer
write_copy (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const CopyExport *export = data;

  return export->purpose == NH_COPY_EXPORT_AWAY ? nh_backup_make_copy (connection, export->path, error)
                                                : nh_backup_make (connection, export->path, error);
}

static void
open_folder (gpointer data)
{
  const CopyExport *export = data;
  g_autofree char *folder = g_path_get_dirname (export->path);
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (export->widget)), uri, GDK_CURRENT_TIME);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CopyExport *export = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = nh_ledger_run_finish (NH_LEDGER (source), result, &error);
  g_autofree char *text = g_strdup_printf (_ ("Copied and checked: %s"), export->path);

  if (path != NULL && export->purpose == NH_COPY_EXPORT_AWAY)
    {
      nh_notice_offer (nh_notice_of (export->widget), NH_NOTICE_DONE, text, _ ("Open the _folder"),
                       G_CALLBACK (open_folder), export, copy_export_free);
      return;
    }
  if (path != NULL)
    gtk_widget_activate_action (export->widget, "win.open-path", "s", path);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    nh_notify_error (export->widget, error->message);
  copy_export_free (export);
}

/* On the reporter, which reads one snapshot however long it takes. */
void
nh_copy_export_write (GtkWidget *widget, NhLedger *ledger, NhCopyExportPurpose purpose, const char *path)
{
  CopyExport *export = copy_export_new (widget, ledger, purpose, path);

  nh_notify (widget, NH_NOTICE_BUSY, _ ("Copying the ledger…"));
  nh_ledger_run (ledger, NH_ON_REPORTER, write_copy, export, NULL, g_free, NULL, on_written, export);
}

static void
on_path (const char *path, gpointer data)
{
  const CopyExport *export = data;

  nh_copy_export_write (export->widget, export->ledger, export->purpose, path);
}

char *
nh_copy_export_name (NhLedger *ledger)
{
  const NhUnit *unit = nh_catalog_get_unit (nh_ledger_get_catalog (ledger), nh_ledger_get_unit (ledger));
  g_autofree char *day = nh_date_to_iso (nh_date_today ());
  g_autofree char *name = g_strdup_printf ("%s %s" NH_LEDGER_SUFFIX, unit != NULL ? unit->title : _ ("Ledger"), day);

  return g_strdelimit (g_steal_pointer (&name), "/\\:*?\"<>|", '-');
}

void
nh_copy_export_ask (GtkWidget *widget, NhLedger *ledger, NhCopyExportPurpose purpose)
{
  g_autofree char *name = nh_copy_export_name (ledger);

  nh_dialog_save_file (widget, purpose == NH_COPY_EXPORT_AWAY ? _ ("Send a copy") : _ ("Work on a copy"),
                       nh_dialog_documents (), name, on_path, copy_export_new (widget, ledger, purpose, NULL),
                       copy_export_free);
}
