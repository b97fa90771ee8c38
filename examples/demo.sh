#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# From a song and a sentence to a music video, on a spool of its own that stays, so that you can look into it. The last
# line is the absolute path of the finished video. Works without a terminal.
#
#   demo.sh [EXAMPLE]      night-drive (default), carousel or snowlight
#
#   REELSPOOL_DEMO_OPTIONS a concept.json to go with it: '{"width": 540, "height": 960}'
#   REELSPOOL_DEMO_LIMIT   seconds to wait at most (default 1800)
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
reelspool=$here/.build/release/reelspool
limit=${REELSPOOL_DEMO_LIMIT:-1800}
example=${1:-night-drive}

[[ -x $reelspool ]] || {
  echo "unable to start the demo: $reelspool is missing; run: make demo" >&2
  exit 100
}

[[ $example != */* && -f $here/examples/$example/concept.txt ]] || {
  echo "unable to start the demo: there is no example \"$example\"; see examples/README.md" >&2
  exit 100
}

# Not below TMPDIR: that may hold spaces, and a path to copy should not.
demo=$(mktemp -d /tmp/reelspool-demo-XXXXXX)
spool=$demo/spool
log=$demo/daemon.log
bundle=$spool/inbox/$example
daemon=
progress=

stop_progress() {
  [[ -n $progress ]] || return 0
  kill -TERM "$progress" 2>/dev/null || true
  wait "$progress" 2>/dev/null || true
  progress=
}

stop_daemon() {
  [[ -n $daemon ]] || return 0
  kill -TERM "$daemon" 2>/dev/null || true
  wait "$daemon" || echo "the daemon ended with status $?; its log: $log" >&2
  daemon=
}
trap 'stop_progress; stop_daemon' EXIT
trap 'exit 130' INT TERM

# The one job of this spool, wherever it stands; nothing if it is not accepted yet.
job() { find "$spool" -mindepth 2 -maxdepth 2 -type d -name "$example-*" -path "$spool/${1:-*}/*" | head -n 1; }

alive() { kill -0 "$daemon" 2>/dev/null; }

# Waits until a command succeeds, as long as the daemon lives and for so many seconds at most.
wait_for() {
  local seconds=$1 until=$((SECONDS + $1))
  shift
  until "$@"; do
    alive || {
      echo "the daemon ended by itself; the end of its log, $log:" >&2
      tail -n 20 "$log" >&2
      exit 111
    }
    ((SECONDS < until)) || {
      echo "nothing came of it in $seconds s; the daemon's log: $log" >&2
      exit 111
    }
    sleep 0.5
  done
}

opened() { [[ -d $spool/inbox && -d $spool/done && -d $spool/failed ]]; }
finished() { [[ -n $(job 'done') || -n $(job failed) || -n $(job held) || -n $(job cancelled) ]]; }

# Without the command that shows progress: one line whenever the job, or the number of its ready shots, moves on.
say_progress() {
  local folder stage ready all line
  folder=$(job)
  if [[ -n $folder ]]; then
    stage=$(basename "$(dirname "$folder")")
    ready=$(find "$folder/shots/ready" -name 'shot_*.json' 2>/dev/null | wc -l)
    all=$(find "$folder/shots" -name 'shot_*.json' 2>/dev/null | wc -l)
    line=$stage
    ((all == 0)) || line="$stage, $ready of $all shots ready"
    [[ $line == "${said:-}" ]] || printf '%4d s  %s\n' "$SECONDS" "$line"
    said=$line
  fi
  finished
}

accepted() { [[ -n $(job) ]]; }

# The command that shows progress draws; the farm and the folders decide when it is over.
show_progress() {
  wait_for 60 accepted
  if "$reelspool" watch --help 2>/dev/null | grep -q -- --until-done; then
    "$reelspool" watch --spool "$spool" --until-done &
    progress=$!
    wait_for "$limit" finished
    sleep 1 # its last line
    stop_progress
  else
    wait_for "$limit" say_progress
  fi
}

echo "spool: $spool"
echo "log:   $log"
"$reelspool" run --spool "$spool" >"$log" 2>&1 &
daemon=$!
wait_for 30 opened

# Copied beside the inbox and then renamed into it: a folder that is renamed in is taken at once.
cp -r "$here/examples/$example" "$demo/$example"
[[ -z ${REELSPOOL_DEMO_OPTIONS:-} ]] || printf '%s\n' "$REELSPOOL_DEMO_OPTIONS" >"$demo/$example/concept.json"
mv "$demo/$example" "$bundle"
echo "dropped: $bundle"
show_progress
stop_daemon

video=$(job 'done')/final.mp4
if [[ -z $(job 'done') || ! -s $video ]]; then
  folder=$(job)
  echo "no video: the job is ${folder:-nowhere}" >&2
  if [[ -e $folder/reason.txt ]]; then cat "$folder/reason.txt" >&2; fi
  exit 1
fi
echo "look around: ls $spool/done/*"
echo "$video"
