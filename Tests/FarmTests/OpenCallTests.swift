import Foundation
import Ledger
import Spool
import Testing
import Vocabulary

@testable import Farm

/// What happens to a shot whose call to a provider is not over: it may be paid for.
@Suite(.serialized) struct OpenCallTests {
  private static let hiccup = Failure(.transient, "unable to ask: the line is dead")

  @Test(arguments: [PuppetMaker.Step.draw, .animate])
  func `the next attempt goes on with the call of the last one`(step: PuppetMaker.Step) throws {
    let barn = try Barn(lane: step == .animate ? "rented" : "cpu")
    barn.puppet.leaveOpen(step, "shot_01")
    barn.puppet.fail(step, "shot_01", [Self.hiccup, Self.hiccup])
    try barn.start()
    try barn.drop()
    let job = try barn.job(in: .done)
    #expect(barn.puppet.notes(step, "shot_01") == [nil, "call-1", "call-1"])
    let take = barn.names("done/\(job)/takes/shot_01")
    #expect(take == ["1"])
    let leftovers = try Barn.manager.contentsOfDirectory(atPath: "\(barn.path)/done/\(job)/takes/shot_01/1")
    #expect(!leftovers.contains { $0.hasPrefix(".attempt") }, "\(leftovers)")
  }

  @Test func `a restart goes on with it too`() throws {
    let barn = try Barn()
    barn.puppet.leaveOpen(.draw, "shot_01")
    barn.puppet.hold(.draw, "shot_01")
    try barn.start()
    try barn.drop()
    try waitUntil("the call is noted") { barn.puppet.notes(.draw, "shot_01") == [nil] }
    barn.stop()
    barn.puppet.release(.draw, "shot_01")
    try barn.start()
    _ = try barn.job(in: .done)
    #expect(barn.puppet.notes(.draw, "shot_01") == [nil, "call-1"])
  }

  @Test func `a person who moves the shot back gets a new take, and the lost call counts as spent`() throws {
    let barn = try Barn()
    barn.puppet.leaveOpen(.draw, "shot_01")
    barn.puppet.fail(.draw, "shot_01", [Failure(.ambiguous, "unable to tell whether it was charged")])
    try barn.start()
    try barn.drop()
    let job = try barn.job(in: .generating)
    try waitUntil("the shot waits for a person") { barn.names("generating/\(job)/shots/failed") == ["shot_01.json"] }
    try barn.mv("generating/\(job)/shots/failed/shot_01.json", "generating/\(job)/shots/todo/shot_01.json")
    _ = try barn.job(in: .done)
    #expect(barn.puppet.notes(.draw, "shot_01") == [nil, nil])
    #expect(barn.puppet.calls(.draw, "shot_01").map(\.take) == [1, 2])
    #expect(!barn.has("done/\(job)/takes/shot_01/1/.attempt-1"))
    // What may have been charged for the lost one counts as spent.
    let total = Costs(try barn.ledger.lines().lines, by: .job).total
    #expect(total.calls == 2 && total.open == 1 && total.actual == 1)
  }

  @Test func `a person who wants another still has the clip of the last one called off`() throws {
    let barn = try Barn(lane: "rented")
    barn.puppet.leaveOpen(.animate, "shot_01")
    barn.puppet.fail(.animate, "shot_01", [Self.hiccup])
    // The next try of this shot lies far ahead; no other shot waits for it.
    var settings = Barn.tiny
    (settings.retry.base, settings.retry.cap) = (3600, 3600)
    try barn.start(settings)
    try barn.drop()
    let job = try barn.job(in: .generating)
    try waitUntil("the shot waits for its next try") {
      (try? barn.ticket("generating/\(job)", .drawn, "shot_01"))?.due != nil
    }
    #expect(barn.puppet.recalled == [])
    try barn.mv("generating/\(job)/shots/drawn/shot_01.json", "generating/\(job)/shots/todo/shot_01.json")
    _ = try barn.job(in: .done)
    #expect(barn.puppet.recalled == ["clip shot_01"])
    #expect(barn.puppet.notes(.animate, "shot_01") == [nil, nil])
    #expect(!barn.has("done/\(job)/takes/shot_01/1/.attempt-1"))
    // The puppet leaves the new take's call open, too; that of the old one is released.
    #expect(Costs(try barn.ledger.lines().lines, by: .job).total.open == 1)
    barn.stop()
  }

  @Test func `what was made for a take that nobody uses is shown in it, and only an open call stays hidden`() throws {
    let spool = try SpoolFolders.make(at: TestPlace.folder("retire"))
    let tmp = try spool.own("tmp")
    _ = try spool[.generating].folder(making: "song-1")
    let job = try JobFolder.open("song-1", in: spool)
    let take = try TakeFolder.make(2, of: "shot_01", in: job)
    for (number, state, name) in [
      (1, CallNote.State.closed, "clip.mp4"), (2, .answered, "still.png"), (3, .intent, "x"),
    ] {
      let attempt = try take.begin(attempt: number)
      var note = CallNote(id: name, provider: "p", model: "m", fingerprint: "f", reserved: 5, begun: "")
      note.state = state
      try Durable.publish(Document.encode(note), as: FileNotes.call, in: attempt.folder, through: tmp)
      try Durable.publish(Array(name.utf8), as: name, in: attempt.folder, through: tmp)
    }
    try take.retire()
    #expect(try take.folder.names().sorted() == [".attempt-3", "still.png"])
  }

  @Test(arguments: [true, false])
  func `a cancelled job's call is called off, whether the daemon was down or nobody was at work on it`(isDown: Bool)
    throws
  {
    let barn = try Barn()
    barn.puppet.leaveOpen(.draw, "shot_01")
    barn.puppet.fail(.draw, "shot_01", [Failure(.throttled, "ask later", wait: 3600)])
    barn.puppet.hold(.draw, "shot_02")
    try barn.start()
    try barn.drop()
    let job = try barn.job(in: .generating)
    try waitUntil("the shot waits for its next try") {
      (try? barn.ticket("generating/\(job)", .todo, "shot_01"))?.due != nil
    }
    #expect(barn.puppet.recalled == [])
    if isDown { barn.stop() }
    try barn.mv("generating/\(job)", "cancelled/\(job)")
    if isDown { try barn.start() }
    try waitUntil("the call is called off") { barn.puppet.recalled == ["still shot_01"] }
    barn.stop()
    #expect(Costs(try barn.ledger.lines().lines, by: .job).total.open == 0)
  }
}
