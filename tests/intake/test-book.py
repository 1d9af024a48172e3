#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the reader makes of workbooks, CSV files and blocks that were copied. dump-book prints it."""
import datetime
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

import books  # noqa: E402

DUMP = os.environ["NGAY_HOI_DUMP_BOOK"]
MAIN = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="Bảng thử ")
        self.path = os.path.join(self.folder, "số liệu cũ.xlsx")

    def tearDown(self):
        shutil.rmtree(self.folder)

    def dump(self, *more, path=None, seconds=60):
        """It is the same when expat reads all of it."""
        done, other = (subprocess.run([DUMP, path or self.path, *way], capture_output=True, timeout=seconds) for way in (more, more or ("--expat",)))
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertEqual(done.stdout.decode(), other.stdout.decode())
        return [line.split("\t") for line in done.stdout.decode().splitlines()]

    def cells(self, *more, **how):
        """{"A1": (kind, text)}"""
        return {line[0]: (line[1], line[2]) for line in self.dump(*more, **how) if len(line) == 5}

    def refusal(self, **how):
        lines = self.dump(**how)
        self.assertEqual([line[0] for line in lines if line[0] not in ("sheet", "text")], ["refused"], lines)
        return lines[-1][1]

    def write(self, data):
        with open(self.path, "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode())


class Workbook(Case):
    def test_kinds_of_cells(self):
        day = datetime.datetime(2026, 8, 19)
        books.save(self.path, [["Tên\nđiểm", 185, 1.5, day, True, False],
                               [(46253, "General"), (46253, "dd/mm/yyyy"), (46253, '"ngày" d'), (0.5, "h:mm"), (46253.75, "d/m/yy h:mm"),
                                (12500000, '#,##0.0,,'), (350000, '#,##0," nghìn đồng"'), (5, '0 "đồng/suất"'), (7, "[$-42A]dd mmmm yyyy;@")],
                               [None, "  hai  cách "]])
        self.assertEqual(self.cells(), {
            "A1": ("text", "Tên|điểm"), "B1": ("number", "185"), "C1": ("number", "1,5"), "D1": ("date", "19/08/2026"),
            "E1": ("yes-no", "Có"), "F1": ("yes-no", "Không"),
            "A2": ("number", "46253"), "B2": ("date", "19/08/2026"), "C2": ("date", "19/08/2026"), "D2": ("number", "0,5"),
            "E2": ("date", "19/08/2026"), "F2": ("number", "12500000"), "G2": ("number", "350000"), "H2": ("number", "5"),
            "I2": ("date", "07/01/1900"), "B3": ("text", "hai cách")})
        flags = {line[0]: line[4] for line in self.dump() if len(line) == 5}
        self.assertEqual((flags["F2"], flags["G2"], flags["H2"]), ("millions ", "thousands ", ""))

    def test_1904(self):
        def change(table):
            table.parent.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        import openpyxl.utils.datetime
        books.save(self.path, [[datetime.datetime(2026, 8, 19), datetime.datetime(1904, 3, 1)]], change=change)
        self.assertEqual(self.cells(), {"A1": ("date", "19/08/2026"), "B1": ("date", "01/03/1904")})

    def test_false_day_of_1900(self):
        books.save(self.path, [[(59, "d/m/yyyy"), (61, "d/m/yyyy"), (1, "d/m/yyyy"), (0, "d/m/yyyy"), (-5, "d/m/yyyy"), (9e9, "d/m/yyyy")]])
        self.assertEqual([c[1] for c in self.cells().values()], ["28/02/1900", "01/03/1900", "01/01/1900", "0", "-5", "9000000000"])

    def test_merged_hidden_sheets(self):
        def change(table):
            table.merge_cells("A1:C1")
            table.merge_cells("A2:A4")
            table.row_dimensions[3].hidden = True
            table.column_dimensions["B"].hidden = True
            table.parent.create_sheet("Ẩn").sheet_state = "hidden"
        books.save(self.path, [["Tên chung"], ["Xã A", 1], [None, 2], [None, 3], ["Xã B", 4]], change=change)
        lines = self.dump()
        self.assertIn(["hidden column", "2"], lines)
        self.assertIn(["hidden row", "3"], lines)
        self.assertIn(["sheet", "Ẩn", "hidden"], lines)
        cells = {line[0]: (line[2], line[4]) for line in lines if len(line) == 5}
        self.assertEqual(cells["B1"], ("Tên chung", "covered "))
        self.assertEqual((cells["A2"], cells["A4"]), (("Xã A", ""), ("Xã A", "covered ")))
        self.assertEqual(cells["A5"], ("Xã B", ""))

    def test_errors_and_formulas(self):
        books.save(self.path, [["=1+1", "=A9", "x"]])
        books.replace(self.path, "xl/worksheets/sheet1.xml", r"<f>1\+1</f><v ?/?>(</v>)?", "<f>1+1</f><v>2</v>")
        books.replace(self.path, "xl/worksheets/sheet1.xml", '<c r="C1"', '<c r="D1" t="e"><v>#N/A</v></c><c r="E1" t="str"><f>A</f><v>chữ</v></c><c r="C1"')
        cells = self.cells()
        self.assertEqual({k: cells[k] for k in ("A1", "B1", "D1", "E1")},
                         {"A1": ("number", "2"), "B1": ("formula", ""), "D1": ("error", "#N/A"), "E1": ("text", "chữ")})

    def test_inline_and_rich_strings(self):
        books.raw(self.path, '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>Thôn </x:t></x:is></x:c>'
                  '<x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>7</x:v></x:c><x:c t="d"><x:v>2026-08-19T00:00:00</x:v></x:c></x:row>'
                  '<x:row r="9"><x:c r="C9"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>',
                  '<sst><si><r><rPr><rFont val=".VnTime"/></rPr><t>X· </t></r><r><t>CÈm Xuyªn</t></r><rPh><t>bỏ</t></rPh></si></sst>')
        self.assertEqual(self.cells(), {"A1": ("text", "Thôn"), "B1": ("text", "Xã Cẩm Xuyên"), "D1": ("date", "19/08/2026"),
                                        "C9": ("number", "5")})

    def test_old_fonts_mixed(self):
        books.save(self.path, [[("X· CÈm Xuyªn", ".VnTime"), ("uû ban", ".VnTimeH"), ("Xaõ Caåm Xuyeân", "VNI-Times"), "Xã Cẩm Xuyên",
                                ("Xã Cẩm Xuyên", ".VnTime"), "X· CÈm Xuyªn", ("Tr\u00ad\u00eang", ".VnTime")]])
        self.assertEqual([c[1] for c in self.cells().values()],
                         ["Xã Cẩm Xuyên", "UỶ BAN", "Xã Cẩm Xuyên", "Xã Cẩm Xuyên", "Xã Cẩm Xuyên", "Xã Cẩm Xuyên", "Trường"])


class Plainly(Case):
    """Rows that are read without expat stand between others, anywhere in what is read at a time."""
    ROWS = {
        '<row r="%d"><c r="A%d" t="str"><v>a</v></c></row>': "a",
        '<row r="%d" spans="1:2" x14ac:dyDescent="0.25"><c r="A%d" t="inlineStr"><is><t xml:space="preserve">Thôn Mỹ</t></is></c></row>\n': "Thôn Mỹ",
        '<row r="%d"><c r="A%d" t="str"><f>B1</f><v>b</v></c></row>\r\n': "b",
        '<row r="%d"><c r="A%d" t="str"><v>x &amp; y</v></c></row>': "x & y",
        "<row r='%d'><c r='A%d' t='str'><v>c</v></c></row>": "c",
        '<row r="%d"><!-- <row r="9"><c r="B9"><v>1</v></c></row> --><c r="A%d" t="str"><v>d</v></c></row>': "d",
        '<!-- <row r="9"> --><row r="%d"><c r="A%d" t="str"><v><![CDATA[<row r="9"/>]]></v></c></row>': '<row r="9"/>',
        '<row r="%d" ><c  r="A%d"\tt="str"><v >e</v></c></row>': "e",
        '<x a="&gt;"/><row r="%d"><c r="A%d" t="str" ph=">"><v>f</v></c><c r="B1" s="0" /></row>': "f",
        '<row r="%d"><c r="A%d" t="str"><v>x&#10;y</v></c></row>': "x|y",
        '<row r="%d"><c r="A%d" t="str"><v>x\r\ny\rz</v></c></row>': "x|y|z",
        '<row r="%d"><c r="A%d" t="inlineStr"><is><r><t>g</t></r><rPh sb="0" eb="1"><t>h</t></rPh></is></c></row>': "g",
    }

    def test_among_others(self):
        rand = random.Random(5)
        chosen = [rand.choice(list(self.ROWS)) for _ in range(5000)]
        books.raw(self.path, ["<?xml version='1.0' encoding='utf-8'?><worksheet><sheetData>"] + [row % (n, n) for n, row in enumerate(chosen, 1)] + ["</sheetData></worksheet>"])
        cells = self.cells()
        self.assertEqual([cells["A%d" % n][1] for n in range(1, 5001)], [self.ROWS[row] for row in chosen])
        self.assertEqual(len(cells), 5000)

    def test_other_encodings(self):
        row = '<row><c t="inlineStr"><is><t>Thôn</t></is></c></row>' * 3
        for encoding, text in (("utf-16", "Thôn"), ("utf-8-sig", "Thôn"), ("iso-8859-1", "Thôn"), ("us-ascii", "refused")):
            said = "<?xml version='1.0' encoding='%s'?><worksheet><sheetData>%s</sheetData></worksheet>" % (encoding.replace("-sig", ""), row)
            books.raw(self.path, [said.encode("utf-8" if encoding == "us-ascii" else encoding)])
            self.assertEqual({line[2] if len(line) == 5 else line[0] for line in self.dump()} - {"sheet"}, {text}, encoding)

    def test_never_well_formed(self):
        for row in ('<row r="1" r="2"/>', '<row><c r="A1"><v>1</c></v></row>', '<row><c><v>]]></v></c></row>', '<row a="<"/>', '<row a="1"b="2"/>', "<row><c><v>\x01</v></c></row>",
                    "<row><c><v>\uffff</v></c></row>", b"<row><c><v>\xc0\x80</v></c></row>", b"<row><c><v>\xff</v></c></row>", "<row>", "<row></row", '<x a="<row></row>"/>', "<row><1/></row>",
                    "<row><c a></c></row>", "<row><c><v>&</v></c></row>", "<row><c><v>&nbsp;</v></c></row>"):
            books.raw(self.path, ["<worksheet><sheetData><row/>", row, "</sheetData></worksheet>"])
            self.assertIn("damaged", self.refusal(), row)


class Text(Case):
    def text(self, data, *more):
        self.write(data)
        lines = self.dump(*more)
        return lines[0][1:], {line[0]: line[2] for line in lines if len(line) == 5}

    def test_encodings(self):
        table = "Đơn vị;Số người\nXã Cẩm Xuyên;185\nPhường Hà Huy Tập;20\n"
        wanted = {"A1": "Đơn vị", "B1": "Số người", "A2": "Xã Cẩm Xuyên", "B2": "185", "A3": "Phường Hà Huy Tập", "B3": "20"}
        for encoding, name in (("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16")):
            how, cells = self.text(table.encode(encoding))
            self.assertEqual((how, cells), ([name, str(ord(";"))], wanted), encoding)
        done = subprocess.run(["iconv", "-f", "UTF-8", "-t", "WINDOWS-1258"], input=table.encode(), capture_output=True, check=True)
        self.assertEqual(self.text(done.stdout), (["Windows-1258", "59"], wanted))

    def test_old_font_as_bytes(self):
        how, cells = self.text("§¬n vÞ,Sè ng­êi\nX· CÈm Xuyªn,185\nX· Kú Anh,20\n".encode("latin-1"))
        self.assertEqual(cells, {"A1": "Đơn vị", "B1": "Số người", "A2": "Xã Cẩm Xuyên", "B2": "185", "A3": "Xã Kỳ Anh", "B3": "20"})

    def test_separators(self):
        for text, separator, cell in (("DANH SÁCH ĐIỂM, NĂM 2026\n\nTên;Số;Ngày\nThôn 1;2;8/8\n", ";", "2"),
                                      ("Tên\tSố\nThôn 1, xã A\t2\n", "\t", "2"), ("sep=;\nTên;Số\n1,5;2\n", ";", "2"),
                                      ("Tên,Số\n\"Thôn 1, xã A\",2\n", ",", "2")):
            how, cells = self.text(text)
            self.assertEqual(how[1], str(ord(separator)))
            self.assertIn(cell, cells.values())
        self.assertEqual(self.text("a;b\n\n\nx;y")[1], {"A1": "a", "B1": "b", "A4": "x", "B4": "y"})

    def test_copied(self):
        how, cells = self.text("Thôn 1, xã A\t8/8\n\"\t\"\n\"hai\ndòng \"\"x\"\"\"\t5\" ống\n", "--copied")
        self.assertEqual(cells, {"A1": "Thôn 1, xã A", "B1": "8/8", "A2": "\"", "B2": "\"", "A3": "hai|dòng \"x\"", "B3": "5\" ống"})


class Refused(Case):
    def test_other_kinds(self):
        for data, said in ((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old format of Excel"),
                           (b"\xd0\xcf\x11\xe0" + bytes(99) + "EncryptedPackage".encode("utf-16-le"), "password"),
                           (b"\xef\xbb\xbf \n<html><table>", "page of the web"), (b"<?xml version='1.0'?><Workbook/>", "page of the web"),
                           (b"%PDF-1.7", "printed page"), (b"", "nothing in the file"), (b"PK\x03\x04" + bytes(99), "damaged"),
                           (b"\n\n", "nothing in it")):
            self.write(data)
            self.assertIn(said, self.refusal(), data[:20])

    def test_ods(self):
        with zipfile.ZipFile(self.path, "w") as out:
            out.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            out.writestr("content.xml", "<a/>")
        self.assertIn("LibreOffice (.ods)", self.refusal())

    def test_not_a_file(self):
        self.assertIn("no file that can be read", self.refusal(path=self.folder))
        self.assertIn("Could not read", self.refusal(path=self.path + "x"))

    def test_no_workbook(self):
        with zipfile.ZipFile(self.path, "w") as out:
            out.writestr("word/document.xml", "<a/>")
        self.assertIn("no workbook", self.refusal())

    def test_cut_off(self):
        books.save(self.path, [[i, "chữ %d" % i] for i in range(3000)])
        with open(self.path, "rb") as file:
            data = file.read()
        self.write(data[:len(data) // 2])
        self.assertIn("damaged", self.refusal())

    def test_wrong_checksum(self):
        books.raw(self.path, "<worksheet><sheetData/></worksheet>")
        with open(self.path, "rb") as file:
            data = bytearray(file.read())
        with zipfile.ZipFile(self.path) as old:
            crc = old.getinfo("xl/worksheets/sheet1.xml").CRC.to_bytes(4, "little")
        self.write(bytes(data).replace(crc, bytes(4)))
        self.assertIn("damaged", self.refusal())


class Hostile(Case):
    """Refused soon, in little memory."""

    def refusal(self, **how):
        said = super().refusal(seconds=100, **how)
        self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, 1500 * 1024)
        return said

    def test_entities(self):
        lines = "".join('<!ENTITY a%d "%s">' % (i, "&a%d;" % (i - 1) * 10 if i else "ha") for i in range(12))
        books.raw(self.path, "<!DOCTYPE x [%s]><worksheet><sheetData><row><c><v>&a11;</v></c></row></sheetData></worksheet>" % lines)
        self.assertIn("definitions", self.refusal())

    def test_deep(self):
        books.raw(self.path, "<worksheet>" + "<a>" * 2000000)
        self.assertIn("deeply", self.refusal())

    def test_bomb(self):
        def pieces():
            yield "<worksheet>"
            for _ in range(300):
                yield " " * (1 << 20)
        books.raw(self.path, pieces())
        self.assertIn("too big", self.refusal())

    def test_endless_name(self):
        books.raw(self.path, ["<worksheet><a"] + [os.urandom(1 << 19).hex() for _ in range(4)])
        self.assertIn("without an end", self.refusal())

    def test_many_parts(self):
        with zipfile.ZipFile(self.path, "w") as out:
            for i in range(1001):
                out.writestr("xl/%d" % i, "")
        self.assertIn("too many parts", self.refusal())

    def test_a_million_columns(self):
        books.raw(self.path, ["<worksheet><sheetData><row>"] + ["<c><v>%d</v></c>" % i for i in range(20000)] + ["</row></sheetData></worksheet>"])
        self.assertIn("too many cells", self.refusal())

    def test_rows_beyond_the_end(self):
        books.raw(self.path, '<worksheet><sheetData><row r="99999999999999999999"><c><v>1</v></c></row></sheetData></worksheet>')
        self.assertIn("too many rows", self.refusal())

    def test_one_text_in_all_cells(self):
        text = "<sst><si><t>%s</t></si></sst>" % ("x" * 30000)
        row = "<row>" + "<c t=\"s\"><v>0</v></c>" * 10 + "</row>"
        books.raw(self.path, ["<worksheet><sheetData>"] + [row] * 100 + ["</sheetData></worksheet>"], text)
        lines = self.dump()
        self.assertEqual(len(lines), 1001)

    def test_merged_over_everything(self):
        merges = "".join('<mergeCell ref="A%d:XFD1048576"/>' % i for i in range(1, 2000))
        books.raw(self.path, '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells>%s</mergeCells></worksheet>' % merges)
        self.assertEqual(self.cells()["A1"], ("number", "1"))

    def test_no_range_at_all(self):
        books.raw(self.path, '<worksheet><cols><col min="0" max="0" hidden="1"/><col min="5" max="99999999999" hidden="1"/></cols><sheetData>'
                  '<row r="-1"><c r="A0"><v>nan</v></c><c r="ZZZZZZZZ1"><v>1e999</v></c><c r="1"><v>3</v></c><c s="99999"><v>4</v></c></row>'
                  '</sheetData><mergeCells><mergeCell ref="B2:A1"/><mergeCell ref=":"/><mergeCell ref="A1:"/><mergeCell/></mergeCells></worksheet>')
        self.assertIsInstance(self.cells(), dict)


if __name__ == "__main__":
    tap.main()
