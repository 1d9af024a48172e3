/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-catalog.h"
#include "nh-check.h"
#include "nh-record.h"

G_BEGIN_DECLS

/* The form of one record type: ui/TYPE-form.ui says where a field stands, the type's table says what it is, NhFieldEditor how it
 * is entered. The form edits a draft and knows neither the ledger nor how to save.
 *
 * Every readable text is in the draft at once; one that cannot be read leaves its field blank in the draft and is kept aside
 * (nh_form_get_typed()). Problems are found by the page (nh_record_check()) and shown here.
 *
 * Keys it handles itself, before the widgets: Enter, Tab, Down, Shift+Tab, Up, F4, F8, Alt+digit, Esc and Ctrl+Z while the field
 * is changed. Accelerators of the application come even before it: an action on Esc or Ctrl+Z asks nh_form_restore_field() first,
 * and every action that leaves or reads the form calls nh_form_commit() first.
 *
 * Signals:
 *   "changed"                                  the draft or a typed text changed by the clerk
 *   "accept"                                   Enter on the last open field
 *   "field-left" (guint field)                 the field lost the focus, its text is read and put in its usual form: time to check
 *   "waive"      (const char *rule, *reason)   a warning was passed; the draft has it already. An empty reason: taken back
 * Property:
 *   "folded"     names of the folded sections, "documents,source": to be bound to a setting */
#define NH_TYPE_FORM (nh_form_get_type ())
G_DECLARE_FINAL_TYPE (NhForm, nh_form, NH, FORM, GtkWidget)

GtkWidget *nh_form_new (const NhRecordType *type);
const NhRecordType *nh_form_get_record_type (NhForm *self);

/* What choices and checks ask; @season nullable. */
void nh_form_set_context (NhForm *self, NhCatalog *catalog, const NhRecord *season);
/* Shows a draft (kept and written into; NULL: an empty, insensitive form). Problems and typed texts of the one before are gone. */
void nh_form_set_draft (NhForm *self, NhRecord *draft);
NhRecord *nh_form_get_draft (NhForm *self);                             /* (nullable) (borrowed) */
/* The same record of last year: its values stand grey beside the fields. NULL: none. */
void nh_form_set_last_year (NhForm *self, const NhRecord *record);

/* Ends the input method's composition and reads the focused editor into the draft, as if it was left; the focus stays. Idempotent. */
void nh_form_commit (NhForm *self);
/* Esc and Ctrl+Z: gives the focused field back what it had when it was entered, and closes the list of a choice. FALSE when there was
 * neither anything to give back nor a list. */
gboolean nh_form_restore_field (NhForm *self);
/* The draft is being saved as it is: from now on nh_form_restore_field() gives back what stands in the field now. */
void nh_form_accept_field (NhForm *self);

/* Texts that cannot be read: field name → text. (transfer full) (not nullable: may be empty) */
GHashTable *nh_form_get_typed (NhForm *self);
void nh_form_restore_typed (NhForm *self, GHashTable *typed);          /* nullable */
gboolean nh_form_has_unreadable (NhForm *self);
/* One blocking problem, rule "TYPE.unreadable", for each of them. (transfer full): of NhProblem */
GPtrArray *nh_form_get_unreadable (NhForm *self);

/* Shows problems: under their fields and as a list at the foot. Of a new record only those of fields that were left already,
 * until nh_form_reveal_problems() (to be called when saving was refused). Unreadable fields add their own. @problems: of NhProblem,
 * a reference is taken; NULL or empty clears. */
void nh_form_set_problems (NhForm *self, GPtrArray *problems);
void nh_form_reveal_problems (NhForm *self);

void nh_form_focus_start (NhForm *self);
/* To the first field that is still empty, past those carried over from the record before; else as nh_form_focus_start(). */
void nh_form_focus_blank (NhForm *self);
/* Opens the section where it is folded. FALSE: no such field in the form, or it does not apply. */
gboolean nh_form_focus_field (NhForm *self, guint field);
/* F8: the next field with a shown problem, round again at the end. FALSE: there is none. */
gboolean nh_form_focus_next_problem (NhForm *self);
int nh_form_get_focus_field (NhForm *self);                             /* -1: none */
/* F5: the focused field takes the value it has in @record. FALSE: no field has the focus, or @record has nothing there. */
gboolean nh_form_copy_previous (NhForm *self, const NhRecord *record);
/* The focused field is what it is in @record again, blank too. FALSE: no field has the focus, or it is so already. */
gboolean nh_form_revert_field (NhForm *self, const NhRecord *record);

/* Letters of the surrounding page's own mnemonics ("sc"): labels of the form keep off them. Before the first draft. */
void nh_form_reserve_mnemonics (NhForm *self, const char *letters);

G_END_DECLS
