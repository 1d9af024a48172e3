/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>
#include "nh-field.h"
#include "nh-value.h"

/* Private to the ledger: storage of each kind of value in a column. Unset values are NULL; `marks` tells "none" and
 * "unknown" ones ("attendance=none;weapons=unknown"). */

/* Returns SQLITE_OK or SQLite's code. */
int nh_store_kind_bind (NhKind kind, sqlite3_stmt *statement, int parameter, const NhValue *value);
/* @value must be blank; it stays blank for NULL and invalid values. */
void nh_store_kind_read (NhKind kind, sqlite3_stmt *statement, int column, NhValue *value);

/* The entry of a field for `marks`, appended with ";" where needed; nothing for blank and set values. */
void nh_store_marks_append (GString *marks, const NhField *field, const NhValue *value);
/* Sets "none" and "unknown" in the values, in the order of @fields. Unknown names are skipped. */
void nh_store_marks_apply (const char *marks, const NhField *fields, guint n_fields, NhValue *values);
