# SPDX-License-Identifier: GPL-3.0-or-later
"""Random seasons of all record types, over every code, date, state and mark, and a plain count of its own: figures, sheets, lists and
paragraph must say the same, and no record that counts may be in none.

NGAY_HOI_CLI names the program. NGAY_HOI_SEASONS: how many seasons (of a commune in a year; 48); NGAY_HOI_SEED: which ones.
Thousands:  NGAY_HOI_SEASONS=5000 meson test -C build --no-rebuild -t 0 -v count"""
import collections
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

import openpyxl

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap

CLI = os.environ["NGAY_HOI_CLI"]
SEASONS = int(os.environ.get("NGAY_HOI_SEASONS", "48"))
SEED = int(os.environ.get("NGAY_HOI_SEED", "1"))
UNITS = 12      # communes of one ledger
SHARE = 6       # every so many seasons the commune's own outputs are read, too
YEARS = (2022, 2024, 2025, 2026)
DISTRICT_TO, DISTRICT_POLICE_TO = "2025-06-30", "2025-02-28"

KINDS = {"tap_the": "collective", "ca_nhan": "individual", "ho": "household"}
FORMS = {"huan_chuong": "order", "huy_chuong": "honour", "co_chinh_phu": "flag_government", "bang_khen_thu_tuong": "prime_minister",
         "ky_niem_chuong": "medal", "co_bo": "flag_ministry", "bang_khen_bo": "ministry", "co_tinh": "flag_province",
         "bang_khen_tinh": "province", "giay_khen_ca_tinh": "police", "giay_khen_huyen": "district",
         "giay_khen_ca_huyen": "district_police", "giay_khen_xa": "commune", "thu_khen": "letter", "bieu_duong": "praise",
         "khen_khac": "other", "khong_ro": "all", "rieng": "other"}
GIFTS = {"suat_qua": "sets", "hoc_bong": "sets", "nha": "houses", "xe_dap": "bicycles", "xe_lan": "wheelchairs", "the_bhyt": "insurance",
         "so_tiet_kiem": "savings", "tien_mat": "cash", "khac": "other", "rieng": "other"}
AWARDS = ["%s.%s" % (form, kind) for form in FORMS.values() if form not in ("medal", "all")
          for kind in ("collective", "individual", "household", "unsorted")]
AWARDS += ["medal", "medal.unsorted", "all", "all.collective", "all.individual", "all.household", "all.mixed"]
PEOPLE = ("tuyen_truyen", "hoi_nghi", "tap_huan", "the_thao", "van_nghe", "kham_benh", "vu_viec", "mo_hinh", "khac")
WHOLE = ("dk_ho", "dk_kdc", "dk_co_quan", "dk_truong")
ACTIVITIES = PEOPLE + WHOLE + ("loa", "bang_ron", "to_roi", "tin_bai", "tham_hoi", "tin_bao", "tin_co_gia_tri", "dau_thu", "vu_khi",
                               "giao_nop", "mo_hinh_moi", "tiet_muc", "doi_thi", "camera")
SUMMED = ("areas", "attendance", "households", "people", "groups", "pacts", "pledges", "rules", "models", "weapons",
          "hand_ins", "cost")
OF_POINTS = ("points", "points.residential", "points.commune", "points.organisation", "model_points", "leaders.central", "leaders.province",
             "leaders.district", "leaders.commune") + SUMMED

# Heading of the summary → indicator.
HEADS = {"Đơn vị tổ chức": "units.held", "Điểm ngày hội / Tổng số": "points", "Điểm ngày hội / Khu dân cư": "points.residential",
         "Điểm ngày hội / Xã, phường": "points.commune", "Điểm ngày hội / CQ, DN, trường": "points.organisation",
         "Điểm ngày hội / Xã": "points.commune", "Tuyên truyền / Buổi": "activities.tuyen_truyen",
         "Tuyên truyền / Lượt người": "activities.tuyen_truyen.people", "Tuyên truyền / Lượt loa": "activities.loa",
         "Tuyên truyền / Băng rôn": "activities.bang_ron", "Tuyên truyền / Tờ rơi": "activities.to_roi",
         "Tuyên truyền / Tin, bài": "activities.tin_bai",
         "Khu dân cư tổ chức": "areas", "Có lãnh đạo dự / TW": "leaders.central", "Có lãnh đạo dự / Tỉnh": "leaders.province",
         "Có lãnh đạo dự / Huyện": "leaders.district", "Có lãnh đạo dự / Xã": "leaders.commune", "Điểm chỉ đạo": "model_points",
         "Lượt người dự": "attendance", "Quy mô / Số hộ": "households", "Quy mô / Nhân khẩu": "people", "Quy mô / Tổ liên gia": "groups",
         "Giao ước thi đua": "pacts", "Bản cam kết": "pledges", "Quy chế phối hợp": "rules", "Mô hình ra mắt": "models",
         "Vũ khí giao nộp": "weapons", "Lượt giao nộp": "hand_ins", "Kinh phí (tr.đ)": "cost", "Quà tặng / Số suất": "gifts.sets", "Quà tặng / Nhà": "gifts.houses",
         "Quà tặng / Xe đạp": "gifts.bicycles", "Quà tặng / Xe lăn": "gifts.wheelchairs", "Quà tặng / Thẻ BHYT": "gifts.insurance",
         "Quà tặng / Sổ tiết kiệm": "gifts.savings", "Quà tặng / Tiền mặt (phần)": "gifts.cash", "Quà tặng / Quà khác": "gifts.other",
         "Quà tặng / Trị giá (tr.đ)": "gifts.value", "Khen thưởng / Kỷ niệm chương": "commendations.medal",
         "Khen thưởng / Kỷ niệm chương, chưa rõ": "commendations.medal.unsorted",
         "Khen thưởng / Chưa rõ hình thức / TT, CN": "commendations.all.mixed", "Khen thưởng / Chưa phân loại": "commendations.all"}
