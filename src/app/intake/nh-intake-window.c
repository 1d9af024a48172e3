/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-intake-window-private.h"

#include <string.h>

#include "nh-dialog.h"
#include "nh-guard.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-number.h"
#include "nh-widget-util.h"

#define WIDTH 1280
#define HEIGHT 700
#define MIN_WIDTH 640
#define MIN_HEIGHT 420
#define LOOK_MS 120

G_DEFINE_FINAL_TYPE (NhIntakeWindow, nh_intake_window, GTK_TYPE_WINDOW)

/* --- What is shown --- */

static guint
count (NhIntakeWindow *self, NhRowVerdict verdict)
{
  return self->trial != NULL && self->trial->intake != NULL ? self->trial->intake->counts[verdict] : 0;
}

static void
append_count (GString *text, guint n, const char *words)
{
  g_autofree char *number = nh_number_format (n);

  g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", words);
  g_string_replace (text, "%s", number, 1);
}

/* "112 dòng vào được, 3 cần xem, 2 bị trả lại" (transfer full) */
static char *
describe_counts (NhIntakeWindow *self)
{
  GString *text = g_string_new (NULL);
  guint n = count (self, NH_ROW_NEW), n_doubtful = n > 0 ? self->trial->intake->n_doubtful : 0;

  append_count (text, n, ngettext ("%s row can come in", "%s rows can come in", n));
  if (n_doubtful > 0)
    append_count (text, n_doubtful, C_ ("rows", "%s of them to be looked at"));
  if (count (self, NH_ROW_HELD) > 0)
    append_count (text, count (self, NH_ROW_HELD), C_ ("rows", "%s are there already"));
  if (count (self, NH_ROW_REFUSED) > 0)
    append_count (text, count (self, NH_ROW_REFUSED), C_ ("rows", "%s sent back"));
  if (self->trial->remembered)
    g_string_append_printf (text, " · %s", _ ("columns as last time"));
  if (self->trial->encoding != NULL && !g_str_equal (self->trial->encoding, "UTF-8"))
    g_string_append_printf (text, " · %s", self->trial->encoding);
  if (*self->trial->others != '\0')
    {
      g_autofree char *others = g_strdup_printf (_ ("other sheets, which are not read: %s"), self->trial->others);

      g_string_append_printf (text, " · %s", others);
    }
  return g_string_free (text, FALSE);
}

static void
show_buttons (NhIntakeWindow *self)
{
  gboolean busy = self->cancellable != NULL || self->saving;
  guint n = count (self, NH_ROW_NEW), n_refused = count (self, NH_ROW_REFUSED);
  g_autofree char *number = nh_number_format (n);
  g_autofree char *bring = g_strdup_printf (ngettext ("_Bring in %s row", "_Bring in %s rows", n), number);
  gboolean problems = self->trial != NULL && self->trial->intake != NULL &&
                      (n_refused > 0 || self->trial->intake->n_doubtful > 0);

  gtk_button_set_label (GTK_BUTTON (self->bring), n > 0 ? bring : _ ("_Bring in"));
  gtk_widget_set_sensitive (self->bring, !busy && n > 0);
  gtk_widget_set_visible (self->refused, n_refused > 0);
  gtk_widget_set_sensitive (self->refused, !busy);
  gtk_widget_set_sensitive (self->problems,
                            problems || gtk_check_button_get_active (GTK_CHECK_BUTTON (self->problems)));
  gtk_widget_set_sensitive (self->next, problems);
  gtk_widget_set_visible (self->progress, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->counts), !busy);
  gtk_widget_set_visible (self->stop, !self->saving);
  gtk_widget_set_sensitive (self->choices, !self->saving);
  gtk_widget_set_sensitive (GTK_WIDGET (self->table), !self->saving);
}

