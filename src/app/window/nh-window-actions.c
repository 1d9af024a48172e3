/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The actions of menus, buttons and keys. */
#include "nh-backup-place.h"
#include "nh-catalog-import.h"
#include "nh-history-undo.h"
#include "nh-window-private.h"

#include "nh-config.h"
#include "nh-criteria.h"
#include "nh-dialog.h"
#include "nh-i18n.h"
#include "nh-help-window.h"
#include "nh-number.h"
#include "nh-preferences.h"
#include "nh-export.h"
#include "nh-forms-window.h"
#include "nh-intake-window.h"
#include "nh-settings.h"

static NhRecordPage *
page_of (NhWindow *self)
{
  return self->workplace != NULL ? nh_workplace_get_page (self->workplace) : NULL;
}

static gboolean
has_list (NhRecordPage *page)
{
  return !nh_record_type_is_single (nh_record_page_get_record_type (page));
}

static NhReportPage *
report_page_of (NhWindow *self)
{
  return self->workplace != NULL ? nh_workplace_get_report_page (self->workplace) : NULL;
}

/* Commits the text held by the input method and the field being edited, before the focus moves. */
static void
commit (NhWindow *self)
{
  NhRecordPage *page = page_of (self);

  if (page != NULL)
    nh_form_commit (nh_form_pane_get_form (nh_record_page_get_pane (page)));
}

/* --- Actions: the file --- */

static NhLedger *
ledger_of (NhWindow *self)
{
  return nh_session_get_ledger (nh_workplace_get_session (self->workplace));
}

static void
on_open (NhWindow *self, const char *name, GVariant *parameter)
{
  nh_dialog_open_file (GTK_WIDGET (self), _ ("Open a ledger"), _ ("Ledgers"), NH_LEDGER_SUFFIX, nh_window_open_chosen,
                       g_object_ref (self), g_object_unref);
}

static void
on_open_path (NhWindow *self, const char *name, GVariant *parameter)
{
  nh_window_open_chosen (g_variant_get_string (parameter, NULL), self);
}

static void
on_send_copy (NhWindow *self, const char *name, GVariant *parameter)
{
  nh_copy_export_ask (GTK_WIDGET (self), ledger_of (self), NH_COPY_EXPORT_AWAY);
}

static void
on_units_imported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  guint n = nh_catalog_import_units_finish (NH_LEDGER (source), result, &error);
  g_autofree char *number = nh_number_format (n);
  g_autofree char *text = g_strdup_printf (ngettext ("%s unit added.", "%s units added.", n), number);

  nh_notify_result (GTK_WIDGET (self), error, text);
}

static void
on_unit_list_chosen (const char *path, gpointer data)
{
  NhWindow *self = data;

  if (self->workplace != NULL)
    nh_catalog_import_units_async (ledger_of (self), path, NULL, on_units_imported, g_object_ref (self));
}

static void
on_import_units (NhWindow *self, const char *name, GVariant *parameter)
{
  nh_dialog_open_file (GTK_WIDGET (self), _ ("Read a list of units"), _ ("Lists of units"), ".csv", on_unit_list_chosen,
                       g_object_ref (self), g_object_unref);
}

static void
on_criteria_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  guint n = nh_criteria_import_finish (NH_LEDGER (source), result, &error);
  g_autofree char *number = nh_number_format (n);
  g_autofree char *text = g_strdup_printf (ngettext ("%s criterion read.", "%s criteria read.", n), number);

  nh_notify_result (GTK_WIDGET (self), error, text);
}

static void
on_criteria_chosen (const char *path, gpointer data)
{
  NhWindow *self = data;

  if (self->workplace != NULL)
    nh_criteria_import_async (ledger_of (self), path, NULL, NULL, on_criteria_read, g_object_ref (self));
}

static void
on_import_criteria (NhWindow *self, const char *name, GVariant *parameter)
{
  nh_dialog_open_file (GTK_WIDGET (self), _ ("Read the criteria of model wards"), _ ("Workbooks"), NH_INTAKE_ENDINGS,
                       on_criteria_chosen, g_object_ref (self), g_object_unref);
}

static void
on_backups (NhWindow *self, const char *name, GVariant *parameter)
{
  nh_window_depart (self, nh_window_show_backups, self->path);
}

