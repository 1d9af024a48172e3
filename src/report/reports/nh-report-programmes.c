/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Kết quả thực hiện tiêu chí: the two programmes beside the festival (records/nh-programme.h). Of a commune each
 * criterion with its evidence, and each residential area; of a province a row for each unit. */

#include "nh-report-private.h"

#include "nh-assessment.h"
#include "nh-body.h"
#include "nh-judgement.h"
#include "nh-text.h"

typedef struct
{
  NhReportContext *context;
  GPtrArray *assessments, *bodies; /* owned: of NhRecord, of all units */
  GHashTable *assessments_of;      /* owned: of a body: its id; of a unit itself: its id, negative → GPtrArray */
  GHashTable *bodies_of;           /* owned: unit → GPtrArray */
  gboolean summary;                /* a criterion's text is not that of the law */
  guint n_groups;
} Programmes;

static void
programmes_clear (Programmes *self)
{
  g_clear_pointer (&self->assessments_of, g_hash_table_unref);
  g_clear_pointer (&self->bodies_of, g_hash_table_unref);
  g_clear_pointer (&self->assessments, g_ptr_array_unref);
  g_clear_pointer (&self->bodies, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Programmes, programmes_clear)

/* --- What is judged --- */

/* The body as it was on the cut-off day: not decided on yet, or not even registered. (transfer full) */
static NhRecord *
body_on (NhRecord *body, NhDate as_of)
{
  static const NhValue blank = NH_VALUE_INIT;
  NhDate registered = nh_record_get_date (body, NH_BODY_REGISTERED_ON);
  g_autoptr (NhRecord) draft = NULL;

  if (registered <= as_of && nh_record_get_date (body, NH_BODY_DECISION_DATE) <= as_of)
    return g_object_ref (body);
  draft = nh_record_edit (body);
  nh_record_set (draft, NH_BODY_DECISION, &blank);
  nh_record_set (draft, NH_BODY_DECISION_DATE, &blank);
  nh_record_set (draft, NH_BODY_STATE, &blank);
  if (registered != NH_DATE_NONE && registered <= as_of)
    nh_record_set_text (draft, NH_BODY_STATE, "dang_ky");
  return nh_record_seal (draft);
}

/* They have no day that a cut-off could ask for, but what is later does not count: evidence, and the state of a body.
 */
static gboolean
read_records (Programmes *self, GError **error)
{
  NhDate as_of = self->context->request->as_of;

  self->bodies = nh_report_records_of_year (self->context, &nh_body_type, error);
  if (self->bodies != NULL)
    self->assessments = nh_report_records_of_year (self->context, &nh_assessment_type, error);
  if (self->assessments == NULL)
    return FALSE;
  for (guint i = self->assessments->len; as_of != NH_DATE_NONE && i-- > 0;)
    if (nh_record_get_date (self->assessments->pdata[i], NH_ASSESSMENT_EVIDENCE_DATE) > as_of)
      g_ptr_array_remove_index (self->assessments, i);
  for (guint i = 0; as_of != NH_DATE_NONE && i < self->bodies->len; i++)
    {
      g_autoptr (NhRecord) body = self->bodies->pdata[i];

      self->bodies->pdata[i] = body_on (body, as_of);
    }
  return TRUE;
}

/* The list of the key, an empty one where there is none yet. (transfer none) */
static GPtrArray *
get_list (GHashTable *lists, gint64 key)
{
  GPtrArray *list = g_hash_table_lookup (lists, &key);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (lists, g_memdup2 (&key, sizeof key), list);
    }
  return list;
}

static GHashTable *
lists_new (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
}

static void
sort_records (Programmes *self)
{
  self->assessments_of = lists_new ();
  self->bodies_of = lists_new ();
  for (guint i = 0; i < self->assessments->len; i++)
    {
      NhRecord *record = self->assessments->pdata[i];
      gint64 body = nh_record_get_number (record, NH_ASSESSMENT_BODY, 0);

      g_ptr_array_add (get_list (self->assessments_of, body != 0 ? body : -nh_record_get_info (record)->unit), record);
    }
  for (guint i = 0; i < self->bodies->len; i++)
    g_ptr_array_add (get_list (self->bodies_of, nh_record_get_info (self->bodies->pdata[i])->unit),
                     self->bodies->pdata[i]);
}

