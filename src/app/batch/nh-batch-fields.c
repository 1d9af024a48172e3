/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-batch-fields.h"

#include "nh-form-section.h"

gboolean
nh_batch_fields_exist (const NhRecordType *type)
{
  g_autofree char *path = g_strdup_printf ("/vn/ngayhoi/forms/%s-batch.ui", type->name);

  return g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL);
}

void
nh_batch_fields_init (NhBatchFields *self, NhCatalog *catalog, NhRecord *season, NhRecord *draft)
{
  g_set_object (&self->context.catalog, catalog);
  g_set_object (&self->context.season, season);
  self->context.draft = draft;
  self->begun = nh_record_seal (draft);
}

void
nh_batch_fields_clear (NhBatchFields *self)
{
  nh_form_context_clear (&self->context);
  g_clear_object (&self->begun);
}

gboolean
nh_batch_fields_are_blank (NhBatchFields *self)
{
  for (guint i = 0; i < self->context.editors->len; i++)
    {
      guint field = nh_field_editor_get_index (g_ptr_array_index (self->context.editors, i));

      if (!nh_value_equal (nh_record_get (self->context.draft, field), nh_record_get (self->begun, field)))
        return FALSE;
    }
  return !nh_form_context_has_typed (&self->context);
}

void
nh_batch_fields_copy (NhBatchFields *self, const NhRecord *from, NhRecord *to)
{
  for (guint i = 0; i < self->context.editors->len; i++)
    {
      guint field = nh_field_editor_get_index (g_ptr_array_index (self->context.editors, i));

      nh_record_set (to, field, nh_record_get (from, field));
    }
}

gboolean
nh_batch_fields_check (NhBatchFields *self, gboolean whole)
{
  g_autoptr (GPtrArray) problems = nh_form_context_check (&self->context);
  gboolean right = TRUE;

  self->context.whole |= whole;
  for (guint i = 0; i < self->context.editors->len; i++)
    nh_field_editor_set_problems (g_ptr_array_index (self->context.editors, i), problems);
  for (guint i = 0; i < problems->len; i++)
    {
      const NhProblem *problem = g_ptr_array_index (problems, i);

      right = right && !(problem->severity == NH_SEVERITY_BLOCK &&
                         nh_form_context_find (&self->context, problem->field) != NULL);
    }
  return right;
}

static gboolean
focus_field (NhFieldEditor *editor)
{
  NhFormSection *section = nh_form_section_of (GTK_WIDGET (editor));

  if (section != NULL)
    nh_form_section_set_folded (section, FALSE);
  return gtk_widget_grab_focus (GTK_WIDGET (editor));
}

gboolean
nh_batch_fields_focus_error (NhBatchFields *self)
{
  for (guint i = 0; i < self->context.editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (self->context.editors, i);

      if (gtk_widget_has_css_class (nh_field_editor_get_target (editor), "error"))
        return focus_field (editor);
    }
  return FALSE;
}

gboolean
nh_batch_fields_focus_last (NhBatchFields *self)
{
  for (guint i = self->context.editors->len; i > 0; i--)
    {
      GtkWidget *editor = g_ptr_array_index (self->context.editors, i - 1);

      if (gtk_widget_get_mapped (editor))
        return gtk_widget_grab_focus (editor);
    }
  return FALSE;
}

gboolean
nh_batch_fields_focus_problem (GPtrArray *editors, NhFieldEditor *after)
{
  guint start = editors->len - 1;

  if (after != NULL)
    g_ptr_array_find (editors, after, &start);
  for (guint i = 1; i <= editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (editors, (start + i) % editors->len);

      if (nh_problem_box_get_shown (nh_field_editor_get_problem_box (editor))->len > 0 && focus_field (editor))
        return TRUE;
    }
  return FALSE;
}
