#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# A maker of stills in one ffmpeg: a gradient in the colours of the shot. It is here to be replaced; what it shows is how
# a command reads its request with nothing but sed, and answers. docs/providers/command.md has the rules.
set -eu

request=$(cat)

# Every field of the document has a line of its own, behind two spaces; fields of the shot stand behind four.
field() { printf '%s\n' "$request" | sed -n "s/^  \"$1\" : \"\{0,1\}\([^\"]*[^\",]\)\"\{0,1\},\{0,1\}\$/\1/p"; }
number=$(printf '%s\n' "$request" | sed -n 's/^    "id" : "shot_0*\([0-9][0-9]*\)",\{0,1\}$/\1/p')
colours=$(printf '%s\n' "$request" |
  sed -n '/^ *"palette" : \[$/,/^ *\]/s/^ *"#\([0-9A-Fa-f]\{6\}\)",\{0,1\}$/0x\1/p')

width=$(field width)
height=$(field height)
output=$(field output)
if [ -z "$width" ] || [ -z "$height" ] || [ -z "$output" ]; then
  echo "unable to read the request: no size or no output in it" >&2
  exit 100 # asked wrongly: trying again would not help
fi

# References are drawn before any shot and have no palette: two greys do.
# shellcheck disable=SC2086 # one colour a word
set -- ${colours:-0x404048 0xc0c0c8}
[ $# -ge 2 ] || set -- "$1" "$1"

# Neighbours must not look alike, or nobody sees the cut: the form, the corner and the order of the colours follow the
# shot and the take.
take=$(field take)
turn=$((${number:-0} + ${take:-0}))
shifts=$((turn % $#))
while [ "$shifts" -gt 0 ]; do
  first=$1
  shift
  set -- "$@" "$first"
  shifts=$((shifts - 1))
done
inputs=''
count=0
for colour in "$@"; do
  [ "$count" -lt 8 ] || break
  inputs=$inputs:c$count=$colour
  count=$((count + 1))
done

x1=$((width * (turn % 3) / 2))
exec ffmpeg -nostdin -v error -y -f lavfi \
  -i "gradients=s=${width}x$height:n=$count$inputs:x0=$((width - x1)):y0=0:x1=$x1:y1=$height:t=$((turn % 4)):seed=1:d=1" \
  -frames:v 1 "file:$output"
