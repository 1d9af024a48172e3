# SPDX-License-Identifier: GPL-3.0-or-later
"""A season of a commune, from the first start to the restored backup, by keys alone; and how long the first point takes a person."""
import glob
import os
import sys
import time
import unicodedata

sys.path.insert(0, os.path.join(os.environ["NGAY_HOI_SOURCE"], "tests"))
sys.path.insert(0, os.path.join(os.environ["NGAY_HOI_SOURCE"], "tests", "e2e"))
import openpyxl  # noqa: E402
import desk  # noqa: E402
import drive  # noqa: E402
import tap  # noqa: E402

NAMES = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung", "Hoàng Văn Em", "Võ Thị Giang", "Đặng Văn Hải", "Bùi Thị Khánh",
         "Đỗ Văn Lâm", "Hồ Thị Mai"]


def strokes(letter):
    """Keys of a letter in Telex: "ễ" is e, e, x."""
    return 2 if letter in "đĐ" else len(unicodedata.normalize("NFD", letter))


class Clerk(desk.Window):
    """Counts the keys, and as @human presses no more than five in a second and looks before each thing that is typed."""

    RATE, LOOK = 5.0, 1.2

    def __init__(self, *words, human=False, **more):
        self.human, self.keys, self.looks, self.next = human, 0, 0, 0.0
        super().__init__(*words, **more)

    def pace(self, keys, looks=0):
        self.keys += keys
        self.looks += looks
        if self.human:
            time.sleep(max(0.0, self.next - time.monotonic()))
            self.next = time.monotonic() + keys / self.RATE + looks * self.LOOK

    def key(self, *keys):
        for key in keys:
            self.pace(1)
            super().key(key)

    def type(self, text, delay=8):
        self.pace(0, 1)
        if not self.human:
            self.keys += sum(strokes(letter) for letter in text)
            super().type(text, delay)
            return
        for letter in text:
            self.pace(strokes(letter))
            super().type(letter, delay)

    def spent(self):
        """By the person: seconds."""
        return self.keys / self.RATE + self.looks * self.LOOK


