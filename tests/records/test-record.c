/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include "nh-check.h"
#include "nh-error.h"
#include "nh-point.h"
#include "nh-record.h"
#include "nh-season.h"
#include "nh-total.h"
#include "nh-uuid.h"
#include "test-catalog.h"

static void
count_changes (NhRecord *record, guint field, GArray *fields)
{
  g_array_append_val (fields, field);
}

static void
test_new (void)
{
  g_autoptr (NhRecord) fresh = nh_record_new (&nh_point_type, TEST_THANH_SEN, 2026);
  NhRecord *record = nh_record_new (&nh_point_type, TEST_THANH_SEN, 2026);
  const NhRecordInfo *info = nh_record_get_info (record);

  g_assert_true (nh_record_is_draft (record));
  g_assert_true (nh_uuid_is_valid (info->uuid));
  g_assert_cmpint (info->id, ==, 0);
  g_assert_cmpint (info->year, ==, 2026);
  g_assert_cmpstr (info->waived, ==, "");
  g_assert_cmpstr (nh_record_get_text (record, NH_POINT_STATUS), ==, "held");
  g_assert_cmpstr (nh_record_get_text (record, NH_POINT_PLACE), ==, "");
  g_assert_cmpint (nh_record_get_number (record, NH_POINT_ATTENDANCE, -1), ==, -1);
  g_assert_cmpint (nh_record_get_date (record, NH_POINT_DATE_FROM), ==, NH_DATE_NONE);
  g_assert_true (nh_record_equal (record, fresh));
  g_assert_finalize_object (record);
}

static void
test_changed (void)
{
  g_autoptr (NhRecord) record = nh_record_new (&nh_point_type, TEST_THANH_SEN, 2026);
  g_autoptr (NhRecord) fresh = nh_record_new (&nh_point_type, TEST_THANH_SEN, 2026);
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (guint));

  g_signal_connect (record, "changed", G_CALLBACK (count_changes), fields);
  nh_record_set_text (record, NH_POINT_PLACE, "  Thôn\t1 ");
  g_assert_cmpstr (nh_record_get_text (record, NH_POINT_PLACE), ==, "Thôn 1");
  nh_record_set_text (record, NH_POINT_PLACE, "Thôn 1"); /* nothing new */
  nh_record_set_number (record, NH_POINT_PACTS, 0);
  nh_record_waive (record, "point.window", "kế hoạch riêng");
  g_assert_cmpuint (fields->len, ==, 3);
  g_assert_cmpuint (g_array_index (fields, guint, 0), ==, NH_POINT_PLACE);
  g_assert_cmpuint (g_array_index (fields, guint, 1), ==, NH_POINT_PACTS);
  g_assert_cmpuint (g_array_index (fields, guint, 2), ==, nh_point_type.n_fields + 2);
  g_assert_false (nh_record_equal (record, fresh));
}

static void
test_seal_and_edit (void)
{
  g_autoptr (NhRecord) draft = nh_record_new (&nh_point_type, TEST_THANH_SEN, 2026);
  g_autoptr (NhRecord) sealed = NULL;
  g_autoptr (NhRecord) again = NULL;

  nh_record_set_text (draft, NH_POINT_PLACE, "Thôn 1");
  sealed = nh_record_seal (draft);
  g_assert_false (nh_record_is_draft (sealed));
  g_assert_true (nh_record_equal (draft, sealed));
  again = nh_record_edit (sealed);
  g_assert_true (nh_record_is_draft (again));
  g_assert_true (nh_record_equal (again, sealed));
  g_assert_cmpstr (nh_record_get_info (again)->uuid, ==, nh_record_get_info (sealed)->uuid);
  nh_record_set_text (again, NH_POINT_PLACE, "Thôn 2");
  g_assert_false (nh_record_equal (again, sealed));
  g_assert_cmpstr (nh_record_get_text (sealed, NH_POINT_PLACE), ==, "Thôn 1");
  nh_record_set_text (again, NH_POINT_PLACE, "Thôn 1");
  g_assert_true (nh_record_equal (again, sealed));
}

