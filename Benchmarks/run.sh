#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# Every measurement that our pages quote, as figures and ratios; nothing here passes or fails. The disk that is measured
# is that of BENCH_DIR (default: here, below .build). An idle machine gives figures that can be compared.
#
#   make bench                  all
#   Benchmarks/run.sh adoption  one: adoption, idle
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
reelspool=$here/.build/release/reelspool
base=${BENCH_DIR:-$here/.build/bench}
count=${BENCH_COUNT:-40}
seconds=${BENCH_IDLE_SECONDS:-60}
daemon=

mkdir -p "$base"
work=$(mktemp -d "$base/run-XXXXXX")
stop() {
  [[ -z $daemon ]] || { kill -TERM "$daemon" 2>/dev/null && wait "$daemon"; } || true
  daemon=
}
trap 'stop; rm -rf "$work"' EXIT

compiler=$(command -v clang || command -v cc)
compile() { "$compiler" -std=gnu11 -O2 -o "$work/$1" "$here/Benchmarks/$1.c" "${@:2}"; }

start() {
  "$reelspool" run --spool "$work/spool" >"$work/daemon.log" 2>&1 &
  daemon=$!
  for _ in {1..100}; do
    if [[ -d $work/spool/inbox && -d $work/spool/held ]]; then break; fi
    sleep 0.1
  done
  sleep 2 # its first sweep
}

adoption() {
  compile adopt -lcrypto
  compile drop
  local least before after look durable
  before=$("$work/adopt" "$work/least" "$here/examples/night-drive" "$count")
  start
  read -r look durable < <("$work/drop" "$work/spool" "$here/examples/night-drive" "$count")
  stop
  after=$("$work/adopt" "$work/least" "$here/examples/night-drive" "$count")
  least=$(awk -v a="$before" -v b="$after" 'BEGIN { print (a + b) / 2 }')
  awk -v n="$count" -v look="$look" -v durable="$durable" -v least="$least" 'BEGIN {
    printf "adoption, median of %d bundles of 0.9 MB\n", n
    printf "  rename into inbox/ to the first look   %8.2f ms\n", look
    printf "  first look to the durable job folder   %8.2f ms\n", durable
    printf "  the same flushes by a small C program  %8.2f ms   (before and after: the disk drifts)\n", least
    printf "  ratio                                  %8.2f\n", durable / least
  }'
}

# The daemon and everything below it, one process id a line.
family() {
  local child
  echo "$1"
  # shellcheck disable=SC2013 # the file is words on one line
  for child in $(cat /proc/"$1"/task/*/children 2>/dev/null); do family "$child"; done
}

# How often any thread of the family was put on a processor so far. A sleeping thread adds nothing.
switches() {
  local pid
  for pid in $(family "$daemon"); do cat /proc/"$pid"/task/*/status 2>/dev/null; done |
    awk '/ctxt_switches/ { sum += $2 } END { print sum }'
}

idle() {
  start
  sleep 3
  local before after memory
  before=$(switches)
  sleep "$seconds"
  after=$(switches)
  memory=$(for pid in $(family "$daemon"); do cat /proc/"$pid"/status; done | awk '/^VmRSS/ { sum += $2 } END { print sum }')
  awk -v s="$seconds" -v n="$((after - before))" -v kb="$memory" 'BEGIN {
    printf "idle, daemon and watcher\n"
    printf "  resident                               %8.1f MB\n", kb / 1024
    printf "  wake-ups, all threads                  %8d in %d s\n", n, s
  }'
  stop
}

[[ -x $reelspool ]] || {
  echo "unable to measure: $reelspool is missing; run: make bench" >&2
  exit 100
}
for what in "${@:-adoption idle}"; do
  # shellcheck disable=SC2086 # the default is two words
  for one in $what; do "$one"; done
done
