#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the installer for Windows on Debian 12: packaging/windows/build.sh [FOLDER] puts SoNgayHoi-VERSION-setup.exe and
# SoNgayHoi-VERSION-portable.zip into FOLDER (./dist).
#   --only STEP…   runs these steps only; steps.sh has them all
#   --check        compiles the program and runs its tests in Wine where the cache has the libraries, else says that it was not done
#
# The libraries are built from Debian's sources by mingw-w64 into a cache outside the tree, which the next build finds again:
# NGAY_HOI_WINDOWS_CACHE, else ~/.cache/so-ngay-hoi-windows. A step whose text, sources and patches have not changed is not repeated.
# NGAY_HOI_JOBS: compilers at a time.
set -euo pipefail
export LC_ALL=C.UTF-8
windows=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tree=$(cd "$windows/../.." && pwd)
export cache=${NGAY_HOI_WINDOWS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/so-ngay-hoi-windows}
jobs=${NGAY_HOI_JOBS:-$(nproc)}
. "$windows/steps.sh"

# The tools. Debian's Meson goes before one that lies elsewhere.
prepare ()
{
  export PATH=/usr/bin:$PATH
  . "$tree/scripts/install.sh"
  install_packages $build_packages $windows_packages
  mkdir -p "$cache"/{downloads,build,done,log,root}
  exec 9>"$cache/lock"
  flock -n 9 || { echo "Another build works in $cache." >&2; exit 1; }
  write_tool_files
}

# Source packages are found by apt, at the places that this computer has for its binary ones.
find_sources ()
{
  local lists=/etc/apt/sources.list.d
  [ -z "$(apt-get indextargets --format '$(CREATED_BY)' | grep '^Sources$')" ] || return 0
  if [ -f $lists/debian.sources ]; then
    sed 's/^Types:.*/Types: deb-src/' $lists/debian.sources | as_root tee $lists/so-ngay-hoi.sources >/dev/null
  else
    sed -n 's/^deb /deb-src /p' /etc/apt/sources.list | as_root tee $lists/so-ngay-hoi.list >/dev/null
  fi
  as_root apt-get update -q >&2
}

as_root () { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# download FILE URI: into the cache, checked. Fails where the mirror has not got it.
download ()
{
  local file=$cache/downloads/$1 sum
  sum=$(awk -v file="$1" '$2 == file { print $1 }' "$windows/sources.sha256")
  [ -n "$sum" ] || { echo "$1 is not in sources.sha256." >&2; return 1; }
  echo "$sum  $file" | sha256sum --check --status 2>/dev/null && return
  /usr/lib/apt/apt-helper -qq download-file "$2" "$file" "SHA256:$sum" >&2
}

# download_version PACKAGE VERSION: all files of it that are to be had. Fails where one is missing.
download_version ()
{
  local uri file rest whole=0 uris=$cache/downloads/$1_${2#*:}.uris
  if [ ! -f "$uris" ]; then
    apt-get source --print-uris -qq --only-source "$1=$2" >"$uris.new" ||
      { echo "Debian does not list $1 $2 (any more). Put its newest version into sources.txt, and its hashes into sources.sha256." >&2; exit 1; }
    mv "$uris.new" "$uris"
  fi
  while read -r uri file rest; do
    download "$file" "$(echo "$uri" | tr -d "'")" || whole=1
  done <"$uris"
  return $whole
}

# fetch PACKAGE: its sources in build/PACKAGE, with Debian's patches where they are to be had. What is missing is kept in done/PACKAGE.lacks.
fetch ()
{
  local versions version newest first
  versions=$(sed -n "s/^$1 //p" "$windows/sources.txt")
  newest=${versions%% *}
  local source=$cache/build/$1
  rm -rf "$source" "$cache/done/$1.lacks"
  find_sources
  for version in $versions; do
    if download_version "$1" "$version"; then
      dpkg-source --no-check -x "$cache/downloads/$1_${version#*:}.dsc" "$source"
      [ "$version" = "$newest" ] || echo "$1: $version, not $newest" >"$cache/done/$1.lacks"
      first=yes
      break
    fi
  done
  if [ -z "${first:-}" ]; then
    mkdir "$source"
    newest=${newest#*:}
    tar -x -C "$source" --strip-components=1 -f "$(ls "$cache"/downloads/"$1"_"${newest%-*}".orig.tar.{gz,xz,bz2} 2>/dev/null)"
    echo "$1: ${newest%-*} without any patch of Debian" >"$cache/done/$1.lacks"
  fi
  local patch
  for patch in "$windows/patches/$1"-*.patch; do
    [ -f "$patch" ] || continue
    patch -d "$source" -p1 <"$patch"
  done
}

# What a step is made of: when it changes, the step is done again.
step_key () # STEP PACKAGE
{
  { declare -f "build_$1" $ways; grep "^${2:-none} " "$windows/sources.txt" || true; cat "$windows/patches/${2:-none}"-*.patch 2>/dev/null || true; } |
    sha256sum
}

# A library: STEP [PACKAGE], its source package where that has another name.
library ()
{
  local key
  key=$(step_key "$1" "${2:-$1}")
  [ "$(cat "$cache/done/$1" 2>/dev/null)" != "$key" ] || return 0
  local started=$SECONDS status=0
  # Not as a condition: there, a command that fails would not end it.
  set +e
  (set -e; fetch "${2:-$1}"; cd "$cache/build/${2:-$1}"; "build_$1") >"$cache/log/$1" 2>&1 </dev/null
  status=$?
  set -e
  if [ $status != 0 ]; then
    tail -n 25 "$cache/log/$1" >&2
    echo "The step $1 failed. All of its output: $cache/log/$1" >&2
    exit 1
  fi
  echo "$key" >"$cache/done/$1"
  echo "$1: $((SECONDS - started)) s" >&2
}

run_tests ()
{
  install_packages $wine_packages
  NGAY_HOI_WINDOWS_CACHE=$cache /usr/bin/python3 "$windows/suites.py"
}

tell_lacks ()
{
  local lacks
  lacks=$(cat "$cache"/done/*.lacks 2>/dev/null) || return 0
  echo "The mirror did not have all of Debian's patches, which may mend weaknesses, for:"
  echo "$lacks"
}

dist=$PWD/dist
steps=$all_steps
case ${1:-} in
  --only)
    shift
    steps=$*
    ;;
  --check)
    [ -f "$cache/done/gtk" ] || { echo "The check for Windows was not done: there are no libraries for it in $cache." >&2; exit 0; }
    steps="program tests"
    ;;
  ?*) dist=$(mkdir -p "$1" && cd "$1" && pwd) ;;
esac
prepare
for step in $steps; do
  case $step in
    program | folder | installer | portable) "make_$step" ;;
    tests) run_tests ;;
    *) library "${step%%:*}" "${step#*:}" ;;
  esac
done
tell_lacks >&2
