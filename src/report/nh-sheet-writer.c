/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-sheet-writer.h"

#include "nh-docx-writer.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-page-writer.h"
#include "nh-picture-writer.h"
#include "nh-text-writer.h"
#include "nh-xlsx-writer.h"

static const struct
{
  const char *ending;
  gboolean (*write) (NhSheet *sheet, const char *path, GCancellable *cancellable, GError **error);
} writers[] = {
  { ".xlsx", nh_xlsx_writer_write }, { ".docx", nh_docx_writer_write },    { ".pdf", nh_page_writer_write },
  { ".txt", nh_text_writer_write },  { ".csv", nh_text_writer_write_csv }, { ".png", nh_picture_writer_write },
};

gboolean
nh_sheet_write (NhSheet *sheet, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *lower = g_utf8_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    if (g_str_has_suffix (lower, writers[i].ending))
      return writers[i].write (sheet, path, cancellable, error);

  nh_error_set (error, NH_ERROR_USAGE, _ ("write the report"),
                _ ("the file name must end in .xlsx, .docx, .pdf, .png, .txt or .csv"));
  return FALSE;
}
