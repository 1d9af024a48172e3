#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# pictures.sh FOLDER [SCENE]
# Pictures of every page and dialog (of those whose name has SCENE in it; app-scenes.c) at 100, 150 and 200 % text, in windows of
# 1366×768 and 1024×600, in Vietnamese and English, light, dark, and both in high contrast: FOLDER/SCENE-LANGUAGE-TEXT-WINDOW-LOOK.png.
# Each is measured, too; the last line tells how many pictures and faults there are, and faults.txt which. All take half an hour.
# Before it: ninja -C build (NGAY_HOI_BUILD names another folder).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=${NGAY_HOI_BUILD:-$here/build}
[ $# -gt 0 ] || { echo "pictures.sh: no folder" >&2; exit 2; }
mkdir -p "$1"
export NGAY_HOI_PICTURES=$(cd "$1" && pwd)
[ $# -lt 2 ] || export NGAY_HOI_SCENE=$2
export G_TEST_SRCDIR=$here/tests G_TEST_BUILDDIR=$build/tests NGAY_HOI_SOURCE=$here NGAY_HOI_TODAY=2026-08-20 GTK_A11Y=test
export G_DEBUG=fatal-criticals GSETTINGS_BACKEND=memory GIO_USE_VFS=local TZ=Asia/Ho_Chi_Minh
unset NGAY_HOI_LANGUAGE

walk () # WINDOW
{
  # A screen of that size: what does not fit there shows. -k: a fault does not end the walk.
  "$here/tests/gui-run" -w -s "$1" "$build/tests/display/test-app" -k -p "/scenes/$1" > "$NGAY_HOI_PICTURES/$1.log" 2>&1 || true
}

walk 1366x768 & walk 1024x600 & wait
cat "$NGAY_HOI_PICTURES"/*.log | sed -n 's/^# FAULT //p' | sort > "$NGAY_HOI_PICTURES/faults.txt"
views=$(cat "$NGAY_HOI_PICTURES"/*.log | grep -c '^\(not \)\?ok [0-9]* /scenes/')
faults=$(wc -l < "$NGAY_HOI_PICTURES/faults.txt")
echo "$(find "$NGAY_HOI_PICTURES" -name '*.png' | wc -l) pictures in $views of 12 views, $faults faults"
[ "$views" -eq 12 ] && [ "$faults" -eq 0 ]
