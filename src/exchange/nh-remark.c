/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-remark.h"

#include <string.h>

#include "nh-error.h"
#include "nh-history.h"
#include "nh-i18n.h"
#include "nh-json.h"
#include "nh-ledger-async.h"
#include "nh-store.h"
#include "nh-submission.h"
#include "nh-text.h"

void
nh_remark_free (NhRemark *self)
{
  if (self == NULL)
    return;
  g_free (self->uuid);
  g_free (self->field);
  g_free (self->old);
  g_free (self->new);
  g_free (self->why);
  g_free (self->answer);
  g_free (self->answer_why);
  g_free (self);
}

static char *
dup_text (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

static void
add_row (sqlite3_stmt *statement, GPtrArray *rows)
{
  const NhRecordType *type = nh_record_type_find (nh_statement_get_text (statement, 1));
  NhRemark *self;

  if (type == NULL)
    return;
  self = g_new0 (NhRemark, 1);
  self->id = sqlite3_column_int64 (statement, 0);
  self->type = type;
  self->uuid = dup_text (statement, 2);
  self->field = dup_text (statement, 3);
  self->old = dup_text (statement, 4);
  self->new = dup_text (statement, 5);
  self->why = dup_text (statement, 6);
  self->answer = dup_text (statement, 7);
  self->answer_why = dup_text (statement, 8);
  g_ptr_array_add (rows, self);
}

GPtrArray *
nh_remark_list (NhConnection *connection, gint64 submission, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_remark_free);
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (
      connection, error,
      "SELECT id, type, uuid, field, old, new, why, answer, answer_why FROM remark WHERE submission = ?1 ORDER BY id",
      "l", submission);
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("read the hand-ins"), error)) == SQLITE_ROW)
    add_row (statement, rows);
  return code == SQLITE_DONE ? g_steal_pointer (&rows) : NULL;
}

/* A line of them; NULL: of a type that this program does not have. (transfer full) (nullable) */
static NhRemark *
read_answer (const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, "\t", 5);
  const NhRecordType *type = g_strv_length (parts) == 5 ? nh_record_type_find (parts[0]) : NULL;
  NhRemark *self;

  if (type == NULL)
    return NULL;
  self = g_new0 (NhRemark, 1);
  self->type = type;
  self->uuid = nh_text_clean (parts[1]);
  self->field = nh_text_clean (parts[2]);
  self->why = g_strdup ("");
  self->answer = nh_text_clean (parts[3]);
  self->answer_why = nh_text_clean (parts[4]);
  return self;
}

GPtrArray *
nh_remark_read_answers (const char *text)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_remark_free);
  g_auto (GStrv) lines = g_strsplit (text, "\n", NH_REMARK_ANSWERS_MOST + 1); /* the last has the rest */

  for (guint i = 0; i < NH_REMARK_ANSWERS_MOST && lines[i] != NULL; i++)
    {
      NhRemark *answer = read_answer (lines[i]);

      if (answer != NULL)
        g_ptr_array_add (answers, answer);
    }
  return answers;
}

char *
nh_remark_describe_answer (const NhRemark *self)
{
  if (strcmp (self->answer, "taken") == 0)
    return g_strdup (_ ("Applied."));
  if (strcmp (self->answer, "declined") == 0)
    return g_strdup_printf (_ ("Not applied: %s"), self->answer_why);
  return NULL;
}

gboolean
nh_remark_put (NhConnection *connection, gint64 submission, const NhRemark *self, GError **error)
{
  return nh_connection_run (
      connection, _ ("write the hand-in"), error,
      "INSERT INTO remark (submission, type, uuid, field, old, new, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
      " ON CONFLICT (submission, type, uuid, field) DO UPDATE SET old = excluded.old, new = excluded.new,"
      " why = excluded.why, answer = CASE WHEN old IS excluded.old AND new IS excluded.new THEN answer ELSE '' END",
      "lssssss", submission, self->type->name, self->uuid, self->field, self->old, self->new, self->why);
}

/* --- At the province --- */

