/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

G_BEGIN_DECLS

/* Which records, in which order. Plain data; identifiers come from the field tables only, values are bound. */
typedef struct
{
  const NhRecordType *type;
  int                 year;         /* 0: all */
  gint64              unit;         /* 0: all; else the unit and all below it */
  char               *search;       /* owned, nullable: diacritics count where typed */
  int                 sort;         /* index of a field; n_fields: the unit; -1: the type's own order */
  gboolean            descending;
  gboolean            deleted;      /* the recycle bin instead */
  int                 filter_field; /* -1: none */
  char               *filter_code;  /* owned: canonical text that the field has; of several choices one; "" is blank; NULL: no filter */
} NhQuery;

NhQuery  *nh_query_new     (const NhRecordType *type);
NhQuery  *nh_query_copy    (const NhQuery *self);
void      nh_query_free    (NhQuery *self);
/* Ids in order: GArray of gint64. @limit 0: all. (transfer full) */
GArray   *nh_query_ids     (NhConnection *connection, NhLedger *ledger, const NhQuery *self, guint limit, GError **error);
/* Sum of a SUMMED field over the query's records; count with @field -1. */
gboolean  nh_query_sum     (NhConnection *connection, NhLedger *ledger, const NhQuery *self, int field, gint64 *sum, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhQuery, nh_query_free)

G_END_DECLS
