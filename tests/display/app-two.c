/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-two.h"

#include <string.h>

#include "nh-file.h"
#include "nh-hand-in.h"
#include "nh-invitation.h"
#include "nh-partner.h"
#include "nh-point.h"
#include "nh-receive.h"
#include "nh-store.h"

void
two_clear (Two *two)
{
  g_free (two->province);
  g_free (two->commune);
  g_free (two->invitation);
  g_free (two->package);
  g_free (two->code);
  g_free (two->unit_code);
}

gpointer
two_call (const char *path, NhLedgerFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhLedger) ledger = nh_ledger_open (path, NH_OPEN_DEFAULT, &error);
  gpointer result;

  g_assert_no_error (error);
  result = nh_ledger_call (ledger, NH_ON_WRITER, func, data, NULL, &error);
  g_assert_no_error (error);
  nh_ledger_close (ledger);
  return result;
}

void
two_write_bytes (const char *path, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;

  nh_file_replace_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NH_FILE_DOCUMENT,
                            &error);
  g_assert_no_error (error);
}

static gpointer
invite (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Two *two = data;
  g_autoptr (GBytes) file = nh_invitation_make (connection, ledger, 2026, 20260825, error);
  g_autoptr (NhKeys) keys = nh_keys_load (connection, error);

  two_write_bytes (two->invitation, file);
  return nh_public_keys_get_code (nh_keys_get_public (keys));
}

static void
save_point (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (NhRecord) draft = nh_record_new (&nh_point_type, nh_ledger_get_unit (ledger), 2026);
  g_autoptr (NhRecord) saved = NULL;

  nh_record_set_text (draft, NH_POINT_PLACE, "Thôn Mỹ Sơn");
  nh_record_set_text (draft, NH_POINT_PLACE_KIND, "thon");
  nh_record_set_number (draft, NH_POINT_DATE_FROM, 20260810);
  nh_record_set_number (draft, NH_POINT_ATTENDANCE, 350);
  saved = nh_store_save (connection, ledger, draft, NULL, NULL);
  g_assert_nonnull (saved);
}

gpointer
two_join_and_hand_in (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable,
                      GError **error)
{
  Two *two = data;
  NhHandInRequest request = { .year = 2026, .nil = "Bão số 3" };
  g_autoptr (NhInvitation) invitation = nh_invitation_open_file (two->invitation, error);
  g_autoptr (NhHandIn) made = NULL;
  g_autoptr (NhKeys) keys = NULL;

  g_assert_true (nh_invitation_join (connection, ledger, invitation, two->code, NULL, error));
  if (two->held)
    {
      save_point (connection, ledger);
      request.nil = NULL;
    }
  made = nh_hand_in (connection, ledger, &request, NULL, error);
  if (made != NULL && two->twice)
    {
      g_clear_pointer (&made, nh_hand_in_free);
      request.nil = request.reason = "Bão số 4";
      made = nh_hand_in (connection, ledger, &request, NULL, error);
    }
  g_assert (made != NULL);
  two_write_bytes (two->package, made->file);
  keys = nh_keys_load (connection, error);
  return nh_public_keys_get_code (nh_keys_get_public (keys));
}

void
two_make (Two *two)
{
  two->province = app_ledger ("42");
  two->commune = app_ledger ("18682");
  two->invitation = app_path ("mời.ngayhoi-moi");
  two->package = app_path ("nộp.ngayhoi-nop");
  two->code = two_call (two->province, invite, two);
}

const char *
two_stage (GtkWidget *page)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (app_find (page, "stage")));
}

void
two_open_file (AppDesk *desk, const char *path)
{
  const char *const paths[] = { path, NULL };

  nh_window_open_files (NH_WINDOW (desk->window), paths);
}

void
two_type (GtkWidget *page, const char *id, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (app_find (page, id)), text);
}

gboolean
two_has_tile (GtkWidget *page, guint index, const char *number)
{
  GtkWidget *tile = gtk_widget_get_first_child (app_find (page, "tiles"));

  for (guint i = 0; i < index; i++)
    tile = gtk_widget_get_next_sibling (tile);
  return g_str_equal (gtk_label_get_text (g_object_get_data (G_OBJECT (tile), "number")), number);
}

GtkWidget *
two_find_entry (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      GtkWidget *entry = NH_IS_WINDOW (window) ? NULL : app_find_type (window, GTK_TYPE_ENTRY);

      if (entry != NULL)
        return entry;
    }
  return NULL;
}

GtkWidget *
two_find_button (GtkWidget *root, const char *label)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  app_collect (root, GTK_TYPE_BUTTON, buttons);
  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_button_get_label (buttons->pdata[i]), label) == 0)
      return buttons->pdata[i];
  return NULL;
}

gboolean
two_shows (GtkWidget *root, const char *label)
{
  GtkWidget *button = two_find_button (root, label);

  return button != NULL && gtk_widget_get_visible (button);
}

gboolean
two_has_label (GtkWidget *root, const char *part)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  app_collect (root, GTK_TYPE_LABEL, labels);
  for (guint i = 0; i < labels->len; i++)
    if (strstr (gtk_label_get_text (labels->pdata[i]), part) != NULL)
      return TRUE;
  return FALSE;
}

gpointer
two_keep_key (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  NhCatalog *catalog = nh_ledger_get_catalog (ledger);
  const NhUnit *unit = nh_catalog_find_unit (catalog, "18682", 20260819);

  return GINT_TO_POINTER (nh_partner_set (connection, unit->id, data, "code", error));
}

gpointer
two_get_keys (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhKeys) keys = nh_keys_load (connection, error);

  return g_memdup2 (nh_keys_get_public (keys), sizeof (NhPublicKeys));
}

static gpointer
receive (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *const paths[] = { ((Two *) data)->package, NULL };
  const NhReceiveOptions options = { .day = 20260819, .code = ((Two *) data)->unit_code };
  guint n_for_person;

  g_assert_true (nh_receive (connection, ledger, paths, &options, &n_for_person, NULL, error));
  g_assert_cmpuint (n_for_person, ==, 0);
  return NULL;
}

static void
make_handed_in (Two *two)
{
  two->held = TRUE;
  two->unit_code = two_call (two->commune, two_join_and_hand_in, two);
  two_call (two->province, receive, two);
}

void
two_make_received (Two *two)
{
  two_make (two);
  make_handed_in (two);
}

void
two_make_second (Two *two, const Two *first)
{
  two->province = g_strdup (first->province);
  two->invitation = g_strdup (first->invitation);
  two->code = g_strdup (first->code);
  two->commune = app_ledger ("18673");
  two->package = app_path ("nộp 2.ngayhoi-nop");
  make_handed_in (two);
}
