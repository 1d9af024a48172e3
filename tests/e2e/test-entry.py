# SPDX-License-Identifier: GPL-3.0-or-later
"""The clerk's work through the real window, with the keyboard only; what comes out is read by other programs."""
import contextlib
import os
import sqlite3
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.environ["NGAY_HOI_SOURCE"], "tests"))
sys.path.insert(0, os.path.join(os.environ["NGAY_HOI_SOURCE"], "tests", "e2e"))
import openpyxl  # noqa: E402
import tap  # noqa: E402
from drive import App, Unikey, wait  # noqa: E402

CLI = os.environ["NGAY_HOI_CLI"]


def cli(*words):
    return subprocess.run([CLI, *map(str, words)], capture_output=True, text=True, timeout=120, check=True).stdout


def points(path, *fields):
    """What is in the file, asked of SQLite itself. Once it could not be opened, and why was not found: what is seen then is told."""
    def look():
        try:
            with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True)) as connection:
                return [connection.execute("SELECT %s FROM point WHERE deleted = 0 ORDER BY id" % ", ".join(fields)).fetchall()]
        except sqlite3.Error as problem:
            print("# %s (%s), beside %s" % (problem, problem.sqlite_errorname, os.listdir(os.path.dirname(path))), flush=True)
            raise
    return wait("the ledger to be opened for reading", look)[0]


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.home = os.path.join(os.environ["HOME"], self.id().rsplit(".", 1)[-1])
        self.app = None
        os.makedirs(os.path.join(self.home, "Documents"))
        os.makedirs(os.path.join(self.home, "config"))
        # An office PC has a documents folder: the ledger is proposed there.
        with open(os.path.join(self.home, "config", "user-dirs.dirs"), "w", encoding="utf-8") as file:
            file.write('XDG_DOCUMENTS_DIR="$HOME/Documents"\n')
        os.makedirs(os.path.join(self.home, "config", "gtk-4.0"))
        with open(os.path.join(os.environ["HOME"], ".config", "gtk-4.0", "settings.ini"), encoding="utf-8") as settings:
            text = settings.read()
        with open(os.path.join(self.home, "config", "gtk-4.0", "settings.ini"), "w", encoding="utf-8") as settings:
            settings.write(text)

    def env(self, **more):
        return dict(os.environ, HOME=self.home, XDG_CONFIG_HOME=os.path.join(self.home, "config"),
                    XDG_DATA_HOME=os.path.join(self.home, "data"), **more)

    def start(self, *words, **more):
        self.app = App(*words, env=self.env(**more))
        return self.app

    def tearDown(self):
        if self.app is not None and self.app.process.poll() is None:
            failed = any(error for _, error in self._outcome.errors) if hasattr(self._outcome, "errors") else False
            if failed:
                self.app.screenshot(os.path.join(os.environ.get("TMPDIR", "/tmp"), "ngay-hoi-%s.png" % self.id().rsplit(".", 1)[-1]))
            self.app.kill()

    # What a clerk sees

    def field(self, title):
        """The cursor is in the field of this title."""
        return self.app.wait_focus(title)

    def begin(self, unit="cam xuyen", **more):
        """First start: the unit's name and Enter."""
        app = self.start(**more)
        app.wait_focus("Đơn vị")
        app.type(unit)
        app.says("Lập sổ")
        wait("a unit under the entry", lambda: [n for n in app.root.all("list item") + app.root.all("label") if n.name.startswith("Xã Cẩm Xuyên")])
        app.key("Return")
        self.field("Họ tên người nhập")
        app.type("Trần Thị Bình")
        app.key("Return")
        self.field("Nơi tổ chức")
        return os.path.join(self.home, "Documents", "xa-cam-xuyen.ngayhoi")

    def previews(self, *texts):
        """Waits for a preview whose first page says this."""
        def look():
            page = self.app.root.all("document text")[0]
            told = page.accessible.description
            return all(text in told for text in texts)
        wait("%r in the preview" % (texts,), look, 60)

    def export(self, keys, name, ending):
        folder = os.path.join(self.home, "Documents")
        # A name of its own: what is said of the file before stays on the screen for a while.
        path = os.path.join(folder, f"thử {name}{ending}")
        self.app.key(*keys)
        wait("the dialog", lambda: [n for n in self.app.root.all("text") if n.text.endswith(ending)])
        self.app.key("ctrl+a")
        self.app.type(path)
        self.app.key("Return")
        self.app.says(f"Đã ghi: {path}", 60)
        self.assertTrue(os.path.getsize(path) > 1000, name)
        return path

    def counts(self, n):
        self.app.says("%d điểm ngày hội" % n)

    def enter_point(self, place, kind, day, people, pacts):
        app = self.app
        app.type(place)
        app.key("Return")
        self.field("Loại địa bàn")
        app.type(kind)
        app.key("Return")
        self.field("Ngày tổ chức")
        app.type(day)
        app.key("Return")
        self.field("Lượt người dự")
        app.type(people)
        app.key("Return")
        self.field("Giao ước thi đua ký kết")
        app.type(pacts)


