/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-commendation-private.h"

#include <math.h>
#include <string.h>
#include "nh-check-common.h"
#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-record.h"

/* Heads of columns seen in offices' own lists; compared without diacritics. */
static const char *const form_names[] = { "hình thức", "hình thức khen thưởng", "hình thức khen", NULL };
static const char *const authority_names[] = { "cấp khen", "cấp quyết định", "thẩm quyền", "người quyết định", NULL };
static const char *const number_names[] = { "số quyết định", "số qđ", "quyết định số", NULL };
static const char *const date_names[] = { "ngày quyết định", "ngày qđ", "ngày ký", "ngày", NULL };
static const char *const signer_names[] = { "người ký", NULL };
static const char *const recipient_kind_names[] = { "đối tượng", "loại đối tượng", "tập thể/cá nhân", NULL };
static const char *const honorific_names[] = { "danh xưng", "ông/bà", NULL };
static const char *const recipient_names[] = { "họ và tên", "tên tập thể", "tập thể, cá nhân", "tên tập thể, cá nhân", "người được khen", "họ tên", NULL };
static const char *const gender_names[] = { "giới tính", NULL };
static const char *const birth_year_names[] = { "năm sinh", NULL };
static const char *const position_names[] = { "chức vụ", "chức danh", NULL };
static const char *const workplace_names[] = { "đơn vị", "đơn vị công tác", "nơi công tác", "nơi ở", "địa chỉ", NULL };
static const char *const quantity_names[] = { "số lượng", NULL };
static const char *const achievement_names[] = { "thành tích", "nội dung thành tích", "lý do khen", NULL };
static const char *const state_names[] = { "trạng thái", "tình trạng", NULL };
static const char *const presented_names[] = { "người trao", "đơn vị trao", NULL };
static const char *const proposed_names[] = { "đơn vị đề nghị", "nơi đề nghị", NULL };
static const char *const bonus_names[] = { "tiền thưởng", "mức thưởng", NULL };
static const char *const point_names[] = { "điểm", "điểm ngày hội", "nơi trao", NULL };
static const char *const source_names[] = { "căn cứ", "tài liệu", NULL };
static const char *const note_names[] = { "ghi chú", NULL };

#define OF_PERSON "recipient_kind=ca_nhan"

