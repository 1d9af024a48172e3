/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"
#include "nh-sql.h"

/* Conditions on the fields of one record type, at most one a field, all of which hold. A condition is a text, the same
 * in every language, on the command line and in the file:
 *   ""                 blank            "none", "unknown"   confirmed none, not known yet: where the kind has them
 *   "!"                not blank        "missing"           blank or not known yet: where the kind has the latter
 *   "~hoa binh"        texts: every word is in it, diacritics count where typed
 *   "thon,xom"         choices, many-choices, amounts by source: one of these codes at least
 *   "100..200" "100.." "..200" "100"   numbers, money, days (ISO), yes/no, references: from … to, inclusive
 * What differs by kind stands in one table (nh-filter.c). Plain data. */
typedef struct
{
  const NhRecordType *type;
  char **conditions; /* owned: one a field, NULL where there is none */
  gboolean deleted;  /* those in the recycle bin, instead of the others */
  gboolean drafts;   /* only those with a draft that is not saved yet */
  gboolean problems; /* only those that a rule blocks or that have a warning nobody passed */
} NhFilter;

typedef enum
{
  NH_FILTER_NOTHING,
  NH_FILTER_WORDS,
  NH_FILTER_CODES,
  NH_FILTER_RANGE
} NhFilterWay;

NhFilter *nh_filter_new (const NhRecordType *type);
NhFilter *nh_filter_copy (const NhFilter *self);    /* NULL gives NULL */
void nh_filter_free (NhFilter *self);               /* NULL is allowed */
gboolean nh_filter_is_empty (const NhFilter *self); /* nothing asked: all records; NULL is empty too */
/* How fields of a kind are asked for, besides blank and not blank; NOTHING: not at all. */
NhFilterWay nh_filter_get_way (NhKind kind);
/* @condition NULL takes it away. FALSE and NH_ERROR_INVALID when the field's kind cannot be asked so. */
gboolean nh_filter_set (NhFilter *self, guint field, const char *condition, GError **error);
/* "attendance=100..200", "place~hoa binh", "weapons=none", "weapons=" — as on the command line. */
gboolean nh_filter_set_word (NhFilter *self, const char *word, GError **error);
/* "place_kind=lien_thon,cum": the codes of @field's codebook whose attribute has that value; "place_kind=" when none
 * has. (transfer full) */
char *nh_filter_codes_word (NhCatalog *catalog, const NhField *field, const char *attribute, const char *value);
/* What a condition says: "Kind of place: Thôn, Xóm". (transfer full) */
char *nh_filter_describe (const NhFilter *self, guint field, NhCatalog *catalog);

/* " AND …" for the conditions, which were checked when they were set, and for `drafts`. */
void nh_filter_add_sql (const NhFilter *self, NhSql *sql);

/* {"place":"~hoa binh","@problems":"1"} and back; reading is on a worker's thread. (transfer full) */
char *nh_filter_to_json (const NhFilter *self);
NhFilter *nh_filter_from_json (NhConnection *connection, const NhRecordType *type, const char *json, GError **error);

/* Filters kept in the ledger by a name, for everyone who works with it. */
typedef struct
{
  char *name;
  NhFilter *filter;
} NhSavedFilter;
/* Of NhSavedFilter, by name; those that this version cannot read are left out. (transfer full) */
GPtrArray *nh_filter_list (NhConnection *connection, const NhRecordType *type, GError **error);
/* @filter NULL forgets it. In a transaction of its own. */
gboolean nh_filter_keep (NhConnection *connection, const NhRecordType *type, const char *name, const NhFilter *filter,
                         GError **error);

NH_DECLARE_ASYNC (nh_filter_list, GPtrArray *, NhLedger *ledger, const NhRecordType *type);
NH_DECLARE_ASYNC (nh_filter_keep, gboolean, NhLedger *ledger, const NhRecordType *type, const char *name,
                  const NhFilter *filter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhFilter, nh_filter_free)
