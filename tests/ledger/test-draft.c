/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <glib/gstdio.h>

#include "ledger-fixture.h"
#include "nh-draft.h"
#include "nh-error.h"
#include "nh-platform.h"
#include "nh-point.h"
#include "nh-store.h"
#include "nh-uuid.h"

typedef struct
{
  char *folder;
  char *path;
  NhLedger *ledger;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  g_unsetenv ("NGAY_HOI_NOW");
  self->folder = fixture_folder ();
  self->path = fixture_create (self->folder, "a.ngayhoi");
  self->ledger = fixture_open (self->path, NH_OPEN_DEFAULT);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  g_unsetenv ("NGAY_HOI_NOW");
  fixture_close (self->ledger);
  g_free (self->path);
  fixture_remove (self->folder);
}

/* Arguments of nh_draft_keep() on their way to the writer. */
typedef struct
{
  const char *uuid;
  gint64 record;
  int version;
  gint64 unit;
  const char *json;
} Keep;

static gpointer
keep (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Keep *args = data;

  nh_draft_keep (connection, "point", args->uuid, args->record, args->version, args->unit, 2026, args->json, error);
  return NULL;
}

static gpointer
discard (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  nh_draft_discard (connection, "point", data, error);
  return NULL;
}

static gpointer
list (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_draft_list (connection, ledger, error);
}

static void
keep_json (Fixture *self, const char *uuid, const char *json)
{
  Keep args = { uuid, 0, 0, nh_ledger_get_unit (self->ledger), json };
  g_autoptr (GError) error = NULL;

  nh_ledger_call (self->ledger, NH_ON_WRITER, keep, &args, NULL, &error);
  g_assert_no_error (error);
}

