/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Danh sách điểm, Danh sách quà tặng, Danh sách khen thưởng: every record that counts, grouped by unit above a commune,
 * or by decision. They name leaders, recipients, who signed and who presented, with post and workplace; other personal
 * fields (birth year, form of address) are left out. */

#include "nh-report-private.h"

#include <string.h>

#include "nh-commendation.h"
#include "nh-gift.h"
#include "nh-number.h"
#include "nh-point.h"
#include "nh-text.h"

typedef struct _List List;
typedef struct _Column Column;

typedef enum
{
  SUM_NONE,
  SUM_GIVEN, /* empty where no record of the group has a number */
  SUM_ALL,
} Sum;

struct _Column
{
  const char *title;
  NhColumnKind kind;
  guint field;
  /* NULL: the index */
  void (*set) (List *self, int row, int at, const Column *column, const NhRecord *record);
  Sum sum;
  const char *top;       /* heading over columns side by side; nullable */
  const char *recipient; /* only of commendations for this kind of recipient */
  gboolean sets;         /* a gift that does not count as suất has no value here */
  gboolean optional;     /* left out when nobody has it */
  gboolean above;        /* only above a commune */
  gboolean signed_in;    /* to sign in by hand, only in a commune */
};

struct _List
{
  const NhRecordType *type;
  const Column *columns;
  guint n_columns;
  const char *counted; /* after the number of records in the title of a group; NULL: no number */
  gboolean decisions;  /* grouped by decision instead of unit */

  NhReportContext *context;
  NhTable *table;
  GPtrArray *records;
};

static gboolean
is_above_commune (List *self)
{
  return self->context->unit->level < NH_LEVEL_COMMUNE;
}

/* Whether the column is not of a list of this level. */
static gboolean
is_elsewhere (List *self, const Column *column)
{
  return is_above_commune (self) ? column->signed_in : column->above;
}

/* --- Cells --- */

static void
set_text (List *self, int row, int at, const Column *column, const NhRecord *record)
{
  g_autofree char *text = nh_record_format (record, column->field, self->context->catalog);

  nh_table_set_text (self->table, row, at, text);
}

static void
set_date (List *self, int row, int at, const Column *column, const NhRecord *record)
{
  nh_table_set_date (self->table, row, at, nh_record_get_date (record, column->field));
}

static void
set_dates (List *self, int row, int at, const Column *column, const NhRecord *point)
{
  nh_report_set_dates (self->table, row, at, point);
}

static void
set_number (List *self, int row, int at, const Column *column, const NhRecord *record)
{
  const NhValue *value = nh_record_get (record, column->field);
  NhFigure figure = { .from = NH_FROM_RECORDS, .state = value->state, .value = value->number };

  figure.qualifiers = nh_report_qualifier (record, column->field);
  figure.qualifier = nh_qualifier_of_sum (figure.qualifiers, FALSE);
  nh_report_set_figure (self->table, row, at, &figure, FALSE);
}

/* Not shaded where it is blank. */
static void
set_said (List *self, int row, int at, const Column *column, const NhRecord *point)
{
  if (nh_record_get (point, column->field)->state != NH_VALUE_BLANK)
    set_number (self, row, at, column, point);
}

/* What every residential area has: a blank leaves the sum open. */
static void
set_size (List *self, int row, int at, const Column *column, const NhRecord *point)
{
  set_said (self, row, at, column, point);
  if (nh_record_get (point, column->field)->state == NH_VALUE_BLANK &&
      nh_record_entry_is (point, NH_POINT_PLACE_KIND, self->context->catalog, "column", "residential"))
    nh_table_set_open (self->table, row, at, FALSE);
}

/* Where it is not the one that the point is named after. */
static void
set_areas (List *self, int row, int at, const Column *column, const NhRecord *point)
{
  if (nh_record_get_number (point, column->field, 1) != 1 ||
      nh_record_get (point, column->field)->state == NH_VALUE_UNKNOWN)
    set_number (self, row, at, column, point);
}

