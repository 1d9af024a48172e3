# SPDX-License-Identifier: GPL-3.0-or-later
"""A clerk who has last year's list in Excel, and one of a province who has the forms of all communes, with the keyboard alone."""
import datetime
import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.environ["NGAY_HOI_SOURCE"], "tests"))
sys.path.insert(0, os.path.join(os.environ["NGAY_HOI_SOURCE"], "tests", "e2e"))
sys.path.insert(0, os.path.join(os.environ["NGAY_HOI_SOURCE"], "tests", "intake"))
import books  # noqa: E402
import openpyxl  # noqa: E402
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
            return next((top for top in tops if any(n.name in ("Mở", "Lưu", "Chọn") for n in top.all("push button"))), None)
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

    def test_rows_sent_back(self):
        """They are written into a file, and the window says what to do with it; mended, it doubles nothing."""
        self.path, back = self.inside("sổ.ngayhoi"), self.inside("tra-lai.xlsx")
        self.cli("new", self.path, "--unit", "18673", "--year", "2026")
        book = books.save(self.inside("Danh sách.xlsx"), [["Địa điểm", "Thời gian", "Số người dự"], ["Thôn Mỹ Sơn", "8/8/2026", 210], ["Thôn Đông Hạ", "31/2/2026", 185]])
        self.start(self.path)
        drive.wait("the page", lambda: self.app.offers("Thêm điểm"))
        self.app.key("ctrl+i")
        self.choose(book)
        self.app.says("1 dòng vào được")
        self.app.key("ctrl+Return")
        self.app.sees("1 dòng bị trả lại. Hãy ghi ra tệp Excel")
        self.app.press("Ghi các dòng trả lại")
        self.choose(back)
        self.app.sees("Đã ghi các dòng bị trả lại. Hãy sửa trong tệp đó theo lý do ở cột cuối rồi nhập lại")
        mended = openpyxl.load_workbook(back)
        cell = next(cell for row in mended.active.iter_rows() for cell in row if cell.value == "31/2/2026")
        cell.value = "9/8/2026"
        mended.save(back)
        self.app.key("Escape")
        drive.wait("the page again", lambda: self.app.offers("Thêm điểm"))
        self.app.key("ctrl+i")
        self.choose(back)
        self.app.says("1 dòng vào được")
        self.app.key("ctrl+Return")
        self.app.says("Đã nhập 1 dòng")
        self.assertEqual(self.read("place"), ["Thôn Mỹ Sơn", "Thôn Đông Hạ"])

    def take(self, folder):
        """By the menu, to the forms as they are shown first."""
        drive.wait("the keyboard in the window", lambda: self.app.focused() is not None)
        self.app.key("F10")
        drive.wait("the menu", lambda: any(n.role == "menu item" and n.has("focused") for n in self.app.seen()))
        for _ in range(20):
            if any(n.role == "menu item" and n.has("focused") and "Nhận phiếu Excel" in n.name for n in self.app.seen()):
                break
            self.app.key("Down")
        self.app.key("Return")
        self.app.press("Chọn thư mục…")
        self.choose(folder)

    def test_forms_of_all_communes(self):
        """Nothing comes in before it was seen; one undo takes all of it back; a mended form doubles nothing."""
        self.path, folder = self.inside("tỉnh.ngayhoi"), self.inside("phieu")
        os.mkdir(folder)
        self.cli("new", self.path, "--unit", "42", "--year", "2026", "--role", "province")
        self.cli("workbook-form", self.path, "--out", folder)
        forms = sorted(os.listdir(folder))
        self.assertEqual(len(forms), 69)
        for number, name in enumerate(forms):
            book = openpyxl.load_workbook(os.path.join(folder, name))
            table = book["Điểm ngày hội"]
            heads = [str(cell.value).replace(" (*)", "") for cell in table[4]]
            for row in (6, 7):
                wrong = row == 7 and number == 5
                for head, value in (("Nơi tổ chức", "Thôn %d" % row), ("Ngày tổ chức", "31/2/2026" if wrong else datetime.date(2026, 8, row)), ("Lượt người dự", 100 + number)):
                    table.cell(row, heads.index(head) + 1, value)
            book.save(os.path.join(folder, name))
        self.start(self.path)
        drive.wait("the program", lambda: any("Cấp tỉnh" in t or "Hà Tĩnh" in t for t in self.app.texts()))
        self.take(folder)
        self.app.sees("69 phiếu Excel: 137 dòng mới vào được", seconds=60)
        self.app.sees("Chưa lưu gì. 1 dòng sẽ bị trả lại")
        self.assertEqual(self.read("place"), [])
        self.app.press("Nhận vào sổ")
        self.app.sees("Đã đọc 69 phiếu Excel: 137 dòng mới", seconds=60)
        self.assertEqual(len(self.read("place")), 137)
        back = [os.path.join(at, name) for at, _, names in os.walk(folder) for name in names if at != folder]
        self.assertEqual(len(back), 1)
        self.app.press("Hoàn tác")
        self.app.sees("Đã hoàn tác tất cả", seconds=60)
        self.assertEqual(self.read("place"), [])
        self.app.key("Escape")
        # Once more; and what was sent back, mended, is one file.
        self.take(folder)
        self.app.sees("69 phiếu Excel: 137 dòng mới vào được", seconds=60)
        self.app.press("Nhận vào sổ")
        self.app.sees("Đã đọc 69 phiếu Excel: 137 dòng mới", seconds=60)
        self.app.key("Escape")
        book = openpyxl.load_workbook(back[0])
        book["Điểm ngày hội"].cell(6, heads.index("Ngày tổ chức") + 1, datetime.date(2026, 8, 7))
        mended = self.inside("sua.xlsx")
        book.save(mended)
        self.leave(self.path)
        self.cli("take-forms", self.path, mended)
        self.cli("take-forms", self.path, folder, code=1)
        self.assertEqual(len(self.read("place")), 138)


if __name__ == "__main__":
    tap.main()
