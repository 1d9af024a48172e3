/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-catalog.h"

#include <string.h>
#include "nh-match.h"
#include "nh-text.h"

#define MAX_LEVELS 16   /* there are four */

/* The public struct stands first, so a borrowed NhUnit or NhCode leads back to its entry. */
typedef struct { NhUnit unit; NhMatchText *match; } UnitEntry;
typedef struct { NhCode code; NhMatchText *match; } CodeEntry;

typedef struct
{
  GPtrArray  *entries;   /* of NhCode (borrowed), by position */
  GHashTable *by_code;   /* code (borrowed) → GPtrArray of NhCode, by first day */
} CodeList;

struct _NhCatalog
{
  GObject parent_instance;

  /* owned */
  GPtrArray  *units;        /* of UnitEntry, by position */
  GPtrArray  *codes;        /* of CodeEntry */
  GPtrArray  *successions;  /* of NhSuccession */
  /* indexes into them */
  GHashTable *by_id;        /* gint64* → NhUnit */
  GHashTable *by_code;      /* code → GPtrArray of NhUnit */
  GHashTable *children;     /* gint64* → GPtrArray of NhUnit, by position */
  GHashTable *lists;        /* list → CodeList */
  NhDate      floor;        /* first day of all units */
  NhCatalog  *base;         /* owned: whose units and lists it has besides its own codes; nullable */
};

struct _NhCatalogBuilder
{
  NhCatalog *catalog;
};

G_DEFINE_FINAL_TYPE (NhCatalog, nh_catalog, G_TYPE_OBJECT)

/* Lists of the program itself: see nh_catalog_provide(). */
static GPtrArray *provided;   /* of CodeEntry */

static void
unit_entry_free (gpointer data)
{
  UnitEntry *entry = data;

  g_free (entry->unit.code);
  g_free (entry->unit.name);
  g_free (entry->unit.kind);
  g_free (entry->unit.title);
  g_free (entry->unit.fold);
  nh_match_text_free (entry->match);
  g_free (entry);
}

static void
code_entry_free (gpointer data)
{
  CodeEntry *entry = data;

  g_free (entry->code.list);
  g_free (entry->code.code);
  g_free (entry->code.title);
  g_free (entry->code.abbreviation);
  g_free (entry->code.fold);
  g_free (entry->code.attributes);
  nh_match_text_free (entry->match);
  g_free (entry);
}

static void
succession_free (gpointer data)
{
  NhSuccession *succession = data;

  g_free (succession->note);
  g_free (succession);
}

static void
code_list_free (gpointer data)
{
  CodeList *list = data;

  g_ptr_array_unref (list->entries);
  g_hash_table_unref (list->by_code);
  g_free (list);
}

static CodeEntry *
code_entry_new (const NhCode *code)
{
  CodeEntry *entry = g_new0 (CodeEntry, 1);
  g_autofree char *title = NULL;
  g_autofree char *abbreviation = NULL;

  entry->code = *code;
  entry->code.list = g_strdup (code->list);
  entry->code.code = g_strdup (code->code);
  entry->code.title = nh_text_clean (code->title);
  entry->code.abbreviation = nh_text_clean (code->abbreviation);
  entry->code.attributes = g_strdup (code->attributes != NULL ? code->attributes : "");
  title = nh_text_fold (entry->code.title);
  abbreviation = nh_text_fold (entry->code.abbreviation);
  entry->code.fold = g_strconcat (title, "\n", abbreviation, NULL);
  entry->match = nh_match_text_new (entry->code.code, entry->code.title, entry->code.abbreviation, NULL);
  return entry;
}

static gboolean
valid_on (NhDate from, NhDate to, NhDate on)
{
  return on == NH_DATE_NONE || ((from == NH_DATE_NONE || from <= on) && (to == NH_DATE_NONE || on <= to));
}

/* --- building ---------------------------------------------------------------------------------------------------------- */

NhCatalogBuilder *
nh_catalog_builder_new (void)
{
  NhCatalogBuilder *self = g_new0 (NhCatalogBuilder, 1);

  self->catalog = g_object_new (NH_TYPE_CATALOG, NULL);
  return self;
}

