# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the unittest cases of the calling module and reports them as TAP, one line a case, which Meson counts."""
import sys
import unittest


def _cases(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from _cases(test)
        else:
            yield test


def main(module="__main__"):
    """Word on the command line: only the cases whose name has it."""
    wanted = [word for word in sys.argv[1:] if not word.startswith("-")]
    cases = [c for c in _cases(unittest.defaultTestLoader.loadTestsFromModule(sys.modules[module]))
             if not wanted or any(word in c.id() for word in wanted)]
    print("1..%d" % len(cases), flush=True)
    failed = 0
    for number, case in enumerate(cases, 1):
        result = unittest.TestResult()
        case.run(result)
        name = case.id().replace("__main__.", "").replace("#", " ")
        bad = result.failures + result.errors + [(case, "unexpected success")] * len(result.unexpectedSuccesses)
        if bad:
            failed += 1
            print("not ok %d - %s" % (number, name), flush=True)
            for _, text in bad:
                print("\n".join("# " + line for line in text.splitlines()), file=sys.stderr, flush=True)
        elif result.skipped:
            print("ok %d - %s # SKIP %s" % (number, name, result.skipped[0][1]), flush=True)
        else:
            print("ok %d - %s" % (number, name), flush=True)
    sys.exit(1 if failed else 0)
