/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-i18n.h"

#include <locale.h>
#include <string.h>

#include "nh-config.h"

#define CATALOGUE "ngay-hoi.mo"
#define SHEET_DOMAIN "ngay-hoi-sheets"   /* the Vietnamese texts once more, as the "English" of this domain (po/meson.build) */

static NhLanguage current_language = NH_LANGUAGE_VIETNAMESE;

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
  "LC_CTYPE",   "LC_COLLATE", "LC_MESSAGES",  "LC_MONETARY",    "LC_TIME",
  "LC_ADDRESS", "LC_NAME",    "LC_TELEPHONE", "LC_MEASUREMENT", "LC_IDENTIFICATION", "LC_PAPER",
};

/* gettext ignores LANGUAGE in the locale "C", and no other character set than UTF-8 can hold Vietnamese. */
static gboolean
locale_is_usable (void)
{
  const char *messages;

  if (setlocale (LC_ALL, "") == NULL || !g_get_charset (NULL))
    return FALSE;
  messages = setlocale (LC_MESSAGES, NULL);
  return messages != NULL && strcmp (messages, "C") != 0 && strcmp (messages, "POSIX") != 0;
}

/* A toolkit that calls setlocale (LC_ALL, "") once more must come to the same end, so the wish goes into the environment. */
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

static void
bind_domain (const char *domain, const char *folder)
{
  bindtextdomain (domain, folder);
  bind_textdomain_codeset (domain, "UTF-8");
}

/* What must not happen once there are threads: setlocale() and removing variables. */
static void
start (void)
{
  g_autofree char *folder = find_locale_dir ();

  set_locale ();
  bind_domain (GETTEXT_PACKAGE, folder);
  bind_domain (SHEET_DOMAIN, folder);
}

void
nh_i18n_init (NhLanguage language)
{
  static gboolean started = FALSE;

  /* Only at the start: later LANGUAGE is what was set here. "en" alone is the user's own choice; desktops set "en_US:en". */
  if (!started && g_strcmp0 (g_getenv ("LANGUAGE"), "en") == 0)
    language = NH_LANGUAGE_ENGLISH;
  current_language = language;
  g_setenv ("LANGUAGE", language == NH_LANGUAGE_ENGLISH ? "en" : "vi", TRUE);
  if (!started)
    start ();
  started = TRUE;
  textdomain (GETTEXT_PACKAGE);   /* also makes gettext read LANGUAGE again */
}

NhLanguage
nh_i18n_get_language (void)
{
  return current_language;
}

const char *
nh_i18n_in_vietnamese (const char *msgid)
{
  return dgettext (current_language == NH_LANGUAGE_VIETNAMESE ? GETTEXT_PACKAGE : SHEET_DOMAIN, msgid);
}
