#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes golden-sort.txt: texts in the order of ICU's collation for Vietnamese, numbers by value.

Run by hand where PyICU is installed; the test only reads the result:
    python3 make-golden.py > golden-sort.txt

A line is "<" or "=" (greater than, or equal to, the line before), a tab, and the text. ICU does not know that "hoà" and
"hòa" are one word: it is given the text with the tone moved to its agreed place (written here once more, from the rules,
so that two programs check each other).
"""
import csv
import pathlib
import random
import re
import unicodedata

import icu

ROOT = pathlib.Path(__file__).resolve().parents[2]
TONES = {"\u0300", "\u0309", "\u0303", "\u0301", "\u0323"}
VOWELS = "aăâeêioôơuưy"
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz"
# Not "·": ICU knows it after an l as a letter of Catalan.
SIGNS = "-–—_,;:!?./'\"()[]{}@*\\&#%`^+<=>|~$€₫“”‘’…•§°×÷±«»"


def split_tone(letter):
    parts = unicodedata.normalize("NFD", letter)
    tone = "".join(p for p in parts if p in TONES)
    return unicodedata.normalize("NFC", "".join(p for p in parts if p not in TONES)), tone


def place(word):
    """The word with its tone in the old place: hòa, thủy, but hoàn, quý, giá."""
    letters = [split_tone(c) for c in unicodedata.normalize("NFC", word)]
    bare = [base for base, _ in letters]
    low = "".join(bare).lower()
    tones = [tone for _, tone in letters if tone]
    if len(tones) != 1 or len(tones[0]) != 1 or len(low) != len(bare):
        return word
    match = re.fullmatch(rf"([^{VOWELS}]*(?:(?<=q)u(?=[{VOWELS}])|(?<=^g)i(?=[{VOWELS}]))?)([{VOWELS}]+)([^{VOWELS}]*)", low)
    if not match or letters[[i for i, (_, t) in enumerate(letters) if t][0]][0].lower() not in VOWELS:
        return word
    start, group, closed = len(match[1]), match[2], bool(match[3])
    hatted = [i for i, c in enumerate(group) if c in "ăâêôơư"]
    if hatted:
        seat = hatted[-1]
    elif len(group) == 1:
        seat = 0
    elif len(group) > 2 or closed:
        seat = 1
    else:
        seat = 0
    seat += start
    return unicodedata.normalize("NFC", "".join(b + (tones[0] if i == seat else "") for i, b in enumerate(bare)))


def placed(text):
    return re.sub(r"[^\W\d_]+", lambda m: place(m[0]), unicodedata.normalize("NFC", text))


def names():
    for path in sorted((ROOT / "data" / "units").glob("hatinh_20??*.csv")):
        if "mapping" in path.name:
            continue
        for row in csv.DictReader(path.open(encoding="utf-8")):
            yield row["name"]
            yield f"{row['kind'].capitalize()} {row['name']}"


def people(rng):
    family = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
    middle = "Văn Thị Hữu Đức Minh Ngọc Thanh Quốc Xuân Thúy Thuý".split()
    given = "An Ân Ánh Bình Hòa Hoà Hóa Hoá Thủy Thuỷ Ưng Ý Yến Quý Khuê Tuấn Hạnh Đào Dao Oanh Ơn Loan Toàn".split()
    for _ in range(500):
        yield " ".join((rng.choice(family), rng.choice(middle), rng.choice(given)))


def places(rng):
    kinds = ["Thôn", "Xóm", "Bản", "Tổ dân phố", "Khu phố", "Liên thôn", "TDP"]
    for _ in range(400):
        number = rng.choice(["1", "01", "2", "02", "9", "10", "11", "20", "100", "007", "1a", "3-4", "1, 2", "1+2", "1–3"])
        yield f"{rng.choice(kinds)} {number}"


def random_texts(rng):
    tones = [""] * 6 + sorted(TONES)
    for _ in range(2500):
        text = ""
        for _ in range(rng.randint(1, 7)):
            pick = rng.random()
            if pick < 0.72:
                letter = rng.choice(LETTERS)
                if letter in VOWELS:
                    letter += rng.choice(tones)
                text += letter.upper() if rng.random() < 0.2 else letter
            elif pick < 0.82:
                text += " "
            elif pick < 0.91:
                text += rng.choice("0123456789")
            else:
                text += rng.choice(SIGNS)
        text = unicodedata.normalize("NFC", text)
        yield unicodedata.normalize("NFD", text) if rng.random() < 0.1 else text


def pairs():
    yield from "hoà hòa hoá hóa hoả hỏa hoã hõa hoạ họa khoẻ khỏe loè lòe thuỷ thủy tuý túy luỹ lũy quý qúy quỳ qùy".split()
    yield from "già gìa giá gía gìn gịn hoàn hoàng thuyền thuyên khuỷu ngoái ngoài khuya tuần cuả của mía miá mùa muà".split()
    yield from "a à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ A À Ả Ã Á Ạ Ă Ặ Â Ậ d D đ Đ e ê o ô ơ u ư y ỳ ý z".split()
    yield from ["ba bi", "bà con", "ba con", "bà", "ba", "Ba", "BA", "bá", "a b", "ab", "a-b", "a1", "a 1", "a01", "a10", "a2"]
    yield from ["café", "naïve", "Zürich", "façade", "Ångström", "señor", "æon", "straße", "Łódź", "Škoda", "m²", "½", "№ 5"]


def main():
    rng = random.Random(19082026)
    collator = icu.Collator.createInstance(icu.Locale("vi"))
    collator.setAttribute(icu.UCollAttribute.NUMERIC_COLLATION, icu.UCollAttributeValue.ON)
    texts = {t for source in (names(), people(rng), places(rng), random_texts(rng), pairs()) for t in source if t}
    keyed = sorted((collator.getSortKey(placed(t)), t) for t in texts)
    last = None
    for key, text in keyed:
        print("=" if key == last else "<", text, sep="\t")
        last = key


main()
