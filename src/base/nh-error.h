/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The error domain of the program. Callers decide by the code; the message is shown to the user. */
#define NH_ERROR (nh_error_quark ())

typedef enum
{
  NH_ERROR_FAILED,       /* no more specific code applies */
  NH_ERROR_INVALID,      /* a value that cannot be read or is not allowed */
  NH_ERROR_NOT_FOUND,    /* no such record, unit, report, file … */
  NH_ERROR_EXISTS,       /* the file or record is already there */
  NH_ERROR_USAGE,        /* wrong use of a command */
  NH_ERROR_IO,           /* reading or writing failed */
  NH_ERROR_FULL,         /* the disk is full */
  NH_ERROR_READ_ONLY,    /* the file or medium cannot be written */
  NH_ERROR_VANISHED,     /* the file disappeared while it was open (USB stick removed) */
  NH_ERROR_NOT_A_LEDGER, /* not a ledger file, or its schema was altered: it is not even read */
  NH_ERROR_CORRUPT,      /* a damaged file */
  NH_ERROR_NEWER,        /* written by a newer version of the program */
  NH_ERROR_LOCKED,       /* open in another running program */
  NH_ERROR_BUSY,         /* locked by another program for the moment */
  NH_ERROR_CONFLICT,     /* the record was changed by someone else since it was read */
  NH_ERROR_CONSTRAINT,   /* the database refused the values */
} NhError;

GQuark nh_error_quark (void);

/* Sets @error to "Could not ACTION: reason".
 * @action: a translated verb phrase without subject, e.g. _("save the record")
 * @reason_format: printf format of the translated reason, a clause that also says what is kept and what to do. */
void nh_error_set (GError **error, NhError code, const char *action, const char *reason_format, ...)
    G_GNUC_PRINTF (4, 5);

/* Sets a G_FILE_ERROR of errno, for nh_error_prefix(). Always FALSE. */
gboolean nh_error_set_errno (GError **error, int code);

/* Prepends "Could not ACTION: " to the message of @error, if set. An error of another domain becomes NH_ERROR_IO, or
 * FULL, READ_ONLY, NOT_FOUND, EXISTS, VANISHED or BUSY where its code says so, with a message of ours; so has every
 * error of GLib's files. G_IO_ERROR_CANCELLED is left alone. */
void nh_error_prefix (GError **error, const char *action);

/* Appends a sentence (nullable) to the message of @error, if set. */
void nh_error_append (GError **error, const char *sentence);
