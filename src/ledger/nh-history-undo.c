/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-history-undo.h"

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-ledger-async.h"
#include "nh-store-private.h"

/* The change that undo reverts: the newest one that is not undone. Sample data cannot be undone. */
#define NEWEST_CHANGE \
  "SELECT id FROM change AS done WHERE action <> 'undo' AND " NH_CHANGE_CAN_UNDO " ORDER BY id DESC LIMIT 1"

/* The undo that redo reverts: the newest one, if no other change came after it. */
#define NEWEST_UNDO                                                                                                    \
  "SELECT id FROM change AS undo WHERE action = 'undo'"                                                                \
  " AND id > coalesce ((SELECT id FROM change AS done WHERE action NOT IN ('undo', 'redo')"                            \
  "                     AND EXISTS (SELECT 1 FROM history WHERE history.change = done.id) ORDER BY id DESC LIMIT 1), " \
  "0)"                                                                                                                 \
  " AND NOT EXISTS (SELECT 1 FROM change AS redo WHERE redo.undoes = undo.id)"                                         \
  " ORDER BY id DESC LIMIT 1"

/* The change it reverted. */
#define UNDONE_CHANGE "SELECT undoes FROM change WHERE id = (" NEWEST_UNDO ")"

/* A history row to revert. */
typedef struct
{
  const NhRecordType *type;
  gint64 record;
  char *action;
  char *before, *after;
} Step;

typedef struct
{
  NhConnection *connection;
  NhLedger *ledger;
  gint64 change;        /* the one that is made */
  const char *sentence; /* translated action for error messages */
} Undo;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->action);
  g_free (step->before);
  g_free (step->after);
  g_free (step);
}

static GPtrArray *
load_steps (const Undo *undo, gint64 change, GError **error)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (step_free);
  sqlite3_stmt *statement = nh_connection_query (
      undo->connection, error,
      "SELECT type, record, action, before, after FROM history WHERE change = ?1"
      " ORDER BY type, record",
      "l", change);
  int code;

  if (statement == NULL)
    return NULL;
  while ((code = nh_connection_step (undo->connection, statement, undo->sentence, error)) == SQLITE_ROW)
    {
      Step *step = g_new0 (Step, 1);

      step->type = nh_record_type_find (nh_statement_get_text (statement, 0));
      step->record = sqlite3_column_int64 (statement, 1);
      step->action = g_strdup (nh_statement_get_text (statement, 2));
      step->before = g_strdup ((const char *) sqlite3_column_text (statement, 3));
      step->after = g_strdup ((const char *) sqlite3_column_text (statement, 4));
      g_ptr_array_add (steps, step);
    }
  nh_statement_done (statement);
  if (code != SQLITE_DONE)
    return NULL;
  if (steps->len == 0)
    {
      nh_error_set (error, NH_ERROR_CORRUPT, undo->sentence,
                    _ ("the file is damaged: what was changed is not in its history any more."));
      return NULL;
    }
  return g_steal_pointer (&steps);
}

/* Sets the fields given as JSON of canonical texts. */
static gboolean
set_from_json (const Undo *undo, NhRecord *draft, const char *json, GError **error)
{
  sqlite3_stmt *statement = nh_connection_query (undo->connection, error, "SELECT key, value FROM json_each (?1)", "s",
                                                 json);
  gboolean done = TRUE;
  int code = SQLITE_ROW;

  if (statement == NULL)
    return FALSE;
  while (done && (code = nh_connection_step (undo->connection, statement, undo->sentence, error)) == SQLITE_ROW)
    done = nh_record_set_canonical (draft, nh_statement_get_text (statement, 0), nh_statement_get_text (statement, 1),
                                    error);
  nh_statement_done (statement);
  return done && code == SQLITE_DONE;
}

