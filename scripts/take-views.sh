#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# take-views.sh FOLDER [VIEW…]: pictures of every page and dialog in all views (size of the window and of the text, language, look), or in
# these, measured as tests/display/test-app-scenes.c does it, and laid on contact sheets of six or twelve: FOLDER/sheets/VIEW-N.png. A VIEW is
# one as 1366x768/vi-100-light. The program's tests are those of BUILD (./build unless given). The status is 1 when there is a fault.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$(cd "${BUILD:-$here/build}" && pwd)
[ $# -gt 0 ] || { sed -n 's/^# \(take-views.*\)/\1/p' "$0" >&2; exit 2; }
mkdir -p "$1/sheets"
out=$(cd "$1" && pwd)
shift
export NGAY_HOI_SOURCE=$here NGAY_HOI_TODAY=2026-08-20 GSETTINGS_BACKEND=memory GIO_USE_VFS=local GTK_A11Y=test PATH=/usr/bin:$PATH

look() { # PICTURES ARGUMENT…
  NGAY_HOI_PICTURES=$1 "$here/tests/gui-run" -w "$build/tests/display/test-app" "${@:2}" 2>&1
}

[ $# -gt 0 ] || set -- $(look "$out" -l | sed -n 's:^/scenes/::p')
views=0 pictures=0
: >"$out/faults"
for view; do
  name=${view/\//-}
  rm -rf "${out:?}/$name" "$out/sheets/$name"-*.png
  mkdir "$out/$name"
  look "$out/$name" -p "/scenes/$view" >"$out/$name.log" || echo "$view: not ended as it should, see $name.log" >>"$out/faults"
  sed -n 's/^# \([a-z-]*, [a-z]*, .* at [0-9]* %: .*\)/\1/p' "$out/$name.log" >>"$out/faults"
  case $name in *-100-*) tile=2x3 ;; *) tile=3x4 ;; esac   # small letters need larger pictures
  (cd "$out/$name" && montage -label '%t' -pointsize 15 $(ls -tr) -tile $tile -geometry '640x385>+3+3' "$out/sheets/$name-%d.png")
  views=$((views + 1)) pictures=$((pictures + $(ls "$out/$name" | wc -l)))
done
cat "$out/faults"
echo "$pictures pictures, $views views, $(wc -l <"$out/faults") faults: $out/sheets"
[ ! -s "$out/faults" ]
