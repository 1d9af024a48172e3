# SPDX-License-Identifier: GPL-3.0-or-later
"""A ledger on a disk that fails, a process that is killed, a power cut: one case at a time.

Every verb that writes, of the command line or of the window (driver.c), is run once undisturbed, which counts its calls to the disk (failing-disk.c), and then again with a fault at call
1, 2, 3 … to the last. After each run the same is asked: does the exit status tell the truth, is the message one of ours, is the file
sound, does the next start work, and is nothing left behind.

NGAY_HOI_CLI, NGAY_HOI_DRIVER and NGAY_HOI_DISK name the programs and the library."""
import atexit
import filecmp
import glob
import json
import os
import re
import shutil
import signal
import sqlite3
import struct
import subprocess
import tempfile

import replay

CLI = os.environ["NGAY_HOI_CLI"]
DRIVER = os.environ["NGAY_HOI_DRIVER"]
# The loader splits LD_PRELOAD at blanks, and the build folder may have some in its name.
_links = tempfile.mkdtemp(prefix="failing-disk-")
atexit.register(shutil.rmtree, _links)
DISK = os.path.join(_links, "failing-disk.so")
os.symlink(os.environ["NGAY_HOI_DISK"], DISK)
FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixtures")
UNITS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "units")

# Lines of other libraries: GLib's log, libxlsxwriter's warnings, SQLite's, the C library's assertions.
RAW = re.compile(r"\[(WARNING|ERROR)\]|\*\*:|-WARNING|-CRITICAL|\bassert|sqlite|disk I/O error|workbook_", re.I)
KEPT = re.compile(r"is safe|is kept|was changed|was written|did not confirm the change")
# What may lie in the folder of a ledger afterwards.
OURS = re.compile(r"^([^./][^/]*\.ngayhoi|out\.(xlsx|docx|pdf|txt|csv|ngayhoi-moi|ngayhoi-nop|ngayhoi-phieu)|a\.backup/[^./][^/]*\.ngayhoi(\.damaged(-wal|-shm|-journal)?|\.left-behind-(wal|shm))?"
                  r"|home/config/ngay-hoi/settings\.ini|home/data/ngay-hoi/drafts/[0-9a-f-]{36}/[0-9a-f-]{36}\.json)$")


class Problem(Exception):
    """What a fault did that it must not do."""


def environment(folder, **more):
    base = {key: value for key, value in os.environ.items() if not key.startswith("FAULT_")}
    home = os.path.join(folder, "home")
    return dict(base, NGAY_HOI_LANGUAGE="en", NGAY_HOI_TODAY="2026-08-20", XDG_DATA_HOME=home + "/data", XDG_CONFIG_HOME=home + "/config",
                ASAN_OPTIONS="verify_asan_link_order=0:detect_leaks=0", **more)


def run(folder, words, program=CLI, **fault):
    """(exit status, output, messages) of a program, with FAULT_… set from @fault."""
    more = {}
    if fault:
        more = {"FAULT_" + key.upper(): str(value) for key, value in fault.items()}
        more.update(LD_PRELOAD=DISK, FAULT_ROOT=folder)
    done = subprocess.run([program, *words], capture_output=True, timeout=120, env=environment(folder, **more))
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def rows(path, sql):
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


class Verb:
    """A verb of the command line on the file a.ngayhoi of a folder; @start: the prepared folder that it begins with; @counts: how many
    points may be there after a fault: as before or as after; None: the file it begins with cannot be read. @again: the verb works when
    it is repeated, and ends the same. @year: where the next record goes. @keeps (start, folder): what must be there after any fault.
    @puts_back: where it fails once, a.ngayhoi and what belongs to it are as before. @silent: it does not tell whether it is done."""

    program = CLI

    def __init__(self, name, words, done, start="ledger", counts=(2,), again=False, year=2024, keeps=None, puts_back=False, silent=False):
        self.name, self.words, self.done, self.start, self.counts, self.again = name, words, done, start, counts, again
        self.year, self.keeps, self.puts_back, self.silent = year, keeps, puts_back, silent

    def command(self, folder):
        return [word.replace("@", folder) for word in self.words]

    def run(self, folder, **fault):
        return run(folder, self.command(folder), self.program, **fault)


