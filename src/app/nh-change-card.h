/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-change.h"

G_BEGIN_DECLS

/* One change in full, to be read: what, when and who, then of each record the fields with what they were and what they became.
 * @catalog for the names of units; @with_records FALSE: the record is known from around it. Of a change of many records those that
 * @change does not hold are counted. (transfer floating) */
GtkWidget *nh_change_card_new     (const NhChange *change, NhCatalog *catalog, gboolean with_records);
/* What it did to the first record, in one line: "Attendance: 185 → 200". (transfer full) */
char      *nh_change_summary      (const NhChange *change);

G_END_DECLS
