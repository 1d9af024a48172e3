/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of nh-store.h that looks for other records: by value, of last year, of the season. */

#include "nh-assessment.h"
#include "nh-board.h"
#include "nh-season.h"
#include "nh-store-private.h"
#include "nh-unit-merger.h"

#include <string.h>

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-ledger-async.h"
#include "nh-text.h"

/* What to look for. Plain data; lives as long as one call. */
typedef struct
{
  const NhRecordType *type;
  gint64 unit;          /* 0: any */
  int year;             /* 0: any */
  int field;            /* -1: any record */
  const NhValue *value; /* NULL: any */
  gint64 except;
} Wanted;

/* SQL narrows by sort key and search text; nh_text_same() decides. */
static gboolean
is_narrowed (const Wanted *wanted)
{
  const NhField *field = &wanted->type->fields[wanted->field];

  return (field->flags & NH_FIELD_SEARCHED) != 0 && (field->kind == NH_KIND_TEXT || field->kind == NH_KIND_NAME);
}

static gboolean
is_free_text (const NhField *field)
{
  return field->kind == NH_KIND_TEXT || field->kind == NH_KIND_NAME || field->kind == NH_KIND_LINES;
}

/* The common prefix of the sort keys of all texts that nh_text_same() treats as equal: the key without its case level.
 * For names, the key of the last word. (transfer full) */
static GByteArray *
key_start (const NhField *field, const char *text)
{
  g_autofree char *folded = nh_text_fold_marked (text);
  const char *last = field->kind == NH_KIND_NAME ? strrchr (folded, ' ') : NULL;
  GByteArray *start = g_bytes_unref_to_array (nh_text_sort_key (last != NULL ? last + 1 : folded));

  return g_byte_array_set_size (start, start->len - 1);
}

static char *
make_sql (const Wanted *wanted)
{
  GString *sql = g_string_new (NULL);
  const NhField *field = wanted->field >= 0 ? &wanted->type->fields[wanted->field] : NULL;
  gboolean any = wanted->value == NULL;

  g_string_printf (sql, "SELECT id, %s FROM %s WHERE deleted = 0 AND id <> ?1", field != NULL ? field->name : "NULL",
                   wanted->type->name);
  g_string_append (sql, wanted->year != 0 ? " AND year = ?2" : " AND ?2 = 0");
  g_string_append (sql, wanted->unit != 0 ? " AND unit = ?3" : " AND ?3 = 0");
  if (!any && (field->flags & NH_FIELD_SORTED) != 0)
    g_string_append_printf (sql, " AND %s_key >= ?5 AND %s_key < ?6", field->name, field->name);
  if (!any && is_narrowed (wanted))
    g_string_append (sql, " AND instr (search_marked, ?4) > 0");
  else if (!any && !is_free_text (field))
    g_string_append_printf (sql, " AND %s = ?4", field->name);
  g_string_append (sql, " ORDER BY id");
  return g_string_free (sql, FALSE);
}

static void
bind_value (const Wanted *wanted, sqlite3_stmt *statement)
{
  const NhField *field = &wanted->type->fields[wanted->field];
  g_autofree char *text = NULL;

  if (field->flags & NH_FIELD_SORTED)
    {
      g_autoptr (GByteArray) start = key_start (field, wanted->value->text);

      sqlite3_bind_blob (statement, 5, start->data, (int) start->len, SQLITE_TRANSIENT);
      start->data[start->len - 1]++; /* the zero that ends the previous level */
      sqlite3_bind_blob (statement, 6, start->data, (int) start->len, SQLITE_TRANSIENT);
    }
  if (is_narrowed (wanted))
    text = nh_text_fold_marked (wanted->value->text);
  else if (is_free_text (field))
    return;
  else if (nh_kind_get_storage (field->kind) == NH_STORAGE_INTEGER)
    {
      sqlite3_bind_int64 (statement, 4, wanted->value->number);
      return;
    }
  else
    text = nh_kind_to_canonical (field, wanted->value);
  sqlite3_bind_text (statement, 4, text, -1, SQLITE_TRANSIENT);
}