static void
on_back_up (NhWindow *self, const char *name, GVariant *parameter)
{
  nh_backup_place_make (GTK_WIDGET (self), ledger_of (self));
}

static void
on_from_excel (NhWindow *self, const char *name, GVariant *parameter)
{
  NhRecordPage *page = page_of (self);

  nh_intake_window_ask (GTK_WIDGET (self), nh_workplace_get_session (self->workplace),
                        page != NULL ? nh_record_page_get_record_type (page) : NULL);
}

static void
on_forms (NhWindow *self, const char *name, GVariant *parameter)
{
  NhSession *session = nh_workplace_get_session (self->workplace);

  if (g_str_equal (name, "make-forms"))
    nh_forms_make (GTK_WIDGET (self), session);
  else
    nh_forms_ask (GTK_WIDGET (self), session);
}

static void
on_about (NhWindow *self, const char *name, GVariant *parameter)
{
  GtkWindow *about = g_object_new (
      GTK_TYPE_ABOUT_DIALOG, "transient-for", self, "modal", TRUE, "destroy-with-parent", TRUE, "program-name",
      _ ("Festival Ledger"), "logo-icon-name", NH_APPLICATION_ID, "version", NH_VERSION, "comments",
      _ ("Keeps the points, totals and sheets of the festival day of the whole people protecting national security."),
      "license-type", GTK_LICENSE_GPL_3_0, NULL);

  gtk_window_present (about);
  if (GTK_IS_LABEL (gtk_window_get_focus (about))) /* GTK selects the name */
    gtk_label_select_region (GTK_LABEL (gtk_window_get_focus (about)), 0, 0);
  gtk_window_set_focus (about, NULL);
}

static void
on_keys (NhWindow *self, const char *name, GVariant *parameter)
{
  nh_help_window_show (GTK_WINDOW (self), "keys");
}

/* At the page that is open. */
static void
on_help (NhWindow *self, const char *name, GVariant *parameter)
{
  nh_help_window_show (GTK_WINDOW (self),
                       self->workplace != NULL ? nh_workplace_get_page_name (self->workplace) : NULL);
}

/* A change of language. All windows may ask about unsaved input; then all are rebuilt. */
typedef struct
{
  GPtrArray *windows; /* owned */
  guint next;         /* window to ask */
} Change;

/* Rebuilds the content in the new language. */
static void
rebuild (NhWindow *self)
{
  if (self->closing || self->stack == NULL)
    return;
  nh_help_window_close (GTK_WINDOW (self));
  nh_window_set_texts (self);
  if (self->path != NULL)
    {
      nh_window_reopen (self);
      return;
    }
  nh_window_show_welcome (self, NULL);
  nh_window_end_rebuild (self);
}

void
nh_window_end_rebuild (NhWindow *self)
{
  if (self->preferences)
    g_action_group_activate_action (G_ACTION_GROUP (self), "preferences", NULL);
  self->preferences = FALSE;
}

static void
change_language (GPtrArray *windows)
{
  NhLanguage language = nh_i18n_get_language () == NH_LANGUAGE_ENGLISH ? NH_LANGUAGE_VIETNAMESE : NH_LANGUAGE_ENGLISH;

  nh_settings_set_language (language);
  nh_i18n_init (language);
  for (guint i = 0; i < windows->len; i++)
    rebuild (g_ptr_array_index (windows, i));
}

static void
on_may_change (gboolean may, gpointer data)
{
  Change *change = data;
  NhWindow *window = NULL;

  while (may && window == NULL && change->next < change->windows->len)
    {
      window = g_ptr_array_index (change->windows, change->next++);
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
  for (guint i = 0; !may && i < change->windows->len; i++)
    NH_WINDOW (g_ptr_array_index (change->windows, i))->preferences = FALSE;
  g_ptr_array_unref (change->windows);
  g_free (change);
}

static void
on_language (NhWindow *self, const char *name, GVariant *parameter)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  Change *change = g_new0 (Change, 1);

  change->windows = g_ptr_array_new_with_free_func (g_object_unref);
  for (GList *link = gtk_application_get_windows (application); link != NULL; link = link->next)
    if (NH_IS_WINDOW (link->data))
      g_ptr_array_add (change->windows, g_object_ref (link->data));
  on_may_change (TRUE, change);
}

