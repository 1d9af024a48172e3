/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-preview.h"

#include <math.h>

#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-page-view.h"
#include "nh-template.h"
#include "nh-widget-util.h"

#define SLOW_MS 1000

struct _NhPreview
{
  GtkWidget parent_instance;

  NhPages *pages;          /* owned (nullable) */
  GCancellable *searching; /* owned (nullable) */
  GCancellable *making;    /* owned (nullable): of what is waited for */
  guint slow;              /* until the button to stop it appears beside the pages */
  guint n_matches;
  guint match; /* the current one */

  /* template */
  GtkWidget *content, *bar, *body, *stop, *search_bar, *page, *zoom;
  GtkStack *stack;
  NhPageView *view, *thumbnails;
  GtkLabel *count, *found, *problem;
  GtkSpinner *spinner, *waiting;
  GtkEditable *query;
};

G_DEFINE_FINAL_TYPE (NhPreview, nh_preview, GTK_TYPE_WIDGET)

/* --- Pages --- */

static void
show_page_number (NhPreview *self)
{
  guint n = nh_page_view_get_n_pages (self->view);
  g_autofree char *number = nh_number_format (n > 0 ? nh_page_view_get_page (self->view) + 1 : 0);
  g_autofree char *count = nh_number_format (n);
  g_autofree char *of = g_strdup_printf (_ ("of %s"), count);

  gtk_editable_set_text (GTK_EDITABLE (self->page), number);
  gtk_label_set_text (self->count, of);
}

static void
on_page_changed (NhPreview *self)
{
  show_page_number (self);
  nh_page_view_show_page (self->thumbnails, nh_page_view_get_page (self->view));
}

static void
on_page_typed (NhPreview *self)
{
  guint n = nh_page_view_get_n_pages (self->view);
  gint64 page;

  if (n > 0 && nh_number_parse (gtk_editable_get_text (GTK_EDITABLE (self->page)), &page, NULL))
    {
      nh_page_view_show_page (self->view, (guint) CLAMP (page, 1, (gint64) n) - 1);
      gtk_widget_grab_focus (GTK_WIDGET (self->view));
    }
  show_page_number (self);
}

/* --- Zoom --- */

static void
show_zoom (NhPreview *self)
{
  g_autofree char *percent = g_strdup_printf ("%.0f %%", round (nh_page_view_get_zoom (self->view) * 100));

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->zoom), percent);
}

static void
set_zoom (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhPreview *self = NH_PREVIEW (widget);
  const char *zoom = g_variant_get_string (parameter, NULL);

  if (g_str_equal (zoom, "width"))
    nh_page_view_set_fit (self->view, NH_FIT_WIDTH);
  else if (g_str_equal (zoom, "page"))
    nh_page_view_set_fit (self->view, NH_FIT_PAGE);
  else if (g_str_equal (zoom, "in") || g_str_equal (zoom, "out"))
    nh_page_view_step_zoom (self->view, g_str_equal (zoom, "in") ? 1 : -1);
  else
    nh_page_view_set_zoom (self->view, g_ascii_strtod (zoom, NULL) / 100);
}

/* --- Search --- */

static void
show_found (NhPreview *self)
{
  g_autofree char *number = nh_number_format (self->match + 1);
  g_autofree char *count = nh_number_format (self->n_matches);
  g_autofree char *text = NULL;

  if (*gtk_editable_get_text (self->query) == '\0')
    text = g_strdup ("");
  else if (self->n_matches == 0)
    text = g_strdup (_ ("Not found"));
  else
    text = g_strdup_printf (_ ("%s of %s"), number, count);
  gtk_label_set_text (self->found, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->query), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
show_match (NhPreview *self, guint match)
{
  self->match = match;
  if (self->n_matches > 0)
    nh_page_view_show_match (self->view, match);
  show_found (self);
}

/* The first match on the current page or after it. */
static guint
first_match_here (NhPreview *self, GArray *hits)
{
  for (guint i = 0; i < hits->len; i++)
    if (g_array_index (hits, NhPageHit, i).page >= nh_page_view_get_page (self->view))
      return g_array_index (hits, NhPageHit, i).match;
  return 0;
}

/* @data: the pages. */
static void
search_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, nh_pages_find (data, g_object_get_data (G_OBJECT (task), "query"), cancellable),
                         (GDestroyNotify) g_array_unref);
}

