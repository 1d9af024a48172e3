# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by build.sh: how each part is built. A step runs in the unpacked source of its package; STEP:PACKAGE where the package has another name.

all_steps="intl:gettext libffi pcre2 glib:glib2.0 sqlite3 libsodium expat minizip libxlsxwriter libpng:libpng1.6 pixman cairo harfbuzz fribidi
 pango:pango1.0 jpeg:libjpeg-turbo tiff pixbuf:gdk-pixbuf graphene epoxy:libepoxy gtk:gtk4 program folder installer portable"

windows_packages="gcc-mingw-w64-x86-64-win32 g++-mingw-w64-x86-64-win32 libz-mingw-w64-dev autoconf automake
 libtool cmake make dpkg-dev patch tcl nsis zip hicolor-icon-theme
 librsvg2-bin icoutils sassc"
wine_packages="wine wine64 python3-fonttools"

host=x86_64-w64-mingw32
# The libraries are made for /SoNgayHoi and installed below the cache: libraries name the folder they are made for, and two builds in other
# folders are to be the same.
home=/SoNgayHoi
prefix=$cache/root$home
# Threads of Windows itself: no library of threads is needed. No path of this computer in what is built.
flags="-O2 -I$prefix/include -ffile-prefix-map=$cache=."
link="-L$prefix/lib -static-libgcc"
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-1700000000}

# What Meson and CMake want to know of the compiler, in the cache.
write_tool_files ()
{
  cat >"$cache/cross.ini" <<EOF
[binaries]
c = '$host-gcc-win32'
cpp = '$host-g++-win32'
ar = '$host-ar'
strip = '$host-strip'
windres = '$host-windres'
dlltool = '$host-dlltool'
pkgconfig = ['pkg-config', '--define-prefix'] # they lie elsewhere than they say

[properties]
pkg_config_libdir = ['$prefix/lib/pkgconfig', '/usr/$host/lib/pkgconfig']
needs_exe_wrapper = true # programs for Windows are not run while the libraries are built

[built-in options]
c_args = ['-I$prefix/include', '-ffile-prefix-map=$cache=.']
cpp_args = ['-I$prefix/include', '-ffile-prefix-map=$cache=.']
c_link_args = ['-L$prefix/lib', '-static-libgcc']
cpp_link_args = ['-L$prefix/lib', '-static-libgcc', '-static-libstdc++']

[host_machine]
system = 'windows'
cpu_family = 'x86_64'
cpu = 'x86_64'
endian = 'little'
EOF
  cat >"$cache/cross.cmake" <<EOF
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR AMD64)
set(CMAKE_C_COMPILER $host-gcc-win32)
set(CMAKE_CXX_COMPILER $host-g++-win32)
set(CMAKE_RC_COMPILER $host-windres)
set(CMAKE_FIND_ROOT_PATH $prefix /usr/$host)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
EOF
}

# --- Ways to build ---

ways="with_meson with_cmake configure with_configure install_made shared_library compile"

with_meson () # OPTION…
{
  meson setup _build --cross-file "$cache/cross.ini" --prefix=$home --libdir=lib --buildtype=release --wrap-mode=nodownload "$@"
  ninja -C _build -j"$jobs"
  DESTDIR=$cache/root meson install -C _build --no-rebuild
}

with_cmake () # OPTION…
{
  cmake -G Ninja -B _build -S . -DCMAKE_TOOLCHAIN_FILE="$cache/cross.cmake" -DCMAKE_INSTALL_PREFIX=$home -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_C_FLAGS="-ffile-prefix-map=$cache=." -DCMAKE_SHARED_LINKER_FLAGS=-static-libgcc -DCMAKE_EXE_LINKER_FLAGS=-static-libgcc "$@"
  ninja -C _build -j"$jobs"
  DESTDIR=$cache/root ninja -C _build install
}

