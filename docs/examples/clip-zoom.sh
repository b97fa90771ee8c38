#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# A maker of clips in one ffmpeg: a slow zoom on the still, in or out as the shot's camera says. It is here to be
# replaced; docs/providers/command.md has the rules.
set -eu

request=$(cat)
field() { printf '%s\n' "$request" | sed -n "s/^  \"$1\" : \"\{0,1\}\([^\"]*[^\",]\)\"\{0,1\},\{0,1\}\$/\1/p"; }
camera=$(printf '%s\n' "$request" | sed -n 's/^      "camera" : "\([A-Za-z]*\)",\{0,1\}$/\1/p')

width=$(field width)
height=$(field height)
fps=$(field fps)
frames=$(field frames)
if [ -z "$width" ] || [ -z "$height" ] || [ -z "$fps" ] || [ -z "$frames" ]; then
  echo "unable to read the request: no size or no length in it" >&2
  exit 100 # asked wrongly: trying again would not help
fi

case $camera in
  pullBack | craneUp | panLeft) zoom="1.2-0.2*on/$frames" ;;
  *) zoom="1+0.2*on/$frames" ;;
esac

# zoompan steps by whole pixels of its input: four times the size keeps a slow move smooth.
big="scale=$((4 * width)):$((4 * height)):force_original_aspect_ratio=increase,crop=$((4 * width)):$((4 * height))"
exec ffmpeg -nostdin -v error -y -i "file:$(field still)" \
  -vf "$big,zoompan=z='$zoom':x='(iw-iw/zoom)/2':y='(ih-ih/zoom)/2':d=$frames:s=${width}x$height:fps=$fps" \
  -frames:v "$frames" -c:v libx264 -preset veryfast -crf 16 -pix_fmt yuv420p "file:$(field output)"
