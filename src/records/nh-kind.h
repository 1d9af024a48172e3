/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include "nh-catalog.h"
#include "nh-field.h"
#include "nh-value.h"

G_BEGIN_DECLS

/* What differs by kind of field stands in one table a floor, indexed by NhKind: here parse and format; in the ledger bind and
 * read; in the report the cell; in the app the editor. */

/* What reading a typed text needs to know. */
typedef struct
{
  NhCatalog *catalog;   /* for choices; nullable: then choices take codes only */
  NhDate     on;        /* the day that decides what a choice offers (the record's date, or 19/8 of its year) */
  NhDate     date_hint; /* year and month for a partial date */
} NhParseContext;

/* Text as typed by a clerk, or a code → value. "" → blank. For numbers and money "không có", "khong co", "ko co", "kc", "-" →
 * nil, "chưa có", "chua co so lieu", "?" → unknown; for dates "chưa xác định", "?" → unknown; the English words too. A choice takes its
 * code, its title or abbreviation without diacritics, or an unambiguous part of them (nh-match.h); one that is not valid on the day is
 * taken when nothing valid fits, for the check to explain. Many-choices are separated by , or ;. Amounts are "source: amount; source:
 * amount" with source as a choice and amount as money. @value is left alone on failure. @error NH_ERROR_INVALID says what to type. */
gboolean nh_kind_parse          (const NhField *field, const char *text, const NhParseContext *context,
                                 NhValue *value, GError **error);
/* Value → what a person reads: "84.000", "5.000.000 đ", "19/08/2026", "Thôn", "Tỉnh, Xã", "Ngân sách: 5.000.000 đ". Nil and unknown in the
 * language of the program ("none", "not known yet", "not fixed yet" for a date), blank "". @catalog nullable (codes are shown then).
 * (transfer full) */
char    *nh_kind_format         (const NhField *field, const NhValue *value, NhCatalog *catalog);
/* Value → what stands in the entry while it is edited (the same but numbers for amounts etc. as they are typed). (transfer full) */
char    *nh_kind_edit_text      (const NhField *field, const NhValue *value, NhCatalog *catalog);
/* Machine text, the same in every language and forever: history, drafts, packages, CLI. Blank "", nil "none", unknown "unknown",
 * dates ISO, numbers plain digits, choices codes, many "a,b" in codebook order, amounts "code:amount,code:amount". (transfer full) */
char    *nh_kind_to_canonical   (const NhField *field, const NhValue *value);
gboolean nh_kind_from_canonical (const NhField *field, const char *text, NhValue *value, GError **error);
/* Stored in SQLite as INTEGER (numbers, money, yes/no, references) or TEXT (texts, choices, dates in ISO)? AMOUNTS is neither:
 * it stands in the table funding. */
typedef enum { NH_STORAGE_TEXT, NH_STORAGE_INTEGER, NH_STORAGE_DATE, NH_STORAGE_FUNDING } NhStorage;
NhStorage   nh_kind_get_storage (NhKind kind);
const char *nh_kind_get_name    (NhKind kind);          /* "text", "integer", … as `fields` of the CLI prints it */
gboolean    nh_kind_is_numeric  (NhKind kind);          /* right-aligned, summed */
gboolean    nh_kind_may_be_nil  (NhKind kind);
gboolean    nh_kind_may_be_unknown (NhKind kind);
/* Characters of a column or cell with this field. */
int         nh_field_get_width  (const NhField *field);
/* Is @heading, over a column of an office's list, the title, heading or an alias of the field? Case and marks of other
 * normal forms do not matter (nh_text_same()). */
gboolean    nh_field_is_called  (const NhField *field, const char *heading);

/* Amounts ("code:amount,…"), the value of NH_KIND_AMOUNTS. */
typedef struct { char *code; gint64 amount; } NhAmount;
GArray  *nh_amounts_parse       (const char *canonical);                /* of NhAmount, cleared by itself (transfer full) */
char    *nh_amounts_to_text     (GArray *amounts);                      /* (transfer full) */
gint64   nh_amounts_total       (const char *canonical);
/* Many-choices ("a,b"). */
gboolean nh_many_has            (const char *canonical, const char *code);

G_END_DECLS
