/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

G_BEGIN_DECLS

/* Rows that are known by a number each, and read when somebody looks at them: changes, deleted records. Of a long list only the
 * numbers are read at once, and the values 100 at a time. */
#define NH_TYPE_LAZY_ROW (nh_lazy_row_get_type ())
G_DECLARE_FINAL_TYPE (NhLazyRow, nh_lazy_row, NH, LAZY_ROW, GObject)
#define NH_TYPE_LAZY_LIST (nh_lazy_list_get_type ())
G_DECLARE_FINAL_TYPE (NhLazyList, nh_lazy_list, NH, LAZY_LIST, GObject)

/* How the owner asks: both answer by nh_ledger_run_finish() in @callback. */
typedef struct
{
  /* → GArray of gint64, none twice */
  void (*ask_keys) (gpointer owner, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
  /* → GPtrArray of values in the order of @keys (transfer full), NULL where there is none */
  void (*ask_rows) (gpointer owner, GArray *keys, GAsyncReadyCallback callback, gpointer data);
  GDestroyNotify free_value;
} NhLazySource;

gint64        nh_lazy_row_get_key      (NhLazyRow *self);
gconstpointer nh_lazy_row_get_value    (NhLazyRow *self);                        /* borrowed (nullable); "changed" when it comes */
void          nh_lazy_row_want         (NhLazyRow *self);                        /* somebody looks at it */

/* Signals: "settled" () all keys are there; "failed" (const char *message). */
NhLazyList   *nh_lazy_list_new         (const NhLazySource *source, gpointer owner);   /* (transfer full) */
void          nh_lazy_list_refresh     (NhLazyList *self);                       /* asks for all keys anew, and for what is looked at */
gint64        nh_lazy_list_get_key     (NhLazyList *self, guint position);
gboolean      nh_lazy_list_find        (NhLazyList *self, gint64 key, guint *position);
void          nh_lazy_list_stop        (NhLazyList *self);                       /* the owner goes away */

G_END_DECLS
