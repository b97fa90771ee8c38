// Calls that nobody waits for any more. A worker that is stopped ends its own call; here are those that had no worker when
// their job was cancelled, or another take begun: the daemon was down, or the shot was waiting for its next try.
import Generating
import Media
import Spool
import Vocabulary

/// Ends open calls: those of a cancelled job, or of a take that nobody comes back to.
struct RecallWork {
  let shop: Workshop
  let job: JobFolder

  func run() throws(Failure) {
    let open = try onDisk { () throws(SpoolError) in try attempts() + planning() }
    for call in open { recall(call) }
  }

  func run(on take: TakeFolder) throws(Failure) {
    if let call = try onDisk({ () throws(SpoolError) in try openCall(of: take) }) { recall(call) }
  }

  private struct OpenCall {
    var folder: Folder
    var note: CallNote
    var step: ErrandStep
    var subject: String
    var take: Int
  }

  private func attempts() throws(SpoolError) -> [OpenCall] {
    var calls: [OpenCall] = []
    guard job.folder.has("takes") else { return [] }
    for shot in try job.folder.folder("takes").names() {
      for number in try TakeFolder.numbers(of: shot, in: job) {
        if let call = try openCall(of: TakeFolder.open(number, of: shot, in: job)) { calls.append(call) }
      }
    }
    return calls
  }

  private func openCall(of take: TakeFolder) throws(SpoolError) -> OpenCall? {
    guard let attempt = try take.openAttempt() else { return nil }
    let folder = try take.begin(attempt: attempt).folder
    guard let note = note(in: folder) else { return nil }
    return OpenCall(
      folder: folder, note: note, step: take.hasStill ? .clip : .still, subject: take.shot, take: take.number)
  }

  /// References; a writer's question is its own answer, and is not waiting anywhere.
  private func planning() throws(SpoolError) -> [OpenCall] {
    guard job.folder.has(PlanningDesk.calls) else { return [] }
    let calls = try job.folder.folder(PlanningDesk.calls)
    let mark = "\(ErrandStep.reference.rawValue)-"
    var found: [OpenCall] = []
    for name in try calls.names() where name.hasPrefix(mark) {
      let folder = try calls.folder(name)
      guard let note = note(in: folder) else { continue }
      found.append(
        OpenCall(folder: folder, note: note, step: .reference, subject: String(name.dropFirst(mark.count)), take: 0))
    }
    return found
  }

  private func note(in folder: Folder) -> CallNote? {
    guard let note = try? Document.read(CallNote.self, FileNotes.call, in: folder), note.isOpen,
      note.state != .answered
    else { return nil }
    return note
  }

  private func recall(_ call: OpenCall) {
    guard let recaller = shop.makers.recallers[call.note.provider] else { return }
    let errand = Errand(
      job: job.name, step: call.step, subject: call.subject, take: call.take, purse: shop.purse,
      notes: FileNotes(folder: call.folder, tmp: shop.tmp), isWithdrawn: { true })
    let what = "\(job.name) \(call.subject)"
    do throws(Failure) {
      try recaller.recall(errand, in: Workplace(descriptor: call.folder.descriptor))
      shop.log(.info, "\(what): \(call.note.provider) was told that nobody wants the \(call.step.rawValue) any more")
    } catch {
      shop.log(.warning, "\(what): \(error)")
    }
  }
}
