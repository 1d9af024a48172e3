# SPDX-License-Identifier: GPL-3.0-or-later
"""What cases with a ledger share: a home of its own for each, the point form by its Vietnamese words, and the file as others read it.
Nothing here looks at a file that is open in the window except through the command line, which opens it as any second program would."""
import csv
import glob
import hashlib
import io
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

import drive

POINTS = "Điểm ngày hội"
PLACE, KIND, DAY, PEOPLE = "Nơi tổ chức", "Loại địa bàn", "Ngày tổ chức", "Lượt người dự"
UNIT = "18673"          # xã Cẩm Bình: any commune of 2026 would do


def read_mnemonics():
    """Button → its underlined letter, as po/vi.po has it: nobody hears it."""
    found = {}
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "po", "vi.po"), encoding="utf-8") as file:
        for text in re.findall(r'^msgstr(?:\[0\])? "(.*_.*)"$', file.read(), re.M):
            found.setdefault(text.replace("_", "", 1), text[text.index("_") + 1].lower())
    return found


MNEMONICS = read_mnemonics()


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


class Window(drive.App):
    """The program's window, as far as these cases need it."""

    def __init__(self, *words, **more):
        self.found = {}
        super().__init__(*words, **more)

    # What a stack does not show stays in the tree; the ledger's page is there only while a ledger is open.

    def seen(self, node=None):
        """Every node that no hidden one holds; what came last to the screen comes first."""
        for top in reversed(self.root.children) if node is None else [node]:
            yield top
            for child in top.children:
                if child.has("visible"):
                    yield from self.seen(child)

    def texts(self):
        return (node.name for node in self.seen() if node.role in ("label", "heading", "alert"))

    def sees(self, *parts, seconds=20.0):
        """Waits for a text with all these parts."""
        return drive.wait("a text with %r" % (parts,), lambda: next(t for t in self.texts() if all(p in t for p in parts)), seconds)

    def press(self, part):
        """A button of a dialog or a page by its underlined letter, once the keyboard is in its window: of this name, else with it inside."""
        def look():
            for top in reversed(self.root.children):
                seen = list(self.seen(top))
                like = [n for n in seen if n.role == "push button" and part in n.name and n.has("sensitive")]
                node = next((n for n in like if n.name == part), like[0] if like else None)
                if node is not None and any(n.has("focused") for n in seen[1:]):
                    return node.name
            return None
        name = drive.wait("the button “%s” where the keyboard is" % part, look)
        self.found = {}
        self.key("alt+" + MNEMONICS[name])

    def offers(self, part):
        return any(n.role == "push button" and part in n.name for n in self.seen())

    # The open ledger

    def is_open(self):
        return self.has("form", POINTS)

    def once(self, what, find):
        """Looked for once a page: a walk through the tree takes its time."""
        if what not in self.found:
            self.found[what] = drive.wait(what, find)
        return self.found[what]

    def field(self, name):
        return self.once(name, lambda: self.root.all("form", POINTS)[0].all("text", name)[0])

    def ready(self):
        """The form is there and the keyboard is in its first field."""
        drive.wait("the keyboard in the first field", lambda: self.field(PLACE).has("focused"))

    def holds(self, name, text):
        node = self.field(name)
        drive.wait("“%s” in “%s”" % (text, name), lambda: node.text == text)

    def count(self):
        """How many points the sidebar tells."""
        return int(self.once("the count", lambda: self.root.all("list item", POINTS)[0].all("label")[-1]).name)

    def counts(self, number):
        drive.wait("%d points in the sidebar" % number, lambda: self.count() == number)

    def lists(self, place):
        """Waits until the list has this place."""
        drive.wait("“%s” in the list" % place, lambda: any(
            place == n.name for table in self.root.all("tree table", POINTS) for n in table.walk(True) if n.role == "label"))

    def write(self, place, people, first=False):
        """A point up to its attendance; kind and day stay from the one before, when it is not the first."""
        self.type(place)
        self.key("Return")
        if first:
            self.type("thon")
        self.key("Return")
        if first:
            self.type("8")
        self.key("Return")
        self.type(str(people))

    def save_next(self):
        self.key("ctrl+Return")


