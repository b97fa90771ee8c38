#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Installs what Reelspool needs and this machine lacks. The one list of packages; docs/dependencies.md says what each
# is for. Does nothing, and asks for no rights, when everything is there.
#
#   scripts/install-dependencies.sh          to build, test and run
#   scripts/install-dependencies.sh --list   only names the packages
set -eu

packages='libinotifytools0-dev ffmpeg libarchive-tools libcairo2-dev libpng-dev libpango1.0-dev libssl-dev libcurl4-openssl-dev pkg-config fonts-dejavu-core'
packages="$packages shellcheck zip" # make lint, make test

if [ "${1:-}" = --list ]; then
  echo "$packages"
  exit
fi

say() { echo "install-dependencies: $*" >&2; }

installed() {
  [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

if ! command -v swift >/dev/null; then
  say 'unable to find swift: put the bin folder of a Swift 6.1 (or newer) toolchain on PATH; see https://www.swift.org/install'
  exit 100
fi
if ! command -v dpkg-query >/dev/null; then
  say "this is no Debian; I trust that you have these packages by other means: $packages"
  exit 0
fi

missing=
for package in $packages; do
  installed "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || {
    say "unable to install$missing: not root, and there is no sudo; as root: apt-get install$missing"
    exit 100
  }
  as_root=sudo
fi

say "installing with apt-get:$missing"
apt() {
  # Another apt may hold the lock for a while; DEBIAN_FRONTEND must survive sudo.
  # shellcheck disable=SC2086 # empty, or the one word sudo
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -q -y "$@" >&2
}
# shellcheck disable=SC2086 # a list of names
apt install --no-install-recommends $missing || {
  say 'that failed; refreshing the package lists and trying once more'
  apt update
  # shellcheck disable=SC2086
  apt install --no-install-recommends $missing
}
