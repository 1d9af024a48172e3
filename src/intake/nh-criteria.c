/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-criteria.h"

#include <string.h>

#include "nh-book.h"
#include "nh-catalog-store.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-ledger-async.h"
#include "nh-text.h"

#define WARDS "phuong_kieu_mau"
#define MAX_HEADING 20 /* rows above the headings */
#define MAX_NUMBER 999

enum
{
  NUMBER,
  GROUP,
  TITLE,
  FROM,
  TO,
  N_COLUMNS
};

static const char *const headings[N_COLUMNS] = {
  [NUMBER] = "tt|stt|so|so tt|so thu tu",
  [GROUP] = "nhom|nhom tieu chi",
  [TITLE] = "tieu chi|noi dung|noi dung tieu chi|ten tieu chi",
  [FROM] = "tu ngay|ap dung tu|hieu luc tu",
  [TO] = "den ngay|ap dung den|hieu luc den",
};

typedef struct
{
  NhGrid *grid;
  int columns[N_COLUMNS]; /* -1: there is none */
  guint first;            /* row under the headings */
  const char *programme;
  GPtrArray *known; /* borrowed: const NhCode of the list, those of the program among them */
  char *group;      /* owned: of the rows that follow */
  GPtrArray *codes; /* owned: of NhCode */
} Reader;

static void
code_free (gpointer data)
{
  NhCode *code = data;

  g_free (code->code);
  g_free (code->title);
  g_free (code->abbreviation);
  g_free (code->attributes);
  g_free (code);
}

/* --- The sheet --- */

/* Of a cell; "" (transfer full) */
static char *
get_text (Reader *self, guint row, int what)
{
  if (self->columns[what] < 0)
    return g_strdup ("");
  return nh_grid_dup_text (self->grid, nh_grid_get (self->grid, row, (guint) self->columns[what]));
}

static int
find_heading (const char *text)
{
  g_autofree char *fold = nh_text_fold (text);

  for (int what = 0; what < N_COLUMNS; what++)
    {
      g_auto (GStrv) words = g_strsplit (headings[what], "|", -1);

      if (g_strv_contains ((const char *const *) words, fold))
        return what;
    }
  return -1;
}

/* The first row that has a heading for the number and one for the text. */
static gboolean
find_headings (Reader *self)
{
  for (guint row = 0; row < MIN (nh_grid_get_n_rows (self->grid), MAX_HEADING); row++)
    {
      for (int what = 0; what < N_COLUMNS; what++)
        self->columns[what] = -1;
      for (guint column = 0; column < nh_grid_get_n_columns (self->grid); column++)
        {
          g_autofree char *text = nh_grid_dup_text (self->grid, nh_grid_get (self->grid, row, column));
          int what = find_heading (text);

          if (what >= 0 && self->columns[what] < 0)
            self->columns[what] = (int) column;
        }
      self->first = row + 1;
      if (self->columns[NUMBER] >= 0 && self->columns[TITLE] >= 0)
        return TRUE;
    }
  return FALSE;
}

/* --- A row --- */

static gboolean
refuse (Reader *self, guint row, GError **error, const char *text)
{
  g_autofree char *reason = g_strdup_printf (_ ("line %u: %s"), nh_grid_get_number (self->grid, row), text);

  nh_error_set (error, NH_ERROR_INVALID, _ ("read the criteria"), "%s", reason);
  return FALSE;
}

static gboolean
read_day (Reader *self, guint row, int what, NhDate *day, GError **error)
{
  g_autofree char *text = get_text (self, row, what);

  *day = NH_DATE_NONE;
  if (*text == '\0' || nh_date_parse (text, NH_DATE_NONE, day, NULL))
    return TRUE;
  return refuse (self, row, error, _ ("the day cannot be read. Write it as 01/07/2026."));
}

/* The same text has the same code in every ledger, so that packages agree on what it means. (transfer full) */
static char *
make_code (const char *attributes, const char *title, NhDate from)
{
  g_autofree char *all = g_strdup_printf ("%s\n%s\n%d", attributes, title, (int) from);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);

  return g_strdup_printf (NH_CODE_OWN "%.12s", sum);
}

/* What the program's own criterion of the number says besides its text: by when, counted from the register. */
static void
inherit (Reader *self, guint64 number, GString *attributes)
{
  g_autofree char *mark = g_strdup_printf ("programme=%s;number=%u;", self->programme, (guint) number);

  for (guint i = 0; i < self->known->len; i++)
    {
      const NhCode *code = self->known->pdata[i];
      g_autofree char *all = g_strconcat (code->attributes, ";", NULL);
      g_auto (GStrv) parts = g_strsplit (code->attributes, ";", -1);

      if (g_str_has_prefix (code->code, NH_CODE_OWN) || !g_str_has_prefix (all, mark))
        continue;
      for (guint k = 2; k < g_strv_length (parts); k++)
        if (!g_str_has_prefix (parts[k], "group=") && !g_str_has_prefix (parts[k], "summary="))
          g_string_append_printf (attributes, "%s;", parts[k]);
      return;
    }
}

/* "programme=…;number=…": by this beginning they are told apart. Signs that attributes use are replaced. (transfer
 * full) */
