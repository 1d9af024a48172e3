/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The words that stand before a number that is not exact: "hơn 250". Of a sum the kinds of its parts are put together.
 * SQL gives only the smallest and the greatest bit of the parts; the order of the bits is such that these two suffice.
 */
typedef enum
{
  NH_QUALIFIER_LEAST = 1 << 0, /* ít nhất */
  NH_QUALIFIER_MORE = 1 << 1,  /* hơn */
  NH_QUALIFIER_OVER = 1 << 2,  /* trên */
  NH_QUALIFIER_ABOUT = 1 << 3, /* khoảng */
  NH_QUALIFIER_UNDER = 1 << 4, /* gần */
} NhQualifier;

/* Of a number with such a word the true one may be more, or less. */
#define NH_QUALIFIER_UP (NH_QUALIFIER_LEAST | NH_QUALIFIER_MORE | NH_QUALIFIER_OVER | NH_QUALIFIER_ABOUT)
#define NH_QUALIFIER_DOWN (NH_QUALIFIER_UNDER | NH_QUALIFIER_ABOUT)

/* A code of codebook "qualifier", and its title there. */
typedef struct
{
  const char *code, *title;
  NhQualifier kind;
} NhQualifierWord;

const NhQualifierWord *nh_qualifier_words (guint *n_words);
guint nh_qualifier_from_code (const char *code); /* (nullable); 0: none */
/* The word of a sum of @kinds: "trên" also for "hơn" and "trên", "khoảng" for other mixtures. An @open sum lacks
 * numbers, so that "khoảng" and "gần" are "ít nhất khoảng". (nullable): none */
const char *nh_qualifier_of_sum (guint kinds, gboolean open);
/* The word that @text begins with, also written in another way: "xấp xỉ 90", "~90"; @rest: what stands behind it. NULL:
 * none. */
const NhQualifierWord *nh_qualifier_skip (const char *text, const char **rest);
/* The first such word in @text. NULL: none. */
const NhQualifierWord *nh_qualifier_find (const char *text);
