/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-body.h"

#include <string.h>

#include "nh-check-common.h"
#include "nh-i18n.h"
#include "nh-programme.h"
#include "nh-text.h"

/* clang-format off */
static const NhField fields[] = {
  [NH_BODY_NAME] = { "name", N_("Name of the body"), NH_KIND_TEXT,
    NH_FIELD_REQUIRED | NH_FIELD_SEARCHED | NH_FIELD_LISTED | NH_FIELD_SORTED | NH_FIELD_IDENTITY,
    N_("As “Thôn Bàu Láng” or “Trường THCS Nguyễn Du”. Points of the festival are offered these names."),
    .heading = N_("Body"), .width = 24,
    .aliases = "tên|tên khu dân cư|khu dân cư|tên cơ quan|tên đơn vị|tên thôn|thôn, tổ dân phố|tên cơ sở" },
  [NH_BODY_KIND] = { "kind", N_("Kind of body"), NH_KIND_CHOICE,
    NH_FIELD_REQUIRED | NH_FIELD_LISTED | NH_FIELD_STICKY,
    N_("Armed forces, small enterprises, primary schools and kindergartens are not assessed."),
    .heading = N_("Kind"), .width = 16, .codebook = "body_kind", .aliases = "loại hình|loại" },
  [NH_BODY_STATE] = { "state", N_("Registration and recognition"), NH_KIND_CHOICE, NH_FIELD_LISTED | NH_FIELD_STICKY,
    N_("Whether it has registered for “An toàn về an ninh, trật tự” this year, and was recognised."),
    .heading = N_("Recognition"), .width = 18, .codebook = "body_state", .aliases = "đăng ký|kết quả|công nhận" },
  [NH_BODY_REGISTERED_ON] = { "registered_on", N_("Registered on"), NH_KIND_DATE, NH_FIELD_STICKY,
    N_("The day of the registration."), .aliases = "ngày đăng ký" },
  [NH_BODY_DECISION] = { "decision", N_("Decision on recognition"), NH_KIND_TEXT, NH_FIELD_SEARCHED | NH_FIELD_STICKY,
    N_("Number and symbol of the decision."), .aliases = "số quyết định|quyết định công nhận" },
  [NH_BODY_DECISION_DATE] = { "decision_date", N_("Day of the decision"), NH_KIND_DATE, NH_FIELD_STICKY,
    N_("The day on which it was signed."), .aliases = "ngày quyết định|ngày công nhận" },
  [NH_BODY_HOUSEHOLDS] = { "households", N_("Households"), NH_KIND_INTEGER, NH_FIELD_LISTED | NH_FIELD_SUMMED,
    N_("Households of a residential area."), .aliases = "số hộ|số hộ dân|hộ" },
  [NH_BODY_PEOPLE] = { "people", N_("Inhabitants or staff"), NH_KIND_INTEGER, NH_FIELD_SUMMED,
    N_("Inhabitants of a residential area, or staff of an agency."),
    .aliases = "nhân khẩu|số nhân khẩu|số khẩu|dân số|số người" },
  [NH_BODY_SOURCE] = { "source", N_("Source document"), NH_KIND_TEXT, NH_FIELD_SEARCHED | NH_FIELD_STICKY,
    N_("Number and date of the report that says so."), .aliases = "căn cứ|văn bản|tài liệu|số báo cáo" },
  [NH_BODY_NOTE] = { "note", N_("Note"), NH_KIND_LINES, NH_FIELD_SEARCHED, .aliases = "ghi chú" },
};
/* clang-format on */
G_STATIC_ASSERT (G_N_ELEMENTS (fields) >= NH_BODY_N_NAMED);

