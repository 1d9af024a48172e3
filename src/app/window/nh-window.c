/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-window-private.h"

#include "nh-dialog.h"
#include "nh-i18n.h"
#include "nh-platform.h"
#include "nh-recent.h"
#include "nh-settings.h"
#include "nh-template.h"
#include "nh-widget-util.h"

#define SMALL_SCREEN 1366 /* pixels wide */

G_DEFINE_FINAL_TYPE (NhWindow, nh_window, GTK_TYPE_APPLICATION_WINDOW)

/* --- Contents --- */

static void
show_title (NhWindow *self)
{
  g_autofree char *name = self->path != NULL ? g_path_get_basename (self->path) : NULL;
  g_autofree char *title = name != NULL ? g_strdup_printf ("%s — %s", _ ("Festival Ledger"), name)
                                        : g_strdup (_ ("Festival Ledger"));

  gtk_window_set_title (GTK_WINDOW (self), title);
}

void
nh_window_show_stage (NhWindow *self, const char *name)
{
  gboolean working = g_str_equal (name, "work");

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "opening"));
  gtk_widget_set_visible (self->undo, working);
  gtk_widget_set_visible (self->redo, working);
  show_title (self);
  nh_window_refresh_actions (self);
}

static void
on_recent_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NhWindow *self = NH_WINDOW (source);
  g_autoptr (GPtrArray) found = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->recent == NULL)
    return;
  g_menu_remove_all (self->recent);
  for (guint i = 0; i < found->len; i++)
    {
      const NhRecent *recent = g_ptr_array_index (found, i);
      g_autofree char *title = nh_recent_title (recent);
      g_auto (GStrv) parts = g_strsplit (title, "_", -1);
      g_autofree char *escaped = g_strjoinv ("__", parts);
      g_autoptr (GMenuItem) item = g_menu_item_new (escaped, NULL);

      g_menu_item_set_action_and_target (item, "win.open-path", "s", recent->path);
      g_menu_append_item (self->recent, item);
    }
}

static void
fill_recent (NhWindow *self)
{
  nh_recent_check (self, on_recent_checked, NULL);
}

/* --- The focus --- */

static gboolean
is_of_menu (NhWindow *self, GtkWidget *widget)
{
  return widget == GTK_WIDGET (self->menu) || gtk_widget_is_ancestor (widget, GTK_WIDGET (self->menu));
}

static void
on_focus_moved (NhWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && self->menu != NULL && !is_of_menu (self, focus))
    g_set_weak_pointer (&self->before_menu, focus);
  nh_notice_make_way (self->notice);
}

/* GTK leaves the focus on the button of the menu; so would a dialog that a choice opened. */
static void
give_focus_back (gpointer data)
{
  g_autoptr (NhWindow) self = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (self->before_menu != NULL && self->menu != NULL &&
      !gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (self->menu))) &&
      gtk_widget_get_mapped (self->before_menu) && (focus == NULL || is_of_menu (self, focus)))
    gtk_widget_grab_focus (self->before_menu);
}

static void
on_menu_closed (NhWindow *self)
{
  g_idle_add_once (give_focus_back, g_object_ref (self));
}

/* --- Texts --- */

static void
name_button (GtkWidget *button, const char *label, const char *tooltip)
{
  gtk_widget_set_tooltip_text (button, tooltip);
  nh_widget_set_name (button, label);
}

void
nh_window_set_texts (NhWindow *self)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/vn/ngayhoi/app/ui/nh-window-menu.ui");

  name_button (GTK_WIDGET (self->menu), _ ("Menu"), _ ("Menu (F10)"));
  name_button (self->redo, _ ("Do it again"), _ ("Do it again (Ctrl+Y)"));
  name_button (self->undo, _ ("Take back"), _ ("Take back (Ctrl+Z)"));
  gtk_label_set_text (self->opening_label, _ ("Opening the ledger…"));
  gtk_menu_button_set_menu_model (self->menu, G_MENU_MODEL (gtk_builder_get_object (builder, "menu")));
  g_signal_connect_object (gtk_menu_button_get_popover (self->menu), "closed", G_CALLBACK (on_menu_closed), self,
                           G_CONNECT_SWAPPED);
  g_set_object (&self->recent, G_MENU (gtk_builder_get_object (builder, "recent")));
  fill_recent (self);
}

/* --- The widget --- */

static void
close_now (NhWindow *self, const char *path)
{
  self->closing = TRUE;
  if (!self->in_close_request)
    gtk_window_close (GTK_WINDOW (self));
}

static void
on_kept (gboolean may, gpointer data)
{
  g_autoptr (NhWindow) self = data;

  close_now (self, NULL);
}

