#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The workbook form: made for every unit, filled in by other programs, read again.

NGAY_HOI_CLI names the program, NGAY_HOI_JUDGE the folder into which test.sh put the judge (tests/openxml)."""
import csv
import datetime
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..")]
import books
import openpyxl
import tap

CLI = os.environ["NGAY_HOI_CLI"]
JUDGE = os.environ.get("NGAY_HOI_JUDGE") or os.path.join(HERE, "..", "..", "build-judge")
DAY = datetime.date
POINTS = [{"Nơi tổ chức": "Thôn Mỹ Sơn", "Loại địa bàn": "Thôn", "Ngày tổ chức": DAY(2026, 8, 8), "Lượt người dự": 210, "Lãnh đạo cùng dự": "Xã"},
          {"Nơi tổ chức": "Tổ dân phố 2", "Ngày tổ chức": DAY(2026, 8, 9), "Lượt người dự": 150, "Kinh phí (đồng)": 3000000}]
GIFTS = [{"Đối tượng nhận": "Hộ nghèo", "Loại quà": "Suất quà", "Số lượng": 12, "Trị giá một suất": 500000, "Ngày trao": DAY(2026, 8, 8), "Trao tại điểm": "Thôn Mỹ Sơn"}]
AWARDS = [{"Đối tượng": "Tập thể", "Tên cá nhân, tập thể": "Tổ an ninh thôn Mỹ Sơn", "Số lượng": 1, "Số quyết định": "12/10", "Ngày quyết định": DAY(2026, 8, 10)}]
TOTALS = [{"Chỉ tiêu": "Số điểm ngày hội", "Số liệu": 2}]


class Form(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="Phiếu thử ")
        self.addCleanup(shutil.rmtree, self.folder)
        self.env = dict(os.environ, XDG_DATA_HOME=self.at("data"))
        self.province = self.at("tỉnh.ngayhoi")
        self.cli("new", self.province, "--unit", "42", "--year", "2026", "--role", "province")
        self.form = self.at("phiếu.xlsx")
        self.cli("workbook-form", self.province, "--unit", "18673", "--out", self.form)

    def at(self, name):
        return os.path.join(self.folder, name)

    def cli(self, *words, code=0):
        done = subprocess.run([CLI, *words], capture_output=True, text=True, env=self.env, timeout=120)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout

    def take(self, *words, code=0):
        """The line of each file, without those of its notes."""
        lines = list(csv.DictReader(io.StringIO(self.cli("take-forms", self.province, *words, "--format", "tsv", code=code)), delimiter="\t"))
        self.notes = [line["note"] for line in lines if not line["new"]]
        self.lines = [line for line in lines if line["new"]]
        return [(line["unit"], int(line["new"]), int(line["held"]), int(line["refused"])) for line in lines if line["new"]]

    def count(self, kind):
        return len(self.cli("list", self.province, kind, "--format", "tsv").splitlines()) - 1

    def fill(self, path, form=None, first=6, **sheets):
        book = openpyxl.load_workbook(form or self.form)
        for table in book:
            rows = sheets.get({"Điểm ngày hội": "points", "Quà tặng": "gifts", "Khen thưởng": "awards", "Số liệu tổng": "totals"}.get(table.title), [])
            heads = [str(cell.value).replace(" (*)", "") for cell in table[4]]
            for number, row in enumerate(rows, first):
                for head, value in row.items():
                    table.cell(number, heads.index(head) + 1, value)
        book.save(path)
        return path

    def board(self):
        rows = csv.DictReader(io.StringIO(self.cli("board", self.province, "--format", "tsv")), delimiter="\t")
        return [list(row.values()) for row in rows if "18673" in row.values() or "Xã Cẩm Xuyên" in row.values()][0]

    def test_board(self):
        self.assertIn("missing", self.board())
        self.take(self.fill(self.at("đã điền.xlsx"), points=POINTS))
        self.assertIn("received", self.board())
        self.assertIn("Bằng phiếu Excel", self.board())
        self.cli("undo", self.province)
        self.assertIn("missing", self.board())

    def test_day_of_receipt(self):
        """The day here: shortly after midnight it is another one than in UTC."""
        self.env.update(TZ="Asia/Ho_Chi_Minh", NGAY_HOI_NOW="2026-08-25T17:30:00.000Z")
        self.cli("invite", self.province, "--year", "2026", "--deadline", "25/8/2026", "--out", self.at("mời.ngayhoi-moi"))
        self.take(self.fill(self.at("đã điền.xlsx"), points=POINTS))
        self.assertIn("2026-08-26", self.board())
        self.assertIn("late", self.board())

    def award(self):
        """A form of award of the lists, by the list in the form itself."""
        lists = openpyxl.load_workbook(self.form)["DanhMuc"]
        column = next(cell.column for cell in lists[1] if cell.value == "award_form")
        titles = [lists.cell(row, column).value for row in range(2, lists.max_row + 1)]
        return next(title for title in titles if title and title.startswith("Giấy khen"))

    def test_of_all_units(self):
        folder = self.at("các phiếu")
        os.mkdir(folder)
        self.assertEqual(self.cli("workbook-form", self.province, "--out", folder).strip(), "69")
        self.assertEqual(len(os.listdir(folder)), 69)
        self.assertIn("Phiếu nhập Excel 2026 - Xã Cẩm Xuyên (18673).xlsx", os.listdir(folder))
        with open(self.form, "rb") as one, open(os.path.join(folder, "Phiếu nhập Excel 2026 - Xã Cẩm Xuyên (18673).xlsx"), "rb") as other:
            self.assertEqual(one.read(), other.read())
        self.cli("workbook-form", self.province, "--out", self.at("một.xlsx"), code=2)
        self.assertEqual(sum(new + held + refused for _, new, held, refused in self.take(folder)), 0)

    def test_filled_forms_stay(self):
        """Forms are made into the folder with those that came back."""
        folder = self.at("các phiếu")
        os.mkdir(folder)
        filled = self.fill(os.path.join(folder, "Phiếu nhập Excel 2026 - Xã Cẩm Xuyên (18673).xlsx"), points=POINTS)
        with open(filled, "rb") as file:
            was = file.read()
        self.assertEqual(self.cli("workbook-form", self.province, "--out", folder).strip(), "68")
        with open(filled, "rb") as file:
            self.assertEqual(file.read(), was)
        self.assertEqual(self.cli("workbook-form", self.province, "--out", folder).strip(), "0")
        self.assertEqual(self.take(filled), [("18673", 2, 0, 0)])

    def test_what_excel_shows(self):
        book = openpyxl.load_workbook(self.form)
        self.assertEqual([table.title for table in book if table.sheet_state == "visible"],
                         ["Điểm ngày hội", "Quà tặng", "Khen thưởng", "Hoạt động", "Số liệu tổng"])
        table = book["Điểm ngày hội"]
        self.assertTrue(table.protection.sheet)
        self.assertTrue(table["A4"].protection.locked and table["A5"].protection.locked)
        self.assertFalse(openpyxl.load_workbook(self.form)["Điểm ngày hội"]["A6"].protection.locked and
                         table.column_dimensions["A"].protection.locked)
        kinds = {rule.type for rule in table.data_validations.dataValidation}
        self.assertTrue({"list", "date", "decimal"} <= kinds, kinds)
        self.assertTrue(all(rule.promptTitle for rule in table.data_validations.dataValidation))
        self.assertEqual([rule.formula1 for rule in book["Quà tặng"].data_validations.dataValidation if "G6" in str(rule.sqref)],
                         ["'Điểm ngày hội'!$A$6:$A$505"])

    def test_filled_and_read_twice(self):
        path = self.fill(self.at("đã điền.xlsx"), points=POINTS, gifts=GIFTS, totals=TOTALS,
                         awards=[dict(AWARDS[0], **{"Hình thức khen thưởng": self.award()})])
        self.assertEqual(self.take(path), [("18673", 5, 0, 0)], )
        rows = list(csv.DictReader(io.StringIO(self.cli("list", self.province, "gift", "--format", "csv"))))
        self.assertEqual([row["value"] for row in rows], ["6000000"])
        self.assertIn("12/10", self.cli("list", self.province, "commendation", "--format", "csv"))
        self.assertEqual(self.take(path), [("18673", 0, 5, 0)])
        self.assertEqual([self.count(kind) for kind in ("point", "gift", "commendation", "total")], [2, 1, 1, 1])

    @unittest.skipUnless(shutil.which("soffice"), "LibreOffice is not installed")
    def test_saved_by_libreoffice(self):
        path = self.fill(self.at("gốc.xlsx"), points=POINTS, gifts=GIFTS)
        os.mkdir(self.at("lưu"))
        subprocess.run(["soffice", "--headless", "-env:UserInstallation=file://" + self.at("lo").replace(" ", "%20"), "--convert-to", "xlsx",
                        "--outdir", self.at("lưu"), path], capture_output=True, timeout=200, check=True)
        self.assertEqual(self.take(self.at("lưu")), [("18673", 3, 0, 0)])
        self.assertEqual(self.take(path), [("18673", 0, 3, 0)])

    def test_refused_rows_come_back_as_a_form(self):
        wrong = dict(POINTS[1], **{"Ngày tổ chức": "31/2/2026"})
        path = self.fill(self.at("sai.xlsx"), points=[POINTS[0], wrong])
        back = self.at("trả lại")
        os.mkdir(back)
        self.assertEqual(self.take(path, "--rejected", back, code=1), [("18673", 1, 0, 1)])
        self.assertIn("Điểm ngày hội, dòng 7", self.notes[0].replace("row", "dòng"))
        returned = os.path.join(back, os.listdir(back)[0])
        table = openpyxl.load_workbook(returned)["Điểm ngày hội"]
        self.assertEqual(table["A6"].value, "Tổ dân phố 2")
        self.assertIn("31/2", table.cell(6, table.max_column).value)
        mended = self.fill(self.at("đã sửa.xlsx"), form=returned, points=[{"Ngày tổ chức": DAY(2026, 8, 9)}])
        self.assertEqual(self.take(mended), [("18673", 1, 0, 0)])
        self.assertEqual(self.take(path, "--dry-run", code=1), [("18673", 0, 1, 1)])
        self.assertEqual(self.count("point"), 2)

    def test_refused_rows_replace_nothing(self):
        """A form that was sent back before stays, whatever became of it since."""
        wrong = dict(POINTS[1], **{"Ngày tổ chức": "31/2/2026"})
        back = self.at("trả lại")
        os.mkdir(back)
        for day in ("30/2/2026", "31/2/2026", "32/2/2026"):
            self.take(self.fill(self.at("sai.xlsx"), points=[dict(wrong, **{"Ngày tổ chức": day})]), "--rejected", back, code=1)
        found = sorted(os.listdir(back))
        self.assertEqual([name[-12:] for name in found], ["(18673) (2).xlsx"[-12:], "(18673) (3).xlsx"[-12:], "(18673).xlsx"])
        days = [openpyxl.load_workbook(os.path.join(back, name))["Điểm ngày hội"] for name in found]
        self.assertEqual([table.cell(6, table.max_column).value.count(day) > 0 for table, day in zip(days, ("31/2", "32/2", "30/2"))], [True] * 3)

    def test_refused_rows_that_cannot_be_written(self):
        """Each form that was read is told of, and what went wrong with it."""
        wrong = dict(POINTS[1], **{"Ngày tổ chức": "31/2/2026"})
        folder = self.at("đã nhận")
        os.mkdir(folder)
        other = self.at("phiếu khác.xlsx")
        self.cli("workbook-form", self.province, "--unit", "18676", "--out", other)
        for form, name in ((self.form, "a.xlsx"), (other, "b.xlsx")):
            self.fill(os.path.join(folder, name), form=form, points=[POINTS[0], wrong])
        with open(self.at("tệp"), "w", encoding="utf-8"):
            pass
        self.assertEqual(self.take(folder, "--rejected", self.at("tệp"), code=1), [("18673", 1, 0, 1), ("18676", 1, 0, 1)])
        self.assertEqual(self.count("point"), 2)

    def points(self):
        rows = csv.DictReader(io.StringIO(self.cli("list", self.province, "point", "--format", "csv")))
        return sorted((row["place"], row["attendance"]) for row in rows)

    def test_corrected_form_replaces(self):
        """Sent again with other values, one row less and one more: nothing is doubled, and it is told what is other."""
        third = dict(POINTS[1], **{"Nơi tổ chức": "Thôn Đông"})
        path = self.fill(self.at("phiếu 1.xlsx"), points=POINTS + [third], gifts=GIFTS, totals=TOTALS)
        self.assertEqual(self.take(path), [("18673", 5, 0, 0)])
        uuid = self.uuid("Thôn Mỹ Sơn")
        other = dict(POINTS[0], **{"Lượt người dự": 230})
        fourth = dict(POINTS[1], **{"Nơi tổ chức": "Thôn Tây"})
        again = self.fill(self.at("phiếu 2.xlsx"), points=[other, fourth, third], gifts=[dict(GIFTS[0], **{"Số lượng": 15})], totals=TOTALS)
        self.assertEqual(self.take(again, "--dry-run")[0][1:3], (1, 2))
        self.assertEqual(self.points(), [("Thôn Mỹ Sơn", "210"), ("Thôn Đông", "150"), ("Tổ dân phố 2", "150")])
        self.assertEqual(self.take(again), [("18673", 1, 2, 0)])
        self.assertEqual((self.lines[0]["changed"], self.lines[0]["removed"]), ("2", "1"))
        self.assertTrue(any("210 → 230" in note for note in self.notes), self.notes)
        self.assertTrue(any("Tổ dân phố 2" in note for note in self.notes), self.notes)
        self.assertEqual(self.points(), [("Thôn Mỹ Sơn", "230"), ("Thôn Tây", "150"), ("Thôn Đông", "150")])
        self.assertEqual(self.count("gift"), 1)
        self.assertEqual(self.uuid("Thôn Mỹ Sơn"), uuid)
        self.assertEqual(self.take(again), [("18673", 0, 5, 0)])
        self.cli("undo", self.province)
        self.cli("undo", self.province)
        self.assertEqual(self.points(), [("Thôn Mỹ Sơn", "210"), ("Thôn Đông", "150"), ("Tổ dân phố 2", "150")])
        self.assertEqual(self.take(again)[0][1:3], (1, 2))
        self.assertEqual(self.points(), [("Thôn Mỹ Sơn", "230"), ("Thôn Tây", "150"), ("Thôn Đông", "150")])

    def uuid(self, place):
        with sqlite3.connect(self.province) as file:
            return file.execute("SELECT uuid FROM point WHERE place = ? AND deleted = 0", (place,)).fetchall()

    def test_changed_here_stays(self):
        self.take(self.fill(self.at("phiếu 1.xlsx"), points=POINTS))
        with sqlite3.connect(self.province) as file: # as the form of the window does
            file.execute("INSERT INTO change (at, by, action, why, hash) VALUES ('2026-08-12T00:00:00.000Z', '', 'update', '', '')")
            file.execute("INSERT INTO history SELECT max(id), 'point', 1, 'update', 2, '{\"attendance\":\"210\"}', '{\"attendance\":\"222\"}' FROM change")
            file.execute("UPDATE point SET attendance = 222, version = 2 WHERE id = 1")
        again = self.fill(self.at("phiếu 2.xlsx"), points=[dict(POINTS[0], **{"Lượt người dự": 230})])
        self.assertEqual(self.take(again)[0][1:], (0, 1, 0))
        self.assertEqual(self.points(), [("Thôn Mỹ Sơn", "222")])
        self.assertEqual(len(self.notes), 2) # it stays, and the other one goes

    def gifts(self):
        rows = csv.DictReader(io.StringIO(self.cli("list", self.province, "gift", "--format", "csv")))
        return sorted(int(row["quantity"]) for row in rows)

    def test_rows_sent_back_take_no_place(self):
        """The good rows are not in their form, and may be alike."""
        twenty = dict(GIFTS[0], **{"Số lượng": 20})
        path = self.fill(self.at("phiếu 1.xlsx"), points=POINTS, gifts=[GIFTS[0], dict(twenty, **{"Ngày trao": "31/2/2026"})])
        back = self.at("trả lại")
        self.take(path, "--rejected", back, code=1)
        returned = os.path.join(back, os.listdir(back)[0])
        mended = self.fill(self.at("đã sửa.xlsx"), form=returned, gifts=[{"Ngày trao": DAY(2026, 8, 8)}])
        self.assertEqual(self.take(mended), [("18673", 1, 0, 0)])
        self.assertEqual(self.gifts(), [12, 20])

    def test_rows_sent_back_by_earlier_versions(self):
        """Their forms do not say that they are only a part."""
        self.take(self.fill(self.at("phiếu 1.xlsx"), points=[POINTS[0], dict(POINTS[1], **{"Ngày tổ chức": "31/2/2026"})]), "--rejected", self.at("trả lại"), code=1)
        returned = os.path.join(self.at("trả lại"), os.listdir(self.at("trả lại"))[0])
        book = openpyxl.load_workbook(returned)
        book["NgayHoi"]["F1"] = None
        table = book["Điểm ngày hội"]
        table.cell(6, next(cell.column for cell in table[4] if "Ngày tổ chức" in str(cell.value)), DAY(2026, 8, 9))
        book.save(returned)
        full = self.fill(self.at("phiếu 2.xlsx"), points=[dict(POINTS[0], **{"Lượt người dự": 215})])
        os.utime(full, (10 ** 9, 10 ** 9))
        self.assertEqual(self.take(returned, full), [("18673", 0, 0, 0), ("18673", 1, 0, 0)])
        self.assertEqual(self.points(), [("Thôn Mỹ Sơn", "215"), ("Tổ dân phố 2", "150")])

    def test_refused_rows_of_alike_records(self):
        """A row does not come in place of a record that may be the refused one."""
        rows = [GIFTS[0], dict(GIFTS[0], **{"Số lượng": 20})]
        self.take(self.fill(self.at("phiếu 1.xlsx"), points=POINTS, gifts=rows))
        again = [dict(rows[0], **{"Ngày trao": "31/2/2026"}), dict(rows[1], **{"Số lượng": 25})]
        self.take(self.fill(self.at("phiếu 2.xlsx"), points=POINTS, gifts=again), code=1)
        self.assertEqual(self.gifts(), [12, 20, 25])

    def test_moved_and_deleted_here(self):
        """What was moved is not doubled, what was deleted does not come back."""
        path = self.fill(self.at("phiếu 1.xlsx"), points=POINTS)
        self.take(path)
        with sqlite3.connect(self.province) as file: # as the form of the window and the recycle bin do
            for action, record, what in (("update", 1, "unit = (SELECT id FROM unit WHERE code = '18676')"), ("delete", 2, "deleted = 1")):
                file.execute("INSERT INTO change (at, by, action, why, hash) VALUES ('2026-08-12T00:00:00.000Z', '', ?, '', '')", (action,))
                file.execute("INSERT INTO history SELECT max(id), 'point', ?, ?, 2, '{}', '{}' FROM change", (record, action))
                file.execute("UPDATE point SET version = 2, " + what + " WHERE id = ?", (record,))
        self.assertEqual(self.take(path), [("18673", 0, 2, 0)])
        self.assertEqual(self.points(), [("Thôn Mỹ Sơn", "210")])

    def test_only_new_rows(self):
        """A form that has none of the rows before is not meant to replace them."""
        self.env["NGAY_HOI_LANGUAGE"] = "en"
        third = dict(POINTS[1], **{"Nơi tổ chức": "Thôn Đông"})
        self.take(self.fill(self.at("phiếu 1.xlsx"), points=POINTS, gifts=GIFTS))
        self.assertEqual(self.take(self.fill(self.at("phiếu 2.xlsx"), points=[third])), [("18673", 1, 0, 0)])
        self.assertEqual((len(self.points()), self.count("gift")), (3, 1))
        self.assertIn("2 of the earlier form are not in this one", self.notes[0])

    def test_older_file(self):
        """It removes nothing, whenever it is read."""
        self.env["NGAY_HOI_LANGUAGE"] = "en"
        third = dict(POINTS[1], **{"Nơi tổ chức": "Thôn Đông"})
        old = self.fill(self.at("cũ.xlsx"), points=[dict(POINTS[0], **{"Lượt người dự": 200}), POINTS[1]])
        os.utime(old, (10 ** 9, 10 ** 9))
        self.take(self.fill(self.at("mới.xlsx"), points=[*POINTS, third]))
        self.assertEqual(self.take(old), [("18673", 0, 1, 0)])
        self.assertEqual(len(self.points()), 3)
        self.assertIn("older values", self.notes[0] + self.notes[1])
        self.assertIn("saved before", self.notes[1] + self.notes[0])

    def test_point_with_gifts_of_others(self):
        """It stays; and a trial does not say that anything is done."""
        self.env["NGAY_HOI_LANGUAGE"] = "en"
        third = dict(POINTS[1], **{"Nơi tổ chức": "Thôn Đông"})
        self.take(self.fill(self.at("phiếu 1.xlsx"), points=[*POINTS, third]))
        self.cli("add", self.province, "gift", "unit=18673", "category=ho_ngheo", "quantity=3", "point=Thôn Đông", "date=8/8")
        again = self.fill(self.at("phiếu 2.xlsx"), points=POINTS)
        self.take(again)
        self.assertEqual((len(self.points()), self.count("gift")), (3, 1))
        self.assertIn("belongs to it", self.notes[0])
        less = self.fill(self.at("phiếu 3.xlsx"), points=[POINTS[0], third])
        self.take(less, "--dry-run")
        self.assertIn("would go", " ".join(self.notes))
        self.assertNotIn("is now in", " ".join(self.notes))
        self.take(less)
        self.assertIn("is now in", " ".join(self.notes))

    def test_damaged_file_is_not_the_last(self):
        folder = self.at("đã nhận")
        os.mkdir(folder)
        self.fill(os.path.join(folder, "b.xlsx"), points=POINTS)
        os.utime(os.path.join(folder, "b.xlsx"), (10 ** 9, 10 ** 9))
        shutil.copy(os.path.join(folder, "b.xlsx"), os.path.join(folder, "a.xlsx"))
        books.edit(os.path.join(folder, "a.xlsx"), lambda name, data: data[:len(data) // 2] if name == "xl/worksheets/sheet1.xml" else data)
        self.assertEqual(self.take(folder, code=1), [("18673", 0, 0, 0), ("18673", 2, 0, 0)])

    def test_times_of_other_zones(self):
        folder = self.at("đã nhận")
        os.mkdir(folder)
        for name, time, points in (("a.xlsx", "2031-01-01T06:00:00+07:00", POINTS[:1]), ("b.xlsx", "2031-01-01T00:00:00Z", POINTS)):
            self.fill(os.path.join(folder, name), points=points)
            books.replace(os.path.join(folder, name), "docProps/core.xml", r"1980[^<]*(?=</dcterms:modified>)", time)
        self.assertEqual(self.take(folder, code=1), [("18673", 0, 0, 0), ("18673", 2, 0, 0)])

    def test_refused_rows_remove_nothing(self):
        """A row that cannot be read may be the one that seems to be missing; a blank sheet says nothing."""
        self.take(self.fill(self.at("phiếu 1.xlsx"), points=POINTS, gifts=GIFTS))
        wrong = dict(POINTS[1], **{"Ngày tổ chức": "31/2/2026", "Nơi tổ chức": "Thôn khác"})
        self.assertEqual(self.take(self.fill(self.at("phiếu 2.xlsx"), points=[POINTS[0], wrong]), code=1), [("18673", 0, 1, 1)])
        self.assertEqual((len(self.points()), self.count("gift")), (2, 1))

    def test_form_twice_in_a_folder(self):
        """The one that was saved last is read, and the other is told of."""
        folder = self.at("đã nhận")
        os.mkdir(folder)
        self.fill(os.path.join(folder, "b.xlsx"), points=POINTS)
        book = openpyxl.load_workbook(os.path.join(folder, "b.xlsx"))
        book["Điểm ngày hội"]["A7"] = "Thôn Đông"
        book.save(os.path.join(folder, "a.xlsx"))
        books.replace(os.path.join(folder, "a.xlsx"), "docProps/core.xml", r"1980[^<]*(?=</dcterms:modified>)", "2031-01-01T00:00:00Z")
        os.utime(os.path.join(folder, "a.xlsx"), (10 ** 9, 10 ** 9))
        self.assertEqual(self.take(folder, code=1), [("18673", 2, 0, 0), ("18673", 0, 0, 0)])
        self.assertIn("“a.xlsx”", self.lines[1]["note"])
        self.assertEqual([place for place, _ in self.points()], ["Thôn Mỹ Sơn", "Thôn Đông"])

    def test_others_forms(self):
        other = self.at("tỉnh khác.ngayhoi")
        self.cli("new", other, "--unit", "42", "--year", "2026", "--role", "province")
        self.cli("workbook-form", other, "--unit", "18673", "--out", self.at("lạ.xlsx"))
        self.take(self.at("lạ.xlsx"), code=1)
        book = openpyxl.load_workbook(self.form)
        book["NgayHoi"]["C1"] = "18676"
        book.save(self.at("đổi.xlsx"))
        self.take(self.at("đổi.xlsx"), code=1)
        plain = openpyxl.Workbook()
        plain.active["A1"] = "Danh sách"
        plain.save(self.at("thường.xlsx"))
        self.take(self.at("thường.xlsx"), code=1)
        self.assertEqual(self.count("point"), 0)

    @unittest.skipUnless(os.path.isdir(os.path.join(JUDGE, "node_modules")), "the judge is not installed: ./test.sh does it")
    def test_judge(self):
        env = {name: value for name, value in os.environ.items() if name not in ("LD_PRELOAD", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS")}
        done = subprocess.run(["node", os.path.join(HERE, "..", "openxml", "judge.mjs"), os.path.abspath(JUDGE), self.form], capture_output=True,
                              text=True, env=env, timeout=300)
        self.assertEqual([json.loads(line)["found"] for line in done.stdout.splitlines()], [[]], done.stderr)


if __name__ == "__main__":
    tap.main()
