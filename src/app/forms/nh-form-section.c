/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-form-section.h"

#include "nh-i18n.h"
#include "nh-pair-layout.h"
#include "nh-problem-row.h"
#include "nh-template.h"
#include "nh-widget-util.h"

#include "nh-forms-resource.h"

struct _NhFormSection
{
  GtkBox parent;

  gboolean folded;
  int severity; /* shown in the head; -1: none */

  /* template */
  GtkWidget *head; /* hidden without a title */
  GtkImage *arrow, *alert;
  GtkLabel *title, *count, *key;
  GtkWidget *content;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_FOLDED
};
static guint toggled_signal;

static void buildable_init (GtkBuildableIface *iface);
static GtkBuildableIface *parent_buildable;

G_DEFINE_FINAL_TYPE_WITH_CODE (NhFormSection, nh_form_section, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static void
update (NhFormSection *self)
{
  gboolean open = !nh_form_section_get_folded (self);

  gtk_widget_set_visible (self->content, open);
  gtk_widget_set_visible (GTK_WIDGET (self->count), !open && *gtk_label_get_text (self->count) != '\0');
  gtk_image_set_from_icon_name (self->arrow, open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->head), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
  /* Tab skips the heads of open sections. */
  gtk_widget_set_focusable (self->head, !open);
}

/* Unfolded by the keyboard: focus the first field. */
static void
on_head_clicked (NhFormSection *self)
{
  nh_form_section_set_folded (self, !self->folded);
  if (!self->folded && gtk_widget_has_focus (self->head))
    nh_form_section_focus_first (self);
}

static void
nh_form_section_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NhFormSection *self = NH_FORM_SECTION (object);

  switch (id)
    {
    case PROP_TITLE:
      gtk_label_set_text (self->title, g_value_get_string (value));
      nh_label_set_wrap_over (self->title, 30);
      nh_widget_set_name (self->head, g_value_get_string (value));
      gtk_widget_set_visible (self->head, TRUE);
      update (self);
      break;
    case PROP_FOLDED:
      nh_form_section_set_folded (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static GtkWidget *
neighbour (NhFormSection *self, GtkWidget *child, gboolean forward)
{
  if (child == self->head)
    return forward && gtk_widget_get_visible (self->content) ? gtk_widget_get_first_child (self->content) : NULL;
  if (forward)
    return gtk_widget_get_next_sibling (child);
  return gtk_widget_get_prev_sibling (child) != NULL ? gtk_widget_get_prev_sibling (child) : self->head;
}

/* Tab follows the order of the fields. GTK sorts by the vertical centre, and a field with a problem below it is
 * taller. */
static gboolean
nh_form_section_focus (GtkWidget *widget, GtkDirectionType direction)
{
  NhFormSection *self = NH_FORM_SECTION (widget);
  GtkWidget *child = gtk_widget_get_focus_child (widget);
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;

  if (!forward && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (nh_form_section_parent_class)->focus (widget, direction);
  if (child == self->content)
    child = gtk_widget_get_focus_child (child);
  if (child == NULL)
    child = forward || !gtk_widget_get_visible (self->content) ? self->head : gtk_widget_get_last_child (self->content);
  while (child != NULL && !gtk_widget_child_focus (child, direction))
    child = neighbour (self, child, forward);
  return child != NULL;
}

static void
nh_form_section_class_init (NhFormSectionClass *class)
{
  GObjectClass *object = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object->set_property = nh_form_section_set_property;
  widget->focus = nh_form_section_focus;
  g_object_class_install_property (object, PROP_TITLE, g_param_spec_string ("title", NULL, NULL, NULL, flags));
  g_object_class_install_property (object, PROP_FOLDED, g_param_spec_boolean ("folded", NULL, NULL, FALSE, flags));
  toggled_signal = NH_SIGNAL ("toggled", NH_TYPE_FORM_SECTION, 0);
  g_resources_register (nh_forms_get_resource ()); /* links it in */
  g_type_ensure (NH_TYPE_PAIR_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget, "/vn/ngayhoi/forms/nh-form-section.ui");
  NH_BIND_CHILDREN (widget, NhFormSection, head, arrow, title, count, alert, key, content);
  NH_BIND_CALLBACKS (widget, on_head_clicked);
  gtk_widget_class_set_css_name (widget, "formsection");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
nh_form_section_init (NhFormSection *self)
{
  self->severity = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The template adds its own parts while it is built. */
static void
nh_form_section_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  NhFormSection *self = NH_FORM_SECTION (buildable);

  if (GTK_IS_WIDGET (child) && self->content != NULL)
    gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = nh_form_section_add_child;
}

NhFormSection *
nh_form_section_of (gpointer widget)
{
  return (NhFormSection *) gtk_widget_get_ancestor (widget, NH_TYPE_FORM_SECTION);
}

GtkWidget *
nh_form_section_get_head (NhFormSection *self)
{
  g_return_val_if_fail (NH_IS_FORM_SECTION (self), NULL);

  return gtk_widget_get_visible (self->head) ? self->head : NULL;
}

gboolean
nh_form_section_get_folded (NhFormSection *self)
{
  g_return_val_if_fail (NH_IS_FORM_SECTION (self), FALSE);

  return self->folded && gtk_widget_get_visible (self->head);
}

void
nh_form_section_set_folded (NhFormSection *self, gboolean folded)
{
  g_return_if_fail (NH_IS_FORM_SECTION (self));

  if (self->folded == !!folded)
    return;
  /* Keep the focus when the focused field is folded away. */
  if (folded && gtk_widget_get_focus_child (GTK_WIDGET (self)) == self->content)
    {
      gtk_widget_set_focusable (self->head, TRUE);
      gtk_widget_grab_focus (self->head);
    }
  self->folded = !!folded;
  update (self);
  g_signal_emit (self, toggled_signal, 0);
}

gboolean
nh_form_section_focus_first (NhFormSection *self)
{
  GtkWidget *child;

  g_return_val_if_fail (NH_IS_FORM_SECTION (self), FALSE);

  child = gtk_widget_get_first_child (self->content);
  while (child != NULL && !gtk_widget_get_visible (child))
    child = gtk_widget_get_next_sibling (child);
  return child != NULL && gtk_widget_grab_focus (child);
}

void
nh_form_section_set_digit (NhFormSection *self, int digit)
{
  g_autofree char *text = g_strdup_printf ("Alt+%d", digit);

  g_return_if_fail (NH_IS_FORM_SECTION (self));

  gtk_label_set_text (self->key, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->head), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, text, -1);
}

void
nh_form_section_set_alert (NhFormSection *self, int severity)
{
  g_return_if_fail (NH_IS_FORM_SECTION (self));

  self->severity = severity < 0 ? -1 : MAX (self->severity, severity);
  gtk_widget_set_visible (GTK_WIDGET (self->alert), severity >= 0);
  gtk_image_set_from_icon_name (self->alert, nh_severity_get_icon (self->severity));
  gtk_widget_set_css_classes (GTK_WIDGET (self->alert), (const char *[]){ nh_severity_get_css (self->severity), NULL });
}

void
nh_form_section_set_filled (NhFormSection *self, guint filled)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u filled in", "%u filled in", filled), filled);

  g_return_if_fail (NH_IS_FORM_SECTION (self));

  gtk_label_set_text (self->count, filled > 0 ? text : "");
  update (self);
}
