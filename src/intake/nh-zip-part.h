/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* The XML parts of a zip container from strangers, read one after the other, without unpacking them. What a person
 * would not make is refused: more than 1,000 parts, a part of more than 512 MiB or 200 times as large as packed,
 * elements 32 deep, a DOCTYPE (so that there are no entities), a megabyte without an element, a damaged part, a minute
 * of reading. */
typedef struct _NhZip NhZip;

/* Names without their prefix. Attributes as expat has them: name, value, …, NULL. */
typedef struct
{
  void (*start) (const char *name, const char **attributes, gpointer data);
  void (*end) (const char *name, gpointer data);
  void (*text) (const char *text, gsize length, gpointer data); /* nullable */
  /* Nullable: the element that the part has many of, read fast where it is written plainly (nh-xml-plain.h). Blanks
   * between such elements are not told. */
  const char *repeated;
} NhXmlHandlers;

/* NH_ERROR_INVALID: it is no such container. */
NhZip *nh_zip_open (const char *path, GError **error);
void nh_zip_free (NhZip *self);
gboolean nh_zip_has (NhZip *self, const char *name); /* in any case of letters */
/* @error: NH_ERROR_INVALID when it is refused or missing, G_IO_ERROR_CANCELLED. */
gboolean nh_zip_parse (NhZip *self, const char *name, const NhXmlHandlers *handlers, gpointer data,
                       GCancellable *cancellable, GError **error);
/* Within a handler: the rest of the part is not read. @reason: nullable, then it is no error. */
void nh_zip_stop (NhZip *self, const char *reason);
/* For tests: from now on nothing is read without expat. */
void nh_zip_use_expat_alone (gboolean alone);
/* The value of the attribute, its prefix left out; NULL: it has none. */
const char *nh_xml_get (const char **attributes, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhZip, nh_zip_free)
