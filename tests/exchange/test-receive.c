/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Receiving as the window will use it: signals, trial, cancelling, undo and redo. The rest: test-hand-in.py. */
#include "nh-receive.h"

#include <locale.h>
#include <string.h>

#include "ledger-fixture.h"
#include "nh-board.h"
#include "nh-error.h"
#include "nh-figure-source.h"
#include "nh-hand-in.h"
#include "nh-history-undo.h"
#include "nh-indicator.h"
#include "nh-invitation.h"
#include "nh-keys.h"
#include "nh-outline.h"
#include "nh-point.h"
#include "nh-receive-files.h"
#include "nh-received-state.h"
#include "nh-reception.h"
#include "nh-remark.h"
#include "nh-reply.h"
#include "nh-setting.h"
#include "nh-store.h"
#include "nh-total.h"

typedef struct
{
  char *folder, *file;
  NhLedger *province, *commune;
  guint n_told; /* "changed" of anything */
} Fixture;

typedef struct
{
  Fixture *fixture;
  gboolean trial, cancel;
  const char *code, *seen; /* hash of what was seen */
  guint n_received, added, changed;
  NhVerdict verdict;
  gboolean taken;
  char hash[65];
} Reception;

static void
on_changed (NhLedger *ledger, const char *type, GArray *ids, gpointer fixture)
{
  ((Fixture *) fixture)->n_told += *type == '\0';
}