/* The bodies of @kind. (transfer container) */
static GPtrArray *
get_bodies (Programmes *self, gint64 unit, const char *kind)
{
  GPtrArray *all = get_list (self->bodies_of, unit), *found = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (nh_record_has_code (all->pdata[i], NH_BODY_KIND, kind))
      g_ptr_array_add (found, all->pdata[i]);
  return found;
}

/* @body 0: the unit itself. */
static NhJudgement *
judge (Programmes *self, const NhCode *programme, gint64 unit, gint64 body)
{
  GPtrArray *assessments = get_list (self->assessments_of, body != 0 ? body : -unit);

  return nh_judgement_new (programme, self->context->catalog, self->context->request->year, assessments,
                           get_list (self->bodies_of, unit));
}

/* The judgement has something besides what is still open. */
static gboolean
has_begun (const NhJudgement *judgement)
{
  return judgement->n_met > 0 || judgement->n_failed > 0 || judgement->recognition != NULL;
}

/* --- Words --- */

/* "Quyết định số 12/QĐ-BCA, 01/08/2026" (transfer full) */
static char *
evidence_text (const NhRecord *assessment)
{
  const char *document = nh_record_get_text (assessment, NH_ASSESSMENT_EVIDENCE);
  g_autofree char *day = nh_date_format (nh_record_get_date (assessment, NH_ASSESSMENT_EVIDENCE_DATE));

  return g_strdup_printf ("%s%s%s", document, *document != '\0' && *day != '\0' ? ", ngày " : "", day);
}

/* The reason, and the decision that recognises it. (transfer full) */
static char *
reason_text (const NhJudgement *judgement)
{
  g_autofree char *document = judgement->recognition != NULL ? evidence_text (judgement->recognition) : NULL;

  if (document == NULL)
    return g_strdup (judgement->reason);
  return g_strdup_printf ("Được công nhận%s%s. %s", *document != '\0' ? ": " : "", document, judgement->reason);
}

static const char *
result_text (const NhJudgement *judgement)
{
  return judgement->recognition != NULL ? "Được công nhận" : nh_result_text (judgement->result);
}

static int
add_programme (Programmes *self, const NhCode *programme)
{
  g_autofree char *index = nh_report_roman (++self->n_groups);

  return nh_report_add_row (self->context->table, NH_ROW_GROUP, NH_TABLE_TOP, index, programme->title);
}

static void
note_programme (Programmes *self, const NhCode *programme)
{
  int year = self->context->request->year;
  NhDate from = NH_DATE_NONE, to = NH_DATE_NONE;
  gboolean dated = nh_programme_window (programme, year, &from, &to);
  g_autofree char *first = nh_date_format (from);
  g_autofree char *last = nh_date_format (to);
  g_autofree char *basis = nh_code_get_attribute (programme, "basis");
  g_autofree char *days = dated ? g_strdup_printf (" Thời gian đánh giá từ ngày %s đến ngày %s%s.", first, last,
                                                   nh_date_today () <= to ? ", chưa kết thúc" : "")
                                : g_strdup ("");
  g_autofree char *note = g_strdup_printf ("%s: %s.%s", programme->title, basis != NULL ? basis : "", days);

  nh_sheet_add_note (self->context->sheet, note);
}

/* --- Of one unit --- */

