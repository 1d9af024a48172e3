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

void
nh_field_text_read (NhFieldText *self, const char *text)
{
  NhParseContext context = parse_context (self);
  g_auto (NhValue) value = NH_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (!nh_kind_parse (self->field, text, &context, &value, &error))
    nh_value_clear (&value);
  nh_field_text_set_typed (self, error != NULL ? text : NULL, error);
  /* An untouched check box is no answer. */
  if (self->field->kind == NH_KIND_YES_NO && value.number == 0 &&
      nh_field_text_get_value (self)->state == NH_VALUE_BLANK)
    nh_value_clear (&value);
  set_draft (self, self->index, &value);
  if (self->span && nh_record_type_last_day (self->type, self->index) >= 0)
    {
      static const NhValue blank = NH_VALUE_INIT;

      set_draft (self, (guint) nh_record_type_last_day (self->type, self->index), &blank);
      self->span = FALSE;
    }
}

gboolean
nh_field_text_read_span (NhFieldText *self, const char *text)
{
  NhParseContext context = parse_context (self);
  int end = nh_record_type_last_day (self->type, self->index);
  g_auto (NhValue) first = NH_VALUE_INIT, last = NH_VALUE_INIT;
  NhDate from, to;

  if (end < 0 || !nh_date_parse_range (text, context.date_hint, &from, &to, NULL) || from == to)
    return FALSE;
  nh_value_set_number (&first, from);
  nh_value_set_number (&last, to);
  nh_field_text_set_typed (self, NULL, NULL);
  set_draft (self, self->index, &first);
  set_draft (self, end, &last);
  self->span = TRUE;
  return TRUE;
}

char *
nh_field_text_format_span (NhFieldText *self)
{
  int end = nh_record_type_last_day (self->type, self->index);
  NhDate from = end >= 0 ? nh_record_get_date (self->context->draft, self->index) : NH_DATE_NONE;
  NhDate to = end >= 0 ? nh_record_get_date (self->context->draft, (guint) end) : NH_DATE_NONE;

  self->span = from != NH_DATE_NONE && to > from;
  return self->span ? nh_date_format_range (from, to) : NULL;
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
