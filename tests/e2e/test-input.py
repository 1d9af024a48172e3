# SPDX-License-Identifier: GPL-3.0-or-later
"""Every place of the window that takes a typed value takes what a Vietnamese input method still composes. Real keys and a real Unikey; what
came of it is read from the ledger by the command line. Run in tests/gui-run -w."""
import contextlib
import os
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["NGAY_HOI_SOURCE"], "tests"))
sys.path.insert(0, os.path.join(os.environ["NGAY_HOI_SOURCE"], "tests", "e2e"))
import desk  # noqa: E402
import drive  # noqa: E402
import tap  # noqa: E402

ORGANISERS, SEARCH = "Đơn vị phối hợp tổ chức", "Tìm"


class Case(desk.Case):
    unikey = None

    def setUp(self):
        super().setUp()
        if Case.unikey is None:
            Case.unikey = drive.Unikey()
        self.env = dict(drive.Unikey.env(), **{name: self.env[name] for name in self.env if name.startswith("XDG")}, HOME=self.home,
                        IBUS_ADDRESS=Case.unikey.address())
        self.env.pop("G_DEBUG", None)

    def open(self, *places):
        self.path = self.make(*places)
        self.start(self.path)
        self.app.ready()
        Case.unikey.switch_on()

    def half(self, keys):
        """Types slowly enough for the composition to be shown, and ends it with nothing."""
        self.app.type(keys, delay=40)

    def values(self, field, table="point"):
        with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % self.path, uri=True)) as database:
            return [row[0] for row in database.execute("SELECT %s FROM %s WHERE deleted = 0 ORDER BY id" % (field, table))]

    def becomes(self, look, expected):
        last = []

        def is_so():
            last[:] = [look()]
            return last[0] == expected
        try:
            drive.wait("%r" % (expected,), is_so)
        except AssertionError:
            self.assertEqual(last[0], expected)

    def to_list(self):
        self.app.key("ctrl+f")
        self.app.wait_focus(SEARCH)

    def lists(self, number):
        self.app.says("%d điểm ngày hội" % number)

    def press(self, name):
        self.app.click(self.app.find("push button", name))


class Bulk(Case):
    """F2: one field of all selected records."""

    def setUp(self):
        super().setUp()
        self.open("Thôn 1", "Thôn 2")
        self.to_list()
        self.app.key("Down", "ctrl+a")
        self.begin()

    def begin(self):
        """The dialog, with the organisers chosen."""
        self.app.key("F2")
        drive.wait("the fields", lambda: self.app.focused().name.startswith("Mục: "))
        for _ in range(20):
            if self.app.focused().name == "Mục: " + ORGANISERS:
                break
            self.app.key("space")
            drive.wait("the list of fields", lambda: self.app.focused().role == "list item")
            self.app.key("Down", "Return")
            drive.wait("a chosen field", lambda: self.app.focused().name.startswith("Mục: "))
        self.app.key("Tab")
        self.app.wait_focus(ORGANISERS)

    def check(self, end):
        self.half("Ddoanf")
        end()
        self.becomes(lambda: self.values("organisers"), ["Đoàn", "Đoàn"])

    def test_enter(self):
        self.check(lambda: self.app.key("Return"))

    def test_mnemonic(self):
        self.check(lambda: self.app.key("alt+" + desk.MNEMONICS["Sửa tất cả"]))

    def test_pointer(self):
        self.check(lambda: self.press("Sửa tất cả"))

    def test_emptying_asks(self):
        self.check(lambda: self.app.key("Return"))
        self.app.says("Đã sửa 2 phiếu")
        self.begin()
        self.app.key("Return")
        self.app.says("Xóa trống mục “%s” của 2 phiếu?" % ORGANISERS)
        self.app.key("Return")      # the safe answer
        self.app.wait_focus(ORGANISERS)
        self.assertEqual(self.values("organisers"), ["Đoàn", "Đoàn"])
        self.app.key("Return")
        self.app.says("Xóa trống mục “%s” của 2 phiếu?" % ORGANISERS)
        self.app.key("alt+" + desk.MNEMONICS["Xóa trống"])
        self.becomes(lambda: self.values("organisers"), [None, None])


class BulkChoice(Case):
    def test_unreadable(self):
        """What cannot be read says so in its place, and the toolkit has nothing to complain about."""
        self.open("Thôn 1", "Thôn 2")
        self.to_list()
        self.app.key("Down", "ctrl+a", "F2")
        drive.wait("the fields", lambda: self.app.focused().name == "Mục: Loại địa bàn")
        self.app.key("Tab")
        self.app.wait_focus("Loại địa bàn")
        self.app.type("5")
        self.app.key("Tab")
        self.app.says("“5”")
        self.check_quiet(self.app.stderr())
        self.app.key("Escape", "Escape")


