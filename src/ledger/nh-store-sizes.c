/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-store-sizes.h"

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-kind.h"
#include "nh-number.h"
#include "nh-store-kind.h"

/* As a field of @type; a reference is read as a text. */
static gboolean
is_number_too_large (const NhField *field, sqlite3_stmt *statement, int column)
{
  return nh_kind_get_storage (field->kind) == NH_STORAGE_INTEGER && field->kind != NH_KIND_REFERENCE &&
         ABS (sqlite3_column_double (statement, column)) > (double) NH_NUMBER_MAX;
}

gboolean
nh_store_sizes_check (NhConnection *connection, const NhRecordType *type, sqlite3_stmt *statement, int first,
                      GError **error)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const NhField *field = &type->fields[i];

      if (is_number_too_large (field, statement, first + (int) i))
        {
          nh_connection_set_error (connection, SQLITE_RANGE, _ ("read the record"), error);
          return FALSE;
        }
      if (nh_kind_get_storage (field->kind) != NH_STORAGE_TEXT ||
          sqlite3_column_bytes (statement, first + (int) i) <= 4 * (int) nh_field_get_max_length (field))
        continue;
      nh_error_set (error, NH_ERROR_CORRUPT, _ ("read the record"),
                    _ ("its text “%s” is longer than any that this program writes. Nothing was changed; restore a "
                       "backup."),
                    _ (field->title));
      return FALSE;
    }
  return TRUE;
}

/* The fields whose column has the value itself. */
static char *
make_select (const NhRecordType *type)
{
  GString *sql = g_string_new ("SELECT");

  for (guint i = 0; i < type->n_fields; i++)
    {
      NhKind kind = type->fields[i].kind;
      gboolean plain = kind != NH_KIND_REFERENCE && nh_kind_get_storage (kind) != NH_STORAGE_FUNDING;

      g_string_append_printf (sql, "%s %s", i > 0 ? "," : "", plain ? type->fields[i].name : "NULL");
    }
  g_string_append_printf (sql, " FROM %s", type->name);
  return g_string_free (sql, FALSE);
}

gboolean
nh_store_sizes_verify (NhConnection *connection, GError **error)
{
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    {
      g_autofree char *sql = make_select (*type);
      g_autoptr (sqlite3_stmt) statement = nh_connection_prepare (connection, sql, error);
      int code;

      while ((code = nh_connection_step (connection, statement, _ ("verify the ledger"), error)) == SQLITE_ROW)
        if (!nh_store_sizes_check (connection, *type, statement, 0, error))
          return FALSE;
      if (code != SQLITE_DONE)
        return FALSE;
    }
  return TRUE;
}
