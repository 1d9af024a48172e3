/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-gift.h"

#include "nh-check-common.h"
#include "nh-count.h"
#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-qualifier.h"
#include "nh-record.h"

/* clang-format off */
static const NhField fields[] = {
  [NH_GIFT_CATEGORY] = { "category", N_("Given to"), NH_KIND_CHOICE,
    NH_FIELD_REQUIRED | NH_FIELD_SEARCHED | NH_FIELD_LISTED | NH_FIELD_IDENTITY | NH_FIELD_OPEN,
    N_("Which kind of people it is for; type a part of the name."), .width = 16, .codebook = "recipient_category",
    .aliases = "đối tượng|đối tượng nhận|loại đối tượng|diện" },
  [NH_GIFT_RECIPIENT] = { "recipient", N_("Recipient's name"), NH_KIND_TEXT, NH_FIELD_SEARCHED | NH_FIELD_PERSONAL,
    N_("Only where it is one recipient whose name is to be kept."), .width = 16,
    .aliases = "người nhận|họ và tên|tên người nhận|họ tên người nhận|hộ nhận quà" },
  [NH_GIFT_KIND] = { "kind", N_("Kind of gift"), NH_KIND_CHOICE,
    NH_FIELD_REQUIRED | NH_FIELD_LISTED | NH_FIELD_STICKY | NH_FIELD_OPEN,
    N_("It decides whether the gift counts among the suất quà."), .heading = N_("Kind"), .width = 11,
    .codebook = "gift_kind", .initial = "suat_qua", .aliases = "loại quà|hình thức|loại|quà tặng" },
  [NH_GIFT_QUANTITY] = { "quantity", N_("Number of gifts"), NH_KIND_INTEGER,
    NH_FIELD_REQUIRED | NH_FIELD_LISTED | NH_FIELD_SUMMED, N_("How many suất, bicycles, houses …"),
    .heading = N_("Count"), .width = 6, .aliases = "số suất|số suất quà|số lượng|suất", .sum_of = "suat=1",
    .sum_title = N_("Gift sets") },
  [NH_GIFT_UNIT_VALUE] = { "unit_value", N_("Value of one"), NH_KIND_MONEY, NH_FIELD_NONE,
    N_("In đồng; the value in all follows from it."), .aliases = "trị giá một suất|trị giá/suất|đơn giá|mức quà|trị giá 1 suất|trị giá mỗi suất|"
    "trị giá suất|giá trị 1 suất|giá trị một suất|giá trị/suất" },
  [NH_GIFT_VALUE] = { "value", N_("Value in all"), NH_KIND_MONEY, NH_FIELD_LISTED | NH_FIELD_SUMMED,
    N_("In đồng; leave it empty with the value of one: it is worked out."), .heading = N_("Value"), .width = 12,
    .aliases = "trị giá|tổng trị giá|giá trị|tổng giá trị|thành tiền|tổng tiền|số tiền" },
  [NH_GIFT_DATE] = { "date", N_("Day given"), NH_KIND_DATE, NH_FIELD_LISTED | NH_FIELD_STICKY | NH_FIELD_SAME_DAY,
    N_("8, 8/8 or 080826; “?” when it is not fixed yet."), .heading = N_("Day"), .width = 10,
    .aliases = "ngày|ngày trao|ngày tặng|thời gian" },
  [NH_GIFT_POINT] = { "point", N_("Given at the point"), NH_KIND_REFERENCE, NH_FIELD_STICKY,
    N_("The festival point where it was handed over; type a part of its name."), .codebook = "point",
    .aliases = "điểm|điểm ngày hội|tại điểm|nơi trao" },
  [NH_GIFT_GIVER] = { "giver", N_("Giver"), NH_KIND_TEXT,
    NH_FIELD_SEARCHED | NH_FIELD_LISTED | NH_FIELD_STICKY | NH_FIELD_WIDE, N_("Who gave it, as “MTTQ xã”."),
    .width = 12, .aliases = "đơn vị tặng|đơn vị, cá nhân tặng|đơn vị/cá nhân tặng|bên tặng|người tặng|đơn vị trao tặng|nhà tài trợ" },
  [NH_GIFT_FUNDING] = { "funding", N_("Funding"), NH_KIND_AMOUNTS, NH_FIELD_NONE,
    N_("Where the money came from, as “Ngân sách: 5 triệu; MTTQ: 2 triệu”."), .codebook = "funding_source",
    .check = nh_check_funding, .aliases = "nguồn kinh phí|nguồn" },
  [NH_GIFT_SOURCE] = { "source", N_("Source document"), NH_KIND_TEXT, NH_FIELD_SEARCHED | NH_FIELD_STICKY,
    N_("Number and date of the report that says so."), .width = 20, .aliases = "căn cứ|văn bản|tài liệu" },
  [NH_GIFT_NOTE] = { "note", N_("Note"), NH_KIND_LINES, NH_FIELD_SEARCHED, .aliases = "ghi chú" },
  [NH_GIFT_DUPLICATE_OF] = { "duplicate_of", N_("Duplicate of"), NH_KIND_REFERENCE, NH_FIELD_NONE,
    N_("The entry that was reported before; this one is then not counted. Type a part of its name."), .codebook = "gift" },
  [NH_GIFT_QUANTITY_QUALIFIER] = { "quantity_qualifier", N_("Precision"), NH_KIND_CHOICE, NH_FIELD_NONE,
    N_("Only where the number is not exact: “hơn 50” may also be typed into “Number of gifts”."), .codebook = "qualifier" },
  [NH_GIFT_VALUE_QUALIFIER] = { "value_qualifier", N_("Precision of the value"), NH_KIND_CHOICE, NH_FIELD_NONE,
    N_("Only where the value is not exact: “gần 35 triệu” may also be typed into “Value in all”."),
    .codebook = "qualifier" },
};
/* clang-format on */
G_STATIC_ASSERT (G_N_ELEMENTS (fields) >= NH_GIFT_N_NAMED);

