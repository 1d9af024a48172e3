/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-catalog.h"

#include <string.h>
#include "nh-free-aside.h"
#include "nh-text.h"

#define MAX_LEVELS 16 /* there are four */

typedef struct
{
  GPtrArray *entries;  /* of NhCode (borrowed), by position */
  GHashTable *by_code; /* code (borrowed) → GPtrArray of NhCode, by first day */
} CodeList;

struct _NhCatalog
{
  GObject parent_instance;

  /* owned */
  GStringChunk *texts;    /* of all entries */
  GPtrArray *units;       /* of NhUnit, by position */
  GPtrArray *codes;       /* of NhCode */
  GPtrArray *matches;     /* of NhMatchText: of both */
  GPtrArray *successions; /* of NhSuccession */
  /* indexes into them */
  GHashTable *by_id;    /* gint64* → NhUnit */
  GHashTable *by_code;  /* code → GPtrArray of NhUnit */
  GHashTable *children; /* gint64* → GPtrArray of NhUnit, by position */
  GHashTable *lists;    /* list → CodeList */
  NhDate floor;         /* first day of all units */
  gint64 owner;         /* of the ledger; 0: none */
  NhCatalog *base;      /* owned: provides the units and all other lists; nullable */
};

G_DEFINE_FINAL_TYPE (NhCatalog, nh_catalog, G_TYPE_OBJECT)

/* See nh_catalog_provide(). Borrowed. */
static const NhCode *provided;
static guint n_provided;

static void
code_list_free (gpointer data)
{
  CodeList *list = data;

  g_ptr_array_unref (list->entries);
  g_hash_table_unref (list->by_code);
  g_free (list);
}

/* Copies @text for the life of the catalog; NULL gives "". */
static char *
keep (NhCatalog *self, const char *text)
{
  return g_string_chunk_insert (self->texts, text != NULL ? text : "");
}

static char *
keep_clean (NhCatalog *self, const char *text)
{
  g_autofree char *clean = nh_text_clean (text);

  return keep (self, clean);
}

static gboolean
valid_on (NhDate from, NhDate to, NhDate on)
{
  return on == NH_DATE_NONE || ((from == NH_DATE_NONE || from <= on) && (to == NH_DATE_NONE || on <= to));
}

/* --- Building --- */

NhCatalogBuilder *
nh_catalog_builder_new (void)
{
  return g_object_new (NH_TYPE_CATALOG, NULL);
}

void
nh_catalog_builder_add_unit (NhCatalogBuilder *self, const NhUnit *unit)
{
  NhUnit *copy;
  g_autofree char *kind = NULL;
  g_autofree char *title = NULL;
  g_autofree char *fold = NULL;

  g_return_if_fail (unit != NULL && unit->id != 0);

  copy = g_memdup2 (unit, sizeof *unit);
  copy->code = keep (self, unit->code);
  copy->name = keep_clean (self, unit->name);
  copy->kind = keep_clean (self, unit->kind);
  kind = nh_text_capitalize (copy->kind);
  title = g_strconcat (kind, *kind != '\0' ? " " : "", copy->name, NULL);
  copy->title = keep (self, title);
  fold = nh_text_fold (title);
  copy->fold = keep (self, fold);
  copy->match = nh_match_text_new (copy->code, title, copy->name, NULL);
  g_ptr_array_add (self->matches, copy->match);
  g_ptr_array_add (self->units, copy);
}

void
nh_catalog_builder_add_succession (NhCatalogBuilder *self, const NhSuccession *succession)
{
  NhSuccession *copy = g_memdup2 (succession, sizeof *succession);

  copy->note = keep (self, succession->note);
  g_ptr_array_add (self->successions, copy);
}

/* Borrowed from the catalog. */
static char *
list_names (NhCatalog *self, const NhCode *code)
{
  g_autofree char *others = nh_code_get_attribute (code, "names");
  g_autofree char *all = g_strdup_printf ("|%s|%s|%s|", code->title, code->abbreviation, others != NULL ? others : "");
  g_autofree char *folded = nh_text_fold (all);

  return keep (self, folded);
}

