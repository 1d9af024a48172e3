/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-history.h"
#include "nh-ledger.h"

/* The history in words: who changed what and when, with titles and formatted values. On a worker's thread; results are
 * immutable and may cross threads. */

/* A changed field with the values before and after. */
typedef struct
{
  char *title;
  char *before; /* "" if blank */
  char *after;
  int place; /* in the form */
} NhChangedField;

typedef struct
{
  const NhRecordType *type; /* NULL: of a newer version of the program */
  gint64 id;
  char *action; /* "insert", "update", "delete", "restore" */
  char *name;   /* current name of the record; "" if it cannot be read */
  gint64 unit;  /* current unit; 0: unknown */
  int year;
  gboolean deleted;  /* in the recycle bin now */
  GPtrArray *fields; /* of NhChangedField, in the order of the form */
} NhChangedRecord;

typedef struct
{
  gint64 id;
  char *at, *by, *why;
  char *text;        /* a sentence: "Added “Thôn 3”", "Undone: deleted 12 records" */
  gboolean undone;   /* undone by a later change */
  gboolean can_undo; /* undo may be tried; nh_history_undo_change() detects conflicts with later changes */
  gboolean is_undo;  /* undoing it is a redo */
  guint n_records;
  GPtrArray *records; /* of NhChangedRecord: the first of them */
} NhChange;

/* Which changes. Plain data. */
typedef struct
{
  const NhRecordType *type; /* NULL: all */
  gint64 record;            /* of that type; 0: all */
  NhDate from, to;          /* inclusive, local days; NH_DATE_NONE: open */
  char *search;             /* owned, nullable: in what is searched of a record as it stands now, or in who did it */
} NhChangeQuery;

void nh_change_free (NhChange *change);
/* Ids, newest first: GArray of gint64. (transfer full) */
GArray *nh_change_ids (NhConnection *connection, const NhChangeQuery *query, GError **error);
/* In the order of @ids: of NhChange, each with at most @n_records records; NULL where there is no such change. @type,
 * @record: only what it did to this one, where @type is not NULL. (transfer full) */
GPtrArray *nh_change_fetch (NhConnection *connection, NhLedger *ledger, const gint64 *ids, guint n_ids, guint n_records,
                            const NhRecordType *type, gint64 record, GError **error);

/* Takes the strings of @query over. */
NH_DECLARE_ASYNC (nh_change_ids, GArray *, NhLedger *ledger, const NhChangeQuery *query);
/* Takes @ids over. */
NH_DECLARE_ASYNC (nh_change_fetch, GPtrArray *, NhLedger *ledger, GArray *ids, guint n_records);
/* Of NhChange: at most @limit changes of one record, newest first, and of each only what it did to this one. */
NH_DECLARE_ASYNC (nh_change_of_record, GPtrArray *, NhLedger *ledger, const NhRecordType *type, gint64 id, guint limit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhChange, nh_change_free)
