/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-content.h"

#include <locale.h>
#include <string.h>

#include "ledger-fixture.h"
#include "nh-gift.h"
#include "nh-indicator.h"
#include "nh-point.h"
#include "nh-store.h"
#include "nh-verdict.h"

#define A "01980000-0000-7000-8000-00000000000a"
#define B "01980000-0000-7000-8000-00000000000b"
#define C "01980000-0000-7000-8000-00000000000c"

static NhRecord *
save (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, int year, const char *uuid,
      const char *const *fields)
{
  g_autoptr (NhRecord) draft = nh_record_new (type, nh_ledger_get_unit (ledger), year);
  g_autoptr (GError) error = NULL;
  NhRecord *saved;

  nh_record_set_uuid (draft, uuid);
  for (; *fields != NULL; fields += 2)
    {
      nh_record_set_canonical (draft, fields[0], fields[1], &error);
      g_assert_no_error (error);
    }
  saved = nh_store_save (connection, ledger, draft, NULL, &error);
  g_assert_no_error (error);
  return saved;
}

static char *
text_of (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhContent) content = nh_content_load (connection, ledger, nh_ledger_get_unit (ledger), 2026, &error);
  g_autoptr (GBytes) text = NULL;

  g_assert_no_error (error);
  text = nh_content_write (content);
  return g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
}

/* A point, the same again as a duplicate, a gift of it; one of another year; one in the bin. */
static void
fill (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (NhRecord) point = NULL, twice = NULL, gift = NULL, other = NULL, gone = NULL;
  g_autofree char *id = NULL, *other_id = NULL;
  gint64 gone_id;

  other = save (connection, ledger, &nh_point_type, 2025, "01980000-0000-7000-8000-000000000001",
                (const char *const[]){ "place", "Năm ngoái", NULL });
  gone = save (connection, ledger, &nh_point_type, 2026, "01980000-0000-7000-8000-000000000002",
               (const char *const[]){ "place", "Đã xóa", NULL });
  gone_id = nh_record_get_info (gone)->id;
  g_assert_true (nh_store_set_deleted (connection, ledger, &nh_point_type, &gone_id, 1, TRUE, NULL, NULL));
  point = save (connection, ledger, &nh_point_type, 2026, B,
                (const char *const[]){ "place", "Thôn 1", "place_kind", "thon", "status", "held", "attendance", "none",
                                       "date_from", "2026-08-08", "@waived", "point.window: đã hỏi", NULL });
  id = g_strdup_printf ("%" G_GINT64_FORMAT, nh_record_get_info (point)->id);
  other_id = g_strdup_printf ("%" G_GINT64_FORMAT, nh_record_get_info (other)->id);
  twice = save (
      connection, ledger, &nh_point_type, 2026, A,
      (const char *const[]){ "place", "Thôn 1", "place_kind", "office", "status", "held", "duplicate_of", id, NULL });
  gift = save (connection, ledger, &nh_gift_type, 2026, C,
               (const char *const[]){ "quantity", "20", "point", id, "note", "dòng 1\ndòng \"2\"", NULL });
  g_object_unref (gift);
  gift = save (connection, ledger, &nh_gift_type, 2026, "01980000-0000-7000-8000-00000000000d",
               (const char *const[]){ "quantity", "5", "point", other_id, NULL });
  g_assert_true (nh_connection_exec (connection,
                                     "INSERT INTO codebook (list, code, title, position, custom)"
                                     " VALUES ('place_kind', 'office', 'Trụ sở', 99, 1),"
                                     " ('place_kind', 'unused', 'Không dùng', 98, 1)",
                                     "test", NULL));
}

