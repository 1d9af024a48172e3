/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-filter-bar.h"
#include "nh-summary-bar.h"
#include "nh-record-page.h"
#include "nh-record-view.h"
#include "nh-several.h"

/* Shared by nh-record-page.c (list and form), nh-record-page-layout.c (how they share the room) and
 * nh-record-page-rows.c (actions on the selected rows). */

struct _NhRecordPage
{
  GtkWidget parent_instance;

  NhSession *session; /* owned */
  const NhRecordType *type;
  NhKeyList *list;           /* owned */
  NhRowSelection *selection; /* owned */
  NhRecordView *view;
  NhFormPane *pane;
  NhSeveral *several; /* in its place while several rows are selected */
  NhFilterBar *filter;
  int sort;
  gboolean descending;
  NhSummaryBar *summary; /* owned */
  gint64 requested;      /* record to load when the form was left */
  gint64 reveal;         /* record to scroll to when the list was read; 0: none */
  int focus_field;       /* of the record that is requested, once it is there; -1: none */
  gboolean narrow;
  gboolean form_shown; /* over the list of a narrow window */
  gboolean folded;     /* the user folded the form of a wide window */
  gboolean waiting;    /* the list has the whole width until a record is opened */
  int form_share;      /* of the width, in thousandths; 0: as designed */
  gboolean focusing;   /* once its only record is there, in a year that is locked */
  gboolean starting;   /* a new record was requested */
  gboolean looking;    /* the first record is to be shown once the list is read */
  const char *sheet;   /* static: action that waits until the list is read; NULL: none */
  gboolean searched;   /* the user asked for other rows, which are being read */
  gboolean mending;    /* the first of them is opened, in the field that it lacks */
  gboolean selecting;  /* the program sets the selection */
  guint n_saved;       /* since the page was made */
  gboolean acting;     /* something can be done with the selected rows */

  /* template */
  GtkWidget *left, *hint, *toolbar, *selected, *restore, *change, *remove, *view_box, *pane_box, *handle, *hide_form;
  GtkSearchEntry *search;
  GtkMenuButton *columns;
  GtkButton *add, *extra;
  GtkWidget *add_several;
  GtkLabel *purpose, *result, *summary_label;
  GMenuModel *row_menu;
};

/* Is the form in view? */
gboolean nh_record_page_has_form (NhRecordPage *self);
void nh_record_page_hide_form (NhRecordPage *self);
void nh_record_page_focus_list (NhRecordPage *self);
/* The form of many units, or of a year that is locked, waits until a record is opened. */
void nh_record_page_begin_waiting (NhRecordPage *self);
void nh_record_page_end_waiting (NhRecordPage *self);
/* In the place of the form: it, or what can be done with several rows. */
void nh_record_page_show_pane (NhRecordPage *self);
/* The focus to what stands there. */
void nh_record_page_focus_pane (NhRecordPage *self);
/* The keys of the form, until the user has read them, or has saved a few records. */
void nh_record_page_show_hint (NhRecordPage *self);
void nh_record_page_end_hint (NhRecordPage *self);
void nh_record_page_install_layout (GtkWidgetClass *widget_class);
/* The remembered width of the form, when the type is known. */
void nh_record_page_read_layout (NhRecordPage *self);
void nh_record_page_make_handle (NhRecordPage *self);

/* Actions "page.copy-rows", "page.copy-personal", "page.change-rows", "page.restore-rows". */
void nh_record_page_install_row_actions (GtkWidgetClass *widget_class);
/* Ctrl+V of several rows: from the list the preview of a table, from a field the grid for many. */
gboolean nh_record_page_on_key (NhRecordPage *self, guint keyval, guint keycode, GdkModifierType state);
/* Actions "page.print-list", "page.excel-list", and with "-personal" behind. */
void nh_record_page_install_sheet_actions (GtkWidgetClass *widget_class);
void nh_record_page_make_waiting_sheet (NhRecordPage *self);
/* What the list says when @query finds nothing. */
void nh_record_page_describe_empty (NhRecordPage *self, const NhQuery *query);
/* The field that is looked for because it is missing; -1: none. */
int nh_record_page_get_wanted (NhRecordPage *self);
/* Records of the year that is shown may be added, changed and deleted here. */
gboolean nh_record_page_is_open (NhRecordPage *self);
/* Updates buttons and actions for the selected rows. */
void nh_record_page_show_selected (NhRecordPage *self);
