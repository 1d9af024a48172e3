/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Danh sách quà tặng: every gift, grouped by unit above a commune. Names of recipients are personal and left out. */

#include "nh-report-private.h"

#include "nh-gift.h"
#include "nh-i18n.h"
#include "nh-number.h"

enum
{
  COLUMN_INDEX,
  COLUMN_CATEGORY,
  COLUMN_KIND,
  COLUMN_DATE,
  COLUMN_QUANTITY,
  COLUMN_SETS,
  COLUMN_UNIT_VALUE,
  COLUMN_VALUE,
  COLUMN_GIVER,
  COLUMN_FUNDING,
  COLUMN_POINT,
  COLUMN_NOTE,
};

typedef struct
{
  NhReportContext *context;
  NhTable *table;
  GPtrArray *gifts;
} List;

static void
add_columns (List *self)
{
  static const struct
  {
    const char *title;
    NhColumnKind kind;
  } columns[] = {
    [COLUMN_INDEX] = { "TT", NH_COLUMN_INDEX },
    [COLUMN_CATEGORY] = { "Đối tượng được tặng", NH_COLUMN_TEXT },
    [COLUMN_KIND] = { "Loại quà", NH_COLUMN_TEXT },
    [COLUMN_DATE] = { "Ngày tặng", NH_COLUMN_DATE },
    [COLUMN_QUANTITY] = { "Số lượng", NH_COLUMN_INTEGER },
    [COLUMN_SETS] = { "Số suất", NH_COLUMN_INTEGER },
    [COLUMN_UNIT_VALUE] = { "Trị giá một suất (tr.đ)", NH_COLUMN_MONEY },
    [COLUMN_VALUE] = { "Trị giá (tr.đ)", NH_COLUMN_MONEY },
    [COLUMN_GIVER] = { "Đơn vị, cá nhân tặng", NH_COLUMN_TEXT },
    [COLUMN_FUNDING] = { "Nguồn kinh phí", NH_COLUMN_TEXT },
    [COLUMN_POINT] = { "Nơi trao", NH_COLUMN_TEXT },
    [COLUMN_NOTE] = { "Ghi chú", NH_COLUMN_TEXT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    nh_table_add_column (self->table, NH_TABLE_TOP, columns[i].title, columns[i].kind);
}

/* A gift that does not count as suất has none. */
static void
get_sets (List *self, const NhRecord *gift, NhValue *value)
{
  if (nh_record_entry_is (gift, NH_GIFT_KIND, self->context->catalog, "suat", "1"))
    nh_value_copy (nh_record_get (gift, NH_GIFT_QUANTITY), value);
}

/* A blank value is not shaded as missing: few offices report it. */
static void
set_given (List *self, int row, int column, const NhValue *value)
{
  if (value->state != NH_VALUE_BLANK)
    nh_report_set_value (self->table, row, column, value);
}

static void
set_sum (List *self, int row, int column, guint first, guint n)
{
  gint64 sum = 0;
  gboolean any = FALSE;

  for (guint i = first; i < first + n; i++)
    {
      const NhRecord *gift = g_ptr_array_index (self->gifts, i);
      g_auto (NhValue) value = NH_VALUE_INIT;

      if (column == COLUMN_SETS)
        get_sets (self, gift, &value);
      else
        nh_value_copy (nh_record_get (gift, NH_GIFT_VALUE), &value);
      any |= value.state == NH_VALUE_SET || value.state == NH_VALUE_NIL;
      sum += value.state == NH_VALUE_SET ? value.number : 0;
    }
  if (any)
    nh_table_set_sum (self->table, row, column, sum);
}

/* Amounts only where there are several sources. */
static void
set_funding (List *self, int row, const NhRecord *gift)
{
  g_autoptr (GArray) amounts = nh_amounts_parse (nh_record_get_text (gift, NH_GIFT_FUNDING));

  if (amounts->len == 1)
    nh_table_set_text (self->table, row, COLUMN_FUNDING,
                       nh_catalog_get_code_title (self->context->catalog, "funding_source",
                                                  g_array_index (amounts, NhAmount, 0).code));
  else
    nh_report_set_field (self->context, self->table, row, COLUMN_FUNDING, gift, NH_GIFT_FUNDING);
}

static void
add_gift (List *self, int above, guint index, const NhRecord *gift)
{
  int row = nh_table_add_row (self->table, NH_ROW_DATA, above);
  g_autofree char *number = g_strdup_printf ("%u", index);
  gint64 point = nh_record_get_number (gift, NH_GIFT_POINT, 0);
  g_autofree char *place = point != 0
                               ? nh_report_reference_name (self->context, &nh_gift_type.fields[NH_GIFT_POINT], point)
                               : NULL;
  g_auto (NhValue) sets = NH_VALUE_INIT;

  get_sets (self, gift, &sets);
  nh_table_set_text (self->table, row, COLUMN_INDEX, number);
  nh_report_set_field (self->context, self->table, row, COLUMN_CATEGORY, gift, NH_GIFT_CATEGORY);
  nh_report_set_field (self->context, self->table, row, COLUMN_KIND, gift, NH_GIFT_KIND);
  nh_table_set_date (self->table, row, COLUMN_DATE, nh_record_get_date (gift, NH_GIFT_DATE));
  set_given (self, row, COLUMN_QUANTITY, nh_record_get (gift, NH_GIFT_QUANTITY));
  set_given (self, row, COLUMN_SETS, &sets);
  set_given (self, row, COLUMN_UNIT_VALUE, nh_record_get (gift, NH_GIFT_UNIT_VALUE));
  set_given (self, row, COLUMN_VALUE, nh_record_get (gift, NH_GIFT_VALUE));
  nh_report_set_field (self->context, self->table, row, COLUMN_GIVER, gift, NH_GIFT_GIVER);
  set_funding (self, row, gift);
  nh_table_set_text (self->table, row, COLUMN_POINT, place);
  nh_report_set_field (self->context, self->table, row, COLUMN_NOTE, gift, NH_GIFT_NOTE);
}

static gint64
unit_of (List *self, guint index)
{
  return nh_record_get_info (g_ptr_array_index (self->gifts, index))->unit;
}

static void
add_rows (List *self)
{
  gboolean grouped = self->context->unit->level < NH_LEVEL_COMMUNE;
  int total = nh_table_add_row (self->table, NH_ROW_TOTAL, NH_TABLE_TOP);
  guint n;

  nh_table_set_text (self->table, total, COLUMN_CATEGORY, "TỔNG CỘNG");
  for (guint first = 0; first < self->gifts->len; first += n)
    {
      int above = total;

      for (n = 1; first + n < self->gifts->len && unit_of (self, first + n) == unit_of (self, first); n++)
        ;
      if (grouped)
        {
          g_autofree char *heading = nh_report_unit_heading (self->context, unit_of (self, first));

          above = nh_table_add_row (self->table, NH_ROW_GROUP, total);
          nh_table_set_text (self->table, above, COLUMN_CATEGORY, heading);
        }
      for (guint i = 0; i < n; i++)
        add_gift (self, above, i + 1, g_ptr_array_index (self->gifts, first + i));
      if (grouped)
        {
          set_sum (self, above, COLUMN_SETS, first, n);
          set_sum (self, above, COLUMN_VALUE, first, n);
        }
    }
  set_sum (self, total, COLUMN_SETS, 0, self->gifts->len);
  set_sum (self, total, COLUMN_VALUE, 0, self->gifts->len);
}

NhSheet *
nh_report_build_gift_list (NhConnection *connection, NhLedger *ledger, const NhReportRequest *request, GError **error)
{
  g_auto (NhReportContext) context = { 0 };
  g_autofree char *year = g_strdup_printf ("NGÀY HỘI TOÀN DÂN BẢO VỆ AN NINH TỔ QUỐC NĂM %d", request->year);
  const char *titles[] = { "DANH SÁCH QUÀ TẶNG", year, NULL };
  g_autoptr (GPtrArray) gifts = NULL;
  g_autoptr (NhSheet) sheet = NULL;
  List self = { .context = &context };

  if (!nh_report_context_init (&context, connection, ledger, request, error))
    return NULL;
  gifts = nh_report_records (&context, &nh_gift_type, error);
  if (gifts == NULL)
    return NULL;
  sheet = nh_report_sheet_new (&context, "Danh sách quà tặng", titles, FALSE);
  nh_sheet_set_page (sheet, NH_LANDSCAPE, NH_PAPER_A4);
  self.gifts = gifts;
  self.table = nh_sheet_add_table (sheet);
  add_columns (&self);
  add_rows (&self);
  nh_report_sheet_finish (&context, sheet, NULL);
  return g_steal_pointer (&sheet);
}