static void
show_trial (NhIntakeWindow *self)
{
  g_autofree char *counts = describe_counts (self);

  gtk_stack_set_visible_child_name (self->stage, "table");
  nh_intake_choices_show (self);
  nh_intake_table_set_trial (self->table, self->trial);
  gtk_label_set_text (self->counts, counts);
  show_buttons (self);
}

/* In place of the table. @text: nullable. */
static void
show_message (NhIntakeWindow *self, const char *title, const char *text)
{
  gtk_label_set_text (self->title, title);
  nh_label_show (self->text, text);
  gtk_widget_set_visible (self->refused_after, self->change != 0 && count (self, NH_ROW_REFUSED) > 0);
  gtk_widget_set_visible (self->undo, self->change != 0);
  gtk_widget_set_visible (self->another, self->change == 0);
  gtk_stack_set_visible_child_name (self->stage, "message");
  gtk_widget_child_focus (GTK_WIDGET (self->stage), GTK_DIR_TAB_FORWARD);
}

/* --- Reading --- */

static gboolean
look (gpointer data)
{
  NhIntakeWindow *self = data;
  guint done, all;
  g_autofree char *text = NULL, *number = NULL, *of = NULL;

  nh_intake_source_get_progress (self->source, &done, &all);
  number = nh_number_format (done);
  of = nh_number_format (all);
  text = g_strdup_printf (_ ("Row %s of %s"), number, of);
  if (all == 0 || self->saving)
    gtk_progress_bar_pulse (self->bar);
  else
    gtk_progress_bar_set_fraction (self->bar, (double) MIN (done, all) / all);
  gtk_progress_bar_set_text (self->bar, self->saving ? _ ("Bringing in…") : all == 0 ? _ ("Reading the file…") : text);
  return G_SOURCE_CONTINUE;
}

static void
begin_work (NhIntakeWindow *self)
{
  if (self->looking == 0)
    self->looking = g_timeout_add (LOOK_MS, look, self);
  look (self);
  show_buttons (self);
}

static void
end_work (NhIntakeWindow *self)
{
  g_clear_object (&self->cancellable);
  self->saving = FALSE;
  g_clear_handle_id (&self->looking, g_source_remove);
}

/* (transfer full) */
static GPtrArray *
copy_words (const NhIntakeTrial *trial)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < trial->words->len; i++)
    g_ptr_array_add (words, g_strdup (trial->words->pdata[i]));
  return words;
}

/* What the trial found out stays so from now on; and what was wished for in vain since is forgotten, so that the
 * choices are those of the rows that are shown and saved. */
static void
wish_as_tried (NhIntakeWindow *self)
{
  const NhIntakeTrial *trial = self->trial;

  self->wish.type = trial->type;
  self->wish.sheet = (int) trial->mapping->sheet;
  self->wish.unit = trial->unit;
  self->wish.year = trial->year;
  g_clear_pointer (&self->wish.words, g_ptr_array_unref);
  if (!trial->remembered && trial->words->len > 0)
    self->wish.words = copy_words (trial);
}

static void
take_trial (NhIntakeWindow *self, NhIntakeTrial *trial)
{
  gboolean first = self->trial == NULL;

  g_clear_pointer (&self->trial, nh_intake_trial_unref);
  self->trial = trial;
  wish_as_tried (self);
  show_trial (self);
  if (!first)
    return;
  nh_intake_table_focus (self->table);
  if (self->trial->intake != NULL && count (self, NH_ROW_REFUSED) + self->trial->intake->n_doubtful > 0)
    nh_intake_table_go_to_problem (self->table);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhIntakeWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhIntakeTrial) trial = nh_intake_trial_make_finish (NH_LEDGER (source), result, &error);

  end_work (self);
  if (self->session == NULL)
    return;
  if (self->again)
    {
      self->again = FALSE;
      nh_intake_window_try (self);
    }
  else if (trial != NULL)
    take_trial (self, g_steal_pointer (&trial));
  else if (self->trial == NULL)
    show_message (self, _ ("The table could not be read"),
                  g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? _ ("Stopped: nothing was read.")
                                                                            : error->message);
  else
    {
      wish_as_tried (self);
      show_trial (self);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        gtk_label_set_text (self->counts, error->message);
    }
}

