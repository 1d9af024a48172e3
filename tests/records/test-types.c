/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invariants of the field tables. */
#include <string.h>
#include "nh-column.h"
#include "nh-point.h"
#include "nh-record.h"
#include "nh-text.h"
#include "test-catalog.h"

typedef void (*FieldFunc) (const NhRecordType *type, guint index);

static void
each_field (FieldFunc func)
{
  const NhRecordType *const *types = nh_record_types ();

  for (guint t = 0; types[t] != NULL; t++)
    for (guint i = 0; i < types[t]->n_fields; i++)
      {
        g_test_message ("%s.%s", types[t]->name, types[t]->fields[i].name);
        func (types[t], i);
      }
}

static void
check_unique (const NhRecordType *type, guint index)
{
  const NhField *field = &type->fields[index];

  g_assert_nonnull (field->name);
  g_assert_nonnull (field->title);
  g_assert_cmpint (nh_field_get_width (field), >, 0);
  for (const char *p = field->name; *p != '\0'; p++)
    g_assert_true (g_ascii_islower (*p) || *p == '_');
  for (guint i = 0; i < index; i++)
    {
      g_assert_cmpstr (field->name, !=, type->fields[i].name);
      g_assert_cmpstr (field->title, !=, type->fields[i].title);
    }
  g_assert_cmpint (nh_record_type_field (type, field->name), ==, (int) index);
}

static void
check_codebook (const NhRecordType *type, guint index)
{
  const NhField *field = &type->fields[index];
  gboolean chosen = field->kind == NH_KIND_CHOICE || field->kind == NH_KIND_MANY || field->kind == NH_KIND_AMOUNTS;

  g_assert_true ((field->codebook != NULL) == (chosen || field->kind == NH_KIND_REFERENCE));
  if (field->kind == NH_KIND_REFERENCE)
    g_assert_nonnull (nh_record_type_find (field->codebook));
  if (chosen && strcmp (field->codebook, "indicator") != 0)
    nh_csv_free (test_catalog_read_list (field->codebook)); /* is there */
}

static void
check_when (const NhRecordType *type, guint index)
{
  const NhField *field = &type->fields[index];
  g_autoptr (NhCatalog) catalog = NULL;
  g_autofree char *name = NULL;
  const char *equals;
  int other;

  if (field->visible_if == NULL)
    return;
  equals = strchr (field->visible_if, '=');
  g_assert_nonnull (equals);
  name = g_strndup (field->visible_if, equals - field->visible_if);
  other = nh_record_type_field (type, name);
  g_assert_cmpint (other, >=, 0);
  g_assert_cmpint (other, <, (int) index); /* it comes first on the form */
  catalog = test_catalog_new ();
  g_assert_nonnull (nh_catalog_get_code (catalog, type->fields[other].codebook, equals + 1, NH_DATE_NONE));
}

static void
check_initial (const NhRecordType *type, guint index)
{
  const NhField *field = &type->fields[index];
  g_auto (NhValue) value = NH_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhCatalog) catalog = NULL;

  if (field->initial == NULL)
    return;
  nh_kind_from_canonical (field, field->initial, &value, &error);
  g_assert_no_error (error);
  catalog = test_catalog_new ();
  if (field->kind == NH_KIND_CHOICE)
    g_assert_nonnull (nh_catalog_get_code (catalog, field->codebook, field->initial, NH_DATE_NONE));
}

static void
check_flags (const NhRecordType *type, guint index)
{
  const NhField *field = &type->fields[index];

  if (field->flags & NH_FIELD_SUMMED)
    g_assert_true (nh_kind_is_numeric (field->kind));
  if (field->flags & NH_FIELD_HIDDEN)
    g_assert_false (field->flags & (NH_FIELD_LISTED | NH_FIELD_REQUIRED));
  if (field->flags & NH_FIELD_SORTED)
    g_assert_cmpint (nh_kind_get_storage (field->kind), ==, NH_STORAGE_TEXT);
  if (field->flags & NH_FIELD_IDENTITY)
    g_assert_cmpint (nh_record_type_identity (type), ==, (int) index);
}

