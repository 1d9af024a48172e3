/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-record-type.h"

/* Fills a drop-down with "All records" and the record types, and names it. */
void nh_type_choice_fill (GtkDropDown *self);
const NhRecordType *nh_type_choice_get (GtkDropDown *self); /* NULL: all types */
