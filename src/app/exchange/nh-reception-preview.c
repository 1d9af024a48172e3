/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-reception-preview.h"

#include <string.h>

#include "nh-figure-text.h"
#include "nh-i18n.h"
#include "nh-keys.h"
#include "nh-notice.h"
#include "nh-number.h"
#include "nh-reason-dialog.h"
#include "nh-receive-files.h"
#include "nh-reception-row.h"
#include "nh-widget-util.h"

#define LOOK_MS 150
#define MOST_SAID 5 /* figures of a file that is decided on */

struct _NhReceptionPreview
{
  GtkWidget parent_instance;

  NhSession *session;          /* owned */
  GStrv paths;                 /* owned, nullable */
  GPtrArray *receptions;       /* owned, nullable: of NhReception, in the order in which they were told */
  GHashTable *codes;           /* owned: path → the digits that a person typed; a file may then need a reason, too */
  gboolean trial;              /* they were only tried … */
  GHashTable *decided;         /* … but for these, which a person has let in. Owned: set of paths */
  NhReceiveProgress *progress; /* owned, nullable: at work */
  GCancellable *cancellable;   /* owned, nullable */
  guint looking;               /* source */

  GtkWidget *box, *busy, *stop, *accept, *close, *problem;
  GtkLabel *title, *text;
  GtkProgressBar *bar;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (NhReceptionPreview, nh_reception_preview, GTK_TYPE_WIDGET)

static void run (NhReceptionPreview *self, gboolean trial);

/* --- What is shown --- */

static guint
count (NhReceptionPreview *self, gboolean taken)
{
  guint n = 0;

  for (guint i = 0; i < self->receptions->len; i++)
    n += ((const NhReception *) self->receptions->pdata[i])->taken == taken &&
         (taken || ((const NhReception *) self->receptions->pdata[i])->verdict != NH_VERDICT_KNOWN);
  return n;
}

static guint
count_known (NhReceptionPreview *self)
{
  guint n = 0;

  for (guint i = 0; i < self->receptions->len; i++)
    n += ((const NhReception *) self->receptions->pdata[i])->verdict == NH_VERDICT_KNOWN;
  return n;
}

static void
show_heads (NhReceptionPreview *self, guint n_taken, guint n_left)
{
  guint n_known = count_known (self);
  g_autofree char *taken = nh_number_format (n_taken), *left = nh_number_format (n_left),
                  *known = nh_number_format (n_known);
  g_autofree char *title = NULL, *text = NULL, *accept = NULL;

  if (self->trial && n_taken == 0 && n_known > 0)
    title = g_strdup_printf (ngettext ("No file can be received; %s file is here already",
                                       "No file can be received; %s files are here already", n_known),
                             known);
  else if (self->trial)
    title = g_strdup_printf (ngettext ("%s file can be received", "%s files can be received", n_taken), taken);
  else
    title = g_strdup_printf (ngettext ("%s file is received", "%s files are received", n_taken), taken);
  text = g_strdup_printf (
      ngettext ("%s file is left over: look at it below.", "%s files are left over: look at them below.", n_left),
      left);
  accept = g_strdup_printf (ngettext ("Rec_eive %s file", "Rec_eive %s files", n_taken), taken);
  gtk_label_set_text (self->title, self->receptions->len == 0             ? _ ("No file of the hand-in is there")
                                   : self->trial && n_taken + n_left == 0 ? _ ("These files are received already")
                                                                          : title);
  nh_label_show (self->text, n_left > 0                   ? text
                             : self->trial && n_taken > 0 ? _ ("Nothing is kept yet: look, then receive.")
                                                          : NULL);
  gtk_button_set_label (GTK_BUTTON (self->accept), accept);
}

/* As they are shown: those that need a person first. (transfer container) */
static GPtrArray *
sort_receptions (NhReceptionPreview *self)
{
  GPtrArray *sorted = g_ptr_array_new ();

  g_ptr_array_extend (sorted, self->receptions, NULL, NULL);
  g_ptr_array_sort (sorted, nh_reception_compare);
  return sorted;
}

static void
show_results (NhReceptionPreview *self)
{
  NhCatalog *catalog = nh_session_get_catalog (self->session);
  guint n_taken = count (self, TRUE), n_left = count (self, FALSE), n_decided = g_hash_table_size (self->decided);
  g_autoptr (GPtrArray) sorted = sort_receptions (self);

  self->trial = self->trial && (n_taken > n_decided || n_taken == 0);
  if (self->trial)
    n_taken -= n_decided;
  nh_widget_clear (self->list);
  for (guint i = 0; i < sorted->len; i++)
    gtk_list_box_append (self->list, nh_reception_row_new (sorted->pdata[i], catalog));
  show_heads (self, n_taken, n_left);
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->receptions->len > 0);
  gtk_widget_set_visible (self->accept, self->trial && n_taken > 0);
  gtk_button_set_label (GTK_BUTTON (self->close),
                        self->trial && n_taken > 0 ? _ ("Do _not receive") : _ ("_Back to the board"));
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
show_busy (NhReceptionPreview *self, gboolean busy)
{
  gtk_widget_set_visible (self->busy, busy);
  gtk_widget_set_visible (self->close, !busy);
  gtk_widget_set_visible (self->accept, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), !busy);
}