static void
set_attendance (List *self, int row, int at, const Column *column, const NhRecord *point)
{
  set_number (self, row, at, column, point);
  if (nh_record_get (point, column->field)->state == NH_VALUE_BLANK)
    nh_table_set_open (self->table, row, at, FALSE);
}

/* A blank value is not shaded as missing: few offices report it. But it leaves the sum open. */
static void
set_given (List *self, int row, int at, const Column *column, const NhRecord *gift)
{
  if (column->sets && !nh_record_entry_is (gift, NH_GIFT_KIND, self->context->catalog, "suat", "1"))
    return;
  if (nh_record_get (gift, column->field)->state != NH_VALUE_BLANK)
    set_number (self, row, at, column, gift);
  else
    nh_table_set_open (self->table, row, at, FALSE);
}

static void
set_levels (List *self, int row, int at, const Column *column, const NhRecord *point)
{
  const NhUnit *unit = nh_catalog_get_unit (self->context->catalog, nh_record_get_info (point)->unit);
  g_autofree char *text = nh_record_format (point, column->field, self->context->catalog);
  g_autofree char *levels = nh_catalog_in_words_of (self->context->catalog, unit, text);

  nh_table_set_text (self->table, row, at, levels);
}

/* "Tỉnh: Đại tá Nguyễn Văn An, Phó Giám đốc Công an tỉnh; Xã" */
static void
set_leaders (List *self, int row, int at, const Column *column, const NhRecord *point)
{
  const NhUnit *unit = nh_catalog_get_unit (self->context->catalog, nh_record_get_info (point)->unit);
  g_auto (GStrv) levels = g_strsplit (nh_record_get_text (point, column->field), ",", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean named = FALSE;

  for (guint i = 0; levels[i] != NULL; i++)
    {
      const char *title = nh_catalog_get_code_title (self->context->catalog, "level", levels[i]);
      g_autofree char *field = g_strconcat (levels[i], "_names", NULL);
      g_autofree char *own = nh_catalog_in_words_of (self->context->catalog, unit, title);
      int names = nh_record_type_field (&nh_point_type, field);
      const char *who = names >= 0 ? nh_record_get_text (point, (guint) names) : "";

      named |= *who != '\0';
      g_string_append_printf (text, "%s%s%s%s", i > 0 ? "; " : "", own, *who != '\0' ? ": " : "", who);
    }
  if (!named)
    g_string_replace (text, "; ", ", ", 0);
  nh_table_set_text (self->table, row, at, text->str);
}

/* Two texts with @separator where there are both. */
static void
set_both (List *self, int row, int at, const char *one, const char *separator, const char *other)
{
  g_autofree char *both = g_strjoin (*one != '\0' && *other != '\0' ? separator : "", one, other, NULL);

  nh_table_set_text (self->table, row, at, both);
}

/* Adds "BEFORE TEXT", where there is a text. */
static void
add_part (GString *parts, const char *before, const char *text)
{
  if (*text != '\0')
    g_string_append_printf (parts, "%s%s%s", parts->len > 0 ? "; " : "", before, text);
}

/* What has no column of its own. */
static void
set_point_note (List *self, int row, int at, const Column *column, const NhRecord *point)
{
  g_autoptr (GString) parts = g_string_new (NULL);
  g_autofree char *funding = nh_record_format (point, NH_POINT_FUNDING, self->context->catalog);
  g_autofree char *ceremony = nh_record_format (point, NH_POINT_CEREMONY, self->context->catalog);
  g_autofree char *festivities = nh_record_format (point, NH_POINT_FESTIVITIES, self->context->catalog);

  add_part (parts, "Phần lễ: ", ceremony);
  add_part (parts, "Phần hội: ", festivities);
  add_part (parts, "Phối hợp: ", nh_record_get_text (point, NH_POINT_ORGANISERS));
  add_part (parts, "Giao ước: ", nh_record_get_text (point, NH_POINT_PACT_PARTIES));
  add_part (parts, "Cam kết: ", nh_record_get_text (point, NH_POINT_PLEDGE_PARTIES));
  add_part (parts, "Quy chế: ", nh_record_get_text (point, NH_POINT_RULE_PARTIES));
  add_part (parts, "Mô hình: ", nh_record_get_text (point, NH_POINT_MODEL_NAMES));
  add_part (parts, "Vũ khí: ", nh_record_get_text (point, NH_POINT_WEAPON_NAMES));
  add_part (parts, "Kinh phí: ", funding);
  add_part (parts, "", nh_record_get_text (point, NH_POINT_NOTE));
  nh_table_set_text (self->table, row, at, parts->str);
}

static void
set_commendation_note (List *self, int row, int at, const Column *column, const NhRecord *commendation)
{
  g_autoptr (GString) parts = g_string_new (NULL);

  add_part (parts, "Người trao: ", nh_record_get_text (commendation, NH_COMMENDATION_PRESENTED_BY));
  add_part (parts, "", nh_record_get_text (commendation, NH_COMMENDATION_NOTE));
  nh_table_set_text (self->table, row, at, parts->str);
}

/* Amounts only where there are several sources. */
static void
set_funding (List *self, int row, int at, const Column *column, const NhRecord *gift)
{
  g_autoptr (GArray) amounts = nh_amounts_parse (nh_record_get_text (gift, NH_GIFT_FUNDING));

  if (amounts->len == 1)
    nh_table_set_text (self->table, row, at,
                       nh_catalog_get_code_title (self->context->catalog, "funding_source",
                                                  g_array_index (amounts, NhAmount, 0).code));
  else
    set_text (self, row, at, column, gift);
}

static void
set_place (List *self, int row, int at, const Column *column, const NhRecord *gift)
{
  gint64 point = nh_record_get_number (gift, NH_GIFT_POINT, 0);
  g_autofree char *place = point != 0
                               ? nh_report_reference_name (self->context, &nh_gift_type.fields[NH_GIFT_POINT], point)
                               : NULL;

  nh_table_set_text (self->table, row, at, place);
}

static void
set_recipient (List *self, int row, int at, const Column *column, const NhRecord *commendation)
{
  const char *name = nh_record_get_text (commendation, NH_COMMENDATION_RECIPIENT);

  nh_table_set_text (self->table, row, at, *name != '\0' ? name : "(không nêu tên)");
}

static void
set_workplace (List *self, int row, int at, const Column *column, const NhRecord *commendation)
{
  set_both (self, row, at, nh_record_get_text (commendation, NH_COMMENDATION_POSITION), ", ",
            nh_record_get_text (commendation, NH_COMMENDATION_WORKPLACE));
}

static void
set_unit (List *self, int row, int at, const Column *column, const NhRecord *commendation)
{
  g_autofree char *unit = nh_report_unit_heading (self->context, nh_record_get_info (commendation)->unit);

  nh_table_set_text (self->table, row, at, unit);
}

static void
set_quantity (List *self, int row, int at, const Column *column, const NhRecord *commendation)
{
  static const char *const others[] = { "tap_the", "ca_nhan", "ho", "tt_cn", NULL };
  const char *kind = nh_record_get_text (commendation, NH_COMMENDATION_RECIPIENT_KIND);
  gboolean unsorted = g_str_equal (column->recipient, "khong_ro") && !g_strv_contains (others, kind);
  const Column of_quantity = { .field = NH_COMMENDATION_QUANTITY };

  if (unsorted || g_str_equal (kind, column->recipient))
    set_number (self, row, at, &of_quantity, commendation);
}

static void
set_bonus (List *self, int row, int at, const Column *column, const NhRecord *commendation)
{
  const NhValue *bonus = nh_record_get (commendation, NH_COMMENDATION_BONUS);

  const Column of_bonus = { .field = NH_COMMENDATION_BONUS };

  if (bonus->state != NH_VALUE_BLANK)
    set_number (self, row, at, &of_bonus, commendation);
}

/* --- Order of commendations --- */

static int
position_of (List *self, const NhRecord *record, guint field)
{
  const char *list = nh_commendation_type.fields[field].codebook;
  const NhCode *code = nh_catalog_get_code (self->context->catalog, list, nh_record_get_text (record, field),
                                            NH_DATE_NONE);

  return code != NULL ? code->position : G_MAXINT;
}

/* One decision on one form. Sort keys end by themselves, so that keys in a row compare one after the other. */
static GString *
decision_key (List *self, const NhRecord *record)
{
  GString *key = g_string_new (NULL);
  const char *authority = nh_record_get_text (record, NH_COMMENDATION_AUTHORITY);

  g_string_append_printf (key, "%010d %08d", position_of (self, record, NH_COMMENDATION_FORM),
                          nh_record_get_date (record, NH_COMMENDATION_DECISION_DATE));
  nh_text_add_sort_key (key, nh_record_get_text (record, NH_COMMENDATION_DECISION_NUMBER));
  return g_string_append_len (key, authority, (gssize) strlen (authority) + 1);
}

/* By decision, kind of recipient and name. Persons are sorted by given name. */
static GBytes *
commendation_key (List *self, const NhRecord *record)
{
  GString *key = decision_key (self, record);
  const char *name = nh_record_get_text (record, NH_COMMENDATION_RECIPIENT);

  g_string_append_printf (key, "%010d", position_of (self, record, NH_COMMENDATION_RECIPIENT_KIND));
  if (nh_record_has_code (record, NH_COMMENDATION_RECIPIENT_KIND, "ca_nhan"))
    nh_text_add_name_key (key, name);
  else
    nh_text_add_sort_key (key, name);
  return g_string_free_to_bytes (key);
}

static int
compare_keys (gconstpointer a, gconstpointer b, gpointer keys)
{
  return g_bytes_compare (g_hash_table_lookup (keys, *(const gpointer *) a),
                          g_hash_table_lookup (keys, *(const gpointer *) b));
}

static void
sort_commendations (List *self)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < self->records->len; i++)
    g_hash_table_insert (keys, self->records->pdata[i], commendation_key (self, self->records->pdata[i]));
  g_ptr_array_sort_with_data (self->records, compare_keys, keys); /* stable */
}

