/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-field-editor.h"

/* What is done with all editors of a form, or of a part of a batch. */

/* An object of ui/TYPE-@file.ui: "form" of "form", "common" or "row" of "batch". (transfer full) */
GtkWidget *nh_form_context_build (const NhRecordType *type, const char *file, const char *part);
/* Adds all editors in @root, itself included. */
void nh_form_context_add (NhFormContext *self, const NhRecordType *type, GtkWidget *root);
void nh_form_context_clear (NhFormContext *self);
/* The editor of a field. (nullable) */
NhFieldEditor *nh_form_context_find (NhFormContext *self, int field);
/* Gives the labels their letters, main fields first. @reserved: letters to leave out, lower case. */
void nh_form_context_set_mnemonics (NhFormContext *self, const char *reserved);
/* For a change of the draft elsewhere. */
void nh_form_context_refresh (NhFormContext *self);
/* Runs the rules of the draft. A text that cannot be read is a blocking problem, rule "TYPE.unreadable", in place of
 * those of its field. (transfer full): of NhProblem */
GPtrArray *nh_form_context_check (NhFormContext *self);

/* Texts that cannot be read and so are not in the draft: field name → text. */
gboolean nh_form_context_has_typed (NhFormContext *self);
/* Adds them to @typed; NULL: to a new table. (transfer full): of @typed */
GHashTable *nh_form_context_collect_typed (NhFormContext *self, GHashTable *typed);
/* Sets them as if the user typed them. @typed: nullable */
void nh_form_context_restore_typed (NhFormContext *self, GHashTable *typed);
