/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-filter.h"
#include "nh-session.h"

/* The filter of a list: a button that opens NhFilterPopover, and under the search a row of chips, one for each
 * condition, which is removed by a click.
 *
 *   [ search                    ] [ Filter ▾ ]
 *   ( Kind of place: Thôn ✕ ) ( Attendance: from 100 ✕ )
 *
 * Signal: "changed" () the filter is another one. */
#define NH_TYPE_FILTER_BAR (nh_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (NhFilterBar, nh_filter_bar, NH, FILTER_BAR, GtkWidget)

GtkWidget *nh_filter_bar_new (NhSession *session, const NhRecordType *type);
/* To be placed by the caller. (transfer none) */
GtkWidget *nh_filter_bar_get_button (NhFilterBar *self);
/* Not nullable. (transfer none) */
const NhFilter *nh_filter_bar_get_filter (NhFilterBar *self);
/* NULL: no conditions. */
void nh_filter_bar_set_filter (NhFilterBar *self, const NhFilter *filter);
/* Opens the popover. */
void nh_filter_bar_open (NhFilterBar *self);
