#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Icons as pictures, which start faster than SVG: icons.py SOURCE-FOLDER LIST.gresource.xml FOLDER DEPFILE [ICO]

Writes into FOLDER the pictures of each symbolic SVG that the list names, the list with those in its place (its own name),
and DEPFILE, which names the SVG to ninja.
With ICO, for Windows, where nothing reads SVG: of the other SVG, too, and the program's icon as the file ICO.
"""
import os
import re
import subprocess
import sys

SIZES = (16, 24, 32, 48)
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)

drawn = []  # the SVG files


def find(source, name):
    for folder in (source, os.path.join(source, "resources")):
        if os.path.exists(os.path.join(folder, name)):
            return os.path.join(folder, name)
    raise SystemExit(f"{name} is not there")


def draw(svg, size, png):
    subprocess.run(["rsvg-convert", "-w", str(size), "-h", str(size), "-o", png, svg], check=True)


def pictures(source, folder, line, symbolic_only):
    """The lines that take the place of one that names an SVG."""
    match = re.fullmatch(r'\s*<file(?: alias="([^"]*)")?>([^<]*)\.svg</file>', line)
    if not match or (symbolic_only and not match[2].endswith("-symbolic")):
        return [line]
    svg = find(source, match[2] + ".svg")
    drawn.append(svg)
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


def write_ico(source, folder, ico):
    program = os.path.join(source, "data", "icons", "vn.ngayhoi.SoNgayHoi.svg")
    files = []
    for size in ICO_SIZES:
        files.append(os.path.join(folder, f"ico-{size}.png"))
        draw(program, size, files[-1])
    small = [file for file in files if not file.endswith("-256.png")]
    subprocess.run(["icotool", "-c", "-o", ico, *small, "-r", files[-1]], check=True)


def main(source, listing, folder, depfile, ico=None):
    with open(listing, encoding="utf-8") as file:
        names = file.read().splitlines()
    made = os.path.join(folder, os.path.basename(listing))
    with open(made, "w", encoding="utf-8") as file:
        for name in names:
            file.write("\n".join(pictures(source, folder, name, ico is None)) + "\n")
    with open(depfile, "w", encoding="utf-8") as file:
        file.write(f"{os.path.relpath(made)}: " + " ".join(drawn) + "\n")
    if ico is not None:
        write_ico(source, folder, ico)


main(*sys.argv[1:])