/* The year of its kind: registration and recognition of another year are in that one's register. */
static void
check_day (const NhRecord *record, guint field, NhCheck *check)
{
  const NhCode *kind = nh_catalog_get_code (check->context->catalog, "body_kind",
                                            nh_record_get_text (record, NH_BODY_KIND), nh_record_get_day (record));
  NhDate from = NH_DATE_NONE, to = NH_DATE_NONE;
  NhDate day = nh_record_get_date (record, field);

  if (kind == NULL || day == NH_DATE_NONE ||
      !nh_programme_window (kind, nh_record_get_info (record)->year, &from, &to) || (day >= from && day <= to))
    return;
  nh_check_add (
      check, record, (int) field, NH_SEVERITY_WARN, field == NH_BODY_DECISION_DATE ? "decided" : "window",
      _ ("%s is outside the time that is assessed, from %s to %s. Please look at the date and the year again."),
      nh_check_day_text (check, day), nh_check_day_text (check, from), nh_check_day_text (check, to));
}

static void
check_only_one (const NhRecord *record, NhCheck *check)
{
  const NhRecordInfo *info = nh_record_get_info (record);
  const NhValue *name = nh_record_get (record, NH_BODY_NAME);
  g_autoptr (GPtrArray) others = NULL;

  if (check->context->find == NULL || !nh_value_is_set (name))
    return;
  others = check->context->find (&nh_body_type, info->unit, info->year, NH_BODY_NAME, name, info->id,
                                 check->context->find_data);
  if (others == NULL || others->len == 0)
    return;
  nh_check_add (check, record, NH_BODY_NAME, NH_SEVERITY_WARN, "only_one",
                _ ("The register of this year has “%s” already. Is it the same one?"), name->text);
}

static void
check_body (const NhRecord *record, NhCheck *check)
{
  if (check->context->catalog != NULL)
    {
      check_day (record, NH_BODY_REGISTERED_ON, check);
      check_day (record, NH_BODY_DECISION_DATE, check);
    }
  check_only_one (record, check);
}

/* "Thôn Mỹ Sơn" is a residential area, "Trường THCS Nguyễn Du" a school: the longest beginning decides. */
static const NhCode *
guess_kind (const char *name, NhCatalog *catalog, NhDate day)
{
  g_autofree char *fold = nh_text_fold (name);
  g_autoptr (GPtrArray) kinds = nh_catalog_get_codes (catalog, "body_kind", day);
  const NhCode *found = NULL;
  gsize best = 0;

  for (guint i = 0; i < kinds->len; i++)
    {
      gsize n = nh_code_find_name (g_ptr_array_index (kinds, i), fold, TRUE);

      if (n <= best)
        continue;
      best = n;
      found = g_ptr_array_index (kinds, i);
    }
  return found;
}

/* A kind that was carried over, or guessed by the name before, gives way; another was chosen. */
static void
suggest_body (NhRecord *draft, guint field, const char *before, NhCatalog *catalog)
{
  const char *name = nh_record_get_text (draft, NH_BODY_NAME);
  const char *kind = nh_record_get_text (draft, NH_BODY_KIND);
  NhDate day = nh_record_get_day (draft);
  const NhCode *was, *now;

  if (field != NH_BODY_NAME || strcmp (name, before) == 0)
    return;
  was = guess_kind (before, catalog, day);
  now = guess_kind (name, catalog, day);
  if (now != NULL && (*kind == '\0' || *before == '\0' || (was != NULL && strcmp (kind, was->code) == 0)))
    nh_record_set_text (draft, NH_BODY_KIND, now->code);
}

/* It is there; whether it registers is asked anew. */
static void
list_again (NhRecord *draft, const NhRecord *before)
{
  nh_record_set (draft, NH_BODY_NAME, nh_record_get (before, NH_BODY_NAME));
  nh_record_set (draft, NH_BODY_KIND, nh_record_get (before, NH_BODY_KIND));
}

const NhRecordType nh_body_type = {
  .name = "body",
  .title = N_ ("Body of the register"),
  .plural = N_ ("Register of bodies"),
  .counted = NH_COUNTED ("%s body", "%s bodies"),
  .add_label = N_ ("_Add a body"),
  .new_title = N_ ("New body"),
  .purpose = N_ (
      "Residential areas, agencies, enterprises and schools of this year: their names are offered for points, "
      "and their recognition is counted in the criteria."),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .beside = TRUE,
  .date_field = -1,
  .sort = "kind,name",
  .check = check_body,
  .again = list_again,
  .suggest = suggest_body,
};
