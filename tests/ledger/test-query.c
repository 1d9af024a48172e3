/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "ledger-fixture.h"
#include "nh-error.h"
#include "nh-record-sorter.h"
#include "nh-point.h"
#include "nh-qualifier.h"
#include "nh-query.h"
#include "nh-store.h"
#include "nh-text.h"
#include "nh-total.h"

static void
run (gconstpointer body)
{
  fixture_run ("query.ngayhoi", (FixtureBody) body);
}

/* A point with fields by name, NULL-terminated pairs of canonical texts: its id. */
static gint64 G_GNUC_NULL_TERMINATED
save_point (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, ...)
{
  g_autoptr (NhRecord) draft = nh_record_new (&nh_point_type, unit != 0 ? unit : nh_ledger_get_unit (ledger), year);
  g_autoptr (NhRecord) saved = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;
  va_list args;

  va_start (args, year);
  while ((name = va_arg (args, const char *)) != NULL)
    {
      nh_record_set_canonical (draft, name, va_arg (args, const char *), &error);
      g_assert_no_error (error);
    }
  va_end (args);
  saved = nh_store_save (connection, ledger, draft, NULL, &error);
  g_assert_no_error (error);
  return nh_record_get_info (saved)->id;
}

static GArray *
ids_of (NhConnection *connection, NhLedger *ledger, const NhQuery *query)
{
  g_autoptr (GError) error = NULL;
  GArray *ids = nh_query_ids (connection, ledger, query, 0, &error);

  g_assert_no_error (error);
  return ids;
}

static gint64
sum_of (NhConnection *connection, NhLedger *ledger, const NhQuery *query, int field)
{
  g_autoptr (GError) error = NULL;
  g_autofree NhSum *sums = g_new0 (NhSum, query->type->n_fields);
  gint64 count = -1;

  g_assert_true (nh_query_sums (connection, ledger, query, &count, NULL, sums, &error));
  g_assert_no_error (error);
  return field < 0 ? count : sums[field].number;
}

/* How many records the query gives, which its count must agree with. */
static guint
n_found (NhConnection *connection, NhLedger *ledger, const NhQuery *query)
{
  g_autoptr (GArray) ids = ids_of (connection, ledger, query);

  g_assert_cmpint (sum_of (connection, ledger, query, -1), ==, ids->len);
  return ids->len;
}

/* ── Order
 * ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
 */

static const char *const names[] = {
  "Thôn 10",
  "Thôn 2",
  "Thôn 1",
  "thôn 2",
  "An Bình",
  "Ân Phú",
  "Ăn Sáng",
  "Đông Hòa",
  "Dông Hoà",
  "Đồng Hòa",
  "Đống Hòa",
  "Đổng Hòa",
  "Đõng",
  "Động",
  "Ôn",
  "Ơn",
  "On",
  "Ung",
  "Ưng",
  "Ứng",
  "Hoà Bình",
  "Hòa Bình",
  "Hóa Sơn",
  "Hoa Sơn",
  "Êm",
  "Em",
  "Yên",
  "Zíp",
  "Nguyễn Văn Ánh",
  "Trần Thị Anh",
  "Lê Ân",
  "100%",
  "a_b",
  "",
  "Tổ dân phố số 09",
  "Tổ dân phố số 9",
  "Y",
  "Ỳ",
  "Ỷ",
  "Ỹ",
  "Ý",
  "Ỵ",
};

static const char *
pick (GRand *rand, const char *const *texts, guint n)
{
  return texts[g_rand_int_range (rand, 0, (int) n)];
}

static char *
random_text (GRand *rand, NhLedger *ledger, const NhField *field, gint64 last)
{
  static const char *const numbers[] = { "", "0", "none", "unknown", "9", "10", "999999999999999", "185" };
  static const char *const dates[] = { "", "unknown", "2026-08-19", "2026-07-29", "1999-12-31", "2026-08-02" };

  switch (field->kind)
    {
    case NH_KIND_INTEGER:
    case NH_KIND_MONEY:
      return g_strdup (pick (rand, numbers, G_N_ELEMENTS (numbers)));
    case NH_KIND_DATE:
      return g_strdup (pick (rand, dates, G_N_ELEMENTS (dates)));
    case NH_KIND_REFERENCE:
      return last > 0 && g_rand_boolean (rand) ? g_strdup_printf ("%" G_GINT64_FORMAT, g_rand_boolean (rand) ? last : 1)
                                               : g_strdup ("");
    case NH_KIND_CHOICE:
    case NH_KIND_MANY:
    case NH_KIND_AMOUNTS:
      {
        g_autoptr (GPtrArray)
            codes = nh_catalog_get_codes (nh_ledger_get_catalog (ledger), field->codebook, NH_DATE_NONE);
        const NhCode *code = codes->pdata[g_rand_int_range (rand, 0, (int) codes->len)];

        if (g_rand_int_range (rand, 0, 4) == 0)
          return g_strdup ("");
        if (field->kind == NH_KIND_AMOUNTS)
          return g_strdup_printf ("%s:%d", code->code, g_rand_int_range (rand, 0, 20));
        return g_strdup (code->code);
      }
    default:
      return g_strdup (pick (rand, names, G_N_ELEMENTS (names)));
    }
}

