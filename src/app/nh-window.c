/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-window.h"

#include "nh-config.h"
#include "nh-dialog.h"
#include "nh-i18n.h"
#include "nh-input.h"
#include "nh-keys.h"
#include "nh-notice.h"
#include "nh-number.h"
#include "nh-platform.h"
#include "nh-preferences.h"
#include "nh-recent.h"
#include "nh-send.h"
#include "nh-setting.h"
#include "nh-settings.h"
#include "nh-trouble.h"
#include "nh-welcome.h"
#include "nh-workplace.h"
#include "nh-year.h"

struct _NhWindow
{
  GtkApplicationWindow parent_instance;

  char *path;                  /* owned (nullable): of the ledger shown, being opened, or in trouble */
  guint flags;                 /* NhOpenFlags it was opened with */
  GCancellable *opening;       /* owned (nullable): the newest opening under way */
  char *superior;              /* owned (nullable): typed at the first start, for the letterhead of the ledger being opened */
  NhWorkplace *workplace;      /* nullable */
  GMenu *recent;               /* owned: ledgers opened before */
  gboolean closing;
  gboolean asked_to_close;     /* within the handler: GTK ignores a second request there */

  /* template */
  GtkWidget *undo, *redo;
  GtkMenuButton *menu;
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkLabel *opening_label;
  NhNotice *notice;
  NhWelcome *welcome;          /* nullable: made when it is needed */
  NhTrouble *trouble;          /* nullable */
};

G_DEFINE_FINAL_TYPE (NhWindow, nh_window, GTK_TYPE_APPLICATION_WINDOW)

/* --- what is shown -------------------------------------------------------------------------------------------------------- */

static void
set_enabled (NhWindow *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), enabled);
}

static NhRecordPage *
page_of (NhWindow *self)
{
  return self->workplace != NULL ? nh_workplace_get_page (self->workplace) : NULL;
}

static NhReportPage *
report_page_of (NhWindow *self)
{
  return self->workplace != NULL ? nh_workplace_get_report_page (self->workplace) : NULL;
}

/* What an input method has in the making, and the field that is being typed in, before something else has the keys. */
static void
commit (NhWindow *self)
{
  NhRecordPage *page = page_of (self);

  if (page != NULL)
    nh_form_commit (nh_form_pane_get_form (nh_record_page_get_pane (page)));
}

static void
refresh_actions (NhWindow *self)
{
  static const char *const writing[] = { "new", "copy", "copy-previous" };
  /* Saving says itself that a file is for reading only: a key that does nothing leaves one guessing. */
  static const char *const looking[] = { "save", "save-next", "filter", "record-history" };
  static const char *const working[] = { "excel", "print", "report", "units", "years", "next-page", "previous-page", "backups", "send-copy" };
  NhRecordPage *page = page_of (self);
  NhSession *session = self->workplace != NULL ? nh_workplace_get_session (self->workplace) : NULL;
  const NhOutline *outline = session != NULL ? nh_session_get_outline (session) : NULL;
  gboolean writable = session != NULL && !nh_ledger_is_read_only (nh_session_get_ledger (session));
  gboolean typed = page != NULL && nh_form_pane_can_undo (nh_record_page_get_pane (page));

  for (guint i = 0; i < G_N_ELEMENTS (writing); i++)
    set_enabled (self, writing[i], writable && page != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (looking); i++)
    set_enabled (self, looking[i], page != NULL);
  set_enabled (self, "escape", page != NULL || report_page_of (self) != NULL);
  set_enabled (self, "search", page != NULL || report_page_of (self) != NULL || (session != NULL && nh_workplace_get_searched (self->workplace) != NULL));
  for (guint i = 0; i < G_N_ELEMENTS (working); i++)
    set_enabled (self, working[i], session != NULL);
  set_enabled (self, "import-units", writable);
  set_enabled (self, "delete", page != NULL && nh_record_page_can_delete (page));
  set_enabled (self, "add-several", page != NULL && nh_record_page_can_add_several (page));
  set_enabled (self, "record-form", page != NULL && nh_form_pane_get_id (nh_record_page_get_pane (page)) != 0);
  set_enabled (self, "undo", writable && (typed || (outline != NULL && outline->can_undo)));
  set_enabled (self, "redo", writable && outline != NULL && outline->can_redo);
}

