import Inbox
import Ledger
import Spool
import Testing
import Vocabulary

@testable import Farm

@Suite struct LostCallsTests {
  /// A job in planning/ that failed so, with these notes of its treatment's calls.
  private func restart(after kind: FailureKind, _ notes: [String: CallNote.State]) throws -> [String: CallNote.State] {
    let spool = try SpoolFolders.make(at: TestPlace.folder("lost"))
    let tmp = try spool.own("tmp")
    let folder = try spool[.planning].folder(making: "song-1")
    var ticket = JobTicket(
      title: "t", owner: Owner(uid: 0, name: "root"), digest: "00", options: JobOptions(), adopted: "",
      source: SourceFiles(), taken: [])
    ticket.lastFailure = Failure(kind, "lost")
    ticket.failedIn = .planning
    try Durable.publish(Document.encode(ticket), as: "job.json", in: folder, through: tmp)
    let calls = try folder.folder(making: PlanningDesk.calls).folder(making: "treatment")
    for (name, state) in notes {
      var note = CallNote(id: name, provider: "gpt", model: "m", fingerprint: "f", reserved: 5, begun: "")
      note.state = state
      try Durable.publish(Document.encode(note), as: "\(name).json", in: calls, through: tmp)
    }
    try Durable.publish(Array("{}".utf8), as: "ask.reply.json", in: calls, through: tmp)
    let shop = Workshop(
      spool: spool, tmp: tmp, settings: Barn.tiny, makers: Makers(writers: [], stills: [], clips: []),
      purse: try Ledger(spool.own("ledger"), aside: spool.own("aside"), tmp: tmp, limits: Limits()), log: Log { _ in })
    try JobDesk(shop: shop, job: JobFolder.open("song-1", in: spool)).restart()
    return try notes.keys.reduce(into: [:]) { found, name in
      found[name] = try Document.read(CallNote.self, "\(name).json", in: calls).state
    }
  }

  @Test func `moving a job back asks again what may have been lost, and nothing else`() throws {
    let notes: [String: CallNote.State] = ["ask-1": .intent, "ask-2": .answered, "call": .running, "ask-3": .closed]
    #expect(
      try restart(after: .ambiguous, notes) == [
        "ask-1": .closed, "ask-2": .answered, "call": .closed, "ask-3": .closed,
      ])
  }

  @Test func `after any other failure what was begun is gone on with`() throws {
    let notes: [String: CallNote.State] = ["ask-1": .intent, "call": .running]
    #expect(try restart(after: .transient, notes) == notes)
  }
}