/* --- Rows --- */

/* ", người ký: Phó Chủ tịch UBND xã Nguyễn Văn An": all who signed the records of the group from @first. (transfer
 * full)
 */
static char *
signers_text (List *self, guint first, guint n)
{
  g_autoptr (GPtrArray) signers = g_ptr_array_new ();
  g_autofree char *names = NULL;

  for (guint i = first; i < first + n; i++)
    {
      const char *signer = nh_record_get_text (self->records->pdata[i], NH_COMMENDATION_SIGNER);

      if (*signer != '\0' && !g_ptr_array_find_with_equal_func (signers, signer, g_str_equal, NULL))
        g_ptr_array_add (signers, (gpointer) signer);
    }
  if (signers->len == 0)
    return g_strdup ("");
  g_ptr_array_add (signers, NULL);
  names = g_strjoinv ("; ", (char **) signers->pdata);
  return g_strdup_printf (", người ký: %s", names);
}

/* "Giấy khen của Chủ tịch UBND xã (Quyết định số 45/QĐ-UBND ngày 10/08/2024, người ký: …)", of the @n records from
 * @first */
static char *
decision_title (List *self, guint first, guint n)
{
  const NhRecord *record = g_ptr_array_index (self->records, first);
  const char *number = nh_record_get_text (record, NH_COMMENDATION_DECISION_NUMBER);
  NhDate date = nh_record_get_date (record, NH_COMMENDATION_DECISION_DATE);
  g_autofree char *form = nh_report_award_words (self->context, record, NH_COMMENDATION_FORM);
  g_autofree char *authority = nh_report_award_words (self->context, record, NH_COMMENDATION_AUTHORITY);
  g_autofree char *day = nh_date_format (date);
  g_autofree char *signers = signers_text (self, first, n);
  gboolean named = *authority != '\0' && strstr (form, authority) == NULL;

  if (*number == '\0' && *day == '\0' && *signers == '\0')
    return g_strdup_printf ("%s%s%s", form, named ? " của " : "", named ? authority : "");
  return g_strdup_printf ("%s (Quyết định%s%s%s%s%s%s%s)", form, *number != '\0' ? " số " : "", number,
                          *day != '\0' ? " ngày " : "", day, named ? " của " : "", named ? authority : "", signers);
}

