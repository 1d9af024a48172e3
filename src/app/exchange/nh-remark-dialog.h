/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-ledger.h"
#include "nh-record.h"

/* It was noted. @proposed: with all values that the dialog was given. */
typedef void (*NhRemarkAdded) (GtkWidget *parent, gboolean proposed);

/* Asks what a unit is to change: the record, the field or all of it, the value that is proposed, and why. @records: of
 * NhRecord, at least one. @draft: the first as it is proposed to be, in @fields (of guint); several are asked for at
 * once. NULL: nothing yet. @added: (nullable) */
void nh_remark_dialog_show (GtkWidget *parent, NhLedger *ledger, GPtrArray *records, NhRecord *draft, GArray *fields,
                            NhRemarkAdded added);
