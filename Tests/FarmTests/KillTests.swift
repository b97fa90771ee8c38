import Foundation
import Glibc
import Media
import Spool
import Testing
import Vocabulary

@testable import Farm

/// argv for posix_spawn(3); the caller frees each.
private func cStrings(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
  var out: [UnsafeMutablePointer<CChar>?] = []
  for word in words { out.append(strdup(word)) }
  return out + [nil]
}

/// The real program as a process of its own, killed and started again.
final class FarmProcess: @unchecked Sendable {
  let path: String
  private let config: String
  fileprivate var process: pid_t = 0
  private static let manager = FileManager.default

  /// - Parameters:
  ///   - more: what else stands in the configuration; `spool`: in its table of the spool.
  init(more: String = "", spool: String = "") throws {
    path = TestPlace.folder("kill")
    config = "\(TestPlace.folder("config"))/reelspool.toml"
    let text = """
      [spool]
      settle = 0.05
      patience = 1
      \(spool)
      [film]
      width = 64
      height = 112
      fps = 10
      preset = "ultrafast"
      \(more)
      """
    try Data(text.utf8).write(to: URL(filePath: config))
  }

  deinit {
    kill(SIGKILL)
    try? Self.manager.removeItem(atPath: path)
  }

  /// - Parameter variables: `NAME=value`, added to our own environment or instead of what stands there.
  func start(_ variables: [String] = []) throws {
    let named = Set(variables.map { String($0.prefix { $0 != "=" }) })
    let own = ProcessInfo.processInfo.environment.filter { !named.contains($0.key) }.map { "\($0.key)=\($0.value)" }
    let environment = cStrings(own + variables)
    defer { for variable in environment { free(variable) } }
    let program = TestPlace.built("reelspool")
    let arguments = cStrings([program, "run", "--spool", path, "--config", config])
    defer { for argument in arguments { free(argument) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 2, "\(path).log", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    let status = posix_spawn(&process, program, &actions, nil, arguments, environment)
    try #require(status == 0)
    try waitUntil("the daemon holds the spool") {
      guard let spool = try? SpoolFolders.open(path) else { return false }
      return SpoolLock.isHeld(spool)
    }
  }

  /// Sends a signal and waits for the end; the exit status, or minus the signal that ended it.
  @discardableResult
  func kill(_ signal: Int32) -> Int32 {
    guard process > 0 else { return 0 }
    Glibc.kill(process, signal)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    process = 0
    return status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f)
  }

  func drop(_ concept: String = "A fox runs through a red forest") throws {
    let draft = TestPlace.folder("drop")
    try Self.manager.copyItem(atPath: try Song.path(), toPath: "\(draft)/song.wav")
    try Data(concept.utf8).write(to: URL(filePath: "\(draft)/concept.txt"))
    try #require(rename(draft, "\(path)/inbox/fox") == 0)
  }

  func has(_ name: String) -> Bool { Self.manager.fileExists(atPath: "\(path)/\(name)") }
  func text(_ name: String) -> String { (try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)) ?? "" }
  func names(_ folder: String) -> [String] {
    ((try? Self.manager.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }
  /// Every folder that holds a job.
  var jobs: [String] {
    JobState.holdingJobs.flatMap { state in names(state.rawValue).map { "\(state.rawValue)/\($0)" } }
  }
  func log() -> String { (try? String(contentsOfFile: "\(path).log", encoding: .utf8)) ?? "" }
}

@Suite(.serialized) struct KillTests {
  /// The moments at which the daemon is killed, each as the sign that it has come.
  static let moments = [
    "analyzing/*", "planning/*", "shots/drawing", "shots/animating", "shots/ready", "assembling/*", "cuts/1",
  ]

  private func hasCome(_ moment: String, _ farm: FarmProcess) -> Bool {
    if moment.hasSuffix("/*") { return !farm.names(String(moment.dropLast(2))).isEmpty }
    return farm.jobs.contains { job in
      if moment == "cuts/1" { return farm.has("\(job)/cuts/1") }
      return !farm.names("\(job)/\(moment)").isEmpty
    }
  }

  @Test func `killed at every stage of one film, the farm goes on each time and finishes it`() throws {
    let farm = try FarmProcess()
    try farm.start()
    try farm.drop()
    var complete: [String: Instant] = [:]
    for moment in Self.moments {
      try waitUntil("\(moment) has come; \(farm.log().suffix(400))") {
        hasCome(moment, farm) || farm.jobs.contains { $0.hasPrefix("done/") }
      }
      #expect(farm.kill(SIGKILL) == -SIGKILL)
      #expect(farm.jobs.count == 1, "exactly one folder: \(farm.jobs)")
      for (take, time) in try takes(of: farm) {
        #expect(complete[take] == nil || complete[take] == time, "\(take) was made again")
        complete[take] = time
      }
      try checkDocuments(of: farm)
      try farm.start()
    }
    try waitUntil("the film is done; \(farm.log().suffix(400))") {
      farm.names("done").count == 1 && farm.has("done/\(farm.names("done")[0])/final.mp4")
    }
    #expect(farm.jobs.count == 1)
    for (take, time) in try takes(of: farm) where complete[take] != nil {
      #expect(complete[take] == time, "\(take) was made again")
    }
    #expect(farm.kill(SIGTERM) == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(farm.path)/.reelspool/tmp").isEmpty)
  }

  /// When each complete take was completed.
  private func takes(of farm: FarmProcess) throws -> [String: Instant] {
    var found: [String: Instant] = [:]
    for job in farm.jobs {
      for shot in farm.names("\(job)/takes") {
        for take in farm.names("\(job)/takes/\(shot)") where farm.has("\(job)/takes/\(shot)/\(take)/take.json") {
          let folder = try Folder.open("\(farm.path)/\(job)/takes/\(shot)/\(take)")
          found["\(shot)/\(take)"] = Instant(nanoseconds: try folder.status("take.json").modified)
        }
      }
    }
    return found
  }

  /// No document is empty or cut.
  private func checkDocuments(of farm: FarmProcess) throws {
    for job in farm.jobs {
      let root = "\(farm.path)/\(job)"
      let files = FileManager.default.enumerator(atPath: root)
      while let name = files?.nextObject() as? String {
        guard name.hasSuffix(".json"), !name.contains("/.attempt-") else { continue }
        let data = try Data(contentsOf: URL(filePath: "\(root)/\(name)"))
        #expect(throws: Never.self, "\(name) is whole") { try JSONSerialization.jsonObject(with: data) }
      }
    }
  }

  @Test func `a song that kills the daemon each time it is heard goes to failed, and says why`() throws {
    let farm = try FarmProcess(more: "[retry]\ninterruptions = 2")
    try farm.start()
    try farm.drop()
    for deaths in 0..<3 {
      try waitUntil("the song is being heard, after \(deaths) deaths; \(farm.log().suffix(400))") {
        farm.names("analyzing").contains { job in
          farm.has("analyzing/\(job)/.at-work")
            && farm.text("analyzing/\(job)/job.json").contains("\"interruptions\" : \(deaths)")
        }
      }
      farm.kill(SIGKILL)
      try farm.start()
    }
    try waitUntil("it was given up; \(farm.log().suffix(400))") { farm.names("failed").count == 1 }
    let job = try #require(farm.names("failed").first)
    #expect(farm.text("failed/\(job)/reason.txt").contains("the daemon died 3 times"))
    #expect(!farm.has("failed/\(job)/.at-work"))
    #expect(farm.kill(SIGTERM) == 0)
  }

  @Test func `SIGTERM puts every ticket back, ends every child, and says 0`() throws {
    let farm = try FarmProcess()
    try farm.start()
    try farm.drop()
    try waitUntil("a shot is worked on") { hasCome("shots/animating", farm) || hasCome("shots/drawing", farm) }
    #expect(farm.kill(SIGTERM) == 0)
    let job = try #require(farm.jobs.first)
    #expect(farm.names("\(job)/shots/drawing").isEmpty && farm.names("\(job)/shots/animating").isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(farm.path)/.reelspool/tmp").isEmpty)
    #expect(try children(mentioning: farm.path).isEmpty)
  }

  /// Processes whose working directory lies in the spool, or whose arguments name it.
  private func children(mentioning path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil && Int($0) != Int(getpid()) }
      .filter { pid in
        let folder = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/cwd")) ?? ""
        return folder.hasPrefix(path)
      }
  }

  @Test func `a second daemon on the same spool is refused with status 100`() throws {
    let farm = try FarmProcess()
    try farm.start()
    var second: pid_t = 0
    let program = TestPlace.built("reelspool")
    let arguments = cStrings([program, "run", "--spool", farm.path])
    defer { for argument in arguments { free(argument) } }
    let spawned = posix_spawn(&second, program, nil, nil, arguments, environ)
    try #require(spawned == 0)
    var status: Int32 = 0
    waitpid(second, &status, 0)
    #expect((status >> 8) & 0xff == 100)
    #expect(farm.kill(SIGTERM) == 0)
  }

  @Test func `the service manager hears when the farm is ready, that it lives, and that it stops`() throws {
    let farm = try FarmProcess()
    let address = "\(TestPlace.folder("notify"))/socket"
    let socket = try NotifySocket(address)
    // The loop feeds a watchdog of 0.4 s at least every 0.2 s, though nothing happens.
    try farm.start(["NOTIFY_SOCKET=\(address)", "WATCHDOG_USEC=400000"])
    try waitUntil("it is ready and has fed the watchdog twice") {
      socket.read()
      return socket.heard.contains("READY=1") && socket.heard.filter { $0 == "WATCHDOG=1" }.count >= 2
    }
    #expect(socket.heard.contains { $0.hasPrefix("STATUS=0 jobs") })
    #expect(farm.kill(SIGTERM) == 0)
    socket.read()
    #expect(socket.heard.last == "STOPPING=1")
  }

  @Test func `a killed watcher is started again and nothing is missed`() throws {
    let farm = try FarmProcess()
    try farm.start()
    try waitUntil("it has a watcher") { farm.watchers.count == 1 }
    let first = farm.watchers
    Glibc.kill(first[0], SIGKILL)
    try farm.drop()
    try waitUntil("the bundle was adopted") { !farm.jobs.isEmpty }
    #expect(farm.watchers != first)
    let last = farm.processId
    #expect(farm.kill(SIGTERM) == 0)
    #expect(FarmProcess.watchers(below: last).isEmpty)
  }
}

extension FarmProcess {
  var processId: pid_t { process }
}

/// The other end of sd_notify(3).
final class NotifySocket {
  private let descriptor: Int32
  private(set) var heard: [String] = []

  init(_ path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let own = descriptor
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(own, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(bound == 0)
  }

  deinit { close(descriptor) }

  /// Takes what has been said since the last time.
  func read() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = recv(descriptor, &buffer, buffer.count, 0), count > 0 {
      heard.append(String(decoding: buffer[..<count], as: UTF8.self))
    }
  }
}
