/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-i18n.h"

G_BEGIN_DECLS

/* What one person at one computer prefers (data/vn.ngayhoi.SoNgayHoi.gschema.xml). What belongs to the office stands in the ledger
 * instead. Read once, then kept in memory; a thread of its own writes, so that no call here waits for a disk. Where the schema is
 * missing, settings hold until the program ends. For the main thread alone. */

typedef enum { NH_COLOURS_SYSTEM, NH_COLOURS_LIGHT, NH_COLOURS_DARK } NhColours;

#define NH_TEXT_SIZE_MIN 90     /* per cent */
#define NH_TEXT_SIZE_MAX 200

NhLanguage  nh_settings_get_language      (void);               /* NGAY_HOI_LANGUAGE=en|vi wins; Vietnamese otherwise */
void        nh_settings_set_language      (NhLanguage language);
int         nh_settings_get_text_size     (void);               /* per cent of the system's, 90 … 200 */
void        nh_settings_set_text_size     (int percent);        /* brought into that range */
NhColours   nh_settings_get_colours       (void);
void        nh_settings_set_colours       (NhColours colours);
gboolean    nh_settings_get_high_contrast (void);
void        nh_settings_set_high_contrast (gboolean high);
gboolean    nh_settings_get_acceleration  (void);               /* takes effect at the next start */
void        nh_settings_set_acceleration  (gboolean accelerated);

/* Ledgers opened last, the newest first; at most ten. (transfer full) */
char      **nh_settings_get_recent        (void);
void        nh_settings_add_recent        (const char *path);   /* to the front */
void        nh_settings_remove_recent     (const char *path);
/* Whether the clerk was told that this ledger lies on a share or in a synchronized folder. Telling notes it: TRUE the first time. */
gboolean    nh_settings_tell_place        (const char *path);

void        nh_settings_get_size          (int *width, int *height, gboolean *maximized);   /* of the window; a default when unknown */
void        nh_settings_set_size          (int width, int height, gboolean maximized);
/* Sections of the form of a record type that the clerk keeps folded: "ceremony,funding". (transfer full) (nullable): as designed */
char       *nh_settings_get_folded        (const char *type);
void        nh_settings_set_folded        (const char *type, const char *folded);
/* Columns of the list of a record type, in whatever form the list writes them. (transfer full) (nullable): as designed */
char       *nh_settings_get_columns       (const char *type);
void        nh_settings_set_columns       (const char *type, const char *columns);   /* NULL: as designed */

/* Waits until all is written: before the program ends. */
void        nh_settings_flush             (void);

/* For tests: the name of each key and what it is where there is no schema; @name NULL ends. */
typedef struct { const char *name, *fallback; } NhSettingKey;
const NhSettingKey *nh_settings_keys      (void);

G_END_DECLS
