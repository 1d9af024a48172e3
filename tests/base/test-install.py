# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs into a folder of its own: everything a desktop needs is there, and fits together."""
import atexit
import configparser
import functools
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
import tap

BUILD = sys.argv.pop(1)
ID = "vn.ngayhoi.SoNgayHoi"
MIME = "application/vnd.ngayhoi.ledger"


@functools.lru_cache(None)
def install():
    """Once for all cases: the folder."""
    top = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, top)
    meson = shutil.which("meson", path="/usr/bin:/bin:" + os.environ.get("PATH", ""))
    done = subprocess.run([meson, "install", "-C", BUILD, "--no-rebuild"], env=dict(os.environ, DESTDIR=top), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return top


class Install(unittest.TestCase):
    def setUp(self):
        self.top = install()

    def find(self, *parts):
        found = glob.glob(os.path.join(self.top, "**", *parts), recursive=True)
        self.assertEqual(len(found), 1, parts)
        self.assertGreater(os.path.getsize(found[0]), 0)
        return found[0]

    def test_programs(self):
        for name in ("ngay-hoi", "ngay-hoi-cli"):
            self.assertTrue(os.access(self.find("bin", name), os.X_OK))
        self.find("locale", "vi", "LC_MESSAGES", "ngay-hoi.mo")
        self.find("locale", "en", "LC_MESSAGES", "ngay-hoi-sheets.mo")

    def test_desktop(self):
        desktop = configparser.ConfigParser(interpolation=None)
        desktop.optionxform = str
        desktop.read(self.find("applications", ID + ".desktop"), encoding="utf-8")
        entry = desktop["Desktop Entry"]
        self.assertIn("%f", entry["Exec"].split())
        self.find("bin", entry["Exec"].split()[0])
        self.find("icons", "hicolor", "scalable", "apps", entry["Icon"] + ".svg")
        self.assertIn(MIME, entry["MimeType"].split(";"))
        self.assertIn("Comment[vi]", entry)

    def test_mime(self):
        root = xml.etree.ElementTree.parse(self.find("mime", "packages", ID + ".xml")).getroot()
        kind = root.find("{*}mime-type")
        self.assertEqual(kind.get("type"), MIME)
        self.assertEqual(kind.find("{*}glob").get("pattern"), "*.ngayhoi")
        info = xml.etree.ElementTree.parse(self.find("metainfo", ID + ".metainfo.xml")).getroot()
        self.assertEqual(info.find("id").text, ID)
        self.assertEqual(info.find("launchable").text, ID + ".desktop")
        self.assertEqual(info.find("provides/mediatype").text, MIME)

    def test_manual(self):
        for page in ("ngay-hoi.1", "ngay-hoi-cli.1"):
            for parts in (("share", "man", "man1"), ("share", "man", "vi", "man1")):
                with open(self.find(*parts, page), encoding="utf-8") as file:
                    text = file.read()
                self.assertIn(".TH " + page[:-2].upper(), text)

    def test_verbs(self):
        """The manual names every verb that the program knows."""
        told = subprocess.run([self.find("bin", "ngay-hoi-cli"), "--help"], capture_output=True, text=True, check=False).stdout
        verbs = [line.split()[1] for line in told.splitlines() if line.startswith("  ngay-hoi-cli ")]
        self.assertGreater(len(verbs), 10)
        with open(self.find("share", "man", "man1", "ngay-hoi-cli.1"), encoding="utf-8") as file:
            text = file.read().replace("\\-", "-")
        for verb in verbs:
            self.assertRegex(text, r"(?m)^\.BI? \"?%s\b" % verb)


if __name__ == "__main__":
    tap.main()
