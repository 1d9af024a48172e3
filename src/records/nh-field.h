/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

typedef struct _NhRecord NhRecord;
typedef struct _NhCheck NhCheck;

typedef enum
{
  NH_KIND_TEXT,    /* one line */
  NH_KIND_LINES,   /* several lines */
  NH_KIND_NAME,    /* a person's name: sorted by the last word */
  NH_KIND_INTEGER, /* whole number, ≥ 0 */
  NH_KIND_MONEY,   /* whole đồng */
  NH_KIND_DATE,
  NH_KIND_CHOICE, /* one code of a codebook */
  NH_KIND_MANY,   /* several codes of a codebook */
  NH_KIND_YES_NO,
  NH_KIND_AMOUNTS,   /* several (code of a codebook, amount in đồng): funding by source */
  NH_KIND_REFERENCE, /* id of another record */
  NH_N_KINDS
} NhKind;

typedef enum
{
  NH_FIELD_NONE = 0,
  NH_FIELD_REQUIRED = 1 << 0,
  NH_FIELD_SEARCHED = 1 << 1,  /* part of the search text */
  NH_FIELD_LISTED = 1 << 2,    /* a default column of the list */
  NH_FIELD_STICKY = 1 << 3,    /* carried over to the next new record */
  NH_FIELD_PERSONAL = 1 << 4,  /* not copied or exported unless asked for; not the names that a list is about */
  NH_FIELD_SORTED = 1 << 5,    /* has a stored Vietnamese sort key: column NAME_key */
  NH_FIELD_IDENTITY = 1 << 6,  /* the name of the record; finds it in other years */
  NH_FIELD_SUMMED = 1 << 7,    /* additive; the list shows the sum if it is a column */
  NH_FIELD_HIDDEN = 1 << 8,    /* kept by the program: not in forms and lists */
  NH_FIELD_YEAR = 1 << 9,      /* a year: formatted without dots */
  NH_FIELD_SAME_DAY = 1 << 10, /* defaults to the day of the referenced record: a gift is given at its point */
  NH_FIELD_WIDE = 1 << 11,     /* its column expands, as that of the identity */
  NH_FIELD_OPEN = 1 << 12,     /* CHOICE: the office may add choices of its own */
  NH_FIELD_PART = 1 << 13,     /* REFERENCE: without the record it names, this one counts nowhere and is deleted, too */
} NhFieldFlags;

/* One field of a record type. The column of the database has the same name. */
typedef struct
{
  const char *name;
  const char *title; /* N_(): label of the form */
  NhKind kind;
  NhFieldFlags flags;
  const char *hint;       /* N_(): one sentence on what to type; nullable */
  const char *heading;    /* N_(): shorter than the title, over the list's column; NULL: the title */
  int width;              /* characters in the list; 0: usual for the kind (nh_field_get_width()) */
  const char *codebook;   /* CHOICE, MANY, AMOUNTS: the list of codes; REFERENCE: the record type's name */
  const char *visible_if; /* "field=code": applies only while that field has that code; NULL: always */
  void (*check) (const NhRecord *record, guint field, NhCheck *check); /* nullable */
  const char *initial;   /* canonical text that a new record starts with; NULL: blank */
  const char *offers;    /* TEXT: a record type whose names of the same unit and year are offered; nullable */
  const char *aliases;   /* "số hộ|hộ": other headings of its column, as seen in lists of offices; nullable */
  const char *sum_of;    /* "suat=1": only records whose choice (NhCounting) has that attribute are summed; NULL: all */
  const char *sum_title; /* N_(): what that sum is of; nullable */
  const char
      *measured; /* INTEGER: a CHOICE whose entry says in what it counts; of "measure=đồng" it is read as money */
} NhField;
