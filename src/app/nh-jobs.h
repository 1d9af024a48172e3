/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "nh-figures.h"
#include "nh-ledger.h"
#include "nh-page-writer.h"
#include "nh-query.h"
#include "nh-report.h"

G_BEGIN_DECLS

/* What the window asks of a ledger: each a job on a worker's thread. The answer is taken by nh_ledger_run_finish() in @callback.
 * Nothing here waits. */

/* What a query finds. */
typedef struct
{
  GArray    *ids;    /* of gint64, in order */
  gboolean   whole;  /* there are no more */
  GtkBitset *set;    /* the same as a set, as far as 32 bits reach: a ledger numbers its records from 1 */
} NhListed;

/* What stands at the foot of a list. */
typedef struct
{
  gint64  count;
  gint64  uncounted; /* of them those that do not count, and are not in the sums */
  gint64 *sums;      /* one for each field of the type; NH_NO_SUM where there is none */
} NhSums;

/* A record and what its form shows beside it. */
typedef struct
{
  NhRecord *record;
  NhRecord *last_year;   /* nullable */
} NhLoaded;

/* What the frame of the window shows. */
typedef struct
{
  gint64   *counts;      /* records of the unit and year, one for each type of nh_record_types() */
  GArray   *years;       /* of int, newest first: years with any record */
  NhRecord *season;      /* of the unit and year (nullable) */
  char     *saved_at;    /* moment of the last change, ISO; "" when none */
  gboolean  can_undo;
  gboolean  can_redo;
} NhOutline;

#define NH_OVERVIEW_POINTS 2000   /* of one unit, side by side: of more there is no chart, nobody looks at so many bars */

/* The figures of a unit's season, and of the season before. */
typedef struct
{
  NhFigures *figures;
  NhFigures *last_year;
  GPtrArray *ranked;     /* of NhRanked: the units below, or the points of a unit that has none */
} NhOverview;

/* What became of many new records. */
typedef struct
{
  gboolean   saved;       /* FALSE: something blocks one of them, and none was saved */
  GPtrArray *problems;    /* owned: of GPtrArray of NhProblem, one for each record */
} NhAdded;

/* A report that is ready to be shown, printed and written. */
typedef struct
{
  NhSheet *sheet;
  NhPages *pages;
} NhMadeReport;

void  nh_made_report_free  (NhMadeReport *made);
void  nh_added_free        (NhAdded *added);
void  nh_listed_free       (NhListed *listed);
void  nh_sums_free         (NhSums *sums);
void  nh_loaded_free       (NhLoaded *loaded);
void  nh_outline_free      (NhOutline *outline);
void  nh_overview_free     (NhOverview *overview);

/* → GArray of gint64: the first @limit of the query, where they are found long before all are (nh_query_first()); else NULL. Takes
 * @query over. */
void  nh_job_first_ids     (NhLedger *ledger, NhQuery *query, guint limit, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
/* → NhListed: of at most @limit (0: all). @first: those of an answer that was not whole, and all are asked for (nullable). Takes @query
 * and @first over. */
void  nh_job_ids           (NhLedger *ledger, NhQuery *query, guint limit, GArray *first, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
/* What NhListed has beside @ids, at once: of a few. (transfer full) */
GtkBitset *nh_job_set_of_ids (GArray *ids);
/* → GPtrArray of NhRecord, NULL where there is none. Takes @ids (of gint64) over. */
void  nh_job_fetch         (NhLedger *ledger, const NhRecordType *type, GArray *ids, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
/* → NhSums. Takes @query over. */
void  nh_job_sums          (NhLedger *ledger, NhQuery *query, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
/* → GPtrArray of NhSavedFilter. */
void  nh_job_filters       (NhLedger *ledger, const NhRecordType *type, GAsyncReadyCallback callback, gpointer user_data);
/* → non-NULL when done. @filter NULL: forgets it. */
void  nh_job_keep_filter   (NhLedger *ledger, const NhRecordType *type, const char *name, const NhFilter *filter,
                            GAsyncReadyCallback callback, gpointer user_data);
/* → NhLoaded; NULL when there is no such record (any more). */
void  nh_job_load          (NhLedger *ledger, const NhRecordType *type, gint64 id, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
/* → NhRecord of the year before (nullable). @sealed: an immutable record. */
void  nh_job_last_year     (NhLedger *ledger, NhRecord *sealed, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
/* → GPtrArray of NhProblem: all rules, with those that look into the ledger and the figures. */
void  nh_job_check         (NhLedger *ledger, NhRecord *sealed, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
/* → NhRecord as it now stands. The kept draft of the record goes with it. */
void  nh_job_save          (NhLedger *ledger, NhRecord *sealed, GAsyncReadyCallback callback, gpointer user_data);
/* → NhAdded: all rules, then all records as one change, or none. @sealed: of NhRecord, which nobody changes any more; a reference is kept. */
void  nh_job_add_many      (NhLedger *ledger, GPtrArray *sealed, GAsyncReadyCallback callback, gpointer user_data);
/* → non-NULL when done: into the recycle bin, or back. Takes @ids over. */
void  nh_job_set_deleted   (NhLedger *ledger, const NhRecordType *type, GArray *ids, gboolean deleted,
                            GAsyncReadyCallback callback, gpointer user_data);
/* → NhSetMany, to be freed with g_free(). Takes @ids over; @done is a g_atomic_rc_box() that is counted up. */
void  nh_job_set_many      (NhLedger *ledger, const NhRecordType *type, GArray *ids, guint field, const NhValue *value, gint *done,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* → char*: a sentence of what was taken back. */
void  nh_job_undo          (NhLedger *ledger, gboolean redo, GAsyncReadyCallback callback, gpointer user_data);
/* → NhOutline. */
void  nh_job_outline       (NhLedger *ledger, gint64 unit, int year, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
/* → number of units added (GUINT_TO_POINTER). @path: a unit list as in data/units/README.md. */
void  nh_job_import_units  (NhLedger *ledger, const char *path, GAsyncReadyCallback callback, gpointer user_data);
/* → NhOverview. */
void  nh_job_overview      (NhLedger *ledger, gint64 unit, int year, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
/* → gint64 *: of the unit and year, records that a rule blocks or that have a warning nobody passed, one count for each type of
 * nh_record_types(). All rules run over all records, which may take seconds: on the thread for reports. */
void  nh_job_problems      (NhLedger *ledger, gint64 unit, int year, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
/* → GPtrArray of NhDraft. */
void  nh_job_drafts        (NhLedger *ledger, GAsyncReadyCallback callback, gpointer user_data);
/* → GHashTable of what the ledger remembers for the office (nh-setting.h): name → text. */
void  nh_job_settings      (NhLedger *ledger, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* → non-NULL when they are remembered. Takes @settings (name → text, "" forgets) over. */
void  nh_job_keep_settings (NhLedger *ledger, GHashTable *settings, GAsyncReadyCallback callback, gpointer user_data);
/* → NhMadeReport: the sheet and its pages, on the thread for reports. @request is copied. */
void  nh_job_report        (NhLedger *ledger, const NhReport *report, const NhReportRequest *request, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhAdded, nh_added_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhListed, nh_listed_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhSums, nh_sums_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhLoaded, nh_loaded_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhOutline, nh_outline_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhMadeReport, nh_made_report_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhOverview, nh_overview_free)

/* What the references of a record of @type may mean (nh_store_offer_references()): a catalog for its form. */
void       nh_job_references        (NhLedger *ledger, const NhRecordType *type, gint64 unit, int year, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
