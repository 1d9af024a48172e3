/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-commendation-private.h"

#include <math.h>
#include <string.h>
#include "nh-check-common.h"
#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-record.h"

#define OF_PERSON "recipient_kind=ca_nhan"

/* clang-format off */
static const NhField fields[] = {
  [NH_COMMENDATION_FORM] = { "form", N_("Form of commendation"), NH_KIND_CHOICE,
    NH_FIELD_REQUIRED | NH_FIELD_SEARCHED | NH_FIELD_LISTED | NH_FIELD_STICKY | NH_FIELD_WIDE | NH_FIELD_OPEN,
    N_("Type a part of the name, as “giay khen xa”."), .heading = N_("Form"), .width = 15, .codebook = "award_form",
    .aliases = "hình thức|hình thức khen thưởng|hình thức khen" },
  [NH_COMMENDATION_AUTHORITY] = { "authority", N_("Decided by"), NH_KIND_CHOICE, NH_FIELD_STICKY | NH_FIELD_OPEN,
    N_("Filled in by itself where only one decides this form."), .codebook = "authority",
    .aliases = "cấp khen|cấp quyết định|thẩm quyền|người quyết định" },
  [NH_COMMENDATION_DECISION_NUMBER] = { "decision_number", N_("Decision number"), NH_KIND_TEXT,
    NH_FIELD_SEARCHED | NH_FIELD_LISTED | NH_FIELD_STICKY, N_("As “152/QĐ-UBND”."), .heading = N_("Decision"),
    .width = 16, .aliases = "số quyết định|số qđ|quyết định số" },
  [NH_COMMENDATION_DECISION_DATE] = { "decision_date", N_("Decision date"), NH_KIND_DATE,
    NH_FIELD_LISTED | NH_FIELD_STICKY, N_("8, 8/8 or 080826; it decides which forms and authorities there are."),
    .heading = N_("Day"), .width = 10, .aliases = "ngày quyết định|ngày qđ|ngày ký|ngày" },
  [NH_COMMENDATION_SIGNER] = { "signer", N_("Signed by"), NH_KIND_TEXT,
    NH_FIELD_SEARCHED | NH_FIELD_STICKY | NH_FIELD_PERSONAL, N_("Post and name of who signed the decision."),
    .width = 18, .aliases = "người ký" },
  [NH_COMMENDATION_RECIPIENT_KIND] = { "recipient_kind", N_("Recipient"), NH_KIND_CHOICE,
    NH_FIELD_REQUIRED | NH_FIELD_LISTED | NH_FIELD_STICKY, N_("A body, a person or a household."), .width = 8,
    .codebook = "recipient_kind", .aliases = "đối tượng|loại đối tượng|tập thể/cá nhân" },
  [NH_COMMENDATION_HONORIFIC] = { "honorific", N_("Form of address"), NH_KIND_CHOICE, NH_FIELD_PERSONAL,
    N_("Stands before the name in lists."), .codebook = "honorific", .visible_if = OF_PERSON,
    .aliases = "danh xưng|ông/bà" },
  [NH_COMMENDATION_RECIPIENT] = { "recipient", N_("Who is commended"), NH_KIND_TEXT,
    NH_FIELD_SEARCHED | NH_FIELD_LISTED | NH_FIELD_SORTED | NH_FIELD_IDENTITY,
    N_("Name of the person, the household's head or the body, as in the decision."), .width = 16,
    .aliases = "họ và tên|tên tập thể|tập thể, cá nhân|tên tập thể, cá nhân|người được khen|họ tên" },
  [NH_COMMENDATION_GENDER] = { "gender", N_("Gender"), NH_KIND_CHOICE, NH_FIELD_PERSONAL, .codebook = "gender",
    .visible_if = OF_PERSON, .aliases = "giới tính" },
  [NH_COMMENDATION_BIRTH_YEAR] = { "birth_year", N_("Year of birth"), NH_KIND_INTEGER,
    NH_FIELD_PERSONAL | NH_FIELD_YEAR, N_("Four digits; it tells persons of one name apart."), .visible_if = OF_PERSON,
    .aliases = "năm sinh" },
  [NH_COMMENDATION_POSITION] = { "position", N_("Position"), NH_KIND_TEXT, NH_FIELD_SEARCHED | NH_FIELD_PERSONAL,
    N_("Post or occupation, as “Trưởng thôn”."), .width = 18, .visible_if = OF_PERSON, .aliases = "chức vụ|chức danh" },
  [NH_COMMENDATION_WORKPLACE] = { "workplace", N_("Workplace or address"), NH_KIND_TEXT,
    NH_FIELD_SEARCHED | NH_FIELD_PERSONAL, N_("Where the person works or lives, or where the body belongs."),
    .width = 20, .aliases = "đơn vị|đơn vị công tác|nơi công tác|nơi ở|địa chỉ" },
  [NH_COMMENDATION_QUANTITY] = { "quantity", N_("Number commended"), NH_KIND_INTEGER,
    NH_FIELD_REQUIRED | NH_FIELD_LISTED | NH_FIELD_SUMMED,
    N_("1; more only where no names are known, as “giấy khen cho 20 tập thể”."), .heading = N_("Count"), .width = 4,
    .initial = "1", .aliases = "số lượng" },
  [NH_COMMENDATION_ACHIEVEMENT] = { "achievement", N_("Achievement"), NH_KIND_TEXT,
    NH_FIELD_SEARCHED | NH_FIELD_STICKY, N_("What it was awarded for, as in the decision."),
    .aliases = "thành tích|nội dung thành tích|lý do khen" },
  [NH_COMMENDATION_STATE] = { "state", N_("State"), NH_KIND_CHOICE, NH_FIELD_REQUIRED | NH_FIELD_STICKY,
    N_("Only what was decided or presented counts; a withdrawn one stays here and is set to cancelled."),
    .codebook = "commendation_state", .initial = "decided", .aliases = "trạng thái|tình trạng" },
  [NH_COMMENDATION_PRESENTED_BY] = { "presented_by", N_("Presented by"), NH_KIND_TEXT,
    NH_FIELD_SEARCHED | NH_FIELD_STICKY,
    N_("Who handed it over, often on behalf of who decided it (thừa ủy quyền)."), .width = 18,
    .aliases = "người trao|đơn vị trao" },
  [NH_COMMENDATION_PROPOSED_BY] = { "proposed_by", N_("Proposed by"), NH_KIND_TEXT,
    NH_FIELD_SEARCHED | NH_FIELD_STICKY, N_("The body that proposed it."), .width = 18,
    .aliases = "đơn vị đề nghị|nơi đề nghị" },
  [NH_COMMENDATION_BONUS] = { "bonus", N_("Bonus"), NH_KIND_MONEY, NH_FIELD_SUMMED,
    N_("In đồng; worked out where rate and base salary are known, else typed."), .width = 12,
    .check = nh_check_small_money, .aliases = "tiền thưởng|mức thưởng" },
  [NH_COMMENDATION_POINT] = { "point", N_("Presented at the point"), NH_KIND_REFERENCE, NH_FIELD_STICKY,
    N_("The festival point where it was presented; type a part of its name."), .codebook = "point",
    .aliases = "điểm|điểm ngày hội|nơi trao" },
  [NH_COMMENDATION_SOURCE] = { "source", N_("Source document"), NH_KIND_TEXT, NH_FIELD_SEARCHED | NH_FIELD_STICKY,
    N_("Number and date of the report that says so."), .width = 20, .aliases = "căn cứ|tài liệu" },
  [NH_COMMENDATION_NOTE] = { "note", N_("Note"), NH_KIND_LINES, NH_FIELD_SEARCHED, .aliases = "ghi chú" },
  [NH_COMMENDATION_DUPLICATE_OF] = { "duplicate_of", N_("Duplicate of"), NH_KIND_REFERENCE, NH_FIELD_NONE,
    N_("The entry that was reported before; this one is then not counted. Type a part of its name."), .codebook = "commendation" },
  [NH_COMMENDATION_QUANTITY_QUALIFIER] = { "quantity_qualifier", N_("Precision"), NH_KIND_CHOICE, NH_FIELD_NONE,
    N_("Only where the number is not exact: “gần 180” may also be typed into “Number commended”."),
    .codebook = "qualifier" },
};
/* clang-format on */
G_STATIC_ASSERT (G_N_ELEMENTS (fields) >= NH_COMMENDATION_N_NAMED);