static gpointer
call (NhLedger *ledger, NhLedgerFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gpointer result = nh_ledger_call (ledger, NH_ON_WRITER, func, data, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static NhLedger *
make_ledger (const char *folder, const char *name, const char *unit, NhRole role)
{
  NhLedgerSpec spec = { .unit_code = unit, .unit_on = 20260819, .role = role, .year = 2026 };
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  nh_ledger_create (path, &spec, &error);
  g_assert_no_error (error);
  return fixture_open (path, NH_OPEN_DEFAULT);
}

static void
write_file (Fixture *self, GBytes *bytes)
{
  fixture_write (self->file, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
}

static gpointer
invite (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_invitation_make (connection, ledger, 2026, 20260825, error);
}

static gpointer
get_code (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhKeys) keys = nh_keys_ensure (connection, error);

  return nh_public_keys_get_code (nh_keys_get_public (keys));
}

static gpointer
join (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Reception *self = data;
  g_autoptr (NhInvitation) invitation = nh_invitation_open_file (self->fixture->file, error);

  return GINT_TO_POINTER (invitation != NULL &&
                          nh_invitation_join (connection, ledger, invitation, self->code, NULL, error));
}

static gpointer
hand_in (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const NhHandInRequest request = { .year = 2026, .reason = "Thêm" };

  return nh_hand_in (connection, ledger, &request, NULL, error);
}

static int
refuse_commit (gpointer fixture)
{
  Fixture *self = fixture;
  g_autofree char *there = NULL;

  /* A computer that stops here has no file of a version that nobody remembers. */
  g_assert_true (g_file_get_contents (self->file, &there, NULL, NULL));
  g_assert_cmpstr (there, ==, "as it was");
  return 1;
}

static gpointer
fail_to_hand_in (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const NhHandInRequest request = { .year = 2026, .reason = "Thêm" };
  Fixture *self = data;
  g_autoptr (NhHandIn) made = NULL;
  g_autoptr (GError) problem = NULL;

  sqlite3_commit_hook (nh_connection_get_db (connection), refuse_commit, self);
  made = nh_hand_in (connection, ledger, &request, self->file, &problem);
  sqlite3_commit_hook (nh_connection_get_db (connection), NULL, NULL);
  g_assert_null (made);
  g_assert_nonnull (problem);
  g_assert_cmpint (nh_connection_get_int (connection, "SELECT max (version) FROM submission", -1), ==, 1);
  return NULL;
}

static void
note (const NhReception *reception, gpointer data)
{
  Reception *self = data;

  self->n_received++;
  self->verdict = reception->verdict;
  self->taken = reception->taken;
  g_strlcpy (self->hash, reception->hash, sizeof self->hash);
  self->added = reception->records.added;
  self->changed = reception->records.changed;
}

static gpointer
receive (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Reception *self = data;
  const char *paths[] = { self->fixture->file, NULL };
  const NhReceiveOptions options = {
    .trial = self->trial, .hash = self->seen, .code = self->code, .received = note, .data = self
  };
  g_autoptr (GCancellable) stopped = g_cancellable_new ();

  g_cancellable_cancel (stopped);
  return GINT_TO_POINTER (nh_receive (connection, ledger, paths, &options, NULL, self->cancel ? stopped : NULL, error));
}

static void
make_package (Fixture *self)
{
  g_autoptr (NhHandIn) made = call (self->commune, hand_in, NULL);

  write_file (self, made->file);
}

/* A commune that has joined and handed in one point; its file waits. */
static void
set_up (Fixture *self, gconstpointer unused)
{
  g_autoptr (GBytes) invitation = NULL;
  g_autofree char *code = NULL, *uuid = NULL;
  Reception joining = { self };

  self->folder = fixture_folder ();
  self->file = g_build_filename (self->folder, "tệp", NULL);
  self->province = make_ledger (self->folder, "tỉnh.ngayhoi", "42", NH_ROLE_PROVINCE);
  self->commune = make_ledger (self->folder, "xã.ngayhoi", "18676", NH_ROLE_COMMUNE);
  invitation = call (self->province, invite, NULL);
  write_file (self, invitation);
  code = call (self->province, get_code, NULL);
  joining.code = code;
  call (self->commune, join, &joining);
  uuid = fixture_save_point (self->commune, "Thôn 1");
  make_package (self);
  g_signal_connect (self->province, "changed", G_CALLBACK (on_changed), self);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  fixture_close (self->province);
  fixture_close (self->commune);
  g_free (self->file);
  fixture_remove (self->folder);
}

static void
take (Fixture *self, Reception *reception)
{
  g_autofree char *code = call (self->commune, get_code, NULL);

  reception->fixture = self;
  reception->code = code;
  call (self->province, receive, reception);
  g_assert_cmpuint (reception->n_received, ==, 1);
}

static void
test_trial (Fixture *self, gconstpointer unused)
{
  Reception trial = { .trial = TRUE }, real = { NULL };

  take (self, &trial);
  g_assert_cmpint (trial.verdict, ==, NH_VERDICT_NEW);
  g_assert_cmpuint (trial.added, ==, 2); /* with the season of the invitation */
  g_assert_cmpint (fixture_count_points (self->province), ==, 0);
  g_assert_cmpuint (self->n_told, ==, 0);
  take (self, &real);
  g_assert_cmpint (real.verdict, ==, NH_VERDICT_NEW);
  g_assert_cmpuint (real.added, ==, trial.added);
  g_assert_cmpint (fixture_count_points (self->province), ==, 1);
  g_assert_cmpuint (self->n_told, ==, 1);
}

/* What was not remembered leaves the file that was there before. */
static void
test_not_remembered (Fixture *self, gconstpointer unused)
{
  g_autofree char *uuid = fixture_save_point (self->commune, "Thôn 2"), *there = NULL;

  fixture_write (self->file, "as it was", -1);
  call (self->commune, fail_to_hand_in, self);
  g_assert_true (g_file_get_contents (self->file, &there, NULL, NULL));
  g_assert_cmpstr (there, ==, "as it was");
}

/* Another file in the place of the one that a person has looked at is not taken, though its key is good. */
static void
test_seen (Fixture *self, gconstpointer unused)
{
  Reception trial = { .trial = TRUE }, other = { NULL }, same = { NULL };
  g_autofree char *first = NULL, *uuid = NULL;
  gsize length;

  take (self, &trial);
  g_assert_cmpuint (strlen (trial.hash), ==, 64);
  g_assert_true (g_file_get_contents (self->file, &first, &length, NULL));
  uuid = fixture_save_point (self->commune, "Thôn 2");
  make_package (self);
  other.seen = same.seen = trial.hash;
  take (self, &other);
  g_assert_cmpint (other.verdict, ==, NH_VERDICT_DAMAGED);
  g_assert_false (other.taken);
  fixture_write (self->file, first, (gssize) length);
  take (self, &same);
  g_assert_true (same.taken);
}

static void
test_cancelled (Fixture *self, gconstpointer unused)
{
  Reception reception = { self, .cancel = TRUE };
  g_autoptr (GError) error = NULL;

  g_assert_null (nh_ledger_call (self->province, NH_ON_WRITER, receive, &reception, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (reception.n_received, ==, 0);
  g_assert_cmpint (fixture_count_points (self->province), ==, 0);
}

static gpointer
undo (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return data != NULL ? nh_history_redo (connection, ledger, error) : nh_history_undo (connection, ledger, error);
}

static gpointer
accept (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (nh_reception_set_state (connection, ledger, *(gint64 *) data, 2026, "accepted", NULL, error));
}

/* The version whose records count, and its state. */
static gpointer
describe (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = nh_board_read (connection, ledger, 2026, error);

  for (guint i = 0; i < rows->len; i++)
    {
      const NhBoardRow *row = rows->pdata[i];

      if (strcmp (row->unit->code, "18676") == 0)
        return g_strdup_printf ("%s %d/%d", nh_board_state_get_name (row->state), row->counted, row->version);
    }
  return NULL;
}

static void
assert_state (Fixture *self, gboolean redo, const char *expected, gint64 n_points)
{
  g_autofree char *said = call (self->province, undo, GINT_TO_POINTER (redo));
  g_autofree char *state = call (self->province, describe, NULL);

  g_assert_cmpstr (state, ==, expected);
  g_assert_cmpint (fixture_count_points (self->province), ==, n_points);
}

static void
on_outline (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(NhOutline **) data = nh_outline_finish (NH_LEDGER (source), result, &error);
  g_assert_no_error (error);
}

/* In the outline, as the window knows it. */
static gboolean
is_accepted (Fixture *self)
{
  gint64 unit = nh_ledger_get_unit (self->commune);
  NhOutline *outline = NULL;
  gboolean accepted;

  nh_outline_async (self->province, unit, 2026, NULL, on_outline, &outline);
  while (outline == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (nh_unit_years_have (outline->received, unit, 2026));
  accepted = nh_unit_years_have (outline->accepted, unit, 2026);
  nh_outline_free (outline);
  return accepted;
}

/* There and back through every state. */
static void
test_undo_and_redo (Fixture *self, gconstpointer unused)
{
  Reception first = { NULL }, second = { NULL };
  gint64 unit = nh_ledger_get_unit (self->commune);
  g_autofree char *uuid = NULL;

  take (self, &first);
  g_assert_false (is_accepted (self));
  call (self->province, accept, &unit);
  uuid = fixture_save_point (self->commune, "Thôn 2");
  make_package (self);
  take (self, &second);
  g_assert_cmpint (second.verdict, ==, NH_VERDICT_WAITING);
  g_assert_true (is_accepted (self)); /* the first one still counts */
  call (self->province, accept, &unit);

  assert_state (self, FALSE, "received 1/2", 1);
  assert_state (self, TRUE, "accepted 2/2", 2);
  assert_state (self, FALSE, "received 1/2", 1);
  assert_state (self, FALSE, "accepted 1/1", 1);
  assert_state (self, FALSE, "received 1/1", 1);
  assert_state (self, FALSE, "missing 0/0", 0);
  assert_state (self, TRUE, "received 1/1", 1);
  assert_state (self, TRUE, "accepted 1/1", 1);
  assert_state (self, TRUE, "received 1/2", 1);
  assert_state (self, TRUE, "accepted 2/2", 2);
}

static gpointer
change_first (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhRecord) point = nh_store_get (connection, ledger, &nh_point_type, 1, error);
  g_autoptr (NhRecord) draft = nh_record_edit (point), saved = NULL;

  nh_record_set_canonical (draft, "attendance", "305", NULL);
  saved = nh_store_save (connection, ledger, draft, NULL, error);
  return GINT_TO_POINTER (saved != NULL);
}

static void
on_state (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(NhReceivedState **) data = nh_received_state_read_finish (NH_LEDGER (source), result, &error);
  g_assert_no_error (error);
}

static guint
count_changed (Fixture *self)
{
  NhReceivedState *state = NULL;
  guint n;

  nh_received_state_read_async (self->province, nh_ledger_get_unit (self->commune), 2026, NULL, on_state, &state);
  while (state == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (state->said->len, >, 0);
  g_assert_cmpstr (((const NhFigureChange *) state->said->pdata[0])->after, ==, "1");
  n = state->changed->len;
  nh_received_state_free (state);
  return n;
}

static gpointer
move_newest (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 id = nh_connection_get_int (connection, "SELECT max (id) FROM point", 0);
  g_autoptr (NhRecord) point = nh_store_get (connection, ledger, &nh_point_type, id, error);
  g_autoptr (NhRecord) draft = nh_record_edit (point), saved = NULL;

  nh_record_edit_info (draft)->unit = *(gint64 *) data;
  saved = nh_store_save (connection, ledger, draft, NULL, error);
  return GINT_TO_POINTER (saved != NULL);
}

/* A record of another unit that was moved to this one is told as that. */
static void
test_moved_here (Fixture *self, gconstpointer unused)
{
  Reception first = { NULL };
  gint64 unit = nh_ledger_get_unit (self->commune);
  g_autofree char *uuid = NULL;
  NhReceivedState *state = NULL;
  const NhDifference *difference;

  take (self, &first);
  uuid = fixture_save_point (self->province, "Thôn 9");
  g_assert_cmpuint (count_changed (self), ==, 0);
  g_assert_true (call (self->province, move_newest, &unit));
  nh_received_state_read_async (self->province, unit, 2026, NULL, on_state, &state);
  while (state == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (state->changed->len, ==, 1);
  difference = state->changed->pdata[0];
  g_assert_nonnull (difference->before);
  g_assert_cmpint (nh_record_get_info (difference->before)->unit, ==, nh_ledger_get_unit (self->province));
  nh_received_state_free (state);
}

/* On a sheet. */
static gpointer
count_told (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) sources = nh_figure_sources_read (connection, 2026, error);
  const NhUnit *unit = nh_catalog_find_unit (nh_ledger_get_catalog (ledger), "18676", 20260819);

  g_assert_true (nh_figure_sources_add_changed (connection, sources, 0, 2026, error));
  return GINT_TO_POINTER (((const NhFigureSource *) g_hash_table_lookup (sources, &unit->id))->changed);
}

/* What is changed here of a record that was received is told, until it is taken back. */
static void
test_changed_here (Fixture *self, gconstpointer unused)
{
  Reception first = { NULL };
  g_autofree char *uuid = NULL, *taken_back = NULL, *again = NULL;

  take (self, &first);
  g_assert_cmpuint (count_changed (self), ==, 0);
  g_assert_true (call (self->province, change_first, NULL));
  g_assert_cmpuint (count_changed (self), ==, 1);
  g_assert_cmpint (GPOINTER_TO_INT (call (self->province, count_told, NULL)), ==, 1);
  taken_back = call (self->province, undo, NULL);
  g_assert_cmpuint (count_changed (self), ==, 0);
  g_assert_cmpint (GPOINTER_TO_INT (call (self->province, count_told, NULL)), ==, 0);
  again = call (self->province, undo, GINT_TO_POINTER (TRUE));
  g_assert_cmpuint (count_changed (self), ==, 1);
  g_assert_cmpint (GPOINTER_TO_INT (call (self->province, count_told, NULL)), ==, 1);
}

static gpointer
move_first (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const NhUnit *unit = nh_catalog_find_unit (nh_ledger_get_catalog (ledger), "18673", 20260819);
  g_autoptr (NhRecord) point = nh_store_get (connection, ledger, &nh_point_type, 1, error);
  g_autoptr (NhRecord) draft = nh_record_edit (point), saved = NULL;

  nh_record_edit_info (draft)->unit = unit->id;
  saved = nh_store_save (connection, ledger, draft, NULL, error);
  return GINT_TO_POINTER (saved != NULL);
}

static gpointer
get_unit_of_first (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhRecord) point = nh_store_get (connection, ledger, &nh_point_type, 1, error);

  return (gpointer) nh_catalog_get_unit (nh_ledger_get_catalog (ledger), nh_record_get_info (point)->unit)->code;
}

/* A record that is with another unit now is missing where it was received from, until it is there again: its unit's
 * next version brings it back, and undo gives back what was there. */
static void
test_moved (Fixture *self, gconstpointer unused)
{
  Reception first = { NULL }, second = { NULL };
  g_autofree char *taken_back = NULL, *uuid = NULL, *once = NULL, *twice = NULL;

  take (self, &first);
  g_assert_true (call (self->province, move_first, NULL));
  g_assert_cmpuint (count_changed (self), ==, 1);
  g_assert_cmpint (GPOINTER_TO_INT (call (self->province, count_told, NULL)), ==, 1);
  taken_back = call (self->province, undo, NULL);
  g_assert_cmpuint (count_changed (self), ==, 0);

  g_assert_true (call (self->province, move_first, NULL));
  uuid = fixture_save_point (self->commune, "Thôn 2");
  make_package (self);
  take (self, &second);
  g_assert_cmpint (second.verdict, ==, NH_VERDICT_CORRECTION);
  g_assert_true (second.taken);
  g_assert_cmpuint (second.added, ==, 2);
  g_assert_cmpint (fixture_count_points (self->province), ==, 2);
  g_assert_cmpstr (call (self->province, get_unit_of_first, NULL), ==, "18676");
  once = call (self->province, undo, NULL);
  twice = call (self->province, undo, NULL);
  g_assert_cmpint (fixture_count_points (self->province), ==, 1);
  g_assert_cmpstr (call (self->province, get_unit_of_first, NULL), ==, "18673");
}

static gpointer
ask_first (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *uuid = nh_connection_get_text (connection, "SELECT uuid FROM point");
  g_autofree char *proposal = g_strdup_printf ("%d", GPOINTER_TO_INT (data));

  return GINT_TO_POINTER (
      nh_remark_add (connection, ledger, uuid, "attendance", proposal, "Danh sách ghi khác", error));
}

static gpointer
withdraw (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 id = nh_connection_get_int (connection, "SELECT id FROM remark", 0);

  return GINT_TO_POINTER (nh_remark_remove (connection, ledger, id, error));
}

/* What is asked of the unit: "305 Danh sách ghi khác"; NULL: nothing. */
static gpointer
get_asked (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_assert_true (nh_history_verify (connection, error));
  return nh_connection_get_text (connection, "SELECT new || ' ' || why FROM remark");
}

static void
assert_asked (Fixture *self, const char *expected)
{
  g_autofree char *asked = call (self->province, get_asked, NULL);

  g_assert_cmpstr (asked, ==, expected);
}

static void
assert_said (Fixture *self, gboolean redo, const char *part)
{
  g_autofree char *said = call (self->province, undo, GINT_TO_POINTER (redo));

  g_test_message ("%s", said);
  g_assert_nonnull (strstr (said, part));
}

/* A request is a change like others: undone, redone, replaced and taken back. An undo says when a reply is out. */
static void
test_request (Fixture *self, gconstpointer unused)
{
  Reception first = { NULL };
  gint64 unit = nh_ledger_get_unit (self->commune);

  take (self, &first);
  g_assert_true (call (self->province, accept, &unit));
  g_assert_true (call (self->province, ask_first, GINT_TO_POINTER (305)));
  assert_asked (self, "305 Danh sách ghi khác");
  g_assert_true (call (self->province, ask_first, GINT_TO_POINTER (310)));
  g_assert_true (call (self->province, ask_first, GINT_TO_POINTER (310))); /* the same again is no change */
  assert_said (self, FALSE, "asked Xã Thiên Cầm to correct “Thôn 1”, 2026. If a reply was saved meanwhile");
  assert_asked (self, "305 Danh sách ghi khác");
  assert_said (self, TRUE, "Redone: asked Xã Thiên Cầm");
  assert_asked (self, "310 Danh sách ghi khác");
  g_assert_true (call (self->province, withdraw, NULL));
  assert_asked (self, NULL);
  assert_said (self, FALSE, "withdrew the request to Xã Thiên Cầm to correct “Thôn 1”");
  assert_asked (self, "310 Danh sách ghi khác");
  assert_said (self, FALSE, "asked");
  assert_said (self, FALSE, "asked");
  assert_asked (self, NULL);
  assert_said (self, FALSE, "Undone: accepted version 1 of Xã Thiên Cầm, 2026. If a reply was saved after");
  assert_said (self, TRUE, "Redone: accepted");
}

static gpointer
return_it (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (
      nh_reception_set_state (connection, ledger, *(gint64 *) data, 2026, "returned", "Thiếu", error));
}

static gpointer
make_reply (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const NhUnit *unit = nh_catalog_find_unit (nh_ledger_get_catalog (ledger), "18676", 20260819);

  return nh_reply_make (connection, ledger, unit->id, 2026, error);
}

static gpointer
read_reply (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_reply_read_file (connection, ledger, data, error);
}

/* How many figures the commune is told to be others at the province. */
static guint
exchange_reply (Fixture *self, const char *state)
{
  g_autoptr (GBytes) file = call (self->province, make_reply, NULL);
  g_autoptr (NhReply) reply = NULL;

  write_file (self, file);
  reply = call (self->commune, read_reply, self->file);
  g_assert_cmpstr (reply->state, ==, state);
  return reply->figures->len;
}

/* A reply speaks of the version that it answers: not of the accepted one before, and not of what the commune has
 * changed since. */
static void
test_reply_to_version (Fixture *self, gconstpointer unused)
{
  Reception first = { NULL }, second = { NULL };
  gint64 unit = nh_ledger_get_unit (self->commune);
  g_autofree char *uuid = NULL;

  take (self, &first);
  uuid = fixture_save_point (self->commune, "Thôn 2");
  g_assert_cmpuint (exchange_reply (self, "received"), ==, 0);
  g_assert_true (call (self->province, accept, &unit));
  make_package (self);
  take (self, &second);
  g_assert_cmpint (second.verdict, ==, NH_VERDICT_WAITING);
  g_assert_cmpuint (exchange_reply (self, "received"), ==, 0);
  g_assert_true (call (self->province, return_it, &unit));
  g_assert_cmpuint (exchange_reply (self, "returned"), ==, 0);
  g_assert_true (call (self->province, accept, &unit));
  g_assert_true (call (self->province, change_first, NULL));
  g_assert_cmpuint (exchange_reply (self, "accepted"), ==, 1);
}

/* Larger than any text of a ledger may be, and not to be packed. */
static GBytes *
make_noise (gsize length)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  char *noise = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    noise[i] = (char) g_rand_int (rand);
  return g_bytes_new_take (noise, length);
}

static gpointer
keep_large (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) noise = make_noise (3 * NH_LEDGER_MAX_TEXT), read = NULL, found = NULL;
  g_autoptr (GBytes) file = make_noise (2 * NH_LEDGER_MAX_TEXT);
  g_autofree char *hash = nh_content_keep (connection, noise, error);
  NhSubmission row = { .side = NH_SIDE_SENT,
                       .unit = nh_ledger_get_unit (ledger),
                       .year = 2020,
                       .version = { 1, "h", "", "" },
                       .manifest = (char *) "{}",
                       .content = hash,
                       .day = (char *) "2026-08-20",
                       .state = (char *) "sent" };

  g_assert_nonnull (hash);
  g_assert_true (nh_submission_put (connection, &row, file, error));
  g_assert_true (nh_submission_set_state (connection, row.id, "accepted", NULL, error));
  read = nh_content_fetch (connection, hash, error);
  found = nh_submission_get_file (connection, row.id, error);
  g_assert_true (read != NULL && g_bytes_equal (read, noise));
  g_assert_true (found != NULL && g_bytes_equal (found, file));
  /* Other texts are limited as before. */
  return GINT_TO_POINTER (!nh_connection_exec (connection, "SELECT zeroblob (1100000)", "test", NULL));
}

static void
test_large (Fixture *self, gconstpointer unused)
{
  g_assert_true (call (self->commune, keep_large, NULL));
}

static void
on_files (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(GPtrArray **) data = nh_receive_files_finish (NH_LEDGER (source), result, &error);
  g_assert_no_error (error);
}

/* A folder with a package that lost its name, another kind of file, and a folder within. */
static void
test_folder (Fixture *self, gconstpointer unused)
{
  g_autofree char *within = g_build_filename (self->folder, "đã tải về", "tháng 8", NULL);
  g_autofree char *top = g_build_filename (self->folder, "đã tải về", NULL);
  g_autofree char *package = g_build_filename (within, "nop (1).bin", NULL);
  g_autofree char *other = g_build_filename (top, "ghi chú.txt", NULL);
  g_autofree char *bytes = NULL;
  const char *const paths[] = { top, NULL };
  const NhReceiveOptions options = { .trial = TRUE };
  NhReceiveProgress *progress = nh_receive_progress_new ();
  GPtrArray *found = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (self->file, &bytes, &length, NULL));
  g_assert_cmpint (g_mkdir_with_parents (within, 0700), ==, 0);
  fixture_write (package, bytes, (gssize) length);
  fixture_write (other, "vn.ngayhoi", -1);
  nh_receive_files_async (self->province, paths, &options, progress, NULL, on_files, &found);
  while (found == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((NhReception *) found->pdata[0])->path, ==, package);
  g_assert_cmpint (((NhReception *) found->pdata[0])->version, ==, 1);
  g_assert_cmpint (g_atomic_int_get (&progress->n_files), ==, 1);
  g_assert_cmpint (g_atomic_int_get (&progress->n_done), ==, 1);
  g_ptr_array_unref (found);
  nh_receive_progress_unref (progress);
}

/* How many were accepted of a version of the commune. */
static gpointer
accept_seen (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) versions = g_array_new (FALSE, FALSE, sizeof (NhSeenVersion));
  const NhUnit *unit = nh_catalog_find_unit (nh_ledger_get_catalog (ledger), "18676", 20260819);
  const NhSeenVersion seen = { unit->id, GPOINTER_TO_INT (data) };

  g_array_append_val (versions, seen);
  return GUINT_TO_POINTER (nh_reception_accept (connection, ledger, versions, 2026, error));
}

