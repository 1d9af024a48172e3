/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

/* The criteria of a programme (records/nh-programme.h) from an office's sheet, a workbook or CSV. Its columns, by their
 * headings in any order:
 *
 *   TT | Số            1, 2, 3 …; a line without such a number is the name of a group
 *   Nhóm               the group, where it has a column of its own; optional
 *   Tiêu chí | Nội dung
 *   Từ ngày, Đến ngày  when they are valid; optional
 *
 * They take the place of criteria of the same number that the office read before and has not used yet. The sheet is
 * taken over as a whole, or refused with the line. On the writer, in a transaction of its own. @programme: code; NULL:
 * the wards' programme, of which no texts are shipped. Gives how many there are; 0 and @error. */
guint nh_criteria_import (NhConnection *connection, NhLedger *ledger, const char *path, const char *programme,
                          GError **error);
NH_DECLARE_ASYNC (nh_criteria_import, guint, NhLedger *ledger, const char *path, const char *programme);
