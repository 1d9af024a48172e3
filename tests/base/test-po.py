#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Vietnamese catalogue is whole: every sentence the sources can say stands in po/vi.po, and says it as a sentence of Vietnamese."""
import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import unittest
import xml.etree.ElementTree as ElementTree
from collections import namedtuple

ROOT = os.environ["NGAY_HOI_SOURCE"]
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

PO = os.path.join(ROOT, "po", "vi.po")

# The keywords of meson's preset "glib", which po/meson.build uses, and our own; ngettext is one of xgettext's own for C.
KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "g_dcgettext:2", "g_dngettext:2,3", "g_dpgettext2:2c,3", "NH_COUNTED:1,2"]
CALL = re.compile(r'(?<![A-Za-z0-9_])(?:N?C?_|ngettext|g_dngettext|g_dcgettext|g_dpgettext2|NH_COUNTED)\s*\(\s*"')
COMMENT = re.compile(r'("(?:[^"\\\n]|\\.)*")|//[^\n]*|/\*.*?\*/', re.S)

# Names that are the same in both languages.
SAME = {"Excel", "PDF", "Tỉnh Hà Tĩnh"}

# Stands alone in Vietnamese, not behind a colon.
ALONE = {"open for reading only"}

# Labels that stand in one window, or one dialog, at the same time.
WINDOWS = {
    "page of points": ["_Save", "Save and add _next", "_Add a point"],
    "page of seasons": ["_Save", "Save and add _next", "_Add a season"],
    "page of totals": ["_Save", "Save and add _next", "_Add a total"],
    "leaving a form": ["_Save", "_Discard", "_Cancel", "_Leave it unfinished"],
    "deleting what has children": ["_Delete them, too", "_Keep them", "_Cancel"],
    "conflict": ["Save _mine", "Take the _other", "_Decide later"],
    "draft": ["_Go on with it", "_Discard it", "_Later"],
    "choosing a file": ["_Save", "_Open", "_Cancel"],
    "main menu": ["_Open a ledger…", "Begin a _new ledger", "_Put back a backup…", "_About the program"],
}
# What a page of a .ui file shows in place of one of its labels, or beside them, from the code.
ALSO = {
    "nh-welcome.ui": [("My unit is not in the _list", "_Look it up in the list")],
    "nh-open-error-page.ui": [(None, "_Try again"), (None, "_Back to the ledger")],
}

Entry = namedtuple("Entry", "context msgid plural translations flags obsolete line")


