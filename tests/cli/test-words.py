# SPDX-License-Identifier: GPL-3.0-or-later
"""What was entered stands in figures, sheets and the short report in true words: of a city, of activities, of numbers that are not exact.

NGAY_HOI_CLI names the program."""
import csv
import io
import os
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import unittest
import zipfile

import openpyxl

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

CLI = os.environ["NGAY_HOI_CLI"]


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="Lời lẽ ")
        self.ledger = os.path.join(self.folder, "sổ.ngayhoi")
        self.env = dict(os.environ, NGAY_HOI_LANGUAGE="vi", XDG_DATA_HOME=os.path.join(self.folder, "data"))

    def tearDown(self):
        shutil.rmtree(self.folder)

    def run_cli(self, *words, code=0):
        done = subprocess.run([CLI, *words], capture_output=True, env=self.env, timeout=300)
        out, err = done.stdout.decode(), done.stderr.decode()
        self.assertEqual(done.returncode, code, "%s\n%s\n%s" % (words, out, err))
        return out, err

    def new(self, unit="18709", year="2024", *more):
        self.run_cli("new", self.ledger, "--unit", unit, "--year", year, *more)

    def add(self, type_, *words, code=0):
        return self.run_cli("add", self.ledger, type_, *words, code=code)

    def figures(self, *words):
        out, _ = self.run_cli("figures", self.ledger, "--format", "tsv", *words)
        return {row.split("\t")[0]: row.split("\t")[1] for row in out.splitlines()[1:]}

    def report(self, name, *words):
        path = os.path.join(self.folder, "x.csv" if "--csv" in words else "x.txt")
        self.run_cli("report", self.ledger, name, "--out", path, *[w for w in words if w != "--csv"])
        with open(path, encoding="utf-8") as file:
            return file.read()

    def point(self, *words):
        self.add("point", "place_kind=thon", "date_from=9/8", *words)


class City(Case):
    """A centrally run city with its quận, huyện and thị xã."""

    UNITS = """code,name,kind,parent_code,valid_from,valid_to,from_basis,to_basis,note
91,Biển Xanh,thành phố,,2020-01-01,,,,
911,Một,quận,91,2020-01-01,,,,
912,Hai,huyện,91,2020-01-01,,,,
913,Ba,thị xã,91,2020-01-01,,,,
91101,Bắc,phường,911,2020-01-01,,,,
91201,Tây,xã,912,2020-01-01,,,,
91301,Nam,phường,913,2020-01-01,,,,
91202,Đảo,đặc khu,912,2020-01-01,,,,
"""

    def begin(self, unit):
        units = os.path.join(self.folder, "đơn vị.csv")
        with open(units, "w", encoding="utf-8") as file:
            file.write(self.UNITS)
        self.new(unit, "2023", "--units", units)

    def fill(self, unit):
        self.point("unit=" + unit, "place=Thôn 1", "leaders=province;district;commune", "attendance=90")
        self.point("unit=" + unit, "place=Thôn 2", "leaders=province;district;commune", "attendance=90")
        for form in ("bang_khen_tinh", "giay_khen_ca_tinh", "giay_khen_huyen", "giay_khen_ca_huyen", "giay_khen_xa"):
            self.add("commendation", "unit=" + unit, "form=" + form, "recipient_kind=tap_the", "quantity=2", "decision_date=5/8/2023")

    def test_city(self):
        self.begin("91")
        self.fill("91101")
        text = self.report("paragraph")
        for words in ("điểm có lãnh đạo thành phố", "điểm có lãnh đạo quận, huyện", "Chủ tịch UBND thành phố",
                      "Giám đốc Công an thành phố", "Chủ tịch UBND quận, huyện", "Trưởng Công an quận, huyện"):
            self.assertIn(words, text)
        for name in ("paragraph", "summary", "commendations", "commendation-list", "points"):
            self.assertNotRegex(self.report(name), r"\b[tT]ỉnh\b", name)
        self.assertIn("GK GĐ Công an thành phố", self.report("summary"))
        out, _ = self.run_cli("figures", self.ledger)
        self.assertIn("Số điểm có lãnh đạo thành phố dự", out)
        self.assertNotIn("tỉnh", out)

    def test_more_than_have_a_row(self):
        self.begin("91")
        self.add("total", "indicator=units.held", "value=94", "source=BC", "note=trên tổng số 95 xã, phường")
        self.assertIn("có 94 đơn vị cấp xã trên tổng số 95 xã, phường tổ chức", self.report("paragraph"))

    def test_districts_and_communes(self):
        for unit, district, commune in (("91101", "quận", "phường"), ("91301", "thị xã", "phường"), ("91202", "huyện", "đặc khu")):
            self.begin(unit)
            self.fill(unit)
            for text in (self.report("paragraph"), self.report("summary"), self.report("commendation-list")):
                self.assertIn("UBND " + district, text)
                self.assertIn("UBND " + commune, text)
                self.assertNotRegex(text, r"UBND (tỉnh|xã)")
            out, _ = self.run_cli("figures", self.ledger)
            self.assertIn("Số đơn vị cấp xã tổ chức", out)      # the level of all three kinds
            self.assertNotIn("thị trấn", out)                   # of which there is none since 1/7/2025
            os.unlink(self.ledger)

    def test_province_is_as_ever(self):
        self.new("18709", "2024")
        self.point("place=Thôn 1", "leaders=province;district", "attendance=90")
        self.point("place=Thôn 2", "leaders=province;district", "attendance=90")
        self.assertIn("02 điểm có lãnh đạo tỉnh, 02 điểm có lãnh đạo huyện", self.report("paragraph"))


