/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tổng hợp kết quả tổ chức Ngày hội: a row for each unit below, the total first, subtotals of districts while there
 * were districts; for a commune a row for each point. On one page: a row for each district or kind of unit, for a
 * commune for each kind of place. Columns are indicators; those that did not exist in the season,
 * and groups in which nobody has anything, are left out. */

#include "nh-report-private.h"

#include "nh-point.h"
#include "nh-text.h"

typedef enum
{
  KEEP_ALWAYS,
  KEEP_OWN,   /* only when somebody has it */
  KEEP_GROUP, /* when somebody has any column of its heading */
  KEEP_LUMP,  /* only when the total is a totals-only figure; else the rows show it */
} Keep;

typedef struct
{
  const char *indicator;
  const char *top, *middle; /* headings; NULL: none */
  const char *title;
  Keep keep;
  NhColumnKind kind;
} Column;

#define POINTS "Điểm ngày hội"
#define LEADERS "Có lãnh đạo dự"
#define SCALE "Quy mô"
#define GIFTS "Quà tặng"
#define AWARDS "Khen thưởng"
#define PROPAGANDA "Tuyên truyền"
#define NO_FORM "Chưa rõ hình thức"
#define AWARD(code, middle, title, keep)                                  \
  {                                                                       \
    "commendations." code, AWARDS, middle, title, keep, NH_COLUMN_INTEGER \
  }
#define AWARDS_OF(code, middle)                                                                               \
  AWARD (code ".collective", middle, "TT", KEEP_GROUP), AWARD (code ".individual", middle, "CN", KEEP_GROUP), \
      AWARD (code ".household", middle, "Hộ", KEEP_OWN), AWARD (code ".unsorted", middle, "Chưa rõ", KEEP_OWN)