static void
show_title (NhWindow *self)
{
  g_autofree char *name = self->path != NULL ? g_path_get_basename (self->path) : NULL;
  g_autofree char *title = name != NULL ? g_strdup_printf ("%s — %s", _("Festival Ledger"), name) : g_strdup (_("Festival Ledger"));

  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
show_stage (NhWindow *self, const char *name)
{
  gboolean working = g_str_equal (name, "work");

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "opening"));
  gtk_widget_set_visible (self->undo, working);
  gtk_widget_set_visible (self->redo, working);
  show_title (self);
  refresh_actions (self);
}

/* --- opening -------------------------------------------------------------------------------------------------------------- */

/* A ledger on its way into the window. */
typedef struct
{
  char *path;      /* owned */
  guint flags;
  int year;
  gboolean shared, synced;   /* where it lies */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

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

static gpointer
write_superior (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (nh_setting_set (connection, "letterhead.superior", data, error));
}

static void
on_superior_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  nh_ledger_run_finish (NH_LEDGER (source), result, &error);
  if (error != NULL)
    g_message ("The letterhead is not kept: %s", error->message);
}

static void
close_workplace (NhWindow *self)
{
  NhWorkplace *workplace = self->workplace;

  nh_notice_hide (self->notice);   /* what it offers is about what was shown */
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
  g_signal_connect_object (self->workplace, "page-changed", G_CALLBACK (refresh_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workplace, "state-changed", G_CALLBACK (refresh_actions), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->workplace), "work");
  nh_workplace_show_page (self->workplace, nh_record_types ()[0]->name);
  show_stage (self, "work");
  nh_record_page_focus (nh_workplace_get_page (self->workplace));
  nh_workplace_look_for_drafts (self->workplace);
}

static void
on_open_wanted (NhWindow *self, guint flags);

static NhTrouble *
get_trouble (NhWindow *self)
{
  if (self->trouble != NULL)
    return self->trouble;
  self->trouble = NH_TROUBLE (nh_trouble_new ());
  g_signal_connect_object (self->trouble, "open-wanted", G_CALLBACK (on_open_wanted), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->trouble), "trouble");
  return self->trouble;
}

static void
drop_trouble (NhWindow *self)
{
  if (self->trouble != NULL)
    gtk_stack_remove (self->stack, GTK_WIDGET (self->trouble));
  self->trouble = NULL;
}

static void
work_on_copy (gpointer data)
{
  NhWindow *self = data;

  if (self->workplace != NULL)
    nh_send_ask (GTK_WIDGET (self), nh_session_get_ledger (nh_workplace_get_session (self->workplace)), NH_SEND_TO_WORK);
}

