/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-help.h"

#include <string.h>

#include "nh-forms-resource.h"

#define GUIDE "/vn/ngayhoi/help/huong-dan.txt"

/* @part: the text from "# " on, up to the next topic. Kept for ever. */
static NhHelpTopic *
topic_new (const char *part)
{
  NhHelpTopic *topic = g_new0 (NhHelpTopic, 1);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_auto (GStrv) all = g_strsplit (part, "\n", -1);
  g_auto (GStrv) head = g_strsplit (all[0], " ", 2);

  topic->names = g_strdup (head[0]);
  topic->title = g_strdup (head[1]);
  for (guint i = 1; all[i] != NULL; i++)
    if (*all[i] != '\0')
      g_ptr_array_add (lines, g_strdup (all[i]));
  g_ptr_array_add (lines, NULL);
  topic->lines = (const char *const *) g_ptr_array_steal (lines, NULL);
  return topic;
}

static gpointer
read_topics (gpointer data)
{
  GPtrArray *topics = g_ptr_array_new ();
  g_autoptr (GBytes)
      guide = g_resource_lookup_data (nh_forms_get_resource (), GUIDE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (guide, NULL), g_bytes_get_size (guide));
  g_auto (GStrv) parts = g_strsplit (text + strlen ("# "), "\n# ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (topics, topic_new (parts[i]));
  return topics;
}

GPtrArray *
nh_help_get_topics (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, read_topics, NULL);
}

gsize
nh_help_get_step (const char *line)
{
  gsize digits = strspn (line, "0123456789");

  return digits > 0 && g_str_has_prefix (line + digits, ". ") ? digits + strlen (". ") : 0;
}

NhSheet *
nh_help_make_sheet (void)
{
  NhSheet *sheet = nh_sheet_new ("Hướng dẫn");
  GPtrArray *topics = nh_help_get_topics ();

  nh_sheet_set_properties (sheet, &(NhSheetProperties){ .title = "Hướng dẫn sử dụng Sổ Ngày hội", .created = "" });
  nh_sheet_add_title (sheet, "HƯỚNG DẪN SỬ DỤNG SỔ NGÀY HỘI");
  for (guint i = 0; i < topics->len; i++)
    {
      const NhHelpTopic *topic = topics->pdata[i];
      g_autofree char *title = g_strdup_printf ("%u. %s", i + 1, topic->title);

      nh_sheet_add_section (sheet, title);
      for (guint line = 0; topic->lines[line] != NULL; line++)
        {
          g_auto (GStrv) parts = g_strsplit (topic->lines[line], "`", -1);
          g_autofree char *plain = g_strjoinv ("", parts);

          nh_sheet_add_paragraph (sheet, plain);
        }
    }
  return sheet;
}
