/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-draft.h"

#include <errno.h>
#include <string.h>
#include <glib/gstdio.h>

#include "nh-error.h"
#include "nh-file.h"
#include "nh-i18n.h"
#include "nh-json.h"
#include "nh-ledger-async.h"
#include "nh-store-private.h"
#include "nh-uuid.h"

/* Prefix of the key of a text that could not be parsed; the field's name follows. */
#define TYPED_PREFIX '~'
#define BATCH "@batch"

#define KEEP                                                                                                          \
  "INSERT INTO draft (type, uuid, record, version, unit, year, texts, saved_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, " \
  "?8)"                                                                                                               \
  " ON CONFLICT (type, uuid) DO UPDATE SET record = excluded.record, version = excluded.version, unit = "             \
  "excluded.unit,"                                                                                                    \
  " year = excluded.year, texts = excluded.texts, saved_at = excluded.saved_at"

void
nh_draft_free (NhDraft *draft)
{
  if (draft == NULL)
    return;
  g_clear_object (&draft->record);
  g_clear_pointer (&draft->typed, g_hash_table_unref);
  g_clear_pointer (&draft->rows, g_ptr_array_unref);
  g_free (draft->batch);
  g_free (draft->saved_at);
  g_free (draft);
}

/* --- Writing --- */

char *
nh_draft_to_json (NhRecord *record, GHashTable *typed, const char *batch)
{
  g_autofree char *fields = NULL;
  GString *json;
  GHashTableIter iter;
  gpointer name, text;

  g_return_val_if_fail (NH_IS_RECORD (record), NULL);

  fields = nh_record_to_json (record, NULL);
  json = g_string_new (fields);
  g_assert (json->len >= 2 && json->str[json->len - 1] == '}');
  g_string_truncate (json, json->len - 1);

  if (*nh_record_get_info (record)->waived != '\0')
    nh_json_append_member (json, "@waived", nh_record_get_info (record)->waived);
  if (batch != NULL)
    nh_json_append_member (json, BATCH, batch);
  if (typed != NULL)
    {
      g_hash_table_iter_init (&iter, typed);
      while (g_hash_table_iter_next (&iter, &name, &text))
        {
          g_autofree char *key = g_strdup_printf ("%c%s", TYPED_PREFIX, (const char *) name);

          nh_json_append_member (json, key, text);
        }
    }
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

gboolean
nh_draft_keep (NhConnection *connection, const char *type, const char *uuid, gint64 record, int version, gint64 unit,
               int year, const char *json, GError **error)
{
  const char *action = _ ("keep the draft");
  g_autofree char *now = nh_time_now_iso ();

  g_return_val_if_fail (type != NULL && uuid != NULL && json != NULL, FALSE);

  return nh_connection_begin (connection, action, error) &&
         nh_connection_finish (connection,
                               nh_connection_run (connection, action, error, KEEP, "ssliliss", type, uuid, record,
                                                  version, unit, year, json, now),
                               action, error);
}

gboolean
nh_draft_discard (NhConnection *connection, const char *type, const char *uuid, GError **error)
{
  const char *action = _ ("discard the draft");

  g_return_val_if_fail (type != NULL && uuid != NULL, FALSE);

  return nh_connection_begin (connection, action, error) &&
         nh_connection_finish (connection,
                               nh_connection_run (connection, action, error,
                                                  "DELETE FROM draft WHERE type = ?1 AND uuid = ?2", "ss", type, uuid),
                               action, error);
}

/* --- Mirror --- */

static char *
mirror_folder (const char *ledger_uuid)
{
  return g_build_filename (g_get_user_data_dir (), "ngay-hoi", "drafts", ledger_uuid, NULL);
}

/* NULL unless both are uuids: they become file names. */
static char *
mirror_path (const char *ledger_uuid, const char *uuid)
{
  g_autofree char *folder = NULL, *name = NULL;

  if (!nh_uuid_is_valid (ledger_uuid) || !nh_uuid_is_valid (uuid))
    return NULL;
  folder = mirror_folder (ledger_uuid);
  name = g_strconcat (uuid, ".json", NULL);
  return g_build_filename (folder, name, NULL);
}

gboolean
nh_draft_mirror (const char *ledger_uuid, const char *type, const char *uuid, gint64 record, int version, gint64 unit,
                 int year, const char *json, GError **error)
{
  g_autofree char *path = mirror_path (ledger_uuid, uuid);
  g_autofree char *now = nh_time_now_iso ();
  g_autofree char *folder = NULL;
  g_autoptr (GString) text = g_string_new ("{");

  g_return_val_if_fail (path != NULL && type != NULL && json != NULL, FALSE);

  nh_json_append_member (text, "type", type);
  nh_json_append_member (text, "uuid", uuid);
  nh_json_append_member (text, "saved_at", now);
  g_string_append_printf (
      text, ",\"record\":%" G_GINT64_FORMAT ",\"version\":%d,\"unit\":%" G_GINT64_FORMAT ",\"year\":%d,\"texts\":%s}\n",
      record, version, unit, year, json);

  folder = mirror_folder (ledger_uuid);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      nh_error_set_errno (error, errno);
      nh_error_prefix (error, _ ("keep the draft"));
      return FALSE;
    }
  return nh_file_replace_contents (path, text->str, (gssize) text->len, NH_FILE_PRIVATE, error);
}