/* Written by hand from the rules of the format. */
static const char expected[] =
    "{\"@type\":\"point\",\"@uuid\":\"" A "\",\"place\":\"Thôn 1\",\"place_kind\":\"office\","
    "\"status\":\"held\",\"duplicate_of\":\"" B "\"}\n"
    "{\"@type\":\"point\",\"@uuid\":\"" B "\",\"place\":\"Thôn 1\",\"place_kind\":\"thon\",\"areas\":\"1\","
    "\"status\":\"held\",\"date_from\":\"2026-08-08\",\"attendance\":\"none\","
    "\"@waived\":\"point.window: đã hỏi\"}\n"
    "{\"@type\":\"gift\",\"@uuid\":\"" C "\",\"kind\":\"suat_qua\",\"quantity\":\"20\",\"point\":\"" B
    "\",\"note\":\"dòng 1\\ndòng \\\"2\\\"\"}\n"
    "{\"@type\":\"gift\",\"@uuid\":\"01980000-0000-7000-8000-00000000000d\",\"kind\":\"suat_qua\",\"quantity\":\"5\"}\n"
    "{\"@type\":\"code\",\"list\":\"place_kind\",\"code\":\"office\",\"title\":\"Trụ sở\",\"position\":\"99\"}\n";

static void
check_written (NhConnection *connection, NhLedger *ledger)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhContent) read = NULL;

  fill (connection, ledger);
  text = text_of (connection, ledger);
  g_assert_cmpstr (text, ==, expected);
  read = nh_content_read (text, strlen (text), 7, 2026, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (nh_content_count (read, &nh_point_type), ==, 2);
  g_assert_cmpuint (nh_content_count (read, &nh_gift_type), ==, 2);
  g_assert_cmpuint (read->codes->len, ==, 1);
  g_assert_cmpint (nh_record_get_info (((NhContentRecord *) read->records->pdata[0])->record)->unit, ==, 7);
}

static void
test_written (void)
{
  fixture_run ("content.ngayhoi", check_written);
}

/* Row ids, versions, drafts, order of entry and the bin leave no trace. */
static void
check_same (NhConnection *connection, NhLedger *ledger)
{
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (NhRecord) point = NULL, draft = NULL, saved = NULL;

  fill (connection, ledger);
  before = text_of (connection, ledger);
  point = nh_store_find (connection, ledger, &nh_point_type, B, NULL);
  draft = nh_record_edit (point);
  nh_record_set_text (draft, NH_POINT_PLACE, "Thôn 2");
  saved = nh_store_save (connection, ledger, draft, NULL, NULL);
  after = text_of (connection, ledger);
  g_assert_cmpstr (before, !=, after);
  g_object_unref (draft);
  draft = nh_record_edit (saved);
  nh_record_set_text (draft, NH_POINT_PLACE, "Thôn 1");
  g_object_unref (saved);
  saved = nh_store_save (connection, ledger, draft, NULL, NULL);
  g_assert_true (
      nh_connection_exec (connection, "UPDATE gift SET search = 'x', changed_at = 'y', version = 99", "t", NULL));
  g_free (after);
  after = text_of (connection, ledger);
  g_assert_cmpstr (before, ==, after);
}

static void
test_same (void)
{
  fixture_run ("same.ngayhoi", check_same);
}

