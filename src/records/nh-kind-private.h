/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-kind.h"

/* nh-kind-choice.c */
gboolean nh_choice_parse (const NhField *field, const char *text, const NhParseContext *context, NhValue *value,
                          GError **error);
gboolean nh_choice_from_canonical (const NhField *field, const char *text, NhValue *value, GError **error);
gboolean nh_many_parse (const NhField *field, const char *text, const NhParseContext *context, NhValue *value,
                        GError **error);
char *nh_many_format (const NhField *field, const NhValue *value, NhCatalog *catalog);
gboolean nh_many_from_canonical (const NhField *field, const char *text, NhValue *value, GError **error);
gboolean nh_amounts_parse_text (const NhField *field, const char *text, const NhParseContext *context, NhValue *value,
                                GError **error);
char *nh_amounts_format (const NhField *field, const NhValue *value, NhCatalog *catalog);
char *nh_amounts_edit_text (const NhField *field, const NhValue *value, NhCatalog *catalog);
gboolean nh_amounts_from_canonical (const NhField *field, const char *text, NhValue *value, GError **error);

/* nh-kind.c */
/* Plain digits only, up to NH_NUMBER_MAX. */
gboolean nh_kind_read_digits (const char *text, gint64 *number);
/* Always FALSE. */
gboolean nh_kind_refuse_canonical (const char *text, GError **error);
