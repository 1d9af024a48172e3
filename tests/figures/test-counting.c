/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One rule of what counts: every entry of the codebooks, on each side of every day on which one of them changes and
 * without a date, in every state. What the checks accept is counted by the figures, the sums of a list, the sheets and
 * the paragraph alike, and the rest by none of them. */

#include <string.h>

#include "nh-commendation.h"
#include "nh-count.h"
#include "nh-count-sql.h"
#include "nh-fixture.h"
#include "nh-gift.h"
#include "nh-number.h"
#include "nh-point.h"
#include "nh-query.h"
#include "nh-store.h"

#define COMMUNE "18115" /* phường Bắc Hồng Lĩnh, without districts in 2025 */
#define YEAR 2025
#define WINDOW_FROM "2025-05-20" /* before both the districts and their police ended, and what begins later began */
#define WINDOW_TO "2025-09-10"

static NhFixture fixture;
static gint64 unit;

/* What a group of records comes to: of points, gifts (suất) or commended; in all and by kind of recipient. */
typedef struct
{
  gint64 all, kinds[5];
} Counted;

static const char *const kinds[] = { "tap_the", "ca_nhan", "ho", "khong_ro", "tt_cn" };

/* --- days --- */

static void
add_day (GPtrArray *days, NhDate day)
{
  g_autofree char *iso = day != NH_DATE_NONE ? nh_date_to_iso (day) : g_strdup ("");

  if (!g_ptr_array_find_with_equal_func (days, iso, g_str_equal, NULL))
    g_ptr_array_add (days, g_steal_pointer (&iso));
}

/* No date, 19/8, and both sides of each border in a codebook of the type. (transfer full) */
static GPtrArray *
days_of (const NhRecordType *type)
{
  NhCatalog *catalog = nh_ledger_get_catalog (fixture.ledger);
  GPtrArray *days = g_ptr_array_new_with_free_func (g_free);

  add_day (days, NH_DATE_NONE);
  add_day (days, nh_catalog_season_day (YEAR));
  for (guint f = 0; f < type->n_fields; f++)
    {
      g_autoptr (GPtrArray) codes = NULL;

      if (type->fields[f].kind != NH_KIND_CHOICE && type->fields[f].kind != NH_KIND_MANY)
        continue;
      codes = nh_catalog_get_codes (catalog, type->fields[f].codebook, NH_DATE_NONE);
      for (guint i = 0; i < codes->len; i++)
        {
          const NhCode *code = g_ptr_array_index (codes, i);

          if (code->from != NH_DATE_NONE)
            {
              add_day (days, code->from);
              add_day (days, nh_date_add_days (code->from, -1));
            }
          if (code->to != NH_DATE_NONE)
            {
              add_day (days, code->to);
              add_day (days, nh_date_add_days (code->to, 1));
            }
        }
    }
  return days;
}

/* Codes of a field, each once. (transfer full) */
static GPtrArray *
codes_of (const NhRecordType *type, guint field)
{
  g_autoptr (GPtrArray)
      codes = nh_catalog_get_codes (nh_ledger_get_catalog (fixture.ledger), type->fields[field].codebook, NH_DATE_NONE);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < codes->len; i++)
    {
      const char *code = ((const NhCode *) g_ptr_array_index (codes, i))->code;

      if (!g_ptr_array_find_with_equal_func (names, code, g_str_equal, NULL))
        g_ptr_array_add (names, g_strdup (code));
    }
  return names;
}

/* --- records --- */

static gpointer
check_record (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) problems = nh_store_check (connection, ledger, data, error);

  g_assert_nonnull (problems);
  return GINT_TO_POINTER (!nh_problems_block (problems));
}

static gpointer
save_records (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (nh_store_save_many (connection, ledger, data, "insert", NULL, error));
}

static gboolean
has_attribute (const char *list, const char *code, const char *name)
{
  const NhCode *entry = nh_catalog_get_code (nh_ledger_get_catalog (fixture.ledger), list, code, NH_DATE_NONE);
  g_autofree char *value = nh_code_get_attribute (entry, name);

  return g_strcmp0 (value, "1") == 0;
}