FORM_HEADS = {"Huân chương": "order", "Huy chương": "honour", "Cờ thi đua Chính phủ": "flag_government", "BK Thủ tướng": "prime_minister",
              "Cờ thi đua Bộ Công an": "flag_ministry", "BK Bộ Công an": "ministry", "Cờ thi đua UBND tỉnh": "flag_province",
              "BK UBND tỉnh": "province", "GK GĐ Công an tỉnh": "police", "GK UBND huyện": "district", "GK Công an huyện": "district_police",
              "GK UBND xã": "commune", "Thư khen": "letter", "Biểu dương": "praise", "Khác": "other", "Chưa rõ hình thức": "all"}
for head, form in FORM_HEADS.items():
    for end, kind in (("TT", "collective"), ("CN", "individual"), ("Hộ", "household"), ("Chưa rõ", "unsorted")):
        HEADS["Khen thưởng / %s / %s" % (head, end)] = "commendations.%s.%s" % (form, kind)
PIECES = {"Nhà": "houses", "Xe đạp": "bicycles", "Xe lăn": "wheelchairs", "Thẻ BHYT": "insurance", "Sổ tiết kiệm": "savings",
          "Tiền mặt (phần)": "cash", "Quà khác": "other"}
# Words of the paragraph → form.
WORDS = {"Huân chương": "order", "Huy chương": "honour", "Cờ thi đua của Chính phủ": "flag_government",
         "Bằng khen của Thủ tướng Chính phủ": "prime_minister", "Kỷ niệm chương “Bảo vệ an ninh Tổ quốc”": "medal",
         "Cờ thi đua của Bộ Công an": "flag_ministry", "Bằng khen của Bộ trưởng Bộ Công an": "ministry",
         "Cờ thi đua của UBND tỉnh": "flag_province", "Bằng khen của Chủ tịch UBND tỉnh": "province",
         "Giấy khen của Giám đốc Công an tỉnh": "police", "Giấy khen của Chủ tịch UBND huyện": "district",
         "Giấy khen của Trưởng Công an huyện": "district_police", "Giấy khen của Chủ tịch UBND xã, phường": "commune",
         "Thư khen": "letter", "biểu dương": "praise", "khen thưởng hình thức khác": "other", "khen thưởng": "all"}
MEASURES = {"collective": "tập thể", "individual": "cá nhân", "household": "hộ gia đình", "mixed": "tập thể, cá nhân"}

QUALIFIERS = {"tren": "trên", "hon": "hơn", "gan": "gần", "khoang": "khoảng", "it_nhat": "ít nhất"}

Figure = collections.namedtuple("Figure", "state value least qualifier total")
BLANK = Figure("blank", 0, False, "", False)


# --- Drawing ---

