/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include "nh-kind.h"
#include "nh-record-type.h"

/* A record of any type. As read from the ledger it is immutable and may cross threads. nh_record_edit() makes a
 * draft, which belongs to one thread. Signal of drafts: "changed" (guint field), after a value changed; fields
 * beyond n as in nh_record_diff(). */
#define NH_TYPE_RECORD (nh_record_get_type ())
G_DECLARE_FINAL_TYPE (NhRecord, nh_record, NH, RECORD, GObject)

/* What every record has besides its fields. */
typedef struct
{
  gint64 id;        /* row in this ledger; 0: not saved yet */
  char *uuid;       /* owned; the same in every ledger */
  gint64 unit;      /* id of the unit (NhCatalog) */
  int year;         /* season */
  int version;      /* 0: not saved yet; +1 at each save */
  gboolean deleted; /* in the recycle bin */
  char *waived;     /* owned: warnings passed, a line each "rule: reason"; "" */
} NhRecordInfo;

/* A draft with a new uuid and the fields' initial values. (transfer full) */
NhRecord *nh_record_new (const NhRecordType *type, gint64 unit, int year);
/* For the ledger and tests: an immutable record. Takes @values (type->n_fields of them) and the strings of @info. */
NhRecord *nh_record_new_taken (const NhRecordType *type, NhRecordInfo *info, NhValue *values);
NhRecord *nh_record_edit (NhRecord *self);  /* a draft copy (transfer full) */
NhRecord *nh_record_seal (NhRecord *draft); /* an immutable copy (transfer full) */
gboolean nh_record_is_draft (NhRecord *self);
const NhRecordType *nh_record_get_record_type (const NhRecord *self);
const NhRecordInfo *nh_record_get_info (const NhRecord *self);
/* For the ledger: id, uuid, unit, year, version, waived. */
NhRecordInfo *nh_record_edit_info (NhRecord *draft);
void nh_record_set_uuid (NhRecord *draft, const char *uuid);

const NhValue *nh_record_get (const NhRecord *self, guint field);   /* (not nullable) */
const char *nh_record_get_text (const NhRecord *self, guint field); /* "" when blank */
/* @otherwise unless SET. */
gint64 nh_record_get_number (const NhRecord *self, guint field, gint64 otherwise);
NhDate nh_record_get_date (const NhRecord *self, guint field); /* NH_DATE_NONE unless SET */
/* CHOICE or MANY. */
gboolean nh_record_has_code (const NhRecord *self, guint field, const char *code);
/* Is the `when` of the field met? */
gboolean nh_record_applies (const NhRecord *self, guint field);
/* The day that decides which codes are valid: the date field, else 19/8 of the year. */
NhDate nh_record_get_day (const NhRecord *self);
/* FALSE: a hidden field, or one that belongs to a choice which is not offered in that season, as the leaders of
 * districts since 7/2025. */
gboolean nh_record_type_offers (const NhRecordType *type, guint field, NhCatalog *catalog, int year);
/* The field with the last day of the range that begins in @field ("date_to" of "date_from"); -1: none. */
int nh_record_type_last_day (const NhRecordType *type, guint field);
/* All days of the range that begins in @field, where it is more than one: "09–13/08/2026", of a point that was held a
 * second time "05–09/08/2026, 15/08/2026". @last_beside: the last day stands elsewhere. NULL: it is one day, or another
 * field. (transfer full) (nullable) */
char *nh_record_format_span (const NhRecord *self, guint field, gboolean last_beside);
/* The same as a range, up to the last day if there is one. */
void nh_record_get_days (const NhRecord *self, NhDate *from, NhDate *to);
/* Its identity field, formatted (transfer full) */
char *nh_record_get_name (const NhRecord *self, NhCatalog *catalog);
/* The name, or a text in its place (transfer full) */
char *nh_record_get_title (const NhRecord *self, NhCatalog *catalog);

/* Texts are cleaned by nh_text_clean() or nh_text_clean_lines(). */
void nh_record_set (NhRecord *draft, guint field, const NhValue *value);
void nh_record_set_text (NhRecord *draft, guint field, const char *text);
/* Fills in what a text that was typed makes likely, as the name of a place its kind, unless the user chose something
 * else.
 * @before: the text before. */
void nh_record_suggest (NhRecord *draft, guint field, const char *before, NhCatalog *catalog);
void nh_record_set_number (NhRecord *draft, guint field, gint64 number);
/* Parses typed text. In a date with a partner (x_from, x_to) a range ("9-13/8") sets both; in a number with a partner
 * (x, x_qualifier) "hơn 250" does. @error: NH_ERROR_INVALID. */
gboolean nh_record_parse (NhRecord *draft, guint field, const char *text, const NhParseContext *context,
                          GError **error);
/* Is what the field holds money? Of a total its figure says so. @catalog: nullable. */
gboolean nh_record_is_money (const NhRecord *self, guint field, NhCatalog *catalog);
/* nh_kind_parse() as what it holds. */
gboolean nh_record_read (const NhRecord *draft, guint field, const char *text, const NhParseContext *context,
                         NhValue *value, GError **error);
/* The number in "hơn 250", a part of @text; @code: of "hơn", static. @text itself and NULL where it
 * begins with no such word, or the field has no such partner. */
const char *nh_record_skip_qualifier (const NhRecord *draft, guint field, const char *text, const char **code);
/* (transfer full) */
char *nh_record_format (const NhRecord *self, guint field, NhCatalog *catalog);

/* Fills in derived values (a total from number and unit value, who decides a form of commendation). Done before each
 * save. @catalog: nullable, then values that depend on codebooks are not derived. */
void nh_record_complete (NhRecord *draft, NhCatalog *catalog);

/* Copies the STICKY values of @from to a new draft of the same unit, except days of another year. */
void nh_record_carry_over (NhRecord *draft, const NhRecord *from);

/* The fields that differ, in order: GArray of guint (transfer full). Unit, year and waived are fields n, n + 1, n +
 * 2. */
GArray *nh_record_diff (const NhRecord *a, const NhRecord *b);
gboolean nh_record_equal (const NhRecord *a, const NhRecord *b); /* no differences */

/* JSON object of canonical texts: {"place":"Thôn 1","attendance":"185","@unit":"7","@year":"2026"}. @fields: as from
 * nh_record_diff(), blank ones as ""; NULL: all that are not blank. Unit (id), year and waived have the keys
 * "@unit", "@year", "@waived". SQLite's JSON functions read it back. (transfer full) */
char *nh_record_to_json (const NhRecord *self, GArray *fields);
/* Sets a field by its JSON key. FALSE and @error on an unknown key or an unreadable text. */
gboolean nh_record_set_canonical (NhRecord *draft, const char *key, const char *canonical, GError **error);

/* Texts of the stored search columns: all SEARCHED fields, by nh_text_fold() or nh_text_fold_marked(). (transfer
 * full) */
char *nh_record_search_text (const NhRecord *self, NhCatalog *catalog);
char *nh_record_search_marked (const NhRecord *self, NhCatalog *catalog);
