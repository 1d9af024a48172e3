/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-filter.h"
#include "nh-session.h"

/* Sets the filter of a list: a condition on one field, the states of records, and filters kept in the ledger by name.
 * Signal: "changed" () the user chose another filter. */
#define NH_TYPE_FILTER_POPOVER (nh_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (NhFilterPopover, nh_filter_popover, NH, FILTER_POPOVER, GtkPopover)

NhFilterPopover *nh_filter_popover_new (NhSession *session, const NhRecordType *type);
/* (transfer none) */
NhFilter *nh_filter_popover_get_filter (NhFilterPopover *self);
/* Emits no signal. @filter: transfer full. */
void nh_filter_popover_take_filter (NhFilterPopover *self, NhFilter *filter);