static gboolean
is_same_group (List *self, const NhRecord *one, const NhRecord *other)
{
  g_autoptr (GString) key = NULL, other_key = NULL;

  if (!self->decisions)
    return nh_record_get_info (one)->unit == nh_record_get_info (other)->unit;
  key = decision_key (self, one);
  other_key = decision_key (self, other);
  return g_string_equal (key, other_key);
}

/* "Xã Cẩm Nhượng, huyện Cẩm Xuyên: 09 điểm" */
static int
add_title (List *self, NhRowKind kind, int above, const char *index, const char *text, guint n)
{
  g_autofree char *number = nh_number_format_admin (n);
  g_autofree char *title = self->counted != NULL ? g_strdup_printf ("%s: %s %s", text, number, self->counted) : NULL;

  return nh_report_add_row (self->table, kind, above, index, title != NULL ? title : text);
}

/* The row of the group of @n records from @first. */
static int
add_group (List *self, int total, guint index, guint first, guint n)
{
  const NhRecord *record = g_ptr_array_index (self->records, first);
  g_autofree char *number = self->decisions ? nh_report_roman (index) : NULL;
  g_autofree char *title = self->decisions ? decision_title (self, first, n)
                                           : nh_report_unit_heading (self->context, nh_record_get_info (record)->unit);

  return self->decisions || is_above_commune (self) ? add_title (self, NH_ROW_GROUP, total, number, title, n) : total;
}

