/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"

#include <stdio.h>
#include <string.h>

#include "ledger-fixture.h"
#include "nh-application.h"
#include "nh-field-editor.h"
#include "nh-i18n.h"
#include "nh-indicator.h"
#include "nh-notice.h"
#include "nh-record-view.h"
#include "nh-reception.h"
#include "nh-sample.h"
#include "nh-unit-chooser.h"

static GtkApplication *application;
static char *folder;
static char *sample;

/* --- the program --- */

/* GTK 4.8 asks where the pointer is over a popover or window whose tooltip is due, also when that has closed meanwhile,
 * and warns twice. Everything else that is critical ends the test. GLib has a handler for just this, but forgets it
 * before each test. */
static gboolean
is_closed_tooltip (const char *message)
{
  return g_str_has_prefix (message, "gdk_surface_get_device_position: ") ||
         g_str_has_prefix (message, "_gtk_widget_find_at_coords: ");
}

static gboolean
ends_test (GLogLevelFlags level, const char *message)
{
  return (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)) != 0 &&
         !is_closed_tooltip (message);
}

/* Gets what comes by g_log(), as from g_return_if_fail(), and what GTK writes itself. */
static GLogWriterOutput
on_message (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  const char *domain = NULL, *message = "";

  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "GLIB_DOMAIN"))
      domain = fields[i].value;
    else if (g_str_equal (fields[i].key, "MESSAGE"))
      message = fields[i].value;
  if (!ends_test (level, message))
    return G_LOG_WRITER_HANDLED;
  printf ("Bail out! %s: %s\n", domain != NULL ? domain : "", message);
  fflush (stdout);
  G_BREAKPOINT ();
  return G_LOG_WRITER_HANDLED;
}

void
app_init (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;

  nh_i18n_init (NH_LANGUAGE_ENGLISH);
  nh_indicators_init ();
  nh_reception_init ();
  g_test_init (argc, argv, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  g_log_set_default_handler (g_log_default_handler, NULL); /* not that of the tests */
  g_log_set_writer_func (on_message, NULL, NULL);
  gtk_init ();
  application = nh_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE | G_APPLICATION_IS_SERVICE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  folder = fixture_folder ();
}

static gboolean
on_quit (gpointer user_data)
{
  g_application_quit (user_data);
  return G_SOURCE_REMOVE;
}

int
app_run (void)
{
  int failed = g_test_run ();

  g_idle_add (on_quit, application);
  g_application_run (G_APPLICATION (application), 0, NULL); /* only to be shut down: a service opens no window */
  g_clear_object (&application);
  g_clear_pointer (&sample, g_free);
  fixture_remove (g_steal_pointer (&folder));
  return failed;
}

GtkApplication *
app_get (void)
{
  return application;
}

void
app_turn (void)
{
  if (!g_main_context_iteration (NULL, FALSE))
    g_usleep (1000);
}

void
app_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
app_wait_drawn (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 4;
  gint64 frame = gdk_frame_clock_get_frame_counter (clock) + 6;

  while (g_get_monotonic_time () < end || gdk_frame_clock_get_frame_counter (clock) < frame)
    {
      gtk_widget_queue_draw (window);
      app_turn ();
    }
}

void
app_count (guint *counter)
{
  (*counter)++;
}

/* --- files --- */

char *
app_path (const char *name)
{
  static guint n;
  g_autofree char *number = g_strdup_printf ("%u", ++n);
  g_autofree char *place = g_build_filename (folder, number, NULL);

  g_assert_cmpint (g_mkdir_with_parents (place, 0700), ==, 0);
  return g_build_filename (place, name, NULL);
}

char *
app_ledger (const char *unit_code)
{
  gboolean province = strlen (unit_code) < 5;
  NhLedgerSpec spec = { .unit_code = unit_code,
                        .unit_on = 20260819,
                        .role = province ? NH_ROLE_PROVINCE : NH_ROLE_COMMUNE };
  g_autoptr (GError) error = NULL;
  char *path = app_path ("Sổ thử" NH_LEDGER_SUFFIX);

  nh_ledger_create (path, &spec, &error);
  g_assert_no_error (error);
  return path;
}

char *
app_sample (void)
{
  g_autoptr (GError) error = NULL;
  char *path = app_path ("Hà Tĩnh 2022" NH_LEDGER_SUFFIX);

  if (sample == NULL)
    {
      sample = app_path ("sample" NH_LEDGER_SUFFIX);
      nh_sample_make (sample, &error);
      g_assert_no_error (error);
    }
  fixture_copy (sample, path);
  return path;
}

/* --- widgets --- */

GtkWidget *
app_find_type (GtkWidget *root, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (root), type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = app_find_type (child, type);
  return found;
}

GtkWidget *
app_find (GtkWidget *root, const char *id)
{
  GtkWidget *found = g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), id) == 0 ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = app_find (child, id);
  return found;
}

