/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every rule, and the nearest value that it accepts. */
#include "nh-check.h"
#include "nh-point.h"
#include "nh-season.h"
#include "nh-text.h"
#include "nh-total.h"
#include "test-catalog.h"

/* "name=canonical|…" into a record. */
static NhRecord *
make_record (const NhRecordType *type, gint64 unit, int year, const char *text)
{
  NhRecord *record = nh_record_new (type, unit, year);
  g_auto (GStrv) parts = g_strsplit (text, "|", -1);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      nh_record_set_canonical (record, parts[i], equals + 1, &error);
      g_assert_no_error (error);
    }
  return record;
}

/* "warn point.crowd attendance\n…" */
static char *
tell (GPtrArray *problems, const NhRecordType *type)
{
  GString *told = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const NhProblem *problem = g_ptr_array_index (problems, i);

      g_assert_cmpstr (problem->text, !=, "");
      g_string_append_printf (told, "%s%s %s %s", told->len > 0 ? "\n" : "", nh_severity_get_name (problem->severity),
                              problem->rule, problem->field >= 0 ? type->fields[problem->field].name : "-");
    }
  return g_string_free (told, FALSE);
}

static NhCatalog *
new_catalog (void)
{
  NhCatalogBuilder *builder = nh_catalog_builder_new ();
  static const NhCode indicators[] = {
    { .list = (char *) "indicator",
      .code = (char *) "points",
      .title = (char *) "Số điểm",
      .attributes = (char *) "measure=điểm" },
    { .list = (char *) "indicator",
      .code = (char *) "cost",
      .title = (char *) "Kinh phí",
      .attributes = (char *) "measure=đồng" },
    { .list = (char *) "indicator",
      .code = (char *) "leaders.district",
      .title = (char *) "Lãnh đạo huyện",
      .to = 20250630 },
    { .list = (char *) "indicator",
      .code = (char *) "leaders.new",
      .title = (char *) "Lãnh đạo mới",
      .from = 20250701 },
  };

  test_catalog_add_units (builder);
  test_catalog_add_codes (builder);
  for (guint i = 0; i < G_N_ELEMENTS (indicators); i++)
    nh_catalog_builder_add_code (builder, &indicators[i]);
  return nh_catalog_builder_end (builder);
}

/* `season`: fields of the season, NULL: there is none. `today` 0: unknown. */
typedef struct
{
  const NhRecordType *type;
  gint64 unit;
  int year;
  const char *fields;
  const char *season;
  NhDate today;
  const char *expected;
} Case;

static void
run_case (const Case *c, NhCatalog *catalog)
{
  g_autoptr (NhRecord) record = make_record (c->type, c->unit, c->year, c->fields);
  g_autoptr (NhRecord) season = c->season != NULL ? make_record (&nh_season_type, c->unit, c->year, c->season) : NULL;
  NhCheckContext context = { .catalog = catalog, .today = c->today, .season = season };
  g_autoptr (GPtrArray) problems = nh_record_check (record, &context);
  g_autofree char *told = tell (problems, c->type);

  g_test_message ("%s %d: %s", c->type->name, c->year, c->fields);
  g_assert_cmpstr (told, ==, c->expected);
}

static void
run_cases (gconstpointer data)
{
  g_autoptr (NhCatalog) catalog = new_catalog ();

  for (const Case *c = data; c->type != NULL; c++)
    run_case (c, catalog);
}

#define POINT "place=Thôn 1|place_kind=thon|"
#define WINDOW "window_from=2026-07-01|window_to=2026-08-19"
#define AT(fields, expected)                                              \
  {                                                                       \
    &nh_point_type, TEST_THANH_SEN, 2026, POINT fields, NULL, 0, expected \
  }

