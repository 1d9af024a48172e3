/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The choices of a reference field, and the names that a text field offers: records of the same unit and year, as codes
 * in a catalog. */

#include "nh-store-private.h"

#include <string.h>

#include "nh-count.h"
#include "nh-i18n.h"
#include "nh-ledger-async.h"
#include "nh-number.h"

static void
clear_code (gpointer data)
{
  NhCode *code = data;

  g_free (code->code);
  g_free (code->title);
  g_free (code->abbreviation);
}

char *
nh_store_name_sql (const NhRecordType *type, const char *alias)
{
  const NhField *identity = &type->fields[nh_record_type_identity (type)];

  if (identity->kind != NH_KIND_CHOICE)
    return g_strdup_printf ("%s.%s", alias, identity->name);
  return g_strdup_printf (
      "(SELECT e.title FROM codebook e WHERE e.list = '%s' AND e.code = %s.%s ORDER BY e.valid_from DESC LIMIT 1)",
      identity->codebook, alias, identity->name);
}

/* "08/08/2026 · 20": what tells records of one name apart. (transfer full) */
static char *
describe (sqlite3_stmt *statement)
{
  NhDate day = nh_date_from_iso ((const char *) sqlite3_column_text (statement, 2));
  g_autofree char *date = nh_date_format (day);
  g_autofree char *number = nh_number_format (sqlite3_column_int64 (statement, 3));

  if (sqlite3_column_type (statement, 3) == SQLITE_NULL)
    return g_steal_pointer (&date);
  return *date != '\0' ? g_strdup_printf ("%s · %s", date, number) : g_steal_pointer (&number);
}

static void
take_code (GArray *codes, const NhRecordType *type, sqlite3_stmt *statement)
{
  const char *name = (const char *) sqlite3_column_text (statement, 1);
  NhCode code = {
    .list = (char *) type->name,
    .code = g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) sqlite3_column_int64 (statement, 0)),
    .title = g_strdup (name != NULL ? name : _ ("(without a name)")),
    .abbreviation = describe (statement),
    .from = NH_DATE_NONE,
    .to = NH_DATE_NONE,
    .position = (int) codes->len,
    .attributes = (char *) "",
  };

  g_array_append_val (codes, code);
}

/* The number that an entry of the type must have: how many gifts, how many commended. */
static const char *
number_column (const NhRecordType *type)
{
  for (guint i = 0; i < type->n_fields; i++)
    if ((~type->fields[i].flags & (NH_FIELD_SUMMED | NH_FIELD_REQUIRED)) == 0)
      return type->fields[i].name;
  return "NULL";
}

static gboolean
read_codes (NhConnection *connection, GArray *codes, const NhRecordType *type, gint64 unit, int year, GError **error)
{
  const char *day = type->date_field >= 0 ? type->fields[type->date_field].name : "NULL";
  g_autofree char *name = nh_store_name_sql (type, "r");
  g_autofree char *sql = g_strdup_printf (
      "SELECT id, %s, %s, %s FROM %s r WHERE unit = ?1 AND year = ?2 AND deleted = 0 ORDER BY %s, id", name, day,
      number_column (type), type->name, type->sort);
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (connection, error, sql, "li", unit, year);
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("look for like records"), error)) == SQLITE_ROW)
    take_code (codes, type, statement);
  return code == SQLITE_DONE;
}

NhCatalog *
nh_store_offer_references (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, gint64 unit, int year,
                           GError **error)
{
  g_autoptr (GArray) codes = g_array_new (FALSE, FALSE, sizeof (NhCode));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_return_val_if_fail (type != NULL, NULL);
  g_array_set_clear_func (codes, clear_code);
  for (guint i = 0; i < type->n_fields; i++)
    {
      const NhField *field = &type->fields[i];
      const NhRecordType *other;

      if ((field->kind != NH_KIND_REFERENCE && field->offers == NULL) || field->flags & NH_FIELD_HIDDEN)
        continue;
      other = nh_record_type_find (field->offers != NULL ? field->offers : field->codebook);
      if (g_hash_table_add (seen, (gpointer) other) && !read_codes (connection, codes, other, unit, year, error))
        return NULL;
    }
  return nh_catalog_with_codes (nh_ledger_get_catalog (ledger), (const NhCode *) codes->data, codes->len);
}

/* --- Texts that mean a record --- */

/* Of the records with that name, the only one on that day. */
static const NhCode *
find_on_day (const char *list, const char *text, const NhParseContext *context)
{
  const char *at = strrchr (text, '@');
  g_autofree char *name = at != NULL ? g_strndup (text, at - text) : NULL;
  g_autofree char *written = NULL;
  g_autoptr (GPtrArray) found = NULL;
  NhDate day;

  if (at == NULL || !nh_date_parse (at + 1, context->date_hint, &day, NULL))
    return NULL;
  written = nh_date_format (day);
  found = nh_catalog_search_codes (context->catalog, list, name, NH_DATE_NONE, TRUE);
  for (guint i = found->len; i-- > 0;)
    if (!g_str_has_prefix (((const NhCode *) found->pdata[i])->abbreviation, written))
      g_ptr_array_remove_index (found, i);
  return found->len == 1 ? found->pdata[0] : NULL;
}

/* What may refer to a record of another unit: the province marks what two units reported. */
static gboolean
is_duplicate_field (const NhRecordType *type, guint field)
{
  return type->counting != NULL && type->counting->duplicate == (int) field;
}

