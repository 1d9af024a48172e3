#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Compiles for Windows all that lies below src/app, as a check that costs a minute: packaging/windows/compile.sh. The libraries for Windows
# take an hour to build, but the headers of the ones on this computer say the same, except for glibconfig.h. Nothing is linked.
set -euo pipefail
export LC_ALL=C.UTF-8 PATH=/usr/bin:$PATH
tree=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$tree/scripts/install.sh"
install_packages $build_packages gcc-mingw-w64-x86-64-win32

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cache=$place
. "$tree/packaging/windows/steps.sh"
mkdir -p "$prefix/include" "$prefix/lib"
# Of /usr/include itself only these: the rest of it is this system's own.
for header in sqlite3.h sodium.h sodium minizip expat.h expat_external.h xlsxwriter.h xlsxwriter zlib.h zconf.h; do
  file=/usr/include/$header
  [ -e "$file" ] || file=/usr/include/$(gcc -print-multiarch)/$header
  ln -s "$file" "$prefix/include/"
done

# As GLib's own build writes it for 64-bit Windows, where long has 32 bits.
sed -E 's/^typedef (signed|unsigned) long g/typedef \1 long long g/
  s/val##(U?)L\)/val##\1LL)/
  s/"l([iu]?)"$/"ll\1"/
  s/(GLIB_SIZEOF_LONG +)8/\14/
  s/(SIZE\s+G_M[A-Z]{2}U?)LONG/\1INT64/
  /_POINTER|POINTER_TO/s/\(g(u?)long\)/(g\1int64)/
  s/(GU?LONG_TO_.*INT)64/\132/
  s/^#define G_OS_UNIX/#define G_OS_WIN32\n#define G_PLATFORM_WIN32/
  s/IMPL_POSIX/IMPL_WIN32/
  /^#define G_HAVE_GNUC_VISIBILITY/d
  s/^typedef int GPid/typedef void *GPid/
  s/(G_DIR_SEPARATOR(_S)? ["'\''])\//\1\\\\/
  s/(G_SEARCHPATH_SEPARATOR(_S)? ["'\'']):/\1;/' "$(pkg-config --variable=libdir glib-2.0)/glib-2.0/include/glibconfig.h" >"$prefix/include/glibconfig.h"
sed "s|-I[^ ]*/glib-2.0/include|-I$prefix/include|" "$(pkg-config --variable=pcfiledir glib-2.0)/glib-2.0.pc" >"$prefix/lib/glib-2.0.pc"

# glibc's own needs the rest of glibc.
cat >"$prefix/include/libintl.h" <<'EOF'
char *gettext (const char *text) __attribute__ ((format_arg (1)));
char *dgettext (const char *domain, const char *text) __attribute__ ((format_arg (2)));
char *dcgettext (const char *domain, const char *text, int category) __attribute__ ((format_arg (2)));
char *ngettext (const char *one, const char *many, unsigned long n) __attribute__ ((format_arg (1))) __attribute__ ((format_arg (2)));
char *dngettext (const char *domain, const char *one, const char *many, unsigned long n) __attribute__ ((format_arg (2))) __attribute__ ((format_arg (3)));
char *textdomain (const char *domain);
char *bindtextdomain (const char *domain, const char *folder);
char *bind_textdomain_codeset (const char *domain, const char *codeset);
EOF
$host-ar rc "$prefix/lib/libintl.a"

# As for the installer, but with the libraries of this computer.
write_tool_files
cat >"$place/here.ini" <<EOF
[binaries]
pkgconfig = 'pkg-config'

[properties]
pkg_config_libdir = '$prefix/lib:$(pkg-config --variable pc_path pkg-config)'
EOF
meson setup "$place/build" "$tree" --cross-file "$place/cross.ini" --cross-file "$place/here.ini" --buildtype=plain --wrap-mode=nodownload >"$place/log" ||
  { cat "$place/log" >&2; exit 1; }
ninja -C "$place/build" -t targets all | sed -nE 's/^(src\/[a-z]+\/[^:]*\.obj): .*/\1/p' | grep -v '^src/app/' | xargs ninja -C "$place/build" --quiet >&2
echo "All below src/app compiles for Windows."
