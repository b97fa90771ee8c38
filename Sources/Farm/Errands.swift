// Who sends a maker out, and what it carries: the job's money, and a folder for its notes that outlives the daemon.
import Spool
import Vocabulary

extension ShotBench {
  /// The errand of one attempt at a shot.
  func errand(_ step: ErrandStep, _ claimed: ClaimedShot, _ attempt: AttemptFolder, _ options: JobOptions) -> Errand {
    let (shop, job, desk) = (shop, job, desk)
    var errand = Errand(
      job: job.name, step: step, subject: claimed.ticket.shot.id, take: claimed.ticket.take, budget: options.budget,
      purse: shop.purse, notes: FileNotes(folder: attempt.folder, tmp: shop.tmp),
      // A job that rests in held/ still has its tickets where they were; a ticket that cannot be read was not withdrawn.
      isWithdrawn: { shop.spool.find(job.name) == .cancelled || (try? desk.holds(claimed)) == false })
    errand.slots = shop.lanes
    errand.isLastTry = claimed.ticket.attempts + 1 >= shop.settings.retry.attempts
    return errand
  }
}

extension Workshop {
  /// A person has decided to ask again what may have been charged already: what was set aside for it counts as spent,
  /// unless `reelspool settle` has said better. A note stays open where the ledger cannot be written.
  func close(_ note: CallNote, as name: String, in folder: Folder) throws(SpoolError) {
    var note = note
    note.cost = note.cost ?? note.reserved ?? 0
    guard (try? purse.settle(note.id, cost: note.cost ?? 0, basis: .estimate)) != nil else { return }
    note.state = .closed
    try Durable.replace(Document.encode(note), as: name, in: folder, through: tmp)
  }
}

extension JobDesk {
  /// A person has decided to ask again what may have been asked and charged already: notes of calls whose end nobody
  /// knows are closed. Replies that were kept stay.
  func closeLostCalls() throws(SpoolError) {
    guard job.folder.has(PlanningDesk.calls) else { return }
    let calls = try job.folder.folder(PlanningDesk.calls)
    for step in try calls.names() {
      let folder = try calls.folder(step)
      for name in try folder.names() where name.hasSuffix(".json") && !name.hasSuffix(".reply.json") {
        guard let note = try? Document.read(CallNote.self, name, in: folder), note.isOpen, note.state != .answered
        else {
          continue
        }
        try shop.close(note, as: name, in: folder)
      }
    }
  }
}

extension PlanningDesk {
  /// The folder of everything that is asked for before there are shots; gone once the plan is there.
  static let calls = ".calls"

  /// The errand of one step of the planning, with the folder of its notes.
  func errand(_ step: ErrandStep, subject: String = "") throws(Failure) -> (errand: Errand, folder: Folder) {
    let name = subject.isEmpty ? step.rawValue : "\(step.rawValue)-\(subject)"
    let (shop, job) = (shop, job)
    let folder = try onDisk { () throws(SpoolError) in
      try job.folder.folder(making: Self.calls).folder(making: name)
    }
    var errand = Errand(
      job: job.name, step: step, subject: subject, budget: options.budget, purse: shop.purse,
      notes: FileNotes(folder: folder, tmp: shop.tmp), isWithdrawn: { shop.spool.find(job.name) == .cancelled })
    errand.slots = shop.lanes
    errand.isLastTry = ticket.attempts + 1 >= shop.settings.retry.attempts
    return (errand, folder)
  }
}
