/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-session.h"

G_BEGIN_DECLS

/* The dialog that sets one field of many records, with the editor that the form has for it: one change, one undo. It says how many,
 * shows how far it is, and stays with what was typed when a rule refuses it. @ids (of gint64) is kept while it is open. */
void nh_bulk_edit_show (GtkWidget *parent, NhSession *session, const NhRecordType *type, GArray *ids);

G_END_DECLS
