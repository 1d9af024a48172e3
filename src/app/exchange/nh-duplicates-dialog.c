/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-duplicates-dialog.h"

#include "nh-dialog.h"
#include "nh-duplicate.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-record.h"
#include "nh-widget-util.h"

/* A button: the record that does not count, and the one that does. */
typedef struct
{
  NhLedger *ledger; /* owned */
  char *uuid, *of;  /* owned */
} Choice;

static void
choice_free (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_object_unref (choice->ledger);
  g_free (choice->uuid);
  g_free (choice->of);
  g_free (choice);
}

static void
on_marked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;
  g_autoptr (GError) error = NULL;
  GtkRoot *root = gtk_widget_get_root (row);
  GtkWidget *parent = root != NULL ? GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (root))) : NULL;

  if (nh_duplicate_mark_finish (NH_LEDGER (source), result, &error))
    gtk_widget_set_sensitive (row, FALSE);
  nh_notify_result (parent, error, _ ("It counts once now. The reply tells the other unit; Ctrl+Z takes it back."));
}

static void
on_chosen (GtkButton *button, const Choice *choice)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);

  nh_duplicate_mark_async (choice->ledger, choice->uuid, choice->of, NULL, on_marked, g_object_ref (row));
}

static const NhUnit *
unit_of (NhLedger *ledger, NhRecord *record)
{
  return nh_catalog_get_unit (nh_ledger_get_catalog (ledger), nh_record_get_info (record)->unit);
}

static GtkWidget *
make_button (NhLedger *ledger, NhRecord *counts, NhRecord *other)
{
  const NhUnit *unit = unit_of (ledger, counts);
  g_autofree char *label = g_strdup_printf (_ ("That of %s counts"), unit != NULL ? unit->title : "?");
  GtkWidget *button = gtk_button_new_with_label (label);
  Choice *choice = g_new0 (Choice, 1);

  choice->ledger = g_object_ref (ledger);
  choice->uuid = g_strdup (nh_record_get_info (other)->uuid);
  choice->of = g_strdup (nh_record_get_info (counts)->uuid);
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_chosen), choice, choice_free, 0);
  return button;
}

static void
add_pair (GtkWidget *list, NhLedger *ledger, const NhDuplicate *pair)
{
  const NhUnit *first = unit_of (ledger, pair->first), *second = unit_of (ledger, pair->second);
  g_autofree char *name = nh_record_get_title (pair->first, nh_ledger_get_catalog (ledger));
  g_autofree char *title = g_strdup_printf ("%s: %s", _ (nh_record_get_record_type (pair->first)->title), name);
  g_autofree char *units = g_strdup_printf (_ ("%s and %s"), first != NULL ? first->title : "?",
                                            second != NULL ? second->title : "?");
  GtkWidget *buttons = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 8, make_button (ledger, pair->first, pair->second),
                                   make_button (ledger, pair->second, pair->first), NULL);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_set_margin_top (buttons, 4);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row),
                              nh_box_new (GTK_ORIENTATION_VERTICAL, 2, nh_label_new (title, "nh-question", TRUE),
                                          nh_label_new (units, "nh-more", TRUE), buttons, NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  nh_widget_set_name (row, title);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

void
nh_duplicates_dialog_show (GtkWidget *parent, NhLedger *ledger, GPtrArray *found)
{
  GtkWidget *list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, NULL);
  GtkWidget *hint = nh_label_new (_ ("The same day and place, or the same decision and recipient. Choose whose record "
                                     "counts; both stay. If they are two things, leave them."),
                                  "dim-label", TRUE);
  GtkWidget *box = nh_box_new (GTK_ORIENTATION_VERTICAL, 10, hint, list, NULL);

  gtk_label_set_max_width_chars (GTK_LABEL (hint), 60);
  for (guint i = 0; i < found->len; i++)
    add_pair (list, ledger, found->pdata[i]);
  gtk_widget_add_css_class (list, "nh-files");
  gtk_widget_add_css_class (box, "nh-reason");
  nh_widget_set_name (list, _ ("Reported by two units"));
  gtk_window_present (GTK_WINDOW (nh_dialog_window (parent, _ ("Reported by two units"), box)));
}
