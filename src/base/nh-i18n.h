/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Every file with user-facing text includes this one; never <glib/gi18n.h> by itself. */
#include <glib.h>
#include <glib/gi18n.h>

G_BEGIN_DECLS

typedef enum
{
  NH_LANGUAGE_VIETNAMESE,
  NH_LANGUAGE_ENGLISH,
} NhLanguage;

/* The first call belongs at the top of main(), before gtk_init() and before any thread. It sets the locale (C.UTF-8 where the
 * user's is not UTF-8), LC_NUMERIC "C", LANGUAGE to vi or en, and binds the text domains: to the folder NGAY_HOI_LOCALE_DIR, else to
 * that of the installed program, else to that of the build tree. The environment is changed too, so that setlocale (LC_ALL, "")
 * in a toolkit has the same result. LANGUAGE=en in the user's environment overrides @language.
 * Later calls only change the language. Other threads may run then. */
void        nh_i18n_init          (NhLanguage language);
NhLanguage  nh_i18n_get_language  (void);
/* Returns the Vietnamese of @msgid whatever the language of the program is, because sheets and paper forms are always Vietnamese;
 * @msgid itself without a translation. Static; thread-safe. */
const char *nh_i18n_in_vietnamese (const char *msgid);

G_END_DECLS