static const Case general[] = {
  AT ("", ""),
  { &nh_point_type, TEST_THANH_SEN, 2026, "", NULL, 0,
    "block point.place.required place\nblock point.place_kind.required place_kind" },
  { &nh_point_type, TEST_THANH_SEN, 2026, POINT "status=", NULL, 0, "block point.status.required status" },
  { &nh_total_type, TEST_THANH_SEN, 2026, "source=x", NULL, 0,
    "block total.indicator.required indicator\nblock total.value.required value" },
  /* Units: those of 19/8 of the year, and of the day. */
  { &nh_point_type, TEST_THANH_SEN, 0, POINT, NULL, 0, "block point.season -" },
  { &nh_point_type, 0, 2026, POINT, NULL, 0, "block point.unit -" },
  { &nh_point_type, 999, 2026, POINT, NULL, 0, "block point.unit -" },
  { &nh_point_type, TEST_OLD_DAI_NAI, 2025, POINT, NULL, 0, "block point.unit -" },
  { &nh_point_type, TEST_OLD_DAI_NAI, 2024, POINT, NULL, 0, "" },
  { &nh_point_type, TEST_THANH_SEN, 2024, POINT, NULL, 0, "block point.unit -" },
  { &nh_point_type, TEST_THANH_SEN, 2025, POINT "date_from=2025-06-30", NULL, 0, "" },
  { &nh_point_type, TEST_THANH_SEN, 2025, POINT "date_from=2025-07-01", NULL, 0, "" },
  /* A field that depends on another. */
  AT ("leaders=province|province_names=Ông A", ""),
  AT ("leaders=commune|province_names=Ông A", "warn point.province_names.applies province_names"),
  AT ("central_names=Ông A", "warn point.central_names.applies central_names"),
  /* Levels have their days: the district ends on 30/6/2025. */
  { &nh_point_type, TEST_OLD_DAI_NAI, 2024, POINT "date_from=2024-08-31|leaders=district|model_level=district", NULL, 0,
    "" },
  { &nh_point_type, TEST_THANH_SEN, 2025, POINT "date_from=2025-06-30|leaders=district", NULL, 0, "" },
  { &nh_point_type, TEST_THANH_SEN, 2025, POINT "date_from=2025-07-01|leaders=province,district", NULL, 0,
    "block point.leaders.ended leaders" },
  { &nh_point_type, TEST_THANH_SEN, 2025, POINT "date_from=2025-07-01|model_level=district", NULL, 0,
    "block point.model_level.ended model_level" },
  { &nh_point_type, TEST_THANH_SEN, 2025, POINT "leaders=district", NULL, 0, "block point.leaders.ended leaders" },
  { &nh_point_type, TEST_THANH_SEN, 2025, POINT "date_from=unknown|leaders=district",
    "window_from=2025-06-30|window_to=2025-08-19", 0, "" },
  { &nh_point_type, TEST_THANH_SEN, 2025, POINT "leaders=district", "window_from=2025-07-01|window_to=2025-08-19", 0,
    "block point.leaders.ended leaders" },
  { &nh_point_type, TEST_THANH_SEN, 2025, POINT "leaders=district", "window_from=2025-06-01", 0,
    "block point.leaders.ended leaders" },
  AT ("leaders=ward", "block point.leaders.unknown leaders"),
  AT ("ceremony=chao_co,mua_lan", "block point.ceremony.unknown ceremony"),
  AT ("funding=mttq:500000,lottery:200000|cost=700000", "block point.funding.unknown funding"),
  { &nh_total_type, TEST_THANH_SEN, 2025, "indicator=leaders.district|value=1|source=x", NULL, 0,
    "block total.indicator.ended indicator" },
  { &nh_total_type, TEST_OLD_DAI_NAI, 2024, "indicator=leaders.district|value=1|source=x", NULL, 0, "" },
  { &nh_total_type, TEST_OLD_DAI_NAI, 2024, "indicator=leaders.new|value=1|source=x", NULL, 0,
    "block total.indicator.early indicator" },
  { &nh_total_type, TEST_THANH_SEN, 2025, "indicator=leaders.new|value=1|source=x", NULL, 0, "" },
  { NULL }
};