void
nh_draft_unmirror (const char *ledger_uuid, const char *uuid)
{
  g_autofree char *path = mirror_path (ledger_uuid, uuid);

  if (path != NULL)
    g_remove (path);
}

/* --- Reading --- */

/* Keeps texts that can no longer be parsed, too. */
static gboolean
take_text (gpointer data, const char *key, const char *text, GError **error)
{
  NhDraft *draft = data;
  const NhRecordType *type = nh_record_get_record_type (draft->record);

  if (g_str_equal (key, BATCH))
    {
      if (draft->batch == NULL && draft->base_id == 0 && nh_uuid_is_valid (text))
        draft->batch = g_strdup (text);
      return TRUE;
    }
  if (key[0] == TYPED_PREFIX && g_str_equal (key + 1, NH_DRAFT_FOCUS))
    {
      draft->focus = nh_record_type_field (type, text);
      return TRUE;
    }
  if (key[0] != TYPED_PREFIX && nh_record_set_canonical (draft->record, key, text, NULL))
    return TRUE;
  if (key[0] == TYPED_PREFIX)
    key++;
  if (nh_record_type_field (type, key) < 0)
    return TRUE;
  if (draft->typed == NULL)
    draft->typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (draft->typed, g_strdup (key), g_strdup (text));
  return TRUE;
}

/* Reads a row of type, uuid, record, version, unit, year, texts, saved_at. NULL without @error: unknown type. */
static NhDraft *
read_row (NhConnection *connection, sqlite3_stmt *statement, GError **error)
{
  const NhRecordType *type = nh_record_type_find (nh_statement_get_text (statement, 0));
  const char *uuid = nh_statement_get_text (statement, 1);
  NhRecordInfo *info;
  NhDraft *draft;

  if (type == NULL || !nh_uuid_is_valid (uuid))
    return NULL;
  draft = g_new0 (NhDraft, 1);
  draft->focus = -1;
  draft->base_id = sqlite3_column_int64 (statement, 2);
  draft->base_version = sqlite3_column_int (statement, 3);
  draft->record = nh_record_new (type, sqlite3_column_int64 (statement, 4), sqlite3_column_int (statement, 5));
  nh_store_make_blank (draft->record); /* default values are part of the draft */
  draft->saved_at = g_strdup (nh_statement_get_text (statement, 7));
  info = nh_record_edit_info (draft->record);
  g_free (info->uuid);
  info->uuid = g_strdup (uuid);
  info->id = draft->base_id;
  info->version = draft->base_version;

  if (nh_connection_read_members (connection, nh_statement_get_text (statement, 6), _ ("read the drafts"), take_text,
                                  draft, error))
    return draft;
  nh_draft_free (draft);
  return NULL;
}

/* Takes the rows of @statement (nullable with @error), which it ends. */
static gboolean
read_rows (NhConnection *connection, sqlite3_stmt *statement, GPtrArray *drafts, GError **error)
{
  g_autoptr (sqlite3_stmt) reading = statement;
  g_autoptr (GError) reason = NULL;
  int code;

  while ((code = nh_connection_step (connection, reading, _ ("read the drafts"), error)) == SQLITE_ROW)
    {
      NhDraft *draft = read_row (connection, reading, &reason);

      if (draft != NULL)
        g_ptr_array_add (drafts, draft);
      if (reason != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
    }
  return code == SQLITE_DONE;
}

static gboolean
read_kept (NhConnection *connection, GPtrArray *drafts, GError **error)
{
  static const char sql[] = "SELECT type, uuid, record, version, unit, year, texts, saved_at FROM draft"
                            " WHERE json_valid (texts)";

  return read_rows (connection, nh_connection_prepare (connection, sql, error), drafts, error);
}

static gboolean
read_mirrored (NhConnection *connection, const char *path, GPtrArray *drafts, GError **error)
{
  static const char sql[] = "SELECT ?1 ->> '$.type', ?1 ->> '$.uuid', ?1 ->> '$.record', ?1 ->> '$.version', ?1 ->> "
                            "'$.unit', ?1 ->> '$.year', ?1 -> '$.texts',"
                            " ?1 ->> '$.saved_at' WHERE json_valid (?1) AND json_type (?1, '$.texts') = 'object'";
  g_autofree char *text = NULL;

  /* An unreadable file must not hide the others. */
  if (!nh_file_read (path, NH_LEDGER_MAX_TEXT, &text, NULL, NULL))
    return TRUE;
  return read_rows (connection, nh_connection_query (connection, error, sql, "s", text), drafts, error);
}

static gboolean
read_mirror (NhConnection *connection, const char *ledger_uuid, GPtrArray *drafts, GError **error)
{
  g_autofree char *folder = mirror_folder (ledger_uuid);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (nh_uuid_is_valid (ledger_uuid))
    {
      nh_file_remove_leftovers (folder);
      dir = g_dir_open (folder, 0, NULL);
    }
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".json") && !read_mirrored (connection, path, drafts, error))
        return FALSE;
    }
  return TRUE;
}

