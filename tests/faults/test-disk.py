#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every verb that writes, on a disk that fails at its first, second … last call: ENOSPC, EIO, torn and short writes, once and
for good. See disk.py.

NGAY_HOI_FAULTS=all runs every call of every verb; otherwise some NGAY_HOI_FAULTS (1) calls of each verb for each kind of fault, spread
evenly; each kind takes other calls."""
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
                calls = calls[number % step::step]
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


for one in disk.VERBS:
    setattr(Disk, "test_" + re.sub(r"\W", "_", one.name), case(one))

if __name__ == "__main__":
    try:
        tap.main()
    finally:
        BENCH.close()
        print("# in all: %d faults tried" % Disk.tried)
