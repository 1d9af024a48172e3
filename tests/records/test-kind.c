/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-error.h"
#include "nh-kind.h"
#include "nh-record-type.h"
#include "test-catalog.h"

static const NhField fields[] = {
  [NH_KIND_TEXT] = { .name = "text", .kind = NH_KIND_TEXT },
  [NH_KIND_LINES] = { .name = "lines", .kind = NH_KIND_LINES },
  [NH_KIND_NAME] = { .name = "name", .kind = NH_KIND_NAME },
  [NH_KIND_INTEGER] = { .name = "integer", .kind = NH_KIND_INTEGER },
  [NH_KIND_MONEY] = { .name = "money", .kind = NH_KIND_MONEY },
  [NH_KIND_DATE] = { .name = "date", .kind = NH_KIND_DATE },
  [NH_KIND_CHOICE] = { .name = "choice", .kind = NH_KIND_CHOICE, .codebook = "place_kind" },
  [NH_KIND_MANY] = { .name = "many", .kind = NH_KIND_MANY, .codebook = "level" },
  [NH_KIND_YES_NO] = { .name = "yes_no", .kind = NH_KIND_YES_NO },
  [NH_KIND_AMOUNTS] = { .name = "amounts", .kind = NH_KIND_AMOUNTS, .codebook = "funding_source" },
  [NH_KIND_REFERENCE] = { .name = "reference", .kind = NH_KIND_REFERENCE, .codebook = "point" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fields) == NH_N_KINDS);

/* Typed, canonical, formatted and edit text. `canonical` NULL: refused. */
typedef struct
{
  NhKind kind;
  const char *typed, *canonical, *shown, *edited;
} Case;

