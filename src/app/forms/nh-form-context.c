/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-form-context.h"

#include "nh-form-section.h"
#include "nh-i18n.h"
#include "nh-kind.h"
#include "nh-mnemonic.h"

GtkWidget *
nh_form_context_build (const NhRecordType *type, const char *file, const char *part)
{
  const char *parts[] = { part, NULL };
  g_autofree char *path = g_strdup_printf ("/vn/ngayhoi/forms/%s-%s.ui", type->name, file);
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  g_autoptr (GError) error = NULL;

  g_type_ensure (NH_TYPE_FIELD_EDITOR);
  g_type_ensure (NH_TYPE_FORM_SECTION);
  gtk_builder_set_translation_domain (builder, GETTEXT_PACKAGE);
  if (!gtk_builder_add_objects_from_resource (builder, path, parts, &error))
    g_error ("%s", error->message);
  return GTK_WIDGET (g_object_ref (gtk_builder_get_object (builder, part)));
}

static void
add_editor (NhFormContext *self, const NhRecordType *type, NhFieldEditor *editor)
{
  if (!nh_field_editor_attach (editor, type, self))
    {
      g_critical ("Form of “%s”: “%s” is not an editable field", type->name, nh_field_editor_get_name (editor));
      gtk_widget_set_visible (GTK_WIDGET (editor), FALSE);
      return;
    }
  g_ptr_array_add (self->editors, editor);
  nh_field_editor_reset (editor);
}

void
nh_form_context_add (NhFormContext *self, const NhRecordType *type, GtkWidget *root)
{
  if (self->editors == NULL)
    self->editors = g_ptr_array_new ();
  if (NH_IS_FIELD_EDITOR (root))
    {
      add_editor (self, type, NH_FIELD_EDITOR (root));
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    nh_form_context_add (self, type, child);
}

void
nh_form_context_clear (NhFormContext *self)
{
  g_clear_pointer (&self->editors, g_ptr_array_unref);
  g_clear_object (&self->catalog);
  g_clear_object (&self->season);
  g_clear_object (&self->draft);
}

void
nh_form_context_set_mnemonics (NhFormContext *self, const char *reserved)
{
  g_autoptr (GString) taken = g_string_new (reserved);

  for (int main_ones = 1; main_ones >= 0; main_ones--)
    for (guint i = 0; i < self->editors->len; i++)
      {
        NhFieldEditor *editor = g_ptr_array_index (self->editors, i);

        if (nh_field_editor_is_main (editor) == main_ones)
          nh_field_editor_set_mnemonic (editor, nh_mnemonic_pick (nh_field_editor_get_title (editor), taken));
      }
}

/* What saving will fill in is shown in the blank fields. */
static void
show_completed (NhFormContext *self)
{
  const NhRecordType *type = nh_record_get_record_type (self->draft);
  g_autoptr (NhRecord) completed = nh_record_edit (self->draft);

  nh_record_complete (completed, self->catalog);
  for (guint i = 0; i < self->editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (self->editors, i);
      guint field = nh_field_editor_get_index (editor);
      g_autofree char *text = NULL;

      if (nh_record_get (self->draft, field)->state == NH_VALUE_BLANK)
        text = nh_kind_edit_text (&type->fields[field], nh_record_get (completed, field), self->catalog);
      nh_field_editor_set_placeholder (editor, text);
    }
}

void
nh_form_context_refresh (NhFormContext *self)
{
  for (guint i = 0; i < self->editors->len; i++)
    nh_field_editor_refresh (g_ptr_array_index (self->editors, i));
  if (self->draft != NULL && nh_record_get_record_type (self->draft)->complete != NULL)
    show_completed (self);
}

GPtrArray *
nh_form_context_check (NhFormContext *self)
{
  NhCheckContext context = { self->catalog, nh_date_today (), self->season, NULL, NULL };
  GPtrArray *problems = nh_record_check (self->draft, &context);

  for (guint i = 0, n = 0; i < self->editors->len; i++)
    {
      const NhFieldText *text = nh_field_editor_get_field_text (g_ptr_array_index (self->editors, i));
      NhProblem *unreadable;

      if (!nh_field_text_is_unreadable (text))
        continue;
      /* The field is blank in the draft: do not report that it is missing, too. */
      for (guint k = problems->len; k-- > n;)
        if (((const NhProblem *) g_ptr_array_index (problems, k))->field == text->unreadable.field)
          g_ptr_array_remove_index (problems, k);
      unreadable = g_memdup2 (&text->unreadable, sizeof (NhProblem));
      unreadable->rule = g_strdup (text->unreadable.rule);
      unreadable->text = g_strdup (text->unreadable.text);
      g_ptr_array_insert (problems, (int) n++, unreadable);
    }
  return problems;
}

gboolean
nh_form_context_has_typed (NhFormContext *self)
{
  for (guint i = 0; i < self->editors->len; i++)
    if (nh_field_text_is_unreadable (nh_field_editor_get_field_text (g_ptr_array_index (self->editors, i))))
      return TRUE;
  return FALSE;
}

NhFieldEditor *
nh_form_context_find (NhFormContext *self, int field)
{
  for (guint i = 0; i < self->editors->len; i++)
    if ((int) nh_field_editor_get_index (g_ptr_array_index (self->editors, i)) == field)
      return g_ptr_array_index (self->editors, i);
  return NULL;
}

GHashTable *
nh_form_context_collect_typed (NhFormContext *self, GHashTable *typed)
{
  if (typed == NULL)
    typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < self->editors->len; i++)
    {
      const NhFieldText *text = nh_field_editor_get_field_text (g_ptr_array_index (self->editors, i));

      if (nh_field_text_is_unreadable (text))
        g_hash_table_insert (typed, g_strdup (text->field->name), g_strdup (text->typed));
    }
  return typed;
}

void
nh_form_context_restore_typed (NhFormContext *self, GHashTable *typed)
{
  for (guint i = 0; typed != NULL && i < self->editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (self->editors, i);
      const char *text = g_hash_table_lookup (typed, nh_field_editor_get_name (editor));

      if (text != NULL)
        nh_field_editor_type (editor, text);
    }
}
