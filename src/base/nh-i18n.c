/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-i18n.h"

#include "nh-config.h"
#include "nh-platform-locale.h"

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
  g_autofree char *folder = nh_platform_program_folder ();

  if (named != NULL && named[0] != '\0')
    return g_strdup (named);
  if (folder != NULL)
    {
      g_autofree char *beside = g_build_filename (folder, "share", "locale", NULL);

      if (has_catalogue (beside))
        return g_steal_pointer (&beside);
    }
  if (!has_catalogue (NH_LOCALE_DIR) && has_catalogue (NH_BUILD_LOCALE_DIR))
    return g_strdup (NH_BUILD_LOCALE_DIR);
  return g_strdup (NH_LOCALE_DIR);
}

/* gettext reads LANGUAGE at each call, from any thread, and so do GLib and GTK. The environment may therefore only
 * change while there is one thread, with the exception of LANGUAGE. */
static void
set_language (NhLanguage language)
{
  nh_platform_put_language (language == NH_LANGUAGE_ENGLISH);
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
  nh_platform_set_locale ();

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
