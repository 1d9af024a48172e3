/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-zip-part.h"

#include <expat.h>
#include <minizip/unzip.h>
#include <string.h>

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-xml-plain.h"

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

  /* for the elements that are read without expat */
  NhXmlPlain *plain; /* owned (nullable): the part has none */
  gint64 n_fed;      /* bytes that expat was given, of which */
  gint64 n_told;     /* these ended with a tag */
  gboolean settled;  /* since then it was given only blanks: it is not within a tag or a comment */
};

static gboolean expat_alone;

void
nh_zip_use_expat_alone (gboolean alone)
{
  expat_alone = alone;
}

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

/* Those of expat, which say how far it came. */
static void
on_expat_start (void *data, const char *name, const char **attributes)
{
  NhZip *self = data;

  self->n_told = XML_GetCurrentByteIndex (self->parser) + XML_GetCurrentByteCount (self->parser);
  on_start (data, name, attributes);
}

static void
on_expat_end (void *data, const char *name)
{
  NhZip *self = data;

  self->n_told = XML_GetCurrentByteIndex (self->parser) + XML_GetCurrentByteCount (self->parser);
  on_end (data, name);
}

/* What is not UTF-8 is expat's. */
static void
on_declaration (void *data, const char *version, const char *encoding, int standalone)
{
  NhZip *self = data;

  if (encoding != NULL && g_ascii_strcasecmp (encoding, "UTF-8") != 0)
    g_clear_pointer (&self->plain, nh_xml_plain_free);
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
feed (NhZip *self, const char *text, int length, const char **reason)
{
  gint64 start = self->n_fed;

  self->silence += (gsize) length;
  self->n_fed += length;
  if (XML_Parse (self->parser, text, length, length == 0) != XML_STATUS_OK)
    *reason = self->stopped ? self->reason : _ ("the file is damaged");
  else if (self->silence > SILENCE_MAX)
    *reason = _ ("it has a part without an end");
  else if (length > 0)
    {
      gint64 since = MAX (self->n_told - start, 0);

      self->settled = (self->settled || self->n_told >= start) &&
                      (gint64) strspn (text + MIN (since, length), " \t\r\n") >= length - since;
      return TRUE;
    }
  return FALSE;
}

/* The next element of those that the part has many of. */
static int
find_next (NhZip *self, const char *text, int length)
{
  const char *next = text;

  while ((next = strchr (next + 1, '<')) != NULL)
    if (g_str_has_prefix (next + 1, self->handlers->repeated))
      return (int) (next - text);
  return length;
}

/* As feed(), @text ends with NUL. Expat is given what is not plain; where it is not settled yet, a text is divided only
 * once, since expat begins a tag or a comment anew each time. */
static gboolean
feed_rest (NhZip *self, char *text, int length, const char **reason)
{
  static const NhXmlPlainHandlers handlers = { on_start, on_end, on_text };
  gboolean divided = FALSE;

  while (length > 0)
    {
      gboolean settled = self->plain != NULL && self->settled && self->depth > 0;
      int n = settled ? (int) nh_xml_plain_take (self->plain, text, self->handlers->repeated, &handlers, self) : 0;

      if (self->stopped)
        {
          *reason = self->reason;
          return FALSE;
        }
      text += n;
      length -= n;
      n = self->plain != NULL && length > 0 && (settled || !divided) ? find_next (self, text, length) : length;
      if (n > 0 && !feed (self, text, n, reason))
        return FALSE;
      divided = !settled;
      text += n;
      length -= n;
    }
  return TRUE;
}

/* Without a mark at its beginning, or with that of UTF-8, it is UTF-8 until it says something else. */
static void
begin_plain (NhZip *self, const char *text, int length)
{
  if (self->handlers->repeated != NULL && !expat_alone && length > 3 &&
      ((text[0] == '<' && text[1] != '\0') || g_str_has_prefix (text, "\xEF\xBB\xBF")))
    self->plain = nh_xml_plain_new ();
}

static const char *
read_part (NhZip *self, const unz_file_info64 *info, GCancellable *cancellable)
{
  gint64 end = g_get_monotonic_time () + SECONDS_MAX * G_USEC_PER_SEC;
  g_autofree char *buffer = g_malloc (BUFFER_SIZE + 1);
  const char *reason = NULL;
  guint64 n_read = 0;
  int length;

  do
    {
      length = unzReadCurrentFile (self->file, buffer, BUFFER_SIZE);
      buffer[MAX (length, 0)] = '\0';
      if (n_read == 0)
        begin_plain (self, buffer, length);
      n_read += (guint64) MAX (length, 0);
      reason = length < 0 ? _ ("the file is damaged") : check_size (info, n_read);
      if (reason == NULL && g_get_monotonic_time () > end)
        reason = _ ("it takes too long");
    }
  while (reason == NULL && !g_cancellable_is_cancelled (cancellable) &&
         (length > 0 ? feed_rest (self, buffer, length, &reason) : feed (self, buffer, 0, &reason)));
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
  self->n_fed = self->n_told = 0;
  self->settled = FALSE;
  self->parser = XML_ParserCreate (NULL);
  XML_SetUserData (self->parser, self);
  XML_SetElementHandler (self->parser, on_expat_start, on_expat_end);
  XML_SetCharacterDataHandler (self->parser, on_text);
  XML_SetStartDoctypeDeclHandler (self->parser, on_doctype);
  XML_SetXmlDeclHandler (self->parser, on_declaration);
  reason = read_part (self, &info, cancellable);
  XML_ParserFree (self->parser);
  self->parser = NULL;
  g_clear_pointer (&self->plain, nh_xml_plain_free);
  /* Tells of a wrong checksum, where all was read. */
  closed = unzCloseCurrentFile (self->file);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (reason == NULL && closed == UNZ_CRCERROR)
    reason = _ ("the file is damaged");
  return reason == NULL || refuse (error, reason);
}
