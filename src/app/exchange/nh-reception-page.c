/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-reception-page.h"

#include "nh-accept-dialog.h"
#include "nh-board-row.h"
#include "nh-dialog.h"
#include "nh-duplicate.h"
#include "nh-duplicates-dialog.h"
#include "nh-envelope.h"
#include "nh-i18n.h"
#include "nh-input.h"
#include "nh-invite-dialog.h"
#include "nh-notice.h"
#include "nh-number.h"
#include "nh-received-state.h"
#include "nh-reception-preview.h"
#include "nh-reply.h"
#include "nh-sample-packages.h"
#include "nh-template.h"
#include "nh-text.h"
#include "nh-unit-pane.h"
#include "nh-widget-util.h"
#include "nh-wrap-layout.h"

struct _NhReceptionPage
{
  GtkWidget parent_instance;

  NhSession *session;      /* owned */
  NhReceptionBoard *board; /* owned, nullable: being read */
  GPtrArray *duplicates;   /* owned, nullable: of NhDuplicate */
  GCancellable *reading;   /* owned, nullable */
  GCancellable *writing;   /* owned, nullable: of the replies */
  NhBoardFilter filter;
  guint revealing; /* tick callback */
  int place;       /* in the list, of the unit that is selected */
  gint64 unit;     /* that is selected; 0: none */
  gboolean stale;
  gboolean in_place;     /* the units keep their places when the board is read again */
  gboolean focus_wanted; /* once there is content */
  gboolean filling;      /* the list is being filled here */

  /* template */
  GtkWidget *content, *receive, *receive_folder, *replies, *invite, *invite_first, *print;
  GtkLabel *title, *subtitle, *empty_title, *empty_text, *sample_text;
  GtkWidget *sample; /* only in the sample: its folder of packages */
  GtkStack *stage;
  GtkButton *twice;
  GtkWidget *accept_all;
  GtkBox *tiles;
  GtkWidget *verbs; /* of the page */
  GtkSearchEntry *search;
  GtkListBox *units;
  NhUnitPane *pane;
  NhReceptionPreview *preview;
};

G_DEFINE_FINAL_TYPE (NhReceptionPage, nh_reception_page, GTK_TYPE_WIDGET)

/* --- The list --- */

static gboolean
is_shown (NhReceptionPage *self, const NhBoardRow *row)
{
  g_autofree char *typed = nh_input_peek (GTK_EDITABLE (self->search));
  g_autofree char *fold = nh_text_fold (typed);

  return nh_board_filter_has (self->filter, row) && (*fold == '\0' || strstr (row->unit->fold, fold) != NULL);
}

static GtkListBoxRow *
find_row (NhReceptionPage *self, gint64 unit)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->units, i)) != NULL; i++)
    if (((const NhBoardRow *) g_object_get_data (G_OBJECT (row), "row"))->unit->id == unit)
      return row;
  return NULL;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return nh_board_row_compare (*(NhBoardRow *const *) a, *(NhBoardRow *const *) b);
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer places)
{
  const NhBoardRow *first = *(NhBoardRow *const *) a, *second = *(NhBoardRow *const *) b;

  return GPOINTER_TO_INT (g_hash_table_lookup (places, first->unit)) -
         GPOINTER_TO_INT (g_hash_table_lookup (places, second->unit));
}

/* @before (nullable): the rows that were shown. Who accepts one unit after another goes on at the next: none moves away
 * under the keyboard. */
static void
sort_board (NhReceptionPage *self, GPtrArray *before)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);

  if (before == NULL)
    {
      g_ptr_array_sort (self->board->rows, compare_rows);
      return;
    }
  for (guint i = 0; i < before->len; i++)
    g_hash_table_insert (places, (gpointer) ((const NhBoardRow *) before->pdata[i])->unit, GINT_TO_POINTER ((int) i));
  g_ptr_array_sort_with_data (self->board->rows, compare_places, places);
}

static void
show_selected (NhReceptionPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->units);

  nh_unit_pane_show (self->pane, row != NULL ? g_object_get_data (G_OBJECT (row), "row") : NULL, self->board->invited);
}

