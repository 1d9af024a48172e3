/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-forms-window.h"

#include "nh-dialog.h"
#include "nh-error.h"
#include "nh-form-files.h"
#include "nh-form-reader.h"
#include "nh-guard.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-number.h"
#include "nh-point.h"
#include "nh-widget-util.h"
#include "nh-workbook-form.h"

#define WIDTH 860
#define HEIGHT 600
#define LOOK_MS 150
#define MOST_NOTES 4 /* of a form, in its row */

/* What the worker does; counted by references, as the window looks at the numbers. */
typedef struct
{
  GPtrArray *files; /* of char *, owned */
  char *rejected;   /* owned: folder of the forms with refused rows, made when it is needed */
  gboolean saving;  /* else they are only looked at */
  gint done;        /* atomic */
} Work;

struct _NhFormsWindow
{
  GtkWindow parent_instance;

  NhSession *session; /* owned */
  Work *work;
  GCancellable *cancellable; /* owned, nullable: at work */
  guint looking;             /* source */
  GPtrArray *readings;       /* owned, nullable: shown first, then saved, and can be taken back */

  GtkLabel *title, *text;
  GtkWidget *busy, *bring, *undo, *close;
  GtkProgressBar *bar;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (NhFormsWindow, nh_forms_window, GTK_TYPE_WINDOW)

static void
work_clear (gpointer data)
{
  Work *work = data;

  g_ptr_array_unref (work->files);
  g_free (work->rejected);
}

static void
work_unref (gpointer work)
{
  g_atomic_rc_box_release_full (work, work_clear);
}

/* --- Making --- */

typedef struct
{
  GtkWidget *parent;  /* owned */
  NhSession *session; /* owned */
  char *path;         /* owned, nullable: a file, or a folder */
  gint64 unit;
  int year;
  guint n_written, n_kept; /* by the worker */
} Making;

static Making *
making_new (GtkWidget *parent, NhSession *session, const char *path)
{
  Making *making = g_new0 (Making, 1);

  making->parent = g_object_ref (parent);
  making->session = g_object_ref (session);
  making->path = g_strdup (path);
  making->unit = nh_session_get_unit (session);
  making->year = nh_session_get_year (session);
  return making;
}

static void
making_free (gpointer data)
{
  Making *making = data;

  g_object_unref (making->parent);
  g_object_unref (making->session);
  g_free (making->path);
  g_free (making);
}

static gpointer
write_forms (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Making *making = data;

  if (g_file_test (making->path, G_FILE_TEST_IS_DIR))
    nh_workbook_form_write_below (ledger, making->unit, making->year, making->path, &making->n_written, &making->n_kept,
                                  cancellable, error);
  else if (nh_workbook_form_write (ledger, nh_catalog_get_unit (nh_ledger_get_catalog (ledger), making->unit),
                                   making->year, NULL, making->path, error))
    making->n_written = 1;
  return NULL;
}

/* (transfer full) */
static char *
describe_written (const Making *making)
{
  g_autofree char *number = nh_number_format (making->n_written);
  g_autofree char *text = g_strdup_printf (
      ngettext ("%s workbook form is written.", "%s workbook forms are written.", making->n_written), number);
  g_autofree char *kept = nh_workbook_form_describe_kept (making->n_kept);

  return making->n_kept > 0 ? g_strjoin (" ", text, kept, NULL) : g_steal_pointer (&text);
}

static void
open_place (const Making *making)
{
  nh_dialog_show_place (making->parent, making->path);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Making *making = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  nh_ledger_run_finish (NH_LEDGER (source), result, &error);
  text = describe_written (making);
  if (error == NULL && gtk_widget_get_root (making->parent) != NULL)
    {
      nh_notice_offer (nh_notice_of (making->parent), making->n_kept > 0 ? NH_NOTICE_WARNING : NH_NOTICE_DONE, text,
                       g_file_test (making->path, G_FILE_TEST_IS_DIR) ? _ ("Open the _folder") : _ ("_Open"),
                       G_CALLBACK (open_place), making, making_free);
      return;
    }
  if (error != NULL)
    nh_notify_error (making->parent, error->message);
  making_free (making);
}

static void
on_place (const char *path, gpointer data)
{
  const Making *asked = data;
  Making *making;

  nh_notify (asked->parent, NH_NOTICE_BUSY, _ ("Writing workbook forms…"));
  making = making_new (asked->parent, asked->session, path);
  nh_ledger_run (nh_session_get_ledger (asked->session), NH_ON_REPORTER, write_forms, making, NULL, NULL, NULL,
                 on_written, making);
}

void
nh_forms_make (GtkWidget *parent, NhSession *session)
{
  const NhUnit *unit = nh_catalog_get_unit (nh_session_get_catalog (session), nh_session_get_unit (session));
  Making *making = making_new (parent, session, NULL);
  g_autofree char *folder = g_path_get_dirname (nh_ledger_get_path (nh_session_get_ledger (session)));
  g_autofree char *name = unit != NULL ? nh_workbook_form_name (unit, making->year) : NULL;

  if (unit != NULL && unit->level == NH_LEVEL_COMMUNE)
    nh_dialog_save_file (parent, _ ("Workbook form"), folder, name, on_place, making, making_free);
  else
    nh_dialog_choose_folder (parent, _ ("Workbook forms of all units: into which folder"), on_place, making,
                             making_free);
}

/* --- Reading --- */

static gpointer
read_forms (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  return nh_form_read_all (connection, ledger, work->files, !work->saving, work->saving ? work->rejected : NULL,
                           &work->done, cancellable, error);
}

/* (transfer full) */
static char *
describe_reading (const NhFormReading *reading)
{
  g_autofree char *added = nh_number_format (reading->counts[NH_ROW_NEW]);
  g_autofree char *held = nh_number_format (reading->counts[NH_ROW_HELD]);
  g_autofree char *refused = nh_number_format (reading->counts[NH_ROW_REFUSED]);
  g_autofree char *changed = nh_number_format (reading->counts[NH_ROW_CHANGED]);
  g_autofree char *removed = nh_number_format (reading->n_gone);
  gboolean again = reading->counts[NH_ROW_CHANGED] + reading->n_gone > 0;
  g_autofree char *counts = again
                                ? g_strdup_printf (_ ("%s new, %s changed, %s removed, %s there already, %s sent back"),
                                                   added, changed, removed, held, refused)
                                : g_strdup_printf (_ ("%s new, %s there already, %s sent back"), added, held, refused);
  guint n = reading->counts[NH_ROW_NEW] + reading->counts[NH_ROW_CHANGED] + reading->n_gone +
            reading->counts[NH_ROW_HELD] + reading->counts[NH_ROW_REFUSED];

  if (reading->problem == NULL)
    return g_steal_pointer (&counts);
  return n > 0 ? g_strjoin (". ", counts, reading->problem, NULL) : g_strdup (reading->problem);
}

static GtkWidget *
make_row (const NhFormReading *reading)
{
  g_autofree char *name = g_path_get_basename (reading->path);
  g_autofree char *counts = describe_reading (reading);
  gboolean wrong = reading->problem != NULL || reading->counts[NH_ROW_REFUSED] > 0;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (box),
                  nh_label_new (reading->unit != NULL ? reading->unit->title : name, "nh-question", TRUE));
  gtk_box_append (GTK_BOX (box), nh_label_new (counts, wrong ? "nh-error" : NULL, TRUE));
  for (guint i = 0; i < MIN (reading->notes->len, MOST_NOTES); i++)
    gtk_box_append (GTK_BOX (box), nh_label_new (reading->notes->pdata[i], "nh-more", TRUE));
  if (reading->notes->len > MOST_NOTES)
    {
      g_autofree char *more = g_strdup_printf (_ ("… and %u more"), reading->notes->len - MOST_NOTES);

      gtk_box_append (GTK_BOX (box), nh_label_new (more, "nh-more", TRUE));
    }
  return box;
}

