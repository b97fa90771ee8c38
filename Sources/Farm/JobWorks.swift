// The small works of the desk lane: renames and tidying.
import Inbox
import Spool
import Vocabulary

struct AdvanceWork {
  let shop: Workshop
  let job: JobFolder
  let to: JobState

  func run() throws(Failure) {
    try onDisk { () throws(SpoolError) in
      if to == .failed { return try fail() }
      // Here and not where the plan was published: a crash after that would leave them for good.
      if job.state == .planning && to != .analyzing { try job.folder.removeTree(PlanningDesk.calls) }
      if to == .held { return try hold() }
      if job.state.isWorking && JobState.working.contains(to) { try JobDesk(shop: shop, job: job).endStage() }
      try job.move(to: to, in: shop.spool)
      Journal.note("\(job.state.rawValue) -> \(to.rawValue)", in: job.folder)
      shop.log(.info, "\(job.name): \(job.state.rawValue) -> \(to.rawValue)")
    }
  }

  /// A folder without a ticket that can be read: nobody knows what it is.
  private func fail() throws(SpoolError) {
    let text = """
      unable to work on this: it has no job.json that can be read, so nothing says what it is

      What to do: if it was a job, put its job.json back and move it to \(job.state.rawValue)/; new songs go into inbox/.

      """
    try Durable.replace(Array(text.utf8), as: "reason.txt", in: job.folder, through: shop.tmp)
    try job.move(to: .failed, in: shop.spool)
    shop.log(.warning, "\(job.name): \(job.state.rawValue) -> failed: it has no ticket that can be read")
  }

  /// Moves first and notes it then: a crash between asks for the review once more, and never skips it. The ticket is not
  /// touched, for whoever sees the job in held/ may be writing in it already.
  private func hold() throws(SpoolError) {
    let review = try JobDesk(shop: shop, job: job).ticket().options.review
    try job.move(to: .held, in: shop.spool)
    if let review { try Durable.replace([], as: JobDesk.reviewed(review), in: job.folder, through: shop.tmp) }
    shop.log(.info, "\(job.name): held for review; mv it back to \(job.state.rawValue)/ to go on")
  }
}

/// What a cancelled job leaves behind: attempts, half-made cuts, the unpacked song. Documents, takes and costs stay.
struct TidyWork {
  let shop: Workshop
  let job: JobFolder

  func run() throws(Failure) {
    try onDisk { () throws(SpoolError) in
      if let takes = try? job.folder.folder("takes") {
        for shot in try takes.names() {
          for number in try TakeFolder.numbers(of: shot, in: job) {
            try TakeFolder.open(number, of: shot, in: job).clear()
          }
        }
      }
      if let cuts = try? job.folder.folder("cuts") {
        for name in try cuts.names() where name.hasPrefix(".") { try cuts.removeTree(name) }
      }
      if job.state == .cancelled {
        for name in ["song.wav", JobDesk.atWork] { try job.folder.remove(name) }
      }
    }
    if job.state == .cancelled { try RecallWork(shop: shop, job: job).run() }
  }
}

/// Something in a state folder that is no folder: it becomes a folder in failed/ that says so.
struct StrayWork {
  let shop: Workshop
  let name: String
  let state: JobState

  func run() throws(SpoolError) {
    let draft = Durable.temporaryName("stray")
    let folder = try shop.tmp.folder(making: draft)
    let text = """
      unable to work on \(name.replacingControls()): it lay in \(state.rawValue)/, which holds jobs (folders) only

      What to do: new songs go into inbox/, each with a concept beside it. What lay there is in this folder.

      """
    try Durable.publish(Array(text.utf8), as: "reason.txt", in: folder, through: shop.tmp)
    let source = try folder.folder(making: "source")
    try Durable.move(name, from: shop.spool[state], to: source, as: name.utf8.count > 200 ? "file" : name)
    try Durable.syncTree(folder)
    try Durable.move(
      draft, from: shop.tmp, to: shop.spool[.failed],
      as: "stray-\(draft.split(separator: ".").dropFirst().joined(separator: "-"))")
    shop.log(.warning, "\(name): lay in \(state.rawValue)/ and is no job; moved to failed/")
  }
}
