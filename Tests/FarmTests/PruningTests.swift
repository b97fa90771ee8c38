import Foundation
import Glibc
import Media
import Spool
import Testing
import Vocabulary

@testable import Farm

/// What prune takes, what it leaves, and what can still be done afterwards.
@Suite(.serialized) struct PruningTests {
  /// One finished film for all tests: each gets a copy of its spool.
  private static let finished = Result { () throws -> (path: String, job: String) in
    let barn = try Barn()
    try barn.start()
    try barn.drop()
    let job = try barn.job(in: .done)
    barn.stop()
    let path = TestPlace.folder("pruned") + "/spool"
    try FileManager.default.copyItem(atPath: barn.path, toPath: path)
    return (path, job)
  }

  /// A barn whose spool holds the finished film.
  private func stocked() throws -> (barn: Barn, job: String, spool: SpoolFolders) {
    let made = try Self.finished.get()
    let barn = try Barn()
    try FileManager.default.removeItem(atPath: barn.path)
    try FileManager.default.copyItem(atPath: made.path, toPath: barn.path)
    return (barn, made.job, try SpoolFolders.open(barn.path))
  }

  private func files(_ barn: Barn) -> Set<String> {
    let all = (try? FileManager.default.subpathsOfDirectory(atPath: barn.path)) ?? []
    return Set(all.filter { !$0.hasPrefix(".reelspool") })
  }

