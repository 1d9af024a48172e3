/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-count.h"

static gboolean
has_attribute (const NhCode *entry, const char *attribute, const char *value)
{
  g_autofree char *found = entry != NULL ? nh_code_get_attribute (entry, attribute) : NULL;

  return g_strcmp0 (found, value) == 0;
}

gboolean
nh_record_state_counts (const NhRecord *record, NhCatalog *catalog)
{
  const NhCounting *counting = nh_record_get_record_type (record)->counting;

  if (counting == NULL || counting->state < 0)
    return TRUE;
  return has_attribute (nh_catalog_get_code (catalog,
                                             nh_record_get_record_type (record)->fields[counting->state].codebook,
                                             nh_record_get_text (record, (guint) counting->state), NH_DATE_NONE),
                        "counted", "1");
}

gboolean
nh_record_is_duplicate (const NhRecord *record)
{
  const NhCounting *counting = nh_record_get_record_type (record)->counting;

  return counting != NULL && counting->duplicate >= 0 &&
         nh_value_is_set (nh_record_get (record, (guint) counting->duplicate));
}

gboolean
nh_record_counts (const NhRecord *record, NhCatalog *catalog, NhDate as_of)
{
  return !nh_record_get_info (record)->deleted && !nh_record_is_duplicate (record) &&
         nh_record_state_counts (record, catalog) && (as_of == NH_DATE_NONE || nh_record_get_day (record) <= as_of);
}

const NhCode *
nh_record_get_entry (const NhRecord *record, guint field, NhCatalog *catalog)
{
  const char *list = nh_record_get_record_type (record)->fields[field].codebook;
  const char *code = nh_record_get_text (record, field);
  const NhCode *entry = nh_catalog_get_code_between (catalog, list, code, 1, nh_record_get_day (record));
  g_autoptr (GPtrArray) all = NULL;

  if (entry != NULL || nh_catalog_get_code (catalog, list, code, NH_DATE_NONE) == NULL)
    return entry;
  all = nh_catalog_get_codes (catalog, list, NH_DATE_NONE);
  for (guint i = 0; i < all->len; i++)
    {
      const NhCode *other = g_ptr_array_index (all, i);

      if (g_str_equal (other->code, code) && (entry == NULL || other->from < entry->from))
        entry = other;
    }
  return entry;
}

gboolean
nh_record_entry_is (const NhRecord *record, guint field, NhCatalog *catalog, const char *attribute, const char *value)
{
  return has_attribute (nh_record_get_entry (record, field, catalog), attribute, value);
}

GPtrArray *
nh_record_type_states (const NhRecordType *type, NhCatalog *catalog, const char *attribute)
{
  GPtrArray *states;
  g_autoptr (GPtrArray) all = NULL;

  if (type->counting == NULL || type->counting->state < 0)
    return NULL;
  states = g_ptr_array_new_with_free_func (g_free);
  all = nh_catalog_get_codes (catalog, type->fields[type->counting->state].codebook, NH_DATE_NONE);
  for (guint i = 0; i < all->len; i++)
    {
      const NhCode *entry = g_ptr_array_index (all, i);

      if (entry == nh_catalog_get_code (catalog, entry->list, entry->code, NH_DATE_NONE) &&
          has_attribute (entry, attribute, "1"))
        g_ptr_array_add (states, g_strdup (entry->code));
    }
  return states;
}

gboolean
nh_field_sums (const NhField *field, const NhCode *entry)
{
  g_auto (GStrv) parts = field->sum_of != NULL ? g_strsplit (field->sum_of, "=", 2) : NULL;

  return parts == NULL || has_attribute (entry, parts[0], parts[1]);
}

gboolean
nh_record_is_summed (const NhRecord *record, guint field, NhCatalog *catalog)
{
  const NhRecordType *type = nh_record_get_record_type (record);

  return type->fields[field].sum_of == NULL ||
         nh_field_sums (&type->fields[field], nh_record_get_entry (record, (guint) type->counting->choice, catalog));
}
