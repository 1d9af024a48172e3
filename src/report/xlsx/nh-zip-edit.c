/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-zip-edit.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <minizip/unzip.h>
#include <minizip/zip.h>
#include <string.h>

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-platform.h"

#define BUFFER_SIZE 65536
#define NAME_SIZE 256
#define LEVEL 2 /* a third of the time of level 6, for a sheet that is a fifth larger */

/* The text of the current part. NULL: the part is damaged. (transfer full) */
static char *
read_part (unzFile in, const unz_file_info64 *info)
{
  g_autoptr (GString) text = g_string_sized_new (info->uncompressed_size < G_MAXINT ? info->uncompressed_size : 0);
  char buffer[BUFFER_SIZE];
  int length = -1;

  if (unzOpenCurrentFile (in) != UNZ_OK)
    return NULL;
  while ((length = unzReadCurrentFile (in, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, length);
  /* Closing checks the CRC, but only of a part that was read to its declared end. */
  if (unzCloseCurrentFile (in) != UNZ_OK || length < 0 || text->len != info->uncompressed_size)
    return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
write_edited (unzFile in, zipFile out, const unz_file_info64 *info, const char *name, NhZipEdit edit, gpointer data)
{
  zip_fileinfo header = { .dosDate = info->dosDate, .external_fa = info->external_fa };
  g_autofree char *text = read_part (in, info);
  g_autofree char *edited = text != NULL ? edit (text, data) : NULL;

  return edited != NULL &&
         zipOpenNewFileInZip (out, name, &header, NULL, 0, NULL, 0, NULL, Z_DEFLATED, LEVEL) == ZIP_OK &&
         zipWriteInFileInZip (out, edited, (unsigned int) strlen (edited)) == ZIP_OK &&
         zipCloseFileInZip (out) == ZIP_OK;
}

/* Copies the part as it is packed. */
static gboolean
write_raw (unzFile in, zipFile out, const unz_file_info64 *info, const char *name)
{
  zip_fileinfo header = { .dosDate = info->dosDate, .external_fa = info->external_fa };
  char buffer[BUFFER_SIZE];
  int method, level, length;

  if (unzOpenCurrentFile2 (in, &method, &level, 1) != UNZ_OK ||
      zipOpenNewFileInZip2 (out, name, &header, NULL, 0, NULL, 0, NULL, method, level, 1) != ZIP_OK)
    return FALSE;
  while ((length = unzReadCurrentFile (in, buffer, sizeof buffer)) > 0)
    if (zipWriteInFileInZip (out, buffer, (unsigned int) length) != ZIP_OK)
      return FALSE;
  return length == 0 && unzCloseCurrentFile (in) == UNZ_OK &&
         zipCloseFileInZipRaw64 (out, info->uncompressed_size, info->crc) == ZIP_OK;
}

static gboolean
copy_parts (unzFile in, zipFile out, const char *prefix, NhZipEdit edit, gpointer data)
{
  int code = unzGoToFirstFile (in);

  for (; code == UNZ_OK; code = unzGoToNextFile (in))
    {
      unz_file_info64 info;
      char name[NAME_SIZE] = { 0 };
      gboolean edited;

      if (unzGetCurrentFileInfo64 (in, &info, name, sizeof name - 1, NULL, 0, NULL, 0) != UNZ_OK)
        return FALSE;
      edited = g_str_has_prefix (name, prefix) && g_str_has_suffix (name, ".xml");
      if (edited ? !write_edited (in, out, &info, name, edit, data) : !write_raw (in, out, &info, name))
        return FALSE;
    }
  return code == UNZ_END_OF_LIST_OF_FILE;
}

gboolean
nh_zip_edit (const char *path, const char *prefix, NhZipEdit edit, gpointer data, GError **error)
{
  g_autofree char *copy = g_strconcat (path, ".edited", NULL);
  unzFile in = unzOpen64 (path);
  zipFile out;
  gboolean whole;
  int code;

  errno = 0;
  out = in != NULL ? zipOpen64 (copy, APPEND_STATUS_CREATE) : NULL;
  whole = out != NULL && copy_parts (in, out, prefix, edit, data);
  if (in != NULL)
    unzClose (in);
  if (out != NULL)
    whole = zipClose (out, NULL) == ZIP_OK && whole;
  code = errno;
  if (whole && nh_platform_rename_over (copy, path, error))
    return TRUE;
  g_remove (copy);
  if (whole)
    return FALSE;
  /* minizip does not say why it failed, but leaves what the C library said; a damaged part leaves nothing. */
  if (in != NULL && (out == NULL || code != 0))
    g_set_error_literal (error, G_FILE_ERROR, (int) g_file_error_from_errno (code != 0 ? code : EIO),
                         g_strerror (code != 0 ? code : EIO));
  else
    nh_error_set (error, NH_ERROR_CORRUPT, _ ("write the workbook"), "%s", _ ("the file is damaged"));
  return FALSE;
}
