# SPDX-License-Identifier: GPL-3.0-or-later
"""Ledgers that do not open as they should, and disks that do not take what is saved: the screen says what is the matter, the ways it
offers lead out, and nothing is lost. Run in tests/gui-run -w."""
import contextlib
import ctypes
import glob
import os
import resource
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
sys.path.insert(0, HERE)
import desk
import drive
import tap
from desk import PEOPLE, PLACE, digest

TITLE = "Không mở được sổ"
RETRY, READ_ONLY, TAKE_OVER, RESTORE = "Thử lại", "chỉ để đọc", "Vẫn mở", "Khôi phục"
WAYS = {RETRY, READ_ONLY, TAKE_OVER, RESTORE}
FULL = "đĩa đã đầy"
PAGE = 4096


def can_mount(folder):
    """Whether this user may mount disks of his own: in a name space of this process, so that they end with it."""
    new_mounts = 0x00020000
    if ctypes.CDLL(None).unshare(new_mounts) or subprocess.run(["mount", "--make-rprivate", "/"], capture_output=True, check=False).returncode:
        return False
    return subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True, check=False).returncode == 0


class Case(desk.Case):
    def stopped(self, path, ways, *parts, **more):
        """Starts with this ledger: it does not open, the page says why and offers exactly these ways."""
        app = self.start(*([path] if path else []), **more)
        self.check_page(ways, *parts)
        return app

    def check_page(self, ways, *parts):
        app = self.app
        app.sees(TITLE)
        app.sees(*parts)
        drive.wait("a button with the keyboard", lambda: app.focused().role == "push button")
        self.assertFalse(app.is_open())
        names = [n.name for n in app.seen() if n.role == "push button"]
        self.assertEqual({way for way in WAYS if any(way in name for name in names)}, set(ways))

    def press_in_vain(self, way, ways, *parts):
        """The same page again; that it is a new one is seen by the keyboard, which goes to what is proposed."""
        app = self.app
        proposed = app.focused().name
        app.key("Tab")
        drive.wait("the next button", lambda: app.focused().name != proposed)
        app.press(way)
        drive.wait("the keyboard on “%s”" % proposed, lambda: app.focused().name == proposed)
        self.check_page(ways, *parts)

    def check_reading(self, path, *places):
        """Open for reading only: the list is there, and no key saves."""
        app = self.app
        before, beside = digest(path), sorted(glob.glob(path + "*"))
        app.ready()
        app.counts(len(places))
        for place in places:
            app.lists(place)
        app.sees("Chỉ mở để đọc")
        app.write("Thôn Thêm", 99, True)
        app.sees("chỉ mở để đọc: không lưu được gì")
        app.key("ctrl+s", "ctrl+Return")
        app.key("ctrl+f")
        drive.wait("the keyboard in the search", lambda: app.focused().name == "Tìm")
        self.assertEqual(app.count(), len(places))
        self.leave()                    # it asks nothing
        self.assertEqual(self.mirrors(), [])
        self.assertEqual(digest(path), before)
        self.assertEqual(sorted(glob.glob(path + "*")), beside)

    def check_writing(self, path, *places):
        """Open as usual: a point more is saved."""
        app = self.app
        app.ready()
        app.counts(len(places))
        app.write("Thôn Thêm", 99, True)
        app.save_next()
        app.counts(len(places) + 1)
        self.leave(path)
        self.assertEqual(set(self.check_sound(path)), {*places, "Thôn Thêm"})


