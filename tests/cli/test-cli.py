# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line as a script uses it: a real process, its output, its messages and its exit code.

NGAY_HOI_CLI names the program."""
import csv
import io
import os
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
UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")


def read(path):
    with open(path, "rb") as file:
        return file.read()


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="Sổ thử ")
        self.ledger = os.path.join(self.folder, "xã nhà.ngayhoi")
        self.env = dict(os.environ, NGAY_HOI_LANGUAGE="en", XDG_DATA_HOME=os.path.join(self.folder, "data"))

    def tearDown(self):
        shutil.rmtree(self.folder)

    def run_cli(self, *words, code=0, env=None, typed="", cwd=None, timeout=300):
        done = subprocess.run([CLI, *words], capture_output=True, env=env or self.env, timeout=timeout, input=typed.encode(), cwd=cwd)
        out, err = done.stdout.decode(), done.stderr.decode()
        self.assertEqual(done.returncode, code, "%s\n%s\n%s" % (words, out, err))
        self.assertNotIn("CRITICAL", err)
        self.assertNotIn("WARNING", err)
        return out, err

    def new(self, unit="18709", year="2024", **more):
        return self.run_cli("new", self.ledger, "--unit", unit, "--year", year, **more)

    def add(self, type_, *words, code=0):
        return self.run_cli("add", self.ledger, type_, *words, code=code)

    def figures(self, *words):
        out, _ = self.run_cli("figures", self.ledger, "--format", "tsv", *words)
        rows = [line.split("\t") for line in out.splitlines()]
        self.assertEqual(rows[0], ["indicator", "value", "measure", "from", "precision"])
        return {row[0]: (row[1], row[2], row[3]) for row in rows[1:]}


class Usage(Case):
    def test_no_command_is_wrong_use(self):
        out, _ = self.run_cli(code=2)
        self.assertIn("ngay-hoi-cli new FILE", out)

    def test_messages_of_glib_are_not_heard(self):
        """GLib warns of this variable when the first random number is drawn, which names a temporary file."""
        env = dict(self.env, G_RANDOM_VERSION="none")
        env.pop("G_DEBUG", None)
        self.assertEqual(self.new(env=env)[1], "")

    def test_help(self):
        self.assertIn("ngay-hoi-cli add FILE TYPE", self.run_cli("help")[0])

    def test_version(self):
        self.assertRegex(self.run_cli("--version")[0], r"^ngay-hoi-cli \d+\.\d+")

    def test_wrong_use(self):
        self.new()
        for words in (["nothing"], ["new"], ["new", self.ledger], ["new", self.ledger, "--unit", "18709"],
                      ["new", self.ledger, "--unit", "18709", "--year", "x"], ["new", self.ledger + "2", "--unit", "99999", "--year", "2024"],
                      ["new", self.ledger + "2", "--unit", "18709", "--year", "2024", "--role", "king"],
                      ["add", self.ledger], ["add", self.ledger, "unicorn", "a=b"], ["add", self.ledger, "point", "place"],
                      ["add", self.ledger, "point", "horn=1"], ["list", self.ledger], ["list", self.ledger, "point", "--format", "xml"],
                      ["list", self.ledger, "point", "--out", "x"], ["fields"], ["fields", "unicorn"], ["report", self.ledger, "summary"],
                      ["report", self.ledger, "unicorn", "--out", "x.pdf"], ["units", self.ledger, "--at", "31/2/2024"],
                      ["restore", self.ledger], ["demo"], ["guide"], ["guide", "--out", "x.xlsx"], ["figures", self.ledger, "--format", "csv"]):
            _, err = self.run_cli(*words, code=2)
            self.assertTrue(err.startswith("ngay-hoi-cli: "), (words, err))

    def test_missing_options_before_the_file_is_opened(self):
        for verb, option in (("report", "--out"), ("import-units", "--units"), ("invite", "--year"), ("accept", "--unit"),
                             ("return", "--unit"), ("hand-in", "--out"), ("reply", "--out"), ("restore", "--from")):
            words = [verb, self.ledger + ".none"] + ["summary"] * (verb == "report")
            self.assertIn(option, self.run_cli(*words, code=2)[1], verb)

    def test_wrong_options_in_vietnamese(self):
        env = dict(self.env, LC_ALL="C.UTF-8")
        del env["NGAY_HOI_LANGUAGE"]
        for words, said in ((["--year", "abc"], "“abc” không phải là năm"), (["--year"], "“--year” phải có giá trị"),
                            (["--horn=1"], "Ở đây không có tùy chọn “--horn”"), (["--year", "99999"], "“99999” không phải là năm")):
            _, err = self.run_cli("list", self.ledger, "point", *words, code=2, env=env)
            self.assertIn(said, err)
            self.assertIn("Cách dùng: ngay-hoi-cli list FILE TYPE", err)
            for english in ("Cannot parse", "Missing argument", "Unknown option"):
                self.assertNotIn(english, err)

    def test_options_anywhere(self):
        self.new()
        self.add("point", "place=Thôn 1", "place_kind=thon", "--", "attendance=80")
        out, _ = self.run_cli("list", "--format=tsv", self.ledger, "--search", "thon 1", "point")
        self.assertEqual(len(out.splitlines()), 2)

    def test_owner_is_a_unit_of_the_season(self):
        for unit in ("18709@1/8/2024", "18709@2024-08-01"):
            _, err = self.new(unit=unit, year="2025", code=2)
            self.assertIn("Xã Cẩm Nhượng is not a unit of the season 2025", err)
            self.assertFalse(os.path.exists(self.ledger))
        self.new(unit="18676@1/8/2025", year="2025")
        self.add("point", "place=Thôn 1", "place_kind=thon")

    def test_vietnamese_unless_told(self):
        env = dict(self.env, LC_ALL="C")
        del env["NGAY_HOI_LANGUAGE"]
        _, err = self.run_cli("verify", self.ledger, code=1, env=env)
        self.assertIn("Không thể", err)


class Files(Case):
    def test_new_makes_a_ledger_once(self):
        out, _ = self.new()
        self.assertEqual(out.strip(), "Xã Cẩm Nhượng")
        self.assertIn("Could not", self.new(code=1)[1])

    def test_problems_of_the_file(self):
        for content in (b"", b"not a ledger at all, but long enough to look like one " * 40):
            with open(self.ledger, "wb") as file:
                file.write(content)
            _, err = self.run_cli("list", self.ledger, "point", code=1)
            self.assertIn("Could not", err)
        os.unlink(self.ledger)
        self.assertIn("Could not", self.run_cli("list", self.ledger, "point", code=1)[1])

    def test_a_name_that_means_something_to_sqlite(self):
        for name in (":memory:", "file:x.ngayhoi", "file:x.ngayhoi?mode=memory"):
            path = os.path.join(self.folder, name)
            self.run_cli("new", name, "--unit", "18709", "--year", "2024", cwd=self.folder)
            self.assertTrue(os.path.getsize(path), name)
            for verb in ("verify", "check"):
                self.run_cli(verb, name, cwd=self.folder)
            with open(path, "r+b") as file:
                file.truncate(100000)
            self.run_cli("verify", name, cwd=self.folder, code=1)

    def test_output_that_cannot_be_written(self):
        self.new()
        for words in (["figures", self.ledger], ["verify", self.ledger], ["reports"], ["help"], ["--version"]):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([CLI, *words], stdout=full, stderr=subprocess.PIPE, env=self.env, timeout=60)
            self.assertEqual(done.returncode, 1, words)
            self.assertIn(b"Could not write the output", done.stderr)
            closed = subprocess.run(["sh", "-c", '"$0" "$@" >&-', CLI, *words], stderr=subprocess.PIPE, env=self.env, timeout=60)
            self.assertEqual(closed.returncode, 1, words)
        self.run_cli("verify", self.ledger)

    def test_a_file_size_limit_is_an_error(self):
        self.new()
        self.run_cli("add", self.ledger, "season", "theme=x")
        done = subprocess.run(["sh", "-c", 'ulimit -f 8; exec "$0" "$@"', CLI, "report", self.ledger, "summary", "--out",
                               os.path.join(self.folder, "x.pdf")], stderr=subprocess.PIPE, env=self.env, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"Could not write", done.stderr)

    def test_a_folder_is_not_a_list(self):
        self.new()
        err = self.run_cli("import-units", self.ledger, "--units", self.folder, code=1)[1]
        self.assertIn("that is a folder, not a file", err)

    def test_control_characters_of_a_file_are_not_printed(self):
        self.new()
        with open(self.ledger + ".lock", "w", encoding="utf-8") as file:
            file.write("[lock]\npid=1\nhost=\x1b[31mkẻ lạ\x07\nuser=\x1b]0;x\n")
        err = self.run_cli("undo", self.ledger, code=1)[1]
        self.assertIn("kẻ lạ", err)
        self.assertNotRegex(err, "[\x00-\x09\x0b-\x1f\x7f]")

    def test_a_pipe_is_not_waited_for(self):
        self.new()
        self.run_cli("backup", self.ledger, "--out", self.ledger + ".copy")
        for ending in ("", "-journal", "-wal", "-shm", ".lock"):
            if ending == "":
                os.rename(self.ledger, self.ledger + ".away")
            os.mkfifo(self.ledger + ending)
            for words in (["list", self.ledger, "point"], ["verify", self.ledger], ["undo", self.ledger],
                          ["restore", self.ledger, "--from", self.ledger + ".copy"]):
                _, err = self.run_cli(*words, code=1, timeout=20)
                self.assertIn("is not a file but a pipe", err, words)
            os.unlink(self.ledger + ending)
            if ending == "":
                os.rename(self.ledger + ".away", self.ledger)
        self.run_cli("verify", self.ledger)

    def test_backup_restore_verify(self):
        self.new()
        self.add("point", "place=Thôn 1", "place_kind=thon", "date_from=9/8")
        copy = os.path.join(self.folder, "bản sao.ngayhoi")
        out, _ = self.run_cli("backup", self.ledger, "--out", copy)
        self.assertEqual(out.strip(), copy)
        self.run_cli("verify", copy)
        self.add("point", "place=Thôn 2", "place_kind=thon", "date_from=9/8")
        self.run_cli("restore", self.ledger, "--from", copy)
        out, _ = self.run_cli("list", self.ledger, "point", "--format", "tsv")
        self.assertIn("Thôn 1", out)
        self.assertNotIn("Thôn 2", out)
        self.run_cli("verify", self.ledger)

    def test_no_file_takes_the_place_of_a_ledger(self):
        """Whatever verb writes it, and whichever ledger it is: also through a link, or beside the ledger."""
        other, link, old = (os.path.join(self.folder, name) for name in ("khác.ngayhoi", "link.pdf", "cũ.ngayhoi-moi"))
        self.new(unit="42")
        self.run_cli("new", other, "--unit", "18709", "--year", "2024")
        os.symlink(os.path.basename(other), link)
        before = read(other)
        verbs = (["invite", "--year", "2024", "--out"], ["keys", "--save"], ["report", "summary", "--out"])
        for verb, *words in verbs:
            for target in (self.ledger, other, link, self.ledger + "-wal", other + ".lock"):
                if verb == "report":
                    target = link
                _, err = self.run_cli(verb, self.ledger, *words, target, code=1, typed="mật khẩu dài 123456\n")
                self.assertIn("choose another name", err.lower(), (verb, target))
        for target in (other, link, other + ".lock", os.path.join(self.folder, "xã nhà.ngayhoi-journal")):
            self.assertIn("choose another name", self.run_cli("backup", self.ledger, "--out", target, code=1)[1].lower())
        self.run_cli("verify", self.ledger)
        self.assertEqual(before, read(other))
        for _ in range(2):  # over an older file of ours
            self.run_cli("invite", self.ledger, "--year", "2024", "--out", old)
            self.run_cli("backup", self.ledger, "--out", old + ".ngayhoi")

    def test_a_backup_that_cannot_be_made_is_told(self):
        self.new()
        with open(os.path.join(self.folder, "xã nhà.backup"), "w", encoding="utf-8"):
            pass
        for place in ("place=Thôn 1", "place=Thôn 2"):
            _, err = self.add("point", place, "place_kind=thon", "date_from=9/8")
            self.assertIn("Could not make the backup: ", err)
        self.assertNotIn("backup", self.run_cli("list", self.ledger, "point")[1])

    def test_older_formats_opened_for_reading_only(self):
        """Every released format gives its figures without being brought up: the reader has a copy in memory."""
        fixtures = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixtures")
        for name in sorted(name for name in os.listdir(fixtures) if name.startswith("schema-")):
            if os.path.exists(self.ledger):
                os.remove(self.ledger)
            connection = sqlite3.connect(self.ledger)
            with open(os.path.join(fixtures, name), encoding="utf-8") as file:
                connection.executescript(file.read())
            held = connection.execute("SELECT count(*) FROM point WHERE status = 'held' AND deleted = 0").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            connection.close()
            self.assertGreater(held, 0)
            self.assertEqual(self.figures()["points"][0], str(held), name)
            connection = sqlite3.connect(self.ledger)
            self.assertEqual(connection.execute("PRAGMA user_version").fetchone()[0], version)
            connection.close()

    def test_a_history_with_missing_texts_is_printed(self):
        """A damaged or foreign file may have no text where ours always has one."""
        self.new()
        self.add("point", "place=Thôn 1", "place_kind=thon", "date_from=9/8")
        connection = sqlite3.connect(self.ledger)
        schema = connection.execute("SELECT name, sql FROM sqlite_master WHERE name IN ('change', 'history')").fetchall()
        connection.close()
        for statements in (["PRAGMA writable_schema = ON",
                            "UPDATE sqlite_master SET sql = replace (sql, ' NOT NULL', '') WHERE name IN ('change', 'history')"],
                           ["UPDATE change SET by = NULL", "UPDATE history SET before = NULL"],
                           ["PRAGMA writable_schema = ON", *("UPDATE sqlite_master SET sql = '%s' WHERE name = '%s'" % (sql.replace("'", "''"), name)
                                                             for name, sql in schema)]):
            connection = sqlite3.connect(self.ledger)
            for statement in statements:
                connection.execute(statement)
            connection.commit()
            connection.close()
        for form in ("table", "tsv", "csv"):
            self.assertIn("Thôn 1", self.run_cli("history", self.ledger, "--format", form)[0])
        self.assertIn("Could not", self.run_cli("verify", self.ledger, code=1)[1])

    def test_numbers_that_are_too_large_are_told(self):
        """Written by another program: not added up to something else, and the same in each output."""
        self.new()
        for place in ("place=Thôn 1", "place=Thôn 2"):
            self.add("point", place, "place_kind=thon", "date_from=9/8", "status=held", "attendance=5")
        for number in (9223372036854775807, 1000000000000000):
            connection = sqlite3.connect(self.ledger)
            connection.execute("UPDATE point SET attendance = %d" % number)
            connection.commit()
            connection.close()
            for words in (["figures", self.ledger], ["report", self.ledger, "points", "--out", os.path.join(self.folder, "x.csv")]):
                self.assertIn("is larger than any that this program writes", self.run_cli(*words, code=1)[1])

    def test_a_damaged_file_is_found(self):
        self.new()
        with open(self.ledger, "r+b") as file:
            file.seek(8192)
            file.write(os.urandom(4096))
        self.assertIn("Could not", self.run_cli("verify", self.ledger, code=1)[1])


class Records(Case):
    def test_a_text_that_is_too_long_is_refused(self):
        self.new()
        for word, most in (("place=", 2000), ("note=", 20000)):
            self.add("point", "place_kind=thon", "date_from=9/8", *(["place=Thôn 1"] if word != "place=" else []), word + "ă" * most)
            _, err = self.add("point", "place_kind=thon", "date_from=9/8", word + "ă" * (most + 1), code=1)
            self.assertIn("longer than the %d characters" % most, err)
        _, err = self.add("point", "place_kind=thon", "waive.point-cost=" + "ă" * 1001, code=2)
        self.assertIn("longer than the 1000 characters", err)

    def test_filter(self):
        def places(*conditions):
            words = [word for condition in conditions for word in ("--filter", condition)]
            out, _ = self.run_cli("list", self.ledger, "point", "--format", "csv", *words)
            return [row["place"] for row in csv.DictReader(io.StringIO(out))]
        self.new()
        self.add("point", "place=Thôn Một", "place_kind=thon", "date_from=9/8", "attendance=80")
        self.add("point", "place=Xóm Hai", "place_kind=xom", "date_from=10/8", "attendance=120")
        self.add("point", "place=Thôn Ba", "place_kind=thon", "date_from=11/8")
        self.assertEqual(places("place_kind=thon"), ["Thôn Một", "Thôn Ba"])
        self.assertEqual(places("attendance=100.."), ["Xóm Hai"])
        self.assertEqual(places("attendance="), ["Thôn Ba"])
        self.assertEqual(places("attendance=!", "place_kind=thon"), ["Thôn Một"])
        self.assertEqual(places("place=~hai"), ["Xóm Hai"])
        self.assertEqual(places("place_kind=thon,xom", "date_from=2024-08-10..2024-08-10"), ["Xóm Hai"])
        self.assertIn("unicorn", self.run_cli("list", self.ledger, "point", "--filter", "unicorn=1", code=1)[1])

    def test_personal(self):
        """Personal fields are in the CSV only when they are asked for; whom a commendation names is not one of them."""
        self.run_cli("new", self.ledger, "--unit", "18709@2024-08-19", "--year", "2024")
        self.run_cli("add", self.ledger, "commendation", "form=giay khen xa", "recipient_kind=ca nhan", "recipient=Trần Thị Ánh",
                     "birth_year=1985", "decision_date=5/8/2024", "decision_number=45/QĐ-UBND")
        heads = []
        for words in ([], ["--personal"]):
            out, _ = self.run_cli("list", self.ledger, "commendation", "--format", "csv", *words)
            self.assertIn("Trần Thị Ánh", out)
            self.assertEqual("1985" in out, bool(words))
            heads.append(out.splitlines()[0].split(","))
        self.assertEqual(set(heads[1]) - set(heads[0]), {"signer", "honorific", "gender", "birth_year", "position", "workplace"})

    def test_add_list_undo(self):
        self.new()
        out, err = self.add("point", "place=Thôn Liên Thành", "place_kind=thon", "date_from=9/8", "date_to=13/8", "attendance=1.407")
        self.assertRegex(out.strip(), UUID)
        out, _ = self.run_cli("list", self.ledger, "point", "--format", "csv")
        rows = list(csv.DictReader(io.StringIO(out)))
        self.assertEqual([(r["place"], r["place_kind"], r["date_from"], r["date_to"], r["attendance"], r["status"]) for r in rows],
                         [("Thôn Liên Thành", "thon", "2024-08-09", "2024-08-13", "1407", "held")])
        out, _ = self.run_cli("list", self.ledger, "point", "--search", "lien thanh", "--format", "tsv")
        self.assertEqual(len(out.splitlines()), 2)
        out, _ = self.run_cli("list", self.ledger, "point", "--search", "liễn thành", "--format", "tsv")
        self.assertEqual(len(out.splitlines()), 1)
        self.run_cli("undo", self.ledger)
        out, _ = self.run_cli("list", self.ledger, "point", "--format", "tsv")
        self.assertEqual(len(out.splitlines()), 1)
        self.assertIn("Could not", self.run_cli("undo", self.ledger, code=1)[1])

    def test_blocks_save_nothing(self):
        self.new()
        for words, field in ((["place=Thôn 1"], "place_kind"), (["place_kind=thon"], "place"),
                             (["place=Thôn 1", "place_kind=thon", "date_from=31/2"], "date_from"),
                             (["place=Thôn 1", "place_kind=thon", "attendance=1,407"], "attendance"),
                             (["place=Thôn 1", "place_kind=thon", "attendance=1.40"], "attendance"),
                             (["place=Thôn 1", "place_kind=unicorn"], "place_kind")):
            out, err = self.add("point", *words, code=1)
            self.assertEqual(out, "")
            self.assertRegex(err, r"(?m)^%s: block: " % field)
        out, _ = self.run_cli("list", self.ledger, "point", "--format", "tsv")
        self.assertEqual(len(out.splitlines()), 1)

    def test_units_of_the_ledger_only(self):
        self.new()
        place = ["place=Thôn 1", "place_kind=thon"]
        for unit in ("42", "18709@1/8/2024"):
            self.add("point", *place, "unit=" + unit, code=2 if unit == "42" else 0)
        self.assertIn("does not belong to", self.add("point", *place, "unit=42", code=2)[1])
        for year in ("2024x", "x", "", "02024.0"):
            self.assertIn("is not a year", self.add("point", *place, "year=" + year, code=2)[1])
        self.new_of_today = os.path.join(self.folder, "mới.ngayhoi")
        self.run_cli("new", self.new_of_today, "--unit", "18676", "--year", "2025")
        self.run_cli("add", self.new_of_today, "point", *place, "year=2024", "unit=18709")  # which is part of it now

    def test_severities_are_said_in_vietnamese(self):
        env = dict(self.env, LC_ALL="C.UTF-8")
        del env["NGAY_HOI_LANGUAGE"]
        self.new()
        _, err = self.run_cli("add", self.ledger, "point", "place=Thôn 1", "place_kind=horn", code=1, env=env)
        self.assertIn("place_kind: chưa hợp lệ: ", err)
        self.assertIn("place_kind: lưu ý: ", err)

    def test_a_field_given_twice_is_refused(self):
        self.new()
        for words in (["place=Thôn 1", "place=Thôn 2"], ["place=Thôn 1", "year=2024", "year=2025"]):
            _, err = self.add("point", "place_kind=thon", *words, code=2)
            self.assertIn("“%s” is given twice" % words[-1].split("=")[0], err)
        out, _ = self.run_cli("list", self.ledger, "point", "--format", "tsv")
        self.assertEqual(len(out.splitlines()), 1)

    def test_a_wrong_choice_is_one_problem_and_names_the_choices(self):
        self.new()
        _, err = self.add("point", "place=Thôn 1", "place_kind=unicorn", code=1)
        self.assertEqual(re.findall(r"(?m)^place_kind: (\w+): ", err), ["block", "note"])
        self.assertNotIn("is missing", err)
        choices = re.search(r"(?m)^place_kind: note: .*: (.*)$", err).group(1).split()
        fields, _ = self.run_cli("fields", "point", "--format", "tsv")
        known = [row for row in (line.split("\t") for line in fields.splitlines()) if row[0] == "place_kind"][0][4].split()
        self.assertGreater(len(choices), 6)
        self.assertLessEqual(set(choices), set(known))
        _, err = self.add("point", "place=Thôn 1", "place_kind=thon", "attendance=1,407", code=1)
        self.assertEqual(re.findall(r"(?m)^attendance: (\w+): ", err), ["block"])

    def test_an_unknown_filter_field_is_named(self):
        self.new()
        _, err = self.run_cli("list", self.ledger, "point", "--filter", "unicorn=1", code=1)
        self.assertIn("no field “unicorn”", err)
        _, err = self.run_cli("list", self.ledger, "point", "--filter", "place", code=1)
        self.assertIn("“place” is no condition", err)

    def test_a_failed_workbook_is_told_in_our_words(self):
        self.new()
        for folder in ("none", "/proc"):
            _, err = self.run_cli("report", self.ledger, "summary", "--out", os.path.join(self.folder, folder, "x.xlsx"), code=1)
            self.assertEqual(len(err.splitlines()), 1, err)
            self.assertTrue(err.startswith("ngay-hoi-cli: Could not write "), err)
            self.assertNotIn("output xlsx file", err)
        self.assertIn("there is no such file or folder", self.run_cli("report", self.ledger, "summary", "--out",
                                                                      os.path.join(self.folder, "none", "x.xlsx"), code=1)[1])

    def rows(self, type_, *words):
        out, _ = self.run_cli("list", self.ledger, type_, "--format", "csv", *words)
        return list(csv.DictReader(io.StringIO(out)))

    def test_points_of_one_name_are_told_apart(self):
        self.new()
        uuids = [self.add("point", "place=Thôn 1", "place_kind=thon", "date_from=" + day)[0].strip() for day in ("9/8", "10/8", "10/8")]
        gift = ["category=ho_ngheo", "kind=suat_qua", "quantity=5"]
        _, err = self.add("gift", "point=Thôn 1", *gift, code=1)
        self.assertIn("Thôn 1 (09/08/2024), Thôn 1 (10/08/2024)", err)
        self.assertIn("uuid", err)
        self.add("gift", "point=Thôn 1@10/8", *gift, code=1)
        self.add("gift", "point=Thôn 1@11/8", *gift, code=1)
        self.add("gift", "point=Thôn 1@9/8", *gift)
        self.add("gift", "point=" + uuids[2], *gift)
        self.add("gift", "point=" + uuids[2][:-1] + ("1" if uuids[2].endswith("0") else "0"), *gift, code=1)
        database = sqlite3.connect(self.ledger)
        points = database.execute("SELECT p.uuid FROM gift g JOIN point p ON p.id = g.point ORDER BY g.id").fetchall()
        database.close()
        self.assertEqual(points, [(uuids[0],), (uuids[2],)])

    def test_set(self):
        self.new()
        uuid = self.add("point", "place=Thôn 1", "place_kind=thon", "date_from=9/8", "attendance=80")[0].strip()
        out, _ = self.run_cli("set", self.ledger, "attendance=120", "note=Đã sửa", "--record", uuid)
        self.assertEqual(out.strip(), uuid)
        row = self.rows("point")[0]
        self.assertEqual((row["place"], row["attendance"], row["note"], row["date_from"]), ("Thôn 1", "120", "Đã sửa", "2024-08-09"))
        self.run_cli("set", self.ledger, "note=", "year=2023", "date_from=9/8/2023", "--record", uuid)
        self.assertEqual([(r["note"], r["year"]) for r in self.rows("point", "--year", "2023")], [("", "2023")])
        for words, code in ((["place="], 1), (["attendance=1,407"], 1), (["place_kind=unicorn"], 1), (["horn=1"], 2), (["place"], 2),
                            (["note=a", "note=b"], 2), (["unit=18073"], 2), (["year=abc"], 2)):
            self.run_cli("set", self.ledger, *words, "--record", uuid, code=code)
        self.run_cli("set", self.ledger, "note=a", "--record", "00000000-0000-7000-8000-000000000000", code=1)
        self.run_cli("set", self.ledger, "note=a", code=2)
        self.assertEqual(self.rows("point", "--year", "2023")[0]["attendance"], "120")
        self.run_cli("undo", self.ledger)
        self.assertEqual(self.rows("point", "--year", "2024")[0]["note"], "Đã sửa")

    def test_set_inexact(self):
        self.new()
        words = ("place=Thôn 1", "place_kind=thon", "date_from=9/8", "attendance=hơn 80")
        uuid = self.add("point", *words)[0].strip()
        for typed, expected in ((["attendance=120"], ("120", "")), (["attendance=gần 130"], ("130", "gan")),
                                (["attendance_qualifier=hơn", "attendance=140"], ("140", "hon"))):
            self.run_cli("set", self.ledger, *typed, "--record", uuid)
            row = self.rows("point")[0]
            self.assertEqual((row["attendance"], row["attendance_qualifier"]), expected, typed)

    def test_list_in_true_words(self):
        """The table for people says what is not exact, and all days of a point."""
        self.new()
        self.add("point", "place=Thôn 1", "place_kind=thon", "date_from=5-9/8", "second_from=15-16/8", "attendance=hơn 80")
        self.add("point", "place=Thôn 2", "place_kind=thon", "date_from=9-13/8")
        self.add("gift", "category=ho_ngheo", "kind=suat_qua", "quantity=hơn 50", "value=gần 35 triệu")
        points, gifts = (self.run_cli("list", self.ledger, table)[0] for table in ("point", "gift"))
        self.assertRegex(points, r"Thôn 1\b.*\b05–09/08/2024, 15–16/08/2024\b.*\bhơn 80\b")
        self.assertRegex(points, r"Thôn 2\b.*\b09–13/08/2024")
        self.assertRegex(gifts, r"\bhơn 50\b.*\bgần 35\.000\.000 đ")

    def test_delete(self):
        self.new()
        uuid = self.add("point", "place=Thôn 1", "place_kind=thon", "date_from=9/8")[0].strip()
        for choice, left in (("keep", 1), ("delete", 0)):
            self.add("gift", "point=Thôn 1", "category=ho_ngheo", "kind=suat_qua", "quantity=5")
            _, err = self.run_cli("delete", self.ledger, "--record", uuid, code=2)
            self.assertIn("--children", err)
            self.run_cli("delete", self.ledger, "--record", uuid, "--children", "unicorn", code=2)
            self.run_cli("delete", self.ledger, "--record", uuid, "--children", choice)
            self.assertEqual((len(self.rows("point")), len(self.rows("gift"))), (0, left))
            for again in (["delete"], ["set", "note=x"]):
                _, err = self.run_cli(again[0], self.ledger, *again[1:], "--record", uuid, code=1)
                self.assertIn("it was deleted", err)
            self.run_cli("undo", self.ledger)
            self.assertEqual((len(self.rows("point")), len(self.rows("gift"))), (1, 1))
            self.run_cli("delete", self.ledger, "--record", self.rows("gift")[0]["uuid"])

    def test_no_district_after_june_2025(self):
        self.new(unit="18073", year="2025")
        _, err = self.add("point", "place=Tổ dân phố 3", "place_kind=to_dan_pho", "date_from=8/8", "leaders=district", code=1)
        self.assertRegex(err, r"(?m)^leaders: block: ")

    def test_warnings_are_told_and_saved(self):
        self.new()
        self.add("point", "place=Thôn 1", "place_kind=thon", "date_from=9/8")
        out, err = self.add("point", "place=thôn 1", "place_kind=thon", "date_from=9/8")
        self.assertRegex(out.strip(), UUID)
        self.assertRegex(err, r"(?m)^[a-z_]+: warn: ")
        self.assertRegex(self.run_cli("check", self.ledger, code=1)[1], r"(?m)^point [0-9a-f-]{36}: [a-z_]+: warn: ")

    def test_fields(self):
        out, _ = self.run_cli("fields", "point", "--format", "tsv")
        rows = {r.split("\t")[0]: r.split("\t") for r in out.splitlines()}
        self.assertEqual(rows["place"][2:4], ["text", "required"])
        self.assertIn("to_dan_pho", rows["place_kind"][4])
        self.assertIn("attendance", self.run_cli("fields", "total", "--format", "tsv")[0])

    def test_history(self):
        self.new()
        uuid = self.add("point", "place=Thôn 1", "place_kind=thon", "date_from=9/8")[0].strip()
        out, _ = self.run_cli("history", self.ledger, "--record", uuid, "--format", "tsv")
        self.assertEqual(len(out.splitlines()), 2)
        self.assertIn('"place":"Thôn 1"', out)
        self.run_cli("history", self.ledger, "--record", "00000000-0000-7000-8000-000000000000", code=1)

    def test_errors_of_a_unit_list_in_vietnamese(self):
        self.new()
        env = dict(self.env, NGAY_HOI_LANGUAGE="vi")
        path = os.path.join(self.folder, "x.csv")
        for text in ("a,b\n1,2\n", 'code,name,kind,parent_code,valid_from,valid_to\n"1,x', "", "code,name,kind,parent_code,valid_from,valid_to\n90,A,tỉnh,,x,\n"):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            _, err = self.run_cli("import-units", self.ledger, "--units", path, code=1, env=env)
            self.assertIn("Không thể đọc danh sách đơn vị", err)
            self.assertNotRegex(err, r"\b(the|is|line|column|Line)\b")
        _, err = self.run_cli("import-units", self.ledger, "--units", path + "2", code=1, env=env)
        self.assertNotRegex(err, r"\b(the|is|No such|open)\b")

    def test_units_by_date(self):
        self.new()
        for day, count in (("1/8/2022", 216), ("1/3/2025", 209), ("19/8/2025", 69)):
            out, _ = self.run_cli("units", self.ledger, "--at", day, "--format", "tsv")
            communes = [r for r in out.splitlines()[1:] if r.split("\t")[1].split()[0] in ("Xã", "Phường", "Thị")
                        and not r.split("\t")[1].startswith("Thị xã")]
            self.assertEqual(len(communes), count, day)
        self.assertIn("Xã Cẩm Nhượng", self.run_cli("units", self.ledger, "--at", "1/8/2024", "--search", "cam nhuong")[0])


class OtherProvinces(Case):
    """Offices of other provinces bring their own list of units. This one is made up."""

    LIST = """code,name,kind,parent_code,valid_from,valid_to,from_basis,to_basis,note