#define POINT(uuid, rest) "{\"@type\":\"point\",\"@uuid\":\"" uuid "\"" rest "}\n"

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    int verdict; /* -1: read */
  } cases[] = {
    { "", -1 },
    { POINT (A, ",\"place\":\"x\""), -1 },
    { POINT (A, "") POINT (B, ""), -1 },
    { POINT (A, ",\"areas\":\"unknown\",\"cost\":\"none\""), -1 },
    { "\n", NH_VERDICT_NOT_CANONICAL },
    { "x", NH_VERDICT_NOT_CANONICAL },
    { "{}\n", NH_VERDICT_NOT_CANONICAL },
    { "{\"@type\":\"point\"}\n", NH_VERDICT_NOT_CANONICAL },
    { POINT (A, "") "\n", NH_VERDICT_NOT_CANONICAL },
    { POINT (A, "") "x", NH_VERDICT_NOT_CANONICAL },
    { POINT (A, "") POINT (A, ""), NH_VERDICT_NOT_CANONICAL },
    { POINT (B, "") POINT (A, ""), NH_VERDICT_NOT_CANONICAL },
    { "{\"@type\":\"gift\",\"@uuid\":\"" A "\"}\n" POINT (B, ""), NH_VERDICT_NOT_CANONICAL },
    { POINT ("01980000-0000-7000-8000-00000000000A", ""), NH_VERDICT_NOT_CANONICAL },
    { POINT ("", ""), NH_VERDICT_NOT_CANONICAL },
    { POINT (A, ",\"place\":\"\""), NH_VERDICT_NOT_CANONICAL },
    { POINT (A, ",\"place\":\" x\""), NH_VERDICT_NOT_CANONICAL },
    { POINT (A, ",\"place\":\"x  y\""), NH_VERDICT_NOT_CANONICAL },
    { POINT (A, ",\"place\":\"x\\ny\""), NH_VERDICT_NOT_CANONICAL },
    { POINT (A, ",\"place\":\"x\\/y\""), NH_VERDICT_NOT_CANONICAL },
    { POINT (A, ",\"place\":\"\\u0078\""), NH_VERDICT_NOT_CANONICAL },
    { POINT (A, ",\"place\":\"Ha\xcc\x80\""), NH_VERDICT_NOT_CANONICAL },
    { POINT (A, ",\"place\":\"\xff\""), NH_VERDICT_NOT_CANONICAL },
    { POINT (A, ",\"place\":1"), NH_VERDICT_NOT_CANONICAL },
    { POINT (A, ",\"place\":\"x\",\"place\":\"x\""), NH_VERDICT_NOT_CANONICAL },
    { POINT (A, ",\"place_kind\":\"thon\",\"place\":\"x\""), NH_VERDICT_NOT_CANONICAL },
    { POINT (A, ",\"areas\":\"01\""), NH_VERDICT_NOT_CANONICAL },
    { POINT (A, ",\"areas\":\"-1\""), NH_VERDICT_NOT_CANONICAL },
    { POINT (A, ",\"areas\":\"1.000\""), NH_VERDICT_NOT_CANONICAL },
    { POINT (A, ",\"areas\":\"99999999999999999999\""), NH_VERDICT_NOT_CANONICAL },
    { POINT (A, ",\"date_from\":\"2026-02-30\""), NH_VERDICT_NOT_CANONICAL },
    { POINT (A, ",\"date_from\":\"8/8/2026\""), NH_VERDICT_NOT_CANONICAL },
    { POINT (A, ",\"duplicate_of\":\"7\""), NH_VERDICT_NOT_CANONICAL },
    { POINT (A, ",\"@waived\":\" x\""), NH_VERDICT_NOT_CANONICAL },
    { POINT (A, ",\"weather\":\"mưa\""), NH_VERDICT_NEWER },
    { POINT (A, ",\"@unit\":\"1\""), NH_VERDICT_NEWER },
    { POINT (A, ",\"@year\":\"2020\""), NH_VERDICT_NEWER },
    { POINT (A, ",\"id\":\"1\""), NH_VERDICT_NEWER },
    { "{\"@type\":\"criterion\",\"@uuid\":\"" A "\"}\n", NH_VERDICT_NEWER },
    { "{\"@type\":\"code\",\"list\":\"place_kind\",\"code\":\"x\",\"title\":\"X\",\"position\":\"1\"}\n",
      NH_VERDICT_NOT_CANONICAL }, /* no record uses it */
    { "{\"@type\":\"code\",\"list\":\"place_kind\",\"colour\":\"red\"}\n", NH_VERDICT_NEWER },
    { "{\"@type\":\"code\"}\n", NH_VERDICT_NOT_CANONICAL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gsize length = strlen (cases[i].text);
      g_autofree char *copy = g_memdup2 (cases[i].text, length);
      g_autoptr (NhContent) content = nh_content_read (copy, length, 1, 2026, &error);

      if (cases[i].verdict < 0)
        g_assert_no_error (error);
      else if (!g_error_matches (error, NH_VERDICT_ERROR, cases[i].verdict))
        g_error ("%s: %s", cases[i].text, error != NULL ? error->message : "read");
      g_assert_true ((content != NULL) == (cases[i].verdict < 0));
    }
}

