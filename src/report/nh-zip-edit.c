/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-zip-edit.h"

#include <gio/gio.h>

#include "nh-error.h"
#include "nh-i18n.h"

/* APPNOTE 6.3: local header, central header, end of the directory. Numbers are little-endian. */
#define LOCAL_SIZE 30
#define CENTRAL_SIZE 46
#define END_SIZE 22
#define LOCAL_SIGNATURE 0x04034b50
#define CENTRAL_SIGNATURE 0x02014b50
#define END_SIGNATURE 0x06054b50
#define METHOD_DEFLATE 8
#define LEVEL 6

typedef struct
{
  const guint8 *data;
  gsize         length;
} NhBytes;

static guint
get16 (const guint8 *at)
{
  return at[0] | (guint) at[1] << 8;
}

static guint32
get32 (const guint8 *at)
{
  return get16 (at) | (guint32) get16 (at + 2) << 16;
}

static void
put16 (guint8 *at,
       guint   value)
{
  at[0] = value & 0xff;
  at[1] = value >> 8 & 0xff;
}

static void
put32 (guint8 *at,
       guint32 value)
{
  put16 (at, value & 0xffff);
  put16 (at + 2, value >> 16);
}

static guint32
crc32_of (const guint8 *data,
          gsize         length)
{
  guint32 bytes[256];
  guint32 crc = 0xffffffff;

  for (guint32 i = 0; i < G_N_ELEMENTS (bytes); i++)
    {
      bytes[i] = i;
      for (guint bit = 0; bit < 8; bit++)
        bytes[i] = bytes[i] >> 1 ^ (bytes[i] & 1 ? 0xedb88320 : 0);
    }
  for (gsize i = 0; i < length; i++)
    crc = crc >> 8 ^ bytes[(crc ^ data[i]) & 0xff];
  return ~crc;
}

/* Runs @length bytes through a converter. NULL: they are damaged. */
static GByteArray *
convert (GConverter   *converter,
         const guint8 *data,
         gsize         length,
         GError      **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  GConverterResult result = G_CONVERTER_CONVERTED;
  guint8 buffer[16384];

  while (result != G_CONVERTER_FINISHED)
    {
      gsize n_read, n_written;

      result = g_converter_convert (converter, data, length, buffer, sizeof buffer, G_CONVERTER_INPUT_AT_END, &n_read, &n_written, error);
      if (result == G_CONVERTER_ERROR)
        return NULL;
      data += n_read;
      length -= n_read;
      g_byte_array_append (out, buffer, (guint) n_written);
    }
  return g_steal_pointer (&out);
}

/* The part's new bytes, deflated, and their numbers in the local and central headers. */
static GByteArray *
edit_part (const guint8  *data,
           gsize          length,
           guint8        *local,
           guint8        *central,
           NhZipEdit      edit,
           gpointer       edit_data,
           GError       **error)
{
  g_autoptr (GZlibDecompressor) inflater = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW);
  g_autoptr (GZlibCompressor) deflater = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, LEVEL);
  g_autoptr (GByteArray) plain = convert (G_CONVERTER (inflater), data, length, error);
  g_autoptr (GByteArray) packed = NULL;
  g_autofree char *text = NULL;
  gsize text_length;

  if (plain == NULL)
    return NULL;
  g_byte_array_append (plain, (const guint8 *) "", 1);
  text = edit ((const char *) plain->data, edit_data);
  text_length = strlen (text);
  packed = convert (G_CONVERTER (deflater), (const guint8 *) text, text_length, error);
  if (packed == NULL)
    return NULL;

  for (guint i = 0; i < 2; i++)
    {
      guint8 *numbers = i == 0 ? local + 14 : central + 16;

      put32 (numbers, crc32_of ((const guint8 *) text, text_length));
      put32 (numbers + 4, packed->len);
      put32 (numbers + 8, (guint32) text_length);
    }
  return g_steal_pointer (&packed);
}

