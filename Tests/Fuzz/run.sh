#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Fuzzes every parser of foreign bytes that is ours, each for SECONDS_EACH (2, so that all take a minute; an hour's run:
# SECONDS_EACH=150), from the seeds in Seeds/. PARSERS names some of them. A finding is kept as findings/crash-*, and
# the exit status is 1; run it again with: .build-fuzz/debug/fuzz FILE, and PARSER in the environment.
set -eu

cd "$(dirname "$0")/../.."
export FUZZ=1 SWIFT_BACKTRACE=enable=no ASAN_OPTIONS="${ASAN_OPTIONS:-detect_leaks=0}"
build=.build-fuzz
log=$(mktemp)
trap 'rm -rf "$log" "$log.corpus"' EXIT

# ld.gold has a line for each symbol of the sanitizer that it does not export.
if ! swift build --scratch-path "$build" --sanitize fuzzer --sanitize address --product fuzz >"$log" 2>&1; then
  grep -v 'Cannot export local symbol' "$log" >&2
  exit 1
fi

status=0
mkdir -p "$build/findings"
for parser in ${PARSERS:-$("$build/debug/fuzz")}; do
  rm -rf "$log.corpus"
  mkdir "$log.corpus"
  if PARSER=$parser "$build/debug/fuzz" -max_total_time="${SECONDS_EACH:-2}" -timeout=5 -rss_limit_mb=2048 -max_len=8192 \
    -seed="${SEED:-1}" -artifact_prefix="$build/findings/$parser-" "$log.corpus" "Tests/Fuzz/Seeds/$parser" >"$log" 2>&1; then
    runs=$(sed -n 's/^Done \([0-9]*\) runs.*/\1/p' "$log")
    printf '%-16s %9s inputs, no finding\n' "$parser" "$runs"
  else
    status=1
    printf '%-16s A FINDING\n' "$parser"
    grep -E 'Fatal error|precondition|ERROR|SUMMARY|Test unit' "$log" | head -8
  fi
done
exit "$status"