static void
add_criterion (Programmes *self, int above, const NhCriterionResult *criterion)
{
  NhTable *table = self->context->table;
  const NhCode *code = criterion->criterion;
  g_autofree char *number = g_strdup_printf ("%d", criterion->number);
  g_autofree char *group = code != NULL ? nh_code_get_attribute (code, "group") : NULL;
  g_autofree char *title = g_strdup_printf ("%s%s%s%s", group != NULL ? group : "", group != NULL ? ": " : "",
                                            code != NULL ? code->title : "(chưa có nội dung trong bảng tiêu chí)",
                                            code != NULL && nh_code_get_number (code, "summary") > 0 ? " (*)" : "");
  g_autofree char *reason = criterion->reason != NULL ? nh_text_capitalize (criterion->reason) : NULL;
  int row = nh_report_add_row (table, NH_ROW_DATA, above, number, title);

  self->summary |= code != NULL && nh_code_get_number (code, "summary") > 0;
  nh_table_set_text (table, row, 2, nh_result_text (criterion->result));
  if (criterion->assessment != NULL)
    {
      nh_table_set_text (table, row, 3, nh_record_get_text (criterion->assessment, NH_ASSESSMENT_EVIDENCE));
      nh_table_set_date (table, row, 4, nh_record_get_date (criterion->assessment, NH_ASSESSMENT_EVIDENCE_DATE));
      nh_table_set_text (table, row, 5,
                         criterion->late ? "Tài liệu muộn hơn thời hạn"
                                         : nh_record_get_text (criterion->assessment, NH_ASSESSMENT_NOTE));
    }
  if (reason != NULL)
    nh_table_set_text (table, row, 5, reason);
}

static void
add_result (Programmes *self, int row, const NhJudgement *judgement)
{
  g_autofree char *reason = reason_text (judgement);

  nh_table_set_text (self->context->table, row, 2, result_text (judgement));
  nh_table_set_text (self->context->table, row, 5, reason);
}

/* A row for each residential area: the criteria are in the reason. */
static void
add_areas (Programmes *self, const NhCode *programme, const char *kind)
{
  gint64 unit = self->context->request->unit;
  g_autoptr (GPtrArray) bodies = get_bodies (self, unit, kind);
  guint n_met = 0;
  int above = -1;
  g_autofree char *all = NULL;

  if (bodies->len == 0)
    return;
  above = add_programme (self, programme);
  for (guint i = 0; i < bodies->len; i++)
    {
      const NhRecord *body = bodies->pdata[i];
      g_autoptr (NhJudgement) judgement = judge (self, programme, unit, nh_record_get_info (body)->id);
      g_autofree char *index = g_strdup_printf ("%u", i + 1);
      g_autofree char *state = nh_record_format (body, NH_BODY_STATE, self->context->catalog);
      int row = nh_report_add_row (self->context->table, NH_ROW_DATA, above, index,
                                   nh_record_get_text (body, NH_BODY_NAME));

      n_met += judgement->result == NH_RESULT_MET;
      add_result (self, row, judgement);
      nh_table_set_text (self->context->table, row, 3, nh_record_get_text (body, NH_BODY_DECISION));
      nh_table_set_date (self->context->table, row, 4, nh_record_get_date (body, NH_BODY_DECISION_DATE));
      if (*state != '\0')
        {
          g_autofree char *both = g_strdup_printf ("%s. %s", state, judgement->reason);

          nh_table_set_text (self->context->table, row, 5, both);
        }
    }
  all = g_strdup_printf ("%u/%u đạt", n_met, bodies->len);
  nh_table_set_text (self->context->table, above, 2, all);
  note_programme (self, programme);
}

/* What is known of criteria whose texts are not in the table. */
static void
note_groups (Programmes *self, const NhCode *programme)
{
  g_autofree char *groups = nh_code_get_attribute (programme, "groups");
  g_auto (GStrv) names = g_strsplit (groups != NULL ? groups : "", "|", -1);
  g_autofree char *list = g_strjoinv ("; ", names);
  g_autofree char *note = g_strdup_printf ("Chưa nạp đủ bảng tiêu chí%s%s.", *list != '\0' ? ", gồm các nhóm: " : "",
                                           list);

  nh_sheet_add_note (self->context->sheet, note);
}

