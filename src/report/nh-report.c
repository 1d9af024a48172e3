/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-report-private.h"

#include "nh-i18n.h"
#include "nh-ledger-async.h"
#include "nh-text.h"

/* The form of each record type on paper: name of the type, title, file name. */
#define FORMS(FORM)                                                                \
  FORM (point, N_ ("Form of a festival point"), "Phieu diem Ngay hoi")             \
  FORM (gift, N_ ("Form of a gift"), "Phieu qua tang Ngay hoi")                    \
  FORM (commendation, N_ ("Form of a commendation"), "Phieu khen thuong Ngay hoi") \
  FORM (season, N_ ("Form of a season"), "Phieu dot Ngay hoi")                     \
  FORM (total, N_ ("Form of a total"), "Phieu so lieu tong Ngay hoi")

#define BUILD_FORM(type, title, file_name)                                                                         \
  static NhSheet *build_##type##_form (NhConnection *connection, NhLedger *ledger, const NhReportRequest *request, \
                                       GError **error)                                                             \
  {                                                                                                                \
    return nh_report_build_form (&nh_##type##_type, connection, ledger, request, error);                           \
  }

#define REPORT_OF_FORM(type, title, file_name) \
  { "form-" #type, title, TRUE, build_##type##_form, file_name, &nh_##type##_type },

FORMS (BUILD_FORM)

static const NhReport reports[] = {
  { "summary", N_ ("Summary of results"), FALSE, nh_report_build_summary, "Tong hop ket qua Ngay hoi" },
  { "points", N_ ("List of points"), FALSE, nh_report_build_points, "Danh sach diem Ngay hoi" },
  { "gifts", N_ ("Summary of gifts"), FALSE, nh_report_build_gifts, "Tong hop qua tang Ngay hoi" },
  { "gift-list", N_ ("List of gifts"), FALSE, nh_report_build_gift_list, "Danh sach qua tang Ngay hoi" },
  { "commendations", N_ ("Summary of commendations"), FALSE, nh_report_build_commendations,
    "Tong hop khen thuong Ngay hoi" },
  { "commendation-list", N_ ("List of commendations"), FALSE, nh_report_build_commendation_list,
    "Danh sach khen thuong Ngay hoi" },
  { "paragraph", N_ ("Short report"), TRUE, nh_report_build_paragraph, "Bao cao tom tat Ngay hoi" },
  FORMS (REPORT_OF_FORM)
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

/* A request and the report that is asked for. */
typedef struct
{
  const NhReport *report;
  NhReportRequest request; /* with a frame of its own */
} Making;

static GHashTable *
copy_table (GHashTable *table)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name, text;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &name, &text))
    g_hash_table_insert (copy, g_strdup (name), g_strdup (text));
  return copy;
}

static Making *
making_new (const NhReport *report, const NhReportRequest *request)
{
  Making *making = g_new0 (Making, 1);

  making->report = report;
  making->request = *request;
  making->request.frame = request->frame != NULL ? copy_table (request->frame) : NULL;
  return making;
}

static void
making_free (Making *making)
{
  g_clear_pointer (&making->request.frame, g_hash_table_unref);
  g_free (making);
}

static NhMadeReport *
make_report (NhConnection *connection, NhLedger *ledger, const Making *making, GCancellable *cancellable,
             GError **error)
{
  g_autoptr (NhMadeReport) made = g_new0 (NhMadeReport, 1);

  made->sheet = making->report->build (connection, ledger, &making->request, error);
  if (made->sheet == NULL)
    return NULL;
  made->pages = nh_pages_new (made->sheet, cancellable);
  return made->pages != NULL ? g_steal_pointer (&made) : NULL;
}

NH_DEFINE_ASYNC (nh_report_make, NhMadeReport *, nh_made_report_free, NH_ON_REPORTER,
                 (NhLedger * ledger, const NhReport *report, const NhReportRequest *request),
                 (NH_OWNED (making_new (report, request), making_free)),
                 make_report (connection, ledger, args->data, cancellable, error))
