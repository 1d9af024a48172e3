/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Bytes as characters that are copied from paper: Crockford's base 32, digits and capitals without I, L, O and U. */

/* In groups of four, with blanks between. @n_bytes: a multiple of 5. (transfer full) */
char *nh_base32_write (const guint8 *bytes, gsize n_bytes);
/* Small letters, O for 0, I and L for 1 are read too; blanks and hyphens are skipped. FALSE unless @text has just
 * @n_bytes. */
gboolean nh_base32_read (const char *text, guint8 *bytes, gsize n_bytes);

/* Enrolment slips: 16 characters, of which the last checks the others. */
#define NH_SLIP_LENGTH 16
char *nh_slip_new (void);              /* "7K3M 9QX2 …" (transfer full) */
char *nh_slip_show (const char *code); /* the same of a kept one (transfer full) */
/* The 16 characters as they are kept; NULL: mistyped. (transfer full) (nullable) */
char *nh_slip_read (const char *typed);
/* Says how many of the characters are typed; NULL: all. Translated. (transfer full) (nullable) */
char *nh_slip_find_missing (const char *typed);
