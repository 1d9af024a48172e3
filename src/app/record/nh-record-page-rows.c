/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actions on the selected rows. */
#include "nh-record-page-private.h"

#include <string.h>

#include "nh-batch.h"
#include "nh-bulk-edit.h"
#include "nh-dialog.h"
#include "nh-i18n.h"
#include "nh-intake-window.h"
#include "nh-store.h"
#include "nh-notice.h"
#include "nh-number.h"
#include "nh-row-copy.h"

/* An action on the selected records after the form was left. */
typedef struct _Task Task;
struct _Task
{
  NhRecordPage *page;       /* owned */
  GArray *ids;              /* owned */
  GArray *children;         /* owned (nullable): of NhRecordRef, what belongs to them … */
  guint n_children;         /* … and how many of these are deleted, too */
  void (*run) (Task *task); /* takes the task over */
};

static Task *
task_new (NhRecordPage *self, void (*run) (Task *task))
{
  Task *task = g_new0 (Task, 1);

  task->page = g_object_ref (self);
  task->ids = nh_row_selection_get_keys (self->selection);
  task->run = run;
  return task;
}

static void
task_free (gpointer data)
{
  Task *task = data;

  g_object_unref (task->page);
  g_array_unref (task->ids);
  g_clear_pointer (&task->children, g_array_unref);
  g_free (task);
}

/* --- Leaving the form --- */

static gboolean
is_shown (const Task *task)
{
  gint64 shown = nh_form_pane_get_id (task->page->pane);

  for (guint i = 0; i < task->ids->len; i++)
    if (g_array_index (task->ids, gint64, i) == shown)
      return TRUE;
  return FALSE;
}

static void change (Task *task);

/* Stop if a failed save put its record back into the form. */
static void
on_all_saved (gboolean may, gpointer data)
{
  Task *task = data;

  if (may && !(nh_form_pane_is_dirty (task->page->pane) && (task->run == change || is_shown (task))))
    task->run (task);
  else
    task_free (task);
}

static void
on_may_leave (gboolean may, gpointer data)
{
  Task *task = data;

  if (may)
    nh_form_pane_wait (task->page->pane, on_all_saved, task);
  else
    task_free (task);
}

static void
on_may_change (gboolean may, gpointer data)
{
  Task *task = data;

  if (!may)
    task_free (task);
  else if (task->run == change || is_shown (task))
    nh_form_pane_leave (task->page->pane, on_may_leave, task);
  else
    on_may_leave (TRUE, task);
}

/* --- What units have handed in --- */

static void
on_units_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Task *task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) units = nh_store_find_units_finish (NH_LEDGER (source), result, &error);

  if (units != NULL)
    nh_form_pane_ask_guard_of (task->page->pane, units, task->ids->len == 1 && is_shown (task), on_may_change, task);
  else
    {
      nh_notify_error (GTK_WIDGET (task->page), error->message);
      task_free (task);
    }
}

/* Asks before records are changed that units have handed in, whether the form shows one or not. */
static void
begin (Task *task)
{
  const NhOutline *outline = nh_session_get_outline (task->page->session);

  if (outline == NULL || outline->received->len == 0)
    {
      on_may_change (TRUE, task);
      return;
    }
  nh_store_find_units_async (nh_session_get_ledger (task->page->session), task->page->type, g_array_copy (task->ids),
                             NULL, on_units_found, task);
}

/* --- Deleting and restoring --- */

static void
on_restored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhRecordPage) self = user_data;
  g_autoptr (GError) error = NULL;

  nh_store_set_deleted_finish (NH_LEDGER (source), result, &error);
  nh_notify_result (GTK_WIDGET (self), error, _ ("Restored."));
}

/* @ids: transfer full. */
static void
restore (NhRecordPage *self, GArray *ids)
{
  nh_store_set_deleted_async (nh_session_get_ledger (self->session), self->type, ids, FALSE, NULL, on_restored,
                              g_object_ref (self));
}

static void
on_restore_requested (gpointer data)
{
  Task *task = data;

  restore (task->page, g_array_copy (task->ids));
}

/* (transfer full) */
static char *
say_deleted (const Task *task)
{
  guint n = task->ids->len + task->n_children;
  g_autofree char *count = nh_number_format (n);

  return g_strdup_printf (ngettext ("%s record deleted.", "%s records deleted.", n), count);
}

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Task *task = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = say_deleted (task);

  nh_store_set_deleted_finish (NH_LEDGER (source), result, &error);
  if (error == NULL)
    {
      nh_notice_offer (nh_notice_of (GTK_WIDGET (task->page)), NH_NOTICE_DONE, text, _ ("_Undo"),
                       G_CALLBACK (on_restore_requested), task, task_free);
      return;
    }
  nh_notify_result (GTK_WIDGET (task->page), error, text);
  task_free (task);
}

/* --- Deleting what other records belong to --- */

