# SPDX-License-Identifier: GPL-3.0-or-later
"""Workbooks as offices have them, for the tests of reading."""
import re
import zipfile

import openpyxl
from openpyxl.styles import Font


def save(path, rows, sheet="Danh sách", change=None, **more):
    """A workbook of these rows; a cell is a value, or (value, font or number format)."""
    book = openpyxl.Workbook()
    table = book.active
    table.title = sheet
    fill(table, rows)
    if change is not None:
        change(table)
    for name, others in more.items():
        fill(book.create_sheet(name), others)
    book.save(path)
    return path


def fill(table, rows):
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            look = None
            if isinstance(value, tuple):
                value, look = value
            if value is None:
                continue
            cell = table.cell(number, column, value)
            if look is None:
                continue
            if re.match(r"^(\.Vn|VNI|Times|Arial)", look):
                cell.font = Font(name=look)
            else:
                cell.number_format = look


def edit(path, change):
    """@change (name, bytes) gives the part anew, or None to leave it out."""
    with zipfile.ZipFile(path) as old:
        parts = [(i.filename, old.read(i.filename)) for i in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts:
            data = change(name, data)
            if data is not None:
                new.writestr(name, data)
    return path


def replace(path, part, old, new):
    def change(name, data):
        if name != part:
            return data
        text, n = re.subn(old, lambda found: new, data.decode())
        assert n == 1, (old, text[:2000])
        return text.encode()
    return edit(path, change)


TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"""
ROOT = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
BOOK = """<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>"""
PARTS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>"""
KIND = '<Relationship Id="r%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/>'


def raw(path, sheet, strings=None, book=BOOK):
    """A workbook of parts given as text or as an iterable of pieces."""
    related = KIND % (1, "worksheet", "worksheets/sheet1.xml")
    if strings is not None:
        related += KIND % (2, "sharedStrings", "sharedStrings.xml")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in (("[Content_Types].xml", TYPES), ("_rels/.rels", ROOT), ("xl/workbook.xml", book),
                           ("xl/_rels/workbook.xml.rels", PARTS % related), ("xl/worksheets/sheet1.xml", sheet),
                           ("xl/sharedStrings.xml", strings)):
            if text is None:
                continue
            with out.open(name, "w") as part:
                for piece in [text] if isinstance(text, str) else text:
                    part.write(piece.encode() if isinstance(piece, str) else piece)
    return path