class Totals(Case):
    """Totals beside records of the same unit: a sentence says of both what is true of both."""

    def begin(self, *words):
        self.new()
        self.add("point", "place=Thôn Bàu Láng", "place_kind=thon", "date_from=9/8", "attendance=200", "pacts=2", "leaders=province",
                 "province_names=Đại tá Nguyễn Văn An", *words)

    def total(self, indicator, value, *words):
        self.add("total", "indicator=" + indicator, "value=" + value, "keep=total", "source=BC", *words)

    def test_more_points_than_records(self):
        self.begin()
        self.total("points", "128")
        text = self.report("paragraph")
        for words in ("có ít nhất 01 khu dân cư tổ chức Ngày hội với 128 điểm ngày hội", "có ít nhất 01 điểm có lãnh đạo tỉnh",
                      "200 lượt người tham gia ở 1/128 điểm", "ký kết ít nhất 02 giao ước thi đua", "Đại tá Nguyễn Văn An (thôn Bàu Láng"):
            self.assertIn(words, text)
        self.assertIn("≥ 200", self.report("summary"))
        out, _ = self.run_cli("figures", self.ledger, "--format", "tsv")
        rows = {line.split("\t")[0]: line.split("\t") for line in out.splitlines()}
        self.assertEqual(("128", "≥"), (rows["points"][1], rows["pacts"][4]))
        self.assertNotIn("leaders.central", rows)  # of 127 points nobody knows

    def test_about_so_many_points(self):
        self.begin()
        self.total("points", "128", "qualifier=khoang")
        self.assertIn("đã thu hút ít nhất 200 lượt người tham gia.", self.report("paragraph"))

    def test_more_of_a_kind(self):
        self.begin()
        self.total("points.residential", "128")
        self.assertIn("có ít nhất 01 khu dân cư tổ chức Ngày hội với 128 điểm ở khu dân cư", self.report("paragraph"))

    def test_fewer_points_than_records(self):
        self.begin()
        self.add("point", "place=UBND xã", "place_kind=xa", "date_from=10/8", "attendance=100")
        self.total("points", "1")
        text = self.report("paragraph")
        self.assertIn("với 01 điểm ngày hội", text)
        self.assertNotIn("điểm ở khu dân cư", text)

    def test_total_that_agrees(self):
        self.begin()
        self.total("points", "1")
        self.assertIn("có 01 khu dân cư tổ chức Ngày hội với 01 điểm ngày hội", self.report("paragraph"))

    def test_source(self):
        self.begin()
        self.total("points", "128")
        self.total("attendance", "9000")
        self.add("total", "indicator=pacts", "value=9", "source=Công văn 7")  # records stand instead
        self.assertIn("Nguồn số liệu tổng – BC: Số điểm ngày hội, Số lượt người dự.", self.report("summary"))
        self.assertNotIn("Nguồn", self.report("paragraph"))
        self.assertIn("BC: Số điểm ngày hội", self.report("paragraph", "--sources"))

    def test_source_of_a_hidden_total(self):
        """The province's own total stands in the sentence; that of a commune only in its row."""
        self.new("42", "2026", "--role", "province")
        self.total("attendance", "9000")
        self.add("total", "unit=18754", "indicator=attendance", "value=300", "keep=total", "source=Công văn 7")
        text = self.report("paragraph", "--sources")
        self.assertIn("BC: Số lượt người dự", text)
        self.assertNotIn("Công văn 7", text)
        self.assertIn("Công văn 7: Số lượt người dự", self.report("summary"))

    def test_more_gifts_than_records(self):
        self.new()
        self.add("gift", "category=ho_ngheo", "kind=suat_qua", "quantity=5", "value=2500000")
        self.total("gifts.sets", "412")
        self.assertIn("tặng 412 suất quà, trị giá ít nhất 2,5 triệu đồng", self.report("paragraph"))


