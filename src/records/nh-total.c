/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-total.h"

#include <string.h>
#include "nh-check.h"
#include "nh-check-common.h"
#include "nh-i18n.h"
#include "nh-number.h"

#define SMALLEST_SUM 10000 /* đồng: less was most likely typed in thousands or millions */

/* clang-format off */
static const NhField fields[] = {
  [NH_TOTAL_INDICATOR] = { "indicator", N_("Figure"), NH_KIND_CHOICE,
    NH_FIELD_REQUIRED | NH_FIELD_SEARCHED | NH_FIELD_LISTED | NH_FIELD_IDENTITY,
    N_("Which figure it is; type a part of its name."), .width = 28, .codebook = "indicator",
    .aliases = "chỉ tiêu|nội dung|số liệu" },
  [NH_TOTAL_VALUE] = { "value", N_("Number"), NH_KIND_INTEGER, NH_FIELD_REQUIRED | NH_FIELD_LISTED,
    N_("The whole number as published, money in đồng; “không có” or “chưa có” when there is none."), .width = 12,
    .measured = "indicator", .aliases = "giá trị|kết quả|tổng số|số lượng|thực hiện|kết quả thực hiện|khối lượng" },
  [NH_TOTAL_QUALIFIER] = { "qualifier", N_("Precision"), NH_KIND_CHOICE, NH_FIELD_NONE,
    N_("Only where the source says “trên”, “gần”, “hơn”, “khoảng” or “ít nhất”: shown in print, never in a sum."), .width = 8,
    .codebook = "qualifier", .aliases = "mức độ|từ chỉ mức|trên/gần/hơn/khoảng" },
  [NH_TOTAL_KEEP] = { "keep", N_("Counts where both exist"), NH_KIND_CHOICE, NH_FIELD_NONE,
    N_("Where detailed records exist too: which of the two the office keeps."), .codebook = "keep",
    .initial = "records" },
  [NH_TOTAL_SOURCE] = { "source", N_("Source"), NH_KIND_TEXT, NH_FIELD_SEARCHED | NH_FIELD_LISTED | NH_FIELD_STICKY,
    N_("The report, its number and date, or the page it was published on."), .width = 18,
    .aliases = "nguồn|căn cứ|nguồn số liệu|tài liệu" },
  [NH_TOTAL_AS_OF] = { "as_of", N_("Counted up to"), NH_KIND_DATE, NH_FIELD_STICKY,
    N_("The last day that the source counts. A report of an earlier day leaves the total out; one without a day is in "
       "every report."), .aliases = "tính đến ngày|số liệu đến ngày|đến ngày" },
  [NH_TOTAL_NOTE] = { "note", N_("Note"), NH_KIND_LINES, NH_FIELD_SEARCHED,
    N_("In the short report it follows the number where it begins with “cho”, “với”, “gồm”, “trong đó” …"),
    .aliases = "ghi chú" },
};
/* clang-format on */
G_STATIC_ASSERT (G_N_ELEMENTS (fields) >= NH_TOTAL_N_NAMED);

static void
check_only_one (const NhRecord *record, NhCheck *check)
{
  const NhRecordInfo *info = nh_record_get_info (record);
  const NhValue *indicator = nh_record_get (record, NH_TOTAL_INDICATOR);
  g_autoptr (GPtrArray) others = NULL;
  g_autofree char *title = NULL;
  g_autofree char *value = NULL;

  if (check->context->find == NULL || !nh_value_is_set (indicator))
    return;
  others = check->context->find (&nh_total_type, info->unit, info->year, NH_TOTAL_INDICATOR, indicator, info->id,
                                 check->context->find_data);
  if (others == NULL || others->len == 0)
    return;
  title = nh_record_format (record, NH_TOTAL_INDICATOR, check->context->catalog);
  value = nh_record_format (g_ptr_array_index (others, 0), NH_TOTAL_VALUE, check->context->catalog);
  nh_check_add (check, record, NH_TOTAL_INDICATOR, NH_SEVERITY_BLOCK, "only_one",
                _ ("“%s” of this unit and year is there already: %s. Change that entry instead of adding another."),
                title, value);
}

static void
check_total (const NhRecord *record, NhCheck *check)
{
  gint64 number = nh_record_get_number (record, NH_TOTAL_VALUE, 0);

  check_only_one (record, check);
  if (number > 0 && number < SMALLEST_SUM && nh_record_is_money (record, NH_TOTAL_VALUE, check->context->catalog))
    nh_check_add (check, record, NH_TOTAL_VALUE, NH_SEVERITY_WARN, "small_money",
                  _ ("%s đồng is very little. The amount is kept in đồng: was it counted in thousands or millions?"),
                  nh_check_number_text (check, number));
  if (nh_record_get (record, NH_TOTAL_SOURCE)->state == NH_VALUE_BLANK)
    nh_check_add (check, record, NH_TOTAL_SOURCE, NH_SEVERITY_NOTE, "source",
                  _ ("The source is not given. With it, others can check the figure."));
}

const NhRecordType nh_total_type = {
  .name = "total",
  .title = N_ ("Total"),
  .plural = N_ ("Totals"),
  .counted = NH_COUNTED ("%s total", "%s totals"),
  .add_label = N_ ("_Add a total"),
  .new_title = N_ ("New total"),
  .purpose = N_ ("Only for figures without records: a year of which nothing but a report is left, or a place that gave "
                 "nothing but numbers. Where there are records, they are counted."),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .date_field = -1,
  .sort = "indicator",
  .check = check_total,
};
