#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables as offices make them become records, or go back with the reason. What is expected was written before the code."""
import csv
import datetime
import io
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

import openpyxl

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

import books  # noqa: E402

CLI = os.environ["NGAY_HOI_CLI"]
DAY = datetime.datetime(2026, 8, 8)


class Case(unittest.TestCase):
    unit, year, role = "18676", "2026", "commune"

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="Nhập thử ")
        self.env = dict(os.environ, NGAY_HOI_LANGUAGE="en", XDG_DATA_HOME=os.path.join(self.folder, "data"))
        self.ledger = self.at("sổ.ngayhoi")
        self.path = self.at("danh sách cũ.xlsx")
        self.new(self.ledger)

    def tearDown(self):
        shutil.rmtree(self.folder)

    def at(self, name):
        return os.path.join(self.folder, name)

    def cli(self, *words, code=0):
        done = subprocess.run([CLI, *words], capture_output=True, env=self.env, timeout=300)
        out, err = done.stdout.decode(), done.stderr.decode()
        self.told = err
        self.assertEqual(done.returncode, code, (words, out, err))
        self.assertNotIn("CRITICAL", err)
        return out if code != 2 else err

    def new(self, path):
        self.cli("new", path, "--unit", self.unit, "--year", self.year, "--role", self.role)

    def take(self, type_, *words, code=0, path=None, ledger=None):
        """(columns {"A": field}, notes [(row, column, verdict, text)], counts)"""
        out = self.cli("import", ledger or self.ledger, type_, "--from", path or self.path, "--format", "tsv", *words, code=code)
        lines = [line.split("\t") for line in out.splitlines()]
        start = lines.index(["column", "heading", "field", "note"])
        middle = lines.index(["row", "column", "verdict", "note"])
        columns = {line[0]: line[2] + (" " + line[3] if line[3] else "") for line in lines[start + 1:middle]}
        notes = [tuple(line) for line in lines[middle + 1:] if len(line) == 4]
        counts = [int(line[0].split(": ")[1]) for line in lines[-5:]]
        return columns, notes, counts

    def list(self, type_, ledger=None):
        return list(csv.DictReader(io.StringIO(self.cli("list", ledger or self.ledger, type_, "--personal", "--format", "csv"))))

    def values(self, type_, *fields):
        return [tuple(row[f] for f in fields) for row in self.list(type_)]

    def save(self, rows, **more):
        return books.save(self.path, rows, **more)


HEAD = ["STT", "Địa điểm tổ chức", "Ngày", "Số người tham gia", "Ghi chú"]