/* Ids of the records that are like it, in order. */
static GArray *
find_ids (NhConnection *connection, const Wanted *wanted, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *sql = make_sql (wanted);
  g_autoptr (sqlite3_stmt)
      statement = nh_connection_query (connection, error, sql, "lil", wanted->except, wanted->year, wanted->unit);
  int code;

  if (statement != NULL && wanted->field >= 0)
    bind_value (wanted, statement);

  while ((code = nh_connection_step (connection, statement, _ ("look for like records"), error)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      if (wanted->field >= 0 && is_free_text (&wanted->type->fields[wanted->field]) &&
          !nh_text_same (nh_statement_get_text (statement, 1), wanted->value->text))
        continue;
      g_array_append_val (ids, id);
    }
  return code == SQLITE_DONE ? g_steal_pointer (&ids) : NULL;
}

/* --- Checks --- */

struct _NhChecker
{
  NhConnection *connection;
  NhLedger *ledger;
  NhDate today;
  GHashTable *seasons; /* owned: "unit/year" → NhRecord (nullable), owned */
  gboolean once;       /* one record is looked at */
  GHashTable *values;  /* owned: "type.field/unit/year" → GHashTable of values → GArray of ids, owned */
  GError *error;       /* the first of the running check: rules cannot return errors */
};

/* What nh_text_same() treats as equal has one key. (transfer full) */
static char *
make_key (const NhField *field, const char *text)
{
  g_autofree char *clean = nh_text_clean (text);

  return is_free_text (field) ? nh_text_fold_marked (clean) : g_steal_pointer (&clean);
}

/* All values of a field, with the ids of the records that have them. */
static GHashTable *
read_values (NhConnection *connection, const Wanted *wanted, GError **error)
{
  g_autoptr (GHashTable)
      values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  Wanted all = { wanted->type, wanted->unit, wanted->year, wanted->field, NULL, 0 };
  g_autofree char *sql = make_sql (&all);
  g_autoptr (sqlite3_stmt)
      statement = nh_connection_query (connection, error, sql, "lil", all.except, all.year, all.unit);
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("look for like records"), error)) == SQLITE_ROW)
    {
      char *key = make_key (&all.type->fields[all.field], nh_statement_get_text (statement, 1));
      GArray *ids = g_hash_table_lookup (values, key);
      gint64 id = sqlite3_column_int64 (statement, 0);

      ids = ids != NULL ? g_array_ref (ids) : g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (ids, id);
      g_hash_table_insert (values, key, ids);
    }
  return code == SQLITE_DONE ? g_steal_pointer (&values) : NULL;
}

/* The same as find_ids(), asking SQL once for all records of a unit and year. */
static GArray *
look_up (NhChecker *self, const Wanted *wanted)
{
  g_autofree char *where = g_strdup_printf ("%s.%d/%" G_GINT64_FORMAT "/%d", wanted->type->name, wanted->field,
                                            wanted->unit, wanted->year);
  g_autofree char *key = make_key (&wanted->type->fields[wanted->field], wanted->value->text);
  GHashTable *values = g_hash_table_lookup (self->values, where);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64)), *found;

  if (values == NULL && (values = read_values (self->connection, wanted, &self->error)) != NULL)
    g_hash_table_insert (self->values, g_steal_pointer (&where), values);
  found = values != NULL ? g_hash_table_lookup (values, key) : NULL;
  for (guint i = 0; found != NULL && i < found->len; i++)
    if (g_array_index (found, gint64, i) != wanted->except)
      g_array_append_val (ids, g_array_index (found, gint64, i));
  return ids;
}

static GPtrArray *
find_like (const NhRecordType *type, gint64 unit, int year, guint field, const NhValue *value, gint64 except,
           gpointer data)
{
  NhChecker *self = data;
  Wanted wanted = { type, unit, year, (int) field, value, except };
  NhStorage storage = nh_kind_get_storage (type->fields[field].kind);
  g_autoptr (GArray) ids = NULL;
  GPtrArray *records = NULL;

  if (self->error == NULL && nh_value_is_set (value) && storage != NH_STORAGE_FUNDING)
    ids = self->once || storage != NH_STORAGE_TEXT ? find_ids (self->connection, &wanted, &self->error)
                                                   : look_up (self, &wanted);
  if (ids != NULL)
    records = nh_store_fetch (self->connection, self->ledger, type, (const gint64 *) ids->data, ids->len, &self->error);
  return records != NULL ? records : g_ptr_array_new_with_free_func (g_object_unref);
}

