/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-filter.h"
#include "nh-session.h"

G_BEGIN_DECLS

/* What other records say that they belong to this one: the gifts and commendations of a point. A line for each type that refers to
 * the record's type: how many and their sums, to be looked at, and a button that adds more.
 *
 *   Gifts: 3 · Number: 12 · Value: 6.000.000 đ            [+]
 *
 * Signals: "show-list" (const NhRecordType *type); "add" (const NhRecordType *type). */
#define NH_TYPE_RELATED (nh_related_get_type ())
G_DECLARE_FINAL_TYPE (NhRelated, nh_related, NH, RELATED, GtkWidget)

GtkWidget *nh_related_new  (NhSession *session, const NhRecordType *type);
/* @record: of the type, as saved; NULL or one not saved yet: nothing can belong to it. */
void       nh_related_show (NhRelated *self, NhRecord *record);

/* The field of @type that refers to a record of @other and is entered; -1: none. */
int        nh_related_field (const NhRecordType *type, const NhRecordType *other);

/* Those of @type that belong to the record @id of @other. (transfer full) */
NhFilter  *nh_related_filter (const NhRecordType *type, const NhRecordType *other, gint64 id);

G_END_DECLS
