#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Measures a release build against floors of the same run; to be run while nothing else is.
#   tests/perf/run.sh [BUILD] [--quick|--big] [--check] [--only PART]      BUILD: build-release
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=$here/build-release
if [ $# -gt 0 ] && [ -d "$1" ]; then build=$1; shift; fi
if [ ! -f "$build/build.ninja" ]; then meson setup "$build" "$here" --buildtype=release >/dev/null || exit 2; fi
ninja -C "$build" >/dev/null || exit 2
table=$(mktemp) || exit 2
trap 'rm -f "$table"' EXIT
status=0
"$build/tests/perf/ngay-hoi-bench" "$@" | tee "$table" || status=${PIPESTATUS[0]}
[[ " $* " = *" --only "* ]] ||
  "$here/tests/gui-run" -w "$build/tests/perf/ngay-hoi-bench-window" "$@" | tee -a "$table" || status=${PIPESTATUS[0]}
echo
echo "within its target: $(grep -c ' ok$' "$table"), short of it: $(grep -c ' FALLS SHORT$' "$table")"
grep ' FALLS SHORT$' "$table"
exit "$status"
