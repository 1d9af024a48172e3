/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-notice.h"

#include "nh-i18n.h"
#include "nh-template.h"
#include "nh-widget-util.h"

#define SHOWN_SECONDS 10
#define READING_SECONDS 2 /* before the next action ends it */
#define LINES 2
#define NARROW_LINES 5 /* where the form leaves little room beside it */
#define LEAST_CHARS 34 /* of a line where there is room */
#define NARROW_CHARS 12
#define MOST_CHARS 70
#define FRAMES 2 /* before it makes way */
#define MARGIN 12
#define ABOVE_FOOT 66 /* of list and form */

struct _NhNotice
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkWidget *bar;
  GtkSpinner *spinner;
  GtkImage *icon;
  GtkLabel *label;
  GtkButton *button;
  GtkWidget *more;

  NhNoticeKind kind;
  gint64 shown_at; /* monotonic */
  guint timeout;
  GClosure *offer;   /* owned (nullable): of the button */
  gint64 change;     /* of the offer to undo */
  GtkWidget *beside; /* weak (nullable) */
  GtkWidget *form;   /* weak (nullable): it ends before it */
  guint frames_left; /* until it makes way; 0: it does not */
};

G_DEFINE_FINAL_TYPE (NhNotice, nh_notice, GTK_TYPE_WIDGET)

static const struct
{
  const char *icon;
  const char *style;
} kinds[] = {
  [NH_NOTICE_DONE] = { "object-select-symbolic", "done" },
  [NH_NOTICE_WARNING] = { "dialog-warning-symbolic", "warning" },
  [NH_NOTICE_ERROR] = { "dialog-error-symbolic", "error" },
  [NH_NOTICE_BUSY] = { NULL, "done" },
};

void
nh_notice_hide (NhNotice *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->timeout, g_source_remove);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (self->bar, FALSE);
  nh_spinner_show (self->spinner, FALSE);
  g_clear_pointer (&self->offer, g_closure_unref);
}

void
nh_notice_end (NhNotice *self)
{
  gboolean unsettled = self == NULL || self->kind == NH_NOTICE_BUSY ||
                       (self->kind == NH_NOTICE_ERROR && self->offer != NULL);

  if (!unsettled && g_get_monotonic_time () - self->shown_at > READING_SECONDS * G_USEC_PER_SEC)
    nh_notice_hide (self);
}

/* --- Beside what one works at --- */

/* Where it is, or would be, at that end of the window. */
static graphene_rect_t
bounds_at (NhNotice *self, GtkAlign end)
{
  GtkRequisition size; /* with its margins */
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  gboolean right = gtk_widget_get_halign (GTK_WIDGET (self)) == GTK_ALIGN_END;

  gtk_widget_get_preferred_size (GTK_WIDGET (self), NULL, &size);
  return GRAPHENE_RECT_INIT (right ? gtk_widget_get_width (parent) - size.width : 0,
                             end == GTK_ALIGN_START ? 0 : gtk_widget_get_height (parent) - size.height, size.width,
                             size.height);
}

static gboolean
covers (NhNotice *self, GtkAlign end, const graphene_rect_t *other)
{
  graphene_rect_t bounds = bounds_at (self, end);

  graphene_rect_inset (&bounds, 1, 1);
  return graphene_rect_intersection (&bounds, other, NULL);
}

/* A field may scroll into view once it has the focus: its place is known a frame later. */
static gboolean
make_way (GtkWidget *widget, GdkFrameClock *clock, gpointer unused)
{
  NhNotice *self = NH_NOTICE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  GtkAlign end = gtk_widget_get_valign (widget), other = end == GTK_ALIGN_END ? GTK_ALIGN_START : GTK_ALIGN_END;
  graphene_rect_t bounds;

  if (--self->frames_left > 0)
    return G_SOURCE_CONTINUE;
  if (focus != NULL && !gtk_widget_is_ancestor (focus, widget) &&
      gtk_widget_compute_bounds (focus, gtk_widget_get_parent (widget), &bounds) && covers (self, end, &bounds) &&
      !covers (self, other, &bounds))
    {
      gtk_widget_set_valign (widget, other);
      gtk_widget_queue_resize (widget); /* the overlay places it anew */
    }
  return G_SOURCE_REMOVE;
}