static const NhField fields[] = {
  [NH_COMMENDATION_FORM] = { .name = "form", .title = N_("Form of commendation"), .kind = NH_KIND_CHOICE,
    .flags = NH_FIELD_REQUIRED | NH_FIELD_SEARCHED | NH_FIELD_LISTED | NH_FIELD_STICKY | NH_FIELD_WIDE,
    .width = 15, .codebook = "award_form", .import_names = form_names,
    .hint = N_("Type a part of the name, as “giay khen xa”."), .heading = N_("Form") },
  [NH_COMMENDATION_AUTHORITY] = { .name = "authority", .title = N_("Decided by"), .kind = NH_KIND_CHOICE, .flags = NH_FIELD_STICKY,
    .width = 20, .codebook = "authority", .import_names = authority_names,
    .hint = N_("Filled in by itself where only one decides this form.") },
  [NH_COMMENDATION_DECISION_NUMBER] = { .name = "decision_number", .title = N_("Decision number"), .kind = NH_KIND_TEXT,
    .flags = NH_FIELD_SEARCHED | NH_FIELD_LISTED | NH_FIELD_STICKY, .width = 16, .import_names = number_names,
    .hint = N_("As “152/QĐ-UBND”."), .heading = N_("Decision") },
  [NH_COMMENDATION_DECISION_DATE] = { .name = "decision_date", .title = N_("Decision date"), .kind = NH_KIND_DATE,
    .flags = NH_FIELD_LISTED | NH_FIELD_STICKY, .width = 10, .import_names = date_names,
    .hint = N_("8, 8/8 or 080826; it decides which forms and authorities there are."), .heading = N_("Day") },
  [NH_COMMENDATION_SIGNER] = { .name = "signer", .title = N_("Signed by"), .kind = NH_KIND_TEXT,
    .flags = NH_FIELD_SEARCHED | NH_FIELD_STICKY | NH_FIELD_PERSONAL, .width = 18, .import_names = signer_names,
    .hint = N_("Post and name of who signed the decision.") },
  [NH_COMMENDATION_RECIPIENT_KIND] = { .name = "recipient_kind", .title = N_("Recipient"), .kind = NH_KIND_CHOICE,
    .flags = NH_FIELD_REQUIRED | NH_FIELD_LISTED | NH_FIELD_STICKY, .width = 8, .codebook = "recipient_kind",
    .import_names = recipient_kind_names, .hint = N_("A body, a person or a household.") },
  [NH_COMMENDATION_HONORIFIC] = { .name = "honorific", .title = N_("Form of address"), .kind = NH_KIND_CHOICE, .flags = NH_FIELD_PERSONAL,
    .width = 8, .codebook = "honorific", .when = OF_PERSON, .import_names = honorific_names,
    .hint = N_("Stands before the name in lists.") },
  [NH_COMMENDATION_RECIPIENT] = { .name = "recipient", .title = N_("Who is commended"), .kind = NH_KIND_TEXT,
    .flags = NH_FIELD_SEARCHED | NH_FIELD_LISTED | NH_FIELD_SORTED | NH_FIELD_IDENTITY,
    .width = 16, .import_names = recipient_names, .hint = N_("Name of the person, the household's head or the body, as in the decision.") },
  [NH_COMMENDATION_GENDER] = { .name = "gender", .title = N_("Gender"), .kind = NH_KIND_CHOICE, .flags = NH_FIELD_PERSONAL,
    .width = 6, .codebook = "gender", .when = OF_PERSON, .import_names = gender_names },
  [NH_COMMENDATION_BIRTH_YEAR] = { .name = "birth_year", .title = N_("Year of birth"), .kind = NH_KIND_INTEGER, .flags = NH_FIELD_PERSONAL | NH_FIELD_YEAR,
    .width = 8, .when = OF_PERSON, .import_names = birth_year_names, .hint = N_("Four digits; it tells persons of one name apart.") },
  [NH_COMMENDATION_POSITION] = { .name = "position", .title = N_("Position"), .kind = NH_KIND_TEXT,
    .flags = NH_FIELD_SEARCHED | NH_FIELD_PERSONAL, .width = 18, .when = OF_PERSON, .import_names = position_names,
    .hint = N_("Post or occupation, as “Trưởng thôn”.") },
  [NH_COMMENDATION_WORKPLACE] = { .name = "workplace", .title = N_("Workplace or address"), .kind = NH_KIND_TEXT,
    .flags = NH_FIELD_SEARCHED | NH_FIELD_PERSONAL, .width = 20, .import_names = workplace_names,
    .hint = N_("Where the person works or lives, or where the body belongs.") },
  [NH_COMMENDATION_QUANTITY] = { .name = "quantity", .title = N_("Number commended"), .kind = NH_KIND_INTEGER,
    .flags = NH_FIELD_REQUIRED | NH_FIELD_LISTED | NH_FIELD_SUMMED, .width = 4, .import_names = quantity_names, .initial = "1",
    .hint = N_("1; more only where no names are known, as “giấy khen cho 20 tập thể”."), .heading = N_("Count") },
  [NH_COMMENDATION_ACHIEVEMENT] = { .name = "achievement", .title = N_("Achievement"), .kind = NH_KIND_TEXT,
    .flags = NH_FIELD_SEARCHED | NH_FIELD_STICKY, .width = 24, .import_names = achievement_names,
    .hint = N_("What it was awarded for, as in the decision.") },
  [NH_COMMENDATION_STATE] = { .name = "state", .title = N_("State"), .kind = NH_KIND_CHOICE, .flags = NH_FIELD_REQUIRED | NH_FIELD_STICKY,
    .width = 12, .codebook = "commendation_state", .import_names = state_names, .initial = "decided",
    .hint = N_("Only what was decided or presented counts; a withdrawn one stays here and is set to cancelled.") },
  [NH_COMMENDATION_PRESENTED_BY] = { .name = "presented_by", .title = N_("Presented by"), .kind = NH_KIND_TEXT,
    .flags = NH_FIELD_SEARCHED | NH_FIELD_STICKY, .width = 18, .import_names = presented_names,
    .hint = N_("Who handed it over, often on behalf of who decided it (thừa ủy quyền).") },
  [NH_COMMENDATION_PROPOSED_BY] = { .name = "proposed_by", .title = N_("Proposed by"), .kind = NH_KIND_TEXT,
    .flags = NH_FIELD_SEARCHED | NH_FIELD_STICKY, .width = 18, .import_names = proposed_names, .hint = N_("The body that proposed it.") },
  [NH_COMMENDATION_BONUS] = { .name = "bonus", .title = N_("Bonus"), .kind = NH_KIND_MONEY, .flags = NH_FIELD_SUMMED,
    .width = 12, .import_names = bonus_names, .check = nh_check_small_money,
    .hint = N_("In đồng; worked out where rate and base salary are known, else typed.") },
  [NH_COMMENDATION_POINT] = { .name = "point", .title = N_("Presented at the point"), .kind = NH_KIND_REFERENCE, .flags = NH_FIELD_STICKY,
    .width = 18, .codebook = "point", .import_names = point_names,
    .hint = N_("The festival point where it was presented; type a part of its name.") },
  [NH_COMMENDATION_SOURCE] = { .name = "source", .title = N_("Source document"), .kind = NH_KIND_TEXT,
    .flags = NH_FIELD_SEARCHED | NH_FIELD_STICKY, .width = 20, .import_names = source_names,
    .hint = N_("Number and date of the report that says so.") },
  [NH_COMMENDATION_NOTE] = { .name = "note", .title = N_("Note"), .kind = NH_KIND_LINES, .flags = NH_FIELD_SEARCHED,
    .width = 24, .import_names = note_names },
  [NH_COMMENDATION_DUPLICATE_OF] = { .name = "duplicate_of", .title = N_("Duplicate of"), .kind = NH_KIND_REFERENCE, .flags = NH_FIELD_NONE,
    .width = 18, .codebook = "commendation",
    .hint = N_("The entry that was reported before; this one is then not counted. Type a part of its name.") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fields) >= NH_COMMENDATION_N_NAMED);

