// A job's name is unique over all folders, and says what it was made from: the slug, then the beginning of the digest.
// Looking a name up asks each folder for that one name, so it costs the same with a hundred thousand jobs in done/.
import Dispatch
import Spool
import Synchronization
import Vocabulary

/// Chooses names for new jobs. One for all adoptions that run at once.
final class NameBook: Sendable {
  enum Answer: Equatable {
    /// Nobody has it; it is reserved until ``release(_:)``.
    case free(String)
    /// A job of the same digest, and where it lies.
    case same(String, JobState)
  }

  private let spool: SpoolFolders
  /// The names that somebody is publishing under, and who waits to see what becomes of that.
  private let reserved = Mutex<[String: [DispatchSemaphore]]>([:])

  init(_ spool: SpoolFolders) { self.spool = spool }

  /// The name for a job, or the job that it is a duplicate of. Waits while another adoption publishes under the name:
  /// one bundle that was dropped twice at once is one job and one duplicate.
  func claim(slug: String, digest: String, again: Bool) throws(SpoolError) -> Answer {
    let stem = "\(slug)-\(digest.prefix(8))"
    var number = 1
    while true {
      let name = number == 1 ? stem : "\(stem)-\(number)"
      number += 1
      reserve(name)
      guard let state = spool.find(name) else { return .free(name) }
      release(name)
      guard state != .cancelled, !again, ticket(name, state)?.digest == digest else { continue }
      return .same(name, state)
    }
  }

  private func reserve(_ name: String) {
    while let turn = queue(for: name) { turn.wait() }
  }

  /// nil: the name is ours now; else what will be signalled when it is worth trying again.
  private func queue(for name: String) -> DispatchSemaphore? {
    reserved.withLock { reserved in
      guard reserved[name] != nil else {
        reserved[name] = []
        return nil
      }
      let turn = DispatchSemaphore(value: 0)
      reserved[name]!.append(turn)
      return turn
    }
  }

  func release(_ name: String) {
    let waiting = reserved.withLock { $0.removeValue(forKey: name) ?? [] }
    for turn in waiting { turn.signal() }
  }

  private func ticket(_ job: String, _ state: JobState) -> JobTicket? {
    guard let folder = try? spool[state].folder(job) else { return nil }
    return try? Document.read(JobTicket.self, "job.json", in: folder)
  }
}
