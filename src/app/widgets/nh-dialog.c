/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-dialog.h"

#include "nh-i18n.h"
#include "nh-input.h"
#include "nh-notice.h"
#include "nh-setting.h"
#include "nh-settings.h"
#include "nh-widget-util.h"

/* --- Questions --- */

typedef struct
{
  NhAnswered answered;
  gpointer data;
  guint button;   /* number of the answer; of a closed dialog until there is one */
  gboolean moved; /* the focus, by a key */
} Question;

static gboolean
give_answer (gpointer user_data)
{
  Question *question = user_data;

  question->answered (question->button, question->data);
  return G_SOURCE_REMOVE;
}

static void
on_response (GtkDialog *dialog, int response, Question *question)
{
  if (response >= 0)
    question->button = (guint) response;
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Whoever types on without having seen the question does not answer it by the first Space. */
static gboolean
on_key (Question *question, guint keyval, guint keycode, GdkModifierType state)
{
  guint key = nh_input_key (keyval);

  question->moved |= key == GDK_KEY_Tab || (key >= GDK_KEY_Left && key <= GDK_KEY_Down);
  return (key == GDK_KEY_space || key == GDK_KEY_KP_Space) && !question->moved;
}

static void
watch_keys (GtkWidget *dialog, Question *question)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), question);
  gtk_widget_add_controller (dialog, keys);
}

/* Also when the parent is destroyed: the caller may have data to free. Not at once, since the answer may close the
 * window under the dialog while GTK still handles the key that pressed the button. */
static void
on_gone (gpointer question, GObject *dialog)
{
  g_idle_add_full (G_PRIORITY_HIGH, give_answer, question, g_free);
}

static GtkWindow *
window_of (GtkWidget *widget)
{
  GtkRoot *root = widget != NULL ? gtk_widget_get_root (widget) : NULL;

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* "Cancel" at the start, what is suggested at the end; the others between them, the first last. */
static void
add_buttons (GtkWidget *dialog, const char *const *buttons, guint suggested)
{
  guint n = g_strv_length ((char **) buttons);
  guint cancel = 0;

  while (cancel < n && !g_str_equal (buttons[cancel], _ ("_Cancel")))
    cancel++;
  if (cancel < n)
    gtk_dialog_add_button (GTK_DIALOG (dialog), buttons[cancel], (int) cancel);
  for (guint i = n; i-- > 0;)
    if (i != cancel && i != suggested)
      gtk_dialog_add_button (GTK_DIALOG (dialog), buttons[i], (int) i);
  if (suggested != cancel)
    gtk_dialog_add_button (GTK_DIALOG (dialog), buttons[suggested], (int) suggested);
}

void
nh_dialog_ask (GtkWidget *parent, const char *title, const char *text, const char *const *buttons, guint suggested,
               NhAnswered answered, gpointer data)
{
  GtkWidget *dialog = gtk_message_dialog_new (window_of (parent), GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT,
                                              GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE, "%s", title);
  GtkWidget *bar = gtk_header_bar_new ();
  Question *question = g_new0 (Question, 1);

  if (text != NULL)
    gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s", text);
  add_buttons (dialog, buttons, suggested);
  question->button = g_strv_length ((char **) buttons);
  gtk_header_bar_set_title_widget (GTK_HEADER_BAR (bar), gtk_label_new (NULL)); /* the question says it all */
  gtk_window_set_titlebar (GTK_WINDOW (dialog), bar);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), (int) suggested);
  gtk_widget_add_css_class (gtk_dialog_get_widget_for_response (GTK_DIALOG (dialog), (int) suggested),
                            "suggested-action");
  gtk_window_set_title (GTK_WINDOW (dialog), _ ("Festival Ledger"));
  question->answered = answered;
  question->data = data;
  g_object_weak_ref (G_OBJECT (dialog), on_gone, question);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), question);
  watch_keys (dialog, question);
  gtk_window_present (GTK_WINDOW (dialog));
}

typedef struct
{
  GtkWindow *dialog;
  NhSaveDialog save;
} Closing;

/* Another answer, or none, as when the window goes: go on. */
static void
on_closing_answered (guint button, gpointer data)
{
  Closing *closing = data;

  if (button == 0)
    closing->save (closing->dialog);
  else if (button == 1)
    gtk_window_destroy (closing->dialog);
  g_free (closing);
}

