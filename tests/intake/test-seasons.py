#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random seasons of all record types, written as raw data and brought into another ledger: the same records, field by field, as the files
of the ledgers say.

NGAY_HOI_CLI names the program. NGAY_HOI_SEASONS: how many seasons (of a commune in a year); NGAY_HOI_SEED: which ones."""
import importlib.util
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
import tap  # noqa: E402

SEASONS = int(os.environ.get("NGAY_HOI_SEASONS", "8"))
SEED = int(os.environ.get("NGAY_HOI_SEED", "1"))
spec = importlib.util.spec_from_file_location("count", os.path.join(HERE, "..", "cli", "test-count.py"))
count = importlib.util.module_from_spec(spec)
spec.loader.exec_module(count)
count.UNITS, count.SEED = 2, SEED

TYPES = ("point", "gift", "commendation", "activity", "total", "body", "assessment")
REFERENCES = {"duplicate_of": None, "point": "point", "body": "body"}  # None: of its own type
NOT_COMPARED = ("id", "version", "deleted", "search", "search_marked", "changed_at", "waived")


def fields_of(row, file, table):
    """What a record says: references by the number of the record, marks in any order, and its money by source."""
    says = {}
    for name in row.keys():
        value = row[name]
        if name in NOT_COMPARED or name.endswith("_key") or value is None or value == "":
            continue
        if name in REFERENCES:
            value = file.execute("SELECT uuid FROM %s WHERE id = ?" % (REFERENCES[name] or table), (value,)).fetchone()[0]
        says[name] = sorted(value.split(";")) if name == "marks" else value
    says["funding"] = sorted(tuple(part) for part in file.execute("SELECT source, amount FROM funding WHERE type = ? AND record = ?", (table, row["id"])))
    return says


def read(path):
    """By type and number of the record."""
    file = sqlite3.connect(path)
    file.row_factory = sqlite3.Row
    found = {table: {row["uuid"]: fields_of(row, file, table) for row in file.execute("SELECT * FROM %s WHERE deleted = 0" % table)} for table in TYPES}
    file.close()
    return found


class Seasons(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="Mùa ")
        self.counting = count.Counting()
        self.counting.folder = self.folder

    def tearDown(self):
        shutil.rmtree(self.folder)

    def draw(self, number):
        """A ledger, and two empty ones with the same choices of the office."""
        seasons = self.counting.make(number)
        others = [shutil.copy(self.counting.ledger, os.path.join(self.folder, name)) for name in ("hai.ngayhoi", "ba.ngayhoi")]
        rows = self.counting.draw.rows
        write, self.counting.draw.write = self.counting.draw.write, lambda path: None
        self.counting.fill(seasons)
        gone = {table: {row["id"] for row in of if row.get("deleted")} for table, of in rows.items()}
        for table, of in rows.items():
            for row in of:
                if row.get("date_to") is not None:
                    row["date_to"] = None  # of one day, and left out when it is saved
                if table != "funding":
                    row["uuid"] = str(uuid.uuid5(uuid.NAMESPACE_OID, "%d %s" % (number, row["uuid"])))
                for name in REFERENCES:  # what is in the recycle bin is not written
                    if row.get(name) in gone.get(REFERENCES[name] or table, ()):
                        row[name] = None
        write(self.counting.ledger)
        return [self.counting.ledger, *others]

    def bring(self, ledger, other, table, ending):
        path = os.path.join(self.folder, table + ending)
        count.run("export", ledger, table, "--personal", "--out", path)
        for _ in range(2):  # what repeats another record waits until that one is there
            done = subprocess.run([count.CLI, "import", other, table, "--from", path, "--format", "tsv"], capture_output=True, text=True,
                                  env=dict(os.environ, NGAY_HOI_LANGUAGE="en", NGAY_HOI_TODAY="2026-12-31"), check=False)
        return [line for line in done.stdout.splitlines() if "\trefused\t" in line] + ([] if done.returncode == 0 else [done.stderr])

    def bring_all(self, ledger, other, number):
        self.assertGreater(sum(len(of) for of in read(ledger).values()), 50)
        for table in TYPES:
            ending = ".csv" if (number + TYPES.index(table)) % 3 == 2 else ".xlsx"
            if read(ledger)[table]:
                self.assertEqual([], self.bring(ledger, other, table, ending), table)

    def test_same(self):
        """What was drawn comes in; what the program derives from it is added, and comes in again as all else."""
        for number in range(max(1, SEASONS // (count.UNITS * len(count.YEARS)))):
            with self.subTest("NGAY_HOI_SEED=%d, ledger %d" % (SEED, number)):
                ledger, other, third = self.draw(number)
                self.bring_all(ledger, other, number)
                self.bring_all(other, third, number + 1)
                drawn, first, second = read(ledger), read(other), read(third)
                for table in TYPES:
                    kept = {key: {name: first[table].get(key, {}).get(name) for name in says} for key, says in drawn[table].items()}
                    self.assertEqual(drawn[table], kept, table)
                    self.assertEqual(set(drawn[table]), set(first[table]), table)
                    self.assertEqual(first[table], second[table], table)


if __name__ == "__main__":
    tap.main()
