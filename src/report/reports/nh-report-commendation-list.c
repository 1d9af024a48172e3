/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Danh sách khen thưởng: recipients by decision. The list exists to name them with post and workplace; other personal
 * fields (birth year, form of address, signer) are left out. */

#include "nh-report-private.h"

#include <string.h>

#include "nh-commendation.h"
#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-text.h"

typedef enum
{
  KIND_COLLECTIVE,
  KIND_INDIVIDUAL,
  KIND_HOUSEHOLD,
  KIND_UNKNOWN,
  N_KINDS
} Kind;

static const struct
{
  const char *code, *title;
} kinds[N_KINDS] = {
  { "tap_the", "Tập thể" },
  { "ca_nhan", "Cá nhân" },
  { "ho", "Hộ gia đình" },
  { "khong_ro", "Không rõ" },
};

/* A commendation and its sort keys. */
typedef struct
{
  const NhRecord *record;
  int form, kind; /* positions in their lists */
  NhDate date;
  GBytes *number_key, *name_key;
  guint index;
} Entry;

typedef struct
{
  NhReportContext *context;
  NhTable *table;
  GArray *entries; /* of Entry, sorted */
  gboolean by_unit;
  int name, place, unit, achievement, bonus, note, kinds[N_KINDS]; /* columns; -1: left out */
} List;

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_bytes_unref (entry->number_key);
  g_bytes_unref (entry->name_key);
}

static int
position_of (List *self, const NhRecord *record, guint field)
{
  const char *list = nh_commendation_type.fields[field].codebook;
  const NhCode *code = nh_catalog_get_code (self->context->catalog, list, nh_record_get_text (record, field),
                                            NH_DATE_NONE);

  return code != NULL ? code->position : G_MAXINT;
}

static int
compare_numbers (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

/* One decision on one form. */
static int
compare_decisions (const Entry *a, const Entry *b)
{
  int order = compare_numbers (a->form, b->form);

  if (order == 0)
    order = compare_numbers (a->date, b->date);
  if (order == 0)
    order = g_bytes_compare (a->number_key, b->number_key);
  if (order == 0)
    order = strcmp (nh_record_get_text (a->record, NH_COMMENDATION_AUTHORITY),
                    nh_record_get_text (b->record, NH_COMMENDATION_AUTHORITY));
  return order;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *left = a, *right = b;
  int order = compare_decisions (left, right);

  if (order == 0)
    order = compare_numbers (left->kind, right->kind);
  if (order == 0)
    order = g_bytes_compare (left->name_key, right->name_key);
  return order != 0 ? order : compare_numbers (left->index, right->index);
}

static void
sort_entries (List *self, GPtrArray *records)
{
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);
  for (guint i = 0; i < records->len; i++)
    {
      const NhRecord *record = g_ptr_array_index (records, i);
      const char *name = nh_record_get_text (record, NH_COMMENDATION_RECIPIENT);
      Entry entry = { .record = record,
                      .index = i,
                      .date = nh_record_get_date (record, NH_COMMENDATION_DECISION_DATE) };

      entry.form = position_of (self, record, NH_COMMENDATION_FORM);
      entry.kind = position_of (self, record, NH_COMMENDATION_RECIPIENT_KIND);
      entry.number_key = nh_text_sort_key (nh_record_get_text (record, NH_COMMENDATION_DECISION_NUMBER));
      /* Persons are sorted by given name. */
      entry.name_key = nh_record_has_code (record, NH_COMMENDATION_RECIPIENT_KIND, "ca_nhan") ? nh_text_name_key (name)
                                                                                              : nh_text_sort_key (name);
      g_array_append_val (self->entries, entry);
    }
  g_array_sort (self->entries, compare_entries);
}

static const NhRecord *
record_at (List *self, guint index)
{
  return g_array_index (self->entries, Entry, index).record;
}

static gboolean
any_of_kind (List *self, Kind kind)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (nh_record_has_code (record_at (self, i), NH_COMMENDATION_RECIPIENT_KIND, kinds[kind].code))
      return TRUE;
  return FALSE;
}