static int
compare_numbers (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

static int
position_of (NhLedger *ledger, const NhField *field, const NhValue *value)
{
  return nh_catalog_get_code (nh_ledger_get_catalog (ledger), field->codebook, value->text, NH_DATE_NONE)->position;
}

/* The order that the list should have, told from the records alone. */
static int
compare_values (NhLedger *ledger, const NhField *field, const NhValue *a, const NhValue *b)
{
  switch (field->kind)
    {
    case NH_KIND_CHOICE:
      return compare_numbers (position_of (ledger, field, a), position_of (ledger, field, b));
    case NH_KIND_AMOUNTS:
      return compare_numbers (nh_amounts_total (a->text), nh_amounts_total (b->text));
    case NH_KIND_NAME:
      {
        g_autoptr (GBytes) key_a = nh_text_name_key (a->text);
        g_autoptr (GBytes) key_b = nh_text_name_key (b->text);

        return g_bytes_compare (key_a, key_b);
      }
    case NH_KIND_TEXT:
    case NH_KIND_LINES:
    case NH_KIND_MANY:
      return nh_text_collate (a->text, b->text);
    default:
      return compare_numbers (a->number, b->number);
    }
}

static void
check_order (NhConnection *connection, NhLedger *ledger, guint n, gboolean descending, guint n_records)
{
  g_autoptr (NhQuery) query = nh_query_new (&nh_point_type);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) first = NULL;
  g_autoptr (GPtrArray) records = NULL;

  query->sort = (int) n;
  query->descending = descending;
  ids = ids_of (connection, ledger, query);
  g_assert_cmpuint (ids->len, ==, n_records);
  records = nh_store_fetch (connection, ledger, &nh_point_type, (const gint64 *) ids->data, ids->len, NULL);
  for (guint i = 1; i < ids->len; i++)
    {
      const NhValue *a = nh_record_get (records->pdata[i - 1], n);
      const NhValue *b = nh_record_get (records->pdata[i], n);
      int order;

      if (!nh_value_is_set (a))
        g_assert_false (nh_value_is_set (b)); /* blank ones last, either way */
      if (nh_value_is_set (a) && !nh_value_is_set (b))
        continue;
      order = nh_value_is_set (b) ? compare_values (ledger, &nh_point_type.fields[n], a, b) : 0;
      g_test_message ("%s %s: “%s” %" G_GINT64_FORMAT ", “%s” %" G_GINT64_FORMAT, nh_point_type.fields[n].name,
                      descending ? "down" : "up", a->text, a->number, b->text, b->number);
      g_assert_cmpint (descending ? -order : order, <=, 0);
      if (order == 0)
        g_assert_cmpint (g_array_index (ids, gint64, i - 1), <, g_array_index (ids, gint64, i));
    }

  first = nh_query_ids (connection, ledger, query, 7, NULL);
  g_assert_cmpmem (first->data, first->len * sizeof (gint64), ids->data, 7 * sizeof (gint64));
}

static guint
fill (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260819);
  g_autoptr (GPtrArray) units = nh_catalog_search_units (nh_ledger_get_catalog (ledger), "", 20260819, 0);
  gint64 last = 0;

  for (guint i = 0; i < 150; i++)
    {
      const NhUnit *unit = units->pdata[g_rand_int_range (rand, 0, (int) units->len)];
      g_autoptr (NhRecord) draft = nh_record_new (&nh_point_type, unit->id, 2026);
      g_autoptr (NhRecord) saved = NULL;
      g_autoptr (GError) error = NULL;

      for (guint n = 0; n < nh_point_type.n_fields; n++)
        {
          g_autofree char *text = random_text (rand, ledger, &nh_point_type.fields[n], last);

          nh_record_set_canonical (draft, nh_point_type.fields[n].name, text, &error);
          g_assert_no_error (error);
        }
      saved = nh_store_save (connection, ledger, draft, NULL, &error);
      g_assert_no_error (error);
      last = nh_record_get_info (saved)->id;
    }
  return 150;
}

static void
test_order (NhConnection *connection, NhLedger *ledger)
{
  guint n_records = fill (connection, ledger);

  for (guint n = 0; n < nh_point_type.n_fields; n++)
    {
      check_order (connection, ledger, n, FALSE, n_records);
      check_order (connection, ledger, n, TRUE, n_records);
    }
}

