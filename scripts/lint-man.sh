#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Every manual page is set without a warning.
set -eu

cd "$(dirname "$0")/.."
status=0
for page in docs/man/*.[1-8]; do
  complaints=$(groff -ww -man -Tutf8 -Kutf8 "$page" 2>&1 >/dev/null)
  if [ -n "$complaints" ]; then
    printf '%s\n' "$complaints" >&2
    status=1
  fi
done
exit "$status"