class Points(Case):
    def test_as_plain_as_it_gets(self):
        self.save([HEAD, [1, "Thôn Trung Tiến", DAY, 185, None], [2, "Tổ dân phố 3", DAY, 90, "mưa"]])
        columns, notes, counts = self.take("point")
        self.assertEqual(columns, {"A": "", "B": "place", "C": "date_from", "D": "attendance", "E": "note"})
        self.assertEqual((notes, counts), ([], [2, 0, 0, 0, 0]))
        self.assertEqual(self.values("point", "place", "place_kind", "date_from", "attendance", "note", "areas"),
                         [("Thôn Trung Tiến", "thon", "2026-08-08", "185", "", "1"), ("Tổ dân phố 3", "to_dan_pho", "2026-08-08", "90", "mưa", "1")])

    def test_heads_in_row_seven_merged_numbered_signed(self):
        def merge(table):
            for area in ("A7:A8", "B7:B8", "C7:D7", "A1:E1", "A3:E3", "D15:E15"):
                table.merge_cells(area)
        self.save([["CÔNG AN TỈNH HÀ TĨNH"], ["CÔNG AN XÃ CẨM XUYÊN"], ["DANH SÁCH ĐIỂM NGÀY HỘI, NĂM 2026"], [], ["(Kèm theo báo cáo)"], [],
                   ["TT", "Tên điểm", "Thời gian", None, "Lượt người tham dự"], [None, None, "Từ ngày", "Đến ngày"],
                   ["(1)", "(2)", "(3)", "(4)", "(5)"],
                   [1, "Thôn 1", "8/8", None, 100], [2, "Thôn 2", "9/8", "10/8", "1.200"], ["Cộng", None, None, None, 1300],
                   [3, "Thôn 3", "11/8", None, 50], ["Tổng cộng", None, None, None, 1350],
                   [None, None, None, "Cẩm Xuyên, ngày 20 tháng 8 năm 2026"], ["NGƯỜI LẬP BIỂU", None, None, "TRƯỞNG CÔNG AN XÃ"], [None, None, None, "Nguyễn Văn A"]],
                  change=merge)
        columns, notes, counts = self.take("point")
        self.assertEqual(columns, {"A": "", "B": "place", "C": "date_from", "D": "date_to", "E": "attendance"})
        self.assertEqual(self.values("point", "place", "date_from", "date_to", "attendance"),
                         [("Thôn 1", "2026-08-08", "", "100"), ("Thôn 2", "2026-08-09", "2026-08-10", "1200"), ("Thôn 3", "2026-08-11", "", "50")])
        self.assertEqual(counts, [3, 0, 0, 5, 0])

    def test_days_as_people_type_them(self):
        days = ["8", "8/8", "8-8-26", "8.8.26", "080826", "ngày 8 tháng 8 năm 2026", "2026-08-08", DAY, 46242, "sáng 8/8/2026", "9-13/8", "?", "31/2", "hôm qua"]
        self.save([["Địa điểm", "Thời gian"]] + [["Thôn %d" % i, day] for i, day in enumerate(days)])
        columns, notes, counts = self.take("point", code=1)
        self.assertEqual(counts, [12, 0, 0, 0, 2])
        got = self.values("point", "place", "date_from", "date_to")
        self.assertEqual(sorted(v for v in got if v[0] not in ("Thôn 10", "Thôn 11")), sorted(("Thôn %d" % i, "2026-08-08", "") for i in range(10)))
        self.assertIn(("Thôn 10", "2026-08-09", "2026-08-13"), got)
        self.assertIn(("Thôn 11", "unknown", ""), got)
        self.assertEqual({(n[0], n[2]) for n in notes}, {("10", "corrected"), ("11", "corrected"), ("14", "refused"), ("15", "refused")})

    def test_numbers_with_words(self):
        texts = ["185 người", "khoảng 200", "chưa có", "không có", "1,407", 12.5, -3, "1.407", "~ 90", DAY, "12 suất x 300", True, "gần 200 người, hơn năm trước"]
        self.save([["Địa điểm", "Số người"]] + [["Thôn %d" % i, text] for i, text in enumerate(texts)])
        columns, notes, counts = self.take("point", code=1)
        got = dict(self.values("point", "place", "attendance"))
        self.assertEqual(got, {"Thôn 0": "185", "Thôn 1": "200", "Thôn 2": "unknown", "Thôn 3": "none", "Thôn 7": "1407", "Thôn 8": "90", "Thôn 12": "200"})
        about = self.values("point", "place", "attendance_qualifier")
        self.assertIn(("Thôn 1", "khoang"), about)
        self.assertIn(("Thôn 8", "khoang"), about)
        self.assertIn(("Thôn 12", "gan"), about)
        verdicts = {n[0]: n[2] for n in notes if n[1] == "B"}
        self.assertEqual(verdicts, {"2": "corrected", "6": "refused", "7": "refused", "8": "refused", "11": "refused",
                                    "12": "refused", "13": "refused", "14": "doubtful"})

    def test_ditto(self):
        self.save([HEAD, [1, "Thôn 1", "8/8", 10, "có mưa"], [2, "Thôn 2", "nt", 20, "-nt-"], [3, "Thôn 3", "\"", 30, "như trên"], [4, "Thôn 4", "''", 5, "〃"]])
        _, notes, counts = self.take("point")
        self.assertEqual(counts[0], 4)
        self.assertEqual({v[1:] for v in self.values("point", "place", "date_from", "note")}, {("2026-08-08", "có mưa")})
        self.assertEqual([n[2] for n in notes], ["corrected"] * 6)

    def test_old_fonts_cell_by_cell(self):
        self.save([[("§Þa ®iÓm", ".VnTime"), "Ngày", ("Soá ngöôøi", "VNI-Times")], [("Th«n B¾c S¬n", ".VnTime"), DAY, 5],
                   ["Thôn Nam Sơn", DAY, 6], [("Thoân Ñoâng Haø", "VNI-Times"), DAY, 7], ["Th«n T©y", DAY, 8]])
        columns, notes, counts = self.take("point")
        self.assertEqual(columns, {"A": "place", "B": "date_from", "C": "attendance"})
        self.assertEqual({v[0] for v in self.values("point", "place")}, {"Thôn Bắc Sơn", "Thôn Nam Sơn", "Thôn Đông Hà", "Thôn Tây"})
        self.assertEqual([(n[0], n[2]) for n in notes], [("2", "corrected"), ("4", "corrected"), ("5", "corrected")])
        self.assertIn("TCVN3", notes[0][3])

    def test_1904(self):
        import openpyxl.utils.datetime
        def change(table):
            table.parent.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        self.save([HEAD, [1, "Thôn 1", DAY, 3]], change=change)
        self.take("point")
        self.assertEqual(self.values("point", "date_from"), [("2026-08-08",)])

    def test_capitals_hidden_columns_and_english_heads(self):
        def hide(table):
            table.column_dimensions["C"].hidden = True
        self.save([["ĐỊA ĐIỂM", "SO NGUOI THAM DU", "NGÀY"], ["THÔN ĐÔNG HÀ", 10, DAY]], change=hide)
        self.assertEqual(self.take("point")[0], {"A": "place", "B": "attendance", "C": "date_from"})
        self.assertEqual(self.values("point", "place", "place_kind", "date_from"), [("THÔN ĐÔNG HÀ", "thon", "2026-08-08")])
        self.save([["Place", "Attendance"], ["Thôn 9", 10]])
        self.assertEqual(self.take("point")[0], {"A": "place", "B": "attendance"})

    def test_errors_and_formulas(self):
        self.save([HEAD, [1, "Thôn 1", DAY, "=1+1"], [2, "Thôn 2", DAY, "=D2*2"]])
        _, notes, counts = self.take("point", code=1)
        self.assertEqual(counts, [0, 0, 0, 0, 2])
        self.assertIn("formula is not in the file", notes[0][3])
        books.replace(self.path, "xl/worksheets/sheet1.xml", r"<f>1\+1</f><v ?/?>(</v>)?", "<f>1+1</f><v>185</v>")
        books.replace(self.path, "xl/worksheets/sheet1.xml", r'<c r="D3"[^>]*>.*?</c>', '<c r="D3" t="e"><v>#REF!</v></c>')
        _, notes, counts = self.take("point", code=1)
        self.assertEqual((counts, self.values("point", "attendance")), ([1, 0, 0, 0, 1], [("185",)]))
        self.assertIn("#REF!", notes[0][3])

    def test_two_tables(self):
        rows = [["Địa điểm", "Ngày", "Số người"], ["Thôn 1", DAY, 5], [], ["Họ và tên", "Chức vụ", "Năm sinh"], ["Nguyễn Văn A", "Trưởng thôn", 1970]]
        self.save(rows)
        self.assertEqual(self.take("point")[2], [1, 0, 0, 2, 0])
        self.assertEqual(self.values("point", "place"), [("Thôn 1",)])
        columns = self.take("commendation", "--map", "heads=4", "--map", "form=giấy khen của chủ tịch ubnd xã", "--map", "recipient_kind=cá nhân")[0]
        self.assertEqual(columns, {"A": "recipient", "B": "position", "C": "birth_year"})
        self.assertEqual(self.values("commendation", "recipient", "position", "birth_year", "recipient_kind"),
                         [("Nguyễn Văn A", "Trưởng thôn", "1970", "ca_nhan")])

    def test_headings_again_on_each_page(self):
        self.save([HEAD, [1, "Thôn 1", DAY, 5], HEAD, [2, "Thôn 2", DAY, 5]])
        self.assertEqual(self.take("point")[2], [2, 0, 0, 1, 0])

    def test_choices(self):
        self.save([["Địa điểm", "Loại", "Trạng thái", "Lãnh đạo dự"], ["Nhà văn hóa", "Thôn", "Đã tổ chức", "Tỉnh, Xã"], ["Sân bóng", "TDP", "đã", "tỉnh"],
                   ["Trường", "truong", "Đã tổ chức", None], ["Chợ", "siêu thị", "Đã tổ chức", None]])
        _, notes, counts = self.take("point", code=1)
        self.assertEqual(counts[0], 3)
        self.assertEqual(set(self.values("point", "place", "place_kind", "leaders")),
                         {("Nhà văn hóa", "thon", "province,commune"), ("Sân bóng", "to_dan_pho", "province"), ("Trường", "truong", "")})
        self.assertIn(("3", "C", "doubtful"), [n[:3] for n in notes])
        self.assertIn(("5", "B", "refused"), [n[:3] for n in notes])

    def test_a_column_for_each_choice(self):
        def merge(table):
            for area in ("C1:E1", "A1:A2", "B1:B2"):
                table.merge_cells(area)
        self.save([["Thôn, TDP", "Số lượng người tham dự", "Lãnh đạo dự"], [None, None, "Tỉnh", "Xã", "Trung ương"], ["Thôn 1", 5, "x", "x"],
                   ["Thôn 2", 6, None, "1"], ["Thôn 3", 7, 0, "-"]], change=merge)
        self.assertEqual(self.take("point")[2], [3, 0, 0, 0, 0])
        self.assertEqual(dict(self.values("point", "place", "leaders")), {"Thôn 1": "province,commune", "Thôn 2": "commune", "Thôn 3": ""})

    def test_titles_that_are_alike(self):
        self.save([["Nội dung", "Kết quả"], ["Số điểm tổ chức Ngày hội", 14], ["Xe đạp điện bay", 3]])
        _, notes, counts = self.take("total", code=1)
        self.assertEqual(counts, [1, 1, 0, 0, 1])
        self.assertEqual(self.values("total", "indicator", "value"), [("points", "14")])

    def test_villages_are_no_units(self):
        self.save([["Stt", "Đơn vị", "Địa điểm", "SL người"], [1, "Thôn 1", "Nhà văn hóa thôn 1", 50], [2, "Thôn 2", "Thôn 2", 60]])
        columns, notes, counts = self.take("point", code=1)
        self.assertEqual((columns["B"], columns["D"], counts[0]), ("", "attendance", 1))
        self.assertIn("Kind of place", notes[0][3])

    def test_without_headings(self):
        self.save([["Thôn 1", "Thôn", "8/8", 185], ["Thôn 2", "Thôn", "9/8", 90]])
        columns, _, counts = self.take("point")
        self.assertEqual((columns["A"].split()[0], columns["C"].split()[0]), ("place", "date_from"))
        self.assertEqual(counts[0], 2)

    def test_mapped_by_hand(self):
        self.save([["a", "b", "c"], ["Thôn 1", 50, "8/8"], ["Thôn 2", 60, "8/8"]])
        columns, _, counts = self.take("point", "--map", "heads=1", "--map", "A=place", "--map", "B=attendance", "--map", "C=", "--map",
                                       "date_from=9/8", "--map", "source=Báo cáo số 5, ngày 1/9")
        self.assertEqual(self.values("point", "place", "attendance", "date_from", "source"),
                         [("Thôn 1", "50", "2026-08-09", "Báo cáo số 5, ngày 1/9"), ("Thôn 2", "60", "2026-08-09", "Báo cáo số 5, ngày 1/9")])
        for word in ("ZZ=place", "A=horn", "heads=9-2", "horn=1", "A", "B=cost:yen", "sheet=none"):
            self.cli("import", self.ledger, "point", "--from", self.path, "--map", word, code=2)

    def test_best_sheet(self):
        self.save([["ghi chép"], ["x"]], sheet="Linh tinh", **{"Điểm": [HEAD, [1, "Thôn 1", DAY, 5]], "Quà": [["Đối tượng", "Số suất"], ["Hộ nghèo", 5]]})
        self.assertEqual(self.take("point")[2][0], 1)
        self.assertEqual(self.take("gift")[2][0], 1)
        self.assertEqual(self.take("point", "--map", "sheet=Điểm")[2], [0, 0, 1, 0, 0])

    def test_nothing_known(self):
        self.save([["x", "y"], ["!", "?"]])
        self.cli("import", self.ledger, "season", "--from", self.path, "--map", "heads=1", code=1)