void
nh_intake_window_try (NhIntakeWindow *self)
{
  if (self->saving || self->closed)
    return;
  if (self->cancellable != NULL)
    {
      self->again = TRUE;
      g_cancellable_cancel (self->cancellable);
      return;
    }
  self->cancellable = g_cancellable_new ();
  nh_intake_trial_make_async (nh_session_get_ledger (self->session), self->source, &self->wish, self->cancellable,
                              on_made, g_object_ref (self));
  begin_work (self);
}

void
nh_intake_window_add_word (NhIntakeWindow *self, const char *word)
{
  gsize left = strcspn (word, "=") + 1;

  if (self->wish.words == NULL && self->trial != NULL && !g_str_has_prefix (word, "heads="))
    self->wish.words = copy_words (self->trial);
  else if (self->wish.words == NULL)
    self->wish.words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = self->wish.words->len; i-- > 0;)
    if (strncmp (self->wish.words->pdata[i], word, left) == 0)
      g_ptr_array_remove_index (self->wish.words, i);
  g_ptr_array_add (self->wish.words, g_strdup (word));
  nh_intake_window_try (self);
}

static void
on_stop (NhIntakeWindow *self)
{
  self->again = FALSE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/* --- Bringing in --- */

static void
tell_saved (NhIntakeWindow *self)
{
  guint n = count (self, NH_ROW_NEW), n_refused = count (self, NH_ROW_REFUSED);
  g_autofree char *number = nh_number_format (n), *left = nh_number_format (n_refused);
  g_autofree char *text = g_strdup_printf (ngettext ("%s row was brought in.", "%s rows were brought in.", n), number);
  g_autofree char *back = g_strdup_printf (
      ngettext ("%s row was sent back. Write it as a workbook, mend what its last column says, and bring that in: "
                "nothing is doubled.",
                "%s rows were sent back. Write them as a workbook, mend what its last column says, and bring that "
                "in: nothing is doubled.",
                n_refused),
      left);
  g_autofree char *left_out = *self->trial->left_out != '\0'
                                  ? g_strdup_printf (_ ("These columns were not taken: %s."), self->trial->left_out)
                                  : NULL;
  g_autofree char *more = g_strjoin ("\n", back, left_out, NULL);
  g_autofree char *done = g_strjoin (" ", text, left_out, NULL);

  if (n_refused > 0)
    {
      show_message (self, text, more);
      return;
    }
  nh_notice_offer_undo (nh_notice_of (self->parent), NH_NOTICE_DONE, done, self->change);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhIntakeWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 change = nh_intake_trial_save_finish (NH_LEDGER (source), result, &error);

  end_work (self);
  if (self->session == NULL)
    return;
  self->change = change;
  show_buttons (self);
  if (change != 0)
    tell_saved (self);
  else
    gtk_label_set_text (self->counts, error->message);
}

static void
on_may_bring (gboolean may, gpointer data)
{
  g_autoptr (NhIntakeWindow) self = data;

  if (!may || self->session == NULL || self->saving || self->cancellable != NULL)
    return;
  self->saving = TRUE;
  nh_intake_trial_save_async (nh_session_get_ledger (self->session), self->trial,
                              nh_intake_source_get_name (self->source), on_saved, g_object_ref (self));
  begin_work (self);
}

static void
on_bring (NhIntakeWindow *self)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  if (self->saving || self->cancellable != NULL || count (self, NH_ROW_NEW) == 0 || self->change != 0)
    return;
  if (!nh_intake_choices_commit (self) || self->cancellable != NULL) /* its rows are to be seen first */
    return;
  for (guint i = 0; i < self->trial->intake->rows->len; i++)
    {
      const NhIntakeRow *row = self->trial->intake->rows->pdata[i];

      if (row->verdict == NH_ROW_NEW)
        g_ptr_array_add (records, row->record);
    }
  nh_guard_ask_records (GTK_WIDGET (self), self->session, records, on_may_bring, g_object_ref (self));
}

