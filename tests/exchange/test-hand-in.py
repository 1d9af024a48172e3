#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the commune's ledger to the province's, by the command line; the files are judged by PyNaCl and Python's json."""
import json
import os
import re
import shutil
import sqlite3
import sys
import unittest

import openpyxl

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402
import judge  # noqa: E402
import season  # noqa: E402
from season import UNITS  # noqa: E402

A, B, C = UNITS


class Season(season.Case):
    def test_three_communes(self):
        ledgers = self.begin(A, B, C)
        files = []
        for number, ledger in enumerate(ledgers):
            self.fill(ledger, "Thôn %d" % number, 100 * (number + 1))
            files.append(self.hand_in(ledger, "tệp %d.ngayhoi-nop" % number))
        self.assertEqual(self.verdicts(*files, "--dry-run", code=0), ["new"] * 3)
        self.assertEqual([self.board(unit)["state"] for unit in UNITS], ["missing"] * 3)
        self.assertEqual(self.sql(self.province, "SELECT count (*) FROM point")[0][0], 0)
        self.assertEqual(self.verdicts(*files, code=0), ["new"] * 3)
        for unit, ledger in zip(UNITS, ledgers):
            self.assertEqual(self.records(ledger, unit), self.records(self.province, unit))
            self.assertEqual(self.figures(ledger), self.figures(self.province, unit))
            self.assertEqual(self.board(unit)["state"], "received")
        self.assertEqual(self.figures(self.province)["attendance"], "600")
        self.run_cli("verify", self.province)
        # The folder once more: nothing happens.
        before = self.sql(self.province, "SELECT * FROM change")
        self.assertEqual(self.verdicts(*files, code=0), ["known"] * 3)
        self.assertEqual(self.sql(self.province, "SELECT * FROM change"), before)

    def test_correction(self):
        ledger, = self.begin(A)
        point, gift, award = self.fill(ledger)
        first = self.hand_in(ledger, "1")
        self.receive(first, code=0)
        ids = self.sql(self.province, "SELECT uuid, id FROM point UNION SELECT uuid, id FROM gift ORDER BY 1")
        self.assertIn("Give its reason", self.change_and_fail(ledger))
        second = self.hand_in(ledger, "2", "--reason", "Đếm lại")
        row, = self.receive(second, "--dry-run", code=0)
        self.assertEqual((row["verdict"], row["version"], row["added"], row["changed"], row["deleted"]), ("correction", "2", "1", "1", "1"))
        said = self.run_cli("receive", self.province, second, "--dry-run")
        for text in ("(Đếm lại)", "Số lượt người dự: 200 → ≥ 250", "Attendance: 200 → 250", "- Commendation: Nguyễn Văn Ân", "+ Festival point: Thôn 9"):
            self.assertIn(text, said)
        self.assertIn("≥ 250", self.sheet(ledger, "hand-in"))   # nobody knows yet how many came to Thôn 9
        self.receive(second, code=0)
        self.assertEqual(self.records(ledger, A), self.records(self.province, A))
        self.assertEqual(ids, self.sql(self.province, "SELECT uuid, id FROM point WHERE place <> 'Thôn 9' UNION SELECT uuid, id FROM gift ORDER BY 1"))
        self.assertEqual(self.sql(self.province, "SELECT point.uuid FROM gift JOIN point ON point.id = gift.point"), [(point,)])
        self.assertEqual(self.sql(self.province, "SELECT deleted FROM commendation WHERE uuid = ?", award), [(1,)])
        manifest = judge.File.open(self.read(second), self.keys(self.province)).verify().says
        self.assertEqual(manifest["deleted"].split(" ")[:2], ["commendation", award])
        self.assertEqual(manifest["previous"], judge.File.open(self.read(first), self.keys(self.province)).hash)

    def change_and_fail(self, ledger):
        with sqlite3.connect(ledger) as file:
            file.execute("UPDATE point SET attendance = 250")
            file.execute("UPDATE commendation SET deleted = 1")
        self.add(ledger, "point", "place=Thôn 9", "place_kind=thon", "status=held", "date_from=2026-08-09")
        return self.run_cli("hand-in", ledger, "--out", self.path("x"), code=1)

    def test_unchanged(self):
        ledger, = self.begin(A)
        self.fill(ledger)
        first = self.hand_in(ledger, "1")
        out = self.run_cli("hand-in", ledger, "--out", self.path("2"))
        self.assertIn("Nothing has changed since version 1", out)
        self.assertEqual(self.read(first), self.read(self.path("2")))
        self.assertEqual(self.sql(ledger, "SELECT count (*) FROM submission"), [(1,)])

    def test_file_that_cannot_be_written(self):
        """What was not written was not handed in."""
        ledger, = self.begin(A)
        self.fill(ledger)
        self.run_cli("hand-in", ledger, "--out", self.path("không có/1"), code=1)
        self.assertEqual(self.sql(ledger, "SELECT count (*) FROM submission"), [(0,)])
        self.assertEqual(self.verdicts(self.hand_in(ledger, "1"), code=0), ["new"])

    def test_nil(self):
        ledger, other = self.begin(A, B)
        self.assertIn("no records of this year", self.run_cli("hand-in", ledger, "--out", self.path("x"), code=1))
        self.fill(other)
        self.assertIn("has records of this year", self.run_cli("hand-in", other, "--out", self.path("x"), "--nil", "Mưa bão", code=1))
        # The register and the programmes go on beside the festival: here, and at the province.
        self.run_cli("add", ledger, "body", "name=Thôn 1", "kind=khu_dan_cu")
        self.run_cli("add", self.province, "body", "name=Thôn 2", "kind=khu_dan_cu", "unit=" + A)
        file = self.hand_in(ledger, "1", "--nil", "Mưa bão")
        self.receive(file, code=0)
        self.assertEqual((self.board(A)["state"], self.board(A)["reason"]), ("nil", "Mưa bão"))
        self.assertEqual(self.sql(self.province, "SELECT name, deleted FROM body"), [("Thôn 2", 0)])
        self.fill(ledger)
        self.receive(self.hand_in(ledger, "2", "--reason", "Đã tổ chức"), code=0)
        self.assertEqual(self.board(A)["state"], "received")

    def test_undo_and_redo(self):
        ledger, = self.begin(A)
        self.fill(ledger)
        first = self.hand_in(ledger, "1")
        self.receive(first, code=0)
        one = self.records(self.province, A)
        self.change_and_fail(ledger)
        second = self.hand_in(ledger, "2", "--reason", "Đếm lại")
        self.receive(second, code=0)
        two = self.records(self.province, A)
        self.assertIn("Undone: received version 2 of Xã Thiên Cầm, 2026", self.run_cli("undo", self.province))
        self.assertEqual(self.records(self.province, A), one)
        self.assertEqual(self.board(A)["version"], "1")
        # The same file again is taken again.
        self.assertEqual(self.verdicts(second, code=0), ["correction"])
        self.assertEqual(self.records(self.province, A), two)
        self.run_cli("undo", self.province)
        self.run_cli("undo", self.province)
        self.assertEqual(self.records(self.province, A), [])
        self.assertEqual(self.board(A)["state"], "missing")
        self.assertEqual(self.verdicts(first, second, code=0), ["new", "correction"])
        self.assertEqual(self.records(self.province, A), two)
        self.run_cli("verify", self.province)

    def test_undo_after_another_change(self):
        ledger, = self.begin(A)
        self.fill(ledger)
        self.receive(self.hand_in(ledger, "1"), code=0)
        with sqlite3.connect(self.province) as file:
            file.execute("UPDATE point SET attendance = 1")
        self.assertIn("was changed in another way since", self.run_cli("undo", self.province, code=1))
        self.assertEqual(self.board(A)["state"], "received")

    def test_order_of_files_does_not_matter(self):
        ledger, = self.begin(A)
        files = []
        for number in range(1, 5):
            self.add(ledger, "point", "place=Thôn %d" % number, "place_kind=thon", "status=held", "date_from=2026-08-08")
            files.append(self.hand_in(ledger, str(number), *(["--reason", "Thêm"] if number > 1 else [])))
        rows = self.receive(*reversed(files), code=0)
        self.assertEqual([row["version"] for row in rows], ["1", "2", "3", "4"])
        self.assertEqual(self.records(ledger, A), self.records(self.province, A))
        self.assertEqual(self.verdicts(*files, code=0), ["known"] * 4)

    def test_accepted_and_returned(self):
        ledger, = self.begin(A)
        self.fill(ledger)
        self.receive(self.hand_in(ledger, "1"), code=0)
        one = self.records(self.province, A)
        self.assertIn("needs a reason", self.run_cli("return", self.province, "--unit", A, "--reason", "", code=1))
        self.run_cli("return", self.province, "--unit", A, "--reason", "Thiếu lượt người")
        self.assertEqual((self.board(A)["state"], self.board(A)["reason"], self.board(A)["counted"]), ("returned", "Thiếu lượt người", "1"))
        self.assertEqual(self.records(self.province, A), one)  # a returned one still counts
        self.assertIn("returned version 1", self.run_cli("undo", self.province))
        self.assertEqual((self.board(A)["state"], self.board(A)["reason"]), ("received", ""))
        self.run_cli("accept", self.province, "--unit", A)
        self.assertEqual(self.board(A)["state"], "accepted")
        # Version 2 waits until it is accepted.
        self.change_and_fail(ledger)
        self.assertEqual(self.verdicts(self.hand_in(ledger, "2", "--reason", "Đếm lại"), code=0), ["waiting"])
        self.assertEqual(self.records(self.province, A), one)
        self.assertEqual((self.board(A)["version"], self.board(A)["counted"]), ("2", "1"))
        self.run_cli("accept", self.province, "--unit", A)
        self.assertEqual(self.records(self.province, A), self.records(ledger, A))
        self.assertEqual((self.board(A)["state"], self.board(A)["counted"]), ("accepted", "2"))
        self.run_cli("undo", self.province)
        self.assertEqual(self.records(self.province, A), one)
        self.assertEqual((self.board(A)["state"], self.board(A)["counted"]), ("received", "1"))
        self.run_cli("accept", self.province, "--unit", A)
        self.assertEqual(self.records(self.province, A), self.records(ledger, A))
        self.assertIn("nothing was received", self.run_cli("accept", self.province, "--unit", B, code=1))

    def test_sheets(self):
        """What is printed tells what was handed in, and where each unit stands."""
        first, second = self.begin(*UNITS[:2])
        self.fill(first, attendance=1407)
        self.assertIn("Chưa tạo tệp nộp", self.sheet(first, "hand-in"))
        self.receive(self.hand_in(first, "1.ngayhoi-nop"), self.hand_in(second, "2.ngayhoi-nop", "--nil", "Bão"))
        code = self.sql(first, "SELECT upper (substr (hash, 1, 4) || ' ' || substr (hash, 5, 4)) FROM submission")[0][0]
        for ledger, words in ((first, ()), (self.province, ("--unit", UNITS[0]))):
            told = self.sheet(ledger, "hand-in", *words)
            self.assertIn("Bản 1", told)
            self.assertIn("mã bản nộp: " + code, told)
            self.assertIn("1.407", told)
        # The sheet tells what was handed in, not what was entered since.
        self.add(first, "point", "place=Thôn 2", "place_kind=thon", "status=held", "date_from=2026-08-09", "attendance=93")
        self.assertNotIn("1.500", self.sheet(first, "hand-in"))
        self.run_cli("return", self.province, "--unit", UNITS[0], "--reason", "Sai số người")
        progress, reminder = self.sheet(self.province, "progress"), self.sheet(self.province, "reminder")
        for told in ("Trả lại", "Sai số người", "Không tổ chức", "Bão", "Phải nộp 69 đơn vị: chưa nộp 67, đã nhận 0, đã chốt 0, trả lại 1, không tổ chức 1"):
            self.assertIn(told, progress)
        self.assertIn("Sai số người", reminder)
        self.assertNotIn("Bão", reminder)
        # It goes to the units on it; the list of all, to the superior.
        self.assertIn("- Công an các đơn vị có tên trên;", self.recipients("reminder"))
        self.assertNotIn("- Bộ Công an;", self.recipients("reminder"))
        self.assertIn("- Bộ Công an;", self.recipients("progress"))
        # Both are of all units, whichever one is chosen.
        self.assertNotIn("XÃ THIÊN CẦM", self.sheet(self.province, "progress", "--unit", UNITS[0]))
        self.run_cli("accept", self.province, "--unit", UNITS[1])
        progress = self.sheet(self.province, "progress")
        self.assertIn("Không tổ chức (đã chốt)", progress)
        self.assertIn("đã chốt 0, trả lại 1, không tổ chức 1 (đã chốt 1);", progress)
        slips = self.sheet(self.province, "slips")
        self.assertNotIn("Thành Sen", slips)

    def test_slips_on_paper(self):
        """A strip that is cut off says what it is; nobody else gets the secrets."""
        self.begin(A)
        self.run_cli("enrol", self.province, "--year", "2026")
        slips = self.sheet(self.province, "slips")
        self.assertIn("Phiếu cấp mã nộp báo cáo Ngày hội 2026 – ", slips)
        self.assertNotIn("Nơi nhận", slips)

    def test_left_over(self):
        """A file that came but could not be taken is on the list of those to be reminded."""
        self.begin(A)
        with sqlite3.connect(self.province) as file:
            unit, = file.execute("SELECT id FROM unit WHERE code = ? ORDER BY valid_from DESC", (B,)).fetchone()
            file.execute("INSERT INTO setting (name, value) VALUES (?, 'broken 2026-08-19')", ("hand-in.left.2026.%d" % unit,))
        self.assertIn("Tệp gửi ngày 19/08/2026 không mở được", self.sheet(self.province, "reminder"))

    def sheet(self, ledger, report, *words):
        path = self.path("sheet.txt")
        self.run_cli("report", ledger, report, "--year", "2026", "--out", path, *words, NGAY_HOI_TODAY="2026-08-20")
        return self.read(path).decode()

    def recipients(self, report):
        """The lines of a sheet of the province, with those of its foot."""
        path = self.path("sheet.xlsx")
        self.run_cli("report", self.province, report, "--year", "2026", "--out", path)
        return [str(cell) for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True) for cell in row if cell is not None]

    def test_year_before_the_merger(self):
        """A commune hands in an old year for the units of that time, which went into it. Its own key is confirmed: then it needs no other
        word for them, and each counts for itself."""
        ledger, = self.begin(A)
        self.run_cli("invite", self.province, "--year", "2024", "--out", self.path("2024.ngayhoi-moi"))
        self.run_cli("join", ledger, self.path("2024.ngayhoi-moi"))
        self.add(ledger, "point", "year=2024", "unit=18709", "place=Thôn Cũ", "place_kind=thon", "status=held", "date_from=2024-08-08", "attendance=70")
        said = self.run_cli("hand-in", ledger, "--year", "2024", "--out", self.path("x"), code=1)
        self.assertIn("is not a unit of the season 2024", said)
        self.assertIn("Then it was", said)
        self.assertIn("Xã Cẩm Nhượng", said)
        file = self.hand_in(ledger, "1", "--year", "2024", "--unit", "18709")
        row, = self.receive(file, code=1)
        self.assertEqual((row["verdict"], row["unit"], row["year"]), ("unknown-key", "18709", "2024"))
        self.fill(ledger)
        self.receive(self.hand_in(ledger, "2026"), code=0)
        row, = self.receive(file, code=0)
        self.assertEqual((row["verdict"], row["taken"]), ("new", "1"))
        self.assertIn("It counts for Xã Cẩm Nhượng, the unit of 2024. Since 01/07/2025 it is Xã Thiên Cầm.", row["message"])
        self.assertEqual(self.sql(self.province, "SELECT code, year FROM point JOIN unit ON unit.id = point.unit WHERE year = 2024"), [("18709", 2024)])
        self.assertEqual(self.sql(self.province, "SELECT code, confirmed FROM partner JOIN unit ON unit.id = unit ORDER BY partner.id"),
                         [(A, "slip"), ("18709", "key")])
        self.assertIn("attendance\t70", self.run_cli("figures", self.province, "--year", "2024", "--format", "tsv"))
        self.run_cli("verify", self.province)
        # A stranger's key does not become the key of a unit that is no more.
        other = self.commune(B)
        self.add(other, "point", "place=Khối 1", "place_kind=thon", "status=held", "date_from=2026-08-08")
        self.receive(self.hand_in(other, "b"), code=0)
        says = judge.File.open(self.read(file), self.keys(self.province))
        code, first, kind = self.sql(self.province, "SELECT code, valid_from, kind FROM unit_successor JOIN unit ON unit.id = from_unit WHERE"
                                     " to_unit <> (SELECT id FROM unit WHERE code = ? AND valid_to IS NULL) AND code <> '18709' AND part = 0 AND"
                                     " kind = 'xã' AND '2024-08-19' BETWEEN valid_from AND valid_to ORDER BY code", B)[0]
        forged = says.changed(unit__code=code, unit__from=first, unit__kind=kind, key=self.keys(other).public.hex(), proof="")
        self.assertEqual(self.verdicts(self.write("giả", forged.make(self.keys(other), self.keys(self.province).public)), code=1), ["unknown-key"])

    def test_late(self):
        ledgers = self.begin(A, B)
        for ledger in ledgers:
            self.fill(ledger)
        self.env["NGAY_HOI_TODAY"] = "2026-08-25"
        first = self.hand_in(ledgers[0], "1")
        self.receive(first, code=0)
        self.env["NGAY_HOI_TODAY"] = "2026-08-26"
        self.receive(self.hand_in(ledgers[1], "2"), code=0)
        self.change_and_fail(ledgers[0])
        self.receive(self.hand_in(ledgers[0], "3", "--reason", "Đếm lại"), code=0)
        self.assertEqual([self.board(unit)["late"] for unit in UNITS], ["", "late", "late"])

        self.assertIn("needs a reason", self.run_cli("received", self.province, "--unit", B, "--at", "24/8/2026", "--reason", "", code=1))
        self.run_cli("received", self.province, "--unit", B, "--at", "24/8/2026", "--reason", "Gửi đĩa trước")
        self.assertEqual((self.board(B)["late"], self.board(B)["day"]), ("", "2026-08-24"))
        self.assertIn("changed the day of version 1", self.run_cli("undo", self.province))
        self.assertEqual(self.board(B)["late"], "late")
        self.run_cli("received", self.province, "--unit", C, "--at", "24/8/2026", "--reason", "x", code=1)

    def test_marks_of_the_province_stay(self):
        """The same event from two units: the province counts one, and says so to nobody but itself."""
        a, b = self.begin(A, B)
        self.fill(a)
        self.fill(b)
        self.receive(self.hand_in(a, "1"), self.hand_in(b, "2"), code=0)
        with sqlite3.connect(self.province) as file:
            (mine,), (theirs,) = (file.execute("SELECT id FROM point WHERE unit = (SELECT id FROM unit WHERE code = ? AND valid_to IS NULL)", (u,)).fetchone()
                                  for u in (A, B))
            file.execute("UPDATE point SET duplicate_of = ? WHERE id = ?", (theirs, mine))
        self.assertEqual(self.figures(self.province)["attendance"], "200")
        self.add(a, "point", "place=Thôn 9", "place_kind=thon", "status=held", "date_from=2026-08-09")
        row, = self.receive(self.hand_in(a, "3", "--reason", "Thêm"), code=0)
        self.assertEqual((row["verdict"], row["added"], row["changed"], row["deleted"]), ("correction", "1", "0", "0"))
        self.assertEqual(self.sql(self.province, "SELECT duplicate_of FROM point WHERE id = ?", mine), [(theirs,)])
        # It lapses when the counted record disappears, and comes back with undo.
        with sqlite3.connect(b) as file:
            file.execute("UPDATE point SET deleted = 1")
        self.receive(self.hand_in(b, "4", "--reason", "Xóa"), code=0)
        self.assertEqual(self.sql(self.province, "SELECT duplicate_of FROM point WHERE id = ?", mine), [(None,)])
        self.assertEqual(self.figures(self.province)["attendance"], "200")
        self.assertIn("received version 2 of Phường Thành Sen", self.run_cli("undo", self.province))
        self.assertEqual(self.sql(self.province, "SELECT duplicate_of FROM point WHERE id = ?", mine), [(theirs,)])
        self.run_cli("verify", self.province)

    def test_reported_twice(self):
        a, b, c = self.begin(A, B, C)
        (point, _, award), (other, _, twice), (third, _, _) = self.fill(a), self.fill(b), self.fill(c, "Thôn 7")
        self.receive(*(self.hand_in(ledger, os.path.basename(ledger) + ".nop") for ledger in (a, b, c)), code=0)
        rows = [line.split("\t") for line in self.run_cli("duplicates", self.province, "--year", "2026", "--format", "tsv").splitlines()[1:]]
        self.assertEqual([(row[0], row[2], row[4]) for row in rows][:2], [("point", point, other), ("commendation", award, twice)])
        for words in (["--record", point, "--of", point], ["--record", point, "--of", award]):
            self.assertIn("of another unit", self.run_cli("duplicate", self.province, *words, code=1))
        self.assertIn("no record", self.run_cli("duplicate", self.province, "--record", point, "--of", "x", code=1))
        before = self.figures(self.province)["attendance"]
        self.run_cli("duplicate", self.province, "--record", point, "--of", third)
        self.assertIn("counts itself", self.run_cli("duplicate", self.province, "--record", other, "--of", point, code=1))
        self.assertEqual((before, self.figures(self.province)["attendance"]), ("600", "400"))
        self.run_cli("duplicate", self.province, "--record", point)
        self.assertEqual(self.figures(self.province)["attendance"], "600")
        self.run_cli("undo", self.province)
        self.assertEqual(self.figures(self.province)["attendance"], "400")
        self.run_cli("verify", self.province)

    def test_references(self):
        """A duplicate within the unit, written before the record it means; one whose record the unit deleted."""
        ledger, = self.begin(A)
        point, gift, _ = self.fill(ledger)
        other = self.add(ledger, "point", "place=Thôn 2", "place_kind=thon", "status=held", "date_from=2026-08-08", "attendance=5")
        gone = self.add(ledger, "point", "place=Thôn 3", "place_kind=thon", "status=held", "date_from=2026-08-08", "attendance=7")
        last = self.add(ledger, "point", "place=Thôn 4", "place_kind=thon", "status=held", "date_from=2026-08-08", "attendance=7")
        with sqlite3.connect(ledger) as file:
            file.execute("UPDATE point SET duplicate_of = (SELECT id FROM point WHERE uuid = ?) WHERE uuid = ?", (other, point))
            file.execute("UPDATE point SET duplicate_of = (SELECT id FROM point WHERE uuid = ?) WHERE uuid = ?", (gone, last))
            file.execute("UPDATE point SET deleted = 1 WHERE uuid = ?", (gone,))
        self.receive(self.hand_in(ledger, "1"), code=0)
        pairs = "SELECT a.uuid, b.uuid FROM point AS a JOIN point AS b ON b.id = a.duplicate_of ORDER BY 1"
        self.assertEqual(self.sql(self.province, pairs), sorted([(point, other), (last, gone)]))
        self.assertEqual(self.figures(ledger), self.figures(self.province, A))
        self.run_cli("verify", self.province)

    def test_totals_change_places(self):
        ledger, = self.begin(A)
        for indicator, value in (("attendance", 500), ("gifts.sets", 40)):
            self.add(ledger, "total", "indicator=" + indicator, "value=%d" % value, "source=Báo cáo")
        self.receive(self.hand_in(ledger, "1"), code=0)
        with sqlite3.connect(ledger) as file:
            file.execute("UPDATE total SET indicator = 'x' WHERE indicator = 'attendance'")
            file.execute("UPDATE total SET indicator = 'attendance' WHERE indicator = 'gifts.sets'")
            file.execute("UPDATE total SET indicator = 'gifts.sets' WHERE indicator = 'x'")
        self.receive(self.hand_in(ledger, "2", "--reason", "Đổi"), code=0)
        rows = "SELECT uuid, indicator, value FROM total WHERE deleted = 0 ORDER BY uuid"
        self.assertEqual(self.sql(ledger, rows), self.sql(self.province, rows))
        self.run_cli("undo", self.province)
        self.assertEqual(self.figures(self.province, A)["attendance"], "500")

    def test_codes_of_the_office(self):
        a, b = self.begin(A, B)
        for ledger, title in ((a, "Trụ sở"), (b, "Nhà rông")):
            with sqlite3.connect(ledger) as file:
                file.execute("INSERT INTO codebook (list, code, title, position, attributes, custom) VALUES ('place_kind', 'office', ?, 99, 'column=residential', 1)", (title,))
            self.add(ledger, "point", "place=Thôn 1", "place_kind=office", "status=held", "date_from=2026-08-08")
        self.receive(self.hand_in(a, "1"), code=0)
        self.assertEqual(self.sql(self.province, "SELECT title, custom FROM codebook WHERE code = 'office'"), [("Trụ sở", 1)])
        self.assertEqual(self.figures(a), self.figures(self.province, A))
        row, = self.receive(self.hand_in(b, "2"), code=1)
        self.assertEqual((row["verdict"], row["taken"]), ("foreign", "0"))
        self.assertEqual(self.board(B)["state"], "missing")

    def test_code_from_another_day(self):
        """The office's entry for a code that the program ships: the shipped one ends before it, at once. Only the province may tell its
        communes so; a commune does not change what a code means for all."""
        ledger, other = self.begin(A, B)
        insert = "INSERT INTO codebook (list, code, title, valid_from, position, attributes, custom) VALUES ('place_kind', 'thon', ?, ?, 1, ?, 1)"
        rows = "SELECT title, valid_from, valid_to FROM codebook WHERE list = 'place_kind' AND code = 'thon' ORDER BY valid_from"
        shipped = self.sql(self.province, rows)
        self.assertEqual(shipped, [("Thôn", "", None)])
        self.add(other, "point", "place=Thôn 1", "place_kind=thon", "status=held", "date_from=2026-08-08")
        for entry in (("Khác", "2026-04-01", "column=residential"), ("Thôn", "2026-05-01", "column=other")):
            again = shutil.copy(other, self.path("lại.ngayhoi"))
            self.sql(again, insert, *entry)
            row, = self.receive(self.hand_in(again, "2"), code=1)
            self.assertEqual((row["verdict"], row["taken"]), ("foreign", "0"))
            self.assertEqual(self.sql(self.province, rows), shipped)
        self.sql(self.province, insert, "Thôn, bản", "2026-03-01", "column=residential")
        self.run_cli("invite", self.province, "--year", "2026", "--deadline", "25/8/2026", "--out", self.invitation)
        self.run_cli("join", ledger, self.invitation)
        for path in (self.province, ledger):
            self.assertEqual(self.sql(path, rows), [("Thôn", "", "2026-02-28"), ("Thôn, bản", "2026-03-01", None)])
        self.add(ledger, "point", "place=Thôn 1", "place_kind=thon", "status=held", "date_from=2026-08-08")
        self.receive(self.hand_in(ledger, "1"), code=0)