static gboolean
is_within (const NhBytes *zip,
           gsize          offset,
           gsize          length)
{
  return offset <= zip->length && length <= zip->length - offset;
}

/* Copies or edits one part. @offset: of its central header, moved on to the next. */
static gboolean
copy_part (const NhBytes *zip,
           gsize         *offset,
           const char    *prefix,
           NhZipEdit      edit,
           gpointer       edit_data,
           GByteArray    *out,
           GByteArray    *directory,
           GError       **error)
{
  const guint8 *central = zip->data + *offset;
  g_autofree guint8 *new_central = NULL;
  g_autofree guint8 *new_local = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GByteArray) packed = NULL;
  const guint8 *local, *content;
  gsize central_length, local_length, content_length;

  if (!is_within (zip, *offset, CENTRAL_SIZE) || get32 (central) != CENTRAL_SIGNATURE)
    return FALSE;
  central_length = CENTRAL_SIZE + get16 (central + 28) + get16 (central + 30) + get16 (central + 32);
  local = zip->data + get32 (central + 42);
  if (!is_within (zip, *offset, central_length) || !is_within (zip, get32 (central + 42), LOCAL_SIZE)
      || get32 (local) != LOCAL_SIGNATURE)
    return FALSE;
  local_length = LOCAL_SIZE + get16 (local + 26) + get16 (local + 28);
  content_length = get32 (central + 20);
  if (!is_within (zip, get32 (central + 42), local_length + content_length))
    return FALSE;

  name = g_strndup ((const char *) central + CENTRAL_SIZE, get16 (central + 28));
  new_central = g_memdup2 (central, central_length);
  new_local = g_memdup2 (local, local_length);
  content = local + local_length;
  if (g_str_has_prefix (name, prefix) && g_str_has_suffix (name, ".xml") && get16 (central + 10) == METHOD_DEFLATE)
    {
      packed = edit_part (content, content_length, new_local, new_central, edit, edit_data, error);
      if (packed == NULL)
        return FALSE;
      content = packed->data;
      content_length = packed->len;
    }

  put32 (new_central + 42, out->len);
  g_byte_array_append (out, new_local, (guint) local_length);
  g_byte_array_append (out, content, (guint) content_length);
  g_byte_array_append (directory, new_central, (guint) central_length);
  *offset += central_length;
  return TRUE;
}

gboolean
nh_zip_edit (const char  *path,
             const char  *prefix,
             NhZipEdit    edit,
             gpointer     data,
             GError     **error)
{
  g_autofree char *contents = NULL;
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GByteArray) directory = g_byte_array_new ();
  g_autoptr (GError) problem = NULL;
  NhBytes zip = { 0 };
  guint8 end[END_SIZE];
  gsize offset;
  gboolean whole;

  if (!g_file_get_contents (path, &contents, &zip.length, error))
    return FALSE;
  zip.data = (const guint8 *) contents;

  /* It was just made, without a comment: the end is at its end. */
  whole = zip.length >= END_SIZE && get32 (zip.data + zip.length - END_SIZE) == END_SIGNATURE;
  if (whole)
    {
      memcpy (end, zip.data + zip.length - END_SIZE, END_SIZE);
      offset = get32 (end + 16);
      for (guint i = 0; whole && i < get16 (end + 10); i++)
        whole = copy_part (&zip, &offset, prefix, edit, data, out, directory, &problem);
    }
  if (!whole)
    {
      nh_error_set (error, NH_ERROR_CORRUPT, _("write the workbook"), "%s",
                    problem != NULL ? problem->message : _("the file is damaged"));
      return FALSE;
    }

  put32 (end + 12, directory->len);
  put32 (end + 16, out->len);
  g_byte_array_append (out, directory->data, directory->len);
  g_byte_array_append (out, end, END_SIZE);
  return g_file_set_contents (path, (const char *) out->data, (gssize) out->len, error);
}
