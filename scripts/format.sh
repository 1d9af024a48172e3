#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Formats the C sources in place (.clang-format). With --check it changes nothing and lists the files that it would change; exit status 1 then.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mapfile -t files < <(find src tests -name '*.[ch]' | sort)
if [ "${1:-}" = --check ]; then
  clang-format --dry-run -Werror "${files[@]}" 2>&1 | sed -n 's/^\([^:]*\):[0-9]*:.*/\1/p' | sort -u | { ! grep .; }
else
  clang-format -i "${files[@]}"
fi
