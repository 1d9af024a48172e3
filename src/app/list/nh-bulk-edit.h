/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-session.h"

/* Shows the dialog that sets one field of many records, as one change. It shows the progress; when a rule refuses
 * the value, nothing is changed and the dialog stays. @ids: of gint64; a reference is kept. */
void nh_bulk_edit_show (GtkWidget *parent, NhSession *session, const NhRecordType *type, GArray *ids);
