#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Takes the pictures that README.md shows, from the program in BUILD (./build unless given): three of its pages and the summary sheet.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$(cd "${1:-$here/build}" && pwd)
out=$here/data/pictures
export NGAY_HOI=$build/src/app/ngay-hoi NGAY_HOI_CLI=$build/src/cli/ngay-hoi-cli PATH=/usr/bin:$PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$here/tests/gui-run" -w "$here/tests/e2e/pictures.py" "$work" --scene overview --scene commendation-form --scene reports
NGAY_HOI_LANGUAGE=vi XDG_DATA_HOME=$work/data "$NGAY_HOI_CLI" demo "$work/demo" >/dev/null
pdftoppm -r 80 -png -f 1 -l 1 -singlefile "$work/demo/"Tong*ket*qua*.pdf "$work/sheet"

mkdir -p "$out"
for pair in overview-vi:overview commendation-form-vi:entry reports-vi:report sheet:sheet; do
  convert "$work/${pair%%:*}.png" -strip +dither -colors 200 -define png:compression-level=9 "$out/${pair#*:}.png"
done
