/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-history-undo.h"

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-ledger-async.h"
#include "nh-number.h"
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

typedef struct
{
  NhConnection *connection;
  NhLedger *ledger;
  gint64 change;        /* the one that is made */
  const char *sentence; /* translated action for error messages */
} Undo;

static NhTakeBackSubmission take_back_submission;

void
nh_history_provide_submissions (NhTakeBackSubmission take_back)
{
  take_back_submission = take_back;
}

static gboolean
set_member (gpointer draft, const char *name, const char *text, GError **error)
{
  return nh_record_set_canonical (draft, name, text, error);
}

/* Sets the fields given as JSON of canonical texts. */
static gboolean
set_from_json (const Undo *undo, NhRecord *draft, const char *json, GError **error)
{
  return nh_connection_read_members (undo->connection, json, undo->sentence, set_member, draft, error);
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
matches_after (const Undo *undo, const NhHistoryEntry *step, NhRecord *current, gboolean *matches, GError **error)
{
  g_autoptr (NhRecord) probe = nh_record_edit (current);

  *matches = nh_record_get_info (current)->deleted == g_str_equal (step->record_action, "delete");
  if (g_str_equal (step->record_action, "insert"))
    nh_store_make_blank (probe);
  else if (!g_str_equal (step->record_action, "update"))
    return TRUE;
  else
    *matches = TRUE; /* field changes can be undone in the recycle bin, too */

  if (!set_from_json (undo, probe, step->after, error))
    return FALSE;
  *matches &= nh_record_equal (current, probe);
  return TRUE;
}

static gboolean
take_back (const Undo *undo, const NhHistoryEntry *step, GError **error)
{
  const NhRecordType *type = nh_record_type_find (step->type);
  g_autoptr (NhRecord) current = NULL;
  g_autoptr (NhRecord) draft = NULL;
  const char *action = "update";
  gboolean matches;

  if (take_back_submission != NULL && g_str_equal (step->type, NH_HISTORY_SUBMISSION))
    return take_back_submission (undo->connection, undo->ledger, undo->change, step->record, step->before, step->after,
                                 undo->sentence, error);
  if (type == NULL)
    {
      nh_error_set (error, NH_ERROR_NEWER, undo->sentence, _ ("it was made by a newer version of the program."));
      return FALSE;
    }
  current = nh_store_get (undo->connection, undo->ledger, type, step->record, error);
  if (current == NULL || !matches_after (undo, step, current, &matches, error))
    return FALSE;
  if (!matches)
    return set_conflict (undo, current, error);

  draft = nh_record_edit (current);
  if (g_str_equal (step->record_action, "insert") || g_str_equal (step->record_action, "restore"))
    action = "delete";
  else if (g_str_equal (step->record_action, "delete"))
    action = "restore";
  else if (!set_from_json (undo, draft, step->before, error))
    return FALSE;
  nh_record_edit_info (draft)->deleted = g_str_equal (action, "delete") ||
                                         (g_str_equal (action, "update") && nh_record_get_info (current)->deleted);
  return nh_store_check_open (undo->connection, undo->ledger, current, undo->sentence, error) &&
         nh_store_check_open (undo->connection, undo->ledger, draft, undo->sentence, error) &&
         nh_store_put (undo->connection, undo->ledger, undo->change, current, draft, action, error);
}

/* The history does not keep the order of rows within a change. A season or total is unique, so one record may block
 * another: rows that fail with NH_ERROR_EXISTS are retried as long as others succeed. */
static gboolean
take_all_back (const Undo *undo, GPtrArray *steps, GError **error)
{
  g_autoptr (GPtrArray) left = g_ptr_array_ref (steps);

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
  g_autofree char *number = nh_number_format (n);

  if (g_str_equal (action, "insert"))
    return g_strdup_printf (ngettext ("added %s record", "added %s records", n), number);
  if (g_str_equal (action, "delete"))
    return g_strdup_printf (ngettext ("deleted %s record", "deleted %s records", n), number);
  if (g_str_equal (action, "restore"))
    return g_strdup_printf (ngettext ("restored %s record", "restored %s records", n), number);
  return g_strdup_printf (ngettext ("changed %s record", "changed %s records", n), number);
}

/* The title of the only record of a change; "" if it has none. (transfer full) */
static char *
get_title (NhConnection *connection, NhLedger *ledger, const char *type_name, gint64 id)
{
  const NhRecordType *type = nh_record_type_find (type_name);
  g_autoptr (NhRecord) record = type != NULL ? nh_store_get (connection, ledger, type, id, NULL) : NULL;

  return record != NULL ? nh_record_get_title (record, nh_ledger_get_catalog (ledger)) : g_strdup ("");
}

/* "asked Xã Cẩm Nhượng to correct “Thôn 3”, 2026" (transfer full) */
static char *
describe_request (NhConnection *connection, NhLedger *ledger, gboolean ask, const char *type_name, const char *uuid,
                  const char *unit, int year)
{
  const NhRecordType *type = nh_record_type_find (type_name);
  g_autoptr (NhRecord) record = type != NULL ? nh_store_find (connection, ledger, type, uuid, NULL) : NULL;
  g_autofree char *title = record != NULL ? nh_record_get_title (record, nh_ledger_get_catalog (ledger))
                                          : g_strdup ("?");

  return g_strdup_printf (ask ? _ ("asked %s to correct “%s”, %d")
                              : _ ("withdrew the request to %s to correct “%s”, %d"),
                          unit, title, year);
}

/* "received version 2 of Xã Cẩm Nhượng, 2026"; NULL: the change is none to a hand-in. (transfer full) (nullable) */
static char *
describe_submission (NhConnection *connection, NhLedger *ledger, gint64 change)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (
      connection, NULL,
      "SELECT history.action, s.unit, s.year, s.version, count (*) OVER (), json_extract (after, '$.@type'),"
      " json_extract (after, '$.@uuid') FROM history JOIN submission AS s ON s.id = history.record WHERE "
      "history.change = ?1 AND type = '" NH_HISTORY_SUBMISSION "'",
      "l", change);
  const NhUnit *unit;
  const char *action, *title;
  int year, version;
  guint n;

  if (nh_connection_step (connection, statement, _ ("read the history"), NULL) != SQLITE_ROW)
    return NULL;
  action = nh_statement_get_text (statement, 0);
  unit = nh_catalog_get_unit (nh_ledger_get_catalog (ledger), sqlite3_column_int64 (statement, 1));
  title = unit != NULL ? unit->title : "?";
  year = sqlite3_column_int (statement, 2);
  version = sqlite3_column_int (statement, 3);
  n = (guint) sqlite3_column_int (statement, 4);
  if (n > 1)
    return g_strdup_printf (
        ngettext ("accepted the hand-in of %u unit, %d", "accepted the hand-ins of %u units, %d", n), n, year);
  if (g_str_equal (action, "accept"))
    return g_strdup_printf (_ ("accepted version %d of %s, %d"), version, title, year);
  if (g_str_equal (action, "return"))
    return g_strdup_printf (_ ("returned version %d of %s, %d"), version, title, year);
  if (g_str_equal (action, NH_HISTORY_ASK) || g_str_equal (action, NH_HISTORY_WITHDRAW))
    return describe_request (connection, ledger, g_str_equal (action, NH_HISTORY_ASK),
                             nh_statement_get_text (statement, 5), nh_statement_get_text (statement, 6), title, year);
  if (g_str_equal (action, "day"))
    return g_strdup_printf (_ ("changed the day of version %d of %s, %d"), version, title, year);
  return g_strdup_printf (_ ("received version %d of %s, %d"), version, title, year);
}

