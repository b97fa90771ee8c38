#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# The shipped unit under a real systemd: it boots as process 1 of a container whose disk is this machine's, seen through an
# overlay in memory, so that nothing outside of it changes. There `make install` installs, the service starts, somebody of
# its group drops a song, the daemon is stopped dead until the watchdog ends it, it is told to stop in the middle of a film,
# and `make uninstall` takes it away. Needs root, systemd-nspawn and a build (BUILD, release by default); skipped with a
# reason elsewhere.
#
# What it does not show: MemoryMax and the other limits of control groups, which this container does not enforce.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
export BUILD=${BUILD:-release}
unit=$here/systemd/reelspool.service

skip() {
  echo "test-unit: skipped: $*"
  exit 0
}

[[ -d /usr/lib/systemd || -d /lib/systemd ]] || skip "this machine has no systemd"
for program in systemd-analyze systemd-nspawn nsenter unshare; do
  command -v "$program" >/dev/null || skip "$program is not installed; apt-get install systemd-container"
done
[[ $(id -u) = 0 ]] || skip "it needs root"
[[ -x $here/.build/$BUILD/reelspool ]] || {
  echo "unable to test the unit: it is not built; run: swift build -c $BUILD" >&2
  exit 100
}
# Everything that is mounted below goes with us.
[[ -n ${REELSPOOL_UNSHARED:-} ]] || REELSPOOL_UNSHARED=1 exec unshare --mount -- "$0" "$@"

work=$(mktemp -d)
machine=
inside() { nsenter --target "$machine" --all --root --wdns=/ -- "$@"; }
finish() {
  local status=$?
  if ((status != 0)) && [[ -n $machine ]]; then
    inside journalctl --no-pager --lines 40 --unit reelspool 2>/dev/null || true
  fi
  if [[ -n $machine ]]; then kill -KILL "$machine" 2>/dev/null || true; fi
  wait 2>/dev/null || true
  umount -l "$work/disk/root" "$work/disk" 2>/dev/null || true
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT

say() { echo "test-unit: $*"; }
fail() {
  say "FAILED: $*"
  exit 1
}
within() { # SECONDS COMMAND...: waits until the command succeeds
  local until=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < until)) || fail "in vain: $*"
    sleep 0.2
  done
}
property() { inside systemctl show reelspool --property "$1" --value; }

boot() {
  local outside
  mkdir "$work/disk"
  mount -t tmpfs -o size=2g tmpfs "$work/disk"
  mkdir "$work"/disk/{up,work,root}
  mount -t overlay overlay -o "lowerdir=/,upperdir=$work/disk/up,workdir=$work/disk/work" "$work/disk/root" 2>/dev/null ||
    skip "the kernel mounts no overlay here"
  : >"$work/disk/root/etc/machine-id"
  rm -rf "$work"/disk/root/etc/systemd/system/*.wants
  systemd-nspawn --directory "$work/disk/root" --bind-ro "$here:/source" --boot --register=no --keep-unit \
    --private-network --console=pipe \
    --system-call-filter='landlock_create_ruleset landlock_add_rule landlock_restrict_self seccomp' \
    systemd.unit=basic.target </dev/null >"$work/boot.log" 2>&1 &
  outside=$!
  leader() { machine=$(cat /proc/"$outside"/task/*/children 2>/dev/null | tr ' ' '\n' | head -n 1) && [[ -n $machine ]]; }
  # shellcheck disable=SC2317 # called by within
  is_up() {
    leader && [[ $(inside systemctl is-system-running 2>/dev/null) =~ ^(running|degraded)$ ]]
  }
  for _ in {1..150}; do
    if is_up; then return; fi
    kill -0 "$outside" 2>/dev/null || break
    sleep 0.2
  done
  machine=
  sed 's/^/  /' "$work/boot.log"
  skip "systemd does not boot in a container here"
}

spool=/var/lib/reelspool/spool
settings() {
  inside sed -i -e 's/^# width = .*/width = 64/' -e 's/^# height = .*/height = 112/' -e 's/^# fps = .*/fps = 10/' \
    -e 's/^# preset = .*/preset = "ultrafast"/' /etc/reelspool/reelspool.toml
  # A provider that nobody asks: its key must be there, or the daemon does not start.
  inside sh -c 'cat >>/etc/reelspool/reelspool.toml' <<'END'

[providers.replicate.rented]
endpoint = "http://127.0.0.1:9"
model = "a/b"
key_file = "token"
plain_input = { prompt = "{prompt}" }
prices = [{ request = "0.05" }]
END
  inside sh -c 'umask 077; echo secret >/etc/reelspool/token'
  inside mkdir -p /etc/systemd/system/reelspool.service.d
  inside sh -c 'cat >/etc/systemd/system/reelspool.service.d/test.conf' <<'END'
[Service]
LoadCredential=token:/etc/reelspool/token
ExecStartPre=-/usr/local/bin/reelspool doctor --config /etc/reelspool/reelspool.toml
WatchdogSec=3
RestartSec=0
END
  inside systemctl daemon-reload
}

drop() { # NAME OPTIONS: as a user of the group
  inside cp -r /source/examples/night-drive "/tmp/$1"
  inside sh -c "printf '%s\n' '$2' >'/tmp/$1/concept.json'; chmod -R a+rX '/tmp/$1'"
  inside su ann -c "cp -r '/tmp/$1' '$spool/inbox/$1.part' && mv '$spool/inbox/$1.part' '$spool/inbox/$1'"
}
# shellcheck disable=SC2317 # called by within
has() { inside sh -c "ls -d $1 >/dev/null 2>&1"; }

