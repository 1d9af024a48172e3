/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-notice.h"

#include "nh-i18n.h"

#define SHOWN_SECONDS 10
#define LINE_CHARS 34      /* in a small window too, it ends before the form, whose errors it speaks of */

struct _NhNotice
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkWidget *bar;
  GtkSpinner *spinner;
  GtkImage *icon;
  GtkLabel *label;
  GtkButton *button;

  guint timeout;
  GCallback chosen;
  gpointer data;               /* owned by free_data */
  GDestroyNotify free_data;
  gint64 change;               /* of the offer to undo */
};

G_DEFINE_FINAL_TYPE (NhNotice, nh_notice, GTK_TYPE_WIDGET)

static const struct { const char *icon; const char *style; } looks[] = {
  [NH_NOTICE_DONE]    = { "object-select-symbolic", "done" },
  [NH_NOTICE_WARNING] = { "dialog-warning-symbolic", "warning" },
  [NH_NOTICE_ERROR]   = { "dialog-error-symbolic", "error" },
  [NH_NOTICE_BUSY]    = { NULL, "done" },
};

static void
forget_offer (NhNotice *self)
{
  gpointer data = g_steal_pointer (&self->data);
  GDestroyNotify free_data = self->free_data;

  self->chosen = NULL;
  self->free_data = NULL;
  if (free_data != NULL && data != NULL)
    free_data (data);
}

void
nh_notice_hide (NhNotice *self)
{
  g_return_if_fail (NH_IS_NOTICE (self));
  g_clear_handle_id (&self->timeout, g_source_remove);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (self->bar, FALSE);
  gtk_spinner_stop (self->spinner);
  forget_offer (self);
}

static gboolean
on_timeout (gpointer user_data)
{
  NhNotice *self = user_data;

  self->timeout = 0;
  nh_notice_hide (self);
  return G_SOURCE_REMOVE;
}

static void
on_clicked (NhNotice *self)
{
  void (*chosen) (gpointer) = (void (*) (gpointer)) self->chosen;
  gpointer data = g_steal_pointer (&self->data);
  GDestroyNotify free_data = self->free_data;

  nh_notice_hide (self);
  if (chosen != NULL)
    chosen (data);
  if (free_data != NULL && data != NULL)
    free_data (data);
}

static void
show (NhNotice *self, NhNoticeKind kind, const char *text)
{
  nh_notice_hide (self);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (self->bar, looks[i].style);
  gtk_widget_add_css_class (self->bar, looks[kind].style);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), kind == NH_NOTICE_BUSY);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), looks[kind].icon != NULL);
  if (looks[kind].icon != NULL)
    gtk_image_set_from_icon_name (self->icon, looks[kind].icon);
  if (kind == NH_NOTICE_BUSY)
    gtk_spinner_start (self->spinner);
  gtk_label_set_text (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->button), FALSE);
  gtk_widget_set_visible (self->bar, TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  if (kind == NH_NOTICE_DONE)
    self->timeout = g_timeout_add_seconds (SHOWN_SECONDS, on_timeout, self);
}

static void
build_bar (NhNotice *self)
{
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  gtk_widget_add_css_class (self->bar, "nh-notice");
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_max_width_chars (self->label, LINE_CHARS);
  gtk_label_set_natural_wrap_mode (self->label, GTK_NATURAL_WRAP_NONE);
  gtk_label_set_selectable (self->label, FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_button_set_use_underline (self->button, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_button_set_has_frame (GTK_BUTTON (close), FALSE);
  gtk_widget_set_valign (close, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (close, _("Close"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Close"), -1);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (on_clicked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (close, "clicked", G_CALLBACK (nh_notice_hide), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->bar), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (self->bar), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (self->bar), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (self->bar), GTK_WIDGET (self->button));
  gtk_box_append (GTK_BOX (self->bar), close);
}

static void
nh_notice_dispose (GObject *object)
{
  NhNotice *self = NH_NOTICE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_handle_id (&self->timeout, g_source_remove);
  forget_offer (self);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (nh_notice_parent_class)->dispose (object);
}

static void
nh_notice_class_init (NhNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_notice_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
nh_notice_init (NhNotice *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_END);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_transition_type (self->revealer, GTK_REVEALER_TRANSITION_TYPE_CROSSFADE);
  build_bar (self);
  gtk_widget_set_visible (self->bar, FALSE);
  gtk_revealer_set_child (self->revealer, self->bar);
  gtk_widget_set_parent (GTK_WIDGET (self->revealer), GTK_WIDGET (self));
}

GtkWidget *
nh_notice_new (void)
{
  return g_object_new (NH_TYPE_NOTICE, NULL);
}

void
nh_notice_say (NhNotice *self, NhNoticeKind kind, const char *text)
{
  g_return_if_fail (NH_IS_NOTICE (self));
  show (self, kind, text);
}

void
nh_notice_offer (NhNotice *self, NhNoticeKind kind, const char *text, const char *label,
                 GCallback chosen, gpointer data, GDestroyNotify free_data)
{
  g_return_if_fail (NH_IS_NOTICE (self));
  show (self, kind, text);
  self->chosen = chosen;
  self->data = data;
  self->free_data = free_data;
  gtk_button_set_label (self->button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->button), TRUE);
}

static void
undo (gpointer data)
{
  gtk_widget_activate_action (data, "win.undo-change", "x", NH_NOTICE (data)->change);
}

void
nh_notice_offer_undo (NhNotice *self, NhNoticeKind kind, const char *text, gint64 change)
{
  if (change != 0)
    nh_notice_offer (self, kind, text, _("_Undo"), G_CALLBACK (undo), self, NULL);
  else
    nh_notice_say (self, kind, text);
  self->change = change;
}

static NhNotice *
find_notice (GtkWidget *widget)
{
  if (NH_IS_NOTICE (widget))
    return NH_NOTICE (widget);
  if (!GTK_IS_WINDOW (widget) && !GTK_IS_OVERLAY (widget))
    return NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
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
  GtkRoot *root = gtk_widget_get_root (widget);

  return root != NULL ? find_notice (GTK_WIDGET (root)) : NULL;
}
