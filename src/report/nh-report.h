/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-figures.h"
#include "nh-page-writer.h"
#include "nh-sheet.h"

/* What a report is asked for. */
typedef struct
{
  gint64 unit;
  int year;
  NhDate as_of;      /* NH_DATE_NONE: no cut-off */
  gint64 record;     /* of a form: id of the record it is filled in with; 0: blank */
  guint most;        /* rows of a list, for a preview: a million of them would take too much memory; 0: all */
  GHashTable *frame; /* borrowed (nullable): name → text of nh-setting.h, in place of what the ledger remembers for this
                        sheet */
} NhReportRequest;

/* What stands in the frame of a sheet where the office has said nothing: letterhead, place, symbol, signer's office and
 * recipients as they follow from the owner, its level and the year. By the names of nh-setting.h. (transfer full) */
GHashTable *nh_report_frame_defaults (NhLedger *ledger, int year);

typedef struct _NhReportContext NhReportContext;

/* A report: how its sheet is made from figures and records. Writers (nh_sheet_write()) know nothing of the ledger. */
typedef struct
{
  const char *name;      /* "summary", "points", "paragraph" */
  const char *title;     /* N_() for the menu */
  const char *group;     /* N_(): the part of the menu in which it stands; those of a part follow each other */
  const char *file_name; /* "Tong hop ket qua Ngay hoi" */
  gboolean text;         /* a text rather than a table: has no xlsx */
  gboolean whole;        /* the report in its usual parts, some of which are typed: nh_report_parts() */
  const NhRecordType
      *form_of; /* the form of a record type on paper, of which only `season` below is said; NULL: a report */

  const char *tab;
  const char *heading; /* first line of the title; nullable */
  const char *season;  /* the line, or lines, before the year */
  NhPaper largest;
  gboolean annex;         /* goes with the report in sentences, and says so */
  gboolean figures;       /* made from figures */
  gboolean of_units;      /* of the units below the owner: not for a commune; the last ones */
  gboolean coverage;      /* says which units have reported, and where totals are beside records */
  const char *recipients; /* of a sheet that goes elsewhere than the reports of the office; NULL: as the office set */
  const NhRecordType *records; /* what it is of, where it is not of all */
  gboolean (*fill) (NhReportContext *context, GError **error);
} NhReport;

const NhReport *nh_reports (guint *n_reports);
const NhReport *nh_report_find (const char *name); /* (nullable) */
/* What is asked of figures concerns it: only those that are final, and where they came from. */
gboolean nh_report_is_about_season (const NhReport *report);
const NhReport *nh_report_find_form (const NhRecordType *type); /* (nullable) */
/* On a reader's thread. (transfer full) */
NhSheet *nh_report_build (const NhReport *report, NhConnection *connection, NhLedger *ledger,
                          const NhReportRequest *request, GError **error);
/* File name to offer, without its ending: "Tong hop ket qua Ngay hoi 2022 - Ha Tinh". (transfer full) */
char *nh_report_file_name (const NhReport *report, NhLedger *ledger, const NhReportRequest *request);

/* A part of the whole report that is typed, once a season. */
typedef struct
{
  const char *name;  /* "leading" */
  const char *title; /* N_() */
  const char *hint;  /* N_(): what stands there */
} NhReportPart;

const NhReportPart *nh_report_parts (guint *n_parts);
/* The setting in which the ledger keeps the part of a unit's year. (transfer full) */
char *nh_report_part_setting (const NhReportPart *part, gint64 unit, int year);

/* A report that is ready to be shown, printed and written. */
typedef struct
{
  NhSheet *sheet;
  NhPages *pages;
  gboolean part; /* rows were left out, as NhReportRequest.most asks */
} NhMadeReport;

void nh_made_report_free (NhMadeReport *made);
/* On the thread for reports. @request is copied. */
NH_DECLARE_ASYNC (nh_report_make, NhMadeReport *, NhLedger *ledger, const NhReport *report,
                  const NhReportRequest *request);

/* What a text says, for a look at its sentences in other words: name of a sentence (nh-sentence.h) → GHashTable (name
 * of a value → text). One that is not said is not there. On the thread for reports. @request is copied. */
NH_DECLARE_ASYNC (nh_report_sentences, GHashTable *, NhLedger *ledger, const NhReport *report,
                  const NhReportRequest *request);

/* A list as it stands on the screen. */
typedef struct
{
  const NhRecordType *type;
  gint64 unit;
  int year;
  GArray *ids;      /* owned: of gint64, in their order */
  GArray *fields;   /* owned: of int, the columns: index of a field, or … */
  char *conditions; /* owned: what the rows were filtered by, in words; "" */
} NhReportRows;
#define NH_REPORT_ROWS_UNIT (-1) /* … the unit */

void nh_report_rows_free (NhReportRows *rows);
/* Its sheet: columns that add up have the sum of the records that count. Takes @rows over. */
NH_DECLARE_ASYNC (nh_report_make_rows, NhMadeReport *, NhLedger *ledger, NhReportRows *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhMadeReport, nh_made_report_free)
