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
