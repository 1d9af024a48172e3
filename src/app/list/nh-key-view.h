/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-key-list.h"

/* A table of an NhKeyList: cells are GtkInscription, filled when the value of their row is there. An empty list is
 * replaced by a hint. The position is kept when the list is read again; errors of the list go into the window's notice.
 * Signals: "activated" (gint64 key) Enter or double click on a row; "show-all" () the button of the hint. */
#define NH_TYPE_KEY_VIEW (nh_key_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (NhKeyView, nh_key_view, NH, KEY_VIEW, GtkWidget)

struct _NhKeyViewClass
{
  GtkWidgetClass parent_class;
};

#define NH_KEY_VIEW_PADDING 14 /* of a cell, both sides; see style.css */

/* How a column shows the value of a row. */
typedef struct _NhLazyColumn NhKeyColumn;
struct _NhLazyColumn
{
  const char *title; /* msgid */
  int chars;         /* width in digits; 0: as wide as there is room, but not too narrow for some words */
  char *(*text) (gpointer owner, gpointer value, const NhKeyColumn *column); /* (transfer full) */
  int field;                                                                 /* for the owner */
  gboolean numeric;
  gboolean named;                                         /* the names of the rows: the column takes the free room */
  gboolean (*uncounted) (gpointer owner, gpointer value); /* shown in italics; nullable */
};

/* @columns: static, @n of them. @owner: passed to their functions, borrowed until the view is disposed. @title: for
 * screen readers. */
GtkWidget *nh_key_view_new (NhKeyList *list, GtkSelectionModel *selection, const char *title,
                            const NhKeyColumn *columns, guint n, gpointer owner);
/* The same without columns, for derived types. */
void nh_key_view_set_list (NhKeyView *self, NhKeyList *list, GtkSelectionModel *selection, const char *title,
                           gpointer owner);
/* Not yet in the table and without a width. @column lives as long as the view. (transfer full) */
GtkColumnViewColumn *nh_key_view_make_column (NhKeyView *self, const NhKeyColumn *column);
/* The description @column was made from. */
const NhKeyColumn *nh_key_view_get_column (GtkColumnViewColumn *column);
/* (transfer none) */
GtkColumnView *nh_key_view_get_table (NhKeyView *self);
/* In pixels, in the view's font. @heading: bold. */
int nh_key_view_text_width (NhKeyView *self, const char *text, gboolean heading);
/* Pixels per letter of @sample in the view's font. */
double nh_key_view_char_width (NhKeyView *self, const char *sample);
/* Reads keys and values again, once the view is visible. */
void nh_key_view_ask (NhKeyView *self);
/* The hint shown for an empty list. @all: with the button that shows all. */
void nh_key_view_set_empty (NhKeyView *self, const char *icon, const char *title, const char *hint, gboolean all);
/* The context menu of the selected rows. */
void nh_key_view_set_menu (NhKeyView *self, GMenuModel *menu);
/* Enter and Down in @search focus the first row; Esc clears it and focuses the list. Its "search-changed" also comes
 * while a syllable is composed: read it by nh_input_peek (). */
void nh_key_view_follow_search (NhKeyView *self, GtkSearchEntry *search);
void nh_key_view_scroll_to (NhKeyView *self, gint64 key);
