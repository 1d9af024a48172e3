/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-change.h"

/* A change in full, to be read: what was done, when and by whom; then each record, and its fields with the values
 * before and after. @catalog: for the names of units. @with_records FALSE: only the fields, where the record is
 * known from around the card. Records that @change does not hold are counted. (transfer floating) */
GtkWidget *nh_change_card_new (const NhChange *change, NhCatalog *catalog, gboolean with_records);
/* Summary of a change of one record: "Attendance: 185 → 200"; "" for a change of several. (transfer full) */
char *nh_change_summary (const NhChange *change);
