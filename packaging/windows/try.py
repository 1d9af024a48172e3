#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The installer that build.sh made, tried in Wine as a clerk would use it; its files are read back by other programs and by the
program of this computer. Needs the packages wine, wine64 and python3-fonttools, and those of test.sh.

    NGAY_HOI_CLI=build/src/cli/ngay-hoi-cli NGAY_HOI_DIST=dist tests/gui-run -w packaging/windows/try.py [CASE…]
NGAY_HOI_PICTURES=FOLDER keeps pictures of the screen there. Those in packaging/windows/pictures, for huong-dan.html, are made so."""
import functools
import getpass
import glob
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(ROOT, "tests"))
sys.path.insert(0, os.path.join(ROOT, "packaging", "windows"))
import openpyxl  # noqa: E402
import tap  # noqa: E402
import wine  # noqa: E402

HOME = os.environ["HOME"]
CLI = os.path.abspath(os.environ["NGAY_HOI_CLI"])
SETUP, = glob.glob(os.path.join(os.path.abspath(os.environ["NGAY_HOI_DIST"]), "*-setup.exe"))
PICTURES = os.environ.get("NGAY_HOI_PICTURES")
DRIVE = os.path.join(HOME, ".wine", "drive_c")
DOCUMENTS = os.path.join(DRIVE, "users", getpass.getuser(), "Documents")
KEYS = os.path.join(HOME, "keys.exe")
TITLE = "Sổ Ngày hội"
NOW = {"NGAY_HOI_NOW": "2026-08-20T01:00:00Z", "NGAY_HOI_TODAY": "2026-08-20"}
# What says how GTK and GLib work on this computer is not for the one in Wine.
ENV = {name: value for name, value in os.environ.items() if not name.startswith(("GDK_", "GSK_", "GTK_", "XDG_", "DBUS_"))}
# Wine's tablets (wintab32) do not let a session end.
ENV.update(FONTCONFIG_FILE=wine.no_other_fonts(HOME), WINEDEBUG="-all", WINEDLLOVERRIDES="mscoree,mshtml,winemenubuilder.exe,wintab32=", LC_ALL="vi_VN.UTF-8", **NOW)
WORD = re.compile(r"<(?:page|word) .*\n")
NUMBER = re.compile(r"(?<=\")(\d+\.\d+)(?=\")")
SETTINGS = "[Settings]\ngtk-cursor-blink=false\ngtk-enable-animations=false\n"


def run(*words, status=0, env=None, **more):
    done = subprocess.run([str(word) for word in words], env=env or ENV, capture_output=True, timeout=600, check=False, **more)
    if status is not None and done.returncode != status:
        raise AssertionError("%r: %d\n%s" % (words, done.returncode, (done.stdout + done.stderr).decode(errors="replace")))
    return done.stdout.decode(errors="replace")


def wait(what, condition, seconds=60):
    end = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > end:
            picture("in-vain")
            raise AssertionError("waited for %s in vain" % what)
        time.sleep(0.2)


def screen():
    return run_bytes("import", "-window", "root", "ppm:-")


def run_bytes(*words):
    return subprocess.run(words, env=ENV, capture_output=True, timeout=60, check=True).stdout


def picture(name, part=None):
    """Of the whole screen, or of a part: WIDTHxHEIGHT+LEFT+TOP."""
    if PICTURES:
        os.makedirs(PICTURES, exist_ok=True)
        part = ["-crop", part, "+repage", "+dither", "-colors", "64"] if part else []
        run("import", "-window", "root", *part, os.path.join(PICTURES, name + ".png"))


def settle():
    """Until nothing on the screen changes any more."""
    last = []

    def same():
        last.append(screen())
        time.sleep(0.3)
        return len(last) > 5 and len(set(last[-5:])) == 1
    wait("a still screen", same)


def key(*keys):
    for one in keys:
        run("xdotool", "key", "--clearmodifiers", one)
        settle()


def type_text(text):
    run("xdotool", "type", "--delay", "30", text)
    settle()


def type_letters(text):
    """As a Vietnamese keyboard program sends them."""
    run("wine", KEYS, text)
    settle()


def windows(title):
    return run("xdotool", "search", "--onlyvisible", "--name", title, status=None).split()


def open_program(*words):
    return subprocess.Popen(["wine", installed(), *words], env=ENV, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def cli(*words, status=0):
    """The program for the command line, as it was installed."""
    words = ["Z:" + word if word.startswith("/") else word for word in words]
    return run("wine", os.path.join(os.path.dirname(installed()), "ngay-hoi-cli.exe"), *words, status=status)


def debian(*words, status=0):
    """It measures the letters of a table, so it needs the fonts of this computer."""
    return run(CLI, *words, status=status, env={name: value for name, value in ENV.items() if name != "FONTCONFIG_FILE"})


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def end_program(program):
    """By its own Ctrl+Q; it leaves when all is saved."""
    key("ctrl+q")
    wait("the end of the program", lambda: program.poll() is not None)


def points(ledger):
    """Place → attendance, as the program of this computer reads the file."""
    rows = debian("list", ledger, "point", "--format", "tsv").splitlines()
    names = rows[0].split("\t")
    place, people = names.index("place"), names.index("attendance")
    return {row.split("\t")[place]: row.split("\t")[people] for row in rows[1:]}


def make_folders():
    """Wine's folders of a person are links into the home of this computer, which GLib cannot read in Wine."""
    for folder in glob.glob(os.path.join(DRIVE, "users", "*", "*")):
        if os.path.islink(folder):
            os.unlink(folder)
            os.mkdir(folder)


