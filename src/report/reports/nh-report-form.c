/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Phiếu …: the paper form of a record, blank or filled in. It shows names, because it stays in the office. */

#include "nh-report-private.h"

#include "nh-i18n.h"
#include "nh-store.h"
#include "nh-text.h"

#define MOST_TICKS 24 /* a longer list gets a line instead */
#define DAY_PATTERN "........ / ........ / 20........"
#define FIRST_SECTION "Thông tin chung"
#define NOTE_LINES 3

typedef struct
{
  NhReportContext *context;
  const NhRecordType *type;
  NhRecord *record; /* nullable: a blank form */
  NhSheet *sheet;
  NhDate from, to; /* the days on which choices must be valid */
  guint n_sections, n_entries;
} Form;

/* The unit of the record; NULL: a blank form for any commune. */
static const NhUnit *
unit_of (Form *self)
{
  if (self->record != NULL)
    return nh_catalog_get_unit (self->context->catalog, nh_record_get_info (self->record)->unit);
  return self->context->unit->level >= NH_LEVEL_COMMUNE ? self->context->unit : NULL;
}

/* "Lãnh đạo xã" as the unit says it. (transfer full) */
static char *
own_words (Form *self, const char *text)
{
  const NhUnit *unit = unit_of (self);

  return nh_catalog_in_words_of (self->context->catalog, unit != NULL ? unit : self->context->unit, text);
}

static gboolean
is_chosen (Form *self, guint field, const char *code)
{
  return self->record != NULL && nh_record_has_code (self->record, field, code);
}

/* The entries of the codebook that are valid on one of the days, and those of the record; each code once. (transfer
 * container) */
static GPtrArray *
list_codes (Form *self, guint field)
{
  NhCatalog *catalog = self->context->catalog;
  const char *list = self->type->fields[field].codebook;
  g_autoptr (GPtrArray) all = nh_catalog_get_codes (catalog, list, NH_DATE_NONE);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *codes = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      const NhCode *any = g_ptr_array_index (all, i);
      const NhCode *valid = nh_catalog_get_code_between (catalog, list, any->code, self->from, self->to);

      if (valid == NULL && is_chosen (self, field, any->code))
        valid = any;
      if (valid != NULL && g_hash_table_add (seen, any->code))
        g_ptr_array_add (codes, (gpointer) valid);
    }
  return codes;
}

/* Leaves out fields that depend on a choice that is not valid, such as names of district leaders in a season without
 * districts. */
static gboolean
is_asked (Form *self, guint index)
{
  const NhField *field = &self->type->fields[index];
  const char *code;
  int master = nh_record_type_condition (self->type, index, &code);

  /* "hơn" stands before the number itself. */
  if (field->flags & NH_FIELD_HIDDEN || g_str_has_suffix (field->name, "_qualifier"))
    return FALSE;
  if (self->type->counting != NULL &&
      (int) index == self->type->counting->duplicate) /* found in the office, not filled in on paper */
    return self->record != NULL && nh_record_is_duplicate (self->record);
  if (self->record != NULL)
    return nh_record_applies (self->record, index) || nh_record_get (self->record, index)->state != NH_VALUE_BLANK;
  return master < 0 || self->type->fields[master].codebook == NULL ||
         nh_catalog_get_code_between (self->context->catalog, self->type->fields[master].codebook, code, self->from,
                                      self->to) != NULL;
}

/* The text of the line. Nil and unknown are Vietnamese in every language of the program. (transfer full) */
static char *
value_text (Form *self, guint index)
{
  const NhField *field = &self->type->fields[index];
  const NhValue *value = self->record != NULL ? nh_record_get (self->record, index) : NULL;

  if (value == NULL || value->state == NH_VALUE_BLANK)
    return g_strdup ("");
  if (value->state == NH_VALUE_NIL)
    return g_strdup ("không có");
  if (value->state == NH_VALUE_UNKNOWN)
    return g_strdup (field->kind == NH_KIND_DATE ? "chưa xác định" : "chưa có số liệu");
  if (field->kind == NH_KIND_REFERENCE)
    return nh_report_reference_name (self->context, field, value->number);
  return nh_record_format (self->record, index, self->context->catalog);
}

/* The label with a running number. A ward reads "Lãnh đạo phường". (transfer full) */
static char *
numbered (Form *self, const char *title)
{
  g_autofree char *own = own_words (self, title);

  return g_strdup_printf ("%u. %s", ++self->n_entries, own);
}

/* The title of a choice in the words of the unit. (transfer full) */
static char *
tick_title (Form *self, guint index, const NhCode *code)
{
  const char *list = self->type->fields[index].codebook;

  if (g_str_equal (list, "place_kind"))
    return g_strdup (code->title);
  return own_words (self, code->title);
}

static void
add_ticks (Form *self, guint index, NhEntry *entry, GPtrArray *codes)
{
  g_autofree NhTick *ticks = g_new0 (NhTick, codes->len);
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < codes->len; i++)
    {
      const NhCode *code = g_ptr_array_index (codes, i);

      g_ptr_array_add (titles, tick_title (self, index, code));
      ticks[i] = (NhTick){ titles->pdata[i], is_chosen (self, index, code->code) };
    }
  entry->ticks = ticks;
  entry->n_ticks = codes->len;
  nh_sheet_add_entry (self->sheet, entry);
}

