import Foundation
import Glibc
import Spool
import Testing
import Vocabulary

@testable import Farm

/// Real faults of the machine under a running farm: it stops what it must, says so once, loses nothing, and goes on by
/// itself when the cause is gone.
@Suite(.serialized) struct FaultTests {
  @Test func `a daemon without a free descriptor neither dies nor gives up, and goes on when it has some`() throws {
    let farm = try FarmProcess(more: "[retry]\nattempts = 1", spool: "pause = 1")
    try farm.start()
    try farm.drop()
    try waitUntil("a shot is drawn; \(farm.log().suffix(400))") {
      farm.jobs.contains { !farm.names("\($0)/shots/drawing").isEmpty }
    }
    let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(farm.processId)/fd").count
    try farm.limitFiles(to: open - 2)
    try waitUntil("it is told; \(farm.log().suffix(400))") { farm.log().contains("Too many open files") }
    #expect(farm.log().contains("the farm pauses: "))
    try farm.limitFiles(to: 1024)
    try waitUntil("the film is done; \(farm.log().suffix(800))") {
      farm.names("done").contains { farm.has("done/\($0)/final.mp4") }
    }
    #expect(farm.names("failed").isEmpty)
    for line in farm.log().split(separator: "\n") { #expect(!line.contains("made anew"), "\(line)") }
    #expect(farm.kill(SIGTERM) == 0)
  }

  @Test func `a job that cannot be moved does not turn the loop in a circle, and goes on when it can be`() throws {
    let farm = try FarmProcess(spool: "pause = 1")
    try farm.start()
    try farm.drop()
    try waitUntil("a shot is drawn; \(farm.log().suffix(400))") {
      farm.jobs.contains { !farm.names("\($0)/shots/drawing").isEmpty }
    }
    let job = try #require(farm.names("generating").first)
    try Data().write(to: URL(filePath: "\(farm.path)/assembling/\(job)"))
    try waitUntil("it is told; \(farm.log().suffix(800))") { farm.log().contains("tried again at least every") }
    let spent = try farm.processorTime()
    let began = Instant.now
    try waitUntil("two seconds are over") { .now > began + 2 }
    #expect(try farm.processorTime() - spent < 0.5)
    #expect(farm.log().components(separatedBy: "tried again at least every").count == 2)
    try FileManager.default.removeItem(atPath: "\(farm.path)/assembling/\(job)")
    try waitUntil("the film is done; \(farm.log().suffix(800))") { farm.has("done/\(job)/final.mp4") }
    #expect(farm.log().contains("\(job): goes on"))
    #expect(farm.kill(SIGTERM) == 0)
  }

  @Test func `a watcher that hangs is started again by the sweep, and the film is finished`() throws {
    let farm = try FarmProcess(spool: "sweep = 1")
    try farm.start()
    try farm.drop()
    // Not before it stands: a farm whose watcher hangs from the first does not start, and says so.
    try waitUntil("the bundle was adopted; \(farm.log().suffix(400))") { !farm.jobs.isEmpty }
    let hung = try #require(farm.watchers.first)
    Glibc.kill(hung, SIGSTOP)
    try waitUntil("it has another; \(farm.log().suffix(400))") { farm.watchers.first.map { $0 != hung } ?? false }
    #expect(farm.log().components(separatedBy: "the watcher does not answer").count == 2)
    try waitUntil("the film is done; \(farm.log().suffix(400))") {
      farm.names("done").contains { farm.has("done/\($0)/final.mp4") }
    }
    #expect(farm.kill(SIGTERM) == 0)
  }

  @Test func `a still that is there is not drawn again because the disk refused something after it`() throws {
    let barn = try Barn()
    barn.puppet.hold(.draw, "shot_01")
    try barn.start()
    try barn.drop()
    try waitUntil("a shot is drawn") { !barn.puppet.calls(.draw, "shot_01").isEmpty }
    let job = try barn.job(in: .generating)
    // As after an error of fsync: the still has its name in the take, and the ticket goes back to wait.
    let take = "\(barn.path)/generating/\(job)/takes/shot_01/1"
    try Data("a picture".utf8).write(to: URL(filePath: "\(take)/still.png"))
    barn.puppet.release(.draw, "shot_01")
    _ = try barn.job(in: .done)
    #expect(barn.puppet.calls(.draw, "shot_01").count == 1)
    #expect(try barn.ticket("done/\(job)", .ready, "shot_01").take == 1)
    #expect(barn.text("done/\(job)/takes/shot_01/1/still.png") == "a picture")
    barn.stop()
  }

  @Test func `trouble waits twice as long each time, up to the pause, and is news once`() {
    var troubles = Troubles(first: 1, longest: 3)
    let work = Work.assemble(job: "fox")
    var now = Instant(nanoseconds: 0)
    var waits: [Double] = []
    var news: [Bool] = []
    for _ in 0..<4 {
      news.append(troubles.note(.work(work), now: now))
      waits.append(troubles.stuck[work]! - now)
      now = troubles.stuck[work]!
    }
    #expect(waits == [1, 2, 3, 3])
    #expect(news == [true, false, false, false])
    let isNews = troubles.note(.job("fox"), now: now)
    #expect(!isNews && troubles.next == now + 1)
    let before = troubles.stuck[work]!
    let back = now + -3600
    troubles.shift(by: -3600, now: back)
    #expect(troubles.stuck[work]! == before + -3600)
    troubles.shift(by: 3600, now: now)
    #expect(troubles.stuck[work]! == before)
    // It began after the clock was set, and before that was noticed.
    troubles.shift(by: 86400, now: now)
    #expect(troubles.stuck[work]! == now + 3)
    let ends = [troubles.clear(.work(work)), troubles.clear(.job("fox"))]
    #expect(ends == [false, true] && troubles.next == nil)
  }

  @Test func `a pause is said once, and lasts no longer because the clock was set`() {
    let now = Instant(nanoseconds: 1_000_000_000_000_000)
    var pause = Pause(length: 30)
    let news = [pause.begin("no room", now: now), pause.begin("no room", now: now), pause.begin(nil, now: now)]
    #expect(news == [true, false, false] && pause.isOn && pause.reason == "no room")
    pause.shift(by: -3600, now: now + -3590)
    #expect(pause.until == now + -3570)
    pause.shift(by: 86400, now: now)
    #expect(pause.until == now + 30)
    let over = [pause.isOver(now: now), pause.isOver(now: now + 30), pause.isOver(now: now + 31)]
    #expect(over == [false, true, false] && !pause.isOn)
    let cleared = [pause.clear(), pause.clear()]
    #expect(cleared == [true, false])
  }
}

extension FarmProcess {
  /// RLIMIT_NOFILE of the running daemon.
  func limitFiles(to count: Int) throws {
    let child = try Process.run(
      URL(filePath: "/usr/bin/prlimit"), arguments: ["--pid", "\(processId)", "--nofile=\(count):"])
    child.waitUntilExit()
    try #require(child.terminationStatus == 0)
  }

  /// Seconds that the daemon itself has computed so far.
  func processorTime() throws -> Double {
    let text = try String(contentsOfFile: "/proc/\(processId)/stat", encoding: .utf8)
    let fields = text[text.index(after: text.lastIndex(of: ")")!)...].split(separator: " ")
    return Double(Int(fields[11])! + Int(fields[12])!) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  var watchers: [pid_t] { Self.watchers(below: processId) }

  static func watchers(below parent: pid_t) -> [pid_t] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.compactMap { pid_t($0) }.filter { pid in
      guard let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8) else { return false }
      return status.contains("Name:\treelspool-watch\n") && status.contains("PPid:\t\(parent)\n")
    }
  }
}