char *
nh_history_describe (NhConnection *connection, NhLedger *ledger, gint64 change, GError **error)
{
  /* Deleting a record may change what stays without it: only what is gone is counted, as when it was deleted. */
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (
      connection, error,
      "SELECT count (*), CASE WHEN min (action) = max (action) THEN min (action) ELSE 'update' END,"
      " min (type), min (record) FROM history WHERE change = ?1 AND (action <> 'update' OR"
      " coalesce ((SELECT group_concat (DISTINCT action) FROM history WHERE change = ?1 AND action <> 'update'), '')"
      " <> 'delete')",
      "l", change);
  g_autofree char *title = NULL;
  char *whole = describe_submission (connection, ledger, change);
  const char *action;
  guint n;

  if (nh_connection_step (connection, statement, _ ("read the history"), error) != SQLITE_ROW)
    return NULL;
  if (whole != NULL)
    return whole;
  n = (guint) sqlite3_column_int64 (statement, 0);
  action = nh_statement_get_text (statement, 1);
  title = n == 1 ? get_title (connection, ledger, nh_statement_get_text (statement, 2),
                              sqlite3_column_int64 (statement, 3))
                 : g_strdup ("");
  return *title != '\0' ? describe_one (action, title) : describe_many (action, n);
}

static void
note_steps (NhLedger *ledger, GPtrArray *steps)
{
  const NhHistoryEntry *step = steps->pdata[0];

  if (steps->len == 1)
    nh_ledger_note_change (ledger, nh_record_type_find (step->type), step->record);
  else
    nh_ledger_note_change (ledger, NULL, 0);
}

