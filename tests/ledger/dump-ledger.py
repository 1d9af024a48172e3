#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a ledger as SQL text, from which tests/ledger/test-migrate.c makes the file again.

Once for each released format, from a closed ledger with a few records of that release:
    dump-ledger.py LEDGER.ngayhoi > tests/fixtures/schema-0001.ngayhoi.sql
"""
import sqlite3
import sys

ledger = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True)
marks = [(name, ledger.execute("PRAGMA " + name).fetchone()[0]) for name in ("application_id", "user_version")]
print("-- A ledger of format %d; made by tests/ledger/dump-ledger.py, never to be edited." % marks[1][1])
print("PRAGMA foreign_keys = OFF;")
for line in ledger.iterdump():
    print(line)
for mark in marks:
    print("PRAGMA %s = %d;" % mark)
