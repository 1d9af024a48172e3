/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define NH_SENTENCE_MOST 2000 /* characters of a text that the office writes */

/* A sentence of the short and the whole report, made from values in braces: "Ngày hội đã thu hút {người tham gia}.".
 * "[ và {x}]" is left out where a value that stands in it is empty; of "[{x}|{y}]" the first part without an empty
 * value is used. The office may write its own text, which the ledger keeps in a setting. */
typedef struct
{
  const char *name;      /* "attendance" */
  const char *title;     /* N_() */
  const char *text;      /* what stands there where the office has said nothing */
  const char *values[8]; /* names of values that may stand in it, NULL at the end */
} NhSentence;

const NhSentence *nh_sentences (guint *n_sentences);
const NhSentence *nh_sentence_find (const char *name); /* (nullable) */
/* The setting in which the ledger keeps the office's own text. (transfer full) */
char *nh_sentence_setting (const NhSentence *sentence);
/* What was typed as it is kept: composed letters, no blanks at its ends; "" where nothing is left or it is the standard
 * one, which then stands in the report. (transfer full) */
char *nh_sentence_clean (const NhSentence *sentence, const char *text);
/* FALSE and NH_ERROR_INVALID: a value is not one of the sentence, a bracket or brace has no other one, or the text is
 * longer than NH_SENTENCE_MOST. */
gboolean nh_sentence_check (const NhSentence *sentence, const char *text, GError **error);
/* Names of values that the sentence has and @text has not: "{quà}, {đối tượng nhận}"; "" (transfer full) */
char *nh_sentence_left_out (const NhSentence *sentence, const char *text);
/* @text is one that nh_sentence_check() passes; @values: name → text, a missing one is empty. Begins with a capital.
 * (transfer full) */
char *nh_sentence_fill (const char *text, GHashTable *values);
