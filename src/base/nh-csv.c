/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-csv.h"

#include <string.h>

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-text.h"

static const char candidates[] = ",;\t"; /* for the separator */

#define SIZE_MAX_BYTES (64 * 1024 * 1024)
#define COLUMNS_MAX 1000
#define ROWS_MAX 2000000

typedef struct
{
  guint first; /* index of the row's first cell */
  guint n;
  guint line;
} Row;

/* All cells are in one NUL-separated buffer and addressed by offset, which saves an allocation per cell. */
struct _NhCsv
{
  GString *text;
  GArray *cells; /* guint32 */
  GArray *rows;  /* Row; the first is the header */
  char separator;
};

typedef struct
{
  NhCsv *csv;
  const char *at;
  const char *end;
  char separator;
  gboolean raw; /* cells are not cleaned, lines are those of the table */
  guint line;
  guint n_rows;
  GString *cell;
} Reader;

static gboolean
refuse (GError **error, guint line, const char *reason)
{
  /* Translators: the line of a CSV file, then what is wrong with it. */
  g_set_error (error, NH_ERROR, NH_ERROR_INVALID, _ ("Line %u of the file: %s"), line, reason);
  return FALSE;
}

/* Removes the apostrophe that nh_csv_append_cell() puts before a formula. */
static const char *
without_guard (const char *cell)
{
  return cell[0] == '\'' && cell[1] != '\0' && strchr ("=+-@", cell[1]) != NULL ? cell + 1 : cell;
}

static void
end_cell (Reader *reader, Row *row)
{
  const char *text = without_guard (reader->cell->str);
  g_autofree char *clean = reader->raw ? g_utf8_make_valid (text, -1) : nh_text_clean_lines (text);
  guint32 offset = (guint32) reader->csv->text->len;

  g_string_append_len (reader->csv->text, clean, (gssize) strlen (clean) + 1);
  g_array_append_val (reader->csv->cells, offset);
  row->n++;
  g_string_truncate (reader->cell, 0);
}

static gboolean
at_line_end (const Reader *reader)
{
  return reader->at < reader->end && (*reader->at == '\n' || *reader->at == '\r');
}

static void
skip_line_end (Reader *reader)
{
  if (reader->at + 1 < reader->end && reader->at[0] == '\r' && reader->at[1] == '\n')
    reader->at++;
  if (reader->at < reader->end)
    reader->at++;
  reader->line++;
}

/* Reads a quoted cell, from behind the opening quote. */
static gboolean
read_quoted (Reader *reader, GError **error)
{
  guint start = reader->line;

  while (reader->at < reader->end)
    {
      if (at_line_end (reader))
        {
          skip_line_end (reader);
          g_string_append_c (reader->cell, '\n');
          continue;
        }
      if (*reader->at == '"')
        {
          reader->at++;
          if (reader->at == reader->end || *reader->at != '"')
            return TRUE;
        }
      g_string_append_c (reader->cell, *reader->at++);
    }
  return refuse (error, start, _ ("a quotation mark is opened and never closed."));
}

static gboolean
at_separator (const Reader *reader)
{
  return reader->at < reader->end && *reader->at == reader->separator;
}

/* In a block from the clipboard a quotation mark may be a sign like any other: only what has a line break and ends at
 * the end of a cell is quoted. */
static gboolean
is_quoted (const Reader *reader)
{
  gboolean breaks = FALSE;

  if (reader->at == reader->end || *reader->at != '"' || at_separator (reader))
    return FALSE;
  for (const char *at = reader->at + 1; reader->raw && at < reader->end; at++)
    {
      breaks = breaks || *at == '\n';
      if (*at != '"')
        continue;
      if (at + 1 == reader->end || strchr ("\r\n", at[1]) != NULL || at[1] == reader->separator)
        return breaks || reader->separator != '\t';
      if (at[1] != '"')
        return FALSE;
      at++;
    }
  return !reader->raw;
}

