/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-session.h"

/* Records that a unit has handed in are its own: who changes them here, or puts others beside them, is asked first. All
 * that writes records in the window passes here. */

/* @may: FALSE if the user cancelled. */
typedef void (*NhGuardAnswered) (gboolean may, gpointer data);

GArray *nh_guard_list_new (void); /* of NhUnitYear */
/* Adds @unit to @guarded where its records of @type in @year are guarded; once. */
void nh_guard_add (NhSession *session, GArray *guarded, const NhRecordType *type, gint64 unit, int year);
/* One question for all of @guarded (transfer full): none, and @then at once, where it is empty.
 * @ask_unit (nullable): the unit can be asked instead; it is called before @then. */
void nh_guard_ask (GtkWidget *over, NhSession *session, GArray *guarded, void (*ask_unit) (gpointer over),
                   NhGuardAnswered then, gpointer data);
/* Before @records (of NhRecord) are written. */
void nh_guard_ask_records (GtkWidget *over, NhSession *session, GPtrArray *records, NhGuardAnswered then,
                           gpointer data);
