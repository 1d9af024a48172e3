/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How list and form share the room of the page. */
#include "nh-record-page-private.h"

#include <stdlib.h>

#include "nh-i18n.h"
#include "nh-settings.h"
#include "nh-widget-util.h"

#define NARROW_BELOW 880 /* of the page; 1100 px of the window minus the sidebar */
#define FORM_WIDTH 400
#define FORM_WIDTH_MAX 520
#define FORM_WIDTH_ALONE 680
#define HANDLE_WIDTH 9

/* --- The form in view --- */

gboolean
nh_record_page_has_form (NhRecordPage *self)
{
  return nh_record_type_is_single (self->type) || (self->narrow ? self->form_shown : !self->folded && !self->waiting);
}

void
nh_record_page_show_form (NhRecordPage *self)
{
  g_return_if_fail (NH_IS_RECORD_PAGE (self));
  self->form_shown = TRUE;
  self->folded = self->waiting = FALSE;
  gtk_widget_set_child_visible (self->pane_box, TRUE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
nh_record_page_focus_list (NhRecordPage *self)
{
  if (!gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
nh_record_page_hide_form (NhRecordPage *self)
{
  self->form_shown = FALSE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  nh_record_page_focus_list (self);
}

void
nh_record_page_fold_form (NhRecordPage *self)
{
  g_return_if_fail (NH_IS_RECORD_PAGE (self));
  if (nh_record_type_is_single (self->type))
    return;
  if (nh_record_page_has_form (self))
    {
      self->folded = !self->narrow;
      nh_record_page_hide_form (self);
      return;
    }
  /* Where nothing can be added, an empty form shows nothing. */
  if (nh_session_is_locked (self->session, self->type) && nh_form_pane_get_id (self->pane) == 0)
    {
      if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
        return;
      gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), 0, TRUE);
    }
  nh_record_page_show_form (self);
  nh_record_page_focus_pane (self);
}

void
nh_record_page_begin_waiting (NhRecordPage *self)
{
  self->waiting = nh_session_has_below (self->session) || nh_session_is_locked (self->session, self->type);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
nh_record_page_end_waiting (NhRecordPage *self)
{
  self->waiting = FALSE;
  gtk_widget_set_child_visible (self->pane_box, nh_record_page_has_form (self)); /* it may get the focus at once */
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
is_several (NhRecordPage *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->several));
}

/* GTK keeps a hidden widget that had the focus alive until another gets it. */
static void
hide (NhRecordPage *self, gpointer widget)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, widget))
    nh_record_page_focus_list (self);
  gtk_widget_set_visible (widget, FALSE);
}

