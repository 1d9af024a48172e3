/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-ledger.h"

/* It was noted. @field: the one for which a value is proposed; -1: none. */
typedef void (*NhRemarkAdded) (GtkWidget *parent, int field);

/* Asks what a unit is to change: the record, the field or all of it, the value that is proposed, and why. @records: of
 * NhRecord, at least one. @value: what was typed for @field of the first; NULL: nothing yet. @added: (nullable) */
void nh_remark_dialog_show (GtkWidget *parent, NhLedger *ledger, GPtrArray *records, int field, const char *value,
                            NhRemarkAdded added);
