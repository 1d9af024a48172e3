/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "nh-date.h"

/* @day is not after today, @reason is not empty. Not called when the dialog is closed. */
typedef void (*NhDayGiven) (NhDate day, const char *reason, gpointer data);

/* Asks for another day on which a unit's first version was received (@present), and why. @year: of days without one.
 * @data is freed with the dialog. */
void nh_received_day_ask (GtkWidget *parent, NhDate present, int year, NhDayGiven given, gpointer data,
                          GDestroyNotify free_data);