void
nh_catalog_builder_add_unit (NhCatalogBuilder *self, const NhUnit *unit)
{
  UnitEntry *entry;
  g_autofree char *kind = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (unit != NULL && unit->id != 0);

  entry = g_new0 (UnitEntry, 1);
  entry->unit = *unit;
  entry->unit.code = g_strdup (unit->code != NULL ? unit->code : "");
  entry->unit.name = nh_text_clean (unit->name);
  entry->unit.kind = nh_text_clean (unit->kind);
  kind = nh_text_capitalize (entry->unit.kind);
  entry->unit.title = *kind != '\0' ? g_strconcat (kind, " ", entry->unit.name, NULL) : g_strdup (entry->unit.name);
  entry->unit.fold = nh_text_fold (entry->unit.title);
  entry->match = nh_match_text_new (entry->unit.code, entry->unit.title, entry->unit.name, NULL);
  g_ptr_array_add (self->catalog->units, entry);
}

void
nh_catalog_builder_add_succession (NhCatalogBuilder *self, const NhSuccession *succession)
{
  NhSuccession *copy;

  g_return_if_fail (self != NULL);
  g_return_if_fail (succession != NULL);

  copy = g_new (NhSuccession, 1);
  *copy = *succession;
  copy->note = g_strdup (succession->note != NULL ? succession->note : "");
  g_ptr_array_add (self->catalog->successions, copy);
}

void
nh_catalog_builder_add_code (NhCatalogBuilder *self, const NhCode *code)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (code != NULL && code->list != NULL && code->code != NULL);

  g_ptr_array_add (self->catalog->codes, code_entry_new (code));
}

void
nh_catalog_provide (const NhCode *codes, guint n_codes)
{
  g_return_if_fail (codes != NULL || n_codes == 0);

  if (provided == NULL)
    provided = g_ptr_array_new_with_free_func (code_entry_free);
  for (guint i = 0; i < n_codes; i++)
    g_ptr_array_add (provided, code_entry_new (&codes[i]));
}

static int
compare_units (gconstpointer a, gconstpointer b)
{
  const NhUnit *unit_a = *(const NhUnit *const *) a;
  const NhUnit *unit_b = *(const NhUnit *const *) b;

  if (unit_a->position != unit_b->position)
    return unit_a->position < unit_b->position ? -1 : 1;
  return (unit_a->id > unit_b->id) - (unit_a->id < unit_b->id);
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  const NhCode *code_a = *(const NhCode *const *) a;
  const NhCode *code_b = *(const NhCode *const *) b;

  if (code_a->position != code_b->position)
    return code_a->position < code_b->position ? -1 : 1;
  if (code_a->from != code_b->from)
    return code_a->from < code_b->from ? -1 : 1;
  return strcmp (code_a->code, code_b->code);
}

static int
compare_code_days (gconstpointer a, gconstpointer b)
{
  const NhCode *code_a = *(const NhCode *const *) a;
  const NhCode *code_b = *(const NhCode *const *) b;

  return (code_a->from > code_b->from) - (code_a->from < code_b->from);
}

static void
multi_add (GHashTable *table, gpointer key, gpointer item)
{
  GPtrArray *items = g_hash_table_lookup (table, key);

  if (items == NULL)
    {
      items = g_ptr_array_new ();
      g_hash_table_insert (table, key, items);
    }
  g_ptr_array_add (items, item);
}

/* In a damaged file a unit may stand below itself: everything that climbs to the province would climb for ever. */
static gboolean
has_top (NhCatalog *self, const NhUnit *unit)
{
  for (guint n = 0; n < MAX_LEVELS; n++)
    {
      if (unit->parent == 0)
        return TRUE;
      unit = g_hash_table_lookup (self->by_id, &unit->parent);
      if (unit == NULL)
        return TRUE;
    }
  return FALSE;
}