static char *
make_attributes (Reader *self, guint64 number, const char *group)
{
  g_autofree char *clean = g_strdelimit (g_strdup (group), ";=|", ',');
  GString *attributes = g_string_new (NULL);

  g_string_printf (attributes, "programme=%s;number=%u;", self->programme, (guint) number);
  inherit (self, number, attributes);
  if (*clean != '\0')
    g_string_append_printf (attributes, "group=%s", clean);
  return g_string_free (attributes, FALSE);
}

static gboolean
has_number (Reader *self, guint64 number)
{
  g_autofree char *mark = g_strdup_printf (";number=%u;", (guint) number);

  for (guint i = 0; i < self->codes->len; i++)
    if (strstr (((NhCode *) self->codes->pdata[i])->attributes, mark) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
add_criterion (Reader *self, guint row, guint64 number, const char *title, GError **error)
{
  g_autofree char *own = get_text (self, row, GROUP);
  const char *group = *own != '\0' ? own : self->group != NULL ? self->group : "";
  NhCode *code;
  NhDate from = NH_DATE_NONE, to = NH_DATE_NONE;

  if (strlen (title) > NH_CATALOG_MAX_TEXT || strlen (group) > NH_CATALOG_MAX_TEXT / 2)
    return refuse (self, row, error, _ ("the text is too long. Shorten it."));
  if (has_number (self, number))
    return refuse (self, row, error, _ ("the number stands there twice. Correct one of the two."));
  if (!read_day (self, row, FROM, &from, error) || !read_day (self, row, TO, &to, error))
    return FALSE;
  if (from != NH_DATE_NONE && to != NH_DATE_NONE && to < from)
    return refuse (self, row, error, _ ("the last day is before the first one. Correct one of the two."));
  code = g_new0 (NhCode, 1);
  code->list = (char *) "criterion";
  code->title = g_strdup (title);
  code->abbreviation = g_strdup_printf ("TC %u", (guint) number);
  code->attributes = make_attributes (self, number, group);
  code->code = make_code (code->attributes, title, from);
  code->from = from;
  code->to = to;
  code->position = 100 + (int) number;
  g_ptr_array_add (self->codes, code);
  return TRUE;
}

/* A row with another thing than a number, or none, in its column names a group. */
static gboolean
read_row (Reader *self, guint row, GError **error)
{
  g_autofree char *text = get_text (self, row, NUMBER);
  g_autofree char *title = get_text (self, row, TITLE);
  guint64 number = 0;

  g_strdelimit (text, ".)", ' ');
  g_strstrip (text);
  if (*title == '\0')
    return TRUE;
  if (g_ascii_string_to_unsigned (text, 10, 1, MAX_NUMBER, &number, NULL))
    return add_criterion (self, row, number, title, error);
  g_free (self->group);
  self->group = g_steal_pointer (&title);
  return TRUE;
}

static NhGrid *
read_grid (const char *path, GError **error)
{
  g_autoptr (NhBook) book = nh_book_open (path, error);
  guint sheet = 0;

  if (book == NULL)
    return NULL;
  while (sheet + 1 < nh_book_get_n_sheets (book) && nh_book_is_sheet_hidden (book, sheet))
    sheet++;
  return nh_book_read (book, sheet, NULL, error);
}

static gboolean
read_rows (Reader *self, GError **error)
{
  if (!find_headings (self))
    {
      nh_error_set (error, NH_ERROR_INVALID, _ ("read the criteria"),
                    _ ("the sheet has no columns “TT” and “Tiêu chí”. Give them these headings."));
      return FALSE;
    }
  for (guint row = self->first; row < nh_grid_get_n_rows (self->grid); row++)
    if (!read_row (self, row, error))
      return FALSE;
  if (self->codes->len > 0)
    return TRUE;
  nh_error_set (error, NH_ERROR_INVALID, _ ("read the criteria"),
                _ ("no line under “TT” has a number. Number the criteria 1, 2, 3 …"));
  return FALSE;
}

guint
nh_criteria_import (NhConnection *connection, NhLedger *ledger, const char *path, const char *programme, GError **error)
{
  g_autoptr (NhGrid) grid = read_grid (path, error);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (code_free);
  g_autoptr (GPtrArray) known = nh_catalog_get_codes (nh_ledger_get_catalog (ledger), "criterion", NH_DATE_NONE);
  Reader self = { .grid = grid, .programme = programme != NULL ? programme : WARDS, .known = known, .codes = codes };
  gboolean done;

  if (grid == NULL)
    return 0;
  if (nh_catalog_get_code (nh_ledger_get_catalog (ledger), "programme", self.programme, NH_DATE_NONE) == NULL)
    {
      nh_error_set (error, NH_ERROR_INVALID, _ ("read the criteria"), _ ("there is no programme “%s”."),
                    self.programme);
      return 0;
    }
  done = read_rows (&self, error) && nh_catalog_put_criteria (connection, codes, error);
  g_free (self.group);
  if (!done)
    return 0;
  nh_ledger_note_catalog (ledger);
  return codes->len;
}

NH_DEFINE_ASYNC (nh_criteria_import, guint, NULL, NH_ON_WRITER,
                 (NhLedger * ledger, const char *path, const char *programme),
                 (NH_OWNED (g_strdupv ((char *[]){ (char *) path, (char *) programme, NULL }), g_strfreev)),
                 nh_criteria_import (connection, ledger, ((char **) args->data)[0], ((char **) args->data)[1], error))
