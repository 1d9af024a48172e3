#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and starts Sổ Ngày hội. Without a display it makes the sample season and its sheets instead.
#   ./run.sh [FILE.ngayhoi]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/scripts/install.sh"
install_packages $build_packages

build=${NGAY_HOI_BUILD:-$here/build}
if [ ! -f "$build/build.ninja" ]; then
  meson setup "$build" "$here" --buildtype=release >&2
fi
ninja -C "$build" >&2

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec "$build/src/app/ngay-hoi" "$@"
fi
folder=${NGAY_HOI_DEMO:-$here/demo}
echo "There is no display here, so the program makes the sample season (Hà Tĩnh 2022) and every sheet of it." >&2
exec "$build/src/cli/ngay-hoi-cli" demo "$folder"
