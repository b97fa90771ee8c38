// One call from the intent to the result on the disk. The order of its steps is the promise:
//
//   the note (intent)   then the ledger's reservation   then the request
//   the remote id in the note   then the first question about it
//   the result in the take, flushed   then the ledger's end   then the note (answered)
//
// So a crash between any two of them leaves enough to go on with, and never a second request for the same thing. A note
// without a reservation was never sent. A note with one and without a remote id may have been: that is looked up where
// the server can say, and is otherwise a person's to decide where it costs money.
import FoundationEssentials
import Media
import Vocabulary

/// Carries one request of one errand.
struct Courier {
  let account: Account
  let errand: Errand
  let service: any RemoteService
  let place: Workplace
  let stop: Stop
  /// The note's name in the errand's folder.
  var noteName = "call.json"

  /// Gets the result into `place` under `name`, by a new call or by one that was begun before.
  ///
  /// - Returns: what it cost.
  func deliver(as name: String) throws(Failure) -> MicroDollars {
    if let note = try errand.notes.read(noteName), let cost = try resume(note, as: name) { return cost }
    return try begin(as: name)
  }

  // MARK: An earlier call

  /// Goes on with a call that was noted before; nil where it came to nothing and a new one may be made.
  private func resume(_ note: CallNote, as name: String) throws(Failure) -> MicroDollars? {
    switch note.state {
    case .closed: return nil
    case .answered:
      return FileManager.default.fileExists(atPath: place.path(name)) ? note.cost ?? 0 : nil
    case .running:
      guard let remote = note.remote else { return nil }
      return try follow(Remote(id: remote, links: note.links), note, as: name)
    case .intent: return try recover(note, as: name)
    }
  }

  private func recover(_ note: CallNote, as name: String) throws(Failure) -> MicroDollars? {
    guard errand.purse.knows(note.id) else { return nil }
    switch try service.find(note) {
    case .it(let remote):
      var note = note
      try accept(remote, &note)
      return try follow(remote, note, as: name)
    case .nothing: break
    case .unknown: guard note.reserved == 0 else { throw lost(note) }
    }
    try drop(note, nil)
    return nil
  }

  private func lost(_ note: CallNote) -> Failure {
    Failure(
      .ambiguous,
      "unable to tell whether \(account.name) has worked on \(what): the reply was lost, and it may have been charged",
      remedy: "look into your account at \(account.endpoint.base) for a call at \(note.begun); "
        + "moving it back asks, and pays, again")
  }

  // MARK: A new call

  private func begin(as name: String) throws(Failure) -> MicroDollars {
    try account.gate.begin()
    let estimate = account.prices.cost(of: service.expected, model: account.model, on: today)
    var note = CallNote(
      id: UUID().uuidString.lowercased(), provider: account.name, model: account.model, fingerprint: fingerprint,
      reserved: estimate, begun: now)
    try errand.notes.write(note, as: noteName)
    do throws(Failure) {
      try errand.purse.reserve(
        PricedCall(
          id: note.id, errand: errand, provider: account.name, model: account.model, fingerprint: note.fingerprint,
          estimate: estimate))
    } catch {
      try close(&note, error)
      throw error
    }
    return try settle(try send(note), &note, as: name)
  }

  /// A paid request is not cut off when the farm stops: its answer is worth waiting for.
  private func send(_ note: CallNote) throws(Failure) -> Answer {
    do throws(Failure) {
      let answer = try service.create(note.id, stop: note.reserved == 0 ? stop : nil)
      account.gate.note(nil)
      return answer
    } catch {
      account.gate.note(error)
      if error.kind == .ambiguous && note.reserved != 0 { throw lost(note).because(error) }
      try drop(note, error)
      throw error.kind == .ambiguous ? Failure(.transient, error.message) : error
    }
  }

  private func settle(_ answer: Answer, _ note: inout CallNote, as name: String) throws(Failure) -> MicroDollars {
    switch answer {
    case .queued(let remote), .running(let remote):
      try accept(remote, &note)
      return try follow(remote, note, as: name)
    case .done(let result, let bill): return try finish(result, bill, &note, as: name)
    case .failed(let failure, let bill):
      try pay(bill, note)
      try close(&note, failure)
      throw failure
    }
  }

  private func accept(_ remote: Remote, _ note: inout CallNote) throws(Failure) {
    note.state = .running
    note.remote = remote.id
    note.links = remote.links
    try errand.notes.write(note, as: noteName)
  }

  // MARK: A remote job

