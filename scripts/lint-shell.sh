#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Every shell script that git knows goes through shellcheck: found by its first line, because not all are named .sh.
set -eu

cd "$(dirname "$0")/.."
git ls-files -z --cached --others --exclude-standard | xargs -0 grep -lIE -m1 '^#!.*/(env )?(ba|da)?sh\b' |
  while read -r file; do
    # grep reads whole files: only a first line makes a script.
    if head -n 1 "$file" | grep -qE '^#!.*sh\b'; then printf '%s\n' "$file"; fi
  done | xargs shellcheck