static const Column columns[] = {
  { "units.held", NULL, NULL, "Đơn vị tổ chức", KEEP_LUMP, NH_COLUMN_INTEGER },
  { "points", POINTS, NULL, "Tổng số", KEEP_ALWAYS, NH_COLUMN_INTEGER },
  { "points.residential", POINTS, NULL, "Khu dân cư", KEEP_ALWAYS, NH_COLUMN_INTEGER },
  { "points.commune", POINTS, NULL, "Xã, phường", KEEP_ALWAYS, NH_COLUMN_INTEGER },
  { "points.organisation", POINTS, NULL, "CQ, DN, trường", KEEP_ALWAYS, NH_COLUMN_INTEGER },
  { "areas", NULL, NULL, "Khu dân cư tổ chức", KEEP_OWN, NH_COLUMN_INTEGER },
  { "leaders.central", LEADERS, NULL, "TW", KEEP_ALWAYS, NH_COLUMN_INTEGER },
  { "leaders.province", LEADERS, NULL, "Tỉnh", KEEP_ALWAYS, NH_COLUMN_INTEGER },
  { "leaders.district", LEADERS, NULL, "Huyện", KEEP_ALWAYS, NH_COLUMN_INTEGER },
  { "leaders.commune", LEADERS, NULL, "Xã", KEEP_ALWAYS, NH_COLUMN_INTEGER },
  { "model_points", NULL, NULL, "Điểm chỉ đạo", KEEP_ALWAYS, NH_COLUMN_INTEGER },
  { "attendance", NULL, NULL, "Lượt người dự", KEEP_ALWAYS, NH_COLUMN_INTEGER },
  { "households", SCALE, NULL, "Số hộ", KEEP_OWN, NH_COLUMN_INTEGER },
  { "people", SCALE, NULL, "Nhân khẩu", KEEP_OWN, NH_COLUMN_INTEGER },
  { "groups", SCALE, NULL, "Tổ liên gia", KEEP_OWN, NH_COLUMN_INTEGER },
  { "pacts", NULL, NULL, "Giao ước thi đua", KEEP_ALWAYS, NH_COLUMN_INTEGER },
  { "pledges", NULL, NULL, "Bản cam kết", KEEP_OWN, NH_COLUMN_INTEGER },
  { "rules", NULL, NULL, "Quy chế phối hợp", KEEP_OWN, NH_COLUMN_INTEGER },
  { "models", NULL, NULL, "Mô hình ra mắt", KEEP_ALWAYS, NH_COLUMN_INTEGER },
  { "weapons", NULL, NULL, "Vũ khí giao nộp", KEEP_OWN, NH_COLUMN_INTEGER },
  { "hand_ins", NULL, NULL, "Lượt giao nộp", KEEP_OWN, NH_COLUMN_INTEGER },
  { "activities.tuyen_truyen", PROPAGANDA, NULL, "Buổi", KEEP_OWN, NH_COLUMN_INTEGER },
  { "activities.tuyen_truyen.people", PROPAGANDA, NULL, "Lượt người", KEEP_OWN, NH_COLUMN_INTEGER },
  { "activities.loa", PROPAGANDA, NULL, "Lượt loa", KEEP_OWN, NH_COLUMN_INTEGER },
  { "activities.bang_ron", PROPAGANDA, NULL, "Băng rôn", KEEP_OWN, NH_COLUMN_INTEGER },
  { "activities.to_roi", PROPAGANDA, NULL, "Tờ rơi", KEEP_OWN, NH_COLUMN_INTEGER },
  { "activities.tin_bai", PROPAGANDA, NULL, "Tin, bài", KEEP_OWN, NH_COLUMN_INTEGER },
  { "cost", NULL, NULL, "Kinh phí (tr.đ)", KEEP_OWN, NH_COLUMN_MONEY },
  { "gifts.sets", GIFTS, NULL, "Số suất", KEEP_OWN, NH_COLUMN_INTEGER },
  { "gifts.houses", GIFTS, NULL, "Nhà", KEEP_OWN, NH_COLUMN_INTEGER },
  { "gifts.bicycles", GIFTS, NULL, "Xe đạp", KEEP_OWN, NH_COLUMN_INTEGER },
  { "gifts.wheelchairs", GIFTS, NULL, "Xe lăn", KEEP_OWN, NH_COLUMN_INTEGER },
  { "gifts.insurance", GIFTS, NULL, "Thẻ BHYT", KEEP_OWN, NH_COLUMN_INTEGER },
  { "gifts.savings", GIFTS, NULL, "Sổ tiết kiệm", KEEP_OWN, NH_COLUMN_INTEGER },
  { "gifts.cash", GIFTS, NULL, "Tiền mặt (phần)", KEEP_OWN, NH_COLUMN_INTEGER },
  { "gifts.other", GIFTS, NULL, "Quà khác", KEEP_OWN, NH_COLUMN_INTEGER },
  { "gifts.value", GIFTS, NULL, "Trị giá (tr.đ)", KEEP_OWN, NH_COLUMN_MONEY },
  AWARDS_OF ("order", "Huân chương"),
  AWARDS_OF ("honour", "Huy chương"),
  AWARDS_OF ("flag_government", "Cờ thi đua Chính phủ"),
  AWARDS_OF ("prime_minister", "BK Thủ tướng"),
  AWARD ("medal", NULL, "Kỷ niệm chương", KEEP_OWN),
  AWARD ("medal.unsorted", NULL, "Kỷ niệm chương, chưa rõ", KEEP_OWN),
  AWARDS_OF ("flag_ministry", "Cờ thi đua Bộ Công an"),
  AWARDS_OF ("ministry", "BK Bộ Công an"),
  AWARDS_OF ("flag_province", "Cờ thi đua UBND tỉnh"),
  AWARDS_OF ("province", "BK UBND tỉnh"),
  AWARDS_OF ("police", "GK GĐ Công an tỉnh"),
  AWARDS_OF ("district", "GK UBND huyện"),
  AWARDS_OF ("district_police", "GK Công an huyện"),
  AWARDS_OF ("commune", "GK UBND xã"),
  AWARDS_OF ("letter", "Thư khen"),
  AWARDS_OF ("praise", "Biểu dương"),
  AWARDS_OF ("other", "Khác"),
  AWARD ("all.collective", NO_FORM, "TT", KEEP_OWN),
  AWARD ("all.individual", NO_FORM, "CN", KEEP_OWN),
  AWARD ("all.household", NO_FORM, "Hộ", KEEP_OWN),
  AWARD ("all.mixed", NO_FORM, "TT, CN", KEEP_OWN),
  AWARD ("all", NULL, "Chưa phân loại", KEEP_OWN),
};

typedef struct
{
  NhReportContext *context;
  NhFigures *figures;
  NhTable *table;
  gboolean by_point;
  gboolean grouped;
  int numbers[G_N_ELEMENTS (columns)]; /* of the column in the table; -1: left out */
} Summary;