static const Case cases[] = {
  { NH_KIND_TEXT, "  Thôn\u00a0 Bàu  Láng ", "Thôn Bàu Láng", "Thôn Bàu Láng", "Thôn Bàu Láng" },
  { NH_KIND_TEXT, "   ", "", "", "" },
  { NH_KIND_TEXT, "none", "none", "none", "none" },
  { NH_KIND_TEXT, "-", "-", "-", "-" },
  { NH_KIND_LINES, "\n a \n b\n\n", "a\nb", "a\nb", "a\nb" },
  { NH_KIND_NAME, " Nguyễn  Văn A", "Nguyễn Văn A", "Nguyễn Văn A", "Nguyễn Văn A" },

  { NH_KIND_INTEGER, "1407", "1407", "1.407", "1.407" },
  { NH_KIND_INTEGER, "84.000", "84000", "84.000", "84.000" },
  { NH_KIND_INTEGER, "01", "1", "1", "1" },
  { NH_KIND_INTEGER, "0", "0", "0", "0" },
  { NH_KIND_INTEGER, "", "", "", "" },
  { NH_KIND_INTEGER, "không có", "none", "none", "none" },
  { NH_KIND_INTEGER, "KHONG CO", "none", "none", "none" },
  { NH_KIND_INTEGER, "ko co", "none", "none", "none" },
  { NH_KIND_INTEGER, "kc", "none", "none", "none" },
  { NH_KIND_INTEGER, "-", "none", "none", "none" },
  { NH_KIND_INTEGER, "–", "none", "none", "none" },
  { NH_KIND_INTEGER, "none", "none", "none", "none" },
  { NH_KIND_INTEGER, "chưa có", "unknown", "not known yet", "not known yet" },
  { NH_KIND_INTEGER, "chua co so lieu", "unknown", "not known yet", "not known yet" },
  { NH_KIND_INTEGER, "?", "unknown", "not known yet", "not known yet" },
  { NH_KIND_INTEGER, "Not known yet", "unknown", "not known yet", "not known yet" },
  { NH_KIND_INTEGER, "1,407", NULL, NULL, NULL },
  { NH_KIND_INTEGER, "1.40", NULL, NULL, NULL },
  { NH_KIND_INTEGER, "-5", NULL, NULL, NULL },
  { NH_KIND_INTEGER, "nhiều", NULL, NULL, NULL },

  { NH_KIND_MONEY, "5 triệu", "5000000", "5.000.000 đ", "5.000.000" },
  { NH_KIND_MONEY, "12,5 tr", "12500000", "12.500.000 đ", "12.500.000" },
  { NH_KIND_MONEY, "350.000 đ", "350000", "350.000 đ", "350.000" },
  { NH_KIND_MONEY, "0", "0", "0 đ", "0" },
  { NH_KIND_MONEY, "không có", "none", "none", "none" },
  { NH_KIND_MONEY, "chưa có", "unknown", "not known yet", "not known yet" },
  { NH_KIND_MONEY, "một triệu", NULL, NULL, NULL },

  { NH_KIND_DATE, "8/8", "2026-08-08", "08/08/2026", "08/08/2026" },
  { NH_KIND_DATE, "8", "2026-08-08", "08/08/2026", "08/08/2026" },
  { NH_KIND_DATE, "080824", "2024-08-08", "08/08/2024", "08/08/2024" },
  { NH_KIND_DATE, "?", "unknown", "not fixed yet", "not fixed yet" },
  { NH_KIND_DATE, "chưa xác định", "unknown", "not fixed yet", "not fixed yet" },
  { NH_KIND_DATE, "Not fixed yet", "unknown", "not fixed yet", "not fixed yet" },
  { NH_KIND_DATE, "không có", NULL, NULL, NULL },
  { NH_KIND_DATE, "31/6", NULL, NULL, NULL },
  { NH_KIND_DATE, "9-13/8", NULL, NULL, NULL },

  { NH_KIND_CHOICE, "thon", "thon", "Thôn", "Thôn" },
  { NH_KIND_CHOICE, "THÔN", "thon", "Thôn", "Thôn" },
  { NH_KIND_CHOICE, "to_dan_pho", "to_dan_pho", "Tổ dân phố", "Tổ dân phố" },
  { NH_KIND_CHOICE, "TDP", "to_dan_pho", "Tổ dân phố", "Tổ dân phố" },
  { NH_KIND_CHOICE, "khu d", "khu_dan_cu", "Khu dân cư", "Khu dân cư" },
  { NH_KIND_CHOICE, "cụm", "lien_thon", "Liên thôn/cụm", "Liên thôn/cụm" },
  { NH_KIND_CHOICE, "x", NULL, NULL, NULL },
  { NH_KIND_CHOICE, "chợ", NULL, NULL, NULL },
  { NH_KIND_CHOICE, "không", NULL, NULL, NULL },

  { NH_KIND_MANY, "xã, tỉnh", "province,commune", "Tỉnh, Xã", "Tỉnh, Xã" },
  { NH_KIND_MANY, "commune;province", "province,commune", "Tỉnh, Xã", "Tỉnh, Xã" },
  { NH_KIND_MANY, "xã; xã,", "commune", "Xã", "Xã" },
  { NH_KIND_MANY, "bộ", "central", "Trung ương/Bộ", "Trung ương/Bộ" },
  { NH_KIND_MANY, "huyện", "district", "Huyện", "Huyện" }, /* not valid on the day: the check explains */
  { NH_KIND_MANY, ";", "", "", "" },
  { NH_KIND_MANY, "xã, làng", NULL, NULL, NULL },

  { NH_KIND_YES_NO, "có", "1", "Yes", "Yes" },
  { NH_KIND_YES_NO, "x", "1", "Yes", "Yes" },
  { NH_KIND_YES_NO, "1", "1", "Yes", "Yes" },
  { NH_KIND_YES_NO, "Yes", "1", "Yes", "Yes" },
  { NH_KIND_YES_NO, "không", "0", "No", "No" },
  { NH_KIND_YES_NO, "0", "0", "No", "No" },
  { NH_KIND_YES_NO, "no", "0", "No", "No" },
  { NH_KIND_YES_NO, "có lẽ", NULL, NULL, NULL },

  { NH_KIND_AMOUNTS, "xã hội hóa: 2.000.000; ngân sách: 5 triệu", "ngan_sach:5000000,xa_hoi_hoa:2000000",
    "Ngân sách: 5.000.000 đ; Vận động xã hội hóa: 2.000.000 đ",
    "Ngân sách: 5.000.000; Vận động xã hội hóa: 2.000.000" },
  { NH_KIND_AMOUNTS, "ngan_sach=5000000", "ngan_sach:5000000", "Ngân sách: 5.000.000 đ", "Ngân sách: 5.000.000" },
  { NH_KIND_AMOUNTS, "mttq: 0;", "mttq:0", "MTTQ", "MTTQ" },
  { NH_KIND_AMOUNTS, "ngân sách 5 triệu", NULL, NULL, NULL },
  { NH_KIND_AMOUNTS, "ngân sách: nhiều", NULL, NULL, NULL },
  { NH_KIND_AMOUNTS, "ông A: 5 triệu", NULL, NULL, NULL },
  { NH_KIND_AMOUNTS, "mttq: 1 triệu; mttq: 2 triệu", NULL, NULL, NULL },

  { NH_KIND_REFERENCE, "12", "12", "Thôn 5", "Thôn 5" },
  { NH_KIND_REFERENCE, "thon 5", "12", "Thôn 5", "Thôn 5" },
  { NH_KIND_REFERENCE, "0", NULL, NULL, NULL },
  { NH_KIND_REFERENCE, "x", NULL, NULL, NULL },
};

