# SPDX-License-Identifier: GPL-3.0-or-later
"""What a season needs, by the mouse alone: only texts are typed. Run in tests/gui-run -w."""
import os
import sys

sys.path.insert(0, os.path.join(os.environ["NGAY_HOI_SOURCE"], "tests"))
sys.path.insert(0, os.path.join(os.environ["NGAY_HOI_SOURCE"], "tests", "e2e"))
import desk  # noqa: E402
import drive  # noqa: E402
import tap  # noqa: E402


class Mouse(desk.Case):
    def open(self, *places):
        self.path = self.make(*places)
        self.start(self.path)
        self.app.ready()

    def cell(self, text):
        """A cell of the list that has this text."""
        return drive.wait("“%s” in the list" % text, lambda: [
            n for table in self.app.root.all("tree table", desk.POINTS) for n in table.walk(True) if n.role == "label" and n.name == text])[0]

    def press(self, name):
        self.app.click(drive.wait("the button “%s”" % name, lambda: [n for n in self.app.seen() if n.role == "push button" and n.name == name])[0])

    def field(self, name):
        return drive.wait("the field “%s”" % name, lambda: [n for n in self.app.seen() if n.role == "text" and n.name == name])[0]

    def write(self, name, text):
        self.app.click(self.field(name))
        drive.wait("the keyboard in “%s”" % name, lambda: self.field(name).has("focused"))
        self.app.type(text)

    def show(self, page):
        self.app.click(drive.wait("the page “%s”" % page, lambda: [n for n in self.app.seen() if n.role == "list item" and n.name == page])[0])

    def test_first(self):
        """From the first start to the first point."""
        os.makedirs(self.inside("Documents"))
        self.env.update(NGAY_HOI_TODAY="2026-08-20")
        self.start()
        self.app.wait_focus("Đơn vị")
        self.app.type("cam xuyen")
        self.app.click(drive.wait("a unit under the entry", lambda: [n for n in self.app.root.all("label") if n.name.startswith("Xã Cẩm Xuyên")])[0])
        self.press("Lập sổ")
        self.app.ready()
        self.write(desk.PLACE, "Thôn Mỹ Sơn")
        self.app.click_at_end(self.field(desk.KIND))
        self.app.click_in_popover("list item", "Thôn")
        self.write(desk.DAY, "8/8")
        self.write(desk.PEOPLE, "150")
        self.press("Lưu")
        self.app.counts(1)
        self.leave()

    def test_filter(self):
        """Of three points the one of this name, and all again."""
        self.open("Thôn 1", "Thôn 2", "Thôn 3")
        self.press("Lọc")
        self.app.click_in_popover("text", "Từ cần tìm, không cần gõ dấu", gone=False)
        self.app.type("thon 2")
        self.app.click_in_popover("push button", "Lọc theo mục này")
        self.app.sees("1 điểm ngày hội")
        self.app.click(self.app.find("push button", lambda name: name.startswith("Bỏ điều kiện lọc")))
        self.app.sees("3 điểm ngày hội")
        self.leave(self.path)

    def test_report(self):
        self.open("Thôn 1")
        self.show("Báo cáo")
        self.press("Excel")
        self.press("Lưu")
        drive.wait("the workbook", lambda: [name for name in os.listdir(self.home) if name.endswith(".xlsx")])
        self.leave(self.path)

    def test_menu(self):
        """A backup and the settings."""
        self.open("Thôn 1")
        self.press("Trình đơn")
        self.app.click_in_popover("menu item", "Sao lưu ngay")
        self.app.sees("Đã sao lưu và kiểm tra")
        self.leave(self.path)

    def test_several(self):
        """Rows are chosen by drawing the mouse over them, and deleted together."""
        self.open(*("Thôn %d" % n for n in range(1, 6)))
        self.app.drag(self.cell("Thôn 2"), self.cell("Thôn 4"))
        self.app.sees("3 điểm ngày hội")
        self.press("Xóa (Delete)")
        self.app.counts(2)
        self.press("Hoàn tác")
        self.app.counts(5)
        self.leave(self.path)


if __name__ == "__main__":
    tap.main()