/* Close the dialog first: it would cover a question about unsaved input. */
static gboolean
change_from_dialog (gpointer dialog)
{
  NhWindow *self = NH_WINDOW (gtk_window_get_transient_for (dialog));

  gtk_window_destroy (dialog);
  self->preferences = TRUE;
  g_action_group_activate_action (G_ACTION_GROUP (self), "language", NULL);
  return G_SOURCE_REMOVE;
}

/* Later: the drop-down is still at work. */
static void
on_language_requested (NhWindow *self, GtkWidget *preferences)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, change_from_dialog, g_object_ref (gtk_widget_get_root (preferences)),
                   g_object_unref);
}

static void
on_backup_place_chosen (NhWindow *self)
{
  if (self->workplace != NULL && !nh_ledger_is_read_only (ledger_of (self)))
    nh_backup_place_bring (GTK_WIDGET (self), ledger_of (self));
}

static void
on_preferences (NhWindow *self, const char *name, GVariant *parameter)
{
  GtkWidget *preferences = g_object_new (NH_TYPE_PREFERENCES, NULL);

  if (self->workplace != NULL)
    nh_preferences_set_ledger (NH_PREFERENCES (preferences), nh_ledger_get_path (ledger_of (self)));
  g_signal_connect_object (preferences, "backup-place-chosen", G_CALLBACK (on_backup_place_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (preferences, "language-requested", G_CALLBACK (on_language_requested), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (nh_dialog_window (GTK_WIDGET (self), _ ("Preferences"), preferences)));
  gtk_widget_grab_focus (preferences);
}

/* --- Actions: records --- */

static void
on_save (NhWindow *self, const char *name, GVariant *parameter)
{
  nh_form_pane_save (nh_record_page_get_pane (page_of (self)),
                     g_str_equal (name, "save-next") ? NH_AFTER_NEW : NH_AFTER_STAY);
}

static void
on_search (NhWindow *self, const char *name, GVariant *parameter)
{
  if (page_of (self) != NULL)
    nh_record_page_search (page_of (self));
  else if (report_page_of (self) != NULL)
    nh_preview_search (nh_report_page_get_preview (report_page_of (self)));
  else
    nh_workplace_search (self->workplace);
}

static void
on_escape (NhWindow *self, const char *name, GVariant *parameter)
{
  if (page_of (self) != NULL)
    nh_record_page_escape (page_of (self));
  else if (!nh_preview_end_search (nh_report_page_get_preview (report_page_of (self))))
    gtk_widget_grab_focus (GTK_WIDGET (nh_report_page_get_preview (report_page_of (self))));
}

static void
copy_previous (NhRecordPage *page)
{
  nh_form_pane_copy_previous (nh_record_page_get_pane (page));
}

static void
show_history (NhRecordPage *page)
{
  nh_record_page_show_form (page);
  nh_form_pane_show_history (nh_record_page_get_pane (page));
}

static void
show_changes (NhWindow *self)
{
  if (self->workplace != NULL)
    nh_workplace_show_page (self->workplace, "history");
}

/* Of one change, or of the newest. */
static void
on_undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = nh_ledger_run_finish (NH_LEDGER (source), result, &error);

  if (text != NULL && self->workplace != NULL)
    nh_notice_offer (self->notice, NH_NOTICE_DONE, text, _ ("_View"), G_CALLBACK (show_changes), g_object_ref (self),
                     g_object_unref);
  else
    nh_notify_result (GTK_WIDGET (self), error, text);
}

/* Texts that are not fields, such as a search entry, have an undo of their own. */
static gboolean
undo_in_text (NhWindow *self, const char *action)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  NhRecordPage *page = page_of (self);

  if (page != NULL && nh_form_get_focus_field (nh_form_pane_get_form (nh_record_page_get_pane (page))) >= 0)
    return FALSE;
  if (GTK_IS_TEXT_VIEW (focus))
    return gtk_widget_activate_action (focus, action, NULL);
  return GTK_IS_TEXT (focus) && gtk_editable_get_enable_undo (GTK_EDITABLE (focus)) &&
         *gtk_editable_get_text (GTK_EDITABLE (focus)) != '\0' && gtk_widget_activate_action (focus, action, NULL);
}

