/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-gift.h"

#include "nh-check-common.h"
#include "nh-count.h"
#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-record.h"

/* Heads of columns seen in offices' own lists; compared without diacritics. */
static const char *const category_names[] = { "đối tượng", "đối tượng nhận", "loại đối tượng", "diện", NULL };
static const char *const recipient_names[] = { "người nhận", "họ và tên", "tên người nhận", "họ tên người nhận", "hộ nhận quà", NULL };
static const char *const kind_names[] = { "loại quà", "hình thức", "loại", "quà tặng", NULL };
static const char *const quantity_names[] = { "số suất", "số suất quà", "số lượng", "suất", NULL };
static const char *const unit_value_names[] = { "trị giá một suất", "trị giá/suất", "đơn giá", "mức quà", NULL };
static const char *const value_names[] = { "trị giá", "tổng trị giá", "thành tiền", "tổng tiền", "số tiền", NULL };
static const char *const date_names[] = { "ngày", "ngày trao", "ngày tặng", "thời gian", NULL };
static const char *const point_names[] = { "điểm", "điểm ngày hội", "tại điểm", "nơi trao", NULL };
static const char *const giver_names[] = { "đơn vị tặng", "bên tặng", "người tặng", "đơn vị trao tặng", "nhà tài trợ", NULL };
static const char *const funding_names[] = { "nguồn kinh phí", "nguồn", NULL };
static const char *const source_names[] = { "căn cứ", "văn bản", "tài liệu", NULL };
static const char *const note_names[] = { "ghi chú", NULL };

static const NhField fields[] = {
  [NH_GIFT_CATEGORY] = { .name = "category", .title = N_("Given to"), .kind = NH_KIND_CHOICE,
    .flags = NH_FIELD_REQUIRED | NH_FIELD_SEARCHED | NH_FIELD_LISTED | NH_FIELD_IDENTITY,
    .width = 16, .codebook = "recipient_category", .import_names = category_names,
    .hint = N_("Which kind of people it is for; type a part of the name.") },
  [NH_GIFT_RECIPIENT] = { .name = "recipient", .title = N_("Recipient's name"), .kind = NH_KIND_TEXT,
    .flags = NH_FIELD_SEARCHED | NH_FIELD_PERSONAL, .width = 16, .import_names = recipient_names,
    .hint = N_("Only where it is one recipient whose name is to be kept.") },
  [NH_GIFT_KIND] = { .name = "kind", .title = N_("Kind of gift"), .kind = NH_KIND_CHOICE,
    .flags = NH_FIELD_REQUIRED | NH_FIELD_LISTED | NH_FIELD_STICKY,
    .width = 11, .codebook = "gift_kind", .import_names = kind_names, .initial = "suat_qua",
    .hint = N_("It decides whether the gift counts among the suất quà."), .heading = N_("Kind") },
  [NH_GIFT_QUANTITY] = { .name = "quantity", .title = N_("Number of gifts"), .kind = NH_KIND_INTEGER,
    .flags = NH_FIELD_REQUIRED | NH_FIELD_LISTED | NH_FIELD_SUMMED, .width = 6, .import_names = quantity_names,
    .hint = N_("How many suất, bicycles, houses …"), .heading = N_("Count") },
  [NH_GIFT_UNIT_VALUE] = { .name = "unit_value", .title = N_("Value of one"), .kind = NH_KIND_MONEY,
    .flags = NH_FIELD_NONE, .width = 14, .import_names = unit_value_names,
    .hint = N_("In đồng; the value in all follows from it.") },
  [NH_GIFT_VALUE] = { .name = "value", .title = N_("Value in all"), .kind = NH_KIND_MONEY,
    .flags = NH_FIELD_LISTED | NH_FIELD_SUMMED, .width = 12, .import_names = value_names,
    .hint = N_("In đồng; leave it empty with the value of one: it is worked out."), .heading = N_("Value") },
  [NH_GIFT_DATE] = { .name = "date", .title = N_("Day given"), .kind = NH_KIND_DATE, .flags = NH_FIELD_LISTED | NH_FIELD_STICKY | NH_FIELD_SAME_DAY,
    .width = 10, .import_names = date_names, .hint = N_("8, 8/8 or 080826; “?” when it is not fixed yet."), .heading = N_("Day") },
  [NH_GIFT_POINT] = { .name = "point", .title = N_("Given at the point"), .kind = NH_KIND_REFERENCE, .flags = NH_FIELD_STICKY,
    .width = 18, .codebook = "point", .import_names = point_names,
    .hint = N_("The festival point where it was handed over; type a part of its name.") },
  [NH_GIFT_GIVER] = { .name = "giver", .title = N_("Giver"), .kind = NH_KIND_TEXT,
    .flags = NH_FIELD_SEARCHED | NH_FIELD_LISTED | NH_FIELD_STICKY | NH_FIELD_WIDE, .width = 12, .import_names = giver_names,
    .hint = N_("Who gave it, as “MTTQ xã”.") },
  [NH_GIFT_FUNDING] = { .name = "funding", .title = N_("Funding"), .kind = NH_KIND_AMOUNTS, .flags = NH_FIELD_NONE,
    .width = 24, .codebook = "funding_source", .import_names = funding_names, .check = nh_check_funding,
    .hint = N_("Where the money came from, as “Ngân sách: 5 triệu; MTTQ: 2 triệu”.") },
  [NH_GIFT_SOURCE] = { .name = "source", .title = N_("Source document"), .kind = NH_KIND_TEXT, .flags = NH_FIELD_SEARCHED | NH_FIELD_STICKY,
    .width = 20, .import_names = source_names, .hint = N_("Number and date of the report that says so.") },
  [NH_GIFT_NOTE] = { .name = "note", .title = N_("Note"), .kind = NH_KIND_LINES, .flags = NH_FIELD_SEARCHED,
    .width = 24, .import_names = note_names },
  [NH_GIFT_DUPLICATE_OF] = { .name = "duplicate_of", .title = N_("Duplicate of"), .kind = NH_KIND_REFERENCE, .flags = NH_FIELD_NONE,
    .width = 18, .codebook = "gift",
    .hint = N_("The entry that was reported before; this one is then not counted. Type a part of its name.") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fields) >= NH_GIFT_N_NAMED);

