/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-zip-part.h"

#include <expat.h>
#include <minizip/unzip.h>
#include <string.h>

#include "nh-error.h"
#include "nh-i18n.h"

#define PARTS_MAX 1000
#define PART_MAX (G_GUINT64_CONSTANT (512) << 20)
#define RATIO_FREE (G_GUINT64_CONSTANT (10) << 20) /* below that any ratio will do */
#define RATIO_MAX 200
#define DEPTH_MAX 32
#define SILENCE_MAX (1 << 20)
#define SECONDS_MAX 60
#define BUFFER_SIZE 65536
#define CASE_INSENSITIVE 2

struct _NhZip
{
  unzFile file;

  /* of the part being read */
  const NhXmlHandlers *handlers;
  gpointer data;
  XML_Parser parser;
  guint depth;
  gsize silence;      /* bytes since the last element or text */
  const char *reason; /* why it was stopped; NULL: it was not */
  gboolean stopped;
};

static gboolean
refuse (GError **error, const char *reason)
{
  g_set_error (error, NH_ERROR, NH_ERROR_INVALID, _ ("The workbook cannot be read: %s."), reason);
  return FALSE;
}

NhZip *
nh_zip_open (const char *path, GError **error)
{
  g_autoptr (NhZip) self = g_new0 (NhZip, 1);
  unz_global_info64 info;

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR)) /* a pipe would be waited for */
    self->file = unzOpen64 (path);
  if (self->file == NULL || unzGetGlobalInfo64 (self->file, &info) != UNZ_OK)
    {
      refuse (error, _ ("the file is damaged"));
      return NULL;
    }
  if (info.number_entry <= PARTS_MAX)
    return g_steal_pointer (&self);
  refuse (error, _ ("it has too many parts"));
  return NULL;
}

void
nh_zip_free (NhZip *self)
{
  if (self == NULL)
    return;
  if (self->file != NULL)
    unzClose (self->file);
  g_free (self);
}

gboolean
nh_zip_has (NhZip *self, const char *name)
{
  return unzLocateFile (self->file, name, CASE_INSENSITIVE) == UNZ_OK;
}

void
nh_zip_stop (NhZip *self, const char *reason)
{
  if (self->stopped)
    return;
  self->stopped = TRUE;
  self->reason = reason;
  XML_StopParser (self->parser, XML_FALSE);
}

static const char *
local_name (const char *name)
{
  const char *colon = name[0] != '\0' && name[1] != '\0' ? strchr (name, ':') : NULL; /* most have one letter */

  return colon != NULL ? colon + 1 : name;
}

const char *
nh_xml_get (const char **attributes, const char *name)
{
  for (; attributes[0] != NULL; attributes += 2)
    if (strcmp (attributes[0], name) == 0 || strcmp (local_name (attributes[0]), name) == 0)
      return attributes[1];
  return NULL;
}

static void
on_start (void *data, const char *name, const char **attributes)
{
  NhZip *self = data;

  self->silence = 0;
  if (++self->depth > DEPTH_MAX)
    nh_zip_stop (self, _ ("it is nested too deeply"));
  else if (!self->stopped)
    self->handlers->start (local_name (name), attributes, self->data);
}

static void
on_end (void *data, const char *name)
{
  NhZip *self = data;

  self->silence = 0;
  self->depth--;
  if (!self->stopped)
    self->handlers->end (local_name (name), self->data);
}

static void
on_text (void *data, const char *text, int length)
{
  NhZip *self = data;

  self->silence = 0;
  if (!self->stopped && self->handlers->text != NULL)
    self->handlers->text (text, (gsize) length, self->data);
}

static void
on_doctype (void *data, const char *name, const char *system, const char *public, int internal)
{
  nh_zip_stop (data, _ ("it has definitions that no program writes"));
}

/* What is unpacked is counted, whatever the container says of itself. */
static const char *
check_size (const unz_file_info64 *info, guint64 n_read)
{
  if (n_read > PART_MAX || (n_read > RATIO_FREE && n_read / RATIO_MAX > info->compressed_size))
    return _ ("it is too big");
  return NULL;
}

/* FALSE: it is over, well or with @reason. */
static gboolean
feed (NhZip *self, const char *buffer, int length, const char **reason)
{
  self->silence += (gsize) length;
  if (XML_Parse (self->parser, buffer, length, length == 0) != XML_STATUS_OK)
    *reason = self->stopped ? self->reason : _ ("the file is damaged");
  else if (self->silence > SILENCE_MAX)
    *reason = _ ("it has a part without an end");
  else
    return length > 0;
  return FALSE;
}

static const char *
read_part (NhZip *self, const unz_file_info64 *info, GCancellable *cancellable)
{
  gint64 end = g_get_monotonic_time () + SECONDS_MAX * G_USEC_PER_SEC;
  g_autofree char *buffer = g_malloc (BUFFER_SIZE);
  const char *reason = NULL;
  guint64 n_read = 0;
  int length;

  do
    {
      length = unzReadCurrentFile (self->file, buffer, BUFFER_SIZE);
      n_read += (guint64) MAX (length, 0);
      reason = length < 0 ? _ ("the file is damaged") : check_size (info, n_read);
      if (reason == NULL && g_get_monotonic_time () > end)
        reason = _ ("it takes too long");
    }
  while (reason == NULL && !g_cancellable_is_cancelled (cancellable) && feed (self, buffer, length, &reason));
  return reason;
}

gboolean
nh_zip_parse (NhZip *self, const char *name, const NhXmlHandlers *handlers, gpointer data, GCancellable *cancellable,
              GError **error)
{
  unz_file_info64 info;
  const char *reason;
  int closed;

  if (!nh_zip_has (self, name) || unzGetCurrentFileInfo64 (self->file, &info, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK ||
      unzOpenCurrentFile (self->file) != UNZ_OK)
    return refuse (error, _ ("the file is damaged"));
  self->handlers = handlers;
  self->data = data;
  self->depth = 0;
  self->silence = 0;
  self->stopped = FALSE;
  self->reason = NULL;
  self->parser = XML_ParserCreate (NULL);
  XML_SetUserData (self->parser, self);
  XML_SetElementHandler (self->parser, on_start, on_end);
  XML_SetCharacterDataHandler (self->parser, on_text);
  XML_SetStartDoctypeDeclHandler (self->parser, on_doctype);
  reason = read_part (self, &info, cancellable);
  XML_ParserFree (self->parser);
  self->parser = NULL;
  /* Tells of a wrong checksum, where all was read. */
  closed = unzCloseCurrentFile (self->file);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (reason == NULL && closed == UNZ_CRCERROR)
    reason = _ ("the file is damaged");
  return reason == NULL || refuse (error, reason);
}
