#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# build.sh FOLDER [NAME ..]: builds the corpus, sound and truth of each song; NAME .. only songs whose id contains one of
# the names. Needs root for the packages that are missing. HEARING_VENV: where the Python environment is kept.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
out=${1:?usage: build.sh FOLDER [NAME ..]}
shift
venv=${HEARING_VENV:-$here/../../.build/hearing-venv}
packages=(fluidsynth fluid-soundfont-gm timgm6mb-soundfont festival festvox-kallpc16k festvox-us-slt-hts libopenmpt0
  python3-venv)

missing=()
for package in "${packages[@]}"; do
  dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
if ((${#missing[@]})); then
  export DEBIAN_FRONTEND=noninteractive
  apt-get -q update >/dev/null
  apt-get -q install -y --no-install-recommends "${missing[@]}" >/dev/null
fi
if [[ ! -x $venv/bin/python ]]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" -q install --disable-pip-version-check -r "$here/requirements.txt"
fi
mkdir -p "$out"
"$venv/bin/python" "$here/build_dev.py" "$out" "$@"