void
nh_dialog_ask_to_save (GtkWindow *dialog, NhSaveDialog save)
{
  const char *const buttons[] = { _ ("_Save"), _ ("_Discard"), _ ("_Cancel"), NULL };
  Closing *closing = g_new0 (Closing, 1);

  closing->dialog = dialog;
  closing->save = save;
  nh_dialog_ask (GTK_WIDGET (dialog), _ ("Save what you typed?"), NULL, buttons, 0, on_closing_answered, closing);
}

typedef struct
{
  GtkWindow *dialog; /* owned */
  gboolean *saving;
  GtkLabel *const *problem;
} Saving;

static void
on_settings_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Saving *data = user_data;
  g_autoptr (GtkWindow) dialog = data->dialog;
  g_autoptr (GError) error = NULL;

  nh_setting_set_all_finish (NH_LEDGER (source), result, &error);
  *data->saving = FALSE;
  if (error == NULL)
    {
      g_signal_emit_by_name (dialog, "saved");
      gtk_window_destroy (dialog);
    }
  else if (*data->problem != NULL)
    nh_label_show (*data->problem, error->message);
}

void
nh_dialog_save_settings (GtkWindow *dialog, NhLedger *ledger, GHashTable *settings, gboolean *saving,
                         GtkLabel *const *problem)
{
  Saving *data = g_new (Saving, 1);

  *data = (Saving){ g_object_ref (dialog), saving, problem };
  *saving = TRUE;
  nh_setting_set_all_async (ledger, settings, NULL, on_settings_saved, data);
}

/* --- Windows of our own --- */

static void
close_on_escape (GtkWidget *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, controller);
}

/* Leaves room for panels and the title bar. A window that is low keeps its dialogs low, unless it is very low. */
static void
bound_by_screen (GtkScrolledWindow *scrolled, GtkWidget *parent)
{
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (parent));
  GdkMonitor *monitor = surface != NULL
                            ? gdk_display_get_monitor_at_surface (gdk_surface_get_display (surface), surface)
                            : NULL;
  int height = MAX (480, gtk_widget_get_height (GTK_WIDGET (gtk_widget_get_root (parent))));
  GdkRectangle place;

  if (monitor == NULL)
    return;
  gdk_monitor_get_geometry (monitor, &place);
  gtk_scrolled_window_set_max_content_width (scrolled, MAX (320, place.width - 80));
  gtk_scrolled_window_set_max_content_height (scrolled, MAX (240, MIN (height, place.height) - 140));
}

static gboolean
grow (GtkWindow *window)
{
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (gtk_window_get_child (window));
  GtkAdjustment *adjustment = scrolled != NULL ? gtk_scrolled_window_get_vadjustment (scrolled) : NULL;
  int width, height, missing;

  if (adjustment == NULL)
    return G_SOURCE_REMOVE;
  missing = (int) (gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment));
  missing = MIN (missing, gtk_scrolled_window_get_max_content_height (scrolled) -
                              (int) gtk_adjustment_get_page_size (adjustment));
  gtk_window_get_default_size (window, &width, &height);
  if (missing > 0 && height > 0)
    gtk_window_set_default_size (window, width, height + missing);
  return G_SOURCE_REMOVE;
}

/* GTK keeps the size that a window had at first: a line that comes later, as one that says what is wrong, would push
 * the buttons out of sight. */
static void
on_content_grown (GtkAdjustment *adjustment, GParamSpec *pspec, GtkWindow *window)
{
  g_autoptr (GSource) idle = NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (window)))
    return;
  idle = g_idle_source_new ();
  /* No reference: GTK 4.8 crashes when a window outlives the one that it is transient for. */
  g_source_set_closure (idle, g_cclosure_new_object (G_CALLBACK (grow), G_OBJECT (window)));
  g_source_attach (idle, NULL);
}

GtkWidget *
nh_dialog_window (GtkWidget *parent, const char *title, GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "propagate-natural-width", TRUE,
                                      "propagate-natural-height", TRUE, NULL);

  bound_by_screen (GTK_SCROLLED_WINDOW (scrolled), parent);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_titlebar (GTK_WINDOW (window), gtk_header_bar_new ());
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (parent)));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)), "notify::upper",
                           G_CALLBACK (on_content_grown), window, 0);
  close_on_escape (window);
  return window;
}

void
nh_dialog_part (GtkWindow *parent)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i-- > 0;)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (window == NULL || gtk_window_get_transient_for (window) != parent)
        continue;
      gtk_window_set_transient_for (window, NULL);
      if (gtk_window_get_destroy_with_parent (window))
        gtk_window_destroy (window);
    }
}

/* --- Files --- */