static void
on_undo (NhIntakeWindow *self)
{
  gtk_widget_activate_action (self->parent, "win.undo-change", "x", self->change);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* --- Sent back --- */

static void
on_refused_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhIntakeWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkLabel *label;

  nh_ledger_run_finish (NH_LEDGER (source), result, &error);
  if (self->session == NULL)
    return;
  label = self->change != 0 ? self->text : self->counts;
  gtk_label_set_text (label, error != NULL ? error->message
                                           : _ ("The rows sent back are written. Mend in that file what its last "
                                                "column says, and bring it in: nothing is doubled."));
}

static void
on_refused_path (const char *path, gpointer data)
{
  NhIntakeWindow *self = data;

  if (self->session != NULL && self->trial != NULL)
    nh_intake_trial_write_refused_async (nh_session_get_ledger (self->session), self->trial, path, on_refused_written,
                                         g_object_ref (self));
}

static void
on_refused (NhIntakeWindow *self)
{
  g_autofree char *folder = g_path_get_dirname (nh_ledger_get_path (nh_session_get_ledger (self->session)));
  g_autofree char *stem = g_strdup (nh_intake_source_get_name (self->source));
  g_autofree char *name = NULL;

  if (strrchr (stem, '.') != NULL)
    *strrchr (stem, '.') = '\0';
  name = g_strdup_printf (_ ("%s - sent back.xlsx"), stem);
  nh_dialog_save_file (GTK_WIDGET (self), _ ("Rows sent back"), folder, name, on_refused_path, g_object_ref (self),
                       g_object_unref);
}

/* --- The window --- */

static void
on_problems (NhIntakeWindow *self)
{
  nh_intake_table_show_problems (self->table, gtk_check_button_get_active (GTK_CHECK_BUTTON (self->problems)));
}

static void
on_another (NhIntakeWindow *self)
{
  nh_intake_window_ask (self->parent, self->session, self->wish.type);
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
on_key (NhIntakeWindow *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  state &= gtk_accelerator_get_default_mod_mask ();
  if (keyval == GDK_KEY_Escape && state == 0)
    gtk_window_close (GTK_WINDOW (self));
  else if (enter && state == GDK_CONTROL_MASK)
    on_bring (self);
  else if (keyval == GDK_KEY_F8 && state == 0)
    nh_intake_table_go_to_problem (self->table);
  else
    return FALSE;
  return TRUE;
}

/* Not while records are being saved: what became of them must be told. */
static gboolean
nh_intake_window_close_request (GtkWindow *window)
{
  NhIntakeWindow *self = NH_INTAKE_WINDOW (window);

  return self->saving || GTK_WINDOW_CLASS (nh_intake_window_parent_class)->close_request (window);
}

static void
nh_intake_window_dispose (GObject *object)
{
  NhIntakeWindow *self = NH_INTAKE_WINDOW (object);

  self->closed = TRUE;
  on_stop (self);
  g_clear_handle_id (&self->looking, g_source_remove);
  G_OBJECT_CLASS (nh_intake_window_parent_class)->dispose (object);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->trial, nh_intake_trial_unref);
  g_clear_pointer (&self->source, nh_intake_source_unref);
  g_clear_pointer (&self->wish.words, g_ptr_array_unref);
  g_clear_object (&self->session);
}

static void
nh_intake_window_class_init (NhIntakeWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_intake_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = nh_intake_window_close_request;
}

