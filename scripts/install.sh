#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# What `make install` and `make uninstall` do; the Makefile sets the places. The release must have been built before.
# With DESTDIR nothing outside of it is touched: no user is made, no unit is loaded.
set -eu

cd "$(dirname "$0")/.."
# The tests install the debug build that they have anyway.
build=.build/${BUILD:-release}
bin=$PREFIX/bin
config=$SYSCONFDIR/reelspool/reelspool.toml
completions=

say() { echo "$1: $2"; }

# An install rule of one line a file: what, where, rights.
each_file() {
  "$@" "$build/reelspool" "$bin/reelspool" 0755
  "$@" "$build/reelspool-watch" "$bin/reelspool-watch" 0755
  "$@" systemd/reelspool.service "$UNITDIR/reelspool.service" 0644
  "$@" systemd/reelspool.sysusers "$SYSUSERS/reelspool.conf" 0644
  "$@" systemd/reelspool.tmpfiles "$TMPFILES/reelspool.conf" 0644
  for page in README.md LICENSE LICENSES/GPL-2.0-only.txt docs/*.md; do
    if [ -e "$page" ]; then "$@" "$page" "$PREFIX/share/doc/reelspool/${page##*/}" 0644; fi
  done
  for page in docs/providers/*.md; do
    if [ -e "$page" ]; then "$@" "$page" "$PREFIX/share/doc/reelspool/providers/${page##*/}" 0644; fi
  done
  for page in config/workflows/*.json; do
    if [ -e "$page" ]; then "$@" "$page" "$PREFIX/share/reelspool/workflows/${page##*/}" 0644; fi
  done
  for page in docs/man/*.[1-8]; do
    if [ -e "$page" ]; then "$@" "$page" "$PREFIX/share/man/man${page##*.}/${page##*/}" 0644; fi
  done
  "$@" "$completions/bash" "$PREFIX/share/bash-completion/completions/reelspool" 0644
  "$@" "$completions/zsh" "$PREFIX/share/zsh/site-functions/_reelspool" 0644
  "$@" "$completions/fish" "$PREFIX/share/fish/vendor_completions.d/reelspool.fish" 0644
}

# The program writes them itself, so they always know its verbs. Not in .build, which belongs to whoever built.
make_completions() {
  completions=$(mktemp -d)
  trap 'rm -rf "$completions"' EXIT
  for shell in bash zsh fish; do
    "$build/reelspool" --generate-completion-script "$shell" >"$completions/$shell"
  done
}

put() {
  install -D -m "$3" "$1" "$DESTDIR$2"
  # The symbols are for debuggers; the build folder keeps them.
  if [ "$3" = 0755 ] && command -v strip >/dev/null; then strip "$DESTDIR$2"; fi
  say install "$2"
}

# A folder of ours goes with the last file in it.
drop_folders() {
  case $1 in
  */reelspool | */reelspool/*) if rmdir "$DESTDIR$1" 2>/dev/null; then drop_folders "${1%/*}"; fi ;;
  esac
}

take() {
  if [ -e "$DESTDIR$2" ]; then
    rm -f "$DESTDIR$2"
    say remove "$2"
    drop_folders "${2%/*}"
  fi
}

# Our own configuration is never lost: the new one is laid beside it.
put_config() {
  [ -e config/reelspool.toml ] || return 0
  if [ -e "$DESTDIR$config" ] && ! cmp -s config/reelspool.toml "$DESTDIR$config"; then
    install -m 0640 config/reelspool.toml "$DESTDIR$config.new"
    say keep "$config (this version's is $config.new)"
  elif [ ! -e "$DESTDIR$config" ]; then
    put config/reelspool.toml "$config" 0640
  fi
}

# The unit names where the program is and where its configuration lies.
point_unit() {
  sed -i -e "s|/usr/local/bin/|$bin/|" -e "s|/usr/local/share/|$PREFIX/share/|" -e "s|/etc/reelspool/|$SYSCONFDIR/reelspool/|" \
    "$DESTDIR$UNITDIR/reelspool.service"
}

running_systemd() { [ -z "$DESTDIR" ] && [ -d /run/systemd/system ]; }

case ${1:?install or uninstall} in
install)
  for program in reelspool reelspool-watch; do
    [ -x "$build/$program" ] || {
      echo "unable to install: $build/$program is missing; first, as yourself: make release" >&2
      exit 100
    }
  done
  make_completions
  each_file put
  put_config
  point_unit
  if [ -z "$DESTDIR" ]; then
    systemd-sysusers "$SYSUSERS/reelspool.conf"
    if [ -e "$config" ]; then chgrp -R reelspool "${config%/*}"; fi
    systemd-tmpfiles --create "$TMPFILES/reelspool.conf"
  fi
  if running_systemd; then systemctl daemon-reload; fi
  echo "installed; to start it now and at every boot: systemctl enable --now reelspool"
  echo "to let somebody drop songs: adduser NAME reelspool"
  ;;
uninstall)
  if running_systemd; then systemctl disable --now reelspool.service 2>/dev/null || true; fi
  each_file take
  if running_systemd; then systemctl daemon-reload; fi
  echo "kept: $config, the spool /var/lib/reelspool, the user reelspool"
  ;;
*)
  echo "usage: scripts/install.sh install|uninstall" >&2
  exit 100
  ;;
esac