static void
make_blank (NhRecord *draft)
{
  const NhRecordType *type = nh_record_get_record_type (draft);
  g_auto (NhValue) blank = NH_VALUE_INIT;

  for (guint i = 0; i < type->n_fields; i++)
    nh_record_set (draft, i, &blank);
  nh_record_set_canonical (draft, "@waived", "", NULL);
}

static gboolean
set_conflict (const Undo *undo, NhRecord *record, GError **error)
{
  g_autofree char *title = nh_record_get_title (record, nh_ledger_get_catalog (undo->ledger));

  nh_error_set (error, NH_ERROR_CONFLICT, undo->sentence, _ ("“%s” was changed in another way since."), title);
  return FALSE;
}

/* TRUE if all fields that the change touched still have its values. */
static gboolean
matches_after (const Undo *undo, const Step *step, NhRecord *current, gboolean *matches, GError **error)
{
  g_autoptr (NhRecord) probe = nh_record_edit (current);

  *matches = nh_record_get_info (current)->deleted == g_str_equal (step->action, "delete");
  if (g_str_equal (step->action, "insert"))
    make_blank (probe);
  else if (!g_str_equal (step->action, "update"))
    return TRUE;
  else
    *matches = TRUE; /* field changes can be undone in the recycle bin, too */

  if (!set_from_json (undo, probe, step->after, error))
    return FALSE;
  *matches &= nh_record_equal (current, probe);
  return TRUE;
}

static gboolean
take_back (const Undo *undo, const Step *step, GError **error)
{
  g_autoptr (NhRecord) current = NULL;
  g_autoptr (NhRecord) draft = NULL;
  const char *action = "update";
  gboolean matches;

  if (step->type == NULL)
    {
      nh_error_set (error, NH_ERROR_NEWER, undo->sentence, _ ("it was made by a newer version of the program."));
      return FALSE;
    }
  current = nh_store_get (undo->connection, undo->ledger, step->type, step->record, error);
  if (current == NULL || !matches_after (undo, step, current, &matches, error))
    return FALSE;
  if (!matches)
    return set_conflict (undo, current, error);

  draft = nh_record_edit (current);
  if (g_str_equal (step->action, "insert") || g_str_equal (step->action, "restore"))
    action = "delete";
  else if (g_str_equal (step->action, "delete"))
    action = "restore";
  else if (!set_from_json (undo, draft, step->before, error))
    return FALSE;
  nh_record_edit_info (draft)->deleted = g_str_equal (action, "delete") ||
                                         (g_str_equal (action, "update") && nh_record_get_info (current)->deleted);
  return nh_store_put (undo->connection, undo->ledger, undo->change, current, draft, action, error);
}

/* The history does not keep the order of rows within a change. A season or total is unique, so one record may block
 * another: rows that fail with NH_ERROR_EXISTS are retried as long as others succeed. */
static gboolean
take_all_back (const Undo *undo, GPtrArray *steps, GError **error)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();

  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add (left, steps->pdata[i]);

  while (left->len > 0)
    {
      g_autoptr (GPtrArray) again = g_ptr_array_new ();
      g_autoptr (GError) reason = NULL;

      for (guint i = 0; i < left->len; i++)
        {
          g_clear_error (&reason);
          if (take_back (undo, left->pdata[i], &reason))
            continue;
          if (!g_error_matches (reason, NH_ERROR, NH_ERROR_EXISTS))
            {
              g_propagate_error (error, g_steal_pointer (&reason));
              return FALSE;
            }
          g_ptr_array_add (again, left->pdata[i]);
        }
      if (again->len == left->len)
        {
          nh_error_set (error, NH_ERROR_EXISTS, undo->sentence, _ ("the ledger now has another record in its place."));
          return FALSE;
        }
      g_ptr_array_unref (left);
      left = g_steal_pointer (&again);
    }
  return TRUE;
}

/* --- What it says --- */