def read_po(path):
    entries = []
    entry, key = None, None

    def fresh(line):
        return {"msgctxt": None, "msgid": None, "msgid_plural": None, "msgstr": {}, "flags": set(), "obsolete": False, "line": line}

    def close():
        if entry is not None and entry["msgid"] is not None:
            entries.append(Entry(entry["msgctxt"], entry["msgid"], entry["msgid_plural"],
                                 [entry["msgstr"][k] for k in sorted(entry["msgstr"])], entry["flags"], entry["obsolete"], entry["line"]))

    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line = line.strip()
            if not line:
                close()
                entry = None
                continue
            entry = entry if entry is not None else fresh(number)
            if line.startswith("#~"):
                entry["obsolete"] = True
                line = line[2:].strip()
            elif line.startswith("#,"):
                entry["flags"].update(flag.strip() for flag in line[2:].split(","))
                continue
            elif line.startswith("#"):
                continue
            word = re.match(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?\s+(".*")$', line)
            if word:
                key = (word.group(1), int(word.group(2) or 0))
                text = ast.literal_eval(word.group(3))
            else:
                text = ast.literal_eval(line)
            if key[0] == "msgstr":
                entry["msgstr"][key[1]] = entry["msgstr"].get(key[1], "") + text
            else:
                entry[key[0]] = (entry[key[0]] or "") + text
    close()
    return entries


ENTRIES = read_po(PO)
HEADER, TEXTS = ENTRIES[0], ENTRIES[1:]


def pairs():
    """(English, Vietnamese) of every entry; what is said of many is said like what is said of one."""
    for entry in TEXTS:
        for vietnamese in entry.translations:
            yield entry.plural or entry.msgid, vietnamese


def directives(text):
    """The printf directives by the number of their argument."""
    found = {}
    for number, match in enumerate(re.finditer(r"%(?:(\d+)\$)?([-+ #0]*[\d*]*(?:\.[\d*]+)?(?:hh|h|ll|l|z|j)?[diouxXeEfgGcsp])",
                                               text.replace("%%", "")), 1):
        found.setdefault(int(match.group(1) or number), set()).add(match.group(2))
    return found


def mnemonic(text):
    """The letter of a label with one underscore; names of columns have more."""
    return text[text.index("_") + 1:][:1] if text.count("_") == 1 else None


def potfiles():
    with open(os.path.join(ROOT, "po", "POTFILES"), encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]


def ui_texts(path):
    """(text, is a label with a mnemonic) of every translatable property."""
    for element in ElementTree.parse(path).iter("object"):
        texts = {p.get("name"): p.text for p in element.findall("property") if p.get("translatable") == "yes"}
        underlined = any(p.get("name") == "use-underline" and p.text == "True" for p in element.findall("property"))
        for name, text in texts.items():
            yield text, name == "label" and underlined


def is_translatable(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        text = file.read()
    if path.endswith(".ui"):
        return any(e.get("translatable") in ("yes", "true", "1") for e in ElementTree.fromstring(text.encode()).iter())
    return CALL.search(COMMENT.sub(lambda m: m.group(1) or " ", text)) is not None


class Whole(unittest.TestCase):
    def test_header(self):
        self.assertEqual(HEADER.msgid, "")
        self.assertIn("Language: vi\n", HEADER.translations[0])
        self.assertIn("Plural-Forms: nplurals=1; plural=0;\n", HEADER.translations[0])
        self.assertIn("charset=UTF-8", HEADER.translations[0])

    def test_everything_is_translated(self):
        self.assertGreater(len(TEXTS), 400)
        self.assertEqual([e.msgid for e in TEXTS if not e.translations or "" in e.translations], [])
        self.assertEqual([e.msgid for e in TEXTS if len(e.translations) != 1], [])

    def test_nothing_is_fuzzy(self):
        self.assertEqual([e.msgid for e in TEXTS if "fuzzy" in e.flags], [])

    def test_nothing_is_obsolete(self):
        self.assertEqual([e.msgid for e in TEXTS if e.obsolete], [])

    def test_nothing_stands_twice(self):
        keys = [(e.context, e.msgid) for e in TEXTS]
        self.assertEqual([k for k in set(keys) if keys.count(k) > 1], [])

    def test_potfiles_name_every_source(self):
        wanted = []
        for folder, ending in (("src", (".c", ".h")), ("ui", (".ui",))):
            for where, _, names in os.walk(os.path.join(ROOT, folder)):
                wanted += [os.path.relpath(os.path.join(where, name), ROOT).replace(os.sep, "/")
                           for name in names if name.endswith(ending)]
        wanted = sorted(path for path in wanted if is_translatable(path))
        named = potfiles()
        self.assertEqual([path for path in wanted if path not in named], [], "missing in po/POTFILES")
        self.assertEqual([path for path in named if path not in wanted], [], "in po/POTFILES without a text to translate")
        self.assertEqual(named, sorted(set(named)))

    @unittest.skipUnless(shutil.which("xgettext"), "xgettext is not installed")
    def test_every_text_of_the_sources(self):
        with tempfile.TemporaryDirectory() as folder:
            pot = os.path.join(folder, "sources.pot")
            subprocess.run(["xgettext", "--from-code=UTF-8", "--directory", ROOT, "--output", pot] +
                           ["--keyword=" + keyword for keyword in KEYWORDS] + potfiles(), check=True, stderr=subprocess.PIPE)
            said = {(e.context, e.msgid, e.plural) for e in read_po(pot)[1:]}
        known = {(e.context, e.msgid, e.plural) for e in TEXTS}
        self.assertGreater(len(said), 400)
        self.assertEqual(sorted(map(str, said - known)), [], "said by the sources, missing in vi.po")
        self.assertEqual(sorted(map(str, known - said)), [], "in vi.po, said by no source")

    @unittest.skipUnless(shutil.which("msgfmt"), "msgfmt is not installed")
    def test_msgfmt(self):
        done = subprocess.run(["msgfmt", "--check", "--output-file", os.devnull, PO], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              universal_newlines=True)
        self.assertEqual((done.returncode, done.stdout), (0, ""))


class Alike(unittest.TestCase):
    def test_placeholders(self):
        self.assertEqual([p for p in pairs() if directives(p[0]) != directives(p[1])], [])

    def test_numbered_placeholders_are_not_mixed(self):
        for _, vietnamese in pairs():
            found = re.findall(r"%(\d+\$)?[a-z]", vietnamese.replace("%%", ""))
            self.assertIn(len([f for f in found if f]), (0, len(found)), vietnamese)

    def test_space_and_lines_around(self):
        around = re.compile(r"^(\s*).*?(\s*)$", re.S)
        self.assertEqual([p for p in pairs() if around.match(p[0]).groups() != around.match(p[1]).groups()], [])
        self.assertEqual([p for p in pairs() if p[0].count("\n") != p[1].count("\n")], [])

    def test_ends(self):
        """A sentence stays a sentence, a question a question, and a label that opens a dialog keeps its dots."""
        end = re.compile(r"[.…?!:]?\s*$")
        self.assertEqual([p for p in pairs() if end.search(p[0]).group() != end.search(p[1]).group()], [])

    def test_beginnings(self):
        """What is put behind "Could not save: " begins small."""
        def is_small(text):
            return text[:1].islower()
        self.assertEqual([p for p in pairs() if is_small(p[0]) and p[1][:1].isalpha() and not is_small(p[1]) and p[0] not in ALONE], [])

    def test_mnemonics(self):
        self.assertEqual([p for p in pairs() if p[0].count("_") != p[1].count("_")], [])
        self.assertEqual([p for p in pairs() if mnemonic(p[1]) is not None and not re.match("[A-Za-z]", mnemonic(p[1]))], [])
        self.assertGreater(len([p for p in pairs() if mnemonic(p[0])]), 20)

    def test_nothing_is_left_in_english(self):
        self.assertEqual([p for p in pairs() if p[0] == p[1] and p[0] not in SAME], [])


class Keys(unittest.TestCase):
    """No two labels of one window answer to the same key, in either language."""

    def setUp(self):
        self.vietnamese = {e.msgid: e.translations[0] for e in TEXTS}

    def check(self, window, labels):
        for language in (lambda text: text, self.vietnamese.__getitem__):
            letters = [mnemonic(language(label)).lower() for label in labels]
            self.assertEqual(len(set(letters)), len(letters), "%s: %s" % (window, [language(label) for label in labels]))

    def test_windows(self):
        for window, labels in WINDOWS.items():
            self.check(window, labels)

    def test_ui_files(self):
        checked = 0
        for path in potfiles():
            name = os.path.basename(path)
            if not path.endswith(".ui"):
                continue
            labels = [text for text, underlined in ui_texts(os.path.join(ROOT, path)) if underlined]
            self.check(name, labels)
            for label, other in ALSO.get(name, []):
                self.check(name, [text for text in labels if text != label] + [other])
            checked += len(labels)
        self.assertGreater(checked, 15)


class Vietnamese(unittest.TestCase):
    def test_is_composed(self):
        with open(PO, encoding="utf-8") as file:
            text = file.read()
        self.assertEqual(text, unicodedata.normalize("NFC", text))

    def test_no_strange_letters(self):
        for _, vietnamese in pairs():
            self.assertEqual([c for c in vietnamese if unicodedata.category(c) in ("Cf", "Co", "Cn", "Mn") or c == "\u00a0"], [], vietnamese)

    def test_tone_marks(self):
        """hòa, Thủy: an open syllable in oa, oe, uy carries its mark on the first vowel, as Unikey types it; quý, quà do not count."""
        late = re.compile(r"\b\w*(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])\b", re.I)
        for word in ("hoà", "khoẻ", "uỷ", "Thuỷ"):
            self.assertTrue(late.search(word), word)
        for word in ("hòa", "khỏe", "ủy", "hoạt", "toàn", "quý", "quả", "Thủy"):
            self.assertFalse(late.search(word), word)
        self.assertEqual([p[1] for p in pairs() if late.search(p[1])], [])

    def test_quotes(self):
        self.assertEqual([p[1] for p in pairs() if '"' in p[1] or "'" in p[1] or p[1].count("“") != p[1].count("”")], [])


if __name__ == "__main__":
    tap.main()
