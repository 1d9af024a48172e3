# SPDX-License-Identifier: GPL-3.0-or-later
"""The window is killed while somebody types. What the screen had told as saved is in the file, and what had been typed two and a half
seconds before is offered back. Run in tests/gui-run -w."""
import glob
import json
import os
import signal
import subprocess
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
sys.path.insert(0, HERE)
import desk
import drive
import tap
from desk import DAY, KIND, PEOPLE, PLACE

OFFER = "đang nhập dở, chưa lưu"
GO_ON, DISCARD, LATER = "Nhập tiếp", "Bỏ đi", "Để sau"


class Case(desk.Case):
    def setUp(self):
        super().setUp()
        self.path = self.make("Thôn Đầu")
        self.saved = {"Thôn Đầu": "10"}

    def open(self):
        """A start after which the form is empty and waits."""
        app = self.start(self.path)
        app.ready()
        app.counts(len(self.saved))
        return app

    def save(self, place, people, first=True):
        """Types a point and sees it counted."""
        self.app.write(place, people, first)
        self.app.save_next()
        self.app.counts(len(self.saved) + 1)
        self.saved[place] = str(people)

    def type(self, place, people, first=True):
        """Types a point that is not saved, and sees it in the form."""
        self.app.write(place, people, first)
        self.app.holds(PLACE, place)
        self.app.holds(PEOPLE, str(people))

    def crash(self, path=None):
        """Gives the points found beyond those that were seen saved."""
        super().crash(path or self.path)
        found = self.check_sound(path or self.path)
        self.assertLessEqual(self.saved.items(), found.items())
        return {place: people for place, people in found.items() if place not in self.saved}

    def kept(self):
        """Texts of all drafts, wherever they are kept."""
        texts = [json.loads(text) for text in self.drafts(self.path).values()]
        for mirror in self.mirrors():
            with open(mirror, encoding="utf-8") as file:
                texts.append(json.load(file)["texts"])
        return texts

    def keeps(self, text, path=None):
        """Waits until what was typed is kept in both places."""
        self.mirrored(text)
        drive.wait("a draft with “%s” in the ledger" % text,
                   lambda: any(text in draft for draft in self.drafts(path or self.path).values()))

    def offered(self, place, path=None):
        """The next start offers this one."""
        app = self.start(path or self.path)
        app.sees("“%s” %s" % (place, OFFER))
        app.counts(len(self.saved))
        return app

    def go_on(self, place, people, fields=(PLACE, KIND, DAY, PEOPLE)):
        """Takes what is offered and saves it. The keyboard is where it was: in one of the fields."""
        self.app.press(GO_ON)
        drive.wait("the keyboard where it was", lambda: any(self.app.field(name).has("focused") for name in fields))
        self.app.holds(PLACE, place)
        self.app.holds(PEOPLE, str(people))
        self.app.save_next()
        self.app.counts(len(self.saved) + 1)
        self.saved[place] = str(people)
        self.app.ready()