static gboolean
any_bonus (List *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (nh_value_is_set (nh_record_get (record_at (self, i), NH_COMMENDATION_BONUS)))
      return TRUE;
  return FALSE;
}

static void
add_columns (List *self)
{
  int recipients;

  nh_table_add_column (self->table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  self->name = nh_table_add_column (self->table, NH_TABLE_TOP, "Tập thể, cá nhân, hộ gia đình", NH_COLUMN_TEXT);
  self->place = nh_table_add_column (self->table, NH_TABLE_TOP, "Chức vụ, nơi công tác, nơi ở", NH_COLUMN_TEXT);
  self->unit = self->by_unit ? nh_table_add_column (self->table, NH_TABLE_TOP, "Đơn vị", NH_COLUMN_TEXT) : -1;
  recipients = nh_table_add_heading (self->table, NH_TABLE_TOP, "Số lượng");
  for (guint k = 0; k < N_KINDS; k++)
    self->kinds[k] = k < KIND_HOUSEHOLD || any_of_kind (self, k)
                         ? nh_table_add_column (self->table, recipients, kinds[k].title, NH_COLUMN_INTEGER)
                         : -1;
  self->achievement = nh_table_add_column (self->table, NH_TABLE_TOP, "Thành tích", NH_COLUMN_TEXT);
  self->bonus = any_bonus (self)
                    ? nh_table_add_column (self->table, NH_TABLE_TOP, "Tiền thưởng (tr.đ)", NH_COLUMN_MONEY)
                    : -1;
  self->note = nh_table_add_column (self->table, NH_TABLE_TOP, "Ghi chú", NH_COLUMN_TEXT);
}

static void
set_sums (List *self, int row, guint first, guint n)
{
  gint64 sums[N_KINDS] = { 0 }, bonus = 0;

  for (guint i = first; i < first + n; i++)
    {
      const NhRecord *record = record_at (self, i);

      bonus += nh_record_get_number (record, NH_COMMENDATION_BONUS, 0);
      for (guint k = 0; k < N_KINDS; k++)
        if (nh_record_has_code (record, NH_COMMENDATION_RECIPIENT_KIND, kinds[k].code))
          sums[k] += nh_record_get_number (record, NH_COMMENDATION_QUANTITY, 0);
    }
  for (guint k = 0; k < N_KINDS; k++)
    if (self->kinds[k] >= 0 && n > 0)
      nh_table_set_sum (self->table, row, self->kinds[k], sums[k]);
  if (self->bonus >= 0)
    nh_table_set_sum (self->table, row, self->bonus, bonus);
}

/* "Giấy khen của Chủ tịch UBND xã (Quyết định số 45/QĐ-UBND ngày 10/08/2024)" */
static char *
decision_title (List *self, const NhRecord *record)
{
  const char *number = nh_record_get_text (record, NH_COMMENDATION_DECISION_NUMBER);
  NhDate date = nh_record_get_date (record, NH_COMMENDATION_DECISION_DATE);
  g_autofree char *form = nh_report_award_words (self->context, record, NH_COMMENDATION_FORM);
  g_autofree char *authority = nh_report_award_words (self->context, record, NH_COMMENDATION_AUTHORITY);
  g_autofree char *day = date != NH_DATE_NONE ? nh_date_format (date) : NULL;
  gboolean named = *authority != '\0' && strstr (form, authority) == NULL;

  if (*number == '\0' && day == NULL)
    return g_strdup_printf ("%s%s%s", form, named ? " của " : "", named ? authority : "");
  return g_strdup_printf ("%s (Quyết định%s%s%s%s%s%s)", form, *number != '\0' ? " số " : "", number,
                          day != NULL ? " ngày " : "", day != NULL ? day : "", named ? " của " : "",
                          named ? authority : "");
}

static void
add_entry (List *self, int above, guint index, const NhRecord *record)
{
  int row = nh_table_add_row (self->table, NH_ROW_DATA, above);
  const char *name = nh_record_get_text (record, NH_COMMENDATION_RECIPIENT);
  const char *position = nh_record_get_text (record, NH_COMMENDATION_POSITION);
  const char *workplace = nh_record_get_text (record, NH_COMMENDATION_WORKPLACE);
  g_autofree char *number = g_strdup_printf ("%u", index);
  g_autofree char *place = g_strdup_printf ("%s%s%s", position, *position != '\0' && *workplace != '\0' ? ", " : "",
                                            workplace);
  g_autofree char *note = nh_record_format (record, NH_COMMENDATION_NOTE, self->context->catalog);

  nh_table_set_text (self->table, row, 0, number);
  nh_table_set_text (self->table, row, self->name, *name != '\0' ? name : "(không nêu tên)");
  nh_table_set_text (self->table, row, self->place, place);
  if (self->unit >= 0)
    {
      g_autofree char *unit = nh_report_unit_heading (self->context, nh_record_get_info (record)->unit);

      nh_table_set_text (self->table, row, self->unit, unit);
    }
  for (guint k = 0; k < N_KINDS; k++)
    if (self->kinds[k] >= 0 && nh_record_has_code (record, NH_COMMENDATION_RECIPIENT_KIND, kinds[k].code))
      nh_table_set_number (self->table, row, self->kinds[k],
                           nh_record_get_number (record, NH_COMMENDATION_QUANTITY, 0));
  nh_table_set_text (self->table, row, self->achievement, nh_record_get_text (record, NH_COMMENDATION_ACHIEVEMENT));
  if (self->bonus >= 0 && nh_value_is_set (nh_record_get (record, NH_COMMENDATION_BONUS)))
    nh_table_set_number (self->table, row, self->bonus, nh_record_get_number (record, NH_COMMENDATION_BONUS, 0));
  nh_table_set_text (self->table, row, self->note, note);
}

static void
add_rows (List *self)
{
  int total = nh_table_add_row (self->table, NH_ROW_TOTAL, NH_TABLE_TOP);
  guint n, n_decisions = 0;

  nh_table_set_text (self->table, total, self->name, "TỔNG CỘNG");
  for (guint first = 0; first < self->entries->len; first += n)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, first);
      g_autofree char *index = nh_report_roman (++n_decisions);
      g_autofree char *title = decision_title (self, entry->record);
      int group = nh_table_add_row (self->table, NH_ROW_GROUP, total);

      nh_table_set_text (self->table, group, 0, index);
      nh_table_set_text (self->table, group, self->name, title);
      for (n = 1; first + n < self->entries->len &&
                  compare_decisions (entry, &g_array_index (self->entries, Entry, first + n)) == 0;
           n++)
        ;
      for (guint i = 0; i < n; i++)
        add_entry (self, group, i + 1, record_at (self, first + i));
      set_sums (self, group, first, n);
    }
  set_sums (self, total, 0, self->entries->len);
}

