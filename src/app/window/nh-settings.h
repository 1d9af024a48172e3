/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-i18n.h"

/* Preferences of one person on one computer, kept in ~/.config/ngay-hoi/settings.ini; those of the unit are in the
 * ledger. The file is read once and written by a thread, so that no call waits for a disk. For the main thread only. */

typedef enum
{
  NH_SETTINGS_LANGUAGE,
  NH_SETTINGS_TEXT_SIZE,
  NH_SETTINGS_COLOURS,
  NH_SETTINGS_HIGH_CONTRAST, /* boolean */
  NH_SETTINGS_ACCELERATION,  /* boolean; takes effect at the next start */
  NH_SETTINGS_HINT_READ,     /* boolean: the keys of the form are known */
  NH_SETTINGS_RECENT,
  NH_SETTINGS_WARNED_PLACES,
  NH_SETTINGS_WIDTH,
  NH_SETTINGS_HEIGHT,
  NH_SETTINGS_MAXIMIZED,
  NH_SETTINGS_FOLDED,        /* by record type: sections folded in its form, "ceremony,funding" */
  NH_SETTINGS_COLUMNS,       /* by record type: columns of its list (nh-columns.h) */
  NH_SETTINGS_PERSON,        /* text: who works here; "": not said */
  NH_SETTINGS_BACKUP_PLACE,  /* text: folder that backups are copied to; "": none … */
  NH_SETTINGS_BACKUP_SEEN,   /* … and the day on which that was last possible, ISO */
  NH_SETTINGS_FORM,          /* by record type: its form's share of the width, in thousandths */
  NH_SETTINGS_EXPORT_FOLDER, /* text: where a document was written last; "": nowhere yet */
  NH_SETTINGS_FOLDERS,       /* by kind of file: where a dialog for it ended last (nh-dialog.c) */
  NH_SETTINGS_N_KEYS
} NhSettingsKey;

typedef enum
{
  NH_COLOURS_SYSTEM,
  NH_COLOURS_LIGHT,
  NH_COLOURS_DARK
} NhColours;

#define NH_TEXT_SIZE_MIN 90 /* per cent */
#define NH_TEXT_SIZE_MAX 200

NhLanguage nh_settings_get_language (void); /* NGAY_HOI_LANGUAGE=en|vi overrides; Vietnamese by default */
void nh_settings_set_language (NhLanguage language);
int nh_settings_get_text_size (void);         /* per cent of the system's, 90 … 200 */
void nh_settings_set_text_size (int percent); /* clamped to that range */
NhColours nh_settings_get_colours (void);
void nh_settings_set_colours (NhColours colours);
const char *nh_settings_get_text (NhSettingsKey key); /* until it is set again */
void nh_settings_set_text (NhSettingsKey key, const char *text);
gboolean nh_settings_get_boolean (NhSettingsKey key);
void nh_settings_set_boolean (NhSettingsKey key, gboolean value);

/* Ledgers opened last, the newest first; at most ten. (transfer full) */
char **nh_settings_get_recent (void);
void nh_settings_add_recent (const char *path); /* to the front */
void nh_settings_remove_recent (const char *path);
/* TRUE the first time for a ledger: whether to warn that it is on a share or in a synchronized folder. */
gboolean nh_settings_warn_once_of_place (const char *path);

void nh_settings_get_size (int *width, int *height, gboolean *maximized); /* of the window, in pixels */
gboolean nh_settings_has_size (void);                                     /* FALSE at the first start */
void nh_settings_set_size (int width, int height, gboolean maximized);
/* What is kept for a record type. (transfer full) (nullable): as designed */
char *nh_settings_get_of_type (NhSettingsKey key, const char *type);
void nh_settings_set_of_type (NhSettingsKey key, const char *type, const char *text); /* NULL: as designed */

/* Waits until everything is written: before the program ends. */
void nh_settings_flush (void);
