// The rules of a job's ticket: how a stage that failed is tried again or given up, and how a person's restart begins.
import Inbox
import Media
import Spool
import Vocabulary

struct JobDesk {
  let shop: Workshop
  let job: JobFolder

  func ticket() throws(SpoolError) -> JobTicket { try Document.read(JobTicket.self, "job.json", in: job.folder) }

  func rewrite(_ ticket: JobTicket, due: Instant? = nil) throws(SpoolError) {
    try Durable.replace(
      Document.encode(ticket), as: "job.json", in: job.folder, through: shop.tmp, modified: due?.nanoseconds)
  }

  /// The stage failed: due again later, or to failed/ with a reason. Returns the fate.
  func fail(_ failure: Failure, jitter: Double) throws(SpoolError) -> RetryFate {
    var ticket = try ticket()
    let fate = shop.settings.retry.fate(of: failure, after: ticket.attempts, jitter: jitter)
    switch fate {
    case .giveUp: try giveUp(&ticket, failure)
    case .pause: break
    case .again(let wait, let counts):
      guard failure.kind != .stopped else { return fate }
      if counts { ticket.attempts += 1 }
      ticket.lastFailure = failure
      let due = (Instant.now + wait).inMilliseconds
      ticket.due = "\(due)"
      try rewrite(ticket, due: due)
    }
    return fate
  }

  /// Writes why, then moves. Cut off between, the ticket says where it failed, and the stage begins afresh.
  private func giveUp(_ ticket: inout JobTicket, _ failure: Failure) throws(SpoolError) {
    ticket.attempts = 0
    ticket.interruptions = 0
    ticket.due = nil
    ticket.lastFailure = failure
    ticket.failedIn = job.state
    guard job.isStill(in: job.state, of: shop.spool) else { return }
    try Durable.replace(Array(reason(failure).utf8), as: "reason.txt", in: job.folder, through: shop.tmp)
    try rewrite(ticket, due: .now)
    end()
    try job.move(to: .failed, in: shop.spool)
  }

  private func reason(_ failure: Failure) -> String {
    """
    \(failure.message)

    What to do: \(failure.remedy ?? "see journal.ndjson and the daemon's log")
    Then, to try again from where it stood:
        mv failed/\(job.name) \(job.state.rawValue)/

    """
  }

  // MARK: Deaths

  /// Stands in the job while a stage's work runs. Not synced: a daemon that dies leaves it, and what a power cut takes
  /// with it was no death by this job.
  static let atWork = ".at-work"

  /// A stage's work begins. Where an earlier daemon died in it that is counted first, because a song that kills its
  /// listener must not do so for ever.
  ///
  /// - Throws: `.invalid` once it has happened too often.
  func begin() throws(Failure) {
    if job.folder.has(Self.atWork) { try countDeath() }
    try onDisk { () throws(SpoolError) in
      // Whoever brought it back has read why it failed, or the daemon died before it had moved it.
      try job.folder.remove("reason.txt")
      try Durable.mark(Self.atWork, in: job.folder)
    }
  }

  func end() { try? job.folder.remove(Self.atWork) }

  private func countDeath() throws(Failure) {
    let deaths = try onDisk { () throws(SpoolError) in
      var ticket = try ticket()
      ticket.interruptions += 1
      // Its time stays what it was: a death is no reason to wait, and none to be due.
      try rewrite(ticket, due: ticket.due.flatMap(Instant.init))
      return ticket.interruptions
    }
    guard deaths > shop.settings.retry.interruptions else { return }
    throw Failure(
      .invalid, "unable to finish \(job.state.rawValue): the daemon died \(deaths) times while it worked on it",
      remedy: "look into the daemon's log; then move the job back")
  }

  // MARK: Reviews

  /// Stands in a job that was brought to a review, until the ticket says so.
  static func reviewed(_ point: ReviewPoint) -> String { ".reviewed-\(point.rawValue)" }

  /// A stage was finished: what it took is forgotten, and what was reviewed noted.
  func endStage() throws(SpoolError) {
    var ticket = try ticket()
    let reviews = ReviewPoint.allCases.filter { job.folder.has(Self.reviewed($0)) }
    guard ticket.attempts > 0 || ticket.due != nil || ticket.interruptions > 0 || !reviews.isEmpty else { return }
    ticket.reviewed += reviews.filter { !ticket.reviewed.contains($0) }
    ticket.attempts = 0
    ticket.interruptions = 0
    ticket.due = nil
    ticket.lastFailure = nil
    try rewrite(ticket, due: .now)
    for review in reviews { try job.folder.remove(Self.reviewed(review)) }
  }

  // MARK: Starting afresh

  /// The documents that each stage makes, in order.
  private static let made: [(JobState, [String])] = [
    (.analyzing, ["analysis.json", "song.wav", "song.m4a"]),
    (.planning, ["treatment.json", "characters", "plan.json", "shots"]),
  ]

  /// A person moved the job out of failed/ into this stage: what this stage and later ones made is set aside, so that
  /// it is made anew. Takes and costs stay. Repeating it after a crash sets aside what is left.
  func restart() throws(SpoolError) {
    var ticket = try ticket()
    let earlier = try job.folder.folder(making: "earlier")
    let round = try String((earlier.names().compactMap { Int($0) }.max() ?? 0) + 1)
    for (stage, names) in Self.made where rank(stage) >= rank(job.state) {
      for name in names where job.folder.has(name) {
        try Durable.move(name, from: job.folder, to: earlier.folder(making: round))
      }
    }
    if ticket.lastFailure?.kind == .ambiguous { try closeLostCalls() }
    try job.folder.remove("reason.txt")
    ticket.failedIn = nil
    ticket.attempts = 0
    ticket.due = nil
    try rewrite(ticket, due: .now)
  }

  private func rank(_ state: JobState) -> Int { JobState.working.firstIndex(of: state) ?? 0 }
}
