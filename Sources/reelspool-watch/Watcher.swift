// SPDX-License-Identifier: GPL-2.0-only

import CInotifyTools
import Glibc

/// Exit status 111: the machine failed, and trying again may help.
let machineFailed: Int32 = 111
/// Exit status 100: we were asked for something that does not exist.
let askedWrongly: Int32 = 100

/// Waits for commands and changes until stdin ends or nobody reads the hints any more; the exit status.
///
/// The one wait is a `poll` without a time limit: an idle watcher never wakes. Changes are read before commands, so that
/// a folder that went away is reported before a new one of the same name can be watched.
func runWatcher() -> Int32 {
  arrangeSignals()
  guard let inotify = openInotify() else {
    report("unable to start inotify: \(reason(inotifytools_error())); see /proc/sys/fs/inotify/max_user_instances")
    return machineFailed
  }
  var watcher = Watcher()
  var waits = [
    pollfd(fd: inotify, events: Int16(POLLIN), revents: 0),
    pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
    // Asked for nothing, `poll` still says when the other end of stdout closes.
    pollfd(fd: STDOUT_FILENO, events: 0, revents: 0),
  ]
  while true {
    guard poll(&waits, nfds_t(waits.count), -1) >= 0 || errno == EINTR else { return machineFailed }
    if let status = watcher.answer(changes: waits[0].revents, commands: waits[1].revents, reader: waits[2].revents) {
      return status
    }
  }
}

/// A reader that is gone is an error of `write` here. Ctrl-C in a terminal goes to the whole group: the daemon still
/// needs hints while it stops, and ends us by closing stdin. Nothing that our parent's thread blocked stays blocked.
private func arrangeSignals() {
  signal(SIGPIPE, SIG_IGN)
  signal(SIGINT, SIG_IGN)
  var none = sigset_t()
  sigemptyset(&none)
  sigprocmask(SIG_SETMASK, &none, nil)
}

/// What is watched, what was asked, and what is still to be said.
struct Watcher {
  private var watches = Watches()
  private var commands = Commands()
  private var hints = Hints()

  /// Does what one return of `poll` calls for: the exit status once there is nothing more to wait for.
  mutating func answer(changes: Int16, commands asked: Int16, reader: Int16) -> Int32? {
    guard reader & Int16(POLLERR | POLLNVAL) == 0 else { return 0 }
    if changes != 0 { watches.drain(into: &hints) }
    var status: Int32?
    if asked != 0 { status = obey() }
    return hints.flush() ? status : 0
  }

  /// Reads what stands in stdin and obeys what is whole: the exit status at its end, or if it cannot be understood.
  private mutating func obey() -> Int32? {
    guard let asked = commands.read() else { return 0 }
    for command in asked {
      switch command.first {
      case UInt8(ascii: "+"): watches.add(Array(command.dropFirst()), hints: &hints)
      case UInt8(ascii: "-"): watches.remove(Array(command.dropFirst()))
      default:
        report("unable to understand a command: it begins with neither + nor -")
        return askedWrongly
      }
    }
    return nil
  }
}

/// One line for the log of whoever started us.
func report(_ line: String) {
  let bytes = Array("reelspool-watch: \(line)\n".utf8)
  _ = write(STDERR_FILENO, bytes, bytes.count)
}

/// The system's words for an error number.
func reason(_ number: Int32) -> String {
  String(cString: strerror(number))
}
