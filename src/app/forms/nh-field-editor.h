/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-check.h"
#include "nh-field-text.h"
#include "nh-problem-box.h"

/* One field of a form: label, last year's value, control, echo, problems.
 * Properties: "field", its name in the type's table; "wide": has a row for itself; "main": gets its mnemonic before
 * others; "bare": the control alone, where the owner shows label and errors (a cell of a grid).
 *
 * Every change by the user is read: a readable text goes into the draft, another is kept as typed and leaves the
 * draft's field blank. When the focus leaves, the text is shown in its usual form; problems only show from then on.
 *
 * Signals: "changed", "entered", "left". */
#define NH_TYPE_FIELD_EDITOR (nh_field_editor_get_type ())
G_DECLARE_FINAL_TYPE (NhFieldEditor, nh_field_editor, NH, FIELD_EDITOR, GtkWidget)

/* Binds it to its field. FALSE: the type has no such field, or it is never entered. */
gboolean nh_field_editor_attach (NhFieldEditor *self, const NhRecordType *type, NhFormContext *context);
const char *nh_field_editor_get_name (NhFieldEditor *self);
guint nh_field_editor_get_index (NhFieldEditor *self);
const NhField *nh_field_editor_get_field (NhFieldEditor *self);
GtkWidget *nh_field_editor_get_target (NhFieldEditor *self); /* the widget with the accessible name and state */
gboolean nh_field_editor_is_main (NhFieldEditor *self);
const char *nh_field_editor_get_title (NhFieldEditor *self); /* translated, without the asterisk */
/* The letter that focuses it with Alt, by its place in the title; NULL: none. */
void nh_field_editor_set_mnemonic (NhFieldEditor *self, const char *letter);

/* For a new draft: shows it and clears problems and typed text. */
void nh_field_editor_reset (NhFieldEditor *self);
/* For a change of the draft elsewhere: updates value and choices, unless the change comes from this editor. */
void nh_field_editor_refresh (NhFieldEditor *self);
/* As if the focus left: commits the composition, reads the text, shows it in its usual form with its problems. The
 * text from before can still be restored. */
void nh_field_editor_conclude (NhFieldEditor *self);
/* From now on nh_field_editor_restore() restores the present text. */
void nh_field_editor_accept (NhFieldEditor *self);
/* Restores the text from when the focus came, and closes an open list. FALSE: there was neither. */
gboolean nh_field_editor_restore (NhFieldEditor *self);
/* Sets the text as if the user typed it. */
void nh_field_editor_type (NhFieldEditor *self, const char *text);

char *nh_field_editor_get_text (NhFieldEditor *self); /* (transfer full) */
/* To ask for a text that cannot be read, and why not. (transfer none) */
const NhFieldText *nh_field_editor_get_field_text (NhFieldEditor *self);

/* Shows the field's own among @problems (a reference is kept), as soon as they may show. @problems: nullable */
void nh_field_editor_set_problems (NhFieldEditor *self, GPtrArray *problems);
NhProblemBox *nh_field_editor_get_problem_box (NhFieldEditor *self); /* those shown now */

/* What the blank field will be when the record is saved, shown greyed. @text: nullable */
void nh_field_editor_set_placeholder (NhFieldEditor *self, const char *text);
void nh_field_editor_set_last_year (NhFieldEditor *self, const NhRecord *record);
gboolean nh_field_editor_has_focus (NhFieldEditor *self); /* the control, not the problems */
/* Keys of a choice entry. TRUE: handled. */
gboolean nh_field_editor_handle_key (NhFieldEditor *self, guint keyval, GdkModifierType state);
/* Moves the focus to the next (previous) part of the control. FALSE at its end. */
gboolean nh_field_editor_step (NhFieldEditor *self, int delta);
gboolean nh_field_editor_keeps_enter (NhFieldEditor *self);
