/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-receive.h"

#include <sodium.h>
#include <string.h>

#include "nh-backup.h"
#include "nh-config.h"
#include "nh-error.h"
#include "nh-figure-text.h"
#include "nh-history.h"
#include "nh-i18n.h"
#include "nh-indicator.h"
#include "nh-invitation.h"
#include "nh-package.h"
#include "nh-partner.h"
#include "nh-reception.h"
#include "nh-succession.h"
#include "nh-text.h"

/* A batch. */
typedef struct
{
  NhConnection *connection;
  NhLedger *ledger;
  const NhReceiveOptions *options;
  NhKeys *keys; /* owned */
  gboolean backed_up;
  gboolean last; /* round over the files: no other can come before those that wait */
  guint n_for_person;
} Batch;

/* One package on its way into the ledger. */
typedef struct
{
  Batch *batch;
  NhReception *reception;
  NhPackage *package; /* owned */
  GPtrArray *held;    /* owned: of NhSubmission */
  NhKeyStanding key;
  gboolean other_key;    /* another one is kept for the unit */
  const char *confirmed; /* how a key that is new is confirmed; NULL: it is kept already */
  char **figures;        /* owned: those after */
} Package;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhReception, nh_reception_unref)

static void
package_clear (Package *self)
{
  g_clear_pointer (&self->package, nh_package_free);
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_pointer (&self->figures, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Package, package_clear)

/* Takes @message. */
static void
say (NhReception *reception, NhVerdict verdict, char *message)
{
  reception->verdict = verdict;
  g_free (reception->message);
  reception->message = message;
}

/* A file that is taken, or may be, brings the key that is kept from then on. Takes @message. */
static void
say_of_package (Package *self, NhVerdict verdict, char *message)
{
  gboolean brings_key = self->other_key && self->confirmed != NULL && verdict != NH_VERDICT_KNOWN &&
                        !nh_verdict_is_refused (verdict);
  g_autofree char *alone = brings_key ? message : NULL;

  if (brings_key)
    message = g_strconcat (alone, *alone != '\0' ? " " : "",
                           _ ("It is signed with another key than the one that is kept; the new one is confirmed, and "
                              "kept once the file is taken."),
                           NULL);
  say (self->reception, verdict, message);
}

/* --- What is held --- */

static NhUnitStanding
judge_unit (const Batch *batch, const NhPackage *package, const NhUnit **unit)
{
  NhCatalog *catalog = nh_ledger_get_catalog (batch->ledger);

  *unit = nh_unit_find_described (catalog, package->envelope);
  if (*unit == NULL)
    return NH_UNIT_NOT_THEN;
  if ((*unit)->level != NH_LEVEL_COMMUNE ||
      !nh_catalog_unit_is_within (catalog, (*unit)->id, nh_ledger_get_unit (batch->ledger)))
    return NH_UNIT_ELSEWHERE;
  return nh_catalog_unit_valid (catalog, (*unit)->id, nh_catalog_season_day (package->year)) ? NH_UNIT_GOOD
                                                                                             : NH_UNIT_NOT_THEN;
}

/* One of the words of the proof? */
static gboolean
has_proof (char **words, const char *expected)
{
  for (; expected != NULL && *words != NULL; words++)
    if (strlen (*words) == strlen (expected) && sodium_memcmp (expected, *words, strlen (expected)) == 0)
      return TRUE;
  return FALSE;
}

/* By the key that is kept, or by that of the unit that this one merged into. */
static gboolean
judge_by_other (Package *self, const NhPublicKeys *kept, char **words, GError **error)
{
  const NhPublicKeys *sender = &self->package->sender;
  gboolean is = FALSE;

  if (kept == NULL && !nh_succession_is_heir (self->batch->connection, nh_ledger_get_catalog (self->batch->ledger),
                                              self->reception->unit->id, sender, &is, error))
    return FALSE;
  for (; kept != NULL && *words != NULL && !is; words++)
    is = nh_succession_proves (*words, kept, sender);
  if (is)
    self->confirmed = "key";
  return TRUE;
}

/* A new key is confirmed by the digits that were typed, by the slip of the unit, or by another key. @kept: that of the
 * unit; NULL: none. FALSE with @error. */
static gboolean
judge_new_key (Package *self, const NhPublicKeys *kept, GError **error)
{
  const NhUnit *unit = self->reception->unit;
  g_auto (GStrv) words = g_strsplit (nh_package_get (self->package, "proof"), " ", 3);
  g_autoptr (GError) problem = NULL;
  g_autofree char *slip = NULL, *expected = NULL;

  if (self->batch->options->code != NULL &&
      nh_public_keys_has_code (&self->package->sender, self->batch->options->code))
    self->confirmed = "code";
  slip = nh_slip_get (self->batch->connection, unit->id, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  expected = slip != NULL ? nh_slip_prove (slip, &self->package->sender, unit) : NULL;
  if (has_proof (words, expected))
    self->confirmed = "slip";
  if (self->confirmed == NULL && !judge_by_other (self, kept, words, error))
    return FALSE;
  if (self->confirmed == NULL)
    return TRUE;
  self->key = NH_KEY_GOOD;
  return nh_public_keys_can_seal (&self->package->sender) ||
         nh_verdict_refuse (error, NH_VERDICT_DAMAGED,
                            _ ("Nothing can be sealed to its key, so no reply could be made. It was not made by the "
                               "program. Nothing was taken over."));
}

/* The signature is judged by the key that is kept for the unit, not by the one in the file. */
static gboolean
judge_key (Package *self, GError **error)
{
  const NhPublicKeys *sender = &self->package->sender;
  NhPublicKeys kept;
  gboolean found = FALSE;

  self->key = NH_KEY_FORGED;
  if (self->reception->unit != NULL &&
      !nh_partner_get (self->batch->connection, self->reception->unit->id, &kept, &found, error))
    return FALSE;
  if (found && nh_public_keys_equal (&kept, sender))
    {
      if (nh_envelope_verify (self->package->envelope, &kept))
        self->key = NH_KEY_GOOD;
      return TRUE;
    }
  if (!nh_envelope_verify (self->package->envelope, sender))
    return TRUE;
  self->key = found ? NH_KEY_OTHER : NH_KEY_UNKNOWN;
  self->other_key = found;
  return self->reception->unit == NULL || judge_new_key (self, found ? &kept : NULL, error);
}

static gboolean
judge (Package *self, NhVerdict *verdict, GError **error)
{
  const Batch *batch = self->batch;
  const NhPackage *package = self->package;
  NhUnitStanding unit = judge_unit (batch, package, &self->reception->unit);
  g_autofree NhVersion *versions = NULL;
  NhHeld held = { unit, nh_invitation_has_year (batch->connection, package->year) };

  if (!judge_key (self, error))
    return FALSE;
  self->held = nh_submission_list (batch->connection, NH_SIDE_RECEIVED,
                                   self->reception->unit != NULL ? self->reception->unit->id : -1, package->year,
                                   error);
  if (self->held == NULL)
    return FALSE;
  versions = g_new0 (NhVersion, self->held->len + 1);
  for (guint i = 0; i < self->held->len; i++)
    versions[i] = ((NhSubmission *) self->held->pdata[i])->version;
  held.key = self->key;
  held.versions = versions;
  held.n_versions = self->held->len;
  *verdict = nh_verdict_decide (&package->version, &held);
  return TRUE;
}

/* --- Words --- */

static char *
explain_fork (const Package *self)
{
  const NhSubmission *last = self->held->len > 0 ? self->held->pdata[self->held->len - 1] : NULL;
  g_autofree char *day = last != NULL ? nh_date_format (nh_date_from_iso (last->day)) : NULL;

  if (last == NULL)
    return g_strdup_printf (_ ("Version %d came, but none before it was received. Ask for the one before, or take it "
                               "with a reason."),
                            self->package->version.version);
  return g_strdup_printf (
      _ ("It does not follow version %d of %s, the last one received: the unit may have gone on from "
         "an old backup, or on two computers. Ask which one is right; to take this one, give a "
         "reason."),
      last->version.version, day);
}

static char *
explain (const Package *self, NhVerdict verdict)
{
  const NhReception *reception = self->reception;
  NhCatalog *catalog = nh_ledger_get_catalog (self->batch->ledger);

  switch (verdict)
    {
    case NH_VERDICT_FORK:
      return explain_fork (self);
    case NH_VERDICT_UNKNOWN_KEY:
      return g_strdup_printf (
          _ ("The key of %s is not confirmed yet. Telephone the unit, and type the check code that it "
             "reads out."),
          reception->unit_name);
    case NH_VERDICT_REPLACED_KEY:
      return g_strdup_printf (
          _ ("Another key is kept for %s. If the unit has a new computer, telephone it, and type the "
             "check code that it reads out."),
          reception->unit_name);
    case NH_VERDICT_BAD_SIGNATURE:
      return g_strdup (_ ("The signature is not that of the unit: the file was altered, or made in its name."));
    case NH_VERDICT_OLDER:
      return g_strdup_printf (_ ("Version %d is held already; this one is older. Nothing was taken over."),
                              ((NhSubmission *) self->held->pdata[self->held->len - 1])->version.version);
    case NH_VERDICT_WRONG_UNIT:
      return nh_succession_explain_then (catalog, reception->unit, reception->unit_name, reception->year);
    case NH_VERDICT_OTHER_PROVINCE:
      return g_strdup_printf (reception->unit != NULL && reception->unit->level != NH_LEVEL_COMMUNE
                                  ? _ ("Only communes hand in. This file is in the name of %s. Nothing was taken over.")
                                  : _ ("%s is not a unit of this province."),
                              reception->unit_name);
    case NH_VERDICT_NOT_INVITED:
      return g_strdup_printf (_ ("The year %d was not asked for. Make its invitation first."), reception->year);
    default:
      return nh_succession_explain_now (catalog, reception->unit, reception->unit_name, reception->year);
    }
}

/* --- Writing --- */

/* On trial everything stands in one transaction, and each file in a savepoint, so that a second version finds the
 * first. */
static gboolean
begin (Batch *batch, GError **error)
{
  g_autofree char *backup = NULL;

  if (batch->options->trial)
    return nh_connection_exec (batch->connection, "SAVEPOINT package", _ ("try the files"), error);
  if (!batch->backed_up)
    {
      backup = nh_backup_make (batch->connection, NULL, error);
      if (backup == NULL)
        return FALSE;
      batch->backed_up = TRUE;
    }
  return nh_connection_begin (batch->connection, _ ("receive the file"), error);
}

static gboolean
release (Batch *batch, GError **error)
{
  return nh_connection_exec (batch->connection, "RELEASE package", _ ("try the files"), error);
}

/* On trial. Where it fails, the next file would be judged by what is still there: that is the error then. */
static gboolean
roll_back (Batch *batch, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (nh_connection_exec (batch->connection, "ROLLBACK TO package", _ ("try the files"), &problem) &&
      release (batch, &problem))
    return TRUE;
  g_clear_error (error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
finish (Batch *batch, gboolean done, GError **error)
{
  if (!batch->options->trial)
    return nh_connection_finish (batch->connection, done, _ ("receive the file"), error);
  if (done)
    return release (batch, error);
  roll_back (batch, error);
  return FALSE;
}

static gboolean
keep_key (const Package *self, GError **error)
{
  NhConnection *connection = self->batch->connection;
  gint64 unit = self->reception->unit->id;

  if (self->confirmed == NULL)
    return TRUE;
  return nh_partner_set (connection, unit, &self->package->sender, self->confirmed, error) &&
         nh_slip_use (connection, unit, error);
}

/* What differs from before, and whether the unit counted as we do. */
static gboolean
compare_figures (Package *self, char **before, GError **error)
{
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  self->figures = nh_snapshot_figures (self->batch->connection, self->batch->ledger, self->reception->unit->id,
                                       self->package->year, error);
  if (self->figures == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (!nh_figure_text_is_same (before[i], self->figures[i]))
        g_ptr_array_add (self->reception->figures,
                         nh_figure_change_new (indicators[i].title, before[i], self->figures[i]));
    }
  return TRUE;
}

static void
judge_figures (Package *self)
{
  const char *miscount = nh_package_find_miscount (self->package, self->figures);

  if (miscount != NULL)
    say_of_package (
        self, NH_VERDICT_MISCOUNTED,
        g_strdup_printf (self->batch->options->trial
                             ? _ ("“%s” is counted differently here. The unit has version %s of the program, this "
                                  "computer has version %s.")
                             : _ ("It was received, but “%s” is counted differently here. The unit has version %s of "
                                  "the program, this computer has version %s."),
                         miscount, nh_package_get (self->package, "program"), NH_VERSION));
}

static void
fill_row (const Package *self, NhSubmission *row)
{
  row->side = NH_SIDE_RECEIVED;
  row->unit = self->reception->unit->id;
  row->year = self->package->year;
  row->version = self->package->version;
  row->manifest = self->package->envelope->manifest;
  row->state = (char *) "undone";
  row->reason = (char *) "";
}

/* Puts the records in place, unless an accepted version counts. */
static gboolean
put_records (Package *self, const NhContent *content, NhSubmission *row, char **figures, char **before, GError **error)
{
  Batch *batch = self->batch;
  guint n_codes;

  *before = nh_snapshot_keep (batch->connection, batch->ledger, row->unit, row->year, error);
  if (*before == NULL || !nh_content_put_codes (batch->connection, content, &n_codes, error) ||
      !nh_snapshot_put (batch->connection, batch->ledger, content, row->unit, row->year, row->change,
                        &self->reception->records, error) ||
      !compare_figures (self, figures, error))
    return FALSE;
  if (n_codes == 0) /* else the catalog that counts does not know them yet */
    judge_figures (self);
  else if (!batch->options->trial)
    nh_ledger_note_catalog (batch->ledger);
  return TRUE;
}

/* Ends the change. The row goes from "undone" to "received", as undo takes it back. */
static gboolean
finish_row (NhConnection *connection, NhSubmission *row, gboolean waits, const char *before, const char *reason,
            GError **error)
{
  gint64 change = row->change;

  row->change = waits ? 0 : change;
  return nh_submission_put (connection, row, NULL, error) &&
         nh_submission_set_state (connection, row->id, "received", reason, error) &&
         nh_reception_add_history (connection, change, row, "receive", "received", reason, before,
                                   waits ? NULL : row->content, error) &&
         nh_history_end (connection, change, error);
}

/* In the sample the files come on the days on which they were made, so that some are late whenever it is tried. */
static NhDate
get_day (const Package *self)
{
  g_autofree char *made = g_strndup (nh_package_get (self->package, "made_at"), strlen ("2025-08-20"));
  NhDate day = nh_ledger_is_sample (self->batch->ledger) ? nh_date_from_iso (made) : NH_DATE_NONE;

  if (self->batch->options->day != NH_DATE_NONE)
    return self->batch->options->day;
  return day != NH_DATE_NONE ? day : nh_date_today ();
}

/* As it came, unless it was packed so badly that it is larger than its text. (transfer full) */
static char *
keep_content (const Package *self, GBytes *text, GError **error)
{
  GBytes *packed = self->package->envelope->packed;
  const char *hash = nh_package_get (self->package, "content.sha256"); /* which was compared */

  if (g_bytes_get_size (packed) > g_bytes_get_size (text))
    return nh_content_keep (self->batch->connection, text, error);
  return nh_content_keep_packed (self->batch->connection, hash, packed, error) ? g_strdup (hash) : NULL;
}

static gboolean
write_package (Package *self, const NhContent *content, GBytes *text, GError **error)
{
  NhConnection *connection = self->batch->connection;
  NhLedger *ledger = self->batch->ledger;
  const NhSubmission *counted = nh_submission_find_counted (self->held);
  gboolean waits = counted != NULL && strcmp (counted->state, "accepted") == 0;
  const char *reason = self->reception->verdict == NH_VERDICT_FORK ? self->batch->options->reason : "";
  g_autofree char *day = nh_date_to_iso (get_day (self));
  g_autofree char *kept = NULL, *before = NULL;
  g_auto (GStrv) figures = NULL;
  NhSubmission row = { 0 };

  fill_row (self, &row);
  row.day = day;
  kept = keep_key (self, error) ? keep_content (self, text, error) : NULL;
  row.content = kept;
  figures = kept != NULL && !waits ? nh_snapshot_figures (connection, ledger, row.unit, row.year, error) : NULL;
  if (kept == NULL || (!waits && figures == NULL))
    return FALSE;
  /* What was moved away since then comes back before the change of the package begins. */
  if (!waits && counted != NULL &&
      !nh_snapshot_return (connection, ledger, content, row.unit, row.year, counted->change, &self->reception->records,
                           error))
    return FALSE;
  row.change = nh_history_begin (connection, "receive", reason, 0, error);
  if (row.change == 0 || (!waits && !put_records (self, content, &row, figures, &before, error)))
    return FALSE;
  if (waits)
    say_of_package (
        self, NH_VERDICT_WAITING,
        g_strdup_printf (
            self->batch->options->trial
                ? _ ("Once received, it waits: version %d, which was accepted, goes on counting until this one is "
                     "accepted.")
                : _ ("It was received and waits: version %d, which was accepted, goes on counting until this one "
                     "is accepted."),
            counted->version.version));
  return finish_row (connection, &row, waits, before, reason, error);
}

static gboolean
may_take (const Batch *batch, NhVerdict verdict)
{
  return verdict == NH_VERDICT_NEW || verdict == NH_VERDICT_CORRECTION ||
         (verdict == NH_VERDICT_FORK && batch->options->reason != NULL && *batch->options->reason != '\0');
}

/* TRUE: only to see what it would change. It is rolled back at once, as others of the batch shall not follow it. */
static gboolean
is_look (const Package *self)
{
  return self->batch->options->trial && !may_take (self->batch, self->reception->verdict);
}

/* What a look has said is not of the file. */
static gboolean
look (Package *self, const NhContent *content, GBytes *text, GError **error)
{
  g_autofree char *message = g_strdup (self->reception->message);
  NhVerdict verdict = self->reception->verdict;
  gboolean written = write_package (self, content, text, error);

  say (self->reception, verdict, g_steal_pointer (&message));
  return roll_back (self->batch, error) && written;
}

/* FALSE with @error: of the file when that is a verdict, else of the ledger. */
static gboolean
take (Package *self, GError **error)
{
  g_autoptr (GBytes) text = NULL;
  g_autoptr (NhContent) content = nh_package_read_content (self->package, self->reception->unit->id, &text, error);

  if (content == NULL)
    return FALSE;
  if (self->reception->verdict != NH_VERDICT_NEW)
    self->reception->records.differences = g_ptr_array_new ();
  if (!begin (self->batch, error))
    return FALSE;
  if (is_look (self))
    return look (self, content, text, error);
  self->reception->taken = finish (self->batch, write_package (self, content, text, error), error);
  if (self->reception->taken && !self->batch->options->trial)
    nh_ledger_note_change (self->batch->ledger, NULL, 0);
  return self->reception->taken;
}

/* --- A file --- */

/* Not those of a stranger. */
static void
describe_answers (const Package *self)
{
  if (self->key != NH_KEY_GOOD)
    return;
  g_ptr_array_unref (self->reception->answers);
  self->reception->answers = nh_remark_read_answers (nh_package_get (self->package, "answers"));
}

static gboolean
receive_package (Package *self, GError **error)
{
  NhVerdict verdict;

  nh_reception_describe (self->reception, self->package);
  if (self->batch->options->hash != NULL && strcmp (self->batch->options->hash, self->reception->hash) != 0)
    return nh_verdict_refuse (error, NH_VERDICT_DAMAGED,
                              _ ("It is no longer the file that was shown. Look at it again. Nothing was taken over."));
  if (!judge (self, &verdict, error))
    return FALSE;
  if (self->reception->unit != NULL)
    {
      g_free (self->reception->unit_name);
      self->reception->unit_name = g_strdup (self->reception->unit->title);
    }
  describe_answers (self);
  say_of_package (self, verdict, explain (self, verdict));
  return !(may_take (self->batch, verdict) ||
           (self->batch->options->trial && self->batch->last && verdict == NH_VERDICT_FORK)) ||
         take (self, error);
}

/* What it would have brought is rolled back. */
static void
forget_result (NhReception *reception)
{
  reception->taken = FALSE;
  nh_snapshot_result_clear (&reception->records);
  reception->records = (NhSnapshotResult){ 0 };
  g_ptr_array_set_size (reception->figures, 0);
}

/* FALSE with @error: the ledger failed. What is wrong with the file is said in the reception. */
static gboolean
receive_file (Batch *batch, NhReception *reception, GError **error)
{
  g_auto (Package) self = { batch, reception };
  g_autoptr (GError) problem = NULL;
  gboolean opened;

  self.package = nh_package_open_file (reception->path, batch->keys, &problem);
  opened = self.package != NULL;
  if (opened && receive_package (&self, &problem))
    return TRUE;
  forget_result (reception);
  if (problem->domain != NH_VERDICT_ERROR && opened)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  say (reception, problem->domain == NH_VERDICT_ERROR ? (NhVerdict) problem->code : NH_VERDICT_UNREADABLE,
       g_strdup (problem->message));
  return TRUE;
}

static void
tell (Batch *batch, const NhReception *reception)
{
  gboolean done = reception->taken && reception->verdict != NH_VERDICT_MISCOUNTED;

  batch->n_for_person += nh_verdict_is_for_person (reception->verdict) && !done;
  batch->n_for_person += nh_verdict_is_refused (reception->verdict);
  if (batch->options->received != NULL)
    batch->options->received (reception, batch->options->data);
}

/* One round over the files; those that may wait for a predecessor are left in @waiting (NULL: told of as they are). */
static gboolean
receive_round (Batch *batch, GPtrArray *paths, GPtrArray *waiting, guint *n_taken, GCancellable *cancellable,
               GError **error)
{
  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (NhReception) reception = nh_reception_new (paths->pdata[i]);

      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !receive_file (batch, reception, error))
        return FALSE;
      *n_taken += reception->taken;
      if (waiting != NULL && reception->verdict == NH_VERDICT_FORK && !reception->taken)
        g_ptr_array_add (waiting, paths->pdata[i]);
      else
        tell (batch, reception);
    }
  return TRUE;
}

static gboolean
receive_all (Batch *batch, const char *const *paths, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) round = g_ptr_array_new ();
  guint n_taken = 1;

  for (; *paths != NULL; paths++)
    g_ptr_array_add (round, (gpointer) *paths);
  while (round->len > 0)
    {
      g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
      gboolean last = n_taken == 0;

      n_taken = 0;
      batch->last = last;
      if (!receive_round (batch, round, last ? NULL : waiting, &n_taken, cancellable, error))
        return FALSE;
      g_ptr_array_unref (round);
      round = g_steal_pointer (&waiting);
    }
  return TRUE;
}

static gboolean
try_all (Batch *batch, const char *const *paths, GCancellable *cancellable, GError **error)
{
  gboolean done;

  if (!nh_connection_begin (batch->connection, _ ("try the files"), error))
    return FALSE;
  done = receive_all (batch, paths, cancellable, error);
  nh_connection_rollback (batch->connection);
  return done;
}

/* A code is what one unit has read out: its key confirms itself for no other. */
static gboolean
check_code (const Batch *batch, const char *const *paths, GError **error)
{
  if (batch->options->code == NULL || nh_package_are_of_one_unit (paths, batch->keys, batch->options->code))
    return TRUE;
  nh_error_set (error, NH_ERROR_INVALID, _ ("receive the file"),
                _ ("files of several units are signed with the key of this check code. Receive those of one unit at a "
                   "time, with the code that this unit reads out."));
  return FALSE;
}

gboolean
nh_receive (NhConnection *connection, NhLedger *ledger, const char *const *paths, const NhReceiveOptions *options,
            guint *n_for_person, GCancellable *cancellable, GError **error)
{
  Batch batch = { connection, ledger, options };
  gboolean done = FALSE;

  batch.keys = nh_is_province (connection) ? nh_keys_load (connection, error) : NULL;
  nh_connection_expect_many (connection, TRUE);
  if (batch.keys != NULL)
    done = check_code (&batch, paths, error) && (options->trial ? try_all (&batch, paths, cancellable, error)
                                                                : receive_all (&batch, paths, cancellable, error));
  else if (error == NULL || *error == NULL)
    nh_error_set (error, NH_ERROR_INVALID, _ ("receive the file"),
                  _ ("this ledger has not invited anybody. Only the province that made an invitation receives."));
  nh_connection_expect_many (connection, FALSE);
  nh_keys_free (batch.keys);
  if (n_for_person != NULL)
    *n_for_person = batch.n_for_person;
  return done;
}
