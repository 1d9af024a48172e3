/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-held.h"

#include "nh-i18n.h"
#include "nh-query.h"
#include "nh-store.h"

typedef struct
{
  GArray *held; /* of gint64, owned: those in the ledger */
  guint n_read; /* in the table so far */
  guint last;   /* row of the last one */
} Like;

struct _NhHeld
{
  NhConnection *connection;
  NhLedger *ledger;
  const NhMapping *mapping;
  gboolean *mapped;  /* by field; owned */
  gint64 here;       /* the record of the last answer NH_HELD_HERE */
  GHashTable *likes; /* values → Like, owned */
  GHashTable *years; /* "unit/year" that were read from the ledger */
  GHashTable *uuids; /* of the table */
  GHashTable *there; /* of the ledger; NULL: not asked for yet */
};

static void
like_free (gpointer data)
{
  g_array_unref (((Like *) data)->held);
  g_free (data);
}

NhHeld *
nh_held_new (NhConnection *connection, NhLedger *ledger, const NhMapping *mapping)
{
  NhHeld *self = g_new0 (NhHeld, 1);

  self->connection = connection;
  self->ledger = ledger;
  self->mapping = mapping;
  self->mapped = g_new0 (gboolean, mapping->type->n_fields);
  for (guint i = 0; i < mapping->n_columns; i++)
    if (mapping->columns[i].field >= 0)
      self->mapped[mapping->columns[i].field] = TRUE;
  self->likes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, like_free);
  self->years = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->uuids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
nh_held_free (NhHeld *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->likes);
  g_hash_table_unref (self->years);
  g_hash_table_unref (self->uuids);
  g_clear_pointer (&self->there, g_hash_table_unref);
  g_free (self->mapped);
  g_free (self);
}

static char *
describe (NhHeld *self, const NhRecord *record)
{
  const NhRecordInfo *info = nh_record_get_info (record);
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%" G_GINT64_FORMAT "/%d", info->unit, info->year);
  for (guint i = 0; i < self->mapping->type->n_fields; i++)
    if (self->mapped[i])
      {
        const NhValue *read = nh_record_get (record, i);
        g_autofree char *value = read->state != NH_VALUE_BLANK
                                     ? nh_kind_to_canonical (&self->mapping->type->fields[i], read)
                                     : NULL;

        g_string_append_c (text, '\x1f');
        if (value != NULL)
          g_string_append (text, value);
      }
  return g_string_free (text, FALSE);
}

static Like *
get_like (NhHeld *self, const NhRecord *record)
{
  g_autofree char *key = describe (self, record);
  Like *like = g_hash_table_lookup (self->likes, key);

  if (like == NULL)
    {
      like = g_new0 (Like, 1);
      like->held = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (self->likes, g_steal_pointer (&key), like);
    }
  return like;
}

static gboolean
read_year (NhHeld *self, gint64 unit, int year, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT "/%d", unit, year);
  g_autoptr (NhQuery) query = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) records = NULL;

  if (!g_hash_table_add (self->years, g_steal_pointer (&key)))
    return TRUE;
  query = nh_query_new (self->mapping->type);
  query->unit = unit;
  query->year = year;
  ids = nh_query_ids (self->connection, self->ledger, query, 0, error);
  if (ids != NULL)
    records = nh_store_fetch (self->connection, self->ledger, self->mapping->type, (const gint64 *) ids->data, ids->len,
                              error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    if (records->pdata[i] != NULL && nh_record_get_info (records->pdata[i])->unit == unit)
      g_array_append_val (get_like (self, records->pdata[i])->held, nh_record_get_info (records->pdata[i])->id);
  return records != NULL;
}

/* A record of this number, as of a table that this program wrote. FALSE: @error. */
static gboolean
ask_uuid (NhHeld *self, const NhRecord *record, NhHeldAnswer *answer, char **reason, GError **error)
{
  const char *uuid = nh_record_get_info (record)->uuid;
  g_autoptr (NhRecord) there = NULL;

  if (!g_hash_table_add (self->uuids, g_strdup (uuid)))
    {
      *answer = NH_HELD_OTHER;
      *reason = g_strdup (_ ("A row above has the same number of the record. Empty it here if they are two."));
      return TRUE;
    }
  if (self->there == NULL)
    self->there = nh_store_list_uuids (self->connection, self->mapping->type, error);
  if (self->there == NULL || !g_hash_table_contains (self->there, uuid))
    return self->there != NULL;
  there = nh_store_find (self->connection, self->ledger, self->mapping->type, uuid, error);
  if (there == NULL)
    return FALSE;
  *answer = NH_HELD_OTHER;
  if (nh_record_get_info (there)->deleted)
    *reason = g_strdup (_ ("This record is in the recycle bin. Restore it there."));
  else if (get_like (self, record) == get_like (self, there))
    {
      *answer = NH_HELD_HERE;
      self->here = nh_record_get_info (there)->id;
    }
  else
    *reason = g_strdup (_ ("The ledger has this record with other values. Change it there."));
  return TRUE;
}

static gboolean
has_name (NhHeld *self)
{
  int identity = nh_record_type_identity (self->mapping->type);

  return identity >= 0 && self->mapping->type->fields[identity].kind == NH_KIND_TEXT;
}

gboolean
nh_held_ask (NhHeld *self, const NhRecord *record, guint number, NhHeldAnswer *answer, char **reason, GError **error)
{
  const NhRecordInfo *info = nh_record_get_info (record);
  Like *like;

  *answer = NH_HELD_NOT;
  *reason = NULL;
  if (!read_year (self, info->unit, info->year, error) ||
      (nh_mapping_find (self->mapping, NH_MAP_UUID) >= 0 && !ask_uuid (self, record, answer, reason, error)))
    return FALSE;
  if (*answer != NH_HELD_NOT)
    return TRUE;
  like = get_like (self, record);
  like->n_read++;
  if (like->n_read <= like->held->len)
    {
      *answer = NH_HELD_HERE;
      self->here = g_array_index (like->held, gint64, like->n_read - 1);
    }
  else if (like->n_read > like->held->len + 1)
    {
      *answer = has_name (self) ? NH_HELD_OTHER : NH_HELD_LIKE;
      *reason = g_strdup_printf (_ ("It is the same as row %u."), like->last);
    }
  like->last = number;
  return TRUE;
}

gint64
nh_held_get_here (NhHeld *self)
{
  return self->here;
}
