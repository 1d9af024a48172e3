/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include "nh-date.h"

/* What a field holds. Blank, 0, "không có" and "chưa có số liệu" are four different things (DESIGN §4). */
typedef enum
{
  NH_VALUE_BLANK,   /* nothing entered yet */
  NH_VALUE_SET,     /* a value, 0 too */
  NH_VALUE_NIL,     /* "không có": confirmed that there is none (numbers and money only) */
  NH_VALUE_UNKNOWN, /* "chưa có số liệu" / a date "chưa xác định" (numbers, money, dates) */
} NhValueState;

/* The kind of the field decides which member is used: text for texts, choices and amounts, number for the rest (a
 * date as NhDate, yes/no as 0 or 1). A reference has its id as number, and may have the record's name as text. */
typedef struct
{
  NhValueState state;
  gint64 number;
  char *text; /* owned */
} NhValue;

#define NH_VALUE_INIT       \
  {                         \
    NH_VALUE_BLANK, 0, NULL \
  }

void nh_value_clear (NhValue *value);                      /* to blank */
void nh_value_copy (const NhValue *from, NhValue *to);     /* @to is cleared first */
void nh_value_set_text (NhValue *value, const char *text); /* NULL or "" makes it blank */
void nh_value_set_number (NhValue *value, gint64 number);
void nh_value_set_state (NhValue *value, NhValueState state); /* BLANK, NIL or UNKNOWN */
gboolean nh_value_equal (const NhValue *a, const NhValue *b);
static inline gboolean
nh_value_is_set (const NhValue *value)
{
  return value->state == NH_VALUE_SET;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NhValue, nh_value_clear)