void
nh_notice_make_way (NhNotice *self)
{
  if (self == NULL || !gtk_widget_get_visible (self->bar))
    return;
  if (self->frames_left == 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), make_way, NULL, NULL);
  self->frames_left = FRAMES;
}

/* --- Showing it --- */

static void
on_timeout (NhNotice *self)
{
  self->timeout = 0;
  nh_notice_hide (self);
}

static void
on_clicked (NhNotice *self)
{
  g_autoptr (GClosure) offer = g_steal_pointer (&self->offer);
  g_auto (GValue) instance = G_VALUE_INIT;

  nh_notice_hide (self);
  g_value_init (&instance, NH_TYPE_NOTICE);
  g_value_set_object (&instance, self);
  if (offer != NULL)
    g_closure_invoke (offer, NULL, 1, &instance, NULL);
}

/* --- Its two lines --- */

static void
show_whole (NhNotice *self)
{
  g_object_set (self->label, "lines", -1, "ellipsize", PANGO_ELLIPSIZE_NONE, NULL);
  gtk_widget_set_visible (self->more, FALSE);
}

/* The pixels that a line has, between the sidebar and the form and beside icon and buttons. */
static int
find_room (NhNotice *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  graphene_rect_t form;
  int end = gtk_widget_get_width (parent), others;

  if (self->form != NULL && gtk_widget_get_mapped (self->form) && gtk_widget_compute_bounds (self->form, parent, &form))
    end = (int) form.origin.x;
  gtk_label_set_label (self->label, "");
  gtk_widget_measure (self->bar, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &others, NULL, NULL);
  return end - gtk_widget_get_width (self->beside) - 2 * MARGIN - others;
}

/* The width of @text on two lines, on more where there is little room. A longer one is cut, with a button that shows
 * the rest. */
static void
set_text (NhNotice *self, const char *text)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (gtk_widget_get_pango_context (GTK_WIDGET (self->label)), NULL,
                                                         NULL);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->label), text);
  int one = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                 MAX (pango_font_metrics_get_approximate_digit_width (metrics), PANGO_SCALE)); /* as GtkLabel has it */
  int room = self->beside == NULL ? LEAST_CHARS
                                  : CLAMP (find_room (self) * PANGO_SCALE / one, NARROW_CHARS, MOST_CHARS);
  int lines = room < LEAST_CHARS ? NARROW_LINES : LINES;
  int chars = CLAMP ((int) g_utf8_strlen (text, -1) * 11 / (10 * LINES), MIN (LEAST_CHARS, room), room);

  pango_font_metrics_unref (metrics);
  pango_layout_set_width (layout, chars * one);
  pango_layout_set_height (layout, -lines);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  g_object_set (self->label, "label", text, "lines", lines, "ellipsize", PANGO_ELLIPSIZE_END, "max-width-chars", chars,
                NULL);
  gtk_widget_set_visible (self->more, pango_layout_is_ellipsized (layout));
}

/* The sidebar is narrow in a small window. */
static void
set_place (NhNotice *self)
{
  gboolean beside = self->beside != NULL;

  gtk_widget_set_margin_start (GTK_WIDGET (self), (beside ? gtk_widget_get_width (self->beside) : 0) + MARGIN);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self), beside ? ABOVE_FOOT : MARGIN);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_END);
}

/* @button: its label (nullable: there is none). */
static void
show (NhNotice *self, NhNoticeKind kind, const char *text, const char *button)
{
  nh_notice_hide (self);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_widget_remove_css_class (self->bar, kinds[i].style);
  gtk_widget_add_css_class (self->bar, kinds[kind].style);
  nh_spinner_show (self->spinner, kind == NH_NOTICE_BUSY);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), kinds[kind].icon != NULL);
  gtk_image_set_from_icon_name (self->icon, kinds[kind].icon);
  self->kind = kind;
  self->shown_at = g_get_monotonic_time ();
  if (button != NULL)
    gtk_button_set_label (self->button, button);
  gtk_widget_set_visible (GTK_WIDGET (self->button), button != NULL);
  gtk_widget_set_visible (self->more, FALSE);
  gtk_widget_set_visible (self->bar, TRUE);
  set_text (self, text);
  nh_widget_set_name (self->bar, text);
  gtk_widget_set_can_target (GTK_WIDGET (self), TRUE);
  set_place (self);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  nh_notice_make_way (self);
  if (kind == NH_NOTICE_DONE)
    self->timeout = g_timeout_add_once (SHOWN_SECONDS * 1000, (GSourceOnceFunc) on_timeout, self);
}