static void
add_record (List *self, int above, guint index, const NhRecord *record)
{
  g_autofree char *number = g_strdup_printf ("%u", index);
  int row = nh_report_add_row (self->table, NH_ROW_DATA, above, number, NULL);
  int at = 0;

  if (nh_connection_is_cancelled (self->context->connection))
    return; /* nobody waits for the sheet */
  for (const Column *column = self->columns; column < self->columns + self->n_columns; column++)
    {
      if (is_elsewhere (self, column))
        continue;
      if (column->set != NULL)
        column->set (self, row, at, column, record);
      at++;
    }
}

static void
add_rows (List *self)
{
  int total = add_title (self, NH_ROW_TOTAL, NH_TABLE_TOP, NULL, "TỔNG CỘNG", self->records->len);
  guint n, n_groups = 0;

  for (guint first = 0; first < self->records->len; first += n)
    {
      int above;

      for (n = 1; first + n < self->records->len &&
                  is_same_group (self, self->records->pdata[first], self->records->pdata[first + n]);)
        n++;
      above = add_group (self, total, ++n_groups, first, n);
      for (guint i = 0; i < n; i++)
        add_record (self, above, i + 1, g_ptr_array_index (self->records, first + i));
    }
}

static void
add_columns (List *self)
{
  int top = NH_TABLE_TOP;

  for (guint i = 0; i < self->n_columns; i++)
    {
      const Column *column = &self->columns[i];

      if (i == 0 || g_strcmp0 (column->top, column[-1].top) != 0)
        top = column->top != NULL ? nh_table_add_heading (self->table, NH_TABLE_TOP, column->top) : NH_TABLE_TOP;
      if (!is_elsewhere (self, column))
        nh_table_add_column (self->table, top, column->title, column->kind);
    }
}

/* Adds up the columns, and drops those that are not needed. */
static void
finish_columns (List *self)
{
  int at = (int) nh_table_get_n_columns (self->table);

  for (guint i = self->n_columns; i-- > 0;)
    {
      const Column *column = &self->columns[i];

      if (is_elsewhere (self, column))
        continue;
      at--;
      if (column->optional && !nh_table_has_values (self->table, at))
        nh_table_drop_column (self->table, at);
      else if (column->sum != SUM_NONE)
        nh_table_add_up (self->table, at, column->sum == SUM_ALL && self->records->len > 0);
    }
}

/* "Thôn Ba, xã Cẩm Nhượng": its rows stand below no title of the unit. */
static void
name_unit (List *self, int row, const NhRecord *point)
{
  const NhUnit *unit = nh_catalog_get_unit (self->context->catalog, nh_record_get_info (point)->unit);
  g_autofree char *whose = unit != NULL ? nh_report_unit_in_text (unit) : g_strdup ("");

  set_both (self, row, 1, nh_record_get_text (point, NH_POINT_PLACE), ", ", whose);
}

