/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-form-private.h"

#include "nh-input.h"

/* Keys that leave a field are handled in the capture phase, before the widgets and the input method. */

/* The focus chain. Enter and arrows go from field to field; Tab also stops at heads of folded sections and, forwards,
 * at buttons that pass a warning: who goes back wants to mend the field. */
static GPtrArray *
collect_stops (NhForm *self, gboolean fields_only, gboolean forward)
{
  GPtrArray *stops = g_ptr_array_new ();
  NhFormSection *last = NULL;

  if (self->before != NULL && gtk_widget_get_mapped (self->before))
    g_ptr_array_add (stops, self->before);
  for (guint i = 0; i < self->context.editors->len; i++)
    {
      GtkWidget *editor = g_ptr_array_index (self->context.editors, i), *button;
      NhFormSection *section = nh_form_section_of (editor);

      if (section != last && nh_form_section_get_folded (section) && !fields_only)
        g_ptr_array_add (stops, nh_form_section_get_head (section));
      last = section;
      if (!nh_form_is_open (editor))
        continue;
      g_ptr_array_add (stops, editor);
      button = fields_only || !forward
                   ? NULL
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
  g_autoptr (GPtrArray) stops = collect_stops (self, fields_only, delta > 0);
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

      if (nh_form_section_get_head (section) == NULL || --digit > 0)
        continue;
      if (inside && !nh_form_section_get_folded (section))
        {
          nh_form_section_set_folded (section, TRUE);
          if (self->came_from != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->came_from)))
            gtk_widget_grab_focus (GTK_WIDGET (self->came_from));
          return TRUE;
        }
      self->came_from = nh_form_get_focus_editor (self);
      nh_form_section_set_folded (section, FALSE);
      nh_form_section_focus_first (section);
      return TRUE;
    }
  return FALSE;
}

static gboolean
on_field_key (NhForm *self, NhFieldEditor *editor, guint key, gboolean shift)
{
  if (key == GDK_KEY_Tab)
    return move_from (self, editor, shift ? -1 : 1, FALSE);
  if (nh_field_editor_keeps_enter (editor) || (shift && key != GDK_KEY_Return))
    return FALSE;
  if (key == GDK_KEY_Return && !shift)
    enter (self, editor);
  else if (key == GDK_KEY_Down)
    move_from (self, editor, 1, TRUE);
  else if (key == GDK_KEY_Up || key == GDK_KEY_Return)
    move_from (self, editor, -1, TRUE);
  else
    return FALSE;
  return TRUE;
}

/* At the head of a folded section. Enter and Space are left to the button. */
static gboolean
on_head_key (NhForm *self, guint key)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && (key == GDK_KEY_Down || key == GDK_KEY_Up) &&
         move (self, focus, key == GDK_KEY_Down ? 1 : -1, FALSE);
}

gboolean
nh_form_on_key_pressed (NhForm *self, guint keyval, guint keycode, GdkModifierType state)
{
  NhFieldEditor *editor = nh_form_get_focus_editor (self);
  guint key = nh_input_key (keyval);

  state &= gtk_accelerator_get_default_mod_mask ();
  if (state == GDK_ALT_MASK && key >= GDK_KEY_1 && key <= GDK_KEY_9)
    return toggle_section (self, key - GDK_KEY_0);
  if (state == 0 && key == GDK_KEY_F8)
    {
      if (!nh_form_focus_next_problem (self))
        gtk_widget_error_bell (GTK_WIDGET (self));
      return TRUE;
    }
  if (editor == NULL)
    return state == 0 && on_head_key (self, key);
  if (state == 0 && key == GDK_KEY_Escape)
    return nh_form_restore_field (self);
  if (nh_field_editor_handle_key (editor, keyval, state))
    return TRUE;
  if (state == GDK_CONTROL_MASK && gdk_keyval_to_lower (key) == GDK_KEY_z)
    return nh_form_restore_field (self);
  return (state & ~GDK_SHIFT_MASK) == 0 && on_field_key (self, editor, key, (state & GDK_SHIFT_MASK) != 0);
}
