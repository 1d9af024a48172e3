/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-record-sorter.h"

#include <string.h>

#include "nh-i18n.h"
#include "nh-text.h"

/* A record's bytes are its terms one after the other, compared by memcmp(). Each begins with one of these; of numbers,
 * those from 0 on have NUMBER and their length above it, the negative ones below, so that small numbers take few bytes.
 */
#define TERM_NUMBER 0x20
#define TERM_TEXT 0x40  /* followed by the bytes and two zeros; a zero byte is escaped as 00 ff */
#define TERM_BLANK 0xff /* in either direction */

/* Bytes compared at once. */
#define STEP sizeof (guint64)

typedef struct
{
  int field;         /* n_fields: the unit */
  GHashTable *ranks; /* owned (nullable): code or unit → place + 1 */
  gboolean by_text;  /* the key of the text is made here */
} Term;

typedef struct
{
  guint64 step; /* the 8 bytes being compared, big-endian value */
  gint64 id;
  guint32 at; /* KEY_UNIT bytes from the beginning of the keys */
  guint32 length;
} Row;

/* So that 32 bits reach. */
#define KEY_UNIT 8
/* Rows sorted by qsort; longer lists are merged from runs. */
#define RUN (16 * 1024)
/* Keys are cut to 200 bytes to bound memory; longer ties count as equal. */
#define KEY_MAX 200

struct _NhRecordSorter
{
  const NhRecordType *type;
  gboolean descending;
  GArray *terms;     /* owned: of Term */
  GArray *rows;      /* owned: of Row */
  GArray *spare;     /* owned: merge buffer */
  GByteArray *keys;  /* owned */
  GString *text_key; /* owned: key of the text being added */
};

/* --- What is sorted by --- */

GArray *
nh_record_sorter_terms (const NhQuery *query)
{
  GArray *terms = g_array_new (FALSE, FALSE, sizeof (int));
  const NhRecordType *type = query->type;
  g_auto (GStrv) names = g_strsplit (type->sort != NULL ? type->sort : "", ",", -1);

  if (query->sort >= 0)
    g_array_append_val (terms, query->sort);
  if (query->sort >= 0 && query->sort < (int) type->n_fields)
    return terms;
  for (guint i = 0; names[i] != NULL; i++)
    {
      int field = nh_record_type_field (type, g_strstrip (names[i]));

      if (field >= 0)
        g_array_append_val (terms, field);
    }
  return terms;
}

static gboolean
is_ranked (const NhField *field)
{
  return field->kind == NH_KIND_CHOICE && field->codebook != NULL;
}

static gboolean
is_text (const NhField *field)
{
  return field->kind == NH_KIND_TEXT || field->kind == NH_KIND_LINES || field->kind == NH_KIND_NAME ||
         field->kind == NH_KIND_MANY;
}

char *
nh_record_sorter_column (const NhRecordType *type, int term)
{
  const NhField *field;

  if (term == (int) type->n_fields)
    return NULL;
  field = &type->fields[term];
  if (field->flags & NH_FIELD_SORTED)
    return g_strdup_printf ("%s_key", field->name);
  return field->kind == NH_KIND_AMOUNTS || is_ranked (field) || is_text (field) ? NULL : g_strdup (field->name);
}

/* Choices sort by their position in the codebook, unknown codes last. */
static GHashTable *
rank_codes (NhLedger *ledger, const NhField *field)
{
  g_autoptr (GPtrArray) codes = nh_catalog_get_codes (nh_ledger_get_catalog (ledger), field->codebook, NH_DATE_NONE);
  GHashTable *ranks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < codes->len; i++)
    g_hash_table_insert (ranks, g_strdup (((const NhCode *) codes->pdata[i])->code), GUINT_TO_POINTER (i + 1));
  return ranks;
}

/* Units sort by position. */
static GHashTable *
rank_units (NhConnection *connection, GError **error)
{
  g_autoptr (GArray) units = nh_connection_read_ids (
      connection, nh_connection_prepare (connection, "SELECT id FROM unit ORDER BY position, id", error),
      _ ("list the records"), error);
  GHashTable *ranks = units != NULL ? g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL) : NULL;

  for (guint i = 0; units != NULL && i < units->len; i++)
    g_hash_table_insert (ranks, g_memdup2 (&g_array_index (units, gint64, i), sizeof (gint64)),
                         GUINT_TO_POINTER (i + 1));
  return ranks;
}

static void
term_clear (gpointer data)
{
  g_clear_pointer (&((Term *) data)->ranks, g_hash_table_unref);
}

static gboolean
add_term (NhRecordSorter *self, NhConnection *connection, NhLedger *ledger, int field, GError **error)
{
  const NhField *asked = field < (int) self->type->n_fields ? &self->type->fields[field] : NULL;
  Term term = { field, NULL, FALSE };

  if (asked == NULL)
    term.ranks = rank_units (connection, error);
  else if (is_ranked (asked))
    term.ranks = rank_codes (ledger, asked);
  else
    term.by_text = is_text (asked) && (asked->flags & NH_FIELD_SORTED) == 0;
  if (asked == NULL && term.ranks == NULL)
    return FALSE;
  g_array_append_val (self->terms, term);
  return TRUE;
}