/* No alias may mean two fields of a type. */
static void
check_aliases (const NhRecordType *type, guint index)
{
  g_auto (GStrv) aliases = g_strsplit (type->fields[index].aliases != NULL ? type->fields[index].aliases : "", "|", -1);

  for (guint n = 0; aliases[n] != NULL; n++)
    {
      g_autofree char *fold = nh_text_fold (aliases[n]);

      g_assert_cmpstr (aliases[n], !=, "");
      g_assert_true (nh_field_is_called (&type->fields[index], aliases[n]));
      for (guint m = 0; m < n; m++)
        {
          g_autofree char *other = nh_text_fold (aliases[m]);

          g_assert_cmpstr (fold, !=, other);
        }
      for (guint i = 0; i < index; i++)
        g_assert_false (nh_field_is_called (&type->fields[i], aliases[n]));
    }
}

static void
test_unique (void)
{
  each_field (check_unique);
}

static void
test_codebook (void)
{
  each_field (check_codebook);
}

static void
test_when (void)
{
  each_field (check_when);
}

static void
test_initial (void)
{
  each_field (check_initial);
}

static void
test_flags (void)
{
  each_field (check_flags);
}

static void
test_aliases (void)
{
  const NhField *place = &nh_point_type.fields[NH_POINT_PLACE];

  each_field (check_aliases);
  g_assert_true (nh_field_is_called (place, "Nơi tổ chức"));
  g_assert_true (nh_field_is_called (place, " ĐỊA ĐIỂM "));
  g_assert_true (nh_field_is_called (place, place->title));
  g_assert_false (nh_field_is_called (place, "nơi"));
  g_assert_false (nh_field_is_called (place, ""));
  g_assert_false (nh_field_is_called (place, "địa điểm|nơi tổ chức"));
}

static void
test_width (void)
{
  g_assert_cmpint (nh_field_get_width (&nh_point_type.fields[NH_POINT_PLACE]), ==, 20);
  g_assert_cmpint (nh_field_get_width (&nh_point_type.fields[NH_POINT_COST]), ==, 14);
}

static const NhField *
counting_field (const NhRecordType *type, int index, NhKind kind)
{
  if (index < 0)
    return NULL;
  g_assert_cmpint (type->fields[index].kind, ==, kind);
  g_assert_false (type->fields[index].flags & NH_FIELD_HIDDEN);
  return &type->fields[index];
}

/* What counts can be said in the form: also that a record repeats another one. */
static void
test_counting (void)
{
  const NhRecordType *const *types = nh_record_types ();

  for (guint t = 0; types[t] != NULL; t++)
    {
      const NhRecordType *type = types[t];
      const NhCounting *counting = type->counting;
      const NhField *duplicate;

      if (counting == NULL)
        continue;
      g_test_message ("%s", type->name);
      duplicate = counting_field (type, counting->duplicate, NH_KIND_REFERENCE);
      if (duplicate != NULL)
        g_assert_cmpstr (duplicate->codebook, ==, type->name);
      counting_field (type, counting->choice, NH_KIND_CHOICE);
      counting_field (type, counting->state, NH_KIND_CHOICE);
      g_assert_cmpint (type->date_field, >=, 0);
    }
}

static void
test_types (void)
{
  const NhRecordType *const *types = nh_record_types ();

  for (guint t = 0; types[t] != NULL; t++)
    {
      g_auto (GStrv) sort = g_strsplit (types[t]->sort, ",", -1);

      g_assert_true (nh_record_type_find (types[t]->name) == types[t]);
      g_assert_true (g_str_has_prefix (types[t]->add_label, "_"));
      for (guint i = 0; sort[i] != NULL; i++)
        g_assert_cmpint (nh_record_type_field (types[t], sort[i]), >=, 0);
      if (types[t]->date_field >= 0)
        g_assert_cmpint (types[t]->fields[types[t]->date_field].kind, ==, NH_KIND_DATE);
    }
  g_assert_null (nh_record_type_find ("nothing"));
  g_assert_cmpint (nh_record_type_field (&nh_point_type, "nothing"), ==, -1);
  g_assert_cmpint (nh_record_type_identity (&nh_point_type), ==, NH_POINT_PLACE);
  g_assert_cmpint (nh_record_type_identity (&nh_season_type), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/types/types", test_types);
  g_test_add_func ("/types/counting", test_counting);
  g_test_add_func ("/types/unique", test_unique);
  g_test_add_func ("/types/codebook", test_codebook);
  g_test_add_func ("/types/when", test_when);
  g_test_add_func ("/types/initial", test_initial);
  g_test_add_func ("/types/flags", test_flags);
  g_test_add_func ("/types/aliases", test_aliases);
  g_test_add_func ("/types/width", test_width);
  return g_test_run ();
}