/* --- rules ------------------------------------------------------------------------------------------------------------- */

static void
check_value (const NhRecord *record, NhCheck *check)
{
  gint64 quantity = nh_record_get_number (record, NH_GIFT_QUANTITY, 0);
  gint64 unit_value = nh_record_get_number (record, NH_GIFT_UNIT_VALUE, 0);
  gint64 value = nh_record_get_number (record, NH_GIFT_VALUE, 0);
  gint64 product = 0;
  g_autofree char *product_text = NULL;
  g_autofree char *value_text = NULL;

  if (quantity <= 0 || unit_value <= 0 || !nh_value_is_set (nh_record_get (record, NH_GIFT_VALUE)))
    return;
  if (!__builtin_mul_overflow (quantity, unit_value, &product) && product == value)
    return;
  product_text = nh_number_format (product);
  value_text = nh_number_format (value);
  nh_check_add (check, record, NH_GIFT_VALUE, NH_SEVERITY_BLOCK, "product",
                _("Number times value of one is %s đồng, but the value in all is %s đồng. Empty the one that is wrong: it is worked out anew."),
                product_text, value_text);
}

/* The span of values that the list of gift kinds calls usual. */
static void
check_range (const NhRecord *record, NhCheck *check)
{
  NhCatalog *catalog = check->context->catalog;
  gint64 quantity = nh_record_get_number (record, NH_GIFT_QUANTITY, 0);
  gint64 each = nh_record_get_number (record, NH_GIFT_UNIT_VALUE, 0);
  gint64 least = nh_check_attribute (record, NH_GIFT_KIND, catalog, "least", 0);
  gint64 most = nh_check_attribute (record, NH_GIFT_KIND, catalog, "most", G_MAXINT64);
  gboolean by_one = each > 0;
  g_autofree char *each_text = NULL;
  g_autofree char *least_text = nh_number_format (least);
  g_autofree char *most_text = nh_number_format (most);

  if (!by_one && quantity > 0)
    each = nh_record_get_number (record, NH_GIFT_VALUE, 0) / quantity;
  if (each <= 0 || (each >= least && each <= most))
    return;
  each_text = nh_number_format (each);
  nh_check_add (check, record, by_one ? NH_GIFT_UNIT_VALUE : NH_GIFT_VALUE, NH_SEVERITY_WARN, "range",
                _("One comes to %s đồng; gifts of this kind are mostly worth %s to %s đồng. Was it counted in thousands, or is a zero missing?"),
                each_text, least_text, most_text);
}

static void
check_named (const NhRecord *record, NhCheck *check)
{
  const NhValue *recipient = nh_record_get (record, NH_GIFT_RECIPIENT);
  const NhRecordInfo *info = nh_record_get_info (record);
  g_autoptr (GPtrArray) others = NULL;

  if (!nh_value_is_set (recipient) || check->context->find == NULL)
    return;
  others = check->context->find (&nh_gift_type, info->unit, info->year, NH_GIFT_RECIPIENT, recipient, info->id, check->context->find_data);
  for (guint i = 0; others != NULL && i < others->len; i++)
    {
      const NhRecord *other = g_ptr_array_index (others, i);
      NhDate day = nh_record_get_date (other, NH_GIFT_DATE);
      g_autofree char *text = day != NH_DATE_NONE ? nh_date_format (day) : g_strdup (_("without a date"));

      if (nh_record_is_duplicate (other) || day != nh_record_get_date (record, NH_GIFT_DATE))
        continue;
      nh_check_add (check, record, NH_GIFT_RECIPIENT, NH_SEVERITY_WARN, "duplicate",
                    _("A gift to “%s” (%s) is there already. If it is the same one, change that entry instead of adding another."),
                    recipient->text, text);
      return;
    }
}

static void
check_number (const NhRecord *record, NhCheck *check)
{
  if (nh_record_get_number (record, NH_GIFT_QUANTITY, 1) == 0)
    nh_check_add (check, record, NH_GIFT_QUANTITY, NH_SEVERITY_WARN, "zero",
                  _("No gift is counted here. Enter the number, or delete the entry if nothing was given."));
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
  check_named (record, check);
}

/* Of the value of one and the value in all the other is derived (DOMAIN §2); where it does not divide, the value of one stays empty. */
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
        nh_record_set_number (draft, NH_GIFT_VALUE, product);
    }
  else if (value >= 0 && nh_record_get (draft, NH_GIFT_UNIT_VALUE)->state == NH_VALUE_BLANK && value % quantity == 0)
    nh_record_set_number (draft, NH_GIFT_UNIT_VALUE, value / quantity);
}

static const NhCounting counting = { -1, NH_GIFT_KIND, NH_GIFT_DUPLICATE_OF };

const NhRecordType nh_gift_type = {
  .name = "gift",
  .title = N_("Gift"),
  .plural = N_("Gifts"),
  .counted = NH_COUNTED ("%s gift", "%s gifts"),
  .add_label = N_("_Add a gift"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .date_field = NH_GIFT_DATE,
  .counting = &counting,
  .sort = "date,category",
  .check = check_gift,
  .complete = complete_gift,
};