checks_on_paper() {
  local grade root=$work/paper
  # In a folder where the program that it names exists.
  mkdir -p "$root/usr/local/bin" "$root/etc/systemd/system"
  cp "$here/.build/$BUILD/reelspool" "$root/usr/local/bin/"
  sed "s|^ExecStart=/usr/local/bin/|ExecStart=$root/usr/local/bin/|" "$unit" >"$root/etc/systemd/system/reelspool.service"
  systemd-analyze verify --man=no "$root/etc/systemd/system/reelspool.service" 2>"$work/verify" || true
  [[ ! -s $work/verify ]] || fail "systemd-analyze verify: $(cat "$work/verify")"
  grade=$(systemd-analyze security --offline=yes "$unit" | sed -n 's/.*exposure level for .*: \([0-9.]*\) .*/\1/p')
  awk -v grade="$grade" 'BEGIN { exit !(grade != "" && grade <= 1.5) }' || fail "its exposure is $grade, not 1.5 or less"
  say "verify says nothing; exposure $grade"
}

installs() {
  inside make -C /source install BUILD="$BUILD" >"$work/install.log" || fail "make install: $(cat "$work/install.log")"
  [[ $(inside stat -c '%U:%G %a' "$spool/inbox") = "reelspool:reelspool 2770" ]] || fail "rights of inbox/"
  [[ $(inside stat -c '%G %a' /etc/reelspool/reelspool.toml) = "reelspool 640" ]] || fail "rights of the configuration"
  inside useradd --create-home --groups reelspool ann
  settings
  say "installed"
}

starts() {
  inside systemctl enable --quiet --now reelspool
  [[ $(property ActiveState) = active ]] || fail "it is $(property ActiveState) after its start"
  [[ $(property StatusText) == *"0 jobs"* ]] || fail "its status is: $(property StatusText)"
  local credential=/run/credentials/reelspool.service/token
  [[ $(inside stat -c '%U %a' "$credential") = "reelspool 400" || $(inside stat -c '%a' "$credential") = 440 ]] ||
    fail "the credential is $(inside stat -c '%U %a' "$credential")"
  # What the unit forbids its children may need for their box: doctor, under the same unit, says what it sees.
  inside journalctl --no-pager --unit reelspool >"$work/journal"
  grep -q 'Landlock [1-9].*by a filter of system calls' "$work/journal" || fail "the box is not whole in the unit"
  say "ready; status: $(property StatusText)"
}

takes_what_is_dropped() {
  # Large enough that somebody who looks a few times a second meets it at work.
  drop first '{"width": 270, "height": 480}'
  within 60 has "$spool/*/first-*/job.json"
  inside sh -c "grep -q '\"name\" : \"ann\"' $spool/*/first-*/job.json" ||
    fail "the owner is: $(inside sh -c "grep owner $spool/*/first-*/job.json")"
  [[ -z $(inside find "$spool" -path '*/.reelspool' -prune -o -perm /007 -print) ]] ||
    fail "everybody has rights to: $(inside find "$spool" -path '*/.reelspool' -prune -o -perm /007 -print)"
  say "somebody of the group dropped a bundle, and owns the job"
}

outlives_the_watchdog() {
  within 120 has "$spool/generating/first-*/plan.json"
  local pid began=$SECONDS
  pid=$(property MainPID)
  inside kill -STOP "$pid"
  # shellcheck disable=SC2317 # called by within
  is_another() { [[ $(property ActiveState) = active && $(property NRestarts) = 1 && $(property MainPID) != "$pid" ]]; }
  within 60 is_another
  say "hung, it was ended by the watchdog and started again within $((SECONDS - began)) s"
  within 300 has "$spool/done/first-*/final.mp4"
  say "the film that it was at is done"
}

stops_in_time() {
  drop second '{"width": 540, "height": 960, "fps": 30}'
  within 120 has "$spool/generating/second-*/shots/animating/shot_*"
  local began=$SECONDS
  inside systemctl stop reelspool
  ((SECONDS - began < 30)) || fail "stopping took $((SECONDS - began)) s"
  [[ $(property Result) = success && $(property ExecMainStatus) = 0 ]] || fail "it ended with $(property Result)"
  [[ -z $(inside pgrep -u reelspool) ]] || fail "processes are left: $(inside pgrep -u reelspool -a)"
  ! has "$spool/generating/second-*/shots/animating/*" || fail "tickets were not put back"
  say "in the middle of a film it stopped within $((SECONDS - began)) s, its tickets put back"
}

uninstalls() {
  inside systemctl start reelspool
  inside make -C /source uninstall >"$work/uninstall.log" || fail "make uninstall: $(cat "$work/uninstall.log")"
  [[ $(inside systemctl is-active reelspool) != active ]] || fail "it still runs"
  local left
  left=$(cd "$work/disk/up" && find . -name '*reelspool*' ! -type c ! -path './var/lib/reelspool*' \
    ! -path './etc/reelspool*' ! -path './etc/systemd/system/reelspool.service.d*' ! -path './var/lib/systemd/*' \
    ! -path './tmp/*' ! -path './var/tmp/*' ! -path './run/*')
  [[ -z $left ]] || fail "left behind: $left"
  has "/etc/reelspool/reelspool.toml" || fail "the configuration is gone"
  has "$spool/done/first-*/final.mp4" || fail "the spool is gone"
  inside getent passwd reelspool >/dev/null || fail "the user is gone"
  say "uninstalled; the spool, the configuration and the user stayed"
}

checks_on_paper
boot
say "systemd $(systemd-analyze --version | sed -n '1s/systemd \([0-9]*\).*/\1/p') is up"
installs
starts
takes_what_is_dropped
outlives_the_watchdog
stops_in_time
uninstalls
say "all is well"
