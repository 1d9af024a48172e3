#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The closing line of ./test.sh counts truly, also what ended badly without a case that failed."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

ROOT = os.environ["NGAY_HOI_SOURCE"]
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402


def close(tests, broken="1"):
    """TESTS: name, result of Meson, the results of its cases."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "run-00.junit.xml")
        with open(path, "w") as out:
            cases = "".join("<testsuite name='p.%s'>%s</testsuite>" % (name, "".join("<testcase name='c'>%s</testcase>" % case for case in cases))
                            for name, _, cases in tests)
            out.write("<testsuites>%s</testsuites>" % cases)
        with open(os.path.join(folder, "run-00.json"), "w") as out:
            for name, result, _ in tests:
                print(json.dumps({"name": name, "result": result, "returncode": 1, "stderr": "a leak of 3 bytes"}), file=out)
        run = subprocess.run([sys.executable, os.path.join(ROOT, "scripts", "count-tests.py"), broken, path], capture_output=True, text=True)
        return run.stdout.strip(), run.returncode, run.stderr


class ClosingLine(unittest.TestCase):
    def test_all_passed(self):
        self.assertEqual(close([("p:a / b", "OK", ["", "<skipped/>"])], "0")[:2], ("1 passed, 0 failed", 0))

    def test_a_failing_case_counts_once(self):
        self.assertEqual(close([("p:a / b", "FAIL", ["", "<failure/>"])])[:2], ("1 passed, 1 failed", 1))

    def test_a_program_that_ended_badly_is_named(self):
        line, status, said = close([("p:a / b", "ERROR", ["", ""]), ("p:a / c", "FAIL", ["<failure/>"])])
        self.assertEqual((line, status), ("2 passed, 2 failed", 1))
        self.assertIn("p:a / b: ERROR", said)
        self.assertIn("a leak of 3 bytes", said)
        self.assertNotIn("p:a / c: FAIL", said)

    def test_what_nothing_accounts_for(self):
        self.assertEqual(close([("p:a / b", "OK", [""])])[:2], ("1 passed, 1 failed", 1))


if __name__ == "__main__":
    tap.main()