static void
assert_too_large (const char *key, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = g_strnfill (length, 'a');
  g_autofree char *line = g_strdup_printf (
      "{\"@type\":\"point\",\"@uuid\":\"01980000-0000-7000-8000-00000000000a\",\"%s\":\"%s\"}\n", key, value);

  g_assert_null (nh_content_read (line, strlen (line), 1, 2026, &error));
  g_assert_error (error, NH_VERDICT_ERROR, NH_VERDICT_TOO_LARGE);
}

/* Longer than a ledger takes. */
static void
test_long_text (void)
{
  assert_too_large ("place", nh_field_get_max_length (&nh_point_type.fields[NH_POINT_PLACE]) + 1);
  assert_too_large ("@waived", NH_LEDGER_MAX_TEXT / 4 + 1);
}

/* A ledger with such a title would not open any more. */
static void
test_long_title (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *title = g_strnfill (1001, 'a');
  g_autofree char *line = g_strdup_printf (
      "{\"@type\":\"code\",\"list\":\"place_kind\",\"code\":\"x\",\"title\":\"%s\",\"position\":\"1\"}\n", title);

  g_assert_null (nh_content_read (line, strlen (line), 1, 2026, &error));
  g_assert_error (error, NH_VERDICT_ERROR, NH_VERDICT_TOO_LARGE);
}

static void
test_too_large (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_strnfill (NH_CONTENT_LINE_MOST + 1, 'a');
  g_autoptr (GString) many = g_string_new (NULL);

  g_assert_null (nh_content_read (line, strlen (line), 1, 2026, &error));
  g_assert_error (error, NH_VERDICT_ERROR, NH_VERDICT_TOO_LARGE);
  g_clear_error (&error);
  for (guint i = 0; i <= NH_CONTENT_LINES_MOST; i++)
    g_string_append_printf (many, "{\"@type\":\"point\",\"@uuid\":\"01980000-0000-7000-8000-%012x\"}\n", i);
  g_assert_null (nh_content_read (many->str, many->len, 1, 2026, &error));
  g_assert_error (error, NH_VERDICT_ERROR, NH_VERDICT_TOO_LARGE);
}

/* Each of many records chooses a code of its own: @n lines of both. (transfer full) */
static GString *
make_codes (guint n_records, guint n_codes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_records; i++)
    g_string_append_printf (text,
                            "{\"@type\":\"point\",\"@uuid\":\"01980000-0000-7000-8000-%012x\","
                            "\"place_kind\":\"own_%05u\"}\n",
                            i, (n_records - 1 - i) % n_codes);
  for (guint i = 0; i < n_codes; i++)
    g_string_append_printf (text,
                            "{\"@type\":\"code\",\"list\":\"place_kind\",\"code\":\"own_%05u\","
                            "\"title\":\"x\",\"position\":\"1\"}\n",
                            i);
  return text;
}

/* Which codes are used is not asked of all records for each code; and there are not so many. */
static void
test_many_codes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) most = make_codes (80000, NH_CONTENT_CODES_MOST);
  g_autoptr (GString) more = make_codes (NH_CONTENT_CODES_MOST + 2, NH_CONTENT_CODES_MOST + 2);
  g_autoptr (NhContent) content = NULL;
  gint64 began = g_get_monotonic_time ();

  content = nh_content_read (most->str, most->len, 1, 2026, &error);
  g_assert_no_error (error);
  g_test_message ("%u codes: %.1f s", content->codes->len, (double) (g_get_monotonic_time () - began) / 1e6);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 40 * G_USEC_PER_SEC);
  g_assert_null (nh_content_read (more->str, more->len, 1, 2026, &error));
  g_assert_error (error, NH_VERDICT_ERROR, NH_VERDICT_TOO_LARGE);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  nh_indicators_init ();
  g_test_add_func ("/content/written", test_written);
  g_test_add_func ("/content/same", test_same);
  g_test_add_func ("/content/refused", test_refused);
  g_test_add_func ("/content/long-text", test_long_text);
  g_test_add_func ("/content/long-title", test_long_title);
  g_test_add_func ("/content/too-large", test_too_large);
  g_test_add_func ("/content/many-codes", test_many_codes);
  return g_test_run ();
}
