/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The states of a received version: accepting, returning, and taking a change of state back. */
#include "nh-reception.h"

#include <string.h>

#include "nh-error.h"
#include "nh-history-undo.h"
#include "nh-i18n.h"
#include "nh-json.h"
#include "nh-ledger-async.h"
#include "nh-remark.h"

/* (transfer full) */
static NhContent *
read_content (NhConnection *connection, const NhSubmission *submission, const char *content, GError **error)
{
  g_autoptr (GBytes) text = nh_content_fetch (connection, content, error);

  return text != NULL ? nh_content_read (g_bytes_get_data (text, NULL), g_bytes_get_size (text), submission->unit,
                                         submission->year, error)
                      : NULL;
}

/* Puts the records of a kept content in place. */
static gboolean
put_content (NhConnection *connection, NhLedger *ledger, const NhSubmission *submission, const char *content,
             gint64 change, GError **error)
{
  NhSnapshotResult result = { 0 };
  g_autoptr (NhContent) read = read_content (connection, submission, content, error);

  return read != NULL &&
         nh_snapshot_put (connection, ledger, read, submission->unit, submission->year, change, &result, error);
}

/* (transfer full) */
static char *
make_json (const char *state, const char *reason, const char *content)
{
  GString *json = g_string_new ("{");

  nh_json_append_member (json, "@state", state);
  nh_json_append_member (json, "@reason", reason);
  if (content != NULL)
    nh_json_append_member (json, "@content", content);
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

gboolean
nh_reception_add_history (NhConnection *connection, gint64 change, const NhSubmission *submission, const char *action,
                          const char *state, const char *reason, const char *content_before, const char *content_after,
                          GError **error)
{
  g_autofree char *before = make_json (submission->state, submission->reason, content_before);
  g_autofree char *after = make_json (state, reason != NULL ? reason : "", content_after);

  return nh_history_add_submission (connection, change, submission->id, action, submission->version.version, before,
                                    after, error);
}

/* --- Accepting and returning --- */

static gboolean
set_state_in (NhConnection *connection, NhLedger *ledger, gint64 change, const NhSubmission *submission,
              const char *state, const char *reason, GError **error)
{
  gboolean accept = strcmp (state, "accepted") == 0;
  gboolean waits = accept && submission->change == 0;
  g_autofree char *before = change != 0 && waits
                                ? nh_snapshot_keep (connection, ledger, submission->unit, submission->year, error)
                                : NULL;

  if (change == 0 || (waits && before == NULL))
    return FALSE;
  if (waits && (!put_content (connection, ledger, submission, submission->content, change, error) ||
                !nh_submission_set_change (connection, submission->id, change, error)))
    return FALSE;
  return nh_submission_set_state (connection, submission->id, state, reason, error) &&
         nh_reception_add_history (connection, change, submission, accept ? "accept" : "return", state, reason, before,
                                   waits ? submission->content : NULL, error);
}

/* As when a version is received: what was moved away here since the version that counts comes back. */
static gboolean
return_records (NhConnection *connection, NhLedger *ledger, const NhSubmission *waiting, const NhSubmission *counted,
                GError **error)
{
  g_auto (NhSnapshotResult) result = { 0 };
  g_autoptr (NhContent) content = read_content (connection, waiting, waiting->content, error);

  return content != NULL && nh_snapshot_return (connection, ledger, content, waiting->unit, waiting->year,
                                                counted->change, &result, error);
}

/* @counted: the version that counts until now, nullable. */
static gboolean
set_state (NhConnection *connection, NhLedger *ledger, const NhSubmission *submission, const NhSubmission *counted,
           const char *state, const char *reason, GError **error)
{
  gboolean accept = strcmp (state, "accepted") == 0;
  gint64 change;

  if (accept && submission->change == 0 && counted != NULL &&
      !return_records (connection, ledger, submission, counted, error))
    return FALSE;
  change = nh_history_begin (connection, accept ? "accept" : "return", reason, 0, error);
  return change != 0 && set_state_in (connection, ledger, change, submission, state, reason, error) &&
         nh_history_end (connection, change, error);
}

static gboolean
set_state_of_last (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, const char *state,
                   const char *reason, GError **error)
{
  g_autoptr (GPtrArray) received = nh_submission_list (connection, NH_SIDE_RECEIVED, unit, year, error);
  const NhSubmission *last = received != NULL && received->len > 0 ? received->pdata[received->len - 1] : NULL;

  if (received != NULL && last == NULL)
    nh_error_set (error, NH_ERROR_NOT_FOUND, _ ("change the state of the hand-in"),
                  _ ("nothing was received from this unit for the year %d."), year);
  if (last == NULL)
    return FALSE;
  return strcmp (last->state, state) == 0 ||
         set_state (connection, ledger, last, nh_submission_find_counted (received), state, reason, error);
}

gboolean
nh_reception_set_state (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, const char *state,
                        const char *reason, GError **error)
{
  const char *action = _ ("change the state of the hand-in");

  if (strcmp (state, "returned") == 0 && (reason == NULL || *reason == '\0'))
    {
      nh_error_set (error, NH_ERROR_INVALID, action, _ ("a return needs a reason, which the unit reads in the reply."));
      return FALSE;
    }
  if (!nh_connection_begin (connection, action, error) ||
      !nh_connection_finish (connection, set_state_of_last (connection, ledger, unit, year, state, reason, error),
                             action, error))
    return FALSE;
  nh_ledger_note_change (ledger, NULL, 0);
  return TRUE;
}

/* FALSE with @error. The change begins with the first version that can be accepted. */
static gboolean
accept_one (NhConnection *connection, NhLedger *ledger, const NhSeenVersion *seen, int year, gint64 *change,
            guint *n_accepted, GError **error)
{
  g_autoptr (GPtrArray) received = nh_submission_list (connection, NH_SIDE_RECEIVED, seen->unit, year, error);
  const NhSubmission *last = received != NULL && received->len > 0 ? received->pdata[received->len - 1] : NULL;

  if (received == NULL)
    return FALSE;
  if (last == NULL || last->version.version != seen->version || last->change == 0 ||
      strcmp (last->state, "received") != 0)
    return TRUE;
  if (*change == 0)
    *change = nh_history_begin (connection, "accept", "", 0, error);
  if (*change == 0 || !set_state_in (connection, ledger, *change, last, "accepted", "", error))
    return FALSE;
  (*n_accepted)++;
  return TRUE;
}

static gboolean
accept_all (NhConnection *connection, NhLedger *ledger, GArray *versions, int year, guint *n_accepted, GError **error)
{
  gint64 change = 0;

  for (guint i = 0; i < versions->len; i++)
    if (!accept_one (connection, ledger, &g_array_index (versions, NhSeenVersion, i), year, &change, n_accepted, error))
      return FALSE;
  return change == 0 || nh_history_end (connection, change, error);
}

guint
nh_reception_accept (NhConnection *connection, NhLedger *ledger, GArray *versions, int year, GError **error)
{
  const char *action = _ ("change the state of the hand-in");
  guint n_accepted = 0;

  if (!nh_connection_begin (connection, action, error) ||
      !nh_connection_finish (connection, accept_all (connection, ledger, versions, year, &n_accepted, error), action,
                             error))
    return 0;
  nh_ledger_note_change (ledger, NULL, 0);
  return n_accepted;
}

/* --- The day --- */

static gboolean
write_day (NhConnection *connection, gint64 id, const char *day, GError **error)
{
  return nh_connection_run (connection, _ ("change the day of the hand-in"), error,
                            "UPDATE submission SET day = ?2 WHERE id = ?1", "ls", id, day);
}

/* (transfer full) */
static char *
make_day_json (const NhSubmission *submission, const char *day)
{
  GString *json = g_string_new ("{");

  nh_json_append_member (json, "@state", submission->state);
  nh_json_append_member (json, "@reason", submission->reason);
  nh_json_append_member (json, "@day", day);
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

static gboolean
set_day (NhConnection *connection, const NhSubmission *first, NhDate day, const char *reason, GError **error)
{
  gint64 change = nh_history_begin (connection, "day", reason, 0, error);
  g_autofree char *iso = nh_date_to_iso (day);
  g_autofree char *before = make_day_json (first, first->day);
  g_autofree char *after = make_day_json (first, iso);

  return change != 0 && write_day (connection, first->id, iso, error) &&
         nh_history_add_submission (connection, change, first->id, "day", first->version.version, before, after,
                                    error) &&
         nh_history_end (connection, change, error);
}

static gboolean
set_day_of_first (NhConnection *connection, gint64 unit, int year, NhDate day, const char *reason, GError **error)
{
  g_autoptr (GPtrArray) received = nh_submission_list (connection, NH_SIDE_RECEIVED, unit, year, error);

  if (received == NULL)
    return FALSE;
  if (received->len > 0)
    return set_day (connection, received->pdata[0], day, reason, error);
  nh_error_set (error, NH_ERROR_NOT_FOUND, _ ("change the day of the hand-in"),
                _ ("nothing was received from this unit for the year %d."), year);
  return FALSE;
}

gboolean
nh_reception_set_day (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, NhDate day, const char *reason,
                      GError **error)
{
  const char *action = _ ("change the day of the hand-in");

  if (reason == NULL || *reason == '\0')
    {
      nh_error_set (error, NH_ERROR_INVALID, action, _ ("it needs a reason, which stays in the history."));
      return FALSE;
    }
  if (!nh_connection_begin (connection, action, error) ||
      !nh_connection_finish (connection, set_day_of_first (connection, unit, year, day, reason, error), action, error))
    return FALSE;
  nh_ledger_note_change (ledger, NULL, 0);
  return TRUE;
}

/* --- Taking back --- */

/* What a history row says was, and became. */
typedef struct
{
  GArray *before, *after; /* owned: of NhJsonMember */
} Step;

static void
step_clear (Step *step)
{
  g_clear_pointer (&step->before, g_array_unref);
  g_clear_pointer (&step->after, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Step, step_clear)

static gboolean
set_conflict (const char *action, GError **error)
{
  nh_error_set (error, NH_ERROR_CONFLICT, action,
                _ ("the hand-in, or a record of its unit and year, was changed in another way since."));
  return FALSE;
}

/* Puts the records before back, if those after are still there. */
static gboolean
take_content_back (NhConnection *connection, NhLedger *ledger, gint64 change, const NhSubmission *submission,
                   const Step *step, const char *action, GError **error)
{
  g_autofree char *now = nh_snapshot_keep (connection, ledger, submission->unit, submission->year, error);

  if (now == NULL)
    return FALSE;
  if (strcmp (now, nh_json_get (step->after, "@content")) != 0)
    return set_conflict (action, error);
  return put_content (connection, ledger, submission, nh_json_get (step->before, "@content"), change, error);
}

/* Are its records in the tables once the state is @state again? Of an undone one, or one that waited, they are not. */
static gint64
change_of (const NhSubmission *submission, const Step *step, gint64 change)
{
  gboolean wrote = nh_json_get (step->after, "@content") != NULL;

  if (!wrote)
    return strcmp (nh_json_get (step->before, "@state"), "undone") == 0 ? 0 : submission->change;
  return submission->change != 0 ? 0 : change;
}

static gboolean
take_back (NhConnection *connection, NhLedger *ledger, gint64 change, gint64 id, const char *before, const char *after,
           const char *action, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (NhSubmission) submission = nh_submission_get (connection, id, &problem);
  g_auto (Step) step = { nh_json_read_object (before, strlen (before), 8, NULL),
                         nh_json_read_object (after, strlen (after), 8, NULL) };
  const char *state, *reason;

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (submission == NULL || step.before == NULL || step.after == NULL)
    return set_conflict (action, error);
  if (submission == NULL || step.before == NULL || step.after == NULL)
    return FALSE;
  if (nh_json_get (step.after, "@uuid") != NULL)
    return nh_remark_revert (connection, change, submission, before, after, action, error);
  state = nh_json_get (step.before, "@state");
  reason = nh_json_get (step.before, "@reason");
  if (state == NULL || g_strcmp0 (nh_json_get (step.after, "@state"), submission->state) != 0)
    return set_conflict (action, error);
  if (nh_json_get (step.after, "@content") != NULL && nh_json_get (step.before, "@content") != NULL &&
      !take_content_back (connection, ledger, change, submission, &step, action, error))
    return FALSE;
  if (nh_json_get (step.before, "@day") != NULL &&
      !write_day (connection, id, nh_json_get (step.before, "@day"), error))
    return FALSE;
  return nh_submission_set_state (connection, id, state, reason, error) &&
         nh_submission_set_change (connection, id, change_of (submission, &step, change), error) &&
         nh_history_add_submission (connection, change, id, "undo", submission->version.version, after, before, error);
}

void
nh_reception_init (void)
{
  nh_history_provide_submissions (take_back);
}

/* --- From another thread --- */

/* (transfer full) */
static GStrv
pair_new (const char *state, const char *reason)
{
  const char *const words[] = { state, reason != NULL ? reason : "", NULL };

  return g_strdupv ((char **) words);
}

NH_DEFINE_ASYNC (nh_reception_set_state, gboolean, NULL, NH_ON_WRITER,
                 (NhLedger * ledger, gint64 unit, int year, const char *state, const char *reason),
                 (.id = unit, .number = (guint) year, NH_OWNED (pair_new (state, reason), g_strfreev)),
                 nh_reception_set_state (connection, ledger, args->id, (int) args->number, ((char **) args->data)[0],
                                         ((char **) args->data)[1], error))

NH_DEFINE_ASYNC (nh_reception_accept, guint, NULL, NH_ON_WRITER, (NhLedger * ledger, GArray *versions, int year),
                 (.number = (guint) year, NH_OWNED (versions, g_array_unref)),
                 nh_reception_accept (connection, ledger, args->data, (int) args->number, error))

static gboolean
set_day_from_text (NhConnection *connection, NhLedger *ledger, const NhAsyncArgs *args, GError **error)
{
  char **words = args->data;

  return nh_reception_set_day (connection, ledger, args->id, (int) args->number, nh_date_from_iso (words[0]), words[1],
                               error);
}

/* (transfer full) */
static GStrv
day_pair_new (NhDate day, const char *reason)
{
  g_autofree char *iso = nh_date_to_iso (day);

  return pair_new (iso, reason);
}

NH_DEFINE_ASYNC (nh_reception_set_day, gboolean, NULL, NH_ON_WRITER,
                 (NhLedger * ledger, gint64 unit, int year, NhDate day, const char *reason),
                 (.id = unit, .number = (guint) year, NH_OWNED (day_pair_new (day, reason), g_strfreev)),
                 set_day_from_text (connection, ledger, args, error))