typedef struct
{
  NhWindow *window; /* owned */
  gint64 change;    /* 0: the newest */
} Undo;

static void
on_all_saved (gboolean may, gpointer data)
{
  g_autofree Undo *undo = data;
  g_autoptr (NhWindow) self = undo->window;

  if (!may || self->workplace == NULL)
    return;
  if (undo->change != 0)
    nh_history_undo_change_async (ledger_of (self), undo->change, NULL, on_undone, g_object_ref (self));
  else
    nh_history_undo_async (ledger_of (self), FALSE, NULL, on_undone, g_object_ref (self));
}

static void
undo_change (NhWindow *self, gint64 change)
{
  NhRecordPage *page = page_of (self);
  Undo *undo = g_new0 (Undo, 1);

  commit (self);
  undo->window = g_object_ref (self);
  undo->change = change;
  if (page != NULL)
    nh_form_pane_wait (nh_record_page_get_pane (page), on_all_saved, undo);
  else
    on_all_saved (TRUE, undo);
}

/* The button of a notice: undoes its own change, even while a field is edited. */
static void
on_undo_change (NhWindow *self, const char *name, GVariant *parameter)
{
  undo_change (self, g_variant_get_int64 (parameter));
}

static void
on_undo (NhWindow *self, const char *name, GVariant *parameter)
{
  NhRecordPage *page = page_of (self);

  if (!undo_in_text (self, "text.undo") && (page == NULL || !nh_form_pane_undo_field (nh_record_page_get_pane (page))))
    undo_change (self, 0);
}

static void
on_redo (NhWindow *self, const char *name, GVariant *parameter)
{
  if (undo_in_text (self, "text.redo"))
    return;
  commit (self);
  nh_history_undo_async (ledger_of (self), TRUE, NULL, on_undone, g_object_ref (self));
}

static void
on_step_page (NhWindow *self, const char *name, GVariant *parameter)
{
  nh_sidebar_step_page (nh_workplace_get_sidebar (self->workplace), g_str_equal (name, "next-page") ? 1 : -1);
  nh_workplace_focus_page (self->workplace);
}

static void
on_choose_view (NhWindow *self, const char *name, GVariant *parameter)
{
  if (g_str_equal (name, "units"))
    nh_sidebar_open_units (nh_workplace_get_sidebar (self->workplace));
  else
    nh_sidebar_open_years (nh_workplace_get_sidebar (self->workplace));
}

/* --- Actions: reports --- */

static void
on_hand_in (NhWindow *self, const char *name, GVariant *parameter)
{
  if (g_str_equal (name, "receive-folder"))
    nh_workplace_receive_folder (self->workplace);
  else if (g_str_equal (name, "save-replies"))
    nh_workplace_save_replies (self->workplace);
  else
    nh_workplace_show_hand_in (self->workplace);
}

/* The sheet of the page that is shown: of the reception, the progress of the hand-in. (nullable) */
static const NhReport *
find_page_report (NhWindow *self)
{
  const char *page = nh_workplace_get_page_name (self->workplace);

  return nh_report_find (g_str_equal (page, "reception") ? "progress" : page);
}

/* A list is written as it stands. On a page that is no sheet, the report is shown first: on the overview, its own. */
static void
on_export (NhWindow *self, const char *name, GVariant *parameter)
{
  gboolean sheet = !g_str_equal (name, "reports");

  if (sheet && !g_str_equal (name, "pdf") && page_of (self) != NULL && has_list (page_of (self)))
    gtk_widget_activate_action (GTK_WIDGET (page_of (self)),
                                g_str_equal (name, "print") ? "page.print-list" : "page.excel-list", NULL);
  else if (!sheet || report_page_of (self) == NULL)
    nh_workplace_show_report (self->workplace, sheet ? find_page_report (self) : NULL, 0);
  else if (g_str_equal (name, "print"))
    gtk_widget_activate_action (GTK_WIDGET (report_page_of (self)), "report.print", NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (report_page_of (self)), "report.export", "s",
                                g_str_equal (name, "pdf") ? ".pdf" : ".xlsx");
}