class Entry(Case):
    def test_first_start_to_first_point(self):
        path = self.begin(NGAY_HOI_TODAY="2026-08-20")
        self.enter_point("Thôn Mỹ Sơn", "lien", "8", "185", "3")
        self.app.key("ctrl+Return")
        self.counts(1)
        self.field("Nơi tổ chức")
        # The kind of place and the day are carried over.
        self.app.type("Thôn Đông Hạ")
        self.app.key("Return", "Return", "Return")
        self.field("Lượt người dự")
        self.app.type("46")
        self.app.key("ctrl+s")
        self.counts(2)
        self.assertEqual(points(path, "place", "place_kind", "date_from", "attendance", "pacts"),
                         [("Thôn Mỹ Sơn", "lien_thon", "2026-08-08", 185, 3), ("Thôn Đông Hạ", "lien_thon", "2026-08-08", 46, None)])
        self.app.says("Đã lưu ")
        self.assertEqual(self.app.close(), "")
        with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True)) as connection:
            self.assertEqual(connection.execute("SELECT DISTINCT by FROM change").fetchall(), [("Trần Thị Bình",)])
        self.assertFalse(os.path.exists(path + "-wal"), "one plain file is left")
        cli("verify", path)

    def test_second_start_opens_the_same(self):
        path = self.begin(NGAY_HOI_TODAY="2026-08-20")
        self.enter_point("Thôn Mỹ Sơn", "thon", "8/8", "120", "1")
        self.app.key("ctrl+Return")
        self.counts(1)
        self.app.close()
        self.start(NGAY_HOI_TODAY="2026-08-20")
        self.counts(1)
        self.field("Nơi tổ chức")
        self.assertEqual(points(path, "place", "place_kind"), [("Thôn Mỹ Sơn", "thon")])

    def test_walking_through_all_fields_saves(self):
        """Enter from the first field to the last, which saves and begins the next."""
        path = self.begin(NGAY_HOI_TODAY="2026-08-20")
        self.app.type("Thôn 1")
        self.app.key("Return")
        self.field("Loại địa bàn")
        self.app.type("thon")
        for _ in range(60):
            before = self.app.focused().name
            self.app.key("Return")
            wait("the next field", lambda: self.app.focused().name != before)
            if points(path, "place") or self.app.focused().name == "Nơi tổ chức":
                break
        self.counts(1)
        self.field("Nơi tổ chức")
        self.assertEqual(points(path, "place", "status"), [("Thôn 1", "held")])

    def test_save_says_what_is_missing(self):
        path = self.begin(NGAY_HOI_TODAY="2026-08-20")
        self.app.type("Đình làng")
        self.app.key("ctrl+s")
        self.app.says("Chưa lưu được")
        self.field("Loại địa bàn")
        self.assertEqual(points(path, "place"), [])
        self.app.type("thon")
        self.app.key("ctrl+s")
        self.counts(1)

    def test_undo_and_redo(self):
        path = self.begin(NGAY_HOI_TODAY="2026-08-20")
        self.enter_point("Thôn 1", "thon", "8", "100", "2")
        self.app.key("ctrl+Return")
        self.counts(1)
        self.app.key("ctrl+z")
        self.counts(0)
        self.assertEqual(points(path, "place"), [])
        self.app.key("ctrl+y")
        self.counts(1)
        self.assertEqual(points(path, "place", "attendance"), [("Thôn 1", 100)])

    def test_undo_after_saving_is_the_ledgers(self):
        """The cursor has not left the field that was typed in last."""
        path = self.begin(NGAY_HOI_TODAY="2026-08-20")
        self.enter_point("Thôn 1", "thon", "8", "100", "2")
        self.app.key("ctrl+s")
        self.counts(1)
        self.app.type("5")
        self.app.key("ctrl+z")
        wait("the saved number", lambda: self.app.focused().text == "2")
        self.app.key("ctrl+z")
        self.counts(0)
        self.assertEqual(points(path, "place"), [])

    def test_undo_in_a_changed_field_is_the_fields(self):
        path = self.begin(NGAY_HOI_TODAY="2026-08-20")
        self.enter_point("Thôn 1", "thon", "8", "100", "2")
        self.app.key("ctrl+Return")
        self.counts(1)
        self.app.type("Thôn 2")
        self.app.key("ctrl+z")
        wait("an empty field", lambda: self.app.focused().text == "")
        self.assertEqual(points(path, "place"), [("Thôn 1",)])

    def test_escape_can_be_taken_back(self):
        path = self.begin(NGAY_HOI_TODAY="2026-08-20")
        self.enter_point("Thôn 1", "thon", "8", "100", "2")
        self.app.key("ctrl+Return")
        self.counts(1)
        self.app.type("Thôn 2")
        self.app.key("Return", "Escape")
        self.app.says("Đã xóa những gì vừa nhập")
        self.app.key("ctrl+z")
        wait("what was typed", lambda: [n for n in self.app.root.all("text", "Nơi tổ chức") if n.text == "Thôn 2"])
        self.assertEqual(points(path, "place"), [("Thôn 1",)])

    def test_enter_takes_the_row_under_the_frame(self):
        self.begin(NGAY_HOI_TODAY="2026-08-20")
        for place in ("Thôn 1", "Thôn 2"):
            self.enter_point(place, "thon", "8", "100", "2")
            self.app.key("ctrl+Return")
            self.field("Nơi tổ chức")
        self.counts(2)
        # Past the chip of a filter.
        self.app.key("ctrl+shift+f")
        wait("the focus in the fields", lambda: self.app.focused().name.startswith("Mục"))
        self.app.key("Tab", "Tab")
        self.app.type("thon")
        self.app.key("Return")
        wait("a chip", lambda: self.app.root.all("push button", lambda name: "thon" in name))
        self.app.key("ctrl+f")
        self.app.wait_focus("Tìm")
        self.app.key("Down", "Return")
        wait("a saved point in the form", lambda: [n for n in self.app.root.all("text", "Nơi tổ chức") if n.text in ("Thôn 1", "Thôn 2")])
        self.app.says("Đã lưu")

    def test_delete_in_the_list_and_take_back(self):
        path = self.begin(NGAY_HOI_TODAY="2026-08-20")
        self.enter_point("Thôn 1", "thon", "8", "100", "2")
        self.app.key("ctrl+Return")
        self.counts(1)
        self.app.key("ctrl+f")
        self.app.wait_focus("Tìm")
        self.app.key("Return", "Down", "Up")
        self.app.says("Đã lưu")
        self.app.key("Delete")
        self.app.says("Đã xóa 1 phiếu")
        self.counts(0)
        self.app.key("ctrl+z")
        self.counts(1)
        self.assertEqual(points(path, "place"), [("Thôn 1",)])

    def test_search_without_marks(self):
        self.begin(NGAY_HOI_TODAY="2026-08-20")
        for place in ("Thôn Đông Hạ", "Thôn Mỹ Sơn"):
            self.enter_point(place, "thon", "8", "100", "2")
            self.app.key("ctrl+Return")
            self.field("Nơi tổ chức")
        self.counts(2)
        self.app.key("ctrl+f")
        self.app.type("dong ha")
        self.counts(1)
        self.app.key("Escape")
        self.counts(2)

    def test_overview_by_keyboard(self):
        self.begin(NGAY_HOI_TODAY="2026-08-20")
        for n, (place, people) in enumerate((("Thôn Mỹ Sơn", "185"), ("Thôn Đông Hạ", "1046")), 1):
            self.enter_point(place, "thon", "8", people, "3")
            self.app.key("ctrl+Return")
            self.counts(n)
            self.field("Nơi tổ chức")
        self.app.key("ctrl+Page_Up")
        self.app.find("heading", "Theo từng điểm")
        self.app.wait_focus("Đặt hạn nộp báo cáo")      # what is to be done comes first
        # The sidebar is one stop of Tab, the arrows are for its pages.
        for _ in range(8):
            before = self.app.focused().name
            self.app.key("shift+Tab")
            now = wait("another focus", lambda: [self.app.focused().name] if self.app.focused().name != before else None)[0]
            if now == "Tổng quan":
                break
        self.app.wait_focus("Tổng quan")
        self.app.key("Tab")
        wait("the page behind the sidebar", lambda: self.app.focused() is not None and self.app.focused().name not in ("Tổng quan", "Điểm ngày hội"))
        self.app.key("shift+Tab")
        self.app.wait_focus("Tổng quan")
        self.app.key("Return")
        self.app.wait_focus("Đặt hạn nộp báo cáo")
        self.app.key("Tab")
        wait("the focus in the choice", lambda: self.app.focused().name.startswith("Nội dung so sánh"))
        self.app.key("Tab")
        self.app.wait_focus("Thôn Đông Hạ: 2026: 1.046 lượt người")      # the greatest first
        self.app.key("Down")
        self.app.wait_focus("Thôn Mỹ Sơn: 2026: 185 lượt người")
        self.app.key("Tab")
        self.app.wait_focus("Các số liệu")      # past the other rows
        self.app.key("shift+Tab")
        self.app.wait_focus("Thôn Mỹ Sơn: 2026: 185 lượt người")
        self.app.key("Return")
        self.field("Nơi tổ chức")
        wait("its record in the form", lambda: self.app.focused().text == "Thôn Mỹ Sơn")

    def test_english(self):
        app = self.start(NGAY_HOI_LANGUAGE="en")
        app.wait_focus("Unit")
        self.assertTrue(app.has("label", "Which unit keeps this ledger?"))