class WindowVerb(Verb):
    """A verb of the window, done by driver.c."""

    program = DRIVER

    def __init__(self, name, done, *more, **others):
        super().__init__("window " + name, [name, "@"], done, *more, **others)


def value(folder, sql):
    return rows(os.path.join(folder, "a.ngayhoi"), sql)[0][0]


def points(folder):
    return value(folder, "SELECT count(*) FROM point WHERE deleted = 0")


def people(folder, number):
    """Whether all points have this attendance."""
    return value(folder, "SELECT count(*) FROM point WHERE attendance IS NOT %s" % (number or "NULL")) == 0


def setting(folder, name):
    found = rows(os.path.join(folder, "a.ngayhoi"), "SELECT value FROM setting WHERE name = '%s'" % name)
    return found[0][0] if found else None


def has_draft(folder):
    return value(folder, "SELECT count(*) FROM draft WHERE json_valid (texts)") == 1


def mirrors(folder):
    """The mirrored drafts; each is whole."""
    found = []
    for path in glob.glob(glob.escape(folder) + "/home/data/ngay-hoi/drafts/*/*.json"):
        with open(path, encoding="utf-8") as file:
            found.append(json.load(file))
    return found


def is_kept(part):
    """Whether this part of what cannot be used is where it was, or beside the backups."""
    def look(start, folder):
        with open(start + "/a.ngayhoi" + part, "rb") as file:
            before = file.read()
        for path in [folder + "/a.ngayhoi" + part] + glob.glob(glob.escape(folder) + "/a.backup/*.ngayhoi.*" + part):
            if os.path.exists(path):
                with open(path, "rb") as file:
                    if file.read() == before:
                        return
        raise Problem("a.ngayhoi%s is gone" % part)
    return look


def mirrors_are_whole(start, folder):
    mirrors(folder)


def settings_are_whole(start, folder):
    path = folder + "/home/config/ngay-hoi/settings.ini"
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if not text.startswith("[settings]\n") or not text.endswith("\n"):
            raise Problem("settings.ini is torn: " + text)


def schema(folder):
    return rows(os.path.join(folder, "a.ngayhoi"), "PRAGMA user_version")[0][0]


def newest():
    return len([name for name in os.listdir(os.path.join(FIXTURES, "..", "..", "resources", "sql")) if name.endswith(".sql")])


def has(folder, table):
    return value(folder, "SELECT count(*) FROM " + table)


def is_file(name):
    return lambda folder: os.path.exists(os.path.join(folder, name))


ADD = ["add", "@/a.ngayhoi", "point", "place=Thôn Mới", "place_kind=thon", "date_from=9/8", "attendance=120"]

RESTORE = ["restore", "@/a.ngayhoi", "--from", "@/old.ngayhoi"]

