/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* How well a query matches a title, in all searches for choices and units. Compared word by word; marks count in
 * words typed with marks. */
typedef enum
{
  NH_MATCH_EXACT,     /* the code, or all words of a title */
  NH_MATCH_BEGINNING, /* the beginning of a title: "khu d" of "Khu dân cư" */
  NH_MATCH_INITIALS,  /* beginnings of its words, from the first: "x cam nh" of "Xã Cẩm Nhượng" */
  NH_MATCH_INSIDE,    /* beginnings of words that follow each other: "hoi hoa" of "Vận động xã hội hóa" */
  NH_MATCH_ANYWHERE,  /* each typed word is in some word */
  NH_MATCH_NONE,
} NhMatchRank;

/* The searchable texts of an entry, split into words. */
typedef struct _NhMatchText NhMatchText;
NhMatchText *nh_match_text_new (const char *code, ...) G_GNUC_NULL_TERMINATED; /* titles; "" ones are left out */
void nh_match_text_free (NhMatchText *self);

typedef struct _NhMatchQuery NhMatchQuery;
NhMatchQuery *nh_match_query_new (const char *text);
void nh_match_query_free (NhMatchQuery *self);

/* An empty query matches everything exactly. */
NhMatchRank nh_match_rank (const NhMatchText *text, const NhMatchQuery *query);
/* Is that rank NH_MATCH_EXACT? Asked in less time. */
gboolean nh_match_is_exact (const NhMatchText *text, const NhMatchQuery *query);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhMatchText, nh_match_text_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhMatchQuery, nh_match_query_free)