class TypedWithUnikey(Case):
    """Vietnamese as offices type it: a syllable in the making is never lost, whatever key comes next."""

    def setUp(self):
        super().setUp()
        self.unikey = Unikey()

    def tearDown(self):
        super().tearDown()
        self.unikey.stop()

    def test_every_saving_key_ends_the_syllable(self):
        self.start(NGAY_HOI_TODAY="2026-08-20", GTK_IM_MODULE="ibus", IBUS_ADDRESS=self.unikey.address())
        self.app.wait_focus("Đơn vị")
        self.app.type("cam xuyen")
        self.app.key("Return")
        self.app.wait_focus("Họ tên người nhập")
        self.app.key("Return")
        self.field("Nơi tổ chức")
        self.unikey.switch_on()
        path = os.path.join(self.home, "Documents", "xa-cam-xuyen.ngayhoi")
        self.app.type("Thoon Mix Sown", delay=20)
        self.app.key("Return")
        self.field("Loại địa bàn")
        self.app.type("thon")
        self.app.key("Return")
        self.field("Ngày tổ chức")
        self.app.key("shift+Tab", "shift+Tab")
        self.field("Nơi tổ chức")
        self.app.key("End")
        self.app.type(" Haj", delay=20)
        self.app.key("ctrl+s")
        self.counts(1)
        wait("the saved place", lambda: points(path, "place") == [("Thôn Mĩ Sơn Hạ",)])
        self.app.key("ctrl+n")
        wait("an empty form", lambda: self.app.focused() is not None and self.app.focused().text == "")
        self.app.type("Toor daan phoos", delay=20)
        self.app.key("Tab")
        self.field("Loại địa bàn")
        self.app.key("shift+Tab")
        self.field("Nơi tổ chức")
        self.app.key("End")
        self.app.type(" Naam", delay=20)
        self.app.key("ctrl+Return")
        self.counts(2)
        wait("the saved place", lambda: ("Tổ dân phố Nâm",) in points(path, "place"))