static NhRecord *
get_record (const NhRecordType *type, gint64 id, gpointer data)
{
  NhChecker *self = data;
  NhRecord *record = NULL;

  if (self->error == NULL)
    nh_store_read (self->connection, type, id, &record, &self->error);
  return record;
}

NhChecker *
nh_checker_new (NhConnection *connection, NhLedger *ledger)
{
  NhChecker *self = g_new0 (NhChecker, 1);

  self->connection = connection;
  self->ledger = ledger;
  self->seasons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, nh_store_unref);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->today = nh_date_today ();
  return self;
}

void
nh_checker_free (NhChecker *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->seasons);
  g_hash_table_unref (self->values);
  g_free (self);
}

/* FALSE on an error; NULL in @season when there is none. */
static gboolean
get_season (NhChecker *self, const NhRecordInfo *info, NhRecord **season, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT "/%d", info->unit, info->year);
  g_autoptr (GError) reason = NULL;

  if (g_hash_table_lookup_extended (self->seasons, key, NULL, (gpointer *) season))
    return TRUE;
  *season = nh_store_get_season (self->connection, self->ledger, info->unit, info->year, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  g_hash_table_insert (self->seasons, g_steal_pointer (&key), *season);
  return TRUE;
}

GPtrArray *
nh_checker_check (NhChecker *self, const NhRecord *record, GError **error)
{
  g_autoptr (GPtrArray) problems = NULL;
  NhRecord *season;
  NhCheckContext context = {
    .catalog = nh_ledger_get_catalog (self->ledger),
    .today = self->today,
    .find = find_like,
    .find_data = self,
    .get = get_record,
  };

  if (!get_season (self, nh_record_get_info (record), &season, error))
    return NULL;
  context.season = season;
  if (nh_record_get_record_type (record) == &nh_season_type &&
      nh_record_get_info (record)->unit == nh_ledger_get_unit (self->ledger))
    context.invited = nh_board_get_deadline (self->connection, nh_record_get_info (record)->year);
  problems = nh_record_check (record, &context);
  if (self->error == NULL)
    return g_steal_pointer (&problems);
  g_propagate_error (error, g_steal_pointer (&self->error));
  return NULL;
}

GPtrArray *
nh_store_check (NhConnection *connection, NhLedger *ledger, const NhRecord *record, GError **error)
{
  g_autoptr (NhChecker) checker = nh_checker_new (connection, ledger);

  checker->once = TRUE;
  return nh_checker_check (checker, record, error);
}

/* --- Seasons and last year --- */

/* The first matching record, or NULL in @record. FALSE on an error. */
static gboolean
get_first (NhConnection *connection, const Wanted *wanted, NhRecord **record, GError **error)
{
  g_autoptr (GArray) ids = find_ids (connection, wanted, error);

  *record = NULL;
  if (ids == NULL || ids->len == 0)
    return ids != NULL;
  return nh_store_read (connection, wanted->type, g_array_index (ids, gint64, 0), record, error);
}

NhRecord *
nh_store_get_season (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error)
{
  Wanted wanted = { &nh_season_type, unit, year, -1, NULL, 0 };
  NhRecord *season = NULL;

  if (unit != 0 && (!get_first (connection, &wanted, &season, error) || season != NULL))
    return season;

  wanted.unit = nh_ledger_get_unit (ledger);
  if (wanted.unit != 0 && wanted.unit != unit && !get_first (connection, &wanted, &season, error))
    return NULL;
  return season;
}

