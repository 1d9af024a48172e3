/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-unit-list.h"

#include <stdarg.h>
#include <string.h>

#include "nh-csv.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-text.h"

/* The country has about 3,300 communes now and had 11,000 before. */
#define MAX_UNITS 100000
#define MAX_CODE 20
#define MAX_NAME 200

static const struct
{
  const char *kind;
  NhLevel level;
} kinds[] = {
  { "tỉnh", NH_LEVEL_PROVINCE },  { "thành phố", NH_LEVEL_DISTRICT }, { "quận", NH_LEVEL_DISTRICT },
  { "huyện", NH_LEVEL_DISTRICT }, { "thị xã", NH_LEVEL_DISTRICT },    { "xã", NH_LEVEL_COMMUNE },
  { "phường", NH_LEVEL_COMMUNE }, { "thị trấn", NH_LEVEL_COMMUNE },   { "đặc khu", NH_LEVEL_COMMUNE },
};

static gboolean G_GNUC_PRINTF (3, 4) refuse (GError **error, guint line, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);

  if (line > 0)
    nh_error_set (error, NH_ERROR_INVALID, _ ("read the list of units"), _ ("line %u: %s"), line, reason);
  else
    nh_error_set (error, NH_ERROR_INVALID, _ ("read the list of units"), "%s", reason);
  return FALSE;
}

/* Exact comparison first: it is faster and nearly always matches. */
static int
find_kind (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kind, kinds[i].kind))
      return (int) i;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (nh_text_same (kind, kinds[i].kind))
      return (int) i;
  return -1;
}

NhLevel
nh_unit_level (const char *kind, gboolean has_parent, gboolean *known)
{
  int at = find_kind (kind);

  if (known != NULL)
    *known = at >= 0;
  if (at < 0)
    return has_parent ? NH_LEVEL_COMMUNE : NH_LEVEL_PROVINCE;
  if (!has_parent && g_str_equal (kinds[at].kind, "thành phố"))
    return NH_LEVEL_PROVINCE;
  return kinds[at].level;
}

NhUnitList *
nh_unit_list_new (void)
{
  NhUnitList *self = g_new0 (NhUnitList, 1);

  self->texts = g_string_chunk_new (64 * 1024);
  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->steps = g_ptr_array_new_with_free_func (g_free);
  self->by_code = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
nh_unit_list_free (NhUnitList *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->by_code);
  g_ptr_array_unref (self->steps);
  g_ptr_array_unref (self->rows);
  g_string_chunk_free (self->texts);
  g_free (self);
}

void
nh_unit_list_add (NhUnitList *self, NhUnitRow *row)
{
  GPtrArray *versions = g_hash_table_lookup (self->by_code, row->code);

  g_ptr_array_add (self->rows, row);
  if (versions == NULL)
    {
      versions = g_ptr_array_new ();
      g_hash_table_insert (self->by_code, row->code, versions);
    }
  g_ptr_array_add (versions, row);
}

NhUnitRow *
nh_unit_list_find (NhUnitList *self, const char *code, NhDate on)
{
  GPtrArray *versions = g_hash_table_lookup (self->by_code, code);

  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      NhUnitRow *row = versions->pdata[i];

      if (row->from <= on && (row->to == NH_DATE_NONE || on <= row->to))
        return row;
    }
  return NULL;
}

/* --- Reading --- */

/* The columns of a list, required ones first. */
enum
{
  CODE,
  NAME,
  KIND,
  PARENT,
  FROM,
  TO,
  N_REQUIRED,
  FROM_BASIS = N_REQUIRED,
  TO_BASIS,
  NOTE,
  N_COLUMNS
};
static const char *const titles[N_COLUMNS] = {
  "code", "name", "kind", "parent_code", "valid_from", "valid_to", "from_basis", "to_basis", "note",
};

static gboolean
find_columns (NhCsv *csv, const char *const *names, guint n_names, guint n_required, int *columns)
{
  gboolean found = TRUE;

  for (guint i = 0; i < n_names; i++)
    {
      columns[i] = nh_csv_find_column (csv, names[i]);
      found &= columns[i] >= 0 || i >= n_required;
    }
  return found;
}

static gboolean
code_is_sound (const char *code)
{
  gsize length = strlen (code);

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (code[i]) && strchr ("-._", code[i]) == NULL)
        return FALSE;
    }
  return length > 0 && length <= MAX_CODE;
}