configure () # OPTION…; leaves the caller in _build
{
  mkdir _build
  cd _build
  ../configure --host=$host --prefix=$home --disable-static CC=$host-gcc-win32 CFLAGS="$flags" LDFLAGS="$link" PKG_CONFIG="pkg-config --define-prefix" \
    PKG_CONFIG_LIBDIR="$prefix/lib/pkgconfig:/usr/$host/lib/pkgconfig" "$@"
}

with_configure () # OPTION…
{
  configure "$@"
  make -j"$jobs"
  install_made install
}

# install_made OPTION…: without what libtool keeps for itself, which names the folder again.
install_made ()
{
  make DESTDIR="$cache/root" "$@"
  find "$prefix/lib" -name '*.la' -delete
}

libraries_of () { PKG_CONFIG_LIBDIR="$prefix/lib/pkgconfig:/usr/$host/lib/pkgconfig" pkg-config --define-prefix "$@"; }

# shared_library NAME NUMBER VERSION OBJECT-OR-LIBRARY…: libNAME-NUMBER.dll of objects, with what pkg-config says of it. Where the source has
# no build system that can do it, or one that takes much longer.
shared_library ()
{
  local name=$1 number=$2 version=$3
  shift 3
  $host-g++-win32 -shared -static-libgcc -static-libstdc++ -o "lib$name-$number.dll" "$@" -L"$prefix/lib" -Wl,--out-implib,"lib$name.dll.a"
  mkdir -p "$prefix/bin" "$prefix/lib/pkgconfig"
  install "lib$name-$number.dll" "$prefix/bin/"
  install -m 644 "lib$name.dll.a" "$prefix/lib/"
  printf 'prefix=%s\n\nName: %s\nDescription: %s\nVersion: %s\nLibs: -L${prefix}/lib -l%s\nCflags: -I${prefix}/include%s\n' \
    $home "$name" "$name" "$version" "$name" "${include:-}" >"$prefix/lib/pkgconfig/${module:-$name}.pc"
}

# compile OPTION… FILE…: objects in this folder.
compile () { $host-gcc-win32 $flags "$@"; }

# --- Libraries ---

build_intl ()
{
  cd gettext-runtime
  configure --enable-threads=windows --disable-java --disable-csharp --disable-c++ --disable-libasprintf --disable-curses
  make -C intl -j"$jobs"
  install_made -C intl install
}

build_libffi () { with_configure --disable-docs --disable-multi-os-directory; }

build_pcre2 ()
{
  with_cmake -DBUILD_SHARED_LIBS=ON -DBUILD_STATIC_LIBS=OFF -DPCRE2_BUILD_TESTS=OFF -DPCRE2_BUILD_PCRE2GREP=OFF -DPCRE2_SUPPORT_UNICODE=ON
}

build_glib ()
{
  with_meson -Dtests=false -Dselinux=disabled -Dlibmount=disabled -Dlibelf=disabled -Dglib_debug=disabled -Dglib_assert=false -Dnls=disabled
}

build_sqlite3 ()
{
  mkdir _build
  cd _build
  make -f ../main.mk TOP=.. BCC=gcc sqlite3.c
  compile -DSQLITE_THREADSAFE=1 -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_SECURE_DELETE '-DSQLITE_API=__declspec(dllexport)' -c sqlite3.c
  shared_library sqlite3 0 "$(cat ../VERSION)" sqlite3.o
  install -m 644 sqlite3.h ../src/sqlite3ext.h "$prefix/include/"
}

# Its source package has no configure.
build_libsodium ()
{
  autoreconf -fi
  with_configure --disable-ssp
}

# Debian's patches ask for the value of XML_DTD, which CMake's own file leaves empty.
build_expat ()
{
  cd expat
  sed -i 's/^#cmakedefine XML_DTD$/& 1/' expat_config.h.cmake
  with_cmake -DEXPAT_SHARED_LIBS=ON -DEXPAT_BUILD_TOOLS=OFF -DEXPAT_BUILD_EXAMPLES=OFF -DEXPAT_BUILD_TESTS=OFF -DEXPAT_BUILD_DOCS=OFF
}

