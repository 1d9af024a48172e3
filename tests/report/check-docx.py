#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads Word documents back with Python's own zip and XML and compares them with the .csv or .txt written from the same sheets.

usage: check-docx.py FOLDER NAME…    (NAME.docx and NAME.csv or NAME.txt are in FOLDER)
"""
import csv
import os
import sys
import xml.etree.ElementTree as tree
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TWIPS = 1440 / 25.4    # in a millimetre


def check(truth, text):
    if not truth:
        sys.exit(f"{name}: {text}")


def text_of(element):
    parts = {W + "t": lambda e: e.text or "", W + "br": lambda e: "\n", W + "tab": lambda e: "\t"}
    paragraphs = ["".join(parts[e.tag](e) for e in paragraph.iter() if e.tag in parts) for paragraph in element.iter(W + "p")]
    return "\n".join(paragraphs)


def number(element, path, attribute="val", default=None):
    found = element.find(path.replace("w:", W))
    return default if found is None else int(found.get(W + attribute))


def check_package(archive):
    check(archive.testzip() is None, "a part's checksum is wrong")
    names = archive.namelist()
    check(len(names) == len(set(names)) and names[0] == "[Content_Types].xml", names)
    for part in archive.infolist():
        check(part.date_time == (1980, 1, 1, 0, 0, 0), f"{part.filename} has a time: {part.date_time}")
        if part.filename.endswith(".png"):
            check(archive.read(part)[:8] == b"\x89PNG\r\n\x1a\n", f"{part.filename} is no picture")
        else:
            tree.fromstring(archive.read(part))
    types = {e.get("PartName") for e in tree.fromstring(archive.read("[Content_Types].xml"))} - {None}
    check(types == {"/" + n for n in names if not n.endswith((".rels", ".png")) and n != "[Content_Types].xml"}, types)


def check_page(body):
    section = body.find(W + "sectPr")
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    width, height = int(size.get(W + "w")), int(size.get(W + "h"))
    papers = [(round(a * TWIPS), round(b * TWIPS)) for a, b in ((210, 297), (297, 420))]
    check(any(abs(min(width, height) - a) <= 1 and abs(max(width, height) - b) <= 1 for a, b in papers), f"paper {width} × {height}")
    check((size.get(W + "orient") == "landscape") == (width > height), "orientation")
    for side, least, most in (("top", 20, 25), ("bottom", 20, 25), ("left", 30, 35), ("right", 15, 20)):
        value = int(margins.get(W + side))
        check(least * TWIPS - 1 <= value <= most * TWIPS + 1, f"{side} margin {value}")
    check(section.find(W + "titlePg") is not None, "a page number on the first page")
    return width - int(margins.get(W + "left")) - int(margins.get(W + "right"))


def check_styles(archive, body):
    styles = {e.get(W + "styleId") for e in tree.fromstring(archive.read("word/styles.xml")).iter(W + "style")}
    used = {e.get(W + "val") for e in body.iter(W + "pStyle")}
    check(used <= styles, f"styles that are not there: {used - styles}")
    check(len(list(body.iter(W + "p"))) == len(list(body.iter(W + "pStyle"))), "a paragraph without a style")


def spans(row):
    return [number(cell, "w:tcPr/w:gridSpan", default=1) for cell in row.iter(W + "tc")]


def check_grid(table, room):
    columns = [int(e.get(W + "w")) for e in table.iter(W + "gridCol")]
    check(abs(sum(columns) - number(table, "w:tblPr/w:tblW", "w")) <= len(columns), "the columns are not as wide as the table")
    check(sum(columns) <= room + len(columns), f"the table is wider than the page: {sum(columns)} of {room}")
    for row in table.iter(W + "tr"):
        check(sum(spans(row)) == len(columns), f"cells over {spans(row)} of {len(columns)} columns")
        at = 0
        for cell, span in zip(row.iter(W + "tc"), spans(row)):
            check(abs(number(cell, "w:tcPr/w:tcW", "w") - sum(columns[at:at + span])) <= span + 1, "width of a cell")
            at += span


def is_head(row):
    return row.find(f"{W}trPr/{W}tblHeader") is not None


def check_cells(table, columns, rows, n_lead):
    """@columns: those of the csv that this part of the table shows."""
    heads = [row for row in table.iter(W + "tr") if is_head(row)]
    data = [row for row in table.iter(W + "tr") if not is_head(row)]
    check(heads and len(data) == len(rows), f"{len(data)} rows instead of {len(rows)}")
    check(list(table.iter(W + "tr"))[:len(heads)] == heads, "headings that are not at the top")
    check([text_of(cell) for cell in heads[-1].iter(W + "tc")][:n_lead] == ["A", "B"][:n_lead], "the row of column numbers")
    for row, expected in zip(data, rows):
        at = 0
        for cell, span in zip(row.iter(W + "tc"), spans(row)):
            found, wanted = text_of(cell), expected[columns[at]]
            plain = found.replace(".", "").replace(",", ".").rstrip("*")
            same = found == wanted or plain == wanted or (found == "–" and float(wanted) == 0) or \
                "-".join(reversed(found.split("/"))) == wanted
            check(same, f"{found!r} instead of {wanted!r}")
            check(all(expected[columns[i]] == "" for i in range(at + 1, at + span)), f"hidden under {found!r}")
            if wanted and wanted.replace(".", "").isdigit() and at >= n_lead and found != "–":
                style = cell.find(f".//{W}pStyle").get(W + "val")
                check(style in ("CellNumber", "CellMark", "CellText"), style)
            at += span


def check_table(body, room, path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    tables = [table for table in body.iter(W + "tbl") if table.find(f"{W}tblPr/{W}tblBorders") is not None]
    width = len(rows[0])
    shown = 0
    for table in tables:
        n = len(list(table.iter(W + "gridCol")))
        n_lead = 2 if len(tables) > 1 or n > 2 else 0
        first = shown if shown else n_lead
        columns = list(range(n_lead)) + list(range(first, first + n - n_lead))
        check_cells(table, columns, rows, n_lead)
        shown = first + n - n_lead
    check(tables and shown == width, f"{shown} of {width} columns")


def check_text(body, path):
    with open(path, encoding="utf-8") as file:
        lines = [line.strip() for line in file if line.strip()]
    found = " ".join(text_of(body).split())
    for line in lines:
        check(" ".join(line.split()) in found, f"not in the document: {line}")


folder, *names = sys.argv[1:]
for name in names:
    stem = os.path.join(folder, name)
    with zipfile.ZipFile(stem + ".docx") as archive:
        check_package(archive)
        body = tree.fromstring(archive.read("word/document.xml")).find(W + "body")
        room = check_page(body)
        check_styles(archive, body)
    for table in body.iter(W + "tbl"):
        check_grid(table, room)
    if os.path.exists(stem + ".csv"):
        check_table(body, room, stem + ".csv")
    else:
        check_text(body, stem + ".txt")
