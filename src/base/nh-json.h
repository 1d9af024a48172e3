/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends @text as a JSON string literal with its quotes. Invalid bytes become U+FFFD, so the result is valid JSON for any
 * bytes; NULL gives "null". */
void      nh_json_append_string   (GString *out, const char *text);
/* Appends a member to the @object, which begins with "{". The caller closes it. */
void      nh_json_append_member   (GString *object, const char *key, const char *text);

G_END_DECLS
