# SPDX-License-Identifier: GPL-3.0-or-later
"""Ledgers that another program altered, against every verb of the command line: each ends by itself, soon and within its memory, with an
exit status that tells the truth and a message of ours; what is refused stays as it was.

NGAY_HOI_CLI names the program; with NGAY_HOI_HOSTILE=all every verb meets every text in every place."""
import atexit
import contextlib
import filecmp
import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap

CLI = os.environ["NGAY_HOI_CLI"]
PATIENCE = float(os.environ.get("NGAY_HOI_TEST_PATIENCE", "1"))
THOROUGH = "NGAY_HOI_HOSTILE" in os.environ   # each size in each place, for an hour
SECONDS = 20 * PATIENCE
MEMORY = 300 << 20
ADDRESSES = 2 << 30
with open(CLI, "rb") as program:
    SANITIZED = b"__asan_init" in program.read()   # which needs memory of its own
if SANITIZED:
    SECONDS *= 3

READING = [["list", "@", "point"], ["list", "@", "commendation", "--format", "csv", "--personal"], ["list", "@", "point", "--search", "thon"],
           ["check", "@"], ["figures", "@"], ["report", "@", "summary", "--out", "@.xlsx"], ["report", "@", "points", "--out", "@.pdf"],
           ["report", "@", "paragraph", "--out", "@.txt"], ["units", "@"], ["history", "@"], ["history", "@", "--format", "tsv"], ["verify", "@"]]
WRITING = [["backup", "@", "--out", "@.copy"], ["add", "@", "point", "place=Thôn Đoài", "status=held", "date_from=9/8/2026", "place_kind=thon"], ["undo", "@"],
           ["import-units", "@", "--units", "@.csv"], ["restore", "@.other", "--from", "@"]]
BRIEF = READING + WRITING if THOROUGH else [["list", "@", "point"], ["check", "@"], ["report", "@", "points", "--out", "@.pdf"],
                                            ["history", "@", "--format", "tsv"], ["verify", "@"], ["undo", "@"]]


FOLDER = tempfile.mkdtemp(prefix="Sổ thử ", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
atexit.register(shutil.rmtree, FOLDER)
SOUND = os.path.join(FOLDER, "lành.ngayhoi")
ENV = dict(os.environ, NGAY_HOI_LANGUAGE="en", XDG_DATA_HOME=os.path.join(FOLDER, "data"))


def make_sound():
    for words in (["new", SOUND, "--unit", "18073", "--year", "2026"],
                  ["add", SOUND, "point", "place=Thôn Trung", "status=held", "date_from=9/8/2026", "attendance=185", "place_kind=thon",
                   "cost=5 triệu", "waive.point-cost=đã hỏi", "note=Một dòng"],
                  ["add", SOUND, "gift", "category=ho_ngheo", "kind=suat_qua", "recipient=Nguyễn Văn An", "quantity=1"],
                  ["add", SOUND, "commendation", "form=giay_khen_ca_tinh", "recipient_kind=ca_nhan", "recipient=Nguyễn Văn An", "quantity=1",
                   "state=decided"]):
        done = subprocess.run([CLI, *words], env=ENV, capture_output=True, timeout=300)
        if done.returncode != 0:
            sys.exit("%s: %s" % (words, done.stderr.decode()))
    with open(SOUND + ".csv", "w", encoding="utf-8") as file:
        file.write("code,name,kind,parent_code,valid_from,valid_to,from_basis,to_basis,note\n1,Hà Nội,thành phố,,2020-01-01,,,,\n")


def limit():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))


