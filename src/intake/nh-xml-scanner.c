/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-xml-scanner.h"

#include <string.h>

#define ATTRIBUTES_MAX 256
#define REFERENCE_MAX 256
#define LEAST_BUFFER (128u << 10)

/* Of a byte. */
enum
{
  NAME_START = 1 << 0,
  NAME = 1 << 1,
  SPACE = 1 << 2,
  IN_TEXT = 1 << 3,  /* a text with it has to be looked at */
  IN_VALUE = 1 << 4, /* the same of the value of an attribute */
  STRANGE = 1 << 5,  /* outside ASCII */
  FORBIDDEN = 1 << 6,
};

static guint8 classes[256];

/* What became of a token. */
typedef enum
{
  STEP_DONE,
  STEP_MORE, /* its end is not there yet */
  STEP_BAD,
} Step;

typedef struct
{
  char *name, *name_end, *value, *value_end;
  guint8 flags; /* of the value */
} Attribute;

struct _NhXmlScanner
{
  const NhXmlCallbacks *callbacks;
  void *data;
  char *buffer;
  gsize capacity, length, at;
  GString *open;   /* names of the elements that are open, each with a zero byte */
  GArray *offsets; /* gsize: where they begin */
  gboolean inside; /* something has been read: a declaration comes too late */
  gboolean begun;  /* the root has been seen */
  gboolean stopped;
  Attribute attributes[ATTRIBUTES_MAX];
  const char *given[ATTRIBUTES_MAX * 2 + 1];
};

static void
make_classes (void)
{
  static gsize made = 0;

  if (!g_once_init_enter (&made))
    return;
  for (guint c = 0; c < 256; c++)
    {
      guint of = 0;

      if (g_ascii_isalpha (c) || c == '_' || c == ':' || c >= 0x80)
        of |= NAME_START | NAME;
      if (g_ascii_isdigit (c) || c == '-' || c == '.')
        of |= NAME;
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
        of |= SPACE;
      else if (c < 0x20)
        of |= FORBIDDEN | IN_TEXT | IN_VALUE;
      if (c >= 0x80)
        of |= STRANGE | IN_TEXT | IN_VALUE;
      if (c == '&' || c == '\r')
        of |= IN_TEXT | IN_VALUE;
      if (c == ']')
        of |= IN_TEXT;
      if (c == '<' || c == '\t' || c == '\n')
        of |= IN_VALUE;
      classes[c] = (guint8) of;
    }
  g_once_init_leave (&made, 1);
}

static inline guint
class_of (char c)
{
  return classes[(guchar) c];
}

static guint8
flags_of (const char *at, const char *end)
{
  guint8 flags = 0;

  for (; at < end; at++)
    flags |= classes[(guchar) *at];
  return flags;
}

gboolean
nh_xml_scanner_can_read (const char *bytes, gsize length)
{
  g_autofree char *declaration = NULL;
  const char *encoding;

  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      bytes += 3;
      length -= 3;
    }
  if (length < 2 || bytes[0] != '<' || bytes[1] == '\0')
    return FALSE;
  if (length < 5 || memcmp (bytes, "<?xml", 5) != 0)
    return TRUE;
  declaration = g_strndup (bytes, MIN (length, 200));
  if (strstr (declaration, "?>") == NULL)
    return FALSE;
  *strstr (declaration, "?>") = '\0';
  encoding = strstr (declaration, "encoding");
  if (encoding == NULL)
    return TRUE;
  encoding += strcspn (encoding, "\"'");
  return *encoding != '\0' && g_ascii_strncasecmp (encoding + 1, "utf-8", 5) == 0 && encoding[6] == *encoding;
}

NhXmlScanner *
nh_xml_scanner_new (const NhXmlCallbacks *callbacks, void *data)
{
  NhXmlScanner *self = g_new0 (NhXmlScanner, 1);

  make_classes ();
  self->callbacks = callbacks;
  self->data = data;
  self->open = g_string_new (NULL);
  self->offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  return self;
}

void
nh_xml_scanner_free (NhXmlScanner *self)
{
  g_string_free (self->open, TRUE);
  g_array_unref (self->offsets);
  g_free (self->buffer);
  g_free (self);
}

void
nh_xml_scanner_stop (NhXmlScanner *self)
{
  self->stopped = TRUE;
}

/* --- Characters --- */

/* Also without the two characters that XML does not have. */
static gboolean
is_sound (const char *text, gsize length)
{
  if (!g_utf8_validate_len (text, length, NULL))
    return FALSE;
  for (const char *at = text; (at = memchr (at, '\xef', (gsize) (text + length - at))) != NULL; at += 3)
    if (at[1] == '\xbf' && (at[2] == '\xbe' || at[2] == '\xbf'))
      return FALSE;
  return TRUE;
}