class Enrolment(season.Case):
    def test_wrong_code(self):
        self.begin()
        ledger = self.path("xã.ngayhoi")
        self.run_cli("new", ledger, "--unit", A, "--year", "2026")
        self.assertIn("check code", self.run_cli("join", ledger, self.invitation, "--code", "1234 5678 9012 3456 7890", code=1))
        self.assertIn("check code", self.run_cli("join", ledger, self.invitation, code=1))
        self.assertIn("invitation of the province", self.run_cli("hand-in", ledger, "--out", self.path("x"), code=1))
        self.assertIn("mistyped", self.run_cli("join", ledger, self.invitation, "--code", self.code, "--slip", "AAAA AAAA AAAA AAAB", code=1))
        self.run_cli("join", ledger, self.invitation, "--code", self.code.replace(" ", ""))
        self.run_cli("join", ledger, self.invitation)  # the keys are known now

    def test_without_slip(self):
        self.begin()
        ledger = self.path("xã.ngayhoi")
        self.run_cli("new", ledger, "--unit", A, "--year", "2026")
        self.run_cli("join", ledger, self.invitation, "--code", self.code)
        self.fill(ledger)
        file = self.hand_in(ledger, "1")
        row, = self.receive(file, code=1)
        self.assertEqual((row["verdict"], row["taken"]), ("unknown-key", "0"))
        self.assertEqual(row["code"], self.run_cli("keys", ledger).strip())
        self.assertEqual(row["code"], judge.code(self.keys(ledger).public))
        self.assertEqual(self.verdicts(file, "--code", self.code, code=1), ["unknown-key"])
        self.assertEqual(self.verdicts(file, "--code", row["code"], code=0), ["new"])
        self.add(ledger, "point", "place=Thôn 9", "place_kind=thon", "status=held", "date_from=2026-08-09")
        self.assertEqual(self.verdicts(self.hand_in(ledger, "2", "--reason", "Thêm"), code=0), ["correction"])

    def test_slip_of_another_unit(self):
        a, b = self.begin(A, B)
        self.fill(a)
        with sqlite3.connect(a) as file, sqlite3.connect(b) as other:
            file.execute("UPDATE slip SET code = ?", other.execute("SELECT code FROM slip").fetchone())
        self.assertEqual(self.verdicts(self.hand_in(a, "1"), code=1), ["unknown-key"])

    def test_slips_of_all_units(self):
        self.begin(A)
        one, two = (self.run_cli("enrol", self.province, "--year", "2026", "--format", "tsv").splitlines() for _ in range(2))
        self.assertEqual(one, two)
        self.assertEqual(len(one), 70)
        self.assertEqual(len({line.split("\t")[2] for line in one}), 70)

    def test_slip_is_used_once(self):
        ledger, = self.begin(A)
        self.fill(ledger)
        self.receive(self.hand_in(ledger, "1"), code=0)
        self.assertIsNotNone(self.sql(self.province, "SELECT used_at FROM slip")[0][0])
        slip = self.sql(ledger, "SELECT code FROM slip")[0][0]
        thief = self.path("kẻ gian.ngayhoi")
        self.run_cli("new", thief, "--unit", A, "--year", "2026")
        self.run_cli("join", thief, self.invitation, "--code", self.code, "--slip", slip)
        self.fill(thief)
        self.assertEqual(self.verdicts(self.hand_in(thief, "2"), code=1), ["replaced-key"])

    def test_new_computer(self):
        ledger, = self.begin(A)
        self.fill(ledger)
        self.receive(self.hand_in(ledger, "1"), code=0)
        new = self.path("máy mới.ngayhoi")
        self.run_cli("new", new, "--unit", A, "--year", "2026")
        self.run_cli("join", new, self.invitation, "--code", self.code)
        self.fill(new)
        file = self.hand_in(new, "2")
        row, = self.receive(file, code=1)
        self.assertEqual(row["verdict"], "replaced-key")
        # The key is confirmed by telephone; the other ledger then is a branch, which needs a reason.
        self.assertEqual(self.verdicts(file, "--code", row["code"], code=1), ["fork"])
        self.assertEqual(self.verdicts(file, "--code", row["code"], "--reason", "Máy mới", code=0), ["fork"])
        self.assertEqual(self.records(new, A), self.records(self.province, A))
        self.assertEqual(self.sql(self.province, "SELECT count (*), count (until) FROM partner"), [(2, 1)])

    def test_key_signed_by_the_one_before(self):
        """With the old key at hand nobody needs to telephone: it has signed the new one. It is a branch all the same."""
        ledger, = self.begin(A)
        self.fill(ledger)
        self.receive(self.hand_in(ledger, "1"), code=0)
        self.run_cli("keys", ledger, "--save", self.path("khóa cũ.txt"))
        new, thief = self.path("máy mới.ngayhoi"), self.path("kẻ gian.ngayhoi")
        for path in (new, thief):
            self.run_cli("new", path, "--unit", A, "--year", "2026")
            self.run_cli("join", path, self.invitation, "--code", self.code)
            self.fill(path)
        self.assertIn("the key of this ledger itself", self.run_cli("keys", ledger, "--signed-by", self.path("khóa cũ.txt"), code=1))
        self.run_cli("keys", new, "--signed-by", self.path("khóa cũ.txt"))
        file = self.hand_in(new, "2")
        proof = judge.File.open(self.read(file), self.keys(self.province)).says["proof"]
        row, = self.receive(file, code=1)
        self.assertEqual(row["verdict"], "fork")
        self.assertIn("another key", row["message"])
        # The signature is of that key: another one cannot use it.
        stolen = judge.File.open(self.read(self.hand_in(thief, "3")), self.keys(self.province)).changed(proof=proof)
        path = self.write("trộm", stolen.make(self.keys(thief), self.keys(self.province).public))
        self.assertEqual(self.verdicts(path, "--reason", "x", code=1), ["replaced-key"])
        self.assertEqual(self.verdicts(file, "--reason", "Máy mới", code=0), ["fork"])
        self.assertEqual(self.sql(self.province, "SELECT confirmed, until IS NULL FROM partner"), [("slip", 0), ("key", 1)])
        # The old key is no longer the unit's.
        self.sql(ledger, "UPDATE point SET attendance = 1")
        self.assertEqual(self.verdicts(self.hand_in(ledger, "4", "--reason", "x"), code=1), ["replaced-key"])
        # A key that is put back can be signed at once.
        self.run_cli("keys", new, "--save", self.path("khóa mới.txt"))
        again = self.path("máy mới nữa.ngayhoi")
        self.run_cli("new", again, "--unit", A, "--year", "2026")
        self.run_cli("keys", again, "--restore", self.path("khóa mới.txt"), "--signed-by", self.path("khóa cũ.txt"))
        kept = "SELECT value FROM setting WHERE name = 'exchange.signed'"
        self.assertEqual(self.sql(again, kept), self.sql(new, kept))
        # A correction that brings a key says so, too.
        says = judge.File.open(self.read(file), self.keys(self.province))
        self.run_cli("keys", thief, "--signed-by", new)
        self.sql(thief, "UPDATE point SET attendance = 1")
        proof = judge.File.open(self.read(self.hand_in(thief, "5", "--reason", "x")), self.keys(self.province)).says["proof"]
        follows = says.changed(version="2", previous=says.hash, reason="x", key=self.keys(thief).public.hex(), proof=proof)
        row, = self.receive(self.write("6", follows.make(self.keys(thief), self.keys(self.province).public)), "--dry-run", code=0)
        self.assertEqual(row["verdict"], "correction")
        self.assertIn("another key", row["message"])
        # The old ledger signs as well as its key file.
        self.run_cli("keys", thief, "--signed-by", ledger)

    def test_invitation_of_another_province(self):
        ledger, = self.begin(A)
        self.fill(ledger)
        other, invitation = self.path("tỉnh khác.ngayhoi"), self.path("khác.ngayhoi-moi")
        self.run_cli("new", other, "--unit", "42", "--year", "2026")
        code = self.run_cli("invite", other, "--year", "2026", "--out", invitation).strip()
        self.assertIn("check code", self.run_cli("join", ledger, invitation, "--code", self.code, code=1))
        self.run_cli("join", ledger, invitation, "--code", code)
        self.assertEqual(self.verdicts(self.hand_in(ledger, "1"), code=1), ["other-receiver"])
        self.assertIn("Only a province invites", self.run_cli("invite", ledger, "--year", "2026", "--out", self.path("x"), code=1))
        self.assertIn("Only the province", self.run_cli("receive", ledger, self.path("1"), code=1))

    def test_older_invitation(self):
        """An old file does not take the place of a newer one unasked; nor is there a festival before the first."""
        ledger, = self.begin(A)
        keys = self.keys(self.province)
        old = judge.File.open(self.read(self.invitation))
        newer = self.write("mới.ngayhoi-moi", old.changed(made_at="2099-01-01T00:00:00Z", deadline="2026-08-30").make(keys))
        deadline = lambda: self.sql(ledger, "SELECT deadline FROM invitation")
        self.run_cli("join", ledger, newer)
        self.assertEqual(deadline(), [("2026-08-30",)])
        self.assertIn("a newer invitation for 2026 is kept", self.run_cli("join", ledger, self.invitation, code=1))
        self.assertEqual(deadline(), [("2026-08-30",)])
        self.run_cli("join", ledger, newer)
        self.run_cli("join", ledger, self.invitation, "--code", self.code)
        self.assertEqual(deadline(), [("2026-08-25",)])
        early = self.write("2004.ngayhoi-moi", old.changed(year="2004").make(keys))
        self.assertIn("The invitation is damaged", self.run_cli("join", ledger, early, code=1))

    def test_year_not_asked_for(self):
        ledger, = self.begin(A)
        self.fill(ledger)
        file = self.hand_in(ledger, "1")
        self.sql(self.province, "UPDATE invitation SET year = 2025")
        self.assertEqual(self.verdicts(file, code=1), ["not-invited"])


