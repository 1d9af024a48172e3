#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the size and shape of the sources: lines per folder, largest files, long functions, circular includes.

    scripts/measure.py [--check] [TREE]

TREE is a checkout (this one unless given). With --check the exit status is 1 when a file of src has more than 700 lines, a function more than
100, or modules include each other in a circle. A module is
NAME.c with NAME.h and NAME-private.h.
"""
import argparse
import os
import re
import sys
from collections import Counter, defaultdict

MAX_FILE = 700
LONG_FUNCTION = 60
MAX_FUNCTION = 100


def sources(tree):
    for folder, _, names in sorted(os.walk(os.path.join(tree, "src"))):
        for name in sorted(names):
            if name.endswith((".c", ".h")):
                yield os.path.join(folder, name)


def functions(lines):
    """(name, length) of each function: in this style the braces of a function, and only they, stand in the first column."""
    start = None
    for number, line in enumerate(lines):
        if line == "{":
            start = number
        elif line == "}" and start is not None:
            head = start - 1
            while head > 0 and not re.match(r"\w+ \(", lines[head]):
                head -= 1
            yield lines[head].split(" ")[0], number - start + 1
            start = None


def circles(edges):
    """Groups of modules that reach each other (Tarjan's strongly connected components)."""
    index, low, stack, found = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in sorted(edges[node]):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            group = stack[stack.index(node):]
            del stack[stack.index(node):]
            if len(group) > 1:
                found.append(sorted(group))

    for node in sorted(edges):
        if node not in index:
            visit(node)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("tree", nargs="?", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
    options = parser.parse_args()
    sys.setrecursionlimit(10000)

    folders, sizes, long, edges = Counter(), {}, [], defaultdict(set)
    for path in sources(options.tree):
        name = os.path.relpath(path, options.tree)
        with open(path, encoding="utf-8") as file:
            lines = file.read().split("\n")[:-1]
        folders[os.path.dirname(name)] += len(lines)
        sizes[name] = len(lines)
        long += [(length, function, name) for function, length in functions(lines) if length > LONG_FUNCTION]
        module = os.path.basename(name)[:-2].removesuffix("-private")
        for line in lines:
            include = re.match(r'#include "(nh-[\w-]+)\.h"', line)
            if include and include.group(1).removesuffix("-private") != module:
                edges[module].add(include.group(1).removesuffix("-private"))
    found = circles(edges)

    print("Lines per folder")
    for folder, count in sorted(folders.items()):
        print(f"  {count:6} {folder}")
    print(f"  {sum(folders.values()):6} in all, {len(sizes)} files")
    print("Largest files")
    for name, count in sorted(sizes.items(), key=lambda item: -item[1])[:5]:
        print(f"  {count:6} {name}")
    print(f"Functions over {LONG_FUNCTION} lines: {len(long)}")
    for length, function, name in sorted(long, reverse=True):
        print(f"  {length:6} {function} ({name})")
    print(f"Circular includes: {len(found)}")
    for group in found:
        print("         " + " ".join(group))

    if options.check and (max(sizes.values()) > MAX_FILE or found or any(length > MAX_FUNCTION for length, _, _ in long)):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