static char *
describe_one (const char *action, const char *title)
{
  if (g_str_equal (action, "insert"))
    return g_strdup_printf (_ ("added “%s”"), title);
  if (g_str_equal (action, "delete"))
    return g_strdup_printf (_ ("deleted “%s”"), title);
  if (g_str_equal (action, "restore"))
    return g_strdup_printf (_ ("restored “%s”"), title);
  return g_strdup_printf (_ ("changed “%s”"), title);
}

static char *
describe_many (const char *action, guint n)
{
  if (g_str_equal (action, "insert"))
    return g_strdup_printf (ngettext ("added %u record", "added %u records", n), n);
  if (g_str_equal (action, "delete"))
    return g_strdup_printf (ngettext ("deleted %u record", "deleted %u records", n), n);
  if (g_str_equal (action, "restore"))
    return g_strdup_printf (ngettext ("restored %u record", "restored %u records", n), n);
  return g_strdup_printf (ngettext ("changed %u record", "changed %u records", n), n);
}

/* The title of the only record of a change; "" if it has none. (transfer full) */
static char *
get_title (NhConnection *connection, NhLedger *ledger, const char *type_name, gint64 id)
{
  const NhRecordType *type = nh_record_type_find (type_name);
  g_autoptr (NhRecord) record = type != NULL ? nh_store_get (connection, ledger, type, id, NULL) : NULL;

  return record != NULL ? nh_record_get_title (record, nh_ledger_get_catalog (ledger)) : g_strdup ("");
}

char *
nh_history_describe (NhConnection *connection, NhLedger *ledger, gint64 change, GError **error)
{
  sqlite3_stmt *statement = nh_connection_query (
      connection, error,
      "SELECT count (*), CASE WHEN min (action) = max (action) THEN min (action) ELSE 'update' END,"
      " min (type), min (record) FROM history WHERE change = ?1",
      "l", change);
  g_autofree char *action = NULL;
  g_autofree char *type = NULL;
  g_autofree char *title = NULL;
  gint64 record;
  guint n;
  int code;

  if (statement == NULL)
    return NULL;
  code = nh_connection_step (connection, statement, _ ("read the history"), error);
  n = (guint) sqlite3_column_int64 (statement, 0);
  action = g_strdup (nh_statement_get_text (statement, 1));
  type = g_strdup (nh_statement_get_text (statement, 2));
  record = sqlite3_column_int64 (statement, 3);
  nh_statement_done (statement);
  if (code != SQLITE_ROW)
    return NULL;

  title = n == 1 ? get_title (connection, ledger, type, record) : g_strdup ("");
  return *title != '\0' ? describe_one (action, title) : describe_many (action != NULL ? action : "update", n);
}

static void
note_steps (NhLedger *ledger, GPtrArray *steps)
{
  const Step *step = steps->pdata[0];

  if (steps->len == 1)
    nh_ledger_note_change (ledger, step->type, step->record);
  else
    nh_ledger_note_change (ledger, NULL, 0);
}

/* Reverts @target; the description names @spoken. */
static char *
undo_change (Undo *undo, gint64 target, gint64 spoken, const char *action, GError **error)
{
  g_autoptr (GPtrArray) steps = load_steps (undo, target, error);

  if (steps == NULL)
    return NULL;
  undo->change = nh_history_begin (undo->connection, action, NULL, target, error);
  if (undo->change == 0 || !take_all_back (undo, steps, error) ||
      !nh_history_end (undo->connection, undo->change, error))
    return NULL;

  note_steps (undo->ledger, steps);
  return nh_history_describe (undo->connection, undo->ledger, spoken, error);
}

/* Ends the transaction and returns @done; NULL if it failed. */
static char *
finish (Undo *undo, char *done, GError **error)
{
  if (done == NULL)
    {
      nh_connection_rollback (undo->connection);
      return NULL;
    }
  if (!nh_connection_commit (undo->connection, undo->sentence, error))
    g_clear_pointer (&done, g_free);
  return done;
}

