/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list as it is filtered and sorted, on paper and in Excel. */
#include "nh-record-page-private.h"

#include "nh-columns.h"
#include "nh-export.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-print.h"
#include "nh-raw-data.h"
#include "nh-report.h"

G_STATIC_ASSERT (NH_COLUMN_UNIT == NH_REPORT_ROWS_UNIT);

typedef struct
{
  NhRecordPage *page; /* owned */
  gboolean excel;
} Order;

/* What the list was narrowed down by, in words: "Loại địa bàn: Thôn; tìm “my son”". (transfer full) */
static char *
describe_conditions (NhRecordPage *self)
{
  const NhFilter *filter = nh_filter_bar_get_filter (self->filter);
  const char *search = nh_record_list_get_query (self->list)->search;
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->type->n_fields; i++)
    if (filter->conditions[i] != NULL)
      g_ptr_array_add (words, nh_filter_describe (filter, i, nh_session_get_catalog (self->session)));
  if (filter->problems)
    g_ptr_array_add (words, g_strdup (_ ("With problems")));
  if (filter->deleted)
    g_ptr_array_add (words, g_strdup (C_ ("filter", "Deleted")));
  if (search != NULL)
    g_ptr_array_add (words, g_strdup_printf ("“%s”", search));
  g_ptr_array_add (words, NULL);
  return g_strjoinv ("; ", (char **) words->pdata);
}

static NhReportRows *
get_rows (NhRecordPage *self, gboolean personal)
{
  NhReportRows *rows = g_new0 (NhReportRows, 1);

  rows->type = self->type;
  rows->unit = nh_session_get_unit (self->session);
  rows->year = nh_session_get_year (self->session);
  rows->ids = g_array_copy (nh_key_list_get_keys (self->list));
  rows->fields = nh_record_view_get_fields (self->view);
  rows->conditions = describe_conditions (self);
  for (guint i = rows->fields->len; i-- > 0;)
    {
      int field = g_array_index (rows->fields, int, i);

      if (field != NH_COLUMN_UNIT && !nh_field_is_exported (&self->type->fields[field], personal))
        g_array_remove_index (rows->fields, i);
    }
  return rows;
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Order *order = user_data;
  g_autoptr (NhRecordPage) self = order->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhMadeReport) made = nh_report_make_rows_finish (NH_LEDGER (source), result, &error);
  const char *title = _ (self->type->plural);
  g_autofree char *name = g_strdup_printf ("%s %d.xlsx", title, nh_session_get_year (self->session));

  if (made == NULL)
    nh_notify_result (GTK_WIDGET (self), error, "");
  else
    {
      nh_notice_hide (nh_notice_of (GTK_WIDGET (self)));
      if (order->excel)
        nh_export_ask (GTK_WIDGET (self), NH_LEDGER (source), made->sheet, title, name);
      else
        nh_print_run (GTK_WIDGET (self), made->pages, 0, title);
    }
  g_free (order);
}

static void
make_sheet (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhRecordPage *self = NH_RECORD_PAGE (widget);
  Order *order;

  self->sheet = NULL;
  if (!nh_key_list_is_settled (self->list))
    {
      self->sheet = g_intern_string (action); /* nh_record_page_make_waiting_sheet() begins it again */
      return;
    }
  order = g_new0 (Order, 1);
  order->page = g_object_ref (self);
  order->excel = g_str_has_prefix (action, "page.excel");
  nh_notify (widget, NH_NOTICE_BUSY, _ ("Writing the list…"));
  nh_report_make_rows_async (nh_session_get_ledger (self->session),
                             get_rows (self, g_str_has_suffix (action, "-personal")), NULL, on_made, order);
}

static void
write_raw (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhRecordPage *self = NH_RECORD_PAGE (widget);

  nh_raw_data_ask (widget, nh_session_get_ledger (self->session), nh_record_list_get_query (self->list),
                   g_str_has_suffix (action, "-personal"));
}

void
nh_record_page_make_waiting_sheet (NhRecordPage *self)
{
  if (self->sheet != NULL)
    make_sheet (GTK_WIDGET (self), self->sheet, NULL);
}

void
nh_record_page_install_sheet_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.print-list", NULL, make_sheet);
  gtk_widget_class_install_action (widget_class, "page.excel-list", NULL, make_sheet);
  gtk_widget_class_install_action (widget_class, "page.raw-data", NULL, write_raw);
  gtk_widget_class_install_action (widget_class, "page.raw-data-personal", NULL, write_raw);
  gtk_widget_class_install_action (widget_class, "page.print-list-personal", NULL, make_sheet);
  gtk_widget_class_install_action (widget_class, "page.excel-list-personal", NULL, make_sheet);
}