static void
mirror_json (Fixture *self, const char *uuid, const char *json)
{
  g_autoptr (GError) error = NULL;

  nh_draft_mirror (nh_ledger_get_uuid (self->ledger), "point", uuid, 0, 0, nh_ledger_get_unit (self->ledger), 2026,
                   json, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list_drafts (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *drafts = nh_ledger_call (self->ledger, NH_ON_READER, list, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (drafts);
  return drafts;
}

static void
assert_places (Fixture *self, const char *expected)
{
  g_autoptr (GPtrArray) drafts = list_drafts (self);
  g_autoptr (GString) places = g_string_new (NULL);

  for (guint i = 0; i < drafts->len; i++)
    g_string_append_printf (places, "%s;", nh_record_get_text (((NhDraft *) drafts->pdata[i])->record, NH_POINT_PLACE));
  g_assert_cmpstr (places->str, ==, expected);
}

static void
test_round_trip (Fixture *self, gconstpointer unused)
{
  g_autoptr (NhRecord) record = nh_record_new (&nh_point_type, nh_ledger_get_unit (self->ledger), 2026);
  g_autoptr (GHashTable) typed = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autofree char *json = NULL;
  const NhRecordInfo *info = nh_record_get_info (record);
  const NhValue blank = NH_VALUE_INIT;
  const NhDraft *draft;

  nh_record_set_text (record, NH_POINT_PLACE, "Thôn \"Đông\" \\ Đoài\n{}");
  nh_record_set_number (record, NH_POINT_ATTENDANCE, 0);
  nh_record_set (record, NH_POINT_STATUS, &blank);
  nh_record_waive (record, "window", "hoãn vì mưa");
  g_hash_table_insert (typed, (gpointer) "cost", (gpointer) "1,40 \"?\"");
  g_hash_table_insert (typed, (gpointer) "date_from", (gpointer) "31/2");
  json = nh_draft_to_json (record, typed, NULL);
  keep_json (self, info->uuid, json);

  drafts = list_drafts (self);
  g_assert_cmpuint (drafts->len, ==, 1);
  draft = drafts->pdata[0];
  g_assert_true (nh_record_is_draft (draft->record));
  g_assert_true (nh_record_equal (draft->record, record));
  g_assert_cmpstr (nh_record_get_info (draft->record)->uuid, ==, info->uuid);
  g_assert_cmpstr (nh_record_get_info (draft->record)->waived, ==, info->waived);
  g_assert_cmpint (draft->base_id, ==, 0);
  g_assert_cmpint (draft->base_version, ==, 0);
  g_assert_cmpuint (g_hash_table_size (draft->typed), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (draft->typed, "cost"), ==, "1,40 \"?\"");
  g_assert_cmpstr (g_hash_table_lookup (draft->typed, "date_from"), ==, "31/2");
  g_assert_cmpuint (strlen (draft->saved_at), ==, strlen ("2026-08-19T07:32:05.123Z"));
}

static void
test_keep_again (Fixture *self, gconstpointer unused)
{
  g_autofree char *uuid = nh_uuid_new ();
  g_autoptr (GError) error = NULL;

  keep_json (self, uuid, "{\"place\":\"Thôn 1\"}");
  keep_json (self, uuid, "{\"place\":\"Thôn 12\"}");
  assert_places (self, "Thôn 12;");
  nh_ledger_call (self->ledger, NH_ON_WRITER, discard, uuid, NULL, &error);
  g_assert_no_error (error);
  assert_places (self, "");
  nh_ledger_call (self->ledger, NH_ON_WRITER, discard, uuid, NULL, &error);
  g_assert_no_error (error);
}

/* What was entered together is one draft, its rows in the order they were begun, whichever was touched last. */
static void
test_batch (Fixture *self, gconstpointer unused)
{
  g_autofree char *batch = nh_uuid_new (), *alone = nh_uuid_new ();
  const char *const places[] = { "Thôn 1", "Thôn 2", "Thôn 3" };
  char *uuids[3];
  g_autoptr (GPtrArray) drafts = NULL;
  const NhDraft *first;

  for (guint i = 0; i < 3; i++)
    uuids[i] = nh_uuid_new ();
  keep_json (self, alone, "{\"place\":\"Thôn 9\",\"@batch\":\"no uuid\"}");
  for (guint i = 3; i-- > 0;)
    {
      g_autofree char *json = g_strdup_printf ("{\"place\":\"%s\",\"@batch\":\"%s\"}", places[i], batch);

      keep_json (self, uuids[i], json);
    }
  drafts = list_drafts (self);
  g_assert_cmpuint (drafts->len, ==, 2);
  first = drafts->pdata[0];
  if (first->batch == NULL)
    first = drafts->pdata[1]; /* both may be of the same millisecond */
  g_assert_cmpstr (first->batch, ==, batch);
  g_assert_cmpstr (nh_record_get_text (first->record, NH_POINT_PLACE), ==, places[0]);
  g_assert_cmpuint (first->rows->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const NhDraft *row = first->rows->pdata[i];

      g_assert_cmpstr (nh_record_get_text (row->record, NH_POINT_PLACE), ==, places[i + 1]);
      g_assert_cmpstr (first->saved_at, >=, row->saved_at);
    }
  for (guint i = 0; i < 3; i++)
    g_free (uuids[i]);
}

static void
test_survives_close (Fixture *self, gconstpointer unused)
{
  g_autofree char *uuid = nh_uuid_new ();

  keep_json (self, uuid, "{\"place\":\"Thôn 1\"}");
  fixture_close (self->ledger);
  self->ledger = fixture_open (self->path, NH_OPEN_DEFAULT);
  assert_places (self, "Thôn 1;");
}

static void
test_newer_of_two (Fixture *self, gconstpointer unused)
{
  static const struct
  {
    const char *ledger, *mirror, *expected;
  } cases[] = {
    { "2026-08-19T07:00:00.000Z", "2026-08-19T07:00:02.000Z", "from the mirror;" },
    { "2026-08-19T07:00:02.000Z", "2026-08-19T07:00:00.000Z", "from the ledger;" },
    { "2026-08-19T07:00:00.000Z", "2026-08-19T07:00:00.000Z", "from the ledger;" },
    { "2026-08-19T07:00:00.000Z", NULL, "from the ledger;" },
    { NULL, "2026-08-19T07:00:00.000Z", "from the mirror;" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *uuid = nh_uuid_new ();

      if (cases[i].mirror != NULL)
        {
          g_setenv ("NGAY_HOI_NOW", cases[i].mirror, TRUE);
          mirror_json (self, uuid, "{\"place\":\"from the mirror\"}");
        }
      if (cases[i].ledger != NULL)
        {
          g_setenv ("NGAY_HOI_NOW", cases[i].ledger, TRUE);
          keep_json (self, uuid, "{\"place\":\"from the ledger\"}");
        }
      assert_places (self, cases[i].expected);
      nh_ledger_call (self->ledger, NH_ON_WRITER, discard, uuid, NULL, NULL);
      nh_draft_unmirror (nh_ledger_get_uuid (self->ledger), uuid);
      assert_places (self, "");
    }
}

static void
test_newest_first (Fixture *self, gconstpointer unused)
{
  static const char *const moments[] = { "2026-08-19T07:00:01.000Z", "2026-08-19T07:00:03.000Z",
                                         "2026-08-19T07:00:02.000Z" };

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autofree char *uuid = nh_uuid_new ();
      g_autofree char *json = g_strdup_printf ("{\"place\":\"%zu\"}", i);

      g_setenv ("NGAY_HOI_NOW", moments[i], TRUE);
      keep_json (self, uuid, json);
    }
  assert_places (self, "1;2;0;");
}

/* The stick was pulled out: the ledger cannot keep the draft, the mirror can. */
static void
test_vanished (Fixture *self, gconstpointer unused)
{
  g_autofree char *uuid = nh_uuid_new ();
  g_autofree char *aside = g_strconcat (self->path, ".aside", NULL);
  Keep args = { uuid, 0, 0, 1, "{\"place\":\"Thôn 1\"}" };
  g_autoptr (GError) error = NULL;

  if (fixture_open_files_stay ())
    return;
  g_assert_cmpint (g_rename (self->path, aside), ==, 0);
  nh_ledger_call (self->ledger, NH_ON_WRITER, keep, &args, NULL, &error);
  fixture_assert_error (error, NH_ERROR_VANISHED);
  mirror_json (self, uuid, args.json);
  fixture_close (self->ledger);
  g_assert_cmpint (g_rename (aside, self->path), ==, 0);
  self->ledger = fixture_open (self->path, NH_OPEN_DEFAULT);
  assert_places (self, "Thôn 1;");
}

/* What the folder may hold by accident. */
/* A draft that is sound but for its length. */
static void
write_too_long (const char *folder)
{
  g_autofree char *place = g_strnfill (2 * NH_LEDGER_MAX_TEXT, 'x');
  g_autofree char *text = g_strdup_printf ("{\"type\":\"point\",\"uuid\":\"018f0000-0000-7000-8000-000000000001\","
                                           "\"saved_at\":\"2026\",\"record\":0,\"version\":0,\"unit\":1,"
                                           "\"year\":2026,\"texts\":{\"place\":\"%s\"}}",
                                           place);
  g_autofree char *path = g_build_filename (folder, "long.json", NULL);

  fixture_write (path, text, -1);
}

static void
test_bad_mirrors (Fixture *self, gconstpointer unused)
{
  static const char *const bad[] = {
    "",
    "{",
    "[]",
    "{\"type\":\"point\"}",
    "null",
    "{\"type\":\"medal\",\"uuid\":\"018f0000-0000-7000-8000-000000000000\",\"saved_at\":\"2026\",\"record\":0,"
    "\"version\":0,\"unit\":1,\"year\":2026,\"texts\":{}}",
    "{\"type\":\"point\",\"uuid\":\"../../"
    "x\",\"saved_at\":\"2026\",\"record\":0,\"version\":0,\"unit\":1,\"year\":2026,\"texts\":{}}",
    "{\"type\":\"point\",\"uuid\":\"018f0000-0000-7000-8000-000000000000\",\"texts\":7}",
    "\xff\xfe\x00",
  };
  g_autofree char *uuid = nh_uuid_new ();
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "ngay-hoi", "drafts",
                                              nh_ledger_get_uuid (self->ledger), NULL);

  mirror_json (self, uuid, "{\"place\":\"Thôn 1\",\"weather\":\"rain\",\"attendance\":\"many\",\"cost\":\"12000\"}");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *name = g_strdup_printf ("bad-%zu.json", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      fixture_write (path, bad[i], -1);
    }
  write_too_long (folder);
  assert_places (self, "Thôn 1;");
  {
    g_autoptr (GPtrArray) drafts = list_drafts (self);
    const NhDraft *draft = drafts->pdata[0];

    /* What cannot be read any more is still there to be seen; a field that is not known is not. */
    g_assert_cmpuint (g_hash_table_size (draft->typed), ==, 1);
    g_assert_cmpstr (g_hash_table_lookup (draft->typed, "attendance"), ==, "many");
    g_assert_cmpint (nh_record_get_number (draft->record, NH_POINT_COST, -1), ==, 12000);
  }
}

/* What a killed program left goes when the drafts are read. */
static void
test_leftovers (Fixture *self, gconstpointer unused)
{
  g_autofree char *uuid = nh_uuid_new (), *host = nh_platform_host_name ();
  g_autofree char *name = g_strdup_printf (".ngay-hoi-%08x-999999999-1234abcd.tmp", g_str_hash (host));
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "ngay-hoi", "drafts",
                                            nh_ledger_get_uuid (self->ledger), name, NULL);

  mirror_json (self, uuid, "{\"place\":\"Thôn 1\"}");
  fixture_write (path, "x", 1);
  assert_places (self, "Thôn 1;");
  g_assert_false (fixture_exists (path, ""));
}

static void
test_mirror_is_private (Fixture *self, gconstpointer unused)
{
  g_autofree char *uuid = nh_uuid_new ();
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "ngay-hoi", "drafts",
                                              nh_ledger_get_uuid (self->ledger), NULL);
  g_autofree char *file = g_strconcat (folder, G_DIR_SEPARATOR_S, uuid, ".json", NULL);
  GStatBuf info;

  mirror_json (self, uuid, "{}");
  g_assert_cmpuint (fixture_count_files (folder), ==, 1);
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
#ifdef G_OS_UNIX
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (file, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
#endif
  nh_draft_unmirror (nh_ledger_get_uuid (self->ledger), "../../../x");
  nh_draft_unmirror (nh_ledger_get_uuid (self->ledger), uuid);
  g_assert_cmpuint (fixture_count_files (folder), ==, 0);
}

static gpointer
save (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_store_save (connection, ledger, data, NULL, error);
}

/* The program ended between the save and the discard: nothing is offered again. An edit that goes further is. */
static void
test_saved_meanwhile (Fixture *self, gconstpointer unused)
{
  g_autoptr (NhRecord) draft = nh_record_new (&nh_point_type, nh_ledger_get_unit (self->ledger), 2026);
  g_autoptr (NhRecord) saved = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;

  nh_record_set_text (draft, NH_POINT_PLACE, "Thôn 1");
  nh_record_set_number (draft, NH_POINT_ATTENDANCE, 185);
  json = nh_draft_to_json (draft, NULL, NULL);
  keep_json (self, nh_record_get_info (draft)->uuid, json);
  mirror_json (self, nh_record_get_info (draft)->uuid, json);
  assert_places (self, "Thôn 1;");
  saved = nh_ledger_call (self->ledger, NH_ON_WRITER, save, draft, NULL, &error);
  g_assert_no_error (error);
  assert_places (self, "");

  keep_json (self, nh_record_get_info (saved)->uuid, "{\"place\":\"Thôn 1 và 2\",\"attendance\":\"185\"}");
  assert_places (self, "Thôn 1 và 2;");
}

static void
test_base (Fixture *self, gconstpointer unused)
{
  g_autofree char *uuid = fixture_save_point (self->ledger, "Thôn 1");
  Keep args = { uuid, 1, 1, nh_ledger_get_unit (self->ledger), "{\"place\":\"Thôn 2\"}" };
  g_autoptr (GPtrArray) drafts = NULL;
  const NhDraft *draft;

  nh_ledger_call (self->ledger, NH_ON_WRITER, keep, &args, NULL, NULL);
  drafts = list_drafts (self);
  g_assert_cmpuint (drafts->len, ==, 1);
  draft = drafts->pdata[0];
  g_assert_cmpint (draft->base_id, ==, 1);
  g_assert_cmpint (draft->base_version, ==, 1);
  g_assert_cmpint (nh_record_get_info (draft->record)->id, ==, 1);
  g_assert_cmpint (nh_record_get_info (draft->record)->version, ==, 1);
  /* The attendance was taken out. */
  g_assert_false (nh_value_is_set (nh_record_get (draft->record, NH_POINT_ATTENDANCE)));
}

int
main (int argc, char **argv)
{
  char *home = fixture_folder ();
  int result;

  /* The mirror's place, before GLib looks for it. */
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/draft/round-trip", Fixture, NULL, set_up, test_round_trip, tear_down);
  g_test_add ("/draft/keep-again", Fixture, NULL, set_up, test_keep_again, tear_down);
  g_test_add ("/draft/batch", Fixture, NULL, set_up, test_batch, tear_down);
  g_test_add ("/draft/survives-close", Fixture, NULL, set_up, test_survives_close, tear_down);
  g_test_add ("/draft/newer-of-two", Fixture, NULL, set_up, test_newer_of_two, tear_down);
  g_test_add ("/draft/newest-first", Fixture, NULL, set_up, test_newest_first, tear_down);
  g_test_add ("/draft/vanished", Fixture, NULL, set_up, test_vanished, tear_down);
  g_test_add ("/draft/bad-mirrors", Fixture, NULL, set_up, test_bad_mirrors, tear_down);
  g_test_add ("/draft/leftovers", Fixture, NULL, set_up, test_leftovers, tear_down);
  g_test_add ("/draft/mirror-is-private", Fixture, NULL, set_up, test_mirror_is_private, tear_down);
  g_test_add ("/draft/saved-meanwhile", Fixture, NULL, set_up, test_saved_meanwhile, tear_down);
  g_test_add ("/draft/base", Fixture, NULL, set_up, test_base, tear_down);
  result = g_test_run ();
  fixture_remove (home);
  return result;
}