class Draw:
    """Records of one ledger, as rows of its tables."""

    def __init__(self, rand, codes):
        self.rand, self.codes, self.rows = rand, codes, collections.defaultdict(list)

    def day(self, year, first=101, last=1231):
        """Often in the season, sometimes on the days when districts ended."""
        if self.rand.random() < 0.15:
            return self.rand.choice(["%d-02-28", "%d-03-01", "%d-06-30", "%d-07-01", "%d-06-20", "%d-06-05"]) % year
        return "%d-%02d-%02d" % (year, self.rand.randint(6, 9), self.rand.randint(1, 30))

    def choice(self, name, day, drop=()):
        """A code that there is on that day."""
        return self.rand.choice([c for c, begin, end in self.codes[name] if (not begin or begin <= day) and (not end or end >= day)
                                 and c not in drop])

    def number(self, row, field, chance=0.7, most=500):
        """A number, "không có", "chưa có số liệu", or nothing."""
        kind = self.rand.random()
        row[field] = None
        if kind < chance:
            row[field] = self.rand.choice([0, 1, 2, self.rand.randint(1, most)])
        elif kind < chance + 0.12:
            row["marks"].append("%s=unknown" % field)
        elif kind < chance + 0.2:
            row["marks"].append("%s=none" % field)

    def about(self, row, field):
        """Some numbers are "hơn" so many."""
        row[field + "_qualifier"] = self.rand.choice(list(QUALIFIERS)) if row[field] and self.rand.random() < 0.1 else None

    def base(self, table, unit, year):
        rows = self.rows[table]
        row = {"id": len(rows) + 1, "uuid": "%s-%d" % (table, len(rows)), "unit": unit, "year": year, "version": 1,
               "deleted": int(self.rand.random() < 0.06), "marks": [], "changed_at": "2026-11-30T00:00:00.000Z"}
        mates = [r["id"] for r in rows if r["unit"] == unit and r["year"] == year and not r["duplicate_of"]]
        row["duplicate_of"] = self.rand.choice(mates) if mates and self.rand.random() < 0.06 else None
        rows.append(row)
        return row

    def dated(self, row, field, year):
        row[field] = self.day(year) if self.rand.random() < 0.85 else None
        if row[field] is None and self.rand.random() < 0.5:
            row["marks"].append("%s=unknown" % field)
        return row[field] or "%d-08-19" % year

    def point(self, unit, year):
        row = self.base("point", unit, year)
        day = self.dated(row, "date_from", year)
        row.update(place="Nơi %d" % row["id"], place_kind=self.choice("place_kind", day), status=self.choice("point_status", day),
                   date_to=row["date_from"] if self.rand.random() < 0.1 else None)
        row["leaders"] = ",".join(c for c, begin, end in self.codes["level"] if (not end or end >= day) and self.rand.random() < 0.3) or None
        row["model_level"] = self.choice("level", day) if self.rand.random() < 0.2 else None
        for field in SUMMED:
            self.number(row, field, most=20 if field in ("areas", "models") else 900)
        self.about(row, "attendance")
        row["cost"] = row["cost"] and row["cost"] * 100000
        self.about(row, "cost")
        row["festivities"] = self.choice("festivity", day) if self.rand.random() < 0.3 else None

    def gift(self, unit, year):
        row = self.base("gift", unit, year)
        day = self.dated(row, "date", year)
        points = [r["id"] for r in self.rows["point"] if r["unit"] == unit and r["year"] == year]
        row.update(category=self.choice("recipient_category", day), kind=self.choice("gift_kind", day), value=None, unit_value=None,
                   point=self.rand.choice(points) if points and self.rand.random() < 0.5 else None)
        if self.rand.random() < 0.8:
            row["quantity"] = self.rand.choice([0, 1, 5, self.rand.randint(2, 60)])
        else:
            row["quantity"] = None
            row["marks"].append("quantity=%s" % self.rand.choice(["unknown", "unknown", "none"]))
        kind = self.rand.random()
        if kind < 0.45:
            row["value"] = (row["quantity"] or 1) * 350000
        elif kind < 0.6:
            row["marks"].append("value=%s" % self.rand.choice(["unknown", "none"]))
        self.about(row, "quantity")
        self.about(row, "value")
        if row["value"] and self.rand.random() < 0.5:
            part = row["value"] // 2
            for position, code in enumerate(self.rand.sample([c for c, _, _ in self.codes["funding_source"]], self.rand.choice([1, 2]))):
                self.rows["funding"].append({"type": "gift", "record": row["id"], "source": code, "amount": part, "position": position})

    def commendation(self, unit, year):
        row = self.base("commendation", unit, year)
        day = self.dated(row, "decision_date", year)
        row.update(form=self.choice("award_form", day), authority=self.choice("authority", day) if self.rand.random() < 0.8 else None,
                   state=self.choice("commendation_state", day), bonus=self.rand.choice([None, None, 500000]),
                   decision_number=self.rand.choice([None, "12/QĐ-UBND", "45/QĐ-UBND"]))
        row["recipient_kind"] = self.choice("recipient_kind", day, ("tap_the", "ho", "tt_cn", "rieng") if row["form"] == "ky_niem_chuong" else ())
        row["quantity"] = self.rand.choice([0, 1, 1, 3, 20])
        if self.rand.random() < 0.2:
            row["quantity"] = None
            row["marks"].append("quantity=%s" % self.rand.choice(["unknown", "unknown", "none"]))
        self.about(row, "quantity")

    def activity(self, unit, year):
        row = self.base("activity", unit, year)
        day = self.dated(row, "date_from", year)
        row.update(kind=self.choice("activity_kind", day), period=self.choice("activity_period", day), participants=None, out_of=None)
        self.number(row, "number", 0.8)
        if row["number"] is None and not any(m.startswith("number=") for m in row["marks"]):
            row["number"] = 7
        if row["kind"] in PEOPLE:
            self.number(row, "participants")
        if row["kind"] in WHOLE:
            self.number(row, "out_of")
            row["out_of"] = row["out_of"] and row["out_of"] + (row["number"] or 0)
        self.about(row, "number")
        self.about(row, "participants")

    def totals(self, unit, year, indicators):
        for code in self.rand.sample(indicators, self.rand.choice([0, 0, 1, 3])):
            row = {"id": len(self.rows["total"]) + 1, "uuid": "total-%d" % len(self.rows["total"]), "unit": unit, "year": year, "version": 1,
                   "deleted": 0, "marks": [], "changed_at": "2026-11-30T00:00:00.000Z", "indicator": code, "value": None, "qualifier": None,
                   "keep": self.rand.choice(["records", "total"])}
            if self.rand.random() < 0.75:
                row["value"] = self.rand.choice([0, 3, self.rand.randint(1, 3000)]) * (100000 if code in ("cost", "gifts.value") else 1)
                row["qualifier"] = self.rand.choice([None, None, *QUALIFIERS]) if row["value"] else None
            else:
                row["marks"].append("value=%s" % self.rand.choice(["none", "unknown"]))
            self.rows["total"].append(row)

    def plain(self, table, unit, year):
        row = {"id": len(self.rows[table]) + 1, "uuid": "%s-%d" % (table, len(self.rows[table])), "unit": unit, "year": year, "version": 1,
               "deleted": int(self.rand.random() < 0.06), "marks": [], "changed_at": "2026-11-30T00:00:00.000Z"}
        self.rows[table].append(row)
        return row

    def programmes(self, unit, year):
        """A register, and assessments of the unit and of its residential areas, each criterion at most once."""
        likely = self.rand.choice([0.3, 0.97])  # that a body is recognised, and a criterion met
        for _ in range(self.rand.choice([0, 1, 3, 10, 25])):
            row = self.plain("body", unit, year)
            row.update(name="Nơi %d" % row["id"], kind=self.choice("body_kind", "%d-08-19" % year),
                       state="cong_nhan" if self.rand.random() < likely else self.rand.choice([None, "chua_dang_ky", "dang_ky", "khong"]))
        areas = [r["id"] for r in self.rows["body"] if r["unit"] == unit and r["year"] == year and r["kind"] == "khu_dan_cu" and not r["deleted"]]
        wanted = [(code, None) for code in ("xa_1", "xa_2", "xa_3", "phuong_cong_nhan")]
        wanted += [("kdc_%d" % n, area) for area in areas[:4] for n in range(1, 6)]
        for criterion, body in wanted if self.rand.random() < 0.7 else ():
            if self.rand.random() < 0.1:
                continue
            row = self.plain("assessment", unit, year)
            row.update(criterion=criterion, body=body, result="dat" if self.rand.random() < likely else self.rand.choice(["chua_dat", "chua_danh_gia"]),
                       evidence_date=self.day(year) if self.rand.random() < 0.4 else None)

    def write(self, path):
        connection = sqlite3.connect(path)
        for table, rows in self.rows.items():
            for row in rows:
                done = {k: ";".join(v) if isinstance(v, list) else v for k, v in row.items()}
                connection.execute("INSERT INTO %s (%s) VALUES (%s)" % (table, ",".join(done), ",".join("?" * len(done))), list(done.values()))
        connection.commit()
        connection.close()