/* Those that somebody has to look at come first: problems, then rows sent back, then what was removed or changed. */
static guint64
weigh (const NhFormReading *reading)
{
  if (reading->problem != NULL)
    return G_MAXUINT64;
  return ((guint64) reading->counts[NH_ROW_REFUSED] << 32) + ((guint64) reading->n_gone << 16) +
         MIN (reading->counts[NH_ROW_CHANGED], G_MAXUINT16);
}

static int
compare_readings (gconstpointer a, gconstpointer b)
{
  guint64 left = weigh (*(NhFormReading *const *) a), right = weigh (*(NhFormReading *const *) b);

  return left > right ? -1 : left < right;
}

/* What the readings are, together. */
typedef struct
{
  guint n_new, n_refused, n_other;
  gboolean written; /* the refused rows */
} Sum;

static Sum
show_rows (NhFormsWindow *self, GPtrArray *readings)
{
  Sum sum = { 0 };
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  g_ptr_array_sort (readings, compare_readings);
  for (guint i = 0; i < readings->len; i++)
    {
      const NhFormReading *reading = readings->pdata[i];

      sum.n_new += reading->counts[NH_ROW_NEW];
      sum.n_refused += reading->counts[NH_ROW_REFUSED];
      sum.n_other += reading->counts[NH_ROW_CHANGED] + reading->n_gone;
      sum.written = sum.written || reading->rejected != NULL;
      gtk_list_box_append (self->list, make_row (reading));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), readings->len > 0);
  return sum;
}

