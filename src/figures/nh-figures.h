/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-check.h"
#include "nh-figure-rule.h"
#include "nh-indicator.h"
#include "nh-ledger.h"

/* A row of figures: a unit, or the own records of a unit beside those of the units below ("Cấp tỉnh"). */
typedef struct _NhFigureRow NhFigureRow;
struct _NhFigureRow
{
  const NhUnit *unit;       /* borrowed from the catalog */
  gboolean own;             /* the row of the unit's own records beside its children's */
  gboolean reported;        /* has a record that counts or is an answer, a total, or a signed nil, of the year */
  const NhFigureRow *group; /* the district whose subtotal this row is part of, while there were districts; nullable */
  NhFigure *figures;        /* one for each indicator, in the order of nh_indicators() */
};

/* What a unit's own records beside those of the units below are called: "Cấp tỉnh", "Cấp huyện". */
const char *nh_figure_own_title (const NhUnit *unit);
/* That, or "Xã Cẩm Nhượng". */
const char *nh_figure_row_get_title (const NhFigureRow *row);

/* All figures of a unit's season. Immutable; computed on the reader's thread; in the hierarchy as DOMAIN §2
 * "Totals-only figures": a unit's figure is the sum of its children where any child has data (its own records in a row
 * of their own), else its own records, else its own total; never two of them for one unit, year and indicator, except
 * that a total whose `keep` says so wins.
 *
 *    province ── total row                    children's sum + own row, or the total
 *      ├── own row "Cấp tỉnh"                 only where it has records
 *      ├── district (group) ── own row "Cấp huyện"
 *      │                    └─ communes       own records, or the total
 *      └── communes (no districts since 7/2025)
 *
 * Agreement: "trên", "hơn" N agree with a number over N, "gần" N with one under it, "khoảng" N with both, within 5 %.
 */
typedef struct _NhFigures NhFigures;

/* Of a commune that began after the season: the sum of the units that became it, or nothing where one of these was
 * divided (nh-unit-merger.h). @as_of NH_DATE_NONE: everything; else records dated later are left out (totals have no
 * date and stay). */
NhFigures *nh_figures_compute (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, NhDate as_of,
                               GError **error);
/* The same; @final_only: of units below the owner only those whose package is accepted (nh-figure-source.h), and no
 * totals of the units above them. */
NhFigures *nh_figures_compute_where (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, NhDate as_of,
                                     gboolean final_only, GError **error);
/* The same without one unit's own total of one indicator. @skip_unit 0: nothing skipped. */
NhFigures *nh_figures_compute_without (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, NhDate as_of,
                                       gint64 skip_unit, guint skip_indicator, GError **error);
void nh_figures_free (NhFigures *self);
int nh_figures_get_year (NhFigures *self);
gboolean nh_figures_is_final_only (NhFigures *self);
/* Where only accepted packages count: records that are not here as those packages had them. */
guint nh_figures_count_changed (NhFigures *self);
gboolean nh_figures_has_packages (NhFigures *self); /* some of the year counts */
/* The unit's own row: the total first on a sheet. */
const NhFigureRow *nh_figures_get_total (NhFigures *self);
/* Rows below it in the order of a sheet: the own row first when it has records, then each district's own row and
 * communes (a district without communes is a row itself), of const NhFigureRow*; empty for a commune. Districts'
 * subtotals are the rows' `group`. */
GPtrArray *nh_figures_get_rows (NhFigures *self);
const NhFigure *nh_figures_get (const NhFigureRow *row,
                                const char *code); /* by indicator code (not nullable; unknown code is fatal) */
/* Display text: "1.407", "trên 84.000", "≥ 9", "none", "not known yet"; "" when there is nothing. (transfer full) */
char *nh_figure_format (const NhFigure *figure);
/* Number of units among the rows that reported; of a commune without rows, itself. */
guint nh_figures_count_reported (NhFigures *self, guint *n_units);
/* TRUE when the total of @indicator may be compared with that of another year: both are known to the last one, and each
 * that is a sum is one of all units. */
gboolean nh_figures_may_compare (NhFigures *now, NhFigures *before, const char *indicator);
/* TRUE when a level or form existed on some day of the season's window or on 19/8 (district to 30/6/2025), or is
 * counted all the same: a decision may be older than the window. */
gboolean nh_figures_has_indicator (NhFigures *self, const char *code);

/* The days of a unit's season; 19/8 when it has none. */
gboolean nh_figures_read_window (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, NhDate *from,
                                 NhDate *to, GError **error);

/* The same indicators of each held point of one unit: record id (gint64 *) → array of NhFigure, in the order of
 * nh_indicators(); under 0 what belongs to no point. (transfer full) */
GHashTable *nh_figures_compute_points (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, NhDate as_of,
                                       GError **error);

/* Checks that need figures: a total beside records or a sum (both numbers; a warning where they differ, else a note).
 * To be appended after nh_store_check(): adds to @problems. Records of other types pass. */
gboolean nh_figures_check (NhConnection *connection, NhLedger *ledger, const NhRecord *record, GPtrArray *problems,
                           GError **error);

/* All problems of a record: nh_store_check() and nh_figures_check(). (transfer full): of NhProblem */
GPtrArray *nh_figures_check_all (NhConnection *connection, NhLedger *ledger, const NhRecord *record, GError **error);
/* @sealed: an immutable record. */
NH_DECLARE_ASYNC (nh_figures_check_all, GPtrArray *, NhLedger *ledger, NhRecord *sealed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhFigures, nh_figures_free)