static const Case points[] = {
  /* Residential areas. */
  AT ("areas=1", ""),
  AT ("areas=0", "warn point.no_areas areas"),
  AT ("areas=none", "warn point.no_areas areas"),
  AT ("areas=unknown", ""),
  AT ("place_kind=co_quan|areas=0", ""),
  AT ("place_kind=co_quan", ""),
  AT ("place_kind=co_quan|areas=1", "warn point.areas_elsewhere areas"),
  AT ("place_kind=phuong|areas=50", ""),
  AT ("place_kind=phuong|areas=51", "warn point.many_areas areas"),
  AT ("place_kind=lien_thon", "note point.areas areas"),
  AT ("place_kind=lien_thon|areas=0", "warn point.no_areas areas"),
  AT ("place_kind=lien_thon|areas=1", "warn point.several_areas areas"),
  AT ("place_kind=lien_thon|areas=2", ""),
  AT ("place_kind=lien_thon|areas=unknown", ""),
  /* Days. */
  AT ("date_from=2026-08-31", ""),
  AT ("date_to=2026-08-09", "block point.first_day date_to"),
  AT ("date_from=unknown|date_to=2026-08-09", "block point.first_day date_to"),
  /* Held again after a break. */
  AT ("date_from=2026-08-05|date_to=2026-08-09|second_from=2026-08-15|second_to=2026-08-16", ""),
  AT ("date_from=2026-08-05|date_to=2026-08-09|second_from=2026-08-09", "block point.second_time second_from"),
  AT ("date_from=2026-08-15|second_from=2026-08-05", "block point.second_time second_from"),
  AT ("second_from=2026-08-15", "block point.first_time second_from"),
  AT ("date_from=2026-08-05|second_to=2026-08-16", "block point.first_day second_to"),
  AT ("attendance_qualifier=hon", "block point.qualifier attendance_qualifier"),
  AT ("attendance_qualifier=hon|attendance=0", "block point.qualifier attendance_qualifier"),
  AT ("attendance_qualifier=hon|attendance=1", ""),
  AT ("date_from=2026-08-09|date_to=2026-08-08", "block point.last_day date_to"),
  AT ("date_from=2026-08-09|date_to=2026-08-09", ""),
  AT ("date_from=2026-12-31", ""),
  AT ("date_from=2027-01-01", "block point.year date_from"),
  AT ("date_from=2026-12-31|date_to=2027-01-01", "block point.year date_to"),
  { &nh_point_type, TEST_THANH_SEN, 2026, POINT "date_from=2026-07-01", WINDOW, 0, "" },
  { &nh_point_type, TEST_THANH_SEN, 2026, POINT "date_from=2026-06-30", WINDOW, 0, "warn point.window date_from" },
  { &nh_point_type, TEST_THANH_SEN, 2026, POINT "date_from=2026-08-19", WINDOW, 0, "" },
  { &nh_point_type, TEST_THANH_SEN, 2026, POINT "date_from=2026-08-20", WINDOW, 0, "warn point.window date_from" },
  { &nh_point_type, TEST_THANH_SEN, 2026, POINT "date_from=2026-08-31", WINDOW, 0, "warn point.window date_from" },
  { &nh_point_type, TEST_THANH_SEN, 2026, POINT "date_from=2026-08-18|date_to=2026-08-20", WINDOW, 0,
    "warn point.window date_from" },
  { &nh_point_type, TEST_THANH_SEN, 2026, POINT "date_from=2026-08-31", "window_from=2026-07-01", 0, "" },
  { &nh_point_type, TEST_THANH_SEN, 2026, POINT "date_from=unknown", WINDOW, 0, "" },
  { &nh_point_type, TEST_THANH_SEN, 2026, POINT "date_from=2025-08-08", WINDOW, 0, "block point.year date_from" },
  /* Today. */
  { &nh_point_type, TEST_THANH_SEN, 2026, POINT "date_from=2026-08-08", NULL, 20260808, "" },
  { &nh_point_type, TEST_THANH_SEN, 2026, POINT "date_from=2026-08-09", NULL, 20260808, "warn point.future status" },
  { &nh_point_type, TEST_THANH_SEN, 2026, POINT "date_from=2026-08-08|date_to=2026-08-10", NULL, 20260808, "" },
  { &nh_point_type, TEST_THANH_SEN, 2026, POINT "status=planned|date_from=2026-08-08", NULL, 20260808, "" },
  { &nh_point_type, TEST_THANH_SEN, 2026, POINT "status=planned|date_from=2026-08-08", NULL, 20260809,
    "note point.past status" },
  { &nh_point_type, TEST_THANH_SEN, 2026, POINT "status=planned|date_from=2026-08-08|date_to=2026-08-09", NULL,
    20260809, "" },
  { &nh_point_type, TEST_THANH_SEN, 2026, POINT "status=cancelled|date_from=2026-08-09", NULL, 20260808, "" },
  { &nh_gift_type, TEST_THANH_SEN, 2026,
    "category=ho_ngheo|quantity=10|quantity_qualifier=hon|unit_value=500000|value=5000000", NULL, 0,
    "warn gift.product value" },
  { &nh_gift_type, TEST_THANH_SEN, 2026,
    "category=ho_ngheo|quantity=10|quantity_qualifier=hon|unit_value=500000|value=5500000", NULL, 0, "" },
  { &nh_gift_type, TEST_THANH_SEN, 2026,
    "category=ho_ngheo|quantity=10|quantity_qualifier=hon|unit_value=500000|value=5000000|value_qualifier=hon", NULL, 0,
    "" },
  { &nh_gift_type, TEST_THANH_SEN, 2026,
    "category=ho_ngheo|quantity=10|quantity_qualifier=hon|unit_value=500000|value=5000000|value_qualifier=it_nhat",
    NULL, 0, "" },
  { &nh_gift_type, TEST_THANH_SEN, 2026,
    "category=ho_ngheo|quantity=10|quantity_qualifier=it_nhat|unit_value=500000|value=5000000", NULL, 0, "" },
  { &nh_gift_type, TEST_THANH_SEN, 2026,
    "category=ho_ngheo|quantity=10|quantity_qualifier=it_nhat|unit_value=500000|value=4000000", NULL, 0,
    "warn gift.product value" },
  { &nh_gift_type, TEST_THANH_SEN, 2026,
    "category=ho_ngheo|quantity=10|quantity_qualifier=gan|unit_value=500000|value=5500000", NULL, 0,
    "warn gift.product value" },
  { &nh_gift_type, TEST_THANH_SEN, 2026, "category=ho_ngheo|quantity=1|date=2026-08-08", NULL, 20260808, "" },
  { &nh_gift_type, TEST_THANH_SEN, 2026, "category=ho_ngheo|quantity=1|date=2026-08-09", NULL, 20260808,
    "warn gift.future date" },
  /* Numbers that belong together. */
  AT ("attendance=20000", ""),
  AT ("attendance=20001", "warn point.crowd attendance"),
  AT ("attendance=898|people=898", ""),
  AT ("attendance=899|people=898", "warn point.attendance attendance"),
  AT ("attendance=899|people=unknown", ""),
  AT ("households=206|people=206", ""),
  AT ("households=207|people=206", "warn point.households households"),
  AT ("groups=8|households=8", ""),
  AT ("groups=9|households=8", "warn point.groups groups"),
  AT ("status=cancelled|attendance=0", ""),
  AT ("status=cancelled|attendance=1", "warn point.cancelled attendance"),
  /* Parties and names without a number. */
  AT ("pacts=1|pact_parties=A; B|pledges=unknown|pledge_parties=A; B|rules=2|rule_parties=A; B", ""),
  AT ("pact_parties=A; B", "note point.pacts.number pacts"),
  AT ("pledges=0|pledge_parties=A; B", "note point.pledges.number pledges"),
  AT ("rules=none|rule_parties=A; B", "note point.rules.number rules"),
  AT ("model_names=A", "note point.models.number models"),
  AT ("models=2|model_names=A; B;", ""),
  AT ("models=1|model_names=A; B", "note point.model_names models"),
  AT ("weapons=5|weapon_names=03 súng kíp; 02 lựu đạn", ""),
  AT ("weapons=5|weapon_names=03 súng kíp; lựu đạn; 1,5 kg thuốc nổ", ""),
  AT ("weapons=5|weapon_names=03 súng kíp; 500 viên đạn; 20 mét dây cháy chậm; 20 m dây nổ", ""),
  AT ("weapons=5|weapon_names=03 súng kíp; 03 lựu đạn", "warn point.weapon_names weapons"),
  AT ("weapons=unknown|weapon_names=03 súng kíp", ""),
  AT ("weapons=5|weapon_names=03 súng kíp; 02 lựu đạn|hand_ins=2", ""),
  AT ("weapon_names=03 súng kíp", "note point.weapons.number weapons"),
  /* Money, and the slip of a thousand. */
  AT ("cost=0", ""),
  AT ("cost=1", "warn point.small_cost cost"),
  AT ("cost=99999", "warn point.small_cost cost"),
  AT ("cost=100000", ""),
  AT ("cost=4999999999", ""),
  AT ("cost=5000000000", "warn point.big_cost cost"),
  AT ("cost=105000|funding=mttq:5000,khac:100000", "warn point.small_funding funding"),
  AT ("cost=200000|funding=mttq:100000,khac:100000,bcd_138:0", ""),
  AT ("cost=200001|funding=mttq:100000,khac:100000", "warn point.funding funding"),
  AT ("cost=18000000|cost_qualifier=hon|funding=mttq:18500000", ""),
  AT ("cost=18000000|cost_qualifier=hon|funding=mttq:17500000", "warn point.funding funding"),
  AT ("cost=18000000|cost_qualifier=gan|funding=mttq:17500000", ""),
  AT ("cost=none|funding=mttq:10000", "warn point.funding funding"),
  AT ("cost=unknown|funding=mttq:10000", ""),
  AT ("funding=mttq:10000", "note point.no_sum cost"),
  AT ("funding=mttq:0", ""),
  { NULL }
};

