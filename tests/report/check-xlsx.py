#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads workbooks back with openpyxl and compares them with the .csv written from the same sheets.

usage: check-xlsx.py FOLDER NAME…    (NAME.xlsx and NAME.csv are in FOLDER)
"""
import csv
import datetime
import os
import re
import shutil
import subprocess
import sys
import zipfile

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

MILLION = 1000000
MILLIMETRE = 1 / 25.4


def fail(text):
    sys.exit(f"{name}: {text}")


def check(truth, text):
    if not truth:
        fail(text)


def find_first_row(sheet):
    """The row under A, B, 1, 2 …"""
    for row in range(1, 40):
        if sheet.cell(row, 1).value == "A" and sheet.cell(row, 2).value == "B":
            return row + 1
    fail("there is no row of column numbers")


def evaluate(sheet, formula):
    """SUM over ranges of one column, formulas in it evaluated too; SUBTOTAL leaves out the subtotals within it."""
    total = 0
    inner = re.fullmatch(r"=(SUM\(|SUBTOTAL\(9,)([A-Z0-9:,]+)\)", formula)
    check(inner, f"not a sum: {formula}")
    for part in inner.group(2).split(","):
        left, top, right, bottom = range_boundaries(part)
        check(left == right, f"{formula} is over several columns")
        for row in range(top, bottom + 1):
            value = sheet.cell(row, left).value
            if isinstance(value, str) and value.startswith("=SUBTOTAL") and "SUBTOTAL" in inner.group(1):
                continue
            if isinstance(value, str):
                value = evaluate(sheet, value)
            total += value or 0
    return total


def check_cell(cell, cached, expected):
    where = cell.coordinate
    value = cached.value
    if isinstance(cell.value, str) and cell.value.startswith("="):
        check(value is not None, f"{where}: formula without a value")
        check(evaluate(cell.parent, cell.value) == value, f"{where}: {cell.value} is not {value}")
    if expected == "":
        check(value is None, f"{where}: {value!r} where nothing is")
    elif isinstance(value, datetime.datetime):
        check(value.strftime("%Y-%m-%d") == expected and cell.number_format == "dd/mm/yyyy", f"{where}: {value} {cell.number_format}")
    elif isinstance(value, (int, float)):
        money = ",," in cell.number_format
        word, expected = re.fullmatch("(?:(.*) )?([^ ]+)", expected).groups()   # "hơn 250"
        check(word is None or f'"{word} "' in cell.number_format, f"{where}: {cell.number_format} without {word}")
        check(abs(value - float(expected) * (MILLION if money else 1)) < 0.001, f"{where}: {value} instead of {expected}")
        check(value == int(value), f"{where}: {value} is not whole")
        if cell.number_format != "0":
            check("–" in cell.number_format and "#,##0" in cell.number_format, f"{where}: {cell.number_format}")
    else:
        check(value == expected, f"{where}: {value!r} instead of {expected!r}")
        check(not re.fullmatch(r"[0-9.]+", expected), f"{where}: a number as text")
    check(cell.font.name == "Times New Roman", f"{where}: {cell.font.name}")
    check(all(side.style == "thin" for side in (cell.border.left, cell.border.right, cell.border.top, cell.border.bottom)), f"{where}: no rules")


def check_cells(sheet, cached, rows, first):
    n_formulas = 0
    for i, row in enumerate(rows):
        for j, expected in enumerate(row):
            cell = sheet.cell(first + i, j + 1)
            if isinstance(cell, openpyxl.cell.cell.MergedCell):   # the name of a group reaches over its empty cells
                check(expected == "", f"{cell.coordinate}: hidden under a merged cell")
                continue
            check_cell(cell, cached.cell(first + i, j + 1), expected)
            n_formulas += isinstance(cell.value, str) and cell.value.startswith("=")
            if i == 0 and cell.value is not None:
                check(cell.font.bold, f"{cell.coordinate}: the total is not bold")
    check(n_formulas > 0, "no total is a formula")


def check_set_up(sheet, n_rows, n_columns, first):
    top = first - 1
    while sheet.cell(top, 1).value != "TT":
        top -= 1
    merges = {str(merged) for merged in sheet.merged_cells.ranges}
    check(top == first - 2 or f"A{top}:A{first - 2}" in merges, f"the first heading is not merged over its levels: {sorted(merges)[:9]}")
    check(sheet.print_title_rows in (f"{top}:{first - 1}", f"${top}:${first - 1}"), f"repeated rows {sheet.print_title_rows}")
    check(sheet.freeze_panes == f"C{first}", f"frozen at {sheet.freeze_panes}")
    check(get_column_letter(n_columns) in str(sheet.print_area), f"printed {sheet.print_area}")
    check(sheet.page_setup.paperSize in (8, 9) and sheet.page_setup.orientation == "landscape", "paper")
    if sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage:
        check(sheet.page_setup.fitToHeight == 0, "not fitted to the width")
    else:
        check(len(sheet.col_breaks.brk) > 0 and sheet.print_title_cols in ("A:B", "$A:$B"), "neither fitted nor split")
    margins = sheet.page_margins
    for side, least, most in (("top", 20, 25), ("bottom", 20, 25), ("left", 30, 35), ("right", 15, 20)):
        value = getattr(margins, side)
        check(least * MILLIMETRE - 0.01 <= value <= most * MILLIMETRE + 0.01, f"{side} margin {value}")
    header = sheet.HeaderFooter
    check(header.differentFirst and header.oddHeader.center.text == "&P", "page number")
    check(not header.firstHeader.center.text, "page number on the first page")
    for column in range(1, n_columns + 1):
        check(sheet.column_dimensions[get_column_letter(column)].width, f"column {column} has no width")
    for row in range(first, first + n_rows):
        check(sheet.row_dimensions[row].height >= 10, f"row {row} has no height")


def check_raw(path):
    """A decimal comma anywhere makes the file a damaged one."""
    with zipfile.ZipFile(path) as archive:
        check(archive.testzip() is None, "a part's checksum is wrong")
        for part in archive.infolist():
            check(part.date_time == (1980, 1, 1, 0, 0, 0), f"{part.filename} has a time: {part.date_time}")
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
        strings = archive.read("xl/sharedStrings.xml").decode()
    check(not re.search(r"<t[^>]*>[1-9][0-9]*</t>", strings), "a number as text: spreadsheets mark it with a green triangle")
    issuer = re.findall(r"<si><r>(?:(?!</si>).)*</si>", strings)
    check(len(issuer) == 1 and issuer[0].count("<u/>") == 1 and issuer[0].count("<r>") == 3, f"the line under the office's name: {issuer}")
    check(not re.search(r'(?:width|ht|left|right|top|bottom)="[0-9]+,', xml), "decimal comma in an attribute")
    check(not re.search(r"<v>[0-9]+,", xml), "decimal comma in a value")


def check_recalculated(path, rows, first, folder):
    """Another program, given the formulas with all values wrong, comes to the same totals."""
    spoiled = os.path.join(folder, "spoiled.xlsx")
    result = os.path.join(folder, "spoiled.csv")
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(spoiled, "w") as out:
        for part in archive.infolist():
            data = archive.read(part)
            if part.filename.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1<v>-77</v>", data)
            out.writestr(part, data)
    subprocess.run(["ssconvert", "--recalc", "-O", "format=raw locale=C", "-T", "Gnumeric_stf:stf_assistant", spoiled, result],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with open(result, newline="") as file:
        total = list(csv.reader(file))[first - 1]
    for text, expected in zip(total[2:], rows[0][2:]):
        value = float(text) if text else 0
        check(value in (float(expected or 0), float(expected or 0) * MILLION), f"recalculated {text} instead of {expected}")


def check_workbook(folder):
    path = os.path.join(folder, name + ".xlsx")
    with open(os.path.join(folder, name + ".csv"), newline="", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))[1:]
    book = openpyxl.load_workbook(path)
    cached = openpyxl.load_workbook(path, data_only=True)
    sheet = book.worksheets[0]
    first = find_first_row(sheet)

    check_raw(path)
    check_cells(sheet, cached.worksheets[0], rows, first)
    check_set_up(sheet, len(rows), len(rows[0]), first)
    check(book.properties.created.isoformat().startswith("2026-08-25T07:32:05"), f"created {book.properties.created}")
    check(book.properties.creator and book.properties.title, "properties")
    if shutil.which("ssconvert"):
        check_recalculated(path, rows, first, folder)
    return sheet, first


def check_letterhead(sheet):
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    for expected in ("CÔNG AN TỈNH HÀ TĨNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
                     "Nơi nhận:", "Trung tá Nguyễn Thị Hường"):
        check(expected in texts, f"“{expected}” is missing")
    return texts


folder = sys.argv[1]
for name in sys.argv[2:]:
    sheet, first = check_workbook(folder)
    texts = check_letterhead(sheet)
    if name == "summary":
        merges = {str(merged) for merged in sheet.merged_cells.ranges}
        check(f"P{first - 4}:Z{first - 4}" in merges and f"C{first - 4}:F{first - 4}" in merges, "group headings are not merged")
        check("NGƯỜI LẬP BIỂU" in texts, "preparer")
        check("* Số liệu tổng đơn vị báo cáo, không kèm danh sách chi tiết." in texts, "note")
        check(sheet.cell(first + 5, 11).number_format.startswith('"trên "#,##0"*"'), sheet.cell(first + 5, 11).number_format)
        check(sheet.cell(first + 5, 11).font.italic, "a total of its own is italic")
        grey = sheet.cell(first + 21, 5)
        check(grey.value is None and grey.fill.fgColor.rgb.endswith("D9D9D9"), "not reported is not shaded")
    if name == "district":
        check(sheet.cell(first, 3).value.count(",") == 4, f"the total is not that of five groups: {sheet.cell(first, 3).value}")
    if name == "many":
        check(re.fullmatch(rf"=SUBTOTAL\(9,C{first + 1}:C{first + 120}\)", sheet.cell(first, 3).value), f"the total of 40 groups: {sheet.cell(first, 3).value}")
print("the workbooks are right")
