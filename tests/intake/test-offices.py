#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workbooks as offices make them, each with another vice. What has to come of each was written before it was read: the records, and of each
row that is refused a part of the reason.

NGAY_HOI_CLI names the program. They are read into ledgers of a province, each as another commune's."""
import atexit
import csv
import datetime
import io
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
import books
import tap

CLI, DUMP = os.environ["NGAY_HOI_CLI"], os.environ["NGAY_HOI_DUMP_BOOK"]
D, DT = datetime.date(2026, 8, 8), datetime.datetime(2026, 8, 8, 7, 30)
TCVN3, VNI = ".VnTime", "VNI-Times"
PLACE, GIFT, AWARD = ("place", "date_from", "attendance"), ("category", "quantity", "unit_value", "value"), ("recipient", "recipient_kind", "decision_number")
WORDS_AWARD = ("--map", "form=giay_khen_xa", "--map", "decision_number=15/QĐ", "--map", "decision_date=1/8/2026")
ONE = ("Thôn Mỹ Sơn", "2026-08-08", "210")
TWO = [ONE, ("Thôn Đông Hạ", "2026-08-09", "185")]
LETTER = [["CÔNG AN TỈNH HÀ TĨNH", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["CÔNG AN XÃ", None, None, "Độc lập - Tự do - Hạnh phúc"], []]
P = [["Thôn Mỹ Sơn", "8/8/2026", 210], ["Thôn Đông Hạ", "9/8/2026", 185]]
H = ["Địa điểm", "Thời gian", "Số người dự"]


def merged(*areas):
    def change(table):
        for area in areas:
            table.merge_cells(area)
    return change


def hidden(*columns):
    def change(table):
        for column in columns:
            table.column_dimensions[column].hidden = True
    return change


def as_table(area):
    """Formatted as a table of Excel, with its filter and a row of totals."""
    def change(sheet):
        from openpyxl.worksheet.table import Table
        sheet.add_table(Table(displayName="Bang1", ref=area, totalsRowCount=1))
    return change


def capitals(rows):
    return [[cell.upper() if isinstance(cell, str) else cell for cell in row] for row in rows]


# (what is wrong, type, rows, fields, records, reasons by row, more words, change of the sheet, other sheets)
def case(vice, rows, records, refused=None, kind="point", fields=PLACE, words=(), change=None, **more):
    return vice, kind, rows, fields, records, refused or {}, words, change, more


CASES = [
    case("heads in row 7 below a letterhead", [*LETTER, ["DANH SÁCH CÁC ĐIỂM TỔ CHỨC NGÀY HỘI TOÀN DÂN BẢO VỆ ANTQ NĂM 2026"], ["(Kèm theo Báo cáo số 125/BC-CAX)"], [],
          ["TT", *H], *[[n, *row] for n, row in enumerate(P, 1)]], TWO, change=merged("A4:D4", "A5:D5")),
    case("heads of two levels", [["STT", "Địa điểm", "Thời gian", None, "Số người dự"], [None, None, "Từ ngày", "Đến ngày", None],
                                 [1, "Thôn Mỹ Sơn", "8/8/2026", None, 210], [2, "Thôn Đông Hạ", "9/8/2026", "10/8/2026", 185]],
         [(*ONE, ""), (*TWO[1], "2026-08-10")], fields=(*PLACE, "date_to"), change=merged("A1:A2", "B1:B2", "C1:D1", "E1:E2")),
    case("heads of three levels, numbered", [["Đơn vị tổ chức", "Nội dung", None, None], ["Địa điểm", "Quy mô", None, "Thời gian"], [None, "Số hộ", "Số người dự", None],
                                             ["(1)", "(2)", "(3)", "(4)"], ["Thôn Mỹ Sơn", 118, 210, "8/8/2026"]], [(*ONE, "118")], fields=(*PLACE, "households"),
         change=merged("B1:D1", "B2:C2", "D2:D3")),
    case("totals between the rows", [H, P[0], ["Cộng đợt 1", None, 210], P[1], ["Cộng:", None, 185], ["TỔNG CỘNG", None, 395]], TWO),
    case("the total first", [H, ["Tổng số", None, 395], *P], TWO),
    case("groups of rows", [["STT", *H], ["I", "Khu vực 1"], [1, *P[0]], ["II", "Khu vực 2"], [1, *P[1]]], TWO),
    case("signatures at the end", [H, *P, [], [None, None, "Cẩm Xuyên, ngày 20 tháng 8 năm 2026"], ["NGƯỜI LẬP", None, "TRƯỞNG CÔNG AN XÃ"], ["(Ký, họ tên)"], [None, None, "Nguyễn Văn A"]], TWO),
    case("two tables on a sheet", [H, *P, [], ["DANH SÁCH QUÀ TẶNG"], ["Đối tượng", "Số suất", "Đơn giá"], ["Hộ nghèo", 12, 300000]], TWO, refused={}),
    case("the list is the second sheet", [["HƯỚNG DẪN"], ["Các đơn vị điền vào trang sau"]], TWO, **{"Danh sách 2": [H, *P]}),
    case("a column is hidden", [["Địa điểm", "Mã cũ", "Thời gian", "Số người dự"], *[[row[0], "x9", *row[1:]] for row in P]], TWO, change=hidden("B")),
    case("days as 8.8.26", [H, ["Thôn Mỹ Sơn", "8.8.26", 210], ["Thôn Đông Hạ", "09.08.2026", 185]], TWO),
    case("days in words", [H, ["Thôn Mỹ Sơn", "Sáng ngày 8/8/2026", 210], ["Thôn Đông Hạ", "ngày 9 tháng 8 năm 2026", 185]], TWO),
    case("days without a year", [H, ["Thôn Mỹ Sơn", "8/8", 210], ["Thôn Đông Hạ", "9-8", 185]], TWO),
    case("days as numbers", [H, ["Thôn Mỹ Sơn", 46242, 210], ["Thôn Đông Hạ", 46243, 185]], TWO),
    case("days with the time of day", [H, ["Thôn Mỹ Sơn", (DT, "dd/mm/yyyy hh:mm"), 210], ["Thôn Đông Hạ", "7h30 ngày 9/8/2026", 185]], TWO),
    case("a day that is none", [H, P[0], ["Thôn Đông Hạ", "31/2/2026", 185]], [ONE], {3: "31/2"}),
    case("ditto marks", [H, P[0], ["Thôn Đông Hạ", "nt", 185], ["Thôn Tân An", "\"", 90]],
         [ONE, ("Thôn Đông Hạ", "2026-08-08", "185"), ("Thôn Tân An", "2026-08-08", "90")]),
    case("words in numbers", [H, ["Thôn Mỹ Sơn", "8/8/2026", "210 người"], ["Thôn Đông Hạ", "9/8/2026", "khoảng 185 lượt"]], TWO),
    case("notes in a number", [H, P[0], ["Thôn Đông Hạ", "9/8/2026", "185 (có 40 học sinh)"]], [ONE], {3: "185 (có 40 học sinh)"}),
    case("dots and commas", [H, ["Thôn Mỹ Sơn", "8/8/2026", "1.210"], ["Thôn Đông Hạ", "9/8/2026", "1,185"], ["Thôn Tân An", "9/8/2026", 1.21]],
         [("Thôn Mỹ Sơn", "2026-08-08", "1210")], {3: "1,185", 4: "1,21"}),
    case("TCVN3", [[("§Þa ®iÓm", TCVN3), ("Thêi gian", TCVN3), ("Sè ng­êi dù", TCVN3)], [("Th«n Mü S¬n", TCVN3), "8/8/2026", 210], [("Th«n §«ng H¹", TCVN3), "9/8/2026", 185]], TWO),
    case("VNI", [[("Ñòa ñieåm", VNI), ("Thôøi gian", VNI), ("Soá ngöôøi döï", VNI)], [("Thoân Myõ Sôn", VNI), "8/8/2026", 210], [("Thoân Ñoâng Haï", VNI), "9/8/2026", 185]], TWO),
    case("half of it TCVN3, without its font", [H, ["Th«n Mü S¬n", "8/8/2026", 210], P[1]], TWO),
    case("TCVN3 capitals", [[("§ÞA §IÓM", ".VnTimeH"), "Ngày"], [("th«n t©n an", ".VnTimeH"), D]], [("THÔN TÂN AN", "2026-08-08", "")]),
    case("all in capitals", capitals([H, *P]), [("THÔN MỸ SƠN", "2026-08-08", "210"), ("THÔN ĐÔNG HẠ", "2026-08-09", "185")]),
    case("heads without marks", [["DIA DIEM", "THOI GIAN", "SO NGUOI THAM DU"], *P], TWO),
    case("heads with line breaks", [["Địa điểm\n(thôn, TDP)", "Thời gian\ntổ chức", "Số người\ntham dự (lượt)"], *P], TWO),
    case("blanks and line breaks in the cells", [H, ["  Thôn  Mỹ\nSơn ", " 8/8/2026 ", " 210 "], [], [], ["Thôn\u00a0Đông Hạ", "9/8/2026", 185]], TWO),
    case("formulas", [H, ["Thôn Mỹ Sơn", "8/8/2026", "=100+110"], P[1]], [TWO[1]], {2: "công thức"}),
    case("a row twice", [H, P[0], P[0], P[1]], TWO, {3: "dòng 2"}),
    case("of 1904", [H, ["Thôn Mỹ Sơn", D, 210]], [ONE], change="1904"),
    case("the kind of place in a column of its own", [["Tên", "Loại địa bàn", "Thời gian", "Số người dự"], ["Mỹ Sơn", "Thôn", "8/8/2026", 210], ["Số 2", "TDP", "9/8/2026", 185]],
         [("Mỹ Sơn", "2026-08-08", "210"), ("Số 2", "2026-08-09", "185")]),
    case("a mark for each leader", [["Địa điểm", "Thời gian", "Lãnh đạo dự", None], [None, None, "Tỉnh", "Xã"], ["Thôn Mỹ Sơn", "8/8/2026", "x", "x"], ["Thôn Đông Hạ", "9/8/2026", None, "X"]],
         [("Thôn Mỹ Sơn", "province,commune"), ("Thôn Đông Hạ", "commune")], fields=("place", "leaders"), change=merged("A1:A2", "B1:B2", "C1:D1")),
    case("20 triệu", [["Địa điểm", "Ngày", "Kinh phí"], ["Thôn Mỹ Sơn", D, "20 triệu"], ["Thôn Đông Hạ", D, "1,5tr"], ["Thôn Tân An", D, "500.000đ"]],
         [("Thôn Mỹ Sơn", "20000000"), ("Thôn Đông Hạ", "1500000"), ("Thôn Tân An", "500000")], fields=("place", "cost")),
    case("nghìn đồng in the heading", [["Đối tượng", "Số suất", "Trị giá/suất (nghìn đồng)", "Thành tiền (nghìn đồng)"], ["Hộ nghèo", 12, 300, 3600]],
         [("ho_ngheo", "12", "300000", "3600000")], kind="gift", fields=GIFT),
    case("triệu đồng over the table", [["ĐVT: triệu đồng"], ["Đối tượng", "Số suất", "Thành tiền"], ["Hộ nghèo", 12, 3.6]], [("ho_ngheo", "12", "300000", "3600000")], kind="gift", fields=GIFT),
    case("12 suất x 300", [["Đối tượng", "Số lượng"], ["Hộ nghèo", "12 suất x 300"], ["Hộ nghèo", "15 suất"]], [("ho_ngheo", "15", "", "")], {2: "12 suất x 300"}, kind="gift", fields=GIFT),
    case("gifts by other names", [["Đối tượng", "Số suất", "Mức quà"], ["Hộ nghèo", 12, "300.000đ/suất"], ["Hộ cận nghèo", 5, "300k"]],
         [("ho_ngheo", "12", "300000", "3600000"), ("ho_can_ngheo", "5", "300000", "1500000")], kind="gift", fields=GIFT),
    case("awards in groups", [["TT", "Họ và tên", "Chức vụ"], ["I", "TẬP THỂ"], [1, "Thôn Mỹ Sơn"], ["II", "CÁ NHÂN"], [1, "Nguyễn Văn An", "Trưởng thôn"]],
         [("Thôn Mỹ Sơn", "tap_the", "15/QĐ"), ("Nguyễn Văn An", "ca_nhan", "15/QĐ")], kind="commendation", fields=AWARD, words=WORDS_AWARD),
    case("the word of the heads for a total is that of our own sheets", [["Chỉ tiêu", "Số liệu"], ["Số điểm ngày hội", 14]], [("points", "14")], kind="total", fields=("indicator", "value")),
    case("last year's figures before this year's", [["Chỉ tiêu", "Kết quả năm 2025", "Kết quả năm 2026"], ["Số điểm ngày hội", 12, 14]], [("points", "14")], kind="total",
         fields=("indicator", "value")),
    case("the year over the heads", [["Địa điểm", "Thời gian", "Năm 2025", "Năm 2026"], [None, None, "Số người dự", "Số người dự"], ["Thôn Mỹ Sơn", "8/8/2026", 190, 210]], [ONE],
         change=merged("A1:A2", "B1:B2")),
    case("years as numbers", [["Chỉ tiêu", "Kết quả", None], [None, 2025, 2026], ["Số điểm ngày hội", 12, 14]], [("points", "14")], kind="total", fields=("indicator", "value"),
         change=merged("A1:A2", "B1:C1")),
    case("years as texts", [["Chỉ tiêu", "Kết quả", None], [None, "2025", "2026"], ["Số điểm ngày hội", 12, 14]], [("points", "14")], kind="total", fields=("indicator", "value"),
         change=merged("A1:A2", "B1:C1")),
    case("a name that has a word of money", [["Đơn vị tổ chức", "Nội dung", None], ["Địa điểm", "Thời gian", "Số người dự"], ["Thôn Đồng Tâm"], ["Thôn Mỹ Sơn", "8/8/2026", 210]],
         [("Thôn Đồng Tâm", "", ""), ONE], change=merged("B1:C1")),
    case("texts below heads over two columns", [["Địa điểm", None, "Lãnh đạo xã", None], ["Thôn Mỹ Sơn", "Nhà văn hóa", "Ông Ba", "Bà Tư"], ["Thôn Đông Hạ", "Sân bóng", "Ông Năm", None]],
         [("Thôn Mỹ Sơn",), ("Thôn Đông Hạ",)], fields=("place",), change=merged("A1:B1", "C1:D1")),
    case("only last year's figures", [["Chỉ tiêu", "Kết quả năm 2025"], ["Số điểm ngày hội", 12]], [], {2: "Số liệu"}, kind="total", fields=("indicator", "value")),
    case("Unicode in an old font", [[("Địa điểm", TCVN3), ("Loại địa bàn", TCVN3), ("Thời gian", TCVN3), ("Số người dự", TCVN3)],
                                    [("Khu dân cư 3", TCVN3), ("Cơ quan", TCVN3), D, 210], [("Thôn Mỹ Sơn", TCVN3), ("Thôn", TCVN3), D, 90]],
         [("Khu dân cư 3", "2026-08-08", "210"), ("Thôn Mỹ Sơn", "2026-08-08", "90")], words=("--map", "B=", "--map", "place_kind=thon")),
    case("a mark for each state", [["TT", "Tên khu dân cư", "Loại hình", "Kết quả", None], [None, None, None, "Đã đăng ký", "Được công nhận"], [1, "Thôn 1", "Khu dân cư", "x", "x"],
                                   [2, "Thôn 2", "Khu dân cư", "x", None]], [("Thôn 1", "cong_nhan"), ("Thôn 2", "dang_ky")], kind="body", fields=("name", "state"),
         change=merged("A1:A2", "B1:B2", "C1:C2", "D1:E1")),
    case("a mark for each kind of recipient", [["TT", "Tên tập thể, cá nhân", "Đối tượng", None, "Chức vụ"], [None, None, "TT", "Cá nhân", None], [1, "Thôn Mỹ Sơn", "x", None],
                                               [2, "Nguyễn Văn An", None, "X", "Trưởng thôn"]], [("Thôn Mỹ Sơn", "tap_the", "15/QĐ"), ("Nguyễn Văn An", "ca_nhan", "15/QĐ")],
         kind="commendation", fields=AWARD, words=WORDS_AWARD, change=merged("C1:D1", "A1:A2", "B1:B2", "E1:E2")),
    case("what is counted in a row below the heads", [["Đối tượng", "Số lượng", "Thành tiền"], [None, "(suất)", "(1.000đ)"], ["Hộ nghèo", 20, 6000]],
         [("ho_ngheo", "20", "300000", "6000000")], kind="gift", fields=GIFT),
    case("a name in the column of a mark", [["Địa điểm", "Thời gian", "Lãnh đạo dự", None], [None, None, "Tỉnh", "Xã"], ["Thôn Mỹ Sơn", "8/8/2026", "Đ/c Phó Giám đốc", "x"]],
         [("Thôn Mỹ Sơn", "province,commune", "Đ/c Phó Giám đốc")], fields=("place", "leaders", "province_names"), change=merged("A1:A2", "B1:B2", "C1:D1")),
    case("counts in columns of choices", [["TT", "Tên tập thể, cá nhân", "Đối tượng", None, "Chức vụ"], [None, None, "Tập thể", "Cá nhân", None], [1, "Các tổ tự quản", 5, "–"],
                                          [2, "Xã Đông", 3, 2], [3, "Thôn Mỹ Sơn", "chưa rõ", None]],
         [("Các tổ tự quản", "tap_the", "5")], {4: "mỗi bên một dòng", 5: "không phải dấu"}, kind="commendation", fields=("recipient", "recipient_kind", "quantity"), words=WORDS_AWARD,
         change=merged("C1:D1", "A1:A2", "B1:B2", "E1:E2")),
    case("words and errors under a state", [["TT", "Tên khu dân cư", "Loại hình", "Kết quả", None], [None, None, None, "Đã đăng ký", "Được công nhận"], [1, "Thôn 1", "Khu dân cư", "x", "Chưa"],
                                            [2, "Thôn 2", "Khu dân cư", "x", "Chưa đạt"], [3, "Thôn 3", "Khu dân cư", "x", "#N/A"], [4, "Thôn 4", "Khu dân cư", "x", "=1+1"]],
         [("Thôn 1", "dang_ky")], {4: "không phải dấu", 5: "#N/A", 6: "công thức"}, kind="body", fields=("name", "state"), change=merged("A1:A2", "B1:B2", "C1:C2", "D1:E1")),
    case("leaders who did not come", [["Địa điểm", "Thời gian", "Lãnh đạo tỉnh", "Lãnh đạo xã"], ["Thôn Mỹ Sơn", "8/8/2026", "Không có", "Vắng"], ["Thôn Đông Hạ", "9/8/2026", "#N/A", "x"],
                                      ["Thôn Tân An", "9/8/2026", None, ("§/c B×nh", TCVN3)]],
         [("Thôn Mỹ Sơn", "", ""), ("Thôn Tân An", "commune", "Đ/c Bình")], {3: "#N/A"}, fields=("place", "leaders", "commune_names"), says="TCVN3"),
    case("a head that several choices have", [["Đối tượng", None, "Số suất"], ["Hộ", "Học sinh giỏi", None], ["x", None, 5], [None, "x", 6]], [("hoc_sinh", "6")], {3: "không phải là một mục"},
         kind="gift", fields=("category", "quantity"), change=merged("A1:B1", "C1:C2"), says="\tdoubtful\t“Học sinh giỏi”"),
    case("marks in columns of names", [["Địa điểm", "Thời gian", "Lãnh đạo tỉnh", "Lãnh đạo xã"], ["Thôn Mỹ Sơn", "8/8/2026", "x", "-"], ["Thôn Đông Hạ", "9/8/2026", None, "Ông Ba"]],
         [("Thôn Mỹ Sơn", "province", "", ""), ("Thôn Đông Hạ", "commune", "", "Ông Ba")], fields=("place", "leaders", "province_names", "commune_names")),
    case("number and day of a decision in one cell", [["Tên tập thể, cá nhân", "Đối tượng", "Số, ngày quyết định", "Hình thức"], ["Nguyễn Văn An", "CN", "125/QĐ-UBND ngày 10/8/2026", "Giấy khen UBND xã"],
                                                      ["Thôn Mỹ Sơn", "TT", "nt", "Kỷ niệm chương BVANTQ"]], [("Nguyễn Văn An", "125/QĐ-UBND", "2026-08-10", "giay_khen_xa")],
         {3: "chỉ tặng cho cá nhân"}, kind="commendation", fields=("recipient", "decision_number", "decision_date", "form")),
    case("two days in a cell", [H, ["Thôn Mỹ Sơn", "5,6/8/2026", 210], ["Thôn Đông Hạ", "ngày 7 và 8/8/2026", 185], ["Thôn Tân An", "5 và 8/8/2026", 90]],
         [("Thôn Mỹ Sơn", "2026-08-05", "2026-08-06"), ("Thôn Đông Hạ", "2026-08-07", "2026-08-08")], {4: "5 và 8/8"}, fields=("place", "date_from", "date_to")),
    case("a second time in the cell of the days", [H, ["Thôn Mỹ Sơn", "5-9/8 và 15/8", 210], ["Thôn Đông Hạ", "5-9/8, 15-16/8/2026", 185], ["Thôn Tân An", "Từ ngày 5/8 đến 7/8/2026; ngày 15/8", 90],
                                                    ["Thôn Yên Hòa", "nt", 80], ["Thôn Tân Bình", "6/8 và 8/8/2026", 70], ["Thôn Ba", "5-9/8 và 7/8", 60], ["Thôn Tư", "5-9/8, 15/8, 20/8", 50],
                                                    ["Thôn Sáu", "5-9/8 và 10/8", 30], ["Thôn Bảy", "5-7, 15/8", 20]],
         [("Thôn Mỹ Sơn", "2026-08-05", "2026-08-09", "2026-08-15", ""), ("Thôn Đông Hạ", "2026-08-05", "2026-08-09", "2026-08-15", "2026-08-16"),
          ("Thôn Tân An", "2026-08-05", "2026-08-07", "2026-08-15", ""), ("Thôn Yên Hòa", "2026-08-05", "2026-08-07", "2026-08-15", ""),
          ("Thôn Tân Bình", "2026-08-06", "", "2026-08-08", "")], {7: "5-9/8 và 7/8", 8: "5-9/8, 15/8, 20/8", 9: "5-9/8 và 10/8", 10: "5-7, 15/8"},
         fields=("place", "date_from", "date_to", "second_from", "second_to"),
         says="“5-9/8 và 15/8” được đọc là “05–09/08/2026, 15/08/2026”"),
    case("a second time in a column of its own", [[*H, "Ngày tổ chức lần hai"], ["Thôn Mỹ Sơn", "5-9/8 và 15/8", 210, "16/8/2026"]], [], {2: "5-9/8 và 15/8"}),
    case("days in a row among words", [H, ["Thôn Mỹ Sơn", "5-9/8 (buổi tối)", 210], ["Thôn Đông Hạ", "buổi tối, 5 - 9/8/2026", 185], ["Thôn Tân An", "buổi tối 8-8-26", 90], ["Thôn Yên Hòa", "8.8.2026 (sáng)", 80],
                                       ["Thôn Ba", "5-9/7 và 15", 60], ["Thôn Tư", "5, 8-9/8/2026", 50], ["Thôn Năm", "7h30, 8/8/2026", 40], ["Thôn Sáu", "8/8/2026, 9 giờ", 30], ["Thôn Bảy", "5 đến ngày 9/8/2026 (tối)", 20]],
         [*((place, "2026-08-05", "2026-08-09") for place in ("Thôn Mỹ Sơn", "Thôn Đông Hạ", "Thôn Bảy")), *((place, "2026-08-08", "") for place in ("Thôn Tân An", "Thôn Yên Hòa", "Thôn Năm", "Thôn Sáu"))],
         {6: "5-9/7 và 15", 7: "5, 8-9/8"}, fields=("place", "date_from", "date_to")),
    case("only the month", [H, ["Thôn Mỹ Sơn", "tháng 8", 210]], [("Thôn Mỹ Sơn", "unknown", "210")]),
    case("about so many", [H, ["Thôn Mỹ Sơn", "8/8/2026", "≈ 210"], ["Thôn Đông Hạ", "9/8/2026", "Khoảng 185 người"]],
         [("Thôn Mỹ Sơn", "210", "khoang"), ("Thôn Đông Hạ", "185", "khoang")], fields=("place", "attendance", "attendance_qualifier")),
    case("totals of about so many", [["Chỉ tiêu", "Kết quả"], ["- Trong đó: số lượt người tham gia", "trên 3.000"]], [("attendance", "3000", "tren")], kind="total",
         fields=("indicator", "value", "qualifier")),
    case("millions as people say them", [["Địa điểm", "Ngày", "Kinh phí"], ["Thôn Mỹ Sơn", D, "7tr500"]], [("Thôn Mỹ Sơn", "7500000")], fields=("place", "cost")),
    case("about so much in the unit of the heading", [["Đối tượng", "Số suất", "Tổng trị giá (triệu đồng)"], ["Hộ nghèo", 70, "gần 35"], ["Hộ cận nghèo", 5, "Hơn 2,5"], ["Học sinh", 4, "khoảng 2 triệu"],
                                                       ["Công nhân", 3, "chừng 35"], ["Thương binh", 2, "trên 30 tạ"]],
         [("ho_ngheo", "70", "35000000", "gan"), ("ho_can_ngheo", "5", "2500000", "hon"), ("hoc_sinh", "4", "2000000", "khoang")], {5: "chừng 35", 6: "30 tạ"}, kind="gift",
         fields=("category", "quantity", "value", "value_qualifier"), says="“gần 35” được hiểu là gần 35.000.000 đồng"),
    case("about so much, and no unit anywhere", [["Đối tượng", "Số suất", "Tổng trị giá"], ["Hộ nghèo", 70, "gần 35"], ["Hộ cận nghèo", 5, "hơn 2,5"], ["Học sinh", 4, "khoảng 2 triệu"]],
         [("ho_ngheo", "70", "35000000", "gan"), ("ho_can_ngheo", "5", "2500000", "hon"), ("hoc_sinh", "4", "2000000", "khoang")], kind="gift",
         fields=("category", "quantity", "value", "value_qualifier"),
         says="2\tC\tdoubtful\t“gần 35” được hiểu là gần 35.000.000 đồng. Tiêu đề cột không cho biết tính bằng đồng, nghìn hay triệu"),
    case("small money among large, and no unit anywhere", [["Địa điểm", "Thời gian", "Kinh phí"], ["Thôn Mỹ Sơn", "8/8/2026", 35], ["Thôn Đông Hạ", "9/8/2026", 3000000]],
         [("Thôn Mỹ Sơn", "35"), ("Thôn Đông Hạ", "3000000")], fields=("place", "cost"),
         says="2\tC\tdoubtful\t“35” được hiểu là 35 đồng, nhưng không có chỗ nào cho biết"),
    case("money that counts thousands or millions, whichever", [["Địa điểm", "Thời gian", "Kinh phí"], ["Thôn Mỹ Sơn", "8/8/2026", 35], ["Thôn Đông Hạ", "9/8/2026", 3500]],
         [("Thôn Mỹ Sơn", "35"), ("Thôn Đông Hạ", "3500")], fields=("place", "cost"), says="3\tC\tdoubtful\t“3500” được hiểu là 3.500 đồng, nhưng không có chỗ nào cho biết"),
    case("a decimal where nothing says of what", [["Địa điểm", "Thời gian", "Kinh phí"], ["Thôn Mỹ Sơn", "8/8/2026", "35,5"], ["Thôn Đông Hạ", "9/8/2026", 300]],
         [("Thôn Đông Hạ", "300")], {2: "không phải là số tiền chẵn đồng"}, fields=("place", "cost")),
    case("a name that another row makes a form of address", [["TT", "Họ và tên", "Chức vụ"], [1, "Ông Ích Khiêm", "Trưởng thôn"], [2, "Chị Nguyễn An", "Công an viên"]],
         [("Ích Khiêm",), ("Nguyễn An",)], kind="commendation", fields=("recipient",), words=(*WORDS_AWARD, "--map", "recipient_kind=ca_nhan"), says="2\tB\tdoubtful\t“Ông Ích Khiêm” được đọc là “Ích Khiêm”"),
    case("a name of four words among names without a form of address", [["TT", "Họ và tên", "Chức vụ"], [1, "Bà Huyện Thanh Quan", "Trưởng thôn"], [2, "Chị Nguyễn An", "Công an viên"],
                                                                        [3, "Trần Văn Bình", "Hội viên"], [4, "Lê Thị Hoa", "Hội viên"]],
         [("Huyện Thanh Quan",), ("Nguyễn An",), ("Trần Văn Bình",), ("Lê Thị Hoa",)], kind="commendation", fields=("recipient",), words=(*WORDS_AWARD, "--map", "recipient_kind=ca_nhan"),
         says="2\tB\tdoubtful\t“Bà Huyện Thanh Quan” được đọc là “Huyện Thanh Quan”"),
    case("a form of address before most names", [["TT", "Họ và tên", "Chức vụ"], [1, "Ông Nguyễn Văn An", "Trưởng thôn"], [2, "Bà Lê Thị Hoa", "Hội viên"], [3, "Trần Văn Bình", "Hội viên"]],
         [("Nguyễn Văn An",), ("Lê Thị Hoa",), ("Trần Văn Bình",)], kind="commendation", fields=("recipient",), words=(*WORDS_AWARD, "--map", "recipient_kind=ca_nhan"),
         says="2\tB\tcorrected\t“Ông Nguyễn Văn An” được đọc là “Nguyễn Văn An”"),
    case("a name that begins like a form of address", [["TT", "Họ và tên", "Chức vụ"], [1, "Ông Ích Khiêm", "Trưởng thôn"], [2, "Trần Văn Bình", "Công an viên"]],
         [("Ông Ích Khiêm", ""), ("Trần Văn Bình", "")], kind="commendation", fields=("recipient", "honorific"), words=(*WORDS_AWARD, "--map", "recipient_kind=ca_nhan"),
         says="2\tB\tdoubtful\t“Ông Ích Khiêm” được giữ nguyên"),
    case("short names with forms of address", [["TT", "Họ và tên", "Chức vụ"], [1, "Ông Nguyễn An", "Trưởng thôn"], [2, "Trần Văn Bình", "Công an viên"], [3, "Bà Lê Hoa", "Hội viên"]],
         [("Nguyễn An", "ong"), ("Trần Văn Bình", ""), ("Lê Hoa", "ba")], kind="commendation", fields=("recipient", "honorific"),
         words=(*WORDS_AWARD, "--map", "recipient_kind=ca_nhan")),
    case("forms of address in the heading", [["TT", "Họ và tên ông (bà)", "Chức vụ"], [1, "Ông Nguyễn An", "Trưởng thôn"]], [("Nguyễn An", "ong")], kind="commendation",
         fields=("recipient", "honorific"), words=(*WORDS_AWARD, "--map", "recipient_kind=ca_nhan")),
    case("the worth of one in the unit of the heading", [["Đối tượng", "Số suất", "Mức quà (nghìn đồng)"], ["Hộ nghèo", 12, "300/suất"], ["Hộ cận nghèo", 5, "300.000đ/suất"]],
         [("ho_ngheo", "12", "300000", "3600000"), ("ho_can_ngheo", "5", "300000", "1500000")], kind="gift", fields=GIFT, says="“300/suất” được hiểu là 300.000 đồng"),
    case("a source without its money", [["Đối tượng", "Số suất", "Thành tiền", "Nguồn", "Nơi trao"], ["HS nghèo", 2, 600000, "Ngân sách xã", "Nhà văn hóa thôn 3"], ["Thương binh 3/4", 1, 300000, "Bà con góp", None]],
         [("hoc_sinh", "ngan_sach:600000", "Trao tại điểm: Nhà văn hóa thôn 3"), ("nguoi_co_cong", "", "Nguồn kinh phí: Bà con góp")], kind="gift", fields=("category", "funding", "note")),
    case("activities in words", [["Nội dung công việc", "Khối lượng thực hiện"], ["Phát tờ rơi tuyên truyền", 1200], ["Tuyên truyền lưu động bằng xe loa", "12 lượt"], ["Việc khác hẳn", 1]],
         [("to_roi", "1200"), ("loa", "12"), ("khac", "1")], kind="activity", fields=("kind", "number")),
    case("marks under heads in short", [["Địa điểm", "Thời gian", "Có LĐ xã"], ["Thôn Mỹ Sơn", "8/8/2026", "x"]], [("Thôn Mỹ Sơn", "commune", "")], fields=("place", "leaders", "commune_names")),
    case("a column for each kind of gift", [["Đối tượng", "Nội dung tặng", None, None], [None, "Số suất", "Xe đạp", "Tiền mặt"], ["Hộ nghèo", 1, None, "500.000đ"]], [("ho_ngheo", "1")],
         kind="gift", fields=("category", "quantity"), change=merged("A1:A2", "B1:D1"), says="“500.000đ”"),
    case("a mark where a choice belongs", [["Địa điểm", "Thời gian", "Lãnh đạo dự"], ["Thôn Mỹ Sơn", "8/8/2026", "x"]], [], {2: "chỉ là dấu"}),
    case("totals of a unit", [["STT", "Chỉ tiêu", "Kết quả"], [1, "Số điểm ngày hội", 14], [2, "Lượt người dự", "3.120"]], [("points", "14"), ("attendance", "3120")], kind="total",
         fields=("indicator", "value")),
    case("gifts in groups by giver, with their sums", [*LETTER, ["DANH SÁCH TẶNG QUÀ NGÀY HỘI TOÀN DÂN BẢO VỆ AN NINH TỔ QUỐC NĂM 2026"], ["Đơn vị tính: đồng"],
                                                      ["TT", "Họ và tên", "Địa chỉ", "Đối tượng", "Số suất", "Mức quà", "Thành tiền", "Ký nhận"], ["I", "ỦY BAN MTTQ XÃ TẶNG"],
                                                      [1, "Nguyễn Thị Lan", "Thôn Mỹ Sơn", "Hộ nghèo", 1, 500000, 500000], [2, "Trần Văn Bình", "Thôn Đông Hạ", "Hộ cận nghèo", 1, 500000, 500000],
                                                      ["Cộng I", None, None, None, 2, None, 1000000], ["II", "HỘI PHỤ NỮ TẶNG"], [1, "Lê Thị Hoa", "Thôn Tân An", "Học sinh", 1, 300000, 300000],
                                                      ["Cộng II", None, None, None, 1, None, 300000], ["TỔNG CỘNG (I+II)", None, None, None, 3, None, 1300000],
                                                      ["Bằng chữ: Một triệu ba trăm nghìn đồng chẵn."]],
         [("Nguyễn Thị Lan", "ho_ngheo", "1", "500000"), ("Trần Văn Bình", "ho_can_ngheo", "1", "500000"), ("Lê Thị Hoa", "hoc_sinh", "1", "300000")], kind="gift",
         fields=("recipient", "category", "quantity", "value"), change=merged("A5:D5")),
    case("heads again on each page, sums carried over", [["TT", "Địa điểm tổ chức", "Thời gian", "Số người dự"], [1, *P[0]], [None, "Cộng trang 1", None, 210], [None, "Mang sang", None, 210],
                                                         ["TT", "Địa điểm tổ chức", "Thời gian", "Số người dự"], [2, *P[1]], [None, "Cộng chung", None, 395]], TWO),
    case("the decision over its rows", [["TT", "Họ và tên", "Chức vụ, đơn vị công tác", "Thành tích"], ["I. Quyết định số 125/QĐ-UBND ngày 10/8/2026 của Chủ tịch UBND xã"],
                                        [1, "Nguyễn Văn An", "Trưởng thôn Mỹ Sơn", "Tích cực"], ["II. Quyết định số 130/QĐ-UBND ngày 12/8/2026 của Chủ tịch UBND xã"],
                                        [1, "Trần Văn Bình", "Công an viên", "Tích cực"]],
         [("Nguyễn Văn An", "125/QĐ-UBND", "2026-08-10"), ("Trần Văn Bình", "130/QĐ-UBND", "2026-08-12")], kind="commendation", fields=("recipient", "decision_number", "decision_date"),
         words=("--map", "form=giay_khen_xa", "--map", "recipient_kind=ca_nhan"), change=merged("A2:D2", "A4:D4")),
    case("years of birth, of men and of women", [["STT", "Họ và tên", "Năm sinh", None, "Đơn vị công tác"], [None, None, "Nam", "Nữ", None], [1, "Nguyễn Văn An", 1980, None, "Thôn Mỹ Sơn"],
                                                 [2, "Lê Thị Hoa", None, "1985", "Thôn Đông Hạ"]], [("Nguyễn Văn An", "nam", "1980"), ("Lê Thị Hoa", "nu", "1985")], kind="commendation",
         fields=("recipient", "gender", "birth_year"), words=(*WORDS_AWARD, "--map", "recipient_kind=ca_nhan"), change=merged("A1:A2", "B1:B2", "C1:D1", "E1:E2")),
    case("number and worth in one cell", [["TT", "Đối tượng được tặng quà", "Số suất", "Ghi chú"], [1, "Hộ nghèo", "12 suất x 300.000đ"], [2, "Gia đình chính sách", "10 suất x 500.000 đồng/suất"],
                                          [3, "Học sinh nghèo vượt khó", "05 suất (mỗi suất 300.000đ)"]],
         [("ho_ngheo", "12", "300000", "3600000"), ("chinh_sach", "10", "500000", "5000000"), ("hoc_sinh", "5", "300000", "1500000")], kind="gift", fields=GIFT),
    case("TCVN3 throughout, all of it texts", [[("c«ng an tØnh hµ tÜnh", ".VnTimeH")], [("danh s¸ch ®iÓm tæ chøc ngµy héi", ".VnTimeH")], [],
                                               [("TT", TCVN3), ("§Þa ®iÓm tæ chøc", TCVN3), ("Thêi gian", TCVN3), ("Sè ng\u00adêi tham gia", TCVN3), ("L·nh ®¹o x· dù", TCVN3)],
                                               [("1", TCVN3), ("Th«n Mü S¬n", TCVN3), ("08/08/2026", TCVN3), ("210 ", TCVN3), ("§/c Chñ tÞch UBND x·", TCVN3)],
                                               [("2", TCVN3), ("Th«n §«ng H¹", TCVN3), ("09/08/2026", TCVN3), ("185", TCVN3), ("§/c BÝ th\u00ad §¶ng uû", TCVN3)],
                                               [None, ("Tæng céng", TCVN3), None, ("395", TCVN3)], [], [None, None, None, ("Ng\u00adêi lËp biÓu", TCVN3)]],
         [(*ONE, "commune"), (*TWO[1], "commune")], fields=(*PLACE, "leaders")),
    case("points, gifts and awards on sheets of one workbook", [["DANH SÁCH QUÀ TẶNG"], ["Đối tượng", "Số suất", "Đơn giá"], ["Hộ nghèo", 12, 300000], ["Hộ cận nghèo", 5, 300000], ["Học sinh", 3, 300000]], TWO,
         **{"Khen thưởng": [["Họ và tên", "Hình thức khen", "Số QĐ"], ["Nguyễn Văn An", "Giấy khen UBND xã", "15/QĐ"]], "Các điểm": [["DANH SÁCH CÁC ĐIỂM"], ["TT", *H], [1, *P[0]], [2, *P[1]], ["Tổng", None, None, 395]],
            "Tổng hợp": [["Nội dung", "Số liệu"], ["Số điểm", 2], ["Số suất quà", 20]]}),
    case("columns of no use, and last year's beside this year's", [["TT", "Thôn, TDP", "Số hộ", "Số khẩu", "Bí thư chi bộ", "Số điện thoại", "Ngày tổ chức", "Số người dự năm 2025", "Số người dự năm 2026", "Kinh phí (1.000đ)", "Ghi chú"],
                                                                   [1, "Thôn Mỹ Sơn", 118, 410, "Ông Nguyễn Văn A", "0912345678", "8/8/2026", 190, 210, 5000, None]],
         [(*ONE, "118", "410", "5000000")], fields=(*PLACE, "households", "people", "cost")),
    case("money by its sources", [["Đối tượng", "Số suất", "Tổng trị giá (đồng)", "Trong đó", None], [None, None, None, "Ngân sách", "Xã hội hóa"], ["Hộ nghèo", 10, 5000000, 2000000, 3000000]],
         [("ho_ngheo", "10", "5000000", "ngan_sach:2000000,xa_hoi_hoa:3000000")], kind="gift", fields=("category", "quantity", "value", "funding"),
         change=merged("A1:A2", "B1:B2", "C1:C2", "D1:E1")),
    case("notes under the table", [["Tổng số: 02 điểm; 395 lượt người"], H, *P, [], ["Ghi chú:"], ["- Thôn Đông Hạ tổ chức ghép với thôn Tân An"], ["(*) Số liệu tính đến ngày 15/8/2026"], [],
                                   ["Nơi nhận:", None, "TRƯỞNG CÔNG AN XÃ"], ["- Công an tỉnh (b/c);"], ["- Lưu: CAX."]], TWO),
    case("names in two columns under one head", [["TT", "Họ và tên", None, "Chức vụ"], [1, "Nguyễn Văn", "An", "Trưởng thôn"], [2, "Lê Thị", "Hoa", "Công an viên"]],
         [("Nguyễn Văn An", "Trưởng thôn"), ("Lê Thị Hoa", "Công an viên")], kind="commendation", fields=("recipient", "position"), words=(*WORDS_AWARD, "--map", "recipient_kind=ca_nhan"),
         change=merged("B1:C1")),
    case("hints below the heads", [H, ["(ghi rõ thôn, TDP)", "(ngày/tháng/năm)", "(lượt người)"], *P], TWO),
    case("a sum without a word", [["TT", *H], [1, *P[0]], [2, *P[1]], [None, None, None, 395]], TWO),
    case("a record that is as much as the one above", [["TT", "Tên tập thể", "Số lượng"], [1, "Chi hội Một", 20], [2, None, 20], [3, None, 7], [None, None, 47]],
         [("Chi hội Một", "20"), ("", "20"), ("", "7")], kind="commendation", fields=("recipient", "quantity"), words=(*WORDS_AWARD, "--map", "recipient_kind=tap_the")),
    case("a line number that goes on is of a record", [["TT", *H], [1, *P[0]], [2, *P[1]], [3, None, None, 395], [None, None, None, 790]], TWO, {4: "Nơi tổ chức"}),
    case("a line number that begins anew is of a record", [["TT", *H], ["I", "Khu vực 1"], [1, *P[0]], [2, *P[1]], ["II", "Khu vực 2"], [1, None, None, 395]], TWO, {6: "Nơi tổ chức"}),
    case("one record is no sum", [H, P[0], [None, None, 210]], [ONE], {3: "Nơi tổ chức"}),
    case("sums of groups without a word", [["TT", *H], [1, *P[0]], [2, *P[1]], [None, None, None, 395], [3, "Thôn Tân An", "9/8/2026", 5], [4, "Thôn Tân Bình", "9/8/2026", 10], [None, None, None, 15],
                                           [4, None, None, 410]], [*TWO, ("Thôn Tân An", "2026-08-09", "5"), ("Thôn Tân Bình", "2026-08-09", "10")]),
    case("heads in short", [["STT", "Đ.điểm tổ chức", "T.gian TC", "SL người dự"], [1, *P[0]], [2, *P[1]]], TWO),
    case("from one day to another in words", [H, ["Thôn Mỹ Sơn", "Từ ngày 8/8 đến ngày 10/8/2026", 210], ["Thôn Đông Hạ", "08/8/2026 - 09/8/2026", 185], ["Thôn Tân An", "8-9/8/2026", 90]],
         [("Thôn Mỹ Sơn", "2026-08-08", "2026-08-10"), ("Thôn Đông Hạ", "2026-08-08", "2026-08-09"), ("Thôn Tân An", "2026-08-08", "2026-08-09")], fields=("place", "date_from", "date_to")),
    case("two tables side by side", [["TT", *H, None, "TT", "Đối tượng", "Số suất"], [1, *P[0], None, 1, "Hộ nghèo", 12], [2, *P[1], None, 2, "Hộ cận nghèo", 5],
                                     [None, None, None, None, None, 3, "Học sinh", 3]], TWO),
    case("cells merged down, forms of address", [["TT", "Họ và tên", "Hình thức khen", "Số quyết định", "Ngày QĐ"], [1, "Ông Nguyễn Văn An", "Giấy khen UBND xã", "15/QĐ-UBND", "10/8/2026"],
                                                 [2, "Bà Lê Thị Hoa"], [3, "Đ/c Trần Văn Bình"]],
         [("Nguyễn Văn An", "ong", "15/QĐ-UBND", "2026-08-10"), ("Lê Thị Hoa", "ba", "15/QĐ-UBND", "2026-08-10"), ("Trần Văn Bình", "dong_chi", "15/QĐ-UBND", "2026-08-10")],
         kind="commendation", fields=("recipient", "honorific", "decision_number", "decision_date"), words=("--map", "recipient_kind=ca_nhan"), change=merged("C2:C4", "D2:D4", "E2:E4")),
    case("money in many spellings", [["Địa điểm", "Ngày", "Kinh phí (đồng)"], ["Thôn Mỹ Sơn", D, "1.500.000,00"], ["Thôn Đông Hạ", D, "2 000 000"], ["Thôn Tân An", D, "500.000 VNĐ"],
                                     ["Thôn Yên Hòa", D, "1,5 triệu đồng"]],
         [("Thôn Mỹ Sơn", "1500000"), ("Thôn Đông Hạ", "2000000"), ("Thôn Tân An", "500000"), ("Thôn Yên Hòa", "1500000")], fields=("place", "cost")),
    case("a cell that goes on in the row below", [["TT", *H], [1, *P[0]], [None, "(ghép với thôn Tân An)"], [2, *P[1]]], TWO),
    case("what became of it in words", [[*H, "Tình trạng"], [*P[0], "Đã tổ chức"], ["Thôn Đông Hạ", "19/8/2026", None, "Chưa tổ chức"], ["Thôn Tân An", None, None, "Không tổ chức"]],
         [("Thôn Mỹ Sơn", "held"), ("Thôn Đông Hạ", "planned"), ("Thôn Tân An", "cancelled")], fields=("place", "status")),
    case("the decision in the first cell under the heads", [["TT", "Họ và tên", "Chức vụ, đơn vị công tác", "Thành tích"], ["I. Quyết định số 125/QĐ-UBND ngày 10/8/2026 của Chủ tịch UBND xã"],
                                                            [1, "Nguyễn Văn An", "Trưởng thôn Mỹ Sơn", "Tích cực"], ["II. Quyết định số 130/QĐ-UBND ngày 12/8/2026 của Chủ tịch UBND xã"],
                                                            [1, "Trần Văn Bình", "Công an viên", "Tích cực"]],
         [("Nguyễn Văn An", "125/QĐ-UBND", "2026-08-10"), ("Trần Văn Bình", "130/QĐ-UBND", "2026-08-12")], kind="commendation", fields=("recipient", "decision_number", "decision_date"),
         words=("--map", "form=giay_khen_xa", "--map", "recipient_kind=ca_nhan")),
    case("the decision beside its number under the heads", [["TT", "Họ và tên", "Chức vụ", "Thành tích"], ["I", "Quyết định số 125/QĐ-UBND ngày 10/8/2026"], [1, "Nguyễn Văn An", "Trưởng thôn", "Tích cực"],
                                                            ["II", "Quyết định số 130/QĐ-UBND ngày 12/8/2026"], [1, "Trần Văn Bình", "Công an viên", "Tích cực"]],
         [("Nguyễn Văn An", "125/QĐ-UBND", "2026-08-10"), ("Trần Văn Bình", "130/QĐ-UBND", "2026-08-12")], kind="commendation", fields=("recipient", "decision_number", "decision_date"),
         words=("--map", "form=giay_khen_xa", "--map", "recipient_kind=ca_nhan")),
    case("a record under the heads that names a field", [["TT", "Địa điểm", "Thời gian", "Nội dung"], [1, "Thôn Mỹ Sơn", "8/8/2026", "Có 210 người dự, lãnh đạo tỉnh dự"], [2, "Thôn Đông Hạ", "9/8/2026", "Ký cam kết"]],
         [("Thôn Mỹ Sơn", "2026-08-08"), ("Thôn Đông Hạ", "2026-08-09")], fields=("place", "date_from")),
    case("blanks within the days", [H, ["Thôn Mỹ Sơn", "8 / 8 / 2026", 210], ["Thôn Đông Hạ", "9 - 8 - 2026", 185]], TWO),
    case("days of the week", [H, ["Thôn Mỹ Sơn", "Thứ bảy, ngày 8/8/2026", 210], ["Thôn Đông Hạ", "CN 9/8/2026", 185], ["Thôn Tân An", "Thứ 2 (10/8/2026)", 90]],
         [*TWO, ("Thôn Tân An", "2026-08-10", "90")]),
    case("hours from and to", [H, ["Thôn Mỹ Sơn", "19h30 - 21h30 ngày 8/8/2026", 210], ["Thôn Đông Hạ", "Từ 7h đến 10h, 9/8/2026", 185], ["Thôn Tân An", "19 giờ 30 phút, ngày 10/8/2026", 90]],
         [*TWO, ("Thôn Tân An", "2026-08-10", "90")]),
    case("letters and their marks apart", [[unicodedata.normalize("NFD", cell) if isinstance(cell, str) else cell for cell in row] for row in [H, *P]], TWO),
    case("stars at heads and numbers", [["Địa điểm (*)", "Thời gian (*)", "Số người dự (**)"], ["Thôn Mỹ Sơn", "8/8/2026", "210*"], ["Thôn Đông Hạ", "9/8/2026", "185 (*)"], ["(*) Bắt buộc"]], TWO),
    case("ticks", [["Địa điểm", "Thời gian", "Lãnh đạo dự", None], [None, None, "Tỉnh", "Xã"], ["Thôn Mỹ Sơn", "8/8/2026", "✓", "√"], ["Thôn Đông Hạ", "9/8/2026", None, "v"]],
         [("Thôn Mỹ Sơn", "province,commune"), ("Thôn Đông Hạ", "commune")], fields=("place", "leaders"), change=merged("A1:A2", "B1:B2", "C1:D1")),
    case("whole days of birth", [["TT", "Họ và tên", "Ngày, tháng, năm sinh", "Chức vụ"], [1, "Nguyễn Văn An", "15/3/1980", "Trưởng thôn"], [2, "Lê Thị Hoa", datetime.date(1985, 12, 2), None], [3, "Trần Văn Bình", 1990, None]],
         [("Nguyễn Văn An", "1980"), ("Lê Thị Hoa", "1985"), ("Trần Văn Bình", "1990")], kind="commendation", fields=("recipient", "birth_year"),
         words=(*WORDS_AWARD, "--map", "recipient_kind=ca_nhan")),
    case("the commune as its sum", [["TT", *H], [None, "Toàn xã", None, 395], [1, *P[0]], [2, *P[1]], [None, "Tổng toàn xã", None, 395]], TWO),
    case("a festival of the whole commune, day not known", [H, ["Toàn xã", None, 395]], [], {2: "Chưa có “Loại địa bàn”"}, says="2\tA\tdoubtful\tDòng này giống dòng cộng của toàn xã"),
    case("the whole commune amid points without numbers", [H, ["Toàn xã", None, 395], *P], TWO, {2: "Chưa có “Loại địa bàn”"}, says="2\tA\tdoubtful\tDòng này giống dòng cộng của toàn xã"),
    case("the whole commune on its day", [[*H, "Loại địa bàn"], ["Toàn xã", "8/8/2026", 395, "Khác"]], [("Toàn xã", "2026-08-08", "395")], unsaid="\tdoubtful\t"),
    case("what was done in the whole commune", [["Địa điểm", "Nội dung", "Ngày", "Số lượng"], ["Toàn xã", "Treo băng rôn", None, 45]], [("bang_ron", "45")],
         kind="activity", fields=("kind", "number"), words=("--map", "A=note", "--map", "kind=bang_ron")),
    case("the worth before the number", [["Đối tượng", "Số lượng"], ["Hộ nghèo", "300.000đ x 12 suất"], ["Hộ cận nghèo", "500.000 đồng/suất x 10"]],
         [("ho_ngheo", "12", "300000", "3600000"), ("ho_can_ngheo", "10", "500000", "5000000")], kind="gift", fields=GIFT),
    case("money and its words", [["Địa điểm", "Ngày", "Kinh phí"], ["Thôn Mỹ Sơn", D, "500.000đ (Năm trăm nghìn đồng)"], ["Thôn Đông Hạ", D, "3.000.000 đồng (ba triệu đồng chẵn)"]],
         [("Thôn Mỹ Sơn", "500000"), ("Thôn Đông Hạ", "3000000")], fields=("place", "cost")),
    case("a decision without its letters", [["Tên tập thể, cá nhân", "Đối tượng", "Số, ngày quyết định", "Hình thức"], ["Nguyễn Văn An", "CN", "QĐ số 125 ngày 10/8/2026", "Giấy khen UBND xã"],
                                            ["Thôn Mỹ Sơn", "TT", "Số 126, ngày 11/8/2026", "Giấy khen UBND xã"]],
         [("Nguyễn Văn An", "125", "2026-08-10"), ("Thôn Mỹ Sơn", "126", "2026-08-11")], kind="commendation", fields=("recipient", "decision_number", "decision_date")),
    case("men, women and all of them", [["Địa điểm", "Thời gian", "Số người dự", None, None], [None, None, "Nam", "Nữ", "Tổng"], ["Thôn Mỹ Sơn", "8/8/2026", 100, 110, 210], ["Thôn Đông Hạ", "9/8/2026", 90, 95, 185]],
         TWO, change=merged("A1:A2", "B1:B2", "C1:E1")),
    case("so far and in this week", [["Địa điểm", "Thời gian", "Số người dự", None], [None, None, "Trong kỳ", "Lũy kế"], ["Thôn Mỹ Sơn", "8/8/2026", 210, 210], ["Thôn Đông Hạ", "9/8/2026", 185, 395]],
         TWO, change=merged("A1:A2", "B1:B2", "C1:D1")),
    case("the month in words", [["Địa điểm", "Ngày", "Tháng", "Năm", "Số người dự"], ["Thôn Mỹ Sơn", 8, "Tháng 8", 2026, 210], ["Thôn Đông Hạ", 30, "T7", 2026, 185], ["Thôn Ba", 1, "bảy", 2026, 5]],
         [ONE, ("Thôn Đông Hạ", "2026-07-30", "185")], {4: "“bảy”"}),
    case("the hour in a column of its own", [["Địa điểm", "Giờ", "Ngày", "Số người dự"], ["Thôn Mỹ Sơn", "7h30", "8/8/2026", 210], ["Thôn Đông Hạ", datetime.time(19, 30), "9/8/2026", 185]], TWO),
    case("day, month and year in three columns", [["Địa điểm", "Ngày", "Tháng", "Năm", "Số người dự"], ["Thôn Mỹ Sơn", 8, 8, 2026, 210], ["Thôn Đông Hạ", 30, 7, 2026, 185]],
         [ONE, ("Thôn Đông Hạ", "2026-07-30", "185")]),
    case("so many of so many", [H, P[0], ["Thôn Đông Hạ", "9/8/2026", "185/210"]], [ONE], {3: "185/210"}),
    case("a table of Excel with a row of totals", [H, *P, ["Tổng", None, "=SUBTOTAL(109,C2:C3)"]], TWO, change=as_table("A1:C4")),
    case("thousands parted by blanks", [H, ["Thôn Mỹ Sơn", "8/8/2026", "1 210"], ["Thôn Đông Hạ", "9/8/2026", "1\u00a0185 người"]],
         [("Thôn Mỹ Sơn", "2026-08-08", "1210"), ("Thôn Đông Hạ", "2026-08-09", "1185")]),
    case("the line number before the name", [H, ["1. Thôn Mỹ Sơn", "8/8/2026", 210], ["2/ Thôn Đông Hạ", "9/8/2026", 185]], TWO),
    case("boxes that are ticked", [["Địa điểm", "Thời gian", "Lãnh đạo dự", None], [None, None, "Tỉnh", "Xã"], ["Thôn Mỹ Sơn", "8/8/2026", True, True], ["Thôn Đông Hạ", "9/8/2026", False, True]],
         [("Thôn Mỹ Sơn", "province,commune"), ("Thôn Đông Hạ", "commune")], fields=("place", "leaders"), change=merged("A1:A2", "B1:B2", "C1:D1")),
    case("signs of Word", [H, ["Thôn\u200b Mỹ Sơn", "8\u20118\u20112026", 210], ["\ufeffThôn Đông Hạ", "9–8–2026", 185]], TWO),
    case("no head over the names", [["TT", None, "Thời gian", "Số người dự"], *[[n, *row] for n, row in enumerate(P, 1)]], TWO),
    case("money that ends in a dash", [["Địa điểm", "Ngày", "Kinh phí"], ["Thôn Mỹ Sơn", D, "3.600.000,-"], ["Thôn Đông Hạ", D, "500.000.-"]],
         [("Thôn Mỹ Sơn", "3600000"), ("Thôn Đông Hạ", "500000")], fields=("place", "cost")),
    case("the village beside the house", [["TT", "Thôn, TDP", "Địa điểm tổ chức", "Thời gian", "Số người dự"], [1, "Thôn Mỹ Sơn", "Nhà văn hóa thôn", "8/8/2026", 210],
                                          [2, "Thôn Đông Hạ", "Sân trường tiểu học", "9/8/2026", 185]], TWO),
    case("a table amid empty rows and columns", [[], [None, None, "DANH SÁCH ĐIỂM"], [], [None, None, "Địa điểm", None, "Thời gian", None, "Số người dự"], [], [None, None, "Thôn Mỹ Sơn", None, "8/8/2026", None, 210], [],
                                                 [None, None, "Thôn Đông Hạ", None, "9/8/2026", None, 185]], TWO),
]


class Offices(unittest.TestCase):
    maxDiff = None

    notes = None

    def setUp(self):
        if Offices.notes is None:
            self.read_all()

    @classmethod
    def read_all(cls):
        cls.folder = tempfile.mkdtemp(prefix="Bốn mươi ")
        atexit.register(shutil.rmtree, cls.folder)
        cls.env = dict(os.environ, XDG_DATA_HOME=os.path.join(cls.folder, "data"), NGAY_HOI_LANGUAGE="vi")
        cls.ledger = os.path.join(cls.folder, "tỉnh.ngayhoi")
        cls.cli("new", cls.ledger, "--unit", "42", "--year", "2026", "--role", "province")
        units = csv.DictReader(io.StringIO(cls.cli("units", cls.ledger, "--at", "2026-08-19", "--format", "csv")))
        cls.units = sorted(row["code"] for row in units if len(row["code"]) == 5)
        more = [os.path.join(cls.folder, "tỉnh %d.ngayhoi" % number) for number in range(2, len(CASES) // len(cls.units) + 2)]
        cls.ledgers = [cls.ledger, *(shutil.copy(cls.ledger, path) for path in more)]  # there are more cases than units
        cls.notes = [cls.bring(number, one) for number, one in enumerate(CASES)]
        cls.lists = {kind: [list(csv.DictReader(io.StringIO(cls.cli("list", ledger, kind, "--personal", "--format", "csv")))) for ledger in cls.ledgers] for kind in {one[1] for one in CASES}}

    @classmethod
    def cli(cls, *words):
        done = subprocess.run([CLI, *words], capture_output=True, text=True, env=cls.env, timeout=120, check=False)
        assert done.returncode == 0 or words[0] == "import", done.stderr
        return done.stdout + (done.stderr if done.returncode > 1 else "")

    def records(self, kind, number, fields):
        ledger, unit = divmod(number, len(self.units))
        return [tuple(row[field] for field in fields) for row in self.lists[kind][ledger] if row["unit"] == self.units[unit]]

    @classmethod
    def bring(cls, number, one):
        _, kind, rows, _, _, _, words, change, more = one
        path = os.path.join(cls.folder, "%d.xlsx" % number)

        def to_1904(table):
            import openpyxl.utils.datetime
            table.parent.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        books.save(path, rows, change=to_1904 if change == "1904" else change, **{name: value for name, value in more.items() if name not in ("says", "unsaid")})
        ways = [subprocess.run([DUMP, path, *way], capture_output=True, check=True, timeout=120).stdout for way in ((), ("--expat",))]
        assert ways[0] == ways[1], one[0]
        ledger, unit = divmod(number, len(cls.units))
        return cls.cli("import", cls.ledgers[ledger], kind, "--from", path, "--unit", cls.units[unit], "--format", "tsv", *words)

    def test_units_in_short(self):
        """Old towns, brackets, offices; and a ward that was divided is told with its parts."""
        path = os.path.join(self.folder, "đơn vị.xlsx")
        books.save(path, [["Đơn vị", *H], *[[unit, "Thôn Riêng " + unit, *P[0][1:]] for unit in ("TT Thiên Cầm", "CAX Cẩm Xuyên", "Xã Cẩm Nhượng (cũ)", "F. Thành Sen", "P. Đại Nài")]])
        out = self.cli("import", self.ledger, "point", "--from", path, "--format", "tsv", "--dry-run")
        refused = [line for line in out.splitlines() if "\trefused\t" in line]
        self.assertEqual(len(refused), 1, out)
        self.assertIn("Phường Hà Huy Tập", refused[0])

    def test_units_under_their_districts(self):
        """As lists were made until 2025: the district over its communes, a commune over its points."""
        path = os.path.join(self.folder, "theo huyện.xlsx")
        books.save(path, [["TT", "Đơn vị", *H], ["I", "Huyện Cẩm Xuyên"], [1, "Xã Cẩm Nhượng", "Thôn Xuân Nam", *P[0][1:]], [None, None, "Thôn Xuân Bắc", *P[1][1:]], [None, "Cộng", None, None, 395],
                          ["II", "Thị xã Hồng Lĩnh"], [1, "P. Bắc Hồng", "Tổ dân phố 3", "10/8/2026", 90], [None, "Tổng cộng", None, None, 485]], change=merged("B3:B4"))
        out = self.cli("import", self.ledger, "point", "--from", path, "--format", "tsv")
        rows = csv.DictReader(io.StringIO(self.cli("list", self.ledger, "point", "--format", "csv")))
        units = {row["code"]: row["title"] for row in csv.DictReader(io.StringIO(self.cli("units", self.ledger, "--at", "2026-08-19", "--format", "csv")))}
        self.assertEqual(sorted((row["place"], units[row["unit"]], row["attendance"]) for row in rows if row["place"] in ("Thôn Xuân Nam", "Thôn Xuân Bắc", "Tổ dân phố 3")),
                         [("Thôn Xuân Bắc", "Xã Thiên Cầm", "185"), ("Thôn Xuân Nam", "Xã Thiên Cầm", "210"), ("Tổ dân phố 3", "Phường Bắc Hồng Lĩnh", "90")], out)
        self.assertNotIn("\trefused\t", out)

    def test_choice_of_the_office(self):
        """It comes before another choice that is also called so."""
        path, ledger = os.path.join(self.folder, "riêng.xlsx"), os.path.join(self.folder, "riêng.ngayhoi")
        shutil.copy(self.ledger, ledger)
        with sqlite3.connect(ledger) as file:
            file.execute("INSERT INTO codebook (list, code, title, abbreviation, position, attributes) VALUES ('body_kind', 'cong_ty', 'Công ty', '', 99, '')")
        books.save(path, [["Tên", "Loại hình"], ["Mỹ Sơn", "Công ty"], ["Đông Hạ", "Xí nghiệp"]])
        self.cli("import", ledger, "body", "--from", path, "--unit", self.units[0])
        rows = csv.DictReader(io.StringIO(self.cli("list", ledger, "body", "--format", "csv")))
        self.assertEqual(sorted((row["name"], row["kind"]) for row in rows if row["name"] in ("Mỹ Sơn", "Đông Hạ")), [("Mỹ Sơn", "cong_ty"), ("Đông Hạ", "doanh_nghiep")])

    def test_on_its_side(self):
        """One sentence, and what to do."""
        path = os.path.join(self.folder, "ngang.xlsx")
        books.save(path, [["BIỂU THEO DÕI"], ["Địa điểm", "Thôn Mỹ Sơn", "Thôn Đông Hạ", "Thôn 3"], ["Ngày tổ chức", D, D, D], ["Số người tham gia", 210, 185, 9]])
        done = subprocess.run([CLI, "import", self.ledger, "point", "--from", path, "--unit", self.units[-1], "--dry-run"], capture_output=True, text=True,
                              env=self.env, timeout=120, check=False)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("Transpose", done.stderr)

    def test_hidden_row(self):
        """It comes in, but is to be looked at."""
        def hide(table):
            table.row_dimensions[2].hidden = True
        path = os.path.join(self.folder, "ẩn.xlsx")
        books.save(path, [H, *P], change=hide)
        out = self.cli("import", self.ledger, "point", "--from", path, "--unit", self.units[-1], "--format", "tsv", "--dry-run")
        self.assertIn("2\t\tdoubtful\tDòng này đang ẩn trong Excel.", out)


def add(number, one):
    def test(self):
        _, kind, _, fields, records, refused, _, _, _ = one
        self.assertEqual(sorted(self.records(kind, number, fields)), sorted(records), self.notes[number])
        told = [line.split("\t") for line in self.notes[number].splitlines() if line.count("\t") == 3]
        found = {}
        for row, _, verdict, note in told:
            if verdict == "refused":
                found.setdefault(row, []).append(note)
        self.assertEqual(sorted(found), sorted(map(str, refused)), self.notes[number])
        if "says" in one[8]:
            self.assertIn(one[8]["says"], self.notes[number])
        self.assertNotIn(one[8].get("unsaid", "CRITICAL"), self.notes[number])
        for row, part in refused.items():
            self.assertTrue(any(part in note for note in found[str(row)]), found)
    setattr(Offices, "test_%02d_%s" % (number + 1, one[0].replace(" ", "_").replace(",", "")), test)


for place, one in enumerate(CASES):
    add(place, one)

if __name__ == "__main__":
    tap.main()
