# SPDX-License-Identifier: GPL-3.0-or-later
"""The three files of the hand-in, read and made without our code: PyNaCl, hashlib, zlib and json. What the format is: nh-envelope.h,
nh-package.h, nh-content.h, nh-keys.h in src/exchange."""
import base64
import hashlib
import json
import sqlite3
import struct
import zlib

from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.signing import SigningKey, VerifyKey


class Keys:
    def __init__(self, seed):
        def sub(number):
            return hashlib.blake2b(digest_size=32, key=seed, salt=struct.pack("<QQ", number, 0), person=b"ngayhoi1" + bytes(8)).digest()
        self.sign = SigningKey(sub(1))
        self.seal = PrivateKey.from_seed(sub(2))
        self.public = bytes(self.sign.verify_key) + bytes(self.seal.public_key)

    @staticmethod
    def of(ledger):
        with sqlite3.connect(ledger) as file:
            return Keys(file.execute("SELECT seed FROM secret").fetchone()[0])


def code(public):
    digits = "%020d" % (int.from_bytes(hashlib.blake2b(public, digest_size=16).digest(), "big") % 10 ** 20)
    return " ".join(digits[i:i + 4] for i in range(0, 20, 4))


def no_twice(pairs):
    keys = [key for key, _ in pairs]
    assert len(keys) == len(set(keys)), keys
    assert all(isinstance(text, str) for _, text in pairs), pairs
    return dict(pairs)


class File:
    """kind: nop, phieu, moi. manifest: bytes of the line. content: bytes."""

    def __init__(self, kind, manifest, content, signature=None, packed=None):
        self.kind, self.manifest, self.content, self.signature, self.packed = kind, manifest, content, signature, packed

    @property
    def says(self):
        return json.loads(self.manifest.decode(), object_pairs_hook=no_twice)

    @property
    def hash(self):
        return hashlib.sha256(self.manifest).hexdigest()

    @property
    def lines(self):
        return [json.loads(line, object_pairs_hook=no_twice) for line in self.content.decode().splitlines()]

    def signed(self):
        return b"vn.ngayhoi.%s 1\n" % self.kind.encode() + self.manifest

    @staticmethod
    def open(data, keys=None):
        first, rest = data.split(b"\n", 1)
        words = first.decode().split(" ")
        kind = words[0].rsplit(".", 1)[1]
        assert words[1] == "1", first
        if kind != "moi":
            assert words[2] == bytes(keys.seal.public_key).hex(), first
            rest = SealedBox(keys.seal).decrypt(rest)
        signature, manifest, packed = rest.split(b"\n", 2)
        stream = zlib.decompressobj()
        content = stream.decompress(packed)
        assert stream.eof and stream.unused_data == b""
        return File(kind, manifest, content, base64.b64decode(signature, validate=True), packed)

    def verify(self):
        """By the key that it names. Raises where something does not belong together."""
        says = self.says
        VerifyKey(bytes.fromhex(says["key"])[:32]).verify(self.signed(), self.signature)
        assert hashlib.sha256(self.content).hexdigest() == says["content.sha256"]
        assert len(self.content) == int(says["content.bytes"])
        assert self.content.count(b"\n") == int(says["content.lines"])
        return self

    def make(self, keys, receiver=None):
        """The bytes of a file, signed by @keys, sealed to the 64 bytes of @receiver."""
        signature = self.signature if self.signature is not None else keys.sign.sign(self.signed()).signature
        inner = base64.b64encode(signature) + b"\n" + self.manifest + b"\n" + \
            (self.packed if self.packed is not None else zlib.compress(self.content))
        if receiver is None:
            return b"vn.ngayhoi.%s 1\n" % self.kind.encode() + inner
        return b"vn.ngayhoi.%s 1 %s\n" % (self.kind.encode(), receiver[32:].hex().encode()) + \
            SealedBox(PublicKey(receiver[32:])).encrypt(inner)

    def changed(self, content=None, **says):
        """Another file whose manifest says something else; None takes a member away. Its content is described as it is, unless told."""
        text = self.content if content is None else content
        members = {**self.says, "content.sha256": hashlib.sha256(text).hexdigest(), "content.bytes": str(len(text)),
                   "content.lines": str(text.count(b"\n"))}
        members.update({key.replace("__", "."): value for key, value in says.items()})
        members = {key: value for key, value in members.items() if value is not None}
        return File(self.kind, json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode(), text)
