/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The choices of a reference field: records of its type of the same unit and year, as codes in a catalog. */

#include "nh-store.h"

#include "nh-i18n.h"
#include "nh-ledger-async.h"

static void
clear_code (gpointer data)
{
  NhCode *code = data;

  g_free (code->code);
  g_free (code->title);
  g_free (code->abbreviation);
}

static void
take_code (GArray *codes, const NhRecordType *type, sqlite3_stmt *statement)
{
  NhDate day = nh_date_from_iso ((const char *) sqlite3_column_text (statement, 2));
  NhCode code = {
    .list = (char *) type->name,
    .code = g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) sqlite3_column_int64 (statement, 0)),
    .title = g_strdup ((const char *) sqlite3_column_text (statement, 1)),
    .abbreviation = day != NH_DATE_NONE ? nh_date_format (day) : g_strdup (""),
    .from = NH_DATE_NONE,
    .to = NH_DATE_NONE,
    .position = (int) codes->len,
    .attributes = (char *) "",
  };

  g_array_append_val (codes, code);
}

static gboolean
read_codes (NhConnection *connection, GArray *codes, const NhRecordType *type, gint64 unit, int year, GError **error)
{
  const char *name = type->fields[nh_record_type_identity (type)].name;
  const char *day = type->date_field >= 0 ? type->fields[type->date_field].name : "NULL";
  g_autofree char *sql = g_strdup_printf ("SELECT id, %s, %s FROM %s WHERE unit = ?1 AND year = ?2 AND deleted = 0 AND %s IS NOT NULL"
                                          " ORDER BY %s, id",
                                          name, day, type->name, name, type->sort);
  sqlite3_stmt *statement = nh_connection_query (connection, error, sql, "li", unit, year);
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = nh_connection_step (connection, statement, _("look for like records"), error)) == SQLITE_ROW)
    take_code (codes, type, statement);
  nh_statement_done (statement);
  return code == SQLITE_DONE;
}

NhCatalog *
nh_store_offer_references (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, gint64 unit, int year, GError **error)
{
  g_autoptr (GArray) codes = g_array_new (FALSE, FALSE, sizeof (NhCode));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_return_val_if_fail (type != NULL, NULL);
  g_array_set_clear_func (codes, clear_code);
  for (guint i = 0; i < type->n_fields; i++)
    {
      const NhField *field = &type->fields[i];
      const NhRecordType *other;

      if (field->kind != NH_KIND_REFERENCE || field->flags & NH_FIELD_HIDDEN)
        continue;
      other = nh_record_type_find (field->codebook);
      if (g_hash_table_add (seen, (gpointer) other) && !read_codes (connection, codes, other, unit, year, error))
        return NULL;
    }
  return nh_catalog_with_codes (nh_ledger_get_catalog (ledger), (const NhCode *) codes->data, codes->len);
}

NH_DEFINE_ASYNC (nh_store_offer_references, NhCatalog *, g_object_unref, NH_ON_READER,
                 (NhLedger *ledger, const NhRecordType *type, gint64 unit, int year),
                 (.type = type, .id = unit, .number = (guint) year),
                 nh_store_offer_references (connection, ledger, args->type, args->id, (int) args->number, error))