/* TRUE when a value was entered, 0 included. */
static gboolean
said (const NhFigure *figure)
{
  return figure->state != NH_VALUE_BLANK && !figure->implied;
}

static gboolean
somebody_has (Summary *self, const char *indicator)
{
  GPtrArray *rows = nh_figures_get_rows (self->figures);

  if (said (nh_figures_get (nh_figures_get_total (self->figures), indicator)))
    return TRUE;
  for (guint i = 0; i < rows->len; i++)
    {
      const NhFigureRow *row = g_ptr_array_index (rows, i);

      if (said (nh_figures_get (row, indicator)) ||
          (row->group != NULL && said (nh_figures_get (row->group, indicator))))
        return TRUE;
    }
  return FALSE;
}

static gboolean
group_has (Summary *self, const Column *column)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_strcmp0 (columns[i].top, column->top) == 0 && g_strcmp0 (columns[i].middle, column->middle) == 0 &&
        somebody_has (self, columns[i].indicator))
      return TRUE;
  return FALSE;
}

static gboolean
is_shown (Summary *self, const Column *column)
{
  const NhFigure *total = nh_figures_get (nh_figures_get_total (self->figures), column->indicator);

  if (!nh_figures_has_indicator (self->figures, column->indicator))
    return FALSE;
  switch (column->keep)
    {
    case KEEP_OWN:
      return somebody_has (self, column->indicator) && (total->state != NH_VALUE_SET || total->value > 0);
    case KEEP_GROUP:
      return group_has (self, column);
    case KEEP_LUMP:
      return total->from == NH_FROM_TOTAL;
    case KEEP_ALWAYS:
    default:
      return TRUE;
    }
}

/* A ward's own sheet uses its kind: "GK UBND phường", "Phường". (transfer full) */
static char *
own_words (Summary *self, const char *title)
{
  return nh_catalog_in_words_of (self->context->catalog, self->context->unit, title);
}

static void
add_columns (Summary *self)
{
  const char *top_title = NULL, *middle_title = NULL;
  int top = NH_TABLE_TOP, middle = NH_TABLE_TOP;

  nh_table_add_column (self->table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  nh_table_add_column (self->table, NH_TABLE_TOP,
                       !self->by_point ? "Đơn vị"
                       : self->grouped ? "Loại địa bàn"
                                       : "Nơi tổ chức",
                       NH_COLUMN_TEXT);
  if (self->by_point && !self->grouped)
    nh_table_add_column (self->table, NH_TABLE_TOP, "Thời gian", NH_COLUMN_DATE);
  nh_table_set_n_lead (self->table, self->by_point && !self->grouped ? 3 : 2);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const Column *column = &columns[i];
      g_autofree char *title = NULL;

      self->numbers[i] = -1;
      if (!is_shown (self, column))
        continue;
      if (g_strcmp0 (column->top, top_title) != 0)
        {
          top = column->top != NULL ? nh_table_add_heading (self->table, NH_TABLE_TOP, column->top) : NH_TABLE_TOP;
          middle = top;
          top_title = column->top;
          middle_title = NULL;
        }
      if (g_strcmp0 (column->middle, middle_title) != 0)
        {
          g_autofree char *words = column->middle != NULL ? own_words (self, column->middle) : NULL;

          middle = words != NULL ? nh_table_add_heading (self->table, top, words) : top;
          middle_title = column->middle;
        }
      title = own_words (self, column->title);
      self->numbers[i] = nh_table_add_column (self->table, middle, title, column->kind);
    }
}

/* A blank cell is shaded as missing where its blank leaves the sum open, and where a unit below has not reported. Not
 * shaded is what need not be there: other figures of a point or of a province's own row, and of a unit that has
 * reported. */
static gboolean
is_shaded (const NhFigureRow *row, const Column *column, const NhFigure *figure)
{
  if (figure->missing > 0)
    return TRUE;
  if (nh_figures_get (row, "points")->state == NH_VALUE_NIL) /* none was held, as the unit has signed */
    return FALSE;
  return !row->own && (column->keep == KEEP_ALWAYS || !said (nh_figures_get (row, "points")));
}

