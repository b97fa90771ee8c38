// SPDX-License-Identifier: GPL-2.0-only

import Glibc

/// What is asked on stdin: pieces as a pipe delivers them, put together to commands that end in a NUL.
struct Commands {
  private var begun: [UInt8] = []

  /// Reads once and returns the commands that are now whole; nil when stdin has ended. What was begun and never ended
  /// is nobody's command.
  mutating func read() -> [ArraySlice<UInt8>]? {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    let length = Glibc.read(STDIN_FILENO, &piece, piece.count)
    guard length > 0 else { return length < 0 && (errno == EINTR || errno == EAGAIN) ? [] : nil }
    begun += piece[..<length]
    guard let end = begun.lastIndex(of: 0) else { return [] }
    let whole = begun[..<end].split(separator: 0)
    begun = Array(begun[(end + 1)...])
    return whole
  }
}
