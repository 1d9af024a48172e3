/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-rows.h"

G_BEGIN_DECLS

/* A list of NhRow for a page: changes, deleted records. Of all only the keys are read at once. */
#define NH_TYPE_LAZY_LIST (nh_lazy_list_get_type ())
G_DECLARE_FINAL_TYPE (NhLazyList, nh_lazy_list, NH, LAZY_LIST, GObject)

/* How the owner asks. */
typedef struct
{
  /* → GArray of gint64, none twice; by nh_ledger_run_finish() in @callback */
  void (*ask_keys) (gpointer owner, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
  NhRowsAsk ask_rows;
  GDestroyNotify free_value;
} NhLazySource;

/* Signals: "settled" () all keys are there; "failed" (const char *message). */
NhLazyList   *nh_lazy_list_new         (const NhLazySource *source, gpointer owner);   /* (transfer full) */
void          nh_lazy_list_refresh     (NhLazyList *self);                       /* asks for all keys anew, and for what is looked at */
gint64        nh_lazy_list_get_key     (NhLazyList *self, guint position);
gboolean      nh_lazy_list_find        (NhLazyList *self, gint64 key, guint *position);
void          nh_lazy_list_stop        (NhLazyList *self);                       /* the owner goes away */

G_END_DECLS