/* Overwriting was confirmed for the typed name only: with the extension added, the name must be unused. */
static char *
with_ending (const char *path, const char *ending)
{
  g_autofree char *low = g_ascii_strdown (path, -1);
  char *whole;

  if (ending == NULL || g_str_has_suffix (low, ending))
    return g_strdup (path);
  whole = g_strconcat (path, ending, NULL);
  for (guint n = 2; g_file_test (whole, G_FILE_TEST_EXISTS); n++)
    {
      g_free (whole);
      whole = g_strdup_printf ("%s-%u%s", path, n, ending);
    }
  return whole;
}

/* Where the dialog begins: in the folder in which the last one for this @kind ended (an ending, or the title of one
 * that chooses folders). (transfer full) */
static GFile *
find_folder (GtkFileChooserNative *chooser, const char *kind)
{
  g_autofree char *last = nh_settings_get_of_type (NH_SETTINGS_FOLDERS, kind);

  g_object_set_data_full (G_OBJECT (chooser), "kind", g_strdup (kind), g_free);
  return g_file_new_for_path (last != NULL && g_file_test (last, G_FILE_TEST_IS_DIR) ? last : nh_dialog_documents ());
}

static void
remember_folder (GtkNativeDialog *dialog, int response)
{
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);
  const char *kind = g_object_get_data (G_OBJECT (dialog), "kind");
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (chooser) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *folder = NULL;

  if (path == NULL || kind == NULL)
    return;
  folder = gtk_file_chooser_get_action (chooser) == GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER ? g_strdup (path)
                                                                                          : g_path_get_dirname (path);
  if (g_utf8_validate (folder, -1, NULL)) /* as the settings keep it */
    nh_settings_set_of_type (NH_SETTINGS_FOLDERS, kind, folder);
}

static void
on_file_response (GtkNativeDialog *dialog, int response, gpointer chosen)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    {
      g_autofree char *whole = with_ending (path, g_object_get_data (G_OBJECT (dialog), "ending"));

      ((NhChosenFile) chosen) (whole, g_object_get_data (G_OBJECT (dialog), "data"));
    }
  remember_folder (dialog, response);
  g_object_unref (dialog); /* the caller's reference, kept until the response */
}

/* What lies beside a ledger is ours, and not to be chosen. */
static const char *const hidden[] = { ".lock", "-shm", "-wal", "-journal" };

static gboolean
is_end_of_hidden (const char *end)
{
  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    if (g_str_has_suffix (hidden[i], end))
      return TRUE;
  return FALSE;
}

/* GtkFileFilter has no "all but": so a pattern for each end of a hidden ending, with any other letter before it. */
static void
add_before (GtkFileFilter *filter, const char *end)
{
  g_autoptr (GString) letters = g_string_new (NULL);
  g_autofree char *pattern = NULL;

  for (char letter = '!'; letter <= '~'; letter++)
    {
      char longer[16] = { letter };

      g_strlcat (longer, end, sizeof longer);
      if (is_end_of_hidden (longer))
        g_string_append_c (letters, letter);
    }
  pattern = g_strdup_printf ("*[!%s]%s", letters->str, end);
  gtk_file_filter_add_pattern (filter, pattern);
  if (*end != '\0')
    gtk_file_filter_add_pattern (filter, end); /* with no letter before it */
}

GtkFileFilter *
nh_dialog_filter_all (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();
  const char *ends[32] = { "" }; /* each once */
  guint n = 1;

  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    for (const char *end = hidden[i] + 1; *end != '\0'; end++)
      if (!g_strv_contains (ends, end))
        ends[n++] = end;
  for (guint i = 0; i < n; i++)
    add_before (filter, ends[i]);
  gtk_file_filter_set_name (filter, _ ("All files"));
  return filter;
}

/* @endings: ".xlsx .csv": in letters of either case. */
static void
add_filters (GtkFileChooser *chooser, const char *kind, const char *endings)
{
  g_autoptr (GtkFileFilter) usual = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = nh_dialog_filter_all ();
  g_autoptr (GString) name = g_string_new (endings);
  g_auto (GStrv) each = g_strsplit (endings, " ", -1);

  g_string_replace (name, ".", "*.", 0);
  g_string_prepend (name, " (");
  g_string_prepend (name, kind);
  g_string_append_c (name, ')');
  gtk_file_filter_set_name (usual, name->str);
  for (guint i = 0; each[i] != NULL; i++)
    gtk_file_filter_add_suffix (usual, each[i] + 1);
  gtk_file_chooser_add_filter (chooser, usual);
  gtk_file_chooser_add_filter (chooser, all);
}