static gboolean
is_exact (const NhRecord *record)
{
  return !nh_value_is_set (nh_record_get (record, NH_GIFT_QUANTITY_QUALIFIER)) &&
         !nh_value_is_set (nh_record_get (record, NH_GIFT_VALUE_QUALIFIER));
}

/* --- Rules --- */

/* Can @value be @product, where one of the two is not exact? */
static gboolean
may_agree (const NhRecord *record, gint64 product, gint64 value)
{
  guint number = nh_qualifier_from_code (nh_record_get_text (record, NH_GIFT_QUANTITY_QUALIFIER));
  guint kind = nh_qualifier_from_code (nh_record_get_text (record, NH_GIFT_VALUE_QUALIFIER));
  gboolean may_be_more = (number & NH_QUALIFIER_UP) != 0 && (number & NH_QUALIFIER_DOWN) == 0;

  if (may_be_more && (kind & NH_QUALIFIER_UP) == 0)
    return number == NH_QUALIFIER_LEAST ? value >= product : value > product;
  if (number == NH_QUALIFIER_UNDER && (kind & NH_QUALIFIER_DOWN) == 0)
    return value < product;
  return TRUE;
}

static void
check_value (const NhRecord *record, NhCheck *check)
{
  gint64 quantity = nh_record_get_number (record, NH_GIFT_QUANTITY, 0);
  gint64 unit_value = nh_record_get_number (record, NH_GIFT_UNIT_VALUE, 0);
  gint64 value = nh_record_get_number (record, NH_GIFT_VALUE, 0);
  gint64 product = 0;

  if (quantity <= 0 || unit_value <= 0 || !nh_value_is_set (nh_record_get (record, NH_GIFT_VALUE)))
    return;
  if (!__builtin_mul_overflow (quantity, unit_value, &product) &&
      (is_exact (record) ? product == value : may_agree (record, product, value)))
    return;
  nh_check_add (check, record, NH_GIFT_VALUE, is_exact (record) ? NH_SEVERITY_BLOCK : NH_SEVERITY_WARN, "product",
                _ ("Number times value of one is %s đồng, but the value in all is %s đồng. Empty the one that is "
                   "wrong: it is worked out anew."),
                nh_check_number_text (check, product), nh_check_number_text (check, value));
}

/* The usual values are attributes of the kind of gift. */
static void
check_range (const NhRecord *record, NhCheck *check)
{
  NhCatalog *catalog = check->context->catalog;
  gint64 quantity = nh_record_get_number (record, NH_GIFT_QUANTITY, 0);
  gint64 each = nh_record_get_number (record, NH_GIFT_UNIT_VALUE, 0);
  gint64 least = nh_check_attribute (record, NH_GIFT_KIND, catalog, "least", 0);
  gint64 most = nh_check_attribute (record, NH_GIFT_KIND, catalog, "most", G_MAXINT64);
  gboolean by_one = each > 0;

  if (!by_one && quantity > 0)
    each = nh_record_get_number (record, NH_GIFT_VALUE, 0) / quantity;
  if (each <= 0 || (each >= least && each <= most))
    return;
  nh_check_add (check, record, by_one ? NH_GIFT_UNIT_VALUE : NH_GIFT_VALUE, NH_SEVERITY_WARN, "range",
                _ ("One comes to %s đồng; gifts of this kind are mostly worth %s to %s đồng. Was it counted in "
                   "thousands, or is a zero missing?"),
                nh_check_number_text (check, each), nh_check_number_text (check, least),
                nh_check_number_text (check, most));
}

