/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A new UUID version 7, lower case; time-ordered, so that index inserts stay cheap. (transfer full) */
char *nh_uuid_new (void);
/* A UUID that depends on @seed and @n only: for reproducible sample data. (transfer full) */
char *nh_uuid_for (const char *seed, guint64 n);
gboolean nh_uuid_is_valid (const char *text);