/* The first ones, wherever they are told: those that all begin with. */
static void
check_first (NhConnection *connection, NhLedger *ledger, const NhQuery *query, gboolean told)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) all = ids_of (connection, ledger, query);
  g_autoptr (GArray) first = nh_query_first (connection, ledger, query, 7, &error);

  g_assert_no_error (error);
  g_assert_true ((first != NULL) == told);
  if (first != NULL)
    g_assert_cmpmem (first->data, first->len * sizeof (gint64), all->data, MIN (7, all->len) * sizeof (gint64));
}

static void
test_first (NhConnection *connection, NhLedger *ledger)
{
  static const struct
  {
    int sort;
    gboolean told;
  } cases[] = {
    { -1, TRUE },
    { NH_POINT_DATE_FROM, TRUE },
    { NH_POINT_PLACE, TRUE },
    { NH_POINT_ATTENDANCE, FALSE },
    { NH_POINT_PLACE_KIND, FALSE },
    { NH_POINT_NOTE, FALSE },
  };
  g_autoptr (NhQuery) query = nh_query_new (&nh_point_type);

  fill (connection, ledger);
  query->year = 2026;
  for (guint i = 0; i < 4 * G_N_ELEMENTS (cases); i++)
    {
      g_clear_pointer (&query->search, g_free);
      query->sort = cases[i / 4].sort;
      query->descending = i % 2 != 0;
      if (i % 4 >= 2)
        query->search = g_strdup ("a");
      check_first (connection, ledger, query, cases[i / 4].told);
    }
  query->filter = nh_filter_new (&nh_point_type);
  query->filter->problems = TRUE;
  check_first (connection, ledger, query, FALSE);
}

static guint
count_problems (NhConnection *connection, NhLedger *ledger, const NhQuery *query, guint limit, GArray *first,
                GArray *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = limit > 0 ? nh_query_ids (connection, ledger, query, limit, &error)
                                     : nh_query_ids_from (connection, ledger, query, first, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (ids->data, ids->len * sizeof (gint64), expected->data,
                   MIN (ids->len, expected->len) * sizeof (gint64));
  return ids->len;
}

/* Rules are run in the order of the query, and not over what was looked at before. */
static void
test_problems (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (NhQuery) query = nh_query_new (&nh_point_type);
  g_autoptr (GArray) all = NULL, ids = NULL, last = NULL, gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 none = 4711;

  fill (connection, ledger);
  query->descending = TRUE;
  ids = ids_of (connection, ledger, query);
  query->filter = nh_filter_new (&nh_point_type);
  query->filter->problems = TRUE;
  all = ids_of (connection, ledger, query);
  g_assert_cmpuint (all->len, >, 9);
  for (guint n = 1; n < 10; n += 4)
    {
      g_autoptr (GArray) first = g_array_copy (all);

      g_assert_cmpuint (count_problems (connection, ledger, query, n, NULL, all), ==, n);
      g_array_set_size (first, n);
      g_assert_cmpuint (count_problems (connection, ledger, query, 0, first, all), ==, all->len);
    }
  g_assert_cmpuint (count_problems (connection, ledger, query, all->len + 1, NULL, all), ==, all->len);
  /* As if the last record were the only one found before: those ahead of it are not looked at again. */
  last = g_array_copy (ids);
  g_array_remove_range (last, 0, last->len - 1);
  g_assert_cmpuint (count_problems (connection, ledger, query, 0, last, last), ==, 1);
  g_array_append_val (gone, none); /* by now deleted */
  g_assert_cmpuint (count_problems (connection, ledger, query, 0, gone, all), ==, all->len);
}

/* Ids with numbers of which many are equal, more than are sorted in one go; none is blank. */
#define MANY                                                                              \
  "WITH RECURSIVE n (id) AS (VALUES (1) UNION ALL SELECT id + 1 FROM n WHERE id < 50000)" \
  " SELECT id, (id * 7919 + id / 3) % 20011 - 500 AS number FROM n"

static NhRecordSorter *
take_many (NhConnection *connection, NhLedger *ledger, gboolean descending)
{
  g_autoptr (NhQuery) query = nh_query_new (&nh_point_type);
  sqlite3_stmt *statement = nh_connection_prepare (connection, MANY, NULL);
  g_autofree char *columns = NULL;
  NhRecordSorter *order;

  query->sort = NH_POINT_ATTENDANCE;
  query->descending = descending;
  order = nh_record_sorter_new (connection, ledger, query, NULL);
  columns = nh_record_sorter_columns (order);
  g_assert_cmpstr (columns, ==, "id, attendance");
  while (sqlite3_step (statement) == SQLITE_ROW)
    nh_record_sorter_take (order, statement);
  nh_statement_done (statement);
  return order;
}

static void
test_many (NhConnection *connection, NhLedger *ledger)
{
  static const char *const sql[] = { MANY " ORDER BY number, id", MANY " ORDER BY number DESC, id" };

  for (int descending = FALSE; descending <= TRUE; descending++)
    {
      g_autoptr (NhRecordSorter) order = take_many (connection, ledger, descending);
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) ids = nh_record_sorter_sort (order, connection, 0, &error);
      sqlite3_stmt *statement = nh_connection_prepare (connection, sql[descending], NULL);

      g_assert_no_error (error);
      g_assert_cmpuint (ids->len, ==, 50000);
      for (guint i = 0; i < ids->len; i++)
        {
          g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
          g_assert_cmpint (g_array_index (ids, gint64, i), ==, sqlite3_column_int64 (statement, 0));
        }
      nh_statement_done (statement);
    }
}