class Kill(Case):
    """Twenty times in all. Each round: one point that is seen saved, then the next one and the kill."""

    def begin(self, turn):
        if self.app is None or self.app.process.poll() is not None:
            self.open()
        self.save("Thôn %d" % turn, 100 + turn)

    def end(self):
        self.leave(self.path)
        self.assertEqual(self.check_sound(self.path), self.saved)
        self.assertEqual(self.kept(), [])
        self.assertEqual(glob.glob(self.path + "*"), [self.path])

    def check_unsaved(self, text):
        """Nothing of the point is in the file; what is kept of it was typed, and the next start says so."""
        self.assertEqual(self.crash(), {})
        kept = self.kept()
        for texts in kept:
            self.assertTrue(text.startswith(texts["place"]), texts)
        if kept:
            app = self.start(self.path)
            app.sees(OFFER)
            app.press(DISCARD)
            app.ready()

    def test_while_typing(self):
        text = "Thon nay co mot cai ten rat dai de con go mai chua xong"
        for turn in range(5):
            self.begin(turn)
            typing = subprocess.Popen(["xdotool", "type", "--delay", "25", text])
            drive.wait("%d letters" % (1 + 10 * turn), lambda: len(self.app.field(PLACE).text) > 10 * turn)
            self.app.kill()
            typing.wait(30)
            self.check_unsaved(text)
        self.begin(5)
        self.end()

    def test_before_the_draft(self):
        for turn in range(5):
            self.begin(turn)
            self.type("Xóm Mới", 77, first=False)
            for number in range(turn):
                self.app.type(str(number))
                self.app.holds(PEOPLE, "77" + "0123"[:number + 1])
            self.check_unsaved("Xóm Mới")
        self.begin(5)
        self.end()

    def test_right_after_saving(self):
        """Its draft was kept, so it is either in the file or offered: never lost, never twice."""
        for turn in range(5):
            self.begin(turn)
            place, people = "Xóm %d" % turn, 200 + turn
            self.type(place, people, first=False)
            self.keeps(place)
            self.app.save_next()
            if turn % 2:
                self.app.holds(PLACE, "")
            found = self.crash()
            if found:
                self.assertEqual(found, {place: str(people)})
                self.saved.update(found)
                self.open()
            else:
                self.offered(place)
                self.go_on(place, people)
        self.end()

    def test_after_the_draft(self):
        for turn in range(5):
            self.begin(turn)
            place, people = "Xóm %d" % turn, 300 + turn
            self.type(place, people, first=False)
            self.keeps(place)
            self.keeps(str(people))
            self.assertEqual(self.crash(), {})
            self.assertEqual([(texts["place"], texts["attendance"]) for texts in self.kept()], [(place, str(people))] * 2)
            self.offered(place)
            self.go_on(place, people)
        self.end()


class Draft(Case):
    def lose(self, place="Xóm Mới", people=55):
        """Leaves a draft behind."""
        self.open()
        self.type(place, people)
        self.keeps(place)
        self.keeps(str(people))
        self.assertEqual(self.crash(), {})

    def test_discarded_for_good(self):
        self.lose()
        self.offered("Xóm Mới")
        self.app.press(DISCARD)
        self.app.ready()
        self.app.holds(PLACE, "")
        self.leave(self.path)
        self.assertEqual(self.kept(), [])
        self.open()
        self.save("Thôn Hai", 20)
        self.assertFalse(self.app.has("dialog"))
        self.leave(self.path)

    def test_later_means_the_next_start(self):
        self.lose()
        self.offered("Xóm Mới")
        self.app.press(LATER)
        self.app.ready()
        self.save("Thôn Hai", 20)
        self.leave(self.path)
        self.offered("Xóm Mới")
        self.go_on("Xóm Mới", 55, [PEOPLE])
        self.leave(self.path)
        self.assertEqual(self.check_sound(self.path), self.saved)
        self.assertEqual(self.kept(), [])

    def test_taken_up_and_killed_again(self):
        self.lose()
        self.offered("Xóm Mới")
        self.app.press(GO_ON)
        self.app.holds(PLACE, "Xóm Mới")
        self.assertEqual(self.crash(), {})
        self.offered("Xóm Mới")
        self.go_on("Xóm Mới", 55)
        self.leave(self.path)

    def test_change_of_a_saved_point(self):
        app = self.open()
        app.write("Thôn Hai", 20, True)
        app.key("ctrl+s")
        app.counts(2)
        self.saved["Thôn Hai"] = "20"
        app.key("ctrl+a")
        app.type("21")
        app.holds(PEOPLE, "21")
        self.keeps('"attendance":"21"')
        self.assertEqual(self.crash(), {})
        app = self.offered("Thôn Hai")
        app.press(GO_ON)
        app.holds(PEOPLE, "21")
        app.key("ctrl+s")
        drive.wait("the change in the file", lambda: self.points(self.path) == {"Thôn Đầu": "10", "Thôn Hai": "21"})
        app.counts(2)
        self.leave(self.path)

    def test_what_cannot_be_read(self):
        app = self.open()
        app.write("Thôn Hai", "hai mươi", True)
        app.key("Return")
        drive.wait("the next field", lambda: app.field("Giao ước thi đua ký kết").has("focused"))
        self.keeps("hai mươi")
        self.assertEqual(self.crash(), {})
        app = self.offered("Thôn Hai")
        app.press(GO_ON)
        app.holds(PLACE, "Thôn Hai")
        app.holds(PEOPLE, "hai mươi")
        self.leave_with("Không lưu")
        self.assertEqual(self.kept(), [])

    def leave_with(self, button):
        """Closes it and answers the question about what is not saved."""
        self.app.find("frame").do("window.close")
        self.app.press(button)
        self.leave(self.path)

    def test_closing_asks(self):
        self.open()
        self.type("Thôn Hai", 20)
        self.leave_with("Lưu")
        self.saved["Thôn Hai"] = "20"
        self.assertEqual(self.check_sound(self.path), self.saved)
        self.assertEqual(self.kept(), [])


