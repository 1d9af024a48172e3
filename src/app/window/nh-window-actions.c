/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The actions of menus, buttons and keys. */
#include "nh-catalog-import.h"
#include "nh-history-undo.h"
#include "nh-window-private.h"

#include "nh-config.h"
#include "nh-dialog.h"
#include "nh-i18n.h"
#include "nh-help-window.h"
#include "nh-number.h"
#include "nh-preferences.h"
#include "nh-copy-export.h"
#include "nh-settings.h"

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

/* Commits the text held by the input method and the field being edited, before the focus moves. */
static void
commit (NhWindow *self)
{
  NhRecordPage *page = page_of (self);

  if (page != NULL)
    nh_form_commit (nh_form_pane_get_form (nh_record_page_get_pane (page)));
}

/* --- Actions: the file --- */

static void
on_open (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nh_dialog_open_file (data, _ ("Open a ledger"), _ ("Ledgers"), NH_LEDGER_SUFFIX, nh_window_open_chosen,
                       g_object_ref (data), g_object_unref);
}

static void
on_open_path (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nh_window_open_chosen (g_variant_get_string (parameter, NULL), data);
}

static void
on_send_copy (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  commit (data);
  nh_copy_export_ask (data, nh_session_get_ledger (nh_workplace_get_session (NH_WINDOW (data)->workplace)),
                      NH_COPY_EXPORT_AWAY);
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
    nh_catalog_import_units_async (nh_session_get_ledger (nh_workplace_get_session (self->workplace)), path, NULL,
                                   on_units_imported, g_object_ref (self));
}

static void
on_import_units (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nh_dialog_open_file (data, _ ("Read a list of units"), _ ("Lists of units"), ".csv", on_unit_list_chosen,
                       g_object_ref (data), g_object_unref);
}

static void
on_begin (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nh_window_depart (data, nh_window_show_welcome, NULL);
}

static void
on_backups (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nh_window_depart (data, nh_window_show_backups, NH_WINDOW (data)->path);
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *about = g_object_new (
      GTK_TYPE_ABOUT_DIALOG, "transient-for", data, "modal", TRUE, "destroy-with-parent", TRUE, "program-name",
      _ ("Festival Ledger"), "logo-icon-name", NH_APPLICATION_ID, "version", NH_VERSION, "comments",
      _ ("Keeps the points, totals and sheets of the festival day of the whole people protecting national security."),
      "license-type", GTK_LICENSE_GPL_3_0, NULL);

  gtk_window_present (about);
  if (GTK_IS_LABEL (gtk_window_get_focus (about))) /* GTK selects the name */
    gtk_label_select_region (GTK_LABEL (gtk_window_get_focus (about)), 0, 0);
  gtk_window_set_focus (about, NULL);
}

static void
on_keys (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  commit (data);
  nh_help_window_show (data, "keys");
}

/* At the page that is open. */
static void
on_help (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NhWindow *self = data;

  commit (data);
  nh_help_window_show (data, self->workplace != NULL ? nh_workplace_get_page_name (self->workplace) : NULL);
}

/* A change of language. All windows may ask about unsaved input; then all are rebuilt. */
typedef struct
{
  GPtrArray *windows; /* owned */
  guint next;         /* window to ask */
} Change;

static void
change_free (Change *change)
{
  g_ptr_array_unref (change->windows);
  g_free (change);
}

/* Rebuilds the content in the new language. */
static void
rebuild (NhWindow *self)
{
  g_autofree char *path = g_strdup (self->path);

  if (self->closing || self->stack == NULL)
    return;
  nh_window_set_texts (self);
  if (path == NULL)
    {
      nh_window_show_welcome (self, NULL);
      return;
    }
  nh_window_drop_error_page (self);
  nh_window_start_opening (self, path, self->flags & NH_OPEN_READ_ONLY);
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

/* Close the dialog first: it would cover a question about unsaved input. */
static void
on_language_requested (NhWindow *self, GtkWidget *preferences)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (preferences)));
  g_action_group_activate_action (G_ACTION_GROUP (self), "language", NULL);
}

static void
on_preferences (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *preferences = nh_preferences_new ();

  commit (data);
  g_signal_connect_object (preferences, "language-requested", G_CALLBACK (on_language_requested), data,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (nh_dialog_window (data, _ ("Preferences"), preferences)));
  gtk_widget_grab_focus (preferences);
}

/* --- Actions: records --- */

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
on_delete (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nh_record_page_delete (page_of (data));
}

static void
on_save (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gboolean next = g_str_equal (g_action_get_name (G_ACTION (action)), "save-next");

  nh_form_pane_save (nh_record_page_get_pane (page_of (data)), next ? NH_AFTER_NEW : NH_AFTER_STAY);
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
  g_autofree char *text = nh_history_undo_finish (NH_LEDGER (source), result, &error);

  nh_notify_result (GTK_WIDGET (self), error, text);
}

static void
on_change_undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = nh_history_undo_change_finish (NH_LEDGER (source), result, &error);

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
  NhLedger *ledger;

  if (!may || self->workplace == NULL)
    return;
  ledger = nh_session_get_ledger (nh_workplace_get_session (self->workplace));
  if (undo->change != 0)
    nh_history_undo_change_async (ledger, undo->change, NULL, on_change_undone, g_object_ref (self));
  else
    nh_history_undo_async (ledger, FALSE, NULL, on_undone, g_object_ref (self));
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
on_undo_change (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  undo_change (data, g_variant_get_int64 (parameter));
}

