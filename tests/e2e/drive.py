# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the program as a person does: real key and pointer events go in by xdotool; the accessibility tree is only looked at,
and every wait is for something that can be seen there. Run inside tests/gui-run."""
import itertools
import os
import subprocess
import time

import pyatspi

WIDEST = 300            # children of one node that are looked at: a long list is never walked
CSD = 5                 # the frame of a window that draws its own title bar
CALLS = dict(check=True, capture_output=True, text=True, timeout=30)


def call(*words):
    return subprocess.run([str(word) for word in words], **CALLS).stdout.strip()


class Ended(AssertionError):
    """The program ended while something was waited for."""


watched = None          # a process whose end ends every wait; None: waits know of none


def wait(what, condition, seconds=20.0):
    """Looks until the condition gives something true, and gives that. A node may go away between two looks."""
    end = time.monotonic() + seconds
    seen = None
    while True:
        if watched is not None and watched.poll() is not None:
            raise Ended("ended with %d while waiting for %s" % (watched.returncode, what))
        try:
            seen = condition()
            if seen:
                return seen
        except Ended:
            raise
        except Exception as problem:        # pylint: disable=broad-except
            seen = problem
        if time.monotonic() > end:
            raise AssertionError("waited for %s in vain; last seen: %r" % (what, seen))
        time.sleep(0.02)


class Node:
    """One thing in the accessibility tree."""

    def __init__(self, accessible):
        self.accessible = accessible

    def __repr__(self):
        try:
            return "<%s “%s”>" % (self.role, self.name)
        except Exception:                   # pylint: disable=broad-except
            return "<gone>"

    role = property(lambda self: self.accessible.getRoleName())
    name = property(lambda self: self.accessible.name)

    @property
    def text(self):
        interface = self.accessible.queryText()
        return interface.getText(0, interface.characterCount)

    def has(self, state):
        return self.accessible.getState().contains(getattr(pyatspi, "STATE_" + state.upper()))

    @property
    def children(self):
        found = (self.accessible.getChildAtIndex(i) for i in range(min(self.accessible.childCount, WIDEST)))
        return [Node(child) for child in found if child is not None]

    def walk(self, into_lists=False):
        yield self
        if self.role == "tree table" and not into_lists:
            return
        for child in self.children:
            yield from child.walk(into_lists)

    def all(self, role=None, name=None, into_lists=False):
        def fits(node):
            if role is not None and node.role != role:
                return False
            return name is None or (name(node.name) if callable(name) else node.name == name)
        return [node for node in self.walk(into_lists) if fits(node)]

    @property
    def parent(self):
        return Node(self.accessible.parent)

    def box(self):
        extents = self.accessible.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        return extents.x, extents.y, extents.width, extents.height

    def do(self, action="click"):
        interface = self.accessible.queryAction()
        names = [interface.getName(i) for i in range(interface.nActions)]
        assert action in names, "%r has %r" % (self, names)
        assert interface.doAction(names.index(action))


class App:
    """The running program; @program instead of the one that NGAY_HOI names. @popen: more for subprocess.Popen."""

    kills = 0           # of running programs, by all cases

    def __init__(self, *words, env=None, program=None, **popen):
        surroundings = dict(os.environ if env is None else env)
        # Not for Python and the daemons: a warning of theirs must not end them.
        if not surroundings.get("G_DEBUG"):
            surroundings["G_DEBUG"] = "fatal-criticals,fatal-warnings"
        self.errors = open(os.path.join(surroundings["HOME"], "stderr-%d.txt" % time.monotonic_ns()), "w+b")
        self.process = subprocess.Popen([program or os.environ["NGAY_HOI"], *words], env=surroundings, stderr=self.errors, **popen)
        try:
            self.root = Node(wait("the program in the accessibility tree", self._find, 120))
        except Ended as problem:
            raise Ended("%s:\n%s" % (problem, self.stderr()))
        except AssertionError:
            self.kill()
            raise AssertionError("the program did not come up:\n" + self.stderr())

    def _find(self):
        if self.process.poll() is not None:
            raise Ended("ended with %d" % self.process.returncode)
        desktop = pyatspi.Registry.getDesktop(0)
        for i in range(desktop.childCount):
            child = desktop.getChildAtIndex(i)
            if child is not None and child.get_process_id() == self.process.pid and child.childCount > 0:
                return child
        return None

    def stderr(self):
        self.errors.seek(0)
        return self.errors.read().decode(errors="replace")

    # Looking

    def find(self, role=None, name=None, nth=0, seconds=20.0, into_lists=False):
        return wait("%s “%s”" % (role, name), lambda: self.root.all(role, name, into_lists)[nth], seconds)

    def has(self, role=None, name=None):
        return bool(self.root.all(role, name))

    def labels(self):
        return [node.name for node in self.root.walk() if node.role in ("label", "alert")]

    def says(self, part, seconds=20.0):
        """Waits for a label that has this text."""
        return wait("a label with “%s”" % part, lambda: [text for text in self.labels() if part in text], seconds)[0]

    def focused(self):
        found = [node for node in self.root.walk() if node.has("focused") and node.role not in ("frame", "application")]
        return found[-1] if found else None

    def wait_focus(self, name, seconds=20.0):
        return wait("the focus in “%s”" % name, lambda: (lambda n: n if n is not None and n.name == name else None)(self.focused()), seconds)

    # Acting

    def windows(self):
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)], capture_output=True, text=True, timeout=30, check=False)
        return found.stdout.split()

    def key(self, *keys):
        call("xdotool", "key", "--clearmodifiers", *keys)

    def type(self, text, delay=8):
        """Real keys; what is not ASCII by Ctrl+Shift+U, since remapping keys loses letters under load."""
        for ascii_only, run in itertools.groupby(text, lambda letter: ord(letter) < 128):
            run = "".join(run)
            if ascii_only:
                call("xdotool", "type", "--clearmodifiers", "--delay", delay, "--", run)
            else:
                for letter in run:
                    call("xdotool", "key", "--clearmodifiers", "--delay", 4, "ctrl+shift+u", *("%x" % ord(letter)), "space")

    def click(self, node, button=1):
        x, y, width, height = node.box()
        window = wait("a window", self.windows)[-1]
        call("xdotool", "mousemove", "--window", window, x + width // 2 + CSD, y + height // 2 + CSD, "click", button)

    def click_at_end(self, node):
        """The arrow at the end of a field that has choices."""
        x, y, width, height = node.box()
        window = wait("a window", self.windows)[-1]
        call("xdotool", "mousemove", "--window", window, x + width - 9 + CSD, y + height // 2 + CSD, "click", 1)

    def drag(self, start, end):
        """The mouse is pressed on the one node, and let go on the other."""
        (left, top, width, height), (_, low, _, high) = start.box(), end.box()
        window = wait("a window", self.windows)[-1]
        x, first, last = left + width // 2 + CSD, top + height // 2 + CSD, low + high // 2 + CSD
        call("xdotool", "mousemove", "--window", window, x, first, "mousedown", 1)
        for step in range(1, 11):
            call("xdotool", "mousemove", "--window", window, x + step, first + (last - first) * step // 10)
        call("xdotool", "mouseup", 1)

    def click_in_popover(self, role, name, button=1, gone=True):
        """A popover is a window of its own, and only positions within it can be believed. @gone: the click takes away what was clicked."""
        def popover_of(node):
            while node.name != "GtkPopoverContent":
                node = node.parent
            return node.parent

        def settled():
            """It grows and shrinks with what it offers, and each letter fills it with new rows: the row is looked for anew."""
            before = self.find(role, name)
            boxes = popover_of(before).box(), before.box()
            time.sleep(0.3)
            node = self.find(role, name)
            return node if node.accessible == before.accessible and boxes == (popover_of(node).box(), node.box()) else None
        node = wait("the popover to settle", settled)
        left, top, width, height = popover_of(node).box()
        size = "Geometry: %dx%d" % (width, height)
        window = wait("the popover's window", lambda: next(w for w in self.windows() if call("xdotool", "getwindowgeometry", w).endswith(size)))
        x, y, width, height = node.box()
        x, y = x - left + width // 2, y - top + height // 2
        # A popover that was filled and mapped an instant ago may miss the first click on a busy machine; a person clicks again.
        for _ in range(3):
            call("xdotool", "mousemove", "--window", window, x - 2, y, "mousemove", "--window", window, x, y, "click", button)
            if not gone:
                return
            try:
                wait("the popover to take the click", lambda: not self.has(role, name), 4.0)
                return
            except AssertionError:
                pass
        raise AssertionError("“%s” takes no click" % name)

    def screenshot(self, path):
        call("/usr/bin/import", "-window", "root", path)

    # Ending

    def close(self):
        """As by the window's close button; the program must end by itself and without a complaint."""
        if self.process.poll() is None:
            try:
                self.find("frame").do("window.close")
            except Exception:               # pylint: disable=broad-except
                pass                        # it may be gone before it has answered; its exit says whether all is well
        code = self.process.wait(60)
        assert code == 0, "ended with %d:\n%s" % (code, self.stderr())
        return self.stderr()

    def kill(self):
        if self.process.poll() is None:
            App.kills += 1
            self.process.kill()
        self.process.wait(30)


