/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sentence that compares the year with the one before. */

#include "nh-number.h"
#include "nh-report-private.h"

/* "tăng 05 điểm (0,4%)" */
static char *
difference (const NhFigure *now, const NhFigure *before, const char *measure)
{
  gint64 delta = now->value - before->value;
  g_autofree char *number = nh_number_format_admin (ABS (delta));
  g_autofree char *percent = nh_number_format_decimal (100.0 * (double) ABS (delta) / (double) before->value, 1);

  if (delta == 0)
    return g_strdup ("bằng năm trước");
  return g_strdup_printf ("%s %s %s (%s%%)", delta > 0 ? "tăng" : "giảm", number, measure, percent);
}

static void
add_difference (NhReportContext *context, NhFigures *before, GString *list, const char *indicator, const char *title,
                const char *measure)
{
  const NhFigure *now = nh_figures_get (nh_figures_get_total (context->figures), indicator);
  const NhFigure *then = nh_figures_get (nh_figures_get_total (before), indicator);
  g_autofree char *text = NULL;

  if (!nh_report_has_figure (now) || !nh_report_has_figure (then) ||
      !nh_figures_may_compare (context->figures, before, indicator))
    return;
  text = difference (now, then, measure);
  g_string_append_printf (list, "%s%s %s", list->len > 0 ? "; " : "", title, text);
}

NhDate
nh_report_year_before (NhDate day)
{
  NhDate before;

  if (day == NH_DATE_NONE)
    return NH_DATE_NONE;
  before = nh_date_new (nh_date_year (day) - 1, nh_date_month (day), nh_date_day (day));
  return before != NH_DATE_NONE ? before : nh_date_new (nh_date_year (day) - 1, 2, 28);
}

gboolean
nh_report_add_comparison (NhReportContext *context, GString *sentences, GError **error)
{
  const NhReportRequest *request = context->request;
  g_autoptr (NhFigures) before = nh_figures_compute (context->connection, context->ledger, request->unit,
                                                     request->year - 1, nh_report_year_before (request->as_of), error);
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *before_text = g_strdup_printf ("%snăm %d", request->as_of != NH_DATE_NONE ? "cùng kỳ " : "",
                                                  request->year - 1);

  if (before == NULL)
    return FALSE;
  add_difference (context, before, list, "points", "số điểm", "điểm");
  add_difference (context, before, list, "attendance", "số lượt người tham gia", "lượt");
  add_difference (context, before, list, "pacts", "số giao ước thi đua ký kết", "giao ước");
  add_difference (context, before, list, "models", "số mô hình ra mắt", "mô hình");
  add_difference (context, before, list, "gifts.sets", "số suất quà", "suất");
  if (list->len > 0)
    nh_report_add_sentence (context, sentences, "comparison", "kỳ trước", before_text, "so sánh", list->str, NULL);
  return TRUE;
}
