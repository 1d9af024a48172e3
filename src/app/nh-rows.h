/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

G_BEGIN_DECLS

/* The rows of a list that is too long to be read as a whole. Each is known by a number, its key, and gets its value, a record or a
 * change, when somebody looks at it: "changed" is emitted then, and again whenever the value is read anew. For one key there is never
 * more than one living row. */
#define NH_TYPE_ROW (nh_row_get_type ())
G_DECLARE_FINAL_TYPE (NhRow, nh_row, NH, ROW, GObject)

gint64    nh_row_get_key         (NhRow *self);
gpointer  nh_row_get_value       (NhRow *self);   /* borrowed (nullable) */
void      nh_row_want            (NhRow *self);   /* somebody looks at it */
gboolean  nh_row_is_wanting      (NhRow *self);   /* has no value, or one that was overtaken and is shown until it is read anew */

/* What a list has beside its keys: the rows that somebody holds and those looked at last, and the reading of their values, the newest
 * wanted first, 100 at a time. What cannot be read is asked for again, less and less often.
 * Signal: "failed" (const char *message). */
#define NH_TYPE_ROWS (nh_rows_get_type ())
G_DECLARE_FINAL_TYPE (NhRows, nh_rows, NH, ROWS, GObject)

/* → GPtrArray of values in the order of @keys (transfer full), NULL where there is none; by nh_ledger_run_finish() in @callback. Takes
 * @keys (of gint64) over. */
typedef void (*NhRowsAsk) (gpointer owner, GArray *keys, GAsyncReadyCallback callback, gpointer data);

NhRows   *nh_rows_new            (NhRowsAsk ask, GDestroyNotify free_value, gpointer owner);   /* (transfer full) */
NhRow    *nh_rows_get            (NhRows *self, gint64 key);                                   /* (transfer full) */
/* The value is another one by now: of a row that is looked at it is read anew. */
void      nh_rows_overtake       (NhRows *self, gint64 key);
void      nh_rows_overtake_all   (NhRows *self);
void      nh_rows_stop           (NhRows *self);   /* the owner goes away */

G_END_DECLS