/* Before anything is saved. */
static void
show_preview (NhFormsWindow *self, GPtrArray *readings, gboolean stopped)
{
  Sum sum = show_rows (self, readings);
  g_autofree char *forms = nh_number_format (readings->len), *added = nh_number_format (sum.n_new),
                  *refused = nh_number_format (sum.n_refused);
  g_autofree char *title = g_strdup_printf (ngettext ("%s workbook form: %s new rows can come in",
                                                      "%s workbook forms: %s new rows can come in", readings->len),
                                            forms, added);
  g_autofree char *back = g_strdup_printf (_ ("Nothing is saved yet. %s rows will be sent back: their reasons are "
                                              "below."),
                                           refused);
  /* Who stops it has not seen all that would come in. */
  gboolean any = sum.n_new + sum.n_other + sum.n_refused > 0 && !stopped;

  gtk_label_set_text (self->title, readings->len > 0             ? title
                                   : self->work->files->len == 0 ? _ ("There is no workbook in this folder")
                                                                 : _ ("Stopped: nothing was read."));
  nh_label_show (self->text, sum.n_refused > 0 ? back : any ? _ ("Nothing is saved yet.") : NULL);
  self->readings = g_ptr_array_ref (readings);
  gtk_widget_set_visible (self->bring, any);
  gtk_widget_grab_focus (any ? self->bring : self->close);
}

static gboolean
is_any_saved (GPtrArray *readings)
{
  for (guint i = 0; i < readings->len; i++)
    if (((const NhFormReading *) readings->pdata[i])->first_change != 0)
      return TRUE;
  return FALSE;
}

static void
show_readings (NhFormsWindow *self, GPtrArray *readings)
{
  Sum sum = show_rows (self, readings);
  g_autofree char *forms = nh_number_format (readings->len), *added = nh_number_format (sum.n_new),
                  *refused = nh_number_format (sum.n_refused);
  g_autofree char *title = g_strdup_printf (
      ngettext ("%s workbook form is read: %s new rows", "%s workbook forms are read: %s new rows", readings->len),
      forms, added);
  g_autofree char *text = g_strdup_printf (
      sum.written ? _ ("%s rows are sent back: forms with these rows and the reasons are in %s")
                  : _ ("%s rows are sent back, but no forms with them could be written into %s"),
      refused, self->work->rejected);

  gtk_label_set_text (self->title, readings->len > 0 ? title : _ ("Stopped: nothing was read."));
  nh_label_show (self->text, sum.n_refused > 0 ? text
                             : sum.n_other > 0 ? _ ("Forms that came again replaced what they brought before: the "
                                                    "differences are below.")
                                               : NULL);
  if (!is_any_saved (readings))
    return;
  g_ptr_array_unref (self->readings);
  self->readings = g_ptr_array_ref (readings);
  gtk_widget_set_visible (self->undo, TRUE);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhFormsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) readings = nh_ledger_run_finish (NH_LEDGER (source), result, &error);

  gboolean stopped = g_cancellable_is_cancelled (self->cancellable);

  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->looking, g_source_remove);
  if (self->session == NULL)
    return;
  gtk_widget_set_visible (self->busy, FALSE);
  gtk_widget_set_sensitive (self->close, TRUE);
  gtk_widget_grab_focus (self->close);
  if (readings != NULL && self->work->saving)
    show_readings (self, readings);
  else if (readings != NULL)
    show_preview (self, readings, stopped);
  else
    {
      gtk_label_set_text (self->title, _ ("The forms could not be read"));
      nh_label_show (self->text, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                                     ? _ ("Stopped: nothing was read.")
                                     : error->message);
    }
}

static gboolean
look (gpointer data)
{
  NhFormsWindow *self = data;
  guint n = self->work->files->len, done = (guint) g_atomic_int_get (&self->work->done);
  g_autofree char *text = g_strdup_printf (_ ("%d of %d"), (int) done, (int) n);

  gtk_progress_bar_set_fraction (self->bar, n > 0 ? (double) done / n : 0);
  gtk_progress_bar_set_text (self->bar, text);
  return G_SOURCE_CONTINUE;
}

