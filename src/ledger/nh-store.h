/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-check.h"
#include "nh-ledger.h"

/* Records in the database, for all types by their field tables. On a worker's thread. Every write is one transaction
 * with its rows in change and history; the version is checked ("changed by someone else": NH_ERROR_CONFLICT). @why:
 * nullable. */

/* A record of any type. */
typedef struct
{
  const NhRecordType *type;
  gint64 id;
} NhRecordRef;

NhRecord *nh_store_get (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, gint64 id,
                        GError **error);
NhRecord *nh_store_find (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, const char *uuid,
                         GError **error);
/* Of all records of the type, deleted ones too. (transfer full) */
GHashTable *nh_store_list_uuids (NhConnection *connection, const NhRecordType *type, GError **error);
/* In the order of @ids; a missing one is NULL. (transfer full) */
GPtrArray *nh_store_fetch (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, const gint64 *ids,
                           guint n_ids, GError **error);
/* Inserts (id 0) or updates a record without checking it. Returns the stored one. @draft may be sealed. Of another unit
 * than before, its child records go with it. */
NhRecord *nh_store_save (NhConnection *connection, NhLedger *ledger, NhRecord *draft, const char *why, GError **error);
/* Many drafts of any types as one change. @action "insert", "update", "import" …; "sample" cannot be undone. FALSE:
 * nothing was written. */
gboolean nh_store_save_many (NhConnection *connection, NhLedger *ledger, GPtrArray *drafts, const char *action,
                             const char *why, GError **error);
/* The same, with others that go into the recycle bin first. Records that belong to one of these belong to none then;
 * those that cannot be without it (NH_FIELD_PART) go into the bin with it. */
gboolean nh_store_replace (NhConnection *connection, NhLedger *ledger, GPtrArray *drafts, const NhRecordRef *gone,
                           guint n_gone, const char *action, const char *why, GError **error);
/* Into the recycle bin and back, as one change. */
gboolean nh_store_set_deleted (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, const gint64 *ids,
                               guint n_ids, gboolean deleted, const char *why, GError **error);
/* The same for records of several types. */
gboolean nh_store_set_all_deleted (NhConnection *connection, NhLedger *ledger, const NhRecordRef *refs, guint n_refs,
                                   gboolean deleted, const char *why, GError **error);

/* The child records of those: the gifts and commendations of points, but none in the recycle bin. GArray of
 * NhRecordRef, by type. (transfer full); NULL with @error. */
GArray *nh_store_find_children (NhConnection *connection, const NhRecordType *type, const gint64 *ids, guint n_ids,
                                GError **error);
/* The units of those, each once. GArray of gint64 (transfer full); NULL with @error. */
GArray *nh_store_find_units (NhConnection *connection, const NhRecordType *type, const gint64 *ids, guint n_ids,
                             GError **error);
/* Into the recycle bin as one change, which is returned; 0 with @error. Their child records go with them, or are kept
 * and refer to none; those that are parts of them always go. */
gint64 nh_store_delete_parents (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, const gint64 *ids,
                                guint n_ids, gboolean with_children, GError **error);

/* Writes a record within the caller's transaction and change: the fields that differ from @before (NULL: new record)
 * and the history row. Updates id and version of @draft. @action: "insert", "update", "delete", "restore".
 * NH_ERROR_CONSTRAINT in a year that the province has accepted. */
gboolean nh_store_put (NhConnection *connection, NhLedger *ledger, gint64 change, NhRecord *before, NhRecord *draft,
                       const char *action, GError **error);
/* The same without a history row, for a whole unit-year that is put in place, whatever was accepted. A new record takes
 * the id of @draft, unless that is 0. */
gboolean nh_store_write (NhConnection *connection, NhLedger *ledger, NhRecord *before, NhRecord *draft, GError **error);

/* Result of nh_store_set_many(). */
typedef struct
{
  guint changed; /* the others had the value already */
  guint warned;  /* of those: with a new warning */
  gint64 change; /* by nh_store_set_many_async() only: id of the change; 0: nothing changed */
} NhSetMany;

/* One field of many records, as one change with one undo. Each record is read and written
 * within the one transaction. The rules of the record run for each, without those that look into the ledger: where one
 * blocks that did not before, or @cancellable is cancelled, nothing is written, and @error names the first
 * (NH_ERROR_INVALID). @qualifier (nullable: exact): the word that goes with a number, as "hơn"; no matter where the
 * field has none. @done (nullable) counts records, to be read atomically by another thread. */
gboolean nh_store_set_many (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, const gint64 *ids,
                            guint n_ids, guint field, const NhValue *value, const NhValue *qualifier, gint *done,
                            NhSetMany *result, GCancellable *cancellable, GError **error);

