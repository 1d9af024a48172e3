/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-sheet.h"

/* The sheet for a clipboard, without its letterhead and signatures: titles, the table with its nested headings, or the
 * paragraphs, and the notes. Spreadsheets take numbers, money (đồng, shown as triệu đồng) and days from it as such,
 * others as they are shown. (transfer full) */
char *nh_html_writer_to_html (NhSheet *sheet);