90,Bờ Biển,tỉnh,,2020-01-01,,,,
90001,Đông Hải,xã,90,2025-07-01,,,,
90002,Tây Sơn,phường,90,2025-07-01,,,,
90003,Cồn Lớn,xã,90,2020-01-01,2025-06-30,,,
"""
    MAPPING = """old_code,old_name,new_code,new_name,part,area,population,effective,basis,note
90003,Xã Cồn Lớn,90001,Xã Đông Hải,whole,all,all,2025-07-01,,
"""

    def file(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def test_ledger_of_another_province(self):
        units = self.file("đơn vị.csv", self.LIST)
        out, _ = self.run_cli("new", self.ledger, "--unit", "90001", "--year", "2026", "--units", units)
        self.assertEqual(out.strip(), "Xã Đông Hải")
        self.add("point", "place=Thôn 1", "place_kind=thon", "date_from=8/8/2026")
        self.assertEqual(self.figures()["points"][0], "1")
        out, _ = self.run_cli("units", self.ledger, "--at", "1/8/2026", "--search", "tay son", "--format", "tsv")
        self.assertIn("90002\tPhường Tây Sơn\tTỉnh Bờ Biển", out)

    def test_units_typed_by_hand(self):
        out, _ = self.run_cli("new", self.ledger, "--typed-unit", "thành phố Biển Xanh", "--year", "2026")
        self.assertEqual(out.strip(), "Thành phố Biển Xanh")
        self.assertEqual(self.run_cli("add-unit", self.ledger, "Phường Tây Sơn", "--from", "1/7/2025")[0].strip(), "Phường Tây Sơn")
        self.run_cli("add-unit", self.ledger, "Đặc khu Hòn Xa", "--code", "X1")
        out, _ = self.run_cli("units", self.ledger, "--at", "1/8/2026", "--search", "tay son", "--format", "tsv")
        self.assertRegex(out, r"T\d+\tPhường Tây Sơn\tThành phố Biển Xanh\t2025-07-01")
        self.add("point", "unit=X1", "place=Đảo lớn", "place_kind=thon", "date_from=8/8")
        self.assertEqual(self.figures("--unit", "X1")["points"][0], "1")
        self.assertEqual(self.figures()["units.held"][0], "1")
        for words, code in ((["Unicorn Sơn"], 2), (["Xã"], 2), (["Xã Một", "--code", "X1"], 1), (["Xã Một", "--from", "x"], 2),
                            (["Xã Một", "--from", "2/1/2026", "--to", "1/1/2026"], 1)):
            self.run_cli("add-unit", self.ledger, *words, code=code)
        other = self.ledger + "2"
        self.run_cli("new", other, "--year", "2026", code=2)
        self.run_cli("new", other, "--year", "2026", "--unit", "18676", "--typed-unit", "Xã Một", code=2)
        self.run_cli("new", other, "--year", "2026", "--typed-unit", "Một", code=2)

    def test_import_into_a_ledger(self):
        self.new()
        units, mapping = self.file("đơn vị.csv", self.LIST), self.file("sáp nhập.csv", self.MAPPING)
        self.assertEqual(self.run_cli("import-units", self.ledger, "--units", units, "--mapping", mapping)[0], "4\n")
        self.assertEqual(self.run_cli("import-units", self.ledger, "--units", units)[0], "0\n")
        out, _ = self.run_cli("units", self.ledger, "--at", "1/8/2024", "--search", "con lon")
        self.assertIn("Xã Cồn Lớn", out)
        self.run_cli("verify", self.ledger)

    def test_list_that_cannot_be_read(self):
        self.new()
        bad = self.file("x.csv", self.LIST.replace("90002,Tây Sơn,phường,90", "90002,Tây Sơn,phường,91"))
        _, err = self.run_cli("import-units", self.ledger, "--units", bad, code=1)
        self.assertIn("91", err)
        self.assertNotIn("Đông Hải", self.run_cli("units", self.ledger, "--search", "dong hai")[0])
        self.run_cli("import-units", self.ledger, "--units", os.path.join(self.folder, "none.csv"), code=1)
        self.run_cli("import-units", self.ledger, code=2)
        self.run_cli("new", self.file("y.ngayhoi", ""), "--unit", "90001", "--year", "2026", "--units", bad, code=1)


class RealSeason(Case):
    """Xã Cẩm Nhượng 2024 (published): 9/8–13/8, 9 of 9 residential areas, giấy khen of the district for 1 collective and of the
    commune for 1 person and 3 collectives, pacts signed."""

    def test_cam_nhuong_2024(self):
        self.new()
        for number in range(1, 10):
            self.add("point", "place=Khu dân cư %d" % number, "place_kind=khu_dan_cu", "areas=1", "date_from=9-13/8",
                     "attendance=%d" % (80 + number), "pacts=1", "leaders=xã")
        for indicator, value in (("commendations.district.collective", 1), ("commendations.commune.individual", 1),
                                 ("commendations.commune.collective", 3)):
            self.add("total", "indicator=" + indicator, "value=%d" % value, "source=Cổng thông tin xã")
        figures = self.figures()
        self.assertEqual(figures["points"], ("9", "điểm", "records"))
        self.assertEqual(figures["areas"][0], "9")
        self.assertEqual(figures["pacts"][0], "9")
        self.assertEqual(figures["leaders.commune"][0], "9")
        self.assertEqual(figures["attendance"], (str(sum(80 + n for n in range(1, 10))), "lượt người", "records"))
        self.assertEqual(figures["commendations.commune.collective"][0::2], ("3", "total"))
        self.assertNotIn("gifts.sets", figures)
        pdf = os.path.join(self.folder, "tổng hợp.pdf")
        self.run_cli("report", self.ledger, "summary", "--out", pdf)
        text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True).stdout.decode()
        self.assertIn("CÔNG AN XÃ CẨM NHƯỢNG", text)
        self.assertEqual(text.count("Khu dân cư "), 9)
        self.run_cli("report", self.ledger, "paragraph", "--out", os.path.join(self.folder, "tóm tắt.txt"))
        with open(os.path.join(self.folder, "tóm tắt.txt"), encoding="utf-8") as file:
            self.assertIn("09 điểm", file.read())


class Demo(Case):
    def test_demo_gives_the_five_figures_of_2022(self):
        folder = os.path.join(self.folder, "mẫu")
        out, _ = self.run_cli("demo", folder)
        names = out.split("\n")[:-1]
        self.assertTrue(all(os.path.getsize(name) > 0 for name in names))
        types = re.search(r"there are: (.*)\.", self.run_cli("fields", "unicorn", code=2)[1]).group(1).split(", ")
        texts = 2 + len(types)   # the paragraph, the whole report, and a form of each type
        self.assertEqual(sorted(os.path.splitext(name)[1] for name in names),
                         sorted([".ngayhoi"] + 17 * [".xlsx", ".pdf"] + texts * [".pdf", ".txt"]))
        self.ledger = names[0]
        figures = self.figures()
        self.assertEqual(figures["points"][0], "1407")
        self.assertEqual(figures["leaders.province"][0], "15")
        self.assertEqual(figures["leaders.district"][0], "209")
        self.assertEqual(figures["gifts.sets"][0::2], ("412", "sum"))
        self.assertTrue(84000 <= int(figures["attendance"][0]) < 85000, figures["attendance"])
        self.run_cli("verify", self.ledger)
        self.run_cli("demo", folder)


class Programmes(Case):
    CRITERIA = "BẢNG TIÊU CHÍ\n\nTT,Tiêu chí,Từ ngày\nI,Xây dựng lực lượng\n1,Nội dung thứ nhất\n2.,Nội dung thứ hai\nII,Văn minh đô thị\n3,Nội dung thứ ba\n"

    def file(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def results(self, *words):
        path = os.path.join(self.folder, "tiêu chí.txt")
        self.run_cli("report", self.ledger, "programmes", "--out", path, *words)
        with open(path, encoding="utf-8") as file:
            return [line.split("\t") for line in file.read().splitlines()]

    def test_criteria_of_a_sheet(self):
        self.run_cli("new", self.ledger, "--unit", "18073", "--year", "2026")
        table = self.file("bảng.csv", self.CRITERIA)
        for _ in range(2):   # the second time they are there already
            self.assertEqual(self.run_cli("import-criteria", self.ledger, "--from", table)[0], "3\n")
        self.add("assessment", "criterion=Nội dung thứ hai", "result=dat", "evidence=BC 12/BC-CAP", "evidence_date=3/3/2026")
        self.add("assessment", "criterion=phuong_cong_nhan", "result=dat", "evidence=QĐ 45/QĐ-BCA", "evidence_date=1/8/2026")
        rows = self.results()
        self.assertIn(["2", "Xây dựng lực lượng: Nội dung thứ hai", "Đạt", "BC 12/BC-CAP", "03/03/2026", ""], rows)
        self.assertIn(["3", "Văn minh đô thị: Nội dung thứ ba", "Chưa đánh giá", "", "", ""], rows)
        whole = next(row for row in rows if row[0] == "I")
        self.assertEqual(whole[2::3], ["Được công nhận", "Được công nhận: QĐ 45/QĐ-BCA, ngày 01/08/2026. Chưa đánh giá 21/22 tiêu chí; bảng tiêu chí mới có 3/22"])
        # A new text takes the place of one that nobody has used, and ends one that is in use.
        later = self.file("mới.csv", "TT,Tiêu chí,Từ ngày\n1,Câu mới một,\n2,Câu mới hai,1/1/2027\n")
        self.run_cli("import-criteria", self.ledger, "--from", later)
        titles = [row[1] for row in self.results() if len(row) > 1]
        self.assertNotIn("Xây dựng lực lượng: Nội dung thứ nhất", titles)
        self.assertIn("Câu mới một", titles)
        self.assertIn("Xây dựng lực lượng: Nội dung thứ hai", titles)
        self.assertNotIn("Câu mới hai", titles)
        self.run_cli("verify", self.ledger)

    def test_criterion_without_bodies(self):
        self.run_cli("new", self.ledger, "--unit", "18673", "--year", "2026")
        self.assertIn("Chưa có danh sách khu dân cư, cơ quan, doanh nghiệp, cơ sở giáo dục", [row[-1] for row in self.results()])

    def test_texts_that_follow_each_other(self):
        self.run_cli("new", self.ledger, "--unit", "18073", "--year", "2026")
        for name, day in (("Cũ", ""), ("Mới", "1/1/2027")):
            self.run_cli("import-criteria", self.ledger, "--from", self.file("bảng.csv", "TT,Tiêu chí,Từ ngày\n1,%s,%s\n2,%s hai,%s\n" % (name, day, name, day)))
        titles = [row[1] for row in self.results() if len(row) > 1]
        self.assertIn("Cũ", titles)   # though no record uses it: the new one begins next year
        self.assertNotIn("Mới", titles)
        self.assertIn("Mới", [row[1] for row in self.results("--year", "2027") if len(row) > 1])
        # One that is in use and replaced for all years is offered no more, but its record still counts.
        self.add("assessment", "criterion=Cũ", "result=dat", "evidence=BC 1")
        self.run_cli("import-criteria", self.ledger, "--from", self.file("bảng.csv", "TT,Tiêu chí\n1,Khác\n2,Khác hai\n"))
        self.assertIn(["1", "Khác", "Đạt", "BC 1", "", ""], self.results())
        self.add("assessment", "criterion=Cũ", "result=dat", code=1)
        with sqlite3.connect(self.ledger) as file:
            valid = file.execute("SELECT title FROM codebook WHERE custom = 1 AND valid_from <= coalesce (valid_to, '9') AND coalesce (valid_to, '9') > '2020' ORDER BY 1")
            self.assertEqual(["Khác", "Khác hai"], [title for title, in valid])
        self.run_cli("verify", self.ledger)

    def test_a_province(self):
        """What nobody has entered is blank; 0 is what was counted."""
        self.run_cli("new", self.ledger, "--unit", "42", "--year", "2026", "--role", "province")
        self.assertEqual({"", "0/60 đạt", "0/9 đạt", "Chưa đánh giá"}, {cell for row in self.results() if len(row) > 8 and row[0] != "TT" for cell in row[2:]})
        self.add("body", "unit=18676", "name=Thôn 1", "kind=khu_dan_cu", "state=dang_ky")
        self.add("body", "unit=18676", "name=Thôn 2", "kind=khu_dan_cu")
        rows = {row[1]: row[2:] for row in self.results() if len(row) > 8}
        title = next(title for title, cells in rows.items() if cells[3:4] == ["2"] and title.startswith("Xã"))
        self.assertEqual(["Chưa đánh giá", "", "", "2", "1"], rows[title][:5])
        self.assertNotIn(rows[title][5], ("", "2"))   # none is recognised, and that is known
        self.assertEqual("", rows[title][6])
        others = [cells for other, cells in rows.items() if other.startswith("Xã") and other != title]
        self.assertGreater(len(others), 40)
        self.assertEqual({("Chưa đánh giá", "", "", "", "", "", "", "")}, {tuple(cells) for cells in others})
        self.add("assessment", "unit=18676", "criterion=kdc_1", "body=Thôn 1", "result=dat")
        rows = {row[1]: row[2:] for row in self.results() if len(row) > 8}
        self.assertNotEqual("", rows[title][6])   # it has begun: none meets all of them yet

    def test_a_cut_off(self):
        """What was registered or decided after the day is not counted on it."""
        self.run_cli("new", self.ledger, "--unit", "18676", "--year", "2026")
        days = "registered_on=1/3/2026", "decision_date=1/8/2026"
        self.add("body", "name=Thôn 1", "kind=khu_dan_cu", "state=cong_nhan", "decision=QĐ 9", *days)
        self.add("body", "name=Thôn 2", "kind=khu_dan_cu", "state=cong_nhan", *days)
        self.add("body", "name=Thôn 3", "kind=khu_dan_cu", "state=dang_ky", "registered_on=1/5/2026")
        self.add("body", "name=Thôn 4", "kind=khu_dan_cu", "state=cong_nhan")   # no day: as it is
        for day, counts in (("1/8/2026", "4/4 đăng ký (cần 4), 3/4 được công nhận (cần 3)"), ("31/7/2026", "4/4 đăng ký (cần 4), 1/4 được công nhận (cần 3)"),
                            ("30/4/2026", "3/4 đăng ký (cần 4), 1/4 được công nhận (cần 3)"), ("28/2/2026", "1/4 đăng ký (cần 4), 1/4 được công nhận (cần 3)")):
            rows = self.results("--as-of", day)
            self.assertEqual(counts, next(row for row in rows if row[0] == "4")[5])
            self.assertEqual(day == "1/8/2026", "QĐ 9" in next(row for row in rows if row[1:2] == ["Thôn 1"]))

    def test_in_the_book_of_annexes(self):
        self.run_cli("new", self.ledger, "--unit", "42", "--year", "2026", "--role", "province")
        self.add("body", "unit=18676", "name=Thôn 1", "kind=khu_dan_cu", "state=dang_ky")
        path = os.path.join(self.folder, "bộ phụ lục.xlsx")
        self.run_cli("report", self.ledger, "annexes", "--out", path)
        self.assertIn("Tiêu chí", openpyxl.load_workbook(path).sheetnames)
        # "Only what is final" is of the figures of the festival: neither does it leave a unit out here nor is it said.
        rows = self.results("--final")
        self.assertTrue(any(row[5:7] == ["1", "1"] for row in rows))
        self.assertFalse([row for row in rows if "đã chốt" in " ".join(row)])

    def test_a_full_sheet_of_a_commune(self):
        """Texts of the office keep what ours say beside the text: by when, and that the register is counted."""
        self.run_cli("new", self.ledger, "--unit", "18676", "--year", "2026")
        table = self.file("bảng.csv", "TT,Tiêu chí\n1,Một\n2,Hai\n3,Ba\n4,Bốn\n")
        self.run_cli("import-criteria", self.ledger, "an_ninh_xa", "--from", table)
        for n in range(25):
            self.add("body", "name=Thôn %d" % n, "kind=khu_dan_cu", "state=%s" % ("cong_nhan" if n < 17 else "khong"))
        self.add("assessment", "criterion=Một", "result=dat", "evidence_date=1/4/2026")
        self.add("assessment", "criterion=Bốn", "result=dat", code=1)
        rows = self.results()
        self.assertIn(["4", "Bốn", "Chưa đạt", "", "", "25/25 đăng ký (cần 25), 17/25 được công nhận (cần 18)"], rows)
        self.assertIn(["1", "Một", "Đạt", "", "01/04/2026", "Tài liệu muộn hơn thời hạn"], rows)

    def test_a_sheet_of_criteria_that_cannot_be_read(self):
        self.run_cli("new", self.ledger, "--unit", "18073", "--year", "2026")
        for text in ("a,b\n1,x\n", "TT,Tiêu chí\nI,Nhóm\n", "TT,Tiêu chí\n1,Một\n1,Hai\n", "TT,Tiêu chí,Từ ngày\n1,Một,31/2/2026\n",
                     "TT,Tiêu chí\n1,%s\n" % ("dài " * 400)):
            self.run_cli("import-criteria", self.ledger, "--from", self.file("sai.csv", text), code=1)
        self.run_cli("import-criteria", self.ledger, "unicorn", "--from", self.file("đúng.csv", self.CRITERIA), code=1)

    def test_a_commune(self):
        self.run_cli("new", self.ledger, "--unit", "18676", "--year", "2026")
        for n in range(25):
            self.add("body", "name=Thôn %d" % n, "kind=khu_dan_cu", "state=%s" % ("cong_nhan" if n < 17 else "khong"))
        for code in ("xa_1", "xa_2", "xa_3"):
            self.add("assessment", "criterion=" + code, "result=dat")
        whole = next(row for row in self.results() if row[0] == "I")
        self.assertEqual(whole[2], "Chưa đạt")
        self.assertIn("17/25 được công nhận (cần 18)", whole[5])
        self.add("body", "name=Trường tiểu học", "kind=tieu_hoc")   # exempt
        with sqlite3.connect(self.ledger) as file:
            uuid = file.execute("SELECT uuid FROM body WHERE state = 'khong'").fetchone()[0]
        self.run_cli("set", self.ledger, "state=cong_nhan", "--record", uuid)
        whole = next(row for row in self.results() if row[0] == "I")
        self.assertEqual(whole[2::3], ["Đạt", "Đạt 4/4 tiêu chí"])
        for words in (["criterion=xa_4"], ["criterion=kdc_1"], ["criterion=xa_1", "body=Thôn 1"], ["criterion=xa_1"], ["criterion=kdc_1", "body=Trường tiểu học"]):
            self.run_cli("add", self.ledger, "assessment", "result=dat", *words, code=1)


class Register(Case):
    def text(self, name, *words):
        path = os.path.join(self.folder, "tờ.txt")
        self.run_cli("report", self.ledger, name, "--out", path, *words)
        with open(path, encoding="utf-8") as file:
            return file.read()

    def test_of_how_many(self):
        """The register says of how many residential areas, agencies and schools a figure is."""
        self.run_cli("new", self.ledger, "--unit", "18676", "--year", "2026")
        for n in range(3):
            self.add("point", "place=Thôn %d" % n, "place_kind=thon", "date_from=8/8/2026")
        self.add("activity", "kind=dk_kdc", "period=nam", "number=2")
        self.add("activity", "kind=dk_truong", "period=nam", "number=1", "out_of=5")
        self.assertIn(" 03 khu dân cư", self.text("paragraph"))
        for n in range(4):
            self.add("body", "name=Thôn %d" % n, "kind=khu_dan_cu")
        self.add("body", "name=Trường THCS", "kind=truong")
        self.assertIn(" 03/04 khu dân cư", self.text("paragraph", "--as-of", "10/8/2026"))
        text = self.text("paragraph")
        self.assertIn(" 03/04 khu dân cư", text)
        self.assertIn("02/04 khu dân cư đăng ký", text)
        self.assertIn("01/05 nhà trường đăng ký", text)   # what a record says goes first
        self.assertRegex(self.text("activities"), r"Khu dân cư đăng ký [^\t]*\tkhu dân cư\t2\t\t\t4")
        self.add("point", "place=Thôn 8", "place_kind=thon", "date_from=8/8/2026")
        self.add("point", "place=Thôn 9", "place_kind=thon", "date_from=8/8/2026")
        self.assertIn(" 05 khu dân cư", self.text("paragraph"))   # more than there are: the register is not complete

    def test_of_a_province(self):
        """A register of some communes does not say how many there are in all."""
        self.run_cli("new", self.ledger, "--unit", "42", "--year", "2026", "--role", "province")
        self.add("point", "unit=18676", "place=Thôn 1", "place_kind=thon", "date_from=8/8/2026")
        self.add("body", "unit=18676", "name=Thôn 1", "kind=khu_dan_cu")
        self.assertIn("01 khu dân cư", self.text("paragraph"))
        self.assertIn("01/01 khu dân cư", self.text("paragraph", "--unit", "18676"))


class FromLastYear(Case):
    def rows(self, kind, *words):
        out, _ = self.run_cli("list", self.ledger, kind, "--format", "tsv", *words)
        lines = [line.split("\t") for line in out.splitlines()]
        return [dict(zip(lines[0], line)) for line in lines[1:]]

    def test_points(self):
        self.run_cli("new", self.ledger, "--unit", "18676", "--year", "2026")
        for year, unit, place, words in ((2025, "18676", "Thôn 1", ("attendance=240", "pacts=3", "organisers=MTTQ xã")), (2025, "18676", "Thôn 2", ()),
                                         (2025, "18676", "Thôn 3", ("status=cancelled",)), (2025, "18676", "thôn 4", ()), (2026, "18676", "Thôn 4", ())):
            self.add("point", "year=%d" % year, "unit=%s" % unit, "place=" + place, "place_kind=thon", "date_from=8/8/%d" % year, *words)
        out, _ = self.run_cli("from-last-year", self.ledger, "point")
        found = dict(reversed(line.split(None, 1)) for line in out.splitlines()[1:])
        self.assertEqual(["Thôn 1", "Thôn 2"], sorted(found))   # one was cancelled, one is there already, in another spelling
        self.assertEqual("1\n", self.run_cli("from-last-year", self.ledger, "point", "--record", found["Thôn 1"])[0])
        made = next(row for row in self.rows("point", "--year", "2026") if row["place"] == "Thôn 1")
        self.assertEqual(["thon", "planned", "MTTQ xã", "1", "", "", "", ""],
                         [made[name] for name in ("place_kind", "status", "organisers", "areas", "date_from", "attendance", "pacts", "households")])
        self.run_cli("from-last-year", self.ledger, "point", "--record", found["Thôn 1"], code=2)
        self.run_cli("undo", self.ledger)
        self.assertEqual("2\n", self.run_cli("from-last-year", self.ledger, "point", "--record", "all")[0])
        self.assertEqual(3, len(self.rows("point", "--year", "2026")))
        self.run_cli("undo", self.ledger)   # one change
        self.assertEqual(1, len(self.rows("point", "--year", "2026")))
        self.run_cli("verify", self.ledger)

    def test_after_a_merger(self):
        """Communes that went whole into one: their points are this one's."""
        self.run_cli("new", self.ledger, "--unit", "42", "--year", "2025", "--role", "province")
        self.add("point", "year=2024", "unit=18709@19/8/2024", "place=Thôn Bắc", "place_kind=thon")
        self.add("point", "year=2024", "unit=18676@19/8/2024", "place=Thôn Nam", "place_kind=thon")
        out, _ = self.run_cli("from-last-year", self.ledger, "point", "--unit", "18676", "--year", "2025", "--record", "all")
        self.assertEqual("2\n", out)
        self.assertEqual(["Thôn Bắc", "Thôn Nam"], sorted(row["place"] for row in self.rows("point", "--year", "2025", "--unit", "18676")))

    def test_merged_units_of_a_province(self):
        """Seen from the province: into the unit that there is now. What has none is named."""
        self.run_cli("new", self.ledger, "--unit", "42", "--year", "2025", "--role", "province")
        self.add("point", "year=2024", "unit=18709@19/8/2024", "place=Thôn Bắc", "place_kind=thon")
        self.add("point", "year=2024", "unit=18676@19/8/2024", "place=Thôn Nam", "place_kind=thon")
        with sqlite3.connect(self.ledger) as file:
            file.execute("DELETE FROM unit_successor WHERE from_unit = (SELECT unit FROM point WHERE place = 'Thôn Nam')")
        out, errors = self.run_cli("from-last-year", self.ledger, "point", "--year", "2025", "--record", "all")
        self.assertEqual("1\n", out)
        self.assertIn("Thôn Nam", errors)
        self.assertEqual(["Thôn Bắc"], [row["place"] for row in self.rows("point", "--year", "2025")])

    def test_locked_year(self):
        """What cannot be taken over is named, with the reason."""
        self.run_cli("new", self.ledger, "--unit", "18676", "--year", "2026")
        self.add("point", "year=2025", "unit=18676", "place=Thôn 1", "place_kind=thon", "date_from=8/8/2025")
        with sqlite3.connect(self.ledger) as file:
            file.execute("INSERT INTO submission (side, unit, year, version, hash, previous, ledger, manifest, content, day, state)"
                         " SELECT 'sent', unit, 2026, 1, 'a', '', '', '{}', 'b', '2026-08-20', 'accepted' FROM ledger")
        out, errors = self.run_cli("from-last-year", self.ledger, "point")
        self.assertNotIn("Thôn 1", out)
        self.assertIn("Thôn 1", errors)
        self.assertIn("2026", errors)
        with sqlite3.connect(self.ledger) as file:
            uuid, = file.execute("SELECT uuid FROM point").fetchone()
        self.assertIn("is locked", self.run_cli("from-last-year", self.ledger, "point", "--record", uuid, code=1)[1])
        other = "01980000-0000-7000-8000-000000000001"
        self.assertNotIn("is locked", self.run_cli("from-last-year", self.ledger, "point", "--record", other, code=2)[1])

    def test_the_register(self):
        self.run_cli("new", self.ledger, "--unit", "18676", "--year", "2026")
        self.add("body", "year=2025", "name=Thôn 1", "kind=khu_dan_cu", "state=cong_nhan", "households=120")
        self.assertEqual("1\n", self.run_cli("from-last-year", self.ledger, "body", "--record", "all")[0])
        made = self.rows("body", "--year", "2026")[0]
        self.assertEqual(["Thôn 1", "khu_dan_cu", "", ""], [made[name] for name in ("name", "kind", "state", "households")])
        self.assertEqual("", self.run_cli("from-last-year", self.ledger, "gift")[0].partition("\n")[2])


class Guide(Case):
    def test_guide_is_written_as_pages(self):
        pdf = os.path.join(self.folder, "hướng dẫn.pdf")
        self.run_cli("guide", "--out", pdf)
        text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True).stdout.decode()
        for part in ("HƯỚNG DẪN SỬ DỤNG SỔ NGÀY HỘI", "Nhập một điểm ngày hội", "Ctrl+Shift+N"):
            self.assertIn(part, text)
        self.assertNotIn("`", text)


tap.main()
