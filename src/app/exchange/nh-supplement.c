/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-supplement.h"

#include "nh-hand-in.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-reason-dialog.h"

typedef struct
{
  GtkWidget *parent;  /* owned */
  NhSession *session; /* owned */
  gint64 unit;
  int year;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->parent);
  g_object_unref (asking->session);
  g_free (asking);
}

static void
on_reopened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GError) error = NULL;

  nh_hand_in_reopen_finish (NH_LEDGER (source), result, &error);
  nh_notify_result (parent, error, _ ("The year is open again. Hand in the next version when it is ready."));
}

static void
on_reason (const char *reason, gpointer data)
{
  const Asking *asking = data;

  nh_hand_in_reopen_async (nh_session_get_ledger (asking->session), asking->unit, asking->year, reason, NULL,
                           on_reopened, g_object_ref (asking->parent));
}

void
nh_supplement_ask (GtkWidget *parent, NhSession *session)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->parent = g_object_ref (parent);
  asking->session = g_object_ref (session);
  asking->unit = nh_session_get_unit (session);
  asking->year = nh_session_get_year (session);
  nh_reason_ask (parent, _ ("Supplement to an accepted year"),
                 _ ("The year is unlocked in this ledger. The version that the province has accepted goes on counting "
                    "there until it accepts the next one."),
                 _ ("_Reason"), _ ("_Open the year again"), NULL, on_reason, asking, asking_free);
}

static void
on_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GError) error = NULL;

  nh_hand_in_close_finish (NH_LEDGER (source), result, &error);
  nh_notify_result (parent, error, _ ("The year is locked as the province has accepted it."));
}

void
nh_supplement_give_up (GtkWidget *parent, NhSession *session)
{
  nh_hand_in_close_async (nh_session_get_ledger (session), nh_session_get_unit (session), nh_session_get_year (session),
                          NULL, on_closed, g_object_ref (parent));
}
