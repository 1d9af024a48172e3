/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

typedef struct
{
  gint64 unit;
  int year;
} NhUnitYear;

/* An overview of a ledger: what its records of one unit and year are. */
typedef struct
{
  gint64 *counts;      /* records, one for each type of nh_record_types() */
  GArray *years;       /* of int, as nh_year_list() */
  NhRecord *season;    /* nullable */
  char *saved_at;      /* moment of the last change, ISO; "" when none */
  gboolean final_only; /* setting "figures.final" */
  NhDate deadline;     /* of the invitation; NH_DATE_NONE: none */
  gboolean handed_in;  /* the unit's newest version is at the province, or accepted there */
  gboolean locked;     /* the unit handed the year in, and its province has accepted it */
  GArray *received;    /* of NhUnitYear, of all years: what was received as a package */
  GArray *accepted;    /* of NhUnitYear: those of them whose last version is accepted */
  gboolean can_undo;
  gboolean can_redo;
} NhOutline;

void nh_outline_free (NhOutline *outline);
gboolean nh_unit_years_have (GArray *unit_years, gint64 unit, int year); /* of NhUnitYear */

NH_DECLARE_ASYNC (nh_outline, NhOutline *, NhLedger *ledger, gint64 unit, int year);
/* Records that a rule blocks or that have a warning nobody passed, one count for each type of nh_record_types(); free
 * with g_free(). All rules run over all records, which may take seconds: on the thread for reports. */
NH_DECLARE_ASYNC (nh_outline_problems, gint64 *, NhLedger *ledger, gint64 unit, int year);
/* The same for each of @units (of gint64, transfer full), in their order. */
NH_DECLARE_ASYNC (nh_outline_problems_of, GPtrArray *, NhLedger *ledger, GArray *units, int year);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhOutline, nh_outline_free)
