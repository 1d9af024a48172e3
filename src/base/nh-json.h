/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Appends @text as a quoted JSON string. Invalid UTF-8 becomes U+FFFD; NULL becomes null. */
void nh_json_append_string (GString *out, const char *text);
/* Appends a member to @object, which starts with "{". The caller appends "}". */
void nh_json_append_member (GString *object, const char *key, const char *text);