class Season(Case):
    """A whole season of a commune: points, gifts, a decision with ten recipients, a slip taken back, the sheets."""

    NAMES = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung", "Hoàng Văn Em", "Võ Thị Giang", "Đặng Văn Hải", "Bùi Thị Khánh",
             "Đỗ Văn Lâm", "Hồ Thị Mai"]

    def turn_to(self, first):
        self.app.key("ctrl+Page_Down")
        self.field(first)

    def enter_gift(self):
        self.turn_to("Đối tượng nhận")
        self.app.type("ho ngheo")
        self.app.key("Return")
        self.field("Loại quà")
        self.app.key("Return")
        self.field("Số lượng")
        self.app.type("8")
        self.app.key("Return")
        self.field("Trị giá một suất")
        self.app.type("350000")
        self.app.key("ctrl+Return")
        self.app.says("1 quà tặng")

    def enter_decision(self):
        self.turn_to("Hình thức khen thưởng")
        for title, text in (("Số quyết định", "giay khen xa"), ("Ngày quyết định", "15/QĐ-UBND"), ("Đối tượng", "12/8"), ("Số lượng", "ca nhan"),
                            ("Tên cá nhân, tập thể", "")):
            if text:
                self.app.type(text)
            self.app.key("Return")
            self.field(title)
        # The first recipient and each after it: a name and Enter.
        for n, name in enumerate(self.NAMES, 1):
            self.app.type(name)
            self.app.key("Return")
            self.app.says("%d khen thưởng" % n)
            self.field("Tên cá nhân, tập thể")

    def test_of_a_commune(self):
        path = self.begin(NGAY_HOI_TODAY="2026-08-20")
        for n, place in enumerate(("Thôn Mỹ Sơn", "Thôn Đông Hạ"), 1):
            self.enter_point(place, "thon", "8", "150", "2")
            self.app.key("ctrl+Return")
            self.counts(n)
        self.enter_gift()
        self.enter_decision()
        # An eleventh that was never decided, taken back.
        self.app.type("Người Nhầm")
        self.app.key("Return")
        self.app.says("11 khen thưởng")
        self.field("Tên cá nhân, tập thể")
        self.app.key("ctrl+z")
        self.app.says("10 khen thưởng")
        with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True)) as connection:
            rows = connection.execute("SELECT recipient, form, authority, decision_number, decision_date, recipient_kind, quantity"
                                      " FROM commendation WHERE deleted = 0 ORDER BY id").fetchall()
            gift = connection.execute("SELECT category, kind, quantity, unit_value, value FROM gift WHERE deleted = 0").fetchall()
        self.assertEqual(rows, [(name, "giay_khen_xa", "ct_ubnd_xa", "15/QĐ-UBND", "2026-08-12", "ca_nhan", 1) for name in self.NAMES])
        self.assertEqual(gift, [("ho_ngheo", "suat_qua", 8, 350000, 2800000)])
        # The summary as a page, in the workbook and on paper.
        self.app.key("ctrl+r")
        self.previews("TỔNG HỢP KẾT QUẢ TỔ CHỨC NGÀY HỘI", "Thôn Mỹ Sơn")
        book = self.export(("ctrl+e",), "mùa", ".xlsx")
        sheet = openpyxl.load_workbook(book, data_only=True).worksheets[0]
        total = next(row for row in sheet.iter_rows(values_only=True) if "TỔNG CỘNG" in row)
        for number in (2, 300, 4, 8, 2800000, 10):
            self.assertIn(number, total)
        page = self.export(("alt+p",), "mùa", ".pdf")
        text = subprocess.run(["pdftotext", "-layout", page, "-"], capture_output=True, text=True, check=True).stdout
        line = next(line for line in text.splitlines() if "TỔNG CỘNG" in line).split()
        for number in ("300", "8", "10"):
            self.assertIn(number, line)

    def test_many_at_once(self):
        """From a point: its gifts as rows of one window. Then one decision, pasted as a spreadsheet copies it, saved and taken back."""
        path = self.begin(NGAY_HOI_TODAY="2026-08-20")
        self.enter_point("Thôn Mỹ Sơn", "thon", "8", "150", "2")
        self.app.key("ctrl+s")
        self.counts(1)
        self.app.says("0 quà tặng")
        self.app.find("push button", "Thêm tại đây: Quà tặng").do("click")
        self.app.wait_focus("Bên tặng")     # point and day are there already
        self.app.key("Return")
        for n, (category, quantity, value) in enumerate((("ho ngheo", "5", "500000"), ("ho can", "3", "300000")), 1):
            self.app.wait_focus("Đối tượng nhận, dòng %d" % n)
            self.app.type(category)
            self.app.key("Tab")
            self.app.wait_focus("Loại quà, dòng %d" % n)
            self.app.key("Tab")
            self.app.wait_focus("Số lượng, dòng %d" % n)
            self.app.type(quantity)
            self.app.key("Tab")
            self.app.type(value)
            self.app.key("Return")
        self.app.key("ctrl+Return")
        self.app.says("2 quà tặng · Suất quà: 8 · 3.400.000 đ")
        self.turn_to("Đối tượng nhận")
        self.turn_to("Hình thức khen thưởng")
        self.app.key("ctrl+shift+n")
        self.app.wait_focus("Hình thức khen thưởng")
        for title, text in (("Đối tượng", "giay khen xa"), ("Số quyết định", "ca nhan"), ("Ngày quyết định", "15/QĐ-UBND"),
                            ("Tên cá nhân, tập thể, dòng 1", "12/8")):
            self.app.type(text)
            self.app.key("Return")
            self.app.wait_focus(title)
        copied = "".join("%s\tÔng\t19%d\tTrưởng thôn\r\n" % (name, 60 + n) for n, name in enumerate(self.NAMES))
        subprocess.run(["xclip", "-selection", "clipboard", "-in"], input=copied, text=True, check=True, stdout=subprocess.DEVNULL)
        self.app.key("ctrl+v")
        self.app.says("Đã điền %d dòng" % len(self.NAMES))
        self.app.key("ctrl+Return")
        self.app.says("Đã lưu %d phiếu." % len(self.NAMES))
        self.app.says("%d khen thưởng" % len(self.NAMES))
        with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True)) as connection:
            awards = connection.execute("SELECT recipient, birth_year, position, decision_number, decision_date FROM commendation"
                                        " WHERE deleted = 0 ORDER BY birth_year").fetchall()
            gifts = connection.execute("SELECT category, quantity, value, date, point.place FROM gift JOIN point ON point.id = gift.point"
                                       " WHERE gift.deleted = 0 ORDER BY gift.id").fetchall()
            changes = connection.execute("SELECT count (*) FROM change").fetchone()[0]
        self.assertEqual(awards, [(name, 1960 + n, "Trưởng thôn", "15/QĐ-UBND", "2026-08-12") for n, name in enumerate(self.NAMES)])
        self.assertEqual(gifts, [("ho_ngheo", 5, 2500000, "2026-08-08", "Thôn Mỹ Sơn"), ("ho_can_ngheo", 3, 900000, "2026-08-08", "Thôn Mỹ Sơn")])
        self.app.key("ctrl+z")
        self.app.says("0 khen thưởng")
        with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True)) as connection:
            self.assertEqual(connection.execute("SELECT count (*) FROM change").fetchone()[0], changes + 1)


