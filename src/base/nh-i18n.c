/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-i18n.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "nh-config.h"

#define CATALOGUE "ngay-hoi.mo"
#define SHEET_DOMAIN "ngay-hoi-sheets" /* its English catalogue is Vietnamese (po/en/LC_MESSAGES/meson.build) */

static int current_language = NH_LANGUAGE_VIETNAMESE; /* atomic */

static gboolean
has_catalogue (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "vi", "LC_MESSAGES", CATALOGUE, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static char *
find_locale_dir (void)
{
  const char *named = g_getenv ("NGAY_HOI_LOCALE_DIR");

  if (named != NULL && named[0] != '\0')
    return g_strdup (named);
#ifdef G_OS_WIN32
  {
    g_autofree char *prefix = g_win32_get_package_installation_directory_of_module (NULL);
    g_autofree char *beside = prefix != NULL ? g_build_filename (prefix, "share", "locale", NULL) : NULL;

    if (beside != NULL && has_catalogue (beside))
      return g_steal_pointer (&beside);
  }
#endif
  if (!has_catalogue (NH_LOCALE_DIR) && has_catalogue (NH_BUILD_LOCALE_DIR))
    return g_strdup (NH_BUILD_LOCALE_DIR);
  return g_strdup (NH_LOCALE_DIR);
}

#ifndef G_OS_WIN32
static const char *const categories[] = {
  "LC_CTYPE", "LC_COLLATE",   "LC_MESSAGES",    "LC_MONETARY",       "LC_TIME",  "LC_ADDRESS",
  "LC_NAME",  "LC_TELEPHONE", "LC_MEASUREMENT", "LC_IDENTIFICATION", "LC_PAPER",
};

/* gettext ignores LANGUAGE in the locale "C", and Vietnamese needs UTF-8. */
static gboolean
locale_is_usable (void)
{
  const char *messages;

  if (setlocale (LC_ALL, "") == NULL || !g_get_charset (NULL))
    return FALSE;
  messages = setlocale (LC_MESSAGES, NULL);
  return messages != NULL && strcmp (messages, "C") != 0 && strcmp (messages, "POSIX") != 0;
}

/* setlocale (LC_ALL, "") in a toolkit must have the same result, so the choice goes into the environment. */
static void
write_environment (const char *all)
{
  for (gsize i = 0; all != NULL && i < G_N_ELEMENTS (categories); i++)
    g_setenv (categories[i], all, TRUE);
  g_unsetenv ("LC_ALL");
  g_setenv ("LC_NUMERIC", "C", TRUE);
}
#endif

static void
set_locale (void)
{
#ifdef G_OS_WIN32
  setlocale (LC_ALL, "");
#else
  g_autofree char *all = g_strdup (g_getenv ("LC_ALL"));

  if (locale_is_usable ())
    write_environment (all != NULL && all[0] != '\0' ? all : NULL);
  else
    {
      write_environment ("C.UTF-8");
      if (setlocale (LC_ALL, "C.UTF-8") == NULL)
        setlocale (LC_ALL, "en_US.UTF-8");
    }
#endif
  setlocale (LC_NUMERIC, "C");
}

/* gettext reads LANGUAGE at each call, from any thread, and so do GLib and GTK. The environment may therefore only
 * change while there is one thread, with one exception: putenv() puts another constant string into the place that
 * LANGUAGE has already. No memory moves or is freed, so that a reader sees either of the two. (setenv() may free the
 * old string, unsetenv() moves the others.) */
static void
set_language (NhLanguage language)
{
#ifdef G_OS_WIN32
  g_setenv ("LANGUAGE", language == NH_LANGUAGE_ENGLISH ? "en" : "vi", TRUE);
#else
  static char settings[][12] = { [NH_LANGUAGE_VIETNAMESE] = "LANGUAGE=vi", [NH_LANGUAGE_ENGLISH] = "LANGUAGE=en" };

  putenv (settings[language]);
#endif
  g_atomic_int_set (&current_language, (int) language);
}

/* With several threads: neither the locale nor another variable is touched. */
static void
change_language (NhLanguage language)
{
  set_language (language);
  textdomain (GETTEXT_PACKAGE); /* gettext forgets the translations it keeps */
}

void
nh_i18n_init (NhLanguage language)
{
  static gboolean started = FALSE;
  g_autofree char *folder = NULL;

  if (started)
    {
      change_language (language);
      return;
    }
  /* Only "en" alone was typed by hand; desktops write "en_US:en". */
  if (g_strcmp0 (g_getenv ("LANGUAGE"), "en") == 0)
    language = NH_LANGUAGE_ENGLISH;
  started = TRUE;
  set_language (NH_LANGUAGE_VIETNAMESE);
  set_locale ();

  folder = find_locale_dir ();
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  bindtextdomain (SHEET_DOMAIN, folder);
  bind_textdomain_codeset (SHEET_DOMAIN, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_dgettext (GETTEXT_PACKAGE, ""); /* GLib decides once for all whether there are translations */
  set_language (language);
  textdomain (GETTEXT_PACKAGE);
}

NhLanguage
nh_i18n_get_language (void)
{
  return (NhLanguage) g_atomic_int_get (&current_language);
}

const char *
nh_i18n_in_vietnamese (const char *msgid)
{
  return dgettext (nh_i18n_get_language () == NH_LANGUAGE_VIETNAMESE ? GETTEXT_PACKAGE : SHEET_DOMAIN, msgid);
}
