/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-record.h"

#include <string.h>
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-json.h"
#include "nh-qualifier.h"
#include "nh-text.h"
#include "nh-uuid.h"

struct _NhRecord
{
  GObject parent_instance;

  const NhRecordType *type;
  NhRecordInfo info;
  NhValue *values; /* owned: type->n_fields of them */
  gboolean draft;
};

/* Unit, year and waived follow the fields in a diff. */
#define N_INFO 3
static const char *const info_keys[N_INFO] = { "@unit", "@year", "@waived" };

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhRecord, nh_record, G_TYPE_OBJECT)

static NhValue *
values_initial (const NhRecordType *type)
{
  NhValue *values = g_new0 (NhValue, type->n_fields);

  for (guint i = 0; i < type->n_fields; i++)
    {
      const NhField *field = &type->fields[i];

      if (field->initial != NULL && !nh_kind_from_canonical (field, field->initial, &values[i], NULL))
        g_critical ("The initial value of %s.%s cannot be read", type->name, field->name);
    }
  return values;
}

static void
nh_record_finalize (GObject *object)
{
  NhRecord *self = NH_RECORD (object);

  for (guint i = 0; self->values != NULL && i < self->type->n_fields; i++)
    nh_value_clear (&self->values[i]);
  g_free (self->values);
  g_free (self->info.uuid);
  g_free (self->info.waived);
  G_OBJECT_CLASS (nh_record_parent_class)->finalize (object);
}