void
nh_catalog_builder_add_code (NhCatalogBuilder *self, const NhCode *code)
{
  NhCode *copy;

  g_return_if_fail (code != NULL && code->list != NULL && code->code != NULL);

  copy = g_memdup2 (code, sizeof *code);
  copy->list = keep (self, code->list);
  copy->code = keep (self, code->code);
  copy->title = keep_clean (self, code->title);
  copy->abbreviation = keep_clean (self, code->abbreviation);
  copy->attributes = keep (self, code->attributes);
  copy->match = nh_match_text_new (copy->code, copy->title, copy->abbreviation, NULL);
  copy->names = list_names (self, copy);
  g_ptr_array_add (self->matches, copy->match);
  g_ptr_array_add (self->codes, copy);
}

void
nh_catalog_provide (const NhCode *codes, guint n_codes)
{
  provided = codes;
  n_provided = n_codes;
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

/* A damaged file may have a cycle of parents; walks to the province must end. */
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
  for (guint i = 0; self->base == NULL && i < n_provided; i++)
    if (!has_entry (self, &provided[i]))
      {
        nh_catalog_builder_add_code (self, &provided[i]);
        index_code (self, g_ptr_array_index (self->codes, self->codes->len - 1));
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

void
nh_catalog_builder_set_owner (NhCatalogBuilder *self, gint64 unit)
{
  self->owner = unit;
}

static void
name_in_words_of (NhCatalog *self, NhCode *code, const NhUnit *unit)
{
  g_autofree char *title = nh_catalog_in_words_of (self, unit, code->title);
  g_autofree char *abbreviation = nh_catalog_in_words_of (self, unit, code->abbreviation);

  if (g_str_equal (title, code->title) && g_str_equal (abbreviation, code->abbreviation))
    return;
  /* The words of all provinces are found, too. */
  code->match = nh_match_text_new (code->code, title, abbreviation, code->title, code->abbreviation, NULL);
  g_ptr_array_add (self->matches, code->match);
  code->title = keep (self, title);
  code->abbreviation = keep (self, abbreviation);
  code->names = list_names (self, code);
}

/* A commune's own kind is not in question: its forms go to neighbours, too. */
static void
name_codes (NhCatalog *self)
{
  static const char *const lists[] = { "level", "authority", "award_form", "indicator", NULL };
  const NhUnit *unit = self->owner != 0 ? nh_catalog_get_unit (self, self->owner) : NULL;

  if (unit != NULL && unit->level == NH_LEVEL_COMMUNE && unit->parent != 0)
    unit = nh_catalog_get_unit (self, unit->parent);
  for (guint i = 0; unit != NULL && i < self->codes->len; i++)
    {
      NhCode *code = g_ptr_array_index (self->codes, i);

      if (g_strv_contains (lists, code->list))
        name_in_words_of (self, code, unit);
    }
}

NhCatalog *
nh_catalog_builder_end (NhCatalogBuilder *self)
{
  index_units (self);
  index_codes (self);
  name_codes (self);
  return self;
}

NhCatalog *
nh_catalog_with_codes (NhCatalog *base, const NhCode *codes, guint n_codes)
{
  NhCatalog *self = nh_catalog_builder_new ();

  g_return_val_if_fail (NH_IS_CATALOG (base), NULL);

  for (guint i = 0; i < n_codes; i++)
    nh_catalog_builder_add_code (self, &codes[i]);
  self->base = g_object_ref (base);
  return nh_catalog_builder_end (self);
}

static CodeList *
get_list (NhCatalog *self, const char *list)
{
  CodeList *codes = g_hash_table_lookup (self->lists, list);

  return codes == NULL && self->base != NULL ? get_list (self->base, list) : codes;
}

/* The catalog that has the units. */
static NhCatalog *
get_root (NhCatalog *self)
{
  return self->base != NULL ? get_root (self->base) : self;
}

static void
nh_catalog_finalize (GObject *object)
{
  NhCatalog *self = NH_CATALOG (object);

  nh_free_aside (self->lists, (GDestroyNotify) g_hash_table_unref, self->codes->len);
  g_hash_table_unref (self->children);
  g_hash_table_unref (self->by_code);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->successions);
  nh_free_aside (self->matches, (GDestroyNotify) g_ptr_array_unref, self->matches->len);
  nh_free_aside (self->codes, (GDestroyNotify) g_ptr_array_unref, self->codes->len);
  g_ptr_array_unref (self->units);
  g_string_chunk_free (self->texts);
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

  self->texts = g_string_chunk_new (4096);
  self->units = g_ptr_array_new_with_free_func (g_free);
  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->matches = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_match_text_free);
  self->successions = g_ptr_array_new_with_free_func (g_free);
  self->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->by_code = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, unref_array);
  self->children = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, unref_array);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, code_list_free);
}