/* Once it has a place: a unit that was accepted stands further down than before. */
static gboolean
reveal_selected (GtkWidget *list, GdkFrameClock *clock, gpointer data)
{
  NhReceptionPage *self = data;
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_selected_row (self->units));
  GtkAdjustment *adjustment = gtk_list_box_get_adjustment (self->units);
  graphene_rect_t bounds;

  if (row != NULL && gtk_widget_get_mapped (row) && gtk_widget_get_height (row) == 0)
    return G_SOURCE_CONTINUE;
  if (row != NULL && adjustment != NULL && gtk_widget_compute_bounds (row, list, &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
  self->revealing = 0;
  return G_SOURCE_REMOVE;
}

/* @first: chooses the first unit when the one that was chosen is not there; else none is, so that no key or press meant
 * for that one does something to another. */
static void
fill_list (NhReceptionPage *self, gboolean first)
{
  GtkSizeGroup *sizes[NH_BOARD_COLUMNS];
  GtkListBoxRow *row;

  self->filling = TRUE;
  nh_widget_clear (self->units);
  for (guint i = 0; i < NH_BOARD_COLUMNS; i++)
    sizes[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  for (guint i = 0; i < self->board->rows->len; i++)
    if (is_shown (self, self->board->rows->pdata[i]))
      gtk_list_box_append (self->units, nh_board_row_new (self->board->rows->pdata[i], sizes));
  for (guint i = 0; i < NH_BOARD_COLUMNS; i++)
    g_object_unref (sizes[i]);
  if (gtk_list_box_get_row_at_index (self->units, 0) == NULL) /* clearing took the one before */
    gtk_list_box_set_placeholder (self->units, nh_label_new (_ ("No unit is here. Choose the first number above, and "
                                                                "empty the search, to see all."),
                                                             "nh-more", TRUE));
  row = find_row (self, self->unit);
  if (row == NULL && first)
    row = gtk_list_box_get_row_at_index (self->units, 0);
  gtk_list_box_select_row (self->units, row);
  if (row != NULL)
    {
      self->unit = ((const NhBoardRow *) g_object_get_data (G_OBJECT (row), "row"))->unit->id;
      self->place = gtk_list_box_row_get_index (row);
    }
  self->filling = FALSE;
  if (self->revealing == 0)
    self->revealing = gtk_widget_add_tick_callback (GTK_WIDGET (self->units), reveal_selected, self, NULL);
  show_selected (self);
}

static void
on_unit_selected (NhReceptionPage *self, GtkListBoxRow *row)
{
  if (self->filling || row == NULL)
    return;
  self->unit = ((const NhBoardRow *) g_object_get_data (G_OBJECT (row), "row"))->unit->id;
  self->place = gtk_list_box_row_get_index (row);
  show_selected (self);
}

static void
filter_again (NhReceptionPage *self)
{
  if (self->board != NULL)
    fill_list (self, TRUE);
}

static void
focus_list (NhReceptionPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->units);

  if (row == NULL) /* the unit has left the list: what followed it stands there now */
    row = gtk_list_box_get_row_at_index (self->units, self->place);
  if (row == NULL)
    row = gtk_list_box_get_row_at_index (self->units, 0);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
focus_pane (NhReceptionPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->pane));
  gtk_window_set_focus_visible (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), TRUE);
}

/* --- The tiles --- */

static void
on_tile (GtkToggleButton *tile, NhReceptionPage *self)
{
  if (!gtk_toggle_button_get_active (tile) || self->board == NULL)
    return;
  self->filter = (NhBoardFilter) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (tile), "filter"));
  sort_board (self, NULL);
  fill_list (self, TRUE);
}

static void
make_tiles (NhReceptionPage *self)
{
  GtkToggleButton *first = NULL;

  gtk_widget_set_layout_manager (GTK_WIDGET (self->tiles), nh_wrap_layout_new (6, 6)); /* two lines in a small window */
  gtk_widget_set_layout_manager (self->verbs, nh_wrap_layout_new (6, 8));
  for (int i = 0; i < NH_N_BOARD_FILTERS; i++)
    {
      GtkWidget *tile = gtk_toggle_button_new (), *number = gtk_label_new ("0");
      GtkWidget *title = gtk_label_new (nh_board_filter_get_title ((NhBoardFilter) i));

      gtk_widget_add_css_class (number, "nh-tile-number");
      gtk_widget_add_css_class (title, "nh-more");
      gtk_button_set_child (GTK_BUTTON (tile), nh_box_new (GTK_ORIENTATION_HORIZONTAL, 6, number, title, NULL));
      gtk_widget_add_css_class (tile, "nh-tile");
      g_object_set_data (G_OBJECT (tile), "filter", GINT_TO_POINTER (i));
      g_object_set_data (G_OBJECT (tile), "number", number);
      g_object_set_data (G_OBJECT (tile), "title", title);
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (tile), first);
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (tile);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tile), i == 0);
      g_signal_connect (tile, "toggled", G_CALLBACK (on_tile), self);
      gtk_box_append (self->tiles, tile);
    }
}

