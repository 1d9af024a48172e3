/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-package.h"
#include "nh-remark.h"
#include "nh-snapshot.h"
#include "nh-verdict.h"

/* Receiving packages, at the province. On the writer's thread. */

/* A figure that is another one than before. */
typedef struct
{
  const char *title;    /* of the indicator */
  char *before, *after; /* as nh_figure_to_text() */
} NhFigureChange;

NhFigureChange *nh_figure_change_new (const char *title, const char *before, const char *after);
void nh_figure_change_free (NhFigureChange *self);
/* Those that the @members of a manifest claim, but zeros, with "" before. (transfer full) */
GPtrArray *nh_figure_list_said (GArray *members);

/* What became of one file. Immutable once NhReceived is called, which may keep it. */
typedef struct
{
  char *path;
  NhVerdict verdict;
  gboolean taken; /* its submission is (or, on trial, would be) in the ledger, and was not before. On trial a fork has
                     its records and figures, too, though it is not */
  char *message;  /* translated sentences; "" */
  const NhUnit *unit; /* nullable */
  char *unit_name;    /* as the file says; "" unless it could be opened */
  int year, version;  /* 0 unless it could be opened */
  char *hash;         /* of its manifest; "" unless it could be opened */
  char *code;         /* check code of the sender's keys; "" */
  char *reason;       /* of the correction; "" */
  char *nil;          /* why there was no festival; "" */
  GPtrArray *answers; /* of NhRemark: to the remarks on the version before; none while the key is not good */
  NhSnapshotResult records;
  GPtrArray *figures; /* of NhFigureChange */
  GPtrArray *said;    /* of NhFigureChange: what it claims, with "" before; whoever made it */
} NhReception;

/* Fills in what @package says of itself. */
void nh_reception_describe (NhReception *self, const NhPackage *package);
NhReception *nh_reception_new (const char *path); /* nothing is known of the file yet (transfer full) */
NhReception *nh_reception_ref (NhReception *self);
void nh_reception_unref (NhReception *self);

typedef void (*NhReceived) (const NhReception *reception, gpointer data);

typedef struct
{
  gboolean trial;     /* the real run without its last step: all is rolled back */
  const char *hash;   /* takes no file but that with this manifest: the one that was seen; nullable */
  const char *code;   /* confirms the sender's keys where these are its digits; nullable */
  const char *reason; /* takes a branch all the same; nullable */
  NhDate day;         /* received on; NH_DATE_NONE: today */
  NhReceived received;
  gpointer data;
} NhReceiveOptions;

/* Reads the files in order; one whose predecessor comes later waits for it. A file that cannot be taken stops no other.
 * Each is one transaction and one change, after a verified backup before the first. FALSE with @error where the ledger
 * itself failed, or @cancellable was cancelled: those that were told of are taken, and the same call finishes the rest.
 * @n_for_person: how many of them need a person (nullable). */
gboolean nh_receive (NhConnection *connection, NhLedger *ledger, const char *const *paths,
                     const NhReceiveOptions *options, guint *n_for_person, GCancellable *cancellable, GError **error);