static void
on_parents_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Task *task = user_data;
  g_autoptr (GError) error = NULL;
  gint64 change = nh_store_delete_parents_finish (NH_LEDGER (source), result, &error);
  g_autofree char *text = say_deleted (task);

  if (error == NULL)
    nh_notice_offer_undo (nh_notice_of (GTK_WIDGET (task->page)), NH_NOTICE_DONE, text, change);
  else
    nh_notify_error (GTK_WIDGET (task->page), error->message);
  task_free (task);
}

static void
delete_parents (Task *task, gboolean with_children)
{
  for (guint i = 0; i < task->children->len; i++)
    if (with_children ||
        !nh_record_type_can_keep (g_array_index (task->children, NhRecordRef, i).type, task->page->type))
      task->n_children++;
  nh_store_delete_parents_async (nh_session_get_ledger (task->page->session), task->page->type,
                                 g_array_copy (task->ids), with_children, NULL, on_parents_deleted, task);
}

static void
on_delete_answered (guint button, gpointer data)
{
  if (button < 2)
    delete_parents (data, button == 0);
  else
    task_free (data);
}

static void
on_delete_parts_answered (guint button, gpointer data)
{
  if (button == 0)
    delete_parents (data, TRUE);
  else
    task_free (data);
}

/* "12 gifts, 3 commendations" (transfer full) */
static char *
describe_children (GArray *children)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0, n; i < children->len; i += n)
    {
      const NhRecordType *type = g_array_index (children, NhRecordRef, i).type;
      g_autofree char *number = NULL;

      for (n = 1; i + n < children->len && g_array_index (children, NhRecordRef, i + n).type == type;)
        n++;
      number = nh_number_format (n);
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append (text, g_dngettext (GETTEXT_PACKAGE, type->counted[0], type->counted[1], n));
      g_string_replace (text, "%s", number, 1);
    }
  return g_string_free (text, FALSE);
}

static gboolean
can_keep (const Task *task)
{
  for (guint i = 0; i < task->children->len; i++)
    if (nh_record_type_can_keep (g_array_index (task->children, NhRecordRef, i).type, task->page->type))
      return TRUE;
  return FALSE;
}

static void
ask_children (Task *task)
{
  const char *const parts[] = { _ ("_Delete them, too"), _ ("_Cancel"), NULL };
  const char *const buttons[] = { _ ("_Delete them, too"), _ ("_Keep them"), _ ("_Cancel"), NULL };
  g_autofree char *what = describe_children (task->children);
  g_autofree char *title = g_strdup_printf (ngettext ("This record has %s.", "These records have %s.", task->ids->len),
                                            what);

  if (!can_keep (task))
    {
      nh_dialog_ask (GTK_WIDGET (task->page), title,
                     _ ("They count nowhere without it, so they are deleted, too. One undo brings everything back."),
                     parts, 1, on_delete_parts_answered, task);
      return;
    }
  nh_dialog_ask (
      GTK_WIDGET (task->page), title,
      _ ("They can be deleted, too, or be kept: then they still count, but belong to nothing any more. Either "
         "way one undo brings everything back."),
      buttons, 2, on_delete_answered, task);
}

static void delete (Task *task)
{
  nh_store_set_deleted_async (nh_session_get_ledger (task->page->session), task->page->type, g_array_copy (task->ids),
                              TRUE, NULL, on_deleted, task);
}

static void
on_children_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Task *task = user_data;
  g_autoptr (GError) error = NULL;

  task->children = nh_store_find_children_finish (NH_LEDGER (source), result, &error);
  if (task->children != NULL && task->children->len > 0)
    ask_children (task);
  else if (task->children != NULL)
    delete (task);
  else
    {
      nh_notify_error (GTK_WIDGET (task->page), error->message);
      task_free (task);
    }
}

static void
delete_or_ask (Task *task)
{
  nh_store_find_children_async (nh_session_get_ledger (task->page->session), task->page->type, g_array_copy (task->ids),
                                NULL, on_children_found, task);
}

void
nh_record_page_delete (NhRecordPage *self)
{
  g_return_if_fail (NH_IS_RECORD_PAGE (self));
  if (nh_row_selection_get_count (self->selection) > 0)
    begin (task_new (self, delete_or_ask));
}

gboolean
nh_record_page_can_delete (NhRecordPage *self)
{
  g_return_val_if_fail (NH_IS_RECORD_PAGE (self), FALSE);
  return !nh_session_is_read_only (self->session) && !nh_filter_bar_get_filter (self->filter)->deleted &&
         nh_row_selection_get_count (self->selection) > 0;
}

static void
restore_rows (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NhRecordPage *self = NH_RECORD_PAGE (widget);

  restore (self, nh_row_selection_get_keys (self->selection));
}

/* --- Copying and changing --- */

static void
on_personal_chosen (gpointer data)
{
  gtk_widget_activate_action (data, "page.copy-personal", NULL);
}

