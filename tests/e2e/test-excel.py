# SPDX-License-Identifier: GPL-3.0-or-later
"""A clerk who has last year's list in Excel, with the keyboard alone."""
import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.environ["NGAY_HOI_SOURCE"], "tests"))
sys.path.insert(0, os.path.join(os.environ["NGAY_HOI_SOURCE"], "tests", "e2e"))
sys.path.insert(0, os.path.join(os.environ["NGAY_HOI_SOURCE"], "tests", "intake"))
import books  # noqa: E402
import tap  # noqa: E402
import desk  # noqa: E402
import drive  # noqa: E402

PLACES = ["Thôn %s" % name for name in ("Mỹ Sơn", "Đông Hạ", "Tân An", "Nam Thành", "Yên Mỹ", "Bắc Hòa", "Bình Quang", "Trại Tiểu",
                                        "Trung Tiến", "Trung Đông", "Hưng Phát", "Cao Sơn", "Vạn Thành")]
# As a list is kept from year to year: the days typed over, one in another way, and one place in a font of the nineties.
ROWS = [["CÔNG AN XÃ CẨM XUYÊN"], [], ["DANH SÁCH ĐIỂM TỔ CHỨC NGÀY HỘI"], [],
        ["STT", "Địa điểm tổ chức", "Thời gian", "Số người dự", "Kinh phí (triệu đồng)", "Ghi chú", "Bí thư chi bộ"]]
ROWS += [[n, place, "%d/8/2026" % (5 + n), 150 + n, 3.5, None, "Ông Ba"] for n, place in enumerate(PLACES, 1)]
ROWS += [[14, ("Th«n Xãm Míi", ".VnTime"), "8.8.26", "185 người", "nt", None], ["Tổng cộng", None, None, 2000, 49]]


class Clerk(desk.Case):
    def choose(self, path):
        def dialog():
            tops = [top for top in self.app.root.children if top.role != "frame"]
            return next((top for top in tops if any(n.name in ("Mở", "Lưu") for n in top.all("push button"))), None)
        drive.wait("the file dialog", lambda: dialog() is not None and any(n.has("focused") for n in dialog().walk()))
        self.app.key("ctrl+a")
        self.app.type(path)
        drive.wait("the path", lambda: any(n.role == "text" and n.text == path for n in dialog().walk()))
        self.app.key("Return")
        drive.wait("the end of the file dialog", lambda: dialog() is None)

    def read(self, what):
        with sqlite3.connect(self.copied(self.path)) as file:
            return [row[0] for row in file.execute("SELECT %s FROM point WHERE deleted = 0 ORDER BY id" % what)]

    def test_last_years_list(self):
        self.path = self.inside("sổ.ngayhoi")
        self.cli("new", self.path, "--unit", "18673", "--year", "2026")
        book = books.save(self.inside("Danh sách.xlsx"), ROWS, **{"Trang trống": [], "Quà tặng": [["Đối tượng", "Số suất"], ["Hộ nghèo", 12]]})
        self.start(self.path)
        drive.wait("the page", lambda: self.app.offers("Thêm điểm"))
        self.app.key("ctrl+i")
        self.choose(book)
        self.app.says("14 dòng vào được")
        self.app.says("trang khác, không được đọc: “Quà tặng”")
        self.app.key("ctrl+Return")
        self.app.says("Đã nhập 14 dòng. Các cột không được lấy: “Bí thư chi bộ”.")
        self.assertEqual(self.read("place"), [*PLACES, "Thôn Xóm Mới"])
        self.assertEqual(self.read("attendance")[-1], 185)
        self.assertEqual(set(self.read("cost")), {3500000})
        # Once more: nothing is doubled. One undo takes all back.
        self.app.key("ctrl+i")
        self.choose(book)
        self.app.says("14 dòng đã có trong sổ")
        self.app.key("Escape")
        drive.wait("the end of the table", lambda: not self.app.has("check box", "Chỉ dòng có vấn đề"))
        self.app.key("ctrl+z")
        drive.wait("an empty list", lambda: self.read("place") == [])


if __name__ == "__main__":
    tap.main()
