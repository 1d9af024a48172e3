/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-sums.h"

#include "nh-i18n.h"
#include "nh-kind.h"
#include "nh-number.h"

static void
append_sum (GString *text, const NhField *field, gint64 sum)
{
  g_auto (NhValue) value = NH_VALUE_INIT;
  g_autofree char *number = NULL;

  if (sum == NH_NO_SUM)
    return;
  nh_value_set_number (&value, sum);
  number = field->kind == NH_KIND_AMOUNTS ? nh_number_format (sum) : nh_kind_format (field, &value, NULL);
  g_string_append_printf (text, " · %s: %s%s", _ (field->title), number, field->kind == NH_KIND_AMOUNTS ? " đ" : "");
}

char *
nh_sums_describe (const NhRecordType *type, const NhSums *sums, GArray *fields)
{
  GString *text = g_string_new (NULL);
  g_autofree char *count = nh_number_format (sums->count);

  g_string_append (text, g_dngettext (GETTEXT_PACKAGE, type->counted[0], type->counted[1], (gulong) sums->count));
  g_string_replace (text, "%s", count, 1);
  if (sums->uncounted > 0)
    {
      g_autofree char *uncounted = nh_number_format (sums->uncounted);

      g_string_append_printf (text, _ (", %s not counted"), uncounted);
    }
  if (fields == NULL)
    for (guint i = 0; i < type->n_fields; i++)
      if ((~type->fields[i].flags & (NH_FIELD_SUMMED | NH_FIELD_LISTED)) == 0)
        append_sum (text, &type->fields[i], sums->sums[i]);
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    if (g_array_index (fields, int, i) >= 0)
      append_sum (text, &type->fields[g_array_index (fields, int, i)], sums->sums[g_array_index (fields, int, i)]);
  return g_string_free (text, FALSE);
}
