/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening and leaving the ledger of the window, and the pages without one. */
#include "nh-window-private.h"

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-platform.h"
#include "nh-export.h"
#include "nh-backup-place.h"
#include "nh-settings.h"
#include "nh-setting.h"

/* A ledger being opened. */
typedef struct
{
  char *path; /* owned */
  guint flags;
  int year;
  gboolean shared, synced; /* on a network drive, in a synchronized folder */
} Opening;

static void
opening_free (Opening *opening)
{
  g_free (opening->path);
  g_free (opening);
}

static gpointer
read_year (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (nh_year_get (connection));
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  GError *error = NULL;
  NhLedger *ledger = nh_ledger_open (opening->path, opening->flags, &error);

  if (ledger == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  opening->shared = nh_platform_is_network (opening->path);
  opening->synced = nh_platform_is_synced (opening->path);
  opening->year = GPOINTER_TO_INT (nh_ledger_call (ledger, NH_ON_READER, read_year, NULL, NULL, NULL));
  if (opening->year == 0)
    opening->year = nh_date_year (nh_date_today ());
  g_task_return_pointer (task, ledger, g_object_unref);
}

void
nh_window_close_workplace (NhWindow *self)
{
  NhWorkplace *workplace = self->workplace;

  nh_notice_hide (self->notice); /* its button refers to the closed ledger */
  if (workplace == NULL)
    return;
  self->workplace = NULL;
  nh_workplace_shut (workplace);
  gtk_stack_remove (self->stack, GTK_WIDGET (workplace));
}

static void
show_workplace (NhWindow *self, NhLedger *ledger, int year)
{
  self->workplace = NH_WORKPLACE (nh_workplace_new (ledger, year));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->workplace), "work");
  if (self->where != NULL)
    nh_workplace_go_where (self->workplace, self->where);
  else
    nh_workplace_show_page (self->workplace, nh_ledger_is_sample (ledger) ? "overview" : nh_record_types ()[0]->name);
  g_clear_pointer (&self->where, nh_where_free);
  nh_window_show_stage (self, "work");
  nh_workplace_focus_page (self->workplace);
  nh_workplace_look_for_drafts (self->workplace);
  nh_window_give_files (self);
}

/* A page whose thread ends late must not replace what the user opened since. */
static gboolean
is_stage (NhWindow *self, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0;
}

static void
on_open_requested (NhWindow *self, guint flags)
{
  g_autofree char *path = g_strdup (self->path);

  if (is_stage (self, "error"))
    nh_window_start_opening (self, path, flags);
}

/* A new one each time, in the current language. */
static void
show_error_page (NhWindow *self)
{
  nh_window_show_stage (self, "opening");
  if (self->error_page != NULL)
    gtk_stack_remove (self->stack, GTK_WIDGET (self->error_page));
  self->error_page = g_object_new (NH_TYPE_OPEN_ERROR_PAGE, NULL);
  g_signal_connect_object (self->error_page, "open-requested", G_CALLBACK (on_open_requested), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->error_page), "error");
  nh_window_show_stage (self, "error");
}

static void
work_on_copy (NhWindow *self)
{
  if (self->workplace != NULL)
    nh_copy_export_ask (GTK_WIDGET (self), nh_session_get_ledger (nh_workplace_get_session (self->workplace)),
                        NH_COPY_EXPORT_TO_WORK);
}

/* Warn once per ledger. */
static void
warn_about_place (NhWindow *self, const Opening *opening)
{
  if ((!opening->shared && !opening->synced) || !nh_settings_warn_once_of_place (opening->path))
    return;
  nh_notice_offer (
      self->notice, NH_NOTICE_WARNING,
      opening->shared
          ? _ ("This ledger lies on a network drive. When the connection breaks, nothing can be saved. It is safer to "
               "work on a copy on this computer.")
          : _ ("This ledger lies in a synchronized folder (OneDrive, Google Drive, Zalo …), which may take over "
               "changes half done. It is safer to work on a copy on this computer and to send copies from there."),
      _ ("_Work on a copy"), G_CALLBACK (work_on_copy), g_object_ref (self), g_object_unref);
}

static void
on_history_broken (NhWindow *self, const char *message)
{
  nh_notice_show (self->notice, NH_NOTICE_ERROR, message);
}

static void on_opened (GObject *source, GAsyncResult *result, gpointer user_data);

static gboolean
go_on (gpointer result)
{
  on_opened (g_task_get_source_object (result), result, NULL);
  return G_SOURCE_REMOVE;
}

/* Called before the first frame is painted. */
static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer result)
{
  NH_WINDOW (widget)->ticks++;
  return G_SOURCE_REMOVE;
}

/* Also called when nh_window_forget_opening() removes the tick. */
static void
on_last_tick (gpointer result)
{
  NH_WINDOW (g_task_get_source_object (result))->tick = 0;
  g_idle_add_full (G_PRIORITY_DEFAULT, go_on, result, g_object_unref);
}

/* TRUE: the empty window is painted first, and on_opened() runs again after that frame. Building the content takes as
 * long as showing the window. */
static gboolean
defer_until_painted (NhWindow *self, GAsyncResult *result)
{
  if (self->ticks > 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;
  if (self->tick != 0) /* of a superseded opening */
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, g_object_ref (result), on_last_tick);
  return TRUE;
}

