/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-recent.h"

#include "nh-i18n.h"
#include "nh-settings.h"

static void
recent_free (NhRecent *recent)
{
  g_free (recent->path);
  g_free (recent);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) recent_free);
  char **paths = data;

  for (guint i = 0; paths[i] != NULL; i++)
    {
      NhRecent *recent = g_new0 (NhRecent, 1);

      recent->path = g_strdup (paths[i]);
      recent->missing = !g_file_test (paths[i], G_FILE_TEST_EXISTS);
      g_ptr_array_add (found, recent);
    }
  g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
}

void
nh_recent_check (gpointer source, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, user_data);

  g_task_set_task_data (task, nh_settings_get_recent (), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, look_in_thread);
}

char *
nh_recent_title (const NhRecent *recent)
{
  g_autofree char *name = g_path_get_basename (recent->path);
  g_autofree char *folder = g_path_get_dirname (recent->path);
  g_autofree char *place = g_path_get_basename (folder);

  if (recent->missing)
    return g_strdup_printf (_ ("%s — %s (not found)"), name, place);
  return g_strdup_printf ("%s — %s", name, place);
}