/* "": no last day. */
static gboolean
day_read (const char *text, gboolean may_be_empty, NhDate *day, guint line, GError **error)
{
  *day = nh_date_from_iso (text);
  if (*day != NH_DATE_NONE || (may_be_empty && *text == '\0'))
    return TRUE;
  return refuse (error, line, _ ("“%s” is not a day in the form 2025-07-01."), text);
}

static gboolean
unit_row_check (NhUnitRow *row, GError **error)
{
  gboolean known;

  if (!code_is_sound (row->code))
    return refuse (error, row->line, _ ("“%s” is not a code of a unit."), row->code);
  if (*row->name == '\0' || g_utf8_strlen (row->name, -1) > MAX_NAME)
    return refuse (error, row->line, _ ("the unit needs a name of at most %d characters."), MAX_NAME);
  row->level = nh_unit_level (row->kind, row->parent_code != NULL, &known);
  if (!known)
    return refuse (error, row->line, _ ("“%s” is not a kind of unit."), row->kind);
  if (row->parent_code == NULL && row->level != NH_LEVEL_PROVINCE)
    return refuse (error, row->line, _ ("the unit needs the code of the unit above it."));
  if (row->to != NH_DATE_NONE && row->to < row->from)
    return refuse (error, row->line, _ ("the unit ends before it begins."));
  return TRUE;
}

/* @merged: the ledger has the row already. Reading a list twice has no effect. */
static gboolean
unit_row_merge (NhUnitList *self, NhUnitRow *row, gboolean *merged, GError **error)
{
  GPtrArray *versions = g_hash_table_lookup (self->by_code, row->code);

  *merged = FALSE;
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      NhUnitRow *old = versions->pdata[i];

      if (old->from != row->from || !nh_text_same (old->kind, row->kind))
        continue;
      if (old->line > 0)
        return refuse (error, row->line, _ ("the unit %s is listed twice."), row->code);
      if (!nh_text_same (old->name, row->name))
        return refuse (error, row->line, _ ("the unit %s is “%s” in the ledger."), row->code, old->name);
      if (old->to == NH_DATE_NONE && row->to != NH_DATE_NONE)
        {
          old->to = row->to;
          old->to_basis = row->to_basis;
        }
      *merged = TRUE;
    }
  return TRUE;
}

/* A text of a line; NULL when it is empty. */
static char *
keep (NhUnitList *self, NhCsv *csv, guint n, int column)
{
  const char *text = nh_csv_get (csv, n, column);

  return *text != '\0' ? g_string_chunk_insert (self->texts, text) : NULL;
}

static NhUnitRow *
unit_row_read (NhUnitList *self, NhCsv *csv, guint n, const int *columns, GError **error)
{
  g_autofree NhUnitRow *row = g_new0 (NhUnitRow, 1);
  g_autofree char *kind = g_utf8_strdown (nh_csv_get (csv, n, columns[KIND]), -1);

  row->line = nh_csv_get_line (csv, n);
  row->code = g_string_chunk_insert (self->texts, nh_csv_get (csv, n, columns[CODE]));
  row->name = g_string_chunk_insert (self->texts, nh_csv_get (csv, n, columns[NAME]));
  row->kind = g_string_chunk_insert (self->texts, kind);
  row->parent_code = keep (self, csv, n, columns[PARENT]);
  row->from_basis = keep (self, csv, n, columns[FROM_BASIS]);
  row->to_basis = keep (self, csv, n, columns[TO_BASIS]);
  row->note = keep (self, csv, n, columns[NOTE]);

  if (!day_read (nh_csv_get (csv, n, columns[FROM]), FALSE, &row->from, row->line, error) ||
      !day_read (nh_csv_get (csv, n, columns[TO]), TRUE, &row->to, row->line, error) || !unit_row_check (row, error))
    return NULL;
  return g_steal_pointer (&row);
}

static gboolean
row_is_titles (NhCsv *csv, guint n, const int *columns)
{
  return g_ascii_strcasecmp (nh_csv_get (csv, n, columns[CODE]), "code") == 0 &&
         g_ascii_strcasecmp (nh_csv_get (csv, n, columns[NAME]), "name") == 0;
}