/* TRUE if the record was saved as it is: the program ended before the draft was discarded. */
static gboolean
is_saved (NhConnection *connection, NhLedger *ledger, NhDraft *draft)
{
  const NhRecordType *type = nh_record_get_record_type (draft->record);
  const NhRecordInfo *info = nh_record_get_info (draft->record);
  g_autoptr (NhRecord) stored = nh_store_find (connection, ledger, type, info->uuid, NULL);
  g_autoptr (NhRecord) completed = NULL;

  if (stored == NULL || draft->typed != NULL || nh_record_get_info (stored)->version <= draft->base_version)
    return FALSE;
  completed = nh_record_edit (draft->record);
  nh_record_complete (completed, nh_ledger_get_catalog (ledger));
  return nh_record_equal (stored, completed);
}

static const char *
get_uuid (const NhDraft *draft)
{
  return nh_record_get_info (draft->record)->uuid;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const NhDraft *const *first = a, *const *second = b;

  return strcmp ((*second)->saved_at, (*first)->saved_at);
}

/* Uuids are ordered by creation. Two copies of a draft stand side by side, the newer first. */
static int
compare_uuids (gconstpointer a, gconstpointer b)
{
  const NhDraft *const *first = a, *const *second = b;
  int order = strcmp (get_uuid (*first), get_uuid (*second));

  return order != 0 ? order : compare_newest_first (a, b);
}

/* Removes older copies, and what was saved. @drafts by uuid. */
static void
remove_old (NhConnection *connection, NhLedger *ledger, GPtrArray *drafts)
{
  for (guint i = drafts->len; i-- > 0;)
    {
      const char *uuid = get_uuid (drafts->pdata[i]);
      gboolean older = i > 0 && g_str_equal (get_uuid (drafts->pdata[i - 1]), uuid);

      if (!older && !is_saved (connection, ledger, drafts->pdata[i]))
        continue;
      if (!older)
        nh_draft_unmirror (nh_ledger_get_uuid (ledger), uuid);
      g_ptr_array_remove_index (drafts, i);
    }
}

static gboolean
is_row_of (const NhDraft *draft, const NhDraft *first)
{
  return nh_record_get_record_type (draft->record) == nh_record_get_record_type (first->record) &&
         nh_record_get_info (draft->record)->unit == nh_record_get_info (first->record)->unit &&
         nh_record_get_info (draft->record)->year == nh_record_get_info (first->record)->year;
}

static void
add_row (NhDraft *first, NhDraft *draft)
{
  if (first->rows == NULL)
    first->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_draft_free);
  g_ptr_array_add (first->rows, draft);
  if (strcmp (draft->saved_at, first->saved_at) > 0)
    {
      g_free (first->saved_at);
      first->saved_at = g_strdup (draft->saved_at);
    }
}

/* Merges the drafts of a batch into one, in the order of its rows. Takes @drafts, by uuid. (transfer full) */
static GPtrArray *
join_batches (GPtrArray *drafts)
{
  g_autoptr (GHashTable) batches = g_hash_table_new (g_str_hash, g_str_equal); /* its uuid → its first */
  GPtrArray *joined = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_draft_free);

  for (guint i = 0; i < drafts->len; i++)
    {
      NhDraft *draft = g_ptr_array_index (drafts, i);
      NhDraft *first = draft->batch != NULL ? g_hash_table_lookup (batches, draft->batch) : NULL;

      if (first != NULL && is_row_of (draft, first))
        {
          add_row (first, draft);
          continue;
        }
      if (draft->batch != NULL && first == NULL)
        g_hash_table_insert (batches, draft->batch, draft);
      g_ptr_array_add (joined, draft);
    }
  g_ptr_array_set_free_func (drafts, NULL);
  g_ptr_array_unref (drafts);
  return joined;
}

GPtrArray *
nh_draft_list (NhConnection *connection, NhLedger *ledger, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_draft_free);
  GPtrArray *list;

  if (!read_kept (connection, drafts, error) || !read_mirror (connection, nh_ledger_get_uuid (ledger), drafts, error))
    return NULL;
  g_ptr_array_sort (drafts, compare_uuids);
  remove_old (connection, ledger, drafts);
  list = join_batches (g_steal_pointer (&drafts));
  g_ptr_array_sort (list, compare_newest_first);
  return list;
}

NH_DEFINE_ASYNC (nh_draft_list, GPtrArray *, g_ptr_array_unref, NH_ON_READER, (NhLedger * ledger), (0),
                 nh_draft_list (connection, ledger, error))