class Case(unittest.TestCase):
    def setUp(self):
        if not os.path.exists(SOUND):
            make_sound()
        self.ledger = os.path.join(FOLDER, "bị sửa.ngayhoi")
        self.fresh()

    def fresh(self):
        for name in os.listdir(FOLDER):
            if name.startswith("bị sửa"):
                path = os.path.join(FOLDER, name)
                shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)
        shutil.copy(SOUND, self.ledger)
        shutil.copy(SOUND + ".csv", self.ledger + ".csv")

    def spoil(self, *statements):
        """SQL behind the program's back; statements about sqlite_schema as they stand."""
        database = sqlite3.connect(self.ledger, isolation_level=None)
        for pragma in ("writable_schema = ON", "foreign_keys = OFF", "ignore_check_constraints = ON", "trusted_schema = ON"):
            database.execute("PRAGMA " + pragma)
        for statement in statements:
            database.execute(statement)
        database.close()

    def run_verb(self, verb):
        """(exit status, output, errors). Stops the test when the verb does not end, crashes, or takes too much memory."""
        words = [word.replace("@", self.ledger) if word.startswith("@") else word for word in verb]
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = subprocess.Popen([CLI, *words], env=ENV, stdin=subprocess.DEVNULL, stdout=out, stderr=err, preexec_fn=limit)
            timer = threading.Timer(SECONDS, child.kill)
            timer.start()
            _, status, usage = os.wait4(child.pid, 0)
            timer.cancel()
            child.returncode = status = os.waitstatus_to_exitcode(status)
            out.seek(0)
            err.seek(0)
            said, told = out.read().decode("utf-8", "replace"), err.read().decode("utf-8", "replace")
        self.assertNotEqual(status, -signal.SIGKILL, "%s does not end" % verb)
        self.assertIn(status, (0, 1, 2), "%s: %s" % (verb, told[-2000:]))
        if not SANITIZED:
            self.assertLess(usage.ru_maxrss * 1024, MEMORY, (usage.ru_maxrss, verb))
        self.assertNotRegex(told, r"CRITICAL|WARNING|GLib|sqlite", verb)
        if status != 0 and verb[0] not in ("check", "import", "receive", "take-forms"):   # which have a table of what they met
            self.assertTrue(told.startswith("ngay-hoi-cli: "), (verb, told[:200]))
        if verb[0] != "check":   # which quotes what is wrong
            self.assertLess(len(told), 20000, verb)
        return status, said, told