/* --- At work --- */

static gboolean
look (gpointer data)
{
  NhReceptionPreview *self = data;
  gint n = g_atomic_int_get (&self->progress->n_files), done = g_atomic_int_get (&self->progress->n_done);
  g_autofree char *text = g_strdup_printf (_ ("%d of %d"), MIN (done, n), n);

  gtk_progress_bar_set_fraction (self->bar, n > 0 ? MIN (1.0, (double) done / n) : 0);
  gtk_progress_bar_set_text (self->bar, n > 0 ? text : "");
  return G_SOURCE_CONTINUE;
}

static void
end_work (NhReceptionPreview *self)
{
  g_clear_handle_id (&self->looking, g_source_remove);
  g_clear_pointer (&self->progress, nh_receive_progress_unref);
  g_clear_object (&self->cancellable);
  show_busy (self, FALSE);
}

static void
show_stopped (NhReceptionPreview *self, const GError *error, guint n_done)
{
  g_autofree char *number = nh_number_format (n_done);
  g_autofree char *text = NULL;

  /* What was found before is no longer what stands in the ledger. */
  g_clear_pointer (&self->receptions, g_ptr_array_unref);
  nh_widget_clear (self->list);
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gtk_label_set_text (self->title, _ ("The files could not be received"));
      nh_label_show (GTK_LABEL (self->problem), error->message);
    }
  else
    {
      text = g_strdup_printf (
          ngettext ("Stopped after %s file. What was received is kept; drop the files again for the "
                    "rest.",
                    "Stopped after %s files. What was received is kept; drop the files again for "
                    "the rest.",
                    n_done),
          number);
      gtk_label_set_text (self->title, self->trial ? _ ("Stopped: nothing was kept.") : text);
    }
  nh_label_show (self->text, NULL);
  gtk_button_set_label (GTK_BUTTON (self->close), _ ("_Back to the board"));
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
replace (NhReceptionPreview *self, NhReception *one)
{
  for (guint i = 0; i < self->receptions->len; i++)
    if (strcmp (((NhReception *) self->receptions->pdata[i])->path, one->path) == 0)
      {
        nh_reception_unref (self->receptions->pdata[i]);
        self->receptions->pdata[i] = nh_reception_ref (one);
      }
}

/* Of a real run, which was given only some of the files, the others stay as they were seen. */
static void
keep_results (NhReceptionPreview *self, GPtrArray *receptions)
{
  for (guint i = 0; !self->trial && i < receptions->len; i++)
    replace (self, receptions->pdata[i]);
  if (!self->trial)
    return;
  g_clear_pointer (&self->receptions, g_ptr_array_unref);
  self->receptions = g_ptr_array_ref (receptions);
}

static void
on_received (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhReceptionPreview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) receptions = nh_receive_files_finish (NH_LEDGER (source), result, &error);
  guint n_done;

  if (self->session == NULL || self->progress == NULL)
    return;
  n_done = (guint) g_atomic_int_get (&self->progress->n_done);
  end_work (self);
  if (receptions == NULL)
    {
      show_stopped (self, error, n_done);
      return;
    }
  keep_results (self, receptions);
  show_results (self);
}