class Money(Case):
    def gifts(self, heading, values, *words, above=None, code=0):
        rows = [[above]] if above else []
        self.save(rows + [["Đối tượng", "Số suất", heading, "Ngày"]] + [["Hộ nghèo", 1, v, "8/8"] for v in values])
        return self.take("gift", *words, code=code)

    def test_in_full(self):
        self.assertEqual(self.gifts("Đơn giá", [300000, "350.000", "20 triệu", "400k", "500.000đ/suất"])[2][0], 5)
        self.assertEqual({v[0] for v in self.values("gift", "unit_value")}, {"300000", "350000", "20000000", "400000", "500000"})

    def test_heading_says_thousands(self):
        _, notes, _ = self.gifts("Mức quà (nghìn đồng)", [300, "350", "1 triệu"])
        self.assertEqual({v[0] for v in self.values("gift", "unit_value")}, {"300000", "350000", "1000000"})
        self.assertEqual([n[2] for n in notes if n[1] == "C"][:2], ["corrected", "corrected"])

    def test_said_above_the_table(self):
        self.gifts("Thành tiền", [0.3, 1.5, "12,5"], above="Đơn vị tính: triệu đồng", code=0)
        self.assertEqual({v[0] for v in self.values("gift", "value")}, {"300000", "1500000", "12500000"})

    def test_guessed_by_range_and_said(self):
        columns, notes, _ = self.gifts("Đơn giá", [300, 500])
        self.assertEqual(columns["C"], "unit_value x 1000?")
        self.assertEqual([n[2] for n in notes if n[1] == "C"], ["doubtful", "doubtful"])
        self.assertEqual({v[0] for v in self.values("gift", "unit_value")}, {"300000", "500000"})

    def test_ordered(self):
        self.gifts("Đơn giá", [300000], "--map", "C=unit_value:dong")
        self.assertEqual(self.gifts("Đơn giá", [300], "--map", "C=unit_value:trieu")[1][0][2], "corrected")

    def test_shown_in_millions(self):
        self.gifts("Thành tiền (triệu đồng)", [(5000000, "#,##0.0,,"), 2.5])
        self.assertEqual({v[0] for v in self.values("gift", "value")}, {"5000000", "2500000"})

    def test_amounts_by_source(self):
        self.save([["Đối tượng", "Số suất", "Nguồn kinh phí"], ["Hộ nghèo", 2, "Ngân sách: 5 triệu; MTTQ: 2 triệu"]])
        self.take("gift")
        self.assertEqual(self.values("gift", "funding"), [("ngan_sach:5000000,mttq:2000000",)])


    def test_who_came_is_no_source_of_money(self):
        self.save([["Địa điểm", "Ngày", "Thành phần đại biểu", None], [None, None, "MTTQ", "Khu dân cư"], ["Thôn Trung Tiến", "8/8", 5, 12]],
                  change=lambda table: table.merge_cells("C1:D1"))
        self.assertNotIn("funding", {field.split(" ")[0] for field in self.take("point")[0].values()})
        self.assertEqual(self.values("point", "funding"), [("",)])

    def test_names_that_are_like_words_of_totals(self):
        self.save([["Địa điểm", "Loại", "Ngày"], ["Cống 2", "Thôn", "8/8"], ["Công Chung", "Thôn", "8/8"], ["Chuyên trang", "Thôn", "8/8"],
                   ["Cộng I", None, None], ["Chuyển trang sau", None, None], ["Mang sang", None, None]])
        self.take("point")
        self.assertEqual({row[0] for row in self.values("point", "place")}, {"Cống 2", "Công Chung", "Chuyên trang"})


