/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-i18n.h"

#include <ctype.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

/* gettext keeps what it found, so each case runs in a process of its own: this program again, with "--say vi|en". */

#define MSGID "Could not %s: %s"
#define MSGSTR "Không thể %s: %s"
#define HEADER "Content-Type: text/plain; charset=UTF-8\n"

static char *program;
static char *folder;

static void
append_number (GByteArray *out, guint32 value)
{
  g_byte_array_append (out, (const guint8 *) &value, sizeof value);
}

/* A compiled catalogue of one message and the header: tables of lengths and offsets, then the texts. */
static void
write_catalogue (const char *path)
{
  static const char *const texts[] = { "", MSGID, HEADER, MSGSTR };
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint32 offset = 28 + 32;

  append_number (out, 0x950412de);
  append_number (out, 0);
  append_number (out, 2);
  append_number (out, 28);
  append_number (out, 28 + 16);
  append_number (out, 0);
  append_number (out, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      append_number (out, (guint32) strlen (texts[i]));
      append_number (out, offset);
      offset += (guint32) strlen (texts[i]) + 1;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_byte_array_append (out, (const guint8 *) texts[i], (guint) strlen (texts[i]) + 1);
  g_assert_true (g_file_set_contents (path, (const char *) out->data, out->len, NULL));
}

static int
say (NhLanguage language)
{
  nh_i18n_init (language);
  g_print ("%s|%.1f|%d|%s\n", g_dgettext (GETTEXT_PACKAGE, MSGID), 1.5, nh_i18n_get_language (), g_getenv ("LANGUAGE"));
  /* A toolkit does this once more. */
  setlocale (LC_ALL, "");
  g_print ("%s|%.1f\n", _ (MSGID), 1.5);
  /* Libraries ask this of the bytes of UTF-8. */
  for (int byte = 0x80; byte < 0x100; byte++)
    g_assert_false (isspace (byte));
  return 0;
}

static gpointer
translate (gpointer stop)
{
  guint n = 0;

  for (; !g_atomic_int_get ((gint *) stop); n++)
    {
      const char *text = g_dgettext (GETTEXT_PACKAGE, MSGID);

      g_assert_true (g_str_equal (text, MSGID) || g_str_equal (text, MSGSTR));
      g_assert_nonnull (g_getenv ("PATH"));
    }
  return GUINT_TO_POINTER (n);
}

/* The language changes while other threads translate and read the environment. */
static int
change (void)
{
  GThread *threads[4];
  gint stop = 0;
  g_autofree char *locale = NULL;
  g_auto (GStrv) before = NULL;
  char *const *environment;
  guint n;

  nh_i18n_init (NH_LANGUAGE_ENGLISH);
  setlocale (LC_TIME, "C");
  locale = g_strdup (setlocale (LC_ALL, NULL));
  before = g_environ_unsetenv (g_get_environ (), "LANGUAGE");
  environment = environ;
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("translate", translate, &stop);
  for (int i = 0; i < 2000; i++)
    {
      nh_i18n_init (i % 2 == 0 ? NH_LANGUAGE_VIETNAMESE : NH_LANGUAGE_ENGLISH);
      g_assert_cmpstr (_ (MSGID), ==, i % 2 == 0 ? MSGSTR : MSGID);
      g_assert_cmpstr (nh_i18n_in_vietnamese (MSGID), ==, MSGSTR);
      g_assert_cmpstr (g_getenv ("LANGUAGE"), ==, i % 2 == 0 ? "vi" : "en");
    }
  g_atomic_int_set (&stop, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  g_assert_cmpstr (setlocale (LC_ALL, NULL), ==, locale);
  g_assert_true (environ == environment);
  n = g_strv_length ((char **) environ);
  g_assert_cmpuint (n, ==, g_strv_length (before) + 1);
  g_print ("changed");
  return 0;
}

static char *
run (const char *locale, const char *language, const char *asked)
{
  g_auto (GStrv) environment = g_get_environ ();
  char *arguments[] = { program, (char *) "--say", (char *) asked, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status = -1;

  environment = g_environ_setenv (environment, "LC_ALL", locale, TRUE);
  environment = g_environ_setenv (environment, "NGAY_HOI_LOCALE_DIR", folder, TRUE);
  environment = g_environ_unsetenv (environment, "LANGUAGE");
  if (language != NULL)
    environment = g_environ_setenv (environment, "LANGUAGE", language, TRUE);
  g_spawn_sync (NULL, arguments, environment, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return output;
}

static void
test_languages (void)
{
  static const char *const locales[] = { "C", "POSIX", "C.UTF-8", "vi_VN.UTF-8", "en_US.UTF-8", "xx_XX", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_autofree char *usual = run (locales[i], NULL, "vi");
      g_autofree char *desktop = run (locales[i], "en_US:en", "vi");
      g_autofree char *english = run (locales[i], NULL, "en");
      g_autofree char *by_hand = run (locales[i], "en", "vi");

      g_assert_cmpstr (usual, ==, MSGSTR "|1.5|0|vi\n" MSGSTR "|1.5\n");
      g_assert_cmpstr (desktop, ==, MSGSTR "|1.5|0|vi\n" MSGSTR "|1.5\n");
      g_assert_cmpstr (english, ==, MSGID "|1.5|1|en\n" MSGID "|1.5\n");
      g_assert_cmpstr (by_hand, ==, MSGID "|1.5|1|en\n" MSGID "|1.5\n");
    }
}

static void
test_change (void)
{
  g_autofree char *said = run ("vi_VN.UTF-8", NULL, "change");

  g_assert_cmpstr (said, ==, "changed");
}

static char *
add_catalogue (const char *language, const char *name)
{
  g_autofree char *messages = g_build_filename (folder, language, "LC_MESSAGES", NULL);
  char *catalogue = g_build_filename (messages, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (messages, 0700), ==, 0);
  write_catalogue (catalogue);
  return catalogue;
}

static void
remove_catalogue (const char *catalogue)
{
  g_autofree char *messages = g_path_get_dirname (catalogue);
  g_autofree char *language = g_path_get_dirname (messages);

  g_remove (catalogue);
  g_rmdir (messages);
  g_rmdir (language);
}

int
main (int argc, char *argv[])
{
  g_autofree char *catalogue = NULL;
  g_autofree char *sheets = NULL;
  int result;

  if (argc == 3 && strcmp (argv[2], "change") == 0)
    return change ();
  if (argc == 3 && strcmp (argv[1], "--say") == 0)
    return say (strcmp (argv[2], "en") == 0 ? NH_LANGUAGE_ENGLISH : NH_LANGUAGE_VIETNAMESE);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("ngay-hoi-i18n-XXXXXX", NULL);
  catalogue = add_catalogue ("vi", "ngay-hoi.mo");
  sheets = add_catalogue ("en", "ngay-hoi-sheets.mo");

  g_test_add_func ("/i18n/languages", test_languages);
  g_test_add_func ("/i18n/change", test_change);
  result = g_test_run ();

  remove_catalogue (catalogue);
  remove_catalogue (sheets);
  g_rmdir (folder);
  g_free (folder);
  return result;
}
