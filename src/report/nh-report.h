/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-figures.h"
#include "nh-sheet.h"

G_BEGIN_DECLS

/* What a report is asked for. */
typedef struct
{
  gint64   unit;
  int      year;
  NhDate   as_of;        /* NH_DATE_NONE: no cut-off */
} NhReportRequest;

/* A report: builds a sheet from figures and records; writers (nh_sheet_write()) know nothing of the ledger. */
typedef struct
{
  const char *name;      /* "summary", "points", "paragraph" */
  const char *title;     /* N_() for the menu */
  gboolean    text;      /* a text rather than a table: has no xlsx */
  NhSheet  *(*build) (NhConnection *connection, NhLedger *ledger, const NhReportRequest *request, GError **error);   /* on the reader's thread */
  const char *file_name; /* "Tong hop ket qua Ngay hoi" */
} NhReport;

const NhReport *nh_reports           (guint *n_reports);
const NhReport *nh_report_find       (const char *name);   /* (nullable) */
/* File name to offer, without its ending: "Tong hop ket qua Ngay hoi 2022 - Ha Tinh". (transfer full) */
char           *nh_report_file_name  (const NhReport *report, NhLedger *ledger, const NhReportRequest *request);

G_END_DECLS