/* Once for each ledger: whoever stays there has a reason. */
static void
tell_place (NhWindow *self, const Opening *opening)
{
  if ((!opening->shared && !opening->synced) || !nh_settings_tell_place (opening->path))
    return;
  nh_notice_offer (self->notice, NH_NOTICE_WARNING,
                   opening->shared ? _("This ledger lies on a network drive. When the connection breaks, nothing can be saved. It is safer to work on a copy on this computer.")
                                   : _("This ledger lies in a synchronized folder (OneDrive, Google Drive, Zalo …), which may take over changes half done. It is safer to work on a copy on this computer and to send copies from there."),
                   _("_Work on a copy"), G_CALLBACK (work_on_copy), g_object_ref (self), g_object_unref);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NhWindow *self = NH_WINDOW (source);
  Opening *opening = g_task_get_task_data (G_TASK (result));
  gboolean newest = self->opening != NULL && self->opening == g_task_get_cancellable (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (NhLedger) ledger = g_task_propagate_pointer (G_TASK (result), &error);

  if (!newest)
    {
      if (ledger != NULL)
        nh_ledger_close_async (ledger, NULL, NULL);
      return;
    }
  g_clear_object (&self->opening);
  if (ledger == NULL)
    {
      show_stage (self, "opening");
      get_trouble (self);
      show_stage (self, "trouble");
      nh_trouble_show_error (self->trouble, opening->path, error);
      return;
    }
  if (self->superior != NULL && *self->superior != '\0' && !nh_ledger_is_read_only (ledger))
    nh_ledger_run (ledger, NH_ON_WRITER, write_superior, g_strdup (self->superior), g_free, NULL, NULL, on_superior_written, NULL);
  g_clear_pointer (&self->superior, g_free);
  nh_settings_add_recent (nh_ledger_get_path (ledger));
  show_workplace (self, ledger, opening->year);
  tell_place (self, opening);
}

static void
start_opening (NhWindow *self, const char *path, guint flags)
{
  g_autoptr (GTask) task = NULL;
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_strdup (path);
  opening->flags = flags;
  close_workplace (self);
  g_free (self->path);
  self->path = g_strdup (opening->path);
  self->flags = flags;
  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();
  task = g_task_new (self, self->opening, on_opened, NULL);
  g_task_set_check_cancellable (task, FALSE);   /* a ledger that did open must be closed again */
  g_task_set_task_data (task, opening, opening_free);
  show_stage (self, "opening");
  g_task_run_in_thread (task, open_in_thread);
}

/* A page that worked in a thread is late when the clerk has opened something else since. */
static gboolean
is_stage (NhWindow *self, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0;
}

static void
on_open_wanted (NhWindow *self, guint flags)
{
  g_autofree char *path = g_strdup (self->path);

  if (is_stage (self, "trouble"))
    start_opening (self, path, flags);
}

/* What follows when the clerk may leave the open ledger. */
typedef struct
{
  NhWindow *window;                     /* owned */
  void (*then) (NhWindow *self, const char *path);
  char *path;                           /* owned (nullable) */
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

static void
depart (NhWindow *self, void (*then) (NhWindow *, const char *), const char *path)
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

static void
open_now (NhWindow *self, const char *path)
{
  g_clear_pointer (&self->superior, g_free);   /* of another ledger */
  start_opening (self, path, NH_OPEN_DEFAULT);
}

static void
on_made (NhWindow *self, const char *path, const char *superior)
{
  if (!is_stage (self, "welcome"))
    return;
  g_free (self->superior);
  self->superior = g_strdup (superior);
  start_opening (self, path, NH_OPEN_DEFAULT);
}

static void
show_welcome (NhWindow *self, const char *path)
{
  close_workplace (self);
  g_clear_object (&self->opening);
  g_clear_pointer (&self->path, g_free);
  nh_notice_hide (self->notice);
  if (self->welcome != NULL)
    gtk_stack_remove (self->stack, GTK_WIDGET (self->welcome));   /* with what was typed there the last time */
  self->welcome = NH_WELCOME (nh_welcome_new ());
  g_signal_connect_object (self->welcome, "made", G_CALLBACK (on_made), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->welcome), "welcome");
  show_stage (self, "welcome");
  gtk_widget_grab_focus (GTK_WIDGET (self->welcome));
}

static void
show_backups (NhWindow *self, const char *path)
{
  close_workplace (self);
  get_trouble (self);
  show_stage (self, "trouble");
  nh_trouble_show_backups (self->trouble, path);
}

static void
on_file_chosen (const char *path, gpointer data)
{
  NhWindow *self = data;
  NhWindow *other = nh_window_find (gtk_window_get_application (GTK_WINDOW (self)), path);

  if (other != NULL && other != self)
    gtk_window_present (GTK_WINDOW (other));
  else
    depart (self, open_now, path);
}

static void
set_texts (NhWindow *self);

/* --- actions: the file ---------------------------------------------------------------------------------------------------- */

static void
on_open (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nh_dialog_open_file (data, _("Open a ledger"), _("Ledgers"), NH_LEDGER_SUFFIX, on_file_chosen, g_object_ref (data), g_object_unref);
}

static void
on_open_path (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  on_file_chosen (g_variant_get_string (parameter, NULL), data);
}

static void
on_send_copy (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  commit (data);
  nh_send_ask (data, nh_session_get_ledger (nh_workplace_get_session (NH_WINDOW (data)->workplace)), NH_SEND_AWAY);
}

static void
on_units_imported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  guint n = GPOINTER_TO_UINT (nh_ledger_run_finish (NH_LEDGER (source), result, &error));
  g_autofree char *number = nh_number_format (n);
  g_autofree char *text = g_strdup_printf (ngettext ("%s unit added.", "%s units added.", n), number);

  nh_notice_say (self->notice, error != NULL ? NH_NOTICE_ERROR : NH_NOTICE_DONE, error != NULL ? error->message : text);
}

