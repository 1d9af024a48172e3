#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Measures a release build against floors of the same run; to be run while nothing else is.
#   tests/perf/run.sh [BUILD] [--quick|--big] [--check]      BUILD: build-release
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=$here/build-release
if [ $# -gt 0 ] && [ -d "$1" ]; then build=$1; shift; fi
if [ ! -f "$build/build.ninja" ]; then meson setup "$build" "$here" --buildtype=release >/dev/null || exit 2; fi
ninja -C "$build" >/dev/null || exit 2
status=0
"$build/tests/perf/ngay-hoi-bench" "$@" || status=$?
"$here/tests/gui-run" -w "$build/tests/perf/ngay-hoi-bench-window" "$@" || status=$?
exit "$status"
