/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Every file with user-facing text includes this one; never <glib/gi18n.h> by itself. */
#include <glib.h>
#include <glib/gi18n.h>

typedef enum
{
  NH_LANGUAGE_VIETNAMESE,
  NH_LANGUAGE_ENGLISH,
  NH_N_LANGUAGES,
} NhLanguage;

/* To be called first in main(), before gtk_init(). Sets the locale (falling back to C.UTF-8), LC_NUMERIC "C" for good,
 * LANGUAGE to vi or en, and binds the text domain (the build tree's catalogue when the program is not installed;
 * NGAY_HOI_LOCALE_DIR names another folder). The environment is changed too, so that a later setlocale (LC_ALL, "") of
 * a toolkit comes to the same. LANGUAGE=en by itself, typed before the command, asks for English whatever @language is.
 * A later call only changes the language, and may do so while other threads run: texts translated from then on are in
 * it. */
void nh_i18n_init (NhLanguage language);
NhLanguage nh_i18n_get_language (void);
/* Returns the Vietnamese of @msgid whatever the language of the program is, because sheets and paper forms are always
 * Vietnamese;
 * @msgid itself without a translation. Static; thread-safe. */
const char *nh_i18n_in_vietnamese (const char *msgid);
