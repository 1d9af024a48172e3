/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

/* Where the numbers of a unit's year came from, at the office that adds them up. A package is one that counts: the last
 * one whose records are in the tables. */
typedef struct
{
  int version;    /* of the package; 0: none */
  NhDate day;     /* it was received on */
  gboolean final; /* it is accepted: "đã chốt" */
  gboolean nil;   /* it says that there was no festival */
  /* nh_figure_sources_add_records() */
  guint typed;    /* records that were entered here, beside a package or without one */
  guint imported; /* the same from a workbook or list */
  guint totals;   /* totals, either way */
  /* nh_figure_sources_add_changed() */
  guint changed; /* records of its year that are not here as the package had them: changed, added, deleted or moved
                    since */
} NhFigureSource;

/* Unit (gint64 *) → NhFigureSource, of units with a package. (transfer full) */
GHashTable *nh_figure_sources_read (NhConnection *connection, int year, GError **error);
/* The same of one unit. (transfer full) */
GHashTable *nh_figure_sources_read_of (NhConnection *connection, gint64 unit, int year, GError **error);
/* Sets *@any: a package of the year counts, whosever. FALSE with @error. */
gboolean nh_figure_sources_any (NhConnection *connection, int year, gboolean *any, GError **error);
/* Counts the records, and adds the units that have only those. */
gboolean nh_figure_sources_add_records (NhConnection *connection, GHashTable *sources, int year, GError **error);
/* Counts what was changed here of packages: of one unit, or (0) of all. */
gboolean nh_figure_sources_add_changed (NhConnection *connection, GHashTable *sources, gint64 unit, int year,
                                        GError **error);
/* Which those are, of one unit, those that were deleted or moved to another unit or year among them. (transfer full):
 * of NhRecordRef (nh-store.h) */
GArray *nh_figure_source_list_changed (NhConnection *connection, gint64 unit, int year, GError **error);
/* Counts them into the rows of a board (nh-board.h). */
gboolean nh_figure_sources_mark_board (NhConnection *connection, GPtrArray *rows, int year, GError **error);
/* Of the units whose numbers are added up for @top, and whose package is accepted: the records that were changed since
 * it was received. */
guint nh_figure_sources_count_changed (GHashTable *sources, NhCatalog *catalog, const NhUnit *top, int year);
/* The units whose numbers are added up for one: itself, districts, communes of the season. (transfer container): of
 * const NhUnit* */
GPtrArray *nh_figure_source_units (NhCatalog *catalog, const NhUnit *unit, int year);
/* What "chỉ tính bản đã chốt" counts: the owner of the ledger itself, and each unit whose package is accepted. */
gboolean nh_figure_sources_is_final (GHashTable *sources, NhLedger *ledger, gint64 unit);