char *
nh_history_undo (NhConnection *connection, NhLedger *ledger, GError **error)
{
  Undo undo = { connection, ledger, 0, _ ("undo the last change") };
  g_autofree char *done = NULL;
  gint64 target;

  if (!nh_connection_begin (connection, undo.sentence, error))
    return NULL;
  target = nh_connection_get_int (connection, NEWEST_CHANGE, 0);
  if (target != 0)
    done = undo_change (&undo, target, target, "undo", error);
  else
    nh_error_set (error, NH_ERROR_NOT_FOUND, undo.sentence, _ ("there is nothing to undo."));
  done = finish (&undo, g_steal_pointer (&done), error);
  return done != NULL ? g_strdup_printf (_ ("Undone: %s"), done) : NULL;
}

char *
nh_history_redo (NhConnection *connection, NhLedger *ledger, GError **error)
{
  Undo undo = { connection, ledger, 0, _ ("redo the last change") };
  g_autofree char *done = NULL;
  gint64 target;

  if (!nh_connection_begin (connection, undo.sentence, error))
    return NULL;
  target = nh_connection_get_int (connection, NEWEST_UNDO, 0);
  if (target != 0)
    done = undo_change (&undo, target, nh_connection_get_int (connection, UNDONE_CHANGE, target), "redo", error);
  else
    nh_error_set (error, NH_ERROR_NOT_FOUND, undo.sentence, _ ("there is nothing to redo."));
  done = finish (&undo, g_steal_pointer (&done), error);
  return done != NULL ? g_strdup_printf (_ ("Redone: %s"), done) : NULL;
}

char *
nh_history_undo_change (NhConnection *connection, NhLedger *ledger, gint64 change, GError **error)
{
  Undo undo = { connection, ledger, 0, _ ("undo the change") };
  g_autofree char *done = NULL;
  sqlite3_stmt *statement;
  gboolean can, again;
  gint64 undoes;
  int code;

  if (!nh_connection_begin (connection, undo.sentence, error))
    return NULL;
  statement = nh_connection_query (
      connection, error, "SELECT " NH_CHANGE_CAN_UNDO ", action = 'undo', undoes FROM change AS done WHERE id = ?1",
      "l", change);
  if (statement == NULL)
    return finish (&undo, NULL, error);
  code = nh_connection_step (connection, statement, undo.sentence, error);
  can = code == SQLITE_ROW && sqlite3_column_int (statement, 0) != 0;
  again = can && sqlite3_column_int (statement, 1) != 0;
  undoes = again ? sqlite3_column_int64 (statement, 2) : change;
  nh_statement_done (statement);

  if (can)
    done = undo_change (&undo, change, undoes, again ? "redo" : "undo", error);
  else if (code == SQLITE_ROW || code == SQLITE_DONE)
    nh_error_set (error, NH_ERROR_NOT_FOUND, undo.sentence, _ ("it was taken back already, or cannot be."));
  done = finish (&undo, g_steal_pointer (&done), error);
  return done != NULL ? g_strdup_printf (again ? _ ("Redone: %s") : _ ("Undone: %s"), done) : NULL;
}

gboolean
nh_history_can_undo (NhConnection *connection)
{
  return nh_connection_get_int (connection, NEWEST_CHANGE, 0) != 0;
}

gboolean
nh_history_can_redo (NhConnection *connection)
{
  return nh_connection_get_int (connection, NEWEST_UNDO, 0) != 0;
}

NH_DEFINE_ASYNC (nh_history_undo, char *, g_free, NH_ON_WRITER, (NhLedger * ledger, gboolean redo),
                 (.number = (guint) redo),
                 args->number ? nh_history_redo (connection, ledger, error)
                              : nh_history_undo (connection, ledger, error))

NH_DEFINE_ASYNC (nh_history_undo_change, char *, g_free, NH_ON_WRITER, (NhLedger * ledger, gint64 change),
                 (.id = change), nh_history_undo_change (connection, ledger, args->id, error))
