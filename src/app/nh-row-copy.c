/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-row-copy.h"

#include <string.h>

#include "nh-columns.h"
#include "nh-store.h"

typedef struct
{
  GtkWidget *widget;          /* owned */
  const NhRecordType *type;
  GArray *ids, *fields;       /* owned */
  guint n_left_out;
  NhRowsCopied copied;
  gpointer data;
} Copying;

typedef struct
{
  char *html, *lines;         /* owned */
  guint n_rows;
} Copied;

static void
copied_free (gpointer data)
{
  Copied *copied = data;

  g_free (copied->html);
  g_free (copied->lines);
  g_free (copied);
}

/* --- cells ---------------------------------------------------------------------------------------------------------------- */

static const NhField *
field_of (const NhRecordType *type, int field)
{
  return field == NH_COLUMN_UNIT ? NULL : &type->fields[field];
}

static char *
shown (const NhRecord *record, int field, NhCatalog *catalog)
{
  const NhUnit *unit;

  if (field != NH_COLUMN_UNIT)
    return nh_record_format (record, (guint) field, catalog);
  unit = nh_catalog_get_unit (catalog, nh_record_get_info (record)->unit);
  return g_strdup (unit != NULL ? unit->title : "");
}

/* What a spreadsheet reads as a number or a day wherever it stands: plain digits, ISO. NULL: a text. */
static char *
plain (const NhRecord *record, const NhRecordType *type, int field)
{
  const NhField *asked = field_of (type, field);

  if (asked == NULL || !nh_value_is_set (nh_record_get (record, (guint) field))
      || (asked->kind != NH_KIND_DATE && asked->kind != NH_KIND_INTEGER && asked->kind != NH_KIND_MONEY))
    return NULL;
  return nh_kind_to_canonical (asked, nh_record_get (record, (guint) field));
}

static void
append_html_cell (GString *html, const NhRecord *record, const NhRecordType *type, int field, NhCatalog *catalog)
{
  g_autofree char *number = plain (record, type, field);
  g_autofree char *text = number != NULL ? NULL : shown (record, field, catalog);
  g_autofree char *escaped = text != NULL ? g_markup_escape_text (text, -1) : NULL;
  g_auto (GStrv) lines = escaped != NULL ? g_strsplit (escaped, "\n", -1) : NULL;
  g_autofree char *joined = lines != NULL ? g_strjoinv ("<br style='mso-data-placement:same-cell'>", lines) : NULL;

  if (number == NULL)
    g_string_append_printf (html, "<td style='mso-number-format:\"\\@\"'>%s</td>", joined);
  else if (field >= 0 && type->fields[field].kind == NH_KIND_DATE)
    g_string_append_printf (html, "<td style='mso-number-format:\"dd\\/mm\\/yyyy\"'>%s</td>", number);
  else
    g_string_append_printf (html, "<td sdval=\"%s\" style='mso-number-format:\"\\#\\,\\#\\#0\";text-align:right'>%s</td>", number, number);
}

char *
nh_row_copy_to_html (GPtrArray *records, const NhRecordType *type, GArray *fields, NhCatalog *catalog)
{
  GString *html = g_string_new ("<meta charset=\"utf-8\"><table><tr>");

  for (guint k = 0; k < fields->len; k++)
    {
      g_autofree char *title = g_markup_escape_text (nh_column_get_title (type, g_array_index (fields, int, k)), -1);

      g_string_append_printf (html, "<th>%s</th>", title);
    }
  g_string_append (html, "</tr>\n");
  for (guint i = 0; i < records->len; i++)
    {
      if (records->pdata[i] == NULL)
        continue;
      g_string_append (html, "<tr>");
      for (guint k = 0; k < fields->len; k++)
        append_html_cell (html, records->pdata[i], type, g_array_index (fields, int, k), catalog);
      g_string_append (html, "</tr>\n");
    }
  g_string_append (html, "</table>");
  return g_string_free (html, FALSE);
}

static void
append_line_cell (GString *lines, guint at, const char *text)
{
  g_autofree char *flat = g_strdup (text);

  g_string_append (lines, at > 0 ? "\t" : "");
  g_string_append (lines, g_strdelimit (flat, "\t\r\n", ' '));
}

char *
nh_row_copy_to_lines (GPtrArray *records, const NhRecordType *type, GArray *fields, NhCatalog *catalog)
{
  GString *lines = g_string_new (NULL);

  for (guint k = 0; k < fields->len; k++)
    append_line_cell (lines, k, nh_column_get_title (type, g_array_index (fields, int, k)));
  g_string_append_c (lines, '\n');
  for (guint i = 0; i < records->len; i++)
    {
      if (records->pdata[i] == NULL)
        continue;
      for (guint k = 0; k < fields->len; k++)
        {
          int field = g_array_index (fields, int, k);
          g_autofree char *number = plain (records->pdata[i], type, field);
          g_autofree char *text = number != NULL ? NULL : shown (records->pdata[i], field, catalog);

          append_line_cell (lines, k, number != NULL ? number : text);
        }
      g_string_append_c (lines, '\n');
    }
  return g_string_free (lines, FALSE);
}

/* --- on its way ----------------------------------------------------------------------------------------------------------- */

static gpointer
run_copy (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Copying *copying = data;
  g_autoptr (GPtrArray) records = nh_store_fetch (connection, ledger, copying->type, (const gint64 *) (gpointer) copying->ids->data,
                                                  MIN (copying->ids->len, NH_ROW_COPY_MAX), error);
  Copied *copied;

  if (records == NULL)
    return NULL;
  copied = g_new0 (Copied, 1);
  copied->n_rows = records->len;
  copied->html = nh_row_copy_to_html (records, copying->type, copying->fields, nh_ledger_get_catalog (ledger));
  copied->lines = nh_row_copy_to_lines (records, copying->type, copying->fields, nh_ledger_get_catalog (ledger));
  return copied;
}

static void
put (GtkWidget *widget, const Copied *copied)
{
  g_autoptr (GBytes) html = g_bytes_new (copied->html, strlen (copied->html));
  g_autoptr (GBytes) lines = g_bytes_new (copied->lines, strlen (copied->lines));
  GdkContentProvider *providers[] = {
    gdk_content_provider_new_for_bytes ("text/html", html),
    gdk_content_provider_new_for_bytes ("text/plain;charset=utf-8", lines),
  };
  g_autoptr (GdkContentProvider) both = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));

  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), both);
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Copying *copying = user_data;
  g_autoptr (GError) error = NULL;
  Copied *copied = nh_ledger_run_finish (NH_LEDGER (source), result, &error);

  if (copied != NULL)
    put (copying->widget, copied);
  copying->copied (copied != NULL ? copied->n_rows : 0, copying->n_left_out, error, copying->data);
  g_clear_pointer (&copied, copied_free);
  g_array_unref (copying->ids);
  g_array_unref (copying->fields);
  g_object_unref (copying->widget);
  g_free (copying);
}

void
nh_row_copy (GtkWidget *widget, NhLedger *ledger, const NhRecordType *type, GArray *ids, GArray *fields, gboolean personal,
             NhRowsCopied copied, gpointer data)
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
  nh_ledger_run (ledger, NH_ON_READER, run_copy, copying, NULL, copied_free, NULL, on_copied, copying);
}
