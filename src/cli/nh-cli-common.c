/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-cli.h"

#include <stdio.h>
#include <string.h>

#include "nh-csv.h"
#include "nh-error.h"
#include "nh-file.h"
#include "nh-i18n.h"
#include "nh-setting.h"

gboolean
nh_cli_usage (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, NH_ERROR, NH_ERROR_USAGE, text);
  return FALSE;
}

const NhRecordType *
nh_cli_find_type (const char *name, GError **error)
{
  const NhRecordType *type = nh_record_type_find (name);
  g_autoptr (GString) names = g_string_new (NULL);

  if (type != NULL)
    return type;
  for (const NhRecordType *const *known = nh_record_types (); *known != NULL; known++)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", (*known)->name);
  nh_cli_usage (error, _ ("There is no record type “%s”; there are: %s."), name, names->str);
  return NULL;
}

gboolean
nh_cli_parse_day (const char *text, NhDate *day, GError **error)
{
  g_autoptr (GError) problem = NULL;

  return nh_date_parse (text, NH_DATE_NONE, day, &problem) || nh_cli_usage (error, "%s", problem->message);
}

gboolean
nh_cli_check_year (int year, GError **error)
{
  return (year >= NH_SEASON_FIRST && year <= NH_SEASON_LAST) ||
         nh_cli_usage (error, _ ("The year must be between 2005, when the festival began, and 2199."));
}

gint64
nh_cli_find_unit (NhCatalog *catalog, const char *text, int year, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "@", 2);
  NhDate on = nh_catalog_season_day (year);
  const NhUnit *unit;
  g_autofree char *day = NULL;

  if (parts[0] != NULL && parts[1] != NULL && !nh_cli_parse_day (parts[1], &on, error))
    return 0;
  unit = nh_catalog_find_unit (catalog, parts[0] != NULL ? parts[0] : "", on);
  if (unit != NULL)
    return unit->id;
  day = nh_date_format (on);
  nh_error_set (error, NH_ERROR_USAGE, _ ("find the unit"),
                _ ("no unit had the code %s on %s. “ngay-hoi-cli units FILE --at DATE” lists the units of a day."),
                parts[0], day);
  return 0;
}

int
nh_cli_year (const NhCliOptions *options)
{
  g_autofree char *year = options->year == 0 ? nh_setting_get (options->connection, "year") : NULL;

  if (options->year != 0)
    return options->year;
  return year != NULL && *year != '\0' ? (int) g_ascii_strtoll (year, NULL, 10) : nh_date_year (nh_date_today ());
}

gint64
nh_cli_unit (const NhCliOptions *options, GError **error)
{
  return options->unit == NULL ? nh_ledger_get_unit (options->ledger)
                               : nh_cli_find_unit (options->catalog, options->unit, nh_cli_year (options), error);
}

gboolean
nh_cli_write_file (const char *path, GBytes *file, GError **error)
{
  return file != NULL && nh_file_replace_bytes (path, file, NH_FILE_DOCUMENT, error);
}

/* --- Output --- */

/* A terminal takes control characters for commands, and the marks of right-to-left text turn what follows around. */
static gboolean
is_command (gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* A text of a damaged or hostile file as valid UTF-8, with U+FFFD for commands. Of line ends and tabs @one_line makes
 * blanks. */
static char *
clean (const char *text, gboolean one_line)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *out = g_string_sized_new (strlen (valid));

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '\t' || c == '\n' || (c == '\r' && (one_line || at[1] == '\n')))
        g_string_append_c (out, one_line ? ' ' : (char) c);
      else
        g_string_append_unichar (out, is_command (c) ? 0xfffd : c);
    }
  return g_string_free (out, FALSE);
}

static void
write_text (FILE *file, const char *text)
{
  g_autofree char *cleaned = clean (text, FALSE), *converted = NULL;
  const char *charset;

  if (!g_get_console_charset (&charset))
    converted = g_convert_with_fallback (cleaned, -1, charset, "UTF-8", "?", NULL, NULL, NULL);
  fputs (converted != NULL ? converted : cleaned, file);
  fflush (file);
}

static void
print_out (const char *text)
{
  write_text (stdout, text);
}

static void
print_error (const char *text)
{
  write_text (stderr, text);
}

void
nh_cli_clean_output (void)
{
  g_set_print_handler (print_out);
  g_set_printerr_handler (print_error);
}

GPtrArray *
nh_cli_rows_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

void
nh_cli_rows_add (GPtrArray *rows, ...)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  const char *cell;
  va_list args;

  va_start (args, rows);
  while ((cell = va_arg (args, const char *)) != NULL)
    g_strv_builder_add (cells, cell);
  va_end (args);
  g_ptr_array_add (rows, g_strv_builder_end (cells));
}

/* Width in columns of a terminal: combining marks take none. */
static guint
text_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_iszerowidth (g_utf8_get_char (p)))
      width += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return width;
}

static void
print_aligned (const char *const *titles, GPtrArray *rows)
{
  guint n = g_strv_length ((char **) titles);
  g_autofree guint *widths = g_new0 (guint, n);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint c = 0; c < n; c++)
    widths[c] = text_width (titles[c]);
  for (guint r = 0; r < rows->len; r++)
    for (guint c = 0; c < n; c++)
      widths[c] = MAX (widths[c], text_width (((char **) rows->pdata[r])[c]));
  for (guint r = 0; r <= rows->len; r++)
    {
      const char *const *cells = r == 0 ? titles : (const char *const *) rows->pdata[r - 1];

      for (guint c = 0; c < n; c++)
        {
          g_string_append (out, cells[c]);
          if (c + 1 < n)
            g_string_append_printf (out, "%*s", (int) (widths[c] + 2 - text_width (cells[c])), "");
        }
      g_string_append_c (out, '\n');
    }
  g_print ("%s", out->str);
}

void
nh_cli_print_table (const char *const *titles, GPtrArray *rows, const char *format)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean csv = g_strcmp0 (format, "csv") == 0;

  for (guint r = 0; !csv && r < rows->len; r++) /* only CSV has quotes */
    for (char **cell = rows->pdata[r]; *cell != NULL; cell++)
      {
        g_autofree char *raw = *cell;

        *cell = clean (raw, TRUE);
      }
  if (format == NULL || g_str_equal (format, "table"))
    {
      print_aligned (titles, rows);
      return;
    }
  for (guint r = 0; r <= rows->len; r++)
    {
      const char *const *cells = r == 0 ? titles : (const char *const *) rows->pdata[r - 1];

      for (guint c = 0; titles[c] != NULL; c++)
        {
          if (c > 0)
            g_string_append_c (out, csv ? ',' : '\t');
          if (csv)
            nh_csv_append_cell (out, cells[c], ',');
          else
            g_string_append (out, cells[c]);
        }
      g_string_append (out, csv ? "\r\n" : "\n");
    }
  g_print ("%s", out->str);
}