static void
check_case (const Case *c, NhCatalog *catalog)
{
  const NhField *field = &fields[c->kind];
  NhParseContext context = { catalog, 20260819, 20260819 };
  g_auto (NhValue) value = NH_VALUE_INIT;
  g_auto (NhValue) again = NH_VALUE_INIT;
  g_autofree char *canonical = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *edited = NULL;
  g_autoptr (GError) error = NULL;

  g_test_message ("%s “%s”", field->name, c->typed);
  if (c->canonical == NULL)
    {
      nh_value_set_number (&value, 77);
      g_assert_false (nh_kind_parse (field, c->typed, &context, &value, &error));
      g_assert_error (error, NH_ERROR, NH_ERROR_INVALID);
      g_assert_cmpint (value.number, ==, 77); /* left alone */
      return;
    }
  g_assert_true (nh_kind_parse (field, c->typed, &context, &value, &error));
  g_assert_no_error (error);
  canonical = nh_kind_to_canonical (field, &value);
  shown = nh_kind_format (field, &value, catalog);
  edited = nh_kind_edit_text (field, &value, catalog);
  g_assert_cmpstr (canonical, ==, c->canonical);
  g_assert_cmpstr (shown, ==, c->shown);
  g_assert_cmpstr (edited, ==, c->edited);

  /* Each of the three texts gives the same value. */
  g_assert_true (nh_kind_from_canonical (field, canonical, &again, &error));
  g_assert_true (nh_value_equal (&value, &again));
  g_assert_true (nh_kind_parse (field, edited, &context, &again, &error));
  g_assert_true (nh_value_equal (&value, &again));
  g_assert_true (nh_kind_parse (field, shown, &context, &again, &error));
  g_assert_true (nh_value_equal (&value, &again));
}

static void
test_cases (void)
{
  static const NhCode points[] = { { .list = (char *) "point",
                                     .code = (char *) "12",
                                     .title = (char *) "Thôn 5",
                                     .abbreviation = (char *) "",
                                     .attributes = (char *) "" } };
  g_autoptr (NhCatalog) shipped = test_catalog_new ();
  g_autoptr (NhCatalog)
      catalog = nh_catalog_with_codes (shipped, points, G_N_ELEMENTS (points)); /* as a reference may choose */

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (&cases[i], catalog);
}

static void
test_messages (void)
{
  static const struct
  {
    NhKind kind;
    const char *typed, *message;
  } refusals[] = {
    { NH_KIND_CHOICE, "x", "“x” fits several: Xóm, Xã. Type more of the one that is meant." },
    { NH_KIND_CHOICE, "chợ", "“chợ” is not in the list: Thôn, Xóm, Bản, Tổ dân phố, Khu phố, Khu dân cư and 13 more." },
    { NH_KIND_MANY, "làng", "“làng” is not in the list: Trung ương/Bộ, Tỉnh, Xã." },
    { NH_KIND_REFERENCE, "bau lang",
      "“bau lang” is not there: nothing to choose from was entered for this unit and year." },
    { NH_KIND_AMOUNTS, "mttq: 1 tr; mttq: 2 tr", "“MTTQ” is there twice. Put its amounts together." },
  };
  g_autoptr (NhCatalog) catalog = test_catalog_new ();
  NhParseContext context = { catalog, 20260819, 20260819 };

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_auto (NhValue) value = NH_VALUE_INIT;
      g_autoptr (GError) error = NULL;

      g_assert_false (nh_kind_parse (&fields[refusals[i].kind], refusals[i].typed, &context, &value, &error));
      g_assert_cmpstr (error->message, ==, refusals[i].message);
    }
}

