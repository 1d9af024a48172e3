/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-form-files.h"

#include <glib/gstdio.h>
#include <string.h>

#include "nh-workbook-form.h"
#include "nh-zip-part.h"

#define PROPERTIES "docProps/core.xml"

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_folder (GPtrArray *files, const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *low = g_utf8_strdown (name, -1);

      if (g_str_has_suffix (low, ".xlsx") && !g_str_has_prefix (low, "~$") && *name != '.')
        g_ptr_array_add (files, g_build_filename (path, name, NULL));
    }
}

GPtrArray *
nh_form_list_files (const char *const *paths)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; paths[i] != NULL; i++)
    if (g_file_test (paths[i], G_FILE_TEST_IS_DIR))
      add_folder (files, paths[i]);
    else
      g_ptr_array_add (files, g_strdup (paths[i]));
  g_ptr_array_sort (files, compare_paths);
  return files;
}

/* --- When they were saved --- */

typedef struct
{
  gboolean inside;
  GString *text;
} Saved;

static void
on_start (const char *name, const char **attributes, gpointer data)
{
  ((Saved *) data)->inside = strcmp (name, "modified") == 0;
}

static void
on_end (const char *name, gpointer data)
{
  ((Saved *) data)->inside = FALSE;
}

static void
on_text (const char *text, gsize length, gpointer data)
{
  Saved *saved = data;

  if (saved->inside)
    g_string_append_len (saved->text, text, (gssize) length);
}

static gint64
read_disk (const char *path)
{
  GStatBuf status = { 0 };

  return g_stat (path, &status) == 0 ? (gint64) status.st_mtime : 0;
}

gint64
nh_form_find_time (const char *path)
{
  static const NhXmlHandlers handlers = { on_start, on_end, on_text };
  Saved saved = { FALSE, g_string_new (NULL) };
  g_autoptr (NhZip) zip = nh_zip_open (path, NULL);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;
  gint64 seconds;

  if (zip != NULL && nh_zip_has (zip, PROPERTIES))
    nh_zip_parse (zip, PROPERTIES, &handlers, &saved, NULL, NULL);
  time = g_date_time_new_from_iso8601 (g_strstrip (saved.text->str), utc);
  g_string_free (saved.text, TRUE);
  seconds = time != NULL ? g_date_time_to_unix (time) : 0;
  /* Some programs keep the time of our blank form. */
  return seconds > NH_FORM_TIME ? seconds : read_disk (path);
}

typedef struct
{
  gint64 saved, disk;
} Times;

static int
compare_times (gconstpointer a, gconstpointer b, gpointer data)
{
  const Times *times = data;
  guint one = *(const guint *) a, other = *(const guint *) b;

  if (times[one].saved != times[other].saved)
    return times[one].saved < times[other].saved ? 1 : -1;
  if (times[one].disk != times[other].disk)
    return times[one].disk < times[other].disk ? 1 : -1;
  return (int) one - (int) other;
}

GArray *
nh_form_order_files (GPtrArray *files)
{
  g_autofree Times *times = g_new0 (Times, files->len + 1);
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < files->len; i++)
    {
      times[i] = (Times){ nh_form_find_time (files->pdata[i]), read_disk (files->pdata[i]) };
      g_array_append_val (order, i);
    }
  g_array_sort_with_data (order, compare_times, times);
  return order;
}
