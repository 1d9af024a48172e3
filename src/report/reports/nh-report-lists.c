/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Danh sách điểm and Danh sách quà tặng: every record that counts, grouped by unit above a commune. Names of leaders
 * and recipients are personal and left out. */

#include "nh-report-private.h"

#include "nh-gift.h"
#include "nh-number.h"
#include "nh-point.h"

typedef struct _List List;

typedef struct
{
  const char *title;
  NhColumnKind kind;
  guint field;
  void (*set) (List *self, int row, int column, const NhRecord *record); /* NULL: the index */
  gboolean summed;
  gboolean sets; /* a gift that does not count as suất has no value here */
} Column;

struct _List
{
  const NhRecordType *type;
  const char *tab, *title;
  const char *counted; /* after the number of records in the title of a group; NULL: no number */
  const Column *columns;
  guint n_columns;

  NhReportContext *context;
  NhTable *table;
  GPtrArray *records;
};

/* --- Cells --- */

static const NhValue *
get_value (List *self, const NhRecord *record, const Column *column)
{
  static const NhValue none = NH_VALUE_INIT;

  return column->sets && !nh_record_entry_is (record, NH_GIFT_KIND, self->context->catalog, "suat", "1")
             ? &none
             : nh_record_get (record, column->field);
}

static void
set_text (List *self, int row, int column, const NhRecord *record)
{
  nh_report_set_field (self->context, self->table, row, column, record, self->columns[column].field);
}

static void
set_date (List *self, int row, int column, const NhRecord *record)
{
  nh_table_set_date (self->table, row, column, nh_record_get_date (record, self->columns[column].field));
}

static void
set_dates (List *self, int row, int column, const NhRecord *point)
{
  nh_report_set_dates (self->table, row, column, point);
}

static void
set_number (List *self, int row, int column, const NhRecord *record)
{
  nh_report_set_value (self->table, row, column, get_value (self, record, &self->columns[column]));
}

/* A blank value is not shaded as missing: few offices report it. */
static void
set_given (List *self, int row, int column, const NhRecord *record)
{
  if (get_value (self, record, &self->columns[column])->state != NH_VALUE_BLANK)
    set_number (self, row, column, record);
}

static void
set_levels (List *self, int row, int column, const NhRecord *point)
{
  const NhUnit *unit = nh_catalog_get_unit (self->context->catalog, nh_record_get_info (point)->unit);
  g_autofree char *text = nh_record_format (point, self->columns[column].field, self->context->catalog);
  g_autofree char *levels = nh_report_own_level (self->context, unit, text);

  nh_table_set_text (self->table, row, column, levels);
}

static void
set_models_and_note (List *self, int row, int column, const NhRecord *point)
{
  g_autofree char *models = nh_record_format (point, NH_POINT_MODEL_NAMES, self->context->catalog);
  g_autofree char *note = nh_record_format (point, NH_POINT_NOTE, self->context->catalog);
  g_autofree char *both = g_strjoin (*models != '\0' && *note != '\0' ? "; " : "", models, note, NULL);

  nh_table_set_text (self->table, row, column, both);
}

/* Amounts only where there are several sources. */
static void
set_funding (List *self, int row, int column, const NhRecord *gift)
{
  g_autoptr (GArray) amounts = nh_amounts_parse (nh_record_get_text (gift, NH_GIFT_FUNDING));

  if (amounts->len == 1)
    nh_table_set_text (self->table, row, column,
                       nh_catalog_get_code_title (self->context->catalog, "funding_source",
                                                  g_array_index (amounts, NhAmount, 0).code));
  else
    set_text (self, row, column, gift);
}

static void
set_place (List *self, int row, int column, const NhRecord *gift)
{
  gint64 point = nh_record_get_number (gift, NH_GIFT_POINT, 0);
  g_autofree char *place = point != 0
                               ? nh_report_reference_name (self->context, &nh_gift_type.fields[NH_GIFT_POINT], point)
                               : NULL;

  nh_table_set_text (self->table, row, column, place);
}

/* --- Rows --- */

/* Sums of @n records from @first in the row of their unit, or of all. */
static void
set_sums (List *self, int row, guint first, guint n)
{
  for (guint column = 0; column < self->n_columns; column++)
    {
      gint64 sum = 0;
      gboolean any = FALSE;

      for (guint i = first; self->columns[column].summed && i < first + n; i++)
        {
          const NhValue *value = get_value (self, g_ptr_array_index (self->records, i), &self->columns[column]);

          any |= value->state == NH_VALUE_SET || value->state == NH_VALUE_NIL;
          sum += value->state == NH_VALUE_SET ? value->number : 0;
        }
      if (any)
        nh_table_set_sum (self->table, row, (int) column, sum);
    }
}

static void
add_record (List *self, int above, guint index, const NhRecord *record)
{
  int row = nh_table_add_row (self->table, NH_ROW_DATA, above);
  g_autofree char *number = g_strdup_printf ("%u", index);

  nh_table_set_text (self->table, row, 0, number);
  for (guint i = 1; i < self->n_columns; i++)
    self->columns[i].set (self, row, (int) i, record);
}

/* "Xã Cẩm Nhượng, huyện Cẩm Xuyên: 09 điểm" */
static int
add_title (List *self, NhRowKind kind, int above, const char *text, guint n)
{
  g_autofree char *number = nh_number_format_admin (n);
  g_autofree char *title = self->counted != NULL ? g_strdup_printf ("%s: %s %s", text, number, self->counted) : NULL;

  return nh_report_add_row (self->table, kind, above, NULL, title != NULL ? title : text);
}

