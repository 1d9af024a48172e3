# SPDX-License-Identifier: GPL-3.0-or-later
"""The hand-in from one window to the other, by keys: the invitation, joining, handing in, receiving, returning with a reason, mending,
the second version, accepting, and the locked year."""
import glob
import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.environ["NGAY_HOI_SOURCE"], "tests"))
sys.path.insert(0, os.path.join(os.environ["NGAY_HOI_SOURCE"], "tests", "e2e"))
import desk  # noqa: E402
import drive  # noqa: E402
import tap  # noqa: E402

TODAY = "2026-08-20"
HAND_IN = "Nộp báo cáo"


class HandIn(desk.Case):
    def setUp(self):
        super().setUp()
        self.env["NGAY_HOI_TODAY"] = TODAY
        self.province, self.commune = self.inside("tỉnh.ngayhoi"), self.inside("xã.ngayhoi")
        self.invitation, self.packages = self.inside("mời.ngayhoi-moi"), self.inside("nộp")
        os.makedirs(self.packages)
        self.cli("new", self.province, "--unit", "42", "--year", "2026")
        self.make("Thôn Mỹ Sơn", "Thôn Đông Hạ", path=self.commune)

    # Parts of the window

    def go(self, page):
        row = drive.wait("the page " + page, lambda: self.app.root.all("list item", page))[0]
        for _ in range(14):
            if row.has("selected"):
                return
            self.app.key("ctrl+Page_Down")
            drive.time.sleep(0.2)
        raise AssertionError("no page " + page)

    def choose(self, path):
        """In the file dialog that was just opened."""
        def dialog():
            tops = [top for top in self.app.root.children if top.role != "frame"]
            return next((top for top in tops if any(n.name in ("Mở", "Lưu", "Chọn") for n in top.all("push button"))), None)

        def typed():
            return any(n.role == "text" and n.text == path for n in dialog().walk())
        drive.wait("the keyboard in the file dialog", lambda: dialog() is not None and any(n.has("focused") for n in dialog().walk()))
        self.app.key("ctrl+a")
        self.app.type(path)
        drive.wait("the path in the file dialog", typed)
        self.app.key("Return")
        drive.wait("the end of the file dialog", lambda: dialog() is None)

    def open_year(self, path, page):
        self.start(path)
        drive.wait("an open ledger", self.app.is_open)
        self.go(page)

    # What the commune does

    def join(self, code, slip):
        app = self.app
        app.sees("Trước hết, đọc tệp mời")
        app.press("Chọn tệp mời")
        self.choose(self.invitation)
        app.sees("Tỉnh Hà Tĩnh", "2026")
        app.wait_focus("Mã kiểm tra in trong công văn (20 chữ số)")
        app.type("1111 1111 1111 1111 1111")
        app.key("Return")
        app.press("Tham gia")
        app.sees("mã kiểm tra không phải")
        app.wait_focus("Mã kiểm tra in trong công văn (20 chữ số)")
        app.key("ctrl+a")
        app.type(code)
        app.key("Return")
        app.wait_focus("Phiếu cấp mã của đơn vị (16 ký tự)")
        app.type(slip)
        app.key("Return")
        app.sees("Chưa nộp lần nào")

    def hand_in(self, version, reason=None):
        app, path = self.app, os.path.join(self.packages, "bản-%d.ngayhoi-nop" % version)
        app.sees("Nộp bản %d" % version)
        if reason is not None:
            app.wait_focus("Lý do nộp lại")
            app.key("Return")
            app.sees("Hãy ghi lý do nộp lại")
            app.type(reason)
            app.key("Return")
        else:
            app.press("Tạo tệp nộp")
        self.choose(path)
        app.sees("Đã tạo tệp bản %d" % version)
        app.sees("Bản %d: đã tạo tệp nộp" % version)
        self.assertTrue(os.path.getsize(path) > 500)
        return path

    def read_reply(self, *parts):
        self.app.press("Đọc phiếu trả lời")
        self.choose(max(glob.glob(self.inside("phiếu", "*.ngayhoi-phieu")), key=os.path.getmtime))
        self.app.sees(*parts)

    def uuid(self, place):
        with sqlite3.connect(self.copied(self.commune)) as file:
            return file.execute("SELECT uuid FROM point WHERE place = ?", (place,)).fetchone()[0]

    # What the province does, by the command line

    def reply(self):
        os.makedirs(self.inside("phiếu"), exist_ok=True)
        self.cli("reply", self.province, "--out", self.inside("phiếu"))

    # What the province does in its window

    def invite(self):
        """Gives the code of the dispatch, as it is shown."""
        app = self.app
        app.sees("Chưa yêu cầu báo cáo")
        app.press("Lập tệp mời")
        app.wait_focus("Hạn nộp báo cáo")
        app.type("31/2")
        app.key("Return")
        app.sees("Đây không phải ngày")
        app.key("ctrl+a")
        app.type("25/8/2026")
        app.key("Return")
        self.choose(self.invitation)
        app.sees("In mã kiểm tra này trong công văn")
        code = next(text for text in app.texts() if len(text.split()) == 5 and text.replace(" ", "").isdigit())
        app.press("Đóng")
        app.sees("Mã kiểm tra in trong công văn", code)
        return code

    def receive(self, *parts):
        """The folder in one go: what it would change is shown first."""
        app = self.app
        app.press("Nhận thư mục")
        self.choose(self.packages)
        app.sees("Có thể nhận 1 tệp")
        for part in parts:
            app.sees(part)
        app.key("Return")
        app.sees("Đã nhận 1 tệp")
        app.press("Về bảng theo dõi")

    def find_unit(self):
        """The unit by its name without marks; Enter goes to its pane."""
        app = self.app
        drive.wait("the board", lambda: app.has("list", "Các đơn vị và tình trạng nộp"))
        drive.wait("the keyboard in the board", lambda: app.focused() is not None)
        app.key("ctrl+f")
        app.type("cam xuyen")
        drive.wait("the unit's pane", lambda: any(n.name == "Xã Cẩm Xuyên" and n.role == "heading" for n in app.seen()))

    def save_reply(self):
        os.makedirs(self.inside("phiếu"), exist_ok=True)
        self.app.press("Lưu phiếu trả lời")
        self.choose(self.inside("phiếu"))
        self.app.sees("Đã lưu phiếu trả lời")

    def save_all_replies(self):
        """By its own keys, from wherever the keyboard is."""
        self.app.key("ctrl+shift+s")
        self.choose(self.inside("phiếu"))
        self.app.sees("Đã lưu 1 phiếu trả lời")

    def save_pdf(self):
        path = self.inside("báo cáo.pdf")
        self.app.key("ctrl+shift+p")  # the report first
        drive.wait("the page of reports", lambda: self.app.root.all("list item", "Báo cáo")[0].has("selected"))
        self.app.key("ctrl+shift+p")
        self.choose(path)
        drive.wait("the report", lambda: os.path.exists(path) and open(path, "rb").read(5) == b"%PDF-")

    def test_chain(self):
        """From one window to the other, twice."""
        self.open_year(self.province, "Tiếp nhận")
        code = self.invite()
        self.leave(self.province)
        slip = self.cli("enrol", self.province, "--unit", desk.UNIT, "--format", "tsv").splitlines()[1].split("\t")[2]
        self.open_year(self.commune, HAND_IN)
        self.join(code, slip)
        self.hand_in(1)
        self.leave(self.commune)
        self.open_year(self.province, "Tiếp nhận")
        self.receive("Mới: Xã Cẩm Xuyên")
        self.find_unit()
        self.app.press("Trả lại…")
        self.app.wait_focus("Lý do")
        self.app.type("So nguoi du chua dung")
        self.app.key("Return")
        self.app.sees("Đã trả lại bản 1 của Xã Cẩm Xuyên")
        self.save_reply()
        self.leave(self.province)
        self.open_year(self.commune, HAND_IN)
        self.read_reply("Tỉnh trả lại bản 1", "So nguoi du chua dung")
        self.leave(self.commune)
        self.cli("add", self.commune, "point", "place=Thôn Nam", "place_kind=thon", "date_from=2026-08-08", "attendance=5")
        self.open_year(self.commune, HAND_IN)
        self.hand_in(2, "Bo sung")
        self.leave(self.commune)
        os.remove(os.path.join(self.packages, "bản-1.ngayhoi-nop"))
        self.open_year(self.province, "Tiếp nhận")
        self.receive("Bản sửa: Xã Cẩm Xuyên", "Số điểm ngày hội: 2 → 3", "thêm 1")
        self.find_unit()
        self.app.press("Chốt")
        self.app.sees("Đã chốt: bản 2")
        self.save_all_replies()
        self.save_pdf()
        self.leave(self.province)
        self.open_year(self.commune, HAND_IN)
        self.read_reply("Tỉnh đã chốt bản 2", "đã khóa")
        self.leave(self.commune)
        told = self.cli("add", self.commune, "point", "place=Thôn Bắc", "place_kind=thon", "date_from=2026-08-09", "attendance=5", code=1)
        self.assertEqual(told, "")
        for path in (self.province, self.commune):
            with sqlite3.connect(self.copied(path)) as file:
                self.assertEqual(file.execute("SELECT count (*), sum (attendance) FROM point WHERE deleted = 0").fetchone(), (3, 35))

    def test_commune(self):
        """From the dispatch to the locked year."""
        code = self.cli("invite", self.province, "--year", "2026", "--deadline", "25/8/2026", "--out", self.invitation).strip()
        slip = self.cli("enrol", self.province, "--unit", desk.UNIT, "--format", "tsv").splitlines()[1].split("\t")[2]
        self.open_year(self.commune, HAND_IN)
        self.join(code, slip)
        self.cli("receive", self.province, self.hand_in(1))
        self.cli("remark", self.province, "attendance=12", "--record", self.uuid("Thôn Mỹ Sơn"), "--reason", "Danh sách ghi 12 người")
        self.cli("return", self.province, "--unit", desk.UNIT, "--reason", "Số người dự chưa đúng")
        self.reply()
        self.read_reply("Tỉnh trả lại bản 1", "Số người dự chưa đúng")
        self.app.sees("Đề nghị sửa: 10 → 12")
        # Enter opens the record that the province means; the proposal is applied from the page.
        drive.wait("the keyboard in the remark", lambda: "Thôn Mỹ Sơn" in self.app.focused().name)
        self.app.key("Return")
        self.app.holds(desk.PLACE, "Thôn Mỹ Sơn")
        self.go(HAND_IN)
        self.app.press("Áp dụng")
        self.app.sees("Đã áp dụng đề nghị")
        self.app.sees("Đã thay đổi so với bản đã nộp")
        self.app.key("alt+l")
        self.cli("receive", self.province, self.hand_in(2, "Sửa số người dự"))
        self.cli("accept", self.province, "--unit", desk.UNIT)
        self.reply()
        self.read_reply("Tỉnh đã chốt bản 2", "đã khóa")
        self.app.sees("Bản 2: tỉnh đã chốt")
        self.assertFalse(self.app.offers("Tạo tệp nộp"))
        # The year is locked: no point is begun.
        self.go(desk.POINTS)
        self.app.key("ctrl+n")
        self.app.sees("Năm 2026 đã khóa")
        # The supplement opens it again.
        self.go(HAND_IN)
        self.app.press("Nộp bổ sung")
        self.app.wait_focus("Lý do")
        self.app.type("Sót một điểm")
        self.app.key("Return")
        self.app.sees("đang nộp bổ sung")


if __name__ == "__main__":
    tap.main()