void
nh_notice_show (NhNotice *self, NhNoticeKind kind, const char *text)
{
  if (self != NULL)
    show (self, kind, text, NULL);
}

static void
nh_notice_dispose (GObject *object)
{
  NhNotice *self = NH_NOTICE (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->offer, g_closure_unref);
  g_clear_weak_pointer (&self->beside);
  g_clear_weak_pointer (&self->form);
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_NOTICE);
  G_OBJECT_CLASS (nh_notice_parent_class)->dispose (object);
}

static void
nh_notice_class_init (NhNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_notice_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-notice.ui");
  NH_BIND_CHILDREN (widget_class, NhNotice, revealer, bar, spinner, icon, label, button, more);
  NH_BIND_CALLBACKS (widget_class, on_clicked, nh_notice_hide, show_whole);
}

static void
nh_notice_init (NhNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
nh_notice_offer (NhNotice *self, NhNoticeKind kind, const char *text, const char *label, GCallback chosen,
                 gpointer data, GDestroyNotify free_data)
{
  g_autoptr (GClosure) offer = g_closure_ref (g_cclosure_new_swap (chosen, data, (GClosureNotify) (void *) free_data));

  g_closure_sink (offer);
  if (self == NULL)
    return;
  show (self, kind, text, label);
  g_closure_set_marshal (offer, g_cclosure_marshal_VOID__VOID);
  self->offer = g_steal_pointer (&offer);
}

void
nh_notice_set_beside (NhNotice *self, GtkWidget *sidebar, GtkWidget *form)
{
  if (self == NULL)
    return;
  g_set_weak_pointer (&self->beside, sidebar);
  g_set_weak_pointer (&self->form, form);
}

void
nh_notice_set_at_end (NhNotice *self, gboolean at_end)
{
  if (self != NULL)
    gtk_widget_set_halign (GTK_WIDGET (self), at_end ? GTK_ALIGN_END : GTK_ALIGN_START);
}

static void
undo (gpointer data)
{
  gtk_widget_activate_action (data, "win.undo-change", "x", NH_NOTICE (data)->change);
}

void
nh_notice_offer_undo (NhNotice *self, NhNoticeKind kind, const char *text, gint64 change)
{
  if (self == NULL)
    return;
  if (change != 0)
    nh_notice_offer (self, kind, text, _ ("_Undo"), G_CALLBACK (undo), self, NULL);
  else
    nh_notice_show (self, kind, text);
  self->change = change;
}

static NhNotice *
find_notice (GtkWidget *widget)
{
  if (NH_IS_NOTICE (widget))
    return NH_NOTICE (widget);
  if (!GTK_IS_WINDOW (widget) && !GTK_IS_OVERLAY (widget))
    return NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      NhNotice *found = find_notice (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

NhNotice *
nh_notice_of (GtkWidget *widget)
{
  GtkRoot *root = widget != NULL ? gtk_widget_get_root (widget) : NULL;

  return root != NULL ? find_notice (GTK_WIDGET (root)) : NULL;
}

void
nh_notify (GtkWidget *widget, NhNoticeKind kind, const char *text)
{
  nh_notice_show (nh_notice_of (widget), kind, text);
}

void
nh_notify_error (GtkWidget *widget, const char *message)
{
  nh_notify (widget, NH_NOTICE_ERROR, message);
}

void
nh_notify_result (GtkWidget *widget, const GError *error, const char *done)
{
  if (error != NULL)
    nh_notify_error (widget, error->message);
  else if (done != NULL)
    nh_notify (widget, NH_NOTICE_DONE, done);
}
