#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tests in C that build.sh compiled, in Wine: suites.py [NAME…] runs all, or those whose names begin so, and prints one line each.
NGAY_HOI_KILLS: as in tests/ledger/test-kill.c. NGAY_HOI_TEST_PATIENCE: multiplies time limits. NGAY_HOI_WINDOWS_CACHE: as for build.sh.

Meson cannot run them: it waits for the end of whatever a test starts, and the first starts Wine's services."""
import json
import os
import re
import subprocess
import sys
import tempfile

import wine

HOME = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.environ["HOME"], ".cache")
CACHE = os.environ.get("NGAY_HOI_WINDOWS_CACHE") or os.path.join(HOME, "so-ngay-hoi-windows")
PATIENCE = float(os.environ.get("NGAY_HOI_TEST_PATIENCE") or 4)
SETTINGS = """Windows Registry Editor Version 5.00

[HKEY_CURRENT_USER\\Software\\Wine\\WineDbg]
"ShowCrashDialog"=dword:0

; Programs of this computer check files, by paths that mean the same to both: GLib puts its own slash behind one that has none.
[HKEY_CURRENT_USER\\Environment]
"TEMP"="%s/"
"TMP"="%s/"
"""


def run(test, folder):
    """What it printed, and its status."""
    out = os.path.join(folder, "out")
    env = {**os.environ, **test["env"], "WINEPREFIX": os.path.join(folder, "wine"), "LC_ALL": "vi_VN.UTF-8", "LANG": "vi_VN.UTF-8"}
    env["FONTCONFIG_FILE"] = wine.no_other_fonts(folder)
    env.setdefault("NGAY_HOI_MUTATIONS", "200")   # memory in Wine is slow
    env.pop("DISPLAY", None)
    limit = PATIENCE * max(test.get("timeout", 30), 30, 3 * int(os.environ.get("NGAY_HOI_KILLS", "0")))
    with open(out, "wb") as file:
        try:
            status = subprocess.run(test["cmd"], env=env, cwd=test["workdir"], stdin=subprocess.DEVNULL, stdout=file, stderr=file,
                                    timeout=limit, check=False).returncode
        except subprocess.TimeoutExpired:
            status = "too long"
    with open(out, "rb") as file:
        return status, file.read().decode(errors="replace")


def main():
    with open(os.path.join(CACHE, "program", "meson-info", "intro-tests.json"), encoding="utf-8") as file:
        tests = json.load(file)
    wanted = tuple(sys.argv[1:])
    failed, cases = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        run({"cmd": ["wine", "wineboot", "-i"], "env": {"WINEDEBUG": "-all"}, "workdir": folder}, folder)
        with open(os.path.join(folder, "settings.reg"), "w", encoding="utf-8") as file:
            file.write(SETTINGS % (folder, folder))
        run({"cmd": ["wine", "regedit", "/S", "settings.reg"], "env": {"WINEDEBUG": "-all"}, "workdir": folder}, folder)
        prefix = os.path.join(folder, "wine")
        wine.make_fonts({**os.environ, "WINEPREFIX": prefix, "WINEDEBUG": "-all"}, os.path.join(prefix, "drive_c"))
        for test in tests:
            if wanted and not test["name"].startswith(wanted):
                continue
            if test["cmd"][0].endswith(".exe"):
                test["cmd"].insert(0, "wine")
            status, text = run(test, folder)
            passed = len(re.findall(r"^ok \d", text, re.M))
            skipped = len(re.findall(r"^ok \d.*# SKIP", text, re.M))
            whole = status == 0 and passed > 0 and not re.search(r"^not ok", text, re.M)
            print("%-28s %s %d passed, %d of them skipped" % (test["name"], "ok    " if whole else "FAILED", passed, skipped), flush=True)
            for line in re.findall(r"^# kills.*", text, re.M):
                print("  " + line[2:], flush=True)
            if not whole:
                print("  status %s\n  %s" % (status, text[-1500:].replace("\n", "\n  ")), flush=True)
            failed += not whole
            cases += passed
        subprocess.run(["wineserver", "-k"], env={**os.environ, "WINEPREFIX": os.path.join(folder, "wine")}, check=False)
    print("%d cases passed; %d programs failed" % (cases, failed))
    return 1 if failed else 0


sys.exit(main())