/* Cancelled when all rows are there and are being put in order: SQLite has nothing left to give up. */
static void
test_sort_cancelled (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (NhRecordSorter) order = take_many (connection, ledger, FALSE);
  g_autoptr (GError) error = NULL;

  nh_connection_set_cancellable (connection, cancellable);
  g_cancellable_cancel (cancellable);
  g_assert_null (nh_record_sorter_sort (order, connection, 0, &error));
  nh_connection_set_cancellable (connection, NULL);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* By the unit's place on sheets, and the type's own order: day, then place. */
static void
test_own_order (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (NhQuery) query = nh_query_new (&nh_point_type);
  g_autoptr (GArray) by_unit = NULL;
  g_autoptr (GArray) own = NULL;
  g_autoptr (GPtrArray) records = NULL;

  fill (connection, ledger);
  own = ids_of (connection, ledger, query);
  records = nh_store_fetch (connection, ledger, &nh_point_type, (const gint64 *) own->data, own->len, NULL);
  for (guint i = 1; i < records->len; i++)
    {
      NhDate a = nh_record_get_date (records->pdata[i - 1], NH_POINT_DATE_FROM);
      NhDate b = nh_record_get_date (records->pdata[i], NH_POINT_DATE_FROM);
      const char *place_a = nh_record_get_text (records->pdata[i - 1], NH_POINT_PLACE);
      const char *place_b = nh_record_get_text (records->pdata[i], NH_POINT_PLACE);

      g_assert_cmpint (a != NH_DATE_NONE ? a : G_MAXINT, <=, b != NH_DATE_NONE ? b : G_MAXINT);
      if (a == b && *place_b != '\0')
        g_assert_true (*place_a != '\0' && nh_text_collate (place_a, place_b) <= 0);
    }

  query->sort = (int) nh_point_type.n_fields;
  by_unit = ids_of (connection, ledger, query);
  g_ptr_array_unref (records);
  records = nh_store_fetch (connection, ledger, &nh_point_type, (const gint64 *) by_unit->data, by_unit->len, NULL);
  for (guint i = 1; i < records->len; i++)
    {
      NhCatalog *catalog = nh_ledger_get_catalog (ledger);
      const NhUnit *a = nh_catalog_get_unit (catalog, nh_record_get_info (records->pdata[i - 1])->unit);
      const NhUnit *b = nh_catalog_get_unit (catalog, nh_record_get_info (records->pdata[i])->unit);

      g_assert_cmpint (a->position, <=, b->position);
    }
}

/* ── Which
 * ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
 */

static void
test_search (NhConnection *connection, NhLedger *ledger)
{
  static const struct
  {
    const char *search;
    guint n;
  } cases[] = {
    { "hoa", 5 },
    { "HOA  binh", 3 },
    { "hoà", 3 },
    { "hòa", 3 },
    { "HO\xcc\x80"
      "A",
      3 },
    { "hoa\xcc\x80", 3 },
    { "hóa", 1 },
    { "hoá", 1 },
    { "binh hòa", 3 },
    { "hòa sơn", 0 },
    { "thuy", 2 },
    { "thủy", 2 },
    { "thuỷ", 2 },
    { "thụy", 0 },
    { "đ", 2 },
    { "d", 4 },
    { "dong", 2 },
    { "đông", 1 },
    { "dông", 0 },
    { "%", 1 },
    { "100%", 1 },
    { "0%0", 0 },
    { "_", 1 },
    { "a_b", 1 },
    { "ab", 0 },
    { "\\", 1 },
    { "'", 1 },
    { "\"", 0 },
    { "*", 0 },
    { "", 11 },
    { "   ", 11 },
    { "mặt trận", 1 },
    { "mat tran", 1 },
    { "mặt tran hoa", 1 },
    { "ghi chú", 1 },
    { "\xff", 0 },
  };
  static const char *const places[] = {
    "Thôn Hoà Bình", "Thôn Hòa Bình", "THÔN HÒA BÌNH", "Thôn Hóa Sơn", "Thôn Hoa Sơn", "Khối Thuỷ Văn",
    "Khối Thủy Văn", "Khối Đông",     "Đạt 100% dân",  "a_b",          "c\\d's",
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    save_point (connection, ledger, 0, 2026, "place", places[i], "organisers", i == 0 ? "Mặt trận" : "", "note",
                i == 3 ? "ghi chú\nhai dòng" : "", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NhQuery) query = nh_query_new (&nh_point_type);
      g_autoptr (NhQuery) copy = NULL;

      query->search = g_strdup (cases[i].search);
      copy = nh_query_copy (query);
      g_test_message ("search %u", i);
      g_assert_cmpuint (n_found (connection, ledger, copy), ==, cases[i].n);
    }
}

static guint
n_filtered (NhConnection *connection, NhLedger *ledger, const char *words)
{
  g_autoptr (NhQuery) query = nh_query_new (&nh_point_type);
  g_autoptr (NhQuery) copy = NULL;
  g_auto (GStrv) each = g_strsplit (words, " & ", -1);

  query->filter = nh_filter_new (&nh_point_type);
  for (guint i = 0; each[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      nh_filter_set_word (query->filter, each[i], &error);
      g_assert_no_error (error);
    }
  copy = nh_query_copy (query);
  return n_found (connection, ledger, copy);
}

static void
fill_for_filters (NhConnection *connection, NhLedger *ledger)
{
  save_point (connection, ledger, 0, 2026, "place", "Thôn Hòa 1", "place_kind", "thon", "leaders", "commune",
              "attendance", "none", "date_from", "2026-08-19", "funding", "ngan_sach:1", "cost", "5000000", NULL);
  save_point (connection, ledger, 0, 2026, "place", "Thôn Hóa 2", "place_kind", "thon", "leaders", "province,commune",
              "attendance", "unknown", "date_from", "unknown", "funding", "ngan_sach:1,khac:2", "weapons", "none",
              "cost", "1000000", NULL);
  save_point (connection, ledger, 0, 2026, "place", "Xóm 3", "place_kind", "xom", "attendance", "0", "date_from",
              "2026-08-01", NULL);
  save_point (connection, ledger, 0, 2026, "place", "Chợ", "attendance", "250", "note", "Trời mưa\nto", NULL);
}

static void
test_filter (NhConnection *connection, NhLedger *ledger)
{
  static const struct
  {
    const char *words;
    guint n;
  } cases[] = {
    { "place_kind=thon", 2 },
    { "place_kind=thon,xom", 3 },
    { "place_kind=xa", 0 },
    { "place_kind=", 1 },
    { "place_kind=!", 3 },
    { "leaders=commune", 2 },
    { "leaders=province", 1 },
    { "leaders=province,district", 1 },
    { "leaders=com", 0 },
    { "leaders=", 2 },
    { "leaders=!", 2 },
    { "attendance=0", 1 },
    { "attendance=0..", 2 },
    { "attendance=1..250", 1 },
    { "attendance=..249", 1 },
    { "attendance=251..", 0 },
    { "attendance=none", 1 },
    { "attendance=unknown", 1 },
    { "attendance=missing", 1 },
    { "attendance=", 0 },
    { "attendance=!", 4 },
    { "weapons=", 3 },
    { "weapons=none", 1 },
    { "cost=1000000..4999999", 1 },
    { "cost=1000000..5000000", 2 },
    { "date_from=2026-08-19", 1 },
    { "date_from=2026-08-01..2026-08-19", 2 },
    { "date_from=..2026-08-18", 1 },
    { "date_from=unknown", 1 },
    { "date_from=", 1 },
    { "date_from=missing", 2 },
    { "funding=khac", 1 },
    { "funding=ngan_sach,khac", 2 },
    { "funding=mttq", 0 },
    { "funding=", 2 },
    { "funding=!", 2 },
    { "place~hoa", 2 },
    { "place~hòa", 1 },
    { "place~1 thon", 1 },
    { "place~%", 0 },
    { "note~mua to", 1 },
    { "note=", 3 },
    { "place_kind=thon & attendance=none", 1 },
    { "place_kind=thon & attendance=0", 0 },
    { "place~thon & cost=..2000000", 1 },
  };

  fill_for_filters (connection, ledger);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].words);
      g_assert_cmpuint (n_filtered (connection, ledger, cases[i].words), ==, cases[i].n);
    }
}