class Names(Case):
    """What has a name is called by it, in the sentence and on the sheet."""

    def choice(self, list_, title, like):
        return self.run_cli("add-choice", self.ledger, list_, title, like)[0].strip()

    def award(self, form, quantity, *words):
        kind = () if any(w.startswith("recipient_kind=") for w in words) else ("recipient_kind=tap_the",)
        self.add("commendation", "form=" + form, "quantity=" + quantity, "decision_date=5/8/2024", "state=presented", *kind, *words)

    def test_awards_of_other_bodies(self):
        self.new()
        union = self.choice("authority", "Liên đoàn Lao động tỉnh", "khac")
        self.award("khen_khac", "2", "authority=mttq")
        self.award("khen_khac", "1", "authority=truong", "decision_number=3/QĐ-THPT", "signer=Hiệu trưởng Nguyễn Văn Bình")
        self.award("thu_khen", "1", "authority=" + union)
        text = self.report("paragraph")
        self.assertIn("Thư khen cho 01 tập thể (của Liên đoàn Lao động tỉnh)", text)
        self.assertIn("khen thưởng hình thức khác cho 03 tập thể (02 của MTTQ, 01 của trường)", text)
        self.assertIn("người ký: Hiệu trưởng Nguyễn Văn Bình", self.report("commendation-list"))

    def test_names_of_several_kinds(self):
        """They do not read as if they were of the last kind alone."""
        self.new()
        self.award("khen_khac", "3", "authority=mttq")
        self.award("khen_khac", "2", "recipient_kind=ca_nhan", "authority=truong")
        self.award("thu_khen", "1", "authority=mttq")
        self.award("thu_khen", "1", "recipient_kind=ca_nhan", "authority=mttq")
        text = self.report("paragraph")
        self.assertIn("khen thưởng hình thức khác cho 03 tập thể, 02 cá nhân, trong đó 03 của MTTQ, 02 của trường", text)
        self.assertIn("Thư khen cho 01 tập thể, 01 cá nhân (đều của MTTQ)", text)

    def test_all_names_on_the_sheet(self):
        """A sentence has the first twenty."""
        self.new()
        for number in range(1, 25):
            self.add("activity", "kind=vu_khi", "name=loại %02d" % number, "number=2")
        self.assertIn("02 loại 24", self.report("activities"))
        text = self.report("paragraph")
        self.assertIn("02 loại 20, …", text)
        self.assertNotIn("02 loại 24", text)

    def test_total_of_awards_hides_names(self):
        self.new()
        self.award("khen_khac", "2", "authority=mttq")
        self.add("total", "indicator=commendations.other.collective", "value=9", "keep=total", "source=BC")
        self.assertIn("khen thưởng hình thức khác cho 09 tập thể.", self.report("paragraph"))

    def test_orders(self):
        self.new()
        self.award(self.choice("award_form", "Huân chương Chiến công hạng Ba", "huan_chuong"), "1")
        self.award(self.choice("award_form", "Giấy khen của Hội Nông dân xã", "khen_khac"), "1")
        self.assertEqual("1", self.figures()["commendations.order.collective"])
        text = self.report("paragraph")
        self.assertIn("Huân chương cho 01 tập thể (Huân chương Chiến công hạng Ba)", text)
        self.assertIn("khen thưởng hình thức khác cho 01 tập thể (Giấy khen của Hội Nông dân xã)", text)
        self.run_cli("add-choice", self.ledger, "point_status", "Khác", "held", code=2)

    def test_activities(self):
        self.new()
        self.add("activity", "kind=vu_khi", "number=3", "name=súng kíp", "date_from=5/8/2024")
        self.add("activity", "kind=vu_khi", "number=2", "name=lựu đạn", "date_from=6/8/2024")
        self.add("activity", "kind=giao_nop", "number=4", "date_from=6/8/2024")
        self.add("activity", "kind=hoi_nghi", "number=1", "name=Tọa đàm phòng, chống lừa đảo", "date_from=6/8/2024")
        text = self.report("paragraph")
        self.assertIn("thu hồi 05 vũ khí, vật liệu nổ, công cụ hỗ trợ (03 súng kíp, 02 lựu đạn)", text)
        self.assertIn("vận động 04 lượt giao nộp vũ khí", text)
        self.assertIn("tổ chức 01 hội nghị (Tọa đàm phòng, chống lừa đảo)", text)
        self.assertIn("03 súng kíp, 02 lựu đạn", self.report("activities"))

    def test_ceremony(self):
        self.new()
        self.point("place=Thôn 1", "ceremony=chao_co;dien_van", "festivities=van_nghe")
        self.assertIn("Phần lễ có chào cờ, diễn văn. Phần hội có hoạt động văn nghệ.", self.report("paragraph"))
        self.assertIn("Phần lễ: Chào cờ, Diễn văn; Phần hội: Văn nghệ", self.report("points"))

    def test_ceremonies_of_a_province(self):
        self.new("42", "2026", "--role", "province")
        self.point("unit=18754", "place=Thôn 1", "ceremony=chao_co")
        self.point("unit=18754", "place=Thôn 2", "ceremony=dien_van")
        self.point("unit=18754", "place=Thôn 3", "ceremony=tang_qua", "status=planned")
        self.assertIn("Phần lễ có chào cờ, diễn văn.", self.report("paragraph"))

    def test_gifts_in_kind(self):
        self.new()
        filter_ = self.choice("gift_kind", "Máy lọc nước", "khac")
        self.add("gift", "category=hoc_sinh", "kind=" + filter_, "quantity=5")
        self.add("gift", "category=ho_ngheo", "kind=khac", "quantity=2")
        self.add("gift", "category=hoc_sinh", "kind=xe_dap", "quantity=3")
        self.add("gift", "category=ho_ngheo", "kind=nha", "quantity=1")
        self.add("gift", "category=hoan_canh_kho_khan", "kind=nha", "quantity=1")
        self.add("gift", "category=khac", "kind=suat_qua", "quantity=4")
        text = self.report("paragraph")
        for words in ("04 suất quà cho đối tượng khác", "03 xe đạp cho học sinh",
                      "02 nhà Đại đoàn kết, nhà tình nghĩa (01 cho hộ nghèo, 01 cho hộ có hoàn cảnh khó khăn)",
                      "07 phần quà khác (02 cho hộ nghèo, 05 máy lọc nước cho học sinh)"):
            self.assertIn(words, text)


