// The rules of a shot's ticket: who may hold it, what its numbers mean, where it goes. Each method is one row of the
// table in spool/README.md, and leaves the ticket in exactly one folder whatever happens in the middle:
//
//   claim      rename todo -> drawing, then the text (state: drawing)      cut off between: reclaimed
//   give back  the text (state: todo) over drawing/X, then rename          cut off between: reclaimed, nothing counted twice
//   finish     the text (state: drawn) over drawing/X, then rename         cut off between: reclaimed, found finished
import Media
import Spool
import Vocabulary

/// A claimed ticket, and the job it belongs to.
struct ClaimedShot {
  var job: JobFolder
  var ticket: ShotTicket
  var take: TakeFolder
  /// The folder that the ticket is in now.
  var state: ShotState
}

struct ShotDesk {
  let shop: Workshop
  let job: JobFolder

  // MARK: Claim

  /// Claims a waiting ticket.
  ///
  /// - Returns: nil where there is nothing to do after all (the take was finished before a crash, a still is missing):
  ///   the ticket then lies where it belongs.
  func claim(_ shot: String, from: ShotState, to: ShotState) throws(SpoolError) -> ClaimedShot? {
    let file = ShotTicket.fileName(shot)
    let waiting = try job.shots(from)
    let working = try job.shots(to)
    var ticket = try Document.read(ShotTicket.self, file, in: waiting)
    guard ticket.shot.id == shot else {
      throw SpoolError(.notRegular, "unable to read \(file): it is the ticket of \(ticket.shot.id)")
    }
    guard job.isStill(in: .generating, of: shop.spool) else { throw SpoolError(.lostRace, "the job has moved") }
    try Durable.move(file, from: waiting, to: working)
    let wasMoved = ticket.state != from
    if wasMoved || ticket.take == 0 { try beginTake(&ticket, keepingStill: from == .drawn) }
    let take = try TakeFolder.make(ticket.take, of: shot, in: job)
    if to == .drawing ? take.hasStill : take.isComplete { return try goOn(ticket, take, in: to) }
    if from == .drawn && !take.hasStill { return try sendToTodo(ticket, from: to, "it has no still yet") }
    ticket.state = to
    let begun = try take.openAttempt()
    let last = try take.attempts().last
    ticket.attempt = begun ?? (last ?? 0) + 1
    ticket.due = nil
    try rewrite(ticket, in: to, due: nil)
    return ClaimedShot(job: job, ticket: ticket, take: take, state: to)
  }

  /// The take that another one replaces once this ticket is claimed; nil where the claim begins none, and where a lost call
  /// of it is asked for again: a person has decided what becomes of that.
  func replaced(_ shot: String, from: ShotState) throws(SpoolError) -> TakeFolder? {
    let ticket = try Document.read(ShotTicket.self, ShotTicket.fileName(shot), in: job.shots(from))
    guard ticket.state != from || ticket.take == 0, ticket.lastFailure?.kind != .ambiguous else { return nil }
    return try TakeFolder.newest(of: shot, in: job)
  }

  /// A person moved the ticket here, or it is new: the next take begins, with the old one's still where that is kept.
  private func beginTake(_ ticket: inout ShotTicket, keepingStill: Bool) throws(SpoolError) {
    let shot = ticket.shot.id
    let last = try TakeFolder.numbers(of: shot, in: job).last ?? 0
    let previous = try last > 0 ? TakeFolder.open(last, of: shot, in: job) : nil
    let wasLost = ticket.lastFailure?.kind == .ambiguous
    ticket.attempts = 0
    ticket.interruptions = 0
    ticket.lastFailure = nil
    // A take without a still is still nobody's picture: it is begun again under its own number. But where a call was
    // left open, what it brings belongs to that take.
    var hasOpenCall = false
    if let previous { hasOpenCall = try previous.openAttempt() != nil }
    if wasLost, let previous {
      try closeLostCalls(of: previous)
      // Nobody comes back to that take: what its attempts left would lie there for good.
      try previous.clear()
    }
    if let previous, !previous.hasStill, !previous.isComplete, !hasOpenCall {
      ticket.take = last
      return
    }
    ticket.take = last + 1
    let take = try TakeFolder.make(ticket.take, of: shot, in: job)
    guard keepingStill, let previous, previous.hasStill else { return }
    for name in ["still.json", TakeFolder.still] where previous.folder.has(name) {
      try take.folder.link(name, of: previous.folder, as: name)
    }
    try take.folder.sync()
  }

