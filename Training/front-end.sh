#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# front-end.sh OUT [PROGRAM]: compiles the program that turns a song into the network's input (front-end, the default), or
# the one that writes what the judges see (judges).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${1:?usage: front-end.sh OUT [PROGRAM]}
program=${2:-front-end}
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
# One module: `Analyzing` keeps its front end to itself.
while IFS= read -r -d '' file; do
  name=${file#"$here"/../Sources/}
  sed -e 's/^import Vocabulary$//' -e 's/Vocabulary\.words/front.words/' "$file" >"$build/${name//\//_}"
done < <(find "$here/../Sources/Vocabulary" "$here/../Sources/Analyzing" -name '*.swift' -print0)
# What weights.py weighs is nobody else's business in the room itself.
sed -i 's/private static func candidates/static func candidates/' "$build"/*Pulse.swift
sed -i 's/private //' "$build"/*_Strokes.swift
cp "$here/song.swift" "$build/"
cp "$here/$program.swift" "$build/main.swift"
swiftc -O -wmo -swift-version 5 -suppress-warnings -module-name front "$build"/*.swift -o "$out"