/* Adds a record to @drafts where the checks accept it. */
static gboolean
add_accepted (GPtrArray *drafts, const NhRecordType *type, const char *fields)
{
  g_autoptr (NhRecord) draft = nh_record_new (type, unit, YEAR);
  g_auto (GStrv) parts = g_strsplit (fields, "|", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) sealed = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *value = strchr (parts[i], '=');

      *value++ = '\0';
      nh_record_set_canonical (draft, parts[i], value, &error);
      g_assert_no_error (error);
    }
  sealed = nh_record_seal (draft);
  if (nh_ledger_call (fixture.ledger, NH_ON_READER, check_record, sealed, NULL, &error) == NULL)
    {
      g_assert_no_error (error);
      return FALSE;
    }
  g_ptr_array_add (drafts, g_steal_pointer (&draft));
  return TRUE;
}

/* --- who counts what --- */

typedef struct
{
  const NhRecordType *type;
  guint field;
  gint64 count, uncounted, sum;
} Sums;

static gpointer
read_sums (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Sums *sums = data;
  g_autofree NhSum *all = g_new0 (NhSum, sums->type->n_fields);
  g_autoptr (NhQuery) query = nh_query_new (sums->type);

  query->unit = unit;
  query->year = YEAR;
  g_assert_true (nh_query_sums (connection, ledger, query, &sums->count, &sums->uncounted, all, error));
  sums->sum = MAX (all[sums->field].number, 0);
  return NULL;
}

static Sums
sums_of_list (const NhRecordType *type, guint field)
{
  Sums sums = { .type = type, .field = field };

  nh_ledger_call (fixture.ledger, NH_ON_READER, read_sums, &sums, NULL, NULL);
  return sums;
}

static gint64
figure (NhFigures *figures, const char *code)
{
  return nh_figures_get (nh_figures_get_total (figures), code)->value;
}

/* The total row's number in the first column whose title ends with @title. */
static gint64
total_of (NhSheet *sheet, const char *title)
{
  NhTable *table = nh_sheet_get_table (sheet);

  for (guint column = 0; column < nh_table_get_n_columns (table); column++)
    {
      g_autofree char *full = nh_table_get_full_title (table, (int) column);

      if (g_str_has_suffix (full, title))
        return nh_table_get_number (table, 0, (int) column);
    }
  return 0;
}

static void
assert_said (const char *text, gint64 number, const char *measure)
{
  g_autofree char *formatted = nh_number_format_admin (number);
  g_autofree char *words = g_strdup_printf ("%s %s", formatted, measure);

  if (number > 0)
    {
      g_test_message ("“%s” in: %s", words, text);
      g_assert_nonnull (strstr (text, words));
    }
  else
    g_assert_null (strstr (text, measure));
}

static char *
paragraph (void)
{
  g_autoptr (NhSheet) sheet = nh_fixture_report (&fixture, "paragraph", unit, YEAR, NH_DATE_NONE);

  return nh_fixture_text (sheet);
}

static void
save_all (GPtrArray *drafts)
{
  g_autoptr (GError) error = NULL;

  if (drafts->len > 0)
    nh_ledger_call (fixture.ledger, NH_ON_WRITER, save_records, drafts, NULL, &error);
  g_assert_no_error (error);
}

static void
begin (void)
{
  nh_fixture_empty (&fixture);
  nh_fixture_save (&fixture, "season", unit, YEAR, "window_from=" WINDOW_FROM "|window_to=" WINDOW_TO);
}

/* --- commendations --- */

/* In the column that the form's entry names, and nowhere else. */
static void
assert_column (NhFigures *figures, const char *form, const Counted *expected)
{
  static const char *const endings[] = { "collective", "individual", "household" };
  const NhCode *entry = nh_catalog_get_code (nh_ledger_get_catalog (fixture.ledger), "award_form", form, NH_DATE_NONE);
  g_autofree char *column = nh_code_get_attribute (entry, "column");

  if (g_str_equal (column, "medal"))
    {
      g_assert_cmpint (figure (figures, "commendations.medal"), ==, expected->kinds[1]);
      return;
    }
  for (guint k = 0; k < G_N_ELEMENTS (endings); k++)
    {
      g_autofree char *code = g_strdup_printf ("commendations.%s.%s", column, endings[k]);

      g_assert_cmpint (figure (figures, code), ==, expected->kinds[k]);
    }
}

/* "63 Kỷ niệm chương": the form is known; "63 lượt khen thưởng": it is not. */
static void
assert_lump_said (const char *text, const char *form, const Counted *expected)
{
  gboolean known = !g_str_equal (form, "khong_ro");
  g_autofree char *number = nh_number_format_admin (expected->kinds[3] + (known ? expected->kinds[4] : 0));
  g_autofree char *words = g_strdup_printf (" %s %s", number, known ? "" : "lượt khen thưởng");

  g_test_message ("“%s” in: %s", words, text);
  g_assert_true (expected->kinds[3] == 0 || strstr (text, words) != NULL);
  if (!known)
    assert_said (text, expected->kinds[4], "tập thể, cá nhân");
}