static GtkWidget *
make_button (NhIntakeWindow *self, const char *label, const char *tooltip, void (*clicked) (NhIntakeWindow *self))
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_foot (NhIntakeWindow *self)
{
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel")), *row, *buttons, *box;

  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  self->counts = GTK_LABEL (nh_label_new (NULL, NULL, TRUE));
  gtk_widget_set_hexpand (GTK_WIDGET (self->counts), TRUE);
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  g_object_set (self->bar, "show-text", TRUE, "hexpand", TRUE, "valign", GTK_ALIGN_CENTER, NULL);
  nh_widget_set_name (self->bar, _ ("Progress"));
  self->stop = make_button (self, _ ("S_top"), NULL, on_stop);
  self->progress = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 10, GTK_WIDGET (self->bar), self->stop, NULL);
  gtk_widget_set_hexpand (self->progress, TRUE);
  self->problems = gtk_check_button_new_with_mnemonic (_ ("Only those with _problems"));
  g_signal_connect_object (self->problems, "toggled", G_CALLBACK (on_problems), self, G_CONNECT_SWAPPED);
  self->next = gtk_button_new_with_mnemonic (_ ("Ne_xt problem"));
  gtk_widget_set_tooltip_text (self->next, _ ("Go to the next cell to look at (F8)"));
  g_signal_connect_object (self->next, "clicked", G_CALLBACK (nh_intake_table_go_to_problem), self->table,
                           G_CONNECT_SWAPPED);
  self->refused = make_button (self, _ ("Rows sent bac_k…"),
                               _ ("Write the rows that cannot come in as a workbook, with the reasons"), on_refused);
  self->bring = make_button (self, _ ("_Bring in"), _ ("Save the good rows as one change (Ctrl+Enter)"), on_bring);
  gtk_widget_add_css_class (self->bring, "suggested-action");
  row = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 10, GTK_WIDGET (self->counts), self->progress, self->problems,
                    self->next, NULL);
  buttons = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 8, self->refused, cancel, self->bring, NULL);
  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  box = nh_box_new (GTK_ORIENTATION_VERTICAL, 8, row, buttons, NULL);
  gtk_widget_add_css_class (box, "nh-batch-footer");
  return box;
}

static GtkWidget *
make_message (NhIntakeWindow *self)
{
  GtkWidget *close = gtk_button_new_with_mnemonic (_ ("_Close")), *buttons, *box;

  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "window.close");
  self->title = GTK_LABEL (nh_label_new (NULL, "nh-empty-title", TRUE));
  self->text = GTK_LABEL (nh_label_new (NULL, NULL, TRUE));
  gtk_label_set_max_width_chars (self->text, 70);
  self->refused_after = make_button (self, _ ("_Write the rows sent back…"), NULL, on_refused);
  gtk_widget_add_css_class (self->refused_after, "suggested-action");
  self->undo = make_button (self, _ ("_Undo"), NULL, on_undo);
  self->another = make_button (self, _ ("Choose _another file…"), NULL, on_another);
  buttons = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 8, self->refused_after, self->another, self->undo, close, NULL);
  box = nh_box_new (GTK_ORIENTATION_VERTICAL, 14, GTK_WIDGET (self->title), GTK_WIDGET (self->text), buttons, NULL);
  g_object_set (box, "halign", GTK_ALIGN_CENTER, "valign", GTK_ALIGN_CENTER, NULL);
  gtk_widget_add_css_class (box, "nh-welcome");
  return box;
}