class Reply(season.Case):
    def reply(self, *words, unit=A):
        folder = self.path("phiếu")
        os.makedirs(folder, exist_ok=True)
        out = self.run_cli("reply", self.province, "--out", folder, "--year", "2026", "--unit", unit, *words)
        return out.strip()

    def begin_one(self):
        ledger, = self.begin(A)
        records = self.fill(ledger)
        self.receive(self.hand_in(ledger, "1"), code=0)
        return (ledger, *records)

    def test_whole_circle(self):
        """Returned with reasons, mended from the reply, handed in again, accepted, locked, opened again."""
        ledger, point, gift, award = self.begin_one()
        self.run_cli("remark", self.province, "attendance=250", "--record", point, "--reason", "Báo cáo giấy ghi 250")
        self.run_cli("remark", self.province, "quantity=25", "--record", gift, "--reason", "Danh sách có 25 suất")
        self.run_cli("remark", self.province, "--record", award, "--reason", "Thiếu ngày trao")
        self.run_cli("return", self.province, "--unit", A, "--reason", "Xem các bản ghi được nêu")
        out = self.run_cli("read-reply", ledger, self.reply())
        self.assertIn("2026\t1\treturned\t2026-08-20\tXem các bản ghi được nêu", out)
        self.assertIn("point\t%s\tattendance\t200\t250\tBáo cáo giấy ghi 250" % point, out)
        self.assertIn("commendation\t%s\t\t\t\tThiếu ngày trao" % award, out)
        # One value has become another one meanwhile: it stays.
        with sqlite3.connect(ledger) as file:
            file.execute("UPDATE gift SET quantity = 22")
        out = self.run_cli("proposals", ledger, "--take", "all", "--format", "tsv", code=1)
        self.assertIn("1 proposal was not set", out)
        self.assertEqual(self.sql(ledger, "SELECT attendance FROM point UNION ALL SELECT quantity FROM gift"), [(250,), (22,)])
        self.assertIn("changed “Thôn 1”", self.run_cli("undo", ledger))
        self.assertEqual(self.sql(ledger, "SELECT attendance FROM point"), [(200,)])
        with sqlite3.connect(ledger) as file:
            file.execute("UPDATE remark SET answer = ''")
        self.run_cli("proposals", ledger, "--take", point)
        self.assertIn("needs a reason", self.run_cli("proposals", ledger, "--decline", "all", code=1))
        self.run_cli("proposals", ledger, "--decline", "all", "--reason", "Đã đếm lại: 22")
        second = self.hand_in(ledger, "2", "--reason", "Theo phiếu")
        says = judge.File.open(self.read(second), self.keys(self.province)).verify().says
        self.assertEqual(sorted(says["answers"].splitlines(), reverse=True), ["point\t%s\tattendance\ttaken\t" % point, "gift\t%s\tquantity\tdeclined\tĐã đếm lại: 22" % gift])
        self.assertIn("%s quantity: Not applied: Đã đếm lại: 22" % gift, self.run_cli("receive", self.province, second, "--dry-run"))
        self.receive(second, code=0)
        self.run_cli("accept", self.province, "--unit", A)
        out = self.run_cli("read-reply", ledger, self.reply())
        self.assertIn("accepted the year 2026: it is locked", out)
        for words in (["add", ledger, "point", "place=Thôn 3", "place_kind=thon"], ["undo", ledger], ["hand-in", ledger, "--out", self.path("x")]):
            self.assertIn("“Supplement”", self.run_cli(*words, code=1))
        self.assertIn("Could not undo the last change: the province", self.run_cli("undo", ledger, code=1))
        self.run_cli("add", ledger, "point", "place=Thôn 3", "place_kind=thon", "year=2025", "status=planned")
        self.run_cli("add", ledger, "body", "name=Thôn 3", "kind=khu_dan_cu")  # its year goes on
        self.assertIn("needs a reason", self.run_cli("reopen", ledger, "--reason", "", "--year", "2026", code=1))
        self.assertIn("Could not give the supplement up: no supplement", self.run_cli("close", ledger, "--year", "2026", code=1))
        self.run_cli("reopen", ledger, "--reason", "Nhầm", "--year", "2026")
        self.run_cli("close", ledger, "--year", "2026")
        self.assertIn("“Supplement”", self.run_cli("add", ledger, "point", "place=Thôn 3", "place_kind=thon", code=1))
        self.run_cli("reopen", ledger, "--reason", "Sót một điểm", "--year", "2026")
        self.run_cli("read-reply", ledger, self.reply())  # the same reply again does not lock it
        self.add(ledger, "point", "place=Thôn 3", "place_kind=thon", "status=held", "date_from=2026-08-08")
        self.assertIn("records were changed since", self.run_cli("close", ledger, "--year", "2026", code=1))
        third = self.hand_in(ledger, "3", "--reason", "Sót một điểm")
        out = self.run_cli("receive", self.province, third, "--dry-run")
        self.assertIn("Once received, it waits", out)
        self.assertNotIn("+0", out)
        self.assertEqual(self.verdicts(third, code=0), ["waiting"])
        self.assertIn("is open", self.run_cli("reopen", ledger, "--reason", "x", "--year", "2026", code=1))
        self.run_cli("verify", ledger)
        self.run_cli("verify", self.province)

    def test_answer_alone(self):
        """Nothing but a refusal: it goes with a version of its own, once."""
        ledger, point, _, _ = self.begin_one()
        self.run_cli("remark", self.province, "attendance=80", "--record", point, "--reason", "Đếm lại")
        self.run_cli("return", self.province, "--unit", A, "--reason", "Xem lại")
        self.run_cli("read-reply", ledger, self.reply())
        self.run_cli("proposals", ledger, "--decline", "all", "--reason", "Sổ ký tên đúng 200 người")
        second = self.hand_in(ledger, "2", "--reason", "Trả lời")
        says = judge.File.open(self.read(second), self.keys(self.province)).verify().says
        self.assertEqual((says["version"], says["answers"]), ("2", "point\t%s\tattendance\tdeclined\tSổ ký tên đúng 200 người" % point))
        self.assertIn("Not applied: Sổ ký tên đúng 200 người", self.run_cli("receive", self.province, second))
        self.assertIn("Nothing has changed since version 2", self.run_cli("hand-in", ledger, "--out", self.path("3")))

    def test_an_older_reply_does_nothing(self):
        ledger, point, _, _ = self.begin_one()
        first = self.read(self.reply())
        self.run_cli("return", self.province, "--unit", A, "--reason", "Sai")
        self.run_cli("read-reply", ledger, self.reply())
        self.assertIn("A later reply", self.run_cli("read-reply", ledger, self.write("cũ.ngayhoi-phieu", first), code=1))
        self.assertEqual(self.sql(ledger, "SELECT state, reason FROM submission"), [("returned", "Sai")])
        self.run_cli("accept", self.province, "--unit", A)
        last = self.reply()
        with sqlite3.connect(ledger) as file:
            file.execute("UPDATE point SET attendance = 1")
        self.hand_in(ledger, "2", "--reason", "Sửa")
        self.assertIn("earlier version", self.run_cli("read-reply", ledger, last))
        self.assertEqual(self.sql(ledger, "SELECT state FROM submission ORDER BY id"), [("returned",), ("sent",)])

    def test_refused(self):
        a, b = self.begin(A, B)
        for number, ledger in enumerate((a, b)):
            self.fill(ledger)
            self.receive(self.hand_in(ledger, str(number)), code=0)
        path = self.reply()
        province, commune = self.keys(self.province), self.keys(a)
        file = judge.File.open(self.read(path), commune).verify()
        self.assertIn("for another unit, or for an earlier key", self.run_cli("read-reply", b, path, code=1))
        for name, data, said in (
                ("khóa lạ", file.changed().make(commune, commune.public), "not signed by the province"),
                ("cho xã khác", file.changed().make(province, self.keys(b).public), "for another unit"),
                ("bản lạ", file.changed(hash="0" * 64).make(province, commune.public), "does not have"),
                ("trạng thái lạ", file.changed(state="eaten").make(province, commune.public), "not as the program writes it"),
                ("mới hơn", file.changed(needs="stars").make(province, commune.public), "newer version"),
                ("mục lạ", file.changed(weather="mưa").make(province, commune.public), "newer version"),
                ("dòng lạ", file.changed(content=b"{}\n").make(province, commune.public), "not as the program writes it"),
                ("trường lạ", file.changed(content=b'{"@type":"point","star":"1"}\n').make(province, commune.public), "newer version"),
                ("cụt", self.read(path)[:-1], "damaged"),
                ("thiếu", b"", "another kind of file")):
            ledger = b if name == "cho xã khác" else a
            self.assertIn(said, self.run_cli("read-reply", ledger, self.write(name + ".ngayhoi-phieu", data), code=1), name)
        self.assertEqual(self.sql(a, "SELECT state FROM submission"), [("sent",)])
        self.run_cli("read-reply", a, path)
        self.assertEqual(self.sql(a, "SELECT state FROM submission"), [("received",)])

    def test_what_is_no_proposal(self):
        """A reply moves no record to another unit, names no field that is none, and says of a value what it was."""
        ledger, point, _, _ = self.begin_one()
        province, commune = self.keys(self.province), self.keys(ledger)
        file = judge.File.open(self.read(self.reply()), commune)

        def read(code=1, **says):
            line = json.dumps({"@type": "point", "@uuid": point, "why": "x", **says}, separators=(",", ":")).encode() + b"\n"
            path = self.write("lạ.ngayhoi-phieu", file.changed(content=line).make(province, commune.public))
            return self.run_cli("read-reply", ledger, path, code=code)

        other = str(self.sql(ledger, "SELECT max (id) FROM unit")[0][0])
        for says in ({"field": "@unit", "new": other}, {"field": "@unit", "old": "", "new": other}, {"field": "@waived", "old": "", "new": "x"},
                     {"field": "attendance", "new": "300"}, {"field": "attendance", "old": "200"}, {"field": "", "old": "", "new": "300"},
                     {"field": "duplicate_of", "old": "", "new": "1"}):
            self.assertIn("not as the program writes it", read(**says), says)
        self.assertIn("newer version", read(field="weather", old="", new="mưa"))
        self.assertIn("newer version", read(field="weather"))
        # Another type with the same uuid is another record.
        lines = "".join('{"@type":"%s","@uuid":"%s","field":"%s","old":"%s","new":"3","why":"x"}\n' % (type_, point, field, old)
                        for type_, field, old in (("commendation", "quantity", "1"), ("point", "attendance", "200"))).encode()
        path = self.write("hai loại.ngayhoi-phieu", file.changed(content=lines).make(province, commune.public))
        self.run_cli("read-reply", ledger, path)
        self.run_cli("proposals", ledger, "--take", "all", code=1)
        self.assertEqual(self.sql(ledger, "SELECT attendance FROM point WHERE unit = (SELECT unit FROM ledger)"), [(3,)])

    def test_counted_once(self):
        a, b = self.begin(A, B)
        for number, ledger in enumerate((a, b)):
            mine = self.fill(ledger)[0] if ledger == a else self.fill(ledger)
            point = mine if ledger == a else point
            self.receive(self.hand_in(ledger, str(number)), code=0)
        with sqlite3.connect(self.province) as file:
            file.execute("UPDATE point SET duplicate_of = (SELECT id FROM point WHERE uuid <> ?) WHERE uuid = ?", (point, point))
        path = self.reply()
        line, = judge.File.open(self.read(path), self.keys(a)).verify().lines
        self.assertEqual((line["@uuid"], line["field"]), (point, "duplicate_of"))
        out = self.run_cli("read-reply", a, path)
        self.assertIn("Phường Thành Sen", out)
        self.assertIn("Số lượt người dự: 200 / –", out)

    def test_of_all_units(self):
        ledgers = self.begin(A, B, C)
        for number, ledger in enumerate(ledgers[:2]):
            self.fill(ledger)
            self.receive(self.hand_in(ledger, str(number)), code=0)
        os.makedirs(self.path("phiếu"))
        out = self.run_cli("reply", self.province, "--out", self.path("phiếu"), "--year", "2026")
        self.assertEqual(len(out.splitlines()), 2)
        self.assertIn("Could not", self.run_cli("read-reply", ledgers[2], self.path("không có"), code=1))