static void
assert_commended (const char *form, const Counted *expected, guint n_drafts)
{
  static const char *const endings[] = { ".collective", ".individual", ".household", ".unsorted", ".mixed" };
  static const char *const titles[] = { "Tập thể", "Cá nhân", "Hộ gia đình", "Không rõ", "Tập thể, cá nhân (số gộp)" };
  g_autoptr (NhFigures) figures = nh_fixture_figures (&fixture, unit, YEAR, NH_DATE_NONE);
  g_autoptr (NhSheet) summary = nh_fixture_report (&fixture, "commendations", unit, YEAR, NH_DATE_NONE);
  g_autoptr (NhSheet) list = nh_fixture_report (&fixture, "commendation-list", unit, YEAR, NH_DATE_NONE);
  Sums sums = sums_of_list (&nh_commendation_type, NH_COMMENDATION_QUANTITY);
  g_autofree char *text = paragraph ();
  Counted counted = { figure (figures, "commendations.all") + figure (figures, "commendations.medal"),
                      { 0, figure (figures, "commendations.medal"), 0, figure (figures, "commendations.all") } };
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < G_N_ELEMENTS (endings); k++)
      if (g_str_has_prefix (indicators[i].code, "commendations.") && g_str_has_suffix (indicators[i].code, endings[k]))
        {
          counted.kinds[k] += figure (figures, indicators[i].code);
          counted.all += figure (figures, indicators[i].code);
          g_assert_true (figure (figures, indicators[i].code) == 0 ||
                         nh_figures_has_indicator (figures, indicators[i].code));
        }
  assert_column (figures, form, expected);
  counted.kinds[3] += counted.kinds[4]; /* of a form that is known, both are unsorted */
  g_assert_cmpint (counted.all, ==, expected->all);
  g_assert_cmpint (total_of (summary, "Tổng số"), ==, expected->all);
  g_assert_cmpint (sums.sum, ==, expected->all);
  g_assert_cmpint (sums.count, ==, n_drafts);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      if (k < 4)
        g_assert_cmpint (counted.kinds[k], ==, expected->kinds[k] + (k == 3 ? expected->kinds[4] : 0));
      g_assert_cmpint (total_of (summary, titles[k]), ==, expected->kinds[k]);
      g_assert_cmpint (total_of (list, titles[k]), ==, expected->kinds[k]);
    }
  assert_said (text, expected->kinds[0], "tập thể");
  assert_said (text, expected->kinds[1], "cá nhân");
  assert_said (text, expected->kinds[2], "hộ gia đình");
  assert_lump_said (text, form, expected);
}

static void
test_commendations (void)
{
  g_autoptr (GPtrArray) forms = codes_of (&nh_commendation_type, NH_COMMENDATION_FORM);
  g_autoptr (GPtrArray) states = codes_of (&nh_commendation_type, NH_COMMENDATION_STATE);
  g_autoptr (GPtrArray) days = days_of (&nh_commendation_type);

  g_assert_cmpuint (days->len, >=, 6);
  for (guint f = 0; f < forms->len; f++)
    for (guint s = 0; s < states->len; s++)
      {
        g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
        gboolean counts = has_attribute ("commendation_state", states->pdata[s], "counted");
        Counted expected = { 0 };

        begin ();
        for (guint d = 0; d < days->len; d++)
          for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
            {
              gint64 quantity = 1 << d; /* so that a sum tells which of them are in it */
              g_autofree char *fields = g_strdup_printf (
                  "form=%s|state=%s|recipient_kind=%s|decision_date=%s|quantity=%" G_GINT64_FORMAT,
                  (char *) forms->pdata[f], (char *) states->pdata[s], kinds[k], (char *) days->pdata[d], quantity);

              if (!add_accepted (drafts, &nh_commendation_type, fields) || !counts)
                continue;
              expected.all += quantity;
              expected.kinds[k] += quantity;
            }
        g_test_message ("%s %s: %u accepted", (char *) forms->pdata[f], (char *) states->pdata[s], drafts->len);
        save_all (drafts);
        assert_commended (forms->pdata[f], &expected, drafts->len);
      }
}

/* --- gifts --- */