GtkWidget *
app_find_button (GtkWidget *root, const char *label)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  app_collect (root, GTK_TYPE_BUTTON, buttons);
  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_button_get_label (g_ptr_array_index (buttons, i)), label) == 0)
      return g_ptr_array_index (buttons, i);
  g_error ("no button “%s”", label);
}

void
app_collect (GtkWidget *root, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    g_ptr_array_add (found, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    app_collect (child, type, found);
}

const char *
app_label (GtkWidget *root, const char *id)
{
  GtkWidget *label = app_find (root, id);

  g_assert_true (GTK_IS_LABEL (label));
  return gtk_label_get_text (GTK_LABEL (label));
}

void
app_click (GtkWidget *button)
{
  g_assert_true (GTK_IS_BUTTON (button));
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

gboolean
app_press (GtkWidget *widget, guint keyval)
{
  return app_press_with (widget, keyval, 0);
}

gboolean
app_press_with (GtkWidget *widget, guint keyval, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; !handled && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
    }
  return handled;
}

GtkWidget *
app_show (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *overlay = gtk_overlay_new ();

  gtk_overlay_set_child (GTK_OVERLAY (overlay), child);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), g_object_new (NH_TYPE_NOTICE, NULL));
  gtk_window_set_child (GTK_WINDOW (window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 640);
  gtk_window_present (GTK_WINDOW (window));
  app_wait (gtk_widget_get_mapped (child));
  return window;
}

void
app_wait_units (GtkWidget *root)
{
  GtkWidget *chooser = app_find_type (root, NH_TYPE_UNIT_CHOOSER);
  GtkEditable *entry;

  g_assert_nonnull (chooser);
  entry = GTK_EDITABLE (app_find_type (chooser, GTK_TYPE_SEARCH_ENTRY));
  gtk_editable_set_text (entry, "ha tinh");
  app_wait (app_find_type (chooser, GTK_TYPE_LIST_BOX_ROW) != NULL);
  gtk_editable_set_text (entry, "");
  app_wait (app_find_type (chooser, GTK_TYPE_LIST_BOX_ROW) == NULL);
}

GtkWidget *
app_find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}

GtkWidget *
app_get_dialog (void)
{
  return app_find_window (GTK_TYPE_MESSAGE_DIALOG);
}

void
app_answer (int button)
{
  app_wait (app_get_dialog () != NULL);
  gtk_dialog_response (GTK_DIALOG (app_get_dialog ()), button);
}

/* --- the notice --- */

static GtkWidget *
notice_bar (GtkWidget *window)
{
  GtkWidget *notice = app_find_type (window, NH_TYPE_NOTICE);

  return gtk_revealer_get_child (GTK_REVEALER (gtk_widget_get_first_child (notice)));
}

const char *
app_notice (GtkWidget *window)
{
  GtkWidget *bar = notice_bar (window);

  return gtk_widget_get_visible (bar) ? gtk_label_get_text (GTK_LABEL (app_find_type (bar, GTK_TYPE_LABEL))) : "";
}

gboolean
app_notice_has_style (GtkWidget *window, const char *style)
{
  return gtk_widget_has_css_class (notice_bar (window), style);
}

GtkWidget *
app_notice_button (GtkWidget *window)
{
  GtkWidget *button = app_find_type (notice_bar (window), GTK_TYPE_BUTTON);

  return gtk_widget_get_visible (button) ? button : NULL;
}

/* --- the desk --- */

static void
on_saved (AppDesk *desk, gint64 id, gboolean stays)
{
  desk->saved++;
  desk->saved_id = id;
  desk->saved_stays = stays;
}

GtkSelectionModel *
app_desk_get_rows (AppDesk *desk)
{
  return gtk_column_view_get_model (GTK_COLUMN_VIEW (app_find_type (GTK_WIDGET (desk->page), GTK_TYPE_COLUMN_VIEW)));
}

static void
take_page (AppDesk *desk)
{
  if (desk->pane != NULL)
    g_signal_handlers_disconnect_by_func (desk->pane, on_saved, desk);
  desk->page = nh_workplace_get_page (desk->place);
  desk->pane = desk->page != NULL ? nh_record_page_get_pane (desk->page) : NULL;
  desk->form = desk->page != NULL ? nh_form_pane_get_form (desk->pane) : NULL;
  if (desk->page == NULL)
    return;
  g_signal_connect_swapped (desk->pane, "saved", G_CALLBACK (on_saved), desk);
}

