# SPDX-License-Identifier: GPL-3.0-or-later
"""The window is killed in the middle of what it writes: at a call to the disk that is drawn from a seed, counted from the key that begins
it (tests/faults/failing-disk.c). What the screen had told as saved is in the file, a change of many records is there whole or not at all,
and the next start works and leaves nothing behind. Run in tests/gui-run -w.

NGAY_HOI_KILLS: how many kills in all (4), dealt in turn to entry, bulk edit, restore and upgrade. NGAY_HOI_SEED: another series (1)."""
import glob
import os
import random
import signal
import sqlite3
import struct
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
sys.path.insert(0, HERE)
import desk  # noqa: E402
import drive  # noqa: E402
import tap  # noqa: E402

KILLS = int(os.environ.get("NGAY_HOI_KILLS", "4"))
RANDOM = random.Random(int(os.environ.get("NGAY_HOI_SEED", "1")))
SUBJECTS = 4
LATER, RESTORE, CHANGE = "Để sau", "Khôi phục", "Sửa tất cả"
PAGE = 4096


def share(place):
    return (KILLS + SUBJECTS - 1 - place) // SUBJECTS


class Kill(desk.Case):
    killed = 0

    def setUp(self):
        super().setUp()
        # The loader splits LD_PRELOAD at blanks.
        links = tempfile.TemporaryDirectory(prefix="failing-disk-")
        self.addCleanup(links.cleanup)
        self.library = os.path.join(links.name, "failing-disk.so")
        self.control = os.path.join(links.name, "control")
        os.symlink(os.environ["NGAY_HOI_DISK"], self.library)
        self.turn = 0
        self.addCleanup(setattr, drive, "watched", None)

    def fresh(self):
        """The path of the next ledger, in a folder of its own: the disk that fails."""
        self.turn += 1
        self.folder = self.inside("đĩa %d" % self.turn)
        os.mkdir(self.folder)
        return os.path.join(self.folder, "sổ.ngayhoi")

    # The kill

    def start_armed(self, path, at=0):
        """Starts the program, which is killed at this call to the disk; 0: until arm() says when."""
        with open(self.control, "wb") as file:
            file.write(struct.pack("qq", 0, at))
        more = dict(LD_PRELOAD=self.library, FAULT_ROOT=self.folder, FAULT_KILL="1", FAULT_CONTROL=self.control)
        asan = os.environ.get("ASAN_OPTIONS", "")
        before = self.env
        self.env = dict(before, ASAN_OPTIONS=asan + ":verify_asan_link_order=0", **more)
        try:
            return self.start(path)
        finally:
            self.env = before

    def arm(self, most):
        """It dies at one of its next @most calls."""
        with open(self.control, "r+b") as file:
            count, _ = struct.unpack("qq", file.read())
            file.seek(8)
            file.write(struct.pack("q", count + RANDOM.randint(1, most)))

    def until_killed(self, act):
        """Runs @act until the program is dead; if it outlives that, it is killed then."""
        try:
            act()
        except drive.Ended:
            pass
        finally:
            drive.watched = None
        if self.app is not None:
            process = self.app.process
            self.app.kill()
            self.assertEqual(process.returncode, -signal.SIGKILL, self.app.stderr())
            self.check_quiet(self.app.stderr())
        Kill.killed += 1

    # The next start

    def starts_again(self, path):
        """What is offered is left for later, a ledger that cannot be opened is restored."""
        app = self.start(path)

        def look():
            if not app.is_open():
                return app.offers(RESTORE) and RESTORE
            return app.offers(LATER) and LATER or app.field(desk.PLACE).has("focused")
        while (found := drive.wait("the next start", look, 60)) is not True:
            app.press(found)
            drive.wait("an answer to “%s”" % found, app.is_open if found == RESTORE else lambda: not app.offers(LATER))
        self.leave(path)
        left = [os.path.relpath(name, self.folder) for name in glob.glob(glob.escape(self.folder) + "/**", recursive=True, include_hidden=True)
                if os.path.isfile(name)]
        self.assertEqual([name for name in left if not name.endswith((".ngayhoi", ".damaged")) or "/." in name], [])

    @staticmethod
    def read(path, sql):
        database = sqlite3.connect(path)
        found = database.execute(sql).fetchall()
        database.close()
        return found

    def records(self, path):
        return self.read(self.copied(path), "SELECT * FROM point WHERE deleted = 0 ORDER BY id")

    # The subjects

    def test_entry(self):
        for _ in range(share(0)):
            path = self.fresh()
            self.make("Thon Dau", path=path)
            saved = {"Thon Dau": "10"}
            typed = dict(saved)

            def enter():
                app = self.start_armed(path)
                app.ready()
                drive.watched = app.process
                self.arm(90)
                for number in range(4):
                    typed["Thon %d" % number] = str(100 + number)
                    app.write("Thon %d" % number, 100 + number, number == 0)
                    app.save_next()
                    app.counts(len(saved) + 1)
                    saved.update(typed)
            self.until_killed(enter)
            found = self.check_sound(path)
            self.assertLessEqual(saved.items(), found.items())
            self.assertLessEqual(found.items(), typed.items())
            self.starts_again(path)
            self.assertEqual(self.check_sound(path), found)

    def test_bulk_edit(self):
        for _ in range(share(1)):
            path = self.fresh()
            self.make("Thon Mot", "Thon Hai", "Thon Ba", path=path)

            def change():
                app = self.start_armed(path)
                app.ready()
                app.key("ctrl+f")
                app.wait_focus("Tìm")
                app.key("Down", "ctrl+a")
                app.key("F2")
                drive.wait("the fields", lambda: app.focused().name.startswith("Mục: "))
                app.key("Tab")
                drive.wait("the editor", lambda: app.focused().role == "text")
                app.type("khu pho")
                drive.watched = app.process
                self.arm(40)
                app.key("alt+" + desk.MNEMONICS[CHANGE])
                drive.wait("the end", lambda: not app.offers(CHANGE))
            before = self.records(path)
            self.until_killed(change)
            self.check_sound(path)
            after = self.records(path)
            changed = [old != new for old, new in zip(before, after)]
            self.assertIn(changed, ([False] * 3, [True] * 3))
            self.starts_again(path)
            self.assertEqual(self.records(path), after)

    def test_restore(self):
        for _ in range(share(2)):
            path = self.fresh()
            self.make("Thon Mot", "Thon Hai", path=path)
            self.cli("backup", path)
            with open(path, "r+b") as file:
                file.write(b"\xa5" * PAGE)

            def restore():
                app = self.start_armed(path)
                drive.wait("the page", lambda: app.offers(RESTORE))
                drive.watched = app.process
                self.arm(70)
                app.press(RESTORE)
                drive.wait("the form", app.is_open)
            self.until_killed(restore)
            self.starts_again(path)
            self.assertEqual(self.check_sound(path), {"Thon Mot": "10", "Thon Hai": "20"})
            self.assertTrue(glob.glob(glob.escape(self.folder) + "/*.backup/*.damaged"))

    def test_upgrade(self):
        for _ in range(share(3)):
            path = self.fresh()
            with open(os.path.join(HERE, "..", "fixtures", "schema-0001.ngayhoi.sql"), encoding="utf-8") as file:
                database = sqlite3.connect(path)
                database.executescript(file.read())
                database.close()
            before = self.read(path, "SELECT uuid, place FROM point ORDER BY id")
            self.app = None

            def upgrade():
                app = self.start_armed(path, RANDOM.randint(1, 200))
                drive.watched = app.process
                drive.wait("the form", app.is_open)
            self.until_killed(upgrade)
            self.assertEqual(self.read(self.copied(path), "PRAGMA integrity_check"), [("ok",)])
            self.starts_again(path)
            self.assertEqual(self.read(path, "SELECT uuid, place FROM point ORDER BY id"), before)
            self.assertGreater(self.read(path, "PRAGMA user_version"), [(1,)])
            self.cli("verify", path)


if __name__ == "__main__":
    try:
        tap.main()
    finally:
        print("# kills: %d, of the window" % Kill.killed)