#define SEASON(fields, expected)                                     \
  {                                                                  \
    &nh_season_type, TEST_THANH_SEN, 2026, fields, NULL, 0, expected \
  }
#define TOTAL(fields, expected)                                     \
  {                                                                 \
    &nh_total_type, TEST_THANH_SEN, 2026, fields, NULL, 0, expected \
  }

static const Case others[] = {
  SEASON ("", ""),
  SEASON (WINDOW, ""),
  SEASON ("window_from=2026-08-19|window_to=2026-08-19", ""),
  SEASON ("window_from=2026-08-20|window_to=2026-08-19", "block season.window window_to"),
  SEASON ("window_from=2025-12-31", "warn season.window_year window_from"),
  SEASON ("window_from=2026-07-01|window_to=2027-01-01", "warn season.window_year window_to"),
  SEASON (WINDOW "|plan_date=2026-08-19", ""),
  SEASON (WINDOW "|plan_date=2026-08-20", "warn season.plan_date plan_date"),
  SEASON (WINDOW "|deadline=2026-08-19", ""),
  SEASON (WINDOW "|deadline=2026-08-18", "note season.deadline deadline"),
  TOTAL ("indicator=points|value=1407|qualifier=hon|source=x", ""),
  TOTAL ("indicator=points|value=1407", "note total.source source"),
  TOTAL ("indicator=points|value=none|source=x", ""),
  TOTAL ("indicator=points|value=unknown|qualifier=hon|source=x", "block total.qualifier qualifier"),
  TOTAL ("indicator=points|value=0|qualifier=hon|source=x", "block total.qualifier qualifier"),
  TOTAL ("indicator=points|value=1|source=x", ""),
  TOTAL ("indicator=cost|value=0|source=x", ""),
  TOTAL ("indicator=cost|value=1|source=x", "warn total.small_money value"),
  TOTAL ("indicator=cost|value=9999|source=x", "warn total.small_money value"),
  TOTAL ("indicator=cost|value=10000|source=x", ""),
  { NULL }
};