/* (transfer full) */
static NhRecord *
find_record (NhConnection *connection, NhLedger *ledger, const char *uuid, GError **error)
{
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    {
      NhRecord *record = nh_store_find (connection, ledger, *type, uuid, NULL);

      if (record != NULL)
        return record;
    }
  nh_error_set (error, NH_ERROR_NOT_FOUND, _ ("remark on the record"), _ ("the ledger has no record %s."), uuid);
  return NULL;
}

static gboolean
fill_proposal (NhRemark *remark, NhRecord *record, const char *proposal, GError **error)
{
  int field = *remark->field != '\0' ? nh_record_type_field (remark->type, remark->field) : -1;
  g_auto (NhValue) value = NH_VALUE_INIT;

  if (*remark->field == '\0' && proposal == NULL)
    return TRUE;
  if (field < 0 || remark->type->fields[field].kind == NH_KIND_REFERENCE)
    {
      nh_error_set (error, NH_ERROR_INVALID, _ ("remark on the record"), _ ("there is no such field: “%s”."),
                    remark->field);
      return FALSE;
    }
  if (proposal == NULL)
    return TRUE;
  if (!nh_kind_from_canonical (&remark->type->fields[field], proposal, &value, error))
    return FALSE;
  remark->old = nh_kind_to_canonical (&remark->type->fields[field], nh_record_get (record, (guint) field));
  remark->new = nh_kind_to_canonical (&remark->type->fields[field], &value);
  return TRUE;
}

