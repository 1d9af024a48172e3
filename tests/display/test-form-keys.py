# SPDX-License-Identifier: GPL-3.0-or-later
"""Forms with real keys and a real Unikey: every key that leaves a field commits the composition. Run in tests/gui-run -w.

NGAY_HOI_FORM_HOST is the path of form-host, which prints the state of the form (form-host.c)."""
import json
import os
import subprocess
import sys
import threading
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
sys.path.insert(0, os.path.join(HERE, "..", "e2e"))
import drive
import tap

HALF = "Leex"           # keys of a syllable that stays in composition
WHOLE = "Lễ"


class Host(drive.App):
    def __init__(self, type_, env):
        self.lines = []
        super().__init__(type_, env=env, program=os.environ["NGAY_HOI_FORM_HOST"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        threading.Thread(target=self._listen, daemon=True).start()
        self.event("ready")
        self.letters = {line[1]: line[2] for line in self.lines if line[0] == "letter"}
        self.titles = {line[1]: line[2] for line in self.lines if line[0] == "title"}

    def _listen(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n").split("\t"))

    def event(self, *words, since=0):
        """Waits for a line that begins with these words, after line @since. Returns it and its number."""
        def look():
            for at in range(since, len(self.lines)):
                if self.lines[at][:len(words)] == list(words):
                    return self.lines[at], at
            assert self.process.poll() is None, "ended with %r:\n%s" % (self.process.returncode, self.stderr())
            return None
        try:
            return drive.wait("the line %r" % (words,), look)
        except AssertionError as problem:
            raise AssertionError("%s; told instead: %r" % (problem, self.lines[since:])) from None

    def ask(self, *words):
        since = len(self.lines)
        self.process.stdin.write(" ".join(words) + "\n")
        self.process.stdin.flush()
        self.event("ready", since=since)

    def names(self, event, since):
        return [line[1] for line in self.lines[since:] if line[0] == event]


class Case(unittest.TestCase):
    form = "point"
    unikey = host = None

    @classmethod
    def start(cls):
        """One input method for all cases, one host for each form."""
        if Case.unikey is None:
            Case.unikey = drive.Unikey()
        if Case.host is not None and Case.host.form == cls.form:
            return
        cls.end()
        Case.host = Host(cls.form, drive.Unikey.env())
        Case.host.form = cls.form
        Case.host.event("focus")
        drive.wait("a focused window", lambda: drive.call("xdotool", "getactivewindow") in Case.host.windows())
        Case.unikey.switch_on()

    @classmethod
    def end(cls):
        host, Case.host = Case.host, None
        if host is None:
            return
        host.process.stdin.close()
        code = host.process.wait(60)
        assert code == 0, "ended with %r:\n%s" % (code, host.stderr())

    def setUp(self):
        self.start()
        self.host.ask("new")
        self.since = len(self.host.lines)

    # Acting

    def go(self, field):
        self.host.ask("focus", field)
        self.since = len(self.host.lines)

    def half(self, keys=HALF, whole=WHOLE):
        """Types a composition and checks that it is shown but not in the record."""
        self.host.type(keys)
        self.host.event("preedit", whole, since=self.since)
        self.assertEqual(self.host.names("field-left", self.since), [])

    def press(self, *keys):
        self.since = len(self.host.lines)
        self.host.key(*keys)

    def click(self, role, name):
        node = self.host.find(role, name)
        self.since = len(self.host.lines)
        self.host.click(node)

    # Looking

    def left(self, field, value):
        """The focus left the field, and the record had this value then."""
        line, _ = self.host.event("field-left", field, since=self.since)
        self.assertEqual(json.loads(line[2]).get(field, ""), value)

    def goes_to(self, field):
        self.host.event("focus", field, since=self.since)

    def told(self, event, field, value, result=None):
        line, at = self.host.event(event, *([] if result is None else [result]), since=self.since)
        self.assertEqual(json.loads(line[-1]).get(field, ""), value)
        return at


class Leaving(Case):
    """Each case: a composition, one key, and the whole syllable is in the field."""

    def check(self, start, keys, end):
        self.go(start)
        self.half()
        self.press(*keys)
        self.left(start, WHOLE)
        self.goes_to(end)

    def test_enter(self):
        self.check("place", ["Return"], "place_kind")

    def test_keypad_enter(self):
        self.check("place", ["KP_Enter"], "place_kind")

    def test_shift_enter(self):
        self.check("organisers", ["shift+Return"], "model_level")

    def test_tab(self):
        self.check("place", ["Tab"], "place_kind")

    def test_shift_tab(self):
        self.check("organisers", ["shift+Tab"], "model_level")

    def test_down(self):
        self.check("place", ["Down"], "place_kind")

    def test_up(self):
        self.check("organisers", ["Up"], "model_level")

    def test_alt_letter(self):
        self.check("organisers", ["alt+" + self.host.letters["place"]], "place")

    def test_alt_letter_of_a_choice(self):
        self.check("place", ["alt+" + self.host.letters["place_kind"]], "place_kind")

    def test_alt_digit(self):
        self.check("place", ["alt+3"], "funding")

    def test_alt_digit_there_and_back(self):
        self.check("place", ["alt+3", "alt+3"], "place")

    def test_alt_digit_folds_its_own_section(self):
        self.check("organisers", ["alt+1"], "-")

    def test_f8(self):
        self.host.ask("judge")
        self.check("organisers", ["F8"], "place")

    def test_enter_on_the_last_field_accepts(self):
        self.host.ask("fold", "funding")
        self.go("model_names")
        self.half()
        self.press("Return")
        self.told("accept", "model_names", WHOLE)

    def test_keys_in_one_go(self):
        """Syllable and leaving key arrive faster than the input method answers."""
        for key, end in (("Return", "place_kind"), ("Tab", "place_kind"), ("Down", "place_kind")):
            for delay in (1, 12, 40):
                self.host.ask("new")
                self.since = len(self.host.lines)
                drive.call("xdotool", "key", "--delay", delay, *HALF, key)
                self.left("place", WHOLE)
                self.goes_to(end)


class Staying(Case):
    """Keys that read the form while the focus stays: the syllable is in the record, and typing continues after it."""

    def check(self, key, event, result="done"):
        self.half()
        self.press(key)
        self.told(event, "place", WHOLE, result)
        self.press("space")
        self.host.type("hooij")
        self.host.event("preedit", "hội", since=self.since)
        self.press("ctrl+s")
        self.told("save", "place", WHOLE + " hội")

    def test_ctrl_s(self):
        self.check("ctrl+s", "save")

    def test_ctrl_enter(self):
        self.check("ctrl+Return", "save-next")

    def test_ctrl_keypad_enter(self):
        self.check("ctrl+KP_Enter", "save-next")

    def test_ctrl_s_in_the_middle_of_a_text(self):
        self.host.type("Thoon 2")
        self.press("Home")
        self.half("Leex", "Lễ")
        self.press("ctrl+s")
        self.told("save", "place", "LễThôn 2")
        self.press("space")
        self.press("ctrl+s")
        self.told("save", "place", "Lễ Thôn 2")

    def test_f8_without_a_problem(self):
        self.half()
        self.press("F8")
        self.press("ctrl+s")
        self.told("save", "place", WHOLE)

    def test_f5_takes_the_record_before(self):
        self.half()
        self.press("F5")
        self.told("copy-previous", "place", "Thôn trước", "done")
        self.press("Tab")
        self.left("place", "Thôn trước")

    def test_f5_where_the_record_before_has_nothing(self):
        self.go("organisers")
        self.half()
        self.press("F5")
        self.host.event("copy-previous", "nothing", since=self.since)
        self.press("Tab")
        self.left("organisers", WHOLE)


class Restoring(Case):
    def check(self, key, event):
        self.host.ask("set", "place", "Bàu")
        self.go("organisers")
        self.go("place")
        self.half()
        self.press(key)
        self.told(event, "place", "Bàu", "done")
        self.press("Tab")
        self.left("place", "Bàu")
        self.go("place")
        self.press(key)
        self.told(event, "place", "Bàu", "nothing")

    def test_escape(self):
        self.check("Escape", "escape")

    def test_ctrl_z(self):
        self.check("ctrl+z", "undo")

    def test_typing_goes_on(self):
        self.half()
        self.press("Escape")
        self.told("escape", "place", "", "done")
        self.half("Hooij", "Hội")
        self.press("Tab")
        self.left("place", "Hội")


class Pointer(Case):
    def test_another_field(self):
        self.half()
        self.click("text", self.host.titles["attendance"])
        self.left("place", WHOLE)
        self.goes_to("attendance")

    def test_a_choice_of_several(self):
        self.half()
        self.click("check box", "Tỉnh")
        self.left("place", WHOLE)
        self.press("ctrl+s")
        self.told("save", "leaders", "province")

    def test_a_button_that_saves(self):
        self.half()
        self.click("push button", "Save")
        self.told("save", "place", WHOLE)

    def test_the_head_of_its_section(self):
        self.go("organisers")
        self.half()
        self.click("push button", self.host.titles["more"])
        self.left("organisers", WHOLE)

    def test_an_offer(self):
        """A click on a code in the list replaces the composition."""
        self.go("place_kind")
        self.half("toor", "tổ")
        self.host.click_in_popover("list item", "Tổ dân phố")
        self.told("changed", "place_kind", "to_dan_pho")
        self.press("Tab")
        self.left("place_kind", "to_dan_pho")


class Choice(Case):
    """A choice handles typed text and compositions alike."""

    def setUp(self):
        super().setUp()
        self.go("place_kind")

    def test_enter_takes_the_first_offer(self):
        self.half("toor", "tổ")
        self.press("Return")
        self.left("place_kind", "to_dan_pho")
        self.goes_to("date_from")

    def test_arrows_choose(self):
        self.half("thoon", "thôn")
        self.press("Down")
        self.press("Return")
        self.left("place_kind", "lien_thon")

    def test_tab_reads_what_stands_there(self):
        self.half("thoon", "thôn")
        self.press("Tab")
        self.left("place_kind", "thon")
        self.goes_to("date_from")

    def test_escape_restores_and_closes_the_list(self):
        self.half("toor", "tổ")
        self.press("Escape")
        self.told("escape", "place_kind", "", "done")
        self.press("Tab")
        self.left("place_kind", "")

    def test_escape_only_closes_a_list_that_was_looked_at(self):
        for result in ("done", "nothing"):
            self.press(*["F4"] * (result == "done"), "Escape")
            self.told("escape", "place_kind", "", result)

    def test_f4_opens_and_closes(self):
        self.press("F4", "Down", "Down", "Return")
        self.left("place_kind", "xom")
        self.go("place_kind")
        self.press("F4", "F4", "Tab")
        self.left("place_kind", "xom")

    def test_f4_commits(self):
        self.half("thoon", "thôn")
        self.press("F4")
        self.told("changed", "place_kind", "thon")
        self.press("F4")
        self.press("Tab")
        self.left("place_kind", "thon")

    def test_alt_down_commits(self):
        """A word without a match closes the list."""
        self.half("bieeur", "biểu")
        self.press("alt+Down")
        line, _ = self.host.event("changed", since=self.since)
        self.assertEqual(json.loads(line[-1])["@typed"], {"place_kind": "biểu"})
        self.press("Down", "Return")
        self.left("place_kind", "thon")


class Several(Case):
    """A choice of several: arrows move between its check boxes and stop at the ends."""

    def test_arrows(self):
        self.go("leaders")
        self.press("Left", "Right", "space", "ctrl+s")
        self.told("save", "leaders", "province")
        self.press("Left", "space", *["Right"] * 6, "space", "ctrl+s")
        self.told("save", "leaders", "central,province,commune")


class Amounts(Case):
    def setUp(self):
        super().setUp()
        self.go("funding")

    def test_source_and_amount(self):
        self.half("ngaan", "ngân")
        self.press("Return")
        self.press("5")
        self.host.type(" trieeuj")
        self.host.event("preedit", "triệu", since=self.since)
        self.press("Tab")
        self.press("ctrl+s")
        self.told("save", "funding", "ngan_sach:5000000")

    def test_save_in_the_middle(self):
        self.host.type("mttq\t2 trieeuj")
        self.host.event("preedit", "triệu", since=self.since)
        self.press("ctrl+s")
        self.told("save", "funding", "mttq:2000000")

    def test_the_free_row_ends_it(self):
        self.press("Return")
        self.left("funding", "")
        self.goes_to("source")

    def test_a_half_typed_source_is_no_free_row(self):
        self.half("luaatj", "luật")
        self.press("Tab", "3", "ctrl+s")
        line, _ = self.host.event("save", since=self.since)
        self.assertEqual(json.loads(line[-1])["@typed"], {"funding": "luật: 3"})


class Lines(Case):
    """Enter and arrows belong to the text; Tab leaves it."""

    def setUp(self):
        super().setUp()
        self.go("note")

    def test_shift_tab(self):
        self.half()
        self.press("shift+Tab")
        self.left("note", WHOLE)
        self.goes_to("source")

    def test_enter(self):
        self.half()
        self.press("Return")
        self.half("hooij", "hội")
        self.press("ctrl+s")
        self.told("save", "note", "Lễ\nhội")

    def test_ctrl_enter(self):
        self.half()
        self.press("ctrl+Return")
        self.told("save-next", "note", WHOLE)

    def test_escape(self):
        self.half()
        self.press("Escape")
        self.told("escape", "note", "", "done")
        self.press("shift+Tab")
        self.left("note", "")

    def test_alt_letter(self):
        self.half()
        self.press("alt+" + self.host.letters["place"])
        self.left("note", WHOLE)
        self.goes_to("place")

    def test_pointer(self):
        self.half()
        self.click("text", self.host.titles["source"])
        self.left("note", WHOLE)


class Values(Case):
    """Whole records."""

    def test_a_point(self):
        self.host.type("Thoon Bauf Lasng\rthoon\r8\r1407\r")
        self.goes_to("pacts")
        self.press("ctrl+s")
        line, _ = self.host.event("save", since=self.since)
        found = json.loads(line[-1])
        self.assertEqual({name: found.get(name) for name in ("place", "place_kind", "date_from", "attendance")},
                         {"place": "Thôn Bàu Láng", "place_kind": "thon", "date_from": "2026-08-08", "attendance": "1407"})
        self.assertEqual(found["@typed"], {})

    def test_not_known_yet(self):
        self.go("attendance")
        self.host.type("chuwa cos")
        self.press("Tab")
        self.left("attendance", "unknown")

    def test_what_cannot_be_read_is_kept(self):
        self.go("attendance")
        self.half("nhieeuf", "nhiều")
        self.press("Tab")
        line, _ = self.host.event("field-left", "attendance", since=self.since)
        self.assertEqual(json.loads(line[2])["@typed"], {"attendance": "nhiều"})

    def test_a_new_record_has_nothing_of_the_old(self):
        self.half()
        self.host.ask("new")
        self.press("ctrl+s")
        self.told("save", "place", "")


class Heads(Case):
    """Keys at the head of a folded section."""

    def setUp(self):
        super().setUp()
        self.host.ask("fold", "more,ceremony")
        self.go("cost")
        self.press("Tab")
        self.goes_to("-")

    def test_down_and_up(self):
        self.press("Down", "Down")
        self.goes_to("funding")
        self.press("Up", "Up", "Up")
        self.goes_to("cost")

    def test_enter_opens(self):
        self.press("Return")
        self.goes_to("date_to")

    def test_space_opens(self):
        self.press("space")
        self.goes_to("date_to")

    def test_enter_of_a_field_passes_them(self):
        self.go("cost")
        self.press("Return")
        self.goes_to("funding")


class Total(Case):
    form = "total"

    def test_tab_through(self):
        for field, end in (("indicator", "value"), ("value", "qualifier"), ("qualifier", "as_of"), ("as_of", "keep"),
                           ("source", "note")):
            self.go(field)
            self.press("Tab")
            self.goes_to(end)

    def test_source(self):
        self.go("source")
        self.half("Baos caos soos", "số")
        self.press("Return")
        self.left("source", "Báo cáo số")
        self.goes_to("note")


if __name__ == "__main__":
    try:
        tap.main()
    finally:
        Case.end()
        if Case.unikey is not None:
            Case.unikey.stop()
