/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-session.h"

/* A search entry with a list of matching units below it. Diacritics are not needed. Among all units, the name of a
 * former one offers those that it has become part of. Signals: "selected" (gint64 unit): the selected row, 0 for none;
 * "chosen" (gint64 unit): by Enter or a click; "missed": by Enter while nothing is found. */
#define NH_TYPE_UNIT_CHOOSER (nh_unit_chooser_get_type ())
G_DECLARE_FINAL_TYPE (NhUnitChooser, nh_unit_chooser, NH, UNIT_CHOOSER, GtkWidget)

/* @within: offers only this unit and those below it, all of them before anything is typed; 0: offers every unit,
 * but none until something is typed. */
void nh_unit_chooser_set_catalog (NhUnitChooser *self, NhCatalog *catalog, gint64 within, NhDate on);
gint64 nh_unit_chooser_get_selected (NhUnitChooser *self);
/* "Xã Cẩm Nhượng nay thuộc xã Thiên Cầm", where the selected row was found by a former name. (nullable) */
const char *nh_unit_chooser_get_note (NhUnitChooser *self);
/* What is searched for; "". */
const char *nh_unit_chooser_get_text (NhUnitChooser *self);
void nh_unit_chooser_clear (NhUnitChooser *self);
/* Offers the units of the ledger in the season of @year, from an empty and focused entry. */
void nh_unit_chooser_begin (NhUnitChooser *self, NhSession *session, int year);
/* "Xã Cẩm Xuyên, tỉnh Hà Tĩnh". (transfer full) */
char *nh_unit_full_title (NhCatalog *catalog, const NhUnit *unit);
/* "Công an xã Cẩm Xuyên" (transfer full) */
char *nh_unit_police_title (const NhUnit *unit);