static void
index_units (NhCatalog *self)
{
  g_ptr_array_sort (self->units, compare_units);
  for (guint i = 0; i < self->units->len; i++)
    {
      NhUnit *unit = g_ptr_array_index (self->units, i);

      g_hash_table_insert (self->by_id, &unit->id, unit);
    }
  for (guint i = 0; i < self->units->len; i++)
    {
      NhUnit *unit = g_ptr_array_index (self->units, i);

      if (!has_top (self, unit))
        unit->parent = 0;
      multi_add (self->by_code, unit->code, unit);
      if (unit->parent != 0)
        multi_add (self->children, &unit->parent, unit);
      if (unit->from != NH_DATE_NONE && (self->floor == NH_DATE_NONE || unit->from < self->floor))
        self->floor = unit->from;
    }
}

static CodeList *
ensure_list (NhCatalog *self, char *name)
{
  CodeList *list = g_hash_table_lookup (self->lists, name);

  if (list == NULL)
    {
      list = g_new0 (CodeList, 1);
      list->entries = g_ptr_array_new ();
      list->by_code = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
      g_hash_table_insert (self->lists, name, list);
    }
  return list;
}

static void
index_code (NhCatalog *self, NhCode *code)
{
  CodeList *list = ensure_list (self, code->list);

  g_ptr_array_add (list->entries, code);
  multi_add (list->by_code, code->code, code);
}

static gboolean
has_entry (NhCatalog *self, const NhCode *code)
{
  CodeList *list = g_hash_table_lookup (self->lists, code->list);
  GPtrArray *entries = list != NULL ? g_hash_table_lookup (list->by_code, code->code) : NULL;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    if (((const NhCode *) g_ptr_array_index (entries, i))->from == code->from)
      return TRUE;
  return FALSE;
}

static void
index_codes (NhCatalog *self)
{
  GHashTableIter iter;
  CodeList *list;

  for (guint i = 0; i < self->codes->len; i++)
    index_code (self, g_ptr_array_index (self->codes, i));
  for (guint i = 0; provided != NULL && i < provided->len; i++)
    {
      const NhCode *code = g_ptr_array_index (provided, i);
      CodeEntry *entry;

      if (has_entry (self, code))
        continue;
      entry = code_entry_new (code);
      g_ptr_array_add (self->codes, entry);
      index_code (self, &entry->code);
    }

  g_hash_table_iter_init (&iter, self->lists);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &list))
    {
      GHashTableIter codes;
      GPtrArray *dated;

      g_ptr_array_sort (list->entries, compare_codes);
      g_hash_table_iter_init (&codes, list->by_code);
      while (g_hash_table_iter_next (&codes, NULL, (gpointer *) &dated))
        g_ptr_array_sort (dated, compare_code_days);
    }
}

NhCatalog *
nh_catalog_builder_end (NhCatalogBuilder *self)
{
  NhCatalog *catalog;

  g_return_val_if_fail (self != NULL, NULL);

  catalog = g_steal_pointer (&self->catalog);
  g_free (self);
  index_units (catalog);
  index_codes (catalog);
  return catalog;
}

/* The base's instead of one's own empty ones: they are never changed again. */
#define SHARE_ARRAY(member) (g_ptr_array_unref (self->member), self->member = g_ptr_array_ref (base->member))
#define SHARE_TABLE(member) (g_hash_table_unref (self->member), self->member = g_hash_table_ref (base->member))

NhCatalog *
nh_catalog_with_codes (NhCatalog *base, const NhCode *codes, guint n_codes)
{
  NhCatalogBuilder *builder;
  NhCatalog *self;

  g_return_val_if_fail (NH_IS_CATALOG (base), NULL);
  g_return_val_if_fail (codes != NULL || n_codes == 0, NULL);

  builder = nh_catalog_builder_new ();
  for (guint i = 0; i < n_codes; i++)
    nh_catalog_builder_add_code (builder, &codes[i]);
  self = nh_catalog_builder_end (builder);
  SHARE_ARRAY (units);
  SHARE_ARRAY (successions);
  SHARE_TABLE (by_id);
  SHARE_TABLE (by_code);
  SHARE_TABLE (children);
  self->floor = base->floor;
  self->base = g_object_ref (base);
  return self;
}

static CodeList *
get_list (NhCatalog *self, const char *list)
{
  CodeList *codes = g_hash_table_lookup (self->lists, list);

  return codes == NULL && self->base != NULL ? get_list (self->base, list) : codes;
}

