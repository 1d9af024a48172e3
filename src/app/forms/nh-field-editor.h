/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-catalog.h"
#include "nh-check.h"
#include "nh-record.h"

G_BEGIN_DECLS

/* What the editors of one form share. Owned by the form. */
typedef struct
{
  NhCatalog      *catalog;     /* owned, nullable */
  NhRecord       *season;      /* owned, nullable */
  NhRecord       *draft;       /* owned, nullable */
  NhDate          date_hint;   /* the day last typed: fills in a partial date */
  gboolean        whole;       /* every problem may show: a saved record, or saving was refused */
} NhFormContext;

/* One field of a form: label, last year's value, control, echo, problems. Which field: its property "field"; "wide" gives it a row
 * for itself; "main" gives its label a mnemonic before the others; "bare": the control alone, a cell of a grid that has its own headings
 * and tells the problems in its own place. What it is, it learns from the type's table (attach).
 *
 * It reads at every change by the clerk: a readable text goes into the draft, another is kept as "typed" and leaves the draft's field
 * blank. On leaving, the text takes its usual form. It complains only once it was left.
 *
 * Signals: "changed"; "entered"; "left". */
#define NH_TYPE_FIELD_EDITOR (nh_field_editor_get_type ())
G_DECLARE_FINAL_TYPE (NhFieldEditor, nh_field_editor, NH, FIELD_EDITOR, GtkWidget)

/* FALSE when the type has no such field or nobody enters it. */
gboolean        nh_field_editor_attach           (NhFieldEditor *self, const NhRecordType *type, NhFormContext *context);
const char     *nh_field_editor_get_name         (NhFieldEditor *self);
guint           nh_field_editor_get_index        (NhFieldEditor *self);
const NhField  *nh_field_editor_get_field        (NhFieldEditor *self);
GtkWidget      *nh_field_editor_get_control      (NhFieldEditor *self);
GtkWidget      *nh_field_editor_get_target       (NhFieldEditor *self);     /* what has the field's accessible name and state */
gboolean        nh_field_editor_is_main          (NhFieldEditor *self);
const char     *nh_field_editor_get_title        (NhFieldEditor *self);     /* translated, without the star */
/* The letter that focuses it with Alt; '\0': none. */
void            nh_field_editor_set_mnemonic     (NhFieldEditor *self, char letter);
char            nh_field_editor_get_mnemonic     (NhFieldEditor *self);

/* A new draft: shows it, forgets problems, typed text and that it was left. */
void            nh_field_editor_reset            (NhFieldEditor *self);
/* The draft's value changed elsewhere, or its day did: shows value and choices anew, unless the clerk is just typing it. */
void            nh_field_editor_refresh          (NhFieldEditor *self);
/* As if it was left: reads it, puts the text in its usual form, may complain. What it had when entered can still be restored. */
void            nh_field_editor_conclude         (NhFieldEditor *self);
/* From now on nh_field_editor_restore() gives back what stands there now. */
void            nh_field_editor_accept           (NhFieldEditor *self);
/* Gives back what it had when it was entered, and closes its list. FALSE: nothing to give back, no list to close. */
gboolean        nh_field_editor_restore          (NhFieldEditor *self);
/* As if the clerk had typed it. */
void            nh_field_editor_type             (NhFieldEditor *self, const char *text);

char           *nh_field_editor_get_text         (NhFieldEditor *self);     /* (transfer full) */
const char     *nh_field_editor_get_typed        (NhFieldEditor *self);     /* NULL: readable */
const char     *nh_field_editor_get_typed_error  (NhFieldEditor *self);     /* NULL: readable */
/* Its text cannot be read, and the record wants one there. */
gboolean        nh_field_editor_is_unreadable    (NhFieldEditor *self);

/* Takes from @problems what is this field's; shows it if it may complain. */
void            nh_field_editor_set_problems     (NhFieldEditor *self, GPtrArray *problems);
/* What shows under it now: of const NhProblem*. (borrowed) */
GPtrArray      *nh_field_editor_get_problems     (NhFieldEditor *self);
/* While it is being mended: shows no longer what is not in @found any more. TRUE: something went. */
gboolean        nh_field_editor_retain_problems  (NhFieldEditor *self, GPtrArray *found);
GtkWidget      *nh_field_editor_get_problem_button (NhFieldEditor *self);   /* first to pass a warning; NULL: none shown */

void            nh_field_editor_set_last_year    (NhFieldEditor *self, const NhRecord *record);
gboolean        nh_field_editor_has_focus        (NhFieldEditor *self);     /* the control, not its problems */
/* Keys of a choice. TRUE: used up. */
gboolean        nh_field_editor_handle_key       (NhFieldEditor *self, guint keyval, GdkModifierType state);
/* To the next (previous) part within it. FALSE: at its end. */
gboolean        nh_field_editor_step             (NhFieldEditor *self, int delta);
gboolean        nh_field_editor_keeps_enter      (NhFieldEditor *self);

G_END_DECLS