class Ended(Case):
    """The session ends (SIGTERM), or the terminal that the program was started in (SIGHUP, SIGINT)."""

    def test_signals(self):
        for number, name in enumerate(("SIGTERM", "SIGHUP", "SIGINT")):
            place = "Thôn dở %d" % number
            app = self.open()
            app.write(place, 70 + number)
            app.holds(PLACE, place)
            app.process.send_signal(getattr(signal, name))
            self.leave(self.path)
            app = self.offered(place)
            app.press(DISCARD)
            app.ready()
            self.leave(self.path)


class Elsewhere(Case):
    def test_drive_pulled_out(self):
        """The ledger goes away with all that is beside it; what is typed then is kept on the computer alone."""
        stick, away = self.inside("stick"), self.inside("away")
        os.mkdir(stick)
        self.path = self.make("Thôn Đầu", path=os.path.join(stick, "sổ.ngayhoi"))
        app = self.open()
        os.rename(stick, away)
        self.type("Xóm Mới", 55)
        self.mirrored("Xóm Mới")
        app.key("ctrl+s")
        app.sees("sổ.ngayhoi", "không còn ở đó")
        app.holds(PLACE, "Xóm Mới")
        self.mirrored('"attendance":"55"')
        app.kill()
        self.check_quiet(app.stderr())
        os.rename(away, stick)
        self.assertEqual(self.check_sound(self.path), self.saved)
        self.offered("Xóm Mới")
        self.go_on("Xóm Mới", 55)
        self.leave(self.path)
        self.assertEqual(self.check_sound(self.path), self.saved)

    def test_first_start(self):
        """Killed in the first minute of all; the next start finds the ledger by itself."""
        app = self.start()
        app.wait_focus("Đơn vị")
        app.type("cam xuyen")
        app.sees("Xã Cẩm Xuyên, tỉnh Hà Tĩnh")
        app.key("Return")
        app.wait_focus("Họ tên người nhập")
        app.key("Return")
        app.ready()
        self.type("Thôn Mỹ Sơn", 185)
        path = self.inside("data", "ngay-hoi", "xa-cam-xuyen.ngayhoi")
        self.keeps("Thôn Mỹ Sơn", path)
        self.keeps("185", path)
        app.kill()
        self.assertEqual(self.check_sound(path), {})
        app = self.start()
        app.sees("“Thôn Mỹ Sơn” " + OFFER)
        self.saved = {}
        self.go_on("Thôn Mỹ Sơn", 185)
        self.leave(path)
        self.assertEqual(self.check_sound(path), {"Thôn Mỹ Sơn": "185"})


if __name__ == "__main__":
    try:
        tap.main()
    finally:
        print("# kills: %d, of the window" % drive.App.kills)
