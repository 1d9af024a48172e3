/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-outline.h"

/* The open ledger of a window and the view of it: one unit and one year. Pages follow it.
 * Signals:
 *   "view-changed" (): another unit or year
 *   "outline-changed" (): counts, years, season, undo state; read again after each change of the ledger
 *   "failed" (const char *message): the outline could not be read */
#define NH_TYPE_SESSION (nh_session_get_type ())
G_DECLARE_FINAL_TYPE (NhSession, nh_session, NH, SESSION, GObject)

NhSession *nh_session_new (NhLedger *ledger, int year); /* (transfer full) */
void nh_session_close (NhSession *self);                /* stops following the ledger */
NhLedger *nh_session_get_ledger (NhSession *self);
gboolean nh_session_is_read_only (NhSession *self);
NhCatalog *nh_session_get_catalog (NhSession *self);
gint64 nh_session_get_unit (NhSession *self);
int nh_session_get_year (NhSession *self);
void nh_session_set_view (NhSession *self, gint64 unit, int year);
/* TRUE if lists can contain records of several units: a province and the communes below it. */
gboolean nh_session_has_below (NhSession *self);
const NhOutline *nh_session_get_outline (NhSession *self); /* (nullable): not read yet */
NhRecord *nh_session_get_season (NhSession *self);         /* borrowed, nullable */
/* The province has accepted the year of the unit that is shown, and records of @type are part of what it accepted;
 * FALSE while the outline is being read.
 */
gboolean nh_session_is_locked (NhSession *self, const NhRecordType *type);
/* Records of @type can be written in the year that is shown. */
gboolean nh_session_is_open (NhSession *self, const NhRecordType *type);
/* Records of @unit in @year came in its package. */
gboolean nh_session_has_received (NhSession *self, gint64 unit, int year);
gboolean nh_session_has_accepted (NhSession *self, gint64 unit, int year); /* the version that counts: "đã chốt" */
/* … and nobody has said yet that they may be changed here. */
gboolean nh_session_guards (NhSession *self, gint64 unit, int year);
void nh_session_end_guard (NhSession *self, gint64 unit, int year); /* until the ledger is opened again */
void nh_session_read_outline (NhSession *self);
