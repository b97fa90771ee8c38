import Foundation
import Generating
import Glibc
import Ledger
import Media
import Planning
import Spool
import Storyboard
import Synchronization
import Testing
import Vocabulary

@testable import Farm

/// A moment in which others may go on; what is waited for is always a condition.
func breathe() { poll(nil, 0, 5) }

/// Waits until `condition` holds. The limit is only there to end a test that has gone wrong.
func waitUntil(
  _ what: String, seconds: Double = 120, _ location: SourceLocation = #_sourceLocation, _ condition: () -> Bool
) throws {
  let end = Instant.now + seconds
  while !condition() {
    guard Instant.now < end else {
      Issue.record("waited in vain until \(what)", sourceLocation: location)
      throw CancellationError()
    }
    breathe()
  }
}

/// A spool of its own with a tiny film, and a daemon on it.
final class Barn: @unchecked Sendable {
  let path: String
  let puppet: PuppetMaker
  private(set) var daemon: Daemon?
  /// Shared with the daemon's thread, which may outlive the barn's last use.
  private final class Ended: Sendable { let flag = Mutex(true) }
  private let ended = Ended()
  let lines = LogLines()

  static let manager = FileManager.default

  init(lane: String = "cpu") throws {
    path = TestPlace.folder("barn")
    puppet = PuppetMaker(lane: lane)
  }

  deinit {
    stop()
    try? Self.manager.removeItem(atPath: path)
  }

  static var tiny: FarmSettings {
    var settings = FarmSettings()
    settings.inbox.settle = 0.05
    settings.inbox.patience = 0.5
    settings.film = FilmFormat(width: 64, height: 112, fps: 10)
    settings.preset = "ultrafast"
    settings.retry.base = 0.01
    settings.retry.cap = 0.02
    settings.writer = "builtin"
    settings.stills = "puppet"
    settings.clips = "puppet"
    settings.pause = 0.2
    return settings
  }

  /// Starts the daemon on a thread of its own.
  func start(_ settings: FarmSettings = Barn.tiny) throws {
    var makers = Makers(writers: [BuiltInWriter()], stills: [puppet], clips: [puppet])
    makers.recallers[puppet.name] = puppet
    let log = Log { [lines] line in lines.add(line) }
    let daemon = try Daemon(
      spool: path, settings: settings, makers: makers, watcher: TestPlace.built("reelspool-watch"), log: log)
    self.daemon = daemon
    ended.flag.withLock { $0 = false }
    let thread = Thread { [ended] in
      do throws(SpoolError) { try daemon.run() } catch { Issue.record("the daemon ended: \(error)") }
      ended.flag.withLock { $0 = true }
    }
    thread.start()
  }

  func stop() {
    daemon?.stop()
    while !ended.flag.withLock({ $0 }) { breathe() }
    // Work that has ended is not begun again before its job was looked at: it would find its own document.
    #expect(!lines.all.contains { $0.contains("File exists") }, "\(lines.all)")
    daemon = nil
  }

  // MARK: What people do

  /// Drops a bundle by one rename.
  func drop(_ name: String = "song", concept: String = "A fox runs through a red forest", options: String? = nil) throws
  {
    let draft = TestPlace.folder("drop")
    try Self.manager.copyItem(atPath: try Song.path(), toPath: "\(draft)/song.wav")
    try Data(concept.utf8).write(to: URL(filePath: "\(draft)/concept.txt"))
    if let options { try Data(options.utf8).write(to: URL(filePath: "\(draft)/concept.json")) }
    try waitUntil("there is an inbox") { Self.manager.fileExists(atPath: "\(path)/inbox") }
    try #require(rename(draft, "\(path)/inbox/\(name)") == 0)
  }

  /// mv, below the spool.
  func mv(_ from: String, _ to: String) throws {
    try #require(
      rename("\(path)/\(from)", "\(path)/\(to)") == 0, "mv \(from) \(to): \(String(cString: strerror(errno)))")
  }

  func has(_ name: String) -> Bool { Self.manager.fileExists(atPath: "\(path)/\(name)") }
  func names(_ folder: String) -> [String] {
    ((try? Self.manager.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }
  func text(_ name: String) -> String { (try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)) ?? "" }

  /// The one job in `state`, once there is one.
  func job(in state: JobState) throws -> String {
    try waitUntil("a job lies in \(state.rawValue)/; log: \(lines.all.suffix(8))") { !names(state.rawValue).isEmpty }
    return names(state.rawValue)[0]
  }

  var ledger: LedgerFolder { get throws { LedgerFolder(try Folder.open("\(path)/.reelspool/ledger")) } }

  func ticket(_ job: String, _ state: ShotState, _ shot: String) throws -> ShotTicket {
    let folder = try Folder.open("\(path)/\(job)/shots/\(state.rawValue)")
    return try Document.read(ShotTicket.self, "\(shot).json", in: folder)
  }

  func plan(_ job: String) throws -> Plan {
    try Document.read(Plan.self, "plan.json", in: Folder.open("\(path)/\(job)"))
  }
}

/// One short song for all tests: a kick each half second, louder in the second half.
enum Song {
  private static let made = Result { try make() }
  static func path() throws -> String { try made.get() }

  private static func make() throws -> String {
    let folder = TestPlace.folder("song")
    let beat = "0.7*exp(-30*mod(t,0.5))*sin(2*PI*90*t)"
    let tune = "if(gt(t,6),0.25,0.06)*sin(2*PI*220*t)*(1+0.5*sin(2*PI*3*t))"
    try Child.run(
      Tool.ffmpeg(),
      [
        "-v", "error", "-f", "lavfi", "-i", "aevalsrc='\(beat)+\(tune)':d=12:s=44100", "-ac", "2", "\(folder)/song.wav",
      ],
      in: nil, stop: Stop())
    return "\(folder)/song.wav"
  }
}

enum TestPlace {
  static func folder(_ hint: String) -> String {
    var template = Array("/tmp/reelspool-test-\(hint)-XXXXXX".utf8CString)
    mkdtemp(&template)
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// A program that was built beside the tests.
  static func built(_ name: String) -> String {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let own = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let folder = (bundle ?? own).split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    return "\(folder)/\(name)"
  }
}

/// What a daemon under test has said.
final class LogLines: Sendable {
  private let lines = Mutex<[String]>([])
  func add(_ line: String) { lines.withLock { $0.append(line) } }
  var all: [String] { lines.withLock { $0 } }
}
