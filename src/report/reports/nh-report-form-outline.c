/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The outline of a paper form, read from the .ui file of the form in the window: one source for both. */

#include "nh-report-private.h"

#include "nh-forms-resource.h"
#include "nh-i18n.h"

typedef struct
{
  GArray *parts; /* of NhFormPart */
  const NhRecordType *type;
  const char *class_name; /* of the object just read; interned */
  const char *property;   /* its name; interned; NULL outside of a property */
} Reader;

static void
on_start (GMarkupParseContext *context, const char *element, const char **names, const char **values, gpointer data,
          GError **error)
{
  Reader *reader = data;

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (element, "object") && g_str_equal (names[i], "class"))
      reader->class_name = g_intern_string (values[i]);
    else if (g_str_equal (element, "property") && g_str_equal (names[i], "name"))
      reader->property = g_intern_string (values[i]);
}

static void
on_end (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Reader *reader = data;

  if (g_str_equal (element, "property"))
    reader->property = NULL;
}

static void
on_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Reader *reader = data;
  g_autofree char *value = g_strndup (text, length);
  gboolean of_section = g_strcmp0 (reader->class_name, "NhFormSection") == 0;
  NhFormPart part = { NULL, -1, FALSE };

  if (reader->property == NULL)
    return;
  if (of_section && g_str_equal (reader->property, "title"))
    part.section = g_intern_string (nh_i18n_in_vietnamese (value));
  else if (g_str_equal (reader->property, "field"))
    part.field = nh_record_type_field (reader->type, value);
  else if (g_str_equal (reader->property, "wide") && reader->parts->len > 0)
    g_array_index (reader->parts, NhFormPart, reader->parts->len - 1).wide = g_str_equal (value, "True");
  if (part.section != NULL || part.field >= 0)
    g_array_append_val (reader->parts, part);
}

static int
find_field (GArray *parts, int field)
{
  for (guint i = 0; i < parts->len; i++)
    if (g_array_index (parts, NhFormPart, i).field == field)
      return (int) i;
  return -1;
}

/* On paper the last day is beside the first. */
static void
join_days (GArray *parts, const NhRecordType *type)
{
  for (guint i = 0; i < parts->len; i++)
    {
      int field = g_array_index (parts, NhFormPart, i).field;
      int last = field >= 0 ? nh_record_type_last_day (type, (guint) field) : -1;
      int other = last >= 0 ? find_field (parts, last) : -1;

      if (other > (int) i + 1)
        {
          NhFormPart part = g_array_index (parts, NhFormPart, other);

          g_array_remove_index (parts, (guint) other);
          g_array_insert_val (parts, i + 1, part);
        }
    }
}

GArray *
nh_report_form_outline (const NhRecordType *type)
{
  static const GMarkupParser parser = { on_start, on_end, on_text, NULL, NULL };
  g_autofree char *path = g_strdup_printf ("/vn/ngayhoi/forms/%s-form.ui", type->name);
  g_autoptr (GBytes)
      bytes = g_resource_lookup_data (nh_forms_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  Reader reader = { .parts = g_array_new (FALSE, TRUE, sizeof (NhFormPart)), .type = type };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &reader, NULL);
  gsize length = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : "";

  g_warn_if_fail (bytes != NULL && g_markup_parse_context_parse (context, text, (gssize) length, NULL));
  for (guint i = 0; i < type->n_fields; i++)
    {
      NhFormPart part = { NULL, (int) i, TRUE };

      if (!(type->fields[i].flags & NH_FIELD_HIDDEN) && find_field (reader.parts, (int) i) < 0)
        g_array_append_val (reader.parts, part);
    }
  join_days (reader.parts, type);
  return reader.parts;
}