static void
set_figures (Summary *self, int row, const NhFigureRow *figures, gboolean sum)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const NhFigure *figure = nh_figures_get (figures, columns[i].indicator);

      if (self->numbers[i] < 0)
        continue;
      if (figure->state == NH_VALUE_BLANK && !is_shaded (figures, &columns[i], figure))
        continue;
      nh_report_set_figure (self->table, row, self->numbers[i], figure, sum);
    }
}

static int
add_row (Summary *self, NhRowKind kind, int above, const char *index, const char *title, const NhFigureRow *figures)
{
  int row = nh_report_add_row (self->table, kind, above, index, title);

  set_figures (self, row, figures, kind != NH_ROW_DATA);
  return row;
}

/* "Phường Vũng Áng (không tổ chức)" (transfer full) */
static char *
unit_title (const NhFigureRow *row)
{
  return nh_figures_get (row, "points")->state == NH_VALUE_NIL && !row->own
             ? g_strdup_printf ("%s (không tổ chức)", nh_figure_row_get_title (row))
             : g_strdup (nh_figure_row_get_title (row));
}

static void
add_unit_rows (Summary *self, int total)
{
  GPtrArray *rows = nh_figures_get_rows (self->figures);
  const NhFigureRow *group = NULL;
  guint n_groups = 0, n = 0;
  int above = total;

  for (guint i = 0; i < rows->len; i++)
    {
      const NhFigureRow *row = g_ptr_array_index (rows, i);
      g_autofree char *number = NULL, *title = unit_title (row);

      if (row->group != group)
        {
          g_autofree char *index = nh_report_roman (++n_groups);

          group = row->group;
          n = 0;
          above = group != NULL ? add_row (self, NH_ROW_GROUP, total, index, group->unit->title, group) : total;
        }
      number = row->own ? g_strdup ("") : g_strdup_printf ("%u", ++n);
      add_row (self, NH_ROW_DATA, above, number, title, row);
    }
}

/* --- A row for each district, or kind of unit, or kind of place --- */

/* The units or points that a row of the short sheet stands for. */
typedef struct
{
  char *title;              /* owned */
  guint n;                  /* of that kind */
  const NhFigureRow *group; /* of a district */
  NhFigureRow sum;          /* of the others, with figures of its own */
} Group;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_free (group->title);
  g_free (group->sum.figures);
  g_free (group);
}

static gboolean
is_in_group (const Group *group, const NhFigureRow *row, const char *title)
{
  return row->group != NULL ? group->group == row->group : group->group == NULL && g_str_equal (group->title, title);
}

static void
put_into_group (GPtrArray *groups, const NhFigureRow *row, const char *title)
{
  guint n_indicators;
  Group *group = NULL;

  nh_indicators (&n_indicators);
  for (guint i = 0; i < groups->len && group == NULL; i++)
    if (is_in_group (groups->pdata[i], row, title))
      group = groups->pdata[i];
  if (group == NULL)
    {
      group = g_new0 (Group, 1);
      group->group = row->group;
      group->title = g_strdup (row->group != NULL ? row->group->unit->title : title);
      group->sum = (NhFigureRow){ .unit = row->unit, .own = row->own, .figures = g_new0 (NhFigure, n_indicators) };
      g_ptr_array_add (groups, group);
    }
  group->n++;
  for (guint i = 0; i < n_indicators; i++)
    nh_figure_add (&group->sum.figures[i], &row->figures[i]);
}

/* "Các xã (60)" where there are no districts. */
static void
add_group_rows (Summary *self, int total)
{
  GPtrArray *rows = nh_figures_get_rows (self->figures);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (group_free);

  for (guint i = 0; i < rows->len; i++)
    {
      const NhFigureRow *row = g_ptr_array_index (rows, i);

      put_into_group (groups, row, row->own ? nh_figure_row_get_title (row) : row->unit->kind);
    }
  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = groups->pdata[i];
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autofree char *title = group->group != NULL || group->sum.own
                                   ? g_strdup (group->title)
                                   : g_strdup_printf ("Các %s (%u)", group->title, group->n);

      add_row (self, NH_ROW_DATA, total, number, title, group->group != NULL ? group->group : &group->sum);
    }
}

static void
add_point_row (Summary *self, int total, guint index, const NhRecord *point, NhFigure *figures)
{
  const NhFigureRow row = { .unit = self->context->unit, .own = TRUE, .figures = figures };
  g_autofree char *number = g_strdup_printf ("%u", index);
  int at = add_row (self, NH_ROW_DATA, total, number, nh_record_get_text (point, NH_POINT_PLACE), &row);

  nh_report_set_dates (self->table, at, 2, point);
}