/* A group of its own for each status in which points are not held. They are in no sum of the others. */
static gboolean
add_not_held (List *self, GError **error)
{
  g_autoptr (GPtrArray) states = nh_report_codes (self->context, "point_status");

  for (guint s = 0; s < states->len; s++)
    {
      const NhCode *state = g_ptr_array_index (states, s);
      g_autofree char *counted = nh_code_get_attribute (state, "counted");
      g_autofree char *title = g_strdup_printf ("%s, không tính vào tổng số", state->title);
      g_autoptr (GPtrArray) points = NULL;
      int group;

      if (g_strcmp0 (counted, "1") == 0)
        continue;
      points = nh_report_points_not_held (self->context, state->code, error);
      if (points == NULL)
        return FALSE;
      if (points->len == 0)
        continue;
      group = add_title (self, NH_ROW_GROUP, NH_TABLE_TOP, NULL, title, points->len);
      for (guint i = 0; i < points->len; i++)
        add_record (self, group, i + 1, points->pdata[i]);
      for (guint i = 0; is_above_commune (self) && i < points->len; i++)
        name_unit (self, group + 1 + (int) i, points->pdata[i]);
    }
  return TRUE;
}

static gboolean
fill (List list, NhReportContext *context, GError **error)
{
  g_autoptr (GPtrArray) records = nh_report_records (context, list.type, error);

  if (records == NULL)
    return FALSE;
  list.context = context;
  list.table = context->table;
  list.records = records;
  if (list.decisions)
    sort_commendations (&list);
  add_columns (&list);
  add_rows (&list);
  if (list.type == &nh_point_type && !add_not_held (&list, error))
    return FALSE;
  finish_columns (&list);
  return TRUE;
}

/* --- The lists --- */

gboolean
nh_report_fill_points (NhReportContext *context, GError **error)
{
#define SIZE(title, field) title, NH_COLUMN_INTEGER, field, set_size, SUM_GIVEN, "Quy mô", .optional = TRUE
#define SAID(title, field) title, NH_COLUMN_INTEGER, field, set_said, SUM_GIVEN, .optional = TRUE
  static const Column columns[] = {
    { "TT", NH_COLUMN_INDEX },
    { "Nơi tổ chức", NH_COLUMN_TEXT, NH_POINT_PLACE, set_text },
    { "Loại", NH_COLUMN_TEXT, NH_POINT_PLACE_KIND, set_text },
    { "Thời gian", NH_COLUMN_DATE, NH_POINT_DATE_FROM, set_dates },
    { "Số khu dân cư", NH_COLUMN_INTEGER, NH_POINT_AREAS, set_areas, .optional = TRUE },
    { "Lượt người dự", NH_COLUMN_INTEGER, NH_POINT_ATTENDANCE, set_attendance, SUM_GIVEN },
    { SIZE ("Số hộ", NH_POINT_HOUSEHOLDS) },
    { SIZE ("Nhân khẩu", NH_POINT_PEOPLE) },
    { "Tổ liên gia", NH_COLUMN_INTEGER, NH_POINT_GROUPS, set_said, SUM_GIVEN, "Quy mô", .optional = TRUE },
    { "Lãnh đạo dự", NH_COLUMN_TEXT, NH_POINT_LEADERS, set_leaders },
    { "Điểm chỉ đạo", NH_COLUMN_MARK, NH_POINT_MODEL_LEVEL, set_levels },
    { "Giao ước thi đua", NH_COLUMN_INTEGER, NH_POINT_PACTS, set_number, SUM_GIVEN },
    { SAID ("Bản cam kết", NH_POINT_PLEDGES) },
    { SAID ("Quy chế phối hợp", NH_POINT_RULES) },
    { "Mô hình ra mắt", NH_COLUMN_INTEGER, NH_POINT_MODELS, set_number, SUM_GIVEN },
    { SAID ("Vũ khí giao nộp", NH_POINT_WEAPONS) },
    { SAID ("Lượt giao nộp", NH_POINT_HAND_INS) },
    { "Kinh phí (tr.đ)", NH_COLUMN_MONEY, NH_POINT_COST, set_said, SUM_GIVEN, .optional = TRUE },
    { "Ghi chú", NH_COLUMN_TEXT, NH_POINT_NOTE, set_point_note },
  };

  return fill ((List){ &nh_point_type, columns, G_N_ELEMENTS (columns), "điểm" }, context, error);
}