class Unikey:
    """The input method that offices type Vietnamese with, in its usual Telex: "tieengs" comes out as "tiếng", and the last syllable stays
    in the making until a key ends it. A program has to be started with env() to be under it."""

    def __init__(self):
        self.log = open(os.path.join(os.environ["HOME"], "ibus.txt"), "w+b")
        self.process = subprocess.Popen(["ibus-daemon", "--replace", "--panel=disable", "--config=disable", "--emoji-extension=disable"],
                                        stdout=self.log, stderr=self.log)
        wait("ibus-daemon", self._is_up, 60)

    def _ask(self, *words):
        assert self.process.poll() is None, "ibus-daemon ended with %r" % self.process.returncode
        return subprocess.run(["ibus", *words], capture_output=True, text=True, timeout=30, check=False).stdout.strip()

    def _is_up(self):
        return self._ask("address") not in ("", "(null)")

    def address(self):
        """Where a program finds it that has another home: IBUS_ADDRESS."""
        return self._ask("address")

    @staticmethod
    def env():
        # ibus-gtk4 keeps every key event for good: a leak check would only tell of that.
        return dict(os.environ, GTK_IM_MODULE="ibus", ASAN_OPTIONS="detect_leaks=0")

    def switch_on(self):
        """To be called while a text field has the focus."""
        def is_on():
            self._ask("engine", "Unikey")       # its exit status says nothing
            return self._ask("engine") == "Unikey"
        wait("Unikey", is_on, 60)

    def stop(self):
        self.process.terminate()
        self.process.wait(30)