static gboolean
is_character (guint c)
{
  return (c >= 0x20 && c < 0xd800) || c == '\t' || c == '\n' || c == '\r' || (c >= 0xe000 && c < 0xfffe) ||
         (c >= 0x10000 && c < 0x110000);
}

/* "#x1ea1" or "#7841"; 0: it is none. */
static guint
parse_reference (const char *at, const char *end)
{
  guint base = at + 1 < end && at[1] == 'x' ? 16 : 10, c = 0;

  at += base == 16 ? 2 : 1;
  if (at == end)
    return 0;
  for (; at < end; at++)
    {
      int digit = base == 16 ? g_ascii_xdigit_value (*at) : g_ascii_digit_value (*at);

      if (digit < 0 || c > 0x110000)
        return 0;
      c = c * base + (guint) digit;
    }
  return is_character (c) ? c : 0;
}

/* The character of what stands between & and ;. 0: none. */
static guint
find_entity (const char *at, const char *end)
{
  static const struct
  {
    const char *name;
    char c;
  } entities[] = { { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' } };

  if (at < end && *at == '#')
    return parse_reference (at, end);
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strlen (entities[i].name) == (gsize) (end - at) && strncmp (at, entities[i].name, (gsize) (end - at)) == 0)
      return (guchar) entities[i].c;
  return 0;
}

/* Puts characters in place of references, and one LF (in a value: blank) for each line break. What is put there is
 * never longer. The new end; NULL: it is wrong. */
static char *
decode (char *from, char *end, gboolean value)
{
  char *to = from;

  for (char *at = from; at < end; at++)
    {
      if (*at == '&')
        {
          char *semicolon = memchr (at, ';', (gsize) (end - at));
          guint c = semicolon != NULL ? find_entity (at + 1, semicolon) : 0;

          if (c == 0)
            return NULL;
          to += g_unichar_to_utf8 (c, to);
          at = semicolon;
        }
      else if (*at == '\r')
        {
          at += at + 1 < end && at[1] == '\n';
          *to++ = value ? ' ' : '\n';
        }
      else
        *to++ = value && (*at == '\n' || *at == '\t') ? ' ' : *at;
    }
  return to;
}

/* --- Elements --- */

/* Behind the name, which begins at @at; @at when it is none. */
static char *
skip_name (char *at, const char *end)
{
  if (at < end && class_of (*at) & NAME_START)
    while (at < end && class_of (*at) & NAME)
      at++;
  return at;
}

static char *
skip_space (char *at, const char *end)
{
  while (at < end && class_of (*at) & SPACE)
    at++;
  return at;
}

/* From the name of an attribute to behind its value. */
static Step
read_attribute (Attribute *attribute, char **from, char *end)
{
  char *at = skip_name (*from, end);
  char quote;

  attribute->name = *from;
  attribute->name_end = at;
  if (at < end && at == *from)
    return STEP_BAD;
  at = skip_space (at, end);
  if (at < end && *at != '=')
    return STEP_BAD;
  at = at < end ? skip_space (at + 1, end) : end;
  if (at == end)
    return STEP_MORE;
  quote = *at;
  if (quote != '"' && quote != '\'')
    return STEP_BAD;
  attribute->value = ++at;
  attribute->flags = 0;
  for (; at < end && *at != quote; at++)
    {
      if (*at == '<')
        return STEP_BAD;
      attribute->flags |= classes[(guchar) *at];
    }
  attribute->value_end = at;
  *from = at + 1;
  return at < end ? STEP_DONE : STEP_MORE;
}

/* Ends the texts of the attributes with zero bytes and looks at them. */
static gboolean
finish_attributes (NhXmlScanner *self, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      Attribute *attribute = &self->attributes[i];
      char *end = attribute->value_end;

      *attribute->name_end = '\0';
      for (guint j = 0; j < i; j++)
        if (strcmp (self->given[2 * j], attribute->name) == 0)
          return FALSE;
      if (flags_of (attribute->name, attribute->name_end) & STRANGE && !g_utf8_validate (attribute->name, -1, NULL))
        return FALSE;
      if (attribute->flags & IN_VALUE)
        {
          if (attribute->flags & FORBIDDEN ||
              (attribute->flags & STRANGE && !is_sound (attribute->value, (gsize) (end - attribute->value))) ||
              (end = decode (attribute->value, end, TRUE)) == NULL)
            return FALSE;
        }
      *end = '\0';
      self->given[2 * i] = attribute->name;
      self->given[2 * i + 1] = attribute->value;
    }
  self->given[2 * n] = NULL;
  return TRUE;
}