class Commendations(Case):
    def test_lines_say_what_the_rows_have_in_common(self):
        head = ["TT", "Họ và tên", "Chức vụ", "Số quyết định", "Ngày quyết định", "Tiền thưởng (nghìn đồng)"]
        self.save([["DANH SÁCH KHEN THƯỞNG"], head, ["A", "Giấy khen của Chủ tịch UBND xã, phường"], ["I", "Tập thể"],
                   [1, "Thôn Trung Tiến", None, "15/QĐ-UBND", "1/8/2026", 1200], ["II.", "CÁ NHÂN (2)"],
                   [1, "Nguyễn Văn An", "Trưởng thôn", "15/QĐ-UBND", "nt", 600], [2, "Trần Thị Bình", None, "15/QĐ-UBND", "32/8", 600]])
        back = self.at("r.xlsx")
        _, notes, counts = self.take("commendation", "--rejected", back, code=1)
        self.assertEqual((counts[0], counts[3:]), (2, [3, 1]), notes)
        self.assertEqual(self.values("commendation", "recipient", "recipient_kind", "bonus", "decision_date"),
                         [("Thôn Trung Tiến", "tap_the", "1200000", "2026-08-01"), ("Nguyễn Văn An", "ca_nhan", "600000", "2026-08-01")])
        self.assertEqual({v[0] for v in self.values("commendation", "form")}, {"giay_khen_xa"})
        book = openpyxl.load_workbook(back)
        book.active["E2"] = "2/8/2026"
        book.save(back)
        self.assertEqual(self.take("commendation", path=back)[2][0], 1)
        self.assertIn(("Trần Thị Bình", "ca_nhan"), self.values("commendation", "recipient", "recipient_kind"))


    def test_a_decision_ends_with_its_part(self):
        self.save([["TT", "Họ và tên", "Chức vụ, đơn vị công tác", "Thành tích"], ["I. Quyết định số 125/QĐ-UBND ngày 10/8/2026 của Chủ tịch UBND xã"],
                   ["A. Cá nhân"], [1, "Nguyễn Văn An", "Trưởng thôn", "Tích cực"], [2, "Lê Thị Ba", "Hội viên", "Tích cực"],
                   ["II. Khen thưởng của Trường THCS"], [1, "Trần Thị Bình", "Giáo viên", "Tích cực"]],
                  change=lambda table: [table.merge_cells("A%d:D%d" % (row, row)) for row in (2, 3, 6)])
        self.take("commendation", "--map", "form=giay_khen_xa", "--map", "recipient_kind=ca_nhan")
        self.assertEqual(self.values("commendation", "recipient", "decision_number", "decision_date"),
                         [("Nguyễn Văn An", "125/QĐ-UBND", "2026-08-10"), ("Lê Thị Ba", "125/QĐ-UBND", "2026-08-10"), ("Trần Thị Bình", "", "")])


