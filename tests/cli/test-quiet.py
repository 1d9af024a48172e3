# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line tells nobody about persons: no socket, no file that others may read, no line in a log. A season with telling names
is entered, reported, copied, damaged and restored, all under strace.

NGAY_HOI_CLI names the program."""
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import quiet
import tap

NAMES = ["Trần Thị Kín Tiếng", "Lê Văn Lặng Lẽ", "Phạm Thị Riêng Tư"]
MASK = 0o022


@unittest.skipUnless(quiet.works(), "processes cannot be traced here")
class Quiet(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="Sổ kín ")
        self.addCleanup(shutil.rmtree, self.folder)
        self.ledger = os.path.join(self.folder, "a.ngayhoi")
        os.mkdir(self.inside("tmp"))
        self.env = dict(os.environ, NGAY_HOI_LANGUAGE="vi", NGAY_HOI_TODAY="2024-08-20", G_MESSAGES_DEBUG="all", HOME=self.folder,
                        TMPDIR=self.inside("tmp"), XDG_DATA_HOME=self.inside("data"), XDG_CONFIG_HOME=self.inside("config"),
                        ASAN_OPTIONS="detect_leaks=0")
        before = os.umask(MASK)
        self.addCleanup(os.umask, before)

    def inside(self, name):
        return os.path.join(self.folder, name)

    def run_cli(self, *words, code=0):
        log = os.path.join(tempfile.gettempdir(), "quiet-%d" % os.getpid())
        try:
            done = subprocess.run([*quiet.command(log), os.environ["NGAY_HOI_CLI"], *words], capture_output=True, env=self.env, timeout=300)
            err = done.stderr.decode()
            self.assertEqual(done.returncode, code, (words, err))
            self.assertEqual(quiet.sockets(log), set(), words)
            # A document is written under a temporary name.
            made = [(path, mode) for path, mode in quiet.too_open(log, MASK)
                    if not quiet.DOCUMENT.search(path) and not (words[0] == "report" and quiet.TEMPORARY.search(path))]
            self.assertEqual(made, [], words)
        finally:
            os.remove(log)
        for name in NAMES:
            for word in name.split(" ", 1)[1], name.lower():
                self.assertNotIn(word, err, words)
                self.assertNotIn(word, "".join(line for line in done.stdout.decode().splitlines() if "-DEBUG" in line or "-INFO" in line))
        return done.stdout.decode()

    def test_season(self):
        ledger = self.ledger
        self.run_cli("new", ledger, "--unit", "18709", "--year", "2024")
        self.run_cli("add", ledger, "point", "place=Thôn Kín", "place_kind=thon", "date_from=9/8", "note=Do %s chủ trì" % NAMES[1])
        self.run_cli("add", ledger, "commendation", "form=giay khen xa", "recipient_kind=ca nhan", "recipient=" + NAMES[0], "quantity=1")
        uuid = self.run_cli("add", ledger, "gift", "category=chinh sach", "recipient=" + NAMES[2], "kind=tien", "quantity=1",
                            "value=500000").split()[-1]
        self.assertIn(NAMES[0], self.run_cli("list", ledger, "commendation", "--personal", "--format", "csv"))
        for words in (["check", ledger], ["figures", ledger], ["history", ledger, "--record", uuid], ["undo", ledger], ["undo", ledger],
                      ["backup", ledger], ["backup", ledger, "--out", self.inside("copy.ngayhoi")], ["verify", ledger],
                      ["restore", ledger, "--from", self.inside("copy.ngayhoi")]):
            self.run_cli(*words)
        for ending in ("xlsx", "pdf", "csv"):
            self.run_cli("report", ledger, "points", "--out", self.inside("out." + ending))
        # A damaged one is put aside, and a broken history is told without saying of whom.
        with open(ledger, "r+b") as file:
            file.write(b"damaged " * 12)
        self.run_cli("verify", ledger, code=1)
        self.run_cli("restore", ledger, "--from", self.inside("copy.ngayhoi"))
        self.check_files()

    def check_files(self):
        found = quiet.holding(self.folder, NAMES)
        self.assertIn(self.ledger, found)
        for path in found:
            if not quiet.DOCUMENT.search(path):
                self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600, path)


if __name__ == "__main__":
    tap.main()