static void
test_canonical_refusals (void)
{
  static const struct
  {
    NhKind kind;
    const char *text;
  } bad[] = {
    { NH_KIND_INTEGER, "1.407" },    { NH_KIND_INTEGER, "-1" },
    { NH_KIND_INTEGER, " 1" },       { NH_KIND_INTEGER, "9999999999999999" },
    { NH_KIND_INTEGER, "không có" }, { NH_KIND_MONEY, "5 triệu" },
    { NH_KIND_DATE, "8/8/2026" },    { NH_KIND_DATE, "2026-02-30" },
    { NH_KIND_DATE, "none" },        { NH_KIND_CHOICE, "a b" },
    { NH_KIND_CHOICE, "a,b" },       { NH_KIND_CHOICE, "thôn" },
    { NH_KIND_MANY, "a,,b" },        { NH_KIND_MANY, "a,a" },
    { NH_KIND_MANY, "a:1" },         { NH_KIND_YES_NO, "2" },
    { NH_KIND_YES_NO, "unknown" },   { NH_KIND_AMOUNTS, "a" },
    { NH_KIND_AMOUNTS, "a:" },       { NH_KIND_AMOUNTS, "a:x" },
    { NH_KIND_AMOUNTS, "a:1,a:2" },  { NH_KIND_AMOUNTS, ":1" },
    { NH_KIND_AMOUNTS, "none" },     { NH_KIND_REFERENCE, "0" },
    { NH_KIND_REFERENCE, "-1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto (NhValue) value = NH_VALUE_INIT;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s “%s”", fields[bad[i].kind].name, bad[i].text);
      g_assert_false (nh_kind_from_canonical (&fields[bad[i].kind], bad[i].text, &value, &error));
      g_assert_error (error, NH_ERROR, NH_ERROR_INVALID);
      g_assert_cmpint (value.state, ==, NH_VALUE_BLANK);
    }
}

/* Without a catalog codes are read and shown as they are. */
static void
test_without_catalog (void)
{
  g_auto (NhValue) value = NH_VALUE_INIT;
  g_autofree char *many = NULL;
  g_autofree char *amounts = NULL;

  g_assert_true (nh_kind_parse (&fields[NH_KIND_MANY], "commune, province", NULL, &value, NULL));
  many = nh_kind_format (&fields[NH_KIND_MANY], &value, NULL);
  g_assert_cmpstr (many, ==, "commune, province");
  g_assert_true (nh_kind_parse (&fields[NH_KIND_AMOUNTS], "mttq: 1000; ngan_sach: 2000", NULL, &value, NULL));
  amounts = nh_kind_format (&fields[NH_KIND_AMOUNTS], &value, NULL);
  g_assert_cmpstr (amounts, ==, "mttq: 1.000 đ; ngan_sach: 2.000 đ");
  g_assert_false (nh_kind_parse (&fields[NH_KIND_CHOICE], "Thôn", NULL, &value, NULL));
}

static void
test_traits (void)
{
  for (NhKind kind = 0; kind < NH_N_KINDS; kind++)
    {
      g_assert_cmpstr (nh_kind_get_name (kind), !=, "");
      g_assert_true (nh_kind_is_numeric (kind) == (kind == NH_KIND_INTEGER || kind == NH_KIND_MONEY));
      g_assert_true (nh_kind_may_be_nil (kind) == nh_kind_is_numeric (kind));
      g_assert_true (nh_kind_may_be_unknown (kind) == (nh_kind_is_numeric (kind) || kind == NH_KIND_DATE));
    }
  g_assert_cmpint (nh_kind_get_storage (NH_KIND_DATE), ==, NH_STORAGE_DATE);
  g_assert_cmpint (nh_kind_get_storage (NH_KIND_AMOUNTS), ==, NH_STORAGE_FUNDING);
  g_assert_cmpint (nh_kind_get_storage (NH_KIND_YES_NO), ==, NH_STORAGE_INTEGER);
  g_assert_cmpint (nh_kind_get_storage (NH_KIND_MANY), ==, NH_STORAGE_TEXT);
}

static void
test_amounts (void)
{
  g_autoptr (GArray) amounts = nh_amounts_parse ("a:1,b:20,broken,a:5");
  g_autofree char *text = nh_amounts_to_text (amounts);

  g_assert_cmpstr (text, ==, "a:1,b:20");
  g_assert_cmpint (nh_amounts_total ("a:1,b:20"), ==, 21);
  g_assert_cmpint (nh_amounts_total (""), ==, 0);
  g_assert_cmpint (nh_amounts_total (NULL), ==, 0);
}