class Again(Case):
    """What the ledger has is not doubled; what was refused comes back."""

    def test_twice(self):
        rows = [HEAD, [1, "Thôn 1", DAY, 10], [2, "Thôn 2", DAY, 20]]
        self.save(rows)
        self.assertEqual(self.take("point")[2], [2, 0, 0, 0, 0])
        self.assertEqual(self.take("point")[2], [0, 0, 2, 0, 0])
        rows[2][3] = 21
        self.save(rows + [[3, "Thôn 3", DAY, 5], [4, "Thôn 3", DAY, 5]])
        _, notes, counts = self.take("point", code=1)
        self.assertEqual(counts, [1, 0, 1, 0, 2])
        self.assertIn("is there already", notes[1][3])
        self.assertIn("the same as row 4", notes[2][3])

    def test_alike_gifts_may_be_two(self):
        self.save([["Đối tượng", "Số suất"], ["Hộ nghèo", 5], ["Hộ nghèo", 5]])
        self.assertEqual(self.take("gift")[2], [2, 1, 0, 0, 0])
        self.assertEqual(self.take("gift")[2], [0, 0, 2, 0, 0])

    def test_dry_run_changes_nothing(self):
        self.save([HEAD, [1, "Thôn 1", DAY, 10]])
        self.assertEqual(self.take("point", "--dry-run")[2], [1, 0, 0, 0, 0])
        self.assertEqual(self.list("point"), [])

    def test_one_change_undone(self):
        self.save([HEAD] + [[i, "Thôn %d" % i, DAY, 10 + i] for i in range(20)])
        self.take("point")
        self.assertEqual(len(self.list("point")), 20)
        with sqlite3.connect(self.ledger) as file:
            self.assertEqual(file.execute("SELECT count(*), max(why) FROM change WHERE action = 'import'").fetchone(), (1, "danh sách cũ.xlsx"))
        self.cli("undo", self.ledger)
        self.assertEqual(self.list("point"), [])

    def test_refused_go_back_and_come_mended(self):
        def merge(table):
            table.merge_cells("C1:D1")
        self.save([["Địa điểm", "Số người", "Thời gian", None], [None, None, "Từ ngày", "Đến ngày"],
                   ["Thôn 1", 10, "8/8"], ["Thôn 2", "hai mươi", "31/2"], [("Th«n 3", ".VnTime"), 12.5, DAY]], change=merge)
        back = self.at("trả lại.xlsx")
        self.assertEqual(self.take("point", "--rejected", back, code=1)[2], [1, 0, 0, 0, 2])
        self.assertIn("The new rows are saved (1). Only the refused ones are not (2)", self.told)
        table = openpyxl.load_workbook(back).active
        rows = list(table.iter_rows(values_only=True))
        self.assertEqual(rows[1], ("Địa điểm", "Số người", "Từ ngày", "Đến ngày", "Why it was not taken") if rows[1][0] else
                         (None, None, "Từ ngày", "Đến ngày", "Why it was not taken"))
        self.assertEqual([row[0] for row in rows[2:]], ["Thôn 2", "Thôn 3"])
        self.assertIn("Attendance: ", rows[2][4])
        self.assertIn("Date: ", rows[2][4])
        self.assertEqual(rows[3][2], DAY)
        book = openpyxl.load_workbook(back)
        book.active["B3"], book.active["C3"], book.active["B4"] = 20, "9/8", 12
        book.save(back)
        self.assertEqual(self.take("point", path=back)[2], [2, 0, 0, 0, 0])
        self.assertEqual(self.take("point", path=back)[2], [0, 0, 2, 0, 0])
        self.assertEqual(set(self.values("point", "place", "attendance")), {("Thôn 1", "10"), ("Thôn 2", "20"), ("Thôn 3", "12")})

    def test_another_year(self):
        self.save([HEAD, [1, "Thôn 5", "8/8/2025", 10]])
        self.assertEqual(self.take("point", code=1)[2], [0, 0, 0, 0, 1])