static void
test_filter_refused (NhConnection *connection, NhLedger *ledger)
{
  static const char *const words[] = {
    "attendance=nhiều",
    "attendance=..",
    "attendance=2026-08-19",
    "attendance~1",
    "place=hoa",
    "place~",
    "place=none",
    "date_from=19/8",
    "date_from=2026-13-01",
    "place_kind=Thôn",
    "nothing=1",
    "place",
    "",
  };
  g_autoptr (NhFilter) filter = nh_filter_new (&nh_point_type);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", words[i]);
      g_assert_false (nh_filter_set_word (filter, words[i], &error));
      g_assert_error (error, NH_ERROR, NH_ERROR_INVALID);
    }
  g_assert_true (nh_filter_is_empty (filter));
}

static void
test_filter_text (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (NhFilter) filter = nh_filter_new (&nh_point_type);
  g_autoptr (NhFilter) back = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *again = NULL;
  g_autofree char *said = NULL;

  nh_filter_set (filter, NH_POINT_PLACE, "~“a\"b\\c”\n", NULL);
  nh_filter_set (filter, NH_POINT_PLACE_KIND, "thon,xom", NULL);
  nh_filter_set (filter, NH_POINT_WEAPONS, "", NULL);
  filter->problems = filter->drafts = filter->deleted = TRUE;
  json = nh_filter_to_json (filter);
  back = nh_filter_from_json (connection, &nh_point_type, json, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < nh_point_type.n_fields; i++)
    g_assert_cmpstr (back->conditions[i], ==, filter->conditions[i]);
  g_assert_true (back->problems && back->drafts && back->deleted);
  again = nh_filter_to_json (back);
  g_assert_cmpstr (again, ==, json);
  said = nh_filter_describe (filter, NH_POINT_PLACE_KIND, nh_ledger_get_catalog (ledger));
  g_assert_nonnull (strstr (said, "Thôn, Xóm"));

  g_assert_null (nh_filter_from_json (connection, &nh_point_type, "{\"tents\":\"1\"}", &error));
  g_assert_error (error, NH_ERROR, NH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (nh_filter_from_json (connection, &nh_point_type, "{", &error));
  g_assert_nonnull (error);
}

static void
test_filter_kept (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (NhFilter) filter = nh_filter_new (&nh_point_type);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) totals = NULL;
  g_autoptr (GError) error = NULL;

  nh_filter_set (filter, NH_POINT_WEAPONS, "1..", NULL);
  g_assert_true (nh_filter_keep (connection, &nh_point_type, "  Có vũ khí ", filter, &error));
  g_assert_true (nh_filter_keep (connection, &nh_point_type, "Ấp.x", filter, &error));
  g_assert_true (nh_filter_keep (connection, &nh_point_type, "Bỏ", filter, &error));
  g_assert_true (nh_filter_keep (connection, &nh_point_type, "Bỏ", NULL, &error));
  list = nh_filter_list (connection, &nh_point_type, &error);
  totals = nh_filter_list (connection, &nh_total_type, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (totals->len, ==, 0);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((NhSavedFilter *) list->pdata[0])->name, ==, "Ấp.x");
  g_assert_cmpstr (((NhSavedFilter *) list->pdata[1])->name, ==, "Có vũ khí");
  g_assert_cmpstr (((NhSavedFilter *) list->pdata[1])->filter->conditions[NH_POINT_WEAPONS], ==, "1..");
}