class Filter(Case):
    def setUp(self):
        super().setUp()
        self.open("Thôn Lộc", "Thôn Hạ")
        self.app.key("ctrl+shift+f")
        drive.wait("the focus in the fields", lambda: self.app.focused().name.startswith("Mục"))
        self.app.key("Tab", "Tab")
        self.half("looc")
        self.half("j")

    def check(self):
        drive.wait("a chip", lambda: self.app.root.all("push button", lambda name: "“lộc”" in name or "lộc" in name))
        self.lists(1)

    def test_enter(self):
        self.app.key("Return")
        self.check()

    def test_button(self):
        self.app.key("Tab")
        self.app.wait_focus("Lọc theo mục này")
        self.app.key("space")
        self.check()


class Search(Case):
    def test_enter(self):
        self.open("Thôn Lộc", "Thôn Hạ")
        self.to_list()
        self.half("Loocj")
        self.app.key("Return")
        self.lists(1)

    def test_down(self):
        self.open("Thôn Lộc", "Thôn Hạ")
        self.to_list()
        self.half("Loocj")
        self.app.key("Down")
        self.lists(1)

    def test_while_composing(self):
        """The list is searched for the syllable that is still composed."""
        self.open("Thôn Tiến", "Thôn Bắc")
        self.to_list()
        self.half("Tieens")
        self.app.says("1 điểm ngày hội · Lượt người dự: 10")

    def narrows(self, page):
        def where():
            return [item.name for item in self.app.root.all("list item") if item.has("selected")]
        while page not in where():
            before = where()
            self.app.key("ctrl+Page_Down")
            drive.wait("the next page", lambda: where() not in ([], before))

        def shown():
            cells = self.app.root.all("tree table")[-1].all("label", into_lists=True)      # of the page that was made last
            return {place for place in ("Tiến", "Bắc") if any(place in cell.name for cell in cells)}
        self.becomes(shown, {"Tiến", "Bắc"})
        self.to_list()
        self.half("Tieens")
        self.becomes(shown, {"Tiến"})

    def test_history_while_composing(self):
        self.open("Thôn Tiến", "Thôn Bắc")
        self.narrows("Lịch sử")

    def test_bin_while_composing(self):
        self.open("Thôn Tiến", "Thôn Bắc")
        self.to_list()
        self.app.key("Down", "ctrl+a", "Delete")
        self.app.says("Đã xóa 2")
        self.narrows("Thùng rác")


class Grid(Case):
    """Several at once: the cell of a row."""

    def test_save(self):
        self.open("Thôn 1")
        drive.wait("the page of awards", lambda: self.app.key("ctrl+Page_Down") or self.app.focused().name == "Hình thức khen thưởng")
        self.app.key("ctrl+shift+n")
        drive.wait("the window for several", lambda: len(self.app.windows()) > 1)
        self.app.wait_focus("Hình thức khen thưởng")
        for title, text in (("Đối tượng", "giay khen xa"), ("Số quyết định", "ca nhan"), ("Ngày quyết định", "15/QDD-UBND"),
                            ("Tên cá nhân, tập thể, dòng 1", "12/8")):
            self.half(text)
            self.app.key("Return")
            self.app.wait_focus(title)
        self.half("OOng Lee")
        self.app.key("ctrl+Return")
        self.app.says("1 khen thưởng")
        self.becomes(lambda: self.values("recipient", "commendation"), ["Ông Lê"])


class Warning(Case):
    """The reason why a warning is passed."""

    def check(self, end):
        self.path = self.make()
        self.cli("add", self.path, "point", "place=Thôn 1", "place_kind=thon", "date_from=2026-08-08", "attendance=90000")
        self.start(self.path)
        self.app.ready()
        Case.unikey.switch_on()
        self.to_list()
        self.app.key("Down", "Return")
        self.app.click(self.app.find("push button", "Bỏ qua, nêu lý do…"))
        self.app.wait_focus("Lý do bỏ qua cảnh báo")
        self.half("ddungs")
        end()
        self.app.says("Đã bỏ qua: đúng")

    def test_enter(self):
        self.check(lambda: self.app.key("Return"))

    def test_button(self):
        self.check(lambda: self.app.key("Tab", "space"))


class Letterhead(Case):
    def begin(self):
        self.open("Thôn 1")
        self.app.key("ctrl+r")
        self.app.click(self.app.find("push button", lambda name: name.startswith("Tiêu đề và người ký"), seconds=60))
        self.app.wait_focus("Cơ quan cấp trên")
        self.half("Coong an hay")

    def kept(self):
        with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % self.path, uri=True)) as database:
            return [row[0] for row in database.execute("SELECT value FROM setting WHERE name = 'letterhead.superior'")]

    def test_enter(self):
        self.begin()
        self.app.key("Return")
        self.becomes(self.kept, ["Công an hay"])

    def test_mnemonic(self):
        self.begin()
        self.app.key("alt+" + desk.MNEMONICS["Lưu"])
        self.becomes(self.kept, ["Công an hay"])