static void
nh_catalog_finalize (GObject *object)
{
  NhCatalog *self = NH_CATALOG (object);

  g_hash_table_unref (self->lists);
  g_hash_table_unref (self->children);
  g_hash_table_unref (self->by_code);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->successions);
  g_ptr_array_unref (self->codes);
  g_ptr_array_unref (self->units);
  g_clear_object (&self->base);
  G_OBJECT_CLASS (nh_catalog_parent_class)->finalize (object);
}

static void
nh_catalog_class_init (NhCatalogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nh_catalog_finalize;
}

static void
nh_catalog_init (NhCatalog *self)
{
  GDestroyNotify unref_array = (GDestroyNotify) g_ptr_array_unref;

  self->units = g_ptr_array_new_with_free_func (unit_entry_free);
  self->codes = g_ptr_array_new_with_free_func (code_entry_free);
  self->successions = g_ptr_array_new_with_free_func (succession_free);
  self->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->by_code = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, unref_array);
  self->children = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, unref_array);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, code_list_free);
}

/* --- units ------------------------------------------------------------------------------------------------------------- */

static NhDate
clamp_to_floor (NhCatalog *self, NhDate on)
{
  return on != NH_DATE_NONE && on < self->floor ? self->floor : on;
}

const NhUnit *
nh_catalog_get_unit (NhCatalog *self, gint64 id)
{
  g_return_val_if_fail (NH_IS_CATALOG (self), NULL);

  return g_hash_table_lookup (self->by_id, &id);
}

const NhUnit *
nh_catalog_find_unit (NhCatalog *self, const char *code, NhDate on)
{
  GPtrArray *units;
  const NhUnit *found = NULL;

  g_return_val_if_fail (NH_IS_CATALOG (self), NULL);
  g_return_val_if_fail (code != NULL, NULL);

  units = g_hash_table_lookup (self->by_code, code);
  for (guint i = 0; units != NULL && i < units->len; i++)
    {
      const NhUnit *unit = g_ptr_array_index (units, i);

      if (valid_on (unit->from, unit->to, clamp_to_floor (self, on)) && (found == NULL || unit->from > found->from))
        found = unit;
    }
  return found;
}

GPtrArray *
nh_catalog_get_units (NhCatalog *self)
{
  g_return_val_if_fail (NH_IS_CATALOG (self), NULL);

  return self->units;
}

/* "tp ha tinh" → "thanh pho ha tinh": the usual short forms whose letters begin no single word. (nullable) */
static char *
expand_kind (const char *query)
{
  static const char *const kinds[][2] = { { "tp", "thanh pho" }, { "tx", "thi xa" }, { "tt", "thi tran" }, { "đk", "dac khu" } };
  g_autofree char *clean = nh_text_clean (query);
  g_autofree char *lower = g_utf8_strdown (clean, -1);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gsize length = strlen (kinds[i][0]);

      if (g_str_has_prefix (lower, kinds[i][0]) && (lower[length] == ' ' || lower[length] == '.'))
        return g_strconcat (kinds[i][1], " ", lower + length + 1, NULL);
    }
  return NULL;
}

/* What fits, in the order of @ranks and then of @items. */
static GPtrArray *
take_ranked (GPtrArray *items, GArray *ranks, NhMatchRank worst, guint limit)
{
  GPtrArray *result = g_ptr_array_new ();

  for (NhMatchRank rank = NH_MATCH_EXACT; rank <= worst; rank++)
    for (guint i = 0; i < items->len; i++)
      if (g_array_index (ranks, NhMatchRank, i) == rank)
        {
          g_ptr_array_add (result, g_ptr_array_index (items, i));
          if (result->len == limit)
            return result;
        }
  return result;
}

