#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and runs every suite; the last line is "N passed, N failed".
#   ./test.sh              everything
#   ./test.sh SUITE…       only these suites (base records ledger figures exchange intake report sample fuzz perf cli faults kills display scenes e2e), in the sanitized build
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/scripts/install.sh"
install_packages $build_packages $test_packages
export NGAY_HOI_JUDGE=$here/build-judge
install_judge "$NGAY_HOI_JUDGE" || echo "The judge of workbooks could not be installed; its cases will say so." >&2
locale -a 2>/dev/null | grep -qix 'vi_VN.utf-\?8' || localedef -i vi_VN -f UTF-8 vi_VN.UTF-8 2>/dev/null ||
  echo "The locale vi_VN.UTF-8 could not be made; suites that need it will say so." >&2

# Meson asks for the first python3 in PATH; the tests need Debian's, which has the accessibility bindings.
export PATH=/usr/bin:$PATH
quick="base records ledger figures exchange intake report sample fuzz perf cli faults"
screen="display e2e"
# Once is enough for these: sheer layout, kills and power cuts in the release build, the parts of the window under sanitizers.
screen_release="scenes e2e"
logs=()
broken=0

build_in () # FOLDER SOURCE OPTION…
{
  local folder=$1 source=$2; shift 2
  [ -f "$folder/build.ninja" ] || meson setup "$folder" "$source" "$@" >&2
  ninja -C "$folder" >&2
}

run () # TITLE FOLDER SUITE…
{
  local title=$1 folder=$2 log name; shift 2
  echo "== $title: $*" >&2
  local args=()
  for name in "$@"; do args+=(--suite "$name"); done
  log=$(printf '%02d' ${#logs[@]})
  logs+=("$folder/meson-logs/run-$log.junit.xml")
  rm -f "$folder/meson-logs/run-$log.junit.xml"
  meson test -C "$folder" --no-rebuild --print-errorlogs --logbase "run-$log" -t "${NGAY_HOI_TEST_PATIENCE:-4}" "${args[@]}" >&2 || broken=1
}

sanitizers="-Db_sanitize=address,undefined -Db_lundef=false -Dbuildtype=debugoptimized"
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export LSAN_OPTIONS=suppressions=$here/tests/lsan.supp:print_suppressions=0
# GTK's libraries have no frame pointers, so a leak there is told from ours by the slow way through the stack alone, which takes fifteen
# times as long; where nothing shows a window the fast one will do.
fast=detect_leaks=1
slow=detect_leaks=1:fast_unwind_on_malloc=0:malloc_context_size=30
export ASAN_OPTIONS=$fast

build_in "$here/build-sanitized" "$here" $sanitizers
if [ $# -gt 0 ]; then
  plain=() shown=()
  for name in "$@"; do
    case " $screen $screen_release " in *" $name "*) shown+=("$name") ;; *) plain+=("$name") ;; esac
  done
  [ ${#plain[@]} -eq 0 ] || run "Chosen suites, with AddressSanitizer and UBSan" "$here/build-sanitized" "${plain[@]}"
  [ ${#shown[@]} -eq 0 ] || ASAN_OPTIONS=$slow run "Chosen suites, with AddressSanitizer and UBSan" "$here/build-sanitized" "${shown[@]}"
else
  run "With AddressSanitizer and UBSan" "$here/build-sanitized" $quick
  ASAN_OPTIONS=$slow run "The window, with AddressSanitizer and UBSan" "$here/build-sanitized" $screen

  # An office keeps its files in folders with Vietnamese names and spaces; so does this copy.
  place=$(mktemp -d "${TMPDIR:-/tmp}/Sổ Ngày hội thử.XXXXXX")
  trap 'rm -rf "$place"' EXIT
  (cd "$here" && tar -cf - --exclude=.git --exclude='./build*' --exclude=./demo .) | tar -xf - -C "$place"
  build_in "$place/bản dựng" "$place" --buildtype=release
  LC_ALL=vi_VN.UTF-8 run "Release build, in a folder with a Vietnamese name and spaces, and in the locale vi_VN.UTF-8" "$place/bản dựng" $quick kills
  run "The window of the release build" "$place/bản dựng" $screen_release
fi

python3 "$here/scripts/count-tests.py" "$broken" "${logs[@]}"