NhRecordSorter *
nh_record_sorter_new (NhConnection *connection, NhLedger *ledger, const NhQuery *query, GError **error)
{
  g_autoptr (NhRecordSorter) self = g_new0 (NhRecordSorter, 1);
  g_autoptr (GArray) terms = nh_record_sorter_terms (query);

  self->type = query->type;
  self->descending = query->descending;
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->spare = g_array_new (FALSE, FALSE, sizeof (Row));
  self->keys = g_byte_array_new ();
  self->text_key = g_string_new (NULL);
  self->terms = g_array_new (FALSE, FALSE, sizeof (Term));
  g_array_set_clear_func (self->terms, term_clear);
  for (guint i = 0; i < terms->len; i++)
    if (!add_term (self, connection, ledger, g_array_index (terms, int, i), error))
      return NULL;
  return g_steal_pointer (&self);
}

void
nh_record_sorter_free (NhRecordSorter *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->terms);
  g_array_unref (self->rows);
  g_array_unref (self->spare);
  g_byte_array_unref (self->keys);
  g_string_free (self->text_key, TRUE);
  g_free (self);
}

char *
nh_record_sorter_columns (NhRecordSorter *self)
{
  GString *sql = g_string_new ("id");

  for (guint i = 0; i < self->terms->len; i++)
    {
      int term = g_array_index (self->terms, Term, i).field;
      g_autofree char *column = nh_record_sorter_column (self->type, term);

      if (column != NULL)
        g_string_append_printf (sql, ", %s", column);
      else if (term == (int) self->type->n_fields)
        g_string_append (sql, ", unit");
      else if (self->type->fields[term].kind == NH_KIND_AMOUNTS)
        g_string_append_printf (sql, ", (SELECT sum (amount) FROM funding WHERE type = '%s' AND record = %s.id)",
                                self->type->name, self->type->name);
      else
        g_string_append_printf (sql, ", %s", self->type->fields[term].name);
    }
  return g_string_free (sql, FALSE);
}

/* --- The bytes of a record --- */

static void
add_byte (NhRecordSorter *self, guint8 byte)
{
  g_byte_array_append (self->keys, &byte, 1);
}

static void
add_number (NhRecordSorter *self, gint64 number)
{
  guint64 size = number < 0 ? ~(guint64) number : (guint64) number; /* without an overflow */
  guint64 bytes = GUINT64_TO_BE ((guint64) number);
  guint length = 0;

  for (; size != 0; size >>= 8)
    length++;
  add_byte (self, (guint8) (number < 0 ? TERM_NUMBER - 1 - length : TERM_NUMBER + length));
  g_byte_array_append (self->keys, (const guint8 *) &bytes + sizeof bytes - length, length);
}

static void
add_bytes (NhRecordSorter *self, const guint8 *bytes, gsize length)
{
  add_byte (self, TERM_TEXT);
  while (length > 0)
    {
      const guint8 *zero = memchr (bytes, 0, length);
      gsize plain = zero != NULL ? (gsize) (zero - bytes) : length;

      g_byte_array_append (self->keys, bytes, (guint) plain);
      if (zero != NULL)
        g_byte_array_append (self->keys, (const guint8 *) "\x00\xff", 2);
      bytes += plain + (zero != NULL);
      length -= plain + (zero != NULL);
    }
  g_byte_array_append (self->keys, (const guint8 *) "\0\0", 2);
}

static void
add_ranked (NhRecordSorter *self, const Term *term, sqlite3_stmt *statement, int column)
{
  gint64 unit = sqlite3_column_int64 (statement, column);
  const char *code = term->field < (int) self->type->n_fields ? (const char *) sqlite3_column_text (statement, column)
                                                              : NULL;
  guint rank = GPOINTER_TO_UINT (g_hash_table_lookup (term->ranks, code != NULL ? (gconstpointer) code : &unit));

  if (rank != 0)
    add_number (self, rank);
  else if (code != NULL)
    add_bytes (self, (const guint8 *) code, strlen (code));
  else
    add_byte (self, TERM_BLANK);
}

static void
add_text_key (NhRecordSorter *self, const Term *term, const char *text)
{
  g_string_truncate (self->text_key, 0);
  if (self->type->fields[term->field].kind == NH_KIND_NAME)
    nh_text_add_name_key (self->text_key, text);
  else
    nh_text_add_sort_key (self->text_key, text);
  add_bytes (self, (const guint8 *) self->text_key->str, MIN (self->text_key->len, KEY_MAX));
}