static void
on_report (NhWindow *self, const char *name, GVariant *parameter)
{
  const NhReport *report = nh_report_find (g_variant_get_string (parameter, NULL));

  if (report != NULL)
    nh_workplace_show_report (self->workplace, report, 0);
}

static void
on_record_form (NhWindow *self, const char *name, GVariant *parameter)
{
  NhRecordPage *page = page_of (self);

  nh_workplace_show_report (self->workplace, nh_report_find_form (nh_record_page_get_record_type (page)),
                            nh_form_pane_get_id (nh_record_page_get_pane (page)));
}

/* --- Table --- */

/* What an action needs to be enabled; COMMIT: it ends the editing of a field first. */
enum
{
  COMMIT = 1 << 0,
  LEDGER = 1 << 1,
  WRITABLE = 1 << 2,
  PAGE = 1 << 3,   /* of records */
  RECORD = 1 << 4, /* a saved one in the form */
  ROWS = 1 << 5,   /* selected ones that can be deleted */
  SEVERAL = 1 << 6,
  SEARCHABLE = 1 << 7,
  ESCAPABLE = 1 << 8,
  UNDOABLE = 1 << 9,
  REDOABLE = 1 << 10,
  LIST = 1 << 11, /* beside the form */
  OPEN = 1 << 12, /* of records in a year that is not locked; else it says so */
};

static const struct
{
  const char *name, *parameter;
  guint needs;
  void (*run) (NhWindow *self, const char *name, GVariant *parameter);
  /* Instead: */
  void (*run_on_page) (NhRecordPage *page);
  void (*run_on_window) (NhWindow *self);
} actions[] = {
  { "open", NULL, 0, on_open },
  { "open-path", "s", 0, on_open_path },
  { "send-copy", NULL, LEDGER | COMMIT, on_send_copy },
  { "begin", NULL, 0, .run_on_window = nh_window_begin },
  { "back-up", NULL, LEDGER | COMMIT, on_back_up },
  { "backups", NULL, LEDGER, on_backups },
  { "import-units", NULL, WRITABLE, on_import_units },
  { "make-forms", NULL, LEDGER | COMMIT, on_forms },
  { "take-forms", NULL, WRITABLE | COMMIT, on_forms },
  { "from-excel", NULL, WRITABLE | COMMIT, on_from_excel },
  { "import-criteria", NULL, WRITABLE, on_import_criteria },
  { "about", NULL, 0, on_about },
  { "help", NULL, COMMIT, on_help },
  { "keys", NULL, COMMIT, on_keys },
  { "language", NULL, 0, on_language },
  { "preferences", NULL, COMMIT, on_preferences },
  { "new", NULL, PAGE | WRITABLE | OPEN, NULL, nh_record_page_start_new },
  { "add-several", NULL, SEVERAL | OPEN, NULL, nh_record_page_add_several },
  { "copy", NULL, LIST | WRITABLE | OPEN, NULL, nh_record_page_start_copy },
  { "save", NULL, PAGE | OPEN, on_save }, /* in a read-only ledger it shows the error */
  { "save-next", NULL, PAGE | OPEN, on_save },
  { "delete", NULL, ROWS | OPEN, NULL, nh_record_page_delete },
  { "change-rows", NULL, LIST | WRITABLE | OPEN, NULL, nh_record_page_change_rows },
  { "search", NULL, SEARCHABLE | COMMIT, on_search },
  { "filter", NULL, LIST | COMMIT, NULL, nh_record_page_filter },
  { "fold-form", NULL, LIST | COMMIT, NULL, nh_record_page_fold_form },
  { "escape", NULL, ESCAPABLE, on_escape },
  { "copy-previous", NULL, PAGE | WRITABLE, NULL, copy_previous },
  { "record-history", NULL, PAGE | COMMIT, NULL, show_history },
  { "undo", NULL, UNDOABLE, on_undo },
  { "undo-change", "x", WRITABLE, on_undo_change },
  { "redo", NULL, REDOABLE, on_redo },
  { "refresh-actions", NULL, 0, .run_on_window = nh_window_refresh_actions },
  { "units", NULL, LEDGER | COMMIT, on_choose_view },
  { "years", NULL, LEDGER | COMMIT, on_choose_view },
  { "next-page", NULL, LEDGER | COMMIT, on_step_page },
  { "previous-page", NULL, LEDGER | COMMIT, on_step_page },
  { "excel", NULL, LEDGER | COMMIT, on_export },
  { "pdf", NULL, LEDGER | COMMIT, on_export },
  { "print", NULL, LEDGER | COMMIT, on_export },
  { "reports", NULL, LEDGER | COMMIT, on_export },
  { "hand-in", NULL, LEDGER | COMMIT, on_hand_in },
  { "receive-folder", NULL, WRITABLE | COMMIT, on_hand_in },
  { "save-replies", NULL, WRITABLE | COMMIT, on_hand_in },
  { "report", "s", LEDGER | COMMIT, on_report },
  { "record-form", NULL, RECORD | COMMIT, on_record_form },
};