static void
test_gifts (void)
{
  g_autoptr (GPtrArray) gift_kinds = codes_of (&nh_gift_type, NH_GIFT_KIND);
  g_autoptr (GPtrArray) categories = codes_of (&nh_gift_type, NH_GIFT_CATEGORY);
  g_autoptr (GPtrArray) days = days_of (&nh_gift_type);

  for (guint g = 0; g < gift_kinds->len; g++)
    {
      g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
      gboolean sets = has_attribute ("gift_kind", gift_kinds->pdata[g], "suat");
      g_autoptr (NhFigures) figures = NULL;
      g_autoptr (NhSheet) summary = NULL;
      g_autoptr (NhSheet) list = NULL;
      g_autofree char *text = NULL;
      gint64 quantity = 0;
      Sums sums;

      begin ();
      for (guint d = 0; d < days->len; d++)
        for (guint c = 0; c < categories->len; c++)
          {
            g_autofree char *fields = g_strdup_printf ("kind=%s|category=%s|date=%s|quantity=%u|value=%u",
                                                       (char *) gift_kinds->pdata[g], (char *) categories->pdata[c],
                                                       (char *) days->pdata[d], 1u << d, 1000000u << d);

            if (add_accepted (drafts, &nh_gift_type, fields))
              quantity += 1u << d;
          }
      save_all (drafts);
      figures = nh_fixture_figures (&fixture, unit, YEAR, NH_DATE_NONE);
      summary = nh_fixture_report (&fixture, "gifts", unit, YEAR, NH_DATE_NONE);
      list = nh_fixture_report (&fixture, "gift-list", unit, YEAR, NH_DATE_NONE);
      text = paragraph ();
      sums = sums_of_list (&nh_gift_type, NH_GIFT_QUANTITY);
      g_assert_cmpint (sums.sum, ==, sets ? quantity : 0);
      g_assert_cmpint (sums.uncounted, ==, 0);
      g_assert_cmpint (figure (figures, "gifts.sets"), ==, sets ? quantity : 0);
      g_assert_cmpint (total_of (summary, "Số suất"), ==, sets ? quantity : 0);
      g_assert_cmpint (total_of (list, "Số suất"), ==, sets ? quantity : 0);
      g_assert_cmpint (figure (figures, "gifts.value"), ==, quantity * 1000000);
      g_assert_cmpint (total_of (summary, "Trị giá (tr.đ)"), ==, quantity * 1000000);
      g_assert_cmpint (total_of (list, "Trị giá (tr.đ)"), ==, quantity * 1000000);
      assert_said (text, sets ? quantity : 0,
                   g_str_equal (gift_kinds->pdata[g], "hoc_bong") ? "suất học bổng" : "suất quà");
    }
}

/* --- points --- */

static void
assert_points (gint64 n, gint64 attendance, guint n_drafts, const char *place_kind)
{
  g_autoptr (NhFigures) figures = nh_fixture_figures (&fixture, unit, YEAR, NH_DATE_NONE);
  g_autoptr (NhSheet) list = nh_fixture_report (&fixture, "points", unit, YEAR, NH_DATE_NONE);
  g_autoptr (NhSheet) summary = nh_fixture_report (&fixture, "summary", unit, YEAR, NH_DATE_NONE);
  Sums sums = sums_of_list (&nh_point_type, NH_POINT_ATTENDANCE);
  g_autofree char *text = paragraph ();

  g_test_message ("%s", place_kind);
  g_assert_cmpint (figure (figures, "points"), ==, n);
  g_assert_cmpint (figure (figures, "points.residential") + figure (figures, "points.commune") +
                       figure (figures, "points.organisation"),
                   ==, n);
  g_assert_cmpint (figure (figures, "attendance"), ==, attendance);
  g_assert_cmpint (total_of (list, "Lượt người dự"), ==, attendance);
  g_assert_cmpint (total_of (summary, "Lượt người dự"), ==, attendance);
  g_assert_cmpint (sums.sum, ==, attendance);
  g_assert_cmpint (sums.count, ==, n_drafts);
  g_assert_cmpint (sums.uncounted, ==, n_drafts - n);
  assert_said (text, n, "điểm ngày hội");
  assert_said (text, attendance, "lượt người");
}

