/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-session.h"

/* Makes the invitation of the session's year: asks for the deadline and the file, then shows the check code for the
 * dispatch and leads to the enrolment slips. @deadline: proposed; NH_DATE_NONE: that of the season. */
void nh_invite_dialog_show (GtkWidget *parent, NhSession *session, NhDate deadline);
