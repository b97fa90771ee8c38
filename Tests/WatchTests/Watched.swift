import Foundation

/// The real watcher as a child with both its pipes in our hands, and a folder of its own to watch.
final class Watched {
  let folder: URL
  private let child = Process()
  private let asks = Pipe()
  private let says = Pipe()
  private var heard: [UInt8] = []

  /// - Parameter limit: how many watches it may have; nil for those of this machine.
  init(limit: Int? = nil) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("watch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    child.executableURL = limit == nil ? Self.executable : URL(fileURLWithPath: "/usr/bin/unshare")
    if let limit {
      let script = "echo \(limit) >/proc/sys/user/max_inotify_watches && exec \"$0\""
      child.arguments = ["--user", "--map-root-user", "sh", "-c", script, Self.executable.path]
    }
    child.standardInput = asks
    child.standardOutput = says
    try child.run()
  }

  deinit {
    try? closeInput()
    child.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  /// SwiftPM puts every product of a build into the folder of the test bundle. Under Linux that bundle is the running
  /// program, or the library that `swiftpm-testing-helper` was given as its argument.
  private static var executable: URL {
    let running = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? running
    return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("reelspool-watch")
  }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: false)
  }

  func writeFile(_ name: String) throws { try Data("x".utf8).write(to: URL(fileURLWithPath: path(name))) }

  func move(_ old: String, to new: String) throws {
    try FileManager.default.moveItem(atPath: path(old), toPath: path(new))
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(name)) }

  func ask(_ command: String) throws { try asks.fileHandleForWriting.write(contentsOf: Data(command.utf8) + [0]) }

  func stop() { kill(child.processIdentifier, SIGSTOP) }
  func goOn() { kill(child.processIdentifier, SIGCONT) }

  func closeInput() throws { try asks.fileHandleForWriting.close() }

  func closeOutput() throws { try says.fileHandleForReading.close() }

  /// Waits for the child to end by itself: its exit status.
  func end() -> Int32 {
    child.waitUntilExit()
    return child.terminationStatus
  }

  /// The next hint, waited for as long as it takes; nil when the watcher says no more.
  func hint() -> String? {
    while true {
      if let end = heard.firstIndex(of: 0) {
        defer { heard.removeSubrange(...end) }
        return String(decoding: heard[..<end], as: UTF8.self)
      }
      let piece = says.fileHandleForReading.availableData
      guard !piece.isEmpty else { return nil }
      heard += piece
    }
  }

  /// The hints up to and with the first that equals `last`.
  func hints(until last: String) -> [String] {
    var out: [String] = []
    while let next = hint() {
      out.append(next)
      if next == last { break }
    }
    return out
  }
}
