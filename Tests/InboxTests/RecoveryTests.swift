import CShim
import Foundation
import Testing

@testable import Inbox
@testable import Spool

/// Each state that a crash can leave, and what a start makes of it: one job, and nothing lost.
@Suite(.timeLimit(.minutes(2))) struct RecoveryTests {
  /// Starts a lane and waits for one report.
  private func startAndHear(_ bench: Bench) -> [InboxReport] {
    let lane = Lane(bench)
    defer { lane.finish() }
    return lane.next()
  }

  @Test func `cut off after hiding: the bundle comes back and is adopted`() throws {
    let bench = try Bench()
    try bench.dropBundle("night")
    _ = try bench.adoption().take(.folder("night"))
    #expect(try bench.inbox.names() == [".taken-night"])
    #expect(startAndHear(bench).map(\.word) == ["adopted"])
    #expect(bench.jobs.count == 1)
    #expect(try bench.inbox.names() == [])
  }

  @Test func `cut off between the halves of a pair: they find each other again`() throws {
    for hidden in [["night.flac"], ["night.txt"], ["night.flac", "night.txt"]] {
      let bench = try Bench()
      try bench.drop("night.flac", "la")
      try bench.drop("night.txt", "A walk.")
      _ = try bench.adoption().take(.loose(hidden))
      #expect(startAndHear(bench).map(\.word) == ["adopted"])
      #expect(bench.jobs.count == 1)
      #expect(try bench.ticket(bench.jobs[0]).taken.map(\.name) == ["night.flac", "night.txt"])
      #expect(try bench.inbox.names() == [])
    }
  }

  @Test func `cut off while copying: the draft does no harm`() throws {
    let bench = try Bench()
    try bench.dropBundle("night")
    let taken = try bench.adoption().take(.folder("night"))
    let draft = try Draft(in: bench.spool, stop: bench.stop)
    let contents = try BundleReader(rules: InboxRules()).read(taken.hiddenForm, in: bench.inbox)
    try draft.add(contents.members[0], from: bench.inbox.folder(".taken-night"))
    #expect(startAndHear(bench).map(\.word) == ["adopted"])
    #expect(bench.jobs.count == 1)
    #expect(try bench.kept(bench.jobs[0]) == ["A walk by night.", "la la"])
  }

  @Test func `cut off after publishing: the job is there once, the bundle goes`() throws {
    for drop in [["night/song.flac", "night/concept.txt"], ["night.flac", "night.txt"]] {
      let bench = try Bench()
      for (name, text) in zip(drop, ["la", "A walk."]) { try bench.drop(name, text) }
      let bundle = try #require(BundleFinder(inbox: bench.inbox).bundles(among: bench.inbox.names()).first)
      let job = try published(bench, bundle, in: .analyzing)
      #expect(try bench.inbox.names().allSatisfy { $0.hasPrefix(".taken-") })
      try bench.adoption().recover()
      #expect(try bench.inbox.names() == [])
      #expect(bench.jobs == [job])
    }
  }

  @Test func `cut off after a rejection was published: what is kept goes, what is not is hidden`() throws {
    for refused in [nil, true] as [Bool?] {
      let bench = try Bench()
      try bench.drop("night/concept.txt", "A walk.")
      let bundle = try #require(BundleFinder(inbox: bench.inbox).bundles(among: bench.inbox.names()).first)
      let job = try published(bench, bundle, in: .failed, refused: refused)
      try bench.adoption().recover()
      #expect(try bench.inbox.names() == (refused == true ? [".refused-night"] : []))
      #expect(bench.jobs == [job])
    }
  }

  @Test func `cut off while removing: the rest goes, and is not taken for a bundle`() throws {
    let bench = try Bench()
    try bench.drop(".adopted-night/song.flac", "la")
    let lane = Lane(bench)
    lane.lane.wake()
    try bench.dropBundle("other")
    lane.lane.wake()
    #expect(lane.next().map(\.word) == ["adopted"])
    lane.finish()
    #expect(bench.jobs.count == 1)
    #expect(try bench.inbox.names() == [])
  }

  @Test func `a crash after half of a pair was removed leaves no second job`() throws {
    let bench = try Bench()
    try bench.drop("night.flac", "la")
    try bench.drop("night.txt", "A walk.")
    let bundle = try #require(BundleFinder(inbox: bench.inbox).bundles(among: bench.inbox.names()).first)
    let job = try published(bench, bundle, in: .analyzing)
    try bench.inbox.remove(".taken-night.flac")
    try bench.adoption().recover()
    #expect(try bench.inbox.names() == [])
    #expect(bench.jobs == [job])
  }

  @Test func `an older job whose bundle had the same inode is not taken for this one's`() throws {
    let bench = try Bench()
    try bench.dropBundle("night")
    let taken = try bench.adoption().take(.folder("night"))
    let folder = try bench.spool[.done].folder(making: "old")
    var ticket = self.ticket(of: taken)
    ticket.adopted = "2026-01-01T00:00:00.000Z"
    try bench.drop("job.json", Document.encode(ticket), in: folder)
    try bench.adoption().recover()
    #expect(try bench.inbox.names() == ["night"])
  }

  @Test func `a duplicate that was cut off is answered again`() throws {
    let bench = try Bench()
    try bench.dropBundle("night")
    let job = try #require(try bench.adopt().first?.job)
    try bench.dropBundle("night")
    _ = try bench.adoption().take(.folder("night"))
    #expect(startAndHear(bench).map(\.word) == ["duplicate"])
    #expect(bench.jobs == [job])
    #expect(try bench.inbox.names() == ["night.duplicate.txt"])
  }

  @Test func `an archive whose upload had not ended is not rejected by a restart`() throws {
    let bench = try Bench()
    try bench.drop("night.zip", "PK\u{3}\u{4}")
    _ = try bench.adoption().take(.archive("night.zip"))
    try bench.adoption().recover()
    #expect(try bench.inbox.names() == ["night.zip"])
    #expect(bench.jobs == [])
  }

  @Test func `what comes back beside a new bundle of its name gets a number`() throws {
    let bench = try Bench()
    try bench.dropBundle("night", song: "old")
    _ = try bench.adoption().take(.folder("night"))
    try bench.dropBundle("night", song: "new")
    let lane = Lane(bench)
    lane.next()
    lane.next()
    lane.finish()
    #expect(bench.names(.analyzing).count == 2)
    #expect(try bench.inbox.names() == [])
  }

  /// Takes a bundle and publishes a job of it, but no further.
  private func published(_ bench: Bench, _ bundle: FoundBundle, in state: JobState, refused: Bool? = nil) throws
    -> String
  {
    let taken = try bench.adoption().take(bundle.form)
    let draft = try Draft(in: bench.spool, stop: bench.stop)
    var ticket = self.ticket(of: taken)
    ticket.taken = taken.entries.map { TakenEntry($0, refused: refused) }
    try draft.write(Document.encode(ticket), as: "job.json")
    try draft.publish(as: "night-12345678", in: state, of: bench.spool)
    return "night-12345678"
  }

  private func ticket(of taken: Taken) -> JobTicket {
    JobTicket(
      title: "night", owner: Owner(of: taken), digest: "d", options: .init(), adopted: "\(Instant.now)",
      source: SourceFiles(), taken: taken.entries.map { TakenEntry($0) })
  }
}