/* Unsaved input stays in view. */
void
nh_record_page_show_pane (NhRecordPage *self)
{
  gboolean several = nh_row_selection_get_count (self->selection) > 1 && !nh_form_pane_is_dirty (self->pane);

  if (several)
    {
      NhQuery *query = nh_query_copy (nh_record_list_get_query (self->list));

      query->only = nh_row_selection_get_keys (self->selection);
      if (query->filter != NULL)
        query->filter->problems = FALSE; /* the list ran the rules over them already */
      nh_several_show (self->several, nh_session_get_ledger (self->session), query);
    }
  hide (self, several ? (gpointer) self->pane : (gpointer) self->several);
  gtk_widget_set_visible (several ? GTK_WIDGET (self->several) : GTK_WIDGET (self->pane), TRUE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
nh_record_page_focus_pane (NhRecordPage *self)
{
  if (is_several (self))
    gtk_widget_child_focus (GTK_WIDGET (self->several), GTK_DIR_TAB_FORWARD);
  else
    nh_form_focus_start (nh_form_pane_get_form (self->pane));
}

/* --- The hint at first use --- */

void
nh_record_page_show_hint (NhRecordPage *self)
{
  gtk_widget_set_visible (self->hint, self->type == nh_record_types ()[0] && nh_record_page_is_open (self) &&
                                          !nh_settings_get_boolean (NH_SETTINGS_HINT_READ));
}

void
nh_record_page_end_hint (NhRecordPage *self)
{
  nh_settings_set_boolean (NH_SETTINGS_HINT_READ, TRUE);
  nh_record_page_show_hint (self);
}

/* --- Sizes --- */

static int
min_width (GtkWidget *widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  return width;
}

/* In a page of @width: over the list where it is @narrow, else beside it, as wide as the user drew it if list and form
 * have room enough. */
static int
form_width (NhRecordPage *self, int width, gboolean *narrow)
{
  int left_min = min_width (self->left), form_min = min_width (self->pane_box);
  int usual = CLAMP (width * 36 / 100, FORM_WIDTH, FORM_WIDTH_MAX);
  int wanted = self->form_share > 0 ? width * self->form_share / 1000 : usual;

  *narrow = width < NARROW_BELOW || width < left_min + MAX (usual, form_min);
  return MIN (MAX (*narrow ? usual : MIN (wanted, width - left_min), form_min), width);
}

/* The form alone. */
static int
single_width (NhRecordPage *self, int width)
{
  return MAX (MIN (width, FORM_WIDTH_ALONE), min_width (self->pane_box));
}

/* What wraps in the form makes it higher. */
static GtkSizeRequestMode
nh_record_page_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
nh_record_page_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  NhRecordPage *self = NH_RECORD_PAGE (widget);
  gboolean single = nh_record_type_is_single (self->type), narrow;
  int left_min, left_nat, form_min, form_nat, form = -1;

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    form = single ? single_width (self, for_size) : form_width (self, for_size, &narrow);
  gtk_widget_measure (self->pane_box, orientation, form, &form_min, &form_nat, NULL, NULL);
  *minimum = form_min;
  *natural = form_nat;
  if (single)
    return;
  gtk_widget_measure (self->left, orientation, -1, &left_min, &left_nat, NULL, NULL);
  *minimum = MAX (left_min, form_min);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? left_nat + MAX (form_nat, FORM_WIDTH)
                                                       : MAX (left_nat, form_nat);
}

static void
place_handle (NhRecordPage *self, int width, int height, int form)
{
  int handle;

  gtk_widget_measure (self->handle, GTK_ORIENTATION_HORIZONTAL, -1, &handle, NULL, NULL, NULL);
  gtk_widget_set_child_visible (self->handle, !self->narrow);
  if (!self->narrow)
    gtk_widget_size_allocate (self->handle, &(GtkAllocation){ width - form - handle / 2, 0, handle, height }, -1);
}

/* The form alone, in the middle. */
static void
allocate_single (NhRecordPage *self, int width, int height)
{
  int form = single_width (self, width);

  gtk_widget_size_allocate (self->pane_box, &(GtkAllocation){ MAX (width - form, 0) / 2, 0, form, height }, -1);
}

static void
nh_record_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NhRecordPage *self = NH_RECORD_PAGE (widget);
  int left_min, form;
  gboolean shown;

  if (nh_record_type_is_single (self->type))
    {
      allocate_single (self, width, height);
      return;
    }
  left_min = min_width (self->left);
  form = form_width (self, width, &self->narrow);
  shown = nh_record_page_has_form (self);
  gtk_widget_set_visible (self->hide_form, self->narrow);
  gtk_widget_set_visible (self->selected,
                          self->acting && !(shown && is_several (self))); /* its buttons are there, too */
  gtk_widget_set_visible (GTK_WIDGET (self->extra),
                          gtk_actionable_get_action_name (GTK_ACTIONABLE (self->extra)) != NULL &&
                              !gtk_widget_get_visible (self->selected));
  nh_widget_set_css_class (self->pane_box, "over", self->narrow);
  nh_widget_set_css_class (self->handle, "folded", !shown);
  gtk_widget_set_child_visible (self->pane_box, shown);

  if (self->narrow || !shown)
    gtk_widget_size_allocate (self->left, &(GtkAllocation){ 0, 0, MAX (width, left_min), height }, -1);
  else
    gtk_widget_size_allocate (self->left, &(GtkAllocation){ 0, 0, MAX (width - form, left_min), height }, -1);
  if (shown)
    gtk_widget_size_allocate (self->pane_box, &(GtkAllocation){ width - form, 0, form, height }, -1);
  place_handle (self, width, height, shown ? form : HANDLE_WIDTH / 2 + 1);
}

/* --- The handle --- */

/* In coordinates of the page: the handle moves along. */
static void
on_drag_update (NhRecordPage *self, double from_x, double from_y, GtkGesture *gesture)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  double x, y, page_x, page_y;

  if (width == 0 || from_x == 0 || !gtk_gesture_get_point (gesture, NULL, &x, &y) ||
      !gtk_widget_translate_coordinates (self->handle, GTK_WIDGET (self), x, y, &page_x, &page_y))
    return;
  if (!nh_record_page_has_form (self))
    nh_record_page_show_form (self);
  self->form_share = CLAMP ((int) ((width - page_x) * 1000 / width), 1, 999);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
on_drag_end (NhRecordPage *self)
{
  g_autofree char *text = self->form_share > 0 ? g_strdup_printf ("%d", self->form_share) : NULL;

  nh_settings_set_of_type (NH_SETTINGS_FORM, self->type->name, text);
}

static void
on_pressed (NhRecordPage *self, int n_presses)
{
  if (n_presses == 2)
    nh_record_page_fold_form (self);
}

void
nh_record_page_make_handle (NhRecordPage *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_cursor_from_name (self->handle, "col-resize");
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_drag_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (on_drag_end), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->handle, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (self->handle, GTK_EVENT_CONTROLLER (click));
}

void
nh_record_page_read_layout (NhRecordPage *self)
{
  g_autofree char *share = nh_settings_get_of_type (NH_SETTINGS_FORM, self->type->name);

  self->form_share = share != NULL ? CLAMP (atoi (share), 0, 999) : 0;
}

void
nh_record_page_install_layout (GtkWidgetClass *widget_class)
{
  widget_class->get_request_mode = nh_record_page_get_request_mode;
  widget_class->measure = nh_record_page_measure;
  widget_class->size_allocate = nh_record_page_size_allocate;
}