/* --- Rules that look at other records --- */

static GPtrArray *
find (const NhRecordType *type, gint64 unit, int year, guint field, const NhValue *value, gint64 except, gpointer data)
{
  GPtrArray *all = data;
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < all->len; i++)
    {
      NhRecord *record = g_ptr_array_index (all, i);
      const NhRecordInfo *info = nh_record_get_info (record);

      if (nh_record_get_record_type (record) == type && info->unit == unit && info->year == year &&
          info->id != except && nh_text_same (nh_record_get_text (record, field), value->text))
        g_ptr_array_add (found, g_object_ref (record));
    }
  return found;
}

typedef struct
{
  const NhRecordType *type;
  const char *fields;
  int other_year;
  const char *other; /* fields of records that are there, between / */
  const char *expected;
} FindCase;

static const FindCase find_cases[] = {
  /* The same festival twice. */
  { &nh_point_type, POINT, 2026, "place=Thôn 1", "warn point.duplicate place" },
  { &nh_point_type, POINT, 2026, "place=THÔN  1", "warn point.duplicate place" },
  { &nh_point_type, POINT, 2026, "place=Thôn 2", "" },
  { &nh_point_type, POINT, 2025, "place=Thôn 1", "" },
  { &nh_point_type, POINT, 2026, "place=Thôn 1|status=cancelled", "" },
  { &nh_point_type, POINT, 2026, "place=Thôn 1|duplicate_of=5", "" },
  { &nh_point_type, POINT "status=cancelled", 2026, "place=Thôn 1", "" },
  { &nh_point_type, POINT "duplicate_of=5", 2026, "place=Thôn 1", "" },
  { &nh_point_type, POINT "date_from=2026-08-08", 2026, "place=Thôn 1|date_from=2026-08-09", "" },
  { &nh_point_type, POINT "date_from=2026-08-08", 2026, "place=Thôn 1|date_from=unknown",
    "warn point.duplicate place" },
  { &nh_point_type, POINT "date_from=2026-08-08|date_to=2026-08-09", 2026,
    "place=Thôn 1|date_from=2026-08-09|date_to=2026-08-10", "warn point.duplicate place" },
  /* The other was held before and after it. */
  { &nh_point_type, POINT "date_from=2026-08-08", 2026, "place=Thôn 1|date_from=2026-08-07|second_from=2026-08-09",
    "" },
  { &nh_point_type, POINT "date_from=2026-08-08", 2026, "place=Thôn 1|date_from=2026-08-06|second_from=2026-08-08",
    "warn point.duplicate place" },
  { &nh_point_type, POINT "date_from=2026-08-08", 2026,
    "place=Thôn 1|date_from=2026-08-09/place=Thôn 1|date_from=2026-08-07", "" },
  { &nh_point_type, POINT "date_from=2026-08-08", 2026,
    "place=Thôn 1|date_from=2026-08-09/place=Thôn 1|date_from=2026-08-08", "warn point.duplicate place" },
  /* Last year's attendance: more than three times as many or as few, by fifty at least. */
  { &nh_point_type, POINT "attendance=300", 2025, "place=Thôn 1|attendance=100", "" },
  { &nh_point_type, POINT "attendance=301", 2025, "place=Thôn 1|attendance=100", "warn point.last_year attendance" },
  { &nh_point_type, POINT "attendance=100", 2025, "place=Thôn 1|attendance=300", "" },
  { &nh_point_type, POINT "attendance=100", 2025, "place=Thôn 1|attendance=301", "warn point.last_year attendance" },
  { &nh_point_type, POINT "attendance=59", 2025, "place=Thôn 1|attendance=10", "" },
  { &nh_point_type, POINT "attendance=60", 2025, "place=Thôn 1|attendance=10", "warn point.last_year attendance" },
  { &nh_point_type, POINT "attendance=18500", 2025, "place=Thôn 1|attendance=185", "warn point.last_year attendance" },
  { &nh_point_type, POINT "attendance=0", 2025, "place=Thôn 1|attendance=185", "warn point.last_year attendance" },
  { &nh_point_type, POINT "attendance=unknown", 2025, "place=Thôn 1|attendance=185", "" },
  { &nh_point_type, POINT "attendance=1000", 2025, "place=Thôn 1|attendance=unknown", "" },
  { &nh_point_type, POINT "attendance=1000", 2024, "place=Thôn 1|attendance=10", "" },
  { &nh_point_type, POINT "attendance=1000", 2025, "place=Thôn 1|attendance=10|status=planned", "" },
  { &nh_point_type, POINT "attendance=1000|status=planned", 2025, "place=Thôn 1|attendance=10", "" },
  { &nh_point_type, POINT "attendance=1000|duplicate_of=5", 2025, "place=Thôn 1|attendance=10", "" },
  { &nh_point_type, POINT "attendance=1000", 2025, "place=Thôn 1|attendance=10/place=Thôn 1|attendance=900", "" },
  /* One total a unit, year and figure. */
  { &nh_total_type, "indicator=points|value=9|source=x", 2026, "indicator=points|value=8",
    "block total.only_one indicator" },
  { &nh_total_type, "indicator=points|value=9|source=x", 2026, "indicator=cost|value=8", "" },
  { &nh_total_type, "indicator=points|value=9|source=x", 2025, "indicator=points|value=8", "" },
};