static void
nh_intake_window_init (NhIntakeWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *page;

  self->wish.sheet = -1;
  self->table = NH_INTAKE_TABLE (nh_intake_table_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  g_signal_connect_object (self->table, "word", G_CALLBACK (nh_intake_window_add_word), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "moved", G_CALLBACK (nh_intake_detail_show), self, G_CONNECT_SWAPPED);
  page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->stage = GTK_STACK (gtk_stack_new ());
  gtk_window_set_titlebar (GTK_WINDOW (self), gtk_header_bar_new ());
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_stack_add_named (self->stage, page, "table");
  gtk_stack_add_named (self->stage, make_message (self), "message");
  gtk_window_set_child (GTK_WINDOW (self), GTK_WIDGET (self->stage));
}

/* After the session is known. */
static void
fill_page (NhIntakeWindow *self)
{
  GtkBox *page = GTK_BOX (gtk_stack_get_child_by_name (self->stage, "table"));
  GtkWidget *scrolled = gtk_scrolled_window_new (); /* of large text there are more lines than a small window has */

  g_object_set (scrolled, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE, "child",
                nh_box_new (GTK_ORIENTATION_VERTICAL, 0, nh_intake_choices_new (self), GTK_WIDGET (self->table),
                            nh_intake_detail_new (self), NULL),
                NULL);
  gtk_box_append (page, scrolled);
  gtk_box_append (page, make_foot (self));
}

void
nh_intake_window_show (GtkWidget *parent, NhSession *session, const NhRecordType *type, NhIntakeSource *source)
{
  GtkWidget *below = GTK_WIDGET (gtk_widget_get_root (parent));
  g_autofree char *title = g_strdup_printf (_ ("From Excel: %s"), nh_intake_source_get_name (source));
  NhIntakeWindow *self;

  if (nh_session_is_read_only (session))
    {
      nh_notify (parent, NH_NOTICE_WARNING, _ ("This ledger is open for reading only: nothing can be brought in."));
      return;
    }
  self = g_object_new (NH_TYPE_INTAKE_WINDOW, "transient-for", below, "modal", TRUE, "destroy-with-parent", TRUE,
                       "title", title, NULL);
  self->parent = below;
  self->session = g_object_ref (session);
  self->source = nh_intake_source_ref (source);
  self->wish.type = type != NULL && !nh_record_type_is_single (type) ? type : NULL;
  self->wish.year = nh_session_get_year (session);
  self->wish.unit = nh_session_has_below (session) ? 0 : nh_session_get_unit (session);
  fill_page (self);
  /* No larger than the window below it. */
  gtk_window_set_default_size (GTK_WINDOW (self), CLAMP (gtk_widget_get_width (below) - 40, MIN_WIDTH, WIDTH),
                               CLAMP (gtk_widget_get_height (below) - 40, MIN_HEIGHT, HEIGHT));
  nh_intake_window_try (self);
  gtk_window_present (GTK_WINDOW (self));
}

void
nh_intake_window_show_file (GtkWidget *parent, NhSession *session, const NhRecordType *type, const char *path)
{
  g_autoptr (NhIntakeSource) source = nh_intake_source_new_file (path);

  nh_intake_window_show (parent, session, type, source);
}

/* --- Which file --- */

typedef struct
{
  GtkWidget *parent;  /* owned */
  NhSession *session; /* owned */
  const NhRecordType *type;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->parent);
  g_object_unref (question->session);
  g_free (question);
}

static void
on_file (const char *path, gpointer data)
{
  const Question *question = data;

  if (gtk_widget_get_root (question->parent) != NULL)
    nh_intake_window_show_file (question->parent, question->session, question->type, path);
}

void
nh_intake_window_ask (GtkWidget *parent, NhSession *session, const NhRecordType *type)
{
  Question *question = g_new0 (Question, 1);

  question->parent = g_object_ref (parent);
  question->session = g_object_ref (session);
  question->type = type;
  nh_dialog_open_file (parent, _ ("Bring in from Excel"), _ ("Workbooks"), NH_INTAKE_ENDINGS, on_file, question,
                       question_free);
}

gboolean
nh_intake_window_takes (const char *path)
{
  static const char *const endings[] = { ".xlsx", ".xlsm", ".csv", ".tsv", ".xls", ".ods" };
  g_autofree char *low = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (low, endings[i]))
      return TRUE;
  return FALSE;
}
