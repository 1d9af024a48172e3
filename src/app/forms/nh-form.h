/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-catalog.h"
#include "nh-check.h"
#include "nh-form-context.h"

/* The form of one record type. ui/TYPE-form.ui places the fields, the type's table describes them, NhFieldEditor edits
 * them. The form writes into a draft and knows neither the ledger nor how to save.
 *
 * A readable text is in the draft at once; another leaves its field blank and is kept aside. The
 * page finds problems, the form shows them.
 *
 * Keys handled here, before the widgets: Enter, Tab, Down, Shift+Tab, Up, F4, F8, Alt+digit, and Esc and Ctrl+Z while
 * the field is changed. Accelerators of the application come first: an action on Esc or Ctrl+Z has to call
 * nh_form_restore_field(), and an action that leaves or reads the form nh_form_commit().
 *
 * Signals:
 *   "changed"                                 the user changed the draft or a typed text
 *   "accept"                                  Enter in the last visible field
 *   "field-left" (guint field)                the focus left the field, and its text was read: time to check
 *   "folded"                                  a section was folded or unfolded
 *   "waive" (const char *rule, *reason)       the user passed a warning; an empty reason takes that back
 * Action:
 *   "form.waive" (ss)                         the same, activated by the rows of problems */
#define NH_TYPE_FORM (nh_form_get_type ())
G_DECLARE_FINAL_TYPE (NhForm, nh_form, NH, FORM, GtkWidget)

GtkWidget *nh_form_new (const NhRecordType *type);

/* What choices and checks need. @season: nullable */
void nh_form_set_context (NhForm *self, NhCatalog *catalog, const NhRecord *season);
/* Shows @draft and writes into it (a reference is kept; NULL: an empty, insensitive form). Clears problems and
 * typed texts. */
void nh_form_set_draft (NhForm *self, NhRecord *draft);
/* FALSE: its fields are only read. */
void nh_form_set_open (NhForm *self, gboolean open);
/* Its draft and editors, to check them and to keep texts that cannot be read. (borrowed) */
NhFormContext *nh_form_get_context (NhForm *self);
/* The same record of last year, whose values are shown beside the fields. NULL: none. */
void nh_form_set_last_year (NhForm *self, const NhRecord *record);

/* Commits the input method and reads the focused editor into the draft, as if the focus left; it stays. Idempotent. */
void nh_form_commit (NhForm *self);
/* Esc and Ctrl+Z: restores the text that the focused field had when it got the focus, and closes an open list.
 * FALSE: there was neither. */
gboolean nh_form_restore_field (NhForm *self);
/* For saving: from now on nh_form_restore_field() restores the present text. */
void nh_form_accept_field (NhForm *self);

/* Names of the folded sections, "documents,source", for the settings. (transfer full) */
char *nh_form_get_folded (NhForm *self);
void nh_form_set_folded (NhForm *self, const char *names);

/* Shows problems under their fields and in a list at the bottom. For a new record, a field's problems only show after
 * the focus left it, until nh_form_reveal_problems() (when saving was refused). Unreadable fields add their own.
 * @problems: of NhProblem, a reference is kept; NULL or empty clears. */
void nh_form_set_problems (NhForm *self, GPtrArray *problems);
void nh_form_reveal_problems (NhForm *self);

void nh_form_focus_start (NhForm *self);
/* Focuses the first empty field, else as nh_form_focus_start(). */
void nh_form_focus_blank (NhForm *self);
/* Unfolds its section. FALSE: the form has no such field, or it does not apply. */
gboolean nh_form_focus_field (NhForm *self, guint field);
/* F8: focuses the next field with a visible problem, wrapping around. FALSE: there is none. */
gboolean nh_form_focus_next_problem (NhForm *self);
int nh_form_get_focus_field (NhForm *self); /* -1: none */
/* F5: copies the value of the focused field from @record. FALSE: no field has the focus, or the value is blank. */
gboolean nh_form_copy_previous (NhForm *self, const NhRecord *record);
/* The same for @field, wherever the focus is. FALSE: the form does not have it. */
gboolean nh_form_copy_field (NhForm *self, guint field, const NhRecord *record);
/* Reverts the focused field to its value in @record, even a blank one. FALSE: no field has the focus, or it has
 * that value. */
gboolean nh_form_revert_field (NhForm *self, const NhRecord *record);

/* A field of the owner, to which the keys go back from the first one. It is borrowed for the life of the form. */
void nh_form_set_before (NhForm *self, GtkWidget *field);
/* Mnemonics of the surrounding page ("sc") that labels of the form do not use. Before the first draft. */
void nh_form_reserve_mnemonics (NhForm *self, const char *letters);
