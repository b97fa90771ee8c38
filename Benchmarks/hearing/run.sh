#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# How well, how fast and with how much memory Reelspool hears, beside what else a musician can install. Builds the corpus
# where it is missing, hears every song with `reelspool analyze`, asks the peers that are there (peers.py), scores all of
# them and writes a dated report. Nothing here passes or fails.
#
#   Benchmarks/hearing/run.sh [REPORT.md]
#
#   HEARING_CORPUS   a built corpus (default: .build/hearing-corpus, built if it is missing)
#   HEARING_VENV     the Python environment (default: .build/hearing-venv)
#   HEARING_REELSPOOL  the program (default: the release build)
#   HEARING_PEERS    which peers, of aubio essentia librosa madmom (default: all that can be installed); "none" for none
#   HEARING_MORE     more built corpora, for the tables of confidence only: a table each, so that songs that the
#                    confidences were fitted on and songs that they never saw stay apart
#   HEARING_LIMIT    seconds that a program may take for one song (default: 180)
#   HEARING_BUDGET   seconds that a peer is asked for new songs (default: 1800); what it did not hear by then is left out,
#                    and Reelspool is scored on the same songs beside it
#   HEARING_KEEP     a folder for the answers of the peers: the next run does not ask them again (default: none is kept)
#   HEARING_JOBS     programs at a time (default: 1)
#   HEARING_ODD      "none" leaves out the odd songs: noise, speech, rubato, 20 minutes
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
corpus=${HEARING_CORPUS:-$root/.build/hearing-corpus}
export HEARING_VENV=${HEARING_VENV:-$root/.build/hearing-venv}
report=${1:-$here/reports/$(date -u +%F).md}
reelspool=${HEARING_REELSPOOL:-$root/.build/release/reelspool}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[[ -x $reelspool ]] || {
  echo "unable to measure: $reelspool is missing; run: make build" >&2
  exit 100
}
[[ -x $HEARING_VENV/bin/python && -n $(find "$corpus" -maxdepth 1 -name '*.truth.json' -print -quit 2>/dev/null) ]] ||
  "$here/build.sh" "$corpus"

every=(--limit "${HEARING_LIMIT:-180}" --jobs "${HEARING_JOBS:-1}" --budget "${HEARING_BUDGET:-1800}")
[[ -z ${HEARING_KEEP:-} ]] || every+=(--keep "$HEARING_KEEP")
peers=${HEARING_PEERS:-aubio essentia librosa madmom}
if [[ $peers != none ]]; then
  base=$root/.build/hearing-peers
  export HEARING_PEERS_VENV=${HEARING_PEERS_VENV:-$base/peers} HEARING_MADMOM_VENV=${HEARING_MADMOM_VENV:-$base/madmom}
  # A folder that is there may be half an installation: peers.sh looks again, and has nothing to do the next time.
  [[ $HEARING_PEERS_VENV != "$base/peers" ]] || "$here/peers.sh" "$base" || true
fi
[[ $peers != none ]] || peers=
"$HEARING_VENV/bin/python" "$here/hear.py" "$corpus" "$work" "$reelspool" --peers "$peers" "${every[@]}"
confidence=("$corpus" "$work/reelspool")
for more in ${HEARING_MORE:-}; do
  mkdir -p "$work/more"
  "$HEARING_VENV/bin/python" "$here/hear.py" "$more" "$work/more/$(basename "$more")" "$reelspool" --peers "" "${every[@]}"
  confidence+=("$more" "$work/more/$(basename "$more")/reelspool")
done
{
  echo "# Hearing, $(date -u +%F)"
  echo
  echo "$(git -C "$root" rev-parse --short HEAD), $(find "$corpus" -maxdepth 1 -name '*.wav' | wc -l) songs," \
    "$(nproc) processors, one thread a program. Means; F of beats within 70 ms, of drums within 50 ms, of boundaries" \
    "within 0.5 s and 3 s."
  echo
  echo "## All in one table"
  echo
  "$HEARING_VENV/bin/python" "$here/compare.py" "$corpus" "$work"
  echo
  echo "## What confidence is worth"
  echo
  echo '```'
  "$HEARING_VENV/bin/python" "$here/calibrate.py" "${confidence[@]}"
  echo '```'
  if [[ ${HEARING_ODD:-all} != none ]]; then
    echo
    echo "## Odd songs"
    echo
    "$HEARING_VENV/bin/python" "$here/odd.py" "$root/.build/hearing-odd" "$reelspool"
  fi
  for folder in "$work"/*/; do
    [[ -f $folder/cost.json ]] || continue
    echo
    echo "## $(basename "$folder")"
    echo
    echo '```'
    "$HEARING_VENV/bin/python" "$here/score.py" "$corpus" "$folder" --per-song
    echo '```'
  done
} >"$work/report.md"
mkdir -p "$(dirname "$report")"
mv "$work/report.md" "$report"
echo "$report"
