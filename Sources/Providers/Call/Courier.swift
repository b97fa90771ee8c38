// One call from the intent to the result on the disk. The order of its steps is the promise:
//
//   the note (intent)   then the ledger's reservation   then the request
//   the remote id in the note   then the first question about it
//   the ledger's end   then the result's address in the note   then the result, checked and flushed   then the note
//   (answered)
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
  /// Makes the file that is wanted from what arrived (two names in `place`); throws `invalid` where it is not what was
  /// asked for. The stop is not always the courier's own: what is paid for is looked at to the end.
  let unwrap: (_ arrived: String, _ name: String, _ stop: Stop) throws(Failure) -> Void

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
    // Without its file it is the note of the step before, whose result has gone where it belongs.
    case .answered: return place.size(name) == nil ? nil : note.cost ?? 0
    case .intent, .running: break
    }
    guard errand.purse.knows(note.id) else { return nil }
    guard note.provider == account.name else { return try abandon(note) }
    if place.size(arrived(name)) != nil && note.state == .intent || note.result != nil {
      return try collect(note, as: name)
    }
    guard let remote = note.remote else { return try recover(note, as: name) }
    // What is paid for is finished, though its ticket was edited meanwhile: the edit counts from the next take on.
    if note.reserved == 0 && note.fingerprint != fingerprint {
      try? service.cancel(Remote(id: remote, links: note.links))
      try till.drop(note, nil)
      return nil
    }
    return try follow(Remote(id: remote, links: note.links), note, as: name)
  }

  private func recover(_ note: CallNote, as name: String) throws(Failure) -> MicroDollars? {
    switch try service.find(note) {
    case .it(let remote):
      var note = note
      try accept(remote, &note)
      return try follow(remote, note, as: name)
    case .nothing: break
    case .unknown: guard note.reserved == 0 else { throw till.lost(note) }
    }
    try till.drop(note, nil)
    return nil
  }

  /// The call of a provider that is not asked any more.
  private func abandon(_ note: CallNote) throws(Failure) -> MicroDollars? {
    guard note.reserved == 0 else {
      throw Failure(
        .ambiguous, "unable to go on with \(what): \(note.provider) was asked for it and may have charged for it",
        remedy: "choose \(note.provider) again, or look into its account; \(Till.ways(errand))")
    }
    try till.drop(note, nil)
    return nil
  }

  // MARK: A new call

  private func begin(as name: String) throws(Failure) -> MicroDollars {
    guard !stop.isAsked else { throw Failure(.stopped, "stopped") }
    place.remove(arrived(name))
    try account.gate.begin(service.expected)
    var note: CallNote
    do throws(Failure) { note = try till.begin(service.expected, fingerprint: fingerprint) } catch {
      account.gate.giveBack(service.expected)
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
      switch error.kind {
      case .ambiguous where note.reserved != 0: throw till.lost(note).because(error)
      // The note stays open: the server may be at it, and the next try asks it first.
      case .ambiguous: throw Failure(.transient, error.message, remedy: error.remedy)
      case .stopped: throw error
      default:
        try till.drop(note, error)
        throw error
      }
    }
  }

  private func settle(_ answer: Answer, _ note: inout CallNote, as name: String) throws(Failure) -> MicroDollars {
    switch answer {
    case .queued(let remote), .running(let remote):
      try accept(remote, &note)
      return try follow(remote, note, as: name)
    case .done(let result, let bill): return try finish(result, bill, note, as: name)
    case .failed(let failure, .nothing):
      try till.drop(note, failure)
      throw failure
    case .failed(let failure, let bill):
      note.cost = try pay(bill, note)
      try till.close(&note, failure)
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
      let answer = try ask(remote, note, &vigil)
      switch answer {
      case .queued?, .running?, nil: break
      case let answer?: return try settle(answer, &note, as: name)
      }
      if let late = vigil.isOver(answer) { return try giveUp(remote, &note, late, as: name) }
      vigil.pause(stop)
    }
  }

  /// Nil where the question itself failed: that says nothing about the job.
  private func ask(_ remote: Remote, _ note: CallNote, _ vigil: inout Vigil) throws(Failure) -> Answer? {
    do throws(Failure) {
      let answer = try service.poll(remote, stop: stop)
      account.gate.note(nil)
      return answer
    } catch {
      account.gate.note(error)
      switch error.kind {
      case .stopped: return nil
      case .transient, .throttled, .ambiguous, .stale:
        vigil.slowDown(error.wait)
        return nil
      case .invalid where note.reserved != 0: throw unclear(remote, error.message)
      case .invalid, .refused, .full, .unfunded: throw error
      }
    }
  }

  /// Too long: it is called off. Where its end can be learned that is its end; otherwise what costs nothing is tried
  /// again, and what is paid for is left to a person, with its id.
  private func giveUp(_ remote: Remote, _ note: inout CallNote, _ late: String, as name: String) throws(Failure)
    -> MicroDollars
  {
    if let answer = farewell(remote) { return try settle(answer, &note, as: name) }
    guard note.reserved == 0 else { throw unclear(remote, "it \(late)") }
    let failure = Failure(.stale, "unable to get \(what) from \(account.name): job \(remote.id) \(late)")
    try till.drop(note, failure)
    throw failure
  }

  /// The farm stops, or the job rests: the remote job goes on, and is asked about again later. Nobody wants it any
  /// more: it is called off, and what it made all the same is kept with its cost.
  private func leave(_ remote: Remote, _ note: inout CallNote, as name: String) throws(Failure) -> MicroDollars {
    guard errand.isWithdrawn() else { throw Failure(.stopped, "stopped") }
    if let answer = farewell(remote) {
      do throws(Failure) { _ = try settle(answer, &note, as: name) } catch { if error.kind == .full { throw error } }
    }
    throw Failure(.stopped, "stopped")
  }

  /// Ends a call that nobody waits for any more, as ``Recaller`` says.
  func recall(as name: String) throws(Failure) {
    guard var note = try errand.notes.read(noteName), note.isOpen, note.state != .answered,
      errand.purse.knows(note.id)
    else { return }
    guard let remote = try remote(of: note) else { return try till.drop(note, nil) }
    if note.remote == nil { try accept(remote, &note) }
    guard let answer = farewell(remote) else {
      throw unclear(remote, "nobody can say how it ended after it was called off")
    }
    do throws(Failure) { _ = try settle(answer.unmeasured, &note, as: name) } catch {
      // How it failed is in its note; only what leaves the money open is worth a word.
      if try errand.notes.read(noteName)?.isOpen ?? false { throw error }
    }
  }

  /// Nil where it certainly never began, or where it costs nothing to forget it.
  private func remote(of note: CallNote) throws(Failure) -> Remote? {
    if let id = note.remote { return Remote(id: id, links: note.links) }
    switch try service.find(note) {
    case .it(let remote): return remote
    case .nothing: return nil
    case .unknown:
      guard note.reserved == 0 else { throw till.lost(note) }
      return nil
    }
  }

  /// Asks the server to end a job, and then how it ended; nil where that cannot be learned in time.
  private func farewell(_ remote: Remote) -> Answer? {
    try? service.cancel(remote)
    var vigil = Vigil(account.deadlines)
    // Nobody can ask for a stop twice: the time limit alone ends this.
    let patience = Stop()
    while vigil.seconds < account.deadlines.farewell {
      switch try? service.poll(remote, stop: patience) {
      case .queued?, .running?, nil: vigil.pause(patience)
      case let answer?: return answer
      }
    }
    return nil
  }

  private func unclear(_ remote: Remote, _ cause: String) -> Failure {
    Failure(
      .ambiguous, "unable to get \(what) from \(account.name): job \(remote.id): \(cause); it may have been charged",
      remedy: "look for it in your account; \(Till.ways(errand))")
  }

  // MARK: The end

  private func arrived(_ name: String) -> String { name + ".arrived" }

  /// The money first: whatever becomes of the result, it is owed.
  private func finish(_ result: Result, _ bill: Bill, _ note: CallNote, as name: String) throws(Failure)
    -> MicroDollars
  {
    var note = note
    if case .bytes(let bytes) = result { try keep(bytes, as: arrived(name)) }
    note.cost = try pay(bill, note)
    switch result {
    case .bytes: break
    case .url(let url): note.links[CallNote.url] = url
    case .path(let path): note.links[CallNote.path] = path
    }
    try errand.notes.write(note, as: noteName)
    return try collect(note, as: name)
  }

  /// Gets a result that is owed already, checks it and says that it is there.
  private func collect(_ note: CallNote, as name: String) throws(Failure) -> MicroDollars {
    var note = note
    let patience = note.reserved == 0 ? stop : Stop()
    do throws(Failure) {
      if let result = note.result { try fetch(result, as: arrived(name), patience) }
      try unwrap(arrived(name), name, patience)
    } catch {
      if error.kind == .invalid || error.kind == .refused {
        note.cost = try pay(.unknown, note)
        place.remove(arrived(name))
        try till.close(&note, error)
      }
      throw error
    }
    try errand.notes.sync(name)
    note.cost = try pay(.unknown, note)
    note.state = .answered
    try errand.notes.write(note, as: noteName)
    place.remove(arrived(name))
    return note.cost ?? 0
  }

  /// A whole file or none: its name says that everything is in it.
  private func keep(_ bytes: [UInt8], as name: String) throws(Failure) {
    try working("keep \(what)") { () throws(MediaError) in try place.write(bytes, to: name + ".part") }
    try errand.notes.sync(name + ".part")
    try working("keep \(what)") { () throws(MediaError) in try place.rename(name + ".part", to: name) }
  }

  /// What waits at a server that was paid is worth more than one question.
  private func fetch(_ result: Result, as name: String, _ patience: Stop) throws(Failure) {
    var vigil = Vigil(account.deadlines)
    for turn in 1... {
      do throws(Failure) { return try fetchOnce(result, as: name, patience) } catch {
        guard error.kind == .transient || error.kind == .throttled, turn < Self.fetches, !patience.isAsked else {
          throw error
        }
        vigil.slowDown(error.wait)
        vigil.pause(patience)
      }
    }
  }

  private static let fetches = 4

  private func fetchOnce(_ result: Result, as name: String, _ stop: Stop) throws(Failure) {
    let request: HTTPRequest
    switch result {
    case .bytes: return
    case .url(let url): request = try account.endpoint.asset(url)
    case .path(let path): request = account.endpoint.request("GET", path)
    }
    do throws(Failure) {
      try account.endpoint.download(request, to: name, in: place, limits: .result, stop: stop)
    } catch {
      // A store that wants a key for its file says nothing about ours.
      if error.kind == .unfunded, case .url = result { throw Failure(.invalid, error.message) }
      throw error
    }
  }

  /// What was paid before stays as it was.
  private func pay(_ bill: Bill, _ note: CallNote) throws(Failure) -> MicroDollars {
    if let cost = note.cost { return cost }
    return try till.pay(bill, note)
  }

  private var till: Till { Till(account: account, errand: errand, noteName: noteName) }
  private var what: String { till.what }
  private var fingerprint: String { Till.fingerprint(account, service.question) }
}

extension CallNote {
  /// Links under which the address of a result is kept.
  static let url = "result.url"
  static let path = "result.path"

  /// Where the result waits; nil where that is not known yet.
  fileprivate var result: Result? { links[Self.url].map(Result.url) ?? links[Self.path].map(Result.path) }
}

extension Answer {
  /// The same answer to a question whose order nobody knows any more: what was used cannot be reckoned from it, so what
  /// was set aside counts unless the server names a price.
  fileprivate var unmeasured: Answer {
    if case .done(let result, let bill) = self { return .done(result, Bill(reported: bill.reported)) }
    return self
  }
}

extension Failure {
  /// The same failure, with what caused it in its words.
  func because(_ cause: Failure) -> Failure {
    Failure(kind, "\(message) (\(cause.message))", remedy: remedy, wait: wait)
  }
}