class Charts(Case):
    def test_pictures_in_word(self):
        self.new()
        for day in (9, 9, 10):
            self.add("point", "place=Thôn %d" % day, "place_kind=thon", "date_from=%d/8" % day)
        for kind in ("suat_qua", "xe_dap"):
            self.add("gift", "category=hoc_sinh", "kind=" + kind, "quantity=5")
        path = os.path.join(self.folder, "x.docx")
        self.run_cli("report", self.ledger, "charts", "--out", path)
        with zipfile.ZipFile(path) as archive:
            document = archive.read("word/document.xml").decode()
            pictures = sorted(n for n in archive.namelist() if n.startswith("word/media/"))
            relations = archive.read("word/_rels/document.xml.rels").decode()
            self.assertEqual(["word/media/chart1.png", "word/media/chart2.png"], pictures)
            for number, name in enumerate(pictures, 1):
                self.assertIn('r:embed="chart%d"' % number, document)
                self.assertIn('Id="chart%d"' % number, relations)
                self.assertEqual(b"\x89PNG", archive.read(name)[:4])
        self.assertIn('descr="Quà tặng theo loại"', document)
        self.assertIn("Số suất quà", document)  # the numbers, too


    def test_numbers_that_are_not_exact(self):
        """A minimum is not drawn as a total."""
        self.new()
        for kind, number in (("suat_qua", "hơn 50"), ("xe_dap", "5"), ("xe_dap", "?"), ("nha", "2")):
            self.add("gift", "category=hoc_sinh", "kind=" + kind, "quantity=" + number)
        for recipient, number in (("tap_the", "gần 20"), ("ca_nhan", "3")):
            self.add("commendation", "form=giay_khen_xa", "recipient_kind=" + recipient, "quantity=" + number)
        self.add("commendation", "form=thu_khen", "recipient_kind=tap_the", "quantity=4")
        text = self.report("charts")
        for name, number in (("Số suất quà", "hơn 50"), ("Số xe đạp tặng", "≥ 5"), ("Giấy khen của Chủ tịch UBND xã, phường", "gần 23")):
            self.assertRegex(text, r"%s\s+%s\b" % (name, number))
        path = os.path.join(self.folder, "x.xlsx")
        self.run_cli("report", self.ledger, "charts", "--out", path)
        sheet = openpyxl.load_workbook(path)["Biểu đồ"]
        formats = {cell.value: cell.offset(0, 1).number_format for cell in sheet["A"] if cell.value}
        self.assertEqual(['"hơn "#,##0', '"≥ "#,##0', "#,##0"], [formats[n] for n in ("Số suất quà", "Số xe đạp tặng", "Thư khen")])
        with zipfile.ZipFile(path) as archive:
            drawn = "".join(archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/charts/chart"))
        for label in ("hơn 50", "≥ 5", "gần 23"):
            self.assertIn(">%s<" % label, drawn)


class Days(Case):
    def test_two_spans(self):
        self.new()
        for number, day in enumerate(("1/8", "2-5/8", "6-9/8", "15/8")):
            self.add("point", "place=Thôn %d" % number, "place_kind=thon", "date_from=" + day)
        self.assertIn("Từ ngày 01/8 đến ngày 09/8 và ngày 15/8/2024, toàn xã có 04 khu dân cư", self.report("paragraph"))
        self.add("point", "place=Thôn 5", "place_kind=thon")
        self.assertNotIn("từ ngày", self.report("paragraph").lower())

    def test_many_days(self):
        self.new()
        for day in (1, 3, 5, 7, 9):
            self.add("point", "place=Thôn %d" % day, "place_kind=thon", "date_from=%d/8" % day)
        self.assertIn("Từ ngày 01/8 đến ngày 09/8/2024, toàn xã có 05 khu dân cư", self.report("paragraph"))


class NotHeld(Case):
    def fill(self, *words):
        self.point("place=Thôn Một", "attendance=100", *words)
        self.point("place=Thôn Hai", "status=planned", "attendance=50", *words)
        self.point("place=Thôn Ba", "status=postponed", *words)
        self.point("place=Thôn Tư", "status=cancelled", *words)

    def test_commune(self):
        self.new()
        self.fill()
        self.assertEqual(("1", "100"), (self.figures()["points"], self.figures()["attendance"]))
        text = self.report("points")
        self.assertRegex(text, r"TỔNG CỘNG: 01 điểm\t+100\t")
        self.assertIn("Hoãn, không tính vào tổng số: 01 điểm", text)
        self.assertLess(text.index("Hủy, không tính"), text.index("Thôn Tư"))
        for name in ("whole", "paragraph"):
            self.assertIn("Ngoài ra dự kiến tổ chức 01 điểm (thôn Hai, ngày 09/8/2024); hoãn 01 điểm (thôn Ba, ngày 09/8/2024); "
                          "hủy 01 điểm (thôn Tư, ngày 09/8/2024).", self.report(name))

    def test_province(self):
        self.new("42", "2026", "--role", "province")
        self.point("unit=18754", "place=Thôn Hai", "status=planned")
        self.assertIn("Thôn Hai, phường Sông Trí", self.report("points"))
        text = self.report("whole")
        self.assertIn("Dự kiến tổ chức 01 điểm.", text)
        self.assertNotIn("Ngoài ra", text)  # to nothing


class Facts(Case):
    """What a report says beside its numbers."""

    def total(self, indicator, value, *words, code=0):
        self.add("total", "indicator=" + indicator, "value=" + value, "source=BC", *words, code=code)

    def test_money(self):
        self.new()
        self.total("gifts.value", "trên 7,2 tỷ đồng")
        self.total("cost", "350 triệu", "note=trong đó xã hội hóa 210 triệu đồng.")
        self.total("points", "3 triệu đồng", code=1)
        self.assertEqual(self.figures()["gifts.value"], "7200000000")
        text = self.report("paragraph")
        self.assertIn("trị giá trên 7,2 tỷ đồng.", text)
        self.assertIn("Kinh phí tổ chức Ngày hội: 350 triệu đồng, trong đó xã hội hóa 210 triệu đồng.", text)

    def test_notes(self):
        self.new()
        self.total("rules", "12", "note=với cơ quan, trường học")
        self.total("activities.tin_bai", "4800", "note=trong đó cấp tỉnh 320 tin, bài")
        self.total("gifts.sets", "412", "note=cho gia đình chính sách.")
        self.total("models", "2", "note=Theo báo cáo số 12")
        text = self.report("paragraph")
        for said in ("12 quy chế phối hợp, kế hoạch liên tịch với cơ quan, trường học;", "4.800 tin, bài, phóng sự, trong đó cấp tỉnh 320 tin, bài.",
                     "412 suất quà cho gia đình chính sách.", "02 mô hình."):
            self.assertIn(said, text)

    def test_notes_of_the_office(self):
        """Only what the hint names goes into a report; what is a part stands behind its number."""
        self.new()
        self.total("gifts.sets", "412", "note=trong đó 120 suất học bổng")
        self.total("gifts.value", "7,2 tỷ đồng")
        self.total("models", "2", "note=do thôn 3 chưa gửi")
        text = self.report("paragraph")
        self.assertIn("412 suất quà, trong đó 120 suất học bổng, trị giá", text)
        self.assertNotIn("chưa gửi", text)

    def test_sources_of_what_counts(self):
        self.new()
        self.point("place=Thôn 1", "cost=10 triệu")
        self.point("place=Thôn 2", "funding=MTTQ: 30 triệu")
        self.add("gift", "category=ho_ngheo", "kind=suat_qua", "quantity=5", "funding=MTTQ: 2 triệu")
        text = self.report("paragraph")
        self.assertIn("10 triệu đồng.", text)
        self.assertNotIn("MTTQ", text)

    def test_sources(self):
        self.new()
        self.point("place=Thôn 1", "cost=18,5 triệu", "funding=Ngân sách: 5 triệu; Nhân dân đóng góp: 13,5 triệu")
        self.assertIn("18,5 triệu đồng, từ nguồn ngân sách 5 triệu đồng, khu dân cư 13,5 triệu đồng.", self.report("paragraph"))
        self.add("gift", "category=ho_ngheo", "kind=suat_qua", "quantity=5", "value=2500000", "funding=doanh nghiệp")
        self.assertIn("trị giá 2,5 triệu đồng, từ nguồn vận động xã hội hóa.", self.report("paragraph"))
        self.add("gift", "category=ho_ngheo", "kind=suat_qua", "quantity=5", "value=2500000", "funding=Quỹ Vì người nghèo")
        self.assertIn("từ nguồn vận động xã hội hóa, Quỹ Vì người nghèo.", self.report("paragraph"))
        for amount in ("funding=MTTQ: 1 triệu", "funding=MTTQ: 0,5 triệu", "funding=Ngân sách: 1 triệu", "funding=Ngân sách"):
            self.add("gift", "category=hoc_sinh", "kind=suat_qua", "quantity=5", "value=2500000", amount)
        self.assertIn("từ nguồn ngân sách, vận động xã hội hóa, MTTQ 1,5 triệu đồng, Quỹ Vì người nghèo.", self.report("paragraph"))

    def test_teams(self):
        self.new()
        for kind, number, name in (("doi_thi", "8", "Kéo co nam nữ"), ("tiet_muc", "6", ""), ("camera", "32", "")):
            self.add("activity", "kind=" + kind, "number=" + number, "name=" + name)
        text = self.report("paragraph")
        for said in ("có 08 đội thi đấu, hội thi (08 kéo co nam nữ)", "biểu diễn 06 tiết mục văn nghệ", "lắp đặt 32 camera an ninh"):
            self.assertIn(said, text)
        self.assertIn("Camera an ninh", self.report("activities"))

    def test_names_of_a_province(self):
        self.new("42", "2026", "--role", "province")
        self.add("activity", "kind=vu_khi", "number=41", "name=Súng tự chế", "period=nam")
        self.add("activity", "kind=vu_khi", "unit=18754", "number=2", "name=Lựu đạn", "period=nam")
        self.point("unit=18754", "place=Thôn 1", "models=1", "model_names=Camera an ninh")
        text = self.report("paragraph")
        self.assertIn("thu hồi 43 vũ khí, vật liệu nổ, công cụ hỗ trợ (41 súng tự chế, 02 lựu đạn)", text)
        self.assertIn("ra mắt 01 mô hình (Camera an ninh)", text)
        self.point("unit=18754", "place=Thôn 2", "models=3")
        self.assertIn("ra mắt 04 mô hình (trong đó có Camera an ninh)", self.report("paragraph"))
        for number in range(1, 21):
            self.add("activity", "kind=vu_khi", "unit=18754", "number=1", "name=Loại %d" % number, "period=nam")
            self.point("unit=18754", "place=Thôn %d" % (number + 1), "models=1", "model_names=Mô hình %d" % number)
        text = self.report("paragraph")  # too many for a sentence
        self.assertIn("thu hồi 63 vũ khí, vật liệu nổ, công cụ hỗ trợ.", text)
        self.assertIn("ra mắt 24 mô hình.", text)


class Numbers(Case):
    def test_more_than_250(self):
        self.new()
        self.add("point", "place=Ấp Đông", "place_kind=ap", "date_from=9/8", "attendance=hơn 250")
        self.assertIn("hơn 250", self.report("points"))
        self.assertIn("đã thu hút hơn 250 lượt người", self.report("paragraph"))
        self.assertIn(",hơn 250,", self.report("points", "--csv"))
        self.assertIn("hơn 250", self.run_cli("figures", self.ledger)[0])
        self.assertEqual(self.figures()["attendance"], "250")
        self.add("total", "indicator=attendance", "value=250", "source=BC")
        self.assertNotIn("số liệu tổng đã báo cáo", self.report("summary"))
        self.add("point", "place=Thôn 2", "place_kind=thon", "date_from=9/8", "attendance_qualifier=hon", code=1)
        out, _ = self.run_cli("list", self.ledger, "point", "--format", "csv")
        row = next(csv.DictReader(io.StringIO(out)))
        self.assertEqual((row["attendance"], row["attendance_qualifier"]), ("250", "hon"))
        self.add("point", "place=Thôn 3", "place_kind=thon", "date_from=10/8", "attendance=gần 100")
        self.assertIn("khoảng 350", self.run_cli("figures", self.ledger)[0])

    def test_words_before_any_number(self):
        self.new()
        for typed, expected in (("trên 165000", ("165000", "tren")), ("ít nhất 165.000", ("165000", "it_nhat")), ("xấp xỉ 90", ("90", "khoang")),
                                ("không dưới 90", ("90", "it_nhat")), ("trên dưới 90", ("90", "khoang")), ("~90", ("90", "khoang")), ("90", ("90", ""))):
            self.add("total", "indicator=activities.to_roi", "value=" + typed, "source=BC")
            row = next(csv.DictReader(io.StringIO(self.run_cli("list", self.ledger, "total", "--format", "csv")[0])))
            self.assertEqual((row["value"], row["qualifier"]), expected, typed)
            self.run_cli("delete", self.ledger, "--record", row["uuid"])
        self.add("total", "indicator=activities.to_roi", "value=trên", "source=BC", code=1)
        self.add("point", "place=Thôn 1", "place_kind=thon", "cost=khoảng 12,5 triệu")
        self.add("activity", "kind=tuyen_truyen", "number=ít nhất 12", "participants=hơn 900")
        self.assertIn("khoảng 12,5", self.report("points"))
        figures = self.run_cli("figures", self.ledger)[0]
        for said in ("khoảng 12.500.000", "ít nhất 12", "hơn 900"):
            self.assertIn(said, figures)
        self.assertIn("ít nhất 12 buổi tuyên truyền với hơn 900 lượt người", self.report("paragraph"))

    def test_source_without_an_amount(self):
        self.new()
        self.add("gift", "category=ho_ngheo", "kind=suat_qua", "quantity=5", "value=2500000", "funding=MTTQ")
        self.assertRegex(self.report("gift-list"), r"\bMTTQ\b(?!:)")
        self.assertIn("MTTQ", self.report("gifts"))
        self.assertNotIn("Chưa rõ nguồn", self.report("gifts"))
        self.add("gift", "category=ho_ngheo", "kind=suat_qua", "quantity=5", "funding=abc", code=1)

    def test_two_events_in_one_place(self):
        self.new()
        for day in ("9/8", "12/8"):
            self.add("point", "place=Thôn 1", "place_kind=thon", "date_from=" + day, "attendance=90")
        self.add("point", "place=Thôn 2", "place_kind=thon", "date_from=9/8", "attendance=90")
        self.assertEqual((self.figures()["points"], self.figures()["areas"]), ("3", "2"))
        self.assertEqual(self.figures("--as-of", "10/8/2024")["areas"], "2")
        self.assertIn("02 khu dân cư tổ chức Ngày hội với 03 điểm", self.report("paragraph"))

    def test_totals_have_a_day(self):
        self.new()
        self.add("total", "indicator=attendance", "value=500", "as_of=16/8", "source=BC")
        self.add("total", "indicator=pacts", "value=3", "source=BC")
        self.assertEqual((self.figures()["attendance"], self.figures()["pacts"]), ("500", "3"))
        early = self.figures("--as-of", "10/8/2024")
        self.assertNotIn("attendance", early)
        self.assertEqual(early["pacts"], "3")
        self.assertEqual(self.figures("--as-of", "16/8/2024")["attendance"], "500")


class Sentences(Case):
    def test_one_point(self):
        self.new()
        self.point("place=Thôn 1", "leaders=province;commune", "province_names=Nguyễn Văn An, Phó Chủ tịch UBND tỉnh", "attendance=90",
                   "festivities=van_nghe", "pacts=1")
        self.add("gift", "category=hoc_sinh", "kind=suat_qua", "quantity=5", "point=Thôn 1")
        text = self.report("paragraph")
        for words in ("với sự tham dự của đồng chí Nguyễn Văn An, Phó Chủ tịch UBND tỉnh; lãnh đạo xã", "Phần hội có hoạt động văn nghệ.",
                      "Tại Ngày hội đã ký kết 01 giao ước thi đua", "05 suất quà cho học sinh"):
            self.assertIn(words, text)
        for words in ("trong đó có", "các hoạt động", "các đơn vị", "(05 suất", "BÁO CÁO TÓM TẮT"):
            self.assertNotIn(words, text)
        self.assertTrue(text.startswith("BÁO CÁO\nTóm tắt kết quả"), text[:60])

    def test_one_of_one(self):
        self.run_cli("new", self.ledger, "--typed-unit", "Tỉnh Một", "--year", "2026")
        self.run_cli("add-unit", self.ledger, "Xã Hai", "--code", "H2")
        self.point("unit=H2", "place=Thôn 1", "attendance=90")
        self.assertIn("có 1/1 xã", self.report("paragraph"))

    def test_whole_report(self):
        """In its usual parts; those that are typed are kept with the year."""
        self.new()
        self.point("place=Thôn 1", "attendance=90")
        self.add("gift", "category=hoc_sinh", "kind=suat_qua", "quantity=5")
        self.run_cli("parts", self.ledger, "leading=Đảng ủy xã ban hành Kế hoạch số 5.\nThành lập tổ giúp việc.", "proposals=Đề nghị cấp kinh phí.")
        text = self.report("whole")
        wanted = ("Công an xã Cẩm Nhượng báo cáo kết quả tổ chức Ngày hội năm 2024 như sau:", "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO",
                  "Đảng ủy xã ban hành Kế hoạch số 5.", "Thành lập tổ giúp việc.", "II. KẾT QUẢ TỔ CHỨC NGÀY HỘI", "01 điểm ngày hội",
                  "III. CÔNG TÁC KHEN THƯỞNG, TẶNG QUÀ", "05 suất quà cho học sinh", "IV. NHẬN XÉT, ĐÁNH GIÁ", "……", "V. KIẾN NGHỊ, ĐỀ XUẤT",
                  "Đề nghị cấp kinh phí.", "./.")
        at = [text.find(words) for words in wanted]
        self.assertNotIn(-1, at, wanted[at.index(-1)] if -1 in at else "")
        self.assertEqual(at, sorted(at))
        other = self.report("whole", "--year", "2023")
        self.assertNotIn("Đảng ủy xã", other)
        self.assertEqual(other.count("Chưa có số liệu."), 2)
        self.run_cli("parts", self.ledger, "remarks=Tốt", "nonsense=x", code=2)
        self.assertNotIn("Tốt", self.report("whole"))

    def test_parts_are_not_the_whole(self):
        """Kinds without their sum, a number of some points, givers of some gifts, a span of days: each as it was said."""
        self.new()
        for indicator, value in (("points.residential", 98), ("points.organisation", 37)):
            self.add("total", "indicator=" + indicator, "value=%d" % value)
        self.assertIn("tổ chức 98 điểm ở khu dân cư; 37 điểm ở cơ quan", self.report("paragraph"))
        self.ledger = os.path.join(self.folder, "hai.ngayhoi")
        self.new()
        self.point("place=Thôn 1", "attendance=320")
        self.point("place=Thôn 2", "attendance=gần 100")
        self.point("place=Thôn 3", "attendance=chưa rõ")
        self.add("gift", "category=ho_ngheo", "kind=suat_qua", "quantity=10", "giver=Công ty A")
        self.add("gift", "category=hoc_sinh", "kind=suat_qua", "quantity=100")
        self.add("activity", "period=nam", "kind=tin_bao", "number=5", "date_from=1/1-15/7")
        text = self.report("paragraph")
        self.assertIn("gần 420 lượt người tham gia ở 2/3 điểm.", text)
        self.assertIn("Trong đó có quà do Công ty A trao tặng.", text)
        self.assertIn("Trong thời gian từ ngày 01/01 đến ngày 15/7/2024 đã tiếp nhận 05 tin", text)

    def test_givers_of_a_total_are_not_known(self):
        self.new()
        self.add("gift", "category=ho_ngheo", "kind=suat_qua", "quantity=5", "giver=MTTQ xã")
        self.assertIn("Quà do MTTQ xã trao tặng.", self.report("paragraph"))
        self.add("total", "indicator=gifts.bicycles", "value=10")
        self.assertIn("Trong đó có quà do MTTQ xã trao tặng.", self.report("paragraph"))

    def test_decided_is_not_presented(self):
        self.new()
        words = ["form=giay_khen_xa", "authority=ct_ubnd_xa", "recipient_kind=tap_the", "decision_number=12/QĐ-UBND", "decision_date=10/8"]
        self.add("commendation", *words, "recipient=Thôn 1", "state=presented")
        self.assertIn("đã trao tặng Giấy khen", self.report("paragraph"))
        self.add("commendation", *words, "recipient=Thôn 2", "state=decided")
        self.assertIn("đã quyết định tặng Giấy khen", self.report("paragraph"))

    def test_own_sentences(self):
        """An office says it in its own words; a value it does not know is refused, and an empty text takes the words back."""
        self.new()
        self.point("place=Thôn 1", "attendance=90")
        standard = self.report("paragraph")
        self.assertIn("Ngày hội đã thu hút 90 lượt người tham gia.", standard)
        self.run_cli("sentences", self.ledger, "attendance=Dự Ngày hội có {người tham gia}, không khí phấn khởi.", "cost=Chi {kinh phí}.")
        text = self.report("paragraph")
        self.assertIn("Dự Ngày hội có 90 lượt người tham gia, không khí phấn khởi.", text)
        self.assertNotIn("thu hút", text)
        self.assertNotIn("Chi ", text)  # nothing was spent: nothing is said
        self.assertIn("Dự Ngày hội có 90", self.report("whole"))
        self.assertIn("{người_tham_gia}", self.run_cli("sentences", self.ledger, "attendance=Có {người_tham_gia}.", code=1)[1])
        self.run_cli("sentences", self.ledger, "points=Có {điểm}.", "cost=Chi {tiền}.", code=1)  # all or nothing
        self.run_cli("sentences", self.ledger, "nonsense=x", code=2)
        self.assertEqual(self.report("paragraph"), text)
        decomposed = unicodedata.normalize("NFD", "attendance=Dự Ngày hội có {người tham gia}, không khí phấn khởi.")
        self.run_cli("sentences", self.ledger, decomposed)
        self.assertEqual(self.report("paragraph"), text)
        listed = self.run_cli("sentences", self.ledger, "attendance= ", "cost=", "--format", "tsv")[0]
        self.assertIn("attendance\t\tNgày hội đã thu hút {người tham gia}.", listed)
        self.assertEqual(self.report("paragraph"), standard)

    def test_book_of_annexes(self):
        """Each link leads to a tab, each tab says with what it goes, and charts refer to the numbers beside them."""
        self.new()
        for number in (1, 2, 3):
            self.point("place=Thôn %d" % number, "attendance=%d" % (90 + number))
        self.add("point", "place_kind=thon", "place=Thôn 4", "date_from=10/8")
        self.add("gift", "category=hoc_sinh", "kind=suat_qua", "quantity=5")
        self.add("gift", "category=ho_ngheo", "kind=xe_dap", "quantity=2")
        path = os.path.join(self.folder, "bộ phụ lục.xlsx")
        self.run_cli("report", self.ledger, "annexes", "--out", path)
        book = openpyxl.load_workbook(path)
        contents, charts = book.worksheets[0], book.worksheets[-1]
        self.assertEqual((contents.title, charts.title), ("Mục lục", "Biểu đồ"))
        self.assertNotIn("Tổng hợp một trang", book.sheetnames)  # of one commune it is the summary once more
        links = [cell for row in contents.iter_rows() for cell in row if cell.hyperlink is not None]
        self.assertEqual([cell.value for cell in links], book.sheetnames[1:])
        self.assertEqual([cell.hyperlink.location for cell in links], ["'%s'!A1" % name for name in book.sheetnames[1:]])
        for sheet in book.worksheets:
            texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
            self.assertTrue(any(text.startswith("(Kèm theo Báo cáo số ……/BC-CAX ngày …… tháng") for text in texts), sheet.title)
            if sheet not in (contents, charts):
                self.assertTrue(any(text.startswith("PHỤ LỤC ") for text in texts), sheet.title)
        shown = []
        for chart in charts._charts:
            for series in chart.series:
                titles, values = (reference.f.replace("$", "").split("!")[1] for reference in (series.cat.strRef, series.val.numRef))
                shown.append([(a.value, b.value) for (a,), (b,) in zip(charts[titles], charts[values])])
        self.assertEqual(shown, [[("Số suất quà", 5), ("Số xe đạp tặng", 2)], [("9/8", 3), ("10/8", 1)]])

    def test_annexes_say_with_what_they_go(self):
        self.new()
        for name in ("summary", "points", "gifts", "commendation-list", "activities"):
            self.assertIn("(Kèm theo Báo cáo số ……/BC-CAX ngày …… tháng …… năm 2026 của Công an xã Cẩm Nhượng)", self.report(name))
        # It is signed when it is made, or on its cut-off.
        self.assertIn("ngày …… tháng …… năm 2024 của", self.report("summary", "--as-of", "20/8/2024"))
        self.assertNotIn("Kèm theo", self.report("paragraph"))

    def test_problems_quote_what_was_entered(self):
        self.new("18676", "2025")
        _, err = self.add("point", "place=Thôn 1", "place_kind=thon", "leaders=district", code=1)
        self.assertNotIn("19/08/2025", err)
        self.assertIn("30/06/2025", err)
        _, err = self.add("commendation", "form=giay_khen_xa", "recipient_kind=tap_the", "quantity=1", "decision_date=20/6/2025",
                          "decision_number=1/QĐ")
        self.assertNotIn("chưa tồn tại", err)
        self.assertEqual(err.count("cảnh báo"), 0, err)
        _, err = self.add("commendation", "form=giay_khen_xa", "recipient_kind=tap_the", "quantity=1", "decision_date=20/12/2024",
                          "decision_number=2/QĐ")
        self.assertIn("năm trước", err)
        self.assertNotIn("vào đúng năm", err)


class Activities(Case):
    def test_each_kind_is_given_back(self):
        self.new()
        out, _ = self.run_cli("fields", "activity", "--format", "tsv")
        kinds = [row.split("\t")[4] for row in out.splitlines() if row.startswith("kind\t")][0].split()
        self.assertGreater(len(kinds), 20)
        expected = {}
        for i, kind in enumerate(kinds):
            for period, group in (("ngay_hoi", "activities"), ("nam", "results")):
                number = 100 + 2 * i + (period == "nam")
                words = ["kind=" + kind, "period=" + period, "number=%d" % number]
                extra = {"participants": ".people", "out_of": ".of"}
                for field, end in extra.items():
                    value = "%s=%d" % (field, number + 1000)
                    done = subprocess.run([CLI, "add", self.ledger, "activity", *words, value], capture_output=True, env=self.env)
                    if done.returncode == 0:
                        expected[group + "." + kind + end] = number + 1000
                        break
                else:
                    self.add("activity", *words)
                expected["%s.%s" % (group, kind)] = number
        figures = self.figures()
        self.assertEqual({code: int(figures.get(code, -1)) for code in expected}, expected)
        sheet, text = self.report("activities"), self.report("paragraph")
        for code, number in expected.items():
            shown = "{:,}".format(number).replace(",", ".")
            self.assertIn(shown, sheet, code)
            self.assertIn(shown, text, code)

    def test_results_are_of_the_year(self):
        self.new()
        self.add("activity", "kind=tuyen_truyen", "period=nam", "date_from=1/1-31/7", "number=31", "participants=2600")
        self.add("activity", "kind=dk_ho", "period=nam", "date_from=1/1-31/7", "number=1950", "out_of=2000")
        self.add("activity", "kind=bang_ron", "date_from=10/8", "number=58")
        text = self.report("paragraph")
        self.assertIn("Dịp Ngày hội đã treo 58 băng rôn, khẩu hiệu.", text)
        self.assertIn("Trong 7 tháng đầu năm 2024 đã tổ chức 31 buổi tuyên truyền với 2.600 lượt người; có 1.950/2.000 hộ đăng ký", text)
        self.assertNotIn("Tại Ngày hội", text)
        self.assertIn("Kết quả trong năm (7 tháng đầu năm 2024)", self.report("activities"))
        self.add("total", "indicator=results.to_roi", "value=3000", "qualifier=tren", "source=BC")
        self.assertIn("cấp phát trên 3.000 tờ rơi, tài liệu", self.report("paragraph"))
        self.add("activity", "kind=bang_ron", "number=1", "participants=5", code=1)
        self.assertIn("58", self.report("summary"))


class Comparison(Case):
    """216 communes of 2024 and the 69 of 2025 that they became."""

    def units(self, name):
        with open(os.path.join(os.environ["NGAY_HOI_SOURCE"], "data", "units", name), encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def enter(self, year, people):
        """One point for each code of a unit."""
        path = os.path.join(self.folder, "%d.csv" % year)
        with open(path, "w", encoding="utf-8") as file:
            file.write("Đơn vị,Nơi tổ chức,Loại,Ngày tổ chức,Số người dự\n")
            for code, number in people.items():
                file.write("%s,Thôn 1,thon,09/08/%d,%d\n" % (code, year, number))
        self.run_cli("import", self.ledger, "point", "--from", path, "--year", str(year), "--map", "A=unit", "--map", "C=place_kind")

    def compare(self, *words):
        path = os.path.join(self.folder, "so sánh.xlsx")
        self.run_cli("report", self.ledger, "comparison", "--out", path, *(words if "--year" in words else ("--year", "2025", *words)))
        rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(path, data_only=True).worksheets[0].iter_rows()]
        return {row[1]: row[2:10] for row in rows if row[1]}, [row[0] for row in rows if row[0]]

    def test_across_the_mergers(self):
        old = [row["code"] for row in self.units("hatinh_2020_2024.csv")
               if row["kind"] in ("xã", "phường", "thị trấn") and row["valid_from"] <= "2024-08-19" <= (row["valid_to"] or "9999")]
        new = {row["code"]: "%s %s" % (row["kind"].capitalize(), row["name"]) for row in self.units("hatinh_2025.csv")
               if row["kind"] in ("xã", "phường")}
        self.assertEqual((len(old), len(new)), (216, 69))
        before = {code: 101 + 7 * i for i, code in enumerate(old)}
        now = {code: 500 + 3 * i for i, code in enumerate(new)}
        self.new("42", "2025")
        self.enter(2024, before)
        self.enter(2025, now)
        became = {}
        for row in self.units("hatinh_mapping_2020_to_2025.csv"):
            became.setdefault(row["old_code"], set()).add(row["new_code"])
        split = {new[code] for targets in became.values() if len(targets) > 1 for code in targets}
        self.assertEqual(split, {"Phường Thành Sen", "Phường Hà Huy Tập", "Phường Vũng Áng", "Phường Sông Trí", "Phường Hoành Sơn"})
        found, notes = self.compare()
        for code, title in new.items():
            if title in split:
                self.assertEqual(found[title + " (*)"], [None, 1, None, None, None, now[code], None, None])
                continue
            origins = [o for o, targets in became.items() if targets == {code}]
            people, points = sum(before[o] for o in origins), len(origins)
            percent = 100 * (now[code] - people) / people
            self.assertEqual(found[title][:3], [points, 1, 1 - points], title)
            self.assertEqual(found[title][4:7], [people, now[code], now[code] - people], title)
            self.assertAlmostEqual(100 * found[title][7], percent, delta=0.051, msg=title)
        self.assertEqual(found["TỔNG CỘNG"][4:7], [sum(before.values()), sum(now.values()), sum(now.values()) - sum(before.values())])
        self.assertEqual(len([n for n in notes if "được chia cho" in str(n)]), 2)
        self.assertTrue(any("xã Kỳ Lợi được chia cho" in str(n) for n in notes))
        # A commune's own sheet: its one row, with what its predecessors had.
        code = next(c for c, title in new.items() if title == "Xã Thiên Cầm")
        found, _ = self.compare("--unit", code)
        self.assertEqual(found["Xã Thiên Cầm"][4], sum(before[o] for o, targets in became.items() if targets == {code}))

        self.assertEqual(found["Xã Thiên Cầm"][2], 1 - sum(targets == {code} for targets in became.values()))
        self.assertIn("lượt người tham gia", self.report("paragraph", "--unit", code, "--year", "2025").split("So với năm 2024")[1])
        # Of a commune that received a part nothing is said.
        code = next(c for c, title in new.items() if title == "Phường Thành Sen")
        found, notes = self.compare("--unit", code)
        self.assertEqual(found["Phường Thành Sen"][:4], [None, 1, None, None])
        self.assertTrue(any("phường Đại Nài được chia cho" in str(n) for n in notes))
        self.assertNotIn("So với", self.report("paragraph", "--unit", code, "--year", "2025"))

    def test_what_is_not_exact(self):
        self.new(next(row["code"] for row in self.units("hatinh_2025.csv") if row["name"] == "Thiên Cầm"), "2025")
        self.add("point", "place=Thôn 1", "place_kind=thon", "date_from=9/8/2025", "attendance=200", "year=2025")
        self.add("point", "place=Thôn 1", "place_kind=thon", "date_from=9/8/2026", "attendance=hơn 250", "year=2026")
        self.assertEqual(self.compare("--year", "2026")[0]["Xã Thiên Cầm"], [1, 1, 0, 0, 200, 250, None, None])


tap.main()