class Units(Case):
    unit, year, role = "42@19/8/2024", "2024", "province"

    def test_column_of_units(self):
        def merge(table):
            table.merge_cells("A2:A3")
        self.save([["Đơn vị", "Địa điểm", "Ngày"], ["Xã Cẩm Nhượng", "Thôn 1", "8/8"], [None, "Thôn 2", "8/8"], ["CA xã Cẩm Nhượng", "Thôn 3", "8/8"],
                   ["18709", "Thôn 4", "8/8"], ["Cẩm Nhượng", "Thôn 5", "8/8"], ["Xã Không Có", "Thôn 6", "8/8"], ["xa cam nhuong", "Thôn 7", "8/8"]], change=merge)
        _, notes, counts = self.take("point", code=1)
        self.assertEqual(counts, [6, 0, 0, 0, 1])
        self.assertEqual({row["unit"] for row in self.list("point")}, {"18709"})
        self.assertIn("no unit", notes[0][3])

    def test_lines_of_units(self):
        self.save([["STT", "Địa điểm", "Ngày", "Số người"], ["I", "Xã Cẩm Nhượng (2 điểm)"], [1, "Thôn 1", "8/8", 5], [2, "Thôn 2", "8/8", 6],
                   ["Xã Cẩm Lộc"], [1, "Thôn 1", "8/8", 7], [2, "Thôn 9", "xx", 7]])
        back = self.at("r.xlsx")
        _, notes, counts = self.take("point", "--rejected", back, code=1)
        self.assertEqual(counts, [3, 0, 0, 2, 1], notes)
        self.assertEqual(len({row["unit"] for row in self.list("point")}), 2)
        self.assertEqual([c.value for c in openpyxl.load_workbook(back).active[2]][4], "Xã Cẩm Lộc")

    def test_lines_of_units_that_are_in_doubt(self):
        """Their rows do not go to the unit before: a town and its district are called so; another is no unit."""
        def merge(table):
            for row in (2, 4, 6, 8, 10):
                table.merge_cells("A%d:D%d" % (row, row))
        self.save([["STT", "Địa điểm", "Ngày", "Số người"], ["I. Xã Cẩm Nhượng"], [1, "Thôn 1", "8/8", 5], ["II. Cẩm Xuyên"], [1, "Tổ dân phố 2", "8/8", 6],
                   ["III. Xã Không Có"], [1, "Thôn 3", "8/8", 7], ["IV. Xã Cẩm Lộc"], [1, "Thôn 4", "8/8", 7], ["Khu vực 1"], [1, "Thôn 5", "8/8", 7]], change=merge)
        _, notes, counts = self.take("point", code=1)
        self.assertEqual(counts[0], 4, notes)
        units = {row["place"]: row["unit"] for row in self.list("point")}
        self.assertEqual((len(set(units.values())), units["Thôn 4"], sorted(units)), (3, units["Thôn 5"], ["Thôn 1", "Thôn 4", "Thôn 5", "Tổ dân phố 2"]))
        self.assertEqual([(note[0], note[2]) for note in notes if note[2] != "left-out"], [("5", "doubtful"), ("7", "refused")])

    def test_column_of_districts(self):
        """It is no column of units; where it is one, a unit that was chosen comes before it."""
        rows = [["Huyện", "Địa điểm", "Ngày", "Số người"], ["Huyện Cẩm Xuyên", "Thôn 1", "8/8", 5]]
        self.save(rows)
        self.assertEqual((self.take("point", "--dry-run", code=1)[0]["A"], self.take("point", "--unit", "18709")[2][0]), ("District", 1))
        rows[1][:2] = ["Xã Cẩm Lộc", "Thôn 2"]
        self.save(rows)
        self.assertEqual((self.take("point", "--dry-run")[0]["A"].split()[0], self.take("point", "--unit", "18709")[2][0]), ("unit", 1))
        self.assertEqual({row["unit"] for row in self.list("point")}, {"18709"})

    def test_rows_must_say_their_unit(self):
        self.save([HEAD, [1, "Thôn 1", "8/8", 5]])
        self.assertIn("which unit", self.take("point", code=1)[1][0][3])
        self.assertEqual(self.take("point", "--unit", "18709")[2][0], 1)


