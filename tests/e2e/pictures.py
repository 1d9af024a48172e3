#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of pages of the running program, to be looked at. In every size, language and colour, measured: tests/display/test-app-scenes.c.

    NGAY_HOI=… NGAY_HOI_CLI=… tests/gui-run -w tests/e2e/pictures.py DIR [--scene NAME]… [--lang vi|en] [--dark] [--contrast] [--text PERCENT]
    [--size WIDTHxHEIGHT]
Each scene is a start of its own with made-up records, on the day 20/8. Pictures are DIR/NAME.png, with what is not as usual in the name. The status
is 1 when one could not be taken."""
import argparse
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import drive  # noqa: E402

UNIT, WARD, PROVINCE = "18673", "18073", "42"
PAGES = {"overview": ("Tổng quan", "Overview"), "point": ("Điểm ngày hội", "Festival points"), "gift": ("Quà tặng", "Gifts"), "activity": ("Hoạt động", "Activities"),
         "commendation": ("Khen thưởng", "Commendations"), "total": ("Số liệu tổng", "Totals"), "season": ("Đợt Ngày hội", "Seasons"),
         "body": ("Khu dân cư, cơ quan", "Register of bodies"), "assessment": ("Tiêu chí ANTT", "Criteria assessed"),
         "reports": ("Báo cáo", "Reports"), "hand-in": ("Nộp báo cáo", "Hand in"), "reception": ("Tiếp nhận", "Reception"), "history": ("Lịch sử", "History"), "bin": ("Thùng rác", "Recycle bin")}

POINTS = [("Thôn Mỹ Sơn", "thon", 8, 240, 118), ("Thôn Đông Hạ", "thon", 8, 185, 96), ("Thôn Tân An", "thon", 9, 210, 104), ("Thôn Nam Thành", "thon", 10, 162, 88),
          ("Thôn Yên Mỹ", "thon", 10, 148, 79), ("Tổ dân phố 2", "to_dan_pho", 12, 305, 142), ("Tổ dân phố 5", "to_dan_pho", 12, 276, 131),
          ("Liên thôn Trung Tiến – Trung Đông", "lien_thon", 14, 420, 203), ("Trường THCS Cẩm Xuyên", "truong", 15, 380, None),
          ("Nhà máy may Hưng Phát", "doanh_nghiep", 16, 190, None), ("Thôn Bắc Hòa", "thon", 17, 131, 72), ("Thôn Trung Thắng", "thon", 18, 156, 83)]
BODIES = [("Thôn Mỹ Sơn", "khu_dan_cu", "cong_nhan", 118), ("Thôn Đông Hạ", "khu_dan_cu", "cong_nhan", 96), ("Thôn Tân An", "khu_dan_cu", "dang_ky", 104),
          ("Tổ dân phố 2", "khu_dan_cu", "khong", 142), ("Trường THCS Cẩm Xuyên", "truong", "cong_nhan", None), ("Trường mầm non Hoa Sen", "mam_non", "", None),
          ("Nhà máy may Hưng Phát", "doanh_nghiep", "cong_nhan", None), ("UBND xã Cẩm Xuyên", "co_quan", "cong_nhan", None)]
CRITERIA = [("xa_1", "", "dat", "Nghị quyết số 02-NQ/ĐU", "12/2/2026"), ("xa_2", "", "dat", "Báo cáo số 41/BC-CAX", "10/6/2026"), ("xa_3", "", "dat", "Báo cáo số 44/BC-CAX", "12/6/2026"),
            ("kdc_1", "Thôn Mỹ Sơn", "dat", "Biên bản đăng ký", "20/12/2025"), ("kdc_2", "Thôn Mỹ Sơn", "dat", "Báo cáo của thôn", "5/6/2026"),
            ("kdc_3", "Tổ dân phố 2", "chua_dat", "Báo cáo vụ việc", "2/5/2026")]
GIFTS = [("ho_ngheo", "suat_qua", 12, 500000, "Thôn Mỹ Sơn"), ("nguoi_co_cong", "suat_qua", 8, 1000000, "Thôn Đông Hạ"), ("hoc_sinh", "hoc_bong", 10, 800000, "Trường THCS Cẩm Xuyên"),
         ("hoc_sinh", "xe_dap", 5, 2200000, "Trường THCS Cẩm Xuyên"), ("ho_can_ngheo", "suat_qua", 15, 350000, "Tổ dân phố 2"), ("luc_luong_co_so", "tien_mat", 6, 600000, "Tổ dân phố 5"),
         ("hoan_canh_kho_khan", "nha", 1, 80000000, "Thôn Tân An"), ("ho_ngheo", "the_bhyt", 40, 972000, "Thôn Bắc Hòa")]
AWARDS = [("giay_khen_xa", "15/QĐ-UBND", 12, "ca_nhan", "Nguyễn Văn An", "Trưởng thôn"), ("giay_khen_xa", "15/QĐ-UBND", 12, "ca_nhan", "Trần Thị Bình", "Chi hội trưởng Hội Phụ nữ"),
          ("giay_khen_xa", "15/QĐ-UBND", 12, "ca_nhan", "Lê Văn Cường", "Tổ trưởng tổ bảo vệ an ninh, trật tự"), ("giay_khen_xa", "15/QĐ-UBND", 12, "tap_the", "Nhân dân và cán bộ thôn Mỹ Sơn", ""),
          ("giay_khen_ca_tinh", "1204/QĐ-CAT", 10, "ca_nhan", "Phạm Thị Dung", "Công an viên"), ("giay_khen_ca_tinh", "1204/QĐ-CAT", 10, "tap_the", "Tổ an ninh, trật tự Tổ dân phố 2", ""),
          ("bang_khen_tinh", "2087/QĐ-UBND", 5, "tap_the", "Nhân dân và cán bộ xã Cẩm Xuyên", "")]


class Desk(drive.App):
    """The program with one ledger in a home of its own, as it is after a start."""

    def __init__(self, choice, ledger, today):
        self.home = os.path.join(os.environ["HOME"], "picture")
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.copytree(os.path.join(os.environ["HOME"], ".config"), os.path.join(self.home, ".config"))
        settings = os.path.join(self.home, ".config", "ngay-hoi")
        os.makedirs(settings)
        with open(os.path.join(settings, "settings.ini"), "w", encoding="utf-8") as file:
            file.write("[settings]\nlanguage='%s'\ncolours='%s'\ntext-size=%d\nhigh-contrast=%s\n" %
                       (choice.lang, "dark" if choice.dark else "light", choice.text, "true" if choice.contrast else "false"))
            file.write("hint-read=%s\n" % ("false" if choice.first_use else "true"))
            file.write("window-width=%d\nwindow-height=%d\n" % choice.size if choice.size else "window-maximized=true\n")
        env = dict(os.environ, HOME=self.home, XDG_CONFIG_HOME=os.path.join(self.home, ".config"), XDG_DATA_HOME=os.path.join(self.home, "data"),
                   XDG_STATE_HOME=os.path.join(self.home, "state"), NGAY_HOI_TODAY=today, G_DEBUG="fatal-criticals")
        env.pop("NGAY_HOI_LANGUAGE", None)
        words = []
        if ledger is not None:
            # A plain name: the title of the window is in the picture.
            words = [os.path.join(self.home, os.path.basename(ledger))]
            shutil.copy(ledger, words[0])
            packages = " - tệp nộp 2025"   # of the sample
            if os.path.isdir(ledger[:-len(".ngayhoi")] + packages):
                shutil.copytree(ledger[:-len(".ngayhoi")] + packages, words[0][:-len(".ngayhoi")] + packages)
        self.start = words, env
        self.english = choice.lang == "en"
        self.begin()

    def begin(self):
        words, env = self.start
        super().__init__(*words, env=env)
        if words:
            drive.wait("an open ledger", lambda: [n for n in self.root.all("list item") if n.name == self.page_title("point")], 60)
        self.still()

    def page_title(self, page):
        return PAGES[page][self.english]

    def still(self, seconds=20.0):
        """Waits until the screen stays as it is."""
        end, before = time.monotonic() + seconds, None
        while time.monotonic() < end:
            time.sleep(0.35)
            now = hashlib.sha256(subprocess.run(["/usr/bin/import", "-window", "root", "rgb:-"], check=True, capture_output=True, timeout=30).stdout).digest()
            if now == before:
                return
            before = now
        raise AssertionError("the screen never rests")

    def show(self, page):
        """By the keyboard: of large text not every page is in sight."""
        title = self.page_title(page)
        row = drive.wait("the page " + page, lambda: [n for n in self.root.all("list item") if n.name == title])[0]
        for _ in PAGES:
            if row.has("selected"):
                break
            self.key("ctrl+Page_Down")
            time.sleep(0.2)
        assert row.has("selected"), page
        self.still()

    def press(self, *keys):
        for key in keys:
            self.key(key)
            time.sleep(0.1)
        self.still()

    def enter(self, *texts):
        """One field after another, each ended by Enter."""
        for text in texts:
            if text:
                self.type(text)
            self.key("Return")
            time.sleep(0.15)
        self.still()

    def act(self, action):
        self.find("frame").do(action)
        self.still()

    def reach(self, vietnamese, english):
        """Tab until the keyboard is there."""
        wanted = english if self.english else vietnamese
        for _ in range(40):
            node = self.focused()
            if node is not None and node.name == wanted:
                return
            self.key("Tab")
            time.sleep(0.15)
        raise AssertionError("the keyboard never comes to “%s”" % wanted)

    def push(self, vietnamese, english):
        wanted = english if self.english else vietnamese
        drive.wait("the button “%s”" % wanted, lambda: [n for n in self.root.all("push button") if wanted in n.name and n.has("sensitive")])[0].do("click")
        self.still()


# A scene: what is done after the start. Its ledger: "none", "new" (an empty one), "commune", "sample".

def welcome(desk):
    desk.type("cam xuyen")


def point_error(desk):
    desk.show("point")
    desk.press("ctrl+n")
    desk.enter("Thôn Đông Hạ", "thon", "30/9", "1.40")
    desk.press("ctrl+s")


def from_last_year(desk):
    desk.show("point")
    desk.press("ctrl+f")
    desk.reach("Từ năm trước…", "From last year…")
    desk.press("space")


def point_names(desk):
    """Names of the register are offered while the place is typed."""
    desk.show("point")
    desk.press("ctrl+n")
    desk.type("thon")
    desk.still()


def point_open(desk):
    desk.show("point")
    desk.press("ctrl+f", "Down", "Down", "Return")


def filter_bar(desk):
    desk.show("point")
    desk.press("ctrl+shift+f")


def filter_chips(desk):
    """Two conditions, and the popover over their chips."""
    desk.show("point")
    desk.press("ctrl+shift+f", "Tab", "Tab")
    desk.type("thon")
    desk.press("Return")
    desk.press("ctrl+shift+f")
    desk.press("space")
    desk.press("Down", "Return")
    desk.press("Tab", "Tab")
    desk.type("150")
    desk.press("Return")
    desk.press("ctrl+shift+f")


def only_deleted(desk):
    desk.show("point")
    desk.press("ctrl+f", "Down", "Down", "shift+Down", "Delete", "ctrl+shift+f")
    desk.reach("Chỉ phiếu đã xóa", "Only deleted ones")
    desk.press("space", "Escape")
    desk.press("ctrl+f")
    desk.press("Down", "Down", "shift+Down")


def columns(desk):
    desk.show("point")
    desk.press("ctrl+f")
    desk.reach("Cột", "Columns")
    desk.press("space", "Tab", "Tab")


def row_menu(desk):
    several(desk)
    desk.press("shift+F10")


def related(desk):
    """The strip of a point that gifts were given at."""
    desk.show("point")
    desk.press("ctrl+f")
    desk.type("my son")
    desk.still()
    desk.press("Down", "Return")


def commendation_error(desk):
    desk.show("commendation")
    desk.press("ctrl+n")
    desk.enter("ky niem chuong", "18/QĐ-UBND", "31/2", "tap the")
    desk.press("ctrl+s")


def bulk_edit(desk):
    several(desk)
    desk.press("F2")


def batch(kind, *texts):
    """The window of many; Enter and Tab are keys, all else is typed."""
    def run(desk):
        desk.show(kind)
        desk.press("ctrl+shift+n")
        for text in texts:
            if text in ("Return", "Tab", "ctrl+Return"):
                desk.key(text)
                time.sleep(0.25)
            else:
                desk.type(text)
        desk.still()
    return run


GIFT_ROWS = ("Return", "18", "Return", "Ủy ban MTTQ xã", "Return", "ho ngheo", "Tab", "Tab", "12", "Tab", "500000", "Return",
             "hoan canh", "Tab", "nha", "Tab", "1", "Tab", "80000000", "Return", "hoc sinh", "Tab", "hoc bong", "Tab", "10")
AWARD_ROWS = ("giay khen xa", "Return", "ca nhan", "Return", "18/QĐ-UBND", "Return", "19/8", "Return", "Nguyễn Văn An", "Tab", "ông", "Tab", "1962", "Tab", "Trưởng thôn",
              "Return", "Trần Thị Bình", "Tab", "bà", "Tab", "1971", "Tab", "Chi hội trưởng Hội Phụ nữ", "Return", "Lê Văn Cường", "Tab", "ông", "Tab")


def missing_units(desk):
    desk.show("overview")
    desk.push("Xem 53 đơn vị", "Which 53 have")


def crash(desk):
    """Ended in the middle of a point, as by a power cut, and started again."""
    desk.show("point")
    desk.press("ctrl+n")
    desk.enter("Thôn Bình Quang", "thon", "18/8", "164")
    drafts = os.path.join(desk.home, "data", "ngay-hoi", "drafts")
    drive.wait("a draft on disk", lambda: [name for _, _, names in os.walk(drafts) for name in names if name.endswith(".json")])
    desk.kill()
    desk.begin()


def pasted(kind, text):
    """Rows of Excel, pasted with the list in focus."""
    def run(desk):
        desk.show(kind)
        clip = subprocess.Popen(["xclip", "-selection", "clipboard"], stdin=subprocess.PIPE, text=True)
        clip.communicate(text)
        desk.press("ctrl+f", "Down")
        desk.press("ctrl+v")
        time.sleep(0.5)
        desk.still()
    return run


# Last year's list as an office keeps it: a font of the nineties, days of several kinds, words in numbers, a total at the end.
LAST_YEAR = [["CÔNG AN XÃ CẨM XUYÊN"], ["DANH SÁCH ĐIỂM TỔ CHỨC NGÀY HỘI NĂM 2026"], [],
             ["STT", "Địa điểm tổ chức", "Thời gian", "Số người dự", "Kinh phí (triệu đồng)", "Ghi chú"],
             [1, "Thôn Trại Tiểu", "9/8/2026", 210, 15, None], [2, ("Th«n Mü S¬n", ".VnTime"), "8.8.26", "185 người", 8.5, None],
             [3, "Tổ dân phố 8", "31/2/2026", 160, 5, "nt"], [4, "Thôn Bình Quang", "sáng 12/8/2026", "khoảng 300", "nt", "Điểm chỉ đạo"],
             [5, "Thôn Nam Thành", 46250, "1,407", 4, None], [6, "Thôn Đông Hạ", "8/8/2026", 185, 3.25, None], ["Tổng cộng", None, None, 1000, 40]]


def excel(rows, *keys):
    """A workbook is chosen on the page of points."""
    def run(desk):
        desk.show("point")
        path = os.path.join(desk.home, "Danh sách 2026.xlsx")
        sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "intake"))
        import books
        books.save(path, rows)
        desk.press("ctrl+i")
        desk.press("ctrl+a")
        desk.type(path)
        desk.press("Return")
        drive.wait("the table", lambda: [n for n in desk.root.all("check box")], 30)
        desk.still()
        desk.press(*keys)
    return run


def forms(desk):
    """Filled workbook forms, read: one with a row that goes back, and a workbook that is none."""
    import openpyxl
    folder, ledger = os.path.join(desk.home, "Phiếu"), desk.start[0][0]
    os.mkdir(folder)
    path = os.path.join(folder, "a.xlsx")
    subprocess.run([os.environ["NGAY_HOI_CLI"], "workbook-form", ledger, "--unit", UNIT, "--out", path], check=True, capture_output=True)
    book = openpyxl.load_workbook(path)
    for row, (place, day) in enumerate((("Thôn Trại Tiểu", "19/8/2026"), ("Thôn Cao Sơn", "31/2/2026")), 6):
        book.worksheets[0].cell(row, 1, place)
        book.worksheets[0].cell(row, 5, day)
    book.save(path)
    openpyxl.Workbook().save(os.path.join(folder, "b.xlsx"))
    desk.show("point")
    desk.act("win.take-forms")
    desk.press("ctrl+a")
    desk.type(folder)
    desk.press("Return")
    time.sleep(1)
    desk.still()


def delete_point(desk):
    desk.show("point")
    desk.press("ctrl+f", "Down", "Return", "Escape")
    desk.press("ctrl+f", "Down", "Delete")
    desk.still()


def leave_unfinished(desk):
    desk.show("point")
    desk.press("ctrl+n")
    desk.enter("", "thon", "8/8", "120")
    desk.press("ctrl+n")
    desk.still()


def unit_field(desk):
    desk.show("point")
    desk.press("ctrl+n", "shift+Tab")
    desk.type("cam")
    desk.still()


def unit_of_saved(desk):
    desk.show("point")
    desk.press("ctrl+f", "Down", "Return")
    desk.still()


def season_notice(desk):
    desk.show("season")
    desk.enter("125/KH-BCĐ")
    desk.press("ctrl+s")
    desk.press("ctrl+z")
    desk.still()


def kept(desk):
    desk.show("total")
    desk.press("ctrl+n")
    desk.enter("cam xuyen", "so diem ngay hoi", "12", "", "", "", "BC 12/CAX")
    desk.press("ctrl+Return")
    desk.still()


def several(desk):
    desk.show("point")
    desk.press("ctrl+f", "Down", "shift+Down", "shift+Down", "shift+Down")


def gift_form(desk):
    desk.show("gift")
    desk.press("ctrl+n")
    desk.enter("ho ngheo", "", "8", "350000")


def choice_offered(desk):
    desk.show("gift")
    desk.press("ctrl+n")
    desk.type("Mẹ liệt sĩ")
    desk.still()


def choice_new(desk):
    choice_offered(desk)
    desk.press("Down", "Return")
    desk.still()


def commendation_form(desk):
    desk.show("commendation")
    desk.press("ctrl+n")
    desk.enter("giay khen xa", "18/QĐ-UBND", "19/8", "ca nhan")


def deleted(desk):
    desk.show("point")
    desk.press("ctrl+f", "Down", "Down", "shift+Down", "Delete")
    desk.show("bin")
    desk.press("Tab")


def history(desk):
    desk.show("history")
    desk.press("Tab")


def try_sample(desk):
    desk.show("reception")
    desk.press("alt+t")
    desk.still()


def receipt_day(desk):
    desk.show("reception")
    desk.press("End")
    desk.press("Return")
    desk.still()
    desk.press("alt+" + ("p" if desk.english else "g"))


def reception_click(desk):
    """One press of the mouse on a unit."""
    desk.show("reception")
    desk.click(drive.wait("a unit", lambda: [n for n in desk.root.all("list item") if n.name.startswith("Phường Hải Ninh")])[0])
    desk.still()


def reception_accepted(desk):
    """The notice offers the reply of that unit."""
    desk.show("reception")
    desk.press("End", "Up", "Up", "Return")
    desk.still()
    desk.press("space")
    desk.still()


def overview_final(desk):
    desk.show("overview")
    desk.press("alt+d" if desk.english else "alt+b")
    desk.still()


def reports(desk):
    desk.show("reports")
    drive.wait("a preview", lambda: desk.root.all("document text")[0].accessible.description, 60)


def report_choice(desk):
    reports(desk)
    desk.press("alt+" + ("r" if desk.english else "b"))
    desk.still()


def printing(desk):
    reports(desk)
    desk.press("ctrl+p")
    desk.still()


def office(desk):
    reports(desk)
    names = ("Tiêu đề và người ký", "Letterhead and signers")
    button = next(n for n in desk.root.all("push button") if any(name in n.name for name in names))
    button.do("click")


def overview_print(desk):
    desk.show("overview")
    desk.push("In trang này", "Print this page")
    drive.wait("a preview", lambda: desk.root.all("document text")[0].accessible.description, 60)


def notice_undone(desk):
    desk.show("point")
    desk.press("ctrl+f", "Down", "Delete")
    time.sleep(0.5)
    desk.press("ctrl+z")


def join(desk):
    """The invitation is read, and its code is typed."""
    desk.show("hand-in")
    desk.press("alt+c")
    time.sleep(1)
    desk.press("ctrl+a")
    desk.type(os.path.join(os.environ["HOME"], "moi-2026.ngayhoi-moi"))
    desk.press("Return")
    desk.type("4821 7730 0519 6642 8107")
    desk.press("alt+t")


def receive(desk):
    """The folder is tried."""
    desk.show("reception")
    desk.press("alt+m")
    time.sleep(1)
    desk.type(os.path.join(os.environ["HOME"], "nhan"))
    time.sleep(1)
    desk.press("Return")
    time.sleep(2)
    desk.still()


def remarking(desk):
    desk.show("reception")
    for _ in range(2):
        desk.press("End")
    desk.press("alt+y")


def page(name):
    return lambda desk: desk.show(name)


def guarded(desk):
    """A record that its unit handed in is changed here."""
    desk.show("point")
    desk.press("ctrl+f", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Down", "Return")
    time.sleep(1)
    desk.press("ctrl+a")
    desk.type("Thon khac")
    desk.press("ctrl+s")


def asked(desk):
    """A request of the province opens its record."""
    desk.show("hand-in")
    desk.press("Return")
    desk.still()


def noted(desk):
    """Two fields of a record that its unit handed in were changed: the unit is asked for both."""
    guarded(desk)
    desk.press("Escape")
    desk.enter("", "", "", "199")
    desk.press("ctrl+s")
    desk.push("Yêu cầu đơn vị", "Ask the unit")
    desk.type("Tên trong danh sách kèm theo khác")
    desk.press("Return")


def returning(desk):
    desk.show("reception")
    desk.press("End", "Up", "Up", "Return")
    desk.press("alt+" + ("r" if desk.english else "t"))


def elsewhere(desk):
    """A unit of which a point is counted at another one."""
    desk.show("reception")
    desk.press("End", "Return")
    desk.still()


def final_print(desk):
    overview_final(desk)
    desk.push("In trang này", "Print this page")
    drive.wait("a preview", lambda: desk.root.all("document text")[0].accessible.description, 60)


def unfolded(desk):
    """The lower half of the form of a point."""
    point_open(desk)
    desk.press("alt+1", "alt+2", "alt+3")
    for _ in range(6):
        desk.press("Tab")


def wrong_code(desk):
    receive(desk)
    desk.press("alt+n")
    desk.type("4821 7730 0519 6642 8107")
    desk.press("Return")


def left_over(desk):
    receive(desk)
    desk.press("alt+k")
    desk.still()


def accept_all(desk):
    desk.show("reception")
    desk.press("alt+h")


def duplicates(desk):
    desk.show("reception")
    desk.push("Trùng: 21 việc", "Twice: 21 events")


def action(name, *pages):
    def run(desk):
        for each in pages:
            desk.show(each)
        desk.act("win." + name)
    return run


def keys(*names, on="point"):
    def run(desk):
        desk.show(on)
        desk.press(*names)
    return run


SCENES = {
    "batch-gifts": ("commune", batch("gift", *GIFT_ROWS)),
    "batch-gifts-error": ("commune", batch("gift", *GIFT_ROWS, "Tab", "1.40", "Return", "nguoi co", "ctrl+Return")),
    "batch-commendations": ("commune", batch("commendation", *AWARD_ROWS)),
    "batch-commendations-error": ("commune", batch("commendation", *AWARD_ROWS, "19711", "ctrl+Return")),
    "bulk-edit": ("commune", bulk_edit),
    "columns": ("commune", columns),
    "commendation-error": ("commune", commendation_error),
    "crash": ("commune", crash),
    "filter-chips": ("commune", filter_chips),
    "missing-units": ("province", missing_units),
    "only-deleted": ("commune", only_deleted),
    "overview-province": ("province", page("overview")),
    "overview-packages": ("reception", page("overview")),
    "overview-final": ("reception", overview_final),
    "overview-totals": ("totals", page("overview")),
    "related": ("commune", related),
    "reports-ward": ("ward", reports),
    "row-menu": ("commune", row_menu),
    "pasted-points": ("commune", pasted("point", "Thôn Trại Tiểu\t9/8/2026\t210\t15000000\nTổ dân phố 8\t10/8/2026\t185\t8500000\n")),
    "pasted-unplaced": ("commune", pasted("commendation", "STT\tHọ và tên\tNăm sinh\tĐiện thoại\n1\tĐặng Văn Ba\t1975\t0912\n2\tBùi Thị Sáu\t1980\t0913\n")),
    "excel": ("commune", excel(LAST_YEAR)),
    "excel-forms": ("commune", forms),
    "excel-pasted": ("commune", pasted("point", "Thôn Trại Tiểu\t9/8/2026\t210\t15000000\nTổ dân phố 8\t10/8/2026\t185\t8500000\n")),
    "excel-font": ("commune", excel(LAST_YEAR, "Up", "Left")),
    "excel-choice": ("commune", excel(LAST_YEAR, "F4")),
    "excel-problems": ("commune", excel(LAST_YEAR, "alt+d")),
    "excel-constants": ("commune", excel(LAST_YEAR, "alt+u", "Return")),
    "excel-unit": ("commune", excel([["STT", "Địa điểm", "Thời gian", "Kinh phí"], [1, "Thôn Mỹ Sơn", "9/8/2026", "35,5"], [2, "Thôn Đông Hạ", "9/8/2026", 300], [3, "Thôn Tân An", "10/8/2026", 35]])),
    "excel-unknown": ("commune", excel([["Alpha", "Beta"], ["x", "y"], ["z", "1"]])),
    "excel-done": ("commune", excel(LAST_YEAR, "ctrl+Return")),
    "delete-point": ("commune", delete_point),
    "leave-unfinished": ("commune", leave_unfinished),
    "unit-field": ("province", unit_field),
    "unit-of-saved": ("reception", unit_of_saved),
    "welcome-former": ("none", lambda desk: desk.type("cam nhuong")),
    "welcome-unknown": ("none", lambda desk: desk.type("vinh lac")),
    "first-use": ("new", page("point")),
    "welcome": ("none", welcome),
    "hand-in-join": ("joining", page("hand-in")),
    "hand-in-code": ("joining", join),
    "hand-in-new": ("joined", page("hand-in")),
    "hand-in-returned": ("returned", page("hand-in")),
    "hand-in-accepted": ("accepted", page("hand-in")),
    "locked": ("accepted", keys("ctrl+Home")),
    "locked-form": ("accepted", keys("F9")),
    "reception-guard": ("reception", guarded),
    "reception-noted": ("reception", noted),
    "reception-return": ("reception", returning),
    "reception-elsewhere": ("twice", elsewhere),
    "overview-final-print": ("reception", final_print),
    "point-lower": ("commune", unfolded),
    "history-asked": ("asking", lambda desk: (desk.show("history"), desk.press("Tab", "Tab", "Tab", "Down"))),
    "hand-in-asked": ("returned", asked),
    "reception-accept-all": ("reception", accept_all),
    "reception-twice": ("reception", duplicates),
    "reception-code": ("reception", wrong_code),
    "reception-left": ("reception", left_over),
    "reception-new": ("province", page("reception")),
    "reception-invite": ("province", lambda desk: (desk.show("reception"), desk.press("alt+p"))),
    "reception": ("reception", page("reception")),
    "reception-pane": ("reception", lambda desk: (desk.show("reception"), desk.press("End"), desk.press("Return"))),
    "reception-click": ("reception", reception_click),
    "reception-accepted": ("reception", reception_accepted),
    "reception-sample": ("sample", page("reception")),
    "reception-sample-try": ("sample", try_sample),
    "reception-day": ("reception", receipt_day),
    "reception-receive": ("reception", receive),
    "reception-remark": ("reception", remarking),
    "overview": ("sample", page("overview")),
    "overview-commune": ("commune", page("overview")),
    "overview-print": ("commune", overview_print),
    "notice-undone": ("commune", notice_undone),
    "open": ("commune", action("open", "point")),
    "overview-new": ("new", page("overview")),
    "points": ("commune", page("point")),
    "points-sample": ("sample", page("point")),
    "points-new": ("new", page("point")),
    "point-error": ("commune", point_error),
    "point-open": ("commune", point_open),
    "point-several": ("commune", several),
    "filter": ("commune", filter_bar),
    "gifts": ("commune", page("gift")),
    "gift-form": ("commune", gift_form),
    "choice-offered": ("commune", choice_offered),
    "choice-new": ("commune", choice_new),
    "commendations": ("commune", page("commendation")),
    "commendation-form": ("commune", commendation_form),
    "activities": ("commune", page("activity")),
    "register": ("commune", page("body")),
    "from-last-year": ("last-year", from_last_year),
    "point-names": ("last-year", point_names),
    "criteria": ("commune", page("assessment")),
    "totals": ("sample", page("total")),
    "season": ("commune", page("season")),
    "season-notice": ("commune", season_notice),
    "total-kept": ("reception", kept),
    "reports": ("sample", reports),
    "report-choice": ("sample", report_choice),
    "reports-commune": ("commune", reports),
    "office": ("commune", office),
    "print": ("commune", printing),
    "history": ("commune", history),
    "bin": ("commune", deleted),
    "bin-new": ("new", page("bin")),
    "preferences": ("commune", action("preferences", "point")),
    "help": ("commune", action("help", "point")),
    "keys": ("commune", action("keys", "point")),
    "about": ("commune", action("about", "point")),
    "backups": ("commune", action("backups", "point")),
    "menu": ("commune", keys("F10")),
    "units": ("sample", keys("ctrl+u")),
    "years": ("commune", keys("ctrl+shift+y")),
}


def cli(*words, now="2026-08-19T09:12:00.000Z"):
    subprocess.run([os.environ["NGAY_HOI_CLI"], *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120, env=dict(os.environ, NGAY_HOI_NOW=now))


def make_new(path, unit=UNIT):
    cli("new", path, "--unit", unit, "--year", "2026")


def make_totals(path):
    """A commune that has reported numbers only."""
    make_new(path)
    for indicator, value in (("points", 14), ("attendance", 2350), ("pacts", 31), ("gifts.sets", 60)):
        cli("add", path, "total", "indicator=" + indicator, "value=%d" % value)


def ask(*words):
    """What the command line answers."""
    return subprocess.run([os.environ["NGAY_HOI_CLI"], *words], check=True, capture_output=True, text=True, timeout=120,
                          env=dict(os.environ, NGAY_HOI_TODAY="2026-08-20", NGAY_HOI_LANGUAGE="vi")).stdout


def make_last_year(path):
    make_commune(path)
    for place, kind, day, people, _ in POINTS + [("Thôn Hoàng Diệu", "thon", 9, 204, 90), ("Thôn Trần Phú", "thon", 11, 188, 84)]:
        cli("add", path, "point", "year=2025", "place=" + place, "place_kind=" + kind, "date_from=2025-08-%02d" % day, "attendance=%d" % (people - 6))


def make_joining(path):
    """A commune, and the invitation of its province beside it."""
    home = os.environ["HOME"]
    make_commune(path)
    shutil.rmtree(os.path.join(home, "tinh.backup"), ignore_errors=True)
    for name in ("tinh.ngayhoi", "nop.ngayhoi-nop"):
        if os.path.exists(os.path.join(home, name)):
            os.remove(os.path.join(home, name))
    shutil.rmtree(os.path.join(home, "phieu"), ignore_errors=True)
    cli("new", os.path.join(home, "tinh.ngayhoi"), "--unit", PROVINCE, "--year", "2026")
    ask("invite", os.path.join(home, "tinh.ngayhoi"), "--year", "2026", "--deadline", "25/8/2026", "--out", os.path.join(home, "moi-2026.ngayhoi-moi"))


def make_joined(path):
    home = os.environ["HOME"]
    make_joining(path)
    code = ask("keys", os.path.join(home, "tinh.ngayhoi")).strip()
    slip = ask("enrol", os.path.join(home, "tinh.ngayhoi"), "--unit", UNIT, "--format", "tsv").splitlines()[1].split("\t")[2]
    ask("join", path, os.path.join(home, "moi-2026.ngayhoi-moi"), "--code", code, "--slip", slip)


def reply(path, *words):
    """The commune hands in; the province receives, does what the words say, and replies."""
    home = os.environ["HOME"]
    province, package, folder = (os.path.join(home, name) for name in ("tinh.ngayhoi", "nop.ngayhoi-nop", "phieu"))
    make_joined(path)
    ask("hand-in", path, "--year", "2026", "--out", package)
    ask("receive", province, package)
    if words[0] == "return":
        with sqlite3.connect(path) as file:
            uuid = file.execute("SELECT uuid FROM point ORDER BY id").fetchone()[0]
        ask("remark", province, "attendance=204", "--record", uuid, "--reason", "Danh sách kèm theo ghi 204 người")
    ask(words[0], province, "--unit", UNIT, *words[1:])
    os.makedirs(folder, exist_ok=True)
    ask("reply", province, "--out", folder)
    ask("read-reply", path, os.path.join(folder, os.listdir(folder)[0]))


def make_returned(path):
    reply(path, "return", "--reason", "Số người dự không khớp danh sách")


def make_accepted(path):
    reply(path, "accept")


def make_reception(path):
    """A province in the middle of its season: units in each state."""
    home, units = os.environ["HOME"], ("18673", "18676", "18682", "18685", "18073", "18100")
    folder = os.path.join(home, "nhan")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    cli("new", path, "--unit", PROVINCE, "--year", "2026")
    invitation = os.path.join(home, "moi-nhan.ngayhoi-moi")
    code = ask("invite", path, "--year", "2026", "--deadline", "25/8/2026", "--out", invitation).strip()
    known = [line.split("\t")[0] for line in ask("enrol", path, "--year", "2026", "--format", "tsv").splitlines()[1:]]
    for n, unit in enumerate([u for u in units if u in known] + known[20:26]):
        ledger = os.path.join(folder, unit + ".ngayhoi")
        slip = ask("enrol", path, "--unit", unit, "--format", "tsv").splitlines()[1].split("\t")[2]
        cli("new", ledger, "--unit", unit, "--year", "2026")
        ask("join", ledger, invitation, "--code", code, *(["--slip", slip] if n != 3 else []))
        for place, kind, day, people, _ in POINTS[:3 + n % 4] if n != 4 else ():
            cli("add", ledger, "point", "place=" + place, "place_kind=" + kind, "status=held", "date_from=2026-08-%02d" % day, "attendance=%d" % (people + n))
        ask("hand-in", ledger, "--year", "2026", "--out", os.path.join(folder, "%02d.ngayhoi-nop" % n), *(["--nil", "Bão số 3, dời sang năm sau"] if n == 4 else []))
    done = sorted(name for name in os.listdir(folder) if name.endswith("-nop"))[:6]
    subprocess.run([os.environ["NGAY_HOI_CLI"], "receive", path, *(os.path.join(folder, name) for name in done)], check=False, capture_output=True, timeout=120,
                   env=dict(os.environ, NGAY_HOI_TODAY="2026-08-20", NGAY_HOI_LANGUAGE="vi"))
    first, second = [u for u in units if u in known][:2]
    ask("accept", path, "--unit", first)
    ask("return", path, "--unit", second, "--reason", "Số người dự không khớp danh sách")
    ledger = os.path.join(folder, second + ".ngayhoi")
    cli("add", ledger, "point", "place=Thôn Bình Quang", "place_kind=thon", "status=held", "date_from=2026-08-18", "attendance=164")
    ask("hand-in", ledger, "--year", "2026", "--reason", "Bổ sung một điểm", "--out", os.path.join(folder, "20.ngayhoi-nop"))
    with open(os.path.join(folder, "21.ngayhoi-nop"), "wb") as file:
        file.write(b"vn.ngayhoi.nop 1 damaged")


def make_twice(path):
    """Of the last two units that handed in, a point of the one is counted at the other."""
    make_reception(path)
    units, columns = {}, []
    for line in ask("list", path, "point", "--format", "tsv").splitlines():
        if columns:
            row = dict(zip(columns, line.split("\t")))
            units.setdefault(row["unit"], {})[row["place"]] = row["uuid"]
        columns = columns or line.split("\t")
    here, there = units["18673"], next(units[unit] for unit in units if unit != "18673")
    place = next(place for place in here if place in there)
    ask("duplicate", path, "--record", here[place], "--of", there[place])


def make_asking(path):
    """The province that asked for a change of a record."""
    make_returned(path)
    shutil.move(os.path.join(os.environ["HOME"], "tinh.ngayhoi"), path)


def make_ward(path):
    make_commune(path, WARD)


def make_province(path):
    """Some of the communes have reported, by records or by totals."""
    make_new(path, PROVINCE)
    told = subprocess.run([os.environ["NGAY_HOI_CLI"], "units", path, "--at", "2026-08-19"], check=True, capture_output=True, text=True, timeout=60).stdout
    communes = [line.split()[0] for line in told.splitlines() if len(line.split()[0]) == 5 and line[:5].isdigit()]
    for n, unit in enumerate(communes[:24]):
        if n % 3 == 0:
            for place, kind, day, people, _ in POINTS[:4 + n % 5]:
                cli("add", path, "point", "unit=" + unit, "place=" + place, "place_kind=" + kind, "status=held", "date_from=2026-08-%02d" % day, "attendance=%d" % (people + n))
        elif n % 3 == 1:
            cli("add", path, "total", "unit=" + unit, "indicator=points", "value=%d" % (5 + n % 9))


def make_commune(path, unit=UNIT):
    """A commune's season, as it is on its last evening."""
    make_new(path, unit)
    for n, (place, kind, day, people, homes) in enumerate(POINTS):
        more = ["households=%d" % homes] if homes else []
        more += ["leaders=province,commune", "province_names=Phó Giám đốc Công an tỉnh"] if n == 7 else ["leaders=commune"] if n % 3 == 0 else []
        cli("add", path, "point", "place=" + place, "place_kind=" + kind, "status=held", "date_from=2026-08-%02d" % day, "attendance=%d" % people,
            "pacts=%d" % (2 + n % 3), "cost=%d" % (3000000 + n * 250000), *more)
    for name, kind, state, homes in BODIES:
        cli("add", path, "body", "name=" + name, "kind=" + kind, *(["state=" + state] if state else []), *(["households=%d" % homes] if homes else []))
    for criterion, body, result, evidence, day in CRITERIA:
        cli("add", path, "assessment", "criterion=" + criterion, "result=" + result, "evidence=" + evidence, "evidence_date=" + day, *(["body=" + body] if body else []))
    for category, kind, number, value, place in GIFTS:
        cli("add", path, "gift", "category=" + category, "kind=" + kind, "quantity=%d" % number, "unit_value=%d" % value, "date=2026-08-18", "giver=Ủy ban MTTQ xã Cẩm Xuyên", "point=" + place)
    for form, number, day, kind, name, position in AWARDS:
        more = ["position=" + position] if position else []
        cli("add", path, "commendation", "form=" + form, "decision_number=" + number, "decision_date=2026-08-%02d" % day, "recipient_kind=" + kind, "recipient=" + name,
            "quantity=1", "state=decided", *more)


