# SPDX-License-Identifier: GPL-3.0-or-later
"""The window tells nobody about persons, as tests/quiet.py sees it: it speaks to its screen, the session bus, the accessibility bus and the
input method, and to nothing else; files with names are for their user alone; no name is in a log or a list of recent files. Run in
tests/gui-run -w."""
import os
import re
import stat
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
sys.path.insert(0, HERE)
import desk  # noqa: E402
import drive  # noqa: E402
import quiet  # noqa: E402
import tap  # noqa: E402

NAME, OTHER, DRAFT = "Nha ong Tran Kin Tieng", "Nha ba Le Lang Le", "Nha co Pham Rieng Tu"
MASK = 0o022
# Screen; session and accessibility bus; IBus, for which GTK looks even where there is none.
ALLOWED = re.compile(r"^(@?/tmp/\.X11-unix/X\d+|@?(/tmp|.*/run(/at-spi|/user/\d+)?)/(dbus-\w+|at-spi/bus.*|bus.*)|.*/ibus/dbus-\w+)$")


@unittest.skipUnless(quiet.works(), "processes cannot be traced here")
class Quiet(desk.Case):
    def setUp(self):
        super().setUp()
        before = os.umask(MASK)
        self.addCleanup(os.umask, before)
        self.log = self.inside("trace.txt")
        os.mkdir(self.inside("tmp"))
        self.env.update(G_MESSAGES_DEBUG="all", TMPDIR=self.inside("tmp"))

    def start_traced(self, path):
        """-D: the program stays our child."""
        words = quiet.command(self.log)
        told = open(self.inside("told.txt"), "wb")      # GLib writes there what is for debugging
        self.addCleanup(told.close)
        return self.start("-D", *words[1:], os.environ["NGAY_HOI"], path, program=words[0], stdout=told)

    def text_of(self, name):
        with open(self.inside(name), encoding="utf-8", errors="replace") as file:
            return file.read()

    def save_as(self, name):
        """Answers the dialog for saving a file."""
        ending = name[name.rindex("."):]
        drive.wait("the dialog", lambda: [node for node in self.app.root.all("text") if node.text.endswith(ending)])
        self.app.key("ctrl+a")
        self.app.type(self.inside(name))
        self.app.key("Return")
        drive.wait(name, lambda: os.path.exists(self.inside(name)))

    def check_files(self):
        holding = quiet.holding(self.home, (NAME, OTHER, DRAFT))
        names = {os.path.relpath(path, self.home) for path in holding} - {"trace.txt", "out.xlsx"}
        ours = re.compile(r"^((sổ|copy)\.ngayhoi(-wal)?|sổ\.backup/[^/.][^/]*\.ngayhoi|data/ngay-hoi/drafts/[0-9a-f-]+/[0-9a-f-]+\.json)$")
        self.assertEqual([name for name in names if not ours.match(name)], [])
        for name in names:
            self.assertEqual(stat.S_IMODE(os.stat(self.inside(name)).st_mode), 0o600, name)
        return names

    def test_season(self):
        path = self.make(NAME)
        app = self.start_traced(path)
        app.ready()
        app.counts(1)
        app.write(OTHER, 20, True)
        app.save_next()
        app.counts(2)
        app.write(DRAFT, 30)
        self.mirrored(DRAFT)
        self.assertTrue(any(name.startswith("data/") for name in self.check_files()))
        app.save_next()
        app.counts(3)
        self.end(path)

    def test_documents(self):
        """GTK's dialog for files asks the system bus for the name of this computer, and puts the paths of documents on the list of the
        user's recent files: paths, no contents."""
        path = self.make(NAME)
        app = self.start_traced(path)
        app.ready()
        app.key("ctrl+r")
        drive.wait("the preview", lambda: app.root.all("document text")[0].accessible.description)
        app.key("ctrl+e")
        self.save_as("out.xlsx")
        app.find("frame").do("win.send-copy")
        self.save_as("copy.ngayhoi")
        self.end(path, {"/var/run/dbus/system_bus_socket", "/run/dbus/system_bus_socket"})
        self.assertIn("copy.ngayhoi", self.check_files())

    def end(self, path, allowed=frozenset()):
        self.leave(path)
        app = self.app
        drive.wait("the end of the trace", lambda: re.search(r"^%d +\+\+\+ exited" % app.process.pid, self.text_of("trace.txt"), re.M))
        for part in self.parts():
            self.assertNotIn(part, self.text_of("told.txt"))
        self.check_files()
        self.assertEqual([word for word in quiet.sockets(self.log) - allowed if not ALLOWED.match(word)], [])
        made = [(file, mode) for file, mode in quiet.too_open(self.log, MASK) if file.startswith(self.home)
                and not re.search(r"/\.cache/|/\.ngay-hoi-[^/]*\.tmp[^/]*$|\.xlsx$|\.lock$|/recently-used\.xbel[^/]*$", file)]
        self.assertEqual(made, [])

    def check_quiet(self, told):
        super().check_quiet("\n".join(line for line in told.splitlines() if "-DEBUG" not in line and "-INFO" not in line))
        for part in self.parts():
            self.assertNotIn(part, told)

    @staticmethod
    def parts():
        return [name.split(" ", 2)[2] for name in (NAME, OTHER, DRAFT)]


if __name__ == "__main__":
    tap.main()
