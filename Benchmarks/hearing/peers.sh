#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# peers.sh FOLDER: installs what else a musician can install, each at a pinned version: aubio from Debian, essentia and
# librosa in FOLDER/peers, madmom (which wants older libraries) in FOLDER/madmom. What cannot be installed is said and left
# out; run.sh goes on without it.
set -uo pipefail

folder=${1:?usage: peers.sh FOLDER}
mkdir -p "$folder"

give_up() { echo "left out: $*" >&2; }

environment() { # NAME PACKAGE ...
  local venv=$folder/$1
  shift
  [[ -x $venv/bin/python ]] || python3 -m venv "$venv" || return
  "$venv/bin/pip" -q install --disable-pip-version-check "$@"
}

# Whether NAME, an environment, can import MODULE: then there is nothing to do.
has() { "$folder/$1/bin/python" -c "import $2" >/dev/null 2>&1; }

command -v aubiotrack >/dev/null || apt-get -q install -y --no-install-recommends aubio-tools >/dev/null ||
  give_up "aubio, its package aubio-tools could not be installed"
# librosa's beat tracker crashes with numba after 0.60 and numpy after 1.
has peers librosa ||
  environment peers numpy==1.26.4 scipy==1.11.4 numba==0.60.0 librosa==0.10.2.post1 soundfile ||
  give_up "librosa, pip could not install it"
has peers essentia || environment peers --no-deps essentia==2.1b6.dev1389 six pyyaml ||
  give_up "essentia, pip could not install it"
# A Python that madmom 0.16.1 can be built with: its C sources include longintrepr.h, which 3.11 no longer has. On the path,
# where a name may be a shim that leads nowhere, or among what pyenv installed.
old_python() {
  local found version
  for found in python3 python3.10 python3.9 python3.8; do
    "$found" -c 'import sys; sys.exit(sys.version_info[:2] > (3, 10))' 2>/dev/null && command -v "$found" && return
  done
  command -v pyenv >/dev/null || return
  for version in 3.9 3.10 3.8; do
    found=$(pyenv versions --bare | grep "^${version//./\\.}\\." | tail -n 1)
    [[ -z $found ]] || { echo "$(pyenv prefix "$found")/bin/python" && return; }
  done
  return 1
}
build_madmom() {
  local python
  python=$(old_python) || return
  [[ -x $folder/madmom/bin/python ]] || "$python" -m venv "$folder/madmom" || return
  environment madmom "setuptools<70" wheel cython==0.29.37 numpy==1.23.5 scipy==1.10.1 mido &&
    environment madmom --no-build-isolation madmom==0.16.1
}
if ! has madmom madmom && { [[ -e $folder/madmom/cannot ]] || ! build_madmom; }; then
  mkdir -p "$folder/madmom" && touch "$folder/madmom/cannot"
  give_up "madmom, pip could not build it (0.16.1 needs Python 3.10 or older, on the path or of pyenv);" \
    "remove $folder/madmom to try again"
fi
