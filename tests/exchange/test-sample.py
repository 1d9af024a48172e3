#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample's folder of packages: the same bytes each time, and after receiving the province's figures are the sums of what stands in the
packages, which PyNaCl and Python's json read without our code."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402
import judge  # noqa: E402
import season  # noqa: E402


class Sample(season.Case):
    def make(self, name):
        ledger, folder = self.run_cli("sample", self.path(name)).splitlines()
        files = {file: self.read(os.path.join(folder, file)) for file in sorted(os.listdir(folder))}
        return ledger, folder, files

    def judge_all(self, files, keys):
        """The last version of each unit, as another program reads it; and what it cannot read."""
        last, refused = {}, []
        for name, data in files.items():
            try:
                file = judge.File.open(data, keys)
                file.verify()
            except Exception:
                refused.append(name)
                continue
            unit = file.says["unit.code"]
            if unit not in last or int(last[unit].says["version"]) < int(file.says["version"]):
                last[unit] = file
        return last, refused

    def test_season(self):
        self.province, folder, files = self.make("một")
        again = self.make("hai")[2]
        self.assertEqual(files, again)
        self.assertEqual(len(files), 71)
        last, refused = self.judge_all(files, self.keys(self.province))
        self.assertEqual((len(last), len(refused)), (68, 2))
        rows = self.receive(*(os.path.join(folder, name) for name in files), code=1)
        verdicts = [row["verdict"] for row in rows]
        self.assertEqual({v: verdicts.count(v) for v in set(verdicts)}, {"new": 68, "correction": 1, "damaged": 1, "other-receiver": 1})
        board = [line.split("\t") for line in self.run_cli("board", self.province, "--year", "2025", "--format", "tsv").splitlines()]
        board = [dict(zip(board[0], row)) for row in board[1:]]
        states = [row["state"] for row in board]
        self.assertEqual({s: states.count(s) for s in set(states)}, {"received": 67, "nil": 1, "missing": 1})
        self.assertEqual(len([row for row in board if row["late"] and row["version"]]), 5)
        self.assertEqual(len([row for row in board if row["version"] == "2"]), 1)
        # The sums, by the two programs.
        records = [line for file in last.values() for line in file.lines]
        points = [r for r in records if r["@type"] == "point" and r["status"] == "held"]
        lines = [line.split("\t") for line in self.run_cli("figures", self.province, "--year", "2025", "--format", "tsv").splitlines()]
        figures = {line[0]: int(line[1]) for line in lines[1:] if line[1].isdigit()}
        self.assertEqual(figures["points"], len(points))
        self.assertEqual(figures["attendance"], sum(int(p["attendance"]) for p in points))
        self.assertEqual(figures["pacts"], sum(int(p["pacts"]) for p in points))
        self.assertEqual(figures["gifts.sets"], sum(int(r["quantity"]) for r in records if r["@type"] == "gift"))
        self.assertEqual(figures["gifts.value"], sum(int(r["value"]) for r in records if r["@type"] == "gift"))
        self.assertEqual(figures["units.held"], 67)
        # Each claims the figures that it has.
        for code in ("points", "attendance", "gifts.sets"):
            self.assertEqual(figures[code], sum(int(file.says.get("figure." + code, "0")) for file in last.values()))
        twice = self.run_cli("duplicates", self.province, "--year", "2025", "--format", "tsv")
        self.assertEqual(len(twice.splitlines()), 2, twice)
        self.assertIn("Trường THPT Nguyễn Du", twice)


if __name__ == "__main__":
    tap.main()