/* Which remark, and what it says: without "@why" there is none. The same remark gives the same text. (transfer full) */
static char *
make_json (const NhRemark *key, const NhRemark *said)
{
  GString *json = g_string_new ("{");

  nh_json_append_member (json, "@type", key->type->name);
  nh_json_append_member (json, "@uuid", key->uuid);
  nh_json_append_member (json, "@field", key->field);
  if (said != NULL)
    nh_json_append_member (json, "@why", said->why);
  if (said != NULL && said->new != NULL)
    {
      nh_json_append_member (json, "@old", said->old);
      nh_json_append_member (json, "@new", said->new);
    }
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

/* As it stands in the ledger. (transfer full) */
static char *
read_json (NhConnection *connection, gint64 submission, const NhRemark *key, GError **error)
{
  g_autoptr (GPtrArray) remarks = nh_remark_list (connection, submission, error);
  const NhRemark *found = NULL;

  for (guint i = 0; remarks != NULL && i < remarks->len; i++)
    {
      const NhRemark *one = remarks->pdata[i];

      if (one->type == key->type && strcmp (one->uuid, key->uuid) == 0 && strcmp (one->field, key->field) == 0)
        found = one;
    }
  return remarks != NULL ? make_json (key, found) : NULL;
}

static gboolean
remove_at (NhConnection *connection, gint64 submission, const NhRemark *key, GError **error)
{
  return nh_connection_run (connection, _ ("write the hand-in"), error,
                            "DELETE FROM remark WHERE submission = ?1 AND type = ?2 AND uuid = ?3 AND field = ?4",
                            "lsss", submission, key->type->name, key->uuid, key->field);
}

/* As a change of its own. @why NULL: takes the remark back. Nothing is written where it says the same already. */
static gboolean
change (NhConnection *connection, const NhSubmission *of, const NhRemark *remark, const char *why, GError **error)
{
  const char *action = why != NULL ? NH_HISTORY_ASK : NH_HISTORY_WITHDRAW;
  g_autofree char *before = read_json (connection, of->id, remark, error);
  g_autofree char *after = make_json (remark, why != NULL ? remark : NULL);
  gint64 id;

  if (before == NULL)
    return FALSE;
  if (strcmp (before, after) == 0)
    return TRUE;
  id = nh_history_begin (connection, action, why, 0, error);
  return id != 0 &&
         (why != NULL ? nh_remark_put (connection, of->id, remark, error)
                      : remove_at (connection, of->id, remark, error)) &&
         nh_history_add_submission (connection, id, of->id, action, of->version.version, before, after, error) &&
         nh_history_end (connection, id, error);
}

static gboolean
add (NhConnection *connection, NhRecord *record, const char *field, const char *proposal, const char *why,
     GError **error)
{
  const NhRecordInfo *info = nh_record_get_info (record);
  g_autoptr (GPtrArray) received = nh_submission_list (connection, NH_SIDE_RECEIVED, info->unit, info->year, error);
  g_autoptr (NhRemark) remark = g_new0 (NhRemark, 1);

  if (received == NULL)
    return FALSE;
  if (received->len == 0)
    {
      nh_error_set (error, NH_ERROR_NOT_FOUND, _ ("remark on the record"),
                    _ ("it was not received from another ledger."));
      return FALSE;
    }
  remark->type = nh_record_get_record_type (record);
  remark->uuid = g_strdup (info->uuid);
  remark->field = g_strdup (field != NULL ? field : "");
  remark->why = g_strdup (why);
  return fill_proposal (remark, record, proposal, error) &&
         change (connection, received->pdata[received->len - 1], remark, why, error);
}

static gboolean
check_why (const char *why, GError **error)
{
  if (why != NULL && *why != '\0')
    return TRUE;
  nh_error_set (error, NH_ERROR_INVALID, _ ("remark on the record"),
                _ ("it needs a reason, which the unit reads in the reply."));
  return FALSE;
}

gboolean
nh_remark_add (NhConnection *connection, NhLedger *ledger, const char *uuid, const char *field, const char *proposal,
               const char *why, GError **error)
{
  const char *action = _ ("remark on the record");
  g_autoptr (NhRecord) record = find_record (connection, ledger, uuid, error);

  return record != NULL && check_why (why, error) && nh_connection_begin (connection, action, error) &&
         nh_connection_finish (connection, add (connection, record, field, proposal, why, error), action, error);
}

/* A remark of a history row; why NULL: none. NULL: not one that this program knows. (transfer full) (nullable) */
static NhRemark *
read_change (const char *json)
{
  g_autoptr (GArray) members = nh_json_read_object (json, strlen (json), 8, NULL);
  const char *type = members != NULL ? nh_json_get (members, "@type") : NULL;
  NhRemark *self;

  if (type == NULL || nh_record_type_find (type) == NULL)
    return NULL;
  self = g_new0 (NhRemark, 1);
  self->type = nh_record_type_find (type);
  self->uuid = g_strdup (nh_json_get (members, "@uuid"));
  self->field = g_strdup (nh_json_get (members, "@field"));
  self->old = g_strdup (nh_json_get (members, "@old"));
  self->new = g_strdup (nh_json_get (members, "@new"));
  self->why = g_strdup (nh_json_get (members, "@why"));
  return self;
}

gboolean
nh_remark_revert (NhConnection *connection, gint64 change, const NhSubmission *of, const char *before,
                  const char *after, const char *action, GError **error)
{
  g_autoptr (NhRemark) remark = read_change (before);
  g_autofree char *now = remark != NULL && remark->uuid != NULL && remark->field != NULL
                             ? read_json (connection, of->id, remark, error)
                             : NULL;

  if (g_strcmp0 (now, after) != 0)
    {
      if (error == NULL || *error == NULL)
        nh_error_set (error, NH_ERROR_CONFLICT, action, _ ("the request was changed in another way since."));
      return FALSE;
    }
  return (remark->why != NULL ? nh_remark_put (connection, of->id, remark, error)
                              : remove_at (connection, of->id, remark, error)) &&
         nh_history_add_submission (connection, change, of->id, "undo", of->version.version, after, before, error);
}

/* --- At the commune --- */

static gint64
find_last_sent (NhConnection *connection, gint64 unit, int year, GError **error)
{
  g_autoptr (GPtrArray) sent = nh_submission_list (connection, NH_SIDE_SENT, unit, year, error);

  return sent != NULL && sent->len > 0 ? ((NhSubmission *) sent->pdata[sent->len - 1])->id : 0;
}

GPtrArray *
nh_remark_list_open (NhConnection *connection, gint64 unit, int year, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gint64 last = find_last_sent (connection, unit, year, &problem);

  if (problem == NULL)
    return nh_remark_list (connection, last, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* (transfer full) (nullable) */
static char *
current_value (NhRecord *record, const NhRemark *remark)
{
  int field = nh_record_type_field (remark->type, remark->field);

  return record != NULL && field >= 0
             ? nh_kind_to_canonical (&remark->type->fields[field], nh_record_get (record, (guint) field))
             : NULL;
}

gboolean
nh_remark_is_in_force (NhConnection *connection, NhLedger *ledger, const NhRemark *self)
{
  g_autoptr (NhRecord) record = NULL;
  g_autofree char *now = NULL;

  if (strcmp (self->answer, "taken") != 0)
    return TRUE;
  record = nh_store_find (connection, ledger, self->type, self->uuid, NULL);
  now = current_value (record, self);
  return g_strcmp0 (now, self->new) == 0;
}

static gboolean
answer (NhConnection *connection, const NhRemark *remark, const char *text, const char *why, GError **error)
{
  return nh_connection_run (connection, _ ("write the hand-in"), error,
                            "UPDATE remark SET answer = ?2, answer_why = ?3 WHERE id = ?1", "lss", remark->id, text,
                            why);
}

/* A change that begins with the first proposal that is set. */
typedef struct
{
  NhConnection *connection;
  NhLedger *ledger;
  gint64 change;
  int n_taken;
  guint n_skipped;
} Taking;

static gboolean
is_on_same (const NhRemark *a, const NhRemark *b)
{
  return a->type == b->type && strcmp (a->uuid, b->uuid) == 0;
}

/* Several proposals on one record are set one by one, but a change has one row a record: so all of @remarks on the
 * record of @first are set together. */
static gboolean
take_record (Taking *taking, GPtrArray *remarks, guint first, GError **error)
{
  const NhRemark *begin = remarks->pdata[first];
  g_autoptr (NhRecord) record = nh_store_find (taking->connection, taking->ledger, begin->type, begin->uuid, NULL);
  g_autoptr (NhRecord) draft = record != NULL && !nh_record_get_info (record)->deleted ? nh_record_edit (record) : NULL;
  int n = 0;

  for (guint i = first; i < remarks->len; i++)
    {
      const NhRemark *remark = remarks->pdata[i];
      g_autofree char *now = NULL;

      if (!is_on_same (remark, begin))
        continue;
      now = current_value (record, remark);
      if (draft == NULL || g_strcmp0 (now, remark->old) != 0 ||
          !nh_record_set_canonical (draft, remark->field, remark->new, NULL))
        {
          taking->n_skipped++;
          continue;
        }
      n++;
      if (!answer (taking->connection, remark, "taken", "", error))
        return FALSE;
    }
  if (n == 0)
    return TRUE;
  taking->n_taken += n;
  nh_record_complete (draft, nh_ledger_get_catalog (taking->ledger));
  if (taking->change == 0)
    taking->change = nh_history_begin (taking->connection, "update", _ ("proposed by the province"), 0, error);
  return taking->change != 0 &&
         nh_store_put (taking->connection, taking->ledger, taking->change, record, draft, "update", error);
}

static gboolean
is_first_of_record (GPtrArray *remarks, guint at)
{
  for (guint i = 0; i < at; i++)
    if (is_on_same (remarks->pdata[i], remarks->pdata[at]))
      return FALSE;
  return TRUE;
}

/* The proposals that wait for an answer. (transfer full) */
static GPtrArray *
list_proposals (NhConnection *connection, gint64 unit, int year, const char *uuid, GError **error)
{
  g_autoptr (GPtrArray) remarks = nh_remark_list_open (connection, unit, year, error);

  if (remarks == NULL)
    return NULL;
  for (guint i = remarks->len; i-- > 0;)
    {
      const NhRemark *remark = remarks->pdata[i];

      if (remark->new == NULL || *remark->answer != '\0' || (uuid != NULL && strcmp (uuid, remark->uuid) != 0))
        g_ptr_array_remove_index (remarks, i);
    }
  return g_steal_pointer (&remarks);
}

static gboolean
take_all (Taking *taking, gint64 unit, int year, const char *uuid, GError **error)
{
  g_autoptr (GPtrArray) remarks = list_proposals (taking->connection, unit, year, uuid, error);

  for (guint i = 0; remarks != NULL && i < remarks->len; i++)
    if (is_first_of_record (remarks, i) && !take_record (taking, remarks, i, error))
      return FALSE;
  return remarks != NULL && (taking->change == 0 || nh_history_end (taking->connection, taking->change, error));
}

int
nh_remark_take (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, const char *uuid, guint *n_skipped,
                GError **error)
{
  const char *action = _ ("set the proposals");
  Taking taking = { connection, ledger };

  if (!nh_connection_begin (connection, action, error) ||
      !nh_connection_finish (connection, take_all (&taking, unit, year, uuid, error), action, error))
    return -1;
  if (taking.change != 0)
    nh_ledger_note_change (ledger, NULL, 0);
  *n_skipped = taking.n_skipped;
  return taking.n_taken;
}

static gboolean
decline_all (NhConnection *connection, gint64 unit, int year, const char *uuid, const char *reason, GError **error)
{
  g_autoptr (GPtrArray) remarks = list_proposals (connection, unit, year, uuid, error);

  for (guint i = 0; remarks != NULL && i < remarks->len; i++)
    if (!answer (connection, remarks->pdata[i], "declined", reason, error))
      return FALSE;
  return remarks != NULL;
}

gboolean
nh_remark_decline (NhConnection *connection, gint64 unit, int year, const char *uuid, const char *reason,
                   GError **error)
{
  const char *action = _ ("decline the proposals");

  if (reason == NULL || *reason == '\0')
    {
      nh_error_set (error, NH_ERROR_INVALID, action, _ ("it needs a reason, which the province reads."));
      return FALSE;
    }
  return nh_connection_begin (connection, action, error) &&
         nh_connection_finish (connection, decline_all (connection, unit, year, uuid, reason, error), action, error);
}

static gboolean
take_back_all (NhConnection *connection, gint64 unit, int year, const char *uuid, GError **error)
{
  g_autoptr (GPtrArray) remarks = nh_remark_list_open (connection, unit, year, error);

  for (guint i = 0; remarks != NULL && i < remarks->len; i++)
    {
      const NhRemark *remark = remarks->pdata[i];

      if (strcmp (remark->uuid, uuid) == 0 && strcmp (remark->answer, "declined") == 0 &&
          !answer (connection, remark, "", "", error))
        return FALSE;
    }
  return remarks != NULL;
}

/* --- From another thread --- */

static guint
take_and_count (NhConnection *connection, NhLedger *ledger, const NhAsyncArgs *args, GError **error)
{
  guint n_skipped = 0;

  nh_remark_take (connection, ledger, args->id, (int) args->number, args->data, &n_skipped, error);
  return n_skipped;
}

NH_DEFINE_ASYNC (nh_remark_take, guint, NULL, NH_ON_WRITER,
                 (NhLedger * ledger, gint64 unit, int year, const char *uuid),
                 (.id = unit, .number = (guint) year, NH_OWNED (g_strdup (uuid), g_free)),
                 take_and_count (connection, ledger, args, error))

/* @args->data: the uuid, the reason. */
static gboolean
decline_and_note (NhConnection *connection, NhLedger *ledger, const NhAsyncArgs *args, GError **error)
{
  char **words = args->data;
  gboolean done = nh_remark_decline (connection, args->id, (int) args->number, words[0], words[1], error);

  if (done)
    nh_ledger_note_change (ledger, NULL, 0);
  return done;
}

/* (transfer full) */
static GStrv
pair_new (const char *first, const char *second)
{
  const char *const words[] = { first, second, NULL };

  return g_strdupv ((char **) words);
}

NH_DEFINE_ASYNC (nh_remark_decline, gboolean, NULL, NH_ON_WRITER,
                 (NhLedger * ledger, gint64 unit, int year, const char *uuid, const char *reason),
                 (.id = unit, .number = (guint) year, NH_OWNED (pair_new (uuid, reason), g_strfreev)),
                 decline_and_note (connection, ledger, args, error))

static gboolean
take_back_and_note (NhConnection *connection, NhLedger *ledger, const NhAsyncArgs *args, GError **error)
{
  const char *action = _ ("write the hand-in");

  if (!nh_connection_begin (connection, action, error) ||
      !nh_connection_finish (connection, take_back_all (connection, args->id, (int) args->number, args->data, error),
                             action, error))
    return FALSE;
  nh_ledger_note_change (ledger, NULL, 0);
  return TRUE;
}

NH_DEFINE_ASYNC (nh_remark_take_back, gboolean, NULL, NH_ON_WRITER,
                 (NhLedger * ledger, gint64 unit, int year, const char *uuid),
                 (.id = unit, .number = (guint) year, NH_OWNED (g_strdup (uuid), g_free)),
                 take_back_and_note (connection, ledger, args, error))

char *
nh_remark_read_typed (const NhRecord *record, const char *name, const char *typed, NhCatalog *catalog, GError **error)
{
  const NhRecordType *type = nh_record_get_record_type (record);
  int field = nh_record_type_field (type, name);
  const NhParseContext context = { catalog, nh_record_get_day (record), nh_record_get_day (record) };
  g_auto (NhValue) value = NH_VALUE_INIT;

  if (field < 0)
    {
      nh_error_set (error, NH_ERROR_INVALID, _ ("remark on the record"), _ ("there is no such field: “%s”."), name);
      return NULL;
    }
  if (!nh_kind_parse (&type->fields[field], typed, &context, &value, error))
    return NULL;
  return nh_kind_to_canonical (&type->fields[field], &value);
}

static gboolean
add_typed (NhConnection *connection, NhLedger *ledger, NhRecord *record, const char *word, const char *why,
           GError **error)
{
  const char *typed = strchr (word, '=');
  g_autofree char *field = g_strndup (word, strcspn (word, "="));
  g_autofree char *proposal = NULL;

  if (typed != NULL &&
      (proposal = nh_remark_read_typed (record, field, typed + 1, nh_ledger_get_catalog (ledger), error)) == NULL)
    return FALSE;
  return add (connection, record, *field != '\0' ? field : NULL, proposal, why, error);
}

/* @words: uuid, why, and what is asked for. */
static gboolean
add_all_typed (NhConnection *connection, NhLedger *ledger, char **words, GError **error)
{
  const char *action = _ ("remark on the record");
  g_autoptr (NhRecord) record = find_record (connection, ledger, words[0], error);
  gboolean done = TRUE;

  if (record == NULL || !check_why (words[1], error) || !nh_connection_begin (connection, action, error))
    return FALSE;
  for (char **word = words + 2; done && *word != NULL; word++)
    done = add_typed (connection, ledger, record, *word, words[1], error);
  if (!nh_connection_finish (connection, done, action, error))
    return FALSE;
  nh_ledger_note_change (ledger, NULL, 0);
  return TRUE;
}

NH_DEFINE_ASYNC (nh_remark_add, gboolean, NULL, NH_ON_WRITER, (NhLedger * ledger, const char *const *words),
                 (NH_OWNED (g_strdupv ((char **) words), g_strfreev)),
                 add_all_typed (connection, ledger, args->data, error))

static gboolean
remove_by_id (NhConnection *connection, gint64 id, GError **error)
{
  gint64 submission;
  g_autofree char *sql = g_strdup_printf ("SELECT submission FROM remark WHERE id = %" G_GINT64_FORMAT, id);
  g_autoptr (GPtrArray) remarks = NULL;
  g_autoptr (NhSubmission) of = NULL;

  submission = nh_connection_get_int (connection, sql, 0);
  of = nh_submission_get (connection, submission, error);
  remarks = of != NULL ? nh_remark_list (connection, submission, error) : NULL;
  for (guint i = 0; remarks != NULL && i < remarks->len; i++)
    if (((const NhRemark *) remarks->pdata[i])->id == id)
      return change (connection, of, remarks->pdata[i], NULL, error);
  return error == NULL || *error == NULL; /* gone already */
}

gboolean
nh_remark_remove (NhConnection *connection, NhLedger *ledger, gint64 id, GError **error)
{
  const char *action = _ ("write the hand-in");

  if (!nh_connection_begin (connection, action, error) ||
      !nh_connection_finish (connection, remove_by_id (connection, id, error), action, error))
    return FALSE;
  nh_ledger_note_change (ledger, NULL, 0);
  return TRUE;
}

NH_DEFINE_ASYNC (nh_remark_remove, gboolean, NULL, NH_ON_WRITER, (NhLedger * ledger, gint64 id), (.id = id),
                 nh_remark_remove (connection, ledger, args->id, error))