static void
run (NhReceptionPreview *self, gboolean trial)
{
  const NhReceiveOptions options = { .trial = trial };

  self->trial = trial;
  self->progress = nh_receive_progress_new ();
  self->cancellable = g_cancellable_new ();
  gtk_label_set_text (self->title, trial ? _ ("Looking at the files…") : _ ("Receiving…"));
  nh_label_show (self->text, NULL);
  nh_label_show (GTK_LABEL (self->problem), NULL);
  show_busy (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->looking = g_timeout_add (LOOK_MS, look, self);
  nh_receive_files_async (nh_session_get_ledger (self->session), (const char *const *) self->paths, &options,
                          self->progress, self->cancellable, on_received, g_object_ref (self));
}

void
nh_reception_preview_try (NhReceptionPreview *self, const char *const *paths)
{
  g_return_if_fail (NH_IS_RECEPTION_PREVIEW (self) && paths != NULL);
  if (self->progress != NULL)
    {
      nh_notify (GTK_WIDGET (self), NH_NOTICE_WARNING, _ ("Files are being received. Wait until that is done."));
      return;
    }
  g_strfreev (self->paths);
  self->paths = g_strdupv ((char **) paths);
  g_hash_table_remove_all (self->decided);
  nh_widget_clear (self->list);
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  run (self, TRUE);
}

/* Those that were shown as such that will be taken, in the same order: of two files that exclude each other the first
 * one is taken. No file that came into the folder since. */
static void
on_accept (NhReceptionPreview *self)
{
  g_autoptr (GStrvBuilder) seen = g_strv_builder_new ();

  if (self->progress != NULL || !self->trial)
    return;
  for (guint i = 0; i < self->receptions->len; i++)
    {
      const NhReception *one = self->receptions->pdata[i];

      if (one->taken && !g_hash_table_contains (self->decided, one->path))
        g_strv_builder_add (seen, one->path);
    }
  g_strfreev (self->paths);
  self->paths = g_strv_builder_end (seen);
  run (self, FALSE);
}

static void
on_stop (NhReceptionPreview *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
on_close (NhReceptionPreview *self)
{
  g_signal_emit_by_name (self, "closed");
}

/* --- One file that a person decides --- */

typedef struct
{
  NhReceptionPreview *preview; /* owned */
  char *path;                  /* owned */
  gboolean key;                /* the digits of a key, else the reason for a branch */
} Decision;

static void
decision_free (gpointer data)
{
  Decision *decision = data;

  g_object_unref (decision->preview);
  g_free (decision->path);
  g_free (decision);
}

/* The keys that come next are for the file that was decided on, not for those that can be received. */
static void
focus_file (NhReceptionPreview *self, const NhReception *one)
{
  g_autoptr (GPtrArray) sorted = sort_receptions (self);

  for (guint i = 0; i < sorted->len; i++)
    if (sorted->pdata[i] == one)
      gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) i)));
}

/* Puts the new result in the place of the one of the same file. */
static void
on_decided (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhReceptionPreview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) receptions = nh_receive_files_finish (NH_LEDGER (source), result, &error);
  NhReception *one = receptions != NULL && receptions->len > 0 ? receptions->pdata[0] : NULL;

  if (self->session == NULL)
    return;
  if (one == NULL)
    {
      nh_notify_result (GTK_WIDGET (self), error, NULL);
      return;
    }
  if (self->receptions != NULL)
    {
      replace (self, one);
      if (one->taken)
        g_hash_table_add (self->decided, g_strdup (one->path));
      /* While others are received, they show what has become of this one, too. */
      if (self->progress == NULL)
        {
          show_results (self);
          focus_file (self, one);
        }
    }
  if (one->taken)
    nh_notify (GTK_WIDGET (self), NH_NOTICE_DONE, _ ("The file is received."));
  else
    nh_notify (GTK_WIDGET (self), NH_NOTICE_WARNING, one->message);
}

static const NhReception *
find (NhReceptionPreview *self, const char *path)
{
  for (guint i = 0; self->receptions != NULL && i < self->receptions->len; i++)
    if (strcmp (((const NhReception *) self->receptions->pdata[i])->path, path) == 0)
      return self->receptions->pdata[i];
  return NULL;
}

