/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-draft-keeper.h"
#include "nh-form-pane.h"
#include "nh-related.h"

G_BEGIN_DECLS

/* Saving of one record, in the order it was asked for. */
typedef struct
{
  NhRecord   *sealed;   /* owned: what is saved */
  NhRecord   *origin;   /* owned: what it was before */
  GPtrArray  *problems; /* owned (nullable): found by all rules */
  gboolean    begun;    /* it is being checked or written */
  gboolean    again;    /* asked once more while it was under way … */
  NhAfterSave then;     /* … and what is to come after it */
} NhSaving;

/* Something that waits until all is saved. */
typedef struct
{
  NhLeft   then;
  gpointer data;
} NhWaiting;

enum { NH_FORM_PANE_OPENED, NH_FORM_PANE_SAVED, NH_FORM_PANE_STATE_CHANGED, NH_FORM_PANE_RELATED_WANTED, NH_FORM_PANE_N_SIGNALS };
extern guint nh_form_pane_signals[NH_FORM_PANE_N_SIGNALS];

/* A question under way, and what it was about: its answer counts while it is the one in its slot. */
typedef struct
{
  NhFormPane   *pane;          /* owned */
  GCancellable *cancellable;   /* owned */
  guint         edits;
  NhRecord     *draft;         /* owned (nullable): to be restored */
} NhAsked;

struct _NhFormPane
{
  GtkWidget parent_instance;

  NhSession *session;            /* owned */
  const NhRecordType *type;
  NhDraftKeeper *keeper;         /* owned */
  NhForm *form;
  NhRecord *draft;               /* owned (nullable) */
  NhRecord *origin;              /* owned (nullable): the record as saved, or as begun */
  NhRecord *pending;             /* owned (nullable): the record as it is being saved */
  NhRecord *discarded;           /* owned (nullable): what Esc threw away, until something else is typed or shown … */
  NhRecord *discarded_origin;    /* owned (nullable): … and what it was before */
  NhRecord *last;                /* owned (nullable): saved last, for sticky fields, F5 and Ctrl+D */
  GQueue savings;                /* of NhSaving; the first is under way */
  GQueue waiting;                /* of NhWaiting, for the last of them */
  GCancellable *loading;         /* owned (nullable) */
  GCancellable *checking;        /* owned (nullable) */
  GCancellable *referring;       /* owned (nullable): what references may mean */
  GCancellable *comparing;       /* owned (nullable): last year's record */
  NhRelated *related;            /* (nullable) once the template is gone */
  guint edits;                   /* +1 at each change: late answers are dropped */
  gboolean dirty;
  gboolean refused;              /* the notice tells why a save was refused … */
  int refused_field;             /* … and which field it stopped at; -1: none */
  gboolean warned;               /* that nothing can be saved, at the first key typed into a record for reading only */

  /* template */
  GtkWidget *content;
  GtkLabel *title, *place, *state;
  GtkScrolledWindow *scrolled;
  GtkWidget *buttons, *related_box;
  GtkMenuButton *history;
  GtkPopover *history_popover;
};

/* Puts another record into the form. Takes @draft over; @origin (transfer none) NULL: as it is now. */
void        nh_form_pane_show           (NhFormPane *self, NhRecord *draft, NhRecord *origin);
void        nh_form_pane_update         (NhFormPane *self);                       /* title, state, dirty */
void        nh_form_pane_check          (NhFormPane *self);                       /* at once, and with all rules a little later */
GPtrArray  *nh_form_pane_check_now      (NhFormPane *self);                       /* (transfer full) */
NhSaving   *nh_form_pane_find_saving    (NhFormPane *self, const char *uuid);     /* (nullable) */
void        nh_form_pane_tell_read_only (NhFormPane *self);
void        nh_form_pane_focus_start    (NhFormPane *self);                       /* when the pane is on the screen */
/* The record it edits is gone: what stands in the form becomes a new one. */
void        nh_form_pane_renew          (NhFormPane *self);
void        nh_form_pane_cancel_saving  (NhFormPane *self);                       /* the pane goes away */
void        nh_form_pane_clear_refusal  (NhFormPane *self);                       /* the notice of it goes */
void        nh_form_pane_stop           (GCancellable **slot);                    /* the question in it, if any */
void        nh_form_pane_stop_all       (NhFormPane *self);
NhAsked    *nh_form_pane_ask            (NhFormPane *self, GCancellable **slot);  /* in place of the one in @slot; (transfer full) */
void        nh_asked_free               (NhAsked *asked);
gboolean    nh_form_pane_is_read_only   (NhFormPane *self);
void        nh_form_pane_look_back      (NhFormPane *self);                       /* for last year's record */
void        nh_form_pane_offer          (NhFormPane *self);                       /* the records that references may mean */
void        nh_form_pane_forget_discarded (NhFormPane *self);
void        nh_form_pane_follow_ledger  (NhFormPane *self, const char *type, GArray *ids);   /* it changed: what the form shows is read anew */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhAsked, nh_asked_free)

G_END_DECLS