class Text(Case):
    def test_csv(self):
        table = "DANH SÁCH ĐIỂM, NĂM 2026;;\nĐịa điểm;Ngày;Số người\nThôn Bắc Sơn;8/8;1.200\nThôn Nam;9/8;5\n"
        path = self.at("x.csv")
        with open(path, "wb") as file:
            file.write(subprocess.run(["iconv", "-f", "UTF-8", "-t", "WINDOWS-1258"], input=table.encode(), capture_output=True, check=True).stdout)
        self.assertEqual(self.take("point", path=path)[2], [2, 0, 0, 0, 0])
        self.assertEqual(set(self.values("point", "place", "attendance")), {("Thôn Bắc Sơn", "1200"), ("Thôn Nam", "5")})

    def test_other_files(self):
        with open(self.path, "wb") as file:
            file.write(b"\xd0\xcf\x11\xe0" + bytes(600))
        out = subprocess.run([CLI, "import", self.ledger, "point", "--from", self.path], capture_output=True, env=dict(self.env, NGAY_HOI_LANGUAGE="vi"))
        self.assertEqual(out.returncode, 1)
        self.assertIn("Save As", out.stderr.decode())


class RoundTrip(Case):
    unit, year, role = "42@19/8/2022", "2022", "province"

    def same(self, ledger, type_, name, other=None):
        """Into a ledger of its own, or into @other, which has what the records refer to. The ledger is returned."""
        path = self.at(name)
        self.cli("export", ledger, type_, "--personal", "--out", path)
        if other is None:
            other = self.at(name + ".ngayhoi")
            self.new(other)
        self.assertEqual(self.take(type_, path=path, ledger=other)[1], [])
        rows = self.list(type_, ledger)
        self.assertGreater(len(rows), 0)
        self.assertEqual(self.by_number(self.list(type_, other), other), self.by_number(rows, ledger))
        self.assertEqual(self.take(type_, path=path, ledger=other)[2][:3], [0, 0, len(rows)])
        return other

    @staticmethod
    def by_number(rows, ledger):
        """A point that is referred to has another id in another ledger, but the same number."""
        with sqlite3.connect(ledger) as file:
            numbers = {str(id_): uuid for id_, uuid in file.execute("SELECT id, uuid FROM point")}
        return sorted(str(dict(row, point=numbers.get(row.get("point"), ""))) for row in rows)

    def test_sample(self):
        self.cli("demo", self.at("demo"))
        ledger = [os.path.join(self.at("demo"), name) for name in os.listdir(self.at("demo")) if name.endswith(".ngayhoi")][0]
        other = self.same(ledger, "point", "p.xlsx")
        self.same(ledger, "point", "p.csv")
        for kind in ("gift", "commendation", "activity", "total"):
            if self.list(kind, ledger):
                self.same(ledger, kind, kind + ".xlsx", other)

    def test_duplicates(self):
        """What repeats another record does not count, here nor there: it waits until the other one is in the ledger."""
        for place, more in (("Thôn A", []), ("Thôn B", ["duplicate_of=Thôn A"])):
            self.cli("add", self.ledger, "point", "unit=18709", "place=" + place, "place_kind=thon", "date_from=9/8", "attendance=100", *more)
        path, other = self.at("p.xlsx"), self.at("khác.ngayhoi")
        self.cli("export", self.ledger, "point", "--personal", "--out", path)
        self.new(other)
        self.assertEqual(self.take("point", path=path, ledger=other, code=1)[2], [1, 0, 0, 0, 1])
        self.assertEqual(self.take("point", path=path, ledger=other)[2], [1, 0, 1, 0, 0])
        figures = [self.cli("figures", ledger, "--format", "tsv") for ledger in (self.ledger, other)]
        self.assertEqual(figures[0], figures[1])
        self.assertIn("attendance\t100", figures[0])

    def test_duplicates_of_one_name(self):
        """They are told apart by the day, else by the number of the record; another unit's, which the province marks, too."""
        def add(kind, *words):
            self.cli("add", self.ledger, kind, *words)
            return self.list(kind)[-1]["uuid"]

        def originals(ledger, kind):
            with sqlite3.connect(ledger) as file:
                return dict(file.execute("SELECT a.uuid, b.uuid FROM %s a LEFT JOIN %s b ON b.id = a.duplicate_of" % (kind, kind)))
        point = ("place_kind=thon", "attendance=100", "place=Thôn A")
        add("point", "unit=18709", "date_from=9/8", *point)
        second = add("point", "unit=18709", "date_from=10/8", *point)
        third = add("point", "unit=18709", "date_from=11/8", *point, "duplicate_of=Thôn A@10/8")
        other = add("point", "unit=18676", "date_from=12/8", *point)
        self.cli("duplicate", self.ledger, "--record", other, "--of", second)
        gifts = [add("gift", "unit=18709", "category=ho_ngheo", "quantity=%d" % number, *more) for number, more in ((5, ()), (6, ()))]
        gifts.append(add("gift", "unit=18709", "category=ho_ngheo", "quantity=6", "note=hai lần", "duplicate_of=" + gifts[1]))
        self.assertEqual((originals(self.ledger, "point")[third], originals(self.ledger, "point")[other], originals(self.ledger, "gift")[gifts[2]]), (second, second, gifts[1]))
        for ending in (".xlsx", ".csv"):
            there = self.at("khác%s.ngayhoi" % ending)
            self.new(there)
            for kind in ("point", "gift"):
                path = self.at(kind + ending)
                self.cli("export", self.ledger, kind, "--personal", "--out", path)
                self.take(kind, path=path, ledger=there, code=1)
                self.take(kind, path=path, ledger=there)
                self.assertEqual(originals(there, kind), originals(self.ledger, kind))

    def test_total_in_vietnamese(self):
        """Its heads are those of our own sheets."""
        self.cli("add", self.ledger, "total", "unit=18709", "indicator=attendance", "value=3000", "qualifier=tren")
        self.env["NGAY_HOI_LANGUAGE"] = "vi"
        self.same(self.ledger, "total", "t.csv")

    def test_filled_to_the_brim(self):
        unit = "unit=18709"
        self.cli("add", self.ledger, "point", unit, "place=Thôn \"1\"; -x", "place_kind=thon", "date_from=?", "attendance=chưa có", "leaders=Tỉnh, Xã",
                 "province_names=Ông A; bà B", "cost=7 triệu", "funding=Ngân sách: 5 triệu; MTTQ: 2 triệu", "note=dòng 1\ndòng 2", "weapons=không có", "households=0",
                 "waive.point.window=vì mưa; xem báo cáo")
        self.cli("add", self.ledger, "gift", unit, "category=ho_ngheo", "quantity=3", "unit_value=350.000", "point=Thôn", "date=9/8", "recipient=Bà Trần Thị Năm")
        self.cli("add", self.ledger, "commendation", unit, "form=giay khen xa", "recipient_kind=ca_nhan", "recipient=Nguyễn Văn An", "birth_year=1970", "honorific=ông",
                 "decision_number=152/QĐ-UBND", "decision_date=1/8", "quantity=1")
        self.same(self.ledger, "point", "đ.xlsx")
        self.same(self.ledger, "point", "đ.csv")
        self.same(self.ledger, "commendation", "k.xlsx")

    def test_small_money(self):
        """What the program wrote is đồng, however little; and a unit is one of the year of its row."""
        for place, cost in (("Thôn 1", "5.000"), ("Thôn 2", "300")):
            self.cli("add", self.ledger, "point", "unit=18709", "place=" + place, "place_kind=thon", "date_from=9/8", "cost=" + cost, "waive.point.small_cost=ít")
        for name, year in (("m.xlsx", "2022"), ("m.csv", "2026")):
            self.year = year
            path, other = self.at(name), self.at(name + ".ngayhoi")
            self.cli("export", self.ledger, "point", "--personal", "--out", path)
            self.cli("new", other, "--unit", "42", "--year", year, "--role", "province")
            self.assertEqual(self.take("point", path=path, ledger=other)[1], [], name)
            rows = list(csv.DictReader(io.StringIO(self.cli("list", other, "point", "--year", "2022", "--format", "csv"))))
            self.assertEqual({row["cost"] for row in rows}, {"5000", "300"})

    def test_export(self):
        self.cli("add", self.ledger, "point", "unit=18709", "place=Thôn 1", "place_kind=thon", "attendance=5", "province_names=Ông A")
        self.cli("add", self.ledger, "point", "unit=18709", "place=Thôn 2", "place_kind=thon", "attendance=7")
        self.cli("export", self.ledger, "point", "--search", "thon 2", "--out", self.at("a.xlsx"))
        rows = list(openpyxl.load_workbook(self.at("a.xlsx")).active.iter_rows(values_only=True))
        self.assertEqual((len(rows), rows[0][:4], rows[1][:4]), (2, ("Unit", "Unit code", "Year", "Place"), ("Xã Cẩm Nhượng", "18709", 2022, "Thôn 2")))
        self.assertEqual(rows[1][rows[0].index("Attendance")], 7)
        self.assertNotIn("Provincial leaders", rows[0])
        self.cli("export", self.ledger, "point", "--out", self.at("a.txt"), code=2)
        with open(self.at("a.xlsx"), "rb") as one:
            first = one.read()
        self.cli("export", self.ledger, "point", "--search", "thon 2", "--out", self.at("b.xlsx"))
        with open(self.at("b.xlsx"), "rb") as two:
            self.assertEqual(first, two.read())

    def test_list_of_the_program(self):
        """The sheet of points for print, read back."""
        for i in range(3):
            self.cli("add", self.ledger, "point", "unit=18709", "place=Thôn %d" % i, "place_kind=thon", "attendance=%d" % (5 + i), "date_from=%d/8" % (8 + i))
        self.cli("report", self.ledger, "points", "--out", self.at("ds.xlsx"))
        other = self.at("khác.ngayhoi")
        self.new(other)
        self.take("point", path=self.at("ds.xlsx"), ledger=other)
        keep = ("unit", "place", "date_from", "attendance", "place_kind")
        self.assertEqual(sorted(tuple(r[k] for k in keep) for r in self.list("point", other)),
                         sorted(tuple(r[k] for k in keep) for r in self.list("point")))


if __name__ == "__main__":
    tap.main()