static void
on_rows_copied (guint n_rows, guint n_left_out, const GError *error, gpointer data)
{
  g_autoptr (NhRecordPage) self = data;
  NhNotice *notice = nh_notice_of (GTK_WIDGET (self));
  g_autofree char *number = nh_number_format (n_rows);
  g_autofree char *text = NULL;

  if (error != NULL)
    nh_notice_show (notice, NH_NOTICE_ERROR, error->message);
  else if (n_left_out > 0)
    {
      text = g_strdup_printf (
          ngettext ("%s row copied without personal data.", "%s rows copied without personal data.", n_rows), number);
      nh_notice_offer (notice, NH_NOTICE_DONE, text, _ ("Copy _with personal data"), G_CALLBACK (on_personal_chosen),
                       g_object_ref (self), g_object_unref);
    }
  else
    {
      text = g_strdup_printf (ngettext ("%s row copied.", "%s rows copied.", n_rows), number);
      nh_notice_show (notice, NH_NOTICE_DONE, text);
    }
}

static void
copy_rows (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NhRecordPage *self = NH_RECORD_PAGE (widget);

  nh_row_copy (widget, nh_session_get_ledger (self->session), self->type, nh_row_selection_get_keys (self->selection),
               nh_record_view_get_fields (self->view), g_str_equal (name, "page.copy-personal"), on_rows_copied,
               g_object_ref (self));
}

static void
change (Task *task)
{
  nh_bulk_edit_show (GTK_WIDGET (task->page), task->page->session, task->page->type, task->ids);
  task_free (task);
}

static void
change_rows (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NhRecordPage *self = NH_RECORD_PAGE (widget);

  if (nh_row_selection_get_count (self->selection) > 0)
    begin (task_new (self, change));
}

void
nh_record_page_change_rows (NhRecordPage *self)
{
  g_return_if_fail (NH_IS_RECORD_PAGE (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "page.change-rows", NULL);
}

/* --- Pasting --- */

/* Rows of a spreadsheet. Into a text field only those of several columns: a line break may belong to its text. */
static gboolean
is_block (char *text, gboolean into_field)
{
  g_strchomp (text);
  return strchr (text, '\t') != NULL || (!into_field && strchr (text, '\n') != NULL);
}

/* A table: where each cell goes is shown and chosen before anything comes in. */
static void
preview_pasted (NhRecordPage *self, const char *text)
{
  g_autoptr (NhIntakeSource) source = nh_intake_source_new_text (text);

  nh_intake_window_show (GTK_WIDGET (self), self->session, self->type, source);
}

static void
on_clipboard_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhRecordPage) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (text == NULL || focus == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (is_block (text, GTK_IS_TEXT (focus)) && !GTK_IS_TEXT (focus))
    preview_pasted (self, text);
  else if (is_block (text, GTK_IS_TEXT (focus)) && nh_record_page_can_add_several (self))
    nh_batch_show_pasted (GTK_WIDGET (self), self->session, nh_form_pane_make_alike (self->pane), text);
  else
    gtk_widget_activate_action (focus, "clipboard.paste", NULL);
}

gboolean
nh_record_page_on_key (NhRecordPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if ((state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK ||
      gdk_keyval_to_lower (keyval) != GDK_KEY_v || focus == NULL || GTK_IS_TEXT_VIEW (focus) ||
      gtk_widget_is_ancestor (focus, GTK_WIDGET (self->search)) || !nh_record_page_is_open (self) ||
      nh_record_type_is_single (self->type))
    return GDK_EVENT_PROPAGATE;
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, on_clipboard_read,
                                 g_object_ref (self));
  return GDK_EVENT_STOP;
}

/* --- Actions --- */

gboolean
nh_record_page_is_open (NhRecordPage *self)
{
  return nh_session_is_open (self->session, self->type);
}

void
nh_record_page_show_selected (NhRecordPage *self)
{
  guint n = nh_row_selection_get_count (self->selection);
  gboolean deleted = nh_filter_bar_get_filter (self->filter)->deleted;

  self->acting = n > (deleted ? 0 : 1);
  nh_record_page_show_pane (self);
  gtk_widget_set_visible (self->restore, deleted);
  gtk_widget_set_visible (self->change, !deleted);
  gtk_widget_set_visible (self->remove, !deleted);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.restore-rows",
                                 n > 0 && nh_record_page_is_open (self) && deleted);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.copy-rows", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.copy-personal", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.change-rows",
                                 n > 0 && nh_record_page_is_open (self) && !deleted);
}

void
nh_record_page_install_row_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.copy-rows", NULL, copy_rows);
  gtk_widget_class_install_action (widget_class, "page.copy-personal", NULL, copy_rows);
  gtk_widget_class_install_action (widget_class, "page.restore-rows", NULL, restore_rows);
  gtk_widget_class_install_action (widget_class, "page.change-rows", NULL, change_rows);
}
