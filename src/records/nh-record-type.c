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

int
nh_record_type_field (const NhRecordType *type, const char *name)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (*type->fields[i].name == *name && strcmp (type->fields[i].name, name) == 0) /* asked for each cell of a sheet */
      return (int) i;
  return -1;
}

int
nh_record_type_condition (const NhRecordType *type, guint field, const char **code)
{
  const char *when = type->fields[field].visible_if;
  g_autofree char *name = when != NULL ? g_strndup (when, strcspn (when, "=")) : NULL;

  if (name == NULL)
    return -1;
  *code = when + strlen (name) + 1;
  return nh_record_type_field (type, name);
}

int
nh_record_type_qualifier (const NhRecordType *type, guint field)
{
  g_autofree char *name = NULL;

  if (type->fields[field].kind != NH_KIND_INTEGER && type->fields[field].kind != NH_KIND_MONEY)
    return -1;
  name = g_strconcat (type->fields[field].name, "_qualifier", NULL);
  return nh_record_type_field (type, name);
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
