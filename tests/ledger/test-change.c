/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history and the recycle bin as they are read: words, titles, values, filters; one change taken back. */

#include "ledger-fixture.h"
#include "nh-bin.h"
#include "nh-change.h"
#include "nh-error.h"
#include "nh-history-undo.h"
#include "nh-gift.h"
#include "nh-point.h"
#include "nh-season.h"
#include "nh-store.h"

static void
run (gconstpointer body)
{
  fixture_run ("change.ngayhoi", (FixtureBody) body);
}

static gint64
save (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, gint64 id, const char *field,
      const char *canonical)
{
  g_autoptr (NhRecord) record = id != 0 ? nh_store_get (connection, ledger, type, id, NULL) : NULL;
  g_autoptr (NhRecord) draft = record != NULL ? nh_record_edit (record)
                                              : nh_record_new (type, nh_ledger_get_unit (ledger), 2026);
  g_autoptr (NhRecord) saved = NULL;
  g_autoptr (GError) error = NULL;

  nh_record_set_canonical (draft, field, canonical, &error);
  g_assert_no_error (error);
  saved = nh_store_save (connection, ledger, draft, NULL, &error);
  g_assert_no_error (error);
  return nh_record_get_info (saved)->id;
}

static void
delete_one (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, gint64 id)
{
  g_autoptr (GError) error = NULL;

  nh_store_set_deleted (connection, ledger, type, &id, 1, TRUE, NULL, &error);
  g_assert_no_error (error);
}

static GPtrArray *
read_all (NhConnection *connection, NhLedger *ledger, const NhChangeQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = nh_change_ids (connection, query, &error);
  GPtrArray *changes;

  g_assert_no_error (error);
  changes = nh_change_fetch (connection, ledger, (const gint64 *) (gpointer) ids->data, ids->len, 10, NULL, 0, &error);
  g_assert_no_error (error);
  return changes;
}

static guint
count (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, gint64 record, NhDate from, NhDate to,
       const char *search)
{
  NhChangeQuery query = { type, record, from, to, (char *) search };
  g_autoptr (GPtrArray) changes = read_all (connection, ledger, &query);

  return changes->len;
}

static void
assert_field (const NhChangedRecord *record, guint index, const char *title, const char *before, const char *after)
{
  const NhChangedField *field;

  g_assert_cmpuint (index, <, record->fields->len);
  field = record->fields->pdata[index];
  g_assert_cmpstr (field->title, ==, title);
  g_assert_cmpstr (field->before, ==, before);
  g_assert_cmpstr (field->after, ==, after);
}

/* A number is grouped, a choice has its title, and the fields stand in the order of the form. */
static void
test_words (NhConnection *connection, NhLedger *ledger)
{
  gint64 id = save (connection, ledger, &nh_point_type, 0, "place", "Thôn 3");
  NhChangeQuery all = { NULL };
  g_autoptr (GPtrArray) changes = NULL;
  const NhChange *change;
  const NhChangedRecord *record;

  save (connection, ledger, &nh_point_type, id, "attendance", "1840");
  save (connection, ledger, &nh_point_type, id, "place_kind", "thon");
  delete_one (connection, ledger, &nh_point_type, id);
  changes = read_all (connection, ledger, &all);
  g_assert_cmpuint (changes->len, ==, 4);

  change = changes->pdata[0];
  g_assert_cmpstr (change->text, ==, "Deleted “Thôn 3”");
  g_assert_true (change->can_undo);
  change = changes->pdata[1];
  record = change->records->pdata[0];
  g_assert_cmpstr (change->text, ==, "Changed “Thôn 3”");
  g_assert_cmpstr (record->name, ==, "Thôn 3");
  g_assert_true (record->deleted);
  g_assert_cmpint (record->year, ==, 2026);
  assert_field (record, 0, "Kind of place", "", "Thôn");
  record = ((const NhChange *) changes->pdata[2])->records->pdata[0];
  assert_field (record, 0, "Attendance", "", "1.840");
  change = changes->pdata[3];
  g_assert_cmpstr (change->text, ==, "Added “Thôn 3”");
  g_assert_cmpstr (change->by, !=, "");
  assert_field (change->records->pdata[0], 0, "Place", "", "Thôn 3");
}

/* Another record has its name, not its number in the file. */
static void
test_reference (NhConnection *connection, NhLedger *ledger)
{
  gint64 point = save (connection, ledger, &nh_point_type, 0, "place", "Thôn 3");
  gint64 gift = save (connection, ledger, &nh_gift_type, 0, "quantity", "5");
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, point);
  NhChangeQuery all = { NULL };
  g_autoptr (GPtrArray) changes = NULL;

  save (connection, ledger, &nh_gift_type, gift, "point", id);
  changes = read_all (connection, ledger, &all);
  assert_field (((const NhChange *) changes->pdata[0])->records->pdata[0], 0, "Given at the point", "", "Thôn 3");
}

