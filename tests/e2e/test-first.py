# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the first point takes a person who starts the program for the first time."""
import os
import sys
import time
import unicodedata

sys.path.insert(0, os.path.join(os.environ["NGAY_HOI_SOURCE"], "tests"))
sys.path.insert(0, os.path.join(os.environ["NGAY_HOI_SOURCE"], "tests", "e2e"))
import desk  # noqa: E402
import drive  # noqa: E402
import tap  # noqa: E402

def strokes(letter):
    """Keys of a letter in Telex: "ễ" is e, e, x."""
    return 2 if letter in "đĐ" else len(unicodedata.normalize("NFD", letter))


class Clerk(desk.Window):
    """Counts the keys, and as @human presses no more than five in a second and looks before each thing that is typed."""

    RATE, LOOK = 5.0, 1.2

    def __init__(self, *words, human=False, **more):
        self.human, self.keys, self.looks, self.next = human, 0, 0, 0.0
        super().__init__(*words, **more)

    def pace(self, keys, looks=0):
        self.keys += keys
        self.looks += looks
        if self.human:
            time.sleep(max(0.0, self.next - time.monotonic()))
            self.next = time.monotonic() + keys / self.RATE + looks * self.LOOK

    def key(self, *keys):
        for key in keys:
            self.pace(1)
            super().key(key)

    def type(self, text, delay=8):
        self.pace(0, 1)
        if not self.human:
            self.keys += sum(strokes(letter) for letter in text)
            super().type(text, delay)
            return
        for letter in text:
            self.pace(strokes(letter))
            super().type(letter, delay)

    def spent(self):
        """By the person: seconds."""
        return self.keys / self.RATE + self.looks * self.LOOK


class First(desk.Case):
    def begin(self, human=False):
        os.makedirs(self.inside("Documents"))
        with open(self.inside(".config", "user-dirs.dirs"), "w", encoding="utf-8") as file:
            file.write('XDG_DOCUMENTS_DIR="$HOME/Documents"\n')
        self.env["NGAY_HOI_TODAY"] = "2026-08-20"
        self.env.pop("XDG_DOCUMENTS_DIR", None)
        self.app = Clerk(env=self.env, human=human)
        self.addCleanup(self.app.kill)
        self.app.wait_focus("Đơn vị")
        self.app.type("cam xuyen")
        drive.wait("a unit under the entry", lambda: [n for n in self.app.root.all("label") if n.name.startswith("Xã Cẩm Xuyên")])
        self.app.key("Return")
        self.app.wait_focus("Họ tên người nhập")
        self.app.type("Trần Thị Bình")
        self.app.key("Return")
        self.app.wait_focus("Nơi tổ chức")
        return self.inside("Documents", "xa-cam-xuyen.ngayhoi")

    def fill(self, *fields, last="ctrl+s"):
        """Field and text, each ended by Enter, the last one by @last; "" takes what is there."""
        for at, (title, text) in enumerate(fields):
            self.app.wait_focus(title)
            if text:
                self.app.type(text)
            self.app.key("Return" if at + 1 < len(fields) else last)

    POINT = (("Nơi tổ chức", "Thôn Mỹ Sơn"), ("Loại địa bàn", ""), ("Ngày tổ chức", "8/8"), ("Lượt người dự", "150"), ("Giao ước thi đua ký kết", "2"))

    def test_first_point(self):
        """First start to first saved point: at most 40 s, of which the program may take 10."""
        began = time.monotonic()
        self.begin(human=True)
        self.fill(*self.POINT)
        self.app.counts(1)
        print("# first start to first saved point: %d keys, %d looks: %.0f s of a person; %.0f s in all here" %
              (self.app.keys, self.app.looks, self.app.spent(), time.monotonic() - began))
        self.assertLess(self.app.spent(), 30)
        self.leave()


if __name__ == "__main__":
    tap.main()
