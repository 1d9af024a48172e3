#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the test cases in Meson's JUnit files and prints the closing line. Fails when a case failed, when a file is missing,
or when Meson said that something broke and no case accounts for it.

    count-tests.py BROKEN FILE…      BROKEN: 1 when a run of Meson ended with an error
"""
import re
import sys
import xml.etree.ElementTree as ET


def count(path):
    passed = failed = skipped = 0
    for suite in ET.parse(path).getroot().iter("testsuite"):
        cases = list(suite.iter("testcase"))
        for case in cases:
            if case.find("failure") is not None or case.find("error") is not None:
                failed += 1
                print("failed: %s / %s" % (suite.get("name"), case.get("name")), file=sys.stderr)
            elif case.find("skipped") is not None:
                skipped += 1
                print("skipped: %s / %s" % (suite.get("name"), case.get("name")), file=sys.stderr)
            else:
                passed += 1
    return passed, failed, skipped


def count_kills(path):
    """Tests that kill the program say how often: "# kills: 25"."""
    return sum(int(number) for out in ET.parse(path).getroot().iter("system-out") for number in re.findall(r"^# kills: (\d+)", out.text or "", re.M))


def main():
    broken = sys.argv[1] != "0"
    passed = failed = skipped = kills = 0
    for path in sys.argv[2:]:
        try:
            p, f, s = count(path)
            kills += count_kills(path)
        except (OSError, ET.ParseError) as problem:
            print("no results in %s: %s" % (path, problem), file=sys.stderr)
            p, f, s = 0, 1, 0
        passed, failed, skipped = passed + p, failed + f, skipped + s
    if broken and failed == 0:
        print("a test program ended badly without a failing case", file=sys.stderr)
        failed = 1
    if skipped:
        print("%d skipped" % skipped, file=sys.stderr)
    if kills:
        print("the program was killed %d times" % kills, file=sys.stderr)
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed or not passed else 0


sys.exit(main())