static void
test_find (void)
{
  g_autoptr (NhCatalog) catalog = new_catalog ();

  for (guint i = 0; i < G_N_ELEMENTS (find_cases); i++)
    {
      const FindCase *c = &find_cases[i];
      g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (NhRecord) record = make_record (c->type, TEST_THANH_SEN, 2026, c->fields);
      g_auto (GStrv) texts = g_strsplit (c->other, "/", -1);
      NhCheckContext context = { .catalog = catalog, .find = find, .find_data = all };
      g_autoptr (GPtrArray) problems = NULL;
      g_autofree char *told = NULL;

      nh_record_edit_info (record)->id = 1;
      g_ptr_array_add (all, g_object_ref (record)); /* a record is not its own duplicate */
      for (guint t = 0; texts[t] != NULL; t++)
        {
          NhRecord *other = make_record (c->type, TEST_THANH_SEN, c->other_year, texts[t]);

          nh_record_edit_info (other)->id = 2 + t;
          g_ptr_array_add (all, other);
        }
      problems = nh_record_check (record, &context);
      told = tell (problems, c->type);
      g_test_message ("%s / %s", c->fields, c->other);
      g_assert_cmpstr (told, ==, c->expected);
    }
}

/* --- What is said --- */

static const struct
{
  const char *fields, *text;
} texts[] = {
  { POINT "date_from=2026-08-31",
    "31/08/2026 is outside the season, which ends on 19/08/2026. Please look at the date again." },
  { POINT "date_from=2026-08-08|leaders=district",
    "“Huyện” exists only up to 30/06/2025, but this record is of 08/08/2026. Choose another in “Leaders attending”, or "
    "correct the date." },
  { POINT "leaders=district", "“Huyện” exists only up to 30/06/2025, and the season of 2026 comes after. Choose "
                              "another in “Leaders attending”, or enter the date if it was earlier." },
  { POINT "province_names=Ông A", "“Provincial leaders” is filled in, but “Tỉnh” is not chosen in “Leaders attending”. "
                                  "Choose it, or empty this field." },
  { "place_kind=thon", "“Place” is missing. Please fill it in." },
  { POINT "place_kind=lien_thon|areas=1", "“Liên thôn/cụm” covers several residential areas, but only one is entered. "
                                          "Correct the number, or the kind of place." },
  { POINT "cost=5000",
    "A cost of 5.000 đồng is very little. The cost is kept in đồng: was it counted in thousands or millions?" },
  { POINT "cost=700000|funding=mttq:500000",
    "The funding comes to 500.000 đồng, but “Cost” is 700.000 đồng. Correct one of the two." },
};