class Damaged(Case):
    def setUp(self):
        super().setUp()
        self.path = self.make("Thôn Một", "Thôn Hai")
        self.cli("backup", self.path)
        self.assertEqual(len(self.backups()), 2)

    def backups(self):
        return sorted(glob.glob(self.inside("sổ.backup", "*.ngayhoi")))

    def spoil(self, *pages):
        with open(self.path, "r+b") as file:
            for page in pages:
                file.seek((page - 1) * PAGE)
                file.write(b"\xa5" * PAGE)

    def n_pages(self):
        return os.path.getsize(self.path) // PAGE

    def pages_of(self, table):
        """Where this table and its indexes begin; they are small."""
        database = sqlite3.connect(self.path)
        found = [row[0] for row in database.execute("SELECT rootpage FROM sqlite_schema WHERE tbl_name = ?", (table,))]
        database.close()
        return found

    def test_restore(self):
        self.spoil(*range(2, self.n_pages() + 1))
        before = digest(self.path)
        app = self.stopped(self.path, {READ_ONLY, RESTORE}, "sổ.ngayhoi", "bị hỏng")
        self.assertEqual(digest(self.path), before)
        self.press_in_vain(READ_ONLY, {READ_ONLY, RESTORE}, "sổ.ngayhoi", "bị hỏng")
        self.assertEqual(digest(self.path), before)
        app.press(RESTORE)
        self.check_writing(self.path, "Thôn Một", "Thôn Hai")
        aside = glob.glob(self.inside("sổ.backup", "*.damaged"))
        self.assertEqual([digest(path) for path in aside], [before])

    def test_beginning_damaged(self):
        self.spoil(1)
        before = digest(self.path)
        app = self.stopped(self.path, {RESTORE}, "sổ.ngayhoi", "phần đầu tệp bị hỏng")
        self.assertEqual(digest(self.path), before)
        app.press(RESTORE)
        self.check_writing(self.path, "Thôn Một", "Thôn Hai")

    def test_backup_damaged_too(self):
        self.spoil(*range(2, self.n_pages() + 1))
        before = digest(self.path)
        newest = self.backups()[-1]
        with open(newest, "r+b") as file:
            file.seek(PAGE)
            file.write(b"\xa5" * (os.path.getsize(newest) - PAGE))
        app = self.stopped(self.path, {READ_ONLY, RESTORE}, "sổ.ngayhoi", "bị hỏng")
        app.press(RESTORE)
        app.sees(os.path.basename(newest))
        self.assertEqual(digest(self.path), before)
        self.assertFalse(app.is_open())
        self.leave()

    def test_points_damaged(self):
        """It opens, since what it is can be read; the list says that it cannot be."""
        self.spoil(*self.pages_of("point"))
        app = self.start(self.path)
        app.ready()
        app.sees("sổ.ngayhoi", "bị hỏng", "khôi phục")
        app.key("F10")
        app.key("k")
        app.sees("Khôi phục bản sao lưu")
        app.press(RESTORE)
        app.sees("Khôi phục bản sao lưu lúc")
        app.press(RESTORE)
        self.check_writing(self.path, "Thôn Một", "Thôn Hai")
        self.assertEqual(len(glob.glob(self.inside("sổ.backup", "*.damaged"))), 1)


class History(Case):
    def test_altered(self):
        """The notice says it in our words, and the log of GLib nothing."""
        path = self.make("Thôn Một")
        database = sqlite3.connect(path)
        database.execute("UPDATE change SET why = 'x'")
        database.commit()
        database.close()
        app = self.start(path)
        app.ready()
        app.sees("đã bị sửa từ bên ngoài chương trình")
        self.leave(path)
        self.assertNotIn("đã bị sửa", app.stderr())