static void
on_unit_list_chosen (const char *path, gpointer data)
{
  NhWindow *self = data;

  if (self->workplace != NULL)
    nh_job_import_units (nh_session_get_ledger (nh_workplace_get_session (self->workplace)), path, on_units_imported, g_object_ref (self));
}

static void
on_import_units (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nh_dialog_open_file (data, _("Read a list of units"), _("Lists of units"), ".csv", on_unit_list_chosen, g_object_ref (data), g_object_unref);
}

static void
on_begin (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  depart (data, show_welcome, NULL);
}

static void
on_backups (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  depart (data, show_backups, NH_WINDOW (data)->path);
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_show_about_dialog (data,
                         "program-name", _("Festival Ledger"),
                         "logo-icon-name", NH_APPLICATION_ID,
                         "version", NH_VERSION,
                         "comments", _("Keeps the points, totals and sheets of the festival day of the whole people protecting national security."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

static void
on_keys (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  commit (data);
  nh_keys_show (data);
}

static void
keep_size (NhWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  nh_settings_set_size (width, height, gtk_window_is_maximized (GTK_WINDOW (self)));
}

/* All windows speak the same language: each is asked first for what is not saved in it, and then all are made anew. */
typedef struct
{
  GPtrArray *windows;   /* owned */
  guint asked;
} Change;

static void
change_free (Change *change)
{
  g_ptr_array_unref (change->windows);
  g_free (change);
}

/* The window stays where it is, with what it showed. */
static void
speak_anew (NhWindow *self)
{
  g_autofree char *path = g_strdup (self->path);

  if (self->closing || self->stack == NULL)
    return;
  set_texts (self);
  if (path == NULL)
    {
      show_welcome (self, NULL);
      return;
    }
  drop_trouble (self);
  start_opening (self, path, self->flags & NH_OPEN_READ_ONLY);
}

static void
change_language (GPtrArray *windows)
{
  NhLanguage language = nh_i18n_get_language () == NH_LANGUAGE_ENGLISH ? NH_LANGUAGE_VIETNAMESE : NH_LANGUAGE_ENGLISH;

  nh_settings_set_language (language);
  nh_i18n_init (language);
  for (guint i = 0; i < windows->len; i++)
    speak_anew (g_ptr_array_index (windows, i));
}

static void
on_may_change (gboolean may, gpointer data)
{
  Change *change = data;
  NhWindow *window = NULL;

  while (may && window == NULL && change->asked < change->windows->len)
    {
      window = g_ptr_array_index (change->windows, change->asked++);
      if (window->workplace == NULL)
        window = NULL;
    }
  if (window != NULL)
    {
      nh_workplace_leave (window->workplace, on_may_change, change);
      return;
    }
  if (may)
    change_language (change->windows);
  change_free (change);
}

static void
on_language (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplication *application = gtk_window_get_application (data);
  Change *change = g_new0 (Change, 1);

  change->windows = g_ptr_array_new_with_free_func (g_object_unref);
  for (GList *link = gtk_application_get_windows (application); link != NULL; link = link->next)
    if (NH_IS_WINDOW (link->data))
      g_ptr_array_add (change->windows, g_object_ref (link->data));
  on_may_change (TRUE, change);
}

/* A question about something unsaved would stand under the dialog. */
static void
on_language_wanted (NhWindow *self, GtkWidget *preferences)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (preferences)));
  g_action_group_activate_action (G_ACTION_GROUP (self), "language", NULL);
}

static void
on_preferences (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *preferences = nh_preferences_new ();

  commit (data);
  g_signal_connect_object (preferences, "language-wanted", G_CALLBACK (on_language_wanted), data, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (nh_dialog_window (data, _("Preferences"), preferences)));
  gtk_widget_grab_focus (preferences);
}

/* --- actions: records ----------------------------------------------------------------------------------------------------- */

static void
on_new (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nh_record_page_start_new (page_of (data));
}

static void
on_add_several (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nh_record_page_add_several (page_of (data));
}