class Case(unittest.TestCase):
    def setUp(self):
        top = os.environ["HOME"]
        self.home = os.path.join(top, self.id().split(".", 1)[-1])
        shutil.copytree(os.path.join(top, ".config", "gtk-4.0"), os.path.join(self.home, ".config", "gtk-4.0"))
        self.env = dict(os.environ, HOME=self.home, XDG_CONFIG_HOME=self.inside(".config"), XDG_DATA_HOME=self.inside("data"),
                        XDG_STATE_HOME=self.inside("state"))
        self.env.pop("G_DEBUG", None)
        self.app = None

    def inside(self, *names):
        return os.path.join(self.home, *names)

    # The window

    def start(self, *words, **more):
        """Its kill comes last, whatever happens: two at once would be one program."""
        self.app = Window(*words, env=self.env, **more)
        self.addCleanup(self.app.kill)
        return self.app

    def crash(self, path=None):
        """Ends it as a power cut would; @path: the ledger that was open, which then has its lock still."""
        self.app.kill()
        self.check_quiet(self.app.stderr())
        if path is not None:
            self.assertTrue(os.path.exists(path + ".lock"))

    def leave(self, path=None):
        """Closes it; @path: the ledger that was open, which then is one plain file."""
        self.check_quiet(self.app.close())
        for part in ("-wal", "-shm", ".lock") if path is not None else ():
            self.assertFalse(os.path.exists(path + part), part)

    def check_quiet(self, told):
        for word in ("CRITICAL", "WARNING", "ERROR", "runtime error", "AddressSanitizer"):
            self.assertNotIn(word, told)

    # The file

    def cli(self, *words, code=0):
        done = subprocess.run([os.environ["NGAY_HOI_CLI"], *words], env=self.env, capture_output=True, text=True, timeout=120, check=False)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stdout

    def make(self, *places, path=None):
        """A ledger with a point for each place, of 10, 20, 30 … people."""
        path = path or self.inside("sổ.ngayhoi")
        self.cli("new", path, "--unit", UNIT, "--year", "2026")
        for number, place in enumerate(places, 1):
            self.cli("add", path, "point", "place=" + place, "place_kind=thon", "date_from=2026-08-08", "attendance=%d" % (10 * number))
        return path

    def points(self, path):
        """place → attendance, by the command line."""
        rows = list(csv.DictReader(io.StringIO(self.cli("list", path, "point", "--format", "tsv")), delimiter="\t"))
        found = {row["place"]: row["attendance"] for row in rows}
        self.assertEqual(len(found), len(rows), "a point is there twice")
        return found

    def copied(self, path):
        """The ledger with all that belongs to it, elsewhere: looking at a crashed file would heal it."""
        folder = tempfile.mkdtemp(dir=self.home)
        for part in ("", "-wal", "-journal"):
            if os.path.exists(path + part):
                shutil.copy2(path + part, os.path.join(folder, "copy.ngayhoi" + part))
        return os.path.join(folder, "copy.ngayhoi")

    def check_sound(self, path):
        """By SQLite alone, and the command line agrees; gives the points."""
        copy = self.copied(path)
        told = self.points(copy)
        database = sqlite3.connect(copy)
        self.assertEqual(database.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
        self.assertEqual(database.execute("PRAGMA foreign_key_check").fetchall(), [])
        rows = dict(database.execute("SELECT place, CAST (attendance AS TEXT) FROM point WHERE deleted = 0"))
        database.close()
        self.assertEqual(rows, told)
        shutil.rmtree(os.path.dirname(copy))
        return told

    def drafts(self, path):
        """uuid → texts, as the ledger keeps them."""
        copy = self.copied(path)
        database = sqlite3.connect(copy)
        found = dict(database.execute("SELECT uuid, texts FROM draft"))
        database.close()
        shutil.rmtree(os.path.dirname(copy))
        return found

    def mirrors(self):
        """The files that hold drafts beside the ledger."""
        return glob.glob(self.inside("data", "ngay-hoi", "drafts", "*", "*.json"))

    def mirrored(self, text):
        """Waits until a mirror has this text."""
        def look():
            for path in self.mirrors():
                with open(path, encoding="utf-8") as file:
                    if text in file.read():
                        return True
            return False
        drive.wait("a mirror with “%s”" % text, look)
