/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-duplicates-dialog.h"

#include "nh-dialog.h"
#include "nh-duplicate.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-record.h"
#include "nh-widget-util.h"

#define MOST_FIELDS 8

/* What a button does: counts one of the two records, tells them apart, or opens one. */
typedef struct
{
  NhLedger *ledger;        /* owned */
  NhRecord *record;        /* owned: that counts, or is opened */
  char *uuid, *other_uuid; /* owned */
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_object_unref (choice->ledger);
  g_object_unref (choice->record);
  g_free (choice->uuid);
  g_free (choice->other_uuid);
  g_free (choice);
}

static Choice *
choice_new (NhLedger *ledger, NhRecord *record, NhRecord *other)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->ledger = g_object_ref (ledger);
  choice->record = g_object_ref (record);
  choice->uuid = g_strdup (nh_record_get_info (record)->uuid);
  choice->other_uuid = g_strdup (nh_record_get_info (other)->uuid);
  return choice;
}

static GtkWidget *
parent_of (GtkWidget *row)
{
  GtkRoot *root = gtk_widget_get_root (row);

  return root != NULL ? GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (root))) : NULL;
}

/* Decided: the dialog goes with the last pair. */
static void
take_away (GtkWidget *row)
{
  GtkWidget *list = gtk_widget_get_parent (row), *window = GTK_WIDGET (gtk_widget_get_root (row));

  if (list == NULL)
    return;
  gtk_list_box_remove (GTK_LIST_BOX (list), row);
  if (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0) == NULL)
    gtk_window_destroy (GTK_WINDOW (window));
}

static void
on_marked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;
  g_autoptr (GError) error = NULL;
  GtkWidget *parent = parent_of (row);

  if (nh_duplicate_mark_finish (NH_LEDGER (source), result, &error))
    take_away (row);
  nh_notify_result (parent, error, _ ("It counts once now. The reply tells the other unit; Ctrl+Z takes it back."));
}

static void
on_chosen (GtkWidget *button, const Choice *choice)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);

  nh_duplicate_mark_async (choice->ledger, choice->other_uuid, choice->uuid, NULL, on_marked, g_object_ref (row));
}

static void
on_joined (GObject *source, GAsyncResult *result, gpointer user_data)
{
  nh_duplicate_set_apart_finish (NH_LEDGER (source), result, NULL);
}

static void
join (const Choice *choice)
{
  nh_duplicate_set_apart_async (choice->ledger, choice->uuid, choice->other_uuid, FALSE, NULL, on_joined, NULL);
}

/* A row, and what takes its decision back. */
typedef struct
{
  GtkWidget *row; /* owned */
  Choice *choice; /* owned */
} Parting;

static void
on_parted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Parting *parting = user_data;
  g_autoptr (GtkWidget) row = parting->row;
  g_autoptr (GError) error = NULL;
  GtkWidget *parent = parent_of (row);

  if (!nh_duplicate_set_apart_finish (NH_LEDGER (source), result, &error))
    {
      nh_notify_result (parent, error, NULL);
      choice_free (parting->choice);
      return;
    }
  take_away (row);
  nh_notice_offer (nh_notice_of (parent), NH_NOTICE_DONE, _ ("Both count: they are two things."), _ ("_Undo"),
                   G_CALLBACK (join), parting->choice, choice_free);
}

static void
on_apart (GtkWidget *button, const Choice *choice)
{
  Parting *parting = g_new0 (Parting, 1);

  parting->row = g_object_ref (gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW));
  parting->choice = g_new0 (Choice, 1);
  parting->choice->ledger = g_object_ref (choice->ledger);
  parting->choice->record = g_object_ref (choice->record);
  parting->choice->uuid = g_strdup (choice->uuid);
  parting->choice->other_uuid = g_strdup (choice->other_uuid);
  nh_duplicate_set_apart_async (choice->ledger, choice->uuid, choice->other_uuid, TRUE, NULL, on_parted, parting);
}

static void
on_open (GtkWidget *button, const Choice *choice)
{
  const NhRecordInfo *info = nh_record_get_info (choice->record);
  GtkWidget *page = g_object_get_data (G_OBJECT (gtk_widget_get_root (button)), "page");

  gtk_widget_activate_action (page, "workplace.open-record", "(sxxi)", nh_record_get_record_type (choice->record)->name,
                              info->id, info->unit, info->year);
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (button)));
}

static const NhUnit *
unit_of (NhLedger *ledger, NhRecord *record)
{
  return nh_catalog_get_unit (nh_ledger_get_catalog (ledger), nh_record_get_info (record)->unit);
}

