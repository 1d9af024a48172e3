/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-record-page.h"
#include "nh-report-page.h"

G_BEGIN_DECLS

/* An open ledger on the screen: the sidebar and the page of each record type, built when it is first looked at.
 * Signals: "page-changed" () another page; "state-changed" () what can be done has changed: undo, dirty, selection. */
#define NH_TYPE_WORKPLACE (nh_workplace_get_type ())
G_DECLARE_FINAL_TYPE (NhWorkplace, nh_workplace, NH, WORKPLACE, GtkWidget)

/* The ledger is closed with nh_workplace_shut(). */
GtkWidget    *nh_workplace_new          (NhLedger *ledger, int year);
NhSession    *nh_workplace_get_session  (NhWorkplace *self);
NhRecordPage *nh_workplace_get_page     (NhWorkplace *self);                       /* the one that is shown (nullable): a page of no records is */
void          nh_workplace_show_page    (NhWorkplace *self, const char *name);     /* "overview", "reports" or a record type's name */
NhReportPage *nh_workplace_get_report_page (NhWorkplace *self);                    /* when it is the one that is shown (nullable) */
/* A page of none of these with a search entry of its own, which has its focus: what was changed, what was deleted. (nullable) */
GtkWidget    *nh_workplace_get_searched (NhWorkplace *self);
/* The page of reports with that one; NULL: the one chosen last. */
void          nh_workplace_show_report  (NhWorkplace *self, const NhReport *report);
/* The same with the form of a saved record, filled in. */
void          nh_workplace_show_record_form (NhWorkplace *self, const NhRecordType *type, gint64 id);
/* @step: 1 the next page, -1 the one before. The cursor goes into its form. */
void          nh_workplace_step_page    (NhWorkplace *self, int step);
void          nh_workplace_open_units   (NhWorkplace *self);
void          nh_workplace_open_years   (NhWorkplace *self);
/* Offers back what was being typed when the program ended. */
void          nh_workplace_look_for_drafts (NhWorkplace *self);
/* Asks about every form that has something unsaved, and waits for what is being saved. */
void          nh_workplace_leave        (NhWorkplace *self, NhLeft left, gpointer data);
/* Ends everything and closes the ledger; nothing of this widget may be used but its removal. */
void          nh_workplace_shut         (NhWorkplace *self);

G_END_DECLS