class Keys(season.Case):
    def test_key_file_and_slip(self):
        ledger, = self.begin(A)
        self.fill(ledger)
        first = self.hand_in(ledger, "1")
        code = self.run_cli("keys", self.province).strip()
        self.run_cli("keys", self.province, "--save", self.path("khóa"), text="mật khẩu dài\n")
        self.run_cli("keys", self.province, "--save", self.path("phiếu.txt"))
        self.assertRegex(self.read(self.path("phiếu.txt")).decode(), "^([0-9A-Z]{4} ){13}[0-9A-Z]{4}$")
        self.run_cli("keys", self.province, "--save", self.path("x"), code=2)
        for name, text in (("khóa", "mật khẩu dài\n"), ("phiếu.txt", None)):
            again = self.path(name + ".ngayhoi")
            self.run_cli("new", again, "--unit", "42", "--year", "2026")
            if text:
                self.assertIn("passphrase", self.run_cli("keys", again, "--restore", self.path(name), text="sai\n", code=1))
            self.assertIn(code, self.run_cli("keys", again, "--restore", self.path(name), text=text))
            self.assertIn('"place":"Thôn 1"', self.run_cli("package", first, "--keys", again))
        self.assertIn('"place":"Thôn 1"', self.run_cli("package", first, "--keys", self.path("phiếu.txt")))
        self.run_cli("package", first, "--keys", ledger, code=1)

    def test_backup_keeps_the_key(self):
        ledger, = self.begin(A)
        self.fill(ledger)
        self.hand_in(ledger, "1")
        code = self.run_cli("keys", ledger)
        backup = self.run_cli("backup", ledger).strip()
        self.sql(ledger, "DELETE FROM secret")
        self.assertIn("has none yet", self.run_cli("keys", ledger, code=1))
        self.run_cli("restore", ledger, "--from", backup)
        self.assertEqual(self.run_cli("keys", ledger), code)


