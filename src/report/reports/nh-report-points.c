/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Danh sách điểm: every held point, grouped by unit above a commune. Names of leaders are personal and left out. */

#include "nh-report-private.h"

#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-point.h"
#include "nh-text.h"

enum
{
  COLUMN_INDEX,
  COLUMN_PLACE,
  COLUMN_KIND,
  COLUMN_DATE,
  COLUMN_ATTENDANCE,
  COLUMN_LEADERS,
  COLUMN_MODEL_LEVEL,
  COLUMN_PACTS,
  COLUMN_MODELS,
  COLUMN_NOTE,
};

typedef struct
{
  NhReportContext *context;
  NhTable *table;
  GPtrArray *points;
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
    [COLUMN_PLACE] = { "Nơi tổ chức", NH_COLUMN_TEXT },
    [COLUMN_KIND] = { "Loại", NH_COLUMN_TEXT },
    [COLUMN_DATE] = { "Thời gian", NH_COLUMN_DATE },
    [COLUMN_ATTENDANCE] = { "Lượt người dự", NH_COLUMN_INTEGER },
    [COLUMN_LEADERS] = { "Lãnh đạo dự", NH_COLUMN_TEXT },
    [COLUMN_MODEL_LEVEL] = { "Điểm chỉ đạo", NH_COLUMN_MARK },
    [COLUMN_PACTS] = { "Giao ước thi đua", NH_COLUMN_INTEGER },
    [COLUMN_MODELS] = { "Mô hình ra mắt", NH_COLUMN_INTEGER },
    [COLUMN_NOTE] = { "Ghi chú", NH_COLUMN_TEXT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    nh_table_add_column (self->table, NH_TABLE_TOP, columns[i].title, columns[i].kind);
}

/* Sums of @n points from @first in the row of their unit, or of all. */
static void
set_sums (List *self, int row, guint first, guint n)
{
  static const struct
  {
    int column;
    guint field;
  } summed[] = {
    { COLUMN_ATTENDANCE, NH_POINT_ATTENDANCE },
    { COLUMN_PACTS, NH_POINT_PACTS },
    { COLUMN_MODELS, NH_POINT_MODELS },
  };

  for (guint s = 0; s < G_N_ELEMENTS (summed); s++)
    {
      gint64 sum = 0;
      gboolean any = FALSE;

      for (guint i = first; i < first + n; i++)
        {
          const NhValue *value = nh_record_get (g_ptr_array_index (self->points, i), summed[s].field);

          any |= value->state == NH_VALUE_SET || value->state == NH_VALUE_NIL;
          sum += nh_record_get_number (g_ptr_array_index (self->points, i), summed[s].field, 0);
        }
      if (any)
        nh_table_set_sum (self->table, row, summed[s].column, sum);
    }
}

static void
set_levels (List *self, int row, int column, const NhRecord *point, guint field)
{
  const NhUnit *unit = nh_catalog_get_unit (self->context->catalog, nh_record_get_info (point)->unit);
  g_autofree char *text = nh_record_format (point, field, self->context->catalog);
  g_autofree char *levels = nh_report_own_level (self->context, unit, text);

  nh_table_set_text (self->table, row, column, levels);
}

static void
add_point (List *self, int above, guint index, const NhRecord *point)
{
  int row = nh_table_add_row (self->table, NH_ROW_DATA, above);
  g_autofree char *number = g_strdup_printf ("%u", index);
  g_autofree char *models = nh_record_format (point, NH_POINT_MODEL_NAMES, self->context->catalog);
  g_autofree char *note = nh_record_format (point, NH_POINT_NOTE, self->context->catalog);
  g_autofree char *both = g_strjoin (*models != '\0' && *note != '\0' ? "; " : "", models, note, NULL);

  nh_table_set_text (self->table, row, COLUMN_INDEX, number);
  nh_report_set_field (self->context, self->table, row, COLUMN_PLACE, point, NH_POINT_PLACE);
  nh_report_set_field (self->context, self->table, row, COLUMN_KIND, point, NH_POINT_PLACE_KIND);
  nh_report_set_dates (self->table, row, COLUMN_DATE, point);
  nh_report_set_value (self->table, row, COLUMN_ATTENDANCE, nh_record_get (point, NH_POINT_ATTENDANCE));
  set_levels (self, row, COLUMN_LEADERS, point, NH_POINT_LEADERS);
  set_levels (self, row, COLUMN_MODEL_LEVEL, point, NH_POINT_MODEL_LEVEL);
  nh_report_set_value (self->table, row, COLUMN_PACTS, nh_record_get (point, NH_POINT_PACTS));
  nh_report_set_value (self->table, row, COLUMN_MODELS, nh_record_get (point, NH_POINT_MODELS));
  nh_table_set_text (self->table, row, COLUMN_NOTE, both);
}

/* "Xã Cẩm Nhượng, huyện Cẩm Xuyên: 09 điểm" */
static char *
unit_title (List *self, gint64 id, guint n)
{
  g_autofree char *heading = nh_report_unit_heading (self->context, id);
  g_autofree char *number = nh_number_format_admin (n);

  return g_strdup_printf ("%s: %s điểm", heading, number);
}

static gint64
unit_of (List *self, guint index)
{
  return nh_record_get_info (g_ptr_array_index (self->points, index))->unit;
}

static void
add_rows (List *self)
{
  g_autofree char *number = nh_number_format_admin (self->points->len);
  g_autofree char *title = g_strdup_printf ("TỔNG CỘNG: %s điểm", number);
  gboolean grouped = self->context->unit->level < NH_LEVEL_COMMUNE;
  int total = nh_table_add_row (self->table, NH_ROW_TOTAL, NH_TABLE_TOP);
  guint n;

  nh_table_set_text (self->table, total, COLUMN_PLACE, title);
  for (guint first = 0; first < self->points->len; first += n)
    {
      g_autofree char *group_title = NULL;
      int above = total;

      for (n = 1; first + n < self->points->len && unit_of (self, first + n) == unit_of (self, first); n++)
        ;
      if (grouped)
        {
          group_title = unit_title (self, unit_of (self, first), n);
          above = nh_table_add_row (self->table, NH_ROW_GROUP, total);
          nh_table_set_text (self->table, above, COLUMN_PLACE, group_title);
        }
      for (guint i = 0; i < n; i++)
        add_point (self, above, i + 1, g_ptr_array_index (self->points, first + i));
      if (grouped)
        set_sums (self, above, first, n);
    }
  set_sums (self, total, 0, self->points->len);
}

NhSheet *
nh_report_build_points (NhConnection *connection, NhLedger *ledger, const NhReportRequest *request, GError **error)
{
  g_auto (NhReportContext) context = { 0 };
  g_autofree char *year = g_strdup_printf ("NGÀY HỘI TOÀN DÂN BẢO VỆ AN NINH TỔ QUỐC NĂM %d", request->year);
  const char *titles[] = { "DANH SÁCH ĐIỂM TỔ CHỨC", year, NULL };
  g_autoptr (NhSheet) sheet = NULL;
  List self = { .context = &context };

  if (!nh_report_context_init (&context, connection, ledger, request, error))
    return NULL;
  self.points = nh_report_records (&context, &nh_point_type, error);
  if (self.points == NULL)
    return NULL;
  sheet = nh_report_sheet_new (&context, "Danh sách điểm", titles, FALSE);
  nh_sheet_set_page (sheet, NH_LANDSCAPE, NH_PAPER_A4);
  self.table = nh_sheet_add_table (sheet);
  add_columns (&self);
  add_rows (&self);
  g_clear_pointer (&self.points, g_ptr_array_unref);
  nh_report_sheet_finish (&context, sheet, NULL);
  return g_steal_pointer (&sheet);
}
