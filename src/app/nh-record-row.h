/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "nh-record.h"

G_BEGIN_DECLS

/* One row of an NhRecordList. It knows its id at once and gets its record when the list has read it: "changed" is emitted then, and
 * again whenever the record is read anew. Made by the list only; for one id there is never more than one living row. */
#define NH_TYPE_RECORD_ROW (nh_record_row_get_type ())
G_DECLARE_FINAL_TYPE (NhRecordRow, nh_record_row, NH, RECORD_ROW, GObject)

typedef void (*NhRecordRowGone) (gpointer owner, gint64 id);

NhRecordRow *nh_record_row_new         (gint64 id, NhRecordRowGone gone, gpointer owner);   /* (transfer full) */
gint64       nh_record_row_get_id      (NhRecordRow *self);
NhRecord    *nh_record_row_get_record  (NhRecordRow *self);      /* borrowed (nullable) */
/* For the list. */
void         nh_record_row_take        (NhRecordRow *self, NhRecord *record);   /* (transfer none); emits "changed" */
void         nh_record_row_set_stale   (NhRecordRow *self);                     /* what it shows was overtaken; shown until read anew */
gboolean     nh_record_row_is_wanting  (NhRecordRow *self);                     /* has no record, or a stale one */
void         nh_record_row_orphan      (NhRecordRow *self);                     /* the list goes away */

G_END_DECLS