static void
check_named (const NhRecord *record, NhCheck *check)
{
  const NhValue *recipient = nh_record_get (record, NH_GIFT_RECIPIENT);
  const NhRecordInfo *info = nh_record_get_info (record);
  g_autoptr (GPtrArray) others = NULL;

  if (!nh_value_is_set (recipient) || check->context->find == NULL)
    return;
  others = check->context->find (&nh_gift_type, info->unit, info->year, NH_GIFT_RECIPIENT, recipient, info->id,
                                 check->context->find_data);
  for (guint i = 0; others != NULL && i < others->len; i++)
    {
      const NhRecord *other = g_ptr_array_index (others, i);
      NhDate day = nh_record_get_date (other, NH_GIFT_DATE);
      g_autofree char *text = day != NH_DATE_NONE ? nh_date_format (day) : g_strdup (_ ("without a date"));

      if (nh_record_is_duplicate (other) || day != nh_record_get_date (record, NH_GIFT_DATE))
        continue;
      nh_check_add (check, record, NH_GIFT_RECIPIENT, NH_SEVERITY_WARN, "duplicate",
                    _ ("A gift to “%s” (%s) is there already. If it is the same one, change that entry instead of "
                       "adding another."),
                    recipient->text, text);
      return;
    }
}

static void
check_number (const NhRecord *record, NhCheck *check)
{
  if (nh_record_get_number (record, NH_GIFT_QUANTITY, 1) == 0)
    nh_check_add (check, record, NH_GIFT_QUANTITY, NH_SEVERITY_WARN, "zero",
                  _ ("No gift is counted here. Enter the number, or delete the entry if nothing was given."));
}

static void
check_today (const NhRecord *record, NhCheck *check)
{
  NhDate today = check->context->today;
  NhDate day = nh_record_get_date (record, NH_GIFT_DATE);

  if (today != NH_DATE_NONE && day != NH_DATE_NONE && day > today)
    nh_check_add (check, record, NH_GIFT_DATE, NH_SEVERITY_WARN, "future",
                  _ ("It is said to be given, but %s is still to come. Please look at the date again."),
                  nh_check_day_text (check, day));
}

static void
check_gift (const NhRecord *record, NhCheck *check)
{
  check_number (record, check);
  check_value (record, check);
  check_range (record, check);
  nh_check_sources (record, NH_GIFT_VALUE, NH_GIFT_FUNDING, check);
  nh_check_year (record, NH_GIFT_DATE, NH_SEVERITY_BLOCK, check);
  nh_check_window (record, NH_GIFT_DATE, NH_GIFT_DATE, check);
  check_today (record, check);
  check_named (record, check);
}

/* Derives the total value from the unit value, or the unit value from the total if it divides (DOMAIN §2). The value of
 * "hơn 50" gifts is "hơn" so much, too. */
static void
complete_gift (NhRecord *draft, NhCatalog *catalog G_GNUC_UNUSED)
{
  gint64 quantity = nh_record_get_number (draft, NH_GIFT_QUANTITY, 0);
  gint64 unit_value = nh_record_get_number (draft, NH_GIFT_UNIT_VALUE, -1);
  gint64 value = nh_record_get_number (draft, NH_GIFT_VALUE, -1);
  gint64 product;

  if (quantity <= 0)
    return;
  if (unit_value >= 0 && nh_record_get (draft, NH_GIFT_VALUE)->state == NH_VALUE_BLANK)
    {
      if (!__builtin_mul_overflow (quantity, unit_value, &product) && product <= NH_NUMBER_MAX)
        {
          nh_record_set_number (draft, NH_GIFT_VALUE, product);
          nh_record_set (draft, NH_GIFT_VALUE_QUALIFIER, nh_record_get (draft, NH_GIFT_QUANTITY_QUALIFIER));
        }
    }
  else if (value >= 0 && is_exact (draft) && nh_record_get (draft, NH_GIFT_UNIT_VALUE)->state == NH_VALUE_BLANK &&
           value % quantity == 0)
    nh_record_set_number (draft, NH_GIFT_UNIT_VALUE, value / quantity);
}

static const NhCounting counting = { -1, NH_GIFT_KIND, NH_GIFT_DUPLICATE_OF };

const NhRecordType nh_gift_type = {
  .name = "gift",
  .title = N_ ("Gift"),
  .plural = N_ ("Gifts"),
  .counted = NH_COUNTED ("%s gift", "%s gifts"),
  .add_label = N_ ("_Add a gift"),
  .new_title = N_ ("New gift"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .date_field = NH_GIFT_DATE,
  .counting = &counting,
  .sort = "date,category",
  .check = check_gift,
  .complete = complete_gift,
};