VERBS = [
    Verb("new", ["new", "@/a.ngayhoi", "--unit", "18709", "--year", "2023"], is_file("a.ngayhoi"), "empty", (0,), year=2023),
    Verb("add", ADD, lambda folder: points(folder) == 3, counts=(2, 3)),
    Verb("codebooks", ADD, lambda folder: points(folder) == 3 and value(folder, "SELECT count(*) FROM codebook WHERE title = 'Cũ'") == 0,
         "old codebooks", (2, 3)),
    Verb("undo", ["undo", "@/a.ngayhoi"], lambda folder: points(folder) == 1, counts=(2, 1)),
    Verb("backup", ["backup", "@/a.ngayhoi", "--out", "@/copy.ngayhoi"], is_file("copy.ngayhoi")),
    Verb("backup beside", ["backup", "@/a.ngayhoi"], lambda folder: any(
        name.endswith(".ngayhoi") for name in os.listdir(os.path.join(folder, "a.backup")) if not name.startswith("."))
        if os.path.isdir(os.path.join(folder, "a.backup")) else False),
    Verb("restore", RESTORE, lambda folder: points(folder) == 1, "with old", (2, 1), True),
    Verb("restore lost", RESTORE, lambda folder: os.path.exists(folder + "/a.ngayhoi") and points(folder) == 1, "only old", (1,), True),
    Verb("restore damaged", RESTORE, lambda folder: points(folder) == 1, "damaged", None, True, keeps=is_kept(""), puts_back=True),
    Verb("restore beside a -wal", RESTORE, lambda folder: os.path.exists(folder + "/a.ngayhoi") and points(folder) == 1, "only -wal", (1,),
         True, keeps=is_kept("-wal"), puts_back=True),
    Verb("restore beside another's -wal", RESTORE, lambda folder: points(folder) == 1, "another's -wal", (2, 1), True, keeps=is_kept("-wal")),
    Verb("upgrade", ["add", "@/a.ngayhoi", "point", "place=Thôn Mới", "place_kind=thon", "date_from=9/8/2026"],
         lambda folder: schema(folder) == newest() and points(folder) == 4, "format 1", (3, 4), year=2026),
    Verb("units", ["import-units", "@/a.ngayhoi", "--units", "@/../units.csv"],
         lambda folder: value(folder, "SELECT count(*) FROM unit WHERE code = '99001'") == 1),
    Verb("xlsx", ["report", "@/a.ngayhoi", "summary", "--out", "@/out.xlsx"], is_file("out.xlsx")),
    Verb("docx", ["report", "@/a.ngayhoi", "summary", "--out", "@/out.docx"], is_file("out.docx")),
    Verb("pdf", ["report", "@/a.ngayhoi", "summary", "--out", "@/out.pdf"], is_file("out.pdf")),
    Verb("invite", ["invite", "@/a.ngayhoi", "--year", "2024", "--out", "@/out.ngayhoi-moi"], is_file("out.ngayhoi-moi"), "province", (0,), True),
    Verb("join", ["join", "@/a.ngayhoi", "@/../invitation.ngayhoi-moi", "--code", "CODE"], lambda folder: has(folder, "invitation"), again=True),
    Verb("hand-in", ["hand-in", "@/a.ngayhoi", "--year", "2024", "--out", "@/out.ngayhoi-nop"], is_file("out.ngayhoi-nop"), "joined", (2,), True),
    Verb("receive", ["receive", "@/a.ngayhoi", "@/../18709.ngayhoi-nop", "@/../18073.ngayhoi-nop"],
         lambda folder: points(folder) == 3 and has(folder, "submission") == 2, "province", (0, 2, 3), True),
    # A unit is whole or untouched, and the folder once more does the rest: the first one of it has two points.
    Verb("receive a folder", ["receive", "@/a.ngayhoi", "@/../folder"],
         lambda folder: points(folder) == 3 and has(folder, "submission") == 2, "province", (0, 2, 3), True),
    Verb("receive more", ["receive", "@/a.ngayhoi", "@/../18709-2.ngayhoi-nop"],
         lambda folder: points(folder) == 2 and has(folder, "submission") == 3, "received", (3, 2), True),
    Verb("undo a reception", ["undo", "@/a.ngayhoi"], lambda folder: points(folder) == 1, "received", (3, 1)),
    Verb("accept", ["accept", "@/a.ngayhoi", "--unit", "18709", "--year", "2024"],
         lambda folder: has(folder, "submission WHERE state = 'accepted'"), "received", (3,), True),
    Verb("read-reply", ["read-reply", "@/a.ngayhoi", "@/../18709.ngayhoi-phieu"],
         lambda folder: has(folder, "submission WHERE state = 'returned'"), "handed in", (2,), True),
    Verb("txt", ["report", "@/a.ngayhoi", "paragraph", "--out", "@/out.txt"], is_file("out.txt")),
    WindowVerb("bulk-edit", lambda folder: people(folder, 555)),
    WindowVerb("delete", lambda folder: points(folder) == 0, counts=(2, 0)),
    WindowVerb("undo", lambda folder: people(folder, None), "edited"),
    WindowVerb("redo", lambda folder: people(folder, 555), "undone"),
    WindowVerb("undo-first", lambda folder: points(folder) == 1, counts=(2, 1)),
    WindowVerb("enter", lambda folder: points(folder) == 3, counts=(2, 3), keeps=mirrors_are_whole),
    WindowVerb("enter-many", lambda folder: points(folder) == 5, counts=(2, 5)),
    WindowVerb("draft", has_draft),
    WindowVerb("mirror", lambda folder: len(mirrors(folder)) == 1, keeps=mirrors_are_whole),
    WindowVerb("letterhead", lambda folder: setting(folder, "signer.name") == "Trần Văn Ký" and setting(folder, "place") == "Cẩm Bình"),
    WindowVerb("year", lambda folder: setting(folder, "year") == "2023", year=(2024, 2023)),
    WindowVerb("send-copy", is_file("copy.ngayhoi")),
    WindowVerb("export-xlsx", is_file("out.xlsx")),
    WindowVerb("export-pdf", is_file("out.pdf")),
    WindowVerb("settings", is_file("home/config/ngay-hoi/settings.ini"), keeps=settings_are_whole, silent=True),
    WindowVerb("sample", is_file("a.ngayhoi"), "empty", (1407,), year=2022),
]