# --- The plain count ---

def counted(rows, table, unit, year, as_of):
    """Of one unit: records that count, and whether it has said anything of the kind."""
    date = {"point": "date_from", "gift": "date", "commendation": "decision_date", "activity": "date_from"}[table]
    mine = [r for r in rows[table] if r["unit"] == unit and r["year"] == year and not r["deleted"] and not r["duplicate_of"] and
            (not as_of or (r[date] or "%d-08-19" % year) <= as_of)]
    if table in ("gift", "activity"):
        return mine, bool(mine)
    state = {"point": "status", "commendation": "state"}[table]
    count = [r for r in mine if r[state] in ("held", "decided", "presented")]
    return count, bool(count) or any(r[state] == "cancelled" and table == "point" for r in mine)


def column_of(row):
    kind = row["place_kind"]
    return "commune" if kind in ("xa", "phuong", "thi_tran", "dac_khu") else "organisation" if kind in (
        "co_quan", "doanh_nghiep", "truong", "luc_luong_vu_trang", "khac", "rieng") else "residential"


def award_of(row):
    form, kind = FORMS[row["form"]], row["recipient_kind"]
    if form == "medal":
        return "medal" if kind == "ca_nhan" else "medal.unsorted"
    if form == "all":
        return {"tt_cn": "all.mixed", "khong_ro": "all", "rieng": "all"}.get(kind) or "all." + KINDS[kind]
    return "%s.%s" % (form, KINDS.get(kind, "unsorted"))


EXEMPT = ("luc_luong_vu_trang", "doanh_nghiep_nho", "tieu_hoc", "mam_non")