/* --- Units --- */

/* @self: a root. */
static gboolean
unit_valid_on (NhCatalog *self, const NhUnit *unit, NhDate on)
{
  return valid_on (unit->from, unit->to, on != NH_DATE_NONE ? MAX (on, self->floor) : NH_DATE_NONE);
}

const NhUnit *
nh_catalog_get_unit (NhCatalog *self, gint64 id)
{
  g_return_val_if_fail (NH_IS_CATALOG (self), NULL);

  return g_hash_table_lookup (get_root (self)->by_id, &id);
}

const NhUnit *
nh_catalog_find_unit (NhCatalog *self, const char *code, NhDate on)
{
  NhCatalog *root = get_root (self);
  GPtrArray *units = g_hash_table_lookup (root->by_code, code);
  const NhUnit *found = NULL;

  for (guint i = 0; units != NULL && i < units->len; i++)
    {
      const NhUnit *unit = g_ptr_array_index (units, i);

      if (unit_valid_on (root, unit, on) && (found == NULL || unit->from > found->from))
        found = unit;
    }
  return found;
}

static gboolean
begins_with_kind (const char *fold)
{
  static const char *const kinds[] = { "tinh ", "thanh pho ", "tp", "xa ", "phuong ", "dac khu ", "thi tran ", "tt" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (fold, kinds[i]))
      return TRUE;
  return FALSE;
}

/* An office calls itself "Công an xã Cẩm Xuyên" or "UBND xã …": the text from its unit on. "CA" is also the first
 * syllable of units, so the kind of a unit must follow it. */
static const char *
skip_office (const char *text)
{
  static const char *const offices[] = { "cong an ", "uy ban nhan dan ", "ubnd ", "ca " };
  g_autofree char *fold = nh_text_fold (text);

  for (guint i = 0; i < G_N_ELEMENTS (offices); i++)
    if (g_str_has_prefix (fold, offices[i]) &&
        (strlen (offices[i]) > 3 || begins_with_kind (fold + strlen (offices[i]))))
      return g_utf8_offset_to_pointer (text, (glong) strlen (offices[i]));
  return text;
}

/* What is meant by a name of an office and abbreviated kinds: "CA tp ha tinh" → "thanh pho ha tinh". (transfer full)
 * (nullable) */
static char *
expand_kind (const char *query)
{
  static const char *const kinds[][2] = {
    { "tp", "thanh pho" }, { "tx", "thi xa" }, { "tt", "thi tran" }, { "đk", "dac khu" }
  };
  g_autofree char *clean = nh_text_clean (query);
  g_autofree char *lower = g_utf8_strdown (skip_office (clean), -1);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gsize length = strlen (kinds[i][0]);

      if (g_str_has_prefix (lower, kinds[i][0]) && (lower[length] == ' ' || lower[length] == '.'))
        return g_strconcat (kinds[i][1], " ", lower + length + 1, NULL);
    }
  return skip_office (clean) != clean ? g_steal_pointer (&lower) : NULL;
}

/* The entries that match @typed or @other (nullable), best first, then in their own order; at most @limit (0: all).
 * @match: offset of that member in an entry. @best_only: only those of the best rank found. (transfer container) */
static GPtrArray *
search (GPtrArray *entries, gsize match, const NhMatchQuery *typed, const NhMatchQuery *other, gboolean best_only,
        guint limit)
{
  g_autofree NhMatchRank *ranks = g_new (NhMatchRank, entries->len);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      const NhMatchText *text = G_STRUCT_MEMBER (NhMatchText *, g_ptr_array_index (entries, i), match);

      ranks[i] = nh_match_rank (text, typed);
      if (other != NULL)
        ranks[i] = MIN (ranks[i], nh_match_rank (text, other));
    }
  for (NhMatchRank rank = NH_MATCH_EXACT; rank < NH_MATCH_NONE && !(best_only && found->len > 0); rank++)
    for (guint i = 0; i < entries->len && (limit == 0 || found->len < limit); i++)
      if (ranks[i] == rank)
        g_ptr_array_add (found, g_ptr_array_index (entries, i));
  return found;
}