char *
nh_commendation_form_attribute (const NhRecord *record, NhCatalog *catalog, const char *name)
{
  const NhCode *form = NULL;

  if (catalog != NULL)
    form = nh_catalog_get_code (catalog, "award_form", nh_record_get_text (record, NH_COMMENDATION_FORM), nh_record_get_day (record));
  return form != NULL ? nh_code_get_attribute (form, name) : NULL;
}

gint64
nh_commendation_rate (const NhRecord *record, NhCatalog *catalog, const char *name)
{
  g_autofree char *rate = nh_commendation_form_attribute (record, catalog, name);
  NhDate day = nh_record_get_date (record, NH_COMMENDATION_DECISION_DATE);
  const NhCode *salary;
  g_autofree char *amount = NULL;

  if (rate == NULL || day == NH_DATE_NONE)
    return 0;
  salary = nh_catalog_get_code (catalog, "base_salary", "luong_co_so", day);
  amount = salary != NULL ? nh_code_get_attribute (salary, "amount") : NULL;
  return amount != NULL ? (gint64) llround (g_ascii_strtod (rate, NULL) * (double) g_ascii_strtoll (amount, NULL, 10)) : 0;
}

/* Where one body alone decides a form, that body. */
static void
complete_authority (NhRecord *draft, NhCatalog *catalog)
{
  g_autofree char *by = nh_commendation_form_attribute (draft, catalog, "by");

  if (by != NULL && strchr (by, ',') == NULL && nh_record_get (draft, NH_COMMENDATION_AUTHORITY)->state == NH_VALUE_BLANK)
    nh_record_set_text (draft, NH_COMMENDATION_AUTHORITY, by);
}

/* Individuals' rates are known (NĐ 152/2025/NĐ-CP); those of collectives are typed. */
static void
complete_bonus (NhRecord *draft, NhCatalog *catalog)
{
  gint64 quantity = nh_record_get_number (draft, NH_COMMENDATION_QUANTITY, 0);
  gint64 rate;
  gint64 bonus;

  if (!nh_record_has_code (draft, NH_COMMENDATION_RECIPIENT_KIND, "ca_nhan") ||
      nh_record_get (draft, NH_COMMENDATION_BONUS)->state != NH_VALUE_BLANK)
    return;
  rate = nh_commendation_rate (draft, catalog, "rate");
  if (rate > 0 && quantity > 0 && !__builtin_mul_overflow (rate, quantity, &bonus) && bonus <= NH_NUMBER_MAX)
    nh_record_set_number (draft, NH_COMMENDATION_BONUS, bonus);
}

static void
complete_commendation (NhRecord *draft, NhCatalog *catalog)
{
  if (catalog == NULL)
    return;
  complete_authority (draft, catalog);
  complete_bonus (draft, catalog);
}

static const NhCounting counting = { NH_COMMENDATION_STATE, NH_COMMENDATION_FORM, NH_COMMENDATION_DUPLICATE_OF };

const NhRecordType nh_commendation_type = {
  .name = "commendation",
  .title = N_("Commendation"),
  .plural = N_("Commendations"),
  .counted = NH_COUNTED ("%s commendation", "%s commendations"),
  .add_label = N_("_Add a commendation"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .date_field = NH_COMMENDATION_DECISION_DATE,
  .counting = &counting,
  .sort = "decision_date,decision_number,recipient",
  .check = nh_commendation_check,
  .complete = complete_commendation,
};