/* A reply is a file that went out: one that was saved after @change goes on saying it. Whether any was is not known.
 * NULL: no reply says it. */
static const char *
find_warning (NhConnection *connection, gint64 change, gboolean redo)
{
  static const char *const told[] = { "accept", "return", NH_HISTORY_ASK, NH_HISTORY_WITHDRAW, NULL };
  g_autofree char *sql = g_strdup_printf ("SELECT action FROM change WHERE id = %" G_GINT64_FORMAT, change);
  g_autofree char *action = nh_connection_get_text (connection, sql);

  if (action == NULL || !g_strv_contains (told, action))
    return NULL;
  if (!redo && g_str_equal (action, "accept"))
    return _ ("If a reply was saved after it was accepted, it still says “accepted”: save a new one.");
  return _ ("If a reply was saved meanwhile, it says what was before: save a new one.");
}

/* Reverts @target; the description names @spoken. */
static char *
undo_change (Undo *undo, gint64 target, gint64 spoken, const char *action, GError **error)
{
  g_autoptr (GPtrArray) steps = nh_history_list (undo->connection, target, NULL, 0, 0, error);

  if (steps == NULL)
    return NULL;
  if (steps->len == 0)
    {
      nh_error_set (error, NH_ERROR_CORRUPT, undo->sentence,
                    _ ("the file is damaged: what was changed is not in its history any more."));
      return NULL;
    }
  undo->change = nh_history_begin (undo->connection, action, NULL, target, error);
  if (undo->change == 0 || !take_all_back (undo, steps, error) ||
      !nh_history_end (undo->connection, undo->change, error))
    return NULL;

  note_steps (undo->ledger, steps);
  return nh_history_describe (undo->connection, undo->ledger, spoken, error);
}

/* Reverts the change that @which (SQL) finds, from @change where it has ?1. @none: what to say when there is none. */
static char *
revert (Undo *undo, const char *which, gint64 change, const char *none, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id, action = 'undo', undoes FROM change WHERE id = (%s)", which);
  g_autofree char *done = NULL, *said = NULL;
  const char *warning;
  sqlite3_stmt *statement;
  gboolean again;
  gint64 undoes;
  int code;

  if (!nh_connection_begin (undo->connection, undo->sentence, error))
    return NULL;
  statement = nh_connection_query (undo->connection, error, sql, change != 0 ? "l" : "", change);
  code = nh_connection_step (undo->connection, statement, undo->sentence, error);
  change = sqlite3_column_int64 (statement, 0);
  again = sqlite3_column_int (statement, 1) != 0;
  undoes = sqlite3_column_int64 (statement, 2);
  nh_statement_done (statement);
  if (code == SQLITE_ROW)
    done = undo_change (undo, change, again ? undoes : change, again ? "redo" : "undo", error);
  else if (code == SQLITE_DONE)
    nh_error_set (error, NH_ERROR_NOT_FOUND, undo->sentence, "%s", none);
  if (!nh_connection_finish (undo->connection, done != NULL, undo->sentence, error))
    return NULL;
  said = g_strdup_printf (again ? _ ("Redone: %s") : _ ("Undone: %s"), done);
  warning = find_warning (undo->connection, again ? undoes : change, again);
  return warning != NULL ? g_strdup_printf ("%s. %s", said, warning) : g_steal_pointer (&said);
}

char *
nh_history_undo (NhConnection *connection, NhLedger *ledger, GError **error)
{
  Undo undo = { connection, ledger, 0, _ ("undo the last change") };

  return revert (&undo, NEWEST_CHANGE, 0, _ ("there is nothing to undo."), error);
}

char *
nh_history_redo (NhConnection *connection, NhLedger *ledger, GError **error)
{
  Undo undo = { connection, ledger, 0, _ ("redo the last change") };

  return revert (&undo, NEWEST_UNDO, 0, _ ("there is nothing to redo."), error);
}

char *
nh_history_undo_change (NhConnection *connection, NhLedger *ledger, gint64 change, GError **error)
{
  Undo undo = { connection, ledger, 0, _ ("undo the change") };

  return revert (&undo, "SELECT id FROM change AS done WHERE id = ?1 AND " NH_CHANGE_CAN_UNDO, change,
                 _ ("it was taken back already, or cannot be."), error);
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
