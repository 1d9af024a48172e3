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
} Sending;

static Sending *
sending_new (GtkWidget *widget, NhLedger *ledger, NhCopyExportPurpose purpose, const char *path)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->widget = g_object_ref (widget);
  sending->ledger = g_object_ref (ledger);
  sending->purpose = purpose;
  sending->path = g_strdup (path);
  return sending;
}

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  g_object_unref (sending->widget);
  g_object_unref (sending->ledger);
  g_free (sending->path);
  g_free (sending);
}

static gpointer
write_copy (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Sending *sending = data;

  return nh_backup_make (connection, sending->path, error);
}

static void
open_folder (gpointer data)
{
  const Sending *sending = data;
  g_autofree char *folder = g_path_get_dirname (sending->path);
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (sending->widget)), uri, GDK_CURRENT_TIME);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sending *sending = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = nh_ledger_run_finish (NH_LEDGER (source), result, &error);
  g_autofree char *text = g_strdup_printf (_ ("Copied and checked: %s"), sending->path);

  if (path != NULL && sending->purpose == NH_COPY_EXPORT_AWAY)
    {
      nh_notice_offer (nh_notice_of (sending->widget), NH_NOTICE_DONE, text, _ ("Open the _folder"),
                       G_CALLBACK (open_folder), sending, sending_free);
      return;
    }
  if (path != NULL)
    gtk_widget_activate_action (sending->widget, "win.open-path", "s", path);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    nh_notify_error (sending->widget, error->message);
  sending_free (sending);
}

/* On the reporter, which reads one snapshot however long it takes. */
void
nh_copy_export_write (GtkWidget *widget, NhLedger *ledger, NhCopyExportPurpose purpose, const char *path)
{
  Sending *sending = sending_new (widget, ledger, purpose, path);

  nh_notify (widget, NH_NOTICE_BUSY, _ ("Copying the ledger…"));
  nh_ledger_run (ledger, NH_ON_REPORTER, write_copy, sending, NULL, g_free, NULL, on_written, sending);
}

static void
on_path (const char *path, gpointer data)
{
  const Sending *asked = data;

  nh_copy_export_write (asked->widget, asked->ledger, asked->purpose, path);
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
                       nh_dialog_documents (), name, on_path, sending_new (widget, ledger, purpose, NULL),
                       sending_free);
}