static void
test_texts (void)
{
  g_autoptr (NhCatalog) catalog = new_catalog ();
  g_autoptr (NhRecord) season = make_record (&nh_season_type, TEST_THANH_SEN, 2026, WINDOW);
  NhCheckContext context = { .catalog = catalog, .season = season };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (NhRecord) record = make_record (&nh_point_type, TEST_THANH_SEN, 2026, texts[i].fields);
      g_autoptr (GPtrArray) problems = nh_record_check (record, &context);

      g_assert_cmpuint (problems->len, ==, 1);
      g_assert_cmpstr (((NhProblem *) g_ptr_array_index (problems, 0))->text, ==, texts[i].text);
    }
}

/* Problems come in the order of the form. */
static void
test_order (void)
{
  g_autoptr (NhCatalog) catalog = new_catalog ();
  g_autoptr (NhRecord)
      record = make_record (&nh_point_type, 0, 2026, "attendance=20001|cost=1|funding=mttq:1|pact_parties=A");
  NhCheckContext context = { .catalog = catalog };
  g_autoptr (GPtrArray) problems = nh_record_check (record, &context);
  g_autofree char *told = tell (problems, &nh_point_type);

  g_assert_cmpstr (told, ==,
                   "block point.unit -\nblock point.place.required place\nblock point.place_kind.required place_kind\n"
                   "warn point.crowd attendance\nnote point.pacts.number pacts\nwarn point.small_cost cost\n"
                   "warn point.small_funding funding");
}

