/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-field-editor.h"

G_BEGIN_DECLS

/* Texts in editors that cannot be read and so are in no record: field name → text. @editors: of NhFieldEditor* */

GHashTable *nh_typed_new (void);                               /* (transfer full) */
gboolean nh_typed_is_in (GPtrArray *editors);                  /* whether there is one */
void nh_typed_collect (GHashTable *typed, GPtrArray *editors); /* adds them */
/* Sets them as if the user typed them. @typed: nullable */
void nh_typed_restore (GHashTable *typed, GPtrArray *editors);

G_END_DECLS
