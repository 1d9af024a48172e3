#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the test cases in Meson's JUnit files and prints the closing line. Fails when a case failed, when a file is missing,
when a test program ended badly though no case of it failed, or when Meson said that something broke and nothing accounts for it.

    count-tests.py BROKEN FILE…      BROKEN: 1 when a run of Meson ended with an error
"""
import json
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


def find_broken(path):
    """Programs that ended badly though none of their cases failed, such as by a leak found at the end or by the time limit: name, end of output."""
    accounted = {suite.get("name") for suite in ET.parse(path).getroot().iter("testsuite")
                 if any(case.find("failure") is not None or case.find("error") is not None for case in suite.iter("testcase"))}
    with open(path.replace(".junit.xml", ".json"), encoding="utf-8") as lines:
        for test in map(json.loads, lines):
            if test["result"] in ("FAIL", "ERROR", "TIMEOUT", "INTERRUPT") and not any(name.endswith("." + test["name"]) for name in accounted):
                output = (test.get("stdout") or "").splitlines()[-10:] + (test.get("stderr") or "").splitlines()[-20:]
                yield "%s: %s, status %s" % (test["name"], test["result"], test.get("returncode")), output


def main():
    broken = sys.argv[1] != "0"
    passed = failed = skipped = kills = 0
    for path in sys.argv[2:]:
        try:
            p, f, s = count(path)
            kills += count_kills(path)
            for name, output in find_broken(path):
                f += 1
                print("ended badly without a failing case: %s" % name, *output, sep="\n  ", file=sys.stderr)
        except (OSError, ET.ParseError) as problem:
            print("no results in %s: %s" % (path, problem), file=sys.stderr)
            p, f, s = 0, 1, 0
        passed, failed, skipped = passed + p, failed + f, skipped + s
    if broken and failed == 0:
        print("Meson ended with an error that no test accounts for", file=sys.stderr)
        failed = 1
    if skipped:
        print("%d skipped" % skipped, file=sys.stderr)
    if kills:
        print("the program was killed %d times" % kills, file=sys.stderr)
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed or not passed else 0


sys.exit(main())