static void
on_copy (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nh_record_page_start_copy (page_of (data));
}

static void
on_save (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nh_form_pane_save (nh_record_page_get_pane (page_of (data)), NH_AFTER_STAY);
}

static void
on_save_next (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nh_form_pane_save (nh_record_page_get_pane (page_of (data)), NH_AFTER_NEW);
}

static void
on_delete (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nh_record_page_delete (page_of (data));
}

static void
on_search (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  commit (data);
  if (page_of (data) != NULL)
    nh_record_page_search (page_of (data));
  else if (report_page_of (data) != NULL)
    nh_report_page_search (report_page_of (data));
  else
    gtk_widget_grab_focus (nh_workplace_get_searched (NH_WINDOW (data)->workplace));
}

static void
on_filter (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  commit (data);
  nh_record_page_filter (page_of (data));
}

static void
on_escape (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (page_of (data) != NULL)
    nh_record_page_escape (page_of (data));
  else
    nh_report_page_escape (report_page_of (data));
}

static void
on_copy_previous (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nh_form_pane_copy_previous (nh_record_page_get_pane (page_of (data)));
}

static void
on_record_history (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NhRecordPage *page = page_of (data);

  commit (data);
  nh_record_page_show_form (page);
  nh_form_pane_show_history (nh_record_page_get_pane (page));
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = nh_ledger_run_finish (NH_LEDGER (source), result, &error);

  if (error != NULL)
    nh_notice_say (self->notice, NH_NOTICE_ERROR, error->message);
  else if (text != NULL)
    nh_notice_say (self->notice, NH_NOTICE_DONE, text);
}

/* A search entry, the reason of a warning: texts of no field, with an undo of their own. */
static gboolean
undo_in_text (NhWindow *self, const char *action)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  NhRecordPage *page = page_of (self);

  if (page != NULL && nh_form_get_focus_field (nh_form_pane_get_form (nh_record_page_get_pane (page))) >= 0)
    return FALSE;
  if (GTK_IS_TEXT_VIEW (focus))
    return gtk_widget_activate_action (focus, action, NULL);
  return GTK_IS_TEXT (focus) && gtk_editable_get_enable_undo (GTK_EDITABLE (focus))
         && *gtk_editable_get_text (GTK_EDITABLE (focus)) != '\0' && gtk_widget_activate_action (focus, action, NULL);
}

static void
on_all_saved (gboolean may, gpointer data)
{
  g_autoptr (NhWindow) self = data;

  if (may && self->workplace != NULL)
    nh_job_undo (nh_session_get_ledger (nh_workplace_get_session (self->workplace)), FALSE, on_undone, g_object_ref (self));
}

static void
on_undo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NhWindow *self = data;
  NhRecordPage *page = page_of (self);

  if (undo_in_text (self, "text.undo") || (page != NULL && nh_form_pane_undo_field (nh_record_page_get_pane (page))))
    return;
  commit (self);
  if (page != NULL)
    nh_form_pane_wait (nh_record_page_get_pane (page), on_all_saved, g_object_ref (self));
  else
    on_all_saved (TRUE, g_object_ref (self));
}

static void
on_redo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NhWindow *self = data;

  if (undo_in_text (self, "text.redo"))
    return;
  commit (self);
  nh_job_undo (nh_session_get_ledger (nh_workplace_get_session (self->workplace)), TRUE, on_undone, g_object_ref (self));
}

static void
on_refresh_actions (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  refresh_actions (data);
}

static void
on_units (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  commit (data);
  nh_workplace_open_units (NH_WINDOW (data)->workplace);
}

static void
on_years (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  commit (data);
  nh_workplace_open_years (NH_WINDOW (data)->workplace);
}

static void
on_next_page (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  commit (data);
  nh_workplace_step_page (NH_WINDOW (data)->workplace, 1);
}

static void
on_previous_page (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  commit (data);
  nh_workplace_step_page (NH_WINDOW (data)->workplace, -1);
}

/* --- actions: reports ----------------------------------------------------------------------------------------------------- */

/* From the page of reports at once; from any other by way of it: what goes out has been seen. */
static void
on_excel (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  commit (data);
  if (report_page_of (data) != NULL)
    nh_report_page_export (report_page_of (data), ".xlsx");
  else
    nh_workplace_show_report (NH_WINDOW (data)->workplace, NULL);
}