static gint64
unit_of (List *self, guint index)
{
  return nh_record_get_info (g_ptr_array_index (self->records, index))->unit;
}

static void
add_rows (List *self)
{
  gboolean grouped = self->context->unit->level < NH_LEVEL_COMMUNE;
  int total = add_title (self, NH_ROW_TOTAL, NH_TABLE_TOP, "TỔNG CỘNG", self->records->len);
  guint n;

  for (guint first = 0; first < self->records->len; first += n)
    {
      g_autofree char *heading = nh_report_unit_heading (self->context, unit_of (self, first));
      int above = total;

      for (n = 1; first + n < self->records->len && unit_of (self, first + n) == unit_of (self, first); n++)
        ;
      if (grouped)
        above = add_title (self, NH_ROW_GROUP, total, heading, n);
      for (guint i = 0; i < n; i++)
        add_record (self, above, i + 1, g_ptr_array_index (self->records, first + i));
      if (grouped)
        set_sums (self, above, first, n);
    }
  set_sums (self, total, 0, self->records->len);
}

static NhSheet *
build (const List *list, NhConnection *connection, NhLedger *ledger, const NhReportRequest *request, GError **error)
{
  g_auto (NhReportContext) context = { 0 };
  g_autofree char *year = g_strdup_printf ("NGÀY HỘI TOÀN DÂN BẢO VỆ AN NINH TỔ QUỐC NĂM %d", request->year);
  const char *titles[] = { list->title, year, NULL };
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (NhSheet) sheet = NULL;
  List self = *list;

  if (!nh_report_context_init (&context, connection, ledger, request, error))
    return NULL;
  records = nh_report_records (&context, self.type, error);
  if (records == NULL)
    return NULL;
  sheet = nh_report_sheet_new (&context, self.tab, titles, FALSE);
  nh_sheet_set_page (sheet, NH_LANDSCAPE, NH_PAPER_A4);
  self.context = &context;
  self.records = records;
  self.table = nh_sheet_add_table (sheet);
  for (guint i = 0; i < self.n_columns; i++)
    nh_table_add_column (self.table, NH_TABLE_TOP, self.columns[i].title, self.columns[i].kind);
  add_rows (&self);
  nh_report_sheet_finish (&context, sheet, NULL);
  return g_steal_pointer (&sheet);
}

/* --- The two lists --- */

NhSheet *
nh_report_build_points (NhConnection *connection, NhLedger *ledger, const NhReportRequest *request, GError **error)
{
  static const Column columns[] = {
    { "TT", NH_COLUMN_INDEX },
    { "Nơi tổ chức", NH_COLUMN_TEXT, NH_POINT_PLACE, set_text },
    { "Loại", NH_COLUMN_TEXT, NH_POINT_PLACE_KIND, set_text },
    { "Thời gian", NH_COLUMN_DATE, NH_POINT_DATE_FROM, set_dates },
    { "Lượt người dự", NH_COLUMN_INTEGER, NH_POINT_ATTENDANCE, set_number, .summed = TRUE },
    { "Lãnh đạo dự", NH_COLUMN_TEXT, NH_POINT_LEADERS, set_levels },
    { "Điểm chỉ đạo", NH_COLUMN_MARK, NH_POINT_MODEL_LEVEL, set_levels },
    { "Giao ước thi đua", NH_COLUMN_INTEGER, NH_POINT_PACTS, set_number, .summed = TRUE },
    { "Mô hình ra mắt", NH_COLUMN_INTEGER, NH_POINT_MODELS, set_number, .summed = TRUE },
    { "Ghi chú", NH_COLUMN_TEXT, NH_POINT_NOTE, set_models_and_note },
  };
  static const List list = {
    &nh_point_type, "Danh sách điểm", "DANH SÁCH ĐIỂM TỔ CHỨC", "điểm", columns, G_N_ELEMENTS (columns),
  };

  return build (&list, connection, ledger, request, error);
}

NhSheet *
nh_report_build_gift_list (NhConnection *connection, NhLedger *ledger, const NhReportRequest *request, GError **error)
{
  static const Column columns[] = {
    { "TT", NH_COLUMN_INDEX },
    { "Đối tượng được tặng", NH_COLUMN_TEXT, NH_GIFT_CATEGORY, set_text },
    { "Loại quà", NH_COLUMN_TEXT, NH_GIFT_KIND, set_text },
    { "Ngày tặng", NH_COLUMN_DATE, NH_GIFT_DATE, set_date },
    { "Số lượng", NH_COLUMN_INTEGER, NH_GIFT_QUANTITY, set_given },
    { "Số suất", NH_COLUMN_INTEGER, NH_GIFT_QUANTITY, set_given, .summed = TRUE, .sets = TRUE },
    { "Trị giá một suất (tr.đ)", NH_COLUMN_MONEY, NH_GIFT_UNIT_VALUE, set_given },
    { "Trị giá (tr.đ)", NH_COLUMN_MONEY, NH_GIFT_VALUE, set_given, .summed = TRUE },
    { "Đơn vị, cá nhân tặng", NH_COLUMN_TEXT, NH_GIFT_GIVER, set_text },
    { "Nguồn kinh phí", NH_COLUMN_TEXT, NH_GIFT_FUNDING, set_funding },
    { "Nơi trao", NH_COLUMN_TEXT, NH_GIFT_POINT, set_place },
    { "Ghi chú", NH_COLUMN_TEXT, NH_GIFT_NOTE, set_text },
  };
  static const List list = {
    &nh_gift_type, "Danh sách quà tặng", "DANH SÁCH QUÀ TẶNG", NULL, columns, G_N_ELEMENTS (columns),
  };

  return build (&list, connection, ledger, request, error);
}
