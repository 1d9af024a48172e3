/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-batch-fields.h"

#include "nh-form-section.h"
#include "nh-i18n.h"
#include "nh-mnemonic.h"
#include "nh-typed.h"

#include "nh-forms-resource.h"

static char *
path_of (const NhRecordType *type)
{
  g_resources_register (nh_forms_get_resource ());
  return g_strdup_printf ("/vn/ngayhoi/forms/%s-batch.ui", type->name);
}

gboolean
nh_batch_fields_exist (const NhRecordType *type)
{
  g_autofree char *path = path_of (type);

  return g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL);
}

GtkWidget *
nh_batch_fields_build (const NhRecordType *type, const char *part)
{
  const char *const parts[] = { part, NULL };
  g_autofree char *path = path_of (type);
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  g_autoptr (GError) error = NULL;

  g_type_ensure (NH_TYPE_FIELD_EDITOR);
  g_type_ensure (NH_TYPE_FORM_SECTION);
  gtk_builder_set_translation_domain (builder, GETTEXT_PACKAGE);
  if (!gtk_builder_add_objects_from_resource (builder, path, (const char **) parts, &error))
    g_error ("%s", error->message);
  return GTK_WIDGET (g_object_ref (gtk_builder_get_object (builder, part)));
}

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
      g_critical ("The batch of “%s” has an editor for “%s”, which is no field to enter", type->name,
                  nh_field_editor_get_name (editor));
      return FALSE;
    }
  nh_field_editor_reset (editor);
  g_ptr_array_add (self->editors, editor);
  return TRUE;
}

void
nh_batch_fields_add_all (NhBatchFields *self, GtkWidget *root, GString *letters)
{
  NhFieldEditor *editor = NH_IS_FIELD_EDITOR (root) ? NH_FIELD_EDITOR (root) : NULL;

  if (editor != NULL && nh_batch_fields_add (self, editor))
    nh_field_editor_set_mnemonic (editor, nh_mnemonic_pick (nh_field_editor_get_title (editor), letters));
  for (GtkWidget *child = gtk_widget_get_first_child (root); editor == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    nh_batch_fields_add_all (self, child, letters);
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
nh_batch_fields_check (NhBatchFields *self, gboolean whole)
{
  g_autoptr (GPtrArray) problems = nh_batch_fields_find_problems (self);
  gboolean right = !nh_typed_is_in (self->editors);

  self->context.whole |= whole;
  for (guint i = 0; i < self->editors->len; i++)
    nh_field_editor_set_problems (g_ptr_array_index (self->editors, i), problems);
  for (guint i = 0; i < problems->len; i++)
    {
      const NhProblem *problem = g_ptr_array_index (problems, i);

      right = right && !(problem->severity == NH_SEVERITY_BLOCK && nh_batch_fields_have (self, problem->field));
    }
  return right;
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