gboolean
nh_unit_list_read (NhUnitList *self, const char *text, gsize length, GError **error)
{
  g_autoptr (NhCsv) csv = nh_csv_parse (text, length, error);
  int columns[N_COLUMNS];

  if (csv == NULL)
    {
      nh_error_prefix (error, _ ("read the list of units"));
      return FALSE;
    }
  if (!find_columns (csv, titles, N_COLUMNS, N_REQUIRED, columns))
    return refuse (error, 1, _ ("the columns must be code, name, kind, parent_code, valid_from, valid_to."));
  if (nh_csv_get_n_rows (csv) > MAX_UNITS)
    return refuse (error, 0, _ ("it has more than %d lines, so it is no list of units."), MAX_UNITS);

  for (guint n = 0; n < nh_csv_get_n_rows (csv); n++)
    {
      g_autofree NhUnitRow *row = NULL;
      gboolean merged = FALSE;

      if (row_is_titles (csv, n, columns))
        continue;
      row = unit_row_read (self, csv, n, columns, error);
      if (row == NULL || !unit_row_merge (self, row, &merged, error))
        return FALSE;
      if (!merged)
        nh_unit_list_add (self, g_steal_pointer (&row));
    }
  return TRUE;
}

/* --- Order --- */

static int
compare_from (gconstpointer a, gconstpointer b)
{
  const NhUnitRow *row_a = *(NhUnitRow *const *) a;
  const NhUnitRow *row_b = *(NhUnitRow *const *) b;

  return row_a->from != row_b->from ? row_a->from - row_b->from : (int) row_a->line - (int) row_b->line;
}

/* At most one unit per code and day. */
static gboolean
check_overlaps (NhUnitList *self, GError **error)
{
  GHashTableIter iter;
  gpointer versions_data;

  g_hash_table_iter_init (&iter, self->by_code);
  while (g_hash_table_iter_next (&iter, NULL, &versions_data))
    {
      GPtrArray *versions = versions_data;

      g_ptr_array_sort (versions, compare_from);
      for (guint i = 1; i < versions->len; i++)
        {
          NhUnitRow *before = versions->pdata[i - 1];
          NhUnitRow *row = versions->pdata[i];
          guint line = MAX (row->line, before->line);

          if (line > 0 && (before->to == NH_DATE_NONE || before->to >= row->from))
            return refuse (error, line, _ ("the code %s names two units at once."), row->code);
        }
    }
  return TRUE;
}

/* The parent version valid on the row's first day, or the first one within its time. */
static NhUnitRow *
find_parent (NhUnitList *self, const NhUnitRow *row)
{
  NhUnitRow *parent = nh_unit_list_find (self, row->parent_code, row->from);
  GPtrArray *versions = g_hash_table_lookup (self->by_code, row->parent_code);

  for (guint i = 0; parent == NULL && versions != NULL && i < versions->len; i++)
    {
      NhUnitRow *version = versions->pdata[i];

      if (version->from > row->from && (row->to == NH_DATE_NONE || version->from <= row->to))
        parent = version;
    }
  return parent;
}

/* The remaining time of a unit under the next version of its parent. */
static NhUnitRow *
split (NhUnitList *self, NhUnitRow *row, NhUnitRow *parent)
{
  NhUnitRow *rest = g_memdup2 (row, sizeof *row);
  NhUnitStep *step = g_new0 (NhUnitStep, 1);

  rest->parent = parent;
  rest->from = parent->from;
  rest->from_basis = parent->from_basis;
  row->to = nh_date_add_days (parent->from, -1);
  row->to_basis = parent->from_basis;
  nh_unit_list_add (self, rest);

  step->from = row;
  step->to = rest;
  step->effective = rest->from;
  step->basis = parent->from_basis;
  g_ptr_array_add (self->steps, step);
  return rest;
}

static gboolean
resolve_row (NhUnitList *self, NhUnitRow *row, GError **error)
{
  if (row->parent_code == NULL)
    return TRUE;

  row->parent = find_parent (self, row);
  if (row->parent == NULL)
    return refuse (error, row->line, _ ("no unit %s is listed for the time of %s."), row->parent_code, row->name);
  if (row->parent->level >= row->level)
    return refuse (error, row->line, _ ("%s cannot stand above %s."), row->parent->name, row->name);

  while (row->parent->to != NH_DATE_NONE && (row->to == NH_DATE_NONE || row->parent->to < row->to))
    {
      NhUnitRow *next = nh_unit_list_find (self, row->parent_code, nh_date_add_days (row->parent->to, 1));

      if (next == NULL || next->level >= row->level)
        break;
      row = split (self, row, next);
    }
  return TRUE;
}