static void
fill_tiles (NhReceptionPage *self)
{
  for (GtkWidget *tile = gtk_widget_get_first_child (GTK_WIDGET (self->tiles)); tile != NULL;
       tile = gtk_widget_get_next_sibling (tile))
    {
      NhBoardFilter filter = (NhBoardFilter) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (tile), "filter"));
      g_autofree char *text = NULL, *name = NULL, *title = NULL;
      guint n = 0, n_final_nil = 0;

      for (guint i = 0; i < self->board->rows->len; i++)
        {
          const NhBoardRow *row = self->board->rows->pdata[i];

          n += nh_board_filter_has (filter, row);
          n_final_nil += nh_board_row_is_final_nil (row);
        }
      text = nh_number_format (n);
      title = filter == NH_BOARD_HELD_NOT && n_final_nil > 0
                  ? g_strdup_printf (_ ("%s (%u accepted)"), nh_board_filter_get_title (filter), n_final_nil)
                  : g_strdup (nh_board_filter_get_title (filter));
      name = g_strdup_printf ("%s: %s", title, text);
      gtk_label_set_text (g_object_get_data (G_OBJECT (tile), "title"), title);
      gtk_label_set_text (g_object_get_data (G_OBJECT (tile), "number"), text);
      nh_widget_set_name (tile, name);
    }
}

/* --- What is shown --- */

static void
show_subtitle (NhReceptionPage *self)
{
  const NhReceptionBoard *board = self->board;
  g_autofree char *day = nh_date_format (board->deadline);
  g_autofree char *due = board->deadline != NH_DATE_NONE ? g_strdup_printf (_ ("Due by %s. "), day) : g_strdup ("");
  g_autofree char *text = g_strdup_printf (_ ("%sCheck code in the dispatch: %s"), due, board->code);

  nh_label_show (self->subtitle, board->invited ? text : NULL);
}

/* Until something of it is received. */
static void
show_sample (NhReceptionPage *self)
{
  g_autofree char *folder = nh_sample_packages_find (nh_session_get_ledger (self->session));
  g_autofree char *text = NULL, *name = NULL;
  gboolean received = g_strcmp0 (gtk_stack_get_visible_child_name (self->stage), "preview") == 0;

  for (guint i = 0; i < self->board->rows->len; i++)
    received |= ((const NhBoardRow *) self->board->rows->pdata[i])->version > 0;
  gtk_widget_set_visible (self->sample, folder != NULL && !received && !nh_session_is_read_only (self->session));
  if (folder == NULL)
    return;
  name = g_path_get_basename (folder);
  text = g_strdup_printf (_ ("To try it: the files of 69 communes for %d lie beside the sample, in the folder “%s”."),
                          NH_SAMPLE_PACKAGES_YEAR, name);
  gtk_label_set_text (self->sample_text, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->sample_text), folder);
}

static void
show_board (NhReceptionPage *self)
{
  gboolean read_only = nh_session_is_read_only (self->session), acceptable = FALSE;
  gboolean previewing = g_strcmp0 (gtk_stack_get_visible_child_name (self->stage), "preview") == 0;
  g_autofree char *title = g_strdup_printf (_ ("The festival of %d is not asked for yet"),
                                            nh_session_get_year (self->session));

  show_subtitle (self);
  fill_tiles (self);
  for (guint i = 0; i < self->board->rows->len; i++)
    acceptable |= nh_accept_dialog_takes (self->board->rows->pdata[i]);
  gtk_widget_set_visible (self->accept_all, acceptable && !read_only);
  fill_list (self, self->unit == 0);
  gtk_widget_set_visible (self->receive, self->board->invited);
  gtk_widget_set_visible (self->receive_folder, self->board->invited);
  gtk_widget_set_visible (self->replies, self->board->invited);
  gtk_widget_set_visible (self->invite, self->board->invited);
  gtk_widget_set_visible (self->print, self->board->invited);
  gtk_widget_set_sensitive (self->receive, !read_only);
  gtk_widget_set_sensitive (self->receive_folder, !read_only);
  gtk_widget_set_sensitive (self->replies, !read_only);
  gtk_widget_set_sensitive (self->invite, !read_only);
  gtk_widget_set_sensitive (self->invite_first, !read_only);
  gtk_label_set_text (self->empty_title, title);
  gtk_label_set_text (
      self->empty_text,
      _ ("Make the invitation: one file for all units, which goes out with the dispatch. The units read "
         "it, and the files that they make can be opened only here."));
  show_sample (self);
  if (!previewing)
    gtk_stack_set_visible_child_name (self->stage, self->board->invited ? "board" : "empty");
}

