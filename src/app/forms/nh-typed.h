/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-field-editor.h"

G_BEGIN_DECLS

/* What was typed into editors and cannot be read, so that no record holds it: field name → text. @editors: of NhFieldEditor* */

GHashTable *nh_typed_new (void);                                      /* (transfer full) */
gboolean nh_typed_is_in (GPtrArray *editors);                        /* there is such a text */
void nh_typed_collect (GHashTable *typed, GPtrArray *editors);     /* adds them */
/* As if the clerk typed them anew. @typed: nullable */
void nh_typed_restore (GHashTable *typed, GPtrArray *editors);

G_END_DECLS
