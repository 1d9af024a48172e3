/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-backup-place.h"

#include "nh-backup.h"
#include "nh-date.h"
#include "nh-dialog.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-settings.h"

#define MISSED_AFTER 7       /* days */
#define BROUGHT "nh-brought" /* of a ledger: day of the last copy */
#define TOLD "nh-told"       /* of a ledger: that a copy failed, or that the place is missed */

typedef struct
{
  GtkWidget *widget; /* owned */
  NhLedger *ledger;  /* owned */
  char *path, *place;
} Bringing;

static void
bringing_free (gpointer data)
{
  Bringing *bringing = data;

  g_object_unref (bringing->widget);
  g_object_unref (bringing->ledger);
  g_free (bringing->path);
  g_free (bringing->place);
  g_free (bringing);
}

static void
bring_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Bringing *bringing = data;
  GError *error = NULL;

  if (nh_backup_bring (bringing->path, bringing->place, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
note_seen (void)
{
  g_autofree char *today = nh_date_to_iso (nh_date_today ());

  nh_settings_set_text (NH_SETTINGS_BACKUP_SEEN, today);
}

/* The text to tell that the place is missed; NULL: it was there lately. (transfer full) */
static char *
describe_missed (const char *place)
{
  NhDate seen = nh_date_from_iso (nh_settings_get_text (NH_SETTINGS_BACKUP_SEEN));
  int days = seen != NH_DATE_NONE ? nh_date_days_between (seen, nh_date_today ()) : MISSED_AFTER;

  if (days < MISSED_AFTER)
    return NULL;
  return g_strdup_printf (
      ngettext ("The second place for backups, “%s”, has not been there for %d day. Plug it in, or "
                "choose another one in the preferences.",
                "The second place for backups, “%s”, has not been there for %d days. Plug it in, or "
                "choose another one in the preferences.",
                (gulong) days),
      place, days);
}

static void
open_preferences (gpointer widget)
{
  gtk_widget_activate_action (widget, "win.preferences", NULL);
}

static void
tell (const Bringing *bringing, const GError *error)
{
  g_autofree char *missed = NULL;

  if (g_object_get_data (G_OBJECT (bringing->ledger), TOLD) != NULL)
    return;
  if (g_error_matches (error, NH_ERROR, NH_ERROR_VANISHED))
    missed = describe_missed (bringing->place);
  else
    missed = g_strdup (error->message);
  if (missed == NULL)
    return;
  g_object_set_data (G_OBJECT (bringing->ledger), TOLD, GINT_TO_POINTER (TRUE));
  nh_notice_offer (nh_notice_of (bringing->widget), NH_NOTICE_WARNING, missed, _ ("P_references…"),
                   G_CALLBACK (open_preferences), g_object_ref (bringing->widget), g_object_unref);
}

static void
on_brought (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bringing *bringing = user_data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_object_set_data (G_OBJECT (bringing->ledger), BROUGHT, GINT_TO_POINTER (nh_date_today ()));
      g_object_set_data (G_OBJECT (bringing->ledger), TOLD, NULL);
      note_seen ();
    }
  else
    tell (bringing, error);
  bringing_free (bringing);
}

void
nh_backup_place_bring (GtkWidget *widget, NhLedger *ledger)
{
  const char *place = nh_settings_get_text (NH_SETTINGS_BACKUP_PLACE);
  g_autoptr (GTask) task = NULL;
  Bringing *bringing;

  if (*place == '\0')
    return;
  bringing = g_new0 (Bringing, 1);
  bringing->widget = g_object_ref (widget);
  bringing->ledger = g_object_ref (ledger);
  bringing->path = g_strdup (nh_ledger_get_path (ledger));
  bringing->place = g_strdup (place);
  task = g_task_new (NULL, NULL, on_brought, bringing); /* which frees it, on the main thread */
  g_task_set_task_data (task, bringing, NULL);
  g_task_run_in_thread (task, bring_in_thread);
}

/* The first change of a day made a backup. */
static void
on_changed (GtkWidget *widget, const char *type, GArray *ids, NhLedger *ledger)
{
  if (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (ledger), BROUGHT)) == nh_date_today ())
    return;
  g_object_set_data (G_OBJECT (ledger), BROUGHT, GINT_TO_POINTER (nh_date_today ()));
  nh_backup_place_bring (widget, ledger);
}

void
nh_backup_place_follow (GtkWidget *widget, NhLedger *ledger)
{
  if (nh_ledger_is_read_only (ledger) || nh_ledger_is_sample (ledger))
    return;
  g_signal_connect_object (ledger, "changed", G_CALLBACK (on_changed), widget, G_CONNECT_SWAPPED);
  nh_backup_place_bring (widget, ledger);
}

/* --- A backup now --- */

static gpointer
make_backup (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_backup_make (connection, NULL, error);
}

/* The folder of the backups. */
static void
open_folder (gpointer data)
{
  Bringing *bringing = data;
  g_autofree char *folder = nh_backup_get_folder (bringing->path);

  nh_dialog_show_place (bringing->widget, folder);
}

static void
on_backed_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bringing *bringing = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = nh_ledger_run_finish (NH_LEDGER (source), result, &error);
  g_autofree char *text = NULL;

  if (path == NULL)
    {
      nh_notify_error (bringing->widget, error->message);
      bringing_free (bringing);
      return;
    }
  text = g_strdup_printf (_ ("Backed up and checked: %s"), path);
  nh_backup_place_bring (bringing->widget, bringing->ledger);
  nh_notice_offer (nh_notice_of (bringing->widget), NH_NOTICE_DONE, text, _ ("Open the _folder"),
                   G_CALLBACK (open_folder), bringing, bringing_free);
}

void
nh_backup_place_make (GtkWidget *widget, NhLedger *ledger)
{
  Bringing *bringing = g_new0 (Bringing, 1);

  bringing->widget = g_object_ref (widget);
  bringing->ledger = g_object_ref (ledger);
  bringing->path = g_strdup (nh_ledger_get_path (ledger));
  nh_notify (widget, NH_NOTICE_BUSY, _ ("Backing up the ledger…"));
  nh_ledger_run (ledger, NH_ON_REPORTER, make_backup, NULL, NULL, g_free, NULL, on_backed_up, bringing);
}

void
nh_backup_place_set (const char *path)
{
  nh_settings_set_text (NH_SETTINGS_BACKUP_PLACE, path);
  note_seen (); /* it is missed from now on */
}
