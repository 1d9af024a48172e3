# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run.sh and test.sh: installs the Debian packages that are missing, and says which.

build_packages="gcc libc6-dev meson ninja-build pkg-config gettext libglib2.0-dev libglib2.0-dev-bin libgtk-4-dev libgtk-4-bin
 libsqlite3-dev libsodium-dev libxlsxwriter-dev libminizip-dev libexpat1-dev desktop-file-utils adwaita-icon-theme fonts-liberation2
 fonts-noto-core"
test_packages="git xvfb xauth openbox xdotool xclip x11-utils dbus dbus-x11 at-spi2-core python3 python3-pyatspi gir1.2-atspi-2.0
 python3-openpyxl python3-nacl imagemagick locales poppler-utils gnumeric libreoffice-calc-nogui ibus ibus-gtk4 ibus-unikey sqlite3
 appstream libglib2.0-bin clang-format strace"

# install_packages PACKAGE…: asks dpkg first, so that nothing is done where all is there.
install_packages ()
{
  local missing=() package
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null | cut -c1-2)" = ii ] || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "Installing ${#missing[@]} Debian packages: ${missing[*]}" >&2
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { echo "These packages are missing and only root can install them. Please run: apt-get install ${missing[*]}" >&2; return 1; }
    as_root=(sudo)
  fi
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=900 update -q >&2 &&
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=900 install -y -q --no-install-recommends "${missing[@]}" >&2
}

# install_judge FOLDER: what judges workbooks (tests/openxml) into FOLDER/node_modules, from npm's registry, as the lock file has it. Node
# comes from Debian where there is none yet.
install_judge ()
{
  local source
  source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../tests/openxml" && pwd)
  command -v npm >/dev/null || install_packages nodejs npm || return
  cmp -s "$source/package-lock.json" "$1/package-lock.json" && [ -d "$1/node_modules/@ooxml-tools" ] && return
  mkdir -p "$1" && cp "$source/package.json" "$1/" && (cd "$1" && cp "$source/package-lock.json" . && npm ci --ignore-scripts --no-audit --no-fund >&2) ||
    { rm -f "$1/package-lock.json"; return 1; }
}
