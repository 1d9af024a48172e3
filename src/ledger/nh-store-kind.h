/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>
#include "nh-field.h"
#include "nh-value.h"

G_BEGIN_DECLS

/* Private to the ledger: how a value of each kind stands in a column. A value that is not SET is NULL there; whether it is "none"
 * or "unknown" stands in the column `marks` ("attendance=none;weapons=unknown"). */

/* Returns SQLITE_OK or SQLite's code. */
int      nh_store_kind_bind    (NhKind kind, sqlite3_stmt *statement, int parameter, const NhValue *value);
/* @value must be blank; it stays so for NULL and for what is no value of the kind (a file changed by another program). */
void     nh_store_kind_read    (NhKind kind, sqlite3_stmt *statement, int column, NhValue *value);

/* The entry of a field for `marks`, appended with ";" where needed; nothing for blank and set values. */
void     nh_store_marks_append (GString *marks, const NhField *field, const NhValue *value);
/* Puts "none" and "unknown" into the values, which stand in the order of @fields. Names it does not know are passed over. */
void     nh_store_marks_apply  (const char *marks, const NhField *fields, guint n_fields, NhValue *values);

G_END_DECLS
