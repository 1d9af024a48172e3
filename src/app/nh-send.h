/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "nh-ledger.h"

G_BEGIN_DECLS

typedef enum
{
  NH_SEND_AWAY,      /* then its folder is offered */
  NH_SEND_TO_WORK,   /* then it is opened in place of the ledger */
} NhSendPurpose;

/* A sound, verified copy of the open ledger as it is saved now: asks where. Other work goes on meanwhile; the notice tells the end. */
void nh_send_ask   (GtkWidget *widget, NhLedger *ledger, NhSendPurpose purpose);
/* The same to a place that is known. */
void nh_send_write (GtkWidget *widget, NhLedger *ledger, NhSendPurpose purpose, const char *path);
/* "Xã Cẩm Xuyên 2026-08-20.ngayhoi". (transfer full) */
char *nh_send_name (NhLedger *ledger);

G_END_DECLS
