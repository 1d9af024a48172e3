/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-record.h"

/* What counts in figures, sums, reports and checks. The one definition is NhRecordType.counting: here it is a predicate
 * over a record, in ledger/nh-count-sql.h the same as SQL.
 *
 *   state      the newest entry of its code says so: counted=1 counts; answer=1 does not, but the unit has reported (a
 *              cancelled point)
 *   duplicate  a record that refers to another in its duplicate field does not count
 *   deleted    a record in the recycle bin does not count
 *   day        the date field, else 19/8 of the year, also where a cut-off is set: on which of the days before it was
 *              held nobody has said
 *   entry      the codebook entry that says in which columns it counts: of its code, the latest that began by the day,
 *              else the first. Whether a code may be chosen on a day is for the checks: what was accepted is counted
 *   parent     decides nothing: a gift of a cancelled or deleted point was given all the same */

/* @as_of NH_DATE_NONE: no cut-off. */
gboolean nh_record_counts (const NhRecord *record, NhCatalog *catalog, NhDate as_of);
/* The state alone: TRUE where the type has none. */
gboolean nh_record_state_counts (const NhRecord *record, NhCatalog *catalog);
gboolean nh_record_is_duplicate (const NhRecord *record);
/* The entry of the code in @field, a CHOICE; NULL: the codebook does not know the code. */
const NhCode *nh_record_get_entry (const NhRecord *record, guint field, NhCatalog *catalog);
gboolean nh_record_entry_is (const NhRecord *record, guint field, NhCatalog *catalog, const char *attribute,
                             const char *value);

/* Whether the number in @field is a part of the field's sum (NhField.sum_of): houses are not added to suất. */
gboolean nh_record_is_summed (const NhRecord *record, guint field, NhCatalog *catalog);
/* The same of an entry of the choice. */
gboolean nh_field_sums (const NhField *field, const NhCode *entry);

/* Codes of the state's codebook with attribute=1 ("counted", "answer"), of char*; NULL: the type has no state.
 * (transfer full) */
GPtrArray *nh_record_type_states (const NhRecordType *type, NhCatalog *catalog, const char *attribute);
