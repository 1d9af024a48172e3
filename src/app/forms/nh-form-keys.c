/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-form-private.h"

/* Keys that leave a field are handled in the capture phase, before the widgets and the input method. */

static gboolean
is_enter (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;
}

/* The focus chain. Enter and arrows go from field to field; Tab also stops at buttons that pass a warning and at
 * heads of folded sections. */
static GPtrArray *
collect_stops (NhForm *self, gboolean fields_only)
{
  GPtrArray *stops = g_ptr_array_new ();
  NhFormSection *last = NULL;

  for (guint i = 0; i < self->context.editors->len; i++)
    {
      GtkWidget *editor = g_ptr_array_index (self->context.editors, i), *button;
      NhFormSection *section = nh_form_get_section (self, editor);

      if (section != last && section != NULL && nh_form_section_get_folded (section) && !fields_only)
        g_ptr_array_add (stops, nh_form_section_get_head (section));
      last = section;
      if (!gtk_widget_get_visible (editor) || (section != NULL && nh_form_section_get_folded (section)))
        continue;
      g_ptr_array_add (stops, editor);
      button = fields_only ? NULL
                           : nh_problem_box_get_button (nh_field_editor_get_problem_box (NH_FIELD_EDITOR (editor)));
      if (button != NULL)
        g_ptr_array_add (stops, button);
    }
  return stops;
}

/* FALSE at the end of the form. */
static gboolean
move (NhForm *self, GtkWidget *from, int delta, gboolean fields_only)
{
  g_autoptr (GPtrArray) stops = collect_stops (self, fields_only);
  guint at;
  GtkWidget *to;

  if (!g_ptr_array_find (stops, from, &at) || (int) at + delta < 0 || at + delta >= stops->len)
    return FALSE;
  to = g_ptr_array_index (stops, at + delta);
  if (!gtk_widget_grab_focus (to))
    return FALSE;
  /* Backwards, a field of several parts is entered at its last. */
  while (delta < 0 && NH_IS_FIELD_EDITOR (to) && nh_field_editor_step (NH_FIELD_EDITOR (to), 1))
    ;
  return TRUE;
}

static gboolean
move_from (NhForm *self, NhFieldEditor *editor, int delta, gboolean fields_only)
{
  return nh_field_editor_step (editor, delta) || move (self, GTK_WIDGET (editor), delta, fields_only);
}

static void
enter (NhForm *self, NhFieldEditor *editor)
{
  if (move_from (self, editor, 1, TRUE))
    return;
  nh_form_commit (self);
  g_signal_emit (self, nh_form_signals[NH_FORM_ACCEPT], 0);
}

/* Alt+digit unfolds a section and focuses it; from inside it folds it and returns the focus. */
static gboolean
toggle_section (NhForm *self, int digit)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      NhFormSection *section = g_ptr_array_index (self->sections, i);
      gboolean inside = gtk_widget_get_focus_child (GTK_WIDGET (section)) != NULL;

      if (nh_form_section_get_digit (section) != digit)
        continue;
      if (inside && !nh_form_section_get_folded (section))
        {
          nh_form_set_folded (self, section, TRUE);
          if (self->came_from != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->came_from)))
            gtk_widget_grab_focus (GTK_WIDGET (self->came_from));
          return TRUE;
        }
      self->came_from = nh_form_get_focus_editor (self);
      nh_form_set_folded (self, section, FALSE);
      nh_form_focus_section (self, section);
      return TRUE;
    }
  return FALSE;
}

static gboolean
on_field_key (NhForm *self, NhFieldEditor *editor, guint keyval, gboolean shift)
{
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (nh_field_editor_keeps_enter (editor))
        return FALSE;
      if (shift)
        move_from (self, editor, -1, TRUE);
      else
        enter (self, editor);
      return TRUE;
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
      return move_from (self, editor, shift ? -1 : 1, FALSE);
    case GDK_KEY_ISO_Left_Tab:
      return move_from (self, editor, -1, FALSE);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      if (nh_field_editor_keeps_enter (editor) || shift)
        return FALSE;
      move_from (self, editor, 1, TRUE);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      if (nh_field_editor_keeps_enter (editor) || shift)
        return FALSE;
      move_from (self, editor, -1, TRUE);
      return TRUE;
    default:
      return FALSE;
    }
}

/* At the head of a folded section. Enter and Space are left to the button. */
static gboolean
on_head_key (NhForm *self, guint keyval)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return focus != NULL && move (self, focus, 1, FALSE);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return focus != NULL && move (self, focus, -1, FALSE);
    default:
      return FALSE;
    }
}

static gboolean
on_key_pressed (NhForm *self, guint keyval, guint keycode, GdkModifierType state)
{
  NhFieldEditor *editor = nh_form_get_focus_editor (self);

  state &= gtk_accelerator_get_default_mod_mask ();
  if (state == GDK_ALT_MASK && keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9)
    return toggle_section (self, keyval - GDK_KEY_0);
  if (state == 0 && keyval == GDK_KEY_F8)
    {
      if (!nh_form_focus_next_problem (self))
        gtk_widget_error_bell (GTK_WIDGET (self));
      return TRUE;
    }
  if (editor == NULL)
    return state == 0 && on_head_key (self, keyval);
  if (state == 0 && keyval == GDK_KEY_Escape)
    return nh_form_restore_field (self);
  if (nh_field_editor_handle_key (editor, keyval, state))
    return TRUE;
  if (state == GDK_CONTROL_MASK && (keyval == GDK_KEY_z || keyval == GDK_KEY_Z))
    return nh_form_restore_field (self);
  if (is_enter (keyval) && state != 0 && state != GDK_SHIFT_MASK)
    return FALSE;
  return (state & ~GDK_SHIFT_MASK) == 0 && on_field_key (self, editor, keyval, (state & GDK_SHIFT_MASK) != 0);
}

void
nh_form_add_keys (NhForm *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
