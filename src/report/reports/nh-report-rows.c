/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list as it stands on the screen: its rows in their order, its columns, and the sums of those that count. */

#include "nh-report-private.h"

#include "nh-i18n.h"
#include "nh-ledger-async.h"
#include "nh-number.h"
#include "nh-store.h"
#include "nh-text.h"

#define FETCH 500

static const NhReport rows_report = { .season = "NGÀY HỘI TOÀN DÂN BẢO VỆ AN NINH TỔ QUỐC NĂM",
                                      .largest = NH_PAPER_A3 };

void
nh_report_rows_free (NhReportRows *rows)
{
  if (rows == NULL)
    return;
  g_array_unref (rows->ids);
  g_array_unref (rows->fields);
  g_free (rows->conditions);
  g_free (rows);
}

static const NhField *
field_at (const NhReportRows *rows, guint i)
{
  int field = g_array_index (rows->fields, int, i);

  return field == NH_REPORT_ROWS_UNIT ? NULL : &rows->type->fields[field];
}

static void
add_column (NhTable *table, const NhField *field)
{
  NhColumnKind kind = NH_COLUMN_TEXT;
  g_autofree char *title = NULL;

  if (field != NULL && field->kind == NH_KIND_DATE)
    kind = NH_COLUMN_DATE;
  else if (field != NULL && field->kind == NH_KIND_MONEY)
    kind = NH_COLUMN_MONEY;
  else if (field != NULL && field->kind == NH_KIND_INTEGER && !(field->flags & NH_FIELD_YEAR))
    kind = NH_COLUMN_INTEGER;
  title = g_strconcat (field == NULL ? "Đơn vị" : nh_i18n_in_vietnamese (field->title),
                       kind == NH_COLUMN_MONEY ? " (tr.đ)" : NULL, NULL);
  nh_table_add_column (table, NH_TABLE_TOP, title, kind);
}

static gboolean
has_column (const NhReportRows *rows, int field)
{
  for (guint i = 0; i < rows->fields->len; i++)
    if (g_array_index (rows->fields, int, i) == field)
      return TRUE;
  return FALSE;
}

/* Where the last day has no column, the first day says both. */
static void
set_days (NhTable *table, int row, int at, const NhReportRows *rows, const NhRecord *record, guint field)
{
  int partner = nh_record_type_last_day (rows->type, field);
  g_autofree char *days = nh_record_format_span (record, field, partner >= 0 && has_column (rows, partner));

  if (days != NULL)
    nh_table_set_text (table, row, at, days);
  else
    nh_table_set_date (table, row, at, nh_record_get_date (record, field));
}

static void
set_number (NhReportContext *context, int row, int at, const NhRecord *record, guint field)
{
  guint kind = nh_report_qualifier (record, field);

  nh_table_set_number (context->table, row, at, nh_record_get_number (record, field, 0));
  nh_table_set_qualifier (context->table, row, at, nh_qualifier_of_sum (kind, FALSE));
}

static void
set_cell (NhReportContext *context, int row, int at, const NhReportRows *rows, const NhRecord *record)
{
  const NhField *field = field_at (rows, (guint) at - 1);
  guint index = field != NULL ? (guint) (field - rows->type->fields) : 0;
  g_autofree char *text = NULL;
  const NhValue *value;

  if (field == NULL)
    {
      const NhUnit *unit = nh_catalog_get_unit (context->catalog, nh_record_get_info (record)->unit);

      nh_table_set_text (context->table, row, at, unit != NULL ? unit->title : "");
      return;
    }
  value = nh_record_get (record, index);
  text = nh_record_format (record, index, context->catalog);
  if (!nh_value_is_set (value) || (field->flags & NH_FIELD_YEAR))
    nh_table_set_text (context->table, row, at, text);
  else if (field->kind == NH_KIND_DATE)
    set_days (context->table, row, at, rows, record, index);
  else if (field->kind == NH_KIND_INTEGER || field->kind == NH_KIND_MONEY)
    set_number (context, row, at, record, index);
  else
    nh_table_set_text (context->table, row, at, text);
}

/* What the records that count add up to; @sums: of each column. */
static void
add_to_sums (NhReportContext *context, NhReportCell *sums, const NhReportRows *rows, const NhRecord *record)
{
  for (guint i = 0; i < rows->fields->len; i++)
    {
      const NhField *field = field_at (rows, i);

      /* Unlike things in one column have no sum. */
      if (field != NULL && (field->flags & NH_FIELD_SUMMED) && field->sum_of == NULL)
        nh_report_add_value (&sums[i], record, (guint) (field - rows->type->fields));
    }
}

