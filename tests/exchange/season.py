# SPDX-License-Identifier: GPL-3.0-or-later
"""A province and its communes on the command line, for the tests of the hand-in."""
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import judge  # noqa: E402

CLI = os.environ["NGAY_HOI_CLI"]
UNITS = ("18676", "18073", "18823")  # Xã Thiên Cầm, phường Thành Sen, phường Vũng Áng


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="Nộp thử ")
        self.addCleanup(shutil.rmtree, self.folder)
        self.env = dict(os.environ, NGAY_HOI_LANGUAGE="en", XDG_DATA_HOME=self.path("data"))
        self.province = self.path("tỉnh.ngayhoi")
        self.invitation = self.path("mời.ngayhoi-moi")

    def path(self, name):
        return os.path.join(self.folder, name)

    def run_cli(self, *words, code=0, text=None, **env):
        done = subprocess.run([CLI, *words], capture_output=True, env=dict(self.env, **env), timeout=300, input=text.encode() if text else b"")
        out, err = done.stdout.decode(), done.stderr.decode()
        self.assertEqual(done.returncode, code, "%s\n%s\n%s" % (words, out, err))
        self.assertNotIn("CRITICAL", err)
        self.assertNotIn("WARNING", err)
        return out + err

    def sql(self, ledger, text, *values):
        with sqlite3.connect(ledger) as file:
            return file.execute(text, values).fetchall()

    def write(self, name, data):
        with open(self.path(name), "wb") as file:
            file.write(data)
        return self.path(name)

    def read(self, path):
        with open(path, "rb") as file:
            return file.read()

    # The steps.

    def begin(self, *units, year="2026"):
        """The province with its invitation, and joined communes: their ledgers."""
        self.run_cli("new", self.province, "--unit", "42", "--year", year)
        self.code = self.run_cli("invite", self.province, "--year", year, "--deadline", "25/8/" + year, "--out", self.invitation).strip()
        return [self.commune(unit, year) for unit in units]

    def commune(self, unit, year="2026", name=None):
        ledger = self.path((name or "xã " + unit) + ".ngayhoi")
        slip = self.run_cli("enrol", self.province, "--unit", unit, "--year", year, "--format", "tsv").splitlines()[1].split("\t")[2]
        self.run_cli("new", ledger, "--unit", unit, "--year", year)
        self.run_cli("join", ledger, self.invitation, "--code", self.code, "--slip", slip)
        return ledger

    def add(self, ledger, type_, *words):
        return self.run_cli("add", ledger, type_, *words).split()[0]

    def fill(self, ledger, name="Thôn 1", attendance=200):
        """A point, a gift there and two commendations: the uuids."""
        point = self.add(ledger, "point", "place=" + name, "place_kind=thon", "status=held", "date_from=2026-08-08", "attendance=%d" % attendance)
        gift = self.add(ledger, "gift", "category=ho_ngheo", "kind=suat_qua", "quantity=20", "date=2026-08-08", "point=" + name)
        award = self.add(ledger, "commendation", "form=giay_khen_xa", "recipient_kind=ca_nhan", "recipient=Nguyễn Văn Ân", "state=presented",
                         "decision_number=15/QĐ", "decision_date=2026-08-01", "quantity=1")
        return point, gift, award

    def hand_in(self, ledger, name, *words, **more):
        path = self.path(name)
        self.run_cli("hand-in", ledger, "--out", path, *words, **more)
        return path

    def receive(self, *words, code=None):
        """A dictionary for each file."""
        done = subprocess.run([CLI, "receive", self.province, *words, "--format", "tsv"], capture_output=True, env=self.env, timeout=300)
        rows = [line.split("\t") for line in done.stdout.decode().splitlines()]
        self.assertTrue(rows, done.stderr.decode())
        if code is not None:
            self.assertEqual(done.returncode, code, done.stdout.decode() + done.stderr.decode())
        return [dict(zip(rows[0], row)) for row in rows[1:]]

    def verdicts(self, *words, code=None):
        return [row["verdict"] for row in self.receive(*words, code=code)]

    def board(self, unit):
        rows = [line.split("\t") for line in self.run_cli("board", self.province, "--year", "2026", "--format", "tsv").splitlines()]
        return next(dict(zip(rows[0], row)) for row in rows[1:] if row[0] == unit)

    def figures(self, ledger, unit=None):
        words = ["--unit", unit] if unit else []
        rows = [line.split("\t") for line in self.run_cli("figures", ledger, "--year", "2026", "--format", "tsv", *words).splitlines()]
        return {row[0]: row[1] for row in rows[1:]}

    def records(self, ledger, unit, year=2026):
        """What stands in the tables of a unit and year: all that another office sees of it."""
        found = []
        for type_ in ("point", "gift", "commendation", "total", "season"):
            names = [row[1] for row in self.sql(ledger, "PRAGMA table_info (%s)" % type_)]
            names = [n for n in names if n not in ("id", "unit", "version", "changed_at", "point", "duplicate_of", "deleted")]
            found += self.sql(ledger, "SELECT '%s', %s FROM %s WHERE unit = (SELECT id FROM unit WHERE code = ? AND valid_to IS NULL) AND"
                              " year = ? AND deleted = 0 ORDER BY uuid" % (type_, ", ".join(names), type_), unit, year)
        return found

    def keys(self, ledger):
        return judge.Keys.of(ledger)
