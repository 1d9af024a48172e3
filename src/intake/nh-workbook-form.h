/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-intake.h"

/* "Phiếu nhập Excel": a workbook for one unit and year, made here, filled in with Excel by an office that has not the
 * program, and read here again (nh-form-reader.h). A sheet for each record type: row 4 has the headings, row 5 an
 * example, the rows below are blank, with drop-downs, rules and hints. Two hidden sheets: the lists of choices, and
 * "NgayHoi":
 *
 *   NGAYHOI-PHIEU-1 | number | code of the unit | year | uuid of the ledger | "part": only rows that were sent back
 *   name of a sheet | type   | field | field | … in the order of its columns */
#define NH_FORM_MARK "NGAYHOI-PHIEU-1"
#define NH_FORM_SHEET "NgayHoi"
#define NH_FORM_HEADINGS 4                  /* number of the row */
#define NH_FORM_REASONS "Vì sao bị trả lại" /* the heading behind rows that were sent back */
#define NH_FORM_FIRST_ROW 6
#define NH_FORM_TIME 315532800 /* of a blank one, 1 January 1980: the same form, the same bytes */

/* Replaces the file at @path. @refused (nullable): of NhIntake, whose refused rows are filled in, with the reasons
 * behind them. @error: as nh_file_replace(). */
gboolean nh_workbook_form_write (NhLedger *ledger, const NhUnit *unit, int year, GPtrArray *refused, const char *path,
                                 GError **error);
/* "Phiếu nhập Excel 2026 - Xã Cẩm Xuyên (18673).xlsx" (transfer full) */
char *nh_workbook_form_name (const NhUnit *unit, int year);
/* By which a form is known: made from the ledger, the unit and the year. (transfer full) */
char *nh_workbook_form_number (const char *ledger_uuid, const char *unit_code, int year);
/* One into @folder for each commune of @unit in the season; of a commune, one. A file that is there stays: it may be a
 * form that was filled in and sent back. Both are counted, also when an @error ends it. */
gboolean nh_workbook_form_write_below (NhLedger *ledger, gint64 unit, int year, const char *folder, guint *n_written,
                                       guint *n_kept, GCancellable *cancellable, GError **error);
/* "… 2 phiếu đã có trong thư mục được giữ nguyên." (transfer full) */
char *nh_workbook_form_describe_kept (guint n_kept);
