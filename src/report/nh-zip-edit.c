/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-zip-edit.h"

#include <string.h>
#include <zlib.h>

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
/* As libxlsxwriter packs. */
#define LEVEL 6
#define MEMORY_LEVEL 8
#define RAW_WINDOW (-MAX_WBITS)
#define WINDOW_SIZE ((gsize) 1 << MAX_WBITS)
/* In data_type of zlib, when inflate() stopped. */
#define AFTER_BLOCK 128
#define UNUSED_BITS 7

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

/* ── Deflated texts ──────────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Where a block of a deflated text ends and the next begins, which may be in the middle of a byte. */
typedef struct
{
  gsize packed;      /* bytes before it, the one it is in included */
  guint bits_left;   /* bits of that byte which belong to the next block */
  gsize plain;       /* bytes of text before it */
} NhBlockEnd;

/* @plain has room for the text and a zero byte. @ends: of NhBlockEnd. FALSE: damaged. */
static gboolean
inflate_part (NhBytes  packed,
              NhBytes  plain,
              GArray  *ends)
{
  z_stream stream = { .next_in = (guint8 *) packed.data, .avail_in = (uInt) packed.length };
  int code;

  stream.next_out = (guint8 *) plain.data;
  stream.avail_out = (uInt) plain.length + 1;
  if (inflateInit2 (&stream, RAW_WINDOW) != Z_OK)
    return FALSE;
  while ((code = inflate (&stream, Z_BLOCK)) == Z_OK)
    if (stream.data_type & AFTER_BLOCK)
      {
        NhBlockEnd end = { stream.total_in, (guint) stream.data_type & UNUSED_BITS, stream.total_out };

        g_array_append_val (ends, end);
      }
  inflateEnd (&stream);
  return code == Z_STREAM_END && stream.total_out == plain.length;
}

static gsize
count_same (NhBytes a,
            NhBytes b)
{
  gsize n = 0;

  while (n < MIN (a.length, b.length) && a.data[n] == b.data[n])
    n++;
  return n;
}

/* Deflates @text from @end on, behind what was deflated before: it refers to the text before, and fills up the byte begun. */
static gboolean
deflate_rest (GByteArray       *out,
              NhBytes           text,
              const NhBlockEnd *end,
              guint8            begun)
{
  z_stream stream = { .next_in = (guint8 *) text.data + end->plain, .avail_in = (uInt) (text.length - end->plain) };
  gsize before = MIN (end->plain, WINDOW_SIZE);
  guint8 buffer[16384];
  int code = deflateInit2 (&stream, LEVEL, Z_DEFLATED, RAW_WINDOW, MEMORY_LEVEL, Z_DEFAULT_STRATEGY);

  if (code != Z_OK)
    return FALSE;
  if (before > 0)
    code = deflateSetDictionary (&stream, text.data + end->plain - before, (uInt) before);
  if (code == Z_OK && end->bits_left > 0)
    code = deflatePrime (&stream, 8 - (int) end->bits_left, begun & (0xff >> end->bits_left));
  while (code == Z_OK)
    {
      stream.next_out = buffer;
      stream.avail_out = sizeof buffer;
      code = deflate (&stream, Z_FINISH);
      g_byte_array_append (out, buffer, (guint) (sizeof buffer - stream.avail_out));
    }
  deflateEnd (&stream);
  return code == Z_STREAM_END;
}

/* @text deflated, where @packed is @plain deflated with those @ends: all blocks before the first change are copied, since packing
 * is half of the work of a workbook. NULL: there is not enough memory. */
static GByteArray *
repack (NhBytes  packed,
        NhBytes  plain,
        GArray  *ends,
        NhBytes  text)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gsize same = count_same (plain, text), copied;
  NhBlockEnd last = { 0 };

  for (guint i = 0; i < ends->len && g_array_index (ends, NhBlockEnd, i).plain <= same; i++)
    if (g_array_index (ends, NhBlockEnd, i).plain < plain.length)
      last = g_array_index (ends, NhBlockEnd, i);
  copied = last.packed - (last.bits_left > 0);
  g_byte_array_append (out, packed.data, (guint) copied);
  return deflate_rest (out, text, &last, packed.data[copied]) ? g_steal_pointer (&out) : NULL;
}

/* ── Parts ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The part's new bytes, deflated, and their numbers in the local and central headers. NULL: the part is damaged. */
static GByteArray *
edit_part (NhBytes    packed,
           guint8    *local,
           guint8    *central,
           NhZipEdit  edit,
           gpointer   data)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (NhBlockEnd));
  NhBytes plain = { .length = get32 (central + 24) };
  g_autofree char *inflated = g_try_malloc (plain.length + 1);
  g_autofree char *edited = NULL;
  g_autoptr (GByteArray) out = NULL;
  NhBytes text;

  plain.data = (const guint8 *) inflated;
  if (inflated == NULL || !inflate_part (packed, plain, ends) || crc32_z (0, plain.data, plain.length) != get32 (central + 16))
    return NULL;
  inflated[plain.length] = '\0';
  edited = edit (inflated, data);
  text = (NhBytes) { (const guint8 *) edited, strlen (edited) };
  out = repack (packed, plain, ends, text);
  if (out == NULL)
    return NULL;

  for (guint i = 0; i < 2; i++)
    {
      guint8 *numbers = i == 0 ? local + 14 : central + 16;

      put32 (numbers, (guint32) crc32_z (0, text.data, text.length));
      put32 (numbers + 4, out->len);
      put32 (numbers + 8, (guint32) text.length);
    }
  return g_steal_pointer (&out);
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
           GByteArray    *directory)
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
      packed = edit_part ((NhBytes) { content, content_length }, new_local, new_central, edit, edit_data);
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
        whole = copy_part (&zip, &offset, prefix, edit, data, out, directory);
    }
  if (!whole)
    {
      nh_error_set (error, NH_ERROR_CORRUPT, _("write the workbook"), "%s", _("the file is damaged"));
      return FALSE;
    }

  put32 (end + 12, directory->len);
  put32 (end + 16, out->len);
  g_byte_array_append (out, directory->data, directory->len);
  g_byte_array_append (out, end, END_SIZE);
  return g_file_set_contents (path, (const char *) out->data, (gssize) out->len, error);
}
