/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-field-text.h"

#include <string.h>

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
  self->writing = index == self->index;
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
}

/* The last day of the span that this field begins: date_from → date_to. -1: none. */
static int
span_end (const NhFieldText *self)
{
  g_autofree char *name = NULL;
  int end;

  if (self->field->kind != NH_KIND_DATE || !g_str_has_suffix (self->field->name, "_from"))
    return -1;
  name = g_strdup_printf ("%.*s_to", (int) (strlen (self->field->name) - strlen ("_from")), self->field->name);
  end = nh_record_type_field (self->type, name);
  return end >= 0 && self->type->fields[end].kind == NH_KIND_DATE ? end : -1;
}

gboolean
nh_field_text_read_span (NhFieldText *self, const char *text)
{
  NhParseContext context = parse_context (self);
  int end = span_end (self);
  g_auto (NhValue) first = NH_VALUE_INIT, last = NH_VALUE_INIT;
  NhDate from, to;

  if (end < 0 || !nh_date_parse_range (text, context.date_hint, &from, &to, NULL) || from == to)
    return FALSE;
  nh_value_set_number (&first, from);
  nh_value_set_number (&last, to);
  nh_field_text_set_typed (self, NULL, NULL);
  set_draft (self, self->index, &first);
  set_draft (self, end, &last);
  return TRUE;
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
