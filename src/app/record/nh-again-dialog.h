/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-session.h"

/* Asks which records of the year before are there again, and adds these as one change: points that are planned, without
 * a day and numbers; bodies of the register. */
void nh_again_dialog_show (GtkWidget *parent, NhSession *session, const NhRecordType *type);
