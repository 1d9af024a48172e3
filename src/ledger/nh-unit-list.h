/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-catalog.h"

/* Private to the ledger: reads unit lists from CSV (data/units/README.md) and assigns parents, ids and positions. No
 * SQL. */

typedef struct _NhUnitRow NhUnitRow;
struct _NhUnitRow
{
  gint64 id;
  char *code, *name, *kind; /* the list owns all texts */
  char *parent_code;        /* as read; NULL: none, or a unit that is in the ledger already */
  gint64 parent_id;         /* of a unit that is in the ledger already */
  NhUnitRow *parent;        /* borrowed; nullable */
  NhLevel level;
  NhDate from, to;
  char *from_basis, *to_basis, *note; /* nullable */
  int position;
  gboolean typed_in;
  guint line; /* in the file; 0: in the ledger already */
  char *path; /* what the position is made of */
};

typedef struct
{
  NhUnitRow *from, *to;
  gboolean part;
  NhDate effective;
  char *basis, *note; /* nullable */
} NhUnitStep;

typedef struct
{
  GStringChunk *texts; /* owned */
  GPtrArray *rows;     /* of NhUnitRow*, owned */
  GPtrArray *steps;    /* of NhUnitStep*, owned: new ones */
  GHashTable *by_code; /* code → GPtrArray of NhUnitRow* by first day */
} NhUnitList;

NhUnitList *nh_unit_list_new (void);
void nh_unit_list_free (NhUnitList *self);
/* Adds a unit of the ledger. Takes @row, whose texts must be in @self->texts. */
void nh_unit_list_add (NhUnitList *self, NhUnitRow *row);
/* Adds the units of a CSV text; a line of titles in the middle is passed over, so that lists may be put one behind the
 * other. A unit that is there already must be the same; the file may only tell when it ended. @error: NH_ERROR_INVALID
 * with the line. */
gboolean nh_unit_list_read (NhUnitList *self, const char *csv, gsize length, GError **error);
/* After all were read: gives parents of the same period, ids and positions. A unit whose parent changed in its time
 * becomes two, one after the other, so that each has one parent. */
gboolean nh_unit_list_resolve (NhUnitList *self, GError **error);
/* After that: adds the steps of a mapping. */
gboolean nh_unit_list_read_mapping (NhUnitList *self, const char *csv, gsize length, GError **error);

NhUnitRow *nh_unit_list_find (NhUnitList *self, const char *code, NhDate on); /* (nullable) */

/* The level that a kind ("xã") stands for; "thành phố" is a province when nothing is above it. @known: nullable. */
NhLevel nh_unit_level (const char *kind, gboolean has_parent, gboolean *known);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhUnitList, nh_unit_list_free)