  private func follow(_ remote: Remote, _ begun: CallNote, as name: String) throws(Failure) -> MicroDollars {
    var note = begun
    var vigil = Vigil(account.deadlines)
    while true {
      if stop.isAsked { return try leave(remote, &note, as: name) }
      let answer = try ask(remote, &vigil)
      switch answer {
      case .queued?, .running?, nil: break
      case let answer?: return try settle(answer, &note, as: name)
      }
      if let late = vigil.isOver(answer) { return try giveUp(remote, &note, late) }
      vigil.pause(stop)
    }
  }

  /// Nil where the question itself failed: that says nothing about the job.
  private func ask(_ remote: Remote, _ vigil: inout Vigil) throws(Failure) -> Answer? {
    do throws(Failure) {
      let answer = try service.poll(remote, stop: stop)
      account.gate.note(nil)
      return answer
    } catch {
      if error.kind == .stopped { return nil }
      account.gate.note(error)
      guard [.transient, .throttled, .ambiguous, .stale].contains(error.kind) else { throw error }
      vigil.slowDown(error.wait)
      return nil
    }
  }

  /// Too long. What costs nothing is called off and tried again; what is paid for is left to a person, with its id.
  private func giveUp(_ remote: Remote, _ note: inout CallNote, _ what: String) throws(Failure) -> MicroDollars {
    try? service.cancel(remote)
    guard note.reserved == 0 else {
      throw Failure(
        .ambiguous, "unable to get \(self.what) from \(account.name): job \(remote.id) \(what), and may be charged",
        remedy: "look for it in your account; moving the ticket back asks, and pays, again")
    }
    let failure = Failure(.stale, "unable to get \(self.what) from \(account.name): job \(remote.id) \(what)")
    try drop(note, failure)
    throw failure
  }

  /// The farm stops, or the job rests: the remote job goes on, and is asked about again later. Nobody wants it any
  /// more: it is called off, and asked about until its cost is known; what it made all the same is kept.
  private func leave(_ remote: Remote, _ note: inout CallNote, as name: String) throws(Failure) -> MicroDollars {
    guard errand.isWithdrawn() else { throw Failure(.stopped, "stopped") }
    try? service.cancel(remote)
    let patience = Stop()
    var vigil = Vigil(account.deadlines)
    while vigil.seconds < account.deadlines.farewell {
      if let answer = try? service.poll(remote, stop: patience) {
        switch answer {
        case .queued, .running: break
        default:
          _ = try settle(answer, &note, as: name)
          throw Failure(.stopped, "stopped; the result came all the same, and is kept")
        }
      }
      vigil.pause(patience)
    }
    throw Failure(.stopped, "stopped")
  }

  // MARK: The end

  private func finish(_ result: Result, _ bill: Bill, _ note: inout CallNote, as name: String) throws(Failure)
    -> MicroDollars
  {
    try service.fetch(result, as: name, in: place, stop: note.reserved == 0 ? stop : Stop())
    try errand.notes.sync(name)
    let cost = try pay(bill, note)
    note.state = .answered
    note.cost = cost
    try errand.notes.write(note, as: noteName)
    return cost
  }

  /// What the provider says it cost; else what it says it used, times the price; else our estimate.
  @discardableResult
  private func pay(_ bill: Bill, _ note: CallNote) throws(Failure) -> MicroDollars {
    let used = bill.usage.flatMap { account.prices.cost(of: $0, model: account.model, on: today) }
    let (cost, basis): (MicroDollars, CostBasis) =
      bill.reported.map { ($0, .reported) } ?? used.map { ($0, .usage) } ?? (note.reserved ?? 0, .estimate)
    try errand.purse.settle(note.id, cost: cost, basis: basis)
    return cost
  }

  /// The call was not charged.
  private func drop(_ note: CallNote, _ failure: Failure?) throws(Failure) {
    try errand.purse.release(note.id)
    var note = note
    try close(&note, failure)
  }

  private func close(_ note: inout CallNote, _ failure: Failure?) throws(Failure) {
    note.state = .closed
    note.failure = failure
    try errand.notes.write(note, as: noteName)
  }

  // MARK: Words

  private var what: String {
    errand.subject.isEmpty ? "the \(errand.step.rawValue)" : "the \(errand.step.rawValue) of \(errand.subject)"
  }
  private var now: String { "\(Date.now.ISO8601Format(.iso8601(timeZone: .gmt, includingFractionalSeconds: true)))" }
  private var today: String { String(now.prefix(10)) }

  private var fingerprint: String {
    let digest = Sha256()
    digest.update(account.name.utf8)
    digest.update([0])
    digest.update(account.model.utf8)
    digest.update([0])
    digest.update(service.question)
    return digest.hex()
  }
}

extension Failure {
  /// The same failure, with what caused it in its words.
  func because(_ cause: Failure) -> Failure {
    Failure(kind, "\(message) (\(cause.message))", remedy: remedy, wait: wait)
  }
}