gboolean
nh_report_fill_gift_list (NhReportContext *context, GError **error)
{
  static const Column columns[] = {
    { "TT", NH_COLUMN_INDEX },
    { "Đối tượng được tặng", NH_COLUMN_TEXT, NH_GIFT_CATEGORY, set_text },
    { "Người nhận", NH_COLUMN_TEXT, NH_GIFT_RECIPIENT, set_text, .optional = TRUE },
    { "Loại quà", NH_COLUMN_TEXT, NH_GIFT_KIND, set_text },
    { "Ngày tặng", NH_COLUMN_DATE, NH_GIFT_DATE, set_date },
    { "Số lượng", NH_COLUMN_INTEGER, NH_GIFT_QUANTITY, set_given },
    { "Số suất", NH_COLUMN_INTEGER, NH_GIFT_QUANTITY, set_given, SUM_GIVEN, .sets = TRUE },
    { "Trị giá một suất (tr.đ)", NH_COLUMN_MONEY, NH_GIFT_UNIT_VALUE, set_given, .optional = TRUE },
    { "Trị giá (tr.đ)", NH_COLUMN_MONEY, NH_GIFT_VALUE, set_given, SUM_GIVEN },
    { "Đơn vị, cá nhân tặng", NH_COLUMN_TEXT, NH_GIFT_GIVER, set_text, .optional = TRUE },
    { "Nguồn kinh phí", NH_COLUMN_TEXT, NH_GIFT_FUNDING, set_funding, .optional = TRUE },
    { "Nơi trao", NH_COLUMN_TEXT, NH_GIFT_POINT, set_place, .optional = TRUE },
    { "Ký nhận (ký, ghi rõ họ tên)", NH_COLUMN_TEXT, .signed_in = TRUE },
    { "Ghi chú", NH_COLUMN_TEXT, NH_GIFT_NOTE, set_text, .optional = TRUE },
  };

  if (!fill ((List){ &nh_gift_type, columns, G_N_ELEMENTS (columns) }, context, error))
    return FALSE;
  return nh_report_note_gifts (context, error);
}

gboolean
nh_report_fill_commendation_list (NhReportContext *context, GError **error)
{
#define QUANTITY(title, code) title, NH_COLUMN_INTEGER, 0, set_quantity, SUM_ALL, "Số lượng", code
  static const Column columns[] = {
    { "TT", NH_COLUMN_INDEX },
    { "Tập thể, cá nhân, hộ gia đình", NH_COLUMN_TEXT, 0, set_recipient },
    { "Chức vụ, nơi công tác, nơi ở", NH_COLUMN_TEXT, 0, set_workplace },
    { "Đơn vị", NH_COLUMN_TEXT, 0, set_unit, .above = TRUE },
    { QUANTITY ("Tập thể", "tap_the") },
    { QUANTITY ("Cá nhân", "ca_nhan") },
    { QUANTITY ("Hộ gia đình", "ho"), .optional = TRUE },
    { QUANTITY ("Tập thể, cá nhân (số gộp)", "tt_cn"), .optional = TRUE },
    { QUANTITY ("Không rõ", "khong_ro"), .optional = TRUE },
    { "Thành tích", NH_COLUMN_TEXT, NH_COMMENDATION_ACHIEVEMENT, set_text },
    { "Tiền thưởng (tr.đ)", NH_COLUMN_MONEY, 0, set_bonus, SUM_ALL, .optional = TRUE },
    { "Ghi chú", NH_COLUMN_TEXT, NH_COMMENDATION_NOTE, set_commendation_note },
  };

  return fill ((List){ &nh_commendation_type, columns, G_N_ELEMENTS (columns), .decisions = TRUE }, context, error);
}
