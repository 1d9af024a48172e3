/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "nh-ledger.h"

/* The second place for backups, chosen in the preferences: a stick, another disk. Nothing waits for it: a thread copies
 * the newest backup there when a ledger is opened, after its first change of a day, and after nh_backup_place_make().
 * One that has not been there for a week is missed once for each opening. */

/* @widget: in the window that tells of it. Does nothing for a sample or a ledger opened for reading only. */
void nh_backup_place_follow (GtkWidget *widget, NhLedger *ledger);
/* A backup now, and its copy. */
void nh_backup_place_make (GtkWidget *widget, NhLedger *ledger);
/* The copy, where a place is chosen. */
void nh_backup_place_bring (GtkWidget *widget, NhLedger *ledger);
/* Remembers the folder @path; "": none. */
void nh_backup_place_set (const char *path);