static void
make_path (NhUnitList *self, NhUnitRow *row)
{
  g_autofree char *path = NULL;
  const char *above = row->parent != NULL && row->parent->path != NULL ? row->parent->path : "";
  gsize length = strlen (row->code);
  int rank = 0;

  /* Right under a province come the districts, then wards before communes; under a district the code alone decides. */
  if (row->level == NH_LEVEL_COMMUNE && (row->parent == NULL || row->parent->level != NH_LEVEL_DISTRICT))
    rank = nh_text_same (row->kind, "phường") ? 1 : 2;

  path = g_strdup_printf ("%s/%d%0*d%s%08d", above, rank, (int) (MAX_CODE + 1 - MIN (length, MAX_CODE)), 0, row->code,
                          row->from);
  row->path = g_string_chunk_insert (self->texts, path);
}

static int
compare_path (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(NhUnitRow *const *) a)->path, (*(NhUnitRow *const *) b)->path);
}

static void
number (NhUnitList *self)
{
  g_autoptr (GPtrArray) order = g_ptr_array_sized_new (self->rows->len);
  gint64 next_id = 1;

  for (guint i = 0; i < self->rows->len; i++)
    next_id = MAX (next_id, ((NhUnitRow *) self->rows->pdata[i])->id + 1);
  for (guint i = 0; i < self->rows->len; i++)
    {
      NhUnitRow *row = self->rows->pdata[i];

      if (row->id == 0)
        row->id = next_id++;
      g_ptr_array_add (order, row);
    }
  for (NhLevel level = NH_LEVEL_COUNTRY; level <= NH_LEVEL_COMMUNE; level++)
    for (guint i = 0; i < self->rows->len; i++)
      if (((NhUnitRow *) self->rows->pdata[i])->level == level)
        make_path (self, self->rows->pdata[i]);
  g_ptr_array_sort (order, compare_path);
  for (guint i = 0; i < order->len; i++)
    ((NhUnitRow *) order->pdata[i])->position = (int) i + 1;
}

gboolean
nh_unit_list_resolve (NhUnitList *self, GError **error)
{
  if (!check_overlaps (self, error))
    return FALSE;

  /* Parents first, because children refer to their versions. Rows added by splitting are resolved already. */
  for (NhLevel level = NH_LEVEL_PROVINCE; level <= NH_LEVEL_COMMUNE; level++)
    {
      guint n_rows = self->rows->len;

      for (guint i = 0; i < n_rows; i++)
        {
          NhUnitRow *row = self->rows->pdata[i];

          if (row->line > 0 && row->level == level && row->parent == NULL && !resolve_row (self, row, error))
            return FALSE;
        }
    }
  number (self);
  return TRUE;
}

/* --- Mapping --- */

enum
{
  OLD_CODE,
  NEW_CODE,
  PART,
  EFFECTIVE,
  N_STEP_REQUIRED,
  OLD_NAME = N_STEP_REQUIRED,
  NEW_NAME,
  AREA,
  POPULATION,
  BASIS,
  STEP_NOTE,
  N_STEP_COLUMNS
};
static const char *const step_titles[N_STEP_COLUMNS] = {
  "old_code", "new_code", "part", "effective", "old_name", "new_name", "area", "population", "basis", "note",
};

/* A unit is merged whole if all its area and population go there. */
static gboolean
part_read (NhCsv *csv, guint n, const int *columns, gboolean *part, GError **error)
{
  const char *text = nh_csv_get (csv, n, columns[PART]);
  const char *shares[] = { nh_csv_get (csv, n, columns[AREA]), nh_csv_get (csv, n, columns[POPULATION]) };
  gboolean all = TRUE;

  if (!g_str_equal (text, "whole") && !g_str_equal (text, "part"))
    return refuse (error, nh_csv_get_line (csv, n), _ ("“%s” must be “whole” or “part”."), text);
  *part = g_str_equal (text, "part");

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      const char *const allowed[] = { "", "all", "part", "none", NULL };

      if (!g_strv_contains (allowed, shares[i]))
        return refuse (error, nh_csv_get_line (csv, n), _ ("“%s” must be “all”, “part” or “none”."), shares[i]);
      all &= *shares[i] == '\0' || g_str_equal (shares[i], "all");
    }
  if (!*part && !all)
    return refuse (error, nh_csv_get_line (csv, n), _ ("the unit goes whole, but its area or its people do not."));
  return TRUE;
}