static void
test_filters (NhConnection *connection, NhLedger *ledger)
{
  gint64 point = save (connection, ledger, &nh_point_type, 0, "place", "Thôn Bàu Láng");

  save (connection, ledger, &nh_season_type, 0, "theme", "Hướng về cơ sở");
  save (connection, ledger, &nh_point_type, point, "attendance", "100");
  g_assert_cmpuint (count (connection, ledger, NULL, 0, NH_DATE_NONE, NH_DATE_NONE, NULL), ==, 3);
  g_assert_cmpuint (count (connection, ledger, &nh_point_type, 0, NH_DATE_NONE, NH_DATE_NONE, NULL), ==, 2);
  g_assert_cmpuint (count (connection, ledger, &nh_season_type, 0, NH_DATE_NONE, NH_DATE_NONE, NULL), ==, 1);
  g_assert_cmpuint (count (connection, ledger, &nh_point_type, point + 1, NH_DATE_NONE, NH_DATE_NONE, NULL), ==, 0);
  g_assert_cmpuint (count (connection, ledger, NULL, 0, NH_DATE_NONE, NH_DATE_NONE, "bau lang"), ==, 2);
  g_assert_cmpuint (count (connection, ledger, NULL, 0, NH_DATE_NONE, NH_DATE_NONE, "bàu làng"), ==, 0);
  g_assert_cmpuint (count (connection, ledger, NULL, 0, 20200101, 20200102, NULL), ==, 0);
  g_assert_cmpuint (count (connection, ledger, NULL, 0, 20200101, 21990101, NULL), ==, 3);
}

/* The older of two changes of different fields can be taken back, and done again; of the same field it cannot. */
static void
test_undo_one (NhConnection *connection, NhLedger *ledger)
{
  gint64 id = save (connection, ledger, &nh_point_type, 0, "place", "Thôn 1");
  NhChangeQuery all = { NULL };
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (NhRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  gint64 older;

  save (connection, ledger, &nh_point_type, id, "attendance", "100");
  save (connection, ledger, &nh_point_type, id, "note", "Mưa");
  changes = read_all (connection, ledger, &all);
  older = ((const NhChange *) changes->pdata[1])->id;
  text = nh_history_undo_change (connection, ledger, older, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "Undone: changed “Thôn 1”");
  record = nh_store_get (connection, ledger, &nh_point_type, id, NULL);
  g_assert_cmpint (nh_record_get_number (record, NH_POINT_ATTENDANCE, -1), ==, -1);

  g_assert_null (nh_history_undo_change (connection, ledger, older, &error));
  fixture_assert_error (error, NH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  after = read_all (connection, ledger, &all);
  g_assert_true (((const NhChange *) after->pdata[0])->is_undo);
  g_assert_true (((const NhChange *) after->pdata[2])->undone);
  g_assert_false (((const NhChange *) after->pdata[2])->can_undo);

  again = nh_history_undo_change (connection, ledger, ((const NhChange *) after->pdata[0])->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, "Redone: changed “Thôn 1”");
  save (connection, ledger, &nh_point_type, id, "attendance", "200");
  g_assert_null (nh_history_undo_change (connection, ledger, older, &error));
  fixture_assert_error (error, NH_ERROR_CONFLICT);
  g_assert_true (nh_history_verify (connection, NULL));
}

static void
test_bin (NhConnection *connection, NhLedger *ledger)
{
  gint64 point = save (connection, ledger, &nh_point_type, 0, "place", "Thôn 1");
  gint64 season = save (connection, ledger, &nh_season_type, 0, "theme", "Chung tay");
  NhQuery all = { NULL };
  NhQuery other_year = { .year = 2025 };
  NhQuery named = { .search = (char *) "thon" };
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GArray) none = NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) left = NULL;
  g_autoptr (GPtrArray) deleted = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gint64 changes;

  delete_one (connection, ledger, &nh_season_type, season);
  delete_one (connection, ledger, &nh_point_type, point);
  keys = nh_bin_list (connection, ledger, &all, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, 2);
  g_assert_true (nh_bin_ref (g_array_index (keys, gint64, 0)).type == &nh_point_type);
  deleted = nh_bin_fetch (connection, ledger, (const gint64 *) (gpointer) keys->data, keys->len, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((const NhDeleted *) deleted->pdata[0])->name, ==, "Thôn 1");
  g_assert_cmpstr (((const NhDeleted *) deleted->pdata[0])->at, !=, "");
  none = nh_bin_list (connection, ledger, &other_year, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  found = nh_bin_list (connection, ledger, &named, NULL);
  g_assert_cmpuint (found->len, ==, 1);

  changes = nh_connection_get_int (connection, "SELECT count (*) FROM change", -1);
  nh_bin_restore (connection, ledger, (const gint64 *) (gpointer) keys->data, keys->len, &error);
  g_assert_no_error (error);
  g_assert_cmpint (nh_connection_get_int (connection, "SELECT count (*) FROM change", -1), ==, changes + 1);
  left = nh_bin_list (connection, ledger, &all, NULL);
  g_assert_cmpuint (left->len, ==, 0);
  text = nh_history_undo (connection, ledger, &error);
  g_assert_cmpstr (text, ==, "Undone: restored 2 records");
}

static gint64
add_entry (NhConnection *connection, const char *action, const char *before, const char *after)
{
  g_autoptr (GError) error = NULL;
  gint64 change;

  nh_connection_begin (connection, "test", &error);
  change = nh_history_begin (connection, action, NULL, 0, &error);
  nh_history_add_submission (connection, change, 1, action, 2, before, after, &error);
  nh_history_end (connection, change, &error);
  nh_connection_commit (connection, "test", &error);
  g_assert_no_error (error);
  return change;
}

static gint64
add_submission (NhConnection *connection, const char *action)
{
  return add_entry (connection, action, "{\"@state\":\"undone\",\"@content\":\"a\"}",
                    "{\"@state\":\"received\",\"@content\":\"b\"}");
}

#define REQUEST "{\"@type\":\"point\",\"@uuid\":\"u\",\"@field\":\"attendance\""

/* What a unit is asked for is shown by the title of the field, and so is that it is no longer asked. */
static void
test_request (NhConnection *connection, NhLedger *ledger)
{
  static const char none[] = REQUEST "}", asked[] = REQUEST ",\"@why\":\"Sai\",\"@old\":\"1350\",\"@new\":\"1305\"}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  gint64 ids[2];

  ids[0] = add_entry (connection, NH_HISTORY_ASK, none, asked);
  ids[1] = add_entry (connection, NH_HISTORY_WITHDRAW, asked, none);
  changes = nh_change_fetch (connection, ledger, ids, 2, 10, NULL, 0, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      const NhChangedRecord *record = ((NhChange *) changes->pdata[i])->records->pdata[0];

      g_assert_cmpuint (record->fields->len, ==, 2);
      assert_field (record, 0, "Attendance", i == 0 ? "1.350" : "1.305", i == 0 ? "1.305" : "");
      assert_field (record, 1, "Reason", i == 0 ? "" : "Sai", i == 0 ? "Sai" : "");
    }
}

static char *
word_of (NhConnection *connection, NhLedger *ledger, gint64 change)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = nh_change_fetch (connection, ledger, &change, 1, 10, NULL, 0, &error);
  const NhChangedRecord *record = ((NhChange *) changes->pdata[0])->records->pdata[0];
  const NhChangedField *field;

  g_assert_no_error (error);
  g_assert_null (record->type);
  g_assert_cmpstr (record->name, ==, "Phường Thành Sen");
  g_assert_cmpint (record->year, ==, 2026);
  g_assert_cmpuint (record->fields->len, ==, 1); /* in the words of the board, and no hash */
  field = record->fields->pdata[0];
  g_assert_cmpstr (field->title, ==, "State of the hand-in");
  g_assert_cmpstr (field->before, ==, "");
  g_assert_cmpstr (field->after, ==, "Received");
  return g_strdup (((NhChange *) changes->pdata[0])->text);
}