/* Drafts, and what a rule says: the same records for ids and sums. */
static void
test_filter_state (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (NhQuery) query = nh_query_new (&nh_point_type);
  g_autofree NhSum *sums = g_new0 (NhSum, nh_point_type.n_fields);
  gint64 count;

  save_point (connection, ledger, 0, 2026, "place", "Thôn 1", "place_kind", "thon", "status", "held", "date_from",
              "2026-08-19", "attendance", "70", NULL);
  save_point (connection, ledger, 0, 2026, "place_kind", "thon", "attendance", "8", NULL); /* no place: blocked */
  query->filter = nh_filter_new (&nh_point_type);
  g_assert_cmpuint (n_found (connection, ledger, query), ==, 2);
  query->filter->problems = TRUE;
  g_assert_true (nh_query_sums (connection, ledger, query, &count, NULL, sums, NULL));
  g_assert_cmpint (count, ==, 1);
  g_assert_cmpint (sums[NH_POINT_ATTENDANCE].number, ==, 8);
  query->filter->problems = FALSE;
  query->filter->drafts = TRUE;
  g_assert_cmpuint (n_found (connection, ledger, query), ==, 0);
  g_assert_true (
      nh_connection_exec (connection,
                          "INSERT INTO draft (type, uuid, record, version, unit, year, texts, saved_at)"
                          " SELECT 'point', uuid, id, version, unit, year, '{}', changed_at FROM point LIMIT 1",
                          "test", NULL));
  g_assert_cmpuint (n_found (connection, ledger, query), ==, 1);
}

static gint64
unit_on (NhLedger *ledger, const char *code, NhDate on)
{
  return nh_catalog_find_unit (nh_ledger_get_catalog (ledger), code, on)->id;
}