void
app_desk_show (AppDesk *desk, const char *page)
{
  nh_workplace_show_page (desk->place, page);
  take_page (desk);
}

void
app_desk_adopt (AppDesk *desk, GtkWidget *window)
{
  GtkWidget *place;

  memset (desk, 0, sizeof *desk);
  desk->window = window;
  app_wait ((place = app_find_type (window, NH_TYPE_WORKPLACE)) != NULL);
  desk->place = NH_WORKPLACE (place);
  desk->session = nh_workplace_get_session (desk->place);
  desk->ledger = nh_session_get_ledger (desk->session);
  app_wait (nh_session_get_outline (desk->session) != NULL);
  app_desk_show (desk, "point");
}

void
app_desk_begin (AppDesk *desk, const char *path)
{
  GtkWidget *window = nh_window_new (application);

  nh_window_open (NH_WINDOW (window), path);
  gtk_window_present (GTK_WINDOW (window));
  app_desk_adopt (desk, window);
}

/* Ends with the window, the workplace and the ledger gone: a reference that someone keeps is a leak. */
static void
end (AppDesk *desk, void (*end_window) (GtkWindow *))
{
  GtkWindow *window = GTK_WINDOW (desk->window);

  if (desk->pane != NULL)
    g_signal_handlers_disconnect_by_func (desk->pane, on_saved, desk);
  g_object_add_weak_pointer (G_OBJECT (desk->window), (gpointer *) &desk->window);
  g_object_add_weak_pointer (G_OBJECT (desk->place), (gpointer *) &desk->place);
  g_object_add_weak_pointer (G_OBJECT (desk->session), (gpointer *) &desk->session);
  g_object_add_weak_pointer (G_OBJECT (desk->ledger), (gpointer *) &desk->ledger);
  end_window (window);
  app_wait (desk->window == NULL);
  app_wait (desk->place == NULL);
  app_wait (desk->session == NULL);
  app_wait (desk->ledger == NULL);
}

GtkWidget *
app_desk_find_dialog (AppDesk *desk)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (GTK_WINDOW (window)) == GTK_WINDOW (desk->window))
        return window;
    }
  return NULL;
}

void
app_desk_end (AppDesk *desk)
{
  if (desk->pane != NULL)
    {
      app_wait (!nh_form_pane_is_saving (desk->pane));
      g_assert_false (nh_form_pane_is_dirty (desk->pane));
    }
  end (desk, gtk_window_close);
}

void
app_desk_crash (AppDesk *desk)
{
  end (desk, gtk_window_destroy);
}

void
app_desk_act (AppDesk *desk, const char *action)
{
  g_assert_true (app_desk_can (desk, action));
  g_action_group_activate_action (G_ACTION_GROUP (desk->window), action, NULL);
}

gboolean
app_desk_can (AppDesk *desk, const char *action)
{
  g_assert_true (g_action_group_has_action (G_ACTION_GROUP (desk->window), action));
  return g_action_group_get_action_enabled (G_ACTION_GROUP (desk->window), action);
}

static NhFieldEditor *
editor (AppDesk *desk, guint field)
{
  g_autoptr (GPtrArray) editors = g_ptr_array_new ();

  app_collect (GTK_WIDGET (desk->form), NH_TYPE_FIELD_EDITOR, editors);
  for (guint i = 0; i < editors->len; i++)
    if (nh_field_editor_get_index (g_ptr_array_index (editors, i)) == field)
      return g_ptr_array_index (editors, i);
  g_assert_not_reached ();
}

void
app_desk_type (AppDesk *desk, guint field, const char *text)
{
  g_assert_true (nh_form_focus_field (desk->form, field));
  nh_field_editor_type (editor (desk, field), text);
}

char *
app_desk_text (AppDesk *desk, guint field)
{
  return nh_field_editor_get_text (editor (desk, field));
}

void
app_desk_wait_saved (AppDesk *desk, guint n)
{
  app_wait (desk->saved >= n);
  g_assert_cmpuint (desk->saved, ==, n);
  app_wait (!nh_form_pane_is_saving (desk->pane));
}

static gpointer
run_sql (NhConnection *connection, NhLedger *ledger, gpointer sql, GCancellable *cancellable, GError **error)
{
  nh_connection_exec (connection, sql, "test", error);
  return NULL;
}

void
app_desk_spoil (AppDesk *desk, const char *sql)
{
  g_autoptr (GError) error = NULL;

  nh_ledger_call (desk->ledger, NH_ON_WRITER, run_sql, (gpointer) sql, NULL, &error);
  g_assert_no_error (error);
}

guint
app_desk_count_rows (AppDesk *desk)
{
  return g_list_model_get_n_items (G_LIST_MODEL (app_desk_get_rows (desk)));
}
