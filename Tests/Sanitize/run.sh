#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# The tests under a sanitizer, each with a build of its own.
#
#   run.sh address|thread [FILTER]
#
# The address sanitizer looks for leaks, too, at the end of each process; leaks.txt names whose are not ours.
# Before the thread sanitizer is believed it must be quiet about a Mutex and report a race that is planted (locks.c says
# why that needs help).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
kind=${1:?address or thread}
filter=${2:-.}
cd "$here/../.."
build=.build-$kind
export LSAN_OPTIONS="suppressions=$here/leaks.txt:print_suppressions=0"
preload=

prepare_threads() {
  local clang
  clang=$(dirname "$(readlink -f "$(command -v swiftc)")")/clang
  mkdir -p "$build"
  "$clang" -O1 -fPIC -shared -o "$build/locks.so" "$here/locks.c"
  preload=$PWD/$build/locks.so
  # ld.gold has a line for each symbol of the sanitizer that it does not export.
  swiftc -sanitize=thread -g -o "$build/planted" "$here/planted.swift" 2>"$build/planted.log" || {
    cat "$build/planted.log" >&2
    exit 111
  }
  LD_PRELOAD=$preload "$build/planted" 2>"$build/quiet.log" || {
    echo "the thread sanitizer sees a race where there is none:" >&2
    head -n 40 "$build/quiet.log" >&2
    exit 1
  }
  if LD_PRELOAD=$preload "$build/planted" racy 2>"$build/racy.log"; then
    echo "the thread sanitizer does not see the race that is planted" >&2
    exit 1
  fi
  echo "sanitize: quiet about a Mutex, and sees the race that is planted"
}

if [[ $kind = thread ]]; then prepare_threads; fi
swift build --build-tests --sanitize="$kind" --scratch-path "$build"
# Its children have it, too: the daemon is one of them.
env ${preload:+LD_PRELOAD="$preload"} swift test --skip-build --sanitize="$kind" --scratch-path "$build" --filter "$filter"