static void
on_given (const char *text, gpointer data)
{
  const Decision *decision = data;
  NhReceptionPreview *self = decision->preview;
  const char *const paths[] = { decision->path, NULL };
  const NhReception *one = find (self, decision->path);
  NhReceiveOptions options = { .reason = decision->key ? NULL : text };
  NhReceiveProgress *progress;

  if (self->session == NULL || one == NULL) /* what was seen is not shown any more */
    return;
  if (decision->key)
    g_hash_table_replace (self->codes, g_strdup (decision->path), g_strdup (text));
  options.hash = one->hash;
  options.code = g_hash_table_lookup (self->codes, decision->path);
  progress = nh_receive_progress_new ();
  nh_receive_files_async (nh_session_get_ledger (self->session), paths, &options, progress, NULL, on_decided,
                          g_object_ref (self));
  nh_receive_progress_unref (progress);
}

/* As the file was seen; what is in it by now is judged once more when it is received. */
static char *
check_code (const char *typed, gpointer data)
{
  const Decision *decision = data;
  const NhReception *one = find (decision->preview, decision->path);
  char *missing = nh_check_code_find_missing (typed);

  if (missing == NULL && one != NULL && !nh_check_code_is (one->code, typed))
    return g_strdup (_ ("This is not the code of the file. Let the unit read it out once more, and compare group by "
                        "group; if it stays another one, the file is not from this unit."));
  return missing;
}

/* "Xã Yên Hòa, 2026, version 1. Số điểm: 1; …": what is decided on, before @text. (transfer full) */
static char *
describe_file (const NhReception *one, const char *text)
{
  g_autoptr (GString) figures = g_string_new (NULL);
  g_autofree char *name = g_path_get_basename (one->path), *shown = g_filename_display_name (name);
  g_autofree char *head = g_strdup_printf (_ ("The file %s says: %s, %d, version %d."), shown, one->unit_name,
                                           one->year, one->version);

  for (guint i = 0; i < MIN (one->said->len, MOST_SAID); i++)
    {
      const NhFigureChange *said = one->said->pdata[i];
      g_autofree char *number = nh_figure_text_format (said->after);

      g_string_append_printf (figures, "%s%s: %s", i > 0 ? "; " : "", said->title, number);
    }
  if (*one->nil != '\0')
    g_string_append_printf (figures, "%s: %s", _ ("Festival not held"), one->nil);
  else
    g_string_append (figures, one->said->len > MOST_SAID ? "; …" : one->said->len > 0 ? "." : _ ("It has no figures."));
  return g_strdup_printf ("%s\n%s\n\n%s", head, figures->str, text);
}

static void
ask (NhReceptionPreview *self, const char *path, gboolean key)
{
  const NhReception *one = find (self, path);
  g_autofree char *text = NULL;
  Decision *decision;

  if (one == NULL)
    return;
  text = describe_file (
      one, key ? _ ("Telephone the unit by a number that you know. It reads its check code from its page “Hand in”. "
                    "Type what you hear; do not read it from this screen.")
               : _ ("It does not follow the version that was received last. Its records take the place of those; the "
                    "reason stays in the history, and it can be undone."));
  decision = g_new0 (Decision, 1);

  decision->preview = g_object_ref (self);
  decision->path = g_strdup (path);
  decision->key = key;
  if (key)
    nh_reason_ask (GTK_WIDGET (self), _ ("Confirm the key of the unit"), text,
                   _ ("Check code of the _unit (20 digits)"), _ ("_Confirm and receive"), check_code, on_given,
                   decision, decision_free);
  else
    nh_reason_ask (GTK_WIDGET (self), _ ("Take the file all the same"), text, _ ("_Reason"), _ ("_Receive"), NULL,
                   on_given, decision, decision_free);
}

static void
confirm (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask (NH_RECEPTION_PREVIEW (widget), g_variant_get_bytestring (parameter), TRUE);
}

static void
take (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask (NH_RECEPTION_PREVIEW (widget), g_variant_get_bytestring (parameter), FALSE);
}

/* --- The widget --- */

