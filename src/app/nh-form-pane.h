/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-draft.h"
#include "nh-form.h"
#include "nh-session.h"

G_BEGIN_DECLS

/* The right side of a page: one record in its form, and all that happens to it. What is typed is never lost: it stands in the form
 * until it is saved or the clerk discards it, and two seconds after each change in the draft too.
 *
 *   load / new ──▶ form ──typing──▶ dirty ──save──▶ rules of the record (at once) ──block──▶ shown, focus goes there
 *                   ▲                                   │ none
 *                   │                                   ▼
 *                   └── next record (at once) ◀── queue: all rules (reader) ─▶ write (writer) ─▶ "saved"
 *                                                   │ block, full disk, conflict
 *                                                   ▼
 *                                  comes back into the form, or is offered in the notice
 *
 * So a fast typist never waits for the disk between two records.
 * Signals: "opened" (gint64 id) another record stands in the form, 0: a new one; "saved" (gint64 id, gboolean stays);
 * "state-changed" () dirty or not; "related-wanted" (const NhRecordType *type) the list of those that belong to the record. */
#define NH_TYPE_FORM_PANE (nh_form_pane_get_type ())
G_DECLARE_FINAL_TYPE (NhFormPane, nh_form_pane, NH, FORM_PANE, GtkWidget)

typedef enum { NH_AFTER_STAY, NH_AFTER_NEW } NhAfterSave;

/* @may: FALSE when the clerk wants to stay. */
typedef void (*NhLeft) (gboolean may, gpointer data);

GtkWidget *nh_form_pane_new           (NhSession *session, const NhRecordType *type);
NhForm    *nh_form_pane_get_form      (NhFormPane *self);
gint64     nh_form_pane_get_id        (NhFormPane *self);          /* of the record in the form; 0: a new one */
gboolean   nh_form_pane_is_dirty      (NhFormPane *self);          /* differs from what is saved or being saved */
gboolean   nh_form_pane_is_saving     (NhFormPane *self);          /* "state-changed" when the last one is through */
/* Calls @then when nothing is on its way to the disk: at once, or later. FALSE: the pane goes away. What comes after a save must not
 * overtake it on the way to the writer, since a save is checked by the reader first. */
void       nh_form_pane_wait          (NhFormPane *self, NhLeft then, gpointer data);

/* These three replace what stands in the form: nh_form_pane_leave() first. */
void       nh_form_pane_load          (NhFormPane *self, gint64 id);
void       nh_form_pane_start_new     (NhFormPane *self);          /* sticky fields carried over from the last saved */
void       nh_form_pane_start_copy    (NhFormPane *self);          /* all fields of the last saved */
/* A new draft with what carries over from the record in the form, or from the one before: for more of its kind. (transfer full) */
NhRecord  *nh_form_pane_make_alike    (NhFormPane *self);
void       nh_form_pane_restore       (NhFormPane *self, NhDraft *draft);

/* FALSE when it was refused at once; it says why itself. */
gboolean   nh_form_pane_save          (NhFormPane *self, NhAfterSave after);
/* Asks Save / Discard / Cancel when there is something unsaved. */
void       nh_form_pane_leave         (NhFormPane *self, NhLeft left, gpointer data);
void       nh_form_pane_discard       (NhFormPane *self);          /* back to what is saved */
/* Esc: the field; after a refused save what it stopped at; then the record. */
void       nh_form_pane_escape        (NhFormPane *self);
/* Ctrl+Z: what Esc threw away, or a changed field. FALSE: there is nothing to take back here. */
gboolean   nh_form_pane_undo_field    (NhFormPane *self);
gboolean   nh_form_pane_can_undo      (NhFormPane *self);
void       nh_form_pane_copy_previous (NhFormPane *self);          /* F5 */
void       nh_form_pane_show_history  (NhFormPane *self);          /* Ctrl+H: who changed what is saved */
/* Keeps the draft now: the window closes. */
void       nh_form_pane_keep          (NhFormPane *self);
/* Waits for the mirror of the draft; nothing is kept any more. The ledger is about to close. */
void       nh_form_pane_finish        (NhFormPane *self);

G_END_DECLS