class Unit(Case):
    """The first start: whose ledger is it?"""

    def setUp(self):
        super().setUp()
        self.start()
        self.app.wait_focus("Đơn vị")
        Case.unikey.switch_on()

    def enter_name(self):
        """Who works here is asked once; a blank answer is one."""
        self.app.wait_focus("Họ tên người nhập")
        self.app.key("Return")
        self.app.wait_focus("Nơi tổ chức")

    def test_enter(self):
        self.half("xax Caamr Xuyeen")
        self.app.key("Return")
        self.enter_name()

    def test_list(self):
        """What is composed is searched for already, and Enter takes the row that was moved to."""
        self.half("Caamr")
        drive.wait("units", lambda: len(self.app.root.all("list item", lambda name: "Cẩm" in name)) > 3)
        second = self.app.root.all("list item", lambda name: "Cẩm" in name)[1].name
        self.app.key("Down", "Return")
        self.enter_name()
        self.assertIn(second, "".join(self.app.texts()))

    def test_former_name(self):
        """A unit that was merged: its name leads to the unit of today."""
        self.half("Caamr Nhuwowngj")
        self.app.says("Xã Cẩm Nhượng nay thuộc xã Thiên Cầm. Lập sổ cho xã Thiên Cầm?")
        self.app.key("Return")
        self.enter_name()
        self.assertIn("Xã Thiên Cầm", "".join(self.app.texts()))

    def test_unknown_name(self):
        """A unit in no list is typed in, with the unit above it, by Enter alone."""
        self.half("xax Vinhx Lacj")
        self.app.says("Không thấy đơn vị “xã Vĩnh Lạc” trong danh sách.")
        self.app.key("Return")
        drive.wait("the name", lambda: self.app.focused().name == "Tên" and self.app.focused().text == "Vĩnh Lạc")
        self.app.key("Return")
        self.app.wait_focus("Trực thuộc")
        self.half("tinhr Thais Nguyeen")
        self.app.key("Return")
        self.enter_name()
        self.assertIn("Xã Vĩnh Lạc", "".join(self.app.texts()))

    def test_fast(self):
        """What is found is shown without holding up the keys."""
        for delay in (60, 12):
            self.app.type("phuwowngf thanhf sen ", delay=delay)
            drive.wait("the ward", lambda: self.app.focused().text == "phường thành sen ")
            self.app.key("ctrl+a", "BackSpace")


class Rows(Case):
    def test_clicks(self):
        """Ctrl adds a row, and takes it out again."""
        def click(place, *held):
            x, y, _, height = self.app.find("label", place, into_lists=True).box()
            words = [word for key in held for word in ("keydown", key)]
            words += ["mousemove", "--window", self.app.windows()[-1], x + 20, y + height // 2 + drive.CSD, "click", 1]
            drive.call("xdotool", *words, *[word for key in held for word in ("keyup", key)])

        def chosen():
            return [row.has("selected") for row in self.app.root.all("table row", into_lists=True)][1:]
        self.open("Thôn 1", "Thôn 2", "Thôn 3")
        self.app.lists("Thôn 3")
        for place, held, expected in (("Thôn 1", [], [1, 0, 0]), ("Thôn 3", ["ctrl"], [1, 0, 1]), ("Thôn 1", ["ctrl"], [0, 0, 1]),
                                      ("Thôn 2", ["ctrl"], [0, 1, 1]), ("Thôn 3", [], [0, 0, 1]), ("Thôn 1", ["shift"], [1, 1, 1])):
            click(place, *held)
            self.becomes(chosen, [bool(n) for n in expected])


class Rows(Case):
    """Rows that were copied in Excel, pasted with the list in focus."""

    def test_paste(self):
        self.open("Thôn 1")
        self.to_list()
        self.app.key("Down")
        with subprocess.Popen(["xclip", "-selection", "clipboard"], stdin=subprocess.PIPE, text=True) as clip:
            clip.communicate("Thôn Mỹ Sơn\t9/8/2026\t210\nTổ dân phố 2\t10/8/2026\t185\n")
        self.app.key("ctrl+v")
        self.app.says("2 dòng vào được")
        self.app.key("ctrl+Return")
        self.app.says("Đã nhập 2 dòng.")
        self.becomes(lambda: self.values("place_kind || ' ' || date_from || ' ' || attendance"),
                     ["thon 2026-08-08 10", "thon 2026-08-09 210", "to_dan_pho 2026-08-10 185"])


class Province(Case):
    def test_unit(self):
        """The unit of a new record is a field above it."""
        self.path = self.inside("tỉnh.ngayhoi")
        self.cli("new", self.path, "--unit", "42", "--year", "2026")
        self.start(self.path)
        drive.wait("the list", lambda: self.app.offers("Thêm điểm"))
        Case.unikey.switch_on()
        self.app.key("ctrl+n")
        self.app.wait_focus("Đơn vị")
        self.half("caamr xuyeen")
        self.app.key("Return")
        self.app.ready()
        self.app.type("Thon 1")
        self.app.key("ctrl+s")
        self.becomes(lambda: self.values("(SELECT name FROM unit WHERE unit.id = point.unit) || ' ' || place_kind"),
                     ["Cẩm Xuyên thon"])


if __name__ == "__main__":
    try:
        tap.main()
    finally:
        if Case.unikey is not None:
            Case.unikey.stop()