/* The season of a unit and year: its own, else the ledger owner's, else NULL without an error. */
NhRecord *nh_store_get_season (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error);
/* The record of the year before with the same identity (the same unit, or one that went whole into it); NULL without an
 * error. */
NhRecord *nh_store_get_last_year (NhConnection *connection, NhLedger *ledger, const NhRecord *record, GError **error);
/* All problems of a record, with those rules that look into the ledger. (transfer full): of NhProblem */
GPtrArray *nh_store_check (NhConnection *connection, NhLedger *ledger, const NhRecord *record, GError **error);
/* Adds to @problems what the province asked in its last reply, and nobody has answered, as notes at the fields. */
gboolean nh_store_check_asked (NhConnection *connection, NhLedger *ledger, const NhRecord *record, GPtrArray *problems,
                               GError **error);
/* The same for many records; shared data is read once. Within one job. */
typedef struct _NhChecker NhChecker;
NhChecker *nh_checker_new (NhConnection *connection, NhLedger *ledger);
void nh_checker_free (NhChecker *self);
GPtrArray *nh_checker_check (NhChecker *self, const NhRecord *record, GError **error);

/* The ledger's catalog, and in it as a list of codes (named after the type, code: the id) the records that the
 * references of @type may mean: those of @unit and @year. (transfer full); NULL with @error. */
NhCatalog *nh_store_offer_references (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, gint64 unit,
                                      int year, GError **error);

/* A record and the one of the year before. */
typedef struct
{
  NhRecord *record;
  NhRecord *last_year; /* nullable */
} NhLoaded;

/* What became of many new records. */
typedef struct
{
  gboolean saved;      /* FALSE: something blocks one of them, and none was saved */
  GPtrArray *problems; /* owned: of GPtrArray of NhProblem, one for each record */
  gint64 change;       /* id in the history; 0: none was made */
} NhAdded;

void nh_loaded_free (NhLoaded *loaded);
void nh_added_free (NhAdded *added);

/* NULL without an error: there is no such record (any more). */
NH_DECLARE_ASYNC (nh_store_load, NhLoaded *, NhLedger *ledger, const NhRecordType *type, gint64 id);
/* Takes @ids (of gint64) over. */
NH_DECLARE_ASYNC (nh_store_fetch, GPtrArray *, NhLedger *ledger, const NhRecordType *type, GArray *ids);
/* @sealed: an immutable record. */
NH_DECLARE_ASYNC (nh_store_get_last_year, NhRecord *, NhLedger *ledger, NhRecord *sealed);
/* Saves an edit of @sealed. The kept draft of the record goes with it. */
NH_DECLARE_ASYNC (nh_store_save, NhRecord *, NhLedger *ledger, NhRecord *sealed);
/* All rules, then all records as one change, or none. @sealed: of immutable NhRecord. */
NH_DECLARE_ASYNC (nh_store_add_many, NhAdded *, NhLedger *ledger, GPtrArray *sealed);
/* Takes @ids over. */
NH_DECLARE_ASYNC (nh_store_set_deleted, gboolean, NhLedger *ledger, const NhRecordType *type, GArray *ids,
                  gboolean deleted);
/* Takes @ids over. */
NH_DECLARE_ASYNC (nh_store_find_children, GArray *, NhLedger *ledger, const NhRecordType *type, GArray *ids);
/* Takes @ids over. */
NH_DECLARE_ASYNC (nh_store_find_units, GArray *, NhLedger *ledger, const NhRecordType *type, GArray *ids);
/* Takes @ids over. */
NH_DECLARE_ASYNC (nh_store_delete_parents, gint64, NhLedger *ledger, const NhRecordType *type, GArray *ids,
                  gboolean with_children);
/* Takes @ids over; @done: a g_atomic_rc_box(). Free the result with g_free(). */
NH_DECLARE_ASYNC (nh_store_set_many, NhSetMany *, NhLedger *ledger, const NhRecordType *type, GArray *ids, guint field,
                  const NhValue *value, const NhValue *qualifier, gint *done);
/* The record that a text means by its uuid, or by name and day, as “Thôn 1@9/8”: one of the catalog of @context, which
 * is that of nh_store_offer_references(); what a record repeats may be of another unit. FALSE: none, or several. */
gboolean nh_store_find_reference (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, guint field,
                                  const char *text, const NhParseContext *context, NhValue *value);
/* What is read as the record that @record refers to: its name, that and its day, or its uuid. (transfer full) */
char *nh_store_name_reference (NhConnection *connection, NhLedger *ledger, const NhRecord *record, guint field,
                               NhCatalog *offered);
NH_DECLARE_ASYNC (nh_store_offer_references, NhCatalog *, NhLedger *ledger, const NhRecordType *type, gint64 unit,
                  int year);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhChecker, nh_checker_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhLoaded, nh_loaded_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhAdded, nh_added_free)
