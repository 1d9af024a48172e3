/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The user's guide: its topics, and the sheet that is printed. */
#include <string.h>

#include "nh-help.h"
#include "nh-page-writer.h"

static void
test_topics (void)
{
  GPtrArray *topics = nh_help_get_topics ();

  g_assert_cmpuint (topics->len, >=, 10);
  for (guint i = 0; i < topics->len; i++)
    {
      const NhHelpTopic *topic = topics->pdata[i];

      g_assert_null (strchr (topic->names, ' '));
      g_assert_cmpuint (strlen (topic->title), >, 3);
      g_assert_cmpuint (g_strv_length ((GStrv) topic->lines), >, 0);
      /* Steps count from one, and every key that begins also ends. */
      for (guint line = 0, step = 0; topic->lines[line] != NULL; line++)
        {
          g_auto (GStrv) parts = g_strsplit (topic->lines[line], "`", -1);

          g_assert_cmpuint (g_strv_length (parts) % 2, ==, 1);
          g_assert_false (g_str_has_prefix (topic->lines[line], "#"));
          if (nh_help_get_step (topic->lines[line]) > 0)
            g_assert_cmpint (atoi (topic->lines[line]), ==, (int) ++step);
        }
    }
}

static void
test_step (void)
{
  g_assert_cmpuint (nh_help_get_step ("1. Mở"), ==, 3);
  g_assert_cmpuint (nh_help_get_step ("12. Mở"), ==, 4);
  g_assert_cmpuint (nh_help_get_step ("8/8 là ngày"), ==, 0);
  g_assert_cmpuint (nh_help_get_step ("1.407 điểm"), ==, 0);
  g_assert_cmpuint (nh_help_get_step (""), ==, 0);
}

static void
test_printed (void)
{
  GPtrArray *topics = nh_help_get_topics ();
  g_autoptr (NhSheet) sheet = nh_help_make_sheet ();
  g_autoptr (NhPages) pages = nh_pages_new (sheet, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_cmpuint (nh_pages_get_n_pages (pages), >, 1);
  for (guint i = 0; i < nh_pages_get_n_pages (pages); i++)
    {
      g_autofree char *page = nh_pages_get_text (pages, i);

      g_string_append (text, page);
    }
  g_assert_null (strchr (text->str, '`'));
  for (guint i = 0; i < topics->len; i++)
    g_assert_nonnull (strstr (text->str, ((const NhHelpTopic *) topics->pdata[i])->title));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/help/topics", test_topics);
  g_test_add_func ("/help/step", test_step);
  g_test_add_func ("/help/printed", test_printed);
  return g_test_run ();
}
