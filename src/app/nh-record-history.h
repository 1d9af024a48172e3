/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-session.h"

G_BEGIN_DECLS

/* Who changed a record: its changes, newest first, as cards; for a popover over its form. */
#define NH_TYPE_RECORD_HISTORY (nh_record_history_get_type ())
G_DECLARE_FINAL_TYPE (NhRecordHistory, nh_record_history, NH, RECORD_HISTORY, GtkWidget)

GtkWidget *nh_record_history_new  (NhSession *session);
void       nh_record_history_show (NhRecordHistory *self, const NhRecordType *type, gint64 id);

G_END_DECLS