static void
begin (NhFormsWindow *self)
{
  g_atomic_int_set (&self->work->done, 0);
  self->cancellable = g_cancellable_new ();
  self->looking = g_timeout_add (LOOK_MS, look, self);
  look (self);
  gtk_widget_set_visible (self->busy, TRUE);
  gtk_widget_set_sensitive (self->close, FALSE);
  nh_ledger_run (nh_session_get_ledger (self->session), self->work->saving ? NH_ON_WRITER : NH_ON_REPORTER, read_forms,
                 g_atomic_rc_box_acquire (self->work), work_unref, (GDestroyNotify) g_ptr_array_unref,
                 self->cancellable, on_read, g_object_ref (self));
}

static void
on_may_read (gboolean may, gpointer data)
{
  g_autoptr (NhFormsWindow) self = data;

  if (!may || self->session == NULL)
    return;
  self->work->saving = TRUE;
  gtk_widget_set_visible (self->bring, FALSE);
  gtk_label_set_text (self->title, _ ("Reading the forms…"));
  nh_label_show (self->text, NULL);
  begin (self);
}

/* Units with a form that would bring or take away anything in the year that is shown. (transfer full) */
static GArray *
list_guarded (NhFormsWindow *self, GPtrArray *readings)
{
  GArray *guarded = nh_guard_list_new ();

  for (guint i = 0; i < readings->len; i++)
    {
      const NhFormReading *reading = readings->pdata[i];

      if (reading->unit != NULL && reading->counts[NH_ROW_NEW] + reading->counts[NH_ROW_CHANGED] + reading->n_gone > 0)
        nh_guard_add (self->session, guarded, &nh_point_type, reading->unit->id, reading->year);
    }
  return guarded;
}

static void
on_bring (NhFormsWindow *self)
{
  nh_guard_ask (GTK_WIDGET (self), self->session, list_guarded (self, self->readings), NULL, on_may_read,
                g_object_ref (self));
}

/* --- Taking back --- */

static gpointer
undo_forms (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  nh_form_undo_all (connection, ledger, data, error);
  return NULL;
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhFormsWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  nh_ledger_run_finish (NH_LEDGER (source), result, &error);
  if (self->session == NULL)
    return;
  gtk_widget_set_sensitive (self->close, TRUE);
  gtk_widget_grab_focus (self->close);
  gtk_label_set_text (self->title,
                      error == NULL ? _ ("All of it was taken back") : _ ("Not all of it could be taken back"));
  nh_label_show (self->text, error != NULL ? error->message : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), error != NULL);
}

static void
on_undo (NhFormsWindow *self)
{
  gtk_widget_set_visible (self->undo, FALSE);
  gtk_widget_set_sensitive (self->close, FALSE);
  nh_ledger_run (nh_session_get_ledger (self->session), NH_ON_WRITER, undo_forms, g_ptr_array_ref (self->readings),
                 (GDestroyNotify) g_ptr_array_unref, NULL, NULL, on_undone, g_object_ref (self));
}

/* --- The window --- */

static void
on_stop (NhFormsWindow *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/* Reading is stopped first: what came in until then must be told; so must what was taken back. */
static gboolean
nh_forms_window_close_request (GtkWindow *window)
{
  NhFormsWindow *self = NH_FORMS_WINDOW (window);

  on_stop (self);
  return self->cancellable != NULL || !gtk_widget_get_sensitive (self->close) ||
         GTK_WINDOW_CLASS (nh_forms_window_parent_class)->close_request (window);
}

static void
nh_forms_window_dispose (GObject *object)
{
  NhFormsWindow *self = NH_FORMS_WINDOW (object);

  on_stop (self);
  g_clear_handle_id (&self->looking, g_source_remove);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_forms_window_parent_class)->dispose (object);
}

static void
nh_forms_window_finalize (GObject *object)
{
  NhFormsWindow *self = NH_FORMS_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->work, work_unref);
  g_clear_pointer (&self->readings, g_ptr_array_unref);
  G_OBJECT_CLASS (nh_forms_window_parent_class)->finalize (object);
}

static void
nh_forms_window_class_init (NhFormsWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_forms_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = nh_forms_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = nh_forms_window_close_request;
}

/* Hidden until there is something to press it for. */
static GtkWidget *
make_button (NhFormsWindow *self, const char *label, void (*clicked) (NhFormsWindow *self))
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (button, FALSE);
  return button;
}

static GtkWidget *
make_foot (NhFormsWindow *self)
{
  GtkWidget *foot;

  self->undo = make_button (self, _ ("_Undo"), on_undo);
  self->bring = make_button (self, _ ("_Take in"), on_bring);
  gtk_widget_add_css_class (self->bring, "suggested-action");
  self->close = gtk_button_new_with_mnemonic (_ ("_Close"));
  g_signal_connect_object (self->close, "clicked", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
  foot = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 8, self->undo, self->close, self->bring, NULL);
  gtk_widget_set_halign (foot, GTK_ALIGN_END);
  return foot;
}

