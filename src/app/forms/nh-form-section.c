/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-form-section.h"

#include "nh-i18n.h"
#include "nh-pair-layout.h"
#include "nh-problem-row.h"
#include "nh-widget-util.h"

struct _NhFormSection
{
  GtkBox parent;

  char *title;
  gboolean folded;
  int digit;
  int severity; /* shown in the head; -1: none */
  guint filled;

  GtkWidget *head; /* NULL without a title */
  GtkWidget *arrow;
  GtkWidget *alert;
  GtkWidget *count;
  GtkWidget *key;
  GtkWidget *content;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_FOLDED,
  N_PROPERTIES
};
enum
{
  TOGGLED,
  N_SIGNALS
};
static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

static void buildable_init (GtkBuildableIface *iface);
static GtkBuildableIface *parent_buildable;

G_DEFINE_FINAL_TYPE_WITH_CODE (NhFormSection, nh_form_section, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static void
update (NhFormSection *self)
{
  gboolean open = self->head == NULL || !self->folded;

  gtk_widget_set_visible (self->content, open);
  if (self->head == NULL)
    return;
  gtk_widget_set_visible (self->count, !open && self->filled > 0);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow), open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->head), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
  /* Tab skips the heads of open sections. */
  gtk_widget_set_focusable (self->head, !open);
}

static void
on_head_clicked (NhFormSection *self)
{
  nh_form_section_set_folded (self, !self->folded);
  g_signal_emit (self, signals[TOGGLED], 0);
}

static void
build_head (NhFormSection *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (self->title);

  self->arrow = gtk_image_new ();
  self->alert = gtk_image_new ();
  self->count = gtk_label_new (NULL);
  self->key = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_visible (self->alert, FALSE);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (self->count, "echo");
  gtk_widget_add_css_class (self->key, "echo");
  gtk_box_append (GTK_BOX (box), self->arrow);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->count);
  gtk_box_append (GTK_BOX (box), self->alert);
  gtk_box_append (GTK_BOX (box), self->key);

  self->head = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->head), box);
  gtk_widget_add_css_class (self->head, "flat");
  gtk_widget_set_focus_on_click (self->head, FALSE);
  nh_widget_set_name (self->head, self->title);
  gtk_box_prepend (GTK_BOX (self), self->head);
  g_signal_connect_swapped (self->head, "clicked", G_CALLBACK (on_head_clicked), self);
}