static void
on_undo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NhRecordPage *page = page_of (data);

  if (!undo_in_text (data, "text.undo") && (page == NULL || !nh_form_pane_undo_field (nh_record_page_get_pane (page))))
    undo_change (data, 0);
}

static void
on_redo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NhWindow *self = data;

  if (undo_in_text (self, "text.redo"))
    return;
  commit (self);
  nh_history_undo_async (nh_session_get_ledger (nh_workplace_get_session (self->workplace)), TRUE, NULL, on_undone,
                         g_object_ref (self));
}

static void
on_refresh_actions (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nh_window_refresh_actions (data);
}

static void
on_step_page (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  commit (data);
  nh_workplace_step_page (NH_WINDOW (data)->workplace,
                          g_str_equal (g_action_get_name (G_ACTION (action)), "next-page") ? 1 : -1);
}

static void
on_choose_view (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  commit (data);
  if (g_str_equal (g_action_get_name (G_ACTION (action)), "units"))
    nh_workplace_open_units (NH_WINDOW (data)->workplace);
  else
    nh_workplace_open_years (NH_WINDOW (data)->workplace);
}

/* --- Actions: reports --- */

/* On another page, show the report first instead of exporting it unseen. */
static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  commit (data);
  if (report_page_of (data) == NULL)
    nh_workplace_show_report (NH_WINDOW (data)->workplace, NULL);
  else if (g_str_equal (g_action_get_name (G_ACTION (action)), "print"))
    nh_report_page_print (report_page_of (data));
  else
    nh_report_page_export (report_page_of (data), ".xlsx");
}

static void
on_report (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const NhReport *report = nh_report_find (g_variant_get_string (parameter, NULL));

  commit (data);
  if (report != NULL)
    nh_workplace_show_report (NH_WINDOW (data)->workplace, report);
}

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

/* --- Table --- */

static const GActionEntry entries[] = {
  { "open", on_open },
  { "open-path", on_open_path, "s" },
  { "send-copy", on_send_copy },
  { "begin", on_begin },
  { "backups", on_backups },
  { "import-units", on_import_units },
  { "about", on_about },
  { "help", on_help },
  { "keys", on_keys },
  { "language", on_language },
  { "preferences", on_preferences },
  { "new", on_new },
  { "add-several", on_add_several },
  { "copy", on_copy },
  { "save", on_save },
  { "save-next", on_save },
  { "delete", on_delete },
  { "search", on_search },
  { "filter", on_filter },
  { "escape", on_escape },
  { "copy-previous", on_copy_previous },
  { "record-history", on_record_history },
  { "undo", on_undo },
  { "undo-change", on_undo_change, "x" },
  { "redo", on_redo },
  { "refresh-actions", on_refresh_actions },
  { "units", on_choose_view },
  { "years", on_choose_view },
  { "next-page", on_step_page },
  { "previous-page", on_step_page },
  { "excel", on_export },
  { "print", on_export },
  { "report", on_report, "s" },
  { "record-form", on_record_form },
};

static void
set_enabled (NhWindow *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), enabled);
}

void
nh_window_refresh_actions (NhWindow *self)
{
  static const char *const writing[] = { "new", "copy", "copy-previous" };
  /* Saving stays enabled in a read-only ledger: it shows the error. */
  static const char *const looking[] = { "save", "save-next", "filter", "record-history" };
  static const char *const working[] = { "excel",     "print",         "report",  "units",    "years",
                                         "next-page", "previous-page", "backups", "send-copy" };
  NhRecordPage *page = page_of (self);
  NhSession *session = self->workplace != NULL ? nh_workplace_get_session (self->workplace) : NULL;
  const NhOutline *outline = session != NULL ? nh_session_get_outline (session) : NULL;
  gboolean writable = session != NULL && !nh_session_is_read_only (session);
  gboolean typed = page != NULL && nh_form_pane_can_undo (nh_record_page_get_pane (page));

  for (guint i = 0; i < G_N_ELEMENTS (writing); i++)
    set_enabled (self, writing[i], writable && page != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (looking); i++)
    set_enabled (self, looking[i], page != NULL);
  set_enabled (self, "escape", page != NULL || report_page_of (self) != NULL);
  set_enabled (self, "search",
               page != NULL || report_page_of (self) != NULL ||
                   (session != NULL && nh_workplace_get_searched (self->workplace) != NULL));
  for (guint i = 0; i < G_N_ELEMENTS (working); i++)
    set_enabled (self, working[i], session != NULL);
  set_enabled (self, "import-units", writable);
  set_enabled (self, "delete", page != NULL && nh_record_page_can_delete (page));
  set_enabled (self, "add-several", page != NULL && nh_record_page_can_add_several (page));
  set_enabled (self, "record-form", page != NULL && nh_form_pane_get_id (nh_record_page_get_pane (page)) != 0);
  set_enabled (self, "undo-change", writable);
  set_enabled (self, "undo", writable && (typed || (outline != NULL && outline->can_undo)));
  set_enabled (self, "redo", writable && outline != NULL && outline->can_redo);
}

void
nh_window_add_actions (NhWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

/* A page with pending reads may outlive the window and still activate its actions. */
void
nh_window_forget_actions (NhWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_action_map_remove_action (G_ACTION_MAP (self), entries[i].name);
}