static gboolean
read_row (Reader *reader, Row *row, GError **error)
{
  *row = (Row){ reader->csv->cells->len, 0, reader->raw ? ++reader->n_rows : reader->line };
  for (gboolean more = TRUE; more; reader->at += more)
    {
      if (row->n > COLUMNS_MAX)
        return refuse (error, row->line, _ ("there are too many columns."));
      if (is_quoted (reader))
        {
          reader->at++;
          if (!read_quoted (reader, error))
            return FALSE;
        }
      while (reader->at < reader->end && !at_separator (reader) && !at_line_end (reader))
        g_string_append_c (reader->cell, *reader->at++);
      end_cell (reader, row);
      more = at_separator (reader);
    }
  skip_line_end (reader);
  return TRUE;
}

static gboolean
is_blank (NhCsv *self, const Row *row)
{
  for (guint i = 0; i < row->n; i++)
    if (self->text->str[g_array_index (self->cells, guint32, row->first + i)] != '\0')
      return FALSE;
  return TRUE;
}

static gboolean
read_all (Reader *reader, GError **error)
{
  while (reader->at < reader->end)
    {
      Row row;

      if (!read_row (reader, &row, error))
        return FALSE;
      if (is_blank (reader->csv, &row))
        {
          g_array_set_size (reader->csv->cells, row.first);
          continue;
        }
      if (reader->csv->rows->len > ROWS_MAX)
        return refuse (error, row.line, _ ("there are too many rows."));
      g_array_append_val (reader->csv->rows, row);
    }
  if (reader->csv->rows->len == 0)
    return refuse (error, 1, _ ("there is nothing in it."));
  return TRUE;
}

#define N_CANDIDATES 3
#define LINES_LOOKED_AT 30

/* How often each candidate is in the line at @at, outside of quotes. Returns the beginning of the next one. */
static const char *
count_candidates (const char *at, const char *end, guint counts[N_CANDIDATES])
{
  gboolean quoted = FALSE;

  memset (counts, 0, N_CANDIDATES * sizeof *counts);
  for (; at < end && (quoted || (*at != '\n' && *at != '\r')); at++)
    {
      if (*at == '"')
        quoted = !quoted;
      for (int i = 0; !quoted && i < N_CANDIDATES; i++)
        counts[i] += *at == candidates[i];
    }
  while (at < end && (*at == '\n' || *at == '\r'))
    at++;
  return at;
}

/* The most frequent candidate in the first line, of those that it has as often as the next line. Where there are none,
 * lines of other things may stand above: the first two such lines decide, then the first line alone. */
static char
guess_separator (const char *at, const char *end)
{
  guint counts[N_CANDIDATES], next[N_CANDIDATES], first[N_CANDIDATES] = { 0 };
  int best = -1;

  at = count_candidates (at, end, counts);
  memcpy (first, counts, sizeof first);
  for (int line = 0; best < 0 && line < LINES_LOOKED_AT && at < end; line++)
    {
      at = count_candidates (at, end, next);
      for (int i = 0; i < N_CANDIDATES; i++)
        if (counts[i] > 0 && counts[i] == next[i] && (best < 0 || counts[i] > counts[best]))
          best = i;
      memcpy (counts, next, sizeof counts);
    }
  for (int i = 0; best < 0 && i < N_CANDIDATES; i++)
    if (first[i] == MAX (MAX (first[0], first[1]), first[2]))
      best = i;
  return candidates[best];
}

/* Skips the BOM. Excel may name the separator in a first line "sep=;". */
static void
read_preamble (Reader *reader)
{
  if (reader->end - reader->at >= 3 && memcmp (reader->at, "\xef\xbb\xbf", 3) == 0)
    reader->at += 3;
  if (reader->end - reader->at >= 5 && g_ascii_strncasecmp (reader->at, "sep=", 4) == 0 &&
      (reader->end - reader->at == 5 || reader->at[5] == '\r' || reader->at[5] == '\n'))
    {
      reader->separator = reader->at[4];
      reader->at += 5;
      skip_line_end (reader);
      return;
    }
  if (reader->separator == 0)
    reader->separator = guess_separator (reader->at, reader->end);
}

/* Excel's "Unicode text" is UTF-16 with a byte order mark. */
static gboolean
is_utf16 (const char *data, gsize length)
{
  return length >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0);
}

