/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Reads XML in UTF-8 as it comes in pieces, without entities other than the five of XML itself, several times as fast
 * as expat, whose callbacks it has. It takes what is well-formed; it is as strict as expat, but for letters in names
 * outside ASCII. Other encodings are not for it: nh_xml_scanner_can_read(). */
typedef struct _NhXmlScanner NhXmlScanner;

typedef struct
{
  void (*start) (void *data, const char *name, const char **attributes); /* name, value, …, NULL */
  void (*end) (void *data, const char *name);
  void (*text) (void *data, const char *text, int length); /* perhaps in several pieces */
  void (*doctype) (void *data);                            /* what comes then is not read */
} NhXmlCallbacks;

/* @bytes: the first piece, of all that there is or of at least 200 bytes. */
gboolean nh_xml_scanner_can_read (const char *bytes, gsize length);
/* @callbacks are borrowed. (transfer full) */
NhXmlScanner *nh_xml_scanner_new (const NhXmlCallbacks *callbacks, void *data);
void nh_xml_scanner_free (NhXmlScanner *self);
/* FALSE: it is not well-formed, or was stopped. @last: nothing comes behind; @length may be 0. */
gboolean nh_xml_scanner_feed (NhXmlScanner *self, const char *bytes, gsize length, gboolean last);
/* Within a callback: nothing more is read. */
void nh_xml_scanner_stop (NhXmlScanner *self);