static void
end_element (NhXmlScanner *self)
{
  gsize offset = g_array_index (self->offsets, gsize, self->offsets->len - 1);

  self->callbacks->end (self->data, self->open->str + offset);
  self->open->len = offset;
  self->offsets->len--;
}

static Step
start_element (NhXmlScanner *self, char *name, gsize length, guint n_attributes, gboolean empty)
{
  gsize offset = self->open->len;

  if ((self->offsets->len == 0 && self->begun) || !finish_attributes (self, n_attributes) ||
      (flags_of (name, name + length) & STRANGE && !g_utf8_validate_len (name, length, NULL)))
    return STEP_BAD;
  self->begun = TRUE;
  name[length] = '\0';
  g_array_append_val (self->offsets, offset);
  g_string_append_len (self->open, name, (gssize) length + 1);
  self->callbacks->start (self->data, name, self->given);
  if (empty && !self->stopped)
    end_element (self);
  return STEP_DONE;
}

/* @at: behind <. */
static Step
read_start (NhXmlScanner *self, char *at, char *end, char **behind)
{
  char *name = at;
  gsize length;
  guint n = 0;

  at = skip_name (at, end);
  if (at == end)
    return STEP_MORE;
  length = (gsize) (at - name);
  if (length == 0)
    return STEP_BAD;
  for (;;)
    {
      char *before = at;
      Step step;

      at = skip_space (at, end);
      if (at == end)
        return STEP_MORE;
      if (*at == '>' || *at == '/')
        break;
      if (at == before || n == ATTRIBUTES_MAX)
        return STEP_BAD;
      step = read_attribute (&self->attributes[n++], &at, end);
      if (step != STEP_DONE)
        return step;
    }
  if (*at == '/' && at + 1 == end)
    return STEP_MORE;
  if (*at == '/' && at[1] != '>')
    return STEP_BAD;
  *behind = at + (*at == '/' ? 2 : 1);
  return start_element (self, name, length, n, *at == '/');
}

/* @at: behind </. */
static Step
read_end (NhXmlScanner *self, char *at, char *end, char **behind)
{
  const char *name;
  gsize length;

  if (self->offsets->len == 0)
    return STEP_BAD;
  name = self->open->str + g_array_index (self->offsets, gsize, self->offsets->len - 1);
  length = strlen (name);
  if (strncmp (at, name, MIN (length, (gsize) (end - at))) != 0)
    return STEP_BAD;
  at = skip_space (at + MIN (length, (gsize) (end - at)), end);
  if (at == end)
    return STEP_MORE;
  if (*at != '>')
    return STEP_BAD;
  *behind = at + 1;
  end_element (self);
  return STEP_DONE;
}

/* --- Other tokens --- */

static char *
find (char *at, const char *end, const char *what)
{
  return g_strstr_len (at, end - at, what);
}

/* @text: without references that are to be replaced when @literal. */
static gboolean
give_text (NhXmlScanner *self, char *text, char *end, guint8 flags, gboolean literal)
{
  if (flags & FORBIDDEN || (flags & STRANGE && !is_sound (text, (gsize) (end - text))))
    return FALSE;
  if (self->offsets->len == 0)
    return !literal && skip_space (text, end) == end;
  if (flags & IN_TEXT)
    {
      if (!literal && find (text, end, "]]>") != NULL)
        return FALSE;
      if (!literal)
        end = decode (text, end, FALSE);
      else if (memchr (text, '\r', (gsize) (end - text)) != NULL)
        for (char *at = text; (at = memchr (at, '\r', (gsize) (end - at))) != NULL;)
          {
            *at++ = '\n';
            if (at < end && *at == '\n')
              memmove (at, at + 1, (gsize) (--end - at));
          }
      if (end == NULL)
        return FALSE;
    }
  if (end > text)
    self->callbacks->text (self->data, text, (int) (end - text));
  return TRUE;
}

/* How much of a text whose end is not there yet can be told: no part of a reference, of a character, of \r\n or ]]>. */
static char *
find_whole (char *at, char *end)
{
  for (char *back = end; back > at && end - back < REFERENCE_MAX; back--)
    if (back[-1] == '&')
      return back - 1;
  for (guint i = 0; i < 4 && end > at && class_of (end[-1]) & STRANGE; i++)
    if ((guchar) * --end >= 0xc0)
      break;
  while (end > at && (end[-1] == '\r' || end[-1] == ']'))
    end--;
  return end;
}

static Step
read_text (NhXmlScanner *self, char *at, char *end, gboolean last, char **behind)
{
  char *less = memchr (at, '<', (gsize) (end - at));

  if (less == NULL)
    less = last ? end : find_whole (at, end);
  if (less == at)
    return STEP_MORE;
  *behind = less;
  return give_text (self, at, less, flags_of (at, less), FALSE) ? STEP_DONE : STEP_BAD;
}