static void
add_unit_programme (Programmes *self, const NhCode *programme)
{
  g_autofree char *kind = nh_code_get_attribute (programme, "body");
  g_autoptr (NhJudgement) judgement = judge (self, programme, self->context->request->unit, 0);
  int above = -1;
  gboolean complete = TRUE;

  if (kind != NULL)
    {
      add_areas (self, programme, kind);
      return;
    }
  if (!nh_programme_is_for (programme, self->context->unit) && !has_begun (judgement))
    return;
  above = add_programme (self, programme);
  add_result (self, above, judgement);
  for (guint i = 0; i < judgement->criteria->len; i++)
    {
      const NhCriterionResult *criterion = judgement->criteria->pdata[i];

      if (criterion->criterion != NULL || criterion->assessment != NULL)
        add_criterion (self, above, criterion);
      else
        complete = FALSE;
    }
  if (!complete)
    note_groups (self, programme);
  note_programme (self, programme);
}

static void
fill_unit (Programmes *self, GPtrArray *programmes)
{
  NhTable *table = self->context->table;

  nh_table_add_column (table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  nh_table_add_column (table, NH_TABLE_TOP, "Tiêu chí, khu dân cư", NH_COLUMN_TEXT);
  nh_table_add_column (table, NH_TABLE_TOP, "Kết quả", NH_COLUMN_MARK);
  nh_table_add_column (table, NH_TABLE_TOP, "Tài liệu kiểm chứng", NH_COLUMN_TEXT);
  nh_table_add_column (table, NH_TABLE_TOP, "Ngày", NH_COLUMN_DATE);
  nh_table_add_column (table, NH_TABLE_TOP, "Lý do, ghi chú", NH_COLUMN_TEXT);
  for (guint i = 0; i < programmes->len; i++)
    add_unit_programme (self, programmes->pdata[i]);
  if (self->summary)
    nh_sheet_add_note (self->context->sheet, "(*) Nội dung tóm tắt, chưa đối chiếu với nguyên văn.");
}

/* --- Of the units of a province or district --- */

enum
{
  INDEX,
  UNIT,
  RESULT,
  CRITERIA_MET,
  CRITERIA_FAILED,
  BODIES,
  REGISTERED,
  RECOGNISED,
  AREAS_MET,
  REASON
};

/* How many residential areas of the unit meet all their criteria; -1: nothing is said of any. */
static int
count_areas (Programmes *self, GPtrArray *programmes, gint64 unit)
{
  gboolean begun = FALSE;
  int n_met = 0;

  for (guint i = 0; i < programmes->len; i++)
    {
      const NhCode *programme = programmes->pdata[i];
      g_autofree char *kind = nh_code_get_attribute (programme, "body");
      g_autoptr (GPtrArray) bodies = kind != NULL ? get_bodies (self, unit, kind) : g_ptr_array_new ();

      for (guint b = 0; b < bodies->len; b++)
        {
          g_autoptr (NhJudgement) judgement = judge (self, programme, unit, nh_record_get_info (bodies->pdata[b])->id);

          n_met += judgement->result == NH_RESULT_MET;
          begun |= has_begun (judgement);
        }
    }
  return begun ? n_met : -1;
}

/* 0 would say that there are none. */
static void
set_counts (NhTable *table, int row, const NhJudgement *judgement, int n_areas)
{
  const NhBodyCount *bodies = &judgement->bodies;
  gboolean known = bodies->n + bodies->exempt > 0;
  const guint counts[] = { bodies->n, bodies->registered, bodies->recognised };

  if (judgement->n_met + judgement->n_failed > 0)
    {
      nh_table_set_number (table, row, CRITERIA_MET, judgement->n_met);
      nh_table_set_number (table, row, CRITERIA_FAILED, judgement->n_failed);
    }
  for (int i = 0; i < (int) G_N_ELEMENTS (counts); i++)
    if (known)
      nh_table_set_number (table, row, BODIES + i, counts[i]);
    else
      nh_table_set_not_reported (table, row, BODIES + i);
  if (n_areas >= 0)
    nh_table_set_number (table, row, AREAS_MET, n_areas);
}

static void
add_unit (Programmes *self, int above, guint index, const NhUnit *unit, const NhJudgement *judgement, int n_areas)
{
  NhTable *table = self->context->table;
  g_autofree char *number = g_strdup_printf ("%u", index);
  g_autofree char *reason = has_begun (judgement) || judgement->bodies.n > 0 ? reason_text (judgement) : g_strdup ("");
  int row = nh_report_add_row (table, NH_ROW_DATA, above, number, unit->title);

  nh_table_set_text (table, row, RESULT, result_text (judgement));
  set_counts (table, row, judgement, n_areas);
  nh_table_set_text (table, row, REASON, reason);
}

static void
add_units_programme (Programmes *self, const NhCode *programme, GPtrArray *programmes, GPtrArray *units)
{
  int above = add_programme (self, programme);
  guint index = 0, n_met = 0;
  g_autofree char *all = NULL;

  for (guint i = 0; i < units->len; i++)
    {
      const NhUnit *unit = units->pdata[i];
      g_autoptr (NhJudgement) judgement = judge (self, programme, unit->id, 0);

      if (!nh_programme_is_for (programme, unit) && !has_begun (judgement))
        continue;
      n_met += judgement->result == NH_RESULT_MET || judgement->recognition != NULL;
      add_unit (self, above, ++index, unit, judgement, count_areas (self, programmes, unit->id));
    }
  all = g_strdup_printf ("%u/%u đạt", n_met, index);
  nh_table_set_text (self->context->table, above, RESULT, all);
  note_programme (self, programme);
}

static void
fill_units (Programmes *self, GPtrArray *programmes)
{
  NhReportContext *context = self->context;
  NhTable *table = context->table;
  g_autoptr (GPtrArray) units = nh_catalog_get_below (context->catalog, context->unit->id, NH_LEVEL_COMMUNE,
                                                      nh_catalog_season_day (context->request->year));
  int criteria, bodies;

  nh_table_add_column (table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  nh_table_add_column (table, NH_TABLE_TOP, "Đơn vị", NH_COLUMN_TEXT);
  nh_table_add_column (table, NH_TABLE_TOP, "Kết quả", NH_COLUMN_MARK);
  criteria = nh_table_add_heading (table, NH_TABLE_TOP, "Số tiêu chí");
  nh_table_add_column (table, criteria, "Đạt", NH_COLUMN_INTEGER);
  nh_table_add_column (table, criteria, "Chưa đạt", NH_COLUMN_INTEGER);
  bodies = nh_table_add_heading (table, NH_TABLE_TOP, "Khu dân cư, cơ quan, doanh nghiệp, cơ sở giáo dục");
  nh_table_add_column (table, bodies, "Thuộc diện đánh giá", NH_COLUMN_INTEGER);
  nh_table_add_column (table, bodies, "Đăng ký", NH_COLUMN_INTEGER);
  nh_table_add_column (table, bodies, "Được công nhận", NH_COLUMN_INTEGER);
  nh_table_add_column (table, bodies, "Khu dân cư đạt đủ tiêu chí", NH_COLUMN_INTEGER);
  nh_table_add_column (table, NH_TABLE_TOP, "Lý do, căn cứ", NH_COLUMN_TEXT);
  for (guint i = 0; i < programmes->len; i++)
    {
      const NhCode *programme = programmes->pdata[i];
      g_autofree char *kind = nh_code_get_attribute (programme, "body");

      if (kind == NULL)
        add_units_programme (self, programme, programmes, units);
    }
  for (int column = BODIES; column <= AREAS_MET; column++)
    nh_table_add_up (table, column, FALSE);
}

gboolean
nh_report_fill_programmes (NhReportContext *context, GError **error)
{
  g_auto (Programmes) self = { .context = context };
  g_autoptr (GPtrArray) programmes = nh_programmes (context->catalog, context->request->year);

  if (!read_records (&self, error))
    return FALSE;
  sort_records (&self);
  if (context->unit->level == NH_LEVEL_COMMUNE)
    fill_unit (&self, programmes);
  else
    fill_units (&self, programmes);
  if (self.n_groups == 0)
    nh_sheet_add_note (context->sheet, "Năm này chưa có chương trình nào áp dụng.");
  return TRUE;
}