/* @ending: nullable: file name extension to add. @answered: a handler of "response", which gets @chosen. */
static void
show_chooser (GtkFileChooserNative *chooser, const char *ending, GCallback answered, gpointer chosen, gpointer data,
              GDestroyNotify free_data)
{
  g_object_set_data_full (G_OBJECT (chooser), "data", data, free_data);
  g_object_set_data_full (G_OBJECT (chooser), "ending", g_strdup (ending), g_free);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", answered, chosen);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
run_chooser (GtkFileChooserNative *chooser, const char *ending, NhChosenFile chosen, gpointer data,
             GDestroyNotify free_data)
{
  show_chooser (chooser, ending, G_CALLBACK (on_file_response), (gpointer) chosen, data, free_data);
}

static void
on_place_shown (GObject *window, GAsyncResult *result, gpointer data)
{
  g_autofree char *path = data;
  g_autofree char *text = g_strdup_printf (_ ("No program of this computer opens %s"), path);

  if (!gtk_show_uri_full_finish (GTK_WINDOW (window), result, NULL))
    nh_notify (GTK_WIDGET (window), NH_NOTICE_WARNING, text);
}

void
nh_dialog_show_place (GtkWidget *widget, const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  GtkWindow *window = window_of (widget);

  if (uri != NULL && window != NULL)
    gtk_show_uri_full (window, uri, GDK_CURRENT_TIME, NULL, on_place_shown, g_filename_display_name (path));
}

const char *
nh_dialog_documents (void)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  return documents != NULL && g_file_test (documents, G_FILE_TEST_IS_DIR) ? documents : g_get_home_dir ();
}

void
nh_dialog_save_file (GtkWidget *parent, const char *title, const char *folder, const char *name, NhChosenFile chosen,
                     gpointer data, GDestroyNotify free_data)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title, window_of (parent), GTK_FILE_CHOOSER_ACTION_SAVE,
                                                               _ ("_Save"), _ ("_Cancel"));
  const char *ending = strrchr (name, '.');
  g_autoptr (GFile) place = folder != NULL ? g_file_new_for_path (folder)
                                           : find_folder (chooser, ending != NULL ? ending : title);

  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), place, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  if (ending != NULL)
    add_filters (GTK_FILE_CHOOSER (chooser), _ ("Files of this kind"), ending);
  run_chooser (chooser, ending, chosen, data, free_data);
}

static GtkFileChooserNative *
make_open_chooser (GtkWidget *parent, const char *title, const char *kind, const char *ending)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title, window_of (parent), GTK_FILE_CHOOSER_ACTION_OPEN,
                                                               _ ("_Open"), _ ("_Cancel"));
  g_autoptr (GFile) place = find_folder (chooser, ending);

  add_filters (GTK_FILE_CHOOSER (chooser), kind, ending);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), place, NULL);
  return chooser;
}

void
nh_dialog_open_file (GtkWidget *parent, const char *title, const char *kind, const char *ending, NhChosenFile chosen,
                     gpointer data, GDestroyNotify free_data)
{
  run_chooser (make_open_chooser (parent, title, kind, ending), NULL, chosen, data, free_data);
}

static void
on_files_response (GtkNativeDialog *dialog, int response, gpointer chosen)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        g_strv_builder_add (builder, path);
    }
  paths = g_strv_builder_end (builder);
  if (response == GTK_RESPONSE_ACCEPT && paths[0] != NULL)
    ((NhChosenFiles) chosen) ((const char *const *) paths, g_object_get_data (G_OBJECT (dialog), "data"));
  remember_folder (dialog, response);
  g_object_unref (dialog);
}

void
nh_dialog_open_files (GtkWidget *parent, const char *title, const char *kind, const char *ending, NhChosenFiles chosen,
                      gpointer data, GDestroyNotify free_data)
{
  GtkFileChooserNative *chooser = make_open_chooser (parent, title, kind, ending);

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  show_chooser (chooser, NULL, G_CALLBACK (on_files_response), (gpointer) chosen, data, free_data);
}

void
nh_dialog_choose_folder (GtkWidget *parent, const char *title, NhChosenFile chosen, gpointer data,
                         GDestroyNotify free_data)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      title, window_of (parent), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Choose"), _ ("_Cancel"));
  g_autoptr (GFile) place = find_folder (chooser, title);

  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), place, NULL);
  run_chooser (chooser, NULL, chosen, data, free_data);
}
