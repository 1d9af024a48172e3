/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-report-private.h"

#include "nh-i18n.h"
#include "nh-ledger-async.h"
#include "nh-text.h"

#define SEASON "NGÀY HỘI TOÀN DÂN BẢO VỆ AN NINH TỔ QUỐC NĂM"

#define TABLES .annex = TRUE, .group = NC_ ("reports", "Tables")
#define LISTS .annex = TRUE, .group = NC_ ("reports", "Lists")
#define TEXTS .group = NC_ ("reports", "Texts")
#define HAND_IN .group = NC_ ("reports", "Hand-in")
#define FORM(type) .group = NC_ ("reports", "Blank forms"), .text = TRUE, .form_of = &type, .season = SEASON

static const NhReport reports[] = {
  { "summary", N_ ("Summary of results"), TABLES, "Tong hop ket qua Ngay hoi", .tab = "Tổng hợp",
    .season = "TỔNG HỢP KẾT QUẢ TỔ CHỨC " SEASON, .largest = NH_PAPER_A3, .figures = TRUE, .coverage = TRUE,
    .fill = nh_report_fill_summary },
  { "groups", N_ ("Summary on one page"), TABLES, "Tong hop mot trang Ngay hoi", .tab = "Tổng hợp một trang",
    .season = "TỔNG HỢP KẾT QUẢ TỔ CHỨC " SEASON, .largest = NH_PAPER_A3, .figures = TRUE, .coverage = TRUE,
    .fill = nh_report_fill_groups },
  { "gifts", N_ ("Summary of gifts"), TABLES, "Tong hop qua tang Ngay hoi", .tab = "Tổng hợp quà tặng",
    .heading = "TỔNG HỢP QUÀ TẶNG", .season = SEASON, .largest = NH_PAPER_A3, .figures = TRUE, .records = &nh_gift_type,
    .fill = nh_report_fill_gifts },
  { "commendations", N_ ("Summary of commendations"), TABLES, "Tong hop khen thuong Ngay hoi",
    .tab = "Tổng hợp khen thưởng", .heading = "TỔNG HỢP KHEN THƯỞNG", .season = SEASON, .figures = TRUE,
    .records = &nh_commendation_type, .fill = nh_report_fill_commendations },
  { "overview", N_ ("Overview for a meeting"), TABLES, "Tong quan Ngay hoi", .tab = "Tổng quan",
    .heading = "TỔNG QUAN TÌNH HÌNH, KẾT QUẢ", .season = SEASON, .figures = TRUE, .fill = nh_report_fill_overview },
  { "comparison", N_ ("Comparison with last year"), TABLES, "So sanh ket qua Ngay hoi", .tab = "So sánh",
    .heading = "SO SÁNH VỚI NĂM TRƯỚC KẾT QUẢ TỔ CHỨC", .season = SEASON, .figures = TRUE, .coverage = TRUE,
    .largest = NH_PAPER_A3, .fill = nh_report_fill_comparison },
  { "activities", N_ ("Propaganda and activities"), TABLES, "Tuyen truyen, hoat dong Ngay hoi",
    .tab = "Tuyên truyền, hoạt động", .heading = "KẾT QUẢ TUYÊN TRUYỀN, HOẠT ĐỘNG", .season = SEASON, .figures = TRUE,
    .records = &nh_activity_type, .fill = nh_report_fill_activities },
  { "programmes", N_ ("Results of the programmes"), TABLES, "Ket qua thuc hien tieu chi", .tab = "Tiêu chí",
    .heading = "KẾT QUẢ THỰC HIỆN", .season = "TIÊU CHÍ AN NINH, TRẬT TỰ NĂM", .fill = nh_report_fill_programmes },
  { "charts", N_ ("Charts"), .group = NC_ ("reports", "Tables"), .file_name = "Bieu do Ngay hoi",
    .tab = "Số liệu biểu đồ", .heading = "BIỂU ĐỒ KẾT QUẢ TỔ CHỨC", .season = SEASON, .figures = TRUE, .coverage = TRUE,
    .fill = nh_report_fill_charts },
  { "annexes", N_ ("Book of all annexes"), TABLES, "Bo phu luc Ngay hoi", .tab = "Mục lục",
    .heading = "DANH MỤC PHỤ LỤC KẾT QUẢ TỔ CHỨC", .season = SEASON, .figures = TRUE, .fill = nh_report_fill_annexes },
  { "points", N_ ("List of points"), LISTS, "Danh sach diem Ngay hoi", .tab = "Danh sách điểm",
    .heading = "DANH SÁCH ĐIỂM TỔ CHỨC", .season = SEASON, .records = &nh_point_type, .fill = nh_report_fill_points },
  { "gift-list", N_ ("List of gifts"), LISTS, "Danh sach qua tang Ngay hoi", .tab = "Danh sách quà tặng",
    .heading = "DANH SÁCH QUÀ TẶNG", .season = SEASON, .records = &nh_gift_type, .fill = nh_report_fill_gift_list },
  { "commendation-list", N_ ("List of commendations"), LISTS, "Danh sach khen thuong Ngay hoi",
    .tab = "Danh sách khen thưởng", .heading = "DANH SÁCH TẬP THỂ, CÁ NHÂN, HỘ GIA ĐÌNH ĐƯỢC KHEN THƯỞNG",
    .season = SEASON, .records = &nh_commendation_type, .fill = nh_report_fill_commendation_list },
  { "paragraph", N_ ("Short report"), TEXTS, "Bao cao tom tat Ngay hoi", TRUE, .tab = "Báo cáo tóm tắt",
    .heading = "BÁO CÁO", .season = "Tóm tắt kết quả tổ chức\n“Ngày hội Toàn dân bảo vệ an ninh Tổ quốc” năm",
    .figures = TRUE, .coverage = TRUE, .fill = nh_report_fill_paragraph },
  { "whole", N_ ("Whole report"), TEXTS, "Bao cao ket qua Ngay hoi", TRUE, TRUE, .tab = "Báo cáo kết quả",
    .heading = "BÁO CÁO", .season = "Kết quả tổ chức “Ngày hội Toàn dân bảo vệ an ninh Tổ quốc” năm", .figures = TRUE,
    .coverage = TRUE, .fill = nh_report_fill_paragraph },
  { "form-point", N_ ("Form of a festival point"), .file_name = "Phieu diem Ngay hoi", FORM (nh_point_type) },
  { "form-gift", N_ ("Form of a gift"), .file_name = "Phieu qua tang Ngay hoi", FORM (nh_gift_type) },
  { "form-commendation", N_ ("Form of a commendation"), .file_name = "Phieu khen thuong Ngay hoi",
    FORM (nh_commendation_type) },
  { "form-activity", N_ ("Form of an activity"), .file_name = "Phieu hoat dong Ngay hoi", FORM (nh_activity_type) },
  { "form-body", N_ ("Form of a body of the register"), .file_name = "Phieu khu dan cu, co quan", FORM (nh_body_type) },
  { "form-assessment", N_ ("Form of an assessment"), .file_name = "Phieu danh gia tieu chi",
    FORM (nh_assessment_type) },
  { "form-season", N_ ("Form of a season"), .file_name = "Phieu dot Ngay hoi", FORM (nh_season_type) },
  { "form-total", N_ ("Form of a total"), .file_name = "Phieu so lieu tong Ngay hoi", FORM (nh_total_type) },
  { "hand-in", N_ ("Hand-in sheet"), HAND_IN, "Phieu nop bao cao Ngay hoi", .tab = "Phiếu nộp",
    .heading = "PHIẾU NỘP BÁO CÁO KẾT QUẢ TỔ CHỨC", .season = SEASON, .figures = TRUE, .fill = nh_report_fill_hand_in },
  { "progress", N_ ("Progress of the hand-in"), HAND_IN, "Tien do bao cao Ngay hoi", .tab = "Tiến độ",
    .heading = "TIẾN ĐỘ BÁO CÁO KẾT QUẢ TỔ CHỨC", .season = SEASON, .of_units = TRUE, .fill = nh_report_fill_progress },
  { "reminder", N_ ("Units to be reminded"), HAND_IN, "Danh sach don doc Ngay hoi", .tab = "Đôn đốc",
    .heading = "DANH SÁCH ĐƠN VỊ CẦN ĐÔN ĐỐC BÁO CÁO KẾT QUẢ TỔ CHỨC", .season = SEASON, .of_units = TRUE,
    .recipients = "- Công an các đơn vị có tên trên;\n- Lưu: VT.", .fill = nh_report_fill_reminder },
  { "slips", N_ ("Enrolment slips"), HAND_IN, "Phieu cap ma nop bao cao Ngay hoi", .tab = "Phiếu cấp mã",
    .heading = "PHIẾU CẤP MÃ NỘP BÁO CÁO", .season = SEASON, .of_units = TRUE, .fill = nh_report_fill_slips },
};