/* --- Passed warnings --- */

static void
check_waived (NhRecord *record, const NhCheckContext *context, const char *reason, gboolean warn, gboolean block)
{
  g_autoptr (GPtrArray) problems = nh_record_check (record, context);

  g_assert_cmpstr (((NhProblem *) g_ptr_array_index (problems, 0))->reason, ==, reason);
  g_assert_true (nh_problems_warn (problems) == warn);
  g_assert_true (nh_problems_block (problems) == block);
}

static void
test_waive (void)
{
  g_autoptr (NhCatalog) catalog = new_catalog ();
  g_autoptr (NhRecord) record = make_record (&nh_point_type, TEST_THANH_SEN, 2026, POINT "attendance=20001");
  NhCheckContext context = { .catalog = catalog };
  g_autofree char *crowd = NULL;
  g_autofree char *prefix = NULL;

  check_waived (record, &context, NULL, TRUE, FALSE);
  nh_record_waive (record, "point.crowd", "  cả phường: 20\n001 người ");
  check_waived (record, &context, "cả phường: 20 001 người", FALSE, FALSE);
  nh_record_waive (record, "point.window", "mưa bão");
  crowd = nh_record_get_waiver (record, "point.crowd");
  prefix = nh_record_get_waiver (record, "point.cro");
  g_assert_cmpstr (crowd, ==, "cả phường: 20 001 người");
  g_assert_null (prefix);
  nh_record_waive (record, "point.crowd", "đã đếm lại"); /* in place of the first */
  check_waived (record, &context, "đã đếm lại", FALSE, FALSE);
  g_assert_cmpstr (nh_record_get_info (record)->waived, ==, "point.window: mưa bão\npoint.crowd: đã đếm lại");
  nh_record_waive (record, "point.crowd", "");
  check_waived (record, &context, NULL, TRUE, FALSE);
  nh_record_waive (record, "point.window", NULL);
  g_assert_cmpstr (nh_record_get_info (record)->waived, ==, "");
}

/* What blocks cannot be passed. */
static void
test_waive_block (void)
{
  g_autoptr (NhCatalog) catalog = new_catalog ();
  g_autoptr (NhRecord) record = make_record (&nh_point_type, TEST_THANH_SEN, 2026, "place_kind=thon");
  NhCheckContext context = { .catalog = catalog };

  nh_record_waive (record, "point.place.required", "không rõ");
  check_waived (record, &context, NULL, FALSE, TRUE);
}

/* Without a catalog, only rules that need none run. */
static void
test_bare (void)
{
  g_autoptr (NhRecord) record = make_record (&nh_point_type, 0, 2026,
                                             "place_kind=nothing|leaders=nobody|cost=1|areas=0|province_names=A");
  g_autoptr (NhRecord) total = make_record (&nh_total_type, 0, 2026, "indicator=cost|value=1|source=x");
  NhCheckContext context = { 0 };
  g_autoptr (GPtrArray) problems = nh_record_check (record, &context);
  g_autoptr (GPtrArray) none = nh_record_check (total, &context);
  g_autofree char *told = tell (problems, &nh_point_type);

  g_assert_cmpstr (
      told, ==,
      "block point.place.required place\nwarn point.province_names.applies province_names\nwarn point.small_cost cost");
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/check/general", general, run_cases);
  g_test_add_data_func ("/check/points", points, run_cases);
  g_test_add_data_func ("/check/others", others, run_cases);
  g_test_add_func ("/check/find", test_find);
  g_test_add_func ("/check/texts", test_texts);
  g_test_add_func ("/check/order", test_order);
  g_test_add_func ("/check/waive", test_waive);
  g_test_add_func ("/check/waive-block", test_waive_block);
  g_test_add_func ("/check/bare", test_bare);
  return g_test_run ();
}
