/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-lazy-list.h"

G_BEGIN_DECLS

/* The table of an NhLazyList; instead of an empty one it says why there is nothing.
 * Signal: "activated" (gint64 key) Enter or double click on a row. */
#define NH_TYPE_LAZY_VIEW (nh_lazy_view_get_type ())
G_DECLARE_FINAL_TYPE (NhLazyView, nh_lazy_view, NH, LAZY_VIEW, GtkWidget)

/* Gives the text of a row's value. (transfer full) */
typedef char *(*NhLazyText) (gpointer owner, gconstpointer value);

/* @title is what assistive technology calls the table. */
GtkWidget *nh_lazy_view_new        (NhLazyList *list, GtkSelectionModel *selection, const char *title);
/* @chars: its width in characters; 0: what is left. @owner outlives the view's content. */
GtkColumnViewColumn *nh_lazy_view_add_column (NhLazyView *self, const char *title, int chars, NhLazyText text, gpointer owner);   /* (transfer none) */
void       nh_lazy_view_set_empty  (NhLazyView *self, const char *icon, const char *title, const char *hint);
void       nh_lazy_view_focus      (NhLazyView *self);

G_END_DECLS