static void
test_unit_and_below (NhConnection *connection, NhLedger *ledger)
{
  const struct
  {
    const char *code;
    NhDate on;
    guint n;
  } cases[] = {
    { "42", 20240819, 5 },    { "436", 20240819, 2 }, { "437", 20240819, 0 }, { "18073", 20240819, 1 },
    { "18073", 20250819, 1 }, { "436", 20250301, 0 }, { "446", 20240819, 1 },
  };

  save_point (connection, ledger, unit_on (ledger, "18073", 20240819), 2024, "place", "1", NULL);
  save_point (connection, ledger, unit_on (ledger, "18076", 20240819), 2024, "place", "2", NULL);
  save_point (connection, ledger, unit_on (ledger, "18673", 20240819), 2024, "place", "3", NULL);
  save_point (connection, ledger, unit_on (ledger, "18073", 20250819), 2025, "place", "4", NULL);
  save_point (connection, ledger, unit_on (ledger, "42", 20250819), 2025, "place", "5", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NhQuery) query = nh_query_new (&nh_point_type);

      query->unit = unit_on (ledger, cases[i].code, cases[i].on);
      g_test_message ("%s on %d", cases[i].code, cases[i].on);
      g_assert_cmpuint (n_found (connection, ledger, query), ==, cases[i].n);
    }
}

/* The name of a unit below finds its records; a part of it, its kind, and the name of the unit itself do not. */
static void
test_search_unit (NhConnection *connection, NhLedger *ledger)
{
  static const struct
  {
    const char *unit, *search;
    guint n;
  } cases[] = {
    { "42", "cam xuyen", 3 }, { "42", "Cẩm Xuyên", 3 },    { "42", "xã cẩm xuyên", 3 },
    { "42", "cam", 1 },       { "42", "câm xuyen", 0 },    { "42", "xã", 0 },
    { "42", "thon", 4 },      { "18673", "cam xuyen", 1 }, { "18673", "thon hai", 1 },
  };
  static const char *const places[] = { "Thôn Một", "Thôn Hai", "Thôn Cẩm, giáp Xuyên", "Thôn Ba" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    save_point (connection, ledger, unit_on (ledger, i < 3 ? "18673" : "18073", 20260819), 2026, "place", places[i],
                NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NhQuery) query = nh_query_new (&nh_point_type);

      query->unit = unit_on (ledger, cases[i].unit, 20260819);
      query->year = 2026;
      query->search = g_strdup (cases[i].search);
      g_test_message ("“%s” in %s", cases[i].search, cases[i].unit);
      g_assert_cmpuint (n_found (connection, ledger, query), ==, cases[i].n);
    }
}

static void
test_sums (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (NhQuery) query = nh_query_new (&nh_point_type);
  gint64 binned;
  g_autoptr (GError) error = NULL;

  query->year = 2026;
  g_assert_cmpint (sum_of (connection, ledger, query, NH_POINT_ATTENDANCE), ==, NH_NO_SUM);
  g_assert_cmpint (sum_of (connection, ledger, query, NH_POINT_FUNDING), ==, NH_NO_SUM);

  save_point (connection, ledger, 0, 2026, "attendance", "999999999999999", "funding", "khac:5,ngan_sach:6", "place",
              "Thôn 1", NULL);
  save_point (connection, ledger, 0, 2026, "attendance", "1", "funding", "khac:7", "place", "Thôn 2", NULL);
  save_point (connection, ledger, 0, 2026, "attendance", "none", NULL);
  save_point (connection, ledger, 0, 2026, "attendance", "unknown", NULL);
  save_point (connection, ledger, 0, 2025, "attendance", "77", "funding", "khac:77", NULL);
  binned = save_point (connection, ledger, 0, 2026, "attendance", "88", "funding", "khac:88", NULL);
  g_assert_true (nh_store_set_deleted (connection, ledger, &nh_point_type, &binned, 1, TRUE, NULL, &error));

  g_assert_cmpint (sum_of (connection, ledger, query, NH_POINT_ATTENDANCE), ==, G_GINT64_CONSTANT (1000000000000000));
  g_assert_cmpint (sum_of (connection, ledger, query, NH_POINT_FUNDING), ==, 18);
  g_assert_cmpint (sum_of (connection, ledger, query, -1), ==, 4);
  query->search = g_strdup ("thon 2");
  g_assert_cmpint (sum_of (connection, ledger, query, NH_POINT_ATTENDANCE), ==, 1);
  g_assert_cmpint (sum_of (connection, ledger, query, NH_POINT_FUNDING), ==, 7);
  g_clear_pointer (&query->search, g_free);
  query->deleted = TRUE;
  g_assert_cmpint (sum_of (connection, ledger, query, NH_POINT_ATTENDANCE), ==, 88);
  query->deleted = FALSE;
  query->year = 0;
  g_assert_cmpint (sum_of (connection, ledger, query, NH_POINT_FUNDING), ==, 95);
}