static void
on_searched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NhPreview *self = NH_PREVIEW (source);
  g_autoptr (GArray) hits = g_task_propagate_pointer (G_TASK (result), NULL);
  guint match;

  if (hits == NULL || self->searching != g_task_get_cancellable (G_TASK (result)))
    return;
  g_clear_object (&self->searching);
  self->n_matches = hits->len > 0 ? g_array_index (hits, NhPageHit, hits->len - 1).match + 1 : 0;
  match = first_match_here (self, hits);
  nh_page_view_set_hits (self->view, g_steal_pointer (&hits));
  show_match (self, match);
}

static void
search (NhPreview *self)
{
  g_autoptr (GTask) task = NULL;

  nh_cancel (&self->searching);
  if (self->pages == NULL || !gtk_widget_get_visible (self->search_bar))
    return;
  self->searching = g_cancellable_new ();
  task = g_task_new (self, self->searching, on_searched, NULL);
  g_task_set_task_data (task, nh_pages_ref (self->pages), (GDestroyNotify) nh_pages_unref);
  g_object_set_data_full (G_OBJECT (task), "query", g_strdup (gtk_editable_get_text (self->query)), g_free);
  g_task_run_in_thread (task, search_in_thread);
}

static void
step_match (NhPreview *self, int step)
{
  if (!gtk_widget_get_visible (self->search_bar))
    nh_preview_search (self);
  else if (self->n_matches > 0)
    show_match (self, (guint) (((int) self->match + step + (int) self->n_matches) % (int) self->n_matches));
}

static void
on_next (NhPreview *self)
{
  step_match (self, 1);
}

static void
on_previous (NhPreview *self)
{
  step_match (self, -1);
}

void
nh_preview_search (NhPreview *self)
{
  g_return_if_fail (NH_IS_PREVIEW (self));
  gtk_widget_set_visible (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->query));
  gtk_editable_select_region (self->query, 0, -1);
  search (self);
}

gboolean
nh_preview_end_search (NhPreview *self)
{
  g_return_val_if_fail (NH_IS_PREVIEW (self), FALSE);
  if (!gtk_widget_get_visible (self->search_bar))
    return FALSE;
  nh_cancel (&self->searching);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  gtk_widget_set_visible (self->search_bar, FALSE);
  self->n_matches = 0;
  nh_page_view_set_hits (self->view, NULL);
  return TRUE;
}

/* --- Keys --- */

static const struct
{
  guint key;
  GdkModifierType state;
  const char *zoom;
  int step;
} keys[] = {
  { GDK_KEY_plus, GDK_CONTROL_MASK, "in", 0 },
  { GDK_KEY_equal, GDK_CONTROL_MASK, "in", 0 },
  { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "in", 0 },
  { GDK_KEY_minus, GDK_CONTROL_MASK, "out", 0 },
  { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "out", 0 },
  { GDK_KEY_0, GDK_CONTROL_MASK, "width", 0 },
  { GDK_KEY_KP_0, GDK_CONTROL_MASK, "width", 0 },
  { GDK_KEY_F3, 0, NULL, 1 },
  { GDK_KEY_F3, GDK_SHIFT_MASK, NULL, -1 },
};

static gboolean
on_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  NhPreview *self = NH_PREVIEW (widget);
  guint i = GPOINTER_TO_UINT (data);

  /* Global shortcuts also reach a page that a stack hides. */
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (keys[i].zoom != NULL)
    gtk_widget_activate_action (widget, "preview.zoom", "s", keys[i].zoom);
  else
    step_match (self, keys[i].step);
  return TRUE;
}

static void
add_keys (NhPreview *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, keys[i].state),
                          gtk_callback_action_new (on_key, GUINT_TO_POINTER (i), NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* --- What takes long --- */

static void
stop (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhPreview *self = NH_PREVIEW (widget);

  if (self->making != NULL)
    g_cancellable_cancel (self->making);
}

static void
on_slow (NhPreview *self)
{
  self->slow = 0;
  gtk_widget_set_visible (self->stop, TRUE);
}

/* --- The widget --- */

static gboolean
nh_preview_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (NH_PREVIEW (widget)->view));
}

