/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-filter.h"
#include "nh-session.h"

/* The child records of a record, those that refer to it: the gifts and commendations of a point. A line for each type
 * that refers to the record's type: how many and their sums, which opens their list, and a button that adds some.
 *
 *   Gifts: 3 · Number: 12 · Value: 6.000.000 đ            [+]
 */
#define NH_TYPE_CHILD_RECORDS (nh_child_records_get_type ())
G_DECLARE_FINAL_TYPE (NhChildRecords, nh_child_records, NH, CHILD_RECORDS, GtkWidget)

GtkWidget *nh_child_records_new (NhSession *session, const NhRecordType *type);
/* @record: of the type, as saved; NULL or unsaved: it has none, and the widget is hidden. */
void nh_child_records_show (NhChildRecords *self, NhRecord *record);

/* Those of @type that refer to the record @id of @other. (transfer full) */
NhFilter *nh_child_records_filter (const NhRecordType *type, const NhRecordType *other, gint64 id);
