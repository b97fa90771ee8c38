// SPDX-License-Identifier: GPL-2.0-only

import CInotifyTools
import Glibc

/// Starts libinotifytools and finds the descriptor that it keeps to itself; nil if either fails.
///
/// The library waits with `select`, so the descriptor must be small: this comes before anything else is opened. It has
/// no accessor, and no close-on-exec flag; both are mended here, through the links in /proc/self/fd.
func openInotify() -> Int32? {
  let before = inotifyDescriptors()
  guard inotifytools_initialize() != 0 else { return nil }
  guard let descriptor = inotifyDescriptors().subtracting(before).first else { return nil }
  _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  return descriptor
}

/// Every open descriptor below the limit of `select` that is an inotify instance.
private func inotifyDescriptors() -> Set<Int32> {
  Set((Int32(0)..<1024).filter { linkTarget("/proc/self/fd/\($0)") == "anon_inode:inotify" })
}

/// Where a link points, as far as 64 bytes tell; nil if there is no such link.
private func linkTarget(_ path: String) -> String? {
  var target = [CChar](repeating: 0, count: 64)
  let length = readlink(path, &target, target.count)
  guard length > 0 else { return nil }
  return String(decoding: target[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
}
