#!/bin/sh
# SPDX-License-Identifier: CC0-1.0
#
# Renders the example songs: notes -> one sound file a part -> mix -> examples/NAME/NAME.m4a.
# Needs python3, fluidsynth, ffmpeg and the packaged sound font fluid-soundfont-gm (MIT licence).
# The same notes give the same sound, but not the same bytes: encoders differ from version to version.
#
#   render.sh                    all songs
#   render.sh carousel [FILE]    one song, to FILE
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
font=${SOUNDFONT:-/usr/share/sounds/sf2/FluidR3_GM.sf2}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The parts of a song, each with its room (0: dry), as sound files in order; ffmpeg's inputs are "$@" afterwards.
parts() { # SCORE ROOM:PART...
  score=$1
  shift
  PYTHONDONTWRITEBYTECODE=1 python3 "$here/$score.py" "$work"
  for part in "$@"; do
    room=${part%%:*}
    part=${part#*:}
    fluidsynth -q -n -i -g 0.5 -r 44100 -R "$room" -C 0 -F "$work/$part.wav" "$font" "$work/$part.mid" >/dev/null
  done
}

mix() { # GRAPH INPUT...
  graph=$1
  shift
  for name in "$@"; do
    set -- "$@" -i "$work/$name.wav"
    shift
  done
  ffmpeg -nostdin -y -loglevel error "$@" -filter_complex "$graph" -map '[mix]' -ar 44100 -c:a pcm_f32le "$work/mix.wav"
}

# One gain for the whole song keeps the way from intro to climax; the limiter only catches what is left.
master() { # LOUDNESS BITRATE TITLE FILE
  now=$(ffmpeg -nostdin -hide_banner -i "$work/mix.wav" -af ebur128 -f null - 2>&1 |
    awk '/^ *I:/ { last = $2 } END { print last }')
  gain=$(awk -v want="$1" -v now="$now" 'BEGIN { print want - now }')
  ffmpeg -nostdin -y -loglevel error -i "$work/mix.wav" \
    -af "volume=${gain}dB,alimiter=limit=0.75:attack=2:release=60:level=0" \
    -ar 44100 -ac 2 -c:a aac -b:a "$2" -map_metadata -1 -metadata title="$3" \
    -movflags +faststart -fflags +bitexact "$4"
}

# The kick ducks bass and pad a little: the pump of the style. 57.857 s is 27 bars at 112 beats a minute; the last
# two seconds fade, so that the end is an end.
night_drive() {
  parts night_drive 0:drums 0:bass 1:pad 1:arpeggio 1:keys 1:lead
  mix '
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
    atrim=0:57.857,afade=t=out:st=55.4:d=2.4,volume=0.9[mix]' drums bass pad arpeggio keys lead riser
  master -14 120k 'Night Drive' "$1"
}

# 60 s are 48 bars of three at 144 beats a minute.
carousel() {
  parts carousel 0:drums 0:bass 1:accordion 1:clarinet 1:box 1:strings 1:bells
  mix '
    [0]volume=1.7[drums];
    [1]lowpass=f=1200,volume=2.4[bass];
    [2]highpass=f=200,volume=0.85[accordion];
    [3]highpass=f=200,volume=1.7,aecho=0.9:0.7:208:0.2[clarinet];
    [4]highpass=f=400,volume=2.2,aecho=0.9:0.8:417|833:0.3|0.15[box];
    [5]highpass=f=180,lowpass=f=9000,volume=1.25[strings];
    [6]highpass=f=600,volume=0.8,aecho=0.9:0.7:417:0.25[bells];
    [drums][bass][accordion][clarinet][box][strings][bells]amix=inputs=7:duration=longest:normalize=0,
    atrim=0:60,afade=t=out:st=57.6:d=2.4[mix]' drums bass accordion clarinet box strings bells
  master -16 96k 'Carousel' "$1"
}

# 60 s are 15 bars of four at 60 beats a minute. Strings that a keyboard plays all begin at once: they are faded in.
snowlight() {
  parts snowlight 1:piano 1:cello 1:strings
  mix '
    [0]highpass=f=60,acompressor=threshold=0.03:ratio=3:attack=20:release=400:makeup=3,volume=2.4,
    aecho=0.9:0.9:750|1500:0.22|0.12[piano];
    [1]lowpass=f=1800,volume=2.2,aecho=0.9:0.8:600:0.2[cello];
    [2]highpass=f=200,lowpass=f=6500,afade=t=in:st=32:d=0.8,volume=0.7[strings];
    [piano][cello][strings]amix=inputs=3:duration=longest:normalize=0,
    atrim=0:60,afade=t=out:st=57:d=3[mix]' piano cello strings
  master -18 80k 'Snowlight' "$1"
}

for song in ${1:-night_drive carousel snowlight}; do
  song=$(echo "$song" | tr - _)
  name=$(echo "$song" | tr _ -)
  case $song in
    night_drive | carousel | snowlight) "$song" "${2:-$here/../$name/$name.m4a}" ;;
    *)
      echo "there is no song $song here: night-drive, carousel, snowlight" >&2
      exit 100
      ;;
  esac
done