def make_sample(path):
    folder = os.path.join(os.path.dirname(path), "demo")
    cli("sample", folder, now="2022-08-20T09:12:00.000Z")
    found = next(name for name in os.listdir(folder) if name.endswith(".ngayhoi"))
    os.rename(os.path.join(folder, found), path)
    found = next(name for name in os.listdir(folder) if name.endswith("2025"))
    shutil.rmtree(path[:-len(".ngayhoi")] + " - tệp nộp 2025", ignore_errors=True)
    os.rename(os.path.join(folder, found), path[:-len(".ngayhoi")] + " - tệp nộp 2025")


MAKERS = {"last-year": ("xa-cam-xuyen-2.ngayhoi", make_last_year, "2026-08-20"), "new": ("xa-cam-xuyen-moi.ngayhoi", make_new, "2026-08-20"), "totals": ("xa-cam-xuyen-tong.ngayhoi", make_totals, "2026-08-20"),
          "ward": ("phuong-thanh-sen.ngayhoi", make_ward, "2026-08-20"), "province": ("ha-tinh-2026.ngayhoi", make_province, "2026-08-20"),
          "reception": ("ha-tinh-nhan.ngayhoi", make_reception, "2026-08-20"),
          "joining": ("xa-cam-xuyen-a.ngayhoi", make_joining, "2026-08-20"), "joined": ("xa-cam-xuyen-b.ngayhoi", make_joined, "2026-08-20"),
          "twice": ("ha-tinh-trung.ngayhoi", make_twice, "2026-08-20"), "asking": ("ha-tinh-hoi.ngayhoi", make_asking, "2026-08-20"),
          "returned": ("xa-cam-xuyen-c.ngayhoi", make_returned, "2026-08-20"), "accepted": ("xa-cam-xuyen-d.ngayhoi", make_accepted, "2026-08-20"),
          "commune": ("xa-cam-xuyen.ngayhoi", make_commune, "2026-08-20"),
          "sample": ("ha-tinh-2022.ngayhoi", make_sample, "2022-08-20"), "none": (None, None, "2026-08-20")}


