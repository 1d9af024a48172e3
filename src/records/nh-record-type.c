/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-record-type.h"

#include <string.h>

const NhRecordType *const *
nh_record_types (void)
{
  static const NhRecordType *const types[] = { &nh_point_type,      &nh_gift_type,   &nh_commendation_type,
                                               &nh_activity_type,   &nh_total_type,  &nh_body_type,
                                               &nh_assessment_type, &nh_season_type, NULL };

  return types;
}

const NhRecordType *
nh_record_type_find (const char *name)
{
  const NhRecordType *const *types = nh_record_types ();

  for (guint i = 0; types[i] != NULL; i++)
    if (strcmp (types[i]->name, name) == 0)
      return types[i];
  return NULL;
}

/* The field whose name is the first @length bytes of @stem, and @end. Asked for each cell of a sheet. */
static int
find_named (const NhRecordType *type, const char *stem, gsize length, const char *end)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const char *name = type->fields[i].name;

      if (*name == *stem && strncmp (name, stem, length) == 0 && strcmp (name + length, end) == 0)
        return (int) i;
    }
  return -1;
}

int
nh_record_type_field (const NhRecordType *type, const char *name)
{
  return find_named (type, name, strlen (name), "");
}

int
nh_record_type_condition (const NhRecordType *type, guint field, const char **code)
{
  const char *when = type->fields[field].visible_if;
  gsize length = when != NULL ? strcspn (when, "=") : 0;

  if (when == NULL)
    return -1;
  *code = when + length + 1;
  return find_named (type, when, length, "");
}

int
nh_record_type_qualifier (const NhRecordType *type, guint field)
{
  const char *name = type->fields[field].name;
  int own;

  if (type->fields[field].kind != NH_KIND_INTEGER && type->fields[field].kind != NH_KIND_MONEY)
    return -1;
  own = find_named (type, name, strlen (name), "_qualifier");
  return own >= 0 ? own : nh_record_type_field (type, "qualifier");
}

int
nh_record_type_identity (const NhRecordType *type)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].flags & NH_FIELD_IDENTITY)
      return (int) i;
  return -1;
}

gboolean
nh_record_type_is_single (const NhRecordType *type)
{
  return nh_record_type_identity (type) < 0;
}

gboolean
nh_field_is_exported (const NhField *field, gboolean with_personal)
{
  return !(field->flags & NH_FIELD_HIDDEN) && (with_personal || !(field->flags & NH_FIELD_PERSONAL));
}

gboolean
nh_record_type_refers (const NhRecordType *type)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].offers != NULL ||
        (type->fields[i].kind == NH_KIND_REFERENCE && !(type->fields[i].flags & NH_FIELD_HIDDEN)))
      return TRUE;
  return FALSE;
}

int
nh_record_type_child_field (const NhRecordType *type, const NhRecordType *parent)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (type != parent && type->fields[i].kind == NH_KIND_REFERENCE && !(type->fields[i].flags & NH_FIELD_HIDDEN) &&
        strcmp (type->fields[i].codebook, parent->name) == 0)
      return (int) i;
  return -1;
}

gboolean
nh_record_type_can_keep (const NhRecordType *type, const NhRecordType *parent)
{
  int field = nh_record_type_child_field (type, parent);

  return field < 0 || !(type->fields[field].flags & NH_FIELD_PART);
}
