#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every verb that writes, on a disk that fails at its first, second … last call: ENOSPC, EIO, torn and short writes, once and for good;
and the same process killed there. See disk.py.

NGAY_HOI_FAULTS=all runs every call of every verb; otherwise NGAY_HOI_FAULTS (60) calls of each verb, spread evenly."""
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402
import disk  # noqa: E402

FAULTS = [("%s %s" % (kind, "for good" if forever else "once"), dict(kind=kind, **({"forever": 1} if forever else {})))
          for kind in ("ENOSPC", "EIO", "TORN", "SHORT") for forever in (False, True)] + [("killed", dict(kill=1))]
MOST = os.environ.get("NGAY_HOI_FAULTS", "8")


class Disk(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bench = disk.Bench()

    @classmethod
    def tearDownClass(cls):
        cls.bench.close()


def case(verb):
    def test(self):
        if not hasattr(Disk, "bench"):
            Disk.setUpClass()
        count = self.bench.count(verb)
        problems, tried = [], 0
        for number, (title, fault) in enumerate(FAULTS):
            calls = range(1, count + 1)
            if MOST != "all":
                step = max(1, count // int(MOST))
                calls = calls[number % step::step]
            for at in calls:
                tried += 1
                try:
                    self.bench.try_fault(verb, at=at, **fault)
                except disk.Problem as problem:
                    problems.append("%s at call %d of %d: %s" % (title, at, count, problem))
        print("# %s: %d calls to the disk, %d faults tried, %d problems" % (verb.name, count, tried, len(problems)))
        self.assertEqual(problems, [], "\n" + "\n".join(problems))
    return test


for one in disk.VERBS:
    setattr(Disk, "test_" + one.name.replace(" ", "_"), case(one))

if __name__ == "__main__":
    tap.main()
