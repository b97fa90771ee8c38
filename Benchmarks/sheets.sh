#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# The contact sheets that docs/artist.md shows: the storyboard.jpg of one real film a concept of examples/concepts/, all
# over the same song, at a small size. For whoever works on the artist: draw, look, change, draw again.
#
#   Benchmarks/sheets.sh FOLDER [CONCEPT...]   writes FOLDER/CONCEPT.jpg; CONCEPT is a file's stem, default all
#
#   SHEETS_WIDTH, SHEETS_HEIGHT, SHEETS_FPS   size and rate of the films (default 270x480, 12)
#   SHEETS_KEEP                               a folder that then keeps each job, for a closer look
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
reelspool=$here/.build/release/reelspool
[[ -x $reelspool ]] || {
  echo "unable to draw: $reelspool is missing; run: make build" >&2
  exit 100
}
(($#)) || {
  sed -n 's/^#   //p' "$0" >&2
  exit 100
}
folder=$1
shift
mkdir -p "$folder"
work=$(mktemp -d "${TMPDIR:-/tmp}/reelspool-sheets-XXXXXX")
daemon=
trap '[[ -z $daemon ]] || { kill -TERM "$daemon" 2>/dev/null && wait "$daemon"; } || true; rm -rf "$work"' EXIT

concepts=("$@")
(($#)) || for file in "$here"/examples/concepts/*.txt; do concepts+=("$(basename "$file" .txt)"); done

"$reelspool" run --spool "$work/spool" >"$work/daemon.log" 2>&1 &
daemon=$!
until [[ -d $work/spool/inbox && -d $work/spool/failed ]]; do sleep 0.1; done

for concept in "${concepts[@]}"; do
  bundle=$work/$concept
  mkdir "$bundle"
  cp "$here"/examples/night-drive/night-drive.m4a "$bundle/song.m4a"
  cp "$here/examples/concepts/$concept.txt" "$bundle/concept.txt"
  printf '{"width": %d, "height": %d, "fps": %d, "seed": 1}\n' \
    "${SHEETS_WIDTH:-270}" "${SHEETS_HEIGHT:-480}" "${SHEETS_FPS:-12}" >"$bundle/concept.json"
  mv "$bundle" "$work/spool/inbox/$concept"
done

for concept in "${concepts[@]}"; do
  until compgen -G "$work/spool/done/$concept-*/storyboard.jpg" >/dev/null; do
    if compgen -G "$work/spool/failed/$concept-*" >/dev/null || ! kill -0 "$daemon" 2>/dev/null; then
      echo "no film of $concept; the end of the log:" >&2
      tail -n 5 "$work/daemon.log" >&2
      exit 111
    fi
    sleep 0.5
  done
  # Small enough for the repository: the pages show many of them.
  ffmpeg -nostdin -v error -y -i "$work/spool/done/$concept-"*/storyboard.jpg -vf 'scale=min(1400\,iw):-2' -q:v 7 \
    "$folder/$concept.jpg"
  if [[ -n ${SHEETS_KEEP:-} ]]; then
    mkdir -p "$SHEETS_KEEP/$concept"
    cp -r "$work/spool/done/$concept-"*/. "$SHEETS_KEEP/$concept/"
  fi
  echo "$folder/$concept.jpg"
done