const NhReport *
nh_reports (guint *n_reports)
{
  g_return_val_if_fail (n_reports != NULL, NULL);
  *n_reports = G_N_ELEMENTS (reports);
  return reports;
}

const NhReport *
nh_report_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    if (g_strcmp0 (reports[i].name, name) == 0)
      return &reports[i];
  return NULL;
}

const NhReport *
nh_report_find_form (const NhRecordType *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    if (reports[i].form_of == type)
      return &reports[i];
  return NULL;
}

static NhSheet *
build (const NhReport *report, NhConnection *connection, NhLedger *ledger, const NhReportRequest *request,
       GHashTable *said, gboolean *part, GError **error)
{
  g_auto (NhReportContext) context = { report, connection, ledger, request, .said = said };

  if (!nh_report_context_init (&context, error))
    return NULL;
  if (report->form_of != NULL)
    return nh_report_fill_form (&context, error) ? g_steal_pointer (&context.sheet) : NULL;
  if (report->figures)
    context.figures = nh_figures_compute_where (connection, ledger, request->unit, request->year, request->as_of,
                                                context.final_only, error);
  if (report->figures && context.figures == NULL)
    return NULL;
  nh_report_begin_sheet (&context, report->tab, report->heading, request->year);
  if (!report->fill (&context, error))
    return NULL;
  nh_report_finish_sheet (&context);
  if (!nh_report_note_totals (&context, error) || !nh_report_note_sources (&context, error))
    return NULL;
  *part = context.part;
  return g_steal_pointer (&context.sheet);
}

