/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-many-entry.h"

#include "nh-input.h"
#include "nh-kind.h"
#include "nh-widget-util.h"
#include "nh-wrap-layout.h"

#define CODE "nh-code"

struct _NhManyEntry
{
  GtkBox parent;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (NhManyEntry, nh_many_entry, GTK_TYPE_BOX)

static const char *
code_of (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), CODE);
}

static void
on_toggled (NhManyEntry *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static GtkWidget *
button_new (NhManyEntry *self, const NhCode *code)
{
  GtkWidget *button = gtk_check_button_new (), *label = gtk_label_new (code->title);

  nh_label_set_wrap_over (GTK_LABEL (label), 24);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  g_object_set_data_full (G_OBJECT (button), CODE, g_strdup (code->code), g_free);
  nh_widget_set_name (button, code->title);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (on_toggled), self);
  return button;
}

/* The codes to offer, by position: those valid on the day and those chosen. */
static GPtrArray *
offers (NhCatalog *catalog, const char *list, NhDate on, const char *chosen)
{
  GPtrArray *codes = nh_catalog_get_codes (catalog, list, on);
  g_auto (GStrv) parts = g_strsplit (chosen, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const NhCode *code = parts[i][0] == '\0' ? NULL : nh_catalog_get_code (catalog, list, parts[i], NH_DATE_NONE);
      guint at = 0;
      gboolean known = FALSE;

      if (code == NULL)
        continue;
      for (guint j = 0; j < codes->len; j++)
        {
          const NhCode *other = g_ptr_array_index (codes, j);

          known |= g_str_equal (other->code, code->code);
          at += other->position < code->position;
        }
      if (!known)
        g_ptr_array_insert (codes, at, (gpointer) code);
    }
  return codes;
}

static const char *
title_of (GtkWidget *button)
{
  return gtk_label_get_text (GTK_LABEL (gtk_check_button_get_child (GTK_CHECK_BUTTON (button))));
}

/* Keeps the buttons of codes that stay, since one may have the focus. */
static void
lay_out (NhManyEntry *self, GPtrArray *codes)
{
  GtkWidget *last = NULL, *child;

  for (guint i = 0; i < codes->len; i++)
    {
      const NhCode *code = g_ptr_array_index (codes, i);
      GtkWidget *button = nh_many_entry_get_button (self, code->code);

      if (button == NULL || !g_str_equal (title_of (button), code->title))
        button = button_new (self, code);
      if (gtk_widget_get_parent (button) == NULL || gtk_widget_get_prev_sibling (button) != last)
        gtk_widget_insert_after (button, GTK_WIDGET (self), last);
      last = button;
    }
  while ((child = gtk_widget_get_last_child (GTK_WIDGET (self))) != last)
    gtk_widget_unparent (child);
}

/* Left and Right, like Tab but within the group. */
static gboolean
on_key_pressed (NhManyEntry *self, guint keyval, guint keycode, GdkModifierType state)
{
  guint key = nh_input_key (keyval);

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || (key != GDK_KEY_Left && key != GDK_KEY_Right))
    return FALSE;
  gtk_widget_child_focus (GTK_WIDGET (self), key == GDK_KEY_Left ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
  return TRUE;
}

static gboolean
nh_many_entry_grab_focus (GtkWidget *widget)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);

  return first != NULL && gtk_widget_grab_focus (first);
}

static void
nh_many_entry_class_init (NhManyEntryClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  widget->grab_focus = nh_many_entry_grab_focus;
  changed_signal = NH_SIGNAL ("changed", NH_TYPE_MANY_ENTRY, 0);
  gtk_widget_class_set_css_name (widget, "many");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
nh_many_entry_init (NhManyEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_layout_manager (GTK_WIDGET (self), nh_wrap_layout_new (0, 12));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* --- The kind of editor --- */

static GtkWidget *
make (void)
{
  return g_object_new (NH_TYPE_MANY_ENTRY, NULL);
}

static void
put (GtkWidget *control, const char *text)
{
  for (GtkWidget *button = gtk_widget_get_first_child (control); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (button), nh_many_has (text, code_of (button)));
}

static void
offer (GtkWidget *control, const NhField *field, const NhValue *value, NhCatalog *catalog, NhDate on)
{
  const char *chosen = nh_value_is_set (value) ? value->text : "";
  g_autoptr (GPtrArray) codes = offers (catalog, field->codebook, on, chosen);

  lay_out (NH_MANY_ENTRY (control), codes);
  put (control, chosen);
}

static char *
read_text (GtkWidget *control)
{
  GString *value = g_string_new (NULL);

  for (GtkWidget *button = gtk_widget_get_first_child (control); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (button)))
      g_string_append_printf (value, "%s%s", value->len > 0 ? "," : "", code_of (button));
  return g_string_free (value, FALSE);
}

const NhEditorKind nh_many_kind = { .make = make, .read = read_text, .put = put, .offer = offer, .canonical = TRUE };

GtkWidget *
nh_many_entry_get_button (NhManyEntry *self, const char *code)
{
  GtkWidget *button;

  g_return_val_if_fail (NH_IS_MANY_ENTRY (self), NULL);

  button = gtk_widget_get_first_child (GTK_WIDGET (self));
  while (button != NULL && !g_str_equal (code_of (button), code))
    button = gtk_widget_get_next_sibling (button);
  return button;
}
