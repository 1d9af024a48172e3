/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-xlsx-strings.h"

#include <string.h>

#include "nh-i18n.h"

#define STRINGS_MAX 4000000
#define BYTES_MAX ((gsize) 256 << 20)

NhXlsxShared *
nh_xlsx_shared_new (void)
{
  NhXlsxShared *self = g_atomic_rc_box_new0 (NhXlsxShared);

  nh_xlsx_styles_init (&self->styles);
  self->texts = g_string_chunk_new (65536);
  self->strings = g_array_new (FALSE, FALSE, sizeof (NhXlsxString));
  return self;
}

static void
clear (gpointer data)
{
  NhXlsxShared *self = data;

  nh_xlsx_styles_clear (&self->styles);
  g_string_chunk_free (self->texts);
  g_array_unref (self->strings);
}

void
nh_xlsx_shared_unref (gpointer self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* --- One text --- */

void
nh_xlsx_rich_text_begin (NhXlsxRichText *self)
{
  g_string_truncate (self->text, 0);
  self->font = 0;
  self->open = self->aloud = FALSE;
}

void
nh_xlsx_rich_text_start (NhXlsxRichText *self, NhXlsxStyles *styles, const char *name, const char **attributes)
{
  if (strcmp (name, "rPh") == 0)
    self->aloud = TRUE;
  else if (strcmp (name, "t") == 0)
    self->open = !self->aloud;
  else if (strcmp (name, "rFont") == 0 && self->font == 0 && nh_xml_get (attributes, "val") != NULL)
    self->font = nh_xlsx_styles_find_font (styles, nh_xml_get (attributes, "val"));
}

void
nh_xlsx_rich_text_end (NhXlsxRichText *self, const char *name)
{
  if (strcmp (name, "rPh") == 0)
    self->aloud = FALSE;
  else if (strcmp (name, "t") == 0)
    self->open = FALSE;
}

void
nh_xlsx_rich_text_add (NhXlsxRichText *self, const char *text, gsize length)
{
  if (self->open && self->text->len + length <= NH_XLSX_TEXT_MAX)
    g_string_append_len (self->text, text, (gssize) length);
}

/* --- All of them --- */

typedef struct
{
  NhXlsxShared *shared;
  NhZip *zip;
  NhXlsxRichText rich;
  gsize n_bytes;
} Reading;

static void
on_start (const char *name, const char **attributes, gpointer data)
{
  Reading *reading = data;

  if (strcmp (name, "si") == 0)
    nh_xlsx_rich_text_begin (&reading->rich);
  else
    nh_xlsx_rich_text_start (&reading->rich, &reading->shared->styles, name, attributes);
}

static void
on_end (const char *name, gpointer data)
{
  Reading *reading = data;
  NhXlsxString string;

  nh_xlsx_rich_text_end (&reading->rich, name);
  if (strcmp (name, "si") != 0)
    return;
  reading->n_bytes += reading->rich.text->len + 1;
  if (reading->shared->strings->len >= STRINGS_MAX || reading->n_bytes > BYTES_MAX)
    {
      nh_zip_stop (reading->zip, _ ("it has too many texts"));
      return;
    }
  string = (NhXlsxString){ g_string_chunk_insert_len (reading->shared->texts, reading->rich.text->str,
                                                      (gssize) reading->rich.text->len),
                           reading->rich.font };
  g_array_append_val (reading->shared->strings, string);
}

static void
on_text (const char *text, gsize length, gpointer data)
{
  nh_xlsx_rich_text_add (&((Reading *) data)->rich, text, length);
}

gboolean
nh_xlsx_shared_read (NhXlsxShared *self, NhZip *zip, const char *part, GCancellable *cancellable, GError **error)
{
  static const NhXmlHandlers handlers = { on_start, on_end, on_text, "si" };
  g_autoptr (GString) text = g_string_new (NULL);
  Reading reading = { .shared = self, .zip = zip, .rich = { .text = text } };

  return !nh_zip_has (zip, part) || nh_zip_parse (zip, part, &handlers, &reading, cancellable, error);
}
