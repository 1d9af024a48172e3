/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-catalog.h"
#include "nh-check.h"

/* The editors of one draft, of a form or a part of a batch, and what they share. The owner's struct contains it, and
 * must not move while the editors live. */
typedef struct
{
  NhCatalog *catalog; /* owned, nullable */
  NhRecord *season;   /* owned, nullable */
  NhRecord *draft;    /* owned, nullable */
  NhDate date_hint;   /* the day last entered: completes partial dates */
  gboolean whole;     /* all problems may show: the record is saved, or saving was refused */
  GPtrArray *editors; /* owned: of NhFieldEditor*, in the order of the .ui; they belong to their parents */
} NhFormContext;

/* Between the text of an editor and the draft: a readable text goes into the draft, another is kept as typed and leaves
 * the draft's field blank. Has no widgets. Functions need a draft in the context unless documented otherwise. */
typedef struct
{
  const NhRecordType *type;
  const NhField *field; /* of its table */
  guint index;
  NhFormContext *context; /* borrowed from the form */
  char *typed;            /* owned: a text that cannot be read; NULL: readable */
  NhProblem unreadable;   /* its members are owned; text: why not, NULL: readable */
  gboolean writing;       /* a "changed" of the draft is our own */
  gboolean both;          /* the text has another field's value, too: a span's last day, "hơn" of a number */
} NhFieldText;

/* A text that replaces one of two values blanks the other, too. */
void nh_field_text_read (NhFieldText *self, const char *text);
/* Reads two values, and fills in both fields: a span of days, "9-13/8", in the field of the first; "hơn 250" in that of
 * the number. FALSE: @text is nothing of that, or the field has no other. */
gboolean nh_field_text_read_both (NhFieldText *self, const char *text);
/* "09–13/08/2026", "hơn 250". NULL: only one is there. (transfer full) */
char *nh_field_text_format_both (NhFieldText *self);
/* Needs no draft. @text and @error nullable: readable. */
void nh_field_text_set_typed (NhFieldText *self, const char *text, const GError *error);
/* Lets the day in the field complete partial dates from now on. */
void nh_field_text_remember_day (NhFieldText *self);
const NhValue *nh_field_text_get_value (const NhFieldText *self);
/* Its text cannot be read, and the field applies to the record. Needs no draft. */
gboolean nh_field_text_is_unreadable (const NhFieldText *self);