def ledger_for(kind, made):
    name, make, today = MAKERS[kind]
    if name is not None and kind not in made:
        made[kind] = os.path.join(os.environ["HOME"], name)
        make(made[kind])
    return made.get(kind), today


def picture_name(scene, choice):
    parts = [scene, choice.lang] + ["dark"] * choice.dark + ["contrast"] * choice.contrast
    if choice.text != 100:
        parts.append("%d" % choice.text)
    if choice.size:
        parts.append("%dx%d" % choice.size)
    return "-".join(parts) + ".png"


def take(scene, choice, made):
    kind, act = SCENES[scene]
    choice.first_use = scene == "first-use"
    desk = Desk(choice, *ledger_for(kind, made))
    try:
        act(desk)
        desk.still()
        desk.screenshot(os.path.join(choice.folder, picture_name(scene, choice)))
        told = desk.stderr()
        if "CRITICAL" in told or "WARNING" in told:
            print("%s: %s" % (scene, told), file=sys.stderr)
    finally:
        desk.kill()


def main():
    reader = argparse.ArgumentParser(description="Pictures of every page.")
    reader.add_argument("folder", metavar="DIR")
    reader.add_argument("--scene", action="append", choices=sorted(SCENES), help="only these")
    reader.add_argument("--lang", choices=("vi", "en"), default="vi")
    reader.add_argument("--dark", action="store_true")
    reader.add_argument("--contrast", action="store_true", help="high contrast")
    reader.add_argument("--text", type=int, default=100, help="size of the text in per cent")
    reader.add_argument("--size", type=lambda text: tuple(int(n) for n in text.split("x")), help="of the window; else it fills the screen")
    choice = reader.parse_args()
    choice.folder = os.path.abspath(choice.folder)
    os.makedirs(choice.folder, exist_ok=True)
    shadows = subprocess.Popen(["xcompmgr"]) if shutil.which("xcompmgr") else None
    made, status = {}, 0
    for scene in choice.scene or SCENES:
        try:
            take(scene, choice, made)
        except Exception as problem:            # pylint: disable=broad-except
            print("%s: %s" % (scene, problem), file=sys.stderr)
            status = 1
    if shadows is not None:
        shadows.terminate()
    return status


if __name__ == "__main__":
    sys.exit(main())
