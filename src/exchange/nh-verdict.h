/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What is said of a file of the hand-in, and the error domain of those that are not read to their end. Free of the
 * ledger: the rules of the chain of versions are nh_verdict_decide(). */
typedef enum
{
  NH_VERDICT_NEW,        /* the first version */
  NH_VERDICT_CORRECTION, /* names the last one as its predecessor */
  NH_VERDICT_KNOWN,      /* the same manifest is held */
  /* For a person to decide. */
  NH_VERDICT_FORK,        /* an unknown predecessor, another file of the same version, another ledger */
  NH_VERDICT_UNKNOWN_KEY, /* nobody has confirmed the sender's key yet */
  NH_VERDICT_WAITING,     /* received, but an accepted version goes on counting */
  NH_VERDICT_MISCOUNTED,  /* received, but the claimed figures are not ours */
  /* Refused. */
  NH_VERDICT_OLDER,          /* a lower version than the last one */
  NH_VERDICT_WRONG_UNIT,     /* not a unit of that season */
  NH_VERDICT_OTHER_PROVINCE, /* a unit that is not within ours, or not a commune */
  NH_VERDICT_NOT_INVITED,    /* a year that nobody asked for */
  NH_VERDICT_REPLACED_KEY,   /* another key than the one kept for the unit, which did not sign it */
  NH_VERDICT_BAD_SIGNATURE,  /* altered, or not by the owner of the key */
  NH_VERDICT_OTHER_RECEIVER, /* sealed to another office */
  NH_VERDICT_NOT_OURS,       /* another kind of file */
  NH_VERDICT_TOO_LARGE,      /* beyond a cap */
  NH_VERDICT_DAMAGED,        /* cannot be opened, or its parts do not belong together */
  NH_VERDICT_NEWER,          /* says something that this program does not know */
  NH_VERDICT_NOT_CANONICAL,  /* the content is not as the program writes it */
  NH_VERDICT_FOREIGN,        /* has records or codes that belong to another unit */
  NH_VERDICT_UNREADABLE,     /* the file or the disk could not be read */
  NH_N_VERDICTS
} NhVerdict;

#define NH_VERDICT_ERROR (nh_verdict_error_quark ())
GQuark nh_verdict_error_quark (void);

const char *nh_verdict_get_name (NhVerdict verdict);  /* "new", "wrong-unit": for scripts, never translated */
const char *nh_verdict_get_title (NhVerdict verdict); /* "Mới", "Sai đơn vị": translated */
gboolean nh_verdict_is_for_person (NhVerdict verdict);
gboolean nh_verdict_is_refused (NhVerdict verdict);
gboolean nh_verdict_wants_code (NhVerdict verdict); /* of the sender's key: then the file may be taken */

/* Sets @error, whose code is the verdict, to a translated sentence. Always FALSE. */
gboolean nh_verdict_refuse (GError **error, NhVerdict verdict, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* A version that is held, or claims to follow. */
typedef struct
{
  int version;
  const char *hash;     /* of its manifest */
  const char *previous; /* of the one before; "": none */
  const char *ledger;   /* uuid */
} NhVersion;

typedef enum
{
  NH_UNIT_GOOD,
  NH_UNIT_ELSEWHERE, /* not within our province, or not a commune */
  NH_UNIT_NOT_THEN,  /* unknown, or not of that season */
} NhUnitStanding;

typedef enum
{
  NH_KEY_GOOD,    /* signed by the key that is kept, or by one that was just confirmed: typed, by the slip, or signed by
                     the key before it */
  NH_KEY_UNKNOWN, /* none is kept */
  NH_KEY_OTHER,   /* another one is kept */
  NH_KEY_FORGED,  /* the signature is not that of the key */
} NhKeyStanding;

/* What the receiver holds for the unit and year of a package. */
typedef struct
{
  NhUnitStanding unit;
  gboolean invited;
  NhKeyStanding key;
  const NhVersion *versions; /* in the order in which they were taken */
  guint n_versions;
} NhHeld;

/* By hashes and numbers, never by a clock. */
NhVerdict nh_verdict_decide (const NhVersion *claim, const NhHeld *held);