static void
on_print (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  commit (data);
  if (report_page_of (data) != NULL)
    nh_report_page_print (report_page_of (data));
  else
    nh_workplace_show_report (NH_WINDOW (data)->workplace, NULL);
}

static void
on_report (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const NhReport *report = nh_report_find (g_variant_get_string (parameter, NULL));

  commit (data);
  if (report != NULL)
    nh_workplace_show_report (NH_WINDOW (data)->workplace, report);
}

/* Once it is saved, a record can be had as a filled form. */
static void
on_record_form (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NhWindow *self = data;
  NhRecordPage *page = page_of (self);
  gint64 id = page != NULL ? nh_form_pane_get_id (nh_record_page_get_pane (page)) : 0;

  commit (self);
  if (id != 0)
    nh_workplace_show_record_form (self->workplace, nh_record_page_get_record_type (page), id);
}

static GMenuModel *
make_main_menu (GMenuModel *recent)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) file = g_menu_new ();
  g_autoptr (GMenu) program = g_menu_new ();

  g_menu_append (file, _("_Open a ledger…"), "win.open");
  g_menu_append_submenu (file, _("Opened _before"), recent);
  g_menu_append (file, _("Begin a _new ledger"), "win.begin");
  g_menu_append (file, _("_Send a copy…"), "win.send-copy");
  g_menu_append (file, _("This _record as a filled form…"), "win.record-form");
  g_menu_append (file, _("_Put back a backup…"), "win.backups");
  g_menu_append (file, _("Read a list of _units…"), "win.import-units");
  /* The other language by its own name: whoever needs it can read it. */
  g_menu_append (program, nh_i18n_get_language () == NH_LANGUAGE_ENGLISH ? "_Tiếng Việt" : "_English", "win.language");
  g_menu_append (program, _("P_references…"), "win.preferences");
  g_menu_append (program, _("_Keys"), "win.keys");
  g_menu_append (program, _("_About the program"), "win.about");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (file));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (program));
  return G_MENU_MODEL (menu);
}

static void
set_menu (GtkMenuButton *button, GMenuModel *menu)
{
  gtk_menu_button_set_menu_model (button, menu);
  g_object_unref (menu);
}

static void
on_recent_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NhWindow *self = NH_WINDOW (source);
  g_autoptr (GPtrArray) found = nh_recent_look_finish (result);

  if (self->recent == NULL)
    return;
  g_menu_remove_all (self->recent);
  for (guint i = 0; i < found->len; i++)
    {
      const NhRecent *recent = g_ptr_array_index (found, i);
      g_autofree char *title = nh_recent_title (recent);
      g_auto (GStrv) parts = g_strsplit (title, "_", -1);
      g_autofree char *escaped = g_strjoinv ("__", parts);
      g_autoptr (GMenuItem) item = g_menu_item_new (escaped, NULL);

      g_menu_item_set_action_and_target (item, "win.open-path", "s", recent->path);
      g_menu_append_item (self->recent, item);
    }
}

static void
fill_recent (NhWindow *self)
{
  nh_recent_look (self, on_recent_looked, NULL);
}