/* Gifts and commendations that were not handed over at one of the points: @others, of NhFigure by point. */
static void
add_rest_row (Summary *self, int total, GHashTable *others)
{
  const NhFigureRow *all = nh_figures_get_total (self->figures);
  int row = -1;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      guint index = nh_indicator_index (columns[i].indicator);
      const NhIndicator *indicator = nh_indicator_find (columns[i].indicator);
      NhFigure rest = { 0 };
      GHashTableIter iter;
      gpointer figures;

      g_hash_table_iter_init (&iter, others);
      while (g_hash_table_iter_next (&iter, NULL, &figures))
        nh_figure_add (&rest, &((const NhFigure *) figures)[index]);
      if (self->numbers[i] < 0 || indicator->type == NULL || indicator->type == &nh_point_type ||
          all->figures[index].from != NH_FROM_RECORDS || (rest.value == 0 && rest.state != NH_VALUE_UNKNOWN))
        continue;
      if (row < 0)
        row = nh_report_add_row (self->table, NH_ROW_DATA, total, "", "Không gắn với điểm");
      nh_report_set_figure (self->table, row, self->numbers[i], &rest, FALSE);
    }
}

/* "Thôn (7)" */
static void
add_kind_rows (Summary *self, int total, GPtrArray *kinds)
{
  for (guint i = 0; i < kinds->len; i++)
    {
      const Group *kind = kinds->pdata[i];
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autofree char *title = g_strdup_printf ("%s (%u)", kind->title, kind->n);

      add_row (self, NH_ROW_DATA, total, number, title, &kind->sum);
    }
}

static void
put_into_kind (Summary *self, GPtrArray *kinds, const NhRecord *point, NhFigure *figures)
{
  const NhFigureRow row = { .unit = self->context->unit, .own = TRUE, .figures = figures };

  put_into_group (kinds, &row,
                  nh_catalog_get_code_title (self->context->catalog, "place_kind",
                                             nh_record_get_text (point, NH_POINT_PLACE_KIND)));
}

static gboolean
add_point_rows (Summary *self, int total, GError **error)
{
  const NhReportRequest *request = self->context->request;
  g_autoptr (GPtrArray) points = nh_report_records (self->context, &nh_point_type, error);
  g_autoptr (GPtrArray) kinds = g_ptr_array_new_with_free_func (group_free);
  g_autoptr (GHashTable) figures = NULL;

  if (points == NULL)
    return FALSE;
  if (self->context->final_only && points->len == 0)
    return TRUE;
  figures = nh_figures_compute_points (self->context->connection, self->context->ledger, request->unit, request->year,
                                       request->as_of, error);
  if (figures == NULL)
    return FALSE;
  for (guint i = 0; i < points->len; i++)
    {
      const NhRecord *point = g_ptr_array_index (points, i);
      NhFigure *of_point = g_hash_table_lookup (figures, &nh_record_get_info (point)->id);

      if (of_point != NULL && self->grouped)
        put_into_kind (self, kinds, point, of_point);
      else if (of_point != NULL)
        add_point_row (self, total, i + 1, point, of_point);
      g_hash_table_remove (figures, &nh_record_get_info (point)->id);
    }
  add_kind_rows (self, total, kinds);
  add_rest_row (self, total, figures);
  return TRUE;
}

static gboolean
fill (NhReportContext *context, gboolean grouped, GError **error)
{
  Summary self = { context, context->figures, context->table, .grouped = grouped };
  int total;

  self.by_point = nh_figures_get_rows (self.figures)->len == 0;
  add_columns (&self);
  total = add_row (&self, NH_ROW_TOTAL, NH_TABLE_TOP, "", "TỔNG CỘNG", nh_figures_get_total (self.figures));
  if (self.by_point)
    return add_point_rows (&self, total, error);
  if (grouped)
    add_group_rows (&self, total);
  else
    add_unit_rows (&self, total);
  return TRUE;
}

gboolean
nh_report_fill_summary (NhReportContext *context, GError **error)
{
  return fill (context, FALSE, error);
}

gboolean
nh_report_fill_groups (NhReportContext *context, GError **error)
{
  return fill (context, TRUE, error);
}
