#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every verb that writes, killed before one of its calls to the disk. See disk.py.

Words on the command line: only the verbs whose name has one of them; so, for a thousand kills of receiving:
    NGAY_HOI_KILLS=1000 meson test -C build --no-rebuild -t 0 -v faults-kill --test-args=receive
NGAY_HOI_KILLS: how many kills in all (50). They are dealt to the verbs in turn, and spread over the calls of each; those that put
something aside are killed at each renaming, too."""
import os
import re
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402
import disk  # noqa: E402

KILLS = int(os.environ.get("NGAY_HOI_KILLS", "50"))
SPREAD = (5 ** 0.5 - 1) / 2     # its multiples fill the unit interval evenly, however many are taken
BENCH = disk.Bench()


class Kill(unittest.TestCase):
    killed = 0


def case(verb, kills):
    def test(self):
        count = BENCH.count(verb)
        problems, killed = [], 0
        places = [1 + int(count * ((0.9 + number * SPREAD) % 1)) for number in range(kills)]
        if verb.puts_back:
            places += BENCH.calls(verb, "R")
        for at in places:
            try:
                killed += BENCH.try_fault(verb, at=at, kill=1)
            except (disk.Problem, disk.sqlite3.Error) as problem:
                problems.append("killed at call %d of %d: %s" % (at, count, problem))
        Kill.killed += killed
        print("# %s: %d calls to the disk, %d kills, %d problems" % (verb.name, count, killed, len(problems)))
        self.assertEqual(problems, [], "\n" + "\n".join(problems))
    return test


CHOSEN = [verb for verb in disk.VERBS if not sys.argv[1:] or any(word in re.sub(r"\W", "_", verb.name) for word in sys.argv[1:])]
for place, one in enumerate(CHOSEN):
    share = (KILLS + len(CHOSEN) - 1 - place) // len(CHOSEN)
    if share > 0:
        setattr(Kill, "test_" + re.sub(r"\W", "_", one.name), case(one, share))

if __name__ == "__main__":
    try:
        tap.main()
    finally:
        BENCH.close()
        print("# kills: %d" % Kill.killed)
