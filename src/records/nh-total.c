/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-total.h"

#include <string.h>
#include "nh-check.h"
#include "nh-i18n.h"
#include "nh-number.h"

#define SMALLEST_SUM 10000   /* đồng: whoever gives less has most likely counted in thousands or millions */

static const char *const indicator_names[] = { "chỉ tiêu", "nội dung", "số liệu", NULL };
static const char *const value_names[] = { "giá trị", "kết quả", "tổng số", "số lượng", NULL };
static const char *const qualifier_names[] = { "mức độ", "từ chỉ mức", "trên/gần/hơn/khoảng", NULL };
static const char *const source_names[] = { "nguồn", "căn cứ", "nguồn số liệu", "tài liệu", NULL };
static const char *const note_names[] = { "ghi chú", NULL };

static const NhField fields[] = {
  [NH_TOTAL_INDICATOR] = { .name = "indicator", .title = N_("Figure"), .kind = NH_KIND_CHOICE,
                           .flags = NH_FIELD_REQUIRED | NH_FIELD_SEARCHED | NH_FIELD_LISTED | NH_FIELD_IDENTITY,
                           .width = 28, .codebook = "indicator", .import_names = indicator_names,
                           .hint = N_("Which figure it is; type a part of its name.") },
  [NH_TOTAL_VALUE]     = { .name = "value", .title = N_("Number"), .kind = NH_KIND_INTEGER, .flags = NH_FIELD_REQUIRED | NH_FIELD_LISTED,
                           .width = 12, .import_names = value_names,
                           .hint = N_("The whole number as published, money in đồng; “không có” or “chưa có” when there is none.") },
  [NH_TOTAL_QUALIFIER] = { .name = "qualifier", .title = N_("Precision"), .kind = NH_KIND_CHOICE, .flags = NH_FIELD_LISTED,
                           .width = 8, .codebook = "qualifier", .import_names = qualifier_names,
                           .hint = N_("Only where the source says “trên”, “gần”, “hơn” or “khoảng”: shown in print, never in a sum.") },
  [NH_TOTAL_KEEP]      = { .name = "keep", .title = N_("Counts where both exist"), .kind = NH_KIND_CHOICE, .flags = NH_FIELD_NONE,
                           .width = 20, .codebook = "keep", .initial = "records",
                           .hint = N_("Where detailed records exist too: which of the two the office keeps.") },
  [NH_TOTAL_SOURCE]    = { .name = "source", .title = N_("Source"), .kind = NH_KIND_TEXT,
                           .flags = NH_FIELD_SEARCHED | NH_FIELD_LISTED | NH_FIELD_STICKY,
                           .width = 18, .import_names = source_names, .hint = N_("The report, its number and date, or the page it was published on.") },
  [NH_TOTAL_NOTE]      = { .name = "note", .title = N_("Note"), .kind = NH_KIND_LINES, .flags = NH_FIELD_SEARCHED,
                           .width = 30, .import_names = note_names },
};
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
  others = check->context->find (&nh_total_type, info->unit, info->year, NH_TOTAL_INDICATOR, indicator, info->id, check->context->find_data);
  if (others == NULL || others->len == 0)
    return;
  title = nh_record_format (record, NH_TOTAL_INDICATOR, check->context->catalog);
  value = nh_record_format (g_ptr_array_index (others, 0), NH_TOTAL_VALUE, check->context->catalog);
  nh_check_add (check, record, NH_TOTAL_INDICATOR, NH_SEVERITY_BLOCK, "only_one",
                _("“%s” of this unit and year is there already: %s. Change that entry instead of adding another."), title, value);
}

static gboolean
is_money (const NhRecord *record, NhCatalog *catalog)
{
  const NhCode *entry;
  g_autofree char *measure = NULL;

  if (catalog == NULL)
    return FALSE;
  entry = nh_catalog_get_code (catalog, "indicator", nh_record_get_text (record, NH_TOTAL_INDICATOR), NH_DATE_NONE);
  measure = entry != NULL ? nh_code_get_attribute (entry, "measure") : NULL;
  return g_strcmp0 (measure, "đồng") == 0;
}

static void
check_total (const NhRecord *record, NhCheck *check)
{
  const NhValue *value = nh_record_get (record, NH_TOTAL_VALUE);
  gint64 number = nh_record_get_number (record, NH_TOTAL_VALUE, 0);
  g_autofree char *text = nh_number_format (number);

  check_only_one (record, check);
  if (number > 0 && number < SMALLEST_SUM && is_money (record, check->context->catalog))
    nh_check_add (check, record, NH_TOTAL_VALUE, NH_SEVERITY_WARN, "small_money",
                  _("%s đồng is very little. The amount is kept in đồng: was it counted in thousands or millions?"), text);
  if (nh_record_get (record, NH_TOTAL_QUALIFIER)->state != NH_VALUE_BLANK && !nh_value_is_set (value))
    nh_check_add (check, record, NH_TOTAL_QUALIFIER, NH_SEVERITY_BLOCK, "qualifier",
                  _("“%s” needs a number to go with. Enter the number, or empty this field."), _(fields[NH_TOTAL_QUALIFIER].title));
  if (nh_record_get (record, NH_TOTAL_SOURCE)->state == NH_VALUE_BLANK)
    nh_check_add (check, record, NH_TOTAL_SOURCE, NH_SEVERITY_NOTE, "source",
                  _("The source is not given. With it, others can check the figure."));
}

const NhRecordType nh_total_type = {
  .name = "total",
  .title = N_("Total"),
  .plural = N_("Totals"),
  .counted = NH_COUNTED ("%s total", "%s totals"),
  .add_label = N_("_Add a total"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .date_field = -1,
  .sort = "indicator",
  .check = check_total,
};