void
nh_window_forget_opening (NhWindow *self)
{
  g_clear_object (&self->opening);
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NhWindow *self = NH_WINDOW (source);
  Opening *opening = g_task_get_task_data (G_TASK (result));
  gboolean newest = self->opening != NULL && self->opening == g_task_get_cancellable (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (NhLedger) ledger = NULL;
  g_autofree char *said = NULL;

  if (newest && defer_until_painted (self, result))
    return;
  ledger = g_task_propagate_pointer (G_TASK (result), &error);
  if (!newest)
    {
      if (ledger != NULL)
        nh_ledger_close_async (ledger, NULL, NULL);
      return;
    }
  g_clear_object (&self->opening);
  if (self->error_page != NULL)
    said = nh_open_error_page_take_said (self->error_page);
  if (ledger == NULL)
    {
      nh_error_append (&error, said);
      show_error_page (self);
      nh_open_error_page_show_error (self->error_page, opening->path, error);
      nh_window_end_rebuild (self);
      return;
    }
  nh_settings_add_recent (nh_ledger_get_path (ledger));
  show_workplace (self, ledger, opening->year);
  g_signal_connect_object (ledger, "history-broken", G_CALLBACK (on_history_broken), self, G_CONNECT_SWAPPED);
  warn_about_place (self, opening);
  if (said == NULL)
    said = g_strdup (nh_ledger_get_put_aside (ledger));
  if (said != NULL)
    nh_notice_show (self->notice, NH_NOTICE_WARNING, said);
  nh_backup_place_follow (GTK_WIDGET (self), ledger);
  nh_window_end_rebuild (self);
}

void
nh_window_start_opening (NhWindow *self, const char *path, guint flags)
{
  g_autoptr (GTask) task = NULL;
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_strdup (path);
  opening->flags = flags;
  nh_window_close_workplace (self);
  g_clear_pointer (&self->where, nh_where_free);
  g_free (self->path);
  self->path = g_strdup (opening->path);
  self->flags = flags;
  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();
  task = g_task_new (self, self->opening, on_opened, NULL);
  g_task_set_check_cancellable (task, FALSE); /* even then an opened ledger must be closed */
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  nh_window_show_stage (self, "opening");
  g_task_run_in_thread (task, open_in_thread);
}

void
nh_window_reopen (NhWindow *self)
{
  g_autofree char *path = g_strdup (self->path);
  NhWhere *where = self->workplace != NULL ? nh_workplace_get_where (self->workplace) : NULL;

  nh_window_start_opening (self, path, self->flags & NH_OPEN_READ_ONLY);
  self->where = where;
}

/* What to do once the open ledger may be closed. */
typedef struct
{
  NhWindow *window; /* owned */
  void (*then) (NhWindow *self, const char *path);
  char *path; /* owned, nullable */
} Departure;

static void
on_may_depart (gboolean may, gpointer data)
{
  Departure *departure = data;

  if (may)
    departure->then (departure->window, departure->path);
  g_object_unref (departure->window);
  g_free (departure->path);
  g_free (departure);
}

void
nh_window_depart (NhWindow *self, void (*then) (NhWindow *, const char *), const char *path)
{
  Departure *departure;

  if (self->workplace == NULL)
    {
      then (self, path);
      return;
    }
  departure = g_new0 (Departure, 1);
  departure->window = g_object_ref (self);
  departure->then = then;
  departure->path = g_strdup (path);
  nh_workplace_leave (self->workplace, on_may_depart, departure);
}

void
nh_window_open_now (NhWindow *self, const char *path)
{
  nh_window_start_opening (self, path, NH_OPEN_DEFAULT);
}

static void
on_made (NhWindow *self, const char *path)
{
  if (is_stage (self, "welcome"))
    nh_window_start_opening (self, path, NH_OPEN_DEFAULT);
}

void
nh_window_show_welcome (NhWindow *self, const char *path)
{
  nh_window_close_workplace (self);
  g_clear_object (&self->opening);
  g_clear_pointer (&self->path, g_free);
  nh_notice_hide (self->notice);
  if (self->welcome != NULL)
    gtk_stack_remove (self->stack, GTK_WIDGET (self->welcome)); /* drop its input */
  self->welcome = g_object_new (NH_TYPE_WELCOME, NULL);
  g_signal_connect_object (self->welcome, "made", G_CALLBACK (on_made), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->welcome), "welcome");
  nh_window_show_stage (self, "welcome");
  gtk_widget_grab_focus (GTK_WIDGET (self->welcome));
}

void
nh_window_show_backups (NhWindow *self, const char *path)
{
  nh_window_close_workplace (self);
  show_error_page (self);
  nh_open_error_page_show_backups (self->error_page, path);
}

void
nh_window_open_chosen (const char *path, gpointer data)
{
  NhWindow *self = data;
  NhWindow *other = nh_window_find (gtk_window_get_application (GTK_WINDOW (self)), path);
  const char *const files[] = { path, NULL };

  if (nh_window_takes (path))
    nh_window_open_files (self, files);
  else if (other != NULL && other != self)
    gtk_window_present (GTK_WINDOW (other));
  else
    nh_window_depart (self, nh_window_open_now, path);
}
