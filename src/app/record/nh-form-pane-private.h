/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-draft-keeper.h"
#include "nh-form-pane.h"
#include "nh-notice.h"
#include "nh-child-records.h"
#include "nh-save-queue.h"
#include "nh-unit-field.h"

/* Private to the pane:
 *   nh-form-pane.c       the widget: title and state around the form, the rules, its queries
 *   nh-form-pane-guard.c what is asked before a record that was received is changed
 *   nh-form-pane-open.c  which record is in the form
 *   nh-form-pane-save.c  saving, leaving and discarding it */

enum
{
  NH_FORM_PANE_OPENED,
  NH_FORM_PANE_SAVED,
  NH_FORM_PANE_STATE_CHANGED,
  NH_FORM_PANE_N_SIGNALS
};
extern guint nh_form_pane_signals[NH_FORM_PANE_N_SIGNALS];

/* Queries to the ledger. A new query cancels the previous one of its kind. */
typedef enum
{
  NH_PANE_LOAD,
  NH_PANE_CHECK,
  NH_PANE_LAST_YEAR,
  NH_PANE_REFERENCES,
  NH_PANE_HISTORY,
  NH_PANE_N_QUERIES
} NhPaneQuery;

/* A record that was taken out of the form unsaved. Both are owned. */
typedef struct
{
  NhRecord *sealed;
  NhRecord *origin;
} NhPutAside;

struct _NhFormPane
{
  GtkWidget parent_instance;

  NhSession *session; /* owned */
  const NhRecordType *type;
  NhDraftKeeper *keeper; /* owned */
  NhSaveQueue *queue;    /* owned */
  NhForm *form;
  NhRecord *draft;                          /* owned (nullable) */
  NhRecord *origin;                         /* owned (nullable): the record as saved, or as begun */
  NhRecord *checked;                        /* owned (nullable): the problems shown are of this */
  NhRecord *home;                           /* owned (nullable): the draft as it left the unit of its record */
  NhRecord *last;                           /* owned (nullable): saved last, for sticky fields, F5 and Ctrl+D */
  NhDraft *restoring;                       /* owned (nullable): to be shown when its record was read */
  NhPutAside discarded;                     /* by Esc, until something is typed or shown */
  NhPutAside failed;                        /* the last one that could not be saved after the form went on */
  GCancellable *queries[NH_PANE_N_QUERIES]; /* owned (nullable) */
  NhChildRecords *child_records;            /* (nullable) after dispose */
  int typed_field;                          /* where the focus is, or was last; -1: nowhere yet */
  gboolean dirty;
  gboolean refused;  /* the notice shows why a save was refused … */
  int refused_field; /* … by which field; -1: none */
  gboolean warned;   /* of a read-only ledger, once per record */

  /* template */
  GtkWidget *content;
  GtkLabel *title, *place, *state;
  GtkScrolledWindow *scrolled;
  NhUnitField *unit_field;
  GtkWidget *buttons, *save_next, *remove, *child_records_box;
  GtkMenuButton *history;
  GtkWidget *history_scrolled;
  GtkBox *changes;
};

/* nh-form-pane.c */
/* The base for comparison: the record being saved, else as saved. (borrowed) (nullable) */
NhRecord *nh_form_pane_get_base (NhFormPane *self);
/* Title, state and dirty follow the draft. */
void nh_form_pane_update (NhFormPane *self);
/* Shows the problems of the record's own rules now, and those of all rules when they are read. */
void nh_form_pane_check (NhFormPane *self);
/* The records that references may mean are those of the unit and year of the draft. */
void nh_form_pane_read_references (NhFormPane *self);
void nh_form_pane_notify_read_only (NhFormPane *self);
void nh_put_aside_set (NhPutAside *aside, NhRecord *sealed, NhRecord *origin); /* NULL: empty */

/* Starts a query. (borrowed): it is cancelled when the query is replaced or stopped */
GCancellable *nh_form_pane_start_query (NhFormPane *self, NhPaneQuery query);
/* To be called in its callback with the error of the finish function, before anything else is touched. FALSE: it
 * was cancelled. */
gboolean nh_form_pane_end_query (NhFormPane *self, NhPaneQuery query, const GError *error);
void nh_form_pane_stop_queries (NhFormPane *self);

/* nh-form-pane-open.c */
/* Shows another record. Takes @draft; @origin (transfer none) NULL: as it is now. */
void nh_form_pane_show (NhFormPane *self, NhRecord *draft, NhRecord *origin);
/* The same, and shows its problems and focuses it. */
void nh_form_pane_show_unsaved (NhFormPane *self, NhRecord *draft, NhRecord *origin);
/* Turns the form into a new record, when its record was deleted from the ledger. */
void nh_form_pane_renew (NhFormPane *self);
void nh_form_pane_focus_start (NhFormPane *self); /* unless the pane is hidden */
/* "changed" of the ledger: reads the record again unless the form is dirty. */
void nh_form_pane_follow_ledger (NhFormPane *self, const char *type, GArray *ids);

/* nh-form-pane-save.c */
/* Discards what is typed so that Ctrl+Z brings it back. */
void nh_form_pane_put_aside (NhFormPane *self);
void nh_form_pane_on_save_done (NhFormPane *self, const NhSave *save);
