// A job's name is unique over all folders, and says what it was made from: the slug, then the beginning of the digest.
// Looking a name up asks each folder for that one name, so it costs the same with a hundred thousand jobs in done/.
import Spool
import Synchronization
import Vocabulary

/// Chooses names for new jobs. One for all adoptions that run at once.
final class NameBook: Sendable {
  enum Answer: Equatable {
    /// Nobody has it; it is reserved until ``release(_:)``.
    case free(String)
    /// A job of the same digest. `isItself`: it was made from the very entries that are being taken now.
    case same(String, JobState, isItself: Bool)
  }

  private let spool: SpoolFolders
  private let reserved = Mutex<Set<String>>([])

  init(_ spool: SpoolFolders) { self.spool = spool }

  func claim(slug: String, digest: String, again: Bool, taken: Taken) throws(SpoolError) -> Answer {
    let stem = "\(slug)-\(digest.prefix(8))"
    var number = 1
    while true {
      let name = number == 1 ? stem : "\(stem)-\(number)"
      number += 1
      guard let state = spool.find(name) else {
        if reserved.withLock({ $0.insert(name).inserted }) { return .free(name) }
        continue
      }
      guard let ticket = ticket(name, state), ticket.digest == digest else { continue }
      if isSame(ticket.taken, taken) { return .same(name, state, isItself: true) }
      if state != .cancelled && !again { return .same(name, state, isItself: false) }
    }
  }

  func release(_ name: String) { reserved.withLock { _ = $0.remove(name) } }

  private func ticket(_ job: String, _ state: JobState) -> JobTicket? {
    guard let folder = try? spool[state].folder(job) else { return nil }
    return try? Document.read(JobTicket.self, "job.json", in: folder)
  }

  /// An inode is used again once it is free, so a job that has gone on since cannot be "itself": only what start-up
  /// found hidden in the inbox is compared.
  private func isSame(_ entries: [TakenEntry], _ taken: Taken) -> Bool {
    taken.isRecovered
      && entries.map { [$0.device, $0.inode] } == taken.entries.map { [$0.status.device, $0.status.inode] }
  }
}
