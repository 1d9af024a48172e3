/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Random valid UTF-8: Vietnamese letters in both normal forms, signs, digits, blanks, invisible characters, other
 * scripts. (transfer full) */
char *random_text (GRand *rand);
/* Any bytes but NUL. (transfer full) */
char *random_bytes (GRand *rand);

G_END_DECLS
