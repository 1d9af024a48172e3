/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-session.h"

G_BEGIN_DECLS

/* The changes of one record, newest first, as cards: for the popover of its form. */
#define NH_TYPE_RECORD_HISTORY (nh_record_history_get_type ())
G_DECLARE_FINAL_TYPE (NhRecordHistory, nh_record_history, NH, RECORD_HISTORY, GtkWidget)

GtkWidget *nh_record_history_new (NhSession *session);
/* Reads the changes of a record; @id 0: it is not saved yet, which is shown instead. */
void nh_record_history_show (NhRecordHistory *self, const NhRecordType *type, gint64 id);

G_END_DECLS