gboolean
nh_store_find_reference (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, guint field,
                         const char *text, const NhParseContext *context, NhValue *value)
{
  const char *list = type->fields[field].codebook;
  g_autoptr (NhRecord) record = g_uuid_string_is_valid (text)
                                    ? nh_store_find (connection, ledger, nh_record_type_find (list), text, NULL)
                                    : NULL;
  g_autofree char *id = record != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, nh_record_get_info (record)->id) : NULL;
  const NhCode *code = id != NULL ? nh_catalog_get_code (context->catalog, list, id, NH_DATE_NONE)
                                  : find_on_day (list, text, context);

  if (code != NULL)
    {
      nh_value_set_number (value, g_ascii_strtoll (code->code, NULL, 10));
      value->text = g_strdup (code->title);
    }
  else if (record != NULL && !nh_record_get_info (record)->deleted && is_duplicate_field (type, field))
    {
      nh_value_set_number (value, nh_record_get_info (record)->id);
      value->text = nh_record_get_title (record, nh_ledger_get_catalog (ledger));
    }
  return nh_value_is_set (value);
}

char *
nh_store_name_reference (NhConnection *connection, NhLedger *ledger, const NhRecord *record, guint field,
                         NhCatalog *offered)
{
  const NhRecordType *type = nh_record_get_record_type (record);
  const NhField *described = &type->fields[field];
  NhParseContext context = { offered, nh_record_get_day (record), NH_DATE_NONE };
  gint64 id = nh_record_get_number (record, field, 0);
  g_autoptr (NhRecord) other = nh_store_get (connection, ledger, nh_record_type_find (described->codebook), id, NULL);
  g_autofree char *name = nh_record_format (record, field, offered);
  g_autofree char *day = other != NULL ? nh_date_format (nh_record_get_day (other)) : g_strdup ("");
  char *texts[] = { g_strdup (name), g_strconcat (name, "@", day, NULL) }, *told = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (NhValue) value = NH_VALUE_INIT;

      if (told == NULL &&
          (nh_store_find_reference (connection, ledger, type, field, texts[i], &context, &value) ||
           nh_kind_parse (described, texts[i], &context, &value, NULL)) &&
          value.number == id)
        told = g_steal_pointer (&texts[i]);
      g_free (texts[i]);
    }
  return told != NULL ? told : g_strdup (other != NULL ? nh_record_get_info (other)->uuid : name);
}

/* --- Child records --- */

static gboolean
find_children_of (NhConnection *connection, const NhRecordType *type, const char *field, gint64 parent,
                  gboolean with_deleted, GArray *found, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE %s = ?1%s ORDER BY id", type->name, field,
                                          with_deleted ? "" : " AND deleted = 0");
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (connection, error, sql, "l", parent);
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("look for like records"), error)) == SQLITE_ROW)
    {
      NhRecordRef ref = { type, sqlite3_column_int64 (statement, 0) };

      g_array_append_val (found, ref);
    }
  return code == SQLITE_DONE;
}

GArray *
nh_store_find_all_children (NhConnection *connection, const NhRecordType *type, const gint64 *ids, guint n_ids,
                            gboolean with_deleted, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (NhRecordRef));

  for (const NhRecordType *const *other = nh_record_types (); *other != NULL; other++)
    {
      int field = nh_record_type_child_field (*other, type);

      for (guint i = 0; field >= 0 && i < n_ids; i++)
        if (!find_children_of (connection, *other, (*other)->fields[field].name, ids[i], with_deleted, found, error))
          return NULL;
    }
  return g_steal_pointer (&found);
}

GArray *
nh_store_find_children (NhConnection *connection, const NhRecordType *type, const gint64 *ids, guint n_ids,
                        GError **error)
{
  return nh_store_find_all_children (connection, type, ids, n_ids, FALSE, error);
}

/* --- Units --- */

static gboolean
add_unit_of (NhConnection *connection, const char *sql, gint64 id, GHashTable *seen, GArray *units, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (connection, error, sql, "l", id);
  int code = nh_connection_step (connection, statement, _ ("look for like records"), error);
  gint64 unit;

  if (code != SQLITE_ROW)
    return code == SQLITE_DONE;
  unit = sqlite3_column_int64 (statement, 0);
  if (g_hash_table_add (seen, g_memdup2 (&unit, sizeof unit)))
    g_array_append_val (units, unit);
  return TRUE;
}

GArray *
nh_store_find_units (NhConnection *connection, const NhRecordType *type, const gint64 *ids, guint n_ids, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT unit FROM %s WHERE id = ?1", type->name);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n_ids; i++)
    if (!add_unit_of (connection, sql, ids[i], seen, units, error))
      return NULL;
  return g_steal_pointer (&units);
}

NH_DEFINE_ASYNC (nh_store_find_units, GArray *, g_array_unref, NH_ON_READER,
                 (NhLedger * ledger, const NhRecordType *type, GArray *ids), (.type = type, .ids = ids),
                 nh_store_find_units (connection, args->type, nh_async_args_get_ids (args), args->ids->len, error))

NH_DEFINE_ASYNC (nh_store_find_children, GArray *, g_array_unref, NH_ON_READER,
                 (NhLedger * ledger, const NhRecordType *type, GArray *ids), (.type = type, .ids = ids),
                 nh_store_find_children (connection, args->type, nh_async_args_get_ids (args), args->ids->len, error))

NH_DEFINE_ASYNC (nh_store_offer_references, NhCatalog *, g_object_unref, NH_ON_READER,
                 (NhLedger * ledger, const NhRecordType *type, gint64 unit, int year),
                 (.type = type, .id = unit, .number = (guint) year),
                 nh_store_offer_references (connection, ledger, args->type, args->id, (int) args->number, error))
