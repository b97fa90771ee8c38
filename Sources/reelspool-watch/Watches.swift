// SPDX-License-Identifier: GPL-2.0-only

import CInotifyTools
import Glibc

/// A path as the kernel has it: bytes, which need not be UTF-8, without the NUL.
typealias Path = [UInt8]

/// The folders that are watched, each by its watch descriptor.
///
/// We keep this table ourselves because the library's own cannot be trusted with folders that come and go: it never
/// forgets one that was deleted (about 240 bytes each, confessed: only a restart frees them), and finds that one first
/// when the name is used again. Descriptors are safe: the kernel does not use one twice.
struct Watches {
  private var paths: [Int32: Path] = [:]
  private var descriptors: [Path: Int32] = [:]
  /// How many watches were ever asked for; see ``spelling(of:)``.
  private var asked: UInt32 = 0

  /// What may change the contents of a folder, or the folder itself.
  private let mask =
    IN_MOVED_TO | IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_FROM | IN_DELETE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF
    | Int32(bitPattern: UInt32(IN_ONLYDIR))

  /// Watches a folder, not what lies deeper, and says whether the watch stands. Asking again watches it anew: whoever
  /// asks looks into the folder once the watch stands, so nothing is lost in between.
  mutating func add(_ path: Path, hints: inout Hints) {
    remove(path)
    guard let descriptor = watch(path, &hints) ?? watch(path, &hints) else {
      return hints.say("?", path, Array("\tis watched under another name".utf8))
    }
    guard descriptor > 0 else {
      return hints.say("?", path, Array("\t\(reason(inotifytools_error()))".utf8))
    }
    paths[descriptor] = path
    descriptors[path] = descriptor
    hints.say("=", path)
  }

  /// Asks the library for a watch: its descriptor, or -1 if it refuses.
  ///
  /// nil if it knows this very folder under another name: it was moved here, and the news of that is still waiting. It
  /// is read here, which ends the old watch, so that the second try succeeds.
  private mutating func watch(_ path: Path, _ hints: inout Hints) -> Int32? {
    let spelled = spelling(of: path)
    guard inotifytools_watch_file(spelled, mask) != 0 else { return -1 }
    let descriptor = inotifytools_wd_from_filename(spelled)
    guard descriptor > 0, paths[descriptor] == nil else {
      drain(into: &hints)
      return nil
    }
    return descriptor
  }

  /// Stops watching a folder. One that is not watched (it may just have gone away) is no error.
  mutating func remove(_ path: Path) {
    if let descriptor = descriptors.removeValue(forKey: path) { release(descriptor) }
  }

  /// Turns everything that the kernel has to say into hints.
  mutating func drain(into hints: inout Hints) {
    // One event at a time and without waiting: asked for more, the library spins until there are so many.
    while let event = inotifytools_next_events(0, 1) {
      let happened = Int32(bitPattern: event.pointee.mask)
      if happened & IN_Q_OVERFLOW != 0 {
        hints.say("!")
      } else if let path = paths[event.pointee.wd] {
        tell(happened, name(of: event), in: path, at: event.pointee.wd, &hints)
      }
    }
  }

  /// One event of a watched folder. A folder that moved is released: the watch would follow it under its old name.
  private mutating func tell(
    _ happened: Int32, _ name: [UInt8], in path: Path, at descriptor: Int32, _ hints: inout Hints
  ) {
    guard happened & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED) != 0 else {
      // What comes by one rename comes whole: whoever waits for uploads to end wants to know.
      return hints.say(happened & IN_MOVED_TO != 0 ? ">" : "*", path, [UInt8(ascii: "/")], name)
    }
    hints.say("x", path)
    if happened & IN_MOVE_SELF != 0 { release(descriptor) }
    paths[descriptor] = nil
    if descriptors[path] == descriptor { descriptors[path] = nil }
  }

  /// Takes a watch from the kernel. Its last event (IN_IGNORED) then finds no path here, and is dropped.
  private mutating func release(_ descriptor: Int32) {
    paths[descriptor] = nil
    _ = inotifytools_remove_watch_by_wd(descriptor)
  }

  /// The path in a spelling that the library has never heard: after its slash stands the number of this watch in
  /// binary, `/` for 0 and `./` for 1. So a deleted folder of the same name, which the library remembers, is not what
  /// it finds.
  private mutating func spelling(of path: Path) -> [CChar] {
    asked &+= 1
    let bits = String(asked, radix: 2).map { $0 == "0" ? "/" : "./" }.joined()
    return (path + [UInt8(ascii: "/")] + Array(bits.utf8) + [0]).map(CChar.init(bitPattern:))
  }

  /// The name that an event carries behind its fixed part; empty if it is about the folder itself.
  private func name(of event: UnsafeMutablePointer<inotify_event>) -> [UInt8] {
    guard event.pointee.len > 0 else { return [] }
    let behind = UnsafeRawPointer(event) + MemoryLayout<inotify_event>.size
    let text = behind.assumingMemoryBound(to: UInt8.self)
    return Array(UnsafeBufferPointer(start: text, count: Int(event.pointee.len)).prefix { $0 != 0 })
  }
}
