#!/bin/sh
# SPDX-License-Identifier: CC0-1.0
#
# Renders the example song: notes -> one sound file a part -> mix -> examples/night-drive/night-drive.m4a.
# Needs python3, fluidsynth, ffmpeg and the packaged sound font fluid-soundfont-gm (MIT licence).
# The same notes give the same sound, but not the same bytes: encoders differ from version to version.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
song=${1:-$here/../night-drive/night-drive.m4a}
font=${SOUNDFONT:-/usr/share/sounds/sf2/FluidR3_GM.sf2}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

PYTHONDONTWRITEBYTECODE=1 python3 "$here/night_drive.py" "$work"
for part in drums bass pad arpeggio keys lead; do
  case $part in drums | bass) room=0 ;; *) room=1 ;; esac
  fluidsynth -q -n -i -g 0.5 -r 44100 -R $room -C 0 -F "$work/$part.wav" "$font" "$work/$part.mid" >/dev/null
done

# The kick ducks bass and pad a little: the pump of the style. 57.857 s is 27 bars at 112 beats a minute; the last
# two seconds fade, so that the end is an end.
ffmpeg -nostdin -y -loglevel error \
  -i "$work/drums.wav" -i "$work/bass.wav" -i "$work/pad.wav" -i "$work/arpeggio.wav" -i "$work/keys.wav" \
  -i "$work/lead.wav" -i "$work/riser.wav" -filter_complex '
    [0]acompressor=threshold=0.2:ratio=3:attack=8:release=90:makeup=1.6,treble=g=5:f=6000,volume=2.2,
    asplit=3[drums][key1][key2];
    [1]lowpass=f=900,volume=2.1[b];
    [b][key1]sidechaincompress=threshold=0.05:ratio=4:attack=4:release=170[bass];
    [2]highpass=f=180,lowpass=f=6000,volume=1.4[p];
    [p][key2]sidechaincompress=threshold=0.05:ratio=3:attack=6:release=220[pad];
    [3]highpass=f=300,volume=0.8,aecho=0.9:0.7:402:0.3[arpeggio];
    [4]highpass=f=200,volume=1.9,aecho=0.9:0.8:402|804:0.35|0.18[keys];
    [5]highpass=f=250,lowpass=f=7500,volume=1.3,aecho=0.9:0.8:402:0.28[lead];
    [6]volume=0.5,aformat=channel_layouts=stereo[riser];
    [drums][bass][pad][arpeggio][keys][lead][riser]amix=inputs=7:duration=longest:normalize=0,
    atrim=0:57.857,afade=t=out:st=55.4:d=2.4,volume=0.9[mix]' \
  -map '[mix]' -ar 44100 -c:a pcm_f32le "$work/mix.wav"

# One gain for the whole song keeps the way from intro to drop; the limiter only catches what is left.
loudness=$(ffmpeg -nostdin -hide_banner -i "$work/mix.wav" -af ebur128 -f null - 2>&1 |
  awk '/^ *I:/ { last = $2 } END { print last }')
gain=$(awk -v now="$loudness" 'BEGIN { print -14 - now }')
ffmpeg -nostdin -y -loglevel error -i "$work/mix.wav" \
  -af "volume=${gain}dB,alimiter=limit=0.75:attack=2:release=60:level=0" \
  -ar 44100 -ac 2 -c:a aac -b:a 120k -map_metadata -1 -metadata title='Night Drive' \
  -movflags +faststart -fflags +bitexact "$song"
