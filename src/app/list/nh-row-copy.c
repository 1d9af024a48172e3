/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-row-copy.h"

#include "nh-columns.h"
#include "nh-store.h"
#include "nh-widget-util.h"

#define LINE_BREAK "<br style='mso-data-placement:same-cell'>"

typedef struct
{
  GtkWidget *widget; /* owned */
  const NhRecordType *type;
  GArray *ids, *fields; /* owned */
  guint n_left_out;
  NhRowsCopied copied;
  gpointer data;
} Copying;

/* The two forms of a table. */
typedef struct
{
  GString *html, *lines; /* owned */
  guint n_rows;
} Copied;

static void
copied_free (Copied *copied)
{
  g_string_free (copied->html, TRUE);
  g_string_free (copied->lines, TRUE);
  g_free (copied);
}

/* Plain digits, which spreadsheets read in every locale; of a day its serial number there. NULL: a text. */
static char *
plain (const NhRecord *record, const NhRecordType *type, int field)
{
  const NhField *described = field == NH_COLUMN_UNIT ? NULL : &type->fields[field];

  if (described == NULL || !nh_value_is_set (nh_record_get (record, (guint) field)) ||
      (described->kind != NH_KIND_DATE && described->kind != NH_KIND_INTEGER && described->kind != NH_KIND_MONEY))
    return NULL;
  if (described->kind == NH_KIND_DATE)
    return g_strdup_printf ("%.0f", nh_date_to_serial (nh_record_get_date (record, (guint) field)));
  return nh_kind_to_canonical (described, nh_record_get (record, (guint) field));
}

static void
append_line (GString *lines, const char *text)
{
  g_autofree char *flat = g_strdup (text != NULL ? text : "");

  g_string_append (lines, g_strdelimit (flat, "\t\r\n", ' '));
  g_string_append_c (lines, '\t');
}

static void
append_heading (Copied *self, const char *title)
{
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  g_string_append_printf (self->html, "<th>%s</th>", escaped);
  append_line (self->lines, title);
}

/* Spreadsheets take the day from its serial number, whatever their locale; all others get it as it is shown. */
static void
append_day (Copied *self, const char *serial, const char *shown)
{
  g_string_append_printf (self->html,
                          "<td x:num=\"%s\" sdval=\"%s\" sdnum=\"1066;1066;DD/MM/YYYY\""
                          " style='mso-number-format:\"dd\\/mm\\/yyyy\"'>%s</td>",
                          serial, serial, shown);
  append_line (self->lines, shown);
}

static void
append_number (Copied *self, const char *number)
{
  g_string_append_printf (self->html,
                          "<td sdval=\"%s\" style='mso-number-format:\"\\#\\,\\#\\#0\";text-align:right'>%s</td>",
                          number, number);
  append_line (self->lines, number);
}

static void
append_text (Copied *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);
  g_autoptr (GString) broken = g_string_new (escaped);

  g_string_replace (broken, "\n", LINE_BREAK, 0);
  g_string_append_printf (self->html, "<td style='mso-number-format:\"\\@\"'>%s</td>", broken->str);
  append_line (self->lines, text);
}

static void
end_row (Copied *self)
{
  g_string_append (self->html, "</tr>\n");
  self->lines->str[self->lines->len - 1] = '\n'; /* instead of the last tab */
}

static void
append_record (Copied *self, const NhRecord *record, const Copying *copying, NhCatalog *catalog)
{
  g_string_append (self->html, "<tr>");
  for (guint i = 0; i < copying->fields->len; i++)
    {
      int field = g_array_index (copying->fields, int, i);
      g_autofree char *number = plain (record, copying->type, field);
      g_autofree char *text = nh_column_format (record, field, catalog);

      if (number != NULL && copying->type->fields[field].kind == NH_KIND_DATE)
        append_day (self, number, text);
      else if (number != NULL)
        append_number (self, number);
      else
        append_text (self, text);
    }
  end_row (self);
  self->n_rows++;
}

static gpointer
run_copy (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Copying *copying = data;
  g_autoptr (GPtrArray)
      records = nh_store_fetch (connection, ledger, copying->type, (const gint64 *) (gpointer) copying->ids->data,
                                MIN (copying->ids->len, NH_ROW_COPY_MAX), error);
  Copied *self;

  if (records == NULL)
    return NULL;
  self = g_new0 (Copied, 1);
  self->html = g_string_new ("<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"
                             "<meta charset=\"utf-8\"><table>");
  self->lines = g_string_new (NULL);
  g_string_append (self->html, "<tr>");
  for (guint i = 0; i < copying->fields->len; i++)
    append_heading (self, nh_column_get_title (copying->type, g_array_index (copying->fields, int, i)));
  end_row (self);
  for (guint i = 0; i < records->len; i++)
    if (records->pdata[i] != NULL)
      append_record (self, records->pdata[i], copying, nh_ledger_get_catalog (ledger));
  g_string_append (self->html, "</table></html>");
  return self;
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Copying *copying = user_data;
  g_autoptr (GError) error = NULL;
  Copied *copied = nh_ledger_run_finish (NH_LEDGER (source), result, &error);

  if (copied != NULL)
    nh_clipboard_put (copying->widget, copied->html->str, copied->lines->str, NULL);
  copying->copied (copied != NULL ? copied->n_rows : 0, copying->n_left_out, error, copying->data);
  g_clear_pointer (&copied, copied_free);
  g_array_unref (copying->ids);
  g_array_unref (copying->fields);
  g_object_unref (copying->widget);
  g_free (copying);
}

void
nh_row_copy (GtkWidget *widget, NhLedger *ledger, const NhRecordType *type, GArray *ids, GArray *fields,
             gboolean personal, NhRowsCopied copied, gpointer data)
{
  Copying *copying = g_new0 (Copying, 1);
  guint n_fields = fields->len;

  for (guint i = fields->len; i-- > 0;)
    {
      int field = g_array_index (fields, int, i);

      if (field != NH_COLUMN_UNIT && !nh_field_is_exported (&type->fields[field], personal))
        g_array_remove_index (fields, i);
    }
  copying->n_left_out = n_fields - fields->len;
  copying->widget = g_object_ref (widget);
  copying->type = type;
  copying->ids = ids;
  copying->fields = fields;
  copying->copied = copied;
  copying->data = data;
  nh_ledger_run (ledger, NH_ON_READER, run_copy, copying, NULL, (GDestroyNotify) copied_free, NULL, on_copied, copying);
}