class Foreign(Case):
    def check(self, path, *parts):
        before = digest(path)
        self.stopped(path, set(), os.path.basename(path), *parts)
        self.leave()
        self.assertEqual(digest(path), before)
        self.assertEqual(glob.glob(path + "*"), [path])

    def test_text(self):
        path = self.inside("danh sách.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write("Thôn Một: 185 người\n" * 100)
        self.check(path, "là loại tệp khác")

    def test_empty(self):
        path = self.inside("trống.ngayhoi")
        open(path, "w", encoding="utf-8").close()
        self.check(path, "trống")

    def test_another_database(self):
        path = self.inside("khác.ngayhoi")
        database = sqlite3.connect(path)
        database.execute("CREATE TABLE t (a)")
        database.execute("INSERT INTO t VALUES ('của người khác')")
        database.commit()
        database.close()
        self.check(path, "cơ sở dữ liệu của chương trình khác")

    def test_newer(self):
        path = self.make("Thôn Một")
        database = sqlite3.connect(path)
        database.execute("PRAGMA user_version = 99")
        database.close()
        before = digest(path)
        app = self.stopped(path, {READ_ONLY}, "sổ.ngayhoi", "phiên bản mới hơn", "99")
        app.press(READ_ONLY)
        self.check_reading(path, "Thôn Một")
        self.assertEqual(digest(path), before)


class Protected(Case):
    def start(self, *words, **more):
        """Root may write everywhere, unless that power is taken away."""
        if os.geteuid() != 0:
            return super().start(*words, **more)
        return super().start("--bounding-set", "-dac_override,-dac_read_search", os.environ["NGAY_HOI"], *words, program="setpriv", **more)

    def test_file(self):
        path = self.make("Thôn Một", "Thôn Hai")
        os.chmod(path, 0o444)
        before = digest(path)
        app = self.stopped(path, {RETRY, READ_ONLY}, "sổ.ngayhoi", "đọc được nhưng không ghi được")
        self.assertEqual(glob.glob(path + "*"), [path])
        app.press(READ_ONLY)
        self.check_reading(path, "Thôn Một", "Thôn Hai")
        self.assertEqual(digest(path), before)

    def test_folder(self):
        folder = self.inside("khóa")
        os.mkdir(folder)
        path = self.make("Thôn Một", "Thôn Hai", path=os.path.join(folder, "sổ.ngayhoi"))
        os.chmod(folder, 0o555)
        self.addCleanup(os.chmod, folder, 0o755)
        app = self.stopped(path, {RETRY, READ_ONLY}, "không ghi được vào thư mục")
        app.press(READ_ONLY)
        self.check_reading(path, "Thôn Một", "Thôn Hai")

    def test_protection_taken_off(self):
        path = self.make("Thôn Một")
        os.chmod(path, 0o444)
        self.stopped(path, {RETRY, READ_ONLY}, "đọc được nhưng không ghi được")
        self.press_in_vain(RETRY, {RETRY, READ_ONLY}, "đọc được nhưng không ghi được")
        os.chmod(path, 0o644)
        self.app.press(RETRY)
        self.check_writing(path, "Thôn Một")


class Vanished(Case):
    def setUp(self):
        super().setUp()
        self.path = self.make("Thôn Một", "Thôn Hai")
        self.start(self.path).ready()
        self.leave(self.path)

    def test_put_back(self):
        self.cli("backup", self.path)
        os.remove(self.path)
        app = self.stopped(None, {RETRY, RESTORE}, "không có tệp", "sổ.ngayhoi")
        app.press(RESTORE)
        self.check_writing(self.path, "Thôn Một", "Thôn Hai")

    def test_brought_back(self):
        away = self.inside("sổ đã chuyển")
        shutil.rmtree(self.inside("sổ.backup"))
        os.rename(self.path, away)
        app = self.stopped(None, {RETRY}, "không có tệp", "sổ.ngayhoi")
        self.press_in_vain(RETRY, {RETRY}, "không có tệp")
        self.assertEqual(glob.glob(self.path + "*"), [])
        os.rename(away, self.path)
        app.press(RETRY)
        self.check_writing(self.path, "Thôn Một", "Thôn Hai")

    def test_a_new_one_instead(self):
        os.remove(self.path)
        app = self.stopped(None, {RETRY, RESTORE}, "không có tệp")
        app.press("Lập sổ mới")
        app.wait_focus("Đơn vị")
        self.leave()


class Locked(Case):
    def setUp(self):
        super().setUp()
        self.path = self.make("Thôn Một", "Thôn Hai")
        self.lock = self.path + ".lock"

    def hold(self, host, pid):
        with open(self.lock, "w", encoding="utf-8") as file:
            file.write("[lock]\npid=%d\nhost=%s\nuser=tran.thi.b\nsince=2026-08-19T01:02:03.000Z\ntoken=%s\n"
                       % (pid, host, "0198c1d0-0000-7000-8000-000000000000"))
        os.utime(self.lock, (1787000000, 1787000000))

    def elsewhere(self):
        self.hold("MAY-TRUC-BAN", 4242)
        return self.stopped(self.path, {RETRY, READ_ONLY, TAKE_OVER}, "MAY-TRUC-BAN", "tran.thi.b", "19/08/2026 08:02", self.lock)

    def test_read_only(self):
        app = self.elsewhere()
        before = digest(self.lock)
        app.press(READ_ONLY)
        self.check_reading(self.path, "Thôn Một", "Thôn Hai")
        self.assertEqual(digest(self.lock), before)

    def test_take_over(self):
        app = self.elsewhere()
        app.press(TAKE_OVER)
        app.ready()
        with open(self.lock, encoding="utf-8") as file:
            self.assertIn("pid=%d\n" % app.process.pid, file.read())
        self.check_writing(self.path, "Thôn Một", "Thôn Hai")

    def test_closed_there(self):
        self.elsewhere()
        before = digest(self.lock)
        self.press_in_vain(RETRY, {RETRY, READ_ONLY, TAKE_OVER}, "MAY-TRUC-BAN")
        self.assertEqual(digest(self.lock), before)
        os.remove(self.lock)
        self.app.press(RETRY)
        self.check_writing(self.path, "Thôn Một", "Thôn Hai")

    def test_open_on_this_computer(self):
        """Another program of this computer has it: this test, which reads it the while."""
        reader = sqlite3.connect(self.path)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM ledger").fetchall()
        self.hold(socket.gethostname(), os.getpid())
        self.stopped(self.path, {RETRY, READ_ONLY, TAKE_OVER}, "đang mở trên máy này", "tran.thi.b", str(os.getpid()))
        reader.close()
        os.remove(self.lock)
        self.app.press(RETRY)
        self.check_writing(self.path, "Thôn Một", "Thôn Hai")

    def test_two_windows_are_one(self):
        """Opening it twice is no trouble at all: the second start hands it to the first."""
        app = self.start(self.path)
        app.ready()
        second = subprocess.run([os.environ["NGAY_HOI"], self.path], env=self.env, capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual((second.returncode, second.stderr), (0, ""))
        self.assertEqual(len([n for n in app.root.children if n.role == "frame"]), 1)
        self.check_writing(self.path, "Thôn Một", "Thôn Hai")


class Limit:
    """A limit on the size of files says “full” as a disk does, and any user may set it."""

    def __init__(self, case):
        self.case = case
        self.folder = case.inside("sổ")
        os.mkdir(self.folder)

    def fill(self):
        """Mirrors are smaller than a page, the ledger's pages are not."""
        resource.prlimit(self.case.app.process.pid, resource.RLIMIT_FSIZE, (PAGE, resource.RLIM_INFINITY))

    def free(self):
        resource.prlimit(self.case.app.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


class Disk:
    """A small disk of our own."""

    def __init__(self, case):
        self.folder = case.inside("đĩa")
        self.filler = os.path.join(self.folder, "đầy")
        os.mkdir(self.folder)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", self.folder], check=True)
        case.addCleanup(subprocess.run, ["umount", "-l", self.folder], check=True)

    def fill(self, left=0):
        """Up to this many bytes."""
        with open(self.filler, "wb", buffering=0) as file:
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"x" * PAGE)
            file.truncate(file.tell() - left)

    def free(self):
        os.remove(self.filler)

    def protect(self, how):
        subprocess.run(["mount", "-o", "remount," + how, self.folder], check=True)


class Full(Case):
    def check_full(self, disk):
        path = self.make("Thôn Một", path=os.path.join(disk.folder, "sổ.ngayhoi"))
        # Python's own way with SIGXFSZ, to ignore it, is what turns the limit into an error.
        app = self.start(path, restore_signals=False)
        app.ready()
        disk.fill()
        app.write("Thôn Hai", 20, True)
        app.key("ctrl+s")
        app.sees(FULL, "vẫn còn nguyên trong phiếu")
        app.holds(PLACE, "Thôn Hai")
        app.holds(PEOPLE, "20")
        self.mirrored('"place":"Thôn Hai"')
        self.assertEqual(app.count(), 1)
        # The form that has gone on comes back.
        app.save_next()
        app.sees("Chưa lưu được “Thôn Hai”", FULL)
        app.holds(PLACE, "Thôn Hai")
        app.holds(PEOPLE, "20")
        self.assertEqual(self.points(path), {"Thôn Một": "10"})
        disk.free()
        app.key("ctrl+s")
        app.counts(2)
        drive.wait("the mirror to go", lambda: not self.mirrors())
        self.leave(path)
        self.assertEqual(self.check_sound(path), {"Thôn Một": "10", "Thôn Hai": "20"})
        self.assertEqual(self.drafts(path), {})

    def test_limit(self):
        self.check_full(Limit(self))

    def test_killed_on_a_full_disk(self):
        """The mirror alone has it."""
        disk = Limit(self)
        path = self.make("Thôn Một", path=os.path.join(disk.folder, "sổ.ngayhoi"))
        app = self.start(path, restore_signals=False)
        app.ready()
        disk.fill()
        app.write("Thôn Hai", 20, True)
        app.holds(PEOPLE, "20")
        self.mirrored('"attendance":"20"')
        self.crash(path)
        self.assertEqual(self.drafts(path), {})
        app = self.start(path)
        app.sees("“Thôn Hai” đang nhập dở")
        app.press("Nhập tiếp")
        app.holds(PLACE, "Thôn Hai")
        app.save_next()
        app.counts(2)
        self.leave(path)
        self.assertEqual(self.check_sound(path), {"Thôn Một": "10", "Thôn Hai": "20"})


class OwnDisk(Case):
    """With a real file system; only where one may be mounted (below)."""

    check_full = Full.check_full

    def test_full(self):
        self.check_full(Disk(self))

    def test_no_room_for_the_backup(self):
        """A clerk who cannot be given a backup can still save, and is told."""
        disk = Disk(self)
        path = self.make("Thôn Một", path=os.path.join(disk.folder, "sổ.ngayhoi"))
        backups = os.path.join(disk.folder, "sổ.backup")
        shutil.rmtree(backups)
        app = self.start(path)
        app.ready()
        disk.fill(left=50 * PAGE)
        app.write("Thôn Hai", 20, True)
        app.save_next()
        app.counts(2)
        app.sees("hôm nay chưa sao lưu được!")
        self.assertEqual(os.listdir(backups), [])
        self.leave(path)
        self.assertEqual(self.check_sound(path), {"Thôn Một": "10", "Thôn Hai": "20"})

    def test_full_before_the_start(self):
        disk = Disk(self)
        path = self.make("Thôn Một", path=os.path.join(disk.folder, "sổ.ngayhoi"))
        disk.fill()
        before = digest(path)
        app = self.stopped(path, {RETRY, READ_ONLY}, FULL)
        self.press_in_vain(RETRY, {RETRY, READ_ONLY}, FULL)
        self.assertEqual(digest(path), before)
        self.assertEqual(glob.glob(path + "*"), [path])
        disk.free()
        app.press(RETRY)
        self.check_writing(path, "Thôn Một")

    def test_read_only(self):
        disk = Disk(self)
        path = self.make("Thôn Một", "Thôn Hai", path=os.path.join(disk.folder, "sổ.ngayhoi"))
        disk.protect("ro")
        app = self.stopped(path, {RETRY, READ_ONLY}, "không ghi được vào thư mục")
        app.press(READ_ONLY)
        self.check_reading(path, "Thôn Một", "Thôn Hai")

    def test_made_writable(self):
        disk = Disk(self)
        path = self.make("Thôn Một", path=os.path.join(disk.folder, "sổ.ngayhoi"))
        disk.protect("ro")
        app = self.stopped(path, {RETRY, READ_ONLY}, "không ghi được vào thư mục")
        disk.protect("rw")
        app.press(RETRY)
        self.check_writing(path, "Thôn Một")


if not can_mount(tempfile.mkdtemp(dir=os.environ["HOME"])):
    del OwnDisk         # the same is seen with limits and protected folders

if __name__ == "__main__":
    tap.main()