static void
nh_reception_preview_dispose (GObject *object)
{
  NhReceptionPreview *self = NH_RECEPTION_PREVIEW (object);

  on_stop (self);
  g_clear_handle_id (&self->looking, g_source_remove);
  nh_widget_unparent_children (self);
  g_clear_pointer (&self->progress, nh_receive_progress_unref);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->paths, g_strfreev);
  g_clear_pointer (&self->receptions, g_ptr_array_unref);
  g_clear_pointer (&self->codes, g_hash_table_unref);
  g_clear_pointer (&self->decided, g_hash_table_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_reception_preview_parent_class)->dispose (object);
}

/* On what is likely to come next. */
static gboolean
nh_reception_preview_grab_focus (GtkWidget *widget)
{
  NhReceptionPreview *self = NH_RECEPTION_PREVIEW (widget);

  return gtk_widget_grab_focus (gtk_widget_get_visible (self->busy)     ? self->stop
                                : gtk_widget_get_visible (self->accept) ? self->accept
                                                                        : self->close);
}

/* Esc */
static void
leave (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhReceptionPreview *self = NH_RECEPTION_PREVIEW (widget);

  if (self->progress != NULL)
    on_stop (self);
  else
    on_close (self);
}

static void
nh_reception_preview_class_init (NhReceptionPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_reception_preview_dispose;
  widget_class->grab_focus = nh_reception_preview_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "preview.leave", NULL, leave);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "preview.leave", NULL);
  gtk_widget_class_install_action (widget_class, "preview.confirm", "ay", confirm);
  gtk_widget_class_install_action (widget_class, "preview.take", "ay", take);
  NH_SIGNAL ("closed", G_TYPE_FROM_CLASS (klass), 0);
}

static GtkWidget *
make_button (NhReceptionPreview *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row)
{
  nh_reception_row_toggle (row);
}

static void
nh_reception_preview_init (NhReceptionPreview *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *buttons;

  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->decided = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->title = GTK_LABEL (nh_label_new (NULL, "nh-empty-title", TRUE));
  self->text = GTK_LABEL (nh_label_new (NULL, NULL, TRUE));
  self->problem = nh_label_new (NULL, "nh-error", TRUE);
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_progress_bar_set_show_text (self->bar, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->bar), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->bar), GTK_ALIGN_CENTER);
  nh_widget_set_name (self->bar, _ ("Progress"));
  self->stop = make_button (self, _ ("S_top"), G_CALLBACK (on_stop));
  self->busy = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 10, GTK_WIDGET (self->bar), self->stop, NULL);
  self->accept = make_button (self, "", G_CALLBACK (on_accept));
  gtk_button_set_use_underline (GTK_BUTTON (self->accept), TRUE);
  gtk_widget_add_css_class (self->accept, "suggested-action");
  self->close = make_button (self, "", G_CALLBACK (on_close));
  gtk_button_set_use_underline (GTK_BUTTON (self->close), TRUE);
  buttons = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 8, self->accept, self->close, NULL);
  self->list = GTK_LIST_BOX (
      g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, "visible", FALSE, NULL));
  nh_widget_set_name (self->list, _ ("Files"));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "nh-files");
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated), NULL);
  g_object_set (scrolled, "vexpand", TRUE, "hscrollbar-policy", GTK_POLICY_NEVER, "child", self->list, NULL);
  self->box = nh_box_new (GTK_ORIENTATION_VERTICAL, 8, GTK_WIDGET (self->title), GTK_WIDGET (self->text), self->problem,
                          self->busy, buttons, scrolled, NULL);
  gtk_widget_add_css_class (self->box, "nh-board");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

int
nh_reception_preview_get_year (NhReceptionPreview *self)
{
  g_return_val_if_fail (NH_IS_RECEPTION_PREVIEW (self), 0);
  for (guint i = 0; !self->trial && self->receptions != NULL && i < self->receptions->len; i++)
    if (((const NhReception *) self->receptions->pdata[i])->taken)
      return ((const NhReception *) self->receptions->pdata[i])->year;
  return 0;
}

void
nh_reception_preview_set_session (NhReceptionPreview *self, NhSession *session)
{
  g_return_if_fail (NH_IS_RECEPTION_PREVIEW (self));
  g_set_object (&self->session, session);
}