class Season(desk.Case):
    def begin(self, human=False):
        os.makedirs(self.inside("Documents"))
        with open(self.inside(".config", "user-dirs.dirs"), "w", encoding="utf-8") as file:
            file.write('XDG_DOCUMENTS_DIR="$HOME/Documents"\n')
        self.env["NGAY_HOI_TODAY"] = "2026-08-20"
        self.env.pop("XDG_DOCUMENTS_DIR", None)
        self.app = Clerk(env=self.env, human=human)
        self.addCleanup(self.app.kill)
        self.app.wait_focus("Đơn vị")
        self.app.type("cam xuyen")
        drive.wait("a unit under the entry", lambda: [n for n in self.app.root.all("label") if n.name.startswith("Xã Cẩm Xuyên")])
        self.app.key("Return")
        self.app.wait_focus("Họ tên người nhập")
        self.app.type("Trần Thị Bình")
        self.app.key("Return")
        self.app.wait_focus("Nơi tổ chức")
        return self.inside("Documents", "xa-cam-xuyen.ngayhoi")

    def fill(self, *fields, last="ctrl+s"):
        """Field and text, each ended by Enter, the last one by @last; "" takes what is there."""
        for at, (title, text) in enumerate(fields):
            self.app.wait_focus(title)
            if text:
                self.app.type(text)
            self.app.key("Return" if at + 1 < len(fields) else last)

    def turn_to(self, title):
        """A page of the sidebar; its first field or its list has the keyboard."""
        row = drive.wait(title, lambda: [n for n in self.app.root.all("list item") if n.name == title])[0]
        for _ in range(12):
            if row.has("selected"):
                return
            self.app.key("ctrl+Page_Down")
            time.sleep(0.3)
        self.fail("the keyboard does not come to " + title)

    def reach(self, part):
        """Tab until the keyboard is at a control with @part in its name; fails after sixty."""
        for count in range(60):
            node = self.app.focused()
            if node is not None and part in node.name:
                return count
            self.app.key("Tab")
            time.sleep(0.1)
        self.fail("Tab does not come to " + part)

    def save_file(self, ending, path):
        drive.wait("the dialog", lambda: [n for n in self.app.root.all("text") if n.text.endswith(ending)])
        self.app.key("ctrl+a")
        self.app.type(path)
        self.app.key("Return")
        drive.wait("the file", lambda: os.path.exists(path) and os.path.getsize(path) > 1000, 60)

    POINT = (("Nơi tổ chức", "Thôn Mỹ Sơn"), ("Loại địa bàn", ""), ("Ngày tổ chức", "8/8"), ("Lượt người dự", "150"), ("Giao ước thi đua ký kết", "2"))

    def test_first_point(self):
        """First start to first saved point: at most 40 s, of which the program may take 10."""
        began = time.monotonic()
        self.begin(human=True)
        self.fill(*self.POINT)
        self.app.counts(1)
        print("# first start to first saved point: %d keys, %d looks: %.0f s of a person; %.0f s in all here" %
              (self.app.keys, self.app.looks, self.app.spent(), time.monotonic() - began))
        self.assertLess(self.app.spent(), 30)
        self.leave()

    def enter_season(self):
        self.turn_to("Đợt Ngày hội")
        self.fill(("Số kế hoạch", "25/KH-UBND"), ("Ngày ban hành", "1/7"))
        self.app.sees("Đã lưu")

    def enter_gift(self):
        """From the point that it was given at."""
        self.turn_to(desk.POINTS)
        self.app.key("ctrl+f")
        self.app.wait_focus("Tìm")
        self.app.key("Down", "Return")
        self.app.wait_focus("Nơi tổ chức")
        self.reach("Thêm tại đây: Quà tặng")
        self.app.key("Return")
        self.app.wait_focus("Bên tặng")
        self.app.key("Return")
        self.fill(("Đối tượng nhận, dòng 1", "ho ngheo"), last="Tab")
        self.fill(("Loại quà, dòng 1", ""), last="Tab")
        self.fill(("Số suất, dòng 1", "5"), last="Tab")
        self.app.type("500000")
        self.app.key("ctrl+Return")
        self.app.sees("1 quà tặng", "2.500.000")

    def enter_decision(self):
        self.turn_to("Khen thưởng")
        self.app.key("ctrl+shift+n")
        self.fill(("Hình thức khen thưởng", "giay khen xa"), ("Đối tượng", "ca nhan"), ("Số quyết định", "15/QĐ-UBND"), ("Ngày quyết định", "12/8"), last="Return")
        before = self.app.keys
        for row, name in enumerate(NAMES, 1):
            self.app.wait_focus("Tên cá nhân, tập thể, dòng %d" % row)
            self.app.type(name)
            self.app.key("Return")
        print("# ten recipients: %d keys" % (self.app.keys - before))
        self.app.key("ctrl+Return")
        self.app.sees("10 khen thưởng")

    def enter_total(self):
        self.turn_to("Số liệu tổng")
        self.fill(("Chỉ tiêu", "giao uoc"), ("Số liệu", "31"))
        self.app.sees("1 số liệu tổng")

    def print_reports(self):
        self.app.key("ctrl+r")
        drive.wait("the preview", lambda: "Thôn Mỹ Sơn" in self.app.root.all("document text")[0].accessible.description, 60)
        self.app.key("alt+" + desk.MNEMONICS["Tiêu đề và người ký…"])
        drive.wait("the letterhead", lambda: "Cơ quan cấp trên" in self.app.focused().name)
        self.app.key("Escape")
        self.app.key("ctrl+p")
        drive.wait("the print dialog", lambda: [n for n in self.app.root.all("dialog") + self.app.root.all("frame") if n.name == "In"], 60)
        self.app.key("Escape")
        self.app.key("ctrl+e")
        book = self.inside("Documents", "mua.xlsx")
        self.save_file(".xlsx", book)
        rows = list(openpyxl.load_workbook(book, data_only=True).worksheets[0].iter_rows(values_only=True))
        total = next(row for row in rows if "TỔNG CỘNG" in row)
        for number in (1, 150, 5, 2500000, 10):
            self.assertIn(number, total)

    def take_back(self):
        """A point deleted by mistake comes back from the bin."""
        self.turn_to(desk.POINTS)
        self.app.key("ctrl+f")
        self.app.wait_focus("Tìm")
        self.app.key("Down", "Delete")
        drive.wait("the question", lambda: [n for n in self.app.root.all("push button") if "Xóa cả" in n.name])
        self.app.press("Xóa cả")
        self.app.counts(0)
        self.app.key("ctrl+z")
        self.app.counts(1)
        self.turn_to("Khen thưởng")
        self.app.key("ctrl+f")
        self.app.key("Down", "Delete")
        self.app.sees("Đã xóa 1 phiếu")
        self.turn_to("Thùng rác")
        self.reach("Phiếu đã xóa")
        self.app.key("Down")
        self.reach("Khôi phục")
        self.app.key("Return")
        self.app.sees("10 khen thưởng")

    def menu(self, part):
        """F10 and the underlined letter of the item."""
        self.app.key("F10")
        item = drive.wait(part, lambda: [n for n in self.app.root.all("menu item") if part in n.name])[0]
        for _ in range(20):
            if item.has("focused"):
                break
            self.app.key("Down")
            time.sleep(0.1)
        self.app.key("Return")

    def keep_and_restore(self, path):
        backups = lambda: sorted(glob.glob(path.replace(".ngayhoi", ".backup") + "/*.ngayhoi"))   # noqa: E731
        before = len(backups())
        self.menu("Sao lưu ngay")
        drive.wait("a backup", lambda: len(backups()) > before)
        self.menu("Khôi phục bản sao lưu")
        self.app.sees("Khôi phục bản sao lưu")
        self.reach("Khôi phục")
        self.app.key("Return")
        self.app.found = {}
        self.app.counts(1)

    def test_by_keys(self):
        path = self.begin()
        self.fill(*self.POINT)
        self.app.counts(1)
        for step in (self.enter_season, self.enter_gift, self.enter_decision, self.enter_total, self.print_reports, self.take_back):
            before = self.app.keys
            step()
            print("# %s: %d keys" % (step.__name__, self.app.keys - before), flush=True)
        self.app.key("ctrl+comma")
        self.app.sees("Cỡ chữ")
        self.app.key("Escape")
        self.keep_and_restore(path)
        self.leave(path)


if __name__ == "__main__":
    tap.main()