char *
nh_commendation_form_attribute (const NhRecord *record, NhCatalog *catalog, const char *name)
{
  const NhCode *form = NULL;

  if (catalog != NULL)
    form = nh_catalog_get_code (catalog, "award_form", nh_record_get_text (record, NH_COMMENDATION_FORM),
                                nh_record_get_day (record));
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
  return amount != NULL ? (gint64) llround (g_ascii_strtod (rate, NULL) * (double) g_ascii_strtoll (amount, NULL, 10))
                        : 0;
}

/* Fills in the authority if only one decides the form. */
static void
complete_authority (NhRecord *draft, NhCatalog *catalog)
{
  g_autofree char *by = nh_commendation_form_attribute (draft, catalog, "by");

  if (by != NULL && strchr (by, ',') == NULL &&
      nh_record_get (draft, NH_COMMENDATION_AUTHORITY)->state == NH_VALUE_BLANK)
    nh_record_set_text (draft, NH_COMMENDATION_AUTHORITY, by);
}

/* Rates are known for individuals (NĐ 152/2025/NĐ-CP); those of collectives are typed. */
static void
complete_bonus (NhRecord *draft, NhCatalog *catalog)
{
  gint64 quantity = nh_record_get_number (draft, NH_COMMENDATION_QUANTITY, 0);
  gint64 rate;
  gint64 bonus;

  if (!nh_record_has_code (draft, NH_COMMENDATION_RECIPIENT_KIND, "ca_nhan") ||
      nh_record_get (draft, NH_COMMENDATION_BONUS)->state != NH_VALUE_BLANK ||
      nh_value_is_set (nh_record_get (draft, NH_COMMENDATION_QUANTITY_QUALIFIER)))
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
  .title = N_ ("Commendation"),
  .plural = N_ ("Commendations"),
  .counted = NH_COUNTED ("%s commendation", "%s commendations"),
  .add_label = N_ ("_Add a commendation"),
  .new_title = N_ ("New commendation"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .date_field = NH_COMMENDATION_DECISION_DATE,
  .counting = &counting,
  .sort = "decision_date,decision_number", /* in a decision: as entered, which is its own order */
  .check = nh_commendation_check,
  .complete = complete_commendation,
};