static void
test_points (void)
{
  g_autoptr (GPtrArray) place_kinds = codes_of (&nh_point_type, NH_POINT_PLACE_KIND);
  g_autoptr (GPtrArray) states = codes_of (&nh_point_type, NH_POINT_STATUS);
  g_autoptr (GPtrArray) levels = codes_of (&nh_point_type, NH_POINT_LEADERS);
  g_autoptr (GPtrArray) days = days_of (&nh_point_type);

  for (guint p = 0; p < place_kinds->len; p++)
    for (guint s = 0; s < states->len; s++)
      {
        g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
        gboolean counts = has_attribute ("point_status", states->pdata[s], "counted");
        gint64 n = 0, attendance = 0;

        begin ();
        for (guint d = 0; d < days->len; d++)
          for (guint l = 0; l < levels->len; l++)
            {
              g_autofree char *fields = g_strdup_printf (
                  "place=Nơi %u %u|place_kind=%s|status=%s|date_from=%s|leaders=%s|attendance=%u", d, l,
                  (char *) place_kinds->pdata[p], (char *) states->pdata[s], (char *) days->pdata[d],
                  (char *) levels->pdata[l], 1u << d);

              if (!add_accepted (drafts, &nh_point_type, fields) || !counts)
                continue;
              n++;
              attendance += 1u << d;
            }
        save_all (drafts);
        assert_points (n, attendance, drafts->len, place_kinds->pdata[p]);
      }
}

/* --- duplicates --- */

static gint64
save_gift (guint quantity, gint64 duplicate_of)
{
  g_autofree char *reference = duplicate_of != 0 ? g_strdup_printf ("|duplicate_of=%" G_GINT64_FORMAT, duplicate_of)
                                                 : g_strdup ("");
  g_autofree char *fields = g_strdup_printf ("kind=suat_qua|category=ho_ngheo|quantity=%u%s", quantity, reference);

  return nh_fixture_save (&fixture, "gift", unit, YEAR, fields);
}

static void
test_duplicates (void)
{
  Sums sums;

  begin ();
  save_gift (7, save_gift (5, 0));
  sums = sums_of_list (&nh_gift_type, NH_GIFT_QUANTITY);
  g_assert_cmpint (sums.count, ==, 2);
  g_assert_cmpint (sums.uncounted, ==, 1);
  g_assert_cmpint (sums.sum, ==, 5);
}

static gpointer
blank_states (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_assert_true (nh_connection_exec (connection, "UPDATE point SET status = NULL", "test", error));
  return NULL;
}

/* A file of another program: a point without a state does not count, neither here nor in SQL. */
static void
test_blank_state (void)
{
  Sums sums;

  begin ();
  nh_fixture_save (&fixture, "point", unit, YEAR, "place=Nơi|place_kind=thon|status=held|attendance=5");
  nh_ledger_call (fixture.ledger, NH_ON_WRITER, blank_states, NULL, NULL, NULL);
  sums = sums_of_list (&nh_point_type, NH_POINT_ATTENDANCE);
  g_assert_cmpint (sums.count, ==, 1);
  g_assert_cmpint (sums.uncounted, ==, 1);
}

static gpointer
find_rule (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) problems = nh_store_check (connection, ledger, data, error);

  for (guint i = 0; i < problems->len; i++)
    {
      const NhProblem *problem = g_ptr_array_index (problems, i);

      if (strstr (problem->rule, ".duplicate_of.") != NULL)
        return g_strdup_printf ("%s %s", nh_severity_get_name (problem->severity), strrchr (problem->rule, '.') + 1);
    }
  return g_strdup ("");
}

/* What is said of the gift @id when it is made a duplicate of @other. */
static void
assert_rule (gint64 id, gint64 other, const char *expected)
{
  g_autoptr (NhRecord) record = nh_fixture_record (&fixture, "gift", id);
  g_autoptr (NhRecord) draft = nh_record_edit (record);
  g_autoptr (NhRecord) sealed = NULL;
  g_autofree char *rule = NULL;

  nh_record_set_number (draft, NH_GIFT_DUPLICATE_OF, other);
  sealed = nh_record_seal (draft);
  rule = nh_ledger_call (fixture.ledger, NH_ON_READER, find_rule, sealed, NULL, NULL);
  g_assert_cmpstr (rule, ==, expected);
}

static gpointer
delete_gift (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (nh_store_set_deleted (connection, ledger, &nh_gift_type, data, 1, TRUE, NULL, error));
}

