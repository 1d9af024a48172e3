/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-xml-plain.h"

#include <string.h>

#define TOKENS_MAX 8192 /* of an element; those with more are expat's */
#define TOKENS_A_TAG (2 * ATTRIBUTES_MAX + 2)
#define ATTRIBUTES_MAX 16
#define DEPTH_MAX 8

typedef enum
{
  TOKEN_START,
  TOKEN_ATTRIBUTE, /* its name, then its value */
  TOKEN_END,       /* its name is that of the start */
  TOKEN_TEXT,
} TokenKind;

typedef struct
{
  TokenKind kind;
  int length;
  char *at; /* borrowed: in the text */
} Token;

struct _NhXmlPlain
{
  Token tokens[TOKENS_MAX];
  guint n_tokens;
  guint open[DEPTH_MAX]; /* the starts without an end, as numbers of tokens */
  guint depth;
  guchar bits; /* of all bytes of texts and values: is one of them not ASCII? */
};

NhXmlPlain *
nh_xml_plain_new (void)
{
  return g_new (NhXmlPlain, 1);
}

void
nh_xml_plain_free (NhXmlPlain *self)
{
  g_free (self);
}

/* --- Is it plain? What is not gives NULL. --- */

static void
add (NhXmlPlain *self, TokenKind kind, char *at, const char *end)
{
  self->tokens[self->n_tokens++] = (Token){ kind, (int) (end - at), at };
}

static char *
skip_name (char *at)
{
  if (!g_ascii_isalpha (*at))
    return NULL;
  while (g_ascii_isalnum (*at) || *at == ':')
    at++;
  return at;
}

static char *
skip_value (NhXmlPlain *self, char *at)
{
  for (; (guchar) *at >= ' ' && *at != '"' && *at != '<' && *at != '&'; at++)
    self->bits |= (guchar) *at;
  return *at == '"' ? at : NULL;
}

/* No element has an attribute twice. */
static gboolean
is_new (NhXmlPlain *self, guint start, const char *name, gsize length)
{
  for (guint i = start + 1; i < self->n_tokens; i += 2)
    if ((gsize) self->tokens[i].length == length && memcmp (self->tokens[i].at, name, length) == 0)
      return FALSE;
  return TRUE;
}

static char *
scan_attributes (NhXmlPlain *self, char *at)
{
  guint start = self->n_tokens - 1;

  while (at[0] == ' ' && g_ascii_isalpha (at[1]))
    {
      char *name = at + 1, *value;

      at = skip_name (name);
      if (at[0] != '=' || at[1] != '"' || self->n_tokens - start > 2 * ATTRIBUTES_MAX ||
          !is_new (self, start, name, (gsize) (at - name)))
        return NULL;
      add (self, TOKEN_ATTRIBUTE, name, at);
      value = at + 2;
      at = skip_value (self, value);
      if (at == NULL)
        return NULL;
      add (self, TOKEN_ATTRIBUTE, value, at++);
    }
  return at;
}

static char *
scan_start (NhXmlPlain *self, char *at)
{
  guint start = self->n_tokens;
  char *name = at, *end = skip_name (at);

  if (end == NULL)
    return NULL;
  add (self, TOKEN_START, name, end);
  at = scan_attributes (self, end);
  if (at == NULL)
    return NULL;
  if (*at == ' ')
    at++;
  if (at[0] == '/' && at[1] == '>')
    {
      add (self, TOKEN_END, name, end);
      return at + 2;
    }
  if (*at != '>' || self->depth == DEPTH_MAX)
    return NULL;
  self->open[self->depth++] = start;
  return at + 1;
}

static char *
scan_end (NhXmlPlain *self, char *at)
{
  const Token *start = &self->tokens[self->open[--self->depth]];

  if (strncmp (at, start->at, (gsize) start->length) != 0 || at[start->length] != '>')
    return NULL;
  add (self, TOKEN_END, start->at, start->at + start->length);
  return at + start->length + 1;
}

static char *
scan_text (NhXmlPlain *self, char *at)
{
  char *text = at;

  for (; (guchar) *at >= ' ' ? *at != '<' && *at != '>' && *at != '&' : *at == '\n' || *at == '\t'; at++)
    self->bits |= (guchar) *at;
  if (*at != '<')
    return NULL;
  add (self, TOKEN_TEXT, text, at);
  return at;
}

/* What XML takes as characters; near its last ones, which it does not take, expat decides. */
static gboolean
is_sound (NhXmlPlain *self, const char *text, gsize length)
{
  return self->bits < 0x80 ||
         (g_utf8_validate_len (text, length, NULL) && g_strstr_len (text, (gssize) length, "\xEF\xBF") == NULL);
}

/* The end of the element. */
static char *
scan (NhXmlPlain *self, char *text, const char *name)
{
  gsize length = strlen (name);
  char *at = text;

  if (*at != '<' || strncmp (at + 1, name, length) != 0 || strchr (" />", at[length + 1]) == NULL)
    return NULL;
  self->n_tokens = self->depth = 0;
  self->bits = 0;
  do
    if (self->n_tokens > TOKENS_MAX - TOKENS_A_TAG)
      return NULL;
    else if (*at != '<')
      at = scan_text (self, at);
    else if (at[1] == '/')
      at = scan_end (self, at + 2);
    else
      at = scan_start (self, at + 1);
  while (at != NULL && self->depth > 0);
  return at != NULL && is_sound (self, text, (gsize) (at - text)) ? at : NULL;
}

/* --- It is --- */

static void
tell_start (NhXmlPlain *self, guint *at, const NhXmlPlainHandlers *handlers, gpointer data)
{
  const char *attributes[2 * ATTRIBUTES_MAX + 1], *name = self->tokens[*at].at;
  guint n = 0;

  for (; *at + 1 < self->n_tokens && self->tokens[*at + 1].kind == TOKEN_ATTRIBUTE; (*at)++)
    {
      const Token *token = &self->tokens[*at + 1];

      token->at[token->length] = '\0';
      attributes[n++] = token->at;
    }
  attributes[n] = NULL;
  handlers->start (data, name, attributes);
}

static void
tell (NhXmlPlain *self, const NhXmlPlainHandlers *handlers, gpointer data)
{
  for (guint i = 0; i < self->n_tokens; i++)
    {
      Token *token = &self->tokens[i];

      switch (token->kind)
        {
        case TOKEN_START:
          token->at[token->length] = '\0';
          tell_start (self, &i, handlers, data);
          break;
        case TOKEN_END:
          handlers->end (data, token->at);
          break;
        default:
          handlers->text (data, token->at, token->length);
          break;
        }
    }
}

gsize
nh_xml_plain_take (NhXmlPlain *self, char *text, const char *name, const NhXmlPlainHandlers *handlers, gpointer data)
{
  char *at = text, *end;

  while ((end = scan (self, at, name)) != NULL)
    {
      tell (self, handlers, data);
      at = end + strspn (end, " \t\r\n");
    }
  return (gsize) (at - text);
}
