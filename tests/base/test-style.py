#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sources are formatted by .clang-format and keep the limits of scripts/measure.py."""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.environ["NGAY_HOI_SOURCE"]
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402


def measure(tree):
    return subprocess.run([sys.executable, os.path.join(ROOT, "scripts", "measure.py"), "--check", tree], capture_output=True, text=True)


class Style(unittest.TestCase):
    def test_formatted(self):
        run = subprocess.run([os.path.join(ROOT, "scripts", "format.sh"), "--check"], capture_output=True, text=True)
        self.assertEqual((run.returncode, run.stdout), (0, ""), "Run scripts/format.sh")

    def test_limits(self):
        run = measure(ROOT)
        self.assertEqual(run.returncode, 0, run.stdout)

    def tree(self, files):
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        os.makedirs(os.path.join(folder, "src"))
        for name, text in files.items():
            with open(os.path.join(folder, "src", name), "w", encoding="utf-8") as file:
                file.write(text)
        return folder

    def test_limits_can_fail(self):
        circle = {"nh-a.c": '#include "nh-b.h"\n', "nh-b.h": '#include "nh-a.h"\n', "nh-a.h": ""}
        self.assertEqual(measure(self.tree({"nh-a.c": "int a;\n" * 700})).returncode, 0)
        self.assertEqual(measure(self.tree({"nh-a.c": "int a;\n" * 701})).returncode, 1)
        self.assertEqual(measure(self.tree({"nh-a.c": "void\nf (void)\n{\n" + "  g ();\n" * 99 + "}\n"})).returncode, 1)
        self.assertEqual(measure(self.tree(circle)).returncode, 1)


if __name__ == "__main__":
    tap.main()
