import Glibc
import Inbox
import Spool

/// What `submit --wait` waits for: the job that a bundle becomes, until it needs the farm no more.
struct SubmittedBundle {
  let spool: SpoolFolders
  /// In the inbox.
  let name: String
  let identity: FileStatus
  let began: Instant

  /// Shows progress on standard error until the job is done, failed, cancelled, or waits for a person.
  ///
  /// - Throws: a fault of status 100 where the farm answered that it has the same already.
  func finish() throws -> JobSummary {
    let waiter = Waiter(spool)
    let screen = ProgressScreen(2)
    var known: String?
    while true {
      known = known ?? job()
      if let known, let state = spool.find(known), let job = JobSummary.read(known, in: state, of: spool) {
        screen.draw([job])
        if job.state == .done || job.state == .cancelled || job.waitsForPerson { return job }
        waiter.follow([job])
      } else if let known, spool.find(known) == nil {
        // Between two folders for an instant, or gone for good.
        waiter.wait(seconds: 1)
        guard spool.find(known) != nil else { throw CommandFault.machine("unable to find \(known) any more") }
        continue
      } else if let answer = duplicateAnswer() {
        throw CommandFault.wrong(answer)
      }
      waiter.wait(seconds: screen.isTerminal && known != nil ? 1 : 10)
    }
  }

  /// The job that took the bundle.
  private func job() -> String? {
    for state in JobState.holdingJobs {
      for name in (try? spool[state].names()) ?? [] where !name.hasPrefix(".") {
        // Its folder is younger than our waiting; with that, old jobs are not read.
        guard let status = try? spool[state].status(name), Instant(nanoseconds: status.changed) > began + -60,
          let folder = try? spool[state].folder(name),
          let ticket = try? Document.read(JobTicket.self, "job.json", in: folder)
        else { continue }
        if ticket.taken.contains(where: { $0.device == identity.device && $0.inode == identity.inode }) { return name }
      }
    }
    return nil
  }

  /// What the farm wrote beside the bundle where it has the same already.
  private func duplicateAnswer() -> String? {
    let names = (try? spool[.inbox].names()) ?? []
    guard !names.contains(name), !names.contains(".taken-\(name)") else { return nil }
    let stem = name.split(separator: ".").first.map(String.init) ?? name
    for answer in names.sorted() where answer.hasPrefix(stem) && answer.hasSuffix(".duplicate.txt") {
      guard let status = try? spool[.inbox].status(answer), Instant(nanoseconds: status.changed) > began + -1 else {
        continue
      }
      return (try? spool[.inbox].read(answer)).map { String(decoding: $0, as: UTF8.self) }
    }
    return nil
  }
}
