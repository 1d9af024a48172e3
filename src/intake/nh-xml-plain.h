/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Elements of XML that are written plainly, as programs write most rows and texts of a workbook: read here several
 * times as fast as by expat. Plain are tags with names of ASCII letters, digits and colons, one blank before each
 * attribute, values in double quotes; and texts without <, >, &, CR. Comments, entities, CDATA and whatever is not well
 * formed are not. An element is taken as a whole or left as it is, so that expat judges everything that is unusual. */
typedef struct _NhXmlPlain NhXmlPlain;

/* As those of expat. */
typedef struct
{
  void (*start) (gpointer data, const char *name, const char **attributes);
  void (*end) (gpointer data, const char *name);
  void (*text) (gpointer data, const char *text, int length);
} NhXmlPlainHandlers;

NhXmlPlain *nh_xml_plain_new (void);
void nh_xml_plain_free (NhXmlPlain *self);
/* The plain elements @name that @text (UTF-8, ends with NUL; it is written into) begins with, and the blanks after
 * them, which are not told. How many bytes they are; 0: it begins with none. */
gsize nh_xml_plain_take (NhXmlPlain *self, char *text, const char *name, const NhXmlPlainHandlers *handlers,
                         gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhXmlPlain, nh_xml_plain_free)
