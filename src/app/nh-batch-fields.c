/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-batch-fields.h"

#include "nh-form-section.h"
#include "nh-typed.h"

void
nh_batch_fields_init (NhBatchFields *self, NhCatalog *catalog, NhRecord *season, NhRecord *draft)
{
  g_set_object (&self->context.catalog, catalog);
  g_set_object (&self->context.season, season);
  self->context.draft = draft;
  self->begun = nh_record_seal (draft);
  self->editors = g_ptr_array_new ();
}

void
nh_batch_fields_clear (NhBatchFields *self)
{
  g_clear_pointer (&self->editors, g_ptr_array_unref);
  g_clear_object (&self->context.catalog);
  g_clear_object (&self->context.season);
  g_clear_object (&self->context.draft);
  g_clear_object (&self->begun);
}

gboolean
nh_batch_fields_add (NhBatchFields *self, NhFieldEditor *editor)
{
  const NhRecordType *type = nh_record_get_record_type (self->context.draft);

  if (!nh_field_editor_attach (editor, type, &self->context))
    {
      g_critical ("The batch of “%s” has an editor for “%s”, which is no field to enter", type->name, nh_field_editor_get_name (editor));
      return FALSE;
    }
  nh_field_editor_reset (editor);
  g_ptr_array_add (self->editors, editor);
  return TRUE;
}

gboolean
nh_batch_fields_have (NhBatchFields *self, int field)
{
  for (guint i = 0; i < self->editors->len; i++)
    if ((int) nh_field_editor_get_index (g_ptr_array_index (self->editors, i)) == field)
      return TRUE;
  return FALSE;
}

gboolean
nh_batch_fields_are_blank (NhBatchFields *self)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      guint field = nh_field_editor_get_index (g_ptr_array_index (self->editors, i));

      if (!nh_value_equal (nh_record_get (self->context.draft, field), nh_record_get (self->begun, field)))
        return FALSE;
    }
  return !nh_typed_is_in (self->editors);
}

void
nh_batch_fields_copy (NhBatchFields *self, const NhRecord *from, NhRecord *to)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      guint field = nh_field_editor_get_index (g_ptr_array_index (self->editors, i));

      nh_record_set (to, field, nh_record_get (from, field));
    }
}

void
nh_batch_fields_refresh (NhBatchFields *self)
{
  g_ptr_array_foreach (self->editors, (GFunc) (GCallback) nh_field_editor_refresh, NULL);
}

GPtrArray *
nh_batch_fields_find_problems (NhBatchFields *self)
{
  NhCheckContext context = { self->context.catalog, nh_date_today (), self->context.season, NULL, NULL };

  return nh_record_check (self->context.draft, &context);
}

gboolean
nh_batch_fields_focus_error (NhBatchFields *self)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (self->editors, i);
      GtkWidget *section = gtk_widget_get_ancestor (GTK_WIDGET (editor), NH_TYPE_FORM_SECTION);

      if (!gtk_widget_has_css_class (nh_field_editor_get_target (editor), "error"))
        continue;
      if (section != NULL)
        nh_form_section_set_folded (NH_FORM_SECTION (section), FALSE);
      return gtk_widget_grab_focus (GTK_WIDGET (editor));
    }
  return FALSE;
}
