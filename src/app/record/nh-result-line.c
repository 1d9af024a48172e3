/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-result-line.h"

#include "nh-programme-results.h"
#include "nh-widget-util.h"

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkLabel) label = user_data;
  g_autofree char *text = nh_programme_results_finish (NH_LEDGER (source), result, NULL);

  nh_label_show (label, text != NULL && *text != '\0' ? text : NULL);
}

static void
read_again (GtkLabel *label, NhSession *session)
{
  nh_programme_results_async (nh_session_get_ledger (session), nh_session_get_unit (session),
                              nh_session_get_year (session), NULL, on_read, g_object_ref (label));
}

/* @type: of the records that changed; NULL or "": any. */
static void
on_changed (GtkLabel *label, const char *type)
{
  NhSession *session = g_object_get_data (G_OBJECT (label), "session");

  if (type == NULL || *type == '\0' || g_str_equal (type, "assessment") || g_str_equal (type, "body"))
    read_again (label, session);
}

void
nh_result_line_follow (GtkLabel *label, NhSession *session)
{
  g_object_set_data_full (G_OBJECT (label), "session", g_object_ref (session), g_object_unref);
  g_signal_connect_object (session, "view-changed", G_CALLBACK (read_again), label, G_CONNECT_SWAPPED);
  g_signal_connect_object (nh_session_get_ledger (session), "changed", G_CALLBACK (on_changed), label,
                           G_CONNECT_SWAPPED);
  read_again (label, session);
}
