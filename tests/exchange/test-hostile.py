#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that should not be taken: damaged, forged, replayed, bombs, of others. Those with a spoilt inside are made by PyNaCl, signed and
sealed with the right keys, so that they reach what is behind the seal. (Random ones: tests/fuzz/fuzz-exchange.c.)

NGAY_HOI_PACKAGES (60): how many files the large batch has; half of them are foreign."""
import os
import resource
import shutil
import sqlite3
import struct
import subprocess
import sys
import unicodedata
import unittest
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402
import judge  # noqa: E402
import season  # noqa: E402
from season import UNITS  # noqa: E402

A, B, C = UNITS
UUID = b"01980000-0000-7000-8000-%012x"


class Hostile(season.Case):
    def setUp(self):
        super().setUp()
        self.ledger, = self.begin(A)
        self.point, self.gift, self.award = self.fill(self.ledger)
        self.first = self.hand_in(self.ledger, "thật.ngayhoi-nop")
        self.file = judge.File.open(self.read(self.first), self.keys(self.province))
        self.sender, self.office = self.keys(self.ledger), self.keys(self.province)

    def made(self, name, file):
        return self.write(name, file.make(self.sender, self.office.public))

    def refused(self, files, verdict):
        """All of @files (name: File), and nothing is in the ledger; then the true one is taken."""
        paths = [self.made(name, file) for name, file in files.items()]
        rows = self.receive(*paths, code=1)
        wrong = {os.path.basename(row["file"]): row["verdict"] + ": " + row["message"] for row in rows
                 if row["verdict"] != verdict or row["taken"] != "0" or not row["message"]}
        self.assertEqual(wrong, {})
        self.assertEqual(self.sql(self.province, "SELECT (SELECT count (*) FROM point) + (SELECT count (*) FROM submission)"), [(0,)])
        self.assertEqual(self.verdicts(self.first, code=0), ["new"])
        self.run_cli("verify", self.province)

    def test_cut_off_at_each_byte(self):
        data = self.read(self.first)
        rows = self.receive(*(self.write("%d" % at, data[:at]) for at in range(len(data))), code=1)
        self.assertEqual({row["verdict"] for row in rows}, {"damaged", "not-ours"})
        self.assertEqual(self.verdicts(self.first, code=0), ["new"])

    def test_each_byte_altered(self):
        data = bytearray(self.read(self.first))
        paths = []
        for at in range(len(data)):
            data[at] ^= 1 << at % 8
            paths.append(self.write("%d" % at, bytes(data)))
            data[at] ^= 1 << at % 8
        rows = self.receive(*paths, code=1)
        self.assertEqual({row["taken"] for row in rows}, {"0"})
        self.assertEqual({row["verdict"] for row in rows}, {"damaged", "not-ours", "newer", "other-receiver"})
        self.assertEqual(self.verdicts(self.first, code=0), ["new"])

    def test_content(self):
        text = self.file.content
        lines = text.splitlines(keepends=True)
        other = unicodedata.normalize("NFD", text.decode()).encode()
        self.assertNotEqual(other, text)
        self.refused({
            "NFD": self.file.changed(content=other),
            "không phải UTF-8": self.file.changed(content=text.replace("Thôn".encode(), b"Th\xf4n")),
            "đảo thứ tự": self.file.changed(content=b"".join(reversed(lines))),
            "hai lần": self.file.changed(content=lines[0] + text),
            "khóa hai lần": self.file.changed(content=text.replace(b'"place":', b'"place":"x","place":', 1)),
            "khoảng trắng": self.file.changed(content=text.replace(b'":"', b'": "', 1)),
            "thừa cuối": self.file.changed(content=text + b"x"),
            "dòng trống": self.file.changed(content=text + b"\n"),
            "CRLF": self.file.changed(content=text.replace(b"\n", b"\r\n")),
            "thiếu xuống dòng": self.file.changed(content=text[:-1]),
            "số âm": self.file.changed(content=text.replace(b'"attendance":"200"', b'"attendance":"-200"')),
            "số thập phân": self.file.changed(content=text.replace(b'"attendance":"200"', b'"attendance":"2.5"')),
            "không phải chuỗi": self.file.changed(content=text.replace(b'"attendance":"200"', b'"attendance":200')),
            "BOM": self.file.changed(content=b"\xef\xbb\xbf" + text),
            "nửa cặp": self.file.changed(content=text.replace("Thôn".encode(), b"\\ud800")),
            "ký tự 0": self.file.changed(content=text.replace("Thôn".encode(), b"\\u0000")),
            "mã điều khiển": self.file.changed(content=text.replace("Thôn".encode(), "Thôn\u0085".encode())),
            "đảo chiều": self.file.changed(content=text.replace("Thôn".encode(), "Thôn\u202e".encode())),
            "vô hình": self.file.changed(content=text.replace("Thôn".encode(), "Thôn\u200b".encode())),
        }, "not-canonical")

    def test_texts_of_the_manifest(self):
        """They are shown and printed, so they are held to the same form: NFC, nothing invisible, nothing for a terminal."""
        self.refused({
            "NFD": self.file.changed(made_by=unicodedata.normalize("NFD", "Nguyễn")),
            "mã điều khiển": self.file.changed(program="1.0\x1b[2J"),
            "đảo chiều": self.file.changed(nil="\u202e"),
            "vô hình": self.file.changed(unit__name="Xã\u200b Thiên Cầm"),
            "khoảng trắng lạ": self.file.changed(schema="1\u00a0"),
        }, "not-canonical")

    def test_code_of_another_unit(self):
        """A check code is what one unit read out: with it nobody hands in for a second one."""
        begin, kind = self.sql(self.province, "SELECT valid_from, kind FROM unit WHERE code = ? ORDER BY valid_from DESC LIMIT 1", B)[0]
        own = self.made("1", self.file.changed(proof=""))
        other = self.made("2", self.file.changed(proof="", unit__code=B, unit__from=begin, unit__kind=kind))
        code = self.receive(own, code=1)[0]["code"]
        self.assertEqual(self.verdicts(own, other, code=1), ["unknown-key"] * 2)
        told = self.run_cli("receive", self.province, own, other, "--code", code, code=1)
        self.assertIn("several units", told)
        self.assertEqual(self.sql(self.province, "SELECT count (*) FROM submission"), [(0,)])
        self.assertEqual(self.verdicts(own, "--code", code, code=0), ["new"])
        self.assertEqual(self.verdicts(other, code=1), ["unknown-key"])

    def test_newer(self):
        text = self.file.content
        self.refused({
            "trường": self.file.changed(content=text.replace(b'"place":', b'"weather":"x","place":', 1)),
            "loại": self.file.changed(content=text.replace(b'"@type":"point"', b'"@type":"criterion"', 1)),
            "đòi hỏi": self.file.changed(needs="marks2"),
            "định dạng": self.file.changed(format="2"),
            "mục": self.file.changed(weather="mưa"),
            "số loại": self.file.changed(count__criterion="1"),
        }, "newer")

    def test_manifest(self):
        says = self.file.says
        twice = judge.File("nop", self.file.manifest[:-1] + b',"year":"2026"}', self.file.content)
        nested = judge.File("nop", self.file.manifest.replace(b'"nil":""', b'"nil":{}'), self.file.content)
        self.refused({
            "bản 2³¹": self.file.changed(version="2147483648"),
            "bản 0": self.file.changed(version="0"),
            "bản 01": self.file.changed(version="01"),
            "bản âm": self.file.changed(version="-1"),
            "năm": self.file.changed(year="20266"),
            "băm": self.file.changed(previous="x"),
            "khóa": self.file.changed(key=says["key"].upper()),
            "thiếu khóa": self.file.changed(key=None),
            "hai lần": twice,
            "lồng": nested,
            "số bản ghi": self.file.changed(count__point="2"),
            "số dòng": self.file.changed(content__lines="7"),
            "số byte": self.file.changed(content__bytes="1"),
            "băm nội dung": self.file.changed(content__sha256="0" * 64),
            "quá dài": self.file.changed(reason="x" * 70000),
            "chữ ký ngắn": judge.File("nop", self.file.manifest, self.file.content, signature=b"x" * 63),
        }, "damaged")

    def test_bombs(self):
        zeros = zlib.compress(bytes(80 << 20), 9)
        line = b'{"@type":"point","@uuid":"01980000-0000-7000-8000-00000000000a","place":"' + b"a" * (2 << 20) + b'"}\n'
        many = b"".join(b'{"@type":"point","@uuid":"' + UUID % i + b'"}\n' for i in range(100001))
        says = dict(content__sha256="0" * 64, content__lines="1")
        claimed = self.file.changed(content__bytes=str(100 << 30), **says)
        claimed.packed = zeros
        honest = self.file.changed(content__bytes=str(80 << 20), **says)
        honest.packed = zeros
        huge = self.write("to", b"vn.ngayhoi.nop 1 %s\n" % self.office.public[32:].hex().encode() + bytes(65 << 20))
        self.assertEqual(self.verdicts(huge, code=1), ["too-large"])
        self.refused({"khai to": claimed, "to thật": honest, "dòng dài": self.file.changed(content=line),
                      "nhiều dòng": self.file.changed(content=many, count__point="100001", count__gift="0", count__commendation="0",
                                                      count__season="0")}, "too-large")

    def test_hidden_bomb(self):
        """It says that it is small, or that it ends before it does."""
        small = self.file.changed()
        small.packed = zlib.compress(bytes(512 << 20), 9)
        behind = self.file.changed()
        behind.packed = zlib.compress(self.file.content) + b"x"
        cut = self.file.changed()
        cut.packed = zlib.compress(self.file.content)[:-1]
        none = self.file.changed()
        none.packed = b""
        self.refused({"nhỏ": small, "phía sau": behind, "cụt": cut, "không": none}, "damaged")

    def test_deep_and_long_lines(self):
        deep = b'{"@type":' + b"[" * 500000 + b"\n"
        keys = b'{"@type":"point"' + b"".join(b',"k%d":"x"' % i for i in range(2000)) + b"}\n"
        self.refused({"lồng sâu": self.file.changed(content=deep), "nhiều khóa": self.file.changed(content=keys)}, "not-canonical")

    def test_forged(self):
        thief = judge.Keys(bytes(32))
        self.receive(self.first, code=0)
        again = self.file.changed(version="2", previous=self.file.hash, reason="x")
        stolen = again.changed(key=thief.public.hex())
        paths = [self.write("ký bằng khóa khác", again.make(thief, self.office.public)),
                 self.write("khóa khác", stolen.make(thief, self.office.public)),
                 self.write("chữ ký của bản trước", judge.File("nop", again.manifest, again.content, signature=self.file.signature)
                            .make(self.sender, self.office.public))]
        self.assertEqual(self.verdicts(*paths, code=1), ["bad-signature", "replaced-key", "bad-signature"])
        self.assertEqual(self.verdicts(paths[0], "--code", judge.code(thief.public), "--reason", "x", code=1), ["bad-signature"])
        self.assertEqual(self.board(A)["version"], "1")

    def test_slip_that_was_left_over(self):
        """A unit whose key was confirmed by telephone never used its slip: who finds it is not the unit. One that is made later, for a new
        computer, counts; what it brings says that the key is another one."""
        ledger = self.path("không phiếu.ngayhoi")
        slip = self.slip(B)
        self.run_cli("new", ledger, "--unit", B, "--year", "2026")
        self.run_cli("join", ledger, self.invitation, "--code", self.code)
        self.fill(ledger)
        file = self.hand_in(ledger, "b1")
        row, = self.receive(file, code=1)
        self.assertEqual(self.verdicts(file, "--code", row["code"], code=0), ["new"])
        thief = self.path("kẻ gian.ngayhoi")
        self.run_cli("new", thief, "--unit", B, "--year", "2026")
        self.run_cli("join", thief, self.invitation, "--code", self.code, "--slip", slip)
        self.fill(thief)
        stolen = self.hand_in(thief, "trộm")
        self.assertEqual(self.verdicts(stolen, code=1), ["replaced-key"])
        # Slips of all units: none for those that have a key.
        self.assertNotIn(B, [line.split("\t")[0] for line in self.run_cli("enrol", self.province, "--year", "2026", "--format", "tsv").splitlines()])
        self.run_cli("join", thief, self.invitation, "--slip", self.slip(B))
        self.run_cli("hand-in", thief, "--out", stolen)
        with sqlite3.connect(thief) as file:
            file.execute("UPDATE point SET attendance = 9")
        row, = self.receive(self.hand_in(thief, "máy mới", "--reason", "Máy mới"), code=1)
        self.assertEqual(row["verdict"], "fork")
        self.assertIn("another key", row["message"])

    def slip(self, unit):
        return self.run_cli("enrol", self.province, "--unit", unit, "--year", "2026", "--format", "tsv").splitlines()[1].split("\t")[2]

    def test_key_that_nothing_can_be_sealed_to(self):
        """It would be kept, and then no reply could be made for any unit."""
        key = self.sender.public[:32] + bytes(32)
        path = self.made("khóa không", self.file.changed(key=key.hex(), proof=""))
        row, = self.receive(path, "--code", judge.code(key), code=1)
        self.assertEqual((row["verdict"], row["taken"]), ("damaged", "0"))
        self.assertEqual(self.sql(self.province, "SELECT count (*) FROM partner"), [(0,)])

    def test_who_is_no_commune(self):
        """The province's own records are not replaced by a package in its name."""
        path = self.made("tỉnh", self.file.changed(unit__code="42", unit__kind="tỉnh", unit__from=self.sql(
            self.province, "SELECT valid_from FROM unit WHERE code = '42' AND kind = 'tỉnh' AND valid_to IS NULL")[0][0], proof=""))
        row, = self.receive(path, "--code", judge.code(self.sender.public), code=1)
        self.assertEqual((row["verdict"], row["taken"]), ("other-province", "0"))
        self.assertIn("Only communes", row["message"])

    def test_nil_with_records(self):
        self.refused({"không tổ chức": self.file.changed(nil="Mưa bão")}, "not-canonical")

    def test_bomb_in_the_ledger(self):
        """A content that is kept, in a ledger that was altered to harm."""
        self.receive(self.first, code=0)
        packer = zlib.compressobj(1)
        bomb = b"".join(packer.compress(bytes(16 << 20)) for _ in range(64)) + packer.flush()
        self.sql(self.ledger, "UPDATE content SET packed = ? WHERE hash = (SELECT content FROM submission)", bomb)
        self.sql(self.ledger, "UPDATE point SET attendance = 201")
        self.assertIn("does not have its content", self.run_cli("hand-in", self.ledger, "--out", self.path("2"), "--reason", "x", code=1))
        self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, 900 << 10)  # KiB

    def test_newer_invitation(self):
        other = self.path("khác.ngayhoi")
        self.run_cli("new", other, "--unit", B, "--year", "2026")
        file = judge.File.open(self.read(self.invitation))
        for name, changed in (("mục", file.changed(weather="mưa")), ("trường", file.changed(season__weather="mưa")), ("đòi hỏi", file.changed(needs="x"))):
            path = self.write(name + ".ngayhoi-moi", changed.make(self.office))
            self.assertIn("newer version", self.run_cli("join", other, path, "--code", self.code, code=1), name)
        self.run_cli("join", other, self.write("như cũ.ngayhoi-moi", file.changed().make(self.office)), "--code", self.code)

    def test_links_to_folders(self):
        """A folder that holds itself is read once."""
        folder = self.path("thư mục")
        os.mkdir(folder)
        shutil.copy(self.first, folder)
        for number in range(12):
            os.symlink(folder, os.path.join(folder, "lối %d" % number))
        self.assertEqual(self.verdicts(folder, code=0), ["new"])

    def test_looked_into(self):
        """What is shown of a file says whether its signature is good."""
        for name, keys, said in (("tốt", self.sender, "good"), ("xấu", judge.Keys(bytes(32)), "wrong")):
            path = self.write(name + ".ngayhoi-nop", self.file.changed().make(keys, self.office.public))
            self.assertIn("signature\t" + said, self.run_cli("package", path, "--keys", self.province, "--format", "tsv"))

    def test_sealed_again(self):
        """Who may open it seals it to somebody else: it still says for whom it was made."""
        other = self.path("tỉnh khác.ngayhoi")
        self.run_cli("new", other, "--unit", "42", "--year", "2026")
        self.run_cli("invite", other, "--year", "2026", "--out", self.path("x"))
        self.write("niêm phong lại", self.file.make(self.sender, self.keys(other).public))
        out = self.run_cli("receive", other, self.path("niêm phong lại"), code=1)
        self.assertIn("made for another office", out)

    def test_wrong_units(self):
        self.refused({"xã của năm 2024": self.file.changed(unit__code="18709", unit__from="2020-01-01", unit__name="Xã Cẩm Nhượng"),
                      "năm 2025 cũ": self.file.changed(unit__from="2020-01-01"),
                      "không có": self.file.changed(unit__code="99999", unit__name="Xã X")}, "wrong-unit")

    def test_successors_are_named(self):
        old = self.file.changed(unit__code="18709", unit__from="2020-01-01", unit__name="Xã Cẩm Nhượng")
        row, = self.receive(self.made("cũ", old), code=1)
        self.assertIn("Xã Thiên Cầm", row["message"])
        self.assertIn("01/07/2025", row["message"])

    def test_year_that_nobody_asked_for(self):
        self.refused({"2024": self.file.changed(year="2027")}, "not-invited")

    def test_records_of_another_unit(self):
        """A unit cannot take over a record of another by using its uuid, nor refer to it."""
        other = self.commune_of(B)
        self.assertEqual(self.verdicts(other[1], code=0), ["new"])
        theirs = other[2]
        for name, text in (("chiếm", self.file.content.replace(self.point.encode(), theirs.encode())),
                           ("trỏ", self.file.content.replace(b'"point":"%s"' % self.point.encode(), b'"point":"%s"' % theirs.encode()))):
            lines = sorted(text.splitlines(keepends=True), key=lambda l: (["point", "gift", "commendation", "total", "season"].index(
                l.split(b'"')[3].decode()), l))
            row, = self.receive(self.made(name, self.file.changed(content=b"".join(lines))), code=1)
            self.assertEqual(row["verdict"], "foreign", name + row["message"])
        self.assertEqual(self.board(A)["state"], "missing")
        self.assertEqual(self.sql(self.province, "SELECT count (*) FROM point"), [(1,)])
        self.run_cli("verify", self.province)

    def test_correction_that_is_refused(self):
        """Nothing of what it would have brought is told as if it had come; and answers are many only of an honest program."""
        self.receive(self.first, code=0)
        theirs = self.commune_of(B)
        self.receive(theirs[1], code=0)
        award = self.sql(theirs[0], "SELECT uuid FROM commendation")[0][0]
        lines = b"".join(sorted(self.file.content.replace(self.award.encode(), award.encode()).replace(b'"attendance":"200"', b'"attendance":"250"')
                                .splitlines(keepends=True), key=lambda l: (["point", "gift", "commendation", "total", "season"].index(l.split(b'"')[3].decode()), l)))
        answers = "".join("point\t%s\tattendance\ttaken\t\n" % self.point for _ in range(300))
        path = self.made("2", self.file.changed(content=lines, version="2", previous=self.file.hash, answers=answers))
        row, = self.receive(path, code=1)
        self.assertEqual([row[k] for k in ("verdict", "taken", "added", "changed", "deleted")], ["foreign", "0", "0", "0", "0"])
        said = self.run_cli("receive", self.province, path, code=1)
        self.assertNotIn("+0 ~", said)
        self.assertEqual(said.count("attendance: Applied"), 100)
        stranger = judge.Keys(bytes(range(32)))
        path = self.write("lạ", self.file.changed(key=stranger.public.hex(), answers=answers, proof="").make(stranger, self.office.public))
        self.assertNotIn("Applied", self.run_cli("receive", self.province, path, code=1))

    def commune_of(self, unit):
        ledger = self.commune(unit)
        point = self.fill(ledger, "Khối 1")[0]
        return ledger, self.hand_in(ledger, "của " + unit), point

    def test_older_and_branches(self):
        self.receive(self.first, code=0)
        backup = self.path("cũ.ngayhoi")
        shutil.copy(self.ledger, backup)
        self.change(self.ledger, 250)
        second = self.hand_in(self.ledger, "2", "--reason", "Đếm lại")
        self.receive(second, code=0)
        # A ledger put back from an old backup goes on as if nothing had been.
        self.change(backup, 300)
        branch = self.hand_in(backup, "nhánh", "--reason", "Khác")
        row, = self.receive(branch, code=1)
        self.assertEqual((row["verdict"], row["taken"]), ("fork", "0"))
        self.assertIn("old backup", row["message"])
        # What it would change is seen before it is taken, and nothing of it stays.
        row, = self.receive(branch, "--dry-run", code=1)
        self.assertEqual((row["verdict"], row["taken"], row["changed"]), ("fork", "0", "1"))
        self.assertIn("250 → 300", self.run_cli("receive", self.province, branch, "--dry-run", code=1))
        self.assertEqual(self.sql(self.province, "SELECT attendance FROM point"), [(250,)])
        self.assertEqual(self.verdicts(self.made("bản 1 khác", self.file.changed(reason="khác")), code=1), ["older"])
        self.assertEqual(self.verdicts(self.made("bản 9", self.file.changed(version="9", previous="0" * 64)), code=1), ["fork"])
        self.assertEqual(self.verdicts(branch, "--reason", "Đúng là bản này", code=0), ["fork"])
        self.assertEqual(self.sql(self.province, "SELECT attendance FROM point"), [(300,)])
        self.assertEqual(self.verdicts(self.first, second, branch, code=0), ["known"] * 3)
        self.assertEqual(self.board(A)["reason"], "Đúng là bản này")

    def change(self, ledger, attendance):
        with sqlite3.connect(ledger) as file:
            file.execute("UPDATE point SET attendance = ?", (attendance,))

    def test_clocks_do_not_matter(self):
        self.receive(self.first, code=0)
        for number, today in enumerate(("2016-08-20", "2036-08-20")):
            self.env["NGAY_HOI_TODAY"] = today
            self.env["NGAY_HOI_NOW"] = today + "T00:00:00.000Z"
            self.change(self.ledger, 210 + number)
            file = self.hand_in(self.ledger, "%d" % number, "--reason", "x")
            self.assertEqual(self.verdicts(file, code=0), ["correction"])

    def test_claimed_figures(self):
        path = self.made("khai sai", self.file.changed(figure__attendance="9999"))
        row, = self.receive(path, "--dry-run", code=1)
        self.assertEqual(row["verdict"], "miscounted")
        self.assertNotIn("was received", row["message"])
        row, = self.receive(path, code=1)
        self.assertIn("was received", row["message"])
        self.assertEqual((row["verdict"], row["taken"]), ("miscounted", "1"))
        self.assertIn("0.1.0", row["message"])
        self.assertEqual(self.board(A)["state"], "received")

    def test_older_program(self):
        """Members that it did not know yet are blank."""
        self.assertEqual(self.verdicts(self.made("cũ", self.file.changed(answers=None, deleted=None, proof=self.file.says["proof"], count__season=None,
                                                                         content=b"".join(l for l in self.file.content.splitlines(True)
                                                                                          if b"season" not in l))), code=0), ["new"])

    def test_what_is_no_package(self):
        paths = [self.write("rỗng", b""), self.write("ảnh.jpg", b"\xff\xd8\xff\xe0" + os.urandom(3000)), self.invitation, self.province]
        self.assertEqual(self.verdicts(*paths, self.path("không có"), code=1), ["not-ours"] * 4 + ["unreadable"])

    def test_twice_in_a_batch(self):
        copy = self.write("tên khác", self.read(self.first))
        self.assertEqual(self.verdicts(self.first, copy, self.first, code=0), ["new", "known", "known"])

    def test_two_programs_at_once(self):
        """Only one has the ledger: the other says so, or comes after it and finds all received. Each unit comes in once."""
        other = self.commune_of(B)
        words = [season.CLI, "receive", self.province, self.first, other[1], "--format", "tsv"]
        running = [subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.env) for _ in range(2)]
        told = [process.communicate(timeout=120) for process in running]
        new = [out for out, _ in told if out.decode().count("\tnew\t1\t") == 2]
        self.assertEqual(len(new), 1, told)
        for process, (out, problem) in zip(running, told):
            if out in new:
                self.assertEqual(process.returncode, 0)
            elif process.returncode != 0:
                self.assertIn(b"already open on this computer", problem)
        self.assertEqual(self.verdicts(self.first, other[1], code=0), ["known"] * 2)
        self.assertEqual(self.records(self.ledger, A), self.records(self.province, A))
        self.assertEqual(self.records(other[0], B), self.records(self.province, B))
        self.assertEqual(self.sql(self.province, "SELECT count (*) FROM submission"), [(2,)])
        self.run_cli("verify", self.province)

    def test_large_batch(self):
        """A bad file stops no other; the trial says what the run does."""
        size = int(os.environ.get("NGAY_HOI_PACKAGES", "60"))
        data, paths, wanted = self.read(self.first), [], []
        for number in range(size):
            kind = number % 4
            name = "%05d" % number
            if kind == 0:
                self.write(name, struct.pack("<I", number) * 500)
                wanted.append("not-ours")
            elif kind == 1:
                self.write(name, data[:200 + number % 1000])
                wanted.append("damaged")
            elif kind == 2:
                self.write(name, data)
                wanted.append("new" if number == 2 else "known")
            else:
                self.write(name, self.file.changed(unit__code="99999", reason=name).make(self.sender, self.office.public))
                wanted.append("wrong-unit")
            paths.append(self.path(name))
        self.assertEqual(self.verdicts(*paths, "--dry-run", code=1), wanted)
        self.assertEqual(self.board(A)["state"], "missing")
        self.assertEqual(self.verdicts(*paths, code=1), wanted)
        self.assertEqual(self.records(self.ledger, A), self.records(self.province, A))


if __name__ == "__main__":
    tap.main()