/* The bar first, then the pages: GTK goes back to the part that had the focus before, and past the others. */
static gboolean
nh_preview_focus (GtkWidget *widget, GtkDirectionType direction)
{
  NhPreview *self = NH_PREVIEW (widget);
  GtkWidget *const parts[] = { self->bar, self->search_bar, self->body };
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  int step = direction == GTK_DIR_TAB_BACKWARD ? -1 : 1;
  int at = step > 0 ? 0 : (int) G_N_ELEMENTS (parts) - 1, from = -1;

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (nh_preview_parent_class)->focus (widget, direction);
  for (int i = 0; focus != NULL && i < (int) G_N_ELEMENTS (parts); i++)
    if (gtk_widget_is_ancestor (focus, parts[i]))
      at = from = i;
  for (; at >= 0 && at < (int) G_N_ELEMENTS (parts); at += step)
    {
      if (at != from)
        nh_widget_forget_focus (parts[at]);
      if (gtk_widget_child_focus (parts[at], direction))
        return TRUE;
    }
  return FALSE;
}

static void
nh_preview_dispose (GObject *object)
{
  NhPreview *self = NH_PREVIEW (object);

  nh_cancel (&self->searching);
  g_clear_object (&self->making);
  g_clear_handle_id (&self->slow, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_PREVIEW);
  g_clear_pointer (&self->pages, nh_pages_unref);
  G_OBJECT_CLASS (nh_preview_parent_class)->dispose (object);
}

static void
nh_preview_class_init (NhPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_preview_dispose;
  widget_class->grab_focus = nh_preview_grab_focus;
  widget_class->focus = nh_preview_focus;
  gtk_widget_class_set_css_name (widget_class, "preview");
  gtk_widget_class_install_action (widget_class, "preview.zoom", "s", set_zoom);
  gtk_widget_class_install_action (widget_class, "preview.stop", NULL, stop);
  g_type_ensure (NH_TYPE_PAGE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-preview.ui");
  NH_BIND_CHILDREN (widget_class, NhPreview, content, bar, search_bar, body, stop, page, zoom, stack, view, thumbnails,
                    count, found, problem, spinner, waiting, query);
  NH_BIND_CALLBACKS (widget_class, on_page_changed, show_zoom, nh_page_view_show_page, on_page_typed, on_next,
                     on_previous, search, nh_preview_end_search);
}

static void
nh_preview_init (NhPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nh_page_view_set_thumbnails (self->thumbnails);
  add_keys (self);
  show_zoom (self);
  show_page_number (self);
}

/* @making: NULL: it is ready. */
static void
set_working (NhPreview *self, GCancellable *making)
{
  g_set_object (&self->making, making);
  g_clear_handle_id (&self->slow, g_source_remove);
  gtk_widget_set_visible (self->stop, FALSE);
  if (making != NULL)
    self->slow = g_timeout_add_once (SLOW_MS, (GSourceOnceFunc) on_slow, self);
  nh_spinner_show (self->spinner, making != NULL);
  gtk_spinner_set_spinning (self->waiting, making != NULL);
}

void
nh_preview_set_pages (NhPreview *self, NhPages *pages)
{
  g_return_if_fail (NH_IS_PREVIEW (self));
  if (pages != NULL)
    nh_pages_ref (pages);
  g_clear_pointer (&self->pages, nh_pages_unref);
  self->pages = pages;
  set_working (self, NULL);
  nh_page_view_set_pages (self->thumbnails, pages);
  nh_page_view_set_pages (self->view, pages);
  gtk_widget_set_sensitive (self->bar, pages != NULL);
  if (pages != NULL)
    gtk_stack_set_visible_child_name (self->stack, "pages");
  search (self);
}

void
nh_preview_show_start (NhPreview *self)
{
  g_return_if_fail (NH_IS_PREVIEW (self));
  nh_page_view_show_page (self->view, 0);
}

NhPages *
nh_preview_get_pages (NhPreview *self)
{
  g_return_val_if_fail (NH_IS_PREVIEW (self), NULL);
  return self->pages;
}

guint
nh_preview_get_page (NhPreview *self)
{
  g_return_val_if_fail (NH_IS_PREVIEW (self), 0);
  return nh_page_view_get_page (self->view);
}

void
nh_preview_set_busy (NhPreview *self, GCancellable *making)
{
  g_return_if_fail (NH_IS_PREVIEW (self));
  set_working (self, making);
  if (self->pages == NULL)
    gtk_stack_set_visible_child_name (self->stack, "busy");
}

void
nh_preview_set_problem (NhPreview *self, const char *problem, gboolean failed)
{
  g_return_if_fail (NH_IS_PREVIEW (self));
  nh_preview_set_pages (self, NULL);
  gtk_label_set_text (self->problem, problem);
  nh_widget_set_css_class (GTK_WIDGET (self->problem), "nh-error", failed);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}