/* The province has accepted the year, so nothing is changed in it. */
static gboolean
is_locked (NhWindow *self)
{
  NhRecordPage *page = page_of (self);

  return page != NULL &&
         nh_session_is_locked (nh_workplace_get_session (self->workplace), nh_record_page_get_record_type (page));
}

static void
say_locked (NhWindow *self)
{
  g_autofree char *text = g_strdup_printf (
      _ ("The year %d is locked: the province has accepted it. “Supplement” opens it again."),
      nh_session_get_year (nh_workplace_get_session (self->workplace)));

  nh_notice_show (self->notice, NH_NOTICE_WARNING, text);
}

static void
on_activate (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *name = g_action_get_name (G_ACTION (action));
  guint i = 0;

  while (!g_str_equal (actions[i].name, name))
    i++;
  if (actions[i].needs & COMMIT)
    commit (data);
  if (actions[i].needs & ~WRITABLE)
    nh_notice_end (NH_WINDOW (data)->notice);
  if ((actions[i].needs & OPEN) && is_locked (data))
    say_locked (data);
  else if (actions[i].run != NULL)
    actions[i].run (data, name, parameter);
  else if (actions[i].run_on_page != NULL)
    actions[i].run_on_page (page_of (data));
  else
    actions[i].run_on_window (data);
}

static guint
get_state (NhWindow *self)
{
  NhRecordPage *page = page_of (self);
  NhSession *session = self->workplace != NULL ? nh_workplace_get_session (self->workplace) : NULL;
  const NhOutline *outline = session != NULL ? nh_session_get_outline (session) : NULL;
  gboolean typed = page != NULL && nh_form_pane_can_undo (nh_record_page_get_pane (page));
  guint state = LEDGER | COMMIT | OPEN;

  if (session == NULL)
    return COMMIT | OPEN;
  if (page != NULL && has_list (page))
    state |= LIST | SEARCHABLE;
  if (page != NULL)
    state |= PAGE | ESCAPABLE | (nh_record_page_can_delete (page) ? ROWS : 0) |
             (nh_record_page_can_add_several (page) ? SEVERAL : 0) |
             (nh_form_pane_get_id (nh_record_page_get_pane (page)) != 0 ? RECORD : 0);
  else if (report_page_of (self) != NULL)
    state |= SEARCHABLE | ESCAPABLE;
  else if (nh_workplace_get_searched (self->workplace) != NULL)
    state |= SEARCHABLE;
  if (nh_session_is_read_only (session))
    return state;
  return state | WRITABLE | (typed || (outline != NULL && outline->can_undo) ? UNDOABLE : 0) |
         (outline != NULL && outline->can_redo ? REDOABLE : 0);
}

void
nh_window_refresh_actions (NhWindow *self)
{
  guint state = get_state (self);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), actions[i].name)),
                                 (actions[i].needs & ~state) == 0);
}

void
nh_window_add_actions (NhWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    g_action_map_add_action_entries (G_ACTION_MAP (self),
                                     &(GActionEntry){ actions[i].name, on_activate, actions[i].parameter }, 1, self);
}

/* A page with pending reads may outlive the window and still activate its actions. */
void
nh_window_forget_actions (NhWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    g_action_map_remove_action (G_ACTION_MAP (self), actions[i].name);
}