/* Only the version that was shown is accepted, and none that waits beside an accepted one. */
static void
test_accept_seen (Fixture *self, gconstpointer unused)
{
  Reception first = { NULL }, second = { NULL };
  g_autofree char *uuid = NULL;

  take (self, &first);
  g_assert_cmpuint (GPOINTER_TO_UINT (call (self->province, accept_seen, GINT_TO_POINTER (2))), ==, 0);
  g_assert_cmpuint (GPOINTER_TO_UINT (call (self->province, accept_seen, GINT_TO_POINTER (1))), ==, 1);
  uuid = fixture_save_point (self->commune, "Thôn 2");
  make_package (self);
  take (self, &second);
  g_assert_cmpuint (GPOINTER_TO_UINT (call (self->province, accept_seen, GINT_TO_POINTER (2))), ==, 0);
}

static gpointer
save_totals (NhConnection *connection, NhLedger *ledger, gpointer unit, GCancellable *cancellable, GError **error)
{
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NhRecord) draft = nh_record_new (&nh_total_type, *(gint64 *) unit, 2026), saved = NULL;

      nh_record_set_text (draft, NH_TOTAL_INDICATOR, indicators[i].code);
      nh_record_set_number (draft, NH_TOTAL_VALUE, 123456 + i);
      saved = nh_store_save (connection, ledger, draft, NULL, error);
      g_assert_nonnull (saved);
    }
  return NULL;
}

