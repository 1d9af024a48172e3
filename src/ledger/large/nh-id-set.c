/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-id-set.h"

#define POINTER_TYPE "nh-id-set"
#define WORD_BITS 64
#define SPARSEST 256 /* bits for each id; a list of numbers would take no less */

struct _NhIdSet
{
  gint64 least;
  guint64 span; /* of the bits */
  guint64 bits[];
};

NhIdSet *
nh_id_set_new (GArray *ids)
{
  gint64 least = G_MAXINT64, greatest = G_MININT64;
  guint64 span;
  NhIdSet *self;

  for (guint i = 0; i < ids->len; i++)
    {
      least = MIN (least, g_array_index (ids, gint64, i));
      greatest = MAX (greatest, g_array_index (ids, gint64, i));
    }
  span = ids->len > 0 ? (guint64) greatest - (guint64) least : 0;
  if (span / SPARSEST > ids->len)
    return NULL;

  self = g_atomic_rc_box_alloc0 (sizeof *self + (span / WORD_BITS + 1) * sizeof self->bits[0]);
  self->least = least;
  self->span = ids->len > 0 ? span + 1 : 0;
  for (guint i = 0; i < ids->len; i++)
    {
      guint64 bit = (guint64) g_array_index (ids, gint64, i) - (guint64) least;

      self->bits[bit / WORD_BITS] |= G_GUINT64_CONSTANT (1) << bit % WORD_BITS;
    }
  return self;
}

void
nh_id_set_unref (NhIdSet *self)
{
  if (self != NULL)
    g_atomic_rc_box_release (self);
}

/* --- In SQL --- */

void
nh_id_set_bind (NhIdSet *self, sqlite3_stmt *statement, int parameter)
{
  sqlite3_bind_pointer (statement, parameter, g_atomic_rc_box_acquire (self), POINTER_TYPE, g_atomic_rc_box_release);
}

static void
call_is_among (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const NhIdSet *self = sqlite3_value_pointer (values[1], POINTER_TYPE);
  guint64 bit;

  if (self == NULL)
    return;
  bit = (guint64) sqlite3_value_int64 (values[0]) - (guint64) self->least;
  sqlite3_result_int (context, bit < self->span && (self->bits[bit / WORD_BITS] >> bit % WORD_BITS & 1) != 0);
}

void
nh_id_set_register (sqlite3 *db)
{
  sqlite3_create_function_v2 (db, "nh_is_among", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
                              call_is_among, NULL, NULL, NULL);
}
