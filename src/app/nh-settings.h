/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-i18n.h"

G_BEGIN_DECLS

/* What one person at one computer prefers: a key file in the user's configuration folder (ngay-hoi/settings.ini). What belongs to
 * the office stands in the ledger instead. A setting that cannot be written is not worth an error: it is asked again. */

NhLanguage  nh_settings_get_language (void);                    /* NGAY_HOI_LANGUAGE=en|vi wins; Vietnamese otherwise */
void        nh_settings_set_language (NhLanguage language);
char       *nh_settings_get_recent   (void);                    /* path of the ledger opened last (transfer full) (nullable) */
void        nh_settings_set_recent   (const char *path);        /* NULL forgets it */
void        nh_settings_get_size     (int *width, int *height, gboolean *maximized);   /* of the window; a default when unknown */
void        nh_settings_set_size     (int width, int height, gboolean maximized);
/* Sections of the form of a record type that the clerk keeps folded: "ceremony,funding". (transfer full) (nullable): as designed */
char       *nh_settings_get_folded   (const char *type);
void        nh_settings_set_folded   (const char *type, const char *folded);

G_END_DECLS