def judge(rows, unit, year, as_of):
    """By programme what its line says: result, criteria met and not met, bodies, registered, recognised, areas that meet all five."""
    bodies = [r for r in rows["body"] if r["unit"] == unit and r["year"] == year and not r["deleted"]]
    said = {(r["criterion"], r["body"]): r["result"] for r in rows["assessment"] if r["unit"] == unit and r["year"] == year and not r["deleted"] and
            not (as_of and r["evidence_date"] and r["evidence_date"] > as_of)}
    assessed = [b for b in bodies if b["kind"] not in EXEMPT]
    n, by = len(assessed), collections.Counter(b["state"] for b in assessed)
    registered, recognised = n - by[None] - by["chua_dang_ky"], by["cong_nhan"]
    need = -(-7 * n // 10)
    results = [said.get(("xa_%d" % number, None), "chua_danh_gia") for number in (1, 2, 3)]
    if n == 0:
        results.append("chua_danh_gia")
    elif registered == n and recognised >= need:
        results.append("dat")
    else:
        results.append("chua_dat" if by["chua_dang_ky"] or n - by["chua_dang_ky"] - by["khong"] < need else "chua_danh_gia")
    met, failed = results.count("dat"), results.count("chua_dat")
    areas = sum(all(said.get(("kdc_%d" % number, b["id"])) == "dat" for number in range(1, 6)) for b in bodies if b["kind"] == "khu_dan_cu")
    counts = (n, registered, recognised, areas)
    return {"xã": ("Chưa đạt" if failed else "Đạt" if met == 4 else "Chưa đánh giá", met, failed) + counts,
            "phường": ("Được công nhận" if said.get(("phuong_cong_nhan", None)) == "dat" else "Chưa đánh giá", 0, 0) + counts}


def agrees(total, number):
    value, slack = total["value"], total["value"] // 20
    return {None: number == value, "tren": value <= number <= value + slack, "hon": value <= number <= value + slack,
            "gan": value - slack <= number <= value, "khoang": abs(number - value) <= slack, "it_nhat": number >= value}[total["qualifier"]]


class Tally:
    """A unit's figure before totals: (state, value, missing, unknown, implied, from_total)."""

    def __init__(self, state="blank", value=0, missing=0, unknown=0, implied=False):
        self.state, self.value, self.missing, self.unknown, self.implied = state, value, missing, unknown, implied
        self.words, self.total = set(), False

    @staticmethod
    def counting(settled, number):
        return Tally("set", number, implied=number == 0) if settled else Tally()

    @staticmethod
    def summing(settled, rows, field, wanted=None):
        missing = sum(1 for r in wanted or () if r[field] is None and "%s=none" % field not in r["marks"])
        unknown = sum(1 for r in rows if "%s=unknown" % field in r["marks"])
        given = [r[field] for r in rows if r[field] is not None]
        words = {r.get(field + "_qualifier") for r in rows} - {None}
        if not settled:
            return Tally(missing=missing)
        if not rows:
            return Tally("set", 0, missing, 0, True)
        if given:
            tally = Tally("unknown" if sum(given) == 0 and unknown else "set", sum(given), missing, unknown)
            tally.words = {QUALIFIERS[w] for w in words} if sum(given) > 0 else set()
            return tally
        if all("%s=none" % field in r["marks"] for r in rows):
            return Tally("none", 0, missing)
        return Tally("unknown" if unknown else "blank", 0, missing, unknown)

    def choose(self, total):
        """The office's total of the same figure."""
        if total is None:
            return self
        mark = [m.split("=")[1] for m in total["marks"]]
        its = Tally("set" if not mark else mark[0], total["value"] or 0, unknown=int(mark == ["unknown"]))
        its.words, its.total = {QUALIFIERS[total["qualifier"]]} if total["qualifier"] else set(), True
        if self.state == "blank":
            return its
        if its.state == "unknown":
            return self
        if self.implied or self.state == "unknown" or total["keep"] == "total":
            return its
        return self

    def count_more(self, total):
        """How many more the office's total says there are than records."""
        its = self.choose(total)
        beside = self.state == "set" and not self.implied
        if not its.total or its.state != "set" or beside and agrees(total, self.value):
            return 0
        return max(its.value - self.value, 0)

    def leave_open(self, n_more):
        """Of records beside such a total: they are not all."""
        if n_more == 0 or self.total or self.state in ("blank", "unknown"):
            return self
        if self.value == 0:
            self.state = "blank"
        self.missing += n_more
        return self

    @staticmethod
    def add(parts):
        sum_ = Tally()
        for part in parts:
            sum_.missing += part.missing
            sum_.unknown += part.unknown
        said = [p for p in parts if p.state != "blank"]
        sum_.value = sum(p.value for p in said if p.state == "set")
        sum_.words = set().union(*(p.words for p in said if p.state == "set"))
        if not said:
            return sum_
        if any(p.state == "set" for p in said):
            sum_.state = "unknown" if sum_.value == 0 and sum_.unknown else "set"
        else:
            sum_.state = "unknown" if any(p.state == "unknown" for p in said) else "none"
        sum_.implied = sum_.state == "set" and all(p.implied for p in said if p.state == "set")
        return sum_

    @property
    def qualifier(self):
        if self.state == "unknown":
            return ""
        if self.words & {"gần", "khoảng"} and (self.missing or self.unknown):
            return "ít nhất khoảng"
        over = self.words <= {"trên", "hơn", "ít nhất"}
        return "".join(self.words) if len(self.words) < 2 else "trên" if over else "khoảng"

    def figure(self):
        least = self.state == "set" and self.value > 0 and not self.qualifier and (self.missing > 0 or self.unknown > 0)
        return Figure(self.state, self.value if self.state == "set" else 0, least, self.qualifier, self.total)


def count_unit(rows, unit, year, as_of):
    """All figures of one commune. Totals have no date, so a cut-off leaves them in."""
    points, said = counted(rows, "point", unit, year, as_of)
    gifts, gift_said = counted(rows, "gift", unit, year, as_of)
    awards, award_said = counted(rows, "commendation", unit, year, as_of)
    residential = [p for p in points if column_of(p) == "residential"]
    figures = {"points": Tally.counting(said, len(points)),
               "model_points": Tally.counting(said, sum(1 for p in points if p["model_level"])),
               "gifts.value": Tally.summing(gift_said, gifts, "value", gifts)}
    for column in ("residential", "commune", "organisation"):
        figures["points." + column] = Tally.counting(said, sum(1 for p in points if column_of(p) == column))
    for level in ("central", "province", "district", "commune"):
        figures["leaders." + level] = Tally.counting(said, sum(1 for p in points if level in (p["leaders"] or "").split(",")))
    for field in SUMMED:
        wanted = {"attendance": points, "areas": residential, "households": residential, "people": residential}.get(field)
        figures[field] = Tally.summing(said, points, field, wanted)
    for kind in sorted(set(GIFTS.values())):
        figures["gifts." + kind] = Tally.summing(gift_said, [g for g in gifts if GIFTS[g["kind"]] == kind], "quantity")
    done, done_said = counted(rows, "activity", unit, year, as_of)
    for kind in ACTIVITIES:
        for prefix, of_year in (("activities.", False), ("results.", True)):
            mine = [a for a in done if ("khac" if a["kind"] == "rieng" else a["kind"]) == kind and (a["period"] == "nam") == of_year]
            figures[prefix + kind] = Tally.summing(done_said, mine, "number")
            if kind in PEOPLE:
                figures[prefix + kind + ".people"] = Tally.summing(done_said, mine, "participants")
            if kind in WHOLE:
                figures[prefix + kind + ".of"] = Tally.summing(done_said, mine, "out_of")
    for award in AWARDS:
        figures["commendations." + award] = Tally.summing(award_said, [a for a in awards if award_of(a) == award], "quantity")
    totals = {t["indicator"]: t for t in rows["total"] if t["unit"] == unit and t["year"] == year}
    points_figure = figures["points"].choose(totals.get("points"))
    held = Tally(points_figure.state, int(points_figure.value > 0), implied=points_figure.implied)
    held.total = points_figure.total
    figures["units.held"] = held
    n_more = max(figures[code].count_more(totals.get(code)) for code in OF_POINTS if code == "points" or code.startswith("points."))
    return {code: tally.choose(totals.get(code)).leave_open(n_more if code in OF_POINTS and code != "points" else 0)
            for code, tally in figures.items()}


# --- Reading back ---

def run(*words):
    done = subprocess.run([CLI, *words], capture_output=True, env=dict(os.environ, NGAY_HOI_LANGUAGE="en", NGAY_HOI_TODAY="2026-12-31"))
    out, err = done.stdout.decode(), done.stderr.decode()
    if done.returncode != 0 or "CRITICAL" in err or "WARNING" in err:
        raise AssertionError("%s\n%s\n%s" % (words, out, err))
    return out


class Sheet:
    """The table of a workbook: headings as "A / B / C" and its rows."""

    def __init__(self, path):
        sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
        first = next(r for r in range(1, 60) if sheet.cell(r, 1).value == "A" and sheet.cell(r, 2).value == "B")
        width = next(c for c in range(1, 300) if sheet.cell(first, c).value is None) - 1
        covered = {}
        for area in sheet.merged_cells.ranges:
            for row in range(area.min_row, area.max_row + 1):
                for column in range(area.min_col, area.max_col + 1):
                    covered[row, column] = (area.min_row, area.min_col)
        top = first - 1
        while any((top, c) in covered or sheet.cell(top, c).border.top.style for c in range(1, width + 1)) and sheet.cell(top, 1).border.left.style:
            top -= 1
        self.heads, self.rows = [], []
        for column in range(1, width + 1):
            path = []
            for row in range(top + 1, first):
                at = covered.get((row, column), (row, column))
                if at not in path:
                    path.append(at)
            words = [str(sheet.cell(*at).value).replace("\n", " ") for at in path if sheet.cell(*at).value is not None]
            self.heads.append(" / ".join(words))
        row = first + 1
        while sheet.cell(row, 1).border.left.style:
            self.rows.append([sheet.cell(row, c) for c in range(1, width + 1)])
            row += 1

    def column(self, head):
        return self.heads.index(head) if head in self.heads else -1

    def total(self, head):
        at = self.column(head)
        return self.rows[0][at] if at >= 0 else None


def shown(cell):
    """(state, value, least, qualifier) as a reader sees it."""
    if cell is None or cell.value is None:
        return "blank", 0, False, ""
    if isinstance(cell.value, str):
        return ("unknown" if cell.value == "…" else "text: " + cell.value), 0, False, ""
    before = re.match(r'"([^"–*]*?) ?"', cell.number_format)
    word = before.group(1) if before else ""
    return "set", round(cell.value), word == "≥", "" if word == "≥" else word


USUAL = {"phường": "xã", "thị trấn": "xã", "thị xã": "huyện", "thành phố": "huyện", "quận": "huyện"}


def in_usual_words(head):
    """Headings say of what kind the unit and its district are: "GK UBND phường / TT", "Có lãnh đạo dự / Thị xã"."""
    def usual(match):
        word = USUAL[match.group(2).lower()]
        return match.group(1) + (word.capitalize() if match.group(2)[0].isupper() else word)
    return re.sub(r"(/ |UBND |Công an )(%s)\b" % "|".join(USUAL), usual, head, flags=re.IGNORECASE)


def in_any_words(text):
    """A pattern of a text of the paragraph, which says the same; who gave it may follow."""
    pattern = re.sub(r"\\\)$", r"(\\)|; )", re.escape(text))
    pattern = pattern.replace(re.escape("xã, phường"), "(xã|phường|thị trấn|xã, phường)")
    return re.sub(r"(UBND|Công\\ an)(\\ )huyện", r"\1\2(huyện|thị xã|thành phố|quận)", pattern)


def admin(number):
    text = "{:,}".format(number).replace(",", ".")
    return text if number > 9 else "0" + text


class Counting(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="Sổ đếm ")

    def tearDown(self):
        shutil.rmtree(self.folder)

    def report(self, name, *words, end="xlsx"):
        path = os.path.join(self.folder, "sheet." + end)
        run("report", self.ledger, name, "--out", path, *words)
        if end == "xlsx":
            return Sheet(path)
        with open(path, encoding="utf-8") as file:
            return file.read()

    def check_figures(self, expected, words):
        rows = [line.split("\t") for line in run("figures", self.ledger, "--format", "tsv", *words).splitlines()[1:]]
        found = {r[0]: r for r in rows}
        self.assertEqual(len(found), len(rows))
        for code, tally in expected.items():
            figure = tally.figure()
            if figure.state == "blank":
                self.assertNotIn(code, found)
                continue
            value = {"set": str(figure.value)}.get(figure.state, figure.state)
            self.assertEqual([code, value, "≥" if figure.least else figure.qualifier], [found[code][i] for i in (0, 1, 4)])
            del found[code]
        self.assertEqual({}, found)

    def check_row(self, sheet, row, expected, everything):
        """Every cell is the figure; and where @everything, every figure has its cell."""
        seen = set()
        for head, cell in zip(sheet.heads, row):
            if head in ("TT", "Đơn vị", "Nơi tổ chức", "Thời gian"):
                continue
            code = HEADS[in_usual_words(head)]
            seen.add(code)
            figure = expected[code].figure()
            state = "set" if figure.state == "none" else figure.state
            value = figure.value if code not in ("cost", "gifts.value") or figure.state != "set" else figure.value
            self.assertEqual((head, state, value, figure.least, figure.qualifier), (head,) + shown(cell))
        if everything:
            for code, tally in expected.items():
                figure = tally.figure()
                if not (figure.value > 0 or figure.state == "unknown") or (code == "units.held" and not figure.total):
                    continue
                if not code.startswith(("activities.", "results.")):  # these have a sheet of their own
                    self.assertIn(code, seen)

    def check_awards(self, expected, words):
        """The table of commendations has the same sums as the summary."""
        sheet = self.report("commendations", *words)

        def sum_of(*ends):
            return Tally.add([t for c, t in expected.items() if c.startswith("commendations.") and c.endswith(ends)]).figure()
        parts = {"Tổng số": sum_of(""), "Trong đó / Tập thể": sum_of(".collective"), "Trong đó / Hộ gia đình": sum_of(".household"),
                 "Trong đó / Cá nhân": sum_of(".individual", "commendations.medal")}
        for head, figure in parts.items():
            state, value, least, word = shown(sheet.total(head))
            self.assertEqual((head, figure.value, figure.qualifier), (head, value, word))
            if figure.state in ("set", "unknown"):
                self.assertEqual((head, figure.least, figure.state == "unknown"), (head, least, state == "unknown"))
        lumped = sum(shown(sheet.total(h))[1] for h in ("Trong đó / Tập thể, cá nhân (số gộp)", "Trong đó / Không rõ") if sheet.total(h))
        self.assertEqual(lumped, sum_of(".unsorted", ".mixed", "commendations.all").value)

    def check_gifts(self, expected, words):
        sheet = self.report("gifts", *words)
        for head, code in [("Tổng cộng / Số suất", "sets"), ("Tổng cộng / Trị giá (tr.đ)", "value")] + [
                ("Hiện vật, tiền mặt / " + title, code) for title, code in PIECES.items()]:
            figure = expected["gifts." + code].figure()
            state, value, least, word = shown(sheet.total(head))
            self.assertEqual((head, figure.value), (head, value))
            if not figure.total:
                self.assertEqual((head, figure.least, figure.qualifier), (head, least, word))
                self.assertEqual((head, figure.state == "unknown"), (head, state == "unknown"))
        for row in sheet.rows:
            for end, first in (("Số suất", "Tổng cộng / Số suất"), ("Trị giá (tr.đ)", "Tổng cộng / Trị giá (tr.đ)")):
                parts = [shown(c)[1] for h, c in zip(sheet.heads, row) if h.endswith(" / " + end) and h != first]
                if parts:  # where no source is known, there are no such columns
                    self.assertEqual(sum(parts), shown(row[sheet.column(first)])[1])

    def check_lists(self, units, year, as_of, words):
        """Lists have records, not totals."""
        def all_of(table):
            return [r for unit in units for r in counted(self.draw.rows, table, unit, year, as_of)[0]]
        points, gifts, awards = all_of("point"), all_of("gift"), all_of("commendation")
        sheet = self.report("points", *words)
        listed = [r for unit in units for r in self.draw.rows["point"] if r["unit"] == unit and r["year"] == year and not r["deleted"] and
                  not r["duplicate_of"] and r["status"] != "held"]
        self.assertEqual(len(points) + len(listed), sum(1 for r in sheet.rows if re.fullmatch(r"\d+", str(r[0].value or ""))))
        for head, field in (("Lượt người dự", "attendance"), ("Giao ước thi đua", "pacts"), ("Mô hình ra mắt", "models")):
            self.assertEqual((head, sum(p[field] or 0 for p in points)), (head, shown(sheet.total(head))[1]))
        figure = Tally.summing(True, points, "attendance", points).figure()
        self.assertEqual((figure.value, figure.least, figure.qualifier), shown(sheet.total("Lượt người dự"))[1:])
        sheet = self.report("gift-list", *words)
        at = sheet.column("Số lượng")
        self.assertEqual(len(gifts), sum(1 for r in sheet.rows if re.fullmatch(r"\d+", str(r[0].value or ""))))
        self.assertEqual(sum(g["quantity"] or 0 for g in gifts), sum(shown(r[at])[1] for r in sheet.rows if re.fullmatch(r"\d+", str(r[0].value or ""))))
        self.assertEqual(sum(1 for g in gifts if "quantity=unknown" in g["marks"]), sum(shown(r[at])[0] == "unknown" for r in sheet.rows[1:]))
        self.assertEqual(sum(g["quantity"] or 0 for g in gifts if GIFTS[g["kind"]] == "sets"), shown(sheet.total("Số suất"))[1])
        figure = Tally.summing(True, gifts, "value", gifts).figure()
        self.assertEqual((figure.value, figure.least, figure.qualifier), shown(sheet.total("Trị giá (tr.đ)"))[1:])
        sheet = self.report("commendation-list", *words)
        for head, kind in (("Tập thể", "tap_the"), ("Cá nhân", "ca_nhan"), ("Hộ gia đình", "ho"), ("Tập thể, cá nhân (số gộp)", "tt_cn"),
                           ("Không rõ", "khong_ro")):
            mine = [a for a in awards if a["recipient_kind"] in (kind, "rieng" if kind == "khong_ro" else kind)]
            state, value, least, word = shown(sheet.total("Số lượng / " + head))
            figure = Tally.summing(True, mine, "quantity").figure()
            self.assertEqual((head, figure.value, figure.least, figure.qualifier), (head, value, least, word))
            if figure.state == "unknown":
                self.assertEqual((head, "unknown"), (head, state))

    def check_programmes(self, mine, year, as_of, words):
        """Each unit stands in the programme for its kind, and where anything is said, in the other one."""
        sheet = self.report("programmes", *words)
        kind, found = None, {}
        for row in sheet.rows:
            index, name = str(row[0].value or ""), str(row[1].value)
            if not index.isdigit():
                kind = "phường" if "phường" in name else "xã"
            else:
                found[kind, name.lower()] = (row[2].value,) + tuple(shown(c)[1] for c in row[3:9])
        for _, unit, _, title in mine:
            for kind, line in judge(self.draw.rows, unit, year, as_of).items():
                if title.startswith(kind) or line[0] != "Chưa đánh giá" or line[1] + line[2] > 0:
                    self.assertEqual((kind, title, line), (kind, title, found.get((kind, title.lower()))))

    def check_paragraph(self, expected, words):
        text = self.report("paragraph", *words, end="txt")
        awards = {}
        for title, form in WORDS.items():
            parts = []
            for kind, measure in MEASURES.items():
                code = "commendations.%s.%s" % (form, kind)
                figure = expected["commendations.medal" if form == "medal" and kind == "individual" else code].figure() if (
                    code in expected or form == "medal" and kind == "individual") else BLANK
                if figure.state == "unknown":
                    parts.append("%s (chưa rõ số lượng)" % measure)
                elif figure.value > 0:
                    parts.append("%s%s %s" % ("ít nhất " if figure.least else figure.qualifier + " " if figure.qualifier else "", admin(figure.value), measure))
            if parts:
                awards[form] = "%s%s%s" % (title, " " if form in ("praise", "all") else " cho ", ", ".join(parts))
        for words_of_one in awards.values():
            self.assertRegex(text, in_any_words(words_of_one))
        pieces = {"sets": "suất quà", "houses": "nhà Đại đoàn kết, nhà tình nghĩa", "bicycles": "xe đạp", "wheelchairs": "xe lăn",
                  "insurance": "thẻ bảo hiểm y tế", "savings": "sổ tiết kiệm", "cash": "phần quà bằng tiền mặt", "other": "phần quà khác"}
        for code, measure in [("gifts." + k, m) for k, m in pieces.items()] + [
                ("pacts", "giao ước thi đua"), ("pledges", "bản cam kết"), ("rules", "quy chế phối hợp, kế hoạch liên tịch"),
                ("models", "mô hình"), ("weapons", "vũ khí, vật liệu nổ, công cụ hỗ trợ"), ("groups", "tổ liên gia")]:
            figure = expected[code].figure()
            said = "suất (quà|học bổng)" if code == "gifts.sets" else re.escape(measure) # the second where all of them are
            if figure.state == "unknown":
                self.assertRegex(text, said + re.escape(" (chưa rõ số lượng)"))
            elif figure.value > 0 and not figure.total:
                self.assertRegex(text, "(%s %s)|((trên|hơn|gần|khoảng|ít nhất) [0-9.]+ %s)" % (re.escape(admin(figure.value)), said, said))
        for code, title in (("commendations.%s.unsorted" % f, t) for t, f in WORDS.items() if f != "all"):
            figure = expected[code].figure()
            if figure.value > 0:
                self.assertRegex(text, re.escape(admin(figure.value)) + " (lượt )?" + in_any_words(title))

    def make(self, number):
        self.ledger = os.path.join(self.folder, "tỉnh %d.ngayhoi" % number)
        run("new", self.ledger, "--unit", "42", "--year", "2026", "--role", "province")
        connection = sqlite3.connect(self.ledger)
        for name in ("award_form", "gift_kind", "place_kind", "recipient_kind", "activity_kind"):  # choices that the office added, of no column
            connection.execute("INSERT INTO codebook (list, code, title, position, attributes, custom) VALUES (?, 'rieng', 'Loại riêng', 900, ?, 1)",
                               (name, "column=rieng" if name == "award_form" else ""))
        connection.commit()
        codes = collections.defaultdict(list)
        for name, code, begin, end in connection.execute("SELECT list, code, valid_from, valid_to FROM codebook ORDER BY list, position"):
            codes[name].append((code, begin, end))
        rand = random.Random(SEED * 1000 + number)
        self.draw = Draw(rand, codes)
        seasons = []
        for year in YEARS:
            day = "%d-08-19" % year
            units = connection.execute("SELECT id, code, kind || ' ' || name FROM unit WHERE valid_from <= ?1 AND COALESCE (valid_to, '9999') >= ?1"
                                       " AND kind IN ('xã', 'phường', 'thị trấn') ORDER BY position", (day,)).fetchall()
            seasons += [(year, *unit) for unit in rand.sample(units, UNITS)]
        connection.close()
        return seasons

    def fill(self, seasons):
        rand = self.draw.rand
        indicators = {}
        for year, unit, _, _ in seasons:
            for kind in ("point", "gift", "commendation", "activity"):
                for _ in range(rand.choice([0, 1, 2, 5, 9])):
                    getattr(self.draw, kind)(unit, year)
            if year not in indicators:
                blank = count_unit(self.draw.rows, -1, year, None)
                indicators[year] = [c for c in blank if year < 2025 or ".district" not in c]
            if rand.random() < 0.4:
                self.draw.totals(unit, year, indicators[year])
            self.draw.programmes(unit, year)
        self.draw.write(self.ledger)

    def check_accepted(self):
        """What was drawn is what the program takes."""
        done = subprocess.run([CLI, "check", self.ledger], capture_output=True, env=dict(os.environ, NGAY_HOI_LANGUAGE="en", NGAY_HOI_TODAY="2026-12-31"))
        blocked = [line for line in done.stderr.decode().splitlines() if ": error: " in line or ": block" in line]
        self.assertEqual([], blocked[:5])

    def check_year(self, seasons, year, as_of):
        mine = [s for s in seasons if s[0] == year]
        figures = {s[1]: count_unit(self.draw.rows, s[1], year, as_of) for s in mine}
        codes = list(next(iter(figures.values())))
        whole = {code: Tally.add([f[code] for f in figures.values()]) for code in codes}
        words = ["--year", str(year)] + (["--as-of", as_of] if as_of else [])
        self.check_figures(whole, words)
        sheet = self.report("summary", *words)
        self.check_row(sheet, sheet.rows[0], whole, True)
        names = {"%s" % title.lower(): unit for _, unit, _, title in mine}
        self.assertEqual(len(names), len(mine))
        found = 0
        for row in sheet.rows[1:]:
            unit = names.get(str(row[1].value).lower())
            if unit is not None and str(row[0].value or "").isdigit():
                self.check_row(sheet, row, figures[unit], False)
                found += 1
        self.assertEqual(len(mine), found)
        self.check_awards(whole, words)
        self.check_gifts(whole, words)
        self.check_lists([s[1] for s in mine], year, as_of, words)
        self.check_paragraph(whole, words)
        self.check_programmes(mine, year, as_of, words)
        for _, unit, code, _ in self.draw.rand.sample(mine, max(1, len(mine) // SHARE)):
            its = words + ["--unit", code]
            self.check_figures(figures[unit], its)
            sheet = self.report("summary", *its)
            self.check_row(sheet, sheet.rows[0], figures[unit], True)
            self.check_awards(figures[unit], its)
            self.check_gifts(figures[unit], its)
            self.check_lists([unit], year, as_of, its)
            self.check_paragraph(figures[unit], its)

    def test_everything_is_counted(self):
        for number in range(max(1, SEASONS // (UNITS * len(YEARS)))):
            seasons = self.make(number)
            self.fill(seasons)
            self.check_accepted()
            for year in YEARS:
                as_of = self.draw.rand.choice([None, None, "%d-08-19" % year, "%d-08-05" % year])
                with self.subTest("NGAY_HOI_SEED=%d, ledger %d, %d, to %s" % (SEED, number, year, as_of)):
                    self.check_year(seasons, year, as_of)
            os.remove(self.ledger)


if __name__ == "__main__":
    tap.main()