class Schema(Case):
    def assert_refused(self, name, *statements, verbs=BRIEF):
        self.fresh()
        self.spoil(*statements)
        before = self.ledger + ".before"
        shutil.copy(self.ledger, before)
        for verb in verbs:
            status, _, told = self.run_verb(verb)
            self.assertEqual(status, 1, (name, verb))
            self.assertIn("“%s”" % name, told, verb)
            self.assertIn("Nothing was changed", told, verb)
            self.assertTrue(filecmp.cmp(before, self.ledger, shallow=False), (name, verb))

    def test_foreign_objects(self):
        self.assert_refused("harm", "CREATE TRIGGER harm AFTER UPDATE ON point BEGIN DELETE FROM change; END", verbs=READING + WRITING)
        self.assert_refused("pages", "CREATE VIEW pages AS SELECT * FROM point")
        self.assert_refused("more", "CREATE TABLE more (x)")
        self.assert_refused("found", "CREATE VIRTUAL TABLE found USING fts5 (place)")
        self.assert_refused("point_long", "CREATE INDEX point_long ON point (length (printf ('%.*c', 1000000, place)))")
        self.assert_refused("point_note", "CREATE UNIQUE INDEX point_note ON point (attendance)")

    def test_changed_objects(self):
        self.assert_refused("point", "ALTER TABLE point ADD COLUMN more TEXT AS (printf ('%.*c', 900000000, 'x'))")
        self.assert_refused("point", "ALTER TABLE point ADD COLUMN more TEXT")
        self.assert_refused("ledger", "UPDATE sqlite_schema SET sql = replace (sql, '''province''', '''king''') WHERE name = 'ledger'")
        self.assert_refused("setting", "UPDATE sqlite_schema SET sql = replace (sql, 'value  TEXT NOT NULL', 'value  TEXT') WHERE name = 'setting'")
        self.assert_refused("codebook", "UPDATE sqlite_schema SET sql = replace (sql, 'attributes    TEXT NOT NULL DEFAULT ''''',"
                            " 'attributes    TEXT NOT NULL DEFAULT ''x''') WHERE name = 'codebook'")
        self.assert_refused("unit", "UPDATE sqlite_schema SET sql = replace (sql, 'name        TEXT', 'name        TEXT COLLATE NOCASE')"
                            " WHERE name = 'unit'")
        self.assert_refused("point_place_key", "DROP INDEX point_place_key")
        self.assert_refused("draft", "DROP TABLE draft")
        self.assert_refused("setting", "ALTER TABLE setting RENAME TO setting2", "CREATE VIEW setting AS SELECT * FROM setting2")

    def test_a_table_of_statistics_is_not_trusted(self):
        self.spoil("CREATE TABLE stat1 (tbl, idx, stat)",
                   "UPDATE sqlite_schema SET name = 'sqlite_stat1', tbl_name = 'sqlite_stat1',"
                   " sql = 'CREATE TABLE sqlite_stat1 (tbl, idx, stat AS (printf (''%.*c'', 900000000, ''x'')))' WHERE name = 'stat1'")
        for verb in BRIEF:
            self.assertEqual(self.run_verb(verb)[0], 1, verb)

    def test_statistics_of_sqlite_are_its_own(self):
        self.spoil("ANALYZE")
        self.assertEqual(self.run_verb(["list", "@", "point"])[0], 0)
        self.assertEqual(self.run_verb(["verify", "@"])[0], 0)

    def test_comments_are_no_change(self):
        self.spoil("UPDATE sqlite_schema SET sql = replace (replace (sql, '-- ', '--  (cũ) '), char (10), char (13, 10)) WHERE type = 'table'")
        self.assertEqual(self.run_verb(["list", "@", "point"])[0], 0)

    def test_an_older_format_is_checked_before_it_is_upgraded(self):
        fixture = os.path.join(os.environ["NGAY_HOI_SOURCE"], "tests", "fixtures", "schema-0001.ngayhoi.sql")
        os.remove(self.ledger)
        database = sqlite3.connect(self.ledger)
        with open(fixture, encoding="utf-8") as dump:
            database.executescript(dump.read())
        database.executescript("CREATE TRIGGER harm AFTER UPDATE ON codebook BEGIN DELETE FROM point; END")
        database.close()
        shutil.copy(self.ledger, self.ledger + ".before")
        for verb in (["add", "@", "point", "place=Thôn Đoài"], ["list", "@", "point"]):
            status, _, told = self.run_verb(verb)
            self.assertEqual(status, 1)
            self.assertIn("“harm”", told)
        self.assertTrue(filecmp.cmp(self.ledger + ".before", self.ledger, shallow=False))
        self.assertFalse(os.path.exists(os.path.join(FOLDER, "bị sửa.backup")))

    def test_a_newer_format_holds_plain_tables_only(self):
        self.spoil("PRAGMA user_version = 99", "CREATE TABLE more (x)", "ALTER TABLE point ADD COLUMN later TEXT")
        self.assertEqual(self.run_verb(["list", "@", "point"])[0], 0)
        for name, statement in (("harm", "CREATE TRIGGER harm AFTER UPDATE ON point BEGIN SELECT 1; END"),
                                ("point", "ALTER TABLE point ADD COLUMN more TEXT AS (printf ('%.*c', 900000000, 'x'))"),
                                ("long", "CREATE INDEX long ON point (length (place))")):
            self.fresh()
            self.spoil("PRAGMA user_version = 99", statement)
            status, _, told = self.run_verb(["list", "@", "point"])
            self.assertEqual(status, 1)
            self.assertIn("“%s”" % name, told)

    def test_a_schema_of_its_own_size(self):
        """A hundred thousand tables, and a table whose text has megabytes."""
        self.spoil("BEGIN", *("CREATE TABLE more%d (x)" % number for number in range(20000)), "COMMIT")
        self.assertEqual(self.run_verb(["list", "@", "point"])[0], 1)
        self.fresh()
        self.spoil("UPDATE sqlite_schema SET sql = sql || printf ('%.*c', 20000000, ' ') WHERE name = 'draft'")
        self.assertEqual(self.run_verb(["list", "@", "point"])[0], 1)


