# SPDX-License-Identifier: GPL-3.0-or-later
"""The letters of a Windows in Wine, for try.py and suites.py."""
import os
import subprocess

from fontTools.ttLib import TTFont

# Fonts of Windows that Wine lacks, or has without Vietnamese letters, and what goes by their names here.
FONTS = {
    "Tahoma": ("noto/NotoSans-%s.ttf", {"": "Regular", " Bold": "Bold"}),
    "Times New Roman": ("liberation2/LiberationSerif-%s.ttf",
                        {"": "Regular", " Bold": "Bold", " Italic": "Italic", " Bold Italic": "BoldItalic"}),
}


def make_fonts(env, drive):
    for family, (file, styles) in FONTS.items():
        for style, name in styles.items():
            font = TTFont(os.path.join("/usr/share/fonts/truetype", file % name))
            whole = family + style
            names = {1: family, 3: whole, 4: whole, 6: whole.replace(" ", ""), 16: family}   # the numbers are the font format's
            for record in font["name"].names:
                record.string = names.get(record.nameID, record.string)
            font.save(os.path.join(drive, "windows", "Fonts", whole + ".ttf"))
            subprocess.run(["wine", "reg", "add", r"HKLM\Software\Microsoft\Windows NT\CurrentVersion\Fonts",
                            "/v", whole + " (TrueType)", "/d", whole + ".ttf", "/f"],
                           env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


def no_other_fonts(folder):
    """A file for FONTCONFIG_FILE: Pango warns of this computer's fonts, which Wine's DirectWrite does not know."""
    path = os.path.join(folder, "no-fonts.conf")
    with open(path, "w", encoding="utf-8") as file:
        file.write("<fontconfig></fontconfig>\n")
    return path
