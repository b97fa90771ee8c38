// One worker's spool, from round to round. Films pile up in done/ for a few rounds, so that recovery also meets what is
// finished; then a fresh spool begins, and its very making is struck, too.
import Foundation

/// What every round works on. Used by one thread.
final class Stage {
  let yard: Yard
  let oracle: Oracle
  let score: Score
  private let reference: Reference?

  private let rental: Rental?
  private let server: RentalServer?

  init(at home: String, spool mount: String? = nil, maker: Maker, seed: UInt64, _ setting: Setting) throws {
    let spool = mount.map { "\($0)/spool" } ?? "\(home)/spool"
    rental = maker != .rented ? nil : Rental(files: setting.canned, seed: seed) { Oracle.promises(in: spool) }
    server = try rental.map { try RentalServer($0) }
    yard = try Yard(
      at: home, spool: mount, maker: maker, port: server?.port, programs: setting.programs, bundle: setting.bundle)
    oracle = Oracle(yard)
    score = setting.score
    reference = setting.references[maker]
  }

  /// One life; after it nothing of the daemon runs.
  @discardableResult
  func live(_ blow: Blow, before: () -> Void = {}, until isDone: () -> Bool) throws -> Outcome {
    let victim = Victim(yard)
    let start = oracle.logLength
    // Not before it listens: a signal would end it as it ends any program that has only just begun.
    let outcome = try victim.live(blow, before: before) { oracle.says("reelspool works on", since: start) && isDone() }
    score.note {
      $0.lives += 1
      $0.refusals += victim.refused
      $0.mostCalls = max($0.mostCalls, victim.calls)
    }
    return outcome
  }

  /// A life that is to be ended by a blow.
  ///
  /// - Returns: whether it was; false where everything was done before.
  func strike(_ blow: Blow, as kind: String) throws -> Bool {
    let outcome = try live(blow) { isDone }
    guard outcome == .killed else {
      if outcome != .ended(0) { blame("a struck daemon ended as \(outcome)") }
      return false
    }
    score.note { $0.kills[kind, default: 0] += 1 }
    oracle.inspect()
    return true
  }

  /// Makes the spool's folders, dying once on the way.
  func open(_ dice: inout Dice) throws {
    if try live(.killAtCall(Int.random(in: 1...40, using: &dice)), until: { hasFolders }) == .killed {
      score.note { $0.kills["at the making of a spool", default: 0] += 1 }
    }
    let outcome = try live(.none) { hasFolders }
    if outcome != .ended(0) { blame("the daemon did not start after it died while it made the spool: \(outcome)") }
  }

  var hasFolders: Bool { yard.has("inbox") && Oracle.states.allSatisfy { yard.has($0) } }

  func drop() throws { oracle.note(dropped: try yard.drop()) }

  /// Whether the person has done all it wanted to, and every bundle is a film none of whose shots waits.
  func isDone(with person: Person) -> Bool {
    person.look()
    settle { person.wasWrong.contains($0) }
    guard person.isThrough && person.originals.isEmpty else { return !oracle.faults.isEmpty }
    for job in yard.names("failed") where !person.wasWrong.contains("\(job)/job.json") {
      oracle.blame("\(job) failed: \(yard.text(of: "\(yard.spool)/failed/\(job)/reason.txt"))")
    }
    return !oracle.faults.isEmpty || films.count == oracle.dropped.count && films.allSatisfy(isReady)
  }

  /// What any maker has charged so far.
  var charged: Int { rental?.charged ?? yard.text(of: yard.charges).split(separator: "\n").count }

  /// Nothing was paid for twice but what a person's deeds asked for.
  func audit(films: Int, charged: Int, asked: Int) {
    guard let reference, charged > films * reference.calls + asked else { return }
    blame("\(films) films of \(reference.calls) paid calls, at most \(asked) by a person's deeds: charged \(charged)")
  }

  /// Whether every bundle is a film, or one has become something else and waiting is in vain. What only a person may
  /// settle is settled on the way.
  var isDone: Bool {
    if rental != nil { settle() }
    return !oracle.faults.isEmpty || !yard.names("failed").isEmpty || films.count == oracle.dropped.count
  }

  private var films: [String] { yard.names("done").filter { yard.has("done/\($0)/final.mp4") } }

  /// No shot of the film waits for another take.
  private func isReady(_ job: String) -> Bool {
    ["todo", "drawing", "drawn", "animating", "failed"].allSatisfy { yard.names("done/\(job)/shots/\($0)").isEmpty }
  }

  /// The undisturbed life after all blows: everything is finished, and everything is checked.
  func finish() throws {
    let outcome = try live(.none) { isDone }
    if outcome != .ended(0) { blame("the last daemon was not done in time, or did not stop: \(outcome)") }
    oracle.finish(frames: reference?.frames)
    if let rental { oracle.audit(rental, needed: reference?.calls) }
    oracle.askDoctor()
  }

  /// A film that nobody disturbs.
  func reference(_ maker: Maker) throws -> Reference {
    rental?.calm()
    _ = try live(.none) { hasFolders }
    try drop()
    try finish()
    guard oracle.faults.isEmpty, let job = yard.names("done").first else {
      throw Trouble("an undisturbed job does not pass:\n\(oracle.faults.joined(separator: "\n"))")
    }
    return Reference(frames: oracle.frames(of: job), calls: charged)
  }

  private func blame(_ text: String) { oracle.blame(text) }

  func remove() {
    server?.stop()
    score.note { $0.charges += rental?.charged ?? 0 }
    score.note { $0.settled += oracle.settled }
    try? FileManager.default.removeItem(atPath: yard.spool)
    try? FileManager.default.removeItem(atPath: "\(yard.spool).drafts")
    try? FileManager.default.removeItem(atPath: yard.home)
  }
}

/// What all stages share.
struct Setting: Sendable {
  var programs: Programs
  var bundle: Bundle
  var score: Score
  /// No round begins after so many minutes; 0 for no limit.
  var minutes: Double
  /// Every spool has the next one.
  var makers: [Maker]
  /// Where the rented provider's pictures and films lie.
  var canned: String
  /// Undisturbed runs.
  var references: [Maker: Reference] = [:]

  func maker(_ number: Int) -> Maker { makers[number % makers.count] }

  var isOver: Bool { minutes > 0 && score.seconds > minutes * 60 }
}

/// What a film is that nobody disturbed.
struct Reference: Sendable {
  var frames: String
  /// Paid requests that it takes.
  var calls: Int
}
