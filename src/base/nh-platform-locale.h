/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The part of nh-platform.h that nh-i18n.c needs. In a header of its own: the rest uses nh-error.h, which uses
 * nh-i18n.h, and includes must not form a circle. */

/* The folder that holds the program with all its data; NULL where these have fixed places. (transfer full) (nullable)
 */
char *nh_platform_program_folder (void);
/* The locale of the user, but numbers as in C. Before there is a second thread. */
void nh_platform_set_locale (void);
/* The variable LANGUAGE, "en" or "vi", which gettext reads at each call. May be called while other threads read it. */
void nh_platform_put_language (gboolean english);
