/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-xlsx-style.h"

#include <string.h>

#include "nh-grid.h"

#define STYLES_MAX 100000
#define FONTS_MAX 5000

typedef struct
{
  NhXlsxStyles *styles;
  GHashTable *formats; /* number → code, owned */
  GArray *numbers;     /* of font in the file → in styles->fonts (guint16) */
  gboolean in_fonts, in_styles;
} Reading;

/* --- Number formats --- */

/* The signs of a format that mean something: without quoted and escaped texts and [brackets], up to the first ;.
 * (transfer full) */
static char *
strip_format (const char *format)
{
  GString *signs = g_string_new (NULL);

  for (const char *at = format; *at != '\0' && *at != ';'; at++)
    {
      const char *end = *at == '"' ? strchr (at + 1, '"') : *at == '[' ? strchr (at, ']') : NULL;

      if (end != NULL)
        at = end;
      else if (strchr ("\\_*", *at) != NULL && at[1] != '\0')
        at++;
      else
        g_string_append_c (signs, g_ascii_tolower (*at));
    }
  return g_string_free (signs, FALSE);
}

gboolean
nh_number_format_is_date (const char *format)
{
  g_autofree char *signs = strip_format (format);

  if (strstr (signs, "general") != NULL || strpbrk (signs, "0#?") != NULL)
    return FALSE;
  return strpbrk (signs, "dy") != NULL || (strchr (signs, 'm') != NULL && strpbrk (signs, "hs") == NULL);
}

guint8
nh_number_format_get_scale (const char *format)
{
  g_autofree char *signs = strip_format (format);
  gsize end = strlen (signs);
  guint commas = 0;

  while (end > 0 && strchr ("0#?", signs[end - 1]) == NULL && signs[end - 1] != ',')
    end--;
  for (; end > 0 && signs[end - 1] == ','; end--)
    commas++;
  if (end == 0 || commas == 0)
    return 0;
  return commas == 1 ? NH_GRID_IN_THOUSANDS : commas == 2 ? NH_GRID_IN_MILLIONS : 0;
}

/* Those of Excel that have no code in the file. */
static gboolean
is_date_number (guint number)
{
  return (number >= 14 && number <= 17) || number == 22 || (number >= 27 && number <= 31) || number == 36 ||
         (number >= 50 && number <= 58);
}

/* --- The part --- */

guint16
nh_xlsx_styles_find_font (NhXlsxStyles *self, const char *name)
{
  for (guint i = 0; i < self->fonts->len; i++)
    if (strcmp (self->fonts->pdata[i], name) == 0)
      return (guint16) i;
  if (self->whole || self->fonts->len >= FONTS_MAX)
    return 0;
  g_ptr_array_add (self->fonts, g_strdup (name));
  return (guint16) (self->fonts->len - 1);
}

static guint
get_number (const char **attributes, const char *name)
{
  const char *text = nh_xml_get (attributes, name);

  return text != NULL ? (guint) MIN (g_ascii_strtoull (text, NULL, 10), G_MAXUINT16) : 0;
}

static void
take_style (Reading *reading, const char **attributes)
{
  guint format = get_number (attributes, "numFmtId"), font = get_number (attributes, "fontId");
  const char *code = g_hash_table_lookup (reading->formats, GUINT_TO_POINTER (format));
  NhXlsxStyle style = { .date = code != NULL ? nh_number_format_is_date (code) : is_date_number (format),
                        .flags = code != NULL ? nh_number_format_get_scale (code) : 0 };

  if (font < reading->numbers->len)
    style.font = g_array_index (reading->numbers, guint16, font);
  if (reading->styles->styles->len < STYLES_MAX)
    g_array_append_val (reading->styles->styles, style);
}

static void
on_start (const char *name, const char **attributes, gpointer data)
{
  Reading *reading = data;
  const guint16 none = 0;

  if (strcmp (name, "numFmt") == 0 && nh_xml_get (attributes, "formatCode") != NULL &&
      g_hash_table_size (reading->formats) < STYLES_MAX)
    g_hash_table_insert (reading->formats, GUINT_TO_POINTER (get_number (attributes, "numFmtId")),
                         g_strdup (nh_xml_get (attributes, "formatCode")));
  else if (strcmp (name, "fonts") == 0)
    reading->in_fonts = TRUE;
  else if (strcmp (name, "cellXfs") == 0)
    reading->in_styles = TRUE;
  else if (reading->in_fonts && strcmp (name, "font") == 0 && reading->numbers->len < STYLES_MAX)
    g_array_append_val (reading->numbers, none);
  else if (reading->in_fonts && strcmp (name, "name") == 0 && reading->numbers->len > 0)
    {
      const char *font = nh_xml_get (attributes, "val");

      if (font != NULL)
        g_array_index (reading->numbers, guint16,
                       reading->numbers->len - 1) = nh_xlsx_styles_find_font (reading->styles, font);
    }
  else if (reading->in_styles && strcmp (name, "xf") == 0)
    take_style (reading, attributes);
}

static void
on_end (const char *name, gpointer data)
{
  Reading *reading = data;

  if (strcmp (name, "fonts") == 0)
    reading->in_fonts = FALSE;
  else if (strcmp (name, "cellXfs") == 0)
    reading->in_styles = FALSE;
}

void
nh_xlsx_styles_init (NhXlsxStyles *self)
{
  self->fonts = g_ptr_array_new_with_free_func (g_free);
  self->styles = g_array_new (FALSE, TRUE, sizeof (NhXlsxStyle));
  g_ptr_array_add (self->fonts, g_strdup (""));
}

void
nh_xlsx_styles_clear (NhXlsxStyles *self)
{
  g_clear_pointer (&self->fonts, g_ptr_array_unref);
  g_clear_pointer (&self->styles, g_array_unref);
}

gboolean
nh_xlsx_styles_read (NhXlsxStyles *self, NhZip *zip, const char *part, GCancellable *cancellable, GError **error)
{
  static const NhXmlHandlers handlers = { on_start, on_end, NULL };
  g_autoptr (GHashTable) formats = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint16));
  Reading reading = { self, formats, numbers, FALSE, FALSE };

  return !nh_zip_has (zip, part) || nh_zip_parse (zip, part, &handlers, &reading, cancellable, error);
}