static void
nh_forms_window_init (NhFormsWindow *self)
{
  GtkWidget *stop = gtk_button_new_with_mnemonic (_ ("S_top"));
  GtkWidget *scrolled = gtk_scrolled_window_new (), *box;
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->title = GTK_LABEL (nh_label_new (_ ("Reading the forms…"), "nh-empty-title", TRUE));
  self->text = GTK_LABEL (nh_label_new (NULL, NULL, TRUE));
  gtk_widget_set_visible (GTK_WIDGET (self->text), FALSE);
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  g_object_set (self->bar, "show-text", TRUE, "hexpand", TRUE, "valign", GTK_ALIGN_CENTER, NULL);
  nh_widget_set_name (self->bar, _ ("Progress"));
  g_signal_connect_object (stop, "clicked", G_CALLBACK (on_stop), self, G_CONNECT_SWAPPED);
  self->busy = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 10, GTK_WIDGET (self->bar), stop, NULL);
  self->list = GTK_LIST_BOX (
      g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, "visible", FALSE, NULL));
  nh_widget_set_name (self->list, _ ("Workbook forms"));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "nh-files");
  g_object_set (scrolled, "vexpand", TRUE, "hscrollbar-policy", GTK_POLICY_NEVER, "child", self->list, NULL);
  box = nh_box_new (GTK_ORIENTATION_VERTICAL, 10, GTK_WIDGET (self->title), GTK_WIDGET (self->text), self->busy,
                    scrolled, make_foot (self), NULL);
  gtk_widget_add_css_class (box, "nh-steps");
  gtk_window_set_child (GTK_WINDOW (self), box);
  gtk_window_set_titlebar (GTK_WINDOW (self), gtk_header_bar_new ());
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

void
nh_forms_window_show (GtkWidget *parent, NhSession *session, const char *const *paths)
{
  GtkWidget *below = GTK_WIDGET (gtk_widget_get_root (parent));
  g_autoptr (GPtrArray) files = nh_form_list_files (paths);
  g_autofree char *folder = g_file_test (*paths, G_FILE_TEST_IS_DIR) ? g_strdup (*paths) : g_path_get_dirname (*paths);
  NhFormsWindow *self;

  if (nh_session_is_read_only (session))
    {
      nh_notify (parent, NH_NOTICE_WARNING, _ ("This ledger is open for reading only: nothing can be brought in."));
      return;
    }
  self = g_object_new (NH_TYPE_FORMS_WINDOW, "transient-for", below, "modal", TRUE, "destroy-with-parent", TRUE,
                       "title", _ ("Workbook forms"), "default-width", MIN (WIDTH, gtk_widget_get_width (below) - 40),
                       "default-height", MIN (HEIGHT, gtk_widget_get_height (below) - 40), NULL);
  self->session = g_object_ref (session);
  self->work = g_atomic_rc_box_new0 (Work);
  self->work->files = g_ptr_array_ref (files);
  self->work->rejected = g_build_filename (folder, _ ("Sent back"), NULL);
  begin (self);
  gtk_window_present (GTK_WINDOW (self));
}

static void
on_files (const char *const *paths, gpointer data)
{
  const Making *asked = data;

  if (gtk_widget_get_root (asked->parent) != NULL)
    nh_forms_window_show (asked->parent, asked->session, paths);
}

static void
on_folder (const char *path, gpointer data)
{
  const char *const paths[] = { path, NULL };

  on_files (paths, data);
}

static void
on_which (guint button, gpointer data)
{
  Making *asked = data;

  if (button == 0)
    nh_dialog_open_files (asked->parent, _ ("Filled workbook forms"), _ ("Workbooks"), ".xlsx", on_files, asked,
                          making_free);
  else if (button == 1)
    nh_dialog_choose_folder (asked->parent, _ ("Folder with filled workbook forms"), on_folder, asked, making_free);
  else
    making_free (asked);
}

void
nh_forms_ask (GtkWidget *parent, NhSession *session)
{
  const char *const buttons[] = { _ ("_Files…"), _ ("F_older…"), _ ("_Cancel"), NULL };

  nh_dialog_ask (parent, _ ("Which filled workbook forms?"),
                 _ ("One or several files, or all forms in a folder. They are shown before anything is saved."),
                 buttons, 0, on_which, making_new (parent, session, NULL));
}