static void
nh_record_class_init (NhRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nh_record_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", NH_TYPE_RECORD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
nh_record_init (NhRecord *self)
{
}

/* --- Making --- */

NhRecord *
nh_record_new_taken (const NhRecordType *type, NhRecordInfo *info, NhValue *values)
{
  NhRecord *self = g_object_new (NH_TYPE_RECORD, NULL);

  self->type = type;
  self->info = *info;
  info->uuid = info->waived = NULL;
  if (self->info.uuid == NULL)
    self->info.uuid = g_strdup ("");
  if (self->info.waived == NULL)
    self->info.waived = g_strdup ("");
  self->values = values;
  return self;
}

NhRecord *
nh_record_new (const NhRecordType *type, gint64 unit, int year)
{
  NhRecordInfo info = { .uuid = nh_uuid_new (), .unit = unit, .year = year };
  NhRecord *self = nh_record_new_taken (type, &info, values_initial (type));

  self->draft = TRUE;
  return self;
}

static NhRecord *
record_copy (const NhRecord *self, gboolean draft)
{
  NhValue *values = g_new0 (NhValue, self->type->n_fields);
  NhRecordInfo info = self->info;
  NhRecord *copy;

  for (guint i = 0; i < self->type->n_fields; i++)
    nh_value_copy (&self->values[i], &values[i]);
  info.uuid = g_strdup (info.uuid);
  info.waived = g_strdup (info.waived);
  copy = nh_record_new_taken (self->type, &info, values);
  copy->draft = draft;
  return copy;
}

NhRecord *
nh_record_edit (NhRecord *self)
{
  g_return_val_if_fail (NH_IS_RECORD (self), NULL);

  return record_copy (self, TRUE);
}

NhRecord *
nh_record_seal (NhRecord *draft)
{
  g_return_val_if_fail (NH_IS_RECORD (draft), NULL);

  return record_copy (draft, FALSE);
}

gboolean
nh_record_is_draft (NhRecord *self)
{
  g_return_val_if_fail (NH_IS_RECORD (self), FALSE);

  return self->draft;
}

const NhRecordType *
nh_record_get_record_type (const NhRecord *self)
{
  return self->type;
}

const NhRecordInfo *
nh_record_get_info (const NhRecord *self)
{
  return &self->info;
}

NhRecordInfo *
nh_record_edit_info (NhRecord *draft)
{
  g_return_val_if_fail (NH_IS_RECORD (draft), NULL);
  g_return_val_if_fail (draft->draft, NULL);

  return &draft->info;
}

void
nh_record_set_uuid (NhRecord *draft, const char *uuid)
{
  NhRecordInfo *info = nh_record_edit_info (draft);
  char *copy = g_strdup (uuid);

  g_free (info->uuid);
  info->uuid = copy;
}

/* --- Reading --- */

const NhValue *
nh_record_get (const NhRecord *self, guint field)
{
  static const NhValue blank = NH_VALUE_INIT;

  g_return_val_if_fail (field < self->type->n_fields, &blank);

  return &self->values[field];
}

const char *
nh_record_get_text (const NhRecord *self, guint field)
{
  const NhValue *value = nh_record_get (self, field);

  return value->text != NULL ? value->text : "";
}

gint64
nh_record_get_number (const NhRecord *self, guint field, gint64 otherwise)
{
  const NhValue *value = nh_record_get (self, field);

  return nh_value_is_set (value) ? value->number : otherwise;
}

NhDate
nh_record_get_date (const NhRecord *self, guint field)
{
  return (NhDate) nh_record_get_number (self, field, NH_DATE_NONE);
}

gboolean
nh_record_has_code (const NhRecord *self, guint field, const char *code)
{
  return nh_many_has (nh_record_get_text (self, field), code);
}

gboolean
nh_record_applies (const NhRecord *self, guint field)
{
  const char *code;
  int other;

  g_return_val_if_fail (field < self->type->n_fields, FALSE);

  other = nh_record_type_condition (self->type, field, &code);
  return other < 0 || nh_record_has_code (self, (guint) other, code);
}

NhDate
nh_record_get_day (const NhRecord *self)
{
  NhDate day = NH_DATE_NONE;

  if (self->type->date_field >= 0)
    day = nh_record_get_date (self, (guint) self->type->date_field);
  return day != NH_DATE_NONE ? day : nh_catalog_season_day (self->info.year);
}

gboolean
nh_record_type_offers (const NhRecordType *type, guint field, NhCatalog *catalog, int year)
{
  const char *code = NULL;
  int other = nh_record_type_condition (type, field, &code);

  if (type->fields[field].flags & NH_FIELD_HIDDEN)
    return FALSE;
  return other < 0 || type->fields[other].codebook == NULL ||
         nh_catalog_get_code (catalog, type->fields[other].codebook, code, nh_catalog_season_day (year)) != NULL;
}

/* The other end of a range of days: "date_to" of "date_from" and vice versa; -1: none. */
static int
find_partner (const NhRecordType *type, guint field, gboolean *is_first)
{
  const char *name = type->fields[field].name;
  g_autofree char *stem = NULL;
  g_autofree char *partner = NULL;

  *is_first = g_str_has_suffix (name, "_from");
  if (type->fields[field].kind != NH_KIND_DATE || (!*is_first && !g_str_has_suffix (name, "_to")))
    return -1;
  stem = g_strndup (name, strrchr (name, '_') - name);
  partner = g_strconcat (stem, *is_first ? "_to" : "_from", NULL);
  return nh_record_type_field (type, partner);
}

int
nh_record_type_last_day (const NhRecordType *type, guint field)
{
  gboolean is_first;
  int partner;

  g_return_val_if_fail (type != NULL && field < type->n_fields, -1);

  partner = find_partner (type, field, &is_first);
  return is_first ? partner : -1;
}

/* "09–13/08/2026" of the range that begins in @field, "09/08/2026" of one day; "". (transfer full) */
static char *
format_range (const NhRecord *self, guint field)
{
  return nh_date_format_range (nh_record_get_date (self, field),
                               nh_record_get_date (self, (guint) nh_record_type_last_day (self->type, field)));
}

char *
nh_record_format_span (const NhRecord *self, guint field, gboolean last_beside)
{
  int last = nh_record_type_last_day (self->type, field);
  int again = (int) field == self->type->date_field ? nh_record_type_field (self->type, "second_from") : -1;
  g_autofree char *first = last >= 0 ? format_range (self, field) : NULL;
  g_autofree char *second = again >= 0 ? format_range (self, (guint) again) : g_strdup ("");

  if (*second != '\0')
    return g_strconcat (first, ", ", second, NULL);
  if (last < 0 || last_beside || nh_record_get_date (self, (guint) last) <= nh_record_get_date (self, field))
    return NULL;
  return g_steal_pointer (&first);
}

void
nh_record_get_days (const NhRecord *self, NhDate *from, NhDate *to)
{
  gboolean is_first;
  int partner;

  *from = *to = nh_record_get_day (self);
  if (self->type->date_field < 0)
    return;
  partner = find_partner (self->type, (guint) self->type->date_field, &is_first);
  if (partner >= 0 && is_first)
    *to = MAX (*from, nh_record_get_date (self, (guint) partner));
}

char *
nh_record_get_name (const NhRecord *self, NhCatalog *catalog)
{
  int identity = nh_record_type_identity (self->type);

  if (identity < 0)
    return g_strdup_printf ("%s %d", _ (self->type->title), self->info.year);
  return nh_record_format (self, (guint) identity, catalog);
}

char *
nh_record_get_title (const NhRecord *self, NhCatalog *catalog)
{
  g_autofree char *title = nh_record_get_name (self, catalog);

  return *title != '\0' ? g_steal_pointer (&title) : g_strdup (_ ("(without a name)"));
}

char *
nh_record_format (const NhRecord *self, guint field, NhCatalog *catalog)
{
  int qualifier = nh_record_type_qualifier (self->type, field);
  g_autofree char *text = nh_kind_format (&self->type->fields[field], &self->values[field], catalog);
  g_autofree char *precision = NULL;

  if (qualifier < 0 || !nh_value_is_set (&self->values[qualifier]) || !nh_value_is_set (&self->values[field]))
    return g_steal_pointer (&text);
  precision = nh_kind_format (&self->type->fields[qualifier], &self->values[qualifier], catalog);
  return g_strdup_printf ("%s %s", precision, text);
}

/* --- Editing --- */

void
nh_record_set (NhRecord *draft, guint field, const NhValue *value)
{
  g_auto (NhValue) clean = NH_VALUE_INIT;
  g_autofree char *text = NULL;

  g_return_if_fail (NH_IS_RECORD (draft));
  g_return_if_fail (draft->draft);
  g_return_if_fail (field < draft->type->n_fields);

  nh_value_copy (value, &clean);
  if (nh_value_is_set (&clean) && nh_kind_get_storage (draft->type->fields[field].kind) == NH_STORAGE_TEXT)
    {
      text = draft->type->fields[field].kind == NH_KIND_LINES ? nh_text_clean_lines (clean.text)
                                                              : nh_text_clean (clean.text);
      nh_value_set_text (&clean, text);
    }
  if (nh_value_equal (&clean, &draft->values[field]))
    return;
  nh_value_copy (&clean, &draft->values[field]);
  g_signal_emit (draft, signals[SIGNAL_CHANGED], 0, field);
}

void
nh_record_set_text (NhRecord *draft, guint field, const char *text)
{
  g_auto (NhValue) value = NH_VALUE_INIT;

  nh_value_set_text (&value, text);
  nh_record_set (draft, field, &value);
}

void
nh_record_set_number (NhRecord *draft, guint field, gint64 number)
{
  g_auto (NhValue) value = NH_VALUE_INIT;

  nh_value_set_number (&value, number);
  nh_record_set (draft, field, &value);
}

/* Reads "9-13/8", typed into either end of a range. */
static gboolean
parse_span (NhRecord *draft, guint field, const char *text, const NhParseContext *context)
{
  gboolean is_first;
  int partner = find_partner (draft->type, field, &is_first);
  NhDate hint = NH_DATE_NONE;
  NhDate from, to;

  if (partner < 0)
    return FALSE;
  if (context != NULL)
    hint = context->date_hint != NH_DATE_NONE ? context->date_hint : context->on;
  if (!nh_date_parse_range (text, hint, &from, &to, NULL) || from == to)
    return FALSE;
  nh_record_set_number (draft, is_first ? field : (guint) partner, from);
  nh_record_set_number (draft, is_first ? (guint) partner : field, to);
  return TRUE;
}

gboolean
nh_record_is_money (const NhRecord *self, guint field, NhCatalog *catalog)
{
  const NhField *described = &self->type->fields[field];
  int choice = described->measured != NULL ? nh_record_type_field (self->type, described->measured) : -1;
  const NhCode *entry = choice >= 0 && catalog != NULL
                            ? nh_catalog_get_code (catalog, self->type->fields[choice].codebook,
                                                   nh_record_get_text (self, (guint) choice), NH_DATE_NONE)
                            : NULL;
  g_autofree char *measure = entry != NULL ? nh_code_get_attribute (entry, "measure") : NULL;

  return described->kind == NH_KIND_MONEY || g_strcmp0 (measure, "đồng") == 0;
}

gboolean
nh_record_read (const NhRecord *draft, guint field, const char *text, const NhParseContext *context, NhValue *value,
                GError **error)
{
  NhField described = draft->type->fields[field];

  if (nh_record_is_money (draft, field, context != NULL ? context->catalog : NULL))
    described.kind = NH_KIND_MONEY;
  return nh_kind_parse (&described, text, context, value, error);
}

const char *
nh_record_skip_qualifier (const NhRecord *draft, guint field, const char *text, const char **code)
{
  const char *rest = text;
  const NhQualifierWord *word = nh_record_type_qualifier (draft->type, field) >= 0 ? nh_qualifier_skip (text, &rest)
                                                                                   : NULL;

  *code = word != NULL ? word->code : NULL;
  return word != NULL ? rest : text;
}

gboolean
nh_record_parse (NhRecord *draft, guint field, const char *text, const NhParseContext *context, GError **error)
{
  g_auto (NhValue) value = NH_VALUE_INIT;
  g_autoptr (GError) failure = NULL;
  const char *qualifier = NULL, *number;

  g_return_val_if_fail (NH_IS_RECORD (draft) && draft->draft, FALSE);
  g_return_val_if_fail (field < draft->type->n_fields, FALSE);

  number = nh_record_skip_qualifier (draft, field, text, &qualifier);
  if (nh_record_read (draft, field, number, context, &value, &failure))
    {
      nh_record_set (draft, field, &value);
      if (qualifier != NULL)
        nh_record_set_text (draft, (guint) nh_record_type_qualifier (draft->type, field), qualifier);
      return TRUE;
    }
  if (parse_span (draft, field, text, context))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Days of another season are not carried over. */
static gboolean
is_of_other_year (const NhRecord *record, guint field, int year)
{
  NhDate day = record->type->fields[field].kind == NH_KIND_DATE ? nh_record_get_date (record, field) : NH_DATE_NONE;

  return day != NH_DATE_NONE && nh_date_year (day) != year;
}

void
nh_record_complete (NhRecord *draft, NhCatalog *catalog)
{
  g_return_if_fail (nh_record_is_draft (draft));
  if (nh_record_get_record_type (draft)->complete != NULL)
    nh_record_get_record_type (draft)->complete (draft, catalog);
}

void
nh_record_carry_over (NhRecord *draft, const NhRecord *from)
{
  g_return_if_fail (NH_IS_RECORD (draft));
  g_return_if_fail (draft->draft);
  g_return_if_fail (from != NULL && from->type == draft->type);

  if (from->info.unit != draft->info.unit)
    return;
  for (guint i = 0; i < draft->type->n_fields; i++)
    if ((draft->type->fields[i].flags & NH_FIELD_STICKY) && from->values[i].state != NH_VALUE_UNKNOWN &&
        !is_of_other_year (from, i, draft->info.year))
      nh_record_set (draft, i, &from->values[i]);
}

void
nh_record_suggest (NhRecord *draft, guint field, const char *before, NhCatalog *catalog)
{
  g_return_if_fail (NH_IS_RECORD (draft) && draft->draft);

  if (draft->type->suggest != NULL && catalog != NULL)
    draft->type->suggest (draft, field, before, catalog);
}

/* --- Comparing --- */

static gboolean
differs (const NhRecord *a, const NhRecord *b, guint field)
{
  guint n = a->type->n_fields;

  if (field < n)
    return !nh_value_equal (&a->values[field], &b->values[field]);
  if (field == n)
    return a->info.unit != b->info.unit;
  if (field == n + 1)
    return a->info.year != b->info.year;
  return g_strcmp0 (a->info.waived, b->info.waived) != 0;
}

GArray *
nh_record_diff (const NhRecord *a, const NhRecord *b)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < a->type->n_fields + N_INFO; i++)
    if (differs (a, b, i))
      g_array_append_val (fields, i);
  return fields;
}