static NhCsv *
parse (const char *data, gsize length, char separator, gboolean raw, GError **error)
{
  g_autoptr (NhCsv) self = g_new0 (NhCsv, 1);
  g_autofree char *converted = NULL;
  g_autoptr (GString) cell = g_string_new (NULL);
  Reader reader;

  self->text = g_string_new (NULL);
  self->cells = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  if (length > SIZE_MAX_BYTES)
    {
      refuse (error, 1, _ ("the file is too big."));
      return NULL;
    }

  if (is_utf16 (data, length))
    {
      const char *encoding = data[0] == '\xff' ? "UTF-16LE" : "UTF-16BE";

      data = converted = g_convert_with_fallback (data + 2, (gssize) (length - 2), "UTF-8", encoding, "?", NULL,
                                                  &length, NULL);
      if (converted == NULL)
        {
          refuse (error, 1, _ ("its letters cannot be read. Save the table anew as “CSV UTF-8”."));
          return NULL;
        }
    }
  reader = (Reader){ self, data, data + length, separator, raw, 1, 0, cell };
  read_preamble (&reader);
  if (!read_all (&reader, error))
    return NULL;
  self->separator = reader.separator;
  return g_steal_pointer (&self);
}

NhCsv *
nh_csv_parse (const char *data, gsize length, GError **error)
{
  return parse (data, length, 0, FALSE, error);
}

NhCsv *
nh_csv_parse_raw (const char *data, gsize length, char separator, GError **error)
{
  return parse (data, length, separator, TRUE, error);
}

void
nh_csv_free (NhCsv *self)
{
  if (self == NULL)
    return;
  g_string_free (self->text, TRUE);
  g_array_unref (self->cells);
  g_array_unref (self->rows);
  g_free (self);
}

guint
nh_csv_count_cells (NhCsv *self, guint row)
{
  return row < self->rows->len ? g_array_index (self->rows, Row, row).n : 0;
}

const char *
nh_csv_get_cell (NhCsv *self, guint row, guint column)
{
  const Row *at;

  if (row >= self->rows->len)
    return "";
  at = &g_array_index (self->rows, Row, row);
  if (column >= at->n)
    return "";
  return self->text->str + g_array_index (self->cells, guint32, at->first + column);
}

guint
nh_csv_get_n_rows (NhCsv *self)
{
  return self->rows->len - 1;
}

guint
nh_csv_get_n_columns (NhCsv *self)
{
  return g_array_index (self->rows, Row, 0).n;
}

const char *
nh_csv_get_title (NhCsv *self, guint column)
{
  return nh_csv_get_cell (self, 0, column);
}

int
nh_csv_find_column (NhCsv *self, const char *title)
{
  for (guint i = 0; i < nh_csv_get_n_columns (self); i++)
    if (nh_text_same (nh_csv_get_title (self, i), title))
      return (int) i;
  return -1;
}

const char *
nh_csv_get (NhCsv *self, guint row, int column)
{
  return column < 0 ? "" : nh_csv_get_cell (self, row + 1, (guint) column);
}

guint
nh_csv_get_line (NhCsv *self, guint row)
{
  return row + 1 < self->rows->len ? g_array_index (self->rows, Row, row + 1).line : 0;
}

guint
nh_csv_get_cell_line (NhCsv *self, guint row)
{
  return row < self->rows->len ? g_array_index (self->rows, Row, row).line : 0;
}

char
nh_csv_get_separator (NhCsv *self)
{
  return self->separator;
}

static gboolean
looks_like_formula (const char *cell)
{
  if (cell[0] == '\0' || strchr ("=+-@", cell[0]) == NULL)
    return FALSE;
  return cell[0] == '=' || cell[0] == '@' || cell[1] == '\0' || cell[1 + strspn (cell + 1, "0123456789., ")] != '\0';
}

void
nh_csv_append_cell (GString *out, const char *cell, char separator)
{
  const char special[] = { '"', '\r', '\n', separator, '\0' };
  gboolean guard;

  if (cell == NULL || cell[0] == '\0')
    return;
  guard = looks_like_formula (cell);
  if (strpbrk (cell, special) == NULL && cell[0] != ' ' && cell[strlen (cell) - 1] != ' ')
    {
      g_string_append (out, guard ? "'" : "");
      g_string_append (out, cell);
      return;
    }
  g_string_append (out, guard ? "\"'" : "\"");
  for (; *cell != '\0'; cell++)
    {
      if (*cell == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *cell);
    }
  g_string_append_c (out, '"');
}
