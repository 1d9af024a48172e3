/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-session.h"

/* Over list and form while their year is locked: says so before anything is typed, and opens it again. */
GtkWidget *nh_lock_strip_new (NhSession *session);
/* The records below it; NULL: another page. Those that are no part of the hand-in are never locked. */
void nh_lock_strip_set_type (GtkWidget *strip, const NhRecordType *type);
