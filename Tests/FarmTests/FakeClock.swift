import Foundation
import Testing

/// A clock for one process that a test can set while the process runs: libfaketime stands between the process and the
/// clock. The machine's own is never touched.
///
/// It begins two days ahead, so that what the kernel itself stamps with its own time is never in the future. What it cannot
/// show: the kernel knows nothing of the jump, so no timer is cancelled by it (TFD_TIMER_CANCEL_ON_SET), and the daemon
/// learns of it when it wakes for something else.
struct FakeClock {
  static let library = ["x86_64", "aarch64"].map { "/usr/lib/\($0)-linux-gnu/faketime/libfaketimeMT.so.1" }
    .first { FileManager.default.fileExists(atPath: $0) }
  static var isThere: Bool { library != nil }

  private let file = "\(TestPlace.folder("clock"))/offset"

  init() throws { try set(hours: 0) }

  /// The clock is so many hours from where it began.
  func set(hours: Int) throws {
    try Data("+\(48 + hours)h".utf8).write(to: URL(filePath: "\(file).new"))
    try #require(rename("\(file).new", file) == 0)
  }

  /// For the environment of the process. Files keep the times that they have, and spans stay real. Without FAKETIME_SHARED
  /// the library sets it, which moves the environment to a place where Swift does not find the program's arguments.
  var variables: [String] {
    [
      "LD_PRELOAD=\(Self.library!)", "FAKETIME_TIMESTAMP_FILE=\(file)", "FAKETIME_NO_CACHE=1",
      "FAKETIME_DONT_FAKE_MONOTONIC=1", "NO_FAKE_STAT=1", "FAKE_UTIME=0", "FAKETIME_SHARED=/none /none",
    ]
  }
}
