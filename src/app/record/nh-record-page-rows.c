/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actions on the selected rows. */
#include "nh-record-page-private.h"

#include "nh-bulk-edit.h"
#include "nh-i18n.h"
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

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Task *task = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *count = nh_number_format (task->ids->len);
  g_autofree char *text = g_strdup_printf (ngettext ("%s record deleted.", "%s records deleted.", task->ids->len),
                                           count);

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

static void delete (Task *task)
{
  nh_store_set_deleted_async (nh_session_get_ledger (task->page->session), task->page->type, g_array_copy (task->ids),
                              TRUE, NULL, on_deleted, task);
}

void
nh_record_page_delete (NhRecordPage *self)
{
  Task *task;

  g_return_if_fail (NH_IS_RECORD_PAGE (self));
  if (nh_row_selection_get_count (self->selection) == 0)
    return;
  task = task_new (self, delete);
  if (is_shown (task))
    nh_form_pane_leave (self->pane, on_may_leave, task);
  else
    on_may_leave (TRUE, task);
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
    nh_form_pane_leave (self->pane, on_may_leave, task_new (self, change));
}

/* --- Actions --- */

void
nh_record_page_show_selected (NhRecordPage *self)
{
  guint n = nh_row_selection_get_count (self->selection);
  gboolean deleted = nh_filter_bar_get_filter (self->filter)->deleted;

  gtk_widget_set_visible (self->selected, n > (deleted ? 0 : 1));
  gtk_widget_set_visible (self->restore, deleted);
  gtk_widget_set_visible (self->change, !deleted);
  gtk_widget_set_visible (self->remove, !deleted);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.restore-rows",
                                 n > 0 && !nh_session_is_read_only (self->session) && deleted);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.copy-rows", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.copy-personal", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.change-rows",
                                 n > 0 && !nh_session_is_read_only (self->session) && !deleted);
}

void
nh_record_page_install_row_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.copy-rows", NULL, copy_rows);
  gtk_widget_class_install_action (widget_class, "page.copy-personal", NULL, copy_rows);
  gtk_widget_class_install_action (widget_class, "page.restore-rows", NULL, restore_rows);
  gtk_widget_class_install_action (widget_class, "page.change-rows", NULL, change_rows);
}