static Step
read_comment (char *at, char *end, char **behind)
{
  char *dashes = find (at, end, "--");

  if (dashes == NULL || dashes + 2 == end)
    return STEP_MORE;
  *behind = dashes + 3;
  return dashes[2] == '>' && !(flags_of (at, dashes) & FORBIDDEN) && is_sound (at, (gsize) (dashes - at)) ? STEP_DONE
                                                                                                          : STEP_BAD;
}

/* <?name …?>; the declaration is one, too. */
static Step
read_instruction (NhXmlScanner *self, char *at, char *end, char **behind)
{
  char *close = find (at, end, "?>"), *behind_name;
  gboolean reserved;

  if (close == NULL)
    return STEP_MORE;
  behind_name = skip_name (at, close);
  reserved = behind_name - at == 3 && g_ascii_strncasecmp (at, "xml", 3) == 0;
  if (behind_name == at || (behind_name < close && !(class_of (*behind_name) & SPACE)) ||
      (reserved && (self->inside || strncmp (at, "xml", 3) != 0)) || flags_of (at, close) & FORBIDDEN ||
      !is_sound (at, (gsize) (close - at)))
    return STEP_BAD;
  *behind = close + 2;
  return STEP_DONE;
}

static Step
read_literal (NhXmlScanner *self, char *at, char *end, char **behind)
{
  char *close = find (at, end, "]]>");

  if (close == NULL)
    return STEP_MORE;
  *behind = close + 3;
  return give_text (self, at, close, flags_of (at, close), TRUE) ? STEP_DONE : STEP_BAD;
}

/* Does @text begin with @sign, as far as it is there? */
static gboolean
begins (const char *text, const char *end, const char *sign, gboolean *whole)
{
  gsize length = strlen (sign), n = MIN (length, (gsize) (end - text));

  *whole = n == length;
  return strncmp (text, sign, n) == 0;
}

/* @at: at <!. */
static Step
read_mark (NhXmlScanner *self, char *at, char *end, char **behind)
{
  gboolean whole;

  if (begins (at, end, "<!--", &whole))
    return whole ? read_comment (at + 4, end, behind) : STEP_MORE;
  if (begins (at, end, "<![CDATA[", &whole))
    return whole ? read_literal (self, at + 9, end, behind) : STEP_MORE;
  if (!begins (at, end, "<!DOCTYPE", &whole) || self->begun)
    return STEP_BAD;
  if (!whole)
    return STEP_MORE;
  self->stopped = TRUE;
  self->callbacks->doctype (self->data);
  return STEP_BAD;
}

static Step
read_token (NhXmlScanner *self, char *at, char *end, gboolean last, char **behind)
{
  if (*at != '<')
    return read_text (self, at, end, last, behind);
  if (at + 1 == end)
    return STEP_MORE;
  if (at[1] == '/')
    return read_end (self, at + 2, end, behind);
  if (at[1] == '!')
    return read_mark (self, at, end, behind);
  if (at[1] == '?')
    return read_instruction (self, at + 2, end, behind);
  return read_start (self, at + 1, end, behind);
}

/* --- Pieces --- */

static void
add_piece (NhXmlScanner *self, const char *bytes, gsize length)
{
  self->length -= self->at;
  if (self->at > 0)
    memmove (self->buffer, self->buffer + self->at, self->length);
  self->at = 0;
  if (self->length + length > self->capacity)
    {
      self->capacity = MAX (LEAST_BUFFER, 2 * (self->length + length));
      self->buffer = g_realloc (self->buffer, self->capacity);
    }
  memcpy (self->buffer + self->length, bytes, length);
  self->length += length;
}

gboolean
nh_xml_scanner_feed (NhXmlScanner *self, const char *bytes, gsize length, gboolean last)
{
  gboolean first = self->buffer == NULL;
  Step step = STEP_DONE;

  if (self->stopped || (length == 0 && first))
    return FALSE;
  add_piece (self, bytes, length);
  if (first && self->length >= 3 && memcmp (self->buffer, "\xef\xbb\xbf", 3) == 0)
    self->at = 3;
  while (step == STEP_DONE && self->at < self->length && !self->stopped)
    {
      char *behind = NULL;

      step = read_token (self, self->buffer + self->at, self->buffer + self->length, last, &behind);
      if (step == STEP_DONE)
        self->at = (gsize) (behind - self->buffer);
      self->inside = self->inside || step == STEP_DONE;
    }
  if (step == STEP_BAD || self->stopped)
    return FALSE;
  return !last || (self->at == self->length && self->begun && self->offsets->len == 0);
}