  /// Bytes of all files below, each counted once however many names it has.
  private func weight(_ path: String) -> Int64 {
    var seen: Set<UInt64> = []
    var sum: Int64 = 0
    for name in (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? [] {
      var what = stat()
      guard lstat("\(path)/\(name)", &what) == 0, what.st_mode & S_IFMT == S_IFREG else { continue }
      if seen.insert(UInt64(what.st_ino)).inserted { sum += Int64(what.st_size) }
    }
    return sum
  }

  @Test func `after keep final one scene is redone, and the others are bit for bit what they were`() throws {
    let (barn, job, spool) = try stocked()
    let before = weight(barn.path)
    let pruned = try #require(try Pruning(spool, keep: .final, isRehearsal: false).prune(job, in: .done))
    #expect(before - weight(barn.path) == pruned.freed && pruned.freed > 0, "what it says is what the disk gets back")
    for name in ["final.mp4", "report.json", "poster.jpg", "storyboard.jpg", "plan.json", "song.m4a", "source"] {
      #expect(barn.has("done/\(job)/\(name)"), "\(name)")
    }
    #expect(barn.names("done/\(job)/takes/shot_01/1") == ["look.json", "still.json", "take.json"])
    try checkFilm(barn, job, cut: 1)

    let first = try report(barn, job, cut: 1)
    try barn.mv("done/\(job)/shots/ready/shot_02.json", "done/\(job)/shots/todo/shot_02.json")
    try barn.start()
    try waitUntil("there is a second cut") { barn.text("done/\(job)/report.json").contains("\"cut\" : 2") }
    barn.stop()
    #expect(Set(barn.puppet.calls.map(\.shot)) == ["shot_02"], "nothing else is drawn")
    for (old, new) in zip(first.shots, try report(barn, job, cut: 2).shots) {
      #expect((old.packetHash == new.packetHash && old.take == new.take) == (new.id != "shot_02"), "\(new.id)")
    }
    try checkFilm(barn, job, cut: 2)
  }

  private func report(_ barn: Barn, _ job: String, cut: Int) throws -> Report {
    try Document.read(Report.self, "report.json", in: Folder.open("\(barn.path)/done/\(job)/cuts/\(cut)"))
  }

  private func checkFilm(_ barn: Barn, _ job: String, cut: Int) throws {
    let spool = try SpoolFolders.open(barn.path)
    let finished = try FinishedCut(of: JobFolder.open(job, in: spool))
    #expect(finished.number == cut)
    let scratch = try Folder.open(TestPlace.folder("scratch"))
    defer { try? FileManager.default.removeItem(atPath: scratch.path) }
    // Second names need one disk; a test's folder is on the same.
    let report = try finished.verify(in: scratch, stop: Stop())
    #expect(report.passed && report.watched && report.frames == finished.plan.frames)
  }

  @Test func `verify finds a single changed byte in the picture`() throws {
    let (barn, job, _) = try stocked()
    let path = "\(barn.path)/done/\(job)/cuts/1/final.mp4"
    let file = try #require(FileHandle(forUpdatingAtPath: path))
    let end = try file.seekToEnd()
    try file.seek(toOffset: end / 2)
    let byte = try #require(try file.read(upToCount: 1)?.first)
    try file.seek(toOffset: end / 2)
    try file.write(contentsOf: [byte ^ 0x10])
    try file.close()
    #expect(throws: Failure.self) { try checkFilm(barn, job, cut: 1) }
  }

  @Test func `a rehearsal says what would go and touches nothing`() throws {
    let (barn, job, spool) = try stocked()
    let before = files(barn)
    for keep in PruneKeep.allCases {
      let told = try #require(try Pruning(spool, keep: keep, isRehearsal: true).prune(job, in: .done))
      #expect(files(barn) == before)
      let (other, _, otherSpool) = try stocked()
      #expect(try Pruning(otherSpool, keep: keep, isRehearsal: false).prune(job, in: .done) == told)
      if keep == .nothing { #expect(other.names("done").isEmpty && told.freed == weight("\(barn.path)/done")) }
      #expect(other.names(".reelspool/tmp").isEmpty)
    }
  }

  @Test func `a job that is moved away while it is pruned gets everything back`() throws {
    for keep in PruneKeep.allCases {
      let (barn, job, spool) = try stocked()
      let before = files(barn)
      var pruning = Pruning(spool, keep: keep, isRehearsal: false)
      pruning.meanwhile = { _ in rename("\(barn.path)/done/\(job)", "\(barn.path)/held/\(job)") }
      #expect(throws: SpoolError.self) { try pruning.prune(job, in: .done) }
      let after = Set(files(barn).map { $0.replacingOccurrences(of: "held/", with: "done/") })
      #expect(after == before, "\(keep)")
    }
  }

  @Test func `a job with a shot that waits to be redone is left alone`() throws {
    let (barn, job, spool) = try stocked()
    try barn.mv("done/\(job)/shots/ready/shot_01.json", "done/\(job)/shots/drawn/shot_01.json")
    let before = files(barn)
    #expect(throws: SpoolError.self) { try Pruning(spool, keep: .nothing, isRehearsal: false).prune(job, in: .done) }
    #expect(files(barn) == before)
  }

  @Test func `keep scenes leaves what a redo needs and takes what nothing uses`() throws {
    let (barn, job, spool) = try stocked()
    let folder = "\(barn.path)/done/\(job)"
    try FileManager.default.copyItem(atPath: "\(folder)/takes/shot_01/1", toPath: "\(folder)/takes/shot_01/2")
    try FileManager.default.createDirectory(atPath: "\(folder)/cuts/.attempt-2", withIntermediateDirectories: true)
    _ = try Pruning(spool, keep: .scenes, isRehearsal: false).prune(job, in: .done)
    let left = barn.names("done/\(job)/takes/shot_01/2")
    #expect(left == ["look.json", "still.json", "take.json"], "its number stays taken")
    #expect(barn.has("done/\(job)/takes/shot_01/1/conformed.mp4") && barn.has("done/\(job)/takes/shot_01/1/still.png"))
    #expect(!barn.has("done/\(job)/cuts/.attempt-2") && barn.has("done/\(job)/final.mp4"))
    #expect(
      try Pruning(spool, keep: .scenes, isRehearsal: false).prune(job, in: .done) == nil, "nothing is left to take")
  }

  @Test func `a try whose call may still be answered is kept, and one that is closed is not`() throws {
    let (barn, job, spool) = try stocked()
    let take = "\(barn.path)/done/\(job)/takes/shot_01/1"
    var note = CallNote(id: "a", provider: "p", model: "m", fingerprint: "f", reserved: nil, begun: "\(Instant.now)")
    for (number, state) in [(8, CallNote.State.running), (9, .closed)] {
      note.state = state
      try FileManager.default.createDirectory(atPath: "\(take)/.attempt-\(number)", withIntermediateDirectories: true)
      try Data(try Document.encode(note)).write(to: URL(filePath: "\(take)/.attempt-\(number)/call.json"))
    }
    _ = try Pruning(spool, keep: .final, isRehearsal: false).prune(job, in: .done)
    #expect(barn.has("done/\(job)/takes/shot_01/1/.attempt-8/call.json"))
    #expect(!barn.has("done/\(job)/takes/shot_01/1/.attempt-9"))
  }

  @Test func `a job without a film whose clips went has its shots to be made again`() throws {
    let (barn, job, spool) = try stocked()
    try barn.mv("done/\(job)", "cancelled/\(job)")
    for name in ["current", "cuts"] {
      try FileManager.default.removeItem(atPath: "\(barn.path)/cancelled/\(job)/\(name)")
    }
    let shots = barn.names("cancelled/\(job)/shots/ready")
    _ = try Pruning(spool, keep: .final, isRehearsal: false).prune(job, in: .cancelled)
    #expect(barn.names("cancelled/\(job)/shots/todo") == shots && barn.names("cancelled/\(job)/shots/ready").isEmpty)
  }

  @Test func `a job's age is that of what was last done in it`() throws {
    let (barn, job, spool) = try stocked()
    let folder = try spool[.done].folder(job)
    let all = try FileManager.default.subpathsOfDirectory(atPath: "\(barn.path)/done/\(job)")
    for name in all {
      utimes(
        "\(barn.path)/done/\(job)/\(name)", [timeval(tv_sec: 1000, tv_usec: 0), timeval(tv_sec: 1000, tv_usec: 0)])
    }
    #expect(Pruning.lastTouched(folder).nanoseconds == 1_000_000_000_000)
    _ = try Pruning(spool, keep: .final, isRehearsal: false).prune(job, in: .done)
    #expect(Pruning.lastTouched(folder).nanoseconds == 1_000_000_000_000, "pruning does not make it young")
  }
}