static void
add_yes_no (Form *self, guint index, NhEntry *entry)
{
  const NhValue *value = self->record != NULL ? nh_record_get (self->record, index) : NULL;
  gboolean set = value != NULL && value->state == NH_VALUE_SET;
  const NhTick ticks[] = { { "Có", set && value->number != 0 }, { "Không", set && value->number == 0 } };

  entry->ticks = ticks;
  entry->n_ticks = G_N_ELEMENTS (ticks);
  nh_sheet_add_entry (self->sheet, entry);
}

/* A blank form has a line for each source, a filled one lists those with an amount. */
static void
add_amounts (Form *self, guint index, NhEntry *entry)
{
  g_autoptr (GPtrArray) codes = list_codes (self, index);
  g_autoptr (GArray) amounts = nh_amounts_parse (self->record != NULL ? nh_record_get_text (self->record, index) : "");

  if (self->record != NULL)
    {
      g_autofree char *text = value_text (self, index);

      entry->value = text;
      nh_sheet_add_entry (self->sheet, entry);
      return;
    }
  entry->n_lines = 0;
  nh_sheet_add_entry (self->sheet, entry);
  for (guint i = 0; i < codes->len; i++)
    {
      const NhEntry source = {
        .label = ((const NhCode *) g_ptr_array_index (codes, i))->title, .n_lines = 1, .half = TRUE, .inset = TRUE
      };

      nh_sheet_add_entry (self->sheet, &source);
    }
}

static void
add_field (Form *self, guint index, gboolean wide)
{
  const NhField *field = &self->type->fields[index];
  g_autofree char *label = numbered (self, nh_i18n_in_vietnamese (field->title));
  g_autofree char *text = value_text (self, index);
  g_autoptr (GPtrArray) codes = field->kind == NH_KIND_CHOICE || field->kind == NH_KIND_MANY ? list_codes (self, index)
                                                                                             : NULL;
  NhEntry entry = { .label = label, .value = text, .n_lines = 1, .half = !wide };

  if (field->kind == NH_KIND_LINES)
    entry.n_lines = NOTE_LINES;
  if (field->kind == NH_KIND_DATE)
    entry.pattern = DAY_PATTERN;
  if (field->kind == NH_KIND_YES_NO)
    add_yes_no (self, index, &entry);
  else if (field->kind == NH_KIND_AMOUNTS)
    add_amounts (self, index, &entry);
  else if (codes != NULL && codes->len <= MOST_TICKS)
    {
      entry.value = NULL;
      add_ticks (self, index, &entry, codes);
    }
  else
    nh_sheet_add_entry (self->sheet, &entry);
}

static void
add_section (Form *self, const char *title)
{
  g_autofree char *number = nh_report_roman (++self->n_sections);
  g_autofree char *line = g_strdup_printf ("%s. %s", number, title);

  nh_sheet_add_section (self->sheet, line);
}

/* A line for the unit, unless the letterhead names it. */
static void
add_unit (Form *self)
{
  const NhUnit *unit = unit_of (self);
  gboolean titled = unit == self->context->unit && unit != self->context->issuer;
  const NhEntry entry = { .label = "Đơn vị", .value = unit != NULL ? unit->title : "", .n_lines = 1 };

  if (!titled)
    nh_sheet_add_entry (self->sheet, &entry);
}

static void
add_body (Form *self)
{
  g_autoptr (GArray) parts = nh_report_form_outline (self->type);
  gboolean sections = FALSE;

  for (guint i = 0; i < parts->len; i++)
    sections |= g_array_index (parts, NhFormPart, i).section != NULL;
  add_unit (self);
  if (sections && g_array_index (parts, NhFormPart, 0).section == NULL)
    add_section (self, FIRST_SECTION);
  for (guint i = 0; i < parts->len; i++)
    {
      const NhFormPart *part = &g_array_index (parts, NhFormPart, i);

      if (part->section != NULL)
        add_section (self, part->section);
      else if (is_asked (self, (guint) part->field))
        add_field (self, (guint) part->field, part->wide);
    }
}

static void
begin_sheet (Form *self)
{
  int year = self->record != NULL ? nh_record_get_info (self->record)->year : self->context->request->year;
  g_autofree char *tab = g_strdup_printf ("Phiếu %s", nh_i18n_in_vietnamese (self->type->title));
  g_autofree char *heading = nh_text_upper (tab);
  NhSignature signature = { .authority = "NGƯỜI LẬP PHIẾU" };

  nh_report_begin_sheet (self->context, tab, heading, year);
  self->sheet = self->context->sheet;
  nh_sheet_set_signature (self->sheet, &signature);
  if (self->record == NULL)
    nh_sheet_set_subtitle (self->sheet,
                           "(Đánh dấu × vào ô được chọn; số liệu không có ghi “không có”, chưa rõ ghi “?”)");
}

gboolean
nh_report_fill_form (NhReportContext *context, GError **error)
{
  g_autoptr (NhRecord) record = NULL;
  Form self = { .context = context, .type = context->report->form_of };

  if (context->request->record != 0)
    record = nh_store_get (context->connection, context->ledger, self.type, context->request->record, error);
  self.record = record;
  if (context->request->record != 0 && record == NULL)
    return FALSE;
  if (record != NULL)
    nh_record_get_days (record, &self.from, &self.to);
  else if (!nh_figures_read_window (context->connection, context->ledger, context->request->unit,
                                    context->request->year, &self.from, &self.to, error))
    return FALSE;
  begin_sheet (&self);
  add_body (&self);
  if (record != NULL)
    nh_report_finish_sheet (context);
  return TRUE;
}
