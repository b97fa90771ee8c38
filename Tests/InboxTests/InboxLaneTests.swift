import CShim
import Foundation
import Testing

@testable import Inbox
@testable import Spool

/// The lane as it runs, with short times. Every test waits for reports, none for a time; what must not happen is shown by
/// what was reported before something that comes later.
@Suite(.timeLimit(.minutes(1))) struct InboxLaneTests {
  @Test func `a bundle that is dropped is adopted once it is quiet`() throws {
    let bench = try Bench()
    let lane = Lane(bench)
    try bench.dropBundle("night")
    lane.lane.wake()
    #expect(lane.next().map(\.word) == ["adopted"])
    lane.finish()
    #expect(bench.names(.analyzing) == [lane.all[0].job])
    #expect(try bench.inbox.names() == [])
  }

  @Test func `what was there before the start is adopted`() throws {
    let bench = try Bench()
    for number in 1...6 { try bench.dropBundle("b\(number)") }
    let lane = Lane(bench)
    for _ in 1...6 { lane.next() }
    lane.finish()
    #expect(bench.names(.analyzing).count == 6)
  }

  @Test func `what came by one rename does not settle`() throws {
    let bench = try Bench()
    var rules = Lane.quick
    rules.settle = 3600
    let lane = Lane(bench, rules)
    try lane.dropWhole("night")
    #expect(lane.next().map(\.word) == ["adopted"])
  }

  @Test func `a loose song that came by one rename settles all the same`() throws {
    let bench = try Bench()
    var rules = Lane.quick
    rules.settle = 3600
    let lane = Lane(bench, rules)
    symlinkat("/etc/passwd", bench.inbox.descriptor, "a.mp3")
    lane.lane.wake(renamedIn: "a.mp3")
    try lane.dropWhole("later")
    #expect(lane.next().map(\.word) == ["adopted"])
    lane.finish()
    #expect(try bench.inbox.names() == ["a.mp3"])
  }

  @Test func `an incomplete bundle is rejected when its patience ends, not before`() throws {
    let bench = try Bench()
    let lane = Lane(bench, Lane.impatient)
    try bench.drop("night/concept.txt", "x")
    lane.lane.wake()
    let began = Instant.now
    #expect(lane.next().map(\.word) == ["rejected"])
    #expect(Instant.now - began >= Lane.impatient.patience - 0.05)
  }

  @Test func `what completes an incomplete bundle in time makes it a job`() throws {
    let bench = try Bench()
    var rules = Lane.quick
    rules.patience = 3600
    let lane = Lane(bench, rules)
    try bench.drop("night/concept.txt", "x")
    try bench.dropBundle("other")
    lane.lane.wake()
    #expect(lane.next().map(\.word) == ["adopted"])
    try bench.drop("night/song.mp3", "la")
    lane.lane.wake()
    #expect(lane.next().map(\.word) == ["adopted", "adopted"])
  }

  @Test func `an archive that cannot be listed is rejected once, when its patience ends`() throws {
    let bench = try Bench()
    let lane = Lane(bench, Lane.impatient)
    try bench.drop("x.zip", "PK\u{3}\u{4} this is no archive")
    lane.lane.wake()
    let began = Instant.now
    #expect(lane.next().map(\.word) == ["rejected"])
    #expect(Instant.now - began >= Lane.impatient.patience - 0.05)
    lane.finish()
    #expect(lane.all.count == 1)
    #expect(bench.names(.failed).count == 1)
    #expect(try bench.inbox.names() == [])
  }

  @Test func `our own renames back are not somebody's`() throws {
    let bench = try Bench()
    var rules = Lane.quick
    rules.settle = 3600
    try bench.dropBundle("night")
    _ = try bench.adoption().take(.folder("night"))
    let lane = Lane(bench, rules)
    // Adopted only after the recovery: so the rename back has happened when it is told.
    try lane.dropWhole("first")
    lane.next()
    lane.lane.wake(renamedIn: "night")
    try lane.dropWhole("second")
    lane.next()
    lane.finish()
    #expect(lane.all.count == 2)
    #expect(try bench.inbox.names() == ["night"])
  }

  @Test func `a folder and loose files of one name do not keep each other from settling`() throws {
    let bench = try Bench()
    try bench.dropBundle("night", song: "one")
    try bench.drop("night.flac", "two")
    try bench.drop("night.txt", "A walk.")
    let lane = Lane(bench)
    lane.next()
    #expect(lane.next().map(\.word) == ["adopted", "adopted"])
  }

  @Test func `a name that is used again while its first bundle is adopted is a second bundle`() throws {
    let bench = try Bench()
    let lane = Lane(bench)
    for round in 1...5 {
      try bench.dropBundle("night", song: "song \(round)")
      lane.lane.wake()
      lane.next()
    }
    lane.finish()
    #expect(lane.all.map(\.word) == Array(repeating: "adopted", count: 5))
    #expect(bench.names(.analyzing).count == 5)
  }

  @Test func `a bundle that was hidden and never adopted is taken up, and others go on`() throws {
    let bench = try Bench()
    // As a daemon leaves it that died, or whose disk refused to give it its name back.
    var rules = Lane.quick
    rules.pause = 3600
    let lane = Lane(bench, rules)
    try lane.dropWhole("first")
    lane.next()
    try bench.dropBundle(".taken-night")
    // Where this thread sleeps for a moment, the lane has given the hidden one its name back already.
    do { try lane.dropWhole("night") } catch { try lane.dropWhole("evening") }
    lane.next()
    for number in 1...3 {
      try bench.dropBundle("b\(number)")
      lane.lane.wake()
      lane.next()
    }
    lane.finish()
    #expect(lane.all.map(\.word) == Array(repeating: "adopted", count: 6))
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func `a bundle that cannot be read waits alone, told once, while others go on`() throws {
    let bench = try Bench()
    var rules = Lane.quick
    rules.pause = 3600
    try bench.dropBundle("shut")
    let shut = "\(bench.spool.path)/inbox/shut"
    chmod(shut, 0)
    defer { chmod(shut, 0o700) }
    let lane = Lane(bench, rules)
    #expect(lane.next().map(\.word) == ["unable"])
    try lane.dropWhole("night")
    #expect(lane.next().map(\.word) == ["unable", "adopted"])
    lane.finish()
    #expect(try bench.inbox.names() == ["shut"])
  }

  @Test func `a report can be written to a log`() throws {
    let bench = try Bench()
    let lane = Lane(bench)
    try bench.dropBundle("a\nwarning: \u{1B}[31mfake")
    lane.lane.wake()
    guard case .adopted(_, let bundle) = try #require(lane.next().first) else {
      Issue.record("not adopted")
      return
    }
    #expect(bundle == "a\\u{a}warning: \\u{1b}[31mfake")
  }

  @Test func `a stop ends the lane and leaves what waits`() throws {
    let bench = try Bench()
    var rules = Lane.quick
    rules.settle = 3600
    let lane = Lane(bench, rules)
    try bench.dropBundle("night")
    lane.lane.wake()
    lane.finish()
    #expect(try bench.inbox.names() == ["night"])
    #expect(lane.all.isEmpty)
  }

  @Test(.enabled(if: SmallDisk.isPossible, "needs root and a mountable tmpfs"))
  func `on a full disk the lane pauses, keeps the bundle, and goes on when there is room`() throws {
    let disk = try SmallDisk()
    let bench = try Bench(at: disk.path)
    try bench.dropBundle("night", song: String(repeating: "la", count: 300_000))
    try bench.drop(".filler", [UInt8](repeating: 1, count: 200_000))
    let lane = Lane(bench)
    #expect(lane.next().map(\.word) == ["unable"])
    #expect(lane.next().allSatisfy { $0.word == "unable" })
    #expect(try bench.inbox.names().sorted().contains { $0.hasSuffix("night") })
    #expect(bench.jobs == [])
    try bench.run("mount", ["-o", "remount,size=8m", disk.path])
    var seen = lane.next()
    while seen.last?.word == "unable" { seen = lane.next() }
    #expect(seen.last?.word == "adopted")
    lane.finish()
    #expect(bench.names(.analyzing).count == 1)
    #expect(bench.isTidy)
  }
}

/// A tmpfs of one megabyte.
final class SmallDisk {
  let path: String

  static let isPossible: Bool = (try? SmallDisk()) != nil

  init() throws {
    var template = Array("/tmp/reelspool-disk-XXXXXX".utf8CString)
    mkdtemp(&template)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard mount("none", path, "tmpfs", 0, "size=1m") == 0 else {
      rmdir(path)
      throw SpoolError(.denied, "no mount")
    }
  }

  deinit {
    umount2(path, Int32(MNT_DETACH))
    rmdir(path)
  }
}
