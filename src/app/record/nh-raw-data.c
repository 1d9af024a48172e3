/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-raw-data.h"

#include "nh-dialog.h"
#include "nh-export.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-raw-export.h"

typedef struct
{
  GtkWidget *widget; /* owned */
  NhLedger *ledger;  /* owned */
  NhQuery *query;    /* owned */
  gboolean personal;
  char *path;                /* owned (nullable) */
  GCancellable *cancellable; /* owned: cancelled by the button of the notice */
} Order;

static Order *
order_new (GtkWidget *widget, NhLedger *ledger, const NhQuery *query, gboolean personal, const char *path)
{
  Order *order = g_new0 (Order, 1);

  order->widget = g_object_ref (widget);
  order->ledger = g_object_ref (ledger);
  order->query = nh_query_copy (query);
  order->personal = personal;
  order->path = g_strdup (path);
  order->cancellable = g_cancellable_new ();
  return order;
}

static void
order_free (gpointer data)
{
  Order *order = data;

  g_object_unref (order->widget);
  g_object_unref (order->ledger);
  g_object_unref (order->cancellable);
  nh_query_free (order->query);
  g_free (order->path);
  g_free (order);
}

static gpointer
write_file (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Order *order = data;

  nh_raw_export (connection, ledger, order->query, order->personal, order->path, NULL, cancellable, error);
  return NULL;
}

static void
open_written (const Order *order)
{
  nh_dialog_show_place (order->widget, order->path);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Order *order = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (_ ("Written: %s"), order->path);

  nh_ledger_run_finish (NH_LEDGER (source), result, &error);
  if (error == NULL)
    {
      nh_notice_offer (nh_notice_of (order->widget), NH_NOTICE_DONE, text, _ ("_Open"), G_CALLBACK (open_written),
                       order, order_free);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    nh_notify_error (order->widget, error->message);
  else if (g_cancellable_is_cancelled (order->cancellable)) /* not by closing the ledger */
    nh_notify (order->widget, NH_NOTICE_DONE, _ ("Cancelled: nothing was written."));
  order_free (order);
}

void
nh_raw_data_write (GtkWidget *widget, NhLedger *ledger, const NhQuery *query, gboolean personal, const char *path)
{
  Order *order = order_new (widget, ledger, query, personal, path);

  nh_notice_offer (nh_notice_of (widget), NH_NOTICE_BUSY, _ ("Writing the list…"), _ ("_Cancel"),
                   G_CALLBACK (g_cancellable_cancel), g_object_ref (order->cancellable), g_object_unref);
  nh_ledger_run (ledger, NH_ON_REPORTER, write_file, order, NULL, NULL, order->cancellable, on_written, order);
}

static void
on_path (const char *path, gpointer data)
{
  const Order *order = data;

  nh_raw_data_write (order->widget, order->ledger, order->query, order->personal, path);
}

void
nh_raw_data_ask (GtkWidget *widget, NhLedger *ledger, const NhQuery *query, gboolean personal)
{
  g_autofree char *name = g_strdup_printf (_ ("%s %d - all fields.xlsx"), _ (query->type->plural), query->year);

  nh_dialog_save_file (widget, _ ("All fields as a table (.xlsx or .csv)"), nh_export_get_folder (), name, on_path,
                       order_new (widget, ledger, query, personal, NULL), order_free);
}
