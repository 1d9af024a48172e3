/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-count.h"

#include "nh-i18n.h"

#define MAX_CHAIN 100 /* a damaged file may hold a circle */

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

  return counting != NULL && nh_value_is_set (nh_record_get (record, (guint) counting->duplicate));
}

gboolean
nh_record_counts (const NhRecord *record, NhCatalog *catalog, NhDate as_of)
{
  int date = nh_record_get_record_type (record)->date_field;
  NhDate day = date >= 0 ? nh_record_get_date (record, (guint) date) : NH_DATE_NONE;

  return !nh_record_get_info (record)->deleted && !nh_record_is_duplicate (record) &&
         nh_record_state_counts (record, catalog) && (as_of == NH_DATE_NONE || day == NH_DATE_NONE || day <= as_of);
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
  GPtrArray *states = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) all = NULL;

  if (type->counting == NULL || type->counting->state < 0)
    {
      g_ptr_array_unref (states);
      return NULL;
    }
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

/* --- The rule about duplicates --- */

static NhRecord *
get_original (const NhRecord *record, const NhCheck *check)
{
  const NhRecordType *type = nh_record_get_record_type (record);

  return check->context->get (type, nh_record_get_number (record, (guint) type->counting->duplicate, 0),
                              check->context->find_data);
}

/* Follows duplicates to the one that is none. NULL: the chain leads back to @record. (transfer full) */
static NhRecord *
find_end (const NhRecord *record, const NhRecord *original, const NhCheck *check)
{
  NhRecord *end = g_object_ref ((NhRecord *) original);

  for (guint i = 0; nh_record_is_duplicate (end) && i < MAX_CHAIN; i++)
    {
      NhRecord *next = get_original (end, check);

      if (next == NULL)
        break;
      g_object_unref (end);
      end = next;
      if (nh_record_get_info (end)->id == nh_record_get_info (record)->id)
        g_clear_object (&end);
      if (end == NULL)
        break;
    }
  return end;
}

static void
check_original (const NhRecord *record, const NhRecord *original, NhCheck *check)
{
  int field = nh_record_get_record_type (record)->counting->duplicate;
  g_autofree char *title = nh_record_get_title (original, check->context->catalog);
  g_autoptr (NhRecord) end = find_end (record, original, check);

  if (end == NULL)
    nh_check_add (check, record, field, NH_SEVERITY_BLOCK, "duplicate_of.circle",
                  _ ("“%s” is itself marked as a duplicate of this entry, so that neither is counted. Empty the field "
                     "in one of the two."),
                  title);
  else if (nh_record_get_info (original)->deleted)
    nh_check_add (check, record, field, NH_SEVERITY_WARN, "duplicate_of.deleted",
                  _ ("“%s” is deleted, so that neither is counted. Restore it, or empty this field."), title);
  else if (!nh_record_counts (end, check->context->catalog, NH_DATE_NONE))
    nh_check_add (check, record, field, NH_SEVERITY_WARN, "duplicate_of.uncounted",
                  _ ("“%s” does not count itself, so that neither is counted. Choose the entry that counts, or empty "
                     "this field."),
                  title);
}

void
nh_check_duplicate (const NhRecord *record, NhCheck *check)
{
  const NhRecordInfo *info = nh_record_get_info (record);
  int field;
  g_autofree char *title = NULL;
  g_autoptr (NhRecord) original = NULL;

  if (!nh_record_is_duplicate (record))
    return;
  field = nh_record_get_record_type (record)->counting->duplicate;
  if (info->id != 0 && nh_record_get_number (record, (guint) field, 0) == info->id)
    {
      title = nh_record_get_title (record, check->context->catalog);
      nh_check_add (check, record, field, NH_SEVERITY_BLOCK, "duplicate_of.self",
                    _ ("“%s” cannot be a duplicate of itself. Choose the other entry, or empty this field."), title);
      return;
    }
  if (check->context->get == NULL)
    return;
  original = get_original (record, check);
  if (original != NULL)
    check_original (record, original, check);
  else
    nh_check_add (check, record, field, NH_SEVERITY_BLOCK, "duplicate_of.gone",
                  _ ("The entry that this one is a duplicate of is not there. Choose another, or empty this field."));
}