/* If several merged units had a record of this name, there is no unique predecessor. */
static gboolean
get_from_predecessors (NhConnection *connection, NhLedger *ledger, Wanted *wanted, NhRecord **record, GError **error)
{
  g_autofree char *split = NULL;
  g_autoptr (GPtrArray)
      units = nh_unit_origins (nh_ledger_get_catalog (ledger), wanted->unit, nh_catalog_season_day (wanted->year + 1),
                               nh_catalog_season_day (wanted->year), &split);
  gint64 found = 0;
  guint n_found = 0;

  *record = NULL;
  for (guint i = 0; i < units->len; i++)
    {
      g_autoptr (GArray) ids = NULL;

      wanted->unit = ((const NhUnit *) g_ptr_array_index (units, i))->id;
      ids = find_ids (connection, wanted, error);
      if (ids == NULL)
        return FALSE;
      if (ids->len > 0)
        found = g_array_index (ids, gint64, 0);
      n_found += ids->len;
    }
  return n_found != 1 || nh_store_read (connection, wanted->type, found, record, error);
}

NhRecord *
nh_store_get_last_year (NhConnection *connection, NhLedger *ledger, const NhRecord *record, GError **error)
{
  const NhRecordType *type = nh_record_get_record_type (record);
  const NhRecordInfo *info = nh_record_get_info (record);
  int identity = nh_record_type_identity (type);
  Wanted wanted = { type, info->unit, info->year - 1, identity, NULL, 0 };
  NhRecord *before = NULL;

  /* A criterion is assessed once for each body, and last year's register has bodies of its own. */
  if (type == &nh_assessment_type && nh_value_is_set (nh_record_get (record, NH_ASSESSMENT_BODY)))
    return NULL;
  if (identity >= 0)
    {
      wanted.value = nh_record_get (record, (guint) identity);
      if (!nh_value_is_set (wanted.value))
        return NULL;
    }
  if (!get_first (connection, &wanted, &before, error) || before != NULL)
    return before;
  /* Without an identity field there is one record per unit, and merged units had several. */
  if (identity >= 0 && !get_from_predecessors (connection, ledger, &wanted, &before, error))
    return NULL;
  return before;
}

NH_DEFINE_ASYNC (nh_store_get_last_year, NhRecord *, g_object_unref, NH_ON_READER,
                 (NhLedger * ledger, NhRecord *sealed), (NH_OWNED (g_object_ref (sealed), g_object_unref)),
                 nh_store_get_last_year (connection, ledger, args->data, error))

/* --- What the province asks --- */

#define ASKED                                                                            \
  "SELECT field, why, new FROM remark WHERE uuid = ?1 AND answer = '' AND submission = " \
  "(SELECT id FROM submission WHERE side = 'sent' AND unit = ?2 AND year = ?3 ORDER BY id DESC LIMIT 1)"

/* A value that it proposes, as people write it. (transfer full) (nullable) */
static char *
read_proposal (NhLedger *ledger, const NhRecord *record, int field, const char *canonical)
{
  const NhField *one = field >= 0 ? &nh_record_get_record_type (record)->fields[field] : NULL;
  g_auto (NhValue) value = NH_VALUE_INIT;

  return one != NULL && canonical != NULL && nh_kind_from_canonical (one, canonical, &value, NULL)
             ? nh_kind_format (one, &value, nh_ledger_get_catalog (ledger))
             : NULL;
}

static void
add_asked (NhCheck *check, NhLedger *ledger, const NhRecord *record, sqlite3_stmt *statement)
{
  int field = nh_record_type_field (nh_record_get_record_type (record), nh_statement_get_text (statement, 0));
  const char *why = nh_statement_get_text (statement, 1);
  g_autofree char *proposal = read_proposal (ledger, record, field, (const char *) sqlite3_column_text (statement, 2));

  if (proposal != NULL && *proposal != '\0')
    nh_check_add (check, record, field, NH_SEVERITY_NOTE, "asked", _ ("The province proposes %s: %s"), proposal, why);
  else
    nh_check_add (check, record, field, NH_SEVERITY_NOTE, "asked", _ ("The province asks: %s"), why);
}

gboolean
nh_store_check_asked (NhConnection *connection, NhLedger *ledger, const NhRecord *record, GPtrArray *problems,
                      GError **error)
{
  const NhRecordInfo *info = nh_record_get_info (record);
  NhCheck check = { .problems = problems };
  g_autoptr (sqlite3_stmt)
      statement = nh_connection_query (connection, error, ASKED, "sli", info->uuid, info->unit, info->year);
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("read the hand-ins"), error)) == SQLITE_ROW)
    add_asked (&check, ledger, record, statement);
  return code == SQLITE_DONE;
}
