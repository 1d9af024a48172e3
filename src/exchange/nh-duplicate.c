/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-duplicate.h"

#include <string.h>

#include "nh-count.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-ledger-async.h"
#include "nh-setting.h"
#include "nh-store.h"

/* What must be equal. Sort keys are equal for equal texts, however they were typed. */
static const struct
{
  const NhRecordType *type;
  const char *same;
} rules[] = {
  { &nh_point_type, "a.date_from = b.date_from AND a.place_key = b.place_key" },
  { &nh_commendation_type, "a.decision_number = b.decision_number AND a.recipient_key = b.recipient_key" },
};

static void
duplicate_free (gpointer data)
{
  NhDuplicate *self = data;

  g_clear_object (&self->first);
  g_clear_object (&self->second);
  g_free (self);
}

static gboolean
find_of_type (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, const char *same, int year,
              GPtrArray *found, GError **error)
{
  const char *mark = type->fields[type->counting->duplicate].name;
  g_autofree char *sql = g_strdup_printf (
      "SELECT a.id, b.id FROM %s AS a JOIN %s AS b ON b.year = a.year AND b.unit <> a.unit AND b.id > a.id AND %s"
      " WHERE a.year = ?1 AND a.deleted = 0 AND b.deleted = 0 AND a.%s IS NULL AND b.%s IS NULL"
      " AND NOT EXISTS (SELECT 1 FROM setting WHERE name = 'apart.' || min (a.uuid, b.uuid) || '.' || max (a.uuid,"
      " b.uuid)) ORDER BY a.id, b.id",
      type->name, type->name, same, mark, mark);
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (connection, error, sql, "i", year);
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("look for like records"), error)) == SQLITE_ROW)
    {
      NhDuplicate *pair = g_new0 (NhDuplicate, 1);

      g_ptr_array_add (found, pair);
      pair->first = nh_store_get (connection, ledger, type, sqlite3_column_int64 (statement, 0), error);
      if (pair->first != NULL)
        pair->second = nh_store_get (connection, ledger, type, sqlite3_column_int64 (statement, 1), error);
      if (pair->second == NULL)
        return FALSE;
    }
  return code == SQLITE_DONE;
}

GPtrArray *
nh_duplicate_find (NhConnection *connection, NhLedger *ledger, int year, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (duplicate_free);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (!find_of_type (connection, ledger, rules[i].type, rules[i].same, year, found, error))
      return NULL;
  return g_steal_pointer (&found);
}

/* (transfer full) */
static NhRecord *
find_record (NhConnection *connection, NhLedger *ledger, const char *uuid, GError **error)
{
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    {
      gboolean markable = (*type)->counting != NULL && (*type)->counting->duplicate >= 0;
      NhRecord *record = markable ? nh_store_find (connection, ledger, *type, uuid, NULL) : NULL;

      if (record != NULL)
        return record;
    }
  nh_error_set (error, NH_ERROR_NOT_FOUND, _ ("mark the record"), _ ("the ledger has no record %s."), uuid);
  return NULL;
}

static gboolean
may_mark (NhRecord *record, NhRecord *other, GError **error)
{
  const NhRecordInfo *info = nh_record_get_info (record), *of = nh_record_get_info (other);

  if (nh_record_get_record_type (record) == nh_record_get_record_type (other) && info->year == of->year &&
      info->unit != of->unit && !of->deleted && !nh_record_is_duplicate (other))
    return TRUE;
  nh_error_set (error, NH_ERROR_INVALID, _ ("mark the record"),
                _ ("the other one must be a record of the same type and year, of another unit, that counts itself."));
  return FALSE;
}

gboolean
nh_duplicate_mark (NhConnection *connection, NhLedger *ledger, const char *uuid, const char *of, GError **error)
{
  g_autoptr (NhRecord) record = find_record (connection, ledger, uuid, error);
  g_autoptr (NhRecord) other = record != NULL && of != NULL ? find_record (connection, ledger, of, error) : NULL;
  g_autoptr (NhRecord) draft = NULL, saved = NULL;
  g_auto (NhValue) value = NH_VALUE_INIT;

  if (record == NULL || (of != NULL && (other == NULL || !may_mark (record, other, error))))
    return FALSE;
  if (other != NULL)
    nh_value_set_number (&value, nh_record_get_info (other)->id);
  draft = nh_record_edit (record);
  nh_record_set (draft, (guint) nh_record_get_record_type (record)->counting->duplicate, &value);
  saved = nh_store_save (connection, ledger, draft, NULL, error);
  return saved != NULL;
}

gboolean
nh_duplicate_set_apart (NhConnection *connection, NhLedger *ledger, const char *uuid, const char *other, gboolean apart,
                        GError **error)
{
  gboolean first = strcmp (uuid, other) < 0;
  g_autofree char *name = g_strdup_printf ("apart.%s.%s", first ? uuid : other, first ? other : uuid);

  if (!nh_setting_set (connection, name, apart ? "yes" : NULL, error))
    return FALSE;
  nh_ledger_note_change (ledger, NULL, 0);
  return TRUE;
}

NH_DEFINE_ASYNC (nh_duplicate_find, GPtrArray *, g_ptr_array_unref, NH_ON_REPORTER, (NhLedger * ledger, int year),
                 (.number = (guint) year), nh_duplicate_find (connection, ledger, (int) args->number, error))

/* (transfer full) */
static GStrv
pair_new (const char *uuid, const char *of)
{
  const char *const words[] = { uuid, of, NULL };

  return g_strdupv ((char **) words);
}

NH_DEFINE_ASYNC (nh_duplicate_mark, gboolean, NULL, NH_ON_WRITER, (NhLedger * ledger, const char *uuid, const char *of),
                 (NH_OWNED (pair_new (uuid, of), g_strfreev)),
                 nh_duplicate_mark (connection, ledger, ((char **) args->data)[0], ((char **) args->data)[1], error))

NH_DEFINE_ASYNC (nh_duplicate_set_apart, gboolean, NULL, NH_ON_WRITER,
                 (NhLedger * ledger, const char *uuid, const char *other, gboolean apart),
                 (.number = (guint) apart, NH_OWNED (pair_new (uuid, other), g_strfreev)),
                 nh_duplicate_set_apart (connection, ledger, ((char **) args->data)[0], ((char **) args->data)[1],
                                         args->number != 0, error))