/* The focus is in what is built anew. */
static gboolean
has_focus_in_board (NhReceptionPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (gtk_widget_is_ancestor (focus, GTK_WIDGET (self->units)) ||
                           gtk_widget_is_ancestor (focus, GTK_WIDGET (self->pane)));
}

static void
on_board (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhReceptionPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhReceptionBoard) board = nh_reception_board_read_finish (NH_LEDGER (source), result, &error);
  g_autoptr (NhReceptionBoard) before = NULL;

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (board == NULL)
    {
      nh_notify_error (GTK_WIDGET (self), error->message);
      return;
    }
  self->focus_wanted = self->focus_wanted || has_focus_in_board (self);
  nh_unit_pane_show (self->pane, NULL, FALSE); /* nothing refers to the rows before */
  nh_widget_clear (self->units);
  before = self->board;
  self->board = g_steal_pointer (&board);
  sort_board (self, before != NULL && self->in_place ? before->rows : NULL);
  self->in_place = TRUE;
  show_board (self);
  if (self->focus_wanted)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
accept_all (NhReceptionPage *self)
{
  if (self->board != NULL)
    nh_accept_dialog_show (GTK_WIDGET (self), self->session, self->board->rows);
}

static void
open_duplicates (NhReceptionPage *self)
{
  if (self->duplicates != NULL)
    nh_duplicates_dialog_show (GTK_WIDGET (self), nh_session_get_ledger (self->session), self->duplicates);
}

static void
on_duplicates (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhReceptionPage) self = user_data;
  g_autoptr (GPtrArray) found = nh_duplicate_find_finish (NH_LEDGER (source), result, NULL);
  g_autofree char *number = NULL, *text = NULL;

  if (self->session == NULL || found == NULL)
    return;
  g_clear_pointer (&self->duplicates, g_ptr_array_unref);
  self->duplicates = g_steal_pointer (&found);
  number = nh_number_format (self->duplicates->len);
  text = g_strdup_printf (ngettext ("_Twice: %s event", "_Twice: %s events", self->duplicates->len), number);
  gtk_button_set_label (self->twice, text);
  gtk_widget_set_visible (GTK_WIDGET (self->twice), self->duplicates->len > 0);
}

static void
read_all (NhReceptionPage *self)
{
  NhLedger *ledger = nh_session_get_ledger (self->session);
  int year = nh_session_get_year (self->session);
  g_autofree char *title = g_strdup_printf (_ ("Reception of the festival of %d"), year);

  self->stale = TRUE;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->stale = FALSE;
  gtk_label_set_text (self->title, title);
  nh_cancel_and_renew (&self->reading);
  nh_reception_board_read_async (ledger, year, self->reading, on_board, g_object_ref (self));
  nh_duplicate_find_async (ledger, year, self->reading, on_duplicates, g_object_ref (self));
}

static void
on_view_changed (NhReceptionPage *self)
{
  g_clear_pointer (&self->duplicates, g_ptr_array_unref);
  self->unit = 0;
  self->in_place = FALSE;
  read_all (self);
}

/* --- Actions --- */

GtkWidget *
nh_reception_page_get_search (NhReceptionPage *self)
{
  g_return_val_if_fail (NH_IS_RECEPTION_PAGE (self), NULL);
  return GTK_WIDGET (self->search);
}

