/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-draft.h"
#include "nh-form.h"
#include "nh-session.h"

/* The right side of a page: the form of one record, with loading and saving. Input is never lost: it stays in the form
 * until it is saved or discarded, and is kept as a draft two seconds after each change.
 *
 *   load / new ──▶ form ──typing──▶ dirty ──save──▶ rules of the record (at once) ──block──▶ problems are shown
 *                   ▲                                   │ none
 *                   │                                   ▼
 *                   └── next record (at once) ◀── NhSaveQueue: all rules (reader) ─▶ write (writer) ─▶ "saved"
 *                                                   │ block, full disk, conflict
 *                                                   ▼
 *                                  comes back into the form, or is offered in the notice
 *
 * So the clerk never waits for the disk between two records.
 * Signals:
 *   "opened" (gint64 id)                       another record is in the form; 0: a new one
 *   "saved" (gint64 id, gboolean stays)        @stays: it is still in the form
 *   "state-changed" ()                         dirty or saving or not */
#define NH_TYPE_FORM_PANE (nh_form_pane_get_type ())
G_DECLARE_FINAL_TYPE (NhFormPane, nh_form_pane, NH, FORM_PANE, GtkWidget)

typedef enum
{
  NH_AFTER_STAY,
  NH_AFTER_NEW
} NhAfterSave;

/* @may: FALSE if the user cancelled. */
typedef void (*NhLeft) (gboolean may, gpointer data);

GtkWidget *nh_form_pane_new (NhSession *session, const NhRecordType *type);
NhForm *nh_form_pane_get_form (NhFormPane *self);
gint64 nh_form_pane_get_id (NhFormPane *self);     /* of the record in the form; 0: a new one */
gboolean nh_form_pane_is_dirty (NhFormPane *self); /* differs from the record saved or being saved */
gboolean nh_form_pane_is_saving (NhFormPane *self);
/* Calls @then when all saves have ended: at once, or later. FALSE: the pane was closed. Use it before changing a record
 * elsewhere: the reader checks a save before the writer gets it. */
void nh_form_pane_wait (NhFormPane *self, NhLeft then, gpointer data);

/* These replace what is in the form: nh_form_pane_leave() first. */
void nh_form_pane_load (NhFormPane *self, gint64 id);
void nh_form_pane_start_new (NhFormPane *self); /* sticky fields come from the record saved last */
/* A saved record gives way to a new one; the focus stays where it is. Does nothing to unsaved input. */
void nh_form_pane_put_away (NhFormPane *self);
/* The record saved last. (nullable) (transfer none) */
NhRecord *nh_form_pane_get_last (NhFormPane *self);
void nh_form_pane_set_last (NhFormPane *self, NhRecord *last);
void nh_form_pane_start_copy (NhFormPane *self);              /* all fields do */
void nh_form_pane_restore (NhFormPane *self, NhDraft *draft); /* takes @draft */
/* A new draft with the sticky fields of the record in the form, or of the one saved last. (transfer full) */
NhRecord *nh_form_pane_make_alike (NhFormPane *self);

/* FALSE: it was refused at once, and the reason is shown. */
gboolean nh_form_pane_save (NhFormPane *self, NhAfterSave after);
/* The record in the form was handed in by its unit, and its first change here is to be asked about: @may is TRUE when
 * it may be changed; at once where nothing is to be asked. */
gboolean nh_form_pane_is_guarded (NhFormPane *self);
void nh_form_pane_ask_guard (NhFormPane *self, NhLeft then, gpointer data);
/* The same before records of @units (of gint64) are changed: one question for all; none, and @then at once, where
 * nothing is to be asked. @only: it is the record in the form. */
void nh_form_pane_ask_guard_of (NhFormPane *self, GArray *units, gboolean only, NhLeft then, gpointer data);
/* Asks Save / Discard / Cancel if the form is dirty; a record that cannot be saved yet can be left as a draft, too. */
void nh_form_pane_leave (NhFormPane *self, NhLeft left, gpointer data);
void nh_form_pane_discard (NhFormPane *self);
/* Esc: restores the focused field; after a refused save the field that was refused; else discards all. */
void nh_form_pane_escape (NhFormPane *self);
/* Ctrl+Z: undoes Esc, or restores the focused field. FALSE: there is nothing to undo here. */
gboolean nh_form_pane_undo_field (NhFormPane *self);
gboolean nh_form_pane_can_undo (NhFormPane *self);
void nh_form_pane_copy_previous (NhFormPane *self); /* F5: the focused field from the record saved last */
void nh_form_pane_show_history (NhFormPane *self);  /* Ctrl+H */
/* Keeps the draft now: the window closes. */
void nh_form_pane_keep (NhFormPane *self);
/* Call before the ledger is closed: waits for the mirror of the draft, then ignores changes. */
void nh_form_pane_finish (NhFormPane *self);
