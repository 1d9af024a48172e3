/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-fixture.h"

G_BEGIN_DECLS

/* What the tests of the hand-in share: a province and one of its communes, and what is in a window. */

/* Both are of 2026; the package is of the commune. */
typedef struct
{
  char *province, *commune; /* ledgers */
  char *invitation, *package;
  char *code;      /* of the province's key */
  char *unit_code; /* of the commune's, once its package is received */
  gboolean twice;  /* the package is the second version */
  gboolean held;   /* there was a festival, of one point of 350 people */
} Two;

void two_clear (Two *two);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Two, two_clear)

/* On the writer's thread of a ledger that is opened for it. */
gpointer two_call (const char *path, NhLedgerFunc func, gpointer data);
void two_write_bytes (const char *path, GBytes *bytes);
void two_make (Two *two); /* two ledgers and the invitation */
/* For two_call(): the package, of Two. Gives the check code of the commune's key (transfer full). */
gpointer two_join_and_hand_in (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable,
                               GError **error);
/* For two_call(): NhPublicKeys of a commune (transfer full), which the province keeps. */
gpointer two_get_keys (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable,
                       GError **error);
gpointer two_keep_key (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable,
                       GError **error);
/* The same for a second commune, 18673 Xã Cẩm Xuyên, of the province of @first. */
void two_make_second (Two *two, const Two *first);
void two_make_received (Two *two); /* with the package of a point at the province */

const char *two_stage (GtkWidget *page);
void two_open_file (AppDesk *desk, const char *path);
void two_type (GtkWidget *page, const char *id, const char *text);
gboolean two_has_tile (GtkWidget *page, guint index, const char *number);
GtkWidget *two_find_entry (void);                                /* of a dialog (nullable) */
GtkWidget *two_find_button (GtkWidget *root, const char *label); /* (nullable) */
gboolean two_shows (GtkWidget *root, const char *label);         /* a button */
gboolean two_has_label (GtkWidget *root, const char *part);

void app_add_correction_tests (void);
void app_add_guard_tests (void);
void app_add_received_tests (void);

G_END_DECLS
