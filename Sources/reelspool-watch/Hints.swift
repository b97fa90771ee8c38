// SPDX-License-Identifier: GPL-2.0-only

import Glibc

/// What is said on stdout: collected while events are read, then written, so that a burst costs few system calls.
struct Hints {
  private var waiting: [UInt8] = []

  /// Adds one hint: its letter, its parts, a NUL.
  mutating func say(_ letter: Unicode.Scalar, _ parts: [UInt8]...) {
    waiting.append(UInt8(ascii: letter))
    for part in parts { waiting += part }
    waiting.append(0)
  }

  /// Writes all that waits, however slowly it is read. False if nobody reads any more.
  mutating func flush() -> Bool {
    let alive = waiting.withUnsafeBytes { writeAll($0) }
    waiting.removeAll(keepingCapacity: waiting.capacity < 1 << 20)
    return alive
  }

  private func writeAll(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = write(STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if written >= 0 { rest = rest.dropFirst(written) } else if !maybeLater(errno) { return false }
    }
    return true
  }

  /// Whether a failed `write` may be tried again. A pipe that somebody made non-blocking is waited for.
  private func maybeLater(_ error: Int32) -> Bool {
    guard error == EAGAIN else { return error == EINTR }
    var room = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
    return poll(&room, 1, -1) > 0 && room.revents & Int16(POLLERR) == 0
  }
}
