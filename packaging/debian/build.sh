#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the Debian package: packaging/debian/build.sh [FOLDER] puts ngay-hoi_VERSION_ARCH.deb into FOLDER (./dist).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$here/scripts/install.sh"
install_packages $build_packages debhelper dpkg-dev lintian

dist=$(mkdir -p "${1:-$here/dist}" && cd "${1:-$here/dist}" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
mkdir "$place/so-ngay-hoi"
(cd "$here" && tar -c meson.build LICENSE src ui resources po data tests packaging scripts) | tar -x -C "$place/so-ngay-hoi"
cp -r "$here/packaging/debian" "$place/so-ngay-hoi/debian"
rm "$place/so-ngay-hoi/debian/build.sh"
(cd "$place/so-ngay-hoi" && PATH=/usr/bin:$PATH dpkg-buildpackage -us -uc -b -d >&2)
lintian --fail-on error,warning "$place"/ngay-hoi_*.deb
cp "$place"/ngay-hoi_*.deb "$dist/"
ls "$dist"/ngay-hoi_*.deb