void
nh_reception_page_open_files (NhReceptionPage *self, const char *const *paths)
{
  g_autofree char *low = NULL;

  g_return_if_fail (NH_IS_RECEPTION_PAGE (self) && paths != NULL && *paths != NULL);
  low = g_ascii_strdown (*paths, -1);
  if (nh_session_is_read_only (self->session))
    nh_notify (GTK_WIDGET (self), NH_NOTICE_WARNING,
               _ ("This ledger is open for reading only: nothing can be received."));
  else if (paths[1] == NULL &&
           (g_str_has_suffix (low, NH_ENVELOPE_INVITATION_SUFFIX) || g_str_has_suffix (low, NH_ENVELOPE_REPLY_SUFFIX)))
    nh_notify (GTK_WIDGET (self), NH_NOTICE_WARNING,
               _ ("This file is for communes. A province receives their files (.ngayhoi-nop)."));
  else
    {
      gtk_stack_set_visible_child_name (self->stage, "preview");
      nh_reception_preview_try (self->preview, paths);
    }
}

static void
on_files (const char *const *paths, gpointer data)
{
  nh_reception_page_open_files (data, paths);
}

static void
on_folder (const char *path, gpointer data)
{
  const char *const paths[] = { path, NULL };

  nh_reception_page_open_files (data, paths);
}

static void
choose_files (GtkWidget *widget, const char *action, GVariant *parameter)
{
  nh_dialog_open_files (widget, _ ("Receive files"), _ ("Hand-ins"), NH_ENVELOPE_PACKAGE_SUFFIX, on_files,
                        g_object_ref (widget), g_object_unref);
}

static void
choose_folder (GtkWidget *widget, const char *action, GVariant *parameter)
{
  nh_reception_page_choose_folder (NH_RECEPTION_PAGE (widget));
}

void
nh_reception_page_choose_folder (NhReceptionPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  g_return_if_fail (NH_IS_RECEPTION_PAGE (self));
  nh_dialog_choose_folder (widget, _ ("Receive a folder"), on_folder, g_object_ref (widget), g_object_unref);
}

static void
on_replies (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhReceptionPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) names = nh_reply_write_finish (NH_LEDGER (source), result, &error);
  guint n = names != NULL ? names->len : 0;
  g_autofree char *number = nh_number_format (n);
  g_autofree char *text = g_strdup_printf (ngettext ("%s reply is written.", "%s replies are written.", n), number);

  nh_notify_result (GTK_WIDGET (self), error, text);
}

static void
on_reply_folder (const char *path, gpointer data)
{
  NhReceptionPage *self = data;

  if (self->session == NULL)
    return;
  nh_cancel_and_renew (&self->writing);
  nh_notice_offer (nh_notice_of (GTK_WIDGET (self)), NH_NOTICE_BUSY, _ ("Writing the replies…"), _ ("_Cancel"),
                   G_CALLBACK (g_cancellable_cancel), g_object_ref (self->writing), g_object_unref);
  nh_reply_write_async (nh_session_get_ledger (self->session), 0, nh_session_get_year (self->session), path,
                        self->writing, on_replies, g_object_ref (self));
}

static void
save_replies (GtkWidget *widget, const char *action, GVariant *parameter)
{
  nh_dialog_choose_folder (widget, _ ("Folder for the replies"), on_reply_folder, g_object_ref (widget),
                           g_object_unref);
}

static void
invite (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhReceptionPage *self = NH_RECEPTION_PAGE (widget);

  nh_invite_dialog_show (widget, self->session, self->board != NULL ? self->board->deadline : NH_DATE_NONE);
}

/* The folder of packages beside the sample, of another year than the sample itself. Another form may have to be asked
 * about before the year changes: then it is for the user to go on. */
static void
receive_sample (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhReceptionPage *self = NH_RECEPTION_PAGE (widget);
  g_autofree char *folder = nh_sample_packages_find (nh_session_get_ledger (self->session));

  if (folder == NULL)
    return;
  gtk_widget_activate_action (widget, "workplace.show-year", "i", NH_SAMPLE_PACKAGES_YEAR);
  if (nh_session_get_year (self->session) != NH_SAMPLE_PACKAGES_YEAR)
    return;
  gtk_widget_set_visible (self->sample, FALSE);
  on_folder (folder, self);
}

/* What was received is shown, of whichever year it is. */
static void
on_preview_closed (NhReceptionPage *self)
{
  int year = nh_reception_preview_get_year (self->preview);

  gtk_stack_set_visible_child_name (self->stage, self->board != NULL && !self->board->invited ? "empty" : "board");
  self->in_place = FALSE;
  read_all (self);
  self->focus_wanted = TRUE; /* once the board is read */
  if (year != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "workplace.show-year", "i", year);
}