static void
set_sums (NhTable *table, int total, const NhReportCell *sums, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const char *word = nh_qualifier_of_sum (sums[i].qualifiers, sums[i].unknown);

      if (sums[i].given)
        nh_table_set_sum (table, total, (int) i + 1, sums[i].number);
      if (sums[i].unknown)
        nh_table_set_open (table, total, (int) i + 1, TRUE);
      if (sums[i].number > 0 && word != NULL)
        nh_table_set_qualifier (table, total, (int) i + 1, word);
    }
}

static gboolean
add_records (NhReportContext *context, const NhReportRows *rows, int total, NhReportCell *sums, GPtrArray *records,
             guint *n, guint *n_uncounted)
{
  for (guint i = 0; i < records->len; i++)
    {
      const NhRecord *record = records->pdata[i];
      g_autofree char *number = NULL;
      int row;

      if (record == NULL)
        continue;
      number = g_strdup_printf ("%u", ++*n);
      row = nh_table_add_row (context->table, NH_ROW_DATA, total);
      nh_table_set_text (context->table, row, 0, number);
      for (guint at = 1; at <= rows->fields->len; at++)
        set_cell (context, row, (int) at, rows, record);
      if (nh_record_counts (record, context->catalog, NH_DATE_NONE))
        add_to_sums (context, sums, rows, record);
      else
        ++*n_uncounted;
    }
  return TRUE;
}

static gboolean
fill (NhReportContext *context, const NhReportRows *rows, GError **error)
{
  int total;
  guint n = 0, n_uncounted = 0;
  g_autofree char *number = NULL, *title = NULL, *note = NULL;
  g_autofree NhReportCell *sums = g_new0 (NhReportCell, rows->fields->len);

  nh_table_add_column (context->table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  for (guint i = 0; i < rows->fields->len; i++)
    add_column (context->table, field_at (rows, i));
  total = nh_table_add_row (context->table, NH_ROW_TOTAL, NH_TABLE_TOP);
  for (guint first = 0; first < rows->ids->len; first += FETCH)
    {
      g_autoptr (GPtrArray) records = nh_store_fetch (context->connection, context->ledger, rows->type,
                                                      &g_array_index (rows->ids, gint64, first),
                                                      MIN (FETCH, rows->ids->len - first), error);

      if (records == NULL)
        return FALSE;
      add_records (context, rows, total, sums, records, &n, &n_uncounted);
    }
  set_sums (context->table, total, sums, rows->fields->len);
  number = nh_number_format_admin (n);
  title = g_strdup_printf ("TỔNG CỘNG: %s phiếu", number);
  nh_table_set_text (context->table, total, 1, title);
  if (n_uncounted > 0)
    {
      g_autofree char *uncounted = nh_number_format_admin (n_uncounted);

      note = g_strdup_printf ("Tổng cộng không tính %s phiếu không thuộc diện thống kê (chưa tổ chức, đã hủy, trùng).",
                              uncounted);
      nh_sheet_add_note (context->sheet, note);
    }
  return TRUE;
}

static NhSheet *
build (NhConnection *connection, NhLedger *ledger, const NhReportRows *rows, GError **error)
{
  const NhReportRequest request = { .unit = rows->unit, .year = rows->year };
  g_auto (NhReportContext) context = { &rows_report, connection, ledger, &request };
  g_autofree char *plural = nh_text_upper (nh_i18n_in_vietnamese (rows->type->plural));
  g_autofree char *heading = g_strconcat ("DANH SÁCH ", plural, NULL);
  g_autofree char *filtered = NULL;

  if (!nh_report_context_init (&context, error))
    return NULL;
  nh_report_begin_sheet (&context, nh_i18n_in_vietnamese (rows->type->plural), heading, rows->year);
  if (!fill (&context, rows, error))
    return NULL;
  nh_report_finish_sheet (&context);
  if (*rows->conditions != '\0')
    filtered = g_strdup_printf ("Danh sách đã lọc: %s.", rows->conditions);
  nh_sheet_add_note (context.sheet, filtered);
  return g_steal_pointer (&context.sheet);
}

static NhMadeReport *
make_rows (NhConnection *connection, NhLedger *ledger, const NhReportRows *rows, GCancellable *cancellable,
           GError **error)
{
  g_autoptr (NhMadeReport) made = g_new0 (NhMadeReport, 1);

  made->sheet = build (connection, ledger, rows, error);
  if (made->sheet != NULL)
    made->pages = nh_pages_new (made->sheet, cancellable);
  return made->pages != NULL ? g_steal_pointer (&made) : NULL;
}

NH_DEFINE_ASYNC (nh_report_make_rows, NhMadeReport *, nh_made_report_free, NH_ON_REPORTER,
                 (NhLedger * ledger, NhReportRows *rows), (NH_OWNED (rows, nh_report_rows_free)),
                 make_rows (connection, ledger, args->data, cancellable, error))