  /// What a person asks for once more is not waited for any longer.
  private func closeLostCalls(of take: TakeFolder) throws(SpoolError) {
    for number in try take.attempts() {
      let folder = try take.begin(attempt: number).folder
      guard let note = try? Document.read(CallNote.self, FileNotes.call, in: folder), note.isOpen,
        note.state != .answered
      else { continue }
      try shop.close(note, as: FileNotes.call, in: folder)
    }
  }

  /// What the step makes is there: an earlier try published it, and the disk refused something after that. It is not made,
  /// and not paid for, again.
  private func goOn(_ ticket: ShotTicket, _ take: TakeFolder, in state: ShotState) throws(SpoolError) -> ClaimedShot? {
    try take.folder.sync()
    try take.clear()
    let claimed = ClaimedShot(job: job, ticket: ticket, take: take, state: state)
    try finish(claimed, to: state == .drawing ? .drawn : .ready)
    return nil
  }

  private func sendToTodo(_ ticket: ShotTicket, from state: ShotState, _ why: String) throws(SpoolError) -> ClaimedShot?
  {
    var ticket = ticket
    ticket.state = .todo
    ticket.attempt = nil
    try rewrite(ticket, in: state, due: .now)
    try move(ticket.shot.id, from: state, to: .todo)
    shop.log(.info, "\(job.name) \(ticket.shot.id): back to todo, \(why)")
    return nil
  }

  // MARK: Ends

  /// The step is done: the ticket goes on. Losing it to a person is no error: what was made stays as an unused take.
  func finish(_ claimed: ClaimedShot, to next: ShotState) throws(SpoolError) {
    guard try holds(claimed) else { return }
    var ticket = claimed.ticket
    ticket.state = next
    ticket.attempt = nil
    ticket.attempts = 0
    ticket.interruptions = 0
    ticket.due = nil
    ticket.lastFailure = nil
    try rewrite(ticket, in: claimed.state, due: .now)
    try move(ticket.shot.id, from: claimed.state, to: next)
  }

  /// The step failed: back to wait, or to failed/. Returns the fate.
  func fail(_ claimed: ClaimedShot, _ failure: Failure, jitter: Double) throws(SpoolError) -> RetryFate {
    let fate = shop.settings.retry.fate(of: failure, after: claimed.ticket.attempts, jitter: jitter)
    guard try holds(claimed), let before = claimed.state.before else { return fate }
    var ticket = claimed.ticket
    ticket.attempt = nil
    if failure.kind != .stopped && failure.kind != .full {
      ticket.lastFailure = failure
      ticket.tried.append(
        TriedAttempt(take: ticket.take, step: claimed.state, when: "\(Instant.now)", failure: failure))
      ticket.tried = Array(ticket.tried.suffix(20))
    }
    switch fate {
    case .giveUp: try putAway(&ticket, from: claimed.state)
    case .pause: try putBack(&ticket, from: claimed.state, to: before, after: 0, counts: false)
    case .again(let wait, let counts):
      try putBack(&ticket, from: claimed.state, to: before, after: wait, counts: counts)
    }
    return fate
  }

