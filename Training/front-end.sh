#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# front-end.sh OUT: compiles the program that turns a song into the network's input.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${1:?usage: front-end.sh OUT}
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
# One module: `Analyzing` keeps its front end to itself.
while IFS= read -r -d '' file; do
  name=${file#"$here"/../Sources/}
  sed -e 's/^import Vocabulary$//' -e 's/Vocabulary\.words/front.words/' "$file" >"$build/${name//\//_}"
done < <(find "$here/../Sources/Vocabulary" "$here/../Sources/Analyzing" -name '*.swift' -print0)
cp "$here/front-end.swift" "$build/main.swift"
swiftc -O -wmo -swift-version 5 -suppress-warnings -module-name front "$build"/*.swift -o "$out"