static void
add_value (NhRecordSorter *self, const Term *term, sqlite3_stmt *statement, int column)
{
  if (term->ranks != NULL)
    add_ranked (self, term, statement, column);
  else if (term->by_text)
    add_text_key (self, term, (const char *) sqlite3_column_text (statement, column));
  else if (sqlite3_column_type (statement, column) == SQLITE_INTEGER)
    add_number (self, sqlite3_column_int64 (statement, column));
  else
    {
      const guint8 *bytes = sqlite3_column_blob (statement, column);

      add_bytes (self, bytes, (gsize) sqlite3_column_bytes (statement, column));
    }
}

static void
turn_round (guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) ~bytes[i];
}

void
nh_record_sorter_take (NhRecordSorter *self, sqlite3_stmt *statement)
{
  Row row = { 0, sqlite3_column_int64 (statement, 0), self->keys->len / KEY_UNIT, 0 };
  guint begin = self->keys->len;

  for (guint i = 0; i < self->terms->len; i++)
    {
      guint from = self->keys->len;

      if (sqlite3_column_type (statement, (int) i + 1) == SQLITE_NULL)
        {
          add_byte (self, TERM_BLANK);
          continue;
        }
      add_value (self, &g_array_index (self->terms, Term, i), statement, (int) i + 1);
      if (self->descending)
        turn_round (self->keys->data + from, self->keys->len - from);
    }
  row.length = self->keys->len - begin;
  while (self->keys->len % KEY_UNIT != 0)
    add_byte (self, 0);
  g_array_append_val (self->rows, row);
}

/* --- Sorting --- */

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer unused)
{
  const Row *row_a = a;
  const Row *row_b = b;

  if (row_a->step != row_b->step)
    return row_a->step < row_b->step ? -1 : 1;
  return row_a->id < row_b->id ? -1 : row_a->id > row_b->id;
}

/* Keys are zero-padded to whole steps. */
static void
set_steps (NhRecordSorter *self, Row *rows, guint n, gsize from)
{
  for (guint i = 0; i < n; i++)
    {
      guint64 step = 0;

      if (from < rows[i].length)
        memcpy (&step, self->keys->data + (gsize) rows[i].at * KEY_UNIT + from, sizeof step);
      rows[i].step = GUINT64_FROM_BE (step);
    }
}

static gboolean
is_sorted (const Row *rows, guint n)
{
  for (guint i = 1; i < n; i++)
    if (compare_rows (&rows[i - 1], &rows[i], NULL) > 0)
      return FALSE;
  return TRUE;
}

/* Merges two sorted runs: rows 0 to @half - 1 and @half to @n - 1. */
static void
merge (NhRecordSorter *self, Row *rows, guint half, guint n)
{
  Row *first = (Row *) (gpointer) self->spare->data;
  guint i = 0, k = half;

  memcpy (first, rows, half * sizeof *rows);
  for (guint at = 0; i < half; at++)
    rows[at] = k == n || compare_rows (&first[i], &rows[k], NULL) <= 0 ? first[i++] : rows[k++];
}

/* Sorts by step. FALSE: cancelled. */
static gboolean
sort_steps (NhRecordSorter *self, NhConnection *connection, Row *rows, guint n)
{
  guint half = n / 2;

  if (nh_connection_is_cancelled (connection))
    return FALSE;
  if (is_sorted (rows, n))
    return TRUE;
  if (n <= RUN)
    {
      g_qsort_with_data (rows, (int) n, sizeof *rows, compare_rows, NULL);
      return TRUE;
    }
  if (!sort_steps (self, connection, rows, half) || !sort_steps (self, connection, rows + half, n - half))
    return FALSE;
  merge (self, rows, half, n);
  return TRUE;
}

/* Sorts by 8 bytes of the keys, then each group of equal ones by the next 8, so that comparisons are of adjacent
 * integers. No key is a prefix of another. */
static gboolean
sort_rows (NhRecordSorter *self, NhConnection *connection, Row *rows, guint n, gsize from)
{
  set_steps (self, rows, n, from);
  if (!sort_steps (self, connection, rows, n))
    return FALSE;
  for (guint begin = 0, end; begin < n; begin = end)
    {
      for (end = begin + 1; end < n && rows[end].step == rows[begin].step;)
        end++;
      if (end - begin > 1 && from + STEP < rows[begin].length &&
          !sort_rows (self, connection, rows + begin, end - begin, from + STEP))
        return FALSE;
    }
  return TRUE;
}

GArray *
nh_record_sorter_sort (NhRecordSorter *self, NhConnection *connection, guint limit, GError **error)
{
  guint n = limit > 0 ? MIN (limit, self->rows->len) : self->rows->len;
  GArray *ids;

  g_array_set_size (self->spare, self->rows->len / 2);
  if (!sort_rows (self, connection, (Row *) (gpointer) self->rows->data, self->rows->len, 0))
    {
      nh_connection_set_error (connection, SQLITE_INTERRUPT, _ ("list the records"), error);
      return NULL;
    }
  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  for (guint i = 0; i < n; i++)
    g_array_append_val (ids, g_array_index (self->rows, Row, i).id);
  return ids;
}