/* --- The widget --- */

static void
nh_reception_page_map (GtkWidget *widget)
{
  NhReceptionPage *self = NH_RECEPTION_PAGE (widget);

  GTK_WIDGET_CLASS (nh_reception_page_parent_class)->map (widget);
  if (self->stale)
    read_all (self);
}

static void
nh_reception_page_unmap (GtkWidget *widget)
{
  NH_RECEPTION_PAGE (widget)->focus_wanted = NH_RECEPTION_PAGE (widget)->in_place = FALSE;
  GTK_WIDGET_CLASS (nh_reception_page_parent_class)->unmap (widget);
}

static gboolean
nh_reception_page_grab_focus (GtkWidget *widget)
{
  NhReceptionPage *self = NH_RECEPTION_PAGE (widget);
  gboolean previewing = g_strcmp0 (gtk_stack_get_visible_child_name (self->stage), "preview") == 0;

  self->focus_wanted = !previewing && self->board == NULL;
  if (previewing)
    return gtk_widget_grab_focus (GTK_WIDGET (self->preview));
  if (self->board == NULL)
    return FALSE;
  if (gtk_widget_get_visible (self->sample))
    return gtk_widget_child_focus (self->sample, GTK_DIR_TAB_FORWARD);
  if (!self->board->invited)
    return gtk_widget_grab_focus (self->invite_first);
  focus_list (self);
  return TRUE;
}

static void
nh_reception_page_dispose (GObject *object)
{
  NhReceptionPage *self = NH_RECEPTION_PAGE (object);

  nh_cancel (&self->reading);
  nh_cancel (&self->writing);
  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_RECEPTION_PAGE);
  g_clear_pointer (&self->board, nh_reception_board_free);
  g_clear_pointer (&self->duplicates, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_reception_page_parent_class)->dispose (object);
}

static void
nh_reception_page_class_init (NhReceptionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_reception_page_dispose;
  g_type_ensure (NH_TYPE_UNIT_PANE);
  g_type_ensure (NH_TYPE_RECEPTION_PREVIEW);
  widget_class->map = nh_reception_page_map;
  widget_class->unmap = nh_reception_page_unmap;
  widget_class->grab_focus = nh_reception_page_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-reception-page.ui");
  NH_BIND_CHILDREN (widget_class, NhReceptionPage, content, receive, receive_folder, replies, invite, invite_first,
                    print, title, subtitle, empty_title, sample, sample_text);
  NH_BIND_CHILDREN (widget_class, NhReceptionPage, empty_text, stage, tiles, verbs, search, units, pane, preview, twice,
                    accept_all);
  NH_BIND_CALLBACKS (widget_class, filter_again, accept_all, focus_list, focus_pane, on_unit_selected, open_duplicates);
  gtk_widget_class_install_action (widget_class, "reception.choose-files", NULL, choose_files);
  gtk_widget_class_install_action (widget_class, "reception.choose-folder", NULL, choose_folder);
  gtk_widget_class_install_action (widget_class, "reception.save-replies", NULL, save_replies);
  gtk_widget_class_install_action (widget_class, "reception.invite", NULL, invite);
  gtk_widget_class_install_action (widget_class, "reception.sample", NULL, receive_sample);
}

static void
nh_reception_page_init (NhReceptionPage *self)
{
  self->stale = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  make_tiles (self);
  nh_widget_set_one_stop (GTK_WIDGET (self->units));
  g_signal_connect_object (self->preview, "closed", G_CALLBACK (on_preview_closed), self, G_CONNECT_SWAPPED);
}

GtkWidget *
nh_reception_page_new (NhSession *session)
{
  NhReceptionPage *self = g_object_new (NH_TYPE_RECEPTION_PAGE, NULL);

  g_return_val_if_fail (NH_IS_SESSION (session), GTK_WIDGET (self));
  self->session = g_object_ref (session);
  nh_unit_pane_set_session (self->pane, session);
  nh_reception_preview_set_session (self->preview, session);
  g_signal_connect_object (session, "view-changed", G_CALLBACK (on_view_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "outline-changed", G_CALLBACK (read_all), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