class Reports(Case):
    """The sample season of the first screen, and its sheets out of the window."""

    FIGURES = ("1.407", "15", "209", "84.213", "412")

    def open_sample(self):
        app = self.start(NGAY_HOI_TODAY="2026-08-20")
        app.wait_focus("Đơn vị")
        button = wait("the sample", lambda: [n for n in app.root.all("push button") if "Hà Tĩnh 2022" in n.name])[0]
        button.do("click")
        self.app.says("Số điểm có lãnh đạo tỉnh dự", 60)

    def test_five_figures_everywhere(self):
        self.open_sample()
        # On the screen.
        labels = self.app.labels()
        for figure, title in zip(self.FIGURES, ("Số điểm ngày hội", "Số điểm có lãnh đạo tỉnh dự", "Số điểm có lãnh đạo huyện dự",
                                                "Số lượt người dự", "Số suất quà")):
            self.assertIn(title, labels)
            places = [i for i, label in enumerate(labels) if label == title]      # the chart's choice names it, too
            self.assertIn(figure, labels[places[-1] + 1:places[-1] + 2], title)
        # On the page of reports, as it is printed.
        self.app.key("ctrl+r")
        self.previews("TỔNG HỢP KẾT QUẢ TỔ CHỨC NGÀY HỘI", *self.FIGURES)
        # In the workbook.
        path = self.export(("ctrl+e",), "summary", ".xlsx")
        sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
        numbers = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, (int, float))]
        for figure in self.FIGURES:
            self.assertIn(int(figure.replace(".", "")), numbers)
        # On paper.
        path = self.export(("alt+p",), "summary", ".pdf")
        text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout.split()
        for figure in self.FIGURES:
            self.assertIn(figure, text)
        # In the paragraph.
        told = subprocess.run([CLI, "reports", "--format", "tsv"], capture_output=True, text=True, check=True).stdout
        names = [line.split("\t")[0] for line in told.splitlines()[1:]]
        # The mouse rests in the middle, over the list that opens and scrolls: it does not choose. Slow, as a person.
        self.app.key("--delay", "300", "alt+b", "Home", *["Down"] * names.index("paragraph"), "Return")
        self.previews("trên 84.000", "412 suất quà")
        path = self.export(("alt+p",), "paragraph", ".pdf")
        text = " ".join(subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout.split())
        for words in ("1.407 điểm", "15 điểm", "209 điểm", "trên 84.000", "412 suất quà"):
            self.assertIn(words, text)

    def test_another_season_and_unit(self):
        self.open_sample()
        self.app.key("ctrl+Page_Down")
        self.app.says("1.407 điểm ngày hội", 60)
        self.app.key("ctrl+shift+y")
        self.app.wait_focus("Năm khác")
        self.app.type("2021")
        self.app.key("Return")
        self.app.says("Ngày hội 2021")
        self.counts(0)
        self.app.key("ctrl+u")
        self.app.wait_focus("Đơn vị")
        self.app.type("ky anh")
        self.app.key("Down", "Return")
        self.app.says("Kỳ Anh")


if __name__ == "__main__":
    tap.main()
