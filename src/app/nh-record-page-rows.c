/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to the rows of a page that are selected. */
#include "nh-record-page-private.h"

#include "nh-bulk-edit.h"
#include "nh-i18n.h"
#include "nh-store.h"
#include "nh-notice.h"
#include "nh-number.h"
#include "nh-row-copy.h"

/* --- deleting ------------------------------------------------------------------------------------------------------------- */

typedef struct
{
  NhRecordPage *page;   /* owned */
  GArray *ids;          /* owned */
} Deletion;

static Deletion *
deletion_new (NhRecordPage *self, GArray *ids)
{
  Deletion *deletion = g_new0 (Deletion, 1);

  deletion->page = g_object_ref (self);
  deletion->ids = g_array_ref (ids);
  return deletion;
}

static void
deletion_free (gpointer data)
{
  Deletion *deletion = data;

  g_object_unref (deletion->page);
  g_array_unref (deletion->ids);
  g_free (deletion);
}

static void
on_restored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhRecordPage) self = user_data;
  g_autoptr (GError) error = NULL;
  NhNotice *notice = nh_notice_of (GTK_WIDGET (self));

  nh_store_set_deleted_finish (NH_LEDGER (source), result, &error);
  if (notice != NULL)
    nh_notice_say (notice, error != NULL ? NH_NOTICE_ERROR : NH_NOTICE_DONE, error != NULL ? error->message : _("Restored."));
}

static void
on_restore_wanted (gpointer data)
{
  Deletion *deletion = data;

  nh_store_set_deleted_async (nh_session_get_ledger (deletion->page->session), deletion->page->type, g_array_copy (deletion->ids), FALSE, NULL, on_restored,
                      g_object_ref (deletion->page));
}

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Deletion *deletion = user_data;
  g_autoptr (GError) error = NULL;
  NhNotice *notice = nh_notice_of (GTK_WIDGET (deletion->page));
  g_autofree char *count = nh_number_format (deletion->ids->len);
  g_autofree char *text = g_strdup_printf (ngettext ("%s record deleted.", "%s records deleted.", deletion->ids->len), count);

  nh_store_set_deleted_finish (NH_LEDGER (source), result, &error);
  if (error == NULL && notice != NULL)
    {
      nh_notice_offer (notice, NH_NOTICE_DONE, text, _("_Undo"), G_CALLBACK (on_restore_wanted), deletion, deletion_free);
      return;
    }
  if (notice != NULL)
    nh_notice_say (notice, NH_NOTICE_ERROR, error->message);
  deletion_free (deletion);
}

static gboolean
has_shown (NhRecordPage *self, GArray *ids)
{
  gint64 shown = nh_form_pane_get_id (self->pane);

  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == shown)
      return TRUE;
  return FALSE;
}

/* What could not be saved stands in the form again, and stays. */
static void
on_all_saved (gboolean may, gpointer data)
{
  Deletion *deletion = data;
  NhRecordPage *self = deletion->page;

  if (may && !(nh_form_pane_is_dirty (self->pane) && has_shown (self, deletion->ids)))
    nh_store_set_deleted_async (nh_session_get_ledger (self->session), self->type, g_array_copy (deletion->ids), TRUE, NULL, on_deleted, deletion);
  else
    deletion_free (deletion);
}

static void
on_may_delete (gboolean may, gpointer data)
{
  Deletion *deletion = data;

  if (may)
    nh_form_pane_wait (deletion->page->pane, on_all_saved, deletion);
  else
    deletion_free (deletion);
}

void
nh_record_page_delete (NhRecordPage *self)
{
  g_autoptr (GArray) ids = NULL;

  g_return_if_fail (NH_IS_RECORD_PAGE (self));
  ids = nh_row_selection_get_ids (self->selection);
  if (ids->len == 0)
    return;
  if (has_shown (self, ids))
    nh_form_pane_leave (self->pane, on_may_delete, deletion_new (self, ids));
  else
    on_may_delete (TRUE, deletion_new (self, ids));
}

gboolean
nh_record_page_can_delete (NhRecordPage *self)
{
  g_return_val_if_fail (NH_IS_RECORD_PAGE (self), FALSE);
  return !nh_ledger_is_read_only (nh_session_get_ledger (self->session)) && !nh_filter_bar_get_filter (self->filter)->deleted && nh_row_selection_get_count (self->selection) > 0;
}

/* --- several rows --------------------------------------------------------------------------------------------------------- */

