import Foundation
import Glibc
import Media
import Spool
import Testing

@testable import Farm

/// The clock jumps an hour back and a day ahead.
@Suite struct ClockTests {
  @Test func `a jump is told once, whichever way, and what is steered in small steps is none`() {
    var (wall, steady) = (Instant(nanoseconds: 1_000_000_000_000), 5.0)
    var clock = ClockWatch(wall: { wall }, steady: { steady })
    func after(_ seconds: Double, set: Double = 0) -> Double {
      steady += seconds
      wall = wall + (seconds + set)
      return clock.jump().rounded()
    }
    #expect(after(10) == 0)
    #expect(after(1, set: -3600) == -3600)
    #expect(after(1) == 0)
    #expect(after(5000, set: 86400) == 86400)
    #expect(after(1, set: 0.5) == 0 && after(1, set: 0.7) == 0)
  }

  /// Shots wait for their next attempt, a minute at the most, when the clock is set: none waits an hour longer, the
  /// watchdog is fed all the while, and what is dropped afterwards becomes a film like what was dropped before.
  @Test(.enabled(if: access("/usr/bin/ffmpeg", X_OK) == 0), arguments: [-3600, 86400])
  func `a film is finished, and the next one made, whichever way the clock jumps`(seconds: Int) throws {
    let tool = try BrokenFfmpeg(.killed)
    let clock = try SetClock()
    let address = "\(TestPlace.folder("notify"))/socket"
    let socket = try NotifySocket(address)
    let farm = try FarmProcess(more: "[retry]\nbase = 50\ncap = 60\nlongest_throttle = 60\nattempts = 100")
    try farm.start(
      clock.variables + ["REELSPOOL_FFMPEG=\(tool.path)", "NOTIFY_SOCKET=\(address)", "WATCHDOG_USEC=2000000"])
    /// Reads what the watchdog is fed with meanwhile: the daemon waits for whoever does not.
    func wait(for what: String, _ condition: () -> Bool) throws {
      try waitUntil("\(what); \(farm.log().suffix(600))") {
        socket.read()
        return condition()
      }
    }
    try farm.drop()
    try wait(for: "shots wait") { farm.log().contains("; due again in ") }
    tool.mend()
    try clock.set(by: seconds)
    try wait(for: "it is said") { farm.log().contains("the clock was put ") }
    try wait(for: "the film is done") { farm.names("done").count == 1 }
    try farm.drop("A woman walks along the sea")
    try wait(for: "the second is done") { farm.names("done").count == 2 }
    let fed = socket.heard.count { $0 == "WATCHDOG=1" }
    try wait(for: "the watchdog is fed") { socket.heard.count { $0 == "WATCHDOG=1" } > fed + 1 }
    #expect(farm.log().contains("the clock was put \(abs(seconds)) s \(seconds < 0 ? "back" : "ahead")"))
    // The clock was set while a still was drawn or just after: nothing took a day, or less than nothing.
    let spans = farm.log().matches(of: /(?:drawn|animated|assembled) in (-?[0-9]+)/).compactMap { Int($0.1) }
    #expect(!spans.isEmpty && spans.allSatisfy { (0..<3600).contains($0) }, "\(spans)")
    #expect(farm.kill(SIGTERM) == 0)
  }
}

/// A wall clock for one process that can be set while it runs: Tests/Clock/clock.c.
struct SetClock {
  private static let library = Result { try build() }
  private let file: String

  init() throws {
    file = "\(TestPlace.folder("clock"))/seconds"
    try set(by: 0)
  }

  /// For the environment of the process.
  var variables: [String] {
    get throws {
      let before = ProcessInfo.processInfo.environment["LD_PRELOAD"].map { "\($0):" } ?? ""
      return ["LD_PRELOAD=\(before)\(try Self.library.get())", "CLOCK_FILE=\(file)"]
    }
  }

  func set(by seconds: Int) throws { try Data("\(seconds)".utf8).write(to: URL(filePath: file), options: .atomic) }

  private static func build() throws -> String {
    let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Clock/clock.c").path
    let library = "\(TestPlace.folder("clock"))/clock.so"
    try Child.run(
      Tool(name: "clang", path: compiler), ["-O1", "-fPIC", "-shared", "-o", library, source], in: nil, stop: Stop())
    return library
  }

  /// The one that built these tests lies beside the Swift compiler.
  private static var compiler: String {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let all = folders.flatMap { ["\($0)/clang", "\($0)/cc"] }
    return all.first { access($0, X_OK) == 0 } ?? "/usr/bin/cc"
  }
}