class Judge(season.Case):
    """By programs that are not ours."""

    def test_package(self):
        ledger, = self.begin(A)
        point, gift, award = self.fill(ledger)
        file = judge.File.open(self.read(self.hand_in(ledger, "1")), self.keys(self.province)).verify()
        says = file.says
        self.assertEqual(says["key"], self.keys(ledger).public.hex())
        self.assertEqual(says["to"], self.keys(self.province).public.hex())
        self.assertEqual((says["unit.code"], says["unit.from"], says["unit.kind"], says["year"], says["version"], says["previous"]),
                         (A, "2025-07-01", "xã", "2026", "1", ""))
        self.assertEqual((says["figure.attendance"], says["figure.gifts.sets"], says["count.point"]), ("200", "20", "1"))
        lines = {line["@uuid"]: line for line in file.lines}
        self.assertEqual((lines[point]["place"], lines[gift]["point"], lines[award]["recipient"]), ("Thôn 1", point, "Nguyễn Văn Ân"))
        self.assertEqual(says["content.sha256"], self.sql(ledger, "SELECT content FROM submission")[0][0])

    def test_invitation(self):
        self.begin()
        file = judge.File.open(self.read(self.invitation)).verify()
        self.assertEqual(judge.code(bytes.fromhex(file.says["key"])), self.code)
        self.assertEqual(file.says["deadline"], "2026-08-25")
        self.assertEqual(len(file.says["units"].splitlines()), 69)

    def test_format_is_described(self):
        """src/exchange/FORMAT.md names the members of real files, all of them, and its example comes out."""
        with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "src", "exchange", "FORMAT.md"), encoding="utf-8") as file:
            told = file.read()
        keys = judge.Keys(bytes(range(32)))
        self.assertIn(keys.public.hex(), told)
        self.assertIn(judge.code(keys.public), told)
        ledger, = self.begin(A)
        point, _, _ = self.fill(ledger)
        package = self.hand_in(ledger, "1")
        self.receive(package, code=0)
        self.run_cli("remark", self.province, "attendance=210", "--record", point, "--reason", "Đếm lại")
        os.mkdir(self.path("phiếu"))
        self.run_cli("reply", self.province, "--out", self.path("phiếu"))
        reply, = os.listdir(self.path("phiếu"))
        files = {"Package": judge.File.open(self.read(package), self.keys(self.province)), "Invitation": judge.File.open(self.read(self.invitation)),
                 "Reply": judge.File.open(self.read(os.path.join(self.path("phiếu"), reply)), self.keys(ledger))}
        words = set(re.findall(r"`([a-z_.0-9]+)`", told.split("## Manifests")[1].split("Package:")[0]))
        for kind, file in files.items():
            part = told.split("\n%s: " % kind)[1].split("\n\n")[0]
            named = words | set(re.findall(r"`([a-z_.A-Z0-9]+)`", part))
            said = {re.sub(r"^(count|figure|season)\..*", lambda m: m.group(1) + {"count": ".TYPE", "figure": ".CODE", "season": ".FIELD"}[m.group(1)], key)
                    for key in file.verify().says}
            self.assertEqual(said - named, set(), kind)
            self.assertIn("`%s`" % ("vn.ngayhoi." + file.kind), told)
        self.assertEqual(set(files["Reply"].lines[0]), {"@type", "@uuid", "field", "old", "new", "why"})

    def test_made_by_another_program(self):
        """A package that Python wrote from the rules is received like one of ours."""
        ledger, = self.begin(A)
        self.fill(ledger)
        file = judge.File.open(self.read(self.hand_in(ledger, "1")), self.keys(self.province))
        again = file.changed(reason="Python")
        path = self.write("2", again.make(self.keys(ledger), self.keys(self.province).public))
        self.assertEqual(self.verdicts(path, code=0), ["new"])
        self.assertEqual(self.records(ledger, A), self.records(self.province, A))