static void
test_many (void)
{
  g_assert_true (nh_many_has ("a,bc", "a"));
  g_assert_true (nh_many_has ("a,bc", "bc"));
  g_assert_false (nh_many_has ("a,bc", "b"));
  g_assert_false (nh_many_has ("a,bc", "c"));
  g_assert_false (nh_many_has ("a,bc", ""));
  g_assert_false (nh_many_has ("", "a"));
  g_assert_false (nh_many_has (NULL, "a"));
}

/* --- Whatever is typed --- */

/* Random bytes, or random pieces of what the parsers look for; not always UTF-8. */
static char *
random_typed (GRand *rand)
{
  static const char *const pieces[] = { "8",
                                        "/",
                                        "-",
                                        "–",
                                        ".",
                                        ",",
                                        ";",
                                        ":",
                                        "=",
                                        " ",
                                        "\n",
                                        "\u00a0",
                                        "\u200b",
                                        "triệu",
                                        "tỷ",
                                        "đ",
                                        "%",
                                        "%s",
                                        "999999999999999999999",
                                        "mttq",
                                        "xã",
                                        "tỉnh",
                                        "x",
                                        "không có",
                                        "chưa có",
                                        "?",
                                        "ngày",
                                        "tháng",
                                        "từ",
                                        "đến",
                                        "\xc3",
                                        "\xf0\x9f",
                                        "e\u0302\u0323",
                                        "none",
                                        "unknown",
                                        "TDP",
                                        "0" };
  GString *text = g_string_new (NULL);
  gboolean bytes = g_rand_int_range (rand, 0, 3) == 0;

  for (int i = g_rand_int_range (rand, 0, 12); i > 0; i--)
    if (bytes)
      g_string_append_c (text, (char) g_rand_int_range (rand, 1, 256));
    else
      g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

/* What was parsed must survive the round trip as canonical, formatted and edit text. */
static void
check_read (const NhField *field, const NhValue *value, const NhParseContext *context)
{
  g_autofree char *canonical = nh_kind_to_canonical (field, value);
  g_autofree char *edited = nh_kind_edit_text (field, value, context->catalog);
  g_autofree char *shown = nh_kind_format (field, value, context->catalog);
  g_auto (NhValue) kept = NH_VALUE_INIT;
  g_auto (NhValue) again = NH_VALUE_INIT;

  g_assert_true (g_utf8_validate (canonical, -1, NULL) && g_utf8_validate (shown, -1, NULL));
  g_assert_true (nh_kind_from_canonical (field, canonical, &kept, NULL));
  g_assert_true (nh_value_equal (value, &kept));
  g_assert_true (nh_kind_parse (field, edited, context, &again, NULL));
  g_assert_true (nh_value_equal (value, &again));
}

static void
test_anything (void)
{
  const NhRecordType *const *types = nh_record_types ();
  g_autoptr (NhCatalog) catalog = test_catalog_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1908);
  NhParseContext contexts[] = { { catalog, 20260819, 20260819 }, { NULL, NH_DATE_NONE, NH_DATE_NONE } };

  for (guint round = 0; round < 1500; round++)
    for (guint t = 0; types[t] != NULL; t++)
      for (guint f = 0; f < types[t]->n_fields; f++)
        {
          const NhField *field = &types[t]->fields[f];
          const NhParseContext *context = &contexts[round % G_N_ELEMENTS (contexts)];
          g_autofree char *typed = random_typed (rand);
          g_auto (NhValue) value = NH_VALUE_INIT;
          g_auto (NhValue) stored = NH_VALUE_INIT;
          g_autoptr (GError) error = NULL;

          if (nh_kind_parse (field, typed, context, &value, &error))
            check_read (field, &value, context);
          else
            g_assert_true (error != NULL && g_utf8_validate (error->message, -1, NULL));
          nh_kind_from_canonical (field, typed, &stored, NULL);
        }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kind/cases", test_cases);
  g_test_add_func ("/kind/messages", test_messages);
  g_test_add_func ("/kind/canonical-refusals", test_canonical_refusals);
  g_test_add_func ("/kind/without-catalog", test_without_catalog);
  g_test_add_func ("/kind/traits", test_traits);
  g_test_add_func ("/kind/amounts", test_amounts);
  g_test_add_func ("/kind/many", test_many);
  g_test_add_func ("/kind/anything", test_anything);
  return g_test_run ();
}