class Bench:
    """Prepared folders, copied for each run."""

    def __init__(self):
        self.top = os.path.realpath(tempfile.mkdtemp(prefix="Đĩa thử "))
        self.ready = {}
        with open(os.path.join(self.top, "units.csv"), "w", encoding="utf-8") as file:
            with open(os.path.join(UNITS, "hatinh_2025.csv"), encoding="utf-8") as units:
                file.write(units.readline())
            file.write(self.unit_line())
        self.make("empty")
        ledger = self.make("ledger")
        self.check_run(ledger, ["new", ledger + "/a.ngayhoi", "--unit", "18709", "--year", "2024"])
        self.check_run(ledger, ["add", ledger + "/a.ngayhoi", "point", "place=Thôn Một", "place_kind=thon", "date_from=8/8"])
        with_old = self.make("with old")
        shutil.copy(ledger + "/a.ngayhoi", with_old + "/old.ngayhoi")
        self.check_run(ledger, ["add", ledger + "/a.ngayhoi", "point", "place=Thôn Hai", "place_kind=thon", "date_from=9/8"])
        shutil.rmtree(ledger + "/a.backup", ignore_errors=True)
        shutil.copy(ledger + "/a.ngayhoi", with_old + "/a.ngayhoi")
        shutil.copy(with_old + "/old.ngayhoi", self.make("only old"))
        damaged = self.copy("with old", "damaged")
        with open(damaged + "/a.ngayhoi", "r+b") as file:
            file.write(b"damaged " * 64)
        with open(damaged + "/a.ngayhoi-wal", "wb") as file:
            file.write(b"what was saved last" * 100)
        shutil.copy(damaged + "/a.ngayhoi-wal", self.copy("only old", "only -wal"))
        for ending in ("-wal", "-shm"):
            shutil.copy(damaged + "/a.ngayhoi-wal", (self.ready.get("another's -wal") or self.copy("with old", "another's -wal")) + "/a.ngayhoi" + ending)
        connection = sqlite3.connect(self.copy("ledger", "old codebooks") + "/a.ngayhoi")
        connection.execute("UPDATE codebook SET title = 'Cũ' WHERE code = 'thon'")
        connection.commit()
        connection.close()
        self.check_run(self.copy("ledger", "edited"), ["bulk-edit"], DRIVER)
        self.check_run(self.copy("edited", "undone"), ["undo"], DRIVER)
        old = self.make("format 1")
        with open(os.path.join(FIXTURES, "schema-0001.ngayhoi.sql"), encoding="utf-8") as file:
            connection = sqlite3.connect(old + "/a.ngayhoi")
            connection.executescript(file.read())
            connection.close()
        self.make_hand_in(ledger)

    def make_hand_in(self, ledger):
        """A province, with and without the packages of two communes, of which one is the ledger of the other verbs."""
        province, received, whole = (self.make(name) + "/a.ngayhoi" for name in ("province", "received", "whole"))
        joined, handed_in = self.make("joined") + "/a.ngayhoi", self.make("handed in") + "/a.ngayhoi"
        invitation, reply = self.top + "/invitation.ngayhoi-moi", self.top + "/replies"
        package, other, more = (self.top + "/%s.ngayhoi-nop" % name for name in ("18709", "18073", "18709-2"))
        self.check_run(self.top, ["new", province, "--unit", "42", "--year", "2024"])
        self.check_run(self.top, ["invite", province, "--year", "2024", "--out", invitation])
        self.code = run(self.top, ["keys", province])[1].strip()
        for unit, path, packages in (("18709", joined, [package, more]), ("18073", self.top + "/b.ngayhoi", [other])):
            slip = run(self.top, ["enrol", province, "--unit", unit, "--year", "2024", "--format", "tsv"])[1].splitlines()[1].split("\t")[2]
            if unit == "18709":
                shutil.copy(ledger + "/a.ngayhoi", path)
            else:
                self.check_run(self.top, ["new", path, "--unit", unit, "--year", "2024"])
                self.check_run(self.top, ["add", path, "point", "place=Khối 1", "place_kind=thon", "date_from=8/8"])
            self.check_run(self.top, ["join", path, invitation, "--code", self.code, "--slip", slip])
            shutil.copy(path, handed_in)
            self.check_run(self.top, ["hand-in", handed_in, "--year", "2024", "--out", packages[0]])
            if unit == "18709":
                shutil.copy(handed_in, whole)
                connection = sqlite3.connect(whole)
                connection.execute("UPDATE point SET deleted = 1 WHERE place = 'Thôn Hai'")
                connection.commit()
                connection.close()
                self.check_run(self.top, ["hand-in", whole, "--year", "2024", "--reason", "Thôi", "--out", more])
                shutil.copy(handed_in, self.top + "/first.ngayhoi")
        shutil.copy(self.top + "/first.ngayhoi", handed_in)
        os.mkdir(self.top + "/folder")
        for number, file in enumerate((package, other)):
            shutil.copy(file, self.top + "/folder/%d.ngayhoi-nop" % number)
        shutil.copy(province, received)
        self.check_run(self.top, ["receive", received, other, package])
        shutil.copy(received, whole)
        self.check_run(self.top, ["return", whole, "--unit", "18709", "--year", "2024", "--reason", "Sai"])
        os.mkdir(reply)
        self.check_run(self.top, ["reply", whole, "--year", "2024", "--unit", "18709", "--out", reply])
        shutil.copy(os.path.join(reply, os.listdir(reply)[0]), self.top + "/18709.ngayhoi-phieu")
        for folder in self.ready.values():
            shutil.rmtree(folder + "/a.backup", ignore_errors=True)
        for verb in VERBS:
            verb.words = [self.code if word == "CODE" else word for word in verb.words]

    def unit_line(self):
        with open(os.path.join(UNITS, "hatinh_2025.csv"), encoding="utf-8") as units:
            head = units.readline().strip().split(",")
            first = units.readline().strip().split(",")
        row = dict(zip(head, first))
        for key, value in row.items():
            if value == first[0] and key == head[0]:
                row[key] = "99001"
        return ",".join(row[key] for key in head) + "\n"

    def make(self, name):
        folder = os.path.join(self.top, name)
        os.mkdir(folder)
        self.ready[name] = folder
        return folder

    def copy(self, name, new):
        shutil.copytree(self.ready[name], os.path.join(self.top, new))
        self.ready[new] = os.path.join(self.top, new)
        return self.ready[new]

    @staticmethod
    def check_run(folder, words, program=CLI):
        code, _, err = run(folder, words + [folder] * (program == DRIVER), program)
        assert code == 0, err

    def fresh(self, verb):
        folder = os.path.join(self.top, "run")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.ready[verb.start], folder)
        return folder

    def close(self):
        shutil.rmtree(self.top, ignore_errors=True)

    def count(self, verb):
        folder = self.fresh(verb)
        control = os.path.join(self.top, "control")
        if os.path.exists(control):
            os.remove(control)
        code, _, err = verb.run(folder, at=0, control=control)
        assert code == 0 and verb.done(folder), (verb.name, err)
        with open(control, "rb") as file:
            return struct.unpack("qq", file.read())[0]

    def calls(self, verb, what):
        """The numbers of its calls of one kind, as failing-disk.c marks them: "W" writes, "R" renames."""
        folder, log = self.fresh(verb), os.path.join(self.top, "log")
        if os.path.exists(log):
            os.remove(log)
        verb.run(folder, at=0, log=log)
        return [number for number, call in enumerate(replay.read_log(log), 1) if call.what == what]

    def try_fault(self, verb, **fault):
        """Runs @verb with @fault; raises Problem. Whether it was killed: two threads may need a call more or less."""
        folder = self.fresh(verb)
        code, _, err = verb.run(folder, **fault)
        self.check_kept(verb, folder)
        if verb.puts_back and code == 1 and "forever" not in fault:     # before SQLite looks at it, which removes a -wal
            self.check_put_back(self.ready[verb.start], folder)
        if "kill" not in fault:
            self.check_answer(verb, folder, code, err)
        self.check_after(verb, folder)
        return code == -signal.SIGKILL

    @staticmethod
    def check_answer(verb, folder, code, err):
        if code < 0:
            raise Problem("died of signal %d: %s" % (-code, err))
        if code != 0 and not err.strip():
            raise Problem("exit status %d without a message" % code)
        if RAW.search(err):
            raise Problem("a message of another library: " + err)
        if code != 0 and not KEPT.search(err):
            raise Problem("the message does not say what is kept: " + err)
        if verb.silent:
            return
        try:
            done = verb.done(folder)
        except sqlite3.Error as error:
            if verb.counts is not None:
                raise Problem("unreadable afterwards: %s (%s)" % (error, err))
            done = False
        if code == 0 and not done:
            raise Problem("exit status 0, but it is not done: " + err)
        # A commit that was written but not synced counts as failed, and yet the next start may find it in the -wal: nothing can take
        # it back on a disk that does not answer any more. So the message must leave it open.
        if code == 1 and done and "did not confirm the change" not in err:
            raise Problem("exit status 1, but it is done: " + err)

    @staticmethod
    def check_put_back(start, folder):
        for part in ("", "-wal"):
            before, after = start + "/a.ngayhoi" + part, folder + "/a.ngayhoi" + part
            if os.path.exists(before) and not (os.path.exists(after) and filecmp.cmp(before, after, shallow=False)):
                raise Problem("a.ngayhoi%s is not where it was" % part)

    def check_kept(self, verb, folder):
        """Before SQLite looks at it."""
        if os.path.exists(self.ready[verb.start] + "/a.ngayhoi") and not os.path.exists(folder + "/a.ngayhoi"):
            raise Problem("there is no a.ngayhoi any more")
        if verb.keeps is not None:
            verb.keeps(self.ready[verb.start], folder)

    def check_after(self, verb, folder):
        ledger = folder + "/a.ngayhoi"
        if verb.again or (verb.start == "empty" and not os.path.exists(ledger)):
            if os.path.exists(ledger) and verb.counts is not None:
                run(folder, ["list", ledger, "point"], at=0)   # at 0: without waiting for syncs
                self.check_points(verb, folder)
            code, _, err = verb.run(folder, at=0)
            if code != 0 or not verb.done(folder):
                raise Problem("cannot be repeated: " + err)
        for program, words in AFTER + [LOOK] * isinstance(verb, WindowVerb):
            code, out, err = run(folder, [word.replace("@", folder) for word in words], program, at=0)
            if code != 0:
                raise Problem("%s fails afterwards: %s%s" % (words[0], out, err))
            if words[0] == "verify":
                self.check_points(verb, folder)
        year = value(folder, "SELECT year FROM point WHERE place = 'Thôn Sau'")
        if year not in (verb.year if isinstance(verb.year, tuple) else (verb.year,)):
            raise Problem("the next record went into %d" % year)
        sound = value(folder, "PRAGMA integrity_check")
        if sound != "ok":
            raise Problem("integrity_check: " + sound)
        names = (os.path.relpath(os.path.join(place, name), folder) for place, _, names in os.walk(folder) for name in names)
        left = [name for name in names if not OURS.match(name)]
        if left:
            raise Problem("left behind: " + ", ".join(sorted(left)))

    @staticmethod
    def check_points(verb, folder):
        if verb.counts is not None and points(folder) not in verb.counts:
            raise Problem("%d points afterwards" % points(folder))


# The next starts: they work, and remove what was left behind.
AFTER = [(CLI, ["list", "@/a.ngayhoi", "point"]), (CLI, ["verify", "@/a.ngayhoi"]),
         (CLI, ["add", "@/a.ngayhoi", "point", "place=Thôn Sau", "place_kind=thon", "date_from=10/8"])]
LOOK = (DRIVER, ["look", "@"])
