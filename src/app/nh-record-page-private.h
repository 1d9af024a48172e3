/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-filter-bar.h"
#include "nh-list-foot.h"
#include "nh-record-page.h"
#include "nh-record-view.h"

G_BEGIN_DECLS

/* Private to the page: nh-record-page.c shows list and form side by side, nh-record-page-rows.c does what is done to the rows that are
 * selected. */

struct _NhRecordPage
{
  GtkWidget parent_instance;

  NhSession *session;            /* owned */
  const NhRecordType *type;
  NhLazyList *list;              /* owned */
  NhRowSelection *selection;     /* owned */
  NhRecordView *view;
  NhFormPane *pane;
  NhFilterBar *filter;
  int sort;
  gboolean descending;
  NhListFoot *foot;              /* owned */
  gint64 reveal;                 /* saved record to scroll to when the list has it; 0: none */
  gboolean narrow;
  gboolean form_shown;           /* in a narrow window */
  gboolean starting;             /* the clerk asked for a new one */
  gboolean selecting;            /* the selection follows the form: not to be followed back */

  /* template */
  GtkWidget *left, *toolbar, *selected, *restore, *change, *remove, *view_box, *pane_box, *hide_form;
  GtkSearchEntry *search;
  GtkMenuButton *columns;
  GtkButton *add;
  GtkWidget *add_several;
  GtkLabel *sums;
  GMenuModel *row_menu;
};

/* Actions "page.copy-rows", "page.change-rows", "page.restore-rows". */
void nh_record_page_install_row_actions (GtkWidgetClass *widget_class);
/* Keys and the menu of the rows. */
void nh_record_page_add_row_keys        (NhRecordPage *self);
void nh_record_page_show_selected       (NhRecordPage *self);   /* the buttons for several rows, where some are selected */

G_END_DECLS