static void
nh_form_section_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NhFormSection *self = NH_FORM_SECTION (object);

  switch (id)
    {
    case PROP_TITLE:
      if (g_value_get_string (value) == NULL || self->head != NULL)
        break;
      self->title = g_value_dup_string (value);
      build_head (self);
      update (self);
      break;
    case PROP_FOLDED:
      nh_form_section_set_folded (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
nh_form_section_finalize (GObject *object)
{
  g_free (NH_FORM_SECTION (object)->title);
  G_OBJECT_CLASS (nh_form_section_parent_class)->finalize (object);
}

/* Moves the focus from @current to the next (previous) of @children that takes it. */
static gboolean
focus_next (GPtrArray *children, GtkWidget *current, gboolean forward)
{
  guint at;

  if (current == NULL || !g_ptr_array_find (children, current, &at))
    at = forward ? 0 : children->len - 1;
  for (; at < children->len; at += forward ? 1 : -1) /* unsigned: -1 ends the loop too */
    if (gtk_widget_child_focus (g_ptr_array_index (children, at), forward ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD))
      return TRUE;
  return FALSE;
}

/* Tab follows the order of the fields. GTK sorts by the vertical centre, and a field with a problem below it is
 * taller. */
static gboolean
nh_form_section_focus (GtkWidget *widget, GtkDirectionType direction)
{
  NhFormSection *self = NH_FORM_SECTION (widget);
  g_autoptr (GPtrArray) children = g_ptr_array_new ();
  GtkWidget *current = gtk_widget_get_focus_child (widget);

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (nh_form_section_parent_class)->focus (widget, direction);
  if (self->head != NULL)
    g_ptr_array_add (children, self->head);
  if (gtk_widget_get_visible (self->content))
    for (GtkWidget *child = gtk_widget_get_first_child (self->content); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      g_ptr_array_add (children, child);
  return focus_next (children, current == self->content ? gtk_widget_get_focus_child (current) : current,
                     direction == GTK_DIR_TAB_FORWARD);
}

static void
nh_form_section_class_init (NhFormSectionClass *class)
{
  GObjectClass *object = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object->set_property = nh_form_section_set_property;
  object->finalize = nh_form_section_finalize;
  widget->focus = nh_form_section_focus;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object, N_PROPERTIES, properties);
  signals[TOGGLED] = NH_SIGNAL ("toggled", NH_TYPE_FORM_SECTION, 0);
  gtk_widget_class_set_css_name (widget, "formsection");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
nh_form_section_init (NhFormSection *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->severity = -1;
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_layout_manager (self->content, g_object_new (NH_TYPE_PAIR_LAYOUT, NULL));
  gtk_box_append (GTK_BOX (self), self->content);
}

static void
nh_form_section_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  NhFormSection *self = NH_FORM_SECTION (buildable);

  if (GTK_IS_WIDGET (child))
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

GtkWidget *
nh_form_section_get_head (NhFormSection *self)
{
  g_return_val_if_fail (NH_IS_FORM_SECTION (self), NULL);

  return self->head;
}

gboolean
nh_form_section_get_folded (NhFormSection *self)
{
  g_return_val_if_fail (NH_IS_FORM_SECTION (self), FALSE);

  return self->folded && self->head != NULL;
}

void
nh_form_section_set_folded (NhFormSection *self, gboolean folded)
{
  g_return_if_fail (NH_IS_FORM_SECTION (self));

  if (self->folded == !!folded)
    return;
  /* Keep the focus when the focused field is folded away. */
  if (folded && self->head != NULL && gtk_widget_get_focus_child (GTK_WIDGET (self)) == self->content)
    {
      gtk_widget_set_focusable (self->head, TRUE);
      gtk_widget_grab_focus (self->head);
    }
  self->folded = !!folded;
  update (self);
}

void
nh_form_section_set_digit (NhFormSection *self, int digit)
{
  g_autofree char *text = NULL;

  g_return_if_fail (NH_IS_FORM_SECTION (self));

  self->digit = digit;
  if (self->head == NULL || digit == 0)
    return;
  text = g_strdup_printf ("Alt+%d", digit);
  gtk_label_set_text (GTK_LABEL (self->key), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->head), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, text, -1);
}

int
nh_form_section_get_digit (NhFormSection *self)
{
  g_return_val_if_fail (NH_IS_FORM_SECTION (self), 0);

  return self->digit;
}

void
nh_form_section_set_alert (NhFormSection *self, int severity)
{
  g_return_if_fail (NH_IS_FORM_SECTION (self));

  self->severity = severity;
  if (self->head == NULL)
    return;
  gtk_widget_set_visible (self->alert, severity >= 0);
  if (severity < 0)
    return;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->alert), nh_severity_get_icon (severity));
  gtk_widget_set_tooltip_text (self->alert, _ ("There are problems in this section"));
  gtk_widget_remove_css_class (self->alert, "error");
  gtk_widget_remove_css_class (self->alert, "warning");
  gtk_widget_add_css_class (self->alert, nh_severity_get_css (severity));
}

int
nh_form_section_get_alert (NhFormSection *self)
{
  g_return_val_if_fail (NH_IS_FORM_SECTION (self), -1);

  return self->severity;
}

void
nh_form_section_set_filled (NhFormSection *self, guint filled)
{
  g_autofree char *text = NULL;

  g_return_if_fail (NH_IS_FORM_SECTION (self));

  self->filled = filled;
  if (self->head == NULL)
    return;
  text = g_strdup_printf (ngettext ("%u filled in", "%u filled in", filled), filled);
  gtk_label_set_text (GTK_LABEL (self->count), text);
  update (self);
}