  private func putBack(
    _ ticket: inout ShotTicket, from state: ShotState, to before: ShotState, after wait: Double, counts: Bool
  ) throws(SpoolError) {
    ticket.state = before
    if counts { ticket.attempts += 1 }
    let due = (Instant.now + wait).inMilliseconds
    ticket.due = "\(due)"
    try rewrite(ticket, in: state, due: due)
    try move(ticket.shot.id, from: state, to: before)
  }

  /// Into failed/, with nothing counted and due at once: a person's `mv` alone starts afresh.
  private func putAway(_ ticket: inout ShotTicket, from state: ShotState) throws(SpoolError) {
    ticket.state = .failed
    ticket.attempts = 0
    ticket.interruptions = 0
    ticket.due = nil
    try rewrite(ticket, in: state, due: .now)
    try move(ticket.shot.id, from: state, to: .failed)
  }

  // MARK: Reclaim

  /// Sorts out a ticket in drawing/ or animating/ that nobody holds: the daemon died, or somebody put it there. What
  /// the take holds counts for the work; the state in the text says where the ticket was on its way to.
  func reclaim(_ shot: String, in state: ShotState, jitter: Double) throws(SpoolError) {
    let ticket = try Document.read(ShotTicket.self, ShotTicket.fileName(shot), in: job.shots(state))
    guard ticket.state == state, ticket.take > 0 else {
      // Its holder had let go of it, or had not yet taken it, or a person put it here: where it says it belongs.
      let home = TransitionTable.daemonMayMove(state, ticket.state) ? ticket.state : state.before!
      return try move(shot, from: state, to: home)
    }
    let take = try TakeFolder.make(ticket.take, of: shot, in: job)
    var claimed = ClaimedShot(job: job, ticket: ticket, take: take, state: state)
    try take.clear()
    if state == .drawing && take.hasStill { return try finish(claimed, to: .drawn) }
    if state == .animating && take.isComplete { return try finish(claimed, to: .ready) }
    claimed.ticket.interruptions += 1
    _ = try fail(claimed, interruption(claimed.ticket), jitter: jitter)
  }

  /// A step that kills the daemon each time must not do so for ever.
  private func interruption(_ ticket: ShotTicket) -> Failure {
    guard ticket.interruptions >= shop.settings.retry.interruptions else { return Failure(.stopped, "interrupted") }
    return Failure(
      .invalid,
      "unable to finish \(ticket.shot.id): the daemon died \(ticket.interruptions) times while it worked on it",
      remedy: "look into the daemon's log, then move the ticket back")
  }

  /// A ticket that cannot be used is shown where people look for such: in failed/, as it is.
  func reject(_ shot: String, from state: ShotState, _ failure: Failure) throws(SpoolError) {
    try move(shot, from: state, to: .failed)
    Journal.note("rejected", in: job.folder, shot: shot, failure: failure)
    shop.log(.warning, "\(job.name) \(shot): \(failure)")
  }

  // MARK: Parts

  /// Whether the ticket is still the one that was claimed: a person may have moved or replaced it.
  func holds(_ claimed: ClaimedShot) throws(SpoolError) -> Bool {
    let file = ShotTicket.fileName(claimed.ticket.shot.id)
    let read = try ifThere { () throws(SpoolError) in
      try Document.read(ShotTicket.self, file, in: job.shots(claimed.state))
    }
    guard let now = read else { return false }
    return now.take == claimed.ticket.take && now.attempt == claimed.ticket.attempt
  }

  private func rewrite(_ ticket: ShotTicket, in state: ShotState, due: Instant?) throws(SpoolError) {
    try Durable.replace(
      Document.encode(ticket), as: ShotTicket.fileName(ticket.shot.id), in: job.shots(state), through: shop.tmp,
      modified: due?.nanoseconds)
  }

  private func move(_ shot: String, from: ShotState, to: ShotState) throws(SpoolError) {
    precondition(TransitionTable.daemonMayMove(from, to), "no row for \(from) -> \(to)")
    try Durable.move(ShotTicket.fileName(shot), from: job.shots(from), to: job.shots(to))
  }
}
