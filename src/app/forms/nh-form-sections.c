/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-form-private.h"

#include <string.h>

#include "nh-kind.h"

void
nh_form_set_folded (NhForm *self, NhFormSection *section, gboolean folded)
{
  if (nh_form_section_get_folded (section) == folded)
    return;
  nh_form_section_set_folded (section, folded);
  g_object_notify (G_OBJECT (self), "folded");
}

gboolean
nh_form_focus_section (NhForm *self, NhFormSection *section)
{
  for (guint i = 0; i < self->context.editors->len; i++)
    {
      GtkWidget *editor = g_ptr_array_index (self->context.editors, i);

      if (nh_form_get_section (self, editor) == section && gtk_widget_get_visible (editor))
        return gtk_widget_grab_focus (editor);
    }
  return FALSE;
}

/* Unfolded by the keyboard: focus the first field. */
static void
on_section_toggled (NhForm *self, NhFormSection *section)
{
  if (!nh_form_section_get_folded (section) && gtk_widget_has_focus (nh_form_section_get_head (section)))
    nh_form_focus_section (self, section);
  g_object_notify (G_OBJECT (self), "folded");
}

char *
nh_form_get_folded_names (NhForm *self)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < self->sections->len; i++)
    {
      NhFormSection *section = g_ptr_array_index (self->sections, i);

      if (nh_form_section_get_folded (section))
        g_string_append_printf (names, "%s%s", names->len > 0 ? "," : "", gtk_widget_get_name (GTK_WIDGET (section)));
    }
  return g_string_free (names, FALSE);
}

void
nh_form_set_folded_names (NhForm *self, const char *names)
{
  g_auto (GStrv) list = g_strsplit (names == NULL ? "" : names, ",", -1);

  for (guint i = 0; i < self->sections->len; i++)
    {
      NhFormSection *section = g_ptr_array_index (self->sections, i);

      nh_form_section_set_folded (
          section, g_strv_contains ((const char *const *) list, gtk_widget_get_name (GTK_WIDGET (section))));
    }
}

/* Initial values of a new record do not count. */
static gboolean
is_filled (NhForm *self, guint field)
{
  const NhField *described = &self->type->fields[field];
  g_autofree char *text = nh_kind_to_canonical (described, nh_record_get (self->context.draft, field));

  return *text != '\0' && g_strcmp0 (text, described->initial) != 0;
}

void
nh_form_count_filled (NhForm *self)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      NhFormSection *section = g_ptr_array_index (self->sections, i);
      guint filled = 0;

      for (guint j = 0; self->context.draft != NULL && j < self->context.editors->len; j++)
        {
          NhFieldEditor *editor = g_ptr_array_index (self->context.editors, j);
          const NhField *field = nh_field_editor_get_field (editor);

          if (nh_form_get_section (self, GTK_WIDGET (editor)) == section &&
              gtk_widget_get_visible (GTK_WIDGET (editor)) && is_filled (self, (guint) (field - self->type->fields)))
            filled++;
        }
      nh_form_section_set_filled (section, filled);
    }
}

void
nh_form_adopt_section (NhForm *self, NhFormSection *section)
{
  g_ptr_array_add (self->sections, section);
  if (nh_form_section_get_head (section) != NULL && self->numbered < 9)
    nh_form_section_set_digit (section, ++self->numbered);
  g_signal_connect_object (section, "toggled", G_CALLBACK (on_section_toggled), self, G_CONNECT_SWAPPED);
}
