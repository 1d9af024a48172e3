/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-typed.h"

GHashTable *
nh_typed_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

gboolean
nh_typed_is_in (GPtrArray *editors)
{
  for (guint i = 0; i < editors->len; i++)
    if (nh_field_text_is_unreadable (nh_field_editor_get_field_text (g_ptr_array_index (editors, i))))
      return TRUE;
  return FALSE;
}

void
nh_typed_collect (GHashTable *typed, GPtrArray *editors)
{
  for (guint i = 0; i < editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (editors, i);

      if (nh_field_text_is_unreadable (nh_field_editor_get_field_text (editor)))
        g_hash_table_insert (typed, g_strdup (nh_field_editor_get_name (editor)),
                             g_strdup (nh_field_editor_get_field_text (editor)->typed));
    }
}

void
nh_typed_restore (GHashTable *typed, GPtrArray *editors)
{
  for (guint i = 0; typed != NULL && i < editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (editors, i);
      const char *text = g_hash_table_lookup (typed, nh_field_editor_get_name (editor));

      if (text != NULL)
        nh_field_editor_type (editor, text);
    }
}
