/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-store-again.h"

#include "nh-count.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-ledger-async.h"
#include "nh-query.h"
#include "nh-store-private.h"
#include "nh-text.h"
#include "nh-unit-merger.h"

typedef struct
{
  NhConnection *connection;
  NhLedger *ledger;
  const NhRecordType *type;
  gint64 unit;       /* asked for */
  int year;          /* this one */
  GHashTable *there; /* owned: names of this year by unit */
  GPtrArray *found;  /* owned: of NhAgain */
} Search;

void
nh_again_free (NhAgain *again)
{
  g_object_unref (again->before);
  g_object_unref (again->draft);
  g_free (again->reason);
  g_free (again);
}

/* Of the unit and all below it, in the type's order. (transfer full) */
static GPtrArray *
read_records (Search *self, gint64 unit, int year, GError **error)
{
  g_autoptr (NhQuery) query = nh_query_new (self->type);
  g_autoptr (GArray) ids = NULL;

  query->unit = unit;
  query->year = year;
  ids = nh_query_ids (self->connection, self->ledger, query, 0, error);
  return ids != NULL
             ? nh_store_fetch (self->connection, self->ledger, self->type, (const gint64 *) ids->data, ids->len, error)
             : NULL;
}

/* (transfer full) */
static char *
make_key (gint64 unit, const NhRecord *record)
{
  int identity = nh_record_type_identity (nh_record_get_record_type (record));
  g_autofree char *name = nh_text_fold_marked (nh_record_get_text (record, (guint) identity));

  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", unit, name);
}

/* The unit of this season that it went whole into, among those asked for; else itself. */
static gint64
find_heir (Search *self, gint64 unit)
{
  NhCatalog *catalog = nh_ledger_get_catalog (self->ledger);
  const NhUnit *heir = nh_unit_heir (catalog, unit, nh_catalog_season_day (self->year));

  return heir != NULL && nh_catalog_unit_is_within (catalog, heir->id, self->unit) ? heir->id : unit;
}

/* Why this one cannot be saved; NULL: it can, or with @error it is not known. (transfer full) (nullable) */
static char *
find_reason (Search *self, const NhRecord *draft, GError **error)
{
  const NhRecordInfo *info = nh_record_get_info (draft);
  NhCatalog *catalog = nh_ledger_get_catalog (self->ledger);
  const NhUnit *unit = nh_catalog_get_unit (catalog, info->unit);
  g_autoptr (GError) problem = NULL;

  if (!nh_catalog_unit_valid (catalog, info->unit, nh_catalog_season_day (self->year)))
    return g_strdup_printf (_ ("%s is no unit in the season of %d."), unit != NULL ? unit->title : "?", self->year);
  if (nh_store_check_open (self->connection, self->ledger, draft, _ ("save the record"), &problem))
    return NULL;
  if (g_error_matches (problem, NH_ERROR, NH_ERROR_CONSTRAINT)) /* it is locked */
    return g_strdup (problem->message);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static gboolean
add (Search *self, NhRecord *before, gint64 unit, GError **error)
{
  g_autofree char *key = make_key (unit, before);
  g_autoptr (GError) problem = NULL;
  g_autoptr (NhRecord) draft = NULL;
  NhAgain *again;

  if (!nh_record_counts (before, nh_ledger_get_catalog (self->ledger), NH_DATE_NONE) ||
      !g_hash_table_add (self->there, g_steal_pointer (&key)))
    return TRUE;
  draft = nh_record_new (self->type, unit, self->year);
  self->type->again (draft, before);
  nh_record_complete (draft, nh_ledger_get_catalog (self->ledger));
  again = g_new0 (NhAgain, 1);
  again->before = g_object_ref (before);
  again->draft = nh_record_seal (draft);
  again->reason = find_reason (self, draft, &problem);
  g_ptr_array_add (self->found, again);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* @into: the unit that they went into; 0: it is the same. */
static gboolean
add_unit (Search *self, gint64 unit, gint64 into, GError **error)
{
  g_autoptr (GPtrArray) records = read_records (self, unit, self->year - 1, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    if (records->pdata[i] != NULL &&
        !add (self, records->pdata[i],
              into != 0 ? into : find_heir (self, nh_record_get_info (records->pdata[i])->unit), error))
      return FALSE;
  return records != NULL;
}

static gboolean
read_this_year (Search *self, gint64 unit, GError **error)
{
  g_autoptr (GPtrArray) records = read_records (self, unit, self->year, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    if (records->pdata[i] != NULL)
      g_hash_table_add (self->there, make_key (nh_record_get_info (records->pdata[i])->unit, records->pdata[i]));
  return records != NULL;
}

GPtrArray *
nh_store_find_again (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, gint64 unit, int year,
                     GError **error)
{
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_again_free);
  g_autofree char *split = NULL;
  g_autoptr (GPtrArray) merged = nh_unit_origins (nh_ledger_get_catalog (ledger), unit, nh_catalog_season_day (year),
                                                  nh_catalog_season_day (year - 1), &split);
  Search self = { connection, ledger, type, unit, year, there, found };

  g_return_val_if_fail (type != NULL, NULL);
  if (type->again == NULL)
    return g_steal_pointer (&found);
  if (!read_this_year (&self, unit, error) || !add_unit (&self, unit, 0, error))
    return NULL;
  for (guint i = 0; i < merged->len; i++)
    {
      const NhUnit *origin = g_ptr_array_index (merged, i);

      if (origin->id != unit && !add_unit (&self, origin->id, unit, error))
        return NULL;
    }
  return g_steal_pointer (&found);
}

NH_DEFINE_ASYNC (nh_store_find_again, GPtrArray *, g_ptr_array_unref, NH_ON_READER,
                 (NhLedger * ledger, const NhRecordType *type, gint64 unit, int year),
                 (.type = type, .id = unit, .number = (guint) year),
                 nh_store_find_again (connection, ledger, args->type, args->id, (int) args->number, error))
