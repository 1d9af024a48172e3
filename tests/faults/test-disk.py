#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every verb that writes, on a disk that fails at its first, second … last call: ENOSPC, EIO, torn and short writes, once and
for good. See disk.py.

NGAY_HOI_FAULTS=all runs every call of every verb; otherwise some NGAY_HOI_FAULTS (1) calls of each verb for each kind of fault, spread
evenly; each kind takes other calls. What is put aside and back is tried at each renaming, too."""
import filecmp
import os
import re
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402
import disk  # noqa: E402

FAULTS = [("%s %s" % (kind, "for good" if forever else "once"), dict(kind=kind, **({"forever": 1} if forever else {})))
          for kind in ("ENOSPC", "EIO", "TORN", "SHORT") for forever in (False, True)]
MOST = os.environ.get("NGAY_HOI_FAULTS", "1")


BENCH = disk.Bench()


class Disk(unittest.TestCase):
    tried = 0


def case(verb):
    def test(self):
        count = BENCH.count(verb)
        problems, tried = [], 0
        for number, (title, fault) in enumerate(FAULTS):
            calls = range(1, count + 1)
            if MOST != "all":
                step = max(1, count // int(MOST))
                calls = list(calls[number % step::step])
                if verb.puts_back and fault["kind"] == "EIO":
                    calls += BENCH.calls(verb, "R")
            for at in calls:
                tried += 1
                try:
                    BENCH.try_fault(verb, at=at, **fault)
                except disk.Problem as problem:
                    problems.append("%s at call %d of %d: %s" % (title, at, count, problem))
        print("# %s: %d calls to the disk, %d faults tried, %d problems" % (verb.name, count, tried, len(problems)))
        Disk.tried += tried
        self.assertEqual(problems, [], "\n" + "\n".join(problems))
    return test


def is_same(folder, other, name):
    return os.path.exists(os.path.join(folder, name)) and filecmp.cmp(os.path.join(folder, name), os.path.join(other, name), shallow=False)


class Aside(unittest.TestCase):
    def test_what_is_put_aside_is_told(self):
        """A -wal and its -shm are moved both or not at all; and that they were is said, even when what follows fails."""
        verb = next(one for one in disk.VERBS if "another's" in one.name)
        folder = BENCH.fresh(verb)
        self.assertIn(".left-behind-wal", verb.run(folder, at=0)[2])
        count, first = BENCH.count(verb), BENCH.calls(verb, "R")[0]
        seen = set()
        for at in range(first, count + 1):
            folder = BENCH.fresh(verb)
            code, _, err = verb.run(folder, at=at, kind="EIO")
            moved = [not is_same(folder, BENCH.ready[verb.start], "a.ngayhoi" + ending) for ending in ("-wal", "-shm")]
            self.assertIn(moved, ([False, False], [True, True]), (at, err))
            self.assertEqual(moved[0], ".left-behind-wal" in err, (at, err))
            seen.add((code, moved[0]))
        self.assertEqual(seen, {(0, True), (1, True), (1, False)})


LOSING = ("new", "restore lost")      # what is made is read back before it gets its name


def losing_case(verb):
    def test(self):
        problems, calls = [], BENCH.calls(verb, "W")
        for at in calls if MOST == "all" else calls[::len(calls) // 6]:
            folder = BENCH.fresh(verb)
            code, _, err = verb.run(folder, at=at, kind="LOST")
            try:
                if code not in (0, 1) or (code == 0 and disk.run(folder, ["verify", folder + "/a.ngayhoi"], at=0)[0] != 0):
                    raise disk.Problem("exit status %d: %s" % (code, err))
                BENCH.check_kept(verb, folder)
                BENCH.check_after(verb, folder)
            except (disk.Problem, disk.sqlite3.Error) as problem:
                problems.append("lost at call %d: %s" % (at, problem))
        self.assertEqual(problems, [], "\n" + "\n".join(problems))
    return test


for one in disk.VERBS:
    if one.name in LOSING:
        setattr(Disk, "test_lost_write_" + re.sub(r"\W", "_", one.name), losing_case(one))
    setattr(Disk, "test_" + re.sub(r"\W", "_", one.name), case(one))

if __name__ == "__main__":
    try:
        tap.main()
    finally:
        BENCH.close()
        print("# in all: %d faults tried" % Disk.tried)
