/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

/* A row of a list that is too long to be read as a whole: a key and a value (a record, a change), which is read when
 * the row is shown. Emits "changed" () when the value was read, also when it was read again. Only one row exists per
 * key. */
#define NH_TYPE_ROW (nh_row_get_type ())
G_DECLARE_FINAL_TYPE (NhRow, nh_row, NH, ROW, GObject)

gint64 nh_row_get_key (NhRow *self);
/* (transfer none) (nullable) */
gpointer nh_row_get_value (NhRow *self);
/* The row is shown: reads its value unless it is there. */
void nh_row_request (NhRow *self);
/* TRUE if it has no value, or an outdated one, which is shown until the new one was read. */
gboolean nh_row_is_stale (NhRow *self);

/* The rows of a list: those that are referenced and the 2,000 used last. Reads their values, 100 at a time, the newest
 * requests first. A failed read is repeated with growing intervals. Signal: "failed" (const char *message). */
#define NH_TYPE_ROW_CACHE (nh_row_cache_get_type ())
G_DECLARE_FINAL_TYPE (NhRowCache, nh_row_cache, NH, ROW_CACHE, GObject)

/* Reads the values of @keys (of gint64, transfer full) → GPtrArray in the order of @keys, with NULL where there is
 * none. nh_ledger_run_finish() is called in @callback. */
typedef void (*NhRowCacheAsk) (gpointer owner, GArray *keys, GAsyncReadyCallback callback, gpointer data);

/* @owner is borrowed until nh_row_cache_stop(). (transfer full) */
NhRowCache *nh_row_cache_new (NhRowCacheAsk ask, GDestroyNotify free_value, gpointer owner);
/* (transfer full) */
NhRow *nh_row_cache_get (NhRowCache *self, gint64 key);
/* The value changed: it is read again if its row was shown. */
void nh_row_cache_invalidate (NhRowCache *self, gint64 key);
void nh_row_cache_invalidate_all (NhRowCache *self);
/* Call before the owner is freed. */
void nh_row_cache_stop (NhRowCache *self);
