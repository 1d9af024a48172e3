# SPDX-License-Identifier: GPL-3.0-or-later
"""Every workbook and Word document of the program before Microsoft's Open XML SDK: it finds no error.

NGAY_HOI_CLI names the program, NGAY_HOI_JUDGE the folder into which test.sh put the judge (tests/openxml)."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
import tap

CLI = os.environ["NGAY_HOI_CLI"]
JUDGE = os.environ.get("NGAY_HOI_JUDGE") or os.path.join(HERE, "..", "..", "build-judge")
TABLES = ("summary", "groups", "points", "gifts", "gift-list", "commendations", "commendation-list", "overview", "comparison",
          "activities", "programmes", "hand-in", "charts", "annexes")
DOCUMENTS = ("summary", "commendation-list", "whole", "form-point", "charts")
OF_UNITS = ("progress", "reminder", "slips")    # not of a commune


@unittest.skipUnless(os.path.isdir(os.path.join(JUDGE, "node_modules")), "the judge is not installed: ./test.sh does it")
class OpenXml(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="Sổ thử ")
        self.addCleanup(shutil.rmtree, self.folder)
        self.env = dict(os.environ, XDG_DATA_HOME=os.path.join(self.folder, "data"))

    def cli(self, *words):
        done = subprocess.run([CLI, *words], capture_output=True, text=True, env=self.env, timeout=300)
        self.assertEqual(done.returncode, 0, "%s\n%s" % (words, done.stderr))
        return done.stdout

    def judge(self, *files):
        # The runtime of the judge is no place for our sanitizers.
        env = {name: value for name, value in os.environ.items() if name not in ("LD_PRELOAD", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS")}
        done = subprocess.run(["node", os.path.join(HERE, "..", "openxml", "judge.mjs"), os.path.abspath(JUDGE), *files],
                              capture_output=True, text=True, env=env, timeout=300)
        self.assertEqual(done.returncode, 0, done.stderr)
        return {line["file"]: line["found"] for line in map(json.loads, done.stdout.splitlines())}

    def check(self, *files):
        found = self.judge(*files)
        self.assertEqual(sorted(found), sorted(files))
        for file, errors in found.items():
            self.assertEqual(errors, [], file)

    def export(self, ledger, name, reports=TABLES, ending="xlsx"):
        """All tables of a ledger."""
        files = []
        for report in reports:
            files.append(os.path.join(self.folder, "%s-%s.%s" % (name, report, ending)))
            self.cli("report", ledger, report, "--out", files[-1])
        return files

    def new(self, name, unit, year="2026", *more):
        path = os.path.join(self.folder, name + ".ngayhoi")
        self.cli("new", path, "--unit", unit, "--year", year, *more)
        return path

    def test_sample_province(self):
        self.cli("demo", self.folder)
        files = [os.path.join(self.folder, name) for name in os.listdir(self.folder) if name.endswith(".xlsx")]
        self.assertEqual(len(files), len(TABLES + OF_UNITS))
        self.check(*files)

    def test_commune_and_ward(self):
        files = []
        for name, unit in (("xã", "18673"), ("phường", "18073")):
            ledger = self.new(name, unit)
            self.cli("add", ledger, "point", "place=Thôn “Mỹ & Sơn” <1>", "place_kind=thon", "date_from=2026-08-08", "attendance=185",
                     "pacts=none", "note=Dòng một\nDòng hai")
            self.cli("add", ledger, "gift", "category=ho_ngheo", "kind=suat_qua", "quantity=8", "unit_value=350000", "giver==1+1")
            for recipient in ("Nguyễn Văn An", "Trần Thị Bình"):
                self.cli("add", ledger, "commendation", "form=giay_khen_xa", "recipient_kind=ca_nhan", "recipient=" + recipient, "quantity=1",
                         "decision_number=15/QĐ-UBND", "decision_date=2026-08-12", "state=presented")
            files += self.export(ledger, name)
            if name == "xã":
                files += self.export(ledger, name, DOCUMENTS, "docx")
        self.check(*files)

    def test_empty_ledger(self):
        self.check(*self.export(self.new("trống", "18673"), "trống"))

    def test_judge_finds_errors(self):
        """A workbook with a cell, a document with an alignment of an unknown kind: else all of the above would prove nothing."""
        ledger = self.new("trống", "18673")
        workbook, document = self.export(ledger, "trống", TABLES[:1]) + self.export(ledger, "trống", DOCUMENTS[:1], "docx")
        self.spoil(workbook, "xl/worksheets/sheet1.xml", rb' t="s"', b' t="nonsense"')
        self.spoil(document, "word/document.xml", rb'<w:jc w:val="[a-z]*"|<w:vAlign w:val="[a-z]*"|<w:tab w:val="[a-z]*"', b'<w:tab w:val="nonsense"')

    def spoil(self, good, part, what, by):
        bad = os.path.join(self.folder, "hỏng" + os.path.splitext(good)[1])
        with zipfile.ZipFile(good) as old, zipfile.ZipFile(bad, "w") as new:
            for name in old.namelist():
                data = old.read(name)
                if name == part:
                    data = re.sub(what, by, data, count=1)
                    self.assertIn(b'"nonsense"', data)
                new.writestr(name, data)
        self.assertNotEqual(self.judge(bad)[bad], [])


tap.main()