@functools.lru_cache(maxsize=None)
def installed():
    """The program, installed for one user in a Windows that has nothing else."""
    compiler, here = "x86_64-w64-mingw32-gcc-win32", os.path.join(ROOT, "packaging", "windows")
    run(compiler, "-municode", "-mwindows", "-o", KEYS, os.path.join(here, "keys.c"))
    run("wine", "wineboot", "-i")
    make_folders()
    wine.make_fonts(ENV, DRIVE)
    run(compiler, "-shared", "-o", os.path.join(DRIVE, "windows", "system32", "kbdus.dll"), os.path.join(here, "keyboard.c"))
    run("wine", "regedit", "/S", "try.reg", cwd=here)   # a name that begins with / is an option
    run("wine", SETUP, "/S", "/CurrentUser")
    program, = glob.glob(os.path.join(DRIVE, "users", "*", "AppData", "Local", "Programs", "SoNgayHoi", "bin", "ngay-hoi.exe"))
    config = os.path.join(program.split("Programs")[0], "gtk-4.0")
    os.makedirs(config)
    with open(os.path.join(config, "settings.ini"), "w", encoding="utf-8") as file:
        file.write(SETTINGS)
    return program


# The cases run in the order of their names.

class Begin(unittest.TestCase):
    def test_installed(self):
        name = installed().rsplit(os.sep, 1)[1]
        for ending in ("ngayhoi", "ngayhoi-nop", "ngayhoi-moi", "ngayhoi-phieu"):
            command = run("wine", "reg", "query", r"HKCU\Software\Classes\SoNgayHoi.%s\shell\open\command" % ending, "/ve")
            self.assertIn(name, command)
        self.assertTrue(glob.glob(os.path.join(DRIVE, "users", "*", "Desktop", TITLE + ".lnk")))

    def test_installer(self):
        installed()
        program = subprocess.Popen(["wine", SETUP], env=ENV, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait("the installer", lambda: windows(TITLE))
        settle()
        picture("setup", "499x439+433+163")
        key("Escape", "Return")
        wait("the end of the installer", lambda: program.poll() is not None)


class Clerk(unittest.TestCase):
    """A clerk's first evening, through the window. The names of the cases are in the order of the evening."""
    ledger = os.path.join(DOCUMENTS, "xa-cam-xuyen.ngayhoi")

    def open(self):
        program = open_program()
        self.addCleanup(lambda: program.poll() is None and program.kill())
        wait("the window", lambda: windows(TITLE))
        settle()
        return program

    def save_file(self, keys, name):
        """By the dialog of Windows."""
        path = os.path.join(DOCUMENTS, name)
        key(keys)
        wait("the dialog", lambda: windows("^Tổng hợp kết quả"))
        settle()
        key("End", "shift+Home")
        type_letters("C:" + path[len(DRIVE):].replace("/", "\\"))
        picture("save-" + name)
        key("Return")
        wait(name, lambda: os.path.exists(path) and os.path.getsize(path) > 1000)
        settle()
        return path

    def test_1_point(self):
        program = self.open()
        picture("first")
        type_text("cam xuyen")
        picture("unit", "542x424+412+96")
        key("Return")
        type_letters("Trần Thị Bình")
        key("Return")
        picture("empty")
        type_letters("Thôn Mỹ Sơn")
        key("Return", "Return")
        type_text("8/8")
        key("Return")
        type_text("150")
        picture("point", "412x428+955+50")
        key("ctrl+s")
        end_program(program)
        self.assertEqual(points(self.ledger), {"Thôn Mỹ Sơn": "150"})
        self.assertIn("Trần Thị Bình", debian("history", self.ledger))

    def test_2_gift_and_decision(self):
        program = self.open()
        key("ctrl+Page_Down", "ctrl+n")
        type_text("ho ngheo")
        key("Return")
        type_text("suat")
        key("Return")
        type_text("12")
        key("Return")
        type_text("500000")
        picture("gift")
        key("ctrl+s", "ctrl+Page_Down", "ctrl+n")
        type_text("giay khen cua chu tich ubnd xa")
        key("Return")
        type_text("15/QD-UBND")
        key("Return")
        type_text("12/8")
        key("Return")
        type_text("ca nhan")
        key("Return", "Return")
        type_letters("Nguyễn Văn Ước")
        picture("decision")
        key("ctrl+s")
        end_program(program)
        self.assertIn("12\t500000", debian("list", self.ledger, "gift", "--format", "tsv"))
        self.assertIn("Nguyễn Văn Ước", debian("list", self.ledger, "commendation", "--personal", "--format", "tsv"))

    def test_3_reports(self):
        program = self.open()
        key("ctrl+r")
        picture("report")
        book = self.save_file("ctrl+e", "tổng hợp.xlsx")
        page = self.save_file("alt+p", "tổng hợp.pdf")
        key("ctrl+p")   # without a printer it says so; GTK would crash
        picture("no-printer")
        self.assertIsNone(program.poll())
        key("Escape")
        key("ctrl+Page_Down")
        picture("hand-in")
        end_program(program)
        rows = openpyxl.load_workbook(book, data_only=True).worksheets[0].iter_rows(values_only=True)
        total = next(row for row in rows if "TỔNG CỘNG" in row)
        text = run("pdftotext", "-layout", page, "-")
        for number in (150, 12, 6_000_000):
            self.assertIn(number, total)
        line = next(line for line in text.splitlines() if "TỔNG CỘNG" in line).split()
        for number in ("150", "12", "6,0"):
            self.assertIn(number, line)

    def half_typed(self, place):
        program = self.open()
        key("ctrl+n")
        type_letters(place)
        key("Return", "Return", "Return")
        type_text("77")
        time.sleep(4)   # a form is kept two seconds after the last key
        return program

    def take_up_again(self, place):
        program = self.open()
        picture("offered-" + place)
        key("alt+n")
        key("ctrl+s")
        end_program(program)
        self.assertEqual(points(self.ledger)[place], "77")

    def test_4_killed(self):
        program = self.half_typed("Thôn Hai")
        program.kill()
        program.wait()
        self.take_up_again("Thôn Hai")

    def test_5_end_of_session(self):
        program = self.half_typed("Thôn Ba")
        run("wine", "wineboot", "-e", status=None)
        wait("the end of the program", lambda: program.poll() is not None)
        self.assertEqual(glob.glob(self.ledger + "-wal"), [])
        self.take_up_again("Thôn Ba")

    def test_6_double_click(self):
        other = os.path.join(DOCUMENTS, "Tỉnh Hà Tĩnh.ngayhoi")
        debian("new", other, "--unit", "42", "--year", "2026")
        program = self.open()
        # As Windows does by the command that the installer has put down. Wine's own "start" knows no files of one user.
        second = open_program("C:" + other[len(DRIVE):].replace("/", "\\"))
        wait("the ledger", lambda: windows("Tỉnh Hà Tĩnh"))
        wait("the end of the second program", lambda: second.poll() is not None)
        settle()
        picture("double-click")
        key("ctrl+q")
        run("xdotool", "windowactivate", "--sync", *windows(TITLE))
        end_program(program)   # it had both windows
        self.assertEqual(windows(TITLE), [])


class Both(unittest.TestCase):
    """What is made here and what is made on Debian."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(dir=HOME, prefix="Nộp thử ")
        ENV["NGAY_HOI_LANGUAGE"] = "en"
        self.addCleanup(ENV.pop, "NGAY_HOI_LANGUAGE")

    def path(self, name):
        return os.path.join(self.folder, name)

    def hand_in(self, commune, province):
        """Invitation, package and reply between the programs @commune and @province."""
        high, low = self.path("tỉnh.ngayhoi"), self.path("xã.ngayhoi")
        invitation, package = self.path("mời.ngayhoi-moi"), self.path("xã.ngayhoi-nop")
        province("new", high, "--unit", "42", "--year", "2026")
        code = province("invite", high, "--year", "2026", "--deadline", "25/8/2026", "--out", invitation).strip()
        slip = province("enrol", high, "--unit", "18676", "--year", "2026", "--format", "tsv").splitlines()[1].split("\t")[2]
        commune("new", low, "--unit", "18676", "--year", "2026")
        commune("join", low, invitation, "--code", code, "--slip", slip)
        commune("add", low, "point", "place=Thôn Mỹ Sơn", "place_kind=thon", "date_from=8/8", "attendance=150", "status=held")
        commune("hand-in", low, "--out", package)
        province("receive", high, package)
        self.assertIn("attendance\t150", province("figures", high, "--format", "tsv"))
        province("return", high, "--unit", "18676", "--reason", "Thiếu quà tặng")
        os.mkdir(self.path("trả lời"))
        province("reply", high, "--out", self.path("trả lời"))
        reply, = glob.glob(os.path.join(self.path("trả lời"), "*"))
        self.assertIn("Thiếu quà tặng", commune("read-reply", low, reply))
        for program in (commune, province):
            program("verify", high)
            program("verify", low)

    def test_hand_in_from_windows(self):
        self.hand_in(cli, debian)

    def test_hand_in_to_windows(self):
        self.hand_in(debian, cli)

    def same_reports(self, maker):
        """The reports of a ledger that @maker made, as both programs write them."""
        maker("demo", self.folder)
        ledger, = glob.glob(self.path("*.ngayhoi"))
        same, other = 0, []
        for name in (line.split("\t")[0] for line in debian("reports", "--format", "tsv").splitlines()[1:]):
            for ending in ("xlsx", "docx", "csv", "txt", "pdf"):
                made = [self.path("%d.%s" % (number, ending)) for number in range(2)]
                for program, out in zip((debian, cli), made):
                    program("report", ledger, name, "--year", "2022", "--out", out, status=None)
                self.assertEqual(*map(os.path.exists, made), (name, ending))
                if os.path.exists(made[0]):
                    if self.are_same(*made):
                        same += 1
                    else:
                        other.append((name, ending))
                    for out in made:
                        os.remove(out)
        self.assertEqual(other, [])
        self.assertGreater(same, 40)
        print("# %d files are the same" % same)

    def are_same(self, one, other):
        """Byte for byte. But letters are drawn with the fonts of each system: so of a PDF all words and their places on the page, and of
        a Word file with charts all but the pictures."""
        if one.endswith(".pdf"):
            one, other = (NUMBER.split("".join(WORD.findall(run("pdftotext", "-bbox", path, "-")))) for path in (one, other))
            return one[::2] == other[::2] and all(abs(float(a) - float(b)) < 0.001 for a, b in zip(one[1::2], other[1::2]))
        if one.endswith(".docx"):
            one, other = (list(self.parts(path)) for path in (one, other))
            return one == other
        return digest(one) == digest(other)

    def parts(self, path):
        with zipfile.ZipFile(path) as file:
            for part in file.infolist():
                yield part.filename, part.date_time, part.filename.endswith(".png") or file.read(part)

    def test_same_reports_of_debian(self):
        self.same_reports(debian)

    def test_same_reports_of_windows(self):
        self.same_reports(cli)


class End(unittest.TestCase):
    def files(self):
        """Of the person, but for the program's and what comes and goes."""
        return {path: digest(path) for path in glob.glob(os.path.join(DRIVE, "users", "**"), recursive=True)
                if os.path.isfile(path) and not {"SoNgayHoi", "Temp", "Start Menu", "Desktop"} & set(path.split(os.sep))}

    def test_1_newer_version(self):
        """Over the one that is there, as soon as it was closed; no settings and no ledgers are lost."""
        program = open_program()
        wait("the window", lambda: windows(TITLE))
        settle()
        run("wine", SETUP, "/S", "/CurrentUser", status=1)   # it is open
        run("xdotool", "windowactivate", "--sync", *windows(TITLE))
        end_program(program)
        before = self.files()
        self.assertTrue([path for path in before if path.endswith(".ngayhoi")])
        os.remove(installed())
        run("wine", SETUP, "/S", "/CurrentUser")
        self.assertTrue(os.path.exists(installed()))
        self.assertEqual(self.files(), before)

    def test_2_ledgers_are_kept(self):
        folder = os.path.dirname(os.path.dirname(installed()))
        run("wine", os.path.join(folder, "uninstall.exe"), "/CurrentUser", "/S")
        wait("the folder of the program to go", lambda: not os.path.exists(folder))
        self.assertTrue(glob.glob(os.path.join(DOCUMENTS, "*.ngayhoi")))


if __name__ == "__main__":
    tap.main()