NhSheet *
nh_report_build_commendation_list (NhConnection *connection, NhLedger *ledger, const NhReportRequest *request,
                                   GError **error)
{
  g_auto (NhReportContext) context = { 0 };
  g_autofree char *year = g_strdup_printf ("NGÀY HỘI TOÀN DÂN BẢO VỆ AN NINH TỔ QUỐC NĂM %d", request->year);
  const char *titles[] = { "DANH SÁCH TẬP THỂ, CÁ NHÂN, HỘ GIA ĐÌNH ĐƯỢC KHEN THƯỞNG", year, NULL };
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GArray) entries = NULL;
  g_autoptr (NhSheet) sheet = NULL;
  List self = { .context = &context };

  if (!nh_report_context_init (&context, connection, ledger, request, error))
    return NULL;
  records = nh_report_records (&context, &nh_commendation_type, error);
  if (records == NULL)
    return NULL;
  self.by_unit = context.unit->level < NH_LEVEL_COMMUNE;
  sort_entries (&self, records);
  entries = self.entries;
  sheet = nh_report_sheet_new (&context, "Danh sách khen thưởng", titles, FALSE);
  nh_sheet_set_page (sheet, NH_LANDSCAPE, NH_PAPER_A4);
  self.table = nh_sheet_add_table (sheet);
  add_columns (&self);
  add_rows (&self);
  nh_report_sheet_finish (&context, sheet, NULL);
  return g_steal_pointer (&sheet);
}