GPtrArray *
nh_catalog_search_units (NhCatalog *self, const char *query, NhDate on, guint limit)
{
  NhCatalog *root = get_root (self);
  g_autoptr (GPtrArray) units = g_ptr_array_new ();
  g_autofree char *expansion = expand_kind (query);
  g_autoptr (NhMatchQuery) typed = nh_match_query_new (query);
  g_autoptr (NhMatchQuery) expanded = expansion != NULL ? nh_match_query_new (expansion) : NULL;

  for (guint i = 0; i < root->units->len; i++)
    if (unit_valid_on (root, g_ptr_array_index (root->units, i), on))
      g_ptr_array_add (units, g_ptr_array_index (root->units, i));
  return search (units, G_STRUCT_OFFSET (NhUnit, match), typed, expanded, FALSE, limit);
}

static void
collect_below (NhCatalog *root, gint64 unit, NhLevel level, NhDate on, GPtrArray *found)
{
  GPtrArray *children = g_hash_table_lookup (root->children, &unit);

  for (guint i = 0; children != NULL && i < children->len; i++)
    {
      NhUnit *child = g_ptr_array_index (children, i);

      if (!unit_valid_on (root, child, on))
        continue;
      if (child->level == level)
        g_ptr_array_add (found, child);
      else if (child->level < level && child->id != unit)
        collect_below (root, child->id, level, on, found);
    }
}

GPtrArray *
nh_catalog_get_below (NhCatalog *self, gint64 unit, NhLevel level, NhDate on)
{
  GPtrArray *found = g_ptr_array_new ();

  collect_below (get_root (self), unit, level, on, found);
  g_ptr_array_sort (found, compare_units);
  return found;
}

gboolean
nh_catalog_unit_valid (NhCatalog *self, gint64 unit, NhDate on)
{
  const NhUnit *found = nh_catalog_get_unit (self, unit);

  return found != NULL && unit_valid_on (get_root (self), found, on);
}

gboolean
nh_catalog_unit_is_within (NhCatalog *self, gint64 unit, gint64 ancestor)
{
  const NhUnit *found = nh_catalog_get_unit (self, unit);

  while (found != NULL && found->id != ancestor) /* There is no cycle: see has_top(). */
    found = nh_catalog_get_unit (self, found->parent);
  return found != NULL;
}

NhDate
nh_catalog_season_day (int year)
{
  return nh_date_new (year, 8, 19);
}

GPtrArray *
nh_catalog_get_successions (NhCatalog *self, gint64 unit, gboolean backwards)
{
  GPtrArray *all = get_root (self)->successions;
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      NhSuccession *succession = g_ptr_array_index (all, i);

      if ((backwards ? succession->to : succession->from) == unit)
        g_ptr_array_add (found, succession);
    }
  return found;
}

/* --- Codebooks --- */

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
  GPtrArray *found = g_ptr_array_new ();
  CodeList *codes = get_list (self, list);

  for (guint i = 0; codes != NULL && i < codes->entries->len; i++)
    {
      NhCode *code = g_ptr_array_index (codes->entries, i);

      if (valid_on (code->from, code->to, on))
        g_ptr_array_add (found, code);
    }
  return found;
}

/* Of two that match alike, a commune means the award of its own committee. */
static void
put_own_first (NhCatalog *self, GPtrArray *codes)
{
  gint64 id = get_root (self)->owner;
  const NhUnit *owner = id != 0 ? nh_catalog_get_unit (self, id) : NULL;

  for (guint i = 0; owner != NULL && owner->level == NH_LEVEL_COMMUNE && i < codes->len; i++)
    {
      const NhCode *code = g_ptr_array_index (codes, i);
      g_autofree char *by = nh_code_get_attribute (code, "by");

      if (g_strcmp0 (by, "ct_ubnd_xa") == 0)
        g_ptr_array_insert (codes, 0, g_ptr_array_remove_index (codes, i));
    }
}

GPtrArray *
nh_catalog_search_codes (NhCatalog *self, const char *list, const char *query, NhDate on, gboolean best_only)
{
  g_autoptr (GPtrArray) codes = nh_catalog_get_codes (self, list, on);
  g_autoptr (NhMatchQuery) typed = nh_match_query_new (query);

  put_own_first (self, codes);
  return search (codes, G_STRUCT_OFFSET (NhCode, match), typed, NULL, best_only, 0);
}

const char *
nh_catalog_get_code_title (NhCatalog *self, const char *list, const char *code)
{
  const NhCode *found = nh_catalog_get_code (self, list, code, NH_DATE_NONE);

  return found != NULL ? found->title : code;
}
