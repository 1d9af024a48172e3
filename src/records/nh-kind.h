/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include "nh-catalog.h"
#include "nh-field.h"
#include "nh-value.h"

/* Each layer has one table of what differs by kind, indexed by NhKind: here parse and format, in the ledger bind and
 * read, in the report the cell, in the app the editor. */

/* Context for reading typed text. */
typedef struct
{
  NhCatalog *catalog; /* for choices; nullable: then choices take codes only */
  NhDate on;          /* the day on which choices must be valid (the record's date, or 19/8 of its year) */
  NhDate date_hint;   /* year and month for a partial date */
} NhParseContext;

/* The column: INTEGER (numbers, money, yes/no, references) or TEXT (texts, choices, ISO dates). AMOUNTS are rows of
 * the table funding instead. */
typedef enum
{
  NH_STORAGE_TEXT,
  NH_STORAGE_INTEGER,
  NH_STORAGE_DATE,
  NH_STORAGE_FUNDING
} NhStorage;
/* What differs by kind. Functions get SET values and non-empty texts only; blank, nil and unknown are handled for
 * all kinds at once. `parse` and `from_canonical` set @value only on success. */
typedef struct
{
  const char *name; /* "text", "integer", … */
  NhStorage storage;
  int width;        /* default width, in characters */
  gboolean numeric; /* right-aligned, summed */
  gboolean may_be_nil;
  gboolean may_be_unknown;
  gboolean (*parse) (const NhField *field, const char *text, const NhParseContext *context, NhValue *value,
                     GError **error);
  char *(*format) (const NhField *field, const NhValue *value, NhCatalog *catalog);
  /* NULL: as `format`. */
  char *(*edit_text) (const NhField *field, const NhValue *value, NhCatalog *catalog);
  gboolean (*from_canonical) (const NhField *field, const char *text, NhValue *value, GError **error);
} NhKindRow;
extern const NhKindRow nh_kind_rows[NH_N_KINDS];

/* Parses typed text. "" gives blank. Numbers and money: "không có", "ko co", "kc", "-" give nil, "chưa có", "?"
 * unknown. Dates: "chưa xác định", "?" give unknown. English words too. A choice is a code, or an unambiguous part
 * of a title or abbreviation (nh-match.h); one not valid on the day is accepted if no valid one matches, for the
 * check to explain. Many-choices are separated by , or ;. Amounts are "source: amount; source: amount". A text
 * longer than nh_field_get_max_length() is refused. Leaves @value alone on failure. @error: NH_ERROR_INVALID. */
gboolean nh_kind_parse (const NhField *field, const char *text, const NhParseContext *context, NhValue *value,
                        GError **error);
/* Formats for display: "84.000", "5.000.000 đ", "19/08/2026", "Thôn", "Tỉnh, Xã", "Ngân sách: 5.000.000 đ". Nil and
 * unknown in the language of the program, blank as "". @catalog: nullable, then codes are shown. (transfer full) */
char *nh_kind_format (const NhField *field, const NhValue *value, NhCatalog *catalog);
/* Formats for editing: the same, but money without unit. (transfer full) */
char *nh_kind_edit_text (const NhField *field, const NhValue *value, NhCatalog *catalog);
/* Machine-readable text of history, drafts and the command line, the same in all languages and versions. Blank "",
 * nil "none", unknown "unknown", dates in ISO form, numbers as digits, choices as codes, many "a,b" in the order of
 * the codebook, amounts "code:amount,code:amount". (transfer full) */
char *nh_kind_to_canonical (const NhField *field, const NhValue *value);
gboolean nh_kind_from_canonical (const NhField *field, const char *text, NhValue *value, GError **error);
#define nh_kind_get_storage(kind) (nh_kind_rows[kind].storage)
#define nh_kind_get_name(kind) (nh_kind_rows[kind].name)
#define nh_kind_is_numeric(kind) (nh_kind_rows[kind].numeric)
#define nh_kind_may_be_nil(kind) (nh_kind_rows[kind].may_be_nil)
#define nh_kind_may_be_unknown(kind) (nh_kind_rows[kind].may_be_unknown)
/* How long a typed text may be, in characters. */
guint nh_field_get_max_length (const NhField *field);
/* Width of a column or cell, in characters. */
int nh_field_get_width (const NhField *field);

/* Amounts ("code:amount,…"), the value of NH_KIND_AMOUNTS. */
typedef struct
{
  char *code;
  gint64 amount;
} NhAmount;
/* Of NhAmount, with a clear function (transfer full) */
GArray *nh_amounts_parse (const char *canonical);
char *nh_amounts_to_text (GArray *amounts); /* (transfer full) */
gint64 nh_amounts_total (const char *canonical);
/* Many-choices ("a,b"). */
gboolean nh_many_has (const char *canonical, const char *code);