void
nh_record_page_show_selected (NhRecordPage *self)
{
  guint n = nh_row_selection_get_count (self->selection);
  gboolean writable = !nh_ledger_is_read_only (nh_session_get_ledger (self->session));
  gboolean deleted = nh_filter_bar_get_filter (self->filter)->deleted;

  gtk_widget_set_visible (self->selected, n > (deleted ? 0 : 1));
  gtk_widget_set_visible (self->restore, deleted);
  gtk_widget_set_visible (self->change, !deleted);
  gtk_widget_set_visible (self->remove, !deleted);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.restore-rows", n > 0 && writable && deleted);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.copy-rows", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.copy-personal", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.change-rows", n > 0 && writable && !deleted);
}

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

  if (notice == NULL)
    return;
  if (error != NULL)
    nh_notice_say (notice, NH_NOTICE_ERROR, error->message);
  else if (n_left_out > 0)
    {
      text = g_strdup_printf (ngettext ("%s row copied without personal data.", "%s rows copied without personal data.", n_rows), number);
      nh_notice_offer (notice, NH_NOTICE_DONE, text, _("Copy _with personal data"), G_CALLBACK (on_personal_chosen), g_object_ref (self),
                       g_object_unref);
    }
  else
    {
      text = g_strdup_printf (ngettext ("%s row copied.", "%s rows copied.", n_rows), number);
      nh_notice_say (notice, NH_NOTICE_DONE, text);
    }
}

static void
copy_rows (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NhRecordPage *self = NH_RECORD_PAGE (widget);

  nh_row_copy (widget, nh_session_get_ledger (self->session), self->type, nh_row_selection_get_ids (self->selection),
               nh_record_view_get_fields (self->view), g_str_equal (name, "page.copy-personal"), on_rows_copied, g_object_ref (self));
}

static void
restore_rows (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NhRecordPage *self = NH_RECORD_PAGE (widget);

  nh_store_set_deleted_async (nh_session_get_ledger (self->session), self->type, nh_row_selection_get_ids (self->selection), FALSE, NULL, on_restored, g_object_ref (self));
}

/* What was typed in one of them is saved or thrown away before. */
static void
on_all_saved_to_change (gboolean may, gpointer data)
{
  Deletion *wanted = data;

  if (may && !nh_form_pane_is_dirty (wanted->page->pane))
    nh_bulk_edit_show (GTK_WIDGET (wanted->page), wanted->page->session, wanted->page->type, wanted->ids);
  deletion_free (wanted);
}

static void
on_may_change (gboolean may, gpointer data)
{
  Deletion *wanted = data;

  if (may)
    nh_form_pane_wait (wanted->page->pane, on_all_saved_to_change, wanted);
  else
    deletion_free (wanted);
}

static void
change_rows (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NhRecordPage *self = NH_RECORD_PAGE (widget);
  g_autoptr (GArray) ids = nh_row_selection_get_ids (self->selection);

  if (ids->len > 0)
    nh_form_pane_leave (self->pane, on_may_change, deletion_new (self, ids));
}

void
nh_record_page_install_row_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.copy-rows", NULL, copy_rows);
  gtk_widget_class_install_action (widget_class, "page.copy-personal", NULL, copy_rows);
  gtk_widget_class_install_action (widget_class, "page.restore-rows", NULL, restore_rows);
  gtk_widget_class_install_action (widget_class, "page.change-rows", NULL, change_rows);
}

/* --- keys and menu -------------------------------------------------------------------------------------------------------- */

static GMenuModel *
make_row_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) one = g_menu_new ();
  g_autoptr (GMenu) all = g_menu_new ();

  g_menu_append (one, _("_Who changed this…"), "win.record-history");
  g_menu_append (one, _("_Print this record…"), "win.record-form");
  g_menu_append (all, _("_Copy"), "page.copy-rows");
  g_menu_append (all, _("Copy _with personal data"), "page.copy-personal");
  g_menu_append (all, _("C_hange all…"), "page.change-rows");
  g_menu_append (all, _("_Restore"), "page.restore-rows");
  g_menu_append (all, _("_Delete"), "win.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (one));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (all));
  return G_MENU_MODEL (menu);
}

/* Delete only in the list: in a text field it deletes letters. */
void
nh_record_page_add_row_keys (NhRecordPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  /* The menu names the last key of an action. */
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_KP_Delete, 0),
                                                          gtk_named_action_new ("win.delete")));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Delete, 0),
                                                          gtk_named_action_new ("win.delete")));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_c, GDK_CONTROL_MASK),
                                                          gtk_named_action_new ("page.copy-rows")));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F2, 0),
                                                          gtk_named_action_new ("page.change-rows")));
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  nh_record_view_set_menu (self->view, make_row_menu ());
}
