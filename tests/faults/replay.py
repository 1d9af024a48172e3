# SPDX-License-Identifier: GPL-3.0-or-later
"""What a disk may hold after a power cut, from the calls that failing-disk.c recorded.

A write is certain to be there once its file was synced. A name (creating, renaming, removing) is certain once its folder was synced, or
its file after that. Everything else before the cut may be there or not, in any order."""
import os
import random
from collections import namedtuple

Call = namedtuple("Call", "what path other offset data")
SECTOR = 512


def read_log(path):
    calls = []
    with open(path, "rb") as file:
        while True:
            line = file.readline()
            if not line:
                return calls
            what, name, other, offset, length = line[:-1].split(b"\t")
            calls.append(Call(what.decode(), name.decode(), other.decode(), int(offset), file.read(int(length))))


class _Op:
    def __init__(self, at, call, inode):
        self.at, self.call, self.inode, self.certain_from = at, call, inode, None

    def certain(self, cut):
        return self.certain_from is not None and self.certain_from <= cut


class Recording:
    """The calls of one run that began with the files of @folder."""

    def __init__(self, folder, log):
        self.files, self.folders = {}, set()
        for place, folders, names in os.walk(folder):
            for name in folders:
                self.folders.add(os.path.relpath(os.path.join(place, name), folder))
            for name in names:
                path = os.path.join(place, name)
                with open(path, "rb") as file:
                    self.files[os.path.relpath(path, folder)] = file.read()
        self.calls = read_log(log)
        self.data, self.names = [], []
        self.first = {name: number for number, name in enumerate(sorted(self.files))}
        self._trace()

    def _trace(self):
        live = dict(self.first)
        fresh = len(live)
        for at, call in enumerate(self.calls, 1):
            if call.what == "C":
                live[call.path] = fresh
                fresh += 1
                self.names.append(_Op(at, call, live[call.path]))
            elif call.what == "M":
                self.names.append(_Op(at, call, None))
            elif call.what == "D":
                self.names.append(_Op(at, call, live.pop(call.path, None)))
            elif call.what == "R":
                inode = live.pop(call.path, None)
                live[call.other] = inode
                self.names.append(_Op(at, call, inode))
            elif call.what in "WT" and call.path in live:
                self.data.append(_Op(at, call, live[call.path]))
            elif call.what == "S":
                self._sync(at, call.path, live)

    def _sync(self, at, path, live):
        inode = live.get(path)
        for op in self.data:
            if op.inode == inode and inode is not None and op.certain_from is None:
                op.certain_from = at
        for op in self.names:
            in_folder = path in (os.path.dirname(op.call.path), os.path.dirname(op.call.other or op.call.path)) and inode is None
            if op.certain_from is None and (in_folder or (inode is not None and op.inode == inode)):
                op.certain_from = at

    def lay_out(self, folder, cut, keeps):
        """Writes what the disk holds when the power goes after call @cut. @keeps (op): whether one that is not certain is there."""
        names = dict(self.first)
        folders = set(self.folders)
        contents = {self.first[name]: bytearray(data) for name, data in self.files.items()}
        for op in sorted(self.names + self.data, key=lambda op: op.at):
            if op.at > cut or not (op.certain(cut) or keeps(op)):
                continue
            call = op.call
            if call.what == "M":
                folders.add(call.path)
            elif call.what == "C":
                names[call.path] = op.inode
            elif call.what == "D":
                names.pop(call.path, None)
            elif call.what == "R":
                if names.get(call.path) == op.inode:
                    del names[call.path]
                names[call.other] = op.inode
            else:
                self._write(contents.setdefault(op.inode, bytearray()), call, None if op.certain(cut) else keeps)
        for name in folders:
            os.makedirs(os.path.join(folder, name), exist_ok=True)
        for name, inode in names.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(contents.get(inode, b""))
            os.chmod(path, 0o600)

    @staticmethod
    def _write(content, call, keeps):
        if call.what == "T":
            del content[call.offset:]
            content.extend(bytes(call.offset - len(content)))
            return
        end = call.offset + len(call.data)
        content.extend(bytes(max(0, end - len(content))))
        for at in range(0, len(call.data), SECTOR):
            if keeps is None or getattr(keeps, "sector", lambda: True)():
                part = call.data[at:at + SECTOR]
                content[call.offset + at:call.offset + at + len(part)] = part


class Torn:
    """Keeps what is not certain by chance, sector by sector."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def __call__(self, op):
        return self.random.random() < 0.5

    def sector(self):
        return self.random.random() < 0.7


ORDERS = {
    "nothing but what is certain": lambda seed: lambda op: False,
    "names before data": lambda seed: lambda op: op.call.what in "CRDM",
    "data before names": lambda seed: lambda op: op.call.what in "WT",
    "by chance": Torn,
}
