/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-filter.h"
#include "nh-session.h"

G_BEGIN_DECLS

/* The filter of a list: a button with what can be asked, and under the search a row with what is asked, each removed by its button.
 *
 *   [ search                    ] [ Filter ▾ ]           the button's popover: field, way, value; states; filters kept by name
 *   ( Kind of place: Thôn ✕ ) ( Attendance: from 100 ✕ )
 *
 * Signal: "changed" () another filter. */
#define NH_TYPE_FILTER_BAR (nh_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (NhFilterBar, nh_filter_bar, NH, FILTER_BAR, GtkWidget)

GtkWidget      *nh_filter_bar_new        (NhSession *session, const NhRecordType *type);
GtkWidget      *nh_filter_bar_get_button (NhFilterBar *self);       /* to be placed where it belongs (borrowed) */
const NhFilter *nh_filter_bar_get_filter (NhFilterBar *self);       /* (not nullable) */
void            nh_filter_bar_set_filter (NhFilterBar *self, const NhFilter *filter);   /* NULL: nothing is asked */
void            nh_filter_bar_open       (NhFilterBar *self);       /* the popover, by a key */

G_END_DECLS