class Sources(season.Case):
    def rows(self, *words):
        rows = [line.split("\t") for line in self.run_cli("figures", self.province, "--sources", "--format", "tsv", *words).splitlines()]
        return {row[0]: dict(zip(rows[0], row)) for row in rows[1:]}

    def sheet(self, name, *words):
        out = self.path("biểu.txt")
        self.run_cli("report", self.province, name, "--out", out, *words)
        return self.read(out).decode()

    def test_sources_and_final(self):
        first, second, third = self.begin(A, B, C)
        self.fill(first, "Thôn 1", 100)
        self.fill(second, "Thôn 2", 200)
        files = [self.hand_in(first, "1"), self.hand_in(second, "2"), self.hand_in(third, "3", "--nil", "Mưa lũ")]
        self.receive(*files, "--at", "2026-08-21", code=0)
        self.add(self.province, "point", "place=Quảng trường", "place_kind=khac", "status=held", "date_from=2026-08-19", "attendance=1000")
        everything = self.figures(self.province)
        self.assertEqual(everything["attendance"], "1300")
        for unit in (A, C):
            self.run_cli("accept", self.province, "--unit", unit)
        rows = self.rows()
        self.assertEqual([rows[A][k] for k in ("version", "day", "state", "typed", "changed")], ["1", "21/08/2026", "accepted", "0", "0"])
        self.assertEqual([rows[B][k] for k in ("version", "state")], ["1", "received"])
        self.assertEqual([rows["42"][k] for k in ("version", "state", "typed")], ["", "", "1"])
        self.assertEqual(set(self.rows("--final")), {"42", A, C})
        # The switch: the province's own records and what is accepted.
        lines = self.run_cli("figures", self.province, "--final", "--format", "tsv").splitlines()
        final = {line.split("\t")[0]: line.split("\t")[1] for line in lines}
        self.assertEqual((final["attendance"], final["points"]), ("1100", "2"))
        self.assertEqual(self.figures(self.province), everything)
        for name in ("summary", "points", "paragraph"):
            text = self.sheet(name, "--final")
            self.assertIn("số liệu đã chốt", text, name)
            self.assertIn("2/69 đơn vị, trong đó 01 đơn vị không tổ chức", text, name)
            self.assertNotIn("Thôn 2", text)
            self.assertNotIn("Nguồn số liệu", text)
            self.assertNotIn("chốt", self.sheet(name))
        self.assertIn("Ô trống tô xám: chưa báo cáo;", self.sheet("summary"))
        self.assertIn("Ô trống tô xám: chưa chốt hoặc chưa báo cáo;", self.sheet("summary", "--final"))
        text = self.sheet("points", "--sources")
        self.assertIn("Nguồn số liệu – bản nộp đã chốt (02 đơn vị): Phường Vũng Áng (bản 1, 21/08/2026; không tổ chức), Xã Thiên Cầm (bản 1", text)
        self.assertIn("Nguồn số liệu – bản nộp chưa chốt (01 đơn vị): Phường Thành Sen (bản 1, 21/08/2026).", text)
        self.assertIn("Nguồn số liệu – nhập trực tiếp vào sổ này (01 đơn vị): Cấp tỉnh.", text)
        # What is changed here after it was received is said.
        uuid, = self.sql(self.province, "SELECT uuid FROM point WHERE place = 'Thôn 1'")[0]
        self.run_cli("set", self.province, "attendance=150", "--record", uuid)
        self.assertEqual(self.rows()[A]["changed"], "1")
        self.assertIn("đã sửa 01 phiếu tại Công an tỉnh", self.sheet("points", "--sources"))
        for name in ("points", "summary"):
            text = self.sheet(name, "--final")
            self.assertIn("Đã sửa tại Công an tỉnh sau khi nhận, khác bản nộp đã chốt: Xã Thiên Cầm (01 phiếu).", text)
            self.assertIn("đã sửa 01 phiếu tại Công an tỉnh sau khi nhận", text)
        self.assertIn("Đã sửa 01 phiếu tại Công an tỉnh sau khi nhận", self.sheet("progress"))
        # A unit that is accepted and is to correct something still owes it.
        self.assertNotIn("Xã Thiên Cầm", self.sheet("reminder"))
        self.run_cli("remark", self.province, "attendance=160", "--record", uuid, "--reason", "Đếm lại")
        for name in ("progress", "reminder"):
            self.assertIn("Đã yêu cầu sửa 01 chỗ, chờ nộp bổ sung", self.sheet(name), name)
        # A unit that has said that it held nothing has reported.
        self.assertIn("(3/69 đơn vị đã báo cáo, trong đó 01 đơn vị không tổ chức)", self.sheet("summary"))
        self.assertIn("Phường Vũng Áng (không tổ chức)", self.sheet("summary"))
        self.assertIn("3/69 đơn vị báo cáo, trong đó 01 đơn vị không tổ chức", self.sheet("paragraph"))

    def test_changed_here(self):
        """Records of a package that are not here as it had them: changed, added or deleted, and not taken back."""
        first, second = self.begin(A, B)
        point, gift, award = self.fill(first)
        other, _, _ = self.fill(second)
        self.receive(self.hand_in(first, "1"), self.hand_in(second, "2"), code=0)
        for unit in (A, B):
            self.run_cli("accept", self.province, "--unit", unit)
        changed = lambda: self.rows()[A]["changed"]
        self.assertNotIn("tại Công an tỉnh", self.sheet("summary", "--final"))
        self.run_cli("set", self.province, "attendance=150", "--record", point)
        table = self.write("điểm.csv", "Địa điểm,Ngày,Trạng thái\nThôn 9,9/8/2026,Đã tổ chức\n".encode())
        self.run_cli("import", self.province, "point", "--from", table, "--unit", A)
        self.run_cli("delete", self.province, "--record", award)
        self.assertEqual(changed(), "3")
        self.assertIn("khác bản nộp đã chốt: Xã Thiên Cầm (03 phiếu).", self.sheet("summary", "--final"))
        self.run_cli("undo", self.province)
        self.assertEqual(changed(), "2")
        self.run_cli("set", self.province, "attendance=200", "--record", point)  # by hand
        self.assertEqual(changed(), "1")
        # Whose point counts is this office's own decision, and not a change of the unit's record.
        self.run_cli("duplicate", self.province, "--record", point, "--of", other)
        self.assertEqual(changed(), "1")
        self.assertEqual(self.rows()[B]["changed"], "0")

    def test_moved_to_another_year(self):
        """A record of a package that was moved to another year is missing in its own, until it is moved back."""
        first, = self.begin(A)
        point, _, _ = self.fill(first)
        self.receive(self.hand_in(first, "1"), code=0)
        self.run_cli("accept", self.province, "--unit", A)
        self.assertEqual(self.rows()[A]["changed"], "0")
        self.run_cli("set", self.province, "year=2025", "date_from=", "date_to=", "--record", point)
        self.assertEqual(self.rows()[A]["changed"], "1")
        self.assertIn("khác bản nộp đã chốt: Xã Thiên Cầm (01 phiếu).", self.sheet("summary", "--final"))
        self.run_cli("undo", self.province)
        self.assertEqual(self.rows()[A]["changed"], "0")

    def test_moved_and_binned(self):
        """A package is all that its unit has: what was moved there before is in the bin then, and the next version of its own unit brings
        it back. So does undo, step by step."""
        first, second = self.begin(A, B)
        point = self.fill(first)[0]
        self.fill(second, "Khối 1")
        self.receive(self.hand_in(first, "1"), code=0)
        self.run_cli("set", self.province, "unit=" + B, "--record", point)
        file = self.hand_in(second, "của B")
        row, = self.receive(file, "--dry-run", code=0)
        self.assertEqual((row["verdict"], row["deleted"]), ("new", "2"))  # with its gift
        self.receive(file, code=0)
        where = "SELECT code, deleted FROM point JOIN unit ON unit.id = unit WHERE uuid = ?"
        self.assertEqual(self.sql(self.province, where, point), [(B, 1)])
        with sqlite3.connect(first) as ledger:
            ledger.execute("UPDATE point SET attendance = 210")
        self.assertEqual(self.verdicts(self.hand_in(first, "2", "--reason", "Đếm lại"), code=0), ["correction"])
        self.assertEqual(self.sql(self.province, where, point), [(A, 0)])
        self.assertEqual(self.records(self.province, A), self.records(first, A))
        self.assertEqual(self.records(self.province, B), self.records(second, B))
        self.run_cli("verify", self.province)
        self.run_cli("undo", self.province)
        self.run_cli("undo", self.province)
        self.assertEqual(self.sql(self.province, where, point), [(B, 1)])
        self.run_cli("undo", self.province)
        self.assertEqual(self.sql(self.province, where, point), [(B, 0)])

    def test_moved_total_in_whose_place_is_another(self):
        """It is not taken from the other unit without a word, nor is the new one lost: the refusal says what to do."""
        first, second = self.begin(A, B)
        self.add(first, "total", "indicator=points", "value=5")
        self.fill(first)
        self.receive(self.hand_in(first, "1"), code=0)
        total = self.sql(self.province, "SELECT uuid FROM total")[0][0]
        self.run_cli("set", self.province, "unit=" + B, "--record", total)
        self.add(self.province, "total", "indicator=points", "value=7", "unit=" + A)
        with sqlite3.connect(first) as ledger:
            ledger.execute("UPDATE point SET attendance = 210")
        file = self.hand_in(first, "2", "--reason", "Đếm lại")
        row, = self.receive(file, code=1)
        self.assertEqual(row["verdict"], "foreign")
        self.assertIn("(Phường Thành Sen, 2026). If this office moved it there, move it back", row["message"])
        self.assertNotIn(total, row["message"])
        self.run_cli("delete", self.province, "--record", self.sql(self.province, "SELECT uuid FROM total WHERE value = 7")[0][0])
        self.assertEqual(self.verdicts(file, code=0), ["correction"])
        self.assertEqual(self.records(self.province, A), self.records(first, A))

    def test_undated_of_the_final(self):
        """Of what is counted when only the final is, the records without a day are named: the province's own, too."""
        first, second = self.begin(A, B)
        for ledger in (first, second):
            self.add(ledger, "point", "place=Thôn 1", "place_kind=thon", "status=held", "attendance=10")
        self.add(self.province, "point", "place=Quảng trường", "place_kind=khac", "status=held", "attendance=1000")
        self.receive(self.hand_in(first, "1"), self.hand_in(second, "2"), code=0)
        self.run_cli("accept", self.province, "--unit", A)
        self.assertIn("Chưa tính 03 điểm ngày hội chưa rõ ngày.", self.sheet("summary", "--as-of", "18/8/2026"))
        self.assertIn("Chưa tính 02 điểm ngày hội chưa rõ ngày.", self.sheet("summary", "--as-of", "18/8/2026", "--final"))

    def test_entered_here(self):
        self.begin()
        table = self.write("điểm.csv", "Địa điểm,Ngày,Trạng thái,Số lượt người dự\nThôn 1,8/8/2026,Đã tổ chức,50\n".encode())
        self.run_cli("import", self.province, "point", "--from", table, "--unit", A)
        rows = self.rows()
        self.assertEqual([rows[A][k] for k in ("version", "typed", "imported")], ["", "0", "1"])
        self.assertIn("Nguồn số liệu – nhập vào sổ này từ bảng tính (01 đơn vị): Xã Thiên Cầm.", self.sheet("points", "--sources"))


if __name__ == "__main__":
    tap.main()
