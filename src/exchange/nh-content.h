/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

/* All records of one unit and year as text: equal records give equal bytes, in every ledger.
 *
 *   {"@type":"point","@uuid":"0198…","place":"Thôn 1","attendance":"185","gift":…,"@waived":"point.window: …"}
 *
 * One record a line, an object of texts (nh-json.h), LF behind each; types in the order of nh_record_types(), then by
 * uuid; fields in the order of their table, as nh_kind_to_canonical() writes them ("none" and "unknown" too), blank
 * ones left out; a reference is the uuid of the other record. Behind them the codes that the office added and its
 * records use: {"@type":"code","list":…}. Not in it: unit and year, row ids, deleted records, search texts, sort keys,
 * drafts, history, and references to records of another unit or year, which are marks of the office that set them. */

#define NH_CONTENT_LINES_MOST 100000
#define NH_CONTENT_CODES_MOST 5000
#define NH_CONTENT_LINE_MOST (1u << 20) /* bytes */
#define NH_CONTENT_MEMBERS_MOST 512     /* of a line */

typedef struct
{
  NhRecord *record; /* owned: immutable; references are blank */
  char **uuids;     /* owned: one a field, of references; NULL elsewhere */
} NhContentRecord;

typedef struct
{
  GPtrArray *records; /* owned: of NhContentRecord, in order */
  GPtrArray *codes;   /* owned: of NhCode, in order */
  gboolean all_codes; /* used or not, and no records */
} NhContent;

/* From the ledger, within one transaction. (transfer full) */
NhContent *nh_content_load (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error);
/* All codes that the office added, without records: for an invitation. (transfer full) */
NhContent *nh_content_load_codes (NhConnection *connection, GError **error);
/* (transfer full) */
GBytes *nh_content_write (const NhContent *self);
/* Reads a text back and proves that it is what nh_content_write() gives. @error: NH_VERDICT_ERROR (DAMAGED, NEWER,
 * NOT_CANONICAL, TOO_LARGE). @unit 0: it must be codes without records. (transfer full) */
NhContent *nh_content_read (const char *text, gsize length, gint64 unit, int year, GError **error);
/* Adds the codes that the ledger does not have as codes of the office, within a transaction; the caller notes the
 * catalog when @n_added is not 0. One that means something else here is refused: NH_VERDICT_FOREIGN. Only an invitation
 * may give a code another meaning from some day on; no commune does that for its province. */
gboolean nh_content_put_codes (NhConnection *connection, const NhContent *self, guint *n_added, GError **error);
void nh_content_free (NhContent *self);
guint nh_content_count (const NhContent *self, const NhRecordType *type);
/* The uuid that a reference field of the record has; NULL: none. */
const char *nh_content_record_get_uuid (const NhContentRecord *self, guint field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhContent, nh_content_free)