/* What a sum says of its parts: that one is not exact, and that one is not known. */
static void
test_sum_words (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (NhQuery) query = nh_query_new (&nh_point_type);
  g_autofree NhSum *sums = g_new0 (NhSum, nh_point_type.n_fields);
  gint64 count;

  query->year = 2026;
  save_point (connection, ledger, 0, 2026, "place", "Thôn 1", "status", "held", "attendance", "250",
              "attendance_qualifier", "hon", NULL);
  save_point (connection, ledger, 0, 2026, "place", "Thôn 2", "status", "held", "attendance", "10", NULL);
  g_assert_true (nh_query_sums (connection, ledger, query, &count, NULL, sums, NULL));
  g_assert_cmpint (sums[NH_POINT_ATTENDANCE].number, ==, 260);
  g_assert_cmpuint (sums[NH_POINT_ATTENDANCE].qualifiers, ==, NH_QUALIFIER_MORE);
  g_assert_false (sums[NH_POINT_ATTENDANCE].unknown);

  save_point (connection, ledger, 0, 2026, "place", "Thôn 3", "status", "held", "attendance", "90",
              "attendance_qualifier", "gan", "pacts", "unknown", NULL);
  save_point (connection, ledger, 0, 2026, "place", "Thôn 4", "status", "held", "attendance", "unknown", NULL);
  save_point (connection, ledger, 0, 2026, "place", "Thôn 5", "status", "planned", "attendance", "70",
              "attendance_qualifier", "khoang", "models", "unknown", NULL);
  g_assert_true (nh_query_sums (connection, ledger, query, &count, NULL, sums, NULL));
  g_assert_cmpint (sums[NH_POINT_ATTENDANCE].number, ==, 350);
  g_assert_cmpuint (sums[NH_POINT_ATTENDANCE].qualifiers, ==, NH_QUALIFIER_MORE | NH_QUALIFIER_UNDER);
  g_assert_true (sums[NH_POINT_ATTENDANCE].unknown);
  g_assert_cmpint (sums[NH_POINT_PACTS].number, ==, NH_NO_SUM);
  g_assert_true (sums[NH_POINT_PACTS].unknown);
  g_assert_false (sums[NH_POINT_MODELS].unknown); /* the point does not count */
}

#define LETTERS 6 /* few, so that half of the parts are found */
#define ROUNDS 3000

static char *
random_syllables (GRand *rand, int most)
{
  static const char *const letters[LETTERS] = { "a", "đ", "ệ", " ", "n", "ươ" };
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (rand, 0, most + 1); n > 0; n--)
    g_string_append (text, letters[g_rand_int_range (rand, 0, LETTERS)]);
  return g_string_free (text, FALSE);
}

/* Of our connection and of one that is SQLite's alone. */
static sqlite3_int64
ask_of (sqlite3 *db, const char *sql, const char *text, const char *part)
{
  sqlite3_stmt *statement = NULL;
  sqlite3_int64 found;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (statement, 1, text, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, part, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  found = sqlite3_column_type (statement, 0) == SQLITE_NULL ? -1 : sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return found;
}

/* A part of a text is found where SQLite finds it, and where LIKE does. */
static void
test_parts (NhConnection *connection, NhLedger *ledger)
{
  static const char instr[] = "SELECT instr (?1, ?2)", like[] = "SELECT ?1 LIKE '%' || ?2 || '%'";
  sqlite3 *db = nh_connection_get_db (connection), *plain = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (52);
  guint n_found = 0;

  g_assert_cmpint (sqlite3_open (":memory:", &plain), ==, SQLITE_OK);
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *text = random_syllables (rand, 40), *part = random_syllables (rand, 3);
      sqlite3_int64 place = ask_of (db, instr, text, part);

      g_assert_cmpint (place, ==, ask_of (plain, instr, text, part));
      g_assert_cmpint (place > 0, ==, ask_of (plain, like, text, part));
      n_found += place > 1;
    }
  g_assert_cmpuint (n_found, >, ROUNDS / 10);
  g_assert_cmpuint (n_found, <, ROUNDS);
  g_assert_cmpint (ask_of (db, instr, NULL, "a"), ==, -1);
  g_assert_cmpint (ask_of (db, instr, "a", NULL), ==, -1);
  g_assert_cmpint (ask_of (db, instr, "", ""), ==, ask_of (plain, instr, "", ""));
  sqlite3_close (plain);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    FixtureBody body;
  } tests[] = {
    { "/query/order", test_order },
    { "/query/many", test_many },
    { "/query/sort-cancelled", test_sort_cancelled },
    { "/query/first", test_first },
    { "/query/problems", test_problems },
    { "/query/own-order", test_own_order },
    { "/query/search", test_search },
    { "/query/search-unit", test_search_unit },
    { "/query/parts", test_parts },
    { "/query/filter", test_filter },
    { "/query/filter-refused", test_filter_refused },
    { "/query/filter-text", test_filter_text },
    { "/query/filter-kept", test_filter_kept },
    { "/query/filter-state", test_filter_state },
    { "/query/unit-and-below", test_unit_and_below },
    { "/query/sums", test_sums },
    { "/query/sum-words", test_sum_words },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_data_func (tests[i].path, (gconstpointer) tests[i].body, run);
  return g_test_run ();
}
