#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Power cuts: each verb that writes is recorded once, then the disk is laid out as it may be after a cut behind call 1, 2, 3 … (replay.py).
What the program had acknowledged is there, and the file is sound.

NGAY_HOI_FAULTS=all cuts behind every call; otherwise some NGAY_HOI_FAULTS (1) calls of each verb, spread evenly."""
import os
import re
import shutil
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402
import disk  # noqa: E402
import replay  # noqa: E402

MOST = os.environ.get("NGAY_HOI_FAULTS", "1")
BENCH = disk.Bench()


class Power(unittest.TestCase):
    pass


def case(verb):
    def test(self):
        folder = BENCH.fresh(verb)
        log = os.path.join(BENCH.top, "log")
        if os.path.exists(log):
            os.remove(log)
        code, _, err = verb.run(folder, at=0, log=log)
        self.assertEqual(code, 0, err)
        recording = replay.Recording(BENCH.ready[verb.start], log)
        count = len(recording.calls)
        problems, tried = [], 0
        for number, (title, order) in enumerate(replay.ORDERS.items()):
            step = 1 if MOST == "all" else max(1, count // int(MOST))
            for cut in sorted(set(range(1 + number % step, count, step)) | {count}):
                tried += 1
                shutil.rmtree(folder)
                os.mkdir(folder)
                recording.lay_out(folder, cut, order(cut))
                try:
                    BENCH.check_kept(verb, folder)
                    if cut == count and not verb.done(folder):
                        raise disk.Problem("it was acknowledged and is gone")
                    BENCH.check_after(verb, folder)
                except (disk.Problem, disk.sqlite3.Error) as problem:
                    problems.append("%s, cut behind call %d of %d: %s" % (title, cut, count, problem))
        print("# %s: %d calls, %d cuts tried, %d problems" % (verb.name, count, tried, len(problems)))
        self.assertEqual(problems, [], "\n" + "\n".join(problems))
    return test


for one in disk.VERBS:
    setattr(Power, "test_" + re.sub(r"\W", "_", one.name), case(one))

if __name__ == "__main__":
    try:
        tap.main()
    finally:
        BENCH.close()
