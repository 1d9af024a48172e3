/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-cli.h"

#include <string.h>

#include "nh-csv.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-setting.h"

NhLedger *
nh_cli_open (const char *path, gboolean to_write, GError **error)
{
  return nh_ledger_open (path, to_write ? NH_OPEN_DEFAULT : NH_OPEN_READ_ONLY, error);
}

void
nh_cli_close (NhLedger *ledger)
{
  nh_ledger_close (ledger);
  g_object_unref (ledger);
}

gboolean
nh_cli_parse_day (const char *text, NhDate *day, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (nh_date_parse (text, NH_DATE_NONE, day, &problem))
    return TRUE;
  g_set_error (error, NH_ERROR, NH_ERROR_USAGE, "%s", problem->message);
  return FALSE;
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
  nh_error_set (error, NH_ERROR_USAGE, _("find the unit"),
                _("no unit had the code %s on %s. “ngay-hoi-cli units FILE --at DATE” lists the units of a day."), parts[0], day);
  return 0;
}

static gpointer
read_year (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_setting_get (connection, "year");
}

int
nh_cli_year (NhLedger *ledger, const NhCliOptions *options)
{
  g_autofree char *year = NULL;

  if (options->year != 0)
    return options->year;
  year = nh_ledger_call (ledger, NH_ON_READER, read_year, NULL, NULL, NULL);
  if (year != NULL && *year != '\0')
    return (int) g_ascii_strtoll (year, NULL, 10);
  return nh_date_year (nh_date_today ());
}

gint64
nh_cli_unit (NhLedger *ledger, const NhCliOptions *options, int year, GError **error)
{
  if (options->unit == NULL)
    return nh_ledger_get_unit (ledger);
  return nh_cli_find_unit (nh_ledger_get_catalog (ledger), options->unit, year, error);
}

gboolean
nh_cli_check_format (const char *format, const char *allowed, GError **error)
{
  g_auto (GStrv) names = g_strsplit (allowed, "|", -1);

  if (format == NULL || g_strv_contains ((const char *const *) names, format))
    return TRUE;
  g_set_error (error, NH_ERROR, NH_ERROR_USAGE, _("There is no format “%s” here; there is %s."), format, allowed);
  return FALSE;
}

/* Columns of a terminal, not bytes: combining marks take none. */
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
            for (guint i = text_width (cells[c]); i < widths[c] + 2; i++)
              g_string_append_c (out, ' ');
        }
      g_string_append_c (out, '\n');
    }
  g_print ("%s", out->str);
}

/* One line a row whatever the cells hold: a tab-separated file has no quotes. */
static void
append_tsv_cell (GString *out, const char *cell)
{
  for (const char *p = cell; *p != '\0'; p++)
    g_string_append_c (out, *p == '\t' || *p == '\n' || *p == '\r' ? ' ' : *p);
}

void
nh_cli_print_table (const char *const *titles, GPtrArray *rows, const char *format)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean csv = g_strcmp0 (format, "csv") == 0;

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
            append_tsv_cell (out, cells[c]);
        }
      g_string_append (out, csv ? "\r\n" : "\n");
    }
  g_print ("%s", out->str);
}
