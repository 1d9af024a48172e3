/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-lazy-list.h"

G_BEGIN_DECLS

/* A table of an NhLazyList: cells are GtkInscription, filled when the value of their row is there. An empty list is
 * replaced by a hint. The position is kept when the list is read again; errors of the list go into the window's notice.
 * Signals: "activated" (gint64 key) Enter or double click on a row; "show-all" () the button of the hint. */
#define NH_TYPE_LAZY_VIEW (nh_lazy_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (NhLazyView, nh_lazy_view, NH, LAZY_VIEW, GtkWidget)

struct _NhLazyViewClass
{
  GtkWidgetClass parent_class;
};

#define NH_LAZY_VIEW_PADDING 14   /* of a cell, both sides; see style.css */

/* How a column shows the value of a row. */
typedef struct _NhLazyColumn NhLazyColumn;
struct _NhLazyColumn
{
  const char *title;           /* msgid */
  int chars;                   /* width in digits; 0: as wide as there is room */
  char *(*text) (gpointer owner, gpointer value, const NhLazyColumn *column);   /* (transfer full) */
  int field;                   /* for the owner */
  gboolean numeric;
  gboolean tail_matters;       /* the middle of a long text is left out, not its end */
  gboolean (*uncounted) (gpointer owner, gpointer value);   /* shown in italics; nullable */
};

/* @columns: static, @n of them. @owner: what their functions get, borrowed until the view is disposed. @title: for
 * screen readers. */
GtkWidget *nh_lazy_view_new (NhLazyList *list, GtkSelectionModel *selection, const char *title,
                             const NhLazyColumn *columns, guint n, gpointer owner);
/* The same without columns, for derived types. */
void nh_lazy_view_set_list (NhLazyView *self, NhLazyList *list, GtkSelectionModel *selection, const char *title,
                            gpointer owner);
/* Not yet in the table and without a width. @column lives as long as the view. (transfer full) */
GtkColumnViewColumn *nh_lazy_view_make_column (NhLazyView *self, const NhLazyColumn *column);
/* What @column was made of. */
const NhLazyColumn *nh_lazy_view_get_column (GtkColumnViewColumn *column);
/* (transfer none) */
GtkColumnView *nh_lazy_view_get_table (NhLazyView *self);
/* Pixels per letter of @sample in the view's font. */
double nh_lazy_view_char_width (NhLazyView *self, const char *sample);
/* Reads keys and values again, once the view is visible. */
void nh_lazy_view_ask (NhLazyView *self);
/* The hint shown for an empty list. @all: with the button that shows all. */
void nh_lazy_view_set_empty (NhLazyView *self, const char *icon, const char *title, const char *hint, gboolean all);
/* The context menu of the selected rows. */
void nh_lazy_view_set_menu (NhLazyView *self, GMenuModel *menu);
/* Enter and Down in @search focus the first row; Esc clears it and focuses the list. */
void nh_lazy_view_follow_search (NhLazyView *self, GtkSearchEntry *search);
void nh_lazy_view_scroll_to (NhLazyView *self, gint64 key);

G_END_DECLS