build_minizip ()
{
  compile -DWIN32 -I. -c ioapi.c zip.c unzip.c iowin32.c
  include=/minizip shared_library minizip 1 1.1 ioapi.o zip.o unzip.o iowin32.o -lz
  mkdir -p "$prefix/include/minizip"
  install -m 644 ioapi.h zip.h unzip.h iowin32.h "$prefix/include/minizip/"
}

# With the minizip above: its own copy would be exported, too, and taken for the program's.
build_libxlsxwriter ()
{
  mkdir _build
  cd _build
  local parts=../third_party
  compile -DUSE_SYSTEM_MINIZIP -I../include -I$parts/tmpfileplus -I$parts/md5 -c $(ls ../src/*.c | grep -v dtoa) $parts/md5/md5.c \
    $parts/tmpfileplus/tmpfileplus.c
  shared_library xlsxwriter 4 1.1.4 ./*.o -L"$prefix/lib" -lminizip -lz
  cp -r ../include/xlsxwriter.h ../include/xlsxwriter "$prefix/include/"
}

build_libpng () { with_cmake -DPNG_SHARED=ON -DPNG_STATIC=OFF -DPNG_TESTS=OFF; }

build_pixman () { with_meson -Dtests=disabled -Dgtk=disabled -Dlibpng=disabled -Dopenmp=disabled; }

# Debian's patches touch what configure is made of: it would be made again, by tools of that year. Its check of the compiler wants
# _FORTIFY_SOURCE, for which mingw has no library of functions.
build_cairo ()
{
  find . -type f -exec touch -d 2020-01-01 {} +
  find . -name aclocal.m4 | xargs touch -d 2020-01-02
  find . -name configure -o -name 'Makefile.in' -o -name 'config.h.in' | xargs touch -d 2020-01-03
  flags="$flags -Wp,-U_FORTIFY_SOURCE" configure --enable-win32=yes --enable-win32-font=yes --enable-png=yes --enable-pdf=yes --enable-svg=yes --enable-gobject=yes --disable-ps \
    --disable-xlib --disable-xcb --disable-ft --disable-fc --disable-gtk-doc --disable-trace --disable-interpreter --disable-valgrind \
    --disable-full-testing
  local part
  for part in src util/cairo-gobject; do
    make -C $part -j"$jobs"
    install_made -C $part install
  done
  install_made install-data-am
  install -m 644 ../cairo-version.h "$prefix/include/cairo/"
}

# Its own build compiles 76 files for what one file holds.
build_harfbuzz ()
{
  mkdir _build
  cd _build
  $host-g++-win32 $flags -std=c++11 -fno-exceptions -fno-rtti -fno-threadsafe-statics -fvisibility-inlines-hidden -DHAVE_GLIB=1 -DHAVE_GDI=1 \
    -DHAVE_ROUND=1 -DNDEBUG -I../src $(libraries_of --cflags glib-2.0) -c ../src/harfbuzz.cc
  include=/harfbuzz shared_library harfbuzz 0 6.0.0 harfbuzz.o $(libraries_of --libs glib-2.0) -lgdi32
  mkdir -p "$prefix/include/harfbuzz"
  install -m 644 ../src/hb.h ../src/hb-[a-z]*.h "$prefix/include/harfbuzz/"
}

build_fribidi () { with_meson -Ddocs=false; }

build_pango ()
{
  with_meson -Dgtk_doc=false -Dintrospection=disabled -Dfontconfig=disabled -Dlibthai=disabled -Dxft=disabled -Dfreetype=disabled -Dcairo=enabled
}

build_jpeg () { with_cmake -DENABLE_SHARED=ON -DENABLE_STATIC=OFF -DWITH_TURBOJPEG=OFF; }

build_tiff ()
{
  with_cmake -DBUILD_SHARED_LIBS=ON -Dcxx=OFF -Dzstd=OFF -Dlzma=OFF -Dwebp=OFF -Djbig=OFF -Dlibdeflate=OFF -Dlerc=OFF -Dtiff-tools=OFF \
    -Dtiff-tests=OFF -Dtiff-contrib=OFF -Dtiff-docs=OFF
}

build_pixbuf ()
{
  with_meson -Dgtk_doc=false -Dintrospection=disabled -Dman=false -Dtests=false -Dinstalled_tests=false -Dbuiltin_loaders=all -Drelocatable=true \
    -Dnative_windows_loaders=false
}

build_graphene () { with_meson -Dtests=false -Dintrospection=disabled -Dinstalled_tests=false; }

build_epoxy () { with_meson -Dtests=false; }

build_gtk ()
{
  with_meson -Dwin32-backend=true -Dx11-backend=false -Dwayland-backend=false -Dmedia-ffmpeg=disabled -Dmedia-gstreamer=disabled \
    -Dprint-cups=disabled -Dvulkan=disabled -Dintrospection=disabled -Ddemos=false -Dbuild-examples=false -Dbuild-tests=false -Dgtk_doc=false \
    -Dman-pages=false
}

# --- The program ---

version=$(sed -n "s/^ *version: '\(.*\)',/\1/p" "$tree/meson.build")
name=SoNgayHoi-$version

make_program ()
{
  local build=$cache/program
  # What its tests run in; and the path of the tree from the folder of the build is as little of the program as the cache's.
  cat >"$cache/run.ini" <<EOF
[binaries]
exe_wrapper = 'wine'

[properties]
nh_libraries = 'Z:$prefix/bin;Z:/usr/$host/lib;Z:$(dirname "$($host-gcc-win32 -print-file-name=libgcc_s_seh-1.dll)")'

[built-in options]
c_args = ['-I$prefix/include', '-ffile-prefix-map=$(realpath -m --relative-to="$build" "$tree")=.']
EOF
  # One that was made of another checkout would go on compiling that.
  [ "$(cat "$build/tree" 2>/dev/null)" = "$tree" ] || rm -rf "$build"
  if [ ! -f "$build/build.ninja" ]; then
    meson setup "$build" "$tree" --cross-file "$cache/cross.ini" --cross-file "$cache/run.ini" --prefix=$home --libdir=lib --buildtype=release -Dwerror=false \
      --wrap-mode=nodownload >&2
    echo "$tree" >"$build/tree"
  fi
  ninja -C "$build" -j"$jobs" >&2
}

# What is installed: the program, the libraries that it and they ask for, and what these read.
make_folder ()
{
  local stage=$cache/stage
  local folder=$stage/SoNgayHoi
  rm -rf "$stage"
  DESTDIR=$stage meson install -C "$cache/program" --no-rebuild --strip >&2
  bring_libraries "$folder/bin"
  # What GLib starts: other programs, and the bus by which a second start of the program finds the first.
  cp "$prefix"/bin/gspawn-win64-helper*.exe "$prefix/bin/gdbus.exe" "$folder/bin/"
  $host-strip --strip-unneeded "$folder"/bin/*.dll "$folder"/bin/g*.exe
  mkdir -p "$folder/share/glib-2.0/schemas" "$folder/share/icons/hicolor" "$folder/share/locale/vi/LC_MESSAGES"
  cp "$prefix"/share/glib-2.0/schemas/org.gtk.gtk4.*.xml "$folder/share/glib-2.0/schemas/"
  glib-compile-schemas "$folder/share/glib-2.0/schemas"
  rm "$folder"/share/glib-2.0/schemas/*.xml
  cp /usr/share/icons/hicolor/index.theme "$folder/share/icons/hicolor/"
  bring_icons "$folder/share/icons/Adwaita"
  cp "$prefix/share/locale/vi/LC_MESSAGES/gtk40.mo" "$folder/share/locale/vi/LC_MESSAGES/"
  bring_licences "$folder/licences"
  find "$stage" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

# Those of Windows itself have a library to link with among mingw's; any other that is not found is an error.
bring_libraries () # FOLDER
{
  local file library name found from
  local todo
  todo=$(ls "$1"/*.exe)
  while [ -n "$todo" ]; do
    found=
    for file in $todo; do
      for library in $($host-objdump -p "$file" | sed -n 's/.*DLL Name: //p'); do
        [ ! -e "$1/$library" ] || continue
        name=$(echo "${library%.*}" | tr A-Z a-z)
        [ ! -e "/usr/$host/lib/lib$name.a" ] || continue
        from=$(ls "$prefix/bin/$library" "/usr/$host/lib/$library" "/usr/lib/gcc/$host"/*-win32/"$library" 2>/dev/null | head -n 1 || true)
        [ -n "$from" ] || { echo "$file asks for $library, which is nowhere." >&2; return 1; }
        cp "$from" "$1/"
        found="$found $1/$library"
      done
    done
    todo=$found
  done
}

# The icons that the program names; GTK carries its own along.
bring_icons () # FOLDER
{
  local icon file to
  mkdir -p "$1"
  cp /usr/share/icons/Adwaita/index.theme "$1/"
  for icon in $(grep -rhoE '[a-z-]+-symbolic' "$tree/ui" "$tree/src" | sort -u); do
    for file in /usr/share/icons/Adwaita/{16x16,24x24,32x32,48x48}/*/"$icon.symbolic.png"; do
      [ -f "$file" ] || continue
      to=$1/${file#/usr/share/icons/Adwaita/}
      mkdir -p "${to%/*}"
      cp "$file" "$to"
    done
  done
  gtk4-update-icon-cache -q -f -t "$1"
}

bring_licences () # FOLDER
{
  local package rest
  mkdir -p "$1"
  cp "$tree/LICENSE" "$1/ngay-hoi.txt"
  while read -r package rest; do
    case $package in '#'*) continue ;; esac
    if [ -f "$cache/build/$package/debian/copyright" ]; then
      cp "$cache/build/$package/debian/copyright" "$1/$package.txt"
    else
      cp "$(ls "$cache/build/$package"/{COPYING,LICENCE,LICENSE}* 2>/dev/null | head -n 1)" "$1/$package.txt"
    fi
  done <"$windows/sources.txt"
  cp /usr/share/doc/libz-mingw-w64/copyright "$1/zlib.txt"
  cp /usr/share/doc/gcc-mingw-w64-base/copyright "$1/gcc.txt"
  cp /usr/share/doc/adwaita-icon-theme/copyright "$1/adwaita-icon-theme.txt"
  {
    echo "The libraries beside the program were built without changes, but for the patches in packaging/windows/patches, from these source packages"
    echo "of Debian 12, which anybody can get from Debian:"
    sed '/^#/d; s/ \([^ ]*\) .*/ \1/' "$windows/sources.txt"
    tell_lacks
  } >"$1/sources.txt"
}

tell_hash () # FILE; also in a file of its own, to be handed on with it
{
  (cd "$dist" && sha256sum "$1" | tee "$1.sha256")
}

make_installer ()
{
  mkdir -p "$dist"
  makensis -V2 -NOCD -DVERSION="$version" -DFOLDER="$cache/stage/SoNgayHoi" -DOUTPUT="$dist/$name-setup.exe" \
    -DICON="$cache/program/resources/ngay-hoi.ico" "$windows/installer.nsi" >&2
  tell_hash "$name-setup.exe"
}

# A folder that runs where it lies, such as on a stick.
make_portable ()
{
  mkdir -p "$dist"
  rm -f "$dist/$name-portable.zip"
  (cd "$cache/stage" && find SoNgayHoi -type f | LC_ALL=C sort | TZ=UTC zip -q -X -9 -@ "$dist/$name-portable.zip")
  tell_hash "$name-portable.zip"
}
