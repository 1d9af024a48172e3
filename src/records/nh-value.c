/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-value.h"

void
nh_value_clear (NhValue *value)
{
  value->state = NH_VALUE_BLANK;
  value->number = 0;
  g_clear_pointer (&value->text, g_free);
}

void
nh_value_copy (const NhValue *from, NhValue *to)
{
  if (from == to)
    return;

  g_free (to->text);
  to->state = from->state;
  to->number = from->number;
  to->text = g_strdup (from->text);
}

void
nh_value_set_text (NhValue *value, const char *text)
{
  char *copy;

  /* Copied first: @text may be the value's own. */
  copy = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
  nh_value_clear (value);
  value->text = copy;
  if (copy != NULL)
    value->state = NH_VALUE_SET;
}

void
nh_value_set_number (NhValue *value, gint64 number)
{
  nh_value_clear (value);
  value->state = NH_VALUE_SET;
  value->number = number;
}

void
nh_value_set_state (NhValue *value, NhValueState state)
{
  g_return_if_fail (state != NH_VALUE_SET);

  nh_value_clear (value);
  value->state = state;
}

gboolean
nh_value_equal (const NhValue *a, const NhValue *b)
{
  if (a->state != b->state)
    return FALSE;
  if (a->state != NH_VALUE_SET)
    return TRUE;
  /* A reference is its number; the text beside it is only the name the other record had. */
  return a->number == b->number && (a->number != 0 || g_strcmp0 (a->text, b->text) == 0);
}
