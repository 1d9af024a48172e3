# SPDX-License-Identifier: GPL-3.0-or-later
"""What a process tells the world, as strace sees it: the sockets that it speaks to, the files that it makes and their modes."""
import os
import re
import shutil
import stat
import subprocess

CALLS = "socket,connect,bind,listen,accept,accept4,sendto,sendmsg,open,openat,creat,mkdir,mkdirat,rename,unlink"
MAKING = {"open", "openat", "creat", "rename", "unlink"}
LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
# The C library asks a local service for the names of users where there is one.
NAMES = {"/var/run/nscd/socket", "/run/nscd/socket"}
# A document is as open as the user's other files: it is written to be handed on.
# Documents are handed on; a colleague on a share reads in the lock which computer has the ledger open.
DOCUMENT = re.compile(r"\.(xlsx|pdf|txt|csv|lock)$")
TEMPORARY = re.compile(r"/\.ngay-hoi-[^/]*\.tmp[^/]*$")


def works():
    """Whether processes may be traced here."""
    return shutil.which("strace") is not None and subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], check=False).returncode == 0


def command(log):
    """The words before a command that is traced."""
    return ["strace", "-f", "-q", "--seccomp-bpf", "-s", "200", "-e", "trace=" + CALLS, "-o", log]


def plain(text):
    """A string of strace, which writes letters beyond ASCII as octal numbers."""
    return text.encode("ascii", "replace").decode("unicode_escape").encode("latin-1").decode(errors="replace")


def calls(log):
    with open(log, encoding="utf-8", errors="replace") as file:
        for line in file:
            found = LINE.match(line)
            if found:
                yield found.group(1), found.group(2), int(found.group(3))


def sockets(log):
    """The addresses that it spoke to; a path of a UNIX socket, "@…" when abstract; else the words of strace."""
    found = set()
    for name, words, _ in calls(log):
        if name in ("connect", "bind", "sendto", "sendmsg"):
            for address in re.findall(r"\{sa_family=.*?\}", words):
                path = re.search(r'sun_path=(@?)"(.*?)"', address)
                found.add(path.group(1) + path.group(2) if path else address)
        elif name == "socket" and not words.startswith("AF_UNIX"):
            found.add(words)
        elif name in ("listen", "accept", "accept4"):
            found.add("%s (%s)" % (name, words))
    return found - NAMES


def too_open(log, mask):
    """[(path, mode)] of files that it made which others may read, as it made them."""
    there, found = set(), []
    for name, words, result in calls(log):
        if result < 0 or name not in MAKING:
            continue
        paths = [plain(path) for path in re.findall(r'"((?:[^"\\]|\\.)*)"', words)]
        if name == "unlink":
            there.discard(paths[0])
        elif name == "rename":
            there.discard(paths[0])
            there.add(paths[-1])
        elif name in ("open", "openat", "creat") and ("O_CREAT" in words or "O_TMPFILE" in words or name == "creat"):
            mode = int(words.rsplit(", ", 1)[1], 8) & ~mask
            if paths[0] not in there and mode & 0o077:
                found.append((paths[0], "%o" % mode))
            there.add(paths[0])
    return found


def holding(folder, names):
    """The files below it with one of these names of persons, as they lie there."""
    found = []
    for place, _, files in os.walk(folder):
        for file in files:
            path = os.path.join(place, file)
            if not stat.S_ISREG(os.lstat(path).st_mode):
                continue
            with open(path, "rb") as opened:
                data = opened.read()
            if any(name.encode() in data for name in names):
                found.append(path)
    return found
