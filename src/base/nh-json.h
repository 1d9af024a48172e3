/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Appends @text as a quoted JSON string. Invalid UTF-8 becomes U+FFFD; NULL becomes null. */
void nh_json_append_string (GString *out, const char *text);
/* Appends a member to @object, which starts with "{". The caller appends "}". */
void nh_json_append_member (GString *object, const char *key, const char *text);

/* A member of an object that was read. */
typedef struct
{
  char *key, *text; /* owned */
} NhJsonMember;

/* Reads exactly what nh_json_append_member() writes: one object of texts, without blanks between its parts. Nesting,
 * numbers and null are refused, and so are a key that comes twice, invalid UTF-8, half a surrogate pair, U+0000,
 * control characters that are not escaped, more than @max_members, and anything behind the object.
 * GArray of NhJsonMember in the order of the text (transfer full); NULL with @error NH_ERROR_INVALID, which names the
 * byte. */
GArray *nh_json_read_object (const char *json, gsize length, guint max_members, GError **error);
/* The text of a member of it (borrowed); NULL: there is no such key. */
const char *nh_json_get (GArray *object, const char *key);