static const char *
name_of (NhLedger *ledger, NhRecord *record)
{
  const NhUnit *unit = unit_of (ledger, record);

  return unit != NULL ? unit->title : "?";
}

/* Takes @choice. */
static GtkWidget *
make_button (const char *label, GCallback clicked, Choice *choice)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_data (button, "clicked", clicked, choice, (GClosureNotify) (void (*) (void)) choice_free, 0);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  return button;
}

static void
add_cell (GtkWidget *grid, int column, int row, const char *text, const char *style)
{
  GtkWidget *label = nh_label_new (text, style, TRUE);

  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_widget_set_hexpand (label, column > 0);
  gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
}

/* What the list shows, of both: a difference tells whether they are one. */
static int
add_fields (GtkWidget *grid, const NhDuplicate *pair, NhCatalog *catalog)
{
  const NhRecordType *type = nh_record_get_record_type (pair->first);
  int row = 1;

  for (guint i = 0; i < type->n_fields && row <= MOST_FIELDS; i++)
    {
      g_autofree char *first = nh_record_format (pair->first, i, catalog);
      g_autofree char *second = nh_record_format (pair->second, i, catalog);

      if (!(type->fields[i].flags & (NH_FIELD_LISTED | NH_FIELD_SUMMED)) || (*first == '\0' && *second == '\0'))
        continue;
      add_cell (grid, 0, row, _ (type->fields[i].title), "nh-more");
      add_cell (grid, 1, row, *first != '\0' ? first : "–", NULL);
      add_cell (grid, 2, row++, *second != '\0' ? second : "–", NULL);
    }
  return row;
}

static GtkWidget *
make_buttons (NhLedger *ledger, NhRecord *record, NhRecord *other)
{
  g_autofree char *label = g_strdup_printf (_ ("That of %s counts"), name_of (ledger, record));

  return nh_box_new (GTK_ORIENTATION_HORIZONTAL, 6,
                     make_button (label, G_CALLBACK (on_chosen), choice_new (ledger, record, other)),
                     make_button (_ ("_Open"), G_CALLBACK (on_open), choice_new (ledger, record, other)), NULL);
}

static void
add_pair (GtkWidget *list, NhLedger *ledger, const NhDuplicate *pair)
{
  NhCatalog *catalog = nh_ledger_get_catalog (ledger);
  g_autofree char *name = nh_record_get_title (pair->first, catalog);
  g_autofree char *title = g_strdup_printf ("%s: %s", _ (nh_record_get_record_type (pair->first)->title), name);
  GtkWidget *grid = gtk_grid_new (), *row = gtk_list_box_row_new ();
  GtkWidget *apart = make_button (_ ("They are _two things"), G_CALLBACK (on_apart),
                                  choice_new (ledger, pair->first, pair->second));
  int last;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 16);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  add_cell (grid, 1, 0, name_of (ledger, pair->first), "nh-question");
  add_cell (grid, 2, 0, name_of (ledger, pair->second), "nh-question");
  last = add_fields (grid, pair, catalog);
  gtk_grid_attach (GTK_GRID (grid), make_buttons (ledger, pair->first, pair->second), 1, last, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), make_buttons (ledger, pair->second, pair->first), 2, last, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), apart, 1, last + 1, 2, 1);
  gtk_list_box_row_set_child (
      GTK_LIST_BOX_ROW (row),
      nh_box_new (GTK_ORIENTATION_VERTICAL, 6, nh_label_new (title, "nh-question", TRUE), grid, NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  nh_widget_set_name (row, title);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

void
nh_duplicates_dialog_show (GtkWidget *parent, NhLedger *ledger, GPtrArray *found)
{
  GtkWidget *list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, NULL);
  GtkWidget *hint = nh_label_new (_ ("The same day and place, or the same decision and recipient. Choose whose record "
                                     "counts: both stay. Or say that they are two things: then both count."),
                                  "dim-label", TRUE);
  GtkWidget *box = nh_box_new (GTK_ORIENTATION_VERTICAL, 10, hint, list, NULL), *window;

  gtk_label_set_max_width_chars (GTK_LABEL (hint), 60);
  for (guint i = 0; i < found->len; i++)
    add_pair (list, ledger, found->pdata[i]);
  gtk_widget_add_css_class (list, "nh-files");
  gtk_widget_add_css_class (box, "nh-reason");
  nh_widget_set_name (list, _ ("Reported by two units"));
  window = nh_dialog_window (parent, _ ("Reported by two units"), box);
  g_object_set_data (G_OBJECT (window), "page", parent); /* which the window cannot outlive */
  gtk_window_present (GTK_WINDOW (window));
}