gboolean
nh_record_equal (const NhRecord *a, const NhRecord *b)
{
  g_autoptr (GArray) fields = nh_record_diff (a, b);

  return fields != NULL && fields->len == 0;
}

/* --- Machine texts --- */

static char *
get_canonical (const NhRecord *self, guint field)
{
  guint n = self->type->n_fields;

  if (field < n)
    return nh_kind_to_canonical (&self->type->fields[field], &self->values[field]);
  if (field == n)
    return g_strdup_printf ("%" G_GINT64_FORMAT, self->info.unit);
  if (field == n + 1)
    return g_strdup_printf ("%d", self->info.year);
  return g_strdup (self->info.waived != NULL ? self->info.waived : "");
}

char *
nh_record_to_json (const NhRecord *self, GArray *fields)
{
  GString *json = g_string_new ("{");
  guint n = self->type->n_fields;

  for (guint i = 0; i < (fields != NULL ? fields->len : n + N_INFO); i++)
    {
      guint field = fields != NULL ? g_array_index (fields, guint, i) : i;
      g_autofree char *text = get_canonical (self, field);

      if (fields != NULL || *text != '\0')
        nh_json_append_member (json, field < n ? self->type->fields[field].name : info_keys[field - n], text);
    }
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

static gboolean
set_info_canonical (NhRecord *draft, const char *key, const char *canonical, GError **error)
{
  gint64 number;

  if (strcmp (key, "@waived") == 0)
    {
      g_free (draft->info.waived);
      draft->info.waived = g_strdup (canonical);
      g_signal_emit (draft, signals[SIGNAL_CHANGED], 0, draft->type->n_fields + 2);
      return TRUE;
    }
  if (strcmp (key, "@unit") != 0 && strcmp (key, "@year") != 0)
    {
      nh_error_set (error, NH_ERROR_INVALID, _ ("read the stored record"),
                    _ ("it has a field “%s” that this program does not know"), key);
      return FALSE;
    }
  if (!g_ascii_string_to_signed (canonical, 10, 0, key[1] == 'u' ? G_MAXINT64 : 9999, &number, NULL))
    {
      nh_error_set (error, NH_ERROR_INVALID, _ ("read the stored record"), _ ("“%s” is not a number"), canonical);
      return FALSE;
    }
  if (key[1] == 'u')
    draft->info.unit = number;
  else
    draft->info.year = (int) number;
  return TRUE;
}

gboolean
nh_record_set_canonical (NhRecord *draft, const char *key, const char *canonical, GError **error)
{
  g_auto (NhValue) value = NH_VALUE_INIT;
  int field;

  g_return_val_if_fail (NH_IS_RECORD (draft) && draft->draft, FALSE);

  field = nh_record_type_field (draft->type, key);
  if (field < 0)
    return set_info_canonical (draft, key, canonical, error);
  if (!nh_kind_from_canonical (&draft->type->fields[field], canonical, &value, error))
    return FALSE;
  nh_record_set (draft, (guint) field, &value);
  return TRUE;
}

/* --- Search texts --- */

static char *
join_searched (const NhRecord *self, NhCatalog *catalog, char *(*fold) (const char *text))
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < self->type->n_fields; i++)
    {
      g_autofree char *text = NULL;
      g_autofree char *folded = NULL;

      if (!(self->type->fields[i].flags & NH_FIELD_SEARCHED) || self->values[i].state == NH_VALUE_BLANK)
        continue;
      text = nh_record_format (self, i, catalog);
      folded = fold (text);
      if (all->len > 0)
        g_string_append_c (all, '\n');
      g_string_append (all, folded);
    }
  return g_string_free (all, FALSE);
}

char *
nh_record_search_text (const NhRecord *self, NhCatalog *catalog)
{
  return join_searched (self, catalog, nh_text_fold);
}

char *
nh_record_search_marked (const NhRecord *self, NhCatalog *catalog)
{
  return join_searched (self, catalog, nh_text_fold_marked);
}