GPtrArray *
nh_catalog_search_units (NhCatalog *self, const char *query, NhDate on, guint limit)
{
  g_autoptr (NhMatchQuery) typed = NULL;
  g_autoptr (NhMatchQuery) expanded = NULL;
  g_autofree char *expansion = NULL;
  g_autoptr (GPtrArray) units = NULL;
  g_autoptr (GArray) ranks = NULL;

  g_return_val_if_fail (NH_IS_CATALOG (self), NULL);
  g_return_val_if_fail (query != NULL, NULL);

  typed = nh_match_query_new (query);
  expansion = expand_kind (query);
  if (expansion != NULL)
    expanded = nh_match_query_new (expansion);
  units = g_ptr_array_new ();
  ranks = g_array_new (FALSE, FALSE, sizeof (NhMatchRank));
  for (guint i = 0; i < self->units->len; i++)
    {
      UnitEntry *entry = g_ptr_array_index (self->units, i);
      NhMatchRank rank = NH_MATCH_EXACT;

      if (!valid_on (entry->unit.from, entry->unit.to, clamp_to_floor (self, on)))
        continue;
      if (!nh_match_query_is_empty (typed))
        rank = nh_match_rank (entry->match, typed);
      if (expanded != NULL)
        rank = MIN (rank, nh_match_rank (entry->match, expanded));
      g_ptr_array_add (units, entry);
      g_array_append_val (ranks, rank);
    }
  return take_ranked (units, ranks, NH_MATCH_ANYWHERE, limit);
}

static void
collect_below (NhCatalog *self, gint64 unit, NhLevel level, NhDate on, GPtrArray *found)
{
  GPtrArray *children = g_hash_table_lookup (self->children, &unit);

  for (guint i = 0; children != NULL && i < children->len; i++)
    {
      NhUnit *child = g_ptr_array_index (children, i);

      if (!valid_on (child->from, child->to, on))
        continue;
      if (child->level == level)
        g_ptr_array_add (found, child);
      else if (child->level < level && child->id != unit)
        collect_below (self, child->id, level, on, found);
    }
}

GPtrArray *
nh_catalog_get_below (NhCatalog *self, gint64 unit, NhLevel level, NhDate on)
{
  GPtrArray *found;

  g_return_val_if_fail (NH_IS_CATALOG (self), NULL);

  found = g_ptr_array_new ();
  collect_below (self, unit, level, clamp_to_floor (self, on), found);
  g_ptr_array_sort (found, compare_units);
  return found;
}

gboolean
nh_catalog_unit_valid (NhCatalog *self, gint64 unit, NhDate on)
{
  const NhUnit *found = nh_catalog_get_unit (self, unit);

  return found != NULL && valid_on (found->from, found->to, clamp_to_floor (self, on));
}

gboolean
nh_catalog_unit_is_within (NhCatalog *self, gint64 unit, gint64 ancestor)
{
  const NhUnit *found = nh_catalog_get_unit (self, unit);

  /* Bounded, so that a circle in a damaged file ends. */
  for (int depth = 0; found != NULL && depth < 8; depth++)
    {
      if (found->id == ancestor)
        return TRUE;
      found = nh_catalog_get_unit (self, found->parent);
    }
  return FALSE;
}

NhDate
nh_catalog_season_day (int year)
{
  return nh_date_new (year, 8, 19);
}

GPtrArray *
nh_catalog_get_successions (NhCatalog *self, gint64 unit, gboolean backwards)
{
  GPtrArray *found;

  g_return_val_if_fail (NH_IS_CATALOG (self), NULL);

  found = g_ptr_array_new ();
  for (guint i = 0; i < self->successions->len; i++)
    {
      NhSuccession *succession = g_ptr_array_index (self->successions, i);

      if ((backwards ? succession->to : succession->from) == unit)
        g_ptr_array_add (found, succession);
    }
  return found;
}

/* --- codebooks --------------------------------------------------------------------------------------------------------- */

const NhCode *
nh_catalog_get_code (NhCatalog *self, const char *list, const char *code, NhDate on)
{
  return nh_catalog_get_code_between (self, list, code, on, on);
}

