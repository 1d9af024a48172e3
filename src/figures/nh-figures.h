/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-check.h"
#include "nh-indicator.h"
#include "nh-ledger.h"

G_BEGIN_DECLS

typedef enum
{
  NH_FROM_NOTHING,   /* no records, no total: not reported */
  NH_FROM_RECORDS,
  NH_FROM_TOTAL,     /* a totals-only figure */
  NH_FROM_SUM,       /* the sum of the units below */
} NhFigureFrom;

/* One figure of one unit. */
typedef struct
{
  NhFigureFrom  from;
  NhValueState  state;        /* SET, NIL ("không có"), UNKNOWN ("chưa có số liệu"), BLANK (nothing) */
  gint64        value;
  char         *qualifier;    /* "trên": only of a total; owned by the NhFigures; nullable */
  gboolean      partly_total; /* a sum in which some part comes from totals */
  gboolean      conflict;     /* a total and records (or a sum) both exist and differ: `other` is the one not shown */
  gint64        other;
} NhFigure;

/* A row of figures: a unit, or the ledger owner's own records beside the units below ("Cấp tỉnh"). */
typedef struct
{
  const NhUnit *unit;      /* borrowed from the catalog */
  gboolean      own;       /* the row of the unit's own records beside its children's */
  gboolean      reported;  /* has any record or total of the year */
  NhFigure     *figures;   /* one for each indicator, in the order of nh_indicators() */
} NhFigureRow;

/* All figures of a unit's season. Immutable; computed on the reader's thread; in the hierarchy as DOMAIN §2 "Totals-only figures":
 * a unit's figure is the sum of its children where any child has data (its own records in a row of their own), else its own records,
 * else its own total; never two of them for one unit, year and indicator, except that a total whose `keep` says so wins. */
typedef struct _NhFigures NhFigures;

/* @as_of NH_DATE_NONE: everything; else records dated later are left out. */
NhFigures         *nh_figures_compute      (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, NhDate as_of, GError **error);
void               nh_figures_free         (NhFigures *self);
int                nh_figures_get_year     (NhFigures *self);
NhDate             nh_figures_get_as_of    (NhFigures *self);
/* The unit's own row: the total first on a sheet. */
const NhFigureRow *nh_figures_get_total    (NhFigures *self);
/* Rows below it: communes (through districts) of a province, with the own row first when it has records; of const NhFigureRow*. */
GPtrArray         *nh_figures_get_rows     (NhFigures *self);
const NhFigure    *nh_figures_get          (const NhFigureRow *row, const char *code);   /* by indicator code (not nullable; unknown code is fatal) */
guint              nh_figures_count_reported (NhFigures *self, guint *n_units);
/* TRUE when a level or form existed on some day of the season's window (district to 30/6/2025). */
gboolean           nh_figures_has_indicator (NhFigures *self, const char *code);

/* Checks that need figures: a total beside records (warn). To be appended after nh_store_check(): adds to @problems. */
gboolean           nh_figures_check        (NhConnection *connection, NhLedger *ledger, const NhRecord *record, GPtrArray *problems, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhFigures, nh_figures_free)

G_END_DECLS
