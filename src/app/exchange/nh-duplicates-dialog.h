/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-ledger.h"

/* What two units have both handed in: of each pair one is chosen that counts. @found: of NhDuplicate. */
void nh_duplicates_dialog_show (GtkWidget *parent, NhLedger *ledger, GPtrArray *found);
