#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# Every measurement that our pages quote, as figures and ratios; nothing here passes or fails. The disk that is measured
# is that of BENCH_DIR (default: here, below .build). An idle machine gives figures that can be compared.
#
#   make bench                  all
#   Benchmarks/run.sh adoption  one: adoption, idle, redo, film, cuts, musical, continuity, throughput, scale, leaks
#   Benchmarks/run.sh litter    a bundle with a million files; not part of all
#
# cuts needs PySceneDetect and MoviePy, which it installs from PyPI below .build; musical needs CORPUS, a folder of songs
# with NAME.truth.json beside them (Benchmarks/musical.py has the form), and does nothing without.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
reelspool=${BENCH_REELSPOOL:-$here/.build/release/reelspool}
base=${BENCH_DIR:-$here/.build/bench}
count=${BENCH_COUNT:-40}
seconds=${BENCH_IDLE_SECONDS:-60}
daemon=
others=()

mkdir -p "$base"
work=$(mktemp -d "$base/run-XXXXXX")
stop() {
  [[ -z $daemon ]] || { kill -TERM "$daemon" 2>/dev/null && wait "$daemon"; } || true
  daemon=
  if ((${#others[@]})); then kill "${others[@]}" 2>/dev/null || true; fi
}
trap 'stop; rm -rf "$work"' EXIT

compiler=$(command -v clang || command -v cc)
compile() { "$compiler" -std=gnu11 -O2 -o "$work/$1" "$here/Benchmarks/$1.c" "${@:2}"; }

start() {
  "$reelspool" run --spool "$work/spool" "$@" >"$work/daemon.log" 2>&1 &
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
  local least before after look durable bundle=$work/noise
  # As large as a song, and none: what is measured is adoption, not the hearing of the bundle before.
  mkdir "$bundle"
  head -c 917000 /dev/urandom >"$bundle/song.m4a"
  cp "$here/examples/night-drive/concept.txt" "$bundle/"
  before=$("$work/adopt" "$work/least" "$bundle" "$count")
  start
  read -r look durable < <("$work/drop" "$work/spool" "$bundle" "$count")
  stop
  after=$("$work/adopt" "$work/least" "$bundle" "$count")
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

# Seconds of processor time of the daemon and of all children that have ended, so far.
cpu() { awk -v hz="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print ($12 + $13 + $14 + $15) / hz }' "/proc/$daemon/stat"; }

wait_for() { # SECONDS COMMAND...
  local until=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < until)) || { echo "nothing came of it: $*" >&2; tail -n 5 "$work/daemon.log" >&2; exit 111; }
    sleep 0.2
  done
}

# Frame by frame, without the frames of one shot: two cuts must agree in all others.
frames_but() { # FILM FIRST PAST
  ffmpeg -nostdin -v error -i "$1" -map 0:v:0 -f framemd5 - | grep -v '^#' | awk -F, -v a="$2" -v b="$3" '
    $3 + 0 >= 0 { n++; if (n <= a || n > b) print $NF }' | md5sum
}

# A film of about 40 shots, then one of them once more.
redo() {
  local song=$work/long.flac first second job shots frames from to report
  ffmpeg -nostdin -v error -stream_loop 1 -i "$here"/examples/night-drive/*.m4a -c:a flac "$song"
  start
  mkdir "$work/bundle"
  cp "$song" "$work/bundle/song.flac"
  cp "$here/examples/night-drive/concept.txt" "$work/bundle/"
  printf '{"width": %d, "height": %d}\n' "${BENCH_WIDTH:-1080}" "${BENCH_HEIGHT:-1920}" >"$work/bundle/concept.json"
  first=$(cpu)
  mv "$work/bundle" "$work/spool/inbox/long"
  # shellcheck disable=SC2317 # called by wait_for
  has_film() { compgen -G "$work/spool/done/*/cuts/1/final.mp4" >/dev/null; }
  wait_for 3600 has_film
  job=$(echo "$work"/spool/done/*)
  first=$(awk -v a="$first" -v b="$(cpu)" 'BEGIN { print b - a }')
  shots=$(find "$job/shots/ready" -name 'shot_*.json' | wc -l)
  second=$(cpu)
  mv "$job/shots/ready/shot_12.json" "$job/shots/todo/"
  # shellcheck disable=SC2317
  has_second() { compgen -G "$work/spool/done/*/cuts/2/final.mp4" >/dev/null; }
  wait_for 600 has_second
  second=$(awk -v a="$second" -v b="$(cpu)" 'BEGIN { print b - a }')
  from=$(sed -n '/"shot" : {/,/}/s/.*"startFrame" : \([0-9]*\).*/\1/p' "$job/takes/shot_12/2/take.json" | head -n 1)
  to=$(sed -n 's/.*"endFrame" : \([0-9]*\).*/\1/p' "$job/takes/shot_12/2/take.json" | head -n 1)
  frames=different
  if [[ $(frames_but "$job/cuts/1/final.mp4" "$from" "$to") == $(frames_but "$job/cuts/2/final.mp4" "$from" "$to") ]]; then
    frames=identical
  fi
  report=$job/cuts/1/report.json
  awk -v shots="$shots" -v a="$first" -v b="$second" -v frames="$frames" -v offset="$(
    sed -n 's/.*"audioOffsetMilliseconds" : \([-0-9.e]*\).*/\1/p' "$report"
  )" -v film="$(sed -n 's/^  "seconds" : \([0-9.]*\).*/\1/p' "$report")" -v song="$(
    sed -n 's/.*"songSeconds" : \([0-9.]*\).*/\1/p' "$report"
  )" 'BEGIN {
    printf "a film of %d shots, %.1f s\n", shots, film
    printf "  processor time of the first cut        %8.1f s\n", a
    printf "  of one shot made again, and a new cut  %8.1f s\n", b
    printf "  ratio                                  1 / %.1f\n", a / b
    printf "  all frames of the other shots          %s\n", frames
    printf "  film against song                      %8.1f ms longer (a frame is 33.3)\n", (film - song) * 1000
    printf "  sound against the analysed samples     %8.3f ms\n", offset
  }'
  stop
}

# Twice a second the memory of the daemon, and of all below it (shared pages counted once), in kB; ends with it. Not more
# often: to count pages holds up whoever is counted.
watch_memory() {
  local pid own all
  while kill -0 "$daemon" 2>/dev/null; do
    own=$(awk '/^Pss:/ { print $2 }' "/proc/$daemon/smaps_rollup" 2>/dev/null || true)
    all=0
    for pid in $(family "$daemon"); do
      all=$((all + $(awk '/^Pss:/ { print $2 }' "/proc/$pid/smaps_rollup" 2>/dev/null || true) + 0))
    done
    echo "${own:-0} $all"
    sleep 0.5
  done >"$work/memory"
}

# Processor time of one thread for one frame of a test picture, from RGB to x264's veryfast, in milliseconds: what a machine
# of today is worth. The wish for the time of a film was made on one that takes 29.
yardstick() {
  local picture=testsrc2=s=1080x1920:r=30:d=4 drawn all
  took() { ffmpeg -nostdin -hide_banner -v info -benchmark -f lavfi -i "$picture" "$@" -f null - 2>&1 | sed -n 's/.*utime=\([0-9.]*\)s.*/\1/p'; }
  drawn=$(took -vf format=bgra)
  all=$(took -vf format=bgra,format=yuv420p -c:v libx264 -preset veryfast -threads 1)
  awk -v a="$drawn" -v b="$all" 'BEGIN { print (b - a) / 120 * 1000 }'
}

# The whole of a job by the built-in artist, beside composing and encoding the same frames alone.
film() {
  local bundle=$work/film job before spent began wall watcher yardstick alone=$here/.build/release/film-bench
  start
  cp -r "$here/examples/night-drive" "$bundle"
  printf '{"width": %d, "height": %d}\n' "${BENCH_WIDTH:-1080}" "${BENCH_HEIGHT:-1920}" >"$bundle/concept.json"
  before=$(cpu)
  watch_memory &
  watcher=$!
  began=$(date +%s.%N)
  mv "$bundle" "$work/spool/inbox/film"
  # shellcheck disable=SC2317 # called by wait_for
  is_done() { compgen -G "$work/spool/done/film-*/final.mp4" >/dev/null; }
  wait_for 3600 is_done
  wall=$(awk -v a="$began" -v b="$(date +%s.%N)" 'BEGIN { print b - a }')
  spent=$(awk -v a="$before" -v b="$(cpu)" 'BEGIN { print b - a }')
  stop
  wait "$watcher" || true
  job=$(echo "$work"/spool/done/film-*)
  mkdir -p "$work/alone"
  yardstick=$(yardstick)
  "$alone" "$job" "$work/alone" | awk -v wall="$wall" -v spent="$spent" -v song="$(
    sed -n 's/.*"songSeconds" : \([0-9.]*\).*/\1/p' "$job/current/report.json"
  )" -v memory="$(awk '{ if ($1 > a) a = $1; if ($2 > b) b = $2 } END { print a, b }' "$work/memory")" -v yardstick="$yardstick" '
    { figure[$1] = $2; if ($1 == "same") same = $0 }
    END {
      split(memory, peak, " ")
      least = figure["compose"] + figure["encode"]
      printf "a film of %d frames, %.1f s, by the built-in artist\n", figure["frames"], song
      printf "  wall time                              %8.1f s\n", wall
      printf "  of the length of the song              %8.2f\n", wall / song
      printf "  a test frame to veryfast, one thread   %8.1f ms (the reference: 29)\n", yardstick
      printf "  of the song, on the reference          %8.2f\n", wall / song * 29 / yardstick
      printf "  processor time                         %8.1f s\n", spent
      printf "  composing the same frames alone        %8.1f s, %.1f ms a frame\n", figure["compose"],
        figure["compose"] / figure["frames"] * 1000
      printf "  encoding them alone                    %8.1f s, %.1f ms a frame\n", figure["encode"],
        figure["encode"] / figure["frames"] * 1000
      printf "  ratio                                  %8.2f\n", spent / least
      printf "  drawing the sheets of all shots        %8.1f s\n", figure["sheets"]
      printf "  clips that came out byte for byte      %s\n", substr(same, 6)
      printf "  peak memory, daemon                    %8.0f MB\n", peak[1] / 1024
      printf "  peak memory, with all its children     %8.0f MB\n", peak[2] / 1024
    }'
}

# The one job of the spool that is done and whose name begins so, once there is one.
film_of() { # NAME
  wait_for 3600 compgen -G "$work/spool/done/$1-*/final.mp4" >/dev/null
  echo "$work"/spool/done/"$1"-*
}

drop() { # EXAMPLE NAME OPTIONS
  cp -r "$here/examples/$1" "$work/$2"
  printf '%s\n' "$3" >"$work/$2/concept.json"
  mv "$work/$2" "$work/spool/inbox/$2"
}

# Every example by the built-in artist; then one of them once more, its clips delivered as servers deliver them, beside
# what people do by hand with the same clips.
cuts() {
  local venv=$base/venv python=$base/venv/bin/python size example job again cpu wall
  size="\"width\": ${BENCH_CUT_WIDTH:-540}, \"height\": ${BENCH_CUT_HEIGHT:-960}"
  [[ -x $python ]] || python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check scenedetect-headless==0.7.2 moviepy==2.2.1
  mkdir "$work/delivered"
  # shellcheck disable=SC2016 # a script that is written, not run
  printf '#!/bin/sh\nrequest=$(cat)\nshot=$(printf "%%s" "$request" | grep -o "shot_[0-9]*" | head -n 1)\ncp "%s/$shot.mp4" clip.mp4\n' \
    "$work/delivered" >"$work/deliver"
  chmod +x "$work/deliver"
  printf '[providers.command.delivered]\nexecutable = "%s"\nmakes = ["clips"]\n' "$work/deliver" >"$work/config.toml"
  start --config "$work/config.toml"
  echo "cuts that PySceneDetect finds, in frames of the film"
  printf '  %-26s%8s%8s%8s%8s%8s%8s%9s%8s\n' '' planned exact near spare 'ms off' 'frames' 'CPU s' 'wall s'
  for example in night-drive carousel snowlight; do
    drop "$example" "$example" "{$size, \"seed\": 1}"
    job=$(film_of "$example")
    printf '  %-26s' "$example"
    "$python" "$here/Benchmarks/cuts.py" detect "$job" "$job/final.mp4"
  done
  example=${BENCH_CUT_EXAMPLE:-carousel}
  job=$(film_of "$example")
  "$python" "$here/Benchmarks/cuts.py" deliver "$job" "$work/delivered"
  echo "the same clips of $example as a server delivers them: 24 frames a second, whole seconds"
  cpu=$(cpu) wall=$(date +%s.%N)
  drop "$example" again "{$size, \"seed\": 1, \"clips\": \"delivered\"}"
  again=$(film_of again)
  printf '  %-26s' 'Reelspool, the whole job'
  "$python" "$here/Benchmarks/cuts.py" detect "$again" "$again/final.mp4" \
    "$(awk -v a="$cpu" -v b="$(cpu)" 'BEGIN { print b - a }')" \
    "$(awk -v a="$wall" -v b="$(date +%s.%N)" 'BEGIN { print b - a }')"
  stop
  "$python" "$here/Benchmarks/cuts.py" naive "$again" "$work/delivered" "$work"
}

musical() {
  [[ -n ${CORPUS:-} ]] || {
    echo "the cuts of a corpus: not measured, CORPUS names no folder"
    return 0
  }
  mkdir -p "$work/heard"
  python3 "$here/Benchmarks/musical.py" "$reelspool" "$CORPUS" "$work/heard"
}

# Does the lead look the same in every shot? One film a concept of examples/concepts/ (or those that BENCH_CONCEPTS names),
# and the figures of each.
continuity() {
  local concept concepts
  read -ra concepts <<<"${BENCH_CONCEPTS:-}"
  SHEETS_KEEP=$work/films "$here/Benchmarks/sheets.sh" "$work/sheets" "${concepts[@]}" >/dev/null
  for concept in "$work"/films/*/; do
    echo "continuity of $(basename "$concept")"
    "$reelspool" continuity "$concept" | sed -n '/shots with the lead/,$p'
  done
}

# A hundred thousand finished films and ten thousand bundles: the start, the memory, and what one more job costs. Nothing
# is heard meanwhile: an ffmpeg that only sleeps stands before the real one.
scale() {
  compile crowd
  compile ready
  local jobs=${BENCH_DONE:-100000} bundles=${BENCH_BUNDLES:-10000} pid took was=0 before after stage now
  start
  stop
  "$work/crowd" "$work/spool" "$jobs" "$bundles"
  printf '#!/bin/sh\nexec sleep 100000\n' >"$work/sleeper"
  chmod +x "$work/sleeper"
  REELSPOOL_FFMPEG=$work/sleeper REELSPOOL_FFPROBE=$work/sleeper "$work/ready" "$reelspool" run --spool "$work/spool" 2>"$work/daemon.log" >"$work/ready.txt"
  read -r pid took <"$work/ready.txt"
  daemon=$pid
  printf 'start with %d finished films and %d bundles\n' "$jobs" "$bundles"
  printf '  to READY=1                             %8.0f ms\n' "$took"
  adopted() { find "$work/spool/analyzing" -mindepth 1 -maxdepth 1 -printf x | wc -c; }
  # shellcheck disable=SC2317 # called by wait_for
  has_adopted() { (($(adopted) >= $1)); }
  before=$(cpu)
  for stage in 100 1000 "$((bundles / 2))" "$bundles"; do
    wait_for 1800 has_adopted "$stage"
    after=$(cpu) now=$(adopted)
    awk -v from="$was" -v to="$now" -v a="$before" -v b="$after" 'BEGIN {
      printf "  processor time a job, %5d to %-10d %7.2f ms\n", from, to, (b - a) / (to - from) * 1000 }'
    was=$now before=$after
  done
  awk '/^Vm(RSS|HWM)/ { printf "  %-38s %8.1f MB\n", $1 == "VmRSS:" ? "resident, after all" : "resident, at the most", $2 / 1024 }' \
    "/proc/$pid/status"
  # Not our child: `ready` was.
  kill -TERM "$pid"
  while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
  daemon=
}

# Durable jobs that do nothing, beside a small C program that makes the same flushes at the same number in flight, and
# beside three queues that promise less, where they are installed.
throughput() {
  compile noop -pthread
  local jobs=${BENCH_NOOPS:-1000} width=${BENCH_WIDTH_NOOPS:-8} round ours theirs
  printf 'durable jobs that do nothing, %d, %d at once (jobs a second, processor ms a job)\n' "$jobs" "$width"
  # In turns, because the disk drifts.
  for round in 1 2 3; do
    theirs=$("$work/noop" "$work/noop-$round" "$jobs" "$width")
    ours=$("$here/.build/release/pace" "$work/pace-$round" "$jobs" "$width")
    awk -v a="$theirs" -v b="$ours" 'BEGIN {
      split(a, c, " "); split(b, s, " ")
      printf "  C %8.1f %6.2f   reelspool %8.1f %6.2f   ratio %5.2f\n", c[1], c[2], s[1], s[2], s[1] / c[1] }'
  done
  local other
  for other in tsp nq; do
    if command -v "$other" >/dev/null; then peer "$other" "$jobs"; else echo "  $other skipped: it is not installed"; fi
  done
  slurm "$jobs" "$width"
}

# Slurm with one node on this machine, its state in our folder, nobody to ask for a password: the least of it that works.
slurm() { # COUNT AT_ONCE
  local place=$work/slurm began ended name
  for name in slurmctld slurmd sbatch; do
    command -v "$name" >/dev/null || { echo "  slurm skipped: $name is not installed"; return 0; }
  done
  [[ $(id -u) = 0 ]] || { echo "  slurm skipped: its daemons need root"; return 0; }
  name=$(hostname -s)
  mkdir -p "$place/state" "$place/node"
  cat >"$place/slurm.conf" <<END
ClusterName=bench
SlurmctldHost=$name(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
AuthType=auth/none
CredType=cred/none
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$place/state
SlurmdSpoolDir=$place/node
SlurmctldPidFile=$place/controller.pid
SlurmdPidFile=$place/node.pid
SlurmctldLogFile=$place/controller.log
SlurmdLogFile=$place/node.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MaxArraySize=100001
MaxJobCount=100000
SlurmdParameters=config_overrides
NodeName=$name NodeAddr=127.0.0.1 CPUs=$2
PartitionName=all Nodes=$name Default=YES OverSubscribe=FORCE:1
END
  export SLURM_CONF=$place/slurm.conf
  slurmctld -D >"$place/controller.out" 2>&1 &
  others+=($!)
  slurmd -D >"$place/node.out" 2>&1 &
  others+=($!)
  # shellcheck disable=SC2317 # called by wait_for
  has_node() { [[ $(sinfo -h -o %T 2>/dev/null) = idle ]]; }
  wait_for 60 has_node
  printf '#!/bin/sh\ntrue\n' >"$place/job"
  began=$(date +%s.%N)
  sbatch --quiet --output /dev/null --array "1-$1" "$place/job"
  # shellcheck disable=SC2317
  is_empty() { [[ -z $(squeue -h 2>/dev/null) ]]; }
  wait_for 1800 is_empty
  ended=$(date +%s.%N)
  awk -v n="$1" -v a="$began" -v b="$ended" 'BEGIN {
    printf "  %-10s %8.1f jobs a second, one array, nothing flushed\n", "slurm", n / (b - a) }'
  kill "${others[@]}"
  wait "${others[@]}" 2>/dev/null || true
  others=()
}

# A queue that keeps its jobs in memory (tsp) or as live processes (nq): what they promise is in docs/promises.md.
peer() { # PROGRAM COUNT
  local began ended number
  mkdir -p "$work/$1"
  began=$(date +%s.%N)
  for ((number = 0; number < $2; number++)); do
    case $1 in
    tsp) TS_SOCKET=$work/tsp/socket tsp -n true >/dev/null ;;
    nq) (cd "$work/nq" && nq true >/dev/null) ;;
    esac
  done
  case $1 in
  tsp) TS_SOCKET=$work/tsp/socket tsp -w >/dev/null && TS_SOCKET=$work/tsp/socket tsp -K ;;
  nq) (cd "$work/nq" && nq -w) ;;
  esac
  ended=$(date +%s.%N)
  awk -v name="$1" -v n="$2" -v a="$began" -v b="$ended" 'BEGIN {
    printf "  %-10s %8.1f jobs a second, nothing flushed\n", name, n / (b - a) }'
}

# A thousand small jobs in a row through one daemon: each is adopted, probed and heard by real children, found too short,
# and put into failed/ with its reason. What grows with their number is a leak.
leaks() {
  local jobs=${BENCH_LEAKS:-1000} step number pid children
  ffmpeg -nostdin -v error -f lavfi -i sine=d=1 "$work/short.wav"
  start
  step=$((jobs >= 10 ? jobs / 10 : 1))
  printf '%d small jobs in a row\n  %8s %12s %10s %14s\n' "$jobs" jobs descriptors children 'resident MB'
  for ((number = 1; number <= jobs; number++)); do
    mkdir "$work/bundle"
    cp "$work/short.wav" "$work/bundle/song.wav"
    echo "A fox runs through a red forest, number $number" >"$work/bundle/concept.txt"
    mv "$work/bundle" "$work/spool/inbox/leak-$number"
    if ((number % step)); then continue; fi
    # shellcheck disable=SC2317 # called by wait_for
    has_ended() { (($(find "$work/spool/failed" -mindepth 1 -maxdepth 1 -printf x | wc -c) >= number)); }
    wait_for 1800 has_ended
    pid=$daemon
    children=$(family "$pid" | tail -n +2 | wc -l)
    awk -v n="$number" -v files="$(find "/proc/$pid/fd" -mindepth 1 -printf x | wc -c)" -v children="$children" '
      /^VmRSS/ { printf "  %8d %12d %10d %14.1f\n", n, files, children, $2 / 1024 }' "/proc/$pid/status"
  done
  stop
}

# A bundle with a million small files in it: how long until it is settled, and what that takes. Best on a tmpfs of 6 GB
# (BENCH_DIR=/dev/shm); not part of the whole, because making and removing them takes longer than all the rest.
litter() {
  local files=${BENCH_LITTER:-1000000} began ended before
  start
  mkdir "$work/litter"
  cp "$here"/examples/night-drive/*.m4a "$here/examples/night-drive/concept.txt" "$work/litter/"
  seq "$files" | split --lines 1 --suffix-length 7 --numeric-suffixes - "$work/litter/file-"
  before=$(cpu)
  began=$(date +%s.%N)
  mv "$work/litter" "$work/spool/inbox/litter"
  # shellcheck disable=SC2317 # called by wait_for
  has_reason() { compgen -G "$work/spool/failed/*/reason.txt" >/dev/null; }
  wait_for 1800 has_reason
  ended=$(date +%s.%N)
  printf 'a bundle of %d small files\n' "$files"
  awk -v a="$began" -v b="$ended" -v c="$before" -v d="$(cpu)" 'BEGIN {
    printf "  from the drop to the reason            %8.1f s\n  processor time                         %8.2f s\n", b - a, d - c }'
  awk '/^VmHWM/ { printf "  resident, at the most                  %8.1f MB\n", $2 / 1024 }' "/proc/$daemon/status"
  head -n 2 "$work"/spool/failed/*/reason.txt | sed 's/^/  /'
  stop
}

[[ -x $reelspool ]] || {
  echo "unable to measure: $reelspool is missing; run: make bench" >&2
  exit 100
}
for what in "${@:-adoption idle redo film cuts musical continuity throughput scale leaks}"; do
  # shellcheck disable=SC2086 # the default is ten words
  for one in $what; do "$one"; done
done
