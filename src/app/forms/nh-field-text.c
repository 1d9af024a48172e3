/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-field-text.h"

static NhParseContext
parse_context (const NhFieldText *self)
{
  NhRecord *draft = self->context->draft;
  NhParseContext context = { self->context->catalog, nh_record_get_day (draft), self->context->date_hint };

  if (context.date_hint == NH_DATE_NONE)
    context.date_hint = nh_date_new (nh_record_get_info (draft)->year, 8, 1);
  return context;
}

void
nh_field_text_set_typed (NhFieldText *self, const char *text, const GError *error)
{
  g_free (self->typed);
  g_free (self->unreadable.text);
  self->typed = g_strdup (text);
  self->unreadable.text = error == NULL ? NULL : g_strdup (error->message);
}

static void
set_draft (NhFieldText *self, guint index, const NhValue *value)
{
  NhRecord *draft = self->context->draft;

  if (nh_value_equal (nh_record_get (draft, index), value))
    return;
  self->writing = TRUE;
  nh_record_set (draft, index, value);
  self->writing = FALSE;
}

/* The field whose value the text may hold, too: the last day of a span, "hơn" of a number. -1: none. */
static int
get_partner (const NhFieldText *self)
{
  int last_day = nh_record_type_last_day (self->type, self->index);

  return last_day >= 0 ? last_day : nh_record_type_qualifier (self->type, self->index);
}

void
nh_field_text_read (NhFieldText *self, const char *text)
{
  NhParseContext context = parse_context (self);
  g_auto (NhValue) value = NH_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (!nh_record_read (self->context->draft, self->index, text, &context, &value, &error))
    nh_value_clear (&value);
  nh_field_text_set_typed (self, error != NULL ? text : NULL, error);
  /* An untouched check box is no answer. */
  if (self->field->kind == NH_KIND_YES_NO && value.number == 0 &&
      nh_field_text_get_value (self)->state == NH_VALUE_BLANK)
    nh_value_clear (&value);
  set_draft (self, self->index, &value);
  if (self->both)
    {
      static const NhValue blank = NH_VALUE_INIT;

      set_draft (self, (guint) get_partner (self), &blank);
      self->both = FALSE;
    }
}

static void
set_both (NhFieldText *self, const NhValue *value, const NhValue *partner)
{
  nh_field_text_set_typed (self, NULL, NULL);
  set_draft (self, self->index, value);
  set_draft (self, (guint) get_partner (self), partner);
  self->both = TRUE;
}

static gboolean
read_span (NhFieldText *self, const char *text, const NhParseContext *context)
{
  g_auto (NhValue) first = NH_VALUE_INIT, last = NH_VALUE_INIT;
  NhDate from, to;

  if (nh_record_type_last_day (self->type, self->index) < 0 ||
      !nh_date_parse_range (text, context->date_hint, &from, &to, NULL) || from == to)
    return FALSE;
  nh_value_set_number (&first, from);
  nh_value_set_number (&last, to);
  set_both (self, &first, &last);
  return TRUE;
}

static gboolean
read_qualified (NhFieldText *self, const char *text, const NhParseContext *context)
{
  g_auto (NhValue) value = NH_VALUE_INIT, qualifier = NH_VALUE_INIT;
  const char *code;
  const char *number = nh_record_skip_qualifier (self->context->draft, self->index, text, &code);

  if (code == NULL || !nh_record_read (self->context->draft, self->index, number, context, &value, NULL) ||
      !nh_value_is_set (&value))
    return FALSE;
  nh_value_set_text (&qualifier, code);
  set_both (self, &value, &qualifier);
  return TRUE;
}

gboolean
nh_field_text_read_both (NhFieldText *self, const char *text)
{
  NhParseContext context = parse_context (self);

  return read_span (self, text, &context) || read_qualified (self, text, &context);
}

static char *
format_span (const NhFieldText *self, guint last_day)
{
  NhDate from = nh_record_get_date (self->context->draft, self->index);
  NhDate to = nh_record_get_date (self->context->draft, last_day);

  return from != NH_DATE_NONE && to > from ? nh_date_format_range (from, to) : NULL;
}

char *
nh_field_text_format_both (NhFieldText *self)
{
  int partner = get_partner (self);
  NhRecord *draft = self->context->draft;
  char *text = NULL;

  if (partner >= 0 && self->field->kind == NH_KIND_DATE)
    text = format_span (self, (guint) partner);
  else if (partner >= 0 && nh_value_is_set (nh_record_get (draft, (guint) partner)) &&
           nh_value_is_set (nh_field_text_get_value (self)))
    text = nh_record_format (draft, self->index, self->context->catalog);
  self->both = text != NULL;
  return text;
}

void
nh_field_text_remember_day (NhFieldText *self)
{
  const NhValue *value = nh_field_text_get_value (self);

  if (self->field->kind == NH_KIND_DATE && nh_value_is_set (value) &&
      nh_date_year ((NhDate) value->number) == nh_record_get_info (self->context->draft)->year)
    self->context->date_hint = (NhDate) value->number;
}

const NhValue *
nh_field_text_get_value (const NhFieldText *self)
{
  return nh_record_get (self->context->draft, self->index);
}

gboolean
nh_field_text_is_unreadable (const NhFieldText *self)
{
  return self->typed != NULL && self->context->draft != NULL && nh_record_applies (self->context->draft, self->index);
}
