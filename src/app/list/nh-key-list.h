/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-row-cache.h"

/* A list model of NhRow that keeps only keys, 8 bytes a row: ids of records or changes, or nh_bin_key(). All keys are
 * read at once on a worker; the value of a row is read when the row is shown (nh-row-cache.h).
 *
 *    ask ─┬─reader──▶ the first keys, where they are found quickly ─┬▶ items-changed
 *         └─lister──▶ all keys; if partial, queried again ────────┘
 *    get_item ──▶ NhRow ──reader, when it is shown──▶ its value
 *
 * Of a list that was empty the first keys are one screen, which is painted before the rest is taken.
 * Only the middle that differs is announced, so that the rows in view keep their place. A large change is announced as
 * a removal and an insertion: GTK asks for every row of a range that is both removed and added.
 *
 * Signals: "reloading" () before a large change, while the old rows are still there; "settled" () all keys were read;
 * "failed" (const char *message) for keys and for values. */
#define NH_TYPE_KEY_LIST (nh_key_list_get_type ())
G_DECLARE_FINAL_TYPE (NhKeyList, nh_key_list, NH, KEY_LIST, GObject)

/* The source of keys and values. */
typedef struct
{
  /* → GArray of gint64 without duplicates. @limit: how many suffice for a first answer if the whole takes long; 0: all.
   * @first (nullable, transfer full): the keys of a partial answer, with which this one begins. */
  void (*ask_keys) (gpointer owner, guint limit, GArray *first, GCancellable *cancellable, GAsyncReadyCallback callback,
                    gpointer data);
  /* Nullable. Takes apart an answer that is more than the keys: whether there are others behind them, and
   * nh_key_list_make_set() of them, made on the worker. (transfer full) */
  GArray *(*finish_keys) (NhLedger *ledger, GAsyncResult *result, gboolean *partial, GtkBitset **set, GError **error);
  /* Nullable. → GArray of gint64: the first @limit keys, or NULL. Returns after how many milliseconds it is cancelled;
   * 0: never. */
  guint (*ask_first) (gpointer owner, guint limit, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer data);
  NhRowCacheAsk ask_rows;
  GDestroyNotify free_value;
  GDestroyNotify free_owner; /* nullable: the owner is borrowed until nh_key_list_stop() */
} NhKeySource;

/* @source is static. @owner NULL: no queries; keys are set by nh_key_list_take_keys(). (transfer full) */
NhKeyList *nh_key_list_new (const NhKeySource *source, gpointer owner);
gpointer nh_key_list_get_owner (NhKeyList *self);
/* The question changed: reads all keys; an earlier question is cancelled. */
void nh_key_list_ask (NhKeyList *self);
/* The data changed: reads all keys, after the answer that is awaited. */
void nh_key_list_refresh (NhKeyList *self);
/* The values of @keys (nullable: all) changed. Rows that are shown are read again. */
void nh_key_list_invalidate (NhKeyList *self, GArray *keys);
/* FALSE while keys are being read. */
gboolean nh_key_list_is_settled (NhKeyList *self);
/* Of gint64, in order. (transfer none) */
GArray *nh_key_list_get_keys (NhKeyList *self);
/* 0 behind the end. */
gint64 nh_key_list_get_key (NhKeyList *self, guint position);
/* @position: nullable. */
gboolean nh_key_list_find (NhKeyList *self, gint64 key, guint *position);
/* The keys as a set, as far as they fit into 32 bits. (transfer none) */
GtkBitset *nh_key_list_get_set (NhKeyList *self);
/* Replaces the keys. @keys: GArray of gint64 without duplicates (transfer full). */
void nh_key_list_take_keys (NhKeyList *self, GArray *keys);
/* Call before the owner is freed. */
void nh_key_list_stop (NhKeyList *self);
/* @keys (of gint64) as a set, without those beyond 32 bits. (transfer full) */
GtkBitset *nh_key_list_make_set (GArray *keys);