void
nh_window_end (NhWindow *self)
{
  g_return_if_fail (NH_IS_WINDOW (self));
  if (self->workplace != NULL)
    nh_workplace_leave_unasked (self->workplace, on_kept, g_object_ref (self));
  else
    close_now (self, NULL);
}

static gboolean
nh_window_close_request (GtkWindow *window)
{
  NhWindow *self = NH_WINDOW (window);
  int width, height;

  if (self->workplace != NULL && !self->closing)
    {
      self->in_close_request = TRUE;
      nh_window_depart (self, close_now, NULL);
      self->in_close_request = FALSE;
      if (!self->closing)
        return TRUE;
    }
  gtk_window_get_default_size (window, &width, &height);
  nh_settings_set_size (width, height, gtk_window_is_maximized (window));
  /* GTK 4.8 keeps what was hidden with the focus, and thereby the ledger, until something visible has it. */
  gtk_widget_grab_focus (GTK_WIDGET (self->menu));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE); /* do not wait for the disk */
  nh_window_forget_opening (self);
  nh_window_close_workplace (self);
  return GTK_WINDOW_CLASS (nh_window_parent_class)->close_request (window);
}

static void
nh_window_map (GtkWidget *widget)
{
  NhWindow *self = NH_WINDOW (widget);

  GTK_WIDGET_CLASS (nh_window_parent_class)->map (widget);
  if (self->maximize)
    gtk_window_maximize (GTK_WINDOW (self));
  self->maximize = FALSE;
}

static void
nh_window_dispose (GObject *object)
{
  NhWindow *self = NH_WINDOW (object);

  nh_dialog_part (GTK_WINDOW (self));
  nh_window_forget_opening (self);
  if (self->workplace != NULL)
    nh_window_close_workplace (self);
  if (self->stack != NULL)
    nh_window_forget_actions (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_WINDOW);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->where, nh_where_free);
  g_clear_pointer (&self->files, g_strfreev);
  g_clear_object (&self->recent);
  g_clear_weak_pointer (&self->before_menu);
  G_OBJECT_CLASS (nh_window_parent_class)->dispose (object);
}

static void
nh_window_class_init (NhWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_window_dispose;
  GTK_WIDGET_CLASS (klass)->map = nh_window_map;
  GTK_WINDOW_CLASS (klass)->close_request = nh_window_close_request;
  g_type_ensure (NH_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-window.ui");
  NH_BIND_CHILDREN (widget_class, NhWindow, undo, redo, menu, stack, spinner, opening_label, notice);
}

/* So small a screen has room for the window alone. */
static gboolean
is_small_screen (GtkWidget *widget)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (widget));
  g_autoptr (GdkMonitor) first = g_list_model_get_item (monitors, 0);
  GdkRectangle place = { 0 };

  if (first != NULL)
    gdk_monitor_get_geometry (first, &place);
  return place.width > 0 && place.width <= SMALL_SCREEN;
}

static void
nh_window_init (NhWindow *self)
{
  int width, height;
  gboolean maximized;

  gtk_widget_init_template (GTK_WIDGET (self));
  nh_window_add_actions (self);
  nh_window_add_drop (self);
  nh_window_set_texts (self);
  g_signal_connect_object (self->menu, "notify::active", G_CALLBACK (fill_recent), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (on_focus_moved), NULL);
  nh_settings_get_size (&width, &height, &maximized);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  self->maximize = maximized || (!nh_settings_has_size () && is_small_screen (GTK_WIDGET (self)));
}

GtkWidget *
nh_window_new (GtkApplication *application)
{
  return g_object_new (NH_TYPE_WINDOW, "application", application, NULL);
}

void
nh_window_begin (NhWindow *self)
{
  g_return_if_fail (NH_IS_WINDOW (self));
  nh_window_depart (self, nh_window_show_welcome, NULL);
}

void
nh_window_open (NhWindow *self, const char *path)
{
  g_return_if_fail (NH_IS_WINDOW (self));
  nh_window_depart (self, nh_window_open_now, path);
}

const char *
nh_window_get_path (NhWindow *self)
{
  g_return_val_if_fail (NH_IS_WINDOW (self), NULL);
  return self->path;
}

/* Also when a link or another path leads to the same file. */
static gboolean
shows (NhWindow *self, const char *path)
{
  if (path == NULL || self->path == NULL)
    return path == self->path;
  return g_str_equal (self->path, path) || nh_platform_is_same_file (self->path, path);
}

NhWindow *
nh_window_find (GtkApplication *application, const char *path)
{
  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  for (GList *link = gtk_application_get_windows (application); link != NULL; link = link->next)
    if (NH_IS_WINDOW (link->data) && shows (link->data, path))
      return link->data;
  return NULL;
}