const NhCode *
nh_catalog_get_code_between (NhCatalog *self, const char *list, const char *code, NhDate from, NhDate to)
{
  CodeList *codes;
  GPtrArray *entries;

  g_return_val_if_fail (NH_IS_CATALOG (self), NULL);
  g_return_val_if_fail (list != NULL, NULL);
  g_return_val_if_fail (code != NULL, NULL);

  codes = get_list (self, list);
  entries = codes != NULL ? g_hash_table_lookup (codes->by_code, code) : NULL;
  for (guint i = entries != NULL ? entries->len : 0; i > 0; i--)
    {
      const NhCode *entry = g_ptr_array_index (entries, i - 1);

      if (from == NH_DATE_NONE || to == NH_DATE_NONE)
        return entry;
      if ((entry->from == NH_DATE_NONE || entry->from <= to) && (entry->to == NH_DATE_NONE || entry->to >= from))
        return entry;
    }
  return NULL;
}

GPtrArray *
nh_catalog_get_codes (NhCatalog *self, const char *list, NhDate on)
{
  GPtrArray *found;
  CodeList *codes;

  g_return_val_if_fail (NH_IS_CATALOG (self), NULL);
  g_return_val_if_fail (list != NULL, NULL);

  found = g_ptr_array_new ();
  codes = get_list (self, list);
  for (guint i = 0; codes != NULL && i < codes->entries->len; i++)
    {
      NhCode *code = g_ptr_array_index (codes->entries, i);

      if (valid_on (code->from, code->to, on))
        g_ptr_array_add (found, code);
    }
  return found;
}

/* The codes of a list with how well they fit; @best: the best rank there is. */
static GPtrArray *
rank_codes (NhCatalog *self, const char *list, const char *query, NhDate on, GArray **ranks, NhMatchRank *best)
{
  g_autoptr (NhMatchQuery) typed = nh_match_query_new (query);
  GPtrArray *codes = nh_catalog_get_codes (self, list, on);

  *ranks = g_array_new (FALSE, FALSE, sizeof (NhMatchRank));
  *best = NH_MATCH_NONE;
  for (guint i = 0; i < codes->len; i++)
    {
      CodeEntry *entry = g_ptr_array_index (codes, i);
      NhMatchRank rank = nh_match_query_is_empty (typed) ? NH_MATCH_EXACT : nh_match_rank (entry->match, typed);

      g_array_append_val (*ranks, rank);
      *best = MIN (*best, rank);
    }
  return codes;
}

GPtrArray *
nh_catalog_search_codes (NhCatalog *self, const char *list, const char *query, NhDate on)
{
  g_autoptr (GPtrArray) codes = NULL;
  g_autoptr (GArray) ranks = NULL;
  NhMatchRank best;

  g_return_val_if_fail (NH_IS_CATALOG (self), NULL);
  g_return_val_if_fail (list != NULL, NULL);
  g_return_val_if_fail (query != NULL, NULL);

  codes = rank_codes (self, list, query, on, &ranks, &best);
  return take_ranked (codes, ranks, NH_MATCH_ANYWHERE, 0);
}

GPtrArray *
nh_catalog_match_codes (NhCatalog *self, const char *list, const char *query, NhDate on)
{
  g_autoptr (GPtrArray) codes = NULL;
  g_autoptr (GArray) ranks = NULL;
  NhMatchRank best;

  g_return_val_if_fail (NH_IS_CATALOG (self), NULL);
  g_return_val_if_fail (list != NULL, NULL);
  g_return_val_if_fail (query != NULL, NULL);

  codes = rank_codes (self, list, query, on, &ranks, &best);
  if (best == NH_MATCH_NONE)
    return g_ptr_array_new ();
  return take_ranked (codes, ranks, best, 0);
}

const char *
nh_catalog_get_code_title (NhCatalog *self, const char *list, const char *code)
{
  const NhCode *found = nh_catalog_get_code (self, list, code, NH_DATE_NONE);

  return found != NULL ? found->title : code;
}

char *
nh_code_get_attribute (const NhCode *code, const char *name)
{
  gsize length;

  g_return_val_if_fail (code != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  length = strlen (name);
  for (const char *p = code->attributes; p != NULL && *p != '\0';)
    {
      const char *separator = strchr (p, ';');
      const char *end = separator != NULL ? separator : p + strlen (p);

      if (strncmp (p, name, length) == 0 && p[length] == '=')
        return g_strndup (p + length + 1, end - (p + length + 1));
      p = *end == ';' ? end + 1 : end;
    }
  return NULL;
}
