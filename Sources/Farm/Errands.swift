// Who sends a maker out, and what it carries: the job's money, and a folder for its notes that outlives the daemon.
import Spool
import Vocabulary

extension ShotBench {
  /// The errand of one attempt at a shot.
  func errand(_ step: ErrandStep, _ claimed: ClaimedShot, _ attempt: AttemptFolder, _ options: JobOptions) -> Errand {
    let (shop, job, desk) = (shop, job, desk)
    return Errand(
      job: job.name, step: step, subject: claimed.ticket.shot.id, take: claimed.ticket.take, budget: options.budget,
      purse: shop.purse, notes: FileNotes(folder: attempt.folder, tmp: shop.tmp),
      // A job that rests in held/ still has its tickets where they were.
      isWithdrawn: { shop.spool.find(job.name) == .cancelled || !desk.holds(claimed) })
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
    let errand = Errand(
      job: job.name, step: step, subject: subject, budget: options.budget, purse: shop.purse,
      notes: FileNotes(folder: folder, tmp: shop.tmp), isWithdrawn: { shop.spool.find(job.name) == .cancelled })
    return (errand, folder)
  }
}