NhSheet *
nh_report_build (const NhReport *report, NhConnection *connection, NhLedger *ledger, const NhReportRequest *request,
                 GError **error)
{
  gboolean part = FALSE;

  return build (report, connection, ledger, request, NULL, &part, error);
}

/* "Hà Tĩnh" → "Ha Tinh", fit for any file system. */
static char *
plain_name (const char *name)
{
  char *plain = nh_text_fold (name);
  gboolean at_start = TRUE;

  for (char *c = plain; *c != '\0'; c++)
    {
      if (!g_ascii_isalnum (*c) && *c != '-')
        *c = ' ';
      if (at_start)
        *c = g_ascii_toupper (*c);
      at_start = *c == ' ';
    }
  return plain;
}

char *
nh_report_file_name (const NhReport *report, NhLedger *ledger, const NhReportRequest *request)
{
  const NhUnit *unit;
  g_autofree char *name = NULL;

  g_return_val_if_fail (report != NULL && request != NULL, NULL);
  unit = nh_catalog_get_unit (nh_ledger_get_catalog (ledger), request->unit);
  name = plain_name (unit != NULL ? unit->name : "");
  if (nh_date_is_valid (request->as_of))
    return g_strdup_printf ("%s %d - %s - den ngay %02d-%02d-%d", report->file_name, request->year, name,
                            nh_date_day (request->as_of), nh_date_month (request->as_of),
                            nh_date_year (request->as_of));
  return g_strdup_printf ("%s %d - %s", report->file_name, request->year, name);
}

void
nh_made_report_free (NhMadeReport *made)
{
  if (made == NULL)
    return;
  g_clear_pointer (&made->sheet, nh_sheet_unref);
  g_clear_pointer (&made->pages, nh_pages_unref);
  g_free (made);
}

/* With a frame of its own. */
static NhReportRequest *
request_copy (const NhReportRequest *request)
{
  NhReportRequest *copy = g_memdup2 (request, sizeof *request);
  GHashTableIter iter;
  gpointer name, text;

  if (request->frame == NULL)
    return copy;
  copy->frame = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_iter_init (&iter, request->frame);
  while (g_hash_table_iter_next (&iter, &name, &text))
    g_hash_table_insert (copy->frame, g_strdup (name), g_strdup (text));
  return copy;
}

static void
request_free (NhReportRequest *request)
{
  g_clear_pointer (&request->frame, g_hash_table_unref);
  g_free (request);
}

static NhMadeReport *
make_report (NhConnection *connection, NhLedger *ledger, const NhReport *report, const NhReportRequest *request,
             GCancellable *cancellable, GError **error)
{
  g_autoptr (NhMadeReport) made = g_new0 (NhMadeReport, 1);

  made->sheet = build (report, connection, ledger, request, NULL, &made->part, error);
  if (made->sheet != NULL)
    made->pages = nh_pages_new (made->sheet, cancellable);
  return made->pages != NULL ? g_steal_pointer (&made) : NULL;
}

NH_DEFINE_ASYNC (nh_report_make, NhMadeReport *, nh_made_report_free, NH_ON_REPORTER,
                 (NhLedger * ledger, const NhReport *report, const NhReportRequest *request),
                 (.number = (guint) (report - reports), NH_OWNED (request_copy (request), request_free)),
                 make_report (connection, ledger, &reports[args->number], args->data, cancellable, error))

static GHashTable *
collect_sentences (NhConnection *connection, NhLedger *ledger, const NhReport *report, const NhReportRequest *request,
                   GError **error)
{
  g_autoptr (GHashTable)
      said = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_hash_table_unref);
  gboolean part = FALSE;
  g_autoptr (NhSheet) sheet = build (report, connection, ledger, request, said, &part, error);

  return sheet != NULL ? g_steal_pointer (&said) : NULL;
}

NH_DEFINE_ASYNC (nh_report_sentences, GHashTable *, g_hash_table_unref, NH_ON_REPORTER,
                 (NhLedger * ledger, const NhReport *report, const NhReportRequest *request),
                 (.number = (guint) (report - reports), NH_OWNED (request_copy (request), request_free)),
                 collect_sentences (connection, ledger, &reports[args->number], args->data, error))