class Texts(Case):
    """Texts longer than any that the program writes, wherever it keeps one."""
    PLACES = {
        "place": "UPDATE point SET place = ?",
        "note": "UPDATE point SET note = ?",
        "kind": "UPDATE point SET place_kind = ?",
        "names": "UPDATE commendation SET recipient = ?",
        "uuid": "UPDATE point SET uuid = ?",
        "waived": "UPDATE point SET waived = 'point-cost: ' || ?",
        "marks": "UPDATE point SET marks = replace (?, ' ', 'x=none;')",
        "search": "UPDATE point SET search = ?, search_marked = search",
        "key": "UPDATE point SET place_key = CAST (? AS BLOB)",
        "setting": "INSERT OR REPLACE INTO setting VALUES ('letterhead.superior', ?)",
        "recipients": "INSERT OR REPLACE INTO setting VALUES ('recipients', ?)",
        "year": "INSERT OR REPLACE INTO setting VALUES ('year', ?)",
        "title": "UPDATE codebook SET title = ?, custom = 1 WHERE list = 'place_kind' AND code = 'thon'",
        "attributes": "UPDATE codebook SET attributes = ?, custom = 1 WHERE list = 'point_status' AND code = 'held'",
        "unit": "UPDATE unit SET name = ? WHERE id = (SELECT unit FROM ledger)",
        "succession": "UPDATE unit_successor SET note = ? WHERE from_unit = (SELECT min (from_unit) FROM unit_successor)",
        "history": "UPDATE history SET after = json_object ('place', ?)",
        "author": "UPDATE change SET by = ?",
        "hash": "UPDATE change SET hash = ?",
        "draft": "INSERT INTO draft VALUES ('point', '0198c2f0-0000-7000-8000-000000000001', 0, 0, 1, 2026, json_object ('place', ?), 'x')",
        "maker": "UPDATE ledger SET created_by = ?",
        "identity": "UPDATE ledger SET uuid = ?",
    }

    USUAL = ("place", "waived", "marks", "recipients", "attributes", "unit", "history", "draft")

    def put(self, place, text):
        """@text: an expression of SQL, so that this process stays small: a child counts what it takes over at its start."""
        self.fresh()
        self.spoil(self.PLACES[place].replace("?", text))

    def try_all(self, length, places=None):
        words = "replace (hex (zeroblob (%d)), '0', 'Thôn Đoài ')" % (length // 24)
        for number, place in enumerate(places or (self.PLACES if THOROUGH else self.USUAL)):
            self.put(place, words if number % 2 else "printf ('%%.*c', %d, 'x')" % length)
            for verb in BRIEF:
                with self.subTest(place=place, length=length, verb=verb[:2]):
                    self.run_verb(verb)

    def test_below_the_limit(self):
        self.try_all(990000)

    def test_1_mb(self):
        self.try_all(1 << 20)

    def test_20_mb(self):
        self.try_all(20 << 20, None if THOROUGH else ["names"])

    def test_100_mb(self):
        self.try_all(100 << 20, None if THOROUGH else ["waived"])


class Output(Texts):
    """What a terminal would take for commands never reaches it."""
    test_below_the_limit = test_1_mb = test_20_mb = test_100_mb = None

    def test_commands_to_a_terminal(self):
        hostile = "'a' || char (27) || ']0;owned' || char (7) || char (155) || '31m' || char (8238) || char (127) || CAST (x'fff0' AS TEXT)"
        for place in self.PLACES:
            self.put(place, hostile)
            for verb in READING + [["list", "@", "point", "--format", "tsv"], ["units", "@", "--format", "csv"], ["undo", "@"]]:
                _, said, told = self.run_verb(verb)
                self.assertNotRegex(said + told, "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", (place, verb))
        self.put("place", hostile)
        self.assertIn("a\ufffd]0;owned\ufffd\ufffd31m", self.run_verb(["list", "@", "point"])[1])

    def test_a_cell_is_one_line(self):
        self.put("place", "'một' || char (13, 10) || 'hai' || char (9) || 'ba'")
        for form, cell in (("table", "một  hai ba "), ("tsv", "\tmột  hai ba\t"), ("csv", '"một\r\nhai\tba"')):
            self.assertIn(cell, self.run_verb(["list", "@", "point", "--format", form])[1])

    def test_ordinary_texts_are_as_they_are(self):
        self.put("place", "'Đường “Lê Lợi” – 50% ½ … 🙂 nhà'")
        for form in ("table", "tsv", "csv"):
            self.assertIn("Đường “Lê Lợi” – 50% ½ … 🙂 nhà", self.run_verb(["list", "@", "point", "--format", form])[1])


class Memory(Case):
    @unittest.skipIf(SANITIZED, "which needs memory of its own")
    def test_too_little_memory(self):
        """Where it does not suffice, GLib ends the program, without a message when there is not even memory for that. Nothing is lost."""
        for verb in (["list", "@", "point"], ["figures", "@"], ["add", "@", "point", "place=Thôn Đoài", "status=held", "date_from=9/8/2026", "place_kind=thon"]):
            words = [word.replace("@", self.ledger) for word in verb]
            told = {}
            for megabytes in (40, 80, 110, 1000):
                before = shutil.copy(SOUND, self.ledger)
                done = subprocess.run([CLI, *words], env=ENV, capture_output=True, timeout=SECONDS,
                                      preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20)))
                told[done.returncode] = done.stderr.decode()
                with contextlib.closing(sqlite3.connect(before)) as database:
                    self.assertEqual(database.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
                    places = [row[0] for row in database.execute("SELECT place FROM point ORDER BY id")]
                self.assertEqual(places[0], "Thôn Trung")
                if verb[0] == "add" and done.returncode == 0:
                    self.assertEqual(places[1:], ["Thôn Đoài"])
                elif places[1:]:                    # it was killed on its way out
                    self.assertEqual((verb[0], places[1:]), ("add", ["Thôn Đoài"]))
            self.assertEqual(told[0], "")
            self.assertGreater(len(told), 1)
            if 1 in told:
                self.assertIn("not enough memory", told[1])


class Disk(Case):
    def run_with(self, most, *words):
        """@most: bytes of the longest file; more is a full disk."""
        return subprocess.run([CLI, *words], env=ENV, capture_output=True, text=True, timeout=SECONDS,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))

    def test_room_for_the_record_but_not_for_the_backup(self):
        done = self.run_with(os.path.getsize(self.ledger) * 4 // 5, "add", self.ledger, "gift", "category=ho_ngheo", "kind=suat_qua", "quantity=2")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(done.stdout.strip(), self.run_verb(["list", "@", "gift", "--format", "csv"])[1])
        self.assertIn("Could not make the backup: the disk is full.", done.stderr)
        self.assertNotIn("not written", done.stderr)

    def use_wal(self):
        """The ledger as a program leaves it that was killed."""
        database = sqlite3.connect(self.ledger, isolation_level=None)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA user_version = %d" % database.execute("PRAGMA user_version").fetchone()[0])
        for ending in ("", "-wal"):
            shutil.copy(self.ledger + ending, self.ledger + ".killed" + ending)
        database.close()

    def test_reading_on_a_full_disk(self):
        self.use_wal()
        done = self.run_with(4096, "verify", self.ledger)
        self.assertEqual(done.returncode, 0, done.stderr)
        done = self.run_with(4096, "verify", self.ledger + ".killed")
        self.assertEqual(done.returncode, 1)
        self.assertIn("the disk is full. What was saved is safe", done.stderr)
        self.assertEqual(self.run_verb(["verify", self.ledger + ".killed"])[0], 0)


    def test_what_was_saved_is_said(self):
        """A full or closed output does not undo the change."""
        for redirect, verb in ((">&-", "add"), (">/dev/full", "add"), (">&-", "undo")):
            words = [CLI, verb, self.ledger] + (["gift", "category=ho_ngheo", "kind=suat_qua", "quantity=2"] if verb == "add" else [])
            done = subprocess.run(["sh", "-c", '"$@" ' + redirect, "sh", *words], env=ENV, stderr=subprocess.PIPE, text=True, timeout=SECONDS)
            self.assertEqual(done.returncode, 1)
            self.assertTrue(done.stderr.rstrip().endswith("The change itself is saved."), done.stderr)
        self.assertEqual(len(self.run_verb(["list", "@", "gift", "--format", "csv"])[1].splitlines()), 1 + 1 + 1)

    def test_rows_are_told_as_new_when_they_are_saved(self):
        with open(self.ledger + ".points.csv", "w") as file:
            file.write("Tên thôn,Loại,Ngày tổ chức\nThôn Hạ,Thôn,10/8/2026\n")
        done = self.run_with(4096, "import", self.ledger, "point", "--from", self.ledger + ".points.csv")
        self.assertEqual(done.returncode, 1)
        self.assertNotIn("new: ", done.stdout)
        self.assertIn("new: 1", self.run_verb(["import", "@", "point", "--from", self.ledger + ".points.csv"])[1])

    @unittest.skipIf(os.geteuid() != 0, "another user is needed")
    def test_no_right_to_read(self):
        os.chmod(FOLDER, 0o777)
        done = subprocess.run([CLI, "list", self.ledger, "point"], env=ENV, capture_output=True, text=True, timeout=SECONDS,
                              preexec_fn=lambda: os.setuid(65534))
        self.assertEqual(done.returncode, 1)
        self.assertIn("you have no right to read", done.stderr)


class Devices(Case):
    """A pipe would be waited for, and /dev/zero has no end."""
    def test_in_the_place_of_a_file(self):
        pipe = self.ledger + ".pipe"
        os.mkfifo(pipe)
        shutil.copy(SOUND, self.ledger + ".new")
        for verb in (["new", "@.province", "--unit", "42", "--year", "2026"], ["invite", "@.province", "--year", "2026", "--out", "@.ngayhoi-moi"],
                     ["keys", "@.province", "--save", "@.txt"]):
            self.assertEqual(self.run_verb(verb)[0], 0)
        for name in (pipe, "/dev/zero"):
            for verb in (["new", "@.new", "--typed-unit", "Xã Thử", "--year", "2026", "--units", name], ["import-units", "@", "--units", name],
                         ["import", "@", "point", "--from", name], ["take-forms", "@", name], ["receive", "@.province", name], ["join", "@", name],
                         ["package", name, "--keys", "@.txt"], ["package", "@", "--keys", name], ["keys", "@", "--restore", name],
                         ["keys", "@", "--signed-by", name], ["import-criteria", "@", "--from", name], ["restore", "@.new", "--from", name]):
                status, said, told = self.run_verb(verb)
                self.assertEqual(status, 1, (verb, told))
                self.assertRegex(said + told, "pipe|no file that can be read|not a file|not a ledger|is no ledger", verb)


class Rows(Case):
    """Values that no column of ours may have."""
    def test_verifying_reads_every_record(self):
        for change in ("UPDATE gift SET quantity = 9223372036854775807", "UPDATE gift SET recipient = printf ('%.*c', 300000, 'x')"):
            self.fresh()
            self.spoil(change)
            self.assertEqual([self.run_verb([verb, "@", *rest])[0] for verb, *rest in (["verify"], ["list", "gift"])], [1, 1], change)

    def test_a_heading_without_end(self):
        with open(self.ledger + ".points.csv", "w") as file:
            file.write("Tên thôn,Loại,%s,Ngày tổ chức\nThôn Hạ,Thôn,1,10/8/2026\n" % ("số người " * 2000000))
        self.assertIn("new: 1", self.run_verb(["import", "@", "point", "--from", self.ledger + ".points.csv", "--dry-run"])[1])

    def test_long_names_of_units(self):
        """Thousands of them would take minutes and all of the memory."""
        for spoiled in ("unit SET kind = ?", "unit SET name = ?", "codebook SET title = ?"):
            self.fresh()
            self.spoil("UPDATE OR IGNORE " + spoiled.replace("?", "printf ('%.*c', 400, 'ﷺ')"))
            for verb in BRIEF:
                status, _, told = self.run_verb(verb)
                # "verify" looks at pages and history only; a shipped title is corrected when a ledger is opened to be written.
                if verb[0] == "verify" or (spoiled.startswith("codebook") and status == 0):
                    continue
                self.assertEqual(status, 1, (spoiled, verb))
                self.assertIn("too long", told, (spoiled, verb))

    def test_unknown_role(self):
        self.spoil("UPDATE ledger SET role = 'king'")
        for verb in READING + WRITING:
            self.run_verb(verb)

    def test_no_owner(self):
        for statement in ("UPDATE ledger SET unit = NULL", "UPDATE ledger SET unit = 99999", "DELETE FROM ledger"):
            self.fresh()
            self.spoil(statement)
            for verb in BRIEF:
                with self.subTest(statement=statement, verb=verb):
                    self.run_verb(verb)

    def test_missing_texts(self):
        """NULL in each column that is NOT NULL, by a schema that is put back afterwards."""
        database = sqlite3.connect(SOUND)
        columns = [(table, column) for table, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'draft'")
                   for _, column, _, not_null, _, key in database.execute("PRAGMA table_info (%s)" % table) if not_null and not key]
        schema = dict(database.execute("SELECT name, sql FROM sqlite_schema"))
        database.close()
        for table, column in columns if THOROUGH else columns[::4]:
            self.fresh()
            self.spoil("UPDATE sqlite_schema SET sql = replace (sql, ' NOT NULL', '') WHERE name = '%s'" % table)
            self.spoil("UPDATE \"%s\" SET \"%s\" = NULL" % (table, column),
                       "UPDATE sqlite_schema SET sql = '%s' WHERE name = '%s'" % (schema[table].replace("'", "''"), table))
            for verb in BRIEF[::2]:
                with self.subTest(table=table, column=column, verb=verb[:2]):
                    self.run_verb(verb)


class Corpus(Case):
    """What was found once (tests/fuzz/corpus), with every verb."""
    def test_what_was_found(self):
        folder = os.path.join(os.environ["NGAY_HOI_SOURCE"], "tests", "fuzz", "corpus")
        for name in sorted(os.listdir(folder)):
            self.fresh()
            with open(os.path.join(folder, name), encoding="utf-8") as script:
                database = sqlite3.connect(self.ledger)
                database.executescript(script.read())
                database.close()
            for verb in READING + WRITING:
                with self.subTest(file=name, verb=verb[:2]):
                    self.run_verb(verb)


tap.main()