static NhUnitRow *
step_unit_find (NhUnitList *self, const char *code, const char *name, NhDate on, guint line, GError **error)
{
  NhUnitRow *row = nh_unit_list_find (self, code, on);
  g_autofree char *day = nh_date_format (on);
  g_autofree char *title = NULL;

  if (row == NULL)
    {
      refuse (error, line, _ ("no unit %s is listed on %s."), code, day);
      return NULL;
    }
  title = g_strdup_printf ("%s %s", row->kind, row->name);
  if (*name != '\0' && !nh_text_same (name, title) && !nh_text_same (name, row->name))
    {
      refuse (error, line, _ ("the unit %s is “%s”, not “%s”, on %s."), code, title, name, day);
      return NULL;
    }
  return row;
}

/* @seen: "from>to" and "from" of all steps, and "from!" of whole ones. */
static gboolean
step_check (NhUnitStep *step, GHashTable *seen, guint line, GError **error)
{
  g_autofree char *pair = g_strdup_printf ("%" G_GINT64_FORMAT ">%" G_GINT64_FORMAT, step->from->id, step->to->id);
  g_autofree char *any = g_strdup_printf ("%" G_GINT64_FORMAT, step->from->id);
  g_autofree char *whole = g_strdup_printf ("%" G_GINT64_FORMAT "!", step->from->id);

  if (g_hash_table_contains (seen, pair))
    return refuse (error, line, _ ("the pair %s and %s is listed twice."), step->from->code, step->to->code);
  if (g_hash_table_contains (seen, whole) || (!step->part && g_hash_table_contains (seen, any)))
    return refuse (error, line, _ ("the unit %s goes whole to one unit and also to another."), step->from->code);

  g_hash_table_add (seen, g_steal_pointer (&pair));
  g_hash_table_add (seen, g_steal_pointer (&any));
  if (!step->part)
    g_hash_table_add (seen, g_steal_pointer (&whole));
  return TRUE;
}

static gboolean
step_read (NhUnitList *self, NhCsv *csv, guint n, const int *columns, GHashTable *seen, GError **error)
{
  guint line = nh_csv_get_line (csv, n);
  NhUnitStep *step;
  NhUnitRow *from, *to;
  NhDate effective;
  gboolean part = FALSE;

  if (!day_read (nh_csv_get (csv, n, columns[EFFECTIVE]), FALSE, &effective, line, error) ||
      !part_read (csv, n, columns, &part, error))
    return FALSE;
  from = step_unit_find (self, nh_csv_get (csv, n, columns[OLD_CODE]), nh_csv_get (csv, n, columns[OLD_NAME]),
                         nh_date_add_days (effective, -1), line, error);
  to = from != NULL ? step_unit_find (self, nh_csv_get (csv, n, columns[NEW_CODE]),
                                      nh_csv_get (csv, n, columns[NEW_NAME]), effective, line, error)
                    : NULL;
  if (to == NULL || from == to)
    return to != NULL;

  step = g_new0 (NhUnitStep, 1);
  step->from = from;
  step->to = to;
  step->part = part;
  step->effective = effective;
  step->basis = keep (self, csv, n, columns[BASIS]);
  step->note = keep (self, csv, n, columns[STEP_NOTE]);
  g_ptr_array_add (self->steps, step);
  return step_check (step, seen, line, error);
}

gboolean
nh_unit_list_read_mapping (NhUnitList *self, const char *text, gsize length, GError **error)
{
  g_autoptr (NhCsv) csv = nh_csv_parse (text, length, error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  int columns[N_STEP_COLUMNS];

  if (csv == NULL)
    {
      nh_error_prefix (error, _ ("read the mapping of units"));
      return FALSE;
    }
  if (!find_columns (csv, step_titles, N_STEP_COLUMNS, N_STEP_REQUIRED, columns))
    return refuse (error, 1, _ ("the columns of the mapping must be old_code, new_code, part, effective."));

  for (guint n = 0; n < nh_csv_get_n_rows (csv); n++)
    {
      if (g_str_equal (nh_csv_get (csv, n, columns[OLD_CODE]), "old_code"))
        continue;
      if (!step_read (self, csv, n, columns, seen, error))
        return FALSE;
    }
  return TRUE;
}
