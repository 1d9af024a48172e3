/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-field-editor.h"
#include "nh-form-section.h"
#include "nh-form.h"

/*   NhForm
 *    ├─ scrolled ─ content
 *    │              ├─ root (from the .ui): NhFormSection… ─ NhFieldEditor…
 *    │              └─ problem_list
 *    └─ hint: what to type in the focused field */
struct _NhForm
{
  GtkWidget parent;

  const NhRecordType *type;
  NhFormContext context;
  NhRecord *last_year; /* owned, nullable */
  GPtrArray *sections; /* of NhFormSection*, in the order of the .ui (borrowed from the tree) */
  GPtrArray *problems; /* owned, nullable: of NhProblem, as set by the page */

  GtkWidget *root;
  GtkWidget *before;        /* a field of the owner above the form (borrowed, nullable) */
  NhFieldEditor *came_from; /* where the focus was before Alt+digit (borrowed from the tree, nullable) */
  char *shown_problems;     /* what the list shows (nh_problems_differ) */

  /* template */
  GtkWidget *scrolled, *content, *problem_list, *problem_title, *problem_rows, *hint;
};

typedef enum
{
  NH_FORM_CHANGED,
  NH_FORM_ACCEPT,
  NH_FORM_FIELD_LEFT,
  NH_FORM_FOLDED,
  NH_FORM_WAIVE,
  NH_FORM_N_SIGNALS
} NhFormSignal;
extern guint nh_form_signals[NH_FORM_N_SIGNALS];

NhFieldEditor *nh_form_get_focus_editor (NhForm *self); /* with the focus in its control (nullable) */
gboolean nh_form_is_open (GtkWidget *editor);           /* shown, in an open section */

/* nh-form-keys.c */
gboolean nh_form_on_key_pressed (NhForm *self, guint keyval, guint keycode, GdkModifierType state);

/* nh-form-problems.c */
void nh_form_update_problem_list (NhForm *self);
void nh_form_clear_mended (NhForm *self); /* hides problems that are solved */
void nh_form_waive (NhForm *self, const char *rule, const char *reason);