static void
test_setting_a_sealed_one (void)
{
  g_autoptr (NhRecord) draft = nh_record_new (&nh_point_type, 1, 2026);
  g_autoptr (NhRecord) sealed = nh_record_seal (draft);

  if (g_test_subprocess ())
    {
      nh_record_set_text (sealed, NH_POINT_PLACE, "x");
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*draft->draft*");
}

static void
test_carry_over (void)
{
  g_autoptr (NhRecord) last = nh_record_new (&nh_point_type, TEST_THANH_SEN, 2026);
  g_autoptr (NhRecord) next = nh_record_new (&nh_point_type, TEST_THANH_SEN, 2026);
  g_autoptr (NhRecord) fresh = nh_record_new (&nh_point_type, TEST_THANH_SEN, 2026);
  g_autoptr (NhRecord) other = nh_record_new (&nh_point_type, TEST_THANH_SEN + 1, 2026);
  g_autoptr (GArray) carried = NULL;
  g_auto (NhValue) unknown = NH_VALUE_INIT;

  nh_record_set_text (last, NH_POINT_PLACE, "Thôn 1");
  nh_record_set_text (last, NH_POINT_PLACE_KIND, "thon");
  nh_record_set_number (last, NH_POINT_DATE_FROM, 20260808);
  nh_record_carry_over (next, last);
  g_assert_cmpstr (nh_record_get_text (next, NH_POINT_PLACE), ==, "");
  g_assert_cmpstr (nh_record_get_text (next, NH_POINT_PLACE_KIND), ==, "thon");
  g_assert_cmpint (nh_record_get_date (next, NH_POINT_DATE_FROM), ==, 20260808);
  carried = nh_record_diff (next, fresh);
  g_assert_cmpuint (carried->len, ==, 2);
  nh_record_carry_over (other, last); /* of another unit, whose days and papers are its own */
  g_assert_cmpstr (nh_record_get_text (other, NH_POINT_PLACE_KIND), ==, "");
  g_assert_cmpint (nh_record_get_date (other, NH_POINT_DATE_FROM), ==, NH_DATE_NONE);
  /* What is not known of one is not unknown of the next. */
  nh_value_set_state (&unknown, NH_VALUE_UNKNOWN);
  nh_record_set (last, NH_POINT_DATE_FROM, &unknown);
  nh_record_carry_over (fresh, last);
  g_assert_true (nh_record_get (fresh, NH_POINT_DATE_FROM)->state == NH_VALUE_BLANK);
}

static void
test_applies (void)
{
  g_autoptr (NhRecord) record = nh_record_new (&nh_point_type, TEST_THANH_SEN, 2026);

  g_assert_false (nh_record_applies (record, NH_POINT_PROVINCE_NAMES));
  g_assert_true (nh_record_applies (record, NH_POINT_PLACE));
  nh_record_set_text (record, NH_POINT_LEADERS, "province,commune");
  g_assert_true (nh_record_applies (record, NH_POINT_PROVINCE_NAMES));
  g_assert_true (nh_record_applies (record, NH_POINT_COMMUNE_NAMES));
  g_assert_false (nh_record_applies (record, NH_POINT_CENTRAL_NAMES));
  g_assert_true (nh_record_has_code (record, NH_POINT_LEADERS, "commune"));
  g_assert_false (nh_record_has_code (record, NH_POINT_LEADERS, "comm"));
}

static void
test_day_and_title (void)
{
  g_autoptr (NhCatalog) catalog = test_catalog_new ();
  g_autoptr (NhRecord) point = nh_record_new (&nh_point_type, TEST_THANH_SEN, 2026);
  g_autoptr (NhRecord) season = nh_record_new (&nh_season_type, TEST_THANH_SEN, 2026);
  g_autofree char *nameless = nh_record_get_title (point, catalog);
  g_autofree char *named = NULL;
  g_autofree char *of_season = nh_record_get_title (season, catalog);

  g_assert_cmpint (nh_record_get_day (point), ==, 20260819);
  nh_record_set_number (point, NH_POINT_DATE_FROM, 20260808);
  g_assert_cmpint (nh_record_get_day (point), ==, 20260808);
  nh_record_set_text (point, NH_POINT_PLACE, "Thôn 1");
  named = nh_record_get_title (point, catalog);
  g_assert_cmpstr (nameless, ==, "(without a name)");
  g_assert_cmpstr (named, ==, "Thôn 1");
  g_assert_cmpstr (of_season, ==, "Season 2026");
}

static void
test_parse (void)
{
  g_autoptr (NhCatalog) catalog = test_catalog_new ();
  g_autoptr (NhRecord) point = nh_record_new (&nh_point_type, TEST_THANH_SEN, 2026);
  g_autoptr (NhRecord) season = nh_record_new (&nh_season_type, TEST_THANH_SEN, 2026);
  NhParseContext context = { catalog, 20260819, 20260819 };
  g_autoptr (GError) error = NULL;
  g_autofree char *money = NULL;

  g_assert_true (nh_record_parse (point, NH_POINT_COST, "12,5 triệu", &context, &error));
  money = nh_record_format (point, NH_POINT_COST, catalog);
  g_assert_cmpstr (money, ==, "12.500.000 đ");
  g_assert_true (nh_record_parse (point, NH_POINT_DATE_FROM, "9-13/8", &context, &error));
  g_assert_cmpint (nh_record_get_date (point, NH_POINT_DATE_FROM), ==, 20260809);
  g_assert_cmpint (nh_record_get_date (point, NH_POINT_DATE_TO), ==, 20260813);
  g_assert_true (nh_record_parse (season, NH_SEASON_WINDOW_TO, "1/7-19/8", &context, &error));
  g_assert_cmpint (nh_record_get_date (season, NH_SEASON_WINDOW_FROM), ==, 20260701);
  g_assert_cmpint (nh_record_get_date (season, NH_SEASON_WINDOW_TO), ==, 20260819);
  g_assert_false (nh_record_parse (season, NH_SEASON_DEADLINE, "1/7-19/8", &context, &error));
  g_assert_error (error, NH_ERROR, NH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (nh_record_parse (point, NH_POINT_DATE_FROM, "mai", &context, &error));
  g_assert_error (error, NH_ERROR, NH_ERROR_INVALID);
  g_assert_cmpint (nh_record_get_date (point, NH_POINT_DATE_FROM), ==, 20260809);
}

static void
test_complete (void)
{
  g_autoptr (NhRecord) point = nh_record_new (&nh_point_type, TEST_THANH_SEN, 2026);
  g_autoptr (NhRecord) several = nh_record_new (&nh_point_type, TEST_THANH_SEN, 2026);

  nh_record_set_text (point, NH_POINT_PLACE_KIND, "thon");
  nh_record_set_number (point, NH_POINT_DATE_FROM, 20260808);
  nh_record_set_number (point, NH_POINT_DATE_TO, 20260808);
  nh_record_complete (point, NULL);
  g_assert_cmpint (nh_record_get_number (point, NH_POINT_AREAS, -1), ==, 1);
  g_assert_cmpint (nh_record_get (point, NH_POINT_DATE_TO)->state, ==, NH_VALUE_BLANK);
  nh_record_set_text (several, NH_POINT_PLACE_KIND, "lien_thon");
  nh_record_set_number (several, NH_POINT_DATE_FROM, 20260808);
  nh_record_set_number (several, NH_POINT_DATE_TO, 20260809);
  nh_record_complete (several, NULL);
  g_assert_cmpint (nh_record_get (several, NH_POINT_AREAS)->state, ==, NH_VALUE_BLANK);
  g_assert_cmpint (nh_record_get_date (several, NH_POINT_DATE_TO), ==, 20260809);
}

static void
test_json (void)
{
  g_autoptr (NhRecord) point = nh_record_new (&nh_point_type, TEST_THANH_SEN, 2026);
  g_autoptr (NhRecord) before = NULL;
  g_autoptr (GArray) fields = NULL;
  g_autofree char *all = NULL;
  g_autofree char *some = NULL;
  NhValue nil = { NH_VALUE_NIL, 0, NULL };

  nh_record_set_text (point, NH_POINT_PLACE, "Thôn \"1\"");
  nh_record_set (point, NH_POINT_WEAPONS, &nil);
  before = nh_record_seal (point);
  nh_record_set_number (point, NH_POINT_ATTENDANCE, 185);
  nh_record_set_text (point, NH_POINT_PLACE, "");
  nh_record_edit_info (point)->unit = 3;
  nh_record_waive (point, "point.window", "muộn");
  fields = nh_record_diff (before, point);
  some = nh_record_to_json (point, fields);
  all = nh_record_to_json (before, NULL);
  g_assert_cmpstr (some, ==,
                   "{\"place\":\"\",\"attendance\":\"185\",\"@unit\":\"3\",\"@waived\":\"point.window: muộn\"}");
  g_assert_cmpstr (
      all, ==,
      "{\"place\":\"Thôn \\\"1\\\"\",\"status\":\"held\",\"weapons\":\"none\",\"@unit\":\"7\",\"@year\":\"2026\"}");
}

static void
test_canonical_refusals (void)
{
  g_autoptr (NhRecord) fresh = nh_record_new (&nh_point_type, TEST_THANH_SEN, 2026);
  g_autoptr (NhRecord) point = nh_record_new (&nh_point_type, TEST_THANH_SEN, 2026);
  static const char *const bad[][2] = {
    { "nothing", "1" }, { "@nothing", "1" },  { "attendance", "nhiều" },
    { "@unit", "x" },   { "@year", "20266" }, { "date_from", "8/8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (nh_record_set_canonical (point, bad[i][0], bad[i][1], &error));
      g_assert_error (error, NH_ERROR, NH_ERROR_INVALID);
    }
  g_assert_true (nh_record_equal (point, fresh));
}

static void
test_search_text (void)
{
  g_autoptr (NhCatalog) catalog = test_catalog_new ();
  g_autoptr (NhRecord) point = nh_record_new (&nh_point_type, TEST_THANH_SEN, 2026);
  g_autofree char *folded = NULL;
  g_autofree char *marked = NULL;

  nh_record_set_text (point, NH_POINT_PLACE, "Thôn Hoà Đức");
  nh_record_set_text (point, NH_POINT_NOTE, "GHI CHÚ");
  folded = nh_record_search_text (point, catalog);
  marked = nh_record_search_marked (point, catalog);
  g_assert_cmpstr (folded, ==, "thon hoa duc\nghi chu");
  g_assert_cmpstr (marked, ==, "thôn hòa đức\nghi chú");
}

/* A taken record owns its values. */
static void
test_taken (void)
{
  NhValue *values = g_new0 (NhValue, nh_total_type.n_fields);
  NhRecordInfo info = {
    .id = 5, .uuid = nh_uuid_for ("test", 1), .unit = 2, .year = 2022, .version = 3, .waived = NULL
  };
  NhRecord *record;

  nh_value_set_number (&values[NH_TOTAL_VALUE], 1407);
  record = nh_record_new_taken (&nh_total_type, &info, values);
  g_assert_null (info.uuid);
  g_assert_false (nh_record_is_draft (record));
  g_assert_cmpint (nh_record_get_info (record)->version, ==, 3);
  g_assert_cmpstr (nh_record_get_info (record)->waived, ==, "");
  g_assert_cmpint (nh_record_get_number (record, NH_TOTAL_VALUE, 0), ==, 1407);
  g_assert_finalize_object (record);
}

/* --- The property that history rests on --- */

static char *
random_text (GRand *rand)
{
  static const char *const words[] = { "Thôn", "Bàu Láng", "\"quoted\"", "back\\slash",      "a,b;c:d", "12",
                                       "none", "unknown",  "ệ",          "\xf0\x9f\x8e\x89", "=1+1" };
  GString *text = g_string_new (NULL);
  int n = g_rand_int_range (rand, 0, 4);

  for (int i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? g_rand_boolean (rand) ? " " : "\n" : "",
                            words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
  return g_string_free (text, FALSE);
}

static void
random_value (GRand *rand, const NhField *field, NhValue *value)
{
  g_autofree char *text = NULL;
  int dice = g_rand_int_range (rand, 0, 10);

  nh_value_clear (value);
  if (dice == 0)
    return;
  if (dice == 1 && nh_kind_may_be_nil (field->kind))
    nh_value_set_state (value, NH_VALUE_NIL);
  else if (dice == 2 && nh_kind_may_be_unknown (field->kind))
    nh_value_set_state (value, NH_VALUE_UNKNOWN);
  else if (field->kind == NH_KIND_DATE)
    nh_value_set_number (value, nh_date_new (g_rand_int_range (rand, 1990, 2030), g_rand_int_range (rand, 1, 13),
                                             g_rand_int_range (rand, 1, 29)));
  else if (field->kind == NH_KIND_REFERENCE)
    nh_value_set_number (value, g_rand_int_range (rand, 1, 100000));
  else if (field->kind == NH_KIND_YES_NO)
    nh_value_set_number (value, g_rand_boolean (rand));
  else if (nh_kind_is_numeric (field->kind))
    nh_value_set_number (value, (gint64) g_rand_int (rand) * g_rand_int_range (rand, 0, 1000));
  else if (field->kind == NH_KIND_CHOICE)
    nh_value_set_text (value, g_rand_boolean (rand) ? "thon" : "province");
  else if (field->kind == NH_KIND_MANY)
    nh_value_set_text (value, g_rand_boolean (rand) ? "province,commune" : "central");
  else if (field->kind == NH_KIND_AMOUNTS)
    nh_value_set_text (value, g_rand_boolean (rand) ? "ngan_sach:5000000,mttq:0" : "khac:1");
  else
    {
      text = random_text (rand);
      nh_value_set_text (value, text);
    }
}

static void
random_edit (GRand *rand, NhRecord *draft)
{
  const NhRecordType *type = nh_record_get_record_type (draft);
  guint field = (guint) g_rand_int_range (rand, 0, (int) type->n_fields + 2);
  g_auto (NhValue) value = NH_VALUE_INIT;

  if (field < type->n_fields)
    {
      random_value (rand, &type->fields[field], &value);
      nh_record_set (draft, field, &value);
    }
  else if (field == type->n_fields)
    nh_record_edit_info (draft)->unit = g_rand_int_range (rand, 1, 9);
  else
    nh_record_waive (draft, g_rand_boolean (rand) ? "point.window" : "point.crowd",
                     g_rand_boolean (rand) ? "lý do: có" : "");
}

/* Copies the canonical texts of @fields between records, as undo does. */
static void
replay (const NhRecord *from, GArray *fields, NhRecord *to)
{
  const NhRecordType *type = nh_record_get_record_type (from);
  const NhRecordInfo *info = nh_record_get_info (from);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < fields->len; i++)
    {
      guint field = g_array_index (fields, guint, i);
      g_autofree char *text = NULL;
      const char *key;

      if (field < type->n_fields)
        {
          key = type->fields[field].name;
          text = nh_kind_to_canonical (&type->fields[field], nh_record_get (from, field));
        }
      else if (field == type->n_fields)
        {
          key = "@unit";
          text = g_strdup_printf ("%" G_GINT64_FORMAT, info->unit);
        }
      else
        {
          g_assert_cmpuint (field, ==, type->n_fields + 2);
          key = "@waived";
          text = g_strdup (info->waived);
        }
      g_assert_true (nh_record_set_canonical (to, key, text, &error));
      g_assert_no_error (error);
    }
}

static void
test_replay (void)
{
  const NhRecordType *const *types = nh_record_types ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (521);

  for (guint t = 0; types[t] != NULL; t++)
    for (guint round = 0; round < 200; round++)
      {
        g_autoptr (NhRecord) draft = nh_record_new (types[t], 1, 2026);
        g_autoptr (NhRecord) before = NULL;
        g_autoptr (NhRecord) forwards = NULL;
        g_autoptr (NhRecord) backwards = NULL;
        g_autoptr (GArray) fields = NULL;

        for (int i = g_rand_int_range (rand, 0, 20); i > 0; i--)
          random_edit (rand, draft);
        before = nh_record_seal (draft);
        for (int i = g_rand_int_range (rand, 0, 20); i > 0; i--)
          random_edit (rand, draft);
        fields = nh_record_diff (before, draft);
        forwards = nh_record_edit (before);
        replay (draft, fields, forwards);
        g_assert_true (nh_record_equal (forwards, draft));
        backwards = nh_record_edit (draft);
        replay (before, fields, backwards);
        g_assert_true (nh_record_equal (backwards, before));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/new", test_new);
  g_test_add_func ("/record/changed", test_changed);
  g_test_add_func ("/record/seal-and-edit", test_seal_and_edit);
  g_test_add_func ("/record/setting-a-sealed-one", test_setting_a_sealed_one);
  g_test_add_func ("/record/carry-over", test_carry_over);
  g_test_add_func ("/record/applies", test_applies);
  g_test_add_func ("/record/day-and-title", test_day_and_title);
  g_test_add_func ("/record/parse", test_parse);
  g_test_add_func ("/record/complete", test_complete);
  g_test_add_func ("/record/json", test_json);
  g_test_add_func ("/record/canonical-refusals", test_canonical_refusals);
  g_test_add_func ("/record/search-text", test_search_text);
  g_test_add_func ("/record/taken", test_taken);
  g_test_add_func ("/record/replay", test_replay);
  return g_test_run ();
}
