/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-report.h"

G_BEGIN_DECLS

/* A ledger in a folder of its own, for tests of figures and reports. Everything that goes wrong ends the test. */
typedef struct
{
  char *folder;
  char *path;
  NhLedger *ledger;
  GHashTable *frame; /* nullable */
  guint n_points;    /* saved */
} NhFixture;

void nh_fixture_create (NhFixture *self, const NhLedgerSpec *spec);
/* The sample season. */
void nh_fixture_sample (NhFixture *self);
/* Takes all records out again, ids too: cheaper than another ledger. */
void nh_fixture_empty (NhFixture *self);
void nh_fixture_clear (NhFixture *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NhFixture, nh_fixture_clear)

/* The unit that has @code on 19/8 of @year. */
gint64 nh_fixture_unit (NhFixture *self, const char *code, int year);
/* Saves a record: type "point" …, fields as "place=Thôn 1|status=held|attendance=none" (canonical texts). A point is a
 * held thôn of its own, the first "Thôn 1", unless it says otherwise. Gives its id. */
gint64 nh_fixture_save (NhFixture *self, const char *type, gint64 unit, int year, const char *fields);
NhRecord *nh_fixture_record (NhFixture *self, const char *type, gint64 id);
NhFigures *nh_fixture_figures (NhFixture *self, gint64 unit, int year, NhDate as_of);
NhSheet *nh_fixture_report (NhFixture *self, const char *report, gint64 unit, int year, NhDate as_of);
/* Saves a setting of the office. */
void nh_fixture_set (NhFixture *self, const char *name, const char *value);
/* Python is here, and can judge what was written. In Wine it is not. */
gboolean nh_fixture_has_python (void);
/* What is chosen for the sheets asked for from now on. */
void nh_fixture_choose (NhFixture *self, const char *name, const char *value);
/* Of nh_figures_check(): texts of the problems, a line each with their severity. (transfer full) */
char *nh_fixture_check (NhFixture *self, NhRecord *record);

/* "sum 128", "total trên 84000", "records 12 (total 15)" … and "!" where the two conflict, "~" for a part from totals,
 * "?" for a zero nobody wrote. (transfer full) */
char *nh_fixture_describe (const NhFigure *figure);
/* All paragraphs of a sheet. (transfer full) */
char *nh_fixture_text (NhSheet *sheet);

G_END_DECLS