static void
test_duplicate_rules (void)
{
  gint64 first, second, third;
  g_autoptr (NhRecord) read = NULL;
  g_autofree char *shown = NULL;

  begin ();
  first = save_gift (1, 0);
  second = save_gift (2, first);
  third = save_gift (3, second);
  assert_rule (third, first, "");
  assert_rule (third, second, ""); /* a chain that ends in what counts */
  assert_rule (first, first, "block self");
  assert_rule (first, second, "block circle");
  assert_rule (first, third, "block circle");
  assert_rule (first, 999, "block gone");
  read = nh_fixture_record (&fixture, "gift", second);
  shown = nh_record_format (read, NH_GIFT_DUPLICATE_OF, nh_ledger_get_catalog (fixture.ledger));
  g_assert_cmpstr (shown, ==, "Hộ nghèo");
  g_assert_nonnull (nh_ledger_call (fixture.ledger, NH_ON_WRITER, delete_gift, &first, NULL, NULL));
  assert_rule (second, first, "warn deleted");
  assert_rule (third, second, "warn uncounted");
}

/* --- a type without state, choice and duplicates --- */

static void
test_plain (void)
{
  static const NhField fields[] = { { .name = "day", .title = "Day", .kind = NH_KIND_DATE } };
  static const NhCounting counting = { -1, -1, -1 };
  static const NhRecordType plain = {
    .name = "plain", .fields = fields, .n_fields = 1, .date_field = 0, .counting = &counting
  };
  g_autoptr (NhRecord) record = nh_record_new (&plain, 1, YEAR);
  g_autofree char *condition = NULL, *join = NULL;
  NhCatalog *catalog;

  begin ();
  catalog = nh_ledger_get_catalog (fixture.ledger);
  condition = nh_count_sql (&plain, catalog, "p.", TRUE);
  join = nh_count_sql_join (&plain, catalog, "?3");
  g_assert_cmpstr (condition, ==, "1");
  g_assert_cmpstr (join, ==, "");
  g_assert_true (nh_record_counts (record, catalog, NH_DATE_NONE));
}

/* --- a code with several entries --- */

/* Its column changes with the entry: one row is joined each day, the first before it began, and none is counted twice.
 */
static void
test_entries (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhFigures) figures = NULL;
  sqlite3 *db;

  begin ();
  path = g_strdup (nh_ledger_get_path (fixture.ledger));
  nh_ledger_close (fixture.ledger);
  g_clear_object (&fixture.ledger);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db,
                                 "UPDATE codebook SET valid_from = '2025-06-01', valid_to = '2025-06-30', custom = 1 "
                                 "WHERE code = 'giay_khen_xa';"
                                 "INSERT INTO codebook (list, code, title, valid_from, position, attributes, custom)"
                                 " VALUES ('award_form', 'giay_khen_xa', 'Mới', '2025-08-01', 99, 'column=other', 1)",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (db);
  fixture.ledger = nh_ledger_open (path, NH_OPEN_NO_LOCK, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 4; i++)
    {
      static const char *const days[] = { "2025-05-31", "2025-07-31", "2025-08-01", "" };
      g_autofree char *fields = g_strdup_printf (
          "form=giay_khen_xa|state=decided|recipient_kind=ho|quantity=%u|decision_date=%s", 1u << i, days[i]);

      nh_fixture_save (&fixture, "commendation", unit, YEAR, fields);
    }
  figures = nh_fixture_figures (&fixture, unit, YEAR, NH_DATE_NONE);
  g_assert_cmpint (figure (figures, "commendations.commune.household"), ==, 1 + 2);
  g_assert_cmpint (figure (figures, "commendations.other.household"), ==, 4 + 8);
}

int
main (int argc, char **argv)
{
  const NhLedgerSpec spec = { .unit_code = COMMUNE, .unit_on = 20250819, .role = NH_ROLE_COMMUNE };
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/counting/commendations", test_commendations);
  g_test_add_func ("/figures/counting/gifts", test_gifts);
  g_test_add_func ("/figures/counting/points", test_points);
  g_test_add_func ("/figures/counting/duplicates", test_duplicates);
  g_test_add_func ("/figures/counting/blank-state", test_blank_state);
  g_test_add_func ("/figures/counting/duplicate-rules", test_duplicate_rules);
  g_test_add_func ("/figures/counting/plain", test_plain);
  g_test_add_func ("/figures/counting/entries", test_entries); /* the last: it changes the codebooks */
  nh_fixture_create (&fixture, &spec);
  unit = nh_fixture_unit (&fixture, COMMUNE, YEAR);
  result = g_test_run ();
  nh_fixture_clear (&fixture);
  return result;
}
