/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scanner of XML beside expat, which is the judge: spoilt texts, in pieces of any size, must give the same events,
 * and what expat refuses must be refused. */
#include "fuzz.h"

#include <expat.h>
#include <string.h>

#include "mutate.h"
#include "nh-xml-scanner.h"

static const char sample[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone='yes'?>\r\n<!-- Bảng <1> & 2 --><x:worksheet xmlns:x = 'x'"
    "\txml:space=\"preserve\"><sheetData><row r=\"1\" spans='1:\"3'><c r=\"A1\" s=\"1\" t=\"inlineStr\"><is>"
    "<t>Thôn &amp; xã &#7841;&#x1EA1;&lt;tag&gt; &quot;a&apos;</t></is></c ><c r=\"B1\"><f>A1>B1</f><v>46242</v></c>"
    "<c r=\"C1\" t=\"s\"/><c/></row >\r\n<?target a ?b?><row a=\"&amp;&#10;\n\t&lt;>\" b=''><![CDATA[<a>&amp;]]]]>"
    "\r\r\n]] ></row></sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:D1\"></mergeCell></mergeCells>"
    "<é a='ê'/></x:worksheet>\n<!----><?end?>\n";

/* What was told of a text. */
typedef struct
{
  GString *events;
  gboolean in_text;
} Told;

static void
end_text (Told *told)
{
  if (told->in_text)
    g_string_append_c (told->events, '\n');
  told->in_text = FALSE;
}

static void
on_start (void *data, const char *name, const char **attributes)
{
  Told *told = data;

  end_text (told);
  g_string_append_printf (told->events, "<%s", name);
  for (; *attributes != NULL; attributes += 2)
    g_string_append_printf (told->events, " %s=[%s]", attributes[0], attributes[1]);
  g_string_append (told->events, ">\n");
}

static void
on_end (void *data, const char *name)
{
  end_text (data);
  g_string_append_printf (((Told *) data)->events, "</%s>\n", name);
}

static void
on_text (void *data, const char *text, int length)
{
  Told *told = data;

  told->in_text = TRUE;
  g_string_append_len (told->events, text, length);
}

static void
on_doctype (void *data)
{
}

static XML_Parser parser;

static void
on_expat_doctype (void *data, const char *name, const char *system, const char *public, int internal)
{
  XML_StopParser (parser, XML_FALSE);
}

static gboolean
ask_expat (const GString *text, Told *told)
{
  gboolean good;

  parser = XML_ParserCreate (NULL);
  XML_SetUserData (parser, told);
  XML_SetElementHandler (parser, on_start, on_end);
  XML_SetCharacterDataHandler (parser, on_text);
  XML_SetStartDoctypeDeclHandler (parser, on_expat_doctype);
  good = XML_Parse (parser, text->str, (int) text->len, TRUE) == XML_STATUS_OK;
  XML_ParserFree (parser);
  return good;
}

/* In pieces that are copies, so that each byte read behind one is seen. */
static gboolean
ask_scanner (const GString *text, Told *told, GRand *rand)
{
  static const NhXmlCallbacks callbacks = { on_start, on_end, on_text, on_doctype };
  NhXmlScanner *scanner = nh_xml_scanner_new (&callbacks, told);
  gsize at = 0, most = text->len > 4000 ? text->len / 8 : g_rand_int_range (rand, 0, 3) == 0 ? 4 : 400;
  gboolean good = TRUE;

  while (good && at < text->len)
    {
      gsize wanted = (gsize) g_rand_int_range (rand, at == 0 ? 3 : 1, (gint32) most);
      gsize length = MIN (text->len - at, wanted);
      g_autofree char *piece = g_memdup2 (text->str + at, length);

      good = nh_xml_scanner_feed (scanner, piece, length, FALSE);
      at += length;
    }
  good = good && nh_xml_scanner_feed (scanner, "", 0, TRUE);
  nh_xml_scanner_free (scanner);
  return good;
}

/* Letters outside ASCII in a tag or instruction: the scanner does not ask which of them a name may have. Nor does it
 * read the declaration, but for its encoding. */
static gboolean
may_differ (const GString *text)
{
  return g_regex_match_simple ("<[^>]*[\\x80-\\xff]|<\\?xml", text->str, G_REGEX_RAW, 0) ||
         strlen (text->str) < text->len;
}

void
fuzz_xml_set_up (const char *folder)
{
}

void
fuzz_xml (const char *folder, GRand *rand)
{
  g_autoptr (GString) text = g_string_new (sample);
  g_autoptr (GString) expected = g_string_new (NULL), found = g_string_new (NULL);
  Told by_expat = { expected, FALSE }, by_scanner = { found, FALSE };
  gboolean good, right;

  if (g_rand_boolean (rand)) /* a part, well-formed or not */
    g_string_erase (text, 0, strstr (text->str, "<x:") - text->str);
  if (g_rand_int_range (rand, 0, 8) > 0)
    mutate_text (text, rand);
  if (!nh_xml_scanner_can_read (text->str, text->len))
    return;
  right = ask_expat (text, &by_expat);
  good = ask_scanner (text, &by_scanner, rand);
  if (right)
    {
      if (!good)
        g_error ("it is refused behind “%s”: %s", found->str, text->str);
      g_assert_cmpstr (found->str, ==, expected->str);
    }
  else if (good && !may_differ (text))
    g_error ("it is not well-formed: %s", text->str);
}
