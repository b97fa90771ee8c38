import Foundation
import Spool
import Testing
import Vocabulary

@testable import Farm

/// What a daemon leaves that is killed between two steps, and what the next one makes of it. Each was found by the
/// torture (docs/promises.md).
@Suite(.serialized) struct LeftoverTests {
  @Test func `what is published stays in the attempt, so that a crash between two files costs nothing`() throws {
    let path = TestPlace.folder("leftover")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let spool = try SpoolFolders.make(at: path)
    let folder = try spool[.generating].folder(making: "fox-12345678")
    let job = JobFolder(name: "fox-12345678", folder: folder, state: .generating)
    let take = try TakeFolder.make(1, of: "shot_01", in: job)
    let attempt = try take.begin(attempt: 1)
    for name in [TakeFolder.clip, AttemptFolder.made] {
      try Durable.add([1], as: name, toDraft: attempt.folder)
    }
    try attempt.publish(TakeFolder.clip)
    // Here the daemon dies; the next one finds an attempt with a clip to conform.
    let found = try #require(try take.madeAttempt())
    #expect(found.folder.has(TakeFolder.clip) && take.folder.has(TakeFolder.clip))
    try take.folder.remove(TakeFolder.clip)
    try found.publish(TakeFolder.clip)
    try found.remove()
    #expect(try take.folder.names() == [TakeFolder.clip])
  }

  @Test func `a complete take is never made again from what a crash left beside it`() throws {
    let path = TestPlace.folder("leftover")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let spool = try SpoolFolders.make(at: path)
    let folder = try spool[.generating].folder(making: "fox-12345678")
    let take = try TakeFolder.make(1, of: "shot_01", in: JobFolder(name: "fox", folder: folder, state: .generating))
    let attempt = try take.begin(attempt: 1)
    try Durable.add([1], as: AttemptFolder.made, toDraft: attempt.folder)
    #expect(try take.madeAttempt() != nil)
    // Here the take was completed, and the daemon died before it removed the attempt.
    try Durable.add([1], as: TakeFolder.record, toDraft: take.folder)
    #expect(try take.madeAttempt() == nil)
  }

  @Test func `an attempt whose answer is in the complete take goes; one that a provider still works for stays`() throws
  {
    let path = TestPlace.folder("leftover")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let spool = try SpoolFolders.make(at: path)
    let folder = try spool[.generating].folder(making: "fox-12345678")
    let take = try TakeFolder.make(1, of: "shot_01", in: JobFolder(name: "fox", folder: folder, state: .generating))
    for (number, state) in [(1, CallNote.State.answered), (2, .running)] {
      var note = CallNote(
        id: "a", provider: "p", model: "m", fingerprint: "f", reserved: 0, begun: "2026-01-01T00:00:00Z")
      note.state = state
      try Durable.add(Document.encode(note), as: FileNotes.call, toDraft: take.begin(attempt: number).folder)
    }
    try take.clear()
    #expect(try take.attempts() == [1, 2])
    // Here the take was completed, and the daemon died before it removed the attempt.
    try Durable.add([1], as: TakeFolder.record, toDraft: take.folder)
    try take.clear()
    #expect(try take.attempts() == [2])
  }

  @Test func `notes of calls for the plan go, also where the plan was published by a daemon that died`() throws {
    let barn = try Barn()
    try barn.start()
    try barn.drop(options: #"{"review": "plan"}"#)
    let job = try barn.job(in: .held)
    let calls = "\(barn.path)/held/\(job)/.calls/treatment"
    try Barn.manager.createDirectory(atPath: calls, withIntermediateDirectories: true)
    try barn.mv("held/\(job)", "planning/\(job)")
    _ = try barn.job(in: .done)
    #expect(!barn.has("done/\(job)/.calls"))
  }

  @Test func `a shot moved back in a finished film while no daemon ran is redone at the start`() throws {
    let barn = try Barn()
    var settings = Barn.tiny
    settings.watchedEnds = 0
    try barn.start(settings)
    try barn.drop()
    let job = try barn.job(in: .done)
    barn.stop()
    try barn.mv("done/\(job)/shots/ready/shot_01.json", "done/\(job)/shots/todo/shot_01.json")
    try barn.start(settings)
    try waitUntil("there is a second cut") { barn.has("done/\(job)/cuts/2/final.mp4") }
    #expect(barn.puppet.calls(.draw, "shot_01").map(\.take) == [1, 2])
  }

  @Test func `a state folder that goes pauses the farm, said once, and one in its place lets it go on`() throws {
    let barn = try Barn()
    var settings = Barn.tiny
    settings.sweep = 0.2
    settings.pause = 0.2
    barn.puppet.hold(.draw, "shot_01")
    try barn.start(settings)
    try barn.drop()
    try waitUntil("a shot is drawn") { !barn.puppet.calls(.draw, "shot_01").isEmpty }
    try barn.mv("assembling", "elsewhere")
    try waitUntil("it is told") { barn.lines.all.contains { $0.contains("is gone; the farm pauses") } }
    barn.puppet.release(.draw, "shot_01")
    try Barn.manager.createDirectory(atPath: "\(barn.path)/assembling", withIntermediateDirectories: false)
    _ = try barn.job(in: .done)
    #expect(barn.lines.all.filter { $0.contains("is gone; the farm pauses") }.count == 1)
    #expect(barn.lines.all.contains { $0.contains("goes on with the one that stands there now") })
  }
}