/* A hand-in is told by its unit, year and version. Where nobody provides how, it is not taken back. */
static void
test_submission (NhConnection *connection, NhLedger *ledger)
{
  g_autofree char *received = NULL, *accepted = NULL, *returned = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (nh_connection_exec (
      connection,
      "INSERT INTO content VALUES ('x', x'');"
      "INSERT INTO submission (id, side, unit, year, version, hash, previous, ledger, manifest, content, day, state)"
      " SELECT 1, 'received', unit, 2026, 2, 'h', '', '', '', 'x', '2026-08-20', 'received' FROM ledger",
      "test", NULL));
  received = word_of (connection, ledger, add_submission (connection, "receive"));
  g_assert_cmpstr (received, ==, "Received version 2 of Phường Thành Sen, 2026");
  accepted = word_of (connection, ledger, add_submission (connection, "accept"));
  g_assert_cmpstr (accepted, ==, "Accepted version 2 of Phường Thành Sen, 2026");
  returned = word_of (connection, ledger, add_submission (connection, "return"));
  g_assert_cmpstr (returned, ==, "Returned version 2 of Phường Thành Sen, 2026");
  g_assert_null (nh_history_undo (connection, ledger, &error));
  fixture_assert_error (error, NH_ERROR_NEWER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/change/words", test_words, run);
  g_test_add_data_func ("/change/reference", test_reference, run);
  g_test_add_data_func ("/change/filters", test_filters, run);
  g_test_add_data_func ("/change/undo-one", test_undo_one, run);
  g_test_add_data_func ("/change/bin", test_bin, run);
  g_test_add_data_func ("/change/submission", test_submission, run);
  g_test_add_data_func ("/change/request", test_request, run);
  return g_test_run ();
}