static gpointer
get_differs (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_setting_get (connection, "hand-in.differs.2026");
}

/* A reply is read however many figures differ: as many lines are kept as a setting holds. */
static void
test_many_differ (Fixture *self, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (self->folder, "phiếu.ngayhoi-phieu", NULL), *kept = NULL;
  g_autoptr (GBytes) reply = NULL;
  g_autoptr (NhReply) read = NULL;
  Reception first = { NULL };
  gint64 unit = nh_ledger_get_unit (self->commune);

  take (self, &first);
  call (self->province, save_totals, &unit);
  reply = call (self->province, make_reply, NULL);
  fixture_write (path, g_bytes_get_data (reply, NULL), (gssize) g_bytes_get_size (reply));
  read = call (self->commune, read_reply, path);
  g_assert_cmpuint (read->figures->len, >, 85);
  kept = call (self->commune, get_differs, NULL);
  g_assert_cmpint (g_utf8_strlen (kept, -1), <=, NH_SETTING_MAX_LENGTH);
  g_assert_true (g_str_has_suffix (kept, "\n…"));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  nh_indicators_init ();
  nh_reception_init ();
  g_test_add ("/receive/trial", Fixture, NULL, set_up, test_trial, tear_down);
  g_test_add ("/receive/seen", Fixture, NULL, set_up, test_seen, tear_down);
  g_test_add ("/receive/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/receive/not-remembered", Fixture, NULL, set_up, test_not_remembered, tear_down);
  g_test_add ("/receive/folder", Fixture, NULL, set_up, test_folder, tear_down);
  g_test_add ("/receive/large", Fixture, NULL, set_up, test_large, tear_down);
  g_test_add ("/receive/reply-to-version", Fixture, NULL, set_up, test_reply_to_version, tear_down);
  g_test_add ("/receive/changed-here", Fixture, NULL, set_up, test_changed_here, tear_down);
  g_test_add ("/receive/moved", Fixture, NULL, set_up, test_moved, tear_down);
  g_test_add ("/receive/moved-here", Fixture, NULL, set_up, test_moved_here, tear_down);
  g_test_add ("/receive/request", Fixture, NULL, set_up, test_request, tear_down);
  g_test_add ("/receive/undo-and-redo", Fixture, NULL, set_up, test_undo_and_redo, tear_down);
  g_test_add ("/receive/accept-seen", Fixture, NULL, set_up, test_accept_seen, tear_down);
  g_test_add ("/receive/many-differ", Fixture, NULL, set_up, test_many_differ, tear_down);
  return g_test_run ();
}
