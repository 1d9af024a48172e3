/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-session.h"

/* Asks why the accepted year that is shown is opened again, and opens it. */
void nh_supplement_ask (GtkWidget *parent, NhSession *session);
/* Gives it up, while nothing was changed. */
void nh_supplement_give_up (GtkWidget *parent, NhSession *session);
