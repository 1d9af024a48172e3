#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Icons for Windows, where nothing reads SVG: icons.py SOURCE-FOLDER LIST.gresource.xml FOLDER

Writes into FOLDER the pictures of each SVG that the list names, the list with those in its place (its own name), and ngay-hoi.ico.
"""
import os
import re
import subprocess
import sys

SIZES = (16, 24, 32, 48)
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def find(source, name):
    for folder in (source, os.path.join(source, "resources")):
        if os.path.exists(os.path.join(folder, name)):
            return os.path.join(folder, name)
    raise SystemExit(f"{name} is not there")


def draw(svg, size, png):
    subprocess.run(["rsvg-convert", "-w", str(size), "-h", str(size), "-o", png, svg], check=True)


def pictures(source, folder, line):
    """The lines that take the place of one that names an SVG."""
    match = re.fullmatch(r'\s*<file(?: alias="([^"]*)")?>([^<]*)\.svg</file>', line)
    if not match:
        return [line]
    svg = find(source, match[2] + ".svg")
    name = os.path.basename(svg)[:-4]
    room = "actions" if name.endswith("-symbolic") else "apps"
    lines = []
    for size in SIZES:
        made = os.path.join(folder, str(size))
        os.makedirs(made, exist_ok=True)
        file = name + (".symbolic.png" if room == "actions" else ".png")
        if room == "actions":
            subprocess.run(["gtk4-encode-symbolic-svg", svg, f"{size}x{size}", "-o", made], check=True)
        else:
            draw(svg, size, os.path.join(made, file))
        lines.append(f'    <file alias="icons/{size}x{size}/{room}/{file}">{size}/{file}</file>')
    return lines


def main(source, listing, folder):
    with open(listing, encoding="utf-8") as file:
        lines = [new for line in file.read().splitlines() for new in pictures(source, folder, line)]
    with open(os.path.join(folder, os.path.basename(listing)), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    program = os.path.join(source, "data", "icons", "vn.ngayhoi.SoNgayHoi.svg")
    files = []
    for size in ICO_SIZES:
        files.append(os.path.join(folder, f"ico-{size}.png"))
        draw(program, size, files[-1])
    small = [file for file in files if not file.endswith("-256.png")]
    subprocess.run(["icotool", "-c", "-o", os.path.join(folder, "ngay-hoi.ico"), *small, "-r", files[-1]], check=True)


main(*sys.argv[1:])
