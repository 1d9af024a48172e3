/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-session.h"

/* The unit of a record, above its form: a choice among the unit that is looked at and those below it, by a part of
 * their names. Signals: "chosen" (gint64 unit); "entered": Enter, to go on. */
#define NH_TYPE_UNIT_FIELD (nh_unit_field_get_type ())
G_DECLARE_FINAL_TYPE (NhUnitField, nh_unit_field, NH, UNIT_FIELD, GtkWidget)

GtkWidget *nh_unit_field_new (void);
/* Offers the units of the session's view, and shows @unit. */
void nh_unit_field_show (NhUnitField *self, NhSession *session, gint64 unit);