static void
name_button (GtkWidget *button, const char *label, const char *tooltip)
{
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* What stands in the window whatever it shows, in the language of now. */
static void
set_texts (NhWindow *self)
{
  name_button (GTK_WIDGET (self->menu), _("Menu"), _("Menu (F10)"));
  name_button (self->redo, _("Do it again"), _("Do it again (Ctrl+Shift+Z)"));
  name_button (self->undo, _("Take back"), _("Take back (Ctrl+Z)"));
  gtk_label_set_text (self->opening_label, _("Opening the ledger…"));
  set_menu (self->menu, make_main_menu (G_MENU_MODEL (self->recent)));
}

static const GActionEntry entries[] = {
  { "open", on_open }, { "open-path", on_open_path, "s" }, { "send-copy", on_send_copy }, { "begin", on_begin }, { "backups", on_backups }, { "import-units", on_import_units }, { "about", on_about }, { "keys", on_keys }, { "language", on_language }, { "preferences", on_preferences },
  { "new", on_new }, { "add-several", on_add_several }, { "copy", on_copy }, { "save", on_save }, { "save-next", on_save_next }, { "delete", on_delete },
  { "search", on_search }, { "filter", on_filter }, { "escape", on_escape }, { "copy-previous", on_copy_previous }, { "record-history", on_record_history }, { "undo", on_undo }, { "redo", on_redo },
  { "refresh-actions", on_refresh_actions }, { "units", on_units }, { "years", on_years },
  { "next-page", on_next_page }, { "previous-page", on_previous_page },
  { "excel", on_excel }, { "print", on_print }, { "report", on_report, "s" },
  { "record-form", on_record_form },
};

/* --- the widget ----------------------------------------------------------------------------------------------------------- */

static void
close_now (NhWindow *self, const char *path)
{
  self->closing = TRUE;
  if (!self->asked_to_close)
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
nh_window_close_request (GtkWindow *window)
{
  NhWindow *self = NH_WINDOW (window);

  if (self->workplace != NULL && !self->closing)
    {
      self->asked_to_close = TRUE;
      depart (self, close_now, NULL);
      self->asked_to_close = FALSE;
      if (!self->closing)
        return TRUE;
    }
  keep_size (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);   /* at once, whatever the disk still has to do */
  g_clear_object (&self->opening);
  close_workplace (self);
  return GTK_WINDOW_CLASS (nh_window_parent_class)->close_request (window);
}

/* The entry of the welcome, too, is under the input method. */
static void
nh_window_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (nh_window_parent_class)->map (widget);
  nh_input_take_turns (widget);
}

/* A page that waits for its last answers from the disk outlives the window, and still reaches the window's actions. */
static void
forget_actions (NhWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_action_map_remove_action (G_ACTION_MAP (self), entries[i].name);
}

static void
nh_window_dispose (GObject *object)
{
  NhWindow *self = NH_WINDOW (object);

  g_clear_object (&self->opening);
  if (self->workplace != NULL)
    close_workplace (self);
  if (self->stack != NULL)
    forget_actions (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_WINDOW);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->superior, g_free);
  g_clear_object (&self->recent);
  G_OBJECT_CLASS (nh_window_parent_class)->dispose (object);
}

static void
nh_window_class_init (NhWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = nh_window_close_request;
  widget_class->map = nh_window_map;
  g_type_ensure (NH_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-window.ui");
  gtk_widget_class_bind_template_child (widget_class, NhWindow, undo);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, redo);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, menu);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, opening_label);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, notice);
}

static void
nh_window_init (NhWindow *self)
{
  int width, height;
  gboolean maximized;

  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  self->recent = g_menu_new ();
  set_texts (self);
  fill_recent (self);
  g_signal_connect_object (self->menu, "notify::active", G_CALLBACK (fill_recent), self, G_CONNECT_SWAPPED);
  nh_settings_get_size (&width, &height, &maximized);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (maximized)
    gtk_window_maximize (GTK_WINDOW (self));
}

GtkWidget *
nh_window_new (GtkApplication *application)
{
  return g_object_new (NH_TYPE_WINDOW, "application", application, NULL);
}

void
nh_window_begin (NhWindow *self)
{
  g_return_if_fail (NH_IS_WINDOW (self));
  depart (self, show_welcome, NULL);
}

void
nh_window_open (NhWindow *self, const char *path)
{
  g_return_if_fail (NH_IS_WINDOW (self));
  depart (self, open_now, path);
}

const char *
nh_window_get_path (NhWindow *self)
{
  g_return_val_if_fail (NH_IS_WINDOW (self), NULL);
  return self->path;
}

/* The same file under two names, a link or another path, is one ledger. */
static gboolean
shows (NhWindow *self, const char *path)
{
  if (path == NULL || self->path == NULL)
    return path == self->path;
  return g_str_equal (self->path, path) || nh_platform_is_same_file (self->path, path);
}

NhWindow *
nh_window_find (GtkApplication *application, const char *path)
{
  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  for (GList *link = gtk_application_get_windows (application); link != NULL; link = link->next)
    if (NH_IS_WINDOW (link->data) && shows (link->data, path))
      return link->data;
  return NULL;
}
