/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-flat-writer.h"

#include <math.h>
#include <xlsxwriter.h>

#include "nh-error.h"
#include "nh-file.h"
#include "nh-i18n.h"
#include "nh-platform.h"

#define FIXED_TIME 315532800 /* 1 January 1980: the same data, the same bytes */
#define HEADING_COLOR 0xDDE8F0
#define MARKED_COLOR 0xFFF2CC
#define MOST_TEXT 32767
#define TAB_MAX 31

typedef enum
{
  KIND_TEXT,
  KIND_NUMBER,
  KIND_MONEY,
  KIND_DATE,
  N_KINDS
} Kind;

struct _NhFlatWriter
{
  lxw_workbook *workbook;
  lxw_worksheet *worksheet;
  lxw_format *formats[N_KINDS][NH_FLAT_MARKED + 1];
  lxw_error problem; /* the first */

  const char *tab;
  guint n_headings;
  NhFlatFill fill;
  gpointer data;
};

static void
check (NhFlatWriter *self, lxw_error problem)
{
  if (self->problem == LXW_NO_ERROR)
    self->problem = problem;
}

static lxw_format *
get_format (NhFlatWriter *self, Kind kind, NhFlatLook look)
{
  static const char *const numbers[] = { NULL, "0", "#,##0", "dd/mm/yyyy" };
  lxw_format *format = self->formats[kind][look];

  if (format != NULL)
    return format;
  format = workbook_add_format (self->workbook);
  format_set_align (format, LXW_ALIGN_VERTICAL_TOP);
  if (numbers[kind] != NULL)
    format_set_num_format (format, numbers[kind]);
  if (look == NH_FLAT_HEADING)
    format_set_bold (format);
  if (look != NH_FLAT_PLAIN)
    format_set_bg_color (format, look == NH_FLAT_HEADING ? HEADING_COLOR : MARKED_COLOR);
  self->formats[kind][look] = format;
  return format;
}

void
nh_flat_add_text (NhFlatWriter *self, guint row, guint column, const char *text, NhFlatLook look)
{
  g_autofree char *cut = g_utf8_strlen (text, -1) > MOST_TEXT ? g_utf8_substring (text, 0, MOST_TEXT) : NULL;

  if (*text != '\0')
    check (self, worksheet_write_string (self->worksheet, row, (lxw_col_t) column, cut != NULL ? cut : text,
                                         get_format (self, KIND_TEXT, look)));
}

void
nh_flat_add_number (NhFlatWriter *self, guint row, guint column, double number, NhFlatLook look)
{
  lxw_format *format = number == floor (number) ? get_format (self, KIND_NUMBER, look)
                                                : get_format (self, KIND_TEXT, look);

  check (self, worksheet_write_number (self->worksheet, row, (lxw_col_t) column, number, format));
}

void
nh_flat_add_money (NhFlatWriter *self, guint row, guint column, gint64 dong, NhFlatLook look)
{
  check (self, worksheet_write_number (self->worksheet, row, (lxw_col_t) column, (double) dong,
                                       get_format (self, KIND_MONEY, look)));
}

void
nh_flat_add_date (NhFlatWriter *self, guint row, guint column, NhDate date, NhFlatLook look)
{
  check (self, worksheet_write_number (self->worksheet, row, (lxw_col_t) column, nh_date_to_serial (date),
                                       get_format (self, KIND_DATE, look)));
}

void
nh_flat_set_width (NhFlatWriter *self, guint column, int characters)
{
  check (self, worksheet_set_column (self->worksheet, (lxw_col_t) column, (lxw_col_t) column, characters + 2, NULL));
}

static gboolean
write_workbook (const char *temporary, gpointer data, GError **error)
{
  NhFlatWriter *self = data;
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  lxw_doc_properties properties = { .created = FIXED_TIME, .comments = (char *) "Sổ Ngày hội" };
  gboolean filled;
  int saved_stderr;

  if (!nh_file_create (temporary, NH_FILE_DOCUMENT, error))
    return FALSE;
  self->workbook = workbook_new_opt (temporary, &options);
  self->worksheet = self->workbook != NULL ? workbook_add_worksheet (self->workbook, self->tab) : NULL;
  if (self->worksheet == NULL)
    {
      g_clear_pointer (&self->workbook, lxw_workbook_free);
      nh_error_set (error, NH_ERROR_FAILED, _ ("write the workbook"), _ ("there is not enough memory"));
      return FALSE;
    }
  check (self, workbook_set_properties (self->workbook, &properties));
  worksheet_freeze_panes (self->worksheet, self->n_headings, 0);
  filled = self->fill (self, self->data, error);
  saved_stderr = nh_platform_silence_stderr (); /* libxlsxwriter prints what fails */
  check (self, workbook_close (self->workbook));
  nh_platform_restore_stderr (saved_stderr);
  if (!filled)
    return FALSE;
  if (self->problem == LXW_NO_ERROR)
    return TRUE;
  g_debug ("libxlsxwriter: %s", lxw_strerror (self->problem));
  nh_error_set (
      error, NH_ERROR_IO, _ ("write the workbook"),
      _ ("the file could not be completed. Nothing was changed; check the drive and its free space, and try again."));
  return FALSE;
}

gboolean
nh_flat_write (const char *path, const char *tab, guint n_headings, NhFlatFill fill, gpointer data, GError **error)
{
  g_autofree char *clean = g_strdelimit (g_strdup (tab), "[]:*?/\\'", ' ');
  g_autofree char *cut = g_utf8_strlen (clean, -1) > TAB_MAX ? g_utf8_substring (clean, 0, TAB_MAX) : g_strdup (clean);
  NhFlatWriter self = { .tab = *cut != '\0' ? cut : "1", .n_headings = n_headings, .fill = fill, .data = data };

  return nh_file_replace (path, write_workbook, &self, error);
}
