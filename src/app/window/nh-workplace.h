/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-record-page.h"
#include "nh-report-page.h"
#include "nh-sidebar.h"

/* The view of an open ledger: the sidebar and a page for each record type and purpose, created on demand.
 * Activates "win.refresh-actions" when the state of actions changed (page, undo, dirty, selection).
 * Actions for widgets on its pages: "workplace.open-record", "workplace.open-field", "workplace.show-records",
 * "workplace.show-problems", "workplace.open-draft"; their parameters are described in nh-workplace.c. */
#define NH_TYPE_WORKPLACE (nh_workplace_get_type ())
G_DECLARE_FINAL_TYPE (NhWorkplace, nh_workplace, NH, WORKPLACE, GtkWidget)

/* Close the ledger with nh_workplace_shut(). */
GtkWidget *nh_workplace_new (NhLedger *ledger, int year);
NhSession *nh_workplace_get_session (NhWorkplace *self);
/* The visible page if it is one of records. (nullable) */
NhRecordPage *nh_workplace_get_page (NhWorkplace *self);
const char *nh_workplace_get_page_name (NhWorkplace *self); /* "point", "overview" … */
/* @name: "overview", "reports", "hand-in", "history", "bin" or the name of a record type. */
void nh_workplace_show_page (NhWorkplace *self, const char *name);
/* The page of reports if it is visible. (nullable) */
NhReportPage *nh_workplace_get_report_page (NhWorkplace *self);
/* What Ctrl+F focuses: the visible page if it is the history or the recycle bin, whose focus goes to a search entry, or
 * the search entry of the reception. (nullable) */
GtkWidget *nh_workplace_get_searched (NhWorkplace *self);
void nh_workplace_search (NhWorkplace *self); /* focuses it; what is typed takes the place of the words before */
/* Shows a report; NULL: the one chosen last. @record: the saved record that a form is filled in with; 0: none. */
void nh_workplace_show_report (NhWorkplace *self, const NhReport *report, gint64 record);
/* The page "Hand in" of a commune, "Reception" of a province. */
void nh_workplace_show_hand_in (NhWorkplace *self);
/* Asks there for a folder of files to receive; at a commune it shows the page only. */
void nh_workplace_receive_folder (NhWorkplace *self);
/* Asks there for a folder for the replies to all units; the same. */
void nh_workplace_save_replies (NhWorkplace *self);
/* Files of the hand-in, or folders with them: shows its page, which reads them. A table of Excel: shows what it would
 * bring in; on the page of the reception workbooks are filled forms. */
void nh_workplace_open_files (NhWorkplace *self, const char *const *paths);
void nh_workplace_focus_page (NhWorkplace *self); /* focuses the visible page */
NhSidebar *nh_workplace_get_sidebar (NhWorkplace *self);
/* Where the user is: page, open record, unit, season, and the records saved last, from which new ones are carried over.
 * For a workplace of the same ledger that takes this one's place. */
typedef struct
{
  char *page; /* owned */
  gint64 unit, record;
  int year;
  GPtrArray *last; /* owned: of NhRecord */
} NhWhere;

NhWhere *nh_workplace_get_where (NhWorkplace *self); /* (transfer full) */
void nh_workplace_go_where (NhWorkplace *self, const NhWhere *where);
void nh_where_free (NhWhere *where);
/* Offers the drafts that a crash left. */
void nh_workplace_look_for_drafts (NhWorkplace *self);
/* Asks about each form with unsaved input and waits for pending saves, then calls @left. */
void nh_workplace_leave (NhWorkplace *self, NhLeft left, gpointer data);
/* The same without questions: unsaved input is kept as drafts, which the next start offers. */
void nh_workplace_leave_unasked (NhWorkplace *self, NhLeft left, gpointer data);
/* Closes the ledger. After this the widget may only be removed. */
void nh_workplace_shut (NhWorkplace *self);
